"""What every question to a plan shares: its type, and findings that the record in question may acknowledge."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from keikaku.plan.acknowledging import room_of
from keikaku.plan.narrative import Chapter
from keikaku.plan.plan import Plan
from keikaku.plan.record import Acknowledging, Record, position_of
from keikaku.problems import FilePosition, Problem, Problems, Severity
from keikaku.years import Year, parse_year

Check = Callable[[Plan, Problems], None]

AS_PRINTED = "Compare with the source, and mend what differs. If it is printed so, {acknowledge}"
DIGIT_OR_UNIT = "Is a digit or the unit wrong? If it is printed so, {acknowledge}"


def warn(
    problems: Problems,
    record: Acknowledging | Chapter,
    rule: str,
    found: str,
    at: FilePosition,
    *,
    advice: str = "",
    severity: Severity = Severity.WARNING,
    of_year: Year | None = None,
    **facts: object,
) -> None:
    """A finding that the record may acknowledge: `accept: {rule: reason}`; an error only once it was lowered.

    What is found in the value of one year is acknowledged for that year, so that the slip of the next is found as well:
    `accept: {sudden-jump R4: reason}`.
    """
    accepted_as = _key_in(record.accept, rule, of_year)
    if accepted_as:
        facts["accepted_by"], facts["accepted_as"] = str(record.written_at), accepted_as
    room = room_of(record)
    facts["acknowledge"] = replace(room, key=f"{rule} {of_year.printed}") if of_year else room
    problems.extend([Problem(rule, found, at, advice, facts, severity, record.accept.get(accepted_as, ""))])


def _key_in(accept: Mapping[str, str], rule: str, year: Year | None) -> str:
    """The entry that acknowledges it: of the rule alone, or of the rule and that year, however it is spelt."""
    if rule in accept or year is None:
        return rule if accept.get(rule) else ""
    return next((key for key in accept if rule_in(key) == rule and _is_of(key, year)), "")


def _is_of(key: str, year: Year) -> bool:
    said = parse_year(key.partition(" ")[2])
    return said is not None and (said.first, said.last) == (year.first, year.last)


def is_in_doubt(problems: Problems, at: FilePosition) -> bool:
    """Is something else asked of what stands there, so that what follows from it can wait?"""
    return any(problem.at == at and problem.stops_release for problem in problems)


def place_of(year: Year, record: Record) -> FilePosition:
    """Where the year itself was written, if that is known; else where the record that bears it was."""
    at = position_of(year.printed)
    return at if at.file else record.written_at


def rule_in(key: str) -> str:
    """The rule that an entry of `accept:` names: `sudden-jump R4` is about sudden-jump."""
    return key.partition(" ")[0]
