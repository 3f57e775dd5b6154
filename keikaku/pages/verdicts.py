"""The verdict on an indicator in words, with the rule and everything that it was made from."""

from keikaku.figure import Standing
from keikaku.pages.phrases import timing_text, value_text, year_text
from keikaku.plan.indicators import Direction, Indicator
from keikaku.plan.observations import Baseline, Observation
from keikaku.plan.plan import Plan
from keikaku.progress import Progress, Reason, Verdict, progress
from keikaku.words import Words, msgid

VERDICTS = {
    Verdict.REACHED: msgid("Target reached"),
    Verdict.NEARER: msgid("Nearer to the target"),
    Verdict.FURTHER: msgid("Further from the target"),
    Verdict.UNCHANGED: msgid("Unchanged"),
    Verdict.UNKNOWN: msgid("Cannot be told yet"),
}

REASONS = {
    Reason.SWITCHED_OFF: msgid("no verdict is made for this indicator"),
    Reason.NO_TARGET: msgid("this plan gives it no target in numbers"),
    Reason.TARGET_IN_WORDS: msgid("the target is given in words"),
    Reason.TARGET_OF_ANOTHER_KIND: msgid(
        "the target is a total, an average or a change, which one value cannot be held against"
    ),
    Reason.NO_DIRECTION: msgid("the source does not say whether more or less is aimed at"),
    Reason.NO_RESULT: msgid("no results are published in this document"),
    Reason.NOT_COMPARABLE: msgid("the only values are not of the same kind as the target"),
    Reason.NO_START: msgid("there is only one value, and nothing earlier to compare it with"),
}

AIMS = {
    Direction.UP: msgid("more is aimed at"),
    Direction.DOWN: msgid("less is aimed at"),
    Direction.MAINTAIN: msgid("keeping the level is aimed at"),
    Direction.RANGE: msgid("a range is aimed at"),
    Direction.YES_NO: msgid("done or not"),
    Direction.RANK: msgid("a better rank is aimed at"),
    Direction.NONE: msgid("no direction"),
}

# The rule, printed beside every count of verdicts.
RULE = msgid(
    "The latest comparable value is held against the plan's own target and the baseline (or the first value), in the"
    " declared direction. Provisional flows, targets of other plans and targets in words are not judged."
)


def standing(plan: Plan, indicator: Indicator, words: Words) -> Standing:
    found = progress(plan.about, indicator)
    return Standing(found.verdict.value, words(VERDICTS[found.verdict]), _because(indicator, found, words))


def _because(indicator: Indicator, found: Progress, words: Words) -> str:
    if found.reason is not None:
        return words(REASONS[found.reason])
    facts = [
        words("target {value} ({when})", value=_target(indicator, found), when=_when(found, words)),
        words("latest {value} ({when})", value=_value(indicator, found.latest), when=_year(found.latest)),
    ]
    if found.start is not None:
        facts.append(words("start {value} ({when})", value=_value(indicator, found.start), when=_year(found.start)))
    if indicator.direction is not None:
        facts.append(words(AIMS[indicator.direction]))
    return words(", ").join(facts)


def _target(indicator: Indicator, found: Progress) -> str:
    return value_text(found.target.value, indicator.unit_word) if found.target else ""


def _when(found: Progress, words: Words) -> str:
    return (timing_text(words, found.target) if found.target else "") or words("no date is given")


def _value(indicator: Indicator, record: Baseline | Observation | None) -> str:
    return value_text(record.value, indicator.unit_word) if record else ""


def _year(record: Baseline | Observation | None) -> str:
    if isinstance(record, Baseline):
        return " ".join(part for part in (record.label, year_text(record.year) if record.year else "") if part)
    return year_text(record.year) if record else ""
