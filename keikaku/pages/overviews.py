"""The pages that are made of a plan's other pages: its figures, its data files, the whole of it for print."""

from collections.abc import Mapping, Sequence

from keikaku.pages.blocks import Link, Page
from keikaku.pages.context import Context
from keikaku.pages.figure_list import figures_page, places_by_part
from keikaku.pages.open_data import data_page
from keikaku.pages.standings import has_standings
from keikaku.pages.whole import whole_page
from keikaku.words import msgid

_PROGRESS = msgid("Standing to the targets")
_FIGURES = msgid("Figures and tables")
_DATA = msgid("Open data")
_WHOLE = msgid("The whole text on one page (for print)")


def further_lists(ctx: Context) -> tuple[Link, ...]:
    """Ways in that have no room in the menu."""
    plan = ctx.plan
    has_figures = bool(plan.indicators or plan.tables or plan.money or plan.projects)
    lists = [
        ("progress", _PROGRESS, has_standings(ctx.plan)),
        ("figures", _FIGURES, has_figures),
        ("data", _DATA, has_figures),
        ("all", _WHOLE, True),
    ]
    return tuple(Link(ctx.words(text), ctx.addresses.list(name)) for name, text, is_there in lists if is_there)


def overview_pages(ctx: Context, pages: Sequence[Page], sizes: Mapping[str, int]) -> list[Page]:
    """`pages` are the plan's own; `sizes` are those of its data files, in bytes by address."""
    names = {link.address: link.text for link in further_lists(ctx)}
    places = list(places_by_part(ctx, pages))
    made = (figures_page(ctx, places), data_page(ctx, places, sizes), whole_page(ctx, pages))
    return [page for page in made if page.address in names]
