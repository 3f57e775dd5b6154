"""Browsers of before 2022 skip all cascade layers of the stylesheet: what a plain page then shows."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import GOAL

pytestmark = pytest.mark.browser

VISIBLE = "visible=true"
# Of each shape in the picture that is shown: whether it is filled or stroked with a colour of the theme.
COLOURS = """
() => {
  const shown = [...document.querySelectorAll("svg[role=img]")].filter(svg => svg.checkVisibility());
  const marks = shown.flatMap(svg => [...svg.querySelectorAll('[fill^="var("], [stroke^="var("]')]);
  return marks.flatMap(mark => ["fill", "stroke"]
    .filter(name => mark.getAttribute(name)?.startsWith("var("))
    .map(name => getComputedStyle(mark)[name]));
}
"""


def without_layers(css: str) -> str:
    """The rules that stand in no layer."""
    kept, depth, is_layer = [], 0, False
    for part in re.split(r"(@layer [^{;]*[{;]|[{}])", css):
        is_layer = is_layer or (part.startswith("@layer ") and part.endswith("{"))
        depth += part.endswith("{") - (part == "}")
        if not is_layer and not part.startswith("@layer "):
            kept.append(part)
        is_layer = is_layer and depth > 0
    return "".join(kept)


@pytest.fixture(params=[320, 1280])
def page(request: pytest.FixtureRequest, browser: Browser, built_site: Path, served_site: str) -> Iterator[Page]:
    css = (built_site / "assets" / "style.css").read_text(encoding="utf-8")
    with browser.new_page(viewport={"width": request.param, "height": 800}) as page:
        page.route("**/style.css", lambda route: route.fulfill(body=without_layers(css), content_type="text/css"))
        page.goto(served_site + GOAL)
        yield page


def test_what_stands_in_layers_is_left_out_whole() -> None:
    css = "@layer a,b;:root{--x: 1;}@layer a{@media print{p{color: red;}}}.v{top: 0;}@layer b{p{left: 0;}}p{margin: 0;}"
    assert without_layers(css) == ":root{--x: 1;}.v{top: 0;}p{margin: 0;}"


def test_each_figure_shows_one_picture(page: Page) -> None:
    figures = page.locator("figure:has(svg[role=img])").all()
    assert len(figures) >= 3
    assert {figure.locator("svg[role=img]").locator(VISIBLE).count() for figure in figures} == {1}


def test_pictures_keep_their_colours(page: Page) -> None:
    colours = page.evaluate(COLOURS)
    assert len(colours) > 20
    assert [colour for colour in colours if not re.fullmatch(r"rgb\(.+\)", colour)] == []


def test_words_for_ears_are_not_seen(page: Page) -> None:
    for_ears = page.locator(".visually-hidden").first
    expect(for_ears).to_have_css("width", "1px")


def test_text_comes_in_the_order_of_reading_and_the_menu_opens(page: Page) -> None:
    assert page.locator("body").evaluate("body => getComputedStyle(body).marginTop") == "8px"  # no layer is read
    page.get_by_text("メニュー", exact=True).click()
    expect(page.get_by_role("link", name="すべての事業")).to_be_visible()
    tops = [page.locator(part).bounding_box() for part in ("h1", ".page-sections", ".site-footer")]
    places = [top["y"] for top in tops if top]
    assert len(places) == 3
    assert places == sorted(places)
