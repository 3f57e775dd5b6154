"""The records of all files of a plan → one Plan: nested records laid flat, references looked up, faults reported."""

import html
from collections.abc import Callable, Iterable
from dataclasses import replace

from keikaku.plan.about import PlanFile
from keikaku.plan.indicators import Indicator
from keikaku.plan.narrative import Chapter, Html
from keikaku.plan.plan import PLAN, Plan
from keikaku.plan.tree import Holder, Item, Named, Node, Project
from keikaku.problems import FilePosition, Problems
from keikaku.reading.narrative import VALUE_MARKER
from keikaku.reading.records import DataFile
from keikaku.years import parse_year


class _Gathered:
    """The flat lists, as they fill."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.lists: dict[str, list[object]] = {
            name: [] for name in ("nodes", "projects", "indicators", "tables", "money", "evaluations")
        }
        self.parents: dict[str, str] = {}
        self.owners: dict[str, str] = {}
        self.pledged: dict[str, str] = {}
        self.seen: dict[str, FilePosition] = {}

    def add(self, kind: str, record: Node | Project | Indicator | Holder, id: str) -> None:
        if id in self.seen:
            self.problems.add(
                "id-twice",
                "the id “{id}” is taken; first at {first}",
                record.written_at,
                advice="Give one of them another id.",
                id=id,
                first=str(self.seen[id]),
            )
            return
        self.seen[id] = record.written_at
        self.lists[kind].append(record)


def join_plan(id: str, about: PlanFile, files: Iterable[DataFile], chapters: list[Chapter], problems: Problems) -> Plan:
    gathered = _Gathered(problems)
    for file in files:
        _gather_file(file, gathered)
    for theme in about.themes:
        _gather_held(theme, theme.id, gathered)
    plan = Plan(
        id=id,
        about=about,
        chapters=tuple(sorted(chapters, key=lambda c: (c.order, c.id))),
        parents=gathered.parents,
        owners=gathered.owners,
        pledged=gathered.pledged,
        **{name: tuple(records) for name, records in gathered.lists.items()},  # type: ignore[arg-type]
    )
    _check_references(plan, problems)
    return replace(plan, chapters=tuple(_with_values(chapter, plan, problems) for chapter in plan.chapters))


def _gather_file(file: DataFile, gathered: _Gathered) -> None:
    _gather_held(file, file.of or PLAN, gathered)
    for node in file.nodes:
        _gather_node(node, file.of or PLAN, gathered)
    for project in file.projects:
        _gather_project(project, file.of or PLAN, gathered)


def _gather_node(node: Node, parent: str, gathered: _Gathered) -> None:
    gathered.add("nodes", node, node.id)
    gathered.parents[node.id] = parent
    _gather_held(node, node.id, gathered)
    for child in node.nodes:
        _gather_node(child, node.id, gathered)
    for project in node.projects:
        _gather_project(project, node.id, gathered)


def _gather_project(project: Project, parent: str, gathered: _Gathered) -> None:
    gathered.add("projects", project, project.id)
    gathered.parents[project.id] = parent
    _gather_held(project, project.id, gathered)
    for pledge in project.pledges:
        for reading in pledge.readings:
            gathered.add("indicators", reading, reading.id)
            gathered.owners[reading.id] = project.id
            gathered.pledged[reading.id] = pledge.printed


def _gather_held(holder: Holder, owner: str, gathered: _Gathered) -> None:
    for kind in ("indicators", "tables", "money", "evaluations"):
        for record in getattr(holder, kind):
            gathered.add(kind, record, record.id)
            gathered.owners[record.id] = owner


# --- references ------------------------------------------------------------------------------------------------


def _check_references(plan: Plan, problems: Problems) -> None:
    look = _Look(plan, problems)
    for subject in (*plan.nodes, *plan.projects, *plan.about.themes):
        look.parent_of(subject)
        look.marks(subject.marks, subject.written_at)
        for item in _all_items(subject):
            look.each(item.projects, plan.projects_by_id, "project", item.written_at)
            look.each(item.themes, plan.themes_by_id, "theme", item.written_at)
            look.marks(item.marks, item.written_at)
    for project in plan.projects:
        look.each([listing.node for listing in project.listings], plan.nodes_by_id, "node", project.written_at)
        look.each([project.text_of] if project.text_of else [], plan.projects_by_id, "project", project.written_at)
        look.sub_items(project)
    for indicator in plan.indicators:
        look.each(indicator.of, plan.nodes_by_id | plan.projects_by_id, "node or project", indicator.written_at)
        look.each(
            [t.plan for t in indicator.targets if t.plan],
            {p.id for p in plan.about.parent_plans},
            "parent plan",
            indicator.written_at,
        )
        look.states(indicator)
    for owned, owner in plan.owners.items():
        look.each(
            [owner] if owner else [],
            plan.nodes_by_id | plan.projects_by_id | plan.chapters_by_id | plan.themes_by_id,
            "node, project, theme or chapter",
            look.place(owned),
        )
    for theme in plan.about.themes:
        look.each(theme.members, plan.projects_by_id, "project", theme.written_at)
    for evaluation in plan.evaluations:
        look.each(
            [a.scale for a in evaluation.answers if a.scale],
            {s.id for s in plan.about.scales},
            "scale",
            evaluation.written_at,
        )
    for chapter in plan.chapters:
        look.each(
            [chapter.of] if chapter.of else [],
            plan.nodes_by_id | plan.projects_by_id,
            "node or project",
            chapter.written_at,
        )
        look.figures(chapter)


class _Look:
    """Looks references up, and says what is near where nothing is there."""

    def __init__(self, plan: Plan, problems: Problems) -> None:
        self.plan = plan
        self.problems = problems

    def each(self, ids: Iterable[str], known: Iterable[str], what: str, at: FilePosition) -> None:
        names = list(known)
        for id in ids:
            if id not in names:
                self.problems.add(
                    "unknown-reference",
                    "there is no {what} “{id}” in this plan",
                    at,
                    advice="Known here: {known}.",
                    what=what,
                    id=id,
                    known=_few(names),
                )

    def parent_of(self, subject: Named) -> None:
        parent = self.plan.parents.get(subject.id, "")
        if parent:
            self.each([parent], self.plan.nodes_by_id, "node", subject.written_at)
        if isinstance(subject, Node):
            self.each([subject.level], {level.id for level in self.plan.about.levels}, "level", subject.written_at)

    def marks(self, marks: Iterable[str], at: FilePosition) -> None:
        self.each(marks, {mark.id for mark in self.plan.about.marks}, "mark", at)

    def states(self, indicator: Indicator) -> None:
        states = {state.id for state in self.plan.about.states}
        for series in (indicator.values, *(s.values for s in indicator.series)):
            for observation in series:
                if observation.state:
                    self.each([observation.state], states, "state", observation.written_at)

    def sub_items(self, project: Project) -> None:
        for item in project.sub_items:
            if not item.repeats:
                continue
            target, _, part = item.repeats.partition("/")
            self.each([target], self.plan.projects_by_id, "project", item.written_at)
            other = self.plan.projects_by_id.get(target)
            if part and other:
                self.each([part], {s.id for s in other.sub_items if s.id}, "sub-item", item.written_at)

    def figures(self, chapter: Chapter) -> None:
        known = self.plan.indicators_by_id | self.plan.tables_by_id
        for part in chapter.parts:
            if not isinstance(part, Html):
                self.each([part.id], known, "indicator or table", part.at)

    def place(self, id: str) -> FilePosition:
        for records in (self.plan.indicators, self.plan.tables, self.plan.money, self.plan.evaluations):
            for record in records:
                if record.id == id:
                    return record.written_at
        return FilePosition("")


def _few(names: list[str], limit: int = 12) -> str:
    return ", ".join(names[:limit]) + (" …" if len(names) > limit else "")


def _all_items(subject: Named) -> Iterable[Item]:
    lists = [subject.directions, subject.activities, subject.outlook]
    lists += [year.items for year in (*subject.results, *subject.plans, *subject.year_goals)]
    for items in lists:
        yield from _walk(items)


def _walk(items: tuple[Item, ...]) -> Iterable[Item]:
    for item in items:
        yield item
        yield from _walk(item.items)


# --- values inside the narrative ---------------------------------------------------------------------------------


def _with_values(chapter: Chapter, plan: Plan, problems: Problems) -> Chapter:
    """A number in the prose comes from the data, so that it is written once."""
    fill = _value_filler(chapter, plan, problems)
    return replace(
        chapter,
        parts=tuple(
            Html(VALUE_MARKER.sub(lambda m: fill(m[1], m[2]), part.html)) if isinstance(part, Html) else part
            for part in chapter.parts
        ),
    )


def _value_filler(chapter: Chapter, plan: Plan, problems: Problems) -> Callable[[str, str], str]:
    def fill(id: str, year_text: str) -> str:
        year = parse_year(year_text)
        indicator = plan.indicators_by_id.get(id)
        values = [o for o in indicator.values if o.year == year] if indicator else []
        if not (indicator and values):
            problems.add(
                "unknown-value",
                "there is no value “{id}” of {year} in this plan",
                chapter.written_at,
                advice="Write {{{{value: indicator-id year}}}} with a year that has a value.",
                id=id,
                year=year_text,
            )
            return html.escape(f"{id} {year_text}")
        value = values[0].value
        return html.escape(value.printed if value.unit else value.printed + indicator.unit_word)

    return fill
