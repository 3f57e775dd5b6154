"""Categories one under the other as bars from zero, each with its value beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from keikaku.charts.frame import all_numbers
from keikaku.charts.labels import Box, Room, Spot, Wish
from keikaku.charts.legend import legend
from keikaku.charts.look import LINES, MUTED, OUTLINE, SURFACE, TEXT, Look, Style, styles
from keikaku.charts.measure import width
from keikaku.charts.rows import Rows, layout
from keikaku.charts.scene import Row, Scene
from keikaku.charts.sheet import far_end, number_of, numbered
from keikaku.charts.wording import Wordings, bare, named_words, says_name, value_words
from keikaku.figure import Cell, Figure, Series

_VALUE_SHARE = 0.4  # of a picture, at most, for the values


@dataclass(frozen=True)
class _Sheet:
    """What belongs to one picture: `bars` are drawn as bars, `posts` as strokes over them."""

    figure: Figure
    rows: Rows
    styles: dict[str, Style]
    bars: list[Series]
    posts: list[Series]
    room: Room


def comparison(figure: Figure, look: Look) -> Scene:
    """Bars in the plan's order, the target of each as a stroke."""
    bars = [series for series in figure.drawn_series if series.role in LINES]
    posts = [series for series in figure.drawn_series if series not in bars]
    numbers = [float(number) for number in all_numbers(figure.drawn_series)]
    right = round(min(_widest_value(figure, look), look.width * _VALUE_SHARE) + 10)
    rows = layout(figure, look, lanes=len(bars), numbers=numbers, right=right)
    room = Room(look, Box(-rows.margins.left, -2, rows.plane.width + right, rows.plane.height + 4))
    sheet = _Sheet(figure, rows, styles(figure.drawn_series), bars, posts, room)
    marks = {
        "bars": [row for series in bars for row in _bars(sheet, series)],
        "posts": [row for series in posts for row in _posts(sheet, series)],
    }
    said = _say(sheet, marks["bars"], marks["posts"])
    key = legend(figure.drawn_series, sheet.styles, said, bars={series.id for series in bars})
    return Scene("rows", rows.plane, rows.margins, marks | {"zero": rows.zeros()}, tuple(room.words), key)


def _widest_value(figure: Figure, look: Look) -> float:
    """The room that the widest value needs, with its series' name where there are several."""
    cells = [(series, cell) for series in figure.drawn_series for cell in series.cells if cell is not None]
    alone = len(figure.drawn_series) == 1
    words = [_wordings(figure, look, series, cell, alone or cell.number is None)[0][0] for series, cell in cells]
    return max((width(text, look.text) for text in words), default=0)


def _wordings(figure: Figure, look: Look, series: Series, cell: Cell, is_named: bool) -> Wordings:
    """Wordings of one line; values stand in a column, so units would only repeat."""
    short = replace(cell, printed=bare(cell, figure.unit))
    wordings = value_words(short, None) if is_named else named_words(series, short, None, look)
    return tuple(lines for lines in wordings if len(lines) == 1)


def _bars(sheet: _Sheet, series: Series) -> Iterator[Row]:
    style = sheet.styles[series.id]
    for slot, cell in numbered(series):
        top, bottom = sheet.rows.sides(sheet.bars.index(series), slot)
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
        if cell.high is not None:
            ends = {"x": number_of(cell), "x2": float(cell.high), "y": top + 0.9, "y2": bottom - 0.9}
            looks = {"fill": SURFACE, "stroke": style.colour, "dash": list(OUTLINE)}
            yield {"series": series.id, "slot": slot, **ends, **looks}


def _posts(sheet: _Sheet, series: Series) -> Iterator[Row]:
    """A stroke over the bars of a slot, a little longer than they are high."""
    for slot, cell in numbered(series):
        top, bottom = sheet.rows.block(slot)
        row = {"series": series.id, "slot": slot, "x": number_of(cell), "y": top - 3, "y2": bottom + 3}
        yield row | {"stroke": sheet.styles[series.id].colour}


def _say(sheet: _Sheet, bars: Sequence[Row], posts: Sequence[Row]) -> set[str]:
    """Write names and values; return the series that are named, with their first value."""
    plane = sheet.rows.plane
    for word in sheet.rows.name_words():
        sheet.room.add_word(word)
    for bar in bars:
        left, right = sorted((plane.x(bar["x"]), plane.x(bar["x2"])))
        sheet.room.add_mark(Box(left, bar["y"], right, bar["y2"]))
    for post in posts:
        x = plane.x(post["x"])
        sheet.room.add_mark(Box(x - 3, post["y"], x + 3, post["y2"]))
    said: set[str] = set()
    for series in (*sheet.bars, *sheet.posts):
        for slot, cell in enumerate(series.cells):
            if cell is not None and says_name(_say_value(sheet, series, slot, cell, series.id in said), series):
                said.add(series.id)
    return said


def _say_value(sheet: _Sheet, series: Series, slot: int, cell: Cell, is_named: bool) -> tuple[str, ...]:
    """Write a value, or the word for none, beside its mark."""
    alone = is_named or len(sheet.figure.drawn_series) == 1 or cell.number is None
    wordings = _wordings(sheet.figure, sheet.rows.look, series, cell, alone)
    spots = tuple(_at_bar(sheet, series, slot, cell) if series in sheet.bars else _at_post(sheet, slot, cell))
    return sheet.room.place(Wish(wordings, spots, needed=True, colour=MUTED if cell.number is None else TEXT))


def _at_bar(sheet: _Sheet, series: Series, slot: int, cell: Cell) -> Iterator[Spot]:
    """Beyond the bar's end, inside it, or beyond all marks of the slot."""
    plane, (top, bottom) = sheet.rows.plane, sheet.rows.sides(sheet.bars.index(series), slot)
    zero, end, middle = plane.x(0), plane.x(far_end(cell)), (top + bottom) / 2
    yield Spot(max(end, zero) + 6, middle, "start", "middle")
    colour = TEXT if cell.hollow else sheet.styles[series.id].on
    body = Box(min(zero, end), top - 2, max(zero, end), bottom + 2)
    yield Spot(max(end, zero) - 5, middle, "end", "middle", 1, inside=body, colour=colour)
    marks = [number_of(c) for s in sheet.figure.drawn_series if (c := s.cells[slot]) and c.number is not None]
    yield Spot(plane.x(max([0.0, *marks])) + 8, middle, "start", "middle", 2)


def _at_post(sheet: _Sheet, slot: int, cell: Cell) -> Iterator[Spot]:
    (top, bottom), line = sheet.rows.block(slot), sheet.rows.look.line
    x = sheet.rows.plane.x(number_of(cell))
    for cost, y in enumerate(((top + bottom) / 2, top + line / 2, bottom - line / 2)):
        yield Spot(x + 8, y, "start", "middle", cost)
    yield Spot(x - 8, (top + bottom) / 2, "end", "middle", 3)
