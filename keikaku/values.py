"""A value as printed: a number with its qualifiers, a range, words, yes or no, or the plain absence of one."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

_SCALES = {"": Decimal(1), "万": Decimal(10**4), "億": Decimal(10**8), "兆": Decimal(10**12)}
_FACTORS = {"": 1, "百": 100, "千": 1000}
_BEFORE = (
    r"約|±(?=0(?![\d.]))|第|およそ|おおよそ|概ね|おおむね|延べ|のべ|累計|合計|計|年間|年|月|週|各|全"
    r"|最大|最低|最高|毎年度|平均"
)
_AFTER = "(?<=[%歳])台|以上|以下|未満|以内|超|程度|前後|強|弱|余り|余|増加|減少|増|減|維持|ずつ"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
# 千 and 百 scale only after 億 or 万: 120千円 is 120 of the customary unit 千円, but 1万5千円 is 15,000円.
_AMOUNT = rf"(?=\d)(?:{_DIGITS}千?[兆億万](?:{_DIGITS}[千百]?[兆億万])*(?:{_DIGITS}千)?(?:{_DIGITS}百?)?|{_DIGITS})"
_SIGN = r"[▲△\-−‐+]?"
# A unit holds no digits and no minus, but for those of m², km³, t-CO₂ and 人/10万人.
_UNIT = (
    r"(?:[^\d,.~〜\-−▲△▼▽]|(?<=m)[23]|(?<=[CNS]O)[2X]|(?<=[A-Za-z])-(?=[A-Z])|(?<=/)10*(?:,000)*[万千]?(?=人|世帯))*?"
)
_STRAY_IN_UNIT = re.compile(r"[\[\]{}\"'“”‘’]")  # brackets and quotation marks that YAML or a CSV has lost the mate of
_LONGEST = 80  # characters; what is longer is a sentence
_VALUE = re.compile(
    rf"(?P<before>(?:{_BEFORE})*)(?P<sign>{_SIGN})(?P<amount>{_AMOUNT})"
    # ー is a sound mark inside センター: it stands for ～ only directly after a number.
    rf"(?:(?:{_UNIT}[~〜–]|%?ー)(?P<high_sign>{_SIGN})(?P<high>{_AMOUNT}))?"
    # 3.9/5点, 3.9点(5点満点): what a score is out of is no part of its number.
    rf"(?:/(?P<best>\d+)(?=点))?(?P<unit>{_UNIT})(?:(?<=点)\((?P<best_behind>\d+)点満点\))?(?P<after>(?:{_AFTER})*)"
)
_PARTS = re.compile(r"(\d+(?:\.\d+)?)([千百]?)([兆億万]?)")
_PARTED_BY_SPACE = re.compile(r"[\d.,]\s+[\d.,]")
# ①, ½ and the like, which are numbers of their own; not the small ² of a unit, as in km².
_NUMBER_SIGN = re.compile(
    "(?<![A-Za-z])[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209c\u2150-\u2189\u2460-\u24ff\u2776-\u2793\u3251-\u32bf]"
)


class ValueKind(StrEnum):
    NUMBER = "number"
    RANGE = "range"
    TEXT = "text"
    YES = "yes"
    NO = "no"
    DURATION = "duration"
    MISSING = "missing"


class Absence(StrEnum):
    """Why there is no value. A blank is never zero, and a dash without a legend is never explained."""

    NOT_APPLICABLE = "not-applicable"
    NOT_MEASURED = "not-measured"
    NOT_HELD = "not-held"
    TO_BE_SURVEYED = "to-be-surveyed"
    NOT_YET_DUE = "not-yet-due"
    WITHHELD = "withheld"
    BLANK = "blank"
    UNEXPLAINED = "unexplained"


End = tuple[Decimal, int]  # a number, and -1 or 1 for just below or above it
LEAST, MOST = (Decimal("-Infinity"), 0), (Decimal("Infinity"), 0)
_ABOUT = ("約", "およそ", "おおよそ", "概ね", "おおむね", "程度", "前後")
_ROUGH = (*_ABOUT, "強", "弱", "余", "台")
_BOUNDS = ("以上", "以下", "未満", "以内", "超")


@dataclass(frozen=True)
class Value:
    """`printed` is the source's spelling. `number` (and `high`, the end of a range) are exact, in `unit`."""

    printed: str
    kind: ValueKind
    number: Decimal | None = None
    high: Decimal | None = None
    unit: str = field(default="", compare=False)  # the unit as printed with the number, if any
    before: str = ""  # 約, 累計 …
    after: str = ""  # 以上, 程度, 増 …
    absence: Absence | None = None

    @property
    def is_missing(self) -> bool:
        return self.kind is ValueKind.MISSING

    @property
    def is_relative(self) -> bool:
        return self.after.endswith(("増", "減", "増加", "減少"))

    @property
    def is_upper_limit(self) -> bool:
        return any(word in self.after for word in ("以下", "以内", "未満"))

    @property
    def is_exact(self) -> bool:
        return not (self.before or self.after)

    @property
    def is_rough(self) -> bool:
        """約300, 300弱: near the number."""
        return any(word in self.before + self.after for word in _ROUGH)

    @property
    def is_bound(self) -> bool:
        """300以上, 300超: nobody knows how far from the number."""
        return any(word in self.after for word in _BOUNDS)

    @property
    def ends(self) -> tuple["End", "End"]:
        """Between which the value itself lies. 弱 and 強 are read as up to a twentieth less and more."""
        low = self.number or Decimal(0)
        high = low if self.high is None else self.high
        if self.is_exact:
            return (low, 0), (high, 0)
        little = abs(low) / 20
        step = 1 if low % 10 else 10  # 40%台 is up to 50 %, 42%台 up to 43 %
        words = self.before + self.after
        ends: dict[str, tuple[End, End]] = {
            "以上": ((low, 0), MOST),
            "超": ((low, 1), MOST),
            "未満": (LEAST, (high, -1)),
            "以下": (LEAST, (high, 0)),
            "以内": (LEAST, (high, 0)),
            "弱": ((low - little, 0), (high, -1)),
            "強": ((low, 1), (high + little, 0)),
            "余": ((low, 1), (high + little, 0)),
            "台": ((low, 0), (low + step, -1)),
            **dict.fromkeys(_ABOUT, ((low, -1), (high, 1))),
        }
        return next((ends[word] for word in ends if word in words), ((low, 0), (high, 0)))

    @property
    def exact_digits(self) -> str:
        """All digits of a number that `printed` abbreviates with 億 or 万, in `unit`; empty otherwise."""
        plain = normalised(self.printed)
        if self.number is None or not re.search(r"\d千?[兆億万]", plain):
            return ""
        digits = "～".join(f"{number:,f}" for number in (self.number, self.high) if number is not None)
        return "" if f"{digits}{normalised(self.unit)}" in plain else digits

    def __str__(self) -> str:
        return self.printed


def parse_value(text: str, *, no_value: Mapping[str, Absence] | None = None) -> Value | None:
    """Read a printed value; None where it is neither a number nor one of the plan's words for no value."""
    printed = text.strip()
    plain = normalised(printed)
    for word, absence in (no_value or {}).items():
        if _sign_of(word) == _sign_of(plain):
            as_said = printed if normalised(word) == plain else word
            return Value(as_said, ValueKind.MISSING, absence=absence)
    if zero := _ZERO.fullmatch(plain):  # 待機児童ゼロ
        return Value(printed, ValueKind.NUMBER, Decimal(0), unit=zero["unit"])
    return _parse_number(printed) if len(plain) <= _LONGEST else None


def _sign_of(word: str) -> str:
    """A dash of the one kind is that of the other after a file was saved in Shift_JIS, which has only one of them."""
    return normalised(word).replace("\u2015", "\u2014")


_ZERO = re.compile("(?:ゼロ|零)(?P<unit>(?:件|人|名|回|社|団体|世帯|か所|箇所|%)?)")


@lru_cache(maxsize=20_000)
def _parse_number(typed: str) -> Value | None:
    printed = typed.translate(_NARROW_DIGITS) if _MIXED_DIGITS.search(typed) else typed
    is_several = _NUMBER_SIGN.search(printed) or is_parted_by_space(printed)
    match = None if is_several else _VALUE.fullmatch(normalised(printed))
    if match is None or not all(_is_sound(amount) for amount in (match["amount"], match["high"]) if amount):
        return None
    if _STRAY_IN_UNIT.search(match["unit"]) or match["unit"].count("(") != match["unit"].count(")"):
        return None
    number = _amount(match["sign"], match["amount"])
    best = match["best"] or match["best_behind"]
    if best and number > int(best):
        return None
    if match["high"] is not None:
        number = _amount(match["sign"], match["amount"] + _shared_scale(match["amount"], match["high"]))
        high = _amount(match["high_sign"], match["high"])
        if high < number:
            return None  # a slip, or something else than a range
        return Value(printed, ValueKind.RANGE, number, high, match["unit"], match["before"], match["after"])
    return Value(printed, ValueKind.NUMBER, number, None, match["unit"], match["before"], match["after"])


# 9２1: no source prints digits of both widths in one number, while hands type them so.
_MIXED_DIGITS = re.compile("[0-9][０-９]|[０-９][0-9]")
_NARROW_DIGITS = str.maketrans("０１２３４５６７８９，．", "0123456789,.")


def _is_sound(amount: str) -> bool:
    """7億6,000万, 1万5千: each part is smaller than one of the scale before it. 億 is followed by 万, and not by 千.

    7億6.000万 and 6.500万 have a point for a comma.
    """
    if _POINT_IN_PARTS.search(amount):
        return False
    parts = _PARTS.findall(amount.replace(",", ""))
    for (_, before_factor, before), (digits, factor, scale) in pairwise(parts):
        follows = {"兆": "億万", "億": "万", "万": "", "": ""}[before]
        is_small = before == "万" or before_factor == "千"  # so that a number without a scale may follow
        limit = 10_000 if before else 1_000
        if (scale not in follows if scale else not is_small) or Decimal(digits) * _FACTORS[factor] >= limit:
            return False
    return True


_POINT_IN_PARTS = re.compile(r"[兆億万]\d+\.|\.\d\d0[億万]")


def plain_number(text: str) -> Decimal | None:
    """The number inside a printed value such as `77%`, without its unit; None where there is none."""
    value = parse_value(text)
    return value.number if value else None


def last_place(number: Decimal) -> Decimal:
    """1 of 84, 0.1 of 84.3: rounding or cutting moves a number by less."""
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) and exponent < 0 else 0)


@lru_cache(maxsize=20_000)
def normalised(text: str) -> str:
    """NFKC without white space: how two spellings are compared, never how they are shown."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def without_number_signs(text: str, instead: str) -> str:
    """⑦0.9％: what would become digits of the number beside them."""
    return _NUMBER_SIGN.sub(instead, text)


def is_parted_by_space(text: str) -> bool:
    """229 1件, 70. 9％: two numbers, or one with a space inside that no number has."""
    return _PARTED_BY_SPACE.search(unicodedata.normalize("NFKC", text)) is not None


def same_unit(one: str, other: str) -> bool:
    """Also in another usual spelling: パーセント, ヶ所, 日間."""
    return _unit_key(one) == _unit_key(other)


def in_unit(value: Value, unit: str) -> str:
    """690百万円 in 円: 690,000,000円. Empty where units are the same or differ in more than scale."""
    if not value.unit or value.unit == unit:
        return ""
    factor, base = _scale_of(value.unit)
    wanted, other = _scale_of(unit)
    if value.number is None or value.high is not None or factor == wanted or base != other or not base:
        return ""
    number = (value.number * factor / wanted).normalize()
    return f"{value.before}{number:,f}{unit}{value.after}"


def in_scale_of(value: Value, unit: str) -> Value:
    """21万人, 2億1,000万円, 3割 where 万人, 億円, % are counted: 21, 2.1, 30; any other value as it is."""
    scale = _scale_among_shares(value, unit) or _scale_of_large(value, unit)
    if value.number is None or scale is None:
        return value
    high = None if value.high is None else _plain(value.high / scale)
    return replace(value, number=_plain(value.number / scale), high=high, unit=unit)


def _scale_among_shares(value: Value, unit: str) -> Decimal | None:
    given, wanted = _SHARES.get(_unit_key(value.unit)), _SHARES.get(_unit_key(unit))
    return wanted / given if given and wanted and given != wanted else None


def _scale_of_large(value: Value, unit: str) -> Decimal | None:
    match = _LARGE_UNIT.fullmatch(normalised(unit))
    if match is None or not set(match["scale"] or "千万億") & set(normalised(value.printed)):
        return None
    if not same_unit(value.unit, match["base"]):
        return None
    return _FACTORS[match["factor"] or ""] * _SCALES[match["scale"] or ""]


_LARGE_UNIT = re.compile("(?P<factor>[百千])?(?P<scale>[万億兆])?(?<=[百千万億兆])(?P<base>.+)")


def _plain(number: Decimal) -> Decimal:
    """Without noughts behind its point, and without an exponent."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def _scale_of(unit: str) -> tuple[Decimal, str]:
    """How many of its base a unit is: 1,000 and 円."""
    plain = _unit_key(unit)
    match = _SCALED_UNIT.fullmatch(plain)
    if match is None:
        return Decimal(1), plain
    return _FACTORS[match["factor"] or ""] * _SCALES[match["scale"] or ""], match["base"]


_SCALED_UNIT = re.compile("(?P<factor>[百千])?(?P<scale>[万億兆])?(?P<base>円|ドル|人|件|世帯|トン|kWh)")
_SHARES = {"割": Decimal(10), "%": Decimal(1), "‰": Decimal("0.1")}


def value_text(value: Value, unit: str) -> str:
    """A value with its unit, which is added only where the source does not print it with the number."""
    if value.number is None or value.unit or not unit:
        return value.printed
    if value.after and value.printed.endswith(value.after):
        return with_unit(value.printed.removesuffix(value.after), unit) + value.after
    return with_unit(value.printed, unit)


def with_unit(number: str, unit: str) -> str:
    """887団体, 45%, 320 people: a unit in Latin letters stands apart."""
    return f"{number} {unit}" if unit[:1].isascii() and unit[:1].isalpha() else number + unit


def _unit_key(unit: str) -> str:
    plain = normalised(unit).replace("パーセント", "%")
    return re.sub("(?<=[日年月])間$", "", re.sub("[ヶケヵカか箇ケ](?=所|月)", "か", plain))


def _shared_scale(low: str, high: str) -> str:
    """3～5億円 is from 3億, but 5,000～1万円 is not from 5,000万: a scale is shared only by a smaller number."""
    scaled = re.fullmatch(rf"({_DIGITS})(千?[兆億万])", high)
    if not scaled or not re.fullmatch(_DIGITS, low) or _amount("", low) >= _amount("", scaled[1]):
        return ""
    return scaled[2]


def _amount(sign: str, text: str) -> Decimal:
    total = Decimal(0)
    for digits, factor, scale in _PARTS.findall(text.replace(",", "")):
        scaled = Decimal(digits) * _FACTORS[factor] * _SCALES[scale]
        total += _plain(scaled) if factor or scale else scaled  # 1.2万 is 12,000, and 1.20 has two places
    return -total if sign in ("▲", "△", "-", "−", "‐") else total
