"""Draw figures: `Figure` in, two small SVG pictures out, made with Altair and Vega and kept by what is in them.

Nothing here knows of plans. The pictures name CSS variables for their colours, so that one drawing serves light and
dark surroundings, forced colours and print.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from keikaku.charts.drawing import Drawing, LegendEntry, Picture
from keikaku.charts.kept import KeptDrawings
from keikaku.charts.look import looks
from keikaku.charts.work import draw_each, start_engine
from keikaku.figure import MOST_SERIES, Figure
from keikaku.kept import Kept

__all__ = ["MOST_SERIES", "Drawing", "LegendEntry", "Picture", "draw_all", "start_engine"]


def draw_all(
    figures: Sequence[Figure],
    *,
    tokens: Mapping[str, Any],
    cache_folder: Path,
    processes: int = 2,
    progress: Callable[[int, int], None] | None = None,
    kept: Kept | None = None,
) -> dict[str, Drawing]:
    """Draw every figure that is drawn, by its id. `tokens` are those of the theme.

    Drawings are kept in `cache_folder`, and in `kept` from one call to the next; `progress` hears how many of those
    that are not there are done, of how many.
    ValueError where one picture, or panel, has more than `MOST_SERIES` lines, columns, parts or targets.
    """
    narrow, wide = looks(tokens)
    figures = [figure for figure in figures if figure.is_drawn]
    folder = KeptDrawings(cache_folder, kept)
    keys = {figure.id: folder.key_of(figure, narrow, wide) for figure in figures}
    drawings = {key: drawing for key in keys.values() if (drawing := folder.read(key))}
    missing = {keys[figure.id]: figure.for_drawing for figure in figures if keys[figure.id] not in drawings}
    drawn = draw_each(list(missing.values()), narrow, wide, processes=processes)
    for done, (key, drawing) in enumerate(zip(missing, drawn, strict=True), start=1):
        folder.write(key, drawing)
        drawings[key] = drawing
        if progress:
            progress(done, len(missing))
    return {id_: drawings[key] for id_, key in keys.items()}
