"""One figure: a table of cells, with the sentence, the drawing's shape, notes and citation that belong to it.

The drawing, the table, the sentence and the data file are made from this one value, so they cannot disagree.
A figure is a grid: `slots` run down (years, or categories), `series` run across, and each series has one cell a slot.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

MOST_SERIES = 5  # that colours and markers can tell apart (デジタル庁 ダッシュボードデザインの実践ガイドブック)


class Shape(StrEnum):
    """How a figure is drawn, chosen by the shape of its data."""

    TREND = "trend"  # values over time, with targets; a line
    COLUMNS = "columns"  # values over time, each a total of its own year; columns from zero
    TARGET_BESIDE_ACTUAL = "target-beside-actual"  # a target for each year beside that year's value
    BASELINE_TO_TARGET = "baseline-to-target"  # where it starts and where it shall be; no results yet
    COMPARISON = "comparison"  # categories side by side; bars
    BREAKDOWN = "breakdown"  # parts of a whole, stacked
    BULLET = "bullet"  # one value between zero and its target
    TIMELINE = "timeline"  # what is said in words by year: done, not yet, promised
    PANELS = "panels"  # more series than one picture can tell apart: a small one for each, with a line
    COLUMN_PANELS = "column-panels"  # the same with columns
    NUMBER = "number"  # one number, or one short word: shown large, not drawn
    TABLE = "table"  # words, or numbers that no drawing would help


class Role(StrEnum):
    """What a series is, which decides how it looks."""

    ACTUAL = "actual"
    TARGET = "target"
    BASELINE = "baseline"
    EXPECTED = "expected"  # what a plan or scenario expects: not promised
    COMPANION = "companion"  # shown for reference only
    PART = "part"
    WHOLE = "whole"
    RATE = "rate"  # achievement rates as the city prints them: in the table, never drawn
    WORDS = "words"


class Level(StrEnum):
    """What a target asks that is to be kept, not reached."""

    FLOOR = "floor"  # this much, or more
    CEILING = "ceiling"  # this much, or less
    ABOUT = "about"  # near it


@dataclass(frozen=True)
class Note:
    """A note under a figure or page; `by_editor` tells the editor's (編集注) from the source's own."""

    text: str
    by_editor: bool = False


@dataclass(frozen=True)
class Cell:
    """One value as it is shown. `number` is None where nothing can be drawn; `printed` is never empty."""

    printed: str
    number: Decimal | None = None
    high: Decimal | None = None  # upper end of a range, with `number` as its lower end
    exact: str | None = None  # the full number, where `printed` abbreviates it: 490,000,000
    unit: str = ""  # the unit that `printed` holds itself
    missing: bool = False  # `printed` is a word or sign for "no value"
    absence: str = ""  # why there is none, as `Absence` names it; empty where nothing is known of it
    done: bool | None = None  # of what is done or not: 開館 is, 未開館 is not
    state: str | None = None  # 途中, 見込, 速報 …
    hollow: bool = False  # drawn hollow: the value is not final
    as_of: str | None = None
    notes: tuple[Note, ...] = ()
    more: tuple["Cell", ...] = ()  # further values of the same year, in other states


@dataclass(frozen=True)
class Slot:
    """One row of the grid: a year as the source spells it, or a category."""

    label: str  # H31
    western: str = ""  # 2019, where the label does not say it
    spoken: str = ""  # 平成31年度: how a screen reader should say the label
    position: Decimal | None = None  # on a true time axis, in years; None for categories and unknown years
    future: bool = False  # only targets stand here
    notes: tuple[Note, ...] = ()
    table_only: bool = False  # the sum or average of several years: among single years it would mislead

    @property
    def text(self) -> str:
        return f"{self.label}（{self.western}）" if self.western else self.label


@dataclass(frozen=True)
class Series:
    """One column of the grid; `cells` has one entry a slot, None where the source has no cell at all."""

    id: str
    name: str
    role: Role
    cells: tuple[Cell | None, ...]
    unit: str | None = None
    constant: bool = False  # the same target in every year: drawn as a line across
    of: str = ""  # of a target or baseline: the id of the series that it is for
    kept: Level | None = None  # a constant target that is to be kept: drawn with the side on which values shall stay
    notes: tuple[Note, ...] = ()
    table_only: bool = False  # in another unit: on one axis with the others it would mislead
    plan: str = ""  # of a target: the other plan that it is from
    without_plan: str = ""  # of a target: its name without that plan, under which targets of several plans may stand

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        return tuple(c.number for c in self.cells if c is not None and c.number is not None)


@dataclass(frozen=True)
class Column:
    """One column of a figure's table: a series, or the targets of several plans, each of years of its own."""

    name: str
    series: tuple[Series, ...]

    def cell(self, row: int) -> Cell | None:
        return next((cell for one in self.series if (cell := one.cells[row])), None)

    def plan(self, row: int) -> str:
        """Whose target stands in that row, where the name of the column does not say it."""
        return next((one.plan for one in self.series if len(self.series) > 1 and one.cells[row]), "")


@dataclass(frozen=True)
class Standing:
    """How an indicator stands to its target: `kind` for the look, `text` for the reader, `because` for the auditor."""

    kind: str
    text: str
    because: str


@dataclass(frozen=True)
class Figure:
    """A figure cannot be built without a title, a sentence, and a unit or the statement that none is printed."""

    id: str
    title: str
    sentence: str
    unit: str | None  # None: the source prints none
    shape: Shape
    slot_heading: str  # what the rows are: 年度, 区 …
    slots: tuple[Slot, ...]
    series: tuple[Series, ...]
    zero_based: bool = True  # False: the value axis may be cut, which is then said in words
    ranked: bool = False  # its numbers are ranks: 1 stands on top, which is said in words, and no axis begins at 0
    decimals: int = 0
    notes: tuple[Note, ...] = ()
    citation: str = ""
    standing: Standing | None = None
    data_address: str = ""  # where its data file stands, relative to the site's root

    def __post_init__(self) -> None:
        if not (self.title and self.sentence):
            raise ValueError(f"figure {self.id!r} needs a title and a sentence")
        for series in self.series:
            if len(series.cells) != len(self.slots):
                raise ValueError(f"series {series.id!r} of figure {self.id!r} does not have one cell for each slot")

    @property
    def drawn_series(self) -> tuple[Series, ...]:
        """The series that a drawing may show: those with a number, but for rates and words; a timeline shows words."""
        if self.shape is Shape.TIMELINE:
            return tuple(s for s in self.series if any(s.cells) and s.role is not Role.RATE)
        return tuple(s for s in self.series if s.numbers and s.role not in (Role.RATE, Role.WORDS))

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The series as its table shows them: targets of several plans share a column unless they share a year.

        So a phone shows them all, where most cells of a column for each plan would be empty.
        """
        alike: dict[tuple[object, ...], list[Series]] = {}
        for one in self.series:
            is_target = one.role is Role.TARGET and one.without_plan and not (one.constant or one.notes)
            key = (one.without_plan, one.of, one.unit, one.table_only) if is_target else (one.id,)
            alike.setdefault(key, []).append(one)
        return tuple(column for group in alike.values() for column in _columns(group))

    @cached_property
    def is_drawn(self) -> bool:
        return self.shape not in (Shape.NUMBER, Shape.TABLE) and bool(self.for_drawing.drawn_series)

    @cached_property
    def for_drawing(self) -> "Figure":
        """The figure without the rows and columns that stand in its table only.

        A comparison of more columns than can be told apart is drawn from the other side: a bar for each row.
        """
        places = [place for place, slot in enumerate(self.slots) if not slot.table_only]
        shown = replace(
            self,
            slots=tuple(self.slots[place] for place in places),
            series=tuple(
                replace(series, cells=tuple(series.cells[place] for place in places))
                for series in self.series
                if not series.table_only
            ),
        )
        return _turned(shown) if self.shape is Shape.COMPARISON and len(shown.series) > MOST_SERIES else shown


def _turned(figure: Figure) -> Figure:
    """With a row for each column, and a column for each row."""
    rows = tuple(zip(*(one.cells for one in figure.series), strict=True))
    series = (Series(f"row-{n}", slot.label, Role.ACTUAL, rows[n]) for n, slot in enumerate(figure.slots))
    return replace(figure, slots=tuple(Slot(one.name) for one in figure.series), series=tuple(series))


def _columns(alike: list[Series]) -> list[Column]:
    rows = zip(*(one.cells for one in alike), strict=True)
    share_a_year = any(sum(cell is not None for cell in row) > 1 for row in rows)
    if len(alike) == 1 or share_a_year:
        return [Column(one.name, (one,)) for one in alike]
    return [Column(alike[0].without_plan, tuple(alike))]
