"""Why a text is no value, and what was probably meant: a word for no value, a number with a slip in it."""

import difflib
import re
from collections.abc import Callable, Collection, Iterator
from itertools import chain
from typing import TypeAlias

from pydantic_core import PydanticCustomError

from keikaku.problems import FilePosition
from keikaku.values import Absence, is_parted_by_space, normalised, parse_value, without_number_signs
from keikaku.years import parse_year

# Words that offices write where there is no number, with what they say. Only a plan itself can declare them.
_NO_VALUE = (
    (re.compile(r"未公表|非公表|公表なし|公表せず|秘匿|非公開|[xX*χ]+"), Absence.WITHHELD),
    (
        re.compile(
            r"調査なし|未調査|調査せず|未計測|未測定|測定なし|把握なし|未把握|隔年調査|データなし|(?:算出|算定|把握)不可|不明"
        ),
        Absence.NOT_MEASURED,
    ),
    (re.compile(r"未実施|実施なし|実施せず|中止|見送り|休止|未開催"), Absence.NOT_HELD),
    (re.compile(r"調査中|集計中|確認中|今後調査|調査予定|算定中|未確定|未集計|未定"), Absence.TO_BE_SURVEYED),
    (re.compile(r"該当なし|対象なし|対象外|非該当|廃止|終了|完了|統合|皆増|皆減|なし|無し|無"), Absence.NOT_APPLICABLE),
    (_DASHES := re.compile(r"[-‐−–—―ー…‥・/.]+"), Absence.UNEXPLAINED),
    (re.compile(r"空欄|空白|記載なし|未記入|未記載"), Absence.BLANK),
)
_QUALIFIER = re.compile(r"(?:約|およそ|概ね|おおむね|延べ|累計|以上|以下|未満|以内|超|程度|前後|増|減)+")
_OF_EXCEL = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)")
_TOO_NARROW = re.compile("#{2,}")
_EXPONENT = re.compile(r"([+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,2})")
_OTHER_BRACES = re.compile(r"[(｛{【](?P<inside>\w+:.*?)[)｝}】]?")
_SIGN_OF_NOTE = r"(?:※.*|\*\d*|注\d*|\(注\d*\)|\(※\d*\))"
_SMALL_NUMBER = "(※)"  # what stands for ① or ² while a text is looked at
_NOTE_AFTER = re.compile(rf"(?P<number>.*\d.*?){_SIGN_OF_NOTE}")
_NOTE_BEFORE = re.compile(r"(?:[※*]|\([※注]\d*\))(?P<number>.*\d.*)")
_DITTO = re.compile(r"[〃々ヽヾ\"”″]|同上|上に同じ|同左")
_SECOND_NUMBER = re.compile(r"(?P<number>[^(]*\d[^(]*)\(.*\d.*\)")
_MINUS = "-‐−–—―ー▲△▼▽▴▵▾▿"
_OTHER_MINUS = re.compile(rf"(?:[{_MINUS}]{{1,2}}|マイナス)(?P<before>\d.*)|(?P<behind>\d[^{_MINUS}]*)[{_MINUS}]")
_ALONE_IN_BRACKETS = re.compile(r"\((?P<inside>[\d,.]+)\)(?P<unit>\D*)")
_DAY_BEFORE = re.compile(
    r"(?P<day>(?:(?:令和|平成)\d+年|[RH]\d+[./年]|\d{4}[./年])\d{1,2}[./月](?:\d{1,2}日?|末日?)?)(?:現在|時点|末)(?P<number>\d.*)"
)
_QUOTATION_MARKS = str.maketrans("", "", "“”„‟\"'‘’「」")
_LOOK_ALIKE = str.maketrans(
    {"O": "0", "o": "0", "〇": "0", "○": "0", "l": "1", "I": "1", "|": "1", "、": ",", "。": ".", "憶": "億"}
)
# Numbers with a comma or point; and how they have to be.
_PARTED = re.compile(r"\d+(?:[.,]+\d+)+")
_WELL_PARTED = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_DAY = re.compile(r"(?:[A-Z]\d{1,2}|\d{4})\.\d{1,2}\.\d{1,2}.?")
_SCALED = re.compile(r"\d千?[兆億万][\d,.]*\d")
_WITHOUT_MAN = re.compile(r"(億)(\d[\d,]*千?)(?![\d,]*[千億万])")
_NUMBER_IN_PARTS = re.compile(r"\D*\d+(?:[,、]\d+)+\D*")
_SEVERAL = re.compile(r"([.,])\1+")
_JAPANESE_STOP = re.compile(r"(?<=\d)[、・](?=\d)")
_STOPS = str.maketrans("、・", ",.")
_OF_SHARES = re.compile("[%‰度倍]|ポイント|pt")
_COMMA_AS_POINT = re.compile(r",(?=\d{1,2}(?!\d))")

COUNTED_WHOLE = ("円", "人", "件", "回", "団体", "世帯", "冊", "枚")  # of which there are no thousandths
_COUNTED = "|".join(COUNTED_WHOLE)
_POINT_AS_COMMA = re.compile(
    rf"(?P<before>.*\d,\d{{3}})\.(?P<behind>\d{{3}}(?:{_COUNTED})?)|(?P<few>[1-9]\d{{0,2}})\.(?P<thousands>\d{{3}}(?:{_COUNTED}))"
)

_MEANT = "Did you mean “{near}”?"
_MEANT_IN_SOURCE = "Compare with the source. Did you mean “{near}”?"


_LETTER_IN_NUMBER = re.compile(r"\d[OoI〇○]+\d*$|\d[OoIl〇○]+(?=[\u3041-\u30ff\u4e00-\u9fff%])")


def has_slip(text: str) -> bool:
    """13O, read as 13 with a unit O; 1.500人, of whom there are no thousandths: nobody meant these."""
    plain = normalised(text)
    return _LETTER_IN_NUMBER.search(plain) is not None or _POINT_AS_COMMA.fullmatch(plain) is not None


def is_parted_wrongly(text: str) -> bool:
    """2,37人: a comma or a point where no number has one."""
    return any(not _WELL_PARTED.fullmatch(number) for number in _PARTED.findall(normalised(text)))


def not_a_value(found: str, words: Collection[str] = ()) -> PydanticCustomError:
    """`words`: those by which the plan says that there is no value."""
    plain = normalised(without_number_signs(found, _SMALL_NUMBER))
    reasons = chain(
        [_nearly_a_word(found, words), _point_as_comma(plain), _without_comma(found), _parted_by_space(found)],
        (explain(plain) for explain in _EXPLANATIONS),
    )
    known = (explained for explained in reasons if explained)
    advice = (
        "Write a number, or words as {{text: {words}}} (where “value:” stands before them, write “text:” in its "
        "place); a word for no value is declared in plan.yaml under no_value."
    )
    if plain in ("値", "数", "数値"):
        advice = "Write in the place of “{found}” the figure that the source has."
    elif re.fullmatch(r"[^\d\s{}:]{1,8}", plain):
        advice = (
            'Write a number. If it says that there is none, add to “no_value:” in plan.yaml: "{found}": not-applicable '
            "(or not-measured, not-held, to-be-surveyed, withheld). If it is a result in words: {{text: {words}}} "
            "(where “value:” stands before it, write “text:” in its place)"
        )
    if re.search(r"[{}]|\w: ", found):
        advice = "Write a number, or all of it in braces: {{value: 71.2, note: …}}"
    if getattr(found, "at", FilePosition("")).file.endswith(".csv"):
        advice = _IN_CELL
        known = (one for one in chain(_date_of_excel(plain), known) if not _OF_YAML.search(one[1]))
    message, advice, facts = next(known, ("“{found}” is not a number", advice, {"words": in_braces(found)}))
    return PydanticCustomError("not-a-value", message, {"message": message, "advice": advice, "found": found, **facts})


def in_braces(text: str) -> str:
    """As it has to be written between braces."""
    return f'"{text}"' if re.search(r"[,:#\[\]{}]", text) and '"' not in text else text


_Explained: TypeAlias = tuple[str, str, dict[str, str]]  # what is wrong, what to do, and what fills both


_IN_CELL = (
    "Write the number that the source has. Has it words or a length of time? They have no place in a CSV file: write "
    "them first below “values:” of the indicator in YAML, as {{text: 多い}} or {{duration: 1時間30分}} behind the "
    "year, then delete this line. Is it a word for no value? Then leave the line, and add below “no_value:” in "
    "plan.yaml a line such as 集計中: not-yet-due."
)
_OF_YAML = re.compile(r"\{\{|half-width (?:braces|brackets)")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE_OF_EXCEL = re.compile(rf"\d{{1,2}}月\d{{1,2}}日|\d{{1,2}}-(?:{_MONTHS})|(?:{_MONTHS})-\d{{1,2}}", re.IGNORECASE)


def _date_of_excel(plain: str) -> Iterator[_Explained]:
    if _DATE_OF_EXCEL.fullmatch(plain):
        advice = "Write the number that the source has. In Excel, cells formatted as text stay as they are typed."
        yield "“{found}” is a date, which Excel makes of what is typed as 1-13 or 1/13", advice, {}


def absence_meant(plain: str) -> Absence | None:
    """What the words say of why there is no value: that it is withheld for 未公表."""
    return next((absence for word, absence in _NO_VALUE if word.fullmatch(plain)), None)


def _word_for_none(plain: str) -> _Explained | None:
    absence = absence_meant(plain)
    message = "“{found}” is not a number; does it say that there is none?"
    advice = (
        'If the source has a number, write it. If it says “{found}”, add to “no_value:” in plan.yaml: "{found}": '
        "{absence} "
        "(in braces after a comma; else on a line below, two half-width spaces further right)"
    )
    return (message, advice, {"absence": absence.value}) if absence else None


def words_like(found: str, words: Collection[str]) -> list[str]:
    """今後調査 for 今後調差; for a dash, or a sign that another one was lost to (“?”), those that the plan declares."""
    if _is_dash(found) or not normalised(found).strip("?"):
        return [word for word in words if _is_dash(word)]
    return difflib.get_close_matches(found, list(words), 1, 0.7)


def _is_dash(word: str) -> bool:
    """A sign, or several, in the place of a value: —, －, …"""
    return _DASHES.fullmatch(normalised(word)) is not None


def _nearly_a_word(found: str, words: Collection[str]) -> _Explained | None:
    near = words_like(found, words)
    if not near:
        return None
    advice = "Did you mean “{near}”? If the source has another word for no value, add that to “no_value:” in plan.yaml."
    return "“{found}” is not a number, nor a word for no value in this plan", advice, {"near": " / ".join(near)}


def _duration(plain: str) -> _Explained | None:
    """1時間30分, 2年6か月."""
    message = "“{found}” is not a number, but a length of time"
    advice = "Write {{duration: {found}}} (where “value:” stands before it, write “duration:” in its place)."
    return (message, advice, {}) if _LENGTH_OF_TIME.fullmatch(plain) else None


_LENGTH_OF_TIME = re.compile(r"(?:\d+(?:年|[かヶケカ]月|日|時間|分|秒)間?){2,}(?:以[内上下]|未満|程度)?")


def _ditto(plain: str) -> _Explained | None:
    message = "“{found}” says “as above”: a number is written once more"
    return (message, "Write the number that it stands for.", {}) if _DITTO.fullmatch(plain) else None


def _without_comma(text: str) -> _Explained | None:
    """9.3% 26位: two cells of a row."""
    parts = [] if re.search("[()（）]", text) else [part.strip("、,，") for part in text.split()]
    values = [value for part in parts if (value := parse_value(part)) and value.number is not None and value.unit]
    if len(parts) < 2 or len(values) < len(parts):
        return None
    return "“{found}” holds several values", "Is a comma lost between them? {near}", {"near": ", ".join(parts)}


def _parted_by_space(text: str) -> _Explained | None:
    near = normalised(text)
    message = "“{found}” has a space in the midst of its number"
    advice = "Did you mean “{near}”? If these are two numbers, write each at its place."
    return (message, advice, {"near": near}) if is_parted_by_space(text) and parse_value(near) else None


def _scale_left_out(plain: str) -> _Explained | None:
    if not _SCALED.search(plain):
        return None
    near = _WITHOUT_MAN.sub(r"\1\2万", plain)
    message = "“{found}” is not clear: 億 is followed by 万, and 万 by at most four digits"
    is_meant = near != plain and parse_value(near)
    return (
        (message, "Did you mean “{near}”? Otherwise write all its digits.", {"near": near})
        if is_meant
        else (message, "Write all its digits.", {})
    )


def _lone_qualifier(plain: str) -> _Explained | None:
    is_alone = _QUALIFIER.fullmatch(plain)
    return (
        ("“{found}” stands without its number", "Write the number that the source has with it: 約○○, ○○以上.", {})
        if is_alone
        else None
    )


EXCEL_FOUND = "“{found}” is what Excel shows in the place of a value that it cannot compute"
EXCEL_ADVICE = "Mend the formula in Excel, then write the value that it shows."


def is_error_of_excel(text: str) -> bool:
    return _OF_EXCEL.fullmatch(normalised(text)) is not None


def _of_excel(plain: str) -> _Explained | None:
    if _OF_EXCEL.fullmatch(plain):
        return EXCEL_FOUND, EXCEL_ADVICE, {}
    if _TOO_NARROW.fullmatch(plain):
        message = "“{found}” is what Excel shows in the place of a value that its column is too narrow for"
        return message, "Make the column wider in Excel, then write the value that it shows.", {}
    if _EXPONENT.fullmatch(plain):
        message = "“{found}” is how Excel shortens a number"
        return message, "Its other digits are lost here: show the cell as a number in Excel, and write all of it.", {}
    return None


def _other_braces(plain: str) -> _Explained | None:
    match = _OTHER_BRACES.fullmatch(plain)
    if match is None:
        return None
    near = "{" + match["inside"].replace(":", ": ").replace(",", ", ") + "}"
    return "“{found}” does not stand in half-width braces", "Write half-width braces: {near}", {"near": near}


PARTED = (
    "Put a half-width comma and a space between them: {near}. If no half-width brackets stand around them yet, put "
    "those as well: [{near}]"
)


def _several(plain: str) -> _Explained | None:
    """`［192人, 9.3%］`, `192人, 9.3%`: the cells of a row without the brackets of a list."""
    parts = re.split("[,、]", plain.strip("[]〔〕【】"))
    if len(parts) < 2 or not all(map(parse_value, parts)) or _NUMBER_IN_PARTS.fullmatch(plain):
        return None
    near = ", ".join(parts)
    advice = "Write them in half-width brackets, with half-width commas: [{near}]"
    if not plain.startswith(("[", "〔", "【")):
        advice = PARTED
    return "“{found}” holds several values", advice, {"near": near}


def _wide_bracket(plain: str) -> _Explained | None:
    message = "“{found}” stands at a bracket in full width, which makes no list"
    is_part = plain[:1] in _OPEN_BRACKETS or plain[-1:] in _CLOSED_BRACKETS
    return (message, "Write half-width brackets around all values: [1, 2].", {}) if is_part else None


_OPEN_BRACKETS, _CLOSED_BRACKETS = ("[", "〔", "【"), ("]", "〕", "】")  # half-width ones would have made a list


def _lone_bracket(plain: str) -> _Explained | None:
    """22事業], 7}, 22件): its mate is lost, or stands in another width further on."""
    brackets = re.findall(r"[()\[\]{}]", plain)
    near = re.sub(r"[()\[\]{}]", "", plain)
    is_meant = brackets and all(brackets.count(a) != brackets.count(b) for a, b in _PAIRS if {a, b} & set(brackets))
    if not is_meant or not parse_value(near):
        return None
    return "“{found}” holds a bracket without its mate", _MEANT, {"near": near}


_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"))


def _quotation_marks(plain: str) -> _Explained | None:
    near = plain.translate(_QUOTATION_MARKS)
    near = '"－"' if near == "-" else near
    message = "“{found}” is not a number, because it holds quotation marks"
    is_meant = (
        near != plain
        and not re.search("\\d[‘’'“”\"]\\d", plain)
        and (parse_value(near) or _word_for_none(normalised(near.strip('"'))))
    )
    return (message, _MEANT, {"near": in_braces(near)}) if is_meant else None


def _in_brackets(plain: str) -> _Explained | None:
    """(34): below zero in accounts, a part or a repetition in the tables of plans."""
    match = _ALONE_IN_BRACKETS.fullmatch(plain)
    near = f"-{match['inside']}{match['unit']}" if match else ""
    message = "“{found}” stands in brackets: is it below zero, or a part of another number?"
    advice = (
        "If it is below zero: {near}. If it is a part (内数) or repeated (再掲), say it in the note of that number."
    )
    return (message, advice, {"near": near}) if parse_value(near) else None


def _as_of_a_day(plain: str) -> _Explained | None:
    """令和8年3月31日現在56: the day belongs beside the number."""
    match = _DAY_BEFORE.fullmatch(plain)
    if match is None or parse_year(match["day"]) is None or not parse_value(match["number"]):
        return None
    near = f"{{value: {in_braces(match['number'])}, as_of: {match['day']}}}"
    return "“{found}” holds the day that its number is of", "Write the day beside the number: {near}", {"near": near}


def _other_minus(plain: str) -> _Explained | None:
    match = _OTHER_MINUS.fullmatch(plain)
    near = "-" + "".join(part or "" for part in match.groups()) if match else ""
    message = "“{found}” is no number, but may be meant to be one below zero"
    return (message, _MEANT, {"near": near}) if parse_value(near) else None


def _look_alike(plain: str) -> _Explained | None:
    near = plain.translate(_LOOK_ALIKE)
    message = "“{found}” is not a number, because it holds a letter or sign that looks like part of one"
    is_meant = near != plain and re.search(r"\d", plain) and parse_value(near)
    return (message, _MEANT, {"near": near}) if is_meant else None


def _with_a_note(plain: str) -> _Explained | None:
    plain = plain.replace(_SMALL_NUMBER, "") + _SMALL_NUMBER if _SMALL_NUMBER in plain else plain
    match = _NOTE_AFTER.fullmatch(plain) or _NOTE_BEFORE.fullmatch(plain)
    message = "“{found}” holds the sign of a note beside its number"
    advice = "Write the number alone, and the note below “note:”: {{value: {near}, note: …}}."
    return (message, advice, {"near": in_braces(match["number"])}) if match and parse_value(match["number"]) else None


_OF_ALL = re.compile(r"\((\d[^()]*中)\)$")


def _with_a_second_number(plain: str) -> _Explained | None:
    match, of = _SECOND_NUMBER.fullmatch(plain), _OF_ALL.search(plain)
    if match is None or not parse_value(match["number"]):
        return None
    message, near = "“{found}” holds a second number beside the first", in_braces(match["number"])
    if of:
        advice = (
            "Of votes, write both: {{value: {near}, of: {of}}}. "
            "Otherwise say the second in a note: {{value: {near}, note: …}}"
        )
        return message, advice, {"near": near, "of": of[1]}
    advice = "Write the first alone, and what the brackets say below “note:”: {{value: {near}, note: …}}."
    return message, advice, {"near": near}


def _parted_wrongly(plain: str) -> _Explained | None:
    text = plain.translate(_STOPS) if _JAPANESE_STOP.search(plain) else plain
    if _DAY.fullmatch(text) or (not is_parted_wrongly(text) and text == plain):
        return None
    once = _SEVERAL.sub(r"\1", text)
    is_share = text != plain or _OF_SHARES.search(plain)  # of people or yen a digit is lost, rather than a point
    candidates = (once, _COMMA_AS_POINT.sub(".", once)) if "." not in once and is_share else (once,)
    near = next((near for near in candidates if parse_value(near)), "")  # empty where several may be meant, or none
    advice = _MEANT_IN_SOURCE if near else _HOW_TO_PART
    return _WRONG_PLACE, advice, {"near": near}


def _point_as_comma(plain: str) -> _Explained | None:
    """19,272.695円, 1.500人, 7億6.000万円."""
    if _POINT_IN_SCALE.search(plain):
        return _WRONG_PLACE, _MEANT, {"near": re.sub(r"(?<=\d)\.(?=\d{3}[億万])", ",", plain)}
    if _POINT_BEFORE_COMMA.match(plain):
        near = plain.replace(".", ",")
        is_meant = bool(parse_value(near)) and not is_parted_wrongly(near)
        return _WRONG_PLACE, _MEANT_IN_SOURCE if is_meant else _HOW_TO_PART, {"near": near if is_meant else ""}
    match = _POINT_AS_COMMA.fullmatch(plain)
    return match and (_WRONG_PLACE, _MEANT, {"near": ",".join(part for part in match.groups() if part)})


_POINT_BEFORE_COMMA = re.compile(r"\d{1,3}\.\d{3},\d+\D*$")  # 19.272,695円
_HOW_TO_PART = "Write 1,234 or 7.45: a comma before each three digits, one point."
_POINT_IN_SCALE = re.compile(r"[兆億万]\d\.\d{3}[億万]|\d\.\d\d0[億万]")


_WRONG_PLACE = "“{found}” has a comma or a point where no number has one"


_EXPLANATIONS: tuple[Callable[[str], _Explained | None], ...] = (
    _ditto,
    _duration,
    _word_for_none,
    _lone_qualifier,
    _of_excel,
    _other_braces,
    _several,
    _wide_bracket,
    _lone_bracket,
    _quotation_marks,
    _in_brackets,
    _as_of_a_day,
    _other_minus,
    _scale_left_out,
    _look_alike,
    _with_a_note,
    _with_a_second_number,
    _parted_wrongly,
)
