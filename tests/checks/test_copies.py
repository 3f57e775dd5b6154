"""What was copied within a plan and not written anew."""

from pathlib import Path

import pytest

from keikaku.pipeline import check
from tests.workspaces import MAIN, MORE, PLAN_YAML, found, found_in_more, write


@pytest.mark.parametrize(
    ("second", "rule", "column"),
    [
        ("name: 会員数, values: {R3: 1, R4: 2}", "copied-record", 63),
        ("name: 会員数, values: {R3: 1, R4: 3}", "name-twice", 58),
        ("name: 会員数", "name-twice", 58),
        ("name: 会員数, group: 別表", "name-twice", 58),
        ("name: 会員数, group: 別表, values: {R3: 5}", "", 0),
        ("name: 参加者数, values: {R3: 1, R4: 2}", "", 0),
    ],
)
def test_an_indicator_that_was_copied_and_not_written_anew_is_told(
    tmp_path: Path, second: str, rule: str, column: int
) -> None:
    text = f"indicators: [{{id: a, name: 会員数, values: {{R3: 1, R4: 2}}}}, {{id: b, {second}}}]\n"
    assert found_in_more(tmp_path, text) == ([(rule, f"1:{column}")] if rule else [])


def test_a_word_that_is_explained_twice_is_told(tmp_path: Path) -> None:
    plan = PLAN_YAML + "glossary: [{id: a, name: NPO, text: x}, {id: b, name: ＮＰＯ, text: y}]\n"
    assert [rule for rule, _ in found(tmp_path, {MAIN: plan})] == ["copied-record"]


@pytest.mark.parametrize(("second", "is_found"), [("名: 食堂", False), ("name: 食堂", True)])
def test_a_project_that_is_written_twice_is_told(tmp_path: Path, second: str, is_found: bool) -> None:
    name = second.replace("名: 食堂", "name: 集会所")
    text = f"nodes: [{{id: g, level: goal, name: 町, projects: [{{id: a, name: 食堂}}, {{id: b, {name}}}]}}]\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == (["copied-record"] if is_found else [])


@pytest.mark.parametrize(
    ("second", "is_found"),
    [
        ("title: 応募数, unit: 社, values: {R3: 15, R4: 11}", True),
        ("title: 応募数, unit: 社, values: {R3: 15, R4: 12}", False),
        ("title: 採択数, unit: 社, values: {R3: 15, R4: 11}", False),
    ],
)
def test_a_table_that_is_written_twice_is_told(tmp_path: Path, second: str, is_found: bool) -> None:
    first = "{id: a, title: 応募数, unit: 社, values: {R3: 15, R4: 11}}"
    node = f"nodes: [{{id: g, level: goal, name: 町, tables: [{first}, {{id: b, {second}}}]}}]\n"
    assert [rule for rule, _ in found_in_more(tmp_path, node)] == ["copied-record"] * is_found


LONG = "町民館で毎月、子どもも大人も来る食堂を開いている。"


@pytest.mark.parametrize(
    ("lines", "is_found"),
    [
        ("activities: [毎月食堂を開いている。, 毎月食堂を開いている。]", True),
        ("activities: [毎月食堂を開いている。, 隔月に食堂を開いている。]", False),
        ("facts: [{label: 場所, text: 町民館で開く。}, {label: 場所, text: 町民館で開く。}]", True),
        ("results: {R3: [毎月食堂を開いている。], R4: [毎月食堂を開いている。]}", False),
        ("activities: [{heading: 一, items: [毎月食堂を開く日。, 毎月食堂を開く日。]}]", True),
        (f"activities: [{LONG}, 別, {LONG}]", True),
        ("activities: [毎月食堂を開いている。, 隔月に講座を開いている。, 毎月食堂を開いている。]", False),
    ],
)
def test_entries_that_are_the_same_are_told(tmp_path: Path, lines: str, is_found: bool) -> None:
    text = f"nodes:\n  - id: g1\n    level: goal\n    name: 支える町\n    {lines}\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == (["repeated-entry"] if is_found else [])


def test_paragraphs_of_an_evaluation_that_are_the_same_are_told(tmp_path: Path) -> None:
    text = "[地域力が高まった。, 担い手が足りない。, 地域力が高まった。]"
    evaluation = f"evaluations: [{{id: e, title: 評価, rater: 町長, text: {text}}}]\n"
    node = f"nodes:\n  - id: g1\n    level: goal\n    name: 支える町\n    {evaluation}"
    assert [rule for rule, _ in found_in_more(tmp_path, node)] == ["repeated-entry"]


@pytest.mark.parametrize(("second", "is_found"), [("この値は速報である。", True), ("この値は確報である。", False)])
def test_notes_that_are_the_same_are_told(tmp_path: Path, second: str, is_found: bool) -> None:
    notes = f"[この値は速報である。, 数え方が変わった。, {second}]"
    text = f"indicators: [{{id: a, name: 会員数, unit: 人, values: {{R4: 5}}, editor_note: {notes}}}]\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == (["repeated-entry"] if is_found else [])


def test_the_line_is_named_where_the_sentence_stands_first(tmp_path: Path) -> None:
    lines = "".join(f"      - {text}\n" for text in (LONG, "別", LONG))
    write(tmp_path, {MORE: f"nodes:\n  - id: g1\n    level: goal\n    name: 町\n    activities:\n{lines}"})
    (problem,) = check(tmp_path).problems
    assert (problem.at.line, problem.facts["line"]) == (8, 6)


def test_equal_cells_and_columns_are_no_copies(tmp_path: Path) -> None:
    rows = "rows: [{name: 南, cells: ['1', '1']}, {name: 北, cells: ['1', '1']}]"
    table = f"tables: [{{id: t, title: 表, columns: [{{id: a, name: 男}}, {{id: b, name: 女}}], {rows}}}]\n"
    assert found_in_more(tmp_path, table) == []


SERIES = "indicators:\n  - id: a\n    name: 数\n    series:\n"
TABLE = "tables:\n  - id: a\n    title: 表\n    kind: survey\n"
MONEY = "money:\n  - id: a\n    title: 費用\n    unit: 円\n    rows:\n"


@pytest.mark.parametrize(
    ("head", "first", "second", "is_found"),
    [
        (SERIES, "{id: b, name: 男, values: {R4: 1}}", "{id: c, name: 男, values: {R4: 2}}", True),
        (SERIES, "{id: b, name: 男, values: {R4: 1}}", "{id: c, name: 女, values: {R4: 2}}", False),
        (
            TABLE + "    columns: [{id: b, name: 数}]\n    rows:\n",
            "{name: 甲, cells: [1]}",
            "{name: 甲, cells: [2]}",
            True,
        ),
        (
            TABLE + "    rows: [{name: 甲, cells: [1, 2]}]\n    columns:\n",
            "{id: b, name: 数}",
            "{id: c, name: 数}",
            True,
        ),
        (MONEY, "{id: b, name: 予算, amount: 1円}", "{id: c, name: 予算, amount: 2円}", True),
        (
            MONEY,
            "{id: b, name: 事業費, kind: budget, amount: 1円}",
            "{id: c, name: 事業費, kind: settlement, amount: 2円}",
            False,
        ),
        (MONEY, "{id: b, name: 職員, amount: 1円}", "{id: c, name: 職員, unit: 人, amount: 2人}", False),
    ],
)
def test_a_name_stands_once_in_a_figure(tmp_path: Path, head: str, first: str, second: str, is_found: bool) -> None:
    told = [rule for rule, _ in found_in_more(tmp_path, f"{head}      - {first}\n      - {second}\n")]
    assert ("name-twice" in told) == is_found


@pytest.mark.parametrize(
    ("values", "is_found"), [("{R4: 5, R5: 6}", True), ("{R5: 6}", False), ("{R4: 5, R5: 7}", False)]
)
def test_an_indicator_copied_to_another_goal_is_told(tmp_path: Path, values: str, is_found: bool) -> None:
    goals = "".join(
        f"  - id: g{n}\n    level: goal\n    name: 町{n}\n"
        f"    indicators: [{{id: i{n}, name: 会員数, unit: 人, values: {own}}}]\n"
        for n, own in ((1, "{R4: 5, R5: 6}"), (2, values))
    )
    assert [rule for rule, _ in found_in_more(tmp_path, f"nodes:\n{goals}")] == ["copied-record"] * is_found


@pytest.mark.parametrize(("last", "is_found"), [(9, True), (8, False)])
def test_an_indicator_copied_with_its_aims_is_told_under_another_name(
    tmp_path: Path, last: int, is_found: bool
) -> None:
    aims = "baseline: {year: R2, value: 4}, targets: {R3: 6, R4: 8, R5: "
    both = "".join(
        f"  - {{id: i{n}, name: {name}, unit: 団体, values: {{R3: 5, R4: 7, R5: 9}}, {aims}{aim}}}}}\n"
        for n, name, aim in ((1, "設立数", 9), (2, "会員団体数", last))
    )
    told = [rule for rule, _ in found_in_more(tmp_path, f"indicators:\n{both}")]
    assert ("copied-record" in told) == is_found


@pytest.mark.parametrize(("mark", "is_found"), [("パートナー", True), ("ユース", False)])
def test_two_themes_have_members_of_their_own(tmp_path: Path, mark: str, is_found: bool) -> None:
    marks = "marks: [{id: パートナー, name: パートナー}, {id: ユース, name: ユース}]\n"
    themes = "".join(
        f"  - {{id: t{n}, kind: 視点, name: 輪{n}, members_by_mark: {own}}}\n"
        for n, own in enumerate(("パートナー", mark))
    )
    projects = "projects:\n" + "".join(
        f"  - {{id: p{n}, name: 事業{n}, marks: {own}}}\n" for n, own in enumerate(("パートナー", "ユース"))
    )
    told = [rule for rule, _ in found(tmp_path, {MAIN: f"{PLAN_YAML}{marks}themes:\n{themes}", MORE: projects})]
    assert told == ["copied-record"] * is_found


@pytest.mark.parametrize(
    ("declared", "is_found"),
    [
        ("scales: [{id: s, name: 評価, options: [{id: a, name: 有効}, {id: b, name: 有効}]}]", True),
        ("scales: [{id: s, name: 評価, options: [{id: a, name: 有効}, {id: b, name: 無効}]}]", False),
        ("marks: [{id: a, name: 重点}, {id: b, name: 重点}]", True),
        ("parent_plans: [{id: a, name: 甲, short_name: 計画}, {id: b, name: 乙, short_name: 計画}]", True),
        ("parent_plans: [{id: a, name: 甲}, {id: b, name: 乙}]", False),
    ],
)
def test_what_plan_yaml_declares_has_a_name_of_its_own(tmp_path: Path, declared: str, is_found: bool) -> None:
    assert [rule for rule, _ in found(tmp_path, {MAIN: f"{PLAN_YAML}{declared}\n"})] == ["name-twice"] * is_found


@pytest.mark.parametrize(("name", "is_found"), [("町", True), ("村", False)])
def test_goals_side_by_side_have_names_of_their_own(tmp_path: Path, name: str, is_found: bool) -> None:
    text = f"nodes:\n  - {{id: g1, level: goal, name: 町}}\n  - {{id: g2, level: goal, name: {name}}}\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["name-twice"] * is_found


@pytest.mark.parametrize(("date", "is_found"), [("R5", True), ("R6", False)])
def test_an_evaluation_stands_once(tmp_path: Path, date: str, is_found: bool) -> None:
    text = "evaluations:\n" + "".join(
        f"  - {{id: e{n}, title: 評価, date: {day}, text: よい{n}}}\n" for n, day in enumerate(("R5", date))
    )
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["name-twice"] * is_found


@pytest.mark.parametrize(("values", "is_found"), [("", True), (", values: {R5: 6}", False)])
def test_an_indicator_with_nothing_has_a_name_of_its_own(tmp_path: Path, values: str, is_found: bool) -> None:
    text = (
        f"indicators:\n  - {{id: a, name: 会員数{values}}}\n"
        "  - {id: b, name: 会員数, group: 成果, unit: 人, values: {R4: 5, R5: 7}}\n"
    )
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["name-twice"] * is_found


@pytest.mark.parametrize(("last", "is_found"), [("57.7％", True), ("57.8％", False)])
def test_a_table_copied_for_another_year_is_told(tmp_path: Path, last: str, is_found: bool) -> None:
    tables = "".join(
        f"  - id: t{n}\n    title: 令和{n}年度の加入率\n    columns: [{{id: a, name: 世帯}}, {{id: b, name: 率}}]\n"
        f"    rows:\n      - {{name: 東, cells: [520, 61.9％]}}\n      - {{name: 西, cells: [410, {own}]}}\n"
        for n, own in ((1, "57.7％"), (2, last))
    )
    told = [rule for rule, _ in found_in_more(tmp_path, f"tables:\n{tables}")]
    assert ("copied-record" in told) == is_found


@pytest.mark.parametrize(("last", "is_found"), [(56, True), (60, False)])
def test_targets_that_are_the_values_of_their_years_were_copied(tmp_path: Path, last: int, is_found: bool) -> None:
    targets = f"{{R3: 47, R4: 52, R5: {last}}}"
    text = (
        f"indicators: [{{id: a, name: 活動回数, unit: 回, values: {{R3: 47, R4: 52, R5: 56}}, targets: {targets}}}]\n"
    )
    told = [rule for rule, _ in found_in_more(tmp_path, text)]
    assert ("copied-record" in told) == is_found
