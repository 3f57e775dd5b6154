"""The glossary: terms, and the plans above that the document says something about."""

from dataclasses import replace

from keikaku.pages.context import Audience, Context
from keikaku.pages.details import glossary_page
from keikaku.plan.plan import Plan
from keikaku.workspace import Settings
from tests.pages.builders import JA, about_of


def context(*parents: dict[str, str]) -> Context:
    plan = Plan("town", about_of(parent_plans=list(parents)))
    return Context(plan, JA, Settings(title="町の計画"), Audience.PUBLIC, True)


def test_a_plan_above_of_which_only_the_name_is_known_is_no_term() -> None:
    ctx = context({"id": "a", "name": "総合戦略"}, {"id": "b", "name": "総合計画", "period": "令和3～12年度"})
    assert [section.heading for section in glossary_page(ctx).sections] == ["総合計画"]


def test_without_anything_to_explain_there_is_no_way_to_a_glossary() -> None:
    unexplained = context({"id": "a", "name": "総合戦略"})
    explained = replace(unexplained, plan=Plan("town", about_of(glossary=[{"id": "k", "name": "協働", "text": "…"}])))
    assert not any("glossary" in link.address for link in unexplained.frame.menu)
    assert any("glossary" in link.address for link in explained.frame.menu)
