"""Phrases about values and years, as a careful official would write them: neutral, exact, with every unit said."""

from collections.abc import Iterable
from decimal import Decimal

from keikaku.plan.observations import Baseline, Target, Timing
from keikaku.values import Value, normalised
from keikaku.words import Words, msgid
from keikaku.years import Year

_MAN, _OKU = 10**4, 10**8

TIMINGS: dict[Timing, str] = {
    Timing.IN: "",
    Timing.BY: msgid("by {year}"),
    Timing.EVERY: msgid("every year"),
    Timing.AVERAGE: msgid("average of {year}"),
    Timing.TOTAL: msgid("total of {year}"),
    Timing.INCREMENT: msgid("increase each year"),
    Timing.MILESTONE: "",
    Timing.NONE: msgid("no date is given"),
}


def year_text(year: Year) -> str:
    """H30（2018）: the source's spelling, with the other reckoning beside it."""
    return f"{year.printed}（{year.beside}）" if year.beside else year.printed


def value_text(value: Value, unit: str) -> str:
    """A value with its unit, which is added only where the source does not print it with the number."""
    if value.number is None or value.unit or not unit:
        return value.printed
    if value.after and value.printed.endswith(value.after):
        return value.printed.removesuffix(value.after) + unit + value.after
    return value.printed + unit


def difference_text(words: Words, difference: Decimal, unit: str, *, abbreviated: bool = False) -> str:
    """The size of a difference: ポイント between percentages, 億 and 万 where the source writes so."""
    size = abs(difference)
    number = customary(size) if abbreviated else words.number(size)
    if normalised(unit) == "%":
        return words("{number} points", number=number)
    return f"{number}{unit}" if words.lang == "ja" or not unit.isascii() else f"{number} {unit}"


def customary(number: Decimal) -> str:
    """2億9,400万 for 294000000; smaller than 1万 as it is."""
    if number != int(number) or number < _MAN:
        return f"{number:,f}"
    oku, rest = divmod(int(number), _OKU)
    man, ones = divmod(rest, _MAN)
    parts = [f"{oku:,}億" if oku else "", f"{man:,}万" if man else "", f"{ones:,}" if ones else ""]
    return "".join(parts)


def timing_text(words: Words, target: Target) -> str:
    """令和5年度まで, 毎年度 …; the bare year where a target is for that year."""
    year = year_text(target.year) if target.year else ""
    phrase = TIMINGS[target.timing]
    if target.timing is Timing.EVERY and year:
        return f"{year} {words(phrase)}"
    text = words(phrase, year=year) if phrase and (year or "{year}" not in phrase) else year
    return " ".join(part for part in (text, target.per) if part)


def joined(words: Words, sentences: Iterable[str]) -> str:
    """One text of several sentences: with spaces between them, but not in Japanese."""
    return ("" if words.lang == "ja" else " ").join(sentences)


def baseline_label(words: Words, baseline: Baseline, default: str) -> str:
    return baseline.label or default or words("Baseline")
