"""Nested records laid flat: each bears its own words alone, since the plan lists what was written inside it."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from itertools import repeat
from typing import Any, TypeVar, cast

from keikaku.kept import Kept
from keikaku.plan.holding import LISTS
from keikaku.plan.plan import Plan
from keikaku.plan.record import Record, position_of
from keikaku.problems import FilePosition
from keikaku.reading.units import in_words_where_units_differ

R = TypeVar("R", bound=Record)


def laid_flat(record: R, id: str, kept: Kept) -> R:
    """The record without what the plan lists itself, and without numbers of another unit than its own.

    Of what is `kept`, it is the very same one while its own words stay.
    """

    def holds(then: tuple[R, R]) -> bool:
        return then[0] is record or is_alike(then[1], _bare(record))

    def made() -> tuple[tuple[R, R], R]:
        bare = _bare(record)
        return (record, bare), in_words_where_units_differ(bare)

    return kept.noted(("flat", id), holds, made)


def _bare(record: R) -> R:
    held = {name: () for name in LISTS if getattr(record, name, ())}
    return record.model_copy(update=held) if held else record


def as_last_time(plan: Plan, kept: Kept) -> Plan:
    """The plan with the very records of last time, where nothing but the lines that they stand in has changed.

    What is made of them is the same, also where it tells the numbers of those lines. Problems tell the lines of today:
    they are found in the plan itself.
    """
    lists: dict[str, Any] = {
        name: tuple(_steady(record, (name, record.id), kept) for record in getattr(plan, name)) for name in LISTS
    }
    return replace(plan, about=_steady(plan.about, "about", kept), **lists)


def _steady(record: R, place: Hashable, kept: Kept) -> R:
    def holds(then: R) -> bool:
        return is_alike(then, record, _is_line_of_same_number)

    return kept.noted(place, holds, lambda: (record, record))


def _is_same_place(one: FilePosition, other: FilePosition) -> bool:
    return one == other and one.number == other.number


def _is_line_of_same_number(one: FilePosition, other: FilePosition) -> bool:
    is_number = (one.file, one.number, one.column) == (other.file, other.number, other.column)
    return is_number and (one.number > 0 or one.line == other.line)


def is_alike(
    one: object, other: object, is_same_place: Callable[[FilePosition, FilePosition], bool] = _is_same_place
) -> bool:
    """Are they equal, also in what equality overlooks: places, the spelling of years, the decimals of numbers?"""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, Decimal):
        return str(one) == str(other)
    if isinstance(one, str):
        return one == other and is_same_place(position_of(one), position_of(other))
    if isinstance(one, FilePosition):
        return is_same_place(one, cast(FilePosition, other))
    if isinstance(one, tuple | Record | list | Mapping) or is_dataclass(one):
        some, others = _parts(one), _parts(other)
        return len(some) == len(others) and all(map(is_alike, some, others, repeat(is_same_place)))
    return one == other


def _parts(of: Any) -> list[object]:
    if isinstance(of, tuple | list):
        return list(of)
    if isinstance(of, Record):
        return [of.written_at, *map(of.__dict__.__getitem__, type(of).model_fields)]
    if isinstance(of, Mapping):
        return [part for pair in of.items() for part in pair]
    return [getattr(of, field.name) for field in fields(of)]
