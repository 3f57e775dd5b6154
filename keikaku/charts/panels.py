"""Small multiples: a picture for each series, in the plan's order, all on the same axes, in one drawing.

Each panel is drawn as a figure of its own that holds one series, its targets and what all are compared with.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from keikaku.charts.axis import ValueAxis
from keikaku.charts.columns import columns_on
from keikaku.charts.drawing import LegendEntry
from keikaku.charts.frame import axis_of, frame_on
from keikaku.charts.legend import entry
from keikaku.charts.look import LINES, Look
from keikaku.charts.measure import width, wrap
from keikaku.charts.scene import Margins, Plane, Row, Scene, Word
from keikaku.charts.sheet import Sheet, numbered, open_sheet
from keikaku.charts.trend import lines_on
from keikaku.figure import Cell, Figure, Role, Series

_BETWEEN = 16.0  # pixels between two panels side by side
_BELOW = 12.0  # and between two rows of them
_INDENT = 2.0  # of a name: bold letters reach out a little
_BOLD = 0.93  # of a panel's width, for its name: bold letters are wider
_LEAST = 110.0  # width of a plane on which years can be read
_STEPS = 3  # of the value axis, which is low

Painter = Callable[[Sheet], Scene]


def panels(figure: Figure, look: Look) -> Scene:
    """A line for each series."""
    return _drawn(figure, look, lines_on, side=12, from_zero=figure.zero_based)


def column_panels(figure: Figure, look: Look) -> Scene:
    """Columns from zero for each series."""
    return _drawn(figure, look, columns_on, side=None, from_zero=True)


@dataclass(frozen=True)
class _Panel:
    """One picture, its places counted from its own plane; `title` are the lines over it, `entries` its legend."""

    title: tuple[Word, ...]
    scene: Scene
    entries: tuple[LegendEntry, ...]


def _drawn(figure: Figure, look: Look, painter: Painter, *, side: float | None, from_zero: bool) -> Scene:
    parts = _parts(figure)
    shown = replace(figure, series=tuple({s.id: s for part in parts for s in part.series}.values()))
    axis = axis_of(shown, from_zero=from_zero, most=_STEPS)
    across = _columns(len(parts), axis, look)
    room = replace(look, width=int((look.width - (across - 1) * _BETWEEN) / across), is_narrow=True)
    height = look.pick(60, 84)
    made = [
        _panel(open_sheet(part, frame_on(axis, part, room, height=height, side=side)), painter, room) for part in parts
    ]
    return _joined(made, look, room, across)


def _parts(figure: Figure) -> list[Figure]:
    """The figure of each series: with its targets, over the companions of all."""
    values = [s for s in figure.drawn_series if s.role in LINES and s.role is not Role.COMPANION]
    companions = [s for s in figure.drawn_series if s.role is Role.COMPANION]
    return [replace(figure, series=(*companions, main, *_own(figure, main))) for main in values]


def _own(figure: Figure, main: Series) -> Iterator[Series]:
    """The targets and baselines of a series, without its name, which stands over the panel."""
    for series in figure.drawn_series:
        if series.of == main.id and series.role in (Role.TARGET, Role.BASELINE):
            yield replace(series, name=series.name.removeprefix(main.name).strip() or series.name)


def _columns(count: int, axis: ValueAxis, look: Look) -> int:
    """How many panels stand side by side, so that they can be read, their rows are few and the last is not bare."""
    if look.is_narrow:
        return 1
    labels = max(width(label, look.text) for label in axis.labels) + 16
    fitting = [n for n in (4, 3, 2) if (look.width + _BETWEEN) / n - _BETWEEN - labels >= _LEAST]
    return min([n for n in fitting if n <= count] or [1], key=lambda n: (ceil(count / n), n))


# --- one panel ---------------------------------------------------------------------------------------------------


def _panel(sheet: Sheet, painter: Painter, room: Look) -> _Panel:
    companions = [series for series in sheet.figure.drawn_series if series.role is Role.COMPANION]
    main, *others = (series for series in sheet.figure.drawn_series if series not in companions)
    sheet.titled = frozenset({main.id})
    sheet.said |= {series.id for series in companions}
    scene = painter(sheet)
    lost = [(s, *next(numbered(s))) for s in others if s.constant and s.id not in sheet.said]
    lost += [value for value in sheet.missed if value[0] not in companions]
    named = sheet.said | {series.id for series, _, _ in lost}
    keyed = [*companions, *(series for series in others if series.id not in named)]
    title = tuple(_title(sheet, main, lost, room))
    return _Panel(title, scene, tuple(_entry(sheet, series, scene) for series in keyed))


def _title(sheet: Sheet, main: Series, lost: Sequence[tuple[Series, int, Cell]], room: Look) -> Iterator[Word]:
    """The name, and below it the values that found no room in the picture."""
    lines = [(line, True) for line in wrap(main.name, room.text, room.width * _BOLD)]
    for series, slot, cell in lost:
        name = "" if series is main else series.name
        year = "" if series.constant else sheet.figure.slots[slot].label
        text = " ".join(part for part in (name, year, cell.printed) if part)
        lines += [(line, False) for line in wrap(text, room.text, room.width)]
    for place, (line, strong) in enumerate(lines):
        yield Word(line, _INDENT, (place + 0.5) * room.line + 0.36 * room.text, strong=strong)


def _entry(sheet: Sheet, series: Series, scene: Scene) -> LegendEntry:
    is_bar = any(row["series"] == series.id for row in scene.marks.get("bars", ()))
    return entry(series, sheet.styles[series.id], is_bar=is_bar)


# --- all of them -------------------------------------------------------------------------------------------------


def _joined(made: Sequence[_Panel], look: Look, room: Look, across: int) -> Scene:
    """Set the panels in rows of `across`, the planes of each row on one line."""
    marks: dict[str, list[Row]] = {}
    words: list[Word] = []
    top = 0.0
    for start in range(0, len(made), across):
        row = made[start : start + across]
        title = max(len(panel.title) for panel in row) * look.line
        above = title + max(panel.scene.margins.top for panel in row)
        for place, panel in enumerate(row):
            left = place * (room.width + _BETWEEN)
            x, y = left + panel.scene.margins.left, top + above
            first = title - len(panel.title) * look.line
            words += [_shifted(word, left, top + first) for word in panel.title]
            words += [_shifted(word, x, y) for word in panel.scene.words]
            for layer, rows in panel.scene.marks.items():
                placed = [_placed(one, panel.scene.plane, x, y, number=start + place) for one in rows]
                marks.setdefault(layer, []).extend(placed)
        top += above + max(panel.scene.plane.height + panel.scene.margins.bottom for panel in row) + _BELOW
    plane = Plane(look.width, round(top - _BELOW), (0, look.width), (round(top - _BELOW), 0))
    key = {entry.name: entry for panel in made for entry in panel.entries}
    none = Margins(0, 0, 0, 0)
    return Scene("panels", plane, none, marks, tuple(words), tuple(key.values()), made[0].scene.axis_from)


def _shifted(word: Word, x: float, y: float) -> Word:
    return replace(word, x=word.x + x, y=word.y + y)


def _placed(row: Row, plane: Plane, x: float, y: float, *, number: int) -> Row:
    """A row of panel `number` in pixels of the whole drawing: what had no ends in one direction reaches over its plane.

    The value that a mark stands for is kept beside as `number`.
    """
    ends = {
        "x": x + (plane.x(row["x"]) if "x" in row else 0),
        "x2": x + (plane.x(row["x2"]) if "x2" in row else plane.width),
        "y": None if row.get("y", 0) is None else y + (plane.y(row["y"]) if "y" in row else 0),
        "y2": y + (plane.y(row["y2"]) if "y2" in row else plane.height),
    }
    value = row.get("number", row.get("y2", row.get("y")))
    return row | ends | {"number": value, "part": f"{number} {row.get('part', '')}"}
