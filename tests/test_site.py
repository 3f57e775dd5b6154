"""What holds on every page of the published site, read as text: nothing inline, and names that make sense alone."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
CONTEXTS = {"caption", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "tr"}
PARTS = {"figure", "main", "section"}
ZERO_WIDTH_SPACE = "\u200b"
SAYS_NOTHING = {"", "こちら", "ここ", "詳細", "詳しく", "もっと見る", "リンク", "click here", "here", "more"}


@dataclass
class Element:
    """An open or closed element: its name, attributes and all the text in it."""

    tag: str
    attributes: dict[str, str]
    parents: "list[Element]"
    pieces: list[str] = field(default_factory=list)
    heading: "Element | None" = None  # the first in it, of a section or figure

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())

    @property
    def name(self) -> str:
        """What it is called where it is read out of its context."""
        return self.attributes.get("aria-label") or self.text

    @property
    def context(self) -> tuple[str, ...]:
        """What is read with it: the landmark, the headings it stands under, the row or sentence it stands in."""
        landmarks = [parent.attributes.get("aria-label", "") for parent in self.parents if parent.tag == "nav"]
        headings = [parent.heading.text for parent in self.parents if parent.heading]
        return (*landmarks, *headings, *[parent.text for parent in self.parents if parent.tag in CONTEXTS][-1:])


class Reader(HTMLParser):
    """The elements of a page in their order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, list(self.open))
        self.elements.append(element)
        if re.fullmatch("h[1-6]", tag):
            part = next((parent for parent in reversed(self.open) if parent.tag in PARTS), element)
            part.heading = part.heading or element
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, list(self.open)))

    def handle_endtag(self, tag: str) -> None:
        while self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.pieces.append(data)


Pages = dict[str, list[Element]]


@pytest.fixture(scope="module")
def sources(built_site: Path) -> dict[str, str]:
    paths = sorted(built_site.rglob("*.html"))
    assert paths
    return {path.relative_to(built_site).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@pytest.fixture(scope="module")
def pages(sources: dict[str, str]) -> Pages:
    return {name: Reader(html).elements for name, html in sources.items()}


def found(pages: Pages, *tags: str) -> Iterator[tuple[str, Element]]:
    return ((name, element) for name, page in pages.items() for element in page if not tags or element.tag in tags)


def test_a_strict_policy_has_nothing_to_refuse(pages: Pages) -> None:
    inline = [(name, element.tag) for name, element in found(pages, "style", "base", "object", "iframe")]
    for name, element in found(pages):
        inline += [(name, key) for key in element.attributes if key == "style" or key.startswith("on")]
        if element.tag == "script" and element.attributes.get("type") != "application/ld+json":
            inline += [(name, element.text)] if element.text or not element.attributes.get("src") else []
    assert inline == []


def test_nothing_on_a_page_is_loaded_from_elsewhere(pages: Pages) -> None:
    loaded = [(name, element, key) for name, element in found(pages) for key in ("src", "srcset", "poster", "data")]
    loaded += [(name, element, "href") for name, element in found(pages, "link", "use", "image")]
    loaded += [(name, element, "action") for name, element in found(pages, "form")]
    away = [(name, element.attributes[key]) for name, element, key in loaded if key in element.attributes]
    assert [(name, address) for name, address in away if re.match(r"([a-z]+:)?//|[a-z]+:|/", address)] == []


def test_words_hold_no_invisible_breaks(sources: dict[str, str]) -> None:
    assert [name for name, html in sources.items() if ZERO_WIDTH_SPACE in html] == []


def test_every_page_says_its_language(pages: Pages) -> None:
    assert {element.attributes.get("lang") for _, element in found(pages, "html")} == {"ja"}
    assert len(list(found(pages, "html"))) == len(pages)


def test_titles_tell_pages_apart(pages: Pages) -> None:
    by_title = defaultdict(list)
    for name, element in found(pages, "title"):
        if element.parents[-1].tag == "head":
            by_title[element.text].append(name)
    assert {title: names for title, names in by_title.items() if len(names) > 1} == {}


def test_headings_stand_in_their_order(pages: Pages) -> None:
    jumps = {}
    for name, page in pages.items():
        levels = [int(element.tag[1]) for element in page if re.fullmatch("h[1-6]", element.tag)]
        steps = itertools.pairwise(levels)
        if levels[:1] != [1] or levels.count(1) != 1 or any(below > above + 1 for above, below in steps):
            jumps[name] = levels
    assert jumps == {}


def test_no_heading_item_or_cell_is_empty(pages: Pages) -> None:
    named = found(
        pages, "a", "button", "caption", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "summary", "th"
    )
    assert [(name, e.tag, e.parents[-1].attributes) for name, e in named if not e.name] == []


def test_a_link_says_where_it_leads(pages: Pages) -> None:
    links = [(name, link) for name, link in found(pages, "a") if "href" in link.attributes]
    assert len(links) > len(pages)
    assert [(name, link.attributes["href"]) for name, link in links if link.name.lower() in SAYS_NOTHING] == []


def test_links_of_one_name_in_one_context_lead_to_one_place(pages: Pages) -> None:
    targets = defaultdict(set)
    for name, link in found(pages, "a"):
        if "href" in link.attributes:
            targets[name, link.name, link.context].add(link.attributes["href"])
    assert {meaning: places for meaning, places in targets.items() if len(places) > 1} == {}
