"""Questions about what a careful reader would stumble over: well-formed figures that do not fit each other.

Mostly the source is to blame, and the figures stay as printed: the warning is acknowledged with the reason.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from keikaku.checks.amounts import odd_observations
from keikaku.checks.asking import AS_PRINTED, DIGIT_OR_UNIT, Check, is_in_doubt, warn
from keikaku.checks.rows import answers_of, final_numbers, number_of, own_targets, rows_of_values
from keikaku.plan.evaluations import Evaluation, Vote
from keikaku.plan.indicators import Counting, Direction, Indicator
from keikaku.plan.observations import Baseline, Observation, Target, Timing
from keikaku.plan.plan import Plan
from keikaku.plan.record import position_of
from keikaku.plan.tables import Money, MoneyKind, MoneyRow
from keikaku.problems import Problems
from keikaku.progress import is_met
from keikaku.values import normalised, plain_number, same_unit

JUMP_POINTS = 30  # between two shares in percent
JUMP_TIMES = 3  # between two numbers
JUMP_TIMES_IN_TABLE = 8  # which may hold whatever was counted
SUM_TIMES = 3  # a path of targets whose last is that many times its first looks like a sum

# The unit that a name promises: 企業の数 are 社, not 件.
_UNITS_BY_NAME = (
    (re.compile(r"企業の?数$"), ("社", "企業", "事業所")),
    (re.compile(r"法人の?数$"), ("法人", "団体")),
    (re.compile(r"団体の?数$"), ("団体",)),
    (re.compile(r"(?:人|者|員)の?数$"), ("人", "名", "千人", "万人")),
    (re.compile(r"(?:割合|(?<!倍)率)$"), ("%", "割", "‰")),
    (re.compile(r"件数$"), ("件",)),
    (re.compile(r"回数$"), ("回",)),
)


def baseline_differs(plan: Plan, problems: Problems) -> None:
    """Two numbers for one year, as the baseline and as a value: readers cannot know from where progress is counted."""
    for indicator in plan.indicators:
        values = {o.year: o for o in final_numbers(plan, indicator.values)}
        for baseline in indicator.baseline:
            value = values.get(baseline.year) if baseline.year and baseline.value.number is not None else None
            if value and not baseline.label and value.value.number != baseline.value.number:
                warn(
                    problems,
                    indicator,
                    "baseline-differs",
                    "the baseline of “{name}” in {year} is {baseline}, its value {value}",
                    value.written_at,
                    advice=AS_PRINTED,
                    name=indicator.name,
                    year=value.year.printed,
                    baseline=baseline.value.printed,
                    value=value.value.printed,
                )


def sudden_jump(plan: Plan, problems: Problems) -> None:
    """A value three times the last one, or 30 points from it: a slip of ten, another way of counting, or news."""
    for row in (row for row in rows_of_values(plan) if not isinstance(row.record, Money)):  # sums vary with works
        odd = odd_observations(plan, row.values)  # which are told in words of their own
        times = JUMP_TIMES if isinstance(row.record, Indicator) else JUMP_TIMES_IN_TABLE
        numbers = final_numbers(plan, row.values)
        starts = [one for one in row.beside if isinstance(one, Baseline) and _is_start_of(one, numbers)]
        steps: list[Baseline | Observation] = [*starts[-1:], *numbers]
        for before, after in pairwise(steps):
            told = bool(odd & {before.written_at, after.written_at})
            if not told and _is_jump(number_of(before), number_of(after), row.unit or after.value.unit, times):
                warn(
                    problems,
                    row.record,
                    "sudden-jump",
                    "“{name}” goes from {before} ({first}) to {after} ({then})",
                    after.written_at,
                    advice=DIGIT_OR_UNIT,
                    name=row.name,
                    before=before.value.printed,
                    first=before.year.printed if before.year else "",
                    after=after.value.printed,
                    then=after.year.printed if after.year else "",
                    of_year=after.year,
                )


def _is_start_of(baseline: Baseline, numbers: Sequence[Observation]) -> bool:
    """Does it count the same, one or two years before the first value?"""
    if not (numbers and baseline.year and baseline.value.number is not None and not baseline.label):
        return False
    is_near = 0 < numbers[0].year.last - baseline.year.last <= _NEAR_YEARS
    return is_near and same_unit(baseline.value.unit, numbers[0].value.unit)


_NEAR_YEARS = 2


def _is_jump(old: Decimal, new: Decimal, unit: str, times: int) -> bool:
    if normalised(unit) == "%":
        return abs(new - old) >= JUMP_POINTS
    small, large = sorted((abs(old), abs(new)))
    times = times if old * new > 0 else times * _ACROSS_ZERO
    return old * new != 0 and large >= small * times and large >= 10


_ACROSS_ZERO = 10  # ▲127 may well become 830, but hardly 8,300


def target_already_met(plan: Plan, problems: Problems) -> None:
    """A target met in an earlier year asks for nothing more; or value and target count different things."""
    for indicator in plan.indicators:
        # A year with a target of its own was asked for that: each year is promised anew.
        promised = {target.year for target in own_targets(indicator)}
        for target in indicator.targets:
            earlier = (o for o in final_numbers(plan, indicator.values) if _is_before(o, target))
            met = [o for o in earlier if o.year not in promised and is_met(o.value, target.value, indicator.direction)]
            met = [o for o in met if not is_in_doubt(problems, o.written_at)]
            if met and _is_plain(target) and indicator.direction in (Direction.UP, Direction.DOWN):
                warn(
                    problems,
                    indicator,
                    "target-already-met",
                    "the target of “{name}” for {year} ({target}) was already met in {met} ({value})",
                    target.written_at,
                    advice=(
                        "Compare with the source; is “direction:” right (up, down)? If it is printed so, {acknowledge}"
                    ),
                    name=indicator.name,
                    year=target.year.printed if target.year else "",
                    target=target.value.printed,
                    met=met[0].year.printed,
                    value=met[0].value.printed,
                )


def _is_before(observation: Observation, target: Target) -> bool:
    return target.year is not None and observation.year.last < target.year.last


def _is_plain(target: Target) -> bool:
    return (
        target.value.number is not None
        and target.timing in (Timing.IN, Timing.BY, Timing.TOTAL)
        and not (target.plan or target.reference or target.series or target.dimension or target.value.is_relative)
    )


def value_outside_span(plan: Plan, problems: Problems) -> None:
    """A cumulative count that begins before the years its target adds up holds more than the target does."""
    for indicator in plan.indicators:
        spans = [t.over for t in indicator.targets if t.over is not None and t.timing is Timing.TOTAL]
        early = [o for o in indicator.values for span in spans if o.year.last < span.first]
        if early and indicator.counting is Counting.CUMULATIVE:
            warn(
                problems,
                indicator,
                "value-outside-span",
                "the target of “{name}” adds up {span}, but {year} has a value too",
                early[0].written_at,
                advice=_IN_SPAN_OR_NOT,
                name=indicator.name,
                span=spans[0].printed,
                year=early[0].year.printed,
            )


_IN_SPAN_OR_NOT = (
    "Is {year} part of the sum? Then mend “over:” of the target. Is it not? Then the values are to be without {year}. "
    "If the source says that the target is of {span} alone, {acknowledge}"
)


def days_differ(plan: Plan, problems: Problems) -> None:
    """Values that stand in one row, but are of different days, are compared as if they were not."""
    for node in (*plan.nodes, *plan.projects):
        by_row: dict[object, dict[object, Observation]] = {}
        for indicator in plan.owned(node.id).indicators:
            for observation in (*indicator.values, *(o for s in indicator.series for o in s.values)):
                if observation.as_of is not None:
                    row = (observation.year, plan.about.is_final(observation.state))
                    by_row.setdefault(row, {})[observation.as_of] = observation
        for days in by_row.values():
            if len(days) > 1:
                first, second = list(days.values())[:2]
                warn(
                    problems,
                    node,
                    "days-differ",
                    "values of {year} under “{name}” are of different days: {first} and {second}",
                    second.written_at,
                    advice=AS_PRINTED,
                    year=second.year.printed,
                    name=node.name,
                    first=first.as_of.printed if first.as_of else "",
                    second=second.as_of.printed if second.as_of else "",
                )


def unit_not_of_name(plan: Plan, problems: Problems) -> None:
    """A number of companies that is counted in 件 may be a number of something else: of agreements."""
    for indicator in plan.indicators:
        name = re.sub(r"[（(].*?[）)]", "", indicator.name)
        allowed = next((units for pattern, units in _UNITS_BY_NAME if pattern.search(name)), ())
        unit, per, _ = normalised(indicator.unit_word).partition("/")  # of 団体/千人, what is counted
        is_rate = bool(per) and "%" in allowed  # 犯罪率 in 件/千人
        if allowed and unit and unit not in allowed and not is_rate:
            warn(
                problems,
                indicator,
                "unit-not-of-name",
                "“{name}” is counted in {unit}; its name lets one expect {allowed}",
                indicator.written_at,
                advice="Compare its “unit:” with the source, and mend what differs. If it is printed so, {acknowledge}",
                name=indicator.name,
                unit=indicator.unit_word,
                allowed="・".join(allowed),
            )


def kind_not_of_name(plan: Plan, problems: Problems) -> None:
    """A row called 決算額 among budgets is drawn and worded as planned money, and not asked as what was spent."""
    for money in plan.money:
        for row in money.rows:
            if meant := _kind_meant(row):
                warn(
                    problems,
                    money,
                    "kind-not-of-name",
                    "“{name}” has the kind “{kind}”",
                    row.written_at,
                    advice="Did you mean “kind: {near}”? If it is meant so, {acknowledge}",
                    name=row.name,
                    kind=row.kind.value if row.kind else "",
                    near=meant.value,
                )


def _kind_meant(row: MoneyRow) -> MoneyKind | None:
    """What its name says, where `kind:` says the reverse."""
    if "決算" in row.name and "予算" not in row.name and row.kind is MoneyKind.BUDGET:
        return MoneyKind.SETTLEMENT
    if row.name.endswith(("予算", "予算額")) and "決算" not in row.name and row.kind is MoneyKind.SETTLEMENT:
        return MoneyKind.BUDGET
    return None


def detail_of_nothing(plan: Plan, problems: Problems) -> None:
    """A key that tells more about another one tells nothing where that is lost."""
    records: tuple[Indicator | Evaluation, ...] = (*plan.indicators, *plan.evaluations)
    for record in records:
        for detail, key in _DETAILS.items():
            if detail in record.model_fields_set and getattr(record, key) is None:
                warn(
                    problems,
                    record,
                    "detail-of-nothing",
                    "“{name}” has “{detail}:”, but no “{key}:” that it would be about",
                    record.written_at,
                    advice="Is the line of “{key}:” lost? Otherwise take “{detail}:” away.",
                    name=record.name if isinstance(record, Indicator) else record.title,
                    detail=detail,
                    key=key,
                )


_DETAILS = {"declared_by": "direction", "counted_since": "counting", "date_label": "date"}


def targets_like_a_sum(plan: Plan, problems: Problems) -> None:
    """Yearly targets that grow like a sum, beside values that do not: each may count different years."""
    for indicator in plan.indicators:
        pairs = list(_pairs(plan, indicator))
        results, aims = [value for value, _ in pairs], [target for _, target in pairs]
        if results and min(results) > 0 and results[-1] >= results[0] * SUM_TIMES:
            continue
        is_path = len(pairs) >= 3 and all(a < b for a, b in pairwise(aims)) and aims[0] > 0
        if is_path and indicator.counting is not Counting.CUMULATIVE and aims[-1] >= aims[0] * SUM_TIMES:
            warn(
                problems,
                indicator,
                "targets-like-a-sum",
                "the targets of “{name}” grow from {first} to {last}, as if each added up the years before",
                indicator.targets[0].written_at,
                advice=("Does the source count values and targets alike? If it is printed so, {acknowledge}"),
                name=indicator.name,
                first=aims[0],
                last=aims[-1],
            )


def praised_though_missed(plan: Plan, problems: Problems) -> None:
    """All raters call it effective, while indicators missed their targets in every year: a reader will ask why."""
    praised = [evaluation for evaluation in plan.evaluations if _is_unanimous_praise(plan, evaluation)]
    missed = [indicator for indicator in plan.indicators if praised and _missed_every_year(plan, indicator)]
    for evaluation in praised:
        if missed:
            warn(
                problems,
                evaluation,
                "praised-though-missed",
                "“{title}” is unanimously good, while every target was missed by: {missed}",
                evaluation.written_at,
                advice=AS_PRINTED,
                title=evaluation.title,
                missed=", ".join(indicator.name for indicator in missed),
            )


def _missed_every_year(plan: Plan, indicator: Indicator) -> bool:
    pairs = list(_pairs(plan, indicator))
    return indicator.direction is Direction.UP and len(pairs) >= 2 and all(value < aim for value, aim in pairs)


def _is_unanimous_praise(plan: Plan, evaluation: Evaluation) -> bool:
    for answer in evaluation.answers:
        scale = plan.about.scale(answer.scale)
        votes = [vote for vote in answer.votes if vote.value.number]
        if scale and scale.best and [vote.option for vote in votes] == [scale.best] and _is_from_all(votes[0]):
            return True
    return False


def _is_from_all(vote: Vote) -> bool:
    """7名 of 7名中; where nobody says of how many, the votes that are given are all."""
    return not vote.of or plain_number(vote.of) == vote.value.number


def answer_without_most_votes(plan: Plan, problems: Problems) -> None:
    """An answer that is not the one that most have chosen says the reverse of what was judged."""
    for evaluation, answer in answers_of(plan):
        votes = {vote.option: vote.value.number or Decimal(0) for vote in answer.votes}
        most = max(votes, key=lambda option: votes[option], default="")
        given = [votes.get(option, Decimal(0)) for option in answer.answer]
        if votes and given and max(given) < votes[most]:
            warn(
                problems,
                evaluation,
                "answer-without-most-votes",
                "the answer is “{answer}”, but “{most}” has most votes",
                position_of(answer.answer[0]),
                advice="Is “answer:” wrong, or a number of votes? Mend what is not as in the source. "
                "If it is printed so, {acknowledge}",
                answer=", ".join(answer.answer),
                most=most,
            )


def _pairs(plan: Plan, indicator: Indicator) -> Iterator[tuple[Decimal, Decimal]]:
    """Value and own target of each year that has both."""
    aims = {t.year: t.value.number for t in indicator.targets if t.year and not t.plan and not t.reference}
    for observation in final_numbers(plan, indicator.values):
        aim = aims.get(observation.year)
        if observation.value.number is not None and aim is not None:
            yield observation.value.number, aim


CONSISTENCY_OF_EACH: tuple[Check, ...] = (
    baseline_differs,
    sudden_jump,
    target_already_met,
    value_outside_span,
    days_differ,
    unit_not_of_name,
    kind_not_of_name,
    detail_of_nothing,
    targets_like_a_sum,
)
CONSISTENCY_OF_ALL: tuple[Check, ...] = (praised_though_missed, answer_without_most_votes)
