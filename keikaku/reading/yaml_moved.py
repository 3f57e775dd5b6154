"""A line that has slid up or down among others: where it belongs is tried, until the file is sound."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from itertools import islice, takewhile

from keikaku.problems import FilePosition, Problem
from keikaku.reading.yaml import is_yaml
from keikaku.reading.yaml_exchanged import EXCHANGE_ABOVE
from keikaku.reading.yaml_fault import BARE_KEY, KEY_IN_LINE, indent_of, is_entry, keys_beside, lines_above, lines_below
from keikaku.years import parse_year


def moved_line(text: str, problems: Iterable[Problem], is_sound: Callable[[str], bool]) -> Problem | None:
    """Where a single line near the problems has slid up or down: put elsewhere, it leaves the file without a fault."""
    lines, errors = text.split("\n"), list(problems)
    near = {problem.at.line - 1 for problem in errors[:_LOOKED_AT]}
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
    if lines[line].strip() == "targets:" and all(map(_is_of_year, lines[place:line])):
        return Problem("indent-differs", _YEARS_ABOVE, at, _VALUES_OR_UP, facts | {"count": indent_of(lines[line])})
    is_beside = _steps(line, place) == 1
    advice = (
        (EXCHANGE_ABOVE if is_beside else _MOVE_UP) if place < line else (_EXCHANGE_DOWN if is_beside else _MOVE_DOWN)
    )
    return Problem("indent-differs", _HAS_SLID, at, advice, facts)


def _is_of_year(line: str) -> bool:
    key = KEY_IN_LINE.match(line)
    return bool(key and parse_year(key["key"]))


_YEARS_ABOVE = "the years above this line stand below no key of their own"
_VALUES_OR_UP = (
    "Are they results? Then write “values:” on a line of its own above line {above}, behind {count} half-width spaces, "
    "and the targets below this line. Only if they are targets, move this line up, to stand directly above line "
    "{above}."
)


def pasted_again(text: str, problems: Iterable[Problem], is_sound: Callable[[str], bool]) -> Problem | None:
    """Two lines or more that stand elsewhere in the file as well: without them, it is sound."""
    lines = text.split("\n")
    for problem in problems:
        around = range(max(problem.at.line - 1 - _LINES_OF_ENTRY, 0), min(problem.at.line, len(lines)))
        runs = [max(_runs_from(first, lines)) for first in around]
        runs.sort(key=lambda run: -run[0])  # the longest first, and with it the first line of a pasted entry
        for count, other, first in runs[:_AROUND]:
            last = first + count
            is_whole = count > 1 and not BARE_KEY.fullmatch(lines[last - 1])
            if is_whole and _is_all_beside(lines, first, last) and is_sound("\n".join([*lines[:first], *lines[last:]])):
                at = FilePosition(problem.at.file, first + 1, indent_of(lines[first]) + 1)
                facts: dict[str, object] = {"near": f"{first + 1}–{last}", "other": f"{other + 1}–{other + count}"}
                return Problem("key-twice", "lines {near} are the same as lines {other}", at, _DELETE_THEM, facts)
    return None


_DELETE_THEM = "Lines {near} were pasted here once more: delete them."


def _is_all_beside(lines: list[str], first: int, last: int) -> bool:
    """Does every key of the lines stand beside them as well, in their record? Else some are the record's own.

    Whole entries have no such keys.
    """
    column = indent_of(lines[first])
    for line in lines[first:last]:
        column = min(column, indent_of(line)) if line.strip() else column
        key = KEY_IN_LINE.match(line)
        if key and key.start("key") == column and key["key"] not in keys_beside(lines, column, first, last - 1):
            return False
    return True


def _runs_from(first: int, lines: list[str]) -> Iterator[tuple[int, int, int]]:
    """How many lines from one on stand elsewhere as well; where; and that line."""
    yield 0, first, first
    if lines[first].strip():
        likes = (other for other, text in enumerate(lines) if text == lines[first] and other != first)
        yield from ((_alike(lines, first, other), other, first) for other in likes)


def _alike(lines: list[str], line: int, other: int) -> int:
    """How many lines from both on are the same, up to where the other begins."""
    above, below = sorted((line, other))
    pairs = zip(lines[above:below], lines[below:], strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def moved_twice(text: str, problem: Problem, is_sound: Callable[[str], bool]) -> Problem | None:
    """Where a key stands twice in a record: one of both lines may be that of the record above or below."""
    if problem.rule != "key-twice" or parse_year(str(problem.facts["key"])):
        return None
    lines = text.split("\n")
    both = (int(str(problem.facts["line"])) - 1, problem.at.line - 1)
    moves = sorted((move for move in _moves(lines, set(both)) if move[0] in both), key=lambda move: _steps(*move))
    found = next(((line, place) for line, place in moves if _is_sound_with(place, lines, line, is_sound)), None)
    if found is None or lines[both[0]].strip() == lines[both[1]].strip():
        return None
    line, place = found
    facts = {**problem.facts, "slid": line + 1, "above": place + 1, "below": place}
    return replace(problem, advice=_OR_MOVE_UP if place < line else _OR_MOVE_DOWN, facts=facts)


_OR_MOVE_UP = (
    "Has line {slid} slid down from the entry above? Then move it up, to stand directly above line {above}. "
    "Otherwise line {line} or line {second} is a slip for another key; delete one only where both say the same."
)
_OR_MOVE_DOWN = (
    "Has line {slid} slid up from the entry below? Then move it down, to stand directly below line {below}. "
    "Otherwise line {line} or line {second} is a slip for another key; delete one only where both say the same."
)


def _is_sound_with(place: int, lines: list[str], line: int, is_sound: Callable[[str], bool]) -> bool:
    moved = "\n".join(_with_line_at(place, lines, line))
    return is_yaml(moved) and is_sound(moved)


_HAS_SLID = "this line stands at a wrong place, so that the lines around it belong to something else"
_EXCHANGE_DOWN = "Exchange it with the line below."
_MOVE_UP = "Move it up, to stand directly above line {above}."
_MOVE_DOWN = "Move it down, to stand directly below line {below}."
GOES_UP = (EXCHANGE_ABOVE, _MOVE_UP)
EXCHANGES = (EXCHANGE_ABOVE, _EXCHANGE_DOWN)
_MOVE_EITHER_WAY = (
    "Move it where the source has it: down, to stand directly below line {below}, or up, directly above line {above}."
)
_LINES_READ = 40_000  # in all moves that are tried: in that time nobody asks what the computer does
_REACH = 8  # lines that one has slid over
_AROUND = 5  # such lines are tried
_LINES_OF_ENTRY = 20
_LOOKED_AT = 4  # errors


def _moves(lines: list[str], near: Collection[int]) -> Iterator[tuple[int, int]]:
    """A line, and the one that it is to stand above; below “accept:” and the like everything would be sound."""
    for line in sorted({line for one in near for line in range(one - _AROUND, one + _AROUND + 1)}):
        if 0 <= line < len(lines) and lines[line].strip():
            for place in range(max(line - _REACH, 0), min(line + _REACH + 2, len(lines))):
                if place not in (line, line + 1) and not holds_anything(lines, place, indent_of(lines[line])):
                    yield line, place


def holds_anything(lines: list[str], place: int, column: int) -> bool:
    """Would a line there stand below “accept:” or the like, where every key is sound?"""
    above = next((number for number, left in lines_above(lines, place) if left < column), None)
    key = BARE_KEY.fullmatch(lines[above]) if above is not None else None
    return key is not None and key["key"] in ("accept", "notes", "no_value")


def _steps(line: int, place: int) -> int:
    return line - place if place < line else place - line - 1


def _with_line_at(place: int, lines: list[str], line: int) -> list[str]:
    rest = [*lines[:line], *lines[line + 1 :]]
    place = place if place < line else place - 1
    return [*rest[:place], lines[line], *rest[place:]]


def key_too_low(text: str, is_sound: Callable[[str], bool]) -> tuple[int, int] | None:
    """Where a key at the left edge stands below what belongs to it, so that nothing is left below itself.

    Its line, and the one that it is to stand above; both are counted from 1.
    """
    lines = text.split("\n")
    for key in (number for number, line in enumerate(lines) if line[:1].strip() and BARE_KEY.fullmatch(line)):
        _, left = next(lines_below(lines, key), (0, 0))
        block = list(takewhile(lambda pair: pair[1] > 0, lines_above(lines, key))) if left == 0 else []
        outermost = min((column for _, column in block), default=0)  # no list within one of its entries
        entries = (line for line, column in block if column == outermost and is_entry(lines[line]))
        for above in islice(entries, _ENTRIES):
            if is_sound("\n".join([*lines[:above], lines[key], *lines[above:key], *lines[key + 1 :]])):
                return key + 1, above + 1
    return None


_ENTRIES = 8  # that a key has been moved over
