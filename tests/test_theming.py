"""`keikaku theme`: what can be replaced, what is, and a beginning for more."""

from pathlib import Path

import pytest

from keikaku.cli import main
from keikaku.pages.accessibility import KINDS as PAGE_KINDS
from keikaku.problems import Problems
from keikaku.reading.theme import read_own_theme
from keikaku.theming import KINDS, Change, NoSuchPartError, ThereAlreadyError, changes, copy, names, original
from keikaku.workspace import Workspace, theme_folder
from tests.workspaces import write

WORDS = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Menu"\nmsgstr "もくじ"\n'


def listed() -> set[str]:
    return {name for patterns, _ in KINDS for name in names(theme_folder(), patterns)}


def test_every_file_of_the_theme_but_examples_is_listed() -> None:
    files = {path.relative_to(theme_folder()).as_posix() for path in theme_folder().rglob("*") if path.is_file()}
    assert {file for file in files if not file.endswith("/examples.yaml")} <= listed()


def test_what_a_theme_says_otherwise_is_told_with_what_it_replaces(tmp_path: Path) -> None:
    tokens, page = "size:\n  radius: 0px\n", "templates/page.html"
    write(tmp_path, {"theme/tokens.yaml": tokens, f"theme/{page}": "", "theme/words/ja.po": WORDS})
    write(tmp_path, {"theme/assets/logo.svg": "<svg/>"})
    assert changes(Workspace(tmp_path)) == [
        Change("assets/logo.svg", is_new=True),
        Change(page),
        Change("tokens.yaml", "size.radius", "4px", "0px"),
        Change("words/ja.po", "Menu", "メニュー", "もくじ"),
    ]


@pytest.mark.parametrize("name", sorted(listed()))
def test_every_file_that_is_listed_can_be_begun_and_is_sound(tmp_path: Path, name: str) -> None:
    path = copy(Workspace(tmp_path), name)
    problems = Problems()
    read_own_theme(Workspace(tmp_path), PAGE_KINDS, problems)
    assert path == tmp_path / "theme" / name
    assert list(problems) == []
    assert changes(Workspace(tmp_path)) in ([], [Change(name)], [Change(name, is_new=True)])


def test_what_is_there_is_not_written_over(tmp_path: Path) -> None:
    write(tmp_path, {"theme/custom.css": "a { color: red; }"})
    with pytest.raises(ThereAlreadyError):
        copy(Workspace(tmp_path), "custom.css")
    assert (tmp_path / "theme" / "custom.css").read_text(encoding="utf-8") == "a { color: red; }"


@pytest.mark.parametrize("name", ["", "templates/pafe.html", "../pyproject.toml", "templates", "words/fr.po"])
def test_no_other_file_is_shown(name: str) -> None:
    with pytest.raises(NoSuchPartError):
        original(name)


def test_the_command_says_what_is_replaced_and_how_to_begin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"theme/tokens.yaml": "size:\n  radius: 0px\n"})
    assert main(["theme", "--folder", str(tmp_path), "--lang", "ja"]) == 0
    said = capsys.readouterr().out
    assert "  tokens.yaml  （差し替え中）\n" in said
    assert "theme/tokens.yaml：size.radius を「4px」から「0px」に" in said
    assert "py build.py theme copy" in said


def test_the_command_begins_a_file_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["theme", "copy", "components/card/card.css", "--folder", str(tmp_path), "--lang", "ja"]
    assert (main(command), main(command)) == (0, 1)
    assert "すでにあります" in capsys.readouterr().err


def test_the_command_reports_a_broken_theme_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"theme/tokens.yaml": "color: [\n"})
    assert main(["theme", "--folder", str(tmp_path), "--lang", "ja"]) == 1
    assert "tokens.yaml:" in capsys.readouterr().out
