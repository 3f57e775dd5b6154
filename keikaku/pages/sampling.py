"""Which pages people test each year: one of each kind, and random ones of a large site, the same for the same seed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from keikaku.pages.blocks import Page

LARGE = 100  # pages; above it, random ones are added (JIS X 8341-3:2016 JB.1.2 d, as WAIC advises)
RANDOM_PAGES = 30
_NOT_TESTED = ("moved",)


@dataclass(frozen=True)
class Sample:
    """`whole_number` is that of the pages that were chosen from."""

    representative: tuple[Page, ...]
    random: tuple[Page, ...]
    whole_number: int

    @property
    def pages(self) -> tuple[Page, ...]:
        return (*self.representative, *self.random)


def sample_pages(pages: Sequence[Page], seed: str) -> Sample:
    tested = [page for page in pages if page.kind not in _NOT_TESTED]
    representative = tuple({page.kind: page for page in reversed(tested)}.values())[::-1]
    chosen = {page.address for page in representative}
    rest = [page.address for page in tested if page.address not in chosen]
    drawn = set(sorted(rest, key=lambda address: _lot(seed, address))[:RANDOM_PAGES] if len(tested) > LARGE else ())
    return Sample(representative, tuple(page for page in tested if page.address in drawn), len(tested))


def _lot(seed: str, address: str) -> str:
    """A page's lot does not hang on other pages, so that a new page changes little in next year's sample."""
    return hashlib.sha256(f"{seed}\n{address}".encode()).hexdigest()
