"""What every question to a plan shares: its type, and a warning that the record in question may acknowledge."""

from collections.abc import Callable

from keikaku.plan.plan import Plan
from keikaku.plan.record import Subject
from keikaku.problems import FilePosition, Problem, Problems, Severity

Check = Callable[[Plan, Problems], None]


def warn(
    problems: Problems, record: Subject, rule: str, found: str, at: FilePosition, *, advice: str = "", **facts: object
) -> None:
    """A warning that the record may acknowledge: `accept: {rule: reason}`."""
    reason = record.accept.get(rule, "")
    if reason:
        facts["accepted_by"] = str(record.written_at)
    problems.extend([Problem(rule, found, at, advice, facts, Severity.WARNING, reason)])
