"""Note what a page asks of its plan while it is composed: as long as all answers stay, so does the page.

The same holds of a part of a page that is composed of one record, such as a row of a long list.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import is_
from typing import Any, TypeAlias, TypeVar, cast

from keikaku.figure import Figure
from keikaku.kept import Itself
from keikaku.pages.blocks import Frame
from keikaku.pages.context import Context, R
from keikaku.plan.plan import Plan
from keikaku.words import Words

T = TypeVar("T")
_OF_ALL = ("id", "about")  # what every page asks: it is always among the facts
_PLACELESS = (str, int, bool, Frame)
_Ask: TypeAlias = Callable[[Context], object]


class Notes:
    """Every question that was asked, once, with its answer."""

    def __init__(self) -> None:
        self._asked: dict[Hashable, tuple[_Ask, object]] = {}

    def ask(self, question: Hashable, ask: Callable[[Context], T], ctx: Context) -> T:
        if question not in self._asked:
            self._asked[question] = (ask, ask(ctx))
        return cast(T, self._asked[question][1])

    def hold(self, ctx: Context) -> bool:
        """Does the plan of today give all the answers of then?

        In the order of the questions, so that one about a record is asked again only where that is still there.
        """
        for ask, then in self._asked.values():  # tens of thousands of them after each save
            now = ask(ctx)
            if now is not then and not _is_as_good(now, then):
                return False
        return True


def composed(ctx: Context, compose: Callable[..., T], *of: Any) -> T:
    """What is composed of the plan, or of some records of it: the very same while all that it is made of is."""
    around = ctx.around

    def holds(facts: tuple[object, tuple[Any, ...], Notes]) -> bool:
        return facts[0] is around and all(map(is_, facts[1], of)) and facts[2].hold(ctx)

    def made() -> tuple[object, T]:
        notes = Notes()
        return (around, of, notes), compose(noting(ctx, notes), *of)

    return ctx.kept.noted((compose, *(record.id for record in of)), holds, made)


def noting(ctx: Context, notes: Notes) -> Context:
    """The same context for one page, which leaves no way to the plan but through the notes."""
    plan = cast(Plan, _NotingPlan(ctx, notes))
    around = (ctx.words, ctx.settings, ctx.audience, ctx.is_alone, ctx.kept, ctx.places)
    return _NotingContext(plan, *around, whole=ctx, notes=notes)


@dataclass(frozen=True, kw_only=True)
class _NotingContext(Context):
    """Asks the `whole` context for what that keeps for all pages; for the rest it asks its own, noting plan."""

    whole: Context
    notes: Notes = field(compare=False)

    @property
    def frame(self) -> Frame:
        return self.notes.ask("frame", lambda ctx: ctx.frame, self.whole)

    def part(self, compose: Callable[..., T], record: Any) -> T:
        question = ("part", compose, Itself(record))
        return self.notes.ask(question, lambda ctx: composed(ctx, compose, record), self.whole)

    def _figure(self, make: Callable[[Plan, R, Words], Figure], record: R) -> Figure:
        question = ("figure", make, Itself(record))
        return self.notes.ask(question, lambda ctx: ctx._figure(make, record), self.whole)


class _NotingPlan:
    """Answers as the plan does, and notes each answer; what the plan answers to itself is part of that."""

    def __init__(self, ctx: Context, notes: Notes) -> None:
        self._ctx = ctx
        self._notes = notes

    def __getattr__(self, name: str) -> Any:
        answer = getattr(self._ctx.plan, name)
        if name in _OF_ALL:
            return answer
        if isinstance(answer, dict):
            return _NotingMapping(name, self._ctx, self._notes)
        if callable(answer):
            return lambda *about: self._answer(name, *about)
        return self._notes.ask(name, lambda ctx: getattr(ctx.plan, name), self._ctx)

    def _answer(self, name: str, *about: object) -> object:
        question = (name, *map(_named, about))
        return self._notes.ask(question, lambda ctx: getattr(ctx.plan, name)(*about), self._ctx)


class _NotingMapping(Mapping[str, Any]):
    """Of a mapping of the plan, notes the entries that are looked up; who looks through it has seen it whole."""

    def __init__(self, name: str, ctx: Context, notes: Notes) -> None:
        self._name = name
        self._ctx = ctx
        self._notes = notes

    def __getitem__(self, key: str) -> Any:
        if (found := self._entry(key)) is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        name = self._name
        return self._notes.ask((name, "has", key), lambda ctx: key in getattr(ctx.plan, name), self._ctx)

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def _entry(self, key: str) -> object:
        name = self._name
        return self._notes.ask((name, key), lambda ctx: getattr(ctx.plan, name).get(key), self._ctx)

    def _whole(self) -> tuple[str, ...]:
        name = self._name
        return self._notes.ask((name,), lambda ctx: tuple(getattr(ctx.plan, name)), self._ctx)


def _named(thing: object) -> Hashable:
    return thing if isinstance(thing, str) else Itself(thing)


def _is_as_good(answer: object, before: object) -> bool:
    """Is another answer of the very same records, in the same order? Only what bears no place may merely be equal."""
    if type(answer) is not type(before):
        return False
    if isinstance(answer, tuple) and isinstance(before, tuple):
        return len(answer) == len(before) and all(
            a is b or _is_as_good(a, b) for a, b in zip(answer, before, strict=True)
        )
    return type(answer) in _PLACELESS and answer == before
