"""Which records may be held back, and what is inside what: known of each kind of record, and looked up once."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import get_args, get_origin

from keikaku.kept import Itself
from keikaku.plan.record import Publishable, Record
from keikaku.plan.tree import Holder

# What a record may hold that the plan lists as well.
LISTS = ("nodes", "projects", "indicators", "tables", "money", "evaluations")


def is_held(record: Record) -> bool:
    return isinstance(record, Publishable) and record.is_held


def bears_any(record: Record) -> bool:
    """Does the record bear a day or the word draft, or a part of it that the plan does not list itself?"""
    return _bears_any(Itself(record))


@lru_cache(maxsize=20_000)  # asked of each record of a plan after each save
def _bears_any(of: Itself[Record]) -> bool:
    record = of.object
    return is_held(record) or any(
        bears_any(part) for name in fields_of_held(type(record)) for part in getattr(record, name)
    )


@cache
def fields_of_held(kind: type[Record]) -> tuple[str, ...]:
    """The fields with lists of records that may be held, or have such inside; not what the plan lists itself."""
    listed = LISTS if issubclass(kind, Holder) else ()
    return tuple(
        name for name, part in _record_lists(kind).items() if name not in listed and _may_be_held(part, frozenset())
    )


def _may_be_held(kind: type[Record], above: frozenset[type[Record]]) -> bool:
    above |= {kind}
    parts = (part for part in _record_lists(kind).values() if part not in above)
    return issubclass(kind, Publishable) or any(_may_be_held(part, above) for part in parts)


@cache
def _record_lists(kind: type[Record]) -> Mapping[str, type[Record]]:
    """The fields that hold a list of records, with the kind of those."""
    return {
        name: part
        for name, field in kind.model_fields.items()
        if get_origin(field.annotation) is tuple
        and isinstance(part := get_args(field.annotation)[0], type)
        and issubclass(part, Record)
    }
