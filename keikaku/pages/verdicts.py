"""The verdict on an indicator in words, with the rule and everything that it was made from."""

from collections.abc import Callable
from functools import partial

from keikaku.figure import Standing
from keikaku.pages.blocks import Fact, Facts, Link, Paragraphs, Section
from keikaku.pages.phrases import promised_text, state_text, year_text
from keikaku.plan.about import PlanFile
from keikaku.plan.indicators import DeclaredBy, Direction, Indicator
from keikaku.plan.observations import Baseline, Observation
from keikaku.plan.plan import Plan
from keikaku.progress import Progress, Reason, Verdict, is_overtaken, progress
from keikaku.values import value_text
from keikaku.words import Words, msgid
from keikaku.years import Year

VERDICTS = {
    Verdict.REACHED: msgid("Target reached"),
    Verdict.MISSED: msgid("Target missed"),
    Verdict.NEARER: msgid("Nearer to the target"),
    Verdict.FURTHER: msgid("Further from the target"),
    Verdict.UNCHANGED: msgid("Unchanged"),
    Verdict.UNKNOWN: msgid("Cannot be told yet"),
}

REASONS = {
    Reason.SWITCHED_OFF: msgid("no verdict is made for this indicator"),
    Reason.NO_TARGET: msgid("this plan gives it no target in numbers"),
    Reason.TARGET_OF_PARTS: msgid("its targets are those of parts, each of which has its own"),
    Reason.TARGET_IN_WORDS: msgid("the target is given in words"),
    Reason.TARGET_OF_ANOTHER_KIND: msgid(
        "the target is a total, an average or a change, which one value cannot be held against"
    ),
    Reason.NO_DIRECTION: msgid("the source does not say whether more or less is aimed at"),
    Reason.NO_RESULT: msgid("no results are published in this document"),
    Reason.RESULT_IN_WORDS: msgid("the results are given in words"),
    Reason.DURATION: msgid("lengths of time are shown as printed, and not compared"),
    Reason.NOT_COMPARABLE: msgid("the only values are not of the same kind as the target"),
    Reason.NOT_EXACT: msgid("the values are not exact enough to be compared"),
    Reason.NO_START: msgid("only one value can be compared, and there is nothing earlier to compare it with"),
}

NOT_JUDGED = (Reason.NO_TARGET, Reason.SWITCHED_OFF)

AIMS = {
    Direction.UP: msgid("the aim is more"),
    Direction.DOWN: msgid("the aim is less"),
    Direction.MAINTAIN: msgid("the aim is to keep the level"),
    Direction.RANGE: msgid("the aim is a range"),
    Direction.YES_NO: msgid("done or not"),
    Direction.RANK: msgid("the aim is a better rank"),
    Direction.NONE: msgid("no direction"),
}

# The rule, printed beside every count of verdicts.
RULE = msgid(
    "The latest comparable value is held against the plan's own target and the baseline (or the first value), in the"
    " declared direction. A target is missed where the value of its own year does not reach it. Provisional flows,"
    " targets of other plans, targets in words and values that may lie on either side are not judged."
)


def standing(plan: Plan, indicator: Indicator, words: Words) -> Standing:
    verdict = progress(plan.about, indicator).verdict
    because = words(", ").join(grounds(plan, indicator, words))
    return Standing(verdict.value, words(VERDICTS[verdict]), because)


def standing_where_told(plan: Plan, indicator: Indicator, words: Words) -> Standing | None:
    """For beside a figure: None where there is no target, no verdict is wanted, or its sentence says what lacks."""
    said_already = progress(plan.about, indicator).reason is Reason.NO_RESULT
    return None if said_already or is_left_out(plan, indicator) else standing(plan, indicator, words)


def is_left_out(plan: Plan, indicator: Indicator) -> bool:
    return progress(plan.about, indicator).reason in NOT_JUDGED


def standing_section(plan: Plan, indicator: Indicator, words: Words) -> tuple[Section, ...]:
    """On an indicator's own page: the verdict, everything that it was made from, and the rule."""
    if is_left_out(plan, indicator):
        return ()
    blocks = (Facts(_verdict_facts(plan, indicator, words)), Paragraphs((words(RULE),)))
    return (Section("standing", words("How it stands to its target"), blocks),)


def _verdict_facts(plan: Plan, indicator: Indicator, words: Words) -> tuple[Fact, ...]:
    found, year = progress(plan.about, indicator), partial(_year, plan.about, words)
    rows = [
        (words("Verdict"), words(VERDICTS[found.verdict])),
        (words("Reason"), words(REASONS[found.reason]) if found.reason else ""),
        (words("Target"), f"{_target(indicator, found)} {_when(found, words, year_text)}" if found.target else ""),
        (_name_of_latest(found, words), f"{_value(indicator, found.latest)} {year(found.latest, year_text)}"),
        (words("Start"), f"{_value(indicator, found.start)} {year(found.start, year_text)}"),
    ]
    return (*(Fact(term, (Link(text.strip()),)) for term, text in rows if text.strip()), *_aim_fact(indicator, words))


def _name_of_latest(found: Progress, words: Words) -> str:
    """Nothing is held against a target in words, or against a sum of years."""
    return words("Latest value") if found.reason else words("Latest comparable value")


def _aim_fact(indicator: Indicator, words: Words) -> tuple[Fact, ...]:
    if indicator.direction is None:
        return ()
    by_editor = indicator.declared_by is DeclaredBy.EDITOR
    return (Fact(words("Direction"), (Link(words(AIMS[indicator.direction]), by_editor=by_editor),)),)


def grounds(plan: Plan, indicator: Indicator, words: Words) -> tuple[str, ...]:
    """What the verdict was made from, or the reason why there is none."""
    found = progress(plan.about, indicator)
    if found.reason is not None:
        return (words(REASONS[found.reason]),)
    facts = [
        words("target {value} ({when})", value=_target(indicator, found), when=_when(found, words, str)),
        _compared(plan.about, indicator, found.latest, words),
    ]
    if found.start is not None:
        start = _value(indicator, found.start)
        facts.append(words("start {value} ({when})", value=start, when=_year(plan.about, words, found.start, str)))
    return (*facts, *_aim(indicator, words))


def _compared(plan: PlanFile, indicator: Indicator, latest: Observation | None, words: Words) -> str:
    value, when = _value(indicator, latest), _year(plan, words, latest, str)
    if latest and is_overtaken(indicator, latest):
        return words("compared value {value} ({when})", value=value, when=when)
    return words("latest {value} ({when})", value=value, when=when)


def _aim(indicator: Indicator, words: Words) -> tuple[str, ...]:
    """The direction, and that it is the editor's where the source does not say it."""
    if indicator.direction is None:
        return ()
    aim = words(AIMS[indicator.direction])
    by_editor = indicator.declared_by is DeclaredBy.EDITOR
    return (words("{aim} (as the editor reads it)", aim=aim) if by_editor else aim,)


def _target(indicator: Indicator, found: Progress) -> str:
    return value_text(found.target.value, indicator.unit_word) if found.target else ""


def _when(found: Progress, words: Words, said: Callable[[Year], str]) -> str:
    return (promised_text(words, found.target, said=said) if found.target else "") or words("no date is given")


def _value(indicator: Indicator, record: Baseline | Observation | None) -> str:
    return value_text(record.value, indicator.unit_word) if record else ""


def _year(plan: PlanFile, words: Words, record: Baseline | Observation | None, said: Callable[[Year], str]) -> str:
    if isinstance(record, Baseline):
        return " ".join(part for part in (record.label, said(record.year) if record.year else "") if part)
    return " ".join(filter(None, (said(record.year), state_text(words, plan, record)))) if record else ""
