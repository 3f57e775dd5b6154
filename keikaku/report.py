"""Problems as a clerk reads them: file and place, the rule, what was found, what to do next, the line itself."""

import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby

from keikaku.problems import FilePosition, Problem
from keikaku.words import Words

LineAt = Callable[[FilePosition], str]

WIDTH = 100  # columns that a line of a file may take in a terminal


def problem_lines(problem: Problem, words: Words, line_at: LineAt) -> list[str]:
    severity = words("Error") if problem.is_error else words("Warning")
    lines = [f"{problem.at}  {severity} [{problem.rule}]  {found_text(problem, words)}"]
    lines += [f"    {line}" for line in _quoted(line_at(problem.at), problem.at.column)]
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


def plain_problems(problems: Iterable[Problem], words: Words) -> list[dict[str, object]]:
    """Each with all that a machine may want to know, for JSON."""
    return [_plain(problem, words) for problem in problems]


def found_text(problem: Problem, words: Words) -> str:
    return words(problem.found, **_facts(problem, words))


def advice_text(problem: Problem, words: Words) -> str:
    return words(problem.advice, **_facts(problem, words)) if problem.advice else ""


def _facts(problem: Problem, words: Words) -> dict[str, object]:
    """What fills the sentences; `what` is itself a word that is looked up: project, indicator …"""
    what = problem.facts.get("what")
    return problem.facts | ({"what": words(str(what))} if what else {})


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


def _quoted(line: str, column: int) -> list[str]:
    """The line, or the part of a long one that matters, and a caret under the place."""
    if not line.strip():
        return []
    line = line.replace("\t", " ")
    if column < 1:
        return [_cut(line, WIDTH)]
    start = _start_of_excerpt(line, column - 1)
    before = ("…" if start else "") + line[start : column - 1]
    return [_cut(before + line[column - 1 :], WIDTH), " " * _width(before) + "^"]


def _start_of_excerpt(line: str, place: int) -> int:
    """Where to begin, so that some of what stands before the place is seen."""
    if _width(line) <= WIDTH:
        return 0
    start = place
    while start > 0 and _width(line[start - 1 : place]) <= WIDTH // 3:
        start -= 1
    return start


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    end = width // 2
    while _width(text[: end + 1]) < width:
        end += 1
    return text[:end] + "…"


def _width(text: str) -> int:
    """In columns of a terminal: Japanese characters are two wide."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
