"""What a narrative's lines hold that needs a place: headings, figures, values, links, footnotes, HTML.

Python-Markdown keeps no positions, so everything that is looked up, or may be at fault, is found here before it runs.
"""

import html
import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from keikaku.plan.narrative import FigureReference, Heading
from keikaku.problems import FilePosition, Severity
from keikaku.reading.narrative_blocks import (
    check_columns,
    check_emphasis,
    check_indents,
    check_joined_entries,
    check_lists,
    check_numbers,
    check_repeats,
    check_sections,
    check_signs_for_headings,
    check_tables,
)
from keikaku.reading.narrative_html import check_comments, check_ends_of_tags, check_tags
from keikaku.reading.narrative_links import LINK, find_links
from keikaku.reading.narrative_sentences import check_ends
from keikaku.reading.narrative_signs import CODE, COMMENT, FIGURE, FOOTNOTE, HEADING, RUBY, VALUE, blanked, plain_text
from keikaku.reading.narrative_source import Source, warn, within
from keikaku.reading.narrative_values import VALUE_PLACE, check_braces, check_values, value_place
from keikaku.reading.slips import WIDE_ADVICE, WIDE_FOUND
from keikaku.reading.texts import CONTACT_WORDS, Found, findings, problem_of, unpaired_bracket

# Headings, figures and values, footnotes, strong words and rows of tables, written with any sign in full width.
_SIGNS = re.compile(
    r"^\s*＃+|^：|^＞|(?:｛[#＃][\w-]+[}｝]|\{＃[\w-]+[}｝])\s*$|^\s*[［[][\^＾][^]］\s]+[］\]]：|｛｛[^｛｝]*｝｝|[［[][\^＾][^]］\s]+[］\]]|＊＊[^＊]+＊＊|^\s*｜.*｜\s*$"
    r"|\{[^{}|｜\n]+｜[^{}|｜\n]+\}|｛[^｛｝|｜\n]+[|｜][^｛｝|｜\n]+｝"
    r"|！\[[^\]]*\]\([^()]*\.(?:png|jpe?g|gif|webp)[^()]*\)"
)
_HALF_WIDTH = str.maketrans("＃｛｝［］＾＊｜：！＞", "#{}[]^*|:!>")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")

# What begins a block, after the signs of headings, lists, quotations, definitions, footnotes and tables. Not what is no
# text: lines across and between the rows of tables, HTML, the addresses of links.
_BLOCK = re.compile(
    r"\A(?!\s*(?:(?:[-*_]\s*){3,}|[-:|\s]*)$)(?!\s*<|\s{0,3}\[[^\]^][^\]]*\]:)"
    r"(?P<signs>\s*(?:(?:[-*+:]|#{1,6}|\d+\.)\s+|\|\s*|>\s?|\[\^[^\]]+\]:\s*)*)(?P<text>\S.*)"
)
_SIGNS_OF_LISTS = re.compile(r"\s*(?:(?:[-*+:]|\d+\.)\s|\[\^[^\]]+\]:)")
_LINE = re.compile("\ue020(\\d+)\ue021")
_LINE_IN_TABLE = re.compile(f"<table>(\\s*<thead>\\s*<tr>\\s*<th[^>]*>){_LINE.pattern}")
_LINE_IN_BLOCK = re.compile(f"<(p|li|dt|dd|h[2-6])(\\s[^<>]*)?>((?:\\s*<[a-z][^<>]*>)*){_LINE.pattern}")


_STRUCK = re.compile(r"~~(?=\S)([^~`]+?)(?<=\S)~~")  # ~~旧い文~~, as revisions are shown
_TIMES = re.compile(r"(?<=[0-9A-Za-z])\*(?=[0-9A-Za-z])")  # 3*4*5, 様式A*B: which Markdown would set in italics
FIGURE_PLACE = re.compile("<p>\ue010(\\d+)\ue011</p>\n?")


def read_source(lines: list[str], first_line: int, source: Source) -> Source:
    """Fill `source` from the lines of a file; `first_line` is the number of the first of them."""
    for number, line in enumerate(lines, first_line):
        _read_line(line, FilePosition(source.file, number, 1), source)
    _check_footnotes(lines, first_line, source)
    _check_pairs(lines, first_line, source)
    check_tables(lines, first_line, source)
    check_columns(lines, first_line, source)
    check_lists(lines, first_line, source)
    check_numbers(lines, first_line, source)
    check_joined_entries(lines, first_line, source)
    check_repeats(lines, first_line, source)
    check_sections(lines, first_line, source)
    check_comments(lines, first_line, source)
    check_ends_of_tags(lines, first_line, source)
    check_indents(lines, first_line, source)
    check_emphasis(lines, first_line, source)
    check_signs_for_headings(lines, first_line, source)
    check_ends(lines, first_line, source)
    return source


def _read_line(line: str, at: FilePosition, source: Source) -> None:
    if slid := _SLID_HEADING.match(line):
        found, advice = "this heading does not begin at the left edge, and would be shown with its signs", _AT_EDGE
        source.problems.add("indent-differs", found, at, advice=advice, signs=slid["signs"])
        line = line[slid.start("signs") :]
    plain = blanked(CODE, line)  # what is code is shown, not obeyed
    begins, source.begins_block = source.begins_block, not line.strip()
    if match := FIGURE.match(line):
        source.begins_block = True
        _place_figure(FigureReference(match[1], at), source)
        return
    check_braces(blanked(COMMENT, plain), at, source)
    find_links(plain, at, source)
    check_tags(plain, at, source)
    _check_width(plain, at, source)
    _check_text(plain, at, source)
    _check_open_brackets(plain, at, source)
    if match := HEADING.match(line):
        begins = source.begins_block = True
        line = _read_heading(match, at, source)
    line = _TIMES.sub(r"\\*", _with_footnotes(line, at, source))
    check_values(line, at, source)
    line = VALUE.sub(lambda match: value_place(match, at), line)
    if begins or _SIGNS_OF_LISTS.match(line):
        line = _BLOCK.sub(lambda match: f"{match['signs']}\ue020{at.line}\ue021{match['text']}", line)
    source.lines.append(_STRUCK.sub(r"<del>\1</del>", RUBY.sub(_ruby, line)))


_SLID_HEADING = re.compile(r"(?: {1,3}|[ \u3000]*\u3000[ \u3000]*)(?P<signs>#{1,6})\s")
_AT_EDGE = "Take the spaces before “{signs}” away."


def _place_figure(figure: FigureReference, source: Source) -> None:
    source.lines.append(f"\n\ue010{len(source.figures)}\ue011\n")
    if known := next((other for other in source.figures if other.id == figure.id), None):
        source.problems.add(
            "anchor-twice",
            "the figure “{id}” stands in this text already, on line {line}",
            figure.at,
            advice="Take one of them away.",
            id=figure.id,
            line=known.at.line,
        )
    source.figures.append(figure)


def _ruby(match: re.Match[str]) -> str:
    return f"<ruby>{html.escape(match[1])}<rp>（</rp><rt>{html.escape(match[2])}</rt><rp>）</rp></ruby>"


# --- headings ----------------------------------------------------------------------------------------------------


def _read_heading(match: re.Match[str], at: FilePosition, source: Source) -> str:
    """The heading as Markdown, with its id; nothing for the title, which the page shows itself."""
    level, text = len(match[1]), match[2]
    plain = _heading_text(text)
    if level == 1:
        check_title(text, within(at, match.start(2)), source)
        if source.title in ("", plain):
            source.title = plain
            return ""
        if plain:
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
    if first := next((other for other in source.headings if other.id == heading.id), None):
        source.problems.add(
            "heading-twice",
            "the heading “{text}” stands here twice, so links cannot tell them apart"
            if first.text == plain
            else "the id “{id}” of this heading is taken; first on line {line}",
            at,
            advice=_PASTED_OR_ITS_ID if (first.text, first.level) == (plain, level) else _ITS_ID,
            text=plain,
            id=heading.id,
            line=first.at.line,
            near=f"{match[1]} {text} {{#{_free_id(heading.id, source)}}}",
        )
    source.headings.append(heading)
    return f"{'#' * max(2, level)} {text} {{#{heading.id}}}"


_ITS_ID = "Give one of them an id of its own: {near}"
_PASTED_OR_ITS_ID = (
    "Was it pasted twice? Then delete one of the two lines. Otherwise give one of them an id of its own: {near}"
)


def check_title(title: str, at: FilePosition, source: Source) -> None:
    """A title stands in lists, addresses and search as well, where no value is looked up."""
    for match in VALUE.finditer(title):
        source.problems.add(
            "unknown-braces",
            "a title cannot quote a value: “{text}”",
            at,
            advice="Quote it in the text, or in a heading that begins with ##.",
            text=match[0],
        )


def _check_heading(heading: Heading, source: Source) -> None:
    """Pages are asked the same of their headings; here it is known where they are written."""
    before = max(2, source.headings[-1].level) if source.headings else 1
    if not heading.text:
        warn(
            source,
            "heading-without-text",
            "the heading has no words",
            heading.at,
            severity=Severity.ERROR,
            advice="Write its words behind “{signs}”, before a {{#…}} if there is one; or take the whole line away.",
            signs="#" * heading.level,
        )
    if heading.text.startswith("#"):
        warn(
            source,
            "heading-order",
            "a heading begins with six # at most",
            heading.at,
            severity=Severity.ERROR,
            advice="Take away those that are too many. Here these fit: {fitting}.",
            fitting=", ".join("#" * level for level in range(2, min(before + 1, 6) + 1)),
        )
    elif odd := _too_high_above(heading, source):
        warn(
            source,
            "heading-order",
            "“{text}” begins with {signs}, the others that are numbered like it with {near}",
            odd.at,
            advice="Begin it with {near}, too."
            if heading.level > before + 1
            else "Begin it with {near}, too. If it is meant so, {acknowledge}",
            severity=Severity.ERROR if heading.level > before + 1 else Severity.WARNING,
            text=odd.text,
            signs="#" * odd.level,
            near="#" * heading.level,
        )
    elif heading.level > before + 1:
        like = _level_of_its_like(heading, source)
        like = like if like <= before + 1 else 0
        warn(
            source,
            "heading-order",
            "a heading of level {after} follows one of level {before}",
            heading.at,
            advice="Leave no level out. The heading that is numbered like it begins with: {near}"
            if like
            else "Leave no level out. Here these fit: {fitting}. “{lowest}” makes it a part of the heading above.",
            near="#" * like,
            fitting=", ".join("#" * level for level in range(2, before + 2)),
            lowest="#" * (before + 1),
            severity=Severity.ERROR,
            after=heading.level,
            before=before,
        )
    elif fellow := _counted_on_below(heading, source):
        warn(
            source,
            "heading-order",
            "“{text}” counts on from “{before}”, but stands below it",
            heading.at,
            advice="Begin it with {near}, as that heading. If it is meant so, {acknowledge}",
            text=heading.text,
            before=fellow.text,
            near="#" * fellow.level,
        )


def _too_high_above(heading: Heading, source: Source) -> Heading | None:
    """The heading directly above, which alone has lost signs: ## ③ between #### ② and #### ④."""
    *others, above = source.headings or (heading,)
    make = _make_of_number(heading.text)
    likes = [one for one in others if one.level == heading.level and _make_of_number(one.text) == make]
    if not (make and likes and _make_of_number(above.text) == make and heading.level > above.level):
        return None
    first, second, third = map(_first_number, (likes[-1].text, above.text, heading.text))
    return above if first + 2 == second + 1 == third else None


def _first_number(text: str) -> int:
    digits = re.search(r"\d+", unicodedata.normalize("NFKC", text))
    return int(digits[0]) if digits else 0


def _free_id(id: str, source: Source) -> str:
    """field-2 for field-1: the next that no heading above bears."""
    taken = {heading.id for heading in source.headings}
    base = re.sub(r"-\d+$", "", id)
    return next(near for number in itertools.count(2) if (near := f"{base}-{number}") not in taken)


def _level_of_its_like(heading: Heading, source: Source) -> int:
    """The level of the last heading whose number is of the same make: (1) above (2); 0 where there is none."""
    make = _make_of_number(heading.text)
    alike = (other.level for other in reversed(source.headings) if make and _make_of_number(other.text) == make)
    return next(alike, 0)


def _counted_on_below(heading: Heading, source: Source) -> Heading | None:
    """The heading directly above, of a higher level, whose number this one follows: ### 4 behind ## 3."""
    above = next((one for one in reversed(source.headings) if one.level <= heading.level), None)
    if above is None or above.level == heading.level or _level_of_its_like(heading, source) != above.level:
        return None
    first, second = _first_number(above.text), _first_number(heading.text)
    return above if second == first + 1 > 1 else None


_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕"


def _make_of_number(text: str) -> str:
    """(#) for （２）地域, #. for 3. 方針, # and a space for 3 方針; empty where a heading begins with no number."""
    if text.startswith(tuple(_CIRCLED)):
        return "①"
    plain = re.match(r"[^\w\s]?第?[\d一二三四五六七八九十]+(?:[章節編部]|\W)", unicodedata.normalize("NFKC", text))
    return re.sub(r"[\d一二三四五六七八九十]+", "#", plain[0]) if plain else ""


def _heading_text(text: str) -> str:
    """A heading without its signs, as lists of headings show it."""
    plain = plain_text(LINK.sub(r"\g<text>", text))
    return VALUE.sub(lambda match: value_place(match, FilePosition("")), plain).strip()


def _slug(text: str) -> str:
    """A heading's id of its own words, so that it stays when others come or go."""
    return re.sub(r"[^\w]+", "-", VALUE_PLACE.sub("-", text).lower()).strip("-") or "section"


# --- footnotes, braces, tags -------------------------------------------------------------------------------------


def _check_text(line: str, at: FilePosition, source: Source) -> None:
    """Telephone numbers may stand in a line, or below a heading, that says they are the contact."""
    headings = [heading.text for heading in source.headings[-1:]]
    is_contact = any(CONTACT_WORDS.search(text) for text in (line, *headings))
    for found in findings(line, is_contact=is_contact):
        _report_text(found, at, source)


def _report_text(found: Found, at: FilePosition, source: Source) -> None:
    reason = source.accept.get(found.rule, "")
    if reason or not source.is_draft:
        place = within(at, found.start)
        source.problems.extend([problem_of(found, place, source.room, reason, str(source.begins))])


def _check_pairs(lines: list[str], first_line: int, source: Source) -> None:
    """Of the brackets of each run of lines: a sentence may go on in the next. Those of links and notes are told."""
    told = {problem.at.line for problem in source.problems}
    begin = 0
    for end in (*(number for number, line in enumerate(lines) if not line.strip()), len(lines)):
        run, begin_of_run = [blanked(CODE, line) for line in lines[begin:end]], begin
        begin = end + 1
        for found in unpaired_bracket("".join(run)):
            line, start = 0, found.start
            while start >= len(run[line]):
                start -= len(run[line])
                line += 1
            at = FilePosition(source.file, first_line + begin_of_run + line, 1)
            if at.line not in told:
                _report_text(replace(found, start=start), at, source)


_ANOTHER_SIGN = (
    "If both are one note, delete this one. Otherwise write “[^{near}]:” here, and “[^{near}]” in the text where it "
    "belongs."
)


def _with_footnotes(line: str, at: FilePosition, source: Source) -> str:
    def labelled(match: re.Match[str]) -> str:
        is_note = bool(match[2]) and not line[: match.start()].strip()
        place, known = within(at, match.start()), source.footnotes if is_note else source.footnote_signs
        if is_note and match[1] in known:
            source.problems.add(
                "footnote-twice",
                "the footnote “{label}” is written twice; first on line {line}",
                place,
                advice=_ANOTHER_SIGN,
                near=next(sign for sign in map(str, itertools.count(1)) if sign not in known),
                label=match[1],
                line=known[match[1]].line,
            )
        known.setdefault(match[1], place)
        return f"[^{source.label}-{match[1]}]{match[2]}"

    return FOOTNOTE.sub(labelled, line)


def _check_footnotes(lines: list[str], first_line: int, source: Source) -> None:
    unknown = source.footnote_signs.keys() - source.footnotes.keys() - source.wide_footnotes
    unused = source.footnotes.keys() - source.footnote_signs.keys() - source.wide_footnotes
    near = next(iter(unused)) if len(unknown) == len(unused) == 1 else ""
    for label, at in source.footnote_signs.items():
        if label in unknown:
            number = next((n for n, line in enumerate(lines, first_line) if _is_torn(line, label)), 0)
            source.problems.add(
                "unknown-footnote",
                "there is no footnote “{label}”",
                FilePosition(at.file, number, 1) if number else at,
                advice="Is this its text? Then begin the line with: [^{label}]:"
                if number
                else _OTHER_FOOTNOTE
                if near
                else "Leave a line empty below this paragraph and write there “[^{label}]: ” and its text; or take the "
                "sign away.",
                label=label,
                near=near,
            )
    for label, at in source.footnotes.items():
        if label in unused - {near}:
            source.problems.add(
                "unused-footnote",
                "nothing points to the footnote “{label}”",
                at,
                advice="Write [^{label}] at the place that it belongs to.",
                label=label,
            )


_OTHER_FOOTNOTE = (
    "Nothing points to the footnote “{near}”. Is it meant? Then write [^{near}]. Otherwise leave a line empty below "
    "this paragraph and write there “[^{label}]: ” and its text."
)


def _is_torn(line: str, label: str) -> bool:
    """`^1]: …`, `[^1] …` at the beginning of a line: a footnote that lost one of its signs."""
    name = re.escape(label)
    return re.match(rf"\s*[\[［]?\^?{name}[\]］]\s*[:：]?\s|\s*[\[［]?\^{name}\s*[:：]", line) is not None


def _check_open_brackets(line: str, at: FilePosition, source: Source) -> None:
    """`[^1の`, `## 背景 {#background`, and a `{#background}` that has no heading."""
    for match in _OPEN_FOOTNOTE.finditer(line):
        source.problems.add(
            "unknown-footnote",
            "the bracket of this footnote is not closed",
            within(at, match.start()),
            advice="Write {near}.",
            near=f"{match[0]}]",
        )
        source.wide_footnotes.add(match[1])
    if (joined := _TEXT_BEHIND_ID.match(line)) and HEADING.match(line):
        source.problems.add(
            "unknown-braces",
            "a text stands behind “{near}” of this heading",
            within(at, joined.end()),
            advice="Begin a new line behind “{near}”, with an empty line between them."
            if joined["words"].strip("# ")
            else "Write “{near}” behind the words of the heading.",
            text=joined["id"],
            near=joined["id"],
        )
    if (rounded := _ROUND_ID.search(line) or _BARE_ID.search(line)) and HEADING.match(line):
        advice = "Did you mean “{near}”?" if rounded[1] else _ID_OR_NOTHING
        _report_id(rounded, rounded[1] or "", advice, at, source)
    open_id = _OPEN_ID.search(line)
    if open_id and not (open_id[2] and HEADING.match(line)):
        advice = "It belongs behind a heading: ## … {near}" if open_id[2] else "Did you mean “{near}”?"
        _report_id(open_id, open_id[1] or open_id[2] or open_id[3], advice, at, source)


_ID_OR_NOTHING = (
    "If an id stood here, put it back from the line as it was, as {{#now}}. If there was none, take “{text}” away."
)


def _report_id(match: re.Match[str], id: str, advice: str, at: FilePosition, source: Source) -> None:
    source.problems.add(
        "unknown-braces",
        "“{text}” is not understood",
        within(at, match.start()),
        advice=advice,
        text=match[0].strip(),
        near=f"{{#{id}}}",
    )


_OPEN_FOOTNOTE = re.compile(r"\[\^([\w-]*?\d+)(?![\w-]*\])(?=[^\]]*(?:\[|$))")
_ROUND_ID = re.compile(r"[(（\[［]#([\w-]+)[)）\]］]\s*$")
_BARE_ID = re.compile(r"(?<!\{)\{([a-z][\w-]*)?#?…?\}\s*$|(?<=\s)\{#?…?()$")  # {background}, {#}, {#…}, {#
_TEXT_BEHIND_ID = re.compile(r"(?P<words>#.*?)(?P<id>\{#[\w-]+\})(?=\s*[^\s#])")
_OPEN_ID = re.compile(r"\{#([\w-]+)[^\w\s}-]*$|\{#([\w-]+)\}\s*$|(?<=\s)#([\w-]+)\}\s*$")


def _check_width(line: str, at: FilePosition, source: Source) -> None:
    for match in _SIGNS.finditer(line):
        half_width = match[0].translate(_HALF_WIDTH).strip()
        if note := FOOTNOTE.fullmatch(half_width):
            half_width = half_width.translate(_DIGITS)
        if half_width != match[0].strip():
            if note:
                source.wide_footnotes.add(note[1].translate(_DIGITS))
                source.wide_footnotes.add(note[1])
            warn(
                source,
                "full-width-sign",
                WIDE_FOUND,
                within(at, match.start()),
                advice=_COLON_ADVICE if half_width == ":" else WIDE_ADVICE,
                # What leads to a note, or to a heading by its id, would lead nowhere.
                severity=Severity.ERROR if note or half_width.startswith((":", "{#")) else Severity.WARNING,
                text=match[0].strip(),
                half_width=half_width,
            )


_COLON_ADVICE = "Is it the meaning of the word above? Then begin the line with a half-width colon and three spaces."


def with_lines(text: str) -> str:
    """HTML with the marks of lines as `data-line` on what begins there, and without those that nothing begins at."""
    text = _LINE_IN_TABLE.sub(r'<table data-line="\2">\1', text)
    text = _LINE_IN_BLOCK.sub(r'<\1\2 data-line="\4">\3', text)
    return _LINE.sub("", text)


def lost_figures(placed: set[int], source: Source) -> Iterator[FigureReference]:
    """The figures that the text has swallowed: inside HTML, or where no paragraph can stand."""
    return (figure for number, figure in enumerate(source.figures) if number not in placed)
