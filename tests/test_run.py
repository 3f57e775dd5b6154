"""`build.py test`: every step in order, and never a browser test left out in silence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests import run

PYTEST = "pytest -n 2 --dist loadscope --no-loadscope-reorder"


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps that would run, as lines; there is no browser, and none to be had."""
    ran: list[str] = []

    def run_in_order(steps: list[list[str]]) -> int:
        ran.extend(" ".join(step) for step in steps)
        return 0

    monkeypatch.setattr(os, "environ", {})
    monkeypatch.setattr(run, "find_chromium", lambda: None)
    monkeypatch.setattr(run, "fetch_chromium", lambda: None)
    monkeypatch.setattr(run, "find_packages", lambda: Path("node_modules"))
    monkeypatch.setattr(run, "run_in_order", run_in_order)
    return ran


def test_everything_runs_in_order(steps: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "find_chromium", lambda: "/usr/bin/chromium")
    assert run.main([]) == 0
    assert steps[:3] == ["ruff check .", "ruff format --check .", "mypy"]
    assert steps[3:] == [PYTEST]
    assert os.environ["KEIKAKU_CHROMIUM"] == "/usr/bin/chromium"
    assert os.environ["KEIKAKU_NODE_MODULES"] == "node_modules"


@pytest.mark.parametrize("arguments", [[], ["browser"]])
def test_without_a_browser_it_fails_and_tells_the_command(
    arguments: list[str], steps: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main(arguments) == 1
    assert "sudo apt-get install chromium" in capsys.readouterr().err
    assert steps == []


@pytest.mark.parametrize("arguments", [[], ["browser"]])
def test_without_the_packages_of_npm_it_fails_and_tells_the_command(
    arguments: list[str], steps: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "find_chromium", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(run, "find_packages", lambda: None)
    monkeypatch.setattr(run, "fetch_packages", lambda: None)
    assert run.main(arguments) == 1
    assert "build.py test browser" in capsys.readouterr().err
    assert steps == []


def test_half_installed_packages_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(command: list[str], *, cwd: Path) -> int:
        (cwd / "node_modules").mkdir()
        return 1

    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(run, "npm", fail)
    assert run.fetch_packages() is None
    assert run.find_packages() is None


def test_packages_are_installed_from_the_lock_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[str] = []

    def install(command: list[str], *, cwd: Path) -> int:
        commands.append(command[0])
        return 0 if (cwd / "package-lock.json").is_file() else 1

    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(run, "npm", install)
    assert run.find_packages() is None
    assert run.fetch_packages()
    assert run.find_packages()
    assert commands == ["ci"]


def test_the_quick_tests_need_no_browser(steps: list[str]) -> None:
    assert run.main(["quick"]) == 0
    assert steps[-1] == f"{PYTEST} -m not browser"


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
