"""Markdown → chapters: parts of sanitised HTML with the figures between them.

Python-Markdown keeps no positions: what needs a line (references, headings, links) is found in the text here.
"""

import html
import re
from collections.abc import Mapping
from typing import Any

import nh3
from markdown import Markdown

from keikaku.plan.narrative import Chapter, FigureReference, Heading, Html
from keikaku.plan.record import Id, Noted
from keikaku.problems import FilePosition, Problems
from keikaku.reading.records import read_record
from keikaku.reading.yaml import Mapping as YamlMapping
from keikaku.reading.yaml import read_yaml

# What a narrative may hold. Nothing that runs, frames, or sets its own style.
TAGS = {
    "a", "abbr", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dl", "dt", "em", "figure", "figcaption",
    "h2", "h3", "h4", "h5", "hr", "img", "li", "ol", "p", "pre", "rp", "rt", "ruby", "strong", "sub", "sup", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "id", "class", "title", "lang"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "td": {"class", "colspan", "rowspan"},
    "th": {"class", "colspan", "rowspan", "scope"},
} | {tag: {"id", "class"} for tag in ("h2", "h3", "h4", "h5", "p")}
# Links to things of the plan, by id: [子ども食堂](project:kodomo). Pages turn them into addresses.
PLAN_SCHEMES = ("chapter", "indicator", "mark", "node", "plan", "project", "table", "term", "theme")
SCHEMES = {"http", "https", "mailto", "tel", *PLAN_SCHEMES}

_FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
_FIGURE = re.compile(r"^\{\{\s*figure:\s*([\w-]+)\s*\}\}\s*$")
_VALUE = re.compile(r"\{\{\s*value:\s*([\w-]+)\s+([^\s}]+)\s*\}\}")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)(?:\s*\{#([^}\s]+)\})?\s*#*$")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)")
_RUBY = re.compile(r"\{([^{}|\n]+)\|([^{}|\n]+)\}")
_WIDE = r"[\u2460-\u24ff\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
_BREAK_IN_JAPANESE = re.compile(rf"(?<={_WIDE})\n(?={_WIDE})")


class FrontMatter(Noted):
    """The lines between --- at the top of a narrative file."""

    title: str = ""
    id: Id | None = None
    of: Id | None = None
    number: str = ""
    order: int = 0
    summary: str = ""


def read_chapter(text: str, file: str, problems: Problems, context: Mapping[str, Any]) -> Chapter | None:
    """One Markdown file; None where its front matter has faults."""
    matter, body, first_line = _split(text, file, problems)
    front = read_record(FrontMatter, matter, file, problems, context)
    if front is None:
        return None
    stem = file.rsplit("/", 1)[-1].removesuffix(".md")
    lines = body.split("\n")
    headings = _headings(lines, file, first_line, problems)
    return Chapter(
        id=front.id or ("index" if stem == "index" else stem.lower()),
        title=front.title or next((h.text for h in headings if h.level == 1), stem),
        parts=_parts(lines, file, first_line, {h.at.line: h for h in headings}),
        headings=tuple(h for h in headings if h.level > 1),
        links=_links(lines, file, first_line),
        of=front.of or "",
        number=front.number,
        order=front.order,
        summary=front.summary,
        editor_note=front.editor_note,
        written_at=FilePosition(file, 1),
    )


def value_marker(indicator: str, year: str) -> str:
    """What stands in a chapter's HTML for `{{value: indicator year}}` until the plan is joined."""
    return f"\ue000{indicator}\ue001{year}\ue002"


VALUE_MARKER = re.compile("\ue000([^\ue001]*)\ue001([^\ue002]*)\ue002")


def sanitised(text: str) -> str:
    """HTML with nothing in it but `TAGS`, `ATTRIBUTES` and `SCHEMES`."""
    return nh3.clean(text, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


def _split(text: str, file: str, problems: Problems) -> tuple[YamlMapping, str, int]:
    empty = YamlMapping()
    empty.at = empty.key_at = FilePosition(file, 1)
    match = _FRONT_MATTER.match(text)
    if match is None:
        return empty, text, 1
    # One empty line in place of the first ---, so that lines count as in the file.
    matter = read_yaml("\n" + match[1], file, problems)
    return (matter if isinstance(matter, YamlMapping) else empty), text[match.end() :], match[0].count("\n") + 1


def _headings(lines: list[str], file: str, first_line: int, problems: Problems) -> list[Heading]:
    headings: list[Heading] = []
    for number, line in enumerate(lines, first_line):
        match = _HEADING.match(line)
        if match is None:
            continue
        text = re.sub(r"\[\^[^\]]+\]|[*_`]", "", match[2])
        heading = Heading(match[3] or _slug(text), text, len(match[1]), FilePosition(file, number))
        if any(other.id == heading.id for other in headings):
            problems.add(
                "heading-twice",
                "the heading “{text}” stands here twice, so links cannot tell them apart",
                heading.at,
                advice="Give one of them an id: ## {text} {{#another-id}}",
                text=text,
            )
        headings.append(heading)
    return headings


def _slug(text: str) -> str:
    """A heading's id of its own words, so that it stays when others come or go."""
    return re.sub(r"[^\w]+", "-", text.lower()).strip("-") or "section"


def _links(lines: list[str], file: str, first_line: int) -> tuple[tuple[str, FilePosition], ...]:
    return tuple(
        (match[1], FilePosition(file, number, match.start() + 1))
        for number, line in enumerate(lines, first_line)
        for match in _LINK.finditer(line)
    )


def _parts(
    lines: list[str], file: str, first_line: int, headings: dict[int, Heading]
) -> tuple[Html | FigureReference, ...]:
    """The text, cut where figures stand. Footnotes are gathered once, so the HTML is made whole first."""
    figures: list[FigureReference] = []
    prepared = []
    for number, line in enumerate(lines, first_line):
        if match := _FIGURE.match(line):
            prepared.append(f"\n\ue010{len(figures)}\ue011\n")
            figures.append(FigureReference(match[1], FilePosition(file, number, 1)))
        elif number in headings:
            heading = headings[number]
            level = "#" * max(2, heading.level)
            prepared.append(
                f"{level} {_HEADING.sub(lambda m: m[2], line)} {{#{heading.id}}}" if heading.level > 1 else ""
            )
        else:
            prepared.append(line)
    pieces = re.split("<p>\ue010(\\d+)\ue011</p>\n?", _to_html("\n".join(prepared)))
    parts: list[Html | FigureReference] = []
    for index, piece in enumerate(pieces):
        if index % 2:
            parts.append(figures[int(piece)])
        elif piece.strip():
            parts.append(Html(piece.strip()))
    return tuple(parts)


def _to_html(text: str) -> str:
    text = _VALUE.sub(lambda match: value_marker(match[1], match[2]), text)
    text = _RUBY.sub(
        lambda match: f"<ruby>{html.escape(match[1])}<rp>（</rp><rt>{html.escape(match[2])}</rt><rp>）</rp></ruby>",
        text,
    )
    made = Markdown(
        extensions=["tables", "footnotes", "def_list", "attr_list", "sane_lists"],
        extension_configs={
            "tables": {"use_align_attribute": True},
            "footnotes": {"BACKLINK_TEXT": "↩", "SEPARATOR": "-"},
        },
        output_format="html",
    ).convert(text)
    made = re.sub(r' align="(left|right|center)"', r' class="align-\1"', made)
    made = made.replace("<th", '<th scope="col"').replace('<th scope="col"ead', "<thead")
    return _BREAK_IN_JAPANESE.sub("", sanitised(made))
