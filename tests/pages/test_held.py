"""What is not public yet says so wherever staff are shown it."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from keikaku.pages.context import Audience
from keikaku.pipeline import make
from tests.pictures import png
from tests.workspaces import MAIN, MORE, PLAN_YAML, write

TEXT = re.compile(r"<(script|style|svg).*?</\1>|<[^>]+>", re.DOTALL)
DAY = date(2026, 8, 31)
GOAL = """\
nodes:
  - id: g1
    level: goal
    name: 集まる町
    indicators:
      - id: members
        name: 会員数
        unit: 人
        direction: up
        values: {R3: 30, R4: {value: 31, draft: true}}
        targets: {R7: {value: 40, publish_on: 2026-09-01}}
      - {id: fee, name: 会費, unit: 円, publish_on: 2026-09-01, values: {R4: {value: 5, draft: true}}}
      - {id: visitors, name: 来館者, unit: 人, draft: true, values: {R3: 7}}
    tables: [{id: halls, title: 会館, values: {R3: 2}, draft: true}]
    money: [{id: cost, title: 事業費, draft: true, rows: [{id: all, name: 計, values: {R3: 10}}]}]
    evaluations: [{id: e1, title: 評価, text: よい。, draft: true}]
    results: {R3: {items: 開いた。, draft: true}}
    plans: {R4: {items: 直す。}, R5: {items: 広げる。, publish_on: 2026-09-01}}
    projects:
      - id: cafe
        name: 子ども食堂
        pledges: [{printed: 毎月開く。, draft: true}]
        listings: [{node: g2, wording: 再掲, draft: true}]
      - id: festival
        name: まつり
        draft: true
        listings: [{node: g2, draft: true}, {node: g3, publish_on: 2026-09-01}]
  - {id: g2, level: goal, name: 育つ町}
  - {id: g3, level: goal, name: つながる町}
"""
CHAPTER = """\
---
title: 町のいま
---

会員は前の年に{{value: members R3}}、今は{{value: members R4}}です。

来館者は{{value: visitors R3}}です。会費は{{value: fee R4}}です。目標は{{target: members}}です。
"""
TEXT_OF_GOAL = "---\ntitle: 町の会員\nof: g1\n---\n\n会員は{{value: members R4}}です。\n"
OPEN = "indicators: [{id: cost, name: 費用, direction: down, values: {R3: 30}, targets: {R7: 20}}]\n"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The words of each page, without a space."""
    root = write(
        tmp_path_factory.mktemp("held"),
        {MORE: GOAL, "content/town/now.md": CHAPTER, "content/town/g1.md": TEXT_OF_GOAL},
    )
    made = make(root, audience=Audience.STAFF, today=DAY).files
    html = {address: content.decode() for address, content in made.items() if address.endswith(".html")}
    return {address: "".join(TEXT.sub("", page).split()) for address, page in html.items()}


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("town/index.html", "このうち3件は、まだ公開していない値や指標によるものです。"),
        ("town/index.html", "最新 31人 R4 下書き 目標 40人（R7、2026年9月1日公開）"),
        ("town/progress/index.html", "このうち3件は、まだ公開していない値や指標によるものです。"),
        ("town/progress/index.html", "目標 40人（R7、2026年9月1日公開） 最新 31人（R4 下書き）"),
        ("town/progress/index.html", "来館者 下書き"),
        ("town/indicators/index.html", "最新 31人（R4 下書き） 目標 40人（R7、2026年9月1日公開）"),
        ("town/indicators/index.html", "来館者 下書き"),
        ("town/indicators/members/index.html", "最新の値はR4（2022）の31人（下書き）です。"),
        ("town/indicators/members/index.html", "目標は40人（R7、2026年9月1日公開）で"),
        ("town/indicators/members/index.html", "令和4年度 31 下書き"),
        ("town/indicators/members/index.html", "40 2026年9月1日公開"),
        ("town/indicators/members/index.html", "31人 R4（2022） 下書き"),
        ("town/figures/index.html", "来館者（人） 下書き"),
        ("town/figures/index.html", "会館 下書き"),
        ("town/g1/index.html", "来館者 下書き"),
        ("town/g1/index.html", "来館者（人） 下書き"),
        ("town/g1/index.html", "会館 下書き"),
        ("town/g1/index.html", "事業費 下書き"),
        ("town/g1/index.html", "評価 下書き"),
        ("town/g1/index.html", "R3（2021） 取り組みの結果 下書き"),
        ("town/g1/index.html", "R5（2023） 2026年9月1日公開"),
        ("town/g2/index.html", "子ども食堂 再掲 下書き まつり 下書き"),
        ("town/g3/index.html", "まつり 下書き 2026年9月1日公開"),
        ("town/projects/cafe/index.html", "目標 育つ町 再掲（下書き）"),
        ("town/projects/cafe/index.html", "目標 下書き 毎月開く。"),
        ("town/projects/cafe/index.html", "次へ まつり（下書き）"),
        ("town/chapters/now/index.html", "会員は前の年に30人、今は31人（下書き）です。"),
        ("town/chapters/now/index.html", "来館者は7人（下書き）です。"),
        ("town/chapters/now/index.html", "会費は5円（2026年9月1日公開、下書き）です。"),
        ("town/chapters/now/index.html", "目標は40人（2026年9月1日公開）です。"),
        ("town/g1/index.html", "会員は31人（下書き）です。"),
    ],
)
def test_what_is_held_is_marked_where_it_stands(pages: Mapping[str, str], page: str, words: str) -> None:
    assert words.replace(" ", "") in pages[page]


def test_a_quoted_value_is_marked_in_headings_and_texts_of_pictures_too(tmp_path: Path) -> None:
    value = "{{value: members R4}}"
    text = f"---\ntitle: 町\n---\n\n## 会員{value}\n\n## 図\n\n![会員{value}の図](map.png)\n\n## その後\n"
    root = write(tmp_path, {MORE: GOAL, "content/town/now.md": text, "content/town/map.png": png(4, 3)})
    page = make(root, audience=Audience.STAFF, today=DAY).files["town/chapters/now/index.html"].decode()
    assert 'alt="会員31人（下書き）の図"' in page
    assert page.count("（下書き）</") == 2  # in the heading, and in the list of headings


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("目標に対する状況", "公開前の値を含む"),
        ("会員数（人）", "公開前の値を含む"),
        ("来館者（人）", "下書き"),
        ("会館", "下書き"),
        ("事業費", "下書き"),
    ],
)
def test_a_file_with_what_is_held_says_so_in_the_list_of_data(pages: Mapping[str, str], title: str, mark: str) -> None:
    assert re.search(rf"{title}（CSV、[\d.]+KB）{mark}", pages["town/data/index.html"])


def test_the_file_of_all_plans_says_so_too(tmp_path: Path) -> None:
    root = write(tmp_path, {MORE: GOAL, "data/village/plan.yaml": PLAN_YAML, "data/village/goals.yaml": OPEN})
    home = make(root, audience=Audience.STAFF, today=DAY).files["index.html"].decode()
    assert "（CSV）公開前の値を含む" in "".join(TEXT.sub("", home).split())


def test_a_mark_is_no_note_of_the_editor(pages: Mapping[str, str]) -> None:
    assert [address for address, page in pages.items() if re.search("編集注(下書き|2026)", page)] == []


@pytest.mark.parametrize("audience", [Audience.STAFF, Audience.PUBLIC])
def test_a_figure_that_counts_what_is_held_says_so(tmp_path: Path, audience: Audience) -> None:
    projects = "projects: [{id: a, name: 一}, {id: b, name: 二}, {id: c, name: 三, draft: true}]"
    write(tmp_path, {MORE: f"nodes: [{{id: g1, level: goal, name: 町, {projects}}}]\n"})
    page = make(tmp_path, audience=audience).files["town/g1/index.html"].decode()
    assert page.count("公開前のものも数えています") == (audience is Audience.STAFF)


def test_every_page_of_a_plan_that_is_held_says_so(tmp_path: Path) -> None:
    root = write(tmp_path, {MAIN: PLAN_YAML + "draft: true\n", MORE: GOAL})
    files = make(root, audience=Audience.STAFF, today=DAY).files
    for address in ("town/g1/index.html", "town/indicators/members/index.html", "town/about/index.html"):
        assert "小さな町の計画（下書き）" in "".join(TEXT.sub("", files[address].decode()).split())
