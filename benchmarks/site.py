"""How long a whole site takes: `python benchmarks/site.py 100 1000`.

A workspace of made-up projects, with two figures each, is built three times: cold (nothing is kept), warm (every
drawing is kept), and changed (one value of a hundred is another). Each build runs in a process of its own.

`python benchmarks/site.py --saved 85 1000`: how long it takes from a save to pages that can be reloaded, in the process
of a preview. Before each build one value is another, with a line more above it; `--saved 0` edits the repository's own
plans instead.
"""

import argparse
import json
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from keikaku import pipeline  # noqa: E402
from keikaku.charts import start_engine  # noqa: E402
from keikaku.kept import Kept  # noqa: E402

# The steps of the pipeline, by the functions that take them, in their order.
STAGES = {
    "read": "read_plans",
    "check": "check_plans",
    "compose": "compose_pages",
    "draw": "draw_all",
    "render": "_render",
    "check pages": "check_pages",
    "write": "write_site",
}
GOALS = 10
# In the repository's own plans: a value of Sendai's plan, whose 85 projects make the largest of their pages.
OWN_VALUE = ("data/sendai/chapter-2-tables.yaml", "R2: {value: ", 37, "団体")
PLAN = """\
title: 測定用の計画
publisher: 架空町
status: 確定
period: 令和3～7年度
licence: not stated
contact: not stated
levels:
  - {id: goal, name: 基本目標}
"""

LINE = "# a line more\n"

Results = dict[str, float]


def main() -> None:
    """Print one line for each build: the median seconds of its stages, and the most memory after each."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("counts", nargs="*", type=int, default=[100, 1000])
    options.add_argument("--repeat", type=int, default=3)
    options.add_argument("--saved", action="store_true", help="measure builds of a preview after a save")
    options.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--edits", type=int, default=0, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.build:
        sys.stdout.write(json.dumps(_saves(given.build, given.edits) if given.edits else _build(given.build)))
        return
    for count in given.counts if given.saved else ():
        sys.stdout.write(f"{count:>6} projects, {_after_saves(count, given.repeat)}\n")
    for count in () if given.saved else given.counts:
        for name, medians in _medians(count, given.repeat).items():
            sys.stdout.write(f"{count:>6} projects, {name}: {medians}\n")


def _medians(count: int, repeat: int) -> dict[str, str]:
    """Build afresh several times; a line for each of the three builds."""
    runs = [dict(_builds(count)) for _ in range(repeat)]
    return {name: _line([run[name] for run in runs]) for name in runs[0]}


def _line(runs: list[Results]) -> str:
    return ", ".join(f"{name} {statistics.median(run[name] for run in runs):.2f}" for name in runs[0])


def _builds(count: int) -> Iterator[tuple[str, Results]]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_workspace(root, count)
        yield "cold", _measured(root)
        yield "warm", _measured(root)
        write_workspace(root, count, changed=max(1, count * 2 // 100))
        yield "changed", _measured(root)


def _measured(root: Path) -> Results:
    """Build in a fresh process, so that starting and loading count as well."""
    began = time.perf_counter()
    command = [sys.executable, __file__, "--build", str(root)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    results: Results = json.loads(answer)
    return {"all": time.perf_counter() - began} | results


def _build(root: Path) -> Results:
    results: Results = {}
    for stage, name in STAGES.items():
        setattr(pipeline, name, _timed(stage, getattr(pipeline, name), results))
    built = pipeline.build(root)
    if built.written is None:
        raise SystemExit("\n".join(f"{problem.at} {problem.rule}" for problem in built.problems.errors))
    outside = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    megabytes = sum(len(file) for file in built.files.values()) / 1e6
    return results | {"drawing process MB": outside, "pages": built.pages, "site MB": megabytes}


# --- after a save ------------------------------------------------------------------------------------------------


def _after_saves(count: int, edits: int) -> str:
    """The first build of a process, the median of those after one edit each, and how many times quicker that is."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, str(count), "--build", folder, "--edits", str(edits)]
        first, *saved = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    middle = {name: statistics.median(one[name] for one in saved) for name in first}
    times = ", ".join(f"{name} {first[name]:.2f} → {middle[name]:.2f}" for name in first if name != "pages")
    return f"{first['pages']} pages: {times}; {first['processor'] / middle['processor']:.0f} times quicker"


def _saves(root: Path, edits: int) -> list[Results]:
    """Build in this process as a preview does: once, and again and again after one more edit."""
    count, kept = int(sys.argv[1]), Kept()
    results = []
    for edit in range(edits + 1):
        write_edit(root, count, edit)
        stages: Results = {}
        originals = {name: getattr(pipeline, name) for name in STAGES.values()}
        for stage, name in STAGES.items():
            setattr(pipeline, name, _timed(stage, originals[name], stages))
        began, used = time.perf_counter(), time.process_time()
        built = pipeline.build(root, root / ".keikaku" / "preview", audience=pipeline.Audience.WRITER, kept=kept)
        taken = {"wall": time.perf_counter() - began, "processor": time.process_time() - used}
        for name, original in originals.items():
            setattr(pipeline, name, original)
        if built.written is None or (edit and not built.written.written):
            raise SystemExit("the edit did not reach the site")
        results.append(taken | {stage: stages[stage] for stage in STAGES} | {"pages": built.pages})
        if not edit:
            start_engine()
            pipeline.rest_between_saves()
    return results


def write_edit(root: Path, count: int, edit: int) -> None:
    """With each edit one value is another, and there is one line more above it, as where the value of a year is added.

    Of the made-up plan, or of the largest of the repository's own.
    """
    if count:
        write_workspace(root, count, changed=1, step=edit, lines=edit)
        return
    if not edit:
        for name in ("content", "data"):
            shutil.copytree(ROOT / name, root / name, dirs_exist_ok=True)
        shutil.copy(ROOT / "keikaku.yaml", root)
    name, before, value, after = OWN_VALUE
    path, text = root / name, (ROOT / name).read_text(encoding="utf-8")
    assert f"{before}{value}{after}" in text
    text = LINE * edit + text.replace(f"{before}{value}{after}", f"{before}{value + edit}{after}")
    path.write_text(text, encoding="utf-8")


def _timed(stage: str, step: Callable[..., Any], results: Results) -> Callable[..., Any]:
    """The step, which also notes its seconds and the most memory that the process has used so far."""

    def timed(*given: object, **named: object) -> Any:
        began = time.perf_counter()
        result = step(*given, **named)
        results[stage] = results.get(stage, 0) + time.perf_counter() - began
        results[f"{stage} MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return result

    return timed


# --- the workspace -----------------------------------------------------------------------------------------------


def write_workspace(root: Path, count: int, *, changed: int = 0, step: int = 1, lines: int = 0, seed: int = 1) -> None:
    """Write a plan of `count` projects; the first value of the first `changed` indicators is another by `step`, and
    `lines` more stand at the top of the first goal's file.

    As an editor saves, only the files with another text are written.
    """
    data = root / "data" / "town"
    data.mkdir(parents=True, exist_ok=True)
    _write(data / "plan.yaml", PLAN)
    chance = random.Random(seed)
    projects = [_project(number, chance, step=step if number * 2 < changed else 0) for number in range(count)]
    for goal in range(GOALS):
        own = "".join(projects[goal::GOALS])
        head = f'nodes:\n  - id: goal-{goal}\n    level: goal\n    number: "{goal + 1}"\n    name: 目標その{goal + 1}\n'
        text = head + (f"    projects:\n{own}" if own else "")
        _write(data / f"goal-{goal}.yaml", text if goal else LINE * lines + text)


def _write(path: Path, text: str) -> None:
    if not (path.is_file() and path.read_text(encoding="utf-8") == text):
        path.write_text(text, encoding="utf-8")


def _project(number: int, chance: random.Random, *, step: int) -> str:
    values = [chance.randrange(100, 200) for _ in range(5)]
    shares = [chance.randrange(300, 600) / 10 for _ in range(5)]
    values[0], shares[0] = values[0] + step, shares[0] + step / 10
    return f"""\
      - id: p{number}
        number: "{number + 1}"
        name: 市民が集まる場所をつくる事業その{number + 1}
        departments: 市民部 協働推進課
        text: 地域の人が集まり、話し合い、助け合うための場所をつくり、運営する。
        indicators:
          - id: p{number}-count
            name: 集まりの回数
            unit: 回
            counting: yearly
            direction: up
            values: {_by_year(values)}
            targets: {{R7: {max(values) + 40}}}
          - id: p{number}-share
            name: 知っている人の割合
            unit: ％
            direction: up
            values: {_by_year([f"{share:.1f}" for share in shares])}
            targets: {{R7: {max(shares) + 20:.1f}}}
"""


def _by_year(values: list[Any]) -> str:
    return "{" + ", ".join(f"R{year}: {value}" for year, value in enumerate(values, 1)) + "}"


if __name__ == "__main__":
    main()
