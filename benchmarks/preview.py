"""How long a writer waits: `python benchmarks/preview.py 0 85 1000`, in the environment of the tests.

A preview runs as it does for a writer, with a page of the plan open in Chromium. One value is edited at a time, with
a line more above it, and the clock runs from the save until the browser has painted the page anew. `0` stands for the
repository's own plans.
"""

import argparse
import json
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.site import write_edit  # noqa: E402
from tests.run import find_chromium  # noqa: E402

# The page on which the edited value stands, and one of the largest of the repository's own.
MADE_UP, OWN = "town/indicators/p0-count/", "sendai/chapters/chapter-2/"
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]"
RELOAD = "setTimeout(() => location.reload())"
PAUSE_MS = 1500  # between two edits; the engine that draws starts within it


def main() -> None:
    """Print a line for each plan: medians, in seconds."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("counts", nargs="*", type=int, default=[0, 85])
    options.add_argument("--repeat", type=int, default=9)
    given = options.parse_args()
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit("There is no Chromium yet: run `python3 build.py test browser` first.")
    for count in given.counts:
        with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium)
            sys.stdout.write(f"{count:>6} projects: {_line(Path(folder), count, given.repeat, browser.new_page())}\n")
            sys.stdout.flush()
            browser.close()


def _line(root: Path, count: int, repeat: int, page: Page) -> str:
    write_edit(root, count, 0)
    with _previewing(root) as news:
        address, first = next(news)["address"], next(news)
        page.goto(address + (MADE_UP if count else OWN))
        plain = [_until_painted(page, partial(page.evaluate, RELOAD)) for _ in range(repeat)]
        saved, builds = [], []
        for edit in range(1, repeat + 1):
            page.wait_for_timeout(PAUSE_MS)
            write = _Save(root, count, edit)
            painted = _until_painted(page, write)
            saved.append(painted - write.seconds)
            builds.append(next(news)["seconds"])
    middle = {"build": builds, "save to painted page": saved, "of this, what any reload takes": plain}
    told = ", ".join(f"{name} {statistics.median(seconds):.2f}" for name, seconds in middle.items())
    return f"{first['pages']} pages, first build {first['seconds']:.1f}; {told}"


class _Save:
    """Edits a value, with a line more above it.

    Writing a thousand made-up projects takes a while, in which nothing is saved yet.
    """

    def __init__(self, root: Path, count: int, edit: int) -> None:
        self._edit = (root, count, edit)
        self.seconds = 0.0

    def __call__(self) -> None:
        began = time.perf_counter()
        write_edit(*self._edit)
        self.seconds = time.perf_counter() - began


def _until_painted(page: Page, act: Callable[[], object]) -> float:
    """Seconds, by the browser's own clock for the end of them: to ask it from outside takes a tenth of a second."""
    page.evaluate("window.isOld = true")
    began = time.time()
    act()
    page.wait_for_function(f"() => !window.isOld && {PAINT}", polling=5, timeout=60_000)
    painted: float = page.evaluate(f"performance.timeOrigin + {PAINT}.startTime")
    return painted / 1000 - began


@contextmanager
def _previewing(root: Path) -> Iterator[Iterator[dict[str, Any]]]:
    """A preview of the workspace at `root`, as what it says: where it serves, then what came of each build."""
    command = [sys.executable, "-m", "keikaku", "preview", "--folder", str(root), "--no-browser", "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        try:
            yield map(json.loads, process.stdout)
        finally:
            process.send_signal(signal.SIGINT)


if __name__ == "__main__":
    main()
