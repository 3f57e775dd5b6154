"""Two builds of one folder: the second is told, and what a killed one left keeps nobody out."""

import errno
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from keikaku import cli
from keikaku.gallery import write_gallery
from keikaku.output import BusyError, alone
from keikaku.pipeline import build
from keikaku.release import release
from keikaku.starting import start
from keikaku.workspace import Workspace
from tests.held_back import workspace
from tests.test_release import DAY
from tests.workspaces import japanese

HOLDER = """\
import sys
from pathlib import Path
from keikaku.output import alone
with alone(Path(sys.argv[1])):
    print("inside", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held_by_another_process(lock: Path) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "inside\n"
        yield holder


def test_whoever_comes_second_is_told_where_and_since_when(tmp_path: Path) -> None:
    with held_by_another_process(tmp_path / "lock"), pytest.raises(BusyError) as told, alone(tmp_path / "lock"):
        pass
    assert told.value.machine
    assert time.strptime(told.value.since, "%H:%M")


def test_a_second_gallery_is_told_too(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    with held_by_another_process(_made(workspace.lock("gallery"))), pytest.raises(BusyError):
        write_gallery(workspace, tmp_path / "gallery")
    assert not (tmp_path / "gallery").exists()


def _made(lock: Path) -> Path:
    lock.parent.mkdir()
    return lock


def test_then_it_is_free_again(tmp_path: Path) -> None:
    with held_by_another_process(tmp_path / "lock"):
        pass
    with alone(tmp_path / "lock"):
        pass
    with alone(tmp_path / "lock"):
        pass


def test_a_process_that_was_killed_keeps_nobody_out(tmp_path: Path) -> None:
    with held_by_another_process(tmp_path / "lock") as holder:
        holder.kill()
        holder.wait()
        with alone(tmp_path / "lock"):
            assert (tmp_path / "lock").exists()


def test_the_patient_get_their_turn(tmp_path: Path) -> None:
    with held_by_another_process(tmp_path / "lock") as holder:
        assert holder.stdin
        holder.stdin.close()
        with alone(tmp_path / "lock", patience=60):
            pass


def test_inside_one_process_it_holds_as_well(tmp_path: Path) -> None:
    with alone(tmp_path / "lock"), pytest.raises(BusyError), alone(tmp_path / "lock"):
        pass


@pytest.mark.parametrize("place", ["nowhere/deep/lock", "file/lock", "folder"])
def test_where_nothing_can_be_locked_nobody_is_kept_out(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with alone(tmp_path / place), alone(tmp_path / place):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


@pytest.mark.skipif(sys.platform == "win32", reason="the part of other systems")
def test_a_drive_that_knows_no_locks_keeps_nobody_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "not supported")

    monkeypatch.setattr("fcntl.flock", refuse)
    with alone(tmp_path / "lock"), alone(tmp_path / "lock"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="stands in for it")
def test_on_windows_one_far_byte_is_locked_and_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[str, int, int]] = []

    def locking(file: int, what: str, length: int) -> None:
        calls.append((what, os.lseek(file, 0, os.SEEK_CUR), length))
        if len(calls) > 2:
            raise PermissionError(errno.EACCES, "locked by another process")

    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(LK_NBLCK="lock", LK_UNLCK="free", locking=locking))
    monkeypatch.setattr(sys, "platform", "win32")
    with alone(tmp_path / "lock"):
        words = (tmp_path / "lock").read_bytes()
    assert calls == [("lock", 1 << 20, 1), ("free", 1 << 20, 1)]
    assert len(words) < 1 << 20
    with pytest.raises(BusyError), alone(tmp_path / "lock"):
        pass


# A build, a release, a preview


def test_a_second_build_says_so_and_leaves_the_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start(tmp_path / "plan")
    with held_by_another_process(tmp_path / "plan/.keikaku/site.lock"):
        for command in ("build", "release"):
            assert cli.main([command, "--folder", str(tmp_path / "plan"), "--lang", "ja"]) == cli.CANNOT
            said = capsys.readouterr()
            assert "それが終わってから、もう一度実行してください。" in said.err
            assert said.out == ""
    assert not (tmp_path / "plan/site").exists()
    assert not (tmp_path / "plan/release").exists()


def test_a_preview_is_built_beside_a_build(tmp_path: Path) -> None:
    start(tmp_path / "plan")
    with held_by_another_process(tmp_path / "plan/.keikaku/site.lock"):
        assert build(tmp_path / "plan", tmp_path / "plan/.keikaku/preview").written


def test_a_release_gives_its_turn_back(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    release(root, DAY, japanese())
    assert build(root, today=DAY).written


def test_what_is_not_there_is_not_made(tmp_path: Path) -> None:
    build(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []
