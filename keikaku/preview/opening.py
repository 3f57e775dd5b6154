"""Open a file of the workspace at a line, in an editor on this computer."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from keikaku.workspace import Workspace

OWN_EDITOR = "KEIKAKU_EDITOR"  # a command such as: sakura -Y={line} {file}

# What people have, each with the words that make it open a file at a line.
EDITORS = (
    "code -g {file}:{line}:{column}",
    "codium -g {file}:{line}:{column}",
    "sakura -Y={line} -X={column} {file}",
    "notepad++ -n{line} -c{column} {file}",
)
_PLACE = re.compile(r"(?P<file>.+?)(?::(?P<line>\d{1,9})(?::(?P<column>\d{1,9}))?)?")
_FILES = ("keikaku.yaml", "release.yaml")
# A program that only knows a file's kind might run others: .bat, .js …
_KINDS = (".yaml", ".yml", ".md", ".csv")


@dataclass(frozen=True)
class Place:
    file: Path
    line: int = 1
    column: int = 1


class NoPlaceError(Exception):
    """What was named is no text that a writer of this workspace edits."""


def find_place(workspace: Workspace, text: str) -> Place:
    """`data/sapporo/goals.yaml:14:11` as a place in a file that stands in content, data or theme."""
    match = _PLACE.fullmatch(text)
    if match is None:
        raise NoPlaceError(text)
    try:
        root = workspace.root.resolve()
        file = (root / match["file"]).resolve(strict=True)
    except (OSError, ValueError):  # none there, or a name that the system cannot have
        raise NoPlaceError(text) from None
    folders = [folder.resolve() for folder in (workspace.content, workspace.data, workspace.theme)]
    is_ours = any(file.is_relative_to(folder) for folder in folders) or file in [root / name for name in _FILES]
    if not (is_ours and file.is_file() and file.suffix.lower() in _KINDS):
        raise NoPlaceError(text)
    return Place(file, int(match["line"] or 1), int(match["column"] or 1))


def open_in_editor(place: Place) -> bool:
    """Start the editor that is set, else the first that is installed, else what the system opens such files with.

    False where there is none, or it cannot be started.
    """
    return any(_start(command) for command in _commands(place)) or _open_with_system(place.file)


def _commands(place: Place) -> Iterator[list[str]]:
    own = os.environ.get(OWN_EDITOR, "")
    for template in (own, *EDITORS):
        # Not as a Unix shell would: Windows has backslashes in its paths.
        program, *arguments = [part.strip('"') for part in shlex.split(template, posix=False)] or [""]
        if path := shutil.which(program):
            yield [path, *(argument.format_map(vars(place)) for argument in arguments)]


def _open_with_system(file: Path) -> bool:
    if sys.platform == "win32":
        return _succeeds(lambda: os.startfile(file))
    if sys.platform == "darwin":
        return _start(["open", str(file)])
    has_screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    opener = shutil.which("xdg-open") if has_screen else None
    return bool(opener) and _start([str(opener), str(file)])


def _start(command: Sequence[str]) -> bool:
    """Start a program that goes on by itself, whatever becomes of the preview."""
    nothing = subprocess.DEVNULL

    def start() -> None:
        process = subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)
        threading.Thread(target=process.wait, daemon=True).start()

    return _succeeds(start)


def _succeeds(start: Callable[[], object]) -> bool:
    try:
        start()
    except OSError:
        return False
    return True
