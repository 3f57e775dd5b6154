"""The records and fields of the model, and what plans use of them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel

from keikaku.kept import Kept
from keikaku.plan.about import PlanFile
from keikaku.plan.plan import Plan
from keikaku.plan.record import Noted
from keikaku.problems import Problems
from keikaku.reading.narrative import FrontMatter
from keikaku.reading.records import DataFile, read_record
from keikaku.reading.workspace import read_plans, read_settings
from keikaku.reading.yaml import read_yaml
from keikaku.values import Value
from keikaku.workspace import Workspace
from keikaku.years import Year

R = TypeVar("R", bound=BaseModel)
Field = tuple[str, str]  # the record that declares it, and its name


# --- the model ---------------------------------------------------------------------------------------------------


@cache
def records_of_the_model() -> frozenset[type[BaseModel]]:
    found: set[type[BaseModel]] = set()
    waiting: list[type[BaseModel]] = [PlanFile, DataFile, FrontMatter]
    while waiting:
        record = waiting.pop()
        if record not in found:
            found.add(record)
            waiting += [
                inner for field in record.model_fields.values() for inner in types_in(field.annotation, BaseModel)
            ]
    return frozenset(found)


def types_in(annotation: Any, kind: Any) -> Iterator[Any]:
    if isinstance(annotation, type) and issubclass(annotation, kind):
        yield annotation
    for argument in get_args(annotation):
        yield from types_in(argument, kind)


def declared(record: type[BaseModel], name: str) -> Field:
    """A field under the first record that has it: what several inherit is one field."""
    first = next(base for base in reversed(record.__mro__) if name in getattr(base, "model_fields", ()))
    return (first.__name__, name)


def fields_of_the_model() -> set[Field]:
    return set(types_by_field())


@cache
def types_by_field() -> Mapping[Field, Any]:
    return {
        declared(record, name): field.annotation
        for record in records_of_the_model()
        for name, field in record.model_fields.items()
    }


def enums_of(record: type[BaseModel]) -> Iterator[type[Enum]]:
    for field in record.model_fields.values():
        yield from types_in(field.annotation, Enum)


# --- the plans ---------------------------------------------------------------------------------------------------


@cache
def used_records(root: Path) -> list[BaseModel]:
    """Every record of a workspace, as its files say it and with the values of its CSV files."""
    problems = Problems()
    plans = read_plans(read_settings(root, problems), problems)
    assert plans
    assert not problems.errors, [str(problem) for problem in problems.errors]
    found: list[BaseModel] = []
    for plan in plans:
        context = {"no_value": plan.about.no_value, "near": plan.about.data_year and plan.about.data_year.last}
        for path in sorted((root / "data" / plan.id).glob("*.yaml")):
            if path.name != "plan.yaml":
                record = read_record(
                    DataFile, read_yaml(path.read_text(encoding="utf-8"), path.name, problems), "", problems, context
                )
                assert record is not None, path
                found.append(record)
        found += [plan.about, *plan.indicators, *front_matters(root / "content" / plan.id)]
    return [inner for record in found for inner in records_in(record)]


def front_matters(folder: Path) -> Iterator[BaseModel]:
    for path in sorted(folder.glob("*.md")):
        before, mark, after = path.read_text(encoding="utf-8").partition("---\n")
        matter = after.partition("---\n")[0] if mark and not before else "{}"
        record = read_record(FrontMatter, read_yaml(matter, path.name, Problems()), "", Problems(), {})
        assert record is not None, path
        yield record


def records_in(record: BaseModel) -> Iterator[BaseModel]:
    yield record
    for name in type(record).model_fields:
        value = getattr(record, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, BaseModel):
                yield from records_in(part)


def used_fields(root: Path) -> set[Field]:
    return {
        declared(type(record), name)
        for record in used_records(root)
        for name in record.model_fields_set
        if getattr(record, name) not in ((), "", None, {})
    }


@cache
def words_used(root: Path) -> set[Enum]:
    """Every word of a fixed list that the plans use, with the kinds of their values and years."""
    found: set[Enum] = set()
    for record in used_records(root):
        for name in type(record).model_fields:
            value = getattr(record, name)
            found |= {word for word in (value, *dict_values(value)) if isinstance(word, Enum)}
            found |= {value.kind} if isinstance(value, Value | Year) else set()
    return found


def dict_values(value: object) -> list[object]:
    return list(value.values()) if isinstance(value, dict) else []


def keys_of_notes(root: Path) -> set[str]:
    """Notes are written once and pointed to by a key, which is no text."""
    return {key for record in used_records(root) for key in getattr(record, "notes", {})}


# --- notes -------------------------------------------------------------------------------------------------------

# A plan holds these in lists of its own, beside the records that they were written in.
_HELD = {"nodes", "projects", "indicators", "tables", "money", "evaluations"}


class Annotated:
    """Writes a note of the source's and one of the editor's on every record that may carry some."""

    def __init__(self) -> None:
        self.notes: list[tuple[str, str]] = []  # the kind of record, and the note

    def plans(self, workspace: Workspace, problems: Problems, kept: Kept) -> list[Plan]:
        return [self._plan(plan) for plan in read_plans(workspace, problems, kept)]

    def _plan(self, plan: Plan) -> Plan:
        lists: dict[str, Any] = {name: tuple(map(self._noted, getattr(plan, name))) for name in _HELD}
        return replace(plan, about=self._noted(plan.about), **lists)

    def _noted(self, record: R) -> R:
        update: dict[str, Any] = {}
        for name in type(record).model_fields.keys() - _HELD - {"readings"}:
            value = getattr(record, name)
            if isinstance(value, BaseModel):
                update[name] = self._noted(value)
            elif isinstance(value, tuple):
                update[name] = tuple(self._noted(part) if isinstance(part, BaseModel) else part for part in value)
        if isinstance(record, Noted):
            update |= {"note": (self._new(record, "注"),), "editor_note": (self._new(record, "編集注"),)}
        return record.model_copy(update=update)

    def _new(self, record: BaseModel, word: str) -> str:
        note = f"{word}{len(self.notes)}号"
        self.notes.append((type(record).__name__, note))
        return note
