"""What all drawings over time share: where years stand, the value axis, its lines and the labels of both."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count, pairwise

from keikaku.charts.axis import ValueAxis, minus_sign, rank_axis, value_axis
from keikaku.charts.labels import Box, Room
from keikaku.charts.look import AXIS, GRID, MUTED, TEXT, Look
from keikaku.charts.measure import width, wrap
from keikaku.charts.scene import Margins, Plane, Row, Word
from keikaku.figure import Cell, Figure, Level, Series, Slot

_SPELLINGS = 4  # from one line to the most
_BROKEN = 5  # characters on a line of a long label
_YEAR = re.compile(r"(.+?)(年度末?|年末?)?([（(].+[)）])?")


@dataclass(frozen=True)
class Frame:
    """The axes of one picture over time. `places` says where each slot stands on the time axis."""

    look: Look
    axis: ValueAxis
    places: tuple[float, ...]
    is_dated: bool
    plane: Plane
    left: float
    right: float

    def room(self) -> Room:
        """The room for labels: the plane, what is right of it, and three lines above it."""
        right, top = self.plane.width + self.right - 2, -3 * self.look.line
        room = Room(self.look, Box(-4, top, right, self.plane.height + 1))
        for word in self.tick_words():
            room.add_word(word)
        return room

    def tick_words(self) -> Iterator[Word]:
        for tick, label in zip(self.axis.ticks, self.axis.labels, strict=True):
            yield Word(label, -6, self.plane.y(float(tick)) + 0.36 * self.look.text, "end", MUTED)

    def grid(self) -> list[Row]:
        """The light lines; the zero line is `foot`."""
        return [{"y": float(tick), "stroke": GRID} for tick in self.axis.ticks if tick]

    def foot(self) -> list[Row]:
        return [{"y": 0.0, "stroke": AXIS}] if self.axis.has_zero else []

    def margins(self, words: Iterable[Word]) -> Margins:
        """The margins that the words need above and below."""
        size = self.look.text
        words = list(words)
        top = max([0.6 * size, *(0.95 * size - word.y for word in words)])
        bottom = max(word.y + 0.25 * size for word in words) - self.plane.height
        return Margins(self.left, round(top + 3), self.right, round(bottom + 2))


def time_frame(
    figure: Figure,
    look: Look,
    *,
    height: float,
    side: float | None,
    from_zero: bool,
    right: float = 6,
    sums: Iterable[Decimal] = (),
) -> Frame:
    """Make the frame of a figure over time, on an axis that reaches over its numbers and over `sums`.

    `side` is the free room at both ends in pixels, or half a step; `sums` are what stacked columns add up to.
    """
    axis = axis_of(figure, from_zero=from_zero, sums=sums)
    return frame_on(axis, figure, look, height=height, side=side, right=right)


def axis_of(figure: Figure, *, from_zero: bool, sums: Iterable[Decimal] = (), most: int = 4) -> ValueAxis:
    """The value axis that reaches over all numbers of a figure and over `sums`, in at most `most` steps."""
    numbers = [*all_numbers(figure.drawn_series), *sums, *_head_rooms(figure)]
    if figure.ranked:
        return rank_axis(numbers, most=most)
    return value_axis(
        numbers,
        from_zero=from_zero,
        whole=_is_whole(figure),
        unit=figure.unit,
        minus=minus_sign(cell.printed for series in figure.drawn_series for cell in series.cells if cell),
        most=most,
    )


def frame_on(
    axis: ValueAxis, figure: Figure, look: Look, *, height: float, side: float | None, right: float = 6
) -> Frame:
    """Make the frame of a figure over time on an axis that it may share with others."""
    places = slot_places(figure.slots)
    left = round(max(width(label, look.text) for label in axis.labels) + 10)
    wide = look.width - left - right
    plane = Plane(wide, height, _time_domain(places, wide, side), (axis.low, axis.high))
    return Frame(look, axis, places, any(s.position is not None for s in figure.slots), plane, left, right)


def slot_places(slots: Sequence[Slot]) -> tuple[float, ...]:
    """Where the slots stand: at their years; those without a year one step outside; in plain order where that fails."""
    known = [place for place, slot in enumerate(slots) if slot.position is not None]
    positions = [float(slot.position) for slot in slots if slot.position is not None]
    rising = all(a < b for a, b in pairwise(positions))
    if not known or not rising or known[-1] - known[0] + 1 != len(known):
        return tuple(float(place) for place in range(len(slots)))
    step = smallest_step(positions)
    before = [positions[0] - step * count for count in range(known[0], 0, -1)]
    after = [positions[-1] + step * count for count in range(1, len(slots) - known[-1])]
    return (*before, *positions, *after)


def smallest_step(places: Sequence[float]) -> float:
    return min((b - a for a, b in pairwise(places)), default=1.0)


def slot_words(frame: Frame, slots: Sequence[Slot], important: Iterable[int] = ()) -> dict[int, list[Word]]:
    """The labels below, by slot: first and last always, then the `important`, then as many others, evenly, as fit.

    Long spellings are broken into lines first. Where a label finds no room with its Western year, it may find some
    without.
    """
    labels = _labels(frame, slots)
    brief = [label[:-1] if slot.western else label for slot, label in zip(slots, labels, strict=True)]
    few = _stride(frame.look, brief, 1)
    room = Room(frame.look, Box(0, 0, 0, 0))
    wanted = dict.fromkeys((0, len(slots) - 1, *important, *range(0, len(slots), _stride(frame.look, labels, few))))
    shown = {place: labels[place] for place in wanted if _added(room, labels[place])}
    others = (place for place in range(0, len(slots), few) if place not in shown)
    return shown | {place: brief[place] for place in others if _added(room, brief[place])}


def all_cells(cells: Iterable[Cell | None]) -> Iterator[Cell]:
    """Each cell with the further values of its year."""
    for cell in cells:
        if cell is not None:
            yield cell
            yield from cell.more


def all_numbers(series: Iterable[Series]) -> list[Decimal]:
    """Every number that a drawing of these series has to reach, upper ends of ranges too."""
    cells = (cell for one in series for cell in all_cells(one.cells))
    return [number for cell in cells for number in (cell.number, cell.high) if number is not None]


def _head_rooms(figure: Figure) -> Iterator[Decimal]:
    """Somewhat more than each level that values shall not fall below, so that the side to stay on shows."""
    for series in figure.drawn_series:
        if series.kept is Level.FLOOR:
            yield series.numbers[0] + (abs(series.numbers[0]) / 8 or 1)


def _is_whole(figure: Figure) -> bool:
    return all(number == number.to_integral_value() for number in all_numbers(figure.drawn_series))


def _time_domain(places: Sequence[float], wide: float, side: float | None) -> tuple[float, float]:
    first, last = places[0], places[-1]
    if side is None or first == last:
        half = smallest_step(places) / 2
        return first - half, last + half
    side = min(side, wide * 0.3)
    beyond = (last - first) * side / (wide - 2 * side)
    return first - beyond, last + beyond


def _labels(frame: Frame, slots: Sequence[Slot]) -> list[list[Word]]:
    """The labels in the spelling with the fewest lines in which all stand clear, or the most lines there are."""
    labels: list[list[Word]] = []
    for spelling in range(_SPELLINGS):
        pairs = zip(slots, frame.places, strict=True)
        labels = [_slot_label(frame, slot, place, _spellings(frame, slot)[spelling]) for slot, place in pairs]
        if _stand_clear(frame.look, labels):
            break
    return labels


def _slot_label(frame: Frame, slot: Slot, place: float, spelling: Sequence[str]) -> list[Word]:
    look = frame.look
    lines = [(text, TEXT) for text in spelling] + [(slot.western, MUTED)] * bool(slot.western)
    half = max(width(text, look.text) for text, _ in lines) / 2
    x = min(max(frame.plane.x(place), half + 2 - frame.left), frame.plane.width + frame.right - half - 2)
    y = frame.plane.height + 1.55 * look.text
    return [Word(text, x, y + line * look.line, "middle", colour) for line, (text, colour) in enumerate(lines)]


def _spellings(frame: Frame, slot: Slot) -> Sequence[Sequence[str]]:
    """A year in one line; with its bracket below, 2020年度 over (R2); with 年度 below; broken where it is long.

    A category stands on all its lines.
    """
    if frame.is_dated and (found := _YEAR.fullmatch(slot.label)):
        year, kind, bracket = found.groups(default="")
        parts = _filled(year, kind, bracket)
        broken = wrap(slot.label, frame.look.text, _BROKEN * frame.look.text)
        return [slot.label], _filled(year + kind, bracket), parts, max(parts, broken, key=len)
    step = smallest_step(frame.places) / frame.plane.units_per_pixel
    return [wrap(slot.label, frame.look.text, max(step - 4, 2 * frame.look.text))] * _SPELLINGS


def _filled(*lines: str) -> list[str]:
    return [line for line in lines if line]


def _stride(look: Look, labels: Sequence[list[Word]], unit: int) -> int:
    """The least multiple of `unit` at which labels stand clear of one another: 2 for every second."""
    return next(stride for stride in count(unit, unit) if _stand_clear(look, labels[::stride]))


def _stand_clear(look: Look, labels: Sequence[list[Word]]) -> bool:
    room = Room(look, Box(0, 0, 0, 0))
    return all(_added(room, label) for label in labels)


def _added(room: Room, label: list[Word]) -> bool:
    if not room.is_free(label):
        return False
    for word in label:
        room.add_word(word)
    return True
