"""All figures and tables of a plan in the order of its pages, each with the place where it stands."""

from collections.abc import Iterator, Sequence

from keikaku.figure import Figure, Shape
from keikaku.pages.blocks import FigureBlock, IndexList, IndexRow, Link, Page, Section
from keikaku.pages.context import Context
from keikaku.pages.details import list_page
from keikaku.pages.walking import blocks_of

_SUBJECTS = ("plan", "chapter", "node", "project", "theme")


def figures_page(ctx: Context, pages: Sequence[Page]) -> Page:
    """Grouped by the page on which each first stands; an indicator leads to its own page."""
    sections = tuple(
        Section(f"on-{number}", " ".join(part for part in (page.kicker, page.title) if part), (IndexList(rows),))
        for number, (page, rows) in enumerate(_rows_by_page(ctx, pages), 1)
    )
    return list_page(ctx, "figures", ctx.words("Figures and tables"), sections)


def first_places(pages: Sequence[Page]) -> Iterator[tuple[Page, FigureBlock]]:
    """Every figure once, with the page where a reader of the whole plan meets it first."""
    subjects = [page for kind in _SUBJECTS for page in pages if page.kind == kind]
    seen: set[str] = set()
    for page in (*subjects, *(page for page in pages if page.kind == "indicator")):
        for block in blocks_of(page):
            if isinstance(block, FigureBlock) and block.figure.id not in seen:
                seen.add(block.figure.id)
                yield page, block


def _rows_by_page(ctx: Context, pages: Sequence[Page]) -> Iterator[tuple[Page, tuple[IndexRow, ...]]]:
    found: dict[str, tuple[Page, list[IndexRow]]] = {}
    for page, block in first_places(pages):
        found.setdefault(page.address, (page, []))[1].append(_row(ctx, page, block))
    return ((page, tuple(rows)) for page, rows in found.values())


def _row(ctx: Context, page: Page, block: FigureBlock) -> IndexRow:
    figure = block.figure
    own_page = block.link.address if block.link else ""
    return IndexRow(Link(figure.title, own_page or f"{page.address}#{figure.id}-{block.place}"), facts=_facts(ctx, figure))


def _facts(ctx: Context, figure: Figure) -> tuple[str, ...]:
    kind = ctx.words("figure and table") if figure.is_drawn or figure.shape is Shape.NUMBER else ctx.words("table alone")
    return (kind,) if figure.slots else ()
