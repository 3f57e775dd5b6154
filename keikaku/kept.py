"""Keep what pure functions gave, from one build to the next of the same process, for as long as their input stays."""

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Itself(Generic[T]):
    """Stands for an object among facts: equal only to what stands for the very same object.

    Records that are equal may differ all the same: in the spelling of a year, or in where they were written.
    """

    __slots__ = ("object",)

    def __init__(self, object: T) -> None:
        self.object = object

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and self.object is other.object

    def __hash__(self) -> int:
        return id(self.object)


class Kept:
    """One result for each place, with the facts it was made from: at worst something is missing, and made again."""

    def __init__(self) -> None:
        self._results: dict[Hashable, tuple[object, Any]] = {}
        self._below: dict[Hashable, Kept] = {}
        self._asked_results: set[Hashable] = set()
        self._asked_below: set[Hashable] = set()

    def result(self, place: Hashable, facts: object, make: Callable[[], T]) -> T:
        """What `make` gives, which depends on `facts` alone: made again only where they are not those of last time.

        Facts are compared, not hashed; where they are the same objects this costs next to nothing.
        """
        self._asked_results.add(place)
        held = self._results.get(place)
        if held is None or held[0] != facts:
            held = self._results[place] = (facts, make())
        return held[1]

    def noted(self, place: Hashable, holds: Callable[[Any], bool], make: Callable[[], tuple[object, T]]) -> T:
        """The same where nobody knows the facts before: `make` gives those that it came upon along with its result.

        `holds` says whether they are facts still.
        """
        self._asked_results.add(place)
        held = self._results.get(place)
        if held is None or not holds(held[0]):
            held = self._results[place] = make()
        return held[1]

    def put(self, place: Hashable, facts: object, result: object) -> None:
        """Keep what was made elsewhere, with many others at once."""
        self._asked_results.add(place)
        self._results[place] = (facts, result)

    def same(self, place: Hashable, value: T) -> T:
        """The equal value of last time, if there is one: what is made from it is then found by `Itself`."""
        return self.result(place, value, lambda: value)

    def below(self, place: Hashable) -> "Kept":
        """What is kept for making the result of that place; it stays while that result is used as it is."""
        self._asked_below.add(place)
        return self._below.setdefault(place, Kept())

    def forget_the_rest(self) -> None:
        """Let go of what nobody has asked for since the last time: at the end of a build that came to its end."""
        if not self._asked_results and not self._asked_below:
            return
        for place in self._asked_below:
            self._below[place].forget_the_rest()
        _leave(self._results, self._asked_results)
        _leave(self._below, self._asked_below | self._asked_results)
        self._asked_results, self._asked_below = set(), set()


def _leave(held: dict[Hashable, Any], asked: set[Hashable]) -> None:
    for place in held.keys() - asked:
        del held[place]
