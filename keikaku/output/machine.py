"""What the machine may refuse, and the few questions that we ask the file system."""

import errno
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

PATIENCE = (0.05, 0.1, 0.15, 0.3, 0.4)  # seconds between the tries for a file that another program holds open

_JUNCTION = 0xA0000003  # Windows' mark for a folder that is a link


class Reason(StrEnum):
    """Why the machine did not do it."""

    IN_USE = "in-use"  # another program holds the file open
    NOT_PERMITTED = "not-permitted"
    DISK_FULL = "disk-full"
    LINK = "link"  # a link stands where a folder of ours should be; it may lead anywhere
    DAMAGED = "damaged"  # the list or the journal does not hold what Keikaku wrote there
    OTHER = "other"  # `detail` is all that is known


class OutputError(Exception):
    """The machine refused `file`, for `reason`. The site is as it was, or the next command makes it whole."""

    def __init__(self, file: Path, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{file}: {reason}" + (f" ({detail})" if detail else ""))
        self.file, self.reason, self.detail = file, reason, detail


@contextmanager
def reporting(file: Path) -> Iterator[None]:
    """Turn what the machine says into an OutputError about `file`."""
    try:
        yield
    except OSError as error:
        raise OutputError(file, _reason_for(error), error.strerror or str(error)) from error


def _reason_for(error: OSError) -> Reason:
    if isinstance(error, PermissionError):
        # Windows, which alone knows a `winerror`, says "access denied" of files in use as well.
        return Reason.IN_USE if hasattr(error, "winerror") else Reason.NOT_PERMITTED
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Reason.DISK_FULL
    return Reason.NOT_PERMITTED if error.errno == errno.EROFS else Reason.OTHER


def write_file(path: Path, content: bytes) -> None:
    """Write beside the target and rename, so that a power cut leaves no half of it."""
    beside = path.with_name(f".{path.name}.new")
    with reporting(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
    move(beside, path)


def move(origin: Path, target: Path) -> None:
    """Rename a file over whatever file stands at `target`, in a folder that need not stand yet."""
    with reporting(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        _patiently(lambda: os.replace(origin, target))


def remove(path: Path) -> None:
    """Remove a file; that it is gone already, or is a folder now, is as good."""
    with reporting(path):
        if is_file(path):
            _patiently(lambda: os.unlink(path))


def remove_tree(folder: Path) -> None:
    with reporting(folder):
        _patiently(lambda: shutil.rmtree(folder))


def _patiently(action: Callable[[], None]) -> None:
    """Windows refuses to move a file that a virus scanner or a viewer holds open, mostly for a moment only."""
    for pause in PATIENCE:
        try:
            return action()
        except PermissionError:
            time.sleep(pause)
    return action()


def status(path: Path | str) -> os.stat_result | None:
    """What stands there, without following a link; None for nothing."""
    try:
        return os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def is_file(path: Path) -> bool:
    found = status(path)
    return found is not None and stat.S_ISREG(found.st_mode)


def is_folder(path: Path) -> bool:
    """A real one: a symbolic link to a folder is none, nor is a junction, which Windows calls a folder."""
    found = status(path)
    return found is not None and is_of_folder(found)


def is_of_folder(found: os.stat_result) -> bool:
    """The same of a status that is known."""
    return stat.S_ISDIR(found.st_mode) and getattr(found, "st_reparse_tag", 0) != _JUNCTION
