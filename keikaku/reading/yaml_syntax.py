"""Why a file is not YAML, in a clerk's words: the parser's own complaint is about its grammar, not about the slip."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from keikaku.plan.unread import EXCEL_ADVICE, EXCEL_FOUND, is_error_of_excel
from keikaku.problems import FilePosition, Problem, Problems
from keikaku.values import parse_value
from keikaku.years import parse_year

KEY = r"[\w()（）～〜~/.-]+"  # as clerks write keys: also 2022年度(R4), 令和3～5年度
_KEY = re.compile(rf"[ ]*(?:- +)*(?P<key>{KEY})(?:：|:\u3000?(?![ \t\u3000/]|$))")


_BRACKETS = re.compile(r"\"[^\"]*\"|'[^']*'|[\[\]{}]")
_LINES_OF_BRACKET = 20  # that one pair of brackets may run over


@dataclass(frozen=True)
class _Fault:
    """Where the parser gave up, and what it was at."""

    lines: list[str]
    line: int  # from 0
    column: int
    complaint: str
    context: str
    context_line: int
    context_column: int
    last: Any

    @property
    def is_after_quote(self) -> bool:
        return isinstance(self.last, yaml.ScalarEvent) and self.last.style in ("'", '"')

    def text_at(self, line: int) -> str:
        return self.lines[line] if 0 <= line < len(self.lines) else ""


Finding = tuple[str, str, str, int, int, dict[str, object]]  # rule, found, advice, line, column, facts


def report_syntax_error(error: yaml.YAMLError, text: str, file: str, last: Any, problems: Problems) -> None:
    """Put one problem for the slip that makes a text unreadable; `last` is the last piece that could be read."""
    fault = _fault(error, text, last)
    if _is_explained(fault, file, problems):
        return
    for explain in _EXPLANATIONS:
        if finding := explain(fault):
            break
    else:
        finding = _unexplained(fault)
    rule, found, advice, line, column, facts = finding
    problems.extend([Problem(rule, found, FilePosition(file, line + 1, column + 1), advice, facts)])


def report_missing_colon(key: str, at: FilePosition, problems: Problems) -> None:
    """`name：町内会`, `name:町内会`: no key to YAML, but a text."""
    rule, found, advice, _, _, facts = _colon_finding(key, 0, 0)
    problems.extend([Problem(rule, found, at, advice, facts)])


def _is_explained(fault: _Fault, file: str, problems: Problems) -> bool:
    """A comment that ate a closing bracket, or a line in the midst of others, has been reported where it stands."""
    lines = range(fault.context_line + 1, fault.line + 2)
    known = [p for p in problems if p.at.file == file]
    is_eaten = any(p.rule == "comment-eats-text" and p.at.line in lines for p in known)
    return is_eaten or any(p.found == _IN_THE_MIDST and p.at.line in (fault.line, fault.line + 1) for p in known)


def _fault(error: yaml.YAMLError, text: str, last: Any) -> _Fault:
    lines = text.split("\n")
    context = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or context
    line, column = (mark.line, mark.column) if mark else (0, 0)
    while line > 0 and (line >= len(lines) or not lines[line].strip()):  # the end of the file: the last line there is
        line, column = line - 1, len(lines[line - 1].rstrip())
    return _Fault(
        lines,
        line,
        column,
        str(getattr(error, "problem", "")),
        str(getattr(error, "context", "")),
        context.line if context else line,
        context.column if context else column,
        last,
    )


def _tab(fault: _Fault) -> Finding | None:
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


def _full_width_space(fault: _Fault) -> Finding | None:
    for line in _lines_concerned(fault):
        if match := re.match(rf" *{_OTHER_SPACE}", fault.text_at(line)):
            count = spaces_expected(fault.lines, line)
            return ("full-width-space", FULL_WIDTH_SPACE, INDENT_ADVICE, line, match.end() - 1, {"count": count})
    return None


FULL_WIDTH_SPACE = "a space that is not a half-width one stands at the beginning of the line"
INDENT_ADVICE = "Begin the line with half-width spaces: with {count} of them, by the lines above."
_OTHER_SPACE = "[\u3000\u00a0\u2000-\u200a\u202f\u205f]"


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


def _colon(fault: _Fault) -> Finding | None:
    """`name：` and `name:町内会` are no keys, so that the next line has nothing to belong to."""
    for line in _lines_concerned(fault):
        if match := _KEY.match(fault.text_at(line)):
            return _colon_finding(match["key"], line, match.end("key"))
    return None


def _colon_finding(key: str, line: int, column: int) -> Finding:
    return (
        "key-without-colon",
        "“{key}” is not read as a key: a half-width colon and a space have to follow it",
        "Write “{key}: ”, then the value.",
        line,
        column,
        {"key": key},
    )


def _open_quote(fault: _Fault) -> Finding | None:
    if "quoted scalar" in fault.context and "end of" in fault.complaint:
        line, column = fault.context_line, fault.context_column
    elif fault.is_after_quote and fault.last.end_mark.line > fault.last.start_mark.line:
        line, column = fault.last.start_mark.line, fault.last.start_mark.column
    else:
        return None
    return (
        "open-quotation-mark",
        "the quotation mark that begins here is not closed on its line",
        "Close it; a quotation mark inside a text needs the other kind around it: '…\"…'.",
        line,
        column,
        {},
    )


def _text_after_quote(fault: _Fault) -> Finding | None:
    """`text: "A" と "B"`."""
    if not fault.is_after_quote or fault.last.end_mark.line != fault.line:
        return None
    text = fault.text_at(fault.line)[fault.last.start_mark.column :].strip()
    found = "the text goes on after a closing quotation mark"
    core = text.strip("\"'、,; ")
    if text.startswith(('""', "''")) or not text[len(core) + 2 :].strip("\"'、,; "):
        surplus = "Take what is too much away: {example}"
        if not set("\"'") & set(core):
            return ("text-after-quotation", found, surplus, fault.line, fault.column, {"example": f'"{core}"'})
    return ("text-after-quotation", found, _WHOLE_IN_QUOTES, fault.line, fault.column, {"example": _quoted(text)})


_WHOLE_IN_QUOTES = "Put the whole text in quotation marks: {example}"


def _quoted(text: str) -> str:
    return '"' + text + '"' if "'" in text and '"' not in text else "'" + text.replace("'", "''") + "'"


def _escape(fault: _Fault) -> Finding | None:
    if "escape" not in fault.complaint:
        return None
    return (
        "unknown-escape",
        "a \\ inside double quotation marks means something to YAML",
        "Use single quotation marks: 'C:\\data'.",
        fault.line,
        max(fault.column - 1, 0),
        {},
    )


def _sign(fault: _Fault) -> Finding | None:
    """A text that begins with a sign of YAML's own: `unit: %`, `H26: -`, `marks: [*]`, `name: [新規] 事業`."""
    if surplus := _surplus_bracket(fault):
        return surplus
    place = _place_of_sign(fault)
    if place is None:
        return None
    line, column = place
    rest = fault.text_at(line)[column:]
    within = "[,\\]}]" if re.search(r"[\[{]", fault.text_at(line)[:column]) and rest[0] not in "[{" else "$"
    value = re.split(within, _without_comment(rest), maxsplit=1)[0].strip() or rest.strip()
    if is_number_of_year(fault.text_at(line)[:column], value[1:]):
        facts: dict[str, object] = {"sign": value[:1], "near": value[1:]}
        return ("special-sign", _SIGN_FOUND, "Take it away: {near}", line, column, facts)
    quote = "'" if '"' in value else '"'
    return (
        "special-sign",
        _SIGN_FOUND,
        _SIGN_ADVICE,
        line,
        column,
        {"sign": value[:1], "example": f"{quote}{value}{quote}"},
    )


def is_number_of_year(before: str, text: str) -> bool:
    """Is it a number, and what stands before it on its line a year with its colon?"""
    value, key = parse_value(text), re.search(rf"(?P<key>{KEY}): *$", before)
    return bool(value and value.number is not None and key and parse_year(key["key"]))


def _surplus_bracket(fault: _Fault) -> Finding | None:
    """`{value: 75.0％}}`: nothing is open any more that it could close."""
    text = fault.text_at(fault.line)
    sign = text[fault.column : fault.column + 1]
    opening = {"}": "{", "]": "["}.get(sign)
    if opening is None or text.count(sign) <= text.count(opening):
        return None
    open_one, closing = ("[", "]") if sign == "}" else ("{", "}")
    if text.count(open_one) > text.count(closing):
        found, advice = "the bracket “{open}” is closed by “{sign}”", "Write “{closing}” in its place."
        facts: dict[str, object] = {"sign": sign, "open": open_one, "closing": closing}
        return ("yaml-syntax", found, advice, fault.line, fault.column, facts)
    found = "the bracket “{sign}” closes nothing: there is one too many"
    return ("yaml-syntax", found, "Delete it.", fault.line, fault.column, {"sign": sign})


def _without_comment(text: str) -> str:
    return re.split(r"\s#", text, maxsplit=1)[0].rstrip()


def _comment(fault: _Fault) -> Finding | None:
    """`[#1, #2]`."""
    for line in _lines_concerned(fault):
        if match := re.search(r"[\[{,:] *(#[^\s,\]}]+)", fault.text_at(line)):
            if is_error_of_excel(match[1]):
                return ("not-a-value", EXCEL_FOUND, EXCEL_ADVICE, line, match.start(1), {"found": match[1]})
            facts: dict[str, object] = {"sign": "#", "example": f'"{match[1]}"'}
            return ("special-sign", _SIGN_FOUND, _SIGN_ADVICE, line, match.start(1), facts)
    return None


_SIGN_FOUND = "a text cannot begin with “{sign}” without quotation marks"
_SIGN_ADVICE = "Put it in quotation marks: {example}"


def _place_of_sign(fault: _Fault) -> tuple[int, int] | None:
    here = fault.text_at(fault.line)[fault.column : fault.column + 1]
    before = fault.text_at(fault.line)[: fault.column]
    is_value = re.search(r"[:\-,\[{] *$", before) is not None or not before.strip()
    if any(word in fault.context for word in ("alias", "anchor", "tag", "block scalar", "directive")):
        return fault.context_line, fault.context_column
    if here in "%@`" and here and is_value:
        return fault.line, fault.column
    if here == "," and is_value and not re.search(r"[\[{]", before):
        return fault.line, fault.column
    if here in "-?!" and here and is_value and before.strip():
        return fault.line, fault.column
    if isinstance(fault.last, yaml.SequenceEndEvent | yaml.MappingEndEvent) and "expected key" in fault.complaint:
        match = re.search(r"[:-] +(?=[\[{])", before)
        return (fault.line, match.end()) if match else None
    return None


def _open_bracket(fault: _Fault) -> Finding | None:
    """A bracket without its end; the parser gives up there, or where a line of keys makes no sense inside it."""
    if "flow" not in fault.context:
        return None
    line, column = _last_open_bracket(fault)
    sign = fault.text_at(line)[column : column + 1]
    if sign not in ("[", "{"):
        return None
    here = fault.text_at(fault.line)[fault.column : fault.column + 1]
    if line == fault.line and here == ",":
        found, advice = "a comma stands here where an entry is expected", "Write one comma between two entries."
        return ("yaml-syntax", found, advice, fault.line, fault.column, {})
    if line == fault.line and here == ":":
        found = "a second colon stands in one entry of the brackets"
        advice = "Write a comma before each key, and put a text that holds a colon in quotation marks."
        return ("colon-in-text", found, advice, fault.line, fault.column, {})
    return (
        "open-bracket",
        "the bracket “{sign}” that begins here is not closed, or a comma is missing in it",
        "Close it, and put texts that hold : or # in quotation marks.",
        line,
        column,
        {"sign": sign},
    )


def _last_open_bracket(fault: _Fault) -> tuple[int, int]:
    """Where the innermost bracket stands that is open at the fault; the parser's own place where none is."""
    opened: list[tuple[int, int]] = []
    for line in range(max(fault.line - _LINES_OF_BRACKET, 0), fault.line + 1):
        text = fault.text_at(line)
        text = text[: fault.column] if line == fault.line else text
        for match in _BRACKETS.finditer(text):
            if match[0] in "[{":
                opened.append((line, match.start()))
            elif match[0] in "]}" and opened:
                opened.pop()
    return opened[-1] if opened else (fault.context_line, fault.context_column)


def _further_left(fault: _Fault) -> Finding | None:
    """Nothing can stand further left than the first line of a file."""
    return _indent_finding(fault.line, fault.column) if "document start" in fault.complaint else None


def _colon_in_text(fault: _Fault) -> Finding | None:
    """`name: 会議: 年2回`; or a key that stands further right than the one above, which has its value already."""
    if "mapping values" not in fault.complaint:
        return None
    before = fault.text_at(fault.line)[: fault.column]
    key = re.match(r" *(?:- +)*[^:]+: +(?=\S)", before)
    if key is None:
        if fault.line and (hyphen := _hyphen(fault, fault.line - 1) or _first_without_hyphen(fault)):
            return hyphen
        if interrupting := _interrupting(fault):
            return interrupting
        found = "this line stands further right than the one above, which has its value already"
        advice = "Begin it in the column of the line above; or is a line lost between them, such as “values:”?"
        return ("indent-differs", found, advice, fault.line, len(before) - len(before.lstrip(" ")), {})
    if other := _other_brackets(fault):
        return other
    if accepted := re.match(r" *accept: +(?=[\w-]+: )", before + ": "):
        text = _without_comment(fault.text_at(fault.line)[accepted.end() :])
        found, facts = "“accept:” holds rules with their reasons, in braces", {"example": f"{{{text}}}"}
        return ("colon-in-text", found, "Write half-width braces: {example}", fault.line, accepted.end(), dict(facts))
    if second := _second_key(fault, before, key.end()):
        return second
    text = _without_comment(fault.text_at(fault.line)[key.end() :])
    example = f"'{text}'" if '"' in text else f'"{text}"'
    found = "a colon with a space after it stands inside the text"
    return ("colon-in-text", found, _SIGN_ADVICE, fault.line, fault.column, {"example": example})


def _second_key(fault: _Fault, before: str, start: int) -> Finding | None:
    """`H26: 71.5％ H27: 71.2％`, `targets: H30: 74.0％`: the end of a line is lost."""
    match = _LAST_WORD.search(before, start)
    if match is None or not parse_year(match[0]):
        return None
    found, advice = "a second key stands on this line", "Begin a new line before “{key}:”."
    return ("colon-in-text", found, advice, fault.line, match.start(), {"key": match[0]})


_LAST_WORD = re.compile(r"(?:令和|平成|昭和|[RHSrhsＲＨＳ]|\d{4})[\d元０-９]*(?:年度?)?(?:[(（]\w+[)）])?$")


def _interrupting(fault: _Fault) -> Finding | None:
    return in_the_midst(fault.lines, fault.line)


def in_the_midst(lines: list[str], line: int) -> Finding | None:
    """Does the line above this one stand too far left, in the midst of others that go on here?"""
    column = len(lines[line]) - len(lines[line].lstrip(" "))
    above = _lines_above(lines, line)
    number, left = next(above, (0, column))
    if left >= column:
        return None
    for _, other in above:
        if other == column:
            return ("indent-differs", _IN_THE_MIDST, _MOVE_IT, number, left, {"count": column})
        if other < left:
            return None
    return None


def _lines_above(lines: list[str], line: int) -> Iterator[tuple[int, int]]:
    """Number and indent of the lines above that hold anything, the nearest first."""
    for number in range(line - 1, -1, -1):
        text = lines[number].lstrip(" ")
        if text and not text.startswith("#"):
            yield number, len(lines[number]) - len(text)


_IN_THE_MIDST = "this line stands in the midst of lines that begin further right"
_MOVE_IT = "Begin it in their column, with {count} half-width spaces; or move it above or below them."


def _first_without_hyphen(fault: _Fault) -> Finding | None:
    """`id: members` below `indicators:`, and what belongs to it further right."""
    above = fault.text_at(fault.line - 1)
    begins = fault.text_at(fault.line - 2).rstrip().endswith(":") and re.match(r" *(?=id:)", above)
    return ("line-without-key", HYPHEN_FOUND, HYPHEN_ADVICE, fault.line - 1, begins.end(), {}) if begins else None


def _other_brackets(fault: _Fault) -> Finding | None:
    """`H31: (value: 100％, plan: action-plan)`, `- （id: stated, name: 加入率）`: braces are meant."""
    match = re.match(
        r" *(?:- +|[^\s:]+: +)*(?P<open>[(（｛【])(?P<inside>[\w-]+[:：].*?)[)）｝】}]?\s*$", fault.text_at(fault.line)
    )
    if match is None:
        return None
    inside = re.sub("：", ": ", match["inside"]).replace("，", ", ").replace("、", ", ")
    found = "“{sign}” is not the bracket that keys and values stand in"
    facts: dict[str, object] = {"sign": match["open"], "example": f"{{{inside}}}"}
    return ("colon-in-text", found, "Write half-width braces: {example}", fault.line, match.start("open"), facts)


def _no_key(fault: _Fault) -> Finding | None:
    """A line of text where a key is expected: mostly a text that goes on without an indent."""
    if "expected ':'" not in fault.complaint:
        return None
    line = fault.context_line
    if hyphen := _hyphen(fault, line):
        return hyphen
    found = "this line is neither a key with a colon nor part of the text above"
    if two := re.fullmatch(r" *([\w.-]+)[ \u3000]+(\S.*)", fault.text_at(line)):
        near = f"{two[1]}: {two[2]}"
        return ("line-without-key", found, "Did you mean “{near}”?", line, fault.context_column, {"near": near})
    advice = "Indent it further than the key above, or write its key and a colon before it."
    return ("line-without-key", found, advice, line, fault.context_column, {})


def _hyphen(fault: _Fault, line: int) -> Finding | None:
    """`-id: membership`, `－ id: membership`."""
    hyphen = re.match(r" *(?P<sign>-(?=[^ -])|[－−‐–ー・] ?(?=\S))", fault.text_at(line))
    return hyphen and ("line-without-key", HYPHEN_FOUND, HYPHEN_ADVICE, line, hyphen.start("sign"), {})


SIGNS_OF_ENTRIES = frozenset("－−‐–—―ー・•●○◎◆◇■□▪※＊")  # what writers begin the lines of a list with
SWALLOWED_FOUND = "each of these lines begins with “{sign}”, but they are read as one text"
WIDE_FOUND = "“{text}” is shown as it stands, because it is written in full width"
WIDE_ADVICE = "Write half-width signs: {half_width}"
HYPHEN_FOUND = "an entry of a list begins with a half-width hyphen and a space, which this line lacks"
HYPHEN_ADVICE = "Write “- ”, then the entry."


def _indent(fault: _Fault) -> Finding | None:
    if "block" not in fault.context:
        return None
    lines = (fault.line, fault.line - 1)
    hyphen = next((found for line in lines if (found := _hyphen(fault, line))), None)
    explained = hyphen or _interrupting(fault) or _year_further_left(fault) or _next_without_hyphen(fault)
    return explained or _indent_finding(fault.line, fault.column)


def _year_further_left(fault: _Fault) -> Finding | None:
    if len(fault.text_at(fault.line - 1)) - len(fault.text_at(fault.line - 1).lstrip(" ")) <= fault.column:
        return None
    years = [_KEY_OF_LINE.match(fault.text_at(line)) for line in (fault.line - 1, fault.line)]
    if not all(year and parse_year(year["key"]) for year in years):
        return None
    count = spaces_expected(fault.lines, fault.line)
    return ("indent-differs", _FITS_NONE, INDENT_ADVICE, fault.line, fault.column, {"count": count})


def _next_without_hyphen(fault: _Fault) -> Finding | None:
    """`id: staff` in the column of the hyphens above."""
    if not _KEY_OF_LINE.match(fault.text_at(fault.line)):
        return None
    for above in reversed(fault.lines[: fault.line]):
        column = len(above) - len(above.lstrip(" "))
        if above.strip() and column <= fault.column:
            is_entry = column == fault.column and above.lstrip().startswith("- ")
            return ("indent-differs", _FITS_NONE, _ENTRY_OR_NOT, fault.line, fault.column, {}) if is_entry else None
    return None


_ENTRY_OR_NOT = (
    "Does a new entry begin here? Then write “- ” before it. Otherwise begin it where the line above begins."
)
_KEY_OF_LINE = re.compile(rf" *(?P<key>{KEY}): ")
_FITS_NONE = "this line fits none of the lines above"


def _indent_finding(line: int, column: int) -> Finding:
    return (
        "indent-differs",
        _FITS_NONE,
        "Begin keys of one level in one column, and do not mix them with “- ” lines.",
        line,
        column,
        {},
    )


def _unexplained(fault: _Fault) -> Finding:
    return (
        "yaml-syntax",
        "this line cannot be read as YAML",
        "Compare its indent and signs with the lines above.",
        fault.line,
        fault.column,
        {},
    )


def _lines_concerned(fault: _Fault) -> tuple[int, ...]:
    """Where the slip may be: what the parser was at, where it gave up, and the line above."""
    above = next((line for line in range(fault.line - 1, -1, -1) if fault.text_at(line).strip()), fault.line)
    started = fault.context_line if "simple key" in fault.context else fault.line
    return tuple(dict.fromkeys((started, fault.line, above)))


_EXPLANATIONS = (
    _tab,
    _full_width_space,
    _escape,
    _sign,
    _open_quote,
    _text_after_quote,
    _colon,
    _comment,
    _open_bracket,
    _further_left,
    _colon_in_text,
    _no_key,
    _indent,
)
