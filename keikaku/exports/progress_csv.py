"""How each indicator of a plan, or of all plans, stands to its target: the verdict with everything it was made from.

UTF-8 with BOM and CRLF; headers in ASCII, numbers bare with the printed form beside them, no value is blank.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from keikaku.kept import Itself, Kept
from keikaku.pages.phrases import state_text, status_text, timing_text
from keikaku.pages.verdicts import REASONS, VERDICTS
from keikaku.plan.about import PlanFile, Status
from keikaku.plan.indicators import Indicator
from keikaku.plan.observations import Baseline, Observation
from keikaku.plan.plan import Plan
from keikaku.progress import progress
from keikaku.values import Value
from keikaku.words import Words
from keikaku.years import Year

HEADER = (
    "indicator", "number", "name", "belongs_to", "unit", "direction", "declared_by", "verdict", "verdict_text",
    "reason", "target", "target_printed", "target_year", "target_year_western", "latest", "latest_printed",
    "latest_year", "latest_year_western", "latest_state", "start", "start_printed", "start_year", "start_year_western",
    "start_state",
)  # fmt: skip


PLAN_HEADER = ("plan", "plan_title", "plan_publisher", "plan_status")


def progress_csv(plan: Plan, words: Words, kept: Kept | None = None) -> bytes:
    """With what is `kept`, a line is made anew only where its indicator, its owner's name or plan.yaml is another."""
    return _file([_line(HEADER), *_lines(plan, words, kept or Kept())])


def all_progress_csv(plans: Iterable[tuple[Plan, Words]], kept: Kept | None = None) -> bytes:
    """The same of several plans in one file, each line with its plan; each plan in its own language."""
    kept, lines = kept or Kept(), [f"{_line(PLAN_HEADER)},{_line(HEADER)}"]
    for plan, words in plans:
        about = _line(_plan(plan, words))
        lines += (f"{about},{line}" for line in _lines(plan, words, kept))
    return _file(lines)


def _lines(plan: Plan, words: Words, kept: Kept) -> Iterator[str]:
    kept = kept.below(("standings", plan.id))
    for indicator in plan.indicators:
        owner = getattr(plan.subject(plan.owners[indicator.id]), "name", "")
        facts = (Itself(plan.about), Itself(indicator), owner, Itself(words))
        yield kept.result(indicator.id, facts, partial(_row, plan.about, indicator, owner, words))


def _file(lines: Iterable[str]) -> bytes:
    return b"\xef\xbb\xbf" + "".join(f"{line}\r\n" for line in lines).encode("utf-8")


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def _plan(plan: Plan, words: Words) -> Sequence[str]:
    about = plan.about
    status = "" if about.status is Status.UNSAID else status_text(words, about.status)
    return (plan.id, about.title, about.publisher.words, status)


def _row(about: PlanFile, indicator: Indicator, owner: str, words: Words) -> str:
    found = progress(about, indicator)
    target = found.target
    cells = (
        indicator.id,
        indicator.number,
        indicator.name,
        owner,
        indicator.unit_word,
        indicator.direction.value if indicator.direction else "",
        indicator.declared_by.value if indicator.direction else "",
        found.verdict.value,
        words(VERDICTS[found.verdict]),
        words(REASONS[found.reason]) if found.reason else "",
        *_value(target.value if target else None),
        *((timing_text(words, target, said=str), _western(target.year)) if target else ("", "")),
        *_dated(found.latest, about, words),
        *_dated(found.start, about, words),
    )
    return _line(cells)


def _dated(record: Baseline | Observation | None, about: PlanFile, words: Words) -> tuple[str, ...]:
    """A value with its year and its state; for staff that says as well that it is not public yet."""
    if record is None:
        return ("", "", "", "", "")
    label = record.label if isinstance(record, Baseline) else ""
    state = state_text(words, about, record) if isinstance(record, Observation) else ""
    printed = " ".join(part for part in (label, record.year.printed if record.year else "") if part)
    return (*_value(record.value), printed, _western(record.year), state)


def _value(value: Value | None) -> tuple[str, str]:
    if value is None:
        return ("", "")
    return ("" if value.number is None else f"{value.number:f}", value.printed)


def _western(year: Year | None) -> str:
    return str(year.last) if year else ""
