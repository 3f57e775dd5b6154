"""What is held back, and is named in what is public."""

from datetime import date
from pathlib import Path

import pytest

from keikaku.pipeline import check
from tests.workspaces import MORE, write

TODAY = date(2026, 11, 30)
GOALS = """\
nodes:
  - id: g1
    level: goal
    name: 支える町
    projects:
      - {{id: park, name: 公園管理事業, {held}}}
      - {{id: flowers, name: {name}, text: {text}}}
"""


def rules(root: Path, **words: str) -> list[str]:
    said = {"held": "draft: true", "name": "花壇づくり", "text": "花壇を手入れする。"} | words
    write(root, {MORE: GOALS.format(**said)})
    return [problem.rule for problem in check(root, today=TODAY).problems]


@pytest.mark.parametrize(
    ("held", "is_told"),
    [
        ("draft: true", True),
        ("publish_on: 2027-02-01", True),
        ("publish_on: 2026-11-01", False),
        ("departments: 緑地課", False),
    ],
)
def test_the_name_of_what_waits_is_told_in_a_public_text(tmp_path: Path, held: str, is_told: bool) -> None:
    assert rules(tmp_path, held=held, text="公園管理事業とともに手入れする。") == ["draft-is-named"] * is_told


def test_a_name_that_something_public_bears_is_no_secret(tmp_path: Path) -> None:
    assert rules(tmp_path, name="公園管理事業（市民）", text="公園管理事業とともに手入れする。") == []


@pytest.mark.parametrize(("text", "is_told"), [("公園管理事業もあります。", True), ("公園の事業もあります。", False)])
def test_the_name_is_told_in_a_narrative(tmp_path: Path, text: str, is_told: bool) -> None:
    write(tmp_path, {"content/town/one.md": f"---\ntitle: 町\n---\n\n{text}\n"})
    assert rules(tmp_path) == ["draft-is-named"] * is_told


def test_the_line_of_a_narrative_that_names_it_is_told(tmp_path: Path) -> None:
    table = "| 事業 | 年 |\n|---|---|\n| 公園管理事業 | R5 |\n"
    text = f"---\ntitle: 町\n---\n\n# 町のいま\n\n人が&多い。\n\n- 一つ\n- **公園管理事業**の準備\n\n{table}"
    write(tmp_path, {"content/town/one.md": text, MORE: GOALS.format(held="draft: true", name="花壇", text="手入れ")})
    found = [problem for problem in check(tmp_path, today=TODAY).problems if problem.rule == "draft-is-named"]
    assert [problem.at.line for problem in found] == [10, 12]
