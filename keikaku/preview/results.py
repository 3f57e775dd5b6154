"""What one build of the preview came to, in the reader's language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ShownProblem:
    """One problem as it is laid over the pages; parts that are empty are left out."""

    place: str  # data/sapporo/goals.yaml:14:11
    found: str
    line: str = ""  # the offending line itself
    advice: str = ""


@dataclass(frozen=True)
class PreviewResult:
    """`succeeded` means that new pages stand in the folder; `problems` are shown where it did not."""

    succeeded: bool
    summary: str  # for the terminal
    problems: tuple[ShownProblem, ...] = ()
