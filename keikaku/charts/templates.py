"""The Altair charts that drawings are made of: one for each way of drawing, its data left open.

A template is built and validated once, compiled to Vega once, and kept; each drawing then fills in rows and axes.
Words are no part of it: `labels` finds their places, and they are written into the finished SVG.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import altair as alt
import vl_convert

from keikaku.charts.look import FUTURE, SURFACE

X_DOMAIN, Y_DOMAIN = "x_domain", "y_domain"


def lines() -> alt.LayerChart:
    """Values over time as lines and markers."""
    return _layered(_future(), _grid(), _bands(), _foot(), _crossings(), _lines(), _ranges(), _points())


def columns() -> alt.LayerChart:
    """Values over time as columns from zero: side by side, or stacked."""
    crossings, ticks = (_rimmed("crossings", y=_y()), _crossings()), (_rimmed("ticks", **_across()), _ticks())
    return _layered(_future(), _grid(), _bands(), _bars(), _foot(), *crossings, *ticks, _points())


def rows() -> alt.LayerChart:
    """Values side by side as bars from zero, one under the other."""
    return _layered(_bars(), _zero(), _rimmed("posts", **_down()), _posts())


def bullet() -> alt.LayerChart:
    """One bar on its track, with strokes across it."""
    return _layered(_track(), _bars(), _zero(), _rimmed("posts", **_down()), _posts())


def timeline() -> alt.LayerChart:
    """Marks along a line from top to bottom."""
    return _layered(_zones(), _spine(), _points("events"))


def panels() -> alt.LayerChart:
    """Several pictures of lines or columns in one, all places in its pixels: what runs across one has two ends."""
    area, across = {**_across(), "y2": alt.Y2("y2")}, _across()
    return _layered(
        _layer("future", alt.MarkDef(type="rect", fill=FUTURE), **area),
        _layer("grid", _rule(1), **across, stroke=_stroke()),
        _layer("bands", alt.MarkDef(type="rect", fillOpacity=0.15), **area, fill=_fill()),
        _bars(),
        _layer("foot", _rule(1), **across, stroke=_stroke()),
        _rimmed("crossings", **across),
        _layer("crossings", _rule(1.5), **across, stroke=_stroke(), strokeDash=_dash()),
        _rimmed("ticks", **across),
        _ticks(),
        _lines(),
        _ranges(),
        _points(),
    )


TEMPLATES: dict[str, Callable[[], alt.LayerChart]] = {
    "lines": lines,
    "columns": columns,
    "rows": rows,
    "bullet": bullet,
    "timeline": timeline,
    "panels": panels,
}


@cache
def compiled(name: str) -> dict[str, Any]:
    """The template as Vega; not to be changed."""
    vega: dict[str, Any] = vl_convert.vegalite_to_vega(TEMPLATES[name]().to_dict())
    return vega


def _layered(*layers: alt.Chart) -> alt.LayerChart:
    return alt.LayerChart(
        layer=list(layers),
        padding=0,
        autosize=alt.AutoSizeParams(type="none"),
        params=[alt.VariableParameter(name=name, value=[0, 1]) for name in (X_DOMAIN, Y_DOMAIN)],
        config=alt.Config(aria=False, view=alt.ViewConfig(stroke=None)),
    )


def _future() -> alt.Chart:
    return _layer("future", alt.MarkDef(type="rect", fill=FUTURE), x=_x(), x2=alt.X2("x2"))


def _grid() -> alt.Chart:
    return _layer("grid", _rule(1), y=_y(), stroke=_stroke())


def _foot() -> alt.Chart:
    """The zero line, or none where the axis is cut."""
    return _layer("foot", _rule(1), y=_y(), stroke=_stroke())


def _track() -> alt.Chart:
    """What a bar might fill."""
    ends = {"x": _x(), "x2": alt.X2("x2"), "y": _y(), "y2": alt.Y2("y2")}
    return _layer("track", alt.MarkDef(type="rect"), **ends, fill=_fill())


def _zero() -> alt.Chart:
    """The zero line beside each row of bars."""
    return _layer("zero", _rule(1), **_down(), stroke=_stroke())


def _bands() -> alt.Chart:
    """Ranges that hold for every year."""
    return _layer("bands", alt.MarkDef(type="rect", fillOpacity=0.15), y=_y(), y2=alt.Y2("y2"), fill=_fill())


def _crossings() -> alt.Chart:
    """Values that hold for every year."""
    return _layer("crossings", _rule(1.5), y=_y(), stroke=_stroke(), strokeDash=_dash())


def _lines() -> alt.Chart:
    mark = alt.MarkDef(type="line", strokeJoin="round")
    looks = {"stroke": _stroke(), "strokeDash": _dash(), "strokeWidth": alt.StrokeWidth("width:Q", scale=None)}
    return _layer("lines", mark, x=_x(), y=_y(), detail=alt.Detail("part:N"), **looks)


def _ranges() -> alt.Chart:
    """Values that reach from one number to another."""
    return _layer("ranges", _rule(4), **_down(), stroke=_stroke())


def _zones() -> alt.Chart:
    return _layer("zones", alt.MarkDef(type="rect", fill=FUTURE), y=_y(), y2=alt.Y2("y2"))


def _spine() -> alt.Chart:
    return _layer("spine", _rule(2), **_down(), stroke=_stroke(), strokeDash=_dash())


def _points(name: str = "points") -> alt.Chart:
    mark = alt.MarkDef(type="point", opacity=1, strokeWidth=1.8)
    shapes = {"shape": alt.Shape("shape:N", scale=None), "size": alt.Size("size:Q", scale=None)}
    return _layer(name, mark, x=_x(), y=_y(), fill=_fill(), stroke=_stroke(), **shapes)


def _bars() -> alt.Chart:
    ends = {"x": _x(), "x2": alt.X2("x2"), "y": _y(), "y2": alt.Y2("y2")}
    mark = alt.MarkDef(type="bar", strokeWidth=1.8)
    return _layer("bars", mark, **ends, fill=_fill(), stroke=_stroke(), strokeDash=_dash())


def _ticks() -> alt.Chart:
    """Targets of columns: a stroke over the width of the column."""
    return _layer("ticks", _rule(2.5), **_across(), stroke=_stroke())


def _posts() -> alt.Chart:
    """Targets of bars: a stroke over the height of the bar."""
    return _layer("posts", _rule(2.5), **_down(), stroke=_stroke())


def _rimmed(name: str, **places: Any) -> alt.Chart:
    """A rim in the colour of the surface under strokes, so that they show on a mark of any colour."""
    return _layer(name, _rule(4.5, stroke=SURFACE), **places)


def _rule(width: float, **looks: Any) -> alt.MarkDef:
    return alt.MarkDef(type="rule", strokeWidth=width, **looks)


def _layer(name: str, mark: alt.MarkDef, **channels: Any) -> alt.Chart:
    chart: alt.Chart = alt.Chart(alt.NamedData(name), mark=mark).encode(**channels)
    return chart


def _across() -> dict[str, Any]:
    return {"x": _x(), "x2": alt.X2("x2"), "y": _y()}


def _down() -> dict[str, Any]:
    return {"x": _x(), "y": _y(), "y2": alt.Y2("y2")}


def _x() -> alt.X:
    return alt.X("x:Q", axis=None, scale=alt.Scale(domain=alt.ExprRef(X_DOMAIN), nice=False, zero=False))


def _y() -> alt.Y:
    return alt.Y("y:Q", axis=None, scale=alt.Scale(domain=alt.ExprRef(Y_DOMAIN), nice=False, zero=False))


def _fill() -> alt.Fill:
    return alt.Fill("fill:N", scale=None)


def _stroke() -> alt.Stroke:
    return alt.Stroke("stroke:N", scale=None)


def _dash() -> alt.StrokeDash:
    return alt.StrokeDash("dash:N", scale=None)
