"""Questions about parts of a whole: shares of 100 %, votes out of all voters, ranks among all."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from keikaku.checks.asking import AS_PRINTED, DIGIT_OR_UNIT, Check, warn
from keikaku.checks.rows import answers_of, number_of, rows_of_values
from keikaku.plan.indicators import Direction
from keikaku.plan.observations import Valued
from keikaku.plan.plan import Plan
from keikaku.plan.record import Subject
from keikaku.plan.tables import CellRecord, Column, Row, Table, TableKind
from keikaku.problems import Problems
from keikaku.values import Value, normalised, plain_number

_BEYOND_ALL = re.compile(r"増|減|伸|比|倍|達成|進捗|充足|執行")
_SEVERAL_ANSWERS = re.compile(r"複数|いくつでも|つまで|以内で|重複")
_WHOLE = re.compile(r"(?:合|総|小)?計|全体|総数|全数")
_ROUNDING = Decimal("0.5")  # of each share


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
                    advice=DIGIT_OR_UNIT,
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
                    advice=DIGIT_OR_UNIT,
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
                    advice="Compare with the source. If there is none, write the word that is printed in its place, "
                    "in braces: {{text: 圏外}}.",
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
                    advice=DIGIT_OR_UNIT,
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


SHARES: tuple[Check, ...] = (
    share_over_100,
    rank_out_of_range,
    votes_beyond_all,
    votes_short_of_all,
    votes_of_several_sizes,
    shares_beyond_100,
)
