"""Figures of a node's projects: each asks one question of all of them, and its parts make up the whole."""

from pathlib import Path
from typing import Any

from keikaku.figure import Figure, Role, Shape
from keikaku.pages.blocks import FigureBlock, Section
from keikaku.pages.context import Audience, Context
from keikaku.pages.programmes import all_projects_in_numbers, projects_in_numbers
from keikaku.plan.plan import PLAN, Plan
from keikaku.plan.tree import Node, Project
from keikaku.problems import Problems
from keikaku.reading.workspace import read_plans, read_settings
from keikaku.words import Words
from keikaku.workspace import Settings
from tests.pages.builders import EN, JA, about_of, indicator_of

MARKS = [
    {"id": "新規", "name": "新規", "meaning": "令和3年度開始事業"},
    {"id": "重点", "name": "重点", "counted": "false"},
]
Measures = dict[str, list[dict[str, Any]]]

FIELD: Measures = {
    "one": [{"marks": "新規"}, {"marks": ["新規", "重点"]}, {}],
    "two": [{"pledges": "毎年度、会議を開く。"}, {"marks": "重点"}],
}


def node_of(id: str, **facts: Any) -> Node:
    return Node.model_validate({"id": id, "name": f"施策{id}", "level": "measure"} | facts)


def figures(
    measures: Measures,
    *,
    of: str = "field",
    parent: str = "field",
    numbers: tuple[str, ...] = (),
    words: Words = JA,
    **about: Any,
) -> list[Figure]:
    """Those of one node, or of the plan; projects are called one-1, one-2 …, and `numbers` have a target."""
    nodes = (node_of("field"), *(node_of(id) for id in measures if id != "field"))
    homes = {f"{id}-{n}": (id, facts) for id, found in measures.items() for n, facts in enumerate(found, 1)}
    projects = [Project.model_validate({"id": id, "name": id} | facts) for id, (_, facts) in homes.items()]
    indicators = [indicator_of(id=f"{id}-target", targets={"R7": "3"}) for id in numbers]
    plan = Plan(
        "town",
        about_of(marks=MARKS, **about),
        nodes,
        tuple(projects),
        tuple(indicators),
        parents=dict.fromkeys(measures, parent) | {"field": PLAN} | {id: home for id, (home, _) in homes.items()},
        owners={f"{id}-target": id for id in numbers},
    )
    ctx = Context(plan, words, Settings(), Audience.PUBLIC, True)
    return figures_of(ctx, plan.nodes_by_id[of]) if of else drawn(all_projects_in_numbers(ctx))


def figures_of(ctx: Context, node: Node) -> list[Figure]:
    return drawn(projects_in_numbers(ctx, node))


def drawn(sections: tuple[Section, ...]) -> list[Figure]:
    blocks = (block for section in sections for block in section.blocks)
    return [block.figure for block in blocks if isinstance(block, FigureBlock)]


def table(figure: Figure) -> dict[str, list[str]]:
    return {series.name: [cell.printed for cell in series.cells if cell] for series in figure.series}


def test_each_part_below_shows_its_projects_with_and_without_a_mark() -> None:
    marked, _ = figures(FIELD)
    assert [slot.label for slot in marked.slots] == ["施策one", "施策two"]
    assert table(marked) == {"新規": ["2", "0"], "「新規」の印なし": ["1", "2"], "すべての事業": ["3", "2"]}


def test_targets_in_numbers_in_words_and_none_are_told_apart() -> None:
    _, targets = figures(FIELD, numbers=("one-1", "one-3"))
    assert table(targets) == {
        "数値目標あり": ["2", "0"],
        "目標の記載なし": ["1", "1"],
        "言葉の目標のみ": ["0", "1"],
        "すべての事業": ["3", "2"],
    }


def test_targets_in_words_have_no_column_where_there_are_none() -> None:
    _, targets = figures({"one": FIELD["one"], "two": []}, numbers=("one-1",))
    assert list(table(targets)) == ["数値目標あり", "目標の記載なし", "すべての事業"]


def test_the_parts_of_every_figure_make_up_the_whole() -> None:
    for figure in figures(FIELD, numbers=("one-1",)):
        *parts, whole = figure.series
        assert [series.role for series in figure.series] == [Role.PART] * len(parts) + [Role.WHOLE]
        assert [sum(numbers) for numbers in zip(*(part.numbers for part in parts), strict=True)] == list(whole.numbers)
        assert (figure.shape, figure.is_drawn) == (Shape.BREAKDOWN, True)


def test_the_sentence_says_what_a_mark_means_and_claims_nothing_of_projects_without_it() -> None:
    marked, _ = figures(FIELD)
    assert marked.sentence == "全5事業の内訳は、新規（令和3年度開始事業）が2事業、「新規」の印なしが3事業です。"
    assert "継続" not in marked.sentence


def test_the_sentence_is_there_in_english() -> None:
    _, targets = figures(FIELD, numbers=("one-1",), words=EN)
    assert targets.sentence == (
        "5 projects: 1 with a target in numbers, 3 without a target, 1 with a target in words only."
    )


def test_a_project_listed_again_is_counted_once_and_that_is_said() -> None:
    again: Measures = {"one": [{"listings": "two"}], "two": [{}]}
    (targets,) = figures(again)
    assert table(targets)["すべての事業"] == ["1", "1"]
    assert "再掲の事業は1回だけ数えています。" in targets.sentence


def test_the_documents_own_count_stands_beside() -> None:
    counts = [{"node": "field", "value": "5", "printed": "5事業", "note": "※再掲除く"}]
    assert [note.text for note in figures(FIELD, counts=counts)[0].notes] == [
        "資料に書かれた事業数：5事業（※再掲除く）"
    ]


def test_a_mark_that_is_not_to_be_counted_has_no_figure() -> None:
    assert [figure.id for figure in figures(FIELD)] == ["town-field-projects-mark-1", "town-field-projects"]


def test_a_part_alone_is_divided_as_a_whole() -> None:
    marked, _ = figures(FIELD, of="one")
    assert [slot.label for slot in marked.slots] == ["全体"]
    assert table(marked) == {"新規": ["2"], "「新規」の印なし": ["1"], "すべての事業": ["3"]}


def test_a_part_alone_is_not_asked_for_a_mark_that_none_of_it_bears() -> None:
    (targets,) = figures(FIELD, of="two")
    assert targets.id == "town-two-projects"


def test_projects_that_all_give_one_answer_are_a_number() -> None:
    (targets,) = figures({"one": [{}, {}]}, of="one")
    assert targets.shape is Shape.NUMBER


def test_projects_of_the_node_itself_are_not_lost_beside_those_below() -> None:
    measures: Measures = {"field": [{}], "one": [{}, {}]}
    (targets,) = figures(measures)
    assert table(targets)["すべての事業"] == ["1", "2"]


def test_a_node_with_an_indicator_shows_that_instead() -> None:
    assert figures(FIELD, numbers=("field",)) == []


def test_a_plan_shows_its_projects_by_its_first_level() -> None:
    marked, targets = figures(FIELD, of=PLAN, parent=PLAN)
    assert [slot.label for slot in marked.slots] == ["施策one", "施策two"]
    assert (marked.id, targets.id) == ("town-plan-projects-mark-1", "town-plan-projects")


def test_a_plan_with_indicators_on_its_first_level_shows_those() -> None:
    assert figures(FIELD, of=PLAN, parent=PLAN, numbers=("one",)) == []


def test_a_plan_of_one_part_leaves_it_to_that_parts_page() -> None:
    assert figures(FIELD, of=PLAN) == []


def test_the_figures_of_sendai_hold_as_many_projects_as_its_document_counts() -> None:
    problems = Problems()
    plans = read_plans(read_settings(Path(__file__).parents[2], problems), problems)
    (sendai,) = (plan for plan in plans if plan.id == "sendai")
    ctx = Context(sendai, JA, Settings(), Audience.PUBLIC, True)
    fields = [sendai.nodes_by_id[count.node] for count in sendai.about.counts if count.node]
    totals = {node.id: {sum(one.series[-1].numbers) for one in figures_of(ctx, node)} for node in fields}
    assert {sum(one.series[-1].numbers) for one in drawn(all_projects_in_numbers(ctx))} == {85}
    assert totals == {"f1": {22}, "f2": {18}, "f3": {45}}
