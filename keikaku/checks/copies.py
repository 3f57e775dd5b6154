"""What was copied within a plan and not written anew: a term, a project, an indicator."""

from keikaku.checks.asking import Check, warn
from keikaku.checks.naming import folded
from keikaku.plan.about import Term
from keikaku.plan.indicators import Indicator
from keikaku.plan.plan import Plan
from keikaku.plan.record import position_of
from keikaku.plan.tree import Project
from keikaku.problems import Problems


def copied_record(plan: Plan, problems: Problems) -> None:
    """What was copied and not written anew is shown, and counted, twice."""
    _terms(plan, problems)
    _projects(plan, problems)
    _indicators(plan, problems)


def _terms(plan: Plan, problems: Problems) -> None:
    seen: dict[str, Term] = {}
    for term in plan.about.glossary:
        if (first := seen.setdefault(folded(term.name), term)) is not term:
            warn(
                problems,
                plan.about,
                "copied-record",
                "“{name}” is explained twice; first on line {line}",
                term.written_at,
                advice=_TAKE_ONE_AWAY,
                name=term.name,
                line=first.written_at.line,
            )


def _projects(plan: Plan, problems: Problems) -> None:
    """Of one name and number under one node."""
    seen: dict[object, Project] = {}
    for project in plan.projects:
        first = seen.setdefault((plan.parents[project.id], project.name, project.number), project)
        if first is not project:
            warn(
                problems,
                project,
                "copied-record",
                "“{name}” stands here twice: “{id}” and “{other}”",
                position_of(project.id),
                advice=_LIST_IT_AGAIN,
                name=project.name,
                id=project.id,
                other=first.id,
            )


def _indicators(plan: Plan, problems: Problems) -> None:
    """Of one name and owner, with all values alike."""
    seen: dict[object, Indicator] = {}
    for indicator in plan.indicators:
        values = tuple((one.year, one.value.printed) for one in indicator.values)
        key = (plan.owners[indicator.id], indicator.name, indicator.group, indicator.unit, values)
        if values and (first := seen.setdefault(key, indicator)) is not indicator:
            warn(
                problems,
                indicator,
                "copied-record",
                "“{name}” has the same name and values as “{other}”",
                position_of(indicator.id),
                advice=_TAKE_ONE_AWAY,
                name=indicator.name,
                other=first.id,
            )


_LIST_IT_AGAIN = "If both are the same, keep one, with “listings:” for each further place. Otherwise {acknowledge}"
_TAKE_ONE_AWAY = "Take one of them away. If it is printed so, {acknowledge}"

COPIES: tuple[Check, ...] = (copied_record,)
