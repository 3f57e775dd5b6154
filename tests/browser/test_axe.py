"""axe-core finds nothing: WCAG 2.2 AA and its best practices, on a phone and a desk, light and dark."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from keikaku.audit.axe import ask_as_it_stands
from keikaku.audit.browser import axe_source
from keikaku.pages.addresses import UPDATES
from tests.browser.pages import GOAL, SEARCH, TOWN, all_pages, kind_of, one_of_every_kind
from tests.browser.server import STRICT, WITHOUT_SCRIPTS, serving

pytestmark = pytest.mark.browser

# All that axe can tell a page by: its elements, where they stand, and how they are shown. That scripts run is noted on
# the root; where nothing else is another, axe's answer is the same.
LOOK = """
() => {
  const look = element => {
    const {left, top, width, height} = element.getBoundingClientRect();
    const {display, visibility, opacity, color, backgroundColor, backgroundImage} = getComputedStyle(element);
    return [left, top, width, height, display, visibility, opacity, color, backgroundColor, backgroundImage].join();
  };
  const html = document.documentElement.outerHTML.replace(/(<html[^>]*) data-scripts=""/, "$1");
  return [html, ...[...document.querySelectorAll("*:not(svg *)")].map(look)].join("\\n");
}
"""
WHOLE, SAPPORO_WHOLE = "/all/index.html", "sapporo/all/index.html"
Looks = dict[str, str]  # by the addresses of the pages
Faults = dict[str, list[str]]


@pytest.fixture(scope="session")
def axe() -> str:
    return axe_source()


@pytest.fixture(scope="session")
def pages(built_site: Path) -> list[str]:
    """One of every kind. Of whole plans on a page, Sapporo's stands for all."""
    every = all_pages(built_site)
    chosen = one_of_every_kind(
        built_site, [page for page in every if not page.endswith(WHOLE) or page == SAPPORO_WHOLE]
    )
    assert {kind_of(page) for page in chosen} == {kind_of(page) for page in every}
    return chosen


@pytest.fixture(scope="session")
def sapporo(built_site: Path) -> list[str]:
    """Every page of Sapporo, whose contents tell as well."""
    return [page for page in all_pages(built_site) if page.startswith("sapporo/")]


class Looked:
    """What is asked at each width, in classes of their own: two processes share them."""

    width: int

    @pytest.fixture(scope="class")
    @classmethod
    def looks(cls) -> Looks:
        """How the pages look while scripts run: filled by the first test."""
        return {}

    def test_axe_finds_nothing(
        self, browser: Browser, built_site: Path, pages: list[str], axe: str, looks: Looks
    ) -> None:
        assert found_on(browser, built_site, pages, self.width, axe, looks) == {}

    def test_axe_finds_nothing_where_scripts_are_blocked(
        self, browser: Browser, built_site: Path, pages: list[str], axe: str, looks: Looks
    ) -> None:
        """Colours do not depend on scripts: those of the dark have been looked at."""
        asked: Faults = {}
        with serving(built_site, WITHOUT_SCRIPTS) as address, opened(browser, self.width) as page:
            for name in pages:
                if look_of(page, address + name) != looks.get(name):
                    asked[name] = faults_of(page, axe, in_the_dark=False)
        assert set(asked) >= {name for name in pages if kind_of(name) == kind_of(SEARCH)} > set()
        assert {name: faults for name, faults in asked.items() if faults} == {}


class TestOnAPhone(Looked):
    width = 320

    @pytest.fixture
    @classmethod
    def pages(cls, pages: list[str], sapporo: list[str]) -> list[str]:
        """Those of one plan as well: what content brings about is no matter of the width."""
        return sorted({*pages, *sapporo})


class TestOnADesk(Looked):
    width = 1280


class TestTheTown:
    def test_axe_finds_nothing_on_a_phone(self, browser: Browser, town_site: Path, axe: str) -> None:
        pages = one_of_every_kind(town_site, all_pages(town_site, TOWN))
        assert UPDATES in pages
        assert found_on(browser, town_site, pages, 320, axe, {}) == {}

    def test_axe_finds_nothing_on_a_desk_in_kinds_of_its_own(
        self, browser: Browser, town_site: Path, pages: list[str], axe: str
    ) -> None:
        known = {kind_of(page) for page in pages}
        every = one_of_every_kind(town_site, all_pages(town_site, TOWN))
        own = [page for page in every if kind_of(page) not in known]
        assert UPDATES in own
        assert found_on(browser, town_site, own, 1280, axe, {}) == {}


def test_axe_sees_faults(browser: Browser, axe: str, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p style='color: #999'>◎</p>", encoding="utf-8")
    with browser.new_page() as page:
        page.goto((tmp_path / "index.html").as_uri())
        found = faults_of(page, axe)
    assert {fault.partition(": <")[0] for fault in found} >= {"color-contrast", "html-has-lang", "dark: color-contrast"}


@pytest.mark.parametrize(("name", "differs"), [(GOAL, False), (SEARCH, True)])
def test_a_page_looks_another_only_where_scripts_change_it(
    name: str, differs: bool, browser: Browser, built_site: Path
) -> None:
    looks = []
    for policy in (STRICT, WITHOUT_SCRIPTS):
        with serving(built_site, policy) as address, opened(browser, 320) as page:
            looks.append(look_of(page, address + name))
    assert (looks[0] != looks[1]) is differs


def opened(browser: Browser, width: int) -> Page:
    return browser.new_page(viewport={"width": width, "height": 800})


def found_on(browser: Browser, site: Path, pages: Iterable[str], width: int, axe: str, looks: Looks) -> Faults:
    """What axe finds while scripts run; `looks` is filled with how the pages look then."""
    found: Faults = {}
    with serving(site) as address, opened(browser, width) as page:
        for name in pages:
            looks[name] = look_of(page, address + name)
            found[name] = faults_of(page, axe)
    return {name: faults for name, faults in found.items() if faults}


def look_of(page: Page, address: str) -> str:
    """Open the page, as it is in the light."""
    page.emulate_media(color_scheme="light")
    page.goto(address)
    look: str = page.evaluate(LOOK)
    return look


def faults_of(page: Page, axe: str, *, in_the_dark: bool = True) -> list[str]:
    """What axe reports, and what it leaves to people to judge: all rules in the light, contrast in the dark."""
    faults = ask_as_it_stands(page, axe, in_the_dark=in_the_dark).faults
    return [f"{'dark: ' if fault.scheme == 'dark' else ''}{fault.rule}: {fault.html[:160]}" for fault in faults]
