"""Questions about the size of numbers: a digit too many, 円 beside 千円, more than all, another unit."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from keikaku.checks.asking import AS_PRINTED, Check, warn
from keikaku.checks.rows import answers_of, final_numbers, number_of, numbered_targets, of_one_scale, rows_of_values
from keikaku.plan.indicators import Direction, Indicator
from keikaku.plan.observations import Baseline, Observation, Target, Timing, Valued
from keikaku.plan.plan import Plan
from keikaku.plan.record import Subject
from keikaku.plan.tables import CellRecord, Column, Money, MoneyKind, Row, Table, TableKind
from keikaku.plan.unread import in_braces
from keikaku.problems import FilePosition, Problems, Severity
from keikaku.values import Value, ValueKind, in_unit, normalised, plain_number, same_unit

_DIGIT_OR_UNIT = "Is a digit or the unit wrong? If it is printed so, {acknowledge}"
V = TypeVar("V", bound=Valued)
_POWERS = (1, 2, 3, 4, 6)  # 0 too many, 百, 千円 for 円, 万, 百万円
_NEAR = (Decimal("0.7"), Decimal("1.4"))  # how near to a power of ten a ratio is to look like a slip
_THOUSAND = (Decimal(300), Decimal(3000))
_LEAP = 300  # times; nothing that a plan counts grows so within a year
_SMALLEST = 100  # a slip of ten is looked for in numbers from here on: 2 may well become 20

# Shares of something else than of a whole, which may exceed it.
_BEYOND_ALL = re.compile(r"増|減|伸|比|倍|達成|進捗|充足|執行")
_SEVERAL_ANSWERS = re.compile(r"複数|いくつでも|つまで|以内で|重複")
_WHOLE = re.compile(r"(?:合|総|小)?計|全体|総数|全数")
_ROUNDING = Decimal("0.5")  # of each share


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
                advice=_DIGIT_OR_UNIT,
                name=row.name,
                value=observation.value.printed,
                of_year=observation.year,
                year=observation.year.printed,
                times=times,
                near=beside.value.printed,
                other=beside.year.printed,
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
        _compare_spent(money, problems)
    for indicator in plan.indicators:
        known = final_numbers(plan, indicator.values)
        started = [one for one in indicator.baseline if one.value.is_exact]
        _compare_start(indicator, started, known, problems)
        _compare_targets(indicator, [*started, *known], problems)


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
                    advice=_DIGIT_OR_UNIT,
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
    """A target about ten or a thousand times all values, or a thousandth, or ten times the targets beside it."""
    targets = numbered_targets(indicator)
    by_year = [one for one in targets if one.timing is Timing.IN]
    odd = _odd_ones(by_year) if len(by_year) > 2 else ()
    beside_by_place = {target.written_at: beside for target, beside, _ in odd}
    for target in targets:
        aim, beside = number_of(target), beside_by_place.get(target.written_at)
        is_far = known and all(_is_thousandfold(aim, number_of(one)) for one in known)
        is_tenfold = known and all(_power(aim, number_of(one)) == 1 for one in known)
        if is_far or is_tenfold or beside:
            warn(
                problems,
                indicator,
                "wrong-magnitude",
                "the target of “{name}” is {target}, and another one {value}"
                if beside
                else "the target of “{name}” is {target}, while its last value is {value}",
                target.written_at,
                advice=_DIGIT_OR_UNIT,
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
                advice=_DIGIT_OR_UNIT,
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


def share_over_100(plan: Plan, problems: Problems) -> None:
    """A share is at most all: what exceeds 100 % is a slip, or no share of a whole."""
    for row in rows_of_values(plan):
        for one in (*row.values, *row.beside) if not _BEYOND_ALL.search(row.name) else ():
            if _exceeds_all(one.value, row.unit):
                warn(
                    problems,
                    row.record,
                    "share-over-100",
                    "“{name}” is {value} in {year}, which is more than 100 %"
                    if one.year
                    else "“{name}” is {value}, which is more than 100 %",
                    one.written_at,
                    advice=_DIGIT_OR_UNIT,
                    name=row.name,
                    value=one.value.printed,
                    of_year=one.year,
                    year=one.year.printed if one.year else "",
                )
    for table in plan.tables:
        for line, column, cell in _cells(table):
            names = f"{table.title} {column.name} {line.name}"
            if _exceeds_all(cell.value, column.unit or table.unit) and not _BEYOND_ALL.search(names):
                warn(
                    problems,
                    table,
                    "share-over-100",
                    "“{name}” is {value}, which is more than 100 %",
                    cell.written_at,
                    advice=_DIGIT_OR_UNIT,
                    name=line.name,
                    value=cell.value.printed,
                )
    _count_votes(plan, problems)


def _exceeds_all(value: Value, unit: str | None) -> bool:
    number = value.high or value.number
    return number is not None and number > 100 and _unit(value, unit) == "%" and not value.is_relative


def _cells(table: Table) -> Iterator[tuple[Row, Column, CellRecord]]:
    for row in table.rows:
        yield from ((row, column, cell) for column, cell in zip(table.columns, row.cells, strict=False))


def number_among_durations(plan: Plan, problems: Problems) -> None:
    """55分 beside a length of time: one is counted and drawn as a number, the other shown as it is printed."""
    for row in rows_of_values(plan):
        beside = [*row.values, *row.beside]
        if any(one.value.kind is ValueKind.DURATION for one in beside):
            for one in (one for one in beside if one.value.number is not None):
                warn(
                    problems,
                    row.record,
                    "number-among-durations",
                    "“{value}” is read as a number, and others of “{name}” as lengths of time",
                    one.written_at,
                    advice="Write {{duration: {near}}}, as the others are.",
                    value=one.value.printed,
                    name=row.name,
                    near=in_braces(one.value.printed),
                )


def rank_out_of_range(plan: Plan, problems: Problems) -> None:
    """A rank begins with the first and ends with the last: 0 stands for a blank, 62 of 42 has its digits swapped."""
    for indicator in plan.indicators:
        records: tuple[Valued, ...] = (*indicator.values, *indicator.baseline, *indicator.targets)
        for one in records if indicator.direction is Direction.RANK or indicator.unit == "位" else ():
            if one.value.number is not None and one.value.number < 1 and not one.value.is_relative:
                warn(
                    problems,
                    indicator,
                    "rank-out-of-range",
                    "“{name}” is {value}, but a rank begins with 1",
                    one.written_at,
                    advice="Compare with the source. If there is none, write the word that is printed in its place.",
                    name=indicator.name,
                    value=one.value.printed,
                )
    for table in plan.tables:
        for row, column, cell in _cells(table):
            last = _RANKED.search(normalised(column.name))
            if last and cell.value.number is not None and not 1 <= cell.value.number <= int(last[1]):
                warn(
                    problems,
                    table,
                    "rank-out-of-range",
                    "“{name}” is {value} under “{column}”",
                    cell.written_at,
                    advice=AS_PRINTED,
                    name=row.name,
                    value=cell.value.printed,
                    column=column.name,
                )


_RANKED = re.compile(r"全(\d{1,4})[^\d]{0,6}[中内].{0,3}順位")  # 全42節中順位


def votes_beyond_all(plan: Plan, problems: Problems) -> None:
    """More votes than people: a slip, unless each of them could choose several options."""
    for evaluation, answer in answers_of(plan):
        all_of = {number for vote in answer.votes if (number := plain_number(vote.of)) is not None}
        votes = [number_of(vote) for vote in answer.votes if vote.value.number is not None]
        total = sum(votes, Decimal(0))
        if len(all_of) == 1 and max(votes, default=total) <= max(all_of) < total and len(answer.answer) < 2:
            warn(
                problems,
                evaluation,
                "votes-beyond-all",
                "the votes come to {total}, which is more than {whole}",
                answer.votes[0].written_at,
                advice="Compare with the source. If several options could be chosen, {acknowledge}",
                total=f"{total:f}",
                whole=answer.votes[0].of,
            )


def votes_short_of_all(plan: Plan, problems: Problems) -> None:
    """Fewer votes than people, although each option has its number: one of them is a slip, or somebody abstained."""
    for evaluation, answer in answers_of(plan):
        scale = plan.about.scale(answer.scale)
        all_of = {plain_number(vote.of) for vote in answer.votes}
        whole = next(iter(all_of)) if len(all_of) == 1 else None
        total = sum(map(number_of, answer.votes), Decimal(0))
        is_full = scale is not None and {vote.option for vote in answer.votes} == {one.id for one in scale.options}
        if whole is not None and is_full and total < whole and len(answer.answer) < 2:
            warn(
                problems,
                evaluation,
                "votes-short-of-all",
                "the votes come to {total}, which is less than {whole}",
                answer.votes[0].written_at,
                advice="Compare with the source. If the others did not vote, {acknowledge}",
                total=f"{total:f}",
                whole=answer.votes[0].of,
            )


def votes_of_several_sizes(plan: Plan, problems: Problems) -> None:
    """The options of one question are chosen by the same people: of seven in one and of six in another is a slip."""
    for evaluation, answer in answers_of(plan):
        votes = [vote for vote in answer.votes if vote.of]
        usual = next((of for of, _ in Counter(normalised(vote.of) for vote in votes).most_common(1)), "")
        for vote in (vote for vote in votes if normalised(vote.of) != usual):
            warn(
                problems,
                evaluation,
                "votes-of-several-sizes",
                "“{option}” was chosen by some {of}, and the other options by some {usual}",
                vote.written_at,
                advice=AS_PRINTED,
                option=vote.option,
                of=vote.of,
                usual=usual,
            )


def _count_votes(plan: Plan, problems: Problems) -> None:
    """Of five who answer, six cannot have said one thing."""
    for evaluation, answer in answers_of(plan):
        for vote in answer.votes:
            all_of = plain_number(vote.of) if vote.of else None
            if all_of is not None and vote.value.number is not None and vote.value.number > all_of:
                warn(
                    problems,
                    evaluation,
                    "share-over-100",
                    "{value} of {whole} is more than all",
                    vote.written_at,
                    advice=_DIGIT_OR_UNIT,
                    value=vote.value.printed,
                    whole=vote.of,
                )


def _unit(value: Value, unit: str | None) -> str:
    return normalised(value.unit or unit or "")


def shares_beyond_100(plan: Plan, problems: Problems) -> None:
    """The shares of one whole come to 100 %; where several answers were allowed, readers have to be told so."""
    for record, name, shares in _shares_of_wholes(plan):
        numbers = [number_of(share) for share in shares]
        total = sum(numbers, Decimal(0))
        if len(shares) > 1 and total > 100 + _ROUNDING * len(shares):
            warn(
                problems,
                record,
                "shares-beyond-100",
                "the shares of “{name}” come to {total} %: {sum}",
                max(shares, key=number_of).written_at,
                advice=(
                    "Is one of these numbers wrong? Compare with the source. If several answers were allowed, "
                    "say so in a note: 複数回答. If it is printed so, {acknowledge}"
                ),
                name=name,
                total=f"{total.normalize():f}",
                sum=" + ".join(f"{number:f}" for number in numbers),
            )


Shares = tuple[Subject, str, list[Valued]]


def _shares_of_wholes(plan: Plan) -> Iterator[Shares]:
    for row in rows_of_values(plan):
        for observation in row.values:
            shares = [p for p in observation.parts if _unit(p.value, p.unit or row.unit) == "%"]
            yield row.record, f"{row.name} {observation.year.printed}", _with_numbers(shares)
    for table in plan.tables:
        if table.kind is TableKind.SURVEY and not _allows_several(table):
            yield from _columns(table)


def _columns(table: Table) -> Iterator[Shares]:
    rows = [row for row in table.rows if not _WHOLE.fullmatch(normalised(row.name))]
    for place, column in enumerate(table.columns):
        cells = [row.cells[place] for row in rows if place < len(row.cells)]
        shares = [cell for cell in cells if _unit(cell.value, column.unit or table.unit) == "%"]
        if len(shares) == len(rows) and not _are_times(row.name for row in rows):
            yield table, f"{table.title} {column.name}", _with_numbers(shares)


def _are_times(names: Iterable[str]) -> bool:
    """令和4年5月実施 above 令和5年5月実施: the same asked again, and no parts of a whole."""
    return all(_NAMES_TIME.search(normalised(name)) for name in names)


_NAMES_TIME = re.compile(r"(?:令和|平成|昭和|[RHS])(?:\d|元)|(?:19|20)\d\d|第\d+回|前回|今回")


def _allows_several(table: Table) -> bool:
    texts = (
        table.title,
        table.answered,
        *table.note,
        *table.notes.values(),
        *(n for c in table.columns for n in c.note),
    )
    return any(_SEVERAL_ANSWERS.search(text) for text in texts)


def _with_numbers(shares: Iterable[Valued]) -> list[Valued]:
    return [share for share in shares if share.value.number is not None]


_BEGINS_NOTE = re.compile("[(（※＊*#＃]")  # behind a unit


def unit_differs(plan: Plan, problems: Problems) -> None:
    """A value printed with another unit than the others beside it is a slip in one of the two: 件 beside 団体."""
    for record, name, declared, printed in _side_by_side(plan):
        units = Counter(value.unit for value, _ in printed if value.unit)
        if other := _unit_of_all(declared, printed):
            warn(
                problems,
                record,
                "unit-differs",
                "all values of “{name}” are printed in {other}, but it is counted in {unit}",
                printed[0][1],
                advice="Write “unit: {other}” below its “name:”, in its column. If it is printed so, {acknowledge}",
                name=name,
                other=other,
                unit=declared,
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
                    advice="Is “{beside}” a note? Then write {{value: {number}, note: …}}."
                    if sign
                    else "Write the unit as the source prints it. If it is printed so, {acknowledge}",
                    number=in_braces(_BEGINS_NOTE.split(value.printed)[0].strip()),
                    beside=value.unit[sign.start() :] if sign else "",
                    value=value.printed,
                    name=name,
                    unit=unit,
                )


def _unit_of_all(declared: str | None, printed: Sequence[tuple[Value, FilePosition]]) -> str:
    """The one unit of all values, where it is not the declared one: that was forgotten, or is another row's."""
    units = [value.unit for value, _ in printed if not value.is_missing]
    unit = units[0] if len(units) > 1 and len(set(units)) == 1 else ""
    is_other = declared is not None and unit and not same_unit(unit, declared) and not _BEGINS_NOTE.search(unit)
    is_plain = not any(value.is_relative or in_unit(value, declared or "") for value, _ in printed)
    return unit if is_other and is_plain else ""


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
        else "Write {near}, and in a note how it is printed.",
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


def _fit(order: Sequence[str], columns: Sequence[Column]) -> int:
    """How many of these units the names of the columns speak of."""
    beside = zip(order, columns, strict=False)
    return sum(any(word in column.name for word in _SPEAK_OF.get(unit, (unit,))) for unit, column in beside if unit)


_SPEAK_OF = {"%": ("割合", "率", "％", "%")}


AMOUNTS: tuple[Check, ...] = (
    wrong_magnitude,
    share_over_100,
    rank_out_of_range,
    number_among_durations,
    shares_beyond_100,
    unit_differs,
    votes_beyond_all,
    votes_short_of_all,
    votes_of_several_sizes,
)
