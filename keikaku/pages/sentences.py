"""The sentence of a figure, written from the data: latest value, change, target and distance, gaps, what is not final.

Neutral: 増加 and 減少, above and below; no cause, no praise, no blame.
"""

from decimal import Decimal

from keikaku.pages.phrases import difference_text, joined, timing_text, value_text, year_text
from keikaku.plan.indicators import Indicator
from keikaku.plan.observations import Observation, Target, Timing
from keikaku.plan.plan import Plan
from keikaku.plan.tables import Money, Table, TableKind
from keikaku.words import Words


def indicator_sentence(plan: Plan, indicator: Indicator, words: Words) -> str:
    known = [o for o in sorted(indicator.values, key=lambda o: o.year.sort_key) if o.value.number is not None]
    sentences = [
        *_latest(indicator, known, words),
        *_change(plan, indicator, known, words),
        *_targets(plan, indicator, known, words),
        *_gaps(indicator, words),
    ]
    return joined(words, sentences) if sentences else words("The source gives words for this indicator, and no number.")


def _latest(indicator: Indicator, known: list[Observation], words: Words) -> list[str]:
    if not known:
        return _no_results(indicator, words)
    latest = known[-1]
    value = value_text(latest.value, indicator.unit_word)
    if latest.state or latest.as_of:
        how = " ".join(part for part in (latest.state, latest.as_of.printed if latest.as_of else "") if part)
        return [
            words("The latest value is {value} in {year} ({how}).", value=value, year=year_text(latest.year), how=how)
        ]
    return [words("The latest value is {value} in {year}.", value=value, year=year_text(latest.year))]


def _no_results(indicator: Indicator, words: Words) -> list[str]:
    baselines = [
        words(
            "It starts from {value} ({label}).",
            value=value_text(b.value, indicator.unit_word),
            label=" ".join(part for part in (b.label, year_text(b.year) if b.year else "") if part),
        )
        for b in indicator.baseline
        if b.value.number is not None
    ]
    missing = [o for o in indicator.values if o.value.is_missing]
    if missing:
        return baselines
    return (
        [*baselines, words("No results have been published in this document yet.")] if indicator.targets else baselines
    )


def _change(plan: Plan, indicator: Indicator, known: list[Observation], words: Words) -> list[str]:
    """Since the baseline, or the first year; only between plain numbers."""
    if not known:
        return []
    start = next((b for b in indicator.baseline if b.value.number is not None), None)
    if start is not None:
        label = start.label or (year_text(start.year) if start.year else words("Baseline"))
        first, first_number = label, start.value.number
    elif len(known) > 1:
        first, first_number = year_text(known[0].year), known[0].value.number
    else:
        return []
    last = known[-1].value
    if last.number is None or first_number is None:
        return []
    difference = last.number - first_number
    if difference == 0:
        return [words("It has not changed since {first}.", first=first)]
    size = difference_text(words, difference, _unit(indicator, known), abbreviated=bool(last.exact_digits))
    more = words("It has risen by {size} since {first}.", size=size, first=first)
    return [more if difference > 0 else words("It has fallen by {size} since {first}.", size=size, first=first)]


def _targets(plan: Plan, indicator: Indicator, known: list[Observation], words: Words) -> list[str]:
    return [sentence for target in indicator.targets if (sentence := _target(plan, indicator, target, known, words))]


def _target(plan: Plan, indicator: Indicator, target: Target, known: list[Observation], words: Words) -> str:
    if target.value.is_missing:
        return ""
    value = value_text(target.value, indicator.unit_word)
    when = timing_text(words, target)
    parent = plan.about.parent_plan(target.plan)
    name = words("The target of {plan}", plan=parent.short_name or parent.name) if parent else words("The target")
    begin = (
        words("{name} is {value} ({when})", name=name, value=value, when=when)
        if when
        else words("{name} is {value}", name=name, value=value)
    )
    distance = _distance(indicator, target, known, words)
    return words("{begin}{distance}.", begin=begin, distance=distance) if distance else words("{begin}.", begin=begin)


def _distance(indicator: Indicator, target: Target, known: list[Observation], words: Words) -> str:
    """Above, below or equal; only where both are plain numbers of one kind, and the target is for one year."""
    aim = target.value.number
    held = [o for o in known if o.year == target.year] or known
    plain = target.timing in (Timing.IN, Timing.BY, Timing.EVERY) and not target.value.is_relative and not target.per
    if not held or aim is None or not plain or target.value.high is not None or target.reference:
        return ""
    latest = held[-1]
    if latest.value.number is None or latest.state:
        return ""
    difference = latest.value.number - aim
    year = year_text(latest.year)
    if difference == 0:
        return words(", which {year} equals", year=year)
    size = difference_text(words, difference, _unit(indicator, known), abbreviated=bool(target.value.exact_digits))
    return (
        words(", which {year} exceeds by {size}", year=year, size=size)
        if difference > 0
        else words(", from which {year} is {size} short", year=year, size=size)
    )


def _gaps(indicator: Indicator, words: Words) -> list[str]:
    missing = [o for o in sorted(indicator.values, key=lambda o: o.year.sort_key) if o.value.is_missing]
    if not missing:
        return []
    years = words(", ").join(year_text(o.year) for o in missing)
    signs = words(", ").join(dict.fromkeys(words("“{word}”", word=o.value.printed) for o in missing))
    return [words("There is no value for {years}; the source prints {signs}.", years=years, signs=signs)]


def _unit(indicator: Indicator, known: list[Observation]) -> str:
    return indicator.unit_word or next((o.value.unit for o in known if o.value.unit), "")


def table_sentence(plan: Plan, table: Table, words: Words) -> str:
    if table.kind is TableKind.LOST:
        answered = words(" Answers: {count}.", count=table.answered) if table.answered else ""
        return words("The source shows a picture here; its text carries no values.") + answered
    known = [o for o in sorted(table.values, key=lambda o: o.year.sort_key) if o.value.number is not None]
    if not known:
        return words("The table shows what the source prints.")
    first, last = known[0], known[-1]
    text = words(
        "The latest value is {value} in {year}.",
        value=value_text(last.value, table.unit or ""),
        year=year_text(last.year),
    )
    if len(known) > 1:
        text = joined(words, [text, _first_and_last(first, last, table.unit or "", words)])
    return text


def _first_and_last(first: Observation, last: Observation, unit: str, words: Words) -> str:
    difference = (last.value.number or Decimal(0)) - (first.value.number or Decimal(0))
    start = year_text(first.year)
    if difference == 0:
        return words("It has not changed since {first}.", first=start)
    size = difference_text(words, difference, unit or last.value.unit)
    return (
        words("It has risen by {size} since {first}.", size=size, first=start)
        if difference > 0
        else words("It has fallen by {size} since {first}.", size=size, first=start)
    )


def money_sentence(money: Money, words: Words) -> str:
    parts = []
    for row in money.rows:
        unit = row.unit or money.unit or ""
        if row.amount is not None:
            parts.append(
                words("{name} is {value}; the source gives no year.", name=row.name, value=value_text(row.amount, unit))
            )
        elif row.values:
            last = max(row.values, key=lambda o: o.year.sort_key)
            parts.append(
                words(
                    "{name} in {year} is {value}.",
                    name=row.name,
                    year=year_text(last.year),
                    value=value_text(last.value, unit),
                )
            )
    return joined(words, parts) if parts else words("The source prints no amount.")
