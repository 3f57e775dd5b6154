"""What a clerk is shown: place, rule, finding, the line with a caret, and what to do."""

from pathlib import PurePath

import pytest

from keikaku.problems import Acknowledgement, FilePosition, Problem, Room, Severity
from keikaku.report import WIDTH, plain_problems, problem_lines, report_github, report_text
from keikaku.words import Words
from tests.workspaces import japanese

EN = Words("en")
AT = FilePosition("data/town/more.yaml", 5, 11)
PROBLEM = Problem(
    "unknown-key", "“{key}” is not a key of this record", AT, "Did you mean “{near}”?", {"key": "x", "near": "y"}
)


def lines(line: str, column: int = 11) -> list[str]:
    at = FilePosition("f.yaml", 1, column)
    return problem_lines(Problem("rule", "found", at), EN, lambda _: line)[1:]


def test_a_problem_is_told_in_the_readers_language() -> None:
    assert report_text([PROBLEM], japanese(), lambda _: "").split("\n") == [
        "data/town/more.yaml:5:11  誤り [unknown-key]  「x」という項目名は、ここでは使えません",
        "    「y」の書き間違いではありませんか。",
    ]
    assert report_text([PROBLEM], EN, lambda _: "").startswith("data/town/more.yaml:5:11  Error [unknown-key]  “x” is")


@pytest.mark.parametrize(("reason", "is_told"), [("", True), ("資料のとおり", False)])
def test_a_long_advice_is_told_once_where_several_need_it(reason: str, is_told: bool) -> None:
    advice = "Look up in the source what belongs here, and write it in the place of what stands here now."
    first, second = (
        Problem("rule", "found", FilePosition("f.yaml", line), advice, {}, Severity.WARNING, acknowledged)
        for line, acknowledged in ((1, reason), (2, ""))
    )
    last = report_text([first, second], EN, lambda _: "").splitlines()[-1].strip()
    assert last == ("To be mended as the one above." if is_told else advice)


def test_what_is_missing_is_named_in_the_readers_language() -> None:
    facts: dict[str, object] = {"what": "project", "id": "cafe"}
    problem = Problem("unknown-reference", "there is no {what} “{id}” in this plan", AT, facts=facts)
    assert "事業（project）「cafe」は、この計画にありません" in report_text([problem], japanese(), lambda _: "")


def test_the_caret_stands_under_its_place_though_japanese_is_two_columns_wide() -> None:
    line, caret = lines("  - 名前: abc", column=9)
    assert (line, caret) == ("      - 名前: abc", "    " + " " * 10 + "^")


@pytest.mark.parametrize(("line", "column", "before"), [("\tx", 2, 1), ("ｶﾞ: x", 3, 2), ("か\u3099: x", 3, 2)])
def test_tabs_half_width_kana_and_marks_do_not_move_the_caret(line: str, column: int, before: int) -> None:
    assert lines(line, column)[1] == "    " + " " * before + "^"


@pytest.mark.parametrize("column", [1, 40, 500, 990, 1000])
def test_of_a_long_line_the_part_that_matters_is_shown(column: int) -> None:
    text = "".join(chr(ord("一") + n) for n in range(1000))
    line, caret = lines(text, column)
    shown = "".join(character if character == "…" else character * 2 for character in line[4:])  # a column each
    assert shown[caret.index("^") - 4] == text[column - 1]
    assert len(shown) <= WIDTH + 2


def test_a_file_as_a_whole_has_no_line_and_no_caret() -> None:
    assert lines("", column=0) == []
    assert lines("text", column=0) == ["    text"]


def test_an_accepted_warning_says_why() -> None:
    problem = Problem("rule", "found", AT, severity=Severity.WARNING, acknowledged="資料のとおり")
    assert problem_lines(problem, japanese(), lambda _: "")[-1] == "    了承済み：資料のとおり"


def test_files_are_apart_by_an_empty_line() -> None:
    problems = [Problem("rule", "found", FilePosition(name, 1, 1)) for name in ("a", "a", "b")]
    assert report_text(problems, EN, lambda _: "").count("\n\n") == 1


def test_machines_get_the_same_facts() -> None:
    (found,) = plain_problems([PROBLEM], EN)
    assert found == {
        "rule": "unknown-key",
        "severity": "error",
        "file": "data/town/more.yaml",
        "line": 5,
        "column": 11,
        "found": "“x” is not a key of this record",
        "advice": "Did you mean “y”?",
        "acknowledged": "",
    }


def test_machines_are_told_why_where_it_is_known() -> None:
    (found,) = plain_problems([PROBLEM], EN, {"unknown-key": "Nobody reads it."})
    assert found["why"] == "Nobody reads it."


def test_why_a_rule_matters_is_told_once() -> None:
    text = report_text([PROBLEM, PROBLEM], EN, lambda _: "", {"unknown-key": "Nobody reads it."})
    assert text.count("    Why: Nobody reads it.") == 1


@pytest.mark.parametrize(("file", "where"), [(AT.file, "line 2"), ("data/town/a.yaml", "line 2 of data/town/a.yaml")])
def test_an_acknowledgement_is_written_on_a_line_of_this_or_another_file(file: str, where: str) -> None:
    facts: dict[str, object] = {"acknowledge": Acknowledgement(Room.BELOW_ID, FilePosition(file, 2, 9))}
    problem = Problem("rule", "found", AT, "If so, {acknowledge}", facts)
    said = problem_lines(problem, EN, lambda _: "")[-1].strip()
    assert said == f"If so, add below the “id:” of {where}, in the column of its “i”: accept: {{rule: as printed}}"


def test_an_error_is_not_called_acknowledged() -> None:
    assert "了承済み" not in str(problem_lines(Problem("r", "f", AT, acknowledged="資料"), japanese(), lambda _: ""))


# --- GitHub -------------------------------------------------------------------------------------------------------


def test_github_gets_file_line_column_and_rule() -> None:
    assert report_github([PROBLEM], EN) == (
        "::error file=data/town/more.yaml,line=5,col=11,title=unknown-key::"
        "“x” is not a key of this record%0ADid you mean “y”?"
    )


def test_what_github_would_misread_is_escaped() -> None:
    at = FilePosition("data/a,b:c%.yaml", 3)
    problem = Problem("rule", "“{text}”: 100 %", at, facts={"text": "a\r\nb,c"}, severity=Severity.WARNING)
    assert report_github([problem], EN) == (
        "::warning file=data/a%2Cb%3Ac%25.yaml,line=3,title=rule::“a%0D%0Ab,c”: 100 %25"
    )


def test_github_shows_hints_as_notices_and_nothing_that_is_acknowledged() -> None:
    hint = Problem("rule", "found", AT, severity=Severity.HINT)
    accepted = Problem("rule", "found", AT, severity=Severity.WARNING, acknowledged="資料のとおり")
    assert report_github([hint, accepted], EN).startswith("::notice ")
    assert report_github([accepted], EN) == ""


def test_github_counts_from_the_repository() -> None:
    assert "file=cities/oak/data/town/more.yaml," in report_github([PROBLEM], EN, PurePath("cities/oak"))
