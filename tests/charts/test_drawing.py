"""The finished pictures: what is in them, and what is not."""

import gzip
import re
from xml.etree import ElementTree

import pytest

from keikaku.charts.drawing import Drawing, Picture
from keikaku.charts.engine import draw
from keikaku.charts.svg import content
from tests.charts.figures import GALLERY, NARROW, WIDE
from tests.charts.scenes import scene


@pytest.fixture(scope="module")
def drawings() -> dict[str, Drawing]:
    return {name: draw(figure, NARROW, WIDE) for name, figure in GALLERY.items()}


PANELS = {id: len(figure.series) for id, figure in GALLERY.items() if "panels" in figure.shape}


@pytest.fixture(params=GALLERY)
def drawing(request: pytest.FixtureRequest, drawings: dict[str, Drawing]) -> Drawing:
    return drawings[request.param]


def parsed(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(f'<svg viewBox="{picture.view_box}">{picture.content}</svg>')


def test_a_picture_holds_nothing_that_a_page_forbids_or_repeats(drawing: Drawing) -> None:
    for picture in (drawing.narrow, drawing.wide):
        names = {name for element in parsed(picture).iter() for name in element.attrib}
        tags = {element.tag for element in parsed(picture).iter()}
        assert tags <= {"svg", "g", "path", "circle", "text"}
        assert not names & {"id", "style", "class", "role", "aria-label", "href", "clip-path", "font-family"}


def test_a_picture_has_no_colours_of_its_own(drawing: Drawing) -> None:
    for picture in (drawing.narrow, drawing.wide):
        colours = re.findall(r'(?:fill|stroke)="([^"]*)"', picture.content)
        assert colours
        assert all(c in ("none", "currentColor") or re.fullmatch(r"var\(--[a-z0-9-]+\)", c) for c in colours)


def test_a_picture_has_the_size_of_its_look(drawing: Drawing) -> None:
    # A bullet is narrower: a card has less room.
    assert (drawing.narrow.width, drawing.narrow.width_rem) in ((272, "17rem"), (240, "15rem"))
    assert drawing.wide.width == 640
    assert 'font-size="12"' in drawing.narrow.content
    assert 'font-size="14"' in drawing.wide.content


@pytest.mark.parametrize("id", GALLERY)
def test_a_picture_is_small(id: str, drawings: dict[str, Drawing]) -> None:
    """Panels are as many pictures as they are."""
    for picture in (drawings[id].narrow, drawings[id].wide):
        assert len(gzip.compress(picture.content.encode())) < max(2000, 300 * PANELS.get(id, 0))
        assert not re.search(r"\d\.\d\d", re.sub(r"<text.*?</text>", "", picture.content))


def test_every_picture_shows_something(drawing: Drawing) -> None:
    for picture in (drawing.narrow, drawing.wide):
        marks = [element for element in parsed(picture).iter() if element.tag in ("path", "circle")]
        assert marks
        assert all(element.get("d", "M") for element in marks)


def test_points_are_drawn_where_the_table_says(drawings: dict[str, Drawing]) -> None:
    plane = scene(GALLERY["provisional"]).plane
    circles = [e for e in parsed(drawings["provisional"].narrow).iter() if e.tag == "circle"]
    drawn = [(float(e.get("cx", "")), float(e.get("cy", ""))) for e in circles]
    numbers = [2280, 2400, 2528, 2653, 2684]
    wanted = [(plane.x(2013 + year), plane.y(number)) for year, number in enumerate(numbers)]
    assert [xy for pair in drawn for xy in pair] == pytest.approx([xy for pair in wanted for xy in pair], abs=0.06)


def test_columns_are_drawn_as_high_as_the_table_says(drawings: dict[str, Drawing]) -> None:
    plane = scene(GALLERY["constant-over-columns"]).plane
    drawn = drawings["constant-over-columns"].narrow.content
    (path,) = re.findall(r'<path d="([^"]*)" fill="var\(--series-1\)"', drawn)
    heights = [float(high) for high in re.findall(r"v([\d.]+)h-", path)]
    wanted = [plane.y(0) - plane.y(number) for number in (12, 15, 9, 21, 18, 20)]
    assert heights == pytest.approx(wanted, abs=0.06)


def test_the_same_figure_is_the_same_bytes_in_any_order(drawings: dict[str, Drawing]) -> None:
    for name in reversed(GALLERY):
        assert draw(GALLERY[name], NARROW, WIDE) == drawings[name]


def test_words_are_escaped() -> None:
    drawn = scene(GALLERY["one-point"])
    word = drawn.words[0].__class__("A & <B>", 0, 0)
    assert "A &amp; &lt;B&gt;" in content(drawn.__class__(**vars(drawn) | {"words": (word,)}), "", 12)


def test_a_legend_shows_the_mark_of_each_series(drawings: dict[str, Drawing]) -> None:
    legend = drawings["breakdown"].narrow.legend
    assert [entry.name for entry in legend] == ["認定", "仮認定", "条例個別指定"]
    assert [f"var(--series-{n})" in entry.sample for n, entry in enumerate(legend, start=1)] == [True] * 3
    for entry in legend:
        ElementTree.fromstring(f"<svg>{entry.sample}</svg>")
