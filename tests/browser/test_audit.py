"""`keikaku audit` in a real browser: it finds what is there, and writes it down."""

import json
from pathlib import Path

import pytest

from keikaku.cli import main

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="ja"><head><title>計画</title><style>body { color: #000; background: #fff }</style>
</head><body><main><h1>計画</h1><p>{}</p></main></body></html>"""


@pytest.mark.usefixtures("chromium")
@pytest.mark.parametrize(("text", "rules", "status"), [("本文", [], 0), ("<img src='x.png'>", ["image-alt"], 1)])
def test_what_is_found_is_written_down(
    text: str, rules: list[str], status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site" / "accessibility").mkdir(parents=True)
    (tmp_path / "site" / "index.html").write_text(PAGE.replace("{}", text), encoding="utf-8")
    (tmp_path / "site" / "accessibility" / "pages.csv").write_text("番号,アドレス\r\n1,index.html\r\n", "utf-8-sig")
    assert main(["audit", "--folder", str(tmp_path), "--lang", "ja", "--today", "2026-09-01"]) == status
    report = json.loads((tmp_path / "audit.json").read_text(encoding="utf-8"))
    assert [finding["rule"] for finding in report["findings"]] == rules
    assert report["day"] == "2026-09-01"
    assert ("問題は見つかりませんでした" in capsys.readouterr().out) is (status == 0)
