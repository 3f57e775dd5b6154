"""Those who write see of everything where it is written; nobody else does."""

import re
from collections.abc import Mapping
from functools import cache
from html import unescape
from pathlib import Path
from unittest.mock import patch

import pytest

from keikaku.charts.drawing import Drawing, Picture
from keikaku.pages.context import Audience
from keikaku.pipeline import make
from keikaku.problems import FilePosition
from keikaku.reading.files import lines_of
from tests.pages.composed import TOWN, town
from tests.workspaces import write

SOURCE = re.compile(r' data-source="([^"]*)"')
TEXT = """\
---
title: 町のいま
---

会員は
増えています。

- ひとつ
- ふたつ

    つづき

| 年度 | 数 |
|---|---|
| R3 | 5 |

## くわしく

> 引用です。

> - 引用の中

用語
:   意味です。

注があります。[^1]

[^1]: 注の文。

    プログラム

<strong>強い</strong>文。
"""
GOALS = """\
nodes:
  - id: g1
    level: goal
    name: 集まる町
    aim: |
      一つ目の段落。

      二つ目は
      二行あります。
    policy: [方針一。, 方針二。]
    activities:
      - 活動です。
    evaluations:
      - {id: e1, title: 評価, text: よい。}
    indicators:
      - id: members
        name: 会員数
        unit: 人
        values: {R3: 30, R4: 31}
"""


@cache
def files(root: Path, audience: Audience) -> Mapping[str, str]:
    empty = Picture(10, 10, "")
    with patch("keikaku.pipeline.draw_all", lambda figures, **_: {f.id: Drawing(empty, empty) for f in figures}):
        built = make(root, audience=audience)
    assert built.files
    return {
        address: content.decode("utf-8", "replace").replace("<wbr>", "") for address, content in built.files.items()
    }


def places(page: str) -> dict[str, str]:
    """What begins at each place: the first words after its tag."""
    found = re.finditer(rf"<[^<>]*{SOURCE.pattern}[^<>]*>(?:\s|<[^<>]*>)*([^<]*)", page)
    return {unescape(match[2]).strip(): match[1] for match in reversed(list(found))}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("written")
    return write(root, {"data/town/goals.yaml": GOALS, "content/town/now.md": TEXT})


def test_every_block_of_a_narrative_says_its_line(written: Path) -> None:
    found = places(files(written, Audience.WRITER)["town/chapters/now/index.html"])
    lines = TEXT.split("\n")
    expected = {
        "会員は増えています。": "会員は",
        "ひとつ": "- ひとつ",
        "ふたつ": "- ふたつ",
        "年度": "| 年度 | 数 |",
        "くわしく": "## くわしく",
        "引用です。": "> 引用です。",
        "引用の中": "> - 引用の中",
        "用語": "用語",
        "意味です。": ":   意味です。",
        "注があります。": "注があります。[^1]",
        "注の文。": "[^1]: 注の文。",
    }
    told = {words: f"content/town/now.md:{lines.index(line) + 1}" for words, line in expected.items()}
    assert {words: found.get(words) for words in told} == told


def test_paragraphs_lists_and_figures_of_data_say_their_lines(written: Path) -> None:
    found = places(files(written, Audience.WRITER)["town/g1/index.html"])
    lines = {
        "一つ目の段落。": 6,
        "二つ目は二行あります。": 8,
        "方針一。": 10,
        "方針二。": 10,
        "活動です。": 12,
        "評価": 14,
        "よい。": 14,
        "会員数（人）": 16,
    }
    told = {words: f"data/town/goals.yaml:{line}" for words, line in lines.items()}
    assert {words: found.get(words) for words in told} == told


def test_the_page_as_a_whole_says_where_its_record_is(written: Path) -> None:
    assert (
        '<main id="main" data-source="data/town/goals.yaml:2">' in files(written, Audience.WRITER)["town/g1/index.html"]
    )


def test_every_place_is_a_line_with_words_in_it() -> None:
    found = {place for page in files(TOWN, Audience.WRITER).values() for place in SOURCE.findall(page)}
    assert len(found) > 100
    line_at = lines_of(TOWN)
    for place in found:
        file, _, line = place.partition(":")
        assert line_at(FilePosition(file, int(line))).strip(), place


def test_every_figure_of_a_record_and_every_paragraph_of_a_project_has_a_place() -> None:
    pages = files(TOWN, Audience.WRITER)
    plan = town()
    records = {*plan.indicators_by_id, *plan.tables_by_id, *(money.id for money in plan.money)}
    figures = re.findall(r'<figure class="figure-block" id="small-town-([\w-]+)-\w+"([^>]*)>', "".join(pages.values()))
    assert {id for id, _ in figures} >= records
    assert {id for id, tag in figures if SOURCE.search(tag)} == records  # the others are counted, and written nowhere
    assert {id for id, tag in figures if not SOURCE.search(tag)}.isdisjoint(records)
    projects = [page for address, page in pages.items() if address.startswith("small-town/projects/l")]
    paragraphs = [tag for page in projects for tag in re.findall(r'"paragraphs flow">\s*(<p[^>]*>)', page)]
    assert paragraphs
    assert [tag for tag in paragraphs if not SOURCE.search(tag)] == []


PLACE = re.compile(r"data-source|data-line|(?:data|content)/small-town/[\w/-]+\.(?:yaml|md)")


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.STAFF])
def test_nobody_else_is_shown_a_place(audience: Audience) -> None:
    assert [address for address, content in files(TOWN, audience).items() if PLACE.search(content)] == []


def test_but_for_the_places_those_who_write_see_what_all_staff_see() -> None:
    writers = {address: SOURCE.sub("", content) for address, content in files(TOWN, Audience.WRITER).items()}
    assert writers == files(TOWN, Audience.STAFF)
