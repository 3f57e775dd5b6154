"""An indicator: what is counted, how, from where it starts, what it came to, and what was promised."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from keikaku.plan.drawn import DrawnAs
from keikaku.plan.observations import (
    Baseline,
    Baselines,
    DataSeries,
    Dimensioned,
    Observation,
    Observations,
    Quotable,
    Rates,
    Target,
    Targets,
    years_of,
)
from keikaku.plan.record import Id, Ids, Paragraphs, Subject, Word, listed
from keikaku.values import normalised
from keikaku.years import Year

NO_UNIT = "なし"


class Direction(StrEnum):
    """Which way is good. Declared by the source or by the editor, never inferred from the numbers."""

    UP = "up"
    DOWN = "down"
    MAINTAIN = "maintain"
    RANGE = "range"
    YES_NO = "yes-no"
    RANK = "rank"
    NONE = "none"


class Counting(StrEnum):
    STOCK = "stock"  # how many there are on a day
    YEARLY = "yearly"  # how many in one year
    CUMULATIVE = "cumulative"  # how many since a beginning
    AVERAGE = "average"
    RATIO = "ratio"


class DeclaredBy(StrEnum):
    SOURCE = "source"
    EDITOR = "editor"


class Indicator(Subject, Dimensioned):
    """`unit` None: the source prints none. `of`: ids of further nodes and projects that share it."""

    id: Id
    name: str
    reading: str = ""
    number: str = ""
    group: str = ""
    kind: Word = ""  # one of the plan's kinds of indicator: 活動, 対象, 成果
    unit: str | None = None
    direction: Direction | None = None
    declared_by: DeclaredBy = DeclaredBy.SOURCE
    counting: Counting | None = None
    counted_since: str = ""  # the span of a cumulative count
    definition: Paragraphs = ()
    rationale: Paragraphs = ()
    of: Ids = ()
    baseline: Baselines = ()
    values: Observations = ()
    series: Annotated[tuple[DataSeries, ...], listed()] = ()
    targets: Targets = ()
    rates: Rates = ()
    notes: dict[Word, Word] = Field(default_factory=dict)  # the source's notes, by the key that values point to
    cite: str = ""
    figure: DrawnAs | None = None  # None: chosen by the shape of the data
    progress: bool = True  # False: the city wants no computed verdict here

    @property
    def years(self) -> tuple[Year, ...]:
        return years_of(self.values)

    @property
    def unit_word(self) -> str:
        """The unit for showing; empty where the source prints none, or says there is none."""
        return "" if self.unit is None or normalised(self.unit) == NO_UNIT else self.unit

    def series_of(self, target: Target) -> DataSeries | None:
        """The series that a target is for: the one it names, or the one of its dimension."""
        if target.series:
            return next((series for series in self.series if series.id == target.series), None)
        wanted = target.dimension
        return next((series for series in self.series if wanted and series.dimension == wanted), None)

    def unit_of(self, target: Target) -> str:
        """The unit for showing a target: that of its series, where that has one of its own."""
        series = self.series_of(target)
        return (series.unit if series else None) or self.unit_word

    def quotable(self, kind: str) -> tuple[Quotable, ...]:
        """What `{{value: …}}`, `{{target: …}}` or `{{baseline: …}}` may name."""
        if kind == "value":
            return self.values
        return self.targets if kind == "target" else self.baseline

    def quoted(self, kind: str, year: Year | None, which: str) -> tuple[Quotable, ...]:
        """Those of a year, or of any: the ones asked for with `which`, else those that need no such word, else all."""
        found = tuple(record for record in self.quotable(kind) if year is None or record.year == year)
        if which:
            return tuple(record for record in found if which_of(record) == which)
        return tuple(record for record in found if not which_of(record)) or found

    def note_text(self, key: str) -> str:
        """A note by its key, or the text itself where it is no key."""
        return self.notes.get(key, key)


def which_of(record: Quotable) -> str:
    """What tells it from others of its year."""
    if isinstance(record, Observation):
        return record.state
    if isinstance(record, Baseline):
        return record.label
    return record.series or record.plan or ("" if record.year else record.timing)
