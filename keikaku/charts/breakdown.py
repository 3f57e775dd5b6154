"""Parts of a whole as stacked columns, with the value of each part, and of the whole on top."""

from collections.abc import Iterator, Sequence

from keikaku.charts.frame import time_frame
from keikaku.charts.labels import Box, Spot, Wish, apart
from keikaku.charts.lanes import Lanes, keep_clear, markers, say_ticks, ticks
from keikaku.charts.look import AXIS, SURFACE, TEXT, THIN, Look
from keikaku.charts.measure import width
from keikaku.charts.scene import Row, Scene
from keikaku.charts.shares import shares
from keikaku.charts.sheet import Sheet, number_of, numbered, open_sheet
from keikaku.charts.stack import Piece, stacked
from keikaku.charts.wording import bare
from keikaku.figure import Cell, Figure, Role, Series

_STACK = "stack"
_NAME_SHARE = 0.3  # of the picture's width, for the names beside the last column


def breakdown(figure: Figure, look: Look) -> Scene:
    """Stack the parts in their order from the foot; where parts are missing, the whole shows as an outline.

    Categories, which have no years, run across instead.
    """
    if all(slot.position is None for slot in figure.slots):
        return shares(figure, look)
    pieces = stacked(figure)
    names = _names_beside(pieces, figure, look)
    sheet = open_sheet(
        figure,
        time_frame(
            figure,
            look,
            height=look.pick(170, 240),
            side=None,
            from_zero=True,
            right=round(6 + names),
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
    _say_names(lanes, pieces)
    return sheet.scene("columns", marks, bars={series.id for series in figure.drawn_series if series not in marked})


def _names_beside(pieces: Sequence[Piece], figure: Figure, look: Look) -> float:
    """The room that the parts' names need to the right of the plane, where the last column ends it."""
    last = [piece for piece in _last(pieces) if piece.slot == len(figure.slots) - 1]
    widest = max((width(piece.series.name, look.text) for piece in last), default=0)
    return widest + 8 if widest < look.width * _NAME_SHARE else 0


def _bar(lanes: Lanes, piece: Piece) -> Row:
    style, plane = lanes.sheet.styles[piece.series.id], lanes.sheet.frame.plane
    high = abs(plane.y(float(piece.start)) - plane.y(float(piece.end)))
    rim = style.colour if piece.cell.hollow else SURFACE if high > THIN else None
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


def _say(lanes: Lanes, pieces: Sequence[Piece], marked: Sequence[Series]) -> None:
    """The wholes over their columns, the targets at their marks, each part inside its own."""
    sheet = lanes.sheet
    for series in _wholes(sheet):
        *others, (slot, cell) = numbered(series)
        sheet.say(series, slot, cell, [_over(lanes, slot, cell)])
        for slot, cell in others:
            sheet.say_all([(cell, [_over(lanes, slot, cell)])])
    sheet.say_constants()
    for series in marked:
        say_ticks(lanes, series)
    for piece in pieces:
        body, style = _body(lanes, piece), sheet.styles[piece.series.id]
        middle = Spot(lanes.centre(piece.slot), (body.top + body.bottom) / 2, edge="middle", inside=body)
        colour = TEXT if piece.cell.hollow else style.on
        sheet.room.place(Wish(((bare(piece.cell, sheet.figure.unit),),), (middle,), colour=colour))
    sheet.say_gaps()


def _over(lanes: Lanes, slot: int, cell: Cell) -> Spot:
    return Spot(lanes.centre(slot), lanes.sheet.frame.plane.y(number_of(cell)) - 3, slides=True)


def _body(lanes: Lanes, piece: Piece) -> Box:
    plane = lanes.sheet.frame.plane
    left, right = lanes.sides(_STACK, piece.slot)
    top, bottom = sorted((plane.y(float(piece.start)), plane.y(float(piece.end))))
    return Box(left + 1, top, right - 1, bottom)


def _say_names(lanes: Lanes, pieces: Sequence[Piece]) -> None:
    """Write the parts' names beside the last column, each at the height of its part, pushed apart where they meet."""
    sheet, look = lanes.sheet, lanes.sheet.frame.look
    last = sorted(_last(pieces), key=lambda piece: -piece.middle)
    ends = [sheet.frame.plane.y(piece.middle) for piece in last]
    heights = apart(ends, look.line, sheet.frame.plane.height)
    if any(abs(height - end) > 1.5 * look.line for height, end in zip(heights, ends, strict=True)):
        return
    wishes = []
    for piece, y in zip(last, heights, strict=True):
        right = lanes.sides(_STACK, piece.slot)[1] + 6
        wishes.append(Wish(((piece.series.name,),), (Spot(right, y, "start", "middle"),)))
    if sheet.room.place_all(wishes):
        sheet.said.update(piece.series.id for piece in last)


def _last(pieces: Sequence[Piece]) -> list[Piece]:
    """The parts of the last column, if it has all of them."""
    last = [piece for piece in pieces if piece.slot == pieces[-1].slot]
    return last if {p.series.id for p in last} == {p.series.id for p in pieces} else []
