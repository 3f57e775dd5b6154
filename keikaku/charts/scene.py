"""A drawing before it is drawn: marks in the units of their axes, words in pixels of the plane they stand on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from keikaku.charts.drawing import LegendEntry
from keikaku.charts.look import TEXT

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Word:
    """One line of text; `y` is its baseline."""

    text: str
    x: float
    y: float
    anchor: str = "start"
    colour: str = TEXT
    strong: bool = False


@dataclass(frozen=True)
class Plane:
    """The plane of the marks, in pixels from its upper left corner, and what its axes run over."""

    width: float
    height: float
    x_domain: tuple[float, float]
    y_domain: tuple[float, float]

    def x(self, value: float) -> float:
        low, high = self.x_domain
        return (value - low) / (high - low) * self.width

    def y(self, value: float) -> float:
        low, high = self.y_domain
        return (high - value) / (high - low) * self.height

    @property
    def units_per_pixel(self) -> float:
        low, high = self.x_domain
        return (high - low) / self.width


@dataclass(frozen=True)
class Margins:
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Scene:
    """What the drawing of one picture needs. `marks` holds the rows for each layer of the template."""

    template: str
    plane: Plane
    margins: Margins
    marks: Mapping[str, Sequence[Row]]
    words: tuple[Word, ...]
    legend: tuple[LegendEntry, ...] = ()
    axis_from: str = ""
