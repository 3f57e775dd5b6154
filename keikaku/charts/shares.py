"""Parts of a whole for categories: stacked bars that run across."""

from collections.abc import Mapping, Sequence

from keikaku.charts.labels import Box, Room, Spot, Wish
from keikaku.charts.legend import legend
from keikaku.charts.look import SURFACE, TEXT, THIN, Look, Style, styles
from keikaku.charts.measure import width
from keikaku.charts.rows import Rows, layout
from keikaku.charts.scene import Row, Scene
from keikaku.charts.sheet import number_of, numbered
from keikaku.charts.stack import Piece, stacked
from keikaku.charts.wording import bare
from keikaku.figure import Cell, Figure, Role, Series


def shares(figure: Figure, look: Look) -> Scene:
    """One bar for each slot: its parts in their order, the value in each that has room; the whole's at the end.

    The parts are named in the first bar that has room for all their names, or else in the legend.
    """
    pieces, wholes, given = stacked(figure), _wholes(figure), styles(figure.drawn_series)
    right = round(max((width(bare(cell, figure.unit), look.text) for _, cell in wholes), default=0) + 8)
    numbers = [float(end) for piece in pieces for end in (piece.start, piece.end)]
    rows = layout(figure, look, lanes=1, numbers=numbers, right=right)
    bars = [_bar(rows, piece, given[piece.series.id]) for piece in pieces]
    parts = [series for series in figure.drawn_series if series.role is Role.PART]
    room = _room(rows, wholes, figure.unit)
    said = _say_parts(room, [(piece, _inside(rows, piece, given)) for piece in pieces], parts, figure.unit)
    return Scene(
        "rows",
        rows.plane,
        rows.margins,
        {"bars": bars, "zero": rows.zeros()},
        tuple(room.words),
        legend(parts, given, said, bars={series.id for series in parts}),
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


def _room(rows: Rows, wholes: Sequence[tuple[int, Cell]], unit: str | None) -> Room:
    """The room for words, with the names of the slots and the wholes in it."""
    plane = rows.plane
    room = Room(rows.look, Box(-rows.margins.left, -2, plane.width + rows.margins.right, plane.height + 4))
    for word in rows.name_words():
        room.add_word(word)
    for slot, cell in wholes:
        end = Spot(plane.x(number_of(cell)) + 6, sum(rows.sides(0, slot)) / 2, "start", "middle")
        room.place(Wish(((bare(cell, unit),),), (end,), strong=True))
    return room


def _inside(rows: Rows, piece: Piece, given: Mapping[str, Style]) -> Spot:
    """The middle of a part, in the colour that shows there."""
    (top, bottom), plane = rows.sides(0, piece.slot), rows.plane
    ends = plane.x(float(piece.start)), plane.x(float(piece.end))
    body = Box(min(ends), top - 2, max(ends), bottom + 2)
    colour = TEXT if piece.cell.hollow else given[piece.series.id].on
    return Spot(sum(ends) / 2, (top + bottom) / 2, edge="middle", inside=body, colour=colour)


def _say_parts(room: Room, spots: Sequence[tuple[Piece, Spot]], parts: Sequence[Series], unit: str | None) -> set[str]:
    """Write the value of each part, in one bar with its name; return the parts that are named."""
    named = _name_parts(room, spots, parts, unit)
    for piece, spot in spots:
        if piece.slot != named:
            room.place(Wish(((bare(piece.cell, unit),),), (spot,)))
    return set() if named is None else {series.id for series in parts}


def _name_parts(
    room: Room, spots: Sequence[tuple[Piece, Spot]], parts: Sequence[Series], unit: str | None
) -> int | None:
    """Write names and values in the first bar that has room for all; return its slot."""
    for slot in dict.fromkeys(piece.slot for piece, _ in spots):
        here = [(piece, spot) for piece, spot in spots if piece.slot == slot]
        wishes = [Wish(((f"{piece.series.name} {bare(piece.cell, unit)}",),), (spot,)) for piece, spot in here]
        if len(here) == len(parts) and room.place_all(wishes):
            return slot
    return None
