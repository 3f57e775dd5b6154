"""A folder and its plans: which are read, in which order, and what is told of those that are not."""

import subprocess
import sys
from pathlib import Path

import pytest

from keikaku.problems import Problems
from keikaku.reading.workspace import read_settings
from tests.workspaces import MAIN, MORE, PLAN_YAML, found, plan_of, read, write

INDICATOR = "indicators:\n  - id: members\n    name: 会員数\n    unit: 人\n    values: {H30: 120}\n"


def test_plans_come_in_the_order_that_they_ask_for(tmp_path: Path) -> None:
    plans, _ = read(
        write(
            tmp_path, {f"data/{id}/plan.yaml": PLAN_YAML + f"order: {n}\n" for id, n in zip("abc", "231", strict=True)}
        )
    )
    assert [plan.id for plan in plans] == ["town", "c", "a", "b"]


def test_settings_may_be_missing(tmp_path: Path) -> None:
    problems = Problems()
    assert read_settings(tmp_path, problems).settings.lang == "ja"
    assert len(problems) == 0


@pytest.mark.parametrize(
    ("settings", "rule"),
    [
        ("lang: fr\n", "unknown-word"),
        ("base_url: example.jp\n", "not-an-address"),
        ("base_url: https://www.example.jp/plan/index.html\n", "not-an-address"),
        ("titel: x\n", "unknown-key"),
        ("- x\n", "not-a-mapping"),
    ],
)
def test_faults_of_the_settings_are_told_with_those_of_the_plans(tmp_path: Path, settings: str, rule: str) -> None:
    rules = [rule for rule, _ in found(tmp_path, {"keikaku.yaml": settings, MORE: "x: 1\n"})]
    assert rules == ["unknown-key", rule]


def test_a_plan_with_a_file_that_cannot_be_read_is_not_published(tmp_path: Path) -> None:
    plans, problems = read(write(tmp_path, {MORE: INDICATOR + "    direction: upp\n"}))
    assert (plans, [problem.rule for problem in problems]) == ([], ["unknown-word"])


@pytest.mark.parametrize("broken", [INDICATOR + "    direction: upp\n", INDICATOR + "    unit: %\n"])
def test_what_refers_to_a_file_that_cannot_be_read_is_at_no_fault(tmp_path: Path, broken: str) -> None:
    files = {
        MORE: broken,
        "content/town/text.md": "---\ntitle: 町\n---\n[会員数](indicator:members)は{{value: members H30}}です。\n",
        "content/town/tale.md": "---\ntilte: 町\n---\n",
        "content/town/end.md": "---\ntitle: 終わりに\n---\n[町](chapter:tale)\n\n{{figure: members}}\n",
        "data/town/values.csv": "indicator,year,value\nmembers,R元,130\n",
    }
    assert len(found(tmp_path, files)) == 2


def test_a_slip_in_plan_yaml_hides_no_fault_of_other_files(tmp_path: Path) -> None:
    files = {
        MAIN: PLAN_YAML + "no_value: {今後調査: to-be-surveyed}\nx: 1\n",
        MORE: INDICATOR.replace("120", "今後調査, R元: 不明"),
    }
    assert [rule for rule, _ in found(tmp_path, files)] == ["not-a-value", "unknown-key"]


def test_where_the_words_for_no_value_are_lost_each_of_them_is_not_told(tmp_path: Path) -> None:
    plan = PLAN_YAML + "no_value:\n  今後調査: to-be-surveyed\n"
    files = {MAIN: plan.replace("no_value:\n", ""), MORE: INDICATOR.replace("120", "今後調査")}
    assert [rule for rule, _ in found(tmp_path, files)] == ["missing-key"]


def test_what_a_damaged_plan_file_declares_is_known_to_the_other_files(tmp_path: Path) -> None:
    damaged = PLAN_YAML.replace("{id: goal, name", "{id: goal name") + "no_value:\n  今後調査: to-be-surveyed\n"
    more = "indicators: [{id: a, name: 数, values: {R4: 1, R5: 今後調査}}]\n"
    assert found(tmp_path, {MAIN: damaged, MORE: more}) == [("colon-in-text", f"{MAIN}:8:15")]


def test_a_folder_needs_a_name_that_addresses_can_have(tmp_path: Path) -> None:
    assert found(tmp_path, {"data/小町/plan.yaml": PLAN_YAML}) == [("unfit-name", "data/小町")]


def test_hidden_folders_are_no_plans(tmp_path: Path) -> None:
    plans, problems = read(write(tmp_path, {"data/.obsidian/x.yaml": "a: b", "content/.trash/x.md": "a"}))
    assert ([plan.id for plan in plans], len(problems)) == (["town"], 0)


def test_a_bare_year_is_counted_as_the_plan_does(tmp_path: Path) -> None:
    text = INDICATOR.replace("{H30: 120}", "{平成30年: 120}") + "    rates: {H30: 80%}\n"
    calendar = plan_of(tmp_path, {MAIN: PLAN_YAML + "years: {kind: calendar}\n", MORE: text}).indicators[0]
    assert calendar.values[0].year == calendar.rates[0].year
    fiscal = plan_of(tmp_path, {MAIN: PLAN_YAML, MORE: text}).indicators[0]
    assert fiscal.values[0].year != fiscal.rates[0].year


def test_reading_needs_nothing_that_draws_or_renders() -> None:
    code = "import sys, keikaku.reading.workspace; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout
    assert "pydantic" in loaded.split()
    assert not {"altair", "vl_convert", "jinja2", "babel", "budoux", "livereload", "tornado"} & set(loaded.split())


def test_a_folder_that_explorer_has_copied_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, {"data/town - コピー/plan.yaml": PLAN_YAML, "content/town - コピー/a.md": "# 文\n"})
    plans, problems = read(tmp_path)
    assert [plan.id for plan in plans] == ["town"]
    assert [problem.rule for problem in problems] == ["copied-file", "copied-file"]


def test_two_plans_of_one_title_are_asked_about(tmp_path: Path) -> None:
    write(tmp_path, {"data/town-copy/plan.yaml": PLAN_YAML})
    _, problems = read(tmp_path)
    assert [(problem.rule, problem.at.file) for problem in problems] == [("copied-file", "data/town-copy/plan.yaml")]
