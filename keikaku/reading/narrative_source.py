"""What a narrative's lines hold that needs a place: headings, figures, values, links, footnotes, HTML.

Python-Markdown keeps no positions, so everything that is looked up, or may be at fault, is found here before it runs.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from keikaku.plan.acknowledging import room
from keikaku.plan.attachments import DOWNLOAD_KINDS, KINDS, ending_of, says_kind_and_size
from keikaku.plan.narrative import FigureReference, Heading
from keikaku.problems import Acknowledgement, FilePosition, Problem, Problems, Severity
from keikaku.reading.texts import CONTACT_WORDS, findings, problem_of
from keikaku.values import normalised

# What a narrative may hold. Nothing that runs, frames, or sets its own style.
TAGS = {
    "a", "abbr", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dl", "dt", "em", "figure", "figcaption",
    "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "rp", "rt", "ruby", "span", "strong", "sub",
    "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
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
# Links to things of the plan, by id: [子ども食堂](project:kodomo). Pages turn them into addresses.
PLAN_SCHEMES = ("chapter", "indicator", "mark", "node", "plan", "project", "table", "term", "theme")
SCHEMES = {"http", "https", "mailto", "tel", *PLAN_SCHEMES}

_PAGES = (".md", ".html", ".htm")

_FIGURE = re.compile(r"\{\{\s*figure:\s*([\w-]+)\s*\}\}\s*$")
_VALUE = re.compile(r"\{\{\s*value:\s*(?P<id>[\w-]+)\s+(?P<year>[^\s{}]+)(?:\s+(?P<state>[^\s{}]+))?\s*\}\}")
_BRACES = re.compile(r"\{\{[^{}]*(?:\}\}?|$)|\{\s*(?:figure|value)\s*[:：][^{}]*\}?")
_HEADING = re.compile(r"(#{1,6})\s*(.*?)(?:\s*\{#([\w-]+)\})?\s*#*$")
_RUBY = re.compile(r"\{([^{}|\n]+)\|([^{}|\n]+)\}")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?(?P<target>[^)\s>]+(?: [^)\s>\"'“”（(]+)*)"
)
_LINK_ELSEWHERE = re.compile(
    r"^ {0,3}\[[^\]^]+\]:\s*<?(\S+?)>?(?:\s|$)|<(?:a|img)\s(?:[^<>]*?\s)?(?:href|src)\s*=\s*[\"']?([^\"'\s>]+)"
)
_FULL_WIDTH_LINK = re.compile(
    rf"\]（(?=(?:{'|'.join(sorted(SCHEMES))}):|[^（）]+(?:{'|'.join(KINDS).replace('.', '[.]')})[ 　]*[)）])"
)
_IMG = re.compile(r"<img\b([^<>]*)>", re.IGNORECASE)
# Headings, figures and values, footnotes, strong words and rows of tables, written with any sign in full width.
_SIGNS = re.compile(
    r"^\s*＃+|｛｛[^｛｝]*｝｝|[［[][\^＾][^]］\s]+[］\]]|＊＊[^＊]+＊＊|^\s*｜.*｜\s*$"
    r"|！\[[^\]]*\]\([^()]*\.(?:png|jpe?g|gif|webp)[^()]*\)"
)
_HALF_WIDTH = str.maketrans("＃｛｝［］＾＊｜：！", "#{}[]^*|:!")
_ROW = re.compile(r"\s*\|.*\|.*\|\s*$")
_BAR = re.compile(r"(?<!\\)\|")
_ROUGHLY_PARTED = re.compile(r"\S\t+\S|\S\s+(?<!\\)\|\s+\S")
_LINE_OF_TABLE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\](:?)")
_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)((?:\s[^<>]*)?)/?>")
_ATTRIBUTE = re.compile(r"\s([A-Za-z][\w:-]*)(?=\s*=)")

# What begins a block, after the signs of headings, lists, quotations, definitions, footnotes and tables. Not what is no
# text: lines across and between the rows of tables, HTML, the addresses of links.
_BLOCK = re.compile(
    r"\A(?!\s*(?:(?:[-*_]\s*){3,}|[-:|\s]*)$)(?!\s*<|\s{0,3}\[[^\]^][^\]]*\]:)"
    r"(?P<signs>\s*(?:(?:[-*+|:]|#{1,6}|\d+\.)\s+|>\s?|\[\^[^\]]+\]:\s*)*)(?P<text>\S.*)"
)
_SIGNS_OF_LISTS = re.compile(r"\s*(?:(?:[-*+:]|\d+\.)\s|\[\^[^\]]+\]:)")
_LINE = re.compile("\ue020(\\d+)\ue021")
_LINE_IN_TABLE = re.compile(f"<table>(\\s*<thead>\\s*<tr>\\s*<th[^>]*>){_LINE.pattern}")
_LINE_IN_BLOCK = re.compile(f"<(p|li|dt|dd|h[2-6])(\\s[^<>]*)?>((?:\\s*<[a-z][^<>]*>)*){_LINE.pattern}")

_SAYS_NOTHING = re.compile(
    "(?:(?:詳細|詳しく|続き|くわしく)は?)?(?:こちら|ここ|コチラ|これ)(?:へ|から|を?クリック)?|クリック|リンク|詳細|詳しく|続きを読む|もっと見る"
    "|here|click ?here|more|read ?more|link|this",
    re.IGNORECASE,
)

FIGURE_PLACE = re.compile("<p>\ue010(\\d+)\ue011</p>\n?")
VALUE_PLACE = re.compile("\ue000([^\ue001]*)\ue001([^\ue001]*)\ue001([^\ue001]*)\ue001(\\d+):(\\d+)\ue002")


@dataclass
class Source:
    """A narrative as it is handed to Markdown, and what was found in it."""

    file: str
    title: str  # from the front matter, else from the first heading
    label: str  # makes footnotes of several narratives on one page different
    problems: Problems
    accept: Mapping[str, str] = field(default_factory=dict)  # rule → the writer's reason, of the front matter
    is_draft: bool = False
    lines: list[str] = field(default_factory=list)
    begins_block: bool = True  # what comes next
    headings: list[Heading] = field(default_factory=list)
    figures: list[FigureReference] = field(default_factory=list)
    links: list[tuple[str, FilePosition]] = field(default_factory=list)
    footnotes: dict[str, FilePosition] = field(default_factory=dict)  # the notes themselves
    footnote_signs: dict[str, FilePosition] = field(default_factory=dict)  # where the text points to them
    wide_footnotes: set[str] = field(default_factory=set)  # notes or signs in full width, which are reported as such

    @property
    def begins(self) -> FilePosition:
        return FilePosition(self.file, 1)

    @property
    def room(self) -> Acknowledgement:
        return room(self.accept, self.begins)


def read_source(lines: list[str], first_line: int, source: Source) -> Source:
    """Fill `source` from the lines of a file; `first_line` is the number of the first of them."""
    for number, line in enumerate(lines, first_line):
        _read_line(line, FilePosition(source.file, number, 1), source)
    _check_footnotes(source)
    _check_tables(lines, first_line, source)
    return source


def _read_line(line: str, at: FilePosition, source: Source) -> None:
    plain = _CODE.sub(lambda match: " " * len(match[0]), line)  # what is code is shown, not obeyed
    begins, source.begins_block = source.begins_block, not line.strip()
    if match := _FIGURE.match(line):
        source.begins_block = True
        source.lines.append(f"\n\ue010{len(source.figures)}\ue011\n")
        source.figures.append(FigureReference(match[1], at))
        return
    _check_braces(plain, at, source)
    _find_links(plain, at, source)
    _check_tags(plain, at, source)
    _check_width(plain, at, source)
    _check_text(plain, at, source)
    if match := _HEADING.match(line):
        begins = source.begins_block = True
        line = _read_heading(match, at, source)
    line = _with_footnotes(line, at, source)
    line = _VALUE.sub(lambda match: _value_place(match, at), line)
    if begins or _SIGNS_OF_LISTS.match(line):
        line = _BLOCK.sub(lambda match: f"{match['signs']}\ue020{at.line}\ue021{match['text']}", line)
    source.lines.append(_RUBY.sub(_ruby, line))


def _value_place(match: re.Match[str], at: FilePosition) -> str:
    """What stands in a chapter's HTML for a value, until the plan is joined: what it asks for, and where."""
    parts = (match["id"], match["year"], match["state"] or "", f"{at.line}:{match.start() + 1}")
    return "\ue000" + "\ue001".join(parts) + "\ue002"


def _ruby(match: re.Match[str]) -> str:
    return f"<ruby>{html.escape(match[1])}<rp>（</rp><rt>{html.escape(match[2])}</rt><rp>）</rp></ruby>"


# --- headings ----------------------------------------------------------------------------------------------------


def _read_heading(match: re.Match[str], at: FilePosition, source: Source) -> str:
    """The heading as Markdown, with its id; nothing for the title, which the page shows itself."""
    level, text = len(match[1]), match[2]
    plain = _heading_text(text)
    if level == 1:
        if source.title in ("", plain):
            source.title = plain
            return ""
        source.problems.add(
            "second-title",
            "“{text}” is a second title beside “{title}”",
            at,
            advice="Begin the headings inside a narrative with ##.",
            text=plain,
            title=source.title,
        )
    heading = Heading(match[3] or _slug(plain), plain, level, at)
    _check_heading(heading, source)
    if any(other.id == heading.id for other in source.headings):
        source.problems.add(
            "heading-twice",
            "the heading “{text}” stands here twice, so links cannot tell them apart",
            at,
            advice="Give one of them an id: ## {text} {{#another-id}}",
            text=plain,
        )
    source.headings.append(heading)
    return f"{'#' * max(2, level)} {text} {{#{heading.id}}}"


def _check_heading(heading: Heading, source: Source) -> None:
    """Pages are asked the same of their headings; here it is known where they are written."""
    before = max(2, source.headings[-1].level) if source.headings else 1
    if not heading.text:
        _warn(
            source,
            "heading-without-text",
            "the heading has no words",
            heading.at,
            severity=Severity.ERROR,
            advice="Write the heading, or take its # away.",
        )
    if heading.level > before + 1:
        _warn(
            source,
            "heading-order",
            "a heading of level {after} follows one of level {before}",
            heading.at,
            advice="Leave no level out: ## then ###.",
            severity=Severity.ERROR,
            after=heading.level,
            before=before,
        )


def _heading_text(text: str) -> str:
    """A heading without its signs, as lists of headings show it."""
    plain = _plain(_LINK.sub(r"\g<text>", text))
    return _VALUE.sub(lambda match: _value_place(match, FilePosition("")), plain).strip()


def _plain(text: str) -> str:
    """A text without the signs of Markdown."""
    return re.sub(r"\[\^[^\]]+\]|<[^>]*>|[*`]|(?<!\w)_|_(?!\w)", "", _RUBY.sub(r"\1", text))


def _slug(text: str) -> str:
    """A heading's id of its own words, so that it stays when others come or go."""
    return re.sub(r"[^\w]+", "-", VALUE_PLACE.sub("-", text).lower()).strip("-") or "section"


# --- links, footnotes, braces, tags ------------------------------------------------------------------------------


def _find_links(line: str, at: FilePosition, source: Source) -> None:
    for match, place in _links_in(line, at):
        if match["image"]:
            _check_picture_text(bool(match["text"].strip()), place, source)
        elif not match["text"].strip():
            _warn(
                source,
                "link-without-text",
                "the link has no words",
                place,
                severity=Severity.ERROR,
                advice="Write in the link where it leads: [町内会](node:g1).",
            )
        _check_link_text(match, place, source)
        _read_link(match["target"], bool(match["image"]), place, source)
    for match in _LINK_ELSEWHERE.finditer(line):
        _read_link(match[1] or match[2], match[0].startswith("<img"), _within(at, match.start()), source)
    for match in _IMG.finditer(line):
        _check_picture_text("alt" in map(str.lower, _ATTRIBUTE.findall(match[1])), _within(at, match.start()), source)
    for match in _FULL_WIDTH_LINK.finditer(line):
        source.problems.add(
            "full-width-bracket",
            "this is not read as a link, because “（” is a full-width bracket",
            _within(at, match.start() + 1),
            advice="Write half-width brackets: [text](project:id).",
        )


def _links_in(text: str, at: FilePosition) -> Iterator[tuple[re.Match[str], FilePosition]]:
    """Links and pictures with their places; also the small picture that leads to a large one."""
    for match in _LINK.finditer(text):
        yield match, _within(at, match.start())
        if not match["image"]:
            yield from _links_in(match["text"], _within(at, match.start("text")))


def _check_picture_text(has_text: bool, at: FilePosition, source: Source) -> None:
    """An empty ![] is mostly forgotten; that a picture only decorates is said in HTML, which nobody does by chance."""
    if not has_text:
        _warn(
            source,
            "picture-without-text",
            "the picture has no text in its place",
            at,
            severity=Severity.ERROR,
            advice='Write what it shows: ![駅前の広場](station.jpg). If it only decorates: <img src="…" alt="">',
        )


def _check_link_text(match: re.Match[str], at: FilePosition, source: Source) -> None:
    """Does a link say where it leads, and what is fetched from elsewhere? Of files beside the text pages say it."""
    text = normalised(_plain(match["text"]))
    if _SAYS_NOTHING.fullmatch(text):
        _warn(
            source,
            "link-says-nothing",
            "“{text}” does not say where the link leads",
            at,
            advice="Write the name of what it leads to: [年次報告](https://…).",
            text=match["text"],
        )
    kind = _kind_of_file(match["target"]) if match["target"].startswith(("http:", "https:")) else ""
    if kind and not says_kind_and_size(text, kind):
        _warn(
            source,
            "file-link-without-size",
            "the link leads to a file, but does not say its type and size",
            at,
            advice="Write both in the link: [{text}（{type}、1.2MB）](…).",
            text=match["text"],
            type=kind,
        )


def names_file(target: str) -> bool:
    """Does a link lead to a picture or file beside the narrative?"""
    return not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|[/#?]", target) and bool(_kind_of_file(target, KINDS))


def _kind_of_file(target: str, kinds: Mapping[str, str] = DOWNLOAD_KINDS) -> str:
    return kinds.get(ending_of(re.split("[?#]", target)[0]), "")


def _check_text(line: str, at: FilePosition, source: Source) -> None:
    """Telephone numbers may stand in a line, or below a heading, that says they are the contact."""
    headings = [heading.text for heading in source.headings[-1:]]
    is_contact = any(CONTACT_WORDS.search(text) for text in (line, *headings))
    for found in findings(line, is_contact=is_contact):
        reason = source.accept.get(found.rule, "")
        if reason or not source.is_draft:
            place = _within(at, found.start)
            source.problems.extend([problem_of(found, place, source.room, reason, str(source.begins))])


def _warn(
    source: Source,
    rule: str,
    found: str,
    at: FilePosition,
    *,
    advice: str,
    severity: Severity = Severity.WARNING,
    **facts: object,
) -> None:
    """A finding that the front matter may acknowledge: `accept: {rule: reason}`; an error only once it was lowered."""
    reason = source.accept.get(rule, "")
    if reason:
        facts["accepted_by"] = str(source.begins)
    facts["acknowledge"] = source.room
    source.problems.extend([Problem(rule, found, at, advice, facts, severity, reason)])


def _read_link(target: str, is_image: bool, at: FilePosition, source: Source) -> None:
    scheme, colon, _ = target.partition(":")
    source.links.append((target, at))
    if target.startswith("#") or names_file(target) or (colon and scheme in SCHEMES and not is_image):
        return
    source.problems.add(
        "link-refused",
        "“{link}” cannot be shown by a page" if is_image else "“{link}” cannot be linked to",
        at,
        advice=_link_advice(target, is_image=is_image),
        link=target,
        id=target.rpartition("/")[2].partition(".")[0],
    )


def _link_advice(target: str, *, is_image: bool) -> str:
    ending = ending_of(target)
    if ending == ".svg":
        return "Save it as PNG: an SVG file can hold a program, which would run when it is opened by itself."
    if is_image:
        return "Put the picture beside the text as .jpg, .png, .webp or .gif, and write its name: ![駅前](station.jpg)."
    if ending == ".md" and not target.partition("://")[1]:
        return "Write the id of that text, mostly the name of its file without .md: chapter:{id}"
    if re.fullmatch(r"\.\w{1,5}", ending) and ending not in _PAGES and not target.partition("://")[1]:
        return "Files may end with .pdf, .xlsx, .docx, .pptx, .csv or .zip; save it as one of them."
    return "Link to the plan’s own things by their id (project:id, chapter:id), or write a whole address (https://…)."


def _with_footnotes(line: str, at: FilePosition, source: Source) -> str:
    def labelled(match: re.Match[str]) -> str:
        is_note = bool(match[2]) and not line[: match.start()].strip()
        place, known = _within(at, match.start()), source.footnotes if is_note else source.footnote_signs
        if is_note and match[1] in known:
            source.problems.add(
                "footnote-twice",
                "the footnote “{label}” is written twice; first on line {line}",
                place,
                advice="Give one of them another sign.",
                label=match[1],
                line=known[match[1]].line,
            )
        known.setdefault(match[1], place)
        return f"[^{source.label}-{match[1]}]{match[2]}"

    return _FOOTNOTE.sub(labelled, line)


def _check_footnotes(source: Source) -> None:
    for label, at in source.footnote_signs.items():
        if label not in source.footnotes.keys() | source.wide_footnotes:
            source.problems.add(
                "unknown-footnote",
                "there is no footnote “{label}”",
                at,
                advice="Write it on a line of its own: [^{label}]: …",
                label=label,
            )
    for label, at in source.footnotes.items():
        if label not in source.footnote_signs.keys() | source.wide_footnotes:
            source.problems.add(
                "unused-footnote",
                "nothing points to the footnote “{label}”",
                at,
                advice="Write [^{label}] at the place that it belongs to.",
                label=label,
            )


def _check_braces(line: str, at: FilePosition, source: Source) -> None:
    """`{{figure：x}}`, or a figure in the midst of a line: nothing that a reader should see."""
    for match in _BRACES.finditer(_VALUE.sub(lambda found: " " * len(found[0]), line)):
        source.problems.add(
            "unknown-braces",
            "“{text}” is not understood",
            _within(at, match.start()),
            advice="Write {{{{figure: id}}}} on a line of its own, or {{{{value: id year}}}} in the text.",
            text=match[0],
        )


def _check_tags(line: str, at: FilePosition, source: Source) -> None:
    for match in _TAG.finditer(line):
        tag, attributes = match[1].lower(), _ATTRIBUTE.findall(match[2])
        refused = [name for name in attributes if name.lower() not in ATTRIBUTES.get(tag, set())]
        if tag in TAGS and not refused:
            continue
        source.problems.add(
            "html-refused",
            "a narrative may not hold “{html}”",
            _within(at, match.start()),
            advice="Write it in Markdown; the look of a page is the theme's.",
            html=f"<{tag}>" if tag not in TAGS else f"{refused[0]}=",
        )


def _check_width(line: str, at: FilePosition, source: Source) -> None:
    for match in _SIGNS.finditer(line):
        half_width = match[0].translate(_HALF_WIDTH)
        if half_width != match[0]:
            if note := _FOOTNOTE.fullmatch(half_width):
                half_width = f"[^{normalised(note[1])}]"
                source.wide_footnotes.add(normalised(note[1]))
            _warn(
                source,
                "full-width-sign",
                "“{text}” is shown as it stands, because it is written in full width",
                _within(at, match.start()),
                advice="Write half-width signs: {half_width}",
                text=match[0].strip(),
                half_width=half_width.strip(),
            )


def _check_tables(lines: list[str], first_line: int, source: Source) -> None:
    """Does each run of rows begin a block, with a line below its headings, and has no row more cells than they?"""
    before, columns = "", 0
    for index, line in enumerate(lines):
        cells = _cells_of(line)
        columns = (columns if _ROW.match(before) else len(cells)) if cells else 0
        if len(cells) > columns:
            source.problems.add(
                "cells-differ",
                "“{row}” has {cells} cells, but the table has {columns} columns",
                FilePosition(source.file, first_line + index, 1),
                advice="What stands beyond the last column is lost. Take a “|” away, or give the column a heading.",
                row=next(filter(None, cells), ""),
                cells=len(cells),
                columns=columns,
            )
        below = lines[index + 1] if index + 1 < len(lines) else ""
        if advice := _what_table_lacks(before, line, below):
            at = FilePosition(source.file, first_line + index, 1)
            _warn(source, "table-not-read", "this is not read as a table", at, advice=advice)
        before = line


def _what_table_lacks(before: str, line: str, below: str) -> str:
    """What to do where a table begins on this line and is not read as one; empty where all is well."""
    if _ROW.match(line) and not _ROW.match(before):
        begins = not before.strip() or bool(_HEADING.match(before) or _FIGURE.match(before))
        is_read = begins and _LINE_OF_TABLE.match(below) and "|" in below
        return "" if is_read else "Leave an empty line above it, and write |---|---| below its headings."
    if _is_rough_row(line) and not _is_rough_row(before) and _is_rough_row(below):
        return "Write | around each cell, as in | 年度 | 件数 |, and |---|---| below the headings."
    return ""


def _is_rough_row(line: str) -> bool:
    """Cells that a spreadsheet has parted with tabs, or bars without those at the ends."""
    plain = _CODE.sub("", line).strip()
    return not _ROW.match(line) and not _LINE_OF_TABLE.match(line) and bool(_ROUGHLY_PARTED.search(plain))


def _cells_of(line: str) -> list[str]:
    """The cells of a row of a table; none where it is no row. What is code, and a “|” after a backslash, parts none."""
    if not _ROW.match(line):
        return []
    plain = _CODE.sub(lambda match: " " * len(match[0]), line)
    return [cell.strip() for cell in _BAR.split(plain.strip())[1:-1]]


def _within(at: FilePosition, index: int) -> FilePosition:
    return FilePosition(at.file, at.line, at.column + index)


def with_lines(text: str) -> str:
    """HTML with the marks of lines as `data-line` on what begins there, and without those that nothing begins at."""
    text = _LINE_IN_TABLE.sub(r'<table data-line="\2">\1', text)
    text = _LINE_IN_BLOCK.sub(r'<\1\2 data-line="\4">\3', text)
    return _LINE.sub("", text)


def lost_figures(placed: set[int], source: Source) -> Iterator[FigureReference]:
    """The figures that the text has swallowed: inside HTML, or where no paragraph can stand."""
    return (figure for number, figure in enumerate(source.figures) if number not in placed)
