"""Why a text is no value, and what was probably meant."""

import pytest

from keikaku.plan.unread import not_a_value


@pytest.mark.parametrize(
    ("found", "reason", "near"),
    [
        ("7,45％", "a comma or a point", "7.45%"),
        ("71..1", "a comma or a point", "71.1"),
        ("1,,234", "a comma or a point", "1,234"),
        ("1,23,456", "a comma or a point", ""),
        ("71.1.2", "a comma or a point", ""),
        ("19.272,695円", "a comma or a point", "19,272,695円"),
        ("1.019,5人", "a comma or a point", ""),
        ("ー127", "below zero", "-127"),
        ("▼127人", "below zero", "-127人"),
        ("--12人", "below zero", "-12人"),
        ("12人▲", "below zero", "-12人"),
        ("(12)人", "stands in brackets", "-12人"),
        ("（34）", "stands in brackets", "-34"),
        ("751団体　※令和８年３月末日現在", "the sign of a note", "751団体"),
        ("令和8年3月31日現在　56", "the day that its number", "{value: 56, as_of: 令和8年3月31日}"),
        ("R8.4.1現在 1,034人", "the day that its number", '{value: "1,034人", as_of: R8.4.1}'),
        ("マイナス1,234円", "below zero", "-1,234円"),
        ("“15,473”", "quotation marks", '"15,473"'),
        ("「12」", "quotation marks", "12"),
        ("56回※1", "the sign of a note", "56回"),
        ("1,056回（注2）", "the sign of a note", '"1,056回"'),
        ("1,019人（前年比 226.6％）", "a second number", '"1,019人"'),
        ("｛value：100％｝", "half-width braces", "{value: 100%}"),
        ("（value: 3, note: 注）", "half-width braces", "{value: 3, note: 注}"),
        ("13O", "looks like part of one", "130"),
        ("5O回", "looks like part of one", "50回"),
        ("5l回", "looks like part of one", "51回"),
        ("70、9％", "a comma or a point", "70.9%"),
        ("70・9", "a comma or a point", "70.9"),
        ("1、234", "looks like part of one", "1,234"),
        ("⑦0.9％", "the sign of a note", "0.9%"),
        ("229¹件", "the sign of a note", "229件"),
        ("229件②", "the sign of a note", "229件"),
        ("192人, 9.3%, 26位", "several values", "192人, 9.3%, 26位"),
        ("［192人, 9.3%］", "several values", "192人, 9.3%"),
        ("9,92円", "a comma or a point", ""),
        ("19,272,69円", "a comma or a point", ""),
        ("1.500人", "a comma or a point", "1,500人"),
        ("１．５００人", "a comma or a point", "1,500人"),
        ("229 1件", "a space in the midst", "2291件"),
        ("70. 9％", "a space in the midst", "70.9%"),
        ("7億6000", "億 is followed by 万", "7億6000万"),
        ("約7億6,000円", "億 is followed by 万", "約7億6,000万円"),
        ("※120", "the sign of a note", "120"),
        ("”－”", "quotation marks", '"－"'),
        ("22事業］｝", "a bracket without its mate", "22事業"),
        ("22事業）", "a bracket without its mate", "22事業"),
    ],
)
def test_a_slip_in_a_number_is_explained_with_what_was_meant(found: str, reason: str, near: str) -> None:
    explained = not_a_value(found)
    assert reason in explained.message()
    assert explained.context
    assert explained.context["near"] == near


@pytest.mark.parametrize("found", ["6.19E+01", "1.5e7"])
def test_digits_that_excel_dropped_are_not_made_up(found: str) -> None:
    explained = not_a_value(found)
    assert "Excel shortens" in explained.message()
    assert set(explained.context or {}) == {"message", "advice", "found"}


@pytest.mark.parametrize("found", ["〃", "同上", "々"])
def test_a_sign_for_as_above_is_no_word_of_the_plan(found: str) -> None:
    assert "as above" in not_a_value(found).message()


@pytest.mark.parametrize("found", ["2017.3.31", "R5.9.15", "開館", "○"])
def test_what_is_no_number_at_all_may_be_words(found: str) -> None:
    explained = not_a_value(found)
    assert explained.message() == f"“{found}” is not a number"
    assert explained.context
    assert explained.context["words"] == found
