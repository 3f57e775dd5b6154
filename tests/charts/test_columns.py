"""Columns over time, and targets beside them."""

from decimal import Decimal
from itertools import pairwise

import pytest

from keikaku.charts.look import OUTLINE, SURFACE, Look
from keikaku.figure import Role, Shape
from tests.charts.figures import GALLERY, LOOKS, SIX, actual, cell, figure, gap, series, target
from tests.charts.scenes import column, rows, said, scene


def test_columns_reach_from_zero_to_the_values_of_the_table() -> None:
    bars = rows(scene(GALLERY["columns"]), "bars")
    assert column(bars, "y") == [0] * 5
    assert column(bars, "y2") == [331, 366, 518, 229, 69]


def test_columns_start_at_zero_even_where_the_axis_might_be_cut() -> None:
    drawn = scene(figure(Shape.COLUMNS, SIX, actual(*["95"] * 6), zero_based=False))
    assert drawn.plane.y_domain[0] == 0
    assert drawn.axis_from == ""


def test_a_missing_year_keeps_its_place_and_has_no_column() -> None:
    bars = rows(scene(figure(Shape.COLUMNS, SIX, actual("1", gap("未調査"), "3", "4", "5", "6"))), "bars")
    assert column(bars, "slot") == [0, 2, 3, 4, 5]
    middles = [(row["x"] + row["x2"]) / 2 for row in bars]
    assert middles == pytest.approx([2015, 2017, 2018, 2019, 2020])


def test_zero_is_written_but_has_no_height() -> None:
    drawn = scene(GALLERY["nothing-but-zero"])
    assert column(rows(drawn, "bars"), "y2") == [0, 0, 0]
    assert [word.text for word in drawn.words].count("0") == 4  # three values and the axis


def test_a_column_that_is_not_final_is_hollow() -> None:
    *final, provisional = rows(scene(GALLERY["columns"]), "bars")
    assert all(row["fill"] != SURFACE for row in final)
    assert provisional["fill"] == SURFACE
    assert provisional["stroke"] == final[0]["fill"]


def test_further_values_of_a_year_are_markers_over_its_column() -> None:
    (further,) = rows(scene(GALLERY["two-states"]), "points", "実績")
    assert (further["slot"], further["y"], further["fill"]) == (3, 25, SURFACE)


def test_targets_of_columns_are_ticks_with_a_marker() -> None:
    drawn = scene(GALLERY["columns"])
    assert column(rows(drawn, "ticks", "目標"), "y") == [360]
    assert column(rows(drawn, "points", "目標"), "y") == [360]
    assert "目標 360件" in said(drawn)


def test_a_range_reaches_on_in_outline_from_its_lower_to_its_upper_end() -> None:
    drawn = scene(figure(Shape.COLUMNS, SIX[:1], actual(cell("40〜50", 40, high=Decimal(50))), target(None)))
    assert [(row["y"], row["y2"]) for row in rows(drawn, "bars")] == [(0, 40), (40, 50)]


def test_a_target_range_has_a_tick_at_either_end() -> None:
    drawn = scene(figure(Shape.COLUMNS, SIX[:1], actual("45"), target(cell("40〜50", 40, high=Decimal(50)))))
    assert column(rows(drawn, "ticks"), "y") == [40, 50]


def test_a_constant_target_that_cannot_be_named_is_named_in_the_legend_with_its_value() -> None:
    assert "目標 350" in said(scene(GALLERY["forty-columns"]))


def test_a_target_of_each_year_is_an_outlined_column_beside_the_value() -> None:
    drawn = scene(GALLERY["negative"])
    targets, actuals = rows(drawn, "bars", "目標"), rows(drawn, "bars", "実績")
    assert column(targets, "y2") == [500, 1500, 3000]
    assert column(actuals, "y2") == [-468, -127, 83]
    assert all(t["x2"] < a["x"] and t["dash"] == list(OUTLINE) for t, a in zip(targets, actuals, strict=True))


def test_negative_values_hang_from_the_zero_line() -> None:
    drawn = scene(GALLERY["negative"])
    assert drawn.plane.y_domain[0] < -468
    assert column(list(drawn.marks["foot"]), "y") == [0]
    assert "▲468" in said(drawn)


def test_where_not_all_values_fit_those_of_the_plans_own_results_come_first() -> None:
    words = said(scene(GALLERY["seven-pairs"], Look(900, 14, False)))
    assert {"48.1", "57.0"} <= set(words)


@pytest.mark.parametrize("look", LOOKS)
def test_pairs_are_named_once(look: Look) -> None:
    words = " ".join(said(scene(GALLERY["negative"], look)))
    assert words.count("目標") == words.count("実績") == 1


@pytest.mark.parametrize("look", LOOKS)
def test_columns_of_one_slot_do_not_touch_those_of_the_next(look: Look) -> None:
    two = (actual(*range(6)), series("予算", Role.ACTUAL, *range(6)), target(*range(6)))
    bars = sorted(rows(scene(figure(Shape.TARGET_BESIDE_ACTUAL, SIX, *two), look), "bars"), key=lambda row: row["x"])
    assert len(bars) == 18
    assert all(a["x2"] < b["x"] for a, b in pairwise(bars))
