"""Old public addresses, which stay: a page at each that points to where its content is now."""

from collections.abc import Iterable, Iterator

from keikaku.pages.blocks import Page
from keikaku.pages.context import Context
from keikaku.plan.plan import Plan


def moved_pages(ctx: Context) -> Iterator[Page]:
    for old, now, title in _moves(ctx.plan, ctx):
        yield Page(
            address=old,
            kind="moved",
            title=title,
            description=ctx.words("This page has moved."),
            lead=ctx.words("This page has moved."),
            lang=ctx.plan.about.lang,
            indexed=False,
            leads_to=now,
            frame=ctx.frame,
        )


def _moves(plan: Plan, ctx: Context) -> Iterator[tuple[str, str, str]]:
    """Each old address with the new one and the title of what stands there."""
    addresses = ctx.addresses
    yield from _each(plan.about.moved_from, addresses.home, plan.about.title)
    for subject in (*plan.nodes, *plan.projects, *plan.about.themes):
        yield from _each(subject.moved_from, addresses.of(subject.id), subject.name)
    for indicator in plan.indicators:
        yield from _each(indicator.moved_from, addresses.indicator(indicator.id), indicator.name)
    for table in plan.tables:
        yield from _each(table.moved_from, addresses.table(table.id), table.title)
    for money in plan.money:
        yield from _each(money.moved_from, addresses.table(money.id), money.title)
    for evaluation in plan.evaluations:
        page = addresses.table(evaluation.id).partition("#")[0]
        yield from _each(evaluation.moved_from, f"{page}#{evaluation.id}", evaluation.title)
    for chapter in plan.chapters:
        yield from _each(chapter.moved_from, addresses.chapter(chapter.id), chapter.title)


def _each(old: Iterable[str], now: str, title: str) -> Iterator[tuple[str, str, str]]:
    yield from ((address, now, title) for address in old)
