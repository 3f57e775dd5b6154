"""The grid of a figure, as it is filled: one row for each year or category, one column for each series."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from keikaku.figure import Cell, Note, Role, Series, Slot
from keikaku.pages.phrases import year_text
from keikaku.plan.about import PlanFile
from keikaku.plan.observations import Observation, Valued
from keikaku.values import Value, ValueKind
from keikaku.years import Year, YearKind


@dataclass
class Grid:
    """Rows in the order of time, a label without a year (策定時) first. Nothing is filled that was not written."""

    plan: PlanFile
    slots: dict[object, Slot] = field(default_factory=dict)
    columns: list[tuple[Series, dict[object, Cell]]] = field(default_factory=list)

    def year_slot(self, year: Year) -> object:
        key = (year.kind if year.kind not in _SAME else YearKind.UNSAID, year.first, year.last, year.month, year.day)
        if key not in self.slots:
            self.slots[key] = Slot(
                label=year.printed,
                western=year.beside,
                spoken=year.spoken(self.plan.years.kind),
                position=year.position,
            )
        return key

    def word_slot(self, label: str) -> object:
        self.slots.setdefault(label, Slot(label=label, spoken=label))
        return label

    def add(self, series: Series, cells: dict[object, Cell]) -> None:
        if cells:
            self.columns.append((series, cells))

    def slot_order(self) -> list[object]:
        """Rows without a place in time first, then by time."""
        keys = list(self.slots)
        return sorted(
            keys, key=lambda key: (self.slots[key].position is not None, self.slots[key].position or 0, keys.index(key))
        )

    def finished(self, future_after: object = None) -> tuple[tuple[Slot, ...], tuple[Series, ...]]:
        order = self.slot_order()
        actual = {key for series, cells in self.columns if series.role not in (Role.TARGET, Role.RATE) for key in cells}
        last = max((self.slots[key].position or 0 for key in actual), default=None)
        slots = tuple(self._slot(key, actual, last) for key in order)
        return slots, tuple(_filled(series, cells, order) for series, cells in self.columns)

    def _slot(self, key: object, actual: set[object], last: object) -> Slot:
        slot = self.slots[key]
        future = key not in actual and slot.position is not None and last is not None and slot.position > last  # type: ignore[operator]
        return Slot(slot.label, slot.western, slot.spoken, slot.position, future, slot.notes)


_SAME = (YearKind.UNSAID, YearKind.FISCAL)  # a bare H25 and 平成25年度 are one row


def _filled(series: Series, cells: dict[object, Cell], order: list[object]) -> Series:
    return Series(
        id=series.id,
        name=series.name,
        role=series.role,
        cells=tuple(cells.get(key) for key in order),
        unit=series.unit,
        constant=series.constant,
        notes=series.notes,
    )


def column(
    id: str, name: str, role: Role, *, unit: str | None = None, constant: bool = False, notes: Iterable[Note] = ()
) -> Series:
    """A series before its cells are known."""
    return Series(id, name, role, (), unit, constant, tuple(notes))


def notes_of(record: Valued, keyed: dict[str, str]) -> tuple[Note, ...]:
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
        missing=value.kind is ValueKind.MISSING,
        state=state or None,
        hollow=hollow,
        as_of=year_text(as_of) if as_of else None,
        notes=notes,
        more=more,
    )


def observed_cell(plan: PlanFile, observations: list[Observation], keyed: dict[str, str]) -> Cell:
    """The cell of one year: the final value first, further states and readings after it."""
    ordered = sorted(observations, key=lambda o: not _is_final(plan, o))
    first, *rest = [_one_cell(plan, observation, keyed) for observation in ordered]
    readings = [
        cell(reading.value, printed=f"{reading.label} {reading.value.printed}", notes=notes_of(reading, keyed))
        for observation in ordered
        for reading in observation.also
    ]
    more = (*rest, *readings)
    return Cell(
        first.printed,
        first.number,
        first.high,
        first.exact,
        first.missing,
        first.state,
        first.hollow,
        first.as_of,
        first.notes,
        more,
    )


def _one_cell(plan: PlanFile, observation: Observation, keyed: dict[str, str]) -> Cell:
    return cell(
        observation.value,
        notes=(*notes_of(observation, keyed), *((Note(observation.cite),) if observation.cite else ())),
        state=_state_name(plan, observation.state),
        hollow=not _is_final(plan, observation),
        as_of=observation.as_of,
    )


def _state_name(plan: PlanFile, id: str) -> str:
    state = plan.state(id)
    return (state.name or state.id) if state else id


def _is_final(plan: PlanFile, observation: Observation) -> bool:
    if not observation.state:
        return True
    state = plan.state(observation.state)
    return state is not None and state.final
