"""Years that a spreadsheet has counted on are found, and a table that is sorted by year is let pass."""

from pathlib import Path

import pytest

from tests.workspaces import MORE, found

INDICATORS = "indicators:\n" + "".join(f"  - {{id: i{n}, name: 数その{n}, unit: 人}}\n" for n in range(1, 5))


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        ("i1,R3 i2,R4 i3,R5 i4,R6", ["data/town/values.csv:3"]),
        ("i1,R3 i2,R4 i3,R5 i4,R3", ["data/town/values.csv:3"]),
        ("i1,R3 i2,R3 i3,R4 i4,R5", ["data/town/values.csv:4"]),
        ("i1,H30 i2,R1 i3,R2", ["data/town/values.csv:3"]),
        ("i1,R3 i2,R4", []),
        ("i1,R3 i2,R3 i3,R3 i4,R3", []),
        ("i1,R3 i1,R4 i1,R5 i2,R3 i2,R4 i2,R5", []),
        ("i1,R3 i2,R4 i1,R5 i2,R6", []),  # asked every other year
        ("i1,R3 i2,R5 i3,R7", []),
    ],
)
def test_a_year_that_counts_on_from_row_to_row_was_to_be_copied(tmp_path: Path, lines: str, places: list[str]) -> None:
    table = "indicator,year,value\n" + "".join(f"{line},{n + 5}\n" for n, line in enumerate(lines.split()))
    told = found(tmp_path, {MORE: INDICATORS, "data/town/values.csv": table})
    assert [place for rule, place in told if rule == "year-filled-down"] == places
