"""Values over time as lines, with baselines and targets; and the way from a baseline to its target."""

from collections.abc import Iterator, Sequence

from keikaku.charts.frame import Frame, smallest_step, time_frame
from keikaku.charts.labels import Box, Room, Spot, farther, spots_around
from keikaku.charts.look import LINES, SURFACE, Look, Style
from keikaku.charts.scene import Row, Scene
from keikaku.charts.sheet import Sheet, further, number_of, numbered, open_sheet
from keikaku.figure import Cell, Figure, Role, Series, Shape

_FEW = 6  # points that are all labelled, if there is room
_TIGHT = 14.0  # pixels between points under which markers are small
_SIZES = {"circle": 60, "square": 56, "diamond": 120, "triangle-up": 100, "triangle-down": 100, "cross": 90}


def trend(figure: Figure, look: Look) -> Scene:
    """Lines break at gaps, and years stand at their true distance."""
    sheet = open_sheet(
        figure,
        time_frame(
            figure,
            look,
            height=look.pick(150, 220),
            side=look.pick(14, 36),
            from_zero=figure.zero_based,
        ),
    )
    lines = [row for series in _moving(figure) if series.role in LINES for row in _line(sheet, series)]
    lines += [row for series in _moving(figure) if series.role is Role.TARGET for row in _line(sheet, series)]
    return _finished(sheet, lines)


def baseline_to_target(figure: Figure, look: Look) -> Scene:
    """From the baseline, by each target, to the last: what is meant to be, without any results."""
    frame = time_frame(
        figure, look, height=look.pick(110, 140), side=look.pick(56, 120), from_zero=figure.zero_based
    )
    sheet = open_sheet(figure, frame)
    return _finished(sheet, list(_way(sheet)))


def _finished(sheet: Sheet, lines: list[Row]) -> Scene:
    points = [row for series in _moving(sheet.figure) for row in _points(sheet, series)]
    _keep_clear(sheet, points, lines)
    _say_latest(sheet)
    sheet.say_constants()
    _say_targets(sheet)
    _say_others(sheet)
    sheet.say_gaps()
    ranges = [row for series in _moving(sheet.figure) for row in _ranges(sheet, series)]
    bands = [row for series in sheet.figure.drawn_series if series.constant for row in _ranges(sheet, series)]
    return sheet.scene("lines", {"lines": lines, "points": points, "ranges": ranges, "bands": bands})


def _moving(figure: Figure) -> Iterator[Series]:
    """The series that have a mark for each value; constant ones are a line across."""
    return (series for series in figure.drawn_series if not series.constant)


def _line(sheet: Sheet, series: Series) -> Iterator[Row]:
    """A row for each slot; a row without a number breaks the line. A year of no known place is not joined to others."""
    style = sheet.styles[series.id]
    is_target = series.role is Role.TARGET
    dated = any(slot.position is not None for slot in sheet.figure.slots)
    for place, cell in enumerate(series.cells):
        slot = sheet.figure.slots[place]
        yield {
            "series": series.id,
            "slot": place,
            "part": f"{series.id} {dated and slot.position is None}",
            "x": sheet.frame.places[place],
            "y": None if cell is None or cell.number is None else number_of(cell),
            "stroke": style.colour,
            "dash": list(style.dash) if not is_target else [2, 4],
            "width": 1.5 if is_target or series.role is Role.COMPANION else 2.5,
        }


def _way(sheet: Sheet) -> Iterator[Row]:
    """The baseline joined to the targets of each series, whatever years lie between."""
    starts = [pair for s in sheet.figure.drawn_series if s.role is Role.BASELINE for pair in numbered(s)]
    for series in sheet.figure.drawn_series:
        if series.role is Role.TARGET and not series.constant:
            for place, cell in sorted([*starts[:1], *numbered(series)], key=lambda pair: pair[0]):
                yield {
                    "series": series.id,
                    "slot": place,
                    "part": series.id,
                    "x": sheet.frame.places[place],
                    "y": number_of(cell),
                    "stroke": sheet.styles[series.id].colour,
                    "dash": [4, 4],
                    "width": 1.5,
                }


def _points(sheet: Sheet, series: Series) -> Iterator[Row]:
    style = sheet.styles[series.id]
    shrink = 0.4 if series.role in LINES and _step(sheet.frame) < _TIGHT else 1
    for place, cell in sorted((*numbered(series), *further(series)), key=lambda pair: pair[0]):
        hollow = cell.hollow or style.hollow
        yield {
            "series": series.id,
            "slot": place,
            "x": sheet.frame.places[place],
            "y": number_of(cell),
            "fill": SURFACE if hollow else style.colour,
            "stroke": style.colour if hollow else SURFACE,
            "shape": style.marker,
            "size": _SIZES[style.marker] * shrink,
        }


def _ranges(sheet: Sheet, series: Series) -> Iterator[Row]:
    """A bar from the lower to the upper end of a range."""
    for place, cell in numbered(series):
        if cell.high is not None:
            row = {"series": series.id, "slot": place, "x": sheet.frame.places[place], "y": number_of(cell)}
            yield row | {"y2": float(cell.high), "stroke": sheet.styles[series.id].colour}


def _step(frame: Frame) -> float:
    return smallest_step(frame.places) / frame.plane.units_per_pixel


def _keep_clear(sheet: Sheet, points: Sequence[Row], lines: Sequence[Row]) -> None:
    """Keep words off markers and lines."""
    plane = sheet.frame.plane
    for point in points:
        x, y, radius = plane.x(point["x"]), plane.y(point["y"]), point["size"] ** 0.5 / 2
        sheet.room.add_mark(Box(x - radius, y - radius, x + radius, y + radius))
    for before, after in zip(lines, lines[1:], strict=False):
        if before["part"] == after["part"] and None not in (before["y"], after["y"]):
            sheet.room.add_line([(plane.x(row["x"]), plane.y(row["y"])) for row in (before, after)])


def _say_latest(sheet: Sheet) -> None:
    for series in _moving(sheet.figure):
        if series.role in LINES:
            place, cell = list(numbered(series))[-1]
            sheet.say(series, place, cell, _around(sheet, series, place, cell, far=True))


def _say_targets(sheet: Sheet) -> None:
    """Each target and baseline: the last of a series first, with its name."""
    for role in (Role.TARGET, Role.BASELINE):
        for series in _moving(sheet.figure):
            if series.role is role:
                for place, cell in reversed(list(numbered(series))):
                    sheet.say(series, place, cell, _around(sheet, series, place, cell, far=True))


def _say_others(sheet: Sheet) -> None:
    """The remaining values where they are few; else the first, the highest and the lowest."""
    for series in _moving(sheet.figure):
        for place, cell in further(series):
            sheet.say(series, place, cell, _around(sheet, series, place, cell), needed=False)
    for series in _moving(sheet.figure):
        if series.role in LINES:
            others = list(numbered(series))[:-1]
            values = [(cell, _around(sheet, series, place, cell)) for place, cell in others]
            if len(others) >= _FEW or not sheet.say_all(values):
                for place, cell in _telling(others):
                    sheet.say_all([(cell, _around(sheet, series, place, cell))])


def _telling(values: Sequence[tuple[int, Cell]]) -> list[tuple[int, Cell]]:
    if not values:
        return []
    extremes = (values[0], max(values, key=lambda v: number_of(v[1])), min(values, key=lambda v: number_of(v[1])))
    return list({place: (place, cell) for place, cell in extremes}.values())


def _around(sheet: Sheet, series: Series, place: int, cell: Cell, *, far: bool = False) -> tuple[Spot, ...]:
    """Spots round a value: under it where the line turns upwards there, over it elsewhere."""
    plane, number = sheet.frame.plane, number_of(cell)
    neighbours = [number_of(c) for p, c in numbered(series) if abs(p - place) == 1]
    valley = bool(neighbours) and number < min(neighbours)
    spots = spots_around(plane.x(sheet.frame.places[place]), plane.y(number), 8, below_first=valley)
    return (*spots, *farther(spots, sheet.frame.look.line)) if far else spots
