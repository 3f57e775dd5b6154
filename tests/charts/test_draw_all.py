"""Drawing many figures, and keeping what was drawn."""

import sys
from collections.abc import Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from keikaku.charts import Drawing, draw_all, engine, work
from keikaku.figure import Cell, Figure, Note, Shape
from tests.charts.figures import GALLERY, SIX, actual, cell, figure, gap

TOKENS: Mapping[str, Any] = yaml.safe_load((Path(__file__).parents[2] / "theme" / "tokens.yaml").read_text("utf-8"))


def some(count: int = 3) -> list[Figure]:
    return [figure(Shape.TREND, SIX, actual(*range(n, n + 6)), id=f"figure-{n}") for n in range(count)]


def drawn(figures: list[Figure], folder: Path, **options: Any) -> dict[str, Drawing]:
    return draw_all(figures, tokens=TOKENS, cache_folder=folder, **options)


def refuse(*_: object) -> Drawing:
    raise AssertionError("drawn anew")


def test_every_drawn_figure_has_its_drawing(tmp_path: Path) -> None:
    named = [replace(figure, id=name) for name, figure in GALLERY.items()]
    assert list(drawn(named, tmp_path)) == list(GALLERY)


def test_what_has_no_numbers_or_is_only_a_table_is_not_drawn(tmp_path: Path) -> None:
    empty = figure(Shape.TREND, SIX[:2], actual(gap("未調査"), None), id="empty")
    table = figure(Shape.TABLE, SIX[:1], actual("1"), id="table")
    assert drawn([empty, table], tmp_path) == {}


def test_what_stands_in_the_table_only_is_not_drawn(tmp_path: Path) -> None:
    plain = figure(Shape.TREND, SIX, actual(*range(6)), id="plain")
    rated = replace(plain, series=(*plain.series, actual(*range(6), name="人数", table_only=True)), id="rated")
    both = drawn([plain, rated], tmp_path)
    assert both["plain"] == both["rated"]


def test_what_was_drawn_before_is_not_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = drawn(some(), tmp_path)
    monkeypatch.setattr(engine, "draw", refuse)
    assert drawn(some(), tmp_path) == first


def test_with_and_without_kept_drawings_the_bytes_are_the_same(tmp_path: Path) -> None:
    assert drawn(some(), tmp_path / "a") == drawn(list(reversed(some())), tmp_path / "b")


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"narrow": 1}'])
def test_a_broken_file_is_drawn_again(tmp_path: Path, broken: str) -> None:
    first = drawn(some(), tmp_path)
    kept = sorted(tmp_path.rglob("*.json"))
    assert len(kept) == 3
    for path in kept:
        path.write_text(broken, encoding="utf-8")
    assert drawn(some(), tmp_path) == first
    assert drawn(some(), tmp_path) == first


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert len(drawn(some(1), tmp_path / "file")) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"unit": "人"},
        {"zero_based": False},
        {"shape": Shape.COLUMNS},
        {"slots": tuple(reversed(SIX))},
        {"series": (actual(*range(5), cell("9", hollow=True)),)},
        {"series": (actual(*range(6), name="件数"),)},
        {"series": (actual(*range(5), Cell("5.0", some(1)[0].series[0].cells[5].number)),)},  # type: ignore[union-attr]
    ],
)
def test_what_changes_the_picture_is_drawn_anew(tmp_path: Path, change: dict[str, Any]) -> None:
    drawn(some(1), tmp_path)
    drawn([replace(some(1)[0], **change)], tmp_path)
    assert len(list(tmp_path.rglob("*.json"))) == 2


def test_words_round_the_picture_do_not_change_it(tmp_path: Path) -> None:
    drawn(some(1), tmp_path)
    drawn([replace(some(1)[0], sentence="別の文。", notes=(Note("注"),), citation="資料2", id="other")], tmp_path)
    assert len(list(tmp_path.rglob("*.json"))) == 1


def test_another_size_of_text_is_another_drawing(tmp_path: Path) -> None:
    larger = {"chart": {"narrow": {"width": 272, "text": 13}, "wide": {"width": 640, "text": 16}}}
    assert draw_all(some(1), tokens=larger, cache_folder=tmp_path) != drawn(some(1), tmp_path)


def test_progress_counts_what_is_not_kept(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    drawn(some(1), tmp_path)
    drawn(some(3), tmp_path, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(1, 2), (2, 2)]


def test_altair_is_not_loaded_where_all_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = drawn(some(), tmp_path)
    for module in ("altair", "vl_convert", "keikaku.charts.engine"):
        monkeypatch.setitem(sys.modules, module, None)  # importing it now fails
    assert drawn(some(), tmp_path) == first


def test_many_are_drawn_in_other_processes_with_the_same_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = drawn(some(8), tmp_path / "a", processes=1)
    monkeypatch.setattr(work, "_WORTH_PROCESSES", 4)
    monkeypatch.setattr(engine, "draw", refuse)
    assert drawn(some(8), tmp_path / "b", processes=2) == here


def test_where_processes_fail_the_rest_is_drawn_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_after_two(*_: object) -> Iterator[Drawing]:
        yield from list(expected.values())[:2]
        raise BrokenProcessPool

    expected = drawn(some(5), tmp_path / "a")
    monkeypatch.setattr(work, "_WORTH_PROCESSES", 4)
    monkeypatch.setattr(work, "_drawn_outside", fail_after_two)
    assert drawn(some(5), tmp_path / "b") == expected
