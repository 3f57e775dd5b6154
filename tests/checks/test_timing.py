"""Questions about years: what each finds, and what it lets pass."""

from pathlib import Path

import pytest

from tests.workspaces import MAIN, MORE, PLAN_YAML, found, found_in_more

INDICATOR = "indicators:\n  - id: members\n    name: {name}\n    {lines}\n"


def rules(root: Path, *lines: str, name: str = "会員数") -> list[str]:
    return [rule for rule, _ in found_in_more(root, INDICATOR.format(name=name, lines="\n    ".join(lines)))]


@pytest.mark.parametrize(
    ("baseline", "target", "is_before"),
    [
        ("{year: R5, value: 120}", "{H27: 150}", True),
        ("{as_of: R5.4.1, value: 120}", "{R4: 150}", True),
        ("{year: R5, value: 120}", "{R5: 150}", True),
        ("{as_of: R5.4.1, value: 120}", "{R5: 150}", False),
        ("{label: 策定時, value: 120}", "{H27: 150}", False),
        ("{year: R5, value: 120}", "{H27: {value: 150, reference: true}}", False),
    ],
)
def test_a_target_comes_after_its_baseline(tmp_path: Path, baseline: str, target: str, is_before: bool) -> None:
    assert ("target-before-baseline" in rules(tmp_path, f"baseline: {baseline}", f"targets: {target}")) == is_before


NO_VALUE = 'no_value: {"－": unexplained, 調査中: to-be-surveyed}\n'
TWO = """\
indicators:
  - {{id: a, name: 会員, values: {{R4: 120, R5: {first}}}}}
  - {{id: b, name: 会合, values: {{R4: 12, R5: {second}}}}}
"""


@pytest.mark.parametrize(
    ("first", "second", "is_blank"), [("－", "－", True), ("－", "13", False), ("－", "調査中", False)]
)
def test_a_last_year_without_any_value_was_not_filled_in(
    tmp_path: Path, first: str, second: str, is_blank: bool
) -> None:
    files = {MAIN: PLAN_YAML + NO_VALUE, MORE: TWO.format(first=first, second=second)}
    assert [rule for rule, _ in found(tmp_path, files)] == (["latest-year-blank"] if is_blank else [])


def test_a_table_whose_last_year_is_blank_is_told(tmp_path: Path) -> None:
    series = "[{id: a, name: 男, values: {R4: 1, R5: －}}, {id: b, name: 女, values: {R4: 2, R5: －}}]"
    text = f"tables:\n  - id: t\n    title: 表\n    series: {series}\n"
    assert [rule for rule, _ in found(tmp_path, {MAIN: PLAN_YAML + NO_VALUE, MORE: text})] == ["latest-year-blank"]


@pytest.mark.parametrize(
    ("name", "lines", "is_mixed"),
    [
        ("数", ("counting: cumulative", "targets: {every: 5}"), True),
        ("整備数（累計）", ("targets: {every: 5}",), True),
        ("数", ("counting: yearly", "targets: {R7: 累計25}"), True),
        ("数", ("counting: cumulative", "targets: {R7: 25}"), False),
        ("数", ("counting: yearly", "targets: {every: 5}"), False),
        ("数", ("counting: cumulative", "targets: {every: 累計5}"), False),
    ],
)
def test_sums_and_yearly_numbers_are_not_compared(
    tmp_path: Path, name: str, lines: tuple[str, ...], is_mixed: bool
) -> None:
    assert ("cumulative-against-yearly" in rules(tmp_path, *lines, name=name)) == is_mixed


@pytest.mark.parametrize(
    "text",
    [
        "tables:\n  - id: t\n    title: 表\n    values: {H28: 1, H29: 2, H30: 3, R31: 4}\n",
        "money:\n  - id: m\n    title: 費用\n    rows: [{id: a, name: 市, values: {H28: 1, H29: 2, H30: 3, R31: 4}}]\n",
        "indicators:\n  - id: i\n    name: 数\n    series: [{id: a, name: 男, values: {H28: 1, H29: 2, R31: 4}}]\n",
    ],
)
def test_a_year_far_away_is_told_wherever_it_stands(tmp_path: Path, text: str) -> None:
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["year-far-away"]


def test_the_years_of_texts_are_asked_like_those_of_values(tmp_path: Path) -> None:
    text = "indicators: [{id: a, name: x, values: {H27: 1, H28: 2}}]\n"
    text += "nodes: [{id: g, level: goal, name: 町, results: {H28: 開いた, H82: 開いた}}]\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["year-far-away"]


@pytest.mark.parametrize(
    ("years", "is_found"),
    [
        (["H34", "H34", "H43"], True),
        (["令和23年度", "令和32年度", "令和23年度"], True),
        (["H34", "H43", "H43"], True),
        (["H34", "H35", "H36"], False),
        (["H43"], False),
        (["R9", "R10"], False),
    ],
)
def test_the_digits_of_a_years_target_are_not_swapped(tmp_path: Path, years: list[str], is_found: bool) -> None:
    lines = [
        f"  - {{id: i{n}, name: 数{n}, direction: up, targets: {{{year}: 5}}, values: {{H29: {n}}}}}\n"
        for n, year in enumerate(years)
    ]
    rules = [rule for rule, _ in found_in_more(tmp_path, "indicators:\n" + "".join(lines))]
    assert ("digits-of-year-swapped" in rules) == is_found


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("令和3～9年度", ["target-beyond-its-plan"]),  # once, for all of its targets
        ("令和3～1年度", ["impossible-date"]),
        ("令和3～10年度", []),
    ],
)
def test_a_period_of_another_plan_that_all_its_targets_exceed_is_told_once(
    tmp_path: Path, period: str, told: list[str]
) -> None:
    plan = PLAN_YAML + f"parent_plans: [{{id: vision, name: 町の構想, period: {period}}}]\n"
    rows = "".join(
        f"  - {{id: i{n}, name: 数{n}の計, values: {{R4: 5{n}}}, targets: {{R10: {{value: 8{n}, plan: vision}}}}}}\n"
        for n in range(3)
    )
    assert [rule for rule, _ in found(tmp_path, {MAIN: plan, MORE: f"indicators:\n{rows}"})] == told


def test_a_swapped_year_of_another_plans_target_is_found_among_its_own(tmp_path: Path) -> None:
    plan = PLAN_YAML + "parent_plans: [{id: vision, name: ビジョン}]\n"
    years = ("H34", "H34", "H43")
    targets = (f"{{{year}: {{value: 75, plan: vision}}}}" for year in years)
    records = "".join(f"  - {{id: i{n}, name: 数{n}, targets: {text}}}\n" for n, text in enumerate(targets))
    rules = [rule for rule, _ in found(tmp_path, {MAIN: plan, MORE: "indicators:\n" + records})]
    assert rules.count("digits-of-year-swapped") == 1


@pytest.mark.parametrize(("odd", "is_found"), [("plan: b", True), ("plan: a", False), ("plan: c", False)])
def test_a_target_does_not_name_the_plan_of_another_year(tmp_path: Path, odd: str, is_found: bool) -> None:
    """c is a plan that no other target is of."""
    plans = "parent_plans: [{id: a, name: 甲}, {id: b, name: 乙}, {id: c, name: 丙}]\n"
    targets = ["{R7: {value: 5, plan: a}, R9: {value: 6, plan: b}}"] * 4 + [f"{{R7: {{value: 5, {odd}}}}}"]
    text = "".join(f"  - {{id: i{n}, name: 数{n}, targets: {target}}}\n" for n, target in enumerate(targets))
    told = [rule for rule, _ in found(tmp_path, {MAIN: PLAN_YAML + plans, MORE: "indicators:\n" + text})]
    assert ("plan-of-target-differs" in told) is is_found


@pytest.mark.parametrize(
    ("title", "is_found"), [("令和6年度の事業費", True), ("令和5年度の事業費", False), ("事業費", False)]
)
def test_money_is_of_the_year_of_its_title(tmp_path: Path, title: str, is_found: bool) -> None:
    rows = "[{id: a, name: 額, kind: budget, values: {R5: 100}}]"
    text = f"money: [{{id: m, title: {title}, unit: 円, rows: {rows}}}]\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["year-of-title-differs"] * is_found


@pytest.mark.parametrize(
    ("years", "is_told"),
    [
        ("H15: 70, H26: 71, H27: 72", True),
        ("H19: 70, H26: 71, H27: 72, H28: 73", True),  # typed for H29
        ("H22: 70, H26: 71, H27: 72", True),
        ("H18: 70, H24: 71, H25: 72", False),  # an earlier year to compare with
        ("H25: 70, H26: 71, H27: 72", False),
        ("H15: 70, H26: 71", False),
    ],
)
def test_a_first_year_that_fits_with_another_digit_is_told(tmp_path: Path, years: str, is_told: bool) -> None:
    text = f"indicators: [{{id: a, name: 率, unit: ％, values: {{{years}}}}}]\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["year-far-away"] * is_told


def test_a_first_year_long_before_all_others_is_told(tmp_path: Path) -> None:
    others = "".join(f"  - {{id: {id}, name: 数{id}, unit: 人, values: {{H25: 7, H26: 8, H27: 9}}}}\n" for id in "bcd")
    text = f"indicators:\n  - {{id: a, name: 率, unit: ％, values: {{H18: 6, H25: 7, H26: 8}}}}\n{others}"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["year-far-away"]


@pytest.mark.parametrize(
    ("direction", "target", "is_found"),
    [
        ("down", "every: 30団体以上", True),
        ("up", "every: 30団体以上", False),
        ("up", "R7: 30団体以内", True),
        ("down", "R7: 30団体以内", False),
        ("down", "R7: 30団体", False),
    ],
)
def test_a_limit_goes_the_way_of_its_direction(tmp_path: Path, direction: str, target: str, is_found: bool) -> None:
    text = f"indicators: [{{id: a, name: 団体の数, unit: 団体, direction: {direction}, targets: {{{target}}}}}]\n"
    told = [rule for rule, _ in found_in_more(tmp_path, text)]
    assert ("limit-against-direction" in told) == is_found
