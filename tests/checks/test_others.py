"""What differs at one record from all others of its kind."""

from pathlib import Path

import pytest

from tests.workspaces import found_in_more

BESIDE = "".join(f"  - {{id: p{n}, name: 事業の{name}, departments: 協働課}}\n" for n, name in enumerate("甲乙丙丁戊"))


@pytest.mark.parametrize(
    ("last", "is_found"),
    [
        ("{id: x, name: 図書館の夜間開館}", True),
        ("{id: x, name: 図書館の夜間開館, departments: 学習課}", False),
        ("{id: x, name: 図書館の夜間開館, editor_note: 担当課は資料にない。}", False),
        ("{id: x, name: 図書館の夜間開館, draft: true}", False),
    ],
)
def test_a_key_that_all_others_have_is_asked_for(tmp_path: Path, last: str, is_found: bool) -> None:
    text = f"projects:\n{BESIDE}  - {last}\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["key-of-others"] * is_found


@pytest.mark.parametrize(
    ("last", "is_found"),
    [
        ("direction: up", True),
        ("direction: up, editor_note: 向きは印刷されていない。", True),
        ("direction: up, declared_by: editor", False),
        ("values: {R5: 5}", False),
    ],
)
def test_of_those_with_a_direction_all_say_whose_it_is(tmp_path: Path, last: str, is_found: bool) -> None:
    alike = "unit: 人, targets: {R7: 9}, direction: up, declared_by: editor"
    three = "".join(f"  - {{id: i{n}, name: 指標の{name}, {alike}}}\n" for n, name in enumerate("甲乙丙"))
    others = "".join(
        f"  - {{id: j{n}, name: 件数の{name}, unit: 件, targets: {{R7: 5}}}}\n" for n, name in enumerate("甲乙")
    )
    text = f"indicators:\n{three}{others}  - {{id: x, name: 来場者数, unit: 人, targets: {{R7: 9}}, {last}}}\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["key-of-others"] * is_found


def test_what_its_parts_say_is_not_lost(tmp_path: Path) -> None:
    beside = BESIDE.replace("departments:", "text: 文, departments:")
    parts = "sub_items: [{id: s, text: 文, departments: 協働課}]"
    assert found_in_more(tmp_path, f"projects:\n{beside}  - {{id: x, name: 図書館の夜間開館, {parts}}}\n") == []


@pytest.mark.parametrize(
    ("figures", "is_found"),
    [
        ("baseline: 1, values: {R4: 5}, targets: {R7: 9}", False),
        ("baseline: 1, values: {R4: 5}", True),
        ("targets: {R7: 9}", True),
    ],
)
def test_of_a_few_indicators_that_are_alike_the_figures_are_asked_for(
    tmp_path: Path, figures: str, is_found: bool
) -> None:
    alike = "baseline: 1, values: {R4: 5}, targets: {R7: 9}"
    three = "".join(f"  - {{id: i{n}, name: 指標の{name}, {alike}}}\n" for n, name in enumerate("甲乙丙"))
    text = f"indicators:\n{three}  - {{id: x, name: 来場者数, {figures}}}\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["key-of-others"] * is_found


@pytest.mark.parametrize(
    ("targets", "is_found"),
    [("R4: 1, R5: 2, R6: 3", False), ("R4: 1, R5: 2", True), ("R5: 2", False), ("R4: 1, R6: 3", True)],
)
def test_a_year_that_all_others_have_a_target_of_is_asked_for(tmp_path: Path, targets: str, is_found: bool) -> None:
    alike = "values: {R4: 5}, targets: {R4: 6, R5: 7, R6: 8}"
    two = "".join(f"  - {{id: i{n}, name: 指標の{name}, {alike}}}\n" for n, name in enumerate("甲乙"))
    text = f"indicators:\n{two}  - {{id: x, name: 来場者数, values: {{R4: 1}}, targets: {{{targets}}}}}\n"
    assert ("target-missing" in [rule for rule, _ in found_in_more(tmp_path, text)]) is is_found


@pytest.mark.parametrize(
    ("targets", "values", "rules"),
    [
        ("R4: 6, R6: 8", "R4: 5, R5: 6, R6: 7", ["target-missing"]),
        ("R4: 6, R5: 7, R6: 8", "R5: 6, R6: 7", ["first-value-missing"]),
        ("R4: 6, R5: 7, R6: 8", "R6: 7", []),
        ("R4: 6, R5: 7, R6: 8", "R4: 5, R5: 6, R6: 7", []),
    ],
)
def test_a_year_that_all_others_have_is_asked_for(tmp_path: Path, targets: str, values: str, rules: list[str]) -> None:
    alike = "values: {R4: 5, R5: 6, R6: 7}, targets: {R4: 6, R5: 7, R6: 8}"
    two = "".join(f"  - {{id: i{n}, name: 指標の{name}, {alike}}}\n" for n, name in enumerate("甲乙"))
    text = f"indicators:\n{two}  - {{id: x, name: 来場者数, values: {{{values}}}, targets: {{{targets}}}}}\n"
    asked = ("target-missing", "first-value-missing")
    assert [rule for rule, _ in found_in_more(tmp_path, text) if rule in asked] == rules


@pytest.mark.parametrize(
    ("item", "is_found"), [("{heading: 交流会}", True), ("{heading: 交流会, text: 年2回開く。}", False)]
)
def test_a_heading_without_its_text_is_asked_about_beside_others(tmp_path: Path, item: str, is_found: bool) -> None:
    node = "nodes:\n  - id: g1\n    level: goal\n    name: 支える町\n"
    text = f"{node}    activities: [{{heading: 講座, text: 毎月開く。}}, {item}]\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["nothing-below-heading"] * is_found
    only = f"{node}    activities: [{{heading: 講座}}, {{heading: 交流会}}]\n"
    assert found_in_more(tmp_path / "only", only) == []


@pytest.mark.parametrize(
    ("last", "is_found"),
    [
        ("{id: x, level: goal, name: 憩う町}", True),
        ("{id: x, level: goal, name: 憩う町, aim: 憩う。}", False),
        ("{id: x, level: goal, name: 憩う町, editor_note: 資料に文がない。}", False),
    ],
)
def test_of_a_few_goals_one_that_has_a_name_alone_is_told(tmp_path: Path, last: str, is_found: bool) -> None:
    told = "".join(
        f"  - {{id: {id}, level: goal, name: {name}町, activities: {name}場を開く。}}\n"
        for id, name in {"a": "集まる", "b": "育つ", "c": "つながる"}.items()
    )
    rules = [rule for rule, _ in found_in_more(tmp_path, f"nodes:\n{told}  - {last}\n")]
    assert rules == ["key-of-others"] * is_found


@pytest.mark.parametrize(("targets", "is_found"), [("{R12: 9}", True), ("{R7: 9, R12: 12}", False)])
def test_a_target_for_another_year_than_those_of_others_is_told(tmp_path: Path, targets: str, is_found: bool) -> None:
    others = "".join(
        f"  - {{id: i{n}, name: {name}の数, unit: 件, targets: {{R7: 5}}}}\n" for n, name in enumerate("甲乙丙丁戊")
    )
    text = f"indicators:\n{others}  - {{id: x, name: 会員の数, unit: 件, targets: {targets}}}\n"
    assert ("target-year-of-others" in dict(found_in_more(tmp_path, text))) == is_found


def test_of_a_few_records_nothing_is_asked(tmp_path: Path) -> None:
    few = "".join(BESIDE.splitlines(keepends=True)[:4])
    assert found_in_more(tmp_path, f"projects:\n{few}  - {{id: x, name: 図書館の夜間開館}}\n") == []


@pytest.mark.parametrize(
    ("last", "is_found"),
    [
        ("{id: x, name: 会員数}", True),
        ("{id: x, name: 会員数, editor_note: まだ測られていない。}", False),
        ("{id: x, name: 会員数, draft: true}", False),
        ("{id: x, name: 会員数, targets: {R7: 5}}", False),
    ],
)
def test_an_indicator_with_a_name_alone_is_told_among_others(tmp_path: Path, last: str, is_found: bool) -> None:
    beside = "  - {id: a, name: 来場者数, values: {R4: 5}}\n"
    text = f"indicators:\n{beside}  - {last}\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["indicator-without-figures"] * is_found
    assert "indicator-without-figures" not in [
        rule for rule, _ in found_in_more(tmp_path / "alone", f"indicators:\n  - {last}\n")
    ]


@pytest.mark.parametrize(
    ("parts", "at"),
    [
        ("{number: ①, name: 相談}, {number: ②, text: 窓口を開く。}", "1:64"),
        ("{number: ①, text: 相談を受ける。}, {number: ②, text: 窓口を開く。}", ""),
        ("{name: 相談, text: 受ける。}, {name: 窓口}, {name: 会議, text: 開く。}", "1:65"),
        ("{name: 相談, text: 受ける。}, {name: 窓口}", ""),
    ],
)
def test_a_part_alone_without_what_the_others_have_is_asked_about(tmp_path: Path, parts: str, at: str) -> None:
    told = found_in_more(tmp_path, f"projects: [{{id: p, name: 店, sub_items: [{parts}]}}]\n")
    assert [place for rule, place in told if rule == "key-of-others"] == [at] * bool(at)


@pytest.mark.parametrize(("unit", "is_found"), [("", True), ("unit: 人, ", False)])
def test_of_indicators_under_one_heading_one_alone_has_no_unit(tmp_path: Path, unit: str, is_found: bool) -> None:
    units = ("unit: 人, ", "unit: 人, ", unit)
    rows = "".join(
        f"  - {{id: i{n}, name: 数{n}, group: 目標指標, {own}values: {{R4: {n + 11}, R5: {n + 12}}}}}\n"
        for n, own in enumerate(units)
    )
    others = "  - {id: j, name: 実施の有無, values: {R4: {yes: 実施}, R5: {yes: 実施}}}\n"
    told = [rule for rule, _ in found_in_more(tmp_path, f"indicators:\n{rows}{others}")]
    assert ("key-of-others" in told) == is_found


@pytest.mark.parametrize(("lost", "is_found"), [(", text: 始めた。", True), ("", False)])
def test_a_heading_alone_in_its_year_is_told_where_those_of_other_years_have_texts(
    tmp_path: Path, lost: str, is_found: bool
) -> None:
    years = "".join(f"      R{n}: [{{heading: 相談の場{n}, text: 始めた。}}]\n" for n in (3, 4, 5))
    years = years.replace(f"相談の場4{lost}", "相談の場4") if lost else years
    text = f"nodes:\n  - id: g1\n    level: goal\n    name: 町\n    results:\n{years}"
    told = [rule for rule, _ in found_in_more(tmp_path, text)]
    assert told == ["nothing-below-heading"] * is_found
