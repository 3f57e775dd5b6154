"""The search pages, and the box on every page: usable as plain HTML, with all the words that their script needs."""

from dataclasses import replace
from pathlib import Path

import pytest

from keikaku.pages.blocks import Link, Page, SearchBox
from keikaku.pages.context import Audience, Context
from keikaku.pages.search import with_search
from keikaku.plan.plan import Plan
from keikaku.rendering import Renderer
from keikaku.workspace import Settings, theme_folder
from tests.pages.builders import EN, JA, about_of, indicator_of

SETTINGS = Settings(title="まちの計画")
PAGES = [Page("index.html", "home", "最初", ""), Page("town/index.html", "plan", "計画", "")]


def plan(id: str, **about: object) -> Plan:
    return Plan(id, about_of(title=f"{id}の計画", **about), indicators=(indicator_of(),), owners={"a": ""})


def searched(*plans: Plan) -> dict[str, Page]:
    contexts = [Context(one, JA, SETTINGS, Audience.PUBLIC, len(plans) == 1) for one in plans]
    pages = with_search(PAGES, contexts, SETTINGS, JA, Audience.PUBLIC)
    return {page.address: page for page in pages}


def box(page: Page) -> SearchBox:
    assert page.frame.search
    return page.frame.search


def rendered(page: Page) -> str:
    return Renderer(theme_folder(), None, {"ja": JA, "en": EN}).render(page, {})


def test_each_plan_has_a_search_of_its_own_and_the_site_one_of_all() -> None:
    pages = searched(plan("town"), plan("river"))
    assert list(pages)[2:] == ["town/search/index.html", "river/search/index.html", "search/index.html"]
    assert box(pages["town/search/index.html"]).data == ("town/search-data.js",)
    assert box(pages["search/index.html"]).data == ("town/search-data.js", "river/search-data.js")


def test_the_box_on_a_plans_page_searches_that_plan_and_elsewhere_all() -> None:
    pages = searched(plan("town"), plan("river"))
    assert box(pages["town/index.html"]).address == "town/search/index.html"
    assert box(pages["town/index.html"]).everywhere == Link("すべての計画から探す", "search/index.html")
    assert box(pages["index.html"]).address == "search/index.html"


def test_a_lone_plan_is_all_that_there_is_to_search() -> None:
    pages = searched(plan("town"))
    assert "search/index.html" not in pages
    assert box(pages["index.html"]) == box(pages["town/index.html"])
    assert box(pages["index.html"]).everywhere is None


def test_without_a_plan_there_is_no_search() -> None:
    assert list(searched().values()) == PAGES


def test_search_pages_stay_out_of_search_engines() -> None:
    assert [page.indexed for page in searched(plan("town"), plan("river")).values()] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_the_box_is_a_plain_form_with_a_label() -> None:
    html = rendered(searched(plan("town"))["town/index.html"])
    assert 'role="search" action="search/index.html" data-part="form" data-search="search-data.js">' in html
    assert '<label class="search-box-label" for="search-box-input">この計画から探す</label>' in html
    assert 'id="search-box-input" type="search" name="q"' in html
    assert '<script src="../assets/search.js" defer></script>' in html


def test_a_search_page_has_one_box_and_its_script_runs_before_anything_is_shown() -> None:
    html = rendered(searched(plan("town"))["town/search/index.html"])
    assert html.count('name="q"') == 1
    assert '<script src="../../assets/search.js"></script>' in html


def test_without_scripts_the_page_says_so_and_leads_to_complete_lists() -> None:
    html = rendered(searched(plan("town"))["town/search/index.html"])
    assert "この検索にはスクリプト（JavaScript）が必要ですが" in html
    for address in ("../indicators/index.html", "../about/index.html", "../figures/index.html", "../all/index.html"):
        assert f'href="{address}"' in html


def test_lists_of_several_plans_are_told_apart_by_their_names() -> None:
    html = rendered(searched(plan("town"), plan("river"))["search/index.html"])
    assert "すべての<wbr>指標<wbr>（townの<wbr>計画）" in html
    assert "すべての<wbr>指標<wbr>（riverの<wbr>計画）" in html


def test_every_kind_has_a_heading_that_waits_for_finds() -> None:
    html = rendered(searched(plan("town"))["town/search/index.html"])
    assert (
        html.count("data-kind=")
        == len(box(searched(plan("town"))["town/index.html"]).kinds)
        == html.count(" hidden>") - 1
    )


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_all_words_that_the_script_says_stand_in_the_page(lang: str) -> None:
    html = rendered(replace(searched(plan("town"))["town/search/index.html"], lang=lang))
    for name in ("one", "many", "halves", "none", "loading", "failed", "words"):
        assert f' data-{name}="' in html or f'\ndata-{name}="' in html


def test_every_page_of_the_site_has_a_box(built_site: Path) -> None:
    pages = list(built_site.rglob("*.html"))
    assert pages
    assert [str(path) for path in pages if path.read_text(encoding="utf-8").count(' data-search="') != 1] == []
