"""Everything can be reached with the keyboard, in the order of reading, and the place of the focus is always seen."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import GOAL, HOME, INDICATORS, PLAN, PROJECT, SEARCH

pytestmark = pytest.mark.browser

# What is drawn round the focus, by the element or by what it stretches over its card; and whether anything covers it.
FOCUS = """
() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const ring = [undefined, "::after"].map(part => getComputedStyle(element, part))
    .some(style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  const box = element.getClientRects()[0];
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const above = document.elementFromPoint(x, y);
  const all = [...document.querySelectorAll("*")];
  return {name: element.textContent.trim().slice(0, 40) || element.id, place: all.indexOf(element), ring,
          seen: element.contains(above) || above?.contains(element) && !above.matches("th, td")};
}
"""


@pytest.fixture(params=[320, 1280])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    with browser.new_page(viewport={"width": request.param, "height": 640}) as page:
        yield page


@pytest.mark.parametrize("name", [HOME, PLAN, GOAL, PROJECT, SEARCH, INDICATORS])
def test_each_stop_is_seen_and_in_the_order_of_reading(name: str, page: Page, served_site: str) -> None:
    page.goto(served_site + name)
    stops = list(stops_of(page))
    assert len(stops) > 5
    assert [stop["name"] for stop in stops if not (stop["ring"] and stop["seen"])] == []
    assert [stop["place"] for stop in stops] == sorted({stop["place"] for stop in stops})


def stops_of(page: Page) -> Iterator[dict[str, Any]]:
    for _ in range(500):
        page.keyboard.press("Tab")
        if not (stop := page.evaluate(FOCUS)):
            return
        yield stop
    pytest.fail("the focus never leaves the page")


def test_the_first_stop_leads_to_the_content(page: Page, served_site: str) -> None:
    page.goto(served_site + GOAL)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="本文へ進む")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_walk_from_the_home_page_to_a_project(page: Page, served_site: str) -> None:
    page.goto(served_site + HOME)
    go_on_to(page, "令和元年度 政策評価表")
    go_on_to(page, "絆を紡ぐまちづくり")
    table = page.get_by_role("region").filter(has=page.locator("table")).first
    tab_to(page, "document.activeElement.matches('[role=region]')")
    expect(table).to_be_focused()
    go_on_to(page, "市民活動支援事業")
    assert page.url == served_site + PROJECT


def test_a_wide_table_is_moved_with_the_arrow_keys(browser: Browser, served_site: str) -> None:
    with browser.new_page(viewport={"width": 320, "height": 640}) as page:
        page.goto(served_site + GOAL)
        tab_to(page, "document.activeElement.matches('[role=region]')")
        page.keyboard.press("ArrowRight")
        await_true(page, "document.activeElement.scrollLeft > 0")  # it glides


def test_the_menu_opens_and_closes(browser: Browser, served_site: str) -> None:
    with browser.new_page(viewport={"width": 320, "height": 640}) as page:
        page.goto(served_site + GOAL)
        tab_to(page, "document.activeElement.textContent === 'メニュー'")
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="すべての事業")).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="すべての事業")).to_be_hidden()


def test_a_search_from_a_project(page: Page, served_site: str) -> None:
    page.goto(served_site + PROJECT)
    tab_to(page, "document.activeElement.textContent === '検索' || document.activeElement.type === 'search'")
    if page.evaluate("document.activeElement.localName") == "summary":
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
    page.keyboard.type("自治会")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("件")
    go_on_to(page, "自治会・町内会応援事業")
    expect(page.locator("h1")).to_contain_text("自治会・町内会応援事業")


def go_on_to(page: Page, name: str) -> None:
    """Tab to the first link whose words begin with `name`, or hold it after a number, and follow it."""
    before = page.url
    tab_to(
        page,
        f"document.activeElement.textContent.normalize('NFKC').replace(/\\s+/g, ' ').includes('{name}')"
        " && document.activeElement.closest('main')",
    )
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)


def await_true(page: Page, condition: str, seconds: float = 10) -> None:
    """Asks from outside: the page's policy lets nothing be evaluated by its scripts."""
    end = time.monotonic() + seconds
    while not page.evaluate(f"() => Boolean({condition})"):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(20)


def tab_to(page: Page, condition: str) -> None:
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(f"() => Boolean({condition})"):
            return
    pytest.fail(f"no stop where {condition}")
