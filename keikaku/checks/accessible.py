"""Questions to the finished pages about what a machine can tell of their accessibility; people test the rest."""

from keikaku.checks.html import Question, Reading, Site, report
from keikaku.pages.blocks import Page
from keikaku.problems import Problems


def picture_without_text(page: Page, reading: Reading, site: Site, problems: Problems) -> None:
    """Who does not see a picture is told what it shows, or that it shows nothing (alt="")."""
    if count := reading.nameless["img"] + reading.nameless["svg"]:
        report(
            site,
            page,
            problems,
            "picture-without-text",
            "“{page}” has pictures without a text in their place: {count}",
            advice="Write ![what it shows](file); a picture that only decorates has an empty alt.",
            count=count,
        )


def table_without_headings(page: Page, reading: Reading, site: Site, problems: Problems) -> None:
    """A screen reader says a value with its headings; without them it is a number among numbers."""
    if count := reading.tables_without_headings:
        report(
            site,
            page,
            problems,
            "table-without-headings",
            "“{page}” has tables without headings: {count}",
            advice="Give the table a first line that says what its columns hold, with <th> in the place of <td>.",
            count=count,
        )


def link_without_text(page: Page, reading: Reading, site: Site, problems: Problems) -> None:
    """A link or button without a name leads nobody anywhere."""
    if count := sum(reading.nameless[tag] for tag in ("a", "button", "summary")):
        report(
            site,
            page,
            problems,
            "link-without-text",
            "“{page}” has links or buttons without a name: {count}",
            advice="Write in the brackets the name of what it leads to, as in [防災の取組](node:bousai).",
            count=count,
        )


def heading_without_text(page: Page, reading: Reading, site: Site, problems: Problems) -> None:
    """An empty heading is a gap in the table of contents of those who listen."""
    if count := sum(reading.nameless[f"h{level}"] for level in range(1, 7)):
        report(
            site,
            page,
            problems,
            "heading-without-text",
            "“{page}” has headings without words: {count}",
            advice="Write the heading, or take the whole line away.",
            count=count,
        )


def page_without_frame(page: Page, reading: Reading, site: Site, problems: Problems) -> None:
    """Title, language and a way past the header: what a city's own template may have lost."""
    lacking = [
        name
        for name, is_there in (
            ("<title>", bool(reading.title)),
            ("lang", bool(reading.lang)),
            ('<main id="main">', "main" in reading.ids and "#main" in reading.links),
        )
        if not is_there
    ]
    if lacking:
        report(
            site,
            page,
            problems,
            "page-without-frame",
            "“{page}” lacks: {lacking}",
            advice="Compare your theme's base.html with Keikaku's.",
            lacking=", ".join(lacking),
        )


ACCESSIBILITY_CHECKS: tuple[Question, ...] = (
    picture_without_text,
    table_without_headings,
    link_without_text,
    heading_without_text,
    page_without_frame,
)
