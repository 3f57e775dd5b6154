"""Questions about the size of numbers: a digit too many, 円 beside 千円, a number among lengths of time."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from keikaku.checks.asking import AS_PRINTED, DIGIT_OR_UNIT, Check, warn
from keikaku.checks.rows import ValueRow, final_numbers, number_of, numbered_targets, of_one_scale, rows_of_values
from keikaku.plan.indicators import Indicator
from keikaku.plan.observations import Baseline, Observation, Target, Timing, Valued
from keikaku.plan.plan import Plan
from keikaku.plan.tables import Money, MoneyKind
from keikaku.plan.unread import COUNTED_WHOLE, in_braces
from keikaku.problems import FilePosition, Problems
from keikaku.values import Value, ValueKind, normalised

V = TypeVar("V", bound=Valued)
_POWERS = (1, 2, 3, 4, 6)  # 0 too many, 百, 千円 for 円, 万, 百万円
_NEAR = (Decimal("0.7"), Decimal("1.4"))  # how near to a power of ten a ratio is to look like a slip
_THOUSAND = (Decimal(300), Decimal(3000))
_LEAP = 300  # times; nothing that a plan counts grows so within a year
_SMALLEST = 100  # a slip of ten is looked for in numbers from here on: 2 may well become 20

# Shares of something else than of a whole, which may exceed it.


def wrong_magnitude(plan: Plan, problems: Problems) -> None:
    """A value ten or a thousand times its neighbours is mostly a digit too many, or 円 where 千円 is meant."""
    for row in rows_of_values(plan):
        known = final_numbers(plan, of_one_scale(row.values, row.unit))
        odd = list(_odd_ones(known)) or list(_leaps(known))
        for observation, beside, times in odd:
            warn(
                problems,
                row.record,
                "wrong-magnitude",
                "“{name}” is {value} in {year}, about {times} times {near} ({other})",
                observation.written_at,
                advice=DIGIT_OR_UNIT,
                name=row.name,
                value=observation.value.printed,
                of_year=observation.year,
                year=observation.year.printed,
                times=times,
                near=beside.value.printed,
                other=beside.year.printed,
            )
        for one in (*row.values, *row.beside):
            if near := _with_its_comma(one.value, row.unit or ""):
                warn(
                    problems,
                    row.record,
                    "wrong-magnitude",
                    "“{name}” is {value}, with a point, though it is counted in {unit}",
                    one.written_at,
                    advice="Compare with the source. Did you mean “{near}”? If it is printed so, {acknowledge}",
                    name=row.name,
                    value=one.value.printed,
                    unit=row.unit,
                    near=near,
                )
        for observation in _below_zero_alone(known, row.beside):
            warn(
                problems,
                row.record,
                "wrong-magnitude",
                "“{name}” is {value} in {year}, below zero, while the values beside it are above",
                observation.written_at,
                advice=AS_PRINTED,
                of_year=observation.year,
                name=row.name,
                value=observation.value.printed,
                year=observation.year.printed,
            )
        for observation in _with_fraction_alone(row):
            warn(
                problems,
                row.record,
                "wrong-magnitude",
                "“{name}” is {value} in {year}: {unit} are counted whole, as all others of this row are",
                observation.written_at,
                advice=DIGIT_OR_UNIT,
                of_year=observation.year,
                name=row.name,
                value=observation.value.printed,
                year=observation.year.printed,
                unit=row.unit,
            )
        for observation, before in _falls_to_zero(known):
            warn(
                problems,
                row.record,
                "wrong-magnitude",
                "“{name}” is 0 in {year}, after {before}",
                observation.written_at,
                advice="Is it blank in the source? Then write the word for none. If it is printed so, {acknowledge}",
                name=row.name,
                of_year=observation.year,
                year=observation.year.printed,
                before=before.value.printed,
            )
    for money in plan.money:
        _ask_below_zero(money, problems)
        _compare_spent(money, problems)
    for indicator in plan.indicators:
        known = final_numbers(plan, indicator.values)
        started = [one for one in indicator.baseline if one.value.is_exact]
        _compare_start(indicator, started, known, problems)
        _compare_targets(indicator, [*started, *known], problems)


def _with_fraction_alone(row: ValueRow) -> list[Observation]:
    """9.5団体 beside 7団体 and a target of 13団体; an average may have a fraction."""
    if normalised(row.unit or "") not in COUNTED_WHOLE or _AVERAGE.search(row.name):
        return []
    broken = [one for one in row.values if _has_fraction(one.value)]
    others = [one for one in (*row.values, *row.beside) if one.value.number is not None and one not in broken]
    is_alone = len(broken) == 1 and others and not any(_has_fraction(one.value) for one in row.beside)
    return broken if is_alone else []


def _has_fraction(value: Value) -> bool:
    return value.number is not None and value.number != int(value.number)


_AVERAGE = re.compile("平均|[当あ]たり|1(?:人|校|日|回|件)|一(?:人|校|日|回|件)|率|割合|指数|延べ時間")


def _ask_below_zero(money: Money, problems: Problems) -> None:
    """What was planned, granted or spent is seldom less than nothing; a difference may be."""
    for row in (row for row in money.rows if not row.difference_of):
        for one in row.values:
            if number_of(one) < 0:
                warn(
                    problems,
                    money,
                    "wrong-magnitude",
                    "“{name}” is {value} in {year}, below zero",
                    one.written_at,
                    advice=AS_PRINTED,
                    of_year=one.year,
                    name=row.name,
                    value=one.value.printed,
                    year=one.year.printed,
                )
        if row.amount and row.amount.number is not None and row.amount.number < 0:
            warn(
                problems,
                money,
                "wrong-magnitude",
                "“{name}” is {value}, below zero",
                row.written_at,
                advice=AS_PRINTED,
                name=row.name,
                value=row.amount.printed,
            )


def _with_its_comma(value: Value, unit: str) -> str:
    """15,473 for 15.473 千円: of what is counted in whole numbers there are no thousandths."""
    has_point = "." in value.printed or "．" in value.printed  # asked of each value after each save
    match = _THOUSANDTHS.fullmatch(normalised(value.printed)) if has_point and normalised(unit) in _WHOLE else None
    return f"{match[1]},{match[2]}" if match else ""


_THOUSANDTHS = re.compile(r"([1-9]\d{0,2})\.(\d{3})")
_WHOLE = frozenset([*COUNTED_WHOLE, "千円"])


def _below_zero_alone(known: Sequence[Observation], promised: Sequence[Baseline | Target]) -> Iterator[Observation]:
    """A value with a △ before it, which without that would fit those beside it: at its years, or what is promised."""
    others = [one for one in promised if one.value.number is not None and not one.value.is_relative]
    for place, one in enumerate(known):
        beside = [*known[max(place - 1, 0) : place], *known[place + 1 : place + 2]] if len(known) > 2 else others
        sizes = [number_of(other) / -number_of(one) for other in beside if number_of(one) < 0]
        is_alone = all(number_of(other) >= 0 for other in known if other is not one)
        if is_alone and sizes and all(Decimal("0.5") <= size <= 2 for size in sizes):
            yield one


def _compare_spent(money: Money, problems: Problems) -> None:
    """What was spent in a year against what was planned for it: 千円 among 円, or a digit too many."""
    planned = {one.year: one for row in money.rows if row.kind is MoneyKind.BUDGET for one in row.values}
    for row in (row for row in money.rows if row.kind is MoneyKind.SETTLEMENT):
        for spent in row.values:
            plan = planned.get(spent.year)
            if plan and _is_far(number_of(spent), number_of(plan)):
                warn(
                    problems,
                    money,
                    "wrong-magnitude",
                    "{spent} were spent in {year}, and {planned} planned",
                    spent.written_at,
                    advice=DIGIT_OR_UNIT,
                    of_year=spent.year,
                    year=spent.year.printed,
                    spent=spent.value.printed,
                    planned=plan.value.printed,
                )


def _is_far(one: Decimal, other: Decimal) -> bool:
    return min(one, other) > 0 and max(one, other) >= _FAR * min(one, other)


_FAR = 8


def _falls_to_zero(values: Sequence[Observation]) -> Iterator[tuple[Observation, Observation]]:
    """What a spreadsheet makes of an empty cell."""
    for before, after in pairwise(values):
        if number_of(after) == 0 and abs(number_of(before)) >= _SMALLEST:
            yield after, before


def _compare_targets(indicator: Indicator, known: Sequence[Valued], problems: Problems) -> None:
    """A target that is many times all values, or a thousandth of them, or ten times the targets beside it.

    With a digit too many, a target that asks for up to twice the value is ten to twenty times that.
    """
    targets = numbered_targets(indicator)
    by_year = [one for one in targets if one.timing is Timing.IN]
    odd = _odd_ones(by_year) if len(by_year) > 2 else ()
    beside_by_place = {target.written_at: beside for target, beside, _ in odd}
    for target in targets:
        aim, beside = number_of(target), beside_by_place.get(target.written_at)
        is_far = known and all(_is_thousandfold(aim, number_of(one)) for one in known)
        is_tenfold = (
            known and aim >= _SMALLEST and all(aim > number_of(one) and _is_far(aim, number_of(one)) for one in known)
        )
        if is_far or is_tenfold or beside:
            warn(
                problems,
                indicator,
                "wrong-magnitude",
                "the target of “{name}” is {target}, and another one {value}"
                if beside
                else "the target of “{name}” is {target}, while its last value is {value}",
                target.written_at,
                advice=DIGIT_OR_UNIT,
                name=indicator.name,
                target=target.value.printed,
                value=(beside or known[-1]).value.printed,
            )


def _compare_start(
    indicator: Indicator, started: Sequence[Baseline], known: Sequence[Observation], problems: Problems
) -> None:
    """A baseline a tenth of all values, or ten times all of them."""
    for start in started:
        powers = {_power(number_of(start), number_of(one)) for one in known}
        if len(powers) == 1 and powers != {0}:
            warn(
                problems,
                indicator,
                "wrong-magnitude",
                "the baseline of “{name}” is {start}, while its first value is {value}",
                start.written_at,
                advice=DIGIT_OR_UNIT,
                name=indicator.name,
                start=start.value.printed,
                value=known[0].value.printed,
            )


def _is_thousandfold(one: Decimal, other: Decimal) -> bool:
    """Also in reverse; numbers on both sides of zero may well be so far apart."""
    small, large = sorted((abs(one), abs(other)))
    return one * other > 0 and _THOUSAND[0] <= large / small <= _THOUSAND[1]


def odd_observations(plan: Plan, values: Sequence[Observation]) -> set[FilePosition]:
    """Where the values stand that look like slips of a power of ten."""
    return {observation.written_at for observation, _, _ in _odd_ones(final_numbers(plan, values))}


def _leaps(known: Sequence[Observation]) -> Iterator[tuple[Observation, Observation, str]]:
    """Each value that is hundreds of times the one before, whatever the factor, or so small a part of it."""
    for before, after in pairwise(known):
        small, large = sorted((abs(number_of(before)), abs(number_of(after))))
        if small >= _SMALLEST and large / small >= _LEAP:
            times = f"{round(large / small):,}"
            yield after, before, times if number_of(after) > number_of(before) else f"1/{times}"


def _odd_ones(known: Sequence[V]) -> Iterator[tuple[V, V, str]]:
    """Each value that is a power of ten from all its neighbours, with one of these and how many times it is that."""
    for place, observation in enumerate(known):
        beside = [*known[max(place - 1, 0) : place], *known[place + 1 : place + 2]]
        if len(known) > 2 and len(beside) == 1:  # at an end: its neighbour may itself be the odd one
            beside = [known[1], known[2]] if place == 0 else [known[-2], known[-3]]
        powers = {_power(number_of(observation), number_of(other)) for other in beside}
        power = powers.pop() if len(powers) == 1 else 0
        if power and (len(known) > 2 or place):
            yield observation, beside[0], _times(power)


def _power(number: Decimal, other: Decimal) -> int:
    """3 where a number is about a thousand times the other, -3 where it is a thousandth; 0 for no power of ten."""
    small, large = sorted((abs(number), abs(other)))
    if number * other <= 0 or large < _SMALLEST:
        return 0
    power = next((p for p in _POWERS if _NEAR[0] <= large / small / 10**p <= _NEAR[1]), 0)
    return power if abs(number) > abs(other) else -power


def _times(power: int) -> str:
    return f"{10**power:,}" if power > 0 else f"1/{10**-power:,}"


def number_among_durations(plan: Plan, problems: Problems) -> None:
    """55分 beside a length of time: one is counted and drawn as a number, the other shown as it is printed."""
    for row in rows_of_values(plan):
        beside = [*row.values, *row.beside]
        durations = [one for one in beside if one.value.kind is ValueKind.DURATION]
        numbers = [one for one in beside if one.value.number is not None]
        is_of_time = len(numbers) <= len(durations)
        for one in (numbers if is_of_time else durations) if durations and numbers else ():
            warn(
                problems,
                row.record,
                "number-among-durations",
                "“{value}” is read as a number, and others of “{name}” as lengths of time"
                if is_of_time
                else "“{value}” is a length of time, and others of “{name}” are numbers",
                one.written_at,
                advice=_advice_for(one) if is_of_time else _NO_NUMBER,
                value=one.value.printed,
                name=row.name,
                near=in_braces(one.value.printed),
            )


def _advice_for(number: Valued) -> str:
    if not re.search("時間|分|秒|日|か月|年", number.value.printed):
        return _NO_NUMBER
    return _NOT_IN_CSV if number.written_at.file.endswith(".csv") else _AS_OTHERS


_AS_OTHERS = "Write {{duration: {near}}}, as the others are."
_NOT_IN_CSV = (
    "Lengths of time have no place in a CSV file: write it first at the indicator in YAML, as {{duration: {near}}} "
    "behind the year, then delete this line."
)
_NO_NUMBER = "Is it a value of another indicator or year? Compare with the source. If it is printed so, {acknowledge}"


AMOUNTS: tuple[Check, ...] = (wrong_magnitude, number_among_durations)
