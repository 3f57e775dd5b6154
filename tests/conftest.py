"""What all tests share."""

import os

import pytest


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser that `build.py test` has found; without one a browser test fails, it is not skipped."""
    path = os.environ.get("KEIKAKU_CHROMIUM")
    if not path:
        pytest.fail(
            "KEIKAKU_CHROMIUM names no browser: run `python3 build.py test browser`, which finds or fetches one"
        )
    return path
