"""How much a finding weighs: what its record acknowledges, and what keikaku.yaml says of its rule."""

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from keikaku.checks.asking import Check, rule_in
from keikaku.checks.explain import MAY_BE_LOWERED, OF_PAGES, RULES, WARNINGS
from keikaku.checks.plans import OF_ALL_TOGETHER, OF_EACH_SUBJECT, declared_count
from keikaku.kept import Itself, Kept
from keikaku.plan.acknowledging import room_of
from keikaku.plan.holding import bears_any
from keikaku.plan.narrative import Chapter
from keikaku.plan.plan import Plan
from keikaku.plan.record import HOLDING, HOLDS_NOTHING, Record, Subject, position_of
from keikaku.problems import Acknowledgement, FilePosition, Problem, Problems, Room, Severity
from keikaku.workspace import SETTINGS_FILE, RuleSetting, RuleWeight, Settings
from keikaku.years import parse_year


def check_plans(
    plans: Sequence[Plan],
    problems: Problems,
    *,
    known: Sequence[Problem] = (),
    kept: Kept | None = None,
    steady: Sequence[Plan] = (),
) -> None:
    """Ask the plans every question. `known` is what was found while they were read, which they may acknowledge.

    A plan that is `kept` as it was is not asked again; of another one, only the subjects that are not as they were.
    `steady` are the same plans with the records of last time, where only their lines have moved.
    """
    kept = kept or Kept()
    for plan, as_last_time in zip(plans, steady or plans, strict=True):
        answers = kept.result(plan.id, Itself(plan), partial(_answers, plan, as_last_time, kept.below(plan.id)))
        left_out: tuple[str, ...] = _OF_WHOLE_PLANS if _lacks_a_file(plan, known) else ()
        left_out += _OF_ORDER if any(problem.rule == "below-itself" for problem in known) else ()
        problems.extend(one for one in answers if one.rule not in left_out)
        _check_acknowledgements(plan, [*known, *problems], problems)


_OF_WHOLE_PLANS = (
    "years-of-plan",
    "indicator-without-figures",
    "series-without-values",
)  # what a file that is lost for now brings about
_OF_ORDER = ("number-twice", "number-out-of-order", "number-left-out", "page-out-of-order")  # of another node, for now


def _answers(plan: Plan, as_last_time: Plan, kept: Kept) -> Problems:
    found = Problems()
    for owner in plan.parts():
        found.extend(_answers_of(owner, plan, as_last_time, kept))
    found.extend(_ask(OF_ALL_TOGETHER, plan))
    return found


def _answers_of(owner: str, plan: Plan, as_last_time: Plan, kept: Kept) -> Problems:
    """Where nothing was found, nothing is while only lines have moved; what is found tells the lines of today."""
    facts = _facts(owner, as_last_time)

    def holds(then: tuple[object, object]) -> bool:
        return then[1] == facts or (then[1] is None and then[0] == _facts(owner, plan))

    def made() -> tuple[tuple[object, object], Problems]:
        found = _ask(OF_EACH_SUBJECT, plan.part(owner))
        return (_facts(owner, plan) if found else None, None if found else facts), found

    return kept.noted(owner, holds, made)


def _facts(owner: str, plan: Plan) -> tuple[object, ...]:
    return (Itself(plan.about), *map(Itself, plan.records_of_part(owner)))


def _ask(checks: Iterable[Check], plan: Plan) -> Problems:
    found = Problems()
    for ask in checks:
        ask(plan, found)
    return found


def check_counts(plan: Plan, waiting: Severity) -> Problems:
    """Of a settled plan with what is held back; `waiting` is how much it weighs that a count waits for that."""
    return _ask((partial(declared_count, waiting=waiting),), plan)


def check_page_acknowledgements(plans: Sequence[Plan], settings: Settings, problems: Problems) -> None:
    """The same of what was found on pages: those of the plans, and those of the site."""
    used = _used(problems)
    for plan in (plan for plan in plans if not _lacks_a_file(plan, problems)):
        for record in _acknowledging(plan):
            _report_needless(_of_pages(record.accept), str(record.written_at), used, problems)
    _check_entries(settings.accept, problems)
    _report_needless(settings.accept, SETTINGS_FILE, used, problems)


def _check_acknowledgements(plan: Plan, found: Iterable[Problem], problems: Problems) -> None:
    found = list(found)
    used, is_emptied = _used(found), _lacks_a_file(plan, found)
    of_any_year = {(problem.rule, problem.at.file) for problem in found if not _year_of(problem)}
    # What is acknowledged there may come back with what is mended first.
    faulty = {problem.at.file for problem in found if problem.is_error}
    open_rules: dict[FilePosition | None, set[str]] = defaultdict(set)
    for problem in found:
        if problem.is_open_warning:
            open_rules[_acknowledged_at(problem)].add(problem.rule)
    covered = _covered_by(found)
    for record in _acknowledging(plan):
        _check_entries(record.accept, problems, type(record).model_fields if isinstance(record, Record) else ())
        of_plans = [key for key in record.accept if rule_in(key) not in OF_PAGES]
        if not is_emptied and record.written_at.file not in faulty:
            yearly = {key for key in of_plans if (rule_in(key), position_of(key).file) in of_any_year and " " in key}
            _report_yearly(yearly, problems)
            _report_wide(of_plans, str(record.written_at), covered, problems)
            of_record = open_rules.get(room_of(record).at)
            needless = (key for key in of_plans if key not in yearly and (not of_record or rule_in(key) in of_record))
            if not _waits(record):
                _report_needless(needless, str(record.written_at), used, problems)


def _waits(record: Subject | Chapter) -> bool:
    """What waits to be public, or a part of it that does, may need from then on what it acknowledges."""
    return record.is_held if isinstance(record, Chapter) else bears_any(record)


def _acknowledgement(problem: Problem) -> Acknowledgement | None:
    room = problem.facts.get("acknowledge")
    return room if isinstance(room, Acknowledgement) else None


def _year_of(problem: Problem) -> str:
    """`sudden-jump R4`, where it is acknowledged for one year alone; empty otherwise."""
    room = _acknowledgement(problem)
    return room.key if room and " " in room.key else ""


def _acknowledged_at(problem: Problem) -> FilePosition | None:
    room = _acknowledgement(problem)
    return room.at if room else None


def _report_yearly(keys: Iterable[str], problems: Problems) -> None:
    """`target-already-met R1`, which is said of the indicator and not of one year's value."""
    for key in keys:
        problems.add(
            "needless-acknowledgement",
            "“{rule}” takes no year, so that this acknowledges nothing",
            position_of(key),
            advice="Write “{near}” in its place.",
            severity=Severity.WARNING,
            rule=rule_in(key),
            near=rule_in(key),
        )


_Covered: TypeAlias = Mapping[tuple[object, object], Collection[str]]


def _covered_by(found: Iterable[Problem]) -> _Covered:
    """What each acknowledgement lets pass of single years, by where it stands and its key: `sudden-jump R4`."""
    covered: dict[tuple[object, object], dict[str, None]] = defaultdict(dict)
    for problem in found:
        if problem.acknowledged and (of_year := _year_of(problem)):
            covered[problem.facts["accepted_by"], problem.facts["accepted_as"]][of_year] = None
    return covered


def _report_wide(keys: Iterable[str], accepted_by: str, covered: _Covered, problems: Problems) -> None:
    """An acknowledgement that names no year was given for one, and lets the slip of the next pass as well."""
    for key in keys:
        passed = covered.get((accepted_by, key), ())
        if len(passed) > 1:
            problems.add(
                "acknowledged-too-widely",
                "the acknowledgement of “{rule}” lets several years pass: {years}",
                position_of(key),
                advice="Compare them with the source, and write each with its year and reason in the place of this "
                "one: {near}",
                severity=Severity.WARNING,
                rule=key,
                years=", ".join(one.partition(" ")[2] for one in passed),
                near=", ".join(f"{one}: …" for one in passed),
            )


def _lacks_a_file(plan: Plan, found: Iterable[Problem]) -> bool:
    """Has it one that may have been emptied by mistake, or a CSV that is not read? What is acknowledged then comes back
    with what was in it."""
    folders = (f"data/{plan.id}/", f"content/{plan.id}/")
    return any(
        (problem.rule == "empty-file" or (problem.is_error and problem.at.file.endswith(".csv")))
        and problem.at.file.startswith(folders)
        for problem in found
    )


def _acknowledging(plan: Plan) -> Iterator[Subject | Chapter]:
    """What acknowledges anything."""
    records = (plan.about, *plan.about.themes, *plan.records, *plan.chapters)
    return (record for record in records if record.accept)


def _of_pages(accept: Mapping[str, str]) -> list[str]:
    return [rule for rule in accept if rule in OF_PAGES]


_NO_REASONS = ("理由", "reason", "…")  # as the advice shows it


def _used(found: Iterable[Problem]) -> Collection[tuple[str, object]]:
    return {
        (str(problem.facts.get("accepted_as", problem.rule)), problem.facts.get("accepted_by"))
        for problem in found
        if problem.acknowledged
    }


def _report_needless(
    rules: Iterable[str], accepted_by: str, used: Collection[tuple[str, object]], problems: Problems
) -> None:
    """An acknowledgement whose warning is gone hides the next one."""
    for rule in rules:
        if _is_known(rule) and (rule, accepted_by) not in used:
            problems.add(
                "needless-acknowledgement",
                "the acknowledgement of “{rule}” is no longer needed",
                position_of(rule),
                advice=(
                    "A value, a name or a unit may have changed, or a line been lost: compare them with the source "
                    "first. "
                    "If they are right, delete this, and “accept:” with it if nothing else stands there."
                ),
                severity=Severity.WARNING,
                rule=rule,
            )


def _check_entries(accept: Mapping[str, str], problems: Problems, beside: Collection[str] = ()) -> None:
    """Each names a rule, and says why in the writer's own words. `beside`: what the record can hold."""
    _report_unknown([key for key in accept if not _is_known(key)], problems, beside)
    for rule, reason in accept.items():
        if reason.strip() in _NO_REASONS:
            problems.add(
                "blank-value",
                "“{rule}” has no reason yet",
                position_of(rule),
                advice="Write in the place of “{reason}” why it may stay as it is.",
                rule=rule,
                reason=reason,
            )


def _is_known(key: str) -> bool:
    """`sudden-jump`, or `sudden-jump R4`."""
    return key in RULES or (rule_in(key) in RULES and parse_year(key.partition(" ")[2]) is not None)


def _report_unknown(rules: Iterable[str], problems: Problems, beside: Collection[str] = ()) -> None:
    """A misspelt name would leave the rule as it is without a word."""
    for rule in rules:
        if rule not in RULES:
            name, _, year = rule.partition(" ")
            near = " ".join((*difflib.get_close_matches(name, list(RULES), 1, 0.6), *([year] if year else [])))
            problems.add(
                "unknown-rule",
                "there is no rule “{rule}”",
                position_of(rule),
                advice=HOLDS_NOTHING
                if rule in HOLDING
                else "Is this line about the record itself? Then begin it in the column of “accept:”."
                if rule in beside
                else "Did you mean “{near}”?"
                if near
                else "Copy the name from the brackets of the message.",
                rule=rule,
                near=near,
            )


# --- keikaku.yaml -------------------------------------------------------------------------------------------------


def check_rule_settings(settings: Settings, problems: Problems) -> None:
    """Are the rules that keikaku.yaml weighs there, and may they be weighed so?"""
    _report_unknown(settings.rules, problems)
    for rule, setting in settings.rules.items():
        if rule in RULES and not _is_allowed(rule, setting.weight):
            problems.add(
                "rule-not-lowered",
                "“{rule}” guards what is true on the pages, and cannot be set to “{weight}”",
                setting.written_at,
                advice="Write “warning”."
                if rule in MAY_BE_LOWERED
                else "Delete the line (and “rules:” above it, if it is the only one), and mend what it finds.",
                rule=rule,
                weight=setting.weight.value,
            )


def _is_allowed(rule: str, weight: RuleWeight) -> bool:
    lowered = rule in MAY_BE_LOWERED and weight is RuleWeight.WARNING
    return rule in WARNINGS or weight is RuleWeight.ERROR or lowered


def weigh(problems: Problems, settings: Settings) -> None:
    """Give every finding the weight that keikaku.yaml asks for, where it may have it; twice is as once."""
    if settings.rules:
        problems.change(partial(_weighed, settings.rules))
    _share_room(problems)


def _share_room(problems: Problems) -> None:
    """Of several findings that may be acknowledged at one place, those after the first are told so: a record has one
    “accept:”."""
    rooms: dict[FilePosition, list[str]] = {}
    second: dict[object, bool] = {}  # by what is found: is it acknowledged with one that was told before?
    for problem in problems.sorted():
        room = _acknowledgement(problem)
        if room and problem.is_open_warning and room.room in _OWN_LINE:
            key, known = room.key or problem.rule, rooms.setdefault(room.at, [])
            if known:
                second[problem.identity] = key in known
            known.append(key)
    if second:
        problems.change(partial(_as_second, second))


_OWN_LINE = (Room.IN_BRACES, Room.BELOW_ID, Room.IN_FRONT_MATTER, Room.AT_TOP, Room.AT_EDGE)


def _as_second(second: Mapping[object, bool], problem: Problem) -> Problem:
    room = _acknowledgement(problem)
    if room is None or problem.identity not in second:
        return problem
    is_again = second[problem.identity]
    shared = replace(room, is_second=not is_again, is_again=is_again)
    return replace(problem, facts=problem.facts | {"acknowledge": shared})


def _weighed(rules: Mapping[str, RuleSetting], problem: Problem) -> Problem:
    setting = rules.get(problem.rule)
    if setting is None or not _is_allowed(problem.rule, setting.weight):
        return problem
    if setting.weight is RuleWeight.OFF:
        return problem if problem.is_error else replace(problem, acknowledged=f"{setting.written_at.file}: off")
    if problem.is_error and problem.rule not in MAY_BE_LOWERED:
        return problem
    if setting.weight is RuleWeight.ERROR and problem.acknowledged:
        return problem  # the writer has given the reason that the message asks for
    return replace(problem, severity=Severity(setting.weight.value))
