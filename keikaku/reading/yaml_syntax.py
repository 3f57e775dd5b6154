"""Why a file is not YAML, in a clerk's words: the parser's own complaint is about its grammar, not about the slip."""

import re
from typing import Any

import yaml

from keikaku.problems import FilePosition, Problem, Problems
from keikaku.reading.slips import ENTRY_OR_TEXT, RULE_AND_YEAR
from keikaku.reading.yaml_exchanged import (
    above_its_entry,
    between_key_and_its_lines,
    entry_above_its_list,
    first_line_lost,
    further_right_between,
    record_above_its_list,
    year_above_its_block,
)
from keikaku.reading.yaml_fault import (
    KEY,
    Fault,
    Finding,
    fault_of,
    holds_texts,
    in_quotes,
    is_entry,
    known_keys,
    lines_above,
    lines_below,
    no_colon,
    without_comment,
)
from keikaku.reading.yaml_indents import (
    below_braces,
    below_text,
    beside_its_lines,
    entry_above,
    first_entry_shifted,
    first_of_block,
    full_width_space,
    further_left,
    further_right,
    interrupting,
    interrupting_key,
    lines_concerned,
    nearest_column,
    next_without_hyphen,
    shifted_block,
    tab,
    year_further_left,
)
from keikaku.reading.yaml_lost import (
    NO_KEY,
    first_without_hyphen,
    hyphen_of,
    list_without_hyphen,
    lost_colon,
    record_without_hyphen,
    twice_begun,
    unfinished,
    what_stands_above,
    without_key,
    years_side_by_side,
)
from keikaku.reading.yaml_signs import (
    LONE_SIGN,
    SIGN_ADVICE,
    begins_block,
    comment,
    escape,
    open_bracket,
    open_quote,
    open_quote_above,
    other_brackets,
    sign_of,
    text_after_quote,
)
from keikaku.values import parse_value
from keikaku.years import parse_year

_KEY = re.compile(rf"[ ]*(?:- +)*(?P<key>{KEY})(?:[：；]|;(?= )|:\u3000?(?![ \t\u3000/]|$))")


def report_syntax_error(error: yaml.YAMLError, text: str, file: str, last: Any, problems: Problems) -> None:
    """Put one problem for the slip that makes a text unreadable; `last` is the last piece that could be read."""
    fault = fault_of(error, text, last)
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
    rule, found, advice, _, _, facts = no_colon(key, 0, 0)
    problems.extend([Problem(rule, found, at, advice, facts)])


def _is_explained(fault: Fault, file: str, problems: Problems) -> bool:
    """A comment that ate a closing bracket, or an entry read as part of a text, has been reported where it stands."""
    lines = range(fault.context_line + 1, fault.line + 2)
    known = [p for p in problems if p.at.file == file]
    is_eaten = any(p.rule == "comment-eats-text" and p.at.line in lines for p in known)
    return is_eaten or any(p.rule in _OF_ENTRIES and fault.line - p.at.line in (-1, 0) for p in known)


_OF_ENTRIES = ("swallowed-entry", "line-without-key", "indent-differs")


def _colon(fault: Fault) -> Finding | None:
    """`name：` and `name:町内会` are no keys, so that the next line has nothing to belong to."""
    for line in lines_concerned(fault):
        if match := _KEY.match(fault.text_at(line)):
            return no_colon(match["key"], line, match.end("key"))
    return None


def _text_behind_key(fault: Fault) -> Finding | None:
    """`targets:（要確認）`, `targets:"`, and the targets on the lines below: nothing can stand behind it."""
    for line in lines_concerned(fault):
        key = re.match(
            rf"(?P<left> *(?:- +)*)(?P<key>{KEY}):[ \u3000]*(?P<text>[^\s#&*!|>\[{{\"'].*|{LONE_SIGN}$)",
            fault.text_at(line),
        )
        below, column = next(lines_below(fault.lines, line), (line, -1))
        is_block = key and column >= len(key["left"]) + (not is_entry(fault.text_at(below)))
        if key and is_block and (key["key"] in _NEVER_TEXT or begins_block(fault.lines, line, key["text"])):
            if parse_value(key["text"]) or _is_label(fault.lines, line):
                continue
            facts: dict[str, object] = {"key": key["key"], "text": key["text"]}
            return ("colon-in-text", BEHIND_KEY, TAKE_IT_AWAY, line, key.start("text"), facts)
    return None


def _is_label(lines: list[str], line: int) -> bool:
    """Is it a name for what a key stands for: `values: 実績` below `labels:`?"""
    above = (lines[number] for number, left in lines_above(lines, line) if left == 0)
    return lines[line].startswith(" ") and next(above, "").startswith("labels:")


# Keys below which lines of their own stand, always.
_NEVER_TEXT = {
    *("nodes", "projects", "indicators", "tables", "money", "evaluations", "themes", "glossary", "facts", "counts"),
    *(
        "values",
        "targets",
        "rates",
        "series",
        "rows",
        "columns",
        "answers",
        "votes",
        "readings",
        "pledges",
        "sub_items",
    ),
    *("results", "plans", "year_goals", "listings", "scales", "options", "parent_plans"),
}
BEHIND_KEY = "nothing can stand behind “{key}:” on its line: what belongs to it stands on the lines below"
TAKE_IT_AWAY = "Take “{text}” away."


def _colon_in_text(fault: Fault) -> Finding | None:
    """`name: 会議: 年2回`; or a key that stands further right than the one above, which has its value already."""
    if "mapping values" not in fault.complaint:
        return None
    before = fault.text_at(fault.line)[: fault.column]
    key = re.match(r" *(?:- +)*[^:]+: +(?=\S)", before)
    if key is None:
        return next((reason for explain in _ABOVE if (reason := explain(fault))), further_right(fault))
    if other := other_brackets(fault):
        return other
    if brace := _without_opening_brace(fault, key.end()):
        return brace
    if accepted := re.match(rf" *accept: +(?={RULE_AND_YEAR}: )", before + ": "):
        text = without_comment(fault.text_at(fault.line)[accepted.end() :])
        found, facts = "“accept:” holds rules with their reasons, in braces", {"example": f"{{{text}}}"}
        return ("colon-in-text", found, "Write half-width braces: {example}", fault.line, accepted.end(), dict(facts))
    if second := _second_key(fault, before, key.end()):
        return second
    if without_comment(fault.text_at(fault.line)).rstrip() == f"{before}:":
        is_closed, example = before.endswith(("]", "}", '"', "'")), f'"{before[key.end() :]}:"'
        advice = _TAKE_COLON_AWAY if is_closed else _TAKE_COLON_AWAY_OR_QUOTE
        return ("colon-in-text", _COLON_AT_END, advice, fault.line, fault.column, {"example": example})
    # In an entry of texts, 参加者: 312人、会議: 5回, no key is meant: it is quoted as a whole.
    spoken = re.match(r" *(?:- +)+(?=[^\x00-\x7f]+: )", before)
    text = without_comment(fault.text_at(fault.line)[spoken.end() if spoken else key.end() :])
    example = in_quotes(text)
    found = "a colon with a space after it stands inside the text"
    return ("colon-in-text", found, SIGN_ADVICE, fault.line, fault.column, {"example": example})


_COLON_AT_END = "a colon stands at the end of this line, where nothing can follow"
_TAKE_COLON_AWAY = "Take the colon away."
_TAKE_COLON_AWAY_OR_QUOTE = (
    "Is it one sign too many, or a slip for “。”? Then mend it. If it is printed, put the text in quotation marks: "
    "{example}"
)


def _without_opening_brace(fault: Fault, start: int) -> Finding | None:
    """`H31: value: 3}`, `- node: m2-3, page: 2}`: it is lost before the first of the keys that are parted by commas."""
    line = without_comment(fault.text_at(fault.line))
    if not line.endswith("}") or "{" in line[start:]:
        return None
    if (key := re.match(rf" *(?P<key>{KEY}): ", line)) and parse_year(key["key"]):
        rest = line[key.end() :]
        value = rest if re.match(rf"{KEY}: ", rest) else f"value: {rest}"
        start, example = key.start("key"), f"{key['key']}: {{{value}"
    else:
        if not re.match(rf"{KEY}: ", line[start:]):
            start = len(line) - len(line.lstrip(" -"))
        example = f"{{{line[start:]}"
    found, facts = "the brace at the end of this line has none that begins it", {"example": example}
    return ("colon-in-text", found, "Write half-width braces: {example}", fault.line, start, dict(facts))


def _second_key(fault: Fault, before: str, start: int) -> Finding | None:
    """`H26: 71.5％ H27: 71.2％`, `targets: H30: 74.0％`, `kind: surveyvalues:`: the end of a line is lost."""
    match = _LAST_WORD.search(before, start)
    if match is None:
        return None
    key = match[0] if parse_year(match[0]) else _key_at_end_of(match[0])
    if not key:
        return None
    first = re.match(rf" *(?:- +)*(?P<key>{KEY})", before)
    if first and parse_year(key) and holds_texts(first["key"]):
        return None
    if first and parse_year(first["key"]) and re.search(r",\s*$", before[: match.start()]):
        whole = f"{{value: {without_comment(fault.text_at(fault.line))[start:]}}}"
        advice = "Write half-width braces: {example}"
        return ("colon-in-text", _SECOND_KEY, advice, fault.line, start, {"example": whole})
    is_below = first and parse_year(key) and not parse_year(first["key"])
    count = (first.start("key") if first else 0) + (2 if is_below else 0)
    facts: dict[str, object] = {"key": key, "count": count}
    advice = (
        "Begin a new line before “{key}:”, with {count} half-width spaces."
        if count
        else "Begin a new line before “{key}:”, at the left edge."
    )
    return ("colon-in-text", _SECOND_KEY, advice, fault.line, match.end() - len(key), facts)


_SECOND_KEY = "a second key stands on this line"


def _key_at_end_of(word: str) -> str:
    """The whole word, or the longest key that it ends with; short ones are parts of many words."""
    known = known_keys()
    ends = (word[place:] for place in range(1, len(word) - 3))
    return word if word in known else next((end for end in ends if end in known), "")


_LAST_WORD = re.compile(r"[a-z_]+$|(?:令和|平成|昭和|[RHSrhsＲＨＳ]|\d{4})[\d元０-９]*(?:年度?)?(?:[(（]\w+[)）])?$")


_ENTRY_IN_QUOTES = re.compile(r"([\"'])(?P<entry>[^\"':]+: [^\"']+)\1")


def _no_key(fault: Fault) -> Finding | None:
    """A line of text where a key is expected: mostly a text that goes on without an indent."""
    if "expected ':'" not in fault.complaint:
        return None
    line = fault.context_line
    if known := hyphen_of(fault, line) or without_key(fault.lines, line):
        return known
    if whole := _ENTRY_IN_QUOTES.fullmatch(without_comment(fault.text_at(line)).strip()):
        advice = "Take the quotation marks away: {near}"
        return ("line-without-key", NO_KEY, advice, line, fault.context_column, {"near": whole["entry"]})
    advice = ENTRY_OR_TEXT if what_stands_above(fault.lines, line) == "entry" else _TEXT_OR_KEY
    return ("line-without-key", NO_KEY, advice, line, fault.context_column, {})


_TEXT_OR_KEY = "Indent it further than the key above, or write its key and a colon before it."


def _indent(fault: Fault) -> Finding | None:
    if "block" not in fault.context:
        return None
    explained = next((found for explain in _IN_BLOCKS if (found := explain(fault))), None)
    return explained or nearest_column(fault)


def _hyphen(fault: Fault) -> Finding | None:
    return hyphen_of(fault, fault.line) or _hyphen_above(fault)


def _hyphen_above(fault: Fault) -> Finding | None:
    return hyphen_of(fault, fault.line - 1)


def _colon_above(fault: Fault) -> Finding | None:
    return lost_colon(fault.lines, fault.line)


def _between(fault: Fault) -> Finding | None:
    return between_key_and_its_lines(fault.lines, fault.line)


def _first_of_block(fault: Fault) -> Finding | None:
    return first_of_block(fault.lines, fault.line)


def _record_above_its_list(fault: Fault) -> Finding | None:
    return record_above_its_list(fault.lines, fault.line)


def _entry_above_its_list(fault: Fault) -> Finding | None:
    return entry_above_its_list(fault.lines, fault.line)


def _unexplained(fault: Fault) -> Finding:
    return (
        "yaml-syntax",
        "this line cannot be read as YAML",
        "Compare its indent and signs with the lines above.",
        fault.line,
        fault.column,
        {},
    )


_ABOVE = (
    below_braces,
    _hyphen_above,
    first_without_hyphen,
    first_entry_shifted,
    _colon_above,
    _between,
    _record_above_its_list,
    _first_of_block,
    year_above_its_block,
    entry_above,
    unfinished,
    below_text,
    interrupting_key,
)
_IN_BLOCKS = (
    below_braces,
    _hyphen,
    first_line_lost,
    above_its_entry,
    further_right_between,
    shifted_block,
    first_entry_shifted,
    record_without_hyphen,
    _record_above_its_list,
    beside_its_lines,
    _between,
    _first_of_block,
    _entry_above_its_list,
    list_without_hyphen,
    entry_above,
    interrupting,
    year_further_left,
    next_without_hyphen,
)
_EXPLANATIONS = (
    years_side_by_side,
    twice_begun,
    tab,
    full_width_space,
    escape,
    open_quote_above,
    sign_of,
    open_quote,
    text_after_quote,
    _text_behind_key,
    _colon,
    comment,
    open_bracket,
    further_left,
    _colon_in_text,
    _no_key,
    _indent,
)
