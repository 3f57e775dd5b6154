"""What a finished page holds, as far as the checks ask: ids, links, headings, and what lacks a name."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

from keikaku.pages.blocks import Page
from keikaku.problems import FilePosition, Problem, Problems, Severity
from keikaku.workspace import SETTINGS_FILE

_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_NAMED = frozenset({"a", "button", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "th", "title"})


@dataclass
class _Open:
    """An element that is not closed yet, with the words in it that a screen reader says."""

    tag: str
    hidden: bool
    text: str = ""
    headings: int = 0  # of a table: heading cells with words


@dataclass
class Reading(HTMLParser):
    """One page, read from its start to its end. `nameless` counts elements without a word, by tag."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    nameless: Counter[str] = field(default_factory=Counter)
    tables_without_headings: int = 0
    lang: str = ""
    title: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._note(tag, values, has_alt="alt" in values)
        if tag not in _VOID:
            hidden = values.get("aria-hidden") == "true" or bool(self._open and self._open[-1].hidden)
            self._open.append(_Open(tag, hidden, _given_name(values)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<path/>` in a drawing closes itself."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if self._open and not self._open[-1].hidden:
            self._open[-1].text += data.strip()

    def handle_endtag(self, tag: str) -> None:
        if not any(element.tag == tag for element in self._open):
            return
        while (element := self._open.pop()).tag != tag:
            self._hand_up(element)
        self._close(element)
        self._hand_up(element)

    def _note(self, tag: str, values: Mapping[str, str], *, has_alt: bool) -> None:
        if values.get("id"):
            self.ids.append(values["id"])
        self.links += [values[name] for name in ("href", "src") if values.get(name)]
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag == "html":
            self.lang = values.get("lang", "")
        if tag == "img":
            self.nameless["img"] += not has_alt
            self._add(values.get("alt", ""))
        if tag == "svg" and values.get("aria-hidden") != "true":
            self.nameless["svg"] += not (values.get("role") == "img" and _given_name(values))

    def _add(self, text: str) -> None:
        if self._open:
            self._open[-1].text += text

    def _hand_up(self, element: _Open) -> None:
        """What stands in an element stands in the one around it."""
        if self._open:
            self._open[-1].text += element.text
            self._open[-1].headings += element.headings

    def _close(self, element: _Open) -> None:
        if element.tag in _NAMED and not element.text and not element.hidden:
            self.nameless[element.tag] += 1
        if element.tag == "title" and not self.title:
            self.title = element.text
        if element.tag == "th":
            element.headings += bool(element.text)
        if element.tag == "table":
            self.tables_without_headings += not element.headings


# A preview makes the same pages again after each save, and reading them is what takes longest of all checks.
@lru_cache(maxsize=4096)
def read_html(content: bytes) -> Reading:
    reading = Reading()
    reading.feed(content.decode("utf-8"))
    reading.close()
    return reading


def _given_name(values: Mapping[str, str]) -> str:
    return values.get("aria-label", "") or values.get("aria-labelledby", "")


@dataclass(frozen=True)
class Acceptance:
    """What the record behind a page acknowledges: rule → reason; and where that can be written."""

    accept: Mapping[str, str]
    written_at: str


@dataclass(frozen=True)
class Site:
    """Everything that is about to be written, with what its pages hold and weigh (compressed, in bytes)."""

    files: Mapping[str, bytes]
    readings: Mapping[str, Reading]
    weights: Mapping[str, int]
    base_path: str = "/"  # where the site will stand on its server
    acceptances: Mapping[str, Acceptance] = field(default_factory=dict)  # by address
    own: Acceptance = Acceptance({}, SETTINGS_FILE)  # of what belongs to no plan

    def acceptance(self, address: str) -> Acceptance:
        return self.acceptances.get(address, self.own)


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
    **facts: object,
) -> None:
    """A finding on a page, which the record behind the page may acknowledge once it is a warning."""
    acceptance = site.acceptance(page.address)
    reason = acceptance.accept.get(rule, "")
    facts |= {"page": page.title, "record": acceptance.written_at}
    if reason:
        facts["accepted_by"] = acceptance.written_at
    problems.extend([Problem(rule, found, FilePosition(page.address), advice, facts, severity, reason)])
