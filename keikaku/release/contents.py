"""What a finished site holds, as far as two of them are compared: files, pages with their text, every value.

It is read from the files alone, so that a build, a zip and a folder are read in one way. Values come from the data file
of each figure, which holds every row of its table.
"""

import csv
import hashlib
import html
import io
import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from keikaku.pipeline import is_overview

_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
_CRUMBS = re.compile(r"<nav class=\"breadcrumbs\b.*?</nav>", re.DOTALL)  # which name the site and the plan above
_TAG = re.compile(r"<[^>]*>")
_SENT_ON = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"#]+)')
_DATA_LINK = re.compile(r'href="([^"#?]+\.csv)"')
_DATA_FILE = re.compile(r"([^/]+)/data/([^/]+)\.csv")
_ATTACHMENT = re.compile(r"[^/]+/files/[^/]+")
_SECTION_OR_HEADING = re.compile(
    r"<(?P<end>/?)section\b(?P<attributes>[^>]*)>|<h[2-6]\b[^>]*>(?P<heading>.*?)</h[2-6]>", re.DOTALL
)
_ID = re.compile(r"\bid=\"([^\"]+)\"")
# Sections that hold what has a page, values or a record of its own, and what Keikaku says of those.
_LISTED = re.compile(
    r"(?:.+-)?(?:indicators(?:-\d+)?|figures|tables|money|projects|pledges|parts|themes-\d+)|standing|facts|glance|grades"
    r"|below|chapters|data|document|members|notes|pointing|signs|sources|text|tree|ways-in"
)
_COLUMNS = {"figure", "series", "row", "state", "value", "printed", "unit", "is_missing"}
_LINKED = (".html", ".csv", ".json", ".pdf", ".docx", ".doc", ".xlsx", ".xls", ".pptx", ".ppt", ".zip")


@dataclass(frozen=True)
class PageContents:
    title: str
    text: str  # a hash of its words, whatever they look like
    leads_to: str = ""  # of an old address: where its page stands now
    parts: Mapping[str, str] = field(default_factory=dict)  # headings of what stands there in words, by their places


@dataclass(frozen=True)
class ValueKey:
    """Where a value stands in its figure: the heading of its column, that of its row, and its state (速報)."""

    series: str
    row: str
    state: str = ""


@dataclass(frozen=True)
class FigureContents:
    title: str
    page: str  # the address of the page that it stands on
    values: Mapping[ValueKey, str]  # as printed, with the unit
    is_counted: bool = False  # by Keikaku, from what the plan holds: nobody wrote the values
    signs: Mapping[ValueKey, str] = field(default_factory=dict)  # where there is no value: 未公表


@dataclass(frozen=True)
class Contents:
    files: Mapping[str, str]  # address → SHA-256
    pages: Mapping[str, PageContents]  # by address
    figures: Mapping[str, FigureContents]  # by plan and id: sapporo/members
    not_final: Collection[str] = ()  # states of values that are replaced by later ones: 速報, 見込


def contents_of(files: Mapping[str, bytes], counted: Collection[str] = (), not_final: Collection[str] = ()) -> Contents:
    """`counted`: the data files of figures that Keikaku counts itself. Files tell neither that nor what is final."""
    texts = {address: files[address].decode("utf-8", "replace") for address in sorted(files) if _is_page(address)}
    pages_by_data = _pages_by_data(texts)
    figures = {}
    for address in sorted(files):
        match = _DATA_FILE.fullmatch(address)
        if match and (figure := _figure(files[address], pages_by_data.get(address, ""), address in counted)):
            figures[f"{match[1]}/{match[2]}"] = figure
    pages = {address: _page(address, text) for address, text in texts.items()}
    return Contents(
        files={address: hashlib.sha256(files[address]).hexdigest() for address in sorted(files)},
        pages=pages,
        figures=_told_apart(figures, pages),
        not_final=sorted(not_final),
    )


def _told_apart(figures: Mapping[str, FigureContents], pages: Mapping[str, PageContents]) -> dict[str, FigureContents]:
    """Figures of one title, such as 事業費 of each project, bear that of their page as well."""
    counts = Counter(figure.title for figure in figures.values())
    return {id: _with_page(figure, pages) if counts[figure.title] > 1 else figure for id, figure in figures.items()}


def _with_page(figure: FigureContents, pages: Mapping[str, PageContents]) -> FigureContents:
    page = pages[figure.page].title if figure.page in pages else ""
    return figure if not page or figure.title in page else replace(figure, title=f"{figure.title} – {page}")


def is_attachment(address: str) -> bool:
    """Is it a picture or file that a narrative refers to?"""
    return bool(_ATTACHMENT.fullmatch(address))


def _is_page(address: str) -> bool:
    return address.endswith(".html")


def _page(address: str, text: str) -> PageContents:
    heading, main, sent_on = _HEADING.search(text), _MAIN.search(text), _SENT_ON.search(text)
    words = re.sub(r"\s+", "", _words(_CRUMBS.sub("", main[1] if main else text)))
    return PageContents(
        title=re.sub(r"\s+", " ", _words(heading[1])).strip() if heading else "",
        text=hashlib.sha256(words.encode("utf-8")).hexdigest()[:16],
        leads_to=_linked(address, sent_on[1]) if sent_on else "",
        parts={} if is_overview(address) else _parts(main[1] if main else ""),
    )


def _parts(markup: str) -> dict[str, str]:
    """`evaluations` and `evaluations/council`, the place of a part within the other; not what Keikaku lists there."""
    found: dict[str, str] = {}
    around: list[str] = []
    for match in _SECTION_OR_HEADING.finditer(markup):
        if match["end"]:
            del around[-1:]
        elif match["heading"] is None:
            id = _ID.search(match["attributes"])
            around.append(id[1] if id and not _LISTED.fullmatch(id[1]) else "")
        elif around and around[-1]:
            found.setdefault("/".join(filter(None, around)), " ".join(_words(match["heading"]).split()))
    return found


def _words(markup: str) -> str:
    return html.unescape(_TAG.sub("", markup))


def _pages_by_data(texts: Mapping[str, str]) -> dict[str, str]:
    """The page that each data file is linked from; of several the figure's own, else that with the fewest figures which
    is no page about the whole plan."""
    found: dict[str, tuple[bool, bool, int, str]] = {}
    for address, text in texts.items():
        links = {_linked(address, link) for link in _DATA_LINK.findall(text)}
        for link in links:
            is_own = posixpath.basename(posixpath.dirname(address)) == posixpath.basename(link).removesuffix(".csv")
            rank = (not is_own, is_overview(address), len(links), address)
            found[link] = min(found.get(link, rank), rank)
    return {link: address for link, (*_, address) in found.items()}


def _linked(address: str, link: str) -> str:
    """The address that a page's link leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(address), unquote(html.unescape(link))))


def _figure(content: bytes, page: str, is_counted: bool) -> FigureContents | None:
    """None where the file does not hold the values of one figure. A sign for no value is none."""
    reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig", "replace")))
    if not set(reader.fieldnames or ()) >= _COLUMNS:
        return None
    rows = list(reader)
    if len({row["figure"] for row in rows}) != 1:
        return None
    values: dict[ValueKey, str] = {}
    for key, value in (_value(row) for row in rows if row["is_missing"] != "1"):
        values[key] = f"{values[key]}; {value}" if key in values else value
    signs = {_key(row): row["printed"] for row in rows if row["is_missing"] == "1"}
    return FigureContents(rows[0]["figure"], page, values, is_counted, signs)


def _value(row: Mapping[str, str]) -> tuple[ValueKey, str]:
    printed, unit = row["printed"], row["unit"]
    says_unit = unicodedata.normalize("NFKC", unit) in unicodedata.normalize("NFKC", printed)
    return _key(row), printed + unit if row["value"] and not says_unit else printed


def _key(row: Mapping[str, str]) -> ValueKey:
    return ValueKey(*(" ".join(row[name].split()) for name in ("series", "row", "state")))


def published_addresses(contents: Contents) -> Iterator[str]:
    """The addresses that others may link to: pages and data, not what pages are made with."""
    yield from (address for address in contents.files if address.endswith(_LINKED))
