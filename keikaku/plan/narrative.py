"""A chapter of narrative: parts of sanitised HTML, with the figures and values that the text puts between them."""

from dataclasses import dataclass, field

from keikaku.problems import FilePosition


@dataclass(frozen=True)
class Html:
    """Sanitised HTML; the only trusted HTML of a site is made in `reading`."""

    html: str


@dataclass(frozen=True)
class FigureReference:
    """`{{figure: id}}` on a line of its own: an indicator's or table's figure stands here."""

    id: str
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
    of: str = ""
    number: str = ""
    order: int = 0
    summary: str = ""
    editor_note: tuple[str, ...] = ()
    written_at: FilePosition = field(default=FilePosition(""), compare=False)
