"""What people need for the yearly accessibility test, as files for a spreadsheet: the checklist, and the pages to test.

UTF-8 with BOM and CRLF, so that Excel on a Japanese Windows opens it as it is.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from keikaku.pages.accessibility import (
    CHECKLIST,
    MACHINE_METHOD,
    SAMPLE,
    chosen_pages,
    is_checked,
    machine_result,
    people_result,
)
from keikaku.pages.blocks import Page
from keikaku.pages.criteria import CRITERIA, Criterion
from keikaku.pages.sampling import sample_pages
from keikaku.words import Words, msgid
from keikaku.workspace import Settings

CRITERIA_HEADER = (
    msgid("Number"), msgid("Success criterion"), msgid("Level"), msgid("Machine's method"), msgid("Machine's result"),
    msgid("Machine's checks"), msgid("Applies"), msgid("People's method"), msgid("People's result"), msgid("Remarks"),
)  # fmt: skip
SAMPLE_HEADER = (msgid("Number"), msgid("Chosen as"), msgid("Title"), msgid("Plan"), msgid("Address"))


def accessibility_files(pages: Sequence[Page], settings: Settings, words: Words) -> dict[str, bytes]:
    """By address; `pages` are all those of the site."""
    return {CHECKLIST: checklist_csv(settings, words), SAMPLE: sample_csv(pages, settings, words)}


def checklist_csv(settings: Settings, words: Words) -> bytes:
    """All success criteria of level A and AA, with the machine's part filled in and room for people's."""
    rows = ((*_machines_part(c, settings, words), "", "", people_result(settings, words), "") for c in CRITERIA)
    return _csv([[words(name) for name in CRITERIA_HEADER], *rows])


def sample_csv(pages: Sequence[Page], settings: Settings, words: Words) -> bytes:
    """The pages to test; their addresses are whole where base_url is set."""
    sample = sample_pages(pages, settings.accessibility.seed)
    base = f"{settings.base_url}/" if settings.base_url else ""
    rows = [
        (str(number), how, page.title, page.frame.plan_title, base + page.address)
        for number, (page, how) in enumerate(chosen_pages(sample, words), 1)
    ]
    return _csv([[words(name) for name in SAMPLE_HEADER], *rows])


def _machines_part(criterion: Criterion, settings: Settings, words: Words) -> tuple[str, ...]:
    return (
        criterion.number,
        words(criterion.name),
        criterion.level,
        MACHINE_METHOD if is_checked(criterion, settings) else "",
        machine_result(criterion, settings, words),
        " ".join(criterion.rules),
    )


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")
