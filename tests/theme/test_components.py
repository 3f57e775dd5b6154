"""Every component: a macro, its CSS and examples, and sound HTML of each example."""

import re
from pathlib import Path

import pytest

from keikaku.pages.blocks import Page
from keikaku.rendering import Renderer
from keikaku.styles import stylesheet
from keikaku.words import read_words
from tests.theme.examples import DRAWING, THEME, Example, examples
from tests.theme.markup import faults

COMPONENTS = sorted((THEME / "components").iterdir())
PAGE = Page("sapporo/g1/index.html", "node", "参加", "")


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(THEME, None, {"ja": read_words(THEME / "words", "ja")})


@pytest.mark.parametrize("folder", COMPONENTS, ids=lambda folder: folder.name)
def test_a_component_has_its_macro_its_css_and_examples(folder: Path) -> None:
    expected = {f"{folder.name}.html", f"{folder.name}.css", "examples.yaml"}
    assert {path.name for path in folder.iterdir() if not path.name.startswith(".")} == expected


@pytest.mark.parametrize("example", examples(), ids=str)
def test_an_example_gives_sound_html(example: Example, renderer: Renderer) -> None:
    html = renderer.component(example.component, *example.given, page=PAGE, drawings={"joining": DRAWING})
    assert html.strip()
    assert faults(example.placed(html)) == []


@pytest.mark.parametrize("folder", COMPONENTS, ids=lambda folder: folder.name)
def test_each_rule_of_a_component_is_about_that_component(folder: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", (folder / f"{folder.name}.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = [rule.strip() for rule in re.findall(r"([^{};]+)\{", css) if not rule.strip().startswith("@")]
    assert selectors
    assert [selector for selector in selectors if f".{folder.name}" not in selector] == []


OF_NARRATIVES = {"align-right", "align-center"}  # what tables of a narrative bear


def test_no_rule_waits_for_a_class_that_nothing_writes() -> None:
    templates = "".join(path.read_text(encoding="utf-8") for path in THEME.rglob("*.html"))
    ruled = set(re.findall(r"\.([a-z][\w-]*)", stylesheet(THEME).decode()))
    assert ruled - set(re.findall(r"[\w-]+", templates)) == OF_NARRATIVES


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p><div>x</div></p>", "<div> stands in a paragraph"),
        ("<ul></ul>", "<ul> is empty"),
        ('<a href="">x</a>', "href of <a> is empty"),
        ('<a href="#x">x</a>', "nothing has the id x"),
        ('<p id="a">x</p><p id="a">y</p>', "id a stands twice"),
        ('<p style="color:red">x</p>', "style= on <p>"),
        ("<h1>x</h1><h3>y</h3>", "h3 follows h1"),
        ("<div><li>x</li></div>", "<li> does not belong in <div>"),
    ],
)
def test_the_checker_sees_faults(html: str, fault: str) -> None:
    assert fault in faults(html)
