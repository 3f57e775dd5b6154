"""Questions to the days on which things become public, asked on a day."""

from datetime import date, timedelta

from keikaku.plan.embargo import days_before
from keikaku.plan.plan import Plan
from keikaku.problems import Problems, Severity

_LONG_PAST = timedelta(days=300)  # a year too early, typed in the months before it


def check_days(plan: Plan, today: date) -> Problems:
    """A day typed with the year of before makes public at once what was to wait, and nobody would notice."""
    problems = Problems()
    if today <= date.min + _LONG_PAST:
        return problems
    for held in days_before(plan, today - _LONG_PAST):
        problems.add(
            "day-long-past",
            "“{name}” has been public since {day}: is the year right?",
            held.at,
            advice="Correct the year; if it is right, take “publish_on” away.",
            severity=Severity.WARNING,
            name=held.name,
            day=held.day,
        )
    return problems
