"""Link the first occurrence of each glossary term on a finished page.

`abbr` and the usual Markdown extensions look for words between spaces, and find nothing inside Japanese: here the
longest term wins, and running text is the only place where terms are linked.
"""

import html
import re
from collections.abc import Mapping
from functools import cache

_TAG = re.compile(r"<(?:(/?)([a-zA-Z][a-zA-Z0-9]*))?[^>]*>")
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
    if not hrefs_by_term:
        return page
    start, end = page.find("<main"), page.find("</main>")
    if start < 0 or end < 0:
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
        pieces: list[str] = []
        place = 0
        while tag := _TAG.search(text, place):
            words, end = text[place : tag.start()], tag.end()
            pieces.append(self.pattern.sub(self._link, words) if words.strip() else words)
            if tag[2] and not (tag[1] or tag[0].endswith("/>")) and _is_closed_to_links(tag[2], tag[0]):
                end = _end_of(tag[2], text, end)
            pieces.append(text[tag.start() : end])
            place = end
        return "".join([*pieces, self.pattern.sub(self._link, text[place:])])

    def _link(self, match: re.Match[str]) -> str:
        term = match[0]
        if term in self.seen:
            return term
        self.seen.add(term)
        return f'<a class="term" href="{html.escape(self.hrefs[term])}">{term}</a>'


def _end_of(name: str, text: str, place: int) -> int:
    """Where the element of that name ends whose content begins at `place`; the end of the text where it does not."""
    depth = 1
    for tag in _tags_of(name).finditer(text, place):
        depth += 0 if tag[0].endswith("/>") else -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(text)


@cache
def _tags_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}(?![a-zA-Z0-9])[^>]*>")


def _is_closed_to_links(name: str, tag: str) -> bool:
    classes = _CLASSES.search(tag)
    return name.lower() in _CLOSED_TO_LINKS or bool(classes and _CLOSED_CLASSES & set(classes[1].split()))
