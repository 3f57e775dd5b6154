"""Values that stand in one row, whatever they belong to: what can be held against each other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from keikaku.kept import Itself
from keikaku.plan.evaluations import Answer, Evaluation
from keikaku.plan.indicators import Indicator
from keikaku.plan.observations import Baseline, Observation, Target, Valued
from keikaku.plan.plan import Plan
from keikaku.plan.record import Subject
from keikaku.plan.tables import Money, Table
from keikaku.values import in_unit

T = TypeVar("T")


@dataclass(frozen=True)
class ValueRow:
    """The values of one indicator, series or line of money, with the record that may acknowledge what is found."""

    record: Subject
    name: str
    unit: str | None
    values: Sequence[Observation]
    beside: Sequence[Baseline | Target] = ()  # what is promised and started from, in the same unit


def rows_of_values(plan: Plan) -> Iterator[ValueRow]:
    for record in (*plan.indicators, *plan.tables, *plan.money):
        yield from _rows_of(Itself(record))


@lru_cache(maxsize=20_000)  # twenty questions look at them; after a save, most records are those of before
def _rows_of(of: Itself[Indicator | Table | Money]) -> tuple[ValueRow, ...]:
    match of.object:
        case Indicator() as one:
            whole = ValueRow(one, one.name, one.unit, one.values, (*one.baseline, *one.targets))
            return (whole, *(ValueRow(one, s.name, s.unit or one.unit, s.values) for s in one.series))
        case Table() as one:
            whole = ValueRow(one, one.title, one.unit, one.values)
            return (whole, *(ValueRow(one, s.name, s.unit or one.unit, s.values) for s in one.series))
        case Money() as one:
            return tuple(ValueRow(one, row.name, row.unit or one.unit, row.values) for row in one.rows)


def answers_of(plan: Plan) -> Iterator[tuple[Evaluation, Answer]]:
    """Each answer with the evaluation that may acknowledge what is found in it."""
    yield from ((evaluation, answer) for evaluation in plan.evaluations for answer in evaluation.answers)


def repeated(keyed: Iterable[tuple[object, T]]) -> Iterator[tuple[T, T]]:
    """Each record whose key another one before it has, behind the first of them: (first, second)."""
    seen: dict[object, T] = {}
    for key, record in keyed:
        first = seen.setdefault(key, record)
        if first is not record:
            yield first, record


def alone_among(keyed: Sequence[tuple[str, T]], others: int) -> Iterator[tuple[T, str]]:
    """Each record whose key stands once, where another key stands so often (twice at least) or more; with that."""
    counts = Counter(key for key, _ in keyed)
    usual, times = counts.most_common(1)[0] if counts else ("", 0)
    yield from ((record, usual) for key, record in keyed if counts[key] == 1 and times >= others)


def of_one_scale(values: Sequence[Observation], unit: str | None) -> Sequence[Observation]:
    """Without those of 千円 among 円, which are told as such."""
    return [one for one in values if not in_unit(one.value, unit or "")]


def final_numbers(plan: Plan, values: Sequence[Observation]) -> list[Observation]:
    """The numbers in order of time, without those of the middle of a year."""
    known = [o for o in values if o.value.number is not None and plan.about.is_comparable(o.state)]
    return sorted(known, key=lambda o: o.year.sort_key)


def number_of(record: Valued) -> Decimal:
    """The number of a record that has one."""
    return record.value.number or Decimal(0)


def is_own(target: Target) -> bool:
    """Is it this plan's target for the indicator as a whole?"""
    return not (target.plan or target.series or target.dimension or target.reference or target.per)


def own_targets(indicator: Indicator) -> list[Target]:
    return [target for target in indicator.targets if is_own(target)]


def numbered_targets(indicator: Indicator) -> list[Target]:
    """Those of its own that name a number which says something without another one: 50回, not 20%増."""
    return [one for one in own_targets(indicator) if one.value.number is not None and not one.value.is_relative]
