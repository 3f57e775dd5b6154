"""No field of the model is there in vain: each is used by a plan, and what it says reaches the reader.

The small town uses one of everything. Its texts stand on its pages word for word; what is no text of its own (a flag,
a day, an id) has an effect there, which `EFFECTS` names.
"""

import html
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, get_args
from unittest.mock import patch

import pytest
from pydantic import BaseModel

from keikaku.charts.drawing import Drawing, Picture
from keikaku.pages.context import Audience
from keikaku.pipeline import make
from keikaku.plan.about import PlanFile, Status
from keikaku.problems import Problems
from keikaku.reading.narrative import FrontMatter
from keikaku.reading.records import DataFile, read_record
from keikaku.reading.workspace import read_plans, read_settings
from keikaku.reading.yaml import read_yaml
from keikaku.values import Value, ValueKind
from keikaku.years import Year, YearKind

ROOT = Path(__file__).parent.parent
TOWN = ROOT / "tests" / "examples" / "small-town"
ENGLISH = ROOT / "tests" / "examples" / "english-plan"

Field = tuple[str, str]  # the record that declares it, and its name

EFFECTS: dict[Field, tuple[str, str]] = {}


# --- the model ---------------------------------------------------------------------------------------------------


@cache
def records_of_the_model() -> frozenset[type[BaseModel]]:
    found: set[type[BaseModel]] = set()
    waiting: list[type[BaseModel]] = [PlanFile, DataFile, FrontMatter]
    while waiting:
        record = waiting.pop()
        if record not in found:
            found.add(record)
            waiting += [inner for field in record.model_fields.values() for inner in types_in(field.annotation, BaseModel)]
    return frozenset(found)


def types_in(annotation: Any, kind: type) -> Iterator[Any]:
    if isinstance(annotation, type) and issubclass(annotation, kind):
        yield annotation
    for argument in get_args(annotation):
        yield from types_in(argument, kind)


def declared(record: type[BaseModel], name: str) -> Field:
    """A field under the first record that has it: what several inherit is one field."""
    first = next(base for base in reversed(record.__mro__) if name in getattr(base, "model_fields", ()))
    return (first.__name__, name)


def fields_of_the_model() -> set[Field]:
    return {declared(record, name) for record in records_of_the_model() for name in record.model_fields}


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
                record = read_record(DataFile, read_yaml(path.read_text(), path.name, problems), "", problems, context)
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


# --- the pages ---------------------------------------------------------------------------------------------------


@cache
def site(root: Path, audience: Audience = Audience.STAFF) -> Mapping[str, str]:
    """The HTML of each page by its address, with empty pictures; staff see what is held back as well."""
    empty = Picture(10, 10, "")
    with patch("keikaku.pipeline.draw_all", lambda figures, **_: {f.id: Drawing(empty, empty) for f in figures}):
        made = make(root, audience=audience)
    assert [f"{problem.at} {problem.rule}" for problem in made.problems if problem.stops_release] == []
    return {address: file.decode() for address, file in made.files.items() if address.endswith(".html")}


@cache
def text_of(root: Path) -> str:
    """Everything that the site says, without white space."""
    return "\n".join(squeezed(html.unescape(re.sub(r"<[^>]+>", "", page))) for page in site(root).values())


def squeezed(text: str) -> str:
    return "".join(text.split())


def texts_in(value: object) -> Iterator[str]:
    """What a value of a field says in words: itself, its parts, its spelling."""
    if isinstance(value, Value):
        yield value.printed.removesuffix(value.after)  # the unit comes between: 12回以上
    elif isinstance(value, Year):
        yield value.printed
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from (*texts_in(key), *texts_in(part))


# --- the tests ---------------------------------------------------------------------------------------------------


def test_every_field_is_used_by_a_plan() -> None:
    used = used_fields(ROOT) | used_fields(TOWN) | used_fields(ENGLISH)
    assert sorted(fields_of_the_model() - used) == []


def test_every_text_of_the_small_town_stands_on_its_pages() -> None:
    said = text_of(TOWN)
    lost = [
        (*declared(type(record), name), text)
        for record in used_records(TOWN)
        for name in type(record).model_fields
        if declared(type(record), name) not in EFFECTS
        for text in texts_in(getattr(record, name))
        if squeezed(text) not in said
    ]
    assert lost == []
if __name__ == "__main__":
    fields=fields_of_the_model()
    for rec in sorted(records_of_the_model(), key=lambda r: r.__name__):
        for n,f in rec.model_fields.items():
            if declared(rec,n)[0]==rec.__name__ and not any(types_in(f.annotation, BaseModel)) and not any(types_in(f.annotation,str)) : print(rec.__name__,n,f.annotation)
    print("UNUSED",sorted(fields - (used_fields(ROOT) | used_fields(TOWN) | used_fields(ENGLISH))))
    said = text_of(TOWN)
    for record in used_records(TOWN):
        for name in type(record).model_fields:
            for text in texts_in(getattr(record,name)):
                if squeezed(text) not in said: print('LOST',declared(type(record), name), text)
