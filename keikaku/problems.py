"""What a writer should mend: a rule, what was found, where, and the next thing to do."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"  # worth knowing; nothing waits for it


@dataclass(frozen=True, order=True)
class FilePosition:
    """A place in a file of the workspace. Lines and columns count from 1; 0 means the file as a whole."""

    file: str  # relative to the workspace, with forward slashes
    line: int = 0
    column: int = 0
    number: int = field(default=0, compare=False)  # of the line, where it has one that stays (lines.py)

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)


class Room(StrEnum):
    """Where there is room for a writer to acknowledge a finding, as a sentence that goes on in the advice."""

    BESIDE_OTHERS = "add under “accept:” on {line}: {rule}: as printed"
    IN_BRACES = "add before the last “}}” on {line}: , accept: {{{rule}: as printed}}"
    BELOW_ID = "add below the “id:” of {line}, in the column of its “i”: accept: {{{rule}: as printed}}"
    IN_FRONT_MATTER = "add between the two --- at the top: accept: {{{rule}: as printed}}"
    AT_TOP = "write two lines of --- at the top of the file, and between them: accept: {{{rule}: as printed}}"
    AT_EDGE = "add at the end of {file}, at the left edge: accept: {{{rule}: as printed}}"


@dataclass(frozen=True)
class Acknowledgement:
    """Where a finding may be acknowledged, if all is as it has to be."""

    room: Room
    at: FilePosition
    key: str = ""  # what is acknowledged, where that is less than all that the rule finds: sudden-jump R4
    is_second: bool = False  # another finding, told before, asks for the same room
    is_again: bool = False  # one that is acknowledged by the same entry was told before


@dataclass(frozen=True)
class Problem:
    """One finding. `rule` names it; `facts` are what its sentences speak of, in the reader's language later.

    `found` and `advice` are message ids of the catalogue, filled with `facts`.
    """

    rule: str
    found: str
    at: FilePosition
    advice: str = ""
    facts: dict[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    acknowledged: str = ""  # the writer's reason, where a warning is accepted in the YAML

    @cached_property
    def identity(self) -> tuple[object, ...]:
        """What two findings share that say the same."""
        return (self.at, self.rule, self.found, str(self.facts))

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    @property
    def stops_release(self) -> bool:
        return self.is_error or self.is_open_warning

    @property
    def is_open_warning(self) -> bool:
        return self.severity is Severity.WARNING and not self.acknowledged


class Problems:
    """Findings as they are collected; never raised."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(
        self,
        rule: str,
        found: str,
        at: FilePosition,
        /,
        *,
        advice: str = "",
        severity: Severity = Severity.ERROR,
        acknowledged: str = "",
        **facts: object,
    ) -> None:
        self._found.append(Problem(rule, found, at, advice, facts, severity, acknowledged))

    def change(self, changed: Callable[[Problem], Problem]) -> None:
        """Put what `changed` makes of it in the place of each finding."""
        self._found = [changed(problem) for problem in self._found]

    def extend(self, problems: "Iterable[Problem] | Problems") -> None:
        # In whatever order they are: all are sorted when they are asked for.
        self._found.extend(problems._found if isinstance(problems, Problems) else problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.sorted())

    def __len__(self) -> int:
        return len(self._found)

    def sorted(self) -> list[Problem]:
        """By file, line and column, each finding once; data before the narratives that refer to them, pages last."""
        return _sorted(self._found)

    @property
    def errors(self) -> list[Problem]:
        return _sorted(p for p in self._found if p.is_error)


def _sorted(problems: Iterable[Problem]) -> list[Problem]:
    unique = {problem.identity: problem for problem in problems}
    return sorted(unique.values(), key=lambda p: (_depth(p.at.file), p.at, p.rule))


def _depth(file: str) -> int:
    """What comes first may be the cause of what comes later."""
    return 2 if file.endswith(".html") and not file.startswith("theme/") else int(file.startswith("content/"))
