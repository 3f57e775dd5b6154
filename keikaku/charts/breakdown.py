"""Parts of a whole as stacked columns, with the value of each part, and of the whole on top."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from keikaku.charts.frame import time_frame
from keikaku.charts.labels import Box, Spot, Wish
from keikaku.charts.lanes import Lanes, at_tick, keep_clear, markers, ticks
from keikaku.charts.look import AXIS, SURFACE, TEXT, Look
from keikaku.charts.measure import width
from keikaku.charts.scene import Row, Scene, Word
from keikaku.charts.sheet import Sheet, number_of, numbered, open_sheet
from keikaku.charts.wording import value_words
from keikaku.figure import Cell, Figure, Role, Series

_STACK = "stack"
_NAME_SHARE = 0.3  # of the picture's width, for the names beside the last column
_THIN = 3.0  # pixels under which a part has no rim, which would hide it


@dataclass(frozen=True)
class _Piece:
    """A part at a slot: from where to where it reaches on the value axis."""

    series: Series
    slot: int
    cell: Cell
    start: Decimal
    end: Decimal

    @property
    def middle(self) -> float:
        return float(self.start + self.end) / 2


def breakdown(figure: Figure, look: Look) -> Scene:
    """Stack the parts in their order from the foot; where parts are missing, the whole shows as an outline."""
    parts = [series for series in figure.drawn_series if series.role is Role.PART]
    pieces = [piece for slot in range(len(figure.slots)) for piece in _stacked(parts, slot)]
    names = _names_beside(pieces, figure, look)
    sheet = open_sheet(
        figure,
        time_frame(
            figure,
            look,
            height=look.pick(170, 240),
            side=None,
            from_zero=True,
            right=6 + names,
            sums=[piece.end for piece in pieces],
        ),
    )
    lanes = Lanes(sheet, [_STACK])
    marked = [s for s in figure.drawn_series if s.role in (Role.TARGET, Role.BASELINE) and not s.constant]
    marks = {
        "bars": [*_outlines(lanes), *(_bar(lanes, piece) for piece in pieces)],
        "ticks": [row for series in marked for row in ticks(lanes, series)],
        "points": [row for series in marked for row in markers(lanes, series)],
    }
    keep_clear(sheet, **marks)
    _say(lanes, pieces, marked)
    if names:
        _say_names(lanes, pieces)
    return sheet.scene("columns", marks, bars={series.id for series in figure.drawn_series if series not in marked})


def _stacked(parts: Sequence[Series], slot: int) -> Iterator[_Piece]:
    """The parts of one slot, each on the one before; those below zero downwards."""
    up = down = Decimal(0)
    for series in parts:
        cell = series.cells[slot]
        if cell is None or cell.number is None:
            continue
        if cell.number < 0:
            yield _Piece(series, slot, cell, down, down + cell.number)
            down += cell.number
        else:
            yield _Piece(series, slot, cell, up, up + cell.number)
            up += cell.number


def _names_beside(pieces: Sequence[_Piece], figure: Figure, look: Look) -> float:
    """The room that the parts' names need beside the last column; 0 where they belong into the legend."""
    last = [piece for piece in pieces if piece.slot == len(figure.slots) - 1]
    if {piece.series.id for piece in last} != {piece.series.id for piece in pieces}:
        return 0
    widest = max(width(piece.series.name, look.text) for piece in last)
    return widest + 8 if widest < look.width * _NAME_SHARE else 0


def _bar(lanes: Lanes, piece: _Piece) -> Row:
    style, plane = lanes.sheet.styles[piece.series.id], lanes.sheet.frame.plane
    high = abs(plane.y(float(piece.start)) - plane.y(float(piece.end)))
    rim = style.colour if piece.cell.hollow else SURFACE if high > _THIN else None
    return {
        "series": piece.series.id,
        "slot": piece.slot,
        "number": number_of(piece.cell),
        **lanes.column(_STACK, piece.slot, inset=0.9 if piece.cell.hollow else 0),
        "y": float(piece.start),
        "y2": float(piece.end),
        "fill": SURFACE if piece.cell.hollow else style.colour,
        "stroke": rim,
        "dash": [],
    }


def _outlines(lanes: Lanes) -> Iterator[Row]:
    for series in _wholes(lanes.sheet):
        for slot, cell in numbered(series):
            row = {"series": series.id, "slot": slot, "number": number_of(cell), "y": 0.0, "y2": number_of(cell)}
            yield row | lanes.column(_STACK, slot) | {"fill": SURFACE, "stroke": AXIS, "dash": []}


def _wholes(sheet: Sheet) -> list[Series]:
    return [series for series in sheet.figure.drawn_series if series.role is Role.WHOLE]


def _say(lanes: Lanes, pieces: Sequence[_Piece], marked: Sequence[Series]) -> None:
    """The wholes over their columns, the targets at their marks, each part inside its own."""
    sheet = lanes.sheet
    for series in _wholes(sheet):
        for slot, cell in reversed(list(numbered(series))):
            spot = Spot(lanes.centre(slot), sheet.frame.plane.y(number_of(cell)) - 3, slides=True)
            sheet.say(series, slot, cell, (spot,))
    sheet.say_constants()
    for series in marked:
        for slot, cell in reversed(list(numbered(series))):
            sheet.say(series, slot, cell, at_tick(lanes, slot, cell))
    for piece in pieces:
        body, style = _body(lanes, piece), sheet.styles[piece.series.id]
        middle = Spot(lanes.centre(piece.slot), (body.top + body.bottom) / 2, edge="middle", inside=body)
        colour = TEXT if piece.cell.hollow else style.on
        sheet.room.place(Wish(value_words(piece.cell)[-1:], (middle,), colour=colour))
    sheet.say_gaps()


def _body(lanes: Lanes, piece: _Piece) -> Box:
    plane = lanes.sheet.frame.plane
    left, right = lanes.sides(_STACK, piece.slot)
    top, bottom = sorted((plane.y(float(piece.start)), plane.y(float(piece.end))))
    return Box(left + 1, top, right - 1, bottom)


def _say_names(lanes: Lanes, pieces: Sequence[_Piece]) -> None:
    """Write the parts' names beside the last column, each at the height of its part, pushed apart where they meet."""
    frame = lanes.sheet.frame
    last = sorted(
        (piece for piece in pieces if piece.slot == len(frame.places) - 1),
        key=lambda piece: -piece.middle,
    )
    heights = _apart([frame.plane.y(piece.middle) for piece in last], frame.look.line, frame.plane.height)
    for piece, y in zip(last, heights, strict=True):
        x = lanes.sides(_STACK, piece.slot)[1] + 6
        lanes.sheet.room.add_word(Word(piece.series.name, x, y + 0.36 * frame.look.text))
        lanes.sheet.said.add(piece.series.id)


def _apart(heights: Sequence[float], line: float, bottom: float) -> list[float]:
    """Push heights, sorted downwards, apart to at least a line, the last of them no deeper than `bottom`."""
    apart: list[float] = []
    for y in heights:
        apart.append(max(y, apart[-1] + line) if apart else y)
    limit = bottom - line / 2
    for place in range(len(apart) - 1, -1, -1):
        apart[place] = limit = min(apart[place], limit)
        limit -= line
    return apart
