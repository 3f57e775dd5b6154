"""Figures of a node's projects: how many stand under each part of it, with and without a mark or a target in numbers.

Each figure asks one question of the same projects, so that its parts make up the whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from keikaku.figure import Cell, Figure, Note, Role, Series, Shape, Slot
from keikaku.pages.addresses import HERE
from keikaku.pages.blocks import FigureBlock, Section
from keikaku.pages.context import Context
from keikaku.pages.figures import figure_id, title_with_unit
from keikaku.pages.parts import no_figure
from keikaku.pages.phrases import bracketed, joined
from keikaku.plan.about import Mark
from keikaku.plan.plan import PLAN, Plan
from keikaku.plan.tree import Node, Project
from keikaku.words import msgid

__all__ = ["all_projects_in_numbers", "projects_below", "projects_in_numbers"]


def projects_below(plan: Plan, node: Node) -> list[Project]:
    """The projects at home under a node and the nodes below it; what is listed again is not counted twice."""
    below = [project for child in plan.children(node.id) for project in projects_below(plan, child)]
    return [*plan.projects_under(node.id), *below]


def projects_in_numbers(ctx: Context, node: Node) -> tuple[Section, ...]:
    """Figures of the projects below, where there is no indicator to show."""
    owned, whole = ctx.plan.owned(node.id), _whole(ctx, node.id, node.name)
    if whole.groups and not owned.indicators:
        return _section(ctx, whole)
    text = ctx.words("The document prints no indicator for this part, so there is no chart.")
    blocks = no_figure(ctx, owned, text)
    return (Section("figures", ctx.label("indicators"), blocks),) if blocks else ()


def all_projects_in_numbers(ctx: Context) -> tuple[Section, ...]:
    """Figures of a plan's projects, where nothing on its first level has an indicator that would say more."""
    whole = _whole(ctx, PLAN, ctx.short_title)
    top = (PLAN, *(node.id for node in ctx.plan.children(PLAN)))
    is_told = any(ctx.plan.owned(id).indicators for id in top)
    return _section(ctx, whole) if len(whole.groups) > 1 and not is_told else ()


@dataclass(frozen=True)
class _Whole:
    """A node, or the plan, with its projects by the part that they stand under."""

    id: str
    name: str
    groups: Sequence[tuple[str, Sequence[Project]]]

    @property
    def key(self) -> str:
        return self.id or "plan"


def _whole(ctx: Context, id: str, name: str) -> _Whole:
    """The projects of the node itself, then those of each node below it that has any."""
    own = ctx.plan.projects_under(id)
    below = [(_label(node), projects_below(ctx.plan, node)) for node in ctx.plan.children(id)]
    found = [(label, projects) for label, projects in [(name, own), *below] if projects]
    is_undivided = len(found) == 1 and bool(own)
    return _Whole(id, name, [(ctx.words("All"), own)] if is_undivided else found)


def _label(node: Node) -> str:
    return " ".join(text for text in (node.number, node.name) if text)


def _section(ctx: Context, whole: _Whole) -> tuple[Section, ...]:
    tags = ctx.tags_of_count(project for _, projects in whole.groups for project in projects)
    figures = tuple(FigureBlock(figure, HERE, tags=tags) for figure in _figures(ctx, whole))
    return (Section("figures", ctx.words("Its projects in numbers"), figures),)


# --- the questions -----------------------------------------------------------------------------------------------


def _figures(ctx: Context, whole: _Whole) -> Iterator[Figure]:
    for number, mark in enumerate(ctx.plan.about.marks, 1):
        # Among several parts it tells something that none bears a mark of the plan; of one part alone it does not.
        if mark.counted and (ctx.plan.bears_mark(mark.id) if len(whole.groups) > 1 else _bear(mark, whole)):
            yield _marked_figure(ctx, whole, mark, f"{whole.key}-projects-mark-{number}")
    yield _target_figure(ctx, whole, f"{whole.key}-projects")


def _bear(mark: Mark, whole: _Whole) -> bool:
    return any(mark.id in project.marks for _, projects in whole.groups for project in projects)


def _marked_figure(ctx: Context, whole: _Whole, mark: Mark, id: str) -> Figure:
    """With and without a mark. What its absence means is for the source to say."""
    words = ctx.words
    marked = [sum(mark.id in project.marks for project in projects) for _, projects in whole.groups]
    unmarked = [len(projects) - count for (_, projects), count in zip(whole.groups, marked, strict=True)]
    without = words("without the mark “{mark}”", mark=mark.name)
    return _figure(
        ctx,
        whole,
        id=id,
        title=words("Projects of “{name}”, with and without the mark “{mark}”", name=whole.name, mark=mark.name),
        facts={bracketed(words, mark.name, mark.meaning): sum(marked), without: sum(unmarked)},
        parts={mark.name: marked, without: unmarked},
    )


def _target_figure(ctx: Context, whole: _Whole, id: str) -> Figure:
    """With a target in numbers, without any, and with one in words alone where there are such."""
    kinds = [[_kind_of_target(ctx.plan, project) for project in projects] for _, projects in whole.groups]
    counts = {kind: [found.count(kind) for found in kinds] for kind in _KINDS_OF_TARGET}
    told = [kind for kind in _KINDS_OF_TARGET if kind != "words" or any(counts[kind])]
    parts = {ctx.words(_KINDS_OF_TARGET[kind]): counts[kind] for kind in told}
    return _figure(
        ctx,
        whole,
        id=id,
        title=ctx.words("Projects of “{name}”, with and without a target in numbers", name=whole.name),
        facts={name: sum(numbers) for name, numbers in parts.items()},
        parts=parts,
    )


# The rarest comes last, so that the others keep their colours where it is left out.
_KINDS_OF_TARGET = {
    "number": msgid("with a target in numbers"),
    "none": msgid("without a target"),
    "words": msgid("with a target in words only"),
}


def _kind_of_target(plan: Plan, project: Project) -> str:
    targets = [target for indicator in plan.owned(project.id).indicators for target in indicator.targets]
    if any(target.value.number is not None for target in targets):
        return "number"
    return "words" if project.pledges or targets else "none"


# --- the figure --------------------------------------------------------------------------------------------------


def _figure(
    ctx: Context,
    whole: _Whole,
    *,
    id: str,
    title: str,
    facts: Mapping[str, int],
    parts: Mapping[str, Sequence[int]],
) -> Figure:
    """`facts` is what the sentence tells. All in one place with one answer are one number, and nothing to draw."""
    words = ctx.words
    is_divided = len(whole.groups) > 1 or sum(any(counts) for counts in parts.values()) > 1
    return Figure(
        id=figure_id(ctx.plan, id),
        title=title_with_unit(words, title, words("projects")),
        sentence=_sentence(ctx, whole, facts),
        unit=words("projects"),
        shape=Shape.BREAKDOWN if is_divided else Shape.NUMBER,
        slot_heading=words("Part"),
        slots=tuple(Slot(label, spoken=label) for label, _ in whole.groups),
        series=(
            *(_series(f"part-{n}", name, Role.PART, counts) for n, (name, counts) in enumerate(parts.items(), 1)),
            _series("all", words("All projects"), Role.WHOLE, [len(projects) for _, projects in whole.groups]),
        ),
        notes=tuple(_declared(ctx, whole)),
        citation=words("Counted from this site's data"),
        data_address=ctx.addresses.data(id),
    )


def _sentence(ctx: Context, whole: _Whole, facts: Mapping[str, int]) -> str:
    words = ctx.words
    told = [words("{count} {name}", count=words.number(count), name=name) for name, count in facts.items()]
    begin = words.plural("{count} project: ", "{count} projects: ", count=sum(facts.values()))
    again = [words("Projects listed again are counted once.")] if ctx.plan.is_listed_again(whole.id) else []
    return joined(words, [begin + words("{facts}.", facts=words(", ").join(told)), *again])


def _series(id: str, name: str, role: Role, numbers: Sequence[int]) -> Series:
    return Series(id, name, role, tuple(Cell(str(number), Decimal(number)) for number in numbers))


def _declared(ctx: Context, whole: _Whole) -> Iterator[Note]:
    """How many the document itself counts here, to hold against what is counted."""
    words, about = ctx.words, ctx.plan.about
    for count in about.counts:
        if count.node == whole.id:
            notes = [about.notes.get(note, note) for note in count.note]
            how = words(", ").join([*([words("with those listed again")] if count.repeats else []), *notes])
            printed = bracketed(words, count.printed or words.number(count.value), how)
            yield Note(words("The document's own count: {printed}", printed=printed))
            yield from (Note(text, by_editor=True) for text in count.editor_note)
