"""Nested records laid flat: each bears its own words alone, since the plan lists what was written inside it."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any, TypeVar

from keikaku.kept import Kept
from keikaku.plan.holding import LISTS
from keikaku.plan.record import Record, position_of
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


def is_alike(one: object, other: object) -> bool:
    """Are they equal, also in what equality overlooks: places, the spelling of years, the decimals of numbers?"""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, Decimal):
        return str(one) == str(other)
    if isinstance(one, str):
        return one == other and position_of(one) == position_of(other)
    if isinstance(one, Mapping | tuple | list | Record) or is_dataclass(one):
        return _are_alike(_parts(one), _parts(other))
    return one == other


def _are_alike(some: list[object], others: list[object]) -> bool:
    return len(some) == len(others) and all(map(is_alike, some, others))


def _parts(of: Any) -> list[object]:
    if isinstance(of, Record):
        return [of.written_at, *(getattr(of, name) for name in type(of).model_fields)]
    if isinstance(of, Mapping):
        return [part for pair in of.items() for part in pair]
    if isinstance(of, tuple | list):
        return list(of)
    return [getattr(of, field.name) for field in fields(of)]
