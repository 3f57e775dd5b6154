"""Phrases about values and years, as a careful official would write them: neutral, exact, with every unit said."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from keikaku.plan.about import PlanFile, Status
from keikaku.plan.embargo import Held
from keikaku.plan.observations import Baseline, Observation, Target, Timing
from keikaku.plan.tables import MoneyKind, MoneyRow
from keikaku.values import normalised, with_unit
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

MONEY_KINDS = {
    MoneyKind.BUDGET: msgid("budget"),
    MoneyKind.SETTLEMENT: msgid("settlement"),
    MoneyKind.FORECAST: msgid("forecast"),
    MoneyKind.GRANT: msgid("grant"),
}  # a plain cost needs no word


STATUSES = {
    Status.DRAFT: msgid("draft"),
    Status.PROPOSAL: msgid("proposal"),
    Status.COMMENT: msgid("public comment"),
    Status.FINAL_PROPOSAL: msgid("final proposal"),
    Status.DECIDED: msgid("decided"),
    Status.REVISED: msgid("revised"),
    Status.ENDED: msgid("ended"),
    Status.PUBLISHED: msgid("published"),
    Status.UNSAID: msgid("Not stated in the source"),
}


def status_text(words: Words, status: Status) -> str:
    return words(STATUSES[status])


def bracketed(words: Words, text: str, more: str) -> str:
    """貸出（速報）, or the text alone where there is no more to say."""
    return words("{text} ({since})", text=text, since=more) if more else text


def size_text(words: Words, size: int) -> str:
    """How much there is to fetch, of a number of bytes."""
    if size < 1_000_000:
        return words("{size} KB", size=f"{max(size / 1000, 0.1):,.1f}")
    return words("{size} MB", size=f"{size / 1_000_000:,.1f}")


def held_text(words: Words, *held: Held) -> str:
    """下書き, or the day on which something becomes public; empty of what is public. All that is said of several."""
    return words(", ").join(dict.fromkeys(filter(None, (_held_text(words, one) for one in held))))


def _held_text(words: Words, held: Held) -> str:
    if held.draft:
        return words("Draft")
    return words("Public from {day}", day=words.date(held.publish_on)) if held.publish_on else ""


def state_text(words: Words, plan: PlanFile, observation: Observation) -> str:
    """速報, 下書き: how final a value is, and that it is not public yet."""
    return words(", ").join(filter(None, (plan.state_name(observation.state), held_text(words, observation))))


def promised_text(words: Words, target: Target, *, said: Callable[[Year], str]) -> str:
    """R7まで, 下書き: when a target is meant to be met, and that it is not public yet."""
    return words(", ").join(filter(None, (timing_text(words, target, said=said), held_text(words, target))))


def year_text(year: Year) -> str:
    """H30（2018）: the source's spelling, with the other reckoning beside it."""
    return f"{year.printed}（{year.beside}）" if year.beside else year.printed


def difference_text(words: Words, difference: Decimal, unit: str, *, abbreviated: bool = False) -> str:
    """The size of a difference: ポイント between percentages, 億 and 万 where the source writes so."""
    size = abs(difference)
    number = customary(size) if abbreviated else words.number(size)
    if is_percentage(unit):
        return words("{number} points", number=number)
    return with_unit(number, unit)


def is_percentage(unit: str) -> bool:
    return normalised(unit) == "%"


def customary(number: Decimal) -> str:
    """2億9,400万 for 294000000; smaller than 1万 as it is."""
    if number != int(number) or number < _MAN:
        return f"{number:,f}"
    oku, rest = divmod(int(number), _OKU)
    man, ones = divmod(rest, _MAN)
    parts = [f"{oku:,}億" if oku else "", f"{man:,}万" if man else "", f"{ones:,}" if ones else ""]
    return "".join(parts)


def timing_text(words: Words, target: Target, *, said: Callable[[Year], str] = year_text) -> str:
    """令和5年度まで, H30（2018） H26-30計 …; the bare year where a target is for that year; for whom, at the end.

    `said=str` leaves the other reckoning out, where it would be brackets within brackets.
    """
    return " ".join(part for part in (*_when(words, target, said), target.per) if part)


def _when(words: Words, target: Target, said: Callable[[Year], str]) -> tuple[str, str]:
    """The target's year, and how it is meant; H26-30計 says itself that it is a total."""
    year = said(target.year) if target.year else ""
    phrase = TIMINGS[target.timing]
    if target.over is not None:
        over = said(target.over)
        return year, over if target.over.summed or "{year}" not in phrase else words(phrase, year=over)
    if "{year}" in phrase:
        return "", words(phrase, year=year) if year else ""
    return year, words(phrase) if phrase else ""


def row_title(words: Words, row: MoneyRow) -> str:
    """The name of a row of money, with what it is where the name does not say so: 事業費（予算）."""
    kind = words(MONEY_KINDS[row.kind]) if row.kind in MONEY_KINDS else ""
    more = [part for part in (kind, row.source_of_funds) if part and part not in row.name]
    return bracketed(words, row.name, words(", ").join(more))


def joined(words: Words, sentences: Iterable[str]) -> str:
    """One text of several sentences: with spaces between them, but not in Japanese."""
    return ("" if words.lang == "ja" else " ").join(sentences)


def baseline_label(words: Words, baseline: Baseline, default: str) -> str:
    return baseline.label or default or words("Baseline")


# Why there is no value, by the words of `Absence`.
ABSENCES = {
    "not-applicable": msgid("does not apply"),
    "not-measured": msgid("was not measured"),
    "not-held": msgid("was not held"),
    "to-be-surveyed": msgid("is still to be surveyed"),
    "not-yet-due": msgid("is not yet due"),
    "withheld": msgid("is not published"),
    "blank": msgid("is blank in the source"),
    "unexplained": msgid("is not explained in the source"),
}
