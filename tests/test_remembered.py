"""What has changed since the last good build is told beside what is wrong."""

from pathlib import Path

import pytest

from keikaku import cli
from keikaku.changed import MOST_CHANGES, MOST_LINES, changes_text, plain_changes, told_changes
from keikaku.kept import Kept
from keikaku.lines import LineChange, changes_of
from keikaku.pipeline import build
from keikaku.remembered import MANY_LINES, ChangedText, changed_since, set_aside
from keikaku.words import Words
from keikaku.workspace import Workspace
from tests.workspaces import MAIN, MORE, PLAN_YAML, japanese, write

EN = Words("en")
INDICATOR = "indicators:\n  - id: members\n    name: 会員\n    unit: 人\n    values:\n      2021: 40\n      2022: 45\n"


@pytest.fixture
def town(tmp_path: Path) -> Workspace:
    """A plan that was built once."""
    workspace = Workspace(write(tmp_path / "town", {MORE: INDICATOR, "keikaku.yaml": "title: 小町\n"}))
    assert build(workspace.root).written
    return workspace


def saved(workspace: Workspace, name: str, text: str | bytes) -> None:
    write(workspace.root, {MAIN: (workspace.root / MAIN).read_bytes(), name: text})


def test_nothing_has_changed_after_a_build_nor_where_none_was_made(town: Workspace, tmp_path: Path) -> None:
    assert changed_since(town) == []
    assert changed_since(Workspace(write(tmp_path / "other", {}))) == []


def test_a_failed_build_leaves_what_the_last_good_one_was_made_from(town: Workspace) -> None:
    saved(town, MORE, INDICATOR.replace("unit: 人", "unit 人"))
    for _ in range(2):
        assert build(town.root).problems.errors
        assert changed_since(town) == [
            ChangedText(MORE, [LineChange(4, ("    unit: 人",), ("    unit 人",))], town.sources / MORE)
        ]


def test_a_good_build_is_the_next_to_compare_with(town: Workspace) -> None:
    kept = Kept()
    for number in (46, 47, 46):
        saved(town, MORE, INDICATOR.replace("45", str(number)))
        assert build(town.root, kept=kept).written
        assert changed_since(town) == []


def test_files_that_came_and_went_are_named(town: Workspace) -> None:
    (town.root / MORE).unlink()
    saved(town, "data/town/new.yaml", INDICATOR)
    copy = town.sources / MORE
    assert changed_since(town) == [ChangedText(MORE, as_it_was=copy), ChangedText("data/town/new.yaml")]
    assert copy.read_text("utf-8") == INDICATOR
    assert build(town.root).written
    assert changed_since(town) == []


def test_what_was_emptied_stays_as_it_was_and_is_named(town: Workspace) -> None:
    saved(town, MORE, "")
    built = build(town.root)
    assert built.written  # as far as the build knows, it was never there
    assert [str(problem.facts["copy"]) for problem in built.problems if problem.rule == "empty-file"] == [
        f".keikaku/sources/{MORE}"
    ]
    assert (town.root / ".keikaku/sources" / MORE).read_text("utf-8") == INDICATOR


def test_what_was_deleted_is_set_aside(town: Workspace) -> None:
    (town.root / MORE).unlink()
    assert build(town.root).written
    assert (town.deleted / MORE).read_text("utf-8") == INDICATOR


def test_what_lost_much_lies_as_it_was_after_the_next_good_build(town: Workspace) -> None:
    years = "".join(f"      {year}: {year - 2000}\n" for year in range(2001, 2021))
    whole = INDICATOR.replace("      2021: 40\n", f"{years}      2021: 40\n")
    saved(town, MORE, whole)
    assert build(town.root).written
    saved(town, MORE, INDICATOR)
    (changed,) = set_aside(town, changed_since(town))
    assert build(town.root).written
    assert changed.as_it_was == town.deleted / MORE
    assert changed.as_it_was.read_text("utf-8") == whole


def test_what_moves_within_its_file_is_not_lost() -> None:
    block = tuple(f"      - {n} つめの行" for n in range(MANY_LINES))
    moved = [LineChange(3, block, ()), LineChange(40, (), tuple(line[2:] for line in block))]
    assert ChangedText(MORE, moved, Path("as-it-was")).cuts == []
    assert ChangedText(MORE, moved[:1], Path("as-it-was")).cuts == moved[:1]


def test_settings_are_remembered_too(town: Workspace) -> None:
    saved(town, "keikaku.yaml", "titel: 小町\n")
    assert [text.file for text in changed_since(town)] == ["keikaku.yaml"]


@pytest.mark.parametrize("content", [INDICATOR.encode("cp932"), INDICATOR.replace("\n", "\r\n").encode("utf-8-sig")])
def test_another_encoding_of_the_same_lines_is_no_change(town: Workspace, content: bytes) -> None:
    saved(town, MORE, content)
    assert changed_since(town) == []


def test_a_computer_that_keeps_nothing_hinders_no_build(tmp_path: Path) -> None:
    workspace = Workspace(write(tmp_path / "town", {MORE: INDICATOR, ".keikaku/sources": "a file in the way"}))
    assert build(workspace.root).written
    assert changed_since(workspace) == []


def test_lines_that_are_lost_or_added_stand_beside_nothing() -> None:
    before = ["a", "b", "c", "d", "e"]
    assert changes_of(before, ["a", "c", "d", "x", "e"]) == [LineChange(2, ("b",), ()), LineChange(4, (), ("x",))]
    assert changes_of(before, ["a", "b", "", "c", "d", "e"]) == []
    assert changes_of(before, before[:3]) == [LineChange(4, ("d", "e"), ())]


def test_a_clerk_reads_what_stood_there_and_what_stands_there_now() -> None:
    changed = [ChangedText(MORE, [LineChange(4, ("    unit: 人",), ("    unit 人",)), LineChange(7, ("    x",), ())])]
    assert changes_text(changed, japanese()).split("\n") == [
        "前にページを作れたときから変わったところ",
        "直しかたがわからないときは、「前」の内容に戻してください。",
        "data/town/more.yaml:4",
        "    前      unit: 人",
        "    今      unit 人",
        "data/town/more.yaml:7",
        "    前      x",
        "    今  （なし）",
    ]
    assert changes_text([], EN) == ""


def test_of_a_line_the_part_that_differs_is_marked() -> None:
    changed = [ChangedText(MORE, [LineChange(4, ("unit: 人",), ("unit： 人",))])]
    assert told_changes(changed, EN)[0].lines == [("was", ("unit", ":", " 人")), ("is now", ("unit", "：", " 人"))]


@pytest.mark.parametrize("place", [1, 300, 599])
def test_of_a_long_line_the_part_that_differs_is_shown(place: int) -> None:
    before = "文" * 600
    changed = [ChangedText(MORE, [LineChange(4, (before,), (before[:place] + "異" + before[place:],))])]
    assert "異" in changes_text(changed, EN)


def test_more_than_can_be_looked_through_is_counted() -> None:
    many = [ChangedText(MORE, [LineChange(n, ("a",), ("b",)) for n in range(1, MOST_CHANGES + 4)])]
    assert changes_text(many, EN).endswith("… and 3 more places")
    long = [ChangedText(MORE, [LineChange(1, tuple("abcdefghi"), ())])]
    assert f"    was  … and {9 - MOST_LINES} more lines" in changes_text(long, EN)
    assert plain_changes(long) == [{"file": MORE, "line": 1, "before": tuple("abcdefghi"), "now": ()}]


def test_of_a_file_that_was_cut_the_whole_is_named_before_what_is_wrong_with_the_rest(
    town: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    more = "".join(f"  - {{id: i{n}, name: 数{n}, unit: 人, values: {{R4: {n}1}}}}\n" for n in range(1, 15))
    saved(town, MORE, INDICATOR + more)
    assert build(town.root).written
    saved(town, MORE, INDICATOR.replace("    name: 会員\n", "").partition("    values")[0])
    assert cli.main(["check", "--folder", str(town.root)]) == cli.FAULTS
    said = capsys.readouterr().out
    assert said.index("たくさんの行がなくなっています") < said.index("missing-key")
    assert ".keikaku/sources/data/town/more.yaml" in said


def test_every_command_that_finds_errors_tells_it(town: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--folder", str(town.root)]) == cli.FINE
    assert "前にページを作れたとき" not in capsys.readouterr().out
    saved(town, MORE, INDICATOR.replace("unit: 人", "unit 人"))
    (town.root / MAIN).write_text(PLAN_YAML.replace("title", "titel"), "utf-8")
    for command in ("check", "build", "release", "review"):
        assert cli.main([command, "--folder", str(town.root), "--today", "2026-09-01"]) == cli.FAULTS
        said = capsys.readouterr().out
        assert "data/town/plan.yaml:1\n    前  title: 小さな町の計画\n    今  titel: 小さな町の計画\n" in said
        assert "    前      unit: 人\n" in said
