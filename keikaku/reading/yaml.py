"""YAML as the writer wrote it: scalars stay text, everything knows its place, nothing is lost without a word.

PyYAML's own guesses damage plans: `1.10` becomes 1.1, `010` becomes 8, `12:30` becomes 750, `NO` becomes False.
YAML's own rules do, too: `#1` after a space is a comment, `&NPO` a name for nothing, `{H28: 2,653}` two entries.
Such text is read as it was meant, and reported.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import pairwise
from typing import Any

import yaml

from keikaku.lines import NumberedLines
from keikaku.plan.record import NOTHING_BELOW, Blank, needs_space
from keikaku.plan.unread import is_error_of_excel
from keikaku.problems import FilePosition, Problem, Problems
from keikaku.reading.slips import (
    FULL_WIDTH_SPACE,
    FURTHER_RIGHT_FOUND,
    HYPHEN_ADVICE,
    HYPHEN_FOUND,
    INDENT_ADVICE,
    JOINED_ADVICE,
    JOINED_FOUND,
    SIGNS_OF_ENTRIES,
    SWALLOWED_FOUND,
    WIDE_ADVICE,
    WIDE_FOUND,
)
from keikaku.reading.yaml_fault import in_quotes
from keikaku.reading.yaml_indents import begins_with_other_space, line_lost, spaces_meant
from keikaku.reading.yaml_lost import entry_in_text
from keikaku.reading.yaml_signs import is_number_of_year, surplus_wide_bracket
from keikaku.reading.yaml_syntax import report_missing_colon, report_syntax_error
from keikaku.reading.yaml_twice import Twice, advice_for_twice, lines_again
from keikaku.years import parse_year

MAX_DEPTH = 40
MAX_PIECES = 1_000_000

_QUOTES = "\"'”“’‘＂＇"
_QUOTED_BADLY = re.compile("[”“’‘＂＇]|.*[”“’‘＂＇]$")  # ”未公表", which is another word than "未公表"
_MARKS_DIFFER = "the quotation marks around this word do not fit"
_WRITE_MARKS = "Write {near}, with half-width marks at both ends."
Event = Any  # one of yaml's, whose declared types say of every mark that it may be missing
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def is_yaml(text: str) -> bool:
    """Whether the parser gets to the end; what it reads may still be no records."""
    try:
        for _ in yaml.parse(text, Loader=_Loader):
            pass
    except yaml.YAMLError:
        return False
    return True


class Text(str):
    """A scalar, with its place; `key_at` is the place of the key that it belongs to.

    `style`: the sign that it is written behind, a quotation mark, `|` or `>`; or none.
    `is_literal`: written below a `|`, so its lines are those of the file below that place; these are `numbered`.
    """

    at: FilePosition
    key_at: FilePosition
    style = ""
    numbered: NumberedLines | None = None

    @property
    def is_literal(self) -> bool:
        return self.style == "|"


class Mapping(dict[str, Any]):
    """`written`: the text that it was read from, which together with its place says all that there is to know of it."""

    at: FilePosition
    key_at: FilePosition
    written = ""


class Sequence(list[Any]):
    at: FilePosition
    key_at: FilePosition


def read_yaml(text: str, file: str, problems: Problems, numbered: NumberedLines | None = None) -> Any:
    """The content of a YAML file, or None where it is empty or cannot be read (which is then among the problems).

    What it holds knows its place, and the number of its line among the `numbered` ones.
    """
    builder = _Builder(text, file, problems, numbered)
    try:
        with _garbage_collection_paused():
            content = builder.document()
            return None if builder.has_slid else content
    except yaml.YAMLError as error:
        if not builder.has_slid:
            report_syntax_error(error, text, file, builder.last, problems)
    except _TooMuchError:
        pass
    return None


@contextmanager
def _garbage_collection_paused() -> Iterator[None]:
    """Reading makes many small objects and no circles: collecting meanwhile takes half of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


_TEXT_BELOW = (
    "Write the text of the source on the line below it, two half-width spaces further in. If the source has none, "
    "take this line away."
)


class _TooMuchError(Exception):
    """The file holds more than any plan does; this is among the problems."""


class _Builder:
    """Builds from YAML's events rather than its nodes: only they tell of `&`, `*` and `!`, and none of them unfolds."""

    def __init__(self, text: str, file: str, problems: Problems, numbered: NumberedLines | None) -> None:
        self.text = text
        self.file = file
        self.problems = problems
        self.numbered = numbered
        self.count = 0
        self.last: Event = None  # the piece before a syntax error helps to explain it
        self.run_together: set[int] = set()  # records of which a second one has become a part
        self.pasted_until = 0  # a line; what stands above it is to be deleted, as has been told
        self._torn: Event = None  # the last piece of a number that commas have divided
        self.has_slid = False  # at a line that begins elsewhere than it seems to, so nothing below it says anything
        self.brackets = 0  # that are open: inside them a hyphen begins no entry
        self.surplus: list[Problem] = []  # brackets in full width, which tell nothing in a file that cannot be read
        self._events = yaml.parse(text, Loader=_Loader)

    @cached_property
    def lines(self) -> list[str]:
        """What explanations of a fault look at; a file without one is never divided."""
        return self.text.split("\n")

    def document(self) -> Any:
        content: Any = None
        while not isinstance(start := self._next(), yaml.StreamEndEvent):
            if not isinstance(start, yaml.DocumentStartEvent):
                continue
            event = self._next()
            if isinstance(event, yaml.ScalarEvent) and self._is_blank(event):
                continue
            if content is not None:
                self._report(
                    "second-document",
                    "“---” begins a second document, which is not read",
                    start,
                    advice="Delete that line.",
                )
                break
            content = self.build(event)
        self.problems.extend(self.surplus)
        return content

    def build(self, event: Event, key_at: FilePosition | None = None, depth: int = 0) -> Any:
        at = self._place(event)
        self._limit(event, depth)
        if isinstance(event, yaml.ScalarEvent) and self._is_blank(event):
            return Blank(at, key_at or at, is_in_braces=self.brackets > 0)
        result: Any
        if isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            result = Text(self._scalar(event))
            result.style = getattr(event, "style", "") or ""
            if result.style == "|":
                result.numbered = self.numbered
        elif isinstance(event, yaml.SequenceStartEvent):
            result = self._sequence(event, depth)
        else:
            result = self._mapping(event, depth)
        result.at = at
        result.key_at = key_at or at
        return result

    def _sequence(self, start: Event, depth: int) -> Sequence:
        self._report_sign(start)
        self.brackets += bool(start.flow_style)
        sequence = Sequence()
        before: Event = start
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            item = self.build(event, depth=depth + 1)
            if self._has_slid_number(before, event):
                sequence[-1] = _mended(sequence[-1], event)
                self._report_torn_number(before, event)
            else:
                sequence.append(item)
            before = event
        self.brackets -= bool(start.flow_style)
        return sequence

    def _mapping(self, start: Event, depth: int) -> Mapping:
        self._report_sign(start)
        self.brackets += bool(start.flow_style)
        mapping = Mapping()
        before: Event = start
        last_key = ""
        refused: Event | None = None  # the last key, where it is none
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self.build(event, depth=depth + 1)
            value_event = self._next()
            value = self.build(value_event, getattr(key, "at", None), depth + 1)
            if isinstance(value, Blank) and last_key in mapping and self._has_slid_number(before, event):
                mapping[last_key] = _mended(mapping[last_key], event)
                self._report_torn_number(before, event)
                value_event = event  # 17,984,210 is torn twice
            elif isinstance(value, Blank) and last_key in mapping and self._is_rest_of_text(before, event):
                mapping[last_key] = _mended(mapping[last_key], event)
                whole = self.text[before.start_mark.index : event.end_mark.index]
                self._report_cut_off(event, _CUT_OFF_TEXT, _QUOTE_OR_MEND, whole)
            elif isinstance(value, Blank) and refused and self._is_rest_of_key(refused, event):
                refused = event
            elif self._is_sound_key(key, event, mapping, value):
                mapping[key] = value
                last_key, refused = key, None
            else:
                refused = event
                if self.brackets:
                    mapping.update(_without_space(key, value))
            before = value_event
        self.brackets -= bool(start.flow_style)
        mapping.written = self.text[start.start_mark.index : self.last.end_mark.index]
        return mapping

    def _is_sound_key(self, key: Any, event: Event, mapping: Mapping, value: Any) -> bool:
        """Report a key that is none, or stands twice."""
        missing_colon = _NO_COLON.match(key) if isinstance(key, Text) and isinstance(value, Blank) else None
        if not isinstance(key, Text):
            self._report(
                "key-not-text",
                "a key has to be text",
                event,
                advice="Write one name or one year, without brackets; of several years, one line for each.",
            )
        elif missing_colon:
            self._report_missing_colon(event, missing_colon[1])
        elif not event.style and _QUOTED_BADLY.match(key):
            near = f'"{key.strip(_QUOTES)}"'
            self._report("open-quotation-mark", _MARKS_DIFFER, event, advice=_WRITE_MARKS, near=near)
        elif key.startswith("\u3000") and self.brackets:
            self._report("full-width-space", _SPACE_IN_BRACES, event, advice=_HALF_SPACE, key=key.strip("\u3000"))
        elif key.startswith("\u3000"):
            self.has_slid = True
            self._report(
                "full-width-space",
                FULL_WIDTH_SPACE,
                event,
                advice=INDENT_ADVICE,
                count=spaces_meant(self.lines, event.start_mark.line),
            )
        elif _HYPHEN_OF_KEY.match(key):
            self._report("line-without-key", HYPHEN_FOUND, event, advice=HYPHEN_ADVICE)
        elif key in mapping:
            self._report_twice(key, event, mapping)
        else:
            return True
        return False

    def _report_twice(self, key: Text, event: Event, mapping: Mapping) -> None:
        """A key that stands twice: often the line between is lost, so that those that follow are twice as well."""
        first = next(known.at.line for known in mapping if known == key)  # type: ignore[attr-defined]
        is_told = event.start_mark.line < self.pasted_until
        if is_told or id(mapping) in self.run_together:
            return
        if not self.brackets:
            self.run_together.add(id(mapping))
        twice = Twice(
            key=key,
            line=event.start_mark.line,
            column=event.start_mark.column,
            keys=list(mapping),
            is_in_brackets=bool(self.brackets),
            has_lines_below=not isinstance(mapping[key], Text),
        )
        advice, near = advice_for_twice(self.lines, twice)
        self.pasted_until = twice.line + lines_again(self.lines, twice)
        self._report(
            "key-twice",
            "“{key}” stands here twice; first on line {line}",
            event,
            advice=advice,
            first=twice.keys[0],
            key=str(key),
            line=first,
            second=key.at.line,
            near=near,
            count=twice.column - 2,
        )

    # --- scalars -------------------------------------------------------------------------------------------------

    def _is_blank(self, event: Event) -> bool:
        if event.style or event.anchor or event.tag or event.value not in ("", "~", "null"):
            return False
        return self._lost_tail(event) is None

    def _scalar(self, event: Event) -> str:
        """The text as it was meant; where YAML loses a part of it, that is reported."""
        if self._report_sign(event):
            return self._raw(event)
        if self.brackets and not event.style:
            self._note_surplus(event)
        text = event.value.rstrip("\n") if event.style == "|" else self._joined(event)
        if event.style == "|":
            self._report_list_in_text(event)
        if event.style in ("|", ">") and not text.strip():
            self._report("blank-value", NOTHING_BELOW, event, advice=_TEXT_BELOW)
        if tail := self._lost_tail(event):
            if not is_error_of_excel(tail[0]):  # which is reported as the value that it is
                self._report_lost_tail(event, tail)
            return f"{text}{tail[0]}".strip()
        return text

    def _note_surplus(self, event: Event) -> None:
        at = FilePosition(self.file, event.end_mark.line + 1, event.end_mark.column)
        if surplus := surplus_wide_bracket(event.value, at):
            self.surplus.append(surplus)

    def _raw(self, event: Event) -> str:
        return self.text[event.start_mark.index : event.end_mark.index].rstrip()

    def _joined(self, event: Event) -> str:
        """A text that runs over several lines, without a space inside Japanese; a blank line ends a paragraph."""
        if event.start_mark.line == event.end_mark.line:
            if not event.style and (inside := _ENTRY_INSIDE.search(event.value)):
                at = FilePosition(self.file, event.start_mark.line + 1, event.start_mark.column + inside.end() + 1)
                self.problems.extend([Problem("swallowed-entry", JOINED_FOUND, at, JOINED_ADVICE)])
            if not (event.style or self.brackets) and self._is_entry_without_space(event):
                self._report("line-without-key", HYPHEN_FOUND, event, advice=HYPHEN_ADVICE)
            return str(event.value)
        quote = len(event.style or "") if event.style != ">" else 0
        raw = self._raw(event)
        lines = raw[quote : len(raw) - quote].split("\n")[1 if event.style == ">" else 0 :]
        if not event.style:
            self._report_swallowed_entry(event, lines)
        return _rejoined(event.value.rstrip("\n"), [line.strip(" \t") for line in lines], event.style or "")

    def _lost_tail(self, event: Event) -> re.Match[str] | None:
        """`#1` after a plain text; a real comment has a space after its sign."""
        return None if event.style else _TAIL.match(self.text, event.end_mark.index)

    # --- what YAML reads otherwise than it looks -----------------------------------------------------------------

    def _report_lost_tail(self, event: Event, tail: re.Match[str]) -> None:
        column = event.end_mark.column + tail[0].index("#") + 1
        eaten = re.split(r"\s+#\s", tail[0])[0]  # without a real comment behind it
        self.problems.add(
            "comment-eats-text",
            "“#” after a space begins a comment: “{tail}” is lost",
            FilePosition(self.file, event.end_mark.line + 1, column),
            advice="Is “#” a part of the text? Then put all of the text in half-width quotation marks ({example}). "
            "If that sign alone is too many, take it away. If it is a comment, write a space after it.",
            example=in_quotes(f"{self._raw(event)}{eaten}".strip()),
            tail=eaten.strip(),
        )

    def _report_sign(self, event: Event) -> bool:
        """`&`, `*` and `!` at the beginning give names and types to things, which plans do not need."""
        is_sign = isinstance(event, yaml.AliasEvent) or event.anchor or (event.tag and self._raw(event)[:1] == "!")
        if is_sign:
            raw = self._raw(event)
            self._report(
                "special-sign",
                "a text cannot begin with “{sign}” without quotation marks",
                event,
                advice="Take it away: {near}"
                if is_number_of_year(self._before(event), raw[1:])
                else "Put it in quotation marks: {example}",
                sign=raw[:1],
                example=in_quotes(raw),
                near=raw[1:],
            )
        return bool(is_sign)

    def _report_swallowed_entry(self, event: Event, lines: list[str]) -> None:
        if self.brackets:
            return
        if half_width := {"｜": "|", "＞": ">"}.get(sign := lines[0].strip()):
            self._report("full-width-sign", WIDE_FOUND, event, advice=WIDE_ADVICE, text=sign, half_width=half_width)
            return
        is_followed = any(re.match(r" *- ", line) for line in lines[1:])
        if re.match("-[^ ]", lines[0]) or (is_followed and re.match(r"[－−‐–ー・] ?\S", lines[0])):
            self._report("line-without-key", HYPHEN_FOUND, event, advice=HYPHEN_ADVICE)
            return
        signs = {"1." if _NUMBERED.match(line) else line.lstrip()[:1] for line in lines}
        is_key = self.text.startswith(":", event.end_mark.index)  # what the last of them begins with, as far as is read
        if len(lines) > 1 and len(signs) == 1 and signs < SIGNS_OF_ENTRIES | {"1."} and not is_key:
            self._report(
                "swallowed-entry",
                SWALLOWED_FOUND,
                event,
                advice="For a list, begin each line with “- ”: a half-width hyphen and a space."
                if signs == {"1."}
                else "For a list, write “- ” (a half-width hyphen and a space) for the “{sign}” of each line.",
                sign="".join(signs),
            )
            return
        for number, line in enumerate(lines):
            if number and (match := re.match(r" *- ", line)):
                begun = self.lines[event.start_mark.line : event.start_mark.line + number]
                if any(map(begins_with_other_space, begun)):
                    return  # which has been told
                if why := entry_in_text(self.lines, event.start_mark.line, event.start_mark.line + number):
                    rule, found, advice, at, column, facts = why
                    place = FilePosition(self.file, at + 1, column + 1)
                    self.problems.extend([Problem(rule, found, place, advice, facts)])
                    return
                is_entry = lines[0].startswith("- ") or self._begins_its_line(event)
                self.problems.add(
                    "swallowed-entry",
                    FURTHER_RIGHT_FOUND,
                    FilePosition(self.file, event.start_mark.line + number + 1, match.end() - 1),
                    advice="Let the hyphens of a list stand in one column." if is_entry else _IS_A_LINE_LOST,
                    lost=line_lost(self.lines, event.start_mark.line + number),
                )
                return

    def _report_list_in_text(self, event: Event) -> None:
        """Below a `|`, whose lines become one paragraph."""
        signs = [match[1] if (match := _BEGINS_ENTRY.match(line)) else "" for line in event.value.split("\n")]
        for number, (one, other) in enumerate(pairwise(signs), 1):
            if one and one == other:
                at = FilePosition(self.file, event.start_mark.line + 1 + number, 1)
                self.problems.extend([Problem("swallowed-entry", SWALLOWED_FOUND, at, _NO_LIST_HERE, {"sign": one})])
                return

    def _begins_its_line(self, event: Event) -> bool:
        return not self._before(event).strip(" -")

    def _is_entry_without_space(self, event: Event) -> bool:
        """`-寄附の窓口の拡大` on a line of its own."""
        return bool(re.match(r"-[^\W\d_]", event.value)) and self._begins_its_line(event)

    def _before(self, event: Event) -> str:
        """What stands before it on its line."""
        return self.text[: event.start_mark.index].rpartition("\n")[2]

    def _has_slid_number(self, before: Event, event: Event) -> bool:
        """`{H28: 2,653}` is read as `H28: 2` and a key `653` without a value; `[2,653]` as two entries."""
        if not _are_plain(before, event):
            return False
        between = self.text[before.end_mark.index : event.start_mark.index]
        return between == "," and bool(re.search(r"\d$", before.value) and re.match(r"\d{3}(?!\d)", event.value))

    def _report_torn_number(self, before: Event, event: Event) -> None:
        """Once, however many commas it has."""
        if before is not self._torn and (match := _TORN_NUMBER.match(self.text, before.start_mark.index)):
            advice = 'Put the number in quotation marks: "{whole}".'
            self._report_cut_off(event, _CUT_OFF_NUMBER, advice, match[0].strip(" \"'“”„‟"))
        self._torn = event

    def _is_rest_of_key(self, before: Event, event: Event) -> bool:
        """`{value:"1,502人"}` is read as two keys, and the first has been told."""
        return self.text[before.end_mark.index : event.start_mark.index] == ","

    def _is_rest_of_text(self, before: Event, event: Event) -> bool:
        """`{sudden-jump: 資料のとおり, 毎年5件を保つ。}` is read as a reason and a key without a value."""
        if not (self.brackets and _are_plain(before, event)):
            return False
        parts = str(before.value), str(event.value)
        if parse_year(parts[1]) is not None or any(map(_NO_COLON.match, parts)):
            return False
        is_torn = self.text[before.end_mark.index : event.start_mark.index] == "," and parts[0][-1:].isdigit()
        return all(map(_JAPANESE.search, parts)) or bool(is_torn and re.match(r"\d+[\u3040-\u9fff]", parts[1]))

    def _report_cut_off(self, event: Event, found: str, advice: str, whole: str) -> None:
        self._report("comma-in-braces", found, event, advice=advice, part=event.value, whole=whole)

    def _report_missing_colon(self, event: Event, key: str) -> None:
        """`{H25:887}`."""
        at = FilePosition(self.file, event.start_mark.line + 1, event.start_mark.column + len(key) + 1)
        report_missing_colon(key, at, self.problems)

    def _report(self, rule: str, found: str, event: Event, /, *, advice: str, **facts: object) -> None:
        self.problems.extend([Problem(rule, found, self._place(event), advice, facts)])

    # --- events --------------------------------------------------------------------------------------------------

    def _next(self) -> Event:
        self.last = next(self._events)
        return self.last

    def _place(self, event: Event) -> FilePosition:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        return FilePosition(self.file, line, column, self.numbered.number(line) if self.numbered else 0)

    def _limit(self, event: Event, depth: int) -> None:
        self.count += 1
        if depth > MAX_DEPTH:
            self._report(
                "too-deep",
                "keys stand within keys more than {limit} times",
                event,
                advice="Compare the indent with the lines above, and look for a bracket that is not closed.",
                limit=MAX_DEPTH,
            )
            raise _TooMuchError
        if self.count > MAX_PIECES:
            self._report(
                "file-too-large",
                "the file is too large to be read",
                event,
                advice="Divide it into several files.",
            )
            raise _TooMuchError


def _are_plain(*events: Event) -> bool:
    """Texts without quotation marks."""
    return all(isinstance(event, yaml.ScalarEvent) and not event.style for event in events)


_SPACE_IN_BRACES = "a full-width space stands behind the comma, inside braces"
_HALF_SPACE = "Write a half-width space in its place."
_TORN_NUMBER = re.compile(r"[^,{}\[\]\n]+(?:,\d{3}(?!\d)[^,{}\[\]\n]*)+")
_CUT_OFF_NUMBER = "a comma inside braces or brackets divides: “{part}” was cut off from its number"
_QUOTE_OR_MEND = 'Is the comma a slip, for a point or the like? Then mend it. Otherwise quote the text: "{whole}".'
_CUT_OFF_TEXT = "a comma inside braces or brackets divides: “{part}” was cut off from its text"


def _without_space(key: Any, value: Any) -> dict[str, Any]:
    """What a key with a full-width space before it was meant to be: that it is there is not asked as well."""
    if not (isinstance(key, Text) and key.startswith("\u3000")) or isinstance(value, Blank):
        return {}
    plain = Text(key.strip("\u3000"))
    plain.at, plain.key_at = key.at, key.key_at
    return {plain: value}


def _mended(part: Any, event: Event) -> Any:
    """2 and 653 were one number before the comma divided them; it is read as it was meant."""
    if not isinstance(part, Text):
        return part
    whole = Text(f"{part},{event.value}")
    whole.at, whole.key_at = part.at, part.key_at
    return whole


_TAIL = re.compile(r"[ \t]+#[^\s#=*-][^\n]*")
_IS_A_LINE_LOST = (
    "Is a line lost above, such as “{lost}:”? Then write it, in the column of the key above. If the text above is an "
    "entry, begin it with “- ”."
)
_ENTRY_INSIDE = re.compile(r"(?:\S[ \u3000]{2,}|[。）])(?=- \S)")


_JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_NUMBERED = re.compile(r"\s*(?:[\d０-９]{1,2}[.．)）]|[①-⑳])")
_BEGINS_ENTRY = re.compile(rf"\s*([{''.join(sorted(SIGNS_OF_ENTRIES))}]|-(?= ))")
_NO_LIST_HERE = "Part them with empty lines; or take the “|” away and begin each with “- ”, where a list may stand."
_HYPHEN_OF_KEY = re.compile(r"[-－−‐–ー・] ?[a-z_]+$")  # `-id: hall`, `－ id: hall`
_NO_COLON = re.compile(r"([^:：]+)[:：][^ \n]")


def _rejoined(value: str, lines: list[str], style: str) -> str:
    """`value` with each fold of a line made right: nothing beside Japanese, two line ends for a blank line."""
    if style == '"' and any("\\" in line for line in lines):
        return value  # what an escape stands for is not in the line
    joined, place, was_blank = "", 0, False
    for line in lines:
        piece = line.replace("''", "'") if style == "'" else line
        start = value.find(piece, place) if piece else -1
        if start < 0:
            was_blank = was_blank or not piece
            continue
        gap = value[place:start]
        if joined and was_blank:
            gap = "\n\n"
        elif joined and not gap.strip(" "):
            gap = " " if needs_space(joined[-1:], piece[:1]) else ""
        joined, place, was_blank = joined + gap + piece, start + len(piece), False
    return joined + value[place:]
