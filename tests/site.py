"""A page as its readers get it: runs of visible text, the headings they stand under, the cells of its tables.

Text is compared without white space, after NFKC. Navigation, drawings, the sentences that Keikaku makes of a figure
and the editor's notes are no part of it: what a source says has to stand in the source's words on the page.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder

END = "\n"  # ends a run of text: no words reach over it
_RADICALS = str.maketrans("⺠", "民")  # NFKC keeps the radicals from U+2E80 on
_NOT_CIRCLED = re.compile(r"[^①-⑳㉑-㉟㊱-㊿]+")  # NFKC makes ① a plain 1, which stands everywhere
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_CONTAINERS = {"main", "section", "figure", "li"}
_RUNS = {"blockquote", "caption", "dd", "div", "dt", "figcaption", "li", "p", "section", "summary", "td", "th"}
_LEFT_OUT = {"nav", "script", "style", "svg", "template"}
_NOTE_BY_EDITOR = "note-by-editor"
_LEFT_OUT_CLASSES = {"visually-hidden", "figure-block-sentence", "link-by-editor", _NOTE_BY_EDITOR}
_ITEM_HEADINGS = {"item-heading", "index-row-link"}
_ITEM = 7  # the level of a list entry's own heading, below h1 to h6


@cache
def normalised(text: str) -> str:
    folded = _NOT_CIRCLED.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text.translate(_RADICALS))
    return "".join(folded.split())


def places_of(words: str, text: str) -> Iterator[int]:
    """Where `words` stand in normalised `text`; a number counts as a whole: `5` is not in `15`, `▲5` or `約5`."""
    words = normalised(words)
    before = r"(?<![\d▲△−約-])(?<!\d[.,])" if words[:1].isdecimal() else ""
    after = r"(?!\d|[.,]\d)" if words[-1:].isdecimal() else ""
    return (match.start() for match in re.finditer(before + re.escape(words) + after, text))


def stands_in(words: str, text: str) -> bool:
    return next(places_of(words, text), None) is not None


@dataclass(frozen=True)
class Heading:
    """What names the part of a page from `start` to `end`: its title, and the smaller words above it."""

    kicker: str
    title: str
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.kicker + self.title


@dataclass(frozen=True)
class Cell:
    """A value with the words that say what it is: a table's cell with the notes it points to, or a term's text.

    `data` is the address of its figure's CSV, if it has one.
    """

    start: int
    text: str
    row: str
    column: str
    caption: str
    data: str

    def is_named(self, row: str, column: str | None) -> bool:
        """Rows and columns may change places, and the caption counts as the name of either."""
        for one, other in ((self.row, self.column), (self.column, self.row)):
            if stands_in(row, one) and (column is None or stands_in(column, other + END + self.caption)):
                return True
        return False


@dataclass(frozen=True)
class Page:
    """`text` is what the eye sees: words for the ear alone do not break its runs."""

    address: str
    text: str
    headings: list[Heading]
    cells: list[Cell]
    notes: str  # of the editor


def read_pages(site: Path, plan: str) -> list[Page]:
    """The plan's pages, but for the one that says everything again: a fact has a page of its own to stand on."""
    paths = sorted(path for path in (site / plan).rglob("*.html") if path.parent.name != "all")
    assert paths, f"the site has no pages of {plan}"
    return [read_page(path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")) for path in paths]


def read_page(address: str, html: str) -> Page:
    layout = _Layout(_tree(html))
    return Page(address, layout.text, list(layout.headings()), [*layout.cells(), *layout.terms()], layout.notes())


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.builder = TreeBuilder()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        self.builder.data(data)


def _tree(html: str) -> Element:
    parser = _Tree()
    parser.feed(html)
    main = parser.builder.close().find(".//main")
    assert main is not None
    return main


@dataclass
class _Layout:
    """The visible text of `main` in one piece, and where in it each element begins and ends."""

    main: Element
    text: str = ""
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    spans: dict[Element, tuple[int, int]] = field(default_factory=dict)
    parents: dict[Element, Element] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._lay(self.main)
        self.text = "".join(self.pieces)

    def _lay(self, element: Element, *, in_cell: bool = False) -> None:
        start = self.length
        if element.tag not in _LEFT_OUT and not _classes(element) & _LEFT_OUT_CLASSES:
            # The parts of a cell stand beside each other, but for the sign and the number of one value.
            apart = in_cell and element.tag == "span" and element.get("aria-hidden") is None
            self._add(END if apart else "")
            self._add(normalised(element.text or ""))
            for child in element:
                self.parents[child] = element
                self._lay(child, in_cell=in_cell or element.tag in ("td", "th"))
                self._add(normalised(child.tail or ""))
            self._add(END if apart or element.tag in _RUNS or _level(element) else "")
        self.spans[element] = (start, self.length)

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def headings(self) -> Iterator[Heading]:
        """A heading names what follows, to the next one of its level or to the end of the part it stands in."""
        found = [(element, _level(element), self._container(element)) for element in self.spans if _level(element)]
        for place, (element, level, container) in enumerate(found):
            following = (e for e, other, part in found[place + 1 :] if part is container and other <= level)
            later = next(following, None)
            end = self.spans[container][1] if later is None else self.spans[later][0]
            kickers = [part for part in element.iter() if any(map(_names_a_kicker, _classes(part)))]
            kicker = "".join(map(self._seen, kickers))
            yield Heading(kicker, self._seen(element).removeprefix(kicker), self.spans[element][0], end)

    def _container(self, element: Element) -> Element:
        while element.tag not in _CONTAINERS:
            element = self.parents[element]
        return element

    def cells(self) -> Iterator[Cell]:
        for table in self.main.iter("table"):
            caption, data = self._named(table.find("caption")), self._data(table)
            columns: list[str] = []
            for row in table.iter("tr"):
                heads = [self._named(cell) for cell in row]
                if all(cell.tag == "th" for cell in row):
                    columns = heads
                    continue
                for cell, column in zip(row, columns, strict=True):
                    text = END.join((self._seen(cell), *self._notes_of(cell)))
                    plans = (self._seen(part) for part in cell.iter("span") if "figure-table-plan" in _classes(part))
                    yield Cell(self.spans[cell][0], text, heads[0], END.join((column, *plans)), caption, data)

    def terms(self) -> Iterator[Cell]:
        for group in self.main.iter("dl"):
            term = ""
            for element in group.iter():
                if element.tag == "dt":
                    term = self._named(element)
                elif element.tag == "dd":
                    yield Cell(self.spans[element][0], self._seen(element), term, "", "", "")

    def notes(self) -> str:
        noted = (element for element in self.main.iter() if _NOTE_BY_EDITOR in _classes(element))
        return END.join(normalised("".join(element.itertext())) for element in noted)

    def _notes_of(self, cell: Element) -> Iterator[str]:
        """The notes that a cell points to, which belong to its value."""
        for link in cell.iter("a"):
            target = link.get("href", "").removeprefix("#")
            yield from (self._seen(element) for element in self.main.iter("li") if element.get("id") == target)

    def _seen(self, element: Element) -> str:
        start, end = self.spans[element]
        return self.text[start:end].removesuffix(END)

    def _named(self, element: Element | None) -> str:
        """The words of a heading in a table: for the eye, and all of them with those for the ear."""
        return "" if element is None else self._seen(element) + END + normalised("".join(element.itertext()))

    def _data(self, table: Element) -> str:
        element = table
        while element.tag not in ("figure", "main"):
            element = self.parents[element]
        links = (link.get("href", "") for link in element.iter("a")) if element.tag == "figure" else iter(())
        return next((link for link in links if link.endswith(".csv")), "")


def _classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


def _level(element: Element) -> int:
    if re.fullmatch(r"h[1-6]", element.tag):
        return int(element.tag[1])
    return _ITEM if _classes(element) & _ITEM_HEADINGS else 0


def _names_a_kicker(name: str) -> bool:
    return name.endswith(("-kicker", "-number"))
