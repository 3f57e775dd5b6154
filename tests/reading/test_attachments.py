"""Pictures and files beside the narrative: what a text names is read and checked, and leads to its address."""

from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zipfile import ZipFile

import pytest

from keikaku.kept import Kept
from keikaku.plan.attachments import Attachment
from keikaku.plan.narrative import Chapter, Html
from keikaku.problems import Problem, Problems
from keikaku.reading import attached_files
from keikaku.reading.workspace import read_plans, read_settings
from tests.pictures import PDF, exif, jpeg, png
from tests.workspaces import found, only, plan_of, read, write

TEXT = "content/town/text.md"
HOME = "content/town/"


def files(body: str, beside: dict[str, bytes], front: str = "title: 町のいま\n") -> dict[str, str | bytes]:
    """A workspace with a text, whose body begins on line 4, and what lies beside it."""
    return {TEXT: f"---\n{front}---\n{body}"} | {HOME + name: content for name, content in beside.items()}


def chapter(root: Path, body: str, beside: dict[str, bytes]) -> Chapter:
    return plan_of(root, files(body, beside)).chapters[0]


def attached(root: Path, body: str, beside: dict[str, bytes]) -> list[Attachment]:
    return [file for file, _ in chapter(root, body, beside).attachments]


def problem(root: Path, body: str, beside: dict[str, bytes], front: str = "title: 町のいま\n") -> Problem:
    return only(read(write(root, files(body, beside, front)))[1])


def html(root: Path, body: str, beside: dict[str, bytes]) -> str:
    return "".join(part.html for part in chapter(root, body, beside).parts if isinstance(part, Html))


# --- what a text names ---------------------------------------------------------------------------------------------


def test_a_picture_comes_with_its_content_and_size(tmp_path: Path) -> None:
    (file,) = attached(tmp_path, "![駅](station.png)\n", {"station.png": png(640, 480)})
    assert (file.name, file.content, file.kind) == ("station.png", png(640, 480), "PNG")
    assert file.picture
    assert (file.picture.width, file.picture.height) == (640, 480)


@pytest.mark.parametrize(
    "link",
    [
        "[概要版](docs/gaiyo_1.pdf)",
        "[概要版](./docs/gaiyo_1.pdf)",
        "[概要版](<docs/gaiyo_1.pdf>)",
        "[概要版](docs/gaiyo%5F1.pdf)",
        '[概要版](docs/gaiyo_1.pdf "令和5年")',
        "[概要版](docs/gaiyo_1.pdf#page=2)",
        "[概要版][a]\n\n[a]: docs/gaiyo_1.pdf",
        '<a href="docs/gaiyo_1.pdf">概要版</a>',
    ],
)
def test_a_file_is_named_in_every_way_that_markdown_and_editors_write(tmp_path: Path, link: str) -> None:
    text = chapter(tmp_path, f"{link}\n", {"docs/gaiyo_1.pdf": PDF})
    assert [file.name for file, _ in text.attachments] == ["docs/gaiyo_1.pdf"]
    assert 'href="file:docs/gaiyo_1.pdf' in str(text.parts)


def test_a_text_in_a_folder_names_files_from_there(tmp_path: Path) -> None:
    there: dict[str, str | bytes] = {HOME + "maps/station.png": png(), HOME + "gaiyo.pdf": PDF}
    text = "---\ntitle: 地図\n---\n![駅](station.png)\n\n[概要版](../gaiyo.pdf)\n"
    chapters = plan_of(tmp_path, there | {HOME + "maps/maps.md": text}).chapters
    assert [file.name for file, _ in chapters[0].attachments] == ["maps/station.png", "gaiyo.pdf"]


def test_capital_letters_of_a_camera_are_small_in_the_address(tmp_path: Path) -> None:
    (file,) = attached(tmp_path, "![駅](DCIM/IMG_0012.JPG)\n", {"DCIM/IMG_0012.JPG": jpeg()})
    assert file.name == "dcim/img_0012.jpg"


def test_a_file_that_is_named_twice_is_there_once(tmp_path: Path) -> None:
    body = "[概要版](a.pdf)と[本編](a.pdf#page=3)\n"
    text = chapter(tmp_path, body, {"a.pdf": PDF})
    assert [(file.name, str(at)) for file, at in text.attachments] == [("a.pdf", f"{TEXT}:4:1")]
    assert 'href="file:a.pdf#page=3"' in str(text.parts)


def test_a_small_picture_may_lead_to_a_large_one(tmp_path: Path) -> None:
    body = "町の[![駅](small.png)](large.png)\n"
    text = chapter(tmp_path, body, {"small.png": png(), "large.png": png()})
    assert [(file.name, at.column) for file, at in text.attachments] == [("large.png", 3), ("small.png", 4)]


def test_a_picture_alone_with_a_title_becomes_a_figure_with_a_caption(tmp_path: Path) -> None:
    made = html(tmp_path, '![駅](a.png "駅前（令和5年）")\n\n本文と![花](a.png "花")\n', {"a.png": png()})
    assert '<figure><img alt="駅" src="file:a.png"><figcaption>駅前（令和5年）</figcaption></figure>' in made
    assert '<p>本文と<img alt="花" src="file:a.png" title="花"></p>' in made


def test_a_figure_says_to_writers_where_it_is_written(tmp_path: Path) -> None:
    text = chapter(tmp_path, '本文。\n\n![駅](a.png "駅前")\n', {"a.png": png()})
    assert '<figure data-line="6">' in str(text.parts)


# --- what is at fault ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("there", "near", "advice"),
    [
        ("Station.JPG", "Station.JPG", "capital and small letters"),
        ("maps/station.jpg", "maps/station.jpg", "Did you mean"),
        ("staton.jpg", "staton.jpg", "Did you mean"),
    ],
)
def test_a_missing_file_is_told_with_the_one_that_was_meant(tmp_path: Path, there: str, near: str, advice: str) -> None:
    told = [p for p in read(write(tmp_path, files("![駅](station.jpg)\n", {there: jpeg()})))[1] if p.is_error]
    assert [(p.rule, p.facts["near"], str(p.at)) for p in told] == [("missing-file", near, f"{TEXT}:4:1")]
    assert advice in told[0].advice


@pytest.mark.parametrize("link", ["../other/a.pdf", "../a.pdf", "../../data/town/a.csv"])
def test_nothing_outside_of_the_plans_folder_is_published(tmp_path: Path, link: str) -> None:
    write(tmp_path, {"content/a.pdf": PDF})
    told = problem(tmp_path, f"[概要版]({link})\n", {})
    assert (told.rule, told.facts["folder"]) == ("link-refused", HOME)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("写真1.jpg", "photo-1.jpg"),
        ("駅.jpg", "photo.jpg"),
        ("My Photo (2).jpg", "my-photo-2.jpg"),
        ("20230401 駅.jpg", "20230401.jpg"),
    ],
)
def test_a_name_that_can_be_no_address_is_told_with_one_that_can(tmp_path: Path, name: str, near: str) -> None:
    told = problem(
        tmp_path, f"![駅](<{name.replace(' ', '%20').replace('(', '%28').replace(')', '%29')}>)\n", {name: jpeg()}
    )
    assert (told.rule, str(told.at), told.facts["near"]) == ("unfit-name", HOME + name, near)


@pytest.mark.parametrize(("name", "fit"), [("写真1.png", "photo-1.png"), ("map-1.png", ""), ("Map.png", "")])
def test_a_file_that_is_not_there_yet_is_asked_for_under_a_name_that_can_be_its_address(
    tmp_path: Path, name: str, fit: str
) -> None:
    told = problem(tmp_path, f"![駅]({name})\n", {})
    assert (told.rule, told.facts["fit"], "such as {fit}" in told.advice) == ("missing-file", fit, bool(fit))


def test_two_names_that_differ_in_case_alone_clash(tmp_path: Path) -> None:
    root = write(tmp_path, files("![駅](a.jpg)と![花](A.jpg)\n", {"a.jpg": jpeg(), "A.jpg": jpeg()}))
    if len(list((root / HOME).iterdir())) == 3:  # not on a disk that takes them for one
        told = only(read(root)[1])
        assert (told.rule, told.facts["claims"]) == ("address-clash", f"{HOME}a.jpg, {HOME}A.jpg")


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.jpg", png()), ("a.webp", jpeg()), ("a.pdf", b"<html>"), ("a.xlsx", PDF), ("a.doc", b"PK\3\4")],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    told = problem(tmp_path, f"詳しい[資料]({name})\n", {name: content})
    assert (told.rule, str(told.at)) == ("wrong-ending", HOME + name)


@pytest.mark.parametrize("name", ["a.png", "a.pdf"])
def test_an_empty_file_is_told_to_be_one(tmp_path: Path, name: str) -> None:
    assert problem(tmp_path, f"詳しい[資料]({name})\n", {name: b""}).rule == "empty-file"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.xlsx", b"PK\3\4"), ("a.zip", b"PK\5\6"), ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ("a.csv", b"1,2")],
)
def test_other_files_are_known_by_their_beginnings(tmp_path: Path, name: str, content: bytes) -> None:
    assert [file.content for file in attached(tmp_path, f"[資料]({name})\n", {name: content})] == [content]


def test_a_file_that_is_too_large_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attached_files, "MAX_BYTES", 10)
    told = problem(tmp_path, "[資料](a.csv)\n", {"a.csv": bytes(11)})
    assert (told.rule, str(told.at)) == ("file-too-large", HOME + "a.csv")


def test_a_file_that_is_open_elsewhere_is_read_once_it_can_be(tmp_path: Path) -> None:
    root, kept, open_file = write(tmp_path, files("[資料](a.pdf)\n", {"a.pdf": PDF})), Kept(), Path.open

    def refusing(path: Path, mode: str = "r", **how: Any) -> Any:
        if path.suffix == ".pdf":
            raise PermissionError(path)
        return open_file(path, mode, **how)

    problems = Problems()
    with patch.object(Path, "open", refusing):
        read_plans(read_settings(root, problems), problems, kept)
    assert only(problems).rule == "unreadable-file"
    assert [file.content for file, _ in kept_text(root, kept).attachments] == [PDF]


@pytest.mark.parametrize(("body", "line"), [("![概要版](a.pdf)\n", 4), ("![概要版][a]\n\n[a]: a.pdf\n", 6)])
def test_a_file_to_download_cannot_be_shown_as_a_picture(tmp_path: Path, body: str, line: int) -> None:
    told = problem(tmp_path, body, {"a.pdf": PDF})
    assert (told.rule, told.at.line) == ("link-refused", line)


@pytest.mark.parametrize("body", ["![](a.png)\n", "![ ](a.png)\n", "町の<img src='a.png'>\n"])
def test_a_picture_needs_a_text_in_its_place(tmp_path: Path, body: str) -> None:
    assert problem(tmp_path, body, {"a.png": png()}).rule == "picture-without-text"


def test_that_a_picture_only_decorates_is_said_in_html_or_acknowledged(tmp_path: Path) -> None:
    assert 'alt=""' in html(tmp_path / "a", '<img src="a.png" alt="">\n', {"a.png": png()})
    accepted = "title: 町\naccept: {picture-without-text: 飾り}\n"
    told = problem(tmp_path / "b", "![](a.png)\n", {"a.png": png()}, accepted)
    assert told.is_error  # until keikaku.yaml calls it a warning
    assert told.acknowledged == "飾り"


def test_a_place_in_a_photograph_is_warned_of_and_can_be_acknowledged(tmp_path: Path) -> None:
    photo = {"a.jpg": jpeg(exif=exif(place=True))}
    told = problem(tmp_path / "a", "![駅](a.jpg)\n", photo)
    assert (told.rule, str(told.at), told.stops_release) == ("place-in-picture", f"{TEXT}:4:1", True)
    accepted = "title: 町\naccept: {place-in-picture: 公園の写真}\n"
    assert problem(tmp_path / "b", "![駅](a.jpg)\n", photo, accepted).acknowledged == "公園の写真"


def test_a_heavy_picture_is_warned_of_and_a_heavy_file_is_not(tmp_path: Path) -> None:
    heavy = {"a.png": png(size=300_000), "b.pdf": bytes(300_000).join([PDF[:9], PDF[9:]])}
    told = problem(tmp_path, "![駅](a.png)\n\n[概要版](b.pdf)\n", heavy)
    assert (told.rule, told.facts["name"]) == ("picture-too-heavy", "a.png")


@pytest.mark.parametrize("name", ["a.png", "a.pdf", "a.docx", "a.zip"])
def test_a_file_that_breaks_off_is_reported(tmp_path: Path, name: str) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "文")
    whole = {"a.png": png(), "a.pdf": PDF}.get(name, packed.getvalue())
    text = f"![町の広場]({name})\n" if name == "a.png" else f"[概要版]({name})（{name[2:].upper()} 1KB）\n"
    assert found(tmp_path, files(text, {name: whole})) == []
    assert problem(tmp_path, text, {name: whole[:-5]}).rule == "file-cut-short"


def test_a_picture_with_a_sign_in_full_width_would_be_a_link_and_is_reported(tmp_path: Path) -> None:
    assert problem(tmp_path, "！[駅](a.png)\n", {"a.png": png()}).rule == "full-width-sign"


# --- what nobody names ---------------------------------------------------------------------------------------------


def test_a_file_that_no_text_names_is_reported(tmp_path: Path) -> None:
    told = problem(tmp_path, "本文。\n", {"old.pdf": PDF, "memo.txt": b"", "source.psd": b""})
    assert (told.rule, str(told.at)) == ("unused-file", f"{HOME}old.pdf")


def test_that_a_file_lies_there_unused_can_be_acknowledged(tmp_path: Path) -> None:
    plan = "title: 町\npublisher: 町\nstatus: 確定\nperiod: 令和3～7年度\nlicence: not stated\ncontact: not stated\n"
    write(tmp_path, {"data/town/plan.yaml": plan + "accept: {unused-file: 次の版で使う}\n", HOME + "old.pdf": PDF})
    assert only(read(tmp_path)[1]).acknowledged == "次の版で使う"


@pytest.mark.parametrize("front", ["title: 町\ndraft: true\n", "title: 町\npublish_on: 2999-01-01\n"])
def test_the_file_of_a_text_that_is_held_back_is_not_unused(tmp_path: Path, front: str) -> None:
    assert found(tmp_path, files("![駅](a.png)\n", {"a.png": png()}, front)) == []


def test_the_file_of_a_text_that_cannot_be_read_is_not_unused(tmp_path: Path) -> None:
    told = problem(tmp_path, "![駅](a.png)\n", {"a.png": png()}, "tilte: 町\n")
    assert told.rule == "unknown-key"


# --- what is kept --------------------------------------------------------------------------------------------------


def kept_text(root: Path, kept: Kept) -> Chapter:
    (plan,) = read_plans(read_settings(root, Problems()), Problems(), kept)
    return plan.chapters_by_id["text"]


def test_a_chapter_stays_the_same_until_its_picture_changes(tmp_path: Path) -> None:
    root, kept = write(tmp_path, files("![駅](a.png)\n", {"a.png": png(3, 2)})), Kept()
    first = kept_text(root, kept)
    write(root, {HOME + "other.md": "# 別の章\n"})
    assert kept_text(root, kept) is first
    write(root, {HOME + "a.png": png(30, 20)})
    picture = kept_text(root, kept).attachments[0][0].picture
    assert picture
    assert (picture.width, picture.height) == (30, 20)
