"""One picture over time while it is made: its frame, what has been said in it, and marks that several shapes share."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from keikaku.charts.frame import Frame, slot_words
from keikaku.charts.labels import Room, Spot, Wish
from keikaku.charts.legend import legend
from keikaku.charts.look import MUTED, Style, styles
from keikaku.charts.scene import Row, Scene, Word
from keikaku.charts.wording import bare, named_words, says_name, value_words
from keikaku.figure import Cell, Figure, Level, Role, Series


@dataclass
class Sheet:
    """`said` holds the ids of the series that are named in the picture; `years` the labels below it, by slot.

    `titled` are the series whose names stand over the picture; `missed` are the values that found no room in it.
    """

    figure: Figure
    frame: Frame
    styles: Mapping[str, Style]
    room: Room
    years: Mapping[int, list[Word]]
    said: set[str] = field(default_factory=set)
    titled: frozenset[str] = frozenset()
    missed: list[tuple[Series, int, Cell]] = field(default_factory=list)

    def say(
        self, series: Series, slot: int, cell: Cell, spots: Sequence[Spot], *, needed: bool = True, named: bool = True
    ) -> bool:
        """Write the value at one of the spots, with its series' name once, and its year if that is not below."""
        unit, year = self.figure.unit, self._year(series, slot)
        if series.id in self.titled:
            wordings = value_words(cell, unit, year=year)
        elif series.id in self.said or len(self.figure.drawn_series) == 1:
            wordings = value_words(cell, unit)
        else:
            wordings = named_words(series, cell, unit, self.frame.look, year=year)
            wordings = wordings if named else tuple(lines for lines in wordings if not says_name(lines, series))
        strong = needed and series.role in (Role.ACTUAL, Role.TARGET)
        lines = self.room.place(Wish(wordings, tuple(spots), needed=needed, strong=strong))
        if says_name(lines, series):
            self.said.add(series.id)
        if needed and not lines:
            self.missed.append((series, slot, cell))
        return bool(lines)

    def say_named(self, values: Iterable[tuple[Series, int, Cell, Sequence[Spot]]]) -> bool:
        """Write all of these values with the names of their series, or none where one finds no room."""
        wishes: dict[str, Wish] = {}
        for series, slot, cell, spots in values:
            full = named_words(series, cell, self.figure.unit, self.frame.look, year=self._year(series, slot))
            wordings = tuple(lines for lines in full if says_name(lines, series))
            wishes[series.id] = Wish(wordings, tuple(spots), needed=True, strong=series.role is Role.TARGET)
        is_said = len(self.figure.drawn_series) > 1 and self.room.place_all(list(wishes.values()))
        self.said |= wishes.keys() if is_said else set()
        return is_said

    def _year(self, series: Series, slot: int) -> str:
        """The year of a value, where it is not written below the picture."""
        return "" if slot in self.years or series.constant else self.figure.slots[slot].label

    def say_all(self, values: Iterable[tuple[Cell, Iterable[Spot]]]) -> bool:
        """Write all of these values, without their units, or none where one finds no room."""
        unit = self.figure.unit
        return self.room.place_all([Wish(((bare(cell, unit),),), tuple(spots)) for cell, spots in values])

    def say_constants(self) -> None:
        """Name the lines that go right across, over or under the line, in one line of text."""
        for series in self.figure.drawn_series:
            if series.constant:
                cell = next(numbered(series))[1]
                words = ((f"{series.name} {cell.printed}",),)
                if self.room.place(Wish(words, _along(self.frame, number_of(cell)), needed=True, strong=True)):
                    self.said.add(series.id)

    def say_gaps(self) -> None:
        """Write why there is no value at the foot of its slot, where there is room."""
        for series in self.figure.drawn_series:
            if series.role is Role.ACTUAL:
                for place, cell in enumerate(series.cells):
                    if cell is not None and cell.missing and len(cell.printed) > 1:
                        spot = Spot(self.frame.plane.x(self.frame.places[place]), self.frame.plane.height - 2)
                        self.room.place(Wish(((cell.printed,),), (spot,), colour=MUTED))

    def scene(self, template: str, marks: Mapping[str, Sequence[Row]], *, bars: Collection[str] = ()) -> Scene:
        """Put marks and words together."""
        words = (*self.room.words, *(word for label in self.years.values() for word in label))
        axis = self.frame.axis
        return Scene(
            template,
            self.frame.plane,
            self.frame.margins(words),
            {
                "future": list(_future(self.figure, self.frame)),
                "grid": self.frame.grid(),
                "foot": self.frame.foot(),
                "bands": list(self._bands()),
                "crossings": list(self._crossings()),
                **marks,
            },
            words,
            legend(self.figure.drawn_series, self.styles, self.said, bars=bars),
            axis.start if axis.is_cut else "",
        )

    def _crossings(self) -> Iterator[Row]:
        for series in self.figure.drawn_series:
            if series.constant:
                slot, cell = next(numbered(series))
                style = self.styles[series.id]
                for number in (cell.number, cell.high):
                    if number is not None:
                        row = {"series": series.id, "slot": slot, "y": float(number), "stroke": style.colour}
                        yield row | {"dash": list(style.dash)}

    def _bands(self) -> Iterator[Row]:
        """Where values shall lie: between two numbers, or on one side of one."""
        for series in self.figure.drawn_series:
            if series.constant:
                slot, cell = next(numbered(series))
                low, high = self._band(series, cell)
                if low < high:
                    row = {"series": series.id, "slot": slot, "y": low, "y2": high}
                    yield row | {"fill": self.styles[series.id].colour}

    def _band(self, series: Series, cell: Cell) -> tuple[float, float]:
        axis, low, high = self.frame.axis, number_of(cell), far_end(cell)
        if series.kept is Level.FLOOR:
            return low, axis.high
        return (axis.low, high) if series.kept is Level.CEILING else (low, high)


def open_sheet(figure: Figure, frame: Frame) -> Sheet:
    """Begin a picture: the labels of both axes are settled first."""
    important = dict.fromkeys((*_latest_slots(figure), *_target_slots(figure)))
    sheet = Sheet(figure, frame, styles(figure.drawn_series), frame.room(), slot_words(frame, figure.slots, important))
    for series in figure.drawn_series:
        if series.constant:
            cell = next(numbered(series))[1]
            for y in (frame.plane.y(float(number)) for number in (cell.number, cell.high) if number is not None):
                sheet.room.add_line([(0, y), (frame.plane.width, y)])
    return sheet


def numbered(series: Series) -> Iterator[tuple[int, Cell]]:
    """The cells that can be drawn, each with its slot."""
    return ((place, cell) for place, cell in enumerate(series.cells) if cell is not None and cell.number is not None)


def further(series: Series) -> Iterator[tuple[int, Cell]]:
    """The further values of the same years that can be drawn."""
    cells = ((place, more) for place, cell in enumerate(series.cells) if cell is not None for more in cell.more)
    return ((place, more) for place, more in cells if more.number is not None)


def number_of(cell: Cell) -> float:
    return float(cell.number or 0)


def far_end(cell: Cell) -> float:
    """The upper end of a range, or the number itself."""
    return number_of(cell) if cell.high is None else float(cell.high)


def _latest_slots(figure: Figure) -> Iterator[int]:
    for series in figure.drawn_series:
        if series.role is Role.ACTUAL:
            yield [place for place, _ in numbered(series)][-1]


def _target_slots(figure: Figure) -> Iterator[int]:
    for series in figure.drawn_series:
        if series.role is Role.TARGET and not series.constant:
            yield from reversed([place for place, _ in numbered(series)])


def _future(figure: Figure, frame: Frame) -> Iterator[Row]:
    """The zone of the years that have only targets, where it is the end of the axis."""
    first = next((place for place, slot in enumerate(figure.slots) if slot.future), 0)
    if first and all(slot.future for slot in figure.slots[first:]):
        start = (frame.places[first - 1] + frame.places[first]) / 2
        yield {"x": start, "x2": frame.plane.x_domain[1]}


def _along(frame: Frame, number: float) -> tuple[Spot, ...]:
    y, right = frame.plane.y(number), frame.plane.width
    places = [(0, right, "end"), (1, 2.0, "start")]
    places += [(8, right * share, "middle") for share in (0.5, 0.7, 0.3)]
    sides = [(-2.0, "bottom"), (2.0, "top")]
    return tuple(Spot(x, y + off, anchor, edge, cost) for cost, x, anchor in places for off, edge in sides)
