"""What is said about an indent has been tried: the file is sound where it is followed."""

from pathlib import Path

import pytest

from tests.workspaces import MORE, only, read, write

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
