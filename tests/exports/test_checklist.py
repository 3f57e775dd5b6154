"""The files for the yearly accessibility test: what the machine says is filled in, the rest is for people."""

import csv
import io

from keikaku.exports.checklist import accessibility_files
from keikaku.pages.accessibility import CHECKLIST, SAMPLE
from keikaku.pages.blocks import Page
from keikaku.workspace import Settings
from tests.pages.builders import JA

FILES = accessibility_files([Page("index.html", "home", "計画", "")], Settings(base_url="https://example.jp"), JA)


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(FILES[name].decode("utf-8-sig"))))


def test_the_files_open_in_excel_on_a_japanese_windows() -> None:
    for content in FILES.values():
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.count(b"\n") == content.count(b"\r\n")


def test_every_criterion_has_a_line_with_its_japanese_name() -> None:
    found = {row["番号"]: row for row in rows(CHECKLIST)}
    assert len(found) == 38
    assert found["1.4.3"]["達成基準"] == "コントラスト（最低限レベル）"
    assert found["2.4.7"]["適合レベル"] == "AA"


def test_the_machine_says_what_it_checked_and_people_have_room() -> None:
    found = {row["番号"]: row for row in rows(CHECKLIST)}
    assert (found["3.1.1"]["機械の方法"], found["3.1.1"]["機械の結果"]) == (
        "AC",
        "機械による検査で問題は見つかりませんでした",
    )
    assert (found["1.4.3"]["機械の方法"], found["1.4.3"]["適用"]) == ("", "")
    assert {row["人の結果"] for row in found.values()} == {"人による試験が必要（未実施）"}


def test_the_pages_to_test_have_whole_addresses() -> None:
    assert [row["アドレス"] for row in rows(SAMPLE)] == ["https://example.jp/index.html"]
