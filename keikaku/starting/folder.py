"""A city's folder: what is the city's own, written once, and Keikaku's tools in it, which are renewed as a whole."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from keikaku import __version__
from keikaku.output.machine import OutputError, remove, reporting, write_file
from keikaku.starting.wheel import PACKAGE, WHEEL, own_wheel, package_files

READ_ME = "お読みください.txt"
_FILES = PACKAGE / "starting" / "files"
_HERE = "keikaku/starting"
_WHEELS = "keikaku-*-py3-none-any.whl"
_LEFT_BY_SYSTEMS = {".DS_Store", ".git", "desktop.ini", "Thumbs.db"}
# What is double-clicked: its name, the command, what that does, and the condition to stay open (.bat, .command).
_TWINS = (
    (
        "確認", "preview", "Shows the plan in a browser, and again after each save.",
        'if not "%status%"=="0" ', '[ "$status" = 0 ] || ',
    ),
    ("公開", "release", "Checks strictly, and makes what is public.", "", ""),
)  # fmt: skip


class NotEmptyError(Exception):
    """Something stands in the folder already: it is somebody's."""


class NoFolderError(Exception):
    """The folder was not made by `start`."""


@dataclass(frozen=True)
class Started:
    version: str
    folder: Path
    files: tuple[str, ...]


@dataclass(frozen=True)
class Renewed:
    """`before` is the version that was there, empty where none could be told."""

    before: str
    version: str
    folder: Path
    files: tuple[str, ...]
    has_old_wheels: bool  # a folder wheels/, packed for the version before


def start(folder: Path, *, example: bool = False) -> Started:
    """Write a small plan that works, or one of everything (`example`), with the tools beside it.

    Raises NotEmptyError where the folder holds anything, OutputError where the machine refuses; then no file stays.
    """
    with reporting(folder):
        if folder.exists() and not folder.is_dir():
            raise NotEmptyError
        if folder.is_dir() and {path.name for path in folder.iterdir()} - _LEFT_BY_SYSTEMS:
            raise NotEmptyError
    files = _plan(example) | _tools()
    try:
        _write(folder, files)
    except OutputError:
        for name in files:
            with suppress(OSError):
                (folder / name).unlink(missing_ok=True)
        raise
    return Started(__version__, folder, tuple(sorted(files)))


def renew(folder: Path) -> Renewed:
    """Put this version's tools in the place of those in the folder, and touch nothing else."""
    if not (folder / "build.py").is_file() or (folder / "keikaku").exists():  # nothing there, or a checkout
        raise NoFolderError
    old = sorted(folder.glob(_WHEELS))
    tools = _tools()
    _write(folder, tools)
    for wheel in old:
        if wheel.name != WHEEL:
            remove(wheel)
    before = old[-1].name.split("-")[1] if old else ""
    has_old_wheels = (folder / "wheels").is_dir() and before != __version__
    return Renewed(before, __version__, folder, tuple(sorted(tools)), has_old_wheels)


def _plan(example: bool) -> dict[str, bytes]:
    """What the city writes on; nobody but the city touches it again."""
    whole = _resources(f"{_HERE}/files/plan")
    if not example:
        return {name if name != "gitignore" else ".gitignore": content for name, content in whole.items()}
    return {".gitignore": whole["gitignore"]} | _resources(f"{_HERE}/example")


def _tools() -> dict[str, bytes]:
    """What is Keikaku's in the folder, by name."""
    files = package_files()
    tools = {name: files[f"{_HERE}/{name}"].read_bytes() for name in ("build.py", "requirements.lock")}
    for name, command, what, for_windows, for_others in _TWINS:
        facts = {"command": command, "what": what}
        tools[f"{name}.bat"] = _for_windows(_text("double-click.bat", facts | {"when": for_windows}))
        tools[f"{name}.command"] = _text("double-click.sh", facts | {"when": for_others}).encode()
    tools[WHEEL] = own_wheel()
    listed = "\n  ".join(sorted((*tools, READ_ME)))
    read_me = _text("read-me.txt", {"version": __version__, "tools": listed})
    tools[READ_ME] = b"\xef\xbb\xbf" + _for_windows(read_me)  # what opens it by a double click there looks for this
    return tools


def _text(name: str, facts: Mapping[str, str]) -> str:
    text = (_FILES / "tools" / name).read_text(encoding="utf-8")
    for field, words in facts.items():
        text = text.replace(f"{{{field}}}", words)
    return text


def _for_windows(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def _resources(folder: str) -> dict[str, bytes]:
    inside = f"{folder}/"
    return {
        name.removeprefix(inside): path.read_bytes()
        for name, path in package_files().items()
        if name.startswith(inside)
    }


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        write_file(path, content)
        if path.suffix == ".command":
            with reporting(path):
                path.chmod(0o755)  # else nothing comes of a double click
