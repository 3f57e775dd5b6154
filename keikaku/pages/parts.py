"""The parts that pages of nodes, projects and themes share: texts, lists, figures, tables, evaluations, notes."""

import re
from collections.abc import Iterable
from dataclasses import replace

from keikaku.figure import Figure, Note
from keikaku.pages.addresses import HERE
from keikaku.pages.blocks import (
    Block,
    DataTable,
    Fact,
    Facts,
    FigureBlock,
    IndexList,
    IndexRow,
    Item,
    Items,
    Link,
    Notes,
    Notice,
    Paragraphs,
    Section,
    Tag,
)
from keikaku.pages.context import Context
from keikaku.pages.phrases import bracketed, year_text
from keikaku.plan import tree
from keikaku.plan.about import Scale
from keikaku.plan.evaluations import Answer, Evaluation, Vote
from keikaku.plan.indicators import Indicator
from keikaku.plan.plan import Owned
from keikaku.plan.record import Noted
from keikaku.plan.tables import Money, Table
from keikaku.plan.tree import Department, Named, Project


def record_notes(record: Noted, keyed: dict[str, str] | None = None) -> tuple[Note, ...]:
    keys = keyed or {}
    return (*(Note(keys.get(n, n)) for n in record.note), *(Note(n, by_editor=True) for n in record.editor_note))


def notes_block(*notes: Note) -> tuple[Block, ...]:
    return (Notes(tuple(dict.fromkeys(notes))),) if notes else ()


def text_section(ctx: Context, name: str, texts: tuple[str, ...], id: str = "") -> tuple[Section, ...]:
    if not texts:
        return ()
    return (Section(id or name.replace("_", "-"), ctx.label(name), (ctx.paragraphs(texts),)),)


# --- lists -------------------------------------------------------------------------------------------------------


def items_block(ctx: Context, items: tuple[tree.Item, ...]) -> tuple[Block, ...]:
    made = tuple(item_view(ctx, item) for item in items)
    return (Items(made, numbered=all(i.number for i in items)),) if made else ()


def item_view(ctx: Context, item: tree.Item) -> Item:
    projects = (ctx.plan.projects_by_id[id] for id in item.projects)
    themes = (ctx.plan.themes_by_id[id] for id in item.themes)
    return Item(
        text=item.text,
        heading=Link(item.heading) if item.heading else None,
        number=item.number,
        tags=ctx.tags(item.marks),
        links=(
            *(Link(" ".join(x for x in (t.number, t.name) if x), ctx.addresses.theme(t)) for t in themes),
            *(Link(p.name, ctx.addresses.project(p.id)) for p in projects),
        ),
        items=tuple(item_view(ctx, child) for child in item.items),
        notes=record_notes(item),
        source=ctx.source(item),
    )


def items_section(ctx: Context, name: str, items: tuple[tree.Item, ...], prefix: str = "") -> tuple[Section, ...]:
    return (Section(prefix + name.replace("_", "-"), ctx.label(name), items_block(ctx, items)),) if items else ()


def years_section(ctx: Context, name: str, years: tuple[tree.YearItems, ...], prefix: str = "") -> tuple[Section, ...]:
    """One section with a part for each year; a single year stands in the heading itself."""
    id = prefix + name.replace("_", "-")
    if len(years) == 1:
        heading = f"{_year_heading(years[0])} {ctx.label(name)}"
        return (_year_section(ctx, years[0], id, heading),)
    parts = tuple(_year_section(ctx, year, f"{id}-{year.year.first}", _year_heading(year)) for year in years)
    return (Section(id, ctx.label(name), (), parts),) if parts else ()


def _year_section(ctx: Context, year: tree.YearItems, id: str, heading: str) -> Section:
    tags, source = ctx.tags((), of=year), ctx.source(year)
    return Section(id, heading, _year_blocks(ctx, year), tags=tags, source=source)


def _year_heading(items: tree.YearItems) -> str:
    beside = f"（{items.year.beside}）" if items.year.beside else ""
    return f"{items.year.printed}{items.wording}{beside}"


def _year_blocks(ctx: Context, year: tree.YearItems) -> tuple[Block, ...]:
    texts: tuple[Block, ...] = (ctx.paragraphs(year.text),) if year.text else ()
    return (*texts, *items_block(ctx, year.items), *notes_block(*record_notes(year)))


# --- facts -------------------------------------------------------------------------------------------------------


def departments_fact(ctx: Context, departments: tuple[Department, ...]) -> tuple[Fact, ...]:
    if not departments:
        return ()
    address = ctx.addresses.list("departments")
    names = {name: department.as_of for department in departments for name in department.names}
    links = tuple(
        Link(bracketed(ctx.words, name, as_of.printed if as_of else ""), f"{address}#{department_anchor(name)}")
        for name, as_of in names.items()
    )
    stands_for = tuple(
        Link(
            ctx.words(
                "{name} stands for: {offices}", name=d.name or d.bureau, offices=ctx.words(", ").join(d.stands_for)
            )
        )
        for d in departments
        if d.stands_for
    )
    return (Fact(ctx.label("departments"), (*links, *stands_for), ctx.source(departments[0])),)


def reading_fact(ctx: Context, reading: str) -> tuple[Fact, ...]:
    return (Fact(ctx.words("Reading"), (Link(reading),)),) if reading else ()


def department_anchor(name: str) -> str:
    return re.sub(r"\s+", "-", name)


def subject_facts(ctx: Context, subject: Named) -> tuple[Fact, ...]:
    """What is printed under a label: how the name is read, who is in charge, labelled texts, variants of the name."""
    variants = tuple(Link(bracketed(ctx.words, v.name, v.where)) for v in subject.variants)
    return (
        *reading_fact(ctx, subject.reading),
        *departments_fact(ctx, subject.all_departments if isinstance(subject, Project) else subject.departments),
        *(
            Fact(fact.label, tuple(Link(text) for text in fact.text), ctx.source(fact))
            for fact in subject.facts
            if not fact.items
        ),
        *((Fact(ctx.words("Also printed as"), variants),) if variants else ()),
    )


def facts_notes(subject: Named) -> tuple[Block, ...]:
    """The notes of what stands in the list of facts."""
    departments = subject.all_departments if isinstance(subject, Project) else subject.departments
    noted = (*(f for f in subject.facts if not f.items), *subject.variants, *departments)
    return notes_block(*(note for record in noted for note in record_notes(record)))


def facts_block(rows: Iterable[Fact]) -> tuple[Block, ...]:
    made = tuple(rows)
    return (Facts(made),) if made else ()


def facts_with_items(ctx: Context, subject: Named, prefix: str = "") -> tuple[Section, ...]:
    return tuple(
        Section(
            f"{prefix}fact-{number}",
            fact.label,
            (
                *((ctx.paragraphs(fact.text),) if fact.text else ()),
                *items_block(ctx, fact.items),
                *notes_block(*record_notes(fact)),
            ),
            source=ctx.source(fact),
        )
        for number, fact in enumerate(subject.facts, 1)
        if fact.items
    )


# --- figures -----------------------------------------------------------------------------------------------------


def owned_sections(ctx: Context, owned: Owned, heading_level: int = 3, prefix: str = "") -> tuple[Section, ...]:
    """Indicators under their group headings, then money, tables and evaluations."""
    return (
        *indicator_sections(ctx, owned, prefix),
        *_money_sections(ctx, owned, prefix),
        *_table_sections(ctx, owned, prefix),
        *evaluation_sections(ctx, owned.evaluations, prefix),
    )


def indicator_sections(ctx: Context, owned: Owned, prefix: str = "") -> tuple[Section, ...]:
    if not owned.indicators:
        return ()
    groups = dict.fromkeys(indicator.group for indicator in owned.indicators)
    if list(groups) == [""]:
        return (Section(f"{prefix}indicators", ctx.label("indicators"), _figures(ctx, owned, "", 3)),)
    parts = tuple(
        Section(f"{prefix}indicators-{number}", group or ctx.words("Without a group"), _figures(ctx, owned, group, 4))
        for number, group in enumerate(groups, 1)
    )
    return (Section(f"{prefix}indicators", ctx.label("indicators"), (), parts),)


def _figures(ctx: Context, owned: Owned, group: str, level: int) -> tuple[Block, ...]:
    return tuple(
        FigureBlock(
            defined(ctx.indicator_figure(indicator), indicator),
            place=HERE,
            link=Link(ctx.indicator_title(indicator), ctx.addresses.indicator(indicator.id)),
            heading_level=level,
            tags=ctx.tags((), of=indicator),
            source=ctx.source(indicator),
        )
        for indicator in owned.indicators
        if indicator.group == group
    )


def defined(figure: Figure, indicator: Indicator) -> Figure:
    """A figure away from its own page, where the definition is a section, has the definition among its notes."""
    notes = (*map(Note, indicator.definition), *figure.notes)
    return replace(figure, notes=notes) if indicator.definition else figure


def _money_sections(ctx: Context, owned: Owned, prefix: str) -> tuple[Section, ...]:
    blocks = tuple(money_block(ctx, money) for money in owned.money)
    return (Section(f"{prefix}money", ctx.label("money"), blocks),) if blocks else ()


def money_block(ctx: Context, money: Money, heading_level: int = 3) -> FigureBlock:
    figure, tags = ctx.money_figure(money), ctx.tags((), of=money)
    return FigureBlock(figure, HERE, heading_level=heading_level, tags=tags, source=ctx.source(money))


def _table_sections(ctx: Context, owned: Owned, prefix: str) -> tuple[Section, ...]:
    blocks = tuple(block for table in owned.tables for block in table_blocks(ctx, table))
    return (Section(f"{prefix}tables", ctx.words("Tables"), blocks),) if blocks else ()


def table_blocks(ctx: Context, table: Table, heading_level: int = 3) -> tuple[Block, ...]:
    figure = ctx.table_figure(table)
    tags, source = ctx.tags((), of=table), ctx.source(table)
    return (FigureBlock(figure, HERE, heading_level=heading_level, tags=tags, source=source),)


# --- evaluations -------------------------------------------------------------------------------------------------


def evaluation_sections(ctx: Context, evaluations: tuple[Evaluation, ...], prefix: str = "") -> tuple[Section, ...]:
    parts = tuple(_evaluation(ctx, evaluation) for evaluation in evaluations)
    return (Section(f"{prefix}evaluations", ctx.label("evaluations"), (), parts),) if parts else ()


def _evaluation(ctx: Context, evaluation: Evaluation) -> Section:
    words = ctx.words
    facts = [
        *([Fact(words("Who judged"), (Link(evaluation.rater),))] if evaluation.rater else []),
        *(
            [Fact(evaluation.date_label or words("Date"), (Link(year_text(evaluation.date)),))]
            if evaluation.date
            else []
        ),
    ]
    texts: tuple[Block, ...] = (ctx.paragraphs(evaluation.text),) if evaluation.text else ()
    answers = tuple(block for answer in evaluation.answers for block in _answer(ctx, answer))
    return Section(
        evaluation.id,
        evaluation.title,
        (*facts_block(facts), *texts, *answers, *_votes_file(ctx, evaluation), *notes_block(*record_notes(evaluation))),
        tags=ctx.tags((), of=evaluation),
        source=ctx.source(evaluation),
    )


def _votes_file(ctx: Context, evaluation: Evaluation) -> tuple[Block, ...]:
    link = Link(ctx.words("The votes as a file (CSV)"), ctx.addresses.data(evaluation.id))
    return (IndexList((IndexRow(link),)),) if evaluation.has_votes else ()


def printed_votes(vote: Vote) -> str:
    """5名/7名中."""
    return "/".join(part for part in (vote.value.printed, vote.of) if part)


def _answer(ctx: Context, answer: Answer) -> tuple[Block, ...]:
    scale = ctx.plan.about.scale(answer.scale)
    chosen = tuple(Link(option_text(scale, id)) for id in answer.answer)
    name = answer.question or (scale.name if scale else "")
    facts = facts_block([Fact(name, chosen, ctx.source(answer))] if chosen else [])
    question: tuple[Block, ...] = (Paragraphs((name,)),) if name and not (chosen or answer.votes) else ()
    rows = tuple((Link(option_text(scale, v.option)), Link(printed_votes(v))) for v in answer.votes)
    columns = (answer.question or ctx.words("Option"), ctx.words("Votes"))
    notes = tuple(note for vote in answer.votes for note in record_notes(vote))
    votes = (DataTable(ctx.words("Votes for each option"), columns, rows, notes),) if rows else ()
    comment: tuple[Block, ...] = (ctx.paragraphs(answer.comment),) if answer.comment else ()
    return (*facts, *question, *votes, *comment, *notes_block(*record_notes(answer)))


def option_text(scale: Scale | None, id: str) -> str:
    """An option with its sign, as the source prints it: ① 有効であった."""
    option = next((o for o in scale.options if o.id == id), None) if scale else None
    return " ".join(dict.fromkeys(part for part in (id, option.name if option else "") if part))


# --- lists of projects -------------------------------------------------------------------------------------------


def project_rows(ctx: Context, listed: Iterable[tuple[tree.Listing, Project]]) -> tuple[Block, ...]:
    rows = tuple(
        IndexRow(
            link=Link(listing.name or project.name, ctx.addresses.project(project.id)),
            number=listing.number,
            tags=_listed_tags(ctx, listing, project),
            facts=_row_facts(ctx, listing, project),
        )
        for listing, project in listed
    )
    return (IndexList(rows),) if rows else ()


def rows_at_home(ctx: Context, projects: Iterable[Project]) -> tuple[Block, ...]:
    """Projects as they stand at their own place, without what other places say of them."""
    return project_rows(ctx, ((project.at_home, project) for project in projects))


def _listed_tags(ctx: Context, listing: tree.Listing, project: Project) -> tuple[Tag, ...]:
    """What is said of the project there; each may wait for a day of its own."""
    tags = (*ctx.tags(listing.marks, listing.wording, of=project), *ctx.tags((), of=listing))
    return tuple(dict.fromkeys(tags))


def _row_facts(ctx: Context, listing: tree.Listing, project: Project) -> tuple[str, ...]:
    departments = ctx.words(", ").join(dict.fromkeys(name for d in project.all_departments for name in d.names))
    page = ctx.words("page {page} of the document", page=listing.page) if listing.page else ""
    return tuple(part for part in (departments, page) if part)


def no_figure(ctx: Context, owned: Owned, text: str) -> tuple[Block, ...]:
    """A sentence in place of an empty chart."""
    return () if owned.indicators or owned.tables or owned.money else (Notice(text),)
