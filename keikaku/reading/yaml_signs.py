"""Signs of YAML's own in a text: quotation marks, brackets, and those that a text cannot begin with."""

import re

import yaml

from keikaku.plan.unread import EXCEL_ADVICE, EXCEL_FOUND, is_error_of_excel
from keikaku.problems import FilePosition, Problem
from keikaku.reading.slips import HYPHEN_ADVICE, HYPHEN_FOUND
from keikaku.reading.yaml_fault import (
    BARE_KEY,
    KEY,
    KEY_IN_LINE,
    Fault,
    Finding,
    in_quotes,
    indent_of,
    is_entry,
    known_keys,
    lines_below,
    no_colon,
    without_comment,
)
from keikaku.reading.yaml_indents import lines_concerned
from keikaku.values import parse_value
from keikaku.years import parse_year

_BRACKETS = re.compile(r"\"[^\"]*\"|'[^']*'|[\[\]{}]")
_LINES_OF_BRACKET = 20  # that one pair of brackets may run over
_WHOLE_IN_QUOTES = "Put the whole text in quotation marks: {example}"
_WIDE_CLOSES_NOTHING = "“{sign}” is written in full width, so it closes no bracket"
_HALF_WIDTH = str.maketrans("］｝", "]}")
_SIGN_FOUND = "a text cannot begin with “{sign}” without quotation marks"
_TEXT_BEHIND = "a text stands on the line of “{sign}”, which announces one on the lines below"
_TAKE_SIGN_AWAY = "Take “{sign}” away, with the space behind it; no quotation marks are needed: {near}"
_NUMBER_OR_SIGNS = (
    "If the source has a number, write it. If it has this sign, put it in quotation marks: {example} "
    "(“no_value:” in plan.yaml says what it means)."
)
_LOST_SIGN = (
    "Does it stand for a sign such as “—”, lost when the file was saved in Shift_JIS? Then write that sign again, and "
    "save the file as UTF-8. If the source has “?”, put it in quotation marks: {example}"
)
SIGN_ADVICE = "Put it in quotation marks: {example}"


def open_quote(fault: Fault) -> Finding | None:
    if "quoted scalar" in fault.context and "end of" in fault.complaint:
        line, column = fault.context_line, fault.context_column
    elif fault.is_after_quote and fault.last.end_mark.line > fault.last.start_mark.line:
        line, column = fault.last.start_mark.line, fault.last.start_mark.column
    else:
        return None
    return _open_quote_at(fault, line, column)


def open_quote_above(fault: Fault) -> Finding | None:
    """`direction: "up`, which the next quotation mark closes, lines below: there what was meant as its text is left."""
    if '"' not in fault.text_at(fault.line) or sum(line.count('"') for line in fault.lines[: fault.line]) % 2 == 0:
        return None
    for line in range(fault.line - 1, max(fault.line - _LINES_IN_QUOTES, 0), -1):
        if fault.text_at(line).count('"') % 2:
            below, _ = next(lines_below(fault.lines, line), (line, 0))
            is_key = KEY_IN_LINE.match(fault.lines[below]) or is_entry(fault.lines[below])
            return _open_quote_at(fault, line, fault.text_at(line).rindex('"')) if is_key else None
    return None


_LINES_IN_QUOTES = 200


def _open_quote_at(fault: Fault, line: int, column: int) -> Finding:
    found = "the quotation mark that begins here is not closed on its line"
    rest = without_comment(fault.text_at(line)[column:])
    if begins_block(fault.lines, line, rest.strip()):
        return ("open-quotation-mark", found, _NOTHING_TO_QUOTE, line, column, {"sign": rest.strip()})
    if wide := re.match(r"([\"'])([^\"'”“’＂＇]+)[”“’＂＇](?=\s*(?:[:,}\]]|$))", rest):
        near = f"{wide[1]}{wide[2]}{wide[1]}"
        advice = "Is it to end with the same mark? Write {near}"
        return ("open-quotation-mark", found, advice, line, column, {"near": near})
    if re.search(r"[{\[]", fault.text_at(line)[:column]) and (
        entry := re.match(r"[\"']([^\"']+?)(?=,? +[a-z_]+: |[}\]])", rest)
    ):
        return ("open-quotation-mark", found, _CLOSE_IT_HERE, line, column, {"near": f"{entry[0]}{entry[0][0]}"})
    is_first = not fault.text_at(line)[:column].strip(" -")
    if is_first and (entry := re.match(r"[\"'](\S[^\"']*[:：]\s.*)", rest)):
        advice = "Take the quotation mark away: {near}"
        return ("open-quotation-mark", found, advice, line, column, {"near": entry[1]})
    if parse_value(rest[1:]) or _ONE_WORD.fullmatch(rest.strip()):
        return ("open-quotation-mark", found, _CLOSE_IT_HERE, line, column, {"near": f"{rest.strip()}{rest[0]}"})
    if other := re.match(r"'([^'\"]+)\"|\"([^'\"]+)'", rest):
        near = f'"{other[1] or other[2]}"'
        advice = "Is it to end with the same mark? Write {near}"
        return ("open-quotation-mark", found, advice, line, column, {"near": near})
    return (
        "open-quotation-mark",
        found,
        "Close it; a quotation mark inside a text needs the other kind around it: '…\"…'.",
        line,
        column,
        {},
    )


def begins_block(lines: list[str], line: int, text: str) -> bool:
    """Is the text behind a key a quotation mark alone, while keys or entries stand below it?"""
    below, left = next(lines_below(lines, line), (line, 0))
    is_further_right = left > indent_of(lines[line])
    begins = KEY_IN_LINE.match(lines[below]) or is_entry(lines[below])
    return bool(re.fullmatch(LONE_SIGN, text)) and is_further_right and bool(begins)


LONE_SIGN = r"[\"'“”‘’＂＇>|*&!;,.、。・]\s*"
_NOTHING_TO_QUOTE = "Take “{sign}” away: what belongs here stands on the lines below."
_ONE_WORD = re.compile(r"[\"'][^\s\"':{}\[\],]{1,12}")
_CLOSE_IT_HERE = "Close it behind the value: {near}"


def text_after_quote(fault: Fault) -> Finding | None:
    """`text: "A" と "B"`."""
    if not fault.is_after_quote or fault.last.end_mark.line != fault.line:
        return None
    text = fault.text_at(fault.line)[fault.last.start_mark.column :].strip()
    found = "the text goes on after a closing quotation mark"
    if _is_in_brackets(fault):
        if advice := _sign_after_quote(fault):
            return ("text-after-quotation", found, advice[0], fault.line, fault.column, advice[1])
        text = re.split(r",\s|[\]}]+$", text)[0]
    core = text.strip("\"'、,; ")
    if text.startswith(('""', "''")) or not text[len(core) + 2 :].strip("\"'、,; "):
        surplus = "Take what is too much away: {example}"
        if not set("\"'") & set(core):
            return ("text-after-quotation", found, surplus, fault.line, fault.column, {"example": f'"{core}"'})
    return ("text-after-quotation", found, _WHOLE_IN_QUOTES, fault.line, fault.column, {"example": _quoted(text)})


def _is_in_brackets(fault: Fault) -> bool:
    before = re.sub(r"\"[^\"]*\"|'[^']*'", "", fault.text_at(fault.line)[: fault.last.start_mark.column])
    return sum(map(before.count, "[{")) > sum(map(before.count, "]}"))


def _sign_after_quote(fault: Fault) -> tuple[str, dict[str, object]] | None:
    """`{value: "1,210件"， state: 途中}`, `["甲" "乙"]`: what is to part the two, or to close the brackets."""
    behind = fault.text_at(fault.line)[fault.last.end_mark.column :].lstrip()
    if half := _MEANT_IN_BRACKETS.get(behind[:1]):
        return _IN_ITS_PLACE, {"sign": behind[0], "half": half}
    if key := re.match(rf"(?P<key>{KEY})[:：]", behind):
        return _COMMA_LOST, {"near": key["key"]}
    return (_COMMA_BETWEEN, {}) if behind[:1] in ("'", '"') else None


_MEANT_IN_BRACKETS = {**dict.fromkeys("，、．。.;；", ", "), "｝": "}", "］": "]", "）": "}"}
_IN_ITS_PLACE = "Write “{half}” in the place of “{sign}” behind the quotation mark, in half-width."
_COMMA_BETWEEN = "Write a half-width comma and a space between the two texts in quotation marks."


def _quoted(text: str) -> str:
    return '"' + text + '"' if "'" in text and '"' not in text else "'" + text.replace("'", "''") + "'"


def escape(fault: Fault) -> Finding | None:
    if "escape" not in fault.complaint:
        return None
    return (
        "unknown-escape",
        "a \\ inside double quotation marks means something to YAML",
        "Put the whole text in single quotation marks: {example}",
        fault.line,
        max(fault.column - 1, 0),
        {"example": _quoted(_between_quotes(fault))},
    )


def _between_quotes(fault: Fault) -> str:
    """The text that the fault lies in, from its quotation mark to the last one of its line."""
    line = fault.text_at(fault.context_line)
    start = fault.context_column + 1
    end = line.rfind('"')
    return line[start : end if end >= start else None].strip().rstrip("'")


def sign_of(fault: Fault) -> Finding | None:
    """A text that begins with a sign of YAML's own: `unit: %`, `H26: -`, `marks: [*]`, `name: [新規] 事業`."""
    if behind := _surplus_bracket(fault) or _text_after_bracket(fault):
        return behind
    place = _place_of_sign(fault)
    if place is None:
        return None
    line, column = place
    rest = fault.text_at(line)[column:]
    within = "[,\\]}]" if re.search(r"[\[{]", fault.text_at(line)[:column]) and rest[0] not in "[{" else "$"
    value = re.split(within, without_comment(rest), maxsplit=1)[0].strip() or rest.strip()
    before = fault.text_at(line)[:column]
    if not before.strip() and re.match(r"[*+] ", rest):
        return ("line-without-key", HYPHEN_FOUND, HYPHEN_ADVICE, line, column, {})
    if is_number_of_year(before, value[1:]) or (re.match(r"- +\S", value) and not _is_of_year(before)):
        facts: dict[str, object] = {"sign": value[:1], "near": value[1:].strip()}
        return ("special-sign", _SIGN_FOUND, "Take it away: {near}", line, column, facts)
    if block := re.match(r"(?P<sign>(?:[>|][+-]|\|)(?= )|>(?! *\d)) *(?P<text>\S.*)", rest):
        facts = {"sign": block["sign"], "near": f"{before.strip()} {block['text']}".strip()}
        return ("special-sign", _TEXT_BEHIND, _TAKE_SIGN_AWAY, line, column, facts)
    return (
        "special-sign",
        _SIGN_FOUND,
        _LOST_SIGN
        if set(value) <= {"?"}
        else _NUMBER_OR_SIGNS
        if _is_of_year(before) and re.fullmatch(r"\W+", value)
        else SIGN_ADVICE,
        line,
        column,
        {"sign": value[:1], "example": in_quotes(value)},
    )


def is_number_of_year(before: str, text: str) -> bool:
    """Is it a number, and what stands before it on its line a year with its colon?"""
    value = parse_value(text)
    return bool(value and value.number is not None and _is_of_year(before))


def _is_of_year(before: str) -> bool:
    key = re.search(rf"(?P<key>{KEY}): *$", before)
    return bool(key and parse_year(key["key"]))


def _surplus_bracket(fault: Fault) -> Finding | None:
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


def comment(fault: Fault) -> Finding | None:
    """`[#1, #2]`."""
    for line in lines_concerned(fault):
        if match := re.search(r"[\[{,:] *(#[^\s,\]}]+)", fault.text_at(line)):
            if is_error_of_excel(match[1]):
                return ("not-a-value", EXCEL_FOUND, EXCEL_ADVICE, line, match.start(1), {"found": match[1]})
            facts: dict[str, object] = {"sign": "#", "example": f'"{match[1]}"'}
            return ("special-sign", _SIGN_FOUND, SIGN_ADVICE, line, match.start(1), facts)
    return None


def _text_after_bracket(fault: Fault) -> Finding | None:
    """`- {name: 分野3, cells: [45事業]}（●●課に確認）`, `cells: [192人, 9.3%] ※速報`: keys, or several values."""
    if not _is_after_bracket(fault):
        return None
    line = fault.text_at(fault.line)
    before, after = line[: fault.column], without_comment(line[fault.column :])
    inside = re.search(rf"[:-] +(?:\{{ *{KEY}: |\[(?P<first>[^\[\]{{}},]+)(?P<more>,?))", before)
    if inside is None or (inside["first"] and not (inside["more"] or parse_value(inside["first"]))):
        return None
    if re.match(rf", *{KEY}: ", after):
        return ("yaml-syntax", _BEHIND_BRACE, _BEFORE_BRACE, fault.line, fault.column, {"found": after})
    if BARE_KEY.fullmatch(key := after.strip()):
        is_scrap = line.startswith(" ") and not any(text.strip() for text in fault.lines[: fault.line])
        advice = _SCRAP if is_scrap else _BREAK_LINE
        return ("yaml-syntax", _KEY_BEHIND, advice, fault.line, fault.column, {"near": key})
    found = "words stand behind the bracket that closes all that belongs to this line"
    advice = "Take “{found}” away. If only you are to see it, write it behind a space, “#” and a space instead."
    return ("yaml-syntax", found, advice, fault.line, fault.column, {"found": after})


_KEY_BEHIND = "“{near}” stands on the same line, behind the bracket that closes all that belongs to it"
_BREAK_LINE = (
    "Break the line before “{near}”, so that “{near}” begins a line where it began before. Was what stands before it "
    "pasted here by mistake? Then delete that."
)
_SCRAP = (
    "What stands before “{near}” seems to be a scrap that was pasted at the top of the file. Has the file that it is "
    "of still got it? Then delete it here, spaces too, so that “{near}” begins the file."
)
_BEHIND_BRACE = "this stands behind the brace that closes all that belongs to this line"
_BEFORE_BRACE = "Move “{found}” to stand before the last brace."


def _is_after_bracket(fault: Fault) -> bool:
    is_closed = isinstance(fault.last, yaml.SequenceEndEvent | yaml.MappingEndEvent)
    return is_closed and re.search("expected (?:key|'-')", fault.complaint) is not None


def _place_of_sign(fault: Fault) -> tuple[int, int] | None:
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
    if _is_after_bracket(fault):
        match = re.search(r"[:-] +(?=[\[{])", before)
        return (fault.line, match.end()) if match else None
    return None


def open_bracket(fault: Fault) -> Finding | None:
    """A bracket without its end; the parser gives up there, or where a line of keys makes no sense inside it."""
    if "flow" not in fault.context:
        return None
    line, column = _last_open_bracket(fault)
    sign = fault.text_at(line)[column : column + 1]
    if sign not in ("[", "{"):
        return None
    if in_full_width := _closed_in_full_width(fault, line, column):
        return in_full_width
    here = fault.text_at(fault.line)[fault.column : fault.column + 1]
    if line == fault.line and here == ",":
        found, advice = "a comma stands here where an entry is expected", "Write one comma between two entries."
        return ("yaml-syntax", found, advice, fault.line, fault.column, {})
    if line == fault.line and here == ":":
        if wide := re.search(r"[、，](?=\s*[^\s:：,{}、，]+$)", fault.text_at(line)[: fault.column]):
            found, facts = "“{sign}” parts nothing inside brackets", {"sign": wide[0]}
            return ("colon-in-text", found, "Write a half-width comma in its place.", line, wide.start(), dict(facts))
        return _second_colon(fault)
    if line == fault.line and (key := _WIDE_COLON.search(fault.text_at(line), column, fault.column)):
        return no_colon(key["key"], line, key.end("key"))
    closing = {"[": "]", "{": "}"}[sign]
    if fault.line > line and indent_of(fault.text_at(line + 1)) <= indent_of(fault.text_at(line)):
        found = "the bracket “{sign}” that begins here is not closed"
        advice = "Write “{closing}” where it ends: mostly at the end of this line."
        return ("open-bracket", found, advice, line, column, {"sign": sign, "closing": closing})
    return (
        "open-bracket",
        "the bracket “{sign}” that begins here is not closed, or a comma is missing in it",
        "Close it, and put texts that hold : or # in quotation marks.",
        line,
        column,
        {"sign": sign},
    )


def _second_colon(fault: Fault) -> Finding:
    """`{text: text_of: market}`, `{value: 3 state: 速報}`, or a text with a colon in it."""
    found = "a second colon stands in one entry of the brackets"
    advice = "Write a comma before each key, and put a text that holds a colon in quotation marks."
    entry = _ENTRY_WITH_KEY.search(fault.text_at(fault.line)[: fault.column])
    if entry is None or entry["second"] not in known_keys():
        return ("colon-in-text", found, advice, fault.line, fault.column, {})
    facts: dict[str, object] = {"key": entry["first"], "near": entry["second"]}
    advice = _COMMA_LOST if entry["value"] else _KEY_TOO_MANY
    return ("colon-in-text", found, advice, fault.line, entry.start("second" if entry["value"] else "first"), facts)


_ENTRY_WITH_KEY = re.compile(r"(?P<first>[a-z_]+): (?P<value>[^,{}\[\]]+ )?(?P<second>[a-z_]+)$")
_COMMA_LOST = "Write a half-width comma before “{near}:”."
_KEY_TOO_MANY = (
    "Is “{near}:” meant? Then take “{key}: ” away. If “{near}” is a word of the text, put it in quotation marks."
)

_WIDE_COLON = re.compile(rf"[{{,]\s*(?P<key>{KEY})：")  # as in `{{name: 合計, cells： [85]}}`


def _closed_in_full_width(fault: Fault, line: int, column: int) -> Finding | None:
    """`[22事業］｝`."""
    for number in range(line, fault.line + 1):
        start = column if number == line else 0
        if (at := _first_surplus(fault.text_at(number)[start:])) is not None:
            sign = re.split("[^］｝]", fault.text_at(number)[start + at :], maxsplit=1)[0]
            facts: dict[str, object] = {"sign": sign, "half_width": sign.translate(_HALF_WIDTH)}
            advice = "Write “{half_width}”, in half width, in place of “{sign}”."
            return ("open-bracket", _WIDE_CLOSES_NOTHING, advice, number, start + at, facts)
    return None


def surplus_wide_bracket(text: str, at: FilePosition) -> Problem | None:
    """`{plan: action-plan｝}`: the brackets around a text are closed, and it ends with one in full width besides."""
    if not text.endswith(("］", "｝")) or _first_surplus(text) is None:
        return None
    advice = "The brackets around the text are closed already: delete this one."
    return Problem("full-width-sign", _WIDE_CLOSES_NOTHING, at, advice, {"sign": text[-1]})


def _first_surplus(text: str) -> int | None:
    """Where the first closing bracket in full width stands that none in full width begins."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign in "［｛") - (sign in "］｝")
        if depth < 0:
            return place
    return None


def _last_open_bracket(fault: Fault) -> tuple[int, int]:
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


def other_brackets(fault: Fault) -> Finding | None:
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
