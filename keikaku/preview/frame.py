"""What stands around the preview's own pages, which are none of the site's and know nothing of its theme."""

import html

from keikaku.words import Words

_PAGE = """\
<!DOCTYPE html>
<html lang="{lang}"{data}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>{title}</title>
{head}</head>
<body>
{body}</body>
</html>
"""


def framed(body: str, title: str, words: Words, *, style: str = "", script: str = "", **data: str) -> bytes:
    """A page with that HTML as its body. `data` is for scripts: they find it at the root, as data-…"""
    links = [f'<link rel="stylesheet" href="{style}">\n'] if style else []
    links += [f'<script src="{script}" defer></script>\n'] if script else []
    attributes = (f' data-{name}="{html.escape(value)}"' for name, value in data.items())
    page = _PAGE.format(
        lang=words.lang, title=html.escape(title), head="".join(links), body=body, data="".join(attributes)
    )
    return page.encode()
