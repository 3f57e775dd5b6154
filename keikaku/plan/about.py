"""What `plan.yaml` says: whose plan it is, its status, its period, its levels, marks, scales and words."""

import difflib
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from keikaku.plan.record import (
    ColourField,
    DayInWords,
    Id,
    Language,
    Noted,
    Paragraphs,
    PlacedYear,
    Record,
    Short,
    Strings,
    Subject,
    WebAddress,
    WholeNumber,
    empty_entry,
    fault,
    listed,
    short_form,
)
from keikaku.plan.tree import Item, Theme
from keikaku.values import Absence
from keikaku.years import YearKind

NOT_STATED = "not stated"


class Statement(Noted):
    """What the source states (`text`), what the editor supplies instead (`editor`), or neither: not stated."""

    text: str = ""
    editor: str = ""

    @property
    def words(self) -> str:
        return self.text or self.editor


def _statement(data: object) -> object:
    if isinstance(data, str):
        if data.strip() in (NOT_STATED, "記載なし"):
            return Short({}, data)
        if difflib.get_close_matches(data.strip().lower(), [NOT_STATED], 1, 0.8):
            raise fault(
                "unknown-word", "“{found}” is nearly “{near}”", "Did you mean “{near}”?", found=data, near=NOT_STATED
            )
        return short_form("text")(data)
    return data


Stated = Annotated[Statement, BeforeValidator(_statement)]


class DocumentKind(StrEnum):
    PLAN = "plan"
    REPORT = "report"  # progress, results
    EVALUATION = "evaluation"


class Status(StrEnum):
    """Where a document stands. Only a decided, published or ended one goes without a banner."""

    DRAFT = "素案"
    PROPOSAL = "案"
    COMMENT = "パブリックコメント"
    FINAL_PROPOSAL = "最終案"
    DECIDED = "確定"
    REVISED = "改定"
    ENDED = "終了"
    PUBLISHED = "公表"  # a report or an evaluation, which is not decided but published
    UNSAID = "記載なし"

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """A plan in English writes `decided` for 確定, `final proposal` for 最終案."""
        names = {member.name.lower().replace("_", " "): member for member in cls} | {NOT_STATED: cls.UNSAID}
        return names.get(str(value))

    @property
    def is_open(self) -> bool:
        return self in (Status.DRAFT, Status.PROPOSAL, Status.COMMENT, Status.FINAL_PROPOSAL)


class Level(Record):
    """A level of the tree, with the plan's word for it. `page: false`: its nodes are sections of the parent's page."""

    id: Id
    name: str
    page: bool = True


class Mark(Record):
    """A mark and its meaning in words: ◎ 重点施策."""

    id: str
    sign: str = ""
    name: str
    meaning: str = ""
    counted: bool = True  # False: no figure counts the projects that bear it


class State(Record):
    """A state of a value: 途中, 見込, 速報. `comparable: false`: a mid-year flow, not held against a target."""

    id: str
    name: str = ""  # the source's word, where two states share it
    meaning: str = ""
    final: bool = False
    comparable: bool = True


class Option(Record):
    id: str
    name: str
    meaning: str = ""


class Scale(Record):
    """A scale of evaluation. `ordered: false`: its options are codes; `best`: the good end."""

    id: str
    name: str
    ordered: bool = True
    best: str = ""
    options: Annotated[tuple[Option, ...], listed()] = ()


class ParentPlan(Record):
    id: Id
    name: str
    short_name: str = ""
    period: str = ""
    text: Paragraphs = ()

    @property
    def is_explained(self) -> bool:
        """A name alone, which the source uses without a word about it, has no place in a glossary."""
        return bool(self.period or self.text)


class Source(Noted):
    """A document that the figures come from."""

    title: str
    publisher: str = ""
    date: DayInWords = ""
    address: WebAddress = ""
    held_by: str = ""


class Ancestor(Record):
    """A node of a larger plan above this one: named as context, without a page."""

    level: str
    number: str = ""
    name: str
    plan: str = ""


class Count(Noted):
    """A number of projects that the source declares; `repeats`: whether 再掲 rows are counted in it."""

    node: str = ""
    value: WholeNumber
    repeats: bool = False
    printed: str = ""


class Term(Noted):
    """An entry of the glossary."""

    id: Id
    name: str
    text: Paragraphs = ()
    number: str = ""  # *1, ※2: its sign in the source

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.text or self.note or self.editor_note):
            raise empty_entry("Write its “text:”.")
        return self


class Footing(Record):
    """How the plan counts its years: what a bare H25 is, when a fiscal year begins, and the plan's word for one."""

    kind: YearKind = YearKind.FISCAL
    start_month: WholeNumber = 4
    label: str = ""


class Labels(Record):
    """The plan's own words over its texts; empty: Keikaku's."""

    aim: str = ""
    policy: str = ""
    directions: str = ""
    year_goals: str = ""
    activities: str = ""
    results: str = ""
    plans: str = ""
    outlook: str = ""
    pledges: str = ""
    departments: str = ""
    indicators: str = ""
    projects: str = ""
    rationale: str = ""
    baseline: str = ""
    values: str = ""
    targets: str = ""
    evaluations: str = ""
    text: str = ""
    ideas: str = ""
    sub_items: str = ""
    money: str = ""
    glossary: str = ""


class PlanFile(Subject):
    """The whole of `plan.yaml`."""

    title: str
    short_title: str = ""
    subtitle: str = ""
    document: DocumentKind = DocumentKind.PLAN
    lang: Language = "ja"
    publisher: Stated
    body: Stated = Statement()  # whose plan it is, where that is not the publisher
    status: Status
    status_note: str = ""
    edition: Stated = Statement()
    title_year: PlacedYear | None = None
    data_year: PlacedYear | None = None
    period: Stated
    licence: Stated
    contact: Stated
    accessibility: Stated = Statement()
    summary: Paragraphs = ()
    years: Footing = Footing()
    levels: Annotated[tuple[Level, ...], listed()] = ()
    ancestors: Annotated[tuple[Ancestor, ...], listed()] = ()
    marks: Annotated[tuple[Mark, ...], listed()] = ()
    kinds: Strings = ()
    states: Annotated[tuple[State, ...], listed(short_form("id"))] = ()
    no_value: dict[str, Absence] = Field(default_factory=dict)
    scales: Annotated[tuple[Scale, ...], listed()] = ()
    parent_plans: Annotated[tuple[ParentPlan, ...], listed()] = ()
    sources: Annotated[tuple[Source, ...], listed()] = ()
    counts: Annotated[tuple[Count, ...], listed()] = ()
    themes: Annotated[tuple[Theme, ...], listed()] = ()
    glossary: Annotated[tuple[Term, ...], listed()] = ()
    labels: Labels = Labels()
    facts: Annotated[tuple[Item, ...], listed()] = ()
    progress: bool = True  # False: the city wants no computed verdicts in this plan
    key_colour: ColourField | None = None  # None: that of the site
    order: WholeNumber = 0  # its place on a home that lists several plans
    notes: dict[str, str] = Field(default_factory=dict)

    def is_final(self, state: str) -> bool:
        """A value without a state is final; one in a state, where the plan says so."""
        found = self.state(state)
        return not state or (found is not None and found.final)

    def is_comparable(self, state: str) -> bool:
        found = self.state(state)
        return found is None or found.comparable

    def scale(self, id: str) -> Scale | None:
        return next((scale for scale in self.scales if scale.id == id), None)

    def state_name(self, state: str) -> str:
        """The source's word for a state."""
        found = self.state(state)
        return (found.name or found.id) if found else state

    def mark(self, id: str) -> Mark | None:
        return next((mark for mark in self.marks if mark.id == id), None)

    def state(self, id: str) -> State | None:
        return next((state for state in self.states if state.id == id), None) if id else None

    def parent_plan(self, id: str) -> ParentPlan | None:
        return next((plan for plan in self.parent_plans if plan.id == id), None)
