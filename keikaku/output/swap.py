"""Put new files in the place of old ones: all of them, or none.

New files, and what the old ones held, are first laid into a staging folder inside the site's own folder: it is on the
same disk, and travels along when the folder is copied. Then a journal is written that says what is to be done, and only
then are files removed and renamed into place, one by one, because Windows cannot rename a folder that is open. A file
that is replaced is never missing. Whatever breaks in, the next command finds the journal and does the rest, or takes it
back where that is impossible: what there is to do can be seen from what lies where, so both may break off again.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from keikaku.output.addresses import fault_of, parents
from keikaku.output.machine import OutputError, Reason, is_file, is_folder, move, remove, remove_tree, reporting, status

LIST = ".keikaku-files"  # always the last file to change
STAGING = ".keikaku-staging"


@dataclass(frozen=True)
class _Step:
    """One file that changes. Its number in the journal is its name in the staging folder."""

    address: str
    digest: str  # of what it will hold; empty where it is removed
    replaces: bool  # a file of ours stands there, and its content is kept until all is done


@dataclass(frozen=True)
class _Journal:
    steps: tuple[_Step, ...]
    emptied: tuple[str, ...]  # folders to remove unless somebody's file is left in them, the deepest first
    made: tuple[str, ...]  # folders to make, the highest first


class Recovery(StrEnum):
    """What became of an earlier write that broke off."""

    NOTHING = "nothing"  # there was none
    FINISHED = "finished"
    UNDONE = "undone"


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def swap(
    folder: Path,
    contents: Mapping[str, bytes],
    digests: Mapping[str, str],
    unchanged: Iterable[str],
    removed: Iterable[str],
) -> None:
    """Write `contents`, of which the `digests` are known, and remove what is `removed`.

    Raises OutputError, with everything as it was, where there is no room or a file will not move.
    """
    journal = _plan(folder, {address: digests[address] for address in contents}, unchanged, removed)
    try:
        _stage(folder, journal, contents)
    except (OSError, OutputError):
        shutil.rmtree(folder / STAGING, ignore_errors=True)
        raise
    _carry_out(folder, journal)


def recover(folder: Path) -> Recovery:
    """Finish a write that broke off, or undo it where it cannot be finished: the folder then holds one whole site."""
    staging = folder / STAGING
    if status(staging) is None:
        return Recovery.NOTHING
    if not is_folder(staging):
        raise OutputError(staging, Reason.LINK)
    with reporting(staging):
        journal = _read_journal(folder)
        if journal is None:
            remove_tree(staging)
            return Recovery.NOTHING
        if _can_go_forward(folder, journal):
            _carry_out(folder, journal)
            return Recovery.FINISHED
        _go_back(folder, journal)
        return Recovery.UNDONE


def _plan(folder: Path, digests: Mapping[str, str], unchanged: Iterable[str], removed: Iterable[str]) -> _Journal:
    removals = [_Step(address, "", replaces=True) for address in removed]
    writes = [_Step(address, digest, replaces=is_file(folder / address)) for address, digest in digests.items()]
    below = {parent for address in digests for parent in parents(address)}
    emptied = {parent for step in removals for parent in parents(step.address)} - below
    if emptied:
        emptied -= {parent for address in unchanged for parent in parents(address)}
    made = {parent for parent in below if not is_folder(folder / parent)}
    return _Journal((*removals, *writes), tuple(sorted(emptied, reverse=True)), tuple(sorted(made)))


def _stage(folder: Path, journal: _Journal, contents: Mapping[str, bytes]) -> None:
    staging = folder / STAGING
    (staging / "new").mkdir(parents=True)
    (staging / "old").mkdir()
    for number, step in enumerate(journal.steps):
        with reporting(folder / step.address):
            if step.digest:
                _staged(folder, number).write_bytes(contents[step.address])
            if step.replaces:
                _keep(folder / step.address, _kept(folder, number))
    draft = staging / "draft"
    with draft.open("w", encoding="ascii") as file:
        json.dump(asdict(journal), file)
        file.flush()
        os.fsync(file.fileno())  # a journal is whole or absent, even after a power cut
    move(draft, _journal_path(folder))


def _keep(path: Path, kept: Path) -> None:
    try:
        os.link(path, kept)
    except OSError:  # not every file system has hard links
        shutil.copy2(path, kept)


def _staged(folder: Path, number: int) -> Path:
    return folder / STAGING / "new" / str(number)


def _kept(folder: Path, number: int) -> Path:
    return folder / STAGING / "old" / str(number)


def _journal_path(folder: Path) -> Path:
    return folder / STAGING / "journal"


def _read_journal(folder: Path) -> _Journal | None:
    """The journal, which like any file may have been tampered with: it must not lead us out of the folder."""
    path = _journal_path(folder)
    if status(path) is None:
        return None
    try:
        noted = json.loads(path.read_bytes())
        steps = tuple(_Step(**step) for step in noted["steps"])
        journal = _Journal(steps, tuple(noted["emptied"]), tuple(noted["made"]))
        addresses = (*(step.address for step in steps if step.address != LIST), *journal.emptied, *journal.made)
        damaged = any(map(fault_of, addresses))
    except (ValueError, TypeError, KeyError, AttributeError):
        damaged = True
    if damaged:
        raise OutputError(path, Reason.DAMAGED)
    for place in {folder / parent for address in addresses for parent in parents(address)}:
        if not (status(place) is None or is_folder(place) or is_file(place)):
            raise OutputError(place, Reason.LINK)
    return journal


def _can_go_forward(folder: Path, journal: _Journal) -> bool:
    """Every new file lies ready, or stands in its place already."""
    for number, step in enumerate(journal.steps):
        staged = _staged(folder, number)
        path = staged if is_file(staged) else folder / step.address
        if step.digest and not (is_file(path) and digest_of(path.read_bytes()) == step.digest):
            return False
    return True


def _carry_out(folder: Path, journal: _Journal) -> None:
    """Do what the journal says, or nothing of it where a file will not move."""
    try:
        _go_forward(folder, journal)
    except OutputError:
        _go_back(folder, journal)
        raise


def _go_forward(folder: Path, journal: _Journal) -> None:
    for step in journal.steps:
        if not step.digest:
            remove(folder / step.address)
    _remove_empty(folder, journal.emptied)
    for number, step in enumerate(journal.steps):
        if step.digest and is_file(_staged(folder, number)):
            move(_staged(folder, number), folder / step.address)
    _close(folder)


def _go_back(folder: Path, journal: _Journal) -> None:
    numbered = tuple(enumerate(journal.steps))
    for number, step in numbered:
        if step.digest and not is_file(_staged(folder, number)):
            _put_back(folder, number, step)
    _remove_empty(folder, reversed(journal.made))
    for number, step in numbered:
        if not step.digest and not is_file(folder / step.address):
            _put_back(folder, number, step)
    _close(folder)


def _put_back(folder: Path, number: int, step: _Step) -> None:
    if not step.replaces:
        remove(folder / step.address)
    elif is_file(_kept(folder, number)):
        move(_kept(folder, number), folder / step.address)


def _remove_empty(folder: Path, addresses: Iterable[str]) -> None:
    for address in addresses:
        with suppress(OSError):  # it holds somebody's file, or has gone already
            os.rmdir(folder / address)


def _close(folder: Path) -> None:
    """All is done once the journal is gone; what is left of the staging folder the next command clears."""
    remove(_journal_path(folder))
    shutil.rmtree(folder / STAGING, ignore_errors=True)
