"""Files of releases: zips with the same bytes for the same content, and text that is there whole or not at all."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from keikaku.output.machine import reporting


def zipped(files: Mapping[str, bytes], day: date, number: int = 1, *, folder: str = "") -> bytes:
    """The files in the order of their addresses, all of one time: midnight of the day, a minute later each release.

    The time differs between releases because programs that upload compare times and sizes, and a corrected digit does
    not change a size.
    """
    buffer, time = io.BytesIO(), (max(day.year, 1980), day.month, day.day, 0, min(number - 1, 59), 0)
    with zipfile.ZipFile(buffer, "w") as archive:
        for address in sorted(files):
            entry = zipfile.ZipInfo(folder + address, time)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # whatever the machine is
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[address])
    return buffer.getvalue()


def unzipped(path: Path) -> dict[str, bytes]:
    with reporting(path), zipfile.ZipFile(path) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}


def files_in(folder: Path) -> dict[str, bytes]:
    """A folder's files by address, but for those that begin with a full stop, which are not published."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    addresses = {path.relative_to(folder).as_posix(): path for path in paths}
    with reporting(folder):
        return {name: path.read_bytes() for name, path in addresses.items() if not path.name.startswith(".")}
