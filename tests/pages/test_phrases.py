"""Phrases about values and years."""

from decimal import Decimal

import pytest

from keikaku.pages.phrases import customary, difference_text, timing_text, year_text
from keikaku.values import Value, parse_value
from keikaku.years import Year, parse_year
from tests.pages.builders import EN, JA, target_of


def value(text: str) -> Value:
    found = parse_value(text)
    assert found is not None
    return found


def year(text: str) -> Year:
    found = parse_year(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("H30", "H30（2018）"),
        ("令和5年度", "令和5年度（2023）"),
        ("2023年度(R5)", "2023年度(R5)"),
        ("第3期", "第3期"),
        ("令和3年度～7年度", "令和3年度～7年度（2021–2025）"),
    ],
)
def test_a_year_keeps_its_spelling_with_the_other_reckoning_beside_it(written: str, said: str) -> None:
    assert year_text(year(written)) == said


def test_percentages_differ_by_points_in_either_width() -> None:
    assert difference_text(JA, Decimal("-0.6"), "％") == "0.6ポイント"
    assert difference_text(EN, Decimal("0.6"), "%") == "0.6 points"


@pytest.mark.parametrize(
    ("number", "said"),
    [("294000000", "2億9,400万"), ("10000", "1万"), ("9999", "9,999"), ("0.5", "0.5"), ("120000001", "1億2,000万1")],
)
def test_large_numbers_divide_at_oku_and_man(number: str, said: str) -> None:
    assert customary(Decimal(number)) == said


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"year": "R7"}, "R7（2025）"),
        ({"year": "R7", "timing": "by"}, "R7（2025）まで"),
        ({"timing": "by"}, ""),
        ({"timing": "every"}, "毎年度"),
        ({"year": "令和3年度～7年度", "timing": "every"}, "令和3年度～7年度（2021–2025） 毎年度"),
        ({"year": "R3～7", "timing": "average"}, "R3～7（2021–2025）の平均"),
        ({"year": "R7", "timing": "total", "over": "R3～7"}, "R7（2025） R3～7（2021–2025）の合計"),
        ({"year": "H30", "timing": "total", "over": "H26-30計"}, "H30（2018） H26-30計（2014–2018）"),
        ({"timing": "increment"}, "年ごとの増加"),
        ({"year": "R6", "timing": "milestone"}, "R6（2024）"),
        ({"timing": "none"}, "時期の記載なし"),
        ({"year": "R7", "per": "各区"}, "R7（2025） 各区"),
    ],
)
def test_the_time_of_a_target_is_said_as_it_is_meant(facts: dict[str, str], said: str) -> None:
    assert timing_text(JA, target_of(value="10", **facts)) == said
