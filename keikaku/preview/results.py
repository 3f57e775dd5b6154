"""What one build of the preview came to, in the reader's language."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias

from keikaku.changed import ToldChange

_SIGN, _HYPHEN = "[▲△▼▽−－-]?", r"(?<=[a-z\d])-(?=[a-z\d])"
_AT_PLACE = re.compile(rf"{_SIGN}\w(?:\w|[.,，．](?=\d)|{_HYPHEN})*|\S")  # 14,520 is one, and new-town
_IN_CELL = re.compile(rf'(?<=")[^"]+|"[^"]+"|{_SIGN}\w(?:\w|[.．](?=\d)|{_HYPHEN})*|\S')  # R5,14520 are two


class Weight(StrEnum):
    """How a problem weighs with a release: errors and warnings stop it, hints and what is acknowledged do not."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True)
class ShownProblem:
    """One problem as staff see it; parts that are empty are left out."""

    place: str  # data/sapporo/goals.yaml:14:11
    found: str
    line: str = ""  # the offending line itself
    column: int = 0  # of the place in that line, from 1; 0 where it is the line as a whole
    advice: str = ""
    weight: Weight = Weight.ERROR
    reason: str = ""  # why the writer leaves it, where it is acknowledged
    why: str = ""  # why the rule matters
    is_cause: bool = False  # a file that was not read as it lies there: what it holds is what others lack

    @property
    def parts_of_line(self) -> tuple[str, str, str]:
        """What stands before the place, at it, and after it. At the place stand all letters to the next gap."""
        sign = _IN_CELL if ".csv:" in self.place else _AT_PLACE
        match = sign.match(self.line, self.column - 1) if self.column else None
        return (self.line[: match.start()], match[0], self.line[match.end() :]) if match else (self.line, "", "")


def explained_once(problems: Iterable[ShownProblem]) -> Iterator[ShownProblem]:
    """The first problem of each rule keeps the words on why it matters; those after it go without."""
    told: set[str] = set()
    for problem in problems:
        yield replace(problem, why="") if problem.why in told else problem
        told.add(problem.why)


@dataclass(frozen=True)
class Waiting:
    """Something that is not public yet: until when, and where that is written."""

    name: str
    until: str
    place: str


@dataclass(frozen=True)
class PreviewResult:
    """`succeeded` means that new pages stand in the folder."""

    succeeded: bool
    summary: str  # for the terminal
    problems: Sequence[ShownProblem] = ()
    waiting: Sequence[Waiting] = ()
    pages: Collection[str] = ()  # the addresses of those pages
    facts: Mapping[str, object] = field(default_factory=dict)  # the same for machines, where they ask
    shown: Callable[[bytes], bytes] = bytes  # what a reader is shown of a page that lies in the folder
    changed: Sequence[ToldChange] = ()  # since the last good build, where this one failed, or has mended what failed
    are_changes_first: bool = False  # a file was cut, so that they tell more than the errors

    @property
    def errors(self) -> list[ShownProblem]:
        return self.of(Weight.ERROR)

    @property
    def laid_over(self) -> list[ShownProblem]:
        """What a failed build lays over the last good pages: its errors, behind what may have brought them about."""
        causes = [problem for problem in self.problems if problem.is_cause]
        return [*causes, *self.errors]

    def of(self, weight: Weight) -> list[ShownProblem]:
        return [problem for problem in self.problems if problem.weight is weight]


@dataclass(frozen=True)
class Serving:
    """The pages can be looked at from now on; `taken` is the port that was asked for, where that was in use."""

    url: str
    taken: int = 0


@dataclass(frozen=True)
class Stopped:
    """Nothing more will come."""


News: TypeAlias = Serving | PreviewResult | Stopped  # what a preview tells, one after another
