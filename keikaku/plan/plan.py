"""A whole plan: its records joined into one tree, with every reference resolved on request."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Protocol, TypeVar

from keikaku.lines import NumberedLines
from keikaku.plan.about import Level, PlanFile, Term
from keikaku.plan.evaluations import Evaluation
from keikaku.plan.holding import bears_any
from keikaku.plan.indicators import Indicator
from keikaku.plan.narrative import Chapter, FigureReference, ValueReference
from keikaku.plan.observations import Quotable
from keikaku.plan.record import Subject
from keikaku.plan.tables import Money, Table
from keikaku.plan.tree import Listing, Node, Project, Theme
from keikaku.problems import FilePosition

PLAN = ""  # the owner of what belongs to the plan as a whole


@dataclass(frozen=True)
class Plan:
    """`id` is the folder's name. Tuples are in the order of the plan; `owners` tells whose each indicator, table, money
    record and evaluation is, by id."""

    id: str
    about: PlanFile
    nodes: tuple[Node, ...] = ()
    projects: tuple[Project, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    tables: tuple[Table, ...] = ()
    money: tuple[Money, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    parents: dict[str, str] = field(default_factory=dict)  # node or project → the node above
    owners: dict[str, str] = field(default_factory=dict)  # indicator, table … → node, project or PLAN
    pledged: dict[str, str] = field(default_factory=dict)  # indicator that reads a pledge → the printed sentence
    unused_files: tuple[FilePosition, ...] = ()  # pictures and files beside the narratives that no chapter names
    lines: Mapping[str, NumberedLines] = field(default_factory=dict, compare=False)  # of its files, by their names

    @cached_property
    def nodes_by_id(self) -> dict[str, Node]:
        return {node.id: node for node in self.nodes}

    @cached_property
    def projects_by_id(self) -> dict[str, Project]:
        return {project.id: project for project in self.projects}

    @cached_property
    def indicators_by_id(self) -> dict[str, Indicator]:
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def tables_by_id(self) -> dict[str, Table]:
        return {table.id: table for table in self.tables}

    @cached_property
    def money_by_id(self) -> dict[str, Money]:
        return {money.id: money for money in self.money}

    @cached_property
    def chapters_by_id(self) -> dict[str, Chapter]:
        return {chapter.id: chapter for chapter in self.chapters}

    @cached_property
    def themes_by_id(self) -> dict[str, Theme]:
        return {theme.id: theme for theme in self.about.themes}

    @cached_property
    def told_apart(self) -> dict[str, str]:
        """The names of the subjects that indicators of one name belong to, by the ids of these."""
        times = Counter(indicator.name for indicator in self.indicators)
        owners = {i.id: self.subject(self.owners[i.id]) for i in self.indicators if times[i.name] > 1}
        return {id: owner.name for id, owner in owners.items() if owner}

    def subject(self, id: str) -> Node | Project | Theme | None:
        return self.nodes_by_id.get(id) or self.projects_by_id.get(id) or self.themes_by_id.get(id)

    def level(self, node: Node) -> Level | None:
        return next((level for level in self.about.levels if level.id == node.level), None)

    def has_page(self, node: Node) -> bool:
        level = self.level(node)
        return level is None or level.page

    def parent(self, id: str) -> Node | None:
        return self.nodes_by_id.get(self.parents.get(id, ""))

    def ancestors(self, id: str) -> tuple[Node, ...]:
        """From the top of the tree down to the parent."""
        parent = self.parent(id)
        return (*self.ancestors(parent.id), parent) if parent else ()

    def children(self, id: str = PLAN) -> tuple[Node, ...]:
        return self._nodes_by_parent.get(id, ())

    def projects_under(self, node_id: str = PLAN) -> tuple[Project, ...]:
        """The projects at home there; not those listed again, nor those of the nodes below."""
        return self._projects_by_parent.get(node_id, ())

    def listings(self, node_id: str) -> tuple[tuple[Listing, Project], ...]:
        """What the source lists under a node, in its order: the projects at home there, and those listed again."""
        here = [(project.at_home, project) for project in self.projects_under(node_id)]
        again = self._listed_again.get(node_id, ())
        return tuple(sorted([*here, *again], key=lambda pair: _number_key(pair[0].number))) if again else tuple(here)

    def is_listed_again(self, node_id: str = PLAN) -> bool:
        """Does a place at the node or below it list a project that is at home elsewhere, or here already?"""
        below = (self.is_listed_again(child.id) for child in self.children(node_id))
        return node_id in self._listed_again or any(below)

    def bears_mark(self, mark_id: str) -> bool:
        """Does any project bear the mark where it is at home?"""
        return mark_id in self._marks_of_projects

    def evaluations_below(self, node_id: str = PLAN) -> tuple[Evaluation, ...]:
        """Those of the projects and nodes that stand below, in the order of the plan; not those of the node itself."""
        return self._evaluations_below.get(node_id, ())

    def owned(self, owner: str) -> "Owned":
        """What belongs to a node, project, chapter or the plan itself; indicators shared with it come last."""
        shared = tuple(i for i in self._shared_indicators if owner in i.of and self.owners[i.id] != owner)
        return Owned(
            self._indicators_by_owner.get(owner, ()) + shared,
            self._tables_by_owner.get(owner, ()),
            self._money_by_owner.get(owner, ()),
            self._evaluations_by_owner.get(owner, ()),
        )

    def owned_apart_from_texts(self, owner: str) -> "Owned":
        """The same without the figures that the texts on its page place themselves: a page shows each of them once."""
        owned, placed = self.owned(owner), self._placed_on_page_of(owner)
        if not placed:
            return owned
        return owned._replace(
            indicators=tuple(indicator for indicator in owned.indicators if indicator.id not in placed),
            tables=tuple(table for table in owned.tables if table.id not in placed),
            money=tuple(money for money in owned.money if money.id not in placed),
        )

    def _placed_on_page_of(self, id: str) -> frozenset[str]:
        if not self._placed:
            return frozenset()
        while (node := self.nodes_by_id.get(id)) and not self.has_page(node) and (parent := self.parent(id)):
            id = parent.id
        return self._placed_below(id)

    def _placed_below(self, id: str) -> frozenset[str]:
        """The figures in the texts of a subject, and of the nodes that are sections of its page."""
        sections = (child.id for child in self.children(id) if not self.has_page(child)) if id != PLAN else ()
        return self._placed.get(id, frozenset()).union(*map(self._placed_below, sections))

    @cached_property
    def _placed(self) -> dict[str, frozenset[str]]:
        """The figures in the texts of each subject; the text of the plan itself is its index."""
        texts = [(chapter.of or PLAN, chapter) for chapter in self.chapters if chapter.of or chapter.id == "index"]
        placed: dict[str, frozenset[str]] = {}
        for id, chapter in texts:
            ids = frozenset(part.id for part in chapter.parts if isinstance(part, FigureReference))
            placed[id] = placed.get(id, frozenset()) | ids
        return {id: ids for id, ids in placed.items() if ids}

    def parts(self) -> tuple[str, ...]:
        """The subjects that have a part, by their ids: with what belongs to one, `part` makes a plan of it."""
        sharing = (owner for indicator in self._shared_indicators for owner in indicator.of)
        owners = (*self.nodes_by_id, *self.projects_by_id, *self.owners.values(), *sharing)
        return tuple(dict.fromkeys(owners))

    def part(self, id: str) -> "Plan":
        """A subject with what belongs to it, as a plan with nothing else in it but plan.yaml."""
        node, project, owned = self.nodes_by_id.get(id), self.projects_by_id.get(id), self.owned(id)
        return Plan(
            self.id,
            self.about,
            nodes=(node,) if node else (),
            projects=(project,) if project else (),
            **owned._asdict(),
            owners={record.id: id for records in owned for record in records},
        )

    def records_of_part(self, id: str) -> tuple[Subject, ...]:
        """The records of that plan, which need not be made to look at them."""
        subject, owned = self.nodes_by_id.get(id) or self.projects_by_id.get(id), self.owned(id)
        records = (*owned.indicators, *owned.tables, *owned.money, *owned.evaluations)
        return (subject, *records) if subject else records

    @property
    def records(self) -> tuple[Node | Project | Indicator | Table | Money | Evaluation, ...]:
        return (*self.nodes, *self.projects, *self.indicators, *self.tables, *self.money, *self.evaluations)

    @cached_property
    def is_open(self) -> bool:
        """Does nothing at all bear a day or the word draft? Mostly so, and then nothing is to be held back."""
        records = (self.about, *self.records)
        return not (any(map(bears_any, records)) or any(chapter.is_held for chapter in self.chapters))

    def quoted(self, value: ValueReference) -> tuple[Indicator, Quotable]:
        """What a narrative quotes, with the indicator that it is of."""
        indicator = self.indicators_by_id[value.id]
        return indicator, indicator.quoted(value.kind, value.year, value.which)[0]

    def members(self, theme: Theme) -> tuple[Project, ...]:
        """The projects of a cross-cutting theme: those named, and those that bear its mark at any of their listings."""
        return self._members_by_theme.get(theme.id, ())

    @cached_property
    def _members_by_theme(self) -> dict[str, tuple[Project, ...]]:
        return {theme.id: self._members(theme) for theme in self.about.themes}

    def _members(self, theme: Theme) -> tuple[Project, ...]:
        mark = theme.members_by_mark
        return tuple(
            p
            for p in self.projects
            if p.id in theme.members or (mark and (mark in p.marks or any(mark in x.marks for x in p.listings)))
        )

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        return self.about.glossary

    # What is asked for each page is sorted once: looking through all projects for each project takes long.

    @cached_property
    def indicators_by_top(self) -> dict[str, tuple[Indicator, ...]]:
        """The indicators under each node of the first level, by its id; under PLAN those that stand under none."""
        return _grouped(self.indicators, {id: self._top(owner) for id, owner in self.owners.items()})

    def _top(self, id: str) -> str:
        above = self.parents.get(id, PLAN)
        return self._top(above) if above else id if id in self.nodes_by_id else PLAN

    @cached_property
    def _nodes_by_parent(self) -> dict[str, tuple[Node, ...]]:
        return _grouped(self.nodes, self.parents)

    @cached_property
    def _projects_by_parent(self) -> dict[str, tuple[Project, ...]]:
        return _grouped(self.projects, self.parents)

    @cached_property
    def _indicators_by_owner(self) -> dict[str, tuple[Indicator, ...]]:
        return _grouped(self.indicators, self.owners)

    @cached_property
    def _shared_indicators(self) -> tuple[Indicator, ...]:
        return tuple(indicator for indicator in self.indicators if indicator.of)

    @cached_property
    def _tables_by_owner(self) -> dict[str, tuple[Table, ...]]:
        return _grouped(self.tables, self.owners)

    @cached_property
    def _money_by_owner(self) -> dict[str, tuple[Money, ...]]:
        return _grouped(self.money, self.owners)

    @cached_property
    def _listed_again(self) -> dict[str, tuple[tuple[Listing, Project], ...]]:
        found: dict[str, list[tuple[Listing, Project]]] = {}
        for project in self.projects:
            for listing in project.listings:
                found.setdefault(listing.node, []).append((listing, project))
        return {node: tuple(pairs) for node, pairs in found.items()}

    @cached_property
    def _marks_of_projects(self) -> frozenset[str]:
        return frozenset(mark for project in self.projects for mark in project.marks)

    @cached_property
    def _evaluations_below(self) -> dict[str, tuple[Evaluation, ...]]:
        found: dict[str, list[Evaluation]] = {}
        for evaluation in self.evaluations:
            owner = self.owners[evaluation.id]
            if owner in self.parents:
                for above in (PLAN, *(node.id for node in self.ancestors(owner))):
                    found.setdefault(above, []).append(evaluation)
        return {node: tuple(evaluations) for node, evaluations in found.items()}

    @cached_property
    def _evaluations_by_owner(self) -> dict[str, tuple[Evaluation, ...]]:
        return _grouped(self.evaluations, self.owners)


class Owned(NamedTuple):
    indicators: tuple[Indicator, ...]
    tables: tuple[Table, ...]
    money: tuple[Money, ...]
    evaluations: tuple[Evaluation, ...]


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=_HasId)


def _grouped(records: Iterable[R], groups: Mapping[str, str]) -> dict[str, tuple[R, ...]]:
    """The records of each group, in their order; `groups` tells the group of each, by id."""
    found: dict[str, list[R]] = {}
    for record in records:
        found.setdefault(groups[record.id], []).append(record)
    return {group: tuple(members) for group, members in found.items()}


_CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)} | {chr(0x3251 + n): n + 21 for n in range(15)}


def _number_key(number: str) -> tuple[int, str]:
    """①, (1), 1-2: the order of printed numbers within one list."""
    digits = "".join(c for c in number if c.isascii() and c.isdigit())
    if number[:1] in _CIRCLED:
        return (_CIRCLED[number[0]], number)
    return (int(digits) if digits else 10**6, number)
