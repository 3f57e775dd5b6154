"""What all tests share."""

import os
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser that `build.py test` has found; without one a browser test fails, it is not skipped."""
    path = os.environ.get("KEIKAKU_CHROMIUM")
    if not path:
        pytest.fail(
            "KEIKAKU_CHROMIUM names no browser: run `python3 build.py test browser`, which finds or fetches one"
        )
    return path


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the repository's own site, built once for all tests, also where several processes run them."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    site, report = shared / "site", shared / "site-report"
    try:
        (shared / "site-is-built-by-one").mkdir()
    except FileExistsError:
        _wait_for(report)
    else:
        draft = shared / "site-report-draft"
        draft.write_text(_build_into(site), encoding="utf-8")
        draft.rename(report)
    if errors := report.read_text(encoding="utf-8"):
        pytest.fail(f"the site cannot be built:\n{errors}")
    return site


def _build_into(site: Path) -> str:
    """Build, and say what was wrong; nothing where all is well."""
    try:
        from keikaku.pipeline import build  # here, so that a fault in it fails the tests of the site alone

        problems = build(ROOT, site).problems
    except Exception as error:  # the other processes wait for an answer
        return repr(error)
    return "\n".join(f"{error.at} [{error.rule}]" for error in problems.errors)


def _wait_for(file: Path, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not file.exists():
        assert time.monotonic() < end, "the process that builds the site gave no answer"
        time.sleep(0.1)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the totals that tests recorded, such as how many facts of a source were found."""
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    totals = [str(value) for report in reports for name, value in report.user_properties if name == "total"]
    if totals:
        terminalreporter.section("totals")
        terminalreporter.write_line("\n".join(sorted(totals)))
