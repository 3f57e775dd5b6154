"""Questions about what stands in the wrong place: a value among targets' years, a day among years, a goal in a goal."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from keikaku.checks.asking import AS_PRINTED, Check, is_in_doubt, place_of, warn
from keikaku.checks.rows import rows_of_values
from keikaku.checks.timing import lines_of_years, year_named
from keikaku.plan.holding import is_held
from keikaku.plan.indicators import Indicator
from keikaku.plan.observations import Baseline, Observation
from keikaku.plan.plan import Plan
from keikaku.plan.record import Subject
from keikaku.plan.tables import Money, MoneyKind
from keikaku.plan.tree import Node, Project, YearItems
from keikaku.plan.unread import in_braces
from keikaku.problems import FilePosition, Problems, Severity
from keikaku.years import Year, YearKind, era_name, parse_year

_YEARS_BEFORE = 10  # that a document may be older than the first year that it has a number or target for
_YEARS = (YearKind.FISCAL, YearKind.CALENDAR)
_AMONG_YEARS = (*_YEARS, YearKind.MONTH, YearKind.DAY)
_SPAN = re.compile(
    r"(?P<era>明治|大正|昭和|平成|令和|[MTSHR])?(?P<first>\d{1,4}|元)年?度?\s*(?:から|[～〜~ー―–-])\s*"
    r"(?P<other_era>明治|大正|昭和|平成|令和|[MTSHR])?(?P<last>\d{1,4})年?度?"
)
_FOR_YEARS = re.compile(r"(\d+)\s*[年か]*年間")


def value_after_data_year(plan: Plan, problems: Problems) -> None:
    """A result of a year that the document does not reach yet is mostly a target under the wrong key."""
    data_year = _data_year(plan)
    if data_year is None:
        return
    # What is held back comes with the release that makes it public, and with it the year of the data.
    results: list[tuple[Subject, str, Sequence[_Result]]]
    results = [(one, one.name, [*_known(one, plan), *_starts(one)]) for one in plan.indicators]
    results += [(one, one.title, _settled(one, plan)) for one in plan.money]
    results += [(one, one.name, one.results) for one in (*plan.nodes, *plan.projects)]
    results = [(one, name, [o for o in own if not (is_held(o) or one.is_held)]) for one, name, own in results]
    late = [(one, name, *found) for one, name, own in results if (found := _first_after(own, data_year))]
    is_rare = len(late) * 2 <= sum(bool(own) for _, _, own in results)
    midway = [state.id for state in plan.about.states if not plan.about.is_final(state.id)]
    rare = (_MIDWAY if len(midway) == 1 else _MIDWAY_OF_SEVERAL) if midway else _TARGET
    usual = rare if is_rare else _NEW_YEAR
    for record, name, one, year in late:
        is_of_csv = one.written_at.file.endswith(".csv")
        is_result = isinstance(record, Indicator) and isinstance(one, Observation)
        warn(
            problems,
            record,
            "value-after-data-year",
            "“{name}” has results of {year}, after the year of the data ({data_year})"
            if isinstance(one, YearItems)
            else "“{name}” has a value of {year}, after the year of the data ({data_year})",
            one.written_at,
            advice=_TARGET_IN_CSV if is_of_csv else usual if is_result else _YEAR_OR_DATA_YEAR,
            state=midway[0] if midway else "",
            states=", ".join(midway),
            name=name,
            year=year.printed,
            data_year=data_year.printed,
        )


_Result: TypeAlias = Observation | Baseline | YearItems


def _first_after(results: Iterable[_Result], data_year: Year) -> tuple[_Result, Year] | None:
    return next(((one, one.year) for one in results if one.year and one.year.last > data_year.last), None)


def _starts(indicator: Indicator) -> list[_Result]:
    return [b for b in indicator.baseline if b.year and b.year.kind in _YEARS and b.value.number is not None]


def _settled(money: Money, plan: Plan) -> list[_Result]:
    """What was spent, so that its year is over."""
    rows = (row for row in money.rows if row.kind is MoneyKind.SETTLEMENT)
    return [o for row in rows for o in row.values if o.year.kind in _YEARS and plan.about.is_final(o.state)]


_MIDWAY = (
    "Is it a target? Then move it below “targets:”. Is it of the middle of the year? Then write "
    "{{value: …, state: {state}}}. If it is a result, mend data_year in plan.yaml."
)
_TARGET = "Is it a target? Then move it below “targets:”. If it is a result, mend data_year in plan.yaml."
_NEW_YEAR = "If results of that year are there, mend data_year in plan.yaml. Targets belong below “targets:”."
_MIDWAY_OF_SEVERAL = (
    "Is it a target? Then move it below “targets:”. Is it of the middle of the year? Then write "
    "{{value: …, state: …}}, with the one of these that the others of its kind have: {states}. If it is a result, "
    "mend data_year in plan.yaml."
)
_YEAR_OR_DATA_YEAR = "Is the year right? If data of that year are there, mend data_year in plan.yaml."
_TARGET_IN_CSV = (
    "Is it a target? Then write it in the column “target”, and leave “value” empty. "
    "If it is a result, mend data_year in plan.yaml."
)


def value_of_data_year_missing(plan: Plan, problems: Problems) -> None:
    """Where the years before have values and others have this one's, a line was probably lost."""
    data_year = _data_year(plan)
    if data_year is None:
        return
    indicators = [(one, one.name, {o.year.last for o in one.values}) for one in plan.indicators]
    accounts = [(one, one.title, {o.year.last for row in one.rows for o in row.values}) for one in plan.money]
    for kind in (indicators, accounts):
        if any(data_year.last in own for _, _, own in kind):
            _report_lost_years(data_year, kind, problems)


def _report_lost_years(data_year: Year, kind: Iterable[tuple[Subject, str, set[int]]], problems: Problems) -> None:
    for record, name, own in kind:
        follows = {data_year.last - 1, data_year.last - 2} <= own or own == {data_year.last - 1}
        if follows and max(own) < data_year.last:
            warn(
                problems,
                record,
                "value-of-data-year-missing",
                "“{name}” has values of the years before, but none of the year of the data ({data_year})",
                record.written_at,
                advice=AS_PRINTED,
                name=name,
                data_year=data_year.printed,
            )


def year_left_out(plan: Plan, problems: Problems) -> None:
    """One year is lacking within a row of years that others have whole: its line was probably lost."""
    rows: list[_RowOfYears] = [(row.record, row.name, row.values) for row in rows_of_values(plan)]
    rows += [(subject, subject.name, texts) for subject, texts in _texts_by_year(plan)]
    torn = [(row, year) for row in rows if (year := _year_lost(row[2]))]
    known = {one.year.last for _, _, dated in rows for one in dated} if torn else set()
    for (record, name, dated), year in torn:
        if year in known:
            is_text = isinstance(dated[0], YearItems)
            warn(
                problems,
                record,
                "year-left-out",
                "“{name}” has entries of the years before and after {year}, but none of {year}"
                if is_text
                else "“{name}” has values of the years before and after {year}, but none of {year}",
                next(one for one in dated if one.year.last > year).written_at,
                advice="Is a line lost, or a year mistyped? If the source leaves the year out, {acknowledge}"
                if is_text
                else "Is a line lost? If the source prints no value, write that year with what it prints (－). "
                "If the source leaves the year out, {acknowledge}",
                name=name,
                year=f"{era_name(year)}（{year}）",
            )


_RowOfYears: TypeAlias = tuple[Subject, str, Sequence[Observation] | Sequence[YearItems]]


def _texts_by_year(plan: Plan) -> Iterator[tuple[Node | Project, Sequence[YearItems]]]:
    subjects: tuple[Node | Project, ...] = (*plan.nodes, *plan.projects)
    for subject in subjects:
        yield from ((subject, texts) for texts in (subject.year_goals, subject.results, subject.plans))


def _year_lost(dated: Sequence[Observation] | Sequence[YearItems]) -> int:
    """The one year that lacks within a row of three or more; 0 where none or several do."""
    if len(dated) < 3:
        return 0
    years = {one.year.last for one in dated if one.year.kind in _YEARS}
    if len(years) < 3 or max(years) - min(years) != len(years):
        return 0
    return next(year for year in range(min(years), max(years)) if year not in years)


def day_among_years(plan: Plan, problems: Problems) -> None:
    """A day, a month or a year of another kind among years is drawn at its own place, as if it were one of them."""
    for row in rows_of_values(plan):
        kinds = Counter(o.year.kind for o in row.values)
        usual = max(_YEARS, key=lambda kind: kinds[kind])
        if len(kinds) < 2 or not kinds[usual]:
            continue
        for observation in (o for o in row.values if o.year.kind in _AMONG_YEARS and o.year.kind is not usual):
            at, is_year = observation.written_at, observation.year.kind in _YEARS
            is_csv = at.file.endswith(".csv")
            warn(
                problems,
                row.record,
                "day-among-years",
                "“{year}” is counted otherwise (年 or 年度) than the other years of “{name}”"
                if is_year
                else "“{year}” is a day or month, but the other values of “{name}” are of years",
                FilePosition(at.file, at.line) if is_csv and not is_year else at,
                advice=_DEGREE if is_year else _DAY_IN_CSV if is_csv else _DAY_BESIDE,
                year=observation.year.printed,
                name=row.name,
                example=_as_of_a_day(observation),
                meant=_year_of_day(observation.year),
            )


_DEGREE = "Is 度 lost or too much? Compare with the source. If it is printed so, {acknowledge}"
_DAY_BESIDE = "Write the year; the day belongs beside the value: {example}"
_DAY_IN_CSV = "Write “{meant}” in the column “year”, and “{year}” in the column “as_of”."


def year_out_of_order(plan: Plan, problems: Problems) -> None:
    """A year that does not stand between those above and below it is mostly mistyped: H17 between H26 and H28."""
    rows = list(_in_order_of_years(plan))
    order = Counter(_falls(row.dated) for row in rows if len(row.dated) > 1)
    is_rare = order[True] == 1 and order[False] > 0
    for row in rows:
        _check_last_year(row, problems, is_rare=is_rare)
        told: Observation | YearItems | None = None
        for before, one, after in zip(row.dated, row.dated[1:], row.dated[2:], strict=False):
            files = {o.written_at.file for o in (before, one, after)}
            first, middle, last = (o.year.last for o in (before, one, after))
            is_swapped = before is told  # of two that changed places, the first is told
            if len(files) == 1 and first < last and not first <= middle <= last and not is_swapped:
                told = one
                warn(
                    problems,
                    row.record,
                    "year-out-of-order",
                    "“{year}” of “{name}” stands between {before} and {after}",
                    one.written_at,
                    advice=_YEAR_OR_PLACE,
                    year=one.year.printed,
                    name=row.name,
                    before=before.year.printed,
                    after=after.year.printed,
                )


_YEAR_OR_PLACE = (
    "Compare with the source: if the year is wrong, mend it; if it is right, move it with its value to its place in "
    "the order of the years. If it is printed so, {acknowledge}"
)


@dataclass(frozen=True)
class _DatedRow:
    record: Subject  # which may acknowledge what is found
    name: str
    dated: Sequence[Observation | YearItems]


def _in_order_of_years(plan: Plan) -> Iterator[_DatedRow]:
    """Values, and what was done, planned or aimed at by year."""
    for row in rows_of_values(plan):
        yield _DatedRow(row.record, row.name, [o for o in row.values if o.year.kind in _YEARS])
    for subject in (*plan.nodes, *plan.projects):
        for lists in (subject.year_goals, subject.results, subject.plans):
            yield _DatedRow(subject, subject.name, [one for one in lists if one.year.kind in _YEARS])


def _falls(dated: Sequence[Observation | YearItems]) -> bool:
    """Does the newest year stand first?"""
    return len(dated) > 1 and dated[-1].year.last < dated[-2].year.last


def _check_last_year(row: _DatedRow, problems: Problems, *, is_rare: bool) -> None:
    """Of a row that rises until then, or alone falls (`is_rare`); a line of a CSV file may stand anywhere."""
    years = [o.year.last for o in row.dated]
    rises = len(years) > 3 and all(before < after for before, after in pairwise(years[:-1]))
    if (rises or is_rare) and _falls(row.dated) and not row.dated[-1].written_at.file.endswith(".csv"):
        warn(
            problems,
            row.record,
            "year-out-of-order",
            "“{year}” of “{name}” stands behind {before}",
            row.dated[-1].written_at,
            advice=_YEAR_OR_PLACE,
            year=row.dated[-1].year.printed,
            name=row.name,
            before=row.dated[-2].year.printed,
        )


def _as_of_a_day(observation: Observation) -> str:
    """令和6年度: {value: 15, as_of: 2024/4/1}."""
    year, value = observation.year, in_braces(observation.value.printed)
    return f"{_year_of_day(year)}: {{value: {value}, as_of: {year.printed}}}"


def _year_of_day(day: Year) -> str:
    return f"{era_name(day.sort_key[0])}年度"


def level_not_below(plan: Plan, problems: Problems) -> None:
    """A goal within a goal, or a measure beside the one that it belongs to, is shown under the wrong heading."""
    order = {level.id: place for place, level in enumerate(plan.about.levels)}
    names = {level.id: level.name for level in plan.about.levels}
    pairs = [(node, above) for node in plan.nodes if (above := plan.parent(node.id))]
    upside_down = _upside_down(order, Counter((node.level, above.level) for node, above in pairs))
    for level in plan.about.levels:
        for above_it in (above for below, above in upside_down if below == level.id):
            problems.add(
                "level-not-below",
                "“{level}” stands before “{level_above}” in “levels:”, and all of its entries stand within such ones",
                level.written_at,
                advice="“levels:” lists from the top down: move the line of “{level}” below that of “{level_above}”.",
                severity=Severity.WARNING,
                level=level.name,
                level_above=names[above_it],
            )
    for node, above in pairs:
        if (node.level, above.level) in upside_down:
            continue
        if {node.level, above.level} <= order.keys() and order[node.level] <= order[above.level]:
            warn(
                problems,
                node,
                "level-not-below",
                "“{name}” ({level}) stands within “{above}” ({level_above})",
                node.written_at,
                advice=(
                    "Are both of one level? Then move it out: begin it, and what belongs to it, where “{above}” begins "
                    "(or mend “of:” at the top of its file). If it is a part of that, mend “level:”. "
                    "If it is printed so, {acknowledge}"
                ),
                name=node.name,
                level=names[node.level],
                above=above.name,
                level_above=names[above.level],
            )


def _upside_down(order: Mapping[str, int], nestings: Counter[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pairs of levels of which the first comes first in `levels:`, while its nodes stand within those of the other."""
    return [
        (below, above)
        for below, above in nestings
        if {below, above} <= order.keys() and order[below] < order[above] and not nestings[above, below]
    ]


def years_of_plan(plan: Plan, problems: Problems) -> None:
    """A year of the data far from all values, or a period that ends before it begins, is a slip in one of its years."""
    about = plan.about
    year = about.data_year
    known = sorted(one.last for _, _, dated in lines_of_years(plan) for one, _ in dated) if year else []
    if year and known and not known[0] - _YEARS_BEFORE <= year.last <= known[-1] + 1:
        warn(
            problems,
            about,
            "years-of-plan",
            "the year of the data ({year}) is far from the years of all values",
            place_of(year, about),
            advice="Mend “data_year:”: is its era or a digit wrong? Values are there of {first} to {last}. "
            "If it is printed so, {acknowledge}",
            year=f"{year.printed}, {year.last}",
            first=known[0],
            last=known[-1],
        )
    results = [o.year for row in rows_of_values(plan) for o in row.values if o.year.kind in _YEARS] if year else []
    starts = (one.year for indicator in plan.indicators for one in indicator.baseline) if results else ()
    last = max((*results, *(start for start in starts if start and start.kind in _YEARS)), key=_last_of, default=None)
    if year and last and year.kind in _YEARS and last.last < year.last <= known[-1] + 1:
        warn(
            problems,
            about,
            "years-of-plan",
            "no value is of the year of the data ({year}); the last are of {last}",
            place_of(year, about),
            advice="Enter its values, or write the year that they are of. If it is printed so, {acknowledge}",
            year=year.printed,
            last=last.printed,
        )
    named = year_named(about.title)
    if about.title_year and named and named.last != about.title_year.last:
        warn(
            problems,
            about,
            "years-of-plan",
            "the title names {year}, while title_year is {other}",
            place_of(about.title_year, about),
            advice="Write the same year in both. If it is printed so, {acknowledge}",
            year=named.printed,
            other=about.title_year.printed,
        )
    _ask_of_period(plan, problems)


def _ask_of_period(plan: Plan, problems: Problems) -> None:
    words, at = plan.about.period.words, plan.about.period.written_at
    span = _span_of(words)
    if span is None:
        return
    first, last = span
    if last.last < first.first:
        warn(
            problems,
            plan.about,
            "years-of-plan",
            "the period “{period}” ends ({last}) before it begins ({first})",
            at,
            advice="Have both years changed places? Or is an era or a digit wrong? If it is printed so, {acknowledge}",
            period=words,
            first=first.first,
            last=last.last,
        )
    elif said := _said_otherwise(words):
        warn(
            problems,
            plan.about,
            "years-of-plan",
            "the period “{period}” is said to be of {said} years, but is of {years}",
            at,
            advice="Is a year or the number of years mistyped? If it is printed so, {acknowledge}",
            period=words,
            said=said,
            years=last.last - first.first + 1,
        )


def _is_upside_down(period: str) -> bool:
    span = _span_of(period)
    return span is not None and span[1].last < span[0].first


def _last_of(year: Year) -> int:
    return year.last


def _said_otherwise(period: str) -> str:
    """The number of years that it says it has, where its own years make another."""
    span, said = _span_of(period), _FOR_YEARS.search(period)
    return said[1] if span and said and int(said[1]) != span[1].last - span[0].first + 1 else ""


def target_beyond_its_plan(plan: Plan, problems: Problems) -> None:
    """A target of a year after the end of the plan that sets it is mostly another plan's."""
    periods = {parent.id: parent.period for parent in plan.about.parent_plans} | {"": plan.about.period.words}
    ends = {id: span[1] for id, period in periods.items() if (span := _span_of(period))}
    for id, period in periods.items() if "years-of-plan" not in plan.about.accept else ():
        if _said_otherwise(period) or _is_upside_down(period):
            ends.pop(id)  # which is asked about already
    all_targets = ((i, target, target.year) for i in plan.indicators for target in i.targets if not target.reference)
    targets = [(indicator, target, year) for indicator, target, year in all_targets if year]
    beyond = [one for one in targets if (end := ends.get(one[1].plan)) and one[2].last > end.last]
    _ask_goals_of_years(plan, ends.get(""), problems)
    written_at = {parent.id: parent.written_at for parent in plan.about.parent_plans}
    for id, period in periods.items():
        years = [year for _, target, year in beyond if target.plan == id]
        is_most = len(years) > max(1, sum(target.plan == id for _, target, _ in targets) / 2)
        if is_most or (len(years) >= _MANY and len({year.last for year in years}) == 1):
            _warn_of_period(plan, period, written_at.get(id, plan.about.period.written_at), years, problems)
            beyond = [one for one in beyond if one[1].plan != id]
    choices = "、".join(f"{parent.id}（{parent.name}）" for parent in plan.about.parent_plans)
    for indicator, target, year in beyond:
        if is_in_doubt(problems, target.written_at):
            continue
        warn(
            problems,
            indicator,
            "target-beyond-its-plan",
            "“{name}” has a target of {year}, but “{plan}” ends with {end}"
            if target.plan
            else "“{name}” has a target of {year}, but this plan ends with {end}",
            target.written_at,
            advice=_OTHER_PLAN_OR_YEAR if choices else _OTHER_YEAR,
            name=indicator.name,
            year=year.printed,
            plan=target.plan,
            end=ends[target.plan].printed,
            choices=choices,
        )


def _ask_goals_of_years(plan: Plan, end: Year | None, problems: Problems) -> None:
    """What is to be done in a year is, too, within the plan's own period."""
    if end is None:
        return
    for subject in (*plan.nodes, *plan.projects):
        for goal in subject.year_goals:
            if goal.year.last > end.last:
                warn(
                    problems,
                    subject,
                    "target-beyond-its-plan",
                    "“{name}” has a target of {year}, but this plan ends with {end}",
                    goal.written_at,
                    advice=_OTHER_YEAR,
                    name=subject.name,
                    year=goal.year.printed,
                    end=end.printed,
                )


_OTHER_YEAR = "Compare the year with the source. If it is printed so, {acknowledge}"
_OTHER_PLAN_OR_YEAR = (
    "Compare the year with the source, and whose target it is: “plan:” may be {choices}. If it is printed so, "
    "{acknowledge}"
)


_MANY = 3  # targets of one year


def _warn_of_period(plan: Plan, period: str, at: FilePosition, years: Sequence[Year], problems: Problems) -> None:
    """Many targets lie behind its end: the period is that of the report before, or is mistyped."""
    warn(
        problems,
        plan.about,
        "target-beyond-its-plan",
        "the period “{period}” ends before the years of {n} targets, such as {year}",
        at,
        advice="Compare the period with the source, then the years of the targets ({year}). If it is printed so, "
        "{acknowledge}",
        period=period,
        n=len(years),
        year=max(years, key=lambda year: year.last).printed,
    )


def _span_of(words: str) -> tuple[Year, Year] | None:
    """The first and the last year of 平成27～31年度."""
    match = _SPAN.search(words)
    first = parse_year(f"{match['era'] or ''}{match['first']}年度") if match else None
    last = parse_year(f"{match['other_era'] or match['era'] or ''}{match['last']}年度") if match else None
    return (first, last) if first and last else None


def _data_year(plan: Plan) -> Year | None:
    """The year of the data, where it is one that values of other years can be held against."""
    year = plan.about.data_year
    return year if year and year.kind in _YEARS else None


def _results(indicator: Indicator, plan: Plan) -> Sequence[Observation]:
    """The final numbers of whole years."""
    return [one for one in _known(indicator, plan) if one.value.number is not None]


def _known(indicator: Indicator, plan: Plan) -> Sequence[Observation]:
    """What is final and known of whole years, be it a number, words or a length of time."""
    of_years = (o for o in indicator.values if o.year.kind in _YEARS and not o.year.summed)
    return [o for o in of_years if not o.value.is_missing and plan.about.is_final(o.state)]


PLACING_OF_EACH: tuple[Check, ...] = (day_among_years, year_out_of_order)
PLACING_OF_ALL: tuple[Check, ...] = (
    value_after_data_year,
    value_of_data_year_missing,
    year_left_out,
    level_not_below,
    years_of_plan,
    target_beyond_its_plan,
)
