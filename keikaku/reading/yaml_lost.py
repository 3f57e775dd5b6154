"""The hyphen or the colon of a line that is lost: YAML stumbles over the lines below, and the line itself is told."""

import re
from itertools import pairwise

from keikaku.reading.slips import HYPHEN_ADVICE, HYPHEN_FOUND, HYPHENS_ADVICE, HYPHENS_FOUND, NAME_OF_RULE
from keikaku.reading.yaml_exchanged import (
    between_key_and_its_lines,
    entry_above_its_list,
    record_above_its_list,
)
from keikaku.reading.yaml_fault import (
    BARE_KEY,
    KEY,
    Fault,
    Finding,
    indent_of,
    key_of_word,
    known_keys,
    lines_above,
    lines_below,
    nearest_key,
    no_colon,
)
from keikaku.reading.yaml_indents import (
    first_of_block,
    in_the_midst,
    spaces_expected,
)
from keikaku.years import parse_year

NO_KEY = "this line is neither a key with a colon nor part of the text above"
_MEANT_HERE = "Did you mean “{near}”, begun where this line begins?"
_MEANT = "Did you mean “{near}”, behind {count} half-width spaces?"
_WORDS = re.compile(
    r" *(?P<hyphen>(?:- +)?)(?P<word>[\w.()（）-]+)(?:(?:[ \u3000\t]+|[ \u3000]*[＝=→][ \u3000]*)(?P<text>\S.*))?"
)
_BEGINNING = re.compile(rf" *(?P<hyphens>(?:- +)*)(?P<key>{KEY}(?=:))?")


def hyphen_of(fault: Fault, line: int) -> Finding | None:
    """`-id: membership`, `－ id: membership`."""
    hyphen = re.match(r" *(?P<sign>-(?=[^ -])|[－−‐–ー・] ?(?=\S))", fault.text_at(line))
    return hyphen and ("line-without-key", HYPHEN_FOUND, HYPHEN_ADVICE, line, hyphen.start("sign"), {})


def twice_begun(fault: Fault) -> Finding | None:
    """`- - printed: 毎年度`: a list inside a list, which no record has."""
    for line in (fault.line, fault.line - 1):
        if match := re.match(r" *- +(?=- )", fault.text_at(line)):
            return ("wrong-shape", HYPHENS_FOUND, HYPHENS_ADVICE, line, match.end(), {})
    return None


def years_side_by_side(fault: Fault) -> Finding | None:
    """A row of years, and one of their values below it, as a spreadsheet has them."""
    for line in range(max(fault.line - _LINES_OF_ROWS, 0), fault.line + 1):
        years = _cells(fault.text_at(line))
        if len(years) > 1 and all(map(parse_year, years)):
            facts: dict[str, object] = {"near": f"{years[0]}: {_cells(fault.text_at(line + 1))[0]}"}
            column = indent_of(fault.text_at(line))
            return ("line-without-key", "years stand side by side here", _YEAR_BY_YEAR, line, column, facts)
    return None


def _cells(line: str) -> list[str]:
    return re.split(r"[\t\u3000]+| {2,}", line.strip())


_LINES_OF_ROWS = 4  # a row of years, and what stands below it
_YEAR_BY_YEAR = "Write one line for each year, in one column: “{near}”."


def first_without_hyphen(fault: Fault) -> Finding | None:
    """`id: members` below `indicators:`, and what belongs to it further right."""
    line = fault.line - 1
    key, above = re.match(rf" *(?P<key>{KEY}): ", fault.text_at(line)), fault.text_at(line - 1).strip()
    if key is None or not above.endswith(":"):
        return None
    is_list = key["key"] == "id" or _begins_entry_below(fault.lines, line, key.start("key"))
    is_first = is_list or (not parse_year(key["key"]) and _begins_lists(fault.lines, above))
    return ("line-without-key", HYPHEN_FOUND, HYPHEN_ADVICE, line, key.start("key"), {}) if is_first else None


def list_without_hyphen(fault: Fault) -> Finding | None:
    """A list whose second entry has its hyphen, and its first has none: `{id: a}`, or `  id: a` in its key's column."""
    column = indent_of(fault.text_at(fault.line))
    if not fault.text_at(fault.line).lstrip(" ").startswith("- "):
        return None
    first = fault.line
    for number, left in lines_above(fault.lines, fault.line):
        if left <= column and fault.lines[number].rstrip().endswith(":"):
            above, _ = next(lines_above(fault.lines, number), (number, 0))
            finding = _with_hyphen(fault.lines, first, column)
            return finding and (record_above_its_list(fault.lines, above) or finding)
        if left < column or (left == column and fault.lines[number].lstrip(" ").startswith("- ")):
            return None
        first = number
    return None


def record_without_hyphen(fault: Fault) -> Finding | None:
    """`{id: b}` below `- {id: a}`, behind two more spaces."""
    above, left = next(lines_above(fault.lines, fault.line), (fault.line, 0))
    starts = fault.lines[above].lstrip(" ").startswith("- {") and fault.text_at(fault.line).lstrip(" ").startswith("{")
    return _with_hyphen(fault.lines, fault.line, left) if starts else None


def _with_hyphen(lines: list[str], line: int, column: int) -> Finding | None:
    left, text = indent_of(lines[line]), lines[line].strip()
    if left not in (column, column + 2) or text.startswith("- ") or parse_year(text.partition(":")[0]):
        return None
    facts: dict[str, object] = {"count": column, "near": f"- {text}"}
    return ("line-without-key", HYPHEN_FOUND, HYPHEN_ADVICE if left == column else _MEANT, line, left, facts)


def entry_in_text(lines: list[str], start: int, line: int) -> Finding | None:
    """Why a “- ” line is read as part of the text that begins at `start`, where a slip above it tells."""
    return (
        _wide_colon(lines, line)
        or between_key_and_its_lines(lines, line)
        or record_above_its_list(lines, line)
        or _first_of_list(lines, line)
        or entry_above_its_list(lines, line)
        or in_the_midst(lines, line)
        or lost_colon(lines, line)
        or (_with_hyphen(lines, start, indent_of(lines[line])) if lines[start - 1].rstrip().endswith(":") else None)
    )


def _wide_colon(lines: list[str], below: int) -> Finding | None:
    """`平成29年度：` above its list."""
    line, _ = next(lines_above(lines, below), (below, 0))
    key = re.fullmatch(rf" *(?:- +)*(?P<key>{KEY})：\s*", lines[line])
    return key and no_colon(key["key"], line, key.end("key"))


def _first_of_list(lines: list[str], line: int) -> Finding | None:
    moved = first_of_block(lines, line)
    return moved if moved and moved[3] < line else None


def _begins_lists(lines: list[str], key: str) -> bool:
    """Is this a line that has entries below it elsewhere in the file?"""
    pairs = pairwise(line.strip() for line in lines if line.strip())
    return any(line == key and below.startswith("- ") for line, below in pairs)


def _begins_entry_below(lines: list[str], line: int, column: int) -> bool:
    """Is the next line that begins no further right an entry in this column?"""
    below = next((number for number, left in lines_below(lines, line) if left <= column), None)
    return below is not None and lines[below].startswith(f"{' ' * column}- ")


def lost_colon(lines: list[str], below: int) -> Finding | None:
    """`name 町内会`, `nodes`: a key of the format, or a year, without its colon, and this line below it."""
    line, _ = next(lines_above(lines, below), (below, 0))
    words = _WORDS.fullmatch(lines[line].rstrip())
    if words is None or not (words["word"] in known_keys() or (words["text"] and parse_year(words["word"]))):
        return None
    whole = nearest_key(words["word"], lines, line, words.start("word")) if not words["text"] else ""
    is_begun = whole.startswith(words["word"])  # `value`, where others in that column are `values`
    return _meant(lines, line, words, whole if is_begun else words["word"])


def unfinished(fault: Fault) -> Finding | None:
    """`2021年`, saved in the midst of typing: the first of the lines below a key, or of a file, beside those that are
    finished."""
    line, left = next(lines_above(fault.lines, fault.line), (fault.line, -1))
    above, of_key = next(lines_above(fault.lines, line), (line, left))
    is_beside = left == indent_of(fault.text_at(fault.line))
    begins_block = left > of_key and BARE_KEY.fullmatch(fault.lines[above])
    if not (is_beside and (begins_block or above == line)) or re.search(r"[:：]|^ *- ", fault.lines[line]):
        return None
    text = fault.lines[line].strip()
    if begins_block or text.isascii():
        return ("line-without-key", _UNFINISHED, _FINISH, line, left, {"near": f"{text}: …"})
    key = "key" if any(one.startswith("title:") for one in fault.lines) else "title"
    return ("line-without-key", _UNFINISHED, _KEY_LOST, line, left, {"near": f"{key}: {text}", "text": text})


_UNFINISHED = "this line has no colon, while those below it do: it is not finished"
_KEY_LOST = "Is its key lost? Then write it before the text: “{near}”. Or is it a key? Then write a colon: “{text}: …”."
_FINISH = "Write it to its end: “{near}”. Otherwise take it away."


def without_key(lines: list[str], line: int) -> Finding | None:
    """Two words, of which the first may be a key; or the beginning of a key, alone on its line."""
    words = _WORDS.fullmatch(lines[line].rstrip())
    if words is None or words["hyphen"]:
        return None
    is_text = what_stands_above(lines, line) == "entry" and words["word"] not in known_keys()
    if words["text"] and not is_text:
        is_key = re.fullmatch(r"[\w.-]+", words["word"]) or parse_year(words["word"])
        return _meant(lines, line, words, words["word"]) if is_key else None
    if not words["text"] and (key := key_of_word(words["word"])):
        return _meant(lines, line, words, key, words["word"])
    near = (
        nearest_key(words["word"], lines, line, words.start("word"))
        if re.fullmatch("[a-z_]{2,}", lines[line].strip())
        else ""
    )
    return _meant(lines, line, words, near) if near else None


def _meant(lines: list[str], line: int, words: re.Match[str], key: str, text: str = "") -> Finding:
    beside, column = what_stands_above(lines, line), indent_of(lines[line])
    hyphen = words["hyphen"] or ("- " if beside == "entry" else "")
    is_alike = beside and bool(parse_year(beside)) >= bool(parse_year(key))
    count = column if hyphen or is_alike or _is_key_below(lines, line) else spaces_expected(lines, line)
    of_year = _OF_YEAR.fullmatch(words["text"] or "") if NAME_OF_RULE.fullmatch(key) else None
    whole = f"{key} {of_year['year']}: {of_year['reason']}" if of_year else f"{key}: {words['text'] or text}"
    facts: dict[str, object] = {"near": f"{hyphen}{whole}".rstrip(), "count": count}
    return ("line-without-key", NO_KEY, _MEANT_HERE if count == column else _MEANT, line, column, facts)


_OF_YEAR = re.compile(r"(?P<year>[^：\s]+)：\s*(?P<reason>.+)")  # sudden-jump R6：資料のとおり


def _is_key_below(lines: list[str], line: int) -> bool:
    """Does a key begin in its column on the next line?"""
    number, left = next(lines_below(lines, line), (line, 0))
    beginning = _BEGINNING.match(lines[number])
    return bool(beginning and beginning["key"]) and left == indent_of(lines[line])


def what_stands_above(lines: list[str], line: int) -> str:
    """What begins in its column above it, behind lines further right: a key, “entry” for a “- ”, or nothing."""
    column = indent_of(lines[line])
    for number, left in lines_above(lines, line):
        beginning = _BEGINNING.match(lines[number])
        if beginning and beginning["key"] and beginning.start("key") == column:
            return beginning["key"]
        if left <= column:
            return "entry" if left == column and beginning and beginning["hyphens"] else ""
    return ""
