"""The pages of chapters, lists and the glossary."""

from keikaku.pages.blocks import Block, Fact, Link, Page, Section
from keikaku.pages.context import Context
from keikaku.pages.narrative import chapter_blocks, headings
from keikaku.pages.parts import facts_block, notes_block, record_notes, table_blocks
from keikaku.plan.narrative import Chapter


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
        contents=headings(ctx, chapter),
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
    title = " ".join(part for part in (chapter.number, chapter.title) if part)
    return Link(ctx.with_hold(title, chapter), ctx.addresses.chapter(chapter.id))


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
