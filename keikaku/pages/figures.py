"""Indicator, table or money → Figure. What a figure shows is decided here; how it is drawn is not."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from keikaku.figure import Figure, Note, Series, Shape
from keikaku.pages.addresses import Addresses
from keikaku.pages.columns import add_baselines, add_money, add_rates, add_table, add_targets, add_values
from keikaku.pages.grids import Grid, notes_of
from keikaku.pages.sentences import indicator_sentence, money_sentence, table_sentence
from keikaku.pages.shapes import indicator_shape, money_shape, table_shape
from keikaku.pages.verdicts import standing_where_told
from keikaku.plan.indicators import Direction, Indicator
from keikaku.plan.plan import Plan
from keikaku.plan.record import Noted
from keikaku.plan.tables import Money, Table
from keikaku.words import Words


def indicator_figure(plan: Plan, indicator: Indicator, words: Words) -> Figure:
    grid = Grid(plan.about, words)
    add_baselines(grid, indicator, words)
    add_values(grid, indicator, words)
    add_targets(grid, indicator, words)
    add_rates(grid, indicator, words)
    slots, series = grid.finished()
    shape = indicator_shape(indicator, series)
    return Figure(
        id=figure_id(plan, indicator.id),
        title=title_with_unit(words, indicator.name, indicator.unit_word),
        sentence=indicator_sentence(plan, indicator, words),
        unit="" if indicator.unit is None and _is_in_words(shape, series) else indicator.unit,
        shape=shape,
        slot_heading=grid.heading(),
        slots=slots,
        series=series,
        ranked=indicator.direction is Direction.RANK,
        decimals=_decimals(series),
        notes=_notes(indicator, indicator.notes, series),
        citation=indicator.cite or _plan_citation(plan),
        standing=standing_where_told(plan, indicator, words),
        data_address=Addresses(plan).data(indicator.id),
    )


def _is_in_words(shape: Shape, series: Sequence[Series]) -> bool:
    """Words have no unit, so that none is lacking."""
    return shape is Shape.TIMELINE or (shape is Shape.NUMBER and not any(one.numbers for one in series))


def _has_units_inside(table: Table) -> bool:
    """Rows carry the units of their columns or cells, series of different things their own."""
    return bool(table.rows) or (table.unit is None and any(series.unit for series in table.series))


def table_figure(plan: Plan, table: Table, words: Words) -> Figure:
    grid = Grid(plan.about, words)
    add_table(grid, table, words)
    slots, series = grid.finished()
    title = " ".join(part for part in (table.number, table.title) if part)
    return Figure(
        id=figure_id(plan, table.id),
        title=title_with_unit(words, title, table.unit or ""),
        sentence=table_sentence(plan, table, words),
        unit="" if _has_units_inside(table) else table.unit,
        shape=table_shape(table, series),
        slot_heading=table.slot_heading or grid.heading(),
        slots=slots,
        series=series,
        decimals=_decimals(series),
        notes=_notes(table, table.notes, series),
        citation=_table_citation(plan, table, words),
        data_address=Addresses(plan).data(table.id) if slots else "",
    )


def money_figure(plan: Plan, money: Money, words: Words) -> Figure:
    grid = Grid(plan.about, words)
    add_money(grid, money, words)
    slots, series = grid.finished()
    return Figure(
        id=figure_id(plan, money.id),
        title=title_with_unit(words, money.title, money.unit or ""),
        sentence=money_sentence(money, words),
        unit=money.unit,
        shape=money_shape(money, series),
        slot_heading=grid.heading(),
        slots=slots,
        series=series,
        notes=_notes(money, money.notes, series),
        citation=money.cite or _plan_citation(plan),
        data_address=Addresses(plan).data(money.id),
    )


def figure_id(plan: Plan, id: str) -> str:
    """Unique among all plans of a site."""
    return f"{plan.id}-{id}"


def title_with_unit(words: Words, name: str, unit: str) -> str:
    return words("{name} ({unit})", name=name, unit=unit) if unit else name


def _decimals(series: Sequence[Series]) -> int:
    numbers = chain.from_iterable(one.numbers for one in series)
    return max((len(f"{number:f}".partition(".")[2]) for number in numbers), default=0)


def _notes(record: Noted, keyed: Mapping[str, str], series: Sequence[Series]) -> tuple[Note, ...]:
    """The record's notes, and those that it declares but that no value points to."""
    own = notes_of(record, keyed)
    said = {note.text for note in (*own, *_notes_in(series))}
    return (*own, *(Note(text) for text in keyed.values() if text not in said))


def _notes_in(series: Sequence[Series]) -> Iterable[Note]:
    for one in series:
        yield from one.notes
        for cell in one.cells:
            for part in (cell, *cell.more) if cell else ():
                yield from part.notes


def _table_citation(plan: Plan, table: Table, words: Words) -> str:
    """Where a table is from, with the number of answers that a survey prints: 市政モニター調査（n=189）."""
    citation = table.cite or _plan_citation(plan)
    return words("{text} ({since})", text=citation, since=table.answered) if table.answered else citation


def _plan_citation(plan: Plan) -> str:
    sources = plan.about.sources
    return sources[0].title if sources else plan.about.title
