"""What a label says: the name of its series and the value as printed, from the fullest wording to the shortest."""

from collections.abc import Iterable, Sequence

from keikaku.charts.look import Look
from keikaku.charts.measure import wrap
from keikaku.figure import Cell, Series

Wordings = tuple[tuple[str, ...], ...]


def value_words(cell: Cell) -> Wordings:
    """The value with its state, then alone."""
    return _unique([(_with_state(cell),), (cell.printed,)])


def named_words(series: Series, cell: Cell, look: Look, *, year: str = "") -> Wordings:
    """Name, year if given, and value in one line, in two, with the name broken; at last without the name."""
    value = f"{year} {_with_state(cell)}" if year else _with_state(cell)
    name = wrap(series.name, look.text, look.width * look.pick(0.4, 0.25))
    full = [(f"{series.name} {value}",), (series.name, value)] if len(name) == 1 else [(*name, value)]
    return _unique([*full, (value,), (cell.printed,)])


def name_words(series: Series, look: Look) -> Wordings:
    return _unique([(series.name,), wrap(series.name, look.text, look.width * look.pick(0.4, 0.25))])


def says_name(lines: Sequence[str], series: Series) -> bool:
    """Tell whether a chosen wording holds the name of the series."""
    return series.name.replace(" ", "") in "".join(lines).replace(" ", "")


def _with_state(cell: Cell) -> str:
    if not cell.state or cell.state in cell.printed:
        return cell.printed
    return f"{cell.printed}（{cell.state}）"


def _unique(wordings: Iterable[tuple[str, ...]]) -> Wordings:
    return tuple(dict.fromkeys(wordings))
