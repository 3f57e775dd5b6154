"""The Altair charts that drawings are made of: one for each way of drawing, its data left open.

A template is built and validated once, compiled to Vega once, and kept; each drawing then fills in rows and axes.
Words are no part of it: `labels` finds their places, and they are written into the finished SVG.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import altair as alt
import vl_convert

from keikaku.charts.look import FUTURE

X_DOMAIN, Y_DOMAIN = "x_domain", "y_domain"


def lines() -> alt.LayerChart:
    """Values over time as lines and markers."""
    return _layered(_future(), _grid(), _bands(), _foot(), _crossings(), _lines(), _ranges(), _points())


def columns() -> alt.LayerChart:
    """Values over time as columns from zero: side by side, or stacked."""
    return _layered(_future(), _grid(), _bars(), _foot(), _crossings(), _ticks(), _ranges(), _points())


def rows() -> alt.LayerChart:
    """Values side by side as bars from zero, one under the other."""
    return _layered(_bars(), _zero(), _posts(), _points())


TEMPLATES: dict[str, Callable[[], alt.LayerChart]] = {"lines": lines, "columns": columns, "rows": rows}


@cache
def compiled(name: str) -> dict[str, Any]:
    """The template as Vega; not to be changed."""
    vega: dict[str, Any] = vl_convert.vegalite_to_vega(TEMPLATES[name]().to_dict())
    return vega


def _layered(*layers: alt.Chart) -> alt.LayerChart:
    return alt.layer(
        *layers,
        padding=0,
        autosize=alt.AutoSizeParams(type="none"),
        params=[alt.VariableParameter(name=name, value=[0, 1]) for name in (X_DOMAIN, Y_DOMAIN)],
        config=alt.Config(aria=False, view=alt.ViewConfig(stroke=None)),
    )


def _future() -> alt.Chart:
    return _chart("future").mark_rect(fill=FUTURE).encode(x=_x(), x2=alt.X2("x2"))


def _grid() -> alt.Chart:
    return _chart("grid").mark_rule(strokeWidth=1).encode(y=_y(), stroke=_stroke())


def _foot() -> alt.Chart:
    return _chart("foot").mark_rule(strokeWidth=1).encode(y=_y(), stroke=_stroke())


def _zero() -> alt.Chart:
    return _chart("zero").mark_rule(strokeWidth=1).encode(x=_x(), stroke=_stroke())


def _bands() -> alt.Chart:
    """Ranges that hold for every year."""
    return _chart("bands").mark_rect(fillOpacity=0.15).encode(y=_y(), y2=alt.Y2("y2"), fill=_fill())


def _crossings() -> alt.Chart:
    """Values that hold for every year."""
    return _chart("crossings").mark_rule(strokeWidth=1.5).encode(y=_y(), stroke=_stroke(), strokeDash=_dash())


def _lines() -> alt.Chart:
    mark = _chart("lines").mark_line(strokeJoin="round")
    width = alt.StrokeWidth("width:Q", scale=None)
    return mark.encode(x=_x(), y=_y(), detail="part:N", stroke=_stroke(), strokeDash=_dash(), strokeWidth=width)


def _ranges() -> alt.Chart:
    return _chart("ranges").mark_rule(strokeWidth=4).encode(x=_x(), y=_y(), y2=alt.Y2("y2"), stroke=_stroke())


def _points() -> alt.Chart:
    shape, size = alt.Shape("shape:N", scale=None), alt.Size("size:Q", scale=None)
    mark = _chart("points").mark_point(opacity=1, strokeWidth=1.75)
    return mark.encode(x=_x(), y=_y(), fill=_fill(), stroke=_stroke(), shape=shape, size=size)


def _bars() -> alt.Chart:
    ends = {"x2": alt.X2("x2"), "y2": alt.Y2("y2")}
    mark = _chart("bars").mark_rect(strokeWidth=1.75)
    return mark.encode(x=_x(), y=_y(), **ends, fill=_fill(), stroke=_stroke(), strokeDash=_dash())


def _ticks() -> alt.Chart:
    """Targets of columns: a stroke over the width of the column."""
    return _chart("ticks").mark_rule(strokeWidth=2.5).encode(x=_x(), x2=alt.X2("x2"), y=_y(), stroke=_stroke())


def _posts() -> alt.Chart:
    """Targets of bars: a stroke over the height of the bar."""
    return _chart("posts").mark_rule(strokeWidth=2.5).encode(x=_x(), y=_y(), y2=alt.Y2("y2"), stroke=_stroke())


def _chart(name: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(name))


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
