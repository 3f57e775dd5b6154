"""What is read from a printed sentence, held against the sentence."""

from pathlib import Path

import pytest

from tests.workspaces import found_in_more

PLEDGE = "projects:\n  - id: cafe\n    name: 子ども食堂\n    pledges:\n      - printed: {}\n"
READING = "        readings: [{{id: grants, name: 助成, unit: 件, targets: {}}}]\n"


@pytest.mark.parametrize(
    ("sentence", "targets", "is_found"),
    [
        ("毎年度15件の助成を行う。", "{every: 15件}", False),
        ("毎年度15件の助成を行う。", "{none: 15件}", True),
        ("助成を年15件とする。", "{none: 15件}", True),
        ("助成を15件とする。", "{every: 年15件}", False),
        ("助成を15件とする。", "{every: 15件}", True),
        ("助成を15件とする。", "{none: 15件}", False),
        ("令和5年15件の助成を行う。", "{none: 15件}", False),
        ("毎年度15件の助成を行う。", "{R7: 15件}", True),
        ("毎年度15件の助成を行い、令和7年度には20件とする。", "{R7: 20件}", False),
        ("15件の助成を行う。", "{R7: 15件}", False),
        ("毎年度改める。助成を15件とする。", "{none: {value: 15件, printed: 助成を15件とする}}", False),
        ("単年度平均で15件とする。", "{R3～7: {value: 15件, timing: total}}", True),
        ("単年度平均で15件とする。", "{R3～7: {value: 15件, timing: average}}", False),
        ("R3から7年度に15件とする。", "{R3～7: {value: 15件, timing: average}}", True),
        ("令和5年度までに15件とする。", "{令和5年度: 15件}", True),
        ("令和5年度までに15件とする。", "{令和5年度: {value: 15件, timing: by}}", False),
        ("各年度において、定員の6件とする。", "{every: {value: 6件, printed: 定員の6件とする}}", False),
    ],
)
def test_a_target_is_of_each_year_where_the_sentence_says_so(
    tmp_path: Path, sentence: str, targets: str, is_found: bool
) -> None:
    text = PLEDGE.format(sentence) + READING.format(targets)
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["timing-not-in-sentence"] * is_found


@pytest.mark.parametrize(
    ("targets", "rules"),
    [
        ("{R7: {text: 竣工, timing: milestone}}", []),
        ("{R7: {text: 開館, timing: milestone}}", ["words-not-in-sentence"]),
        ("{R7: {value: 3件, printed: 3件直す}}", []),
        ("{R7: {value: 3件, printed: 3件進める}}", ["words-not-in-sentence"]),
        ("{R7: 3件以上}", ["number-not-in-sentence"]),
    ],
)
def test_what_is_promised_stands_in_the_sentence(tmp_path: Path, targets: str, rules: list[str]) -> None:
    text = PLEDGE.format("令和7年度に3件直す。R7 竣工") + READING.format(targets)
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == rules


PARTS = """\
projects:
  - id: nature
    name: 自然に親しむ
    sub_items:
      - {{id: talks, number: ①, name: 講座, text: 話を聞く。}}
      - {{id: walks, number: ②, name: 観察会, text: 森を歩く。}}
    pledges: [{{printed: {sign}開く。, sub_item: {part}}}]
"""


@pytest.mark.parametrize(
    ("sign", "part", "is_found"),
    [("①", "talks", False), ("②", "talks", True), ("③", "talks", False), ("年2回", "talks", False)],
)
def test_a_promise_is_of_the_part_with_its_number(tmp_path: Path, sign: str, part: str, is_found: bool) -> None:
    text = PARTS.format(sign=sign, part=part)
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["pledge-of-another-part"] * is_found


@pytest.mark.parametrize(
    ("name", "is_found"),
    [("「都市再生推進法人」としての新規指定", False), ("「都市再生推新法人」としての新規指定", True)],
)
def test_what_a_name_quotes_stands_in_the_sentence(tmp_path: Path, name: str, is_found: bool) -> None:
    sentence = "「都市再生推進法人」として3件の新規指定を行う。"
    text = PLEDGE.format(sentence) + READING.format("{none: 3件}").replace("助成", name)
    assert ("name-not-in-sentence" in [rule for rule, _ in found_in_more(tmp_path, text)]) is is_found
