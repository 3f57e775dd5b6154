"""No picture of the gallery says what its table does not, or says it as more certain than it is."""

from collections.abc import Iterator

import pytest

from keikaku.charts.look import SURFACE, Look
from keikaku.charts.scene import Row, Scene
from keikaku.figure import Cell, Figure, Role, Series, Shape
from tests.charts.figures import GALLERY, LOOKS
from tests.charts.scenes import scene

OVER_TIME = {Shape.TREND, Shape.COLUMNS, Shape.TARGET_BESIDE_ACTUAL, Shape.BASELINE_TO_TARGET}

BY_YEAR = [name for name, figure in GALLERY.items() if figure.shape in OVER_TIME and figure.slots[0].position]
STACKED = [name for name, figure in GALLERY.items() if figure.shape is Shape.BREAKDOWN]

every_figure = pytest.mark.parametrize("name", GALLERY)


def marks(drawn: Scene) -> Iterator[Row]:
    """Bars and points that stand for a value of one series in one slot."""
    for layer in ("bars", "points"):
        yield from (row for row in drawn.marks.get(layer, ()) if {"series", "slot"} <= row.keys())


def height(figure: Figure, row: Row) -> float:
    """The value that a mark shows: its own number, or where it ends."""
    along = "x2" if figure.shape is Shape.COMPARISON else "y2" if "y2" in row else "y"
    return float(row["number"] if "number" in row else row[along])


def cell_of(figure: Figure, row: Row) -> Cell | None:
    (series,) = (one for one in figure.series if one.id == row["series"])
    return series.cells[row["slot"]]


def numbers_of(cell: Cell | None) -> set[float]:
    cells = (cell, *cell.more) if cell else ()
    return {float(number) for one in cells for number in (one.number, one.high) if number is not None}


@every_figure
@pytest.mark.parametrize("look", LOOKS)
def test_a_mark_stands_for_a_number_of_the_table(name: str, look: Look) -> None:
    figure = GALLERY[name]
    drawn = list(marks(scene(figure, look)))
    assert [row for row in drawn if height(figure, row) not in numbers_of(cell_of(figure, row))] == []


@every_figure
def test_nothing_stands_at_zero_but_a_zero_of_the_table(name: str) -> None:
    figure = GALLERY[name]
    at_zero = [cell_of(figure, row) for row in marks(scene(figure)) if height(figure, row) == 0]
    assert all(cell is not None and 0 in numbers_of(cell) for cell in at_zero)


@every_figure
def test_a_value_that_is_not_final_is_hollow(name: str) -> None:
    figure = GALLERY[name]
    open_cells = [(row, cell) for row in marks(scene(figure)) if (cell := cell_of(figure, row)) and cell.hollow]
    assert all(row["fill"] == SURFACE for row, cell in open_cells)
    promised = {cell.printed for series in figure.drawn_series for cell in _ended(series) if cell.hollow}
    assert promised <= {cell.printed for _, cell in open_cells}


def _ended(series: Series) -> list[Cell]:
    return [cell for cell in series.cells if cell is not None and cell.number is not None]


@every_figure
def test_bars_begin_at_zero(name: str) -> None:
    figure = GALLERY[name]
    bars = [row for row in scene(figure).marks.get("bars", ()) if "number" not in row and row["dash"] == []]
    start = "x" if figure.shape is Shape.COMPARISON else "y"
    assert all(row[start] == 0 for row in bars)


@pytest.mark.parametrize("name", BY_YEAR)
def test_a_year_without_a_value_keeps_its_place(name: str) -> None:
    """The marks stand where their years do, however many years between them have none."""
    figure = GALLERY[name]
    points = [row for row in scene(figure).marks.get("points", ()) if "x" in row]
    placed = [(row["x"], float(figure.slots[row["slot"]].position or 0)) for row in points]
    assert all(abs(x - year) < 0.5 for x, year in placed)


@pytest.mark.parametrize("name", STACKED)
def test_stacked_parts_make_up_their_whole(name: str) -> None:
    figure = GALLERY[name]
    parts = [series for series in figure.series if series.role is Role.PART]
    for whole in (series for series in figure.series if series.role is Role.WHOLE):
        for place, cell in enumerate(whole.cells):
            numbers = [c.number for part in parts if (c := part.cells[place]) and c.number is not None]
            assert cell is None or len(numbers) < len(parts) or cell.number == sum(numbers)
