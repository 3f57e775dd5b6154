"""Problems as a clerk reads them: file and place, the rule, what was found, what to do next, the line itself."""

import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from keikaku.problems import FilePosition, Problem
from keikaku.words import Words

LineAt = Callable[[FilePosition], str]


def problem_lines(problem: Problem, words: Words, line_at: LineAt) -> list[str]:
    severity = words("Error") if problem.is_error else words("Warning")
    lines = [f"{problem.at}  {severity} [{problem.rule}]  {found_text(problem, words)}"]
    if line := line_at(problem.at):
        lines += [f"    {line}", f"    {_marker(line, problem.at.column)}"]
    if advice := advice_text(problem, words):
        lines.append(f"    {advice}")
    if problem.acknowledged:
        lines.append("    " + words("Acknowledged: {reason}", reason=problem.acknowledged))
    return lines


def report_text(problems: Iterable[Problem], words: Words, line_at: LineAt) -> str:
    """All problems, grouped by file."""
    groups = groupby(problems, key=lambda problem: problem.at.file)
    return "\n\n".join(
        "\n".join(line for p in found for line in problem_lines(p, words, line_at)) for _, found in groups
    )


def report_json(problems: Sequence[Problem], words: Words) -> str:
    return json.dumps([_plain(problem, words) for problem in problems], ensure_ascii=False, indent=2)


def found_text(problem: Problem, words: Words) -> str:
    return words(problem.found, **problem.facts)


def advice_text(problem: Problem, words: Words) -> str:
    return words(problem.advice, **problem.facts) if problem.advice else ""


def _plain(problem: Problem, words: Words) -> dict[str, object]:
    return {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "file": problem.at.file,
        "line": problem.at.line,
        "column": problem.at.column,
        "found": found_text(problem, words),
        "advice": advice_text(problem, words),
        "acknowledged": problem.acknowledged,
    }


def _marker(line: str, column: int) -> str:
    """A caret under the place; Japanese characters are two columns wide."""
    before = line[: max(column - 1, 0)]
    return " " * sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in before) + "^"
