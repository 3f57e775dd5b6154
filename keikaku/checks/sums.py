"""Does what the source adds up add up: accounts, rows of a table, a total beside its series?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from keikaku.checks.asking import AS_PRINTED, warn
from keikaku.checks.rows import ValueRow, alone_among, rows_of_values
from keikaku.checks.timing import year_named
from keikaku.plan.indicators import Counting, Indicator
from keikaku.plan.observations import Observation
from keikaku.plan.plan import Plan
from keikaku.plan.record import Subject, position_of
from keikaku.plan.tables import Money, MoneyKind, MoneyRow, Row, Table
from keikaku.problems import FilePosition, Problems
from keikaku.values import Value, last_place, normalised, plain_number
from keikaku.years import Year

_TOTALS = ("計", "合計", "総計", "総数")
_NO_SUMS = (Counting.AVERAGE, Counting.RATIO)

Addition = tuple[str, Value, Decimal, FilePosition]  # what is added up, as printed, what its parts come to, where


def sum_differs(plan: Plan, problems: Problems) -> None:
    """What the source adds up should add up: the printed sum stays, and the slip is said."""
    for record, name, printed, total, at in _additions(plan):
        if printed.number != total:
            warn(
                problems,
                record,
                "sum-differs",
                "“{name}” is printed as {printed}, its parts come to {total}",
                at,
                advice=AS_PRINTED,
                name=name,
                printed=printed.printed,
                total=f"{total:,f}",
            )


def grant_beyond_cost(plan: Plan, problems: Problems) -> None:
    """A grant is part of what something cost: where it is more than that, one of the two lost or won digits."""
    for money in plan.money:
        for grant in (row for row in money.rows if row.kind is MoneyKind.GRANT):
            for year, value, at in _amounts(grant):
                beside = _costs_of(money, year)
                known = [cost.number for cost, _ in beside if cost.number is not None]
                if known and value.number is not None and value.number > sum(known):
                    warn(
                        problems,
                        money,
                        "grant-beyond-cost",
                        "the grant “{name}” ({value}) is more than the cost ({cost}, line {lines})",
                        at,
                        advice=AS_PRINTED,
                        name=grant.name,
                        value=value.printed,
                        cost=" + ".join(cost.printed for cost, _ in beside),
                        lines=", ".join(str(where.line) for _, where in beside),
                    )


def _costs_of(money: Money, year: Year | None) -> list[tuple[Value, FilePosition]]:
    """What it cost in a year; where nobody says so, what was spent, or else planned."""
    for kind in (MoneyKind.COST, MoneyKind.SETTLEMENT, MoneyKind.BUDGET):
        rows = [row for row in money.rows if row.kind is kind and not _is_source(row)]
        if found := [(cost, where) for row in rows for other, cost, where in _amounts(row) if other == year]:
            return found
    return []


def count_in_table_differs(plan: Plan, problems: Problems) -> None:
    """A table that tells how many projects each part has is to tell the same numbers as plan.yaml counts."""
    counts = {count.node: count for count in plan.about.counts}
    nodes = _nodes_by_name(plan)
    for table in plan.tables if len(counts) > 1 else ():
        told = {id: row for row in table.rows if (id := nodes.get(normalised(row.name))) in counts and row.cells}
        differing = [id for id, row in told.items() if row.cells[0].value.number != counts[id].value]
        if len(told) == len(counts) and len(counts) - len(differing) > 1:  # so it is of projects
            for id in differing:
                warn(
                    problems,
                    table,
                    "count-in-table-differs",
                    "“{title}” gives “{name}” {told}, but plan.yaml counts {counted} (line {line})",
                    told[id].written_at,
                    advice="Renew what is not. If it is printed so, {acknowledge}",
                    title=table.title,
                    told=told[id].cells[0].value.printed,
                    name=told[id].name,
                    counted=counts[id].value,
                    line=counts[id].written_at.line,
                )


def share_of_answers_differs(plan: Plan, problems: Problems) -> None:
    """A printed share that its count out of all answers cannot be rounded to is a slip in one of the three."""
    _check_one_survey(plan, problems)
    for table in plan.tables:
        if not (answered := plain_number(table.answered)):
            _check_shares_of_whole(table, problems)
            continue
        _check_headings(table, answered, problems)
        shares = [(row, *found) for row in table.rows if (found := _count_and_share(row))]
        differing = [one for one in shares if not _is_share(*one[1:], answered)]
        if len(shares) > 1 and len(differing) == len(shares):  # so it is what they are shares of
            warn(
                problems,
                table,
                "share-of-answers-differs",
                "no share in “{title}” is its count out of all answers ({answered})",
                position_of(table.answered),
                advice="Compare counts, shares and “answered:” with the source. If the shares are of something else, "
                "{acknowledge}",
                title=table.title,
                answered=table.answered,
            )
            continue
        for row, count, share in differing:
            warn(
                problems,
                table,
                "share-of-answers-differs",
                "“{name}” has {share}, but {count} out of {answered} is {computed} %",
                _place_of(row, count, share),
                advice=AS_PRINTED,
                name=row.name,
                share=share.printed,
                count=count.printed,
                answered=table.answered,
                computed=f"{_percent(count, answered):.1f}",
            )


def _check_shares_of_whole(table: Table, problems: Problems) -> None:
    """Where nothing says of what they are, shares that make up 100 % are those of the counts beside them."""
    rows = [row for row in table.rows if normalised(row.name) not in _TOTALS]
    pairs = [(row, *found) for row in rows if (found := _count_and_share(row, of_answers=False))]
    shared = sum((share.number or Decimal(0) for _, _, share in pairs), Decimal(0))
    units = {normalised(count.unit) for _, count, _ in pairs}
    is_whole = len(pairs) == len(rows) > 1 and abs(shared - 100) <= _ROUNDED
    if not is_whole or len(units) != 1:
        return
    whole = sum((count.number or Decimal(0) for _, count, _ in pairs), Decimal(0))
    if wrong := next((one for one in pairs if whole and not _is_share(*one[1:], whole)), None):
        row, count, share = wrong
        warn(
            problems,
            table,
            "share-of-answers-differs",
            "the shares in “{title}” are not those of its counts: “{name}” has {share}, but {count} out of {answered} "
            "is {computed} %",
            _place_of(row, count, share),
            advice="Compare counts and shares with the source: a digit is wrong, or a row is lost. If the shares are "
            "of something else, {acknowledge}",
            title=table.title,
            name=row.name,
            share=share.printed,
            count=count.printed,
            answered=f"{whole:,f}",
            computed=f"{_percent(count, whole):.1f}",
        )


_ROUNDED = 1  # so far from 100 % may shares be that make up a whole


def _place_of(row: Row, count: Value, share: Value) -> FilePosition:
    return min(cell.written_at for cell in row.cells if cell.value in (count, share))


def _check_one_survey(plan: Plan, problems: Problems) -> None:
    """Tables of one survey, by their source, say alike how many answered it."""
    surveys: dict[str, list[tuple[str, Table]]] = {}
    for table in plan.tables:
        if table.cite and table.answered:
            surveys.setdefault(normalised(table.cite), []).append((normalised(table.answered), table))
    for tables in surveys.values():
        for table, usual in alone_among(tables, _MANY):
            warn(
                problems,
                table,
                "share-of-answers-differs",
                "“answered:” says {answered}, but {usual} in all other tables of this source",
                position_of(table.answered),
                advice=AS_PRINTED,
                answered=table.answered,
                usual=usual,
            )


_MANY = 3  # others of one source


def _check_headings(table: Table, answered: Decimal, problems: Problems) -> None:
    """人数（2,073人中） above a column says as well how many have answered."""
    for column in table.columns:
        for said in _OF_ALL.findall(normalised(column.name)):
            if plain_number(said) != answered:
                warn(
                    problems,
                    table,
                    "share-of-answers-differs",
                    "“{name}” says {said}, but “answered:” {answered}",
                    column.written_at,
                    advice=AS_PRINTED,
                    name=column.name,
                    said=said,
                    answered=table.answered,
                )


_OF_ALL = re.compile(r"(?<![\d,])(\d[\d,]*)(?:人|名|件|票|世帯|団体|社)中")


def _count_and_share(row: Row, *, of_answers: bool = True) -> tuple[Value, Value] | None:
    """192人 and 9.3%, where the row has one of each; otherwise also 4地区."""
    values = [cell.value for cell in row.cells if cell.value.is_exact]
    shares = [value for value in values if normalised(value.unit) == "%"]
    counts = [value for value in values if normalised(value.unit) in _ANSWERS or not (of_answers or value in shares)]
    return (counts[0], shares[0]) if len(counts) == len(shares) == 1 else None


_ANSWERS = {"人", "名", "件", "票", "世帯", "団体", "社"}


def _is_share(count: Value, share: Value, answered: Decimal) -> bool:
    assert share.number is not None
    return abs(_percent(count, answered) - share.number) <= last_place(share.number)


def _percent(count: Value, answered: Decimal) -> Decimal:
    assert count.number is not None
    return count.number * 100 / answered


def _nodes_by_name(plan: Plan) -> dict[str, str]:
    """The ids of nodes by what a table may call them: 分野1, by number or name; the whole plan is called a total."""
    nodes = dict.fromkeys(_TOTALS, "")
    for node in plan.nodes:
        level = plan.level(node)
        kind = level.name if level else ""
        names = (node.name, node.number, f"{kind}{node.number}", f"{node.number}{node.name}")
        nodes |= {normalised(name): node.id for name in names if name}
    return nodes


def _is_source(row: MoneyRow) -> bool:
    """一般財源, beside the grant: where the money is from, not what it was spent on."""
    return bool(row.source_of_funds) or "財源" in row.name


def _amounts(row: MoneyRow) -> Iterator[tuple[Year | None, Value, FilePosition]]:
    """By year, or one without a year but that of its name."""
    if row.amount:
        yield year_named(row.name), row.amount, row.written_at
    yield from ((one.year, one.value, one.written_at) for one in row.values)


def _additions(plan: Plan) -> Iterator[tuple[Subject, str, Value, Decimal, FilePosition]]:
    for money in plan.money:
        rows = {row.id: row for row in money.rows}
        yield from ((money, *addition) for row in money.rows for addition in _sums(row, rows))
    valued: tuple[Indicator | Table, ...] = (*plan.indicators, *plan.tables)
    for record in valued:
        yield from ((record, *addition) for addition in _totals_of_series(record))
    for table in plan.tables:
        yield from ((table, *addition) for addition in _totals_of_rows(table))
    for line in rows_of_values(plan):
        yield from ((line.record, *addition) for addition in _totals_of_parts(line))


def _sums(row: MoneyRow, rows: Mapping[str, MoneyRow]) -> Iterator[Addition]:
    """Each printed sum or difference with what its parts come to, where all of them are numbers."""
    for ids, sign in ((row.sum_of, 1), (row.difference_of, -1)):
        parts = [rows[id] for id in ids if id in rows]
        if not parts or len(parts) < len(ids):
            continue
        wholes: list[tuple[object, Value, FilePosition]]
        wholes = [(None, row.amount, row.written_at)] if row.amount else []
        wholes += [((o.year, o.state), o.value, o.written_at) for o in row.values]
        for key, whole, at in wholes:
            numbers = [_amount(part, key) for part in parts]
            if whole.number is not None and all(number is not None for number in numbers):
                first, *others = (number for number in numbers if number is not None)
                yield row.name, whole, first + sign * sum(others, Decimal(0)), at


def _amount(row: MoneyRow, key: object) -> Decimal | None:
    if key is None:
        return row.amount.number if row.amount else None
    return next((o.value.number for o in row.values if (o.year, o.state) == key), None)


def _totals_of_series(record: Indicator | Table) -> Iterator[Addition]:
    """The one series that is called the total, where all others are its parts, counted as it is."""
    if isinstance(record, Indicator) and record.counting in _NO_SUMS:
        return
    totals = [series for series in record.series if series.total]
    parts = [series for series in record.series if not (series.total or series.companion or series.expected_by)]
    divided_by = {frozenset(series.dimension) for series in parts}  # men and women, and districts, make no sum together
    units = {normalised(series.unit or record.unit or "") for series in (*totals, *parts)}
    if len(totals) != 1 or len(parts) < 2 or len(divided_by) > 1 or len(units) > 1 or units == {"%"}:
        return
    for whole in totals[0].values:
        key = (whole.year, whole.state)
        numbers = [next((o.value.number for o in p.values if (o.year, o.state) == key), None) for p in parts]
        yield from _added(totals[0].name, whole.value, numbers, whole.written_at)


def _totals_of_rows(table: Table) -> Iterator[Addition]:
    """A last row that is called a total, where no other is."""
    others, last = table.rows[:-1], table.rows[-1:]
    if len(others) < 2 or normalised(last[0].name) not in _TOTALS or any(_is_total(row.name) for row in others):
        return
    for place, column in enumerate(table.columns):
        cells = [row.cells[place].value for row in table.rows if place < len(row.cells)]
        is_of_shares = normalised(column.unit or table.unit or "") == "%"
        numbers = [cell.number for cell in cells[:-1]]
        if len(cells) == len(table.rows) and (not is_of_shares or _lacks_shares(cells[-1], numbers)):
            yield from _added(f"{last[0].name} {column.name}", cells[-1], numbers, last[0].written_at)


def _lacks_shares(whole: Value, parts: Sequence[Decimal | None]) -> bool:
    """Do shares come to less than the 100 % that stand below them? Where several answers count, they come to more."""
    return whole.number == _WHOLE and sum(number or Decimal(0) for number in parts) < _WHOLE - _ROUNDED


_WHOLE = 100  # per cent


def _totals_of_parts(line: ValueRow) -> Iterator[Addition]:
    """The one year whose parts do not add up, where those of another year do."""
    found = [
        addition
        for one in line.values
        if one.parts and one.value.number is not None
        for addition in _added(f"{line.name} {one.year.printed}", one.value, _numbers(one), one.written_at)
    ]
    differing = [addition for addition in found if addition[1].number != addition[2]]
    if len(differing) == 1 and len(found) > 1:
        yield differing[0]


def _numbers(observation: Observation) -> list[Decimal | None]:
    return [part.value.number for part in observation.parts]


def _is_total(name: str) -> bool:
    return normalised(name).endswith("計")


def _added(name: str, whole: Value, parts: Sequence[Decimal | None], at: FilePosition) -> Iterator[Addition]:
    numbers = [number for number in parts if number is not None]
    if whole.number is not None and len(numbers) == len(parts):
        yield name, whole, sum(numbers, Decimal(0)), at
