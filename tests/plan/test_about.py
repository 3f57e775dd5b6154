"""What plan.yaml says of the plan itself: what is read, and what is refused."""

from pathlib import Path

import pytest

from tests.workspaces import MAIN, PLAN_YAML, found


@pytest.mark.parametrize(
    ("date", "is_sound"),
    [
        ("令和7年13月", False),
        ("R7.13", False),
        ("令和3年2月29日", False),
        ("令和3年2月", True),
        ("2023-04", True),
        ("昭和の末ごろ", True),
        ("令和3年3月（改訂）", True),
    ],
)
def test_the_day_of_a_source_is_one_or_words(tmp_path: Path, date: str, is_sound: bool) -> None:
    sources = f"sources: [{{title: 報告書, date: {date}}}]\n"
    assert [rule for rule, _ in found(tmp_path, {MAIN: PLAN_YAML + sources})] == ["not-a-year"] * (not is_sound)


@pytest.mark.parametrize(
    ("address", "is_whole"),
    [("www.example.jp/report.pdf", False), ("report.pdf", False), ("https://example.jp/report.pdf", True)],
)
def test_the_address_of_a_source_is_whole(tmp_path: Path, address: str, is_whole: bool) -> None:
    sources = f"sources: [{{title: 報告書, address: {address}}}]\n"
    assert [rule for rule, _ in found(tmp_path, {MAIN: PLAN_YAML + sources})] == ["not-an-address"] * (not is_whole)
