"""Problems as a clerk reads them: file and place, the rule, what was found, what to do next, the line itself."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from pathlib import PurePath

from keikaku.problems import Acknowledgement, FilePosition, Problem, Severity
from keikaku.words import Words, msgid

LineAt = Callable[[FilePosition], str]

# What GitHub's workflow commands cannot hold as it is.
_IN_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = _IN_MESSAGE | {":": "%3A", ",": "%2C"}
_NO_REASONS: Mapping[str, str] = {}
_HERE = PurePath()

WIDTH = 100  # columns that a line of a file may take in a terminal


def problem_lines(
    problem: Problem, words: Words, line_at: LineAt, reason: str = "", *, above: Problem | None = None
) -> list[str]:
    """What is wrong and where, the line itself, why it matters (`reason`), what to do or why it stays.

    A long advice is not told again where the problem `above` it has the very same.
    """
    lines = [f"{problem.at}  {_severity(problem, words)} [{problem.rule}]  {found_text(problem, words)}"]
    lines += [f"    {line}" for line in _quoted(line_at(problem.at), problem.at.column)]
    if reason:
        lines.append("    " + words("Why: {reason}", reason=words(reason)))
    if _asks_nothing(problem):
        lines.append("    " + words("Acknowledged: {reason}", reason=problem.acknowledged))
    elif advice := advice_text(problem, words):
        is_told = above and not _asks_nothing(above) and len(advice) > _LONG and advice == advice_text(above, words)
        lines.append(f"    {words('To be mended as the one above.') if is_told else advice}")
    return lines


_LONG = 60  # signs


def _severity(problem: Problem, words: Words) -> str:
    names = {Severity.ERROR: words("Error"), Severity.WARNING: words("Warning"), Severity.HINT: words("Hint")}
    return names[problem.severity]


def report_text(
    problems: Iterable[Problem], words: Words, line_at: LineAt, reasons: Mapping[str, str] = _NO_REASONS
) -> str:
    """All problems, grouped by file. `reasons` says of each rule why it matters, which is told once."""
    untold = dict(reasons)
    groups = (list(found) for _, found in groupby(problems, key=lambda problem: problem.at.file))
    return "\n\n".join(
        "\n".join(
            line
            for above, p in zip([None, *found], found, strict=False)
            for line in problem_lines(p, words, line_at, untold.pop(p.rule, ""), above=above)
        )
        for found in groups
    )


def plain_problems(
    problems: Iterable[Problem], words: Words, reasons: Mapping[str, str] = _NO_REASONS
) -> list[dict[str, object]]:
    """Each with all that a machine may want to know, for JSON."""
    return [_plain(problem, words) | _why(problem, words, reasons) for problem in problems]


def _why(problem: Problem, words: Words, reasons: Mapping[str, str]) -> dict[str, object]:
    return {"why": words(reasons[problem.rule])} if problem.rule in reasons else {}


def report_github(problems: Iterable[Problem], words: Words, folder: PurePath = _HERE) -> str:
    """Lines that GitHub shows beside the files of a change; what is acknowledged asks for nothing and is left out.

    `folder` is where the workspace lies: GitHub counts from the repository.
    """
    return "\n".join(_annotation(problem, words, folder) for problem in problems if not _asks_nothing(problem))


def _asks_nothing(problem: Problem) -> bool:
    return bool(problem.acknowledged) and not problem.is_error


def _annotation(problem: Problem, words: Words, folder: PurePath) -> str:
    command = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}[problem.severity]
    file = (folder / problem.at.file).as_posix()
    places = {"file": file, "line": problem.at.line, "col": problem.at.column, "title": problem.rule}
    properties = ",".join(f"{name}={_escaped(str(value), _IN_PROPERTY)}" for name, value in places.items() if value)
    message = "\n".join(part for part in (found_text(problem, words), advice_text(problem, words)) if part)
    return f"::{command} {properties}::{_escaped(message, _IN_MESSAGE)}"


def _escaped(text: str, signs: Mapping[str, str]) -> str:
    return "".join(signs.get(character, character) for character in text)


def found_text(problem: Problem, words: Words) -> str:
    return words(problem.found, **_facts(problem, words))


def advice_text(problem: Problem, words: Words) -> str:
    return words(problem.advice, **_facts(problem, words)) if problem.advice else ""


def _facts(problem: Problem, words: Words) -> dict[str, object]:
    """What fills the sentences; `what` is itself a word that is looked up: project, indicator …"""
    what = problem.facts.get("what")
    facts = {"rule": problem.rule} | problem.facts | ({"what": words(str(what))} if what else {})
    acknowledgement = problem.facts.get("acknowledge")
    if isinstance(acknowledgement, Acknowledgement):
        facts["acknowledge"] = _how_to_acknowledge(acknowledgement, problem, words)
    return facts


def _how_to_acknowledge(acknowledgement: Acknowledgement, problem: Problem, words: Words) -> str:
    at = acknowledgement.at
    known_file = at.file == problem.at.file
    line = (
        words("line {line}", line=at.line) if known_file else words("line {line} of {file}", line=at.line, file=at.file)
    )
    rule = acknowledgement.key or problem.rule
    own = words(acknowledgement.room, rule=rule, line=line, file=at.file)
    if acknowledgement.is_again:
        return words(_AGAIN, rule=rule, own=own)
    return words(_SECOND, rule=rule, own=own) if acknowledgement.is_second else own


_AGAIN = msgid("what you have added for “{rule}” there, for a message above, holds for this one, too. Otherwise {own}")
_SECOND = msgid(
    "if you have added an “accept: {{…}}” there for a message above, add inside its braces, after a comma: {rule}: as "
    "printed. Otherwise {own}"
)


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


def excerpt(line: str, place: int) -> str:
    """A line, or of a long one the part around a place, which is counted from 0."""
    start = _start_of_excerpt(line, place)
    return _cut(("…" if start else "") + line[start:], WIDTH)


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
