"""Which pages are opened: all of them, or one of every kind, found by their addresses."""

import re
from pathlib import Path, PurePosixPath

from keikaku.pages.addresses import RESERVED

PLANS = ("handa", "kisarazu", "sapporo", "sendai", "tokorozawa")
TOWN = ("small-town",)
LEADS_ON = 'http-equiv="refresh"'
HOME = "index.html"
PLAN = "tokorozawa/index.html"
GOAL = "tokorozawa/kizuna/index.html"
PROJECT = "tokorozawa/projects/civic-activity-support/index.html"
SEARCH = "tokorozawa/search/index.html"
INDICATORS = "tokorozawa/indicators/index.html"


def all_pages(site: Path, plans: tuple[str, ...] = PLANS) -> list[str]:
    """The address of every page, each plan's together. An old address, which only leads on, is none."""
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html") if LEADS_ON not in _text(path))
    assert {page.partition("/")[0] for page in pages} >= set(plans)
    return pages


def kind_of(page: str) -> tuple[str, ...]:
    """A page's address with stars for the ids of plans and of what is in them: pages of one kind have it in common."""
    first, *others = PurePosixPath(page).parts
    return ("*" if first in PLANS + TOWN else first, *(name if name in RESERVED | {HOME} else "*" for name in others))


def one_of_every_kind(site: Path, pages: list[str]) -> list[str]:
    """Of each kind among `pages` the one with the greatest variety of parts, or the smaller of two."""
    by_variety = sorted(pages, key=lambda page: _variety(_text(site / page)))
    return sorted({kind_of(page): page for page in by_variety}.values())


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _variety(html: str) -> tuple[int, int]:
    return len(set(re.findall('class="[^"]+"', html))), -len(html)
