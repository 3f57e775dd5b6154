"""Move what stands on one page to another: ids get the page's prefix, links the new places, headings go down."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape, unescape

from markupsafe import Markup

from keikaku.pages.addresses import relative_address
from keikaku.pages.blocks import (
    Block,
    Count,
    DataTable,
    Facts,
    FigureBlock,
    IndexList,
    Item,
    Items,
    Link,
    Prose,
    Section,
    Tally,
)

_TAG = re.compile(r"<[^>]+>")
_HEADING = re.compile(r"^(</?h)([1-6])")
_ID = re.compile(r'\bid="([^"]*)"')
_ADDRESS = re.compile(r'\b(href|src)="([^"]*)"')
_LOWEST = 6


@dataclass(frozen=True)
class Mover:
    """From the page at `origin` to the one at `target`, `deeper` levels of headings down.

    `prefixes` has an entry for each page that moves, by its address; `anchors` are those that get a name of their own.
    """

    origin: str
    target: str
    deeper: int
    prefixes: Mapping[str, str]
    anchors: Mapping[str, str]

    def section(self, section: Section) -> Section:
        return replace(
            section,
            id=self._id(section.id),
            blocks=tuple(self.block(block) for block in section.blocks),
            sections=tuple(self.section(part) for part in section.sections),
            address=self._address(section.address) if section.address else "",
        )

    def block(self, block: Block) -> Block:
        match block:
            case Prose():
                return Prose(Markup(_TAG.sub(lambda tag: self._tag(tag[0]), block.html)))
            case FigureBlock():
                return replace(block, heading_level=min(block.heading_level + self.deeper, _LOWEST))
            case Facts():
                return Facts(tuple(replace(fact, values=self._links(fact.values)) for fact in block.rows))
            case Items():
                return replace(block, items=tuple(self._item(item) for item in block.items))
            case IndexList():
                return IndexList(tuple(replace(row, link=self._link(row.link)) for row in block.rows))
            case DataTable():
                return replace(block, rows=tuple(self._links(row) for row in block.rows))
            case Tally():
                return Tally(tuple(Count(c.kind, c.number, self._link(c.link)) for c in block.counts))
        return block

    def _item(self, item: Item) -> Item:
        return replace(
            item,
            heading=self._link(item.heading) if item.heading else None,
            links=self._links(item.links),
            items=tuple(self._item(part) for part in item.items),
        )

    def _links(self, links: tuple[Link, ...]) -> tuple[Link, ...]:
        return tuple(self._link(link) for link in links)

    def _link(self, link: Link) -> Link:
        return replace(link, address=self._address(link.address)) if link.address else link

    def _address(self, address: str) -> str:
        """Inside the new page, where what it leads to has moved there too."""
        path, _, anchor = address.partition("#")
        prefix = self.prefixes.get(path)
        if prefix is None:
            return address
        return f"{self.target}#" + (self.anchors.get(anchor) or (f"{prefix}_{anchor}" if anchor else prefix))

    def _id(self, id: str) -> str:
        return f"{self.prefixes[self.origin]}_{id}"

    def _tag(self, tag: str) -> str:
        tag = tag.replace(' loading="lazy"', "")  # paper has no coming near: what is not there yet would be missing
        tag = _HEADING.sub(lambda m: m[1] + str(min(int(m[2]) + self.deeper, _LOWEST)), tag)
        tag = _ID.sub(lambda m: f'id="{self._id(m[1])}"', tag)
        return _ADDRESS.sub(lambda m: f'{m[1]}="{escape(self._in_prose(unescape(m[2])))}"', tag)

    def _in_prose(self, link: str) -> str:
        """A link in HTML, which is written relative to its page."""
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", link):
            return link
        path, mark, anchor = link.partition("#")
        folder = posixpath.dirname(self.origin)
        whole = posixpath.normpath(posixpath.join(folder, path)) if path else self.origin
        return relative_address(self._address(whole + mark + anchor), page=self.target)
