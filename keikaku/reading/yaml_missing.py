"""A key or a colon that is lost: with it, the file is sound."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from keikaku.problems import FilePosition, Problem
from keikaku.reading.yaml import is_yaml
from keikaku.reading.yaml_fault import BARE_KEY, KEY, indent_of, is_entry, keys_of_lists, no_colon

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

    lost = _lost_keys(text, near, column, sorted(keys_of_lists()), is_sound)
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


_PLACES = 4  # that are tried


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
