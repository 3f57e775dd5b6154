"""Questions about the size of numbers: what each finds, and what it lets pass."""

from pathlib import Path

import pytest

from keikaku import pipeline
from tests.workspaces import MAIN, MORE, PLAN_YAML, found, found_in_more, read, report, write

INDICATOR = "indicators:\n  - id: members\n    name: {name}\n    unit: {unit}\n    {line}\n"


def rules(root: Path, line: str, *, name: str = "会員数", unit: str = "人") -> list[str]:
    return [rule for rule, _ in found_in_more(root, INDICATOR.format(name=name, unit=unit, line=line))]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('values: {R3: 120, R4: "1,200", R5: 118}', "wrong-magnitude"),
        ('values: {R3: 120, R4: "120,000", R5: 118}', "wrong-magnitude"),
        ('values: {R3: "1,200", R4: "1,180", R5: 119}', "wrong-magnitude"),
        ('values: {R3: "12,000", R4: "1,180", R5: "1,190"}', "wrong-magnitude"),
        ('values: {R3: 120, R4: "1,200"}', "wrong-magnitude"),
        ("values: {R3: 120, R4: 480, R5: 125}", "sudden-jump"),
        ("values: {R3: 120, R4: △118, R5: 125}", "wrong-magnitude"),
    ],
)
def test_a_power_of_ten_between_neighbours_is_told_as_a_slip_of_it(tmp_path: Path, line: str, rule: str) -> None:
    assert set(rules(tmp_path, line)) == {rule}


@pytest.mark.parametrize(
    ("unit", "value", "is_found"), [("千円", "15.473", True), ("千円", "15.5", False), ("％", "15.473", False)]
)
def test_of_what_is_counted_whole_there_are_no_thousandths(
    tmp_path: Path, unit: str, value: str, is_found: bool
) -> None:
    assert ("wrong-magnitude" in rules(tmp_path, f"values: {{R3: {value}}}", name="決算額", unit=unit)) == is_found


def test_only_the_odd_value_of_a_row_is_named(tmp_path: Path) -> None:
    text = INDICATOR.format(name="会員数", unit="人", line='values: {R3: 120, R4: "1,200", R5: 118, R6: 121}')
    assert found_in_more(tmp_path, text) == [("wrong-magnitude", "5:27")]


@pytest.mark.parametrize(
    "line",
    [
        "values: {R3: 2, R4: 20, R5: 3}",  # few things
        'values: {R3: 100, R4: "1,000", R5: "1,010"}'.replace("100,", "2,"),
        "values: {R3: ▲120, R4: 125}",
        "values: {R3: 0, R4: 125}",
    ],
)
def test_small_numbers_and_zero_tell_of_no_slip(tmp_path: Path, line: str) -> None:
    assert "wrong-magnitude" not in rules(tmp_path, line)


@pytest.mark.parametrize(
    ("target", "differs"),
    [('"1,200,000"', True), ("1.3", False), ("1,000％増", False), ('"12,000"', True), ('"4,000"', False)],
)
def test_a_target_a_power_of_ten_from_the_values_has_other_digits_or_another_unit(
    tmp_path: Path, target: str, differs: bool
) -> None:
    found = rules(tmp_path, f"values: {{R3: 1180}}\n    targets:\n      R7: {target}")
    assert ("wrong-magnitude" in found) == (differs or target == "1.3")


@pytest.mark.parametrize(
    ("lines", "is_found"),
    [
        ("baseline: {year: H30, value: '15,000'}\n    targets: {H34: '190,000'}", True),
        ("baseline: {year: H30, value: '15,000'}\n    targets: {H34: '19,000'}", False),
        ("values: {R3: 312, R4: '1,019'}\n    targets: {R3: 300, R4: '4,000', R5: 500}", True),
        ("values: {R3: 312, R4: '1,019'}\n    targets: {R3: 300, R4: 400, R5: 500}", False),
        ("values: {R3: ▲468, R4: ▲127, R5: 83}\n    targets: {R3: 500, R4: '1,500', R5: '3,000'}", False),
        ("values: {R3: 12, R4: 15}\n    targets: {R5: 20, R6: 200, R7: 25}", True),
        ("values: {R3: 12, R4: 15}\n    targets: {R5: 90}", False),
        ("baseline: {year: H30, value: '1,500'}\n    values: {R3: '16,120', R4: '17,040'}", True),
        ("baseline: {year: H30, value: '15,000'}\n    values: {R3: '16,120', R4: '17,040'}", False),
    ],
)
def test_a_target_has_as_many_digits_as_those_beside_it(tmp_path: Path, lines: str, is_found: bool) -> None:
    assert ("wrong-magnitude" in rules(tmp_path, lines)) == is_found


def test_money_and_tables_are_asked_too(tmp_path: Path) -> None:
    values = "values: {R3: 1200, R4: 1250000, R5: 1280}"
    money = f"money:\n  - id: m\n    title: 費用\n    unit: 千円\n    rows:\n      - {{id: a, name: 市, {values}}}\n"
    table = f"tables:\n  - id: t\n    title: 表\n    unit: 千円\n    {values}\n"
    for number, text in enumerate((money, table)):
        assert [rule for rule, _ in found_in_more(tmp_path / str(number), text)] == ["wrong-magnitude"]


@pytest.mark.parametrize(
    ("name", "unit", "line", "is_over"),
    [
        ("加入率", "％", "values: {R4: 101.5}", True),
        ("加入率", "％", "values: {R4: 100}", False),
        ("事業費の増加率", "％", "values: {R4: 120}", False),
        ("目標の達成率", "％", "values: {R4: 120}", False),
        ("会員数", "人", "values: {R4: 120}", False),
        ("加入率", "％", "values: {R4: 70}\n    targets: {R6: 740}", True),
        ("加入率", "％", "values: {R4: 70}\n    targets: {R6: 120％増}", False),
        ("加入率", "％", "values: {R4: 70}\n    baseline: 700", True),
    ],
)
def test_a_share_is_at_most_all(tmp_path: Path, name: str, unit: str, line: str, is_over: bool) -> None:
    assert ("share-over-100" in rules(tmp_path, line, name=name, unit=unit)) == is_over


SURVEY = """\
tables:
  - id: t
    title: {title}
    kind: survey
    columns: [{{id: share, name: 割合, unit: ％}}]
    rows:
      - {{name: はい, cells: [{yes}]}}
      - {{name: いいえ, cells: [{no}]}}
      - {{name: 計, cells: [100]}}
"""


@pytest.mark.parametrize(
    ("title", "yes", "no", "is_beyond"),
    [
        ("入っていますか", "60.0", "50.0", True),
        ("入っていますか", "60.0", "40.0", False),
        ("入っていますか", "60.4", "40.0", False),  # rounded
        ("入っていますか（いくつでも）", "60.0", "50.0", False),
    ],
)
def test_the_shares_of_one_question_come_to_all(tmp_path: Path, title: str, yes: str, no: str, is_beyond: bool) -> None:
    found = [rule for rule, _ in found_in_more(tmp_path, SURVEY.format(title=title, yes=yes, no=no))]
    assert found == (["shares-beyond-100"] if is_beyond else [])


def test_the_same_asked_in_several_years_makes_no_whole(tmp_path: Path) -> None:
    text = SURVEY.format(title="入っていますか", yes="60.0", no="50.0").replace("はい", "令和元年5月実施")
    text = text.replace("いいえ", "平成27年度の調査")
    assert found_in_more(tmp_path, text) == []


def test_parts_in_percent_are_shares(tmp_path: Path) -> None:
    line = "values: {R4: {value: 100, parts: {男: 60％, 女: 60％}}}"
    assert rules(tmp_path, line, name="内訳", unit="％") == ["shares-beyond-100"]


@pytest.mark.parametrize(
    ("line", "differs"),
    [
        ("series: [{id: a, name: 男, unit: 団体, values: {R4: 12団体, R5: 13件}}]", True),
        ("series: [{id: a, name: 男, unit: 団体, values: {R4: 12団体, R5: 13団体}}]", False),
        ("series: [{id: a, name: 割合, unit: ％, values: {R4: 12%, R5: 13％}}]", False),
    ],
)
def test_a_series_has_one_unit(tmp_path: Path, line: str, differs: bool) -> None:
    assert ("unit-differs" in rules(tmp_path, line)) == differs


@pytest.mark.parametrize(("own", "told"), [("", 1), ("unit: 団体, ", 0), ("unit: 件, ", 1)])
def test_a_unit_that_all_values_have_is_told_once(tmp_path: Path, own: str, told: int) -> None:
    """A series takes the unit of its indicator, where its own is forgotten."""
    series = f"series: [{{id: r, name: 団体, {own}values: {{R3: 70団体, R4: 66団体, R5: 71団体}}}}]"
    text = f"indicators:\n  - {{id: a, name: 寄附, unit: 件, values: {{R5: 3件}}, {series}}}\n"
    problems = [one for one in read(write(tmp_path, {MORE: text}))[1] if one.rule == "unit-differs"]
    assert [problem.facts.get("other") for problem in problems] == ["団体"] * told


def test_where_no_unit_is_declared_the_values_share_one(tmp_path: Path) -> None:
    text = "indicators:\n  - id: a\n    name: 相談\n    values: {R3: 12件, R4: 13件, R5: 14団体}\n"
    assert found_in_more(tmp_path, text) == [("unit-differs", "4:36")]


def test_a_number_that_fits_may_have_a_slip_in_its_unit(tmp_path: Path) -> None:
    values = 'values: {R2: "9,120人", R3: "11,305千人", R4: "15,840人"}'
    root = write(tmp_path, {MORE: f"indicators: [{{id: a, name: 来館者, unit: 人, direction: up, {values}}}]\n"})
    said = report(root, pipeline.check(root).problems)
    assert '「千人」が書き間違いなら "11,305人" と、資料のとおりなら "11,305,000人" と書いてください。' in said


def test_a_note_in_brackets_is_told_where_notes_belong(tmp_path: Path) -> None:
    text = INDICATOR.format(name="会員数", unit="人", line="values: {R3: 120, R4: 130（速報）}")
    words = report(tmp_path, read(write(tmp_path, {MORE: text}))[1])
    assert "「{value: 130, note: 注の文}」と書いてください" in words


SERIES = """\
tables:
  - id: t
    title: 会員
    unit: {unit}
    series:
      - {{id: a, name: 男, dimension: {{性別: 男}}, values: {{R4: {men}}}}}
      - {{id: b, name: 女, dimension: {{性別: 女}}, values: {{R4: 60}}}}
      - {{id: c, name: 計, total: true, values: {{R4: 120}}}}
"""


@pytest.mark.parametrize(
    ("unit", "men", "differs"),
    [("人", "60", False), ("人", "50", True), ("％", "50", False), ("人", "{missing: －}", False)],
)
def test_a_total_beside_its_series_is_their_sum(tmp_path: Path, unit: str, men: str, differs: bool) -> None:
    found = [rule for rule, _ in found_in_more(tmp_path, SERIES.format(unit=unit, men=men))]
    assert ("sum-differs" in found) == differs


@pytest.mark.parametrize(
    ("names", "differs"), [(("男", "女", "計"), True), (("男", "小計", "計"), False), (("男", "女", "他"), False)]
)
def test_a_last_row_that_is_called_a_total_is_the_sum_of_the_others(
    tmp_path: Path, names: tuple[str, ...], differs: bool
) -> None:
    rows = "".join(f"      - {{name: {name}, cells: [{cell}]}}\n" for name, cell in zip(names, (5, 6, 12), strict=True))
    table = "tables:\n  - id: t\n    title: 会員\n    kind: survey\n    columns: [{id: n, name: 人数, unit: 人}]\n"
    found = [rule for rule, _ in found_in_more(tmp_path, f"{table}    rows:\n{rows}")]
    assert found == (["sum-differs"] if differs else [])


# --- units side by side -------------------------------------------------------------------------------------------

TABLE = """\
tables:
  - id: t
    title: 表
    columns: [{{id: a, name: 人数{0}}}, {{id: b, name: 率}}]
    rows:
      - {{name: 町, cells: [192人, 9.3%]}}
      - {{name: 村, cells: [{1}]}}
      - {{name: 市, cells: [88人, 4%]}}
"""


@pytest.mark.parametrize(
    ("unit", "cells", "count"),
    [("", "94人, 5%", 0), ("", "5%, 94人", 2), ("", "94件, 5%", 1), (", unit: 人", "94件, 5%", 1), ("", "94, ―", 0)],
)
def test_a_cell_has_the_unit_of_its_column(tmp_path: Path, unit: str, cells: str, count: int) -> None:
    text = TABLE.format(unit, cells)
    plan = PLAN_YAML + "no_value: {―: not-applicable}\n"
    assert [rule for rule, _ in found(tmp_path, {MORE: text, MAIN: plan})] == ["unit-differs"] * count


@pytest.mark.parametrize(
    ("cells", "count"),
    [("94人 88人", 0), ("94入 88人", 1), ("94入 88人 70人", 1), ("94入 88件 70人", 0), ("94 88人", 0)],
)
def test_one_cell_of_a_column_without_a_unit_has_that_of_the_others(tmp_path: Path, cells: str, count: int) -> None:
    name = "人数" if cells.count(" ") == 1 else "参加"
    rows = "".join(f"      - {{name: 町{n}, cells: [{cell}]}}\n" for n, cell in enumerate(cells.split()))
    text = f"tables:\n  - id: t\n    title: 表\n    columns: [{{id: a, name: {name}}}]\n    rows:\n{rows}"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["unit-differs"] * count


@pytest.mark.parametrize(
    ("values", "is_found"), [("5件, R5: 7件", True), ("5件, R5: 7", True), ("5件, R5: 7回", True), ("5, R5: 7", False)]
)
def test_values_that_are_printed_in_a_unit_have_it(tmp_path: Path, values: str, is_found: bool) -> None:
    text = f"indicators: [{{id: a, name: 数, values: {{R4: {values}}}}}]\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["unit-differs"] * is_found


@pytest.mark.parametrize(("amount", "is_found"), [("19,273円", False), ("19,273千円", True), ("19,273円（※）", True)])
def test_an_amount_has_the_unit_of_its_table(tmp_path: Path, amount: str, is_found: bool) -> None:
    text = f"money: [{{id: m, title: 費用, unit: 円, rows: [{{id: a, name: 町, amount: '{amount}'}}]}}]\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == (["unit-differs"] if is_found else [])


@pytest.mark.parametrize(
    ("values", "is_found"), [("R3: 518, R4: 0", True), ("R3: 3, R4: 0", False), ("R3: 0, R4: 518", False)]
)
def test_a_fall_from_hundreds_to_nothing_is_probably_a_blank(tmp_path: Path, values: str, is_found: bool) -> None:
    text = f"indicators: [{{id: a, name: 会員数, unit: 人, values: {{{values}}}}}]\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == (["wrong-magnitude"] if is_found else [])


@pytest.mark.parametrize(("parts", "is_found"), [("男: 5, 女: 5", False), ("男: 5, 女: 6", True)])
def test_parts_that_do_not_add_up_where_others_do_are_told(tmp_path: Path, parts: str, is_found: bool) -> None:
    rest = "R3: {value: 10, parts: {男: 4, 女: 6}}, R4: {value: 10, parts: {男: 7, 女: 3}}"
    text = f"indicators: [{{id: a, name: 会員数, values: {{{rest}, R5: {{value: 10, parts: {{{parts}}}}}}}}}]\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == (["sum-differs"] if is_found else [])


@pytest.mark.parametrize(
    ("votes", "rule"),
    [
        ("a: {value: 5名, of: 7名中}, b: {value: 2名, of: 7名中}", ""),
        ("a: {value: 7名, of: 7名中}, b: {value: 1名, of: 7名中}", "votes-beyond-all"),
        ("a: {value: 6名, of: 7名中}, b: {value: 0名, of: 7名中}", "votes-short-of-all"),
        ("a: {value: 6名, of: 7名中}", ""),
        ("a: {value: 5名, of: 7名中}, b: {value: 2名, of: 6名中}", "votes-of-several-sizes"),
    ],
)
def test_the_votes_on_one_question_are_those_of_the_same_people(tmp_path: Path, votes: str, rule: str) -> None:
    plan = PLAN_YAML + "scales: [{id: s, name: 評価, options: [{id: a, name: よい}, {id: b, name: わるい}]}]\n"
    text = f"evaluations: [{{id: e, title: 評価, answers: [{{scale: s, votes: {{{votes}}}}}]}}]\n"
    assert [name for name, _ in found(tmp_path, {MAIN: plan, MORE: text})] == ([rule] if rule else [])


@pytest.mark.parametrize(("votes", "is_found"), [("7名", False), ("8名", True)])
def test_more_votes_than_voters_are_told(tmp_path: Path, votes: str, is_found: bool) -> None:
    answers = f"answers: [{{scale: s, votes: {{a: {{value: {votes}, of: 7名中}}}}}}]"
    plan = PLAN_YAML + "scales: [{id: s, name: 評価, options: [{id: a, name: よい}]}]\n"
    text = f"evaluations: [{{id: e, title: 評価, {answers}}}]\n"
    assert [rule for rule, _ in found(tmp_path, {MAIN: plan, MORE: text})] == (["share-over-100"] if is_found else [])


@pytest.mark.parametrize(
    ("values", "is_found"),
    [("H30: '21,573', R1: '69,880,000'", True), ("H30: 2, R1: 900", False), ("H30: '21,573', R1: '90,000'", False)],
)
def test_a_leap_of_any_factor_is_asked(tmp_path: Path, values: str, is_found: bool) -> None:
    rows = f"rows: [{{id: a, name: 町, values: {{{values}}}}}]"
    text = f"money: [{{id: m, title: 費用, unit: 千円, {rows}}}]\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == (["wrong-magnitude"] if is_found else [])


@pytest.mark.parametrize(
    ("values", "target", "is_found"),
    [
        ("{R3: 5, R4: 6}", "5000", True),
        ("{R3: -5, R4: -3}", "1500", False),  # a balance around zero
        ("{R3: 900, R4: 3}", "1500", False),
        ("{R3: 5000}", "5", True),
    ],
)
def test_a_target_in_another_unit_than_all_values_is_told(
    tmp_path: Path, values: str, target: str, is_found: bool
) -> None:
    text = f"indicators: [{{id: a, name: 転入超過, values: {values}, targets: {{R7: {target}}}}}]\n"
    found_rules = [
        problem.at.column for problem in read(write(tmp_path, {MORE: text}))[1] if "target of" in problem.found
    ]
    assert bool(found_rules) == is_found


@pytest.mark.parametrize("swapped", [0, 1])
def test_of_two_rows_the_one_whose_cells_are_exchanged_is_told(tmp_path: Path, swapped: int) -> None:
    rows = ["[192人, 9.3%]", "[94人, 4.5%]"]
    rows[swapped] = "[9.3%, 192人]"
    text = (
        "tables:\n  - id: t\n    title: 調査\n    kind: survey\n"
        "    columns: [{id: a, name: 人数}, {id: b, name: 割合}]\n    rows:\n"
        f"      - {{name: 甲, cells: {rows[0]}}}\n      - {{name: 乙, cells: {rows[1]}}}\n"
    )
    assert {(rule, at.split(":")[0]) for rule, at in found_in_more(tmp_path, text)} == {
        ("unit-differs", str(7 + swapped))
    }


@pytest.mark.parametrize(
    ("column", "cell", "is_found"),
    [("割合", "422%", True), ("割合", "42.2%", False), ("達成率", "142%", False), ("割合", "422人", False)],
)
def test_a_share_in_a_table_is_at_most_all(tmp_path: Path, column: str, cell: str, is_found: bool) -> None:
    head = "tables:\n  - id: t\n    title: 結果\n    kind: survey\n"
    text = head + f"    columns: [{{id: a, name: {column}}}]\n    rows: [{{name: 甲, cells: [{cell}]}}]\n"
    assert ("share-over-100" in [rule for rule, _ in found_in_more(tmp_path, text)]) == is_found


@pytest.mark.parametrize(
    ("spent", "granted", "rules"),
    [
        ("17,984,210円", "8,992,105円", []),
        ("17,984円", "8,992円", ["wrong-magnitude"]),
        ("179,842,100円", "8,992,105円", ["wrong-magnitude"]),
        ("17,984,210円", "89,921,050円", ["grant-beyond-cost"]),
    ],
)
def test_what_was_spent_is_of_the_size_of_what_was_planned(
    tmp_path: Path, spent: str, granted: str, rules: list[str]
) -> None:
    rows = (
        ("a", "予算額", "budget", "18,500,000円"),
        ("b", "決算額", "settlement", spent),
        ("c", "交付額", "grant", granted),
    )
    listed = "".join(
        f"      - {{id: {id}, name: {name}, kind: {kind}, values: {{R6: '{value}'}}}}\n"
        for id, name, kind, value in rows
    )
    text = f"money:\n  - id: m\n    title: 事業費\n    unit: 円\n    rows:\n{listed}"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == rules


@pytest.mark.parametrize(("unit", "is_found"), [("円", True), ("千円", False)])
def test_accounts_of_one_title_are_in_one_unit(tmp_path: Path, unit: str, is_found: bool) -> None:
    money = "".join(
        f"  - {{id: m{n}, title: 決算額, unit: {own}, rows: [{{id: a, name: 額, kind: cost, values: {{R5: {n}}}}}]}}\n"
        for n, own in enumerate((unit, "千円", "千円"), 1)
    )
    assert [rule for rule, _ in found_in_more(tmp_path, f"money:\n{money}")] == ["unit-of-others"] * is_found


@pytest.mark.parametrize(("value", "is_found"), [("▲9,929千円", True), ("9,929千円", False)])
def test_nothing_less_than_nothing_was_spent(tmp_path: Path, value: str, is_found: bool) -> None:
    rows = f"[{{id: a, name: 額, kind: settlement, values: {{R5: '{value}'}}}}]"
    text = f"money: [{{id: m, title: 決算額, unit: 千円, rows: {rows}}}]\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["wrong-magnitude"] * is_found


@pytest.mark.parametrize(
    ("row", "is_told"),
    [
        ("amount: △120円", True),
        ("amount: 120円", False),
        ("values: {R4: △120円}", True),
        ("amount: △120円, difference_of: [x, y]", False),
    ],
)
def test_money_below_zero_is_told(tmp_path: Path, row: str, is_told: bool) -> None:
    others = "{id: x, name: 予算額, amount: 10円}, {id: y, name: 決算額, amount: 130円}"
    text = f"money: [{{id: m, title: 事業費, unit: 円, rows: [{others}, {{id: a, name: 残額, {row}}}]}}]\n"
    text = f"projects:\n  - id: cafe\n    name: 子ども食堂\n    {text}"
    assert ("wrong-magnitude" in [rule for rule, _ in found_in_more(tmp_path, text)]) is is_told


@pytest.mark.parametrize(
    ("values", "place", "advice"),
    [
        ("{R3: {duration: 1時間30分}, R4: 55分}", "5:42", "Write {{duration: {near}}}"),
        ("{R3: {duration: 1時間30分}, R4: 55}", "5:42", "Is it a value of another indicator or year?"),
        ("{R3: 120, R4: {duration: 1時間30分}, R5: 130}", "5:27", "Is it a value of another indicator or year?"),
    ],
)
def test_of_numbers_and_lengths_of_time_the_fewer_are_asked_about(
    tmp_path: Path, values: str, place: str, advice: str
) -> None:
    _, problems = read(write(tmp_path, {MORE: INDICATOR.format(name="待ち", unit="分", line=f"values: {values}")}))
    told = [(str(p.at).removeprefix(f"{MORE}:"), p.advice) for p in problems if p.rule == "number-among-durations"]
    assert len(told) == 1
    assert told[0][0] == place
    assert told[0][1].startswith(advice)


@pytest.mark.parametrize(("value", "is_told"), [("830", False), ("8300", True), ("-8300", True)])
def test_a_leap_across_zero_is_told_where_it_is_much_larger(tmp_path: Path, value: str, is_told: bool) -> None:
    told = rules(tmp_path, f"values: {{R3: -120, R4: -127, R5: {value}}}")
    assert bool({"sudden-jump", "wrong-magnitude"} & set(told)) == is_told


@pytest.mark.parametrize(
    ("share", "whole", "is_found"),
    [
        ("23.7％", "100.0％", True),
        ("32.7％", "100.0％", False),
        ("52.7％", "100.0％", False),
        ("23.7％", "92.0％", False),
    ],
)
def test_shares_come_to_the_hundred_that_stands_below_them(
    tmp_path: Path, share: str, whole: str, is_found: bool
) -> None:
    rows = "".join(
        f"      - {{name: {name}, cells: [{cell}]}}\n"
        for name, cell in (("東", "40.3％"), ("西", share), ("南", "27.0％"), ("合計", whole))
    )
    head = "  - id: t\n    title: 会員\n    columns: [{id: a, name: 割合, unit: ％}]\n    rows:\n"
    told = [rule for rule, _ in found_in_more(tmp_path, f"tables:\n{head}{rows}")]
    assert ("sum-differs" in told) == is_found


@pytest.mark.parametrize(
    ("name", "values", "is_found"),
    [
        ("設立した団体", "{R3: 7, R4: 9.5}, targets: {R7: 13}", True),
        ("設立した団体", "{R3: 7, R4: 9}, targets: {R7: 13}", False),
        ("設立した団体", "{R3: 7.5, R4: 9.5}, targets: {R7: 13}", False),
        ("1校あたりの団体", "{R3: 7, R4: 9.5}, targets: {R7: 13}", False),
        ("設立した団体", "{R4: 9.5}, targets: {R7: 13.5}", False),
    ],
)
def test_what_is_counted_whole_has_no_fraction_alone(tmp_path: Path, name: str, values: str, is_found: bool) -> None:
    told = found_in_more(tmp_path, f"indicators: [{{id: a, name: {name}, unit: 団体, values: {values}}}]\n")
    assert ("wrong-magnitude" in [rule for rule, _ in told]) == is_found


def test_a_unit_that_no_value_has_is_told_itself(tmp_path: Path) -> None:
    text = "indicators: [{id: a, name: 件の数, unit: 千件, values: {R3: 3件, R4: 412件}, targets: {R7: 900件}}]\n"
    told = [rule for rule, _ in found_in_more(tmp_path, text)]
    assert told.count("unit-differs") == 1
