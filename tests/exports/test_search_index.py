"""What a plan's search looks through: every page once, its parts by their anchors, and nothing that merely leads on."""

import gzip
import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from markupsafe import Markup

from keikaku.exports.search_index import search_data
from keikaku.figure import Cell, Figure, Note, Role, Series, Shape, Slot
from keikaku.pages import blocks
from keikaku.pages.blocks import (
    Block,
    Card,
    Cards,
    DataTable,
    Fact,
    Facts,
    FigureBlock,
    IndexList,
    IndexRow,
    Item,
    Items,
    Link,
    Notes,
    Notice,
    Page,
    Paragraphs,
    Prose,
    Quote,
    Section,
    Tag,
    Tally,
)
from keikaku.plan.plan import Plan
from keikaku.plan.tree import Node
from tests.pages.builders import about_of, indicator_of, plan_of

FIGURE = Figure(
    id="town-joining",
    title="加入率（％）",
    sentence="最新の値は70％です。",
    unit="％",
    shape=Shape.TREND,
    slot_heading="年度",
    slots=(Slot("R5", "2023"), Slot("R6", "2024")),
    series=(
        Series("actual", "実績", Role.ACTUAL, (Cell("70.0％"), Cell("—", missing=True))),
        Series("target", "目標", Role.TARGET, (None, Cell("75％", state="見込"))),
    ),
    notes=(Note("抽出調査による。"),),
)
# Blocks that say nothing which does not stand on another page, or which is not the plan's.
LEADING = {Cards, IndexList, Tally, Notice, blocks.Measures}


def page(*given: Block, sections: tuple[Section, ...] = (), **changes: Any) -> Page:
    facts: dict[str, Any] = {"address": "town/g1/index.html", "kind": "node", "title": "集うまち", "kicker": "目標 1"}
    return Page(**facts | {"description": "", "blocks": given, "sections": sections} | changes)


def entries(*pages: Page, plan: Plan | None = None) -> list[Any]:
    script = search_data(plan or plan_of(), pages).decode("utf-8")
    found = re.fullmatch(r"keikakuSearch\((.*)\);\n", script, re.DOTALL)
    assert found
    content: list[Any] = json.loads(found[1])["pages"]
    return content


def places(*given: Block, sections: tuple[Section, ...] = ()) -> list[Any]:
    (entry,) = entries(page(*given, sections=sections))
    parts: list[Any] = entry[6]
    return parts


def text(*given: Block) -> str:
    return "\n".join(place[2] for place in places(*given))


def test_a_page_stands_there_once_with_its_number_and_its_title() -> None:
    assert entries(page()) == [["node", "目標 1", "集うまち", "g1/index.html", [], "", []]]


def test_only_the_plans_own_pages_are_searched_and_none_that_says_the_same_again() -> None:
    others = [page(kind=kind, address=f"town/{kind}/index.html") for kind in ("whole", "moved", "search")]
    assert entries(*others, page(address="river/g1/index.html"), page(address="index.html", kind="home")) == []


def test_a_page_that_search_engines_leave_out_is_found_on_its_own_site() -> None:
    assert len(entries(page(indexed=False))) == 1


def test_a_page_of_no_known_kind_is_found_among_the_lists() -> None:
    assert entries(page(kind="about"))[0][0] == "list"


def test_sections_are_told_by_their_anchors_and_a_name_of_their_own_from_a_label() -> None:
    named = Section("m1", "場をつくる", (Paragraphs(("広場",)),), kicker="1-1")
    labelled = Section("aim", "目標", (Paragraphs(("集う", "楽しむ")),), (named,))
    assert places(sections=(labelled,)) == [["aim", "", "集う\n楽しむ", "目標"], ["m1", "1-1 場をつくる", "広場"]]


def test_a_label_over_nothing_is_left_out_and_a_name_is_not() -> None:
    sections = (Section("figures", "指標", (Notice("指標はありません。"),)), Section("m1", "場をつくる", kicker="1-1"))
    assert places(sections=sections) == [["m1", "1-1 場をつくる", ""]]


def test_narrative_is_parted_at_its_headings() -> None:
    heading = '<h2 id="a">経緯<sup><a class="footnote-ref">1</a></sup></h2>'
    html = Markup(f"<p>はじめに。</p>{heading}<p>A<br>B</p><h3>無題</h3>")
    assert places(Prose(html)) == [["", "", "はじめに。"], ["a", "経緯", "A\nB\n無題"]]


def test_what_a_picture_shows_is_found_with_its_caption() -> None:
    figure = '<figure><img alt="塔" src="b.png"><figcaption>町の塔</figcaption></figure>'
    html = Markup(f'<p>町の<img alt="駅前の広場" src="a.png">です</p>{figure}')
    assert text(Prose(html)) == "町の 駅前の広場 です\n塔\n町の塔"


def test_narrative_is_read_without_tags_and_without_what_stands_above_the_letters() -> None:
    ruby = "<ruby>町<rp>（</rp><rt>ちょう</rt><rp>）</rp></ruby>"
    html = Markup(f"<p>{ruby}<em>内</em>会 &amp; NPO</p><ul><li>一</li><li>二</li></ul>")
    assert text(Prose(html)) == "町内会 & NPO\n一\n二"


def test_the_cells_of_a_row_stand_in_one_line() -> None:
    html = Markup("<table><tr><th>区</th><th>数</th></tr><tr><td>北</td><td>3</td></tr></table>")
    assert text(Prose(html)) == "区 数\n北 3"


def test_what_comes_after_a_figure_belongs_to_the_heading_before_it() -> None:
    before, after = Prose(Markup('<h2 id="a">経緯</h2><p>前</p>')), Prose(Markup("<p>後</p>"))
    assert [place[:3] for place in places(before, FigureBlock(FIGURE, "here"), after)] == [
        ["a", "経緯", "前\n後"],
        ["town-joining-here", "加入率（％）", places(FigureBlock(FIGURE, "here"))[0][2]],
    ]


def test_a_figure_is_found_by_its_sentence_its_rows_and_its_notes() -> None:
    rows = "R5（2023） 実績 70.0％\nR6（2024） 目標 75％ 見込"
    assert text(FigureBlock(FIGURE, "here")) == f"最新の値は70％です。\n{rows}\n抽出調査による。"


def test_a_figure_with_a_page_of_its_own_is_only_named_elsewhere() -> None:
    block = FigureBlock(FIGURE, "here", Link("加入率", "town/indicators/joining/index.html"))
    assert places(block) == [["", "", "加入率（％）"]]


def test_the_figure_that_a_page_is_about_opens_the_page() -> None:
    (entry,) = entries(page(FigureBlock(FIGURE, "here"), title="加入率", kind="indicator"))
    assert entry[6][0][:2] == ["", ""]


def test_an_indicators_number_is_kept_and_its_kind_is_not() -> None:
    kickers = ["成果指標", "成果指標 1-2"]
    assert [entries(page(kind="indicator", kicker=kicker))[0][1] for kicker in kickers] == ["", "成果指標 1-2"]


def test_lists_facts_quotes_tables_and_notes_are_found_line_by_line() -> None:
    items = Items((Item("話す", Link("会"), "①", items=(Item("書く"),), notes=(Note("毎月"),)),))
    facts = Facts((Fact("根拠", (Link("条例"), Link("要綱", "https://example.jp/"))),))
    table = DataTable("役割", ("誰", "何"), ((Link("市"), Link("支える")),))
    assert text(items, facts, Quote("目標", "年2回"), table, Notes((Note("編者"),))).split("\n") == [
        *("① 会", "話す", "毎月", "書く"),
        *("根拠 条例 要綱", "年2回", "役割", "誰 何", "市 支える", "編者"),
    ]


def test_ways_to_other_pages_are_no_text() -> None:
    belongs = Facts((Fact("位置", (Link("目標2", "town/g2/index.html"),)),))
    row = IndexRow(Link("事業", "town/projects/a/index.html"))
    assert places(belongs, Cards((Card(Link("章")),)), IndexList((row,)), Notice("図はありません。")) == []


def test_for_every_kind_of_block_it_is_settled_whether_it_is_searched() -> None:
    samples: list[Block] = [Paragraphs(("本文",)), Items((Item("本文"),)), Quote("", "本文"), Notes((Note("本文"),))]
    samples += [Facts((Fact("語", (Link("本文"),)),)), DataTable("本文", (), ()), Prose(Markup("<p>本文</p>"))]
    samples += [FigureBlock(FIGURE, "here")]
    assert {type(block) for block in samples if text(block)} | LEADING == set(get_args(blocks.Block))


def test_offices_and_marks_stand_beside_the_title() -> None:
    office = Link("市民局 協働課", "town/departments/index.html#x")
    parts = Items((Item("①", links=(office, Link("事業", "town/projects/a/index.html"))),))
    marked = page(Facts((Fact("担当", (office,)),)), parts, tags=(Tag("新規", "◎"),))
    assert entries(marked)[0][4] == ["市民局 協働課", "新規"]


def test_offices_terms_and_marks_are_each_found_by_themselves() -> None:
    term = Section("npo", "NPO", (Paragraphs(("非営利の団体",)),), kicker="*1")
    found = entries(page(sections=(term,), address="town/glossary/index.html", kind="list", title="用語", kicker=""))
    assert found[0] == ["term", "*1", "NPO", "glossary/index.html#npo", [], "", [["", "", "非営利の団体"]]]
    assert found[1] == ["list", "", "用語", "glossary/index.html", [], "", []]


def test_a_reading_is_kept_where_the_plan_states_it_and_is_not_guessed() -> None:
    plan = plan_of(indicator_of(id="joining", name="加入率", reading="かにゅうりつ"))
    own = page(kind="indicator", address="town/indicators/joining/index.html")
    assert [entry[5] for entry in entries(own, page(), plan=plan)] == ["かにゅうりつ", ""]


def test_the_reading_of_a_node_without_a_page_belongs_to_its_section() -> None:
    levels = [{"id": "goal", "name": "目標"}, {"id": "step", "name": "取組", "page": "false"}]
    step = Node.model_validate({"id": "m1", "level": "step", "name": "場をつくる", "reading": "ばをつくる"})
    goal = Node.model_validate({"id": "g1", "level": "goal", "name": "集うまち"})
    plan = Plan("town", about_of(levels=levels), nodes=(goal, step), parents={"g1": "", "m1": "g1"})
    (entry,) = entries(page(sections=(Section("m1", "場をつくる", kicker="1-1"),)), plan=plan)
    assert entry[5:] == ["", [["m1", "1-1 場をつくる", "", "", "ばをつくる"]]]


def test_equal_pages_give_equal_bytes() -> None:
    given = page(FigureBlock(FIGURE, "here"), Paragraphs(("町",)))
    assert search_data(plan_of(), [given]) == search_data(plan_of(), [given])


@pytest.fixture(scope="module")
def scripts(built_site: Path) -> list[Path]:
    found = sorted(built_site.glob("*/search-data.js"))
    assert len(found) == 5
    return found


def test_what_a_reader_loads_for_a_search_is_light(scripts: list[Path]) -> None:
    weights = {path.parent.name: len(gzip.compress(path.read_bytes(), mtime=0)) for path in scripts}
    assert weights["sendai"] < 60_000
    assert sum(weights.values()) < 100_000


def test_every_find_leads_to_a_place_that_is_there(scripts: list[Path]) -> None:
    for script in scripts:
        for entry in json.loads(script.read_text(encoding="utf-8")[len("keikakuSearch(") : -3])["pages"]:
            address, _, anchor = entry[3].partition("#")
            html = (script.parent / address).read_text(encoding="utf-8")
            lost = [id for id in (anchor, *(place[0] for place in entry[6])) if id and f' id="{id}"' not in html]
            assert lost == [], f"{script.parent.name}/{address}"
