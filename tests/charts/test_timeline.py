"""Words by year, from top to bottom."""

import pytest

from keikaku.charts.look import MUTED, SURFACE, TARGET, Look
from keikaku.figure import Cell, Figure, Shape
from tests.charts.figures import GALLERY, LOOKS, SIX, actual, figure, gap, target, years
from tests.charts.scenes import column, rows, said, scene

TIMELINES = [name for name, figure in GALLERY.items() if figure.shape is Shape.TIMELINE]
every_timeline = pytest.mark.parametrize("name", TIMELINES)


def steps(*cells: Cell | None, **more: Cell) -> Figure:
    targets = target(*[None] * (len(cells) - 1), more["aim"]) if more else None
    return figure(Shape.TIMELINE, SIX[: len(cells)], actual(*cells), *([targets] if targets else []), unit="")


def test_what_is_done_what_is_not_and_what_is_promised_look_different() -> None:
    drawn = scene(steps(Cell("未開館", done=False), Cell("開館", done=True), aim=Cell("開館")))
    before, done, promise = rows(drawn, "events")
    assert before["size"] < done["size"]
    assert (before["fill"], promise["fill"], promise["stroke"]) == (MUTED, SURFACE, TARGET)
    assert done["fill"] not in (SURFACE, MUTED)
    assert promise["shape"] != done["shape"]


def test_what_is_not_final_is_hollow_and_says_so() -> None:
    drawn = scene(steps(Cell("検討"), Cell("設置", hollow=True, state="見込")))
    assert column(rows(drawn, "events"), "fill")[1] == SURFACE
    assert "設置（見込）" in said(drawn)


def test_a_year_without_a_value_has_a_word_and_no_mark_and_breaks_the_line() -> None:
    drawn = scene(steps(Cell("検討"), gap("未調査"), Cell("設置")))
    assert column(rows(drawn, "events"), "slot") == [0, 2]
    assert drawn.marks["spine"] == []
    assert "未調査" in said(drawn)


def test_a_promise_between_does_not_break_the_line_and_one_to_come_is_reached_by_dashes() -> None:
    drawn = scene(GALLERY["steps"])
    assert [row["dash"] for row in drawn.marks["spine"]] == [[], [], [2, 4]]


def test_the_years_to_come_stand_on_a_ground_of_their_own() -> None:
    drawn = scene(GALLERY["steps"])
    (zone,) = drawn.marks["zones"]
    last = rows(drawn, "events")[-1]
    assert zone["y"] < last["y"] < zone["y2"] == drawn.plane.height
    assert scene(GALLERY["opening"]).marks["zones"] == []


def test_years_far_apart_stand_far_apart() -> None:
    drawn = scene(figure(Shape.TIMELINE, years("1990", "2000", "2020"), actual(*map(Cell, "甲乙丙")), unit=""))
    first, second, third = column(rows(drawn, "events"), "y")
    assert third - second == pytest.approx(2 * (second - first))  # type: ignore[operator]


@every_timeline
@pytest.mark.parametrize("look", LOOKS)
def test_every_cell_is_said_and_only_cells_have_marks(name: str, look: Look) -> None:
    drawn, figure = scene(GALLERY[name], look), GALLERY[name]
    text = "".join(word.text.replace(" ", "") for word in drawn.words)
    cells = [cell for series in figure.series for cell in series.cells if cell]
    assert all(cell.printed.replace(" ", "") in text for cell in cells)
    assert len(rows(drawn, "events")) == sum(not cell.missing for cell in cells)


@every_timeline
@pytest.mark.parametrize("look", LOOKS)
def test_time_runs_down(name: str, look: Look) -> None:
    heights = column(rows(scene(GALLERY[name], look), "events"), "y")
    assert heights == sorted(heights)  # type: ignore[type-var]
