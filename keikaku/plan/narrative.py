"""A chapter of narrative: parts of sanitised HTML, with the figures and values that the text puts between them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from keikaku.plan.attachments import Attachment
from keikaku.problems import FilePosition
from keikaku.years import Year

IN_TAG = r'(?:[^">]|"[^"]*")*?'  # in a pattern: what may stand inside a tag of a chapter's HTML
_LINE = re.compile(r' data-line="(\d+)">')  # no text has a bare > in it


@dataclass(frozen=True)
class Html:
    """Sanitised HTML; the only trusted HTML of a site is made in `reading`.

    In `marked`, what begins a block bears `data-line`: the line of the file that it was made of.
    """

    marked: str

    @property
    def html(self) -> str:
        return _LINE.sub(">", self.marked)

    def with_lines(self, attribute: Callable[[int], str]) -> str:
        """The HTML with an attribute of another kind in the place of each mark."""
        return _LINE.sub(lambda match: f" {attribute(int(match[1]))}>", self.marked)


@dataclass(frozen=True)
class FigureReference:
    """`{{figure: id}}` on a line of its own: an indicator's or table's figure stands here."""

    id: str
    at: FilePosition


@dataclass(frozen=True)
class ValueReference:
    """`{{value: id year}}`: the value of that year stands here. The value itself is in the text already."""

    id: str
    year: Year
    state: str
    at: FilePosition


@dataclass(frozen=True)
class Heading:
    id: str
    text: str
    level: int
    at: FilePosition


@dataclass(frozen=True)
class Chapter:
    """A narrative file. `of` is the node or project whose text it is; empty for a chapter of its own."""

    id: str
    title: str
    parts: tuple[Html | FigureReference, ...]
    headings: tuple[Heading, ...] = ()
    links: tuple[tuple[str, FilePosition], ...] = ()
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
    written_at: FilePosition = field(default=FilePosition(""), compare=False)

    @property
    def is_held(self) -> bool:
        return self.draft or self.publish_on is not None
