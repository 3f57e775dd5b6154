"""The pages of indicators and chapters, the glossary, and what the document says of itself."""

from keikaku.pages.addresses import HERE
from keikaku.pages.blocks import Block, Fact, FigureBlock, Item, Items, Link, Page, Paragraphs, Section
from keikaku.pages.context import Context
from keikaku.pages.figures import indicator_figure
from keikaku.pages.parts import chapter_blocks, facts_block, items_block, notes_block, record_notes, table_blocks
from keikaku.pages.phrases import year_text
from keikaku.plan.about import DocumentKind, Source
from keikaku.plan.indicators import Counting, DeclaredBy, Direction, Indicator
from keikaku.plan.narrative import Chapter
from keikaku.words import Words, msgid

DIRECTIONS = {
    Direction.UP: msgid("more is aimed at"),
    Direction.DOWN: msgid("less is aimed at"),
    Direction.MAINTAIN: msgid("keeping the level is aimed at"),
    Direction.RANGE: msgid("a range is aimed at"),
    Direction.YES_NO: msgid("done or not"),
    Direction.RANK: msgid("a better rank is aimed at"),
    Direction.NONE: msgid("no direction"),
}
COUNTINGS = {
    Counting.STOCK: msgid("the number on a day"),
    Counting.YEARLY: msgid("the number of one year"),
    Counting.CUMULATIVE: msgid("the number since the beginning"),
    Counting.AVERAGE: msgid("an average"),
    Counting.RATIO: msgid("a ratio"),
}
DOCUMENTS = {
    DocumentKind.PLAN: msgid("Plan"),
    DocumentKind.REPORT: msgid("Report"),
    DocumentKind.EVALUATION: msgid("Evaluation"),
}


def indicator_page(ctx: Context, indicator: Indicator) -> Page:
    figure = indicator_figure(ctx.plan, indicator, ctx.words)
    definition: tuple[Block, ...] = (Paragraphs(indicator.definition),) if indicator.definition else ()
    rationale = (
        (Section("rationale", ctx.label("rationale"), (Paragraphs(indicator.rationale),)),)
        if indicator.rationale
        else ()
    )
    owners = _owner_links(ctx, indicator)
    return Page(
        address=ctx.addresses.indicator(indicator.id),
        kind="indicator",
        title=indicator.name,
        description=figure.sentence[:160],
        kicker=" ".join(part for part in (ctx.label("indicators"), indicator.number) if part),
        crumbs=(*ctx.node_crumbs(indicator.id), *owners[:1]),
        blocks=(FigureBlock(figure, HERE, heading_level=2),),
        sections=(
            *((Section("definition", ctx.words("Definition"), definition),) if definition else ()),
            *rationale,
            Section("facts", ctx.words("About this indicator"), facts_block(_indicator_facts(ctx, indicator, owners))),
        ),
        lang=ctx.plan.about.lang,
        indexed=not ctx.plan.about.status.is_open,
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
    return Link(ctx.plan.projects_by_id[id].name, ctx.addresses.project(id))


def _indicator_facts(ctx: Context, indicator: Indicator, owners: tuple[Link, ...]) -> list[Fact]:
    words = ctx.words
    pledged = ctx.plan.pledged.get(indicator.id)
    by_editor = indicator.declared_by is DeclaredBy.EDITOR
    rows = [
        (words("Belongs to"), owners),
        (words("Group"), (Link(indicator.group),) if indicator.group else ()),
        (words("Kind"), (Link(indicator.kind),) if indicator.kind else ()),
        (words("Printed target"), (Link(pledged),) if pledged else ()),
        (words("Unit"), (Link(indicator.unit or words("The source prints no unit")),)),
        (
            words("Direction"),
            (Link(words(DIRECTIONS[indicator.direction]), by_editor=by_editor),) if indicator.direction else (),
        ),
        (words("Counting"), (Link(_counting(indicator, words)),) if indicator.counting else ()),
        (words("Coverage"), (Link(indicator.coverage),) if indicator.coverage else ()),
        (words("Breakdown"), tuple(Link(f"{name}: {part}") for name, part in indicator.dimension.items())),
    ]
    return [Fact(term, values) for term, values in rows if values]


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
        Section(term.id, term.name, (Paragraphs(term.text), *notes_block(*record_notes(term))), kicker=term.number)
        for term in ctx.plan.about.glossary
    )
    plans = tuple(
        Section(
            f"plan-{parent.id}",
            parent.name,
            (
                *facts_block([Fact(ctx.words("Period"), (Link(parent.period),))] if parent.period else []),
                *((Paragraphs(parent.text),) if parent.text else ()),
            ),
            kicker=parent.short_name,
        )
        for parent in ctx.plan.about.parent_plans
    )
    return list_page(ctx, "glossary", ctx.label("glossary"), (*sections, *plans))


def about_page(ctx: Context) -> Page:
    about, words = ctx.plan.about, ctx.words
    rows = [
        Fact(words("Title"), (Link(about.title),)),
        *([Fact(words("Subtitle"), (Link(about.subtitle),))] if about.subtitle else []),
        Fact(words("Document"), (Link(words(DOCUMENTS[about.document])),)),
        Fact(words("Publisher"), (ctx.stated(about.publisher),)),
        *([Fact(words("Whose plan it is"), (ctx.stated(about.body),))] if about.body.words else []),
        Fact(words("Status"), (Link(about.status.value),)),
        *([Fact(words("Edition"), (ctx.stated(about.edition),))] if about.edition.words else []),
        *([Fact(words("Year of the title"), (Link(year_text(about.title_year)),))] if about.title_year else []),
        *([Fact(words("Year of the data"), (Link(year_text(about.data_year)),))] if about.data_year else []),
        Fact(words("Period"), (ctx.stated(about.period),)),
        Fact(words("Licence"), (ctx.stated(about.licence),)),
        Fact(words("Contact"), (ctx.stated(about.contact),)),
        Fact(words("Accessibility policy"), (ctx.stated(about.accessibility),)),
    ]
    ancestors = tuple(Item(" ".join(x for x in (a.level, a.number, a.name) if x)) for a in about.ancestors)
    statements = (
        about.publisher,
        about.body,
        about.edition,
        about.period,
        about.licence,
        about.contact,
        about.accessibility,
    )
    notes = tuple(note for record in (*statements, about) for note in record_notes(record, about.notes))
    sections = (
        Section("document", words("The document"), (*facts_block(rows), *notes_block(*notes))),
        *((Section("context", words("Where it belongs"), (Items(ancestors),)),) if ancestors else ()),
        *((Section("facts", words("Further statements"), items_block(ctx, about.facts)),) if about.facts else ()),
        *(
            (Section("sources", words("Sources"), tuple(b for source in about.sources for b in _source(ctx, source))),)
            if about.sources
            else ()
        ),
        *_signs(ctx),
    )
    return list_page(ctx, "about", words("About this document"), sections)


def _source(ctx: Context, source: Source) -> tuple[Block, ...]:
    words = ctx.words
    rows = [
        (words("Title"), Link(source.title)),
        (words("Publisher"), Link(source.publisher)),
        (words("Date"), Link(source.date)),
        (words("Held by"), Link(source.held_by)),
        (words("Address"), Link(source.address, source.address)),
    ]
    return (
        *facts_block([Fact(term, (link,)) for term, link in rows if link.text]),
        *notes_block(*record_notes(source)),
    )


def _signs(ctx: Context) -> tuple[Section, ...]:
    """What the document's words and signs for states, absences and scales mean."""
    words, about = ctx.words, ctx.plan.about
    states = [Fact(state.id, (Link(state.meaning or words("a value that is not final")),)) for state in about.states]
    absences = [Fact(sign, (Link(words(ABSENCES[absence.value])),)) for sign, absence in about.no_value.items()]
    scales = [
        Fact(scale.name, tuple(Link(" ".join(x for x in (o.id, o.name, o.meaning) if x)) for o in scale.options))
        for scale in about.scales
    ]
    rows = (*states, *absences, *scales)
    return (Section("signs", words("Words and signs in the tables"), facts_block(rows)),) if rows else ()


ABSENCES = {
    "not-applicable": msgid("does not apply"),
    "not-measured": msgid("was not measured"),
    "not-held": msgid("was not held"),
    "to-be-surveyed": msgid("is still to be surveyed"),
    "not-yet-due": msgid("is not yet due"),
    "withheld": msgid("is not published"),
    "blank": msgid("is blank in the source"),
    "unexplained": msgid("is not explained in the source"),
}


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
