"""Which changes to what is public still need a word from the publisher, and the lines to write it in.

A value that is published and becomes another is either wrong (訂正) or followed by newer data: only people know. Values
of new years, final values in the place of provisional ones, and what Keikaku counts are newer data by themselves.
"""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from keikaku.pipeline import is_overview
from keikaku.release.changes import Changes, ValueChange
from keikaku.release.remaining import PlanTexts
from keikaku.words import Words, msgid
from keikaku.workspace import Decision, Decisions, Workspace

_KINDS = ("corrections", "new_data", "removed")


@dataclass(frozen=True)
class Verdicts:
    """`used` are the decisions that cover a change, `idle` those that cover none; the rest is what nobody has spoken
    about."""

    used: Decisions = field(default_factory=Decisions)
    open_values: tuple[ValueChange, ...] = ()
    open_addresses: tuple[str, ...] = ()
    idle: tuple[Decision, ...] = ()

    @property
    def are_complete(self) -> bool:
        return not (self.open_values or self.open_addresses)


def decide(changes: Changes, given: Decisions, used_before: Iterable[Decisions]) -> Verdicts:
    """Hold the decisions against the changes. Those that an earlier release used up say nothing about this one."""
    fresh = _without(given, list(used_before))
    asked = [change for change in (*changes.changed_values, *changes.removed_values) if _is_asked(change, changes)]
    used = Decisions(
        corrections=tuple(one for one in fresh.corrections if any(_covers(one, change) for change in asked)),
        new_data=tuple(one for one in fresh.new_data if any(_covers(one, change) for change in asked)),
        removed=tuple(one for one in fresh.removed if one.about in changes.lost_addresses),
    )
    gone = {one.about for one in used.removed}
    spoken = (*used.corrections, *used.new_data)
    return Verdicts(
        used,
        tuple(change for change in asked if not any(_covers(one, change) for one in spoken)),
        tuple(address for address in changes.lost_addresses if address not in gone),
        tuple(one for name in _KINDS for one in getattr(fresh, name) if one not in getattr(used, name)),
    )


def decision_on(change: ValueChange, among: Sequence[Decision]) -> Decision | None:
    return next((one for one in among if _covers(one, change)), None)


def lines_to_write(verdicts: Verdicts, changes: Changes, workspace: Workspace, words: Words) -> str:
    """What to write into release.yaml, with the reasons left open, and where the texts still tell the old values."""
    rows: dict[tuple[str, str], list[str]] = {}
    remaining: dict[tuple[str, str], list[str]] = {}
    plans = {change.figure.partition("/")[0] for change in verdicts.open_values}
    texts_of = {plan: PlanTexts(plan, workspace) for plan in plans}
    for change in verdicts.open_values:
        key, text = (change.figure, change.row), f"{change.series} {change.old} → {change.now or words('removed')}"
        rows.setdefault(key, []).append(text)
        if places := texts_of[change.figure.partition("/")[0]].places_of(change.old):
            told = words("“{value}” still stands here: {places}", value=change.old, places=", ".join(map(str, places)))
            remaining.setdefault(key, []).append(f"    # {told}")
    lines = [
        "# "
        + words("“{about}” in release.yaml concerns none of these changes.", about=f"{one.about} {one.year}".strip())
        for one in verdicts.idle
    ]
    if rows:
        lines.append(
            "corrections:  # " + words("or new_data:, where the old value was right and a newer one replaces it")
        )
    for (figure, row), texts in rows.items():
        lines += [f"  - figure: {figure}  # {'; '.join(texts)}", *remaining.get((figure, row), ())]
        lines += [f"    year: {_quoted(row)}", "    reason: "]
    lines += ["removed:"] if verdicts.open_addresses else []
    titles, parts = _Titles(changes), {part.address: f"  # {part.title}" for part in changes.removed_parts}
    for address in verdicts.open_addresses:
        lines += [*_instead(address, titles, words), f"  - address: {address}{parts.get(address, '')}", "    reason: "]
    return "\n".join(lines)


def _instead(address: str, titles: "_Titles", words: Words) -> list[str]:
    """Where a page of the same title is new, only its id has changed, and the old address can lead there."""
    folders = address.split("/")[:-1]
    has_record = not is_overview(address) and "#" not in address and folders[1:] != ["about"]
    now = titles.page_like(address) if has_record else ""
    if not now:
        return []
    is_text = now.split("/")[1:2] == ["chapters"]  # which has no id but the name of its file
    told = words(
        _FOLDER_RENAMED if len(folders) == 1 else _RENAMED if is_text else _ID_CHANGED,
        now=now.removesuffix("index.html"), old=address.removesuffix("index.html"),
    )  # fmt: skip
    return [f"  # {told}"]


_ID_CHANGED = msgid(
    "Has its id changed only ({now})? Then write “moved_from: {old}” below the new id, and not these two lines."
)
_FOLDER_RENAMED = msgid(
    "Has the folder of the plan another name only ({now})? Then give it its old name back: all its addresses follow it."
)
_RENAMED = msgid(
    "Has its file another name only ({now})? Then write “moved_from: {old}” between the two --- at its top, and not "
    "these two lines."
)


class _Titles:
    """The titles of pages that went and came, but for the numbers in them: what moves to another goal gets another."""

    def __init__(self, changes: Changes) -> None:
        self._old = {page.address: _NUMBERS.sub("", page.title) for page in changes.removed_pages if page.title}
        self._new = {_NUMBERS.sub("", page.title): page.address for page in changes.new_pages if page.title}

    def page_like(self, address: str) -> str:
        """The new page with the title of the one that stood at the address, or one like it; or nothing."""
        title = self._old.get(address)
        if title is None:
            return ""
        near = [title] if title in self._new else difflib.get_close_matches(title, list(self._new), 1, _LIKE)
        return self._new[near[0]] if near else ""


_NUMBERS = re.compile(r"[\d①-⑳()（）.-]+")
_LIKE = 0.85


def _is_asked(change: ValueChange, changes: Changes) -> bool:
    """Not of what is newer by itself; nor of a whole figure that is gone, whose address is asked for."""
    return change.newer_because is None and not changes.has_gone(change.figure)


def _covers(decision: Decision, change: ValueChange) -> bool:
    return decision.about == change.figure and decision.is_of_row(change.row)


def _without(given: Decisions, used: Sequence[Decisions]) -> Decisions:
    known = {name: {one for before in used for one in getattr(before, name)} for name in _KINDS}
    return Decisions(**{name: tuple(one for one in getattr(given, name) if one not in known[name]) for name in _KINDS})


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
