"""What every page of one plan is composed with: the plan, the words of its language, addresses, the frame."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

from keikaku.figure import Figure
from keikaku.kept import Itself, Kept
from keikaku.pages.addresses import ACCESSIBILITY, SITE_ABOUT, UPDATES, Addresses
from keikaku.pages.blocks import Frame, Link, Paragraphs, Tag
from keikaku.pages.figures import indicator_figure, money_figure, table_figure
from keikaku.pages.phrases import bracketed, held_text, status_text
from keikaku.pages.places import Places
from keikaku.plan.about import Statement
from keikaku.plan.embargo import Held
from keikaku.plan.indicators import Indicator
from keikaku.plan.narrative import Chapter
from keikaku.plan.plan import Plan
from keikaku.plan.record import Record, position_of
from keikaku.plan.tables import Money, Table
from keikaku.plan.tree import Node
from keikaku.words import Words, msgid
from keikaku.workspace import Settings


class Audience(StrEnum):
    """Who reads: chosen where pages are composed; no later stage asks."""

    PUBLIC = "public"
    STAFF = "staff"  # sees what is held back too
    WRITER = "writer"  # sees what staff see, and where it is written

    @property
    def is_public(self) -> bool:
        return self is Audience.PUBLIC


R = TypeVar("R", Indicator, Table, Money)
T = TypeVar("T")

# What Keikaku says over a text where the plan has no words of its own.
LABELS = {
    "aim": msgid("Aim"),
    "policy": msgid("Basic policy"),
    "directions": msgid("Directions"),
    "year_goals": msgid("Goals of each year"),
    "activities": msgid("Activities"),
    "results": msgid("Results"),
    "plans": msgid("Plan for the next year"),
    "outlook": msgid("Outlook"),
    "pledges": msgid("Targets"),
    "departments": msgid("In charge"),
    "indicators": msgid("Indicators"),
    "projects": msgid("Projects"),
    "rationale": msgid("Why the target was set so"),
    "evaluations": msgid("Evaluations"),
    "text": msgid("What it does"),
    "ideas": msgid("Ideas"),
    "sub_items": msgid("Its parts"),
    "money": msgid("Costs"),
    "glossary": msgid("Glossary"),
    "values": msgid("Actual"),
    "targets": msgid("Target"),
    "baseline": msgid("Baseline"),
}


@dataclass(frozen=True)
class Context:
    plan: Plan
    words: Words
    settings: Settings
    audience: Audience
    is_alone: bool  # the only plan of the site
    kept: Kept = field(default_factory=Kept, compare=False)
    places: Places = field(default_factory=Places, compare=False)

    @cached_property
    def around(self) -> object:
        """What is around the plan's records, which every page is made of: the very same thing while all of it is."""
        facts = (Itself(self.plan.about), Itself(self.words), self.settings, self.audience, self.is_alone)
        return self.kept.same("around", facts)

    @cached_property
    def addresses(self) -> Addresses:
        return Addresses(self.plan)

    def part(self, compose: Callable[..., T], record: Any) -> T:
        """A part of a page that is composed of one record."""
        return compose(self, record)

    def indicator_figure(self, indicator: Indicator) -> Figure:
        return self._figure(indicator_figure, indicator)

    def table_figure(self, table: Table) -> Figure:
        return self._figure(table_figure, table)

    def money_figure(self, money: Money) -> Figure:
        return self._figure(money_figure, money)

    def _figure(self, make: Callable[[Plan, R, Words], Figure], record: R) -> Figure:
        """A figure is made of its own record, and of what plan.yaml says; of nothing else in the plan."""
        facts = (Itself(self.plan.about), Itself(record), Itself(self.words))
        return self.kept.result(("figure", record.id), facts, lambda: make(self._bare_plan, record, self.words))

    @cached_property
    def _bare_plan(self) -> Plan:
        return Plan(self.plan.id, self.plan.about)

    def label(self, name: str) -> str:
        own: str = getattr(self.plan.about.labels, name, "")
        return own or self.words(LABELS[name])

    def tags(self, marks: tuple[str, ...], wording: str = "", *, of: Held | None = None) -> tuple[Tag, ...]:
        """Marks in words, the source's wording, and that what they stand at (`of`) is not public yet."""
        known = (self.plan.about.mark(mark) for mark in marks)
        tags = [Tag(mark.name, mark.sign, mark.meaning) for mark in known if mark]
        texts = (wording, held_text(self.words, of) if of else "")
        return (*tags, *(Tag(text) for text in texts if text))

    def tags_of_count(self, counted: Iterable[Held]) -> tuple[Tag, ...]:
        """That what is counted is partly not public yet."""
        return (Tag(self.words("Counts what is not public yet")),) if any(one.is_held for one in counted) else ()

    def with_hold(self, text: str, record: Held) -> str:
        """A text that leads to something, with the word that it is not public yet."""
        return bracketed(self.words, text, held_text(self.words, record))

    def source(self, written: Record | Chapter | str) -> str:
        """Where a record, a narrative or a text is written, for those who write: `data/sapporo/goals.yaml:14`."""
        if self.audience is not Audience.WRITER:
            return ""
        at = position_of(written) if isinstance(written, str) else written.written_at
        return self.places.named(at)

    def paragraphs(self, texts: tuple[str, ...]) -> Paragraphs:
        return Paragraphs(texts, tuple(map(self.source, texts)) if self.audience is Audience.WRITER else ())

    def crumbs(self, *between: Link) -> tuple[Link, ...]:
        """The way to a page: from a plan that is not public yet, each says so there."""
        site = [] if self.is_alone else [Link(self.settings.title, "index.html")]
        title = self.with_hold(self.short_title, self.plan.about)
        return (*site, Link(title, self.addresses.home), *between)

    def node_crumbs(self, id: str) -> tuple[Link, ...]:
        return self.crumbs(
            *(Link(self.node_title(node), self.addresses.node(node)) for node in self.plan.ancestors(id))
        )

    def node_kicker(self, node: Node) -> str:
        """基本目標 1: the level's name with the printed number."""
        level = self.plan.level(node)
        return numbered(level.name if level else "", node.number)

    def node_title(self, node: Node) -> str:
        return " ".join(part for part in (self.node_kicker(node), node.name) if part)

    @property
    def short_title(self) -> str:
        return self.plan.about.short_title or self.plan.about.title

    def project_of(self, indicator: Indicator) -> str:
        """The project whose it is, in a list of many: 参加者人数 alone does not say of what. Empty for a node's."""
        project = self.plan.projects_by_id.get(self.plan.owners[indicator.id])
        return " ".join(part for part in (project.number, project.name) if part) if project else ""

    def indicator_title(self, indicator: Indicator) -> str:
        """Its name; with whose it is, where several of the plan have that name."""
        return bracketed(self.words, indicator.name, self.plan.told_apart.get(indicator.id, ""))

    def stated(self, statement: Statement) -> Link:
        """What the source states, or what the editor supplies (and is marked so), or that it is not stated."""
        if statement.text:
            return Link(statement.text)
        return (
            Link(statement.editor, by_editor=True) if statement.editor else Link(self.words("Not stated in the source"))
        )

    @cached_property
    def frame(self) -> Frame:
        about, words = self.plan.about, self.words
        banner = (
            words("This document is “{status}”: it is not decided yet.", status=status_text(words, about.status))
            if about.status.is_open
            else ""
        )
        frame = Frame(
            site_title=self.settings.title,
            site_address="index.html",
            plan_title=self.short_title,
            plan_address=self.addresses.home,
            publisher=about.publisher.words,
            banner=" ".join(part for part in (banner, about.status_note if banner else "") if part),
            staff_banner="" if self.audience.is_public else words("For checking, not public"),
            disclaimer=self.settings.disclaimer,
            menu=self._menu(),
            contact=self.settings.contact,
            licence=about.licence.words or words("Not stated in the source"),
            about_address=self.addresses.list("about"),
            accessibility_address=ACCESSIBILITY,
            updates_address=UPDATES if self.settings.updates else "",
            colour=self.plan.id if about.key_colour else "",
            terms=tuple(Link(term.name, self.addresses.term(term.id)) for term in about.glossary),
        )
        return self.kept.same("frame", frame)

    def _menu(self) -> tuple[Link, ...]:
        lists = [
            ("indicators", msgid("All indicators"), bool(self.plan.indicators)),
            ("projects", msgid("All projects"), bool(self.plan.projects)),
            ("departments", msgid("Departments"), any(p.departments for p in (*self.plan.nodes, *self.plan.projects))),
            ("marks", msgid("Marks"), bool(self.plan.about.marks)),
            ("glossary", msgid("Glossary"), self._has_terms()),
            ("about", msgid("About this document"), True),
        ]
        return (
            Link(self.words("Top of the plan"), self.addresses.home),
            *(Link(self.words(text), self.addresses.list(name)) for name, text, is_there in lists if is_there),
        )

    def _has_terms(self) -> bool:
        about = self.plan.about
        return bool(about.glossary) or any(parent.is_explained for parent in about.parent_plans)


def numbered(kind: str, number: str) -> str:
    """基本目標 1: the plan's word for a thing with its number, which may hold that word already (分野1)."""
    return number if kind and number.startswith(kind) else " ".join(part for part in (kind, number) if part)


def site_frame(settings: Settings, words: Words, audience: Audience) -> Frame:
    """The frame of pages that belong to no plan."""
    return replace(
        Frame(),
        site_title=settings.title,
        site_address="index.html",
        publisher=settings.publisher,
        staff_banner="" if audience.is_public else words("For checking, not public"),
        disclaimer=settings.disclaimer,
        contact=settings.contact,
        menu=(Link(words("About this site"), SITE_ABOUT),),
        about_address=SITE_ABOUT,
        accessibility_address=ACCESSIBILITY,
        updates_address=UPDATES if settings.updates else "",
    )
