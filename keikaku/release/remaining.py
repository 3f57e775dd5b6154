"""Where a value that was corrected still stands: in the texts of its plan, which quote it in their own words."""

import re
from functools import cached_property
from pathlib import Path

from keikaku.problems import FilePosition
from keikaku.values import normalised
from keikaku.workspace import Workspace

_SHOWN = 3  # places
_TELLING = re.compile(r"\d[\d,.]{2,}")  # a number that hardly stands there by chance: 902; 1,204; 83.4


class PlanTexts:
    """The files of a plan, which are read once, for the first value that is looked for."""

    def __init__(self, plan: str, workspace: Workspace) -> None:
        self._plan = plan
        self._workspace = workspace

    def places_of(self, value: str) -> list[FilePosition]:
        """The first places that hold the value as it was printed, with its unit."""
        plain = normalised(value)
        if not _TELLING.search(plain):
            return []
        wanted = re.compile(rf"(?<![\d,.]){re.escape(plain)}")
        return [at for at, line in self._lines if wanted.search(line)][:_SHOWN]

    @cached_property
    def _lines(self) -> list[tuple[FilePosition, str]]:
        root = self._workspace.root
        return [
            (FilePosition(path.relative_to(root).as_posix(), number), normalised(line))
            for path in self._files()
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1)
        ]

    def _files(self) -> list[Path]:
        folders = ((self._workspace.data / self._plan, "*.yaml"), (self._workspace.content / self._plan, "*.md"))
        return [path for folder, pattern in folders for path in sorted(folder.rglob(pattern)) if path.is_file()]
