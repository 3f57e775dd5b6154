"""Values as plans print them: numbers with all that belongs to them, and what is no number."""

from decimal import Decimal

import pytest

from keikaku.values import Absence, Value, ValueKind, parse_value, plain_number, same_unit, value_text


def read(text: str) -> Value:
    value = parse_value(text)
    assert value is not None, text
    return value


@pytest.mark.parametrize(
    ("printed", "number", "unit"),
    [
        ("887", "887", ""),
        ("70.0", "70.0", ""),
        ("71.7％", "71.7", "%"),
        ("2,653", "2653", ""),
        ("１０，０００人", "10000", "人"),
        ("19,000 人", "19000", "人"),
        ("▲468", "-468", ""),
        ("△1.5ポイント", "-1.5", "ポイント"),
        ("−3", "-3", ""),
        ("0件", "0", "件"),
        ("±0人", "0", "人"),
        ("のべ 1,310 回", "1310", "回"),
        ("1割", "1", "割"),
        ("３センター", "3", "センター"),
        ("120千円", "120", "千円"),
        ("5百万円", "5", "百万円"),
        ("3.9／5点", "3.9", "点"),
        ("1,020㎡", "1020", "m2"),
        ("12km²", "12", "km2"),
        ("ゼロ", "0", ""),
        ("ゼロ件", "0", "件"),
        ("12ｍ３", "12", "m3"),
        ("1,234t-CO2", "1234", "t-CO2"),
        ("1.2万t-CO₂", "12000", "t-CO2"),
        ("12人/㎢", "12", "人/km2"),
        ("12人／10万人", "12", "人/10万人"),
        ("0.05㎡/人", "0.05", "m2/人"),
        ("3.9点（5点満点）", "3.9", "点"),
    ],
)
def test_a_number_is_read_with_its_decimals_and_its_unit(printed: str, number: str, unit: str) -> None:
    value = read(printed)
    assert (value.kind, str(value.number), value.unit) == (ValueKind.NUMBER, number, unit)
    assert str(value) == printed


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("9２1件", "921件"), ("１，2３0人", "1,230人"), ("９２１件", "９２１件")],
)
def test_digits_of_both_widths_in_one_number_are_shown_in_one(typed: str, shown: str) -> None:
    assert read(typed).printed == shown


@pytest.mark.parametrize(
    ("printed", "number", "unit", "exact"),
    [
        ("約4億9,600万円", 496_000_000, "円", "496,000,000"),
        ("3千万円", 30_000_000, "円", "30,000,000"),
        ("2億5千万円", 250_000_000, "円", "250,000,000"),
        ("1万5千円", 15_000, "円", "15,000"),
        ("約1万1千5百人", 11_500, "人", "11,500"),
        ("1億2百万円", 102_000_000, "円", "102,000,000"),
        ("10万人以上", 100_000, "人", "100,000"),
    ],
)
def test_large_numbers_in_words_are_read_in_full(printed: str, number: int, unit: str, exact: str) -> None:
    value = read(printed)
    assert (value.number, value.unit, value.exact_digits) == (Decimal(number), unit, exact)


def test_the_customary_units_of_money_are_no_abbreviation() -> None:
    assert read("120千円").exact_digits == ""
    assert read("1,234百万円").exact_digits == ""


@pytest.mark.parametrize(
    ("printed", "before", "after"),
    [
        ("約23", "約", ""),
        ("40団体以上", "", "以上"),
        ("5％以下", "", "以下"),
        ("10件未満", "", "未満"),
        ("100人超", "", "超"),
        ("15件程度", "", "程度"),
        ("累計85件", "累計", ""),
        ("延べ1,234人", "延べ", ""),
        ("毎年度720以上", "毎年度", "以上"),
        ("20％増", "", "増"),
        ("1割減少", "", "減少"),
        ("第1位", "第", ""),
        ("年2回", "年", ""),
    ],
)
def test_qualifiers_are_kept_apart_from_the_number(printed: str, before: str, after: str) -> None:
    value = read(printed)
    assert (value.before, value.after) == (before, after)
    assert not value.is_exact


def test_a_change_against_a_base_is_relative() -> None:
    assert read("20％増").is_relative
    assert read("5人増加").is_relative
    assert not read("20％以上").is_relative


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("10〜20％", 10, 20),
        ("2～３日間", 2, 3),
        ("5ー10", 5, 10),
        ("50％ー60％", 50, 60),
        ("▲5〜▲1", -5, -1),
        ("3～5億円", 300_000_000, 500_000_000),
        ("100～500万円", 1_000_000, 5_000_000),
        ("5,000～1万円", 5_000, 10_000),
    ],
)
def test_a_range_has_two_ends_in_one_scale(printed: str, low: int, high: int) -> None:
    value = read(printed)
    assert (value.kind, value.number, value.high) == (ValueKind.RANGE, Decimal(low), Decimal(high))


def test_both_ends_of_an_abbreviated_range_are_given_in_full() -> None:
    assert read("3～5億円").exact_digits == "300,000,000～500,000,000"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "—",
        "設置",
        "今後調査",
        "1,2345",
        "1、100",
        ".5",
        "5.",
        "1/3",
        "12:30",
        "H25",
        "7名中7名",
        "3センター5か所",
        "20〜10",
        "⑦0.9％",
        "229¹件",
        "229²",
        "120①",
        "½",
        "229 1件",
        "2 229件",
        "4　6",
        "70. 9％",
        "1万23456件",
        "7億6000",
        "3億5千円",
        "±5人",
        "7｝",
        "22事業）",
        '15"',
        "15”",
        "39／5点",
        "3/5",
    ],
)
def test_what_is_no_number_is_never_made_one(text: str) -> None:
    assert parse_value(text) is None


def test_a_sentence_is_no_number_however_long_it_is() -> None:
    assert parse_value("5" + "増減" * 20_000) is None


def test_a_word_of_the_plan_for_no_value_is_missing_with_its_reason() -> None:
    value = parse_value("今後調査", no_value={"今後調査": Absence.TO_BE_SURVEYED})
    assert value == Value("今後調査", ValueKind.MISSING, absence=Absence.TO_BE_SURVEYED)
    assert value.is_missing
    assert value.number is None


def test_dashes_of_different_kinds_are_not_taken_for_each_other() -> None:
    no_value = {"—": Absence.UNEXPLAINED}
    assert parse_value("—", no_value=no_value) is not None
    assert parse_value("－", no_value=no_value) is None


def test_zero_is_a_number_and_no_missing_value() -> None:
    assert not read("0").is_missing
    assert read("0").number == 0


def test_a_number_can_be_taken_without_its_unit() -> None:
    assert plain_number("77%") == Decimal(77)
    assert plain_number("設置") is None


def test_units_are_the_same_in_full_and_half_width() -> None:
    assert same_unit("％", "%")
    assert not same_unit("件", "団体")


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("％", "パーセント", True),
        ("日", "日間", True),
        ("か所", "ヶ所", True),
        ("か所", "箇所", True),
        ("か月", "カ月間", True),
        ("件", "団体", False),
        ("時間", "時", False),
        ("所", "か所", False),
    ],
)
def test_a_unit_is_the_same_in_another_usual_spelling(one: str, other: str, is_same: bool) -> None:
    assert same_unit(one, other) is is_same


@pytest.mark.parametrize(
    ("printed", "unit", "said"),
    [
        ("887", "団体", "887団体"),
        ("720以上", "団体", "720団体以上"),
        ("720団体以上", "団体", "720団体以上"),
        ("70.0", "％", "70.0％"),
        ("20%増", "団体", "20%増"),
        ("887", "", "887"),
        ("914", "people", "914 people"),
    ],
)
def test_a_unit_is_added_only_where_the_source_does_not_print_it(printed: str, unit: str, said: str) -> None:
    assert value_text(read(printed), unit) == said


def test_a_dash_that_shift_jis_has_changed_is_the_one_of_the_plan() -> None:
    value = parse_value("―", no_value={"—": Absence.UNEXPLAINED})
    assert value is not None
    assert (value.printed, value.absence) == ("—", Absence.UNEXPLAINED)
