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


LIST = [
    ("- 令和5年度：{{value: members R4}}\n", True),
    ("- 令和4年度：{{value: members R4}}\n", False),
    ("- 令和5年度の会員数：{{value: members R4}}\n", True),
]
TABLES = [
    (
        f"| 名 | {first} | {second} |\n|---|---|---|\n"
        f"| 会員 | {{{{value: members R4}}}} | {{{{value: members {year}}}}} |\n",
        is_found,
    )
    for first, second, year, is_found in (
        ("令和4年度", "令和5年度", "R4", True),
        ("令和4年度", "R5（実績）", "R5", False),
        ("R4の実績", "令和5年度の見通し", "R4", False),
    )
]


@pytest.mark.parametrize(("text", "is_found"), [*LIST, *TABLES])
def test_a_value_in_a_list_or_table_is_of_the_year_that_heads_it(tmp_path: Path, text: str, is_found: bool) -> None:
    files = {MORE: DATA, "content/town/text.md": f"---\ntitle: 章\n---\n\n{text}"}
    assert [rule for rule, _ in found(tmp_path, files)] == (["year-of-value-differs"] if is_found else [])


def test_a_row_that_names_one_indicator_quotes_no_value_of_another(tmp_path: Path) -> None:
    data = "indicators:\n" + "".join(
        f"  - {{id: {id}, name: {name}, unit: 人, values: {{R5: {n}}}}}\n"
        for id, name, n in (("members", "町内会の会員数", 125), ("visits", "図書館の来館者数", 890))
    )
    row = "| 名 | 数 |\n|---|---|\n| 町内会の会員数 | {{value: visits R5}} |\n"
    files = {MORE: data, "content/town/text.md": f"---\ntitle: 章\n---\n\n{row}"}
    assert [rule for rule, _ in found(tmp_path, files)] == ["value-names-another"]
    files["content/town/text.md"] = files["content/town/text.md"].replace("visits", "members")
    assert found(tmp_path / "right", files) == []


@pytest.mark.parametrize("picture", ["\n![入口](a.png)", "![入口](a.png)"])
def test_a_picture_behind_a_sentence_cuts_nothing_off(tmp_path: Path, picture: str) -> None:
    sentences = "".join(f"町の{n}つめの取組として、まちの縁側を開いています。\n\n" for n in range(4))
    text = f"---\ntitle: 章\n---\n\n{sentences}詳しい様子は次の写真をご覧ください。{picture}\n"
    told = [rule for rule, _ in found(tmp_path, {"content/town/text.md": text})]
    assert "sentence-cut-off" not in told
