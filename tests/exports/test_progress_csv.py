"""The verdicts as one file: every indicator on a line, numbers bare, with what the verdict was made from."""

import csv
import io
from typing import Any

from keikaku.exports.progress_csv import progress_csv
from tests.pages.builders import JA, indicator_of, plan_of


def line(**facts: Any) -> dict[str, str]:
    (row,) = csv.DictReader(io.StringIO(progress_csv(plan_of(indicator_of(**facts)), JA).decode("utf-8-sig")))
    return row


def test_a_verdict_stands_with_its_numbers_and_years() -> None:
    row = line(direction="down", values={"R3": "1,205", "R5": "1,180"}, targets={"R7": "1,000"})
    assert (row["verdict"], row["verdict_text"], row["reason"]) == ("nearer", "目標に近づいている", "")
    assert (row["target"], row["target_printed"], row["target_year_western"]) == ("1000", "1,000", "2025")
    assert (row["latest"], row["latest_year"], row["start"]) == ("1180", "R5", "1205")


def test_where_there_is_none_the_reason_stands_and_nothing_is_made_up() -> None:
    row = line(direction="up", targets={"R7": "10"})
    assert (row["verdict"], row["reason"]) == ("unknown", "この資料に実績がありません")
    assert (row["latest"], row["latest_printed"], row["start"]) == ("", "", "")


def test_who_declared_the_direction_is_told() -> None:
    assert line(direction="up", declared_by="editor", targets={"R7": "10"})["declared_by"] == "editor"
    assert line(targets={"R7": "10"})["declared_by"] == ""
