"""Categories one under the other as bars from zero, each with its value beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from keikaku.charts.labels import Box, Room, Spot, Wish
from keikaku.charts.legend import legend
from keikaku.charts.look import AXIS, LINES, MUTED, SURFACE, TEXT, Look, Style, styles
from keikaku.charts.measure import width, wrap
from keikaku.charts.scene import Margins, Plane, Row, Scene, Word
from keikaku.charts.sheet import number_of, numbered
from keikaku.charts.wording import Wordings, named_words, says_name, value_words
from keikaku.figure import Cell, Figure, Series

_NAME_SHARE = 0.32  # of a wide picture, at most, for the names
_VALUE_SHARE = 0.4  # of a picture, at most, for the values
_GAP = 2.0  # between the bars of one category


@dataclass(frozen=True)
class _Rows:
    """The layout, in pixels from the plane's top. The value axis runs across; `tops` says where each slot's bars begin."""

    figure: Figure
    look: Look
    styles: dict[str, Style]
    bars: list[Series]
    names: list[tuple[str, ...]]
    tops: list[float]
    plane: Plane
    left: float
    right: float

    def sides(self, series: Series, slot: int) -> tuple[float, float]:
        """Upper and lower side of one bar."""
        top = self.tops[slot] + self.bars.index(series) * (_thickness(self.look) + _GAP)
        return top, top + _thickness(self.look)


def comparison(figure: Figure, look: Look) -> Scene:
    """Bars in the plan's order. Names stand beside them, on phones over them."""
    rows = _rows(figure, look)
    posts = [series for series in figure.drawn_series if series not in rows.bars]
    words, said = _words(rows, posts)
    return Scene(
        "rows",
        rows.plane,
        Margins(rows.left, 2, rows.right, 4),
        {
            "bars": [row for series in rows.bars for row in _bars(rows, series)],
            "posts": [row for series in posts for row in _posts(rows, series)],
            "zero": [{"x": 0.0, "stroke": AXIS}],
        },
        words,
        legend(figure.drawn_series, rows.styles, said, bars={series.id for series in rows.bars}),
    )


def _rows(figure: Figure, look: Look) -> _Rows:
    bars = [series for series in figure.drawn_series if series.role in LINES]
    room = look.width - 4 if look.is_narrow else look.width * _NAME_SHARE
    names = [wrap(slot.text, look.text, room) for slot in figure.slots]
    left = 2 if look.is_narrow else round(max(width(line, look.text) for name in names for line in name) + 10)
    values = [width(words[0][0], look.text) for series in bars for cell in series.cells for words in _values(cell)]
    right = round(min(max(values, default=0), look.width * _VALUE_SHARE) + 10)
    tops, height = _tops(names, look, len(bars))
    plane = Plane(look.width - left - right, height, _domain(figure), (height, 0))
    return _Rows(figure, look, styles(figure.drawn_series), bars, names, tops, plane, left, right)


def _values(cell: Cell | None) -> list[Wordings]:
    return [value_words(cell)] if cell is not None else []


def _thickness(look: Look) -> float:
    return look.pick(14, 20)


def _tops(names: Sequence[tuple[str, ...]], look: Look, bars: int) -> tuple[list[float], float]:
    """Where the bars of each slot begin, and where the last slot ends."""
    block = max(bars, 1) * (_thickness(look) + _GAP) - _GAP
    tops, y = [], 0.0
    for name in names:
        high = len(name) * look.line
        before, after = (high + 2, 9.0) if look.is_narrow else (max(0.0, (high - block) / 2),) * 2
        tops.append(y + before)
        y += before + block + after + (0 if look.is_narrow else 12)
    return tops, round(y - (9 if look.is_narrow else 12))


def _domain(figure: Figure) -> tuple[float, float]:
    numbers = [float(number) for series in figure.drawn_series for number in series.numbers]
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    return (low, high) if low < high else (0.0, 1.0)


def _bars(rows: _Rows, series: Series) -> Iterator[Row]:
    style = rows.styles[series.id]
    for slot, cell in numbered(series):
        top, bottom = rows.sides(series, slot)
        is_open = cell.hollow or style.hollow
        inset = 0.9 if is_open else 0.0
        yield {
            "series": series.id,
            "slot": slot,
            "x": 0.0,
            "x2": number_of(cell),
            "y": top + inset,
            "y2": bottom - inset,
            "fill": SURFACE if is_open else style.colour,
            "stroke": style.colour if is_open else None,
            "dash": [],
        }


def _posts(rows: _Rows, series: Series) -> Iterator[Row]:
    """A stroke over the bars of a slot, a little longer than they are high."""
    for slot, cell in numbered(series):
        top = rows.tops[slot] - 3
        bottom = rows.sides(rows.bars[-1], slot)[1] + 3 if rows.bars else top + _thickness(rows.look) + 6
        row = {"series": series.id, "slot": slot, "x": number_of(cell), "y": top, "y2": bottom}
        yield row | {"stroke": rows.styles[series.id].colour}


def _words(rows: _Rows, posts: Sequence[Series]) -> tuple[tuple[Word, ...], set[str]]:
    """Names and values, and the series that are named with their first value."""
    room = Room(rows.look, Box(-rows.left, -2, rows.plane.width + rows.right, rows.plane.height + 4))
    for slot, name in enumerate(rows.names):
        for word in _name(rows, slot, name):
            room.add_word(word)
    for series in posts:
        for post in _posts(rows, series):
            x = rows.plane.x(post["x"])
            room.add_mark(Box(x - 3, post["y"], x + 3, post["y2"]))
    said: set[str] = set()
    for series in rows.bars:
        for slot, cell in enumerate(series.cells):
            if cell is not None and says_name(_say(rows, room, series, slot, cell, series.id in said), series):
                said.add(series.id)
    return tuple(room.words), said


def _name(rows: _Rows, slot: int, lines: tuple[str, ...]) -> Iterator[Word]:
    look, middle = rows.look, (rows.tops[slot] + rows.sides(rows.bars[-1], slot)[1]) / 2
    first = rows.tops[slot] - 2 - len(lines) * look.line if look.is_narrow else middle - len(lines) * look.line / 2
    for place, line in enumerate(lines):
        y = first + (place + 0.5) * look.line + 0.36 * look.text
        yield Word(line, 0, y) if look.is_narrow else Word(line, -8, y, "end")


def _say(rows: _Rows, room: Room, series: Series, slot: int, cell: Cell, is_named: bool) -> tuple[str, ...]:
    """Write a value, or the word for none, beside its bar: beyond its end, or of a target that stands there."""
    top, bottom = rows.sides(series, slot)
    ends = [0.0, number_of(cell)]
    ends += [float(c.number) for s in rows.figure.drawn_series if (c := s.cells[slot]) and c.number is not None]
    spots = tuple(
        Spot(max(rows.plane.x(end), rows.plane.x(0)) + 6, (top + bottom) / 2, "start", "middle")
        for end in (ends[1], max(ends))
    )
    alone = is_named or len(rows.figure.drawn_series) == 1 or cell.number is None
    wordings = value_words(cell) if alone else named_words(series, cell, rows.look)
    single = tuple(lines for lines in wordings if len(lines) == 1)
    colour = MUTED if cell.number is None else TEXT
    return room.place(Wish(single, spots, needed=True, colour=colour))
