"""A narrative as it stands on a page: its text, with links as addresses, and the figures between."""

import html
import re
from functools import partial

from markupsafe import Markup

from keikaku.figure import Note
from keikaku.pages.addresses import HERE, relative_address
from keikaku.pages.attachments import with_attachments
from keikaku.pages.blocks import Block, FigureBlock, Link, Prose
from keikaku.pages.context import Context
from keikaku.pages.parts import defined, money_block, notes_block, table_blocks
from keikaku.pages.phrases import bracketed, held_text
from keikaku.plan.narrative import Chapter, Html, with_marks
from keikaku.plan.record import Publishable
from keikaku.problems import FilePosition

_HEADINGS = re.compile(r"<h([2-5])")
_LINK = re.compile(r'href="([a-z]+:[^"]+)"')


def chapter_blocks(ctx: Context, chapter: Chapter, page: str) -> tuple[Block, ...]:
    """The parts of a narrative in order; links become addresses, figures stand one level below their heading."""
    blocks: list[Block] = []
    level = 2
    for part in chapter.parts:
        if isinstance(part, Html):
            text = _resolved(ctx, _marked(ctx, part, chapter), page)
            blocks.append(Prose(Markup(with_attachments(ctx, chapter, text, page))))
            level = next((int(found) + 1 for found in reversed(_HEADINGS.findall(part.html))), level)
        elif table := ctx.plan.tables_by_id.get(part.id):
            blocks.extend(table_blocks(ctx, table, level))
        elif money := ctx.plan.money_by_id.get(part.id):
            blocks.append(money_block(ctx, money, level))
        elif indicator := ctx.plan.indicators_by_id.get(part.id):
            figure = ctx.indicator_figure(indicator)
            if chapter.of and chapter.of in (ctx.plan.owners[indicator.id], *indicator.of):
                figure = defined(figure, indicator)  # which stands here alone on the page of what it belongs to
            link = Link(ctx.indicator_title(indicator), ctx.addresses.indicator(indicator.id))
            blocks.append(
                FigureBlock(figure, HERE, link, level, tags=ctx.tags((), of=indicator), source=ctx.source(indicator))
            )
    return (*blocks, *notes_block(*map(Note, chapter.note), *(Note(n, by_editor=True) for n in chapter.editor_note)))


def headings(ctx: Context, chapter: Chapter) -> tuple[Link, ...]:
    """The ways to its headings of the upper levels."""
    address, mark = ctx.addresses.chapter(chapter.id), partial(_mark, ctx, chapter)
    return tuple(
        Link(with_marks(heading.marked, mark), f"{address}#{heading.id}")
        for heading in chapter.headings
        if heading.level < 4
    )


def _marked(ctx: Context, part: Html, chapter: Chapter) -> str:
    """Its HTML, with the marks of its values; for those who write, what begins a block says where it is written."""
    file = chapter.written_at.file
    return part.shown(
        line=lambda line: _written_at(ctx, FilePosition(file, line)) if ctx.source(chapter) else "",
        value=lambda number: html.escape(_mark(ctx, chapter, number)),
    )


def _written_at(ctx: Context, at: FilePosition) -> str:
    return f' data-source="{html.escape(ctx.places.named(at))}"'


def _mark(ctx: Context, chapter: Chapter, number: int) -> str:
    """（下書き） behind a value that is not public yet."""
    quoted = ctx.plan.quoted(chapter.values[number])
    return bracketed(ctx.words, "", held_text(ctx.words, *(one for one in quoted if isinstance(one, Publishable))))


def _resolved(ctx: Context, text: str, page: str) -> str:
    def link(match: re.Match[str]) -> str:
        address = ctx.addresses.resolve(html.unescape(match[1]))
        return match[0] if address is None else f'href="{html.escape(relative_address(address, page=page))}"'

    return _LINK.sub(link, text)
