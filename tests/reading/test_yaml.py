"""YAML as the writer wrote it, and the pits between what is written and what YAML makes of it."""

import re
import time
from pathlib import Path
from typing import Any

import pytest

from keikaku.plan.record import Blank
from keikaku.problems import Problem, Problems
from keikaku.reading.yaml import MAX_DEPTH, read_yaml
from keikaku.reading.yaml_indents import spaces_expected
from tests.workspaces import found_in_more, only


def read(text: str) -> Any:
    problems = Problems()
    data = read_yaml(text, "f.yaml", problems)
    assert list(problems) == []
    return data


def read_with_problem(text: str) -> tuple[Any, Problem]:
    problems = Problems()
    data = read_yaml(text, "f.yaml", problems)
    return data, only(problems)


@pytest.mark.parametrize(
    "text",
    [
        "1.10",
        "010",
        "12:30",
        "NO",
        "yes",
        "1e3",
        "0x1F",
        "2026-04-01",
        "1_000",
        "on",
        ".5",
        "=",
        "１，１００",
        "5,000",
        "=1",
    ],
)
def test_scalars_stay_the_text_that_was_written(text: str) -> None:
    assert read(f"value: {text}") == {"value": text}


def test_everything_knows_its_place() -> None:
    data = read("goals:\n  - id: g1\n    name: 町\n")
    name = data["goals"][0]["name"]
    assert (str(name.at), str(name.key_at)) == ("f.yaml:3:11", "f.yaml:3:5")
    assert (str(data["goals"].at), str(data["goals"].key_at)) == ("f.yaml:2:3", "f.yaml:1:1")


def test_places_count_characters_also_beyond_the_basic_plane() -> None:
    assert str(read("𠮷野家: 𠮷\n")["𠮷野家"].at) == "f.yaml:1:6"


@pytest.mark.parametrize("text", ["value:", "value: ~", "value: null", "value:\n", "value: # 覚え書き"])
def test_a_blank_is_not_taken_for_a_text(text: str) -> None:
    assert isinstance(read(text)["value"], Blank)
    assert str(read(text)["value"].key_at) == "f.yaml:1:1"


@pytest.mark.parametrize("text", ["", "# 覚え書きだけ\n", "---\n", "\n\n"])
def test_an_empty_file_holds_nothing(text: str) -> None:
    assert read(text) is None


def test_a_key_written_twice_is_reported_with_both_lines() -> None:
    data, problem = read_with_problem("H30: 120\nR元: 130\nH30: 140\n")
    assert (problem.rule, problem.at.line, problem.facts["line"]) == ("key-twice", 3, 1)
    assert data == {"H30": "120", "R元": "130"}


# --- texts over several lines ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", ["{}", "'{}'", '"{}"', ">\n  {}", ">-\n  {}"])
def test_a_line_break_inside_japanese_leaves_no_space(style: str) -> None:
    text = style.format("町内会の\n  加入率、NPO\n  法人 の数、open\n  data")
    assert read(f"text: {text}")["text"] == "町内会の加入率、NPO法人 の数、open data"


@pytest.mark.parametrize("style", ["{}", "'{}'", '"{}"', ">\n  {}"])
def test_a_blank_line_inside_a_text_ends_a_paragraph(style: str) -> None:
    assert read("text: " + style.format("一つ目の\n  段落。\n\n  二つ目。"))["text"] == "一つ目の段落。\n\n二つ目。"


def test_lines_that_are_kept_are_kept() -> None:
    assert read("text: |\n  一行目\n    字下げ\n\n  二行目\n")["text"] == "一行目\n  字下げ\n\n二行目"


def test_quotation_marks_and_indents_inside_a_folded_text_stay() -> None:
    assert read("text: '「''か''」と\n  \"言う\"'")["text"] == "「'か'」と\"言う\""
    assert read("text: >\n  前\n    一字下げ\n  後\n")["text"] == "前\n  一字下げ\n後"


def test_a_double_quoted_text_with_escapes_is_read_as_yaml_does() -> None:
    assert read('text: "\\u3042\\n  い"')["text"] == "あ\n  い"


# --- pits: read as it was meant, and reported -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meant", "column"),
    [
        ("name: &NPO 法人", "&NPO 法人", 7),
        ("name: &NPO", "&NPO", 7),
        ("name: *a", "*a", 7),
        ("name: !x", "!x", 7),
        ("name: !!str 5", "!!str 5", 7),
    ],
)
def test_a_sign_of_yamls_own_loses_no_text(text: str, meant: str, column: int) -> None:
    data, problem = read_with_problem(text)
    assert data == {"name": meant}
    assert (problem.rule, problem.at.column) == ("special-sign", column)
    assert problem.facts["example"] == f'"{meant}"'


@pytest.mark.parametrize(
    ("text", "at", "example"),
    [
        ("unit: %", "1:7", '"%"'),
        ("unit: %  # % のときは", "1:7", '"%"'),
        ("H26: -", "1:6", '"-"'),
        ("H26: - 見込", "1:6", '"- 見込"'),
        ("marks: [*]", "1:9", '"*"'),
        ("marks: [*重点, 新規]", "1:9", '"*重点"'),
        ("marks:\n  - @x", "2:5", '"@x"'),
        ("name: &NPO法人", "1:7", '"&NPO法人"'),
        ("name: !重要 な施策", "1:7", '"!重要 な施策"'),
        ("name: > 5件", "1:7", '"> 5件"'),
        ("name: |5件", "1:7", '"|5件"'),
        ("name: ? x", "1:7", '"? x"'),
        ("name: [新規] 事業", "1:7", '"[新規] 事業"'),
        ("name: {仮称} 会館", "1:7", '"{仮称} 会館"'),
        ('name: `"x"`', "1:7", "'`\"x\"`'"),
        ("marks: [#1, 新規]", "1:9", '"#1"'),
        ("%値: 5", "1:1", '"%値: 5"'),
    ],
)
def test_a_sign_that_makes_a_file_unreadable_is_explained(text: str, at: str, example: str) -> None:
    data, problem = read_with_problem(text)
    assert data is None
    assert (problem.rule, str(problem.at)) == ("special-sign", f"f.yaml:{at}")
    assert problem.facts["example"] == example


def test_the_sign_for_no_value_may_stand_in_braces() -> None:
    assert read("{H26: -, H27: 3}") == {"H26": "-", "H27": "3"}


@pytest.mark.parametrize(
    ("text", "meant", "at"),
    [
        ("name: 目標 #1", {"name": "目標 #1"}, "1:10"),
        ("number:    #1", {"number": "#1"}, "1:12"),
        ("- #1 目標", ["#1 目標"], "1:3"),
        ("name: 目標\n  の #1\nid: a", {"name": "目標の #1", "id": "a"}, "2:5"),
    ],
)
def test_text_after_a_space_and_a_hash_is_not_lost(text: str, meant: object, at: str) -> None:
    data, problem = read_with_problem(text)
    assert data == meant
    assert (problem.rule, str(problem.at)) == ("comment-eats-text", f"f.yaml:{at}")


@pytest.mark.parametrize(("above", "count"), [("    - 補助制度を検", 6), ("    text: 補助制度を検", 6)])
@pytest.mark.parametrize("spaces", ["\u3000", "\u3000\u3000", " \u3000"])
def test_a_text_that_goes_on_stands_further_right_than_it_begins(above: str, count: int, spaces: str) -> None:
    problem = read_with_problem(f"g:\n  a:\n{above}\n{spaces}討します。\n")[1]
    assert (problem.rule, problem.facts["count"]) == ("full-width-space", count)


def test_of_several_keys_the_one_that_the_file_uses_is_meant() -> None:
    text = "- id: a\n  editor_note: 注\n- pledges:\n    - printed: 文\n      edit\n      note: 注\n"
    assert str(read_with_problem(text)[1].facts["near"]).startswith("editor_note:")


def test_a_key_that_is_begun_is_one_that_its_record_can_hold() -> None:
    text = "money:\n  - id: a\n    title: 額\n    unit: 円\n    no\n    rows: []\nnodes:\n  - id: b\n    node: g1\n"
    assert read_with_problem(text)[1].facts["near"] == "note:"


def test_a_wide_colon_behind_the_year_of_a_rule_divides_there() -> None:
    text = "accept:\n  sudden-jump R4: 資料のとおり\n  sudden-jump R6：資料のとおり\n"
    assert read_with_problem(text)[1].facts["near"] == "sudden-jump R6: 資料のとおり"


def test_what_is_put_in_quotation_marks_ends_before_a_real_comment() -> None:
    problem = read_with_problem("colour: #7a2e1d  # chosen by us\n")[1]
    assert problem.facts["example"] == '"#7a2e1d"'


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("{id: a, text: text_of: b}", "Is “{near}:” meant? Then take"),
        ("{id: a, text: 町の市 text_of: b}", "Write a half-width comma before"),
        ("{id: a, text: 町の市: 年に二度}", "Write a comma before each key"),
    ],
)
def test_a_second_key_between_two_commas_is_told_from_a_text(line: str, advice: str) -> None:
    assert read_with_problem(f"- {line}\n")[1].advice.startswith(advice)


def test_a_bracket_that_a_comment_has_eaten_is_one_fault() -> None:
    assert read_with_problem("marks: [新規 #1, 重点]\nid: a\n")[1].rule == "comment-eats-text"


@pytest.mark.parametrize("text", ["a: b # 覚え書き", "a: b#c", "# a #b\na: b#c", 'a: "b#c"', "a: b #----"])
def test_real_comments_and_signs_within_words_are_no_fault(text: str) -> None:
    assert set(read(text)) == {"a"}


@pytest.mark.parametrize(
    ("text", "rest", "at"),
    [
        ("{H28: 2,653}", {"H28": "2,653"}, "1:9"),
        ("{H27: 2,653件, H28: 3}", {"H27": "2,653件", "H28": "3"}, "1:9"),
        ("[1,234, 5]", ["1,234", "5"], "1:4"),
    ],
)
def test_a_number_torn_by_its_comma_is_reported_where_it_was_cut_and_read_as_meant(
    text: str, rest: object, at: str
) -> None:
    data, problem = read_with_problem(text)
    assert data == rest
    assert (problem.rule, str(problem.at)) == ("comma-in-braces", f"f.yaml:{at}")


def test_a_number_with_commas_may_stand_in_a_line_or_in_quotation_marks() -> None:
    assert read('{H28: "2,653"}') == {"H28": "2,653"}
    assert read("H28: 2,653") == {"H28": "2,653"}
    assert read("[120, 345]") == ["120", "345"]


def test_an_entry_indented_too_far_is_not_swallowed() -> None:
    _, problem = read_with_problem("items:\n  - 一つ\n   - 二つ\n")
    assert (problem.rule, str(problem.at)) == ("swallowed-entry", "f.yaml:3:4")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("title:計画\nlang: ja", "1:6"),
        ("title：計画\nlang: ja", "1:6"),
        ("title:　計画\nlang: ja", "1:6"),
        ("- id: a\n  name：町", "2:7"),
        ("values: {H25:887, H26: 3}", "1:13"),
    ],
)
def test_a_key_without_its_colon_and_space_is_explained(text: str, at: str) -> None:
    _, problem = read_with_problem(text)
    assert (problem.rule, str(problem.at)) == ("key-without-colon", f"f.yaml:{at}")


def test_an_entry_that_stands_right_below_its_key_is_not_to_be_moved() -> None:
    _, problem = read_with_problem("a:\n  b:\n    - x: 1\n  c:\n    - id: a\n    text: t\n")
    assert (problem.at.line, problem.facts["count"]) == (6, 6)


@pytest.mark.parametrize(
    ("above", "spaces"),
    [
        ("a:\n  rows:\n    - {id: a}", 2),  # no key stands in an entry that is closed
        ("a:\n  rows:\n    - word", 2),
        ("a:\n  rows:\n    - id: a", 6),
    ],
)
def test_spaces_are_counted_by_what_the_line_can_belong_to(above: str, spaces: int) -> None:
    assert spaces_expected([*above.split("\n"), "　note: x"], above.count("\n") + 1) == spaces


def test_a_full_width_colon_in_a_text_is_no_fault() -> None:
    assert (
        read("items:\n  - 日時：毎月\n  - 対象：市民\ntext: 次のとおり\n  注意：これは\n")["text"]
        == "次のとおり注意：これは"
    )


@pytest.mark.parametrize(
    ("text", "rule", "at"),
    [
        ("a:\n\t- b", "tab-indent", "2:1"),
        ("a:\n  b: 1\n　c: 2\n", "full-width-space", "3:1"),
        ("{a:　stated, b: c}\n", "key-without-colon", "1:3"),
        ('{a:　"1,502人", b: c}\n', "key-without-colon", "1:3"),
        ('{a:"17,984,210円", b: c}\n', "key-without-colon", "1:3"),
        ('a: "x\nb: 1\n', "open-quotation-mark", "1:4"),
        ('a: "x\nb: "y"\nc: 1\n', "open-quotation-mark", "1:4"),
        ('a: "x" と "y"\n', "text-after-quotation", "1:8"),
        ('a: "C:\\data"\n', "unknown-escape", "1:6"),
        ("a: [x, y\nb: 1\n", "open-bracket", "1:4"),
        ("a: {x: 1,\nb: [2\nc: 3\n", "open-bracket", "2:4"),
        ("a: {x: 1,, y: 2}\n", "yaml-syntax", "1:10"),
        ("a: {x: 1 y: 2}\n", "colon-in-text", "1:11"),
        ("a: 次の語: です\n", "colon-in-text", "1:7"),
        ("a: [1, 2]:\nb: 1\n", "colon-in-text", "1:10"),
        ("a: 町を目指します:\nb: 1\n", "colon-in-text", "1:11"),
        ("a: 次の語\n  b: です\n", "indent-differs", "2:3"),
        ("  a: 1\nb: 2\n", "indent-differs", "1:3"),
        ("a:\n  b: 1\n c: 2\n", "indent-differs", "3:2"),
        ("- a\n-b\n- c\n", "line-without-key", "2:1"),
        ("a: |\n  一行\n二行\n", "line-without-key", "3:1"),
        ("a: 1\n---\nb: 2\n", "second-document", "2:1"),
        ("[a, b]: 1\n", "key-not-text", "1:1"),
        ("? [a]\n", "key-not-text", "1:3"),
    ],
)
def test_a_slip_is_one_problem_at_its_place(text: str, rule: str, at: str) -> None:
    _, problem = read_with_problem(text)
    assert (problem.rule, str(problem.at)) == (rule, f"f.yaml:{at}")


# --- bounds -------------------------------------------------------------------------------------------------------


def test_aliases_are_never_unfolded() -> None:
    bomb = "a: &a [x, x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    began, problems = time.perf_counter(), Problems()
    data = read_yaml(bomb, "f.yaml", problems)
    assert time.perf_counter() - began < 0.5
    assert data["j"] == ["*i", "*i", "*i"]
    assert {problem.rule for problem in problems} == {"special-sign"}


def test_depth_is_bounded() -> None:
    assert read_with_problem("[" * 100_000)[1].rule == "too-deep"
    deep = "".join(f"{'  ' * level}k:\n" for level in range(MAX_DEPTH + 2))
    assert read_with_problem(deep)[1].rule == "too-deep"


def test_size_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keikaku.reading.yaml.MAX_PIECES", 100)
    assert read_with_problem("[" + "a," * 200 + "]")[1].rule == "file-too-large"


# --- told once, and as it was meant -------------------------------------------------------------------------------


def test_an_entry_that_lost_its_hyphen_is_told_once() -> None:
    _, problem = read_with_problem("- id: a\n  name: x\n  unit: 人\n  id: b\n  name: y\n  unit: 人\n")
    assert (problem.rule, str(problem.at)) == ("key-twice", "f.yaml:4:3")
    assert "- " in problem.advice


def test_a_key_twice_may_belong_to_the_entry_below() -> None:
    _, problem = read_with_problem("- id: a\n  name: x\n  name: y\n- id: b\n")
    assert (problem.rule, problem.at.line) == ("key-twice", 3)
    assert "exchange it" in problem.advice


def test_a_hyphen_without_a_space_is_told_where_it_stands() -> None:
    _, problem = read_with_problem("a:\n  -x\n  - y\n")
    assert (problem.rule, str(problem.at)) == ("line-without-key", "f.yaml:2:3")


def test_a_hyphen_without_a_space_is_told_before_the_line_that_shows_it() -> None:
    _, problem = read_with_problem("a:\n  -id: x\n    name: y\n")
    assert (problem.rule, str(problem.at)) == ("line-without-key", "f.yaml:2:3")


@pytest.mark.parametrize("hyphen", ["-", "－ ", "－", "ー ", "・"])
def test_an_entry_that_begins_with_another_sign_is_told_where_it_stands(hyphen: str) -> None:
    _, problem = read_with_problem(f"a:\n  - id: x\n    name: y\n  {hyphen}id: z\n    name: u\n")
    assert (problem.rule, str(problem.at)) == ("line-without-key", "f.yaml:4:3")


@pytest.mark.parametrize(
    ("text", "at", "advice"),
    [
        ("a:\n  id: x\n    name: y\n", "2:3", "Begin the line with “- ”"),
        ("a:\n  - id: x\n    name: y\n  id: z\n    name: u\n", "4:3", "Does a new entry begin here?"),
        ("a:\n  - id: x\n    values:\n      H30: 1\n  R1: 2\n", "5:3", "with {count} of them"),
        ("a:\n  values:\n    H30: 1\n      R1: 2\n", "4:7", "Begin it with {count}"),
        ("a:\n  values:\n    H30: 1\n  R1: 2\n    R2: 3\n", "4:3", "move it above or below them"),
        ("n:\n  i:\n    - id: x\n      name: y\n  draft: true\n    - id: z\n", "5:3", "move it above or below them"),
    ],
)
def test_a_line_too_far_left_or_right_is_told_where_it_belongs(text: str, at: str, advice: str) -> None:
    _, problem = read_with_problem(text)
    assert (str(problem.at), advice in problem.advice) == (f"f.yaml:{at}", True)


@pytest.mark.parametrize(
    ("text", "at", "key"),
    [
        ("a:\n  H26: 71.5％   H27: 71.2％\n", "2:16", "H27"),
        ("a:\n  H26: 71.5％H27: 71.2％\n", "2:13", "H27"),
        ("targets: 令和3年度: 1\n", "1:10", "令和3年度"),
        ("number: No.1 name: 町\n", "1:14", "name"),
    ],
)
def test_a_year_that_lost_its_line_is_told_where_it_begins(text: str, at: str, key: str) -> None:
    _, problem = read_with_problem(text)
    assert (str(problem.at), problem.facts["key"]) == (f"f.yaml:{at}", key)


@pytest.mark.parametrize(("value", "example"), [('"9,929",', '"9,929"'), ('"""46"""', '"46"'), ("'46'、", '"46"')])
def test_what_is_too_much_behind_a_quotation_mark_is_to_be_taken_away(value: str, example: str) -> None:
    _, problem = read_with_problem(f"a: {value}\n")
    assert (problem.rule, problem.facts["example"]) == ("text-after-quotation", example)


@pytest.mark.parametrize("sign", ["- ", "・", "－"])
def test_a_list_below_a_bar_is_told_to_become_one_text(sign: str) -> None:
    _, problem = read_with_problem(f"a: |\n  文です。\n  {sign}講座\n  {sign}見学\n")
    assert (problem.rule, problem.at.line) == ("swallowed-entry", 3)


def test_a_bar_in_full_width_is_told() -> None:
    _, problem = read_with_problem("a: ｜\n  文です。\n")
    assert (problem.rule, problem.facts["half_width"]) == ("full-width-sign", "|")


def test_two_files_in_one_are_told_as_such() -> None:
    _, problem = read_with_problem("a:\n  - x\na:\n  - x\n")
    assert "Have two files run together?" in problem.advice


def test_a_space_that_only_looks_like_one_is_told_at_its_key() -> None:
    _, problem = read_with_problem("a:\n  H29: 1\n  H30:\u00a070.9\n")
    assert (problem.rule, str(problem.at)) == ("key-without-colon", "f.yaml:3:6")


@pytest.mark.parametrize(("text", "closing"), [("a: {b: 1]\n", "}"), ("a: [b, c}\n", "]")])
def test_a_bracket_that_another_one_closes_is_told_with_the_right_one(text: str, closing: str) -> None:
    _, problem = read_with_problem(text)
    assert problem.facts["closing"] == closing


def test_an_error_of_excel_in_braces_is_told_as_one() -> None:
    _, problem = read_with_problem("a: {H30: 120, R1: #REF!}\n")
    assert (problem.rule, str(problem.at)) == ("not-a-value", "f.yaml:1:19")


def test_a_first_entry_with_another_sign_is_told_instead_of_those_that_it_swallows() -> None:
    _, problem = read_with_problem("a:\n  ・x\n  - y\n  - z\n")
    assert (problem.rule, str(problem.at)) == ("line-without-key", "f.yaml:2:3")


def test_entries_without_a_space_are_not_called_keys_that_stand_twice() -> None:
    problems = Problems()
    read_yaml("a:\n  -id: x\n  -id: y\n", "f.yaml", problems)
    assert [(problem.rule, str(problem.at)) for problem in problems] == [
        ("line-without-key", "f.yaml:2:3"),
        ("line-without-key", "f.yaml:3:3"),
    ]


def test_a_key_that_lost_its_colon_is_told_as_it_may_be_meant() -> None:
    _, problem = read_with_problem("a:\n  H25: 1\n  H26 914団体\n  H27: 3\n")
    assert problem.facts["near"] == "H26: 914団体"


def test_a_bracket_that_is_not_closed_makes_no_entries_of_the_lines_below() -> None:
    _, problem = read_with_problem("- a: {x: 1\n  b: 2\n- c: 3\n")
    assert (problem.rule, str(problem.at)) == ("open-bracket", "f.yaml:1:6")


@pytest.mark.parametrize("text", ["a: {b: 1}}", "a: [1, 2]]", "a: {b: [1]]}"])
def test_a_closing_bracket_too_many_is_to_be_deleted(text: str) -> None:
    _, problem = read_with_problem(text + "\n")
    assert (problem.rule, problem.advice) == ("yaml-syntax", "Delete it.")


def test_a_bracket_that_begins_an_entry_of_a_year_is_told_where_it_stands() -> None:
    _, problem = read_with_problem("plans:\n  R4:\n    - a\n  R5:\n    - [新規] 町内会\n    - b\n")
    assert (problem.rule, str(problem.at)) == ("special-sign", "f.yaml:5:7")


def test_an_entry_that_lost_its_line_break_is_told() -> None:
    _, problem = read_with_problem("a:\n  - 講座          - 相談\n")
    assert (problem.rule, problem.at.line) == ("swallowed-entry", 2)


def test_a_comma_in_full_width_inside_braces_is_told_where_it_stands() -> None:
    _, problem = read_with_problem("a: {value: 71.1％、publish_on: 2027-01-01}\n")
    assert (problem.rule, str(problem.at)) == ("colon-in-text", "f.yaml:1:17")


def test_a_row_pasted_with_a_tab_is_told_with_its_spaces() -> None:
    _, problem = read_with_problem("a:\n  H25: 1\nH26\t2\n")
    assert (problem.facts["near"], problem.facts["count"]) == ("H26: 2", 2)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("- id: a\n  targets:\n    H30: 1\n  targets:\n    R5: 2\n", "values"),
        ("- id: a\n  kind: 人\n  kind: survey\n", "unit"),
        ("- id: a\n  direction: up\n  direction: cumulative\n", "counting"),
        ("- name: a\n  name: 会員数\n  unit: 人\n", "id"),
        ("- id: a\n  page: 1\n  text: x\n- id: b\n  text: y\n  text: z\n- id: c\n  text: z\n", "note"),
        ("- id: a\n  page: 1\n  text: x\n- id: b\n  text: 2\n  text: z\n  unit: 人\n", "note"),
        ("title: 計画\ntitle: 副題\n", ""),
    ],
)
def test_a_key_twice_is_asked_for_the_slip_and_never_to_be_deleted(text: str, near: str) -> None:
    _, problem = read_with_problem(text)
    assert (problem.rule, problem.facts["near"]) == ("key-twice", near)
    assert "a slip for" in problem.advice or not near
    assert re.search("only where both say the same|with the source", problem.advice)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- id: a\n  unit: 人\n  unit: 人\n", "say the same: delete one"),
        ("- id: a\n  departments: 市民課\n  departments: 福祉課\n", "departments: [市民課, 福祉課]"),
        ("- id: a\n  unit: か所\n  unit: 箇所\n", "Then correct its key"),
        ("title: 計画\ntitle: 計画（案）\n", "wrong or old"),
    ],
)
def test_a_key_twice_in_two_lines_says_which_may_go(text: str, says: str) -> None:
    _, problem = read_with_problem(text)
    assert (problem.rule, says in problem.advice + str(problem.facts["near"])) == ("key-twice", True)


def test_a_line_lost_between_two_records_is_no_slip_for_a_key() -> None:
    _, problem = read_with_problem("- id: a\n  name: x\n  unit: 人\n  name: y\n  unit: 人\n")
    assert problem.advice.startswith("Does a new entry begin above")


def test_a_key_twice_in_braces_may_be_a_slip_for_a_year_or_another_key() -> None:
    assert "two years" in read_with_problem("a: {H30: 1, H30: 2}\n")[1].advice
    assert "another key" in read_with_problem("a: {value: 1, value: 2}\n")[1].advice


@pytest.mark.parametrize(
    ("text", "at", "half_width"),
    [
        ("- {a: 1, b: [22事業］｝\n- {a: 1}\n", "1:18", "]}"),
        ("a: {b: [1, 2］}\nc: 1\n", "1:13", "]"),
        ("a:\n  H31: {value: 1, plan: b｝\n  H32: 3\n", "2:26", "}"),
        ("- a: [［新規］, y］\n- b: 2\n", "1:14", "]"),
    ],
)
def test_a_closing_bracket_in_full_width_is_to_be_written_in_half_width(text: str, at: str, half_width: str) -> None:
    _, problem = read_with_problem(text)
    assert (problem.rule, str(problem.at)) == ("open-bracket", f"f.yaml:{at}")
    assert problem.facts["half_width"] == half_width


@pytest.mark.parametrize("text", ["a: {plan: b｝}", "- {a: 1, b: [22事業］｝]}"])
def test_a_bracket_in_full_width_within_closed_ones_is_to_be_deleted(text: str) -> None:
    _, problem = read_with_problem(text)
    assert (problem.rule, problem.facts["sign"], "delete" in problem.advice) == ("full-width-sign", "｝", True)


def test_a_pair_of_brackets_in_full_width_is_a_text_like_any_other() -> None:
    assert read("a: [［新規］, ｛x｝]") == {"a": ["［新規］", "｛x｝"]}


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("contact:\n  企画課\n  - 電話\n  - 番地\n", "2:3"),
        ("levels:\n  {id: a}\n  - {id: b}\n\nmarks:\n  - {id: c}\n", "2:3"),
        ("rows:\n  name: 一\n    cells: [1]\n  - name: 二\n    cells: [2]\n", "2:3"),
        ("a:\n  rows:\n    - name: 一\n      cells: [1]\nb:\n  rows:\n    name: 二\n      cells: [2]\n", "7:5"),
    ],
)
def test_the_first_entry_that_lost_its_hyphen_is_told_where_it_stands(text: str, at: str) -> None:
    _, problem = read_with_problem(text)
    assert (problem.rule, str(problem.at)) == ("line-without-key", f"f.yaml:{at}")
    assert (
        problem.advice == "Begin the line with “- ”, a half-width hyphen and a space, in the place of any other sign."
    )


@pytest.mark.parametrize(
    "text",
    [
        "indicators:\n    id: a\n    name: x\n    facts:\n      - y\n  - id: b\n    name: z\n",
        "rows:\n    {id: a}\n  - {id: b}\n",
        "ideas:\n    講座\n  - 見学\n",
    ],
)
def test_the_first_entry_is_told_with_its_hyphen_and_its_spaces(text: str) -> None:
    _, problem = read_with_problem(text)
    assert (problem.rule, problem.at.line, problem.facts["count"]) == ("line-without-key", 2, 2)
    assert str(problem.facts["near"]).startswith("- ")


def test_a_record_in_braces_that_lost_its_hyphen_is_told_with_it() -> None:
    _, problem = read_with_problem("rows:\n  - {id: a}\n    {id: b}\n  - {id: c}\n")
    assert (problem.at.line, problem.facts["near"], problem.facts["count"]) == (3, "- {id: b}", 2)


def test_a_later_text_of_a_list_is_first_asked_for_its_hyphen() -> None:
    _, problem = read_with_problem("text:\n  - 一つ目です。\n  二つ目です。\n  - 三つ目です。\n")
    assert (str(problem.at), problem.advice.startswith("Is its “- ” lost?")) == ("f.yaml:3:3", True)
    _, problem = read_with_problem("text:\n  - 一つ目です。\n  市民局 地域政策課\n")
    assert (str(problem.at), problem.advice.startswith("Is its “- ” lost?")) == ("f.yaml:3:3", True)


@pytest.mark.parametrize(
    ("text", "at", "near"),
    [
        ("nodes\n  - id: a\n    name: x\n", "1:1", "nodes:"),
        ("of kizuna\n\nnodes:\n  - id: a\n", "1:1", "of: kizuna"),
        ("baseline:\n    label 策定時\n    value: 3\n", "2:5", "label: 策定時"),
        ("baseline:\n  year 2020年度(R2)\n  value: 3\n", "2:3", "year: 2020年度(R2)"),
        ("nodes:\n  - id a\n    name: x\n", "2:3", "- id: a"),
        ("- id: a\n  values\n    H30: 3\n  name: x\n", "2:3", "values:"),
        ("- id: a\n  te\n  name: x\n", "2:3", "text:"),
        ("- id: a\n  facts:\n    - x: 1\n      y: 2\n  text 支給した。\n", "5:3", "text: 支給した。"),
        ("period:\n  editor: 4年\nlicence not stated\ncontact: 市\n", "3:1", "licence: not stated"),
    ],
)
def test_a_key_without_its_colon_is_told_where_it_stands(text: str, at: str, near: str) -> None:
    _, problem = read_with_problem(text)
    assert (problem.rule, str(problem.at), problem.facts["near"]) == ("line-without-key", f"f.yaml:{at}", near)
    assert "begun where this line begins" in problem.advice


@pytest.mark.parametrize(
    ("text", "at", "count"),
    [
        ("nodes:\n - id: a\n    level: b\n    name: c\n", "2:2", 2),
        ("nodes:\n   - id: a\n    level: b\n    name: c\n", "2:4", 2),
        ("nodes:\n  - id: a\n      level: b\n    name: c\n", "3:7", 4),
        ("nodes:\n  - id: a\n    name: c\n - id: b\n    name: c\n", "4:2", 2),
        ("nodes:\n  - id: a\n  level: b\n    name: c\n", "3:3", 4),
        ("values:\n H30: 1\n  R1: 2\n  R2: 3\n", "2:2", 2),
        ("values:\n   H30: 1\n  R1: 2\n  R2: 3\n", "2:4", 2),
        ("ideas:\n - 一つ\n  - 二つ\n  - 三つ\n", "2:2", 2),
        ("nodes:\n  - id: a\n    activities:\n- 一つ\n  - id: b\n", "4:1", 6),
        ("nodes:\n  - id: a\n    activities:\n- 一つ\n      - 二つ\n  - id: b\n", "4:1", 6),
        ("a:\n  group:\n    x: 1\n  unit: 人\n    direction: up\n  values: 1\n", "5:5", 2),
        ("a:\n  b: 1\n c: 2\n  d: 3\n", "3:2", 2),
        ("a:\n  b: 1\n   notes:\n    x: 1\n", "3:4", 2),
    ],
)
def test_a_line_alone_in_its_column_is_told_with_the_spaces_of_its_neighbours(text: str, at: str, count: int) -> None:
    _, problem = read_with_problem(text)
    assert (problem.rule, str(problem.at), problem.facts["count"]) == ("indent-differs", f"f.yaml:{at}", count)
    assert problem.advice == "Begin it with {count} half-width spaces."


@pytest.mark.parametrize(
    ("text", "at", "other"),
    [
        ("note: x\n  - id: cafe\nprojects:\n    number: 1\n", "2:3", "below"),
        ("- name: x\n    - 一つ\n  ideas:\n    - 二つ\n", "2:5", "below"),
        ("- unit: 社\n    H28: 15\n  values:\n    H29: 11\n", "2:5", "below"),
        ("- direction: up\n    every: 3件\n  targets:\n- unit: 人\n", "2:5", "below"),
        ("  - id: a\nnodes:\n    level: b\n", "1:3", "below"),
        ("projects:\n    number: ①\n  - id: a\n    name: b\n", "2:5", "below"),
        ("publisher:\norder: 1\n  editor: 市\n", "2:1", "above"),
        ('publisher:\nkey_colour: "#fff"\n  editor: 市\n', "2:1", "above"),
    ],
)
def test_a_line_that_changed_places_is_told_with_its_neighbour(text: str, at: str, other: str) -> None:
    _, problem = read_with_problem(text)
    assert (problem.rule, str(problem.at)) == ("indent-differs", f"f.yaml:{at}")
    assert problem.advice.startswith("Exchange it with the line")
    assert problem.advice.endswith(f"{other}.")


def test_a_line_that_changed_places_with_the_entry_above_makes_no_slip_of_its_key() -> None:
    text = "- id: a\n  name: x\n- id: b\n  text: 前のもの\n  name: y\n  text: 後のもの\n"
    _, problem = read_with_problem(text)
    assert (problem.facts["line"], "entry above?" in problem.advice) == (4, True)


@pytest.mark.parametrize(
    ("text", "at", "key", "count"),
    [
        ("- id: a\n  year: 2022年度(R4) note: 数え直し。\n", "2:20", "note", 2),
        ("- id: a\n  kind: settlementvalues:\n    H30: 1\n", "2:19", "values", 2),
        ("targets: H30: 74.0％\n", "1:10", "H30", 2),
    ],
)
def test_a_second_key_on_a_line_is_told_with_its_spaces(text: str, at: str, key: str, count: int) -> None:
    _, problem = read_with_problem(text)
    assert (str(problem.at), problem.facts["key"], problem.facts["count"]) == (f"f.yaml:{at}", key, count)


def test_a_text_below_the_list_of_its_key_is_to_become_an_entry() -> None:
    _, problem = read_with_problem("- id: a\n  editor_note:\n    - 一。\n    - 二。\n  editor_note: 三。\n")
    assert (problem.rule, problem.facts["near"]) == ("key-twice", "- 三。")


def test_two_texts_are_put_into_brackets_that_yaml_reads_as_two() -> None:
    _, problem = read_with_problem("- id: a\n  editor_note: 4,000人の増。\n\n  editor_note: 一。\n")
    assert problem.facts["near"] == 'editor_note: ["4,000人の増。", 一。]'


def test_a_key_that_its_record_cannot_hold_is_not_meant() -> None:
    text = "indicators:\n  - id: a\n    name: 数\n    editor_note: 一。\n    unit: 人\n    editor_note: 二。\n"
    assert read_with_problem(text)[1].facts["near"] == "note"


@pytest.mark.parametrize("key", ["note", "title", "policy"])
def test_a_year_within_a_text_begins_no_line(key: str) -> None:
    _, problem = read_with_problem(f"{key}: R元: 数え直し。\n")
    assert (problem.rule, problem.facts["example"]) == ("colon-in-text", '"R元: 数え直し。"')


def test_a_brace_that_is_lost_belongs_before_the_first_key() -> None:
    _, problem = read_with_problem("listings:\n  - node: m2-3, page: 2}\n")
    assert (str(problem.at), problem.facts["example"]) == ("f.yaml:2:5", "{node: m2-3, page: 2}")


@pytest.mark.parametrize("sign", ["|", ">-", ">"])
def test_a_bar_without_lines_below_it_is_a_blank(sign: str) -> None:
    _, problem = read_with_problem(f"aim: {sign}\nname: x\n")
    assert (problem.rule, str(problem.at)) == ("blank-value", "f.yaml:1:6")


@pytest.mark.parametrize("indent", [1, 3])
def test_a_text_that_goes_on_too_far_left_is_to_begin_where_it_began(indent: int) -> None:
    text = f"a:\n  b: >-\n    会員の数である。\n{' ' * indent}末に数える。\n  c: 1\n"
    _, problem = read_with_problem(text)
    assert (problem.at.line, problem.facts["count"]) == (4, 4)


@pytest.mark.parametrize("value", ["'1,210\"", "\"1,210'"])
def test_a_text_ends_with_the_quotation_mark_that_it_begins_with(value: str) -> None:
    _, problem = read_with_problem(f"a: {{value: {value}, state: x}}\nb: 1\n")
    assert (problem.rule, problem.facts["near"]) == ("open-quotation-mark", '"1,210"')


@pytest.mark.parametrize("value", ["-5", "- 寄附の窓口", "寄附-窓口"])
def test_other_hyphens_are_none_of_a_list(value: str) -> None:
    assert read(f"a:\n  {value}\n")


@pytest.mark.parametrize("last", [5, 6])
def test_the_first_entry_of_a_list_that_was_moved_is_told_with_its_lines(last: int) -> None:
    lines = ["a:", "  b:", "    - id: c", "      name: d", "      unit: e", "      text: f"]
    lines += [f"    - id: g{n}\n      name: d\n      unit: e\n      text: f" for n in (1, 2)]
    lines[2:last] = [line[2:] for line in lines[2:last]]
    _, problem = read_with_problem("\n".join(lines) + "\n")
    facts = problem.facts
    assert (facts["first"], facts["last"], facts["count"]) == (3, last, 2)
    assert problem.advice.startswith("Put {count} more")


@pytest.mark.parametrize(("fellow", "key"), [("- text: 文", "text"), ("- name: 名", "name"), ("- 文", "text")])
def test_a_key_below_an_entry_that_is_a_text_alone_asks_for_its_key(fellow: str, key: str) -> None:
    _, problem = read_with_problem(
        f"a:\n  {fellow}\n    {'note: 注' if ': ' in fellow else ''}\n  - 別の文\n    note: 注\n"
    )
    assert (problem.rule, problem.at.line) == ("indent-differs", 5)
    assert problem.facts == {"key": key, "count": 4, "first": 4}


@pytest.mark.parametrize(
    ("text", "column", "found"),
    [
        ("rows:\n  - {name: 計, cells: [8]}（●●課に確認）\n", 26, "（●●課に確認）"),
        ("H29: {value: 8, state: 状況}、速報\n", 27, "、速報"),
        ("cells: [192人, 9.3%] ※速報\n", 21, "※速報"),
        ("cells: [45事業]）\n", 14, "）"),
    ],
)
def test_words_behind_brackets_that_hold_values_are_to_go(text: str, column: int, found: str) -> None:
    _, problem = read_with_problem(text)
    assert (problem.rule, problem.at.column, problem.facts["found"]) == ("yaml-syntax", column, found)


def test_a_key_that_is_begun_is_the_one_that_others_in_its_column_have() -> None:
    _, problem = read_with_problem("- id: a\n  values:\n    R1: 1\n- id: b\n  value\n    R1: 2\n")
    assert (problem.rule, problem.facts["near"]) == ("line-without-key", "values:")


def test_a_year_that_is_not_finished_is_told_where_it_stands() -> None:
    _, problem = read_with_problem("a:\n  values:\n    2021年\n    2022年度: 5人\n")
    assert (problem.rule, problem.at.line, problem.facts["near"]) == ("line-without-key", 3, "2021年: …")


def test_a_key_that_stands_among_the_years_of_the_one_above_is_to_be_moved_down() -> None:
    years = "    H29: 1\n    H30: 2\n    H30: 3\n"
    too_high = f"a:\n  values:\n  targets:\n{years}"
    _, problem = read_with_problem(too_high)
    assert (problem.rule, problem.facts["near"], problem.facts["second"]) == ("key-twice", "targets:", 6)
    _, problem = read_with_problem(too_high.replace("  values:\n", "  values:\n    H29: 0\n"))
    assert problem.facts["near"] == ""


def test_a_lone_entry_without_its_space_is_told() -> None:
    _, problem = read_with_problem("a:\n  -寄附の窓口\n")
    assert (problem.rule, str(problem.at)) == ("line-without-key", "f.yaml:2:3")


@pytest.mark.parametrize(
    ("text", "rule", "line", "fact", "said"),
    [
        ("values:\n  H29: 70.9％, state: 状況}\n", "colon-in-text", 2, "example", "H29: {value: 70.9％, state: 状況}"),
        ("targets:\n  H31: missing: —, plan: p}\n", "colon-in-text", 2, "example", "H31: {missing: —, plan: p}"),
        ("- {name: 計, cells： [8]}\n", "key-without-colon", 1, "key", "cells"),
        (
            "plans:\n  平成29年度：\n    - heading: 育てる\n    - heading: 学ぶ\n",
            "key-without-colon",
            2,
            "key",
            "平成29年度",
        ),
        (
            "a:\n  - id: a\n    val\n      R1: 1\n  - id: b\n    values:\n      R1: 2\n",
            "line-without-key",
            3,
            "near",
            "values:",
        ),
        ("values:\n  R5: 190校, timing: by\n", "colon-in-text", 2, "example", "{value: 190校, timing: by}"),
        ("parts: {認定: ９、仮認定: 5}\n", "colon-in-text", 1, "sign", "、"),
        ("values:\n  R3: 47\n  R4＝56\n  R5: 60\n", "line-without-key", 3, "near", "R4: 56"),
        ('no_value:\n  "***”: withheld\n', "open-quotation-mark", 2, "near", '"***"'),
        ('no_value:\n  ”未公表": withheld\n', "open-quotation-mark", 2, "near", '"未公表"'),
        ('a: {name: "計”, unit: 件}\n', "open-quotation-mark", 1, "near", '"計"'),
        ("a:\n  - id: x\n    unit: 件\n      sudden-jump: 資料のとおり\n", "indent-differs", 4, "key", "sudden-jump"),
        ("a:\n  - id: x\n    unit: 件\n      editor-note: 注\n", "indent-differs", 4, "count", 4),
        ('values:\n  H29: {value: "1,210件, state: 状況}\n', "open-quotation-mark", 2, "near", '"1,210件"'),
        ("values:\n  R4: 9\n  'R5: 1,341人\n", "open-quotation-mark", 3, "near", "R5: 1,341人"),
        ("values:\n  R4: 9\n  'R5: 1,341人'\n  R6: 8\n", "line-without-key", 3, "near", "R5: 1,341人"),
        ("values:\n  R4: 9\n  R5: '1,341人\n", "open-quotation-mark", 3, "near", "'1,341人'"),
        ('a:\n  values: "\n    R4: 9\n', "open-quotation-mark", 2, "sign", '"'),
        ('a:\n  baseline:"\n    year: R4\n', "colon-in-text", 2, "text", '"'),
        ("a:\n  notes: ”\n    n1: 注\n", "colon-in-text", 2, "text", "”"),
        ("values:\n  H30: ***\n", "special-sign", 2, "example", '"***"'),
        ("- - id: a\n  name: b\n", "wrong-shape", 1, "", ""),
        ("a:\n- id: z\n  q: 0\n- id: a\n  n: 1\n  t: 一\n  n: 2\n  t: 二\n", "key-twice", 7, "first", "id"),
        ("a:\n  - x: 1\n    acts:\n      - 一\n  - y: 1\n    x: 2\n      - 二\n", "swallowed-entry", 7, "lost", "acts"),
        ("a:\n  - x: 1\n  - x: 2\n      - 二\n", "swallowed-entry", 4, "lost", "items"),
        (
            "a:\n  - x: 1\n    w: 1\n    rows:\n      - y: 1\n  - x: 1\n    w: 1\n      - y: 2\n",
            "swallowed-entry",
            8,
            "lost",
            "rows",
        ),
        (
            "- id: a\n  b:\n      c: 1\n      d: 2\n    - id: e\n      c: 3\n- id: f\n",
            "indent-differs",
            3,
            "first",
            "id",
        ),
        ("a:\n    b: 1\n    c: 2\n  - id: d\n    b: 3\n", "indent-differs", 2, "first", "id"),
        ("a:\n  values:\n   R2: 1\n    R3: 2\n  targets:\n    R9: 3\n", "indent-differs", 3, "count", 4),
        ("a:\n  values:\n     R2: 1\n    R3: 2\n  targets:\n    R9: 3\n", "indent-differs", 3, "count", 4),
        ("a:\n  values:\n   R2: 1\n    R3: 2\n  baseline:\n    year: R1\n", "indent-differs", 3, "count", 4),
        ("nodes:\n  - {id: a}\n  - {id: b}\n  rows:\n    - x: 1\n    - x: 2\nof: 1\n", "indent-differs", 4, "last", 6),
        ("- id: a\n  b: 1\ntargets:\n  H34: 4\n  note: x\n- id: c\n", "indent-differs", 3, "last", 4),
        ("a:\n  - id: a\n    b:\n    - {c: 1}\n    d: 2\n      e: 3\n", "indent-differs", 6, "count", 4),
        ("a:\n  results:\n      R1: 5\n    - x: 1\n    - x: 2\n", "indent-differs", 3, "key", "results"),
        ("a:\n  - id: a\n    values:\n      R1: 1\n   notes:\n  - id: b\n", "indent-differs", 5, "count", 4),
        ("a:\n  - id: a\n    values:\n      R1: 1\n     notes:\n  - id: b\n", "indent-differs", 5, "count", 4),
        ("departments: - 市民部\n", "special-sign", 1, "near", "市民部"),
        ("- a\n* b\n", "line-without-key", 2, "", ""),
        ("values:\n  H28\tH29\n  100\t120\n  H30: 5\n", "line-without-key", 2, "near", "H28: 100"),
    ],
)
def test_a_slip_is_told_with_what_was_meant(text: str, rule: str, line: int, fact: str, said: str) -> None:
    _, problem = read_with_problem(text)
    assert (problem.rule, problem.at.line, problem.facts.get(fact, "")) == (rule, line, said)


def test_a_line_that_begins_with_a_full_width_space_is_told_once() -> None:
    problems = Problems()
    read_yaml("a:\n  - id: x\n    unit: 人\n　   name: y\n  - id: z\n", "f.yaml", problems)
    assert [(problem.rule, problem.at.line, problem.facts["count"]) for problem in problems] == [
        ("full-width-space", 4, 4)
    ]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("   　notes:", 4),  # one of four narrow spaces became a wide one
        ("     　H31: 5", 6),
        ("　- id: y", 0),
        ("　　notes:", 4),  # two wide ones as wide as four
        ("  　name: y", 4),
        ("　notes:", 2),
        ("        　notes:", 6),  # which fits nothing: as the line above
    ],
)
def test_a_line_with_a_wide_space_goes_where_its_key_stands_to_the_eye(line: str, count: int) -> None:
    problems = Problems()
    read_yaml(f"- id: x\n  a:\n    targets:\n      H30: 5\n{line}\n", "f.yaml", problems)
    assert [(problem.at.line, problem.facts["count"]) for problem in problems] == [(5, count)]


def test_a_key_behind_a_wide_space_is_there(tmp_path: Path) -> None:
    cells = "tables: [{id: t, title: 表, columns: [{id: a, name: 数}], rows: [{name: 町,　cells: [19]}]}]\n"
    assert [rule for rule, _ in found_in_more(tmp_path, cells)] == ["full-width-space"]


@pytest.mark.parametrize(
    ("second", "advice"),
    [("accept: {b: 二}", "Put what stands in the braces"), ("accept:\n    b: 二", "Move what stands below")],
)
def test_a_second_acknowledgement_goes_to_the_first(second: str, advice: str) -> None:
    _, problem = read_with_problem(f"- id: x\n  accept: {{a: 一}}\n  {second}\n")
    assert problem.rule == "key-twice"
    assert problem.advice.startswith(advice)


def test_a_line_typed_twice_is_to_be_deleted_once() -> None:
    _, problem = read_with_problem("- printed: 文\n  readings:\n  readings:\n    - {id: a, name: 数}\n")
    assert (problem.rule, problem.advice) == ("key-twice", "Both lines say the same: delete one of them.")


def test_years_that_were_pasted_again_with_their_key_are_told_once() -> None:
    lines = "    H30: 20\n  rates:\n    H30: 68%\n"
    _, problem = read_with_problem(f"- id: a\n  values:\n{lines}{lines}")
    assert (problem.rule, problem.facts["near"]) == ("key-twice", "6–8")


def test_a_line_below_closed_braces_belongs_inside_them() -> None:
    _, problem = read_with_problem('a: 1\nno_value: {未公表: withheld}\n  "***": withheld\n')
    assert (problem.rule, problem.at.line) == ("indent-differs", 3)
    assert "inside them" in problem.advice


@pytest.mark.parametrize("behind", ["（TODO 要確認）", " （要確認）", "　確認中"])
def test_a_text_behind_a_key_that_has_lines_below_is_to_go(behind: str) -> None:
    _, problem = read_with_problem(f"- id: a\n  targets:{behind}\n    R7: 5\n")
    assert (problem.rule, problem.facts["key"], problem.facts["text"]) == ("colon-in-text", "targets", behind.strip())


@pytest.mark.parametrize(("third", "is_same"), [("unit: 人", True), ("unit: 件", False)])
def test_lines_that_were_pasted_again_are_to_be_deleted(third: str, is_same: bool) -> None:
    _, problem = read_with_problem(f"- id: a\n  name: 数\n  unit: 人\n  name: 数\n  {third}\n")
    assert (problem.facts["near"] == "4–5") is is_same


@pytest.mark.parametrize(
    ("text", "advice", "facts"),
    [
        ('a: {value: "1,210件"， state: x}\n', "in the place of", {"sign": "，", "half": ", "}),
        ('a: [x, "甲"］\n', "in the place of", {"sign": "］", "half": "]"}),
        ('a: {value: "1,210件" state: x}\n', "comma before", {"near": "state"}),
        ('a: ["甲" "乙"]\n', "between the two", {}),
        ('a: {text: "甲"と乙, b: 1}\n', "Put the whole text", {"example": "'\"甲\"と乙'"}),
        ('a: {text: "甲"と乙}\n', "Put the whole text", {"example": "'\"甲\"と乙'"}),
    ],
)
def test_what_stands_behind_a_quotation_mark_in_brackets_may_part_or_close(
    text: str, advice: str, facts: dict[str, str]
) -> None:
    _, problem = read_with_problem(text)
    assert (problem.rule, problem.facts) == ("text-after-quotation", facts)
    assert advice in problem.advice


def test_further_decisions_go_below_the_first_ones() -> None:
    _, problem = read_with_problem("removed:\n  - {address: a, reason: x}\nremoved:\n  - {address: b, reason: y}\n")
    assert (problem.rule, problem.at.line) == ("key-twice", 3)
    assert problem.advice.startswith("Move what stands below line {second}")


def test_a_first_line_that_is_lost_is_told_where_the_next_entry_is_whole() -> None:
    _, problem = read_with_problem("projects:\n    name: 一\n  - id: b\n    name: 二\n")
    assert (problem.rule, problem.at.line, problem.facts["first"]) == ("indent-differs", 2, "id")


@pytest.mark.parametrize(
    "rest", ["      year: R1\n      value: 4\n    values:\n      R2: 5\n", "      R2: 5\n    note: 注\n", ""]
)
def test_below_a_line_that_begins_with_a_wide_space_nothing_else_is_told(rest: str) -> None:
    content, problem = read_with_problem(f"a:\n  - id: a\n\u3000   baseline:\n{rest}")
    assert (content, problem.rule, str(problem.at)) == (None, "full-width-space", "f.yaml:3:1")


def test_a_key_behind_its_brace_is_to_go_before_it() -> None:
    _, problem = read_with_problem("nodes:\n  - {id: a, name: x}, accept: {b: 理由}\n")
    assert (problem.rule, problem.facts["found"]) == ("yaml-syntax", ", accept: {b: 理由}")
    assert problem.advice.startswith("Move")


@pytest.mark.parametrize(
    ("again", "advice"),
    [("b: 二", "says that already"), ("c: 二", "Put what stands"), ("b: 一, c: 二", "Put what stands")],
)
def test_what_is_acknowledged_twice_is_deleted_or_put_together(again: str, advice: str) -> None:
    _, problem = read_with_problem(f"title: 町\naccept: {{b: 一}}\naccept: {{{again}}}\n")
    assert (problem.rule, advice in problem.advice) == ("key-twice", True)


@pytest.mark.parametrize("first", ["t", "生きがいと社会貢献"])
def test_a_first_line_without_its_key_is_told_where_it_stands(first: str) -> None:
    _, problem = read_with_problem(f"{first}\nshort_title: 生きがい\nstatus: 確定\n")
    assert (problem.rule, str(problem.at)) == ("line-without-key", "f.yaml:1:1")


def test_a_quotation_mark_that_one_far_below_closes_is_told_where_it_begins() -> None:
    text = '- id: a\n  direction: "up\n  name: x\n\n- id: b\n  name: y\n  page: "23"\n'
    _, problem = read_with_problem(text)
    assert (problem.rule, str(problem.at)) == ("open-quotation-mark", "f.yaml:2:14")


def test_a_day_that_a_comma_tears_is_told_at_the_comma() -> None:
    _, problem = read_with_problem("H29: {value: 950, as_of: Ｈ29.8,31時点}\n")
    assert (problem.rule, problem.facts["whole"]) == ("comma-in-braces", "Ｈ29.8,31時点")
