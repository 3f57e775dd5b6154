"""Columns over time: where those of each slot stand, and the marks for targets over them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from keikaku.charts.frame import smallest_step
from keikaku.charts.labels import Box, Spot, farther
from keikaku.charts.look import SURFACE
from keikaku.charts.scene import Row
from keikaku.charts.sheet import Sheet, further, number_of, numbered
from keikaku.figure import Cell, Series

_BAND = 0.74  # of the way from one slot to the next
_MARKER = 90


@dataclass(frozen=True)
class Lanes:
    """The columns that stand side by side at each slot, by their ids. Lengths are pixels."""

    sheet: Sheet
    ids: Sequence[str]

    @property
    def band(self) -> float:
        """The width of all columns of one slot."""
        frame = self.sheet.frame
        step = smallest_step(frame.places) / frame.plane.units_per_pixel
        return min(step * _BAND, max(len(self.ids), 1) * frame.look.pick(44, 60))

    def centre(self, slot: int) -> float:
        frame = self.sheet.frame
        return frame.plane.x(frame.places[slot])

    def sides(self, id_: str, slot: int) -> tuple[float, float]:
        """Where a column begins and ends."""
        lane = self.band / len(self.ids)
        left = self.centre(slot) - self.band / 2 + self.ids.index(id_) * lane
        gap = 1.0 if len(self.ids) > 1 else 0.0
        return left + gap, left + lane - gap

    def span(self, left: float, right: float) -> Row:
        """Both ends in units of the time axis."""
        low, unit = self.sheet.frame.plane.x_domain[0], self.sheet.frame.plane.units_per_pixel
        return {"x": low + left * unit, "x2": low + right * unit}

    def column(self, id_: str, slot: int, *, inset: float = 0) -> Row:
        left, right = self.sides(id_, slot)
        return self.span(left + inset, right - inset)


def ticks(lanes: Lanes, series: Series) -> Iterator[Row]:
    """A stroke over the columns for each value, or for both ends of a range."""
    reach, colour = lanes.band / 2 + 3, lanes.sheet.styles[series.id].colour
    for slot, cell in numbered(series):
        span = lanes.span(lanes.centre(slot) - reach, lanes.centre(slot) + reach)
        for number in (cell.number, cell.high):
            if number is not None:
                yield {"series": series.id, "slot": slot, "y": float(number), "stroke": colour, **span}


def markers(lanes: Lanes, series: Series) -> Iterator[Row]:
    """For each value, and for what was promised before."""
    return (
        marker(lanes, series, slot, cell, lanes.centre(slot)) for slot, cell in (*numbered(series), *further(series))
    )


def marker(lanes: Lanes, series: Series, slot: int, cell: Cell, x: float) -> Row:
    style = lanes.sheet.styles[series.id]
    return {
        "series": series.id,
        "slot": slot,
        "x": lanes.span(x, x)["x"],
        "y": number_of(cell),
        "fill": SURFACE if cell.hollow else style.colour,
        "stroke": style.colour if cell.hollow else SURFACE,
        "shape": style.marker,
        "size": _MARKER,
    }


def keep_clear(sheet: Sheet, *, bars: Sequence[Row], ticks: Sequence[Row], points: Sequence[Row]) -> None:
    """Keep words off columns, ticks and markers."""
    plane = sheet.frame.plane
    for bar in bars:
        top, bottom = sorted((plane.y(bar["y"]), plane.y(bar["y2"])))
        sheet.room.add_mark(Box(plane.x(bar["x"]), top, plane.x(bar["x2"]), bottom))
    for tick in ticks:
        y = plane.y(tick["y"])
        sheet.room.add_mark(Box(plane.x(tick["x"]), y - 1, plane.x(tick["x2"]), y + 1))
    for point in points:
        x, y = plane.x(point["x"]), plane.y(point["y"])
        sheet.room.add_mark(Box(x - 5, y - 5, x + 5, y + 5))


def at_tick(lanes: Lanes, slot: int, cell: Cell) -> tuple[Spot, ...]:
    """Over, under and beside a tick, then farther off."""
    plane, line = lanes.sheet.frame.plane, lanes.sheet.frame.look.line
    middle, y, reach = lanes.centre(slot), plane.y(number_of(cell)), lanes.band / 2 + 7
    near = (Spot(middle, y - 7, slides=True), Spot(middle, y + 7, edge="top", cost=1, slides=True))
    beside = (Spot(middle + reach, y, "start", "middle", 2), Spot(middle - reach, y, "end", "middle", 2))
    return (*near, *beside, *farther(near, line), *farther(near, 2 * line, 12))


def say_ticks(lanes: Lanes, series: Series) -> None:
    """Write the last value with its name, and all others, or none; in a panel, where the latest counts, none."""
    *others, (slot, cell) = numbered(series)
    lanes.sheet.say(series, slot, cell, at_tick(lanes, slot, cell))
    if lanes.sheet.titled:
        return
    for place, former in further(series):
        lanes.sheet.say(series, place, former, at_tick(lanes, place, former), needed=False)
    lanes.sheet.say_all((cell, at_tick(lanes, slot, cell)) for slot, cell in others)
