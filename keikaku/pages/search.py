"""The search pages, and the box that stands on every page: one for each plan, and one for all plans of a site."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from keikaku.kept import Itself, Kept
from keikaku.pages.addresses import HOME, SITE_SEARCH
from keikaku.pages.blocks import IndexList, IndexRow, Link, Page, SearchBox, Section
from keikaku.pages.context import Audience, Context, site_frame
from keikaku.pages.overviews import further_lists
from keikaku.words import Words, msgid
from keikaku.workspace import Settings

# What may be found, in the order in which equally good finds are shown.
KINDS: Mapping[str, str] = {
    "plan": msgid("Plans"),
    "node": msgid("Goals and measures"),
    "project": msgid("Projects"),
    "indicator": msgid("Indicators"),
    "theme": msgid("What cuts across goals"),
    "chapter": msgid("Chapters"),
    "term": msgid("Glossary"),
    "department": msgid("Offices in charge"),
    "mark": msgid("Meaning of marks"),
    "list": msgid("Lists and other pages"),
}


def with_search(
    pages: Sequence[Page],
    contexts: Sequence[Context],
    settings: Settings,
    words: Words,
    audience: Audience,
    kept: Kept | None = None,
) -> list[Page]:
    """The pages with a search box on each, followed by the search pages; without a plan there is nothing to find.

    On pages of a plan the box searches that plan, on all others every plan.
    """
    if not contexts:
        return list(pages)
    kept = kept or Kept()
    boxes = {ctx.plan.id: kept.same(("box", ctx.plan.id), plan_box(ctx)) for ctx in contexts}
    site_box = kept.same("box", _site_box(contexts, words))
    searching = [_plan_search(ctx) for ctx in contexts]
    if len(contexts) > 1:
        searching.append(_site_search(contexts, settings, words, audience))
    return [_with_box(page, boxes.get(page.address.partition("/")[0], site_box), kept) for page in (*pages, *searching)]


def plan_box(ctx: Context) -> SearchBox:
    everywhere = None if ctx.is_alone else Link(ctx.words("Search all plans"), SITE_SEARCH)
    return SearchBox(
        ctx.words("Search this plan"),
        ctx.addresses.list("search"),
        (ctx.addresses.search_data,),
        _kinds(ctx.words),
        everywhere,
    )


def _site_box(contexts: Sequence[Context], words: Words) -> SearchBox:
    if len(contexts) == 1:
        return plan_box(contexts[0])
    data = tuple(ctx.addresses.search_data for ctx in contexts)
    return SearchBox(words("Search all plans"), SITE_SEARCH, data, _kinds(words))


def _kinds(words: Words) -> tuple[tuple[str, str], ...]:
    return tuple((kind, words(heading)) for kind, heading in KINDS.items())


def _with_box(page: Page, box: SearchBox, kept: Kept) -> Page:
    facts = (Itself(page), Itself(box))
    return kept.result(("with box", page.address), facts, lambda: replace(page, frame=replace(page.frame, search=box)))


def _plan_search(ctx: Context) -> Page:
    """The search of one plan, with its complete lists for those whom the box does not serve."""
    rows = tuple(IndexRow(link) for link in _lists(ctx))
    return Page(
        address=ctx.addresses.list("search"),
        kind="search",
        title=ctx.words("Search"),
        description=ctx.words("Search “{title}” by name, number, office or words of the text.", title=ctx.short_title),
        crumbs=ctx.crumbs(),
        sections=(Section("lists", ctx.words("Look in the lists"), (IndexList(rows),)),),
        lang=ctx.plan.about.lang,
        indexed=False,
        frame=ctx.frame,
    )


def _site_search(contexts: Sequence[Context], settings: Settings, words: Words, audience: Audience) -> Page:
    lists = tuple(Section(f"lists-{ctx.plan.id}", ctx.short_title, (IndexList(_named_rows(ctx)),)) for ctx in contexts)
    return Page(
        address=SITE_SEARCH,
        kind="search",
        title=words("Search"),
        description=words("Search all plans by name, number, office or words of the text."),
        crumbs=(Link(settings.title, HOME),),
        sections=(Section("lists", words("Look in the lists"), (), lists),),
        lang=settings.lang,
        indexed=False,
        frame=site_frame(settings, words, audience),
    )


def _named_rows(ctx: Context) -> tuple[IndexRow, ...]:
    """A plan's home and its lists, each with the plan's name: several plans have a list of all projects."""
    lists = (
        Link(ctx.words("{list} ({plan})", list=link.text, plan=ctx.short_title), link.address) for link in _lists(ctx)
    )
    return tuple(map(IndexRow, (Link(ctx.short_title, ctx.addresses.home), *lists)))


def _lists(ctx: Context) -> tuple[Link, ...]:
    """Everything in the menu but the plan's home, and what has no room there."""
    return (*ctx.frame.menu[1:], *further_lists(ctx))
