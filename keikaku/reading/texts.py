"""What a text should not hold when it becomes public: something left over, somebody's telephone, rare characters."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeAlias

from keikaku.plan.about import PlanFile
from keikaku.plan.acknowledging import room
from keikaku.plan.record import HOLDS_NOTHING, Blank, position_of
from keikaku.plan.unread import is_error_of_excel
from keikaku.problems import Acknowledgement, FilePosition, Problem, Room, Severity
from keikaku.reading.yaml import Mapping, Sequence, Text
from keikaku.workspace import SETTINGS_FILE
from keikaku.years import era_name, parse_year

_BLANKS = "●○◯〇◎■□▲△＊*"
_LEFT_OVER = re.compile(
    rf"(?<![A-Za-z])(?:TODO|ＴＯＤＯ|FIXME|TBD|[Ll]orem|ipsum)(?![A-Za-z])|[XxＸｘ]{{3,}}|(?<![一二三四五六七八九十〇])[{_BLANKS}]{{1,4}}[年月日時人円件％%]"
    r"|(?<![一二三四五六七八九十〇])[●○◯〇■□]{2,}|〓{2,}|Ｘ{2}|[Xx]{2}(?=[年月日])|要確認|確認中|後日(?:記入|追記|確定)|ここに(?:入力|記入|書)"
    r"|ダミー(?:です|文|テキスト|データ)|あああ+|#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)"
)
# 12,0000人, and ,452人: not where the digits are a year.
_COMMAS = re.compile(
    r"(?<![\d,.])\d{1,3}(?:[,，]\d{3})*[,，](?!(?:19|20)\d\d(?!\d))\d{4,}(?!\d)"
    r"|(?<=[^\dA-Za-z\s])[,，]\d{3,4}(?=[人円件％%])"
)
_ERA = "令和|平成|昭和|大正|明治"
_YEAR = re.compile(
    r"(?:(?:令和|平成)(?:0|[6-9]\d|\d{3,})|昭和(?:0|[7-9]\d|\d{3,})|(?<!\d)(?:19|20)\d{3})年"
    r"|(?<![A-Za-z\d])[RHS]\d{3}(?=[年度末決予実目)）の])"
)  # 平成229年, 20211年
_PAIR = re.compile(
    rf"(?<!\d)(?P<first>(?:19|20)\d\d年?度?)[(（](?P<second>(?:{_ERA}|[RHS])[\d元]+年?度?)[)）]"
    rf"|(?P<era>(?:{_ERA}|(?<![A-Za-z])[RHS])[\d元]+年?度?)[(（](?P<common>(?:19|20)\d\d年?度?)[)）]"
)  # 2023年度(R5), 令和5年度（2023年度）
_MONTH = re.compile(
    rf"(?:{_ERA})?[\d元]+年度?\s*(?:0|1[3-9]|[2-9]\d)月(?!間|分)|(?<!\d)(?:0|1[3-9]|[2-9]\d)月\d{{1,2}}日"
)
# Of a year that is told by itself: days of 明治 were counted by the moon at first.
_DAY = re.compile(
    r"(?:(?:令和|平成|昭和|大正)(?:\d+|元)|(?<!\d)\d{4})年(?:1[0-2]|0?[1-9])月\d{1,2}日"
    r"|(?<![A-Za-z])[RHS]\d{1,2}\.(?:1[0-2]|0?[1-9])\.\d{1,2}(?![\d.])"
)
_ANY_DAY = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])月(\d{1,2})日")
_HALF_WIDTH_DIGITS = {ord("０") + n: str(n) for n in range(10)}
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SPAN = re.compile(r"(令和|平成|昭和)(\d+)年?度?\s*(?:[～〜~]|から)\s*(?:\1)?(\d{1,2})年度?")
_HOLDS_NOTHING = re.compile(r"\bdraft[:：]\s*true\b|\bpublish_on[:：]\s*[\d/年-]+")
_TAG = re.compile(
    r"</?(?:br|b|i|u|p|font|strong|em|span|div|a|sup|sub|ruby|rt|hr|img|center|ul|ol|li|dl|dt|dd|table|tbody|thead|tr|td|th"
    r"|blockquote|small|s|del)\b[^<>]*>",
    re.IGNORECASE,
)
_QUOTED = re.compile("[{｛]{2}[^{}｛｝]*[}｝]{2}")
_TELEPHONE = re.compile(
    r"(?<![\d.,-])[0０]\d{1,4}[-－‐(（]\d{1,4}[-－‐)）]\d{3,4}(?![\d-])|(?<!\d)[0０][5-9５-９][0０]\d{8}(?!\d)"
)
_SPACED_MOBILE = re.compile(r"(?<!\d)[0０][5-9５-９][0０][ \u3000]\d{4}[ \u3000]\d{4}(?!\d)")
# Somebody's own, in a contact too.
_MOBILE = re.compile(r"(?<!\d)[0０][5-9５-９][0０][-－‐ \u3000]?\d{4}[-－‐ \u3000]?\d{4}(?!\d)")
_OWN_MAIL = re.compile(
    r"[\w.+-]+[@＠](?:gmail\.com|(?:yahoo|hotmail|outlook|icloud|live)\.(?:co\.jp|com|jp)|me\.com"
    r"|(?:docomo|ezweb|softbank|i\.softbank|au|uqmobile|ymobile)\.(?:ne\.jp|com|jp))(?![\w.-])",
    re.ASCII | re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]+[@＠][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
# Kanji outside the first plane, marks that choose a shape, pictures (絵文字), and words squeezed into one character.
_RARE = re.compile(
    r"[\U00020000-\U0003ffff\ufe00-\ufe0f\U000e0100-\U000e01ef\U0001f000-\U0001faff\u32ff\u3300-\u3357\u337b-\u337f]"
)
# Digits of both widths in one number, or a point of the other width: １5, 78.９, 76．7.
_MIXED_DIGITS = re.compile(
    r"[0-9０-９]*(?:[０-９][0-9]|[0-9][０-９]|[0-9]+[.．][０-９]|[０-９]+[.．][0-9]|[0-9]．[0-9])[0-9０-９]*"
)
_RADICALS = re.compile("[\u2e80-\u2fdf]+")  # ⼩ for 小, as some PDFs hold them
# Those that NFKC leaves, of which a whole character is made in Japanese (Unicode: EquivalentUnifiedIdeograph).
_CHARACTERS_OF_RADICALS = str.maketrans(
    "⺒⺟⺠⺩⺬⺼⻁⻄⻆⻑⻗⻘⻝⻣⻤⻨⻩⻫⻭⻯⻲", "巳母民王示月虎西角長雨青食骨鬼麦黄斉歯竜亀"
)
_HALF_WIDTH_KANA = re.compile("[\uff66-\uff9f]{2,}")
_CONTACT_KEYS = {"contact", "accessibility", "source_code", "base_url"}  # where a telephone or an address belongs
CONTACT_WORDS = re.compile(r"問い?合わ?せ|連絡先|電話|[Cc]ontact|TEL|FAX|ＴＥＬ|ＦＡＸ|ファクス|ファックス")
_DOTS = re.compile(r"…+|\.{3,}|・{3,}")  # as examples have them; among values they may be the plan's own word
_NAMES = {"title", "publisher", "period", "licence", "contact", "name", "status", "unit", "number"}
_NOT_TEXT = {"id", "accept", "rules"}
_KEYS_OF_VALUES = {"value", "cells", "amount"}
_KEYS_OF_DAYS = {"as_of", "date", "year", "publish_on", "over", "until", "deadline", "stated_on"}
# Lists of records that may acknowledge what is found in them; so may what a file holds as a whole.
_ACKNOWLEDGING = {"nodes", "projects", "indicators", "tables", "money", "evaluations", "themes"}
_Records: TypeAlias = tuple[Mapping, ...]


@dataclass(frozen=True)
class Found:
    """One finding in a text; `start` is its place in it."""

    rule: str
    found: str
    advice: str
    start: int = 0
    text: str = ""
    near: str = ""  # what may be meant; else the text in usual characters


def findings(text: str, *, is_contact: bool = False) -> Iterator[Found]:
    half = text.translate(_HALF_WIDTH_DIGITS)
    for pattern, found in _PATTERNS:
        for match in pattern.finditer(half):
            yield replace(found, start=match.start(), text=text[match.start() : match.end()])
    for match in _MIXED_DIGITS.finditer(text):
        yield Found("mixed-width", _MIXED, _MIXED_ADVICE, match.start(), match[0])
    for pattern in (_TELEPHONE, _MAIL, _SPACED_MOBILE) if not is_contact else (_MOBILE, _OWN_MAIL):
        for match in (found for found in pattern.finditer(text) if not found[0].endswith(".lg.jp")):  # of offices alone
            yield Found("personal-contact", _PERSONAL, _PERSONAL_ADVICE, match.start(), match[0])
    for match in _TWICE.finditer(text):
        yield Found("repeated-entry", _SENTENCE_TWICE, _SENTENCE_TWICE_ADVICE, match.start("again"), match["again"])
    yield from map(_of_radicals, _RADICALS.finditer(text))
    yield from _dates_that_are_none(text, half)


def _of_radicals(match: re.Match[str]) -> Found:
    """市⺠, with 民 in its place, where it is known what that looks like."""
    near = unicodedata.normalize("NFKC", match[0]).translate(_CHARACTERS_OF_RADICALS)
    advice = _OF_PDF_UNKNOWN if near == match[0] else _OF_PDF_ADVICE
    return Found("rare-character", _OF_PDF, advice, match.start(), match[0], near)


def _dates_that_are_none(text: str, half: str) -> Iterator[Found]:
    """`half` is the text with its digits in half width."""
    for match in _days_that_are_none(half):
        yield Found("impossible-date", _NO_DAY, _NO_DATE_ADVICE, match.start(), text[match.start() : match.end()])
    for match in _PAIR.finditer(half):
        if years := _two_years(match):
            shown = text[match.start() : match.end()]
            yield Found("impossible-date", _TWO_YEARS, _NO_DATE_ADVICE, match.start(), shown, years)
    for match in (span for span in _SPAN.finditer(half) if int(span[2]) > int(span[3])):
        yield Found("impossible-date", _NO_SPAN, _NO_DATE_ADVICE, match.start(), text[match.start() : match.end()])


def _two_years(pair: re.Match[str]) -> str:
    """Of what names one year in both reckonings and does not: what each of both is in the other; or nothing."""
    named = [(one, year) for one in pair.groups() if one and (year := parse_year(one))]
    if len({year.last for _, year in named}) < 2:
        return ""
    others = [era_name(year.last) if one[0].isdigit() else str(year.last) for one, year in named]
    return ", ".join(f"{one} = {other}" for (one, _), other in zip(named, others, strict=True))


def unpaired_bracket(text: str) -> Iterator[Found]:
    """The first bracket without its other half, with some letters beside it; 1) at the beginning is none."""
    plain, opened = text.translate(_HALF_WIDTH_BRACKETS), list[int]()
    for match in _BRACKETS.finditer(plain):
        opener = _OPENERS.get(match[0])
        if opener is None:
            opened.append(match.start())
        elif opened and plain[opened[-1]] == opener:
            opened.pop()
        elif not (match[0] == ")" and _COUNTER.search(plain, 0, match.start())):
            opened.append(match.start())
            break
    if text.startswith(("”", "’")):
        yield Found("unpaired-bracket", _UNPAIRED, _UNPAIRED_ADVICE, 0, text[:_LETTERS_BESIDE])
    if text.count('"') % 2:
        place = text.rindex('"')
        shown = text[max(0, place - _LETTERS_BESIDE) : place + 1]
        yield Found("unpaired-bracket", _UNPAIRED, _UNPAIRED_ADVICE, text.index(shown), shown)
    for place in opened[-1:]:
        start = place if plain[place] in _OPENERS.values() else max(0, place - _LETTERS_BESIDE)
        shown = text[start : place + _LETTERS_BESIDE if start == place else place + 1].strip()
        yield Found("unpaired-bracket", _UNPAIRED, _UNPAIRED_ADVICE, text.index(shown, start), shown)


_OPENERS = dict(zip(")]」』】〕", "([「『【〔", strict=True))
_BRACKETS = re.compile(rf"[{re.escape(''.join([*_OPENERS, *_OPENERS.values()]))}]")
_HALF_WIDTH_BRACKETS = str.maketrans("（）［］", "()[]")
_COUNTER = re.compile(
    r"(?:^|[\s、。,;；：])(?:[\d０-９]{1,3}|[A-Za-zＡ-Ｚａ-ｚア-ンｱ-ﾝあ-んⅠ-ⅻⅠ-Ⅻ①-⑳※])$"
)  # of a list: 1) ア）
_LETTERS_BESIDE = 8


def _days_that_are_none(text: str) -> Iterator[re.Match[str]]:
    """平成31年2月29日; 6月31日 is none in any year."""
    with_year = list(_DAY.finditer(text))
    yield from (match for match in with_year if parse_year(match[0]) is None)
    told = [range(match.start(), match.end()) for match in with_year]
    for match in _ANY_DAY.finditer(text):
        is_none = not 1 <= int(match[2]) <= _LONGEST_MONTHS[int(match[1]) - 1]
        if is_none and not any(match.start() in place for place in told):
            yield match


_LEFT = "“{text}” looks like something that was to be filled in later"
_LEFT_ADVICE = "Write what belongs here. If it is meant so, {acknowledge}"
_PERSONAL = "“{text}” looks like somebody's telephone number or mail address"
_PERSONAL_ADVICE = (
    "Take it out; the number or address of an office belongs under “contact”. If it may be public, {acknowledge}"
)
_UNPAIRED = "a bracket has no other half here: “{text}”"
_UNPAIRED_ADVICE = "Is one lost, or another one meant? Compare with the source. If it is printed so, {acknowledge}"
_COMMA = "the commas of “{text}” part no thousands"
_COMMA_ADVICE = "Is a digit lost or too many? Compare with the source. If it is printed so, {acknowledge}"
_NO_DATE = "there is no such month: {text}"
_NO_YEAR = "there is no such year: {text}"
_NO_DAY = "there is no such day: {text}"
_MINUTES = re.compile(r"[\d０-９]時間[6-9６-９][\d０-９]分")
_NO_LENGTH = "an hour has 60 minutes: {text}"
_NO_LENGTH_ADVICE = "Is a digit wrong? Compare with the source. If it is printed so, {acknowledge}"
_TWO_YEARS = "“{text}” names two years that are not the same: {near}"
_NO_SPAN = "“{text}” ends before it begins"
_NO_DATE_ADVICE = "Is a digit or an era wrong? Compare with the source. If it is printed so, {acknowledge}"
_MIXED = "“{text}” has digits of full and of half width"
_MIXED_ADVICE = "Is one of them too many? Otherwise write “{near}”. If it is printed so, {acknowledge}"
_RARELY = "“{text}” (U+{code}) is not shown on every computer, or read out wrongly"
_RARELY_ADVICE = "Write it with usual characters. If the source needs it, {acknowledge}"


_HALF_WIDTH = "“{text}” is written in half width, which is read out wrongly and not found"
_OF_PDF = "“{text}” is a part of a letter that looks like the letter, as some PDFs hold it: no search finds it"
_OF_PDF_ADVICE = "Type it anew: {near}. If the source needs it, {acknowledge}"
_TWICE = re.compile(r"(?P<sentence>[^。\n]{8,}。)\s*(?P<again>(?P=sentence))")
_SENTENCE_TWICE = "this sentence stands here twice: “{text}”"
_SENTENCE_TWICE_ADVICE = "Delete one of them. If it is printed so, {acknowledge}"
_OF_PDF_UNKNOWN = "Type the letter that it looks like anew. If the source needs it, {acknowledge}"
_HALF_WIDTH_ADVICE = "Write “{near}”. If the source needs it, {acknowledge}"
_PATTERNS = (
    (_LEFT_OVER, Found("left-over-text", _LEFT, _LEFT_ADVICE)),
    (_HOLDS_NOTHING, Found("left-over-text", _LEFT, HOLDS_NOTHING)),
    (_COMMAS, Found("comma-in-number", _COMMA, _COMMA_ADVICE)),
    (_MONTH, Found("impossible-date", _NO_DATE, _NO_DATE_ADVICE)),
    (_YEAR, Found("impossible-date", _NO_YEAR, _NO_DATE_ADVICE)),
    (_MINUTES, Found("impossible-date", _NO_LENGTH, _NO_LENGTH_ADVICE)),
    (_RARE, Found("rare-character", _RARELY, _RARELY_ADVICE)),
    (_HALF_WIDTH_KANA, Found("rare-character", _HALF_WIDTH, _HALF_WIDTH_ADVICE)),
)


def check_texts(data: Any, lines: list[str]) -> Iterator[Problem]:
    """Look through all texts of a YAML file, as it was read.

    Drafts are not public, and may hold what they like; what they acknowledge will be needed one day.
    """
    yield from _walk(data, lines, "", (), is_contact=False, is_draft=False)


def _walk(
    data: Any, lines: list[str], key: str, within: _Records, *, is_contact: bool, is_draft: bool
) -> Iterator[Problem]:
    """`key`: the one that `data` stands below; `within`: the records around it that may acknowledge."""
    if isinstance(data, Mapping):
        within = (*within, data) if key in _ACKNOWLEDGING or not within else within
        yield from _walk_mapping(data, lines, within, is_contact=is_contact, is_draft=is_draft)
    elif isinstance(data, Sequence):
        for item in data:
            if isinstance(item, Text) and (bullet := _BULLET.match(item)):
                found = Found("full-width-sign", _SECOND_BULLET, _SECOND_BULLET_ADVICE, 0, bullet[0].strip())
                yield from _told(found, item.at, within, is_draft=is_draft)
            yield from _walk(item, lines, key, within, is_contact=is_contact, is_draft=is_draft)
    elif isinstance(data, Text):
        for found in _findings_in_data(data, is_contact=is_contact or bool(CONTACT_WORDS.search(data))):
            if _is_told_anyway(found, key, data):
                continue
            yield from _told(found, _place(data, found, lines), within, is_draft=is_draft)


_BULLET = re.compile(r"[・●◆■▪•‣]\s*(?=\S)")
_SECOND_BULLET = "“{text}” stands at the beginning of an entry, which is shown with a sign of its own"
_SECOND_BULLET_ADVICE = "Take “{text}” away. If it is printed so, {acknowledge}"


def _told(found: Found, at: FilePosition, within: _Records, *, is_draft: bool) -> Iterator[Problem]:
    reason, accepted_by = _acceptance(found.rule, within)
    if reason or not is_draft:
        yield problem_of(found, at, _room(within), reason, accepted_by)


_IN_THOUSANDS = re.compile(r"[1-9１-９][0-9０-９]{0,2}[.．][0-9０-９]{3}[^%％]*")  # 3．000人, which is refused
_LONGEST_VALUE = 20  # characters; what is longer below a year is one of the plan's sentences


def _is_told_anyway(found: Found, key: str, text: Text) -> bool:
    """Of what is no value or no day, and of braces in the title of a narrative, others tell."""
    if _holds_values(key) and len(text) <= _LONGEST_VALUE and found.rule in ("comma-in-number", "unpaired-bracket"):
        return True
    if _holds_values(key) and found.rule == "mixed-width" and _IN_THOUSANDS.fullmatch(text):
        return True
    if found.rule == "unknown-braces":
        return text.at.file.endswith(".md") and key == "title"
    return (_holds_values(key) and is_error_of_excel(found.text)) or (
        found.rule == "impossible-date" and key in _KEYS_OF_DAYS
    )


@lru_cache(maxsize=50_000)  # a file is read again for one text that has changed
def _findings_in_data(text: str, *, is_contact: bool) -> tuple[Found, ...]:
    """The same, and HTML and quoted values, which the texts of data files do not have."""
    return (
        *findings(text, is_contact=is_contact),
        *unpaired_bracket(text),
        *(Found("html-refused", _NO_HTML, _NO_HTML_ADVICE, match.start(), match[0]) for match in _TAG.finditer(text)),
        *(
            Found("unknown-braces", _NO_QUOTING, _NO_QUOTING_ADVICE, match.start(), match[0])
            for match in _QUOTED.finditer(text)
        ),
        *(Found("full-width-sign", _WIDE_QUOTES, _WIDE_QUOTES_ADVICE, 0, text) for text in _in_wide_quotes(text)),
        *map(_accepting, _ACCEPTING.finditer(text)),
    )


_ACCEPTING = re.compile(r"\s*[、，,]?\s*[aａ][cｃ]{2}[eｅ][pｐ][tｔ]\s*[：:]\s*[｛{].*")
_WIDE_ACCEPT = "“accept” stands in full-width signs here, so that it is a part of the words and acknowledges nothing"
_WIDE_ACCEPT_ADVICE = "Write half-width signs in the place of “{text}”: {near}"


def _accepting(match: re.Match[str]) -> Found:
    """、accept：｛sudden-jump：資料のとおり｝, with what YAML needs in its place."""
    plain = re.sub(r"\s*:\s*", ": ", unicodedata.normalize("NFKC", match[0]).replace("、", ","))
    near = re.sub(r"\s*,\s*", ", ", plain)
    return Found("full-width-sign", _WIDE_ACCEPT, _WIDE_ACCEPT_ADVICE, match.start(), match[0], near)


def _in_wide_quotes(text: str) -> list[str]:
    """‘会合の数’, typed with the Japanese keyboard where quotation marks of YAML are asked for."""
    return [text] if _WIDE_QUOTED.fullmatch(text) else []


_WIDE_QUOTED = re.compile("[‘’＇“”＂][^‘’＇“”＂]+[‘’＇“”＂]")
_WIDE_QUOTES = "the quotation marks around “{text}” are full-width ones, and would be shown"
_WIDE_QUOTES_ADVICE = "Write half-width ones: ' or \". If they are printed so, {acknowledge}"


_NO_QUOTING = "“{text}” is shown as it stands: values and figures are quoted in the texts of content/ alone"
_NO_QUOTING_ADVICE = (
    "Take all of it away, braces too, and write the value itself; or move the sentence into a text of content/. If the "
    "braces are to be public, {acknowledge}"
)
_NO_HTML = "“{text}” is shown as it stands: there is no HTML in data files"
_NO_HTML_ADVICE = "Take it away, and its end, too. If it is meant so, {acknowledge}"


def _holds_values(key: str) -> bool:
    """Below a year, or a key of values."""
    return key in _KEYS_OF_VALUES or not key.isascii() or not key.islower()


def _walk_mapping(
    data: Mapping, lines: list[str], within: _Records, *, is_contact: bool, is_draft: bool
) -> Iterator[Problem]:
    is_draft = is_draft or str(data.get("draft", "")).lower() == "true"
    is_contact = is_contact or bool(CONTACT_WORDS.search(str(data.get("label", ""))))
    for key, value in data.items():
        if isinstance(key, Text) and (digits := _MIXED_DIGITS.search(key)):
            found_in_key = Found("mixed-width", _MIXED, _MIXED_ADVICE, 0, digits[0])
            yield from _told(found_in_key, key.at, within, is_draft=is_draft)
        if key in _NAMES and isinstance(value, Text) and _DOTS.fullmatch(value):
            left_over = Found("left-over-text", _LEFT, _LEFT_ADVICE, 0, value)
            yield from _told(left_over, value.at, within, is_draft=is_draft)
        if key not in _NOT_TEXT and not isinstance(value, Blank):
            of_contact = is_contact or key in _CONTACT_KEYS
            found = _walk(value, lines, key, within, is_contact=of_contact, is_draft=is_draft)
            is_own_period = key == "period" and "publisher" in data  # about whose years the plan itself is asked
            yield from (one for one in found if not (is_own_period and one.rule == "impossible-date"))


def problem_of(
    found: Found, at: FilePosition, acknowledge: Acknowledgement, reason: str = "", accepted_by: str = ""
) -> Problem:
    code = f"{ord(found.text[0]):04X}"
    near = found.near or unicodedata.normalize("NFKC", found.text)
    facts: dict[str, object] = {"text": found.text, "code": code, "near": near, "acknowledge": acknowledge}
    if reason:
        facts["accepted_by"] = accepted_by
    return Problem(found.rule, found.found, at, found.advice, facts, Severity.WARNING, reason)


def acknowledged_by_plan(about: PlanFile, problem: Problem) -> Problem:
    """A finding in a text that belongs to no record that may acknowledge it, such as a term of the glossary."""
    place, reason = problem.facts.get("acknowledge"), about.accept.get(problem.rule, "")
    if not reason or not isinstance(place, Acknowledgement) or place.room is not Room.AT_EDGE:
        return problem
    return replace(problem, acknowledged=reason, facts=problem.facts | {"accepted_by": str(about.written_at)})


def _room(within: _Records) -> Acknowledgement:
    """The nearest record has room for it; what stands in none in a data file leaves it to plan.yaml."""
    record = within[-1]
    accepted = record.get("accept")
    place = room(accepted if isinstance(accepted, Mapping) else {}, record.at, position_of(record.get("id")))
    if place.room is not Room.AT_EDGE or place.at.file == SETTINGS_FILE:
        return place
    data, plan, *_ = place.at.file.split("/")
    return replace(place, at=FilePosition(f"{data}/{plan}/plan.yaml", 1))


def _acceptance(rule: str, within: _Records) -> tuple[str, str]:
    """The reason of the nearest record around a text that acknowledges the rule, and where that record stands."""
    for record in reversed(within):
        accepted = record.get("accept")
        if isinstance(accepted, Mapping) and isinstance(accepted.get(rule), Text):
            is_of_site = record.at.file == SETTINGS_FILE  # which is one record, for what is found on pages as well
            return str(accepted[rule]), SETTINGS_FILE if is_of_site else str(record.at)
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
