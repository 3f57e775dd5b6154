"""Parts of a whole, one on the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from keikaku.figure import Cell, Figure, Role, Series


@dataclass(frozen=True)
class Piece:
    """A part at a slot: from where to where it reaches on the value axis."""

    series: Series
    slot: int
    cell: Cell
    start: Decimal
    end: Decimal

    @property
    def middle(self) -> float:
        return float(self.start + self.end) / 2


def stacked(figure: Figure) -> list[Piece]:
    """All parts, slot by slot, in their order from zero; those below zero go the other way."""
    parts = [series for series in figure.drawn_series if series.role is Role.PART]
    return [piece for slot in range(len(figure.slots)) for piece in _pile(parts, slot)]


def _pile(parts: list[Series], slot: int) -> Iterator[Piece]:
    up = down = Decimal(0)
    for series in parts:
        cell = series.cells[slot]
        if cell is None or cell.number is None:
            continue
        if cell.number < 0:
            yield Piece(series, slot, cell, down, down + cell.number)
            down += cell.number
        else:
            yield Piece(series, slot, cell, up, up + cell.number)
            up += cell.number
