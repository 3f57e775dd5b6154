"""Questions to a plan. Each function looks for one kind of slip; its docstring says why it matters."""

import difflib
import re
from decimal import Decimal

from keikaku.checks.amounts import AMOUNTS
from keikaku.checks.asking import Check, warn
from keikaku.checks.attachments import ATTACHMENTS
from keikaku.checks.consistency import CONSISTENCY_OF_ALL, CONSISTENCY_OF_EACH
from keikaku.checks.copies import COPIES, COPIES_OF_EACH
from keikaku.checks.filled import FILLED
from keikaku.checks.naming import NAMING
from keikaku.checks.numbering import NUMBERING
from keikaku.checks.once import ONCE
from keikaku.checks.others import OTHERS
from keikaku.checks.placing import PLACING_OF_ALL, PLACING_OF_EACH
from keikaku.checks.quoting import QUOTING
from keikaku.checks.readings import READINGS, number_not_in_sentence
from keikaku.checks.rows import is_own
from keikaku.checks.sentences import SENTENCES
from keikaku.checks.shares import SHARES
from keikaku.checks.sums import count_in_table_differs, grant_beyond_cost, share_of_answers_differs, sum_differs
from keikaku.checks.timing import TIMING_OF_ALL, TIMING_OF_EACH
from keikaku.checks.units import UNITS
from keikaku.pages.addresses import RESERVED
from keikaku.pages.shapes import ways_to_draw
from keikaku.plan.about import Count
from keikaku.plan.embargo import name_of, public_part
from keikaku.plan.indicators import Direction, Indicator
from keikaku.plan.plan import Plan
from keikaku.plan.record import position_of
from keikaku.plan.tables import Money, Table
from keikaku.plan.unread import COUNTED_WHOLE
from keikaku.problems import Problems, Severity
from keikaku.values import ValueKind, last_place, normalised
from keikaku.years import Year


def reserved_id(plan: Plan, problems: Problems) -> None:
    """A node's id is its folder in the site, where some names are taken by lists."""
    for node in plan.nodes:
        if node.id in RESERVED:
            problems.add(
                "reserved-id",
                "the id “{id}” is taken by a page of Keikaku's own",
                node.written_at,
                advice="Give it another id, such as “{id}-1”.",
                id=node.id,
            )


def figure_does_not_fit(plan: Plan, problems: Problems) -> None:
    """A way of drawing that the data cannot fill would show an empty picture, or one that misleads."""
    records: tuple[Indicator | Table | Money, ...] = (*plan.indicators, *plan.tables, *plan.money)
    for record in records:
        ways = ways_to_draw(record)
        if record.figure and record.figure not in ways:
            problems.add(
                "figure-does-not-fit",
                "“{name}” cannot be drawn as “{figure}”",
                record.written_at,
                advice="Its data can be drawn as: {ways}. Without “figure” the best way is chosen.",
                name=name_of(record),
                figure=record.figure.value,
                ways=", ".join(ways),
            )


_NAMED = 3  # so many projects are named that wait to be public


def declared_count(plan: Plan, problems: Problems, waiting: Severity = Severity.ERROR) -> None:
    """A document that says how many projects it has should list as many here; drafts are not counted."""
    # The plan is a settled one; `waiting` is how much it weighs that the number waits for what is held back.
    public = public_part(plan)
    for count in plan.about.counts:
        if count.node and count.node not in public.nodes_by_id:
            continue
        listed, listed_in_all = _listed(public, count), _listed(plan, count)
        if len(listed) == count.value:
            continue
        names = [plan.projects_by_id[id].name for id in dict.fromkeys(listed_in_all) if id not in listed]
        warn(
            problems,
            plan.about,
            "declared-count",
            "the document counts {declared} projects ({printed}), but {listed} of those here are public; not: {held}"
            if names
            else "the document counts {declared} projects ({printed}), but {listed} are listed here",
            count.written_at,
            advice="A release waits until they are public, or the number is another one."
            if names
            else (
                "Compare the number with the source, in “value” and “printed”. If it is right, one is missing or "
                "listed twice below “projects:” in {files}; if you added or took out one, mend the number."
            ),
            severity=waiting if len(listed_in_all) == count.value else Severity.ERROR,
            declared=count.value,
            printed=count.printed or count.value,
            listed=len(listed),
            files=", ".join(dict.fromkeys(plan.projects_by_id[id].written_at.file for id in listed_in_all))
            or f"data/{plan.id}",
            held=", ".join(names[:_NAMED]) + ("…" if names[_NAMED:] else ""),
        )


def _listed(plan: Plan, count: Count) -> list[str]:
    """The ids of the projects that are counted there; those that are listed again as often as they are."""
    nodes = _with_descendants(plan, count.node)
    again = [p.id for p in plan.projects for listing in p.listings if not count.node or listing.node in nodes]
    once = [p.id for p in plan.projects if not count.node or plan.parents[p.id] in nodes]
    return [*once, *(again if count.repeats else ())]


def _with_descendants(plan: Plan, id: str) -> set[str]:
    return {id, *(d for child in plan.children(id) for d in _with_descendants(plan, child.id))} if id else set()


def rate_differs(plan: Plan, problems: Problems) -> None:
    """A printed achievement rate that value ÷ target cannot be rounded to is a slip in one of the three."""
    for indicator in plan.indicators:
        if indicator.direction in (Direction.DOWN, Direction.RANGE, Direction.RANK):
            continue
        for rate in indicator.rates:
            computed, doubt = _rate(indicator, rate.year)
            printed = rate.value.number
            if computed is not None and printed is not None and abs(computed - printed) > doubt + last_place(printed):
                warn(
                    problems,
                    indicator,
                    "rate-differs",
                    "the printed rate of “{name}” in {year} is {printed}, the computed one {computed} %",
                    rate.written_at,
                    advice=("Compare value, target and rate with the source. If they are printed so, {acknowledge}"),
                    name=indicator.name,
                    year=rate.year.printed,
                    printed=rate.value.printed,
                    computed=f"{computed:.1f}",
                )


def rate_without_value(plan: Plan, problems: Problems) -> None:
    """A printed rate of a year in which nothing was measured is that of another year, or its value is lost."""
    for indicator in plan.indicators:
        years = {o.year for o in indicator.values if not o.value.is_missing}
        for rate in indicator.rates:
            if indicator.values and rate.year not in years:
                warn(
                    problems,
                    indicator,
                    "rate-without-value",
                    "“{name}” has a printed rate of {year}, but no value of that year",
                    rate.written_at,
                    advice="Is the year of the rate wrong, or the line of the value lost? If it is printed so, "
                    "{acknowledge}",
                    name=indicator.name,
                    year=rate.year.printed,
                )


def _rate(indicator: Indicator, year: Year) -> tuple[Decimal | None, Decimal]:
    """Value ÷ target of that year in percent, and how much of it the rounding of the value leaves in doubt: a target is
    a number that was decided, and 47件 were counted.

    None where there is not one of each, or they make no such rate.
    """
    values = [o.value for o in indicator.values if o.year == year]
    targets = [t.value for t in indicator.targets if t.year == year and is_own(t)]
    if len(values) != 1 or len(targets) != 1 or any(v.kind is not ValueKind.NUMBER for v in (*values, *targets)):
        return None, Decimal(0)
    value, target = values[0].number, targets[0].number
    if value is None or target is None or value < 0 or target <= 0 or targets[0].is_relative:
        return None, Decimal(0)
    is_counted = normalised(values[0].unit or indicator.unit or "") in COUNTED_WHOLE and values[0].is_exact
    doubt = Decimal(0) if is_counted else last_place(value) * 100 / target / 2
    return value / target * 100, doubt


def cells_differ(plan: Plan, problems: Problems) -> None:
    """A row with fewer or more cells than the table has columns puts its cells under the wrong headings."""
    for table in plan.tables:
        widths = {len(row.cells) for row in table.rows}
        is_column_lost = len(table.rows) > 1 and len(widths) == 1
        for row in table.rows:
            if len(row.cells) != len(table.columns):
                problems.add(
                    "cells-differ",
                    "“{row}” has {cells} cells, but the table has {columns} columns",
                    row.written_at,
                    advice=_COLUMN_LOST if is_column_lost else _CELL_FOR_EACH,
                    row=row.name,
                    cells=len(row.cells),
                    columns=len(table.columns),
                )


_COLUMN_LOST = "All rows have {cells}: is a line lost below “columns:”, or one too much there?"
_CELL_FOR_EACH = (
    "Write one cell for each column. What the source leaves empty is written as its sign, which “no_value:” in "
    "plan.yaml explains."
)


def undeclared_kind(plan: Plan, problems: Problems) -> None:
    """The kinds of indicators (活動, 成果) are the plan's own words; one that is not declared is mostly misspelt."""
    known = [normalised(kind) for kind in plan.about.kinds]
    for indicator in plan.indicators:
        if indicator.kind and normalised(indicator.kind) not in known:
            near = next(iter(difflib.get_close_matches(indicator.kind, plan.about.kinds, 1, _NEAR)), "")
            warn(
                problems,
                indicator,
                "undeclared-kind",
                "“{kind}” is not one of this plan's kinds of indicators",
                position_of(indicator.kind),
                advice="Is it “unit:” that is meant? This indicator has none. "
                "A kind is declared in plan.yaml under kinds."
                if indicator.unit is None and not re.search("活動|成果|対象|指標", indicator.kind)
                else "Did you mean “{near}”? If the source has this kind, declare it in plan.yaml under kinds."
                if near
                else "If the source has this kind, declare it in plan.yaml under kinds; else correct it.",
                severity=Severity.ERROR,
                kind=indicator.kind,
                near=near,
            )


_NEAR = 0.5  # one sign of two


# What each subject answers alone, with what it owns and with plan.yaml: nothing else in the plan changes that.
OF_EACH_SUBJECT: tuple[Check, ...] = (
    reserved_id,
    *ONCE,
    figure_does_not_fit,
    rate_differs,
    rate_without_value,
    sum_differs,
    share_of_answers_differs,
    grant_beyond_cost,
    cells_differ,
    undeclared_kind,
    *COPIES_OF_EACH,
    *TIMING_OF_EACH,
    *AMOUNTS,
    *SHARES,
    *UNITS,
    *CONSISTENCY_OF_EACH,
    *PLACING_OF_EACH,
)
OF_ALL_TOGETHER: tuple[Check, ...] = (
    *TIMING_OF_ALL,
    *OTHERS,
    *COPIES,
    *NAMING,
    *NUMBERING,
    number_not_in_sentence,
    *READINGS,
    *QUOTING,
    *CONSISTENCY_OF_ALL,
    *PLACING_OF_ALL,
    *FILLED,
    *ATTACHMENTS,
    *SENTENCES,
    count_in_table_differs,
)
# `declared_count` is asked apart: it looks at what is held back, too, whoever is shown the plan.
CHECKS = (*OF_EACH_SUBJECT, *OF_ALL_TOGETHER, declared_count)
