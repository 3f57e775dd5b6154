"""Questions to a plan. Each function looks for one kind of slip; its docstring says why it matters."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from keikaku.checks.asking import Check, warn
from keikaku.checks.consistency import CONSISTENCY
from keikaku.pages.addresses import RESERVED
from keikaku.pages.shapes import ways_to_draw
from keikaku.plan.embargo import public_part
from keikaku.plan.indicators import Counting, Direction, Indicator
from keikaku.plan.observations import Baseline, Observation, Target, Timing
from keikaku.plan.plan import Plan
from keikaku.plan.record import Subject
from keikaku.plan.tables import MoneyRow
from keikaku.problems import FilePosition, Problems, Severity
from keikaku.values import Value, ValueKind, normalised, plain_number, same_unit
from keikaku.years import Year

FAR_AWAY_YEARS = 20
# Targets that one year's value may be held against.
_COMPARABLE = (Timing.IN, Timing.BY, Timing.EVERY, Timing.NONE)


def check_plans(plans: Sequence[Plan], problems: Problems) -> None:
    for plan in plans:
        for ask in CHECKS:
            ask(plan, problems)


def reserved_id(plan: Plan, problems: Problems) -> None:
    """A node's id is its folder in the site, where some names are taken by lists."""
    for node in plan.nodes:
        if node.id in RESERVED:
            problems.add(
                "reserved-id",
                "the id “{id}” is taken by a page of Keikaku's own",
                node.written_at,
                advice="Give it another id, such as “{id}-1”.",
                id=node.id,
            )


def value_twice(plan: Plan, problems: Problems) -> None:
    """Two values of one year in one state: a reader cannot know which one holds."""
    for name, values in _rows_of_values(plan):
        seen: dict[object, Observation] = {}
        for observation in values:
            first = seen.setdefault((observation.year, observation.state), observation)
            if first is not observation:
                problems.add(
                    "value-twice",
                    "“{name}” has two values for {year} in the same state; first on line {line}",
                    observation.written_at,
                    advice="Keep one, or give each its state: state: 速報.",
                    name=name,
                    year=observation.year.printed,
                    line=first.written_at.line,
                )


def _rows_of_values(plan: Plan) -> Iterator[tuple[str, Sequence[Observation]]]:
    """Every list of values by year, with the name of what it belongs to."""
    for indicator in plan.indicators:
        yield from ((indicator.name, values) for values in (indicator.values, *(s.values for s in indicator.series)))
    for table in plan.tables:
        yield from ((table.title, values) for values in (table.values, *(s.values for s in table.series)))
    for money in plan.money:
        yield from ((row.name, row.values) for row in money.rows)


def year_far_away(plan: Plan, problems: Problems) -> None:
    """A year far from all others of an indicator is mostly a slip: 令和31 for 平成31, R7 for H7."""
    everywhere = [year.last for indicator in plan.indicators for year, _ in _years(indicator)]
    for indicator in plan.indicators:
        years = dict(reversed(_years(indicator)))
        own = [year.last for year in years]
        near = own if len(own) > 2 else everywhere
        middle = sorted(near)[len(near) // 2] if near else 0
        for year, at in years.items():
            if abs(year.last - middle) > FAR_AWAY_YEARS:
                warn(
                    problems,
                    indicator,
                    "year-far-away",
                    "{year} ({western}) of “{name}” is far from its other years",
                    at,
                    advice="Is the era right?",
                    year=year.printed,
                    western=year.last,
                    name=indicator.name,
                )


def _years(indicator: Indicator) -> list[tuple[Year, FilePosition]]:
    """Every year of an indicator with its place, but numbered periods, which are no years."""
    records: tuple[Observation | Target | Baseline, ...] = (
        *indicator.values,
        *indicator.targets,
        *indicator.baseline,
    )
    found = [(record.year, record.written_at) for record in records if record.year is not None]
    return [(year, at) for year, at in found if year.position is not None]


def number_not_in_sentence(plan: Plan, problems: Problems) -> None:
    """An editor's reading of a sentence may hold no number that the sentence does not."""
    for project in plan.projects:
        for pledge in project.pledges:
            numbers = _numbers_in(pledge.printed)
            for reading in pledge.readings:
                for value in [t.value for t in reading.targets] + [b.value for b in reading.baseline]:
                    for number in (value.number, value.high):
                        if number is not None and number not in numbers:
                            problems.add(
                                "number-not-in-sentence",
                                "{number} is not in the printed sentence “{sentence}”",
                                reading.written_at,
                                advice="Compare the reading with the sentence.",
                                number=value.printed,
                                sentence=pledge.printed,
                            )


def _numbers_in(sentence: str) -> set[Decimal]:
    """Every number of a sentence, also as 割 and in full where it is abbreviated."""
    plain = normalised(sentence)
    found = {Decimal(text.replace(",", "")) for text in re.findall(r"\d[\d,]*(?:\.\d+)?", plain)}
    found |= {Decimal(text) * 10 for text in re.findall(r"(\d+(?:\.\d+)?)割", plain)}
    return found | {n for text in re.findall(r"\d[\d,億万千.]*", plain) if (n := plain_number(text)) is not None}


def figure_does_not_fit(plan: Plan, problems: Problems) -> None:
    """A way of drawing that the data cannot fill would show an empty picture, or one that misleads."""
    named = [(one, one.name) for one in plan.indicators] + [(one, one.title) for one in plan.tables]
    for record, name in named:
        ways = ways_to_draw(record)
        if record.figure and record.figure not in ways:
            problems.add(
                "figure-does-not-fit",
                "“{name}” cannot be drawn as “{figure}”",
                record.written_at,
                advice="Its data can be drawn as: {ways}. Without “figure” the best way is chosen.",
                name=name,
                figure=record.figure.value,
                ways=", ".join(ways),
            )


def declared_count(plan: Plan, problems: Problems) -> None:
    """A document that says how many projects it has should list as many here; drafts are not counted."""
    plan = public_part(plan)
    for count in plan.about.counts:
        if count.node and count.node not in plan.nodes_by_id:
            continue
        nodes = _with_descendants(plan, count.node)
        projects = [p for p in plan.projects if not count.node or plan.parents[p.id] in nodes]
        again = [listing for p in plan.projects for listing in p.listings if not count.node or listing.node in nodes]
        listed = len(projects) + (len(again) if count.repeats else 0)
        if listed != count.value:
            problems.add(
                "declared-count",
                "the document counts {declared} projects ({printed}), but {listed} are listed here",
                count.written_at,
                advice="Look for a project that is missing, or listed twice.",
                declared=count.value,
                printed=count.printed,
                listed=listed,
            )


def _with_descendants(plan: Plan, id: str) -> set[str]:
    return {id, *(d for child in plan.children(id) for d in _with_descendants(plan, child.id))} if id else set()


def rate_differs(plan: Plan, problems: Problems) -> None:
    """A printed achievement rate more than a point from value ÷ target is a slip in one of the three."""
    for indicator in plan.indicators:
        if indicator.direction in (Direction.DOWN, Direction.RANGE, Direction.RANK):
            continue
        for rate in indicator.rates:
            computed = _rate(indicator, rate.year)
            printed = rate.value.number
            if computed is not None and printed is not None and abs(computed - printed) > 1:
                warn(
                    problems,
                    indicator,
                    "rate-differs",
                    "the printed rate of “{name}” in {year} is {printed}, the computed one {computed} %",
                    rate.written_at,
                    advice="Compare value, target and rate with the source.",
                    name=indicator.name,
                    year=rate.year.printed,
                    printed=rate.value.printed,
                    computed=f"{computed:.1f}",
                )


def _rate(indicator: Indicator, year: Year) -> Decimal | None:
    """Value ÷ target of that year in percent; None where there is not one of each, or they make no such rate."""
    values = [o.value for o in indicator.values if o.year == year]
    targets = [t.value for t in indicator.targets if t.year == year and _is_own(t)]
    if len(values) != 1 or len(targets) != 1 or any(v.kind is not ValueKind.NUMBER for v in (*values, *targets)):
        return None
    value, target = values[0].number, targets[0].number
    if value is None or target is None or value < 0 or target <= 0 or targets[0].is_relative:
        return None
    return value / target * 100


def _is_own(target: Target) -> bool:
    """Is it this plan's target for the indicator as a whole?"""
    return not (target.plan or target.series or target.dimension or target.reference or target.per)


def cumulative_falls(plan: Plan, problems: Problems) -> None:
    """A number counted since a beginning cannot become smaller."""
    for indicator in plan.indicators:
        if indicator.counting is not Counting.CUMULATIVE:
            continue
        known = [o for o in sorted(indicator.values, key=lambda o: o.year.sort_key) if o.value.number is not None]
        for before, after in pairwise(known):
            if after.value.number < before.value.number:  # type: ignore[operator]
                warn(
                    problems,
                    indicator,
                    "cumulative-falls",
                    "“{name}” is cumulative, but falls from {before} to {after} in {year}",
                    after.written_at,
                    advice="Compare with the source; or is it counted yearly?",
                    name=indicator.name,
                    before=before.value.printed,
                    after=after.value.printed,
                    year=after.year.printed,
                )


def target_behind_baseline(plan: Plan, problems: Problems) -> None:
    """A target that the baseline has already met asks for nothing, which is seldom meant."""
    for indicator in plan.indicators:
        start = next((b.value.number for b in indicator.baseline if b.value.number is not None), None)
        if start is None or indicator.direction not in (Direction.UP, Direction.DOWN):
            continue
        for target in indicator.targets:
            aim = target.value.number
            if aim is None or target.value.is_relative or target.timing not in _COMPARABLE or not _is_own(target):
                continue
            if (aim <= start) if indicator.direction is Direction.UP else (aim >= start):
                warn(
                    problems,
                    indicator,
                    "target-behind-baseline",
                    "the target of “{name}” ({target}) does not go beyond its baseline ({start})",
                    target.written_at,
                    advice="Compare with the source. If it is printed so, accept the warning with the reason.",
                    name=indicator.name,
                    target=target.value.printed,
                    start=start,
                )


def unit_differs(plan: Plan, problems: Problems) -> None:
    """A value printed with another unit than its indicator's is a slip in one of the two: 件 beside 団体."""
    for indicator in plan.indicators:
        if indicator.unit is None:
            continue
        records = (*indicator.values, *indicator.baseline, *indicator.targets)
        for record in records:
            unit = record.value.unit
            if unit and not same_unit(unit, indicator.unit) and not record.value.is_relative:
                warn(
                    problems,
                    indicator,
                    "unit-differs",
                    "“{value}” has another unit than “{name}”, which is counted in {unit}",
                    record.written_at,
                    advice="Write the unit as the source prints it.",
                    value=record.value.printed,
                    name=indicator.name,
                    unit=indicator.unit,
                )


def sum_differs(plan: Plan, problems: Problems) -> None:
    """What the source adds up should add up: the printed sum stays, and the slip is said."""
    for money in plan.money:
        for row in money.rows:
            for printed, total, at in _sums(row, {row.id: row for row in money.rows}):
                if printed.number != total:
                    warn(
                        problems,
                        money,
                        "sum-differs",
                        "“{name}” is printed as {printed}, its parts come to {total}",
                        at,
                        advice="Compare with the source.",
                        name=row.name,
                        printed=printed.printed,
                        total=f"{total:,f}",
                    )


def _sums(row: MoneyRow, rows: Mapping[str, MoneyRow]) -> Iterator[tuple[Value, Decimal, FilePosition]]:
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
                yield whole, first + sign * sum(others, Decimal(0)), at


def _amount(row: MoneyRow, key: object) -> Decimal | None:
    if key is None:
        return row.amount.number if row.amount else None
    return next((o.value.number for o in row.values if (o.year, o.state) == key), None)


def cells_differ(plan: Plan, problems: Problems) -> None:
    """A row with fewer or more cells than the table has columns puts its cells under the wrong headings."""
    for table in plan.tables:
        for row in table.rows:
            if len(row.cells) != len(table.columns):
                problems.add(
                    "cells-differ",
                    "“{row}” has {cells} cells, but the table has {columns} columns",
                    row.written_at,
                    advice="Write one cell for each column; an empty one as one of the plan's words for no value.",
                    row=row.name,
                    cells=len(row.cells),
                    columns=len(table.columns),
                )


def undeclared_kind(plan: Plan, problems: Problems) -> None:
    """The kinds of indicators (活動, 成果) are the plan's own words; one that is not declared is mostly misspelt."""
    known = [normalised(kind) for kind in plan.about.kinds]
    for indicator in plan.indicators:
        if indicator.kind and normalised(indicator.kind) not in known:
            problems.add(
                "undeclared-kind",
                "“{kind}” is not one of this plan's kinds of indicators",
                indicator.written_at,
                advice="Declare it in plan.yaml under kinds, or correct it.",
                kind=indicator.kind,
            )


def _records(plan: Plan) -> Iterable[Subject]:
    yield from (plan.about, *plan.nodes, *plan.projects, *plan.indicators, *plan.tables, *plan.money, *plan.evaluations)


def needless_acknowledgement(plan: Plan, problems: Problems) -> None:
    """An acknowledgement whose warning is gone hides the next one."""
    used = {(p.rule, p.facts.get("accepted_by")) for p in problems if p.acknowledged}
    for record in _records(plan):
        for rule in record.accept:
            if (rule, str(record.written_at)) not in used:
                problems.add(
                    "needless-acknowledgement",
                    "the acknowledgement of “{rule}” is no longer needed",
                    record.written_at,
                    advice="Delete it.",
                    severity=Severity.WARNING,
                    rule=rule,
                )


CHECKS: tuple[Check, ...] = (
    reserved_id,
    value_twice,
    year_far_away,
    number_not_in_sentence,
    figure_does_not_fit,
    declared_count,
    rate_differs,
    cumulative_falls,
    target_behind_baseline,
    unit_differs,
    sum_differs,
    cells_differ,
    undeclared_kind,
    *CONSISTENCY,
    needless_acknowledgement,
)
