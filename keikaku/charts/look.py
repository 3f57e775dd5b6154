"""How drawings look: sizes from the tokens, colours as names of CSS variables, and what each series is drawn with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from keikaku.figure import MOST_SERIES, Role, Series

TEXT = "currentColor"
MUTED = "var(--text-muted)"
SURFACE = "var(--surface)"
GRID = "var(--chart-grid)"
AXIS = "var(--chart-axis)"
FUTURE = "var(--chart-future)"
TARGET = "var(--target)"
BASELINE = "var(--baseline)"
COMPANION = "var(--companion)"

LINES = (Role.ACTUAL, Role.EXPECTED, Role.COMPANION, Role.PART, Role.WHOLE)  # drawn as lines or bars

SOLID: tuple[int, ...] = ()
OUTLINE = (4, 3)  # round a target that is drawn as a bar
THIN = 3.0  # pixels under which a part of a stack has no rim, which would hide it
_LINE_MARKERS = ("circle", "square", "triangle-up", "triangle-down", "cross")
_LINE_DASHES = (SOLID, (7, 3), (2, 3), (9, 3, 2, 3), (4, 2))
_TARGET_MARKERS = ("diamond", "triangle-up", "square", "triangle-down", "cross")
_TARGET_DASHES = ((6, 3), (2, 3), (9, 3, 2, 3), (4, 2), (12, 4))


@dataclass(frozen=True)
class Look:
    """The room that a picture has: its width and the size of its text, in CSS pixels."""

    width: int
    text: int
    is_narrow: bool

    @property
    def line(self) -> float:
        """From one line of text to the next."""
        return self.text * 1.3

    def pick(self, narrow: float, wide: float) -> float:
        return narrow if self.is_narrow else wide


def looks(tokens: Mapping[str, Any]) -> tuple[Look, Look]:
    """The narrow and the wide look that the tokens ask for."""
    narrow, wide = tokens["chart"]["narrow"], tokens["chart"]["wide"]
    return Look(narrow["width"], narrow["text"], True), Look(wide["width"], wide["text"], False)


@dataclass(frozen=True)
class Style:
    """How one series is drawn. `on` is the colour of words inside its marks."""

    colour: str
    marker: str
    dash: tuple[int, ...] = SOLID
    on: str = SURFACE
    hollow: bool = False  # all its marks are drawn hollow: what is expected is not yet so


def styles(series: Sequence[Series]) -> dict[str, Style]:
    """Give each series its style, by role and place in the plan's order. At most five share a way of drawing."""
    has_parts = any(s.role is Role.PART for s in series)
    wholes = [s for s in series if s.role is Role.WHOLE and has_parts]
    lines = [s for s in series if s.role in LINES and s.role is not Role.COMPANION and s not in wholes]
    targets = [s for s in series if s.role is Role.TARGET]
    if max(len(lines), len(targets)) > MOST_SERIES:
        raise ValueError(f"a drawing can tell {MOST_SERIES} series apart, not {max(len(lines), len(targets))}")
    given = {s.id: _line_style(place, s.role) for place, s in enumerate(lines)}
    given |= {s.id: _target_style(place, s) for place, s in enumerate(targets)}
    given |= {s.id: Style(BASELINE, "square") for s in series if s.role is Role.BASELINE or s in wholes}
    given |= {s.id: Style(COMPANION, "circle", (2, 3)) for s in series if s.role is Role.COMPANION}
    return given


def _target_style(place: int, series: Series) -> Style:
    """A level to keep is a solid line; what is to be reached is dashed, or a mark in its year."""
    return Style(TARGET, _TARGET_MARKERS[place], SOLID if series.kept else _TARGET_DASHES[place])


def _line_style(place: int, role: Role) -> Style:
    colours = f"var(--series-{place + 1})", f"var(--on-series-{place + 1})"
    style = Style(colours[0], _LINE_MARKERS[place], _LINE_DASHES[place], colours[1])
    return replace(style, dash=(5, 4), hollow=True) if role is Role.EXPECTED else style
