"""更新履歴: what each release changed, for the public: corrections with their reasons first, then what is new."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeAlias

from keikaku.pages.addresses import HOME, UPDATES, UPDATES_FEED
from keikaku.pages.blocks import Block, IndexList, IndexRow, Link, Notice, Page, Paragraphs, Section
from keikaku.pages.context import Audience, site_frame
from keikaku.words import Words, msgid
from keikaku.workspace import Settings

MOST_ROWS = 50  # of one list
WHOLE = 500  # rows of all lists, from the newest on; what is older is told in a sentence
MOST_UPDATES = 100

NOTHING_YET = msgid("Nothing has been released yet.")


@dataclass(frozen=True)
class UpdatedValue:
    """A value that came (`old` is empty), went (`new` is empty) or is another; `address` is its figure's page.

    With neither, the figure as a whole is gone.
    """

    figure: str
    address: str
    row: str
    series: str
    old: str = ""
    new: str = ""
    reason: str = ""


@dataclass(frozen=True)
class UpdatedPage:
    title: str
    address: str
    reason: str = ""


@dataclass(frozen=True)
class Update:
    """One release. `number` counts those of one day, from 1."""

    day: date
    number: int = 1
    is_first: bool = False
    corrections: tuple[UpdatedValue, ...] = ()  # values that were wrong
    changed_values: tuple[UpdatedValue, ...] = ()  # values that newer ones have replaced
    gone_values: tuple[UpdatedValue, ...] = ()
    new_values: tuple[UpdatedValue, ...] = ()
    new_pages: tuple[UpdatedPage, ...] = ()
    gone_pages: tuple[UpdatedPage, ...] = ()
    gone_parts: tuple[UpdatedPage, ...] = ()  # of pages that are there still
    moved_pages: tuple[UpdatedPage, ...] = ()  # by their new addresses
    changed_pages: tuple[UpdatedPage, ...] = ()  # other than by the values above

    @property
    def anchor(self) -> str:
        return f"release-{self.day}" + (f"-{self.number}" if self.number > 1 else "")


Values: TypeAlias = Sequence[UpdatedValue]
Pages: TypeAlias = Sequence[UpdatedPage]


def updates_page(
    updates: Sequence[Update], settings: Settings, words: Words, audience: Audience, addresses: Collection[str]
) -> Page:
    """`updates` are the newest first; `addresses` are the pages of the site, to which alone links can lead."""
    blocks = (Paragraphs((words("What each release of this site changed, the newest first."),)),)
    return Page(
        address=UPDATES,
        kind="updates",
        title=words("Update history"),
        description=words("What each release of this site changed, the newest first."),
        lang=settings.lang,
        crumbs=(Link(settings.title, HOME),),
        blocks=blocks if updates else (Notice(words(NOTHING_YET)),),
        sections=tuple(_sections(updates, words, addresses)),
        feed=UPDATES_FEED if settings.base_url and updates else "",
        frame=site_frame(settings, words, audience),
    )


def update_title(update: Update, updates: Sequence[Update], words: Words) -> str:
    """Its day; of several of one day it says which it is of those that are told, as one may have been taken back."""
    day, of_day = words.date(update.day), sorted(one.number for one in updates if one.day == update.day)
    number = of_day.index(update.number) + 1
    return words("{day}, number {number}", day=day, number=number) if number > 1 else day


def update_summary(update: Update, words: Words) -> str:
    """What it changed, in one sentence."""
    if update.is_first:
        return words("This site was made public.")
    counts = [
        words("{what}: {count}", what=words(heading), count=words.number(len(found)))
        for _, heading, found in _lists(update)
        if found
    ]
    return words(", ").join(counts) or words("Lists, files or the look of pages were mended.")


def correction_text(value: UpdatedValue, words: Words) -> str:
    """A correction in one line, with its reason."""
    return words(
        "Correction: {figure} {change}. Reason: {reason}",
        figure=value.figure, change=_change_text(value, words), reason=value.reason,
    )  # fmt: skip


def _lists(update: Update) -> Iterator[tuple[str, str, Values | Pages]]:
    yield "corrections", msgid("Corrected values"), update.corrections
    yield "changed-values", msgid("Values replaced by newer ones"), update.changed_values
    yield "gone-values", msgid("Values that are gone"), update.gone_values
    yield "new-values", msgid("New values"), update.new_values
    yield "new-pages", msgid("New pages"), update.new_pages
    yield "gone-pages", msgid("Pages that are gone"), update.gone_pages
    yield "gone-parts", msgid("Parts of pages that are gone"), update.gone_parts
    yield "moved-pages", msgid("Pages that have moved"), update.moved_pages
    yield "changed-pages", msgid("Other pages that changed"), update.changed_pages


def _sections(updates: Sequence[Update], words: Words, addresses: Collection[str]) -> Iterator[Section]:
    room = WHOLE
    for update in updates[:MOST_UPDATES]:
        room -= sum(min(len(found), MOST_ROWS) for _, _, found in _lists(update))
        lists = tuple(_list_sections(update, words, addresses)) if room >= 0 else ()
        summary = Paragraphs((update_summary(update, words),))
        yield Section(update.anchor, update_title(update, updates, words), (summary,), lists)


def _list_sections(update: Update, words: Words, addresses: Collection[str]) -> Iterator[Section]:
    for name, heading, found in _lists(update):
        if found:
            rows = tuple(_rows(found[:MOST_ROWS], words, addresses))
            more = len(found) - MOST_ROWS
            blocks: tuple[Block, ...] = (IndexList(rows),)
            if more > 0:
                blocks += (Paragraphs((words("And {count} more.", count=words.number(more)),)),)
            yield Section(f"{update.anchor}-{name}", words(heading), blocks)


def _rows(found: Values | Pages, words: Words, addresses: Collection[str]) -> Iterator[IndexRow]:
    """One row for each page, and for each figure with its values."""
    for (text, address), of_one in groupby(found, key=_about):
        link = Link(text, address if address in addresses else "")
        facts: list[str] = []
        for one in of_one:
            change = _change_text(one, words) if isinstance(one, UpdatedValue) else ""
            reason = words("Reason: {reason}", reason=one.reason) if one.reason else ""
            facts += [fact for fact in (change, reason) if fact]
        yield IndexRow(link, facts=tuple(facts))


def _about(one: UpdatedValue | UpdatedPage) -> tuple[str, str]:
    return (one.figure if isinstance(one, UpdatedValue) else one.title), one.address


def _change_text(value: UpdatedValue, words: Words) -> str:
    where = " ".join(part for part in (value.row, value.series) if part)
    if not (value.old or value.new):
        return ""
    if value.old and value.new:
        return words("{where}: {old} → {new}", where=where, old=value.old, new=value.new)
    return words("{where}: {value}", where=where, value=value.new or value.old)
