"""The pages of nodes, projects and themes."""

from collections.abc import Iterator

from keikaku.pages.blocks import (
    Block,
    Card,
    Cards,
    Fact,
    Item,
    Items,
    Link,
    Page,
    Quote,
    Section,
)
from keikaku.pages.context import Context, numbered
from keikaku.pages.grades import grades_in_numbers
from keikaku.pages.measures import measures_block
from keikaku.pages.narrative import chapter_blocks
from keikaku.pages.parts import (
    department_anchor,
    facts_block,
    facts_notes,
    facts_with_items,
    item_view,
    items_block,
    items_section,
    no_figure,
    notes_block,
    owned_sections,
    project_rows,
    record_notes,
    rows_at_home,
    subject_facts,
    text_section,
    years_section,
)
from keikaku.pages.phrases import bracketed, held_text
from keikaku.pages.programmes import projects_below, projects_in_numbers
from keikaku.plan.indicators import Indicator
from keikaku.plan.plan import PLAN
from keikaku.plan.tree import Listing, Named, Node, Pledge, Project, SubItem, Theme

__all__ = ["node_page", "project_page", "theme_page"]


def node_page(ctx: Context, node: Node) -> Page:
    siblings = [n for n in ctx.plan.children(ctx.plan.parents[node.id]) if ctx.plan.has_page(n)]
    here = siblings.index(node)
    address = ctx.addresses.node(node)
    return Page(
        address=address,
        kind="node",
        title=node.name,
        description=_description(ctx, node),
        kicker=ctx.node_kicker(node),
        tags=ctx.tags(node.marks, of=node),
        crumbs=ctx.node_crumbs(node.id),
        blocks=(
            *measures_block(ctx, _indicators_on_page(ctx, node), address),
            *facts_block((*_context_facts(ctx, node), *subject_facts(ctx, node))),
            *facts_notes(node),
        ),
        sections=_node_sections(ctx, node, address),
        previous=_link_to(ctx, siblings[here - 1]) if here else None,
        following=_link_to(ctx, siblings[here + 1]) if here + 1 < len(siblings) else None,
        lang=ctx.plan.about.lang,
        indexed=not ctx.plan.about.status.is_open,
        source=ctx.source(node),
        frame=ctx.frame,
    )


def _indicators_on_page(ctx: Context, node: Node) -> Iterator[Indicator]:
    """Its own and those of the nodes below it that are sections of its page."""
    yield from ctx.plan.owned(node.id).indicators
    for child in ctx.plan.children(node.id):
        if not ctx.plan.has_page(child):
            yield from _indicators_on_page(ctx, child)


def _context_facts(ctx: Context, node: Node) -> tuple[Fact, ...]:
    """The nodes of a larger plan that the first level stands under: they have no pages, so they are named here."""
    if ctx.plan.parents[node.id] != PLAN:
        return ()
    above = ctx.plan.about.ancestors
    return tuple(Fact(a.level, (Link(" ".join(part for part in (a.number, a.name) if part)),)) for a in above)


def _link_to(ctx: Context, node: Node) -> Link:
    return Link(ctx.with_hold(ctx.node_title(node), node), ctx.addresses.node(node))


def _description(ctx: Context, subject: Named) -> str:
    first = next(iter((*subject.aim, *subject.policy, *(p for p in getattr(subject, "text", ())))), "")
    return first[:120] or f"{ctx.short_title} {subject.name}"


def _node_sections(ctx: Context, node: Node, address: str) -> tuple[Section, ...]:
    owned = ctx.plan.owned_apart_from_texts(node.id)
    return (
        *text_section(ctx, "aim", node.aim),
        *text_section(ctx, "policy", node.policy),
        *_narrative(ctx, node.id, address),
        *facts_with_items(ctx, node),
        *items_section(ctx, "directions", node.directions),
        *years_section(ctx, "year_goals", node.year_goals),
        *projects_in_numbers(ctx, node),
        *owned_sections(ctx, owned),
        *grades_in_numbers(ctx, node.id),
        *_children(ctx, node),
        *_projects(ctx, node),
        *items_section(ctx, "activities", node.activities),
        *years_section(ctx, "results", node.results),
        *years_section(ctx, "plans", node.plans),
        *items_section(ctx, "outlook", node.outlook),
        *_notes_section(ctx, node),
    )


def _narrative(ctx: Context, id: str, address: str) -> tuple[Section, ...]:
    return tuple(
        Section(
            f"text-{chapter.id}",
            chapter.title,
            chapter_blocks(ctx, chapter, address),
            kicker=chapter.number,
            tags=ctx.tags((), of=chapter),
            source=ctx.source(chapter),
        )
        for chapter in ctx.plan.chapters
        if chapter.of == id
    )


def _notes_section(ctx: Context, subject: Named) -> tuple[Section, ...]:
    notes = record_notes(subject)
    return (Section("notes", ctx.words("Notes"), notes_block(*notes)),) if notes else ()


# --- what stands under a node ------------------------------------------------------------------------------------


def _children(ctx: Context, node: Node) -> tuple[Section, ...]:
    """Nodes below: cards where they have pages, whole sections where they have none."""
    children = ctx.plan.children(node.id)
    with_page = [child for child in children if ctx.plan.has_page(child)]
    without = [child for child in children if not ctx.plan.has_page(child)]
    cards: tuple[Section, ...] = ()
    if with_page:
        level = ctx.plan.level(with_page[0])
        cards = (Section("below", level.name if level else "", (Cards(tuple(node_card(ctx, c) for c in with_page)),)),)
    if not without:
        return cards
    level = ctx.plan.level(without[0])
    parts = tuple(_section_of(ctx, child) for child in without)
    return (*cards, Section("parts", level.name if level else "", (), parts))


def node_card(ctx: Context, node: Node) -> Card:
    projects = projects_below(ctx.plan, node)
    counts = [
        ctx.words.plural("{count} project", "{count} projects", count=len(projects)) if projects else "",
        ctx.words.plural("{count} indicator", "{count} indicators", count=len(ctx.plan.owned(node.id).indicators))
        if ctx.plan.owned(node.id).indicators
        else "",
    ]
    return Card(
        Link(node.name, ctx.addresses.node(node)),
        kicker=ctx.node_kicker(node),
        tags=ctx.tags(node.marks, of=node),
        lines=tuple(filter(None, [ctx.words(", ").join(filter(None, counts))])),
    )


def _section_of(ctx: Context, node: Node) -> Section:
    """A node without a page of its own: everything that it says, as a section of its parent's page."""
    prefix = f"{node.id}-"
    owned = ctx.plan.owned_apart_from_texts(node.id)
    blocks: tuple[Block, ...] = (
        *facts_block(subject_facts(ctx, node)),
        *facts_notes(node),
        *((ctx.paragraphs(node.policy),) if node.policy else ()),
        *((ctx.paragraphs(node.aim),) if node.aim else ()),
        *project_rows(ctx, ctx.plan.listings(node.id)),
        *notes_block(*record_notes(node)),
    )
    sections = (
        *_narrative(ctx, node.id, ctx.addresses.node(node).partition("#")[0]),
        *facts_with_items(ctx, node, prefix),
        *items_section(ctx, "directions", node.directions, prefix),
        *items_section(ctx, "activities", node.activities, prefix),
        *owned_sections(ctx, owned, prefix=prefix),
        *years_section(ctx, "year_goals", node.year_goals, prefix),
        *years_section(ctx, "results", node.results, prefix),
        *years_section(ctx, "plans", node.plans, prefix),
        *items_section(ctx, "outlook", node.outlook, prefix),
        *(_section_of(ctx, child) for child in ctx.plan.children(node.id)),
    )
    tags = ctx.tags(node.marks, of=node)
    kicker, source = _signed_number(ctx, node), ctx.source(node)
    return Section(node.id, node.name, blocks, sections, kicker=kicker, tags=tags, source=source)


def _signed_number(ctx: Context, node: Node) -> str:
    """◎1-1: the number with the signs of its marks, as the source prints it."""
    marks = (ctx.plan.about.mark(mark) for mark in node.marks)
    return "".join(mark.sign for mark in marks if mark) + node.number


def _projects(ctx: Context, node: Node) -> tuple[Section, ...]:
    rows = project_rows(ctx, ctx.plan.listings(node.id))
    return (Section("projects", ctx.label("projects"), rows),) if rows else ()


# --- projects ----------------------------------------------------------------------------------------------------


def project_page(ctx: Context, project: Project) -> Page:
    home = ctx.plan.parent(project.id)
    siblings = ctx.plan.projects_under(ctx.plan.parents[project.id])
    here = [sibling.id for sibling in siblings].index(project.id)
    address = ctx.addresses.project(project.id)
    return Page(
        address=address,
        kind="project",
        title=project.name,
        description=_description(ctx, project),
        kicker=" ".join(part for part in (ctx.node_kicker(home) if home else "", project.number) if part),
        tags=ctx.tags(project.marks, project.wording, of=project),
        crumbs=ctx.node_crumbs(project.id),
        blocks=(
            *facts_block((*subject_facts(ctx, project), *_place_facts(ctx, project))),
            *facts_notes(project),
            *notes_block(*(note for listing in project.listings for note in record_notes(listing))),
        ),
        sections=_project_sections(ctx, project, address),
        previous=_project_link(ctx, siblings[here - 1]) if here else None,
        following=_project_link(ctx, siblings[here + 1]) if here + 1 < len(siblings) else None,
        lang=ctx.plan.about.lang,
        indexed=not ctx.plan.about.status.is_open,
        source=ctx.source(project),
        frame=ctx.frame,
    )


def _project_link(ctx: Context, project: Project) -> Link:
    title = " ".join(part for part in (project.number, project.name) if part)
    return Link(ctx.with_hold(title, project), ctx.addresses.project(project.id))


def _place_facts(ctx: Context, project: Project) -> tuple[Fact, ...]:
    """Where it belongs, where else it is listed, what it is a member of, on which page of the document it stands."""
    home = ctx.plan.parent(project.id)
    words = ctx.words
    again = tuple(_listed_again(ctx, listing) for listing in project.listings)
    themes = [
        Link(theme.name, ctx.addresses.theme(theme))
        for theme in ctx.plan.about.themes
        if any(member is project for member in ctx.plan.members(theme))
    ]
    pages = [page for page in (project.page, *(listing.page for listing in project.listings)) if page]
    return (
        *((Fact(words("Belongs to"), (Link(ctx.node_title(home), ctx.addresses.node(home)),)),) if home else ()),
        *((Fact(words("Also listed under"), again),) if again else ()),
        *((Fact(words("Part of"), tuple(themes)),) if themes else ()),
        *((Fact(words("Page in the document"), (Link(words(", ").join(pages)),)),) if pages else ()),
    )


def _listed_again(ctx: Context, listing: Listing) -> Link:
    """Another place, with what stands there beside the project."""
    node = ctx.plan.nodes_by_id[listing.node]
    text = " ".join(x for x in (ctx.node_title(node), listing.number, listing.name, listing.wording) if x)
    return Link(bracketed(ctx.words, text, held_text(ctx.words, listing)), ctx.addresses.node(node))


def _project_sections(ctx: Context, project: Project, address: str) -> tuple[Section, ...]:
    return (
        *_project_text(ctx, project),
        *text_section(ctx, "aim", project.aim),
        *text_section(ctx, "policy", project.policy),
        *_narrative(ctx, project.id, address),
        *facts_with_items(ctx, project),
        *items_section(ctx, "activities", project.activities),
        *_sub_items(ctx, project),
        *_pledges(ctx, project),
        *_project_figures(ctx, project),
        *items_section(ctx, "directions", project.directions),
        *years_section(ctx, "year_goals", project.year_goals),
        *years_section(ctx, "results", project.results),
        *years_section(ctx, "plans", project.plans),
        *items_section(ctx, "outlook", project.outlook),
        *_notes_section(ctx, project),
    )


def _project_text(ctx: Context, project: Project) -> tuple[Section, ...]:
    """Its text, or the text of the project that it shares one with, which is then named."""
    if project.text_of and (other := ctx.plan.projects_by_id.get(project.text_of)):
        link = Item(
            ctx.words("The document gives one text for this project and:"),
            links=(Link(other.name, ctx.addresses.project(other.id)),),
        )
        return (Section("text", ctx.label("text"), (ctx.paragraphs(other.text), Items((link,)))),)
    return text_section(ctx, "text", project.text)


def _sub_items(ctx: Context, project: Project) -> tuple[Section, ...]:
    items = tuple(_sub_item(ctx, item) for item in project.sub_items)
    return (
        (Section("parts", ctx.label("sub_items"), (Items(items, numbered=all(i.number for i in items)),)),)
        if items
        else ()
    )


def _sub_item(ctx: Context, item: SubItem) -> Item:
    heading = " ".join(part for part in (item.place, item.name) if part)
    target = item.repeats.partition("/")[0]
    again = ctx.plan.projects_by_id.get(target)
    address = ctx.addresses.list("departments")
    return Item(
        text="\n".join(item.text),
        heading=Link(heading) if heading else None,
        number=item.number,
        tags=ctx.tags(item.marks, item.wording),
        links=(
            *((Link(again.name, ctx.addresses.project(again.id)),) if again else ()),
            *(Link(name, f"{address}#{department_anchor(name)}") for d in item.departments for name in d.names),
        ),
        items=tuple(item_view(ctx, child) for child in item.items),
        notes=record_notes(item),
        source=ctx.source(item),
    )


def _pledges(ctx: Context, project: Project) -> tuple[Section, ...]:
    blocks = tuple(_pledge(ctx, project, pledge) for pledge in project.pledges)
    return (Section("pledges", ctx.label("pledges"), blocks),) if blocks else ()


def _pledge(ctx: Context, project: Project, pledge: Pledge) -> Quote:
    part = next((s for s in project.sub_items if s.id and s.id == pledge.sub_item), None)
    label = " ".join(x for x in (ctx.label("pledges"), part.number if part else "", part.name if part else "") if x)
    return Quote(label, pledge.printed, record_notes(pledge), ctx.tags((), of=pledge), ctx.source(pledge))


def _project_figures(ctx: Context, project: Project) -> tuple[Section, ...]:
    owned = ctx.plan.owned(project.id)
    sections = owned_sections(ctx, ctx.plan.owned_apart_from_texts(project.id))
    if owned.indicators or owned.tables or owned.money:
        return sections
    text = (
        ctx.words("The target is given in words, without a number, so there is no chart.")
        if project.pledges
        else ctx.words(
            "Where the document describes this project, it gives no target in numbers and no results,"
            " so there is no chart."
        )
    )
    return (*sections, Section("figures", ctx.label("indicators"), no_figure(ctx, owned, text)))


# --- themes ------------------------------------------------------------------------------------------------------


def theme_page(ctx: Context, theme: Theme) -> Page:
    address = ctx.addresses.theme(theme)
    members = ctx.plan.members(theme)
    pointing = [node for node in ctx.plan.nodes if any(theme.id in item.themes for item in node.directions)]
    directions = tuple(
        Item(item.text, Link(ctx.node_title(node), ctx.addresses.node(node)))
        for node in pointing
        for item in node.directions
        if theme.id in item.themes
    )
    return Page(
        address=address,
        kind="theme",
        title=theme.name,
        description=next(iter(theme.text), theme.name)[:120],
        kicker=numbered(theme.kind, theme.number),
        tags=ctx.tags((*theme.marks, *((theme.members_by_mark,) if theme.members_by_mark else ())), of=theme),
        crumbs=ctx.crumbs(),
        blocks=(
            *((ctx.paragraphs(theme.text),) if theme.text else ()),
            *facts_block(subject_facts(ctx, theme)),
            *facts_notes(theme),
        ),
        sections=(
            *((Section("ideas", ctx.label("ideas"), items_block(ctx, theme.ideas)),) if theme.ideas else ()),
            *((Section("pointing", ctx.label("directions"), (Items(directions),)),) if directions else ()),
            *text_section(ctx, "aim", theme.aim),
            *text_section(ctx, "policy", theme.policy),
            *facts_with_items(ctx, theme),
            *items_section(ctx, "directions", theme.directions),
            *items_section(ctx, "activities", theme.activities),
            *owned_sections(ctx, ctx.plan.owned(theme.id)),
            *years_section(ctx, "year_goals", theme.year_goals),
            *years_section(ctx, "results", theme.results),
            *years_section(ctx, "plans", theme.plans),
            *items_section(ctx, "outlook", theme.outlook),
            *((Section("members", ctx.words("Its projects"), rows_at_home(ctx, members)),) if members else ()),
            *_notes_section(ctx, theme),
        ),
        lang=ctx.plan.about.lang,
        indexed=not ctx.plan.about.status.is_open,
        source=ctx.source(theme),
        frame=ctx.frame,
    )
