"""What to do where a key stands twice: seldom is one of the two to be deleted."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise, takewhile
from typing import NamedTuple

from keikaku.plan.indicators import Counting, DeclaredBy, Direction
from keikaku.reading.yaml_exchanged import stands_above_its_entry
from keikaku.reading.yaml_fault import (
    BARE_KEY,
    KEY,
    in_quotes,
    indent_of,
    keys_that_fit,
    known_keys,
    lines_above,
    lines_below,
)
from keikaku.years import parse_year

Entry = list[tuple[int, str]]  # the lines of a record's keys, from 0, and the keys

_KEY_OF_LINE = re.compile(rf" *(?:- +)*(?=[^\s#-])(?P<key>{KEY})?")
# Keys whose words or values are alike, so that one is typed for another.
_ALIKE = (
    ("values", "targets", "rates", "baseline"),
    ("unit", "kind"),
    ("id", "name"),
    ("direction", "counting", "declared_by"),
    ("text", "note", "editor_note"),
    ("label", "text"),
    ("year", "value"),
)
_YEAR = "Is a year wrong, or a line lost between them, such as “targets:”? Compare with the source first."
TOO_HIGH = (
    "Nothing is left for the line above “{near}”. Does “{near}” stand too high? "
    "Then move it down: it is to be the last line above line {second}."
)
_YEAR_IN_BRACKETS = (
    "Is one of the two years wrong? Compare with the source first; delete one only where both say the same."
)
_SLIP_IN_BRACKETS = "Is one of the two a slip for another key? Delete one only where both say the same."
_TWO_FILES = (
    "Have two files run together? Then keep one of the two lines, and put below it what stands below both. "
    "Or is one of the two a slip for another key?"
)
_MERGE = "Move what stands below line {second} to the lines below line {line}, and delete line {second}."
_MERGE_BRACES = (
    "Put what stands in the braces of line {second} into those of line {line}, after a comma, and delete line {second}."
)
_SAID_ALREADY = "Line {line} says that already: delete line {second}."
_PASTED = (
    "Another record of this file has the very same line {second}. Was it pasted here by mistake? Then delete line "
    "{second}. Otherwise line {line} or line {second} is a slip for another key."
)
_EXCHANGED = (
    "Does it belong to the entry that begins below it? Then exchange it with the line “- …” below. "
    "Otherwise line {line} or line {second} is a slip for another key; delete one only where both say the same."
)
_EXCHANGED_ABOVE = (
    "Does line {line} belong to the entry above? Then exchange it with the line “- …” above it. "
    "Otherwise line {line} or line {second} is a slip for another key; delete one only where both say the same."
)
_SAME = "Both lines say the same: delete one of them."
_SAME_LINES = "Lines {near} say the same as those above them: delete them."
_SAME_BLOCK = (
    "Lines {near} say the same as this line and those below it. Delete those of both that stand in the wrong place."
)
_ONE_HOLDS = "Compare both with the source, and delete the one that is wrong or old."
_ONE_HOLDS_OR_SLIP = (
    "Is line {line} or line {second} a slip for “{near}:”, which is missing here? Then correct its key. "
    "Otherwise compare both with the source, and delete the one that is wrong or old."
)
TO_DELETE = (_ONE_HOLDS, _ONE_HOLDS_OR_SLIP)  # what would take away a value
_BOTH_HOLD = "Do both hold? Then write one line: {near}. Otherwise delete the one that does not hold."
_AS_ENTRY = (
    "Do both hold? Then write in the place of this line, in the column of the “- ” above it: {near}. "
    "Otherwise delete the one that does not hold."
)
_GATHERED = ("accept", "notes", "no_value", "corrections", "new_data", "removed")  # to which messages ask to add
_LISTS = ("departments", "marks", "projects", "themes", "listings", "members", "note", "editor_note", "stands_for")
_NEW_ENTRY = (
    "Does a new entry begin here? Then begin the line with {count} half-width spaces and “- ”. "
    "Otherwise line {line} or line {second} is a slip for another key; delete one only where both say the same."
)
LINE_LOST = (
    "Does a new entry begin above, whose line “- {first}: …” is lost? Then write it. "
    "Otherwise line {line} or line {second} is a slip for another key; delete one only where both say the same."
)
_SLIP_FOR = (
    "Is line {line} or line {second} a slip for “{near}:”, which is missing here? "
    "Delete one of the two only where both say the same."
)
_SLIP = (
    "Is line {line} or line {second} a slip for another key, or of another record and pasted here? "
    "Compare both with the source before you delete one."
)


class Twice(NamedTuple):
    """A key at its second place; `keys`: those of its record before it."""

    key: str
    line: int  # from 0
    column: int
    keys: Sequence[str]
    is_in_brackets: bool
    has_lines_below: bool


def advice_for_twice(lines: list[str], twice: Twice) -> tuple[str, str]:
    """What to do, and the key that is probably meant by one of the two, or nothing."""
    again = lines_again(lines, twice)
    if again and not (twice.column == 0 and twice.has_lines_below):
        return (_SAME, "") if again == 1 else (_SAME_LINES, f"{twice.line + 1}–{twice.line + again}")
    if parse_year(twice.key):
        return (_YEAR_IN_BRACKETS, "") if twice.is_in_brackets else _advice_for_years(lines, twice)
    if twice.is_in_brackets:
        return _SLIP_IN_BRACKETS, ""
    if twice.key in _GATHERED and twice.has_lines_below:
        return _advice_for_gathered(lines, twice), ""
    if twice.column == 0 and twice.has_lines_below:
        return _TWO_FILES, ""
    if _stands_elsewhere(lines, twice):
        return _PASTED, ""
    if of_one_key := _of_one_key(lines, twice):
        return of_one_key
    entries = list(_entries_in(lines, twice.column))
    own = next((entry for entry in entries if twice.line in dict(entry)), [])
    if exchanged_or_lost := _exchanged_or_lost(lines, twice, entries, own):
        return exchanged_or_lost, ""
    meant = _probably_meant(twice.key, own, entries)
    if meant not in _NEEDED and (beside := _beside_each_other(lines, twice)):
        return _advice_for_neighbours(twice.key, *beside, meant)
    return (_SLIP_FOR, meant) if meant else (_advice_for_records(twice), "")


_WORDS: Mapping[str, type[StrEnum]] = {"direction": Direction, "counting": Counting, "declared_by": DeclaredBy}


def _are_words_of_key(lines: list[str], twice: Twice) -> bool:
    """counting: cumulative and counting: yearly: neither is a slip for another key."""
    words = _WORDS.get(twice.key, ())
    line = re.compile(rf" {{{twice.column}}}{twice.key}: +(?P<word>\S+) *")
    above = (match for number, _ in lines_above(lines, twice.line) if (match := line.fullmatch(lines[number])))
    both = [line.fullmatch(lines[twice.line]), next(above, None)]
    return all(match is not None and match["word"] in tuple(words) for match in both)


def _advice_for_years(lines: list[str], twice: Twice) -> tuple[str, str]:
    """The key above the years may stand too high, so that nothing is left below the one above it."""
    key, _ = _key_above(lines, twice)
    above, _ = next(lines_above(lines, key), (key, 0))
    is_left_empty = above != key and indent_of(lines[above]) == indent_of(lines[key])
    if is_left_empty and BARE_KEY.fullmatch(lines[key]) and BARE_KEY.fullmatch(lines[above]):
        return TOO_HIGH, lines[key].strip()
    return _YEAR, ""


def _key_above(lines: list[str], twice: Twice) -> tuple[int, int]:
    return next((pair for pair in lines_above(lines, twice.line) if pair[1] < twice.column), (0, 0))


def _of_one_key(lines: list[str], twice: Twice) -> tuple[str, str] | None:
    """Where neither can be a slip for another key: what stands below both is the same, or both have words of it."""
    if above := _holds_the_same(lines, twice):
        return _SAME_BLOCK, above
    if entry := _entry_of_list_above(lines, twice):
        return _AS_ENTRY, entry
    return (_ONE_HOLDS, "") if _are_words_of_key(lines, twice) else None


def _holds_the_same(lines: list[str], twice: Twice) -> str:
    """Where the block below a key is that below its first place, word for word: the lines of both."""
    text = lines[twice.line]
    first = next((number for number, _ in lines_above(lines, twice.line) if lines[number] == text), None)
    if first is None or not BARE_KEY.fullmatch(text):
        return ""
    above, here = _block_below(lines, first), _block_below(lines, twice.line)
    return f"{first + 1}–{first + 1 + len(here)}" if here and above[: len(here)] == here else ""


def _block_below(lines: list[str], key: int) -> list[str]:
    further_in = takewhile(lambda below: below[1] > indent_of(lines[key]), lines_below(lines, key))
    return [lines[number] for number, _ in further_in]


def lines_again(lines: list[str], twice: Twice) -> int:
    """How many lines from this one on are those above over again, as they were pasted twice."""
    second = twice.line
    first = next((number for number, _ in lines_above(lines, second) if lines[number] == lines[second]), second)
    return second - first if lines[first:second] == lines[second : 2 * second - first] else 0


def _exchanged_or_lost(lines: list[str], twice: Twice, entries: list[Entry], own: Entry) -> str:
    """Of two records that run together, the line between them is another's, or not there."""
    if _belongs_below(lines, twice, entries):
        return _EXCHANGED
    if _are_two_records(own):
        return _advice_for_records(twice)
    return _EXCHANGED_ABOVE if _belongs_above(twice, entries) else ""


_NEEDED = ("id", "name")


def _advice_for_records(twice: Twice) -> str:
    """Where a second record may begin, whose first line is lost."""
    if twice.column == 0:
        return _SLIP
    return _NEW_ENTRY if twice.key == twice.keys[0] else LINE_LOST


def _beside_each_other(lines: list[str], twice: Twice) -> tuple[str, str] | None:
    """What both say, where they stand on one line each, with nothing between."""
    above, _ = next(lines_above(lines, twice.line), (twice.line, 0))
    line = re.compile(rf" {{{twice.column}}}{re.escape(twice.key)}: +(\S.*)")
    first, second = line.fullmatch(lines[above]), line.fullmatch(lines[twice.line])
    return (first[1].strip(), second[1].strip()) if first and second and above < twice.line else None


def _entry_of_list_above(lines: list[str], twice: Twice) -> str:
    """What a text becomes that stands directly below the list of others of its key: an entry of that."""
    line = re.fullmatch(rf" *{re.escape(twice.key)}: +(?P<text>[^\s\[{{].*)", lines[twice.line])
    if line is None or twice.key not in _LISTS:
        return ""
    entries = list(takewhile(lambda above: above[1] > twice.column, lines_above(lines, twice.line)))
    first = lines[entries[-1][0] - 1] if entries else ""
    is_list = first == f"{' ' * twice.column}{twice.key}:" and lines[entries[-1][0]].lstrip().startswith("- ")
    return f"- {line['text']}" if is_list else ""


def _advice_for_neighbours(key: str, first: str, second: str, meant: str) -> tuple[str, str]:
    if first == second:
        return _SAME, ""
    if key in _LISTS and not {"[", "{"} & {first[0], second[0]}:
        entries = (in_quotes(text) if _ENDS_ENTRY.search(text) else text for text in (first, second))
        return _BOTH_HOLD, f"{key}: [{', '.join(entries)}]"
    return (_ONE_HOLDS_OR_SLIP, meant) if meant else (_ONE_HOLDS, "")


_ENDS_ENTRY = re.compile(r"^[^\"'].*[,\[\]{}]|^[^\"'].*: ")  # within brackets: 4,000人


def _advice_for_gathered(lines: list[str], twice: Twice) -> str:
    """Where both stand on one line each, in braces, what the first says already need not be moved."""
    whole = re.compile(rf" {{{twice.column}}}{re.escape(twice.key)}: +\{{(?P<inside>.*)\}} *")
    first = next((line for line in reversed(lines[: twice.line]) if line.strip().startswith(f"{twice.key}:")), "")
    both = [whole.fullmatch(line) for line in (first, lines[twice.line])]
    if not (both[0] and both[1]):
        return _MERGE
    said, said_again = ({*re.findall(r"(?:^|, )([^:,]+): ", one["inside"])} for one in both if one)
    return _SAID_ALREADY if said_again <= said else _MERGE_BRACES


def _stands_elsewhere(lines: list[str], twice: Twice) -> bool:
    """Is the line, which names one record, the very line of another?"""
    text = lines[twice.line].strip()
    return twice.key in ("id", "name") and any(
        line.strip() == text for number, line in enumerate(lines) if number != twice.line
    )


def _entries_in(lines: list[str], column: int) -> Iterator[Entry]:
    """The records of a file whose keys begin in one column."""
    entry: Entry = []
    for number, line in enumerate(lines):
        match = _KEY_OF_LINE.match(line)
        if match is None:
            continue
        if len(line) - len(line.lstrip(" ")) < column and entry:
            yield entry
            entry = []
        if match["key"] and match.start("key") == column and line[match.end() : match.end() + 1] == ":":
            entry.append((number, match["key"]))
    if entry:
        yield entry


def _belongs_below(lines: list[str], twice: Twice, entries: list[Entry]) -> bool:
    """Is it exchanged with the line that its entry begins with, which has no such key then?"""
    below = next((entry for entry in entries if entry[0][0] == twice.line + 1), [])
    return stands_above_its_entry(lines, twice.line) and twice.key not in dict(below).values()


def _belongs_above(twice: Twice, entries: list[Entry]) -> bool:
    """Is the first of the two exchanged with the “- ” line above it, so that the entry before has no such key?"""
    for before, own in pairwise(entries):
        if twice.line in dict(own):
            first, second = own[0][0], own[1]
            return second == (first + 1, twice.key) and twice.key not in dict(before).values()
    return False


def _are_two_records(entry: Entry) -> bool:
    """Where the line between two records is lost, more than one of their keys stands twice."""
    return sum(count > 1 for count in Counter(key for _, key in entry).values()) > 1


def _probably_meant(key: str, own: Entry, entries: list[Entry]) -> str:
    """The key like it that is missing beside it, above all one that the records around have."""
    here = set(dict(own).values())
    around = {name for entry in entries if entry is not own for name in dict(entry).values()}
    fitting = keys_that_fit(here & known_keys()) or known_keys()
    alike = [name for group in _ALIKE if key in group for name in group if name in fitting - here]
    return next(iter([name for name in alike if name in around] + alike), "")
