"""The records of all files of a plan → one Plan: nested records laid flat, references looked up, faults reported."""

from collections.abc import Collection
from dataclasses import replace

from keikaku.kept import Itself, Kept
from keikaku.plan.about import PlanFile
from keikaku.plan.holding import LISTS
from keikaku.plan.indicators import Indicator
from keikaku.plan.narrative import Chapter
from keikaku.plan.plan import PLAN, Plan
from keikaku.plan.tree import Holder, Node, Project, Theme
from keikaku.problems import Problems
from keikaku.reading.flat import laid_flat
from keikaku.reading.quoting import with_values
from keikaku.reading.records import DataFile
from keikaku.reading.references import ANOTHER_ID, DELETE_ONE, check_ids, check_references, say_the_same


def join_plan(
    id: str,
    about: PlanFile,
    files: Collection[DataFile],
    chapters: Collection[Chapter],
    problems: Problems,
    *,
    elsewhere: Collection[str] = (),
    kept: Kept | None = None,
) -> Plan:
    """One plan. `elsewhere`: ids in files that could not be read; what refers to them is at no fault.

    Of what is `kept`, a chapter is the very same one while its file and the values in it are.
    """
    kept = kept or Kept()
    gathered = _Gathered(problems, kept)
    for theme in about.themes:
        gathered.take(theme)
        _gather_held(theme, theme.id, gathered)
    for file in files:
        _gather_file(file, gathered)
    gathered.cut_circles()
    plan = Plan(
        id=id,
        about=about,
        # Those without a number come last, by their files: that one of them comes or goes does not move the others.
        chapters=tuple(sorted(chapters, key=lambda chapter: (not chapter.order, chapter.order))),
        parents=gathered.parents,
        owners=gathered.owners,
        pledged=gathered.pledged,
        **{name: tuple(records) for name, records in gathered.lists.items()},  # type: ignore[arg-type]
    )
    check_ids(plan, problems)
    check_references(plan, files, elsewhere, problems, kept)
    filled = (
        _kept_chapter(chapter, with_values(chapter, plan, elsewhere, problems), kept) for chapter in plan.chapters
    )
    return replace(plan, chapters=tuple(filled))


def _kept_chapter(chapter: Chapter, filled: Chapter, kept: Kept) -> Chapter:
    return kept.result(("filled", chapter.id), (Itself(chapter), filled), lambda: filled)


class _Gathered:
    """The flat lists, as they fill. Of two records with one id the first stays."""

    def __init__(self, problems: Problems, kept: Kept) -> None:
        self.problems = problems
        self.kept = kept
        self.lists: dict[str, list[object]] = {name: [] for name in LISTS}
        self.parents: dict[str, str] = {}
        self.owners: dict[str, str] = {}
        self.pledged: dict[str, str] = {}
        self.seen: dict[str, Node | Project | Theme | Indicator | Holder] = {}

    def add(self, kind: str, record: Node | Project | Indicator | Holder, *, parent: str = "", owner: str = "") -> None:
        id = record.id  # type: ignore[union-attr]
        if not self.take(record):
            return
        self.lists[kind].append(laid_flat(record, id, self.kept))
        if kind in ("nodes", "projects"):
            self.parents[id] = str(parent)  # without the place where it is written
        else:
            self.owners[id] = str(owner)

    def take(self, record: Node | Project | Theme | Indicator | Holder) -> bool:
        """Take the record's id; False, and a problem, where another record has it."""
        id = record.id  # type: ignore[union-attr]
        if id in self.seen:
            self.problems.add(
                "id-twice",
                "the id “{id}” is taken; first at {first}",
                record.written_at,
                advice=DELETE_ONE
                if say_the_same(self.seen[id], record)
                else ANOTHER_ID
                if self.seen[id].written_at.file == record.written_at.file
                else "Give one of them another id; or, if one of the two files is an old copy, delete that file.",
                id=str(id),
                first=str(self.seen[id].written_at),
            )
            return False
        self.seen[id] = record
        return True

    def cut_circles(self) -> None:
        """A node that stands below itself would have no end."""
        for id in self.parents:
            above, way = self.parents[id], [id]
            while above in self.parents and above not in way:
                way.append(above)
                above = self.parents[above]
            if above == id:
                self.problems.add(
                    "below-itself",
                    "“{id}” stands below itself: {way}",
                    self.seen[id].written_at,
                    advice="Delete the line “of:” at the top of the file of the one that stands highest: {files}.",
                    id=str(id),
                    way=" → ".join([*way, id]),
                    files="、".join(f"{self.seen[one].written_at.file}（{one}）" for one in way),
                )
                self.parents[id] = PLAN


def _gather_file(file: DataFile, gathered: _Gathered) -> None:
    owner = file.of or PLAN
    _gather_held(file, owner, gathered)
    for node in file.nodes:
        _gather_node(node, owner, gathered)
    for project in file.projects:
        _gather_project(project, owner, gathered)


def _gather_node(node: Node, parent: str, gathered: _Gathered) -> None:
    gathered.add("nodes", node, parent=parent)
    _gather_held(node, node.id, gathered)
    for child in node.nodes:
        _gather_node(child, node.id, gathered)
    for project in node.projects:
        _gather_project(project, node.id, gathered)


def _gather_project(project: Project, parent: str, gathered: _Gathered) -> None:
    gathered.add("projects", project, parent=parent)
    _gather_held(project, project.id, gathered)
    for pledge in project.pledges:
        for reading in pledge.readings:
            gathered.add("indicators", reading, owner=project.id)
            gathered.pledged[reading.id] = pledge.printed


def _gather_held(holder: Holder, owner: str, gathered: _Gathered) -> None:
    for kind in ("indicators", "tables", "money", "evaluations"):
        for record in getattr(holder, kind):
            gathered.add(kind, record, owner=owner)
