"""Walk through everything that stands on a page, in its order."""

from collections.abc import Iterator

from keikaku.pages.blocks import Block, Page, Section


def blocks_of(page: Page) -> Iterator[Block]:
    yield from page.blocks
    for section in page.sections:
        yield from blocks_in(section)


def blocks_in(section: Section) -> Iterator[Block]:
    yield from section.blocks
    for part in section.sections:
        yield from blocks_in(part)
