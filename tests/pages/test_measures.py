"""An indicator for short: the value that its verdict was made from, the plan's target, where its figure stands."""

from typing import Any

from keikaku.pages.blocks import FigureBlock, Link, Measure, Measures
from keikaku.pages.context import Audience, Context
from keikaku.pages.measures import measure
from keikaku.plan.plan import PLAN
from keikaku.workspace import Settings
from tests.pages.builders import JA, indicator_of, plan_of
from tests.pages.composed import blocks, page_named, town

ON_ITS_WAY: dict[str, Any] = {"direction": "up", "values": {"R3": "5", "R5": "8"}, "targets": {"R7": "10"}}


def measured(**facts: Any) -> Measure:
    indicator = indicator_of(**facts)
    ctx = Context(plan_of(indicator), JA, Settings(), Audience.PUBLIC, is_alone=True)
    return measure(ctx, indicator, Link(indicator.name))


def test_value_year_target_and_standing_are_said() -> None:
    found = measured(**ON_ITS_WAY)
    assert (found.latest, found.when, found.target) == ("8冊", "R5", "目標 10冊（R7）")
    assert found.standing
    assert found.standing.text == "目標に近づいている"


def test_beside_a_verdict_stands_the_value_that_it_was_made_from() -> None:
    values = {"R3": "5", "R5": "8", "R6": {"value": "2", "state": "途中"}}
    assert (measured(**ON_ITS_WAY | {"values": values}).latest) == "8冊"


def test_of_several_targets_the_one_that_the_verdict_is_about_is_said() -> None:
    found = measured(**ON_ITS_WAY | {"targets": {"R5": "7", "R7": "10"}})
    assert found.target == "目標 7冊（R5）"
    assert found.standing
    assert found.standing.text == "目標を達成"


def test_without_a_verdict_the_latest_value_stands_with_its_state() -> None:
    found = measured(values={"R5": "8", "R6": {"value": "2", "state": "途中"}})
    assert (found.latest, found.when, found.target, found.standing) == ("2冊", "R6 途中", "", None)


def test_without_results_the_target_alone_is_said() -> None:
    found = measured(targets={"R7": "10"})
    assert (found.latest, found.when, found.target) == ("", "", "目標 10冊（R7）")


def test_the_page_of_a_goal_begins_with_its_indicators_and_leads_to_their_figures() -> None:
    goal = next(node for node in town().children(PLAN) if town().owned(node.id).indicators)
    page = page_named(goal.id)
    assert isinstance(page.blocks[0], Measures)
    figures = {f"{page.address}#{block.figure.id}-{block.place}" for block in blocks(page, FigureBlock)}
    assert {one.link.address for one in page.blocks[0].measures} <= figures
