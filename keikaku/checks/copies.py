"""What was copied within a plan and not written anew: a term, a project, an indicator."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from keikaku.checks.asking import Check, warn
from keikaku.checks.naming import folded
from keikaku.checks.rows import repeated
from keikaku.kept import Itself
from keikaku.plan.about import Level, Mark, Option, ParentPlan
from keikaku.plan.embargo import name_of
from keikaku.plan.indicators import Indicator
from keikaku.plan.observations import DataSeries
from keikaku.plan.plan import Plan
from keikaku.plan.record import Record, Subject, position_of
from keikaku.plan.tables import Money, Table
from keikaku.plan.tree import Item
from keikaku.problems import FilePosition, Problems
from keikaku.years import Year, YearKind


def copied_record(plan: Plan, problems: Problems) -> None:
    """What was copied and not written anew is shown, and counted, twice."""
    _declared_once(plan, problems)
    _nodes_once(plan, problems)
    _terms(plan, problems)
    _themes(plan, problems)
    _projects(plan, problems)
    _texts(plan, problems)
    _indicators(plan, problems)
    _tables(plan, problems)
    _chapters(plan, problems)


def repeated_entry(plan: Plan, problems: Problems) -> None:
    """Entries side by side that are the same to the last sign, or sentences of one list, were mostly pasted twice."""
    for subject in (*plan.nodes, *plan.projects, *plan.about.themes, *plan.tables):
        _neighbours(subject, subject, problems)
    others: list[Subject] = [plan.about, *plan.indicators, *plan.money, *plan.evaluations]
    for bearer in others:
        for texts in (getattr(bearer, name) for name in type(bearer).model_fields):
            sentences = [one for one in texts if isinstance(one, str)] if isinstance(texts, tuple) else []
            for first, other in pairwise(sorted(sentences)):
                if first == other and len(first) >= _SENTENCE:
                    _report_repeated(other, bearer, problems, "this is the same as line {line}", first)


def name_twice(plan: Plan, problems: Problems) -> None:
    """Two lines of one table or figure with one name: the second was copied, and its name not written anew."""
    for indicator in plan.indicators:
        _names_once(indicator, indicator.name, _of_series(indicator.series), problems)
    _indicators_once(plan, problems)
    for table in plan.tables:
        _names_once(table, table.title, _of_series(table.series), problems)
        for parts in (table.rows, table.columns):
            _names_once(table, table.title, [(part.name, part.name, part) for part in parts], problems)
    for money in plan.money:
        rows = [((row.name, row.unit, row.kind, row.source_of_funds), row.name, row) for row in money.rows]
        _names_once(money, money.title, rows, problems)
    for evaluation in plan.evaluations:
        answers = [((one.question, one.scale), one.question, one) for one in evaluation.answers]
        _names_once(evaluation, evaluation.title, answers, problems)


def _declared_once(plan: Plan, problems: Problems) -> None:
    """What plan.yaml names: levels, marks, parent plans, the options of a scale."""
    about = plan.about
    lists: list[Iterable[Level | Mark | ParentPlan | Option]] = [about.levels, about.marks, about.parent_plans]
    lists += [scale.options for scale in about.scales]
    for named in lists:
        _names_once(about, about.title, [(one.name, one.name, one) for one in named], problems)
    short = [(one.short_name, one.short_name, one) for one in about.parent_plans if one.short_name]
    _names_once(about, about.title, short, problems)


def _nodes_once(plan: Plan, problems: Problems) -> None:
    """Beside each other, on one level."""
    for first, node in repeated(((plan.parents.get(one.id), one.level, one.name), one) for one in plan.nodes):
        above = plan.parent(node.id)
        _report_name(node, node.name, above.name if above else plan.about.title, (first, node), problems)
    keyed = (((plan.owners[one.id], one.title, one.date, one.rater), one) for one in plan.evaluations)
    for former, one in repeated(keyed):
        _report_name(one, one.title, _title_of_owner(one.id, plan), (former, one), problems)


def _title_of_owner(id: str, plan: Plan) -> str:
    subject = plan.subject(plan.owners[id])
    return subject.name if subject else plan.about.title


def _indicators_once(plan: Plan, problems: Problems) -> None:
    """Of one owner and group; with all values alike the second is a copy, which is asked about as such."""
    keyed = (
        ((plan.owners[one.id], one.group, one.number, one.name, one.kind, *_of_part(one)), one)
        for one in plan.indicators
    )
    pairs = [pair for pair in repeated(keyed) if not (_said_of(pair[0]) == _said_of(pair[1]) != ())]
    beside = repeated(((plan.owners[one.id], one.name), one) for one in plan.indicators)
    pairs += [pair for pair in beside if any(map(_says_nothing, pair)) and pair not in pairs]  # in other groups as well
    for first, indicator in pairs:
        _report_name(indicator, indicator.name, _title_of_owner(indicator.id, plan), (first, indicator), problems)


def _says_nothing(one: Indicator) -> bool:
    return not (one.values or one.series or one.targets or one.baseline or one.rates)


_PlainYear = tuple[YearKind, int, int, int, int, str]  # of which two are compared more quickly than of Year
_Said = tuple[tuple[_PlainYear, str], ...]  # each value as it is printed, with its year


def _said_of(indicator: Indicator) -> _Said:
    return _values_of(Itself(indicator))


@lru_cache(maxsize=20_000)  # after a save nearly all indicators are those of before
def _values_of(indicator: Itself[Indicator]) -> _Said:
    return tuple((_plainly(one.year), one.value.printed) for one in indicator.object.values)


def _plainly(year: Year) -> _PlainYear:
    return year.kind, year.first, year.last, year.month, year.day, year.summed


_Part = tuple[object, str, Record]  # what tells it from others, its name, and itself


def _of_series(series: Iterable[DataSeries]) -> list[_Part]:
    return [((one.name, *_of_part(one)), one.name, one) for one in series]


def _of_part(record: Indicator | DataSeries) -> tuple[object, ...]:
    """What it counts, and of which part of the whole."""
    return record.unit, record.coverage, tuple(record.dimension.items())


def _names_once(subject: Subject, title: str, parts: Iterable[_Part], problems: Problems) -> None:
    for (_, first), (name, part) in repeated((key, (name, part)) for key, name, part in parts if name):
        id = getattr(part, "id", None)
        if id is None or id != getattr(first, "id", None):  # which has been told
            _report_name(subject, name, title, (first, part), problems)


def _report_name(subject: Subject, name: str, title: str, both: tuple[Record, Record], problems: Problems) -> None:
    first, second = both
    warn(
        problems,
        subject,
        "name-twice",
        "“{name}” stands twice in “{title}”; first on line {line}",
        second.written_at,
        advice="Is one of them another, or a line too many? If it is printed so, {acknowledge}",
        name=name,
        title=title,
        line=first.written_at.line,
    )


def _neighbours(record: Record, subject: Subject, problems: Problems) -> None:
    """The entries of a list, of which one is the very same as the one above it; not the cells of a row."""
    for name in type(record).model_fields:
        entries = getattr(record, name)
        if isinstance(entries, tuple) and name not in _MAY_REPEAT:
            beside = [other for one, other in pairwise(entries) if _says_same(one, other) or _heads_same(one, other)]
            for other in beside:
                _report_repeated(other, subject, problems, "this is the same as what stands above it")
            for first, other in repeated((said, one) for one in entries if (said := _sentence(one))):
                if not any(other is one for one in beside):
                    _report_repeated(other, subject, problems, "this is the same as line {line}", first)
            for entry in entries:
                if isinstance(entry, Record) and not isinstance(entry, Subject):
                    _neighbours(entry, subject, problems)


def _says_same(one: object, other: object) -> bool:
    """Records are compared by what they say, not by where they are written."""
    if isinstance(one, Record):
        return repr(one) == repr(other)
    return one == other and len(str(one)) >= _SENTENCE


def _heads_same(one: object, other: object) -> bool:
    """A heading that stands twice, the first time with nothing below it."""
    if not (isinstance(one, Item) and isinstance(other, Item) and one.heading):
        return False
    return one.heading == other.heading and not (one.text or one.items or one.projects or one.themes)


_MAY_REPEAT = {"cells", "values", "series", "columns"}
_SENTENCE = 8  # characters; a shorter text may well stand twice


def _sentence(entry: object) -> str:
    """The text of an entry, where that is long enough to be written twice by mistake alone; empty otherwise."""
    text = entry.text if isinstance(entry, Item) else entry if isinstance(entry, str) else ""
    return text if len(text) >= _LONG_SENTENCE else ""


_LONG_SENTENCE = 20  # characters


def _report_repeated(
    entry: object, subject: Subject, problems: Problems, found: str, first: object | None = None
) -> None:
    at = _written_at(entry)
    warn(
        problems,
        subject,
        "repeated-entry",
        found,
        at if at.line else subject.written_at,
        advice=_TAKE_ONE_AWAY,
        line=_written_at(first).line,
    )


def _written_at(entry: object) -> FilePosition:
    return entry.written_at if isinstance(entry, Record) else position_of(entry)


def _themes(plan: Plan, problems: Problems) -> None:
    """Of two themes, each has members of its own."""
    marked = ((theme.members_by_mark, theme) for theme in plan.about.themes if theme.members_by_mark)
    for first, theme in repeated(marked):
        warn(
            problems,
            theme,
            "copied-record",
            "“{name}” has the same “members_by_mark:” as “{other}”",
            theme.written_at,
            advice="Write the mark of its own members. If both have the same, {acknowledge}",
            name=theme.name,
            other=first.name,
        )


def _terms(plan: Plan, problems: Problems) -> None:
    for first, term in repeated((folded(term.name), term) for term in plan.about.glossary):
        warn(
            problems,
            plan.about,
            "copied-record",
            "“{name}” is explained twice; first on line {line}",
            term.written_at,
            advice=_TAKE_ONE_AWAY,
            name=term.name,
            line=first.written_at.line,
        )


def _projects(plan: Plan, problems: Problems) -> None:
    """Of one name and number under one node."""
    keyed = (((plan.parents[one.id], one.name, one.number), one) for one in plan.projects)
    for first, project in repeated(keyed):
        warn(
            problems,
            project,
            "copied-record",
            "“{name}” stands here twice: “{id}” and “{other}”",
            position_of(project.id),
            advice=_LIST_IT_AGAIN,
            name=project.name,
            id=project.id,
            other=first.id,
        )


def _texts(plan: Plan, problems: Problems) -> None:
    """A project whose text is another's, word for word, was copied from it."""
    keyed = ((one.text, one) for one in plan.projects if len("".join(one.text)) >= _LONG_SENTENCE)
    for first, project in repeated(keyed):
        warn(
            problems,
            project,
            "copied-record",
            "the text of “{name}” is that of “{other}”, word for word",
            position_of(project.id),
            advice="Was it copied and not written anew? Write its own. If both share one text, write “text_of: {id}” "
            "in its place. If it is printed twice, {acknowledge}",
            name=project.name,
            other=first.name,
            id=first.id,
        )


def _indicators(plan: Plan, problems: Problems) -> None:
    """Of one name and owner, with all values alike; of several years, of another owner as well."""
    valued = [(one, _said_of(one)) for one in plan.indicators]
    keyed = (((plan.owners[one.id], one.name, one.group, one.unit, said), one) for one, said in valued if said)
    anywhere = (((one.name, one.unit, said), one) for one, said in valued if len(said) > 1)
    copies = {indicator.id: (first, indicator) for first, indicator in (*repeated(anywhere), *repeated(keyed))}
    for first, indicator in copies.values():
        warn(
            problems,
            indicator,
            "copied-record",
            "“{name}” has the same name and values as “{other}”",
            position_of(indicator.id),
            advice=_RENEW_OR_TAKE_AWAY if plan.owners[first.id] == plan.owners[indicator.id] else _SHARE_IT,
            name=indicator.name,
            other=first.id,
            owner=plan.owners[indicator.id],
        )
    for indicator in (one for one in plan.indicators if _aims_at_its_values(one)):
        warn(
            problems,
            indicator,
            "copied-record",
            "all targets of “{name}” are its values of the same years",
            indicator.targets[0].written_at,
            advice="Were they copied? Then write the targets that the source has. If it is printed so, {acknowledge}",
            name=indicator.name,
        )
    told = {indicator.id for pair in copies.values() for indicator in pair}
    others = [(one, said) for one, said in valued if one.id not in told]
    telling = [((one.unit, said), one) for one, said in others if _are_telling(said)]
    whole = [((one.unit, said, _started_and_aimed(one)), one) for one, said in others if len(said) >= _TELLING]
    for first, indicator in {pair[1].id: pair for pair in (*repeated(telling), *repeated(whole))}.values():
        _warn_of_values(indicator, first, problems)


def _warn_of_values(copy: Indicator | Table, first: Indicator | Table, problems: Problems) -> None:
    warn(
        problems,
        copy,
        "copied-record",
        "“{name}” has the very values of “{other}”",
        position_of(copy.id),
        advice="Was it copied? Then write its own values. If both are printed so, {acknowledge}",
        name=name_of(copy),
        other=name_of(first),
    )


def _aims_at_its_values(indicator: Indicator) -> bool:
    """Three numbers of two digits or more, and no year in which it aimed at another."""
    aims = {_plainly(one.year): one.value for one in indicator.targets if one.year and not one.plan and not one.series}
    both = [(aims[year], one.value) for one in indicator.values if (year := _plainly(one.year)) in aims]
    is_many = len({value.number for _, value in both if (value.number or 0) >= _TWO_DIGITS_LONG}) >= _TELLING
    return is_many and all(aim.number == value.number for aim, value in both)


_TWO_DIGITS_LONG = 10


def _started_and_aimed(indicator: Indicator) -> object:
    """Where it starts from and what it aims at, of which two indicators do not have all alike; else itself."""
    aims = tuple((target.year and _plainly(target.year), target.value.printed) for target in indicator.targets)
    starts = tuple(start.value.printed for start in indicator.baseline)
    return (starts, aims) if starts and len(aims) >= _TELLING else indicator.id


@lru_cache(maxsize=20_000)
def _are_telling(said: _Said) -> bool:
    """Three values or more, all different, which two indicators do not have by chance."""
    return len(said) >= _TELLING and len({text for _, text in said if re.search(r"\d\D*\d", text)}) == len(said)


_TELLING = 3


def _chapters(plan: Plan, problems: Problems) -> None:
    """Of one title, number and subject, in two files: mostly one was renamed, and its old file stayed."""
    for first, chapter in repeated(((one.title, one.number, one.of), one) for one in plan.chapters):
        if first.id == chapter.id:
            continue  # which has been told
        warn(
            problems,
            chapter,
            "copied-record",
            "“{title}” stands in this file and in {other}",
            chapter.written_at,
            advice="Is one of the two a copy, or the old file of a renamed one? Then move it out of content/. "
            "If both are printed under one title, {acknowledge}",
            title=chapter.title,
            other=first.written_at.file,
        )


def _tables(plan: Plan, problems: Problems) -> None:
    """Of one title and owner, with all that they show alike; or of another, with many numbers."""
    tables: tuple[Table | Money, ...] = (*plan.tables, *plan.money)
    of_many_numbers = [one for one in plan.tables if len(_TWO_DIGITS.findall(" ".join(_cells_of(one)))) >= _MANY]
    for one, copy in repeated((tuple(_cells_of(one)), one) for one in of_many_numbers):
        if (plan.owners[one.id], one.title) != (plan.owners[copy.id], copy.title):
            _warn_of_values(copy, one, problems)
    for first, table in repeated(((plan.owners[one.id], one.title), one) for one in tables):
        if _shown_of(first) == _shown_of(table) != _NOTHING:
            warn(
                problems,
                table,
                "copied-record",
                "“{name}” has the same name and values as “{other}”",
                position_of(table.id),
                advice=_RENEW_OR_TAKE_AWAY,
                name=table.title,
                other=first.id,
            )


_MANY = 4  # numbers of two digits or more, which two tables do not have by chance
_TWO_DIGITS = re.compile(r"\d[\d,.]*\d")


def _cells_of(table: Table) -> list[str]:
    """All that is counted in it, as it is printed."""
    series = [value for one in table.series for value in one.values]
    return [one.value.printed for one in (*table.values, *series, *(cell for row in table.rows for cell in row.cells))]


def _shown_of(table: Table | Money) -> list[str]:
    """Records are compared by what they say, not by where they are written."""
    return [repr(getattr(table, name, ())) for name in ("values", "series", "columns", "rows")]


_NOTHING = ["()"] * 4  # of a picture that was lost

_LIST_IT_AGAIN = "If both are the same, keep one, with “listings:” for each further place. Otherwise {acknowledge}"
_SHARE_IT = (
    "If both are the same, keep the first, with “of: {owner}” for the further place. If it is printed so, {acknowledge}"
)
_RENEW_OR_TAKE_AWAY = (
    "Is one of them to be another? Then write it anew from the source. If both are one, take either away. "
    "If it is printed so, {acknowledge}"
)
_TAKE_ONE_AWAY = "Take one of them away. If it is printed so, {acknowledge}"

COPIES: tuple[Check, ...] = (copied_record,)
COPIES_OF_EACH: tuple[Check, ...] = (repeated_entry, name_twice)
