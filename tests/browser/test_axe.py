"""axe-core finds nothing: WCAG 2.2 AA and its best practices, on a phone and a desk, light and dark."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from keikaku.audit.axe import ask
from keikaku.audit.browser import axe_source
from keikaku.pages.addresses import UPDATES
from tests.browser.pages import TOWN, all_pages, kind_of, one_of_every_kind
from tests.browser.server import STRICT, WITHOUT_SCRIPTS, serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def axe() -> str:
    return axe_source()


@pytest.fixture(scope="session")
def pages(built_site: Path) -> list[str]:
    """Every page of Sapporo, and one of every other kind. Of whole plans on a page, Sapporo's stands for all."""
    every = all_pages(built_site)
    sapporo = [page for page in every if page.startswith("sapporo/")]
    others = [page for page in every if page not in sapporo and not page.endswith("/all/index.html")]
    chosen = [*one_of_every_kind(built_site, others), *sapporo]
    assert {kind_of(page) for page in chosen} == {kind_of(page) for page in every}
    return chosen


class Looked:
    """What is asked at each width, in classes of their own: two processes share them."""

    width: int

    @pytest.mark.parametrize("policy", [STRICT, WITHOUT_SCRIPTS], ids=["scripts", "no-scripts"])
    def test_axe_finds_nothing(
        self, policy: str, browser: Browser, built_site: Path, pages: list[str], axe: str
    ) -> None:
        assert found_on(browser, built_site, pages, self.width, policy, axe) == {}


class TestOnAPhone(Looked):
    width = 320


class TestOnADesk(Looked):
    width = 1280


@pytest.mark.parametrize("width", [320, 1280])
class TestTheTown:
    def test_axe_finds_nothing(self, width: int, browser: Browser, town_site: Path, axe: str) -> None:
        pages = one_of_every_kind(town_site, all_pages(town_site, TOWN))
        assert UPDATES in pages
        assert found_on(browser, town_site, pages, width, STRICT, axe) == {}


def found_on(browser: Browser, site: Path, pages: list[str], width: int, policy: str, axe: str) -> dict[str, list[str]]:
    """Colours do not depend on scripts: those of the dark are looked at once."""
    schemes = ["light", "dark"] if policy == STRICT else ["light"]
    with serving(site, policy) as address, browser.new_page(viewport={"width": width, "height": 800}) as page:
        return {name: faults for name in pages if (faults := faults_of(page, address + name, axe, schemes))}


def test_axe_sees_faults(browser: Browser, axe: str, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p style='color: #999'>◎</p>", encoding="utf-8")
    with browser.new_page() as page:
        found = faults_of(page, (tmp_path / "index.html").as_uri(), axe, ["light", "dark"])
    assert {fault.partition(": <")[0] for fault in found} >= {"color-contrast", "html-has-lang", "dark: color-contrast"}


def faults_of(page: Page, address: str, axe: str, schemes: list[str]) -> list[str]:
    """What axe reports, and what it leaves to people to judge: all rules in the light, contrast in the dark."""
    faults = ask(page, address, axe, in_the_dark="dark" in schemes).faults
    return [f"{'dark: ' if fault.scheme == 'dark' else ''}{fault.rule}: {fault.html[:160]}" for fault in faults]
