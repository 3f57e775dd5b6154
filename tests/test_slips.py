"""Whatever a writer does to the files of a real plan: an answer in words, at a place, and never a traceback.

Slips are seeded, so that each run makes the same ones. `KEIKAKU_SLIPS=50` makes fifty times as many.
"""

import os
import random
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from keikaku.pages.compose import compose_pages, figures_of
from keikaku.pages.context import Audience
from keikaku.pipeline import Checked, check
from keikaku.report import plain_problems, report_github
from keikaku.words import LANGUAGES, read_words
from keikaku.workspace import theme_folder
from tests.workspaces import japanese, report

ROOT = Path(__file__).parent.parent
TIMES = int(os.environ.get("KEIKAKU_SLIPS", "1"))
# How many slips each plan gets: the large one takes a second for each.
PLANS = {"handa": 15, "kisarazu": 20, "sapporo": 12, "sendai": 5, "tokorozawa": 15}
PIECES: list[str] = [
    *"#'\"{}[],:：、　\t\n-~|>&*!%@`\\éΩ𠮷😀\u3099\ue000\x00\ufeff",
    *("- ", "  ", ": ", "\n\n", "---\n", "R5", "H30: ", "令和", "△3.2", "１２", "1,234", "約", "～", "以上", "9" * 50),
    *("null", "***", "NaN", "1e999", "∞", "id: x", "draft: true", "publish_on: 2030-01-01", "再掲", "●月", "TODO"),
    *("{{value: x}}", "{{figure: x}}", "[^1]", "[a](b)", "![](x.png)", "<b>", "</p>"),
]

Slip = Callable[[str, random.Random], str]


def _lose(text: str, rng: random.Random) -> str:
    at, length = rng.randrange(len(text) + 1), rng.choice((1, 1, 1, 5, 30))
    return text[:at] + text[at + length :]


def _add(text: str, rng: random.Random) -> str:
    at, piece = rng.randrange(len(text) + 1), rng.choice(PIECES)
    return text[:at] + piece + text[at + rng.randrange(2) :]


def _say_twice(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at : at + rng.randrange(60)] + text[at:]


def _move_line(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[rng.choice((one, other))]
    return "\n".join(lines)


def _lose_line(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    del lines[rng.randrange(len(lines))]
    return "\n".join(lines)


def _indent(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    lines[at] = " " * rng.randrange(12) + lines[at].lstrip()
    return "\n".join(lines)


def _change_value(text: str, rng: random.Random) -> str:
    values = list(re.finditer(r": ([^\n{\[|>]+)", text))
    if not values:
        return text
    value, piece = rng.choice(values), rng.choice(PIECES)
    return text[: value.start(1)] + piece + text[value.end(1) :]


SLIPS: tuple[Slip, ...] = (_lose, _add, _say_twice, _move_line, _lose_line, _indent, _change_value)


def _saved(text: str, rng: random.Random) -> bytes:
    """As an editor may save it, or a disk may tear it."""
    whole = text.encode("utf-8")
    ways: Mapping[int, Callable[[], bytes]] = {
        0: lambda: text.encode("cp932", errors="replace"),
        1: lambda: text.encode("utf-16"),
        2: lambda: text.encode("utf-8-sig"),
        3: lambda: whole[: -rng.randrange(1, 200)],
        4: lambda: text.replace("\n", "\r").encode("utf-8"),
        5: lambda: whole.replace(whole[:1], bytes([rng.randrange(256)]), 1),
    }
    return ways.get(rng.randrange(24), lambda: whole)()


@pytest.mark.parametrize("plan", PLANS)
def test_no_slip_in_a_real_plan_ends_in_a_traceback(plan: str, tmp_path: Path) -> None:
    for folder in ("data", "content"):
        if (ROOT / folder / plan).is_dir():
            shutil.copytree(ROOT / folder / plan, tmp_path / folder / plan)
    files = {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()}
    assert files
    rng = random.Random(f"{plan} 1")
    for _ in range(PLANS[plan] * TIMES):
        path = rng.choice(list(files))
        text = files[path].decode("utf-8")
        for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
            text = rng.choice(SLIPS)(text, rng)
        path.write_bytes(_saved(text, rng))
        _answer_in_words(tmp_path)
        path.write_bytes(files[path])


def _answer_in_words(root: Path) -> None:
    """Read, check and report; and where nothing is wrong, make the pages of it."""
    checked = check(root)
    problems = checked.problems.sorted()
    assert all(problem.at.file for problem in problems)
    assert report(root, checked.problems) or not problems
    assert len(plain_problems(problems, japanese())) == len(problems)
    report_github(problems, japanese())
    if not checked.problems.errors:
        _compose(checked)


def _compose(checked: Checked) -> None:
    words = {lang: read_words(theme_folder() / "words", lang) for lang in LANGUAGES}
    settings = checked.workspace.settings
    assert figures_of(compose_pages(checked.plans, settings, words, Audience.PUBLIC, _no_sizes)) is not None


class _NoSizes(dict[str, int]):
    def __missing__(self, address: str) -> int:
        return 0


def _no_sizes(*_: object) -> _NoSizes:
    return _NoSizes()
