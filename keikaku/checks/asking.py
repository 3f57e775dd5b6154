"""What every question to a plan shares: its type, and findings that the record in question may acknowledge."""

from collections.abc import Callable

from keikaku.plan.acknowledging import room_of
from keikaku.plan.narrative import Chapter
from keikaku.plan.plan import Plan
from keikaku.plan.record import Acknowledging
from keikaku.problems import FilePosition, Problem, Problems, Severity

Check = Callable[[Plan, Problems], None]

AS_PRINTED = "Compare with the source. If it is printed so, {acknowledge}"


def warn(
    problems: Problems,
    record: Acknowledging | Chapter,
    rule: str,
    found: str,
    at: FilePosition,
    *,
    advice: str = "",
    severity: Severity = Severity.WARNING,
    **facts: object,
) -> None:
    """A finding that the record may acknowledge: `accept: {rule: reason}`; an error only once it was lowered."""
    reason = record.accept.get(rule, "")
    if reason:
        facts["accepted_by"] = str(record.written_at)
    facts["acknowledge"] = room_of(record)
    problems.extend([Problem(rule, found, at, advice, facts, severity, reason)])
