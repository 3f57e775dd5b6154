"""What every question to a plan shares: its type, and findings that the record in question may acknowledge."""

from collections.abc import Callable

from keikaku.plan.narrative import Chapter
from keikaku.plan.plan import Plan
from keikaku.plan.record import Acknowledging, position_of
from keikaku.problems import FilePosition, Problem, Problems, Severity

Check = Callable[[Plan, Problems], None]

AS_PRINTED = "Compare with the source. If it is printed so, add {beside}: accept: {{{rule}: reason}}"


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
    if _stands_in_braces(record):
        facts["in_braces"] = True
    problems.extend([Problem(rule, found, at, advice, facts, severity, reason)])


def _stands_in_braces(record: Acknowledging | Chapter) -> bool:
    """`- {id: members, name: 会員数}`: it has no lines of its own, where more could be written below."""
    id_at = position_of(getattr(record, "id", ""))
    begins = record.written_at
    return id_at.line == begins.line and id_at.column == begins.column + len("{id: ")
