"""What the tests in a real browser share: the browser, the site on a server, and its pages."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.server import serving


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all tests of a process."""
    # Chromium's own sandbox refuses to start for root, as in a container.
    arguments = ["--disable-gpu", *(["--no-sandbox"] if sys.platform == "linux" else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served_site(built_site: Path) -> Iterator[str]:
    """The address of the site's home on a server, under a sub-path and a strict policy."""
    with serving(built_site) as address:
        yield address
