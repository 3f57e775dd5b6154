"""What the tests in a real browser share: the browser, with a Japanese font, and the site on a server."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from keikaku.charts.measure import FONT
from tests.browser.server import serving
from tests.browser.town import build_town

FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>{folder}</dir>
</fontconfig>
"""


@pytest.fixture(scope="module")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests of a module, gone with it: Playwright runs but once at a time in a process."""
    arguments, settings = ["--disable-gpu"], dict[str, str | float | bool](os.environ)
    if sys.platform == "linux":
        arguments.append("--no-sandbox")  # Chromium's own refuses to start for root, as in a container
        fonts = tmp_path_factory.mktemp("fonts") / "fonts.conf"  # a bare Debian has none for Japanese
        fonts.write_text(FONTS.format(folder=FONT.parent), encoding="utf-8")
        settings["FONTCONFIG_FILE"] = str(fonts)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments, env=settings)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served_site(built_site: Path) -> Iterator[str]:
    """The address of the site's home on a server, under a sub-path and a strict policy."""
    with serving(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def town_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small town's site, which has the kinds of pages and pictures that the repository's own has not."""
    folder = tmp_path_factory.mktemp("town") / "site"
    build_town(folder)
    return folder


@pytest.fixture(scope="session")
def served_town(town_site: Path) -> Iterator[str]:
    with serving(town_site) as address:
        yield address


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The folder of npm's packages that `build.py test` has installed; without it a test fails, it is not skipped."""
    path = os.environ.get("KEIKAKU_NODE_MODULES")
    if not path:
        pytest.fail("KEIKAKU_NODE_MODULES names no folder: run `python3 build.py test browser`, which fills one")
    return Path(path)
