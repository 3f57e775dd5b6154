"""The one line that has slid, or is lost, and brings about all that was found in a file."""

import re
from collections.abc import Callable, Sequence

from keikaku.plan.about import PlanFile
from keikaku.plan.record import EMPTY, NOTHING_BELOW, Record
from keikaku.problems import FilePosition, Problem, Problems
from keikaku.reading.slips import FURTHER_RIGHT_FOUND, NAME_OF_RULE
from keikaku.reading.yaml_fault import known_keys
from keikaku.reading.yaml_indents import is_below_braces
from keikaku.reading.yaml_missing import (
    entry_lost_between,
    hyphen_lost,
    lost_colon,
    lost_key,
    lost_key_of_list,
    told_lost,
)
from keikaku.reading.yaml_moved import EXCHANGES, key_too_low, moved_line, moved_twice, pasted_again
from keikaku.reading.yaml_tried import begun_elsewhere, slid_key, slid_or_lost
from keikaku.years import parse_year

_LONGEST = 100_000  # characters; a longer file takes too long to be read again and again
_KEY_AT_EDGE = re.compile(r"^(\w+):", re.MULTILINE)
_SELDOM = ("accept", "notes")  # which can hold whatever others do
_FIRST_LIST = 3  # the column of what stands below a key at the left edge
_MOVE_UP = "“{key}” has slid below what belongs to it: move this line up, to stand directly above line {above}."


def torn(kind: type[Record], text: str, file: str, found: Problems, is_sound: Callable[[str], bool]) -> Problem | None:
    """What to say in the place of all that was `found`; None where no single line explains it."""
    errors = found.errors
    if not errors or not text.strip() or len(text) > _LONGEST:
        return None
    if all(map(_explains_itself, errors)) and len({problem.at.line for problem in errors}) == 1:
        return None
    may_be_pasted = kind is PlanFile or any(problem.rule == "key-twice" for problem in errors)
    if may_be_pasted and (pasted := pasted_again(text, errors, is_sound)):
        return pasted
    if hyphen := hyphen_lost(text, errors, is_sound):
        return hyphen
    if errors[0].found == FURTHER_RIGHT_FOUND and begun_elsewhere(text, errors[:1], is_sound):
        return None  # which its own words say
    if kind is PlanFile:
        return _torn_plan(text, file, errors, is_sound)
    if not _are_several(errors):
        return _torn_once(text, errors[0], is_sound)
    names = _not_there(kind, text)
    edge = lost_key(text, errors[0].at.line, names, is_sound) if errors[0].at.column <= _FIRST_LIST else None
    return (
        (told_lost(edge, file) if edge else None)
        or lost_colon(text, errors, is_sound)
        or begun_elsewhere(text, errors, is_sound)
        or slid_or_lost(text, errors, is_sound)
    )


def _torn_once(text: str, error: Problem, is_sound: Callable[[str], bool]) -> Problem | None:
    """Where there is one error alone."""
    lost = entry_lost_between(text, error, is_sound) or moved_twice(text, error, is_sound)
    is_strange = error.rule == "unknown-key" and not parse_year(str(error.facts.get("key", "")))
    return lost or (begun_elsewhere(text, [error], is_sound) if is_strange else None)


def _torn_plan(text: str, file: str, errors: Sequence[Problem], is_sound: Callable[[str], bool]) -> Problem | None:
    """Of plan.yaml, whose keys stand at the left edge."""
    keys = [name for name in _not_there(PlanFile, text) if name not in (*_SELDOM, "body")]
    near = errors[0].at.line
    if one := (
        _low_key(text, file, is_sound)
        or slid_key(text, errors, is_sound)
        or lost_colon(text, errors, is_sound)
        or begun_elsewhere(text, errors, is_sound)
    ):
        return one
    is_one = not _are_several(errors)
    moved = None if is_one and errors[0].rule != "indent-differs" else moved_line(text, errors, is_sound)
    if is_one and moved and moved.advice in EXCHANGES:
        return moved
    lost = (None if moved else lost_key_of_list(text, near, is_sound)) or lost_key(text, near, keys, is_sound)
    if not (lost or moved):
        lost = lost_key(text, near, _SELDOM, is_sound)
        lost = None if lost and is_below_braces(text.split("\n"), lost.line - 1) else lost
        is_of_rules = lost and NAME_OF_RULE.match(text.split("\n")[lost.line - 1])
        lost = lost and lost._replace(keys=["accept" if is_of_rules else "notes"])
    if lost is None:
        return moved
    needed = [name for name in lost.keys if not lost.column and PlanFile.model_fields[name].is_required()]
    return told_lost(lost, file, moved, needed)


def _not_there(kind: type[Record], text: str) -> list[str]:
    """The keys that a file of the kind can have at its left edge, and has not."""
    there = set(_KEY_AT_EDGE.findall(text))
    return [name for name in kind.model_fields if name not in there]


def _are_several(errors: Sequence[Problem]) -> bool:
    return len(errors) > 1 or errors[0].found == FURTHER_RIGHT_FOUND


def _explains_itself(problem: Problem) -> bool:
    """A record that is not finished yet, or a word with a slip in it; no key that other records have."""
    is_strange = problem.rule == "unknown-key" and problem.facts.get("key") not in known_keys()
    is_near = is_strange and bool(problem.facts.get("near"))
    return is_near or problem.found == EMPTY or problem.rule in ("missing-key", "unknown-word", "key-without-colon")


def _low_key(text: str, file: str, is_sound: Callable[[str], bool]) -> Problem | None:
    """In plan.yaml, what stands above a key that has slid down falls to the key before."""
    if (place := key_too_low(text, is_sound)) is None:
        return None
    line, above = place
    key = text.split("\n")[line - 1].strip()
    return Problem("blank-value", NOTHING_BELOW, FilePosition(file, line, 1), _MOVE_UP, {"key": key, "above": above})
