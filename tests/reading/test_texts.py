"""What a text should not hold when it becomes public, in YAML and in narratives."""

from pathlib import Path

import pytest

from tests.workspaces import MAIN, MORE, PLAN_YAML, found, found_in_more, only, read, write

NODE = "nodes:\n  - id: g1\n    level: goal\n    name: 町\n    aim: {0}\n"
TEXT = "content/town/text.md"
FRONT = "---\ntitle: 文\n{0}---\n\n{1}\n"


@pytest.mark.parametrize(
    "text",
    [
        "TODO 後で書く",
        "関心度TODO",
        "ＴＯＤＯ：確かめる",
        "●月に決める",
        "XXXX円",
        "ＸＸＸ",
        "Lorem ipsum",
        "○○さん",
        "数は要確認",
        "後日記入",
        "ダミーです",
    ],
)
def test_what_was_to_be_filled_in_is_told(tmp_path: Path, text: str) -> None:
    assert {rule for rule, _ in found_in_more(tmp_path, NODE.format(text))} == {"left-over-text"}


@pytest.mark.parametrize(
    "text", ["二〇二六年", "二〇〇〇人", "◎重点", "TODOS という会", "○をつける", "IXX", "昭和三〇年"]
)
def test_what_only_looks_like_it_passes(tmp_path: Path, text: str) -> None:
    assert found_in_more(tmp_path, NODE.format(text)) == []


@pytest.mark.parametrize(
    "text", ["090-1234-5678", "０９０－１２３４－５６７８", "03(1234)5678", "09012345678", "taro@example.jp"]
)
def test_a_telephone_or_mail_address_is_told(tmp_path: Path, text: str) -> None:
    assert found_in_more(tmp_path, NODE.format(f"連絡 {text}")) == [("personal-contact", "5:13")]


@pytest.mark.parametrize("text", ["‘会合の数’", "“会合の数”", "＇会合の数＇", "”会合の数”"])
def test_quotation_marks_of_the_japanese_keyboard_are_told(tmp_path: Path, text: str) -> None:
    assert {rule for rule, _ in found_in_more(tmp_path, NODE.format(text))} >= {"full-width-sign"}


def test_marks_around_a_part_of_a_text_are_its_own(tmp_path: Path) -> None:
    assert found_in_more(tmp_path, NODE.format("“杜の都”の風土を“守る”")) == []


@pytest.mark.parametrize("text", ["{{value: members R4}}", "{{120}}", "｛｛120人｝｝"])
def test_braces_in_data_are_told_whatever_stands_in_them(tmp_path: Path, text: str) -> None:
    assert [rule for rule, _ in found_in_more(tmp_path, NODE.format(f'"会員は{text}です。"'))] == ["unknown-braces"]


@pytest.mark.parametrize(
    ("text", "is_mixed"),
    [
        ("１5地区", True),
        ("78.９％", True),
        ("76．7", True),
        ("１５地区", False),
        ("７８．９％", False),
        ("第１表2段", False),
    ],
)
def test_a_number_has_digits_of_one_width(tmp_path: Path, text: str, is_mixed: bool) -> None:
    assert [rule for rule, _ in found_in_more(tmp_path, NODE.format(f"値は{text}です"))] == ["mixed-width"] * is_mixed


@pytest.mark.parametrize(
    ("value", "rules"),
    [("3．000人", ["not-a-value"]), ("0．125人", ["mixed-width"]), ("3．125%", ["mixed-width"])],
)
def test_a_value_of_two_widths_is_told_once(tmp_path: Path, value: str, rules: list[str]) -> None:
    unit = value[-1]
    text = f"indicators: [{{id: i, name: 数, unit: '{unit}', values: {{R3: '{value}', R4: '{value}'}}}}]\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == rules * 2


def test_a_radical_is_told_with_the_letter_that_it_looks_like(tmp_path: Path) -> None:
    _, problems = read(write(tmp_path, {MORE: NODE.format("市⺠と⼩さな町、⺡の字")}))
    assert [(one.facts["near"], one.advice.partition(".")[0]) for one in problems] == [
        ("民", "Type it anew: {near}"),
        ("小", "Type it anew: {near}"),
        ("⺡", "Type the letter that it looks like anew"),
    ]


@pytest.mark.parametrize(
    ("text", "is_twice"),
    [
        ("町の広報活動を展開する。町の広報活動を展開する。", True),
        ("町の広報活動を展開する。町民の広報活動を展開する。", False),
        ("開く。開く。", False),
    ],
)
def test_a_sentence_that_stands_twice_in_a_row_is_told(tmp_path: Path, text: str, is_twice: bool) -> None:
    assert [rule for rule, _ in found_in_more(tmp_path, NODE.format(text))] == ["repeated-entry"] * is_twice


def test_an_entry_begins_with_no_sign_of_its_own(tmp_path: Path) -> None:
    node = "nodes: [{id: g1, level: goal, name: 町, results: {R3: [・ 相談を受ける。, 窓口を開く・閉じる。]}}]\n"
    assert found_in_more(tmp_path, node) == [("full-width-sign", "1:55")]


@pytest.mark.parametrize(("accept", "is_open"), [("", True), ("accept: {left-over-text: 資料のとおり}\n", False)])
def test_a_name_that_belongs_to_no_record_is_acknowledged_in_the_plan(
    tmp_path: Path, accept: str, is_open: bool
) -> None:
    plan = f"{PLAN_YAML}glossary: [{{id: k, name: …, text: 語の意味}}]\n{accept}"
    (problem,) = read(write(tmp_path, {MAIN: plan}))[1]
    assert (problem.rule, problem.is_open_warning) == ("left-over-text", is_open)


@pytest.mark.parametrize(
    ("text", "is_alone"),
    [
        ("町内会（単位町会を支える", True),
        ("町内会（単位町会）を支える", False),
        ("町内会（単位町会)を支える", False),
        ("１）学ぶ、２）集う", False),
        ("「学ぶ」と「集う", True),
        ("学ぶ」と「集う」", True),
        ('町内会"を支える', True),
        ('町内会の"輪"を支える', False),
    ],
)
def test_a_bracket_has_its_other_half(tmp_path: Path, text: str, is_alone: bool) -> None:
    assert [rule for rule, _ in found_in_more(tmp_path, NODE.format(text))] == ["unpaired-bracket"] * is_alone


def test_in_a_text_a_bracket_may_be_closed_in_the_next_line(tmp_path: Path) -> None:
    front = "---\ntitle: 町\n---\n"
    files = {"content/town/one.md": f"{front}町内会（単位\n町会）です。\n\n後の文）です。\n"}
    assert found(tmp_path, files) == [("unpaired-bracket", "content/town/one.md:7:1")]


@pytest.mark.parametrize("text", ["12,0000人", "1,2345", "1,234,5678円", "人口は,8452人", "１２，００００人"])
def test_commas_part_thousands(tmp_path: Path, text: str) -> None:
    assert [rule for rule, _ in found_in_more(tmp_path, NODE.format(f"人が {text} 来た"))] == ["comma-in-number"]


@pytest.mark.parametrize(
    "text",
    [
        *("平成31年2月29日", "2023年2月29日", "令和5年6月31日", "H31.2.29", "6月31日", "同年2月30日", "令和5年13月"),
        *("平成３０年２月３０日", "平成３０年１３月", "６月３１日"),
        *("20211年度", "令和0年", "13月1日", "令和3年度～令和2年度", "H300決算", "（H300）"),
        *("2032年度(R5)", "令和5年度（2032年度）", "R5(2024)"),
        *("平成229年度", "平成３３０年２月", "令和77年度", "昭和649年"),
    ],
)
def test_a_day_that_is_none_is_told(tmp_path: Path, text: str) -> None:
    assert [rule for rule, _ in found_in_more(tmp_path, NODE.format(f"{text}に開いた"))] == ["impossible-date"]


@pytest.mark.parametrize(("text", "is_found"), [("1時間70分", True), ("1時間50分", False), ("70分", False)])
def test_an_hour_has_sixty_minutes(tmp_path: Path, text: str, is_found: bool) -> None:
    found = [rule for rule, _ in found_in_more(tmp_path, NODE.format(f"{text}かかった"))]
    assert found == ["impossible-date"] * is_found


@pytest.mark.parametrize(
    "text",
    ["2024年2月29日", "H28.2.29", "平成34年3月31日", "明治5年12月30日", "R2.4.1～R3.3.31", "2月29日", "第2.13.45版"],
)
def test_other_days_pass(tmp_path: Path, text: str) -> None:
    assert found_in_more(tmp_path, NODE.format(f"{text}に開いた")) == []


@pytest.mark.parametrize("text", ["1,234,567人", "3,2023年", "1,2,3", "2,5", "人,452番", "1.2345"])
def test_other_commas_pass(tmp_path: Path, text: str) -> None:
    assert found_in_more(tmp_path, NODE.format(f"人が {text} 来た")) == []


@pytest.mark.parametrize("text", ["2020-2021-2022", "0.12-34-567", "2026-09-01", "1,090-1", "〒980-8671"])
def test_other_numbers_are_no_telephones(tmp_path: Path, text: str) -> None:
    assert found_in_more(tmp_path, NODE.format(text)) == []


def test_a_telephone_may_stand_where_the_contact_stands(tmp_path: Path) -> None:
    files = {
        MAIN: PLAN_YAML.replace("contact: not stated", "contact: 市民課 022-000-0000 shimin@example.jp"),
        MORE: NODE.format("支え合う。") + "    facts: [{label: お問い合わせ, text: 022-000-0000}]\n",
        TEXT: FRONT.format("", "## 問い合わせ先\n\n022-000-0000"),
    }
    assert found(tmp_path, files) == []


@pytest.mark.parametrize("character", ["𠮷", "⼩", "㌔", "㍻", "㋿", "😀", "葛\U000e0100"])
def test_a_character_that_not_all_can_show_is_told(tmp_path: Path, character: str) -> None:
    assert [rule for rule, _ in found_in_more(tmp_path, NODE.format(character))] == ["rare-character"]


def test_usual_signs_of_the_field_pass(tmp_path: Path) -> None:
    assert found_in_more(tmp_path, NODE.format("①㈱Ⅱ㎡※★○髙﨑〜～―")) == []


def test_the_place_is_that_of_the_words_in_a_text_of_several_lines(tmp_path: Path) -> None:
    assert found_in_more(tmp_path, NODE.format("|\n      一行目\n      日は●日")) == [("left-over-text", "7:9")]
    assert found_in_more(tmp_path, NODE.format("'日は ●日'")) == [("left-over-text", "5:14")]


def test_a_draft_may_hold_what_it_likes(tmp_path: Path) -> None:
    assert found_in_more(tmp_path, NODE.format("TODO") + "    draft: true\n") == []
    assert found(tmp_path / "b", {TEXT: FRONT.format("draft: true\n", "TODO")}) == []


def test_what_a_draft_acknowledges_is_not_called_needless(tmp_path: Path) -> None:
    accept = "accept: {left-over-text: 資料のとおり}\n"
    node = NODE.format("TODO") + f"    draft: true\n    {accept}"
    for name, files in {"a": {MORE: node}, "b": {TEXT: FRONT.format(f"draft: true\n{accept}", "TODO")}}.items():
        _, problems = read(write(tmp_path / name, files))
        assert [(problem.rule, problem.acknowledged) for problem in problems] == [("left-over-text", "資料のとおり")]


@pytest.mark.parametrize("accept", ["    accept: {left-over-text: 資料のとおり}\n", ""])
def test_the_record_around_a_text_acknowledges_it(tmp_path: Path, accept: str) -> None:
    nested = NODE.format("支える") + accept + "    directions: [{text: ●月に決める。}]\n"
    problem = only(read(write(tmp_path, {MORE: nested}))[1])
    assert problem.acknowledged == ("資料のとおり" if accept else "")


def test_a_narrative_acknowledges_at_its_top(tmp_path: Path) -> None:
    problem = only(read(write(tmp_path, {TEXT: FRONT.format("accept: {left-over-text: 予定}\n", "TODO")}))[1])
    assert (problem.rule, problem.acknowledged) == ("left-over-text", "予定")


def test_an_acknowledgement_at_the_top_that_is_not_needed_is_told(tmp_path: Path) -> None:
    files = {TEXT: FRONT.format("accept: {left-over-text: 予定}\n", "本文")}
    assert found(tmp_path, files) == [("needless-acknowledgement", f"{TEXT}:3:10")]


@pytest.mark.parametrize(
    "text", ["こちら", "詳しくはこちら", "**こちら**", "ここをクリック", "click here", "続きを読む"]
)
def test_a_link_says_where_it_leads(tmp_path: Path, text: str) -> None:
    files = {TEXT: FRONT.format("", f"[{text}](https://www.example.jp/)")}
    assert [rule for rule, _ in found(tmp_path, files)] == ["link-says-nothing"]


@pytest.mark.parametrize(
    ("link", "is_told"),
    [
        ("[報告書](https://www.example.jp/a.pdf)", True),
        ("[報告書（PDF）](https://www.example.jp/a.pdf)", True),
        ("[表（Excel、20KB）](https://www.example.jp/a.xlsx)", False),
        ("[報告書（PDF、1.2 MB）](https://www.example.jp/a.pdf)", False),
        ("[報告書（ＰＤＦ：512キロバイト）](https://www.example.jp/a.pdf#page=2)", False),
        ("[報告書](https://www.example.jp/pdf/)", False),
    ],
)
def test_a_link_to_a_file_says_its_type_and_size(tmp_path: Path, link: str, is_told: bool) -> None:
    rules = [rule for rule, _ in found(tmp_path, {TEXT: FRONT.format("", link)})]
    assert rules == (["file-link-without-size"] if is_told else [])


def test_what_examples_leave_to_be_filled_in_is_left_over(tmp_path: Path) -> None:
    plan = PLAN_YAML.replace("publisher: 小町", "publisher: …")
    assert found(tmp_path, {MAIN: plan}) == [("left-over-text", f"{MAIN}:2:12")]


@pytest.mark.parametrize(("text", "rules"), [("値は #REF! です。", ["left-over-text"]), ("資料 #5", [])])
def test_an_error_of_excel_in_a_text_is_left_over(tmp_path: Path, text: str, rules: list[str]) -> None:
    assert [rule for rule, _ in found_in_more(tmp_path, NODE.format(f'"{text}"'))] == rules


def test_an_error_of_excel_among_values_is_told_once(tmp_path: Path) -> None:
    values = "indicators:\n  - id: a\n    name: x\n    values:\n      H30: #REF!\n"
    assert [rule for rule, _ in found_in_more(tmp_path, values)] == ["not-a-value"]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("問合せ：TEL 0438-23-7111 / FAX 0438-25-1350", False),
        ("メールは shimin@city.sendai.lg.jp へ", False),
        ("メールは tanaka@example.com へ", True),
        ("問合せ：090-1234-5678", True),
        ("問合せ：090 1234 5678", True),
        ("連絡先は taro@gmail.com です", True),
    ],
)
def test_what_an_office_can_be_reached_by_is_not_personal(tmp_path: Path, text: str, is_found: bool) -> None:
    found = [rule for rule, _ in found_in_more(tmp_path, NODE.format(f'"{text}"'))]
    assert found == (["personal-contact"] if is_found else [])
