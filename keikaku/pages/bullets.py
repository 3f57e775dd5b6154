"""The small figure on a card: where the latest value stands between zero and the plan's target."""

from dataclasses import replace

from keikaku.figure import Figure, Role, Shape
from keikaku.pages.grids import Grid, cell, column
from keikaku.pages.phrases import baseline_label, held_text, state_text
from keikaku.pages.shapes import stands_on_zero
from keikaku.plan.indicators import Indicator
from keikaku.plan.observations import Baseline, Observation, Target
from keikaku.plan.plan import Plan
from keikaku.progress import Reason, progress
from keikaku.values import value_text
from keikaku.words import Words


def small_figure(plan: Plan, indicator: Indicator, words: Words) -> Figure | None:
    """What the verdict is made from, as a bar; None where a bar from zero would mislead, or something is lacking.

    All its numbers stand in words beside it, and in the table on the indicator's own page.
    """
    found = progress(plan.about, indicator)
    if found.target is None or found.latest is None or found.reason not in (None, Reason.NO_START):
        return None
    start = found.start if isinstance(found.start, Baseline) and found.start.year else None
    values = [record.value for record in (found.latest, found.target, start) if record]
    if not stands_on_zero(indicator.direction, values):
        return None
    grid = Grid(plan.about, words)
    _add(grid, indicator, "baseline", Role.BASELINE, words, start)
    _add(grid, indicator, "actual", Role.ACTUAL, words, found.latest)
    _add(grid, indicator, "target", Role.TARGET, words, found.target)
    slots, series = grid.finished()
    return Figure(
        id=f"{plan.id}-{indicator.id}-small",
        title=indicator.name,
        sentence=indicator.name,
        unit=indicator.unit,
        shape=Shape.BULLET,
        slot_heading=grid.heading(),
        slots=slots,
        series=series,
    )


def _add(
    grid: Grid, indicator: Indicator, id: str, role: Role, words: Words, record: Baseline | Observation | Target | None
) -> None:
    if record is None:
        return
    plan = grid.plan
    names = {
        Role.BASELINE: baseline_label(words, record, plan.labels.baseline) if isinstance(record, Baseline) else "",
        Role.ACTUAL: plan.labels.values or words("Actual"),
        Role.TARGET: plan.labels.targets or words("Target"),
    }
    key = grid.year_slot(record.year) if record.year else grid.word_slot(words("Target"), is_last=True)
    made = cell(record.value, printed=value_text(record.value, indicator.unit_word))
    if isinstance(record, Observation):
        state = state_text(grid.words, plan, record)
        made = replace(made, state=state or None, hollow=not plan.is_final(record.state))
    elif isinstance(record, Target):
        made = replace(made, state=held_text(grid.words, record) or None)
    grid.add(column(id, names[role], role, constant=role is Role.TARGET and record.year is None), {key: made})
