"""What a text should not hold when it becomes public: something left over, somebody's telephone, rare characters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from keikaku.plan.record import Blank
from keikaku.problems import FilePosition, Problem, Severity
from keikaku.reading.yaml import Mapping, Sequence, Text

_BLANKS = "●○◯〇◎■□▲△＊*"
_LEFT_OVER = re.compile(
    rf"\b(?:TODO|FIXME|TBD|[Ll]orem|ipsum)\b|[XxＸｘ]{{3,}}|(?<![一二三四五六七八九十〇])[{_BLANKS}]{{1,4}}[年月日時人円件％%]"
    r"|(?<![一二三四五六七八九十〇])[●○◯〇■□]{2,}|要確認|確認中|後日(?:記入|追記|確定)|ここに(?:入力|記入|書)"
    r"|ダミー(?:です|文|テキスト|データ)|あああ+"
)
_TELEPHONE = re.compile(
    r"(?<![\d.,-])[0０]\d{1,4}[-－‐(（]\d{1,4}[-－‐)）]\d{3,4}(?![\d-])|(?<!\d)[0０][5-9５-９][0０]\d{8}(?!\d)"
)
_MAIL = re.compile(r"[\w.+-]+[@＠][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
# Kanji outside the first plane, marks that choose a shape, pictures (絵文字), and words squeezed into one character.
_RARE = re.compile(
    r"[\U00020000-\U0003ffff\ufe00-\ufe0f\U000e0100-\U000e01ef\U0001f000-\U0001faff\u32ff\u3300-\u3357\u337b-\u337f]"
)
_CONTACT_KEYS = {"contact", "accessibility", "source_code", "base_url"}  # where a telephone or an address belongs
CONTACT_WORDS = re.compile(r"問い?合わ?せ|連絡先|電話|[Cc]ontact")
_DOTS = re.compile(r"…+|\.{3,}|・{3,}")  # as examples have them; among values they may be the plan's own word
_NAMES = {"title", "publisher", "period", "licence", "contact", "name", "status", "unit"}
_NOT_TEXT = {"id", "accept", "rules"}


@dataclass(frozen=True)
class Found:
    """One finding in a text; `start` is its place in it."""

    rule: str
    found: str
    advice: str
    start: int
    text: str


def findings(text: str, *, is_contact: bool = False) -> Iterator[Found]:
    for match in _LEFT_OVER.finditer(text):
        yield Found("left-over-text", _LEFT, _LEFT_ADVICE, match.start(), match[0])
    for pattern in (_TELEPHONE, _MAIL) if not is_contact else ():
        for match in pattern.finditer(text):
            yield Found("personal-contact", _PERSONAL, _PERSONAL_ADVICE, match.start(), match[0])
    for match in _RARE.finditer(text):
        yield Found("rare-character", _RARELY, _RARELY_ADVICE, match.start(), match[0])


_LEFT = "“{text}” looks like something that was to be filled in later"
_LEFT_ADVICE = "Write what belongs here. If it is meant so, add {beside}: accept: {{{rule}: reason}}"
_PERSONAL = "“{text}” looks like somebody's telephone number or mail address"
_PERSONAL_ADVICE = (
    "Take it out, or write it under “contact”. If it may be public, add {beside}: accept: {{{rule}: reason}}"
)
_RARELY = "“{text}” (U+{code}) is not shown on every computer, or read out wrongly"
_RARELY_ADVICE = "Write it with usual characters. If the source needs it, add {beside}: accept: {{{rule}: reason}}"


def check_texts(data: Any, lines: list[str]) -> Iterator[Problem]:
    """Look through all texts of a YAML file, as it was read.

    Drafts are not public, and may hold what they like; what they acknowledge will be needed one day.
    """
    yield from _walk(data, lines, (), is_contact=False, is_draft=False)


def _walk(
    data: Any, lines: list[str], within: tuple[Mapping, ...], *, is_contact: bool, is_draft: bool
) -> Iterator[Problem]:
    if isinstance(data, Mapping):
        yield from _walk_mapping(data, lines, (*within, data), is_contact=is_contact, is_draft=is_draft)
    elif isinstance(data, Sequence):
        for item in data:
            yield from _walk(item, lines, within, is_contact=is_contact, is_draft=is_draft)
    elif isinstance(data, Text):
        for found in findings(data, is_contact=is_contact):
            reason, accepted_by = _acceptance(found.rule, within)
            if reason or not is_draft:
                yield problem_of(found, _place(data, found, lines), reason, accepted_by)


def _walk_mapping(
    data: Mapping, lines: list[str], within: tuple[Mapping, ...], *, is_contact: bool, is_draft: bool
) -> Iterator[Problem]:
    is_draft = is_draft or str(data.get("draft", "")).lower() == "true"
    is_contact = is_contact or bool(CONTACT_WORDS.search(str(data.get("label", ""))))
    for key, value in data.items():
        if key in _NAMES and isinstance(value, Text) and _DOTS.fullmatch(value):
            yield problem_of(Found("left-over-text", _LEFT, _LEFT_ADVICE, 0, value), value.at)
        if key not in _NOT_TEXT and not isinstance(value, Blank):
            of_contact = is_contact or key in _CONTACT_KEYS
            yield from _walk(value, lines, within, is_contact=of_contact, is_draft=is_draft)


def problem_of(found: Found, at: FilePosition, reason: str = "", accepted_by: str = "") -> Problem:
    facts: dict[str, object] = {"text": found.text, "code": f"{ord(found.text[0]):04X}"}
    if reason:
        facts["accepted_by"] = accepted_by
    return Problem(found.rule, found.found, at, found.advice, facts, Severity.WARNING, reason)


def _acceptance(rule: str, within: tuple[Mapping, ...]) -> tuple[str, str]:
    """The reason of the nearest record around a text that acknowledges the rule, and where that record stands."""
    for record in reversed(within):
        accepted = record.get("accept")
        if isinstance(accepted, Mapping) and isinstance(accepted.get(rule), Text):
            return str(accepted[rule]), str(record.at)
    return "", ""


def _place(text: Text, found: Found, lines: list[str]) -> FilePosition:
    """Where the finding stands: in the text's first line, or one of those below it."""
    at = text.at
    for number in range(at.line, len(lines) + 1):
        start = lines[number - 1].find(found.text, at.column - 1 if number == at.line else 0)
        if start >= 0:
            return FilePosition(at.file, number, start + 1)
        if number - at.line > text.count("\n") + len(text):
            break
    return at
