"""What a source says, as `tests/sources/*.facts.yaml` lists it, and where on the site it belongs.

A fact names the page it is on, the lines of the source that print it, and the text itself (`says`). Besides:
`row`, `column`: words of the headings that its cell stands under; `under`: headings above it on the page;
`printed`: what its lines print, where that is a sign for the text (`*`) or cut by something else;
`by: editor`: a slip, or another wording of a second printing, which the editor's note quotes.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import yaml

from tests.site import Cell, Heading, Page, normalised, places_of, stands_in

SOURCES = Path(__file__).parent / "sources"
PLANS = sorted(path.name.removesuffix(".facts.yaml") for path in SOURCES.glob("*.facts.yaml"))
_PAGES = {"plan": "index.html", "about": "about/index.html", "glossary": "glossary/index.html"}
_LOADER: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # no guesses: `on` would be True, 70.0 a float
_KEYS = {"on", "lines", "says", "row", "column", "under", "printed", "by"}
_MARKUP = re.compile(r"</?(?:p|ul|li|hr|br)\b[^>]*>|\*\*|[|\t^]")  # what extracting put into the text
_NUMBER = re.compile(r"([▲△−-]?)((?:\d[\d,]*(?:\.\d+)?千?[兆億万]?)+)(?![\d割])")
_SCALES = {"": 1, "千": 10**3, "万": 10**4, "億": 10**8, "兆": 10**12}


@dataclass(frozen=True)
class Fact:
    """One thing that a source says: words, or (with `row`) a value beside its name."""

    on: str
    lines: range
    says: str
    row: str | None = None
    column: str | None = None
    under: tuple[str, ...] = ()
    printed: str = ""
    by_editor: bool = False

    def __str__(self) -> str:
        names = " / ".join(name for name in (self.on, *self.under, self.row, self.column) if name)
        return f"lines {self.lines.start}-{self.lines.stop - 1}: {names}: {self.says}"


@dataclass(frozen=True)
class Source:
    text: Sequence[str]
    facts: Sequence[Fact]
    left_out: Sequence[tuple[range, str]]

    def prints(self, fact: Fact) -> bool:
        lines = "".join(self.text[number - 1] for number in fact.lines)
        return normalised(fact.printed or fact.says) in normalised(_MARKUP.sub("", lines))

    @property
    def lines_with_words(self) -> set[int]:
        return {number for number, line in enumerate(self.text, 1) if line.strip()}

    @property
    def lines_of_facts(self) -> set[int]:
        return {number for fact in self.facts for number in fact.lines}

    @property
    def lines_left_out(self) -> set[int]:
        return {number for lines, _ in self.left_out for number in lines}


def read_source(plan: str) -> Source:
    content = yaml.load((SOURCES / f"{plan}.facts.yaml").read_text(encoding="utf-8"), Loader=_LOADER)
    text = (SOURCES / content["source"]).read_text(encoding="utf-8").split("\n")
    facts = [_fact(entry) for entry in content["facts"]]
    assert facts, f"there are no facts of {plan}"
    return Source(text, facts, [(_lines(entry), entry["reason"]) for entry in content["left_out"]])


def _fact(entry: dict[str, Any]) -> Fact:
    assert entry.keys() <= _KEYS, f"unknown key in {entry}"
    under = entry.get("under", [])
    return Fact(
        entry["on"],
        _lines(entry),
        entry["says"],
        entry.get("row"),
        entry.get("column"),
        (under,) if isinstance(under, str) else tuple(under),
        entry.get("printed", ""),
        entry.get("by") == "editor",
    )


def _lines(entry: dict[str, Any]) -> range:
    return range(int(entry["lines"][0]), int(entry["lines"][-1]) + 1)


@dataclass(frozen=True)
class Place:
    """A page, or the part of it under a heading."""

    page: Page
    start: int
    end: int

    def holds(self, fact: Fact) -> bool:
        if fact.by_editor:
            return stands_in(fact.says, self.page.notes)
        if fact.row is not None:
            return any(True for _ in self.cells(fact))
        found = places_of(fact.says, self.page.text[self.start : self.end])
        parts = self._parts_under(fact)
        return any(_is_in_each(parts, self.start + place) for place in found)

    def cells(self, fact: Fact) -> Iterator[Cell]:
        """The cells that say it beside its names."""
        parts = self._parts_under(fact)
        for cell in self.page.cells:
            if not (self.start <= cell.start < self.end and stands_in(fact.says, cell.text)):
                continue
            if cell.is_named(fact.row or "", fact.column) and _is_in_each(parts, cell.start):
                yield cell

    def _parts_under(self, fact: Fact) -> list[list[Heading]]:
        own = [(heading, heading) for heading in self.page.headings]
        return [_named(name, own) for name in fact.under]


def _is_in_each(parts: list[list[Heading]], place: int) -> bool:
    return all(any(part.start <= place < part.end for part in group) for group in parts)


def places_named(on: str, pages: Sequence[Page], plan: str) -> list[Place]:
    """The pages with exactly this name, else the parts of pages; else those with a name that holds it."""
    if on in _PAGES:
        return [_whole(page) for page in pages if page.address == f"{plan}/{_PAGES[on]}"]
    whole = [(page.headings[0], _whole(page)) for page in pages]
    parts = [(heading, Place(page, heading.start, heading.end)) for page in pages for heading in page.headings[1:]]
    return _named(on, whole, parts)


_Part = TypeVar("_Part")


def _named(name: str, *candidates: Sequence[tuple[Heading, _Part]]) -> list[_Part]:
    for is_named in (_is_exactly, _is_part_of):
        for group in candidates:
            if found := [part for heading, part in group if is_named(name, heading)]:
                return found
    return []


def _is_exactly(name: str, heading: Heading) -> bool:
    return normalised(name) in (heading.title, heading.kicker, heading.text)


def _is_part_of(name: str, heading: Heading) -> bool:
    return stands_in(name, heading.text)


def _whole(page: Page) -> Place:
    return Place(page, 0, len(page.text))


# --- data files --------------------------------------------------------------------------------------------------


def data_rows(site: Path, place: Place, fact: Fact) -> list[dict[str, str]]:
    """The rows that hold a value in the CSVs of the figures that show it, with `printed` normalised."""
    files = dict.fromkeys(cell.data for cell in place.cells(fact) if cell.data)
    paths = [(site / place.page.address).parent / file for file in files]
    return [row for path in paths for row in _read_csv(path) if _tells(row, fact)]


def _read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{**row, "printed": normalised(row["printed"])} for row in csv.DictReader(file)]


def _tells(row: dict[str, str], fact: Fact) -> bool:
    names = normalised("/".join((row["row"], row["row_western"], row["series"], row["figure"])))
    text = normalised("/".join((row["printed"], row["state"], row["as_of"], row["notes"])))
    return all(stands_in(name, names) for name in (fact.row, fact.column) if name) and stands_in(fact.says, text)


def number_in(text: str) -> Decimal | None:
    """The number in a printed value: -468 of ▲468人, 496000000 of 約4億9,600万円; None of words, such as 約6割."""
    match = _NUMBER.search(normalised(text))
    if match is None:
        return None
    sign, amount = match.groups()
    parts = re.findall(r"(\d+(?:\.\d+)?)(千?)([兆億万]?)", amount.replace(",", ""))
    total = sum(Decimal(digits) * _SCALES[thousands] * _SCALES[scale] for digits, thousands, scale in parts)
    return Decimal(-total if sign else total)
