"""Values with what belongs to them, in every form in which they may be written."""

from decimal import Decimal
from pathlib import Path

import pytest

from keikaku.plan.indicators import Indicator
from keikaku.plan.observations import Timing
from keikaku.values import Absence, ValueKind
from tests.workspaces import MAIN, MORE, PLAN_YAML, plan_of, read, write

MAIN_YAML = PLAN_YAML + "states: [途中, 見込]\nno_value: {今後調査: to-be-surveyed, －: unexplained}\n"


def indicator(root: Path, *lines: str) -> Indicator:
    text = "indicators:\n  - id: members\n    name: 会員数\n" + "".join(f"    {line}\n" for line in lines)
    return plan_of(root, {MAIN: MAIN_YAML, MORE: text}).indicators[0]


def test_a_value_may_stand_alone_with_more_or_several_in_a_year(tmp_path: Path) -> None:
    values = indicator(
        tmp_path,
        "values:",
        "  H28: 887",
        "  H29: {value: 約23, as_of: H29.9.15}",
        "  H30: [{value: 24, state: 途中}, 25]",
    ).values
    assert [(o.year.printed, o.value.printed, o.state) for o in values] == [
        *(("H28", "887", ""), ("H29", "約23", "")),
        *(("H30", "24", "途中"), ("H30", "25", "")),
    ]


def test_each_value_knows_its_place(tmp_path: Path) -> None:
    values = indicator(tmp_path, "values:", "  H28: 887", "  H29:", "    - {value: 24, state: 途中}", "    - 25").values
    assert [str(o.written_at) for o in values] == [f"{MORE}:{at}" for at in ("5:12", "7:11", "8:11")]
    block = indicator(tmp_path / "block", "values:", "  H29:", "    value: 24", "    state: 途中").values
    assert [str(o.written_at) for o in block] == [f"{MORE}:5:7"]  # where its year stands


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("{text: 設置}", ValueKind.TEXT),
        ("{yes: 設置済み}", ValueKind.YES),
        ("{no: 未設置}", ValueKind.NO),
        ("{duration: 3年間}", ValueKind.DURATION),
        ("{missing: －}", ValueKind.MISSING),
        ("10～20％", ValueKind.RANGE),
    ],
)
def test_a_value_may_be_words(tmp_path: Path, written: str, kind: ValueKind) -> None:
    assert indicator(tmp_path, f"values: {{H30: {written}}}").values[0].value.kind is kind


def test_words_for_no_value_are_the_plans_own(tmp_path: Path) -> None:
    first, second = indicator(tmp_path, "values: {H28: 今後調査, H29: －}").values
    assert (first.value.absence, second.value.absence) == (Absence.TO_BE_SURVEYED, Absence.UNEXPLAINED)
    assert (first.value.printed, second.value.printed) == ("今後調査", "－")
    assert first.value.number is None


def test_what_is_said_to_be_missing_means_what_the_plan_says(tmp_path: Path) -> None:
    first, second = indicator(tmp_path, "values: {H28: {missing: 今後調査}, H29: {missing: 資料の欠落}}").values
    assert (first.value.absence, second.value.absence) == (Absence.TO_BE_SURVEYED, Absence.UNEXPLAINED)
    assert (second.value.kind, second.value.printed) == (ValueKind.MISSING, "資料の欠落")


@pytest.mark.parametrize(
    ("word", "rules"),
    [
        ("－", []),
        ("資料の欠落", []),
        ("ー", ["not-a-value"]),
        ('"***"', ["not-a-value"]),
        ('"?"', ["not-a-value"]),
        ("今後調差", ["not-a-value"]),
        ("120人", ["not-a-value"]),
    ],
)
def test_what_is_said_to_be_missing_is_no_slip_for_what_the_plan_knows(
    tmp_path: Path, word: str, rules: list[str]
) -> None:
    text = f"indicators: [{{id: a, name: 数, values: {{H28: 1, H29: {{missing: {word}}}}}}}]\n"
    words = "no_value: {－: unexplained, 今後調査: to-be-surveyed}\n"
    write(tmp_path, {MAIN: PLAN_YAML + words, MORE: text})
    assert [problem.rule for problem in read(tmp_path)[1]] == rules


@pytest.mark.parametrize(("typed", "near"), [("今後調差", "今後調査"), ("—", "－"), ('"?"', "－"), ("設置済み", None)])
def test_a_word_that_is_nearly_one_of_the_plans_is_told_as_such(tmp_path: Path, typed: str, near: str | None) -> None:
    text = f"indicators: [{{id: a, name: 数, values: {{H28: 1, H29: {typed}}}}}]\n"
    write(tmp_path, {MAIN: MAIN_YAML, MORE: text})
    (problem,) = read(tmp_path)[1]
    assert (problem.rule, problem.facts.get("near")) == ("not-a-value", near)


@pytest.mark.parametrize(("typed", "near"), [("nome", "none"), ("evry", "every"), ("毎年度", "every"), ("note", None)])
def test_a_word_in_the_place_of_a_targets_year_is_told_as_such(tmp_path: Path, typed: str, near: str | None) -> None:
    text = f"indicators: [{{id: a, name: 数, values: {{H28: 1}}, targets: {{{typed}: 2}}}}]\n"
    write(tmp_path, {MAIN: MAIN_YAML, MORE: text})
    (problem,) = read(tmp_path)[1]
    assert (problem.rule, problem.facts.get("near")) == ("not-a-year", near)


def test_a_value_may_have_parts_and_a_second_reading(tmp_path: Path) -> None:
    value = indicator(tmp_path, "values: {H28: {value: 23, parts: {認定: 18, 仮認定: 5}, also: {全体: 40}}}").values[0]
    assert [(part.name, part.value.number) for part in value.parts] == [("認定", Decimal(18)), ("仮認定", Decimal(5))]
    assert [(other.label, other.value.number) for other in value.also] == [("全体", Decimal(40))]


def test_targets_stand_by_year_or_by_timing(tmp_path: Path) -> None:
    targets = indicator(tmp_path, "targets: {R5: 150以上, every: 720, total: {value: 30, over: R3～7}}").targets
    assert [(t.timing, t.year and t.year.printed, t.value.number) for t in targets] == [
        (Timing.IN, "R5", Decimal(150)),
        (Timing.EVERY, None, Decimal(720)),
        (Timing.TOTAL, None, Decimal(30)),
    ]


def test_targets_may_be_a_list(tmp_path: Path) -> None:
    targets = indicator(tmp_path, "targets:", "  - {value: 150, year: R5}", "  - {value: 200, year: R7}").targets
    assert [t.year and t.year.last for t in targets] == [2023, 2025]


def test_baselines_may_be_written_by_year(tmp_path: Path) -> None:
    baseline = indicator(tmp_path, "baseline: {H30: 887, R元: {value: 890, label: 改定時}}").baseline
    told = [(str(one.year), str(one.value), one.label) for one in baseline]
    assert told == [("H30", "887", ""), ("R元", "890", "改定時")]


def test_a_baseline_may_be_a_value_alone(tmp_path: Path) -> None:
    baseline = indicator(tmp_path, "baseline: 887団体").baseline[0]
    assert (baseline.year, baseline.value.unit) == (None, "団体")


def test_no_blank_is_taken_for_a_unit(tmp_path: Path) -> None:
    assert indicator(tmp_path, "values: {H30: 5}").unit is None
