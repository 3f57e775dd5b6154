"""The texts that the last good build was made from: a new fault stands where something has changed in them since.

They lie in `.keikaku/sources`, as they were, and those that were deleted since, or lost much, in `.keikaku/deleted`, so
that a text that was lost can be fetched from there too. One that was emptied stays there as it was.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from keikaku.kept import Kept
from keikaku.lines import LineChange, changes_of
from keikaku.reading.files import bytes_of, contents, lines_in
from keikaku.workspace import Workspace

MANY_LINES = 10


@dataclass(frozen=True)
class ChangedText:
    """A text that is another than at the last good build; without changes it is new, or gone."""

    file: str  # relative to the workspace
    changes: Sequence[LineChange] = ()
    as_it_was: Path | None = None  # where it lies; None of one that is new

    @property
    def is_gone(self) -> bool:
        return self.as_it_was is not None and not self.changes

    @property
    def is_cut(self) -> bool:
        return self.is_gone or bool(self.cuts)

    @property
    def cuts(self) -> list[LineChange]:
        """Where more lines are lost at one place than anybody types anew; not those that have moved in the file."""
        came = {line.strip() for change in self.changes for line in change.now}
        return [
            change
            for change in self.changes
            if len(change.before) - len(change.now) >= MANY_LINES
            and sum(line.strip() not in came for line in change.before) >= MANY_LINES
        ]


def texts_of(workspace: Workspace) -> dict[str, bytes]:
    """All that writers write, by the name of the file."""
    found = contents(workspace.root, workspace.content, workspace.data)
    settings = {name: bytes_of(workspace.root / name) for name in ("keikaku.yaml", "release.yaml")}
    return {name: data for name, data in (found | settings).items() if isinstance(data, bytes)}


def remember(workspace: Workspace, texts: Mapping[str, bytes], kept: Kept) -> None:
    """A build has come of these texts. Where the computer refuses to keep them, that build is as good without."""
    folder, kept = workspace.sources, kept.below("remembered")
    kept.result("names", sorted(texts), partial(_set_others_aside, workspace, texts))
    for name, data in texts.items():
        if data.strip():
            kept.result(name, data, partial(_keep, folder / name, data))


def changed_since(workspace: Workspace) -> list[ChangedText]:
    """What is another now than it was for the last good build; nothing where none has been made here."""
    folder = workspace.sources
    before, now = _remembered(folder), texts_of(workspace) if folder.is_dir() else {}
    changed = [_changed(workspace, name) for name in before & now.keys() if bytes_of(folder / name) != now[name]]
    new = [ChangedText(name) for name in now.keys() - before]
    gone = [ChangedText(name, as_it_was=folder / name) for name in before if not (workspace.root / name).exists()]
    return sorted((*(one for one in changed if one.changes), *new, *gone), key=lambda one: one.file)


def set_aside(workspace: Workspace, changed: Sequence[ChangedText]) -> list[ChangedText]:
    """The same; what has lost much lies, as it was, where the next good build leaves it."""
    return [_set_aside(workspace, text) if text.is_cut else text for text in changed]


def _set_aside(workspace: Workspace, text: ChangedText) -> ChangedText:
    aside, data = workspace.deleted / text.file, bytes_of(workspace.sources / text.file)
    if data is None:
        return text
    _keep(aside, data)
    return replace(text, as_it_was=aside) if bytes_of(aside) == data else text


def _remembered(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _changed(workspace: Workspace, name: str) -> ChangedText:
    before, now = lines_in(workspace.sources, name), lines_in(workspace.root, name)
    if not name.endswith(".md"):  # where two spaces at the end of a line break it
        before, now = ([line.rstrip() for line in lines] for lines in (before, now))
    changes = changes_of(before, now)
    return ChangedText(name, changes, workspace.sources / name)


def _set_others_aside(workspace: Workspace, texts: Mapping[str, bytes]) -> None:
    with suppress(OSError):
        for name in _remembered(workspace.sources) - texts.keys():
            aside = workspace.deleted / name
            aside.parent.mkdir(parents=True, exist_ok=True)
            (workspace.sources / name).replace(aside)


def _keep(path: Path, data: bytes) -> None:
    if bytes_of(path) != data:
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
