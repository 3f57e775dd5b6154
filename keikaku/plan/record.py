"""What every record of a plan shares: where it was written, its notes, and what the writer says about it."""

import difflib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    PrivateAttr,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError, PydanticKnownError

from keikaku.colours import KeyColour
from keikaku.lines import NumberedLines
from keikaku.plan.unread import has_slip, not_a_value
from keikaku.problems import FilePosition
from keikaku.values import Value, normalised, parse_value
from keikaku.years import Year, YearKind, parse_year

NOWHERE = FilePosition("")


def position_of(data: object) -> FilePosition:
    """Where a piece of YAML was written; the reader leaves it on everything that it makes."""
    return getattr(data, "at", NOWHERE)


def fault(rule: str, found: str, advice: str = "", /, **facts: object) -> PydanticCustomError:
    """A finding about one value, in the words of the catalogue; the reader turns it into a Problem."""
    return PydanticCustomError(rule, found, {"message": found, "advice": advice, **facts})


class Blank:
    """A key without a value. It is a fault, and never means zero or "none"; a list that is empty is `[]`."""

    def __init__(self, at: FilePosition, key_at: FilePosition, *, is_in_braces: bool = False) -> None:
        self.at = at
        self.key_at = key_at
        self.is_in_braces = is_in_braces


# --- short forms -----------------------------------------------------------------------------------------------


def as_list(data: object) -> object:
    """One thing stands for a list of it."""
    if data is None:
        return ()
    return data if isinstance(data, list | tuple | Blank) else [data]


def _as_paragraphs(data: object) -> object:
    """One text may hold several paragraphs, apart by a blank line; a line break inside Japanese leaves no space."""
    texts = as_list(data)
    if not isinstance(texts, list):
        return texts
    return [p for text in texts for p in (_split_paragraphs(text) if isinstance(text, str) else [text])]


class Paragraph(str):
    """A paragraph with its place: that of its own first line, where the text was written below a `|`."""

    at: FilePosition


def _split_paragraphs(text: str) -> list[str]:
    at, is_literal = position_of(text), getattr(text, "is_literal", False)
    numbered: NumberedLines | None = getattr(text, "numbered", None)
    line = at.line + 1
    found: list[str] = []
    for piece in re.split(r"(\n[ \t]*\n)", text):
        if piece.strip():
            paragraph = Paragraph(join_lines(piece))
            first = line + len(piece) - len(piece.lstrip("\n"))
            number = numbered.number(first) if numbered else 0
            paragraph.at = replace(at, line=first, column=0, number=number) if is_literal else at
            found.append(paragraph)
        line += piece.count("\n")
    return found


WIDE = r"[\u2460-\u24ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
_WIDE = re.compile(WIDE)


def join_lines(text: str) -> str:
    """Join the lines of a text as Japanese is set: with a space only where both neighbours are of a Latin kind."""
    joined = ""
    for line in text.split("\n"):
        part = line.strip(" \t")
        joined += (" " if needs_space(joined[-1:], part[:1]) else "") + part
    return joined


def needs_space(before: str, after: str) -> bool:
    """Must a line break between these two characters become a space? Not beside Japanese ones."""
    return bool(before and after) and not (_WIDE.match(before) or _WIDE.match(after))


def _read_year(data: object, info: ValidationInfo) -> Year:
    context = info.context or {}
    if not isinstance(data, str | Year):
        raise _not_text()
    year = parse_year(data, near=context.get("near")) if isinstance(data, str) else data
    if year is None:
        raise _not_a_year(str(data))
    year = year.counted_as(context.get("year_kind", YearKind.UNSAID))
    return year if context.get("with_era", True) else replace(year, with_era=False)


def _read_placed_year(data: object, info: ValidationInfo) -> Year:
    """A year that stands in one line alone, behind its key: it bears the place of that."""
    year = _read_year(data, info)
    return replace(year, printed=data) if isinstance(data, str) and data == year.printed else year


def _said_of_targets(text: str) -> str:
    """evry, nome: what may stand in the place of a target's year; not what belongs to a value."""
    if text in ("note", "state", "value"):
        return ""
    return next(iter(difflib.get_close_matches(text, ["every", "none", "average", "total", "increment"], 1, 0.7)), "")


_OF_RECORD = (
    "Here stand values of years alone. Cut “{found}: …” out, with what stands in its braces. If the warning that it "
    "acknowledged comes back, that says where to write it."
)
_OF_ALL_OR_ONE = (
    "If it is said of all, move it, with the lines that belong to it, into the column of “values:” (or the like). "
    "If it is said of the year above, write it in its braces: {{value: 15, {found}: …}}."
)


def _not_a_year(text: str) -> PydanticCustomError:
    """What is wrong with it: two years that are not the same one, a day that is none, or no year at all."""
    facts: dict[str, object] = {"found": text}
    what = "“{found}” is not a year"
    advice = "Look up in the source which year it is, and write it like H30, 令和5年度, 2023 or R3～7."
    if text == "every":
        advice = "“every” is said of targets. Below “values:” write the year."
    elif near := "every" if text == "毎年度" else _said_of_targets(text):
        advice, facts["near"] = "Did you mean “{near}”?", near
    elif re.fullmatch("[a-z_]+", text):
        advice = _OF_RECORD if text == "accept" else _OF_ALL_OR_ONE
    elif re.fullmatch(r"\d\d年度?", unicodedata.normalize("NFKC", text)):
        advice = "Write the whole year: 20{found}, 令和{found}, 平成{found}."
    elif parse_year(near := text.strip(_STRAY_AROUND_YEAR)):
        advice, facts["near"] = "Did you mean “{near}”?", near
    elif near := _reversed_span(text):
        advice, facts["near"] = "Its end comes before its beginning. Did you mean “{near}”?", near
    elif _is_reversed(text):
        advice = "Its end comes before its beginning: compare both years with the source."
    elif _LIKE_A_DAY.search(text):
        what = "“{found}” is not a day"
        advice = "There is no such day, or it is written otherwise than R1.8.27, 令和元年8月27日 or 2019/8/27."
    elif (two := _TWO_YEARS.fullmatch(text)) and (outer := parse_year(two[1])) and (inner := parse_year(two[2])):
        advice = "“{outer}” is {first} and “{inner}” is {second}: write the same year twice, or one of them."
        facts |= {"outer": two[1], "inner": two[2], "first": outer.last, "second": inner.last}
    return fault("not-a-year", what, advice, **facts)


def _reversed_span(text: str) -> str:
    """令和7年度～3年度: the same with its numbers exchanged; empty where that is no span either."""
    numbers = _SPAN.fullmatch(text)
    near = numbers.expand(r"\1\4\3\2\5") if numbers else ""
    span = parse_year(near) if near else None
    return near if span and span.last - span.first <= _LONGEST_SPAN else ""


def _is_reversed(text: str) -> bool:
    """Within one era: R3 follows H31."""
    numbers = _SPAN.fullmatch(text)
    return numbers is not None and not re.search("[令平昭RHS]", numbers[3]) and int(numbers[2]) > int(numbers[4])


_SPAN = re.compile(r"(\D*)([\d０-９]+)(\D*[～〜~-]\D*)([\d０-９]+)(\D*)")
_LONGEST_SPAN = 15  # years; of a longer one a digit is wrong: H62-30 is not H30-62
_STRAY_AROUND_YEAR = "'\"’‘”“、。,.・-"
_LIKE_A_DAY = re.compile(r"\d[./-]\d+[./-]\d|月.*日|\d年度?\d+月|[RHS]\d+[./-]\d+$")
_TWO_YEARS = re.compile(r"(.+?)\s*[(（](.+)[)）]")


def _read_value(data: object, info: ValidationInfo) -> Value:
    if isinstance(data, Value):
        return data
    if isinstance(data, Blank):
        raise fault(
            "not-a-value", "a value is missing here", "Write a number, or one of the plan's words for no value."
        )
    if not isinstance(data, str):
        raise _not_text()
    no_value = (info.context or {}).get("no_value") or {}
    value = parse_value(data, no_value=no_value)
    if value is None or (value.number is not None and has_slip(data)):
        raise not_a_value(data, no_value)
    return value


def _read_id(data: object) -> str:
    if not isinstance(data, str):
        raise _not_text()
    if not is_id(data):
        raise _not_an_id(data)
    return data


def _not_an_id(data: str) -> PydanticCustomError:
    near = re.sub(r"[\s_]+", "-", unicodedata.normalize("NFKC", data).strip()).lower()
    advice = (
        "An id becomes part of an address: small letters a–z, digits and hyphens, beginning with a letter. "
        "Another record is named by its id, not by its name or number."
    )
    without = re.sub(r"(?<=[a-z0-9])[ａ-ｚＡ-Ｚ](?=[a-z0-9])", "", data)
    several = [part for part in re.split(r"[\s,、，・]+", data.strip()) if part]
    if len(several) > 1 and all(map(is_id, several)):
        advice, near = "Are these several? Then write them in brackets: {near}", f"[{', '.join(several)}]"
    elif is_id(near):
        advice = "Did you mean “{without}”, or “{near}”?" if is_id(without) else "Did you mean “{near}”?"
    return fault("not-an-id", "“{found}” cannot be an id", advice, found=data, near=near, without=without)


def is_id(text: str) -> bool:
    return re.fullmatch("[a-z][a-z0-9]*(?:-+[a-z0-9]+)*", text) is not None


def _read_old_address(data: object) -> str:
    """old/goal-1/ → old/goal-1/index.html: the file in the site that a browser was given there."""
    if not isinstance(data, str):
        raise _not_text()
    path = data.strip().lstrip("/")
    path = path if path.endswith((".html", ".htm")) else f"{path.rstrip('/')}/index.html"
    if not all(re.fullmatch(r"[a-z0-9._-]*[a-z0-9_-]", part) for part in path.split("/")):
        raise fault(
            "not-an-old-address",
            "“{found}” cannot be an old address of this site",
            "Copy the path below the site's own address from the page as it was public, such as plan/goal-1/: small "
            "letters a–z, digits, hyphens. If it was never public, take this line away.",
            found=data,
        )
    return path


def _days_around(text: str) -> dict[str, str]:
    """2026-9-31 lies between 2026-09-30 and 2026-10-01; nothing where no month has been named."""
    match = re.fullmatch(r"(\d{4})[-/.](0?[1-9]|1[0-2])[-/.]\d{1,2}", text)
    if match is None:
        return {}
    year, month = int(match[1]), int(match[2])
    first = date(year + month // 12, month % 12 + 1, 1)
    return {"last": str(first - timedelta(days=1)), "first": str(first)}


_SHORT_DAY = "“{found}” lacks a digit: a day is written with two for the month and two for the day"


def _read_day(data: object) -> date:
    """2026-09-01, or the same day as Japanese offices write it: 令和8年9月1日."""
    if isinstance(data, date):
        return data
    if not isinstance(data, str):
        raise _not_text()
    day = parse_year(data)
    if day is None or not day.is_day:
        near = _days_around(data)
        advice = (
            "There is no such day in that month. Is it {last} or {first} that is meant? Ask those who have set the day."
            if near
            else "Write year, month and day: 2026-09-01."
        )
        raise fault("not-a-day", "“{found}” is not a day", advice, found=data, **near)
    if re.fullmatch(r"\d{4}-(?:\d-\d{1,2}|\d\d-\d)", data):
        near = {"near": f"{day.first}-{day.month:02}-{day.day:02}"}
        raise fault("not-a-day", _SHORT_DAY, "Did you mean “{near}”? Or is another digit lost?", found=data, **near)
    return date(day.first, day.month, day.day)


SIX_DIGITS = (
    "Write # and six digits (0–9, a–f) in quotation marks, as they were chosen or stood here before: "
    '"#00694a" (green), "#1d4f91" (blue), "#8c1d40" (red). Without this line the site has its usual colour.'
)


def _read_colour(data: object) -> KeyColour:
    """`"#00694a"`; without its quotation marks the # begins a comment, and nothing is left."""
    text = normalised(data).strip().removeprefix("#").lower() if isinstance(data, str) else ""
    if not isinstance(data, str | Blank):
        raise _not_text()
    if not re.fullmatch("[0-9a-f]{6}", text):
        raise fault(
            "not-a-colour",
            "“{found}” is not a colour" if text else "a colour is missing here",
            SIX_DIGITS,
            found=str(data) if text else "",
        )
    return KeyColour(f"#{text}", position_of(data))


def _read_text(data: object) -> str:
    """A text as the reader made it, which knows its place."""
    if not isinstance(data, str):
        raise _not_text()
    return data if data == data.strip() else data.strip()


def _read_day_in_words(data: object) -> str:
    """A day, a month or a year as the source prints it; what only looks like one is a slip."""
    text = _read_text(data)
    if text and _OF_DAYS_ALONE.fullmatch(unicodedata.normalize("NFKC", text)) and parse_year(text) is None:
        raise _not_a_year(text)
    return text


_OF_DAYS_ALONE = re.compile(r"(?:令和|平成|昭和|[RHS])?[\d元]+(?:年度?|[./-])\d+(?:月|[./-]|月?\d+日?)?\d*日?")


def is_web_address(text: str) -> bool:
    """Is it whole, as a browser needs it?"""
    return re.match(r"https?://[^/\s]", text) is not None


def _read_web_address(data: object) -> str:
    text = _read_text(data)
    if text and not is_web_address(text):
        advice = "Write the whole address, which begins with https://."
        raise fault("not-an-address", "“{found}” is not the address of a page", advice, found=text)
    return text


def _not_text() -> PydanticKnownError:
    return PydanticKnownError("string_type")


def _read_number(data: object) -> object:
    return normalised(data) if isinstance(data, str) else data


Language = Literal["ja", "en"]  # those that the words of pages and messages are there in
_STRING: dict[str, Any] = {"type": "string"}
Id = Annotated[str, PlainValidator(_read_id), WithJsonSchema({**_STRING, "pattern": "^[a-z][a-z0-9-]*$"})]
YearField = Annotated[Year, PlainValidator(_read_year), WithJsonSchema(_STRING)]
PlacedYear = Annotated[Year, PlainValidator(_read_placed_year), WithJsonSchema(_STRING)]
DayField = Annotated[date, PlainValidator(_read_day), WithJsonSchema({**_STRING, "format": "date"})]
ColourField = Annotated[KeyColour, PlainValidator(_read_colour), WithJsonSchema(_STRING)]
ValueField = Annotated[Value, PlainValidator(_read_value), WithJsonSchema(_STRING)]
WholeNumber = Annotated[int, BeforeValidator(_read_number)]  # also in full-width digits
Ids = Annotated[tuple[Id, ...], BeforeValidator(as_list)]
DayInWords = Annotated[str, PlainValidator(_read_day_in_words), WithJsonSchema(_STRING)]  # 令和3年2月; 昭和の末ごろ
WebAddress = Annotated[str, PlainValidator(_read_web_address), WithJsonSchema(_STRING)]
Word = Annotated[str, PlainValidator(_read_text), WithJsonSchema(_STRING)]  # a reference in the plan's own words
Strings = Annotated[tuple[Word, ...], BeforeValidator(as_list)]
Paragraphs = Annotated[tuple[Word, ...], BeforeValidator(_as_paragraphs)]
OldAddress = Annotated[str, PlainValidator(_read_old_address), WithJsonSchema(_STRING)]
OldAddresses = Annotated[tuple[OldAddress, ...], BeforeValidator(as_list)]


def listed(short: Callable[[object], object] = lambda data: data) -> BeforeValidator:
    """A list of records, where a single one may stand alone and each may be written in its short form."""

    def read(data: object) -> object:
        if isinstance(data, Blank):
            raise nothing_below()
        items = as_list(data)
        return [short(item) for item in items] if isinstance(items, list) else items

    return BeforeValidator(read)


def short_form(key: str) -> Callable[[object], object]:
    """`x` for `{key: x}`."""

    def read(data: object) -> object:
        return data if isinstance(data, dict) or not isinstance(data, str) else Short({key: data}, data)

    return read


class Short(dict[str, Any]):
    """A mapping made of a short form; it stands where that stood."""

    def __init__(self, content: dict[str, Any], origin: object) -> None:
        super().__init__(content)
        self.at = position_of(origin)


def by_key(key: str, short: Callable[[object], object]) -> BeforeValidator:
    """A mapping `{H25: 887, H26: [..]}` as a list of records that carry their key: `[{year: H25, value: 887}]`."""

    def read(data: object) -> object:
        if isinstance(data, Blank):
            raise nothing_below()
        if not isinstance(data, dict):
            return as_list(data)
        if key == "year":
            refuse_one_value(data)
        return [with_key(key, name, short(item)) for name, items in data.items() for item in _several(items)]

    return BeforeValidator(read)


def refuse_one_value(data: dict[Any, Any]) -> None:
    """`{year: R3, value: 5}` where years are keys: what is written so is mostly a baseline under a wrong name."""
    if {"year", "value"} <= data.keys():
        raise fault(
            "not-a-year",
            "“year:” and “value:” stand here, where lines begin with a year",
            "Is it “baseline:” that is meant above? Otherwise write the year first: “{near}”",
            near=f"{data['year']}: {data['value']}",
        )


# What to do with `draft:` or `publish_on:` where it holds nothing back.
HOLDS_NOTHING = (
    "What is held back is said below an “id:”, in its column; one text or entry alone cannot be. "
    "Taken away, this makes it public."
)
HOLDING = ("draft", "publish_on")


def nothing_below() -> PydanticCustomError:
    """What had lines of its own has none: they are lost, or nobody has written them yet."""
    return fault("blank-value", NOTHING_BELOW, WRITE_BELOW)


NOTHING_BELOW = "nothing stands below this line"
WRITE_BELOW = "Write what belongs here on the lines below it, or take this line away."


def empty_entry(advice: str) -> PydanticCustomError:
    """An entry whose name stands there alone: the line with what it says is lost, or has another key."""
    return fault("blank-value", EMPTY, advice)


EMPTY = "this entry says nothing"


def _several(items: object) -> list[Any]:
    """One item or a list of them; a blank is one item, and a fault that is found later."""
    return list(items) if isinstance(items, list) and items else [None if items == [] else items]


def with_key(key: str, name: object, item: object) -> object:
    """A record that carries its key, made of a mapping or of a value alone; it stands where the upper of both does."""
    if isinstance(item, dict) and key in item:
        raise two_values(name, f"{key}: {item[key]}")
    content = dict(item) if isinstance(item, dict) else {"value": item}
    at, key_at = position_of(item), getattr(item, "key_at", NOWHERE)
    is_below = key_at == position_of(name) and at.line > key_at.line  # as a block has it: the year, and its value below
    return Short({key: name, **content}, name if item is None or is_below else item)


def two_values(one: object, other: object) -> PydanticCustomError:
    found, advice = "“{one}” and “{other}” stand together", "One value has one of them."
    return fault("two-values", found, advice, one=str(one), other=str(other))


class Record(BaseModel):
    """A record of a plan. Frozen; unknown keys are faults; it knows where it was written."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, str_strip_whitespace=True)

    # A default would be copied deeply for each record, which takes a fifth of the time of reading.
    _written_at: FilePosition = PrivateAttr(default_factory=lambda: NOWHERE)

    @property
    def written_at(self) -> FilePosition:
        # Pydantic takes five times as long to find `self._written_at`.
        private: Any = self.__pydantic_private__
        at: FilePosition = private["_written_at"]
        return at

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, data: Any, handler: Any, info: ValidationInfo) -> Any:
        """The record, which remembers its place; the very same as last time, where the context has kept it."""
        if isinstance(data, cls):
            return handler(data)
        keep: Keep | None = (info.context or {}).get("keep")
        return keep(cls, data, partial(_placed, data, handler)) if keep else _placed(data, handler)


Keep: TypeAlias = Callable[[type[Record], Any, Callable[[], Any]], Any]


def _placed(data: Any, handler: Any) -> Any:
    record = handler(data)
    if isinstance(data, dict):
        record._written_at = _first_position(data)
    return record


def _first_position(data: dict[str, Any]) -> FilePosition:
    """Its own, or that of the first thing in it: short forms are made of pieces that know theirs."""
    return next((at for part in (data, *data.values()) if (at := position_of(part)).line), NOWHERE)


class Noted(Record):
    """A record that may carry notes: the source's own (by key, or only by text) and the editor's."""

    note: Strings = ()
    editor_note: Strings = ()


class Publishable(Noted):
    """A record that may be held back: while it is a draft, and until the day on which it becomes public."""

    draft: bool = False
    publish_on: DayField | None = None

    @property
    def is_held(self) -> bool:
        """Asked of a plan that `embargo.settled` has made, where no day stands that has come."""
        return self.draft or self.publish_on is not None


class Acknowledging(Publishable):
    """A record whose warnings may be acknowledged."""

    accept: dict[Word, str] = Field(default_factory=dict)  # rule → the writer's reason


class Subject(Acknowledging):
    """A record that is public at an address, or was."""

    moved_from: OldAddresses = ()  # where it was public before, in this site
