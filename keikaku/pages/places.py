"""Where blocks are written, as pages for writers say it: in numbers of lines that stay.

Were that the line of today, a line more at the top of a file would be another page for everything below it. So pages
bear the numbers that the lines had when they were first seen (`keikaku/lines.py`), and whoever shows a page puts the
lines of today in their place.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from keikaku.lines import NumberedLines
from keikaku.problems import FilePosition

Moved = Mapping[str, Mapping[int, int]]  # by file, the line of today for each number that is another one


@dataclass(frozen=True)
class Places:
    """The numbered lines of files; of others, and where nothing has changed yet, a line's number is its own."""

    files: Mapping[str, NumberedLines] = field(default_factory=dict)

    def named(self, at: FilePosition) -> str:
        """`data/sapporo/goals.yaml:14`, or the file alone."""
        known = self.files.get(at.file)
        number = at.number or (known.number(at.line) if known else at.line)
        return f"{at.file}:{number}" if number else at.file

    @property
    def moved(self) -> Moved:
        return {file: moved for file, known in self.files.items() if (moved := known.moved)}


def with_lines_of_today(page: bytes, moved: Moved) -> bytes:
    """A finished page that says the lines of today."""

    def today(match: re.Match[bytes]) -> bytes:
        lines = moved.get(html.unescape(match["file"].decode()), {})
        number = int(match["number"])
        return b"%s%d%s" % (match["before"], lines.get(number, number), match["after"])

    return _PLACE.sub(today, page) if moved else page


_PLACE = re.compile(rb'(?P<before> data-source="(?P<file>[^"]*):)(?P<number>\d+)(?P<after>")')
