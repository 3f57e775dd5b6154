"""Where a value that was corrected still stands: in the texts of its plan, which quote it in their own words."""

import re
from pathlib import Path

from keikaku.problems import FilePosition
from keikaku.values import normalised
from keikaku.workspace import Workspace

_SHOWN = 3  # places
_TELLING = re.compile(r"\d[\d,.]{2,}")  # a number that hardly stands there by chance: 902; 1,204; 83.4


def remaining_places(value: str, plan: str, workspace: Workspace) -> list[FilePosition]:
    """The first places in the files of the plan that hold the value as it was printed, with its unit."""
    plain = normalised(value)
    if not _TELLING.search(plain):
        return []
    wanted = re.compile(rf"(?<![\d,.]){re.escape(plain)}")
    found = (
        FilePosition(path.relative_to(workspace.root).as_posix(), number)
        for path in _files(plan, workspace)
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1)
        if wanted.search(normalised(line))
    )
    return [at for at, _ in zip(found, range(_SHOWN), strict=False)]


def _files(plan: str, workspace: Workspace) -> list[Path]:
    folders = ((workspace.data / plan, "*.yaml"), (workspace.content / plan, "*.md"))
    return [path for folder, pattern in folders for path in sorted(folder.rglob(pattern)) if path.is_file()]
