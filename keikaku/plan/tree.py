"""The tree of a plan: nodes of any level, and the projects that are listed under them."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Annotated, Self

from pydantic import BeforeValidator, model_validator

from keikaku.plan.evaluations import Evaluation
from keikaku.plan.indicators import Indicator
from keikaku.plan.record import (
    Id,
    Ids,
    Noted,
    Paragraphs,
    Publishable,
    Record,
    Short,
    Strings,
    Subject,
    Word,
    YearField,
    empty_entry,
    fault,
    listed,
    short_form,
)
from keikaku.plan.tables import Money, Table


class Item(Noted):
    """One entry of a list as printed: a heading, a text, entries of its own, what it points to."""

    heading: str = ""
    text: str = ""
    number: str = ""
    marks: Strings = ()
    items: "Items" = ()
    projects: Ids = ()
    themes: Ids = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.heading or self.text or self.items or self.projects or self.themes):
            raise empty_entry("Write its “text:”.")
        return self


Items = Annotated[tuple[Item, ...], listed(short_form("text"))]


class YearItems(Publishable):
    """The entries of one year: what was done, what is planned, what was aimed at."""

    year: YearField
    wording: str = ""  # what the source prints with the year: （実績）
    items: Items = ()
    text: Paragraphs = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.items or self.text or self.note):
            raise empty_entry("Write its “items:”.")
        return self


_OF_A_YEAR = {"items", "wording", "draft", "publish_on"}  # keys that no single entry has


def _year_items(data: object) -> object:
    """`{H28: [a, b]}` or `{H28: {items: …, note: …}}`."""
    if isinstance(data, list) and not all(isinstance(item, dict) and "year" in item for item in data):
        raise fault("wrong-shape", "entries stand here without their year", "Is a line such as “H28:” lost above them?")
    if not isinstance(data, dict):
        return data
    return [
        {"year": year, **item}
        if isinstance(item, dict) and _OF_A_YEAR & set(item) and "heading" not in item
        else {"year": year, "items": item}
        for year, item in data.items()
    ]


ItemsByYear = Annotated[tuple[YearItems, ...], BeforeValidator(_year_items)]


class Variant(Noted):
    """Another form in which the source prints a name, and where."""

    name: str
    where: str = ""


class LabelledText(Noted):
    """Something that the source prints under a label of its own: ゼネラルマネージャー / 市民部長."""

    label: str
    text: Paragraphs = ()
    items: Items = ()


def _department(data: object) -> object:
    """`市民局 市民協働推進課` is a bureau and its section."""
    if not isinstance(data, str):
        return data
    if re.search("[、，,]", data):
        parts = ", ".join(part.strip() for part in re.split("[、，,]", data))
        raise fault(
            "wrong-shape", "“{found}” names several departments", "Write a list: {near}", found=data, near=f"[{parts}]"
        )
    bureau, _, section = data.replace("\u3000", " ").strip().partition(" ")
    return short_form("name")(data) if not section else Short({"bureau": bureau, "sections": [section]}, data)


class Department(Noted):
    """Who is in charge: a bureau with its sections, or one name. `stands_for`: the offices that 各区… means."""

    bureau: str = ""
    sections: Strings = ()
    name: str = ""
    stands_for: Strings = ()
    as_of: YearField | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Each office in full: bureau and section."""
        if not self.sections:
            return (self.name or self.bureau,)
        return tuple(f"{self.bureau} {section}".strip() for section in self.sections)


Departments = Annotated[tuple[Department, ...], listed(_department)]


class Holder(Record):
    """Something that indicators, tables, money and evaluations may belong to."""

    indicators: Annotated[tuple[Indicator, ...], listed()] = ()
    tables: Annotated[tuple[Table, ...], listed()] = ()
    money: Annotated[tuple[Money, ...], listed()] = ()
    evaluations: Annotated[tuple[Evaluation, ...], listed()] = ()


class Named(Subject, Holder):
    """What nodes, projects and themes share."""

    id: Id
    name: str
    number: str = ""
    reading: str = ""
    variants: Annotated[tuple[Variant, ...], listed(short_form("name"))] = ()
    marks: Strings = ()
    departments: Departments = ()
    facts: Annotated[tuple[LabelledText, ...], listed()] = ()
    aim: Paragraphs = ()
    policy: Paragraphs = ()
    directions: Items = ()
    year_goals: ItemsByYear = ()
    activities: Items = ()
    results: ItemsByYear = ()
    plans: ItemsByYear = ()
    outlook: Items = ()


class SubItem(Noted):
    """A numbered part of a project; `repeats` names the project, or `project/sub-item`, that it says again."""

    id: Id | None = None
    number: str = ""
    name: str = ""
    place: str = ""  # the ward or office that a list is for
    text: Paragraphs = ()
    items: Items = ()
    departments: Departments = ()
    marks: Strings = ()
    repeats: str = ""
    wording: str = ""  # 再掲

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.number or self.name or self.text or self.items or self.repeats):
            raise empty_entry("Write its “name:”, or its “text:”.")
        return self


class Pledge(Publishable):
    """A target in words (数値目標等) as printed, with the editor's structured readings of it."""

    printed: str
    sub_item: Id | None = None
    readings: Annotated[tuple[Indicator, ...], listed()] = ()


class Listing(Publishable):
    """A place where a project is listed: its number, marks, wording and name there."""

    node: Id
    number: str = ""
    marks: Strings = ()
    wording: str = ""  # 再掲, 一部再掲
    name: str = ""  # where it differs
    page: str = ""  # the document's page


class Project(Named):
    text: Paragraphs = ()
    text_of: Id | None = None  # two projects share one printed text: it is written at that one
    sub_items: Annotated[tuple[SubItem, ...], listed()] = ()
    pledges: Annotated[tuple[Pledge, ...], listed(short_form("printed"))] = ()
    listings: Annotated[tuple[Listing, ...], listed(short_form("node"))] = ()
    page: str = ""
    wording: str = ""  # 一部再掲, where the source says so at its own place

    @cached_property
    def at_home(self) -> Listing:
        """How it is listed at its own place, without what other places say of it."""
        return Listing.model_construct(
            node="", number=self.number, marks=self.marks, wording=self.wording, name="", page=self.page
        )

    @property
    def all_departments(self) -> tuple[Department, ...]:
        """Those of the project, then those that only its parts name."""
        return (*self.departments, *(department for item in self.sub_items for department in item.departments))


class Node(Named):
    level: Word
    nodes: Annotated[tuple["Node", ...], listed()] = ()
    projects: Annotated[tuple[Project, ...], listed()] = ()


class Theme(Named):
    """Something that cuts across the tree: a viewpoint, or a cross-cutting project with its members."""

    kind: str  # the plan's word for it: 視点, プロジェクト
    text: Paragraphs = ()
    ideas: Items = ()
    members_by_mark: str = ""  # the mark that its members bear
    members: Ids = ()


def lists_of(subject: Node | Project | Theme) -> Iterator[Sequence[Item]]:
    """The lists of entries that a subject holds, also those within another entry."""
    lists = [subject.directions, subject.activities, subject.outlook, *(fact.items for fact in subject.facts)]
    lists += [year.items for year in (*subject.results, *subject.plans, *subject.year_goals)]
    while lists:
        yield (items := lists.pop())
        lists += [item.items for item in items if item.items]
