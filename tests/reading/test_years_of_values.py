"""A year that stands before a quoted value is that of the value."""

from pathlib import Path

import pytest

from tests.workspaces import MORE, found

DATA = "indicators: [{id: members, name: 会員数, unit: 人, values: {R4: 120, R5: 125}}]\n"


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("令和5年度末で{{value: members R4}}", True),
        ("令和5年度の{{value: members R5}}", False),
        ("2023年度は、{{value: members R4}}", True),
        ("令和5年度の実績値は{{value: members R4}}", True),
        ("2022年度は、{{value: members R4}}", False),
        ("令和5年度の計画では会員が{{value: members R4}}", False),
        ("会員は{{value: members R4}}", False),
        ("会員は、令和5年度に{{value: members R4}}", True),
        ("会員は、令和5年度には {{value: members R4}}", True),
        ("令和5年度の会員数は、{{value: members R4}}", True),
        ("会員数（令和5年度）は、{{value: members R4}}", True),
        ("会員数は{{value: members R4}}（令和5年度末）", True),
        ("会員数は{{value: members R4}}（令和4年度末）", False),
        ("令和5年度の調査から数えた会員数は{{value: members R4}}", False),
        ("令和5年度に定めた会員数の規模は{{value: members R4}}", False),
        ("令和5年3月末で{{value: members R4}}", False),
        ("令和5年度に{{value: members R4}}の人から聞き取り", False),
    ],
)
def test_a_year_before_a_value_is_that_of_the_value(tmp_path: Path, text: str, is_found: bool) -> None:
    files = {MORE: DATA, "content/town/text.md": f"---\ntitle: 章\n---\n\n{text}です。\n"}
    assert [rule for rule, _ in found(tmp_path, files)] == (["year-of-value-differs"] if is_found else [])
