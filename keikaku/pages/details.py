"""The pages of indicators and chapters, and the glossary."""

from keikaku.pages.addresses import HERE
from keikaku.pages.blocks import Block, Fact, FigureBlock, Link, Page, Section
from keikaku.pages.context import Context
from keikaku.pages.parts import chapter_blocks, facts_block, notes_block, record_notes, table_blocks
from keikaku.pages.verdicts import AIMS, standing_section
from keikaku.plan.indicators import Counting, DeclaredBy, Indicator
from keikaku.plan.narrative import Chapter
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
        blocks=(FigureBlock(figure, HERE, heading_level=2, source=ctx.source(indicator)),),
        sections=(
            *((Section("definition", ctx.words("Definition"), definition),) if definition else ()),
            *rationale,
            *standing_section(ctx.plan, indicator, ctx.words),
            Section("facts", ctx.words("About this indicator"), facts_block(_indicator_facts(ctx, indicator, owners))),
        ),
        lang=ctx.plan.about.lang,
        indexed=not ctx.plan.about.status.is_open,
        source=ctx.source(indicator),
        frame=ctx.frame,
    )


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


def chapter_page(ctx: Context, chapter: Chapter) -> Page:
    own = [c for c in ctx.plan.chapters if not c.of and c.id != "index"]
    here = own.index(chapter)
    address = ctx.addresses.chapter(chapter.id)
    return Page(
        address=address,
        kind="chapter",
        title=chapter.title,
        description=chapter.summary or f"{ctx.short_title} {chapter.title}",
        kicker=chapter.number,
        tags=ctx.tags((), of=chapter),
        crumbs=ctx.crumbs(),
        contents=tuple(
            Link(heading.text, f"{address}#{heading.id}") for heading in chapter.headings if heading.level < 4
        ),
        blocks=chapter_blocks(ctx, chapter, address),
        sections=_loose_tables(ctx, chapter),
        previous=_chapter_link(ctx, own[here - 1]) if here else None,
        following=_chapter_link(ctx, own[here + 1]) if here + 1 < len(own) else None,
        lang=ctx.plan.about.lang,
        indexed=not ctx.plan.about.status.is_open,
        source=ctx.source(chapter),
        frame=ctx.frame,
    )


def _chapter_link(ctx: Context, chapter: Chapter) -> Link:
    return Link(" ".join(part for part in (chapter.number, chapter.title) if part), ctx.addresses.chapter(chapter.id))


def _loose_tables(ctx: Context, chapter: Chapter) -> tuple[Section, ...]:
    """The chapter's tables that its text does not place itself."""
    placed = {getattr(part, "id", "") for part in chapter.parts}
    blocks = tuple(
        b for table in ctx.plan.owned(chapter.id).tables if table.id not in placed for b in table_blocks(ctx, table)
    )
    return (Section("tables", ctx.words("Tables"), blocks),) if blocks else ()


def glossary_page(ctx: Context) -> Page:
    sections = tuple(
        Section(
            term.id,
            term.name,
            (ctx.paragraphs(term.text), *notes_block(*record_notes(term))),
            kicker=term.number,
            source=ctx.source(term),
        )
        for term in ctx.plan.about.glossary
    )
    plans = tuple(
        Section(
            f"plan-{parent.id}",
            parent.name,
            (
                *facts_block([Fact(ctx.words("Period"), (Link(parent.period),))] if parent.period else []),
                *((ctx.paragraphs(parent.text),) if parent.text else ()),
            ),
            kicker=parent.short_name,
            source=ctx.source(parent),
        )
        for parent in ctx.plan.about.parent_plans
        if parent.is_explained
    )
    return list_page(ctx, "glossary", ctx.label("glossary"), (*sections, *plans))


def list_page(
    ctx: Context, name: str, title: str, sections: tuple[Section, ...], blocks: tuple[Block, ...] = ()
) -> Page:
    return Page(
        address=ctx.addresses.list(name),
        kind="list",
        title=title,
        description=f"{ctx.short_title} {title}",
        crumbs=ctx.crumbs(),
        blocks=blocks,
        sections=sections,
        lang=ctx.plan.about.lang,
        indexed=not ctx.plan.about.status.is_open,
        frame=ctx.frame,
    )
