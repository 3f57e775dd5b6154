"""Questions about the sentences of a plan."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from keikaku.checks.asking import Check, warn
from keikaku.kept import Itself
from keikaku.plan.holding import LISTS
from keikaku.plan.plan import Plan
from keikaku.plan.record import Subject, position_of
from keikaku.plan.sentences import CUT_OFF, WRITE_TO_ITS_END, cut_off, end_of
from keikaku.plan.tree import Item, SubItem, YearItems
from keikaku.problems import FilePosition, Problems

_NOT_ASKED = {"note", "editor_note", "marks", "variants", "departments", *LISTS}
_Texts = list[tuple[str, tuple[FilePosition, Subject]]]  # each with its place, and whose it is


def sentence_cut_off(plan: Plan, problems: Problems) -> None:
    """Where all texts of a kind end as sentences do but one, its end is mostly lost."""
    kinds: dict[tuple[type[Subject], str], list[_Texts]] = defaultdict(list)
    subjects: tuple[Subject, ...] = (*plan.records, *plan.about.themes)
    for subject in subjects:
        for name, texts in _said_by(Itself(subject)):
            kinds[type(subject), name].append([(text, (at, subject)) for text, at in texts])
    notes: list[_Texts] = [[(text, (position_of(text), one))] for one in subjects for text in one.editor_note]
    for lists in (*kinds.values(), notes):
        if found := cut_off(lists):
            text, (at, bearer), count = found
            end = end_of(text)
            warn(problems, bearer, "sentence-cut-off", CUT_OFF, at, advice=WRITE_TO_ITS_END, end=end, count=count)


@lru_cache(maxsize=20_000)  # after a save nearly all records are those of before
def _said_by(of: Itself[Subject]) -> tuple[tuple[str, tuple[tuple[str, FilePosition], ...]], ...]:
    """The texts of each of its fields."""
    held = ((name, getattr(of.object, name)) for name in _lists_of(type(of.object)))
    return tuple((name, tuple(_texts(texts))) for name, texts in held if texts)


@cache
def _lists_of(kind: type[Subject]) -> tuple[str, ...]:
    """The fields that may hold sentences: several things, of which some may be texts."""
    return tuple(name for name, field in kind.model_fields.items() if field.default == () and name not in _NOT_ASKED)


def _texts(held: object) -> Iterator[tuple[str, FilePosition]]:
    """The sentences of a field, each with its place."""
    for one in held if isinstance(held, tuple) else ():
        if isinstance(one, YearItems | SubItem):
            yield from _texts(one.items)
        if isinstance(one, SubItem):
            yield from _texts(one.text)
        elif isinstance(one, Item):
            yield from [(one.text, one.written_at)] if one.text else []
            yield from _texts(one.items)
        elif isinstance(one, str):
            yield one, position_of(one)


SENTENCES: tuple[Check, ...] = (sentence_cut_off,)
