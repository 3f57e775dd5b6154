"""A year of any kind, as the source spells it: fiscal or calendar year, month, day, span, numbered period."""

import calendar
import re
import unicodedata
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

# The Western year before the first year of each era: 平成1 = 1989.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911}
_LETTERS = {"R": "令和", "H": "平成", "S": "昭和", "T": "大正"}
# Fiscal years from 1 April; calendar dates from the day of accession. (元号を改める政令; 会計年度は地方自治法208条)
_FIRST_FISCAL = (("令和", 2019), ("平成", 1989), ("昭和", 1926), ("大正", 1912))
_FIRST_DAY = (("令和", (2019, 5, 1)), ("平成", (1989, 1, 8)), ("昭和", (1926, 12, 25)), ("大正", (1912, 7, 30)))

_ERA_YEAR = r"(?P<{0}era>令和|平成|昭和|大正|[RHSTrhst])\.?(?P<{0}n>元|\d{{1,2}})"
_WESTERN = r"(?P<{0}fy>FY|fy)?(?P<{0}w>(?:1[89]|2[01])\d{{2}})"


def _one(tag: str) -> str:
    return rf"(?:{_ERA_YEAR.format(tag)}|{_WESTERN.format(tag)}|(?P<{tag}bare>\d{{1,2}}))"


_TO = "(?:[-~〜–—ー―]|から)"
_AT = "(?:末日?|時点|現在)*"
_DAY = re.compile(
    rf"{_one('a')}(?:年|[./])(?P<month>\d{{1,2}})(?:(?:月|[./])(?P<day>\d{{1,2}})日?|月)?\.?(?:\([^()\d]{{1,9}}\))?{_AT}"
    r"|(?P<iso>\d{4})-(?P<iso_month>\d{2}(?!-)|\d{1,2}(?=-))(?:-(?P<iso_day>\d{1,2}))?"
)
_SPAN = re.compile(
    rf"{_one('a')}(?:年度?)?{_TO}{_one('b')}(?P<word>年度|年|)(?:まで)?(?:の)?(?P<sum>計|合計|平均|累計|)"
)
_SINGLE = re.compile(rf"{_one('a')}(?P<word>年度|年|)(?:\((?:{_one('b')})(?:年度?)?\))?(?P<word2>年度|年|){_AT}")
_PERIOD = re.compile(r"第(?P<n>\d+)(?:期|次|回|四半期|年次|年目)(?:計画|目)?|(?P<year_n>\d+)年[次目]")
_KANJI_DIGITS = "〇一二三四五六七八九"
_KANJI = re.compile(
    "(?<=令和|平成|昭和|大正)(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=年|$)"
    "|[一二][〇一二三四五六七八九]{3}(?=年|$)"
)
_NAME = "(?:計画|策定|改定)?(?:最終|目標|中間|基準|初|開始)年度?"
_NAMED = re.compile(rf"{_NAME}\(([^()]+)\)")
_NAMED_BEHIND = re.compile(rf"([^()]+)\({_NAME}\)")
_LONGEST = 40  # characters; what is longer is a sentence


class YearKind(StrEnum):
    UNSAID = "unsaid"  # a bare H25: whatever the plan counts in
    FISCAL = "fiscal"
    CALENDAR = "calendar"
    MONTH = "month"
    DAY = "day"
    SPAN = "span"
    PERIOD = "period"


@dataclass(frozen=True)
class Year:
    """`first` and `last` are Western years (equal but for spans); `printed` is the source's own spelling.

    Two spellings of one year are equal.
    """

    printed: str = field(compare=False)
    kind: YearKind
    first: int
    last: int
    month: int = 0
    day: int = 0
    summed: str = ""  # 計, 平均: what a span's value is
    with_era: bool = field(default=True, compare=False)  # False: no Japanese year is put beside it

    @property
    def sort_key(self) -> tuple[int, int, int, int]:
        """Time order: a day comes within its fiscal year, a span after its last year."""
        if not self.month:
            return (self.last, 0, 0, self.last - self.first)
        return (self._fiscal, _months_since_april(self.month) + 1, self.day, 0)

    @property
    def position(self) -> Decimal | None:
        """Its place on a time axis of fiscal years, in years; None for numbered periods."""
        if self.kind is YearKind.PERIOD:
            return None
        if self.month:
            return self._fiscal + (Decimal(_months_since_april(self.month)) / 12).quantize(Decimal("0.01"))
        return Decimal(self.last)

    @property
    def _fiscal(self) -> int:
        """The fiscal year that a day or month lies in: March 2018 is in fiscal 2017."""
        return self.first - 1 if self.month in (1, 2, 3) else self.first

    @property
    def is_within_a_year(self) -> bool:
        """A day or a month before the fiscal year's last: a value of it says nothing of the whole year."""
        return self.month not in (0, 3)

    def is_no_earlier_than(self, other: "Year") -> bool:
        """In the same fiscal year or a later one; numbered periods and years cannot be told apart so."""
        if (self.kind is YearKind.PERIOD) is not (other.kind is YearKind.PERIOD):
            return False
        return self.sort_key[0] >= other.sort_key[0]

    @property
    def is_day(self) -> bool:
        return self.kind is YearKind.DAY

    @property
    def beside(self) -> str:
        """The other reckoning, to stand beside the printed one; empty where the source prints both."""
        text = _normalised(self.printed)
        says_western = re.search(r"\d{4}", text) is not None
        says_era = re.search(r"令和|平成|昭和|大正|[RHSTrhst]\.?(?:元|\d)", text) is not None
        if self.kind is YearKind.PERIOD or (says_western and (says_era or self.month)):
            return ""
        if not says_western:
            return str(self.last) if self.first == self.last else f"{self.first}–{self.last}"
        return _short_era(self) if self.with_era and self.first == self.last else ""

    def spoken(self, plan_kind: YearKind) -> str:
        """How a screen reader should say it: 平成31年度 for H31, where the plan counts in fiscal years."""
        is_single = self.kind in (YearKind.UNSAID, YearKind.FISCAL, YearKind.CALENDAR) and self.first == self.last
        if not (is_single and self.with_era):
            return self.printed
        kind = plan_kind if self.kind is YearKind.UNSAID else self.kind
        word = "年度" if kind is YearKind.FISCAL else "年"
        text = _normalised(self.printed)
        match = re.match(r"(令和|平成|昭和|大正|[RHST])\.?(元|\d{1,2})", text, re.IGNORECASE)
        if match:
            return f"{_era(match[1])}{'元' if _number(match[2]) == 1 else match[2]}{word}"
        if re.search(r"\d{4}", text):
            return f"{self.first}{word}"
        return f"{era_name(self.first, fiscal=kind is YearKind.FISCAL, month=12, day=31)}{word}"

    def counted_as(self, plan_kind: YearKind) -> "Year":
        """A bare H25 is of the kind that its plan counts in, and so one year with 平成25年度."""
        return replace(self, kind=plan_kind) if self.kind is YearKind.UNSAID else self

    def __str__(self) -> str:
        return self.printed


@lru_cache(maxsize=20_000)
def parse_year(text: str, *, near: int | None = None) -> Year | None:
    """Read one year in any spelling of the field; None where it is not one.

    `near` is a Western year that decides the era of a bare `29年9月`; without it such a year is not read.
    """
    plain = _normalised(text)
    printed = text.strip()
    if len(plain) > _LONGEST:
        return None
    if match := _PERIOD.fullmatch(plain):
        number = int(match["n"] or match["year_n"])
        return Year(printed, YearKind.PERIOD, number, number)
    if (match := _SPAN.fullmatch(plain)) and (span := _span(printed, match, near)):
        return span
    if match := _SINGLE.fullmatch(plain):
        return _single(printed, match, near)
    match = _DAY.fullmatch(plain)
    if match and (match["abare"] is None or "月" in plain):
        return _day(printed, match, near)
    return None


def era_name(year: int, *, fiscal: bool = True, month: int = 1, day: int = 1) -> str:
    """令和5 for 2023. Fiscal 2019 is 令和元, calendar January 2019 is 平成31."""
    if fiscal:
        era = next((name for name, first in _FIRST_FISCAL if year >= first), "")
    else:
        era = next((name for name, first in _FIRST_DAY if (year, month, day) >= first), "")
    if not era:
        return str(year)
    number = year - _ERAS[era]
    return f"{era}{'元' if number == 1 else number}"


def _normalised(text: str) -> str:
    """In half width and Arabic numerals, without what a year is to the plan: 最終年度（R9）, 令和九年度（目標年度）."""
    plain = _KANJI.sub(_arabic, re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
    named = _NAMED.fullmatch(plain) or _NAMED_BEHIND.fullmatch(plain)
    return named[1] if named else plain


def _arabic(match: re.Match[str]) -> str:
    """二十三 as 23, 二〇二五 as 2025."""
    digits = match[0]
    if "十" not in digits:
        return "".join(str(_KANJI_DIGITS.index(digit)) for digit in digits)
    tens, _, ones = digits.partition("十")
    return str(10 * (_KANJI_DIGITS.index(tens) if tens else 1) + (_KANJI_DIGITS.index(ones) if ones else 0))


def _western(match: re.Match[str], tag: str, near: int | None) -> int | None:
    """The Western year of a year that names its era or is Western itself; of a bare one, that next to `near`."""
    groups = match.groupdict()
    if groups[f"{tag}w"]:
        return int(groups[f"{tag}w"])
    number = _number(groups[f"{tag}n"] or groups[f"{tag}bare"] or "0")
    if number == 0:
        return None
    if name := groups[f"{tag}era"]:
        return _ERAS[_era(name)] + number
    if near is None:
        return None
    meant = min((start + number for start in _ERAS.values()), key=lambda year: abs(year - near))
    is_short = number > 9 and abs(near // 100 * 100 + number - near) <= abs(meant - near)  # 23年度 may be 2023年度
    return None if is_short else meant


def _number(text: str) -> int:
    return 1 if text == "元" else int(text)


def _era(name: str) -> str:
    return _LETTERS.get(name.upper(), name)


def _kind(word: str) -> YearKind:
    if word == "年度":
        return YearKind.FISCAL
    return YearKind.CALENDAR if word else YearKind.UNSAID


def _single(printed: str, match: re.Match[str], near: int | None) -> Year | None:
    if match["abare"] and not match["word"]:
        return None  # a lone number is not a year
    year = _western(match, "a", near)
    beside = any(match[name] for name in ("bera", "bw", "bbare"))
    if year is None or (beside and _western(match, "b", None) != year):
        return None  # 2020(R3) names two years
    kind = YearKind.FISCAL if match["afy"] else _kind(match["word"] or match["word2"])
    return Year(printed, kind, year, year)


def _span(printed: str, match: re.Match[str], near: int | None) -> Year | None:
    first = _western(match, "a", near)
    if first is None:
        return None
    bare = match["bbare"]
    last = _same_reckoning(match, first, int(bare)) if bare else _western(match, "b", None)
    if last is None or last < first:
        return None
    return Year(printed, YearKind.SPAN, first, last, summed=match["sum"])


def _same_reckoning(match: re.Match[str], first: int, number: int) -> int:
    """The end of `H26-30`, `27～31` or `2015-19`, which is short for the era or the century of its beginning."""
    if match["aw"]:
        return first // 100 * 100 + number
    return first - _number(match["an"] or match["abare"]) + number


def _day(printed: str, match: re.Match[str], near: int | None) -> Year | None:
    year = int(match["iso"]) if match["iso"] else _western(match, "a", near)
    month, day = int(match["month"] or match["iso_month"]), int(match["day"] or match["iso_day"] or 0)
    if year is None or not 1 <= month <= 12 or not 1 <= year <= 9998 or day > calendar.monthrange(year, month)[1]:
        return None
    return Year(printed, YearKind.DAY if day else YearKind.MONTH, year, year, month, day)


def _months_since_april(month: int) -> int:
    return (month - 4) % 12


def _short_era(year: Year) -> str:
    fiscal = year.kind in (YearKind.FISCAL, YearKind.UNSAID)
    name = era_name(year.first, fiscal=fiscal, month=year.month or 12, day=year.day or 31)
    letter = next((letter for letter, era in _LETTERS.items() if name.startswith(era)), "")
    return letter + name[2:] if letter else ""
