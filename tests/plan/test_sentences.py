"""How sentences end, and which of them is cut off."""

from pathlib import Path

import pytest

from keikaku.plan.sentences import cut_off
from tests.workspaces import found, found_in_more

WHOLE = "協働課が、町民館で月に一度の食堂を開く。"
CUT = "学習課が、夏休みに子どもの作品を展"


def cut(*lists: list[str]) -> str:
    found = cut_off([[(text, None) for text in texts] for texts in lists])
    return found[0] if found else ""


def test_the_only_one_that_does_not_end_is_cut_off() -> None:
    assert cut([WHOLE] * 5 + [CUT]) == CUT
    assert cut(*[[WHOLE]] * 5, [CUT]) == CUT


@pytest.mark.parametrize(
    "end",
    [
        "展示する。",
        "展示する（令和5年度から）。",
        "展示する。[^1]",
        "展示する。(再掲)",
        "展示するか？",
        "次のとおり：",
        "第3章参照",
    ],
)
def test_a_sentence_may_end_in_many_ways(end: str) -> None:
    assert cut([WHOLE] * 5 + [CUT.removesuffix("展") + end]) == ""


def test_where_few_are_compared_or_several_do_not_end_nothing_is_told() -> None:
    assert cut([WHOLE] * 2 + [CUT]) == ""
    assert cut([WHOLE] * 9 + [CUT, CUT]) == ""


def test_names_and_headings_are_no_sentences() -> None:
    assert cut([WHOLE] * 5, ["市役所本庁舎の建替事業", "音楽ホールの整備事業など"]) == ""
    assert cut([WHOLE] * 5 + ["～各区の主な企画事業～"]) == ""
    assert cut([WHOLE] * 5 + ["町民館"]) == ""


@pytest.mark.parametrize(
    ("last", "line"),
    [
        (CUT, 14),
        (f"{CUT}\n\n{{{{figure: a}}}}\n\n示する。", 0),
        (f"{WHOLE}\n{{{{figure: a}}}}", 0),
        (f"**{CUT}**", 0),
        ("夏休みに子どもの作品を\n展", 15),
        (f"- {CUT}", 0),
        (f"己{WHOLE}\n## 節 {{#next}}\n\n庚{WHOLE}", 0),
    ],
)
def test_a_paragraph_of_a_narrative_that_breaks_off_is_told(tmp_path: Path, last: str, line: int) -> None:
    text = "---\ntitle: 町\n---\n" + f"{WHOLE}\n\n".join("甲乙丙丁戊") + f"{WHOLE}\n\n{last}\n"
    files: dict[str, str | bytes] = {
        "content/town/one.md": text,
        "data/town/more.yaml": "indicators: [{id: a, name: 数, unit: 人, values: {R4: 1, R5: 2}}]\n",
    }
    told = [(rule, at.rsplit(":", 1)[0]) for rule, at in found(tmp_path, files)]
    assert told == ([("sentence-cut-off", f"content/town/one.md:{line}")] if line else [])


def test_an_entry_of_a_list_of_years_that_breaks_off_is_told(tmp_path: Path) -> None:
    lines = "".join(f"        - {sign}の{WHOLE}\n" for sign in "甲乙丙丁戊")
    text = f"nodes:\n  - id: g\n    level: goal\n    name: 町\n    results:\n      R3:\n{lines}        - {CUT}\n"
    assert found_in_more(tmp_path, text) == [("sentence-cut-off", "12:11")]


def test_an_editors_note_that_breaks_off_is_told(tmp_path: Path) -> None:
    notes = enumerate([f"{sign}の{WHOLE}" for sign in "甲乙丙丁"] + [CUT])
    lines = "".join(f"  - {{id: i{n}, name: 数その{n}, unit: 人, editor_note: {note}}}\n" for n, note in notes)
    told = found_in_more(tmp_path, f"indicators:\n{lines}")
    assert [place for rule, place in told if rule == "sentence-cut-off"] == ["6:48"]


def test_so_is_the_text_of_an_evaluation(tmp_path: Path) -> None:
    texts = enumerate([f"{sign}の{WHOLE}" for sign in "甲乙丙丁"] + [CUT])
    lines = "".join(f"  - {{id: e{n}, title: 評価その{n}, text: {text}}}\n" for n, text in texts)
    told = found_in_more(tmp_path, f"evaluations:\n{lines}")
    assert [place for rule, place in told if rule == "sentence-cut-off"] == ["6:34"]
