"""How long figures take to draw: `python benchmarks/figures.py 100 1000`.

Each figure is drawn twice, for phones and for desks. Every measurement runs in a process of its own, so that starting
the engine counts. `floor` is the same number of plain Altair charts, drawn one after the other with their words.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from keikaku.charts import draw_all  # noqa: E402
from keikaku.figure import Cell, Figure, Role, Series, Shape, Slot  # noqa: E402

Times = dict[str, float]


def main() -> None:
    """Print one line for each way of drawing and number of figures: medians of several runs."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("counts", nargs="*", type=int, default=[100, 1000])
    options.add_argument("--repeat", type=int, default=3)
    options.add_argument("--run", choices=RUNS, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.run:
        sys.stdout.write(json.dumps(RUNS[given.run](given.counts[0])))
        return
    for count in given.counts:
        for run in RUNS:
            sys.stdout.write(f"{count:>6} figures, {run}: {_medians(run, count, given.repeat)}\n")


def _medians(run: str, count: int, repeat: int) -> str:
    """Measure a run several times, each in a fresh process."""
    command = [sys.executable, __file__, "--run", run, str(count)]
    results = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(repeat)]
    return ", ".join(f"{name} {statistics.median(r[name] for r in results):.2f}" for name in results[0])


def _drawn(count: int, *, processes: int) -> Times:
    tokens = yaml.safe_load((ROOT / "theme" / "tokens.yaml").read_text(encoding="utf-8"))
    figures = [_figure(number) for number in range(count)]
    with tempfile.TemporaryDirectory() as folder:

        def draw() -> None:
            draw_all(figures, tokens=tokens, cache_folder=Path(folder), processes=processes)

        return {"cold s": _seconds(draw), "warm s": _seconds(draw)} | _used()


def _stages(count: int) -> Times:
    """The seconds that each step takes within one process, once the engine runs."""
    import vl_convert

    from keikaku.charts import svg
    from keikaku.charts.engine import compose, filled
    from keikaku.charts.kept import key_of
    from keikaku.charts.look import Look

    looks = (Look(272, 12, True), Look(640, 14, False))
    figures = [_figure(number) for number in range(count)]
    scenes = [compose(figure, look) for figure in figures for look in looks]
    drawn = [vl_convert.vega_to_svg(filled(scene)) for scene in scenes]
    return {
        "hashing s": _seconds(lambda: [key_of(figure, *looks) for figure in figures]),
        "composing s": _seconds(lambda: [compose(f, look) for f in figures for look in looks]),
        "Vega s": _seconds(lambda: [vl_convert.vega_to_svg(filled(scene)) for scene in scenes]),
        "cleaning s": _seconds(lambda: [svg.content(s, one, 12) for s, one in zip(scenes, drawn, strict=True)]),
    }


def _floor(count: int) -> Times:
    import altair as alt
    import vl_convert

    def draw() -> None:
        for number in range(2 * count):
            points = [{"y": label, "v": value} for label, value in _values(number)]
            chart = alt.Chart(alt.InlineData(points), width=240, height=150).mark_line(point=True)
            spec = chart.encode(x=alt.X("y:N", title=None), y=alt.Y("v:Q", title=None)).to_dict()
            vl_convert.vegalite_to_svg(spec)

    return {"cold s": _seconds(draw)} | _used()


RUNS: Mapping[str, Callable[[int], Times]] = {
    "one process": lambda count: _drawn(count, processes=1),
    "two processes": lambda count: _drawn(count, processes=2),
    "stages": _stages,
    "floor": _floor,
}


def _values(number: int) -> Sequence[tuple[str, float]]:
    return [(f"H{25 + year}", (number * 37 + year * 11) % 97 + 10 + number / 1000) for year in range(5)]


def _figure(number: int) -> Figure:
    """An indicator like those of plans: five years, the last provisional, and a target; every second as columns."""
    *final, (_, value) = _values(number)
    cells = [Cell(f"{v:,.3f}", Decimal(f"{v:.3f}")) for _, v in final]
    cells.append(Cell(f"{value:,.3f}", Decimal(f"{value:.3f}"), hollow=True, state="途中"))
    return Figure(
        id=f"figure-{number}",
        title=f"指標{number}",
        sentence="文。",
        unit="％",
        shape=Shape.COLUMNS if number % 2 else Shape.TREND,
        slot_heading="年度",
        slots=tuple(Slot(f"H{y}", str(1988 + y), "", Decimal(1988 + y), y == 30) for y in range(25, 31)),
        series=(
            Series("actual", "実績", Role.ACTUAL, (*cells, None)),
            Series("target", "目標", Role.TARGET, (*[None] * 5, Cell("90", Decimal(90)))),
        ),
    )


def _seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _used() -> Times:
    """Processor seconds of this process and those it started, and the most memory that one of them used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    largest = max(one.ru_maxrss for one in used)
    return {"processor s": sum(one.ru_utime + one.ru_stime for one in used), "MB a process": largest / 1024}


if __name__ == "__main__":
    main()
