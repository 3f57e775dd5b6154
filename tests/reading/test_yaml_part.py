"""The part of a file that a trial is read in first."""

from pathlib import Path

import pytest
import yaml

from keikaku.reading.yaml_part import first_in_part, part_around

TEXT = """\
title: 町の計画
levels:
  - {id: goal}

# 一つ目から四つ目
themes:
  - id: one
    ideas:
      - 集まる
      - 育つ
# 左端の注
    note: 続き
  - id: two
    ideas:
      - 続く
      - 広がる
  - id: three
    name: 三
counts:
  a: 1
  b: 2
  c: 3
  d: 4
"""


def part(*kept: int) -> str:
    return "\n".join(part_around(TEXT.split("\n"), kept))


def test_entries_and_long_blocks_that_stand_apart_are_left_out() -> None:
    two = TEXT.split("\n").index("      - 広がる")
    expected = TEXT
    for lines in ("      - 育つ\n# 左端の注\n", "  - id: three\n    name: 三\n", TEXT[TEXT.index("counts:") :]):
        expected = expected.replace(lines, "")
    assert part(two) == expected.rstrip("\n")


def test_the_first_entry_of_a_list_stays() -> None:
    assert "  - id: one\n    ideas:\n      - 集まる\n    note: 続き\n" in part(TEXT.split("\n").index("    name: 三"))


def test_the_whole_is_asked_where_the_part_is_sound() -> None:
    asked: list[str] = []

    def is_sound(text: str) -> bool:
        asked.append(text)
        return "三三" not in text

    trials = first_in_part(TEXT, [15], is_sound)
    good, bad = TEXT.replace("続く", "続いて"), TEXT.replace("続く", "三三")
    assert (trials(good), trials(bad)) == (True, False)
    assert [len(text) < len(TEXT) for text in asked] == [True, False, True]
    assert asked[1] == good


@pytest.mark.parametrize("path", sorted(Path("data").glob("*/*.yaml")), ids=str)
def test_a_part_of_a_file_of_the_real_plans_is_yaml(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    for kept in range(0, len(lines), 40):
        assert isinstance(yaml.safe_load("\n".join(part_around(lines, [kept]))), dict)
