"""What a page asks of its plan is noted, all of it, and only another answer is a reason to compose it anew."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from keikaku.pages.compose import composed_of
from keikaku.pages.context import Audience, Context
from keikaku.pages.noting import Notes, noting
from keikaku.plan.plan import Plan
from keikaku.workspace import Settings
from tests.pages.builders import JA
from tests.pages.composed import town

Ask = Callable[[Plan], object]


def context(plan: Plan) -> Context:
    return Context(plan, JA, Settings(title="町の計画"), Audience.WRITER, is_alone=False)


@cache
def composed() -> list[tuple[Any, ...]]:
    return list(composed_of(context(town())))


def hold(ask: Ask, changed: Plan) -> bool:
    """Ask the town's plan; do the answers hold for the changed one?"""
    notes = Notes()
    ask(noting(context(town()), notes).plan)
    return notes.hold(context(changed))


def another_project() -> Plan:
    """The first project is an equal one, as if its file had been read anew."""
    first, *others = town().projects
    return replace(town(), projects=(first.model_copy(), *others))


def test_pages_that_are_noted_say_what_others_say() -> None:
    assert composed()
    for compose, *of in composed():
        assert compose(noting(context(town()), Notes()), *of) == compose(context(town()), *of)


def test_notes_hold_for_a_plan_of_the_very_same_records() -> None:
    first = context(town())
    second = replace(first, plan=replace(town()))
    pages = [(compose, of) for compose, *of in composed() if of]
    assert pages
    for compose, of in pages:
        notes = Notes()
        compose(noting(first, notes), *of)
        assert notes.hold(first)
        assert notes.hold(second)


@pytest.mark.parametrize(
    "ask",
    [
        lambda plan: plan.projects,
        lambda plan: plan.projects_by_id["library"],
        lambda plan: plan.projects_by_id.get("library"),
        lambda plan: list(plan.projects_by_id.values()),
        lambda plan: plan.subject("library"),
        lambda plan: plan.projects_under(plan.parents["library"]),
    ],
)
def test_a_record_that_was_read_anew_is_another_answer(ask: Ask) -> None:
    assert town().projects[0].id == "library"
    assert hold(ask, town())
    assert not hold(ask, another_project())


@pytest.mark.parametrize(
    "ask",
    [
        lambda plan: plan.nodes,
        lambda plan: plan.about.title,
        lambda plan: plan.owned("library"),
        lambda plan: "library" in plan.projects_by_id,
        lambda plan: plan.projects_by_id["festival"],
        lambda plan: plan.parent("library"),
        lambda plan: len(plan.parents),
    ],
)
def test_what_the_answer_does_not_hold_may_change(ask: Ask) -> None:
    assert hold(ask, another_project())


def test_what_is_not_there_may_come() -> None:
    without = replace(town(), projects=town().projects[1:])
    notes = Notes()
    assert "library" not in noting(context(without), notes).plan.projects_by_id
    assert notes.hold(context(without))
    assert not notes.hold(context(town()))
