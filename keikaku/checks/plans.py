"""Questions to a plan. Each function looks for one kind of slip; its docstring says why it matters."""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from keikaku.pages.addresses import RESERVED
from keikaku.plan.indicators import Counting, Direction, Indicator
from keikaku.plan.plan import Plan
from keikaku.plan.record import Subject
from keikaku.problems import FilePosition, Problems, Severity
from keikaku.values import normalised, plain_number, same_unit

Check = Callable[[Plan, Problems], None]


def check_plans(plans: Sequence[Plan], problems: Problems) -> None:
    for plan in plans:
        for ask in CHECKS:
            ask(plan, problems)


def warn(
    problems: Problems, record: Subject, rule: str, found: str, at: FilePosition, *, advice: str = "", **facts: object
) -> None:
    """A warning that the record may acknowledge: `accept: {rule: reason}`."""
    problems.add(
        rule, found, at, advice=advice, severity=Severity.WARNING, acknowledged=record.accept.get(rule, ""), **facts
    )


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
    for indicator in plan.indicators:
        for values in (indicator.values, *(series.values for series in indicator.series)):
            seen: dict[object, FilePosition] = {}
            for observation in values:
                key = (observation.year, observation.state)
                if key in seen:
                    problems.add(
                        "value-twice",
                        "“{name}” has two values for {year} in the same state",
                        observation.written_at,
                        advice="Keep one, or give each its state: state: 速報.",
                        name=indicator.name,
                        year=observation.year.printed,
                    )
                seen[key] = observation.written_at


def year_far_away(plan: Plan, problems: Problems) -> None:
    """A year far from all others of an indicator is mostly a slip: 令和31 for 平成31, R7 for H7."""
    for indicator in plan.indicators:
        years = [o.year for o in indicator.values] + [t.year for t in indicator.targets if t.year]
        years += [b.year for b in indicator.baseline if b.year]
        middle = sorted(year.last for year in years)[len(years) // 2] if years else 0
        for year in dict.fromkeys(years):
            if year.position is not None and abs(year.last - middle) > 20:
                warn(
                    problems,
                    indicator,
                    "year-far-away",
                    "{year} ({western}) of “{name}” is far from its other years",
                    indicator.written_at,
                    advice="Is the era right?",
                    year=year.printed,
                    western=year.last,
                    name=indicator.name,
                )


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


def declared_count(plan: Plan, problems: Problems) -> None:
    """A document that says how many projects it has should list as many here."""
    for count in plan.about.counts:
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
                    computed=round(computed, 1),
                )


def _rate(indicator: Indicator, year: object) -> Decimal | None:
    values = [o.value.number for o in indicator.values if o.year == year]
    targets = [t.value.number for t in indicator.targets if t.year == year and not t.plan]
    if not (values and targets) or values[0] is None or not targets[0]:
        return None
    return values[0] / targets[0] * 100


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
    """A target that the first value has already met asks for nothing, which is seldom meant."""
    for indicator in plan.indicators:
        start = _first_number(indicator)
        if start is None or indicator.direction not in (Direction.UP, Direction.DOWN):
            continue
        for target in indicator.targets:
            aim = target.value.number
            if aim is None or target.plan or target.value.is_relative or target.reference:
                continue
            if (aim <= start) if indicator.direction is Direction.UP else (aim >= start):
                warn(
                    problems,
                    indicator,
                    "target-behind-baseline",
                    "the target of “{name}” ({target}) does not go beyond its first value ({start})",
                    target.written_at,
                    advice="Compare with the source. If it is printed so, acknowledge it with “accept:” and the reason.",
                    name=indicator.name,
                    target=target.value.printed,
                    start=start,
                )


def _first_number(indicator: Indicator) -> Decimal | None:
    starts = [b.value.number for b in indicator.baseline if b.value.number is not None]
    if starts:
        return starts[0]
    known = [
        o.value.number for o in sorted(indicator.values, key=lambda o: o.year.sort_key) if o.value.number is not None
    ]
    return known[0] if known else None


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
        rows = {row.id: row for row in money.rows}
        for row in money.rows:
            parts = [rows[id] for id in row.sum_of if id in rows]
            if len(parts) != len(row.sum_of):
                problems.add(
                    "unknown-reference",
                    "there is no {what} “{id}” in this plan",
                    row.written_at,
                    advice="Known here: {known}.",
                    what="row",
                    id=", ".join(id for id in row.sum_of if id not in rows),
                    known=", ".join(rows),
                )
            elif parts and row.amount is not None and all(p.amount is not None for p in parts):
                total = sum((p.amount.number or Decimal(0) for p in parts if p.amount), Decimal(0))
                if row.amount.number != total:
                    warn(
                        problems,
                        money,
                        "sum-differs",
                        "“{name}” is printed as {printed}, its parts add up to {total}",
                        row.written_at,
                        advice="Compare with the source.",
                        name=row.name,
                        printed=row.amount.printed,
                        total=f"{total:,f}",
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
    used = {(p.rule, p.acknowledged) for p in problems if p.acknowledged}
    for record in _records(plan):
        for rule, reason in record.accept.items():
            if (rule, reason) not in used:
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
    declared_count,
    rate_differs,
    cumulative_falls,
    target_behind_baseline,
    unit_differs,
    sum_differs,
    undeclared_kind,
    needless_acknowledgement,
)
