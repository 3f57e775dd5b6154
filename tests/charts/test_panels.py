"""Small multiples: a panel for each series, all on the same axes."""

from collections import Counter

import pytest

from keikaku.charts.look import Look
from keikaku.charts.scene import Scene
from keikaku.figure import Role, Shape
from tests.charts.figures import GALLERY, LOOKS, NARROW, SIX, WIDE, actual, figure, gap, series, target, years
from tests.charts.scenes import column, rows, said, scene

NAMES = ("中央", "北部", "東部", "西部", "南部", "港", "山手")
PANELS = [id for id, one in GALLERY.items() if one.shape in (Shape.PANELS, Shape.COLUMN_PANELS)]


def corners(drawn: Scene) -> list[tuple[float, float]]:
    """Where the panels' names stand."""
    return [(word.x, word.y) for name in NAMES for word in drawn.words if word.text == name]


def heights(drawn: Scene) -> list[float]:
    """The zero lines of the panels, which are as many."""
    return [row["y"] for row in rows(drawn, "foot")]


def test_on_a_phone_the_panels_stand_under_one_another_in_the_order_of_the_plan() -> None:
    places = corners(scene(GALLERY["seven-districts"], NARROW))
    assert len(places) == 7
    assert len({x for x, _ in places}) == 1
    assert [y for _, y in places] == sorted(y for _, y in places)


def test_on_a_desk_they_stand_side_by_side_in_the_order_of_reading() -> None:
    places = corners(scene(GALLERY["seven-districts"], WIDE))
    assert 2 <= len({x for x, _ in places}) <= 4
    assert places == sorted(places, key=lambda place: (place[1], place[0]))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("id", PANELS)
def test_every_panel_stays_within_the_picture_and_has_its_own_zero_line(id: str, look: Look) -> None:
    drawn, values = scene(GALLERY[id], look), [s for s in GALLERY[id].drawn_series if s.role is Role.ACTUAL]
    assert drawn.plane.width + drawn.margins.left + drawn.margins.right == look.width
    assert all(0 <= row["x"] <= row["x2"] <= look.width for row in rows(drawn, "grid"))
    assert all(0 <= row["y"] <= drawn.plane.height for row in rows(drawn, "points"))
    assert len(heights(drawn)) == (len(values) if GALLERY[id].zero_based else 0)


@pytest.mark.parametrize(("count", "rows"), [(4, (2, 2)), (6, (3, 3)), (7, (3, 3, 1)), (8, (3, 3, 2))])
def test_on_a_desk_rows_are_few_and_even(count: int, rows: tuple[int, ...]) -> None:
    names = [f"第{n}地区" for n in range(count)]
    words = scene(figure(Shape.PANELS, SIX, *(actual(*["100"] * 6, name=name) for name in names)), WIDE).words
    found = Counter(word.y for word in words if word.text in names)
    assert tuple(found.values()) == rows


def test_equal_values_stand_equally_high_in_every_panel() -> None:
    drawn = scene(figure(Shape.PANELS, SIX[:2], *(actual("10", "40", name=name) for name in NAMES)))
    points = [rows(drawn, "points", name) for name in NAMES]
    risen = {round(foot - row["y"], 6) for foot, pair in zip(heights(drawn), points, strict=True) for row in pair[1:]}
    assert len(risen) == 1
    assert {row["x"] for pair in points for row in pair[:1]} == {points[0][0]["x"]}


def test_a_smaller_series_is_drawn_smaller_on_the_axis_of_all() -> None:
    drawn = scene(figure(Shape.COLUMN_PANELS, SIX[:2], actual("10", "20", name="小"), actual("10", "40", name="大")))
    small, large = (rows(drawn, "bars", name)[1] for name in ("小", "大"))
    assert (large["y"] - large["y2"]) == pytest.approx(2 * (small["y"] - small["y2"]))


@pytest.mark.parametrize("id", ["eight-sources", "six-counts-with-targets"])
def test_columns_begin_at_the_zero_line_of_their_panel(id: str) -> None:
    drawn = scene(GALLERY[id])
    values = [series.id for series in GALLERY[id].drawn_series if series.role is Role.ACTUAL]
    feet = dict(zip(values, heights(drawn), strict=True))
    assert all(row["y"] == feet[row["series"]] for row in rows(drawn, "bars"))


@pytest.mark.parametrize("look", LOOKS)
def test_each_panel_says_its_latest_value(look: Look) -> None:
    words = " ".join(said(scene(GALLERY["seven-districts"], look)))
    for value in ("58.8", "70.2", "64.9", "78.4", "60.1", "78.0", "47.9"):
        assert value in words


def test_the_target_of_a_series_stands_in_its_panel_without_its_name() -> None:
    drawn = scene(GALLERY["seven-districts"])
    assert len(rows(drawn, "points", "北部 目標")) == 1
    assert "目標 72.0" in said(drawn)
    assert not [word for word in said(drawn) if "北部 目標" in word]


def test_a_target_that_belongs_to_no_series_stands_in_no_panel() -> None:
    values = [actual("1", "2", name=name) for name in NAMES]
    drawn = scene(figure(Shape.PANELS, SIX[:2], *values, target(None, "90")))
    assert rows(drawn, "points", "目標") == []
    assert rows(drawn, "points", "中央")[1]["y"] < heights(drawn)[0] - 30  # the axis does not reach for it


def test_a_companion_stands_in_every_panel_and_once_in_the_legend() -> None:
    drawn = scene(GALLERY["panels-with-a-companion"])
    assert [entry.name for entry in drawn.legend] == ["全国平均"]
    assert len({row["part"] for row in rows(drawn, "lines", "全国平均")}) == 6


def test_a_target_for_every_year_crosses_its_own_panel_alone() -> None:
    (row,) = rows(scene(GALLERY["panels-with-a-companion"], WIDE), "crossings")
    assert row["x2"] - row["x"] < WIDE.width / 2
    assert any("85.0" in word and "目標" in word for word in said(scene(GALLERY["panels-with-a-companion"], WIDE)))


def test_a_gap_breaks_the_line_and_its_word_stands_there() -> None:
    drawn = scene(GALLERY["seven-districts"])
    assert column(rows(drawn, "lines", "東部"), "y")[2] is None
    assert "調査なし" in said(drawn)


def test_lines_of_different_panels_are_never_joined() -> None:
    drawn = scene(GALLERY["seven-districts"])
    assert len({row["part"] for row in rows(drawn, "lines") if row["series"] in NAMES}) == 7


def test_a_value_without_room_in_its_panel_stands_under_the_name() -> None:
    huge = "1,234,567,890,123,456"
    values = [actual("1", huge, name=name) for name in NAMES]
    words = said(scene(figure(Shape.COLUMN_PANELS, SIX[:2], *values, unit="円"), WIDE))
    assert sum(huge in word for word in words) == 7


def test_a_panel_with_one_value_says_it() -> None:
    drawn = scene(GALLERY["panels-with-little-in-them"])
    assert len(rows(drawn, "points", "国保")) == 1
    assert "0.01" in said(drawn)


def test_all_panels_share_a_cut_axis_which_is_said_once() -> None:
    assert {scene(GALLERY["panels-with-a-companion"], look).axis_from for look in LOOKS} == {"70％"}


def test_the_best_rank_stands_on_top_of_every_panel() -> None:
    values = (actual("3", "1", name=name) for name in NAMES)
    drawn = scene(figure(Shape.PANELS, SIX[:2], *values, unit="位", ranked=True))
    assert all(first["y"] > last["y"] for first, last in (rows(drawn, "points", name) for name in NAMES))
    assert (heights(drawn), drawn.axis_from) == ([], "")


def test_parts_and_wholes_have_panels_of_their_own() -> None:
    parts = [series(name, Role.PART, "1", "2") for name in NAMES]
    drawn = scene(figure(Shape.COLUMN_PANELS, years("R4", "R5"), *parts, series("計", Role.WHOLE, "7", gap("－"))))
    assert len(heights(drawn)) == 8
