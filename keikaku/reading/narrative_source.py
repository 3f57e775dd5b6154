"""A narrative as it is handed to Markdown, and what was found in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from keikaku.plan.acknowledging import room_of_narrative
from keikaku.plan.narrative import FigureReference, Heading, LinkReference
from keikaku.problems import Acknowledgement, FilePosition, Problem, Problems, Severity


@dataclass
class Source:
    """A narrative as it is handed to Markdown, and what was found in it."""

    file: str
    title: str  # from the front matter, else from the first heading
    label: str  # makes footnotes of several narratives on one page different
    problems: Problems
    accept: Mapping[str, str] = field(default_factory=dict)  # rule → the writer's reason, of the front matter
    has_front_matter: bool = True
    is_draft: bool = False
    needs_text: bool = True  # what has a summary, or is only the beginning of a plan, may have none
    lines: list[str] = field(default_factory=list)
    begins_block: bool = True  # what comes next
    headings: list[Heading] = field(default_factory=list)
    figures: list[FigureReference] = field(default_factory=list)
    links: list[LinkReference] = field(default_factory=list)
    footnotes: dict[str, FilePosition] = field(default_factory=dict)  # the notes themselves
    footnote_signs: dict[str, FilePosition] = field(default_factory=dict)  # where the text points to them
    wide_footnotes: set[str] = field(default_factory=set)  # notes or signs in full width, which are reported as such

    @property
    def begins(self) -> FilePosition:
        return FilePosition(self.file, 1)

    @property
    def room(self) -> Acknowledgement:
        return room_of_narrative(self.accept, self.begins, has_front_matter=self.has_front_matter)


def warn(
    source: Source,
    rule: str,
    found: str,
    at: FilePosition,
    *,
    advice: str,
    severity: Severity = Severity.WARNING,
    **facts: object,
) -> None:
    """A finding that the front matter may acknowledge: `accept: {rule: reason}`; an error only once it was lowered."""
    reason = source.accept.get(rule, "")
    if reason:
        facts["accepted_by"] = str(source.begins)
    facts["acknowledge"] = source.room
    source.problems.extend([Problem(rule, found, at, advice, facts, severity, reason)])


def within(at: FilePosition, index: int) -> FilePosition:
    return FilePosition(at.file, at.line, at.column + index)
