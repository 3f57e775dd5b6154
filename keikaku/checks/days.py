"""Questions to the days on which things become public, asked on a day."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain

from keikaku.checks.asking import place_of, warn
from keikaku.checks.placing import value_after_data_year
from keikaku.checks.plans import declared_count
from keikaku.plan.embargo import days_of, days_to_come, public_part, settled
from keikaku.plan.plan import Plan
from keikaku.plan.record import Publishable, Subject
from keikaku.plan.tables import MoneyKind
from keikaku.problems import FilePosition, Problems, Severity
from keikaku.years import Year, YearKind, parse_year

_LONG_PAST = timedelta(days=300)  # a year too early, typed in the months before it
_YEARS_PLANNED = 10  # for which money is planned ahead
_LONG_TO_COME = timedelta(days=1830)  # five years


def check_days(plan: Plan, today: date) -> Problems:
    """A day of another year makes public at once what was to wait, or hides it for years, and nobody notices."""
    problems = Problems()
    for held in days_of(plan) if today > date.min + _LONG_PAST else ():
        assert held.day is not None
        is_past = held.day < today - _LONG_PAST
        if is_past or held.day > today + _LONG_TO_COME:
            problems.add(
                "day-far-away",
                "“{name}” has been public since {day}: is the year right?"
                if is_past
                else "“{name}” is not public before {day}: is the year right?",
                held.at,
                advice="Correct the year; if it is right, take “publish_on” away."
                if is_past
                else "Correct the year; if nobody knows the day yet, write “draft: true” in its place.",
                severity=Severity.WARNING,
                name=held.name,
                day=held.day,
            )
    coming = days_to_come(plan, today)
    _foretell_data_year(plan, today, coming, problems)
    _foretell_counts(plan, today, coming, problems)
    _ask_for_public_values(plan, today, problems)
    _ask_for_days_to_come(plan, today, problems)
    return problems


def _foretell_data_year(plan: Plan, today: date, days: Sequence[date], problems: Problems) -> None:
    """Results of a new year become public on a day; if data_year does not follow then, that day's release stops."""
    year = plan.about.data_year
    if year is None or not days or _late_values(plan, today):
        return
    for day in days:
        if late := _late_values(plan, day):
            first = min(late, key=lambda problem: problem.at)
            problems.add(
                "data-year-to-follow",
                "on {day} “{name}” has a value of {other}, but data_year is {year} still",
                place_of(year, plan.about),
                advice="With the release of that day, write “data_year: {other}”; before it, leave this as it is.",
                severity=Severity.HINT,
                day=day.isoformat(),
                name=first.facts["name"],
                other=first.facts["year"],
                year=year.printed,
            )
            return


def _foretell_counts(plan: Plan, today: date, days: Sequence[date], problems: Problems) -> None:
    """A count that is right today, and not on the day on which a project becomes public, stops that day's release."""
    if not (days and plan.about.counts):
        return
    told = {problem.at for problem in _counts_that_differ(plan, today)}
    for day in days:
        for problem in _counts_that_differ(plan, day):
            if problem.at not in told:
                told.add(problem.at)
                problems.add(
                    "count-to-follow",
                    "on {day} {listed} projects will be public here, but the document counts {declared} ({printed})",
                    problem.at,
                    advice="With the release of that day, mend “value” and “printed”; before it, leave this as it is.",
                    severity=Severity.HINT,
                    day=day.isoformat(),
                    listed=problem.facts["listed"],
                    declared=problem.facts["declared"],
                    printed=problem.facts["printed"],
                )


def _counts_that_differ(plan: Plan, day: date) -> Problems:
    found = Problems()
    declared_count(settled(plan, day), found)
    return found


def _late_values(plan: Plan, day: date) -> Problems:
    """What is public on that day and later than the year of the data."""
    found = Problems()
    value_after_data_year(public_part(settled(plan, day)), found)
    return found


def _ask_for_public_values(plan: Plan, today: date, problems: Problems) -> None:
    """A year of the data of which nothing is public yet is itself public too early."""
    year = plan.about.data_year
    values = [(one, o) for one in plan.indicators for o in one.values if year and o.year.last == year.last]
    if year and values and all(_waits(one, today) or _waits(value, today) for one, value in values):
        warn(
            problems,
            plan.about,
            "years-of-plan",
            "no value of the year of the data ({year}) is public yet",
            place_of(year, plan.about),
            advice="Let data_year follow with the release that makes them public. If it is meant so, {acknowledge}",
            year=year.printed,
        )


def _ask_for_days_to_come(plan: Plan, today: date, problems: Problems) -> None:
    """What was judged, published or done in a year that has not come was so in another one."""
    if today == date.min:
        return
    dated = [(today.year, found) for found in _said_to_be_past(plan)]
    dated += [(today.year + _YEARS_PLANNED, found) for found in _planned(plan)]
    for latest, (record, name, year, at) in dated:
        if year.first > latest and year.kind is not YearKind.PERIOD:
            warn(
                problems,
                record,
                "day-to-come",
                "“{name}” is of {day}, which has not come yet",
                at,
                advice="Is a digit or the era wrong? If it is printed so, {acknowledge}",
                name=name,
                day=year.printed,
            )


def _said_to_be_past(plan: Plan) -> Iterator[tuple[Subject, str, Year, FilePosition]]:
    for evaluation in plan.evaluations:
        if evaluation.date:
            yield evaluation, evaluation.title, evaluation.date, place_of(evaluation.date, evaluation)
    for source in plan.about.sources:
        if year := parse_year(source.date):
            yield plan.about, source.title, year, source.written_at
    for subject in (*plan.nodes, *plan.projects):
        yield from ((subject, subject.name, items.year, items.written_at) for items in subject.results)
    for indicator in plan.indicators:
        own = (series.values for series in indicator.series if not series.expected_by)
        for value in (*indicator.values, *chain.from_iterable(own)):
            if value.as_of or not (value.state or value.value.is_missing):  # a state may say that it is expected: 見込
                yield indicator, indicator.name, value.as_of or value.year, value.written_at
        yield from ((indicator, indicator.name, b.year, b.written_at) for b in indicator.baseline if b.year)
    yield from _of_tables(plan)
    for money in plan.money:
        settled = (value for row in money.rows if row.kind is MoneyKind.SETTLEMENT for value in row.values)
        yield from ((money, money.title, value.year, value.written_at) for value in settled if not value.state)


def _planned(plan: Plan) -> Iterator[tuple[Subject, str, Year, FilePosition]]:
    for money in plan.money:
        planned = (value for row in money.rows if row.kind is not MoneyKind.SETTLEMENT for value in row.values)
        yield from ((money, money.title, value.year, value.written_at) for value in planned)


def _of_tables(plan: Plan) -> Iterator[tuple[Subject, str, Year, FilePosition]]:
    """What was counted by year; where nothing is said to be expected, and only the last year may be a slip."""
    for table in plan.tables:
        for name, values in ((table.title, table.values), *((one.name, one.values) for one in table.series)):
            counted = [one for one in values if not (one.state or one.value.is_missing)]
            if len(counted) > 1 and not _EXPECTED.search(table.title + name):
                before, last = sorted(counted, key=lambda one: one.year.sort_key)[-2:]
                yield table, name, before.year, before.written_at
                yield table, name, last.year, last.written_at


_EXPECTED = re.compile("推計|予測|将来|見込|見通し|計画|目標|予定|想定")


def _waits(record: Publishable, today: date) -> bool:
    return record.draft or (record.publish_on is not None and record.publish_on > today)
