"""Lines of YAML that begin too far left or right, with other spaces, or without their hyphen."""

import re
from collections.abc import Iterator

from keikaku.reading.slips import FULL_WIDTH_SPACE, HYPHEN_ADVICE, HYPHEN_FOUND, INDENT_ADVICE
from keikaku.reading.yaml_fault import KEY, Fault, Finding
from keikaku.years import parse_year

_OTHER_SPACE = "[\u3000\u00a0\u2000-\u200a\u202f\u205f]"
_KEY_OF_LINE = re.compile(rf" *(?P<key>{KEY}): ")
_FITS_NONE = "this line fits none of the lines above"
_ENTRY_OR_NOT = (
    "Does a new entry begin here? Then write “- ” before it. Otherwise begin it where the line above begins."
)
IN_THE_MIDST = "this line stands in the midst of lines that begin further right"
_MOVE_IT = "Begin it in their column, with {count} half-width spaces; or move it above or below them."


def tab(fault: Fault) -> Finding | None:
    match = re.match(r" *\t", fault.text_at(fault.line))
    if not match:
        return None
    return (
        "tab-indent",
        "a tab stands at the beginning of the line",
        INDENT_ADVICE,
        fault.line,
        match.end() - 1,
        {"count": spaces_expected(fault.lines, fault.line)},
    )


def full_width_space(fault: Fault) -> Finding | None:
    for line in lines_concerned(fault):
        if match := re.match(rf" *{_OTHER_SPACE}", fault.text_at(line)):
            count = spaces_expected(fault.lines, line)
            return ("full-width-space", FULL_WIDTH_SPACE, INDENT_ADVICE, line, match.end() - 1, {"count": count})
    return None


def spaces_expected(lines: list[str], line: int) -> int:
    """How far a line is probably to be indented: as the entry before it, or as what stands below a key."""
    entry, seen = re.match(r"\s*- ", lines[line]), False
    for above in reversed(lines[:line]):
        match = re.match(r"( *)(- +)?(?=\S)", above)
        if match is None or above.lstrip().startswith("#"):
            continue
        is_below, seen = above.rstrip().endswith(":") and not seen, True
        if entry and not match[2] and not is_below:
            continue
        return len(match[1] if entry and match[2] else match[0]) + (2 if is_below else 0)
    return 0


def further_left(fault: Fault) -> Finding | None:
    """Nothing can stand further left than the first line of a file."""
    return _indent_finding(fault.line, fault.column) if "document start" in fault.complaint else None


def interrupting(fault: Fault) -> Finding | None:
    return in_the_midst(fault.lines, fault.line)


def in_the_midst(lines: list[str], line: int) -> Finding | None:
    """Does the line above this one stand too far left, in the midst of others that go on here?"""
    column = len(lines[line]) - len(lines[line].lstrip(" "))
    above = _lines_above(lines, line)
    number, left = next(above, (0, column))
    if left >= column or lines[number].rstrip().endswith(":"):  # which further lines belong below
        return None
    for _, other in above:
        if other == column:
            return ("indent-differs", IN_THE_MIDST, _MOVE_IT, number, left, {"count": column})
        if other < left:
            return None
    return None


def _lines_above(lines: list[str], line: int) -> Iterator[tuple[int, int]]:
    """Number and indent of the lines above that hold anything, the nearest first."""
    for number in range(line - 1, -1, -1):
        text = lines[number].lstrip(" ")
        if text and not text.startswith("#"):
            yield number, len(lines[number]) - len(text)


def first_without_hyphen(fault: Fault) -> Finding | None:
    """`id: members` below `indicators:`, and what belongs to it further right."""
    above = fault.text_at(fault.line - 1)
    begins = fault.text_at(fault.line - 2).rstrip().endswith(":") and re.match(r" *(?=id:)", above)
    return ("line-without-key", HYPHEN_FOUND, HYPHEN_ADVICE, fault.line - 1, begins.end(), {}) if begins else None


def hyphen_of(fault: Fault, line: int) -> Finding | None:
    """`-id: membership`, `－ id: membership`."""
    hyphen = re.match(r" *(?P<sign>-(?=[^ -])|[－−‐–ー・] ?(?=\S))", fault.text_at(line))
    return hyphen and ("line-without-key", HYPHEN_FOUND, HYPHEN_ADVICE, line, hyphen.start("sign"), {})


def indent(fault: Fault) -> Finding | None:
    if "block" not in fault.context:
        return None
    lines = (fault.line, fault.line - 1)
    hyphen = next((found for line in lines if (found := hyphen_of(fault, line))), None)
    others = (_above_its_entry, interrupting, _year_further_left, _next_without_hyphen)
    explained = hyphen or next((found for other in others if (found := other(fault))), None)
    return explained or _indent_finding(fault.line, fault.column)


def _above_its_entry(fault: Fault) -> Finding | None:
    line = fault.line - 1
    if not stands_above_its_entry(fault.lines, line) or not fault.text_at(line - 1).rstrip().endswith(":"):
        return None
    column = len(fault.text_at(line)) - len(fault.text_at(line).lstrip(" "))
    found = "this line stands above the “- ” line that its entry begins with"
    return ("indent-differs", found, "Exchange it with the line “- …” below.", line, column, {})


def stands_above_its_entry(lines: list[str], line: int) -> bool:
    """`name: 会員数` with `- id: members` below it, two columns further left."""
    key = _KEY_OF_LINE.match(lines[line])
    below = re.match(r" *(?=- )", lines[line + 1]) if line + 1 < len(lines) else None
    return key is not None and below is not None and key.start("key") == below.end() + 2


def _year_further_left(fault: Fault) -> Finding | None:
    if len(fault.text_at(fault.line - 1)) - len(fault.text_at(fault.line - 1).lstrip(" ")) <= fault.column:
        return None
    years = [_KEY_OF_LINE.match(fault.text_at(line)) for line in (fault.line - 1, fault.line)]
    if not all(year and parse_year(year["key"]) for year in years):
        return None
    count = spaces_expected(fault.lines, fault.line)
    return ("indent-differs", _FITS_NONE, INDENT_ADVICE, fault.line, fault.column, {"count": count})


def _next_without_hyphen(fault: Fault) -> Finding | None:
    """`id: staff` in the column of the hyphens above."""
    if not _KEY_OF_LINE.match(fault.text_at(fault.line)):
        return None
    for above in reversed(fault.lines[: fault.line]):
        column = len(above) - len(above.lstrip(" "))
        if above.strip() and column <= fault.column:
            is_entry = column == fault.column and above.lstrip().startswith("- ")
            return ("indent-differs", _FITS_NONE, _ENTRY_OR_NOT, fault.line, fault.column, {}) if is_entry else None
    return None


def _indent_finding(line: int, column: int) -> Finding:
    return (
        "indent-differs",
        _FITS_NONE,
        "Begin keys of one level in one column, and do not mix them with “- ” lines.",
        line,
        column,
        {},
    )


def lines_concerned(fault: Fault) -> tuple[int, ...]:
    """Where the slip may be: what the parser was at, where it gave up, and the line above."""
    above = next((line for line in range(fault.line - 1, -1, -1) if fault.text_at(line).strip()), fault.line)
    started = fault.context_line if "simple key" in fault.context else fault.line
    return tuple(dict.fromkeys((started, fault.line, above)))


def line_lost(lines: list[str], line: int) -> str:
    """The key whose line may be lost above this one, by the keys that stand here."""
    below = " ".join(lines[line : line + _LINES_OF_RECORD])
    if not lines[line].lstrip().startswith("- "):
        return "baseline" if re.match(r"\s*(?:label|year|as_of):", below) else "values"
    keys = set(re.findall(r"[\s{](\w+):", below))
    lists = {"nodes": {"level"}, "projects": {"departments", "sub_items", "listings"}, "indicators": {"unit", "values"}}
    return next((name for name, own in lists.items() if own & keys), "items")


_LINES_OF_RECORD = 8
