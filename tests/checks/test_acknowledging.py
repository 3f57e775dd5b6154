"""What a message says of acknowledging, followed to the letter, acknowledges."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from keikaku.pipeline import make
from keikaku.problems import Problem, Problems
from keikaku.report import advice_text
from tests.checks.test_rules import BROKEN, EXAMPLES, problems_of, rule_of_folder
from tests.workspaces import PLAN_YAML, japanese, read, write

OFFERED = [name for name in EXAMPLES if "「accept: {" in (BROKEN / name / "expected.txt").read_text(encoding="utf-8")]
SLIP = "values: {H28: 120, H29: 125, H30: 1250, R1: 130}"


@pytest.mark.parametrize("name", OFFERED)
def test_an_example_is_acknowledged_as_its_message_says(name: str, tmp_path: Path) -> None:
    root = tmp_path / name
    shutil.copytree(BROKEN / name, root)
    rule = rule_of_folder(name)
    follow(root, lambda root: problems_of(root, rule))
    assert rule in {problem.rule for problem in problems_of(root, rule) if problem.acknowledged}


@pytest.mark.parametrize(
    "record",
    [
        f"  - id: members\n    name: 会員数\n    unit: 人\n    {SLIP}\n",
        f"  - name: 会員数\n    unit: 人\n    id: members\n    {SLIP}\n",
        f"  - {{id: members, name: 会員数, unit: 人, {SLIP}}}\n",
        f"  - {{name: 会員数, unit: 人, id: members, {SLIP}}}\n",
        f"  - id: members\n    name: 要確認\n    unit: 人\n    accept: {{left-over-text: 仮}}\n    {SLIP}\n",
        f"  - id: members\n    name: 要確認\n    unit: 人\n    accept:\n      left-over-text: 仮\n    {SLIP}\n",
    ],
)
def test_wherever_a_record_has_room(record: str, tmp_path: Path) -> None:
    follow(write(tmp_path, {"data/town/more.yaml": f"indicators:\n{record}"}))
    assert "wrong-magnitude" in {problem.rule for problem in read(tmp_path)[1] if problem.acknowledged}


def test_a_value_in_a_csv_is_acknowledged_where_its_indicator_stands(tmp_path: Path) -> None:
    values = "members,H28,120\nmembers,H29,125\nmembers,H30,1250\nmembers,R1,130\n"
    files = {
        "data/town/more.yaml": "indicators:\n  - id: members\n    name: 会員数\n    unit: 人\n",
        "data/town/values.csv": f"indicator,year,value\n{values}",
    }
    follow(write(tmp_path, files))
    assert {problem.acknowledged for problem in read(tmp_path)[1]} == {"資料のとおり"}


def test_a_text_of_no_record_is_acknowledged_by_its_plan(tmp_path: Path) -> None:
    terms = "glossary:\n  - {id: member, name: 会員, text: 要確認}\n"
    follow(write(tmp_path, {"data/town/more.yaml": terms, "data/town/plan.yaml": PLAN_YAML}))
    assert {problem.acknowledged for problem in read(tmp_path)[1]} == {"資料のとおり"}


def _read(root: Path) -> Problems:
    return read(root)[1]


def follow(root: Path, look: Callable[[Path], Problems] = _read) -> None:
    """Do what each message says, one after the other, until none asks for anything."""
    for _ in range(9):
        if not (left := [problem for problem in look(root) if not problem.acknowledged]):
            return
        _follow(root, left[0])
    pytest.fail(f"not mended: {[str(problem) for problem in left]}")


def _follow(root: Path, problem: Problem) -> None:
    advice = advice_text(problem, japanese())
    line = int(found[1]) if (found := re.search(r"(\d+)行目", advice)) else 0
    named = re.search(r"(data/[\w/.-]+?)(?: の終わり| の\d+行目)", advice)
    path = root / (named[1] if named else problem.at.file)
    lines = path.read_text(encoding="utf-8").splitlines()
    text = (
        re.search("「(?:, )?(accept: .*?)」", advice) or re.search("ルールに並べて「(.*?)」", advice) or [advice, ""]
    )[1]
    assert text, advice
    if "「---」の間に" in advice:
        lines[:0] = [] if lines[0] == "---" else ["---", "---"]
        lines.insert(1, text)
    elif "の終わりに、左端から" in advice:
        lines.append(text)
    elif "「id:」の下に、その「i」に行のはじめをそろえて" in advice:
        lines.insert(line, " " * lines[line - 1].index("id:") + text)
    elif "いちばん終わりの「}」の前に" in advice:
        before, brace, after = lines[line - 1].rpartition("}")
        lines[line - 1] = f"{before}, {text}{brace}{after}"
    elif lines[line - 1].rstrip().endswith("}"):
        lines[line - 1] = lines[line - 1].rstrip()[:-1] + f", {text}}}"
    else:
        lines.insert(line - 1, " " * (len(lines[line - 1]) - len(lines[line - 1].lstrip())) + text)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize("reason", ["理由", "…", " reason"])
def test_the_word_of_the_advice_is_no_reason(tmp_path: Path, reason: str) -> None:
    plan = f"{PLAN_YAML}accept: {{left-over-text: '{reason}'}}\nglossary: [{{id: a, name: 会員, text: 要確認}}]\n"
    rules = [problem.rule for problem in read(write(tmp_path, {"data/town/plan.yaml": plan}))[1]]
    assert "blank-value" in rules


@pytest.mark.parametrize("line", ["contact: 市民課 090-1234-5678", "disclaimer: ○○市の計画です。"])
def test_a_text_of_keikaku_yaml_is_acknowledged_there(tmp_path: Path, line: str) -> None:
    """Of the whole site, where what is found on pages is acknowledged as well."""

    def look(root: Path) -> Problems:
        return make(root).problems

    follow(write(tmp_path, {"keikaku.yaml": f"{line}\n"}), look)
    assert {problem.acknowledged for problem in look(tmp_path) if problem.at.file == "keikaku.yaml"} == {"資料のとおり"}


def test_two_findings_of_one_record_make_one_line(tmp_path: Path) -> None:
    text = f"indicators:\n  - id: members\n    name: 会員数 要確認\n    unit: 人\n    {SLIP}\n"
    first, second = [
        advice_text(problem, japanese()) for problem in read(write(tmp_path, {"data/town/more.yaml": text}))[1]
    ]
    assert "上の知らせ" not in first
    assert "波かっこの中に、コンマの後に「wrong-magnitude H30: 資料のとおり」" in second
