"""Values, targets and baselines that a narrative quotes come from the data, and are called what they are."""

from pathlib import Path

import pytest

from keikaku.plan.narrative import Html
from tests.workspaces import MORE, found, plan_of, read, report, write

DATA = """\
indicators:
  - id: members
    name: 会員数
    unit: 人
    baseline: {H30: 100}
    values: {R4: 120, R5: －}
    targets: {R7: 140以上, every: 10増}
    series: [{id: girls, name: 女子, unit: 冊, values: {R4: 1}}]
  - id: shops
    name: 店
    unit: 店
    baseline: [{label: 策定時, value: 5}, {label: 最新値, value: 6}]
    targets: [{year: R7, value: 9}, {year: R7, value: 8, plan: region}]
  - {id: plain, name: 図書, unit: 冊, values: {R4: 3}}
money: [{id: cost, title: 事業費, rows: [{id: all, name: 計, values: {R4: 5}}]}]
"""
PLAN = """\
title: 小さな町の計画
publisher: 小町
status: 確定
period: 令和3～7年度
licence: not stated
contact: not stated
no_value: {－: unexplained}
parent_plans: [{id: region, name: 広域の計画}]
"""


def files(text: str) -> dict[str, str]:
    return {"data/town/plan.yaml": PLAN, MORE: DATA, "content/town/text.md": f"---\ntitle: 章\n---\n\n{text}\n"}


@pytest.mark.parametrize(
    ("quoted", "shown"),
    [
        ("target: members R7", "140人以上"),
        ("target: members", "140人以上"),  # the other is told by a timing
        ("target: members every", "10人増"),
        ("baseline: members", "100人"),
        ("baseline: members H30", "100人"),
        ("baseline: shops 策定時", "5店"),
        ("target: shops R7", "9店"),  # that of this plan
        ("target: shops R7 region", "8店"),
        ("target: shops region", "8店"),
        ("value: members R5", "－"),  # no unit behind what is no number
    ],
)
def test_targets_and_baselines_are_quoted_as_values_are(tmp_path: Path, quoted: str, shown: str) -> None:
    (part,) = plan_of(tmp_path, files(f"数は{{{{{quoted}}}}}です。")).chapters[0].parts
    assert isinstance(part, Html)
    assert f"数は{shown}です。" in part.html


@pytest.mark.parametrize(
    ("quoted", "rule", "advice"),
    [
        ("value: members R7", "unknown-value", "「{{target: members R7}}」"),
        ("target: members R4", "unknown-value", "「{{value: members R4}}」"),
        ("target: members R6", "unknown-value", "いま目標があるのは R7, every です"),
        ("target: plain", "unknown-value", "{{value: plain R4}}"),
        ("baseline: shops", "ambiguous-value", "：5 → {{baseline: shops 策定時}}, 6 → {{baseline: shops 最新値}}"),
        ("value: members", "unknown-braces", "どの年の値か"),
        ("value: cost R4", "unknown-value", "数をそのまま"),
    ],
)
def test_what_cannot_be_quoted_says_what_can(tmp_path: Path, quoted: str, rule: str, advice: str) -> None:
    _, problems = read(write(tmp_path, files(f"数は{{{{{quoted}}}}}です。")))
    assert [problem.rule for problem in problems] == [rule]
    assert advice in report(tmp_path, problems)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("令和7年度の目標は{{value: members R4}}", True),
        ("目標：{{baseline: members}}", True),
        ("実績は{{target: members R7}}", True),
        ("目標値は{{target: members R7}}", False),
        ("実績値{{value: members R4}}", False),
        ("目標に対して{{value: members R4}}", False),
    ],
)
def test_a_word_before_a_value_says_what_it_is(tmp_path: Path, text: str, is_found: bool) -> None:
    rules = {rule for rule, _ in found(tmp_path, files(f"{text}です。"))} - {"year-of-value-differs"}
    assert rules == ({"kind-of-value-differs"} if is_found else set())
