"""What a label says: the name of its series and the value as printed, from the fullest wording to the shortest."""

from collections.abc import Iterable, Sequence

from keikaku.charts.look import Look
from keikaku.charts.measure import wrap
from keikaku.figure import Cell, Series

Wordings = tuple[tuple[str, ...], ...]

_NAME_LINES = 2  # longer names go into the legend


def value_words(cell: Cell) -> Wordings:
    """The value with its state, then alone."""
    return _unique([(value,) for value in (_with_state(cell), cell.printed)])


def named_words(series: Series, cell: Cell, look: Look, *, year: str = "") -> Wordings:
    """Name, year if given, value and state in one line, or in more; then without the name; at last the value alone."""
    value = f"{year} {_with_state(cell)}" if year else _with_state(cell)
    name = wrap(series.name, look.text, look.width * look.pick(0.46, 0.28))
    named = [(f"{series.name} {value}",), (series.name, value)] if len(name) == 1 else [(*name, value)]
    if cell.state and len(name) == 1:
        named.append((series.name, cell.printed, cell.state))
    return _unique([*(named if len(name) <= _NAME_LINES else ()), (value,), (cell.printed,)])


def says_name(lines: Sequence[str], series: Series) -> bool:
    """Tell whether a chosen wording holds the name of the series."""
    return series.name.replace(" ", "") in "".join(lines).replace(" ", "")


def _with_state(cell: Cell) -> str:
    if not cell.state or cell.state in cell.printed:
        return cell.printed
    return f"{cell.printed}（{cell.state}）"


def _unique(wordings: Iterable[tuple[str, ...]]) -> Wordings:
    return tuple(dict.fromkeys(wordings))
