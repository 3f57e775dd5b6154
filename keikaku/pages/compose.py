"""Plans → pages: everything that a site says, in one list."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from keikaku.figure import Figure
from keikaku.kept import Itself, Kept
from keikaku.pages.about import about_page
from keikaku.pages.accessibility import accessibility_links, accessibility_pages, with_results
from keikaku.pages.addresses import HOME, NOT_FOUND, SITE_ABOUT
from keikaku.pages.blocks import Card, Cards, IndexList, Link, Page, Paragraphs, Section
from keikaku.pages.context import Audience, Context, site_frame
from keikaku.pages.details import chapter_page, glossary_page
from keikaku.pages.indicators import indicator_page
from keikaku.pages.lists import departments_page, indicators_page, marks_page, plan_page, projects_page
from keikaku.pages.moved import moved_pages
from keikaku.pages.noting import composed
from keikaku.pages.open_data import data_of_all
from keikaku.pages.overviews import overview_pages
from keikaku.pages.phrases import status_text
from keikaku.pages.places import Places
from keikaku.pages.search import with_search
from keikaku.pages.standings import glance_counts, has_standings, progress_page
from keikaku.pages.subjects import node_page, project_page, theme_page
from keikaku.pages.updates import Update, updates_page
from keikaku.plan.about import Status
from keikaku.plan.plan import Plan
from keikaku.words import Words
from keikaku.workspace import Settings

# How large a plan's data files will be, in bytes by address; the figures are those of its pages.
Sizes = Callable[[Plan, Mapping[str, Figure]], Mapping[str, int]]


def compose_pages(
    plans: Sequence[Plan],
    settings: Settings,
    words_by_lang: Mapping[str, Words],
    audience: Audience,
    sizes: Sizes,
    updates: Sequence[Update] = (),
    kept: Kept | None = None,
    places: Places | None = None,
) -> list[Page]:
    """Everything that the site says. `updates` are past releases, the newest first, for the history of them.

    Of what is `kept`, the pages of a plan are the very same ones while all that they are made of is.
    """
    kept, places = kept or Kept(), places or Places()
    words = words_by_lang[settings.lang]
    settings = settings if settings.title else replace(settings, title=_default_title(plans, words))
    settings = kept.same("settings", settings)
    contexts = [
        Context(plan, words_by_lang[plan.about.lang], settings, audience, len(plans) == 1, kept.below(plan.id), places)
        for plan in plans
    ]
    pages = [page for context in contexts for page in _kept_plan(context, sizes, kept)]
    site = [
        _home_page(contexts, settings, words, audience),
        *pages,
        _site_about(settings, words, audience),
        *_history(updates, settings, words, audience, pages),
        *accessibility_pages(settings, words, audience),
        _not_found(settings, words, audience),
    ]
    finished = with_results(with_search(site, contexts, settings, words, audience, kept), settings, words)
    return finished if audience.is_public else [_not_indexed(page, kept) for page in finished]


def _not_indexed(page: Page, kept: Kept) -> Page:
    return kept.result(("not indexed", page.address), Itself(page), lambda: replace(page, indexed=False))


def _kept_plan(ctx: Context, sizes: Sizes, kept: Kept) -> list[Page]:
    facts = (Itself(ctx.plan), Itself(ctx.words), ctx.settings, ctx.audience, ctx.is_alone)
    return kept.result(("pages", ctx.plan.id), facts, lambda: _whole_plan(ctx, sizes))


def _default_title(plans: Sequence[Plan], words: Words) -> str:
    return plans[0].about.title if len(plans) == 1 else words("Public plans")


def figures_of(pages: Sequence[Page]) -> dict[str, Figure]:
    """Every figure of the site once, by its id."""
    return {figure.id: figure for page in pages for figure in page.figures}


def _whole_plan(ctx: Context, sizes: Sizes) -> list[Page]:
    """The plan's own pages, those made of them, and old addresses."""
    own = [composed(ctx, compose, *of) for compose, *of in composed_of(ctx)]
    return [*own, *overview_pages(ctx, own, sizes(ctx.plan, figures_of(own))), *moved_pages(ctx)]


def composed_of(ctx: Context) -> Iterator[tuple[Any, ...]]:
    """What composes each page, and the record that it is of."""
    plan = ctx.plan
    yield (plan_page,)
    yield from ((node_page, node) for node in plan.nodes if plan.has_page(node))
    yield from ((project_page, project) for project in plan.projects)
    yield from ((indicator_page, indicator) for indicator in plan.indicators)
    yield from ((theme_page, theme) for theme in plan.about.themes)
    yield from ((chapter_page, chapter) for chapter in plan.chapters if not chapter.of and chapter.id != "index")
    listed = {link.address for link in ctx.frame.menu}
    lists = {
        "indicators": indicators_page,
        "projects": projects_page,
        "departments": departments_page,
        "marks": marks_page,
        "glossary": glossary_page,
        "about": about_page,
    }
    yield from ((compose,) for name, compose in lists.items() if ctx.addresses.list(name) in listed)
    if has_standings(ctx.plan):
        yield (progress_page,)


def _home_page(contexts: Sequence[Context], settings: Settings, words: Words, audience: Audience) -> Page:
    cards = tuple(_plan_card(ctx) for ctx in contexts)
    return Page(
        address=HOME,
        kind="home",
        title=settings.title,
        description=settings.disclaimer,
        lang=settings.lang,
        blocks=(Paragraphs((settings.disclaimer,)),) if settings.disclaimer else (),
        sections=(Section("plans", words("Plans"), (Cards(cards),)), *data_of_all([c.plan for c in contexts], words)),
        frame=site_frame(settings, words, audience),
    )


def _plan_card(ctx: Context) -> Card:
    about, words = ctx.plan.about, ctx.words
    projects, indicators = len(ctx.plan.projects), len(ctx.plan.indicators)
    counts = [
        words.plural("{count} project", "{count} projects", count=projects) if projects else "",
        words.plural("{count} indicator", "{count} indicators", count=indicators) if indicators else "",
    ]
    lines = [
        about.subtitle,
        words("Status: {status}", status=status_text(words, about.status)) if about.status is not Status.UNSAID else "",
        words("Period: {period}", period=about.period.words) if about.period.words else "",
        words(", ").join(filter(None, counts)),
    ]
    return Card(
        Link(about.title, ctx.addresses.home),
        kicker=about.publisher.words,
        tags=ctx.tags((), of=about),
        lines=tuple(line for line in lines if line),
        counts=glance_counts(ctx),
        colour=ctx.frame.colour,
    )


def _site_about(settings: Settings, words: Words, audience: Audience) -> Page:
    texts = tuple(text for text in (settings.disclaimer, *settings.contact) if text)
    return Page(
        address=SITE_ABOUT,
        kind="about",
        title=words("About this site"),
        description=settings.disclaimer,
        lang=settings.lang,
        crumbs=(Link(settings.title, HOME),),
        sections=(
            Section("what", words("What this site is"), (Paragraphs(texts),)),
            Section("accessibility", words("Accessibility"), (IndexList(accessibility_links(words)),)),
        ),
        frame=site_frame(settings, words, audience),
    )


def _history(
    updates: Sequence[Update], settings: Settings, words: Words, audience: Audience, pages: Sequence[Page]
) -> list[Page]:
    if not settings.updates:
        return []
    addresses = {HOME, SITE_ABOUT, *(page.address for page in pages)}
    return [updates_page(updates, settings, words, audience, addresses)]


def _not_found(settings: Settings, words: Words, audience: Audience) -> Page:
    return Page(
        address=NOT_FOUND,
        kind="not-found",
        title=words("This page does not exist"),
        description=words("This page does not exist"),
        lang=settings.lang,
        blocks=(
            Paragraphs(
                (words("The address may have a slip, or the page may have moved. Please look from the home page."),)
            ),
        ),
        indexed=False,
        frame=site_frame(settings, words, audience),
    )
