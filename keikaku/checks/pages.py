"""Questions to the finished pages: do links and anchors lead somewhere, are headings in order, is a page light?"""

import difflib
import gzip
import posixpath
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from keikaku.checks.accessible import ACCESSIBILITY_CHECKS
from keikaku.checks.html import Acceptance, Destination, Links, Question, Reading, Site, read_html, report
from keikaku.kept import Kept
from keikaku.pages.addresses import Addresses
from keikaku.pages.blocks import Page
from keikaku.plan.acknowledging import room, room_of
from keikaku.plan.narrative import Chapter
from keikaku.plan.plan import Plan
from keikaku.plan.record import Subject
from keikaku.problems import FilePosition, Problems, Severity
from keikaku.workspace import SETTINGS_FILE, Settings

_NO_SETTINGS = Settings()
_NOTHING_ELSE = Site({}, {}, {}, {})

# Compressed bytes of a page with its stylesheets, by its kind. What is read on a phone comes within 40 KB; the whole
# plan on one page is fetched to be printed, and grows with the plan.
BUDGETS = {"whole": 200_000}
BUDGET_BYTES = 40_000
PICTURE_BYTES = 100_000  # of one picture of the theme, as it is

_REPEATED = ("dead-link", "anchor-twice", "heading-order")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")


def check_pages(
    pages: Sequence[Page],
    files: Mapping[str, bytes],
    problems: Problems,
    *,
    plans: Sequence[Plan] = (),
    settings: Settings = _NO_SETTINGS,
    weighing: Mapping[str, Future[int]] | None = None,
    kept: Kept | None = None,
) -> Mapping[str, int]:
    """Ask each page every question; return what the pages weigh, by address, in compressed bytes.

    `weighing` is that of all pages, where it has begun already.
    """
    kept = kept or Kept()
    base_path = urlsplit(settings.base_url).path.rstrip("/") + "/"
    stylesheets = {name: content for name, content in files.items() if name.endswith(".css")}
    weighing = weighing or begin_to_weigh({page.address: files[page.address] for page in pages}, kept)
    waiting = {**weighing, **begin_to_weigh(stylesheets, kept)}
    looks = {page.address: _look(page, files[page.address], base_path, kept) for page in pages}
    compressed = {name: size.result() for name, size in waiting.items()}
    site = Site(
        files,
        {address: look.reading for address, look in looks.items()},
        {address: look.links for address, look in looks.items()},
        {address: _weight(address, look.links, compressed) for address, look in looks.items()},
        _acceptances(plans, settings),
    )
    told: set[tuple[str, str]] = set()  # plan and rule
    for page in sorted(pages, key=lambda page: page.kind == "whole"):
        look, found, plan = looks[page.address], Problems(), page.address.partition("/")[0]
        for ask in QUESTIONS_TO_SITE if look.is_sound else PAGE_CHECKS:
            ask(page, look.reading, site, found)
        is_repeating = page.kind == "whole"  # all that the plan's other pages hold, and their faults
        problems.extend(one for one in found if not (is_repeating and (plan, one.rule) in told))
        told |= {(plan, one.rule) for one in found if one.rule in _REPEATED}
    picture_too_heavy(site, problems)
    return site.weights


@dataclass(frozen=True)
class _Look:
    """What a page shows by itself."""

    reading: Reading
    links: Links
    is_sound: bool  # no question to the page alone finds anything


def _look(page: Page, content: bytes, base_path: str, kept: Kept) -> _Look:
    place = ("look", page.address)
    facts = (content, page.kind, base_path)
    return kept.result(place, facts, lambda: _looked(page, content, base_path, kept.below(place)))


def _looked(page: Page, content: bytes, base_path: str, kept: Kept) -> _Look:
    reading, found = read_html(content, kept), Problems()
    for ask in QUESTIONS_TO_PAGE:
        ask(page, reading, _NOTHING_ELSE, found)
    written = list(dict.fromkeys(reading.links))
    facts = (written, page.kind, base_path)
    links = kept.result("links", facts, lambda: Links({link: _destination(link, page, base_path) for link in written}))
    return _Look(reading, links, not found)


def begin_to_weigh(files: Mapping[str, bytes], kept: Kept) -> Mapping[str, Future[int]]:
    """How large each will be, compressed, by address: found out aside, while others go on with what is finished.

    The largest, which takes longest, comes first.
    """
    aside = ThreadPoolExecutor(max_workers=1)
    largest_first = sorted(files, key=lambda name: len(files[name]), reverse=True)
    waiting = {
        name: kept.result(("weight", name), files[name], partial(aside.submit, _size, files[name]))
        for name in largest_first
    }
    aside.shutdown(wait=False)
    return waiting


def _size(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def _weight(address: str, links: Links, compressed: Mapping[str, int]) -> int:
    """A page as a browser fetches it before it shows anything: itself and the stylesheets that it links to."""
    return compressed[address] + sum(compressed.get(name, 0) for name in links.stylesheets)


def _acceptances(plans: Sequence[Plan], settings: Settings) -> Callable[[str], Acceptance]:
    """What the record behind the page at an address acknowledges; behind lists and the whole plan stands plan.yaml."""
    own = Acceptance(settings.accept, SETTINGS_FILE, room(settings.accept, FilePosition(SETTINGS_FILE)))
    abouts = {plan.id: plan.about for plan in plans}
    texts = cache(lambda: _texts_by_subject(plans))
    records = cache(lambda: dict(pair for plan in plans for pair in _records_by_address(plan)))

    def acceptance(address: str) -> Acceptance:
        if record := records().get(address):
            own_texts = texts().get(getattr(record, "id", ""), ())
            links = {f"#{heading.id}": heading.at for text in own_texts for heading in text.headings}
            links |= {link.target: link.at for text in own_texts for link in text.links}
            return Acceptance(record.accept, str(record.written_at), room_of(record), record.written_at, links)
        about = abouts.get(address.partition("/")[0])
        return Acceptance(about.accept, str(about.written_at), room_of(about)) if about else own

    return acceptance


def _texts_by_subject(plans: Sequence[Plan]) -> Mapping[str, Sequence[Chapter]]:
    """The texts that a page shows, by the id of what it is of."""
    found: dict[str, list[Chapter]] = {}
    for chapter in (chapter for plan in plans for chapter in plan.chapters):
        found.setdefault(chapter.of or chapter.id, []).append(chapter)
    return found


def _records_by_address(plan: Plan) -> Iterator[tuple[str, Subject | Chapter]]:
    addresses = Addresses(plan)
    yield from ((addresses.chapter(chapter.id), chapter) for chapter in plan.chapters if not chapter.of)
    yield from ((addresses.theme(theme), theme) for theme in plan.about.themes)
    yield from ((addresses.indicator(indicator.id), indicator) for indicator in plan.indicators)
    yield from ((addresses.project(project.id), project) for project in plan.projects)
    yield from ((addresses.node(node), node) for node in plan.nodes if plan.has_page(node))


def heaviest(weights: Mapping[str, int]) -> tuple[str, int]:
    """The page that weighs most, but for those that are made for print."""
    read = {address: weight for address, weight in weights.items() if not address.endswith("/all/index.html")}
    return max(read.items(), key=lambda item: (item[1], item[0]), default=("", 0))


def dead_link(page: Page, reading: Reading, site: Site, problems: Problems) -> None:
    """A link that leads nowhere costs a reader's trust."""
    links = site.links[page.address]
    if site.files.keys() >= links.addresses and all(_stands(anchored, site) for anchored in links.anchored):
        return
    for link, destination in links.destinations.items():
        if destination and not _stands(destination, site):
            near = _anchor_meant(destination, site)
            report(
                site,
                page,
                problems,
                "dead-link",
                "the link “{link}” on “{page}” leads nowhere",
                advice=_OTHER_ANCHOR
                if near
                else _WRITE_ITS_ID
                if "#" in link
                else "Compare it with the ids of the plan.",
                anchor=link.partition("#")[2],
                link=unquote(link),
                near=near,
            )


def _anchor_meant(destination: Destination, site: Site) -> str:
    """The anchor there that is written nearly so."""
    there = site.readings.get(destination.address)
    known = list(there.anchors) if there and destination.anchor else []
    return next(iter(difflib.get_close_matches(destination.anchor, known, 1, 0.7)), "")


_OTHER_ANCHOR = "Did you mean “#{near}”, which stands there?"


_WRITE_ITS_ID = (
    "Write {{#{anchor}}} at the end of the heading that it leads to, or the name that stands there; "
    "or take the link away but for its words."
)


def _destination(link: str, page: Page, base_path: str) -> Destination | None:
    """Where a link on a page leads; None for out of the site, which is not followed."""
    try:
        parts = urlsplit(link)
    except ValueError:  # http://[
        return Destination("")
    if parts.scheme or parts.netloc:
        return None if parts.scheme in ("http", "https", "mailto", "tel") else Destination("")
    return Destination(_target(unquote(parts.path), page, base_path), unquote(parts.fragment))


def _target(path: str, page: Page, base_path: str) -> str:
    """The address that a path on a page names. Only the page for missing ones may begin at the server's root."""
    if not path:
        return page.address
    if page.kind == "not-found" and path.startswith(base_path):
        return path.removeprefix(base_path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.address), path))


def _stands(destination: Destination, site: Site) -> bool:
    """Is there such a file in the site, and such an anchor in it? Only pages can be asked for anchors."""
    other = site.readings.get(destination.address)
    if not destination.anchor or other is None:
        return destination.address in site.files
    return destination.anchor in other.anchors


def anchor_twice(page: Page, reading: Reading, site: Site, problems: Problems) -> None:
    """Two things with one id on a page: a link finds only the first."""
    twice = Counter(reading.ids) if len(reading.anchors) < len(reading.ids) else {}
    for id in (id for id, times in twice.items() if times > 1):
        report(
            site,
            page,
            problems,
            "anchor-twice",
            "“{id}” names two places on “{page}”",
            advice="The page has a second heading in these words, or the figure twice. Let the heading have its words, "
            "and write a name of its own at its end, such as {{#section-2}}; show the figure once.",
            link=f"#{id}",
            id=id,
        )


def heading_order(page: Page, reading: Reading, site: Site, problems: Problems) -> None:
    """Headings are a page's table of contents for those who listen: one h1, no level left out."""
    if reading.headings.count(1) != 1:
        report(
            site,
            page,
            problems,
            "heading-order",
            "“{page}” has {count} main headings",
            advice="Begin the headings of a narrative with ##.",
            count=reading.headings.count(1),
        )
    for before, after in pairwise(reading.headings):
        if after > before + 1:
            report(
                site,
                page,
                problems,
                "heading-order",
                "on “{page}” a heading of level {after} follows one of level {before}",
                advice="Leave no level out: ## then ###.",
                after=after,
                before=before,
            )


def page_too_heavy(page: Page, reading: Reading, site: Site, problems: Problems) -> None:
    """People read on phones, on trains."""
    weight, budget = site.weights[page.address], BUDGETS.get(page.kind, BUDGET_BYTES)
    if weight > budget:
        report(
            site,
            page,
            problems,
            "page-too-heavy",
            "“{page}” weighs {weight} KB compressed; the aim is {budget} KB",
            advice=("Divide it, or leave figures to their own pages. If it must be so, {acknowledge}"),
            severity=Severity.WARNING,
            weight=round(weight / 1000),
            budget=budget // 1000,
        )


def picture_too_heavy(site: Site, problems: Problems) -> None:
    """A picture of the theme is fetched for every page. Those of the narrative are asked for where they are named."""
    for address, content in site.files.items():
        if address.startswith("assets/") and address.endswith(_PICTURES) and len(content) > PICTURE_BYTES:
            own = site.acceptance(address)
            reason = own.accept.get("picture-too-heavy", "")
            facts: dict[str, object] = {"weight": round(len(content) / 1000), "budget": PICTURE_BYTES // 1000}
            problems.add(
                "picture-too-heavy",
                "the picture weighs {weight} KB; the aim is {budget} KB",
                FilePosition(address),
                advice=("Make it smaller, or save it as JPEG. If it must be so, {acknowledge}"),
                severity=Severity.WARNING,
                acknowledged=reason,
                **facts | {"acknowledge": own.room} | ({"accepted_by": own.written_at} if reason else {}),
            )


# What the page answers by itself, and what takes the others or what they weigh.
QUESTIONS_TO_PAGE: tuple[Question, ...] = (anchor_twice, heading_order, *ACCESSIBILITY_CHECKS)
QUESTIONS_TO_SITE: tuple[Question, ...] = (dead_link, page_too_heavy)
PAGE_CHECKS = (*QUESTIONS_TO_PAGE, *QUESTIONS_TO_SITE)
