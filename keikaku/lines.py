"""The lines of a file, in numbers that stay: a line keeps its own while others come and go above it."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, takewhile


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
