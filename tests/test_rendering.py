"""Pages become sound HTML that works from a disk, under a sub-path and without scripts."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError

from keikaku.figure import Cell, Figure, Note, Role, Series, Shape, Slot
from keikaku.pages.blocks import Card, FigureBlock, Frame, Link, Notice, Page, Section, Tag
from keikaku.rendering import Renderer, TemplateFaultError, component_name, numbered_notes, signs_for_none
from keikaku.words import Words, read_words
from tests.theme.examples import DRAWING, THEME
from tests.theme.markup import faults

WORDS = {"ja": read_words(THEME / "words", "ja"), "en": Words("en")}
FRAME = Frame(
    site_title="まちの計画",
    site_address="index.html",
    plan_title="まちづくり計画",
    plan_address="town/index.html",
    publisher="小さな町",
    disclaimer="町の公式サイトではありません。",
    menu=(Link("目標", "town/g1/index.html"), Link("指標", "town/indicators/index.html")),
    contact=("電話 000-000-0000", "mail@example.jp"),
    licence="CC BY 4.0",
    about_address="about/index.html",
)
SECTIONS = tuple(Section(f"s{n}", f"第{n}部", (Notice("ここに本文があります。"),), kicker=f"{n}") for n in (1, 2, 3))
PAGE = Page(
    address="town/g1/index.html",
    kind="node",
    title="人が集まるまち",
    description="目標1の取組と指標",
    kicker="目標 1",
    lead="場をつくります。",
    tags=(Tag("重点", "◎", "特に進めること"),),
    crumbs=(Link("まちの計画", "index.html"), Link("まちづくり計画", "town/index.html")),
    sections=SECTIONS,
    previous=Link("目標 0", "town/g0/index.html"),
    following=Link("目標 2", "town/g2/index.html"),
    frame=FRAME,
)
SLOTS = (Slot("R5", "2023", "令和5年度", Decimal(2023)), Slot("R6", "2024", "令和6年度", Decimal(2024)))


def figure(*cells: Cell | None, **changes: object) -> Figure:
    fields: dict[str, Any] = {"slots": SLOTS, "series": (Series("actual", "実績", Role.ACTUAL, cells),), "unit": "％"}
    fields |= {"id": "joining", "title": "加入率（％）", "sentence": "R6は70％です。", "shape": Shape.TREND}
    return Figure(slot_heading="年度", **fields | changes)


def rendered(page: Page, *, base_url: str = "", theme: Path = THEME, overrides: Path | None = None) -> str:
    return Renderer(theme, overrides, WORDS, base_url=base_url).render(page, {"joining": DRAWING})


def with_figure(*cells: Cell | None, **changes: object) -> str:
    block = FigureBlock(figure(*cells, **changes), "here", heading_level=2)
    return rendered(replace(PAGE, sections=(), blocks=(block,)))


@pytest.mark.parametrize(
    "kind", ["home", "plan", "node", "project", "indicator", "chapter", "list", "about", "not-found"]
)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_page_of_each_kind_is_sound_html(kind: str, lang: str) -> None:
    html = rendered(replace(PAGE, kind=kind, lang=lang))
    assert html.startswith("<!doctype html>")
    assert f'<html lang="{lang}"' in html
    assert faults(html.removeprefix("<!doctype html>")) == []
    assert html.count("<h1") == 1


def test_what_a_page_does_not_have_leaves_no_empty_parts() -> None:
    frame = Frame(site_title="計画", site_address="index.html", about_address="about/index.html")
    page = Page("index.html", "home", "計画", "", blocks=(Notice("準備中です。"),), frame=frame)
    assert faults(rendered(page).removeprefix("<!doctype html>")) == []


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("town/g2/index.html", "../g2/index.html"),
        ("index.html", "../../index.html"),
        ("town/g1/index.html", "index.html"),
        ("town/g1/index.html#s1", "#s1"),
        ("town/g2/index.html#s1", "../g2/index.html#s1"),
        ("town/data/a.csv", "../data/a.csv"),
        ("#s1", "#s1"),
        ("https://example.jp/a/", "https://example.jp/a/"),
        ("mailto:a@example.jp", "mailto:a@example.jp"),
        ("tel:0000000000", "tel:0000000000"),
    ],
)
def test_links_are_relative_to_the_page(address: str, link: str) -> None:
    html = rendered(replace(PAGE, sections=(Section("a", "部", (), address=address),)))
    assert f'<h2 class="section-heading">\n<a href="{link}">' in html


def test_a_link_that_would_run_a_script_is_refused() -> None:
    with pytest.raises(ValueError, match="may not link to 'javascript:"):
        rendered(replace(PAGE, previous=Link("x", "javascript:alert(1)")))


def test_the_not_found_page_starts_at_the_servers_root_where_that_is_known() -> None:
    lost = replace(PAGE, address="404.html", kind="not-found", crumbs=())
    assert 'href="/plans/assets/style.css"' in rendered(lost, base_url="https://example.jp/plans/")
    assert 'href="/assets/style.css"' in rendered(lost, base_url="https://example.jp")
    assert 'href="assets/style.css"' in rendered(lost)


def test_other_pages_stay_relative_even_where_the_servers_root_is_known() -> None:
    assert 'href="../../assets/style.css"' in rendered(PAGE, base_url="https://example.jp/plans/")


def test_text_is_escaped_and_sanitised_html_is_not() -> None:
    html = rendered(replace(PAGE, title="<b>A & B</b>"))
    assert "<b>" not in html
    assert "A &amp; B" in html


def test_only_a_page_that_may_be_indexed_may_be_indexed() -> None:
    assert "noindex" not in rendered(PAGE)
    assert '<meta name="robots" content="noindex">' in rendered(replace(PAGE, indexed=False))


def test_an_undecided_plan_says_so_on_the_screen_and_on_each_printed_sheet() -> None:
    html = rendered(replace(PAGE, frame=replace(FRAME, banner="案：まだ決まっていません")))
    assert '<p class="status-banner"><span class="wrapper">案：まだ決まっていません</span></p>' in html
    assert 'data-plan="まちづくり計画" data-status="案：まだ決まっていません"' in html


def test_the_menu_marks_the_page_that_is_open() -> None:
    assert '<a href="index.html" aria-current="page">目標</a>' in rendered(PAGE)


def test_a_way_to_the_parts_appears_where_there_are_several() -> None:
    assert 'class="contents"' in rendered(PAGE)
    assert 'class="contents"' not in rendered(replace(PAGE, sections=SECTIONS[:2]))


def test_japanese_headings_break_between_phrases_and_other_languages_do_not() -> None:
    title = "仙台市協働まちづくり推進プラン2021（最終案）"
    assert "仙台市協働まちづくり推進<wbr>プラン2021<wbr>（最終案）" in rendered(replace(PAGE, title=title))
    assert "<wbr>" not in rendered(replace(PAGE, lang="en", frame=Frame(), title=title, sections=()))


def test_a_phrase_longer_than_half_a_phones_line_breaks_where_the_script_changes() -> None:
    html = rendered(replace(PAGE, title="男女共同参画推進センターにおける支援"))
    assert "参画推進<wbr>センターに<wbr>おける" in html


def test_a_value_is_said_as_it_is_meant() -> None:
    html = with_figure(Cell("▲468", Decimal(-468)), Cell("▲", Decimal(1)))
    delta = '<span aria-hidden="true">△</span><span class="visually-hidden">マイナス</span>12'
    assert delta in with_figure(Cell("△12", Decimal(-12)), Cell("3", Decimal(3)))
    assert '<span aria-hidden="true">▲</span><span class="visually-hidden">マイナス</span>468' in html
    assert "\n▲\n" in html


def test_a_year_is_shown_short_and_said_in_full() -> None:
    html = with_figure(Cell("70％", Decimal(70)), None)
    assert '<span aria-hidden="true">R5<wbr>（2023）</span><span class="visually-hidden">令和5年度</span>' in html


def test_a_sign_for_no_value_gets_a_word_and_an_empty_cell_too() -> None:
    html = with_figure(Cell("—", missing=True), None)
    assert '<span aria-hidden="true">—</span><span class="visually-hidden">数値なし</span>' in html
    assert "「—」は出典のとおりです。" in html
    assert '<span class="visually-hidden">記載なし</span>' in html


def test_what_is_not_final_says_so_in_words() -> None:
    html = with_figure(Cell("69", Decimal(69), state="途中", hollow=True, as_of="H29.9.15時点"), Cell("7", hollow=True))
    assert "途中" in html
    assert "H29.9.15時点" in html
    assert "未確定" in html


def test_notes_are_numbered_in_the_order_of_the_table_and_each_once() -> None:
    first, second, third = Note("い"), Note("ろ", by_editor=True), Note("は")
    cells = (Cell("1", notes=(third, first)), Cell("2", notes=(third,), more=(Cell("3", notes=(first,)),)))
    series = replace(figure(*cells).series[0], notes=(first,))
    noted = figure(*cells, series=(series,), slots=(replace(SLOTS[0], notes=(second,)), SLOTS[1]))
    assert numbered_notes(noted) == (first, second, third)


def test_a_note_is_reached_by_its_number() -> None:
    html = with_figure(Cell("1", Decimal(1), notes=(Note("い"),)), None)
    assert '<a class="figure-table-mark" href="#joining-here-note-1">注1</a>' in html
    assert '<li id="joining-here-note-1">' in html


def test_signs_for_none_are_listed_once_with_what_they_mean() -> None:
    dash = Cell("—", missing=True)
    assert signs_for_none(figure(dash, dash)) == (("—", ""),)
    assert signs_for_none(figure(Cell("***", missing=True, absence="withheld"), None)) == (("***", "is not published"),)
    assert signs_for_none(figure(Cell("今後調査", missing=True), None)) == ()


def test_a_long_table_opens_with_a_tap() -> None:
    slots, cells = tuple(Slot(f"R{n}") for n in range(1, 10)), tuple(Cell(str(n), Decimal(n)) for n in range(1, 10))
    assert "<summary>表を開く（9行）：加入率（％）</summary>" in with_figure(*cells, slots=slots)
    assert "表を開く" not in with_figure(*cells[:8], slots=slots[:8])


def test_the_box_of_a_wide_table_can_be_reached_by_keyboard() -> None:
    one = figure(Cell("1", Decimal(1)), None).series[0]
    wide = with_figure(series=tuple(replace(one, id=str(n), name=str(n)) for n in range(4)))
    assert '<div class="table-box" role="region" aria-labelledby="joining-here-caption" tabindex="0">' in wide
    assert "tabindex" not in with_figure(Cell("1", Decimal(1)), None)


def test_a_picture_has_a_name_and_a_description() -> None:
    html = with_figure(Cell("1", Decimal(1)), None)
    assert html.count('role="img" aria-labelledby="joining-here-title" aria-describedby="joining-here-sentence"') == 2


def test_a_figure_without_a_drawing_has_no_picture() -> None:
    html = with_figure(Cell("設置"), None, shape=Shape.TABLE)
    assert "<svg" not in html
    assert "<table>" in html


def test_a_figure_that_should_be_drawn_and_was_not_is_our_fault() -> None:
    page = replace(PAGE, blocks=(FigureBlock(figure(Cell("1", Decimal(1)), None), "here", heading_level=2),))
    with pytest.raises(UndefinedError):
        Renderer(THEME, None, WORDS).render(page, {})


def test_a_template_that_asks_for_what_is_not_there_is_found_where_it_asks(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("<p>\n{{ page.no_such_field }}", encoding="utf-8")
    with pytest.raises(TemplateFaultError, match="no_such_field") as raised:
        rendered(PAGE, overrides=tmp_path)
    assert (raised.value.file, raised.value.line) == (tmp_path / "templates" / "page.html", 2)


def test_a_city_replaces_one_component_and_keeps_the_rest(tmp_path: Path) -> None:
    folder = tmp_path / "components" / "notice"
    folder.mkdir(parents=True)
    own = '{% macro notice(block) %}<p class="notice">!{{ block.text }}</p>{% endmacro %}'
    (folder / "notice.html").write_text(own, encoding="utf-8")
    assert '<p class="notice">!ここに本文があります。</p>' in rendered(PAGE, overrides=tmp_path)


def test_a_citys_template_may_extend_the_one_it_replaces(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    own = '{% extends "theme/templates/page.html" %}{% block head %}<h1>わたしのまち</h1>{% endblock %}'
    (tmp_path / "templates" / "page.html").write_text(own, encoding="utf-8")
    html = rendered(PAGE, overrides=tmp_path)
    assert "<h1>わたしのまち</h1>" in html
    assert 'id="s1"' in html


def test_a_component_is_named_after_what_it_shows() -> None:
    assert component_name(FigureBlock(figure(None, None), "here")) == "figure-block"
    assert component_name(Card(Link("x"))) == "card"


def test_the_same_page_gives_the_same_html() -> None:
    assert rendered(PAGE) == rendered(PAGE)
