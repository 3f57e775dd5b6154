"""What a data file may say, and the faults of what it does say."""

import difflib
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ValidationError

from keikaku.plan.about import PlanFile, Term
from keikaku.plan.record import Id, listed
from keikaku.plan.tree import Holder, Node, Project
from keikaku.problems import FilePosition, Problems
from keikaku.reading.yaml import Text

R = TypeVar("R", bound=BaseModel)


class DataFile(Holder):
    """One file of `data/<plan>/`. `of`: the node or project that everything in it belongs to."""

    of: Id | None = None
    nodes: Annotated[tuple[Node, ...], listed()] = ()
    projects: Annotated[tuple[Project, ...], listed()] = ()
    glossary: Annotated[tuple[Term, ...], listed()] = ()


def read_record(kind: type[R], data: Any, file: str, problems: Problems, context: Mapping[str, Any]) -> R | None:
    """Validate one file's content; None where it has faults, each of which is then among the problems."""
    if not isinstance(data, dict):
        problems.add(
            "not-a-mapping",
            "the file does not begin with “key: value” lines",
            FilePosition(file, 1),
            advice="Begin with a key, such as “indicators:”.",
        )
        return None
    try:
        return kind.model_validate(data, context=dict(context))
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _report(detail, kind, data, file, problems)
        return None


def _report(detail: Any, kind: type[BaseModel], data: Any, file: str, problems: Problems) -> None:
    loc, type_, found = detail["loc"], detail["type"], detail["input"]
    at = _place(data, loc, found, file)
    key = str(loc[-1]) if loc else ""
    if type_ == "extra_forbidden":
        near = difflib.get_close_matches(key, _known_keys(kind, loc), 1, 0.6)
        advice = "Did you mean “{near}”?" if near else "Keys here: {known}."
        problems.add(
            "unknown-key",
            "“{key}” is not a key of this record",
            at,
            advice=advice,
            key=key,
            near=near[0] if near else "",
            known=", ".join(_known_keys(kind, loc)),
        )
    elif type_ == "missing":
        problems.add("missing-key", "“{key}” is missing", at, advice="Add a line “{key}: …”.", key=key)
    elif type_ in ("enum", "literal_error"):
        problems.add(
            "unknown-word",
            "“{found}” is not a word for “{key}”",
            at,
            advice="Write one of: {allowed}.",
            found=str(found),
            key=key,
            allowed=str(detail.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", "),
        )
    elif "advice" in detail.get("ctx", {}):
        facts = {name: value for name, value in detail["ctx"].items() if name != "advice"}
        problems.add(type_, _message_of(detail), at, advice=detail["ctx"]["advice"], **facts)
    elif found is None:
        problems.add("blank-value", "“{key}” has no value", at, advice="Write its value, or delete the line.", key=key)
    else:
        problems.add(
            "wrong-shape",
            "“{key}” cannot hold this",
            at,
            advice=_ADVICE.get(type_, "Compare it with the records beside it."),
            key=key if isinstance(loc[-1] if loc else "", str) else ".".join(map(str, loc[-2:])),
        )


_ADVICE = {
    "string_type": "A text is expected here, not a list or further keys.",
    "tuple_type": "A list is expected here: lines that begin with “- ”.",
    "model_type": "Further keys are expected here.",
    "dict_type": "“key: value” lines are expected here.",
    "int_parsing": "A whole number is expected here.",
    "bool_parsing": "Write true or false.",
}


def _message_of(detail: Any) -> str:
    """The message id: pydantic gives the filled sentence, so the unfilled one travels in the error's own context."""
    return str(detail["ctx"].get("message", detail["msg"]))


def _place(data: Any, loc: tuple[Any, ...], found: object, file: str) -> FilePosition:
    """Where a fault was written: the key for unknown keys, else the value, else the record around it."""
    here = getattr(found, "key_at", None) or getattr(found, "at", None)
    place = FilePosition(file, 1)
    node = data
    for step in loc:
        node = _step(node, step)
        if node is None:
            break
        place = getattr(node, "at", place)
    return here if isinstance(here, FilePosition) and here.line else place


def _step(node: Any, step: Any) -> Any:
    if isinstance(node, dict):
        key = next((k for k in node if k == step), None)
        if key is None:
            return None
        return node[key] if node[key] is not None else (key if isinstance(key, Text) else None)
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    return None


def _known_keys(kind: type[BaseModel], loc: tuple[Any, ...]) -> list[str]:
    """The keys of the record that the last step of `loc` would belong to."""
    model: Any = kind
    for step in loc[:-1]:
        if isinstance(step, str) and model is not None and step in model.model_fields:
            model = _record_in(model.model_fields[step].annotation) or model
    return list(model.model_fields)


def _record_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if found := _record_in(argument):
            return found
    return None


__all__ = ["DataFile", "PlanFile", "read_record"]
