"""What every record shares: short forms, texts set as Japanese, references that know their place."""

from pathlib import Path

import pytest

from keikaku.plan.record import is_id, join_lines
from tests.workspaces import MORE, plan_of

NODE = "nodes:\n  - id: g1\n    level: goal\n    name: 支える町\n"


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("町内会の\n加入率", "町内会の加入率"),
        ("認定NPO\n法人", "認定NPO法人"),
        ("open\ndata", "open data"),
        ("第１期\n(案)", "第１期(案)"),
        ("年度末\n①会員", "年度末①会員"),
        ("𠮷野\n家", "𠮷野家"),
        ("  一\n  二  ", "一二"),
    ],
)
def test_lines_are_joined_as_japanese_is_set(text: str, joined: str) -> None:
    assert join_lines(text) == joined


def test_a_text_may_hold_several_paragraphs(tmp_path: Path) -> None:
    text = NODE + "    aim: |\n      一つ目の\n      段落。\n\n      二つ目。\n    policy: [一つ目。, 二つ目。]\n"
    node = plan_of(tmp_path, {MORE: text}).nodes[0]
    assert node.aim == ("一つ目の段落。", "二つ目。")
    assert node.policy == ("一つ目。", "二つ目。")


@pytest.mark.parametrize("text", ["g1", "members", "late-basic-plan", "a-1"])
def test_small_letters_digits_and_hyphens_make_an_id(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize("text", ["", "G1", "1", "1a", "a_b", "a.b", "a ", "会員", "ａ", "-a", "a-", "a\n"])
def test_nothing_else_does(text: str) -> None:
    assert not is_id(text)


def test_one_thing_stands_for_a_list_of_it(tmp_path: Path) -> None:
    short = "nodes:\n  id: g1\n  level: goal\n  name: 支える町\n  departments: 市民局 市民課\n  editor_note: 注\n"
    node = plan_of(tmp_path, {MORE: short}).nodes[0]
    assert node.departments[0].names == ("市民局 市民課",)
    assert node.editor_note == ("注",)


def test_every_record_of_a_plan_knows_where_it_was_written(tmp_path: Path) -> None:
    text = (
        NODE
        + "    departments: [市民局 市民課, 市民課]\n    results: {H30: [a], R元: {items: [b]}}\n    variants: [別名]\n"
    )
    node = plan_of(tmp_path, {MORE: text}).nodes[0]
    records = [*node.departments, *node.results, *node.results[0].items, *node.results[1].items, *node.variants]
    assert [str(record.written_at) for record in records] == [
        f"{MORE}:{at}" for at in ("5:19", "5:28", "6:15", "6:25", "6:21", "6:38", "7:16")
    ]
