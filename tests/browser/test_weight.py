"""A page weighs little, asks for little and is shown at once."""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.pages import GOAL, all_pages, kind_of

pytestmark = pytest.mark.browser

LIMIT = 40_000  # bytes of HTML and CSS of a goal's page with its charts, compressed
WATCH_LONG_TASKS = """
window.longTasks = [];
new PerformanceObserver(list => longTasks.push(...list.getEntries().map(entry => entry.duration)))
  .observe({type: "longtask", buffered: true});
"""
GOALS = kind_of(GOAL)


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes()))


def test_goal_pages_and_the_stylesheet_are_light(built_site: Path) -> None:
    goals = [page for page in all_pages(built_site) if kind_of(page) == GOALS]
    assert len(goals) > 10
    style = compressed(built_site / "assets" / "style.css")
    assert {page for page in goals if compressed(built_site / page) + style > LIMIT} == set()


def test_a_goal_page_asks_for_four_files(browser: Browser, served_site: str) -> None:
    """The icon is asked for when the browser likes, now and then after the page was left."""
    asked: list[str] = []
    with browser.new_page() as page:
        page.on("request", lambda request: asked.append(request.url.removeprefix(served_site)))
        page.goto(served_site + GOAL, wait_until="networkidle")
    assert sorted({*asked, "assets/favicon.svg"}) == [
        "assets/favicon.svg", "assets/search.js", "assets/style.css", GOAL,
    ]  # fmt: skip
    assert len(asked) == len(set(asked))


def test_nothing_keeps_the_browser_busy(browser: Browser, served_site: str) -> None:
    """No task over 50 ms; one quiet load of several tells, as other work on the computer may hold up any of them."""
    with browser.new_page(viewport={"width": 320, "height": 640}) as page:
        page.add_init_script(WATCH_LONG_TASKS)
        loads: list[list[float]] = []
        while [] not in loads and len(loads) < 60:
            page.goto(served_site + GOAL, wait_until="networkidle")
            loads.append(page.evaluate("longTasks"))
    assert [] in loads
