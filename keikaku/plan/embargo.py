"""What is held back: drafts, what is not to be public before a day, and everything that hangs below them.

The day is an input. `settled` looks at it once and strikes out the days that have come; from then on, whatever still
bears a day or the word draft is held.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias, TypeVar

from keikaku.plan.evaluations import Evaluation
from keikaku.plan.holding import LISTS, fields_of_held, is_held
from keikaku.plan.indicators import Indicator
from keikaku.plan.narrative import Chapter
from keikaku.plan.plan import Plan
from keikaku.plan.record import Publishable, Record, Subject
from keikaku.plan.tables import Money, Table
from keikaku.plan.tree import Node, Project
from keikaku.problems import FilePosition

R = TypeVar("R", bound=Record)
Held: TypeAlias = Publishable | Chapter


@dataclass(frozen=True)
class LeftOut:
    """Something that is not public: until `day`, or (None) as long as it is a draft."""

    name: str
    day: date | None
    at: FilePosition

    @property
    def order(self) -> tuple[bool, date, FilePosition, str]:
        """The next to become public first, drafts last."""
        return (self.day is None, self.day or date.min, self.at, self.name)


def settled(plan: Plan, today: date) -> Plan:
    """The plan on a day: without days that have come, and with everything held that hangs below something held."""
    if plan.is_open:
        return plan
    struck = _struck_plan(plan, today)
    holds = _Holds(struck)
    lists: dict[str, Any] = {
        name: tuple(_with_hold(record, holds.of(record.id)) for record in getattr(struck, name)) for name in LISTS
    }
    chapters = tuple(_with_hold(chapter, holds.of_chapter(chapter)) for chapter in struck.chapters)
    return replace(struck, chapters=chapters, **lists)


def public_part(plan: Plan) -> Plan:
    """A settled plan without anything that is held: the plan that it would be if all that were deleted."""
    if plan.is_open:
        return plan
    lists: dict[str, Any] = {
        name: tuple(_without_held(record) for record in getattr(plan, name) if not record.is_held) for name in LISTS
    }
    known = {record.id for records in lists.values() for record in records}
    return replace(
        plan,
        about=_without_held(plan.about),
        chapters=tuple(chapter for chapter in plan.chapters if not chapter.is_held),
        parents={id: parent for id, parent in plan.parents.items() if id in known},
        owners={id: owner for id, owner in plan.owners.items() if id in known},
        pledged={id: sentence for id, sentence in plan.pledged.items() if id in known},
        **lists,
    )


def left_out(plan: Plan, today: date) -> tuple[LeftOut, ...]:
    """What the plan holds back on that day by name, the next to become public first, drafts last."""
    if plan.is_open:
        return ()
    struck = _struck_plan(plan, today)
    found = {
        LeftOut(name, None if held.draft else held.publish_on, held.written_at) for name, held in _held_parts(struck)
    }
    return tuple(sorted(found, key=lambda one: one.order))


def days_of(plan: Plan) -> tuple[LeftOut, ...]:
    """What bears a day, whether that has come or not."""
    if plan.is_open:
        return ()
    parts = _held_parts(plan)
    return tuple(LeftOut(name, held.publish_on, held.written_at) for name, held in parts if held.publish_on)


def days_to_come(plan: Plan, today: date) -> list[date]:
    """The days on which something becomes public, the next one first."""
    return sorted({one.day for one in days_of(plan) if one.day and one.day > today})


# --- what holds what back ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Hold:
    draft: bool = False
    publish_on: date | None = None

    def beside(self, other: "_Hold") -> "_Hold":
        """Both: a draft if one of them is, and until the later day."""
        days = [day for day in (self.publish_on, other.publish_on) if day]
        return _Hold(self.draft or other.draft, max(days, default=None))


class _Holds:
    """What holds each thing of a plan back: its own word, or that of what it hangs below."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._own = {record.id: _hold_of(record) for name in LISTS for record in getattr(plan, name)}
        self._own |= {theme.id: _hold_of(theme) for theme in plan.about.themes}
        self._pledges = {
            reading.id: _hold_of(pledge)
            for project in plan.projects
            for pledge in project.pledges
            for reading in pledge.readings
        }
        self._known: dict[str, _Hold] = {"": _Hold()}

    def of(self, id: str) -> _Hold:
        if id not in self._known:
            self._known[id] = _Hold()  # where things lie in a circle, it ends here
            self._known[id] = self._found(id)
        return self._known[id]

    def of_chapter(self, chapter: Chapter) -> _Hold:
        return _hold_of(chapter).beside(self.of(chapter.of))

    def _found(self, id: str) -> _Hold:
        if id not in self._own:
            chapter = self._plan.chapters_by_id.get(id)
            return self.of_chapter(chapter) if chapter else _Hold()
        above = self._plan.parents.get(id) or self._plan.owners.get(id, "")
        return self._own[id].beside(self._pledges.get(id, _Hold())).beside(self.of(above))


def _hold_of(held: Held) -> _Hold:
    return _Hold(held.draft, held.publish_on)


H = TypeVar("H", Node, Project, Indicator, Table, Money, Evaluation, Chapter)


def _with_hold(held: H, hold: _Hold) -> H:
    if hold == _hold_of(held):
        return held
    if isinstance(held, Chapter):
        return replace(held, draft=hold.draft, publish_on=hold.publish_on)
    return held.model_copy(update={"draft": hold.draft, "publish_on": hold.publish_on})


# --- what is inside what -------------------------------------------------------------------------------------------


def _struck_plan(plan: Plan, today: date) -> Plan:
    lists: dict[str, Any] = {name: tuple(_struck(record, today) for record in getattr(plan, name)) for name in LISTS}
    chapters = tuple(
        replace(chapter, publish_on=None) if chapter.publish_on and chapter.publish_on <= today else chapter
        for chapter in plan.chapters
    )
    return replace(plan, about=_struck(plan.about, today), chapters=chapters, **lists)


def _struck(record: R, today: date) -> R:
    """The record without the days that have come, its own and those of all parts."""
    update: dict[str, object] = {}
    if isinstance(record, Publishable) and record.publish_on and record.publish_on <= today:
        update["publish_on"] = None
    struck = _with_parts(record, lambda part: _struck(part, today))
    return struck.model_copy(update=update) if update else struck


def _without_held(record: R) -> R:
    return _with_parts(record, lambda part: None if is_held(part) else _without_held(part))


def _with_parts(record: R, change: Callable[[Record], Record | None]) -> R:
    """The record with each part changed, or left out for None; the record itself where that makes no difference."""
    update = {}
    for name in fields_of_held(type(record)):
        before: tuple[Record, ...] = getattr(record, name)
        after = tuple(part for old in before if (part := change(old)) is not None)
        if len(after) < len(before) or any(new is not old for new, old in zip(after, before, strict=True)):
            update[name] = after
    return record.model_copy(update=update) if update else record


def _held_parts(plan: Plan) -> Iterator[tuple[str, Held]]:
    """Everything that bears a day or the word draft, with its name."""
    for record in (plan.about, *plan.records):
        yield from _held_inside(record, "")
    yield from ((chapter.title, chapter) for chapter in plan.chapters if chapter.is_held)


def _held_inside(record: Record, owner: str) -> Iterator[tuple[str, Publishable]]:
    """The record and its parts; `owner` is the name of what those belong to that have none of their own."""
    if isinstance(record, Publishable) and record.is_held:
        yield (name_of(record) if isinstance(record, Subject) else f"{owner} {name_of(record)}".strip()), record
    for field in fields_of_held(type(record)):
        for part in getattr(record, field):
            yield from _held_inside(part, name_of(record) if isinstance(record, Subject) else owner)


def name_of(record: object) -> str:
    """What the plan calls it; a value or a list of one year by that year."""
    found = next((text for key in ("name", "title", "printed") if (text := getattr(record, key, ""))), "")
    return str(found or getattr(record, "year", None) or "")
