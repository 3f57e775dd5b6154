"""All pages of the small town, as they are composed, without drawing or rendering them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from keikaku.pages.blocks import Block, Page, Section
from keikaku.pages.compose import compose_pages
from keikaku.pages.context import Audience
from keikaku.plan.plan import Plan
from keikaku.problems import Problems
from keikaku.reading.workspace import read_plans, read_settings
from keikaku.workspace import AccessibilitySettings, Settings
from tests.pages.builders import EN, JA

TOWN = Path(__file__).parent.parent / "examples" / "small-town"
SIZE = 1_234  # of every data file, in bytes
B = TypeVar("B", bound=Block)


@cache
def town() -> Plan:
    problems = Problems()
    (plan,) = read_plans(read_settings(TOWN, problems), problems)
    return plan


@cache
def pages(*, base_url: str = "", **accessibility: str) -> Mapping[str, Page]:
    """By address."""
    said = AccessibilitySettings(**accessibility)  # type: ignore[arg-type]
    made = compose_pages(
        [town()],
        Settings(title="町の計画", base_url=base_url, accessibility=said),
        {"ja": JA, "en": EN},
        Audience.STAFF,
        lambda _, figures: {figure.data_address: SIZE for figure in figures.values() if figure.data_address},
    )
    return {page.address: page for page in made}


def page_named(name: str) -> Page:
    return pages()[f"small-town/{name}/index.html"]


def sections_of(page: Page) -> list[Section]:
    """Those of every level, in the order of the page."""

    def below(sections: tuple[Section, ...]) -> list[Section]:
        return [one for section in sections for one in (section, *below(section.sections))]

    return below(page.sections)


def section_with(page: Page, id: str) -> Section:
    return next(section for section in sections_of(page) if section.id == id)


def blocks(page: Page, kind: type[B]) -> list[B]:
    return [block for block in page.every_block if isinstance(block, kind)]
