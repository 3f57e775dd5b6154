"""The site's accessibility policy, and the results of its tests: what the build found, and what is left to people.

Fields follow JIS X 8341-3:2016, annex JA.1 (policy) and JB.3.1 (results). A machine finds only some faults, so nothing
here claims conformance.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from keikaku.pages.addresses import ACCESSIBILITY, ACCESSIBILITY_TEST, HOME
from keikaku.pages.blocks import (
    Block,
    DataTable,
    Fact,
    Facts,
    IndexList,
    IndexRow,
    Item,
    Items,
    Link,
    Page,
    Paragraphs,
    Section,
    Tag,
)
from keikaku.pages.context import Audience, site_frame
from keikaku.pages.criteria import CRITERIA, LEVEL, RULES, STANDARD, Criterion
from keikaku.pages.phrases import joined
from keikaku.pages.sampling import Sample, sample_pages
from keikaku.words import Words, msgid
from keikaku.workspace import Audit, Settings

CHECKLIST = "accessibility/checklist.csv"
SAMPLE = "accessibility/pages.csv"

AIM = msgid("We aim at conforming to {standard}, level {level}.")
NOTHING_FOUND = msgid("The machine's check found no problem.")
FOUND = msgid("The machine's check found {count} problems, to be mended or judged by people.")
NOT_CHECKED = msgid("No machine's check")
BY_PEOPLE = msgid("To be tested by people (not done yet)")
BY_PEOPLE_ELSEWHERE = msgid("Tested by people: see their results")
TECHNOLOGIES = ("HTML", "CSS", "SVG", "WAI-ARIA")  # scripts are not relied on
MACHINE_METHOD = "AC"  # JB.2: found and judged by a machine

KINDS = {
    "home": msgid("Home"),
    "plan": msgid("Home of a plan"),
    "node": msgid("Goal or measure"),
    "project": msgid("Project"),
    "indicator": msgid("Indicator"),
    "theme": msgid("Theme"),
    "chapter": msgid("Chapter"),
    "list": msgid("List"),
    "about": msgid("About this site"),
    "updates": msgid("Update history"),
    "search": msgid("Search"),
    "accessibility": msgid("Accessibility"),
    "whole": msgid("Whole text"),
    "not-found": msgid("Not found"),
}


def accessibility_pages(settings: Settings, words: Words, audience: Audience) -> tuple[Page, Page]:
    """The policy, and a page that awaits the results, which speak of all pages of the site."""
    return _policy_page(settings, words, audience), _page(settings, words, audience, ACCESSIBILITY_TEST)


def accessibility_links(words: Words) -> tuple[IndexRow, ...]:
    return (
        IndexRow(Link(words("Accessibility policy"), ACCESSIBILITY)),
        IndexRow(Link(words("Results of the accessibility test"), ACCESSIBILITY_TEST)),
    )


def with_results(pages: Sequence[Page], settings: Settings, words: Words) -> list[Page]:
    """The pages of the whole site, with the results filled in."""
    sample = sample_pages(pages, settings.accessibility.seed)
    return [
        _results_page(page, sample, settings, words) if page.address == ACCESSIBILITY_TEST else page for page in pages
    ]


def _page(settings: Settings, words: Words, audience: Audience, address: str) -> Page:
    is_policy = address == ACCESSIBILITY
    title = words("Accessibility policy") if is_policy else words("Results of the accessibility test")
    site = Link(settings.title, HOME)
    return Page(
        address=address,
        kind="accessibility",
        title=title,
        description=words(AIM, standard=STANDARD, level=LEVEL),
        lang=settings.lang,
        crumbs=(site,) if is_policy else (site, Link(words("Accessibility policy"), ACCESSIBILITY)),
        frame=site_frame(settings, words, audience),
    )


# --- policy ------------------------------------------------------------------------------------------------------


def _policy_page(settings: Settings, words: Words, audience: Audience) -> Page:
    said, not_said = settings.accessibility, words("Not stated")
    rows = (
        Fact(words("Scope"), (Link(said.scope or not_said),)),
        Fact(words("Level aimed at"), (Link(words(AIM, standard=STANDARD, level=LEVEL)),)),
        Fact(words("Deadline"), (Link(said.deadline or not_said),)),
        Fact(words("Exceptions"), tuple(map(Link, said.exceptions)) or (Link(not_said),)),
        Fact(words("Section in charge"), (Link(said.section or not_said),)),
        Fact(words("Contact"), tuple(map(Link, settings.contact)) or (Link(not_said),)),
    )
    conforming = words("What “conforming” means is laid down by the Web Accessibility Infrastructure Committee.")
    results = IndexRow(Link(words("Results of the accessibility test"), ACCESSIBILITY_TEST))
    sections = (
        Section("policy", words("Policy"), (Facts(rows), Paragraphs((conforming,)))),
        Section("test", words("Test"), (IndexList((results,)),)),
    )
    return replace(_page(settings, words, audience, ACCESSIBILITY), sections=sections)


# --- results -----------------------------------------------------------------------------------------------------


def _results_page(page: Page, sample: Sample, settings: Settings, words: Words) -> Page:
    sections = (
        Section("fields", words("What was tested, and how"), (Facts(_fields(sample, settings, words)),)),
        Section("machine", words("What the machine checks"), _machine_blocks(settings, words)),
        Section("checklist", words("Checklist of success criteria"), _checklist_blocks(settings, words)),
        Section("pages", words("Pages to be tested by people"), _sample_blocks(sample, settings, words)),
    )
    return replace(page, sections=sections)


def _fields(sample: Sample, settings: Settings, words: Words) -> tuple[Fact, ...]:
    said, not_said = settings.accessibility, words("Not stated")
    results = Link(words(BY_PEOPLE_ELSEWHERE), said.results) if said.results else Link(words(BY_PEOPLE))
    rows = (
        (words("Date of the statement"), (Link(said.stated_on or not_said),)),
        (words("Standard"), (Link(STANDARD),)),
        (words("Level and conformance"), (Link(_conformance(words)),)),
        (words("Scope"), (Link(said.scope or _all_pages(sample, words)),)),
        (words("Technologies relied on"), (Link(words(", ").join(TECHNOLOGIES)),)),
        (words("Machine's test"), (Link(_machines_pages(sample, words)),)),
        *(((words("Check in a browser"), (Link(_audited(said.audit, words)),)),) if said.audit else ()),
        (words("Test by people"), (results,)),
        (words("How the pages are chosen"), (Link(_how_chosen(sample, settings, words)),)),
        (words("Period of the test"), (Link(said.tested or not_said),)),
    )
    return tuple(Fact(term, values) for term, values in rows)


def _conformance(words: Words) -> str:
    aim = words("Level {level} is aimed at.", level=LEVEL)
    return joined(words, [aim, words("No conformance is claimed here: that needs a test by people.")])


def _all_pages(sample: Sample, words: Words) -> str:
    return words("All pages of this site ({count})", count=words.number(sample.whole_number))


def _machines_pages(sample: Sample, words: Words) -> str:
    pages = words("All pages of this site ({count})", count=words.number(sample.whole_number))
    return words("{pages}, each time the site is made", pages=pages)


def _how_chosen(sample: Sample, settings: Settings, words: Words) -> str:
    count = len(sample.representative)
    chosen = words.plural("{count} page, one of each kind", "{count} pages, one of each kind", count=count)
    if not sample.random:
        return chosen
    drawn = words("{count} pages at random (seed {seed})", count=len(sample.random), seed=settings.accessibility.seed)
    return words(", ").join((chosen, drawn))


def _audited(audit: Audit, words: Words) -> str:
    day, pages = words.date(date.fromisoformat(audit.day)), words.number(len(audit.pages))
    return words("{pages} pages, on {day} ({engine})", pages=pages, day=day, engine=audit.engine)


def _machine_blocks(settings: Settings, words: Words) -> tuple[Block, ...]:
    text = words(
        "Each build asks all pages these questions, and publishes nothing while one of them fails. That finds part of"
        " the faults that there can be, never all of them."
    )
    blocks: tuple[Block, ...] = (Paragraphs((text,)), Items(tuple(Item(words(rule)) for rule in RULES.values())))
    audit = settings.accessibility.audit
    return (*blocks, *_audit_blocks(audit, words)) if audit else blocks


def _audit_blocks(audit: Audit, words: Words) -> tuple[Block, ...]:
    """What was found in a browser, rule by rule, or that nothing was."""
    looked = words("In a browser, {engine} looked at {audited}.", engine=audit.engine, audited=_audited(audit, words))
    if not audit.findings:
        return (Paragraphs((looked, words(NOTHING_FOUND))),)
    items = tuple(
        Item(
            words("{help} ({count} pages)", help=finding.help, count=words.number(len(finding.pages))),
            tags=(Tag(words("To be judged by people")),) if finding.is_open else (),
        )
        for finding in audit.findings
    )
    return Paragraphs((looked, words(FOUND, count=words.number(len(items))))), Items(items)


def _checklist_blocks(settings: Settings, words: Words) -> tuple[DataTable, IndexList]:
    machine = words("Machine's check (method {method})", method=MACHINE_METHOD)
    table = DataTable(
        words("{count} success criteria of level A and AA", count=len(CRITERIA)),
        (words("Success criterion"), machine, words("Test by people")),
        tuple(_criterion_row(criterion, settings, words) for criterion in CRITERIA),
    )
    return table, IndexList((IndexRow(Link(words("Checklist to be filled in (CSV)"), CHECKLIST)),))


def _criterion_row(criterion: Criterion, settings: Settings, words: Words) -> tuple[Link, ...]:
    return (
        Link(words("{name} ({unit})", name=f"{criterion.number} {words(criterion.name)}", unit=criterion.level)),
        Link(machine_result(criterion, settings, words)),
        Link(people_result(settings, words)),
    )


def machine_result(criterion: Criterion, settings: Settings, words: Words) -> str:
    """A machine may say that it found nothing where it looked: the build, and the audit where there was one."""
    audit = settings.accessibility.audit
    found = [finding for finding in audit.findings if criterion.number in finding.criteria] if audit else []
    if found:
        return words(FOUND, count=words.number(len(found)))
    return words(NOTHING_FOUND if is_checked(criterion, settings) else NOT_CHECKED)


def is_checked(criterion: Criterion, settings: Settings) -> bool:
    """Did a machine look for part of what it asks?"""
    audit = settings.accessibility.audit
    return bool(criterion.rules) or (audit is not None and criterion.number in audit.criteria)


def people_result(settings: Settings, words: Words) -> str:
    return words(BY_PEOPLE_ELSEWHERE if settings.accessibility.results else BY_PEOPLE)


def _sample_blocks(sample: Sample, settings: Settings, words: Words) -> tuple[Paragraphs, IndexList, IndexList]:
    rows = tuple(
        IndexRow(
            Link(page.title, page.address),
            facts=tuple(fact for fact in dict.fromkeys((page.frame.plan_title, how)) if fact),
        )
        for page, how in chosen_pages(sample, words)
    )
    return (
        Paragraphs((_how_chosen(sample, settings, words),)),
        IndexList(rows),
        IndexList((IndexRow(Link(words("List of these pages (CSV)"), SAMPLE)),)),
    )


def chosen_pages(sample: Sample, words: Words) -> list[tuple[Page, str]]:
    """Each page with why it was chosen: the kind that it stands for, or chance."""
    representative = [(page, words(KINDS.get(page.kind, page.kind))) for page in sample.representative]
    return representative + [(page, words("at random")) for page in sample.random]
