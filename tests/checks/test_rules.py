"""Every rule has a reason, and an example folder with the exact report that a clerk gets.

`tests/examples/broken/<rule>/` is a small workspace with one fault; `expected.txt` in it is its report in Japanese.
"""

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from keikaku.checks.explain import READING_RULES, RULES, explanation
from keikaku.checks.pages import PAGE_CHECKS
from keikaku.problems import Problems
from tests.workspaces import japanese, read, report

ROOT = Path(__file__).parent.parent.parent
BROKEN = ROOT / "tests" / "examples" / "broken"
EXAMPLES = sorted(folder.name for folder in BROKEN.iterdir() if folder.is_dir())
# Rules that no small folder in a repository can break; each has a test of its own.
WITHOUT_EXAMPLE = {
    "file-too-large": "eight megabytes",
    "unreadable-file": "a file that the system will not open",
    "page-too-heavy": "a page of many kilobytes",
    "picture-without-text": "a theme of the city's own",
    "page-without-frame": "a theme of the city's own",
}
# What is asked of finished pages, or of those that become public.
THEME_RULES = {"low-contrast", "unknown-token", "css-braces", "broken-template", "broken-words", "unknown-text"}
THEME_RULES = {"low-contrast", "unknown-token", "css-braces", "broken-template", "broken-words", "unknown-text"}
SITE_RULES = {check.__name__.replace("_", "-") for check in PAGE_CHECKS} | {"address-clash", "draft-is-needed"}
REPORTERS = {"add", "fault", "warn", "Problem", "_report", "_refuse", "_leave_out"}


def test_every_rule_has_a_reason_that_can_be_explained() -> None:
    in_source = set(_rules_in_source())
    assert "encoding" in in_source
    assert in_source - set(RULES) == set()
    assert set(READING_RULES) - in_source == set()


def test_every_rule_has_an_example_or_a_cause_to_have_none() -> None:
    assert EXAMPLES
    assert set(RULES) - set(EXAMPLES) == set(WITHOUT_EXAMPLE)
    assert set(EXAMPLES) - set(RULES) == set()


@pytest.mark.parametrize("rule", EXAMPLES)
def test_the_report_on_the_example_is_the_one_expected(rule: str, tmp_path: Path) -> None:
    root = tmp_path / rule
    shutil.copytree(BROKEN / rule, root)
    problems = _problems_of_site(root, tmp_path / "site") if rule in SITE_RULES | THEME_RULES else read(root)[1]
    assert report(root, problems) + "\n" == (root / "expected.txt").read_text(encoding="utf-8")
    assert {problem.rule for problem in problems} == {rule}


def test_a_rule_is_explained_in_the_readers_language() -> None:
    assert explanation("blank-value").startswith("blank-value\nA blank is neither zero")
    assert explanation("blank-value", japanese()).startswith("blank-value\n空欄は 0 でも")


def _problems_of_site(root: Path, site: Path) -> Problems:
    from keikaku.pipeline import build  # here, so that a fault in drawing leaves the other rules their tests

    return build(root, site).problems


def _rules_in_source() -> Iterator[str]:
    files = [file for part in ("reading", "checks", "plan") for file in (ROOT / "keikaku" / part).glob("*.py")]
    assert files
    for file in (*files, ROOT / "keikaku" / "pipeline.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for part in _where_rules_stand(node):
                yield from (str(c.value) for c in ast.walk(part) if isinstance(c, ast.Constant) and _is_rule(c.value))


def _where_rules_stand(node: ast.AST) -> Iterator[ast.AST]:
    """The arguments of what reports, a default for `rule`, and the first of a finding's facts."""
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in REPORTERS:
            yield from (part for part in node.args[:3] if isinstance(part, ast.Constant | ast.IfExp))
            yield from (keyword.value for keyword in node.keywords if keyword.arg == "rule")
    elif isinstance(node, ast.FunctionDef):
        defaults = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
        yield from (default for argument, default in defaults if argument.arg == "rule" and default)
    elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple) and node.value.elts:
        yield node.value.elts[0]


def _is_rule(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("[a-z]+(-[a-z0-9]+)+|encoding", value) is not None
