"""The page that stands where there is none: what became of the one that was there, and where to go on."""

import difflib
import html
from collections.abc import Collection, Iterable
from pathlib import Path

from keikaku.preview.frame import framed
from keikaku.words import Words

_FILE = "index.html"
_MOST_NAMED = 3
_BODY = """\
<main>
<h1>{title}</h1>
{more}<p><a href="/index.html">{home}</a></p>
</main>
"""


class Departed:
    """The pages that went away while the preview runs, each with those that came with the same save."""

    def __init__(self) -> None:
        self._there: frozenset[str] = frozenset()
        self._gone: dict[str, frozenset[str]] = {}

    def note(self, addresses: Iterable[str]) -> None:
        """After a build that made these pages."""
        there = frozenset(addresses)
        came = there - self._there
        self._gone |= dict.fromkeys(self._there - there, came)
        self._gone = {address: heirs for address, heirs in self._gone.items() if address not in there}
        self._there = there

    def heirs(self, address: str) -> Collection[str] | None:
        """Pages that may be the one that was at `address`; None where there was none."""
        came = self._gone.get(address)
        if came is None:
            return None
        alike = [one for one in came if one in self._there and one.count("/") == address.count("/")]
        return difflib.get_close_matches(address, alike, _MOST_NAMED, 0)


def missing_page(title: str, address: str, departed: Departed, words: Words, *, style: str) -> bytes:
    """`title` says that nothing is at `address`, the path that a browser asked for."""
    file = address if Path(address).suffix else f"{address.rstrip('/')}/{_FILE}".lstrip("/")
    heirs = departed.heirs(file)
    more = "" if heirs is None else "".join(_what_became_of_it(file, heirs, words))
    body = _BODY.format(title=html.escape(title), more=more, home=html.escape(words("Go to the home page")))
    return framed(body, title, words, style=style)


def _what_became_of_it(file: str, heirs: Collection[str], words: Words) -> Iterable[str]:
    old = html.escape(file.removesuffix(_FILE))
    yield _paragraph(words("It was here when the preview began or later, and what is written now makes no such page."))
    if heirs:
        yield _paragraph(words("New with the same save:"))
        links = (f'<li><a href="/{one}">{one.removesuffix(_FILE)}</a></li>' for one in map(html.escape, heirs))
        yield f"<ul>{''.join(links)}</ul>\n"
        yield _paragraph(words("If its id was changed: its old address leads on with this line below the new id:"))
        yield f"<pre>moved_from: {old}</pre>\n"


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text)}</p>\n"
