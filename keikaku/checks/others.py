"""Questions about a record that differs from all others of its kind: there one slip is likelier than many."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias, TypeVar

from keikaku.checks.asking import AS_PRINTED, DIGIT_OR_UNIT, Check, warn
from keikaku.checks.rows import alone_among, own_targets, rows_of_values
from keikaku.kept import Itself
from keikaku.plan.acknowledging import is_in_braces
from keikaku.plan.embargo import name_of
from keikaku.plan.indicators import NO_UNIT, Indicator
from keikaku.plan.observations import Observation, Target
from keikaku.plan.plan import Plan
from keikaku.plan.record import position_of
from keikaku.plan.tables import Money, Table
from keikaku.plan.tree import Item, Node, Project, Theme, lists_of
from keikaku.problems import FilePosition, Problems
from keikaku.values import normalised
from keikaku.years import Year, YearKind

T = TypeVar("T")
_Subject: TypeAlias = Indicator | Project | Node | Money
_MANY_OTHERS = 5


def year_of_others(plan: Plan, problems: Problems) -> None:
    """Where all goals but one list the results of one year, another year at that one is mostly mistyped."""
    for key in ("year_goals", "results", "plans"):
        single = [(node, own[0]) for node in plan.nodes if len(own := getattr(node, key)) == 1]
        if odd := _of_another_year([((node, items), items.year) for node, items in single], 2):
            (node, items), others = odd
            warn(
                problems,
                node,
                "year-of-others",
                "only “{name}” has {year} here, all others have {others}",
                items.written_at,
                advice=AS_PRINTED,
                name=node.name,
                year=items.year.printed,
                others=others.printed,
            )


def baseline_year_of_others(plan: Plan, problems: Problems) -> None:
    """Where all indicators of a plan but one start from one year, that one's is mostly mistyped."""
    single = [(one, one.baseline[0]) for one in plan.indicators if len(one.baseline) == 1]
    dated = [((one, baseline), baseline.year) for one, baseline in single if baseline.year]
    if odd := _of_another_year(dated, 2):
        (indicator, baseline), others = odd
        warn(
            problems,
            indicator,
            "baseline-year-of-others",
            "only “{name}” starts from {year}, all others from {others}",
            baseline.written_at,
            advice=AS_PRINTED,
            name=indicator.name,
            year=baseline.year.printed if baseline.year else "",
            others=others.printed,
        )


def target_year_of_others(plan: Plan, problems: Problems) -> None:
    """Where all targets of a plan but one are for one year, that one's is mostly mistyped."""
    own = [(indicator, target) for indicator in plan.indicators for target in own_targets(indicator)]
    if odd := _of_another_year([((one, target), target.year) for one, target in own if target.year], _MANY_OTHERS):
        (indicator, target), others = odd
        if any(one.year and one.year.last == others.last for one in own_targets(indicator)):
            return  # which has the year of all others as well: a further one was set
        warn(
            problems,
            indicator,
            "target-year-of-others",
            "only the target of “{name}” is for {year}, all others are for {others}",
            target.written_at,
            advice=AS_PRINTED,
            name=indicator.name,
            year=target.year.printed if target.year else "",
            others=others.printed,
        )


def _of_another_year(dated: Sequence[tuple[T, Year]], others: int) -> tuple[T, Year] | None:
    """The only one that is not of the year of all others, so many at least; with that year."""
    times = Counter(year.last for _, year in dated)
    usual = max(times, key=lambda year: times[year], default=0)
    if len(times) != 2 or len(dated) != times[usual] + 1 or times[usual] < others:
        return None
    odd = next(one for one, year in dated if year.last != usual)
    return odd, next(year for _, year in dated if year.last == usual)


def key_of_others(plan: Plan, problems: Problems) -> None:
    """Where all records of a kind have a key but one, its line is mostly lost there."""
    indicators = _with_keys(plan.indicators)
    others: list[Sequence[_Subject]] = [plan.projects, plan.money, *_nodes_by_level(plan)]
    for own in (indicators, *map(_with_keys, others)):
        times = Counter(key for _, keys in own for key in keys)
        usual = [key for key, n in times.items() if n == len(own) - 1 >= _MANY_OTHERS and key not in _ABOUT.values()]
        if len(own) <= _MANY_OTHERS:
            usual += _figures_of_all_but_one([keys for _, keys in own])
            usual += _all_of_a_bare_one(times, own) if own and isinstance(own[0][0], Node) else []
        for record, keys in own:
            is_explained = any(getattr(record, key, None) for key in _MAY_SAY_WHY)
            asked = _NOT_EXPLAINED.intersection(usual) if is_explained else usual
            lost = [key for key in usual if key in asked and key not in keys and _ABOUT.get(key) not in keys]
            if lost and not _is_without_figures(record):
                _report_lost(record, lost, len(own) - 1, problems)
    for key, about in _ABOUT.items():
        declaring = [(one, keys) for one, keys in indicators if key in keys]
        without = [one for one, keys in declaring if about not in keys]
        if len(without) == 1 and len(declaring) > _FEWEST_OTHERS:
            _report_lost(without[0], [about], len(declaring) - 1, problems)
    for project in plan.projects:
        _ask_of_parts(project, problems)
    _ask_of_units(plan, problems)
    started = [one for one in plan.indicators if one.baseline]
    undated = [one for one in started if not any(start.year or start.label for start in one.baseline)]
    if len(undated) == 1 and len(started) > _FEWEST_OTHERS:
        _report_undated(undated[0], problems)


def _ask_of_units(plan: Plan, problems: Problems) -> None:
    """Of the indicators that stand under one heading at one place, one alone has no unit."""
    gathered: dict[tuple[str, str], list[Indicator]] = defaultdict(list)
    for indicator in plan.indicators:
        if indicator.group and not indicator.is_held:
            gathered[plan.owners[indicator.id], indicator.group].append(indicator)
    for beside in gathered.values():
        without = [one for one in beside if not one.unit and _counts_without_unit(one)]
        if len(without) == 1 and len(beside) > _FEWEST_OTHERS and all(one.unit for one in beside if one not in without):
            _report_lost(without[0], ["unit"], len(beside) - 1, problems)


def _counts_without_unit(indicator: Indicator) -> bool:
    values = [one.value for one in (*indicator.values, *indicator.targets)]
    return bool(values) and all(one.number is not None and not one.unit for one in values)


def _ask_of_parts(project: Project, problems: Problems) -> None:
    """Of the parts of a project, one alone has no name, or says nothing."""
    parts = project.sub_items
    nameless = [one for one in parts if not (one.name or one.place)]
    silent = [one for one in parts if not (one.text or one.items or one.repeats)]
    for key, lost, fewest in (("name", nameless, 2), ("text", silent, 3)):
        if len(lost) == 1 and len(parts) >= fewest and not (lost[0].note or lost[0].editor_note):
            warn(
                problems,
                project,
                "key-of-others",
                "only part {number} of “{name}” has no “{keys}:”, which the others beside it ({count}) have",
                lost[0].written_at,
                advice=_AS_OTHERS,
                name=project.name,
                number=lost[0].number or lost[0].name,
                keys=key,
                count=len(parts) - 1,
            )


def _report_undated(indicator: Indicator, problems: Problems) -> None:
    warn(
        problems,
        indicator,
        "key-of-others",
        "of the baselines, that of “{name}” alone has no year",
        indicator.baseline[0].written_at,
        advice="Look up in the source which year it is of, and write it here, inside “baseline:”, as “year: …”, with a "
        "comma where it stands in braces. If the source does not say it, {acknowledge}",
        name=indicator.name,
    )


def _report_lost(record: _Subject, keys: Sequence[str], count: int, problems: Problems) -> None:
    warn(
        problems,
        record,
        "key-of-others",
        "only “{name}” has no “{keys}:”, which all others of its kind ({count}) have",
        record.written_at,
        advice=_WHOSE if list(keys) == ["declared_by"] else _AS_OTHERS,
        name=name_of(record),
        keys=":, ".join(keys),
        count=count,
    )


_AS_OTHERS = "Is “{keys}:” lost here? Then write it as the others have it. If there is nothing to write, {acknowledge}"
_WHOSE = (
    "Whose is the direction? Write below it “declared_by: source” where the source prints it, “declared_by: editor” "
    "where you have decided it."
)
_FIGURES = {"values", "targets", "baseline"}  # what an indicator is there for
_NOT_EXPLAINED = _FIGURES | {"group"}  # by a note
_FEW_OTHERS = 3
_FEWEST_OTHERS = 2
_FEW_RECORDS = 3
_MAY_SAY_WHY = ("notes", "note", "editor_note")
# What a writer adds to one record and not to another; and numbers, about which those that stand side by side are asked.
_NOT_ASKED = {"accept", "draft", "publish_on", "moved_from", "text_of", "figure", "cite", "number", *_MAY_SAY_WHY}
_EMPTY: tuple[object, ...] = (None, "", (), {})
_ABOUT = {"direction": "declared_by", "counting": "counted_since"}  # whose loss the other key tells by itself


def _figures_of_all_but_one(keys: Sequence[frozenset[str]]) -> list[str]:
    """Of a few indicators, what one lacks, where all others have values, targets and baselines alike."""
    times = Counter(frozenset(own & _FIGURES) for own in keys)
    usual, count = times.most_common(1)[0] if times else (frozenset[str](), 0)
    odd = [own for own in times if own != usual]
    return sorted(usual - odd[0]) if count == len(keys) - 1 >= _FEW_OTHERS and odd else []


def _all_of_a_bare_one(times: Mapping[str, int], own: Sequence[tuple[_Subject, frozenset[str]]]) -> list[str]:
    """Of a few parts of a plan, what all others have and one has not, which has nothing but what all of them have."""
    common = {key for key, count in times.items() if count == len(own)}
    is_one_bare = any(keys == common for _, keys in own)
    return [key for key, count in times.items() if is_one_bare and count == len(own) - 1 >= _FEW_OTHERS]


def _nodes_by_level(plan: Plan) -> Iterable[Sequence[Node]]:
    levels: dict[str, list[Node]] = defaultdict(list)
    for node in plan.nodes:
        levels[node.level].append(node)
    return levels.values()


def _with_keys(records: Iterable[_Subject]) -> list[tuple[_Subject, frozenset[str]]]:
    return [(record, _keys_of(Itself(record))) for record in records if not record.is_held]


@lru_cache(maxsize=20_000)  # after a save nearly all records are those of before
def _keys_of(of: Itself[_Subject]) -> frozenset[str]:
    record = of.object
    own = {key for key in record.model_fields_set - _NOT_ASKED if getattr(record, key) not in _EMPTY}
    return frozenset(own | (_said_otherwise(record) if isinstance(record, Project) else set()))


def _said_otherwise(project: Project) -> set[str]:
    """What its parts say, or another project for both."""
    said = {"text"} if project.text_of or project.sub_items else set()
    return said | ({"departments"} if project.all_departments else set())


def amount_of_others(plan: Plan, problems: Problems) -> None:
    """Where a single amount is far from all others of its name and unit, one is 円 and the others are 千円."""
    alike: dict[tuple[object, ...], list[_Amount]] = defaultdict(list)
    for money in plan.money:
        for row in money.rows:
            said = [(one.value, one.written_at) for one in row.values]
            said += [(row.amount, row.written_at)] if row.amount else []
            for value, at in said if len(said) == 1 else ():
                if value.number:
                    key = (money.title, row.name, row.kind, row.unit or money.unit)
                    alike[key].append(_Amount(abs(value.number), value.printed, row.name, money, at))
    for amounts in (sorted(amounts) for amounts in alike.values() if len(amounts) > _FEW_RECORDS):
        for one, nearest in (amounts[:2], amounts[:-3:-1]):
            if max(one.number, nearest.number) >= _LEAP * min(one.number, nearest.number):
                warn(
                    problems,
                    one.money,
                    "amount-of-others",
                    "“{name}” is {value} here; of all others of that name ({count}), the nearest is {near}",
                    one.at,
                    advice=DIGIT_OR_UNIT,
                    name=one.name,
                    value=one.printed,
                    count=len(amounts) - 1,
                    near=nearest.printed,
                )


def unit_of_others(plan: Plan, problems: Problems) -> None:
    """Accounts of one title under several projects are in one unit: 円 beside 千円 is a thousandth."""
    by_title: dict[str, list[tuple[str, Money]]] = {}
    for money in plan.money:
        by_title.setdefault(normalised(money.title), []).append((normalised(money.unit or ""), money))
    for alike in by_title.values():
        for money, usual in alone_among(alike, _FEWEST_OTHERS):
            warn(
                problems,
                money,
                "unit-of-others",
                "“{name}” is counted in {unit} here, and in {usual} everywhere else",
                money.written_at,
                advice="Compare its “unit:” with the source, and mend what differs. If it is printed so, {acknowledge}",
                name=money.title,
                unit=money.unit or NO_UNIT,
                usual=usual or NO_UNIT,
            )


def state_of_others(plan: Plan, problems: Problems) -> None:
    """Where all values of a day within their year have a state, one without it lost it, or kept the day of before."""
    rows = list(rows_of_values(plan))
    of_a_day = [(row, one) for row in rows for one in row.values if one.as_of and _is_within(one.as_of, one.year)]
    without = [(row, one) for row, one in of_a_day if not one.state]
    if len(without) != 1 or len(of_a_day) <= _FEWEST_OTHERS:
        return
    row, one = without[0]
    warn(
        problems,
        row.record,
        "state-of-others",
        "the value of “{name}” in {year} is of {day} and has no “state:”, which all others of a day ({count}) have",
        one.written_at,
        advice="Is it final? Then take “as_of:” away here, and “note:” where it is about that day. If not, write its "
        "“state:”. If it is printed so, {acknowledge}",
        of_year=one.year,
        name=row.name,
        year=one.year.printed,
        day=one.as_of.printed if one.as_of else "",
        count=len(of_a_day) - 1,
    )


def _is_within(day: Year, year: Year) -> bool:
    return day.kind in (YearKind.DAY, YearKind.MONTH) and day.last == year.last


@dataclass(frozen=True, order=True)
class _Amount:
    number: Decimal
    printed: str
    name: str
    money: Money = field(compare=False)
    at: FilePosition = field(compare=False)


_LEAP = 100  # times; projects of one plan seldom differ so from all others


def target_missing(plan: Plan, problems: Problems) -> None:
    """Where all indicators have targets of the same years, the line of one is mostly lost where it is lacking."""
    yearly = [
        (one, {target.year.last: target.year for target in own_targets(one) if target.year}) for one in _own(plan)
    ]
    if lost := _year_of_all_but_one([(one, years) for one, years in yearly if len(years) > 1]):
        indicator, year = lost
        advice, beside = _where_lost(year, indicator.targets)
        warn(
            problems,
            indicator,
            "target-missing",
            "only “{name}” has no target of {year}, all others have one",
            own_targets(indicator)[0].written_at,
            advice=advice,
            beside=beside,
            name=indicator.name,
            year=year.printed,
        )


def first_value_missing(plan: Plan, problems: Problems) -> None:
    """The first of the years that all others have values of; in their midst, the years of the row itself tell."""
    yearly = [(one, {value.year.last: value.year for value in one.values}) for one in _own(plan)]
    lost = _year_of_all_but_one([(one, years) for one, years in yearly if years])
    if lost and lost[1].last < min(value.year.last for value in lost[0].values):
        indicator, year = lost
        advice, beside = _where_lost(year, indicator.values)
        warn(
            problems,
            indicator,
            "first-value-missing",
            "only “{name}” has no value of {year}, all others have one",
            indicator.values[0].written_at,
            advice=advice,
            beside=beside,
            name=indicator.name,
            year=year.printed,
        )


_LINE_LOST = "Is its line lost here? Then write it, in the order of the years. If the source has none, {acknowledge}"
_LOST_BEFORE = (
    "Is it lost here? Then write “{year}: …” and a comma within the braces, directly before “{beside}:”. "
    "If the source has none, {acknowledge}"
)
_LOST_BEHIND = (
    "Is it lost here? Then write a comma and “{year}: …” within the braces, directly behind the value of “{beside}”. "
    "If the source has none, {acknowledge}"
)


def _where_lost(year: Year, row: Sequence[Observation | Target]) -> tuple[str, str]:
    """What to do, and the year beside which it is to stand: several years on one line stand in braces."""
    lines = [one.written_at.line for one in row]
    if len(lines) == len(set(lines)):
        return _LINE_LOST, ""
    years = [one.year for one in row if one.year]
    before = [one for one in years if one.last < year.last]
    return (_LOST_BEHIND, before[-1].printed) if before else (_LOST_BEFORE, years[0].printed)


def _own(plan: Plan) -> Iterable[Indicator]:
    return (one for one in plan.indicators if not one.is_held)


def _year_of_all_but_one(yearly: Sequence[tuple[Indicator, Mapping[int, Year]]]) -> tuple[Indicator, Year] | None:
    """The only one whose years are not those of all others, where it lacks a single one of them; with that."""
    times = Counter(frozenset(years) for _, years in yearly)
    usual, count = times.most_common(1)[0] if times else (frozenset[int](), 0)
    odd = next(((one, usual - years.keys()) for one, years in yearly if usual > years.keys()), None)
    if odd is None or len(odd[1]) != 1 or count != len(yearly) - 1 or len(yearly) < _FEW_RECORDS:
        return None
    indicator, (lost,) = odd
    return indicator, next(years[lost] for _, years in yearly if lost in years)


def indicator_without_figures(plan: Plan, problems: Problems) -> None:
    """An indicator with a name alone, among others that have figures: they are lost, or still to come."""
    empty = [one for one in plan.indicators if _is_without_figures(one)]
    names = Counter(one.name for one in plan.indicators)  # of two with one name, others ask
    for indicator in empty if len(empty) < len(plan.indicators) else ():
        if names[indicator.name] == 1 and not (indicator.is_held or indicator.notes or indicator.editor_note):
            warn(
                problems,
                indicator,
                "indicator-without-figures",
                "“{name}” has neither values nor targets",
                indicator.written_at,
                advice="Write them, or a word on why there are none: “editor_note: …”. Until then it can be held back "
                "with “draft: true”.",
                name=indicator.name,
            )


def nothing_below_heading(plan: Plan, problems: Problems) -> None:
    """A heading announces a text, and where none follows it may have been lost."""
    subjects: tuple[Node | Project | Theme, ...] = (*plan.nodes, *plan.projects, *plan.about.themes)
    for subject in subjects:
        lists = list(lists_of(subject))
        headed = [item for items in lists for item in items if item.heading]
        bare = [one for items in lists for one in _bare_beside_others(items)]
        for item in bare or _only_bare_one(headed):
            warn(
                problems,
                subject,
                "nothing-below-heading",
                "nothing stands below “{text}”",
                item.written_at,
                advice="Is its “text:” lost? If the source has none, {acknowledge}",
                text=item.heading,
            )


def _bare_beside_others(items: Sequence[Item]) -> list[Item]:
    bare = [one for one in items if _is_bare(one)]
    return bare if len(bare) < len(items) else []


def _only_bare_one(items: Sequence[Item]) -> list[Item]:
    """Of several lists together, such as those of several years."""
    bare = [one for one in items if _is_bare(one)]
    return bare if len(bare) == 1 and len(items) > _FEWEST_OTHERS else []


def _is_bare(item: Item) -> bool:
    return not (item.text or item.items or item.projects or item.themes)


def series_without_values(plan: Plan, problems: Problems) -> None:
    """A series with a name alone, beside values of the same indicator or table: they are lost, or still to come."""
    records: tuple[Indicator | Table, ...] = (*plan.indicators, *plan.tables)
    for record in records:
        has_values = bool(record.values) or any(series.values for series in record.series)
        for series in record.series if has_values and not record.is_held else ():
            if not (series.values or series.note or series.expected_by):
                warn(
                    problems,
                    record,
                    "series-without-values",
                    "“{series}” of “{name}” has no values",
                    series.written_at,
                    advice="Are its “values:” lost? Write them before the “}}” that ends it. If the source has none, "
                    "{acknowledge}"
                    if is_in_braces(series.written_at, position_of(series.id))
                    else "Are its “values:” lost? If the source has none, {acknowledge}",
                    series=series.name,
                    name=name_of(record),
                )


def _is_without_figures(record: Indicator | Project | Node | Money) -> bool:
    return isinstance(record, Indicator) and not (
        record.values or record.targets or record.baseline or record.series or record.rates
    )


OTHERS: tuple[Check, ...] = (
    year_of_others,
    baseline_year_of_others,
    target_year_of_others,
    key_of_others,
    amount_of_others,
    unit_of_others,
    state_of_others,
    target_missing,
    first_value_missing,
    indicator_without_figures,
    nothing_below_heading,
    series_without_values,
)
