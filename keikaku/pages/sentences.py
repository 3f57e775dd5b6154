"""The sentence of a figure, written from the data: latest value, change, target and distance, gaps, what is not final.

Neutral: 増加 and 減少, above and below; no cause, no praise, no blame.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from keikaku.pages.phrases import (
    bracketed,
    difference_text,
    is_percentage,
    joined,
    promised_text,
    row_title,
    state_text,
    year_text,
)
from keikaku.pages.ranks import rank_change, rank_position
from keikaku.pages.shapes import can_be_compared, is_one_value
from keikaku.plan.about import PlanFile
from keikaku.plan.indicators import Counting, Direction, Indicator
from keikaku.plan.observations import Baseline, DataSeries, FormerTarget, Observation, Target, Timing
from keikaku.plan.plan import Plan
from keikaku.plan.tables import Money, MoneyRow, Table, TableKind
from keikaku.progress import baseline_before, current_target, latest_comparable, progress
from keikaku.values import Value, ValueKind, same_unit, value_text
from keikaku.words import Words, msgid
from keikaku.years import Year

_FEW = 5  # series or rows that one sentence can name


def indicator_sentence(plan: Plan, indicator: Indicator, words: Words) -> str:
    sentences = [
        *_latest(plan.about, indicator, words),
        *_series(plan.about, indicator, words),
        *_change(plan.about, indicator, words),
        *_targets(plan, indicator, words),
        *_gaps(indicator, words),
    ]
    if sentences:
        return joined(words, sentences)
    is_empty = not (indicator.values or indicator.series or indicator.targets or indicator.baseline or indicator.rates)
    return words(
        "This indicator has neither a value nor a target yet."
        if is_empty
        else "The source gives words for this indicator, and no number."
    )


# --- values ------------------------------------------------------------------------------------------------------


def known_values(plan: PlanFile, values: Iterable[Observation]) -> list[Observation]:
    """The values of single years in order, of each year the final one last."""
    known = [o for o in values if not o.value.is_missing and not o.year.summed]
    return sorted(known, key=lambda o: (o.year.sort_key, plan.is_final(o.state)))


def _latest(plan: PlanFile, indicator: Indicator, words: Words) -> list[str]:
    known = known_values(plan, indicator.values)
    if not known:
        return _no_results(plan, indicator, words)
    if len(known) <= _FEW and all(o.value.kind in _IN_WORDS for o in known):
        return [_course(plan, known, words)]
    latest = known[-1]
    value, year = value_text(latest.value, indicator.unit_word), year_text(latest.year)
    if latest.value.kind in _IN_WORDS:
        value = words("“{word}”", word=value)
    how = " ".join(part for part in (state_text(words, plan, latest), latest.as_of and latest.as_of.printed) if part)
    said, said_with_how = _LATEST_RANK if indicator.direction is Direction.RANK else _LATEST
    if how:
        return [words(said_with_how, value=value, year=year, how=how)]
    return [words(said, value=value, year=year)]


def _course(plan: PlanFile, known: Iterable[Observation], words: Words) -> str:
    """What is said in words, year by year: R4は「未開館」、R5は「開館」です."""
    facts = (words("{name} is “{value}”", name=_year_with_state(plan, o, words), value=o.value.printed) for o in known)
    return words("{facts}.", facts=words(", ").join(facts))


_IN_WORDS = (ValueKind.YES, ValueKind.NO, ValueKind.TEXT)

_LATEST = (
    msgid("The latest value is {value} in {year}."),
    msgid("The latest value is {value} in {year} ({how})."),
)
_LATEST_RANK = (
    msgid("The latest rank is {value} in {year}."),
    msgid("The latest rank is {value} in {year} ({how})."),
)


def _no_results(plan: PlanFile, indicator: Indicator, words: Words) -> list[str]:
    starts = [_begins(plan, b, indicator, words) for b in indicator.baseline if not b.value.is_missing]
    has_any = indicator.values or any(series.values for series in indicator.series)
    if has_any or not indicator.targets:
        return starts
    return [*starts, words("No results have been published in this document yet.")]


def _begins(plan: PlanFile, baseline: Baseline, indicator: Indicator, words: Words) -> str:
    """現状値は7（H30）です: under the plan's own word, with the year as it is printed, which brackets enclose."""
    value = value_text(baseline.value, indicator.unit_word)
    label = " ".join(part for part in (baseline.label, baseline.year and baseline.year.printed) if part)
    if not plan.labels.baseline:
        return words("It starts from {value} ({label}).", value=value, label=label)
    fact = words("{name} is {value}", name=plan.labels.baseline, value=value)
    return words("{begin}.", begin=bracketed(words, fact, label))


def _series(plan: PlanFile, indicator: Indicator, words: Words) -> Iterator[str]:
    """The latest value of each series, where there is none of the whole; of many, the highest and the lowest."""
    own = [series for series in indicator.series if not (series.companion or series.expected_by)]
    if len(own) > _FEW:
        yield from _extremes(plan, own, indicator.unit_word, words, ranked=indicator.direction is Direction.RANK)
        return
    if indicator.values:
        return
    for series in own:
        if known := known_values(plan, series.values):
            yield words(
                "{name} in {year} is {value}.",
                name=series.name,
                year=_year_with_state(plan, known[-1], words),
                value=value_text(known[-1].value, series.unit or indicator.unit_word),
            )


def _extremes(
    plan: PlanFile, own: Sequence[DataSeries], unit: str, words: Words, *, ranked: bool = False
) -> Iterator[str]:
    """The highest and the lowest value of the latest year in which several series have final numbers of one unit."""
    alike = [series for series in own if not (series.total or (series.unit and not same_unit(series.unit, unit)))]
    found: dict[Year, dict[str, Value]] = defaultdict(dict)
    for series in alike:
        for one in known_values(plan, series.values):
            if one.value.number is not None and one.value.high is None and (not one.state or plan.is_final(one.state)):
                found[one.year][series.name] = one.value
    years = [year for year, values in found.items() if len(values) > 1]
    if not years:
        return
    latest = max(years, key=lambda year: year.sort_key)
    values = found[latest]
    low, *_, high = sorted(values.values(), key=lambda value: value.number or 0, reverse=ranked)
    told = {"year": year_text(latest), "count": words.number(len(values)), "value": value_text(high, unit)}
    if high.number == low.number:
        yield words("In {year} all {count} are {value}.", **told)
        return
    yield words(
        _RANK_EXTREMES if ranked else _EXTREMES,
        **told,
        high=_names_with(high, values, words),
        low=_names_with(low, values, words),
        low_value=value_text(low, unit),
    )


_EXTREMES = msgid("In {year}, of {count}, the highest is {high} ({value}), the lowest {low} ({low_value}).")
_RANK_EXTREMES = msgid("In {year}, of {count}, first comes {high} ({value}), last {low} ({low_value}).")


def _names_with(value: Value, values: Mapping[str, Value], words: Words) -> str:
    return words(", ").join(name for name, other in values.items() if other.number == value.number)


def _change(plan: PlanFile, indicator: Indicator, words: Words) -> list[str]:
    """Since the baseline, or the first year; only between plain numbers of one kind, and not up to a mid-year flow."""
    last = latest_comparable(plan, indicator.values)
    start = _start(plan, indicator, last)
    if last is None or start is None or not _are_alike(start.value, last.value, indicator):
        return []
    first = start.label if isinstance(start, Baseline) else ""
    first = first or (year_text(start.year) if start.year else words("Baseline"))
    until = "" if last is known_values(plan, indicator.values)[-1] else year_text(last.year)
    if indicator.direction is Direction.RANK and start.value.number is not None and last.value.number is not None:
        return [rank_change(words, start.value.number, last.value.number, first, until)]
    return _difference(start.value, last.value, first, until, _unit(indicator, last.value), words)


def _start(plan: PlanFile, indicator: Indicator, last: Observation | None) -> Baseline | Observation | None:
    if last is None:
        return None
    if baseline := baseline_before(indicator, last):
        return baseline
    earlier = [o for o in known_values(plan, indicator.values) if o.value.number is not None and o.year != last.year]
    return next((o for o in earlier if plan.is_comparable(o.state)), None)


def _difference(start: Value, last: Value, first: str, until: str, unit: str, words: Words) -> list[str]:
    """`until` is said where the last value is not the latest one that was named."""
    if start.number is None or last.number is None:
        return []
    difference = last.number - start.number
    if start.is_bound or last.is_bound or (not difference and start.ends != last.ends):
        return []
    size = _size(difference, unit, (start, last), words)
    sign = (difference > 0) - (difference < 0)
    phrases = _POINTS if is_percentage(unit) else _CHANGES
    return [words(phrases[sign][bool(until)], size=size, first=first, last=until)]


def _size(difference: Decimal, unit: str, values: tuple[Value, Value], words: Words) -> str:
    """How far apart two values are: about so far, where one of them is only about so much."""
    size = difference_text(words, difference, unit, abbreviated=any(value.exact_digits for value in values))
    return words("about {size}", size=size) if any(value.is_rough for value in values) else size


_CHANGES = {
    1: (msgid("It has risen by {size} since {first}."), msgid("From {first} to {last} it rose by {size}.")),
    0: (msgid("It has not changed since {first}."), msgid("From {first} to {last} it did not change.")),
    -1: (msgid("It has fallen by {size} since {first}."), msgid("From {first} to {last} it fell by {size}.")),
}
# A share goes up and down; it does not become more and less.
_POINTS = {
    1: (msgid("It has gone up by {size} since {first}."), msgid("From {first} to {last} it went up by {size}.")),
    0: _CHANGES[0],
    -1: (msgid("It has gone down by {size} since {first}."), msgid("From {first} to {last} it went down by {size}.")),
}


def _gaps(indicator: Indicator, words: Words) -> list[str]:
    known = {o.year for o in indicator.values if not o.value.is_missing}
    in_order = sorted(indicator.values, key=lambda o: o.year.sort_key)
    missing = [o for o in in_order if o.value.is_missing and o.year not in known]
    if not missing:
        return []
    years = words(", ").join(year_text(o.year) for o in missing)
    signs = words(", ").join(dict.fromkeys(words("“{word}”", word=o.value.printed) for o in missing))
    return [words("There is no value for {years}; the source prints {signs}.", years=years, signs=signs)]


def _unit(indicator: Indicator, value: Value) -> str:
    return indicator.unit_word or value.unit


# --- targets -----------------------------------------------------------------------------------------------------


def _targets(plan: Plan, indicator: Indicator, words: Words) -> Iterator[str]:
    for target in _told(plan.about, indicator):
        begin, distance = _target(plan, indicator, target, words), _distance(plan.about, indicator, target, words)
        if distance:
            yield words("{begin}{distance}.", begin=begin, distance=distance)
        else:
            yield words("{begin}.", begin=begin)


def _told(plan: PlanFile, indicator: Indicator) -> list[Target]:
    """The targets that the sentence tells: of a path of the plan's own targets by year only the one that counts now."""
    said = [target for target in indicator.targets if not target.value.is_missing]
    path = [t for t in said if t.year and not (t.plan or t.series or t.dimension or t.reference)]
    latest = latest_comparable(plan, indicator.values)
    if len(path) < 2 or latest is None:
        return said
    judged = progress(plan, indicator).target
    now = judged if judged in path else current_target(path, latest)
    return [target for target in said if target is now or target not in path]


def _target(plan: Plan, indicator: Indicator, target: Target, words: Words) -> str:
    series = indicator.series_of(target)
    value = value_text(target.value, indicator.unit_of(target))
    if target.value.kind is ValueKind.TEXT:
        value = words("“{word}”", word=value)
    name = _target_name(plan, target, series, words)
    former = (words("formerly {value}", value=_former(was, indicator)) for was in target.was)
    when = words(", ").join(part for part in (promised_text(words, target, said=str), *former) if part)
    return (
        words("{name} is {value} ({when})", name=name, value=value, when=when)
        if when
        else words("{name} is {value}", name=name, value=value)
    )


def _former(was: FormerTarget, indicator: Indicator) -> str:
    """12,000冊, with its year where that was another: R6の12,000冊 would read as a result."""
    return " ".join(
        part for part in (value_text(was.value, indicator.unit_word), was.year and was.year.printed) if part
    )


def _target_name(plan: Plan, target: Target, series: DataSeries | None, words: Words) -> str:
    parent = plan.about.parent_plan(target.plan)
    part = series.name if series else words(", ").join(target.dimension.values())
    name = words("The target of {plan}", plan=parent.short_name or parent.name) if parent else words("The target")
    name = words("{name} ({unit})", name=name, unit=part) if part else name
    return words("{name} (for reference)", name=name) if target.reference else name


def _distance(plan: PlanFile, indicator: Indicator, target: Target, words: Words) -> str:
    """Above, below or equal; only where both are plain numbers of one kind, and the target is for one year."""
    series = indicator.series_of(target)
    is_for_a_part = bool(target.series) or target.dimension not in ({}, indicator.dimension)
    if (is_for_a_part and series is None) or not _may_be_compared(plan, indicator, target):
        return ""
    latest = latest_comparable(plan, series.values if series else indicator.values, until=target)
    if latest is None or latest.value.is_bound or not _are_alike(latest.value, target.value, indicator):
        return ""
    unit = (series and series.unit) or _unit(indicator, latest.value)
    is_named = not (series or latest.state) and latest is known_values(plan, indicator.values)[-1]
    is_rank = indicator.direction is Direction.RANK
    whose = words("the latest rank") if is_rank else words("the latest value")
    if not is_named:
        whose = words("the value of {year}", year=_year_with_state(plan, latest, words))
    if is_rank and latest.value.number is not None:
        return rank_position(words, latest.value.number, target.value, whose)
    return _position(latest.value, target.value, whose, unit, words)


def _year_with_state(plan: PlanFile, observation: Observation, words: Words) -> str:
    """H29（2017、速報）: that a value is not final is said wherever it is held against another."""
    year, state = observation.year, state_text(words, plan, observation)
    if not state:
        return year_text(year)
    return bracketed(words, year.printed, words(", ").join(filter(None, (year.beside, state))))


def _may_be_compared(plan: PlanFile, indicator: Indicator, target: Target) -> bool:
    """A total, an increment or a target for each of several is another kind of number than a year's value."""
    is_plain = target.timing in (Timing.IN, Timing.BY, Timing.EVERY) and not (target.over or target.per)
    is_of_a_year = not (indicator.counting is Counting.CUMULATIVE and target.timing is Timing.EVERY)
    is_wanted = plan.progress and indicator.progress and not (target.reference or target.plan)
    return is_plain and is_of_a_year and is_wanted and not target.value.is_relative


def _are_alike(one: Value, other: Value, indicator: Indicator) -> bool:
    """Numbers in one unit, counted in one way: 累計 15回 and 3回 are not, unless all are counted since a beginning."""
    numbers = one.number is not None and other.number is not None and one.high is None
    units = not (one.unit and other.unit) or same_unit(one.unit, other.unit)
    words = _KINDS[1:] if indicator.counting is Counting.CUMULATIVE else _KINDS
    return numbers and units and all((word in one.before) == (word in other.before) for word in words)


_KINDS = ("累計", "合計", "平均", "各", "月", "週")


def _position(latest: Value, aim: Value, whose: str, unit: str, words: Words) -> str:
    number, low = latest.number or Decimal(0), aim.number or Decimal(0)
    high = low if aim.high is None else aim.high
    if low <= number <= high:
        if latest.is_rough and not aim.is_rough:
            return ""
        text = words(", which {whose} equals", whose=whose)
        return text if low == high else words(", within which {whose} lies", whose=whose)
    difference = number - high if number > high else low - number
    size = _size(difference, unit, (latest, aim), words)
    if number > high:
        return words(", which {whose} exceeds by {size}", whose=whose, size=size)
    return words(", from which {whose} is {size} short", whose=whose, size=size)


# --- tables and money --------------------------------------------------------------------------------------------


def table_sentence(plan: Plan, table: Table, words: Words) -> str:
    if table.kind is TableKind.LOST:
        answered = words(" Answers: {count}.", count=table.answered) if table.answered else ""
        return words("The source shows a picture here; its text carries no values.") + answered
    if can_be_compared(table) and len(table.columns) == 1 and len(table.rows) <= _FEW:
        return _rows_sentence(table, words)
    if is_one_value(table):
        return _value_sentence(table, words)
    known = [o for o in known_values(plan.about, table.values) if o.value.number is not None]
    if not known:
        own = [series for series in table.series if not (series.companion or series.expected_by)]
        told = [*_extremes(plan.about, own, table.unit or "", words)] if len(own) > _FEW else []
        return joined(words, told) or words("The table shows what the source prints.")
    first, last, unit = known[0], known[-1], table.unit or ""
    text = words(
        "The latest value is {value} in {year}.", value=value_text(last.value, unit), year=year_text(last.year)
    )
    change = _difference(first.value, last.value, year_text(first.year), "", unit, words) if first is not last else []
    return joined(words, [text, *change])


def _rows_sentence(table: Table, words: Words) -> str:
    """Each row with its value, as short tables are read out: 分野1は22事業、分野2は18事業です。"""
    unit = table.columns[0].unit or table.unit or ""
    facts = [words("{name} is {value}", name=r.name, value=value_text(r.cells[0].value, unit)) for r in table.rows]
    return words("{facts}.", facts=words(", ").join(facts))


def _value_sentence(table: Table, words: Words) -> str:
    """加入率は「8割を下回っています」（平成28年度）です: a number, or words as they are printed."""
    row, column = table.rows[0], table.columns[0]
    value = value_text(row.cells[0].value, column.unit or table.unit or "")
    if row.cells[0].value.number is None:
        value = words("“{word}”", word=value)
    fact = words("{name} is {value} ({when})", name=column.name, value=value, when=row.name)
    return words("{facts}.", facts=fact)


def money_sentence(money: Money, words: Words) -> str:
    sentences = [sentence for row in money.rows if (sentence := _row_sentence(row, row.unit or money.unit, words))]
    return joined(words, sentences) if sentences else words("The source prints no amount.")


def _row_sentence(row: MoneyRow, unit: str | None, words: Words) -> str:
    name, sentences = row_title(words, row), []
    if row.amount is not None:
        amount = value_text(row.amount, unit or "")
        sentences.append(words("{name} is {value}; the source gives no year.", name=name, value=amount))
    known = [o for o in row.values if not (o.value.is_missing or o.year.summed)]
    if known:
        last = max(reversed(known), key=lambda o: o.year.sort_key)
        amount = value_text(last.value, unit or "")
        sentences.append(words("{name} in {year} is {value}.", name=name, year=year_text(last.year), value=amount))
    return joined(words, sentences)
