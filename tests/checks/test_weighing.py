"""How much a finding weighs: keikaku.yaml raises, lowers and acknowledges, and switches nothing off in silence."""

from pathlib import Path

import pytest

from keikaku.pipeline import make
from keikaku.problems import Acknowledgement, FilePosition, Problem, Room, Severity
from tests.pictures import png
from tests.workspaces import MAIN, MORE, PLAN_YAML, only, read, write

SETTINGS = "keikaku.yaml"
JUMP = "indicators:\n  - {id: members, name: 会員数, unit: 人, values: {R4: 120, R5: 430}}\n"
COUNT = {MAIN: PLAN_YAML + "counts: [{value: 2}]\n"}
KEY_TWICE = {MAIN: PLAN_YAML + "publisher: 大町\n"}


def one(root: Path, files: dict[str, str], rules: str) -> Problem:
    return only(read(write(root, files | {SETTINGS: f"rules: {{{rules}}}\n"}))[1])


@pytest.mark.parametrize(("weight", "severity"), [("error", "error"), ("warning", "warning"), ("hint", "hint")])
def test_a_warning_may_be_raised_or_called_a_hint(tmp_path: Path, weight: str, severity: str) -> None:
    problem = one(tmp_path, {MORE: JUMP}, f"sudden-jump: {weight}")
    assert (problem.severity, problem.acknowledged) == (severity, "")
    assert problem.stops_release == (weight != "hint")


def test_a_warning_that_is_acknowledged_stays_so_where_it_is_raised(tmp_path: Path) -> None:
    problem = one(tmp_path, {MORE: JUMP.replace("}}", "}, accept: {sudden-jump: 合併による}}")}, "sudden-jump: error")
    assert (problem.severity, problem.acknowledged) == (Severity.WARNING, "合併による")


def test_a_warning_that_is_switched_off_is_still_listed_as_acknowledged(tmp_path: Path) -> None:
    problem = one(tmp_path, {MORE: JUMP}, "sudden-jump: off")
    assert (problem.severity, problem.acknowledged) == (Severity.WARNING, "keikaku.yaml: off")
    assert not problem.stops_release


def test_an_error_may_be_lowered_where_the_site_can_be_built_all_the_same(tmp_path: Path) -> None:
    problem = one(tmp_path, COUNT, "declared-count: warning")
    assert (problem.severity, problem.stops_release) == (Severity.WARNING, True)


def test_a_heavy_picture_is_acknowledged_by_the_text_that_names_it(tmp_path: Path) -> None:
    text = "---\ntitle: 町\naccept: {picture-too-heavy: 細かい地図}\n---\n\n![地図](map.png)\n"
    write(tmp_path, {"content/town/text.md": text, "content/town/map.png": png(size=300_000)})
    problem = only(make(tmp_path).problems)
    assert (problem.rule, problem.acknowledged) == ("picture-too-heavy", "細かい地図")


def test_an_error_that_was_lowered_can_be_acknowledged(tmp_path: Path) -> None:
    files = {MAIN: PLAN_YAML + "counts: [{value: 2}]\naccept: {declared-count: 資料のとおり}\n"}
    assert one(tmp_path, files, "declared-count: warning").acknowledged == "資料のとおり"


def test_an_error_that_was_not_lowered_stays_one_whatever_is_acknowledged(tmp_path: Path) -> None:
    files = {MAIN: PLAN_YAML + "counts: [{value: 2}]\naccept: {declared-count: 資料のとおり}\n"}
    problem = only(read(write(tmp_path, files))[1])
    assert problem.is_error
    assert problem.stops_release


@pytest.mark.parametrize("weight", ["warning", "hint", "off"])
def test_what_guards_the_truth_cannot_be_lowered(tmp_path: Path, weight: str) -> None:
    write(tmp_path, KEY_TWICE | {SETTINGS: f"rules: {{key-twice: {weight}}}\n"})
    found = [(problem.rule, problem.is_error) for problem in read(tmp_path)[1]]
    assert found == [("key-twice", True), ("rule-not-lowered", True)]


@pytest.mark.parametrize("weight", ["hint", "off"])
def test_an_error_that_may_be_lowered_is_at_least_a_warning(tmp_path: Path, weight: str) -> None:
    write(tmp_path, COUNT | {SETTINGS: f"rules: {{declared-count: {weight}}}\n"})
    found = {(problem.rule, problem.is_error) for problem in read(tmp_path)[1]}
    assert found == {("declared-count", True), ("rule-not-lowered", True)}


def test_a_rule_that_is_not_there_is_told_with_what_may_be_meant(tmp_path: Path) -> None:
    problem = one(tmp_path, {}, "suden-jump: off")
    assert (problem.rule, problem.facts["near"], str(problem.at)) == ("unknown-rule", "sudden-jump", "keikaku.yaml:1:9")


def test_a_misspelt_rule_keeps_its_year(tmp_path: Path) -> None:
    text = "indicators: [{id: a, name: 会員, values: {R3: 1, R4: 5}, accept: {suden-jump R4: 会員が増えた}}]\n"
    found = [problem for problem in read(write(tmp_path, {MORE: text}))[1] if problem.rule == "unknown-rule"]
    assert [problem.facts["near"] for problem in found] == ["sudden-jump R4"]


def test_a_weight_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert one(tmp_path, {}, "sudden-jump: of").rule == "unknown-word"


# --- pages --------------------------------------------------------------------------------------------------------


def heavy(root: Path, **files: str) -> list[Problem]:
    """What is found where each page of a town may weigh nothing: `files` are its texts."""
    named = {"plan": MAIN, "settings": SETTINGS}
    write(
        root, {MORE: "nodes: [{id: g1, level: goal, name: 一}]\n"} | {named[name]: text for name, text in files.items()}
    )
    return [problem for problem in make(root).problems if problem.rule == "page-too-heavy"]


@pytest.fixture
def _no_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keikaku.checks.pages.BUDGET_BYTES", 100)
    monkeypatch.setattr("keikaku.checks.pages.BUDGETS", {})


@pytest.mark.usefixtures("_no_budget")
def test_the_record_behind_a_page_acknowledges_its_weight(tmp_path: Path) -> None:
    plan = PLAN_YAML + "accept: {page-too-heavy: 図が多い}\n"
    found = heavy(tmp_path, plan=plan, settings="title: 町\naccept: {page-too-heavy: 全市で一つ}\n")
    assert found
    of_plan = {problem.acknowledged for problem in found if problem.at.file == "town/index.html"}
    of_site = {problem.acknowledged for problem in found if problem.at.file == "accessibility/index.html"}
    of_node = {problem.acknowledged for problem in found if problem.at.file == MORE}
    assert (of_plan, of_site, of_node) == ({"図が多い"}, {"全市で一つ"}, {""})
    rooms = {problem.facts["acknowledge"] for problem in found if problem.at.file == MORE}
    assert rooms == {Acknowledgement(Room.IN_BRACES, FilePosition(MORE, 1, 14))}


def test_an_acknowledged_weight_that_is_gone_is_told(tmp_path: Path) -> None:
    write(
        tmp_path,
        {MAIN: PLAN_YAML + "accept: {page-too-heavy: 図が多い}\n", SETTINGS: "accept: {picture-too-heavy: x}\n"},
    )
    found = [(problem.rule, str(problem.at)) for problem in make(tmp_path).problems]
    assert found == [("needless-acknowledgement", f"{MAIN}:9:10"), ("needless-acknowledgement", f"{SETTINGS}:1:10")]


@pytest.mark.parametrize(
    ("accept", "rules"),
    [
        ("sudden-jump R5: 数え方が変わった", ["sudden-jump"]),  # that of R6 is another
        ("sudden-jump 令和5年度: 変わった, sudden-jump 2024: 戻った", []),
        ("sudden-jump: 数え方が変わった", ["acknowledged-too-widely"]),
        ("sudden-jump R4: 変わった", ["sudden-jump", "sudden-jump", "needless-acknowledgement"]),
        ("sudden-jump 全部: 変わった", ["sudden-jump", "sudden-jump", "unknown-rule"]),
    ],
)
def test_what_is_found_in_a_year_is_acknowledged_for_that_year(tmp_path: Path, accept: str, rules: list[str]) -> None:
    values = "values: {R4: 120, R5: 430, R6: 115}"
    text = f"indicators: [{{id: a, name: 会員数, unit: 人, accept: {{{accept}}}, {values}}}]\n"
    problems = read(write(tmp_path, {MORE: text}))[1]
    assert sorted(problem.rule for problem in problems if not problem.acknowledged) == sorted(rules)


def test_a_year_for_a_rule_that_takes_none_is_told_as_such(tmp_path: Path) -> None:
    text = (
        "indicators:\n  - id: members\n    name: 会員数\n    unit: 人\n    direction: up\n    values: {R2: 120}\n"
        "    targets: {R5: 110}\n    accept: {target-already-met R2: 資料のとおり。}\n"
    )
    found = {p.rule: p for p in read(write(tmp_path, {MORE: text}))[1]}
    assert found["needless-acknowledgement"].facts["near"] == "target-already-met"
    mended = {MORE: text.replace("target-already-met R2", "target-already-met")}
    assert all(p.acknowledged for p in read(write(tmp_path, mended))[1])
