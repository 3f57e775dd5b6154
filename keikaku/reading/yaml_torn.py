"""The one line that has slid, or is lost, and brings about all that was found in a file."""

import re
from collections.abc import Callable

from keikaku.plan.about import PlanFile
from keikaku.plan.record import NOTHING_BELOW, Record
from keikaku.problems import FilePosition, Problem, Problems
from keikaku.reading.slips import FURTHER_RIGHT_FOUND
from keikaku.reading.yaml_missing import LostKey, lost_colon, lost_key, lost_key_of_list
from keikaku.reading.yaml_moved import GOES_UP, key_too_low, moved_line, moved_twice
from keikaku.reading.yaml_tried import slid_key

_LONGEST = 100_000  # characters; a longer file takes too long to be read again and again
_KEY_AT_EDGE = re.compile(r"^(\w+):", re.MULTILINE)
_NAMED = 3  # keys of which one is meant
_SELDOM = ("accept", "body", "notes")  # which can hold whatever others do
_MOVE_UP = "“{key}” has slid below what belongs to it: move this line up, to stand directly above line {above}."


def torn(kind: type[Record], text: str, file: str, found: Problems, is_sound: Callable[[str], bool]) -> Problem | None:
    """What to say in the place of all that was `found`; None where no single line explains it."""
    errors = found.errors
    if not errors or not text.strip() or len(text) > _LONGEST:
        return None
    is_of_several = len(errors) > 1 or errors[0].found == FURTHER_RIGHT_FOUND
    if kind is not PlanFile:
        if not is_of_several:
            return moved_twice(text, errors[0], is_sound)
        return lost_colon(text, errors, is_sound) or moved_line(text, errors, is_sound)
    there = set(_KEY_AT_EDGE.findall(text))
    keys = [name for name in kind.model_fields if name not in there and name not in _SELDOM]
    near = errors[0].at.line
    if one := _low_key(text, file, is_sound) or slid_key(text, errors, is_sound) or lost_colon(text, errors, is_sound):
        return one
    moved = moved_line(text, errors, is_sound) if is_of_several else None
    lost = (None if moved else lost_key_of_list(text, near, is_sound)) or lost_key(text, near, keys, is_sound)
    if not lost and not moved:
        lost = lost_key(text, near, _SELDOM, is_sound)
    return _lost(kind, lost, moved, file) if lost else moved


def _low_key(text: str, file: str, is_sound: Callable[[str], bool]) -> Problem | None:
    """In plan.yaml, what stands above a key that has slid down falls to the key before."""
    if (place := key_too_low(text, is_sound)) is None:
        return None
    line, above = place
    key = text.split("\n")[line - 1].strip()
    return Problem("blank-value", NOTHING_BELOW, FilePosition(file, line, 1), _MOVE_UP, {"key": key, "above": above})


def _lost(kind: type[Record], lost: LostKey, moved: Problem | None, file: str) -> Problem:
    """A block whose first line is lost falls to the key above it, and is told as whatever it is there.

    Where a line `moved` would do as well, both are told.
    """
    needed = [name for name in lost.keys if lost.column == 0 and kind.model_fields[name].is_required()]
    facts: dict[str, object] = {"key": ": / ".join((needed or lost.keys)[:_NAMED]), "count": lost.column}
    advice = _WRITE_ABOVE if lost.column else _WRITE_AT_EDGE
    if moved:
        advice = _WRITE_OR_MOVE_UP if moved.advice in GOES_UP else _WRITE_OR_MOVE_DOWN
        facts |= {"line": moved.at.line, **moved.facts}
    found = "the line above this one seems to be lost: “{key}:”"
    return Problem("missing-key", found, FilePosition(file, lost.line, lost.column + 1), advice, facts)


_WRITE_AT_EDGE = "Write “{key}:” on a line of its own above this one, at the left edge."
_WRITE_ABOVE = "Write “{key}:” on a line of its own above this one, behind {count} half-width spaces."
_WRITE_OR_MOVE_UP = (
    "Write “{key}:” on a line of its own above this one, at the left edge. But if no line is lost and line {line} has "
    "slid, move that up, to stand directly above line {above}."
)
_WRITE_OR_MOVE_DOWN = (
    "Write “{key}:” on a line of its own above this one, at the left edge. But if no line is lost and line {line} has "
    "slid, move that down, to stand directly below line {below}."
)
