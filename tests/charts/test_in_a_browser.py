"""Every picture of the gallery as a browser shows it, in two fonts, of which one has full-width kana."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from keikaku.charts.drawing import Drawing, Picture
from keikaku.charts.engine import draw
from keikaku.charts.measure import FONT
from tests.charts.figures import GALLERY, NARROW, WIDE

pytestmark = pytest.mark.browser

COLOURS = yaml.safe_load((Path(__file__).parents[2] / "theme" / "tokens.yaml").read_text("utf-8"))["color"]
FONTS = {"ours": '"Ours"', "full-width": '"Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", sans-serif'}

# The boxes of the letters themselves, which are lower than the lines they stand on.
BOXES = """
() => [...document.querySelectorAll("svg.picture, svg[role=img]")].filter(svg => svg.checkVisibility()).map(svg => {
  const size = parseFloat(getComputedStyle(svg.querySelector("text")).fontSize);
  const frame = svg.viewBox.baseVal;
  const place = element => {
    const box = element.getBBox(), moved = svg.getCTM().inverse().multiply(element.getCTM());
    return {left: box.x + moved.e, top: box.y + moved.f, right: box.x + box.width + moved.e,
            bottom: box.y + box.height + moved.f};
  };
  const texts = [...svg.querySelectorAll("text")].map(text => {
    const box = place(text), moved = svg.getCTM().inverse().multiply(text.getCTM());
    const foot = parseFloat(text.getAttribute("y")) + moved.f;
    return {...box, top: foot - 0.88 * size, bottom: foot + 0.12 * size, words: text.textContent};
  });
  return {name: svg.id, size, width: frame.width, height: frame.height, texts,
          shown: svg.getBoundingClientRect().width, circles: [...svg.querySelectorAll("circle")].map(place)};
})
"""


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def drawings() -> dict[str, Drawing]:
    return {name: draw(figure, NARROW, WIDE) for name, figure in GALLERY.items()}


@pytest.fixture(scope="module")
def page(browser: Browser, drawings: dict[str, Drawing], tmp_path_factory: pytest.TempPathFactory) -> Page:
    path = tmp_path_factory.mktemp("gallery") / "index.html"
    pictures = (
        (f"{name}-{size}", picture)
        for name, drawing in drawings.items()
        for size, picture in (("narrow", drawing.narrow), ("wide", drawing.wide))
    )
    variables = "".join(f"--{name}:{values['light']};" for name, values in COLOURS.items())
    face = f'@font-face {{font-family: "Ours"; src: url("{FONT.as_uri()}")}}'
    body = "".join(_element(name, picture) for name, picture in pictures)
    path.write_text(
        f'<!doctype html><html lang="ja"><meta charset="utf-8"><title>Gallery</title>'
        f"<style>{face} :root {{{variables}}} body {{letter-spacing: 0.05em}}</style>{body}",
        encoding="utf-8",
    )
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(path.as_uri())
    return page


def _element(name: str, picture: Picture) -> str:
    size = f'width="{picture.width_rem}" height="{picture.height_rem}" viewBox="{picture.view_box}"'
    return f'<p><svg class="picture" id="{escape(name)}" {size}>{picture.content}</svg></p>'


@pytest.fixture(params=FONTS)
def boxes(request: pytest.FixtureRequest, page: Page) -> list[dict[str, Any]]:
    page.evaluate("font => { document.body.style.fontFamily = font }", FONTS[request.param])
    page.evaluate("() => document.fonts.ready.then(() => 1)")
    found: list[dict[str, Any]] = page.evaluate(BOXES)
    assert len(found) == 2 * len(GALLERY)
    return found


def overlapping(pictures: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """The pairs of words that stand on one another."""
    return [
        (picture["name"], one["words"], other["words"])
        for picture in pictures
        for place, one in enumerate(picture["texts"])
        for other in picture["texts"][:place]
        if overlap(one, other)
    ]


def outside(pictures: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The words that reach out of their picture."""
    return [
        (picture["name"], text["words"])
        for picture in pictures
        for text in picture["texts"]
        if text["left"] < 0 or text["top"] < 0 or text["right"] > picture["width"] or text["bottom"] > picture["height"]
    ]


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    return across > 0.5 and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 0.5


def test_no_words_overlap(boxes: list[dict[str, Any]]) -> None:
    assert overlapping(boxes) == []


def test_no_words_reach_out_of_their_picture(boxes: list[dict[str, Any]]) -> None:
    assert outside(boxes) == []


def test_no_words_cover_a_point(boxes: list[dict[str, Any]]) -> None:
    covered = [
        (picture["name"], text["words"])
        for picture in boxes
        for text in picture["texts"]
        for circle in picture["circles"]
        if overlap(text, circle)
    ]
    assert covered == []


def test_words_are_large_enough(boxes: list[dict[str, Any]]) -> None:
    assert {(picture["width"], picture["size"]) for picture in boxes} == {(272, 12), (240, 12), (640, 14)}
    assert all(picture["shown"] == picture["width"] for picture in boxes)


def test_pictures_follow_the_readers_text_size(page: Page) -> None:
    page.evaluate("() => { document.documentElement.style.fontSize = '32px' }")
    shown = page.evaluate(BOXES)
    page.evaluate("() => { document.documentElement.style.fontSize = '' }")
    assert all(picture["shown"] == 2 * picture["width"] for picture in shown)
