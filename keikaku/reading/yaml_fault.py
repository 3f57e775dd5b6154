"""Where the parser gave up on a file, and what an explanation of it holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from keikaku.plan.record import Record

KEY = r"[\w()（）～〜~/.-]+"  # as clerks write keys: also 2022年度(R4), 令和3～5年度
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


def known_keys() -> set[str]:
    """The keys of all records of the format."""
    return {name for kind in _kinds_of(Record) for name in kind.model_fields}


def _kinds_of(kind: type[Record]) -> Iterator[type[Record]]:
    for special in kind.__subclasses__():
        yield special
        yield from _kinds_of(special)
