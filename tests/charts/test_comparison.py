"""Categories side by side."""

import pytest

from keikaku.charts.look import Look
from keikaku.figure import Shape
from tests.charts.figures import GALLERY, LOOKS, NARROW, WIDE, actual, categories, figure, target
from tests.charts.scenes import column, rows, said, scene


def test_bars_reach_from_zero_to_the_values_of_the_table() -> None:
    bars = rows(scene(GALLERY["districts"]), "bars")
    assert column(bars, "x") == [0] * 7
    assert column(bars, "x2") == [62.1, 70.4, 68.8, 66.0, 74.9, 63.3, 80.2]


@pytest.mark.parametrize("look", LOOKS)
def test_every_category_and_value_is_written(look: Look) -> None:
    words = said(scene(GALLERY["districts"], look))
    assert {"中央区", "十二文字の長い分類名です", "62.1", "80.2", "調査なし"} <= set(words)


def test_categories_keep_the_plans_order() -> None:
    tops = [row["y"] for row in rows(scene(GALLERY["districts"]), "bars")]
    assert tops == sorted(tops)


def test_names_stand_over_the_bars_on_phones_and_beside_them_on_desks() -> None:
    narrow, wide = scene(GALLERY["districts"], NARROW), scene(GALLERY["districts"], WIDE)
    assert next(word for word in narrow.words if word.text == "北区").x == 0
    assert next(word for word in wide.words if word.text == "北区").x < 0


def test_negative_bars_go_to_the_left_of_zero() -> None:
    drawn = scene(GALLERY["compared-with-targets"])
    assert column(rows(drawn, "bars", "今回"), "x2")[0] == -12.5
    assert drawn.plane.x_domain[0] == -12.5


def test_targets_are_strokes_over_the_bars_of_their_category() -> None:
    drawn = scene(GALLERY["compared-with-targets"])
    posts = rows(drawn, "posts", "目標")
    bars = rows(drawn, "bars")
    assert column(posts, "x") == [5, 40, 12, 3]
    for post in posts:
        beside = [bar for bar in bars if bar["slot"] == post["slot"]]
        assert all(post["y"] < bar["y"] and bar["y2"] < post["y2"] for bar in beside)


def test_several_series_are_named_with_their_first_value() -> None:
    words = said(scene(GALLERY["compared-with-targets"], WIDE))
    assert "今回 ▲12.5" in words
    assert "前回 ▲3.0" in words


def test_one_category_with_nothing_but_a_target_is_drawn() -> None:
    drawn = scene(figure(Shape.COMPARISON, categories("区"), actual(None), target("5")))
    assert column(rows(drawn, "posts"), "x") == [5]
