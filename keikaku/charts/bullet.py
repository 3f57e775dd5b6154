"""Where a value stands between zero and its target, as one bar: for cards, and where there is one value alone."""

from collections.abc import Iterator

from keikaku.charts.frame import all_numbers
from keikaku.charts.labels import Box, Room, Spot, Wish, farther
from keikaku.charts.legend import legend
from keikaku.charts.look import AXIS, GRID, LINES, SURFACE, Look, Style, styles
from keikaku.charts.measure import wrap
from keikaku.charts.scene import Margins, Plane, Row, Scene
from keikaku.charts.sheet import number_of, numbered
from keikaku.charts.wording import Wordings, says_name
from keikaku.figure import Cell, Figure, Role, Series

_NARROW = 240  # what a card on a phone has room for
_REACH = 5.0  # of a target's stroke beyond the bar
_EDGE = 3.0
_LINES = 8  # over the bar and under it, at most


def bullet(figure: Figure, look: Look) -> Scene:
    """The last value as a bar from zero; strokes for its targets and for where it started."""
    values = [series for series in figure.drawn_series if series.role in LINES]
    posts = [series for series in figure.drawn_series if series not in values]
    high, wide = look.pick(16, 20), min(look.width, look.pick(_NARROW, look.width)) - 2 * _EDGE
    most = max(float(number) for number in all_numbers(figure.drawn_series)) or 1.0
    plane = Plane(wide, high, (0, most), (high, 0))
    drawn = styles(figure.drawn_series)
    room = Room(look, Box(0, -_LINES * look.line, wide, high + _LINES * look.line))
    marks = {
        "track": [{"x": 0.0, "x2": most, "y": 0.0, "y2": high, "fill": GRID}],
        "bars": [_bar(series, drawn[series.id], high) for series in values],
        "zero": [{"x": 0.0, "y": -_REACH, "y2": high + _REACH, "stroke": AXIS}],
        "posts": [_post(series, drawn[series.id], high) for series in posts],
    }
    said = {series.id for series in (*values, *posts) if _say(figure, look, room, plane, series)}
    top = max([_REACH, *(0.95 * look.text - word.y for word in room.words)])
    foot = max([high + _REACH, *(word.y + 0.25 * look.text for word in room.words)])
    margins = Margins(_EDGE, round(top + 2), _EDGE, round(foot - high + 2))
    key = legend(figure.drawn_series, drawn, said, bars={series.id for series in values})
    return Scene("bullet", plane, margins, marks, tuple(room.words), key)


def _bar(series: Series, style: Style, high: float) -> Row:
    slot, cell = _last(series)
    is_open = cell.hollow or style.hollow
    inset = 0.9 if is_open else 0.0
    row = {"series": series.id, "slot": slot, "number": number_of(cell), "x": 0.0, "x2": number_of(cell)}
    sides = {"y": inset, "y2": high - inset, "dash": []}
    fill, rim = (SURFACE, style.colour) if is_open else (style.colour, None)
    return row | sides | {"fill": fill, "stroke": rim}


def _post(series: Series, style: Style, high: float) -> Row:
    """A target reaches beyond the bar, a start does not."""
    slot, cell = _last(series)
    reach = _REACH if series.role is Role.TARGET else 0.0
    row = {"series": series.id, "slot": slot, "x": number_of(cell), "y": -reach, "y2": high + reach}
    return row | {"stroke": style.colour}


def _say(figure: Figure, look: Look, room: Room, plane: Plane, series: Series) -> bool:
    """Targets over the bar, values and starts under it."""
    slot, cell = _last(series)
    year = "" if series.constant else figure.slots[slot].label
    wordings = _wordings(series, cell, year, look, plane.width)
    spots = tuple(_spots(plane, look, series, cell))
    lines = room.place(Wish(wordings, spots, needed=True, strong=series.role is not Role.BASELINE))
    return says_name(lines, series)


def _wordings(series: Series, cell: Cell, year: str, look: Look, wide: float) -> Wordings:
    """Name, value, year and state, in more lines where one is not enough; then without the name, and the rest."""
    state = cell.state if cell.state and cell.state not in cell.printed else ""
    more = "、".join(part for part in (year, state) if part)
    value = f"{cell.printed}（{more}）" if more else cell.printed
    name = wrap(series.name, look.text, wide)
    return tuple(dict.fromkeys(((f"{series.name} {value}",), (*name, value), (value,), (cell.printed,))))


def _spots(plane: Plane, look: Look, series: Series, cell: Cell) -> Iterator[Spot]:
    x = plane.x(number_of(cell))
    over = Spot(x, -_REACH - 2, edge="bottom", slides=True)
    under = Spot(x, plane.height + _REACH + 2, edge="top", slides=True)
    near = [over] if series.role is Role.TARGET else [under]
    for step in range(_LINES):
        yield from farther(near, step * look.line, cost=step)


def _last(series: Series) -> tuple[int, Cell]:
    return list(numbered(series))[-1]
