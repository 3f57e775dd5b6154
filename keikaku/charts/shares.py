"""Parts of a whole for categories: stacked bars that run across."""

from collections.abc import Sequence

from keikaku.charts.labels import Box, Room, Spot, Wish
from keikaku.charts.legend import legend
from keikaku.charts.look import SURFACE, TEXT, THIN, Look, Style, styles
from keikaku.charts.measure import width
from keikaku.charts.rows import Rows, layout
from keikaku.charts.scene import Row, Scene, Word
from keikaku.charts.sheet import number_of, numbered
from keikaku.charts.stack import Piece, stacked
from keikaku.charts.wording import bare
from keikaku.figure import Cell, Figure, Role


def shares(figure: Figure, look: Look) -> Scene:
    """One bar for each slot: its parts in their order, the value in each that has room; the whole's at the end."""
    pieces, wholes, given = stacked(figure), _wholes(figure), styles(figure.drawn_series)
    right = round(max((width(bare(cell, figure.unit), look.text) for _, cell in wholes), default=0) + 8)
    numbers = [float(end) for piece in pieces for end in (piece.start, piece.end)]
    rows = layout(figure, look, lanes=1, numbers=numbers, right=right)
    bars = [_bar(rows, piece, given[piece.series.id]) for piece in pieces]
    parts = [series for series in figure.drawn_series if series.role is Role.PART]
    return Scene(
        "rows",
        rows.plane,
        rows.margins,
        {"bars": bars, "zero": rows.zeros()},
        _words(rows, pieces, wholes, given, figure.unit),
        legend(parts, given, set(), bars={series.id for series in parts}),
    )


def _wholes(figure: Figure) -> list[tuple[int, Cell]]:
    wholes = (series for series in figure.drawn_series if series.role is Role.WHOLE)
    return [pair for series in wholes for pair in numbered(series)]


def _bar(rows: Rows, piece: Piece, style: Style) -> Row:
    (top, bottom), plane = rows.sides(0, piece.slot), rows.plane
    wide = abs(plane.x(float(piece.end)) - plane.x(float(piece.start)))
    inset = 0.9 if piece.cell.hollow else 0
    return {
        "series": piece.series.id,
        "slot": piece.slot,
        "number": number_of(piece.cell),
        "x": float(piece.start),
        "x2": float(piece.end),
        "y": top + inset,
        "y2": bottom - inset,
        "fill": SURFACE if piece.cell.hollow else style.colour,
        "stroke": style.colour if piece.cell.hollow else SURFACE if wide > THIN else None,
        "dash": [],
    }


def _words(
    rows: Rows, pieces: Sequence[Piece], wholes: Sequence[tuple[int, Cell]], given: dict[str, Style], unit: str | None
) -> tuple[Word, ...]:
    plane = rows.plane
    room = Room(rows.look, Box(-rows.margins.left, -2, plane.width + rows.margins.right, plane.height + 4))
    for word in rows.name_words():
        room.add_word(word)
    for slot, cell in wholes:
        end = Spot(plane.x(number_of(cell)) + 6, sum(rows.sides(0, slot)) / 2, "start", "middle")
        room.place(Wish(((bare(cell, unit),),), (end,), strong=True))
    for piece in pieces:
        (top, bottom), ends = rows.sides(0, piece.slot), (plane.x(float(piece.start)), plane.x(float(piece.end)))
        body = Box(min(ends), top - 2, max(ends), bottom + 2)
        spot = Spot(sum(ends) / 2, (top + bottom) / 2, edge="middle", inside=body)
        colour = TEXT if piece.cell.hollow else given[piece.series.id].on
        room.place(Wish(((bare(piece.cell, unit),),), (spot,), colour=colour))
    return tuple(room.words)
