"""Questions to the finished pages: do links and anchors lead somewhere, are headings in order, is a page light?"""

import gzip
import posixpath
from collections.abc import Mapping, Sequence
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from keikaku.checks.accessible import ACCESSIBILITY_CHECKS
from keikaku.checks.html import Question, Reading, Site, read_html
from keikaku.pages.blocks import Page
from keikaku.problems import FilePosition, Problems, Severity

# Compressed HTML of one page, by its kind. A goal's page with its charts is to come within about 40 KB with the
# stylesheet; the whole plan on one page is fetched to be printed.
BUDGETS = {"whole": 200_000}
BUDGET_BYTES = 32_000


def check_pages(
    pages: Sequence[Page], files: Mapping[str, bytes], problems: Problems, *, base_url: str = ""
) -> Mapping[str, int]:
    """Ask each page every question; return what the pages weigh, by address, in compressed bytes."""
    readings = {page.address: read_html(files[page.address]) for page in pages}
    weights = {page.address: len(gzip.compress(files[page.address], 6)) for page in pages}
    site = Site(files, readings, weights, urlsplit(base_url).path.rstrip("/") + "/")
    for page in pages:
        for ask in PAGE_CHECKS:
            ask(page, readings[page.address], site, problems)
    return weights


def heaviest(weights: Mapping[str, int]) -> tuple[str, int]:
    """The page that weighs most, but for those that are made for print."""
    read = {address: weight for address, weight in weights.items() if not address.endswith("/all/index.html")}
    return max(read.items(), key=lambda item: (item[1], item[0]), default=("", 0))


def dead_link(page: Page, reading: Reading, site: Site, problems: Problems) -> None:
    """A link that leads nowhere costs a reader's trust."""
    for link in dict.fromkeys(reading.links):
        if not _leads_somewhere(link, page, site):
            problems.add(
                "dead-link",
                "the link “{link}” on “{page}” leads nowhere",
                FilePosition(page.address),
                advice="Compare it with the ids of the plan.",
                link=unquote(link),
                page=page.title,
            )


def _leads_somewhere(link: str, page: Page, site: Site) -> bool:
    """To a file of the site and, where it names one, an anchor there; or out of the site, which is not followed."""
    try:
        parts = urlsplit(link)
    except ValueError:  # http://[
        return False
    if parts.scheme:
        return parts.scheme in ("http", "https", "mailto", "tel")
    target = _target(unquote(parts.path), page, site)
    if parts.netloc or target not in site.files:
        return False
    other = site.readings.get(target)
    return not parts.fragment or other is None or unquote(parts.fragment) in other.ids


def _target(path: str, page: Page, site: Site) -> str:
    """The address that a link on a page leads to. Only the page for missing ones may begin at the server's root."""
    if not path:
        return page.address
    if page.kind == "not-found" and path.startswith(site.base_path):
        return path.removeprefix(site.base_path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.address), path))


def anchor_twice(page: Page, reading: Reading, site: Site, problems: Problems) -> None:
    """Two things with one id on a page: a link finds only the first."""
    for id in dict.fromkeys(id for id in reading.ids if reading.ids.count(id) > 1):
        problems.add(
            "anchor-twice",
            "“{id}” names two places on “{page}”",
            FilePosition(page.address),
            advice="Is a figure or heading there twice?",
            id=id,
            page=page.title,
        )


def heading_order(page: Page, reading: Reading, site: Site, problems: Problems) -> None:
    """Headings are a page's table of contents for those who listen: one h1, no level left out."""
    if reading.headings.count(1) != 1:
        problems.add(
            "heading-order",
            "“{page}” has {count} main headings",
            FilePosition(page.address),
            advice="Begin the headings of a narrative with ##.",
            page=page.title,
            count=reading.headings.count(1),
        )
    for before, after in pairwise(reading.headings):
        if after > before + 1:
            problems.add(
                "heading-order",
                "on “{page}” a heading of level {after} follows one of level {before}",
                FilePosition(page.address),
                advice="Leave no level out: ## then ###.",
                page=page.title,
                after=after,
                before=before,
            )


def page_too_heavy(page: Page, reading: Reading, site: Site, problems: Problems) -> None:
    """People read on phones, on trains."""
    weight, budget = site.weights[page.address], BUDGETS.get(page.kind, BUDGET_BYTES)
    if weight > budget:
        problems.add(
            "page-too-heavy",
            "“{page}” weighs {weight} KB compressed; the aim is {budget} KB",
            FilePosition(page.address),
            advice="Divide it, or leave figures to their own pages.",
            severity=Severity.WARNING,
            page=page.title,
            weight=round(weight / 1000),
            budget=budget // 1000,
        )


PAGE_CHECKS: tuple[Question, ...] = (dead_link, anchor_twice, heading_order, page_too_heavy, *ACCESSIBILITY_CHECKS)
