"""What stands in the wrong place is found, and what only looks so is let pass."""

from datetime import date
from pathlib import Path

import pytest

from keikaku.pipeline import Audience, check
from tests.workspaces import MAIN, MORE, PLAN_YAML, found, read, report, write

DATA_YEAR = PLAN_YAML + "states: [{id: 途中}, {id: 確定値, final: true}]\ndata_year: 平成29年度\n"


def rules(root: Path, *values: str, plan: str = DATA_YEAR) -> list[str]:
    """The rules that speak of indicators with these values, each written as what follows `values:`."""
    records = "".join(f"  - {{id: i{n}, name: 数{n}, values: {text}}}\n" for n, text in enumerate(values))
    return [rule for rule, _ in found(root, {MAIN: plan, MORE: "indicators:\n" + records})]


@pytest.mark.parametrize(
    ("value", "is_found"),
    [
        ("R7: 150", True),
        ("R7: {value: 150, state: 確定値}", True),
        ("R7: {value: 150, publish_on: 2099-01-01}", False),
        ("R7: {value: 150, draft: true}", False),
        ("H30: {value: 150, state: 途中}", False),
        ("H29: 150", False),
    ],
)
def test_a_result_after_the_year_of_the_data_is_reported(tmp_path: Path, value: str, is_found: bool) -> None:
    found = rules(tmp_path, f"{{H28: 120, {value}}}", "{H29: 5}")
    assert found == (["value-after-data-year"] if is_found else [])


def test_what_waits_for_its_day_may_be_acknowledged_before(tmp_path: Path) -> None:
    late = (
        "values: {H29: 1, H30: {value: 3, publish_on: 2026-12-25}}, accept: {value-after-data-year: 速報を先に載せる}"
    )
    write(tmp_path, {MAIN: DATA_YEAR, MORE: f"indicators: [{{id: i, name: 数, {late}}}]\n"})
    for audience in Audience:
        for today in (date(2026, 12, 24), date(2026, 12, 25)):
            found = check(tmp_path, audience=audience, today=today).problems
            assert [problem.rule for problem in found if problem.stops_release] == []


def test_what_is_expected_comes_after_the_year_of_the_data(tmp_path: Path) -> None:
    series = "indicators: [{id: i, name: 数, series: [{id: s, name: 推計, expected_by: 国, values: {R7: 5}}]}]\n"
    assert found(tmp_path, {MAIN: DATA_YEAR, MORE: series}) == []


@pytest.mark.parametrize(
    ("values", "is_found"),
    [
        ("{H27: 1, H28: 2}", True),
        ("{H26: 1, H28: 2}", False),
        ("{H27: 1, H28: 2, H30: {value: 3, state: 途中}}", False),
    ],
)
def test_a_year_that_others_have_and_that_follows_is_missed(tmp_path: Path, values: str, is_found: bool) -> None:
    assert ("value-of-data-year-missing" in rules(tmp_path, values, "{H29: 5}")) == is_found
    assert "value-of-data-year-missing" not in rules(tmp_path / "alone", values)


def test_an_account_that_lacks_the_year_that_others_have_is_missed(tmp_path: Path) -> None:
    def account(id: str, values: str) -> str:
        row = f"{{id: {id}-1, name: 事業費, values: {values}}}"
        return f"  - {{id: {id}, title: 決算額 {id}, unit: 千円, rows: [{row}]}}\n"

    plan = {MAIN: PLAN_YAML + "data_year: R元\n"}
    text = "money:\n" + account("a", "{H30: 5, R元: 6}") + account("b", "{H29: 3, H30: 4}")
    _, problems = read(write(tmp_path, plan | {MORE: text}))
    assert [(p.rule, p.facts["name"]) for p in problems] == [("value-of-data-year-missing", "決算額 b")]


@pytest.mark.parametrize(
    ("values", "is_found"),
    [
        ("R4: 1, R6.4.1: 2", True),
        ("R5.4.1: 1, R6.4.1: 2", False),
        ("2021年度: 1, 2022年度: 2, 2023年: 3", True),
        ("2021年度: 1, 2022年度: 2, R5.3: 3", True),
        ("2021年: 1, 2022年: 2", False),
        ("R3: 1, 令和4年度: 2", False),
        ("R3～4: 1, R5: 2", False),
    ],
)
def test_a_year_stands_among_its_like(tmp_path: Path, values: str, is_found: bool) -> None:
    assert rules(tmp_path, f"{{{values}}}", plan=PLAN_YAML) == (["day-among-years"] if is_found else [])


def test_a_day_among_the_years_of_a_csv_is_answered_in_its_columns(tmp_path: Path) -> None:
    files = {
        MORE: "indicators:\n  - {id: a, name: 数}\n",
        "data/town/values.csv": "indicator,year,value\na,H29,4\na,H30,5\na,2019/4/1,6\n",
    }
    _, problems = read(write(tmp_path, files))
    (problem,) = [problem for problem in problems if problem.rule == "day-among-years"]
    assert str(problem.at) == "data/town/values.csv:4"
    assert "「year」の列に「令和元年度」" in report(tmp_path, problems)


@pytest.mark.parametrize(
    ("period", "is_found"),
    [
        ("平成30～27年度", True),
        ("令和7年度から令和3年度まで", True),
        ("平成30年度～令和4年度", False),
        ("令和3～7年度", False),
        ("2021年度～2025年度", False),
        ("令和3年度から令和7年度までの5年間", False),
        ("令和3年度から令和7年度までの10年間", True),
        ("5年間", False),
    ],
)
def test_a_period_ends_after_it_begins(tmp_path: Path, period: str, is_found: bool) -> None:
    plan = PLAN_YAML.replace("令和3～7年度", period)
    assert period in plan
    assert [rule for rule, _ in found(tmp_path, {MAIN: plan})] == (["years-of-plan"] if is_found else [])


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("令和3年度から令和7年度までの5年間", []),
        ("令和3年度から令和6年度までの5年間", [("years-of-plan", f"{MAIN}:4:9")]),
        ("令和3年度から令和6年度まで", [("target-beyond-its-plan", f"{MAIN}:4:9")]),
    ],
)
def test_a_period_with_a_wrong_year_is_one_question(tmp_path: Path, period: str, told: list[tuple[str, str]]) -> None:
    plan = PLAN_YAML.replace("令和3～7年度", period)
    years = (*["R7"] * 3, *["R6"] * 5)
    targets = "".join(f"  - {{id: i{n}, name: 数{n}, targets: {{{year}: 9}}}}\n" for n, year in enumerate(years))
    assert period in plan
    assert found(tmp_path, {MAIN: plan, MORE: f"indicators:\n{targets}"}) == told


@pytest.mark.parametrize(
    ("values", "is_found"),
    [
        ("{H26: 1, H17: 2, H28: 3}", True),
        ("{H26: 1, H28: 2, H27: 3}", True),
        ("{H26: 1, H29: 2, H27: 3, H28: 4}", True),
        ("{H26: 1, H27: 2, H28: 3, H19: 4}", True),
        ("{H28: 1, H27: 2, H26: 3}", False),
        ("{H28: 1, H27: 2, H26: 3, H25: 4}", False),
        ("{H26: 1, H27: 2, H28: 3}", False),
    ],
)
def test_a_year_stands_between_its_neighbours(tmp_path: Path, values: str, is_found: bool) -> None:
    assert rules(tmp_path, values, plan=PLAN_YAML) == (["year-out-of-order"] if is_found else [])


@pytest.mark.parametrize("key", ["year_goals", "results", "plans"])
@pytest.mark.parametrize(("years", "told"), [("R3 R5 R4 R6", ["R5"]), ("R3 R13 R5", ["R13"]), ("R6 R5 R4 R3", [])])
def test_lists_by_year_stand_in_their_order(tmp_path: Path, key: str, years: str, told: list[str]) -> None:
    lists = "".join(f"      {year}: 取組その{number}\n" for number, year in enumerate(years.split()))
    write(tmp_path, {MORE: f"nodes:\n  - id: g1\n    level: goal\n    name: 町\n    {key}:\n{lists}"})
    problems = [p for p in check(tmp_path).problems if p.rule == "year-out-of-order"]
    assert [problem.facts["year"] for problem in problems] == told


def test_the_newest_year_stands_last_where_it_does_elsewhere(tmp_path: Path) -> None:
    rises, falls = "{H29: 1, H30: 2}", "{H30: 1, H13: 2}"
    assert rules(tmp_path / "a", rises, falls, plan=PLAN_YAML) == ["year-out-of-order"]
    assert rules(tmp_path / "b", falls, falls, rises, plan=PLAN_YAML) == []
    assert rules(tmp_path / "c", falls, plan=PLAN_YAML) == []


@pytest.mark.parametrize(
    ("years", "is_found"),
    [
        ("{R1: 1, R2: 2, R4: 4}", True),
        ("{R1: 1, R3: 3, R4: 4, R5: 5}", True),
        ("{R1: 1, R3: 3, R5: 5}", False),  # asked every other year
        ("{R1: 1, R3: 3}", False),
        ("{R1: 1, R2: 2, R3: －, R4: 4}", False),
        ("{R1: 1, R2: 2, R5: 5}", False),
    ],
)
def test_a_year_that_others_have_is_not_left_out(tmp_path: Path, years: str, is_found: bool) -> None:
    other = "{id: b, name: 店, values: {R1: 5, R2: 6, R3: 7, R4: 8, R5: 9}}"
    text = f"indicators: [{{id: a, name: 会員, values: {years}}}, {other}]\n"
    found_rules = [rule for rule, _ in found(tmp_path, {MAIN: PLAN_YAML + "no_value: {－: unexplained}\n", MORE: text})]
    assert found_rules == (["year-left-out"] if is_found else [])


@pytest.mark.parametrize(
    ("year", "values", "last"),
    [
        ("H30", "{H28: 1, H29: 2}", "H29"),
        ("H29", "{H28: 1, H29: 2}", ""),
        ("H28", "{H28: 1, H29: 2}", ""),
        ("R2", "{H29: 1}\n    baseline: {R元: 2}\n    targets: {R5: 3}", "R元"),
        ("R元", "{H29: 1}\n    baseline: {R元: 2}", ""),
    ],
)
def test_the_year_of_the_data_has_a_value(tmp_path: Path, year: str, values: str, last: str) -> None:
    text = f"indicators:\n  - id: members\n    name: 会員数\n    unit: 人\n    values: {values}\n"
    write(tmp_path, {MAIN: PLAN_YAML + f"data_year: {year}\n", MORE: text})
    told = [problem for problem in read(tmp_path)[1] if problem.rule == "years-of-plan"]
    assert [problem.facts["last"] for problem in told] == [last] * bool(last)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("money: [{id: a, title: 額, rows: [{id: r, name: 決算, kind: settlement, values: {H30: 1, R10: 2}}]}]", True),
        ("money: [{id: a, title: 額, rows: [{id: r, name: 決算, kind: settlement, values: {H30: 1}}]}]", False),
        ("money: [{id: a, title: 額, rows: [{id: r, name: 予算, kind: budget, values: {H30: 1, R10: 2}}]}]", False),
        ("indicators: [{id: a, name: 数, baseline: {year: H33, value: 1}, values: {H30: 2}}]", True),
        ("indicators: [{id: a, name: 数, baseline: {year: H29, value: 1}, values: {H30: 2}}]", False),
    ],
)
def test_what_was_spent_or_begun_is_of_no_year_after_that_of_the_data(
    tmp_path: Path, text: str, is_found: bool
) -> None:
    write(tmp_path, {MAIN: PLAN_YAML + "data_year: H30\n", MORE: text + "\n"})
    found = [problem.rule for problem in read(tmp_path)[1]]
    assert ("value-after-data-year" in found) == is_found


@pytest.mark.parametrize(
    ("goals", "is_found"),
    [("H27 H28 H29 H31", True), ("H27 H28 H29 H30", False), ("H27 H29 H31", False), ("H28 H30", False)],
)
def test_a_year_of_texts_is_not_left_out(tmp_path: Path, goals: str, is_found: bool) -> None:
    years = {"year_goals": goals.split(), "results": ["H29", "H30"]}
    lists = "".join(
        f"    {key}:\n" + "".join(f"      {year}: {key}の{n}\n" for n, year in enumerate(own))
        for key, own in years.items()
    )
    text = f"nodes:\n  - id: g1\n    level: goal\n    name: 町\n{lists}"
    assert [rule for rule, _ in found(tmp_path, {MORE: text})] == ["year-left-out"] * is_found


@pytest.mark.parametrize(("year", "is_found"), [("H31", True), ("H30", False)])
def test_results_in_words_are_not_of_a_year_to_come(tmp_path: Path, year: str, is_found: bool) -> None:
    text = f"nodes:\n  - id: g1\n    level: goal\n    name: 町\n    results:\n      {year}: 集会を開いた。\n"
    found_rules = [rule for rule, _ in found(tmp_path, {MAIN: PLAN_YAML + "data_year: H30\n", MORE: text})]
    assert ("value-after-data-year" in found_rules) is is_found
