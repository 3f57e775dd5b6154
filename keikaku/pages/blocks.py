"""What a page is made of: sections of blocks, each block one component of the theme.

Pages decide what is said; the theme decides how it looks. A block's class name in lower case and with hyphens is
the name of its component's folder in `theme/components/`. `source` is where something is written, file and line, on
pages for those who write; it is empty on all others.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from keikaku.figure import Figure, Note, Standing

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True)
class Link:
    """A text, with an address inside the site (`a/b/index.html#x`) or outside (`https://…`), or none."""

    text: str
    address: str = ""
    by_editor: bool = False  # supplied by the editor, not by the source: shown as such


@dataclass(frozen=True)
class Tag:
    """A mark in words: 重点, 新規, 再掲. `sign` is what the source prints for it (◎, *)."""

    text: str
    sign: str = ""
    meaning: str = ""


@dataclass(frozen=True)
class Prose:
    """Narrative: HTML that `reading` made and sanitised."""

    html: "Markup"


@dataclass(frozen=True)
class Paragraphs:
    """Plain text, one string a paragraph. `sources` has one entry for each, or none at all."""

    texts: tuple[str, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fact:
    """A term with one or more values: 担当課 / 市民局 市民協働推進課."""

    term: str
    values: tuple[Link, ...]
    source: str = ""


@dataclass(frozen=True)
class Facts:
    """`compact`: on as little room as they need, above what matters more."""

    rows: tuple[Fact, ...]
    compact: bool = False


@dataclass(frozen=True)
class Item:
    """An entry of a list: a heading, a text, tags, links to what it speaks about, and entries of its own."""

    text: str = ""
    heading: Link | None = None
    number: str = ""
    tags: tuple[Tag, ...] = ()
    links: tuple[Link, ...] = ()
    items: tuple["Item", ...] = ()
    notes: tuple[Note, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Items:
    """A list as the source has it. `numbered`: the items carry numbers of their own."""

    items: tuple[Item, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Measure:
    """What an indicator says for short: its latest value with the year, its target, how it stands.

    `figure` is drawn small, in place of the words, which are still there for those who do not see it.
    """

    link: Link
    latest: str = ""
    when: str = ""
    target: str = ""
    standing: Standing | None = None
    figure: Figure | None = None
    is_latest: bool = True  # False: a later value is not compared with the target
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True)
class Measures:
    """How it goes, indicator by indicator, for the first screen of a page."""

    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class Card:
    """A way to another page: number and kind above, title, a sentence or two of facts, tags, a measure or counts."""

    link: Link
    kicker: str = ""
    tags: tuple[Tag, ...] = ()
    lines: tuple[str, ...] = ()
    measure: Measure | None = None
    counts: tuple["Count", ...] = ()  # of verdicts, without ways to their lists
    colour: str = ""  # as that of a frame


@dataclass(frozen=True)
class Cards:
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class IndexRow:
    """One row of a long list that is scanned, not read: number, title, tags, facts."""

    link: Link
    number: str = ""
    tags: tuple[Tag, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndexList:
    rows: tuple[IndexRow, ...]


@dataclass(frozen=True)
class Count:
    """How many there are of one kind, with the way to the list of them. `kind` is for the look alone."""

    kind: str
    number: str
    link: Link


@dataclass(frozen=True)
class Tally:
    """Counts side by side, which can be taken in at a glance."""

    counts: tuple[Count, ...]


@dataclass(frozen=True)
class FigureBlock:
    """A figure in its place on a page; `place` makes its ids unique there.

    `narrow_only`: with its small drawing alone, where a page has many figures and is made for paper.
    `measure`: on its own page, what it says for short, in place of the standing and of a title, which the page has.
    """

    figure: Figure
    place: str
    link: Link | None = None  # to the figure's own page, where this is not it
    heading_level: int = 3
    narrow_only: bool = False
    measure: Measure | None = None
    tags: tuple[Tag, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Quote:
    """A sentence as the source prints it, under the words the source gives it: 数値目標等."""

    label: str
    text: str
    notes: tuple[Note, ...] = ()
    tags: tuple[Tag, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Notice:
    """A plain statement about what is not here, or what to know first: 数値目標は示されていません."""

    text: str


@dataclass(frozen=True)
class Notes:
    """Notes of the source, then the editor's, told apart."""

    notes: tuple[Note, ...]


@dataclass(frozen=True)
class DataTable:
    """A table of words: a caption, headings, rows whose first cell is a heading."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Link, ...], ...]
    notes: tuple[Note, ...] = ()


Block: TypeAlias = (
    Prose
    | Paragraphs
    | Facts
    | Items
    | Cards
    | Measures
    | IndexList
    | Tally
    | FigureBlock
    | Quote
    | Notice
    | Notes
    | DataTable
)


class _InSections:
    """What a page and a section have in common: blocks, and parts with blocks of their own."""

    blocks: tuple[Block, ...]
    sections: tuple["Section", ...]

    @property
    def every_block(self) -> Iterator[Block]:
        """Its own blocks and those of its parts, in their order."""
        yield from self.blocks
        for part in self.sections:
            yield from part.every_block

    # Each part keeps its own, as most parts of a long page are those of the last build.
    @cached_property
    def figure_blocks(self) -> tuple[FigureBlock, ...]:
        own = (block for block in self.blocks if isinstance(block, FigureBlock))
        return (*own, *(block for part in self.sections for block in part.figure_blocks))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """All its figures, the small ones on its cards too."""
        own = (figure for block in self.blocks for figure in _figures_in(block))
        return (*own, *(figure for part in self.sections for figure in part.figures))


@dataclass(frozen=True)
class Section(_InSections):
    """A part of a page under a heading; `id` is its anchor. `kicker` stands before the heading: number, level name."""

    id: str
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()
    kicker: str = ""
    tags: tuple[Tag, ...] = ()
    address: str = ""  # the page that says more about the same thing
    source: str = ""


@dataclass(frozen=True)
class Page(_InSections):
    """What one page says. `address` is its path in the site: `sapporo/g1/index.html`."""

    address: str
    # home, plan, node, project, indicator, theme, chapter, list, about, updates, search, accessibility, whole, moved,
    # not-found; also its template's name
    kind: str
    title: str
    description: str
    lang: str = "ja"
    kicker: str = ""
    lead: str = ""
    tags: tuple[Tag, ...] = ()
    crumbs: tuple[Link, ...] = ()
    contents: tuple[Link, ...] = ()  # headings inside a narrative; sections are found without
    blocks: tuple[Block, ...] = ()  # before the first section
    sections: tuple[Section, ...] = ()
    previous: Link | None = None
    following: Link | None = None
    indexed: bool = True  # False: search engines are asked to leave it out
    leads_to: str = ""  # of a page that moved: where it is now
    feed: str = ""  # the address of the same as a feed
    linked_data: Mapping[str, object] | None = None  # schema.org, for machines that read the page
    source: str = ""
    frame: "Frame" = field(default_factory=lambda: Frame())


def _figures_in(block: Block) -> Iterator[Figure]:
    if isinstance(block, FigureBlock):
        yield block.figure
    elif isinstance(block, Cards):
        yield from (card.measure.figure for card in block.cards if card.measure and card.measure.figure)


@dataclass(frozen=True)
class SearchBox:
    """A form that leads to the search page at `address`; `data` are the scripts that hold what is searched.

    `kinds` are the kinds of page that may be found, each with its heading, in their order.
    """

    label: str
    address: str
    data: tuple[str, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    everywhere: Link | None = None  # from one plan's search to that of all plans


@dataclass(frozen=True)
class Frame:
    """What stands around each page of one plan: the same on all of them."""

    site_title: str = ""
    site_address: str = ""
    plan_title: str = ""
    plan_address: str = ""
    publisher: str = ""
    banner: str = ""  # the plan's status, where it is not yet decided; empty otherwise
    staff_banner: str = ""  # 確認用・公開前: only in previews
    disclaimer: str = ""  # this is an independent republication …
    menu: tuple[Link, ...] = ()
    contact: tuple[str, ...] = ()  # by more than one channel
    licence: str = ""
    about_address: str = ""
    accessibility_address: str = ""
    updates_address: str = ""
    terms: tuple[Link, ...] = ()  # of the plan's glossary, linked where the text first names them
    search: SearchBox | None = None
    colour: str = ""  # the plan whose key colour it wears, where that has one of its own
