"""What is said in words by year, as a timeline from top to bottom: what is so, what is not yet, what is promised.

Lengths are pixels. Years stand at their distance in time, or farther apart where their words need the room.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from keikaku.charts.look import AXIS, MUTED, SURFACE, TARGET, TEXT, Look, Style, styles
from keikaku.charts.measure import width, wrap
from keikaku.charts.scene import Margins, Plane, Row, Scene, Word
from keikaku.charts.wording import value_words
from keikaku.figure import Cell, Figure, Role, Series

_YEAR_SHARE = 0.28  # of the picture's width that the years may take
_LONGEST = 240  # over which years stand in true distance; a longer time is drawn closer
_SIZES = {True: 150, False: 60, None: 100}  # of what is done, is not, and is merely said
_PAD = 6.0


@dataclass(frozen=True)
class _Event:
    """One cell with the lines that say it; `y` is the middle of the first line."""

    slot: int
    series: Series
    cell: Cell
    lines: tuple[str, ...]
    y: float = 0

    @property
    def is_promise(self) -> bool:
        return self.series.role is Role.TARGET


def timeline(figure: Figure, look: Look) -> Scene:
    """A mark for each cell: filled for what is so, hollow for what is promised or not final, none for a gap."""
    years = [wrap(slot.label, look.text, look.width * _YEAR_SHARE) for slot in figure.slots]
    texts = [*(line for lines in years for line in lines), *(slot.western for slot in figure.slots)]
    spine = max(width(text, look.text) for text in texts) + look.text
    events = _placed(figure, look, years, _told(figure, look, look.width - spine - 1.4 * look.text))
    height = max(_foot(event, look) for event in events)
    height = max(height, *(y + _year_lines(figure, years, slot) * look.line for slot, y in _tops(events, look)))
    words = [*_year_words(figure, look, years, events, spine), *_event_words(look, events, spine)]
    marks = {
        "zones": list(_zone(figure, events, look, height)),
        "spine": list(_spine(events, spine)),
        "events": list(_marks(figure, events, spine)),
    }
    plane = Plane(look.width - 2, height, (0, look.width - 2), (height, 0))
    return Scene("timeline", plane, Margins(1, 1, 1, 1), marks, tuple(words))


def _told(figure: Figure, look: Look, room: float) -> Iterator[_Event]:
    """What is to be said, in the order of time; in one year first what is so, then what was promised."""
    ordered = sorted(figure.drawn_series, key=lambda series: series.role is Role.TARGET)
    is_named = sum(series.role is not Role.TARGET for series in ordered) > 1
    for slot in range(len(figure.slots)):
        for series in ordered:
            first = series.cells[slot]
            for cell in (first, *first.more) if first else ():
                text = value_words(cell, figure.unit)[0][0]
                named = f"{series.name} {text}" if is_named or series.role is Role.TARGET else text
                yield _Event(slot, series, cell, wrap(named, look.text, room))


def _placed(figure: Figure, look: Look, years: Sequence[Sequence[str]], events: Iterable[_Event]) -> list[_Event]:
    """Give each its height: its year's, or under the one before it."""
    placed: list[_Event] = []
    scale, foot, begin, before = _scale(figure, look), _PAD, 0.0, None
    for slot, group in groupby(events, key=lambda event: event.slot):
        position = figure.slots[slot].position
        if position is not None and before is not None:
            foot = max(foot, begin + float(position - before) * scale)
        begin, before = foot, before if position is None else position
        for event in group:
            placed.append(_Event(slot, event.series, event.cell, event.lines, foot + look.line / 2))
            foot += len(event.lines) * look.line + 2
        foot = max(foot, begin + _year_lines(figure, years, slot) * look.line) + _PAD
    return placed


def _scale(figure: Figure, look: Look) -> float:
    """What one year takes."""
    positions = [float(slot.position) for slot in figure.slots if slot.position is not None]
    span = max(positions, default=0) - min(positions, default=0)
    return min(1.6 * look.line, _LONGEST / span) if span else 0


def _year_lines(figure: Figure, years: Sequence[Sequence[str]], slot: int) -> int:
    return len(years[slot]) + bool(figure.slots[slot].western)


def _tops(events: Sequence[_Event], look: Look) -> Iterator[tuple[int, float]]:
    """Where each year begins."""
    for slot, group in groupby(events, key=lambda event: event.slot):
        yield slot, next(group).y - look.line / 2


def _foot(event: _Event, look: Look) -> float:
    return event.y + (len(event.lines) - 0.5) * look.line + _PAD


def _year_words(
    figure: Figure, look: Look, years: Sequence[Sequence[str]], events: Sequence[_Event], spine: float
) -> Iterator[Word]:
    """The year in the source's spelling over the Western one, beside its first mark."""
    for slot, top in _tops(events, look):
        lines = [(text, TEXT) for text in years[slot]] + [(figure.slots[slot].western, MUTED)]
        for place, (text, colour) in enumerate((text, colour) for text, colour in lines if text):
            yield Word(text, spine - look.text, _baseline(look, top, place), "end", colour)


def _event_words(look: Look, events: Sequence[_Event], spine: float) -> Iterator[Word]:
    for event in events:
        colour = MUTED if event.cell.missing else TEXT
        is_strong = event.cell.done is True or event.is_promise
        for place, text in enumerate(event.lines):
            y = _baseline(look, event.y - look.line / 2, place)
            yield Word(text, spine + 1.2 * look.text, y, colour=colour, strong=is_strong)


def _baseline(look: Look, top: float, line: int) -> float:
    return top + (line + 0.5) * look.line + 0.36 * look.text


def _zone(figure: Figure, events: Sequence[_Event], look: Look, height: float) -> Iterator[Row]:
    """The years of which only promises are known, where they end the timeline."""
    coming = [event for event in events if figure.slots[event.slot].future]
    if coming and coming == list(events)[-len(coming) :] and len(coming) < len(events):
        yield {"y": coming[0].y - look.line / 2 - _PAD / 2, "y2": height}


def _spine(events: Sequence[_Event], x: float) -> Iterator[Row]:
    """From value to value, broken where a year has none, and dashed on to what is promised after the last."""
    known = [event for event in events if not (event.is_promise or event.cell.missing)]
    gaps = {event.slot for event in events if event.cell.missing} - {event.slot for event in known}
    for before, after in pairwise(known):
        if not any(before.slot < slot < after.slot for slot in gaps):
            yield _stretch(before, after, x, [])
    last = known[-1].slot if known else -1
    for before, after in pairwise([*known[-1:], *(e for e in events if e.is_promise and e.slot > last)]):
        yield _stretch(before, after, x, [2, 4])


def _stretch(before: _Event, after: _Event, x: float, dash: list[int]) -> Row:
    return {"x": x, "y": before.y, "y2": after.y, "stroke": AXIS, "dash": dash}


def _marks(figure: Figure, events: Sequence[_Event], x: float) -> Iterator[Row]:
    looks = styles(figure.drawn_series)
    for event in events:
        if not event.cell.missing:
            place = {"series": event.series.id, "slot": event.slot, "x": x, "y": event.y}
            yield place | _look(event, looks[event.series.id])


def _look(event: _Event, style: Style) -> Row:
    if event.is_promise:
        return {"fill": SURFACE, "stroke": TARGET, "shape": "diamond", "size": 110}
    colour = MUTED if event.cell.done is False else style.colour
    is_open = event.cell.hollow or style.hollow
    fill, rim = (SURFACE, colour) if is_open else (colour, SURFACE)
    return {"fill": fill, "stroke": rim, "shape": style.marker, "size": _SIZES[event.cell.done]}
