"""How long a writer waits to be told of a fault: `python benchmarks/faults.py`, in the environment of the tests.

Single lines of the repository's own plans are damaged by chance, each as a slip of the hand does it, and the plans are
built as a preview builds them after a save. What counts is the time of the builds that find an error.
"""

import argparse
import random
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from keikaku.kept import Kept  # noqa: E402
from keikaku.pages.context import Audience  # noqa: E402
from keikaku.pipeline import build  # noqa: E402

SLIPS: tuple[Callable[[str], list[str]], ...] = (
    lambda line: [],
    lambda line: [line, line],
    lambda line: [f" {line}"],
    lambda line: [line.removeprefix(" ")],
    lambda line: [re.sub(r"(\w)(\w)(\w*):", r"\2\1\3:", line, count=1)],
    lambda line: [line.replace(": ", "：", 1)],
)


def main() -> None:
    """Print the median, the ninth decile and the longest time, in seconds."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--slips", type=int, default=150)
    options.add_argument("--seed", type=int, default=3)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = sorted(_times(Path(folder), given.slips, random.Random(given.seed)))
    tenth = found[len(found) * 9 // 10]
    told = f"median {statistics.median(found):.2f}, ninth decile {tenth:.2f}, longest {found[-1]:.2f}"
    sys.stdout.write(f"{len(found)} faults of {given.slips} slips: {told}\n")


def _times(root: Path, slips: int, chance: random.Random) -> Iterator[float]:
    for name in ("content", "data"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "keikaku.yaml", root)
    kept = Kept()
    _build(root, kept)
    files = sorted((root / "data").rglob("*.yaml"))
    for _ in range(slips):
        path, slip = chance.choice(files), chance.choice(SLIPS)
        text = path.read_text(encoding="utf-8")
        lines = text.split("\n")
        place = chance.randrange(len(lines))
        lines[place : place + 1] = slip(lines[place])
        path.write_text("\n".join(lines), encoding="utf-8")
        seconds, has_failed = _build(root, kept)
        if has_failed:
            yield seconds
        path.write_text(text, encoding="utf-8")
        _build(root, kept)


def _build(root: Path, kept: Kept) -> tuple[float, bool]:
    began = time.perf_counter()
    built = build(root, audience=Audience.WRITER, today=date(2026, 1, 1), kept=kept)
    return time.perf_counter() - began, bool(built.problems.errors)


if __name__ == "__main__":
    main()
