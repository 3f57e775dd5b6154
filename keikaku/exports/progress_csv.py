"""How each indicator of a plan stands to its target, one a line: the verdict with everything that it was made from.

UTF-8 with BOM and CRLF; headers in ASCII, numbers bare with the printed form beside them, no value is blank.
"""

import csv
import io
from collections.abc import Sequence

from keikaku.pages.phrases import timing_text
from keikaku.pages.verdicts import REASONS, VERDICTS
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
    "latest_year", "latest_year_western", "start", "start_printed", "start_year", "start_year_western",
)  # fmt: skip


def progress_csv(plan: Plan, words: Words) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(_row(plan, indicator, words) for indicator in plan.indicators)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _row(plan: Plan, indicator: Indicator, words: Words) -> Sequence[str]:
    found = progress(plan.about, indicator)
    target = found.target
    return (
        indicator.id,
        indicator.number,
        indicator.name,
        getattr(plan.subject(plan.owners[indicator.id]), "name", ""),
        indicator.unit_word,
        indicator.direction.value if indicator.direction else "",
        indicator.declared_by.value if indicator.direction else "",
        found.verdict.value,
        words(VERDICTS[found.verdict]),
        words(REASONS[found.reason]) if found.reason else "",
        *_value(target.value if target else None),
        *((timing_text(words, target, said=str), _western(target.year)) if target else ("", "")),
        *_dated(found.latest),
        *_dated(found.start),
    )


def _dated(record: Baseline | Observation | None) -> tuple[str, ...]:
    if record is None:
        return ("", "", "", "")
    label = record.label if isinstance(record, Baseline) else ""
    printed = " ".join(part for part in (label, record.year.printed if record.year else "") if part)
    return (*_value(record.value), printed, _western(record.year))


def _value(value: Value | None) -> tuple[str, str]:
    if value is None:
        return ("", "")
    return ("" if value.number is None else f"{value.number:f}", value.printed)


def _western(year: Year | None) -> str:
    return str(year.last) if year else ""
