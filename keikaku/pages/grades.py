"""Figures of what was judged below a node or in a whole plan: how many got each grade, by the date that is printed."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from keikaku.figure import Cell, Figure, Role
from keikaku.pages.addresses import HERE
from keikaku.pages.blocks import FigureBlock, Section
from keikaku.pages.context import Context
from keikaku.pages.figures import figure_id, title_with_unit
from keikaku.pages.grids import Grid, column
from keikaku.pages.parts import option_text
from keikaku.pages.phrases import bracketed, year_text
from keikaku.pages.shapes import grades_shape
from keikaku.plan.about import Scale
from keikaku.plan.plan import PLAN, Plan
from keikaku.words import Words
from keikaku.years import Year

__all__ = ["grades_in_numbers"]


def grades_in_numbers(ctx: Context, node_id: str = PLAN) -> tuple[Section, ...]:
    """A figure for each question that several below were judged by, on one scale, with one answer each."""
    kinds = [kind for kind in _kinds(ctx.plan, node_id) if max(map(len, kind.grades.values())) > 1]
    figures = [_figure(ctx, kind, node_id, f"{node_id or 'plan'}-grades-{n}") for n, kind in enumerate(kinds, 1)]
    tags = ctx.tags_of_count(ctx.plan.evaluations_below(node_id))
    blocks = tuple(FigureBlock(figure, HERE, tags=tags) for figure in figures)
    return (Section("grades", ctx.words("Evaluations in numbers"), blocks),) if blocks else ()


@dataclass(frozen=True)
class _Kind:
    """Evaluations of one title by one question: the options that were chosen, by date."""

    title: str
    question: str
    scale: Scale
    grades: dict[Year | None, list[str]]


def _kinds(plan: Plan, node_id: str) -> list[_Kind]:
    scales = {scale.id: scale for scale in plan.about.scales if scale.options}
    found: dict[tuple[str, str, str], _Kind] = {}
    for evaluation in plan.evaluations_below(node_id):
        for answer in evaluation.answers:
            if answer.scale in scales and len(answer.answer) == 1:
                key = (evaluation.title, answer.question, answer.scale)
                kind = found.setdefault(key, _Kind(*key[:2], scales[answer.scale], defaultdict(list)))
                kind.grades[evaluation.date].append(answer.answer[0])
    return list(found.values())


def _figure(ctx: Context, kind: _Kind, node_id: str, id: str) -> Figure:
    """Each date's grades make up all that were given on it; a grade that nobody got is a counted 0."""
    words, grid = ctx.words, Grid(ctx.plan.about, ctx.words)
    undated = words("No year is given")
    keys = {date: grid.year_slot(date) if date else grid.word_slot(undated, is_last=True) for date in kind.grades}
    counts = {date: Counter(grades) for date, grades in kind.grades.items()}
    for number, option in enumerate(_options(kind), 1):
        cells = {keys[date]: _count(found[option]) for date, found in counts.items()}
        grid.add(column(f"grade-{number}", option_text(kind.scale, option), Role.PART), cells)
    grid.add(column("all", words("All"), Role.WHOLE), {keys[d]: _count(found.total()) for d, found in counts.items()})
    slots, series = grid.finished()
    where = ctx.plan.nodes_by_id[node_id].name if node_id else ""
    name = bracketed(words, words("{term}: {text}", term=kind.title, text=kind.question or kind.scale.name), where)
    return Figure(
        id=figure_id(ctx.plan, id),
        title=title_with_unit(words, name, words("evaluations")),
        sentence=_sentence(kind, undated, words),
        unit=words("evaluations"),
        shape=grades_shape(series),
        slot_heading=grid.heading(),
        slots=slots,
        series=series,
        citation=words("Counted from this site's data"),
        data_address=ctx.addresses.data(id),
    )


def _options(kind: _Kind) -> Sequence[str]:
    """In the order of the scale; then what was answered without being on it."""
    given = (grade for grades in kind.grades.values() for grade in grades)
    return tuple(dict.fromkeys((*(option.id for option in kind.scale.options), *given)))


def _count(number: int) -> Cell:
    return Cell(str(number), Decimal(number))


def _sentence(kind: _Kind, undated: str, words: Words) -> str:
    """How many got each grade on the latest date."""
    dates = sorted((date for date in kind.grades if date), key=lambda date: date.sort_key)
    latest = dates[-1] if dates else None
    found = Counter(kind.grades[latest])
    told = [
        words("{name}: {count}", name=option_text(kind.scale, option), count=words.number(found[option]))
        for option in _options(kind)
    ]
    return words(
        "{when}, {count} evaluations in all. {facts}.",
        when=year_text(latest) if latest else undated,
        count=words.number(found.total()),
        facts=words(", ").join(told),
    )
