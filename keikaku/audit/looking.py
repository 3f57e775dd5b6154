"""Which pages of a finished site are looked at, and what is found there."""

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from keikaku.audit.axe import Answer, Fault, ask
from keikaku.audit.browser import axe_source, browsing
from keikaku.pages.accessibility import SAMPLE
from keikaku.workspace import Audit, AuditFinding

WIDTHS = (320, 1280)  # a phone, which is a desk at 400 %, and a desk
Answers = Sequence[tuple[str, Answer]]  # by the addresses of the pages


class NoSiteError(Exception):
    """There is no finished site in that folder."""


def pages_to_audit(site: Path, base_url: str = "", *, everything: bool = False) -> list[str]:
    """The addresses of the pages to look at: those of the yearly test's sample, or all of them."""
    sample = site / SAMPLE
    if not sample.is_file():
        raise NoSiteError(str(site))
    if everything:
        return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html") if _is_read(path))
    with sample.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [row[-1].removeprefix(f"{base_url}/") for row in rows]


def _is_read(path: Path) -> bool:
    """An old address only leads on."""
    return b'http-equiv="refresh"' not in path.read_bytes()


def audit(site: Path, addresses: Sequence[str], day: date, progress: Callable[[int, int], None] | None = None) -> Audit:
    """Open each page from the disk, as wide as a phone and as a desk, and gather what axe says."""
    answers: list[tuple[str, Answer]] = []
    with browsing() as browser:
        axe = axe_source()
        for width in WIDTHS:
            with browser.new_page(viewport={"width": width, "height": 800}) as page:
                for address in addresses:
                    answers.append((address, ask(page, (site / address).resolve().as_uri(), axe)))
                    if progress:
                        progress(len(answers), len(addresses) * len(WIDTHS))
    return gathered(answers, day)


def gathered(answers: Answers, day: date) -> Audit:
    """One finding for each rule, with the pages that it was found on."""
    engines = {answer.version for _, answer in answers}
    faults = [(address, fault) for address, answer in answers for fault in answer.faults]
    kinds = sorted({(fault.is_open, fault.rule) for _, fault in faults})
    return Audit(
        day=day.isoformat(),
        engine=" ".join(("axe-core", *sorted(engines))),
        pages=tuple(dict.fromkeys(address for address, _ in answers)),
        criteria=tuple(sorted({number for _, answer in answers for number in answer.criteria})),
        findings=tuple(_finding([(a, f) for a, f in faults if (f.is_open, f.rule) == kind]) for kind in kinds),
    )


def _finding(faults: Sequence[tuple[str, Fault]]) -> AuditFinding:
    """The faults of one rule."""
    first = faults[0][1]
    return AuditFinding(
        rule=first.rule,
        help=first.help,
        criteria=first.criteria,
        pages=_each(address for address, _ in faults),
        examples=_each(fault.html for _, fault in faults)[:3],
        is_open=first.is_open,
    )


def _each(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
