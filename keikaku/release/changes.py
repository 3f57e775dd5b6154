"""What is different between two sites: pages, files, and every value."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from keikaku.release.contents import (
    Contents,
    FigureContents,
    PageContents,
    ValueKey,
    is_attachment,
    published_addresses,
)
from keikaku.values import normalised
from keikaku.workspace import is_same_row, is_year


class Newer(StrEnum):
    """Why a value is newer data by itself, whatever the publisher says."""

    FINAL = "final"  # what it replaces was marked as not final
    COUNTED = "counted"  # Keikaku counts it from what the plan holds


@dataclass(frozen=True)
class ValueChange:
    """A value that came (`old` is empty), went (`new` is empty) or is another."""

    figure: str  # sapporo/members
    title: str
    page: str
    series: str
    row: str
    state: str
    old: str = ""
    new: str = ""
    newer_because: Newer | None = None
    sign: str = ""  # what stands in the place of one that went: 未公表

    @property
    def now(self) -> str:
        return self.new or self.sign


@dataclass(frozen=True)
class PageChange:
    address: str
    title: str
    old_title: str = ""
    is_reworded: bool = True  # False: the same words in another look


@dataclass(frozen=True)
class PageMove:
    """A page that stands at another address; its old one leads there."""

    old_address: str
    address: str
    title: str
    is_reworded: bool


@dataclass(frozen=True)
class PartChange:
    """What stood in words on a page that is there still."""

    address: str  # with its place: town/ties/index.html#council
    title: str
    page: str


class Became(StrEnum):
    """What has become of a file."""

    NEW = "new"
    ANOTHER = "another"
    GONE = "gone"


@dataclass(frozen=True)
class Changes:
    """All of it, in the order of addresses, and of each figure's table."""

    new_pages: tuple[PageChange, ...] = ()
    removed_pages: tuple[PageChange, ...] = ()
    moved_pages: tuple[PageMove, ...] = ()
    changed_pages: tuple[PageChange, ...] = ()
    new_values: tuple[ValueChange, ...] = ()
    changed_values: tuple[ValueChange, ...] = ()
    removed_values: tuple[ValueChange, ...] = ()
    vanished: tuple[str, ...] = ()  # addresses of pages and data that lead nowhere now
    removed_parts: tuple[PartChange, ...] = ()
    attachments: tuple[tuple[str, Became], ...] = ()  # pictures and files of the narratives, by address
    other_files: tuple[str, ...] = ()  # that came, went or changed: styles, data

    @property
    def vanished_files(self) -> tuple[str, ...]:
        """Data and attached files whose addresses lead nowhere now; pages are told by their titles."""
        pages = {page.address for page in self.removed_pages}
        return tuple(address for address in self.vanished if address not in pages)

    @property
    def lost_addresses(self) -> tuple[str, ...]:
        """All that lead nowhere now: of pages, of data and files, and of parts of pages."""
        return (*self.vanished, *(part.address for part in self.removed_parts))

    def has_gone(self, figure: str) -> bool:
        """Is a figure gone as a whole, so that its address is told, and not each of its values?"""
        return self.address_of(figure) in self.vanished

    @staticmethod
    def address_of(figure: str) -> str:
        """Of the data of `town/members`."""
        plan, _, id = figure.partition("/")
        return f"{plan}/data/{id}.csv"


def changes_between(old: Contents, new: Contents) -> Changes:
    moves = _moves(old, new)
    came, another, went = _values(old, new, moves)
    pages = old.pages.keys() | new.pages.keys()
    fresh = new.pages.keys() - old.pages.keys() - set(moves.values())
    changed = [a for a in sorted(old.files.keys() | new.files.keys()) if old.files.get(a) != new.files.get(a)]
    return Changes(
        new_pages=tuple(PageChange(a, new.pages[a].title) for a in sorted(fresh)),
        removed_pages=tuple(PageChange(a, old.pages[a].title) for a in sorted(old.pages.keys() - new.pages.keys())),
        moved_pages=tuple(
            PageMove(before, now, new.pages[now].title, old.pages[before].text != new.pages[now].text)
            for before, now in sorted(moves.items())
        ),
        changed_pages=tuple(
            _page(address, old.pages[address], new.pages[address])
            for address in sorted((old.pages.keys() & new.pages.keys()) - moves.keys())
            if old.files[address] != new.files[address]
        ),
        new_values=tuple(came),
        changed_values=tuple(another),
        removed_values=tuple(went),
        vanished=tuple(sorted(set(published_addresses(old)) - set(new.files))),
        removed_parts=tuple(_removed_parts(old, new, moves)),
        attachments=tuple((address, _became(address, old, new)) for address in changed if is_attachment(address)),
        other_files=tuple(address for address in changed if address not in pages and not is_attachment(address)),
    )


def _moves(old: Contents, new: Contents) -> dict[str, str]:
    """The new addresses of pages, by those that lead there since then."""
    leading = {address: page.leads_to for address, page in new.pages.items() if page.leads_to in new.pages}
    return {address: to for address, to in leading.items() if address in old.pages and not old.pages[address].leads_to}


def _became(address: str, old: Contents, new: Contents) -> Became:
    return Became.GONE if address not in new.files else Became.ANOTHER if address in old.files else Became.NEW


def _page(address: str, old: PageContents, new: PageContents) -> PageChange:
    return PageChange(address, new.title, old.title, old.text != new.text)


def _removed_parts(old: Contents, new: Contents, moves: Mapping[str, str]) -> Iterator[PartChange]:
    """Parts of pages that are there still; not those that stand elsewhere in the plan, or for another year."""
    fresh = {
        (address.partition("/")[0], heading)
        for address, page in new.pages.items()
        for place, heading in (("", page.title), *page.parts.items())
        if address not in old.pages or (place and place not in old.pages[address].parts)
    }
    for address, before in sorted(old.pages.items()):
        now_at = moves.get(address, address)
        now = new.pages.get(now_at)
        if now is None or before.parts.items() <= now.parts.items():
            continue
        years = {_DIGITS.sub("", place) for place in now.parts.keys() - before.parts.keys()}
        gone = {place: heading for place, heading in before.parts.items() if place not in now.parts}
        for place, heading in gone.items():
            around, _, id = place.rpartition("/")
            is_elsewhere = (address.partition("/")[0], heading) in fresh or _DIGITS.sub("", place) in years
            if around not in gone and not is_elsewhere:
                yield PartChange(f"{now_at}#{id}", heading, now.title)


_DIGITS = re.compile(r"\d+")


# --- values --------------------------------------------------------------------------------------------------------

Lists = tuple[list[ValueChange], list[ValueChange], list[ValueChange]]


def _values(old: Contents, new: Contents, moves: Mapping[str, str]) -> Lists:
    """Values that came, that are others, and that went."""
    lists: Lists = ([], [], [])
    moved = _moved_figures(old, new, moves)
    for id in sorted((old.figures.keys() | new.figures.keys()) - set(moved.values())):
        pairing = _Pairing(id, old.figures.get(moved.get(id, id)), new.figures.get(id), old.not_final)
        for all_of_kind, found in zip(lists, pairing.lists(), strict=True):
            all_of_kind.extend(found)
    return lists


def _moved_figures(old: Contents, new: Contents, moves: Mapping[str, str]) -> dict[str, str]:
    """The old ids of figures by those that they have on a page that moved, where the title is still that of one."""
    before = {(moves[one.page], one.title): id for id, one in old.figures.items() if one.page in moves}
    fresh = [(id, one) for id, one in new.figures.items() if id not in old.figures]
    found = {id: before[one.page, one.title] for id, one in fresh if (one.page, one.title) in before}
    return {id: was for id, was in found.items() if was not in new.figures}


class _Pairing:
    """Finds for each value of a figure what stands in its place now."""

    def __init__(
        self, id: str, old: FigureContents | None, new: FigureContents | None, not_final: Collection[str]
    ) -> None:
        self._id = id
        self._not_final = not_final
        self._figure = new or old
        self._now = new.values if new else {}
        self._signs = new.signs if new else {}
        self._before = _in_rows_of(self._now, old.values) if old else {}

    def lists(self) -> Lists:
        came = {key: value for key, value in self._now.items() if key not in self._before}
        went = {key: value for key, value in self._before.items() if key not in self._now}
        another = [
            self._change(key, self._before[key], value)
            for key, value in self._now.items()
            if key in self._before and _spelt_alike(self._before[key]) != _spelt_alike(value)
        ]
        self._forget_renamed(came, went)
        self._forget_spread(came, went)
        another += self._in_another_state(came, went)
        return (
            [self._change(key, "", value) for key, value in came.items()],
            another,
            [self._change(key, value, "", self._is_early(key)) for key, value in went.items()],
        )

    def _forget_renamed(self, came: dict[ValueKey, str], went: dict[ValueKey, str]) -> None:
        """The same value in the same row, under another heading of its column, is no other value; nor are all values
        of a row, if there are several, under another name of that."""
        for old, value in list(went.items()):
            for new in came:
                if (new.row, new.state, came[new]) == (old.row, old.state, value):
                    del went[old], came[new]
                    break
        gone, fresh = _by_row(went), _by_row(came)
        for row, values in gone.items():
            new_row = next((one for one in fresh if fresh[one] == values), None)
            if new_row is not None and len(values) > 1 and not (is_year(row) or is_year(new_row)):
                del fresh[new_row]
                for column, state in values:
                    del went[ValueKey(column, row, state)], came[ValueKey(column, new_row, state)]

    def _forget_spread(self, came: dict[ValueKey, str], went: dict[ValueKey, str]) -> None:
        """720 in the row 毎年度 is the same in a row of each year, once there are such; and the other way round."""
        for single, many in ((went, came), (came, went)):
            for key in [key for key in single if not is_year(key.row)]:
                wanted = (key.series, key.state, single[key])
                if alike := [one for one in many if (one.series, one.state, many[one]) == wanted and is_year(one.row)]:
                    del single[key]
                    for one in alike:
                        del many[one]

    def _in_another_state(self, came: dict[ValueKey, str], went: dict[ValueKey, str]) -> list[ValueChange]:
        """Values that were not final and have become so, or the reverse."""
        changes = []
        for old, value in list(went.items()):
            if new := next((key for key in self._in_place_of(old) if key in came), None):
                del went[old]
                changes.append(
                    self._change(new, _with_state(old, value), _with_state(new, came.pop(new)), self._is_early(old))
                )
        return changes

    def _is_early(self, old: ValueKey) -> bool:
        """Was the value not final, and has one that follows it?"""
        return old.state in self._not_final and bool(self._in_place_of(old))

    def _in_place_of(self, old: ValueKey) -> list[ValueKey]:
        return [key for key in self._now if (key.series, key.row) == (old.series, old.row)]

    def _change(self, key: ValueKey, old: str, new: str, was_provisional: bool = False) -> ValueChange:
        assert self._figure is not None
        figure = self._figure
        newer = Newer.COUNTED if figure.is_counted else Newer.FINAL if was_provisional else None
        sign = "" if new else self._signs.get(key, "")
        return ValueChange(self._id, figure.title, figure.page, key.series, key.row, key.state, old, new, newer, sign)


def _by_row(values: Mapping[ValueKey, str]) -> dict[str, dict[tuple[str, str], str]]:
    rows: dict[str, dict[tuple[str, str], str]] = {}
    for key, value in values.items():
        rows.setdefault(key.row, {})[key.series, key.state] = value
    return rows


def _spelt_alike(value: str) -> str:
    """31.8％ and 31.8%, 1,547 and 1547 are one value: nothing is asked about it, and nobody is told of a change."""
    return _COMMA_IN_NUMBER.sub("", normalised(value))


_COMMA_IN_NUMBER = re.compile(r"(?<=\d),(?=\d{3})")


def _in_rows_of(now: Mapping[ValueKey, str], before: Mapping[ValueKey, str]) -> dict[ValueKey, str]:
    """The values of before under the headings that their rows have now, where those say the same year otherwise."""
    rows, old_rows = {key.row: None for key in now}, {key.row: None for key in before}
    fresh = [row for row in rows if row not in old_rows]
    names = {row: next((one for one in fresh if is_same_row(row, one)), row) for row in old_rows if row not in rows}
    return {replace(key, row=names.get(key.row, key.row)): value for key, value in before.items()}


def _with_state(key: ValueKey, value: str) -> str:
    return f"{value} ({key.state})" if key.state else value
