"""How fast Lighthouse finds pages on a phone: `python benchmarks/lighthouse.py`, in the environment of the tests.

It opens the home, a goal and a project of the finished site as a middling phone on a slow mobile network would, several
times, and prints the medians. The server compresses nothing, which is the worst that a city's own may do.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.lighthouse import report_on  # noqa: E402
from tests.browser.pages import GOAL, HOME, PROJECT  # noqa: E402
from tests.browser.server import serving  # noqa: E402
from tests.run import find_chromium, find_packages  # noqa: E402

PAGES = {"home": HOME, "goal": GOAL, "project": PROJECT}
# What is printed of each page: its name, Lighthouse's, and the figure's form.
MEASURES = (
    ("FCP s", "first-contentful-paint", 0.001, ".2f"),
    ("LCP s", "largest-contentful-paint", 0.001, ".2f"),
    ("TBT ms", "total-blocking-time", 1, ".0f"),
    ("CLS", "cumulative-layout-shift", 1, ".3f"),
    ("KB", "total-byte-weight", 0.001, ".0f"),
)


def main() -> None:
    """Print a line of the table for each page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--site", type=Path, default=ROOT / "site")
    options.add_argument("--repeat", type=int, default=5)
    given = options.parse_args()
    chromium, packages = find_chromium(), find_packages()
    if chromium is None or packages is None:
        raise SystemExit("There is no Chromium or no Lighthouse yet: run `python3 build.py test browser` first.")
    sys.stdout.write("| page | score | " + " | ".join(name for name, *_ in MEASURES) + " |\n")
    sys.stdout.write("|---" * (2 + len(MEASURES)) + "|\n")
    with serving(given.site) as address, tempfile.TemporaryDirectory() as folder:
        for name, page in PAGES.items():
            places = (chromium, packages, Path(folder))
            runs = [report_on(address + page, ["performance"], *places) for _ in range(given.repeat)]
            sys.stdout.write(f"| {name} | " + " | ".join(_figures(runs)) + " |\n")
            sys.stdout.flush()


def _figures(runs: list[dict[str, Any]]) -> Iterator[str]:
    scores = [run["categories"]["performance"]["score"] * 100 for run in runs]
    yield f"{statistics.median(scores):.0f}" + (f" ({min(scores):.0f} to {max(scores):.0f})" if len(runs) > 1 else "")
    for _, audit, factor, form in MEASURES:
        yield format(statistics.median(run["audits"][audit]["numericValue"] for run in runs) * factor, form)


if __name__ == "__main__":
    main()
