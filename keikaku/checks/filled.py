"""What was filled in by copying: a cell that was dragged down and counts on, the lines of the year before."""

from collections import defaultdict
from dataclasses import replace
from itertools import groupby, pairwise

from keikaku.checks.asking import Check, warn
from keikaku.checks.rows import ValueRow, final_numbers, rows_of_values
from keikaku.plan.indicators import Indicator
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


def values_of_year_before(plan: Plan, problems: Problems) -> None:
    """Where all values of a new year are those of the year before, the lines were copied and not filled in."""
    by_place: dict[tuple[str, int], list[_Pair]] = defaultdict(list)
    for indicator in plan.indicators:
        numbers = final_numbers(plan, indicator.values)
        for before, last in list(pairwise(numbers))[-1:]:
            if before.year.last == last.year.last - 1 and not indicator.is_held:
                by_place[last.written_at.file, last.year.last].append((indicator, before, last))
    for pairs in by_place.values():
        indicator, before, last = pairs[0]
        told = [one for _, _, one in pairs if (one.value.number or 0) >= _TWO_DIGITS]
        if len(pairs) >= _FEWEST <= len({one.value.number for one in told}) and all(map(_is_unchanged, pairs)):
            warn(
                problems,
                indicator,
                "values-of-year-before",
                "all {count} values of {year} here are those of {before}",
                last.written_at,
                advice="Were the lines copied and not filled in? Then write the values of {year} from the source. "
                "If it is printed so, {acknowledge}",
                count=len(pairs),
                year=last.year.printed,
                before=before.year.printed,
            )


_Pair = tuple[Indicator, Observation, Observation]  # with its last value and the one of the year before
_TWO_DIGITS = 10


def _is_unchanged(pair: _Pair) -> bool:
    _, before, last = pair
    return before.value.number == last.value.number


FILLED: tuple[Check, ...] = (year_filled_down, values_of_year_before)
