"""What has changed since the pages could last be made, as a clerk reads it: line by line, as it was and as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from keikaku.lines import LineChange, ends_alike
from keikaku.remembered import ChangedText
from keikaku.report import excerpt
from keikaku.words import Words, msgid

Parts: TypeAlias = tuple[str, str, str]  # of a line: what stands before the place, at it, and after it

MOST_CHANGES = 8  # places, as many as can be looked through
MOST_LINES = 6  # of one place


@dataclass(frozen=True)
class ToldChange:
    """One place where a text is another than at the last good build, in the words of the reader."""

    place: str  # data/sapporo/goals.yaml:14
    found: str = ""  # of a file as a whole
    lines: Sequence[tuple[str, Parts]] = ()  # whether it stood there before or stands there now; and the line, in parts

    @property
    def text(self) -> str:
        lines = (f"    {label}  {_shown(parts)}" for label, parts in self.lines)
        return "\n".join(["  ".join(part for part in (self.place, self.found) if part), *lines])


CHANGED_SINCE = msgid("Changed since the pages could last be made")
PUT_BACK = msgid("If you do not know how to mend it, put back what was there before.")
MENDED_SINCE = msgid("Mended. Since before the error, this has changed")
AS_MEANT = msgid("If you did not mean to change one of these, put back what was there before.")
AS_BEFORE = msgid("Mended. All texts are as they were before the error.")


def told_changes(changed: Sequence[ChangedText], words: Words) -> list[ToldChange]:
    """What is another than at the last good build, as much of it as can be looked through."""
    told = [one for text in changed for one in _told(text, words)]
    rest = len(told) - MOST_CHANGES
    more = [ToldChange("", words("… and {count} more places", count=rest))] if rest > 0 else []
    return told[:MOST_CHANGES] + more


def changes_text(changed: Sequence[ChangedText], words: Words) -> str:
    """The same for a terminal; empty where nothing has changed."""
    return _listed(changed, words, CHANGED_SINCE, PUT_BACK)


def mended_text(changed: Sequence[ChangedText], words: Words) -> str:
    """What a mended error has left behind: advice that was followed may have made another slip of it."""
    return _listed(changed, words, MENDED_SINCE, AS_MEANT) or words(AS_BEFORE)


def _listed(changed: Sequence[ChangedText], words: Words, heading: str, what_to_do: str) -> str:
    told = told_changes(changed, words)
    return "\n".join([words(heading), words(what_to_do), *(one.text for one in told)]) if told else ""


def come_first(changed: Sequence[ChangedText]) -> bool:
    """Do they tell more than what is found in the rest of a file that was cut?"""
    return any(text.is_cut for text in changed)


def plain_changes(changed: Sequence[ChangedText]) -> list[dict[str, object]]:
    """All of it, for JSON; `line` is null of a file that is new or gone."""
    return [
        {
            "file": text.file,
            "line": change.at if change else None,
            "before": change.before if change else (),
            "now": change.now if change else (),
        }
        for text in changed
        for change in text.changes or (None,)
    ]


def _told(text: ChangedText, words: Words) -> list[ToldChange]:
    if text.is_gone:
        gone = words("The file is gone. As it was, it lies here: {path}", path=text.as_it_was)
        return [ToldChange(text.file, gone)]
    if not text.changes:
        return [ToldChange(text.file, words("The file is new."))]
    cut, cuts = words("Many lines are lost. The whole file as it was lies here: {path}", path=text.as_it_was), text.cuts
    return [
        ToldChange(f"{text.file}:{change.at}", cut if change in cuts else "", _told_lines(change, words))
        for change in text.changes
    ]


def _told_lines(change: LineChange, words: Words) -> list[tuple[str, Parts]]:
    before, now = change.before, change.now
    if len(before) == len(now) <= MOST_LINES:  # line by line
        pairs = [_parts(*pair) for pair in zip(before, now, strict=True)]
        sides = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    else:
        sides = [_whole(line) for line in before], [_whole(line) for line in now]
    labels = words("was"), words("is now")
    return [(label, line) for label, side in zip(labels, sides, strict=True) for line in _some(side, words)]


def _some(lines: list[Parts], words: Words) -> list[Parts]:
    rest = len(lines) - MOST_LINES
    more = [_whole(words("… and {count} more lines", count=rest))] if rest > 0 else []
    return lines[:MOST_LINES] + more or [_whole(words("(no line)"))]


def _whole(line: str) -> Parts:
    return line, "", ""


def _parts(before: str, now: str) -> tuple[Parts, Parts]:
    """What both begin with, in what they differ, and what both end with."""
    head, tail = ends_alike(before, now)
    first, second = ((line[:head], line[head : len(line) - tail], line[len(line) - tail :]) for line in (before, now))
    return first, second


def _shown(parts: Parts) -> str:
    before, at, after = parts
    return excerpt(before + at + after, len(before) if at or after else 0)
