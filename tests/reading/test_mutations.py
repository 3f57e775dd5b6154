"""Whatever a slip makes of a file: an answer in words, at a place, and never a traceback. Same seed, same slips."""

import random
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workspaces import MAIN, MORE, PLAN_YAML, read, report, write

ROOT = Path(__file__).parent.parent.parent
PLAN = (
    PLAN_YAML
    + """\
states: [途中]
no_value: {今後調査: to-be-surveyed, "-": unexplained}
parent_plans: [{id: big, name: 大きな計画}]
counts: [{node: g1, value: 1, printed: 1事業}]
themes: [{id: view, kind: 視点, name: つながり, members: [cafe]}]
"""
)
DATA = """\
nodes:
  - id: g1
    level: goal
    name: みんなで支える町
    aim: 町内会と
      NPO とが支え合う。
    results: {H29: [交流会, {heading: 相談, items: [夜間, 土曜]}]}
    projects:
      - id: cafe
        name: 子ども食堂
        departments: [市民局 市民課, "各区"]
        sub_items: [{id: x, name: 朝}, {name: 夕, repeats: cafe/x}]
indicators:
  - id: members
    of: g1
    name: 会員数  # 年度末
    unit: "人"
    direction: up
    values: {H28: "1,100", H29: 今後調査, H30: {value: "約1,150", state: 途中, parts: {男: 550, 女: 600}}}
    targets: {R5: {value: 150以上, plan: big, was: [{value: 140, until: H30.3.31}]}, every: "1,200"}
    rates: {H30: 80%}
"""
TEXT = """\
---
title: 町のいま
of: g1
---
## 現状[^a]と{漢字|かんじ}

[会員数](indicator:members)は途中で{{value: members H30}}、
**増えて**います[^a]。

{{figure: members}}

| 年 | 数 |
|:--|--:|
| H30 | 120 |

用語
:   定義 `{{code}}` <ruby>漢<rt>かん</rt></ruby>

[^a]: 注です。
"""
CSV = 'indicator,year,value\nmembers,H27,"1,050"\n'
FILES = {MAIN: PLAN, MORE: DATA, "content/town/text.md": TEXT, "data/town/values.csv": CSV}
SIGNS: list[str] = [
    *"{}[]:-#&*!|>%@`\"'\\,?= \t\n　：０１～が𠮷",
    *"\x00\x1b\u2028\ue000\ufeff",
    *("- ", "  ", ": ", "---\n", "<<: ", "&a ", "*a ", "{{", "}}", "[^1]", "![", "</", "<![", "http://"),
]

Slip = Callable[[str, int, random.Random], str]


def _delete(text: str, at: int, _: random.Random) -> str:
    return text[:at] + text[at + 1 :]


def _insert(text: str, at: int, rng: random.Random) -> str:
    return text[:at] + rng.choice(SIGNS) + text[at:]


def _cut(text: str, at: int, rng: random.Random) -> str:
    return text[:at] + text[at + rng.randrange(30) :]


def _repeat(text: str, at: int, rng: random.Random) -> str:
    return text[:at] + text[at : at + rng.randrange(30)] + text[at:]


def _indent(text: str, at: int, rng: random.Random) -> str:
    start = text.rfind("\n", 0, at) + 1
    return text[:start] + " " * rng.randrange(4) + text[start:]


SLIPS: tuple[Slip, ...] = (_delete, _insert, _cut, _repeat, _indent)


def slipped(text: str, rng: random.Random) -> str:
    for _ in range(rng.choice((1, 1, 2, 5))):
        slip: Slip = rng.choice(SLIPS)
        text = slip(text, rng.randrange(len(text) + 1), rng)
    return text


@pytest.mark.parametrize(
    ("name", "count"), [(MORE, 200), (MAIN, 60), ("content/town/text.md", 60), ("data/town/values.csv", 30)]
)
def test_no_slip_ends_in_a_traceback(tmp_path: Path, name: str, count: int) -> None:
    rng = random.Random(f"{name} 1")
    files = {file: text for file, text in FILES.items() if file == name or not file.endswith(".md")}
    for _ in range(count):
        write(tmp_path, files | {name: slipped(FILES[name], rng)})
        _, problems = read(tmp_path)
        report(tmp_path, problems)
        assert all(problem.at.file for problem in problems)


def test_the_text_that_slips_are_made_of_is_sound(tmp_path: Path) -> None:
    plans, problems = read(write(tmp_path, FILES))
    assert [(problem.rule, str(problem.at)) for problem in problems] == []
    assert plans[0].indicators[0].values[0].value.printed == "1,100"


@pytest.mark.parametrize(
    "saved",
    [
        lambda text: text.replace("\n", "\r\n").encode("utf-8"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: unicodedata.normalize("NFD", text).encode("utf-8"),
    ],
    ids=["CRLF", "BOM", "NFD"],
)
def test_a_real_plan_is_the_same_however_its_files_are_saved(tmp_path: Path, saved: Callable[[str], bytes]) -> None:
    files = [
        path for folder in ("data", "content") for path in (ROOT / folder / "kisarazu").rglob("*") if path.is_file()
    ]
    assert files
    names = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in files}
    for folder, content in (("plain", names), ("saved", {name: saved(text) for name, text in names.items()})):
        for name, text in content.items():
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    (plain,), _ = read(tmp_path / "plain")
    (other,), problems = read(tmp_path / "saved")
    assert plain == other
    assert problems.errors == []
