"""Tables as the source has them: counts by year, surveys, tables of words, pictures that were lost; and money."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from keikaku.plan.drawn import DrawnAs
from keikaku.plan.observations import DataSeries, Observations, Valued
from keikaku.plan.record import Id, Noted, Strings, Subject, ValueField, Word, empty_entry, listed
from keikaku.plan.unread import is_parted_wrongly, not_a_value


class TableKind(StrEnum):
    YEARLY = "yearly"  # values by year
    SURVEY = "survey"  # answers with their counts and shares
    WORDS = "words"  # items × columns of text
    LOST = "lost"  # the source had a picture whose values are not in its text


class Column(Noted):
    id: str
    name: str
    unit: str | None = None


class CellRecord(Valued):
    """One cell of a table of rows."""


class Row(Noted):
    """A row of a table: its name, and its cells in the order of the columns."""

    name: str
    cells: Annotated[
        tuple[CellRecord, ...], listed(lambda item: item if isinstance(item, dict) else {"value": item})
    ] = ()


def _without_slip(answered: str) -> str:
    if is_parted_wrongly(answered):
        raise not_a_value(answered)
    return answered


class Table(Subject):
    """Either `values` or `series` by year, or `rows` × `columns`; `lost` says what a lost picture showed."""

    id: Id
    title: str
    number: str = ""  # 図表①
    kind: TableKind = TableKind.YEARLY
    unit: str | None = None
    slot_heading: str = ""
    columns: Annotated[tuple[Column, ...], listed()] = ()
    rows: Annotated[tuple[Row, ...], listed()] = ()
    values: Observations = ()
    series: Annotated[tuple[DataSeries, ...], listed()] = ()
    answered: Annotated[Word, AfterValidator(_without_slip)] = ""  # n, as printed
    figure: DrawnAs | None = None  # None: chosen by the shape of the data
    notes: dict[Word, Word] = Field(default_factory=dict)
    cite: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        has_values = self.values or self.rows or any(series.values for series in self.series)
        if not has_values and self.kind is not TableKind.LOST:
            raise empty_entry(
                "Write its “values:”, “series:” or “rows:”. If the source shows a picture whose values are not in its "
                "text: “kind: lost”."
            )
        return self

    def note_text(self, key: str) -> str:
        return self.notes.get(key, key)


class MoneyKind(StrEnum):
    BUDGET = "budget"
    SETTLEMENT = "settlement"
    FORECAST = "forecast"
    GRANT = "grant"
    COST = "cost"


class MoneyRow(Noted):
    """Amounts by year, or one amount without a year. `sum_of`, `difference_of`: what the source adds up."""

    id: str
    name: str
    kind: MoneyKind = MoneyKind.COST
    source_of_funds: str = ""
    unit: str | None = None  # where it differs from the table's: 人, 時間
    values: Observations = ()
    amount: ValueField | None = None
    sum_of: Strings = ()
    difference_of: Strings = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.values and self.amount is None:
            raise empty_entry("Write its “amount:”, or its “values:” by year.")
        return self


class Money(Subject):
    id: Id
    title: str
    unit: str | None = None
    rows: Annotated[tuple[MoneyRow, ...], listed()] = ()
    figure: DrawnAs | None = None  # None: chosen by the shape of the data
    notes: dict[Word, Word] = Field(default_factory=dict)
    cite: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.rows:
            raise empty_entry("Write its “rows:”, each with its “amount:”, or its “values:” by year.")
        return self

    def note_text(self, key: str) -> str:
        return self.notes.get(key, key)
