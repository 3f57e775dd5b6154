"""The command line: what it says, and the exit codes."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from keikaku import __version__, cli
from keikaku.audit import NoToolsError
from keikaku.checks.explain import RULES
from keikaku.cli import commands
from keikaku.cli import previewing as previewing_command
from keikaku.cli.options import parser
from keikaku.starting import start
from tests.workspaces import MORE, japanese, write


def test_ctrl_c_ends_a_command_with_a_word_and_the_shells_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def press(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "build", press)
    assert cli.main(["build", "--lang", "ja"]) == cli.STOPPED == 130
    assert capsys.readouterr().err == "中断しました。\n"


def test_without_a_language_in_the_settings_it_speaks_japanese(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Python calls the locale “C” English; so do many servers and a bare Debian."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("locale.setlocale", lambda *_: "C.UTF-8")
    assert cli.main(["explain", "tab-indent"]) == 0
    assert not capsys.readouterr().out.isascii()


def test_without_a_name_all_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition("  ")[0] for line in lines] == sorted(RULES)
    with pytest.raises(SystemExit):
        cli.main(["explain", "zzz"])
    assert "「py build.py explain」で、すべての名前が見られます。" in capsys.readouterr().err


@pytest.mark.parametrize(("given", "meant"), [("relese", "release"), ("explain sudden-jmp", "sudden-jump")])
def test_a_slip_of_the_pen_is_answered_in_japanese_with_what_may_be_meant(
    given: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main([*given.split(), "--lang", "ja"])
    assert stopped.value.code == cli.MISTYPED
    first, where = capsys.readouterr().err.splitlines()
    assert first == (
        f"「{given.split()[-1]}」は、命令や名前として読み取れません。「{meant}」の書き間違いではありませんか。"
    )
    assert ("「py build.py explain」" if " " in given else "「py build.py --help」") in where


def test_an_audit_without_its_tools_says_how_this_very_python_gets_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "pages_to_audit", _lacking)
    cli.main(["audit", "--lang", "ja", "--folder", str(tmp_path)])
    assert f'"{sys.executable}" -m pip install playwright' in capsys.readouterr().err


def _lacking(*_: object, **__: object) -> object:
    raise NoToolsError("playwright")


def test_check_writes_annotations_for_github(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {MORE: "indicators: [{id: a, name: 数, valeus: {R5: 1}}]\n"})
    assert cli.main(["check", "--github", "--lang", "en", "--folder", str(tmp_path)]) == cli.FAULTS
    assert capsys.readouterr().out == (
        f"::error file={tmp_path}/data/town/more.yaml,line=1,col=31,title=unknown-key::"
        "“valeus” is not a key of this record%0ADid you mean “values”?\n"
    )


def test_check_tells_why_a_rule_matters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {MORE: "indicators: [{id: a, name: 数, valeus: {R5: 1}}]\n"})
    cli.main(["check", "--lang", "ja", "--folder", str(tmp_path)])
    assert "    理由：読まれない項目に書かれたものは、" in capsys.readouterr().out


def test_a_hint_lets_the_release_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {MORE: b"\xef\xbb\xbfindicators: [{id: a, name: x}]\n"})
    assert cli.main(["release", "--lang", "en", "--today", "2026-09-01", "--folder", str(tmp_path)]) == cli.FINE
    assert "Hint [byte-order-mark]" in capsys.readouterr().out


def test_without_a_command_it_is_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--lang", "en", "--folder", str(tmp_path)]) == cli.FAULTS
    assert "[no-plan]" in capsys.readouterr().out


@pytest.mark.parametrize("asked", ["check", "explain tab-indent --json", "diff nowhere nowhere"])
def test_where_nobody_reads_on_it_ends_without_a_word(asked: str, tmp_path: Path) -> None:
    """As with `keikaku check 2>&1 | head -3`."""
    reader, unread = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "keikaku", *asked.split()]
    says_why = subprocess.PIPE if "diff" not in asked else unread
    ran = subprocess.run(command, check=False, cwd=tmp_path, env=_here(), stdout=unread, stderr=says_why)
    os.close(unread)
    assert (ran.returncode, ran.stderr or b"") == (cli.UNHEARD, b"")


def _here() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(Path(cli.__file__).parents[2])}


# For machines

ANSWERS = {
    "build": "written",
    "check": "sound",
    "release": "released",
    "review": "written",
    "diff release/2026-04-01.zip site": "same",
    "explain tab-indent": "explained",
    "gallery": "written",
    "theme": "listed",
    "theme show tokens.yaml": "shown",
    "theme copy custom.css": "begun",
    "new other": "started",
    "new . --renew": "renewed",
}
REFUSALS = {
    "release --undo": ("nothing-before", cli.FAULTS),
    "diff nowhere site": ("cannot", cli.CANNOT),
    "theme show nothing": ("no-such-part", cli.FAULTS),
    "audit": ("no-site", cli.CANNOT),
    "new .": ("not-empty", cli.CANNOT),
    "new nowhere --renew": ("no-folder", cli.CANNOT),
}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small plan with a release."""
    folder = tmp_path_factory.mktemp("answers")
    start(folder)
    assert cli.main(["release", "--folder", str(folder), "--today", "2026-04-01"]) == 0
    return folder


def answer(command: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    """The exit code and the one object on the standard output; there is nothing beside it."""
    capsys.readouterr()
    status = cli.main([*command.split(), "--json"])
    said = capsys.readouterr()
    assert said.err == ""
    found: dict[str, Any] = json.loads(said.out)
    return status, found


def test_every_command_answers_machines() -> None:
    (commands,) = (a for a in parser(japanese())._actions if isinstance(a, argparse._SubParsersAction))
    asked = {name for name, parser in commands.choices.items() if "--json" in parser.format_help()}
    assert asked == set(commands.choices) == {"preview", *(command.split()[0] for command in (*ANSWERS, *REFUSALS))}


@pytest.mark.parametrize("command", ANSWERS)
def test_an_answer_is_one_object_with_the_same_head(
    command: str, plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shutil.copytree(plan, tmp_path / "plan"))
    if command == "release":
        shutil.rmtree("release")
    status, found = answer(command, capsys)
    head = {"keikaku": __version__, "command": command.split()[0], "exit": 0, "outcome": ANSWERS[command]}
    assert (status, dict(list(found.items())[:4])) == (0, head)
    assert len(found) > 4


@pytest.mark.parametrize("command", REFUSALS)
def test_so_is_a_refusal(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("somebody's").touch()
    status, found = answer(command, capsys)
    assert (found["outcome"], found["exit"]) == REFUSALS[command]
    assert status == found["exit"]


def test_problems_stand_under_the_same_name_in_every_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answers = [answer(command, capsys) for command in ("build", "check", "release", "review")]
    assert [(status, found["outcome"]) for status, found in answers] == [(cli.FAULTS, "problems")] * 4
    assert [[problem["rule"] for problem in found["problems"]] for _, found in answers] == [["no-plan"]] * 4


INDICATOR = "indicators: [{id: a, name: 数, unit: 人, values: {R4: 1, R5: 2}}]\n"


def test_the_preview_answers_with_a_line_for_each_build(tmp_path: Path) -> None:
    write(tmp_path, {MORE: INDICATOR})
    with previewing(tmp_path, "--json") as preview:
        assert preview.stdout
        serving, first = json.loads(preview.stdout.readline()), json.loads(preview.stdout.readline())
        write(tmp_path, {MORE: INDICATOR.replace("values", "valeus")})
        second = json.loads(preview.stdout.readline())
    address = serving["address"]
    head = {"keikaku": __version__, "command": "preview", "exit": 0}
    assert address.startswith("http://127.0.0.1:")
    assert serving == head | {"outcome": "serving", "address": address}
    assert first == head | {
        "outcome": "written", "address": address, "seconds": first["seconds"], "pages": first["pages"],
        "figures": 1, "problems": [], "changed": [],
    }  # fmt: skip
    assert (second["exit"], second["outcome"], second["problems"][0]["rule"]) == (cli.FAULTS, "problems", "unknown-key")
    before, now = INDICATOR.splitlines(), INDICATOR.replace("values", "valeus").splitlines()
    assert second["changed"] == [{"file": MORE, "line": 1, "before": before, "now": now}]


def test_the_preview_tells_what_a_mended_error_has_left_behind(tmp_path: Path) -> None:
    write(tmp_path, {MORE: INDICATOR})
    with previewing(tmp_path) as preview:
        assert preview.stdout
        said = iter(preview.stdout)
        next(line for line in said if "1" in line and "秒" in line)
        for mended, told in ((INDICATOR.replace("R5: 2", "R5: 3"), "変わっています"), (INDICATOR, "変わっています")):
            write(tmp_path, {MORE: INDICATOR.replace("values", "valeus")})
            next(line for line in said if "誤り1件" in line)
            write(tmp_path, {MORE: mended})
            assert told in next(line for line in said if line.startswith("直りました"))
        write(tmp_path, {MORE: INDICATOR.replace("values", "valeus")})
        next(line for line in said if "誤り1件" in line)
        write(tmp_path, {MORE: INDICATOR})
        assert "誤りの前と同じ" in next(line for line in said if line.startswith("直りました"))


def test_the_preview_names_an_emptied_file_before_what_lacks_its_records(tmp_path: Path) -> None:
    text = "---\ntitle: 町\n---\n\n数は{{value: a R5}}です。\n"
    write(tmp_path, {MORE: "", "content/town/a.md": text})
    with previewing(tmp_path) as preview:
        assert preview.stdout
        places = (line.split(" ")[0] for line in preview.stdout if line.startswith(("content/", "data/")))
        assert [next(places), next(places)] == [MORE, "content/town/a.md:5:3"]


def test_a_release_beside_the_preview_is_noticed_there(tmp_path: Path) -> None:
    write(tmp_path, {MORE: INDICATOR, "keikaku.yaml": "updates: true\n"})
    with previewing(tmp_path, "--json") as preview:
        assert preview.stdout
        preview.stdout.readline()
        before = json.loads(preview.stdout.readline())
        assert cli.main(["release", "--folder", str(tmp_path)]) == cli.FINE
        assert json.loads(preview.stdout.readline())["outcome"] == before["outcome"] == "written"


def test_the_engine_that_draws_starts_beside_the_first_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = threading.Event()
    monkeypatch.setattr(previewing_command, "start_engine", started.set)
    monkeypatch.setattr(previewing_command, "preview", lambda *_, **__: int(not started.wait(60)))
    assert cli.main(["preview", "--folder", str(tmp_path)]) == cli.FINE


def test_a_second_preview_of_a_folder_has_pages_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages tell the lines by numbers that another preview counts otherwise."""
    folders: list[Path] = []
    command = ["preview", "--folder", str(tmp_path)]

    def preview(*_: object, folder: Path, **__: object) -> int:
        folder.mkdir(parents=True)
        folders.append(folder)
        return cli.main(command) if len(folders) == 1 else cli.FINE

    monkeypatch.setattr(previewing_command, "preview", preview)
    monkeypatch.setattr(previewing_command, "start_engine", lambda: None)
    assert cli.main(command) == cli.FINE
    assert [(folder.name, folder.exists()) for folder in folders] == [("preview", True), ("preview-2", False)]


def test_the_preview_stops_where_nobody_reads_on(tmp_path: Path) -> None:
    write(tmp_path, {MORE: INDICATOR})
    with previewing(tmp_path) as preview:
        assert preview.stdout
        assert preview.stderr
        preview.stdout.readline()
        preview.stdout.close()
        assert preview.wait(60) == cli.FINE
        assert preview.stderr.read() == ""


@contextmanager
def previewing(root: Path, *options: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "keikaku", "preview", "--no-browser", "--port", "0", *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root, env=_here(), encoding="utf-8"
    ) as preview:
        try:
            yield preview
        finally:
            preview.terminate()
