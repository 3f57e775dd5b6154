"""The browser that is installed already, and the tools that drive it where they can be imported."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TOOLS = ("playwright", "axe_playwright_python")
COMMANDS = (
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
    "chromium-browser",
)
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
    r"%ProgramFiles%\Microsoft\Edge\Application\msedge.exe",
)


class NoToolsError(Exception):
    """Playwright or axe cannot be imported; the message names which."""


class NoBrowserError(Exception):
    """No Chromium, Chrome or Edge is installed, or it does not start."""


@contextmanager
def browsing() -> Iterator["Browser"]:
    """A browser without a window, as long as the block runs."""
    if missing := [name for name in TOOLS if find_spec(name) is None]:
        raise NoToolsError(", ".join(missing))
    from playwright.sync_api import Error, sync_playwright

    path = find_browser()
    if path is None:
        raise NoBrowserError
    arguments = ["--disable-gpu"]
    if sys.platform == "linux" and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium's own refuses to start for root, as in a container
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=arguments)
        except Error as error:
            raise NoBrowserError from error
        try:
            yield browser
        finally:
            browser.close()


def find_browser() -> str | None:
    """The browser that `KEIKAKU_CHROMIUM` names, else the first that is installed."""
    candidates = (os.environ.get("KEIKAKU_CHROMIUM"), *installed_browsers())
    return next((path for path in candidates if path and Path(path).is_file()), None)


def installed_browsers() -> Iterator[str]:
    """Where a Chromium, Chrome or Edge may be: first those on the path, then the usual places, which may be empty."""
    yield from filter(None, map(shutil.which, COMMANDS))
    yield from map(os.path.expandvars, APPLICATIONS)


def axe_source() -> str:
    """The script that is run inside a page."""
    spec = find_spec("axe_playwright_python")
    if spec is None or spec.origin is None:
        raise NoToolsError("axe_playwright_python")
    return Path(spec.origin).with_name("axe.min.js").read_text(encoding="utf-8")
