"""The columns of a figure: baselines, values, parts, targets, rates, amounts, each with the notes that belong to it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from keikaku.figure import Cell, Level, Note, Role
from keikaku.pages.grids import Grid, cell, column, notes_of
from keikaku.pages.phrases import baseline_label, bracketed, held_text, row_title, timing_text, year_text
from keikaku.pages.shapes import adds_up, level_to_keep, stands_beside_values
from keikaku.plan.indicators import DeclaredBy, Indicator
from keikaku.plan.observations import DataSeries, Observation, Part, Reading, Target, Timing
from keikaku.plan.tables import Money, MoneyRow, Table, TableKind
from keikaku.values import same_unit, value_text
from keikaku.words import Words, msgid

# --- indicators --------------------------------------------------------------------------------------------------


def add_baselines(grid: Grid, indicator: Indicator, words: Words) -> None:
    by_label: dict[str, dict[object, Cell]] = defaultdict(dict)
    for baseline in indicator.baseline:
        label = baseline_label(words, baseline, grid.plan.labels.baseline)
        key = grid.year_slot(baseline.year, is_start=True) if baseline.year else grid.word_slot(label)
        by_label[label][key] = cell(baseline.value, notes=notes_of(baseline, indicator.notes), as_of=baseline.as_of)
    for number, (label, cells) in enumerate(by_label.items(), 1):
        grid.add(column(f"baseline-{number}", label, Role.BASELINE, of=_of_the_whole(indicator)), cells)


def _of_the_whole(indicator: Indicator) -> str:
    """The id of the column that holds the values of the whole, if there is one."""
    return _ACTUAL if indicator.values else ""


_ACTUAL = "actual"


def add_values(grid: Grid, indicator: Indicator, words: Words) -> None:
    role = Role.WHOLE if adds_up(indicator) else Role.ACTUAL
    name = grid.plan.labels.values or words("Actual")
    _add_observations(grid, _ACTUAL, name, role, indicator.values, indicator.notes)
    for series in indicator.series:
        add_series(grid, series, indicator.unit, indicator.notes, words)


def add_series(grid: Grid, series: DataSeries, unit: str | None, keyed: Mapping[str, str], words: Words) -> None:
    """A series beside the others: what it covers, and who expects it, stands at its head."""
    role = Role.EXPECTED if series.expected_by else Role.WHOLE if series.total else Role.ACTUAL
    _add_observations(
        grid,
        series.id,
        _for_reference(words, series.name) if series.companion else series.name,
        Role.COMPANION if series.companion else role,
        series.values,
        keyed,
        unit=series.unit,
        notes=(*_series_notes(series, words), *notes_of(series, keyed)),
        table_only=_is_apart(series.unit, unit),
    )


def _series_notes(series: DataSeries, words: Words) -> Iterable[Note]:
    facts = ({words("Coverage"): series.coverage} if series.coverage else {}) | series.dimension
    yield from (Note(words("{term}: {text}", term=term, text=text)) for term, text in facts.items())
    if series.expected_by:
        yield Note(words("What “{plan}” expects; not a target", plan=series.expected_by))


def _is_apart(unit: str | None, figure_unit: str | None) -> bool:
    """Numbers of another unit do not stand on the figure's axis."""
    return bool(unit) and not same_unit(unit or "", figure_unit or "")


def _add_observations(
    grid: Grid,
    id: str,
    name: str,
    role: Role,
    observations: Sequence[Observation],
    keyed: Mapping[str, str],
    *,
    unit: str | None = None,
    notes: Iterable[Note] = (),
    table_only: bool = False,
) -> None:
    years: dict[object, list[Observation]] = defaultdict(list)
    for observation in observations:
        years[grid.year_slot(observation.year)].append(observation)
    cells = {key: grid.observed(found, keyed) for key, found in years.items()}
    grid.add(column(id, name, role, unit=unit, notes=notes, table_only=table_only), cells)
    _add_parts(grid, id, observations, keyed)
    _add_readings(grid, id, observations, keyed)


def _add_parts(grid: Grid, id: str, observations: Sequence[Observation], keyed: Mapping[str, str]) -> None:
    names: dict[tuple[str, str], list[tuple[Observation, Part]]] = defaultdict(list)
    for observation in observations:
        for part in observation.parts:
            names[part.name, part.unit].append((observation, part))
    for number, ((name, unit), found) in enumerate(names.items(), 1):
        head = column(f"{id}-part-{number}", name, Role.PART, unit=unit or None, table_only=bool(unit))
        grid.add(head, {grid.year_slot(o.year): grid.beside(o, part, keyed) for o, part in found})


def _add_readings(grid: Grid, id: str, observations: Sequence[Observation], keyed: Mapping[str, str]) -> None:
    """A second reading of the same cell means another thing than the first: a column of its own, not drawn."""
    names: dict[tuple[str, str], list[tuple[Observation, Reading]]] = defaultdict(list)
    for observation in observations:
        for reading in observation.also:
            names[reading.label, reading.unit].append((observation, reading))
    for number, ((label, unit), found) in enumerate(names.items(), 1):
        head = column(f"{id}-also-{number}", label, Role.COMPANION, unit=unit or None, table_only=True)
        grid.add(head, {grid.year_slot(o.year): grid.beside(o, also, keyed) for o, also in found})


# --- targets -----------------------------------------------------------------------------------------------------


def add_targets(grid: Grid, indicator: Indicator, words: Words) -> None:
    """A column for the targets of each plan, series and dimension; those of another kind than the values apart."""
    groups: dict[tuple[str, str, str, bool, bool], list[Target]] = defaultdict(list)
    for target in indicator.targets:
        dimension, is_alike = " ".join(target.dimension.values()), stands_beside_values(target, indicator)
        groups[target.plan, target.series, dimension, target.reference, is_alike].append(target)
    units = {one.id: one.unit for one in indicator.series}
    for number, ((_, series, _, _, is_alike), targets) in enumerate(groups.items(), 1):
        cells: dict[object, Cell] = {}
        for target in targets:
            cells |= _target_cells(grid, target, indicator, words)
        kept = level_to_keep(targets, indicator)
        parent = grid.plan.parent_plan(targets[0].plan)
        plan = (parent.short_name or parent.name) if parent else ""
        head = column(
            f"target-{number}",
            _target_title(grid, targets[0], indicator, words, plan),
            Role.TARGET,
            unit=units.get(series),
            of=_series_id(indicator, targets[0]),
            constant=bool(kept) or all(target.timing is Timing.EVERY and target.year is None for target in targets),
            kept=kept,
            notes=_level_notes(kept, indicator, words),
            table_only=not is_alike or _is_apart(units.get(series), indicator.unit),
            plan=plan,
            without_plan=_target_title(grid, targets[0], indicator, words),
        )
        grid.add(head, cells)


def _level_notes(kept: Level | None, indicator: Indicator, words: Words) -> Iterable[Note]:
    """How the line across is meant; by the editor, where the source does not say that the level is to be kept."""
    if kept is not None:
        yield Note(words(_LEVELS[kept]), by_editor=indicator.declared_by is DeclaredBy.EDITOR)


_LEVELS = {
    Level.FLOOR: msgid("A level to keep: this much, or more"),
    Level.CEILING: msgid("A level to keep: this much, or less"),
    Level.ABOUT: msgid("A level to keep: about this much"),
}


def _series_id(indicator: Indicator, target: Target) -> str:
    """The column of values that a target is for."""
    if series := indicator.series_of(target):
        return series.id
    return _of_the_whole(indicator) if target.dimension in ({}, indicator.dimension) else ""


def _target_title(grid: Grid, target: Target, indicator: Indicator, words: Words, plan: str = "") -> str:
    series = next((one.name for one in indicator.series if one.id == target.series), "")
    label = grid.plan.labels.targets or words("Target")
    if plan:
        label = words("{label} ({plan})", label=label, plan=plan)
    name = " ".join(part for part in (series, label, *target.dimension.values()) if part)
    return _for_reference(words, name) if target.reference else name


def _for_reference(words: Words, name: str) -> str:
    return name if name.startswith("参考") else words("{name} (for reference)", name=name)


def _target_cells(grid: Grid, target: Target, indicator: Indicator, words: Words) -> dict[object, Cell]:
    """A target's cell in its year; one for every year stands beside each value, or in a row of its own."""
    is_plain = target.timing is Timing.IN or target.printed
    made = cell(
        target.value,
        printed="" if is_plain else value_text(target.value, indicator.unit_word),
        notes=(*notes_of(target, indicator.notes), *_target_notes(target, indicator, words)),
        state=held_text(words, target),
        more=tuple(_former_cells(target, words)),
    )
    if target.year is not None:
        return {grid.year_slot(target.year): made}
    if target.timing is Timing.EVERY and indicator.values:
        return dict.fromkeys((grid.year_slot(o.year) for o in indicator.values), made)
    return {grid.word_slot(timing_text(words, target) or words("Target"), is_last=True): made}


def _former_cells(target: Target, words: Words) -> Iterable[Cell]:
    """What the target of this year was before it was revised; one for another year is said in the notes alone."""
    for former in target.was:
        is_alike = former.value.number is not None and not former.value.is_relative
        if target.year is not None and is_alike and former.year in (None, target.year):
            yield cell(former.value, state=words("before the revision"), hollow=True)


def _target_notes(target: Target, indicator: Indicator, words: Words) -> Iterable[Note]:
    unit, keyed = indicator.unit_word, indicator.notes
    if target.year and (target.over or target.per or target.timing not in (Timing.IN, Timing.MILESTONE)):
        yield Note(timing_text(words, target))
    if base := target.relative_to:
        start = f"{base.label} {value_text(base.value, unit)}".strip()
        yield Note(words("Relative to {base}", base=bracketed(words, start, base.as_of.printed if base.as_of else "")))
        yield from notes_of(base, keyed)
    for former in target.was:
        value = bracketed(words, value_text(former.value, unit), year_text(former.year) if former.year else "")
        until = words(" until {date}", date=former.until.printed) if former.until else ""
        yield Note(words("Formerly {value}", value=value) + until)
        yield from notes_of(former, keyed)
    if target.printed:
        yield Note(words("Printed: {text}", text=target.printed))
    if target.cite:
        yield Note(target.cite)


def add_rates(grid: Grid, indicator: Indicator, words: Words) -> None:
    cells: dict[object, Cell] = {
        grid.year_slot(rate.year): cell(rate.value, notes=notes_of(rate, indicator.notes), state=held_text(words, rate))
        for rate in indicator.rates
    }
    grid.add(column("rate", words("Achievement rate (as printed)"), Role.RATE, unit="%"), cells)


# --- tables and money --------------------------------------------------------------------------------------------


def add_table(grid: Grid, table: Table, words: Words) -> None:
    if table.values:
        _add_observations(grid, "value", table.title, Role.ACTUAL, table.values, table.notes)
    for series in table.series:
        add_series(grid, series, table.unit, table.notes, words)
    role = Role.WORDS if table.kind is TableKind.WORDS else Role.ACTUAL
    for index, head in enumerate(table.columns):
        cells: dict[object, Cell] = {}
        for row in (row for row in table.rows if index < len(row.cells)):
            notes = (*notes_of(row.cells[index], table.notes), *(() if index else notes_of(row, table.notes)))
            cells[grid.word_slot(row.name)] = cell(row.cells[index].value, notes=notes)
        grid.add(column(head.id, head.name, role, unit=head.unit, notes=notes_of(head, table.notes)), cells)


def add_money(grid: Grid, money: Money, words: Words) -> None:
    names = {row.id: row_title(words, row) for row in money.rows}
    for row in money.rows:
        years: dict[object, list[Observation]] = defaultdict(list)
        for observation in row.values:
            years[grid.year_slot(observation.year)].append(observation)
        cells: dict[object, Cell] = {key: grid.observed(found, money.notes) for key, found in years.items()}
        if row.amount is not None:
            cells[grid.word_slot(words("No year is given"), is_last=True)] = cell(row.amount)
        head = column(
            row.id,
            row_title(words, row),
            Role.WHOLE if row.sum_of else Role.ACTUAL,
            unit=row.unit,
            notes=(*_row_notes(row, names, words), *notes_of(row, money.notes)),
            table_only=_is_apart(row.unit, money.unit),
        )
        grid.add(head, cells)


def _row_notes(row: MoneyRow, names: Mapping[str, str], words: Words) -> Iterable[Note]:
    for ids, text in ((row.sum_of, msgid("Sum of {rows}")), (row.difference_of, msgid("Difference of {rows}"))):
        if ids:
            yield Note(words(text, rows=words(", ").join(names.get(id, id) for id in ids)))
