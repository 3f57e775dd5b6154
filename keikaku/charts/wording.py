"""What a label says: the name of its series and the value as printed, from the fullest wording to the shortest.

The unit is in the figure's title: it is written again only where a value stands alone or is the latest.
"""

from collections.abc import Iterable, Sequence
from unicodedata import normalize

from keikaku.charts.look import Look
from keikaku.charts.measure import wrap
from keikaku.figure import Cell, Series

Wordings = tuple[tuple[str, ...], ...]

_NAME_LINES = 2  # longer names go into the legend


def value_words(cell: Cell, unit: str | None, *, year: str = "") -> Wordings:
    """The value with its state, then alone, then without its unit; after its year, if that is given."""
    return _unique([(f"{year} {value}".strip(),) for value in (_with_state(cell), cell.printed, bare(cell, unit))])


def named_words(series: Series, cell: Cell, unit: str | None, look: Look, *, year: str = "") -> Wordings:
    """Name, year if given, value and state in one line, or in more; with less and less of them."""
    value = f"{year} {_with_state(cell)}" if year else _with_state(cell)
    short = f"{year} {bare(cell, unit)}" if year else bare(cell, unit)
    name = wrap(series.name, look.text, look.width * look.pick(0.46, 0.28))
    if len(name) > _NAME_LINES:
        named = []
    elif len(name) > 1:
        named = [(*name, value), (*name, short)]
    else:
        states = [(series.name, cell.printed, cell.state)] if cell.state else []
        shorter = [(f"{series.name} {short}",), (series.name, short)]
        named = [(f"{series.name} {value}",), (series.name, value), *states, *shorter]
    return _unique([*named, (value,), (short,), (bare(cell, unit),)])


def says_name(lines: Sequence[str], series: Series) -> bool:
    """Tell whether a chosen wording holds the name of the series."""
    return series.name.replace(" ", "") in "".join(lines).replace(" ", "")


def bare(cell: Cell, unit: str | None) -> str:
    """The value as printed, without the unit at its end."""
    if not unit or normalize("NFKC", cell.printed[-len(unit) :]) != normalize("NFKC", unit):
        return cell.printed
    return cell.printed[: -len(unit)].rstrip() or cell.printed


def _with_state(cell: Cell) -> str:
    if not cell.state or cell.state in cell.printed:
        return cell.printed
    return f"{cell.printed}（{cell.state}）"


def _unique(wordings: Iterable[tuple[str, ...]]) -> Wordings:
    return tuple(dict.fromkeys(wordings))
