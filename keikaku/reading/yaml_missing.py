"""A key or a colon that is lost: with it, the file is sound."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import NamedTuple

from keikaku.plan.observations import Timing
from keikaku.problems import FilePosition, Problem
from keikaku.reading.slips import ENTRY_OR_TEXT, HYPHEN_ADVICE, HYPHEN_FOUND, SIGNS_OF_ENTRIES
from keikaku.reading.yaml import is_yaml
from keikaku.reading.yaml_fault import (
    BARE_KEY,
    KEY,
    KEY_IN_LINE,
    column_of_key,
    indent_of,
    is_entry,
    keys_of_lists,
    known_keys,
    lines_above,
    lines_below,
    no_colon,
)
from keikaku.reading.yaml_moved import GOES_UP
from keikaku.reading.yaml_twice import LINE_LOST, TO_DELETE
from keikaku.years import parse_year

_ENTRIES = 8  # that may stand between a line and what is found below it


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


def hyphen_lost(text: str, problems: Iterable[Problem], is_sound: Callable[[str], bool]) -> Problem | None:
    """`－ 二つめの注`, or `二つめの注` in the column of the entry above: with “- ” there, the file is sound."""
    lines = text.split("\n")
    for line in dict.fromkeys(near for one in problems for near in range(one.at.line - 2, one.at.line + 1)):
        begun = _SIGN_OF_ENTRY.match(lines[line]) if 0 < line < len(lines) else None
        if begun is None or not (begun["sign"] or _is_below_entry(lines, line)):
            continue
        if is_sound("\n".join([*lines[:line], f"{begun['left']}- {begun['text']}", *lines[line + 1 :]])):
            at = FilePosition(next(iter(problems)).at.file, line + 1, len(begun["left"]) + 1)
            may_go_on = not begun["sign"] and not lines[line - 1].rstrip().endswith("。")
            return Problem("line-without-key", HYPHEN_FOUND, at, ENTRY_OR_TEXT if may_go_on else HYPHEN_ADVICE)
    return None


def _is_below_entry(lines: list[str], line: int) -> bool:
    """Does the nearest line above begin an entry in the column of this one, which is none and has no key?"""
    above, left = next(lines_above(lines, line), (line, -1))
    is_plain = not (is_entry(lines[line]) or KEY_IN_LINE.match(lines[line]))
    return is_plain and left == indent_of(lines[line]) and is_entry(lines[above])


_SIGN_OF_ENTRY = re.compile(rf"(?P<left> *)(?P<sign>[{''.join(sorted(SIGNS_OF_ENTRIES))}]?)\s*(?P<text>\S.*)")


def entry_lost_between(text: str, problem: Problem, is_sound: Callable[[str], bool]) -> Problem | None:
    """Where a key stands twice because the “- ” line between both is lost: with it, the file is sound."""
    if problem.rule != "key-twice" or problem.at.column < _OF_LIST or problem.advice not in TO_DELETE:
        return None
    lines, column = text.split("\n"), problem.at.column - 1
    begun = f"{' ' * (column - 2)}- {problem.facts['first']}: x"
    place = problem.at.line - 1
    is_between = is_sound("\n".join([*lines[:place], begun, *lines[place:]]))
    return replace(problem, advice=LINE_LOST) if is_between else None


_OF_LIST = 3  # the first column in which an entry's keys may begin


class LostKey(NamedTuple):
    """The line that would follow a lost one, from 1; how far right that began; and the keys that it may have held."""

    line: int
    column: int
    keys: Sequence[str]


def lost_key(text: str, near: int, keys: Sequence[str], is_sound: Callable[[str], bool]) -> LostKey | None:
    """Where the line of a key at the left edge is lost, `near` a line from 1: with it, the file is sound."""
    return next(_lost_keys(text, _places(text, near), lambda line: 0, keys, is_sound), None)


def lost_key_of_list(text: str, near: int, is_sound: Callable[[str], bool]) -> LostKey | None:
    """The same of a key further right, which a list belongs to, or keys of the plan's own, as of votes."""

    def column(line: str) -> int:
        return indent_of(line) - 2 if _kind_of(line) in ("entry", "word") else 0

    lost = _lost_keys(text, _places(text, near), column, sorted(keys_of_lists()), is_sound)
    return next((one for one in lost if one.column > 0), None)


def lost_key_beside(text: str, near: int, is_sound: Callable[[str], bool]) -> LostKey | None:
    """The same of one that records beside this one have, and it has not."""
    lines = text.split("\n")
    for line in (line for line in _places(text, near) if _kind_of(lines[line]) or _is_further_right(lines, line)):
        names = _keys_beside(lines, line, indent_of(lines[line]) - 2)
        if lost := next(_lost_keys(text, [line], lambda line: indent_of(line) - 2, names, is_sound), None):
            return lost
    return None


def _is_further_right(lines: list[str], line: int) -> bool:
    """Does a key stand further right than the line above, which has its value already?"""
    above = lines[line - 1] if line else ""
    is_right = column_of_key(above) < indent_of(lines[line]) and not BARE_KEY.fullmatch(above)
    return bool(KEY_IN_LINE.match(lines[line])) and is_right


def _keys_beside(lines: list[str], line: int, column: int) -> list[str]:
    """The keys in that column which lists stand below, without those of this record; the most usual first."""
    own = set()
    for numbers in (lines_above(lines, line), lines_below(lines, line)):
        for number, left in numbers:
            if left < column:
                break
            if key := KEY_IN_LINE.match(lines[number]):
                own.add(key["key"] if key.start("key") == column else "")
    beside = Counter(
        key["key"]
        for text, below in pairwise(lines)
        if (key := BARE_KEY.fullmatch(text)) and key.start("key") == column and _kind_of(below) == _kind_of(lines[line])
    )
    return [name for name, _ in beside.most_common() if name not in own]


def _kind_of(line: str) -> str:
    """What stands below a key, each in its own way: entries, years (of targets also “every” and the like), or words
    that are no keys of the format."""
    if is_entry(line):
        return "entry"
    key = KEY_IN_LINE.match(line)
    if key and (parse_year(key["key"]) or key["key"] in _TIMINGS):
        return "year"
    return "word" if key and key["key"] not in known_keys() else ""


_TIMINGS = {timing.value for timing in Timing}


def _lost_keys(
    text: str,
    places: Iterable[int],
    column: Callable[[str], int],
    keys: Sequence[str],
    is_sound: Callable[[str], bool],
) -> Iterator[LostKey]:
    lines = text.split("\n")
    for line in places:
        left = column(lines[line])
        begun = {name: "\n".join([*lines[:line], f"{' ' * left}{name}:", *lines[line:]]) for name in keys}
        is_fit = any(map(is_yaml, islice(begun.values(), 1)))  # whatever its name is
        if fitting := [name for name, with_key in begun.items() if is_fit and is_sound(with_key)]:
            yield LostKey(line + 1, left, fitting)


def _places(text: str, near: int) -> list[int]:
    return sorted(_begin_blocks(text.split("\n")), key=lambda line: abs(line + 1 - near))[:_PLACES]


_PLACES = 4  # that are tried


def _begin_blocks(lines: list[str]) -> Iterator[int]:
    """The lines that may be the first below a lost one: they stand to the right, behind an empty line or one that says
    all, or has its value already; or further left than what stands above, or with a hyphen where keys stand, or without
    one beside entries."""
    for line, text in enumerate(lines):
        if not text.startswith(" ") or not text.strip():
            continue
        above = lines[line - 1] if line else ""
        begins_years = _kind_of(text) == "year" and _kind_of(above) == "" and bool(KEY_IN_LINE.match(above))
        begins_list = is_entry(text) and not (is_entry(above) and _are_alike(text, above))
        if (
            not above.strip()
            or (not above.startswith(" ") and not BARE_KEY.fullmatch(above))
            or begins_list
            or (begins_years and not BARE_KEY.fullmatch(above))
            or _is_further_right(lines, line)
            or (not is_entry(text) and indent_of(text) < indent_of(above) + is_entry(above))
        ):
            yield line


def _are_alike(text: str, other: str) -> bool:
    """Are both entries texts, or both records?"""
    return bool(KEY_IN_LINE.match(text)) is bool(KEY_IN_LINE.match(other))


def told_lost(lost: LostKey, file: str, moved: Problem | None = None, needed: Sequence[str] = ()) -> Problem:
    """A block whose first line is lost falls to the key above it, and is told as whatever it is there.

    Where a line `moved` would do as well, both are told.
    """
    keys = (needed or lost.keys)[: 1 if moved and lost.column else _NAMED]  # the first is that of the records beside
    facts: dict[str, object] = {"key": ": / ".join(keys), "count": lost.column}
    advice = _WRITE_ABOVE if lost.column else _WRITE_AT_EDGE
    if len(keys) > 1:
        advice = _WRITE_ONE_ABOVE if lost.column else _WRITE_ONE_AT_EDGE
    if moved and moved.advice in GOES_UP:
        advice = _ABOVE_OR_UP if lost.column else _AT_EDGE_OR_UP
    elif moved:
        advice = _ABOVE_OR_DOWN if lost.column else _AT_EDGE_OR_DOWN
    facts |= {"line": moved.at.line, **moved.facts} if moved else {}
    found = (
        "the line above this one seems to be lost: “{key}:”"
        if len(keys) == 1
        else "the line above this one seems to be lost, one of “{key}:”"
    )
    return Problem("missing-key", found, FilePosition(file, lost.line, lost.column + 1), advice, facts)


_NAMED = 3  # keys of which one is meant
_WRITE_AT_EDGE = "Write “{key}:” on a line of its own above this one, at the left edge."
_WRITE_ABOVE = "Write “{key}:” on a line of its own above this one, behind {count} half-width spaces."
_WRITE_ONE_ABOVE = (
    "Write again the line as it was before it was lost: one of these alone, above this line, behind {count} "
    "half-width spaces. Where nobody knows, a file of the same form shows which it is. "
    "“note:” is the source's note, “editor_note:” one of ours, “summary:” and “text:” are its text."
)
_WRITE_ONE_AT_EDGE = (
    "Write again the line as it was before it was lost: one of these alone, above this line, at the left edge. "
    "Where nobody knows, a file of the same form shows which it is. “note:” is the source's note, "
    "“editor_note:” one of ours, “summary:” what the plan says in short."
)
_AT_EDGE_OR_UP = (
    "Write “{key}:” on a line of its own above this one, at the left edge. But if no line is lost and line {line} has "
    "slid, move that up, to stand directly above line {above}."
)
_AT_EDGE_OR_DOWN = (
    "Write “{key}:” on a line of its own above this one, at the left edge. But if no line is lost and line {line} has "
    "slid, move that down, to stand directly below line {below}."
)
_ABOVE_OR_UP = (
    "Write “{key}:” on a line of its own above this one, behind {count} half-width spaces. But if no line is lost and "
    "line {line} has slid, move that up, to stand directly above line {above}."
)
_ABOVE_OR_DOWN = (
    "Write “{key}:” on a line of its own above this one, behind {count} half-width spaces. But if no line is lost and "
    "line {line} has slid, move that down, to stand directly below line {below}."
)
