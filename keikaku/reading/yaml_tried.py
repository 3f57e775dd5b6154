"""Advice about an indent, or a lost line, is tried before it is given: it is to leave the file without a fault."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile
from typing import NamedTuple

from keikaku.plan.record import Record
from keikaku.problems import FilePosition, Problem, Problems
from keikaku.reading.yaml import is_yaml
from keikaku.reading.yaml_fault import BARE_KEY, KEY, indent_of, is_entry, kinds_of, lines_above, lines_below, no_colon
from keikaku.reading.yaml_indents import ALONE, BEGIN_IT, MOVE_LEFT, OR_PASTED

_LINES = 3000  # of a longer file, to read it again for each column would take a writer's time


def with_tried_indents(problems: Problems, text: str, is_sound: Callable[[str], bool]) -> Problems:
    """Where a line is to begin in another column and the file is not sound then, a near column in which it is."""
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
        return _tried(problem, lines, is_sound) or moved_line(text, [problem], is_sound) or problem
    if problem.advice in OR_PASTED and not is_sound("\n".join(_moved(problem, lines))):
        return replace(problem, advice=OR_PASTED[problem.advice])
    return problem


def _moved(problem: Problem, lines: list[str]) -> Iterator[str]:
    """The lines with those moved that the advice names."""
    first, last, count = (int(str(problem.facts[name])) for name in ("first", "last", "count"))
    for number, line in enumerate(lines, 1):
        is_named = first <= number <= last and line.strip()
        yield (line[count:] if problem.advice == MOVE_LEFT else " " * count + line) if is_named else line


def _says_column(problem: Problem) -> bool:
    return "count" in problem.facts and "first" not in problem.facts


def _tried(problem: Problem, lines: list[str], is_sound: Callable[[str], bool]) -> Problem | None:
    line = problem.at.line - 1
    said = (line, int(str(problem.facts["count"])))
    for number, column in dict.fromkeys([said, *_places(lines, line)]):
        if is_sound("\n".join(_begun_at(column, lines, number))):
            at = FilePosition(problem.at.file, number + 1, indent_of(lines[number]) + 1)
            return replace(problem, at=at, facts={**problem.facts, "count": column})
    return None


def slid_key(text: str, problems: Iterable[Problem], is_sound: Callable[[str], bool]) -> Problem | None:
    """Where a key at the left edge stands twice: one of both lines belongs to the key above it, further right."""
    lines = text.split("\n")
    for problem in (one for one in problems if one.rule == "key-twice" and one.at.column == 1):
        for line in (int(str(problem.facts["line"])), problem.at.line):
            slid = Problem("indent-differs", ALONE, FilePosition(problem.at.file, line, 1), BEGIN_IT, {"count": 0})
            if tried := _tried(slid, lines, is_sound):
                return tried
    return None


def lost_colon(text: str, problems: Iterable[Problem], is_sound: Callable[[str], bool]) -> Problem | None:
    """`平成28年度`, and its entries below it: with a colon behind it, the file is sound."""
    lines = text.split("\n")
    for problem in problems:
        for line in range(problem.at.line - 1, max(problem.at.line - _ENTRIES, 0) - 1, -1):
            key = re.fullmatch(rf" *(?:- +)*(?P<key>{KEY}) *", lines[line])
            if key and is_sound("\n".join([*lines[:line], f"{lines[line].rstrip()}:", *lines[line + 1 :]])):
                rule, found, advice, _, column, facts = no_colon(key["key"], line, key.end("key"))
                return Problem(rule, found, FilePosition(problem.at.file, line + 1, column + 1), advice, facts)
    return None


def moved_line(text: str, problems: Iterable[Problem], is_sound: Callable[[str], bool]) -> Problem | None:
    """Where a single line near the problems has slid up or down: put elsewhere, it leaves the file without a fault."""
    lines, errors = text.split("\n"), list(problems)
    near = {problem.at.line - 1 for problem in errors[:_PLACES]}
    moves = sorted(_moves(lines, near), key=lambda move: (_steps(*move), min(abs(move[0] - one) for one in near)))
    sound = (
        (line, place)
        for line, place in moves[: _LINES_READ // len(lines)]
        if _is_sound_with(place, lines, line, is_sound)
    )
    if (first := next(sound, None)) is None:
        return None
    line, place = first
    other = next((one for one in sound if one[0] == line and (one[1] < line) is not (place < line)), None)
    at = FilePosition(errors[0].at.file, line + 1, indent_of(lines[line]) + 1)
    above, below = (one[1] for one in sorted([first, other or first], key=lambda one: one[1]))
    facts: dict[str, object] = {"above": above + 1, "below": below}
    if other:
        return Problem("indent-differs", _HAS_SLID, at, _MOVE_EITHER_WAY, facts)
    is_beside = _steps(line, place) == 1
    advice = (
        (_EXCHANGE_UP if is_beside else _MOVE_UP) if place < line else (_EXCHANGE_DOWN if is_beside else _MOVE_DOWN)
    )
    return Problem("indent-differs", _HAS_SLID, at, advice, facts)


def _is_sound_with(place: int, lines: list[str], line: int, is_sound: Callable[[str], bool]) -> bool:
    moved = "\n".join(_with_line_at(place, lines, line))
    return is_yaml(moved) and is_sound(moved)


_HAS_SLID = "this line stands at a wrong place, so that the lines around it belong to something else"
_EXCHANGE_UP = "Exchange it with the line above."
_EXCHANGE_DOWN = "Exchange it with the line below."
_MOVE_UP = "Move it up, to stand directly above line {above}."
_MOVE_DOWN = "Move it down, to stand directly below line {below}."
GOES_UP = (_EXCHANGE_UP, _MOVE_UP)
_MOVE_EITHER_WAY = (
    "Move it where the source has it: down, to stand directly below line {below}, or up, directly above line {above}."
)
_LINES_READ = 40_000  # in all moves that are tried: in that time nobody asks what the computer does
_REACH = 8  # lines that one has slid over
_AROUND = 5


def _moves(lines: list[str], near: Collection[int]) -> Iterator[tuple[int, int]]:
    """A line, and the one that it is to stand above; below “accept:” and the like everything would be sound."""
    for line in sorted({line for one in near for line in range(one - _AROUND, one + _AROUND + 1)}):
        if 0 <= line < len(lines) and lines[line].strip():
            for place in range(max(line - _REACH, 0), min(line + _REACH + 2, len(lines))):
                if place not in (line, line + 1) and not _holds_anything(lines, place, indent_of(lines[line])):
                    yield line, place


def _holds_anything(lines: list[str], place: int, column: int) -> bool:
    above = next((number for number, left in lines_above(lines, place) if left < column), None)
    key = BARE_KEY.fullmatch(lines[above]) if above is not None else None
    return key is not None and key["key"] in ("accept", "notes", "no_value")


def _steps(line: int, place: int) -> int:
    return line - place if place < line else place - line - 1


def _with_line_at(place: int, lines: list[str], line: int) -> list[str]:
    rest = [*lines[:line], *lines[line + 1 :]]
    place = place if place < line else place - 1
    return [*rest[:place], lines[line], *rest[place:]]


def _places(lines: list[str], line: int) -> Iterator[tuple[int, int]]:
    """Each other column of the line, the nearest first; and those of the lines below and above it."""
    for number in (line, line + 1, line - 1):
        if 0 <= number < len(lines) and lines[number].strip():
            own = indent_of(lines[number])
            columns = sorted({*_columns(lines, number)} - {own}, key=lambda one: abs(one - own))
            yield from ((number, column) for column in columns)


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


class LostKey(NamedTuple):
    """The line that would follow a lost one, from 1; how far right that began; and the keys that it may have held."""

    line: int
    column: int
    keys: Sequence[str]


def lost_key(text: str, near: int, keys: Sequence[str], is_sound: Callable[[str], bool]) -> LostKey | None:
    """Where the line of a key at the left edge is lost, `near` a line from 1: with it, the file is sound."""
    return next(_lost_keys(text, near, lambda line: 0, keys, is_sound), None)


def lost_key_of_list(text: str, near: int, is_sound: Callable[[str], bool]) -> LostKey | None:
    """The same of a key further right, which a list belongs to."""

    def column(line: str) -> int:
        return indent_of(line) - 2 if is_entry(line) else 0

    lost = _lost_keys(text, near, column, sorted(_keys_of_lists()), is_sound)
    return next((one for one in lost if one.column > 0), None)


def _lost_keys(
    text: str, near: int, column: Callable[[str], int], keys: Sequence[str], is_sound: Callable[[str], bool]
) -> Iterator[LostKey]:
    lines = text.split("\n")
    for line in sorted(_begin_blocks(lines), key=lambda number: abs(number + 1 - near))[:_PLACES]:
        left = column(lines[line])
        begun = {name: "\n".join([*lines[:line], f"{' ' * left}{name}:", *lines[line:]]) for name in keys}
        is_fit = any(map(is_yaml, islice(begun.values(), 1)))  # whatever its name is
        if fitting := [name for name, with_key in begun.items() if is_fit and is_sound(with_key)]:
            yield LostKey(line + 1, left, fitting)


def _keys_of_lists() -> set[str]:
    """Below which records of the format list others."""
    return {name for kind in kinds_of(Record) for name, field in kind.model_fields.items() if field.default == ()}


_PLACES = 4  # that are tried


def key_too_low(text: str, is_sound: Callable[[str], bool]) -> tuple[int, int] | None:
    """Where a key at the left edge stands below what belongs to it, so that nothing is left below itself.

    Its line, and the one that it is to stand above; both are counted from 1.
    """
    lines = text.split("\n")
    for key in (number for number, line in enumerate(lines) if line[:1].strip() and BARE_KEY.fullmatch(line)):
        _, left = next(lines_below(lines, key), (0, 0))
        entries = takewhile(lambda pair: pair[1] > 0, lines_above(lines, key)) if left == 0 else iter(())
        for above, _ in islice((pair for pair in entries if is_entry(lines[pair[0]])), _ENTRIES):
            if is_sound("\n".join([*lines[:above], lines[key], *lines[above:key], *lines[key + 1 :]])):
                return key + 1, above + 1
    return None


_ENTRIES = 8  # that a key has been moved over, or that stand below one


def _begin_blocks(lines: list[str]) -> Iterator[int]:
    """The lines that may be the first below a lost one: they stand to the right, behind an empty line or one that says
    all; or further left than what stands above, or with a hyphen where keys stand, or without one beside entries."""
    for line, text in enumerate(lines):
        if not text.startswith(" ") or not text.strip():
            continue
        above = lines[line - 1] if line else ""
        begins_list = is_entry(text) and not is_entry(above)
        if (
            not above.strip()
            or (not above.startswith(" ") and not BARE_KEY.fullmatch(above))
            or begins_list
            or (not is_entry(text) and indent_of(text) < indent_of(above) + is_entry(above))
        ):
            yield line
