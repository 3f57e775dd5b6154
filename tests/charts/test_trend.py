"""Values over time as lines, and ways to targets."""

from decimal import Decimal

import pytest

from keikaku.charts.look import COMPANION, SURFACE, TARGET, Look
from keikaku.figure import Level, Role, Shape, Slot
from tests.charts.figures import GALLERY, LOOKS, SIX, WIDE, actual, cell, figure, gap, series, target, years
from tests.charts.scenes import column, rows, said, scene


def test_points_stand_at_the_values_of_the_table() -> None:
    drawn = scene(GALLERY["several-targets"])
    points = rows(drawn, "points", "実績")
    assert column(points, "x") == [2013, 2014, 2015, 2016]
    assert column(points, "y") == [32.4, 94.1, 92.1, 81.4]


def test_a_gap_breaks_the_line_and_keeps_its_place() -> None:
    drawn = scene(figure(Shape.TREND, SIX, actual("1", "2", gap("未調査"), "4", None, "6")))
    assert column(rows(drawn, "lines"), "y") == [1, 2, None, 4, None, 6]
    assert column(rows(drawn, "lines"), "x") == [2015, 2016, 2017, 2018, 2019, 2020]
    assert column(rows(drawn, "points"), "y") == [1, 2, 4, 6]


def test_the_word_for_a_gap_stands_at_its_foot() -> None:
    assert "未調査" in said(scene(GALLERY["gaps"]))


def test_a_value_that_is_not_final_is_hollow_and_says_so() -> None:
    drawn = scene(GALLERY["provisional"])
    *final, provisional = rows(drawn, "points", "実績")
    assert SURFACE not in column(final, "fill")
    assert provisional["fill"] == SURFACE
    assert any("2,684（途中）" in words for words in said(drawn))


@pytest.mark.parametrize("look", LOOKS)
def test_the_latest_value_and_each_target_are_named(look: Look) -> None:
    words = " ".join(said(scene(GALLERY["several-targets"], look)))
    for needed in ("実績 81.4", "目標 70.0", "アクションプラン", "戦略ビジョン 100"):
        assert needed in words


def test_targets_are_told_apart_by_their_markers() -> None:
    drawn = scene(GALLERY["several-targets"])
    targets = [row for row in drawn.marks["points"] if row["fill"] == TARGET]
    assert column(targets, "shape") == ["diamond", "triangle-up", "square"]


def test_lines_are_told_apart_by_dash_and_marker() -> None:
    drawn = scene(GALLERY["five-lines"])
    assert len({str(row["dash"]) for row in drawn.marks["lines"]}) == 5
    assert len({row["shape"] for row in drawn.marks["points"]}) == 5


def test_years_that_have_only_targets_lie_in_a_zone_of_their_own() -> None:
    (zone,) = scene(GALLERY["several-targets"]).marks["future"]
    assert zone["x"] == (2017 + 2018) / 2
    assert zone["x2"] > 2022


def test_years_at_the_end_that_have_not_even_a_target_are_left_out() -> None:
    slots = years("H28", "H29", "H30", "H31", "H34", targets_only="H30 H31 H34")
    results, aims = actual("1", gap("今後調査"), None, None, None), target(None, None, "5", None, None)
    drawn = scene(figure(Shape.TREND, slots, results, aims))
    assert "H30" in said(drawn)
    assert not {"H31", "H34"} & set(said(drawn))


def test_a_past_year_without_a_value_is_kept_at_the_end() -> None:
    assert "R2" in said(scene(figure(Shape.TREND, SIX, actual("1", "2", "3", "4", "5", None))))


def test_the_unit_is_written_with_the_latest_value_only() -> None:
    drawn = scene(figure(Shape.TREND, SIX[:3], actual("71.7%", "71.5％", "71.2％")), WIDE)
    assert {"71.7", "71.5", "71.2％"} <= set(said(drawn))


def test_a_constant_target_is_one_line_across_with_its_value() -> None:
    drawn = scene(GALLERY["cut-axis"])
    assert column(rows(drawn, "crossings"), "y") == [95.0]
    assert rows(drawn, "points", "目標（毎年度）") == []
    assert "目標（毎年度） 95.0" in said(drawn)


def test_a_constant_range_is_a_band_between_two_lines() -> None:
    drawn = scene(GALLERY["range"])
    (band,) = drawn.marks["bands"]
    assert (band["y"], band["y2"]) == (40, 50)
    assert column(rows(drawn, "crossings"), "y") == [40, 50]


def test_a_range_of_one_year_reaches_from_end_to_end() -> None:
    drawn = scene(figure(Shape.TREND, SIX, target(None, None, None, None, None, cell("40〜50", 40, high=Decimal(50)))))
    assert [(row["y"], row["y2"]) for row in drawn.marks["ranges"]] == [(40, 50)]


def test_a_cut_axis_has_no_zero_line_and_says_where_it_starts() -> None:
    drawn = scene(GALLERY["cut-axis"])
    assert drawn.marks["foot"] == []
    assert drawn.axis_from == "92％"


def test_further_values_of_a_year_are_drawn_beside_the_first() -> None:
    both = cell("23", hollow=True, state="途中", more=(cell("25", hollow=True, state="見込"),))
    drawn = scene(figure(Shape.TREND, SIX[:3], actual("19", "21", both)), WIDE)
    assert [(row["slot"], row["y"]) for row in rows(drawn, "points")][-2:] == [(2, 25), (2, 23)]
    assert any("25" in words for words in said(drawn))


def test_a_value_without_a_year_is_not_joined_to_the_others() -> None:
    drawn = scene(figure(Shape.TREND, (Slot("策定時"), *SIX[:2]), actual("1", "2", "3")))
    assert len({row["part"] for row in rows(drawn, "lines")}) == 2


def test_a_path_of_yearly_targets_is_joined_year_to_year_only() -> None:
    drawn = scene(figure(Shape.TREND, SIX, actual(*range(6)), target("1", "2", None, "4", None, "6")))
    assert column(rows(drawn, "lines", "目標"), "y") == [1, 2, None, 4, None, 6]


def test_the_way_to_a_target_leads_from_the_baseline() -> None:
    drawn = scene(GALLERY["way-to-a-target"])
    assert column(rows(drawn, "lines"), "y") == [15000, 19000]
    assert {"現状 15,000人", "目標 19,000人"} <= set(said(drawn))


def test_estimates_are_hollow_and_dashed() -> None:
    drawn = scene(GALLERY["expected"])
    assert set(column(rows(drawn, "points", "推計"), "fill")) == {SURFACE}
    assert all(row["dash"] for row in rows(drawn, "lines", "推計"))


def test_a_value_that_two_lines_share_is_written_once() -> None:
    assert sum("59,800" in words for words in said(scene(GALLERY["expected"], WIDE))) == 1


def test_a_series_for_reference_is_grey() -> None:
    assert {row["stroke"] for row in rows(scene(GALLERY["three-lines"]), "lines", "全国平均")} == {COMPANION}


@pytest.mark.parametrize("look", LOOKS)
def test_every_line_is_named_in_the_picture_or_its_legend(look: Look) -> None:
    for name in ("three-lines", "five-lines", "crossing-lines", "long-names"):
        drawn = GALLERY[name]
        words = "".join(said(scene(drawn, look))).replace(" ", "")
        assert all(line.name in words for line in drawn.series)


def test_a_long_line_has_markers_only_where_they_tell_something() -> None:
    drawn = scene(GALLERY["forty-years"])
    assert len(rows(drawn, "lines")) == 40
    assert len(rows(drawn, "points")) <= 4
    assert {"300,000", "476,000", "415,500"} <= set(said(drawn))


def test_a_long_line_keeps_markers_for_lone_and_hollow_values() -> None:
    values = [str(n) for n in range(40)]
    drawn = scene(
        figure(
            Shape.TREND,
            years(*(str(1981 + n) for n in range(40))),
            actual(*values[:10], None, "10", None, *values[13:20], cell("20", hollow=True), *values[21:]),
        )
    )
    assert {11, 20} <= set(column(rows(drawn, "points"), "slot"))


def test_a_target_of_zero_stands_on_the_zero_line() -> None:
    drawn = scene(GALLERY["target-of-zero"])
    assert column(rows(drawn, "points", "目標"), "y") == [0]
    assert "目標 0" in said(drawn)


def test_a_lone_series_needs_no_name() -> None:
    assert "実績" not in "".join(said(scene(GALLERY["one-point"])))


def test_more_series_than_can_be_told_apart_are_refused() -> None:
    six = [series(f"系列{n}", Role.ACTUAL, *range(6)) for n in range(6)]
    with pytest.raises(ValueError, match="tell 5 series apart"):
        scene(figure(Shape.TREND, SIX, *six))


def test_a_better_rank_stands_higher() -> None:
    drawn = scene(figure(Shape.TREND, SIX[:3], actual("31", "19", "12"), unit="位", ranked=True))
    heights = [drawn.plane.y(row["y"]) for row in rows(drawn, "points")]
    assert heights == sorted(heights, reverse=True)
    assert drawn.plane.y(1) == 0
    assert drawn.axis_from == ""


def test_ranks_have_no_line_at_zero() -> None:
    drawn = scene(figure(Shape.TREND, SIX[:3], actual("3", "2", "1"), unit="位", ranked=True))
    assert rows(drawn, "foot") == []
    assert [row["y"] for row in drawn.marks["grid"]] == [3, 2, 1]


def test_where_the_line_turns_to_a_better_rank_its_value_stands_under_it() -> None:
    drawn = scene(figure(Shape.TREND, SIX[:3], actual("10", "15", "30"), unit="位", ranked=True))
    (word,) = (word for word in drawn.words if word.text == "15")
    assert word.y < drawn.plane.y(15)
    drawn = scene(figure(Shape.TREND, SIX[:4], actual("10", "15", "10", "30"), unit="位", ranked=True))
    (word,) = (word for word in drawn.words if word.text == "15")
    assert word.y > drawn.plane.y(15)


@pytest.mark.parametrize("level", [Level.FLOOR, Level.CEILING, Level.ABOUT, None])
def test_a_level_to_keep_shows_the_side_to_stay_on(level: Level | None) -> None:
    line = target("4", "4", "4", constant=True, kept=level)
    drawn = scene(figure(Shape.TREND, SIX[:3], actual("3", "4", "4"), line))
    low, high = drawn.plane.y_domain
    sides: dict[Level | None, list[tuple[float, float]]] = {Level.FLOOR: [(4, high)], Level.CEILING: [(low, 4)]}
    assert [(row["y"], row["y2"]) for row in rows(drawn, "bands")] == sides.get(level, [])
    assert high > 4 or level is not Level.FLOOR
    assert [row["dash"] == [] for row in rows(drawn, "crossings")] == [level is not None]


def test_a_range_that_is_aimed_at_has_a_mark_at_each_end() -> None:
    aim = target(None, None, cell("20～22", 20, high=Decimal(22)))
    drawn = scene(figure(Shape.TREND, SIX[:3], actual("23", "21", None), aim, unit="℃"))
    assert column(rows(drawn, "points", "目標"), "y") == [20, 22]


@pytest.mark.parametrize("name", ["revised", "revised-columns"])
def test_what_a_target_was_is_a_hollow_mark_that_says_so(name: str) -> None:
    drawn = scene(GALLERY[name], WIDE)
    former = [row for row in rows(drawn, "points", "目標") if row["fill"] == SURFACE]
    assert former
    assert all(row["stroke"] == TARGET for row in former)
    assert len([text for text in said(drawn) if "変更前" in text]) == len(former)
