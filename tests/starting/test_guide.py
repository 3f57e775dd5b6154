"""README.ja.md, the guide of the PR section: what it prints is read, understood and said by Keikaku."""

import re
from pathlib import Path

import pytest

from keikaku import cli
from keikaku.checks.explain import RULES
from keikaku.pipeline import check
from keikaku.plan.drawn import DrawnAs
from keikaku.starting import start
from keikaku.workspace import theme_folder

GUIDE = (Path(__file__).parents[2] / "README.ja.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\w*\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
GOAL, *_ = (block for block in BLOCKS if block.startswith("# data/plan/goal-3.yaml"))
CSV, *_ = (block for block in BLOCKS if block.startswith("indicator,year"))
CHAPTER, *_ = (block for block in BLOCKS if block.startswith("---"))
COMMANDS = sorted(set(re.findall(r"py build\.py ([a-z]+)", GUIDE)))
QUOTED = re.findall(r"「([^」]*)」", "".join(re.findall(r"^\| (「.*?) \|", GUIDE, re.MULTILINE)))


def faults(root: Path, files: dict[str, str]) -> list[str]:
    """What is found in a new folder with these files put into it."""
    start(root)
    for name, text in files.items():
        (root / name).write_text(text, encoding="utf-8")
    return [f"{problem.at} {problem.rule}" for problem in check(root).problems]


def test_the_goal_can_be_put_into_a_new_folder(tmp_path: Path) -> None:
    assert faults(tmp_path / "town", {"data/plan/goal-3.yaml": GOAL}) == []


def test_the_lines_from_a_spreadsheet_fill_its_indicator(tmp_path: Path) -> None:
    without_values = re.sub(r" +values:\n.*?(?=    projects:)", "", GOAL, flags=re.DOTALL)
    assert "R10" not in without_values
    files = {"data/plan/goal-3.yaml": without_values, "data/plan/kids.csv": CSV}
    assert faults(tmp_path / "town", files) == []


def test_the_chapter_can_be_put_into_a_new_folder(tmp_path: Path) -> None:
    assert faults(tmp_path / "town", {"content/plan/how-to-read.md": CHAPTER}) == []


@pytest.mark.parametrize("beginning", ["rules:", "key_colour:", "accessibility:"])
def test_the_settings_are_understood(tmp_path: Path, beginning: str) -> None:
    (block,) = (block for block in BLOCKS if block.startswith(beginning))
    assert faults(tmp_path / "town", {"keikaku.yaml": "title: 架空町の計画\n" + block}) == []


def test_each_command_is_one_of_keikakus(capsys: pytest.CaptureFixture[str]) -> None:
    assert "release" in COMMANDS
    for command in set(COMMANDS) - {"pack"}:  # which is build.py's own
        with pytest.raises(SystemExit) as stopped:
            cli.main([command, "--help"])
        assert stopped.value.code == 0, command


def test_each_message_in_its_table_is_one_that_is_said() -> None:
    said = re.sub(r'"\n"', "", (theme_folder() / "words" / "ja.po").read_text(encoding="utf-8"))
    assert len(QUOTED) > 8
    assert [text for text in QUOTED if text.strip("…") not in said] == []


def test_each_kind_of_figure_is_named_with_its_word() -> None:
    assert [kind.value for kind in DrawnAs if f"`{kind.value}`" not in GUIDE] == []


def test_each_rule_that_it_names_is_there() -> None:
    assert set(re.findall(r"explain ([a-z-]+)", GUIDE)) <= set(RULES)
