"""Find places for words, so that none covers another, a marker or, where that can be helped, a line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from keikaku.charts.look import TEXT, Look
from keikaku.charts.measure import width
from keikaku.charts.scene import Word

Segment = tuple[float, float, float, float]  # from x, y to x, y

_GAP = 3.0  # between two words side by side
_SHORTER, _CROSSING = 3, 14  # what a shorter wording, and standing on a line, cost against a worse spot


_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}  # how much of a text stands before its anchor
_OVER = {"top": 0.0, "middle": 0.5, "bottom": 1.0}  # how much of a block stands over its edge


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def holds(self, other: "Box") -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def grown(self, x: float, y: float = 0) -> "Box":
        return Box(self.left - x, self.top - y, self.right + x, self.bottom + y)

    def is_crossed(self, segment: Segment) -> bool:
        """Clip the segment to the box (Liang and Barsky); something is left of it where the two meet."""
        x1, y1, x2, y2 = segment
        enter, leave = 0.0, 1.0
        for step, room in (
            (x1 - x2, x1 - self.left),
            (x2 - x1, self.right - x1),
            (y1 - y2, y1 - self.top),
            (y2 - y1, self.bottom - y1),
        ):
            if step == 0:
                if room < 0:
                    return False
            elif step < 0:
                enter = max(enter, room / step)
            else:
                leave = min(leave, room / step)
        return enter < leave


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for a block of lines: its anchor at `x`, its `edge` (top, middle or bottom) at `y`.

    `cost` says how much worse it is than the best. `slides`: it may move sideways to stay within bounds.
    `inside`: it stands on a mark, in the colour `colour`.
    """

    x: float
    y: float
    anchor: str = "middle"
    edge: str = "bottom"
    cost: int = 0
    slides: bool = False
    inside: Box | None = None
    colour: str = ""


@dataclass(frozen=True)
class Wish:
    """Words that want a place. `wordings` run from the fullest to the shortest, each a tuple of lines."""

    wordings: tuple[tuple[str, ...], ...]
    spots: tuple[Spot, ...]
    needed: bool = False  # may stand on a line if nothing better is left
    strong: bool = False
    colour: str = TEXT


@dataclass(frozen=True, slots=True)
class _Placed:
    lines: tuple[str, ...]
    box: Box
    spot: Spot
    cost: int


class Room:
    """The room for words in one picture: what is taken, and what has been said."""

    def __init__(self, look: Look, bounds: Box) -> None:
        self._look = look
        self._bounds = bounds
        self._taken: list[Box] = []
        self._marks: list[Box] = []
        self._lines: list[Segment] = []
        self.words: list[Word] = []

    def add_mark(self, box: Box) -> None:
        """Keep words off this mark."""
        self._marks.append(box)

    def add_line(self, points: Iterable[tuple[float, float]]) -> None:
        """Keep words off this line, if that can be helped."""
        self._lines += [(*a, *b) for a, b in pairwise(points)]

    def add_word(self, word: Word) -> None:
        """Take a word whose place is settled."""
        self._taken.append(self.box_of(word))
        self.words.append(word)

    def box_of(self, word: Word) -> Box:
        wide, size = width(word.text, self._look.text), self._look.text
        left = word.x - wide * _BEFORE[word.anchor]
        return Box(left, word.y - 0.95 * size, left + wide, word.y + 0.2 * size)

    def is_free(self, words: Sequence[Word]) -> bool:
        """Tell whether settled words would stand clear of all other words."""
        boxes = [self.box_of(word).grown(_GAP) for word in words]
        return not any(box.overlaps(taken) for box in boxes for taken in self._taken)

    def place(self, wish: Wish) -> tuple[str, ...]:
        """Put the words where they fit best and return the wording chosen; nothing where none fits."""
        best: _Placed | None = None
        for shortness, lines in enumerate(wish.wordings):
            wide, high = self._size(lines)
            for spot in wish.spots:
                cost = spot.cost + shortness * _SHORTER
                if best is None or cost < best.cost:
                    best = self._tried(_Placed(lines, self._box(spot, wide, high), spot, cost), wish.needed, best)
        if best is None:
            return ()
        self._taken.append(best.box)
        self.words += _words(best, wish, self._look)
        return best.lines

    def place_all(self, wishes: Sequence[Wish]) -> bool:
        """Place every wish, or none of them."""
        taken, words = len(self._taken), len(self.words)
        if all(self.place(wish) for wish in wishes):
            return True
        del self._taken[taken:], self.words[words:]
        return False

    def _tried(self, new: _Placed, needed: bool, best: _Placed | None) -> _Placed | None:
        """The better of the two, if the new one is possible at all."""
        if not self._is_open(new.box, new.spot):
            return best
        if new.spot.inside is None and any(new.box.is_crossed(line) for line in self._lines):
            new = replace(new, cost=new.cost + _CROSSING)
            if not needed or (best is not None and new.cost >= best.cost):
                return best
        return new

    def _is_open(self, box: Box, spot: Spot) -> bool:
        wide = box.grown(_GAP)
        if not self._bounds.holds(box) or any(wide.overlaps(taken) for taken in self._taken):
            return False
        if spot.inside is not None:
            return spot.inside.holds(box)
        return not any(box.overlaps(mark) for mark in self._marks)

    def _size(self, lines: tuple[str, ...]) -> tuple[float, float]:
        return max(width(line, self._look.text) for line in lines), len(lines) * self._look.line

    def _box(self, spot: Spot, wide: float, high: float) -> Box:
        left = spot.x - wide * _BEFORE[spot.anchor]
        top = spot.y - high * _OVER[spot.edge]
        if spot.slides:
            left = min(max(left, self._bounds.left), self._bounds.right - wide)
        return Box(left, top, left + wide, top + high)


def spots_around(x: float, y: float, gap: float, *, below_first: bool = False) -> tuple[Spot, ...]:
    """The places around a point, the nearest and most usual first."""
    above = Spot(x, y - gap, cost=2 if below_first else 0, slides=True)
    below = Spot(x, y + gap, edge="top", cost=1, slides=True)
    beside = (Spot(x + gap + 2, y, "start", "middle", 3), Spot(x - gap - 2, y, "end", "middle", 3))
    corners = tuple(
        Spot(x + side * gap / 2, y + rise * gap, anchor, edge, 4)
        for rise, edge in ((-0.6, "bottom"), (0.6, "top"))
        for side, anchor in ((1, "start"), (-1, "end"))
    )
    return (above, below, *beside, *corners)


def farther(spots: Sequence[Spot], by: float, cost: int = 6) -> tuple[Spot, ...]:
    """The same places, moved off by `by`: for words that find no room nearer."""
    shift = {"bottom": -by, "top": by}
    return tuple(replace(s, y=s.y + shift[s.edge], cost=s.cost + cost) for s in spots if s.edge in shift)


def apart(heights: Sequence[float], line: float, bottom: float) -> list[float]:
    """Push heights, sorted downwards, apart to at least a line, the last of them no deeper than `bottom`."""
    moved: list[float] = []
    for y in heights:
        moved.append(max(y, moved[-1] + line) if moved else y)
    limit = bottom - line / 2
    for place in range(len(moved) - 1, -1, -1):
        moved[place] = min(moved[place], limit)
        limit = moved[place] - line
    return moved


def _words(placed: _Placed, wish: Wish, look: Look) -> Iterator[Word]:
    box, anchor = placed.box, placed.spot.anchor
    x = {"start": box.left, "middle": (box.left + box.right) / 2, "end": box.right}[anchor]
    for place, line in enumerate(placed.lines):
        y = box.top + (place + 0.5) * look.line + 0.36 * look.text
        yield Word(line, x, y, anchor, placed.spot.colour or wish.colour, wish.strong)
