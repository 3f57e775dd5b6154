"""What a spreadsheet does by itself: dragged down, a cell counts on where it was to be copied."""

from dataclasses import replace
from itertools import groupby, pairwise

from keikaku.checks.asking import Check, warn
from keikaku.checks.rows import ValueRow, rows_of_values
from keikaku.plan.observations import Observation
from keikaku.plan.plan import Plan
from keikaku.problems import Problems

_FEWEST = 3  # lines; two years side by side say nothing


def year_filled_down(plan: Plan, problems: Problems) -> None:
    """Line by line another row and a year later: the spreadsheet has counted the year on where it was to be copied."""
    lines = [(row, one) for row in rows_of_values(plan) for one in row.values if one.written_at.file.endswith(".csv")]
    lines.sort(key=lambda line: (line[1].written_at.file, line[1].written_at.line))
    for _, in_file in groupby(lines, key=lambda line: line[1].written_at.file):
        for run in _runs(list(in_file)):
            (row, second), (_, first), (_, last) = run[1], run[0], run[-1]
            warn(
                problems,
                row.record,
                "year-filled-down",
                "from line {line} on, each line is of another row and a year later: {first} to {last}",
                replace(second.written_at, column=0),
                advice="Has the spreadsheet counted the year on? Then write {first} again in lines {second} to {end}. "
                "If it is printed so, {acknowledge}",
                line=first.written_at.line,
                second=second.written_at.line,
                end=last.written_at.line,
                first=first.year.printed,
                last=last.year.printed,
            )


Line = tuple[ValueRow, Observation]


def _runs(lines: list[Line]) -> list[list[Line]]:
    """The longest runs of lines of which each is of a row of its own, and of the year after that of the line above."""
    runs = [lines[:1]]
    for (_, above), line in pairwise(lines):
        row, one = line
        is_next = one.year.last == above.year.last + 1 and one.year.kind is above.year.kind
        if is_next and all(row is not other for other, _ in runs[-1]):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [run for run in runs if len(run) >= _FEWEST]


FILLED: tuple[Check, ...] = (year_filled_down,)
