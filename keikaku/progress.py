"""Does an indicator come nearer to its target? One verdict for pages, checks and exports, with its reasons.

A verdict needs a declared direction, a target in numbers, and a value that may be held against it. Where one of them is
lacking, that is the verdict: it cannot be told, and why. A city's own grade stands beside it and is never replaced.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from keikaku.kept import Itself
from keikaku.plan.about import PlanFile
from keikaku.plan.holding import is_held
from keikaku.plan.indicators import Counting, Direction, Indicator
from keikaku.plan.observations import Baseline, Observation, Target, Timing
from keikaku.values import LEAST, MOST, End, Value, ValueKind


class Verdict(StrEnum):
    REACHED = "reached"
    MISSED = "missed"  # the target's year is over, and its value did not reach it
    NEARER = "nearer"
    FURTHER = "further"
    UNCHANGED = "unchanged"
    UNKNOWN = "unknown"  # cannot be told; `reason` says why


class Reason(StrEnum):
    """Why there is no verdict."""

    SWITCHED_OFF = "switched-off"  # the city wants none
    NO_TARGET = "no-target"
    TARGET_OF_PARTS = "target-of-parts"  # of series, such as men and women
    TARGET_IN_WORDS = "target-in-words"
    TARGET_OF_ANOTHER_KIND = (
        "target-of-another-kind"  # a total, an average, an increment, relative, for each of several
    )
    NO_DIRECTION = "no-direction"
    NO_RESULT = "no-result"
    RESULT_IN_WORDS = "result-in-words"
    DURATION = "duration"  # 1時間30分: shown as it is printed, and not counted with
    NOT_COMPARABLE = "not-comparable"  # only mid-year values, or a cumulative count against a yearly target
    NOT_EXACT = "not-exact"  # 約, 弱, 以上: it may lie on either side of the target
    NO_START = "no-start"  # not reached, and nothing earlier to compare with


@dataclass(frozen=True)
class Progress:
    """A verdict with everything that it was made from."""

    verdict: Verdict
    reason: Reason | None = None
    target: Target | None = None
    latest: Observation | None = None
    start: Baseline | Observation | None = None

    def is_told_early(self, indicator: Indicator) -> bool:
        """Does it rest on something that is not public yet?"""
        parts = (indicator, self.target, self.latest, self.start)
        return any(part is not None and is_held(part) for part in parts)


# What may be compared as it stands: one value, for one year or for each of them.
_PLAIN = (Timing.IN, Timing.BY, Timing.EVERY, Timing.MILESTONE, Timing.NONE)


def progress(plan: PlanFile, indicator: Indicator) -> Progress:
    """The verdict on the plan's own target: that of the latest comparable value's year, or else the next."""
    return _progress(Itself(plan), Itself(indicator))


def is_overtaken(indicator: Indicator, latest: Observation) -> bool:
    """Is there a value of a later year? In words, of the middle of a year, or counted otherwise it is not compared."""
    return any(
        not (o.value.is_missing or o.year.summed) and o.year.sort_key > latest.year.sort_key for o in indicator.values
    )


@lru_cache(maxsize=5_000)  # pages, checks and exports ask the same of each indicator, some seven times
def _progress(its_plan: Itself[PlanFile], itself: Itself[Indicator]) -> Progress:
    plan, indicator = its_plan.object, itself.object
    own = [t for t in indicator.targets if not (t.plan or t.reference or t.value.is_missing)]
    targets = [t for t in own if not is_of_part(t)]
    if not (indicator.progress and plan.progress):
        return Progress(Verdict.UNKNOWN, Reason.SWITCHED_OFF)
    if not targets:
        return Progress(Verdict.UNKNOWN, Reason.TARGET_OF_PARTS if own else Reason.NO_TARGET)
    latest = latest_comparable(plan, indicator.values)
    return progress_towards(plan, indicator, current_target(targets, latest))


def is_of_part(target: Target) -> bool:
    return bool(target.series or target.dimension)


def progress_towards(plan: PlanFile, indicator: Indicator, target: Target) -> Progress:
    latest = latest_comparable(plan, indicator.values, until=target)
    lacking = _what_is_lacking(indicator, target, latest)
    if lacking is not None:
        return Progress(Verdict.UNKNOWN, lacking, target, latest)
    assert latest is not None
    start, met = start_of(indicator, latest), is_met(latest.value, target.value, indicator.direction)
    if met is None:
        return Progress(Verdict.UNKNOWN, Reason.NOT_EXACT, target, latest, start)
    if met:
        return Progress(Verdict.REACHED, None, target, latest, start)
    if _is_over(plan, target, latest):
        return Progress(Verdict.MISSED, None, target, latest, start)
    if start is None or start.value.number is None:
        return Progress(Verdict.UNKNOWN, Reason.NO_START, target, latest)
    verdict = _direction_of_travel(start.value, latest.value, target.value, indicator.direction)
    reason = Reason.NOT_EXACT if verdict is Verdict.UNKNOWN else None
    return Progress(verdict, reason, target, latest, start)


def latest_comparable(
    plan: PlanFile, values: Iterable[Observation], *, until: Target | None = None
) -> Observation | None:
    """The latest value that may be held against a target: no mid-year flow, no sum of years, not after its year.

    Of several values of one year it is the final one, or else the last that is written.
    """
    known = [o for o in values if _has_value(o.value) and plan.is_comparable(o.state) and not o.year.summed]
    if until is not None and until.year is not None:
        known = [o for o in known if o.year.sort_key[0] <= until.year.sort_key[0]] or known
    return max(reversed(known), key=lambda o: (o.year.sort_key, plan.is_final(o.state)), default=None)


def start_of(indicator: Indicator, latest: Observation) -> Baseline | Observation | None:
    """The baseline, or else the first value, if that is not the latest itself."""
    if baseline := baseline_before(indicator, latest):
        return baseline
    earlier = [o for o in indicator.values if o.value.number is not None and o.year.sort_key < latest.year.sort_key]
    return min(earlier, key=lambda o: o.year.sort_key, default=None)


def baseline_before(indicator: Indicator, latest: Observation) -> Baseline | None:
    """The baseline in numbers, unless it is of a later year: then nothing has begun there."""
    found = next((b for b in indicator.baseline if b.value.number is not None), None)
    return None if found and found.year and found.year.sort_key > latest.year.sort_key else found


def current_target(targets: list[Target], latest: Observation | None) -> Target:
    """Of a path of targets by year, the one of the latest value's year, else the next; the last where all are past."""
    dated = sorted(
        (t for t in targets if t.year is not None), key=lambda t: t.year.sort_key if t.year else (0, 0, 0, 0)
    )
    if latest is None or not dated:
        return targets[-1]
    return next((t for t in dated if t.year and t.year.last >= latest.year.last), dated[-1])


def _what_is_lacking(indicator: Indicator, target: Target, latest: Observation | None) -> Reason | None:
    value = target.value
    if not _has_results(indicator):
        return _why_no_number(indicator, value)
    is_done_or_not = indicator.direction is Direction.YES_NO
    if value.kind is ValueKind.DURATION:
        return Reason.DURATION
    if value.number is None and not is_done_or_not:
        return Reason.TARGET_IN_WORDS
    if target.timing not in _PLAIN or target.per or value.is_relative:
        return Reason.TARGET_OF_ANOTHER_KIND
    if indicator.direction in (None, Direction.NONE):
        return Reason.NO_DIRECTION
    if latest is None or (latest.value.number is None and not is_done_or_not):
        return Reason.NOT_COMPARABLE
    if indicator.counting is Counting.CUMULATIVE and target.timing is Timing.EVERY:
        return Reason.NOT_COMPARABLE
    return None


def _has_results(indicator: Indicator) -> bool:
    return any(map(_has_value, _results(indicator)))


def _results(indicator: Indicator) -> Iterator[Value]:
    """Of the whole and of its parts; what is only expected, or given for company, is no result."""
    parts = (series.values for series in indicator.series if not (series.companion or series.expected_by))
    return (one.value for values in (indicator.values, *parts) for one in values)


def _why_no_number(indicator: Indicator, target: Value) -> Reason:
    """未策定 → 策定済: the results are there, in words."""
    kinds = {value.kind for value in _results(indicator)}
    if ValueKind.DURATION in kinds:
        return Reason.DURATION
    if ValueKind.TEXT not in kinds:
        return Reason.NO_RESULT
    return Reason.TARGET_IN_WORDS if target.kind is ValueKind.TEXT else Reason.RESULT_IN_WORDS


def _is_over(plan: PlanFile, target: Target, latest: Observation) -> bool:
    """Is the latest value the last word on the target? Not where it is not final, or the target names no year."""
    if not plan.is_final(latest.state) or latest.year.is_within_a_year:
        return False
    if target.timing is Timing.EVERY:
        return True
    return target.year is not None and latest.year.is_no_earlier_than(target.year)


def _has_value(value: Value) -> bool:
    return value.number is not None or value.kind in (ValueKind.YES, ValueKind.NO)


def is_met(latest: Value, target: Value, direction: Direction | None) -> bool | None:
    """None where the value may lie on either side: 1,000人弱 misses 1,000人, and 約1,000人 may meet it."""
    if direction is Direction.YES_NO:
        return latest.kind is ValueKind.YES
    (low, high), (floor, ceiling) = latest.ends, _aimed_at(target, direction)
    if floor <= low and high <= ceiling:
        return True
    return False if high < floor or ceiling < low else None


def _aimed_at(target: Value, direction: Direction | None) -> tuple[End, End]:
    """The least and the most that meets the target. 未満 and 超 leave the number itself out."""
    number = target.number or Decimal(0)
    high = number if target.high is None else target.high
    floor, ceiling = (number, int(target.after == "超")), (high, -int(target.after == "未満"))
    if target.is_rough:
        floor, ceiling = target.ends
    is_limit = direction in (Direction.DOWN, Direction.RANK)
    is_limit |= direction is Direction.MAINTAIN and target.is_upper_limit
    if direction is Direction.RANGE:
        return floor, ceiling
    return (LEAST, ceiling) if is_limit else (floor, MOST)


def _direction_of_travel(start: Value, latest: Value, target: Value, direction: Direction | None) -> Verdict:
    (low, high), (other_low, other_high) = start.ends, latest.ends
    if (low, high) != (other_low, other_high) and low <= other_high and other_low <= high:
        return Verdict.UNKNOWN  # from 30 to 30～40
    before, now = (
        (_distance(value.number, target, direction), _is_on_excluded_edge(value, target)) for value in (start, latest)
    )
    if now == before:
        return Verdict.UNCHANGED
    return Verdict.NEARER if now < before else Verdict.FURTHER


def _distance(number: Decimal | None, target: Value, direction: Direction | None) -> Decimal:
    """How far a number is from what is aimed at; 0 where it is met."""
    aim = target.number
    if number is None or aim is None:
        return Decimal(0)
    zero = Decimal(0)
    rules: dict[Direction, Callable[[Decimal, Decimal], Decimal]] = {
        Direction.UP: lambda low, _: max(low - number, zero),
        Direction.DOWN: lambda _, high: max(number - high, zero),
        Direction.RANK: lambda _, high: max(number - high, zero),
        Direction.MAINTAIN: lambda low, high: (
            max(number - high, zero) if target.is_upper_limit else max(low - number, zero)
        ),
        Direction.RANGE: lambda low, high: max(low - number, number - high, zero),
    }
    high = target.high if target.high is not None else aim
    return rules[direction](aim, high) if direction in rules else zero


def _is_on_excluded_edge(latest: Value, target: Value) -> bool:
    """未満 and 超 leave the number itself out."""
    return target.after in ("未満", "超") and latest.number == target.number
