"""What is said about an indent has been tried: the file is sound where it is followed."""

from pathlib import Path

import pytest

from tests.workspaces import MAIN, MORE, PLAN_YAML, only, read, write

NODES = """\
nodes:
  - id: g1
    level: goal
    name: 町
    tables:
      - id: visitors
        title: 来場者
        values:
          R1: {value: 5, note: n1}
        notes:
          n1: 数え方を改めた。
        editor_note: 表の題は二行に分かれている。
  - id: g2
    level: goal
    name: 人
    indicators:
      - id: members
        name: 会員数
        accept:
          key-of-others: 資料のとおり。
          sudden-jump: 資料のとおり。
        values: {R1: 5}
"""


@pytest.mark.parametrize("shift", [-1, 1])
@pytest.mark.parametrize("line", [3, 4, 7, 8, 10, 12, 14, 15, 18, 19, 20, 21, 22])
def test_a_line_that_has_slid_is_told_its_own_column(tmp_path: Path, line: int, shift: int) -> None:
    lines = NODES.split("\n")
    own = len(lines[line - 1]) - len(lines[line - 1].lstrip())
    lines[line - 1] = " " * (own + shift) + lines[line - 1].lstrip()
    _, problems = read(write(tmp_path, {MORE: "\n".join(lines)}))
    problem = only(problems)
    assert (problem.rule, problem.at.line, problem.facts["count"]) == ("indent-differs", line, own)


def test_a_line_between_two_columns_is_told_what_stands_in_both(tmp_path: Path) -> None:
    rows = "        rows:\n          - id: cost\n            name: 事業費\n            amount: 5千円\n"
    account = f"    money:\n      - id: cost-of-town\n        title: 事業費\n{rows}          editor_note: 付けた名。\n"
    text = f"nodes:\n  - id: g1\n    level: goal\n    name: 町\n{account}"
    _, problems = read(write(tmp_path, {MORE: text}))
    facts = only(problems).facts
    assert (facts["count"], facts["inner"], facts["less"], facts["outer"]) == (12, "amount", 8, "rows")


def test_a_line_below_an_acknowledgement_may_be_of_its_record(tmp_path: Path) -> None:
    text = NODES.replace("        values: {R1: 5}", "          unit: 人\n        values: {R1: 5}")
    _, problems = read(write(tmp_path, {MORE: text}))
    found = [problem.advice for problem in problems if problem.rule == "unknown-rule"]
    assert [advice.endswith("in the column of “accept:”.") for advice in found] == [True]


LABELS = """\
themes:
  - id: view
    kind: view
    name: 視点
    editor_note: 付けた名。
    text:
      - 一つの文。
      - 二つの文。
labels:
  values: 実績
  year_goals: 各年度の目標
  targets: 目標値
"""


@pytest.mark.parametrize("shift", [-2, -1, 1, 2])
@pytest.mark.parametrize("key", ["name", "editor_note", "text", "values", "year_goals", "targets"])
def test_a_line_of_plan_yaml_that_has_slid_is_told_its_own_column(tmp_path: Path, key: str, shift: int) -> None:
    lines = (PLAN_YAML + LABELS).split("\n")
    line = next(number for number, text in enumerate(lines) if text.startswith((f"  {key}:", f"    {key}:")))
    own = len(lines[line]) - len(lines[line].lstrip())
    lines[line] = " " * (own + shift) + lines[line].lstrip()
    _, problems = read(write(tmp_path, {MAIN: "\n".join(lines)}))
    problem = only(problems)
    assert (problem.rule, problem.at.line, problem.facts["count"]) == ("indent-differs", line + 1, own)


def test_a_line_of_a_list_in_plan_yaml_is_put_below_the_one_above(tmp_path: Path) -> None:
    text = PLAN_YAML + LABELS.replace("      - 二つ", "        - 二つ")
    _, problems = read(write(tmp_path, {MAIN: text}))
    problem = only(problems)
    assert (problem.rule, problem.at.line) == ("swallowed-entry", 16)


def test_an_entry_above_its_key_in_plan_yaml_is_exchanged_with_it(tmp_path: Path) -> None:
    text = PLAN_YAML + "accessibility: not stated\neditor_note:\n  - 一つの注。\n  - 二つの注。\n"
    swapped = text.replace("editor_note:\n  - 一つの注。\n", "  - 一つの注。\neditor_note:\n")
    problem = only(read(write(tmp_path, {MAIN: swapped}))[1])
    assert (problem.rule, problem.at.line) == ("indent-differs", 10)
    assert problem.advice.startswith("Exchange it")


def test_an_account_without_its_heading_lines_is_told_that_they_are_lost(tmp_path: Path) -> None:
    results = "    results:\n      R1:\n        - 一つをした。\n        - 二つをした。\n"
    notes = "        editor_note:\n          - 一つの注。\n          - 二つの注。\n"
    text = NODES.replace("        editor_note: 表の題は二行に分かれている。\n", notes + results)
    assert len(read(write(tmp_path, {MORE: text}))[1].errors) == 0
    problem = only(read(write(tmp_path, {MORE: text.replace("    results:\n      R1:\n", "")}))[1])
    assert (problem.rule, problem.at.line) == ("indent-differs", 15)
    assert problem.advice.startswith("Are lines lost above")


@pytest.mark.parametrize("line", ["editor_note: 注", "text: 町の人口"])
def test_a_line_typed_twice_is_not_moved_to_another_record(tmp_path: Path, line: str) -> None:
    words = f"  text: 町の人口\n  editor_note: 注\n  {line}\n"
    problem = only(read(write(tmp_path, {MAIN: PLAN_YAML.replace("publisher: 小町\n", f"publisher:\n{words}")}))[1])
    assert (problem.rule, problem.at.line) == ("key-twice", 5)


PLAN = """\
title: 小さな町の計画
publisher:
  editor_note: 発行者の名は印刷されていない。
status: 確定
period: 令和3～7年度
licence: not stated
contact: not stated

levels:
  - {id: goal, name: 目標, page: false}

marks:
  - {id: 重点, sign: ◎, name: 重点施策}

no_value:
  "－": unexplained
counts:
  - {value: 1, printed: 1事業, node: g1}
"""


@pytest.mark.parametrize("key", ["publisher", "levels", "marks", "counts"])
def test_the_first_line_of_a_block_of_plan_yaml_is_told_where_it_is_lost(tmp_path: Path, key: str) -> None:
    line = PLAN.split("\n").index(f"{key}:") + 1
    _, problems = read(write(tmp_path, {MAIN: PLAN.replace(f"{key}:\n", "", 1)}))
    problem = only(problems)
    assert (problem.rule, str(problem.at), problem.facts["key"]) == ("missing-key", f"{MAIN}:{line}:1", key)


def test_where_several_keys_may_be_meant_all_are_named(tmp_path: Path) -> None:
    text = PLAN.replace(", page: false", "").replace("levels:\n", "", 1)
    _, problems = read(write(tmp_path, {MAIN: text}))
    assert only(problems).facts["key"] == "levels: / states: / scales"


@pytest.mark.parametrize(("key", "lines"), [("levels", 1), ("marks", 1), ("counts", 1)])
def test_a_key_of_plan_yaml_that_has_slid_below_its_lines_is_to_be_moved_up(
    tmp_path: Path, key: str, lines: int
) -> None:
    before, after = PLAN.split(f"{key}:\n")
    own, rest = after.split("\n")[:lines], after.split("\n")[lines:]
    _, problems = read(write(tmp_path, {MAIN: before + "\n".join([*own, f"{key}:", *rest])}))
    problem, above = only(problems), before.count("\n") + 1
    assert (problem.rule, problem.at.line, problem.facts["above"]) == ("blank-value", above + lines, above)


def test_where_moving_a_block_mends_nothing_it_may_have_been_pasted(tmp_path: Path) -> None:
    block = "      - id: guests\n        name: 客数\n        values: {R1: 5}\n"
    results = "    results:\n      R1:\n        - 開いた。\n"
    own = "    indicators:\n      - id: own\n        name: 数\n        values: {R1: 5}\n"
    text = NODES.replace("  - id: g2\n", f"{results}  - id: g2\n", 1).replace("    tables:\n", f"{own}    tables:\n", 1)
    pasted = text.replace("        - 開いた。\n", f"        - heading: 開いた。\n          text: 文。\n{block}", 1)
    _, problems = read(write(tmp_path, {MORE: pasted}))
    assert [("pasted here" in problem.advice) for problem in problems if problem.rule == "indent-differs"] == [True]


MOVES = """\
nodes:
  - id: g1
    level: goal
    name: 町
    activities:
      - 食堂を開く。
      - 講座を開く。
    tables:
      - id: guests
        title: 来場者
        columns:
          - {id: n, name: 人数}
        rows:
          - {name: 大人, cells: [5]}
          - {name: 子ども, cells: [7]}
"""


@pytest.mark.parametrize(
    ("line", "to", "says"),
    [
        (14, 13, "Exchange it with the line below."),
        (5, 7, "Move it up, to stand directly above line {above}."),
    ],
)
def test_a_line_that_has_slid_among_others_is_told_where_it_belongs(
    tmp_path: Path, line: int, to: int, says: str
) -> None:
    lines = MOVES.split("\n")
    lines.insert(to - 1, lines.pop(line - 1))
    _, problems = read(write(tmp_path, {MORE: "\n".join(lines)}))
    problem = only(problems)
    assert (problem.rule, problem.at.line, problem.advice) == ("indent-differs", to, says)


def test_where_a_line_may_belong_to_what_stands_above_or_below_both_are_named(tmp_path: Path) -> None:
    second = "  - id: g2\n    level: goal\n    name: 人\n    activities:\n      - 見守る。\n"
    text = MOVES.split("    tables:", maxsplit=1)[0] + second.replace("    name", "      - 相談を受ける。\n    name")
    _, problems = read(write(tmp_path, {MORE: text}))
    problem = next(one for one in problems if one.is_error)
    assert (problem.at.line, problem.facts["below"], problem.facts["above"]) == (10, 12, 8)


def test_a_key_of_plan_yaml_twice_may_lack_its_indent(tmp_path: Path) -> None:
    text = PLAN.replace("  editor_note", "editor_note") + "editor_note: 冊子から写した。\n"
    _, problems = read(write(tmp_path, {MAIN: text}))
    problem = only(problems)
    assert (problem.rule, problem.at.line, problem.facts["count"]) == ("indent-differs", 3, 2)


def test_a_year_without_its_colon_above_its_entries_is_told_as_such(tmp_path: Path) -> None:
    node = "nodes:\n  - id: g1\n    level: goal\n    name: 町\n    results:\n"
    _, problems = read(write(tmp_path, {MORE: f"{node}      R1\n        - 開いた。\n      R2:\n        - 続けた。\n"}))
    problem = only(problems)
    assert (problem.rule, str(problem.at), problem.facts["key"]) == ("key-without-colon", f"{MORE}:6:9", "R1")


def test_a_term_that_says_nothing_yet_is_no_scale_that_lost_its_key(tmp_path: Path) -> None:
    terms = "glossary:\n  - {id: a, name: 協働, text: 共に働くこと。}\n  - id: npo\n    name: NPO\n"
    _, problems = read(write(tmp_path, {MAIN: PLAN + terms}))
    assert (only(problems).rule, only(problems).advice) == ("blank-value", "Write its “text:”.")


def test_a_key_that_is_only_begun_takes_no_option_of_a_scale_above(tmp_path: Path) -> None:
    scale = "scales:\n  - id: s\n    name: 段階\n    options:\n      - {id: A, name: 良}\n      - {id: B, name: 可}\n"
    _, problems = read(write(tmp_path, {MAIN: PLAN + scale + "states:\n"}))
    assert (only(problems).rule, only(problems).advice[:5]) == ("blank-value", "Write")


def test_the_key_of_a_list_in_plan_yaml_is_told_where_it_is_lost(tmp_path: Path) -> None:
    scale = "scales:\n  - id: s\n    name: 段階\n    options:\n      - {id: A, name: 良}\n      - {id: B, name: 可}\n"
    _, problems = read(write(tmp_path, {MAIN: PLAN + scale.replace("    options:\n", "")}))
    problem = only(problems)
    assert (problem.rule, problem.facts["key"], problem.facts["count"]) == ("missing-key", "options:".rstrip(":"), 4)


def test_the_key_of_a_list_that_those_beside_have_is_told_where_it_is_lost(tmp_path: Path) -> None:
    node = "  - id: g{0}\n    level: goal\n    name: 町{0}\n    activities:\n      - 開く{0}。\n      - 続ける{0}。\n"
    notes = "    editor_note:\n      - 注{0}。\n"
    both = "".join(f"{node}{notes}".format(number) for number in (1, 2))
    text = "nodes:\n" + both.replace("    activities:\n      - 開く2", "      - 開く2")
    _, problems = read(write(tmp_path, {MORE: text}))
    problem = only(problems)
    assert (problem.rule, problem.at.line, problem.facts["key"]) == ("missing-key", 13, "activities")


def test_a_note_whose_entry_is_lost_is_not_hung_on_another(tmp_path: Path) -> None:
    head = "nodes:\n  - id: g1\n    level: goal\n    name: 町\n    activities:\n"
    entry = "      - text: {}。\n        editor_note: {}の注。\n"
    entries = entry.format("開く", "開く") + entry.format("続ける", "続ける") + "      - 見守る。\n"
    for lost in ("      - text: 開く。\n", "      - text: 続ける。\n"):
        _, problems = read(write(tmp_path, {MORE: head + entries.replace(lost, "")}))
        assert "Exchange" not in only(problems).advice


def test_the_first_line_of_an_entry_is_lost_where_the_key_below_it_stands_alone(tmp_path: Path) -> None:
    head = "nodes:\n  - id: g1\n    level: goal\n    name: 町\n    activities:\n      - heading: 題\n        items:\n"
    entry = "          - heading: 題{0}\n            text: 文{0}。\n"
    text = (head + entry.format(1) + entry.format(2) + entry.format(3)).replace("          - heading: 題1\n", "")
    _, problems = read(write(tmp_path, {MORE: text}))
    problem = only(problems)
    assert (problem.at.line, problem.facts.get("first")) == (8, "heading")


def test_a_row_whose_first_line_is_lost_is_not_told_to_lose_its_cells_as_well(tmp_path: Path) -> None:
    text = MOVES.replace("          - {name: 大人, cells: [5]}\n          - {name: 子ども, cells: [7]}\n", "{}")
    rows = "          - name: 大人\n            cells: [5]\n          - name: 子ども\n            cells: [7]\n"
    _, problems = read(write(tmp_path, {MORE: text.replace("{}", rows.replace("          - name: 子ども\n", ""))}))
    problem = only(problems)
    assert (problem.rule, problem.advice.startswith("Does a new entry begin above")) == ("key-twice", True)


@pytest.mark.parametrize(("line", "to", "goes"), [(7, 3, "down"), (4, 8, "up")])
def test_a_key_twice_may_be_that_of_the_record_below_or_above(tmp_path: Path, line: int, to: int, goes: str) -> None:
    indicator = "  - id: i{0}\n    name: 指標{0}\n    unit: 人{0}\n    values: {{R1: {0}}}\n"
    lines = ("indicators:\n" + indicator.format(1) + indicator.format(2)).split("\n")
    lines.insert(to - 1, lines.pop(line - 1))
    _, problems = read(write(tmp_path, {MORE: "\n".join(lines)}))
    advice = " ".join(problem.advice for problem in problems)
    assert goes in advice


def test_the_lost_key_above_votes_is_named(tmp_path: Path) -> None:
    scale = "scales: [{id: use, name: 有効性, best: ①, options: [{id: ①, name: 有効}, {id: ②, name: 無効}]}]\n"
    text = (
        "evaluations:\n  - id: review\n    title: 外部評価\n    rater: 委員\n    answers:\n"
        "      - scale: use\n        answer: ①\n"
        "        votes:\n          ①: {value: 7, of: 7}\n          ②: {value: 0, of: 7}\n"
    )
    _, problems = read(write(tmp_path, {MAIN: PLAN_YAML + scale, MORE: text}))
    assert not problems.errors
    _, problems = read(write(tmp_path, {MORE: text.replace("        votes:\n", "")}))
    problem = only(problems)
    assert (problem.rule, problem.at.line, problem.facts["key"]) == ("missing-key", 8, "votes")


@pytest.mark.parametrize("sign", ["－ ", "・", "‐", ""])
def test_a_sign_in_the_place_of_a_hyphen_is_told_where_its_line_is_no_fault_of_its_own(
    tmp_path: Path, sign: str
) -> None:
    notes = f"editor_note:\n  - 発行者の名は印刷されていない。\n  {sign}日付も印刷されていない。\n"
    problem = only(read(write(tmp_path, {MAIN: PLAN_YAML + notes + "sources: [計画書]\n"}))[1])
    assert (problem.rule, str(problem.at)) == ("line-without-key", f"{MAIN}:11:3")


@pytest.mark.parametrize(
    ("above", "advice"), [("相談を受け", "Is its “- ” lost?"), ("相談を受ける。", "Begin the line with “- ”")]
)
def test_a_line_below_an_entry_may_go_on_in_it(tmp_path: Path, above: str, advice: str) -> None:
    node = f"nodes:\n  - id: g1\n    level: goal\n    name: 町\n    aim:\n      - {above}\n      窓口を開く。\n"
    problem = only(read(write(tmp_path, {MORE: node}))[1])
    assert problem.rule == "line-without-key"
    assert problem.advice.startswith(advice)


def test_a_line_typed_twice_among_those_that_another_record_has_too_is_to_be_deleted_alone(tmp_path: Path) -> None:
    lines = "    unit: 人\n    direction: up\n    declared_by: source\n    baseline:\n      year: R2\n"
    first, second = (f"  - id: {id}\n    name: {name}\n{lines}" for id, name in (("a", "会員"), ("b", "来場者")))
    text = f"indicators:\n{first}      value: 5\n{second}      year: R2\n      value: 6\n"
    _, problems = read(write(tmp_path, {MORE: text}))
    problem = only(problems)
    assert (problem.rule, problem.at.line) == ("key-twice", 17)
    assert problem.advice == "Both lines say the same: delete one of them."


def test_a_key_above_the_entry_it_belongs_to_is_told_within_lists_too(tmp_path: Path) -> None:
    inner = "    nodes:\n        level: goal\n      - id: g2\n        name: 人\n"
    _, problems = read(write(tmp_path, {MORE: f"nodes:\n  - id: g1\n    level: goal\n    name: 町\n{inner}"}))
    problem = only(problems)
    assert (problem.rule, problem.at.line) == ("indent-differs", 6)
    assert "below" in problem.advice
