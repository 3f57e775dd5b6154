"""A build that keeps what the last one made comes to the same bytes as one that begins with nothing."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import chain
from pathlib import Path

import pytest

from keikaku.kept import Kept
from keikaku.pages.places import with_lines_of_today
from keikaku.pipeline import Audience, Built, build, make
from keikaku.plan.plan import Plan
from tests.pictures import PDF, png
from tests.workspaces import write

ROOT = Path(__file__).parent.parent
TOWN = ROOT / "tests" / "examples" / "small-town"
SECOND = """\
title: もう一つの計画
publisher: 架空町
status: 案
period: 令和3～7年度
licence: not stated
contact: not stated
"""
CATALOGUE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Skip to the content"
msgstr "本文へ飛ぶ"
"""
INDICATORS = "data/small-town/first-steps.yaml"
PLAN = "data/small-town/plan.yaml"
VISITORS = "data/small-town/visitors.csv"
DAY = date(2026, 9, 1)

Edit = Callable[["Desk"], None]


@dataclass
class Desk:
    """A workspace, edited again and again; what its builds make is kept."""

    root: Path
    audience: Audience = Audience.WRITER
    kept: Kept = field(default_factory=Kept)

    def replace(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def warm(self, today: date = DAY) -> Built:
        return make(self.root, audience=self.audience, today=today, kept=self.kept)

    def cold(self, today: date = DAY) -> Built:
        return make(self.root, audience=self.audience, today=today)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    shutil.copytree(TOWN, tmp_path, dirs_exist_ok=True)
    write(tmp_path, {"data/second/plan.yaml": SECOND, "data/town/plan.yaml": SECOND})
    return Desk(tmp_path)


def same(one: Built, other: Built) -> bool:
    """Equal files in the same order, as they are shown, with the same problems; files that differ are told."""
    differing = [name for name in {*one.files, *other.files} if shown(one, name) != shown(other, name)]
    assert differing == []
    assert list(one.problems) == list(other.problems)
    assert (one.pages, one.figures, one.heaviest) == (other.pages, other.figures, other.heaviest)
    return list(one.files) == list(other.files)


def shown(built: Built, name: str) -> bytes | None:
    file = built.files.get(name)
    return with_lines_of_today(file, built.moved) if file and name.endswith(".html") else file


def a_value(desk: Desk) -> None:
    desk.replace(INDICATORS, "令和5年度: 914", "令和5年度: 915")


def the_spelling_of_a_year(desk: Desk) -> None:
    desk.replace(INDICATORS, "令和4年度: 887", "R4: 887")


def a_decimal(desk: Desk) -> None:
    desk.replace(INDICATORS, "令和5年度: 915", "令和5年度: 915.0")


def a_name(desk: Desk) -> None:
    desk.replace(INDICATORS, "name: 図書館の登録者", "name: 図書館に登録した人")


def the_name_of_a_goal(desk: Desk) -> None:
    """It stands over pages whose own files stay."""
    desk.replace("data/small-town/goals.yaml", "name: 本に親しむ町", "name: 本と親しむ町")


def a_name_that_is_there_already(desk: Desk) -> None:
    """From now on the other indicator is told apart from this one, too."""
    desk.replace("data/small-town/values.yaml", "name: バス路線", "name: 図書館の来館者")


def a_project_less_in_a_theme(desk: Desk) -> None:
    desk.replace(PLAN, "members: library ", "members: festival ")


def a_blank_line(desk: Desk) -> None:
    """Everything below it is written elsewhere now, and says the same."""
    desk.replace(INDICATORS, "indicators:\n", "indicators:\n\n")


def a_warning(desk: Desk) -> None:
    desk.replace(INDICATORS, "rate-differs:", "no-such-rule:")


def a_shared_project(desk: Desk) -> None:
    desk.replace(INDICATORS, "of: [library, gathering]", "of: [library]")


def a_term(desk: Desk) -> None:
    write(desk.root, {"data/small-town/terms.yaml": "glossary: [{id: town, name: 図書館, text: 本のある所。}]\n"})


def a_line_of_csv(desk: Desk) -> None:
    path = desk.root / VISITORS
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8-sig")


def a_value_of_csv(desk: Desk) -> None:
    desk.replace(VISITORS, '"43,950"', '"43,960"')


def a_value_twice(desk: Desk) -> None:
    write_line(desk, "visitors,令和4年度,43\n")


def a_value_of_a_strange_series(desk: Desk) -> None:
    write_line(desk, "visitors,令和2年度,43,east\n")


def write_line(desk: Desk, line: str) -> None:
    path = desk.root / VISITORS
    path.write_text(path.read_text(encoding="utf-8-sig") + line, encoding="utf-8-sig")


def a_narrative(desk: Desk) -> None:
    desk.replace("content/small-town/how-we-measure.md", "\n---\n", "\n---\n\nここで足した段落。\n\n")


def another_picture(desk: Desk) -> None:
    write(desk.root, {"content/small-town/library-map.png": png(300, 200)})


def another_file(desk: Desk) -> None:
    write(desk.root, {"content/small-town/gaiyou.pdf": PDF * 200})


def a_removed_narrative(desk: Desk) -> None:
    (desk.root / "content/small-town/afterword.md").unlink()


def another_plan(desk: Desk) -> None:
    desk.replace("data/second/plan.yaml", "status: 案", "status: 確定")


def a_plan_less(desk: Desk) -> None:
    shutil.rmtree(desk.root / "data/town")


def the_only_plan(desk: Desk) -> None:
    shutil.rmtree(desk.root / "data/second")


def a_setting(desk: Desk) -> None:
    desk.replace(
        "keikaku.yaml", "title: 架空町の計画", "title: 架空町の計画のサイト\nbase_url: https://example.jp/plans"
    )


def a_colour(desk: Desk) -> None:
    write(desk.root, {"theme/tokens.yaml": "color: {text: {light: '#123456', dark: '#fedcba'}}\n"})


def a_size_of_drawings(desk: Desk) -> None:
    desk.replace("theme/tokens.yaml", "color:", "chart: {narrow: {width: 280}}\ncolor:")


def a_word(desk: Desk) -> None:
    write(desk.root, {"theme/words/ja.po": CATALOGUE})


def a_component(desk: Desk) -> None:
    own = '{% macro notice(block) %}<p class="notice">!{{ block.text }}</p>{% endmacro %}\n'
    write(desk.root, {"theme/components/notice/notice.html": own})


def a_template_less(desk: Desk) -> None:
    shutil.rmtree(desk.root / "theme" / "components")


# In turn, with a build after each; a build that begins with nothing, which takes long, after each line.
EDITS: tuple[tuple[Edit, ...], ...] = (
    (a_value, the_spelling_of_a_year, a_decimal),
    (a_name, the_name_of_a_goal, a_name_that_is_there_already),
    (a_blank_line, a_shared_project, a_term, a_project_less_in_a_theme),
    (a_value_of_csv,),
    (a_value_twice, a_value_of_a_strange_series),
    (a_line_of_csv, a_line_of_csv, a_line_of_csv, a_narrative, a_removed_narrative),
    (another_picture, another_file),
    (another_plan, a_plan_less, a_setting),
    (a_word, a_component),
    (a_template_less, a_colour, a_size_of_drawings),
    (the_only_plan, a_warning),
)


def test_after_each_of_many_edits_the_bytes_are_those_of_a_build_that_begins_with_nothing(desk: Desk) -> None:
    desk.warm()
    for edits in EDITS:
        for edit in edits:
            edit(desk)
            warm = desk.warm()
        assert same(warm, desk.cold()), [edit.__name__ for edit in edits]


def test_what_the_public_gets_after_all_edits_are_the_bytes_of_another_process(desk: Desk) -> None:
    desk.audience = Audience.PUBLIC
    for edit in chain(*EDITS):
        desk.warm()
        edit(desk)
    code = (
        "import sys, json, hashlib, datetime, pathlib; from keikaku.pipeline import make, Audience;"
        "made = make(pathlib.Path(sys.argv[1]), audience=Audience(sys.argv[2]), today=datetime.date(2026, 9, 1));"
        "print(json.dumps({name: hashlib.sha256(file).hexdigest() for name, file in made.files.items()}))"
    )
    command = [sys.executable, "-c", code, str(desk.root), desk.audience.value]
    printed = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", cwd=ROOT).stdout
    assert json.loads(printed) == {name: sha256(file).hexdigest() for name, file in desk.warm().files.items()}


def test_a_day_that_comes_is_noticed(desk: Desk) -> None:
    desk.audience = Audience.PUBLIC
    before, after = (desk.warm(day).files for day in (date(2026, 9, 30), date(2026, 10, 1)))
    page = "small-town/indicators/book-stock/index.html"
    assert b"54,941" not in before[page]
    assert b"54,941" in after[page]


def test_a_value_is_marked_in_the_narrative_as_soon_as_it_is_a_draft(desk: Desk) -> None:
    page = "small-town/chapters/how-we-measure/index.html"
    assert "10,200冊 で" in desk.warm().files[page].decode()
    desk.replace(INDICATORS, "note: closed}", "note: closed, draft: true}")
    warm = desk.warm()
    assert "10,200冊（下書き） で" in warm.files[page].decode()
    assert same(warm, desk.cold())


def test_after_a_build_that_failed_the_bytes_are_right_again(desk: Desk) -> None:
    desk.warm()
    with broken(desk.root / INDICATORS):
        assert same(desk.warm(), desk.cold())
    assert same(desk.warm(), desk.cold())


@contextmanager
def broken(path: Path) -> Iterator[None]:
    sound = path.read_bytes()
    path.write_bytes(sound + b"\tindicators: [\n")
    yield
    path.write_bytes(sound)


def test_what_did_not_change_is_not_made_again(desk: Desk) -> None:
    before = desk.warm().files
    a_value(desk)
    after = desk.warm().files
    unchanged = [name for name in before if name.startswith("second/") and name.endswith(".html")]
    assert unchanged
    assert all(after[name] is before[name] for name in unchanged)
    assert "915" in after["small-town/indicators/members/index.html"].decode()


def test_a_line_more_above_makes_no_other_page(desk: Desk) -> None:
    before = desk.warm()
    a_blank_line(desk)
    after = desk.warm()
    pages = [name for name in before.files if name.endswith(".html")]
    assert all(after.files[name] is before.files[name] for name in pages)
    assert [name for name in pages if shown(after, name) != shown(before, name)]


@pytest.mark.parametrize(("edit", "changed"), [(a_value, "members"), (a_value_of_csv, "visitors")])
def test_where_values_come_from_a_spreadsheet_the_other_records_stay_the_very_same(
    desk: Desk, edit: Edit, changed: str
) -> None:
    before = town(desk.warm())
    edit(desk)
    after = town(desk.warm())
    assert [new.id for new, old in zip(after.records, before.records, strict=True) if new is not old] == [changed]
    assert after.about is before.about


def town(built: Built) -> Plan:
    return next(plan for plan in built.checked.plans if plan.id == "small-town")


def test_what_is_written_over_an_earlier_build_is_what_another_folder_gets(desk: Desk, tmp_path: Path) -> None:
    site, other = desk.root / ".keikaku/preview", desk.root / ".keikaku/other"
    build(desk.root, site, audience=desk.audience, today=DAY, kept=desk.kept)
    for edit in (a_value, a_removed_narrative, a_plan_less):
        edit(desk)
        build(desk.root, site, audience=desk.audience, today=DAY, kept=desk.kept)
    build(desk.root, other, audience=desk.audience, today=DAY)
    assert files_in(site) == files_in(other)


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
