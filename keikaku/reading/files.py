"""The files of a workspace: which there are, which are copies, and their text in whatever encoding Windows left it."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from keikaku.problems import FilePosition, Problems, Severity

_COPY = re.compile(r"( - コピー| - copy|のコピー| copy|\(\d+\)|\s+\d+)$|^~\$|^\.~|^\._", re.IGNORECASE)
_NOISE = {".DS_Store", "Thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class SourceFile:
    """`name` is relative to the workspace, with forward slashes, in NFC."""

    name: str
    path: Path


def find_files(workspace: Path, folder: Path, suffixes: tuple[str, ...], problems: Problems) -> list[SourceFile]:
    """The files under `folder`, sorted by name; copies and leftovers of editors are named and left out."""
    found = []
    for path in sorted(folder.rglob("*"), key=lambda p: p.as_posix()):
        name = unicodedata.normalize("NFC", path.relative_to(workspace).as_posix())
        if not path.is_file() or path.name in _NOISE or path.name.startswith("."):
            continue
        if path.suffix.lower() not in suffixes:
            continue
        if _COPY.search(path.stem) or path.name.startswith("~$"):
            problems.add(
                "copied-file",
                "“{name}” looks like a copy and is left out",
                FilePosition(name),
                advice="Delete it, or give it a name of its own.",
                severity=Severity.WARNING,
                name=path.name,
            )
            continue
        found.append(SourceFile(name, path))
    return found


def read_text(source: SourceFile, problems: Problems) -> str | None:
    """A file's text: UTF-8 with or without BOM, else cp932; lines end with LF, characters in NFC."""
    data = source.path.read_bytes()
    text = _decoded(data, source.name, problems)
    if text is None:
        return None
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _decoded(data: bytes, name: str, problems: Problems) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        place = FilePosition(name, data[: fault.start].count(b"\n") + 1)
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError:
        problems.add("encoding", "the file is neither UTF-8 nor Shift_JIS", place, advice="Save it as UTF-8.")
        return None
    problems.add(
        "encoding",
        "the file is in Shift_JIS and was read so",
        FilePosition(name),
        advice="Save it as UTF-8, so that every character can be kept.",
        severity=Severity.WARNING,
    )
    return text
