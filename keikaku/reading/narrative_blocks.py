"""What runs over several lines of a narrative and may not be read as it was meant: tables, lists, comments."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from keikaku.problems import FilePosition
from keikaku.reading.narrative_signs import CODE, FIGURE, HEADING, blanked
from keikaku.reading.narrative_source import Source, warn
from keikaku.reading.narrative_values import check_years_of_columns
from keikaku.reading.slips import (
    FULL_WIDTH_SPACE,
    HYPHEN_ADVICE,
    HYPHEN_FOUND,
    JOINED_ADVICE,
    JOINED_FOUND,
    SIGNS_OF_ENTRIES,
    SWALLOWED_FOUND,
)

_ROW = re.compile(r"\s*\|.*\|.*\|\s*$")
_ROW_OF_ONE = re.compile(r"\s*\|[^|]*\|\s*$")
_BAR = re.compile(r"(?<!\\)\|")
_ROUGHLY_PARTED = re.compile(r"\S\t+\S|\S\s+(?<!\\)\|\s+\S")
_TORN_RULE = re.compile(r"(?=.*---)\s*[\s:：|｜lIーー-]+$")
_LINE_OF_TABLE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")


def check_tables(lines: list[str], first_line: int, source: Source) -> None:
    """Is each run of rows read as a table, and has each row as many cells as there are headings?"""
    before, columns, is_table, is_told = "", 0, False, False
    for index, line in enumerate(lines):
        if is_told:  # with the line above
            is_told = False
            continue
        at = FilePosition(source.file, first_line + index, 1)
        cells = _cells_of(line) or ([line.strip(" |")] if is_table and _ROW_OF_ONE.match(line) else [])
        below = lines[index + 1] if index + 1 < len(lines) else ""
        joined = f"{line.rstrip()} {below.strip()}"
        if is_table and not cells and len(_cells_of(joined)) == columns and "|" in line and "|" in below:
            found, advice = "this row of the table breaks off in a cell", "Write it on one line with the line below."
            source.problems.add("table-not-read", found, at, advice=advice)
            before, is_told = joined, True
            continue
        if not is_table:
            columns = (columns if _ROW.match(before) else len(cells)) if cells else 0
        if cells and not is_table and (wanted := _columns_below(lines[index + 1 : index + 3], columns)):
            _report_heading(columns, wanted, at, source)
            columns = wanted
        elif cells and len(cells) != columns and not _is_torn_rule(line):
            report = _report_rule if _LINE_OF_TABLE.match(line) else _report_cells
            report(cells, columns, at, source)
        elif is_table and not cells and _takes_in(line, columns):
            advice = "Leave an empty line above it; or, if it is a row, write | around each cell."
            warn(source, "table-not-read", "this line is taken for a row of the table above", at, advice=advice)
        two_above = lines[index - 2] if index > 1 else ""
        if advice := "" if is_table else _what_table_lacks(before, line, below):
            if not before.strip() and _ROW.match(two_above):
                advice = "Take the empty line between it and the table above away."
            near = "|" + "---|" * columns
            warn(source, "table-not-read", "this is not read as a table", at, advice=advice, near=near)
        is_table = bool(line.strip()) and not FIGURE.match(line) and (is_table or bool(cells and not advice))
        before = line


def check_columns(lines: list[str], first_line: int, source: Source) -> None:
    """Does each value that a table quotes belong to the year that heads its column?"""
    rows: list[tuple[FilePosition, str, Sequence[str]]] = []
    for number, line in enumerate([*lines, ""], first_line):
        if cells := _cells_of(line):
            rows.append((FilePosition(source.file, number, 1), line, cells))
        else:
            check_years_of_columns(rows, source)
            rows = []


def _takes_in(line: str, columns: int) -> bool:
    """Is it no row, though a table takes it for one: a text, or cells that are parted otherwise?"""
    bars = _BAR.split(line.strip())
    return bool(line.strip()) and not FIGURE.match(line) and len(bars) - (bars[0] == "") != columns


def _columns_below(lines: list[str], columns: int) -> int:
    """How many cells the line of hyphens and the first row agree on, where the headings are fewer."""
    counts = {len(_cells_of(line)) for line in lines}
    is_headed = len(lines) > 1 and _LINE_OF_TABLE.match(lines[0])
    return counts.pop() if is_headed and len(counts) == 1 and min(counts) > columns else 0


def _is_torn_rule(line: str) -> bool:
    """`| --- | ---: l`, `|---｜---|`: the line below the headings, with a sign that is none of its own."""
    return bool(_TORN_RULE.match(line)) and not _LINE_OF_TABLE.match(line)


def _report_heading(headings: int, columns: int, at: FilePosition, source: Source) -> None:
    source.problems.add(
        "cells-differ",
        "here are {cells} headings, but the rows below have {columns} cells",
        at,
        advice="Is a heading lost? Write it, with its “|”.",
        cells=headings,
        columns=columns,
    )


def _report_rule(cells: list[str], columns: int, at: FilePosition, source: Source) -> None:
    source.problems.add(
        "cells-differ",
        "the line of hyphens has {cells} cells, but there are {columns} headings",
        at,
        advice="Write one for each heading: {near}",
        cells=len(cells),
        columns=columns,
        near="|" + "".join(f"{cell}|" for cell in [*cells, *["---"] * columns][:columns]),
    )


def _report_cells(cells: list[str], columns: int, at: FilePosition, source: Source) -> None:
    source.problems.add(
        "cells-differ",
        "“{row}” has {cells} cells, but the table has {columns} columns",
        at,
        advice=(
            "What stands beyond the last column is lost. Compare with the source: take the cell that is too many away "
            "with its “|”, or add a heading and “|---”."
        )
        if len(cells) > columns
        else "Write a cell for each column, also an empty one: “| |”. Cells behind a missing one move to the left.",
        row=next(filter(None, cells), ""),
        cells=len(cells),
        columns=columns,
    )


def _what_table_lacks(before: str, line: str, below: str) -> str:
    """What to do where a table begins on this line and is not read as one; empty where all is well."""
    if _ROW.match(line) and not (_ROW.match(before) or _ROW_OF_ONE.match(before) or _is_torn_rule(before)):
        begins = not before.strip() or bool(HEADING.match(before) or FIGURE.match(before))
        is_read = begins and _LINE_OF_TABLE.match(below) and "|" in below
        if _is_torn_rule(below):
            return "Write this on the line below it, and nothing else: {near}"
        return "" if is_read else "Leave an empty line above it, and write |---|---| below its headings."
    if _is_rough_row(line) and not _is_rough_row(before) and _is_rough_row(below):
        return "Write | around each cell, as in | 年度 | 件数 |, and |---|---| below the headings."
    return ""


def _is_rough_row(line: str) -> bool:
    """Cells that a spreadsheet has parted with tabs, or bars without those at the ends."""
    plain = CODE.sub("", line).strip()
    return not _ROW.match(line) and not _LINE_OF_TABLE.match(line) and bool(_ROUGHLY_PARTED.search(plain))


def _cells_of(line: str) -> list[str]:
    """The cells of a row of a table; none where it is no row. What is code, and a “|” after a backslash, parts none."""
    if not _ROW.match(line):
        return []
    plain = blanked(CODE, line)
    return [cell.strip() for cell in _BAR.split(plain.strip())[1:-1]]


def check_lists(lines: list[str], first_line: int, source: Source) -> None:
    """`・a` above `・b`: one paragraph, of lines that were meant to stand below each other."""
    before, is_told = "", False
    for number, line in enumerate(lines, first_line):
        at, index = FilePosition(source.file, number, 1), number - first_line
        sign = _sign_of_entry(line)
        if _stands_for_hyphen(lines, index):
            source.problems.add("line-without-key", HYPHEN_FOUND, at, advice=HYPHEN_ADVICE)
            sign = ""
        if sign != before:
            is_told = False
        elif sign and not is_told:
            is_told = True
            source.problems.add(
                "swallowed-entry",
                SWALLOWED_FOUND,
                FilePosition(source.file, number - 1, 1),
                advice=_NUMBERED_LIST if sign == _NUMBER else _FOR_SIGN if sign in SIGNS_OF_ENTRIES else _HYPHENS,
                sign=sign,
            )
        if _NOTHING_BEHIND.fullmatch(line):
            found, advice = "nothing stands behind this “{sign}”", "Write what belongs here, or take the line away."
            source.problems.add("blank-value", found, at, advice=advice, sign=line.strip())
        above = lines[index - 1] if index else ""
        if _PARAGRAPH.match(line) and not sign and (_is_text(above) or _PARAGRAPH.match(above)):
            source.problems.add("swallowed-entry", _RUNS_ON_IN_TEXT, at, advice=_EMPTY_LINE)
        if _BEGINS_LIST.match(line) and _is_text(above) and not _stands_for_hyphen(lines, index - 1):
            advice = "Leave an empty line above the list."
            source.problems.add("swallowed-entry", _RUNS_ON, at, advice=advice, sign=line.lstrip()[:1])
        if match := _WIDE_BEFORE_ENTRY.match(line):
            source.problems.add(
                "full-width-space",
                FULL_WIDTH_SPACE,
                FilePosition(source.file, number, match.end()),
                advice="Begin the line with “- ”, at the left edge.",
            )
        before = sign


_NUMBER = "１．"
_FOR_SIGN = "For a list, write “- ” for the “{sign}” that each line begins with; or leave an empty line between them."
_HYPHENS = "For a list, begin each line with “- ”; or leave an empty line between them."
_NUMBERED_LIST = (
    "For a list with numbers, begin each line with “1. ”, “2. ”, in half width and with a space; or leave an empty "
    "line between them."
)


def check_numbers(lines: list[str], first_line: int, source: Source) -> None:
    """`1. ` above `3. `: a list with numbers is counted anew, and shows 2 for the 3."""
    counted: dict[int, int] = {}  # by where the entries begin
    for number, line in enumerate(lines, first_line):
        match = _NUMBERED.match(line)
        if match is None:
            counted = counted if line[:1] in ("", " ") else {}
            continue
        left, own = len(match["left"]), int(match["number"])
        before = counted.get(left, own - 1)
        counted = {column: last for column, last in counted.items() if column < left} | {left: own}
        if own not in (before + 1, before):
            warn(
                source,
                "number-left-out",
                "{number} stands behind {before}, and would be shown as {near}",
                FilePosition(source.file, number, left + 1),
                advice="Is an entry lost, or a digit wrong? Compare with the source. If it is printed so, "
                "{acknowledge}",
                number=own,
                before=before,
                near=before + 1,
            )


_NUMBERED = re.compile(r"(?P<left> *)(?P<number>\d{1,3})\. +\S")


def _stands_for_hyphen(lines: list[str], index: int) -> bool:
    """`・相談`, `－相談` or `-相談`, above or below an entry."""
    beside = lines[max(index - 1, 0) : index + 2]
    is_sign = _sign_of_entry(lines[index]) in _FOR_HYPHENS
    return is_sign and any(other.lstrip(" ").startswith("- ") for other in beside)


_FOR_HYPHENS = frozenset("-・－−‐–—―ー")
_NOTHING_BEHIND = re.compile(r"\s*(?:[-*+]|\d{1,3}\.)\s*")
_BEGINS_LIST = re.compile(r"(?:[-*+]|\d+\.) +\S")
_WIDE_BEFORE_ENTRY = re.compile(r"[ \u3000]*\u3000[ \u3000]*(?=[-*+] )")
_PARAGRAPH = re.compile(r"\u3000\S")  # as texts for print begin them
_RUNS_ON_IN_TEXT = "this line begins like a paragraph, but goes on in the one above"
_EMPTY_LINE = (
    "If a paragraph begins here, leave an empty line above it. Otherwise take the full-width space before it away."
)
_RUNS_ON = "a list that begins directly below a text runs on in it"


def _is_text(line: str) -> bool:
    """A line of a paragraph: no entry, row, heading, figure, quotation or HTML."""
    return bool(line.strip()) and not re.match(r"\s|[|#>{<-]|(?:[-*+:]|\d+\.)\s|\[\^", line)


def _sign_of_entry(line: str) -> str:
    """What a line begins with in the place of “- ”; all numbers in circles count as one sign."""
    begin = line.lstrip()
    if begin[:1] in SIGNS_OF_ENTRIES:
        return begin[:1]
    if re.match("[０-９]+[．.、）)]", begin):
        return _NUMBER
    return "①" if re.match(r"[①-⑳]", begin) else "-" if re.match(r"-[^\s-]", begin) else ""


def check_joined_entries(lines: list[str], first_line: int, source: Source) -> None:
    """`- 講座を開く。- 相談を受ける。`: the end of a line is lost between two entries."""
    for number, line in enumerate(lines, first_line):
        if _ENTRY.match(line) and (joined := _JOINED.search(line)):
            at = FilePosition(source.file, number, joined.end())
            source.problems.add("swallowed-entry", JOINED_FOUND, at, advice=JOINED_ADVICE)


_JOINED = re.compile(r"[。）)」]\s*-(?= \S)")


def check_repeats(lines: list[str], first_line: int, source: Source) -> None:
    """A row, an entry, a paragraph, or several of them, that were pasted once too often."""
    said = [(number, text) for number, line in enumerate(lines, first_line) if (text := line.strip())]
    end = 0  # of what has been told
    for index, (number, _) in enumerate(said):
        several = range(1, min(index, len(said) - index, _PASTED_AT_ONCE) + 1)
        if index >= end and (count := next((n for n in several if _is_pasted(said[index - n : index + n])), 0)):
            end = index + count
            found = _SAME_LINE if count == 1 else _SAME_LINES
            at, last = FilePosition(source.file, number, 1), said[end - 1][0]
            warn(source, "repeated-entry", found, at, advice=_TAKE_ONE_AWAY, line=number, last=last)


def _is_pasted(said: list[tuple[int, str]]) -> bool:
    """Are the lines of the first half those of the second?"""
    texts = [text for _, text in said]
    first, second = texts[: len(said) // 2], texts[len(said) // 2 :]
    signs = len(_SIGNS_OF_ROWS.sub("", "".join(first)))
    least = sum(_ROW_WITH_WORDS if _ROW.match(text) else _SENTENCE for text in first)
    return first == second and not first[0].startswith(("<", "`")) and signs >= least


_PASTED_AT_ONCE = 40  # lines
_SAME_LINE = "this line is the same as the one above it"
_SAME_LINES = "lines {line}–{last} are the same as those above them"
_TAKE_ONE_AWAY = "Take one of them away. If it is printed so, {acknowledge}"
_SENTENCE = 8  # signs; a shorter text may well stand twice
_ROW_WITH_WORDS = 4
_SIGNS_OF_ROWS = re.compile(r"[\s|:*+-]+")


def check_sections(lines: list[str], first_line: int, source: Source) -> None:
    """Does something stand below each heading, a text or a lower heading, and below the title?"""
    for heading, following in zip_longest(source.headings, source.headings[1:]):
        begin, end = heading.at.line + 1, following.at.line if following else first_line + len(lines)
        is_parted = following is not None and (following.level > heading.level or following.id == heading.id)
        if not is_parted and not any(line.strip() for line in lines[begin - first_line : end - first_line]):
            _warn_of_nothing(heading.text, heading.at, _TEXT_OF_HEADING, source)
    if source.title and source.needs_text and not any(line.strip() for line in source.lines):
        _warn_of_nothing(source.title, source.begins, _TEXT_OF_CHAPTER, source)


_TEXT_OF_HEADING = (
    "Write what belongs here. If it was lost, put it back from a copy. If nothing is to stand here, {acknowledge}"
)
_TEXT_OF_CHAPTER = (
    "Write the text below the second “---”, or below the title. If it was lost, put it back from a copy. "
    "If nothing is to stand here, {acknowledge}"
)


def _warn_of_nothing(text: str, at: FilePosition, advice: str, source: Source) -> None:
    if any((problem.at.file, problem.at.line) == (at.file, at.line) for problem in source.problems):
        return  # what is wrong with the line itself comes first
    warn(source, "nothing-below-heading", "nothing stands below “{text}”", at, advice=advice, text=text)


def check_indents(lines: list[str], first_line: int, source: Source) -> None:
    """A paragraph that begins with a tab or four spaces is code to Markdown, unless it belongs to a list or note;
    what belongs to a list begins with four spaces for each entry that it is in."""
    is_apart, belongs_to_entry = True, False
    for number, line in enumerate(lines, first_line):
        at = FilePosition(source.file, number, 1)
        begin = len(line) - len(line.lstrip(" "))
        if FIGURE.match(line.lstrip()):  # which never stands in a list
            is_apart, belongs_to_entry = False, False
            continue
        if is_apart and not belongs_to_entry and _INDENTED.match(line):
            found = "this paragraph begins further right, and would be shown as the lines of a program"
            advice = "Begin it at the left edge; a full-width space may stand before it."
            source.problems.add("indent-differs", found, at, advice=advice)
        elif belongs_to_entry and begin % _LEVEL and line.strip() and (is_apart or _ENTRY.match(line.lstrip(" "))):
            source.problems.add(
                "indent-differs",
                "what belongs to an entry of a list begins with four spaces more than it",
                at,
                advice="Begin the line with {count} half-width spaces if it belongs to the entry above, "
                "else with {less}.",
                count=-(-begin // _LEVEL) * _LEVEL,
                less=begin // _LEVEL * _LEVEL,
            )
        if line.strip() and not line.startswith((" ", "\t")):
            belongs_to_entry = bool(_ENTRY.match(line))
        elif begin < _LEVEL and _ENTRY.match(line.lstrip(" ")):  # up to three spaces, Markdown says, are none
            belongs_to_entry = True
        is_apart = not line.strip()


_LEVEL = 4  # spaces, as Markdown counts them
_INDENTED = re.compile(r"(?: {4,}| {0,3}\t)\s*[^\s<]")
_ENTRY = re.compile(r"(?:[-*+:]|\d+\.)\s|\[\^")


def check_signs_for_headings(lines: list[str], first_line: int, source: Source) -> None:
    """`■ 背景` on a line of its own: a heading for the eye alone, as word processors have them."""
    for index, line in enumerate(lines):
        match = _SIGN_FOR_HEADING.fullmatch(line)
        beside = (*lines[max(index - 1, 0) : index], *lines[index + 1 : index + 2])
        if match and not any(_SIGN_FOR_HEADING.match(other) or _ROW.match(other) for other in beside):
            at = FilePosition(source.file, first_line + index, 1)
            level = [1, *(heading.level for heading in source.headings if heading.at.line < at.line)][-1]
            warn(
                source,
                "heading-by-sign",
                "“{text}” looks like a heading, but is none",
                at,
                advice="For a heading, write: {near}. For a list, begin the line with “- ”. If it is meant so, "
                "{acknowledge}",
                text=line.strip(),
                near=f"{'#' * min(level + 1, 6)} {match['text']}",
            )


_SIGN_FOR_HEADING = re.compile(r" {0,3}[■□◆◇●▼▽★☆◎▶]\s*(?P<text>\S[^。]{0,38}[^。\s])\s*")


def check_emphasis(lines: list[str], first_line: int, source: Source) -> None:
    """`**図：…*`: strong words whose second sign is lost, so that the first would be shown; and code likewise."""
    plain = [blanked(CODE, line) for line in [*lines, ""]]
    for sign, pattern in (("**", _STRONG), ("`", _BACKTICK)):
        open_at: FilePosition | None = None
        for number, (line, shown) in enumerate(zip([*lines, ""], plain, strict=True), first_line):
            if not line.strip() or _ROW.match(line) or _ENTRY.match(line):
                _report_open_emphasis(sign, open_at, source)
                open_at = None
            for match in pattern.finditer(shown):
                open_at = None if open_at else FilePosition(source.file, number, match.start() + 1)
        _report_open_emphasis(sign, open_at, source)


def _report_open_emphasis(sign: str, at: FilePosition | None, source: Source) -> None:
    if at:
        found = "“{sign}” stands here, but not behind the words, too"
        advice = "Write {sign} before and behind the words, or take it away."
        source.problems.add("open-bracket", found, at, advice=advice, sign=sign)


_BACKTICK = re.compile(r"(?<![`\\])`(?!`)")
_STRONG = re.compile(r"(?<![*\\])\*\*(?!\*)")
