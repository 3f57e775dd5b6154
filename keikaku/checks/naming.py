"""Questions about names and what points to what: one thing under two names, a reference that only goes one way."""

import difflib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import cast

from keikaku.checks.asking import Check, warn
from keikaku.checks.readings import alike_in
from keikaku.checks.rows import rows_of_values
from keikaku.kept import Itself
from keikaku.plan.plan import Plan
from keikaku.plan.record import Subject
from keikaku.plan.tree import Item, Node, Project, SubItem, Theme
from keikaku.problems import FilePosition, Problems
from keikaku.values import normalised

REPEATED = "再掲"

# Signs, which tell nothing; and words in several spellings, of which the first stands for all.
_SPELLINGS = (
    ("", r"[\s・･,，、.。\-‐－–—―~〜～/／「」『』（）()\[\]【】]"),
    ("箇所", r"[ヶケヵカか箇個]所"),
    ("子供", r"子ども|こども|子供"),
    ("障害", r"障がい|障碍|障害"),
    ("取組", r"取り?組み?|とりくみ"),
    ("及び", r"および|及び"),
    ("等", r"など|等"),
    ("町づくり", r"(?:まち|街|町)(?:づくり|作り|造り)"),
    ("課", r"[課科](?![一-龠])"),
    ("係", r"[係系](?![一-龠])"),
)
_SPELLED = re.compile("|".join(f"({spellings})" for _, spellings in _SPELLINGS))
_SAME_UNITS = (("人", "名"), ("%", "パーセント"), ("km", "キロメートル"), ("m2", "平方メートル"), ("kg", "キログラム"))
# Characters that tell two names apart on purpose: numbers, directions, sizes, kinds of offices.
_TELLING = re.compile(
    "[0-9一二三四五六七八九十百上中下左右前後東西南北内外新旧大小男女春夏秋冬高低課係部局室班区市町村]|.[区市町村県]"
)
_SHORTEST = 6  # letters; shorter names that differ in one are different names

_WRITE_ALIKE = (
    "If both are one, write both as the source does, and delete no line. If they differ in the source, {acknowledge}"
)
_DELETE_OR_WRITE_ALIKE = (
    "Was one thing written twice? Then delete one, with the lines below it. If they are spelt differently alone, write "
    "them as the source does. If they differ, {acknowledge}"
)


def near_duplicate_name(plan: Plan, problems: Problems) -> None:
    """Two spellings of one name become two offices, policies or units, and lists and counts tell them apart."""
    for names, advice in (
        (_departments(plan), _WRITE_ALIKE),
        (_subjects(plan), _DELETE_OR_WRITE_ALIKE),
        (_headings(plan), _WRITE_ALIKE),
    ):
        for (name, record, at), (other, _, place) in _near_pairs(names):
            _warn_of_spelling(problems, record, at, name, other, place=place, advice=advice)
    for (name, record, at), (other, _, place) in chain(_endings(_departments(plan)), _endings(_bureaus(plan))):
        _warn_of_spelling(problems, record, at, name, other, place=place)
    for beside, shortest in (
        (_headings(plan), _SHORT),
        (_departments(plan), _SHORT_OFFICE),
        *_parts(plan),
        (_bureaus(plan), _SHORT_OFFICE),
    ):
        for (name, record, at), (other, _, place) in _seldom_beside_often(beside, shortest):
            _warn_of_spelling(problems, record, at, name, other, place=place)
    for (name, record, at), (other, _, place) in _named_again(plan):
        _warn_of_spelling(problems, record, at, name, other, place=place)
    units: dict[str, Naming] = {}
    for naming in _each_once(_units(plan)):
        known = units.setdefault(_unit_key(naming[0]), naming)
        if known is not naming:
            # Where it is acknowledged at either of them, a further one elsewhere asks for nothing.
            (unit, record, at), (other, _, place) = (known, naming) if _is_accepted(known[1]) else (naming, known)
            found = "the units “{name}” and “{other}” ({place}) are both used for one thing"
            _warn_of_spelling(problems, record, at, unit, other, found, place=place)


def _warn_of_spelling(
    problems: Problems,
    record: Subject,
    at: FilePosition,
    name: str,
    other: str,
    found: str = "“{name}” is nearly the same as “{other}” ({place})",
    *,
    place: FilePosition,
    advice: str = _WRITE_ALIKE,
) -> None:
    warn(
        problems,
        record,
        "near-duplicate-name",
        found,
        at,
        advice=advice,
        name=name,
        other=other,
        place=place,
    )


Naming = tuple[str, Subject, FilePosition]  # a name, whose it is, where it is written


def _named_again(plan: Plan) -> Iterator[tuple[Naming, Naming]]:
    """Parts that say others again, and plans that the glossary explains, where both are spelt otherwise."""
    for project in plan.projects:
        for item in project.sub_items:
            origin = _repeated(item, plan)
            if origin and item.name != origin.name and folded(item.name) == folded(origin.name):
                yield (item.name, project, item.written_at), (origin.name, project, origin.written_at)
    terms = {term.id: term for term in plan.about.glossary}
    for parent in plan.about.parent_plans:
        term = terms.get(parent.id)
        if term and parent.short_name and _near(((parent.short_name, False), (term.name, False))):
            yield (parent.short_name, plan.about, parent.written_at), (term.name, plan.about, term.written_at)


def _repeated(item: SubItem, plan: Plan) -> SubItem | None:
    """What a part says again, where that is a part of a project as well."""
    id, _, part = item.repeats.partition("/")
    parts = plan.projects_by_id[id].sub_items if part and id in plan.projects_by_id else ()
    return next((one for one in parts if one.id == part), None)


def _near_pairs(names: Iterable[Naming]) -> Iterator[tuple[Naming, Naming]]:
    """Each name that is nearly another one, with that; each spelling is told once.

    Of both, the one that acknowledges it comes first, else the rarer, else the later.
    """
    names = list(names)
    for told, other in _near(tuple((name, _is_accepted(record)) for name, record, _ in names)):
        yield names[told], names[other]


@lru_cache(maxsize=100)  # after most saves all names are those of before
def _near(names: Sequence[tuple[str, bool]]) -> Sequence[tuple[int, int]]:
    """The same of names that are acknowledged or not, by their places."""
    once: dict[str, int] = {}  # the first place of each, or the one that acknowledges it
    for place, (name, is_accepted) in enumerate(names):
        known = once.setdefault(_plain(name), place)
        if is_accepted and not names[known][1]:
            once[_plain(name)] = place
    times = Counter(_plain(name) for name, _ in names)
    known_by: dict[str, int] = {}
    pairs = []
    for place in once.values():
        traces = _traces(names[place][0])
        first = next((known_by[trace] for trace in traces if trace in known_by), None)
        if first is not None:
            both = sorted((place, first), key=lambda one: (not names[one][1], times[_plain(names[one][0])]))
            pairs.append((both[0], both[1]))
        for trace in traces:
            known_by.setdefault(trace, place)
    return pairs


def _seldom_beside_often(names: Iterable[Naming], shortest: int) -> Iterator[tuple[Naming, Naming]]:
    """Short names as well, where one stands once and the other again and again; a letter may be lost or doubled."""
    names = [naming for naming in names if shortest - 1 <= len(_plain(naming[0])) <= _SHORTEST]
    times = Counter(_plain(name) for name, _, _ in names)
    usual = {name for name, n in times.items() if n >= _OFTEN and shortest <= len(name) < _SHORTEST}
    often = {name: naming for naming in reversed(names) if (name := _plain(naming[0])) in usual}
    for naming in names:
        if times[_plain(naming[0])] == 1:
            traces = {*_traces(naming[0], _SHORT)}
            yield from ((naming, other) for name, other in often.items() if traces.intersection(_traces(name, _SHORT)))


def _endings(offices: Iterable[Naming]) -> Iterator[tuple[Naming, Naming]]:
    """市民協働 beside 市民協働課, and 市民協働課課: an office that lost its last letter, or has it twice."""
    known = {_plain(naming[0]): naming for naming in _each_once(offices)}
    for name, naming in known.items():
        shorter = known.get(name[:-1])
        if name[-2:-1] == name[-1] and name[-1] in _OFFICES and shorter:
            yield naming, shorter
        elif shorter and name[-1] in _OFFICES and name[-2] not in _OFFICES:
            yield shorter, naming


_OFFICES = "課室部局係"
_SHORT = 3  # letters
_SHORT_OFFICE = 5  # 市民協働課; of shorter ones many differ in a letter: 市民課, 住民課
_OFTEN = 3


def _each_once(names: Iterable[Naming]) -> Collection[Naming]:
    """The first place of each name, or the one that acknowledges it; letters in full width make no other name."""
    first: dict[str, Naming] = {}
    for naming in names:
        known = first.setdefault(name := _plain(naming[0]), naming)
        if _is_accepted(naming[1]) and not _is_accepted(known[1]):
            first[name] = naming
    return first.values()


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name)


def _is_accepted(record: Subject) -> bool:
    return "near-duplicate-name" in record.accept


@lru_cache(maxsize=40_000)  # after a save nearly all names are those of before
def _traces(spelt: str, shortest: int = _SHORTEST) -> tuple[str, ...]:
    """What a name shares with another that differs from it in no letter, or in one that tells nothing or is lost."""
    name = folded(spelt)
    if len(name) < shortest:
        return (name,)
    places = [place for place in range(len(name)) if not _TELLING.match(name, place)]
    parts = [(name[:place], name[place + 1 :]) for place in places]
    return (name, *map("*".join, parts), f"-{name}", *(f"-{before}{behind}" for before, behind in parts))


def folded(name: str) -> str:
    """A name without what spellings of one name differ in."""
    text = unicodedata.normalize("NFKC", name).lower()
    return _SPELLED.sub(lambda found: _SPELLINGS[cast(int, found.lastindex) - 1][0], text)


def _unit_key(unit: str) -> str:
    name = folded(unit)
    return next((names[0] for names in _SAME_UNITS if name in names), name)


def _departments(plan: Plan) -> Iterator[Naming]:
    for subject in (*plan.nodes, *plan.projects):
        departments = subject.all_departments if isinstance(subject, Project) else subject.departments
        for department in departments:
            yield from ((name, subject, department.written_at) for name in department.names)


def _bureaus(plan: Plan) -> Iterator[Naming]:
    """市民局 of 市民局 地域政策課."""
    parted = ((name.split(), record, at) for name, record, at in _departments(plan))
    yield from ((parts[0], record, at) for parts, record, at in parted if len(parts) > 1)


def _subjects(plan: Plan) -> Iterator[Naming]:
    yield from ((one.name, one, one.written_at) for one in (*plan.nodes, *plan.projects, *plan.about.themes))


def _headings(plan: Plan) -> Iterator[Naming]:
    """What indicators and evaluations are gathered under."""
    yield from ((one.group, one, one.written_at) for one in plan.indicators if one.group)
    yield from ((one.title, one, one.written_at) for one in plan.evaluations)


def _parts(plan: Plan) -> Iterator[tuple[list[Naming], int]]:
    """The names of the parts that the values of one row are broken down into, year by year."""
    for row in rows_of_values(plan):
        if parts := [(part.name, row.record, part.written_at) for value in row.values for part in value.parts]:
            yield parts, _SHORT


def _units(plan: Plan) -> Iterator[Naming]:
    for indicator in plan.indicators:
        units = (indicator.unit, *(series.unit for series in indicator.series))
        yield from ((unit, indicator, indicator.written_at) for unit in units if unit)
    for table in plan.tables:
        units = (table.unit, *(s.unit for s in table.series), *(c.unit for c in table.columns))
        yield from ((unit, table, table.written_at) for unit in units if unit)
    for money in plan.money:
        units = (money.unit, *(row.unit for row in money.rows))
        yield from ((unit, money, money.written_at) for unit in units if unit)


def repeat_without_origin(plan: Plan, problems: Problems) -> None:
    """What is called 再掲 is printed in full somewhere else; a reader wants to get there."""
    for project in plan.projects:
        for item in project.sub_items:
            _check_origin(item, project, plan, problems)
        lost = [
            (item.name or item.number, item.written_at, _printed_in_full(item.name, plan))
            for item in project.sub_items
            if _is_lost(item)
        ]
        has_origin = any(item.repeats for item in project.sub_items) or project.text_of
        if not lost and REPEATED in project.wording and not has_origin:
            lost = [(project.name, project.written_at, "")]
        for name, at, near in lost:
            warn(
                problems,
                project,
                "repeat-without-origin",
                "“{name}” is called 再掲, but leads nowhere",
                at,
                advice=(
                    "Does it repeat “{near}”? Then add a line “repeats: {near}” below its name, in the column of "
                    "“name”."
                )
                if near
                else (
                    "Is there the project that it repeats, printed in full? Then add a line “repeats: …” below its "
                    "name, with the “id:” of that (project/sub-item for a part of it). If the source has no such word, "
                    "take “wording:” away. If what it repeats is in no part of this plan, {acknowledge}"
                ),
                name=name,
                near=near,
            )


def _check_origin(item: SubItem, project: Project, plan: Plan, problems: Problems) -> None:
    """What it repeats bears its name, or no other thing does."""
    name = normalised(item.name).replace(f"({REPEATED})", "")
    other, _, part = item.repeats.partition("/")
    origin = plan.projects_by_id.get(other)
    names = [origin.name, *(one.name for one in origin.sub_items if not part or one.id == part)] if origin else []
    is_another = bool(name and names) and not difflib.get_close_matches(name, names, 1, 0.6)
    near = _printed_in_full(name, plan) if is_another else ""
    if near and near.partition("/")[0] != other:
        warn(
            problems,
            project,
            "repeat-without-origin",
            "“{name}” is said to repeat “{other}”, but “{near}” bears its name",
            item.written_at,
            advice="Does it repeat “{near}”? Then write “repeats: {near}”. If it is printed so, {acknowledge}",
            name=item.name,
            other=item.repeats,
            near=near,
        )


def _printed_in_full(name: str, plan: Plan) -> str:
    """What of the same name, or nearly so, is no repetition, as `repeats` names it."""
    known = {project.name: project.id for project in plan.projects if REPEATED not in project.wording}
    for project in plan.projects:
        whole = [item for item in project.sub_items if item.id and not item.repeats and not _is_lost(item)]
        known |= {item.name: f"{project.id}/{item.id}" for item in whole if item.name}
    near = next(iter(difflib.get_close_matches(name, list(known), 1, 0.85)), "")
    return known.get(near, "")


def _is_lost(item: object) -> bool:
    texts = (getattr(item, "wording", ""), getattr(item, "name", ""), *getattr(item, "marks", ()))
    return any(REPEATED in text for text in texts) and not getattr(item, "repeats", "")


def one_way_reference(plan: Plan, problems: Problems) -> None:
    """A text names a project, but neither lists nor the project's own page lead back: one of the two is not written."""
    for record, item, id, name, owner in (*_from_nodes(plan), *_from_themes(plan)):
        warn(
            problems,
            record,
            "one-way-reference",
            "“{project}” is named here, but is not listed under “{name}”",
            item.written_at,
            advice=(
                "Does it belong there? Then list it: “listings: {id}” at the project, or its id in “members:” of "
                "the theme. "
                "Is it named here by mistake? Then take its id out of “projects:” here. If it is printed so, "
                "{acknowledge}"
            ),
            project=plan.projects_by_id[id].name,
            name=name,
            id=owner,
        )


OneWay = tuple[Subject, Item, str, str, str]  # whose text, its entry, the project's id, what it should belong to


def _from_nodes(plan: Plan) -> Iterator[OneWay]:
    for node in plan.nodes:
        listed = _listed_below(plan, node)
        for item, id in _named_projects(plan, _items(node)):
            if id not in listed:
                yield node, item, id, node.name, node.id
            themes = (plan.themes_by_id[theme] for theme in item.themes if theme in plan.themes_by_id)
            yield from ((node, item, id, theme.name, theme.id) for theme in themes if _lacks(plan, theme, id))


def _from_themes(plan: Plan) -> Iterator[OneWay]:
    for theme in plan.about.themes:
        for item, id in _named_projects(plan, (*_items(theme), *theme.ideas)):
            if _lacks(plan, theme, id):
                yield theme, item, id, theme.name, theme.id


def _named_projects(plan: Plan, items: Iterable[Item]) -> Iterator[tuple[Item, str]]:
    for item in items:
        yield from ((item, id) for id in item.projects if id in plan.projects_by_id)
        yield from _named_projects(plan, item.items)


def _lacks(plan: Plan, theme: Theme, id: str) -> bool:
    """A theme with members of which the project is none."""
    members = [project.id for project in plan.members(theme)]
    return bool(members) and id not in members


def _listed_below(plan: Plan, node: Node) -> set[str]:
    own = {project.id for _, project in plan.listings(node.id)}
    return own.union(*(_listed_below(plan, child) for child in plan.children(node.id)))


def _items(subject: Node | Theme) -> Sequence[Item]:
    items = [*subject.directions, *subject.activities, *subject.outlook]
    years = (*subject.results, *subject.plans, *subject.year_goals)
    return [*items, *(item for year in years for item in year.items)]


def link_names_another(plan: Plan, problems: Problems) -> None:
    """A link that bears the name of one goal and leads to another sends readers to the wrong promise."""
    if not any(chapter.links for chapter in plan.chapters):
        return
    names = _linked_names(Itself(plan))
    bearers = Counter(name for of_one in names.values() for name in of_one)
    owners = {name: target for target, of_one in names.items() for name in of_one if bearers[name] == 1}
    plain = _by_letters(names)
    for chapter in plan.chapters:
        for link in chapter.links:
            target, text = link.target.partition("#")[0], normalised(link.text)
            other = (
                owners.get(text)
                or plain.get(_letters(text))
                or (_chapter_named(text, owners) if target.startswith("chapter:") else "")
            )
            if other and target in names and target != other:
                warn(
                    problems,
                    chapter,
                    "link-names-another",
                    "the link “{text}” leads to “{target}”, which is another",
                    link.at,
                    advice="Did you mean “{near}”? If it is meant so, {acknowledge}",
                    text=link.text,
                    target=target,
                    near=other,
                )


def heading_of_link_differs(plan: Plan, problems: Problems) -> None:
    """A link that bears a name or heading as it was, or with another letter, announces what is not there."""
    if not any(chapter.links for chapter in plan.chapters):
        return
    headings = {
        f"chapter:{chapter.id}#{heading.id}": heading.text for chapter in plan.chapters for heading in chapter.headings
    }
    names = _linked_names(Itself(plan))
    for chapter in plan.chapters:
        for link in chapter.links:
            target = f"chapter:{chapter.id}{link.target}" if link.target.startswith("#") else link.target
            quoted, heading = _QUOTED.search(link.text), headings.get(target, "")
            text = normalised(link.text)
            known = sorted(names.get(target, ()))
            alike = [(said, name) for name in known if (said := alike_in(text, name))]
            alike = alike or _reworded(link.text, known)
            if quoted and heading and _is_nearly_in(normalised(quoted[1]), normalised(heading)):
                alike = [(quoted[1], heading)]
            for said, name in alike[:1]:
                warn(
                    problems,
                    chapter,
                    "heading-of-link-differs",
                    "the link says “{text}”, but leads to “{heading}”",
                    link.at,
                    advice="Has that been reworded, or is a letter wrong? Then reword the link. If it is meant so, "
                    "{acknowledge}",
                    text=said,
                    heading=name,
                )


def _reworded(text: str, names: Sequence[str]) -> list[tuple[str, str]]:
    """The text of a link and a name that is much like it, where it bears no name, whole or in part."""
    letters = _letters(text)
    all_plain = {name: _letters(name) for name in names}
    plain = {name: own for name, own in all_plain.items() if len(own) >= _WHOLE_NAME}
    if any(name in letters or letters in name for name in plain.values()):
        return []
    return [(text, name) for name, own in plain.items() if _is_nearly_in(letters, own)]


def _letters(text: str) -> str:
    """Without numbers and signs, which a link may leave out: (2) of 1-(2)."""
    return _NO_LETTERS.sub("", normalised(text))


def _by_letters(names: Mapping[str, set[str]]) -> dict[str, str]:
    """What alone bears a name of many letters."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for target, of_one in names.items():
        for letters in filter(lambda letters: len(letters) >= _WHOLE_NAME, map(_letters, of_one)):
            bearers[letters].add(target)
    return {letters: next(iter(targets)) for letters, targets in bearers.items() if len(targets) == 1}


_WHOLE_NAME = 6  # letters
_NO_LETTERS = re.compile(r"[\W\d_]")
_QUOTED = re.compile("「([^「」]{4,})」")
_NEARLY = 0.6


def _is_nearly_in(quoted: str, heading: str) -> bool:
    return quoted not in heading and difflib.SequenceMatcher(None, quoted, heading, autojunk=False).ratio() > _NEARLY


def _chapter_named(text: str, owners: Mapping[str, str]) -> str:
    """第3章「2 事業一覧」 is in the chapter of that number, whatever else the link says."""
    number = _NUMBER_OF_CHAPTER.search(text)
    other = owners.get(number[0], "") if number else ""
    return other if other.startswith("chapter:") else ""


_NUMBER_OF_CHAPTER = re.compile("第[0-9一二三四五六七八九十]+[章編部]")


@lru_cache(maxsize=8)  # two questions look at it, plan by plan
def _linked_names(of: Itself[Plan]) -> Mapping[str, set[str]]:
    return dict(_names_of_targets(of.object))


def _names_of_targets(plan: Plan) -> Iterator[tuple[str, set[str]]]:
    """What links to the plan's own things are called by: a number, a name, or both."""
    levels = {level.id: level.name for level in plan.about.levels}
    for node in plan.nodes:
        level = levels.get(node.level, "")
        yield f"node:{node.id}", _spoken(node.number, node.name) | _spoken(level + node.number, node.name)
    for scheme, named in (("project", plan.projects), ("theme", plan.about.themes)):
        for one in named:
            yield f"{scheme}:{one.id}", _spoken(one.number, one.name)
    for chapter in plan.chapters:
        if not chapter.of:
            yield f"chapter:{chapter.id}", _spoken(chapter.number, chapter.title)


def _spoken(number: str, name: str) -> set[str]:
    """Not a bare ① or 2, which many things have."""
    return {normalised(text) for text in (number, name, number + name) if len(normalised(text)) > 2}


NAMING: tuple[Check, ...] = (
    near_duplicate_name,
    repeat_without_origin,
    one_way_reference,
    link_names_another,
    heading_of_link_differs,
)
