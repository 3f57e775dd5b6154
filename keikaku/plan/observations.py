"""Values with what belongs to them: the year they are of, their state, their parts; baselines, targets, rates."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from keikaku.plan.record import (
    Blank,
    Noted,
    Publishable,
    Record,
    Short,
    ValueField,
    Word,
    YearField,
    as_list,
    by_key,
    fault,
    listed,
    nothing_below,
    refuse_one_value,
    short_form,
    two_values,
    with_key,
)
from keikaku.plan.unread import not_a_value, words_like
from keikaku.values import Absence, Value, ValueKind, parse_value, plain_number
from keikaku.years import Year, parse_year

_WORDS = {"text": ValueKind.TEXT, "yes": ValueKind.YES, "no": ValueKind.NO, "duration": ValueKind.DURATION}
INSTEAD_OF_VALUE = (*_WORDS, "missing")  # keys that bear a value that is no number


class Valued(Noted):
    """A record with a value, written as a number or as words: `value: 887`, `text: 設置`, `yes: 設置済み`."""

    value: ValueField

    @model_validator(mode="before")
    @classmethod
    def _read_words(cls, data: Any, info: ValidationInfo) -> Any:
        if not isinstance(data, dict):
            return data
        found = [key for key in (*INSTEAD_OF_VALUE, "value") if key in data]
        if len(found) > 1:
            raise two_values(found[0], found[1])
        return _with_value(data, (info.context or {}).get("no_value") or {})


def _with_value(data: dict[str, Any], no_value: Mapping[str, Absence]) -> dict[str, Any]:
    content = {key: item for key, item in data.items() if key not in INSTEAD_OF_VALUE}
    for key in INSTEAD_OF_VALUE:
        if isinstance(word := data.get(key), str):
            content["value"] = Value(str(word), _WORDS[key]) if key in _WORDS else _missing(word, no_value)
        elif key in data:
            content["value"] = data[key]  # no text, which is found where the value is read
    return Short(content, data)


def _missing(word: str, no_value: Mapping[str, Absence]) -> Value:
    """What the plan says that the word means; a sign, or nearly a word, beside those that it knows is a slip."""
    known = parse_value(word, no_value=no_value)
    if known and not known.is_missing:
        raise fault("not-a-value", "“{found}” stands behind “missing:”, and is a value", _NOT_MISSING, found=word)
    if known is None and no_value and (not re.search(r"\w", word) or words_like(word, no_value)):
        raise not_a_value(word, no_value)
    absence = (known and known.absence) or Absence.UNEXPLAINED
    return Value(str(word), ValueKind.MISSING, absence=absence)


_NOT_MISSING = "Write “value:” in place of “missing:”."


class Part(Valued):
    """One part of a breakdown: 認定 18."""

    name: str
    unit: str = ""


class Reading(Valued):
    """A second reading that stands in the same cell: the whole period's beside the year's, an extent."""

    label: str
    unit: str = ""


Parts = Annotated[tuple[Part, ...], by_key("name", lambda item: item)]
Readings = Annotated[tuple[Reading, ...], by_key("label", lambda item: item)]


class Observation(Valued, Publishable):
    """A value of one year, in one state; a year may have several, apart by their state."""

    year: YearField
    state: Word = ""  # one of the plan's states: 途中, 見込 …
    as_of: YearField | None = None
    cite: str = ""
    parts: Parts = ()
    also: Readings = ()


class Baseline(Valued):
    """Where an indicator starts. It may have a label of its own (策定時) and no year."""

    label: str = ""
    year: YearField | None = None
    as_of: YearField | None = None

    @model_validator(mode="before")
    @classmethod
    def _are_not_exchanged(cls, data: Any) -> Any:
        label, value = (data.get(key) for key in ("label", "value")) if isinstance(data, dict) else (None, None)
        if not (isinstance(label, str) and isinstance(value, str)):
            return data
        if plain_number(label) is not None and plain_number(value) is None:
            raise fault(
                "not-a-value",
                "“{found}” is not a number, while “label:” is one",
                "Have both changed places? Write the number behind “value:”, and the words behind “label:”.",
                found=value,
            )
        return data


class Timing(StrEnum):
    """When a target is meant to be met."""

    IN = "in"  # in that year
    BY = "by"  # by that year
    EVERY = "every"  # in each year of the period
    AVERAGE = "average"  # of the years
    TOTAL = "total"  # of the years
    INCREMENT = "increment"  # so much more each year
    MILESTONE = "milestone"  # done in that year
    NONE = "none"  # the source prints no timing


class FormerTarget(Valued):
    """What a target was before it was revised."""

    until: YearField | None = None
    year: YearField | None = None


class TargetBase(Valued):
    """What a relative target (20%増) starts from."""

    label: str = ""
    as_of: YearField | None = None


class Target(Valued, Publishable):
    """What is promised: a value with its year or timing, and the plan that promises it."""

    year: YearField | None = None
    timing: Timing = Timing.IN
    over: YearField | None = None  # the years that a total or an average is of
    per: str = ""  # 各区, 6大学それぞれ: each of them is to reach it
    plan: str = ""  # a parent plan's id; empty for this plan
    printed: str = ""
    series: str = ""  # the series that it is for
    dimension: dict[str, str] = Field(default_factory=dict)
    was: Annotated[tuple[FormerTarget, ...], listed()] = ()
    relative_to: TargetBase | None = None
    reference: bool = False  # printed for reference only
    cite: str = ""


class Rate(Valued, Publishable):
    """An achievement rate as the city prints it."""

    year: YearField


def _years_as_list(data: object) -> object:
    """Baselines by year, as values are written: `{H30: 100}`."""
    if not isinstance(data, dict) or not data or not all(parse_year(str(name)) for name in data):
        return data
    return [with_key("year", name, item) for name, item in data.items()]


Quotable: TypeAlias = Observation | Target | Baseline  # what a narrative may quote

Observations = Annotated[tuple[Observation, ...], by_key("year", lambda item: item)]
Baselines = Annotated[tuple[Baseline, ...], listed(short_form("value")), BeforeValidator(_years_as_list)]
Rates = Annotated[tuple[Rate, ...], by_key("year", lambda item: item)]


def _read_targets(data: object) -> object:
    """Targets by year, or by a timing (`every: 720以上`), or as a list of mappings."""
    if isinstance(data, Blank):
        raise nothing_below()
    if not isinstance(data, dict):
        return as_list(data)
    refuse_one_value(data)
    timings = {timing.value for timing in Timing}
    return [
        with_key("timing" if str(name) in timings else "year", name, item)
        for name, items in data.items()
        for item in (items if isinstance(items, list) else [items])
    ]


Targets = Annotated[tuple[Target, ...], BeforeValidator(_read_targets)]


class Dimensioned(Record):
    """Something that holds for a part of the whole only: by sex, by district."""

    coverage: str = ""
    dimension: dict[str, str] = Field(default_factory=dict)


class DataSeries(Noted, Dimensioned):
    """A row of values of its own beside an indicator's: another unit, coverage or dimension."""

    id: Word
    name: str
    unit: str | None = None
    total: bool = False
    companion: bool = False  # for reference only
    expected_by: str = ""  # the plan or scenario that expects these values, without promising them
    values: Observations = ()


def years_of(observations: tuple[Observation, ...]) -> tuple[Year, ...]:
    """The years in order of time, each once."""
    return tuple(sorted(dict.fromkeys(o.year for o in observations), key=lambda year: year.sort_key))
