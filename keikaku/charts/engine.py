"""Draw one figure with Altair and Vega: the scene's rows put into its template, the SVG made small."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import vl_convert

from keikaku.charts import svg
from keikaku.charts.breakdown import breakdown
from keikaku.charts.bullet import bullet
from keikaku.charts.columns import columns, target_beside_actual
from keikaku.charts.comparison import comparison
from keikaku.charts.drawing import Drawing, Picture
from keikaku.charts.look import Look
from keikaku.charts.panels import column_panels, panels
from keikaku.charts.scene import Row, Scene
from keikaku.charts.templates import X_DOMAIN, Y_DOMAIN, compiled
from keikaku.charts.timeline import timeline
from keikaku.charts.trend import baseline_to_target, trend
from keikaku.figure import Figure, Shape

DRAWINGS: dict[Shape, Callable[[Figure, Look], Scene]] = {
    Shape.TREND: trend,
    Shape.COLUMNS: columns,
    Shape.TARGET_BESIDE_ACTUAL: target_beside_actual,
    Shape.BASELINE_TO_TARGET: baseline_to_target,
    Shape.COMPARISON: comparison,
    Shape.BREAKDOWN: breakdown,
    Shape.BULLET: bullet,
    Shape.TIMELINE: timeline,
    Shape.PANELS: panels,
    Shape.COLUMN_PANELS: column_panels,
}


def draw(figure: Figure, narrow: Look, wide: Look) -> Drawing:
    """Draw both pictures of a figure."""
    on_phone, on_desk = compose(figure, narrow), compose(figure, wide)
    return Drawing(_picture(on_phone, narrow), _picture(on_desk, wide), on_phone.axis_from, figure.ranked)


def start() -> None:
    """Draw nothing, once: Vega is compiled when it is first asked."""
    vl_convert.vega_to_svg({"width": 1, "height": 1, "marks": []})


def compose(figure: Figure, look: Look) -> Scene:
    """Decide what stands where in one picture. Years at the end that have not even a target are left out."""
    slots = figure.slots
    end = len(slots)
    while slots[end - 1].future and not _has_mark(figure, end - 1):
        end -= 1
    cut = [replace(s, cells=s.cells[:end]) for s in figure.series]
    return DRAWINGS[figure.shape](replace(figure, slots=slots[:end], series=tuple(cut)), look)


def _has_mark(figure: Figure, slot: int) -> bool:
    cells = (series.cells[slot] for series in figure.drawn_series)
    return any(cell and (cell.number is not None or figure.shape is Shape.TIMELINE) for cell in cells)


def filled(scene: Scene) -> dict[str, Any]:
    """The scene's template with its rows, size and axes put in, and the layers without rows left out."""
    vega = compiled(scene.template)
    domains = {X_DOMAIN: list(scene.plane.x_domain), Y_DOMAIN: list(scene.plane.y_domain)}
    rows = {name: list(rows) for name, rows in scene.marks.items() if rows}
    used = {data["name"] for data in vega["data"] if data.get("source", data["name"]) in rows}
    return vega | {
        "width": scene.plane.width,
        "height": scene.plane.height,
        "signals": [{"name": s["name"], "value": domains.get(s["name"], s.get("value"))} for s in vega["signals"]],
        "data": [_with_rows(data, rows) for data in vega["data"] if data["name"] in used],
        "marks": [mark for mark in vega["marks"] if _data_of(mark) in used],
    }


def _with_rows(data: dict[str, Any], rows: dict[str, list[Row]]) -> dict[str, Any]:
    return data if "source" in data else data | {"values": rows[data["name"]]}


def _data_of(mark: dict[str, Any]) -> str:
    origin = mark["from"]
    return str(origin["facet"]["data"] if "facet" in origin else origin["data"])


def _picture(scene: Scene, look: Look) -> Picture:
    drawn = vl_convert.vega_to_svg(filled(scene))
    margins, plane = scene.margins, scene.plane
    width = margins.left + plane.width + margins.right
    height = margins.top + plane.height + margins.bottom
    return Picture(width, height, svg.content(scene, drawn, look.text), scene.legend)
