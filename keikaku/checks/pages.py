"""Questions to the finished pages: do links and anchors lead somewhere, are headings in order, is a page light?"""

import gzip
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from keikaku.checks.accessible import ACCESSIBILITY_CHECKS
from keikaku.checks.html import Acceptance, Question, Reading, Site, read_html, report
from keikaku.pages.addresses import Addresses
from keikaku.pages.blocks import Page
from keikaku.plan.narrative import Chapter
from keikaku.plan.plan import Plan
from keikaku.plan.record import Subject
from keikaku.problems import FilePosition, Problems, Severity
from keikaku.workspace import SETTINGS_FILE, Settings

_NO_SETTINGS = Settings()

# Compressed bytes of a page with its stylesheets, by its kind. What is read on a phone comes within 40 KB; the whole
# plan on one page is fetched to be printed, and grows with the plan.
BUDGETS = {"whole": 200_000}
BUDGET_BYTES = 40_000
PICTURE_BYTES = 100_000  # of one picture of the theme, as it is

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")


def check_pages(
    pages: Sequence[Page],
    files: Mapping[str, bytes],
    problems: Problems,
    *,
    plans: Sequence[Plan] = (),
    settings: Settings = _NO_SETTINGS,
) -> Mapping[str, int]:
    """Ask each page every question; return what the pages weigh, by address, in compressed bytes."""
    readings = {page.address: read_html(files[page.address]) for page in pages}
    styles = {name: _compressed(content) for name, content in files.items() if name.endswith(".css")}
    weights = {page.address: _weight(page.address, files, readings, styles) for page in pages}
    base_path = urlsplit(settings.base_url).path.rstrip("/") + "/"
    own = Acceptance(settings.accept, SETTINGS_FILE)
    site = Site(files, readings, weights, base_path, acceptances(plans, pages), own)
    for page in pages:
        for ask in PAGE_CHECKS:
            ask(page, readings[page.address], site, problems)
    picture_too_heavy(site, problems)
    return weights


def _compressed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def _weight(
    address: str, files: Mapping[str, bytes], readings: Mapping[str, Reading], styles: Mapping[str, int]
) -> int:
    """A page as a browser fetches it before it shows anything: itself and the stylesheets that it links to."""
    linked = {posixpath.normpath(posixpath.join(posixpath.dirname(address), link)) for link in readings[address].links}
    return _compressed(files[address]) + sum(styles[name] for name in linked & styles.keys())


def acceptances(plans: Sequence[Plan], pages: Sequence[Page]) -> dict[str, Acceptance]:
    """What the record behind each page of the plans acknowledges; behind lists and the whole plan stands plan.yaml."""
    found: dict[str, Acceptance] = {}
    for plan in plans:
        about = Acceptance(plan.about.accept, str(plan.about.written_at))
        found |= {page.address: about for page in pages if page.address.startswith(f"{plan.id}/")}
        found |= {address: Acceptance(r.accept, str(r.written_at)) for address, r in _records_by_address(plan)}
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
    for link in dict.fromkeys(reading.links):
        if not _leads_somewhere(link, page, site):
            report(
                site,
                page,
                problems,
                "dead-link",
                "the link “{link}” on “{page}” leads nowhere",
                advice="Compare it with the ids of the plan.",
                link=unquote(link),
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
        report(
            site,
            page,
            problems,
            "anchor-twice",
            "“{id}” names two places on “{page}”",
            advice="Is a figure or heading there twice?",
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
            advice=(
                "Divide it, or leave figures to their own pages. "
                "If it must be so, add at {record}: accept: {{{rule}: reason}}"
            ),
            severity=Severity.WARNING,
            weight=round(weight / 1000),
            budget=budget // 1000,
        )


def picture_too_heavy(site: Site, problems: Problems) -> None:
    """A picture straight from a camera weighs more than all pages of a plan together."""
    reason = site.own.accept.get("picture-too-heavy", "")
    for address, content in site.files.items():
        if address.endswith(_PICTURES) and len(content) > PICTURE_BYTES:
            facts = {"weight": round(len(content) / 1000), "budget": PICTURE_BYTES // 1000}
            problems.add(
                "picture-too-heavy",
                "the picture weighs {weight} KB; the aim is {budget} KB",
                FilePosition(address),
                advice=(
                    "Make it smaller, or save it as JPEG. "
                    "If it must be so, add in keikaku.yaml: accept: {{{rule}: reason}}"
                ),
                severity=Severity.WARNING,
                acknowledged=reason,
                **facts | ({"accepted_by": site.own.written_at} if reason else {}),
            )


PAGE_CHECKS: tuple[Question, ...] = (dead_link, anchor_twice, heading_order, page_too_heavy, *ACCESSIBILITY_CHECKS)
