"""Link the first occurrence of each glossary term on a finished page.

`abbr` and the usual Markdown extensions look for words between spaces, and find nothing inside Japanese: here the
longest term wins, and running text is the only place where terms are linked.
"""

import html
import re
from collections.abc import Mapping

_TAGS = re.compile(r"(<[^>]+>)")
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
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
        "nav",
        "rt",
        "ruby",
        "summary",
        "svg",
        "table",
        "title",
    }
)


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

    def linked(self, text: str) -> str:
        closed = 0
        pieces = _TAGS.split(text)
        for place, piece in enumerate(pieces):
            if place % 2:
                closed += _change(piece)
            elif not closed and piece.strip():
                pieces[place] = self.pattern.sub(self._link, piece)
        return "".join(pieces)

    def _link(self, match: re.Match[str]) -> str:
        term = match[0]
        if term in self.seen:
            return term
        self.seen.add(term)
        return f'<a class="term" href="{html.escape(self.hrefs[term])}">{term}</a>'


def _change(tag: str) -> int:
    """+1 where text that takes no links begins, -1 where it ends."""
    name = _NAME.match(tag)
    if name is None or name[1].lower() not in _CLOSED_TO_LINKS or tag.endswith("/>"):
        return 0
    return -1 if tag.startswith("</") else 1
