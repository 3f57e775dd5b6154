"""Parts of a whole."""

import pytest

from keikaku.charts.look import AXIS, SURFACE, Look
from keikaku.figure import Role, Shape
from tests.charts.figures import GALLERY, LOOKS, SIX, WIDE, categories, cell, figure, series
from tests.charts.scenes import column, rows, said, scene


def test_parts_stand_on_one_another_in_their_order() -> None:
    bars = [row for row in rows(scene(GALLERY["breakdown"]), "bars") if row["slot"] == 0 and row["series"] != "合計"]
    assert [(row["series"], row["y"], row["y2"]) for row in bars] == [
        ("認定", 0, 14),
        ("仮認定", 14, 19),
        ("条例個別指定", 19, 21),
    ]


def test_each_part_holds_the_number_of_the_table() -> None:
    drawn = scene(GALLERY["breakdown"])
    assert column(rows(drawn, "bars", "仮認定"), "number") == [5, 4, 3]
    assert column(rows(drawn, "bars", "合計"), "number") == [21, 22, 23]


def test_decimal_parts_add_up_exactly() -> None:
    parts = [series(name, Role.PART, "0.1") for name in "あいう"]
    (*_, last) = rows(scene(figure(Shape.BREAKDOWN, SIX[:1], *parts)), "bars")
    assert last["y2"] == 0.3


@pytest.mark.parametrize("look", LOOKS)
def test_whole_parts_and_target_are_named(look: Look) -> None:
    words = " ".join(said(scene(GALLERY["breakdown"], look)))
    for name in ("認定", "仮認定", "条例個別指定", "合計 23", "目標 40"):
        assert name in words


def test_no_sum_is_written_that_the_source_does_not_print() -> None:
    assert "99.8" not in said(scene(GALLERY["answers"], WIDE))
    assert "100.0" not in said(scene(GALLERY["answers"], WIDE))


def test_a_whole_with_missing_parts_shows_as_an_outline() -> None:
    drawn = scene(figure(Shape.BREAKDOWN, SIX[:1], series("甲", Role.PART, "3"), series("計", Role.WHOLE, "5")))
    (whole,) = rows(drawn, "bars", "計")
    assert (whole["y2"], whole["fill"], whole["stroke"]) == (5, SURFACE, AXIS)


def test_parts_below_zero_go_downwards() -> None:
    parts = [series("増", Role.PART, "5"), series("減", Role.PART, "▲3")]
    drawn = scene(figure(Shape.BREAKDOWN, SIX[:1], *parts))
    assert [(row["y"], row["y2"]) for row in rows(drawn, "bars")] == [(0, 5), (0, -3)]


def test_a_hollow_part_is_outlined_in_its_colour() -> None:
    parts = [series("甲", Role.PART, cell("3", hollow=True)), series("乙", Role.PART, "4")]
    first, second = rows(scene(figure(Shape.BREAKDOWN, SIX[:1], *parts)), "bars")
    assert first["fill"] == SURFACE
    assert second["fill"] != SURFACE


def test_the_parts_of_categories_run_across() -> None:
    drawn = scene(GALLERY["shares"])
    assert drawn.template == "rows"
    assert [(row["x"], row["x2"]) for row in rows(drawn, "bars", "いいえ")][:2] == [(60, 100), (50, 100)]
    assert {"はい 60", "いいえ 40", "女性", "十二文字の長い分類名です"} <= set(said(drawn))


def test_parts_are_named_in_the_first_bar_that_has_room_and_in_the_legend_only_without_such_a_bar() -> None:
    words = said(scene(GALLERY["projects-by-mark"]))
    assert [word for word in words if "新規" in word] == ["新規 4", "「新規」の印なし 4"]
    crowded = scene(GALLERY["projects-in-eight-parts"])
    assert [entry.name for entry in crowded.legend] == ["数値目標あり", "目標の記載なし", "言葉の目標のみ"]


def test_each_bar_ends_with_the_whole() -> None:
    ends = [word.text for word in scene(GALLERY["projects-by-mark"]).words if word.strong]
    assert ends == ["8", "4", "4", "6"]


def test_grades_are_counted_by_year_and_a_year_without_any_is_left_open() -> None:
    drawn = scene(GALLERY["grades-not-yet-given"])
    assert column(rows(drawn, "bars", "A"), "slot") == [0, 2]
    assert column(rows(drawn, "bars", "評価の数"), "slot") == [0, 1, 2]


def test_parts_that_are_too_small_for_words_have_none() -> None:
    parts = [series("甲", Role.PART, "0.4"), series("乙", Role.PART, "99.6")]
    words = said(scene(figure(Shape.BREAKDOWN, categories("区"), *parts)))
    assert "0.4" not in words
    assert "99.6" in words
