"""Lighthouse, as on a phone, has nothing to add. How fast it finds the pages, `benchmarks/lighthouse.py` measures."""

from pathlib import Path

import pytest

from tests.browser.lighthouse import report_on
from tests.browser.pages import GOAL, HOME, PROJECT

pytestmark = pytest.mark.browser

CATEGORIES = ["accessibility", "best-practices", "seo"]


@pytest.mark.parametrize("name", [HOME, GOAL, PROJECT])
def test_lighthouse_gives_full_marks(
    name: str, served_site: str, chromium: str, node_modules: Path, tmp_path: Path
) -> None:
    report = report_on(served_site + name, CATEGORIES, chromium, node_modules, tmp_path)
    assert faults_of(report) == []
    assert {name: report["categories"][name]["score"] for name in CATEGORIES} == dict.fromkeys(CATEGORIES, 1)


def faults_of(report: dict[str, dict[str, dict[str, object]]]) -> list[object]:
    return [audit["title"] for audit in report["audits"].values() if audit["score"] == 0]
