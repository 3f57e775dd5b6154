"""Where blocks are written, in numbers that stay: a line keeps its own while others come and go above it.

A page for writers says of each block in which line it is written. Were that the line of today, a line more at the top
of a file would be another page for everything below it. So pages bear the numbers that the lines had when they were
first seen, and whoever shows a page puts the lines of today in their place.
"""

import difflib
import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, takewhile

Moved = Mapping[str, Mapping[int, int]]  # by file, the line of today for each number that is another one


@dataclass(frozen=True)
class NumberedLines:
    """The lines of a file, the number of each, and the next number that none has borne yet."""

    lines: Sequence[str] = ()
    numbers: Sequence[int] = ()
    following: int = 1

    def number(self, line: int) -> int:
        """Of a line, counted from 1; a line that is not there, as that of a file as a whole, stays as it is."""
        return self.numbers[line - 1] if 0 < line <= len(self.numbers) else line

    @property
    def moved(self) -> dict[int, int]:
        return {number: line for line, number in enumerate(self.numbers, 1) if number != line}


@dataclass(frozen=True)
class Places:
    """The numbered lines of files; of others, and where nothing has changed yet, a line's number is its own."""

    files: Mapping[str, NumberedLines] = field(default_factory=dict)

    def named(self, file: str, line: int) -> str:
        """`data/sapporo/goals.yaml:14`, or the file alone."""
        known = self.files.get(file)
        number = known.number(line) if known else line
        return f"{file}:{number}" if number else file

    @property
    def moved(self) -> Moved:
        return {file: moved for file, known in self.files.items() if (moved := known.moved)}


def renumbered(before: NumberedLines, lines: Sequence[str]) -> NumberedLines:
    """The numbers of lines that stay stay; where as many lines as before are others, theirs do as well."""
    old, numbers = before.lines, before.numbers
    shorter = min(len(old), len(lines))
    head = _alike(zip(old, lines, strict=False))
    tail = min(_alike(zip(reversed(old), reversed(lines), strict=False)), shorter - head)
    middle, new = slice(head, len(old) - tail), lines[head : len(lines) - tail]
    fresh = count(before.following)
    between: list[int] = list(numbers[middle])
    if len(between) != len(new):
        matching = difflib.SequenceMatcher(None, old[middle], new)
        kept = {b + i: between[a + i] for a, b, size in matching.get_matching_blocks() for i in range(size)}
        between = [kept[i] if i in kept else next(fresh) for i in range(len(new))]
    return NumberedLines(lines, (*numbers[:head], *between, *numbers[len(old) - tail :]), next(fresh))


def _alike(pairs: "zip[tuple[str, str]]") -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def with_lines_of_today(page: bytes, moved: Moved) -> bytes:
    """A finished page that says the lines of today."""

    def today(match: re.Match[bytes]) -> bytes:
        lines = moved.get(html.unescape(match["file"].decode()), {})
        number = int(match["number"])
        return b"%s%d%s" % (match["before"], lines.get(number, number), match["after"])

    return _PLACE.sub(today, page) if moved else page


_PLACE = re.compile(rb'(?P<before> data-source="(?P<file>[^"]*):)(?P<number>\d+)(?P<after>")')
