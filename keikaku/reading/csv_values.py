"""Values in CSV files beside the YAML: `data/<plan>/*.csv`, a line for each value, put to the plan's indicators.

A spreadsheet holds 400 projects × 9 indicators × 6 years better than YAML does. Its first line names the columns:
`indicator,year,value` and, where wanted, `series,state,as_of,note,target,draft,publish_on`. A blank cell says nothing.
"""

import difflib
import operator
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Any, TypeVar

from keikaku.kept import Itself, Kept
from keikaku.plan.about import PlanFile
from keikaku.plan.indicators import Indicator
from keikaku.plan.observations import Observation, Target
from keikaku.plan.record import Record
from keikaku.plan.tree import Holder, Node, Project
from keikaku.problems import FilePosition, Problems, Severity
from keikaku.reading import yaml
from keikaku.reading.records import DataFile, read_record
from keikaku.reading.unknown import report_unknown
from keikaku.values import normalised, plain_number
from keikaku.years import parse_year

H = TypeVar("H", bound=Holder)
C = TypeVar("C", bound=Record)
R = TypeVar("R", Observation, Target)

REQUIRED = ("indicator", "year", "value")
_OF_VALUE = ("state", "as_of")
_HOLDING = ("draft", "publish_on")
COLUMNS = (*REQUIRED, "series", *_OF_VALUE, "note", "target", *_HOLDING)
# A cell in quotation marks, which may hold commas, line breaks and "" for ", or a plain one; then what ends it.
_CELL = re.compile(r'(?:"(?P<quoted>(?:[^"]|"")*)"|(?P<plain>[^,\n]*))(?P<end>,|\n|\Z)')

Row = dict[str, yaml.Text]  # the cells that are not blank, by column


@dataclass(frozen=True)
class Line:
    """What one line of a file says: a value, a target, or both, of an indicator or one of its series."""

    indicator: yaml.Text
    series: yaml.Text | None
    value: Observation | None
    target: Target | None


def read_csv_values(text: str, file: str, problems: Problems, context: Mapping[str, Any]) -> list[Line]:
    """All lines of a file, by the same rules and with the same problems as YAML."""
    return [line for row in _rows(text, file, problems) if (line := _line(row, problems, context)) is not None]


def with_csv_values(
    about: PlanFile, data: Sequence[DataFile], lines: Sequence[Line], problems: Problems, kept: Kept, *, all_read: bool
) -> tuple[PlanFile, list[DataFile]]:
    """The same records with each line's value at its indicator. `all_read`: no indicator is missing for its faults.

    A record that gets nothing is the very same; of what is `kept`, so is one that gets what it got last time.
    """
    if not lines:
        return about, list(data)
    putting = _Putting(lines, problems, kept.below("values put"))
    filled = [putting.into(file) for file in data]
    about = putting.changed(about, themes=tuple(putting.into(theme) for theme in about.themes))
    if all_read:
        putting.report_what_is_left()
    return about, filled


# --- cells -------------------------------------------------------------------------------------------------------


def _rows(text: str, file: str, problems: Problems) -> Iterator[Row]:
    header, *lines = [cells for cells in _cells_by_line(text, file) if any(cells)] or [[]]
    columns = [normalised(name).lower() for name in header]
    if late := next((cells for cells in lines if _names_columns(cells)), None):
        problems.add(
            "unknown-column",
            "lines stand above the one that names the columns",
            header[0].at,
            advice="Take all lines above line {line} away.",
            line=late[0].at.line,
        )
        return
    if not (text.strip() and _is_header(columns, header, file, problems)):
        return
    if not lines:
        problems.add(
            "empty-file",
            "the file has no value, but only the names of its columns",
            FilePosition(file, 1),
            advice="Write one value on each line, or delete the file. If it had values, put it back from a copy.",
            severity=Severity.WARNING,
        )
    is_padded = sum(len(cells) > len(columns) for cells in lines) * 2 > len(lines)  # as spreadsheets save some sheets
    for cells in lines:
        if open_cell := next((cell for cell in cells if cell.startswith('"')), None):
            problems.add(
                "open-quotation-mark",
                "the quotation mark that begins here is not closed on its line",
                open_cell.at,
                advice="The rest of the cell may be lost: compare it with the source, and close the quotation mark.",
            )
            continue
        if wide := _sign_that_parts_nothing(cells, len(columns)):
            problems.add("full-width-sign", "“{sign}” parts no cells", wide.at, advice=_HALF_COMMA, sign=str(wide))
            continue
        if torn := _torn_number(columns, cells):
            problems.add(
                "too-many-cells",
                "“{number}” is cut in two by its comma",
                torn[0].at,
                advice='Write a number with a comma in quotation marks: "{number}".',
                number=",".join(torn),
            )
            continue
        is_shifted = not is_padded and "" in cells[: len(columns) - 1] and not cells[min(len(columns), len(cells)) - 1]
        if beyond := [cell for cell in cells[len(columns) :] if cell or is_shifted]:
            problems.add(
                "too-many-cells",
                "this line has more cells than there are columns",
                beyond[0].at,
                advice="Is there a comma too many before it? Compare the line with the first one."
                if "" in cells[: len(columns)]
                else 'Write a number with a comma in quotation marks: "1,100".',
            )
            continue
        yield {column: cell for column, cell in zip(columns, cells, strict=False) if column and cell}


_HALF_COMMA = "Write a half-width comma in the place of each “{sign}” that is to part cells."


def _sign_that_parts_nothing(cells: Sequence[yaml.Text], columns: int) -> yaml.Text | None:
    """The first full-width comma of a line that lacks cells; a Japanese one, of a line that lacks what it needs."""
    signs = "，、" if len(cells) < len(REQUIRED) else "，"
    for cell in cells if len(cells) < columns else ():
        if place := next((place for place, sign in enumerate(cell) if sign in signs), None):
            found = yaml.Text(cell[place])
            found.at = found.key_at = replace(cell.at, column=cell.at.column + place)
            return found
    return None


def _names_columns(cells: Sequence[yaml.Text]) -> bool:
    return {"indicator", "year"} <= {normalised(cell).lower() for cell in cells}


def _torn_number(columns: Sequence[str], cells: Sequence[yaml.Text]) -> Sequence[yaml.Text]:
    """The parts of 1,019: three digits that no cell beside a value can be."""
    place = columns.index("value")
    parts = cells[place : place + 2]
    is_surplus = len(cells) > len(columns)  # the cut moved all cells behind it
    begins = r"-?\d{1,3}" if not is_surplus else r"(?:.*\D)?\d{1,3}"  # also 約8億2 of 約8億2,400万円
    if len(parts) < 2 or not (re.fullmatch(begins, parts[0]) and re.fullmatch(r"\d{3}\D*", parts[1])):
        return ()
    may_be_two = columns[place + 1 : place + 2] in (["target"], [""]) and not (parts[1].startswith("0") or is_surplus)
    return () if may_be_two else parts


def _cells_by_line(text: str, file: str) -> Iterator[list[yaml.Text]]:
    cells: list[yaml.Text] = []
    place, number, begin = 0, 1, 0  # begin: where the line begins that `place` is on
    while place < len(text):
        match = _CELL.match(text, place)
        assert match is not None  # a plain cell may be empty
        cells.append(_cell(match, FilePosition(file, number, place - begin + 1)))
        if breaks := match[0].count("\n"):
            number += breaks
            begin = place + match[0].rindex("\n") + 1
        place = match.end()
        if match["end"] != ",":
            yield cells
            cells = []
    if cells:
        yield cells


def _cell(match: re.Match[str], at: FilePosition) -> yaml.Text:
    quoted = match["quoted"]
    cell = yaml.Text((match["plain"] if quoted is None else quoted.replace('""', '"')).strip())
    cell.at = cell.key_at = at
    return cell


def _is_header(columns: Sequence[str], cells: Sequence[yaml.Text], file: str, problems: Problems) -> bool:
    unknown = [(name, cell) for name, cell in zip(columns, cells, strict=True) if name and name not in COLUMNS]
    if unknown and not set(columns) & set(COLUMNS):
        _report_another_form(cells, problems)
        return False
    for name, cell in unknown:
        missing = [column for column in REQUIRED if column not in columns]
        near = [_MEANT[name]] if name in _MEANT else difflib.get_close_matches(name, COLUMNS, 1, 0.72)
        near = missing if len(missing) == 1 else near
        problems.add(
            "unknown-column",
            "“{column}” is not a column of a file of values",
            cell.at,
            advice=_IN_YAML if name in _OF_INDICATOR else "Did you mean “{near}”?" if near else "Columns: {known}.",
            column=str(cell),
            near=near[0] if near else "",
            known=", ".join(COLUMNS),
            key=_OF_INDICATOR.get(name, ""),
        )
    missing = [name for name in REQUIRED if name not in columns]
    if missing and not unknown:
        problems.add(
            "missing-column",
            "the column “{column}” is missing",
            FilePosition(file, 1),
            advice=(
                "Write the names of the columns as the first line, such as {example}, and as many cells below. "
                "Columns: {known}."
            ),
            column=", ".join(missing),
            example=",".join((*REQUIRED, *(name for name in columns if name and name not in REQUIRED))),
            known=", ".join(COLUMNS),
        )
    return not (unknown or missing)


_PARTED = {
    "\t": "The cells are parted by tabs. Save it with commas: in Excel as “CSV UTF-8 (Comma delimited)”.",
    ";": "The cells are parted by semicolons. Write commas in their place, in every line: indicator,year,value.",
}


_MEANT = {
    **dict.fromkeys(("指標", "指標名"), "indicator"),
    **dict.fromkeys(("年", "年度", "年次"), "year"),
    **dict.fromkeys(("値", "実績", "実績値"), "value"),
    **dict.fromkeys(("目標", "目標値"), "target"),
    **dict.fromkeys(("状態", "状況"), "state"),
    **dict.fromkeys(("時点", "基準日"), "as_of"),
    **dict.fromkeys(("系列", "区分", "内訳"), "series"),
    **dict.fromkeys(("注", "備考", "注記", "注釈"), "note"),
}
_OF_INDICATOR = {
    **dict.fromkeys(("rate", "rates", "達成率"), "rates"),
    **dict.fromkeys(("baseline", "基準値", "現状値"), "baseline"),
}
_IN_YAML = "Take the column away, and write it at the indicator, in YAML: {key}: {{R5: …}}"


def _report_another_form(cells: Sequence[yaml.Text], problems: Problems) -> None:
    """A table as spreadsheets hold it: headings of its own, a column for each year, or cells parted otherwise."""
    first = cells[0]
    meant = [_MEANT.get(normalised(cell).lower(), "") for cell in cells if cell]
    is_in_other_words = all(meant) and {*REQUIRED} <= {*meant}
    parted = next((advice for sign, advice in _PARTED.items() if sign in first), "")
    problems.add(
        "unknown-column",
        "this line names no column of a file of values",
        first.at,
        near=",".join(meant),
        advice=parted
        or ("Write in the place of this line: {near}" if is_in_other_words else "")
        or "Write “indicator,year,value” as the first line, then one value on each line: “membership,R5,71.2”.",
    )


# --- lines -------------------------------------------------------------------------------------------------------


def _line(row: Row, problems: Problems, context: Mapping[str, Any]) -> Line | None:
    lacking = [name for name in ("indicator", "year") if name not in row]
    lacking += [] if {"value", "target"} & set(row) else ["value"]
    if lacking:
        if row:
            problems.add(
                "blank-value",
                "“{key}” has no value",
                next(iter(row.values())).at,
                advice="Write it, and count the commas: each line has as many as the first. Or delete the line.",
                key=lacking[0],
            )
        return None
    if _are_swapped(row):
        problems.add(
            "not-a-year",
            "“{year}” stands in the column “year”, and “{value}” in the column “value”",
            row["year"].at,
            advice="Are they swapped in this line? Then write: {value} in “year”, {year} in “value”. "
            "If all lines are so, mend the names in the first line instead.",
            year=str(row["year"]),
            value=str(row["value"]),
        )
        return None
    if plain_number(row.get("note", "")) is not None:
        problems.add(
            "blank-value",
            "“{note}” stands in the column “note”, where nobody knows what it counts",
            row["note"].at,
            advice="Is there a comma too many? Compare the line with the first one. "
            "A note that is a number says what it is.",
            note=str(row["note"]),
        )
        return None
    if lone := next((row[name] for name in _OF_VALUE if name in row and "value" not in row), None):
        problems.add(
            "blank-value",
            "“{found}” says something of a value, and this line has none",
            lone.at,
            advice="Write the value in the column “value”, or empty this cell. “target” is of the target alone.",
            found=str(lone),
        )
        return None
    noted = ("note",) if "value" not in row else ()  # with a value, the note is of the value
    value = _record(Observation, row, "value", ("year", *_OF_VALUE, "note", *_HOLDING), problems, context)
    target = _record(Target, row, "target", ("year", "series", *noted, *_HOLDING), problems, context)
    return Line(row["indicator"], row.get("series"), value, target)


def _are_swapped(row: Row) -> bool:
    """The year in the column of values, and the value in that of years?"""
    return parse_year(row["year"]) is None and "value" in row and parse_year(row["value"]) is not None


def _record(
    kind: type[R], row: Row, value: str, others: Sequence[str], problems: Problems, context: Mapping[str, Any]
) -> R | None:
    """The record that YAML would have been read as: the value with what the other columns say of it."""
    if value not in row:
        return None
    content = yaml.Mapping({"value": row[value]} | {name: row[name] for name in others if name in row})
    content.at = content.key_at = row[value].at
    content.written = "\n".join(f"{name} {cell.at} {cell}" for name, cell in row.items())
    return read_record(kind, content, content.at.file, problems, context)


# --- indicators --------------------------------------------------------------------------------------------------


class _Putting:
    """Puts lines to their indicators, and knows which have found their place."""

    def __init__(self, lines: Sequence[Line], problems: Problems, kept: Kept) -> None:
        self.problems = problems
        self.kept = kept
        self.seen: dict[str, Indicator] = {}
        self.lines: dict[str, list[Line]] = {}
        for line in lines:
            self.lines.setdefault(line.indicator, []).append(line)

    def into(self, holder: H) -> H:
        """The same record with its indicators filled, and those of all records in it."""
        parts: dict[str, tuple[Record, ...]] = {"indicators": tuple(map(self._filled, holder.indicators))}
        if isinstance(holder, DataFile | Node):
            parts["nodes"] = tuple(self.into(node) for node in holder.nodes)
            parts["projects"] = tuple(self.into(project) for project in holder.projects)
        if isinstance(holder, Project):
            parts["pledges"] = tuple(
                self.changed(pledge, readings=tuple(map(self._filled, pledge.readings))) for pledge in holder.pledges
            )
        return self.changed(holder, **parts)

    def changed(self, record: C, **parts: tuple[Record, ...]) -> C:
        """The record with these parts; itself where they are its own."""
        others = {name: new for name, new in parts.items() if any(map(operator.is_not, new, getattr(record, name)))}
        if not others:
            return record
        facts = (Itself(record), {name: list(map(Itself, new)) for name, new in others.items()})
        place = (type(record), record.written_at)
        return self.kept.result(place, facts, lambda: record.model_copy(update=others))

    def _filled(self, indicator: Indicator) -> Indicator:
        self.seen[indicator.id] = indicator
        lines = self.lines.get(indicator.id)
        if lines is None:
            return indicator
        facts = (Itself(indicator), [(line.series, Itself(line.value), Itself(line.target)) for line in lines])
        filled, found = self.kept.result(indicator.id, facts, partial(_filled, indicator, lines))
        self.problems.extend(found)
        return filled

    def report_what_is_left(self) -> None:
        for id in self.lines.keys() - self.seen.keys():
            report_unknown("indicator", id, self.seen, self.lines[id][0].indicator.at, self.problems)


def _filled(indicator: Indicator, lines: Sequence[Line]) -> tuple[Indicator, Problems]:
    problems = Problems()
    known = [series.id for series in indicator.series]
    strange = {line.series: line.series.at for line in lines if line.series and line.series not in known}
    for series, at in strange.items():
        report_unknown("series", series, known, at, problems)

    def joined(written: Sequence[R], found: Sequence[R]) -> tuple[R, ...]:
        return _joined(written, found, indicator, problems)

    def values(series: str) -> list[Observation]:
        return [line.value for line in lines if line.value and (line.series or "") == series]

    update = {
        "values": joined(indicator.values, values("")),
        "series": tuple(
            series.model_copy(update={"values": joined(series.values, values(series.id))})
            for series in indicator.series
        ),
        "targets": joined(indicator.targets, [line.target for line in lines if line.target]),
    }
    return indicator.model_copy(update=update), problems


def _joined(written: Sequence[R], found: Sequence[R], indicator: Indicator, problems: Problems) -> tuple[R, ...]:
    """What is written in YAML, then what the CSV adds; what it says again is a problem."""
    first = {_key(record): record for record in written}
    added: list[R] = []
    for record in found:
        before = first.setdefault(_key(record), record)
        if before is record:
            added.append(record)
            continue
        problems.add(
            "written-twice",
            "“{name}” has its value of {year} here and at {first}",
            record.written_at,
            advice="Delete one of them; a CSV that then holds nothing but its heading is deleted as well."
            if record.value == before.value
            else "They differ: {value} here, {other} there. Is a year mistyped? Compare with the source, before you "
            "delete one of them.",
            name=indicator.name,
            year=str(record.year),
            first=str(before.written_at),
            value=record.value.printed,
            other=before.value.printed,
        )
    return tuple(chain(written, added))


def _key(record: Observation | Target) -> tuple[object, ...]:
    """What makes two records one and the same: year and state, or what a target is of."""
    if isinstance(record, Observation):
        return (record.year, record.state)
    return (record.year, record.series, record.plan, *sorted(record.dimension.items()))
