"""Questions to the finished pages: do links and anchors lead somewhere, are headings in order, is a page light?"""

import gzip
import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from keikaku.pages.blocks import Page
from keikaku.problems import FilePosition, Problems, Severity

# Compressed HTML of one page; with the stylesheet a goal page stays within about 40 KB.
BUDGET_BYTES = 40_000


@dataclass
class Reading(HTMLParser):
    """What one finished page holds, as far as the checks ask."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        self.links += [str(values[name]) for name in ("href", "src") if values.get(name)]
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))


Question = Callable[[Page, Reading, "Site", Problems], None]


@dataclass(frozen=True)
class Site:
    files: Mapping[str, bytes]
    readings: Mapping[str, Reading]


def check_pages(pages: Sequence[Page], files: Mapping[str, bytes], problems: Problems) -> None:
    readings = {page.address: _read(files[page.address]) for page in pages}
    site = Site(files, readings)
    for page in pages:
        for ask in PAGE_CHECKS:
            ask(page, readings[page.address], site, problems)


def _read(content: bytes) -> Reading:
    reading = Reading()
    reading.feed(content.decode("utf-8"))
    reading.close()
    return reading


def dead_link(page: Page, reading: Reading, site: Site, problems: Problems) -> None:
    """A link that leads nowhere costs a reader's trust."""
    for link in dict.fromkeys(reading.links):
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            if parts.scheme not in ("http", "https", "mailto", "tel"):
                problems.add(
                    "dead-link",
                    "the link “{link}” on “{page}” leads nowhere",
                    FilePosition(page.address),
                    advice="Compare it with the ids of the plan.",
                    link=unquote(link),
                    page=page.title,
                )
            continue
        target = (
            posixpath.normpath(posixpath.join(posixpath.dirname(page.address), unquote(parts.path)))
            if parts.path
            else page.address
        )
        missing = target not in site.files
        other = site.readings.get(target)
        if missing or (parts.fragment and other is not None and unquote(parts.fragment) not in other.ids):
            problems.add(
                "dead-link",
                "the link “{link}” on “{page}” leads nowhere",
                FilePosition(page.address),
                advice="Compare it with the ids of the plan.",
                link=unquote(link),
                page=page.title,
            )


def id_twice(page: Page, reading: Reading, site: Site, problems: Problems) -> None:
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
    weight = len(gzip.compress(site.files[page.address], 6))
    if weight > BUDGET_BYTES:
        problems.add(
            "page-too-heavy",
            "“{page}” weighs {weight} KB compressed; the aim is {budget} KB",
            FilePosition(page.address),
            advice="Divide it, or leave figures to their own pages.",
            severity=Severity.WARNING,
            page=page.title,
            weight=round(weight / 1000),
            budget=BUDGET_BYTES // 1000,
        )


PAGE_CHECKS: tuple[Question, ...] = (dead_link, id_twice, heading_order, page_too_heavy)
