"""A release: what is not public is nowhere in it, and nothing that is public changes or vanishes without a word."""

import json
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from keikaku import cli, rendering
from keikaku.charts.drawing import Drawing, Picture
from keikaku.output import ClashError
from keikaku.pipeline import check, make
from keikaku.release import Outcome, Released, UndoOutcome, compare, expected_paper, foresee, release, review, undo
from keikaku.release.changes import Became, ValueChange, changes_between
from keikaku.release.contents import Contents, FigureContents, ValueKey, contents_of
from keikaku.release.files import zipped
from keikaku.release.paper import difference_paper
from keikaku.workspace import Decisions
from tests.held_back import KINDS, SECRETS, workspace
from tests.pictures import png
from tests.workspaces import PLAN_YAML, japanese, write

DAY, LATER = date(2026, 4, 1), date(2026, 5, 1)
PICTURE = Picture(10, 10, "<g></g>")


@pytest.fixture(autouse=True, scope="module")
def _quick_builds() -> Iterator[None]:
    """One drawing for all figures, which hang on the figure alone; and templates that are compiled once."""

    def draw(figures: Any, **_: Any) -> dict[str, Drawing]:
        return {figure.id: Drawing(PICTURE, PICTURE) for figure in figures}

    with patch("keikaku.pipeline.draw_all", draw), patch("keikaku.rendering._environment", ENVIRONMENT):
        yield


ENVIRONMENT = cache(rendering._environment)


def released(root: Path, day: date = DAY) -> Released:
    return release(root, day, japanese())


def texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file of a folder, and every file inside its zips, as text."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                yield from (
                    (f"{path.name}/{name}", archive.read(name).decode("utf-8", "replace"))
                    for name in archive.namelist()
                )
        else:
            yield path.name, path.read_text("utf-8", "replace")


def change(root: Path, old: str, new: str) -> None:
    path = root / "data/town/goals.yaml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


# What is held back


@pytest.fixture(scope="module")
def public_files(_quick_builds: None, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    return make(workspace(tmp_path_factory.mktemp("public")), today=DAY).files


@pytest.mark.parametrize("kind", KINDS)
def test_the_site_is_that_of_the_workspace_without_the_item(
    tmp_path: Path, kind: str, public_files: Mapping[str, bytes]
) -> None:
    built = make(workspace(tmp_path, there=[kind]), today=DAY)
    assert [str(problem) for problem in built.problems] == []
    assert built.files == public_files


def test_the_same_holds_until_the_day_before(tmp_path: Path, public_files: Mapping[str, bytes]) -> None:
    built = make(workspace(tmp_path, there=KINDS, held="publish_on: 2026-04-02"), today=DAY)
    assert built.files == public_files


def test_each_kind_is_published_when_its_day_has_come(tmp_path: Path) -> None:
    """Without this the tests above would hold for items that no page shows at all."""
    built = make(workspace(tmp_path, there=KINDS, held="publish_on: 2026-04-01"), today=date(2030, 1, 1))
    site = "".join(content.decode() for name, content in built.files.items() if name.endswith(".html"))
    assert {kind: word for kind, word in SECRETS.items() if word not in site} == {}


def test_a_picture_becomes_public_with_its_text_and_not_before(tmp_path: Path) -> None:
    root = workspace(tmp_path, there=["chapter"], held="publish_on: 2026-05-01")
    before, after = (make(root, today=day).files for day in (DAY, LATER))
    assert "town/files/square.png" in before
    assert set(after) - set(before) == {
        "town/files/secret-photo.png",
        "town/chapters/a-secret/index.html",
    }


def test_pictures_that_came_changed_or_went_are_told_by_their_names(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    before = contents_of(make(root, today=DAY).files)
    (root / "content/town/square.png").write_bytes(png(4, 3, size=100))
    after = contents_of(make(root, today=DAY).files)
    changes = changes_between(before, after)
    assert (changes.other_files, changes.changed_pages) == ((), ())
    paper = difference_paper("old", "new", changes, Decisions(), japanese()).to_markdown()
    assert "| town/files/square.png | 中身を変更 |" in paper
    without = replace(after, files={name: sha for name, sha in after.files.items() if name != "town/files/square.png"})
    assert changes_between(without, after).attachments == (("town/files/square.png", Became.NEW),)
    assert changes_between(after, without).attachments == (("town/files/square.png", Became.GONE),)


def test_a_release_with_everything_held_back_is_byte_for_byte_that_of_the_rest(tmp_path: Path) -> None:
    zips = []
    for name, there in (("with", KINDS), ("without", ())):
        result = released(workspace(tmp_path / name, there=there))
        assert result.outcome is Outcome.RELEASED
        zips.append((tmp_path / name / "release/2026-04-01.zip").read_bytes())
    assert zips[0] == zips[1]


def test_nothing_of_what_is_held_back_stands_in_any_file(tmp_path: Path) -> None:
    root = workspace(tmp_path, there=KINDS)
    released(root)
    texts = [*texts_of(root / "site"), *texts_of(root / "release")]
    assert len(texts) > 60
    assert [name for name, text in texts if "秘密" in text or "secret" in text] == []


def test_what_comes_next_is_told_to_staff_alone(tmp_path: Path) -> None:
    result = released(workspace(tmp_path, there=["project", "csv line"]))
    assert [(one.name, str(one.day)) for one in result.built.checked.left_out] == [
        ("来館者 R4", "2030-01-01"),
        ("秘密の事業", "None"),
    ]


def test_what_comes_next_is_told_by_its_day_whatever_plan_it_is_of(tmp_path: Path) -> None:
    root = workspace(tmp_path, there=["csv line"])
    write(root, {"data/village/plan.yaml": PLAN_YAML, "data/village/more.yaml": f"{NEXT_YEAR}\n"})
    assert [str(one.day) for one in check(root, today=DAY).left_out] == ["2029-01-01", "2030-01-01"]


NEXT_YEAR = "indicators: [{id: trees, name: 木, values: {R3: 5, R4: {value: 6, publish_on: 2029-01-01}}}]"


# Before it: what a release would come to


def expected(root: Path, day: date = LATER) -> str:
    return expected_paper(foresee(root, day), japanese()).to_markdown()


def test_what_a_release_would_change_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    root = workspace(tmp_path, there=["observation"])
    released(root)
    change(root, "R4: 31\n", "R4: 31\n          R6: 33\n")
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    text = expected(root)
    assert "このまま公開できます。" in text
    assert "| 会員数（人） | R6 | 実績 | 33人 | town/indicators/members/index.html |" in text
    assert "905" not in text  # a draft, which the preview shows
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


def test_before_a_release_it_is_told_what_it_would_ask_for(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    released(root)
    change(root, "R4: 31\n", "R4: 30\n")
    lines = released(root, LATER).lines
    assert f"```\n{lines}\n```" in expected(root)
    assert "<pre>corrections:" in expected_paper(foresee(root, LATER), japanese()).to_fragment(3)


def test_before_a_release_it_is_told_what_stands_in_its_way(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    change(root, "来館者, unit: 人", "来館者, unit: 人, direction: up, targets: {R6: 1}")
    assert "| data/town/goals.yaml:" in expected(root)
    change(root, "targets: {R6: 1}", "targets: [")
    text = expected(root)
    assert "| data/town/goals.yaml:" in text
    assert "ひと目でわかる" not in text  # with an error there are no pages to compare


@pytest.mark.parametrize(
    ("day", "said"), [(DAY, "変わるところはありません"), (date(2026, 3, 1), "後の日付")], ids=["the same", "earlier"]
)
def test_before_a_release_it_is_told_that_there_is_nothing_to_do(tmp_path: Path, day: date, said: str) -> None:
    root = workspace(tmp_path)
    released(root)
    assert said in expected(root, day)


def test_of_a_first_release_it_is_told_that_everything_is_new(tmp_path: Path) -> None:
    assert "はじめての公開" in expected(workspace(tmp_path))


# The gate, and what a release writes


def test_a_release_is_refused_for_a_warning_that_nobody_acknowledged(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    change(root, "来館者, unit: 人", "来館者, unit: 人, direction: up, targets: {R6: 1}")
    result = released(root)
    assert (result.outcome, (root / "site").exists(), (root / "release").exists()) == (Outcome.PROBLEMS, False, False)
    change(root, "targets: {R6: 1}", "targets: {R6: 1}, accept: {target-already-met: 資料のとおり。}")
    result = released(root)
    assert result.outcome is Outcome.RELEASED
    (acknowledged,) = manifest(root)["check"]["acknowledged"]
    assert "資料のとおり。" in acknowledged
    assert "資料のとおり。" in (root / "release/2026-04-01.changes.md").read_text("utf-8")


def manifest(root: Path, name: str = "2026-04-01") -> Any:
    return json.loads((root / f"release/{name}.manifest.json").read_text("utf-8"))


def test_the_zip_is_made_of_what_was_built_and_not_of_what_lies_in_the_site(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    (root / "site").mkdir()
    (root / "site/note.txt").write_text("mine", "utf-8")
    result = released(root)
    with zipfile.ZipFile(root / "release/2026-04-01.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == result.built.files
    assert (root / "site/note.txt").exists()


def test_a_zip_has_the_same_bytes_for_the_same_files_in_any_order() -> None:
    one, other = {"b.html": b"b", "a/c.html": b"c"}, {"a/c.html": b"c", "b.html": b"b"}
    assert zipped(one, DAY) == zipped(other, DAY)
    assert zipped(one, DAY) != zipped(one, DAY, 2)  # programs that upload compare times


def test_the_manifest_holds_every_file_and_every_value_as_printed(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    files = released(root).built.files
    text = manifest(root)
    assert text["files"].keys() == files.keys()
    assert text["figures"]["town/members"] == {
        "title": "会員数（人）",
        "page": "town/indicators/members/index.html",
        "counted": False,
        "values": {"実績\tR3\t": "30人", "達成率\tR3\t": "75%", "実績\tR4\t": "31人", "目標\tR6\t": "40人"},
    }


def test_a_second_release_of_one_day_leaves_the_first_as_it_was(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    released(root)
    first = (root / "release/2026-04-01.zip").read_bytes()
    change(root, "秋に開く。", "春に開く。")
    assert released(root).name == "2026-04-01-2"
    assert (root / "release/2026-04-01.zip").read_bytes() == first
    assert manifest(root, "2026-04-01-2")["previous"] == "2026-04-01"


def test_without_a_change_there_is_no_new_release(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    released(root)
    shutil.rmtree(root / "site")
    assert (released(root, LATER).outcome, released(root, LATER).name) == (Outcome.UNCHANGED, "2026-04-01")
    assert (root / "site/index.html").exists()
    assert len(list((root / "release").iterdir())) == 4


def test_a_release_does_not_go_back_in_time(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    released(root, LATER)
    change(root, "秋に開く。", "春に開く。")
    assert released(root, DAY).outcome is Outcome.LATER_IS_PUBLIC


def test_where_the_site_cannot_be_written_there_is_no_release(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    (root / "site/town").mkdir(parents=True)
    (root / "site/town/index.html").write_text("somebody else's", "utf-8")
    with pytest.raises(ClashError):
        released(root)
    assert list((root / "release").iterdir()) == []


# What changes


def test_a_new_year_is_new_data_by_itself(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    released(root)
    change(root, "R4: 31\n", "R4: 31\n          R5: 32\n")
    result = released(root, LATER)
    assert result.outcome is Outcome.RELEASED
    assert [(c.figure, c.row, c.new) for c in result.changes.new_values] == [("town/members", "R5", "32人")]


def test_a_published_value_that_changes_stops_the_release_with_the_lines_to_write(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    released(root)
    before = (root / "site/town/data/members.csv").read_bytes()
    change(root, "R4: 31\n", "R4: 30\n")
    result = released(root, LATER)
    assert result.outcome is Outcome.UNDECIDED
    assert result.lines == (
        "corrections:  # 前の値が誤りだったとき。誤りではなく、新しい値に置き換わるときは、ここを new_data: に変える\n"
        "  - figure: town/members  # 実績 31人 → 30人\n"
        "    year: 'R4'\n"
        "    reason: "
    )
    assert (root / "site/town/data/members.csv").read_bytes() == before


def test_where_the_texts_still_tell_a_corrected_value_is_said(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    change(root, "        unit: 人\n", "        unit: 千人\n")
    change(root, "R4: 31\n", "R4: 31.25\n")
    text = root / "content/town/now.md"
    text.write_text(texts(text) + "\n前の年は３１．２５千人、その前は131.25千人でした。\n", "utf-8")
    released(root)
    change(root, "R4: 31.25\n", "R4: 31.52\n")
    line = len(texts(text).split("\n")) - 1
    assert (
        f"    # 前の値「31.25千人」が、まだここにあります：content/town/now.md:{line}\n" in released(root, LATER).lines
    )


@pytest.mark.parametrize(("kind", "called"), [("corrections", "訂正"), ("new_data", "新しいデータ")])
def test_with_a_word_in_release_yaml_the_change_is_released_and_told(tmp_path: Path, kind: str, called: str) -> None:
    root = workspace(tmp_path)
    released(root)
    change(root, "R4: 31\n", "R4: 30\n")
    year = "R4" if kind == "corrections" else "令和4年度"
    word = f"{kind}: [{{figure: town/members, year: {year}, reason: 数え直した。}}]\n"
    (root / "release.yaml").write_text(word, "utf-8")
    assert released(root, LATER).outcome is Outcome.RELEASED
    text = (root / "release/2026-05-01.changes.md").read_text("utf-8")
    row = f"| 会員数（人） | R4 | 実績 | 31人 | 30人 | {called} | 数え直した。 | town/indicators/members/index.html |"
    assert row in text


def test_a_word_that_was_used_says_nothing_about_the_next_change(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    released(root)
    change(root, "R4: 31\n", "R4: 30\n")
    (root / "release.yaml").write_text("corrections: [{figure: town/members, reason: 数え直した。}]\n", "utf-8")
    released(root, LATER)
    change(root, "R4: 30\n", "R4: 29\n")
    assert released(root, LATER).outcome is Outcome.UNDECIDED


def test_a_word_about_something_else_is_told_to_be_one(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    released(root)
    change(root, "R4: 31\n", "R4: 30\n")
    (root / "release.yaml").write_text(
        "corrections: [{figure: town/membres, year: R4, reason: 数え直した。}]\n", "utf-8"
    )
    lines = released(root, LATER).lines.split("\n")
    assert lines[0] == "# release.yaml の「town/membres R4」は、どの変更にも当たりません。"


def test_a_word_without_its_reason_is_a_fault(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    (root / "release.yaml").write_text("corrections:\n  - figure: town/members\n    reason:\n", "utf-8")
    assert [(p.rule, str(p.at)) for p in released(root).built.problems] == [("blank-value", "release.yaml:3:5")]


def test_a_sign_in_the_place_of_a_value_is_told_as_it_is_printed(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    with (root / "data/town/plan.yaml").open("a", encoding="utf-8") as plan:
        plan.write("no_value: {集計中: not-yet-due}\n")
    released(root)
    change(root, "          R4: 31\n", "          R4: 集計中\n")
    assert "実績 31人 → 集計中" in released(root, LATER).lines


def test_an_address_that_vanishes_stops_the_release_until_it_is_given_up(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    released(root)
    change(root, "      - {id: festival, name: まつり, text: 秋に開く。}\n", "")
    (root / "content/town/now.md").unlink()
    result = released(root, LATER)
    assert result.verdicts.open_addresses == (
        "town/chapters/now/index.html",
        "town/projects/festival/index.html",
    )
    (root / "release.yaml").write_text(result.lines.replace("reason: ", "reason: 終わった。"), "utf-8")
    assert released(root, LATER).outcome is Outcome.RELEASED
    assert "| 目標 まつり | town/projects/festival/index.html | 終わった。 |" in texts(
        root / "release/2026-05-01.changes.md"
    )


MORE = "---\ntitle: 広場の話\nof: {}\n---\n\n人が集まります。\n"


def test_a_part_of_a_page_that_is_gone_stops_the_release_until_it_is_given_up(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    (root / "content/town/more.md").write_text(MORE.format("g1"), "utf-8")
    released(root)
    change(root, "    evaluations:\n      - {id: e1, title: 公開の評価, text: よい。}\n", "")
    (root / "content/town/more.md").unlink()
    result = released(root, LATER)
    assert result.verdicts.open_addresses == ("town/g1/index.html#text-more", "town/g1/index.html#evaluations")
    assert "  - address: town/g1/index.html#text-more  # 広場の話" in result.lines
    (root / "release.yaml").write_text(result.lines.replace("reason: ", "reason: 終わった。"), "utf-8")
    assert released(root, LATER).outcome is Outcome.RELEASED
    paper = texts(root / "release/2026-05-01.changes.md")
    assert "| 広場の話 | 目標 集まる町 | town/g1/index.html\\#text-more | 終わった。 |" in paper


def test_a_part_that_stands_elsewhere_or_for_another_year_is_not_gone(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    (root / "content/town/more.md").write_text(MORE.format("g1"), "utf-8")
    released(root)
    change(root, "令和3年度: {items: 公開した実績}", "令和4年度: {items: 公開した次の実績}")
    (root / "content/town/more.md").write_text(MORE.format("g2"), "utf-8")
    assert released(root, LATER).outcome is Outcome.RELEASED


def test_data_that_have_gone_stand_in_the_paper_with_their_reason(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    released(root)
    change(root, "id: members\n", "id: helpers\n        moved_from: town/indicators/members/\n")
    text = root / "content/town/now.md"
    text.write_text(texts(text).replace("value: members", "value: helpers"), "utf-8")
    result = released(root, LATER)
    assert result.verdicts.open_addresses == ("town/data/members.csv",)
    (root / "release.yaml").write_text(result.lines.replace("reason: ", "reason: id を直した。"), "utf-8")
    assert released(root, LATER).outcome is Outcome.RELEASED
    paper = texts(root / "release/2026-05-01.changes.md")
    assert "| なくなったデータとファイル | 1 |" in paper
    assert "| town/data/members.csv | id を直した。 |" in paper


def test_where_only_an_id_has_changed_the_old_address_is_asked_for_instead(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    released(root)
    change(root, "id: festival, name: まつり,", "id: fair, moved_from: town/projects/festval/, name: まつり,")
    text = root / "content/town/now.md"
    text.write_text(text.read_text("utf-8").replace("project:festival", "project:fair"), "utf-8")
    lines = released(root, LATER).lines.split("\n")
    assert lines[:3] == [
        "removed:",
        "  # id やファイルの名前を変えただけ（town/projects/fair/）なら、下の2行の代わりに、新しい id の下"
        "（文章のファイルでは、はじめの二つの「---」の間）に"
        "「moved_from: town/projects/festival/」と書いてください。",
        "  - address: town/projects/festival/index.html",
    ]
    change(root, "festval", "festival")
    assert released(root, LATER).outcome is Outcome.RELEASED


def test_a_plan_whose_folder_was_renamed_is_to_have_its_old_name(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    released(root)
    for folder in ("data", "content"):
        (root / folder / "town").rename(root / folder / "city")
    lines = released(root, LATER).lines.split("\n")
    told = {lines[at + 1]: line for at, line in enumerate(lines) if line.startswith("  # ")}
    assert "元の名前に戻してください" in told["  - address: town/index.html"]
    assert "  - address: town/about/index.html" not in told


def test_a_text_whose_file_was_renamed_says_so_at_its_top(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    released(root)
    text = root / "content/town/now.md"
    text.rename(text.with_name("today.md"))
    (line,) = [line for line in released(root, LATER).lines.split("\n") if line.startswith("  # ")]
    assert "「---」の間に「moved_from: town/chapters/now/」と書いてください" in line


def texts(path: Path) -> str:
    return path.read_text("utf-8")


def test_what_keikaku_counts_itself_needs_no_word() -> None:
    asked = _values({("事業", "全体", ""): "2"}, {("事業", "全体", ""): "3"}, is_counted=True)
    assert [change.newer_because for change in asked] == ["counted"]


ACTUAL = ("実績", "R5", "")
EARLY = ("実績", "R5", "速報")


def _values(
    old: dict[tuple[str, str, str], str], new: dict[tuple[str, str, str], str], *, is_counted: bool = False
) -> tuple[ValueChange, ...]:
    def contents(values: dict[tuple[str, str, str], str]) -> Contents:
        figure = FigureContents("会員数", "", {ValueKey(*key): value for key, value in values.items()}, is_counted)
        return Contents({}, {}, {"town/members": figure}, not_final=["速報"])

    changes = changes_between(contents(old), contents(new))
    return (*changes.changed_values, *changes.removed_values)


def test_a_final_value_in_the_place_of_an_early_one_is_newer_data() -> None:
    (change,) = _values({EARLY: "10"}, {ACTUAL: "11"})
    assert (change.old, change.new, change.newer_because) == ("10 (速報)", "11", "final")
    (change,) = _values({EARLY: "10", ACTUAL: "11"}, {ACTUAL: "11"})
    assert (change.old, change.new, change.newer_because) == ("10", "", "final")


@pytest.mark.parametrize(("old", "new"), [("31.8％", "31.8%"), ("1547千円", "1,547千円"), ("約12人", "約１２人")])
def test_a_value_that_is_spelt_otherwise_is_no_change(old: str, new: str) -> None:
    assert _values({ACTUAL: old}, {ACTUAL: new}) == ()


def test_a_value_with_its_point_elsewhere_is_another() -> None:
    assert len(_values({ACTUAL: "31.8%"}, {ACTUAL: "3.18%"})) == 1


def test_a_final_value_is_not_replaced_without_a_word_whatever_its_state_is_called() -> None:
    (change,) = _values({("実績", "R5", "確定"): "10"}, {ACTUAL: "11"})
    assert (change.old, change.new, change.newer_because) == ("10 (確定)", "11", None)


def test_a_value_where_there_was_none_is_new() -> None:
    head = "figure,row,series,state,value,printed,unit,is_missing\n会員数,R5,実績,,"
    old, new = (contents_of({"t/data/m.csv": (head + row).encode()}) for row in (",－,人,1\n", "5,5,人,0\n"))
    changes = changes_between(old, new)
    assert ([value.new for value in changes.new_values], changes.changed_values) == (["5人"], ())
    assert [value.old for value in changes_between(new, old).removed_values] == ["5人"]


def test_a_final_value_that_becomes_early_again_is_asked_for() -> None:
    (change,) = _values({ACTUAL: "11"}, {EARLY: "10"})
    assert (change.old, change.new, change.newer_because) == ("11", "10 (速報)", None)


def test_a_year_in_another_spelling_is_the_same_row() -> None:
    target, actual = ("目標", "H30", ""), ("実績", "平成30年度", "")
    assert _values({target: "74.0％"}, {("目標", "平成30年度", ""): "74.0％", actual: "69.9％"}) == ()
    (change,) = _values({target: "74.0％"}, {("目標", "平成30年度", ""): "75.0％"})
    assert (change.row, change.old, change.new) == ("平成30年度", "74.0％", "75.0％")


def test_a_target_of_every_year_is_the_same_in_the_rows_of_years() -> None:
    every, years = {("目標", "毎年度", ""): "720"}, {("目標", f"R{year}", ""): "720" for year in (3, 4, 5)}
    assert _values(every, years) == ()
    assert _values(years, every) == ()
    assert [change.old for change in _values(every, {("目標", "R3", ""): "700"})] == ["720"]
    assert [change.old for change in _values({("目標", "R1", ""): "720"}, {("目標", "R3", ""): "720"})] == ["720"]


def test_a_value_under_another_heading_of_its_column_is_no_other_value() -> None:
    assert _values({ACTUAL: "11"}, {("実績値", "R5", ""): "11"}) == ()


def test_the_values_of_a_row_under_another_name_are_no_other_values() -> None:
    before = {("目標あり", "分野２ 参画", ""): "5", ("目標なし", "分野２ 参画", ""): "12"}
    after = {(column, "分野２ 市民参画", ""): value for (column, _, _), value in before.items()}
    assert _values(before, after) == ()
    after["目標なし", "分野２ 市民参画", ""] = "13"
    assert [value.old for value in _values(before, after)] == ["5", "12"]
    one = ("世帯", "東区", "")
    assert [value.old for value in _values({one: "5"}, {("世帯", "西区", ""): "5"})] == ["5"]


def test_a_value_that_moves_to_another_year_is_asked_for() -> None:
    (change,) = _values({ACTUAL: "11"}, {("実績", "R4", ""): "11"})
    assert (change.old, change.new) == ("11", "")


def test_a_new_title_of_the_site_changes_the_words_of_no_page_of_a_plan(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    old = contents_of(make(root, today=DAY).files)
    settings = root / "keikaku.yaml"
    settings.write_text(settings.read_text("utf-8").replace("小さな町", "町の計画の窓口"), "utf-8")
    changes = changes_between(old, contents_of(make(root, today=DAY).files))
    of_plan = [page for page in changes.changed_pages if page.address.startswith("town/")]
    assert of_plan
    assert not any(page.is_reworded for page in of_plan)


def test_the_look_of_a_page_is_told_from_its_words() -> None:
    old = {"a.html": b"<main><p>1</p></main>", "b.html": b"<main>1</main>", "s.css": b"1"}
    new = {"a.html": b"<main><div>1</div></main>", "b.html": b"<main>2</main>", "s.css": b"2"}
    changes = changes_between(contents_of(old), contents_of(new))
    assert [(page.address, page.is_reworded) for page in changes.changed_pages] == [("a.html", False), ("b.html", True)]
    assert changes.other_files == ("s.css",)


# Taking back, looking beforehand, comparing


def test_undo_puts_the_release_before_back_byte_for_byte(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    files = released(root).built.files
    change(root, "秋に開く。", "春に開く。")
    released(root, LATER)
    result = undo(root, japanese())
    assert (result.outcome, result.name, result.before) == (UndoOutcome.UNDONE, "2026-05-01", "2026-04-01")
    assert {name: (root / "site" / name).read_bytes() for name in files} == files
    assert manifest(root, "2026-05-01")["undone"] is True
    for ending, is_marked in (("2026-05-01", True), ("2026-04-01", False)):
        papers = [texts(root / "release" / f"{ending}.changes.{kind}") for kind in ("html", "md")]
        assert ["この公開は取り消されました。" in paper for paper in papers] == [is_marked] * 2
    assert released(root, LATER).name == "2026-05-01-2"


def test_the_first_release_cannot_be_undone(tmp_path: Path) -> None:
    assert undo(tmp_path, japanese()).outcome is UndoOutcome.NOTHING_BEFORE
    root = workspace(tmp_path)
    released(root)
    assert undo(root, japanese()).outcome is UndoOutcome.NOTHING_BEFORE


@pytest.mark.parametrize("content", [None, b"", b"PK", zipped({"index.html": b"other"}, DAY)])
def test_undo_changes_nothing_where_the_zip_is_not_what_was_released(tmp_path: Path, content: bytes | None) -> None:
    root = workspace(tmp_path)
    released(root)
    change(root, "秋に開く。", "春に開く。")
    released(root, LATER)
    path, page = root / "release/2026-04-01.zip", root / "site/town/projects/festival/index.html"
    path.write_bytes(content) if content is not None else path.unlink()
    assert undo(root, japanese()).outcome is UndoOutcome.ZIP_LOST
    assert "春に開く。" in page.read_text("utf-8")
    assert manifest(root, "2026-05-01")["undone"] is False


def test_the_zip_for_looking_shows_everything_marked_on_each_page(tmp_path: Path) -> None:
    root = workspace(tmp_path, there=KINDS)
    result = review(root, DAY, japanese())
    assert result.zip == root / "review/2026-04-01.zip"
    assert not (root / "site").exists()
    pages = {name: text for name, text in texts_of(root / "review") if name.endswith(".html")}
    assert len(pages) > 30
    assert [name for name, text in pages.items() if "確認用・公開前" not in text or "noindex" not in text] == []
    assert [name for name, text in pages.items() if "data-source" in text or "goals.yaml" in text] == []
    start = "2026-04-01.zip/review-2026-04-01/town"
    marked = [
        "projects/secret-project",
        "secret-goal",
        "chapters/a-secret",
        "themes/secret-view",
        "indicators/secret-count",
    ]
    assert [page for page in marked if ">下書き<" not in pages[f"{start}/{page}/index.html"]] == []
    assert "下書き" in pages[f"{start}/indicators/members/index.html"]
    assert "2030年1月1日公開" in pages[f"{start}/indicators/visitors/index.html"]


def test_the_zip_for_looking_marks_nothing_that_is_public(tmp_path: Path) -> None:
    review(workspace(tmp_path, there=["csv line"]), date(2030, 1, 1), japanese())
    assert [name for name, text in texts_of(tmp_path / "review") if "2030年1月1日公開" in text] == []


def test_two_releases_are_compared_as_names_zips_manifests_and_folders(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    released(root)
    change(root, "R4: 31\n", "R4: 31\n          R5: 32\n")
    released(root, LATER)
    old = ["2026-04-01", str(root / "release/2026-04-01.zip"), str(root / "release/2026-04-01.manifest.json")]
    new = ["2026-05-01", str(root / "release/2026-05-01.zip"), str(root / "site")]
    found = [compare(root, one, other)[0] for one, other in zip(old, new, strict=True)]
    assert found[0] == found[1] == found[2]
    assert [value.row for value in found[0].new_values] == ["R5"]


def test_a_comparison_says_what_the_newer_release_said_of_its_changes(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    released(root)
    change(root, "R4: 31\n", "R4: 30\n")
    decided = "corrections: [{figure: town/members, year: R4, reason: 数え直した。}]\n"
    (root / "release.yaml").write_text(decided, "utf-8")
    released(root, LATER)
    changes, decisions = compare(root, "2026-04-01", "2026-05-01")
    paper = difference_paper("2026-04-01", "2026-05-01", changes, decisions, japanese()).to_markdown()
    assert "| 訂正 | 数え直した。 |" in paper


# The command line


def run(root: Path, *arguments: str) -> int:
    return cli.main([arguments[0], "--folder", str(root), "--lang", "ja", *arguments[1:]])


def test_the_commands_say_what_came_of_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = workspace(tmp_path, there=["project"])
    assert run(root, "release", "--today", "2026-04-01") == 0
    said = capsys.readouterr().out
    assert said.startswith("公開用のサイトを作りました：2026-04-01\n")
    assert "次に、site フォルダーの中身を公開用の場所に置いてください。" in said
    assert "release/2026-04-01.changes.html\n" in said
    assert "下書きのため公開していないもの：\n  秘密の事業  data/town/goals.yaml:" in said
    change(root, "R4: 31\n", "R4: 30\n")
    assert run(root, "release", "--today", "2026-05-01") == 1
    assert "  - figure: town/members  # 実績 31人 → 30人\n" in capsys.readouterr().out
    assert run(root, "release", "--undo") == 1
    assert capsys.readouterr().out == "戻せる前の公開がありません。\n"
    assert run(root, "diff", "2026-04-01", "2026-04-01") == 0
    assert run(root, "diff", "2026-04-01", "nowhere") == 3


def test_each_command_answers_machines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = workspace(tmp_path, there=["csv line"])
    for arguments in (["release", "--today", "2026-04-01"], ["review"], ["diff", "2026-04-01", str(root / "site")]):
        assert run(root, *arguments, "--json") == 0
    assert run(root, "release", "--undo", "--json") == 1
    answers = _answers(capsys.readouterr().out)
    assert (answers[0]["outcome"], answers[0]["next"][0]["day"]) == ("released", "2030-01-01")
    assert answers[1]["zip"].endswith(".zip")
    assert (answers[2]["outcome"], any(answers[2]["changes"].values())) == ("same", False)
    assert answers[3]["outcome"] == "nothing-before"


def _answers(text: str) -> list[Any]:
    decoder, found, place = json.JSONDecoder(), [], 0
    while place < len(text.rstrip()):
        answer, place = decoder.raw_decode(text, place)
        found.append(answer)
        place += 1
    return found


def test_the_day_is_an_input_and_has_to_be_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = workspace(tmp_path, there=["csv line"])
    assert run(root, "build", "--today", "2030-01-01") == 0
    assert "913" in (root / "site/town/data/visitors.csv").read_text("utf-8")
    assert run(root, "build", "--today", "2029-12-31") == 0
    assert "913" not in (root / "site/town/data/visitors.csv").read_text("utf-8")
    with pytest.raises(SystemExit):
        run(root, "build", "--today", "tomorrow")
    assert "「tomorrow」は日付ではありません" in capsys.readouterr().err


def test_a_damaged_manifest_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = workspace(tmp_path)
    (root / "release").mkdir()
    (root / "release/2026-03-01.manifest.json").write_text("{", "utf-8")
    assert run(root, "release", "--today", "2026-04-01") == 3
    assert "2026-03-01.manifest.json」がこわれています" in capsys.readouterr().err
