"""Lines of YAML that begin too far left or right, or with other spaces."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain

from keikaku.reading.slips import BELOW_ACCEPT, FULL_WIDTH_SPACE, INDENT_ADVICE, NAME_OF_RULE, OF_ACCEPT
from keikaku.reading.yaml_exchanged import record_above_its_list
from keikaku.reading.yaml_fault import (
    BARE_KEY,
    KEY,
    KEY_IN_LINE,
    KEY_OF_LINE,
    Fault,
    Finding,
    column_of_key,
    indent_of,
    is_entry,
    known_keys,
    lines_above,
    lines_below,
)
from keikaku.years import parse_year

_OTHER_SPACE = "[\u3000\u00a0\u2000-\u200a\u202f\u205f]"
ALONE = "this line alone does not begin where the lines around it do"
BEGIN_IT = "Begin it with {count} half-width spaces."
_AT_EDGE = "Begin it at the left edge, without a space."
_ENTRY_APART = "this entry does not begin where the others of its list do"
_FITS_NONE = "this line fits none of the lines above"
_ENTRY_OR_NOT = (
    "Does a new entry begin here? Then write “- ” before it. Otherwise begin it with {count} half-width spaces."
)
_IN_THE_MIDST = "this line stands in the midst of lines that begin further right"
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
            count = spaces_meant(fault.lines, line)
            return ("full-width-space", FULL_WIDTH_SPACE, INDENT_ADVICE, line, match.end() - 1, {"count": count})
    return None


def begins_with_other_space(line: str) -> bool:
    return re.match(rf" *{_OTHER_SPACE}", line) is not None


def _spaces_before_entry(lines: list[str], line: int) -> int:
    """Two fewer than before the key below, where that belongs to the entry that begins here."""
    below = re.match(rf"( *){KEY}:", lines[line + 1]) if line + 1 < len(lines) else None
    return max(0, len(below[1]) - 2) if below and re.match(r"\s*- ", lines[line]) else 0


def spaces_meant(lines: list[str], line: int) -> int:
    """As far as the line stands to the eye, one wide space being one or two narrow ones, if others above begin there.

    Of an entry, the key below it tells.
    """
    if before := _spaces_before_entry(lines, line):
        return before
    above = next((text for text in reversed(lines[:line]) if text.strip()), "")
    if _goes_on(lines[line].strip(), above):
        return indent_of(above) + 2
    wide = re.match(r"\s*", lines[line])
    assert wide is not None
    widths = [len(wide[0]), len(re.sub(_OTHER_SPACE, "  ", wide[0]))]
    if not above.rstrip().endswith(":"):
        open_columns = [*_open_columns(lines, line, re.match(r"\s*- ", lines[line]) is not None)]
        for width in widths if " " in wide[0] else reversed(widths):
            if width in open_columns:
                return width
    return spaces_expected(lines, line)


def _goes_on(text: str, above: str) -> bool:
    """A line of a text, below the one that begins it: it stands further right than that, by two spaces at least."""
    begins = re.match(r" *- +\S|.*: +\S", above)
    return begins is not None and not re.match(r"- |[^\s:]+:(?: |$)", text) and not above.rstrip().endswith(("}", "]"))


def spaces_expected(lines: list[str], line: int) -> int:
    """How far a line is probably to be indented: as the entry before it, or as what stands below a key."""
    entry, seen = re.match(r"\s*- ", lines[line]), False
    closed: int | None = None  # where an entry begins in which no key can stand: - {id: a}
    for above in reversed(lines[:line]):
        match = re.match(r"( *)(- +)?(?=\S)", above)
        if match is None or above.lstrip().startswith("#"):
            continue
        if closed is None and not (entry or seen) and match[2] and not KEY_OF_LINE.match(above[match.end() :]):
            closed = len(match[1])
        if closed is not None:
            if match[2] or len(match[1]) > closed:
                continue
            return len(match[1])
        is_below, seen = above.rstrip().endswith(":") and not seen, True
        if entry and not match[2] and not is_below:
            continue
        return len(match[1] if entry and match[2] else match[0]) + (2 if is_below else 0)
    return 0


def further_left(fault: Fault) -> Finding | None:
    """Nothing can stand further left than the first line of a file."""
    if "document start" not in fault.complaint:
        return None
    first, left = [(fault.line, fault.column), *lines_above(fault.lines, fault.line)][-1]
    return record_above_its_list(fault.lines, first) or _moved(first, left, fault.column)


def interrupting(fault: Fault) -> Finding | None:
    return in_the_midst(fault.lines, fault.line)


def interrupting_key(fault: Fault) -> Finding | None:
    """As above, unless the line below begins in the column of the line above too, so that this one stands alone."""
    above, below = (next(lines(fault.lines, fault.line), (0, -1))[1] for lines in (lines_above, lines_below))
    year = KEY_OF_LINE.match(fault.text_at(fault.line))
    is_alone = above == below and not (year and parse_year(year["key"]))
    return None if is_alone else interrupting(fault)


def in_the_midst(lines: list[str], line: int) -> Finding | None:
    """Does the line above this one stand too far left, in the midst of others that go on here?"""
    column = indent_of(lines[line])
    above = lines_above(lines, line)
    number, left = next(above, (0, column))
    if left >= column or lines[number].rstrip().endswith(":"):  # which further lines belong below
        return None
    for fellow, other in above:
        if other == left:
            return None
        if other == column and is_entry(lines[fellow]) == is_entry(lines[line]):
            return ("indent-differs", _IN_THE_MIDST, _MOVE_IT, number, left, {"count": column})
        if other < left:
            return None
    return None


def entry_above(fault: Fault) -> Finding | None:
    """Where the line above begins an entry: the lines below tell which of the two begins in a wrong column."""
    line, text = fault.line - 1, fault.text_at(fault.line).lstrip(" ")
    entry, column = re.match(rf" *(?=- +{KEY}:)", fault.text_at(line)), indent_of(fault.text_at(fault.line))
    if entry is None or column < 2 or text.startswith("- "):
        return None
    of_keys = column_of_key(fault.text_at(line))
    above, left = next(lines_above(fault.lines, line), (line, -1))
    stands_right = BARE_KEY.fullmatch(fault.text_at(above)) is not None and entry.end() == left + 2
    if column != of_keys and not stands_right and _column_shown_below(fault, column, of_keys) == column:
        return _moved(line, entry.end(), column - 2)
    return further_right(fault) if column > of_keys else None


def _column_shown_below(fault: Fault, column: int, other: int) -> int:
    """In which of both columns the next key begins, be it that of an entry; or else most entries of the file."""
    for number, left in lines_below(fault.lines, fault.line):
        key = column_of_key(fault.lines[number])
        if key in (column, other):
            return key
        if left < min(column, other) - 2:
            break
    entries = [column_of_key(line) for line in fault.lines if is_entry(line)]
    return max((column, other), key=entries.count)


def first_of_block(lines: list[str], line: int) -> Finding | None:
    """Where the first two lines below a key begin in different columns, those below them tell which is right."""
    (first, left), (key, _) = [*lines_above(lines, line), (line, 0), (line, 0)][:2]
    begins, column, is_list = BARE_KEY.fullmatch(lines[key]), indent_of(lines[line]), is_entry(lines[line])
    if begins is None or left == column or is_entry(lines[first]) != is_list:
        return None
    of_key = begins.start("key")
    if column < of_key:
        return None
    shown = _column_of_next(lines, line, (left, column)) or (left if left == of_key + 2 else column)
    if shown == column and (is_list or column > of_key):
        return _moved(first, left, column)
    return _moved(line, column, left) if is_list else None


def _column_of_next(lines: list[str], line: int, columns: tuple[int, int]) -> int | None:
    """In which of both columns the next line of its kind begins that belongs to the same key."""
    for number, left in lines_below(lines, line):
        if left < min(columns):
            return None
        if left in columns and is_entry(lines[number]) == is_entry(lines[line]):
            return left
    return None


def begin_it(count: int) -> str:
    return BEGIN_IT if count else _AT_EDGE


def _moved(line: int, column: int, count: int) -> Finding:
    return ("indent-differs", ALONE, begin_it(count), line, column, {"count": count})


def shifted_block(fault: Fault) -> Finding | None:
    """An entry with its keys below it that has been moved, all its lines together, beside the entries above."""
    lines, line, column = fault.lines, fault.line, indent_of(fault.text_at(fault.line))
    first = re.match(rf" *- +(?P<key>{KEY}):", lines[line])
    _, below = next(lines_below(lines, line), (line, -1))
    if first is None or below != column + 2:  # so that its keys have been moved with it
        return None
    entries = reversed([*lines_above(lines, line)])  # the nearest is to count
    fellows = {left: number for number, left in entries if _begins_with(lines[number], first["key"])}
    open_columns = [left for left in _open_columns(lines, line, True) if left in fellows]
    if not open_columns or column in open_columns:
        return None
    keys = _keys_of_entry(lines, line)
    right = max(open_columns, key=lambda left: (len(keys & _keys_of_entry(lines, fellows[left])), -abs(left - column)))
    numbers = [line, *_lines_of_block(lines, line, right)]
    above = [number for number, _ in lines_above(lines, line) if number >= fellows[right]]
    if len(above) < len(numbers) and _is_first_below_key(lines, above[-1]):
        return _moved_block(above[-1], above[0], right, column)
    return _moved_block(line, numbers[-1], column, right)


def first_entry_shifted(fault: Fault) -> Finding | None:
    """The first entry of a list has been moved, but for its last lines, which stand as those of the next entry do."""
    lines, line, column = fault.lines, fault.line, indent_of(fault.text_at(fault.line))
    entries = (number for number, left in lines_above(lines, line) if is_entry(lines[number]) and left < column - 2)
    first = next(entries, None)
    next_one, below = next((pair for pair in lines_below(lines, line) if pair[1] < column), (line, -1))
    is_list = below == column - 2 and is_entry(lines[next_one])
    if first is None or not is_list or not _is_first_below_key(lines, first):
        return None
    left = indent_of(lines[first])
    last = next(number for number, _ in lines_above(lines, line))
    return _moved_block(first, last, left, below) if below - left == 2 else None


def _is_first_below_key(lines: list[str], line: int) -> bool:
    above, _ = next(lines_above(lines, line), (line, 0))
    return BARE_KEY.fullmatch(lines[above]) is not None


def _moved_block(first: int, last: int, column: int, count: int, found: str = _ENTRY_APART) -> Finding:
    """Lines that belong together, from the one to the other, and begin at `column` instead of `count`."""
    if first == last:
        return ("indent-differs", found, begin_it(count), first, column, {"count": count})
    facts: dict[str, object] = {"first": first + 1, "last": last + 1, "count": abs(column - count)}
    advice = MOVE_LEFT if column > count else MOVE_RIGHT
    return ("indent-differs", found, advice, first, column, facts)


MOVE_LEFT = "Take {count} half-width spaces away at the beginning of every line from line {first} to line {last}."
MOVE_RIGHT = "Put {count} more half-width spaces before every line from line {first} to line {last}."
# What is said in their place where the file is not sound afterwards.
OR_PASTED = {
    MOVE_LEFT: (
        "Were the lines from line {first} on pasted here by mistake? Then put them where others like them stand. "
        "Otherwise take {count} half-width spaces away at the beginning of every line from line {first} to line {last}."
    ),
    MOVE_RIGHT: (
        "Were the lines from line {first} on pasted here by mistake? Then put them where others like them stand. "
        "Otherwise put {count} more half-width spaces before every line from line {first} to line {last}."
    ),
}


def _keys_of_entry(lines: list[str], line: int) -> set[str]:
    """The keys in the column of an entry's first; a text has none."""
    column, keys = indent_of(lines[line]) + 2, set()
    for number, left in chain([(line, column)], lines_below(lines, line)):
        if left < column:
            break
        if left == column and (key := KEY_IN_LINE.match(lines[number])):
            keys.add(key["key"])
    return keys


def _begins_with(line: str, key: str) -> bool:
    return re.match(rf" *- +{re.escape(key)}:", line) is not None


def _lines_of_block(lines: list[str], line: int, fellow: int) -> Iterator[int]:
    """The lines below that have been moved with this one: up to an entry in the column of its fellows."""
    column = indent_of(lines[line])
    for number, left in lines_below(lines, line):
        if left < column or (left == fellow and is_entry(lines[number])):
            return
        yield number


def below_braces(fault: Fault) -> Finding | None:
    """`"***": withheld` below `no_value: {未公表: withheld}`."""
    column = indent_of(fault.text_at(fault.line))
    _, left = next(lines_above(fault.lines, fault.line), (fault.line, column))
    is_inside = left < column and is_below_braces(fault.lines, fault.line) and _is_as_in_braces(fault)
    return ("indent-differs", _FITS_NONE, _INSIDE_BRACES, fault.line, column, {}) if is_inside else None


def _is_as_in_braces(fault: Fault) -> bool:
    """Is its key of the kind of those in the braces above: `value:` is no rule beside those of `accept:`."""
    number, _ = next(lines_above(fault.lines, fault.line), (fault.line, 0))
    first = re.search(rf"\{{ *[\"']?(?P<key>{KEY}): ", fault.text_at(number))
    own = KEY_IN_LINE.match(fault.text_at(fault.line))
    return not (first and own) or _kind_of_key(first["key"]) == _kind_of_key(own["key"])


def _kind_of_key(key: str) -> str:
    return "year" if parse_year(key) else "known" if key in known_keys() else ""


def below_text(fault: Fault) -> Finding | None:
    """A key below an entry that is a text alone, beside others which have a key for theirs."""
    number, left = next(lines_above(fault.lines, fault.line), (fault.line, 0))
    is_text = re.match(rf" *(?:- +)+(?!{KEY}:(?: |$))[^\s\[{{\"']", fault.text_at(number))
    key = KEY_IN_LINE.match(fault.text_at(fault.line))
    if is_text is None or key is None or indent_of(fault.text_at(fault.line)) < left + 2:
        return None
    facts: dict[str, object] = {
        "key": first_key_beside(fault.lines, left, key["key"]),
        "count": left + 2,
        "first": number + 1,
    }
    return ("indent-differs", _BELOW_TEXT, _GIVE_IT_A_KEY, fault.line, key.start("key"), facts)


_BELOW_TEXT = "the “- ” line above has no key of its own, so that no key can stand below it"
_GIVE_IT_A_KEY = "Write “{key}: ” behind the “- ” of line {first}, and begin this line with {count} half-width spaces."


def first_key_beside(lines: list[str], column: int, key: str) -> str:
    """The first key of most entries in that column that have the other key as well."""
    entries = [number for number, line in enumerate(lines) if is_entry(line) and indent_of(line) == column]
    firsts = [KEY_IN_LINE.match(lines[one]) for one in entries if key in _keys_of_entry(lines, one)]
    return next((first for first, _ in Counter(one["key"] for one in firsts if one).most_common(1)), "text")


def further_right(fault: Fault) -> Finding:
    """A key further right than the one above, which has its value already."""
    number, _ = next(lines_above(fault.lines, fault.line), (fault.line, 0))
    text = fault.text_at(fault.line)
    if (rule := NAME_OF_RULE.match(text)) and _is_lost_from_accept(rule["key"], fault.text_at(number)):
        return ("indent-differs", OF_ACCEPT, BELOW_ACCEPT, fault.line, rule.start("key"), {"key": rule["key"]})
    found = "this line stands further right than the one above, which has its value already"
    advice = "Begin it with {count} half-width spaces; or is a line lost above it, such as “{lost}:”?"
    if re.match(r" *(?!year|label|as_of)[a-z_]+:", text):
        advice = _RECORD_LOST if _is_first_of_several(fault) else BEGIN_IT
    facts: dict[str, object] = {
        "lost": line_lost(fault.lines, fault.line),
        "count": column_of_key(fault.text_at(number)),
    }
    return ("indent-differs", found, advice, fault.line, indent_of(text), facts)


def _is_first_of_several(fault: Fault) -> bool:
    """Do further keys stand in its column, as those of a record whose first line is lost?"""
    number, left = next(lines_below(fault.lines, fault.line), (fault.line, -1))
    key = KEY_IN_LINE.match(fault.text_at(number))
    return left == indent_of(fault.text_at(fault.line)) and key is not None and not parse_year(key["key"])


_RECORD_LOST = (
    "Are lines lost above this one, such as “- id: …”, to which it belongs with those that follow? Then put them back "
    "from the source or a copy. Otherwise begin each of them with {count} half-width spaces."
)


def _is_lost_from_accept(key: str, above: str) -> bool:
    """Is it the name of a rule, away from the “accept:” or another rule that it would stand below?"""
    is_of_record = key.replace("-", "_") in known_keys()  # editor-note
    return not (is_of_record or NAME_OF_RULE.match(above) or above.strip().startswith("accept:"))


def year_further_left(fault: Fault) -> Finding | None:
    if indent_of(fault.text_at(fault.line - 1)) <= fault.column:
        return None
    years = [KEY_OF_LINE.match(fault.text_at(line)) for line in (fault.line - 1, fault.line)]
    if not all(year and parse_year(year["key"]) for year in years):
        return None
    count = spaces_expected(fault.lines, fault.line)
    return ("indent-differs", _FITS_NONE, INDENT_ADVICE, fault.line, fault.column, {"count": count})


def next_without_hyphen(fault: Fault) -> Finding | None:
    """`id: staff` in the column of the hyphens above, be it a new entry or a line of the last one."""
    key, column = KEY_OF_LINE.match(fault.text_at(fault.line)), indent_of(fault.text_at(fault.line))
    above = next((number for number, left in lines_above(fault.lines, fault.line) if left <= column), fault.line)
    entry = re.match(rf" *- +(?P<key>{KEY}):", fault.text_at(above))
    if key is None or entry is None or indent_of(fault.text_at(above)) != column:
        return None
    if key["key"] != entry["key"]:
        return _moved(fault.line, column, column + 2)
    return ("indent-differs", _FITS_NONE, _ENTRY_OR_NOT, fault.line, column, {"count": column + 2})


def beside_its_lines(fault: Fault) -> Finding | None:
    """A line that begins an entry or a block: the line below it tells its column, if one above it begins there too."""
    text, column = fault.text_at(fault.line), indent_of(fault.text_at(fault.line))
    below, left = next(lines_below(fault.lines, fault.line), (fault.line, 0))
    is_list = is_entry(text)
    begins = re.match(rf" *- +{KEY}:", text) and not is_entry(fault.text_at(below))
    has_lines = BARE_KEY.fullmatch(text) and left >= column  # and is no key under which nobody has written yet
    if not (begins or has_lines) or left - 2 == column:
        return None
    fits = left - 2 in _open_columns(fault.lines, fault.line, is_list)
    return _moved(fault.line, column, left - 2) if fits else None


def nearest_column(fault: Fault) -> Finding:
    """A line that fits none above is to begin where the next one does, or else in the nearest column that is open."""
    line, column = fault.line, indent_of(fault.text_at(fault.line))
    is_list = is_entry(fault.text_at(line))
    above, left = next(lines_above(fault.lines, line), (line, -1))
    if not (is_list or _says_key(fault.text_at(line)) or _says_key(fault.text_at(above))):
        return _moved(line, column, left)  # a text that goes on
    if is_list and not _says_key(fault.text_at(line)) and (key := BARE_KEY.fullmatch(fault.text_at(above))):
        return _moved(line, column, key.start("key") + 2)  # the first text of its list
    if not is_list and left < column and _CLOSED_ENTRY.fullmatch(fault.text_at(above)):
        return ("indent-differs", _FITS_NONE, _INSIDE_BRACES, line, fault.column, {})
    columns = list(_open_columns(fault.lines, line, is_list))
    below, left = next(lines_below(fault.lines, line), (line, -1))
    if left in columns and abs(left - column) <= 2 and is_entry(fault.text_at(below)) == is_list:
        columns = [left]
    if column in columns or not columns:
        advice, count = "Begin keys of one level in one column, and do not mix them with “- ” lines.", column
    else:
        count = min(columns, key=lambda other: abs(other - column))
        is_one_of_several = is_list and left == column and is_entry(fault.text_at(below))
        advice = _LINES_LOST if is_one_of_several else begin_it(count)
        if block := list(_moved_below(fault.lines, line)):
            return _moved_block(line, block[-1], column, count, _BLOCK_FITS_NONE)
    return ("indent-differs", _FITS_NONE, advice, line, fault.column, {"count": count})


def is_below_braces(lines: list[str], line: int) -> bool:
    """Does a line stand below one whose braces are closed?"""
    number, _ = next(lines_above(lines, line), (line, 0))
    return _IN_BRACES.fullmatch(lines[number]) is not None


_IN_BRACES = re.compile(rf" *(?:- +)*{KEY}: +\{{.*\}}\s*")
_CLOSED_ENTRY = re.compile(r" *- +\{.*\}\s*")
_INSIDE_BRACES = "The braces of the line above are closed. Write this inside them, before the “}}”, behind a comma."
_LINES_LOST = (
    "Are lines lost above this one, such as “results:” and a year, below which it stood with those that follow? Then "
    "put them back from the source or a copy. Otherwise begin each of them with {count} half-width spaces."
)
_BLOCK_FITS_NONE = "this line, with those that belong to it, fits none of the lines above"


def _moved_below(lines: list[str], line: int) -> Iterator[int]:
    """The lines below a bare key that have been moved with it, so that they still fit it."""
    column = indent_of(lines[line])
    first, left = next(lines_below(lines, line), (line, 0))
    if BARE_KEY.fullmatch(lines[line]) is None or left != column + 2:
        return
    kind = _kind_of_line(lines[first])
    for number, left in lines_below(lines, line):
        if left <= column or (left == column + 2 and _kind_of_line(lines[number]) != kind):
            return
        yield number


def _kind_of_line(text: str) -> str:
    """Years, entries and keys do not stand below one key together."""
    return "entry" if is_entry(text) else "year" if parse_year(_key_said(text)) else "key"


def _key_said(text: str) -> str:
    key = KEY_OF_LINE.match(text) or BARE_KEY.fullmatch(text)
    return key["key"] if key else ""


def _says_key(line: str) -> bool:
    return KEY_IN_LINE.match(line) is not None


def _open_columns(lines: list[str], line: int, is_list: bool) -> Iterator[int]:
    """Where entries, or keys, begin above this line that may still go on here."""
    innermost = len(lines[line]) + 1
    for number, left in lines_above(lines, line):
        if left < innermost and is_entry(lines[number]) == is_list:
            if is_list or _may_stand_beside(lines[line], lines[number]):
                yield left
        elif left < innermost and not is_list and _says_key(lines[number]):
            yield column_of_key(lines[number])
        innermost = min(innermost, left)


def _may_stand_beside(text: str, other: str) -> bool:
    """Years and keys stand in columns of their own; what is a key of the format stands among such."""
    key, above = _key_said(text), _key_said(other)
    is_year = parse_year(key) is not None
    if is_year != (parse_year(above) is not None):
        return False
    return is_year or key not in known_keys() or above in known_keys()


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
    if key := _key_of_its_like(lines, line):
        return key
    keys = set(re.findall(r"[\s{](\w+):", below))
    lists = {"nodes": {"level"}, "projects": {"departments", "sub_items", "listings"}, "indicators": {"unit", "values"}}
    return next((name for name, own in lists.items() if own & keys), "items")


_LINES_OF_RECORD = 8


def _key_of_its_like(lines: list[str], line: int) -> str:
    """The key below which records like this one list what has the same keys, or texts in this column; or nothing."""
    own, column = _keys_of_entry(lines, line), indent_of(lines[line])
    around = _keys_around(lines, line, column_of_key(lines[next(lines_above(lines, line), (line, 0))[0]]))
    likeness: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(lines[:-1]):
        key = BARE_KEY.fullmatch(text)
        if key is None or number + 1 == line or not is_entry(lines[number + 1]):
            continue
        if (own or indent_of(lines[number + 1]) == column) and _keys_of_entry(lines, number + 1) == own:
            likeness[key["key"]].append(len(around & _keys_around(lines, number, key.start("key"))))
    return max(likeness, key=lambda key: (max(likeness[key]), len(likeness[key])), default="")


def _keys_around(lines: list[str], line: int, column: int) -> set[str]:
    """The keys of the record whose keys begin in that column."""
    for number, left in lines_above(lines, line):
        if left < column:
            return _keys_of_entry(lines, number) if left == column - 2 and is_entry(lines[number]) else set()
    return set()
