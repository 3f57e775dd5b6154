"""Questions about years: one far from the others, one that nobody filled in, a target that comes too early."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from keikaku.checks.asking import AS_PRINTED, Check, place_of, warn
from keikaku.checks.rows import number_of, numbered_targets, of_one_scale, own_targets, rows_of_values
from keikaku.kept import Itself
from keikaku.plan.evaluations import Evaluation
from keikaku.plan.indicators import Counting, Direction, Indicator
from keikaku.plan.observations import Baseline, Observation, Target, Timing
from keikaku.plan.plan import Plan
from keikaku.plan.record import Subject
from keikaku.plan.tables import Money, Table
from keikaku.plan.tree import YearItems
from keikaku.plan.unread import in_braces
from keikaku.problems import Problems
from keikaku.values import Absence, normalised
from keikaku.years import Year, YearKind, parse_year

FAR_AWAY_YEARS = 20
# Targets that one year's value may be held against.
_COMPARABLE = (Timing.IN, Timing.BY, Timing.EVERY, Timing.NONE)
_OfYear: TypeAlias = Observation | Target | Baseline | YearItems
_Dated: TypeAlias = _OfYear | Evaluation
_UNTOLD = (Absence.BLANK, Absence.UNEXPLAINED)  # no value, and nobody says why


def year_far_away(plan: Plan, problems: Problems) -> None:
    """A year far from all others beside it is mostly a slip: 令和31 for 平成31, R7 for H7."""
    _first_year_slips(plan, problems)
    lines = list(lines_of_years(plan))
    everywhere = sorted(year.last for _, _, dated in lines for year, _ in dated)
    for record, name, dated in (*lines, *_years_of_texts(plan)):
        own = sorted({year.last for year, _ in dated})
        near = own if len(own) > 2 else everywhere
        if not (own and near):
            continue
        middle = near[len(near) // 2]
        if max(own[-1] - middle, middle - own[0]) <= FAR_AWAY_YEARS:
            continue
        for year, dated_by in dict(reversed(dated)).items():
            if abs(year.last - middle) > FAR_AWAY_YEARS:
                warn(
                    problems,
                    record,
                    "year-far-away",
                    "{year} ({western}) of “{name}” is far from its other years",
                    place_of(year, dated_by),
                    advice=_ERA_OR_DIGIT,
                    year=year.printed,
                    western=year.last,
                    name=name,
                )


def _first_year_slips(plan: Plan, problems: Problems) -> None:
    """H15, H26, H27, H28: of a row that goes on year by year, a first year that would fit with another digit, or that
    is years before those of all other rows."""
    rows = [row for row in rows_of_values(plan) if row.values]
    begins = sorted(row.values[0].year.last for row in rows)
    for row in rows:
        first, *others = row.values
        years = [o.year.last for o in others]
        goes_on = len(years) >= _GOES_ON and all(after - before == 1 for before, after in pairwise(years))
        if first.year.kind is YearKind.PERIOD or not goes_on or years[0] - first.year.last <= _ONE_LEFT_OUT:
            continue
        fitting = (_as_printed_like(first.year, last) for last in (years[0] - 1, years[-1] + 1))
        near = next((text for text in fitting if _digits_apart(first.year.printed, text) == 1), "")
        is_before_all = len(rows) > _MANY and first.year.last + _LONG_BEFORE < min(years[0], begins[1])
        if near or is_before_all:
            warn(
                problems,
                row.record,
                "year-far-away",
                "“{year}” of “{name}” stands alone, long before {next}, from which the years go on",
                place_of(first.year, first),
                advice=_DIGIT_OR_NEAR if near else _ERA_OR_DIGIT,
                year=first.year.printed,
                name=row.name,
                next=others[0].year.printed,
                near=near,
            )


_ERA_OR_DIGIT = "Is the era or a digit wrong? If it is printed so, {acknowledge}"
_GOES_ON = 2  # years at least, behind the first
_ONE_LEFT_OUT = 2  # years from one value to the next, of which others ask
_LONG_BEFORE = 3  # years
_DIGIT_OR_NEAR = "Is it {near}? Compare with the source. If it is printed so, {acknowledge}"


def _as_printed_like(year: Year, last: int) -> str:
    """平成25年度 for 2013, where 平成15年度 is printed; empty where another era would have to be written."""
    shifted = _DIGITS.sub(lambda match: str(int(match[0]) + last - year.last), year.printed, count=1)
    meant = parse_year(shifted)
    return shifted if meant and meant.last == last else ""


def _digits_apart(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else 0


_DIGITS = re.compile(r"\d+")


def digits_of_year_swapped(plan: Plan, problems: Problems) -> None:
    """H43 for H34: a target of a year that no other target has, but others have the year with its digits swapped."""
    whole = ((i, t) for i in plan.indicators for t in i.targets if not (t.series or t.dimension or t.per))
    targets = [(indicator, target, target.year) for indicator, target in whole if target.year]
    known = Counter((target.plan, year.last) for _, target, year in targets)
    alone = (one for one in targets if known[one[1].plan, one[2].last] == 1)
    for indicator, target, year in alone:
        near = _TWO_DIGITS.sub(r"\2\1", year.printed)
        meant = parse_year(near)
        if near != year.printed and meant and known[target.plan, meant.last] > 1:
            warn(
                problems,
                indicator,
                "digits-of-year-swapped",
                "“{name}” alone has a target of {year}, others have one of {near}",
                target.written_at,
                advice="Did you mean “{near}”? If it is printed so, {acknowledge}",
                name=indicator.name,
                year=year.printed,
                near=near,
            )


def plan_of_target_differs(plan: Plan, problems: Problems) -> None:
    """Of a year's targets that another plan sets, one that does not say so, or names a third, passes for that one's."""
    named: dict[int, Counter[str]] = {}
    targets = [(i, target, target.year) for i in plan.indicators for target in i.targets if target.year]
    for _, target, year in targets:
        named.setdefault(year.last, Counter())[target.plan] += 1
    for indicator, target, year in targets:
        others = named[year.last]
        usual = max(others, key=lambda name: others[name])
        is_alone = others[target.plan] == 1 and others[usual] >= _MANY and usual
        if is_alone and (not target.plan or max(of[target.plan] for of in named.values()) >= _MANY):
            warn(
                problems,
                indicator,
                "plan-of-target-differs",
                "only this target of {year} says “plan: {other}”, all others “plan: {plan}”"
                if target.plan
                else "only this target of {year} does not say “plan: {plan}”",
                target.written_at,
                advice="Is it that plan's as well? Then write: {near}. If it is printed so, {acknowledge}",
                year=year.printed,
                plan=usual,
                other=target.plan,
                near=f"plan: {usual}"
                if target.plan
                else f"{year.printed}: {{value: {in_braces(target.value.printed)}, plan: {usual}}}",
            )


_MANY = 3  # targets of one year that are all another plan's
_TWO_DIGITS = re.compile(r"(?<!\d)(\d)(\d)(?!\d)")


def lines_of_years(plan: Plan) -> Iterator[tuple[Subject, str, list[tuple[Year, _Dated]]]]:
    """What stands side by side in time: an indicator with its targets, a table, an account of money."""
    for indicator in plan.indicators:
        yield indicator, indicator.name, _years_of_indicator(Itself(indicator))
    for table in plan.tables:
        yield table, table.title, _years((*table.values, *(o for s in table.series for o in s.values)))
    for money in plan.money:
        yield money, money.title, _years(o for row in money.rows for o in row.values)


@lru_cache(maxsize=20_000)  # after a save nearly all indicators are those of before
def _years_of_indicator(of: Itself[Indicator]) -> list[tuple[Year, _Dated]]:
    indicator = of.object
    series = (o for s in indicator.series for o in s.values)
    return _years((*indicator.values, *indicator.targets, *indicator.baseline, *series))


def _years_of_texts(plan: Plan) -> Iterator[tuple[Subject, str, list[tuple[Year, _Dated]]]]:
    for subject in (*plan.nodes, *plan.projects):
        yield subject, subject.name, _years((*subject.year_goals, *subject.results, *subject.plans))
    for evaluation in plan.evaluations:
        yield evaluation, evaluation.title, [(year, evaluation) for year in (evaluation.date,) if year]


def _years(records: Iterable[_OfYear]) -> list[tuple[Year, _Dated]]:
    """Every year with what bears it, but numbered periods, which are no years."""
    found = [(record.year, record) for record in records if record.year is not None]
    return [(year, record) for year, record in found if year.kind is not YearKind.PERIOD]


def latest_year_blank(plan: Plan, problems: Problems) -> None:
    """A last year in which nothing has a value, nor a reason to have none, was prepared and not filled in."""
    for record, name, values in _sheets(plan):
        last = max((o.year for o in values), key=lambda year: year.sort_key, default=None)
        of_last = [o for o in values if o.year == last]
        is_blank = all(o.value.absence in _UNTOLD for o in of_last)
        if len(of_last) > 1 and is_blank and any(not o.value.is_missing for o in values):
            warn(
                problems,
                record,
                "latest-year-blank",
                "in {year}, the last year under “{name}”, nothing has a value",
                of_last[0].written_at,
                advice=(
                    "Fill the year in, or take it out on all these lines: {lines}. "
                    "“No value yet” is a word of its own in no_value."
                ),
                lines=", ".join(str(o.written_at.line) for o in of_last),
                year=of_last[0].year.printed,
                name=name,
            )


def _sheets(plan: Plan) -> Iterator[tuple[Subject, str, list[Observation]]]:
    """What is filled in together: the indicators of one owner, the lines of one table or account."""
    owners = {owner: plan.subject(owner) for owner in dict.fromkeys(plan.owners.values())}
    for id, owner in owners.items():
        own = plan.owned(id).indicators
        values = [o for indicator in own for o in (*indicator.values, *(o for s in indicator.series for o in s.values))]
        yield owner or plan.about, owner.name if owner else plan.about.title, values
    for table in plan.tables:
        yield table, table.title, [*table.values, *(o for s in table.series for o in s.values)]
    for money in plan.money:
        yield money, money.title, [o for row in money.rows for o in row.values]


def target_before_baseline(plan: Plan, problems: Problems) -> None:
    """A target for a year before its baseline, or for that very year, was over before it began: a year is a slip."""
    for indicator in plan.indicators:
        starts = [year for b in indicator.baseline if (year := b.year or b.as_of) and year.position is not None]
        for target in own_targets(indicator) if starts else ():
            year = target.year
            if year and year.position is not None and (year.last < starts[0].last or year == starts[0]):
                warn(
                    problems,
                    indicator,
                    "target-before-baseline",
                    "the target of “{name}” is for {year}, but its baseline is of {start}",
                    target.written_at,
                    advice=("Compare both years with the source. If they are printed so, {acknowledge}"),
                    name=indicator.name,
                    year=year.printed,
                    start=starts[0].printed,
                )


def span_of_target_differs(plan: Plan, problems: Problems) -> None:
    """A total or an average is of the years up to that of its target."""
    for indicator in plan.indicators:
        for target in indicator.targets:
            if target.year and target.over and target.over.last != target.year.last:
                warn(
                    problems,
                    indicator,
                    "span-of-target-differs",
                    "the target of “{name}” is for {year}, but its years are {over}",
                    target.written_at,
                    advice="Compare both with the source. If they are printed so, {acknowledge}",
                    name=indicator.name,
                    year=target.year.printed,
                    over=target.over.printed,
                )


def target_behind_baseline(plan: Plan, problems: Problems) -> None:
    """A target that the baseline has already met asks for nothing, which is seldom meant."""
    for indicator in plan.indicators:
        begins = next((b.value for b in indicator.baseline if b.value.number is not None), None)
        start = begins.number if begins else None
        if indicator.direction not in (Direction.UP, Direction.DOWN):
            continue
        if start is None:
            _check_path(indicator, problems)
            continue
        for target in (one for one in numbered_targets(indicator) if one.timing in _COMPARABLE):
            aim, is_up = number_of(target), indicator.direction is Direction.UP
            if (aim <= start) if is_up else (aim >= start):
                warn(
                    problems,
                    indicator,
                    "target-behind-baseline",
                    "the target of “{name}” ({target}) is not above its baseline ({start})"
                    if is_up
                    else "the target of “{name}” ({target}) is not below its baseline ({start}), and the aim is less",
                    target.written_at,
                    advice=(
                        "Compare with the source; is “direction:” right (up, down)? If it is printed so, {acknowledge}"
                    ),
                    name=indicator.name,
                    target=target.value.printed,
                    start=begins.printed if begins else "",
                )


def limit_against_direction(plan: Plan, problems: Problems) -> None:
    """A target of 30以上 is to be exceeded: where less is better, it says the opposite of what is meant."""
    for indicator in plan.indicators:
        if indicator.direction not in (Direction.UP, Direction.DOWN):
            continue
        is_up = indicator.direction is Direction.UP
        for target in numbered_targets(indicator):
            if target.value.is_upper_limit if is_up else _AT_LEAST.search(target.value.after):
                warn(
                    problems,
                    indicator,
                    "limit-against-direction",
                    "the target of “{name}” is {target}, but more is said to be better"
                    if is_up
                    else "the target of “{name}” is {target}, but less is said to be better",
                    target.written_at,
                    advice="Compare “direction:” (up, down) and the target with the source. If it is printed so, "
                    "{acknowledge}",
                    name=indicator.name,
                    target=target.value.printed,
                )
                break


_AT_LEAST = re.compile("以上|超")


def _check_path(indicator: Indicator, problems: Problems) -> None:
    """Without a baseline, a target that asks for less than the first one tells as much."""
    path = _in_years(indicator)
    is_up = indicator.direction is Direction.UP
    is_once = len({one.year for one in path}) == len(path)  # two of one year are told as such
    steps = [(one, number_of(one) - number_of(path[0])) for one in path[1:]]
    behind = [one for one, step in steps if (step < 0 if is_up else step > 0)]
    if is_once and behind:
        warn(
            problems,
            indicator,
            "target-behind-baseline",
            "a later target of “{name}” ({last}) is below the first ({first}), and the aim is more"
            if is_up
            else "a later target of “{name}” ({last}) is above the first ({first}), and the aim is less",
            behind[-1].written_at,
            advice="Compare with the source; is “direction:” right (up, down)? If it is printed so, {acknowledge}",
            name=indicator.name,
            first=path[0].value.printed,
            last=behind[-1].value.printed,
        )


def _in_years(indicator: Indicator) -> list[Target]:
    """The targets for one year each, in the order of time."""
    path = [one for one in numbered_targets(indicator) if one.timing is Timing.IN]
    return sorted(path, key=lambda one: one.year.sort_key if one.year else ())


def cumulative_falls(plan: Plan, problems: Problems) -> None:
    """A number counted since a beginning cannot become smaller."""
    adding_up = [one for one in plan.indicators if _adds_up(one)]
    for indicator in adding_up:
        _targets_fall(indicator, problems)
    cumulative = {one.written_at for one in adding_up}
    for row in rows_of_values(plan):
        values = of_one_scale(row.values, row.unit)
        known = sorted((o for o in values if o.value.number is not None), key=lambda o: o.year.sort_key)
        for before, after in pairwise(known) if row.record.written_at in cumulative else ():
            if number_of(after) < number_of(before) and after.year != before.year:
                warn(
                    problems,
                    row.record,
                    "cumulative-falls",
                    "“{name}” is cumulative, but falls from {before} to {after} in {year}",
                    after.written_at,
                    advice=_COMPARE_BOTH,
                    name=row.name,
                    before=before.value.printed,
                    after=after.value.printed,
                    of_year=after.year,
                    year=after.year.printed,
                )


_COMPARE_BOTH = (
    "Compare {before} and {after} with the source. Is it counted yearly (counting: yearly)? "
    "If it is printed so, {acknowledge}"
)


def _targets_fall(indicator: Indicator, problems: Problems) -> None:
    for before, after in pairwise(one for one in _in_years(indicator) if one.year):
        if number_of(after) < number_of(before) and before.value.unit == after.value.unit:
            warn(
                problems,
                indicator,
                "cumulative-falls",
                "“{name}” is cumulative, but its target falls from {before} to {after} in {year}",
                after.written_at,
                advice=_COMPARE_BOTH,
                name=indicator.name,
                before=before.value.printed,
                after=after.value.printed,
                year=after.year.printed if after.year else "",
            )


def cumulative_against_yearly(plan: Plan, problems: Problems) -> None:
    """A sum over the years meets any target for one year sooner or later: they count different things."""
    for indicator in plan.indicators:
        for target in own_targets(indicator):
            if found := _mixed_counting(indicator, target):
                warn(
                    problems,
                    indicator,
                    "cumulative-against-yearly",
                    found,
                    target.written_at,
                    advice=_OF_ONE_YEAR if target.timing is Timing.EVERY else AS_PRINTED,
                    name=indicator.name,
                    target=target.value.printed,
                )


_OF_ONE_YEAR = (
    "Compare with the source. Is the target of one year alone? Then write that year in the place of “every”. "
    "Is it what each year is to add? Then write “increment” in that place. If it is printed so, {acknowledge}"
)


def counting_of_share(plan: Plan, problems: Problems) -> None:
    """A share of so many percent is no count of a year, of a day, or since a beginning."""
    for indicator in plan.indicators:
        if indicator.counting in _COUNTS and normalised(indicator.unit or "") == "%":
            warn(
                problems,
                indicator,
                "counting-of-share",
                "“{name}” is in percent, but “counting: {counting}” calls it a count",
                indicator.written_at,
                advice="Write “ratio” or “average” in the place of “{counting}”. If it is meant so, {acknowledge}",
                name=indicator.name,
                counting=indicator.counting.value if indicator.counting else "",
            )


_COUNTS = (Counting.YEARLY, Counting.CUMULATIVE, Counting.STOCK)


def _mixed_counting(indicator: Indicator, target: Target) -> str:
    """What does not fit, in words; empty where values and target count alike, as far as is said."""
    adds_up = _adds_up(indicator) or "累計" in normalised(indicator.name)
    target_adds_up = target.timing is Timing.TOTAL or target.value.before == "累計"
    if adds_up and target.timing in (Timing.EVERY, Timing.AVERAGE) and not target_adds_up:
        return "“{name}” is counted since a beginning, but its target ({target}) is for each year"
    if indicator.counting is Counting.YEARLY and target.value.before == "累計":
        return "“{name}” is counted yearly, but its target ({target}) adds up the years"
    return ""


def _adds_up(indicator: Indicator) -> bool:
    """Also where nothing but its values says so: 累計 4団体."""
    says_so = indicator.counting is None and all(o.value.before == "累計" for o in indicator.values)
    return indicator.counting is Counting.CUMULATIVE or (says_so and bool(indicator.values))


def year_of_title_differs(plan: Plan, problems: Problems) -> None:
    """A title that names one year stands above values of a later one: it was not renewed with them."""
    for record, title, dated in lines_of_years(plan):
        years = {year.last: year for year, _ in dated}
        named = year_named(title)
        latest = years[max(years)] if years and not isinstance(record, Indicator) else None
        if latest and named and _is_of_another(named, years, record):
            warn(
                problems,
                record,
                "year-of-title-differs",
                "the title “{title}” names one year, but a value of {year} stands below it",
                record.written_at,
                advice="Renew the title, or take the year out of it. If it is printed so, {acknowledge}"
                if named.last < latest.last
                else _ERA_OR_DIGIT,
                title=title,
                year=latest.printed,
            )


def _is_of_another(named: Year, years: Collection[int], record: Subject) -> bool:
    """Of years that begin with the named one; or 令和6年度の事業費, with amounts of R5 alone."""
    if named.last in years:
        return named.last < max(years)
    return len(years) == 1 and isinstance(record, Money | Table)


def amount_without_year(plan: Plan, problems: Problems) -> None:
    """An amount without a year is said to have none, although its name or the title above it names one."""
    for money in plan.money:
        for row in money.rows:
            year = year_named(row.name, money.title)
            if row.amount is None or year is None:
                continue
            warn(
                problems,
                money,
                "amount-without-year",
                "“{year}” is named by “{title}”, but the amount “{amount}” has no year",
                row.written_at,
                advice=(
                    "In the place of “amount: {amount}” write “values:”, and on the line below it, two spaces further "
                    "in, “{year}: {amount}”; so in each row. If the amount is not of that year, {acknowledge}"
                ),
                title=row.name if year_named(row.name) else money.title,
                amount=row.amount.printed,
                year=year.printed,
            )
            break


def year_named(*titles: str) -> Year | None:
    """The one year that the first of these names that names any."""
    for title in titles:
        named = [year for match in _YEAR_IN_TITLE.finditer(title) if (year := parse_year(match[0]))]
        if named:
            return named[0] if len(named) == 1 else None
    return None


_YEAR_IN_TITLE = re.compile(
    r"(?<![\w～〜~-])(?:令和|平成|昭和|[RHS])[\d元]+(?:年度?)?(?![\w]*[～〜~-])|(?<!\d)\d{4}年度?"
)

TIMING_OF_EACH: tuple[Check, ...] = (
    year_of_title_differs,
    amount_without_year,
    latest_year_blank,
    target_before_baseline,
    span_of_target_differs,
    target_behind_baseline,
    limit_against_direction,
    cumulative_falls,
    cumulative_against_yearly,
    counting_of_share,
)
TIMING_OF_ALL: tuple[Check, ...] = (
    year_far_away,
    digits_of_year_swapped,
    plan_of_target_differs,
)
