"""What a plan's search looks through: the words of its pages as one script, which works from a disk as from a server.

The theme's `search.js` loads it. Each page stands there once, made from what it says and not from its HTML, as

    [kind, number, title, address, facts, reading, [[anchor, name, text, label, reading] …]]

with addresses from the plan's folder, and a line of text for each paragraph, entry of a list and row of a table. The
parts of a page have a name of their own, or a label that many pages share (指標, 事業内容), or neither.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser

from keikaku.figure import Cell, Figure, Note
from keikaku.kept import Kept
from keikaku.pages.addresses import Addresses
from keikaku.pages.blocks import (
    Block,
    DataTable,
    Fact,
    Facts,
    FigureBlock,
    Item,
    Items,
    Link,
    Notes,
    Page,
    Paragraphs,
    Prose,
    Quote,
    Section,
)
from keikaku.pages.search import KINDS
from keikaku.plan.plan import Plan

# The whole plan on one page says again what the other pages say; the others say nothing of the plan.
NOT_SEARCHED = frozenset({"home", "whole", "moved", "not-found", "search"})
# Lists of which each section is something to find.
LISTS = {"glossary": "term", "departments": "department", "marks": "mark"}

Entry = tuple[object, ...]


@dataclass
class Passage:
    """The part of a page that an anchor leads to."""

    anchor: str = ""
    name: str = ""
    lines: list[str] = field(default_factory=list)
    label: str = ""

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def search_data(plan: Plan, pages: Sequence[Page], kept: Kept | None = None) -> bytes:
    """Make the script of one plan from its own among `pages`. Equal pages give equal bytes."""
    kept = (kept or Kept()).below(("search", plan.id))
    addresses = Addresses(plan)
    readings = kept.same("readings", _readings(plan, addresses))
    own = [page for page in pages if page.address.startswith(f"{plan.id}/") and page.kind not in NOT_SEARCHED]
    written = [
        kept.result(page.address, (page, readings), partial(_written, page, addresses, readings)) for page in own
    ]
    name = _json(plan.about.short_title or plan.about.title)
    return f'keikakuSearch({{"plan":{name},"pages":[{",".join(written)}]}});\n'.encode()


def _written(page: Page, addresses: Addresses, readings: Mapping[str, str]) -> str:
    return ",".join(map(_json, _entries(page, addresses, readings)))


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _readings(plan: Plan, addresses: Addresses) -> dict[str, str]:
    """How names are read, by address, where the plan's data say so; it is never guessed."""
    subjects = (*plan.nodes, *plan.projects, *plan.about.themes)
    stated = {addresses.of(subject.id): subject.reading for subject in subjects}
    stated |= {addresses.indicator(indicator.id): indicator.reading for indicator in plan.indicators}
    return {address: reading for address, reading in stated.items() if reading}


def _entries(page: Page, addresses: Addresses, readings: Mapping[str, str]) -> Iterator[Entry]:
    """The page itself; before it, where it is a list of things to find, each of them."""
    here = page.address.removeprefix(f"{addresses.plan.id}/")
    kind = next((kind for name, kind in LISTS.items() if page.address == addresses.list(name)), "")
    for section in page.sections if kind else ():
        text = "\n".join(passage.text for passage in _section_passages(section))
        yield (kind, section.kicker, section.heading, f"{here}#{section.id}", (), "", (("", "", text),))
    yield (
        page.kind if page.kind in KINDS else "list",
        _number(page),
        page.title,
        here,
        (*_offices(page, addresses.list("departments")), *(tag.text for tag in page.tags)),
        readings.get(page.address, ""),
        () if kind else tuple(_place(page, passage, readings) for passage in _passages(page)),
    )


def _number(page: Page) -> str:
    """What stands before the title; of indicators only a number, as the kind is said where they are found."""
    return page.kicker if page.kind != "indicator" or any(sign.isnumeric() for sign in page.kicker) else ""


def _place(page: Page, passage: Passage, readings: Mapping[str, str]) -> tuple[str, ...]:
    """What is said of one passage, without the blanks at the end."""
    reading = readings.get(f"{page.address}#{passage.anchor}", "")
    place = (passage.anchor, passage.name, passage.text, passage.label, reading)
    return place if reading else place[:4] if passage.label else place[:3]


def _offices(page: Page, departments: str) -> tuple[str, ...]:
    """Who is in charge: what the page links to in the list of departments."""
    links = (link for block in page.every_block for link in _links(block))
    return tuple(dict.fromkeys(link.text for link in links if link.address.startswith(f"{departments}#")))


def _links(block: Block) -> Iterator[Link]:
    if isinstance(block, Facts):
        yield from (value for row in block.rows for value in row.values)
    if isinstance(block, Items):
        yield from (link for item in _with_parts(block.items) for link in item.links)


def _with_parts(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _with_parts(item.items)


# --- passages ----------------------------------------------------------------------------------------------------


def _passages(page: Page) -> Iterator[Passage]:
    opening = Passage(lines=[page.lead] if page.lead else [])
    yield from (passage for passage in _filled(opening, page.blocks, page.title) if passage.lines or passage.name)
    for section in page.sections:
        yield from _section_passages(section)


def _section_passages(section: Section) -> Iterator[Passage]:
    """A section and its parts; a label over nothing is left out."""
    is_named = bool(section.kicker or section.address)
    name = " ".join(part for part in (section.kicker, section.heading) if part)
    opening = Passage(section.id, name) if is_named else Passage(section.id, label=section.heading)
    yield from (passage for passage in _filled(opening, section.blocks) if passage.lines or passage.name)
    for part in section.sections:
        yield from _section_passages(part)


def _filled(opening: Passage, blocks: Iterable[Block], title: str = "") -> list[Passage]:
    """The passage with the words of `blocks`, and those that headings and figures within them begin."""
    found = [opening]
    here = opening
    for block in blocks:
        if isinstance(block, Prose):
            before, *headed = _ProseReader.passages_of(block.html)
            here.lines += before.lines
            found += headed
            here = found[-1] if headed else here
        elif isinstance(block, FigureBlock) and _stands_apart(block, title):
            found.append(Passage(f"{block.figure.id}-{block.place}", block.figure.title, _figure_lines(block.figure)))
        else:
            here.lines += _lines(block)
    return found


def _stands_apart(block: FigureBlock, title: str) -> bool:
    """Where a figure is at home; the one that bears the page's own title is what the page is about."""
    return block.link is None and not (title and block.figure.title.startswith(title))


def _lines(block: Block) -> list[str]:
    """What a block says itself. Cards, rows of lists and counts only lead to pages that say it; notices are ours."""
    match block:
        case Paragraphs(texts):
            return [line for text in texts for line in text.splitlines()]
        case Facts(rows):
            return [line for row in rows for line in _fact_lines(row)]
        case Items(items):
            return [line for item in _with_parts(items) for line in _item_lines(item)]
        case FigureBlock(figure):
            return [figure.title] if block.link else _figure_lines(figure)
        case Quote(_, text, notes):
            return [*text.splitlines(), *_note_lines(notes)]
        case Notes(notes):
            return _note_lines(notes)
        case DataTable(caption):
            return [caption, *_table_lines(block)]
    return []


def _table_lines(table: DataTable) -> list[str]:
    rows = [table.columns, *(tuple(cell.text for cell in row) for row in table.rows)]
    return [*(" ".join(filter(None, row)) for row in rows), *_note_lines(table.notes)]


def _fact_lines(fact: Fact) -> list[str]:
    """A term with what is not merely a way to another page."""
    values = [value.text for value in fact.values if not value.address or ":" in value.address]
    return [" ".join((fact.term, *values))] if values else []


def _item_lines(item: Item) -> list[str]:
    first = " ".join(part for part in (item.number, item.heading.text if item.heading else "") if part)
    return [line for line in (first, *item.text.splitlines(), *_note_lines(item.notes)) if line]


def _note_lines(notes: Iterable[Note]) -> list[str]:
    return [note.text for note in notes]


def _figure_lines(figure: Figure) -> list[str]:
    rows = [" ".join((slot.text, *_row_words(figure, place))) for place, slot in enumerate(figure.slots)]
    return [figure.sentence, *rows, *_note_lines(figure.notes)]


def _row_words(figure: Figure, place: int) -> Iterator[str]:
    """The values of one row, each after the name of its column where there are several; signs are no words."""
    for series in figure.series:
        cell = series.cells[place]
        if cell is not None and any(character.isalnum() for character in cell.printed):
            yield from (series.name,) if len(figure.series) > 1 else ()
            yield from _cell_words(cell)


def _cell_words(cell: Cell) -> Iterator[str]:
    for one in (cell, *cell.more):
        yield from filter(None, (one.printed, one.state))


# --- narrative ---------------------------------------------------------------------------------------------------


class _ProseReader(HTMLParser):
    """Takes narrative apart at its headings, and at the ends of paragraphs, entries and rows."""

    LINES = frozenset(
        {
            *("p", "li", "dt", "dd", "tr", "br", "h2", "h3", "h4", "h5"),
            *("blockquote", "pre", "table", "figure", "figcaption"),
        }
    )
    UNSAID = frozenset({"rt", "rp"})
    MARKS = frozenset({"footnote-ref", "footnote-backref"})

    def __init__(self) -> None:
        super().__init__()
        self.passages = [Passage()]
        self.line: list[str] = []
        self.in_heading = False
        self.unsaid = ""

    @classmethod
    def passages_of(cls, html: str) -> list[Passage]:
        """What stands before the first heading, then a passage for each heading."""
        reader = cls()
        reader.feed(html)
        reader.close()
        reader._end_line()
        return reader.passages

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in self.UNSAID or values.get("class") in self.MARKS:
            self.unsaid = tag
        if tag in self.LINES:
            self._end_line()
        if tag == "img":
            self.line.append(f" {values.get('alt') or ''} ")
        if tag in ("td", "th"):
            self.line.append(" ")
        if tag[0] == "h" and values.get("id"):
            self.passages.append(Passage(values["id"] or ""))
            self.in_heading = True

    def handle_endtag(self, tag: str) -> None:
        if tag == self.unsaid:
            self.unsaid = ""
        if tag in self.LINES:
            self._end_line()

    def handle_data(self, data: str) -> None:
        if not self.unsaid:
            self.line.append(data)

    def _end_line(self) -> None:
        text = " ".join("".join(self.line).split())
        if text and self.in_heading:
            self.passages[-1].name = text
            self.in_heading = False
        elif text:
            self.passages[-1].lines.append(text)
        self.line = []
