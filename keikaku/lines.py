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
    head, tail = ends_alike(old, lines)
    middle, new = slice(head, len(old) - tail), lines[head : len(lines) - tail]
    fresh = count(before.following)
    between: list[int] = list(numbers[middle])
    if len(between) != len(new):
        matching = difflib.SequenceMatcher(None, old[middle], new)
        kept = {b + i: between[a + i] for a, b, size in matching.get_matching_blocks() for i in range(size)}
        between = [kept[i] if i in kept else next(fresh) for i in range(len(new))]
    return NumberedLines(lines, (*numbers[:head], *between, *numbers[len(old) - tail :]), next(fresh))


def ends_alike(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """How many parts both begin with, and with how many of the rest both end: lines of files, or letters of lines."""
    head = _alike(zip(one, other, strict=False))
    return head, min(_alike(zip(reversed(one), reversed(other), strict=False)), min(len(one), len(other)) - head)


def _alike(pairs: "zip[tuple[str, str]]") -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


@dataclass(frozen=True)
class LineChange:
    """Lines that stand one below another, as they were and as they are; one of the two may be empty."""

    at: int  # of the first of them now, from 1; of what stands behind them where there are none now
    before: tuple[str, ...]
    now: tuple[str, ...]


def changes_of(before: Sequence[str], now: Sequence[str]) -> list[LineChange]:
    """What has changed from one list of lines to the other, from above; lines without text are no change alone."""
    head, tail = ends_alike(before, now)
    old, new = before[head : len(before) - tail], now[head : len(now) - tail]
    matching = difflib.SequenceMatcher(None, old, new)  # of a long file, lines that stand often are no landmarks
    return [
        LineChange(head + b + 1, tuple(old[a:a_end]), tuple(new[b:b_end]))
        for kind, a, a_end, b, b_end in matching.get_opcodes()
        if kind != "equal" and any(line.strip() for line in (*old[a:a_end], *new[b:b_end]))
    ]
