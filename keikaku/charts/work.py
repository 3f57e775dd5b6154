"""Share out the drawing of many figures among processes."""

import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context

from keikaku.charts.drawing import Drawing
from keikaku.charts.look import Look
from keikaku.figure import Figure

_WORTH_PROCESSES = 100  # drawings from which on further processes, each of which starts an engine, gain time


def draw_each(figures: Sequence[Figure], narrow: Look, wide: Look, *, processes: int) -> Iterator[Drawing]:
    """Draw the figures in their order: in further processes where they are many and the machine allows it."""
    done = 0
    if processes > 1 and len(figures) >= _WORTH_PROCESSES:
        try:
            for drawing in _drawn_outside(figures, narrow, wide, processes):
                yield drawing
                done += 1
        except (BrokenProcessPool, OSError, ImportError):
            pass  # what is left is drawn here
    for figure in figures[done:]:
        yield _draw(figure, narrow=narrow, wide=wide)


def start_engine() -> None:
    """Load what draws, and start it: the first drawing of this process then takes no longer than the others."""
    from keikaku.charts.engine import start

    start()


def _drawn_outside(figures: Sequence[Figure], narrow: Look, wide: Look, processes: int) -> Iterator[Drawing]:
    # Started afresh, not forked: a fork of a process in which the engine already runs would hang.
    afresh = get_context("spawn")
    with ProcessPoolExecutor(processes, afresh, initializer=_leave_ctrl_c_to_the_first_process) as pool:
        yield from pool.map(partial(_draw, narrow=narrow, wide=wide), figures, chunksize=8)


def _leave_ctrl_c_to_the_first_process() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _draw(figure: Figure, *, narrow: Look, wide: Look) -> Drawing:
    from keikaku.charts.engine import draw  # takes a moment to load, so only where something is drawn

    return draw(figure, narrow, wide)
