"""Records of a file that is read again: those whose text stays where it was are the very same ones."""

from pathlib import Path

import pytest

from keikaku.kept import Kept
from keikaku.plan.plan import Plan
from keikaku.plan.record import position_of
from keikaku.problems import Problems
from keikaku.reading.flat import as_last_time
from keikaku.reading.workspace import read_plans
from keikaku.values import Absence
from keikaku.workspace import Workspace
from tests.workspaces import MAIN, MORE, PLAN_YAML, write

TEXT = """\
nodes:
  - id: goal-1
    level: goal
    name: 目標
    projects:
      - id: one
        name: 事業一
        indicators:
          - {id: one-a, name: 甲, unit: 人, values: {R4: 1, R5: 2}}
          - {id: one-b, name: 乙, unit: 人, values: {R4: 3, R5: 4}}
      - id: two
        name: 事業二
        indicators:
          - {id: two-a, name: 丙, unit: 人, values: {R4: 5, R5: 6}}
"""


class Again:
    """The same workspace, read again and again."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.kept = Kept()
        self.read({MORE: TEXT})

    def read(self, files: dict[str, str]) -> Plan:
        write(self.root, files)
        problems = Problems()
        self.plan = read_plans(Workspace(self.root), problems, self.kept)[0]
        self.kept.forget_the_rest()
        assert list(problems) == []
        return self.plan

    def others_after(self, files: dict[str, str]) -> list[str]:
        """The ids of the records that are not the same ones any more."""
        before = {id(record) for record in self.plan.records}
        return [record.id for record in self.read(files).records if id(record) not in before]


@pytest.fixture
def again(tmp_path: Path) -> Again:
    return Again(tmp_path)


def test_of_an_edited_file_only_what_holds_the_edit_is_read_anew(again: Again) -> None:
    assert again.others_after({MORE: TEXT.replace("R5: 4", "R5: 9")}) == ["one-b"]
    assert again.plan.indicators_by_id["one-b"].values[1].value.printed == "9"


def test_after_an_edit_another_one_beside_it_leaves_all_others_as_they_were(again: Again) -> None:
    again.read({MORE: TEXT.replace("R5: 4", "R5: 9")})
    again.read({MORE: TEXT.replace("R5: 4", "R5: 10")})
    assert again.others_after({MORE: TEXT.replace("R5: 4", "R5: 10").replace("R5: 6", "R5: 7")}) == ["two-a"]
    assert again.others_after({MORE: TEXT.replace("R5: 4", "R5: 10").replace("R5: 2", "R5: 8")}) == ["one-a", "two-a"]


def test_an_edit_that_is_taken_back_is_gone(again: Again) -> None:
    again.read({MORE: TEXT.replace("R5: 4", "R5: 9")})
    again.read({MORE: TEXT.replace("R5: 6", "R5: 7")})
    assert [i.values[1].value.printed for i in again.plan.indicators] == ["2", "4", "7"]


def test_the_spelling_of_a_year_is_an_edit(again: Again) -> None:
    assert "two-a" in again.others_after({MORE: TEXT.replace("{R4: 5", "{令和4年度: 5")})
    assert again.plan.indicators_by_id["two-a"].values[0].year.printed == "令和4年度"


def test_what_moves_to_another_line_is_read_anew_and_knows_its_line(again: Again) -> None:
    assert len(again.others_after({MORE: "# 一行\n" + TEXT})) == 6
    assert again.plan.indicators_by_id["one-a"].written_at.line == 10


def test_what_plan_yaml_says_of_values_reaches_those_that_stay(again: Again) -> None:
    found = []
    for meaning in ("not-yet-due", "withheld"):
        said = f"{PLAN_YAML}no_value: {{検討中: {meaning}}}\n"
        again.read({MAIN: said, MORE: TEXT.replace("R5: 6", "R5: 検討中")})
        found.append(again.plan.indicators_by_id["two-a"].values[1].value.absence)
    assert found == [Absence.NOT_YET_DUE, Absence.WITHHELD]


PARAGRAPHS = "projects:\n  - id: one\n    name: 事業\n    text: |\n      一つ目。\n\n      二つ目。\n"


@pytest.mark.parametrize(
    ("before", "after", "others"),
    [
        (TEXT, f"# 行が増える。\n{TEXT}", []),
        (TEXT, TEXT.replace("name: 事業二", "name: 事業2"), ["two"]),
        (TEXT, "# 増える。\n" + TEXT.replace("name: 事業二", "name: 事業2"), ["two"]),
        (TEXT, TEXT.replace("R5: 6", "R5: 6.0"), ["two-a"]),
        (TEXT, TEXT.replace("R5: 6", "令和5年度: 6"), ["two-a"]),
        (TEXT, TEXT.replace("        name: 事業二\n", "\n        name: 事業二\n"), []),
        (PARAGRAPHS, f"# 行が増える。\n{PARAGRAPHS}", []),
        (PARAGRAPHS, PARAGRAPHS.replace("\n\n      二", "\n\n\n      二"), []),
    ],
)
def test_what_is_composed_from_is_the_same_while_only_lines_move(
    again: Again, before: str, after: str, others: list[str]
) -> None:
    kept, plan = Kept(), again.read({MORE: before})
    first = as_last_time(plan, kept)
    second = as_last_time(again.read({MORE: after}), kept)
    known = {id(record) for record in first.records}
    assert [record.id for record in second.records if id(record) not in known] == others
    assert second.about is first.about


def test_what_moved_bears_the_number_of_its_line(again: Again) -> None:
    """A paragraph, as well."""
    texts = (PARAGRAPHS, f"# 行が増える。\n{PARAGRAPHS}")
    (before,), (after,) = (again.read({MORE: text}).projects for text in texts)
    places = [(position_of(one), position_of(other)) for one, other in zip(before.text, after.text, strict=True)]
    assert [(one.line, other.line) for one, other in places] == [(5, 6), (7, 8)]
    assert all(one.number == other.number > 0 for one, other in (*places, (before.written_at, after.written_at)))
