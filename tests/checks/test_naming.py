"""Questions about names and references: what each finds, and what it lets pass."""

from pathlib import Path

import pytest

from tests.workspaces import MAIN, MORE, PLAN_YAML, found, found_in_more, read, write

NODE = "nodes:\n  - id: g1\n    level: goal\n    name: みんなで支える町\n"


def rules(root: Path, text: str) -> list[str]:
    return [rule for rule, _ in found_in_more(root, text)]


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        ("市民局 市民協働推進課", "市民局 市民共働推進課", True),
        ("市民局 市民協働推進課", "市民局 市民協働推進 課", True),
        ("市民局 市民協働推進課", "市民局 市民協推進課", True),
        ("市民局 市民協働推進課", "市民局 市民協協働推進課", True),
        ("市民局 市民協働推進課", "市民局 市民働協推進課", True),
        ("市民局 広聴統計課", "市民局 広聴統計", True),
        ("市民局 広聴統計課", "市民局 広聴統計課課", True),
        ("市民局 まちづくり推進課", "市民局 街づくり推進課", True),
        ("市民局 市民協働推進課", "市民局 市民協働推進係", False),
        ("青葉区 まちづくり推進課", "泉区 まちづくり推進課", False),
        ("東部 土木事務所管理課", "西部 土木事務所管理課", False),
        ("市民課", "市民係", False),
        ("健康福祉局 社会課", "健康福祉局 社会科", True),
        ("市民局 消費者生活課", "市民局 消費者科学課", False),
    ],
)
def test_an_office_has_one_name(tmp_path: Path, one: str, other: str, is_near: bool) -> None:
    first = f"    projects:\n      - {{id: a, name: 食堂, departments: {one}}}\n"
    projects = f"{first}      - {{id: b, name: 市, departments: {other}}}\n"
    assert ("near-duplicate-name" in rules(tmp_path, NODE + projects)) is is_near


@pytest.mark.parametrize(("offices", "nth"), [("aba", 1), ("baa", 0), ("ab", 1), ("ba", 1), ("abb", 0)])
def test_the_rarer_spelling_of_an_office_is_told(tmp_path: Path, offices: str, nth: int) -> None:
    names = {"a": "市民局 市民協働推進課", "b": "市民局市民協働推進課"}
    projects = "".join(f"      - {{id: p{i}, name: 事{i}, departments: {names[o]}}}\n" for i, o in enumerate(offices))
    text = f"{NODE}    projects:\n{projects}"
    found = [at for rule, at in found_in_more(tmp_path, text) if rule == "near-duplicate-name"]
    lines = [number for number, line in enumerate(text.split("\n"), 1) if "departments" in line]
    assert [int(at.partition(":")[0]) for at in found] == [lines[nth]]


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        ("子ども食堂への支援", "こども食堂への支援", True),
        ("ＮＰＯ支援", "NPO・支援", True),
        ("第1期の交流会を開く", "第2期の交流会を開く", False),
        ("男性の相談を受ける", "女性の相談を受ける", False),
        ("子ども食堂への支援", "子ども食堂への支援", False),
    ],
)
def test_a_project_has_one_name(tmp_path: Path, one: str, other: str, is_near: bool) -> None:
    projects = f"    projects:\n      - {{id: a, name: {one}}}\n      - {{id: b, name: {other}}}\n"
    assert ("near-duplicate-name" in rules(tmp_path, NODE + projects)) is is_near


@pytest.mark.parametrize(
    ("one", "other", "is_near"), [("％", "%", False), ("人", "名", True), ("か所", "ヶ所", True), ("人", "団体", False)]
)
def test_a_unit_has_one_name(tmp_path: Path, one: str, other: str, is_near: bool) -> None:
    text = f'indicators:\n  - {{id: a, name: 甲, unit: "{one}"}}\n  - {{id: b, name: 乙, unit: "{other}"}}\n'
    assert rules(tmp_path, text) == (["near-duplicate-name"] if is_near else [])


@pytest.mark.parametrize(
    ("lines", "is_lost"),
    [
        ("sub_items: [{number: ①, name: 古本市, wording: 再掲}]", True),
        ("sub_items: [{number: ①, name: 古本市【再掲】}]", True),
        ("wording: 一部再掲", True),
        ("sub_items: [{number: ①, name: 古本市, wording: 再掲, repeats: fair}]", False),
        ("wording: 一部再掲\n        sub_items: [{number: ①, name: 古本市, repeats: fair}]", False),
    ],
)
def test_what_is_printed_again_leads_to_its_origin(tmp_path: Path, lines: str, is_lost: bool) -> None:
    text = (
        NODE
        + f"    projects:\n      - {{id: fair, name: 市民まつり}}\n      - id: a\n        name: 市\n        {lines}\n"
    )
    assert rules(tmp_path, text) == (["repeat-without-origin"] if is_lost else [])


def test_of_a_project_that_is_being_typed_no_origin_is_guessed(tmp_path: Path) -> None:
    part = "      - {id: fair, name: 市民まつり, sub_items: [{id: notices, number: ①, text: 知らせる。}]}\n"
    text = NODE + "    projects:\n" + part + "      - {id: a, name: 市, wording: 一部再掲}\n"
    (problem,) = read(write(tmp_path, {MORE: text}))[1]
    assert (problem.rule, problem.facts["near"]) == ("repeat-without-origin", "")


OTHER = "  - id: g2\n    level: goal\n    name: 育つ町\n    projects: [{{id: cafe, name: 食堂{listings}}}]\n"


@pytest.mark.parametrize(("listings", "is_one_way"), [("", True), (", listings: g1", False)])
def test_a_project_that_a_text_names_is_listed_there(tmp_path: Path, listings: str, is_one_way: bool) -> None:
    text = NODE + "    directions: [{text: 食べる。, projects: cafe}]\n" + OTHER.format(listings=listings)
    assert rules(tmp_path, text) == (["one-way-reference"] if is_one_way else [])


@pytest.mark.parametrize(("members", "is_one_way"), [("[fair]", True), ("[cafe, fair]", False), ("[]", False)])
def test_a_project_that_a_theme_names_is_one_of_its_members(tmp_path: Path, members: str, is_one_way: bool) -> None:
    ideas = "[{text: 食べる。, projects: cafe}]"
    theme = f"themes: [{{id: view, kind: 視点, name: つながり, members: {members}, ideas: {ideas}}}]\n"
    projects = NODE + "    projects: [{id: cafe, name: 食堂}, {id: fair, name: まつり}]\n"
    problems = found(tmp_path, {MAIN: PLAN_YAML + theme, MORE: projects})
    assert [rule for rule, _ in problems] == (["one-way-reference"] if is_one_way else [])


@pytest.mark.parametrize("accepting", [0, 1, 2])
def test_units_that_are_acknowledged_at_one_place_ask_for_nothing_at_another(tmp_path: Path, accepting: int) -> None:
    accept = ["", "", ""]
    accept[accepting] = ", accept: {near-duplicate-name: 資料のとおり}"
    units = ("人", "名", "人")
    rows = [f"  - {{id: i{n}, name: 数{n}の, unit: {unit}{accept[n]}}}\n" for n, unit in enumerate(units)]
    _, problems = read(write(tmp_path, {MORE: "indicators:\n" + "".join(rows)}))
    assert [problem.acknowledged for problem in problems] == ["資料のとおり"]


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("多様な主体の活動の促進", False),
        ("【分野3 多様な主体の滑動の促進】", True),
        ("分野3 多様な主体の活動の促進のページ", False),
        ("活動の促進", False),
    ],
)
def test_a_link_has_the_letters_of_the_name_that_it_leads_to(tmp_path: Path, words: str, is_found: bool) -> None:
    files = {
        MORE: "nodes: [{id: f3, level: goal, number: 分野3, name: 多様な主体の活動の促進}]\n",
        "content/town/text.md": f"---\ntitle: 文\n---\n\n[{words}](node:f3)をご覧ください。\n",
    }
    assert [rule for rule, _ in found(tmp_path, files)] == ["heading-of-link-differs"] * is_found


@pytest.mark.parametrize(
    ("words", "leads_to", "is_found"),
    [
        ("第3章「2 事業一覧」", "chapter:three#list", False),
        ("第２章「2 事業一覧」", "chapter:three#list", True),
        ("第3章の目標", "node:g1", False),
        ("第9章「2 事業一覧」", "chapter:three#list", False),  # of another document
    ],
)
def test_a_link_leads_to_the_chapter_whose_number_it_says(
    tmp_path: Path, words: str, leads_to: str, is_found: bool
) -> None:
    chapter = "---\ntitle: {}\nnumber: 第{}章\norder: {}\n---\n\n## 一覧 {{#list}}\n\n{}\n"
    files = {
        MORE: NODE,
        "content/town/two.md": chapter.format("方針", 2, 2, f"[{words}]({leads_to})をご覧ください。"),
        "content/town/three.md": chapter.format("事業", 3, 3, "文です。"),
    }
    assert [rule for rule, _ in found(tmp_path, files)] == (["link-names-another"] if is_found else [])


@pytest.mark.parametrize(
    ("words", "leads_to", "is_found"),
    [
        ("目標2", "g1", True),
        ("育つ町", "g1", True),
        ("目標2 育つ町", "g1", True),
        ("目標2", "g2", False),
        ("くわしい説明", "g1", False),
    ],
)
def test_a_link_leads_to_what_it_names(tmp_path: Path, words: str, leads_to: str, is_found: bool) -> None:
    goals = NODE.replace("level", "number: 1\n    level") + "  - {id: g2, number: ２, level: goal, name: 育つ町}\n"
    files = {
        MORE: goals,
        "content/town/text.md": f"---\ntitle: 文\n---\n\n[{words}](node:{leads_to})をご覧ください。\n",
    }
    assert [rule for rule, _ in found(tmp_path, files)] == (["link-names-another"] if is_found else [])


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("目標２ 若者がのびのびと育つ町をつくる", True),
        ("【目標２ 子どもがいきいき育つ町をつくる】", True),
        ("目標２ 子どもがのびのびと育つ町をつくる", False),
        ("子どもがのびのびと育つ町", False),
        ("目標２の取組", False),
    ],
)
def test_a_link_that_bears_a_name_as_it_was_is_told(tmp_path: Path, words: str, is_found: bool) -> None:
    files = {
        MORE: NODE + "  - {id: g2, number: ２, level: goal, name: 子どもがのびのびと育つ町をつくる}\n",
        "content/town/text.md": f"---\ntitle: 文\n---\n\n[{words}](node:g2)をご覧ください。\n",
    }
    assert [rule for rule, _ in found(tmp_path, files)] == ["heading-of-link-differs"] * is_found


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        ("２．計画期間における目標", "２．計画期間にわける目標", True),
        ("１．活動の指標", "２．活動の指標", False),
        ("成果", "活動", False),
    ],
)
def test_the_heading_over_indicators_has_one_spelling(tmp_path: Path, one: str, other: str, is_near: bool) -> None:
    text = f"indicators: [{{id: a, name: 甲, group: {one}}}, {{id: b, name: 乙, group: {other}}}]\n"
    assert ("near-duplicate-name" in rules(tmp_path, text)) is is_near


@pytest.mark.parametrize(
    ("odd", "is_near"),
    [("進捗情況", True), ("進捗状", True), ("期末評価", False), ("進捗状況", False), ("一次状況", False)],
)
def test_a_short_title_that_stands_once_is_held_against_one_that_stands_often(
    tmp_path: Path, odd: str, is_near: bool
) -> None:
    titles = ["進捗状況"] * 3 + [odd]
    rated = "".join(f"  - {{id: e{n}, title: {title}, text: 順調}}\n" for n, title in enumerate(titles))
    assert ("near-duplicate-name" in rules(tmp_path, f"evaluations:\n{rated}")) is is_near


@pytest.mark.parametrize(("odd", "is_near"), [("認走者", True), ("認定者", False), ("申請者", False)])
def test_a_part_has_one_name_in_all_years(tmp_path: Path, odd: str, is_near: bool) -> None:
    years = [f"R{n}: {{value: 12, parts: {{認定者: 5, 候補者: 7}}}}" for n in (2, 3, 4)]
    values = ", ".join([*years, f"R5: {{value: 12, parts: {{{odd}: 5, 候補者: 7}}}}"])
    text = f"indicators: [{{id: a, name: 人, unit: 人, values: {{{values}}}}}]\n"
    assert ("near-duplicate-name" in rules(tmp_path, text)) is is_near


@pytest.mark.parametrize(
    ("odd", "is_near"), [("市民共働課", True), ("市民協動課", True), ("市民協働課", False), ("住民課", False)]
)
def test_a_short_office_that_stands_once_is_held_against_one_that_stands_often(
    tmp_path: Path, odd: str, is_near: bool
) -> None:
    offices = ["市民協働課", "市民課"] * 3 + [odd]
    projects = "".join(f"      - {{id: p{n}, name: 事{n}, departments: {one}}}\n" for n, one in enumerate(offices))
    assert ("near-duplicate-name" in rules(tmp_path, f"{NODE}    projects:\n{projects}")) is is_near


@pytest.mark.parametrize(("origin", "is_found"), [("talks", False), ("walks", True), ("walks/forest", True)])
def test_what_is_repeated_bears_the_same_name(tmp_path: Path, origin: str, is_found: bool) -> None:
    text = (
        "projects:\n  - {id: talks, name: 若者が話し合う講座, text: あ}\n"
        "  - {id: walks, name: 森の観察会, text: い, sub_items: [{id: forest, name: 森を歩く, text: う}]}\n"
        f"  - id: young\n    name: 若者\n    sub_items: [{{name: 若者が話し合う講座（再掲）, repeats: {origin}}}]\n"
    )
    assert rules(tmp_path, text) == ["repeat-without-origin"] * is_found


QUOTED = """\
indicators:
  - {id: members, name: 市民の会員数, unit: 人, values: {R5: 120}}
  - {id: groups, name: 登録団体数, unit: 団体, values: {R5: 14}}
"""


@pytest.mark.parametrize(
    ("sentence", "is_found"),
    [
        ("登録団体数は、{{value: members R5}}です。", True),
        ("**登録団体数**は、{{value: groups R5}}です。", False),
        ("登録団体数は増えた。{{value: members R5}}が入った。", False),
        ("登録団体数と市民の会員数は、{{value: groups R5}}と{{value: members R5}}です。", False),
        ("いまは{{value: members R5}}です。", False),
    ],
)
def test_a_sentence_quotes_what_it_names(tmp_path: Path, sentence: str, is_found: bool) -> None:
    chapter = f"---\ntitle: 町のいま\n---\n\n{sentence}\n"
    told = [rule for rule, _ in found(tmp_path, {MORE: QUOTED, "content/town/now.md": chapter})]
    assert told == ["value-names-another"] * is_found


@pytest.mark.parametrize(("bureau", "is_found"), [("市民", True), ("市民局", False), ("経済局", False)])
def test_a_bureau_that_lost_its_last_letter_is_told(tmp_path: Path, bureau: str, is_found: bool) -> None:
    divisions = ("市民局 地域政策課", "市民局 広聴統計課", f"{bureau} 男女共同参画課")
    projects = "".join(f"  - {{id: p{n}, name: 事業の{n}, departments: {own}}}\n" for n, own in enumerate(divisions))
    told = [rule for rule, _ in found_in_more(tmp_path, f"projects:\n{projects}")]
    assert told == ["near-duplicate-name"] * is_found


@pytest.mark.parametrize(("leads_to", "is_found"), [("g1", True), ("g2", False)])
def test_a_link_with_the_name_of_another_is_told_whatever_its_number(
    tmp_path: Path, leads_to: str, is_found: bool
) -> None:
    goals = NODE + '  - {id: g2, number: "1-(2)", level: goal, name: 子どもがのびのびと育つ町をつくる}\n'
    link = f"- [(2) 子どもがのびのびと育つ町をつくる](node:{leads_to})\n"
    files = {MORE: goals, "content/town/text.md": f"---\ntitle: 文\n---\n\n{link}"}
    assert [rule for rule, _ in found(tmp_path, files)] == ["link-names-another"] * is_found
