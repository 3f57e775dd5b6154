"""The data files of a plan: each with its size, under one licence, with what their columns and codes mean."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from keikaku.pages.addresses import ALL_PROGRESS_DATA, relative_address
from keikaku.pages.blocks import (
    DataTable,
    Fact,
    Facts,
    FigureBlock,
    IndexList,
    IndexRow,
    Link,
    Page,
    Paragraphs,
    Section,
    Tag,
)
from keikaku.pages.context import Context
from keikaku.pages.details import list_page
from keikaku.pages.figure_list import Part, Place
from keikaku.pages.phrases import bracketed, size_text
from keikaku.pages.standings import told_early, with_standings
from keikaku.pages.verdicts import VERDICTS
from keikaku.plan.evaluations import Evaluation
from keikaku.plan.holding import bears_any
from keikaku.plan.indicators import Indicator
from keikaku.plan.plan import Plan
from keikaku.plan.tables import Money, Table
from keikaku.words import Words, msgid

COLUMNS = {
    "figure": msgid("title of the figure or table"),
    "row": msgid("heading of the row, as printed: a year, a category"),
    "row_western": msgid("the same year in the other reckoning"),
    "series": msgid("heading of the column"),
    "role": msgid("what the column is (see the codes)"),
    "value": msgid("the number, without unit and commas; blank where there is none"),
    "value_high": msgid("upper end, where the value is a range"),
    "printed": msgid("the value as the source prints it"),
    "unit": msgid("unit"),
    "state": msgid("provisional, expected …, as the source says"),
    "as_of": msgid("the day that the value is of"),
    "is_missing": msgid("1 where there is no value, else 0"),
    "notes": msgid("notes on the value"),
}
ROLES = {
    "actual": msgid("results"),
    "target": msgid("targets"),
    "baseline": msgid("baselines"),
    "expected": msgid("expected values, which are not promised"),
    "companion": msgid("values for reference"),
    "part": msgid("parts of a breakdown"),
    "whole": msgid("the whole of a breakdown"),
    "rate": msgid("achievement rates as printed"),
    "words": msgid("words"),
}

PROGRESS_COLUMNS = {
    "indicator": msgid("id of the indicator, as in its page's address"),
    "number, name": msgid("number and name of the indicator"),
    "belongs_to": msgid("the goal, measure or project that it belongs to"),
    "direction": msgid("what is aimed at: up, down, maintain, range, rank, yes-no, none"),
    "declared_by": msgid("who says so: source, or editor"),
    "verdict": msgid("the standing, as a code: {codes}"),
    "verdict_text": msgid("the standing in words"),
    "reason": msgid("why it cannot be told, where it cannot"),
    "target, latest, start": msgid("the number of the target, of the latest comparable value, of the start"),
    "…_printed": msgid("the value as the source prints it"),
    "…_year": msgid("its year, as the source prints it"),
    "…_year_western": msgid("its Western year"),
    "…_state": msgid("how final the value is: preliminary, expected …"),
}


def data_page(ctx: Context, parts: Sequence[Part], sizes: Mapping[str, int]) -> Page:
    words = ctx.words
    groups = [(heading, [f for f in _files(ctx, places) if f.address in sizes]) for heading, places in parts]
    groups = [(heading, files) for heading, files in groups if files]
    if ctx.addresses.progress_data in sizes:
        standings = Link(words("Standing to the targets"), ctx.addresses.progress_data)
        groups.insert(0, (words("All indicators"), [standings]))
    votes = [file for file in _files_of_votes(ctx) if file.address in sizes]
    groups += [(words("Votes of evaluations"), votes)] if votes else []
    every_file = [file for _, files in groups for file in files]
    tags = _tags_by_address(ctx)
    facts = (
        Fact(words("Licence"), (ctx.stated(ctx.plan.about.licence),)),
        Fact(words("Files"), (Link(words.number(len(every_file))),)),
        Fact(words("Format"), (Link(words("CSV, UTF-8 with BOM, lines end with CRLF, one value a line")),)),
    )
    what = Paragraphs((words("The values of every figure and table, as files that spreadsheets open."),))
    sections = (
        *(
            Section(f"files-{number}", heading, (IndexList(tuple(_row(ctx, file, sizes, tags) for file in files)),))
            for number, (heading, files) in enumerate(groups, 1)
        ),
        Section("columns", words("What the columns mean"), (_meanings(ctx), *_progress_meanings(ctx, sizes))),
    )
    page = list_page(ctx, "data", words("Open data"), sections, (what, Facts(facts)))
    return page if not page.indexed else _described(ctx, page, every_file)


def data_of_all(plans: Sequence[Plan], words: Words) -> tuple[Section, ...]:
    """The one file that tells how all plans stand; nothing where there is none such."""
    told = with_standings(plans)
    if not told:
        return ()
    is_partly_held = any(plan.about.is_held or told_early(plan) for plan in told)
    file = IndexRow(
        Link(words("How all plans stand to their targets (CSV)"), ALL_PROGRESS_DATA),
        tags=_partly_held(words) if is_partly_held else (),
        facts=(words("One indicator a line: reached or missed, with target, latest value and years."),),
    )
    return (Section("data", words("Open data"), (IndexList((file,)),)),)


def _files(ctx: Context, places: Sequence[Place]) -> list[Link]:
    titles = Counter(block.figure.title for _, block in places)
    return [Link(_file_title(ctx, page, block, titles), block.figure.data_address) for page, block in places]


def _files_of_votes(ctx: Context) -> Iterator[Link]:
    """One for each evaluation with votes, under its own title and the name of what was judged."""
    for one in ctx.plan.evaluations:
        if one.has_votes:
            judged = getattr(ctx.plan.subject(ctx.plan.owners[one.id]), "name", "")
            yield Link(bracketed(ctx.words, one.title, judged), ctx.addresses.data(one.id))


def _file_title(ctx: Context, page: Page, block: FigureBlock, titles: Mapping[str, int]) -> str:
    """The figure's title; with the page where it stands, where several have that title."""
    title = block.figure.title
    return bracketed(ctx.words, title, page.title) if titles[title] > 1 else title


def _tags_by_address(ctx: Context) -> Mapping[str, tuple[Tag, ...]]:
    """For staff: the files that are not public yet, and those with values that are not."""
    plan, addresses, partly = ctx.plan, ctx.addresses, _partly_held(ctx.words)
    if plan.is_open:
        return {}
    records: tuple[Indicator | Table | Money | Evaluation, ...]
    records = (*plan.indicators, *plan.tables, *plan.money, *plan.evaluations)
    tags = {addresses.data(record.id): ctx.tags((), of=record) or partly for record in records if bears_any(record)}
    return tags | ({addresses.progress_data: partly} if told_early(plan) else {})


def _partly_held(words: Words) -> tuple[Tag, ...]:
    return (Tag(words("Holds values that are not public yet")),)


def _row(ctx: Context, file: Link, sizes: Mapping[str, int], tags: Mapping[str, tuple[Tag, ...]]) -> IndexRow:
    text = ctx.words("{title} (CSV, {size})", title=file.text, size=size_text(ctx.words, sizes[file.address]))
    return IndexRow(Link(text, file.address), tags=tags.get(file.address, ()))


def _meanings(ctx: Context) -> DataTable:
    words = ctx.words
    columns = [(Link(name), Link(words(meaning))) for name, meaning in COLUMNS.items()]
    roles = [(Link(f"role: {code}"), Link(words(meaning))) for code, meaning in ROLES.items()]
    heads = (words("Name"), words("Meaning"))
    return DataTable(words("Columns and codes"), heads, tuple(columns + roles))


def _progress_meanings(ctx: Context, sizes: Mapping[str, int]) -> tuple[DataTable, ...]:
    if ctx.addresses.progress_data not in sizes:
        return ()
    words = ctx.words
    codes = words(", ").join(words("{text} ({since})", text=v.value, since=words(t)) for v, t in VERDICTS.items())
    rows = [(Link(name), Link(words(meaning, codes=codes))) for name, meaning in PROGRESS_COLUMNS.items()]
    return (DataTable(words("Columns of the standing to the targets"), (words("Name"), words("Meaning")), tuple(rows)),)


def _described(ctx: Context, page: Page, files: Iterable[Link]) -> Page:
    """With the same as schema.org Dataset. It is a data block, which no policy takes for a script."""
    return replace(page, linked_data=_dataset(ctx, page, files))


def _dataset(ctx: Context, page: Page, files: Iterable[Link]) -> dict[str, object]:
    about, base = ctx.plan.about, ctx.settings.base_url
    described: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": ctx.words("Data of {title} ({kind})", title=about.title, kind="CSV"),
        "description": next(iter(about.summary), about.title),
        "inLanguage": about.lang,
        "creator": {"@type": "Organization", "name": about.publisher.words},
        "license": about.licence.words,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.text,
                "encodingFormat": "text/csv",
                "contentUrl": f"{base}/{file.address}" if base else relative_address(file.address, page=page.address),
            }
            for file in files
        ],
    }
    return {name: value for name, value in described.items() if value}
