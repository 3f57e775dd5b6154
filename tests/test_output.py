"""The site's folder: exact, whole, and never at the cost of somebody else's files."""

import errno
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from keikaku.output import (
    LIST,
    STAGING,
    Clash,
    ClashError,
    ClashKind,
    OutputError,
    Reason,
    Recovery,
    find_clashes,
    machine,
    recover,
    site,
    write_site,
)

OLD = {
    "index.html": b"old home",
    "same.css": b"body {}",
    "goals/g1/index.html": b"goal 1",
    "goals/g2/index.html": b"goal 2",
    "plain": b"a file that becomes a folder",
    "tree/leaf.html": b"in a folder that becomes a file",
    "shared/page.html": b"beside somebody's file",
}
NEW = {
    "index.html": b"new home",
    "same.css": b"body {}",
    "goals/g2/index.html": b"goal 2, mended",
    "goals/g3/index.html": b"goal 3",
    "plain/index.html": b"in the folder that was a file",
    "tree": b"the file that was a folder",
}
FOREIGN = {"robots.txt": b"theirs", ".gitignore": b"*", "shared/photo.jpg": b"theirs too"}

pytestmark = pytest.mark.usefixtures("_no_waiting")


@pytest.fixture
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "PATIENCE", (0, 0))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return old_site(tmp_path / "site")


def old_site(folder: Path) -> Path:
    """A folder with the old site and with somebody else's files."""
    write_site(folder, OLD)
    lay(folder, FOREIGN)
    return folder


def lay(folder: Path, files: dict[str, bytes]) -> None:
    for address, content in files.items():
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (folder / address).write_bytes(content)


def standing(folder: Path) -> dict[str, bytes | None]:
    """Everything in the folder but our list; a folder has no content."""
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return {name: path.read_bytes() if path.is_file() else None for name, path in paths.items() if name != LIST}


def whole(files: dict[str, bytes]) -> dict[str, bytes | None]:
    folders = {parent.as_posix(): None for name in files for parent in Path(name).parents if parent != Path()}
    return files | folders


@contextmanager
def failing(function: str, number: int, error: BaseException) -> Iterator[None]:
    """Let the call of that number to `os.<function>` fail before it does anything."""
    calls, real = count(1), getattr(os, function)

    def fake(*args: Any, **kwargs: Any) -> object:
        if next(calls) == number:
            raise error
        return real(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, function, fake)
        yield


@contextmanager
def held_open(*held: Path) -> Iterator[list[str]]:
    """Files that cannot be moved, replaced or removed, as on Windows; gives back the attempts."""
    attempts = []

    def refusing(real: Callable[..., object]) -> Callable[..., object]:
        def fake(*paths: Path, **options: Any) -> object:
            if paths[-1] in held:
                attempts.append(paths[-1].name)
                raise PermissionError(errno.EACCES, "Permission denied", str(paths[0]))
            return real(*paths, **options)

        return fake

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", refusing(os.replace))
        patch.setattr(os, "unlink", refusing(os.unlink))
        yield attempts


class Crash(BaseException):
    """What no code can catch: the power cut, the killed process."""


# What is written


def test_the_folder_holds_exactly_the_files_and_what_is_not_ours(folder: Path) -> None:
    done = write_site(folder, NEW)
    assert standing(folder) == whole(NEW | FOREIGN)
    assert done.written == ("goals/g2/index.html", "goals/g3/index.html", "index.html", "plain/index.html", "tree")
    assert done.unchanged == ("same.css",)
    assert done.removed == ("goals/g1/index.html", "plain", "shared/page.html", "tree/leaf.html")


def test_the_second_run_writes_nothing_and_touches_no_time(folder: Path) -> None:
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert write_site(folder, OLD).unchanged == tuple(sorted(OLD))
    assert {path.stat().st_mtime for path in paths} == {1_000_000_000}


def test_an_unchanged_file_keeps_its_time_while_others_change(folder: Path) -> None:
    os.utime(folder / "same.css", (1_000_000_000, 1_000_000_000))
    write_site(folder, NEW)
    assert (folder / "same.css").stat().st_mtime == 1_000_000_000


def test_a_thousand_unchanged_files_are_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"projects/p{n}/index.html": b"page %d" % n for n in range(1000)}
    write_site(tmp_path, files)
    monkeypatch.delattr(site, "swap")
    assert len(write_site(tmp_path, files).unchanged) == 1000


@pytest.mark.parametrize("altered", [b"by hand!", b"longer than it was", None])
def test_a_page_of_ours_that_was_altered_or_lost_is_written_anew(folder: Path, altered: bytes | None) -> None:
    if altered is None:
        (folder / "index.html").unlink()
    else:
        (folder / "index.html").write_bytes(altered)
    assert write_site(folder, OLD).written == ("index.html",)
    assert standing(folder) == whole(OLD | FOREIGN)


def test_the_list_is_plain_sorted_text_with_a_hash_for_each_file(folder: Path) -> None:
    lines = [line for line in (folder / LIST).read_text("ascii").splitlines() if not line.startswith("#")]
    assert [line.split("  ")[1] for line in lines] == sorted(OLD)
    assert {len(line.split("  ")[0]) for line in lines} == {64}


def test_a_copied_folder_is_still_ours(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    write_site(tmp_path / "copy", NEW)
    assert standing(tmp_path / "copy") == whole(NEW | FOREIGN)


def test_the_same_files_make_the_same_list(folder: Path, tmp_path: Path) -> None:
    write_site(folder, NEW)
    write_site(tmp_path / "fresh", dict(reversed(NEW.items())))
    assert (folder / LIST).read_bytes() == (tmp_path / "fresh" / LIST).read_bytes()


def test_folders_left_empty_go_but_never_one_that_is_not_ours(folder: Path) -> None:
    (folder / "goals/g1/theirs").mkdir()
    (folder / "empty").mkdir()
    write_site(folder, {"index.html": b"alone"})
    assert standing(folder) == whole({"index.html": b"alone"} | FOREIGN) | {
        "goals": None,
        "goals/g1": None,
        "goals/g1/theirs": None,
        "empty": None,
    }


# What is in the way


@pytest.mark.parametrize(
    ("theirs", "page", "named"),
    [
        ("about.html", "about.html", "about.html"),
        ("about/them/team.html", "about", "about/them/team.html"),
        ("about", "about/us/index.html", "about"),
        ("tree/photo.jpg", "tree", "tree/photo.jpg"),
    ],
)
def test_a_file_of_others_in_the_way_is_named_and_nothing_is_written(
    folder: Path, theirs: str, page: str, named: str
) -> None:
    lay(folder, {theirs: b"theirs"})
    before = standing(folder)
    with pytest.raises(ClashError) as caught:
        write_site(folder, NEW | {page: b"ours"})
    assert caught.value.clashes == (Clash(ClashKind.TAKEN, ((page, page),), named),)
    assert standing(folder) == before


def test_an_empty_folder_of_others_in_the_way_is_named(folder: Path) -> None:
    (folder / "tree/theirs").mkdir()
    with pytest.raises(ClashError, match="address-taken: tree"):
        write_site(folder, NEW)


def test_links_are_not_followed_out_of_the_folder(folder: Path, tmp_path: Path) -> None:
    shutil.move(folder / "goals", tmp_path / "outside")
    (folder / "goals").symlink_to(tmp_path / "outside", target_is_directory=True)
    with pytest.raises(ClashError) as caught:
        write_site(folder, NEW)
    assert {clash.standing for clash in caught.value.clashes} == {"goals"}
    write_site(folder, {"index.html": b"no goals"})
    assert sorted(standing(tmp_path / "outside")) == ["g1", "g1/index.html", "g2", "g2/index.html"]


def test_a_link_in_the_place_of_a_page_is_left_alone(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"theirs")
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to(tmp_path / "secret")
    with pytest.raises(ClashError, match=r"address-taken: index\.html"):
        write_site(folder, NEW)
    assert (tmp_path / "secret").read_bytes() == b"theirs"


def test_what_windows_calls_a_junction_is_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    found = SimpleNamespace(st_mode=stat.S_IFDIR, st_reparse_tag=0xA0000003)
    monkeypatch.setattr(machine, "status", lambda path: found)
    assert not machine.is_folder(Path("goals"))


def test_a_staging_folder_that_is_a_link_is_refused(folder: Path, tmp_path: Path) -> None:
    lay(tmp_path / "outside", {"journal": b"{}"})
    (folder / STAGING).symlink_to(tmp_path / "outside", target_is_directory=True)
    with pytest.raises(OutputError) as caught:
        write_site(folder, NEW)
    assert caught.value.reason is Reason.LINK
    assert standing(tmp_path / "outside") == {"journal": b"{}"}


@pytest.mark.parametrize(
    "line", ["0" * 64 + "  ../../precious", "0" * 64 + "  /precious", "no hash  index.html", "<<<<<<< HEAD"]
)
def test_a_list_that_we_cannot_have_written_is_refused(folder: Path, line: str) -> None:
    (folder / LIST).write_text(line + "\n", "ascii")
    with pytest.raises(OutputError) as caught:
        write_site(folder, NEW)
    assert (caught.value.file, caught.value.reason) == (folder / LIST, Reason.DAMAGED)
    assert standing(folder) == whole(OLD | FOREIGN)


# Addresses


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/index.html",
        "../index.html",
        "goals/../../index.html",
        "./index.html",
        "goals//index.html",
        "goals/",
        "goals\\index.html",
        "c:/index.html",
        "Index.html",
        "目標.html",
        "goal one.html",
        "goal%20one.html",
        "goals./index.html",
    ],
)
def test_an_address_that_could_not_stand_everywhere_is_unfit(folder: Path, address: str) -> None:
    with pytest.raises(ClashError) as caught:
        write_site(folder, {address: b""})
    assert caught.value.clashes == (Clash(ClashKind.UNFIT, ((address, address),)),)
    assert standing(folder) == whole(OLD | FOREIGN)


@pytest.mark.parametrize("address", ["con", "goals/aux/index.html", "nul.html", "lpt1.tar.gz", LIST, f"{STAGING}/x"])
def test_names_of_devices_and_our_own_are_reserved(address: str) -> None:
    assert [clash.kind for clash in find_clashes([(address, "plan.yaml:1")])] == [ClashKind.RESERVED]


@pytest.mark.parametrize("address", ["index.html", ".nojekyll", ".well-known/security.txt", "a_b-c.1.csv", "console"])
def test_ordinary_addresses_are_free_of_clashes(address: str) -> None:
    assert find_clashes([(address, "plan.yaml:1")]) == ()


def test_two_sources_of_one_address_are_both_named() -> None:
    claims = [("g1/index.html", "goals.yaml:3"), ("g2/index.html", "goals.yaml:9"), ("g1/index.html", "old.yaml:1")]
    assert find_clashes(claims) == (
        Clash(ClashKind.REPEATED, (("g1/index.html", "goals.yaml:3"), ("g1/index.html", "old.yaml:1"))),
    )


def test_addresses_that_differ_in_case_only_are_named_together() -> None:
    claims = [("g1/index.html", 1), ("G1/index.html", 2)]
    assert [(clash.kind, clash.claims) for clash in find_clashes(claims)] == [
        (ClashKind.UNFIT, (("G1/index.html", 2),)),
        (ClashKind.REPEATED, (("g1/index.html", 1), ("G1/index.html", 2))),
    ]


def test_an_address_that_is_a_file_and_a_folder_is_named_with_every_culprit() -> None:
    claims = [("a", "one"), ("a/b/c.html", "two"), ("a/d.html", "three"), ("a-b/c.html", "four")]
    assert find_clashes(claims) == (
        Clash(ClashKind.FILE_AND_FOLDER, (("a", "one"), ("a/b/c.html", "two"), ("a/d.html", "three"))),
    )


# What may break


@pytest.mark.parametrize("function", ["replace", "unlink", "rmdir", "mkdir", "link", "fsync"])
def test_after_a_crash_at_any_step_the_next_run_makes_the_new_site(tmp_path: Path, function: str) -> None:
    for number in count(1):
        folder = old_site(tmp_path / str(number))
        try:
            with failing(function, number, Crash()):
                write_site(folder, NEW)
            break
        except Crash:
            write_site(folder, NEW)
            assert standing(folder) == whole(NEW | FOREIGN), f"{function} number {number}"
    assert number > 1


@pytest.mark.parametrize("function", ["replace", "unlink", "rmdir", "mkdir", "link", "fsync"])
def test_after_a_crash_at_any_step_recovery_leaves_one_whole_site(tmp_path: Path, function: str) -> None:
    for number in count(1):
        folder = old_site(tmp_path / str(number))
        try:
            with failing(function, number, Crash()):
                write_site(folder, NEW)
            break
        except Crash:
            recover(folder)
            assert standing(folder) in (whole(NEW | FOREIGN), whole(OLD | FOREIGN)), f"{function} number {number}"
    assert number > 1


def test_a_recovery_that_breaks_off_is_taken_up_again(tmp_path: Path) -> None:
    for number in count(1):
        folder = old_site(tmp_path / str(number))
        with pytest.raises(Crash), failing("replace", 4, Crash()):
            write_site(folder, NEW)
        try:
            with failing("replace", number, Crash()):
                recover(folder)
            break
        except Crash:
            assert recover(folder) is Recovery.FINISHED
            assert standing(folder) == whole(NEW | FOREIGN)
    assert number > 1


def test_a_write_that_cannot_be_finished_is_undone(tmp_path: Path) -> None:
    for number in range(2, 7):  # the first rename is the journal's
        folder = old_site(tmp_path / str(number))
        with pytest.raises(Crash), failing("replace", number, Crash()):
            write_site(folder, NEW)
        last_staged = max((folder / STAGING / "new").iterdir(), key=lambda path: int(path.name))
        last_staged.write_bytes(b"")  # as after a power cut
        assert recover(folder) is Recovery.UNDONE
        assert standing(folder) == whole(OLD | FOREIGN)


def test_an_undoing_that_breaks_off_is_taken_up_again(tmp_path: Path) -> None:
    for function in ("replace", "unlink", "rmdir", "mkdir"):
        for number in count(1):
            folder = old_site(tmp_path / f"{function}{number}")
            with pytest.raises(Crash), failing("replace", 6, Crash()):
                write_site(folder, NEW)
            max((folder / STAGING / "new").iterdir(), key=lambda path: int(path.name)).unlink()
            try:
                with failing(function, number, Crash()):
                    recover(folder)
                break
            except Crash:
                recover(folder)
                assert standing(folder) == whole(OLD | FOREIGN), f"{function} number {number}"
        assert number > 1


@pytest.mark.parametrize("function", ["replace", "unlink", "mkdir", "fsync"])
def test_a_refusal_at_any_step_leaves_everything_as_it_was(tmp_path: Path, function: str) -> None:
    for number in count(1):
        folder = old_site(tmp_path / str(number))
        try:
            with failing(function, number, OSError(errno.EIO, "Input/output error")):
                write_site(folder, NEW)
        except OutputError:
            assert standing(folder) == whole(OLD | FOREIGN), f"{function} number {number}"
        else:
            break
    assert number > 1


@pytest.mark.parametrize("name", ["index.html", "goals/g2/index.html", "goals/g1/index.html", "plain", LIST])
def test_a_file_held_open_is_named_and_everything_is_undone(folder: Path, name: str) -> None:
    with held_open(folder / name) as attempts, pytest.raises(OutputError) as caught:
        write_site(folder, NEW)
    assert (caught.value.file, caught.value.reason) == (folder / name, Reason.NOT_PERMITTED)
    assert len(attempts) == 1 + len(machine.PATIENCE)
    assert standing(folder) == whole(OLD | FOREIGN)
    assert write_site(folder, NEW).written


def test_a_file_held_open_for_a_moment_is_waited_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    with failing("replace", 3, PermissionError(errno.EACCES, "Permission denied")):
        write_site(folder, NEW)
    assert len(waited) == 1
    assert standing(folder) == whole(NEW | FOREIGN)


def test_an_undoing_that_is_refused_too_is_left_to_the_next_command(folder: Path) -> None:
    with held_open(folder / "tree", folder / "index.html"), pytest.raises(OutputError):
        write_site(folder, NEW)
    assert recover(folder) in Recovery
    assert standing(folder) in (whole(NEW | FOREIGN), whole(OLD | FOREIGN))


def test_what_windows_says_of_a_file_in_use_is_understood(folder: Path) -> None:
    error = PermissionError(errno.EACCES, "Access is denied")
    error.winerror = 5  # type: ignore[attr-defined, unused-ignore]
    with pytest.raises(OutputError) as caught, machine.reporting(folder):
        raise error
    assert caught.value.reason is Reason.IN_USE


def test_a_full_disk_is_said_and_leaves_everything_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", write)
    with pytest.raises(OutputError) as caught:
        write_site(folder, NEW)
    assert caught.value.reason is Reason.DISK_FULL
    assert standing(folder) == whole(OLD | FOREIGN)


def test_a_site_where_a_file_stands_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_bytes(b"a file")
    with pytest.raises(OutputError):
        write_site(tmp_path / "site", NEW)
    assert (tmp_path / "site").read_bytes() == b"a file"


def test_without_hard_links_old_files_are_copied(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*paths: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    with held_open(folder / LIST), pytest.raises(OutputError):
        write_site(folder, NEW)
    assert standing(folder) == whole(OLD | FOREIGN)


@pytest.mark.parametrize("noted", ["", "[]", '{"steps": [{"address": "../x", "digest": "", "replaces": true}]}'])
def test_a_journal_that_we_cannot_have_written_is_refused(folder: Path, noted: str) -> None:
    lay(folder, {f"{STAGING}/journal": noted.encode()})
    with pytest.raises(OutputError) as caught:
        recover(folder)
    assert caught.value.reason is Reason.DAMAGED


def test_recovery_does_not_follow_links_that_appeared_since(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(Crash), failing("replace", 2, Crash()):
        write_site(folder, NEW)
    shutil.move(folder / "goals", tmp_path / "outside")
    (folder / "goals").symlink_to(tmp_path / "outside", target_is_directory=True)
    before = standing(tmp_path / "outside")
    with pytest.raises(OutputError) as caught:
        recover(folder)
    assert (caught.value.file, caught.value.reason) == (folder / "goals", Reason.LINK)
    assert standing(tmp_path / "outside") == before


def test_there_is_nothing_to_recover_where_nothing_broke_off(folder: Path, tmp_path: Path) -> None:
    assert recover(folder) is Recovery.NOTHING
    assert recover(tmp_path / "nowhere") is Recovery.NOTHING
    assert not (tmp_path / "nowhere").exists()
