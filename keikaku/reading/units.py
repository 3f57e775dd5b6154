"""Values that are printed in another unit than the row that they stand in: they are told, and never counted with it."""

from dataclasses import replace
from itertools import zip_longest
from operator import is_not
from typing import Any, TypeVar

from keikaku.plan.indicators import NO_UNIT, Indicator
from keikaku.plan.record import Record
from keikaku.plan.tables import Money, MoneyRow, Table
from keikaku.values import Value, ValueKind, in_scale_of, in_unit, normalised, same_unit

R = TypeVar("R", bound=Record)


def in_words_where_units_differ(record: R) -> R:
    """The record, in which a value of another unit is no number: 18% among 件 has no place on their axis, nor in a sum.

    Of another scale of the same unit (千円 among 円) it stays, for that is an error which has to be mended.
    """
    if not isinstance(record, Indicator | Table | Money):
        return record
    unit, rows = record.unit, "rows" if isinstance(record, Money) else "series"
    told: dict[str, tuple[Any, ...]] = {rows: tuple(_row(row, unit) for row in getattr(record, rows))}
    if not isinstance(record, Money):
        told["values"] = tuple(_told(one, unit) for one in record.values)
    if isinstance(record, Table):
        told["rows"] = tuple(_cells(row, record) for row in record.rows)
    if isinstance(record, Indicator):
        told["baseline"] = tuple(_told(one, unit) for one in record.baseline)
        told["targets"] = tuple(_told(one, record.unit_of(one)) for one in record.targets)
    return _with(record, told)


def _row(row: Any, unit: str | None) -> Any:
    row = _with(row, {"values": tuple(_told(one, row.unit or unit) for one in row.values)})
    if isinstance(row, MoneyRow) and row.amount:
        amount = in_scale_of(row.amount, row.unit or unit or "")
        return row if amount is row.amount else row.model_copy(update={"amount": amount})
    return row


def _cells(row: Any, table: Table) -> Any:
    """The cells of a table's row; one whose unit is another stands in words beside the others anyway."""
    units = [column.unit or table.unit for column in table.columns]
    return _with(row, {"cells": tuple(_scaled(cell, unit) for cell, unit in zip_longest(row.cells, units) if cell)})


def _with(record: R, told: dict[str, tuple[Any, ...]]) -> R:
    """The very same record where nothing in it is another."""
    new = {name: ones for name, ones in told.items() if any(map(is_not, ones, getattr(record, name)))}
    return record.model_copy(update=new) if new else record


def _scaled(one: Any, unit: str | None) -> Any:
    value = in_scale_of(one.value, unit or "")
    return one if value is one.value else one.model_copy(update={"value": value})


def _told(one: Any, unit: str | None) -> Any:
    one = _scaled(one, unit)
    value: Value = one.value
    is_same = not value.unit or not unit or normalised(unit) == NO_UNIT or same_unit(value.unit, unit)
    if value.number is None or is_same or value.is_relative or in_unit(value, unit or ""):
        return one
    return one.model_copy(update={"value": replace(value, kind=ValueKind.TEXT, number=None, high=None)})
