"""A line of YAML that has changed places with its neighbour."""

import re

from keikaku.reading.yaml_fault import (
    BARE_KEY,
    KEY,
    KEY_OF_LINE,
    Fault,
    Finding,
    indent_of,
    is_entry,
    known_keys,
    lines_above,
    lines_below,
)
from keikaku.years import parse_year

EXCHANGE_WITH_ENTRY = "Exchange it with the line “- …” below."
EXCHANGE_WITH_KEY = "Exchange it with the line “{key}:” below."
EXCHANGE_ABOVE = "Exchange it with the line above."


def above_its_entry(fault: Fault) -> Finding | None:
    line = fault.line - 1
    if not stands_above_its_entry(fault.lines, line) or not fault.text_at(line - 1).rstrip().endswith(":"):
        return None
    column = indent_of(fault.text_at(line))
    if first := _entry_with_same_key(fault.lines, line, column):
        return _lost_above(line, column, first)
    found = "this line stands above the “- ” line that its entry begins with"
    return ("indent-differs", found, EXCHANGE_WITH_ENTRY, line, column, {})


def first_line_lost(fault: Fault) -> Finding | None:
    """`sub_items:`, then keys without the `- id: …` that their entry begins with, then another entry of the list.

    A single key may have changed places with that other entry.
    """
    lines, line = fault.lines, fault.line
    first, column = re.match(rf" *- +(?P<key>{KEY}):", lines[line]), indent_of(lines[line])
    top, left = line, -1
    for number, left in lines_above(lines, line):
        if left < column + 2:
            break
        top = number
    begins = KEY_OF_LINE.match(lines[top])
    is_below_key = column - 2 <= left <= column and BARE_KEY.fullmatch(lines[number]) if top != line else None
    if not (first and begins and is_below_key) or indent_of(lines[top]) != column + 2:
        return None
    if begins["key"] == first["key"] or parse_year(begins["key"]) or top == next(lines_above(lines, line))[0]:
        return None
    return _lost_above(top, column + 2, first["key"])


def _lost_above(line: int, column: int, first: str) -> Finding:
    return ("indent-differs", LOST_ABOVE, WRITE_IT_ABOVE, line, column, {"first": first})


LOST_ABOVE = "the line “- {first}: …” is lost above this one"
WRITE_IT_ABOVE = "Write it, two half-width spaces further left."


def _entry_with_same_key(lines: list[str], line: int, column: int) -> str:
    """The first key of the entry below, where that has a key of this name itself, so that this line is another's."""
    own, first = re.match(rf" *(?P<key>{KEY}):", lines[line]), re.match(rf" *- +(?P<key>{KEY}):", lines[line + 1])
    for number, left in lines_below(lines, line + 1):
        if left < column or own is None or first is None:
            break
        if left == column and lines[number].lstrip().startswith(f"{own['key']}:"):
            return first["key"]
    return ""


def stands_above_its_entry(lines: list[str], line: int) -> bool:
    """`name: 会員数` with `- id: members` below it, two columns further left."""
    key = re.match(rf" *(?P<key>{KEY}):(?= |$)", lines[line])
    below = re.match(r" *(?=- )", lines[line + 1]) if line + 1 < len(lines) else None
    is_year = key is not None and parse_year(key["key"])
    return not is_year and key is not None and below is not None and key.start("key") == below.end() + 2


def record_above_its_list(lines: list[str], line: int) -> Finding | None:
    """`- id: cafe`, with the `projects:` that it belongs to below it, and then its other keys."""
    if not re.match(rf" *- +{KEY}:", lines[line]) or _column_after_next(lines, line) != indent_of(lines[line]) + 2:
        return None
    return _above_its_key(lines, line)


def entry_above_its_list(lines: list[str], line: int) -> Finding | None:
    """`- 交流会`, with the `activities:` that it belongs to below it, and then another entry."""
    goes_on = is_entry(lines[line]) and _column_after_next(lines, line) == indent_of(lines[line])
    return _above_its_key(lines, line) if goes_on and not _has_list(lines, line) else None


def year_above_its_block(fault: Fault) -> Finding | None:
    """`H28: 15社`, with the `values:` that it belongs to below it; or another line whose block would be empty."""
    line, column = fault.line, indent_of(fault.text_at(fault.line))
    key = KEY_OF_LINE.match(fault.text_at(line))
    belongs = key and (parse_year(key["key"]) or _column_after_next(fault.lines, line) <= column - 2)
    return _above_its_key(fault.lines, line) if belongs else None


def _above_its_key(lines: list[str], line: int) -> Finding | None:
    number, left = next(lines_below(lines, line), (line, 0))
    key, column = BARE_KEY.fullmatch(lines[number]), indent_of(lines[line])
    if key is None or not column - 2 <= left <= column or (left == column and not is_entry(lines[line])):
        return None
    found = "this line stands above the line “{key}:” that it belongs to"
    return ("indent-differs", found, EXCHANGE_WITH_KEY, line, column, {"key": key["key"]})


def _column_after_next(lines: list[str], line: int) -> int:
    """Where the keys of the next line but one begin, or its entry."""
    _, (_, left) = [*lines_below(lines, line), (line, 0), (line, -1)][:2]
    return left


def _has_list(lines: list[str], line: int) -> bool:
    """Does it belong to a key above it, below which a list may begin, since no year does?"""
    below = line
    for number, left in lines_above(lines, line):
        if left < indent_of(lines[line]):
            year = KEY_OF_LINE.match(lines[below])
            return bool(BARE_KEY.fullmatch(lines[number])) and not (year and parse_year(year["key"]))
        below = number
    return False


def between_key_and_its_lines(lines: list[str], line: int) -> Finding | None:
    """`publisher:`, then `order: 1`, then this line, which belongs to the publisher; or several such lines."""
    first = line
    while first and (key := KEY_OF_LINE.match(lines[first - 1])) and not BARE_KEY.fullmatch(lines[first - 1]):
        column = indent_of(lines[first])
        is_beside = key.start("key") < column if first == line else key.start("key") == column
        if key["key"] not in known_keys() or not is_beside:
            return None  # but one of its lines, too far left
        first -= 1
    above = BARE_KEY.fullmatch(lines[first - 1]) if first else None
    if first == line or above is None or above.start("key") != indent_of(lines[first]):
        return None
    facts: dict[str, object] = {"key": above["key"], "last": line}
    column = indent_of(lines[first])
    if first == line - 1:
        found = "this line stands between “{key}:” and what belongs to it"
        return ("indent-differs", found, EXCHANGE_ABOVE, first, column, facts)
    return ("indent-differs", _LINES_BETWEEN, _MOVE_ABOVE, first, column, facts)


def further_right_between(fault: Fault) -> Finding | None:
    """`平成28年度:`, then a line that stands further right than the entries below it, which belong to the year."""
    lines, column = fault.lines, indent_of(fault.text_at(fault.line))
    (line, left), (number, of_key) = [*lines_above(lines, fault.line), (0, -1), (0, -1)][:2]
    key = BARE_KEY.fullmatch(lines[number])
    is_between = key and is_entry(fault.text_at(fault.line)) and left > column >= of_key >= column - 2
    if not (key and is_between) or is_entry(lines[line]) or not KEY_OF_LINE.match(lines[line]):
        return None
    found = "this line stands between “{key}:” and what belongs to it"
    return ("indent-differs", found, _TAKE_IT_AWAY, line, left, {"key": key["key"]})


_TAKE_IT_AWAY = "Was it pasted here by mistake? Then take it away, or put it back where it stood."
_LINES_BETWEEN = "the lines from here to {last} stand between “{key}:” and what belongs to it"
_MOVE_ABOVE = "Were they pasted here by mistake? Then take them away. Otherwise move them above the line “{key}:”."
