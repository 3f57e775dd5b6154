"""Markdown narratives: front matter, sanitised HTML, headings, figures, footnotes, links, and their faults by line."""

from pathlib import Path

import pytest

from keikaku.plan.narrative import Chapter, FigureReference, Html
from keikaku.reading.narrative import sanitised
from tests.workspaces import MAIN, MORE, PLAN_YAML, found, only, plan_of, read, write

STATES = "states: [途中, 見込]\n"
DATA = """\
nodes:
  - id: g1
    level: goal
    name: 支える町
indicators:
  - id: members
    name: 会員数
    unit: 人
    values:
      H29: 1,120人
      H30: 1,150
      R元: [{value: 1160, state: 途中}, {value: 1170, state: 見込}]
"""
TEXT = "content/town/text.md"


def files(body: str, front: str = "title: 町のいま\n") -> dict[str, str]:
    return {MAIN: PLAN_YAML + STATES, MORE: DATA, TEXT: f"---\n{front}---\n{body}"}


def chapter(root: Path, body: str, front: str = "title: 町のいま\n") -> Chapter:
    return plan_of(root, files(body, front)).chapters[0]


def html(root: Path, body: str) -> str:
    return "".join(part.html for part in chapter(root, body).parts if isinstance(part, Html))


def faults(root: Path, body: str) -> list[tuple[str, str]]:
    """Rule and place of each problem; the body begins on line 4."""
    return [(rule, at.removeprefix(TEXT + ":")) for rule, at in found(root, files(body))]


# --- what it says of itself ----------------------------------------------------------------------------------------


def test_front_matter_says_what_the_text_is(tmp_path: Path) -> None:
    text = chapter(tmp_path, "本文。\n", "title: 町のいま\nid: now\nof: g1\nnumber: 第1章\norder: 3\nsummary: 要約\n")
    assert (text.id, text.title, text.of, text.number, text.order, text.summary) == (
        *("now", "町のいま", "g1", "第1章"),
        *(3, "要約"),
    )


@pytest.mark.parametrize(
    "text", ["# 町のいま\n\n本文。\n", "---\ntitle: 町のいま\n---\n# 町のいま\n本文。\n", "---\ntitle: 町のいま\n---"]
)
def test_the_title_may_be_the_first_heading_and_stands_once(tmp_path: Path, text: str) -> None:
    found_chapter = plan_of(tmp_path, {TEXT: text}).chapters[0]
    assert (found_chapter.id, found_chapter.title, found_chapter.headings) == ("text", "町のいま", ())
    assert "町のいま" not in str(found_chapter.parts)


@pytest.mark.parametrize(
    ("text", "at"),
    [("# 会員は{{value: members H30}}\n", "1:3"), ("---\ntitle: '{{value: members H30}}'\n---\n", "1")],
)
def test_a_title_quotes_no_value(tmp_path: Path, text: str, at: str) -> None:
    assert found(tmp_path, {TEXT: text}) == [("unknown-braces", f"{TEXT}:{at}")]


@pytest.mark.parametrize(
    ("front", "rule", "at"),
    [
        ("title: 町\ntilte: 町\n", "unknown-key", "3:1"),
        ("title: 町\norder: 初め\n", "wrong-shape", "3:8"),
        ("title: %\n", "special-sign", "2:8"),
        ("町のいま\n", "not-a-mapping", "2:1"),
        ("title: 町\nof: g9\n", "unknown-reference", "3:5"),
    ],
)
def test_faults_of_the_front_matter_are_found_at_their_line(tmp_path: Path, front: str, rule: str, at: str) -> None:
    assert found(tmp_path, files("本文。\n", front)) == [(rule, f"{TEXT}:{at}")]


def test_empty_lines_may_stand_above_the_front_matter(tmp_path: Path) -> None:
    text = "\n \n---\ntitle: 町のいま\n---\n本文 TODO\n"
    assert found(tmp_path, {TEXT: text}) == [("left-over-text", f"{TEXT}:6:4")]
    assert found(tmp_path, {TEXT: text.replace("title", "tilte")})[0] == ("unknown-key", f"{TEXT}:4:1")
    assert found(tmp_path, {TEXT: "\n---\ntitle: 町\n"}) == [("open-front-matter", f"{TEXT}:2")]


def test_front_matter_that_does_not_end_is_not_published(tmp_path: Path) -> None:
    assert found(tmp_path, {TEXT: "---\ntitle: 町\n本文。\n"}) == [("open-front-matter", f"{TEXT}:1")]


def test_a_file_whose_name_can_be_no_address_needs_an_id(tmp_path: Path) -> None:
    assert found(tmp_path / "a", {"content/town/町.md": "# 町\n本文。\n"}) == [("unfit-name", "content/town/町.md")]
    assert found(tmp_path / "b", {"content/town/町.md": "---\nid: now\n---\n# 町\n本文。\n"}) == []


@pytest.mark.parametrize(
    ("body", "is_found"),
    [
        ("■ 背景\n\n人が減っています。\n", True),
        ("人が減っています。\n\n  ◆背景と課題\n", True),
        ("■ 人が減っています。\n", False),  # a sentence
        ("■ 背景\n■ 課題\n", False),  # a list, of which something else is said
        ("■ 背景\n人が減っています。\n", True),
        ("- 人が減っています。\n◆ お問い合わせ\n\n市民部\n", True),
        ("### ■ 背景\n\n人が減っています。\n", False),
    ],
)
def test_a_sign_makes_no_heading(tmp_path: Path, body: str, is_found: bool) -> None:
    told = [rule for rule, _ in found(tmp_path, files("## 現状 {#now}\n\n" + body))]
    assert ("heading-by-sign" in told) == is_found


# --- what it becomes -----------------------------------------------------------------------------------------------


def test_a_line_break_inside_japanese_leaves_no_space(tmp_path: Path) -> None:
    body = "町内会の\n加入率は**高く**\n[会員](indicator:members)も\n多い。\n\nopen\ndata と NPO\n法人。\n"
    made = html(tmp_path, body)
    assert "町内会の加入率は<strong>高く</strong><a" in made
    assert "</a>も多い。" in made
    assert "open\ndata と NPO法人。" in made


def test_line_breaks_that_are_meant_are_kept(tmp_path: Path) -> None:
    assert "一行目<br>" in html(tmp_path, "一行目  \n二行目\n")
    assert "<pre><code>日本\n語\n</code></pre>" in html(tmp_path, "- 例\n\n        日本\n        語\n")


def test_tables_align_by_class_and_their_headings_have_a_scope(tmp_path: Path) -> None:
    made = html(tmp_path, "| 年 | 数 |\n|:--|--:|\n| H30 | 120 |\n")
    assert '<th scope="col" class="align-right">数</th>' in made
    assert '<td class="align-right">120</td>' in made
    assert "<thead>" in made
    assert "style" not in made


def test_a_scope_that_is_written_stays(tmp_path: Path) -> None:
    assert '<th scope="row">市</th>' in html(tmp_path, '<table><tr><th scope="row">市</th><td>1</td></tr></table>\n')


@pytest.mark.parametrize(
    "body",
    [
        "| 年 | 数 |\n| H30 | 120 |\n",
        "会員の数です。\n| 年 | 数 |\n|---|---|\n| H30 | 120 |\n",
        "| 年 | 数 |\n\n|---|---|\n| H30 | 120 |\n",
        "年\t数\nH30\t120\n",
        "年 | 数\nH30 | 120\n",
    ],
)
def test_a_table_that_would_be_shown_as_signs_is_reported(tmp_path: Path, body: str) -> None:
    assert "<table" not in html(tmp_path / "shown", body)
    assert {rule for rule, _ in faults(tmp_path, body)} == {"table-not-read"}


@pytest.mark.parametrize(
    ("row", "is_found"),
    [
        ("| H30 | 120 |", False),
        ("| H30 |", True),
        ("| H30 | `a|b` |", False),
        (r"| H30 | a\|b |", False),
        ("| H30 | 120 | 130 |", True),
        ("| H30 | 120 | |", True),
    ],
)
def test_a_cell_beyond_the_last_column_would_be_lost_and_is_reported(tmp_path: Path, row: str, is_found: bool) -> None:
    body = f"| 年 | 数 |\n|---|---|\n| H29 | 1 |\n{row}\n\n| 年 | 数 | 備考 |\n|---|---|---|\n| H30 | 120 | 注 |\n"
    assert [rule for rule, _ in faults(tmp_path, body)] == (["cells-differ"] if is_found else [])


@pytest.mark.parametrize(
    ("text", "shown"),
    [("~~旧い文~~新しい文", "<del>旧い文</del>新しい文"), ("5 ~~ 6 ~~ 7", "5 ~~ 6 ~~ 7"), ("3~~4", "3~~4")],
)
def test_words_that_are_struck_out_are_shown_so(tmp_path: Path, text: str, shown: str) -> None:
    assert shown in html(tmp_path, f"{text}\n")


@pytest.mark.parametrize("heading", ["|年|数|", "||数|", "| 年 | 数 |", "|年 | 数|"])
def test_a_table_is_read_with_and_without_spaces(tmp_path: Path, heading: str) -> None:
    shown = html(tmp_path, f"文です。\n\n{heading}\n|---|---|\n|R6|10団体|\n")
    assert "<td>R6</td><td>10団体</td>" in shown.replace("\n", "")
    assert "数</th>" in shown


@pytest.mark.parametrize("above", ["", "会員の数です。\n\n", "## 会員\n", "{{figure: members}}\n"])
def test_a_table_that_is_read_is_not(tmp_path: Path, above: str) -> None:
    body = f"{above}| 年 | 数 |\n|:--|--:|\n| H30 | 120 |\n"
    assert "<table" in html(tmp_path / "shown", body)
    assert faults(tmp_path, body) == []


@pytest.mark.parametrize(
    "line",
    [
        "＃＃ 現状",
        "会員［^1］です。",
        "会員[＾1]です。",
        "｛｛figure: members｝｝",
        "＊＊大切＊＊です。",
        "｜年｜数｜",
    ],
)
def test_a_sign_in_full_width_that_would_be_shown_as_it_stands_is_reported(tmp_path: Path, line: str) -> None:
    assert {rule for rule, _ in faults(tmp_path, f"{line}\n")} == {"full-width-sign"}


@pytest.mark.parametrize(
    "body",
    [
        "会員です［^1］。\n\n[^1]: 年度末。\n",
        "会員です[^1]。\n\n［＾１］: 年度末。\n",
        "会員です[＾１]。\n\n[^1]: 年度末。\n",
    ],
)
def test_a_footnote_in_full_width_is_told_once_and_as_it_has_to_be(tmp_path: Path, body: str) -> None:
    _, problems = read(write(tmp_path, {"content/town/text.md": f"---\ntitle: 章\n---\n{body}"}))
    problem = only(problems)
    assert (problem.facts["half_width"], problem.is_error) == ("[^1]", True)


def test_full_width_signs_that_are_only_words_may_stand(tmp_path: Path) -> None:
    assert faults(tmp_path, "番号は＃5、［参考］の｛注｝を見る。＊印は1年分。A｜B\n") == []


def test_definitions_lists_quotes_and_ruby_are_there(tmp_path: Path) -> None:
    made = html(tmp_path, "用語\n:   定義\n\n3. 三\n4. 四\n\n> 引用\n\n{協働|きょうどう}のまち\n")
    assert "<dt>用語</dt>" in made
    assert '<ol start="3">' in made
    assert "<blockquote>" in made
    assert "<ruby>協働<rp>（</rp><rt>きょうどう</rt><rp>）</rp></ruby>のまち" in made


def test_a_line_below_a_text_is_a_line_and_makes_no_heading(tmp_path: Path) -> None:
    made = html(tmp_path, "前の文。\n---\n後の文。\n")
    assert "<h2" not in made
    assert "<hr>" in made


def test_heading_ids_are_written_or_made_of_the_text(tmp_path: Path) -> None:
    text = chapter(tmp_path, "## 現状と課題\n### {協働|きょうどう}とは[^1] {#what}\n##これから\n\n[^1]: 注\n")
    assert [(h.id, h.text, h.level, h.at.line) for h in text.headings] == [
        ("現状と課題", "現状と課題", 2, 4),
        ("what", "協働とは", 3, 5),
        ("これから", "これから", 2, 6),
    ]
    made = str(text.parts)
    assert all(f'id="{heading.id}"' in made for heading in text.headings)


def test_an_id_stays_when_other_headings_come_and_go(tmp_path: Path) -> None:
    before = chapter(tmp_path / "a", "## 現状\n\n## 課題\n").headings[-1].id
    after = chapter(tmp_path / "b", "## 前書き\n\n## 現状\n\n## 課題\n").headings[-1].id
    assert before == after


# --- figures and values --------------------------------------------------------------------------------------------


def test_a_figure_stands_between_the_parts_of_the_text(tmp_path: Path) -> None:
    parts = chapter(tmp_path, "前の文。\n{{figure: members}}\n後の文[^1]。\n\n[^1]: 注\n").parts
    assert [type(part) for part in parts] == [Html, FigureReference, Html]
    assert isinstance(parts[1], FigureReference)
    assert (parts[1].id, str(parts[1].at)) == ("members", f"{TEXT}:5:1")
    assert "後の文" in str(parts[2])
    assert "注" in str(parts[2])


@pytest.mark.parametrize(
    ("reference", "shown"),
    [
        ("members H29", "1,120人"),
        ("members Ｈ30", "1,150人"),
        ("members 平成30年度", "1,150人"),
        ("members R元 見込", "1170人"),
    ],
)
def test_a_number_in_the_text_comes_from_the_data(tmp_path: Path, reference: str, shown: str) -> None:
    body = f"## 会員は{{{{value: {reference}}}}}\n会員は**{{{{ value: {reference} }}}}**です。\n"
    text = chapter(tmp_path, body)
    assert f"会員は<strong>{shown}</strong>です。" in html(tmp_path, body)
    assert text.headings[0].text == f"会員は{shown}"
    assert [str(value.at) for value in text.values] == [f"{TEXT}:4:7", f"{TEXT}:5:6"]


@pytest.mark.parametrize(
    ("body", "rule", "at"),
    [
        ("会員は{{value: members R9}}です。\n", "unknown-value", "4:4"),
        ("会員は{{value: member H30}}です。\n", "unknown-reference", "4:4"),
        ("会員は{{value: members R元}}です。\n", "ambiguous-value", "4:4"),
        ("会員は{{value: members}}です。\n", "unknown-braces", "4:4"),
        ("会員は{{value：members H30}}です。\n", "unknown-braces", "4:4"),
        ("図は{{figure: members}}です。\n", "unknown-braces", "4:3"),
        ("｛｛figure: members}}\n", "unknown-braces", "4:1"),
        ("会員は{{value: members H30｝｝です。\n", "unknown-braces", "4:4"),
        ("## 推進体制 {#organisation{\n", "unknown-braces", "4:9"),
        ("## 推進体制 #organisation}\n", "unknown-braces", "4:9"),
        ("文[^1]。\n\n^1]: 注です。\n", "unknown-footnote", "6:1"),
        ("文[^1]。\n\n[^1] 注です。\n", "unknown-footnote", "6:1"),
        ("{figure: members}\n", "unknown-braces", "4:1"),
        ("会員は{{value: members H30} です。\n", "unknown-braces", "4:4"),
        ("会員は{value: members H30}です。\n", "unknown-braces", "4:4"),
        ("- 一つ\n  {{figure: members}}\n", "indent-differs", "5:1"),
        ("<p>\n{{figure: members}}\n</p>\n", "lost-figure", "5:1"),
        ("本文。\n\n{{figure: nobody}}\n", "unknown-reference", "6:1"),
        ("[町](node:g2)\n", "unknown-reference", "4:1"),
        ("[町](project:g1)\n", "unknown-reference", "4:1"),
        ("本文と[印](mark:重点)\n", "unknown-reference", "4:4"),
        ("[町][a]\n\n[a]: project:cafe\n", "unknown-reference", "6:1"),
        ('<a href="chapter:next">次</a>\n', "unknown-reference", "4:1"),
        ("[次](next.md)\n", "link-refused", "4:1"),
        ("文です。\n\n#\n", "heading-without-text", "6:1"),
        ("[次](javascript:alert%281%29)\n", "link-refused", "4:1"),
        ("[次](//example.jp)\n", "link-refused", "4:1"),
        ("[次](https;//example.jp)\n", "link-refused", "4:1"),
        ("![図](https://example.jp/a.png)\n", "link-refused", "4:1"),
        ("![地図](map.svg)\n", "link-refused", "4:1"),
        ("[地図](map.svg)\n", "link-refused", "4:1"),
        ("[一覧](list.xlsm)\n", "link-refused", "4:1"),
        ("[一覧](/list.xlsx)\n", "link-refused", "4:1"),
        ("[一覧](C:\\\\list.xlsx)\n", "link-refused", "4:1"),
        ("![駅]（station.jpg）\n", "full-width-bracket", "4:5"),
        ('![駅]（station.jpg "撮影")\n', "full-width-bracket", "4:5"),
        ("[第2章］（chapter:two）です。\n", "full-width-bracket", "4:5"),
        ("[第2章］(chapter:two)です。\n", "full-width-bracket", "4:5"),
        ("![駅](station.jpg)\n", "missing-file", "4:1"),
        ("町の![駅](写真/駅%201.jpg)\n", "missing-file", "4:3"),
        ("町の[概要版](gaiyo.pdf#page=2)\n", "missing-file", "4:3"),
        ("[概要版][a]\n\n[a]: gaiyo.pdf\n", "missing-file", "6:1"),
        ("[町]（node:g1）です。\n", "full-width-bracket", "4:4"),
        ("注の印[^1]です。\n", "unknown-footnote", "4:4"),
        ("本文。\n\n[^1]: 注\n", "unused-footnote", "6:1"),
        ("本文[^1]。\n\n[^1]: 注\n[^1]: 注\n", "footnote-twice", "7:1"),
        ("## 現状\n本文。\n## 課題\n本文。\n## 現状\n本文。\n", "heading-twice", "8:1"),
        ("# 町のこれから\n本文。\n", "second-title", "4:1"),
        ("文字は<font>赤</font>\n", "html-refused", "4:4"),
        ("<p style='color: red'>赤</p>\n", "html-refused", "4:1"),
        ('<a href="https://example.jp" onclick="x()">赤</a>\n', "html-refused", "4:1"),
        ("<script>alert(1)</script>\n", "html-refused", "4:1"),
        ("<iframe src='https://example.jp'></iframe>\n", "html-refused", "4:1"),
    ],
)
def test_a_fault_in_the_text_is_found_at_its_line(tmp_path: Path, body: str, rule: str, at: str) -> None:
    assert faults(tmp_path, body) == [(rule, at)]


def test_what_is_code_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    made = html(tmp_path, "書き方は `{{figure: id}}` と `<font>` と `[a](b.md)` です。\n")
    assert "<code>{{figure: id}}</code>" in made
    assert "<code>&lt;font&gt;</code>" in made


@pytest.mark.parametrize(
    ("target", "near"),
    [("g1.html", "node:g1"), ("members", "indicator:members"), ("./g1/", "node:g1"), ("g9.html", "")],
)
def test_a_link_without_its_kind_is_told_what_it_may_mean(tmp_path: Path, target: str, near: str) -> None:
    _, problems = read(write(tmp_path, files(f"[町]({target})\n")))
    assert [(problem.rule, problem.facts["near"]) for problem in problems] == [("link-refused", near)]


def test_the_name_of_a_file_is_no_text_for_a_picture(tmp_path: Path) -> None:
    told = [rule for rule, _ in faults(tmp_path, "![photo-1.PNG](photo-1.png)\n")]
    assert "picture-without-text" in told


def test_the_line_of_hyphens_is_written_out(tmp_path: Path) -> None:
    _, problems = read(write(tmp_path, files("| 区分 | 数 | 率 |\n|---|--:|\n| 甲 | 7 | 5% |\n")))
    assert [(problem.rule, problem.at.line, problem.facts["near"]) for problem in problems] == [
        ("cells-differ", 5, "|---|--:|---|")
    ]


def test_a_row_of_a_table_may_lack_its_last_bar(tmp_path: Path) -> None:
    rows = "| 年 | 数 | 率 |\n|---|---|---|\n| R1 | 12 | |\n| R2 | 9 | 60%\n| R3 | 11 | 119% |\n"
    assert faults(tmp_path, rows) == []
    assert html(tmp_path, rows).count("<tr>") == 4


def test_links_to_the_plan_are_kept_for_the_pages(tmp_path: Path) -> None:
    text = chapter(
        tmp_path, "[町](node:g1#list)と[会員](indicator:members)、<https://example.jp/>、[上](#現状)\n\n## 現状\n"
    )
    assert 'href="node:g1#list"' in str(text.parts)
    assert 'href="https://example.jp/"' in str(text.parts)
    assert [(link.target, link.text, str(link.at)) for link in text.links][:2] == [
        ("node:g1#list", "町", f"{TEXT}:4:1"),
        ("indicator:members", "会員", f"{TEXT}:4:19"),
    ]


def test_footnotes_of_two_texts_on_one_page_do_not_meet(tmp_path: Path) -> None:
    text = "---\ntitle: {}\nof: g1\n---\n本文[^1]。\n\n[^1]: 注\n"
    pages = {f"content/town/{name}.md": text.format(name) for name in ("one", "two")}
    one, two = plan_of(tmp_path, {MORE: DATA, MAIN: PLAN_YAML + STATES} | pages).chapters
    assert 'href="#fn-one-1"' in str(one.parts)
    assert 'id="fn-one-1"' in str(one.parts)
    assert "fn-one-1" not in str(two.parts)


def test_a_text_that_nests_without_end_is_answered_in_words(tmp_path: Path) -> None:
    lists = "\n".join("    " * level + "- x" for level in range(300))
    assert ("too-deep", "1") in faults(tmp_path, lists)


def test_nothing_that_runs_or_loads_survives(tmp_path: Path) -> None:
    attack = (
        "<script>x</script><style>x</style><svg onload=x></svg><p onclick=x style=x>文</p><a href='javascript:x'>次</a>"
        "<a href='data:x'>次</a><iframe src=x></iframe><object></object><form><input></form><img src='x' onerror=x>"
    )
    made = sanitised(attack)
    assert "<p>文</p><a>次</a>" in made
    assert not any(
        word in made for word in ("script", "style", "onclick", "onload", "onerror", "data:", "iframe", "form", "svg")
    )


# --- what would be shown as it stands -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "rule", "line"),
    [
        ("[市]()\n", "link-refused", 4),
        ("[市](www.city.example.jp)\n", "link-refused", 4),
        ("[市](http:/www.city.example.jp)\n", "link-refused", 4),
        ("[市] (https://www.city.example.jp)\n", "link-refused", 4),
        ("［市］(https://www.city.example.jp)\n", "full-width-bracket", 4),
        ("[概要] (summary.pdf)\n", "link-refused", 4),
        ("［概要］(summary.pdf)\n", "full-width-bracket", 4),
        ("町(node:g1)です\n", "link-refused", 4),
        ("[町](node:g1\n", "link-refused", 4),
        ("[町(node:g1)です\n", "link-refused", 4),
        ("会員[^1は\n\n[^1]: 注\n", "unknown-footnote", 4),
        ("## 目的 {#purpose\n", "unknown-braces", 4),
        ("{#purpose}\n", "unknown-braces", 4),
        ("-講座\n- 相談\n", "line-without-key", 4),
        ("[概要版](C:\\Users\\koho\\plan.pdf)です\n", "link-refused", 4),
        ("　近年、人が減る。\n　また、店も減る。\n", "swallowed-entry", 5),
        ("次のとおり。\n- 講座\n- 相談\n", "swallowed-entry", 5),
        ("- 親\n  - 子\n", "indent-differs", 5),
        ("文。\n\n {{figure: members}}\n", "indent-differs", 6),
        ("## 背景 {background}\n\n文。\n", "unknown-braces", 4),
        ("## 背景 {#\n\n文。\n", "unknown-braces", 4),
        ("## 背景 {#}\n\n文。\n", "unknown-braces", 4),
        ("- 親\n\n  {{figure: members}}\n", "indent-differs", 6),
        ("文。\n\n　　{{figure: members}}\n", "indent-differs", 6),
        ("1. 甲\n   - 乙\n", "indent-differs", 5),
        ("- か\n\n  かの段落\n", "indent-differs", 6),
        ("- 講座\n　- 相談\n", "full-width-space", 5),
        ("(2) 対応 {#covid}\n", "unknown-braces", 4),
        ("## 趣旨 {#purpose}人口が減る。\n", "unknown-braces", 4),
        ("１．行政\n２．地域\n", "swallowed-entry", 4),
        ("| 年 | 数 |\n|---|---|\n| a | b |\n\n| c | d |\n", "table-not-read", 8),
        ("用語\n：   定義\n", "full-width-sign", 5),
        ("**図：町*です。\n", "open-bracket", 4),
        ("本文の`コード。\n", "open-bracket", 4),
        ("町は**大きい。\n\n**小さい**町\n", "open-bracket", 4),
        ("前\n\n<!-- 後で書く\n\n本文\n", "html-refused", 6),
        ("<NPO>の参加\n", "html-refused", 4),
        ("・講座\n・相談\n・広報\n", "swallowed-entry", 4),
        ("①講座\n②相談\n", "swallowed-entry", 4),
        ("-講座\n-相談\n", "swallowed-entry", 4),
        ("{協議会｜きょうぎかい}\n", "full-width-sign", 4),
        ("## 来場者 ｛#visitors｝\n", "full-width-sign", 4),
        ("会員です[^1]。\n\n[^1]：年度末。\n", "full-width-sign", 6),
        ("| 年 | 数 |\n|---|---|\n| H30 | 120 |\n※休館あり\n", "table-not-read", 7),
        ("| 年 | 数 |\n|---|---|\n| H30 | 120 |\nR1\t130\n", "table-not-read", 7),
        ("| 年 | 数 |\n|---|\n| H30 | 120 |\n", "cells-differ", 5),
        ("| 年 | 数 | 率 |\n|---|---|---|\n| H30 | 120 | 5 |\n| H31 | 130 \n", "table-not-read", 7),
        ("| 事業 | 数 |\n|---|---|\n| 地域\nづくり | 120 |\n| 講座 | 5 |\n", "table-not-read", 6),
        ("＞市民の声\n", "full-width-sign", 4),
        ("協働\n：力を合わせること\n", "full-width-sign", 5),
        ("[町](node： g1)\n", "link-refused", 4),
        ("## 組織 (#organisation)\n", "unknown-braces", 4),
        ("調査は毎年十月に行います。\n\n調査は毎年十月に行います。\n", "repeated-entry", 6),
        ("- 講座を開く。- 相談を受ける。\n", "swallowed-entry", 4),
        ("## 組織 ｛#organisation}\n\n文。\n", "full-width-sign", 4),
        ("## 組織 {＃organisation}\n\n文。\n", "full-width-sign", 4),
        ("## 組織 {#organisation｝\n\n文。\n", "unknown-braces", 4),
        ("・講座\n- 相談\n- 食堂\n", "line-without-key", 4),
        ("- 講座\n－ 相談\n- 食堂\n", "line-without-key", 5),
        ("- 講座\n- 相談\n・食堂\n", "line-without-key", 6),
        ("| 記号 | 意味 |\n|---|---|\n| ◎ | 重点施策 |\n| ◎ | 重点施策 |\n", "repeated-entry", 7),
        ("- 毎月の講座です。\n- 毎週の相談です。\n\n- 毎月の講座です。\n- 毎週の相談です。\n", "repeated-entry", 7),
        ("| 年 | 数 | 率 |\n|---|---|---|\n| H30 | 120 |\n", "cells-differ", 6),
    ],
)
def test_what_is_not_read_as_it_was_meant_is_told_once(tmp_path: Path, body: str, rule: str, line: int) -> None:
    found = faults(tmp_path, body)
    assert [(name, at.split(":")[0]) for name, at in found] == [(rule, str(line))]


@pytest.mark.parametrize(
    "body",
    [
        "<!-- 後で\n\n書く -->\n本文\n",
        "・一つだけの行です。\n",
        "- 講座\n- 相談\n\n協働\n\n- 講座\n- 相談\n",
        "※注です。\n\n※もう一つの注です。\n",
        "- 講座\n- 相談\n",
        "- 親\n    - 子\n        - 孫\n\n    段落\n",
        "用語\n:   定義\n\n| 年 | 数 |\n|---|---|\n| a | b |\n\n- 講座\n  続き\n- 相談\n",
        "**強い**町と**弱い\n**町、`**`と\\*\\*印\n",
        "| 年 | 数 |\n|---|---|\n| H30 | 120 |\n\n※休館あり\n",
        "| 年 | 数 |\n|---|---|\n| H30 | 120 |\n{{figure: members}}\n",
    ],
)
def test_what_is_read_as_it_was_meant_is_not(tmp_path: Path, body: str) -> None:
    assert faults(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "near"),
    [
        ("{{{value: members H30}}}", "{{value: members H30}}"),
        ("{{value：members，H30}}", "{{value: members H30}}"),
        ("{{figure：members}}", "{{figure: members}}"),
        ("{{value: members", ""),
    ],
)
def test_a_value_with_other_signs_is_answered_with_what_was_meant(tmp_path: Path, body: str, near: str) -> None:
    _, problems = read(write(tmp_path, {"content/town/text.md": f"---\ntitle: 章\n---\n会員は{body}\n"}))
    assert [problem.facts["near"] for problem in problems if problem.rule == "unknown-braces"] == [near]


@pytest.mark.parametrize(("after", "is_found"), [("人です。", True), ("でした。", False)])
def test_a_unit_behind_a_value_that_has_it_is_told(tmp_path: Path, after: str, is_found: bool) -> None:
    data = "indicators: [{id: members, name: 会員数, unit: 人, values: {H30: 120}}]\n"
    text = f"---\ntitle: 章\n---\n会員は{{{{value: members H30}}}}{after}\n"
    told = [rule for rule, _ in found(tmp_path, {MORE: data, TEXT: text})]
    assert told == (["written-twice"] if is_found else [])


@pytest.mark.parametrize(
    ("link", "is_open"), [("[町](node:g1", True), ("[町](node:g1）", True), ("町(node:g1)", False)]
)
def test_a_link_without_its_end_is_told_so(tmp_path: Path, link: str, is_open: bool) -> None:
    problem = only(read(write(tmp_path, files(f"{link}\n")))[1])
    assert (problem.rule, "that ends it" in problem.found) == ("link-refused", is_open)


def test_a_figure_that_is_placed_twice_is_told_at_the_second_place(tmp_path: Path) -> None:
    body = "{{figure: members}}\n\n文\n\n{{figure: members}}\n"
    assert ("anchor-twice", "8:1") in faults(tmp_path, body)


def test_a_figure_in_a_comment_is_left_alone(tmp_path: Path) -> None:
    assert faults(tmp_path, "<!-- {{figure: members}} -->\n\n文\n") == []


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (" ---\ntitle: 章\n---\n\n文\n", "1"),
        ("title: 章\n---\n\n文\n", "1"),
        ("---\ntitle: 章\n－－－\n\n文\n", "3"),
        ("---\ntitle: 章\n--\n\n文\n", "3"),
        ("---\ntitle: 章\n\n文\n", "1"),
        ("現状と課題\n---\ntitle: 章\n---\n\n文\n", "2"),
        ("---\n---\ntitle: 章\norder: 1\n---\n\n文\n", "2"),
    ],
)
def test_front_matter_that_lacks_one_of_its_lines_is_told_there(tmp_path: Path, text: str, at: str) -> None:
    _, problems = read(write(tmp_path, {TEXT: text}))
    problem = only(problems)
    assert (problem.rule, str(problem.at.line)) == ("open-front-matter", at)


def test_up_to_three_spaces_before_the_sign_of_a_definition_are_none(tmp_path: Path) -> None:
    assert faults(tmp_path, "奥付\n :   計画の名\n\n    令和3年\n") == []


def test_whole_numbers_may_be_written_in_full_width(tmp_path: Path) -> None:
    assert chapter(tmp_path, "本文。\n", "title: 章\norder: ２\n").order == 2


@pytest.mark.parametrize("line", ["draft: true", "publish_on: 2027-01-01", "of: g1", "draft：true"])
def test_a_key_below_its_place_is_no_text(tmp_path: Path, line: str) -> None:
    _, problems = read(write(tmp_path, {TEXT: f"---\ntitle: 章\n---\n\n{line}\n\n文\n"}))
    assert ("open-front-matter", 5) in {(problem.rule, problem.at.line) for problem in problems}


def test_what_would_hold_a_text_back_is_told_wherever_it_stands_in_it(tmp_path: Path) -> None:
    assert faults(tmp_path, "文\n\ndraft: true\n") == [("left-over-text", "6:1")]


def test_a_title_is_added_where_the_front_matter_is(tmp_path: Path) -> None:
    _, problems = read(write(tmp_path, {TEXT: "---\norder: 1\n---\n\n本文。\n"}))
    assert only(problems).advice == "Add the line “title: …” between the two lines of --- at its top."
    twice = {TEXT: "---\ntitle: 章\n---\n---\norder: 1\n---\n\n本文。\n"}
    assert ("open-front-matter", f"{TEXT}:5") in found(tmp_path / "twice", twice)


def test_a_text_is_not_told_to_link_to_itself(tmp_path: Path) -> None:
    assert [near for near in nears(tmp_path, "[次](chapter:texts)") if near] == []
    _, problems = read(tmp_path)
    assert only(problems).advice.startswith("The only one in this plan is the text in which this stands.")


def nears(root: Path, body: str) -> list[object]:
    _, problems = read(write(root, {TEXT: f"---\ntitle: 章\n---\n\n{body}\n"}))
    return [problem.facts["near"] for problem in problems]


@pytest.mark.parametrize("text", ["3*4*5", "様式A*BとC*D"])
def test_an_asterisk_between_letters_or_digits_is_one(tmp_path: Path, text: str) -> None:
    assert f"<p>{text}です。</p>" in html(tmp_path, f"{text}です。\n")


@pytest.mark.parametrize("end", ['.png "略図)', '.png "略図"', ".png", '.png "略図', '.png 略図")'])
def test_a_picture_that_is_not_closed_is_not_shown_as_signs(tmp_path: Path, end: str) -> None:
    rules = [rule for rule, _ in found(tmp_path, files(f"![略図](map{end}\n"))]
    assert "link-refused" in rules


def test_a_heading_that_leaves_a_level_out_is_told_which_fit(tmp_path: Path) -> None:
    _, problems = read(write(tmp_path, files("## 一\n\n### 二\n\n本文。\n\n##### 三\n\n本文。\n")))
    assert only(problems).facts["fitting"] == "##, ###, ####"


@pytest.mark.parametrize(
    ("signs", "told"),
    [
        ("### ### ###", None),
        ("### ## ###", ("warning", 10, "###")),
        ("#### ## ####", ("error", 12, "####")),
        ("### #### ###", ("warning", 10, "###")),
        ("#### ### ####", ("warning", 12, "####")),
    ],
)
def test_a_heading_that_lost_a_sign_is_told_where_it_stands(
    tmp_path: Path, signs: str, told: tuple[str, int, str] | None
) -> None:
    headings = "".join(f"{sign} {number} 施策\n\n本文。\n\n" for sign, number in zip(signs.split(), "①②③", strict=True))
    above = "## 一\n\n" + "### 二\n\n" * signs.startswith("####")
    problems = read(write(tmp_path, files(above + headings)))[1]
    found = [(p.severity.value, p.at.line, p.facts["near"]) for p in problems if p.rule == "heading-order"]
    assert found == ([told] if told else [])


@pytest.mark.parametrize(
    ("table", "rule", "near"),
    [
        ("| 地区 | 数 |\n| --- | ---: l\n| 一 | 2 |\n", "table-not-read", "|---|---|"),
        ("| 地区 | 数 |\n| --- l ---: |\n| 一 | 2 |\n", "table-not-read", "|---|---|"),
        ("| 地区 | 協議会 |\n|---|---|---|\n| 一 | a | 5 |\n| 二 | b | 6 |\n", "cells-differ", ""),
    ],
)
def test_what_is_torn_at_the_top_of_a_table_is_told_once(tmp_path: Path, table: str, rule: str, near: str) -> None:
    problem = only(read(write(tmp_path, files(table)))[1])
    assert (problem.rule, problem.facts.get("near", "")) == (rule, near)
    assert problem.at.line == 4


def test_a_link_under_another_kind_is_told_the_right_one(tmp_path: Path) -> None:
    problem = only(read(write(tmp_path, files("[町](project:g1)\n")))[1])
    assert problem.facts["near"] == "node:g1"


def test_a_text_that_got_between_the_lines_of_hyphens_is_sent_below_them(tmp_path: Path) -> None:
    text = "---\ntitle: 現状\norder: 1\nそのような中、担い手が足りません。\n---\n\n本文。\n"
    assert found(tmp_path, {TEXT: text}) == [("open-front-matter", f"{TEXT}:4")]


def test_a_link_that_is_being_typed_is_told_once(tmp_path: Path) -> None:
    assert [rule for rule, _ in found(tmp_path, {TEXT: "---\ntitle: 章\n---\n\n[目標](node:\n"})] == ["link-refused"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>本文。\n\n後の文。\n", [("html-refused", 4, 1)]),
        ("<p>本文。</p>\n", []),
        ("本文。</p>\n", [("html-refused", 4, 4)]),
        ("<ul>\n<li>本文</li>\n</ul>\n", []),
        ("本文に `<p>` と書く。<br>\n", []),
        ("本文。\n\n<!-- 前の文は\n<p>こうだった -->\n", []),
    ],
)
def test_html_that_begins_has_its_end(tmp_path: Path, body: str, told: list[tuple[str, int, int]]) -> None:
    problems = read(write(tmp_path, files(body)))[1]
    assert [(one.rule, one.at.line, one.at.column) for one in problems] == told


@pytest.mark.parametrize("spaces", [" ", "\u3000", "  "])
def test_a_heading_begins_at_the_left_edge(tmp_path: Path, spaces: str) -> None:
    problem = only(read(write(tmp_path, files(f"## 一\n\n本文。\n\n{spaces}## 二 {{#two}}\n\n本文。\n")))[1])
    assert (problem.rule, problem.at.line) == ("indent-differs", 8)


@pytest.mark.parametrize(
    ("entries", "line"),
    [("1. 甲\n3. 乙", 5), ("1. 甲\n1. 乙", 0), ("1. 甲\n    1. 子\n    2. 子\n2. 乙", 0), ("3. 甲\n4. 乙", 0)],
)
def test_a_list_is_numbered_as_it_will_be_shown(tmp_path: Path, entries: str, line: int) -> None:
    problems = read(write(tmp_path, files(f"{entries}\n")))[1]
    assert [one.at.line for one in problems if one.rule == "number-left-out"] == [line] * bool(line)


def test_of_one_lost_and_one_unused_footnote_the_sign_is_mistyped(tmp_path: Path) -> None:
    problem = only(read(write(tmp_path, files("本文[^22]。\n\n[^2]: 注の文。\n")))[1])
    assert (problem.rule, problem.facts["near"]) == ("unknown-footnote", "2")


@pytest.mark.parametrize(
    ("body", "line"), [("- 甲\n- \n- 乙\n", 5), ("本文。\n\n-\n", 6), ("1. 甲\n2.\n", 5), ("本文。\n\n---\n", 0)]
)
def test_an_entry_with_nothing_in_it_is_told(tmp_path: Path, body: str, line: int) -> None:
    told = [(one.rule, one.at.line) for one in read(write(tmp_path, files(body)))[1]]
    assert told == ([("blank-value", line)] if line else [])
