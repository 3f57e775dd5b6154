"""What a screen reader is told: names, order and roles, taken from the browser's accessibility tree."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import GOAL

pytestmark = pytest.mark.browser

FIGURE = "地域活動への関心度（％）"
NEGATIVE = "handa/indicators/young-net-migration/index.html"


@pytest.fixture(params=[320, 1280])
def page(request: pytest.FixtureRequest, browser: Browser, served_site: str) -> Iterator[Page]:
    with browser.new_page(viewport={"width": request.param, "height": 640}) as page:
        page.goto(served_site + GOAL)
        yield page


def roles_in(snapshot: str) -> list[str]:
    return re.findall(r"^ *- (\w+)", snapshot, re.MULTILINE)


def test_a_picture_has_a_name_and_is_described_by_its_sentence(page: Page) -> None:
    """It is drawn twice, for two widths, and read once."""
    picture = page.get_by_role("figure", name=FIGURE).get_by_role("img")
    expect(picture).to_have_count(1)
    expect(picture).to_have_accessible_name(FIGURE)
    expect(picture).to_have_accessible_description(
        re.compile(r"^最新の値は.*55\.1％です。.*9\.9ポイント下回っています。$")
    )


def test_a_figure_is_read_from_its_title_to_its_source(page: Page) -> None:
    roles = roles_in(page.get_by_role("figure", name=FIGURE).aria_snapshot())
    order = [roles.index(role) for role in ("heading", "paragraph", "img", "table", "link")]
    assert order == sorted(order)


def test_a_table_has_a_caption_and_its_cells_have_headers(page: Page) -> None:
    table = page.get_by_role("table", name=FIGURE)
    expect(table).to_have_accessible_name(f"{FIGURE} 数値の表（単位：％）")
    assert table.get_by_role("columnheader").all_inner_texts()[0] == "年度"
    rows = [roles_in(row.aria_snapshot()) for row in table.get_by_role("row").all()[1:]]
    assert rows
    assert {tuple(row) for row in rows} == {("row", "rowheader", "cell", "cell", "cell", "cell")}


def test_years_and_negative_numbers_are_said_in_words(browser: Browser, served_site: str) -> None:
    with browser.new_page() as page:
        page.goto(served_site + NEGATIVE)
        row = page.get_by_role("table").first.get_by_role("row", name="2021年度")
        expect(row.get_by_role("rowheader")).to_have_accessible_name("2021年度")
        expect(row.get_by_role("cell", name="468")).to_have_accessible_name("マイナス 468人")


def test_the_menu_is_a_named_way_through_the_plan(page: Page) -> None:
    if page.viewport_size and page.viewport_size["width"] == 320:
        page.get_by_text("メニュー", exact=True).click()
    menu = page.get_by_role("navigation", name="メニュー")
    expect(menu.get_by_role("link", name="すべての事業")).to_be_visible()
    assert len(menu.get_by_role("link").all()) > 3


def test_the_page_in_the_menu_is_marked_as_the_one_that_is_open(browser: Browser, served_site: str) -> None:
    with browser.new_page() as page:
        page.goto(served_site + "tokorozawa/projects/index.html")
        current = page.get_by_role("navigation", name="メニュー").locator("[aria-current=page]")
        expect(current).to_have_text("すべての事業")


def test_breaks_between_phrases_leave_a_heading_whole(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_accessible_name("総合的に取り組む重点課題 絆を紡ぐまちづくり")


def test_help_stands_at_the_same_place_on_every_kind_of_page(browser: Browser, served_site: str) -> None:
    """Contact, policy and what the site is: in the same order in the footer (WCAG 2.2, 3.2.6)."""
    with browser.new_page() as page:
        orders = []
        for name in ("index.html", "projects/index.html", "kizuna/index.html", "about/index.html"):
            page.goto(f"{served_site}tokorozawa/{name}")
            orders.append(page.get_by_role("contentinfo").get_by_role("link").all_inner_texts())
    assert len(orders[0]) > 1
    assert all(order == orders[0] for order in orders)
