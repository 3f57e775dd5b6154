"""Ways in: the plan's home, all indicators, all projects, departments, marks."""

from dataclasses import replace

from keikaku.pages.blocks import Block, Card, Cards, Fact, Facts, IndexList, IndexRow, Link, Page, Paragraphs, Section
from keikaku.pages.bullets import small_figure
from keikaku.pages.context import Context
from keikaku.pages.details import list_page
from keikaku.pages.grades import grades_in_numbers
from keikaku.pages.measures import latest_value, measure, own_target
from keikaku.pages.narrative import chapter_blocks
from keikaku.pages.overviews import further_lists
from keikaku.pages.parts import (
    department_anchor,
    evaluation_sections,
    owned_sections,
    rows_at_home,
)
from keikaku.pages.phrases import bracketed, status_text, year_text
from keikaku.pages.programmes import all_projects_in_numbers
from keikaku.pages.standings import glance_section
from keikaku.pages.subjects import node_card
from keikaku.plan.indicators import Indicator
from keikaku.plan.plan import PLAN, Owned
from keikaku.plan.tree import Named, Node, Project

__all__ = ["departments_page", "indicators_page", "marks_page", "plan_page", "projects_page"]


def plan_page(ctx: Context) -> Page:
    about, words = ctx.plan.about, ctx.words
    address = ctx.addresses.home
    facts = [
        Fact(words("Publisher"), (ctx.stated(about.publisher),), ctx.source(about.publisher)),
        Fact(words("Period"), (ctx.stated(about.period),), ctx.source(about.period)),
        Fact(words("Status"), (Link(status_text(words, about.status)),)),
        *([Fact(words("Year of the data"), (Link(year_text(about.data_year)),))] if about.data_year else []),
    ]
    summary: tuple[Block, ...] = (ctx.paragraphs(about.summary),) if about.summary else ()
    return Page(
        address=address,
        kind="plan",
        title=about.title,
        description=next(iter(about.summary), about.title)[:160],
        kicker=about.publisher.words,
        lead=about.subtitle,
        tags=ctx.tags((), of=about),
        crumbs=(() if ctx.is_alone else (Link(ctx.settings.title, "index.html"),)),
        blocks=(*summary, Facts(tuple(facts), compact=True)),
        sections=(
            *glance_section(ctx),
            *_tree(ctx),
            *all_projects_in_numbers(ctx),
            *_chapters(ctx),
            *_themes(ctx),
            *_opening(ctx, address),
            *_whole_plan(ctx),
            *_ways_in(ctx),
        ),
        lang=about.lang,
        indexed=not about.status.is_open,
        source=ctx.source(about),
        frame=ctx.frame,
    )


def _opening(ctx: Context, address: str) -> tuple[Section, ...]:
    """The text of `content/<plan>/index.md`: a preface, or a cover."""
    index = ctx.plan.chapters_by_id.get("index")
    if index is None:
        return ()
    title = index.title if index.title != index.id else ctx.words("Introduction")
    return (Section("opening", title, chapter_blocks(ctx, index, address)),)


def _tree(ctx: Context) -> tuple[Section, ...]:
    top = ctx.plan.children(PLAN)
    if not top:
        return ()
    level = ctx.plan.level(top[0])
    return (
        Section(
            "tree",
            level.name if level else ctx.words("Contents"),
            (Cards(tuple(_top_card(ctx, node) for node in top)),),
        ),
    )


def _top_card(ctx: Context, node: Node) -> Card:
    """A card of the first level: with its main indicator, which is the first one, and how that stands."""
    card = node_card(ctx, node)
    main = next(iter(ctx.plan.owned(node.id).indicators), None)
    if main is None:
        return card
    figure = small_figure(ctx.plan, main, ctx.words)
    return replace(card, measure=replace(measure(ctx, main, Link(main.name)), figure=figure))


def _chapters(ctx: Context) -> tuple[Section, ...]:
    cards = tuple(
        Card(
            Link(c.title, ctx.addresses.chapter(c.id)),
            kicker=c.number,
            tags=ctx.tags((), of=c),
            lines=(c.summary,) if c.summary else (),
        )
        for c in ctx.plan.chapters
        if not c.of and c.id != "index"
    )
    return (Section("chapters", ctx.words("Chapters"), (Cards(cards),)),) if cards else ()


def _themes(ctx: Context) -> tuple[Section, ...]:
    kinds = dict.fromkeys(theme.kind for theme in ctx.plan.about.themes)
    return tuple(
        Section(
            f"themes-{number}",
            kind,
            (
                Cards(
                    tuple(
                        Card(Link(t.name, ctx.addresses.theme(t)), t.number, ctx.tags((), of=t))
                        for t in ctx.plan.about.themes
                        if t.kind == kind
                    )
                ),
            ),
        )
        for number, kind in enumerate(kinds, 1)
    )


def _whole_plan(ctx: Context) -> tuple[Section, ...]:
    """What belongs to the plan as a whole."""
    owned = ctx.plan.owned_apart_from_texts(PLAN)
    return (
        *owned_sections(ctx, Owned(owned.indicators, owned.tables, owned.money, ())),
        *evaluation_sections(ctx, owned.evaluations),
        *grades_in_numbers(ctx),
    )


def _ways_in(ctx: Context) -> tuple[Section, ...]:
    search = Link(ctx.words("Search"), ctx.addresses.list("search"))
    links = tuple(IndexRow(link) for link in (search, *ctx.frame.menu[1:], *further_lists(ctx)))
    return (Section("ways-in", ctx.words("Find by"), (IndexList(links),)),)


# --- lists -------------------------------------------------------------------------------------------------------


def indicators_page(ctx: Context) -> Page:
    groups = ctx.plan.indicators_by_top.items()
    rows = {id: tuple(ctx.part(_indicator_row, one) for one in indicators) for id, indicators in groups}
    sections = tuple(Section(id or "whole", _group_title(ctx, id), (IndexList(rows[id]),)) for id in rows)
    count = ctx.words.plural("{count} indicator", "{count} indicators", count=len(ctx.plan.indicators))
    return list_page(ctx, "indicators", ctx.words("All indicators"), sections, (Paragraphs((count,)),))


def _group_title(ctx: Context, id: str) -> str:
    node = ctx.plan.nodes_by_id.get(id)
    return ctx.node_title(node) if node else ctx.words("The plan as a whole")


def _indicator_row(ctx: Context, indicator: Indicator) -> IndexRow:
    return IndexRow(
        Link(ctx.indicator_title(indicator), ctx.addresses.indicator(indicator.id)),
        number=indicator.number,
        tags=ctx.tags((), of=indicator),
        facts=tuple(fact for fact in (ctx.project_of(indicator), *_latest_and_target(ctx, indicator)) if fact),
    )


def _latest_and_target(ctx: Context, indicator: Indicator) -> tuple[str, ...]:
    """The latest value and the plan's own target, each with its year."""
    value, when = latest_value(ctx, indicator)
    latest = ctx.words("Latest: {value}", value=bracketed(ctx.words, value, when)) if value else ""
    return tuple(fact for fact in (latest, own_target(ctx, indicator)) if fact)


def projects_page(ctx: Context) -> Page:
    homes = dict.fromkeys(ctx.plan.parents[p.id] for p in ctx.plan.projects)
    sections = tuple(
        Section(id or "whole", _group_title(ctx, id), rows_at_home(ctx, ctx.plan.projects_under(id))) for id in homes
    )
    count = ctx.words.plural("{count} project", "{count} projects", count=len(ctx.plan.projects))
    return list_page(ctx, "projects", ctx.words("All projects"), sections, (Paragraphs((count,)),))


def departments_page(ctx: Context) -> Page:
    offices: dict[str, list[Named]] = {}
    for subject in (*ctx.plan.nodes, *ctx.plan.projects):
        departments = subject.all_departments if isinstance(subject, Project) else subject.departments
        names = [name for department in departments for name in department.names]
        for name in dict.fromkeys(names):
            offices.setdefault(name, []).append(subject)
    sections = tuple(
        Section(department_anchor(name), name, (IndexList(tuple(_subject_row(ctx, subject) for subject in subjects)),))
        for name, subjects in offices.items()
    )
    return list_page(ctx, "departments", ctx.words("Departments"), sections)


def _subject_row(ctx: Context, subject: Named) -> IndexRow:
    return IndexRow(
        Link(subject.name, ctx.addresses.of(subject.id)),
        number=subject.number,
        tags=ctx.tags(subject.marks, of=subject),
    )


def marks_page(ctx: Context) -> Page:
    sections = tuple(
        Section(
            f"mark-{number}",
            mark.name,
            (
                *((Paragraphs((mark.meaning,)),) if mark.meaning else ()),
                IndexList(
                    tuple(_subject_row(ctx, s) for s in (*ctx.plan.nodes, *ctx.plan.projects) if mark.id in s.marks)
                ),
            ),
            kicker=mark.sign,
            source=ctx.source(mark),
        )
        for number, mark in enumerate(ctx.plan.about.marks, 1)
    )
    return list_page(ctx, "marks", ctx.words("Marks"), sections)
