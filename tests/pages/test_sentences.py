"""The sentence of a figure: the latest value, its change, the targets and how far they are, what is missing."""

from typing import Any

import pytest

from keikaku.pages.sentences import indicator_sentence, money_sentence
from keikaku.plan.tables import Money
from tests.pages.builders import CONTEXT, EN, JA, indicator_of, plan_of, sentence_of, table_of


def test_the_latest_value_is_said_with_its_unit_and_both_reckonings_of_its_year() -> None:
    assert sentence_of(values={"H29": "880", "H30": "887"}).startswith("最新の値はH30（2018）の887冊です。")


def test_an_indicator_with_nothing_in_it_is_not_said_to_be_in_words() -> None:
    assert sentence_of() == "この指標には、まだ値も目標もありません。"


def test_a_change_is_counted_from_the_baseline_under_its_own_label() -> None:
    text = sentence_of(baseline={"label": "策定時", "value": "800"}, values={"R4": "880", "R5": "887"})
    assert "策定時から87冊増えました。" in text


def test_without_a_baseline_a_change_is_counted_from_the_first_year() -> None:
    assert "R4（2022）から3冊減りました。" in sentence_of(values={"R4": "890", "R5": "887"})


def test_percentages_differ_by_points() -> None:
    text = sentence_of(unit="％", values={"R4": "41.0", "R5": "44.5"}, targets={"R7": "50"})
    assert "R4（2022）から3.5ポイント上がりました。" in text
    assert "最新の値はこれを5.5ポイント下回っています" in text


def test_a_distance_is_abbreviated_where_the_source_abbreviates() -> None:
    text = sentence_of(unit="円", values={"R5": "7億9,000万"}, targets={"R7": "8億5,000万"})
    assert "6,000万円下回っています" in text


def test_the_distance_of_an_approximate_value_is_approximate() -> None:
    assert "約100冊増えました" in sentence_of(values={"R4": "約800", "R5": "900"})


def test_missing_values_are_named_with_the_words_of_the_source() -> None:
    text = sentence_of(values={"R4": "887", "R5": "今後調査", "R6": "－"})
    assert "最新の値はR4（2022）の887冊です。" in text
    assert "R5（2023）、R6（2024）は数値がありません（出典の表記は「今後調査」、「－」）。" in text


def test_a_provisional_value_is_named_as_such() -> None:
    text = sentence_of(values={"R5": {"value": "90", "state": "速報", "as_of": "R6.4.1"}}, targets={"R7": "100"})
    assert "R5（2023）の90冊（速報 R6.4.1）です。" in text
    assert "R5（2023、速報）の値はこれを10冊下回っています" in text


def test_of_several_values_of_one_year_the_final_one_is_the_latest() -> None:
    values = [{"value": "118", "state": "確定"}, {"value": "120", "state": "速報"}]
    assert "118冊（確定）" in sentence_of(values={"R5": values})


def test_a_mid_year_flow_is_said_but_never_held_against_a_target_or_an_earlier_year() -> None:
    values = {"R3": "100", "R4": "110", "R5": {"value": "40", "state": "途中"}}
    text = sentence_of(values=values, targets={"R7": "150"})
    assert "最新の値はR5（2023）の40冊（途中）です。" in text
    assert "R3（2021）からR4（2022）までに10冊増えました。" in text
    assert "R4（2022）の値はこれを40冊下回っています" in text


def test_a_total_of_years_is_not_the_latest_value_of_one_year() -> None:
    assert "最新の値はR5（2023）の45冊です。" in sentence_of(values={"R4": "30", "R5": "45", "R4～R5計": "75"})


@pytest.mark.parametrize(
    "target",
    [
        {"year": "R7", "value": "200", "timing": "total", "over": "R5～R7"},
        {"value": "100", "timing": "average", "over": "R5～R7"},
        {"value": "2", "timing": "increment"},
        {"value": "20%増", "year": "R7"},
        {"value": "4", "year": "R7", "per": "各地区"},
        {"value": "累計200", "year": "R7"},
        {"value": "7,500", "year": "R7", "reference": "true"},
    ],
)
def test_a_target_of_another_kind_than_a_years_value_is_said_without_a_distance(target: dict[str, str]) -> None:
    text = sentence_of(values={"R5": "45"}, targets=[target])
    assert "目標は" in text or "目標）は" in text or "参考：目標は" in text
    assert not any(word in text for word in ("上回", "下回", "同じ"))


@pytest.mark.parametrize("latest", ["100弱", "約100", "100以上", "100超"])
def test_what_is_not_exact_is_not_said_to_equal_its_target(latest: str) -> None:
    text = sentence_of(values={"R4": "100", "R5": latest}, targets={"R7": "100"})
    assert not any(word in text for word in ("上回", "下回", "同じ", "変わって"))


def test_a_cumulative_count_is_not_held_against_a_target_for_every_year() -> None:
    text = sentence_of(counting="cumulative", values={"R5": "45"}, targets={"every": "12以上"})
    assert "目標は12冊以上（毎年度）です。" in text


def test_a_cumulative_value_is_held_against_a_cumulative_target() -> None:
    text = sentence_of(values={"R5": "累計 4"}, targets={"R5": "累計 6"})
    assert "これを2冊下回っています" in text


def test_a_target_for_every_year_is_held_against_the_latest_year() -> None:
    assert "目標は12冊以上（毎年度）で、最新の値はこれを1冊上回っています" in sentence_of(
        values={"R4": "11", "R5": "13"}, targets={"every": "12以上"}
    )


def test_a_range_says_whether_the_value_lies_in_it() -> None:
    aim = {"R7": "20～22"}
    assert "この範囲にあります" in sentence_of(unit="℃", values={"R5": "21.5"}, targets=aim)
    assert "これを1.5℃上回っています" in sentence_of(unit="℃", values={"R5": "23.5"}, targets=aim)


def test_a_target_in_words_is_said_as_printed() -> None:
    assert "目標は「設置」（R7）です。" in sentence_of(targets={"R7": {"text": "設置"}})


def test_a_revised_target_says_what_it_was() -> None:
    target = {"value": "12", "was": {"value": "10", "year": "R6"}}
    assert "目標は12冊（R7、変更前は10冊 R6）で、" in sentence_of(values={"R5": "9"}, targets={"R7": target})


def test_a_target_of_a_larger_plan_is_named_after_it() -> None:
    vision = [{"id": "vision", "name": "総合構想2030", "short_name": "総合構想"}]
    text = sentence_of({"parent_plans": vision}, values={"R5": "45"}, targets={"R7": {"value": "50", "plan": "vision"}})
    assert "「総合構想」の目標は50冊（R7）です。" in text


def test_of_a_path_of_targets_only_the_one_of_the_latest_year_is_told() -> None:
    text = sentence_of(values={"R4": "45", "R5": "60"}, targets={"R4": "50", "R5": "55", "R6": "70"})
    assert "目標は55冊（R5）で、最新の値はこれを5冊上回っています" in text
    assert "50冊" not in text


def test_a_target_of_a_series_is_held_against_that_series() -> None:
    women = {"id": "women", "name": "女性", "values": {"R5": "44.5"}}
    text = sentence_of(
        unit="％", values={"R5": "10"}, series=[women], targets={"R7": {"value": "50", "series": "women"}}
    )
    assert "目標（女性）は50％" in text
    assert "5.5ポイント下回っています" in text


def test_without_a_declared_direction_nothing_is_called_good_or_bad() -> None:
    text = sentence_of(values={"R4": "45", "R5": "60"}, targets={"R7": "50"})
    assert "これを10冊上回っています" in text
    assert not any(word in text for word in ("達成", "未達", "改善", "悪化"))


def test_a_city_that_wants_no_verdict_gets_no_distance() -> None:
    facts = {"values": {"R5": "45"}, "targets": {"R7": "50"}}
    assert "下回" not in sentence_of(progress="false", **facts)
    assert "下回" not in sentence_of({"progress": "false"}, **facts)


def test_yes_words_and_durations_are_said_as_they_are() -> None:
    values = {"R4": {"no": "未設置"}, "R5": {"yes": "設置済み"}}
    assert "R4（2022）は「未設置」、R5（2023）は「設置済み」です。" in sentence_of(values=values)
    assert "最新の値はR5（2023）の45分です。" in sentence_of(values={"R5": {"duration": "45分"}})


def test_many_words_are_not_all_read_out() -> None:
    values = {f"R{n}": {"text": f"第{n}回"} for n in range(1, 8)}
    assert sentence_of(values=values) == "最新の値はR7（2025）の「第7回」です。"


def test_words_that_are_not_final_are_said_so() -> None:
    values = {"R4": {"text": "検討"}, "R5": {"text": "設置", "state": "速報"}}
    assert sentence_of(values=values) == "R4（2022）は「検討」、R5（2023、速報）は「設置」です。"


def test_a_plan_without_results_says_so_and_where_it_starts() -> None:
    text = sentence_of(baseline={"year": "R2", "label": "現状", "value": "7"}, targets={"R7": "15"})
    assert text == ("もとの値は7冊（現状 R2）です。実績はこの資料では公表されていません。目標は15冊（R7）です。")


def test_the_start_is_said_in_the_plans_own_word_and_its_year_without_brackets_in_brackets() -> None:
    about = {"labels": {"baseline": "現状値"}}
    text = sentence_of(about, baseline={"year": "H30", "value": "7"}, targets={"H34": "15"})
    assert text.startswith("現状値は7冊（H30）です。実績は")


def test_values_in_series_alone_are_results() -> None:
    text = sentence_of(
        unit="％", series=[{"id": "men", "name": "男性", "values": {"R5": "35.2"}}], targets={"R7": "40"}
    )
    assert "R5（2023）の男性は35.2％です。" in text
    assert "公表されていません" not in text


def test_what_a_plan_merely_expects_is_no_result() -> None:
    expected = {"id": "expected", "name": "見通し", "expected_by": "別の計画", "values": {"R7": "45"}}
    assert "見通し" not in sentence_of(values={"R5": "40"}, series=[expected])


def test_budget_and_settlement_of_one_name_are_told_apart() -> None:
    rows = [
        {"id": "a", "name": "事業費", "kind": "budget", "values": {"R5": "30,000"}},
        {"id": "b", "name": "事業費", "kind": "settlement", "values": {"R5": "29,400"}},
    ]
    money = Money.model_validate({"id": "m", "title": "費用", "unit": "千円", "rows": rows}, context=CONTEXT)
    assert money_sentence(money, JA) == (
        "R5（2023）の事業費（予算）は30,000千円です。R5（2023）の事業費（決算）は29,400千円です。"
    )


def test_an_amount_without_a_year_hides_no_later_one() -> None:
    rows = [{"id": "a", "name": "事業費", "amount": "30,000", "values": {"R5": "29,400"}}]
    money = Money.model_validate({"id": "m", "title": "費用", "unit": "千円", "rows": rows}, context=CONTEXT)
    said = "事業費は30,000千円です（年の記載なし）。R5（2023）の事業費は29,400千円です。"
    assert money_sentence(money, JA) == said


def test_an_english_sentence_holds_no_japanese_words() -> None:
    indicator = indicator_of(
        name="Loans", unit="books", values={"2022": "887", "2023": "914"}, targets={"2025": "1,100"}
    )
    english = indicator_sentence(plan_of(indicator, lang="en"), indicator, EN)
    assert english.startswith("The latest value is 914 books in 2023")


# --- ranks -------------------------------------------------------------------------------------------------------

RANKED: dict[str, Any] = {"direction": "rank", "unit": "位"}


def test_a_smaller_rank_has_risen() -> None:
    text = sentence_of(**RANKED, values={"R3": "15", "R5": "12"}, targets={"R7": "10"})
    assert text == (
        "最新の順位はR5（2023）の12位です。R3（2021）から順位が3つ上がりました。"
        "目標は10位（R7）で、最新の順位はこれより2つ下です。"
    )


def test_ranks_that_are_far_apart_are_counted_without_tsu() -> None:
    assert "順位が52下がりました" in sentence_of(**RANKED, values={"R3": "15", "R5": "67"})


@pytest.mark.parametrize(
    ("aim", "said"),
    [
        ("10位以内", "この範囲にあります"),
        ("8", "これと同じです"),
        ("9", "これより1つ上です"),
        ("5～7位", "これより1つ下です"),
    ],
)
def test_a_rank_is_held_against_its_target(aim: str, said: str) -> None:
    assert f"最新の順位は{said}" in sentence_of(**RANKED, values={"R5": "8"}, targets={"R7": aim})


def test_a_rank_that_did_not_change_and_one_that_is_not_final_are_said_so() -> None:
    values = {"R3": "15", "R4": "15", "R5": {"value": "9", "state": "途中"}}
    text = sentence_of(**RANKED, values=values)
    assert "最新の順位はR5（2023）の9位（途中）です。" in text
    assert "R3（2021）からR4（2022）までに順位は変わりませんでした。" in text


def test_an_english_sentence_counts_places() -> None:
    indicator = indicator_of(direction="rank", unit="", values={"2022": "9", "2023": "8"}, targets={"2025": "1"})
    english = indicator_sentence(plan_of(indicator, lang="en"), indicator, EN)
    assert "The latest rank is 8 in 2023" in english
    assert "It has risen 1 place since 2022" in english
    assert "the latest rank is 7 places below" in english


# --- many series ------------------------------------------------------------------------------------------------


def many(*values: str, **facts: str) -> list[dict[str, Any]]:
    return [
        {"id": f"s{n}", "name": f"地区{n}", "values": {"R4": "50", "R5": value}} | facts
        for n, value in enumerate(values, 1)
    ]


def test_of_many_series_the_highest_and_the_lowest_of_the_latest_year_are_told() -> None:
    assert sentence_of(unit="％", series=many("40", "62.5", "55", "38", "41", "38")) == (
        "R5（2023）の6区分のうち、最も大きいのは地区2の62.5％、最も小さいのは地区4、地区6の38％です。"
    )


def test_the_best_of_many_ranks_is_the_smallest() -> None:
    text = sentence_of(**RANKED, series=many("40", "62", "55", "38", "41", "39"))
    assert "順位が最も上なのは地区4の38位、最も下なのは地区2の62位です。" in text


def test_a_table_of_many_series_tells_the_same() -> None:
    table = table_of(unit="冊", series=many("40", "62", "55", "38", "41", "39"))
    assert "最も大きいのは地区2の62冊、最も小さいのは地区4の38冊です。" in table.sentence


def test_many_series_of_one_value_are_told_at_once() -> None:
    assert sentence_of(series=many(*["7"] * 6)) == "R5（2023）は6区分のすべてが7冊です。"


def test_a_total_and_another_unit_are_not_held_against_the_parts() -> None:
    series = [*many("40", "62", "55", "38", "41"), *many("236", total="true"), *many("9", unit="人")]
    ids = [one | {"id": f"s{n}", "name": f"列{n}"} for n, one in enumerate(series, 1)]
    assert "5区分のうち、最も大きいのは列2の62冊、最も小さいのは列4の38冊です。" in sentence_of(series=ids)


def test_a_value_that_is_not_final_is_no_extreme() -> None:
    series = many("40", "62", "55", "38", "41", "39")
    series[1]["values"]["R5"] = {"value": "62", "state": "速報"}
    assert "5区分のうち、最も大きいのは地区3の55冊" in sentence_of(series=series)


def test_the_sentence_tells_the_target_that_the_verdict_is_about() -> None:
    targets = {"R5": "7", "R6": "20%増", "R7": "10"}
    said = sentence_of(direction="up", values={"R3": "5", "R5": "8"}, targets=targets)
    assert "7冊" in said
    assert "10冊" not in said
    later = sentence_of(direction="up", values={"R3": "5", "R6": "8"}, targets=targets)
    assert ("20%増" in later, "10冊" in later) == (True, False)


def test_a_year_with_a_number_is_not_said_to_have_none() -> None:
    values = {"R4": "3", "R5": [{"value": "今後調査", "state": "途中"}, "5"]}
    assert "数値がありません" not in sentence_of(values=values)
    assert "数値がありません" in sentence_of(values={"R4": "3", "R5": "今後調査"})


def test_a_latest_value_in_words_stands_in_quotation_marks() -> None:
    values = {f"R{n}": str(n) for n in range(1, 6)} | {"R6": {"text": "廃止"}}
    assert "の「廃止」です" in sentence_of(values=values)
