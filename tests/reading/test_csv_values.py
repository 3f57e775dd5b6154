"""Values in CSV files beside the YAML: read into the indicators, with the same care and the same problems."""

from pathlib import Path

import pytest

from keikaku.plan.plan import Plan
from keikaku.problems import Problems
from keikaku.reading.workspace import read_plan
from keikaku.workspace import Workspace
from tests.workspaces import MORE, found, only, read, write

PLAN = """\
title: 計画
publisher: 架空町
status: 確定
period: 5年間
licence: not stated
contact: not stated
levels: [{id: goal, name: 目標}]
states: [途中]
no_value: {今後調査: to-be-surveyed}
"""
INDICATORS = """\
nodes:
  - id: reading
    level: goal
    name: 読書
    projects:
      - id: library
        name: 図書館
        indicators:
          - id: loans
            name: 貸出
            unit: 冊
            values: {R4: 90}
            series: [{id: children, name: 子ども}]
"""


class Folder:
    """A plan in a folder of its own, with one CSV file."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems = Problems()
        self.write("plan.yaml", PLAN)
        self.write("indicators.yaml", INDICATORS)

    def write(self, name: str, content: str | bytes) -> None:
        path = self.root / "data" / "town" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def read(self, csv: str | bytes) -> Plan:
        self.write("values.csv", csv)
        plan = read_plan(Workspace(self.root), "town", self.problems)
        assert plan is not None
        return plan

    def values(self, csv: str | bytes) -> list[str]:
        """The years and values of the one indicator, as printed."""
        (loans,) = self.read(csv).indicators
        return [f"{o.year} {o.value}" for o in loans.values]

    def found(self) -> list[str]:
        return [f"{p.at} {p.rule}" for p in self.problems]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_a_line_becomes_a_value_of_its_indicator_wherever_that_is_written(folder: Folder) -> None:
    assert folder.values('indicator,year,value\nloans,令和5年度,"1,100"\n') == ["R4 90", "令和5年度 1,100"]
    assert folder.found() == []


def test_state_day_and_note_belong_to_the_value(folder: Folder) -> None:
    plan = folder.read("indicator,year,value,state,as_of,note\nloans,R5,40,途中,R5.9.15,※半年分\n")
    value = plan.indicators[0].values[1]
    assert (value.state, str(value.as_of), value.note) == ("途中", "R5.9.15", ("※半年分",))


def test_a_target_stands_beside_each_value(folder: Folder) -> None:
    (loans,) = folder.read("indicator,year,value,target\nloans,R5,95,100\nloans,R6,,120\n").indicators
    assert [str(value.value) for value in loans.values] == ["90", "95"]
    assert [f"{target.year} {target.value}" for target in loans.targets] == ["R5 100", "R6 120"]


def test_a_line_may_be_of_a_series(folder: Folder) -> None:
    (loans,) = folder.read("indicator,series,year,value\nloans,children,R5,30\n").indicators
    assert [str(value.value) for value in loans.series[0].values] == ["30"]
    assert len(loans.values) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_encoding_and_line_end_of_a_spreadsheet_is_read(folder: Folder, encoding: str, end: str) -> None:
    csv = end.join(["indicator,year,value,note", "loans,令和5年度,約９５,貸出", ""]).encode(encoding)
    assert folder.values(csv) == ["R4 90", "令和5年度 約９５"]
    assert folder.problems.errors == []


def test_blank_lines_and_columns_of_a_spreadsheet_say_nothing(folder: Folder) -> None:
    assert folder.values("indicator,year,value,,\n,,,,\nloans,R5,95,,\n\n") == ["R4 90", "R5 95"]
    assert folder.found() == []


def test_a_word_for_no_value_is_read_as_the_plan_declares_it(folder: Folder) -> None:
    (loans,) = folder.read("indicator,year,value\nloans,R5,今後調査\n").indicators
    assert loans.values[1].value.is_missing


def test_a_value_that_yaml_has_already_is_reported_with_both_places(folder: Folder) -> None:
    assert folder.values("indicator,year,value\nloans,令和4年度,91\n") == ["R4 90"]
    (problem,) = folder.problems
    assert (str(problem.at), problem.rule) == ("data/town/values.csv:2:13", "written-twice")
    assert problem.facts["first"] == "data/town/indicators.yaml:12:26"


def test_a_value_that_stands_twice_in_csv_is_reported(folder: Folder) -> None:
    folder.values("indicator,year,value\nloans,R5,91\nloans,R5,92\n")
    assert folder.found() == ["data/town/values.csv:3:10 written-twice"]


def test_an_unknown_indicator_is_reported_once_with_its_line_and_what_may_be_meant(folder: Folder) -> None:
    folder.values("indicator,year,value\nloan,R5,91\nloan,R6,92\n")
    (problem,) = folder.problems
    assert (str(problem.at), problem.rule) == ("data/town/values.csv:2:1", "unknown-reference")
    assert problem.facts["near"] == "loans"


def test_an_unknown_series_is_reported_at_its_cell(folder: Folder) -> None:
    folder.values("indicator,year,value,series\nloans,R5,91,adults\n")
    assert folder.found() == ["data/town/values.csv:2:13 unknown-reference"]


def test_faults_of_values_and_years_have_line_and_column(folder: Folder) -> None:
    folder.values('indicator,year,value,note\nloans,R99x,10,"二行の\n注"\nloans,R5,多い,\n')
    assert folder.found() == ["data/town/values.csv:2:7 not-a-year", "data/town/values.csv:4:10 not-a-value"]


def test_a_line_without_a_year_or_a_value_is_reported(folder: Folder) -> None:
    folder.values("indicator,year,value\nloans,,10\nloans,R5,\n")
    assert folder.found() == ["data/town/values.csv:2:1 blank-value", "data/town/values.csv:3:1 blank-value"]


@pytest.mark.parametrize(("column", "cell"), [("state", "途中"), ("as_of", "R5.9.15")])
def test_what_is_said_of_a_value_is_not_lost_where_there_is_none(folder: Folder, column: str, cell: str) -> None:
    folder.values(f"indicator,year,value,target,{column}\nloans,R10,,120,{cell}\nloans,R5,95,,{cell}\n")
    assert folder.found() == ["data/town/values.csv:2:16 blank-value"]


def test_a_note_in_a_line_of_a_target_alone_is_the_targets(folder: Folder) -> None:
    plan = folder.read("indicator,year,value,target,note\nloans,R10,,120,※休館を除く\nloans,R5,95,100,※速報\n")
    targets = plan.indicators[0].targets
    assert {target.value.printed: target.note for target in targets} == {"120": ("※休館を除く",), "100": ()}


@pytest.mark.parametrize(
    "line", ["indicator,year,value\nloans,R5,1,100", "indicator,year,value,note\nloans,R5,1,100,,休館"]
)
def test_a_comma_inside_a_number_is_explained(folder: Folder, line: str) -> None:
    folder.values(f"{line}\n")
    assert folder.found() == ["data/town/values.csv:2:10 too-many-cells"]


@pytest.mark.parametrize(
    ("rows", "is_found"),
    [
        (["loans,R5,12,,", "loans,R6,,13,,", "loans,R7,14,,"], True),
        (["loans,R5,12,,,", "loans,R6,,13,,", "loans,R7,14,,,"], False),
        (["loans,R5,12,,", "loans,R6,13,20,,", "loans,R7,14,,"], False),
    ],
)
def test_a_comma_too_many_is_found_where_the_last_cells_are_empty(
    folder: Folder, rows: list[str], is_found: bool
) -> None:
    folder.values("indicator,year,value,target,note\n" + "\n".join(rows) + "\n")
    assert ("data/town/values.csv:3:15 too-many-cells" in folder.found()) == is_found


@pytest.mark.parametrize("name", ["rate", "達成率"])
def test_a_rate_is_sent_to_where_it_belongs(folder: Folder, name: str) -> None:
    folder.values(f"indicator,year,value,{name}\nloans,R5,10,86.2%\n")
    (problem,) = folder.problems
    assert (problem.rule, problem.facts["key"], problem.facts["near"]) == ("unknown-column", "rates", "")


def test_a_japanese_name_of_a_column_leads_to_it(folder: Folder) -> None:
    folder.values("indicator,year,value,目標\nloans,R5,10,20\n")
    (problem,) = folder.problems
    assert (problem.rule, problem.facts["near"]) == ("unknown-column", "target")


def test_a_misspelt_column_is_reported_with_what_may_be_meant(folder: Folder) -> None:
    folder.values("indicator,year,vaule\nloans,R5,10\n")
    (problem,) = folder.problems
    assert (str(problem.at), problem.rule) == ("data/town/values.csv:1:16", "unknown-column")
    assert problem.facts["near"] == "value"


@pytest.mark.parametrize(
    ("header", "advice"),
    [
        ("指標,R4,R5", "indicator,year,value"),
        ("indicator\tyear\tvalue", "tabs"),
    ],
)
def test_a_table_of_another_form_is_one_problem_that_shows_the_right_form(
    folder: Folder, header: str, advice: str
) -> None:
    folder.values(header + "\n貸出,R5,10\n")
    (problem,) = folder.problems
    assert (str(problem.at), problem.rule) == ("data/town/values.csv:1:1", "unknown-column")
    assert advice in problem.advice


@pytest.mark.parametrize(
    ("header", "near"),
    [
        ("指標,年度,値", "indicator,year,value"),
        ("指標,年,値,目標,状態,注", "indicator,year,value,target,state,note"),
    ],
)
def test_headings_in_japanese_are_told_as_the_names_of_columns(folder: Folder, header: str, near: str) -> None:
    folder.values(header + "\nloans,R5,10\n")
    (problem,) = folder.problems
    assert (problem.rule, problem.facts["near"]) == ("unknown-column", near)


def test_an_indicator_named_by_its_name_is_told_its_id(folder: Folder) -> None:
    folder.values("indicator,year,value\n貸出,R5,10\n")
    (problem,) = folder.problems
    assert (problem.rule, problem.facts["near"]) == ("unknown-reference", "loans")


def test_a_csv_in_shift_jis_is_told_how_excel_saves_it(folder: Folder) -> None:
    folder.values("indicator,year,value,note\nloans,R5,95,貸出\n".encode("cp932"))
    assert "CSV UTF-8" in next(iter(folder.problems)).advice


def test_a_file_without_its_header_is_reported(folder: Folder) -> None:
    folder.values("indicator,year\nloans,R5\n")
    assert folder.found() == ["data/town/values.csv:1 missing-column"]


def test_an_indicator_in_a_file_with_faults_is_not_called_unknown(folder: Folder) -> None:
    folder.write("indicators.yaml", INDICATORS + "            unti: 冊\n")
    folder.write("values.csv", "indicator,year,value\nloans,R5,91\n")
    read_plan(Workspace(folder.root), "town", folder.problems)
    assert [problem.rule for problem in folder.problems] == ["unknown-key"]


@pytest.mark.parametrize("text", ["", "\r\n", "indicator,year,value\r\n", "indicator,year,value\n,,\n"])
def test_a_csv_without_a_value_is_called_empty(folder: Folder, text: str) -> None:
    folder.read(text)
    assert [problem.rule for problem in folder.problems] == ["empty-file"]


@pytest.mark.parametrize(
    ("columns", "cells", "is_torn"),
    [
        ("value,note", "1,019", True),
        ("value,state", "12,345", True),
        ("value,target", "1,019", True),
        ("value,target", "1,100", False),
        ("value,note", "1,R5", False),
        ("value,note", "1234,567", False),
    ],
)
def test_a_number_whose_comma_divides_it_is_reported(folder: Folder, columns: str, cells: str, is_torn: bool) -> None:
    folder.read(f"indicator,year,{columns}\nloans,R5,{cells}\n")
    assert ("too-many-cells" in [problem.rule for problem in folder.problems]) == is_torn


def test_columns_that_are_swapped_are_called_so(folder: Folder) -> None:
    folder.read("indicator,value,year\nloans,R5,120\nloans,R6,130\n")
    assert {problem.rule for problem in folder.problems} == {"not-a-year"}
    assert all("swapped" in problem.advice for problem in folder.problems)


@pytest.mark.parametrize("above", ["sep=,\n", "図書館の貸出,,\n", "図書館の貸出\n\n"])
def test_lines_above_the_names_of_columns_are_to_be_taken_away(folder: Folder, above: str) -> None:
    folder.read(f"{above}indicator,year,value\nloans,R5,40\n")
    assert folder.found() == ["data/town/values.csv:1:1 unknown-column"]


def test_a_quotation_mark_that_is_not_closed_is_told_and_nothing_is_read(folder: Folder) -> None:
    assert folder.values('indicator,year,value\nloans,R5,"51') == ["R4 90"]
    assert folder.found() == ["data/town/values.csv:2:10 open-quotation-mark"]


@pytest.mark.parametrize("row", ["loans,R5,1,688冊,", "loans,R5,1,688冊,,", "loans,R5,約8億2,400万円,"])
def test_a_number_that_its_comma_cuts_is_told_beside_a_column_of_targets_too(folder: Folder, row: str) -> None:
    folder.read(f"indicator,year,value,target\n{row}\n")
    assert folder.found() == ["data/town/values.csv:2:10 too-many-cells"]


def test_a_value_that_slid_into_the_notes_is_told(tmp_path: Path) -> None:
    rows = "indicator,year,value,target,note\na,R3,,▲468人,500人\na,R4,5,,途中で数えた\na,R5,5,,50人,\n"
    files = {MORE: "indicators: [{id: a, name: 数, unit: 人}]\n", "data/town/values.csv": rows}
    assert found(tmp_path, files) == [
        ("blank-value", "data/town/values.csv:2:13"),
        ("blank-value", "data/town/values.csv:4:9"),
    ]


def test_a_column_that_is_misspelt_is_the_one_that_is_missing(tmp_path: Path) -> None:
    files = {
        MORE: "indicators: [{id: a, name: 数, accept: {sudden-jump: 資料のとおり}}]\n",
        "data/town/values.csv": "indicator,values,value\na,R3,5\n",
    }
    problem = only(read(write(tmp_path, files))[1])
    assert (problem.rule, problem.facts["near"]) == ("unknown-column", "year")


@pytest.mark.parametrize("line", ["lones,R6,120", "loans,R6,多数"])
def test_what_quotes_a_value_waits_for_a_csv_that_has_a_fault(folder: Folder, tmp_path: Path, line: str) -> None:
    text = "---\ntitle: 章\n---\n\n貸出は{{value: loans R6}}です。\n"
    write(tmp_path, {"content/town/text.md": text})
    folder.values(f"indicator,year,value\nloans,R5,95\n{line}\n")
    assert {problem.at.file for problem in folder.problems} == {"data/town/values.csv"}
