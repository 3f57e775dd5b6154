"""The files of a workspace: which there are, which are copies, and their text in whatever encoding Windows left it."""

import codecs
import difflib
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

from keikaku.plan.record import WIDE
from keikaku.problems import FilePosition, Problems, Severity
from keikaku.workspace import Workspace

MAX_BYTES = 8_000_000
Stamp: TypeAlias = tuple[int, ...]

# What Windows, macOS and Google Drive call a copy.
_COPY = re.compile(
    r" - コピー( \(\d+\))?$|のコピー( ?\d+)?$| - copy( \(\d+\))?$| copy( \d+)?$|^コピー ～ ", re.IGNORECASE
)
# Only a copy where the file itself is there, too: 指標 2.yaml may be the second of two.
_NUMBERED = re.compile(r" ?\(\d+\)$| \d+$")
# Names that end as Windows shows them, when it hides what follows: plan.yaml.txt.
_HIDDEN_SUFFIX = re.compile(r"\.(ya?ml|md|csv)\.txt$", re.IGNORECASE)
_SUFFIXES = (".yaml", ".yml", ".md", ".csv")
SPREADSHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers")
_HIDDEN_STARTS = (".", "~$")  # the second is what Office leaves beside a file as long as it is open

# What nobody sees or can show: control characters, foreign line ends, zero widths, marks of direction, a byte order
# mark inside, the sign for a damaged character, and private characters (外字), which only one computer knows.
_UNREADABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffd-\uffff"
    r"\ue000-\uf8ff\U000f0000-\U0010ffff]"
)


@dataclass(frozen=True)
class SourceFile:
    """`name` is relative to the workspace, with forward slashes, in NFC."""

    name: str
    path: Path


def find_files(workspace: Path, folder: Path, suffixes: tuple[str, ...], problems: Problems) -> list[SourceFile]:
    """The files under `folder` in the order of their names; copies and leftovers of editors are named and left out."""
    found = {file.name: file for file in _visible_files(workspace, folder)}
    for file in found.values():
        if _HIDDEN_SUFFIX.search(file.path.name) and _HIDDEN_SUFFIX.sub(r".\1", file.path.name).endswith(suffixes):
            _leave_out(file, "“{name}” is not read, because its name ends with .txt", "Delete that end.", problems)
    fitting = {name: file for name, file in found.items() if file.path.suffix.lower() in suffixes}
    if ".yaml" in suffixes:
        _tell_other_ends([file for name, file in found.items() if name not in fitting], fitting, problems)
    copies = [name for name in fitting if _is_copy(name, fitting)]
    for name in copies:
        is_spare = _original_of(name) in fitting
        _leave_out(
            fitting[name],
            "“{name}” looks like a copy and is left out",
            "Delete it, or give it a name of its own." if is_spare else _NO_ORIGINAL,
            problems,
            rule="copied-file",
            near=_original_of(name).rpartition("/")[2],
        )
    return [fitting[name] for name in sorted(fitting.keys() - copies, key=_order_of)]


def _tell_other_ends(others: Sequence[SourceFile], fitting: Iterable[str], problems: Problems) -> None:
    """Records in a file that nobody reads, for its name; a copy beside the file itself is none."""
    stems = {_stem(name) for name in fitting}
    for file in others:
        is_apart = file.path.suffix.lower() in _OTHER_ENDS and _stem(file.name) not in stems
        if is_apart and not _HIDDEN_SUFFIX.search(file.path.name) and _HOLDS_RECORDS.search(_start_of(file.path)):
            _leave_out(
                file,
                "“{name}” is not read, because its name does not end with .yaml",
                "Rename it to {near}.",
                problems,
                near=f"{file.path.name.partition('.')[0]}.yaml",
            )


_OTHER_ENDS = ("", ".txt", ".json", ".bak", ".tmp", ".yaml~", ".yml~", ".old", ".yam")
_HOLDS_RECORDS = re.compile(r"^(?:nodes|projects|indicators|glossary|of):", re.MULTILINE)


def _order_of(name: str) -> tuple[object, ...]:
    """goal-2 before goal-10, field-3 before field-3-5: plans count, and a file may be parted."""
    parts = re.split(r"([0-9]+)", name.rpartition(".")[0])
    return (*((int(part or 0), "") if place % 2 else (0, part) for place, part in enumerate(parts)), name)


def leave_out_copies(folders: Sequence[Path], workspace: Path, problems: Problems) -> list[Path]:
    """The folders without those that Windows' Explorer has named as copies, which are reported."""
    copies = [folder for folder in folders if _COPY.search(folder.name)]
    for folder in copies:
        problems.add(
            "copied-file",
            "“{name}” looks like a copy and is left out",
            FilePosition(_name(folder.relative_to(workspace))),
            advice="Move it out of this folder, where backups may lie, or delete it.",
            severity=Severity.WARNING,
            name=folder.name,
        )
    return [folder for folder in folders if folder not in copies]


def find_misplaced(
    workspace: Path, folder: Path, allowed: tuple[str, ...], problems: Problems, *, only_here: bool = False
) -> None:
    """Name what nobody reads in this folder (`only_here`: not in those below): narrative in `data`, spreadsheets …"""
    for file in _visible_files(workspace, folder, "*" if only_here else "**/*"):
        suffix, is_readme = file.path.suffix.lower(), file.path.stem.lower() == "readme"
        if suffix in SPREADSHEETS and suffix not in allowed:
            _leave_out_spreadsheet(file, problems)
        elif suffix in _SUFFIXES and suffix not in allowed and not is_readme:
            _leave_out(
                file,
                "“{name}” is not read in this folder",
                "YAML and CSV belong into data/<plan>/, Markdown into content/<plan>/.",
                problems,
            )


def find_misnamed(folder: Path, name: str, begins: re.Pattern[str] | None = None) -> str:
    """What has almost the name that a file is to have: plan.yml, plan.yaml.txt, plans.yaml; empty where nothing does.

    `begins`: what must stand in it.
    """
    files = [path for path in sorted(folder.glob("*")) if path.is_file() and _MISNAMED.search(path.name)]
    stems = [_stem(path.name) for path in files]
    near = difflib.get_close_matches(_stem(name), stems, 3, 0.8)
    found = (path for path, stem in zip(files, stems, strict=True) if stem in near)
    return next((path.name for path in found if begins is None or begins.search(_start_of(path))), "")


def _stem(name: str) -> str:
    """plan for Plan.yaml.txt."""
    return name.partition(".")[0].lower()


_MISNAMED = re.compile(r"\.(?:ya?ml|txt)$", re.IGNORECASE)


def _start_of(path: Path) -> str:
    return (bytes_of(path) or b"")[:_START_BYTES].decode("utf-8", "replace")


_START_BYTES = 4000


def report_misnamed(root: Path, name: str, problems: Problems) -> None:
    """A file that would be missed by nobody: without the settings a site has neither its title nor its disclaimer."""
    if meant := find_misnamed(root, name):
        problems.add(
            "file-not-read",
            "“{name}” is not read: the settings are called {meant}",
            FilePosition(meant),
            advice="Rename it to {meant}.",
            name=meant,
            meant=name,
        )


def report_orphans(workspace: Path, folder: Path, plans: list[str], problems: Problems) -> None:
    """Name a folder of narratives that belong to no plan: its own was renamed, or is not there."""
    if any(file.path.suffix.lower() in (*_SUFFIXES, *SPREADSHEETS) for file in _visible_files(workspace, folder)):
        near = next(iter(difflib.get_close_matches(folder.name, plans, 1, 0.6)), "")
        problems.add(
            "file-not-read",
            "there is no plan “{name}” in data/, so what lies here is not read",
            FilePosition(_name(folder.relative_to(workspace))),
            advice="Rename the folder to that of its plan: {near}."
            if near
            else "Folders in content/ are named as those in data/: {known}.",
            severity=Severity.WARNING,
            name=folder.name,
            near=near,
            known=", ".join(plans),
        )


def read_text(source: SourceFile, problems: Problems) -> str | None:
    """A file's text: UTF-8 with or without BOM, else cp932; lines end with LF, characters in NFC."""
    try:
        if source.path.stat().st_size > MAX_BYTES:
            _refuse(
                source, "file-too-large", "the file is too large to be read", "Divide it into several files.", problems
            )
            return None
        data = source.path.read_bytes()
    except OSError:
        _refuse(
            source,
            "unreadable-file",
            "the file cannot be opened",
            "Is it open in another program, or locked?",
            problems,
        )
        return None
    text = _decoded(data, source.name, problems)
    if text is None:
        return None
    if not text.strip():
        copy = _as_it_was(source)
        problems.add(
            "empty-file",
            "the file is empty",
            FilePosition(source.name),
            advice=_PUT_BACK_FROM if copy else _PUT_BACK,
            severity=Severity.ERROR if source.name.endswith((".md", "/plan.yaml")) else Severity.WARNING,
            copy=copy,
        )
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _without_unreadable(text, source.name, problems)


_PUT_BACK = "Write what belongs here, or delete the file. If it was not empty, put it back from a copy."
_PUT_BACK_FROM = (
    "Write what belongs here, or delete the file. If it was not empty, open {copy}, where it lies as it was, and copy "
    "all of it here."
)


def _as_it_was(source: SourceFile) -> str:
    """Where a good build has left the text of a file that is empty now, as seen from the workspace; or nothing."""
    workspace = Workspace(source.path.parents[source.name.count("/")])
    copy = workspace.sources / source.name
    return copy.relative_to(workspace.root).as_posix() if bytes_of(copy) else ""


def contents(workspace: Path, *folders: Path) -> dict[str, bytes | Stamp | None]:
    """What reading these folders depends on: every file's name, with the bytes of texts (None: it cannot be opened)
    and the stamps of others."""
    return {
        file.name: bytes_of(file.path) if file.path.suffix.lower() in _SUFFIXES else stamp(file.path)
        for folder in folders
        for file in _visible_files(workspace, folder)
    }


def stamp(path: Path) -> Stamp | None:
    """What is another after each save (None: it cannot be opened): large files are not read to learn whether it is."""
    try:
        with path.open("rb") as file:
            found = os.fstat(file.fileno())
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def bytes_of(path: Path) -> bytes | None:
    """What the file holds; None where it cannot be opened."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def lines_of(workspace: Path) -> Callable[[FilePosition], str]:
    """Gives the line that a position speaks of, as it was read; empty where there is none. Reads each file once."""

    @cache
    def known(file: str) -> list[str]:
        return lines_in(workspace, file)

    def line_at(at: FilePosition) -> str:
        lines = known(at.file) if at.line else []
        return lines[at.line - 1] if 0 < at.line <= len(lines) else ""

    return line_at


def lines_in(workspace: Path, file: str) -> list[str]:
    """The lines of a file, counted as positions count them."""
    return (read_text(SourceFile(file, workspace / file), Problems()) or "").split("\n")


def _visible_files(workspace: Path, folder: Path, pattern: str = "**/*") -> Iterator[SourceFile]:
    for path in sorted(folder.glob(pattern)):
        parts = path.relative_to(folder).parts
        if not any(part.startswith(_HIDDEN_STARTS) for part in parts) and path.is_file():
            yield SourceFile(_name(path.relative_to(workspace)), path)


def _name(path: Path) -> str:
    """With a question mark for each byte of a name that is no text, as a zip from Windows may leave it on Linux."""
    return unicodedata.normalize("NFC", path.as_posix().encode("utf-8", "replace").decode("utf-8"))


_NO_ORIGINAL = "There is no file of which it would be one, so what it says is missing: rename it to {near}."


def _original_of(name: str) -> str:
    """goal-1.yaml for goal-1 - コピー (2).yaml."""
    folder, slash, file = name.rpartition("/")
    stem, dot, suffix = file.rpartition(".")
    return f"{folder}{slash}{_COPY.sub('', _NUMBERED.sub('', stem)).rstrip(' -_')}{dot}{suffix}"


def _is_copy(name: str, names: dict[str, SourceFile]) -> bool:
    folder, _, file = name.rpartition("/")
    stem, dot, suffix = file.rpartition(".")
    original = _NUMBERED.sub("", stem)
    return bool(_COPY.search(stem)) or (original != stem and f"{folder}/{original}{dot}{suffix}" in names)


def _leave_out_spreadsheet(file: SourceFile, problems: Problems) -> None:
    """The one that a CSV was saved from may lie beside it: nothing is missing, unless it was changed since."""
    if file.path.with_suffix(".csv").is_file():
        found, advice, severity = _SAVED_AS_CSV, _SAVE_AGAIN, Severity.HINT
    else:
        found, advice, severity = _SPREADSHEET, _SAVE_AS_CSV, Severity.WARNING
    _leave_out(file, found, advice, problems, severity=severity)


_SPREADSHEET = "“{name}” is a spreadsheet and is not read"
_SAVE_AS_CSV = (
    "If it holds values of the plan, save it in Excel as “CSV UTF-8 (Comma delimited)”; else move it elsewhere."
)
_SAVED_AS_CSV = "“{name}” is a spreadsheet and is not read; the CSV beside it is"
_SAVE_AGAIN = "After a change in Excel, save it as “CSV UTF-8 (Comma delimited)” once more."


def _leave_out(
    file: SourceFile,
    found: str,
    advice: str,
    problems: Problems,
    *,
    rule: str = "file-not-read",
    severity: Severity = Severity.WARNING,
    near: str = "",
) -> None:
    name = file.name.split("/")[-1]
    problems.add(rule, found, FilePosition(file.name), advice=advice, severity=severity, name=name, near=near)


def _refuse(source: SourceFile, rule: str, found: str, advice: str, problems: Problems) -> None:
    problems.add(rule, found, FilePosition(source.name), advice=advice)


def _decoded(data: bytes, name: str, problems: Problems) -> str | None:
    """The text, by its byte order mark or else by trial: a file is damaged UTF-8, or it is Shift_JIS."""
    utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError as fault:
        place = FilePosition(name, data[: fault.start].count(b"\n") + 1)
    else:
        _hint_at_mark(data, name, problems, utf_16=utf_16)
        return text
    text = "" if utf_16 or _is_damaged_utf_8(data) else _as_cp932(data)
    if not text:
        _report_undecodable(data, place, problems)
        return None
    _tell_of_shift_jis(text, name, problems)
    return text


def _hint_at_mark(data: bytes, name: str, problems: Problems, *, utf_16: bool) -> None:
    """Excel needs the mark in a CSV file; elsewhere nobody does."""
    if utf_16:
        _hint_at_encoding("the file is in UTF-16 and was read so", name, problems)
    elif data.startswith(codecs.BOM_UTF8) and not name.lower().endswith(".csv"):
        problems.add(
            "byte-order-mark",
            "the file begins with an invisible mark (BOM), and was read without it",
            FilePosition(name),
            advice="Nothing needs to be done; an editor that asks saves it as “UTF-8”, not “UTF-8 with BOM”.",
            severity=Severity.HINT,
        )


def _tell_of_shift_jis(text: str, name: str, problems: Problems) -> None:
    """A release waits only where there is doubt: of the encoding itself, or of what was lost when it was saved so."""
    lost = next((match for match in _LOST.finditer(text) if match["sign"]), None)
    if 2 * len(_NARROW.findall(text)) > len(re.findall(WIDE, text)):
        problems.add(
            "encoding",
            "the file seems to be in Shift_JIS, but was read as hardly anything but half-width kana",
            FilePosition(name),
            advice="Open it in the program that it comes from, and save it as UTF-8.",
            severity=Severity.WARNING,
        )
    elif lost:
        problems.add(
            "encoding",
            "this “?” may stand for a character that was lost when the file was saved in Shift_JIS",
            _position(name, text, lost.start()),
            advice="Compare with the source, put the character back, and save the file as UTF-8"
            " (in Excel: “CSV UTF-8 (Comma delimited)”).",
            severity=Severity.WARNING,
        )
    else:
        _hint_at_encoding("the file is in Shift_JIS and was read so", name, problems)


_NARROW = re.compile("[\uff61-\uff9f]")  # half-width kana, as which text in EUC-JP is read
_LOST = re.compile(r"https?://[!-~]+|(?P<sign>\?)")


def _position(name: str, text: str, place: int) -> FilePosition:
    before = text[:place].replace("\r\n", "\n").replace("\r", "\n")
    return FilePosition(name, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _hint_at_encoding(found: str, name: str, problems: Problems) -> None:
    problems.add(
        "encoding",
        found,
        FilePosition(name),
        advice="Save it in Excel as “CSV UTF-8 (Comma delimited)”, so that every character can be kept."
        if name.lower().endswith(".csv")
        else "Save it as UTF-8, so that every character can be kept.",
        severity=Severity.HINT,
    )


def _as_cp932(data: bytes) -> str:
    try:
        return data.decode("cp932")
    except UnicodeDecodeError:
        return ""


def _report_undecodable(data: bytes, at: FilePosition, problems: Problems) -> None:
    """Of a UTF-8 file with a broken character, the words around that."""
    line = data.split(b"\n")[at.line - 1].decode("utf-8", "replace")
    place = line.find("\ufffd")
    if not _is_damaged_utf_8(data) or place < 0:
        problems.add("encoding", "the file is neither UTF-8 nor Shift_JIS", at, advice="Save it as UTF-8.")
        return
    problems.add(
        "encoding",
        "a character is broken on this line, so the file cannot be read",
        at,
        advice="Write the character anew where □ stands, and save the file as UTF-8: {near}",
        near=re.sub("\ufffd+", "□", line[max(place - _AROUND, 0) : place + _AROUND]).strip(),
    )


_AROUND = 12  # characters before and behind a broken one


def _is_damaged_utf_8(data: bytes) -> bool:
    """Japanese in Shift_JIS, read as UTF-8, leaves hardly a Japanese character; a torn UTF-8 file keeps most."""
    as_utf_8, as_cp932 = (len(re.findall(WIDE, data.decode(name, errors="ignore"))) for name in ("utf-8", "cp932"))
    return as_utf_8 * 2 > as_cp932


def _without_unreadable(text: str, name: str, problems: Problems) -> str:
    for number, line in enumerate(text.split("\n"), 1) if _UNREADABLE.search(text) else ():
        for match in {m[0]: m for m in reversed(list(_UNREADABLE.finditer(line)))}.values():
            problems.add(
                "unreadable-character",
                "a character that nobody can read stands here: U+{code}",
                FilePosition(name, number, match.start() + 1),
                advice=(
                    "Look into the source and write the character anew, with one that every computer has. If there "
                    "is none in the source, delete it."
                ),
                code=f"{ord(match[0]):04X}",
            )
    return _UNREADABLE.sub("", text)
