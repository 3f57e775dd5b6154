"""Questions to the days on which things become public, asked on a day."""

from datetime import date, timedelta

from keikaku.plan.embargo import days_of
from keikaku.plan.plan import Plan
from keikaku.problems import Problems, Severity

_LONG_PAST = timedelta(days=300)  # a year too early, typed in the months before it
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
    return problems
