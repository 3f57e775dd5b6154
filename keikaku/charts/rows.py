"""Bars that run across, one under the other: where they and the names of their slots stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from keikaku.charts.look import AXIS, Look
from keikaku.charts.measure import width, wrap
from keikaku.charts.scene import Margins, Plane, Row, Word
from keikaku.figure import Figure

_NAME_SHARE = 0.32  # of a wide picture, at most, for the names
_GAP = 2.0  # between the bars of one slot
_BETWEEN = 12.0  # between two slots
_BETWEEN_NARROW = 9.0


@dataclass(frozen=True)
class Rows:
    """The layout, in pixels from the plane's top; the value axis runs across. `tops`: where each slot's bars begin.

    Names stand beside the bars, on phones over them.
    """

    look: Look
    lanes: int
    names: list[tuple[str, ...]]
    tops: list[float]
    plane: Plane
    margins: Margins

    def sides(self, lane: int, slot: int) -> tuple[float, float]:
        """Upper and lower side of one bar."""
        top = self.tops[slot] + lane * (_thickness(self.look) + _GAP)
        return top, top + _thickness(self.look)

    def block(self, slot: int) -> tuple[float, float]:
        """Upper and lower side of all bars of a slot."""
        return self.tops[slot], self.tops[slot] + _block(self.look, self.lanes)

    def zeros(self) -> list[Row]:
        """A stroke for each slot where its bars begin."""
        blocks = (self.block(slot) for slot in range(len(self.tops)))
        return [{"x": 0.0, "y": top - 2, "y2": bottom + 2, "stroke": AXIS} for top, bottom in blocks]

    def name_words(self) -> Iterator[Word]:
        for slot, lines in enumerate(self.names):
            top, bottom = self.block(slot)
            high = len(lines) * self.look.line
            first = top - 2 - high if self.look.is_narrow else (top + bottom - high) / 2
            for place, line in enumerate(lines):
                y = first + (place + 0.5) * self.look.line + 0.36 * self.look.text
                yield Word(line, 0, y) if self.look.is_narrow else Word(line, -8, y, "end")


def layout(figure: Figure, look: Look, *, lanes: int, numbers: Sequence[float], right: float) -> Rows:
    """Lay out `lanes` bars for each slot, on an axis that holds zero and `numbers`, with room at the `right`."""
    names = [wrap(slot.text, look.text, look.pick(look.width - 4, look.width * _NAME_SHARE)) for slot in figure.slots]
    left = 2 if look.is_narrow else round(max(width(line, look.text) for name in names for line in name) + 10)
    tops, height = _tops(names, look, _block(look, lanes))
    low, high = min([0.0, *numbers]), max([0.0, *numbers])
    domain = (low, high) if low < high else (0.0, 1.0)
    plane = Plane(look.width - left - right, height, domain, (height, 0))
    return Rows(look, lanes, names, tops, plane, Margins(left, 2, right, 4))


def _thickness(look: Look) -> float:
    return look.pick(14, 20)


def _block(look: Look, lanes: int) -> float:
    return max(lanes, 1) * (_thickness(look) + _GAP) - _GAP


def _tops(names: Sequence[tuple[str, ...]], look: Look, block: float) -> tuple[list[float], float]:
    """Where the bars of each slot begin, and where the last slot ends."""
    tops, y = [], 0.0
    for name in names:
        high = len(name) * look.line
        beside = max(0.0, (high - block) / 2)
        tops.append(y + look.pick(high + 2, beside))
        y = tops[-1] + block + look.pick(_BETWEEN_NARROW, beside + _BETWEEN)
    return tops, round(y - look.pick(_BETWEEN_NARROW, _BETWEEN))
