"""Markdown → chapters: parts of sanitised HTML with the figures between them."""

import re
from collections.abc import Mapping
from typing import Any

import nh3
from markdown import Markdown

from keikaku.plan.narrative import IN_TAG, Chapter, FigureReference, Html
from keikaku.plan.record import Acknowledging, Id, OldAddresses, WholeNumber, is_id, needs_space
from keikaku.problems import FilePosition, Problems
from keikaku.reading.narrative_html import ATTRIBUTES, TAGS
from keikaku.reading.narrative_lines import (
    FIGURE_PLACE,
    check_title,
    lost_figures,
    read_source,
    with_lines,
)
from keikaku.reading.narrative_links import SCHEMES
from keikaku.reading.narrative_source import Source
from keikaku.reading.records import read_record
from keikaku.reading.texts import check_texts
from keikaku.reading.yaml import read_yaml

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_ALMOST_ITS_END = re.compile(r"^[ \t\u3000]*(?:[-‐−–—―ー－_=.]{2,}|[-‐−–—―ー－])[ \t\u3000]*$", re.MULTILINE)
_ALMOST_FRONT_MATTER = re.compile(r"\A(?:.{0,9}\n)?[ \t\u3000]*title[:：]")
_TEXT_IN_FRONT = re.compile(r"^(?![\w-]+[:：])[^\s#\-&*!\[{].*。$", re.MULTILINE)
_LOWER_FRONT_MATTER = re.compile(r"^[ \t\u3000]*-{3,}[ \t]*\n[ \t]*(?:title|of|id|order|number)[:：]", re.MULTILINE)
_KEY_OF_FRONT = re.compile(r"[ \t\u3000]*[a-z_]+ ?[:：]|[ \t]*$")
_SECOND_FRONT_MATTER = re.compile(r"(?:[a-z_]+ ?[:：].*\n(?:[ \t-].*\n|\n)*)+---[ \t]*$", re.MULTILINE)
_TOP = 1000  # characters, in which the lines between --- are looked for
_BLANK_LINES = re.compile(r"(?:[ \t\u3000]*\n)*(?=---)")
_INLINE = r"(?:</?(?:a|abbr|cite|code|del|em|rp|rt|ruby|span|strong|sub|sup)\b[^>]*>)*"
_TITLED_PICTURE = re.compile(rf'<p( data-line="\d+")?>(<img\b{IN_TAG}) title="([^"]+)"({IN_TAG}>)</p>')
_LINE_BREAK = re.compile(rf"([^\s<>])({_INLINE})\n({_INLINE})(?=([^\s<>]))")


class FrontMatter(Acknowledging):
    """The lines between --- at the top of a narrative file."""

    title: str = ""
    id: Id | None = None
    of: Id | None = None
    number: str = ""
    order: WholeNumber = 0
    summary: str = ""
    moved_from: OldAddresses = ()


# A key of the front matter as the first thing below it; and further down, those that no text begins with.
_KEY_BELOW = re.compile(rf"((?:[ \t\u3000]*\n|---[ \t]*\n)*)[ \t\u3000]*({'|'.join(FrontMatter.model_fields)})[:：]")
_KEY_IN_TEXT = re.compile(r"^(id|of|number|order|moved_from|accept|editor_note)[:：][ \t\u3000]", re.MULTILINE)


def read_chapter(text: str, file: str, problems: Problems, context: Mapping[str, Any]) -> Chapter | None:
    """One Markdown file; None where its front matter has faults."""
    front, body, first_line = _front_matter(text, file, problems, context)
    if front is None:
        return None
    id = front.id or _id_of(file, problems)
    first = _KEY_BELOW.match(body)
    below = [(first.end(1), first[2])] if first else [(one.start(), one[1]) for one in _KEY_IN_TEXT.finditer(body)]
    for at, key in below:
        problems.add(
            "open-front-matter",
            "“{key}:” stands below the --- and would be published as text",
            FilePosition(file, first_line + body.count("\n", 0, at)),
            advice="Move this line up, between the two lines of ---.",
            key=key,
        )
    source = Source(file, front.title, id, problems, accept=front.accept, is_draft=front.draft)
    source.has_front_matter = text.lstrip().startswith("---")
    source.needs_text = not (front.summary or id == "index")
    check_title(front.title, source.begins, source)
    read_source(body.split("\n"), first_line, source)
    if not source.title and id != "index" and text.strip():
        problems.add(
            "missing-title",
            "the narrative has no title",
            FilePosition(file, 1),
            advice="Add the line “title: …” between the two lines of --- at its top."
            if first_line > 1
            else "Write “title: …” between two lines of --- at its top.",
        )
    return Chapter(
        id=id,
        title=source.title or id,
        parts=_parts(source),
        headings=tuple(heading for heading in source.headings),
        links=tuple(source.links),
        of=front.of or "",
        number=front.number,
        order=front.order,
        summary=front.summary,
        note=front.note,
        editor_note=front.editor_note,
        draft=front.draft,
        publish_on=front.publish_on,
        moved_from=front.moved_from,
        accept=front.accept,
        has_front_matter=source.has_front_matter,
        written_at=FilePosition(file, 1),
    )


def sanitised(text: str) -> str:
    """HTML with nothing in it but `TAGS`, `ATTRIBUTES` and `SCHEMES`."""
    return nh3.clean(text, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


def _front_matter(
    text: str, file: str, problems: Problems, context: Mapping[str, Any]
) -> tuple[FrontMatter | None, str, int]:
    """What stands between --- at the top, the text after it, and the number of that text's first line."""
    blank = _BLANK_LINES.match(text)
    before = blank[0].count("\n") if blank else 0
    text = text.split("\n", before)[before]
    match = _FRONT_MATTER.match(text)
    if match is None:
        if begins := re.match(r"---[ \t]*\n", text):
            end = _ALMOST_ITS_END.search(text, begins.end())
            problems.add(
                "open-front-matter",
                "the lines between --- at the top have no end",
                FilePosition(file, before + (1 if end is None else text.count("\n", 0, end.start()) + 1)),
                advice="Write --- on a line of its own below them."
                if end is None
                else "Write --- in the place of this line: three half-width hyphens at the left edge.",
            )
            return None, text, before + 1
        if lower := _LOWER_FRONT_MATTER.search(text[:_TOP]):
            problems.add(
                "open-front-matter",
                "this line with --- has to be the first of the file, at the left edge",
                FilePosition(file, before + 1 + text.count("\n", 0, lower.start())),
                advice="Move it up: it is to be the first line of the file, at the left edge."
                if all(map(_KEY_OF_FRONT.match, text[: lower.start()].strip().split("\n")))
                else "Move what stands above it below the second ---, and take spaces before it away.",
            )
            return None, text, before + 1
        if _ALMOST_FRONT_MATTER.match(text):
            problems.add(
                "open-front-matter",
                "“title:” stands at the top, but not between two lines of ---",
                FilePosition(file, before + 1),
                advice="Write --- at the left edge as a line before the first of these, and behind the last.",
            )
            return None, text, before + 1
        return FrontMatter(), text, before + 1
    if not match[1].strip() and _SECOND_FRONT_MATTER.match(text, match.end()):
        problems.add(
            "open-front-matter",
            "the line --- stands here once more",
            FilePosition(file, before + 1 + text.count("\n", 0, match.end() - 1)),
            advice="Take this line away: one --- stands above “title:”, and one below all of these lines.",
        )
        return None, text, before + 1
    if text_there := _TEXT_IN_FRONT.search(match[1]):
        problems.add(
            "open-front-matter",
            "a text stands between the two lines of ---",
            FilePosition(file, before + 2 + match[1].count("\n", 0, text_there.start())),
            advice="Move it below the second ---. Between them stand keys alone, such as “title: …”.",
        )
        return None, text, before + 1
    known = len(problems)
    # One empty line in place of the first ---, so that lines count as in the file.
    matter = read_yaml("\n" * (before + 1) + match[1], file, problems)
    if matter is None:
        front = FrontMatter() if len(problems) == known else None
    else:
        front = read_record(FrontMatter, matter, file, problems, context)
        problems.extend(check_texts(matter, [""] * before + text.split("\n")))
    return front, text[match.end() :], before + match[0].count("\n") + 1


def _id_of(file: str, problems: Problems) -> str:
    """The file's name as an id, which becomes part of an address."""
    stem = file.rsplit("/", 1)[-1].rpartition(".")[0].lower()
    if not is_id(stem):
        problems.add(
            "unfit-name",
            "the name “{name}” cannot be part of an address",
            FilePosition(file),
            advice="Rename the file: small letters a–z, digits and hyphens, beginning with a letter, such as "
            "chapter-1.md. Or write “id: chapter-1” between the two --- at its top.",
            name=stem,
        )
    return stem


def _parts(source: Source) -> tuple[Html | FigureReference, ...]:
    """The text, cut where figures stand. Footnotes are gathered once, so the HTML is made whole first."""
    pieces = FIGURE_PLACE.split(_html_of(source))
    parts: list[Html | FigureReference] = []
    for index, piece in enumerate(pieces):
        if index % 2:
            parts.append(source.figures[int(piece)])
        elif piece.strip():
            parts.append(Html(piece.strip()))
    for figure in lost_figures({int(number) for number in pieces[1::2]}, source):
        source.problems.add(
            "lost-figure",
            "the figure “{id}” cannot stand here",
            figure.at,
            advice=(
                "Put it between paragraphs, with an empty line before and after it, and outside of HTML "
                "such as <p>…</p>."
            ),
            id=figure.id,
        )
    return tuple(parts)


def _html_of(source: Source) -> str:
    try:
        return _to_html("\n".join(source.lines))
    except RecursionError:
        source.problems.add(
            "too-deep",
            "lists or quotations stand within each other too many times",
            FilePosition(source.file, 1),
            advice="Compare the indent with the lines above.",
        )
        return ""


def _to_html(text: str) -> str:
    markdown = Markdown(
        extensions=["tables", "footnotes", "def_list", "attr_list", "sane_lists"],
        extension_configs={
            "tables": {"use_align_attribute": True},
            "footnotes": {"BACKLINK_TEXT": "↩", "BACKLINK_TITLE": "", "SEPARATOR": "-"},
        },
        output_format="html",
    )
    # A line of --- below a text is a line across, as it looks, and not a sign that the text was a heading.
    markdown.parser.blockprocessors.deregister("setextheader")
    made = markdown.convert(text).replace(' title=""', "")
    made = re.sub(r'(<t[hd][^>]*) align="(left|right|center)"', r'\1 class="align-\2"', made)
    made = re.sub(r"<th(?=[\s>])(?![^>]*\sscope=)", '<th scope="col"', made)
    return _without_line_breaks(_with_captions(with_lines(sanitised(made))))


def _with_captions(text: str) -> str:
    """A picture alone in its paragraph, whose title becomes its caption."""
    return _TITLED_PICTURE.sub(r"<figure\1>\2\4<figcaption>\3</figcaption></figure>", text)


def _without_line_breaks(text: str) -> str:
    """Join the lines of paragraphs, but those of code, as Japanese is set."""
    pieces = re.split(r"(<pre>.*?</pre>)", text, flags=re.DOTALL)
    return "".join(piece if index % 2 else _LINE_BREAK.sub(_joint, piece) for index, piece in enumerate(pieces))


def _joint(match: re.Match[str]) -> str:
    return match[1] + match[2] + ("\n" if needs_space(match[1], match[4]) else "") + match[3]
