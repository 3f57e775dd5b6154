"""Where the parser gave up on a file, and what an explanation of it holds."""

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, get_args, get_origin

import yaml

from keikaku.plan.indicators import Indicator
from keikaku.plan.record import Record

KEY = r"[\w()（）～〜~/.-]+"  # as clerks write keys: also 2022年度(R4), 令和3～5年度
KEY_OF_LINE = re.compile(rf" *(?P<key>{KEY}): ")
BARE_KEY = re.compile(rf" *(?:- +)*(?P<key>{KEY}): *")
KEY_IN_LINE = re.compile(rf" *(?:- +)*(?P<key>{KEY}):(?: |$)")
Finding = tuple[str, str, str, int, int, dict[str, object]]  # rule, found, advice, line, column, facts


@dataclass(frozen=True)
class Fault:
    """Where the parser gave up, and what it was at."""

    lines: list[str]
    line: int  # from 0
    column: int
    complaint: str
    context: str
    context_line: int
    context_column: int
    last: Any

    @property
    def is_after_quote(self) -> bool:
        return isinstance(self.last, yaml.ScalarEvent) and self.last.style in ("'", '"')

    def text_at(self, line: int) -> str:
        return self.lines[line] if 0 <= line < len(self.lines) else ""


def fault_of(error: yaml.YAMLError, text: str, last: Any) -> Fault:
    lines = text.split("\n")
    context = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or context
    line, column = (mark.line, mark.column) if mark else (0, 0)
    while line > 0 and (line >= len(lines) or not lines[line].strip()):  # the end of the file: the last line there is
        line, column = line - 1, len(lines[line - 1].rstrip())
    return Fault(
        lines,
        line,
        column,
        str(getattr(error, "problem", "")),
        str(getattr(error, "context", "")),
        context.line if context else line,
        context.column if context else column,
        last,
    )


def without_comment(text: str) -> str:
    return re.split(r"\s#", text, maxsplit=1)[0].rstrip()


def in_quotes(text: str) -> str:
    """As it is told to be written in quotation marks."""
    return f"'{text}'" if '"' in text else f'"{text}"'


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def column_of_key(line: str) -> int:
    """Where what stands behind the hyphens of a line begins."""
    return len(line) - len(line.lstrip(" -"))


def is_entry(line: str) -> bool:
    return line.lstrip(" ").startswith("- ")


def lines_above(lines: list[str], line: int) -> Iterator[tuple[int, int]]:
    """Number and indent of the lines above that hold anything, the nearest first."""
    return _lines_with_text(lines, range(line - 1, -1, -1))


def lines_below(lines: list[str], line: int) -> Iterator[tuple[int, int]]:
    return _lines_with_text(lines, range(line + 1, len(lines)))


def _lines_with_text(lines: list[str], numbers: range) -> Iterator[tuple[int, int]]:
    for number in numbers:
        text = lines[number].lstrip(" ")
        if text and not text.startswith("#"):
            yield number, len(lines[number]) - len(text)


def known_keys() -> set[str]:
    """The keys of all records of the format."""
    return {name for kind in kinds_of(Record) for name in kind.model_fields}


def key_of_word(word: str) -> str:
    """The key of an indicator whose value is chosen among words of which this is one: counting, of average."""
    words = {name: _words_of(field.annotation) for name, field in Indicator.model_fields.items()}
    return next((name for name, known in words.items() if word in known), "")


def _words_of(annotation: object) -> set[str]:
    kinds = (kind for kind in get_args(annotation) if isinstance(kind, type) and issubclass(kind, StrEnum))
    return {word.value for kind in kinds for word in kind}


def keys_of_lists() -> set[str]:
    """Below which records of the format list others."""
    return {name for kind in kinds_of(Record) for name, field in kind.model_fields.items() if field.default == ()}


def holds_texts(key: str) -> bool:
    """Is it, in every record that has it, a text or several?"""
    fields = [kind.model_fields[key] for kind in kinds_of(Record) if key in kind.model_fields]
    return bool(fields) and all(_is_of_texts(field.annotation) for field in fields)


def _is_of_texts(annotation: object) -> bool:
    if get_origin(annotation) is tuple:
        return all(one is ... or _is_of_texts(one) for one in get_args(annotation))
    return annotation is str or (get_origin(annotation) is Annotated and get_args(annotation)[0] is str)


def kinds_of(kind: type[Record]) -> Iterator[type[Record]]:
    """All kinds of records that are one of this kind."""
    for special in kind.__subclasses__():
        yield special
        yield from kinds_of(special)


def nearest_key(word: str, lines: list[str], line: int, column: int) -> str:
    """The key that was meant by a word of a line: one that begins with it, or one written alike; or nothing.

    What a record can hold that has the keys beside it comes first, then what begins others in its column of the file:
    `values` where no record has a `value`.
    """
    keys = [match for one in lines if (match := KEY_IN_LINE.match(one))]
    used = Counter(match["key"] for match in keys if match.start("key") == column)
    anywhere = {match["key"] for match in keys}
    beside = keys_beside(lines, column, line, line) & known_keys()
    fitting = keys_that_fit(beside) - beside
    known = sorted(known_keys(), key=lambda key: (key not in fitting, -used[key], key not in anywhere, len(key), key))
    begun = next((key for key in known if key.startswith(word)), "")
    return begun or next(iter(difflib.get_close_matches(word, known, 1, 0.6)), "")


def keys_that_fit(beside: set[str]) -> set[str]:
    """All keys of the records that can hold these."""
    return {name for kind in kinds_of(Record) if beside <= set(kind.model_fields) for name in kind.model_fields}


def keys_beside(lines: list[str], column: int, above: int, below: int) -> set[str]:
    """The keys in a column from these lines on upward and downward, as far as nothing stands further left."""
    keys: set[str] = set()
    for around in (lines_above(lines, above), lines_below(lines, below)):
        for number, left in around:
            key = KEY_IN_LINE.match(lines[number])
            is_entry_below = number > below and left < column
            if key and key.start("key") == column and not is_entry_below:
                keys.add(key["key"])
            if left < column:
                break
    return keys


def no_colon(key: str, line: int, column: int) -> Finding:
    """`name：町内会`: what a key lacks that ends here."""
    return (
        "key-without-colon",
        "“{key}” is not read as a key: a half-width colon and a space have to follow it",
        "Write “{key}: ”, then the value.",
        line,
        column,
        {"key": key},
    )
