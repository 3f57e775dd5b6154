"""Why a text is no value, and what was probably meant: a word for no value, a number with a slip in it."""

import re

from pydantic_core import PydanticCustomError

from keikaku.values import Absence, normalised, parse_value

# Words that offices write where there is no number, with what they say. Only a plan itself can declare them.
_NO_VALUE = (
    (re.compile(r"未公表|非公表|公表なし|公表せず|秘匿|非公開|[xX*χ]+"), Absence.WITHHELD),
    (re.compile(r"調査なし|未調査|調査せず|未計測|未測定|測定なし|把握なし|未把握|隔年調査"), Absence.NOT_MEASURED),
    (re.compile(r"未実施|実施なし|実施せず|中止|見送り|休止|未開催"), Absence.NOT_HELD),
    (re.compile(r"調査中|集計中|確認中|今後調査|調査予定|算定中|未確定|未集計"), Absence.TO_BE_SURVEYED),
    (re.compile(r"該当なし|対象外|非該当|なし|無し|無"), Absence.NOT_APPLICABLE),
    (re.compile(r"[-‐−–—―ー…‥・/.]+"), Absence.UNEXPLAINED),
    (re.compile(r"空欄|空白|記載なし|未記入|未記載"), Absence.BLANK),
)
_QUALIFIER = re.compile(r"(?:約|およそ|概ね|おおむね|延べ|累計|以上|以下|未満|以内|超|程度|前後|増|減)+")
_OF_EXCEL = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)")
_TOO_NARROW = re.compile("#{2,}")
_PARTED = re.compile(r"\d[.,]+\d")
_DAY = re.compile(r"(?:[A-Z]\d{1,2}|\d{4})\.\d{1,2}\.\d{1,2}.?")
_SEVERAL = re.compile(r"([.,])\1+")
_COMMA_AS_POINT = re.compile(r",(?=\d{1,2}(?!\d))")
_LOOK_ALIKE = str.maketrans(
    {"O": "0", "o": "0", "〇": "0", "○": "0", "l": "1", "I": "1", "|": "1", "、": ",", "。": "."}
)


def has_look_alike(text: str) -> bool:
    """13O: read as 13 with a unit O, which nobody meant."""
    return re.search(r"\d[OoI〇○]+\d*$", normalised(text)) is not None


def not_a_value(found: str) -> PydanticCustomError:
    plain = normalised(found)
    if absence := next((absence for word, absence in _NO_VALUE if word.fullmatch(plain)), None):
        message = "“{found}” is not a number; does it say that there is none?"
        advice = (
            'If so, add below “no_value:” in plan.yaml (a line of its own, if it is not there): "{found}": {absence}'
        )
        return _fault(message, advice, found=found, absence=absence.value)
    if _QUALIFIER.fullmatch(plain):
        return _fault("“{found}” stands without its number", "Write the number with it: 約120, 120以上.", found=found)
    if _OF_EXCEL.fullmatch(plain):
        message = "“{found}” is what Excel shows in the place of a value that it cannot compute"
        return _fault(message, "Mend the formula in Excel, then write the value that it shows.", found=found)
    if _TOO_NARROW.fullmatch(plain):
        message = "“{found}” is what Excel shows in the place of a value that its column is too narrow for"
        return _fault(message, "Make the column wider in Excel, then write the value that it shows.", found=found)
    mended = plain.translate(_LOOK_ALIKE)
    if mended != plain and re.search(r"\d", plain) and parse_value(mended):
        message = "“{found}” is not a number, because it holds a letter or sign that looks like part of one"
        return _fault(message, "Did you mean “{near}”?", found=found, near=mended)
    if _PARTED.search(plain) and not _DAY.fullmatch(plain):
        message = "“{found}” has a comma or a point where no number has one"
        near = _parted_rightly(plain)
        advice = (
            "Did you mean “{near}”?" if near else "Write 1,234 or 7.45: a comma before each three digits, one point."
        )
        return _fault(message, advice, found=found, near=near)
    advice = "Write a number, or “text: …” for words; a word for no value is declared in plan.yaml under no_value."
    return _fault("“{found}” is not a number", advice, found=found)


def _parted_rightly(plain: str) -> str:
    """71.1 for 71..1, 7.45 for 7,45; empty where several numbers may be meant, or none."""
    once = _SEVERAL.sub(r"\1", plain)
    candidates = (once, _COMMA_AS_POINT.sub(".", once)) if "." not in once else (once,)
    return next((near for near in candidates if parse_value(near)), "")


def _fault(found: str, advice: str, /, **facts: str) -> PydanticCustomError:
    return PydanticCustomError("not-a-value", found, {"message": found, "advice": advice, **facts})
