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


class _Held(Generic[T]):
    """A result, the facts that it was made from, and the turn in which it was last asked for."""

    __slots__ = ("facts", "result", "turn")

    def __init__(self, facts: object, result: T, turn: int) -> None:
        self.facts = facts
        self.result = result
        self.turn = turn


class Kept:
    """One result for each place, with the facts it was made from: at worst something is missing, and made again."""

    def __init__(self) -> None:
        self._held: dict[Hashable, _Held[Any]] = {}
        self._below: dict[Hashable, Kept] = {}
        self._asked_below: set[Hashable] = set()
        self._turn = 0  # from one time of forgetting to the next
        self._is_asked = False  # in this turn

    def result(self, place: Hashable, facts: object, make: Callable[[], T]) -> T:
        """What `make` gives, which depends on `facts` alone: made again only where they are not those of last time.

        Facts are compared, not hashed; where they are the same objects this costs next to nothing.
        """
        held = self._held.get(place)
        if held is None or held.facts != facts:
            return self.put(place, facts, make())
        held.turn = self._turn
        self._is_asked = True
        result: T = held.result
        return result

    def noted(self, place: Hashable, holds: Callable[[Any], bool], make: Callable[[], tuple[object, T]]) -> T:
        """The same where nobody knows the facts before: `make` gives those that it came upon along with its result.

        `holds` says whether they are facts still.
        """
        held = self._held.get(place)
        if held is None or not holds(held.facts):
            return self.put(place, *make())
        held.turn = self._turn
        self._is_asked = True
        result: T = held.result
        return result

    def put(self, place: Hashable, facts: object, result: T) -> T:
        """Keep what was made elsewhere, with many others at once."""
        self._held[place] = _Held(facts, result, self._turn)
        self._is_asked = True
        return result

    def same(self, place: Hashable, value: T) -> T:
        """The equal value of last time, if there is one: what is made from it is then found by `Itself`."""
        return self.result(place, value, lambda: value)

    def below(self, place: Hashable) -> "Kept":
        """What is kept for making the result of that place; it stays while that result is used as it is."""
        self._asked_below.add(place)
        self._is_asked = True
        if place not in self._below:
            self._below[place] = Kept()
        return self._below[place]

    def forget_the_rest(self) -> None:
        """Let go of what nobody has asked for since the last time: at the end of a build that came to its end."""
        if not self._is_asked:
            return
        for place in self._asked_below:
            self._below[place].forget_the_rest()
        for place in [place for place, held in self._held.items() if held.turn != self._turn]:
            del self._held[place]
        for place in self._below.keys() - self._asked_below - self._held.keys():
            del self._below[place]
        self._asked_below = set()
        self._turn += 1
        self._is_asked = False
