"""The one line that has slid, or is lost, and brings about all that was found in a file."""

import re
from collections.abc import Callable, Sequence

from keikaku.plan.about import PlanFile
from keikaku.plan.record import NOTHING_BELOW, Record
from keikaku.problems import FilePosition, Problem, Problems
from keikaku.reading.slips import FURTHER_RIGHT_FOUND
from keikaku.reading.yaml_tried import key_too_low, lost_key, moved_line, slid_key

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
        return moved_line(text, errors, is_sound) if is_of_several else None
    there = set(_KEY_AT_EDGE.findall(text))
    keys = [name for name in kind.model_fields if name not in there and name not in _SELDOM]
    near = errors[0].at.line
    return (
        _low_key(text, file, is_sound)
        or slid_key(text, errors, is_sound)
        or _lost_key(kind, keys, text, file, near, is_sound)
        or (moved_line(text, errors, is_sound) if is_of_several else None)
        or _lost_key(kind, [name for name in _SELDOM if name not in there], text, file, near, is_sound)
    )


def _low_key(text: str, file: str, is_sound: Callable[[str], bool]) -> Problem | None:
    """In plan.yaml, what stands above a key that has slid down falls to the key before."""
    if (place := key_too_low(text, is_sound)) is None:
        return None
    line, above = place
    key = text.split("\n")[line - 1].strip()
    return Problem("blank-value", NOTHING_BELOW, FilePosition(file, line, 1), _MOVE_UP, {"key": key, "above": above})


def _lost_key(
    kind: type[Record], keys: Sequence[str], text: str, file: str, near: int, is_sound: Callable[[str], bool]
) -> Problem | None:
    """In plan.yaml, a block whose first line is lost falls to the key above it, and is told as whatever it is there."""
    if (place := lost_key(text, near, keys, is_sound)) is None:
        return None
    line, fitting = place
    needed = [name for name in fitting if kind.model_fields[name].is_required()]
    return Problem(
        "missing-key",
        "the line above this one seems to be lost: “{key}:”",
        FilePosition(file, line, 1),
        "Write “{key}:” on a line of its own above this one, at the left edge.",
        {"key": ": / ".join((needed or fitting)[:_NAMED])},
    )
