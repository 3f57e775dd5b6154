"""One YAML file of a plan: its text, the record that it says, and what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from keikaku.plan.about import PlanFile
from keikaku.plan.record import NOTHING_BELOW, Record
from keikaku.problems import FilePosition, Problem, Problems
from keikaku.reading.records import read_record
from keikaku.reading.texts import check_texts
from keikaku.reading.yaml import read_yaml
from keikaku.reading.yaml_tried import key_too_low, lost_key, with_tried_indents

R = TypeVar("R", bound=Record)


def read_data_file(kind: type[R], text: str, file: str, problems: Problems, context: dict[str, Any]) -> R | None:
    """What a file says, as a record of that kind; None where it has faults, each of which is then among the problems.

    `context`: what values are read by, and what of the file is as it was last time.
    """
    found = Problems()
    record = _read(kind, text, file, found, context)
    if record is None and kind is PlanFile and text.strip():
        is_sound = partial(_is_sound, kind, file, context)
        torn = _low_key(text, file, is_sound) or _lost_key(kind, text, file, found, is_sound)
        problems.extend([torn] if torn else found)
    else:
        problems.extend(found)
    return record


def _low_key(text: str, file: str, is_sound: Callable[[str], bool]) -> Problem | None:
    """In plan.yaml, what stands above a key that has slid down falls to the key before."""
    if (place := key_too_low(text, is_sound)) is None:
        return None
    line, above = place
    key = text.split("\n")[line - 1].strip()
    return Problem("blank-value", NOTHING_BELOW, FilePosition(file, line, 1), _MOVE_UP, {"key": key, "above": above})


_MOVE_UP = "“{key}” has slid below what belongs to it: move this line up, to stand directly above line {above}."


def _lost_key(
    kind: type[Record], text: str, file: str, found: Problems, is_sound: Callable[[str], bool]
) -> Problem | None:
    """In plan.yaml, a block whose first line is lost falls to the key above it, and is told as whatever it is there."""
    there = set(_KEY_AT_EDGE.findall(text))
    keys = [name for name in kind.model_fields if name not in there]
    near = next((problem.at.line for problem in found if problem.is_error), 1)
    if (place := lost_key(text, near, keys, is_sound)) is None:
        return None
    line, fitting = place
    needed = [name for name in fitting if kind.model_fields[name].is_required()]
    usual = [name for name in fitting if name not in _SELDOM]
    return Problem(
        "missing-key",
        "the line above this one seems to be lost: “{key}:”",
        FilePosition(file, line, 1),
        "Write “{key}:” on a line of its own above this one, at the left edge.",
        {"key": ": / ".join((needed or usual or fitting)[:_NAMED])},
    )


_KEY_AT_EDGE = re.compile(r"^(\w+):", re.MULTILINE)
_NAMED = 3  # keys of which one is meant
_SELDOM = ("accept", "body", "notes")  # which can hold whatever others do


def _read(kind: type[R], text: str, file: str, problems: Problems, context: dict[str, Any]) -> R | None:
    found = Problems()
    data = read_yaml(text, file, found, context.get("numbered"))
    if data is None and len(found):
        problems.extend(with_tried_indents(found, text, partial(_is_sound, kind, file, context)))
        return None
    problems.extend(found)
    if data is None and kind is not PlanFile:
        data = {}  # nothing but comments
    if not text.strip() and kind is PlanFile:
        return None  # which has been told
    problems.extend(check_texts(data, text.split("\n")))
    return read_record(kind, data, file, problems, context)


def _is_sound(kind: type[Record], file: str, context: Mapping[str, Any], text: str) -> bool:
    found = Problems()
    data = read_yaml(text, file, found)
    own = {name: context[name] for name in context if name not in ("keep", "numbered")}  # which are of another text
    return data is not None and read_record(kind, data, file, found, own) is not None and not found.errors
