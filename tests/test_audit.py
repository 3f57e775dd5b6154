"""`keikaku audit`: which pages are looked at, what is told of them, and what the site says of it."""

import json
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest

from keikaku.audit import NoSiteError, NoToolsError, audited_json, audited_text, pages_to_audit
from keikaku.audit.axe import Answer, Fault
from keikaku.audit.browser import browsing
from keikaku.audit.looking import gathered
from keikaku.cli import main
from keikaku.pipeline import make
from keikaku.workspace import Audit
from tests.workspaces import japanese, write

DAY = date(2026, 9, 1)
FAINT = Fault("color-contrast", "<p>x</p>", help="Enough contrast", criteria=("1.4.3",))
OPEN = Fault("color-contrast", "<i>y</i>", "dark", "Enough contrast", ("1.4.3",), is_open=True)
LOOKED_AT = frozenset({"1.4.3", "2.4.4"})
FOUND_NOTHING = "機械による検査で問題は見つかりませんでした"
WISHES = "accessibility:\n  audit: true\n"
MORE_NODES = "nodes:\n" + "".join(f"  - {{id: n{n}, level: goal, name: 目標{n}}}\n" for n in (1, 2))


def audited(*faults: Fault) -> Audit:
    answers = [("a.html", Answer(faults, LOOKED_AT, "4.10")), ("b.html", Answer(faults[:1], LOOKED_AT, "4.10"))]
    return gathered([*answers, *answers], DAY)


def results(root: Path, report: str) -> str:
    """The page with the results, in a workspace that wishes the audit to be told of."""
    write(root, {"keikaku.yaml": WISHES, "audit.json": report})
    built = make(root)
    assert [problem.rule for problem in built.problems] == []
    return built.files["accessibility/test/index.html"].decode("utf-8").replace("<wbr>", "")


def row_of(criterion: str, page: str) -> str:
    return page.partition(criterion)[2].partition("</tr>")[0]


def test_a_rule_is_one_finding_with_its_pages_and_what_is_open_stands_apart() -> None:
    found = audited(FAINT, OPEN)
    assert found.pages == ("a.html", "b.html")
    assert found.criteria == ("1.4.3", "2.4.4")
    assert [(one.rule, one.pages, one.is_open) for one in found.findings] == [
        ("color-contrast", ("a.html", "b.html"), False),
        ("color-contrast", ("a.html",), True),
    ]


def test_findings_are_told_in_words_with_criterion_and_pages() -> None:
    said = audited_text(audited(FAINT), japanese())
    assert "誤り [color-contrast]  Enough contrast" in said
    assert "達成基準：1.4.3 コントラスト（最低限レベル）" in said
    assert "ページ：a.html、b.html" in said


def test_where_nothing_is_found_nothing_is_called_conforming() -> None:
    said = audited_text(audited(), japanese())
    assert FOUND_NOTHING in said
    assert "適合" not in said
    assert "準拠" not in said


def test_the_site_tells_of_an_audit_without_findings(tmp_path: Path) -> None:
    page = results(tmp_path, audited_json(audited()))
    assert "2ページ、2026年9月1日（axe-core 4.10）" in page
    assert FOUND_NOTHING in row_of("1.4.3 コントラスト", page)
    assert "人による試験が必要" in row_of("1.4.3 コントラスト", page)


def test_the_site_tells_of_what_an_audit_found(tmp_path: Path) -> None:
    page = results(tmp_path, audited_json(audited(FAINT, OPEN)))
    assert "Enough contrast（2ページ）" in page
    assert "人による判断が必要" in page
    assert FOUND_NOTHING not in row_of("1.4.3 コントラスト", page)
    assert "問題が見つかりました" in row_of("1.4.3 コントラスト", page)


def test_the_site_says_nothing_of_an_audit_that_the_city_does_not_wish_to_tell_of(tmp_path: Path) -> None:
    write(tmp_path, {"audit.json": audited_json(audited(FAINT))})
    assert b"axe-core" not in make(tmp_path).files["accessibility/test/index.html"]


@pytest.mark.parametrize("report", ["", "[]", "{}", '{"findings": [1]}'])
def test_a_damaged_report_is_a_problem(tmp_path: Path, report: str) -> None:
    write(tmp_path, {"keikaku.yaml": WISHES, "audit.json": report})
    assert [problem.rule for problem in make(tmp_path).problems] == ["no-audit"]


def test_the_pages_are_those_of_the_sample_or_all(tmp_path: Path) -> None:
    write(tmp_path, {"keikaku.yaml": "base_url: https://example.jp/plan\n", "data/town/more.yaml": MORE_NODES})
    assert main(["build", "--folder", str(tmp_path), "--today", "2026-09-01"]) == 0
    sample = pages_to_audit(tmp_path / "site", "https://example.jp/plan")
    everything = pages_to_audit(tmp_path / "site", everything=True)
    assert {"index.html", "town/index.html"} <= set(sample) < set(everything)


def test_without_a_site_there_is_nothing_to_look_at(tmp_path: Path) -> None:
    with pytest.raises(NoSiteError):
        pages_to_audit(tmp_path)


def test_what_is_missing_is_named_with_what_to_install(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"site/accessibility/pages.csv": "番号,アドレス\r\n1,index.html\r\n"})
    with patch("keikaku.audit.browser.find_spec", lambda name: None):
        with pytest.raises(NoToolsError), browsing():
            pass
        assert main(["audit", "--folder", str(tmp_path), "--lang", "ja"]) == 3
    assert "pip install playwright axe-playwright-python" in capsys.readouterr().err


def test_without_a_browser_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"site/accessibility/pages.csv": "番号,アドレス\r\n1,index.html\r\n"})
    with patch("keikaku.audit.browser.find_browser", lambda: None):
        assert main(["audit", "--folder", str(tmp_path), "--lang", "ja"]) == 3
    assert "Edge" in capsys.readouterr().err


def test_the_report_for_machines_names_rule_and_pages() -> None:
    assert json.loads(audited_json(audited(FAINT)))["findings"][0]["pages"] == ["a.html", "b.html"]
