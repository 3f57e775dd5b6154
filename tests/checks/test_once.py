"""Which values of one year are asked about."""

from pathlib import Path

import pytest

from tests.workspaces import MAIN, MORE, PLAN_YAML, found


@pytest.mark.parametrize(
    ("values", "is_asked"),
    [
        ("[{value: 120, state: 途中}, 131]", True),
        ("[{value: 今後調査, state: 途中}, 131]", True),
        ("[{value: 120, state: 途中, note: 中間の値}, 131]", True),
        ("[{value: 120, state: 途中}]", False),
        ("[{value: 120, state: 途中, cite: 町報5月号}, 131]", False),  # from somewhere else, on purpose
        ("[{value: 120, state: 途中}, {value: 131, state: 見込}]", False),
    ],
)
def test_a_value_that_a_final_one_has_replaced_is_asked_about(tmp_path: Path, values: str, is_asked: bool) -> None:
    states = "states: [途中, 見込]\nno_value: {今後調査: to-be-surveyed}\n"
    text = f"indicators:\n  - id: members\n    name: 会員数\n    unit: 人\n    values: {{R3: 118, R4: {values}}}\n"
    rules = [rule for rule, _ in found(tmp_path, {MAIN: PLAN_YAML + states, MORE: text})]
    assert rules == (["value-superseded"] if is_asked else [])
