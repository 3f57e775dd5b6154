"""Advice about an indent, or a lost line, is tried before it is given: it is to leave the file without a fault."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from keikaku.problems import FilePosition, Problem, Problems
from keikaku.reading.yaml_exchanged import (
    EXCHANGE_ABOVE,
    EXCHANGE_WITH_ENTRY,
    EXCHANGE_WITH_KEY,
    LOST_ABOVE,
    WRITE_IT_ABOVE,
)
from keikaku.reading.yaml_fault import BARE_KEY, KEY_IN_LINE, KEY_OF_LINE, indent_of, lines_above
from keikaku.reading.yaml_indents import ALONE, BEGIN_IT, MOVE_LEFT, OR_PASTED, begin_it, first_key_beside
from keikaku.reading.yaml_missing import lost_colon, lost_key_beside, lost_key_of_list, told_lost
from keikaku.reading.yaml_moved import EXCHANGES, holds_anything, moved_line
from keikaku.years import parse_year

_LINES = 3000  # of a longer file, to read it again for each column would take a writer's time


def with_tried_indents(problems: Problems, text: str, is_sound: Callable[[str], bool]) -> Problems:
    """Where a line is told to stand elsewhere, and the file is not sound then, what does leave it sound."""
    lines = text.split("\n")
    if len(lines) > _LINES:
        return problems
    tried = Problems()
    for problem in problems:
        if problem.rule == "indent-differs":
            problem = lost_colon(text, [problem], is_sound) or _with_tried_place(problem, text, is_sound)
        tried.extend([problem])
    return tried


def _with_tried_place(problem: Problem, text: str, is_sound: Callable[[str], bool]) -> Problem:
    lines = text.split("\n")
    if _says_column(problem):
        followed = _tried(problem, lines, is_sound)
    elif problem.advice in OR_PASTED:
        without_first = _lost_first(problem, lines, is_sound)
        followed = without_first or (problem if is_sound("\n".join(_moved(problem, lines))) else None)
    elif is_sound("\n".join(_exchanged(problem, lines))):
        lost = lost_key_beside(text, problem.at.line, is_sound) if problem.advice == EXCHANGE_WITH_KEY else None
        followed = told_lost(lost, problem.at.file) if lost else problem
    else:
        followed = _tried(_alone(problem.at.file, problem.at.line, lines), lines, is_sound)
    if followed:
        return followed
    return slid_or_lost(text, [problem], is_sound) or _otherwise(problem, lines)


def _lost_first(problem: Problem, lines: list[str], is_sound: Callable[[str], bool]) -> Problem | None:
    """Not the block has moved: the “- ” line is lost that a key in or above it stood below. With one, it is sound."""
    first, last = (int(str(problem.facts[name])) for name in ("first", "last"))
    for number in range(max(first - 3, 0), min(last + 2, len(lines) - 1)):
        key, below = BARE_KEY.fullmatch(lines[number]), KEY_OF_LINE.match(lines[number + 1])
        if not (key and below) or below.start("key") != key.start("key") + _OF_ENTRY or parse_year(below["key"]):
            continue
        column = key.start("key") + 2
        lost = first_key_beside(lines, column, below["key"])
        begun = [*lines[: number + 1], f"{' ' * column}- {lost}: x", *lines[number + 1 :]]
        if lost != below["key"] and is_sound("\n".join(begun)):
            at = FilePosition(problem.at.file, number + 2, column + 3)
            return replace(problem, found=LOST_ABOVE, at=at, advice=WRITE_IT_ABOVE, facts={"first": lost})
    return None


_OF_ENTRY = 4  # spaces from a key to those of the entries below it


def _otherwise(problem: Problem, lines: list[str]) -> Problem:
    """What is left to say where what was told of the place mends nothing."""
    text = lines[problem.at.line - 1]
    if problem.advice == EXCHANGE_WITH_ENTRY and (key := KEY_IN_LINE.match(text)):
        first = first_key_beside(lines, indent_of(text) - 2, key["key"])
        return replace(problem, found=LOST_ABOVE, advice=WRITE_IT_ABOVE, facts={"first": first})
    return replace(problem, advice=OR_PASTED.get(problem.advice, problem.advice))


def slid_or_lost(text: str, problems: Sequence[Problem], is_sound: Callable[[str], bool]) -> Problem | None:
    """A line that has slid, or the key of a list that is lost: where the file is sound with the one or the other."""
    moved = moved_line(text, problems, is_sound)
    near = problems[0].at.line
    lost = lost_key_beside(text, near, is_sound)
    if not (lost or moved) and len(text) < _SHORT:
        lost = lost_key_of_list(text, near, is_sound)
    return told_lost(lost, problems[0].at.file, moved) if lost else moved


_SHORT = 12_000  # characters; in a longer file, all keys of the format take a writer's time


def _exchanged(problem: Problem, lines: list[str]) -> list[str]:
    """The lines with both exchanged that the advice names; as they are where it names none."""
    line = problem.at.line - 1
    other = line + {EXCHANGE_WITH_ENTRY: 1, EXCHANGE_WITH_KEY: 1, EXCHANGE_ABOVE: -1}.get(problem.advice, 0)
    exchanged = list(lines)
    if 0 <= other < len(lines):
        exchanged[line], exchanged[other] = lines[other], lines[line]
    return exchanged


def _moved(problem: Problem, lines: list[str]) -> Iterator[str]:
    """The lines with those moved that the advice names."""
    first, last, count = (int(str(problem.facts[name])) for name in ("first", "last", "count"))
    for number, line in enumerate(lines, 1):
        is_named = first <= number <= last and line.strip()
        yield (line[count:] if problem.advice == MOVE_LEFT else " " * count + line) if is_named else line


def _says_column(problem: Problem) -> bool:
    return "count" in problem.facts and "first" not in problem.facts


def _tried(
    problem: Problem, lines: list[str], is_sound: Callable[[str], bool], *, may_be_exchanged: bool = True
) -> Problem | None:
    line = problem.at.line - 1
    said = (line, int(str(problem.facts["count"])))
    places = list(dict.fromkeys([said, *_places(lines, line)]))
    near = [(number, column) for number, column in places if abs(column - indent_of(lines[number])) <= _SLIP]
    return (
        _begun(problem, lines, near, is_sound)
        or (_exchanged_with_neighbour(problem, lines, is_sound) if may_be_exchanged else None)
        or _begun(problem, lines, [place for place in places if place not in near], is_sound)
    )


_SLIP = 2  # spaces; a line that is further off has rather changed places with the next


def _exchanged_with_neighbour(problem: Problem, lines: list[str], is_sound: Callable[[str], bool]) -> Problem | None:
    moved = moved_line("\n".join(lines), [problem], is_sound)
    return moved if moved and moved.advice in EXCHANGES else None


def _begun(
    problem: Problem, lines: list[str], places: Iterable[tuple[int, int]], is_sound: Callable[[str], bool]
) -> Problem | None:
    for number, column in places:
        if is_sound("\n".join(_begun_at(column, lines, number))):
            at = FilePosition(problem.at.file, number + 1, indent_of(lines[number]) + 1)
            begun = replace(problem, at=at, facts={**problem.facts, "count": column})
            if problem.advice != BEGIN_IT:
                return begun
            return _or_as_far_on_the_other_side(replace(begun, advice=begin_it(column)), lines, is_sound)
    return None


def _alone(file: str, line: int, lines: list[str]) -> Problem:
    """That a line, counted from 1, may begin in a wrong column; in which is to be tried."""
    left = indent_of(lines[line - 1])
    return Problem("indent-differs", ALONE, FilePosition(file, line, left + 1), BEGIN_IT, {"count": left})


def slid_key(text: str, problems: Iterable[Problem], is_sound: Callable[[str], bool]) -> Problem | None:
    """Where a key at the left edge stands twice: one of both lines belongs to the key above it, further right."""
    lines = text.split("\n")
    for problem in (one for one in problems if one.rule == "key-twice" and one.at.column == 1):
        for line in (int(str(problem.facts["line"])), problem.at.line):
            if tried := _tried(_alone(problem.at.file, line, lines), lines, is_sound):
                return tried
    return None


def begun_elsewhere(text: str, problems: Sequence[Problem], is_sound: Callable[[str], bool]) -> Problem | None:
    """A single line at the problems, or beside them, that leaves the file sound in another column."""
    lines = text.split("\n")
    near = [problem for problem in problems[:_LOOKED_AT] if problem.at.line and not _is_line_again(problem, lines)]
    at = dict.fromkeys(problem.at for problem in near)
    may_be = all(problem.rule == "indent-differs" for problem in near)  # a bare key would take its neighbour's lines
    tried = (_tried(_alone(one.file, one.line, lines), lines, is_sound, may_be_exchanged=may_be) for one in at)
    return next((one for one in tried if one), None)


def _or_as_far_on_the_other_side(problem: Problem, lines: list[str], is_sound: Callable[[str], bool]) -> Problem:
    """Of two columns in which the line leaves the file sound, neither is nearer: with what stands in each above it."""
    line, count = problem.at.line - 1, int(str(problem.facts["count"]))
    less, count = sorted((count, 2 * indent_of(lines[line]) - count))
    inner, outer = (_key_above_in(column, lines, line) for column in (count, less))
    if any(holds_anything(lines, line, column) for column in (count, less)):
        return problem
    if not (inner and outer and all(is_sound("\n".join(_begun_at(one, lines, line))) for one in (count, less))):
        return problem
    return replace(problem, advice=_EITHER, facts={"count": count, "inner": inner, "less": less, "outer": outer})


_EITHER = (
    "What is it about? Begin it with {count} half-width spaces, as “{inner}:” above it, or with {less}, as “{outer}:” "
    "above it."
)


def _key_above_in(column: int, lines: list[str], line: int) -> str:
    keys = (KEY_IN_LINE.match(lines[number]) for number, _ in lines_above(lines, line))
    return next((key["key"] for key in keys if key and key.start("key") == column), "")


def _is_line_again(problem: Problem, lines: list[str]) -> bool:
    """A key twice, with the same behind it: of the two, one is to be deleted, and none to be moved."""
    first = int(str(problem.facts["line"])) if problem.rule == "key-twice" and "line" in problem.facts else 0
    return bool(first) and lines[first - 1].strip() == lines[problem.at.line - 1].strip()


_LOOKED_AT = 2  # problems


def _places(lines: list[str], line: int) -> Iterator[tuple[int, int]]:
    """Each other column of the line, the nearest first; and those of the lines below and above it."""
    for number in (line, line + 1, line - 1):
        if 0 <= number < len(lines) and lines[number].strip():
            own, (_, above) = indent_of(lines[number]), next(lines_above(lines, number), (0, 0))
            columns = {*_columns(lines, number)} - {own}
            nearest = sorted(columns, key=lambda one: (abs(one - own), one != above))
            yield from ((number, column) for column in nearest)


def _begun_at(column: int, lines: list[str], line: int) -> list[str]:
    return [*lines[:line], " " * column + lines[line].lstrip(" "), *lines[line + 1 :]]


def _columns(lines: list[str], line: int) -> Iterator[int]:
    """Where something begins above this line that may still go on here, and below the line above it."""
    innermost = len(lines[line]) + 1
    for _, left in lines_above(lines, line):
        if left < innermost:
            yield left
            yield left + 2  # below it, or, where it begins with a hyphen, its keys
        innermost = min(innermost, left)
