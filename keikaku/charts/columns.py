"""Values over time as columns from zero, with marks for targets; and targets as columns of their own beside them."""

from collections.abc import Iterator, Sequence

from keikaku.charts.frame import time_frame
from keikaku.charts.labels import Box, Spot
from keikaku.charts.lanes import Lanes, at_tick, keep_clear, marker, markers, say_ticks, ticks
from keikaku.charts.look import LINES, OUTLINE, SURFACE, TEXT, Look
from keikaku.charts.scene import Row, Scene
from keikaku.charts.sheet import Sheet, far_end, further, number_of, numbered, open_sheet
from keikaku.figure import Cell, Figure, Role, Series

_GAP = 3.0  # between a column and its value
_NEAR = 4  # of the spots at a column, those that touch it


def columns(figure: Figure, look: Look) -> Scene:
    """A column for each value; targets and baselines are marks."""
    return _drawn(figure, look, LINES)


def target_beside_actual(figure: Figure, look: Look) -> Scene:
    """For each slot the target, outlined, beside the value."""
    return _drawn(figure, look, (*LINES, Role.TARGET))


def _drawn(figure: Figure, look: Look, as_columns: Sequence[Role]) -> Scene:
    frame = time_frame(figure, look, height=look.pick(150, 220), side=None, from_zero=True)
    return columns_on(open_sheet(figure, frame), as_columns)


def columns_on(sheet: Sheet, as_columns: Sequence[Role] = LINES) -> Scene:
    """Draw the columns of a sheet that is open."""
    moving = [series for series in sheet.figure.drawn_series if not series.constant]
    stood = [series for series in moving if series.role in as_columns]
    marked = [series for series in moving if series.role not in as_columns]
    lanes = Lanes(sheet, [series.id for series in stood])
    marks = {
        "bars": [row for series in stood for row in _bars(lanes, series)],
        "ticks": [row for series in marked for row in ticks(lanes, series)],
        "points": [row for series in marked for row in markers(lanes, series)]
        + [row for series in stood for row in _further_points(lanes, series)],
    }
    keep_clear(sheet, **marks)
    _say(lanes, stood, marked)
    return sheet.scene("columns", marks, bars=set(lanes.ids))


def _bars(lanes: Lanes, series: Series) -> Iterator[Row]:
    style = lanes.sheet.styles[series.id]
    for slot, cell in numbered(series):
        is_open = _is_open(lanes.sheet, series, cell)
        yield {
            "series": series.id,
            "slot": slot,
            # The outline lies on the edge, half of it outside.
            **lanes.column(series.id, slot, inset=0.9 if is_open else 0),
            "y": 0.0,
            "y2": number_of(cell),
            "fill": SURFACE if is_open else style.colour,
            "stroke": style.colour if is_open else None,
            "dash": list(OUTLINE) if series.role is Role.TARGET else [],
        }
        if cell.high is not None:
            yield _upper_end(lanes, series, slot, cell)


def _upper_end(lanes: Lanes, series: Series, slot: int, cell: Cell) -> Row:
    """What a range may reach beyond its lower end, outlined."""
    ends = {"y": number_of(cell), "y2": far_end(cell), **lanes.column(series.id, slot, inset=0.9)}
    looks = {"fill": SURFACE, "stroke": lanes.sheet.styles[series.id].colour, "dash": list(OUTLINE)}
    return {"series": series.id, "slot": slot, **ends, **looks}


def _is_open(sheet: Sheet, series: Series, cell: Cell) -> bool:
    return cell.hollow or sheet.styles[series.id].hollow or series.role is Role.TARGET


def _further_points(lanes: Lanes, series: Series) -> Iterator[Row]:
    for slot, cell in further(series):
        left, right = lanes.sides(series.id, slot)
        yield marker(lanes, series, slot, cell, (left + right) / 2)


def _say(lanes: Lanes, stood: Sequence[Series], marked: Sequence[Series]) -> None:
    """The latest values and all targets first, with names; then what else finds room."""
    sheet = lanes.sheet
    for series in stood:
        slot, cell = list(numbered(series))[-1]
        spots = _at_column(lanes, series, slot, cell)
        # Over a longer one beside it, a value would seem to be that one's.
        over_all = _over_all(lanes, slot, cell) if _is_longest(stood, slot, cell) else ()
        sheet.say(series, slot, cell, (*spots, *over_all))
    sheet.say_constants()
    for series in marked:
        say_ticks(lanes, series)
    for series in stood:
        for slot, cell in further(series):
            sheet.say(series, slot, cell, at_tick(lanes, slot, cell), needed=False)
    _say_others(lanes, stood)
    sheet.say_gaps()


def _say_others(lanes: Lanes, stood: Sequence[Series]) -> None:
    """All other values where there is room for all; else all of one series, or the first of a lone one.

    None of them in a panel, where the latest values of all panels are to be compared.
    """
    if lanes.sheet.titled:
        return
    values = [
        [(cell, _at_column(lanes, series, slot, cell)[:_NEAR]) for slot, cell in list(numbered(series))[:-1]]
        for series in sorted(stood, key=lambda series: series.role is Role.TARGET)
    ]
    if lanes.sheet.say_all(value for one in values for value in one):
        return
    for one in values:
        if not lanes.sheet.say_all(one) and len(stood) == 1:
            lanes.sheet.say_all(one[:1])


def _is_longest(stood: Sequence[Series], slot: int, cell: Cell) -> bool:
    beside = [other for series in stood for place, other in numbered(series) if place == slot]
    return abs(far_end(cell)) >= max(abs(far_end(other)) for other in beside)


def _over_all(lanes: Lanes, slot: int, cell: Cell) -> tuple[Spot, ...]:
    """Beyond the columns round about, however long they are: the last resort among many."""
    frame = lanes.sheet.frame
    half, end, below = frame.look.line / 2, frame.plane.y(number_of(cell)), number_of(cell) < 0
    steps = range(3, int(frame.plane.height / half) + 5)
    x, away, edge = lanes.centre(slot), 1 if below else -1, "top" if below else "bottom"
    return tuple(Spot(x, end + away * step * half, edge=edge, cost=30 + step, slides=True) for step in steps)


def _at_column(lanes: Lanes, series: Series, slot: int, cell: Cell) -> tuple[Spot, ...]:
    """At the column's end, inside it, or farther off."""
    plane, line, style = lanes.sheet.frame.plane, lanes.sheet.frame.look.line, lanes.sheet.styles[series.id]
    left, right = lanes.sides(series.id, slot)
    middle, end, zero = (left + right) / 2, plane.y(far_end(cell)), plane.y(0)
    away = 1 if number_of(cell) < 0 else -1
    outer, inner = ("top", "bottom") if away == 1 else ("bottom", "top")
    body = Box(left + 1, min(end, zero), right - 1, max(end, zero))
    colour = TEXT if _is_open(lanes.sheet, series, cell) else style.on
    return (
        Spot(middle, end + away * _GAP, edge=outer, slides=True),
        Spot(middle, end - away * _GAP, edge=inner, cost=1, inside=body, colour=colour),
        Spot(left, end + away * _GAP, "start", outer, 2),
        Spot(right, end + away * _GAP, "end", outer, 2),
        Spot(middle, end + away * (_GAP + line * 0.6), edge=outer, cost=6, slides=True),
        Spot(middle, end + away * (_GAP + line * 1.2), edge=outer, cost=9, slides=True),
    )
