"""axe-core finds nothing: WCAG 2.2 AA and its best practices, on a phone and a desk, light and dark."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from keikaku.audit.axe import ask
from keikaku.audit.browser import axe_source
from tests.browser.pages import all_pages, kind_of, one_of_every_kind
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


@pytest.mark.parametrize("policy", [STRICT, WITHOUT_SCRIPTS], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(
    width: int, policy: str, browser: Browser, built_site: Path, pages: list[str], axe: str
) -> None:
    """Colours do not depend on scripts: those of the dark are looked at once."""
    schemes = ["light", "dark"] if policy == STRICT else ["light"]
    with serving(built_site, policy) as address, browser.new_page(viewport={"width": width, "height": 800}) as page:
        found = {name: faults for name in pages if (faults := faults_of(page, address + name, axe, schemes))}
    assert found == {}


def test_axe_sees_faults(browser: Browser, axe: str, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p style='color: #999'>◎</p>", encoding="utf-8")
    with browser.new_page() as page:
        found = faults_of(page, (tmp_path / "index.html").as_uri(), axe, ["light", "dark"])
    assert {fault.partition(": <")[0] for fault in found} >= {"color-contrast", "html-has-lang", "dark: color-contrast"}


def faults_of(page: Page, address: str, axe: str, schemes: list[str]) -> list[str]:
    """What axe reports, and what it leaves to people to judge: all rules in the light, contrast in the dark."""
    faults = ask(page, address, axe, in_the_dark="dark" in schemes).faults
    return [f"{'dark: ' if fault.scheme == 'dark' else ''}{fault.rule}: {fault.html[:160]}" for fault in faults]
