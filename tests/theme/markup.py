"""Faults of a piece of HTML that can be seen without a browser."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
_IN_PARAGRAPHS = {
    "a",
    "abbr",
    "b",
    "br",
    "code",
    "em",
    "i",
    "img",
    "rp",
    "rt",
    "ruby",
    "small",
    "span",
    "strong",
    "sub",
}
_IN_PARAGRAPHS |= {"sup", "wbr", "svg", "path", "g", "rect", "circle", "text"}
_ONLY_IN = {
    "li": {"ul", "ol"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "tr": {"thead", "tbody"},
    "summary": {"details"},
}
_ONLY_IN |= {"th": {"tr"}, "td": {"tr"}, "caption": {"table"}, "thead": {"table"}, "tbody": {"table"}}
_MAY_BE_EMPTY = {"td", "path", "rect", "circle", "line"}
_MAY_SAY_NOTHING = ("alt", "hidden")
_REFERENCES = ("aria-labelledby", "aria-describedby")


def faults(html: str) -> list[str]:
    """What is wrong, each in a few words; nothing for sound HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    twice = [f"id {id} stands twice" for id, count in Counter(reader.ids).items() if count > 1]
    lost = [f"nothing has the id {id}" for id in reader.references if id not in reader.ids]
    open_tags = [f"<{tag}> is not closed" for tag, _ in reader.stack]
    return reader.found + twice + lost + open_tags + _heading_faults(reader.headings)


def text_of(html: str) -> str:
    """The words of a page without its tags, as one run."""
    return re.sub(r"\s+", " ", re.sub(r"<wbr>|</?span[^>]*>", "", html).replace("<", " <")).strip()


def _heading_faults(levels: list[int]) -> list[str]:
    return [f"h{level} follows h{before}" for before, level in pairwise(levels) if level > before + 1]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, bool]] = []  # tag, and whether something stands in it
        self.found: list[str] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._check_place(tag)
        self._check_attributes(tag, dict(attrs))
        if self.stack:
            self.stack[-1] = (self.stack[-1][0], True)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in _VOID:
            self.stack.append((tag, False))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._check_attributes(tag, dict(attrs))
        if self.stack:
            self.stack[-1] = (self.stack[-1][0], True)

    def handle_data(self, data: str) -> None:
        if self.stack and data.strip():
            self.stack[-1] = (self.stack[-1][0], True)

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack[-1][0] != tag:
            self.found.append(f"</{tag}> closes nothing")
            return
        _, filled = self.stack.pop()
        if not filled and tag not in _MAY_BE_EMPTY:
            self.found.append(f"<{tag}> is empty")

    def _check_place(self, tag: str) -> None:
        parents = [parent for parent, _ in self.stack]
        if "p" in parents and tag not in _IN_PARAGRAPHS:
            self.found.append(f"<{tag}> stands in a paragraph")
        if tag in _ONLY_IN and (not parents or parents[-1] not in _ONLY_IN[tag]):
            self.found.append(f"<{tag}> does not belong in <{parents[-1] if parents else 'nothing'}>")
        if parents and parents[-1] in ("ul", "ol") and tag != "li":
            self.found.append(f"<{tag}> stands in a list")
        if tag in ("style", "script") or (tag == "a" and "a" in parents):
            self.found.append(f"<{tag}> must not stand here")

    def _check_attributes(self, tag: str, attributes: dict[str, str | None]) -> None:
        for name, value in attributes.items():
            if name == "style" or name.startswith("on"):
                self.found.append(f"{name}= on <{tag}>")
            if not (value or "").strip() and name not in _MAY_SAY_NOTHING:
                self.found.append(f"{name} of <{tag}> is empty")
        self.ids += [attributes["id"] or ""] if "id" in attributes else []
        self.references += [id for name in _REFERENCES for id in (attributes.get(name) or "").split()]
        if tag == "a" and (attributes.get("href") or "").startswith("#"):
            self.references.append((attributes["href"] or "")[1:])
