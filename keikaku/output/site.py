"""Compare the new site with what stands in the folder, and change just what differs."""

import os
import re
import stat
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from keikaku.kept import Kept
from keikaku.output.addresses import Clash, ClashError, ClashKind, fault_of, find_clashes
from keikaku.output.machine import OutputError, Reason, is_folder, is_of_folder, reporting, status
from keikaku.output.swap import LIST, digest_of, recover, swap

LIST_HEADER = """\
# Keikaku wrote these files and may change or remove them; `sha256sum -c` can check them.
# Keep this list with them. It need not be published.
"""

_LISTED = re.compile(r"([0-9a-f]{64})  (\S+)")


@dataclass(frozen=True)
class Written:
    """What a write did: addresses, sorted."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def write_site(folder: Path, files: Mapping[str, bytes], kept: Kept | None = None) -> Written:
    """Make `folder` hold exactly `files` among what Keikaku wrote there: all of it, or nothing.

    With what is `kept`, a file that was found right is not read again as long as its status on the disk stays.
    Raises ClashError where addresses clash with each other or with somebody else's files, OutputError where the
    machine refuses.
    """
    recover(folder)
    kept = (kept or Kept()).below(("site", folder))
    if clashes := kept.result("clashes", list(files), lambda: find_clashes((address, address) for address in files)):
        raise ClashError(clashes)
    with reporting(folder):
        listed = _read_list(folder, kept)
        known = _known(files, kept)
        digests = {address: one.digest for address, one in known.items()}
        change = _compare(folder, known, listed)
        if digests != listed or change.written:
            text = _list_text(digests)
            contents = {address: files[address] for address in change.written} | {LIST: text}
            swap(folder, contents, digests | {LIST: digest_of(text)}, change.unchanged, change.removed)
            kept.put("listed", text, digests)
    return change


@dataclass(slots=True)
class _Known:
    """A file as it is to stand in the site, and the status on the disk under which it was found to stand there."""

    content: bytes
    digest: str
    found_as: tuple[int, ...] = ()


def _known(files: Mapping[str, bytes], kept: Kept) -> Mapping[str, _Known]:
    """By address; what has not changed is what was known of it last time."""
    before: Mapping[str, _Known] = kept.result("known", None, dict)
    known = {}
    for address, content in files.items():
        one = before.get(address)
        known[address] = one if one and one.content == content else _Known(content, digest_of(content))
    return kept.put("known", None, known)


def _read_list(folder: Path, kept: Kept) -> dict[str, str]:
    """Hash by address of the files that Keikaku wrote; empty where it never wrote."""
    path = folder / LIST
    if status(path) is None:
        return {}
    content = path.read_bytes()
    return kept.result("listed", content, lambda: _listed(path, content))


def _listed(path: Path, content: bytes) -> dict[str, str]:
    lines = content.decode("ascii", "replace").splitlines()
    matches = [_LISTED.fullmatch(line) for line in lines if not line.startswith("#")]
    listed = {match[2]: match[1] for match in matches if match}
    if None in matches or any(map(fault_of, listed)):
        raise OutputError(path, Reason.DAMAGED)
    return listed


def _list_text(digests: Mapping[str, str]) -> bytes:
    lines = [f"{digest}  {address}\n" for address, digest in sorted(digests.items())]
    return (LIST_HEADER + "".join(lines)).encode("ascii")


def _compare(folder: Path, files: Mapping[str, _Known], listed: Mapping[str, str]) -> Written:
    """What has to be written and removed. Raises ClashError where somebody else's file stands in the way."""
    ground = _Ground(folder)
    there = {address: found for address in listed if (found := status(ground.path(address)))}
    likely = {address for address in there if address in files and listed[address] == files[address].digest}
    untouched = {address for address in likely if files[address].found_as == _status_of(there[address])}
    ours = {address for address in there if address in untouched or ground.is_file_of_ours(address, there[address])}
    removed = ours - set(files)
    others = {address for address in likely - untouched if address in ours}
    unchanged = untouched | {one for one in others if _holds(ground.path(one), there[one], files[one])}
    obstacles = {address: ground.obstacle(address, leaving=removed) for address in set(files) - ours}
    if taken := sorted((address, standing) for address, standing in obstacles.items() if standing):
        raise ClashError(Clash(ClashKind.TAKEN, ((address, address),), standing) for address, standing in taken)
    return Written(tuple(sorted(set(files) - unchanged)), tuple(sorted(unchanged)), tuple(sorted(removed)))


def _status_of(found: os.stat_result) -> tuple[int, ...]:
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _holds(path: str, found: os.stat_result, known: _Known) -> bool:
    if _is(Path(path), found, known.content):
        known.found_as = _status_of(found)
        return True
    return False


def _is(path: Path, found: os.stat_result, content: bytes) -> bool:
    with reporting(path):
        return found.st_size == len(content) and path.read_bytes() == content


class _Ground:
    """What stands in the folder already. Links are seen and never followed, for they may lead outside."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before: dict[str, str] = {}  # by folder, which many addresses share

    def path(self, address: str) -> str:
        return f"{self._folder}/{address}"  # thousands of them are asked for, and a Path takes its time

    def is_file_of_ours(self, address: str, found: os.stat_result) -> bool:
        """Of a file that Keikaku wrote once: is what is found at the end of its way still a file, and reached without
        a link?"""
        return stat.S_ISREG(found.st_mode) and not self.before(address)

    def before(self, address: str) -> str:
        """The file or link that stands where the way to `address` needs a folder; empty where the way is free."""
        parent = address.rpartition("/")[0]
        if not parent:
            return ""
        if parent not in self._before:
            found = status(self.path(parent))
            blocked = found is not None and not is_of_folder(found)
            self._before[parent] = self.before(parent) or (parent if blocked else "")
        return self._before[parent]

    def obstacle(self, address: str, *, leaving: AbstractSet[str]) -> str:
        """What keeps a new file from standing at `address`, once the files that are `leaving` have gone."""
        before = self.before(address)
        if before or status(self._folder / address) is None:
            return "" if before in leaving else before
        return self._staying(address, leaving)

    def _staying(self, address: str, leaving: AbstractSet[str]) -> str:
        """The first thing at or below `address` that stays; an empty folder is somebody's and stays."""
        if not is_folder(self._folder / address):
            return "" if address in leaving else address
        below = [f"{address}/{name}" for name in sorted(os.listdir(self._folder / address))]
        return next((found for path in below if (found := self._staying(path, leaving))), "" if below else address)
