"""The grid of a figure, as it is filled: one row for each year or category, one column for each series."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from keikaku.figure import Cell, Level, Note, Role, Series, Slot
from keikaku.pages.phrases import state_text, year_text
from keikaku.plan.about import PlanFile
from keikaku.plan.observations import Observation, Part, Reading
from keikaku.plan.record import Noted
from keikaku.values import Absence, Value, ValueKind
from keikaku.words import Words
from keikaku.years import Year, YearKind


@dataclass
class Grid:
    """Rows in the order of time, a label without a year (策定時) before them, what has no place in time after them.

    Nothing is filled that was not written.
    """

    plan: PlanFile
    words: Words
    slots: dict[object, Slot] = field(default_factory=dict)
    columns: list[tuple[Series, dict[object, Cell]]] = field(default_factory=list)
    last: set[object] = field(default_factory=set)  # the rows that come after all years
    kinds: set[YearKind] = field(default_factory=set)  # of the years that have rows

    def year_slot(self, year: Year, *, is_start: bool = False) -> object:
        """The row of a year. A bare H25 is 平成25年度 or 平成25年, as the plan counts.

        The sum or average of several years has no place among them, unless it is where all starts.
        """
        is_apart = bool(year.summed) and not is_start
        kind = self.plan.years.kind if year.kind is YearKind.UNSAID else year.kind
        key = (kind, year.first, year.last, year.month, year.day, year.summed)
        if key not in self.slots:
            self.slots[key] = Slot(
                label=year.printed,
                western=year.beside,
                spoken=year.spoken(self.plan.years.kind),
                position=None if is_apart else year.position,
                table_only=is_apart,
            )
            self.last |= {key} if is_apart else set()
            self.kinds.add(kind)
        return key

    def word_slot(self, label: str, *, is_last: bool = False) -> object:
        self.slots.setdefault(label, Slot(label=label, spoken=label))
        self.last |= {label} if is_last else set()
        return label

    def heading(self) -> str:
        """What the rows are: 年度 only where the plan counts in fiscal years and no row is of another kind."""
        if not self.kinds:
            return self.words("Item")
        if self.kinds == {YearKind.PERIOD}:
            return self.words("Period")
        is_fiscal = self.plan.years.kind is YearKind.FISCAL and self.kinds <= _FISCAL
        return (self.plan.years.label or self.words("Fiscal year")) if is_fiscal else self.words("Year")

    def add(self, series: Series, cells: dict[object, Cell]) -> None:
        if cells:
            self.columns.append((series, cells))

    def observed(self, observations: Sequence[Observation], keyed: Mapping[str, str]) -> Cell:
        """The cell of one year: the final value first, those in other states after it."""
        ordered = sorted(observations, key=lambda o: not self.plan.is_final(o.state))
        first, *rest = [self._one_cell(observation, keyed) for observation in ordered]
        return replace(first, more=tuple(rest))

    def _one_cell(self, observation: Observation, keyed: Mapping[str, str]) -> Cell:
        return cell(
            observation.value,
            notes=(*notes_of(observation, keyed), *((Note(observation.cite),) if observation.cite else ())),
            state=state_text(self.words, self.plan, observation),
            hollow=not self.plan.is_final(observation.state),
            as_of=observation.as_of,
        )

    def beside(self, observation: Observation, part: Part | Reading, keyed: Mapping[str, str]) -> Cell:
        """The cell of what stands with a value, and is as final as that."""
        return cell(part.value, notes=notes_of(part, keyed), state=state_text(self.words, self.plan, observation))

    def finished(self) -> tuple[tuple[Slot, ...], tuple[Series, ...]]:
        order = sorted(self.slots, key=self._place)
        actual = {key for series, cells in self.columns if series.role not in _TO_COME for key in cells}
        last = max((self.slots[key].position or Decimal(0) for key in actual), default=None)
        slots = tuple(replace(self.slots[key], future=self._is_future(key, actual, last)) for key in order)
        columns = tuple(replace(series, cells=tuple(map(cells.get, order))) for series, cells in self.columns)
        return slots, columns

    def _place(self, key: object) -> tuple[int, Decimal]:
        position = self.slots[key].position
        return (2 if key in self.last else 0 if position is None else 1, position or Decimal(0))

    def _is_future(self, key: object, actual: set[object], last: Decimal | None) -> bool:
        position = self.slots[key].position
        return key not in actual and None not in (position, last) and position > last  # type: ignore[operator]


_TO_COME = (Role.TARGET, Role.RATE, Role.EXPECTED)
_FISCAL = {YearKind.FISCAL, YearKind.SPAN, YearKind.PERIOD}


def column(
    id: str,
    name: str,
    role: Role,
    *,
    unit: str | None = None,
    constant: bool = False,
    of: str = "",
    kept: Level | None = None,
    notes: Iterable[Note] = (),
    table_only: bool = False,
    plan: str = "",
    without_plan: str = "",
) -> Series:
    """A series before its cells are known."""
    return Series(id, name, role, (), unit, constant, of, kept, tuple(notes), table_only, plan, without_plan)


def notes_of(record: Noted, keyed: Mapping[str, str]) -> tuple[Note, ...]:
    """The source's notes, by their keys or as they are, and the editor's."""
    source = (Note(keyed.get(note, note)) for note in record.note)
    return (*source, *(Note(note, by_editor=True) for note in record.editor_note))


def cell(
    value: Value,
    *,
    printed: str = "",
    notes: tuple[Note, ...] = (),
    state: str = "",
    hollow: bool = False,
    as_of: Year | None = None,
    more: tuple[Cell, ...] = (),
) -> Cell:
    return Cell(
        printed=printed or value.printed or "—",
        number=value.number,
        high=value.high,
        exact=value.exact_digits or None,
        unit=value.unit,
        missing=value.kind is ValueKind.MISSING,
        absence=value.absence.value if value.absence not in (None, Absence.UNEXPLAINED) else "",
        done={ValueKind.YES: True, ValueKind.NO: False}.get(value.kind),
        state=state or None,
        hollow=hollow,
        as_of=year_text(as_of) if as_of else None,
        notes=notes,
        more=more,
    )
