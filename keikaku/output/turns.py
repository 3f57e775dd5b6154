"""One at a time: nobody writes where somebody else is writing, on this machine or on another that shares the folder.

The system itself keeps the lock and takes it from a process that ends, however it ends: none is ever left behind.
"""

import errno
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

_BUSY = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
_PAUSE = 0.1  # seconds between two tries
_PLACE = 1 << 20  # the byte that is locked on Windows, far from the words, which others could not read otherwise


class BusyError(Exception):
    """Somebody else is at it, on `machine`, since `since` (10:32 by the clock there); both empty where nobody knows."""

    def __init__(self, machine: str, since: str) -> None:
        super().__init__(f"{machine} {since}")
        self.machine, self.since = machine, since


@contextmanager
def alone(lock: Path, patience: float = 0) -> Iterator[None]:
    """Be the only one who is inside with the file `lock`; raise BusyError where somebody is, for `patience` seconds.

    Where files cannot be locked at all, nobody is kept out: a write is whole in any case.
    """
    try:
        lock.parent.mkdir(exist_ok=True)
        file = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:  # where nothing can be written, the site says so
        yield
        return
    try:
        end = time.monotonic() + patience
        while not _take(file):
            if time.monotonic() >= end:
                raise BusyError(*_holder(file))
            time.sleep(_PAUSE)
        _sign(file)
        yield
    finally:
        _give_back(file)


def _take(file: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(file, _PLACE, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _BUSY
    return True


def _give_back(file: int) -> None:
    """Windows gives back what a closed file held, but takes its time."""
    if sys.platform == "win32":
        import msvcrt

        with suppress(OSError):
            os.lseek(file, _PLACE, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
    os.close(file)


def _sign(file: int) -> None:
    """Leave word of who is inside; for people only, so it may fail."""
    words = f"{socket.gethostname()}\n{datetime.now(UTC).astimezone():%H:%M}\n"
    with suppress(OSError):
        os.ftruncate(file, 0)
        os.lseek(file, 0, os.SEEK_SET)
        os.write(file, words.encode())


def _holder(file: int) -> tuple[str, str]:
    try:
        os.lseek(file, 0, os.SEEK_SET)
        machine, since, _ = os.read(file, 1000).decode("utf-8", "replace").split("\n")
    except (OSError, ValueError):
        return "", ""
    return machine, since
