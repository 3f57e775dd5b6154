"""A value of another unit than its row is told as it is printed, and counts nowhere."""

from pathlib import Path

import pytest

from keikaku.plan.indicators import Indicator
from keikaku.progress import Verdict, progress
from keikaku.values import in_unit, parse_value
from tests.workspaces import MORE, read, write

INDICATOR = """\
indicators:
  - id: members
    name: 会員の数
    unit: 団体
    direction: up
    values: {R2: 10団体, R3: 12団体, R4: 18人}
    targets: {R5: 15団体}
    accept: {unit-differs R4: 資料のとおり}
"""


def only_indicator(root: Path, text: str) -> tuple[Indicator, Verdict]:
    plans, problems = read(write(root, {MORE: text}))
    assert not problems.errors
    indicator = plans[0].indicators_by_id["members"]
    return indicator, progress(plans[0].about, indicator).verdict


def test_it_is_no_number_and_no_verdict_rests_on_it(tmp_path: Path) -> None:
    indicator, verdict = only_indicator(tmp_path, INDICATOR)
    assert [str(o.value.number) for o in indicator.values] == ["10", "12", "None"]
    assert str(indicator.values[-1].value) == "18人"
    assert verdict is not Verdict.REACHED


def test_a_target_of_another_unit_is_compared_with_nothing(tmp_path: Path) -> None:
    _, verdict = only_indicator(tmp_path, INDICATOR.replace("15団体", "12人").replace("R4: 18人", "R4: 18団体"))
    assert verdict is Verdict.UNKNOWN


def test_a_series_has_its_own_unit(tmp_path: Path) -> None:
    text = INDICATOR.replace(
        "    values: {R2: 10団体, R3: 12団体, R4: 18人}\n    targets: {R5: 15団体}\n",
        "    series:\n      - {id: people, name: 人の数, unit: 人, values: {R4: 18人, R5: 3団体}}\n"
        "    targets: {R5: {value: 20人, series: people}}\n",
    )
    indicator, _ = only_indicator(tmp_path, text)
    assert [o.value.number is None for o in indicator.series[0].values] == [False, True]
    assert indicator.targets[0].value.number == 20


@pytest.mark.parametrize(
    ("printed", "unit", "said"),
    [
        ("690百万円", "円", "690,000,000円"),
        ("735万8千円", "千円", "7,358千円"),
        ("約２千件", "件", "約2,000件"),
        ("18人", "団体", ""),
        ("18人", "人", ""),
        ("18", "人", ""),
    ],
)
def test_another_scale_of_a_unit_is_told_in_the_units_own(printed: str, unit: str, said: str) -> None:
    value = parse_value(printed)
    assert value is not None
    assert in_unit(value, unit) == said


@pytest.mark.parametrize(
    ("unit", "printed", "number", "exact"),
    [
        ("億円", "2.1億円", "2.1", ""),
        ("％", "3割", "30", ""),
        ("割", "18%", "1.8", ""),
        ("％", "18％", "18", ""),
        ("千人", "約1万2千人", "12", "12"),
        ("億円", "2億5,000万円", "2.5", "2.5"),
        ("万回", "21万回", "21", ""),
        ("百万円", "21百万円", "21", ""),
        ("万人", "21", "21", ""),
    ],
)
def test_a_value_in_the_large_unit_of_its_row_is_counted_in_it(
    tmp_path: Path, unit: str, printed: str, number: str, exact: str
) -> None:
    text = f'indicators:\n  - {{id: members, name: 額, unit: {unit}, direction: up, values: {{R4: "{printed}"}}}}\n'
    indicator, _ = only_indicator(tmp_path, text)
    value = indicator.values[0].value
    assert (str(value), str(value.number), value.exact_digits) == (printed, number, exact)


def test_an_amount_in_a_large_unit_is_counted_in_it(tmp_path: Path) -> None:
    rows = "rows: [{id: a, name: 予算, amount: 3億円}, {id: b, name: 決算, values: {R4: 2.5億円}}]"
    plans, problems = read(write(tmp_path, {MORE: f"money:\n  - {{id: cost, title: 費用, unit: 億円, {rows}}}\n"}))
    first, second = plans[0].money[0].rows
    assert not len(problems)
    assert (str(first.amount and first.amount.number), str(second.values[0].value.number)) == ("3", "2.5")
