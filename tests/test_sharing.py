"""What a page says to search engines, to the cards of shared links and to machines; and where it points to terms."""

import json
import re
from dataclasses import replace

import pytest

from keikaku.pages.blocks import Card, Cards, FigureBlock, Frame, Link, Page, Paragraphs, Section
from keikaku.rendering import Renderer
from keikaku.words import read_words
from tests.pages.builders import figure_of
from tests.theme.examples import DRAWING, THEME

FRAME = Frame(
    site_title="町の計画",
    site_address="index.html",
    plan_title="まちづくり計画",
    plan_address="town/index.html",
    terms=(Link("町内会", "town/glossary/index.html#chonaikai"),),
)
PAGE = Page("town/g1/index.html", "node", "人が集まるまち", "目標1の取組", kicker="目標 1", frame=FRAME)
MOVED = replace(PAGE, address="old/goal.html", kind="moved", indexed=False, leads_to="town/g1/index.html")
BASE = "https://example.jp/plans"


def rendered(page: Page, base_url: str = "") -> str:
    renderer = Renderer(THEME, None, {"ja": read_words(THEME / "words", "ja")}, base_url=base_url)
    return renderer.render(page, {"town-a": DRAWING})


def links(html: str) -> list[str]:
    return re.findall('<link rel="canonical" href="([^"]*)">', html)


def properties(html: str) -> dict[str, str]:
    return dict(re.findall('<meta property="og:([^"]*)" content="([^"]*)">', html))


def test_a_page_tells_its_title_kind_and_description_to_those_who_share_it() -> None:
    said = properties(rendered(PAGE))
    assert (said["title"], said["type"], said["description"]) == ("目標 1 人が集まるまち", "article", "目標1の取組")


def test_whole_addresses_are_written_only_where_the_site_knows_its_place() -> None:
    assert links(rendered(PAGE)) == []
    assert "url" not in properties(rendered(PAGE))
    assert links(rendered(PAGE, BASE)) == [f"{BASE}/town/g1/index.html"]
    assert properties(rendered(PAGE, BASE))["url"] == f"{BASE}/town/g1/index.html"


def test_a_page_that_is_not_to_be_found_says_that_and_nothing_else() -> None:
    html = rendered(replace(PAGE, indexed=False), BASE)
    assert '<meta name="robots" content="noindex">' in html
    assert (links(html), properties(html)) == ([], {})


def test_an_old_address_sends_on_without_a_script_and_without_a_wait() -> None:
    html = rendered(MOVED, BASE)
    assert '<meta http-equiv="refresh" content="0; url=../town/g1/index.html">' in html
    assert '<a class="action" href="../town/g1/index.html">' in html
    assert links(html) == [f"{BASE}/town/g1/index.html"]


def test_linked_data_is_a_data_block_that_ends_where_it_should() -> None:
    page = replace(PAGE, kind="list", linked_data={"name": "</script><b>計画"})
    (block,) = re.findall('<script type="application/ld\\+json">(.*?)</script>', rendered(page))
    assert json.loads(block) == {"name": "</script><b>計画"}


def test_a_term_is_linked_where_the_text_first_names_it() -> None:
    page = replace(PAGE, blocks=(Paragraphs(("町内会と町内会。",)),))
    assert rendered(page).count('<a class="term" href="../glossary/index.html#chonaikai">町内会</a>') == 1


def test_the_glossary_does_not_point_to_itself() -> None:
    page = replace(
        PAGE, address="town/glossary/index.html", sections=(Section("chonaikai", "語", (Paragraphs(("町内会",)),)),)
    )
    assert 'class="term"' not in rendered(page)


def test_a_card_is_one_link_and_holds_no_other() -> None:
    page = replace(PAGE, blocks=(Cards((Card(Link("目標", "town/g2/index.html"), lines=("町内会",)),)),))
    assert 'class="term"' not in rendered(page)


@pytest.mark.parametrize(("narrow_only", "pictures"), [(False, 2), (True, 1)])
def test_a_figure_of_the_whole_plan_has_its_small_drawing_alone(narrow_only: bool, pictures: int) -> None:
    figure = figure_of(direction="up", values={"R3": "5", "R4": "6", "R5": "8"}, targets={"R7": "10"})
    page = replace(PAGE, blocks=(FigureBlock(figure, "all", narrow_only=narrow_only),))
    assert rendered(page).count('<svg role="img"') == pictures
