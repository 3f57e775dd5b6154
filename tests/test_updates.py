"""The update history: what everybody is told of a release, and that telling it changes nothing by itself."""

import re
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

from keikaku.pages.addresses import UPDATES, UPDATES_FEED, is_overview
from keikaku.pages.context import Audience
from keikaku.pages.updates import MOST_ROWS, WHOLE, Update, UpdatedPage, UpdatedValue, updates_page
from keikaku.pipeline import build
from keikaku.release import Outcome, past_updates, release, undo
from keikaku.release.contents import contents_of
from keikaku.release.manifest import read_manifest
from keikaku.workspace import Settings, Workspace
from tests.held_back import KINDS, workspace
from tests.test_release import DAY, LATER, _quick_builds, change, released  # noqa: F401 (a fixture for all)
from tests.workspaces import PLAN_YAML, japanese

ATOM = "{http://www.w3.org/2005/Atom}"
LATEST = date(2026, 6, 1)


def telling(root: Path, there: tuple[str, ...] = (), more: str = "") -> Path:
    """The workspace, whose updates are told."""
    workspace(root, there=there)
    settings = root / "keikaku.yaml"
    settings.write_text(settings.read_text("utf-8") + "updates: true\n" + more, "utf-8")
    return root


def decide(root: Path, text: str) -> None:
    (root / "release.yaml").write_text(text, "utf-8")


def with_a_correction(root: Path) -> Path:
    """Two releases, of which the second corrects a value, has a new one, and drops a project."""
    released(telling(root))
    change(root, "R4: 31\n", "R4: 30\n          R5: 33\n")
    change(root, "      - {id: festival, name: まつり, text: 秋に開く。}\n", "")
    (root / "content/town/now.md").write_text("---\ntitle: 町のいま\n---\n\n会員の章です。\n", "utf-8")
    decide(
        root,
        "corrections: [{figure: town/members, year: R4, reason: 数え直した。}]\n"
        "removed: [{address: town/projects/festival/index.html, reason: 終わった。}]\n",
    )
    assert released(root, LATER).outcome is Outcome.RELEASED
    return root


def history(root: Path) -> str:
    return (root / "site" / UPDATES).read_text("utf-8")


def headings(root: Path) -> list[str]:
    """The words of the releases' headings; where lines may break is left out."""
    found = re.findall(r"<h2\b.*?</h2>", history(root), re.DOTALL)
    texts = [re.sub(r"<[^>]*>|\s", "", heading) for heading in found]
    return [text for text in texts if text[:1] == "2"]


def test_it_is_told_only_where_the_city_wishes(tmp_path: Path) -> None:
    files = released(workspace(tmp_path)).built.files
    assert not any("updates" in address for address in files)
    assert "更新履歴" not in files["index.html"].decode()


def test_each_page_leads_to_it(tmp_path: Path) -> None:
    files = released(telling(tmp_path)).built.files
    pages = {address: text.decode() for address, text in files.items() if address.endswith(".html")}
    without = [address for address, text in pages.items() if "更新履歴</a>" not in text and "refresh" not in text]
    assert without == []


def test_a_release_tells_of_itself(tmp_path: Path) -> None:
    released(telling(tmp_path))
    assert headings(tmp_path) == ["2026年4月1日"]
    assert "このサイトを公開しました。" in history(tmp_path)


def test_a_correction_is_told_with_both_values_and_its_reason(tmp_path: Path) -> None:
    text = history(with_a_correction(tmp_path))
    assert "<li>R4 実績：31人 → 30人</li>\n<li>理由：数え直した。</li>" in text
    assert "訂正した数値 1、新しい数値 1、なくなったページ 1" in text
    assert "<li>R5 実績：33人</li>" in text


def test_it_links_what_is_there_and_only_names_what_is_gone(tmp_path: Path) -> None:
    text = history(with_a_correction(tmp_path))
    assert 'href="../town/indicators/members/index.html"' in text
    assert "まつり</span>" in text
    assert "festival" not in text
    assert "理由：終わった。" in text


def test_a_part_that_is_gone_is_told_with_its_page_and_its_reason(tmp_path: Path) -> None:
    root = telling(tmp_path)
    released(root)
    change(root, "    evaluations:\n      - {id: e1, title: 公開の評価, text: よい。}\n", "")
    decide(root, "removed: [{address: 'town/g1/index.html#evaluations', reason: やり直す。}]\n")
    assert released(root, LATER).outcome is Outcome.RELEASED
    words = re.sub(r"<[^>]*>|\s", "", history(root))
    assert "なくなった部分（ページは残る）評価–目標集まる町理由：やり直す。" in words


def test_pages_of_one_title_are_told_apart_by_their_plans(tmp_path: Path) -> None:
    root = telling(tmp_path)
    village = root / "data/village/plan.yaml"
    village.parent.mkdir()
    village.write_text(PLAN_YAML.replace("小さな町の計画", "村の計画"), "utf-8")
    released(root)
    for path in (village, root / "data/town/plan.yaml"):
        path.write_text(path.read_text("utf-8").replace("contact: not stated", "contact: 小町の協働課"), "utf-8")
    assert released(root, LATER).outcome is Outcome.RELEASED
    told = [page.title for page in past_updates(Workspace(root))[0].changed_pages if "about" in page.address]
    assert sorted(told) == ["この資料について – 小町 小さな町の計画", "この資料について – 小町 村の計画"]


def test_releasing_the_same_again_is_no_release(tmp_path: Path) -> None:
    root = with_a_correction(tmp_path)
    before = history(root)
    result = released(root, LATEST)
    assert (result.outcome, result.name) == (Outcome.UNCHANGED, "2026-05-01")
    assert history(root) == before


def test_what_a_release_told_of_itself_is_what_is_told_of_it_ever_after(tmp_path: Path) -> None:
    root = with_a_correction(tmp_path)
    told = {address: (root / "site" / address).read_bytes() for address in (UPDATES, UPDATES_FEED)}
    built = build(root, today=LATEST, history=past_updates)
    assert {address: built.files[address] for address in (UPDATES, UPDATES_FEED)} == told


def test_a_history_never_speaks_of_itself(tmp_path: Path) -> None:
    root = with_a_correction(tmp_path)
    change(root, "name: 育つ町", "name: のびる町")
    released(root, LATEST)
    assert "更新履歴" not in "".join(
        page.title for update in past_updates(Workspace(root)) for page in (*update.new_pages, *update.changed_pages)
    )


def test_turning_it_on_later_tells_of_the_releases_before(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    released(root)
    telling(root)
    assert released(root, LATER).outcome is Outcome.RELEASED
    assert released(root, LATEST).outcome is Outcome.UNCHANGED
    assert headings(root) == ["2026年5月1日", "2026年4月1日"]
    assert "一覧、ファイル、見た目を手直ししました。" in history(root)


def test_a_release_that_is_taken_back_is_not_told(tmp_path: Path) -> None:
    root = with_a_correction(tmp_path)
    undo(root, japanese())
    assert "数え直した" not in history(root)
    build(root, today=LATEST, history=past_updates)
    assert "数え直した" not in history(root)
    assert [update.day for update in past_updates(Workspace(root))] == [DAY]


def test_it_is_worked_out_once_for_the_same_manifests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = with_a_correction(tmp_path)
    first = past_updates(Workspace(root))
    with monkeypatch.context() as patch:
        patch.setattr("keikaku.release.updates.update_of", None)
        assert past_updates(Workspace(root)) == first
    undo(root, japanese())
    assert past_updates(Workspace(root)) == first[1:]


def test_drafts_leave_no_trace_in_it(tmp_path: Path) -> None:
    zips = []
    for name, there in (("with", tuple(KINDS)), ("without", ())):
        root = telling(tmp_path / name, there)
        released(root)
        change(root, "秋に開く。", "春に開く。")
        released(root, LATER)
        zips.append((root / "release/2026-05-01.zip").read_bytes())
    assert zips[0] == zips[1]


@pytest.mark.parametrize(("kind", "named"), [("indicators", "name"), ("tables", "title")])
def test_what_is_held_back_again_is_named_without_its_values(tmp_path: Path, kind: str, named: str) -> None:
    root = telling(tmp_path)
    text = f"{kind}: [{{id: guests, {named}: 泊まった人, unit: 人, values: {{R3: 8765, R4: 8766}}}}]\n"
    file = root / "data/town/guests.yaml"
    file.write_text(text, "utf-8")
    released(root)
    file.write_text(text.replace("}]", ", draft: true}]"), "utf-8")
    lines = released(root, LATER).lines
    (root / "release.yaml").write_text(lines.replace("reason: ", "reason: 確かめている。"), "utf-8")
    assert released(root, LATER).outcome is Outcome.RELEASED
    page = (root / "site" / UPDATES).read_text("utf-8").replace("<wbr>", "")
    assert "泊まった人" in page
    assert "確かめている。" in page
    assert "876" not in page


def test_the_paper_for_approval_names_the_page_too(tmp_path: Path) -> None:
    root = with_a_correction(tmp_path)
    assert f"| 更新履歴 | {UPDATES} |" in (root / "release/2026-05-01.changes.md").read_text("utf-8")


def test_a_value_leads_to_the_figure_s_own_page_and_not_to_a_chapter_that_shows_it(tmp_path: Path) -> None:
    root = telling(tmp_path)
    (root / "content/town/now.md").write_text("---\ntitle: 町のいま\n---\n\n{{figure: members}}\n", "utf-8")
    released(root)
    change(root, "R4: 31\n", "R4: 31\n          R5: 33\n")
    released(root, LATER)
    assert past_updates(Workspace(root))[0].new_values[0].address == "town/indicators/members/index.html"


def test_money_leads_to_the_page_that_it_stands_on_and_bears_its_title(tmp_path: Path) -> None:
    root = telling(tmp_path)
    cost = "[{id: %s, title: 事業費, unit: 千円, rows: [{id: all, name: 計, values: {R3: 10}}]}]"
    money = root / "data/town/projects.yaml"
    projects = "".join(f"  - {{id: p{n}, name: 事業{n}, text: 開く。, money: {cost % f'cost-{n}'}}}\n" for n in (1, 2))
    money.write_text("projects:\n" + projects, "utf-8")
    released(root)
    money.write_text(money.read_text("utf-8").replace("R3: 10", "R3: 12", 1), "utf-8")
    decide(root, "corrections: [{figure: town/cost-1, year: R3, reason: 直した。}]\n")
    released(root, LATER)
    (value,) = past_updates(Workspace(root))[0].corrections
    assert (value.figure, value.address) == ("事業費（千円） – 事業1", "town/projects/p1/index.html")


# The feed


def test_the_feed_is_atom_with_whole_addresses_and_an_entry_for_each_release(tmp_path: Path) -> None:
    root = with_a_correction(tmp_path)
    feed = ET.fromstring((root / "site" / UPDATES_FEED).read_bytes())
    page = "https://town.example.jp/plan/updates/index.html"
    assert feed.findtext(f"{ATOM}id") == page
    assert feed.findtext(f"{ATOM}updated") == "2026-05-01T00:00:00+09:00"
    newest, first = feed.findall(f"{ATOM}entry")
    assert newest.findtext(f"{ATOM}id") == f"{page}#release-2026-05-01"
    assert 'id="release-2026-05-01"' in history(root)
    assert "訂正：会員数（人） R4 実績：31人 → 30人。理由：数え直した。" in str(newest.findtext(f"{ATOM}content"))
    assert first.findtext(f"{ATOM}title") == "2026年4月1日の更新"
    assert '<link rel="alternate" type="application/atom+xml" title="更新履歴" href="feed.xml">' in history(root)


def test_without_an_address_of_the_site_there_is_no_feed(tmp_path: Path) -> None:
    root = telling(tmp_path)
    settings = root / "keikaku.yaml"
    settings.write_text(re.sub("base_url.*\n", "", settings.read_text("utf-8")), "utf-8")
    assert UPDATES_FEED not in released(root).built.files
    assert "atom+xml" not in history(root)


def test_further_releases_of_one_day_are_told_apart(tmp_path: Path) -> None:
    root = telling(tmp_path)
    released(root)
    change(root, "秋に開く。", "春に開く。")
    released(root)
    assert headings(root) == ["2026年4月1日（2回目）", "2026年4月1日"]
    assert "2026-04-01T00:01:00+09:00" in (root / "site" / UPDATES_FEED).read_text("utf-8")


def test_a_release_behind_one_that_was_taken_back_is_the_first_of_its_day(tmp_path: Path) -> None:
    root = telling(tmp_path)
    released(root)
    change(root, "秋に開く。", "春に開く。")
    released(root, date(2026, 5, 1))
    undo(root, japanese())
    released(root, date(2026, 5, 1))
    assert headings(root) == ["2026年5月1日", "2026年4月1日"]
    assert 'id="release-2026-05-01-2"' in history(root)


def test_a_page_that_moved_is_neither_new_nor_gone(tmp_path: Path) -> None:
    root = telling(tmp_path)
    released(root)
    change(root, "- id: members\n", "- id: residents\n        moved_from: town/indicators/members/\n")
    for file in (root / "content/town").glob("*.md"):
        file.write_text(file.read_text("utf-8").replace("members", "residents"), "utf-8")
    decide(root, "removed: [{address: town/data/members.csv, reason: 名前を改めた。}]\n")
    result = released(root, LATER)
    assert result.outcome is Outcome.RELEASED
    changes = result.changes
    assert [(page.old_address, page.address) for page in changes.moved_pages] == [
        ("town/indicators/members/index.html", "town/indicators/residents/index.html")
    ]
    assert (changes.new_pages, changes.new_values, changes.removed_values) == ((), (), ())
    assert ">移ったページ</" in re.sub(r"<wbr>", "", history(root))
    kept = read_manifest(root / "release/2026-05-01.manifest.json").contents
    assert kept.pages == contents_of(result.built.files).pages


# How much is told


def test_a_page_that_is_made_of_others_goes_without_saying() -> None:
    own = ["town/index.html", "town/about/index.html", "town/g1/index.html", "town/chapters/now/index.html"]
    made = ["index.html", "404.html", "town/indicators/index.html", "town/all/index.html", UPDATES]
    assert [address for address in (*own, *made) if is_overview(address)] == made


def composed(*updates: Update) -> str:
    page = updates_page(updates, Settings(title="町"), japanese(), Audience.PUBLIC, {"a/index.html"})
    return str(page)


def many(count: int, day: date = DAY) -> Update:
    return Update(day, new_values=tuple(UpdatedValue(f"図{n}", "", "R5", "実績", new=str(n)) for n in range(count)))


def test_a_long_list_is_cut_and_says_so() -> None:
    text = composed(many(MOST_ROWS + 7))
    assert "ほかに7件あります。" in text
    assert text.count("IndexRow(") == MOST_ROWS


def test_what_is_older_is_told_in_a_sentence_so_that_the_page_stays_light() -> None:
    text = composed(*(many(MOST_ROWS) for _ in range(40)))
    assert text.count("IndexRow(") == WHOLE
    assert text.count(f"新しい数値 {MOST_ROWS}") == 40


def test_before_the_first_release_it_says_so() -> None:
    assert "まだ公開の記録がありません。" in composed()


@pytest.mark.parametrize("address", ["a/index.html", "gone/index.html"])
def test_links_lead_only_to_pages_that_are_there(address: str) -> None:
    text = composed(Update(DAY, changed_pages=(UpdatedPage("ページ", address),)))
    assert (f"address='{address}'" in text) is (address == "a/index.html")


def test_the_oldest_manifest_at_hand_need_not_be_the_first_release(tmp_path: Path) -> None:
    root = with_a_correction(tmp_path)
    (root / "release/2026-04-01.manifest.json").unlink()
    (told,) = past_updates(Workspace(root))
    assert (told.day, told.is_first) == (LATER, False)
    assert release(root, LATEST, japanese()).outcome is Outcome.RELEASED
    assert release(root, LATEST, japanese()).outcome is Outcome.UNCHANGED
