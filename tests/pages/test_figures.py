"""What a figure holds: its rows, its columns, its notes, and the shape that its data ask for."""

from typing import Any

import pytest

from keikaku.figure import Level, Role, Shape
from tests.pages.builders import figure_of, money_of, printed, series_named, table_of

# --- rows --------------------------------------------------------------------------------------------------------


def test_rows_are_years_in_the_order_of_time_with_the_western_year_beside() -> None:
    figure = figure_of(values={"H31": "3", "H30": "2"}, targets={"R7": "9"})
    assert [slot.text for slot in figure.slots] == ["H30（2018）", "H31（2019）", "R7（2025）"]
    assert [slot.future for slot in figure.slots] == [False, False, True]


def test_a_label_without_a_year_comes_first_and_a_target_without_one_last() -> None:
    figure = figure_of(baseline={"label": "策定時", "value": "1"}, values={"R5": "2"}, targets={"none": "20程度"})
    assert [slot.label for slot in figure.slots] == ["策定時", "R5", "時期の記載なし"]


def test_a_bare_year_and_a_fiscal_year_are_one_row() -> None:
    assert len(figure_of(values={"平成30年度": "2"}, targets={"H30": "9"}).slots) == 1


def test_a_calendar_year_and_a_fiscal_year_are_two_rows() -> None:
    assert len(figure_of(values={"2023年": "2", "2023年度": "3"}).slots) == 2


@pytest.mark.parametrize(
    ("year", "spoken"),
    [
        ("H31", "平成31年度"),
        ("2023年", "2023年"),
        ("令和5年4月1日", "令和5年4月1日"),
        ("R5.9", "R5.9"),
        ("R3～5平均", "R3～5平均"),
        ("第2期", "第2期"),
    ],
)
def test_a_year_is_spoken_in_full_but_never_called_fiscal_where_the_source_says_otherwise(
    year: str, spoken: str
) -> None:
    assert figure_of(values={year: "2"}).slots[0].spoken == spoken


@pytest.mark.parametrize(
    ("values", "heading"),
    [
        ({"R5": "1"}, "年度"),
        ({"2023年": "1"}, "年"),
        ({"R5.4.1": "1", "R5": "2"}, "年"),
        ({"第1期": "1"}, "期間"),
    ],
)
def test_rows_are_headed_as_what_they_are(values: dict[str, str], heading: str) -> None:
    assert figure_of(values=values).slot_heading == heading


def test_the_plans_own_word_for_a_fiscal_year_heads_the_rows() -> None:
    assert figure_of({"years": {"label": "会計年度"}}, values={"R5": "1"}).slot_heading == "会計年度"


def test_a_sum_of_years_stands_in_the_table_but_not_in_the_drawing() -> None:
    figure = figure_of(values={"R4": "30", "R5": "45", "R4～R5計": "75"})
    assert [slot.label for slot in figure.slots] == ["R4", "R5", "R4～R5計"]
    assert [slot.label for slot in figure.for_drawing.slots] == ["R4", "R5"]


# --- cells -------------------------------------------------------------------------------------------------------


def test_a_year_that_was_not_written_stays_blank_and_a_missing_value_keeps_its_word() -> None:
    figure = figure_of(values={"R4": "30", "R5": "今後調査"}, targets={"R7": "9"})
    actual = series_named(figure, "実績")
    assert printed(actual) == ["30", "今後調査", ""]
    assert [cell.number is None for cell in actual.cells if cell] == [False, True]


def test_the_final_value_of_a_year_stands_first_and_others_after_it() -> None:
    values = {"R5": [{"value": "120", "state": "速報"}, {"value": "118", "state": "確定"}]}
    cell = figure_of(values=values).series[0].cells[0]
    assert cell is not None
    assert (cell.printed, cell.hollow, cell.more[0].printed, cell.more[0].hollow) == ("118", False, "120", True)


def test_a_second_reading_of_a_cell_has_a_column_of_its_own_and_is_not_drawn() -> None:
    figure = figure_of(values={"R5": {"value": "15", "also": {"期間全体": {"value": "60", "unit": "冊"}}}})
    also = series_named(figure, "期間全体")
    assert (printed(also), also.table_only) == (["60"], True)


def test_an_abbreviated_number_stands_beside_all_its_digits() -> None:
    cell = figure_of(unit="円", values={"R5": "4億9,600万"}).series[0].cells[0]
    assert cell is not None
    assert (cell.printed, cell.exact) == ("4億9,600万", "496,000,000")


def test_a_cell_knows_the_unit_that_it_is_printed_with() -> None:
    (target,) = figure_of(unit="団体", targets={"R7": "20%増"}).series
    assert [cell.unit for cell in target.cells if cell] == ["%"]


# --- columns -----------------------------------------------------------------------------------------------------


def test_a_target_for_every_year_stands_beside_each_value_and_is_a_line_across() -> None:
    figure = figure_of(baseline={"year": "R2", "value": "9"}, values={"R4": "11", "R5": "13"}, targets={"every": "12"})
    target = series_named(figure, "目標")
    assert (printed(target), target.constant) == (["", "12冊", "12冊"], True)


@pytest.mark.parametrize(
    ("aim", "level", "note"),
    [
        ("4維持", Level.FLOOR, "保つ水準：これ以上"),
        ("4以上", Level.FLOOR, "保つ水準：これ以上"),
        ("4以下を維持", None, ""),  # no number that is understood
        ("4以下", Level.CEILING, "保つ水準：これ以下"),
        ("4以内", Level.CEILING, "保つ水準：これ以下"),
        ("4程度", Level.ABOUT, "保つ水準：この程度"),
    ],
)
def test_a_target_that_is_to_be_kept_is_a_line_across(aim: str, level: Level | None, note: str) -> None:
    value = {"value": aim} if level else {"text": aim}
    figure = figure_of(unit="路線", direction="maintain", values={"R4": "5", "R5": "4"}, targets={"R7": value})
    target = series_named(figure, "目標")
    assert (target.kept, target.constant, figure.shape) == (level, level is not None, Shape.TREND)
    assert [note.text for note in target.notes] == ([note] if note else [])


def test_levels_that_change_by_year_are_marks_in_their_years() -> None:
    targets = {"R4": "5", "R5": "6"}
    figure = figure_of(direction="maintain", values={"R4": "5", "R5": "4"}, targets=targets)
    assert (series_named(figure, "目標").kept, figure.shape) == (None, Shape.TARGET_BESIDE_ACTUAL)


def test_that_a_level_is_to_be_kept_is_the_editors_where_the_source_does_not_say_so() -> None:
    figure = figure_of(direction="maintain", declared_by="editor", values={"R5": "4"}, targets={"R7": "4"})
    assert [note.by_editor for note in series_named(figure, "目標").notes] == [True]


def test_targets_of_several_plans_stand_apart() -> None:
    vision = [{"id": "vision", "name": "総合構想2030", "short_name": "総合構想"}]
    figure = figure_of({"parent_plans": vision}, targets={"R7": "9", "R12": {"value": "20", "plan": "vision"}})
    assert [series.name for series in figure.series] == ["目標", "目標（総合構想）"]


VISION = {"parent_plans": [{"id": "vision", "name": "将来ビジョン", "short_name": "ビジョン"}]}


def test_targets_of_several_plans_share_a_column_of_the_table_and_say_whose_they_are() -> None:
    figure = figure_of(VISION, values={"R5": "3"}, targets={"R7": "9", "R12": {"value": "20", "plan": "vision"}})
    assert [column.name for column in figure.columns] == ["実績", "目標"]
    told = [(figure.columns[1].cell(row), figure.columns[1].plan(row)) for row in range(3)]
    assert [(cell and cell.printed, plan) for cell, plan in told] == [(None, ""), ("9", ""), ("20", "ビジョン")]


def test_targets_of_one_year_have_a_column_for_each_plan() -> None:
    figure = figure_of(VISION, targets={"R7": ["9", {"value": "20", "plan": "vision"}]})
    assert [column.name for column in figure.columns] == ["目標", "目標（ビジョン）"]


def test_a_target_of_another_plan_alone_names_it_above_its_column() -> None:
    figure = figure_of(VISION, targets={"R12": {"value": "20", "plan": "vision"}})
    assert [column.name for column in figure.columns] == ["目標（ビジョン）"]


@pytest.mark.parametrize(
    "target",
    [
        {"year": "R7", "value": "200", "timing": "total", "over": "R5～R7"},
        {"value": "2", "timing": "increment"},
        {"year": "R7", "value": "20%増"},
        {"year": "R7", "value": "4", "per": "各地区"},
    ],
)
def test_a_target_of_another_kind_than_the_values_is_not_drawn_on_their_axis(target: dict[str, str]) -> None:
    figure = figure_of(counting="yearly", values={"R4": "30", "R5": "45"}, targets=[target])
    assert [series.name for series in figure.series] == ["実績", "目標"]
    assert [series.name for series in figure.for_drawing.series] == ["実績"]


def test_an_average_that_all_starts_from_is_drawn_at_the_beginning() -> None:
    baseline = {"label": "策定時", "year": "H29～R元平均", "value": "9,800"}
    figure = figure_of(baseline=baseline, values={"R3": "10,200", "R4": "11,000"})
    assert [slot.label for slot in figure.for_drawing.slots] == ["H29～R元平均", "R3", "R4"]


def test_a_year_of_which_a_plan_only_expects_something_is_yet_to_come() -> None:
    expected = {"id": "a", "name": "見通し", "expected_by": "別の計画", "values": {"R7": "45"}}
    assert [slot.future for slot in figure_of(values={"R5": "40"}, series=[expected]).slots] == [False, True]


def test_a_target_says_what_it_was_and_what_it_starts_from() -> None:
    target = {"value": "12", "was": {"value": "10", "year": "R6", "until": "R5.3.31"}}
    target |= {"relative_to": {"label": "策定時", "value": "8", "as_of": "R3.4.1"}}
    cell = figure_of(targets={"R7": target}).series[0].cells[0]
    assert cell is not None
    assert [note.text for note in cell.notes] == [
        "策定時 8冊（R3.4.1）に対する値",
        "変更前は10冊（R6（2024））（R5.3.31まで）",
    ]


def test_what_a_target_was_stands_beside_it_where_it_was_for_the_same_year() -> None:
    target = {"value": "12", "was": [{"value": "10"}, {"value": "9", "year": "R6"}, {"text": "増やす"}]}
    cell = figure_of(values={"R4": "8", "R5": "9"}, targets={"R7": target}).series[1].cells[-1]
    assert cell is not None
    assert [(former.printed, former.state, former.hollow) for former in cell.more] == [("10", "変更前", True)]
    assert len(cell.notes) == 3


def test_a_series_says_at_its_head_whom_it_covers_and_who_expects_it() -> None:
    women = {"id": "women", "name": "女性", "coverage": "40歳以上", "dimension": {"性別": "女"}, "values": {"R5": "44"}}
    hoped = {"id": "hoped", "name": "見通し", "expected_by": "健康計画", "values": {"R7": "45"}}
    figure = figure_of(series=[women, hoped])
    assert [note.text for note in series_named(figure, "女性").notes] == ["対象：40歳以上", "性別：女"]
    assert series_named(figure, "見通し").role is Role.EXPECTED
    assert "目標ではありません" in series_named(figure, "見通し").notes[0].text


def test_a_series_in_another_unit_is_not_drawn_on_the_same_axis() -> None:
    people = {"id": "people", "name": "人数", "unit": "人", "values": {"R4": "1,400", "R5": "1,480"}}
    figure = figure_of(unit="％", values={"R4": "41", "R5": "44"}, series=[people])
    assert [series.name for series in figure.for_drawing.series] == ["実績"]


def test_a_note_stands_at_the_value_that_points_to_it_and_one_that_nothing_points_to_under_the_figure() -> None:
    figure = figure_of(values={"R5": {"value": "3", "note": "n1"}}, notes={"n1": "※速報", "n2": "※四捨五入"})
    cell = figure.series[0].cells[0]
    assert cell is not None
    assert [note.text for note in cell.notes] == ["※速報"]
    assert [note.text for note in figure.notes] == ["※四捨五入"]


def test_amounts_of_one_name_are_told_apart_by_what_they_are() -> None:
    rows = [
        {"id": "a", "name": "事業費", "kind": "budget", "amount": "30"},
        {"id": "b", "name": "決算額", "kind": "settlement", "amount": "29"},
        {"id": "c", "name": "一般財源", "source_of_funds": "町", "amount": "29"},
    ]
    assert [series.name for series in money_of(rows=rows).series] == ["事業費（予算）", "決算額", "一般財源（町）"]


def test_a_printed_sum_says_of_what_and_persons_are_not_drawn_with_money() -> None:
    rows = [
        {"id": "a", "name": "国", "values": {"R4": "1", "R5": "10"}},
        {"id": "b", "name": "町", "values": {"R4": "2", "R5": "19"}},
        {"id": "sum", "name": "計", "sum_of": ["a", "b"], "values": {"R4": "3", "R5": "29"}},
        {"id": "staff", "name": "職員", "unit": "人", "values": {"R4": "4", "R5": "4"}},
    ]
    figure = money_of(unit="千円", rows=rows)
    assert [note.text for note in series_named(figure, "計").notes] == ["国、町の合計"]
    assert [series.name for series in figure.for_drawing.series] == ["国", "町", "計"]


def test_a_table_of_words_keeps_the_notes_of_its_cells_at_the_cells() -> None:
    row = {"name": "図書館", "cells": [{"text": "読書会", "note": "雨天中止"}, {"text": "古本市"}]}
    figure = table_of(kind="words", columns=[{"id": "a", "name": "春"}, {"id": "b", "name": "秋"}], rows=[row])
    first, second = (series.cells[0] for series in figure.series)
    assert first is not None
    assert second is not None
    assert ([note.text for note in first.notes], second.notes, figure.series[0].role) == (["雨天中止"], (), Role.WORDS)


# --- shapes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "shape"),
    [
        ({"values": {"R4": "1", "R5": "2"}}, Shape.TREND),
        ({"values": {"R4": "1", "R5": "2"}, "counting": "yearly"}, Shape.COLUMNS),
        ({"values": {"R4": "1", "R5": "2"}, "targets": {"R4": "2", "R5": "3"}}, Shape.TARGET_BESIDE_ACTUAL),
        ({"values": {"R5": "2"}, "targets": {"R5": "3"}}, Shape.TARGET_BESIDE_ACTUAL),
        ({"baseline": {"year": "R2", "value": "1"}, "targets": {"R7": "3"}}, Shape.BASELINE_TO_TARGET),
        ({"targets": {"R5": "3", "R7": "5"}}, Shape.BASELINE_TO_TARGET),
        ({"targets": {"R7": "5"}}, Shape.NUMBER),
        ({"values": {"R5": {"text": "決定"}}}, Shape.NUMBER),
        ({"values": {"R5": {"text": "検討を重ねた結果、設置を決定"}}}, Shape.TABLE),
        ({"series": [{"id": "a", "name": "男", "values": {"R4": "1", "R5": "2"}}]}, Shape.TREND),
        ({"values": {"R4": {"text": "検討"}, "R5": {"text": "決定"}}}, Shape.TIMELINE),
        ({"values": {"R5": {"no": "未開館"}}, "targets": {"R7": {"text": "開館"}}}, Shape.TIMELINE),
        ({"targets": {"R5": {"text": "着工"}, "R7": {"text": "開館"}}}, Shape.TIMELINE),
        ({"targets": {"R7": {"text": "開館"}}}, Shape.NUMBER),
        ({"values": {"R4": {"text": "検討"}, "R5": {"text": "決" * 41}}}, Shape.TABLE),
        ({"values": {"R4": {"duration": "90分"}, "R5": {"duration": "45分"}}}, Shape.TABLE),
        ({"values": {"R4": {"text": "検討"}, "R5": {"text": "決定"}}, "figure": "table"}, Shape.TABLE),
        ({"values": {"R4": {"value": "3", "parts": {"町": "1", "県": "2"}}}}, Shape.BREAKDOWN),
    ],
)
def test_the_shape_follows_from_the_data(facts: dict[str, Any], shape: Shape) -> None:
    assert figure_of(**facts).shape is shape


def test_ranks_are_a_line_with_1_on_top_and_never_columns() -> None:
    ranks: dict[str, Any] = {"values": {"R4": "26位", "R5": "19位"}, "direction": "rank", "counting": "yearly"}
    for asked in ({}, {"targets": {"R4": "20", "R5": "10"}}, {"figure": "columns"}):
        figure = figure_of(**ranks | asked)
        assert (figure.shape, figure.ranked) == (Shape.TREND, True)


def test_words_by_year_know_what_is_done_and_need_no_unit() -> None:
    facts: dict[str, Any] = {"values": {"R4": {"no": "未開館"}, "R5": {"yes": "開館"}, "R6": "今後調査"}, "unit": None}
    figure = figure_of(**facts)
    assert [cell.done for cell in figure.series[0].cells if cell] == [False, True, None]
    assert (figure.unit, figure.is_drawn) == ("", True)


def test_parts_that_do_not_make_up_the_whole_are_never_stacked() -> None:
    values = {"R4": {"value": "4", "parts": {"町": "1", "県": "2"}}, "R5": "5"}
    assert figure_of(values=values).shape is Shape.TREND


def districts(count: int, **values: str) -> list[dict[str, Any]]:
    return [{"id": f"s{n}", "name": f"地区{n}", "values": values} for n in range(count)]


@pytest.mark.parametrize(
    ("facts", "shape"),
    [
        ({}, Shape.PANELS),
        ({"counting": "yearly"}, Shape.COLUMN_PANELS),
        ({"figure": "trend"}, Shape.PANELS),
        ({"figure": "column-panels"}, Shape.COLUMN_PANELS),
        ({"figure": "table"}, Shape.TABLE),
    ],
)
def test_more_series_than_can_be_told_apart_have_a_panel_each(facts: dict[str, Any], shape: Shape) -> None:
    assert figure_of(series=districts(6, R4="1", R5="2"), **facts).shape is shape
    assert figure_of(series=districts(24, R4="1", R5="2"), **facts).shape is shape


def test_a_plan_may_ask_for_panels_of_few_series() -> None:
    assert figure_of(series=districts(2, R4="1", R5="2"), figure="panels").shape is Shape.PANELS


def test_more_panels_than_anyone_looks_through_and_panels_without_a_course_are_a_table() -> None:
    assert figure_of(series=districts(25, R4="1", R5="2")).shape is Shape.TABLE
    assert figure_of(series=districts(6, R5="2")).shape is Shape.TABLE


def test_money_is_drawn_as_its_plan_asks() -> None:
    rows = [{"id": f"r{n}", "name": f"財源{n}", "values": {"R4": "1", "R5": "2"}} for n in range(2)]
    ways = ["trend", "columns", "panels", "column-panels", "table"]
    assert [money_of(rows=rows, figure=way).shape.value for way in ways] == ways
    assert money_of(rows=rows).shape is Shape.COLUMNS


def test_money_from_many_sources_has_columns_for_each() -> None:
    rows = [{"id": f"r{n}", "name": f"財源{n}", "values": {"R4": "1", "R5": "2"}} for n in range(6)]
    assert money_of(rows=rows).shape is Shape.COLUMN_PANELS


def test_a_target_knows_the_series_that_it_is_for() -> None:
    series = [
        {"id": "women", "name": "女性", "dimension": {"性別": "女"}, "values": {"R4": "41"}},
        {"id": "men", "name": "男性", "values": {"R4": "33"}},
    ]
    targets = [
        {"year": "R7", "value": "50", "dimension": {"性別": "女"}},
        {"year": "R7", "value": "40", "series": "men"},
        {"year": "R7", "value": "45"},
        {"year": "R7", "value": "99", "dimension": {"年齢": "75歳以上"}},
    ]
    figure = figure_of(values={"R4": "37"}, baseline={"year": "R2", "value": "30"}, series=series, targets=targets)
    assert [one.of for one in figure.series if one.role is Role.TARGET] == ["women", "men", "actual", ""]
    assert [one.of for one in figure.series if one.role is Role.BASELINE] == ["actual"]


def test_a_plan_may_ask_for_another_way_of_drawing() -> None:
    values = {"R4": "1", "R5": "2"}
    assert figure_of(values=values, figure="columns").shape is Shape.COLUMNS
    assert figure_of(values=values, counting="yearly", figure="trend").shape is Shape.TREND
    assert not figure_of(values=values, figure="table").is_drawn


@pytest.mark.parametrize(
    ("cells", "shape"),
    [
        ([["1人"], ["2人"]], Shape.COMPARISON),
        ([["1人", "2人"], ["2人", "3人"]], Shape.COMPARISON),
        ([["1人", "2％"], ["2人", "3％"]], Shape.TABLE),
        ([["1人", "2"], ["2人", "3"]], Shape.TABLE),
        ([["1人"], ["約6割"]], Shape.TABLE),
        ([["1人"], [{"missing": "未調査"}]], Shape.TABLE),
        ([["1人"], ["2人"], [{"missing": "未調査"}]], Shape.COMPARISON),
        ([["1人", "2人"], ["2人", {"missing": "未調査"}]], Shape.COMPARISON),
        ([["1人"]], Shape.NUMBER),
    ],
)
def test_rows_are_compared_where_each_cell_is_a_number_of_one_unit_or_missing(
    cells: list[list[Any]], shape: Shape
) -> None:
    columns = [{"id": f"c{n}", "name": f"列{n}"} for n, _ in enumerate(cells[0])]
    rows = [{"name": f"行{n}", "cells": row} for n, row in enumerate(cells)]
    assert table_of(kind="survey", columns=columns, rows=rows).shape is shape


@pytest.mark.parametrize(("unit", "shape"), [("人", Shape.TABLE), ("回", Shape.COMPARISON), (None, Shape.COMPARISON)])
def test_columns_of_another_unit_than_the_table_are_not_compared(unit: str | None, shape: Shape) -> None:
    columns = [{"id": "held", "name": "開催"}, {"id": "people", "name": "参加", "unit": unit}]
    rows = [{"name": f"行{n}", "cells": ["2", "31"]} for n in range(2)]
    assert table_of(kind="survey", unit="回", columns=columns, rows=rows).shape is shape


def test_a_cumulative_value_is_not_drawn_beside_a_target_for_every_year() -> None:
    figure = figure_of(values={"R4": "10", "R5": "22"}, counting="cumulative", targets={"every": "12"})
    assert [series.role for series in figure.for_drawing.drawn_series] == [Role.ACTUAL]


def test_the_sentence_of_a_short_table_reads_its_rows_out() -> None:
    rows = [{"name": "分野1", "cells": ["22事業"]}, {"name": "合計", "cells": ["1,040事業"]}]
    figure = table_of(kind="survey", columns=[{"id": "count", "name": "事業数"}], rows=rows)
    assert figure.sentence == "分野1は22事業、合計は1,040事業です。"


@pytest.mark.parametrize(
    ("said", "shape"), [("約9割", Shape.NUMBER), ("半数を大きく上回り、増え続けている", Shape.TABLE)]
)
def test_a_table_of_one_value_says_it_and_shows_it_large_where_it_is_short(said: str, shape: Shape) -> None:
    rows = [{"name": "「そう思う」", "cells": [{"text": said}]}]
    figure = table_of(kind="survey", columns=[{"id": "share", "name": "割合"}], rows=rows)
    assert (figure.sentence, figure.shape) == (f"割合は「{said}」（「そう思う」）です。", shape)


@pytest.mark.parametrize(("rows", "shape"), [(2, Shape.COMPARISON), (6, Shape.TABLE)])
def test_a_table_of_many_columns_is_drawn_with_its_few_rows_as_bars(rows: int, shape: Shape) -> None:
    columns = [{"id": f"c{n}", "name": f"{n}0代"} for n in range(1, 7)]
    given = [{"name": f"行{n}", "cells": [f"{m}人" for m in range(6)]} for n in range(rows)]
    figure = table_of(kind="survey", columns=columns, rows=given)
    assert figure.shape is shape
    assert [series.name for series in figure.series] == [column["name"] for column in columns]
    if figure.is_drawn:
        assert [slot.label for slot in figure.for_drawing.slots] == [column["name"] for column in columns]
        assert [series.name for series in figure.for_drawing.series] == ["行0", "行1"]


def test_the_parts_of_a_value_are_as_final_as_it_is() -> None:
    figure = figure_of(values={"R4": {"value": "10", "state": "速報", "parts": {"男": "4"}}})
    (part,) = (series for series in figure.series if series.role is Role.PART)
    assert [cell and cell.state for cell in part.cells] == ["速報"]


def test_a_table_whose_series_have_units_is_not_said_to_have_none() -> None:
    series = [{"id": "a", "name": "回数", "unit": "回", "values": {"R3": "8"}}]
    assert table_of(series=series).unit == ""
    assert table_of(series=[{"id": "a", "name": "回数", "values": {"R3": "8"}}]).unit is None
