"""Show a page in a frame as wide as a phone, beside the same page as wide as the window leaves it."""

import html
from urllib.parse import quote, urlencode

from keikaku.preview.frame import framed
from keikaku.words import Words

WIDTHS = (320, 375, 768)  # the narrowest that has to do (WCAG 1.4.10), a usual phone, a tablet
_NARROWEST, _WIDEST = 200, 1200

_BODY = """\
<header>
<h1>{title}</h1>
<ul>
{links}<li><a href="{address}" data-width="">{close}</a></li>
</ul>
</header>
<main>
<iframe class="desk" src="{address}" title="{desk}"></iframe>
<iframe class="phone" src="{address}" title="{phone}" width="{width}"></iframe>
</main>
"""


def asked_width(text: str) -> int | None:
    """A width in pixels that a page may be shown in; None where nothing sensible was asked for."""
    width = int(text) if text.isdecimal() and len(text) < 5 else 0
    return width if _NARROWEST <= width <= _WIDEST else None


def phone_page(address: str, query: dict[str, str], width: int, words: Words, *, style: str, script: str) -> bytes:
    """`address` is the page's own; its `query` stays with it."""
    shown = "/" + quote(address.lstrip("/")) + (f"?{urlencode(query)}" if query else "")
    links = "".join(_link(shown, one, one == width, words) for one in dict.fromkeys((*WIDTHS, width)))
    title = words("On a phone")
    body = _BODY.format(
        title=html.escape(title),
        width=width,
        address=html.escape(shown),
        links=links,
        close=html.escape(words("Close the frame")),
        desk=html.escape(words("As wide as the window")),
        phone=html.escape(words("{width} pixels wide", width=width)),
    )
    return framed(body, title, words, style=style, script=script, width=str(width))


def _link(shown: str, width: int, is_current: bool, words: Words) -> str:
    current = ' aria-current="true"' if is_current else ""
    address = html.escape(f"{shown}{'&' if '?' in shown else '?'}width={width}")
    text = html.escape(words("{width} pixels wide", width=width))
    return f'<li><a href="{address}" data-width="{width}"{current}>{text}</a></li>\n'
