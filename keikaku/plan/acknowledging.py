"""Where a writer may acknowledge a finding: in the `accept:` of the record that it is about."""

from collections.abc import Mapping

from keikaku.plan.narrative import Chapter
from keikaku.plan.record import NOWHERE, Acknowledging, position_of
from keikaku.problems import Acknowledgement, FilePosition, Room


def room_of(record: Acknowledging | Chapter) -> Acknowledgement:
    if isinstance(record, Chapter):
        return room_of_narrative(record.accept, record.written_at, has_front_matter=record.has_front_matter)
    return room(record.accept, record.written_at, position_of(getattr(record, "id", "")))


def room_of_narrative(
    accept: Mapping[str, str], written_at: FilePosition, *, has_front_matter: bool
) -> Acknowledgement:
    if has_front_matter:
        return room(accept, written_at)
    return Acknowledgement(Room.AT_TOP, written_at)


def room(accept: Mapping[str, str], written_at: FilePosition, id_at: FilePosition = NOWHERE) -> Acknowledgement:
    """Beside what `accept` holds already, else below the id; the plan, the site and front matter have none."""
    if first := next(iter(accept), ""):
        return Acknowledgement(Room.BESIDE_OTHERS, position_of(first))
    if id_at.line:
        return Acknowledgement(Room.IN_BRACES if is_in_braces(written_at, id_at) else Room.BELOW_ID, id_at)
    is_narrative = written_at.file.endswith(".md")
    return Acknowledgement(Room.IN_FRONT_MATTER if is_narrative else Room.AT_EDGE, written_at)


def is_in_braces(written_at: FilePosition, id_at: FilePosition) -> bool:
    """`- {id: members, name: 会員数}`: it has no lines of its own, where more could be written below."""
    return id_at.line == written_at.line and id_at.column != written_at.column + len("id: ")
