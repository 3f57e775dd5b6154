"""The HTML of a narrative: what it may hold, and that what begins has its end."""

import re

from keikaku.problems import FilePosition
from keikaku.reading.narrative_signs import ATTRIBUTE, CODE, COMMENT, blanked
from keikaku.reading.narrative_source import Source, within

# What a narrative may hold. Nothing that runs, frames, or sets its own style.
TAGS = {
    "a", "abbr", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dl", "dt", "em", "figure", "figcaption",
    "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "rp", "rt", "ruby", "span", "strong", "sub",
    "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
# What it may not, but writers try.
_KNOWN_HTML = TAGS | {
    "audio", "b", "button", "center", "div", "embed", "font", "form", "frame", "head", "header", "html", "i", "iframe",
    "input", "link", "main", "meta", "nav", "object", "picture", "s", "script", "section", "select", "small", "source",
    "style", "svg", "textarea", "title", "u", "video", "h1", "body", "article", "aside", "footer", "summary", "details",
}  # fmt: skip
_FOR_THE_EYE = {"b", "font", "i", "u"}
ATTRIBUTES = {
    "a": {"href", "id", "class", "title", "lang"},
    "abbr": {"title"},
    "img": {"src", "alt", "title", "width", "height"},
    "li": {"id"},
    "ol": {"start"},
    "span": {"lang"},
    "sup": {"id"},
    "td": {"class", "colspan", "rowspan"},
    "th": {"class", "colspan", "rowspan", "scope"},
} | {tag: {"id", "class"} for tag in ("h2", "h3", "h4", "h5", "h6", "p")}
_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)((?:\s[^<>]*)?)/?>")
_PAIRED = TAGS - {"br", "hr", "img"}
_BEGIN_OR_END = re.compile(r"<(?P<slash>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?(?<!/)>")


def check_tags(line: str, at: FilePosition, source: Source) -> None:
    for match in _TAG.finditer(line):
        tag, attributes = match[1].lower(), ATTRIBUTE.findall(match[2])
        refused = [name for name in attributes if name.lower() not in ATTRIBUTES.get(tag, set())]
        if tag in TAGS and not refused:
            continue
        source.problems.add(
            "html-refused",
            "a narrative may not hold “{html}”",
            within(at, match.start()),
            advice="Take it away, and its end, too, and leave the text. What is to stand out is written **so**."
            if tag in _FOR_THE_EYE
            else "Take it away, and its end, too, and leave the text; the look of a page is the theme's."
            if tag in _KNOWN_HTML
            else "Is it a word in brackets? Then write 〈{word}〉.",
            html=f"<{match[1]}>" if tag not in TAGS else f"{refused[0]}=",
            word=match[1],
        )


def check_ends_of_tags(lines: list[str], first_line: int, source: Source) -> None:
    """`<p>` without `</p>`: to Markdown, all that follows is HTML, and its signs would be shown."""
    begun: list[tuple[str, FilePosition]] = []
    shown = COMMENT.sub(lambda match: re.sub(".", " ", match[0]), "\n".join(lines))
    for number, line in enumerate(shown.split("\n"), first_line):
        for match in _BEGIN_OR_END.finditer(blanked(CODE, line)):
            tag, at = match["tag"].lower(), FilePosition(source.file, number, match.start() + 1)
            if tag not in _PAIRED:
                continue
            if not match["slash"]:
                begun.append((tag, at))
            elif own := next((one for one in reversed(begun) if one[0] == tag), None):
                begun.remove(own)
            else:
                found = "“{html}” ends what has not begun"
                source.problems.add("html-refused", found, at, advice=_TAKE_IT_AWAY, html=match[0], word=tag)
    for tag, at in begun:
        found = "“{html}” begins here and has no end, so that the signs of what follows would be shown"
        source.problems.add("html-refused", found, at, advice=_TAKE_IT_AWAY, html=f"<{tag}>", word=tag)


_TAKE_IT_AWAY = (
    "Take “{html}” away: an empty line parts paragraphs, and “- ” begins each entry of a list. If it is needed, write "
    "“<{word}>” where it begins and “</{word}>” where it ends."
)


def check_comments(lines: list[str], first_line: int, source: Source) -> None:
    """`<!--` without its end is no comment."""
    text = "\n".join(lines)
    begin = text.rfind("<!--")
    if begin >= 0 and "-->" not in text[begin:]:
        line = text.count("\n", 0, begin)
        source.problems.add(
            "html-refused",
            "the comment that begins here has no end, so that all of it would be published",
            FilePosition(source.file, first_line + line, begin - text.rfind("\n", 0, begin)),
            advice="Write --> at its end, or take it out.",
        )
