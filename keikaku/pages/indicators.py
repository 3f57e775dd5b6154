"""The page of an indicator."""

from dataclasses import replace

from keikaku.figure import Figure
from keikaku.pages.addresses import HERE
from keikaku.pages.blocks import Block, Fact, FigureBlock, Link, Measure, Page, Section
from keikaku.pages.context import Context
from keikaku.pages.measures import measure
from keikaku.pages.parts import facts_block
from keikaku.pages.verdicts import AIMS, standing_section
from keikaku.plan.indicators import Counting, DeclaredBy, Indicator
from keikaku.progress import progress
from keikaku.words import Words, msgid

COUNTINGS = {
    Counting.STOCK: msgid("the number on a day"),
    Counting.YEARLY: msgid("the number of one year"),
    Counting.CUMULATIVE: msgid("the number since the beginning"),
    Counting.AVERAGE: msgid("an average"),
    Counting.RATIO: msgid("a ratio"),
}


def indicator_page(ctx: Context, indicator: Indicator) -> Page:
    figure = ctx.indicator_figure(indicator)
    definition: tuple[Block, ...] = (ctx.paragraphs(indicator.definition),) if indicator.definition else ()
    rationale = (
        (Section("rationale", ctx.label("rationale"), (ctx.paragraphs(indicator.rationale),)),)
        if indicator.rationale
        else ()
    )
    owners = _owner_links(ctx, indicator)
    return Page(
        address=ctx.addresses.indicator(indicator.id),
        kind="indicator",
        title=ctx.indicator_title(indicator),
        description=figure.sentence[:160],
        kicker=" ".join(part for part in (ctx.label("indicators"), indicator.number) if part),
        tags=ctx.tags((), of=indicator),
        crumbs=(*ctx.node_crumbs(indicator.id), *owners[:1]),
        blocks=(
            FigureBlock(
                figure,
                HERE,
                heading_level=2,
                measure=_for_short(ctx, indicator, figure),
                source=ctx.source(indicator),
            ),
        ),
        sections=(
            *standing_section(ctx.plan, indicator, ctx.words),
            *((Section("definition", ctx.words("Definition"), definition),) if definition else ()),
            *rationale,
            Section("facts", ctx.words("About this indicator"), facts_block(_indicator_facts(ctx, indicator, owners))),
        ),
        lang=ctx.plan.about.lang,
        indexed=not ctx.plan.about.status.is_open,
        source=ctx.source(indicator),
        frame=ctx.frame,
    )


def _for_short(ctx: Context, indicator: Indicator, figure: Figure) -> Measure | None:
    """What stands above a picture: all that a verdict was made from follows below it, why there is none stands here."""
    shown = measure(ctx, indicator, Link(""))
    if not figure.is_drawn or not (shown.latest or shown.target):
        return None
    is_unknown = progress(ctx.plan.about, indicator).reason is not None
    return replace(shown, standing=figure.standing if is_unknown else shown.standing, tags=())  # the page has them


def _owner_links(ctx: Context, indicator: Indicator) -> tuple[Link, ...]:
    ids = [id for id in dict.fromkeys((ctx.plan.owners[indicator.id], *indicator.of)) if id]
    return tuple(_subject_link(ctx, id) for id in ids)


def _subject_link(ctx: Context, id: str) -> Link:
    node = ctx.plan.nodes_by_id.get(id)
    if node:
        return Link(ctx.node_title(node), ctx.addresses.node(node))
    if id in ctx.plan.chapters_by_id:
        return Link(ctx.plan.chapters_by_id[id].title, ctx.addresses.chapter(id))
    subject = ctx.plan.projects_by_id.get(id) or ctx.plan.themes_by_id[id]
    return Link(subject.name, ctx.addresses.of(id))


def _indicator_facts(ctx: Context, indicator: Indicator, owners: tuple[Link, ...]) -> list[Fact]:
    words = ctx.words
    pledged = ctx.plan.pledged.get(indicator.id)
    by_editor = indicator.declared_by is DeclaredBy.EDITOR
    rows = [
        (words("Reading"), (Link(indicator.reading),) if indicator.reading else ()),
        (words("Belongs to"), owners),
        (words("Group"), (Link(indicator.group),) if indicator.group else ()),
        (words("Kind"), (Link(indicator.kind),) if indicator.kind else ()),
        (words("Printed target"), (Link(pledged),) if pledged else ()),
        (words("Unit"), (Link(indicator.unit or words("The source prints no unit")),)),
        (
            words("Direction"),
            (Link(words(AIMS[indicator.direction]), by_editor=by_editor),) if indicator.direction else (),
        ),
        (words("Counting"), (Link(_counting(indicator, words)),) if indicator.counting else ()),
        (words("Coverage"), (Link(indicator.coverage),) if indicator.coverage else ()),
        (words("Breakdown"), tuple(Link(text) for text in _dimensions(indicator, words))),
    ]
    return [Fact(term, values) for term, values in rows if values]


def _dimensions(indicator: Indicator, words: Words) -> list[str]:
    return [words("{term}: {text}", term=name, text=part) for name, part in indicator.dimension.items()]


def _counting(indicator: Indicator, words: Words) -> str:
    text = words(COUNTINGS[indicator.counting]) if indicator.counting else ""
    return words("{text} ({since})", text=text, since=indicator.counted_since) if indicator.counted_since else text
