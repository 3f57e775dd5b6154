"""Keep drawings in a folder, by a hash of all that goes into them."""

import contextlib
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import uuid4

from keikaku.charts.drawing import Drawing, as_plain, from_plain
from keikaku.charts.look import Look
from keikaku.charts.measure import FONT
from keikaku.figure import Cell, Figure, Series, Slot
from keikaku.kept import Itself, Kept

_LIBRARIES = ("altair", "vl-convert-python", "budoux")


class KeptDrawings:
    """The drawings in one folder. What cannot be read counts as not there, what cannot be written is not kept."""

    def __init__(self, folder: Path, kept: Kept | None = None) -> None:
        self._folder = folder
        self._kept = kept or Kept()

    def key_of(self, figure: Figure, *looks: Look) -> str:
        facts = (Itself(figure), looks)
        return self._kept.result(("key", figure.id), facts, lambda: key_of(figure.for_drawing, *looks))

    def read(self, key: str) -> Drawing | None:
        return self._kept.result(("drawing", key), None, lambda: self._read(key))

    def write(self, key: str, drawing: Drawing) -> None:
        self._kept.put(("drawing", key), None, drawing)
        path = self._path(key)
        # A name that no other process has, on this or on another machine that shares the folder.
        beside = path.with_name(f"{path.name}.{uuid4().hex}")
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                beside.write_text(json.dumps(as_plain(drawing), ensure_ascii=False), encoding="utf-8")
                # Renamed when whole, so that nobody reads half a drawing.
                beside.replace(path)
            finally:
                beside.unlink(missing_ok=True)  # Windows does not rename over what another process reads just then

    def _read(self, key: str) -> Drawing | None:
        try:
            return from_plain(json.loads(self._path(key).read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


def key_of(figure: Figure, *looks: Look) -> str:
    """The name of a figure's drawing: the same for the same content, look, code, libraries and font."""
    facts = [_figure_facts(figure), [[look.width, look.text, look.is_narrow] for look in looks], _maker()]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False, default=str).encode()).hexdigest()


def _figure_facts(figure: Figure) -> list[Any]:
    """What a drawing shows of a figure; its sentence, notes and sources are not in it."""
    slots = [_slot_facts(slot) for slot in figure.slots]
    series = [_series_facts(s) for s in figure.drawn_series]
    return [figure.shape, figure.unit, figure.zero_based, figure.ranked, slots, series]


def _slot_facts(slot: Slot) -> list[Any]:
    return [slot.label, slot.western, slot.position, slot.future]


def _series_facts(series: Series) -> list[Any]:
    facts = [series.id, series.name, series.role, series.constant, series.of, series.kept]
    return [*facts, _cells_facts(series.cells)]


def _cells_facts(cells: Iterable[Cell | None]) -> list[Any]:
    return [cell and [*(getattr(cell, name) for name in _SHOWN), _cells_facts(cell.more)] for cell in cells]


_SHOWN = ("printed", "number", "high", "missing", "done", "state", "hollow")


@cache
def _maker() -> str:
    """A hash of the code, libraries and font that make drawings."""
    digest = hashlib.sha256()
    for path in (*sorted(Path(__file__).parent.glob("*.py")), FONT):
        digest.update(path.read_bytes())
    digest.update(" ".join(version(library) for library in _LIBRARIES).encode())
    return digest.hexdigest()
