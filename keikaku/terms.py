"""Link the first occurrence of each glossary term on a finished page.

`abbr` and the usual Markdown extensions look for words between spaces, and find nothing inside Japanese: here the
longest term wins, and running text is the only place where terms are linked.
"""

import html
import re
from collections.abc import Mapping

_TAGS = re.compile(r"(<[^>]+>)")
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_CLASSES = re.compile(r'\bclass="([^"]*)"')
# A link inside a link is no HTML; headings, tables and drawings are not running text.
_CLOSED_TO_LINKS = frozenset(
    {
        "a",
        "button",
        "caption",
        "dt",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "nav",
        "rt",
        "ruby",
        "script",
        "summary",
        "svg",
        "table",
        "title",
    }
)
# A card is one link as a whole; rows of lists, labels and sources are scanned, not read.
_CLOSED_CLASSES = frozenset({"card", "figure-block-source", "index-row", "page-head", "standing", "tags"})


def link_terms(page: str, hrefs_by_term: Mapping[str, str]) -> str:
    """The page with `<a class="term">` around the first occurrence of each term within `<main>`."""
    start, end = page.find("<main"), page.find("</main>")
    if not hrefs_by_term or start < 0 or end < 0:
        return page
    linked = _Linker(hrefs_by_term).linked(page[start:end])
    return page[:start] + linked + page[end:]


class _Linker:
    def __init__(self, hrefs_by_term: Mapping[str, str]) -> None:
        self.hrefs = {html.escape(term): href for term, href in hrefs_by_term.items()}
        longest_first = sorted(self.hrefs, key=len, reverse=True)
        self.pattern = re.compile("|".join(map(re.escape, longest_first)))
        self.seen: set[str] = set()
        self.closed_by = ""  # the element that takes no links, while we are inside it
        self.depth = 0  # of elements of that name within it

    def linked(self, text: str) -> str:
        pieces = _TAGS.split(text)
        for place, piece in enumerate(pieces):
            if place % 2:
                self._pass(piece)
            elif not self.closed_by and piece.strip():
                pieces[place] = self.pattern.sub(self._link, piece)
        return "".join(pieces)

    def _link(self, match: re.Match[str]) -> str:
        term = match[0]
        if term in self.seen:
            return term
        self.seen.add(term)
        return f'<a class="term" href="{html.escape(self.hrefs[term])}">{term}</a>'

    def _pass(self, tag: str) -> None:
        name = _NAME.match(tag)
        if name is None or tag.endswith("/>"):
            return
        if self.closed_by:
            self.depth += 0 if name[2] != self.closed_by else -1 if name[1] else 1
            self.closed_by = self.closed_by if self.depth else ""
        elif not name[1] and _is_closed_to_links(name[2], tag):
            self.closed_by, self.depth = name[2], 1


def _is_closed_to_links(name: str, tag: str) -> bool:
    classes = _CLASSES.search(tag)
    return name.lower() in _CLOSED_TO_LINKS or bool(classes and _CLOSED_CLASSES & set(classes[1].split()))
