"""The legend: the series whose names found no room in the picture, each with a sample of its mark."""

from collections.abc import Collection, Mapping, Sequence, Set

from keikaku.charts.drawing import LegendEntry
from keikaku.charts.look import LINES, OUTLINE, SURFACE, Style
from keikaku.figure import Role, Series

_MARKERS = {
    "circle": '<circle cx="14" cy="8" r="4"/>',
    "square": '<path d="M10,4h8v8h-8Z"/>',
    "diamond": '<path d="M8.5,8L14,2.5L19.5,8L14,13.5Z"/>',
    "triangle-up": '<path d="M14,3L19,12.5H9Z"/>',
    "triangle-down": '<path d="M14,13L19,3.5H9Z"/>',
    "cross": '<path d="M12.3,3h3.4v3.3h3.3v3.4h-3.3v3.3h-3.4v-3.3h-3.3v-3.4h3.3Z"/>',
}
_KINDS = {Role.TARGET: "mark", Role.BASELINE: "mark", Role.WHOLE: "whole"}


def legend(
    series: Sequence[Series], styles: Mapping[str, Style], said: Set[str], *, bars: Collection[str] = ()
) -> tuple[LegendEntry, ...]:
    """Entries for the series not `said` in the picture, in the plan's order; `bars` are drawn as bars.

    Where one line, or one mark, is not said, all lines or marks are listed. A lone series needs no name.
    """
    if len(series) == 1:
        return ()
    unsaid = {_KINDS.get(s.role) for s in series if s.id not in said}
    listed = [s for s in series if _KINDS.get(s.role) in unsaid]
    return tuple(entry(s, styles[s.id], is_bar=s.id in bars) for s in listed)


def entry(series: Series, style: Style, *, is_bar: bool) -> LegendEntry:
    return LegendEntry(_name(series), series.role, _sample(series, style, is_bar))


def _name(series: Series) -> str:
    """The name; with the value, where it is the same everywhere."""
    return f"{series.name} {next(c.printed for c in series.cells if c)}" if series.constant else series.name


def _sample(series: Series, style: Style, is_bar: bool) -> str:
    if is_bar:
        return f'<path d="M4,2h20v12h-20Z" {_paint(style, outlined=series.role is Role.TARGET)}/>'
    if series.constant:
        return _stroke(style)
    marker = f"<g {_paint(style)}>{_MARKERS[style.marker]}</g>"
    return _stroke(style) + marker if series.role in LINES else marker


def _stroke(style: Style) -> str:
    return f'<path d="M0,8h28" fill="none" stroke="{style.colour}" stroke-width="2"{_dashes(style.dash)}/>'


def _paint(style: Style, *, outlined: bool = False) -> str:
    if outlined:
        return f'fill="{SURFACE}" stroke="{style.colour}" stroke-width="1.5"{_dashes(OUTLINE)}'
    if style.hollow:
        return f'fill="{SURFACE}" stroke="{style.colour}" stroke-width="2"'
    return f'fill="{style.colour}"'


def _dashes(dash: Sequence[int]) -> str:
    return f' stroke-dasharray="{",".join(map(str, dash))}"' if dash else ""
