"""Notice saves: in folders, in single files, and in what does not stand there yet.

Systems watch what a path led to when the watch began. An editor that saves by renaming takes a single file away from
under its watch, and switching branches does so with a folder. So only folders are watched by the system; single files,
and whether a folder is still the same one, are looked at often. A folder that was deleted and copied back may bear the
number of the old one: so a watch ends, too, where the system tells of a deleted folder.
"""

import os
import stat
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from watchfiles import Change, watch
from watchfiles._rust_notify import WatchfilesRustInternalError

SETTLE_MS = 30  # saves that follow each other so closely are one; a single one is noticed after 30 to 60 ms
LONGEST_MS = 500  # even an endless stream of saves is noticed so often
LOOK_MS = 50  # how often we look for ourselves

_LEFTOVER_ENDS = ("~", ".swp", ".swx", ".tmp", ".part", ".crdownload")
_LEFTOVER_STARTS = (".#", "~$", ".~lock.")
_LEFTOVERS = {"4913", ".DS_Store", "Thumbs.db", "desktop.ini"}  # the number is Vim's, trying whether it may write

_Look = dict[Path, tuple[int, ...]]
_Changes = set[tuple[Change, str]]


class Watcher:
    """Inside `with`: calls `changed`, on a thread of its own, after each burst of changes in `paths`.

    What editors leave behind, and what is in the folder `ignored`, counts for nothing.
    """

    def __init__(self, paths: Sequence[Path], *, ignored: Path, changed: Callable[[], None]) -> None:
        self._paths = tuple(path.resolve() for path in paths)
        self._ignored = ignored.resolve()
        self._changed = changed
        self._stop = threading.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        """Return once no save can be missed any more."""
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *exception: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        files = self._files()
        try:
            while not self._stop.is_set():
                files = self._watch(files)
                self._ready.set()  # even where nothing could be watched: we go on trying
                self._stop.wait(LOOK_MS / 1000)
        finally:
            self._ready.set()

    def _watch(self, files: _Look) -> _Look:
        """Watch until a folder comes, goes or is replaced; take and give back how the single files stand."""
        folders = self._folders()
        begun = False
        for changes in self._changes(folders):
            before, files = files, self._files()
            missed = not begun and self._ready.is_set()  # something may have been saved between two watches
            if changes or missed or files != before:
                self._changed()
            begun = True
            self._ready.set()
            if self._folders() != folders or any((Change.deleted, str(path)) in changes for path in folders):
                break
        return files

    def _changes(self, folders: _Look) -> Iterator[_Changes]:
        """Yields once the watch stands and every now and then, and what has changed as soon as it has settled."""
        lost: _Changes = set()  # what may have changed between two watches
        for force_polling in (None, True):  # a system may have run out of watches
            try:
                for changes in self._events(folders, force_polling):
                    yield changes or lost
                    lost = set()
            except FileNotFoundError:  # a folder went while we began
                return
            except WatchfilesRustInternalError:
                # A file's name is no text, and the watch ends with each event about it, even with reading it. Polling
                # hears of changes alone.
                lost = {(Change.modified, "anything")}
                continue
            except OSError:
                continue
            return

    def _events(self, folders: _Look, force_polling: bool | None) -> Iterator[_Changes]:
        return watch(
            *folders,
            watch_filter=self._concerns_us,
            debounce=LONGEST_MS,
            step=SETTLE_MS,
            rust_timeout=LOOK_MS,
            yield_on_timeout=True,
            stop_event=self._stop,
            raise_interrupt=False,
            force_polling=force_polling,
            ignore_permission_denied=True,
        )

    def _concerns_us(self, change: Change, name: str) -> bool:
        path = Path(name)
        is_leftover = (
            path.name in _LEFTOVERS or path.name.endswith(_LEFTOVER_ENDS) or path.name.startswith(_LEFTOVER_STARTS)
        )
        return not is_leftover and not path.is_relative_to(self._ignored)

    def _folders(self) -> _Look:
        found = {path: _status(path) for path in self._paths}
        return {path: (at.st_dev, at.st_ino) for path, at in found.items() if at and stat.S_ISDIR(at.st_mode)}

    def _files(self) -> _Look:
        found = {path: _status(path) for path in self._paths}
        return {
            path: (at.st_ino, at.st_mtime_ns, at.st_size)
            for path, at in found.items()
            if at and stat.S_ISREG(at.st_mode)
        }


def _status(path: Path) -> os.stat_result | None:
    with suppress(OSError):
        return path.stat()
    return None
