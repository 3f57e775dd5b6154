"""Values over time as lines, with baselines and targets; and the way from a baseline to its target."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from keikaku.charts.frame import smallest_step, time_frame
from keikaku.charts.labels import Box, Spot, apart, farther, spots_around
from keikaku.charts.look import LINES, SURFACE, Look
from keikaku.charts.measure import width
from keikaku.charts.scene import Row, Scene, Word
from keikaku.charts.sheet import Sheet, far_end, further, number_of, numbered, open_sheet
from keikaku.charts.wording import bare
from keikaku.figure import Cell, Figure, Role, Series

_FEW = 6  # points that are all labelled, if there is room
_CROWDED = 14.0  # pixels between points under which not each has a marker
_SIZES = {"circle": 60, "square": 56, "diamond": 120, "triangle-up": 100, "triangle-down": 100, "cross": 90}


def trend(figure: Figure, look: Look) -> Scene:
    """Lines break at gaps, and years stand at their true distance."""
    ends = _end_words(figure, look)
    right = 6 + max((width(words, look.text) + 6 for words in ends.values()), default=0)
    height, side = look.pick(150, 220), look.pick(14, 36)
    frame = time_frame(figure, look, height=height, side=side, from_zero=figure.zero_based, right=round(right))
    sheet = open_sheet(figure, frame)
    _say_ends(sheet, ends)
    return lines_on(sheet)


def lines_on(sheet: Sheet) -> Scene:
    """Draw the lines of a sheet that is open."""
    figure = sheet.figure
    lines = [row for series in _moving(figure) if series.role in LINES for row in _line(sheet, series)]
    lines += [row for series in _moving(figure) if series.role is Role.TARGET for row in _line(sheet, series)]
    return _finished(sheet, lines)


def baseline_to_target(figure: Figure, look: Look) -> Scene:
    """From the baseline, by each target, to the last: what is meant to be, without any results."""
    frame = time_frame(figure, look, height=look.pick(110, 140), side=look.pick(56, 120), from_zero=figure.zero_based)
    sheet = open_sheet(figure, frame)
    return _finished(sheet, list(_way(sheet)))


def _end_words(figure: Figure, look: Look) -> dict[str, str]:
    """What can be written at the ends of several lines that all reach the last slot: names and latest values."""
    with_line = [series for series in _moving(figure) if series.role in LINES]
    last = [(series, series.cells[-1]) for series in with_line]
    words = {s.id: f"{s.name} {bare(cell, figure.unit)}" for s, cell in last if cell and cell.number is not None}
    wide = max((width(text, look.text) for text in words.values()), default=0)
    fits = wide <= look.width * look.pick(0.34, 0.25)
    return words if fits and len(words) == len(with_line) > 1 else {}


def _say_ends(sheet: Sheet, words: Mapping[str, str]) -> None:
    """Write names and values beside the ends of their lines, unless they would stand too far from them."""
    plane, look = sheet.frame.plane, sheet.frame.look
    end_of = {s.id: plane.y(float(s.numbers[-1])) for s in sheet.figure.drawn_series if s.id in words}
    ids = sorted(end_of, key=lambda id_: end_of[id_])
    ends = [end_of[id_] for id_ in ids]
    heights = apart(ends, look.line, plane.height)
    if any(abs(height - end) > look.line for height, end in zip(heights, ends, strict=True)):
        return
    x = plane.x(sheet.frame.places[-1]) + 10
    for id_, y in zip(ids, heights, strict=True):
        sheet.room.add_word(Word(words[id_], x, y + 0.36 * look.text, strong=True))
        sheet.said.add(id_)


def _finished(sheet: Sheet, lines: list[Row]) -> Scene:
    points = [row for series in _moving(sheet.figure) for row in _points(sheet, series)]
    ranges = [row for series in _moving(sheet.figure) for row in _ranges(sheet, series)]
    _keep_clear(sheet, points, lines, ranges)
    _say_latest(sheet)
    sheet.say_constants()
    _say_targets(sheet)
    _say_others(sheet)
    sheet.say_gaps()
    return sheet.scene("lines", {"lines": lines, "points": points, "ranges": ranges})


def _moving(figure: Figure) -> Iterator[Series]:
    """The series that have a mark for each value; constant ones are a line across."""
    return (series for series in figure.drawn_series if not series.constant)


def _line(sheet: Sheet, series: Series) -> Iterator[Row]:
    """A row for each slot; a row without a number breaks the line. A year of no known place is not joined to others."""
    style = sheet.styles[series.id]
    is_target = series.role is Role.TARGET
    for place, cell in enumerate(series.cells):
        slot = sheet.figure.slots[place]
        yield {
            "series": series.id,
            "slot": place,
            "part": f"{series.id} {sheet.frame.is_dated and slot.position is None}",
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
    """A marker for each value; a small one at each end of a range that is aimed at."""
    style = sheet.styles[series.id]
    for place, cell in _marked(sheet, series):
        hollow, is_aim = cell.hollow or style.hollow, series.role is Role.TARGET and cell.high is not None
        for number in (number_of(cell), far_end(cell)) if is_aim else (number_of(cell),):
            yield {
                "series": series.id,
                "slot": place,
                "x": sheet.frame.places[place],
                "y": number,
                "fill": SURFACE if hollow else style.colour,
                "stroke": style.colour if hollow else SURFACE,
                "shape": style.marker,
                "size": _SIZES[style.marker] / (2 if is_aim else 1),
            }


def _marked(sheet: Sheet, series: Series) -> list[tuple[int, Cell]]:
    """The values with a marker: on a crowded line only those that the line alone would not show, or not say."""
    values = sorted((*further(series), *numbered(series)), key=lambda pair: pair[0])
    step = smallest_step(sheet.frame.places) / sheet.frame.plane.units_per_pixel
    if step >= _CROWDED or series.role not in LINES:
        return values
    there = {place for place, _ in values}
    telling = {place for place, _ in [*_telling(values), values[-1]]}
    lone = {place for place in there if not {place - 1, place + 1} & there}
    return [(place, cell) for place, cell in values if cell.hollow or place in telling | lone]


def _ranges(sheet: Sheet, series: Series) -> Iterator[Row]:
    """A bar from the lower to the upper end of a range."""
    for place, cell in numbered(series):
        if cell.high is not None:
            row = {"series": series.id, "slot": place, "x": sheet.frame.places[place], "y": number_of(cell)}
            yield row | {"y2": float(cell.high), "stroke": sheet.styles[series.id].colour}


def _keep_clear(sheet: Sheet, points: Sequence[Row], lines: Sequence[Row], ranges: Sequence[Row]) -> None:
    """Keep words off markers, lines and what values may reach."""
    plane = sheet.frame.plane
    for point in points:
        x, y, radius = plane.x(point["x"]), plane.y(point["y"]), point["size"] ** 0.5 / 2
        sheet.room.add_mark(Box(x - radius, y - radius, x + radius, y + radius))
    for row in ranges:
        x, low, high = plane.x(row["x"]), plane.y(row["y"]), plane.y(row["y2"])
        sheet.room.add_mark(Box(x - 2, high, x + 2, low))
    for before, after in pairwise(lines):
        if before["part"] == after["part"] and None not in (before["y"], after["y"]):
            sheet.room.add_line([(plane.x(row["x"]), plane.y(row["y"])) for row in (before, after)])


def _say_latest(sheet: Sheet) -> None:
    for series in _moving(sheet.figure):
        if series.role in LINES and series.id not in sheet.said:
            place, cell = list(numbered(series))[-1]
            sheet.say(series, place, cell, _around(sheet, series, place, cell, far=True))


def _say_targets(sheet: Sheet) -> None:
    """The last of each series of targets and baselines; then all others of it, or none.

    All are named beside their marks, or, where one finds no room for its name, all in the legend: the same way of
    reading for each. In a panel the others are not said.
    """
    marked = [series for series in _moving(sheet.figure) if series.role not in LINES]
    last = [(series, *list(numbered(series))[-1]) for series in marked]
    named = [
        (series, slot, cell, _around(sheet, series, slot, cell, far=len(last) == 1)) for series, slot, cell in last
    ]
    if not sheet.say_named(named):
        for series, slot, cell in last:
            sheet.say(series, slot, cell, _around(sheet, series, slot, cell, far=True), named=len(last) == 1)
    for series in marked if not sheet.titled else ():
        others = list(numbered(series))[:-1]
        sheet.say_all((cell, _around(sheet, series, slot, cell)) for slot, cell in others)


def _say_others(sheet: Sheet) -> None:
    """The remaining values where they are few; else, on a lone line, the first, the highest and the lowest.

    None of them in a panel, where the latest values of all panels are to be compared.
    """
    if sheet.titled:
        return
    for series in _moving(sheet.figure):
        for place, cell in further(series):
            sheet.say(series, place, cell, _around(sheet, series, place, cell), needed=False)
    with_line = [series for series in _moving(sheet.figure) if series.role in LINES]
    for order, series in enumerate(with_line):
        others = [pair for pair in list(numbered(series))[:-1] if not _is_on(with_line[:order], *pair)]
        values = [(cell, _around(sheet, series, place, cell)) for place, cell in others]
        is_said = len(others) < _FEW and sheet.say_all(values)
        if not is_said and len(with_line) == 1:
            for place, cell in _telling(others):
                sheet.say_all([(cell, _around(sheet, series, place, cell))])


def _is_on(lines: Sequence[Series], place: int, cell: Cell) -> bool:
    """Tell whether one of the lines has the same value there, as where an estimate sets out from the latest value."""
    return any((other := line.cells[place]) is not None and other.number == cell.number for line in lines)


def _telling(values: Sequence[tuple[int, Cell]]) -> list[tuple[int, Cell]]:
    if not values:
        return []
    extremes = (values[0], max(values, key=lambda v: number_of(v[1])), min(values, key=lambda v: number_of(v[1])))
    return list({place: (place, cell) for place, cell in extremes}.values())


def _around(sheet: Sheet, series: Series, place: int, cell: Cell, *, far: bool = False) -> tuple[Spot, ...]:
    """Spots round a value: under it where the line turns upwards there, over it elsewhere."""
    plane = sheet.frame.plane
    y, neighbours = (
        plane.y(number_of(cell)),
        [plane.y(number_of(c)) for p, c in numbered(series) if abs(p - place) == 1],
    )
    valley = bool(neighbours) and y > max(neighbours)
    spots = spots_around(plane.x(sheet.frame.places[place]), y, 8, below_first=valley)
    if cell.high is not None and series.role in LINES:
        spots = (replace(spots[0], y=plane.y(far_end(cell)) - 4), *spots[1:])
    return (*spots, *farther(spots, sheet.frame.look.line)) if far else spots
