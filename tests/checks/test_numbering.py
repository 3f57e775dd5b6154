"""Numbers of what stands side by side."""

from pathlib import Path

import pytest

from tests.workspaces import MAIN, MORE, PLAN_YAML, found, found_in_more

GOALS = "nodes:\n  - {{id: g1, level: goal, number: 1, name: 町}}\n  - {{id: g2, level: goal, number: {}, name: 村}}\n"
PARTS = (
    "projects:\n  - id: cafe\n    name: 子ども食堂\n    sub_items:\n"
    "      - {{number: ①, name: 甲, text: あ, place: {}}}\n      - {{number: ①, name: 乙, text: い, place: 乙区}}\n"
)
INDICATORS = "indicators:\n  - {{id: a, number: ①, name: 甲}}\n  - {{id: b, number: {}, name: 乙}}\n"
THEMES = "themes:\n" + "".join(
    f"  - {{{{id: {id}, kind: 視点, number: {number}, name: {name}, text: あ}}}}\n"
    for id, number, name in (("a", "①", "甲"), ("b", "{}", "乙"))
)
SHARED = (
    "projects:\n  - {{id: a, number: (2), name: 甲, text: あ}}\n  - {{id: b, number: (2), name: 乙, text_of: {}}}\n"
    "  - {{id: c, number: (3), name: 丙, text: う}}\n"
)


@pytest.mark.parametrize(
    ("text", "clashing", "apart"),
    [(GOALS, "１", "2"), (PARTS, "乙区", "甲区"), (INDICATORS, "①", "②"), (SHARED, "c", "a")],
)
def test_a_number_is_borne_once_side_by_side(tmp_path: Path, text: str, clashing: str, apart: str) -> None:
    assert [rule for rule, _ in found_in_more(tmp_path / "a", text.format(clashing))] == ["number-twice"]
    assert found_in_more(tmp_path / "b", text.format(apart)) == []


@pytest.mark.parametrize(
    ("first", "second", "is_found"),
    [
        ("２", "1", True),
        ("1-10", "1-9", True),
        ("③", "①", True),
        ("1-9", "1-10", False),
        ("９", "１０", False),
        ("(2)", "①", False),
        ("イ", "ア", False),
    ],
)
def test_numbers_count_on(tmp_path: Path, first: str, second: str, is_found: bool) -> None:
    text = INDICATORS.replace("①", first).format(second)
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == (["number-out-of-order"] if is_found else [])


@pytest.mark.parametrize(("second", "is_told"), [("△２", True), ("②", False), ("２", False), ("△３", False)])
def test_a_number_of_another_make_among_those_that_count_on_is_told(tmp_path: Path, second: str, is_told: bool) -> None:
    names = ("１", second, "３", "４")
    entries = "".join(f"      - {{number: {number}, text: 文{n}}}\n" for n, number in enumerate(names))
    text = f"nodes:\n  - id: g1\n    level: goal\n    name: 町\n    activities:\n{entries}"
    assert ("number-out-of-order" in [rule for rule, _ in found_in_more(tmp_path, text)]) is is_told


@pytest.mark.parametrize(("number", "is_twice"), [("①", True), ("②", False)])
def test_themes_of_one_kind_have_numbers_of_their_own(tmp_path: Path, number: str, is_twice: bool) -> None:
    rules = [rule for rule, _ in found(tmp_path, {MAIN: PLAN_YAML + THEMES.format(number)})]
    assert rules == ["number-twice"] * is_twice


@pytest.mark.parametrize(
    ("numbers", "rules"),
    [(("第1章", "第2章"), []), (("第2章", "第2章"), ["number-twice"]), (("第3章", "第2章"), ["number-out-of-order"])],
)
def test_chapters_are_numbered_in_their_order(tmp_path: Path, numbers: tuple[str, str], rules: list[str]) -> None:
    chapters: dict[str, str | bytes] = {
        f"content/town/c{order}.md": f"---\ntitle: 章{order}\nnumber: {number}\norder: {order}\n---\n本文。\n"
        for order, number in enumerate(numbers, 1)
    }
    assert [rule for rule, _ in found(tmp_path, chapters)] == rules


@pytest.mark.parametrize(
    ("pages", "is_found"), [("21 12 23", True), ("21 22 23", False), ("21 21 21", False), ("12 21 23", False)]
)
def test_pages_of_the_document_follow_each_other(tmp_path: Path, pages: str, is_found: bool) -> None:
    listed = "".join(
        f"      - {{id: {'abc'[n]}, name: {'甲乙丙'[n]}, page: '{page}'}}\n" for n, page in enumerate(pages.split())
    )
    text = f"nodes:\n  - id: g1\n    level: goal\n    name: 町\n    projects:\n{listed}"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["page-out-of-order"] * is_found


def test_pages_follow_each_other_from_one_goal_to_the_next(tmp_path: Path) -> None:
    goal = "  - {{id: g{0}, level: goal, name: 町{0}, projects: [{{id: p{0}, name: 事業{0}, page: '{1}'}}]}}\n"
    text = "nodes:\n" + "".join(goal.format(n, page) for n, page in enumerate((21, 12, 23)))
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["page-out-of-order"]


@pytest.mark.parametrize(("second", "rules"), [("３", ["number-twice"]), ("２", []), ("", ["number-missing"])])
def test_entries_of_a_list_are_numbered_once(tmp_path: Path, second: str, rules: list[str]) -> None:
    items = "".join(
        f"          - {{number: '{n}', text: {t}}}\n" for n, t in (("１", "甲"), (second, "乙"), ("３", "丙"))
    )
    text = (
        f"nodes:\n  - id: g1\n    level: goal\n    name: 町\n    facts:\n      - label: 取組\n        items:\n{items}"
    )
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == rules


def test_a_number_lost_where_a_project_is_listed_again_is_missing_there(tmp_path: Path) -> None:
    again = "\n    listings:\n      - node: g2\n        page: '9'\n"
    own = "".join(f"      - {{id: p{n}, name: 事業その{n}, number: '{n}'}}\n" for n in (2, 3, 4))
    nodes = (
        "nodes:\n  - {id: g1, level: goal, name: 町}\n  - id: g2\n    level: goal\n    name: 村\n    projects:\n" + own
    )
    project = f"projects:\n  - id: p1\n    name: 店{again}"
    files = {MORE: nodes, "data/town/more-2.yaml": f"of: g1\n{project}"}
    assert found(tmp_path, files) == [("number-missing", "data/town/more-2.yaml:6:9")]


@pytest.mark.parametrize(
    ("numbers", "is_found"),
    [
        ("1 2 4", True),
        ("2-① 2-③ 2-④", True),
        ("1 2 3", False),
        ("2 3 4", True),
        ("3-2 3-3", True),
        ("3 4 5", False),  # counted through the whole plan
        ("2 3 5", False),
        ("1 3 5", False),
        ("1 4 5", False),
        ("1 3", True),
        ("2", False),
    ],
)
def test_a_number_that_is_left_out_is_told(tmp_path: Path, numbers: str, is_found: bool) -> None:
    listed = "".join(
        f"      - {{id: p{n}, name: 事業{n}の, number: '{number}'}}\n" for n, number in enumerate(numbers.split())
    )
    text = f"nodes:\n  - id: g1\n    level: goal\n    name: 町\n    projects:\n{listed}"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["number-left-out"] * is_found


@pytest.mark.parametrize(
    ("headings", "is_found"),
    [
        ("①町内会 ③企業 ④大学", True),
        ("①町内会 ②団体 ③企業 【課題】", False),
        ("①町内会 ③企業 【課題】", True),
        ("①町内会 企業 ③大学", False),
    ],
)
def test_a_number_that_is_left_out_among_headings_is_told(tmp_path: Path, headings: str, is_found: bool) -> None:
    body = "".join(f"## {heading}\n\n本文です。\n\n" for heading in headings.split())
    files = {"content/town/now.md": f"---\ntitle: 町のいま\n---\n\n{body}"}
    assert ("number-left-out" in dict(found(tmp_path, files))) == is_found


def test_of_themes_some_may_be_left_out(tmp_path: Path) -> None:
    themes = "themes:\n" + "".join(f"  - {{id: s{n}, kind: sdgs, name: 開発目標{n}, number: {n}}}\n" for n in (1, 3, 4))
    kinds = "theme_kinds:\n  - {id: sdgs, name: SDGs}\n"
    assert "number-left-out" not in [rule for rule, _ in found(tmp_path, {MAIN: PLAN_YAML + kinds + themes})]


@pytest.mark.parametrize(("number", "is_found"), [("*1", True), ("*2", False)])
def test_terms_have_signs_of_their_own(tmp_path: Path, number: str, is_found: bool) -> None:
    listed = (("a", "協働", "*1"), ("b", "自治", number))
    terms = "glossary:\n" + "".join(
        f"  - {{id: {id}, name: {name}, number: '{n}', text: あ}}\n" for id, name, n in listed
    )
    assert [rule for rule, _ in found(tmp_path, {MAIN: PLAN_YAML + terms})] == ["number-twice"] * is_found
