"""What the document says of itself: whose it is, where it stands, how it counts, what its words and signs mean."""

from collections.abc import Iterator

from keikaku.figure import Note
from keikaku.pages.blocks import Block, Fact, Item, Items, Link, Page, Section
from keikaku.pages.context import Context
from keikaku.pages.details import list_page
from keikaku.pages.parts import facts_block, items_block, notes_block, record_notes
from keikaku.pages.phrases import ABSENCES, status_text, year_text
from keikaku.plan.about import Count, DocumentKind, Scale, Source, State
from keikaku.words import msgid
from keikaku.years import YearKind

DOCUMENTS = {
    DocumentKind.PLAN: msgid("Plan"),
    DocumentKind.REPORT: msgid("Report"),
    DocumentKind.EVALUATION: msgid("Evaluation"),
}


def about_page(ctx: Context) -> Page:
    about, words = ctx.plan.about, ctx.words
    ancestors = tuple(Item(" ".join(x for x in (a.plan, a.level, a.number, a.name) if x)) for a in about.ancestors)
    sources = tuple(block for source in about.sources for block in _source(ctx, source))
    sections = (
        Section("document", words("The document"), (*facts_block(_document(ctx)), *notes_block(*_document_notes(ctx)))),
        *((Section("context", words("Where it belongs"), (Items(ancestors),)),) if ancestors else ()),
        *((Section("facts", words("Further statements"), items_block(ctx, about.facts)),) if about.facts else ()),
        *((Section("sources", words("Sources"), sources),) if sources else ()),
        *_signs(ctx),
    )
    return list_page(ctx, "about", words("About this document"), sections)


# --- the document ------------------------------------------------------------------------------------------------


def _document(ctx: Context) -> Iterator[Fact]:
    about, words = ctx.plan.about, ctx.words
    rows = [
        (words("Title"), Link(about.title), about),
        (words("Subtitle"), Link(about.subtitle), about),
        (words("Document"), Link(words(DOCUMENTS[about.document])), about),
        (words("Publisher"), ctx.stated(about.publisher), about.publisher),
        (words("Whose plan it is"), ctx.stated(about.body) if about.body.words else Link(""), about.body),
        (words("Status"), Link(status_text(words, about.status)), about),
        (words("On the status"), Link(about.status_note), about),
        (words("Edition"), ctx.stated(about.edition) if about.edition.words else Link(""), about.edition),
        (words("Year of the title"), Link(year_text(about.title_year) if about.title_year else ""), about),
        (words("Year of the data"), Link(year_text(about.data_year) if about.data_year else ""), about),
        (words("Period"), ctx.stated(about.period), about.period),
        (words("How it counts years"), Link(_footing(ctx) if "years" in about.model_fields_set else ""), about.years),
        (words("Licence"), ctx.stated(about.licence), about.licence),
        (words("Contact"), ctx.stated(about.contact), about.contact),
        (words("Accessibility policy"), ctx.stated(about.accessibility), about.accessibility),
    ]
    yield from (Fact(term, (link,), ctx.source(record)) for term, link, record in rows if link.text)
    if about.counts:
        yield Fact(words("Projects that it counts"), tuple(Link(_count(ctx, count)) for count in about.counts))


def _footing(ctx: Context) -> str:
    years, words = ctx.plan.about.years, ctx.words
    if years.kind is not YearKind.FISCAL:
        return words("calendar years")
    return words("{label}, from month {month} on", label=years.label or words("Fiscal year"), month=years.start_month)


def _count(ctx: Context, count: Count) -> str:
    node = ctx.plan.nodes_by_id.get(count.node)
    name = ctx.node_title(node) if node else ctx.words("The plan as a whole")
    again = ctx.words("with those listed again") if count.repeats else ""
    printed = count.printed or ctx.words.number(count.value)
    return " ".join(part for part in (name, printed, again) if part)


def _document_notes(ctx: Context) -> Iterator[Note]:
    about = ctx.plan.about
    statements = (
        about.publisher,
        about.body,
        about.edition,
        about.period,
        about.licence,
        about.contact,
        about.accessibility,
    )
    for record in (*statements, *about.counts, about):
        yield from record_notes(record, about.notes)


def _source(ctx: Context, source: Source) -> tuple[Block, ...]:
    words = ctx.words
    rows = [
        (words("Title"), Link(source.title)),
        (words("Publisher"), Link(source.publisher)),
        (words("Date"), Link(source.date)),
        (words("Held by"), Link(source.held_by)),
        (words("Address"), Link(source.address, source.address)),
    ]
    return (
        *facts_block([Fact(term, (link,), ctx.source(source)) for term, link in rows if link.text]),
        *notes_block(*record_notes(source)),
    )


# --- words and signs ---------------------------------------------------------------------------------------------


def _signs(ctx: Context) -> tuple[Section, ...]:
    """What the document's words and signs for states, absences, kinds and scales mean."""
    words, about = ctx.words, ctx.plan.about
    rows = (
        *(Fact(about.state_name(state.id), tuple(Link(text) for text in _state(ctx, state))) for state in about.states),
        *(Fact(sign, (Link(words(ABSENCES[absence.value])),)) for sign, absence in about.no_value.items()),
        *([Fact(words("Kinds of indicators"), tuple(map(Link, about.kinds)))] if about.kinds else []),
        *(Fact(scale.name, tuple(Link(text) for text in _scale(ctx, scale))) for scale in about.scales),
    )
    return (Section("signs", words("Words and signs in the tables"), facts_block(rows)),) if rows else ()


def _state(ctx: Context, state: State) -> Iterator[str]:
    plain = msgid("a final value") if state.final else msgid("a value that is not final")
    yield state.meaning or ctx.words(plain)
    if not state.comparable:
        yield ctx.words("not held against targets")


def _scale(ctx: Context, scale: Scale) -> Iterator[str]:
    for option in scale.options:
        yield " ".join(dict.fromkeys(part for part in (option.id, option.name, option.meaning) if part))
    if not scale.options:
        yield ctx.words("without fixed options")
    if not scale.ordered:
        yield ctx.words("without an order from good to bad")
    elif scale.best:
        yield ctx.words("“{option}” is the best", option=scale.best)
