"""Files as Windows, macOS and clerks leave them: copies, encodings, line ends, characters that nobody can read."""

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from keikaku.problems import FilePosition, Problems, Severity
from keikaku.reading.files import SourceFile, find_files, lines_of, read_text
from tests.workspaces import MORE, found, found_in_more, plan_of, read, write

INDICATOR = "indicators:\n  - id: members\n    name: 会員数、が、ガ\n    unit: 人\n    values: {H30: 120}\n"


def names(root: Path, *files: str) -> tuple[list[str], list[str]]:
    """The files that are read, and those that are named as left out."""
    write(root, {f"data/town/{file}": "" for file in files})
    problems = Problems()
    read = find_files(root, root / "data", (".yaml", ".yml"), problems)
    return [file.name.removeprefix("data/town/") for file in read], [problem.at.file for problem in problems]


@pytest.mark.parametrize(
    "copy",
    [
        "指標 - コピー.yaml",
        "指標 - コピー (2).yaml",
        "指標のコピー.yaml",
        "指標のコピー2.yaml",
        "コピー ～ 指標.yaml",
        "指標 - Copy.yaml",
        "指標 copy.yaml",
        "指標 (1).yaml",
        "指標 2.yaml",
    ],
)
def test_a_copy_is_named_and_left_out(tmp_path: Path, copy: str) -> None:
    read, left_out = names(tmp_path, "指標.yaml", copy)
    assert read == ["plan.yaml", "指標.yaml"]
    assert left_out == [f"data/town/{copy}"]


def test_a_number_alone_makes_no_copy(tmp_path: Path) -> None:
    read, left_out = names(tmp_path, "目標 1.yaml", "目標 2.yaml", "事業 (3).yaml", "goal-1.yaml", "goal-2.yaml")
    assert len(read) == 6
    assert left_out == []


@pytest.mark.parametrize(
    "noise", [".DS_Store", "._指標.yaml", ".git/x.yaml", "Thumbs.db", "desktop.ini", "~$指標.yaml"]
)
def test_what_systems_leave_behind_is_passed_over(tmp_path: Path, noise: str) -> None:
    assert names(tmp_path, noise) == (["plan.yaml"], [])


@pytest.mark.parametrize(
    "file",
    ["data/town/指標.yaml.txt", "data/town/text.md", "data/loose.yaml", "content/town/x.yaml"],
)
def test_what_lies_where_nobody_reads_it_is_named(tmp_path: Path, file: str) -> None:
    assert found(tmp_path, {file: "a: b"}) == [("file-not-read", file)]


@pytest.mark.parametrize(
    ("name", "text", "is_named"),
    [
        ("goal-1.yaml.bak", "nodes: []\n", True),
        ("goal-1.json", "nodes: []\n", True),
        ("goal-1", "nodes: []\n", True),
        ("plan.yaml.bak", "nodes: []\n", False),  # a copy beside the file itself
        ("覚え書き.txt", "9月に届く。\n", False),
    ],
)
def test_records_in_a_file_of_another_ending_are_named(tmp_path: Path, name: str, text: str, is_named: bool) -> None:
    file = f"data/town/{name}"
    assert found(tmp_path, {file: text}) == [("file-not-read", file)] * is_named


@pytest.mark.parametrize("file", ["data/town/指標.xlsx", "data/town/old.XLS", "data/all.ods"])
def test_a_spreadsheet_that_nobody_reads_is_named(tmp_path: Path, file: str) -> None:
    assert found(tmp_path, {file: b"PK"}) == [("file-not-read", file)]


@pytest.mark.parametrize("file", ["content/none/text.md", "content/none/below/表.xlsm"])
def test_a_folder_of_narratives_without_a_plan_is_named_once(tmp_path: Path, file: str) -> None:
    assert found(tmp_path, {file: "文", "content/none/more.md": "文"}) == [("file-not-read", "content/none")]


def test_a_folder_without_narratives_is_passed_over(tmp_path: Path) -> None:
    assert found(tmp_path, {"content/none/Thumbs.db": "", "content/none/.DS_Store": ""}) == []


def test_a_spreadsheet_that_a_narrative_links_to_is_in_its_place(tmp_path: Path) -> None:
    text = "---\ntitle: 町\n---\n\n[資料](a.xlsx)\n"
    _, problems = read(write(tmp_path, {"content/town/text.md": text, "content/town/a.xlsx": b"PK\3\4"}))
    assert [problem.rule for problem in problems if problem.rule == "file-not-read"] == []


def test_a_spreadsheet_stops_no_release_where_its_csv_lies_beside_it(tmp_path: Path) -> None:
    rows = "indicator,year,value\nmembers,R1,130\n"
    _, problems = read(write(tmp_path, {MORE: INDICATOR, "data/town/v.csv": rows, "data/town/v.xlsx": b"PK"}))
    assert [(problem.severity, problem.at.file) for problem in problems] == [(Severity.HINT, "data/town/v.xlsx")]


def test_what_excel_leaves_beside_an_open_spreadsheet_is_passed_over(tmp_path: Path) -> None:
    assert found(tmp_path, {"data/town/~$指標.xlsx": b"PK"}) == []


def test_a_readme_may_lie_anywhere(tmp_path: Path) -> None:
    assert found(tmp_path, {"data/README.md": "", "data/town/readme.md": ""}) == []


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text can be had on Linux alone")
def test_a_name_that_is_no_text_can_be_said_all_the_same(tmp_path: Path) -> None:
    write(tmp_path, {})
    Path(os.fsdecode(os.fsencode(tmp_path / "data/town") + b"/\x8ew\x95W.md")).touch()
    _, problems = read(tmp_path)
    assert [problem.at.file for problem in problems] == ["data/town/?w?W.md"]


# --- encodings ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoded",
    [
        INDICATOR.replace("\n", "\r\n").encode("utf-8"),
        INDICATOR.replace("\n", "\r").encode("utf-8"),
        INDICATOR.encode("utf-8-sig"),
        unicodedata.normalize("NFD", INDICATOR).encode("utf-8"),
        INDICATOR.encode("utf-16"),
        INDICATOR.encode("cp932"),
    ],
    ids=["CRLF", "CR", "BOM", "NFD", "UTF-16", "cp932"],
)
def test_a_plan_is_the_same_however_its_file_is_saved(tmp_path: Path, encoded: bytes) -> None:
    assert plan_of(tmp_path, {MORE: encoded}) == plan_of(tmp_path, {MORE: INDICATOR})


def test_the_order_of_files_does_not_depend_on_how_names_are_composed(tmp_path: Path) -> None:
    one, other = "ガイド.yaml", "カード.yaml"
    composed, _ = names(tmp_path / "nfc", one, other)
    decomposed, _ = names(tmp_path / "nfd", *(unicodedata.normalize("NFD", name) for name in (one, other)))
    assert composed == decomposed


def test_a_file_in_shift_jis_is_read_with_a_hint(tmp_path: Path) -> None:
    assert found_in_more(tmp_path, INDICATOR.encode("cp932")) == [("encoding", "")]


@pytest.mark.parametrize("encoding", ["cp932", "utf-16"])
def test_a_file_in_another_encoding_that_is_read_without_doubt_stops_no_release(tmp_path: Path, encoding: str) -> None:
    text = INDICATOR + "    editor_note: https://example.jp/?a=1\n"
    assert severities(tmp_path, text.encode(encoding)) == [(MORE, Severity.HINT)]


def test_a_question_mark_in_shift_jis_may_be_a_character_that_was_lost(tmp_path: Path) -> None:
    """Excel and Windows write one for 𠮷 and others, without a word."""
    lost = INDICATOR.replace("会員数", "\U00020bb7野会の会員数").replace("\n", "\r\n")
    saved = lost.encode("cp932", "replace")
    assert severities(tmp_path, saved) == [(f"{MORE}:3:11", Severity.WARNING)]


def test_what_shift_jis_makes_of_another_encoding_is_not_taken_without_a_word(tmp_path: Path) -> None:
    assert (MORE, Severity.WARNING) in severities(tmp_path, INDICATOR.encode("euc_jp"))


def severities(root: Path, more: bytes) -> list[tuple[str, Severity]]:
    _, problems = read(write(root, {MORE: more}))
    return [(str(problem.at), problem.severity) for problem in problems if problem.rule == "encoding"]


def test_a_damaged_file_is_not_taken_for_shift_jis(tmp_path: Path) -> None:
    damaged = INDICATOR.encode("utf-8").replace("、".encode(), b"\x81\x41", 1)
    assert found_in_more(tmp_path, damaged) == [("encoding", "3")]


def test_bytes_that_are_no_text_are_reported(tmp_path: Path) -> None:
    assert found_in_more(tmp_path, b"\x80\x81\xff\xfe\xfd\x00\xa0") == [("encoding", "1")]


@pytest.mark.parametrize(
    "character", ["\x00", "\x0b", "\x1b", "\x85", "\u200b", "\u2028", "\u202e", "\ufeff", "\ufffd", "\ue000"]
)
def test_a_character_that_nobody_can_read_is_reported_and_left_out(tmp_path: Path, character: str) -> None:
    assert found_in_more(tmp_path, INDICATOR.replace("会員", f"会{character}員")) == [("unreadable-character", "3:12")]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keikaku.reading.files.MAX_BYTES", 1000)
    assert found_in_more(tmp_path, INDICATOR + "#" * 1000) == [("file-too-large", "")]


def test_a_file_that_cannot_be_opened_is_reported(tmp_path: Path) -> None:
    problems = Problems()
    assert read_text(SourceFile("gone.yaml", tmp_path / "gone.yaml"), problems) is None
    assert [problem.rule for problem in problems] == ["unreadable-file"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932", "utf-16"])
def test_a_line_is_quoted_as_it_was_read(tmp_path: Path, encoding: str) -> None:
    write(tmp_path, {MORE: INDICATOR.replace("\n", "\r\n").encode(encoding)})
    line_at = lines_of(tmp_path)
    assert line_at(FilePosition(MORE, 3, 5)) == "    name: 会員数、が、ガ"
    assert line_at(FilePosition(MORE, 99)) == line_at(FilePosition(MORE)) == line_at(FilePosition("gone", 1)) == ""


def test_files_come_in_the_order_that_people_count_in(tmp_path: Path) -> None:
    for name in ("field-10.yaml", "field-3-5.yaml", "field-3.yaml", "field-2.yaml", "a/b.yaml", "a.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("id: a\n", encoding="utf-8")
    names = [file.name for file in find_files(tmp_path, tmp_path, (".yaml",), Problems())]
    assert names == ["a.yaml", "a/b.yaml", "field-2.yaml", "field-3.yaml", "field-3-5.yaml", "field-10.yaml"]


def test_a_broken_character_is_shown_with_its_words(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(
        "name: 小さな町の計画\nunit: 公園管理事業の数\n".encode().replace("業".encode(), b"\xe6\xa5")
    )
    problems = Problems()
    assert read_text(SourceFile("a.yaml", tmp_path / "a.yaml"), problems) is None
    (problem,) = problems
    assert (problem.rule, problem.at.line, problem.facts["near"]) == ("encoding", 2, "unit: 公園管理事□の数")


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["goal.yaml", "goal - コピー.yaml"], "Delete it"),
        (["goalのコピー.yaml"], "There is no file"),
        (["コピー ～ goal.yaml"], "There is no file"),
    ],
)
def test_a_copy_without_its_original_is_to_be_renamed(tmp_path: Path, names: list[str], says: str) -> None:
    _, problems = read(write(tmp_path, {f"data/town/{name}": "nodes: []\n" for name in names}))
    problem = next(one for one in problems if one.rule == "copied-file")
    assert problem.advice.startswith(says)
    assert problem.facts["near"] == "goal.yaml"
