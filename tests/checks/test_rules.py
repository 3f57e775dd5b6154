"""Every rule has a reason, and an example folder with the exact report that a clerk gets.

`tests/examples/broken/<rule>/` is a small workspace with one fault; `expected.txt` in it is its report in Japanese.
`<rule>--<what>/` is a further one, where a rule has several causes or words.
"""

import ast
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from keikaku.checks.examples import EXAMPLES as EXPLAINED
from keikaku.checks.explain import MAY_BE_LOWERED, READING_RULES, RULES, WARNINGS, explanation
from keikaku.checks.pages import PAGE_CHECKS
from keikaku.pipeline import check
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
    "page-without-frame": "a theme of the city's own",
}
# What is asked of finished pages, or of those that become public.
THEME_RULES = {"low-contrast", "unknown-token", "css-braces", "broken-template", "broken-words", "unknown-text"} | {
    "fetched-from-elsewhere"
}
SITE_RULES = {check.__name__.replace("_", "-") for check in PAGE_CHECKS} | {"address-clash", "draft-is-needed"}
DAY_RULES = {"day-far-away", "day-to-come", "draft-needed-later"}  # which are asked on a day
DAY_RULES |= {"count-to-follow", "data-year-to-follow", "draft-is-named"}
REPORTERS = {
    "add", "fault", "warn", "report", "Problem", "Found", "PydanticCustomError",
    "_report", "_refuse", "_leave_out",
}  # fmt: skip


def test_every_rule_has_a_reason_that_can_be_explained() -> None:
    in_source = set(_rules_in_source())
    assert "encoding" in in_source
    assert in_source - set(RULES) == set()
    assert set(READING_RULES) - in_source == set()


def test_every_rule_has_an_example_or_a_cause_to_have_none() -> None:
    assert EXAMPLES
    rules = {rule_of_folder(name) for name in EXAMPLES}
    assert set(RULES) - rules == set(WITHOUT_EXAMPLE)
    assert rules - set(RULES) == set()


def rule_of_folder(name: str) -> str:
    return name.partition("--")[0]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_report_on_the_example_is_the_one_expected(name: str, tmp_path: Path) -> None:
    root = tmp_path / name
    shutil.copytree(BROKEN / name, root)
    problems = problems_of(root, rule_of_folder(name))
    assert report(root, problems) + "\n" == (root / "expected.txt").read_text(encoding="utf-8")
    assert {problem.rule for problem in problems if not problem.acknowledged} == {rule_of_folder(name)}


def test_a_rule_is_explained_in_the_readers_language() -> None:
    assert explanation("blank-value").startswith("blank-value\nA blank is neither zero")
    assert explanation("blank-value", japanese()).startswith("blank-value\n空欄は 0 でも")


def problems_of(root: Path, rule: str) -> Problems:
    if rule in DAY_RULES:
        return check(root, today=date(2026, 11, 28)).problems
    if rule not in SITE_RULES | THEME_RULES:
        return read(root)[1]
    from keikaku.pipeline import build  # here, so that a fault in drawing leaves the other rules their tests

    return build(root, root.parent / "site").problems


def _rules_in_source() -> Iterator[str]:
    files = [file for part in ("reading", "checks", "plan") for file in (ROOT / "keikaku" / part).glob("*.py")]
    assert files
    for file in (*files, ROOT / "keikaku" / "pipeline.py", ROOT / "keikaku" / "theme_faults.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for part in _where_rules_stand(node):
                yield from (str(c.value) for c in ast.walk(part) if isinstance(c, ast.Constant) and _is_rule(c.value))


def _where_rules_stand(node: ast.AST) -> Iterator[ast.AST]:
    """The arguments of what reports, a default for `rule`, and the first of a finding's facts."""
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in REPORTERS:
            yield from (part for part in node.args[:4] if isinstance(part, ast.Constant | ast.IfExp))
            yield from (keyword.value for keyword in node.keywords if keyword.arg == "rule")
    elif isinstance(node, ast.FunctionDef):
        defaults = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
        yield from (default for argument, default in defaults if argument.arg == "rule" and default)
    elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple) and node.value.elts:
        yield node.value.elts[0]


def _is_rule(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("[a-z]+(-[a-z0-9]+)+|encoding", value) is not None


# Examples that are no lines of a file, or have no folder.
UNPROVEN = WITHOUT_EXAMPLE.keys() | {
    "no-plan",
    "missing-plan-file",
    "encoding",
    "byte-order-mark",
    "too-deep",
    "address-clash",
    "file-cut-short",
    "picture-too-heavy",
    "place-in-picture",
    "moving-picture",
    "wrong-ending",
}


@pytest.mark.parametrize("rule", sorted(set(RULES) - UNPROVEN))
def test_the_right_example_mends_the_wrong_one(rule: str, tmp_path: Path) -> None:
    root = tmp_path / rule
    shutil.copytree(BROKEN / rule, root)
    _put_right(root, *EXPLAINED[rule])
    left = [(problem.rule, str(problem.at)) for problem in problems_of(root, rule) if not problem.acknowledged]
    assert left == []


def test_every_rule_is_explained_with_a_wrong_and_a_right_example() -> None:
    assert set(EXPLAINED) == set(RULES)
    assert explanation("tab-indent", japanese()).splitlines()[2:] == [
        "", "まちがいの例", "    \tH30: 120", "", "正しい例", "          H30: 120",
    ]  # fmt: skip


@pytest.mark.parametrize("rule", sorted({rule_of_folder(name) for name in EXAMPLES} - {"encoding"}))
def test_what_may_be_switched_off_is_a_warning_and_nothing_else_is(rule: str, tmp_path: Path) -> None:
    root = tmp_path / rule
    shutil.copytree(BROKEN / rule, root)
    assert {problem.is_error for problem in problems_of(root, rule)} == {rule not in WARNINGS}


def test_every_reason_is_told_in_japanese() -> None:
    assert [rule for rule, reason in RULES.items() if japanese()(reason) == reason] == []


def _put_right(root: Path, wrong: str, right: str) -> None:
    """Rename the file, or replace the lines, which may stand further right than in the example."""
    if (root / wrong).is_file():
        (root / wrong).rename(root / right) if right else (root / wrong).unlink()
        return
    for path in (
        path for path in sorted(root.rglob("*")) if path.suffix in (".yaml", ".md", ".csv", ".css", ".po", ".html")
    ):
        text = "\n" + path.read_text(encoding="utf-8") + "\n"
        for indent in (" " * width for width in range(20)):
            if (lines := _lines(wrong, indent)) in text:
                path.write_text(text.replace(lines, _lines(right, indent), 1).strip("\n"), encoding="utf-8")
                return
    raise AssertionError(f"{wrong!r} stands nowhere")


def _lines(text: str, indent: str) -> str:
    return "\n" + "\n".join(indent + line if line else line for line in text.split("\n")) + "\n"


@pytest.mark.parametrize("rule", sorted(MAY_BE_LOWERED - set(WITHOUT_EXAMPLE)))
def test_where_an_error_was_lowered_the_site_can_be_built(rule: str, tmp_path: Path) -> None:
    from keikaku.pipeline import make

    root = tmp_path / rule
    shutil.copytree(BROKEN / rule, root)
    settings = root / "keikaku.yaml"
    before = settings.read_text(encoding="utf-8") if settings.is_file() else ""
    settings.write_text(f"{before}\nrules: {{{rule}: warning}}\n", encoding="utf-8")
    made = make(root)
    assert {problem.severity.value for problem in made.problems if problem.rule == rule} == {"warning"}
    assert made.files or made.problems.errors  # of another rule, such as the link that an empty heading makes
