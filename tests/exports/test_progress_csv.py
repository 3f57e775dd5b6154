"""The verdicts as one file: every indicator on a line, numbers bare, with what the verdict was made from."""

import csv
import io
from typing import Any

from keikaku.exports.progress_csv import HEADER, all_progress_csv, progress_csv
from keikaku.pages.open_data import PROGRESS_COLUMNS
from tests.pages.builders import EN, JA, indicator_of, plan_of


def line(**facts: Any) -> dict[str, str]:
    (row,) = csv.DictReader(io.StringIO(progress_csv(plan_of(indicator_of(**facts)), JA).decode("utf-8-sig")))
    return row


def test_a_verdict_stands_with_its_numbers_and_years() -> None:
    row = line(direction="down", values={"R3": "1,205", "R5": "1,180"}, targets={"R7": "1,000"})
    assert (row["verdict"], row["verdict_text"], row["reason"]) == ("nearer", "目標に近づいている", "")
    assert (row["target"], row["target_printed"], row["target_year_western"]) == ("1000", "1,000", "2025")
    assert (row["latest"], row["latest_year"], row["start"]) == ("1180", "R5", "1205")


def test_how_final_the_latest_value_is_stands_beside_it() -> None:
    values = {"R3": "1,205", "R5": {"value": "1,180", "state": "速報", "draft": True}}
    row = line(direction="down", values=values, targets={"R7": "1,000"})
    assert (row["latest_printed"], row["latest_state"], row["start_state"]) == ("1,180", "速報、下書き", "")


def test_where_there_is_none_the_reason_stands_and_nothing_is_made_up() -> None:
    row = line(direction="up", targets={"R7": "10"})
    assert (row["verdict"], row["reason"]) == ("unknown", "この資料に実績がありません")
    assert (row["latest"], row["latest_printed"], row["start"]) == ("", "", "")


def test_who_declared_the_direction_is_told() -> None:
    assert line(direction="up", declared_by="editor", targets={"R7": "10"})["declared_by"] == "editor"
    assert line(targets={"R7": "10"})["declared_by"] == ""


def test_in_the_file_of_all_plans_each_line_names_its_plan_and_how_far_that_is_decided() -> None:
    town = plan_of(indicator_of(direction="up", values={"R7": "9"}, targets={"R7": "10"}), status="最終案")
    city = plan_of(indicator_of(direction="up", values={"R7": "10"}, targets={"R7": "10"}), title="City", status="確定")
    content = all_progress_csv([(town, JA), (city, EN)]).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [(row["plan_title"], row["plan_status"], row["verdict_text"]) for row in rows] == [
        ("計画", "最終案", "目標に届かなかった"),
        ("City", "decided", "Target reached"),
    ]


def test_every_column_is_explained_where_the_file_is_offered() -> None:
    told = {name for names in PROGRESS_COLUMNS for name in names.split(", ")}
    endings = tuple(name.removeprefix("…") for name in told if name.startswith("…"))
    assert [name for name in HEADER if name not in told | {"unit"} and not name.endswith(endings)] == []
