"""Small workspaces for tests, and what Keikaku finds in them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from keikaku.checks.explain import RULES
from keikaku.checks.weighing import check_counts, check_plans, check_rule_settings, weigh
from keikaku.plan.plan import Plan
from keikaku.problems import Problem, Problems, Severity
from keikaku.reading.files import lines_of
from keikaku.reading.workspace import read_plans, read_settings
from keikaku.report import report_text
from keikaku.words import Words, read_words
from keikaku.workspace import theme_folder

PLAN_YAML = """\
title: 小さな町の計画
publisher: 小町
status: 確定
period: 令和3～7年度
licence: not stated
contact: not stated
levels:
  - {id: goal, name: 目標}
"""
MAIN, MORE = "data/town/plan.yaml", "data/town/more.yaml"


@cache
def japanese() -> Words:
    return read_words(theme_folder() / "words", "ja")


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """A workspace with these files, and a plan.yaml where they bring none."""
    for name, content in ({MAIN: PLAN_YAML} | dict(files)).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return root


def read(root: Path) -> tuple[list[Plan], Problems]:
    """The plans of a workspace, with what reading and the questions to plans have found."""
    problems = Problems()
    workspace = read_settings(root, problems)
    plans = read_plans(workspace, problems)
    for plan in plans:
        problems.extend(check_counts(plan, Severity.ERROR))
    check_plans(plans, problems, known=list(problems))
    check_rule_settings(workspace.settings, problems)
    weigh(problems, workspace.settings)
    return plans, problems


def plan_of(root: Path, files: Mapping[str, str | bytes]) -> Plan:
    """The one plan of a sound workspace."""
    plans, problems = read(write(root, files))
    assert [str(problem) for problem in problems.errors] == []
    return plans[0]


def found(root: Path, files: Mapping[str, str | bytes]) -> list[tuple[str, str]]:
    """Rule and place of each problem: `("unknown-key", "data/town/more.yaml:4:5")`."""
    _, problems = read(write(root, files))
    return [(problem.rule, str(problem.at)) for problem in problems]


def found_in_more(root: Path, text: str | bytes) -> list[tuple[str, str]]:
    """The same for one data file beside plan.yaml, with the places in that file alone: `4:5`."""
    return [(rule, at.removeprefix(MORE).removeprefix(":")) for rule, at in found(root, {MORE: text})]


def report(root: Path, problems: Problems, words: Words | None = None) -> str:
    """What a clerk is shown."""
    return report_text(problems, words or japanese(), lines_of(root), RULES)


def only(problems: Problems) -> Problem:
    (problem,) = problems
    return problem
