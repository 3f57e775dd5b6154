"""One value between zero and its target."""

import pytest

from keikaku.charts.look import BASELINE, SURFACE, TARGET, Look
from keikaku.figure import Role, Shape
from tests.charts.figures import GALLERY, LOOKS, actual, cell, figure, series, target, years
from tests.charts.scenes import column, rows, said, scene

BULLETS = [name for name, figure in GALLERY.items() if figure.shape is Shape.BULLET]
YEARS = years("R5", "R7", targets_only="R7")


def test_the_bar_runs_from_zero_to_the_value_and_the_track_to_the_target() -> None:
    drawn = scene(figure(Shape.BULLET, YEARS, actual("4", None), target(None, "10")))
    (bar,), (track,), (post,) = drawn.marks["bars"], drawn.marks["track"], drawn.marks["posts"]
    assert (bar["x"], bar["x2"], track["x2"], post["x"]) == (0, 4, 10, 10)
    assert {"実績 4（R5）", "目標 10（R7）"} <= set(said(drawn))


def test_a_value_beyond_its_target_passes_it() -> None:
    drawn = scene(figure(Shape.BULLET, YEARS, actual("25", None), target(None, "10")))
    (bar,), (post,) = drawn.marks["bars"], drawn.marks["posts"]
    assert drawn.plane.x(bar["x2"]) == drawn.plane.width
    assert drawn.plane.x(post["x"]) == pytest.approx(drawn.plane.width * 0.4)


def test_a_target_reaches_out_of_the_bar_and_a_start_does_not() -> None:
    start = series("策定時", Role.BASELINE, "2", None)
    drawn = scene(figure(Shape.BULLET, YEARS, start, actual("4", None), target(None, "10")))
    strokes = {row["stroke"]: row["y"] for row in drawn.marks["posts"]}
    assert strokes[TARGET] < 0 == strokes[BASELINE]


def test_a_value_that_is_not_final_is_hollow() -> None:
    drawn = scene(figure(Shape.BULLET, YEARS, actual(cell("4", hollow=True, state="速報"), None), target(None, "10")))
    assert column(rows(drawn, "bars"), "fill") == [SURFACE]
    assert "実績 4（R5、速報）" in said(drawn)


@pytest.mark.parametrize("name", BULLETS)
@pytest.mark.parametrize("look", LOOKS)
def test_every_mark_is_named_beside_it(name: str, look: Look) -> None:
    drawn = scene(GALLERY[name], look)
    text = "".join(word.text.replace(" ", "") for word in drawn.words)
    assert drawn.legend == ()
    assert all(one.name.replace(" ", "") in text for one in GALLERY[name].drawn_series)


@pytest.mark.parametrize("name", BULLETS)
def test_on_a_phone_it_fits_a_card(name: str) -> None:
    drawn = scene(GALLERY[name])
    assert drawn.margins.left + drawn.plane.width + drawn.margins.right <= 240
