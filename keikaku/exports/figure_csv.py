"""A figure as CSV in long form: one row for each value, numbers bare, the printed form beside them.

UTF-8 with BOM and CRLF, so that Excel on a Japanese Windows opens it as it is; headers in ASCII, no sign or unit in a
number, a missing value is blank and its word stands beside it (機械可読性ルール, デジタル庁).
"""

import csv
import io
from collections.abc import Iterable, Iterator

from keikaku.figure import Cell, Figure, Series, Slot

HEADER = (
    "figure", "row", "row_western", "series", "role", "value", "value_high", "printed", "unit", "state", "as_of",
    "is_missing", "notes",
)  # fmt: skip


def figure_csv(figure: Figure) -> bytes:
    return csv_file(
        row
        for place, slot in enumerate(figure.slots)
        for series in figure.series
        if (cell := series.cells[place]) is not None
        for row in _rows(figure, slot, series, cell)
    )


def csv_file(rows: Iterable[tuple[str, ...]]) -> bytes:
    """A file of such rows below the header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _rows(figure: Figure, slot: Slot, series: Series, cell: Cell) -> Iterator[tuple[str, ...]]:
    for one in (cell, *cell.more):
        yield (
            figure.title,
            slot.label,
            slot.western,
            series.name,
            series.role.value,
            "" if one.number is None else f"{one.number:f}",
            "" if one.high is None else f"{one.high:f}",
            one.printed,
            (series.unit or figure.unit or ""),
            one.state or "",
            one.as_of or "",
            "1" if one.missing else "0",
            " / ".join(note.text for note in one.notes),
        )
