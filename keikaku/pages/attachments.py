"""Pictures and files of the narrative, in their places on a page: with address, measures, kind and size."""

import re
from collections.abc import Mapping
from html import escape, unescape

from keikaku.pages.addresses import relative_address
from keikaku.pages.context import Context
from keikaku.pages.phrases import bracketed, size_text
from keikaku.plan.attachments import KINDS, SCHEME, SIZE, Attachment, says_kind_and_size
from keikaku.plan.narrative import IN_TAG, Chapter

_ADDRESS = rf'="{SCHEME}:(?P<name>[^"#]+)(?P<place>[^"]*)"'
_IMG = re.compile(rf"<img\b(?P<before>{IN_TAG}) src{_ADDRESS}(?P<after>{IN_TAG})>")
_LINK = re.compile(rf"<a\b(?P<before>{IN_TAG}) href{_ADDRESS}(?P<after>{IN_TAG})>(?P<text>.*?)</a>", re.DOTALL)
_WIDTH = re.compile(r' width="(\d+)"')
_MEASURES = re.compile(r' (?:width|height)="[^"]*"')
# （PDF形式：1.2MB）: a bracket that holds kind and size and nothing else, which may be those of an older file.
_BRACKET = re.compile(
    rf"\s*[（(](?:{'|'.join(sorted(set(KINDS.values())))}|{SIZE}"
    r"|形式|ファイル|版|約|[\s、,，・:：/／])+[）)]\s*$",
    re.IGNORECASE,
)


def with_attachments(ctx: Context, chapter: Chapter, text: str, page: str) -> str:
    """The HTML of a chapter as it stands on `page`, with its pictures and the ways to its files."""
    files = {file.name: file for file, _ in chapter.attachments}
    if not files:
        return text
    text = _IMG.sub(lambda match: _picture(ctx, files, match, page), text)
    return _LINK.sub(lambda match: _download(ctx, files, match, page), text)


def _picture(ctx: Context, files: Mapping[str, Attachment], match: re.Match[str], page: str) -> str:
    """With its width and height, so that nothing moves when it comes; fetched when somebody gets near it."""
    picture = files[match["name"]].picture
    if picture is None:
        return match[0]
    attributes = match["before"] + match["after"]
    wanted = _WIDTH.search(attributes)
    width = int(wanted[1]) if wanted else picture.width
    height = max(1, round(picture.height * width / picture.width))
    address = _address(ctx, match, page)
    rest = _MEASURES.sub("", attributes)
    return f'<img{rest} src="{address}" width="{width}" height="{height}" loading="lazy">'


def _download(ctx: Context, files: Mapping[str, Attachment], match: re.Match[str], page: str) -> str:
    """The link says of what kind and how large the file is; what the writer says of that is said anew."""
    file, text = files[match["name"]], _BRACKET.sub("", match["text"])
    if not says_kind_and_size(unescape(text), file.kind):
        said = ctx.words("{kind}, {size}", kind=file.kind, size=size_text(ctx.words, len(file.content)))
        text = bracketed(ctx.words, text, said)
    return f'<a{match["before"]} href="{_address(ctx, match, page)}"{match["after"]}>{text}</a>'


def _address(ctx: Context, match: re.Match[str], page: str) -> str:
    address = relative_address(ctx.addresses.attachment(match["name"]), page=page)
    return escape(address + unescape(match["place"]))
