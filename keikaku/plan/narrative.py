"""A chapter of narrative: parts of sanitised HTML, with the figures and values that the text puts between them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from typing import TypeAlias

from keikaku.plan.attachments import Attachment
from keikaku.problems import FilePosition
from keikaku.years import Year

IN_TAG = r'(?:[^">]|"[^"]*")*?'  # in a pattern: what may stand inside a tag of a chapter's HTML
_LINE = re.compile(r' data-line="(\d+)"(?=>)')  # no text has a bare > in it
_BLOCK_END = re.compile("</(?:p|li|tr|dd|dt|h[1-6]|caption|blockquote)>")
_QUOTED = re.compile("\ue003(\\d+)\ue004")  # no narrative may have such characters
ByNumber: TypeAlias = Callable[[int], str]


def quoted(text: str, number: int) -> str:
    """A value in a text, with the number that it has among the chapter's `values` behind it."""
    return f"{text}\ue003{number}\ue004"


def with_marks(text: str, mark: ByNumber) -> str:
    """A text with a mark behind each value in the place of its number."""
    return _QUOTED.sub(lambda match: mark(int(match[1])), text)


def _nothing(number: int) -> str:
    return ""


@dataclass(frozen=True)
class Html:
    """Sanitised HTML; the only trusted HTML of a site is made in `reading`.

    In `marked`, what begins a block bears `data-line`: the line of the file that it was made of; and values are
    `quoted`.
    """

    marked: str

    @property
    def html(self) -> str:
        return self.shown(line=_nothing, value=_nothing)

    @property
    def texts(self) -> list[tuple[int, str]]:
        """What stands there in plain text, a part for each block; each with the line that it begins on, or 0."""
        marked = _LINE.split(_QUOTED.sub("", self.marked))
        lines = (0, *map(int, marked[1::2]))
        # A mark stands within a tag, whose beginning ends the part before it, and whose end begins its own.
        plain = (unescape(re.sub(f"<{IN_TAG}>|<[^>]*$|^>", "", part)) for part in marked[::2])
        return list(zip(lines, plain, strict=True))

    @property
    def quoting(self) -> list[tuple[str, list[int]]]:
        """Its sentences that quote values, in plain text, each with the numbers of those; a row of a table is one."""
        plain = unescape(re.sub(f"<{IN_TAG}>", "", _BLOCK_END.sub("。", self.marked)))
        sentences = ((text, [int(number) for number in _QUOTED.findall(text)]) for text in plain.split("。"))
        return [(_QUOTED.sub("", text), numbers) for text, numbers in sentences if numbers]

    def shown(self, *, line: ByNumber, value: ByNumber) -> str:
        """The HTML with an attribute in the place of each line, and a mark behind each value."""
        return with_marks(_LINE.sub(lambda match: line(int(match[1])), self.marked), value)


@dataclass(frozen=True)
class FigureReference:
    """`{{figure: id}}` on a line of its own: an indicator's or table's figure stands here."""

    id: str
    at: FilePosition


@dataclass(frozen=True)
class ValueReference:
    """`{{value: id year}}`, `{{target: id}}`, `{{baseline: id}}`: it stands here, and is in the text already.

    `which` tells several of one year apart: a value's state, the series or plan of a target, a baseline's label.
    """

    kind: str  # value, target or baseline
    id: str
    year: Year | None
    which: str
    at: FilePosition = field(compare=False)


@dataclass(frozen=True)
class LinkReference:
    """`[text](target)`, also of a picture; the text is without its signs, and empty where HTML is written."""

    target: str
    text: str
    at: FilePosition


@dataclass(frozen=True)
class Heading:
    """In `marked`, values are `quoted`."""

    id: str
    marked: str
    level: int
    at: FilePosition

    @property
    def text(self) -> str:
        return with_marks(self.marked, _nothing)


@dataclass(frozen=True)
class Chapter:
    """A narrative file. `of` is the node or project whose text it is; empty for a chapter of its own."""

    id: str
    title: str
    parts: tuple[Html | FigureReference, ...]
    headings: tuple[Heading, ...] = ()
    links: tuple[LinkReference, ...] = ()
    values: tuple[ValueReference, ...] = ()
    attachments: tuple[tuple[Attachment, FilePosition], ...] = ()  # each with the place that first names it
    of: str = ""
    number: str = ""
    order: int = 0
    summary: str = ""
    note: tuple[str, ...] = ()
    editor_note: tuple[str, ...] = ()
    draft: bool = False
    publish_on: date | None = None
    moved_from: tuple[str, ...] = ()
    accept: Mapping[str, str] = field(default_factory=dict)  # rule → the writer's reason
    has_front_matter: bool = True
    written_at: FilePosition = field(default=FilePosition(""), compare=False)

    @property
    def is_held(self) -> bool:
        return self.draft or self.publish_on is not None
