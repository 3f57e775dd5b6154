"""The gallery as its pages show it: every figure with its table, on a phone and a desk, light and dark."""

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from keikaku.audit.axe import ask
from keikaku.audit.browser import axe_source
from keikaku.charts.measure import FONT
from keikaku.figure import Cell, Figure, Shape
from keikaku.gallery import write_gallery
from keikaku.gallery.pages import BY_NAME, shown_as
from keikaku.plan.drawn import DrawnAs
from keikaku.workspace import Workspace
from tests.charts.test_in_a_browser import BOXES, FONTS, outside, overlapping
from tests.theme.examples import THEME, examples

DRAWN_SHAPES = [shape for shape in Shape if any(figure.is_drawn for figure in shown_as(shape))]

# The contrast of each word with what it stands on, and of each mark with the page, in pictures that are shown.
CONTRAST = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgb = (...colours) => {  // painted one over the other
    colours.forEach(colour => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); });
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const linear = part => part <= 10 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const page = getComputedStyle(document.body).backgroundColor;
  const filled = element => {
    const {fill, fillOpacity, opacity} = getComputedStyle(element);
    if (fill === "none" || element.localName === "text") return [];
    canvas.globalAlpha = fillOpacity * opacity;
    return [fill];
  };
  const under = (text, svg) => {
    const box = text.getBoundingClientRect();
    const found = document.elementsFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    canvas.globalAlpha = 1;
    let colour = rgb(page);
    found.filter(element => element !== svg && svg.contains(element)).reverse().forEach(element => {
      filled(element).forEach(fill => { colour = rgb(fill); });
    });
    canvas.globalAlpha = 1;
    return colour;
  };
  const faults = [];
  for (const svg of document.querySelectorAll("svg[role=img]")) {
    if (!svg.checkVisibility()) continue;
    svg.scrollIntoView({block: "center"});
    for (const text of svg.querySelectorAll("text")) {
      const ground = under(text, svg), found = ratio(ground, rgb(getComputedStyle(text).fill));
      if (found < 4.5) faults.push([text.textContent, found]);
    }
    const names = ["fill", "stroke"];
    for (const mark of svg.querySelectorAll(names.map(n => `[${n}^="var(--series"], [${n}^="var(--target"]`).join())) {
      const said = names.filter(name => /series|target/.test(mark.getAttribute(name)));
      const best = Math.max(...said.map(name => ratio(rgb(page), rgb(getComputedStyle(mark)[name]))));
      if (best < 3) faults.push([mark.outerHTML.slice(0, 80), best]);
    }
  }
  return faults;
}
"""


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gallery")
    write_gallery(Workspace(folder / "workspace"), folder / "out")
    return folder / "out"


def test_every_way_of_drawing_has_a_page_with_all_of_its_figures(gallery: Path) -> None:
    for shape in Shape:
        page = (gallery / shape / "index.html").read_text(encoding="utf-8")
        figures = shown_as(shape)
        assert figures
        assert page.count("<figure") == page.count("<table") == len(figures)


def test_every_component_of_the_theme_has_a_page_with_all_of_its_examples(gallery: Path) -> None:
    found = Counter(example.component for example in examples())
    assert set(found) == {folder.name for folder in (THEME / "components").iterdir()}
    for name, count in found.items():
        page = (gallery / "components" / name / "index.html").read_text(encoding="utf-8")
        assert page.count('id="example-') == count
        assert f'href="{name}/index.html"' in (gallery / "components" / "index.html").read_text(encoding="utf-8")


def test_the_gallery_tells_which_ways_of_drawing_a_plan_may_ask_for() -> None:
    assert {shape.value for shape in BY_NAME} == {way.value for way in DrawnAs}


def test_what_the_gallery_wrote_is_written_the_same_again(gallery: Path, tmp_path: Path) -> None:
    write_gallery(Workspace(gallery.parent / "workspace"), tmp_path)
    again = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert again == {path.relative_to(gallery): path.read_bytes() for path in gallery.rglob("*") if path.is_file()}


EXTREMES: dict[str, Callable[[Figure], bool]] = {
    "one point": lambda figure: figure.is_drawn and len(_numbers(figure)) == 1,
    "all missing": lambda figure: bool(_cells(figure)) and all(cell.missing for cell in _cells(figure)),
    "40 years": lambda figure: sum(slot.position is not None for slot in figure.slots) >= 40,
    "a thousand million": lambda figure: any(abs(number) >= 10**9 for number in _numbers(figure)),
    "a negative number": lambda figure: any(number < 0 for number in _numbers(figure)),
    "▲": lambda figure: any("▲" in cell.printed for cell in _cells(figure)),
    "a target of zero": lambda figure: any(0 in series.numbers for series in figure.series if "目標" in series.name),
    "categories of 12 characters": lambda figure: any(
        len(slot.label) >= 12 for slot in figure.slots if slot.position is None
    ),
    "8 categories": lambda figure: sum(slot.position is None for slot in figure.slots) >= 8,
    "hundredths": lambda figure: any(number.as_tuple().exponent == -2 for number in _numbers(figure)),
}


@pytest.mark.parametrize("extreme", EXTREMES)
def test_the_gallery_shows_extreme_and_broken_data(extreme: str) -> None:
    assert any(EXTREMES[extreme](figure) for shape in Shape for figure in shown_as(shape))


def _cells(figure: Figure) -> list[Cell]:
    return [cell for series in figure.series for cell in series.cells if cell]


def _numbers(figure: Figure) -> list[Decimal]:
    return [cell.number for cell in _cells(figure) if cell.number is not None]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def opened(browser: Browser, gallery: Path, shape: Shape, width: int) -> Iterator[Page]:
    with browser.new_page(viewport={"width": width, "height": 800}) as page:
        page.goto((gallery / shape / "index.html").as_uri())
        yield page


@pytest.fixture
def page(opened: Page) -> Iterator[Page]:
    """A page is opened once for all tests, which leave it as they found it."""
    yield opened
    opened.emulate_media(media="screen", color_scheme="light")
    opened.evaluate("document.adoptedStyleSheets = []")


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280], scope="module")
@pytest.mark.parametrize("shape", DRAWN_SHAPES, scope="module")
class TestInABrowser:
    @pytest.mark.parametrize("font", FONTS)
    def test_words_neither_overlap_nor_leave_their_picture(self, page: Page, font: str) -> None:
        letter(page, FONTS[font])
        pictures = boxes(page)
        assert pictures
        assert overlapping(pictures) == []
        assert outside(pictures) == []

    def test_words_are_at_least_12_pixels_high_as_shown(self, page: Page) -> None:
        sizes = [picture["size"] * picture["shown"] / picture["width"] for picture in boxes(page)]
        assert min(sizes) >= 12

    def test_pictures_fit_the_page(self, page: Page) -> None:
        width = page.evaluate("innerWidth")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert all(picture["shown"] <= width for picture in boxes(page))

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_words_and_marks_stand_out(self, page: Page, scheme: Any) -> None:
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(CONTRAST) == []

    def test_at_twice_the_size_of_text_pictures_still_fit_and_are_no_smaller(self, page: Page) -> None:
        style(page, "html { font-size: 200% }")
        self.test_words_are_at_least_12_pixels_high_as_shown(page)
        self.test_pictures_fit_the_page(page)


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_components_fit_their_page(browser: Browser, gallery: Path, width: int) -> None:
    pages = sorted(gallery.glob("components/*/index.html"))
    assert pages
    with browser.new_page(viewport={"width": width, "height": 800}) as page:
        for path in pages:
            page.goto(path.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path.parent.name


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_components(browser: Browser, gallery: Path, width: int) -> None:
    """Of each with all of its examples, light and dark."""
    axe, found = axe_source(), {}
    pages = sorted(gallery.glob("components/**/index.html"))
    assert len(pages) > 20
    with browser.new_page(viewport={"width": width, "height": 800}) as page:
        for path in pages:
            faults = ask(page, path.as_uri(), axe).faults
            found[path.parent.name] = [f"{fault.scheme} {fault.rule}: {fault.html[:120]}" for fault in faults]
    assert {name: faults for name, faults in found.items() if faults} == {}


PAPER = 703  # pixels of an A4 sheet between its margins of 12 mm


@pytest.mark.browser
@pytest.mark.parametrize("width", [PAPER], scope="module")
@pytest.mark.parametrize("shape", DRAWN_SHAPES, scope="module")
class TestOnPaper:
    @pytest.fixture(autouse=True)
    def on_paper(self, page: Page) -> None:
        page.emulate_media(media="print", color_scheme="dark")  # a dark screen does not make a dark sheet

    def test_every_figure_has_one_picture_that_fits_and_can_be_read(self, page: Page, shape: Shape) -> None:
        pictures = boxes(page)
        assert len(pictures) == sum(figure.is_drawn for figure in shown_as(shape))
        assert all(picture["shown"] <= PAPER for picture in pictures)
        assert overlapping(pictures) == []
        assert outside(pictures) == []
        assert min(picture["size"] * picture["shown"] / picture["width"] for picture in pictures) >= 9

    def test_words_and_marks_stand_out_on_white(self, page: Page) -> None:
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.evaluate(CONTRAST) == []


def letter(page: Page, family: str) -> None:
    """Show the pictures in another font than the theme's."""
    face = f'@font-face {{font-family: "Ours"; src: url("{FONT.as_uri()}")}}'
    style(page, f"{face} .figure-picture text {{font-family: {family} !important}}")
    page.evaluate("() => document.fonts.ready.then(() => 1)")


def style(page: Page, text: str) -> None:
    add = (
        "text => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); document.adoptedStyleSheets = [sheet]; }"
    )
    page.evaluate(add, text)


def boxes(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(BOXES)
    return found
