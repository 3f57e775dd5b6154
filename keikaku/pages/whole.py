"""A whole plan on one page, for print: every page's text in the order of the plan, each figure drawn once."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from keikaku.kept import Itself
from keikaku.pages.blocks import Block, Cards, FigureBlock, IndexList, IndexRow, Link, Measures, Page, Section
from keikaku.pages.context import Context
from keikaku.pages.moving import Mover
from keikaku.plan.plan import PLAN
from keikaku.plan.tree import Node

PLACE = "all"  # of a figure on this page
_TOP = 2  # the level of a page's title here
# Sections, by their page's kind, that lead elsewhere or that would say one rule again for each indicator.
_LEFT_OUT = {("plan", "ways-in"), ("indicator", "standing")}


def whole_page(ctx: Context, pages: Sequence[Page]) -> Page:
    """It has a weight of its own, and stays out of search and sitemap: all that it says stands on the plan's pages."""
    words = ctx.words
    binder = _Binder(ctx, pages)
    return Page(
        address=binder.address,
        kind="whole",
        title=words("Whole text of “{title}”", title=ctx.short_title),
        description=words("The whole text on one page (for print)"),
        lead=words("Everything on one page, to be printed or searched with the browser."),
        crumbs=ctx.crumbs(),
        sections=tuple(binder.sections()),
        lang=ctx.plan.about.lang,
        indexed=False,
        frame=replace(ctx.frame, terms=binder.terms()),
    )


class _Binder:
    """Binds the plan's pages together, and remembers which figures have been shown."""

    def __init__(self, ctx: Context, pages: Sequence[Page]) -> None:
        self.ctx = ctx
        self.kept = ctx.kept.below("whole")
        self.address = ctx.addresses.list("all")
        self.pages = {page.address: page for page in pages if page.kind != "list" or self._is_text(page)}
        prefixes = {address: _prefix(address, ctx.plan.id) for address in self.pages}
        self.prefixes = self.kept.same("prefixes", prefixes)
        figures = [block for page in pages for block in page.figure_blocks]
        anchors = {f"{b.figure.id}-{b.place}": f"{b.figure.id}-{PLACE}" for b in figures}
        self.anchors = self.kept.same("anchors", anchors)
        self.shown: set[str] = set()

    def sections(self) -> Iterator[Section]:
        ctx, addresses, plan = self.ctx, self.ctx.addresses, self.ctx.plan
        yield replace(self._bound(addresses.home), heading=ctx.words("Outline"), kicker="")
        chapters = (c for c in plan.chapters if not c.of and c.id != "index")
        yield from (self._bound(addresses.chapter(chapter.id)) for chapter in chapters)
        yield from (self._node(node) for node in plan.children(PLAN) if plan.has_page(node))
        yield from self._projects(PLAN, _TOP)
        yield from (self._bound(addresses.theme(theme)) for theme in plan.about.themes)
        yield from self._indicators()
        yield from (self._bound(page) for page in map(addresses.list, ("glossary", "about")) if page in self.pages)

    def terms(self) -> tuple[Link, ...]:
        """The plan's terms, which are explained further down on this page."""
        glossary = self.prefixes.get(self.ctx.addresses.list("glossary"))
        ids = ((link, link.address.partition("#")[2]) for link in self.ctx.frame.terms if glossary)
        return tuple(replace(link, address=f"#{glossary}_{id}") for link, id in ids)

    def _is_text(self, page: Page) -> bool:
        return page.address in map(self.ctx.addresses.list, ("glossary", "about"))

    def _node(self, node: Node, level: int = _TOP) -> Section:
        """A node with what stands under it; nodes without a page are on their parent's already."""
        plan = self.ctx.plan
        section = self._bound(self.ctx.addresses.node(node), level)
        below = tuple(self._node(child, level + 1) for child in plan.children(node.id) if plan.has_page(child))
        return replace(section, sections=(*section.sections, *below, *self._projects(node.id, level + 1)))

    def _projects(self, node_id: str, level: int) -> Iterator[Section]:
        """The projects at home under a node, or under one of its nodes without a page."""
        plan = self.ctx.plan
        for project in plan.projects_under(node_id):
            yield self._bound(self.ctx.addresses.project(project.id), level)
        for child in plan.children(node_id) if node_id else ():
            if not plan.has_page(child):
                yield from self._projects(child.id, level)

    def _indicators(self) -> Iterator[Section]:
        """What is said of each indicator beside its figure, which stands where it belongs; the title leads there."""
        addresses = (self.ctx.addresses.indicator(indicator.id) for indicator in self.ctx.plan.indicators)
        parts = tuple(self._indicator(address) for address in addresses)
        if parts:
            yield Section("indicators", self.ctx.words("What the indicators mean"), sections=parts)

    def _indicator(self, address: str) -> Section:
        figures = [block.figure.id for block in self.pages[address].blocks if isinstance(block, FigureBlock)]
        shown = [id for id in figures if id in self.shown]
        section = self._bound(address, _TOP + 1)
        facts = tuple(b for part in section.sections if part.id.endswith("_facts") for b in part.blocks)
        texts = tuple(part for part in section.sections if not part.id.endswith("_facts"))
        blocks = () if shown else section.blocks
        place = f"{self.address}#{shown[0]}-{PLACE}" if shown else ""
        return replace(section, kicker="", blocks=(*blocks, *facts), sections=texts, address=place)

    def _bound(self, address: str, level: int = _TOP) -> Section:
        """A page as a section, at the level of heading that its title gets."""
        page = self.pages[address]
        facts = (Itself(page), level, Itself(self.prefixes), Itself(self.anchors))
        moved, figures = self.kept.result(("moved", address), facts, lambda: self._moved(page, level))
        before = (Itself(moved), Itself(self.ctx.words), self.shown & figures)
        bound = self.kept.result(("bound", address), before, lambda: self._without_ways(moved))
        self.shown |= figures
        return bound

    def _moved(self, page: Page, level: int) -> tuple[Section, frozenset[str]]:
        """What stands on the page, as it can stand on this one, and its figures."""
        mover = Mover(page.address, self.address, level - 1, self.prefixes, self.anchors)
        sections = tuple(section for section in page.sections if (page.kind, section.id) not in _LEFT_OUT)
        whole = Section("", page.title, page.blocks, sections, page.kicker, page.tags, source=page.source)
        moved = replace(mover.section(whole), id=self.prefixes[page.address])
        return moved, frozenset(block.figure.id for block in moved.figure_blocks)

    def _without_ways(self, section: Section) -> Section:
        """Without ways to other pages, and without what that leaves empty."""
        blocks = tuple(self._once(block) for block in section.blocks if not isinstance(block, Cards | Measures))
        parts = [(self._without_ways(part), part) for part in section.sections]
        left = tuple(part for part, before in parts if _holds_any(part) or not _holds_any(before))
        return replace(section, blocks=blocks, sections=left)

    def _once(self, block: Block) -> Block:
        """A figure where it first stands; from there on, the way back to it."""
        if not isinstance(block, FigureBlock):
            return block
        figure = block.figure
        if figure.id in self.shown:
            link = Link(figure.title, f"{self.address}#{figure.id}-{PLACE}")
            return IndexList((IndexRow(link, facts=(self.ctx.words("shown above"),)),))
        self.shown.add(figure.id)
        return replace(block, place=PLACE, link=None, narrow_only=True, measure=None)


def _holds_any(section: Section) -> bool:
    return bool(section.blocks or section.sections)


def _prefix(address: str, plan_id: str) -> str:
    """sapporo/projects/kodomo/index.html → projects_kodomo. No id has a low line, so no two are the same."""
    parts = address.removeprefix(f"{plan_id}/").removesuffix("index.html").strip("/").split("/")
    return "_".join(part for part in parts if part) or "_outline"
