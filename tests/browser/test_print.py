"""On paper: A4 sheets, nothing of the screen's controls, figures and long tables whole."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import GOAL, PROJECT
from tests.browser.sheets import heights_of_words

pytestmark = pytest.mark.browser

MILLIMETRE = 96 / 25.4
HEAD, FOOT = 17, 297 - 16  # mm: between them stands the text
SHEET = {"width": round((210 - 32) * MILLIMETRE), "height": round((297 - 33) * MILLIMETRE)}  # without its margins
TALL = "sapporo/capacity/index.html"
DRAFT = "sendai/m1-3/index.html"
FIGURES = """
() => [...document.querySelectorAll("figure")].map(figure => {
  const isKept = element => getComputedStyle(element).breakInside === "avoid";
  const parts = [...figure.querySelectorAll("svg[role=img], tr")].filter(part => part.checkVisibility());
  const height = (isKept(figure) ? [figure] : parts.filter(isKept)).map(part => part.getBoundingClientRect().height);
  return {id: figure.id, isWhole: isKept(figure), isKept: isKept(figure) || parts.every(isKept),
          height: Math.max(0, ...height)};
})
"""


@pytest.fixture
def paper(browser: Browser) -> Iterator[Page]:
    with browser.new_page(viewport=SHEET) as page:  # type: ignore[arg-type]
        page.emulate_media(media="print")
        yield page


@pytest.mark.parametrize("name", [GOAL, TALL, "sapporo/all/index.html"])
def test_a_page_is_printed_on_a4(name: str, paper: Page, served_site: str) -> None:
    paper.goto(served_site + name)
    sheets = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper.pdf(prefer_css_page_size=True))
    assert len(sheets) >= 2
    assert {(round(float(width)), round(float(height))) for width, height in sheets} == {(595, 842)}


@pytest.mark.parametrize("name", [GOAL, TALL, "handa/new-community/index.html"])
def test_figures_stand_whole_on_a_sheet(name: str, paper: Page, served_site: str) -> None:
    paper.goto(served_site + name)
    figures = paper.evaluate(FIGURES)
    assert any(figure["isWhole"] for figure in figures) is (name != TALL)  # all of whose tables are large
    assert [f["id"] for f in figures if not f["isKept"] or f["height"] > SHEET["height"]] == []


def test_a_tall_figure_leaves_no_sheet_half_empty_before_it(paper: Page, served_site: str) -> None:
    """Its table goes on over the leaf; the picture is on the first sheet, with title and sentence."""
    paper.goto(served_site + TALL)
    first = heights_of_words(paper.pdf(prefer_css_page_size=True))[0]
    assert 240 < max(height for height in first if height < FOOT) < FOOT


def test_the_footer_is_not_alone_on_the_last_sheet(paper: Page, served_site: str) -> None:
    paper.goto(served_site + PROJECT)
    last = heights_of_words(paper.pdf(prefer_css_page_size=True))[-1]
    words = [height for height in last if HEAD < height < FOOT]
    footer = paper.locator(".site-footer").bounding_box()
    assert footer
    assert max(words) - min(words) > footer["height"] / MILLIMETRE


def test_closed_tables_are_printed_open(paper: Page, built_site: Path, tmp_path: Path) -> None:
    style = f'<link rel="stylesheet" href="{(built_site / "assets" / "style.css").as_uri()}">'
    table = "<details><summary>Table</summary><table><tr><td>2,653</td></tr></table></details>"
    (tmp_path / "index.html").write_text(f"<!doctype html>{style}{table}", encoding="utf-8")
    paper.goto((tmp_path / "index.html").as_uri())
    expect(paper.locator("summary")).to_be_hidden()
    expect(paper.locator("td")).to_be_visible()


def test_controls_stay_on_the_screen(paper: Page, served_site: str) -> None:
    paper.goto(served_site + GOAL)
    for control in (".menu", ".search-box-panel", ".breadcrumbs", ".neighbours", ".contents", ".figure-block-links"):
        assert paper.locator(control).count()
        assert not any(part.is_visible() for part in paper.locator(control).all()), control


def test_a_draft_is_called_so_on_paper(paper: Page, served_site: str) -> None:
    paper.goto(served_site + DRAFT)
    expect(paper.get_by_text("この資料は「最終案」です。")).to_be_visible()
    assert paper.evaluate("document.documentElement.dataset.status").startswith("この資料は「最終案」です。")
