"""What a finished page holds, as far as the checks ask: ids, links, headings, and what lacks a name."""

import html
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from keikaku.kept import Kept
from keikaku.pages.blocks import Page
from keikaku.problems import Acknowledgement, FilePosition, Problem, Problems, Room, Severity
from keikaku.workspace import SETTINGS_FILE

_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_NAMED = frozenset({"a", "button", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "th", "title"})
_NOTED = frozenset({"html", "img", "svg", "h1", "h2", "h3", "h4", "h5", "h6", "h7", "h8", "h9", "h0"})

# A comment, a declaration, or a tag. Of all checks reading takes longest, and html.parser takes several times as long.
_TAG = re.compile(
    r"""<!--.*?-->|<[!?][^>]*>|<(/?)([a-zA-Z][^\s/>]*)([^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*)>""",
    re.DOTALL,
)
# What stands in these is text up to their end tag, whatever it looks like.
_RAW_END = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style")}
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]*)))?""")
_LONG_PAGE = 30_000  # bytes
_PIECES = {"figure": ("<figure",), "section": ("<section",), "li": ("<li>", "<li ")}  # and how each begins
_ID = re.compile(r"\bid=")
_ASKED_FOR = re.compile(r"\b(?:id|href|src|alt|lang|role|aria-\w+)\b", re.IGNORECASE)


@dataclass
class Reading:
    """What one page holds, in its order. `nameless` counts elements without a word, by tag."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    nameless: Counter[str] = field(default_factory=Counter)
    tables_without_headings: int = 0
    lang: str = ""
    title: str = ""

    @cached_property
    def anchors(self) -> frozenset[str]:
        return frozenset(self.ids)


def read_html(content: bytes, kept: Kept | None = None) -> Reading:
    """Read a page. `kept` holds the pieces of a long page, which is mostly read again for one changed figure."""
    reader = _Reader(kept if kept and len(content) > _LONG_PAGE else None)
    reader.read(content.decode("utf-8"))
    return reader.reading


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet, with the words in it that a screen reader says."""

    tag: str
    hidden: bool
    is_read: bool  # does anybody ask for its words? Those of a long page as a whole would be moved again and again
    text: str = ""
    headings: int = 0  # of a table: heading cells with words


@dataclass(frozen=True)
class _Piece:
    """A part of a page that opens and closes all its elements itself: it is the same wherever nobody asks for words."""

    reading: Reading
    whole: _Open  # with its headings
    length: int  # of its HTML


class _Reader:
    def __init__(self, kept: Kept | None = None) -> None:
        self.reading = Reading()
        self._kept = kept
        self._open: list[_Open] = []
        self._is_torn = False  # an element ends that has not begun

    def read(self, text: str) -> None:
        place = 0
        while match := _TAG.search(text, place):
            start, name = match.start(), match[2]
            if start > place:
                self._add(text[place:start])
            place = match.end()
            if name is None:
                continue
            if match[1]:
                self._end(name.lower())
                continue
            if name in _PIECES and (end_of_piece := self._read_piece(name, match[0], text, start)):
                place = end_of_piece
                continue
            self._start(name.lower(), match[3])
            if raw_end := _RAW_END.get(name.lower()):
                end = raw_end.search(text, place)
                raw, place = text[place : end.start() if end else None], end.start() if end else len(text)
                self._add(raw)
        self._add(text[place:])

    def _read_piece(self, name: str, tag: str, text: str, start: int) -> int:
        """Read the figure, section or row that begins here as a piece; give its end, or 0 where it is none."""
        kept = self._kept
        if kept is None or not start or (self._open and (self._open[-1].hidden or self._open[-1].is_read)):
            return 0

        def written() -> str:
            return text[start : _end_of_piece(name, text, start)]

        if _ID.search(tag):
            # Where the very piece of last time begins, it ends as well.
            piece = kept.noted(
                tag,
                lambda before: text.startswith(before, start),
                lambda: (now := written(), _read_alone(now, kept.below(tag))),
            )
        else:
            piece = kept.result(now := written(), None, lambda: _read_alone(now, None))
        if piece is None:
            return 0
        self._put(piece)
        return start + piece.length

    def _put(self, piece: _Piece) -> None:
        here, there = self.reading, piece.reading
        here.ids += there.ids
        here.links += there.links
        here.headings += there.headings
        here.nameless += there.nameless
        here.tables_without_headings += there.tables_without_headings
        here.title = here.title or there.title
        here.lang = there.lang or here.lang
        self._hand_up(piece.whole)

    def _start(self, tag: str, written: str) -> None:
        values = _attributes(written) if written and _ASKED_FOR.search(written) else {}
        if values or tag in _NOTED:
            self._note(tag, values)
        if tag not in _VOID:
            hidden = values.get("aria-hidden") == "true" or bool(self._open and self._open[-1].hidden)
            is_read = tag in _NAMED or bool(self._open and self._open[-1].is_read)
            self._open.append(_Open(tag, hidden, is_read, _given_name(values)))
            if written[-1:] == "/":  # `<path/>` in a drawing closes itself
                self._end(tag)

    def _end(self, tag: str) -> None:
        if not (self._open and self._open[-1].tag == tag) and tag not in {element.tag for element in self._open}:
            self._is_torn = True
            return
        while (element := self._open.pop()).tag != tag:
            self._hand_up(element)
        self._close(element)
        self._hand_up(element)

    def _add(self, text: str) -> None:
        if self._open and self._open[-1].is_read and not self._open[-1].hidden and (words := text.strip()):
            self._open[-1].text += html.unescape(words).strip() if "&" in words else words

    def _note(self, tag: str, values: Mapping[str, str]) -> None:
        reading = self.reading
        if values.get("id"):
            reading.ids.append(values["id"])
        reading.links += [values[name] for name in ("href", "src") if values.get(name)]
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            reading.headings.append(int(tag[1]))
        if tag == "html":
            reading.lang = values.get("lang", "")
        if tag == "img":
            reading.nameless["img"] += "alt" not in values
            if self._open:
                self._open[-1].text += values.get("alt", "")
        if tag == "svg" and values.get("aria-hidden") != "true":
            reading.nameless["svg"] += not (values.get("role") == "img" and _given_name(values))

    def _hand_up(self, element: _Open) -> None:
        """What stands in an element stands in the one around it."""
        if self._open and (element.text or element.headings):
            if self._open[-1].is_read:
                self._open[-1].text += element.text
            self._open[-1].headings += element.headings

    def _close(self, element: _Open) -> None:
        if element.tag not in _NAMED and element.tag != "table":
            return
        reading = self.reading
        if element.tag in _NAMED and not element.text and not element.hidden:
            reading.nameless[element.tag] += 1
        if element.tag == "title" and not reading.title:
            reading.title = element.text
        if element.tag == "th":
            element.headings += bool(element.text)
        if element.tag == "table":
            reading.tables_without_headings += not element.headings


def _end_of_piece(name: str, text: str, start: int) -> int:
    """After the tag that closes it, as templates write tags; whether that was so is found by reading the piece."""
    depth, place, closing = 0, start, f"</{name}>"
    while (end := text.find(closing, place)) >= 0:
        depth += sum(text.count(opening, place, end) for opening in _PIECES[name]) - 1
        place = end + len(closing)
        if not depth:
            return place
    return len(text)


def _read_alone(written: str, kept: Kept | None) -> _Piece | None:
    """The piece, if it is one; `kept` are the pieces in it."""
    reader, whole = _Reader(kept), _Open("", hidden=False, is_read=False)
    reader._open.append(whole)
    reader.read(written)
    return None if reader._is_torn or reader._open != [whole] else _Piece(reader.reading, whole, len(written))


def _attributes(written: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(written)
    return {name.lower(): html.unescape(double or single or bare) for name, double, single, bare in found}


def _given_name(values: Mapping[str, str]) -> str:
    return values.get("aria-label", "") or values.get("aria-labelledby", "")


@dataclass(frozen=True)
class Acceptance:
    """What the record behind a page acknowledges: rule → reason; where that is written, and where there is room for
    more; and where what the page says is written, if that is one place."""

    accept: Mapping[str, str]
    written_at: str
    room: Acknowledgement
    behind: FilePosition | None = None
    links: Mapping[str, FilePosition] = field(default_factory=dict)  # of its texts, as they are written there

    def place_of(self, link: str) -> FilePosition | None:
        """Where a link of the page is written: as it is, or as one to the same anchor of something of the plan."""
        anchor = link.partition("#")[2]
        alike = (at for written, at in self.links.items() if anchor and written.partition("#")[2] == anchor)
        return self.links.get(link) or next(alike, None)


_NOTHING_ACCEPTED = Acceptance({}, SETTINGS_FILE, Acknowledgement(Room.AT_EDGE, FilePosition(SETTINGS_FILE)))


@dataclass(frozen=True)
class Destination:
    """Where a link leads inside the site; no file has an empty address."""

    address: str
    anchor: str = ""


@dataclass(frozen=True)
class Links:
    """Where the links of a page lead, by what is written; None: out of the site."""

    destinations: Mapping[str, Destination | None]

    @cached_property
    def addresses(self) -> frozenset[str]:
        return frozenset(one.address for one in self.destinations.values() if one)

    @cached_property
    def stylesheets(self) -> tuple[str, ...]:
        return tuple(sorted(address for address in self.addresses if address.endswith(".css")))

    @cached_property
    def anchored(self) -> tuple[Destination, ...]:
        return tuple(one for one in self.destinations.values() if one and one.anchor)


@dataclass(frozen=True)
class Site:
    """Everything that is about to be written, with what its pages hold and weigh (compressed, in bytes)."""

    files: Mapping[str, bytes]
    readings: Mapping[str, Reading]
    links: Mapping[str, Links]
    weights: Mapping[str, int]
    acceptance: Callable[[str], Acceptance] = lambda _: _NOTHING_ACCEPTED  # of a page, by its address


Question = Callable[[Page, Reading, Site, Problems], None]


def report(
    site: Site,
    page: Page,
    problems: Problems,
    rule: str,
    found: str,
    /,
    *,
    advice: str,
    severity: Severity = Severity.ERROR,
    link: str = "",
    **facts: object,
) -> None:
    """A finding on a page, which the record behind the page may acknowledge once it is a warning."""
    acceptance = site.acceptance(page.address)
    reason = acceptance.accept.get(rule, "")
    facts |= {"page": page.title, "acknowledge": acceptance.room} | ({"link": link} if link else {})
    if reason:
        facts["accepted_by"] = acceptance.written_at
    at = acceptance.place_of(link) or acceptance.behind or FilePosition(page.address)
    problems.extend([Problem(rule, found, at, advice, facts, severity, reason)])
