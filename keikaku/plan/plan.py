"""A whole plan: its records joined into one tree, with every reference resolved on request."""

from dataclasses import dataclass, field
from functools import cached_property

from keikaku.plan.about import Level, PlanFile, Term
from keikaku.plan.evaluations import Evaluation
from keikaku.plan.indicators import Indicator
from keikaku.plan.narrative import Chapter
from keikaku.plan.tables import Money, Table
from keikaku.plan.tree import Listing, Named, Node, Project, Theme

PLAN = ""  # the owner of what belongs to the plan as a whole


@dataclass(frozen=True)
class Placement:
    """A node or project in its place: `parent` is the id of the node above, empty at the top."""

    subject: Named
    parent: str


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
    def chapters_by_id(self) -> dict[str, Chapter]:
        return {chapter.id: chapter for chapter in self.chapters}

    @cached_property
    def themes_by_id(self) -> dict[str, Theme]:
        return {theme.id: theme for theme in self.about.themes}

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
        return tuple(node for node in self.nodes if self.parents[node.id] == id)

    def listings(self, node_id: str) -> tuple[tuple[Listing, Project], ...]:
        """What the source lists under a node, in its order: the projects at home there, and those listed again."""
        here = [
            (Listing(node=node_id, number=p.number, marks=p.marks, wording=p.wording, page=p.page), p)
            for p in self.projects
            if self.parents[p.id] == node_id
        ]
        again = [(listing, p) for p in self.projects for listing in p.listings if listing.node == node_id]
        return tuple(sorted([*here, *again], key=lambda pair: _number_key(pair[0].number))) if again else tuple(here)

    def owned(self, owner: str) -> "Owned":
        """What belongs to a node, project, chapter or the plan itself; indicators shared with it come last."""
        own = [i for i in self.indicators if self.owners[i.id] == owner]
        shared = [i for i in self.indicators if owner in i.of and self.owners[i.id] != owner]
        return Owned(
            tuple(own + shared),
            tuple(t for t in self.tables if self.owners[t.id] == owner),
            tuple(m for m in self.money if self.owners[m.id] == owner),
            tuple(e for e in self.evaluations if self.owners[e.id] == owner),
        )

    def members(self, theme: Theme) -> tuple[Project, ...]:
        """The projects of a cross-cutting theme: those named, and those that bear its mark at any of their listings."""
        mark = theme.members_by_mark
        return tuple(
            p
            for p in self.projects
            if p.id in theme.members or (mark and (mark in p.marks or any(mark in x.marks for x in p.listings)))
        )

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        return self.about.glossary


@dataclass(frozen=True)
class Owned:
    indicators: tuple[Indicator, ...]
    tables: tuple[Table, ...]
    money: tuple[Money, ...]
    evaluations: tuple[Evaluation, ...]


_CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)} | {chr(0x3251 + n): n + 21 for n in range(15)}


def _number_key(number: str) -> tuple[int, str]:
    """①, (1), 1-2: the order of printed numbers within one list."""
    digits = "".join(c for c in number if c.isascii() and c.isdigit())
    if number[:1] in _CIRCLED:
        return (_CIRCLED[number[0]], number)
    return (int(digits) if digits else 10**6, number)
