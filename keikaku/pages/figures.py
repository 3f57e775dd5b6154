"""Indicator, table or money → Figure. What a figure shows is decided here; how it is drawn is not."""

from collections import defaultdict
from collections.abc import Iterable

from keikaku.figure import Cell, Figure, Note, Role, Shape
from keikaku.pages.addresses import Addresses
from keikaku.pages.grids import Grid, cell, column, notes_of, observed_cell
from keikaku.pages.phrases import baseline_label, timing_text, value_text
from keikaku.pages.sentences import indicator_sentence, money_sentence, table_sentence
from keikaku.plan.indicators import Counting, Indicator
from keikaku.plan.observations import Observation, Target, Timing
from keikaku.plan.plan import Plan
from keikaku.plan.tables import Money, MoneyRow, Table, TableKind
from keikaku.words import Words, msgid


def indicator_figure(plan: Plan, indicator: Indicator, words: Words) -> Figure:
    grid = Grid(plan.about)
    _add_baselines(grid, plan, indicator, words)
    _add_values(grid, plan, indicator, words)
    _add_targets(grid, plan, indicator, words)
    _add_rates(grid, indicator, words)
    slots, series = grid.finished()
    return Figure(
        id=figure_id(plan, indicator.id),
        title=title_with_unit(words, indicator.name, indicator.unit_word),
        sentence=indicator_sentence(plan, indicator, words),
        unit=indicator.unit,
        shape=_shape(indicator),
        slot_heading=words("Year"),
        slots=slots,
        series=series,
        decimals=_decimals(series_cell for one in series for series_cell in one.cells),
        notes=_record_notes(indicator.note, indicator.editor_note, indicator.notes),
        citation=indicator.cite or _plan_citation(plan),
        data_address=Addresses(plan).data(indicator.id),
    )


def table_figure(plan: Plan, table: Table, words: Words) -> Figure:
    grid = Grid(plan.about)
    keyed = table.notes
    if table.values:
        _add_observations(grid, plan, "value", table.title, Role.ACTUAL, table.values, keyed)
    for one in table.series:
        _add_observations(grid, plan, one.id, one.name, Role.ACTUAL, one.values, keyed, unit=one.unit)
    _add_rows(grid, table)
    slots, series = grid.finished()
    unit = "" if table.unit is None else table.unit
    return Figure(
        id=figure_id(plan, table.id),
        title=title_with_unit(words, " ".join(part for part in (table.number, table.title) if part), unit),
        sentence=table_sentence(plan, table, words),
        unit=table.unit,
        shape=_table_shape(table),
        slot_heading=table.slot_heading or words("Year"),
        slots=slots,
        series=series,
        decimals=_decimals(c for one in series for c in one.cells),
        notes=_record_notes(table.note, table.editor_note, keyed),
        citation=table.cite or _plan_citation(plan),
        data_address=Addresses(plan).data(table.id) if slots else "",
    )


def money_figure(plan: Plan, money: Money, words: Words) -> Figure:
    grid = Grid(plan.about)
    for row in money.rows:
        _add_money_row(grid, plan, row, money, words)
    slots, series = grid.finished()
    return Figure(
        id=figure_id(plan, money.id),
        title=title_with_unit(words, money.title, money.unit or ""),
        sentence=money_sentence(money, words),
        unit=money.unit,
        shape=Shape.COLUMNS if any(len(one.numbers) > 1 for one in series) else Shape.NUMBER,
        slot_heading=words("Year"),
        slots=slots,
        series=series,
        notes=_record_notes(money.note, money.editor_note, money.notes),
        citation=money.cite or _plan_citation(plan),
        data_address=Addresses(plan).data(money.id),
    )


def figure_id(plan: Plan, id: str) -> str:
    """Unique among all plans of a site."""
    return f"{plan.id}-{id}"


def title_with_unit(words: Words, name: str, unit: str) -> str:
    return words("{name} ({unit})", name=name, unit=unit) if unit else name


# --- columns -----------------------------------------------------------------------------------------------------


def _add_baselines(grid: Grid, plan: Plan, indicator: Indicator, words: Words) -> None:
    by_label: dict[str, dict[object, Cell]] = defaultdict(dict)
    for baseline in indicator.baseline:
        label = baseline_label(words, baseline, plan.about.labels.baseline)
        key = grid.year_slot(baseline.year) if baseline.year else grid.word_slot(label)
        by_label[label][key] = cell(baseline.value, notes=notes_of(baseline, indicator.notes), as_of=baseline.as_of)
    for number, (label, cells) in enumerate(by_label.items(), 1):
        grid.add(column(f"baseline-{number}", label, Role.BASELINE), cells)


def _add_values(grid: Grid, plan: Plan, indicator: Indicator, words: Words) -> None:
    name = plan.about.labels.values or words("Actual")
    _add_observations(grid, plan, "actual", name, Role.ACTUAL, indicator.values, indicator.notes)
    for series in indicator.series:
        role = Role.COMPANION if series.companion else Role.EXPECTED if series.expected_by else Role.ACTUAL
        title = _for_reference(words, series.name) if series.companion else series.name
        _add_observations(grid, plan, series.id, title, role, series.values, indicator.notes, unit=series.unit)


def _add_observations(
    grid: Grid,
    plan: Plan,
    id: str,
    name: str,
    role: Role,
    observations: tuple[Observation, ...],
    keyed: dict[str, str],
    *,
    unit: str | None = None,
) -> None:
    years: dict[object, list[Observation]] = defaultdict(list)
    for observation in observations:
        years[grid.year_slot(observation.year)].append(observation)
    grid.add(
        column(id, name, role, unit=unit),
        {key: observed_cell(plan.about, found, keyed) for key, found in years.items()},
    )
    _add_parts(grid, id, observations, keyed)


def _add_parts(grid: Grid, id: str, observations: tuple[Observation, ...], keyed: dict[str, str]) -> None:
    parts: dict[str, dict[object, Cell]] = defaultdict(dict)
    for observation in observations:
        for part in observation.parts:
            parts[part.name][grid.year_slot(observation.year)] = cell(part.value, notes=notes_of(part, keyed))
    for number, (name, cells) in enumerate(parts.items(), 1):
        grid.add(column(f"{id}-part-{number}", name, Role.PART), cells)


def _add_targets(grid: Grid, plan: Plan, indicator: Indicator, words: Words) -> None:
    groups: dict[tuple[str, ...], list[Target]] = defaultdict(list)
    for target in indicator.targets:
        dimension = " ".join(target.dimension.values())
        groups[(target.plan, dimension, target.series, "reference" if target.reference else "")].append(target)
    series = {one.id: one.name for one in indicator.series}
    for number, ((plan_id, dimension, series_id, reference), targets) in enumerate(groups.items(), 1):
        parts = (series.get(series_id, ""), _target_name(plan, plan_id, words), dimension)
        name = " ".join(part for part in parts if part)
        title = _for_reference(words, name) if reference else name
        cells: dict[object, Cell] = {}
        for target in targets:
            cells.update(_target_cells(grid, target, indicator, words))
        constant = all(target.timing is Timing.EVERY and target.year is None for target in targets)
        grid.add(column(f"target-{number}", title, Role.TARGET, constant=constant), cells)


def _for_reference(words: Words, name: str) -> str:
    return name if name.startswith("参考") else words("{name} (for reference)", name=name)


def _target_name(plan: Plan, plan_id: str, words: Words) -> str:
    label = plan.about.labels.targets or words("Target")
    parent = plan.about.parent_plan(plan_id)
    return words("{label} ({plan})", label=label, plan=parent.short_name or parent.name) if parent else label


def _target_cells(grid: Grid, target: Target, indicator: Indicator, words: Words) -> dict[object, Cell]:
    """A target's cell in its year; one for every year stands in all rows, or in a row of its own."""
    printed = (
        value_text(target.value, indicator.unit_word) if target.timing is not Timing.IN and target.printed == "" else ""
    )
    made = cell(
        target.value,
        printed=printed,
        notes=(*notes_of(target, indicator.notes), *_target_notes(target, indicator, words)),
    )
    if target.year is not None:
        return {grid.year_slot(target.year): made}
    if target.timing is Timing.EVERY and grid.slots and indicator.values:
        return dict.fromkeys(list(grid.slots), made)
    return {grid.word_slot(timing_text(words, target) or words("Target")): made}


def _target_notes(target: Target, indicator: Indicator, words: Words) -> list[Note]:
    notes = []
    if target.over:
        notes.append(
            Note(words("{how} of {years}", how=words(TIMINGS_OVER.get(target.timing, "")), years=target.over.printed))
        )
    elif target.year and target.timing is not Timing.IN:
        notes.append(Note(timing_text(words, target)))
    if target.relative_to:
        base = target.relative_to
        when = f"（{base.as_of.printed}）" if base.as_of else ""
        notes.append(
            Note(
                words(
                    "Relative to {base}",
                    base=f"{base.label} {value_text(base.value, indicator.unit_word)}{when}".strip(),
                )
            )
        )
    for former in target.was:
        until = words(" until {date}", date=former.until.printed) if former.until else ""
        notes.append(Note(words("Formerly {value}", value=value_text(former.value, indicator.unit_word)) + until))
    if target.printed:
        notes.append(Note(words("Printed: {text}", text=target.printed)))
    return notes


def _add_rates(grid: Grid, indicator: Indicator, words: Words) -> None:
    cells: dict[object, Cell] = {
        grid.year_slot(rate.year): cell(rate.value, notes=notes_of(rate, indicator.notes)) for rate in indicator.rates
    }
    grid.add(column("rate", words("Achievement rate (as printed)"), Role.RATE, unit="%"), cells)


def _add_rows(grid: Grid, table: Table) -> None:
    for index, head in enumerate(table.columns):
        cells: dict[object, Cell] = {}
        for row in table.rows:
            if index < len(row.cells):
                notes = tuple(Note(table.note_text(n)) for n in row.note) if index == 0 else ()
                cells[grid.word_slot(row.name)] = cell(
                    row.cells[index].value, notes=(*notes_of(row.cells[index], table.notes), *notes)
                )
        title = f"{head.name}（{head.unit}）" if head.unit else head.name
        grid.add(
            column(head.id, title, Role.ACTUAL, unit=head.unit, notes=[Note(table.note_text(n)) for n in head.note]),
            cells,
        )


def _add_money_row(grid: Grid, plan: Plan, row: MoneyRow, money: Money, words: Words) -> None:
    name = f"{row.name}（{row.unit}）" if row.unit else row.name
    years: dict[object, list[Observation]] = defaultdict(list)
    for observation in row.values:
        years[grid.year_slot(observation.year)].append(observation)
    cells: dict[object, Cell] = {key: observed_cell(plan.about, found, money.notes) for key, found in years.items()}
    if row.amount is not None:
        cells[grid.word_slot(words("No year is given"))] = cell(row.amount, notes=notes_of_row(row, money))
    grid.add(
        column(row.id, name, Role.ACTUAL, unit=row.unit, notes=() if row.amount else notes_of_row(row, money)), cells
    )


def notes_of_row(row: MoneyRow, money: Money) -> tuple[Note, ...]:
    return (*(Note(money.note_text(n)) for n in row.note), *(Note(n, by_editor=True) for n in row.editor_note))


TIMINGS_OVER = {Timing.TOTAL: msgid("total"), Timing.AVERAGE: msgid("average")}


# --- shapes ------------------------------------------------------------------------------------------------------


def _shape(indicator: Indicator) -> Shape:
    """Chosen by the shape of the data alone."""
    years = {o.year for o in indicator.values if o.value.number is not None}
    own_targets = [t for t in indicator.targets if t.value.number is not None and not t.value.is_relative]
    target_years = {t.year for t in own_targets if t.year is not None}
    has_baseline = any(b.value.number is not None for b in indicator.baseline)
    if len(years & target_years) >= 2 or (len(years) == 1 and years == target_years and not has_baseline):
        return Shape.TARGET_BESIDE_ACTUAL
    if len(years) + has_baseline >= 2:
        return Shape.COLUMNS if indicator.counting is Counting.YEARLY else Shape.TREND
    if (years or has_baseline) and own_targets:
        return Shape.BASELINE_TO_TARGET
    if len(target_years) >= 2:
        return Shape.BASELINE_TO_TARGET
    if len(years) + has_baseline + len(own_targets) == 0:
        return Shape.TABLE
    return Shape.NUMBER


def _table_shape(table: Table) -> Shape:
    if table.kind in (TableKind.LOST, TableKind.WORDS):
        return Shape.TABLE
    if table.kind is TableKind.SURVEY:
        return Shape.TABLE
    longest = max((len(values) for values in (table.values, *(s.values for s in table.series))), default=0)
    return Shape.COLUMNS if longest > 1 else Shape.TABLE


def _decimals(cells: Iterable[Cell | None]) -> int:
    return max((_places(c.number) for c in cells if c is not None and c.number is not None), default=0)


def _places(number: object) -> int:
    text = str(number)
    return len(text.partition(".")[2])


def _record_notes(source: Iterable[str], editor: Iterable[str], keyed: dict[str, str]) -> tuple[Note, ...]:
    return (*(Note(keyed.get(note, note)) for note in source), *(Note(note, by_editor=True) for note in editor))


def _plan_citation(plan: Plan) -> str:
    sources = plan.about.sources
    return sources[0].title if sources else plan.about.title
