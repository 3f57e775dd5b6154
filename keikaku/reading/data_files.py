"""One YAML file of a plan: its text, the record that it says, and what is wrong with it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from keikaku.plan.about import PlanFile
from keikaku.plan.record import Record
from keikaku.problems import Problems
from keikaku.reading.records import is_valid, read_record
from keikaku.reading.texts import check_texts
from keikaku.reading.yaml import read_yaml
from keikaku.reading.yaml_part import first_in_part
from keikaku.reading.yaml_torn import torn
from keikaku.reading.yaml_tried import with_tried_indents

R = TypeVar("R", bound=Record)


def read_data_file(kind: type[R], text: str, file: str, problems: Problems, context: dict[str, Any]) -> R | None:
    """What a file says, as a record of that kind; None where it has faults, each of which is then among the problems.

    `context`: what values are read by, and what of the file is as it was last time.
    """
    found = Problems()
    record = _read(kind, text, file, found, context)
    explained = torn(kind, text, file, found, _trials(kind, text, file, found, context))
    problems.extend([explained] if explained else found)
    return None if explained else record


def _read(kind: type[R], text: str, file: str, problems: Problems, context: dict[str, Any]) -> R | None:
    found = Problems()
    data = read_yaml(text, file, found, context.get("numbered"))
    if data is None and len(found):
        problems.extend(with_tried_indents(found, text, _trials(kind, text, file, found, context)))
        return None
    problems.extend(found)
    if data is None and kind is not PlanFile:
        data = {}  # nothing but comments
    if not text.strip() and kind is PlanFile:
        return None  # which has been told
    problems.extend(check_texts(data, text.split("\n")))
    return read_record(kind, data, file, problems, context)


def _trials(
    kind: type[Record], text: str, file: str, found: Problems, context: Mapping[str, Any]
) -> Callable[[str], bool]:
    """Whether the file would be sound with other lines."""
    return first_in_part(text, [problem.at.line for problem in found], partial(_is_sound, kind, file, context))


def _is_sound(kind: type[Record], file: str, context: Mapping[str, Any], text: str) -> bool:
    found = Problems()
    data = read_yaml(text, file, found)
    own = {name: context[name] for name in context if name not in ("keep", "numbered")}  # which are of another text
    return not found.errors and is_valid(kind, data, own)
