"""How a figure is drawn: as its plan asks, or else chosen by the shape of its data."""

from collections import Counter
from collections.abc import Iterable, Sequence

from keikaku.figure import MOST_SERIES, Level, Role, Series, Shape
from keikaku.plan.drawn import DrawnAs
from keikaku.plan.indicators import Counting, Direction, Indicator
from keikaku.plan.observations import Observation, Target, Timing
from keikaku.plan.tables import Money, Table, TableKind
from keikaku.values import Value, ValueKind, normalised, same_unit

MOST_PANELS = 24  # that are looked through: Tokyo has 23 wards


def indicator_shape(indicator: Indicator, series: Sequence[Series]) -> Shape:
    asked = Shape(indicator.figure) if indicator.figure in ways_to_draw(indicator) else None
    return _readable(asked or _indicator_shape(indicator), series)


def ways_to_draw(record: Indicator | Table | Money) -> tuple[DrawnAs, ...]:
    """How the data of a record can be drawn, if its plan asks for it."""
    if isinstance(record, Money):
        return (*_courses([row.values for row in record.rows if _is_in(row.unit, record.unit)]), DrawnAs.TABLE)
    if isinstance(record, Table) and (record.rows or record.kind is not TableKind.YEARLY):
        return (DrawnAs.COMPARISON, DrawnAs.TABLE) if can_be_compared(record) else (DrawnAs.TABLE,)
    rows = (record.values, *(series.values for series in record.series))
    starts = sum(b.value.number is not None for b in record.baseline) if isinstance(record, Indicator) else 0
    if isinstance(record, Indicator) and is_told_in_words(record):
        return (DrawnAs.TIMELINE, DrawnAs.TABLE)
    has_course = any(len(_years_with_numbers(values)) + starts > 1 for values in rows)
    alike = (one.values for one in record.series if _is_in(one.unit, record.unit) and not one.companion)
    course = _courses([record.values, *alike]) or ((DrawnAs.TREND, DrawnAs.COLUMNS) if has_course else ())
    bullet = (DrawnAs.BULLET,) if isinstance(record, Indicator) and fits_a_bullet(record) else ()
    ways = (*course, *bullet, DrawnAs.TABLE)
    return tuple(way for way in ways if not (_is_ranked(record) and way in _FROM_ZERO))


_FROM_ZERO = (DrawnAs.COLUMNS, DrawnAs.COLUMN_PANELS)


def _is_ranked(record: Indicator | Table) -> bool:
    """Ranks have no zero that columns could stand on."""
    return isinstance(record, Indicator) and record.direction is Direction.RANK


def _courses(rows: Sequence[Sequence[Observation]]) -> tuple[DrawnAs, ...]:
    """Rows of one unit, one of them at least with several years; with several rows also a panel for each."""
    years = [len(_years_with_numbers(values)) for values in rows]
    if max(years, default=0) < 2:
        return ()
    panels = (DrawnAs.PANELS, DrawnAs.COLUMN_PANELS) if sum(map(bool, years)) > 1 else ()
    return (DrawnAs.TREND, DrawnAs.COLUMNS, *panels)


def _is_in(unit: str | None, whole: str | None) -> bool:
    """Of a row, whether it is in the unit of the whole record."""
    return not unit or same_unit(unit, whole or "")


def can_be_compared(table: Table) -> bool:
    """Two rows or more have numbers, each cell is one of the same unit, or says that there is no value."""
    cells = [cell.value for row in table.rows for cell in row.cells]
    declared = [column.unit or table.unit or "" for column in table.columns]
    units = {
        normalised(cell.value.unit or unit)
        for row in table.rows
        for cell, unit in zip(row.cells, declared, strict=False)
        if not cell.value.is_missing
    }
    is_whole = len(cells) == len(table.rows) * len(table.columns)
    with_numbers = sum(any(cell.value.number is not None for cell in row.cells) for row in table.rows)
    is_known = all(cell.number is not None or cell.is_missing for cell in cells)
    return with_numbers > 1 and len(units) == 1 and is_whole and is_known


def is_one_value(table: Table) -> bool:
    """One row with one value: what a text says of a picture whose values are lost, for instance."""
    cells = [cell.value for row in table.rows for cell in row.cells]
    is_whole = len(table.rows) == len(table.columns) == len(cells) == 1
    return is_whole and table.kind is not TableKind.WORDS and not cells[0].is_missing


def fits_a_bullet(indicator: Indicator) -> bool:
    """One final row of values, and one or two targets that the last of them may be held against, all from zero."""
    known = [o for o in indicator.values if not (o.value.is_missing or o.year.summed)]
    latest = max(reversed(known), key=lambda o: o.year.sort_key, default=None)
    if latest is None or latest.state or indicator.series or indicator.counting is Counting.CUMULATIVE:
        return False
    starts = [baseline.value for baseline in indicator.baseline if baseline.value.number is not None]
    aims = [target.value for target in indicator.targets]
    return (
        0 < len(aims) <= _MOST_AIMS
        and all(map(_is_plain, indicator.targets))
        and not any(observation.parts for observation in known)
        and stands_on_zero(indicator.direction, [latest.value, *aims, *starts])
    )


def _is_plain(target: Target) -> bool:
    """For one value of one year, of the whole, and as it has always been."""
    is_apart = target.per or target.series or target.dimension or target.reference or target.was
    return target.timing in (Timing.IN, Timing.BY, Timing.EVERY) and not is_apart


def stands_on_zero(direction: Direction | None, values: Sequence[Value]) -> bool:
    """More is aimed at, and each is one number that is not below zero: only then is a longer bar a nearer one."""
    is_plain = all(v.number is not None and v.number >= 0 and v.high is None and not v.is_relative for v in values)
    units = {normalised(value.unit) for value in values if value.unit}
    return direction is Direction.UP and is_plain and len(units) <= 1


_MOST_AIMS = 2


def is_told_in_words(indicator: Indicator) -> bool:
    """Short words and no number, for two values or promises of known years or more: one alone needs no picture."""
    words = _words_of_years(indicator)
    return len(words) > 1 and all(len(word.printed) <= _LONGEST_WORDS for word in words)


def _words_of_years(indicator: Indicator) -> list[Value]:
    """The values and promises of known years, where each is said in words; nothing where one is a number."""
    observed = (o for values in (indicator.values, *(s.values for s in indicator.series)) for o in values)
    dated = [o.value for o in observed] + [target.value for target in indicator.targets if target.year]
    words = [value for value in dated if value.kind in _WORDS]
    others = [value for value in dated if value.kind not in (*_WORDS, ValueKind.MISSING)]
    starts = [baseline.value for baseline in indicator.baseline if baseline.value.kind not in _WORDS]
    return [] if others or starts else words


_WORDS = (ValueKind.YES, ValueKind.NO, ValueKind.TEXT)
_LONGEST_WORDS = 40  # characters of what a timeline says at one mark; more is read better in the table
_LONGEST_LARGE = 8  # characters of words that are shown as large as a number


def _years_with_numbers(observations: Sequence[Observation]) -> set[object]:
    return {o.year for o in observations if o.value.number is not None and not o.year.summed}


def _indicator_shape(indicator: Indicator) -> Shape:
    rows = (indicator.values, *(series.values for series in indicator.series))
    years = {year for values in rows for year in _years_with_numbers(values)}
    targets = [t for t in indicator.targets if t.value.number is not None and not t.value.is_relative]
    drawn_targets = [t for t in targets if stands_beside_values(t, indicator)]
    is_kept = level_to_keep(drawn_targets, indicator) is not None if drawn_targets else False
    target_years = set() if is_kept else {t.year for t in drawn_targets if t.year is not None}
    has_baseline = any(b.value.number is not None for b in indicator.baseline)
    if is_told_in_words(indicator):
        return Shape.TIMELINE
    if adds_up(indicator):
        return Shape.BREAKDOWN
    if len(years) == 1 and not has_baseline and fits_a_bullet(indicator):
        return Shape.BULLET
    if _is_ranked(indicator) and len(years) + has_baseline >= 2:
        return Shape.TREND
    if len(years & target_years) >= 2 or (len(years) == 1 and years == target_years and not has_baseline):
        return Shape.TARGET_BESIDE_ACTUAL
    if len(years) + has_baseline >= 2:
        return Shape.COLUMNS if indicator.counting is Counting.YEARLY else Shape.TREND
    if (years or has_baseline) and drawn_targets:
        return Shape.BASELINE_TO_TARGET
    if len(target_years) >= 2:
        return Shape.BASELINE_TO_TARGET
    if len(years) + has_baseline + len(targets) == 0:
        return Shape.NUMBER if _fits_large(_words_of_years(indicator)) else Shape.TABLE
    return Shape.NUMBER


def _fits_large(values: Sequence[Value]) -> bool:
    return len(values) == 1 and len(values[0].printed) <= _LONGEST_LARGE


def stands_beside_values(target: Target, indicator: Indicator) -> bool:
    """A total of years, an increment, 20%増 or so much for each district would mislead on the axis of the values."""
    is_cumulative = indicator.counting is Counting.CUMULATIVE
    is_of_other_years = target.timing is Timing.EVERY if is_cumulative else target.timing is Timing.TOTAL
    is_change = target.timing is Timing.INCREMENT or target.value.is_relative
    return not (is_of_other_years or is_change or target.per)


def level_to_keep(targets: Sequence[Target], indicator: Indicator) -> Level | None:
    """What these targets ask to keep, where they ask for one and the same number from now on."""
    values = [target.value for target in targets]
    is_one_number = len({value.number for value in values}) == 1 and all(value.high is None for value in values)
    if indicator.direction is not Direction.MAINTAIN or not is_one_number or values[0].number is None:
        return None
    if any(word in value.before + value.after for value in values for word in _ABOUT):
        return Level.ABOUT
    return Level.CEILING if values[0].is_upper_limit else Level.FLOOR


_ABOUT = ("約", "およそ", "概ね", "おおむね", "程度", "前後")


def adds_up(indicator: Indicator) -> bool:
    """Its values have parts, and wherever they have, the parts make up the whole: only then may they be stacked."""
    divided = [observation for observation in indicator.values if observation.parts]
    for observation in divided:
        numbers = [part.value.number for part in observation.parts if not part.unit]
        if len(numbers) != len(observation.parts) or observation.value.number != sum(n or 0 for n in numbers):
            return False
    return bool(divided)


def table_shape(table: Table, series: Sequence[Series]) -> Shape:
    if table.figure:
        return _readable(Shape(table.figure), series)
    if is_one_value(table):
        return Shape.NUMBER if _fits_large([table.rows[0].cells[0].value]) else Shape.TABLE
    if table.rows:
        return _readable(Shape.COMPARISON if can_be_compared(table) else Shape.TABLE, series)
    if table.kind is not TableKind.YEARLY:
        return Shape.TABLE
    return _readable(_over_time(series, otherwise=Shape.TABLE), series)


def money_shape(money: Money, series: Sequence[Series]) -> Shape:
    asked = Shape(money.figure) if money.figure in ways_to_draw(money) else None
    return _readable(asked or _over_time(series, otherwise=Shape.NUMBER), series)


def grades_shape(series: Sequence[Series]) -> Shape:
    return _readable(Shape.BREAKDOWN, series)


def _over_time(series: Sequence[Series], *, otherwise: Shape) -> Shape:
    return Shape.COLUMNS if any(len(one.numbers) > 1 and not one.table_only for one in series) else otherwise


def _readable(shape: Shape, series: Sequence[Series]) -> Shape:
    """Panels, or a table, where one picture would hold more series than can be told apart from either side."""
    drawn = [one for one in series if one.numbers and not one.table_only]
    if shape is Shape.COMPARISON and all(len(one.cells) <= MOST_SERIES for one in drawn):
        return shape
    if shape in (Shape.PANELS, Shape.COLUMN_PANELS) or _most_of_a_kind(drawn) > MOST_SERIES:
        return _IN_PANELS.get(shape, Shape.TABLE) if _fit_in_panels(drawn) else Shape.TABLE
    return shape


_VALUES = (Role.ACTUAL, Role.EXPECTED, Role.PART, Role.WHOLE)
_IN_PANELS = {
    Shape.TREND: Shape.PANELS,
    Shape.PANELS: Shape.PANELS,
    Shape.COLUMNS: Shape.COLUMN_PANELS,
    Shape.TARGET_BESIDE_ACTUAL: Shape.COLUMN_PANELS,
    Shape.BREAKDOWN: Shape.COLUMN_PANELS,
    Shape.COLUMN_PANELS: Shape.COLUMN_PANELS,
}


def _most_of_a_kind(drawn: Iterable[Series]) -> int:
    """How many values, or how many targets, are to be told apart; the whole of parts is not one of them."""
    roles = [one.role for one in drawn]
    values = [role for role in roles if role in _VALUES and (role is not Role.WHOLE or Role.PART not in roles)]
    return max(roles.count(Role.TARGET), len(values))


def _fit_in_panels(drawn: Sequence[Series]) -> bool:
    """Each series of values has a panel: one at least has a course, none has too many targets."""
    values = [one for one in drawn if one.role in _VALUES]
    targets = Counter(one.of for one in drawn if one.role is Role.TARGET)
    has_course = any(len(one.numbers) > 1 for one in values)
    return 1 < len(values) <= MOST_PANELS and has_course and max(targets.values(), default=0) <= MOST_SERIES
