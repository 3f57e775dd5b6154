"""`build.py test`: every step in order, and never a browser test left out in silence."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests import run


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps that would run, as lines; there is no browser, and none to be had."""
    ran: list[str] = []

    def run_in_order(steps: list[list[str]]) -> int:
        ran.extend(" ".join(step) for step in steps)
        return 0

    monkeypatch.setattr(run, "find_chromium", lambda: None)
    monkeypatch.setattr(run, "fetch_chromium", lambda: None)
    monkeypatch.setattr(run, "run_in_order", run_in_order)
    return ran


def test_everything_runs_in_order(steps: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "find_chromium", lambda: "/usr/bin/chromium")
    monkeypatch.setenv("KEIKAKU_CHROMIUM", "")
    assert run.main([]) == 0
    assert steps == ["ruff check .", "ruff format --check .", "mypy", "pytest -n 2"]


@pytest.mark.parametrize("arguments", [[], ["browser"]])
def test_without_a_browser_it_fails_and_tells_the_command(
    arguments: list[str], steps: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main(arguments) == 1
    assert "sudo apt-get install chromium" in capsys.readouterr().err
    assert steps == []


def test_the_quick_tests_need_no_browser(steps: list[str]) -> None:
    assert run.main(["quick"]) == 0
    assert steps[-1] == "pytest -n 2 -m not browser"


def test_other_arguments_go_to_pytest(steps: list[str]) -> None:
    run.main(["tests/test_years.py", "-k", "heisei"])
    assert steps == ["pytest tests/test_years.py -k heisei"]


def test_a_step_that_fails_is_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []

    def fail(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        ran.append(command)
        return subprocess.CompletedProcess(command, 5)

    monkeypatch.setattr(subprocess, "run", fail)
    assert run.run_in_order([["ruff"], ["mypy"]]) == 5
    assert ran == [[sys.executable, "-m", "ruff"]]


def test_a_program_that_only_bears_the_name_is_no_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub = tmp_path / "chromium-browser"
    stub.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    stub.chmod(0o755)
    monkeypatch.delenv("KEIKAKU_CHROMIUM", raising=False)
    monkeypatch.setattr(run, "_candidates", lambda: iter([str(stub)]))
    assert run.find_chromium() is None


def test_debian_gets_its_own_package_before_a_download(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []

    def succeed(command: list[str]) -> bool:
        commands.append(command)
        return True

    monkeypatch.setattr(run, "_is_debian_root", lambda: True)
    monkeypatch.setattr(run, "_succeeds", succeed)
    monkeypatch.setattr(run, "find_chromium", lambda: "/usr/bin/chromium")
    assert run.fetch_chromium() == "/usr/bin/chromium"
    assert [(command[0], command[-1]) for command in commands] == [("apt-get", "update"), ("apt-get", "chromium")]


@pytest.mark.browser
def test_the_browser_opens_a_page(chromium: str) -> None:
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=chromium) as browser:
        page = browser.new_page()
        page.set_content("<title>計画</title>")
        assert page.title() == "計画"
