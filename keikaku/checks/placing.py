"""Questions about what stands in the wrong place: a value among targets' years, a day among years, a goal in a goal."""

import re
from collections.abc import Iterator, Sequence

from keikaku.checks.asking import AS_PRINTED, Check, warn
from keikaku.checks.rows import ValueRow, rows_of_values
from keikaku.plan.indicators import Indicator
from keikaku.plan.observations import Observation
from keikaku.plan.plan import Plan
from keikaku.problems import Problems
from keikaku.years import Year, YearKind, parse_year

_YEARS_BEFORE = 10  # that a document may be older than the first year that it has a number or target for
_YEARS = (YearKind.FISCAL, YearKind.CALENDAR)
_SPAN = re.compile(
    r"(?P<era>明治|大正|昭和|平成|令和|[MTSHR])?(?P<first>\d{1,4}|元)年?度?\s*(?:から|[～〜~ー―–-])\s*"
    r"(?P<other_era>明治|大正|昭和|平成|令和|[MTSHR])?(?P<last>\d{1,4})年?度?"
)


def value_after_data_year(plan: Plan, problems: Problems) -> None:
    """A result of a year that the document does not reach yet is mostly a target under the wrong key."""
    data_year = plan.about.data_year
    if data_year is None or data_year.kind not in _YEARS:
        return
    late = {one.id: [o for o in _results(one, plan) if o.year.last > data_year.last] for one in plan.indicators}
    with_results = sum(bool(_results(one, plan)) for one in plan.indicators)
    for indicator in plan.indicators:
        for observation in late[indicator.id][:1]:
            is_rare = sum(map(bool, late.values())) * 2 <= with_results
            warn(
                problems,
                indicator,
                "value-after-data-year",
                "“{name}” has a value of {year}, after the year of the data ({data_year})",
                observation.written_at,
                advice="Is it a target? Then move it below “targets:”. If it is a result, mend data_year in plan.yaml."
                if is_rare
                else "If results of that year are there, mend data_year in plan.yaml. Targets belong below “targets:”.",
                name=indicator.name,
                year=observation.year.printed,
                data_year=data_year.printed,
            )


def value_of_data_year_missing(plan: Plan, problems: Problems) -> None:
    """Where the years before have values and others have this one's, a line was probably lost."""
    data_year = plan.about.data_year
    if data_year is None or data_year.kind not in _YEARS:
        return
    has_it = [one for one in plan.indicators if any(o.year.last == data_year.last for o in one.values)]
    for indicator in plan.indicators:
        years = {o.year.last for o in indicator.values}
        is_expected = {data_year.last - 1, data_year.last - 2} <= years and max(years) < data_year.last
        if is_expected and has_it:
            warn(
                problems,
                indicator,
                "value-of-data-year-missing",
                "“{name}” has values of the years before, but none of the year of the data ({data_year})",
                indicator.written_at,
                advice=AS_PRINTED,
                name=indicator.name,
                data_year=data_year.printed,
            )


def day_among_years(plan: Plan, problems: Problems) -> None:
    """A day in the place of a year draws its value at that day, and calls it the latest."""
    for row in rows_of_values(plan):
        kinds = {o.year.kind for o in row.values}
        if YearKind.DAY not in kinds or not kinds & set(_YEARS):
            continue
        for observation in (o for o in row.values if o.year.kind is YearKind.DAY):
            warn(
                problems,
                row.record,
                "day-among-years",
                "“{year}” is a day, but the other values of “{name}” are of years",
                observation.written_at,
                advice="Write the year, such as 令和6年度 or R6; the day belongs into “as_of:”.",
                year=observation.year.printed,
                name=row.name,
            )


def level_not_below(plan: Plan, problems: Problems) -> None:
    """A goal within a goal, or a measure beside the one that it belongs to, is shown under the wrong heading."""
    order = {level.id: place for place, level in enumerate(plan.about.levels)}
    names = {level.id: level.name for level in plan.about.levels}
    for node in plan.nodes:
        above = plan.parent(node.id)
        if above and {node.level, above.level} <= order.keys() and order[node.level] <= order[above.level]:
            warn(
                problems,
                node,
                "level-not-below",
                "“{name}” ({level}) stands within “{above}” ({level_above})",
                node.written_at,
                advice=(
                    "Look at “level:”, at “of:”, and at the column in which it begins. "
                    "If it is printed so, add {beside}: accept: {{{rule}: reason}}"
                ),
                name=node.name,
                level=names[node.level],
                above=above.name,
                level_above=names[above.level],
            )


def years_of_plan(plan: Plan, problems: Problems) -> None:
    """A year of the data far from all values, or a period that ends before it begins, is a slip in one of its years."""
    about, known = plan.about, sorted(_known_years(plan))
    year = about.data_year
    if year and known and not known[0] - _YEARS_BEFORE <= year.last <= known[-1] + 1:
        warn(
            problems,
            about,
            "years-of-plan",
            "the year of the data ({year}) is far from the years of all values",
            about.written_at,
            advice="Is the era right? If it is printed so, add {beside}: accept: {{{rule}: reason}}",
            year=f"{year.printed}, {year.last}",
        )
    if match := _SPAN.search(about.period.words):
        first = parse_year(f"{match['era'] or ''}{match['first']}年度")
        last = parse_year(f"{match['other_era'] or match['era'] or ''}{match['last']}年度")
        if first and last and last.last < first.first:
            warn(
                problems,
                about,
                "years-of-plan",
                "the period “{period}” ends before it begins",
                about.period.written_at,
                advice="Is the era right? If it is printed so, add {beside}: accept: {{{rule}: reason}}",
                period=about.period.words,
            )


def _results(indicator: Indicator, plan: Plan) -> Sequence[Observation]:
    """The final numbers of whole years."""
    return [
        o
        for o in indicator.values
        if o.value.number is not None and o.year.kind in _YEARS and not o.year.summed and plan.about.is_final(o.state)
    ]


def _known_years(plan: Plan) -> Iterator[int]:
    """Those of all that has numbers, and of what is aimed at."""
    rows: Iterator[ValueRow] = rows_of_values(plan)
    years: Iterator[Year | None] = (one.year for row in rows for one in (*row.values, *row.beside))
    yield from (year.last for year in years if year and year.kind is not YearKind.PERIOD)


PLACING_OF_EACH: tuple[Check, ...] = (day_among_years,)
PLACING_OF_ALL: tuple[Check, ...] = (value_after_data_year, value_of_data_year_missing, level_not_below, years_of_plan)
