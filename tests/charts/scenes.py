"""Read scenes in tests: what is drawn where, and what is said."""

from collections.abc import Sequence

from keikaku.charts.engine import compose
from keikaku.charts.look import Look
from keikaku.charts.scene import Row, Scene
from keikaku.figure import Figure
from tests.charts.figures import NARROW


def scene(figure: Figure, look: Look = NARROW) -> Scene:
    return compose(figure, look)


def rows(drawn: Scene, layer: str, series: str | None = None) -> list[Row]:
    return [row for row in drawn.marks.get(layer, ()) if series in (None, row.get("series"))]


def column(rows: Sequence[Row], name: str) -> list[object]:
    return [row[name] for row in rows]


def said(drawn: Scene) -> list[str]:
    """The words in the picture, and the names in the legend under it."""
    return [word.text for word in drawn.words] + [entry.name for entry in drawn.legend]
