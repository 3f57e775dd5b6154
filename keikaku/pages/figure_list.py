"""All figures and tables of a plan in the order of its pages, each with the place where it stands."""

from collections.abc import Iterator, Sequence

from keikaku.figure import Shape
from keikaku.pages.blocks import FigureBlock, IndexList, IndexRow, Link, Page, Section
from keikaku.pages.context import Context
from keikaku.pages.details import list_page

_SUBJECTS = ("plan", "chapter", "node", "project", "theme")
Place = tuple[Page, FigureBlock]
Part = tuple[str, list[Place]]  # with its heading


def figures_page(ctx: Context, parts: Sequence[Part]) -> Page:
    """Grouped by the part of the plan in which each first stands; an indicator leads to its own page."""
    sections = tuple(
        Section(f"part-{number}", heading, (IndexList(tuple(_row(ctx, heading, place) for place in places)),))
        for number, (heading, places) in enumerate(parts, 1)
    )
    return list_page(ctx, "figures", ctx.words("Figures and tables"), sections)


def places_by_part(ctx: Context, pages: Sequence[Page]) -> Iterator[Part]:
    """Every figure once, under the title of the chapter, or of the node at the top of the tree, that it belongs to."""
    found: dict[str, list[Place]] = {}
    for page, block in _first_places(pages):
        found.setdefault(_part(ctx, page), []).append((page, block))
    yield from found.items()


def _first_places(pages: Sequence[Page]) -> Iterator[Place]:
    """With the page where a reader of the whole plan meets it first."""
    subjects = [page for kind in _SUBJECTS for page in pages if page.kind == kind]
    seen: set[str] = set()
    for page in (*subjects, *(page for page in pages if page.kind == "indicator")):
        for block in page.figure_blocks:
            if block.figure.id not in seen:
                seen.add(block.figure.id)
                yield page, block


def _part(ctx: Context, page: Page) -> str:
    if page.kind == "plan":
        return ctx.words("The plan as a whole")
    above = [link for link in page.crumbs if link.address not in (ctx.frame.site_address, ctx.addresses.home)]
    return above[0].text if above else _title(page)


def _title(page: Page) -> str:
    return " ".join(part for part in (page.kicker, page.title) if part)


def _row(ctx: Context, heading: str, place: Place) -> IndexRow:
    page, block = place
    figure = block.figure
    own_page = block.link.address if block.link else ""
    on = "" if _title(page) == heading else _title(page)
    is_table = bool(figure.slots) and not figure.is_drawn and figure.shape is not Shape.NUMBER
    link = Link(figure.title, own_page or f"{page.address}#{figure.id}-{block.place}")
    facts = tuple(fact for fact in (on, ctx.words("table alone") if is_table else "") if fact)
    return IndexRow(link, tags=block.tags or (page.tags if page.kind == "indicator" else ()), facts=facts)
