"""Days on which things become public, asked on a day."""

from datetime import date
from pathlib import Path

import pytest

from keikaku.pipeline import check
from tests.workspaces import MAIN, MORE, PLAN_YAML, write

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("day", "is_found"),
    [("2026-01-05", True), ("2026-10-01", False), ("2027-01-05", False), ("2072-04-01", True)],
)
def test_a_day_far_from_today_is_asked(tmp_path: Path, day: str, is_found: bool) -> None:
    write(tmp_path, {MORE: f"indicators: [{{id: a, name: 数, values: {{R3: {{value: 1, publish_on: {day}}}}}}}]\n"})
    rules = [problem.rule for problem in check(tmp_path, today=TODAY).problems]
    assert rules == (["day-far-away"] if is_found else [])
    assert [problem.rule for problem in check(tmp_path).problems] == []


@pytest.mark.parametrize(("day", "is_found"), [("2026-12-01", True), ("2026-11-01", False)])
def test_a_year_of_the_data_without_a_public_value_is_asked(tmp_path: Path, day: str, is_found: bool) -> None:
    values = f"{{R3: 1, R4: {{value: 2, publish_on: {day}}}}}"
    plan = PLAN_YAML + "data_year: 令和4年度\n"
    write(tmp_path, {MAIN: plan, MORE: f"indicators: [{{id: a, name: 数, values: {values}}}]\n"})
    rules = [problem.rule for problem in check(tmp_path, today=TODAY).problems]
    assert rules == (["years-of-plan"] if is_found else [])


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("evaluations: [{id: e, title: 評価, date: R12.8.27, text: よい}]", True),
        ("evaluations: [{id: e, title: 評価, date: R8.8.27, text: よい}]", False),
        ("nodes: [{id: g1, level: goal, name: 町, results: {R12: 開いた}}]", True),
        ("nodes: [{id: g1, level: goal, name: 町, plans: {R12: 開く}}]", False),
        ("indicators: [{id: a, name: 数, values: {R13: 6}}]", True),
        ("indicators: [{id: a, name: 数, values: {R8: 6}}]", False),
        ("indicators: [{id: a, name: 数, values: {R7: 5}, targets: {R13: 6}}]", False),
        ("indicators: [{id: a, name: 数, series: [{id: s, name: 推計, expected_by: 国, values: {R13: 6}}]}]", False),
        ("indicators: [{id: a, name: 数, values: {R3: {value: 1, as_of: R12.3.31}}}]", True),
        ("indicators: [{id: a, name: 数, values: {R3: 1}, targets: {R12: 2}}]", False),
        ("indicators: [{id: a, name: 数, baseline: {year: R12, value: 1}, targets: {R13: 2}}]", True),
        ("money: [{id: a, title: 額, rows: [{id: r, name: 決算, kind: settlement, values: {R12: 1}}]}]", True),
        ("money: [{id: a, title: 額, rows: [{id: r, name: 予算, kind: budget, values: {R20: 1}}]}]", True),
        ("tables: [{id: a, title: 件数, values: {R1: 6, R20: 4}}]", True),
        ("tables: [{id: a, title: 件数, values: {R1: 6, R2: 4}}]", False),
        ("tables: [{id: a, title: 人口の推計, values: {R1: 6, R20: 4}}]", False),
        ("money: [{id: a, title: 額, rows: [{id: r, name: 予算, kind: budget, values: {R12: 1}}]}]", False),
    ],
)
def test_what_has_been_done_bears_no_day_to_come(tmp_path: Path, text: str, is_found: bool) -> None:
    write(tmp_path, {MORE: text + "\n"})
    rules = [problem.rule for problem in check(tmp_path, today=TODAY).problems]
    assert ("day-to-come" in rules) == is_found
    assert "day-to-come" not in [problem.rule for problem in check(tmp_path).problems]
