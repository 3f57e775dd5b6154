"""What the records of a plan say of each other: is each id there once, and does each reference lead to something?"""

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from urllib.parse import unquote

from keikaku.kept import Itself, Kept
from keikaku.plan.evaluations import Answer, Evaluation
from keikaku.plan.indicators import Indicator
from keikaku.plan.narrative import Chapter, FigureReference
from keikaku.plan.observations import Observation
from keikaku.plan.plan import Plan
from keikaku.plan.record import Noted, Record, is_id, position_of
from keikaku.plan.tables import Money, Table
from keikaku.plan.tree import Item, Node, Project, SubItem, Theme
from keikaku.problems import FilePosition, Problems
from keikaku.reading.narrative_links import BARE_ID, CANNOT_LINK, PLAN_SCHEMES, WHERE_LINKS_LEAD, names_file
from keikaku.reading.records import DataFile
from keikaku.reading.unknown import report_unknown
from keikaku.values import normalised

Reference = tuple[str, str, FilePosition]  # what it names, its id, where it is written
ANOTHER_ID = "Give one of them another id."
_WITH_PAGES = "node, project, theme or chapter"
_SUBJECTS = "node or project"
_FIGURES = "indicator, table or money"


def check_ids(plan: Plan, problems: Problems) -> None:
    """Ids that are looked up within one list only. Those of the whole plan are taken as its records are gathered."""
    about = plan.about
    lists: list[Iterable[Record]] = [about.levels, about.marks, about.states, about.scales]
    lists += [about.glossary, *(scale.options for scale in about.scales)]
    lists += [indicator.series for indicator in plan.indicators]
    lists += [part for table in plan.tables for part in (table.columns, table.series)]
    lists += [money.rows for money in plan.money]
    lists += [[item for item in project.sub_items if item.id] for project in plan.projects]
    for records in lists:
        _check_once(records, problems)
    _check_once(about.parent_plans, problems, ANOTHER_ID if about.glossary else _LIST_OR_ID)
    _check_once(plan.chapters, problems)


def _check_once(records: Iterable[Record | Chapter], problems: Problems, advice: str = ANOTHER_ID) -> None:
    seen: dict[str, Record | Chapter] = {}
    for record in records:
        id = record.id  # type: ignore[union-attr]
        first = seen.setdefault(id, record)
        if first is not record:
            problems.add(
                "id-twice",
                "the id “{id}” is taken; first at {first}",
                record.written_at,
                advice=DELETE_ONE if say_the_same(first, record) else advice,
                id=str(id),
                first=str(first.written_at),
            )


DELETE_ONE = "Both say the same: delete one of them."
# Terms that explain a plan bear its id, and stand below the plans where the line between them is lost.
_LIST_OR_ID = (
    "Is it explained here as a term? Then the line “glossary:” is lost above the first of these: write it at the left "
    "edge. Otherwise give one of them another id."
)


def say_the_same(first: object, second: object) -> bool:
    """Two records that differ in nothing but where they were written: a line that was pasted twice."""
    return isinstance(first, Record) and repr(first) == repr(second)


def check_references(
    plan: Plan, files: Iterable[DataFile], elsewhere: Collection[str], problems: Problems, kept: Kept
) -> None:
    """Of what is `kept`, a record that is the very same one is not looked through again."""
    known = known_ids(plan)
    told: set[tuple[str, str]] = set()  # of a list that the plan does not have: one line is missing, not each use wrong
    for what, id, at in references_of(plan, files):
        if not known[what] and (what, id) in told:
            continue
        told.add((what, id))
        is_torn = not id and any(problem.at == at for problem in problems)  # a link whose bracket is not closed
        if not (id in known[what] or id in elsewhere or is_torn):
            near = _of_another_kind(id, known) if what in PLAN_SCHEMES and at.file.endswith(".md") else ""
            others = _elsewhere(known[what], at)
            none = _ONLY_ITSELF if known[what] and not others else ""
            report_unknown(what, id, others, at, problems, near=near, elsewhere=elsewhere, none=none)
    for chapter in plan.chapters:
        _check_bare_links(chapter, known, problems)
    for what, id, at, own in _references_within(plan):
        if id not in own:
            report_unknown(what, id, own, at, problems, none="" if own else _NO_OPTIONS.get(what, ""))
    for project in plan.projects:
        _check_shared_text(project, plan, problems)
        _check_repeats(project, problems)
        _check_listings(project, plan, problems)
    _check_notes(plan, problems, kept)


_NO_OPTIONS = {
    "option": "Its scale has no options: are their lines lost in plan.yaml? Points are written as a number: 80点."
}
_ONLY_ITSELF = (
    "The only one in this plan is the text in which this stands. Add the text that is meant, or take the link away "
    "but for its words."
)


def _check_bare_links(chapter: Chapter, known: Mapping[str, Collection[str]], problems: Problems) -> None:
    """`[町](g1.html)`, without what kind of thing it is."""
    for link in chapter.links:
        match = BARE_ID.fullmatch(link.target)
        if match and not names_file(link.target):
            near = _of_another_kind(match[1], known)
            advice = "Did you mean “{near}”?" if near else WHERE_LINKS_LEAD
            problems.add("link-refused", CANNOT_LINK, link.at, advice=advice, link=link.target, near=near)


def _of_another_kind(id: str, known: Mapping[str, Collection[str]]) -> str:
    """`node:f3`, where a link leads to project:f3."""
    kinds = [kind for kind in PLAN_SCHEMES if id in known.get(kind, ())]
    return f"{kinds[0]}:{id}" if len(kinds) == 1 else ""


def _elsewhere(known: Collection[str], at: FilePosition) -> Collection[str]:
    """What may be meant in a text: not the text itself."""
    if not isinstance(known, Mapping) or not at.file.endswith(".md"):
        return known
    return {id: record for id, record in known.items() if getattr(record, "written_at", at).file != at.file}


def known_ids(plan: Plan) -> Mapping[str, Collection[str]]:
    """Everything that can be referred to, by what it is called."""
    about = plan.about
    subjects = plan.nodes_by_id | plan.projects_by_id
    return {
        "node": plan.nodes_by_id,
        "project": plan.projects_by_id,
        "theme": plan.themes_by_id,
        "indicator": plan.indicators_by_id,
        "table": plan.tables_by_id,
        "chapter": plan.chapters_by_id,
        "plan": ("", plan.id),
        _SUBJECTS: subjects,
        _WITH_PAGES: {**subjects, **plan.themes_by_id, **plan.chapters_by_id},
        _FIGURES: {**plan.indicators_by_id, **plan.tables_by_id, **plan.money_by_id},
        "level": {level.id: level for level in about.levels},
        "mark": {mark.id: mark for mark in about.marks},
        "state": {state.id: state for state in about.states},
        "scale": [scale.id for scale in about.scales],
        "parent plan": [parent.id for parent in about.parent_plans],
        "term": [term.id for term in about.glossary],
    }


def references_of(plan: Plan, files: Iterable[DataFile]) -> Iterator[Reference]:
    for file in files:
        if file.of:
            what = "node" if file.nodes or file.projects else _WITH_PAGES
            yield what, file.of, position_of(file.of)
    subjects: tuple[Node | Project | Theme, ...] = (*plan.nodes, *plan.projects, *plan.about.themes)
    for subject in subjects:
        yield from _each("mark", subject.marks, subject.written_at)
        yield from _of_items(_items(subject))
    valued: tuple[Indicator | Table | Money, ...] = (*plan.indicators, *plan.tables, *plan.money)
    groups: tuple[Iterable[Iterable[Reference]], ...] = (
        (_each("level", [node.level], node.written_at) for node in plan.nodes),
        map(_of_project, plan.projects),
        map(_of_theme, plan.about.themes),
        map(_of_indicator, plan.indicators),
        (_states_of(Itself(record)) for record in valued),
        map(_of_evaluation, plan.evaluations),
        (_each("node", [count.node], count.written_at) for count in plan.about.counts),
        map(_of_chapter, plan.chapters),
    )
    for group in groups:
        for references in group:
            yield from references


def _each(what: str, ids: Iterable[str | None], at: FilePosition) -> Iterator[Reference]:
    """Each with its own place, where it knows one."""
    for id in ids:
        if id:
            own = position_of(id)
            yield what, id, own if own.line else at


def _of_project(project: Project) -> Iterator[Reference]:
    at = project.written_at
    yield from _each("node", [listing.node for listing in project.listings], at)
    yield from _each("project", [project.text_of], at)
    for listing in project.listings:
        yield from _each("mark", listing.marks, listing.written_at)
    for item in project.sub_items:
        yield from _each("mark", item.marks, item.written_at)
        yield from _each("project", [item.repeats.partition("/")[0]], item.written_at)


def _of_theme(theme: Theme) -> Iterator[Reference]:
    yield from _each("project", theme.members, theme.written_at)
    yield from _each("mark", [theme.members_by_mark], theme.written_at)


def _of_evaluation(evaluation: Evaluation) -> Iterator[Reference]:
    for answer in evaluation.answers:
        yield from _each("scale", [answer.scale], answer.written_at)


@lru_cache(maxsize=20_000)  # after a save nearly all records are those of before
def _states_of(of: Itself[Indicator | Table | Money]) -> tuple[Reference, ...]:
    return tuple(ref for one in _observations(of.object) for ref in _each("state", [one.state], one.written_at))


def _of_indicator(indicator: Indicator) -> Iterator[Reference]:
    yield from _each(_SUBJECTS, indicator.of, indicator.written_at)
    for target in indicator.targets:
        yield from _each("parent plan", [target.plan], target.written_at)


def _of_chapter(chapter: Chapter) -> Iterator[Reference]:
    yield from _each(_SUBJECTS, [chapter.of], chapter.written_at)
    for part in chapter.parts:
        if isinstance(part, FigureReference):
            yield _FIGURES, part.id, part.at
    for link in chapter.links:
        scheme, _, rest = link.target.partition(":")
        if scheme in PLAN_SCHEMES:
            yield scheme, unquote(rest.partition("#")[0]), link.at


def _of_items(items: Iterable[Item]) -> Iterator[Reference]:
    for item in items:
        yield from _each("project", item.projects, item.written_at)
        yield from _each("theme", item.themes, item.written_at)
        yield from _each("mark", item.marks, item.written_at)
        yield from _of_items(item.items)


def _items(subject: Node | Project | Theme) -> Iterator[Item]:
    yield from (*subject.directions, *subject.activities, *subject.outlook)
    for year in (*subject.results, *subject.plans, *subject.year_goals):
        yield from year.items
    for fact in subject.facts:
        yield from fact.items
    if isinstance(subject, Theme):
        yield from subject.ideas
    if isinstance(subject, Project):
        for part in subject.sub_items:
            yield from part.items


def _observations(record: Indicator | Table | Money) -> Iterator[Observation]:
    rows = record.rows if isinstance(record, Money) else record.series
    if not isinstance(record, Money):
        yield from record.values
    for row in rows:
        yield from row.values


# --- references within one record --------------------------------------------------------------------------------


Within = tuple[str, str, FilePosition, Collection[str]]  # a reference, and what may stand there


def _references_within(plan: Plan) -> Iterator[Within]:
    for project in plan.projects:
        yield from _sub_items_of(project, plan)
    for indicator in plan.indicators:
        series = [series.id for series in indicator.series]
        yield from (("series", t.series, t.written_at, series) for t in indicator.targets if t.series)
    for money in plan.money:
        rows = [row.id for row in money.rows]
        yield from (("row", id, row.written_at, rows) for row in money.rows for id in (*row.sum_of, *row.difference_of))
    yield from _options(plan)


def _options(plan: Plan) -> Iterator[Within]:
    options = {scale.id: {option.id: option for option in scale.options} for scale in plan.about.scales}
    for scale in plan.about.scales:
        if scale.best:
            yield "option", scale.best, scale.written_at, options[scale.id]
    for evaluation in plan.evaluations:
        for answer in evaluation.answers:
            known = options.get(answer.scale)
            if known is not None:  # of a scale without options, answers are numbers: 80点, and not ①
                asked = (one for one in _options_of(answer) if known or not re.search(r"\d", one[1]))
                yield from ((what, id, at, known) for what, id, at in asked)


def _sub_items_of(project: Project, plan: Plan) -> Iterator[Within]:
    for item in project.sub_items:
        other, _, part = item.repeats.partition("/")
        if part and other in plan.projects_by_id:
            yield "sub-item", part, item.written_at, _ids(plan.projects_by_id[other].sub_items)
    for pledge in project.pledges:
        if pledge.sub_item:
            yield "sub-item", pledge.sub_item, position_of(pledge.sub_item), _ids(project.sub_items)


def _ids(items: Iterable[SubItem]) -> list[str]:
    return [item.id for item in items if item.id]


def _options_of(answer: Answer) -> Iterator[Reference]:
    yield from _each("option", answer.answer, answer.written_at)
    for vote in answer.votes:
        yield from _each("option", [vote.option], vote.written_at)


def _check_repeats(project: Project, problems: Problems) -> None:
    for item in project.sub_items:
        if item.repeats in (project.id, f"{project.id}/{item.id}"):
            problems.add(
                "below-itself",
                "“{name}” repeats its own project",
                position_of(item.repeats) if position_of(item.repeats).line else item.written_at,
                advice="“repeats” names the other project, where it is printed in full.",
                name=item.name or item.number,
            )


def _check_listings(project: Project, plan: Plan, problems: Problems) -> None:
    """再掲 is somewhere else than at home."""
    for listing in project.listings:
        if listing.node == plan.parents.get(project.id):
            problems.add(
                "below-itself",
                "“{name}” is listed again in “{node}”, where it stands already",
                listing.written_at,
                advice="Take this line of “listings” away, or name the place where it is printed again.",
                name=project.name,
                node=listing.node,
            )


def _check_notes(plan: Plan, problems: Problems, kept: Kept) -> None:
    """Of notes with an id of their own each is pointed to, and what looks like such an id is one."""
    records: tuple[Indicator | Table | Money, ...] = (*plan.indicators, *plan.tables, *plan.money)
    for record in records:
        used = kept.result(("notes", record.id), Itself(record), partial(_notes_of, record))
        unused = [key for key in record.notes if key not in used]
        for text in used:
            plain = normalised(text)
            if text in record.notes or not is_id(plain):
                continue
            near = next(iter(difflib.get_close_matches(plain, list(record.notes), 1, 0.5)), "")
            if near or re.search(r"\d", plain):  # n2, h30; not a word such as “provisional”
                problems.add(
                    "unknown-reference",
                    "there is no note “{id}” under “notes:” of this record",
                    position_of(text),
                    advice="Did you mean “{near}”? Or write the new note below “notes:”: {id}: …"
                    if near
                    else "Write it below “notes:”: {id}: …"
                    if record.notes
                    else "Write here what the note says, or add “notes:” to this record, with a line below it: {id}: …",
                    id=text,
                    near=near,
                )
                unused = [key for key in unused if key != near]
        for key in unused:
            problems.add(
                "unused-footnote",
                "nothing points to the note “{id}”",
                position_of(key),
                advice="Point to it at the value that it belongs to: {{value: …, note: {id}}}. "
                "If it belongs to none any more, take it away.",
                id=key,
            )


def _notes_of(record: Noted) -> list[str]:
    return list(_notes_within(record))


def _notes_within(record: Noted) -> Iterator[str]:
    """The notes of a record and of all that stands in it."""
    yield from record.note
    for name in type(record).model_fields:
        value = getattr(record, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Noted):
                yield from _notes_within(part)


def _check_shared_text(project: Project, plan: Plan, problems: Problems) -> None:
    other = plan.projects_by_id.get(project.text_of or "")
    if other and not other.text:
        problems.add(
            "no-shared-text",
            "“{name}” shares the text of “{other}”, which has none",
            project.written_at,
            advice="Write the text (text:) at “{other}”, or let “text_of” name the project where it is written.",
            name=project.name,
            other=other.name,
        )
