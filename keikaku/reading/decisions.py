"""`release.yaml`: what the publisher says of changes to what is public already."""

from pathlib import Path
from typing import Annotated

from keikaku.plan.record import Record, listed
from keikaku.problems import Problems
from keikaku.reading.files import SourceFile, read_text
from keikaku.reading.records import read_record
from keikaku.reading.yaml import read_yaml
from keikaku.workspace import Decision, Decisions


class _ValueDecision(Record):
    """A word on one year of a figure, or on all of it."""

    figure: str
    year: str = ""
    reason: str


class _Removal(Record):
    address: str
    reason: str


class _DecisionsFile(Record):
    corrections: Annotated[tuple[_ValueDecision, ...], listed()] = ()
    new_data: Annotated[tuple[_ValueDecision, ...], listed()] = ()
    removed: Annotated[tuple[_Removal, ...], listed()] = ()


def read_decisions(root: Path, problems: Problems) -> Decisions:
    """What the file says; nothing where it is missing or has faults, which are then among the problems."""
    path = root / "release.yaml"
    text = read_text(SourceFile(path.name, path), problems) if path.is_file() else None
    data = read_yaml(text, path.name, problems) if text else None
    record = None if data is None else read_record(_DecisionsFile, data, path.name, problems, {})
    if record is None:
        return Decisions()
    return Decisions(
        corrections=tuple(Decision(one.figure, one.reason, one.year) for one in record.corrections),
        new_data=tuple(Decision(one.figure, one.reason, one.year) for one in record.new_data),
        removed=tuple(Decision(one.address, one.reason) for one in record.removed),
    )
