"""Questions about the units of values that stand beside each other."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from keikaku.checks.asking import Check, warn
from keikaku.checks.rows import rows_of_values
from keikaku.plan.observations import Target
from keikaku.plan.plan import Plan
from keikaku.plan.record import Subject
from keikaku.plan.tables import Column, Money, Table
from keikaku.plan.unread import in_braces
from keikaku.problems import FilePosition, Problems, Severity
from keikaku.values import Value, in_unit, normalised, same_unit

_BEGINS_NOTE = re.compile("[(（※＊*#＃]")  # behind a unit


def unit_differs(plan: Plan, problems: Problems) -> None:
    """A unit that differs from those beside it, or that nothing declares, is a slip somewhere: 件 beside 団体."""
    for record, name, declared, printed in _side_by_side(plan):
        units = Counter(value.unit for value, _ in printed if value.unit)
        if other := _unit_of_all(declared, printed):
            warn(
                problems,
                record,
                "unit-differs",
                "what “{name}” counts is printed in {other}, but it has no “unit:”"
                if declared is None
                else "all values of “{name}” are printed in {other}, but it is counted in {unit}",
                printed[0][1],
                advice="Write “unit: {near}” below the line “{key}: {name}”, in its column; the values stay as they "
                "are."
                if declared is None
                else "If the source counts in {other}, write “{near}” in the place of “{unit}” behind “unit:”. If it "
                "counts in {unit}, the values are others: look them up. If both are printed so, {acknowledge}",
                name=name,
                other=other,
                near=f'"{other}"' if other[:1] in "%&*!@`" else other,
                unit=declared,
                key="title" if isinstance(record, Table | Money) and name == record.title else "name",
            )
            continue
        if declared is None and (mixed := _one_with_a_unit(printed)):
            odd, place, plain = mixed
            warn(
                problems,
                record,
                "unit-differs",
                "“{value}” of “{name}” is printed with a unit, and {other} beside it with none",
                place,
                advice="Write the unit as the source prints it. If it is printed so, {acknowledge}",
                value=odd.printed,
                name=name,
                other=plain.printed,
            )
            continue
        unit = declared if declared is not None else next((unit for unit, _ in units.most_common(1)), None)
        for value, at in printed if unit is not None else ():
            if value.unit and not same_unit(value.unit, unit or "") and not value.is_relative:
                if scaled := in_unit(value, unit or ""):
                    numbers = [one.number for one, _ in printed if one.number and one.unit in ("", unit)]
                    _report_scale(record, value, scaled, unit or "", numbers, at, problems)
                    continue
                sign = _BEGINS_NOTE.search(value.unit)
                warn(
                    problems,
                    record,
                    "unit-differs",
                    "“{value}” has another unit than “{name}”, which is counted in {unit}",
                    at,
                    advice="Is “{beside}” a note? Then write {number} alone, and the note in the column “note”."
                    if sign and at.file.endswith(".csv")
                    else "Is “{beside}” a note? Then write {{value: {number}, note: …}}."
                    if sign
                    else "Write the unit as the source prints it. If it is printed so, {acknowledge}",
                    number=in_braces(_BEGINS_NOTE.split(value.printed)[0].strip()),
                    beside=value.unit[sign.start() :] if sign else "",
                    value=value.printed,
                    name=name,
                    unit=unit,
                )


def _one_with_a_unit(printed: Sequence[tuple[Value, FilePosition]]) -> tuple[Value, FilePosition, Value] | None:
    """Where nothing says in what is counted: a number with a unit, and one without."""
    numbers = [(value, at) for value, at in printed if value.number is not None and not value.is_relative]
    plain = [value for value, _ in numbers if not value.unit]
    odd = next(((value, at) for value, at in numbers if value.unit), None)
    return (*odd, plain[0]) if odd and plain else None


def _unit_of_all(declared: str | None, printed: Sequence[tuple[Value, FilePosition]]) -> str:
    """The one unit of all values, where it is not the declared one: that was forgotten, or is another row's."""
    units = [value.unit for value, _ in printed if not value.is_missing]
    fewest = 1 if declared is None else 2
    unit = units[0] if len(units) >= fewest and len(set(units)) == 1 else ""
    is_other = unit and (declared is None or not same_unit(unit, declared)) and not _BEGINS_NOTE.search(unit)
    is_plain = not any(value.is_relative for value, _ in printed)
    scaled = [in_unit(value, declared or "") for value, _ in printed if not value.is_missing]
    is_of_one_scale = not any(scaled) or (all(scaled) and len(scaled) > 1)  # one alone is told as such
    return unit if is_other and is_plain and is_of_one_scale else ""


_TIMES = 5


def _report_scale(
    record: Subject,
    value: Value,
    scaled: str,
    unit: str,
    beside: Sequence[Decimal],
    at: FilePosition,
    problems: Problems,
) -> None:
    """690百万円 among 円 would be drawn and written into the CSV as 690円, so nobody can let it stand."""
    number = value.number or Decimal(0)
    is_alike = bool(beside) and min(beside) / _TIMES <= number <= max(beside) * _TIMES  # 11,305千人 among 9,120人
    warn(
        problems,
        record,
        "unit-differs",
        "“{value}” stands among values that are counted in {unit}",
        at,
        advice="Compare with the source. Is “{wrong}” a slip? Then write {alike}. If it is printed so, write {near}."
        if is_alike
        else "Compare with the source. Is “{wrong}” a slip? Then write the unit of the source. If it is printed so, "
        "write {near}, and in a note how it is printed.",
        severity=Severity.ERROR,
        value=value.printed,
        unit=unit,
        wrong=value.unit,
        alike=in_braces(value.printed.replace(value.unit, unit)),
        near=in_braces(scaled),
    )


SideBySide = tuple[Subject, str, str | None, list[tuple[Value, FilePosition]]]  # record, name, declared unit, values


def _side_by_side(plan: Plan) -> Iterator[SideBySide]:
    for line in rows_of_values(plan):
        beside = [one for one in line.beside if one.value.unit != "倍" or not isinstance(one, Target)]  # 2倍, as 20%増
        yield line.record, line.name, line.unit, [(one.value, one.written_at) for one in (*line.values, *beside)]
    for money in plan.money:
        for row in money.rows:
            if amount := row.amount:
                yield money, row.name, row.unit or money.unit, [(amount, row.written_at)]
    for table in plan.tables:
        yield from _cells_side_by_side(table)


def _cells_side_by_side(table: Table) -> Iterator[SideBySide]:
    """The columns that declare a unit, and those where a row has the units of the others in another order."""
    orders = [tuple(normalised(cell.value.unit) for cell in row.cells) for row in table.rows]
    counts = Counter(orders)
    usual = max(counts, key=lambda order: (counts[order], _fit(order, table.columns)), default=())
    swapped = [order for order in orders if order != usual and sorted(order) == sorted(usual)]
    for place, column in enumerate(table.columns):
        cells = [row.cells[place] for row in table.rows if place < len(row.cells)]
        values = [(cell.value, cell.written_at) for cell in cells if cell.value.number is not None]
        if column.unit:
            yield table, column.name, column.unit, values
        elif any(order[place : place + 1] != usual[place : place + 1] for order in swapped):
            yield table, column.name, usual[place], values
        elif unit := _unit_of_column(column, [value.unit for value, _ in values if value.unit]):
            yield table, column.name, unit, values


def _unit_of_column(column: Column, units: Sequence[str]) -> str:
    """Where the units of a column differ, the one that its name says, or else that of all but one."""
    times = Counter(map(normalised, units))
    named = [unit for unit in times if unit in normalised(column.name)]
    usual, count = times.most_common(1)[0] if len(times) > 1 else ("", 0)
    is_of_all_but_one = count > 1 and count == len(units) - 1
    return named[0] if usual and len(named) == 1 else usual if is_of_all_but_one else ""


def _fit(order: Sequence[str], columns: Sequence[Column]) -> int:
    """How many of these units the names of the columns speak of."""
    beside = zip(order, columns, strict=False)
    return sum(any(word in column.name for word in _SPEAK_OF.get(unit, (unit,))) for unit, column in beside if unit)


_SPEAK_OF = {"%": ("割合", "率", "％", "%")}


UNITS: tuple[Check, ...] = (unit_differs,)
