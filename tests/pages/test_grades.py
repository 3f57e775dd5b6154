"""Figures of grades: how many of those judged below got each, by the date that is printed."""

from typing import Any

from keikaku.figure import Figure, Role, Shape
from keikaku.pages.blocks import FigureBlock
from keikaku.pages.context import Audience, Context
from keikaku.pages.grades import grades_in_numbers
from keikaku.plan.evaluations import Evaluation
from keikaku.plan.plan import PLAN, Plan
from keikaku.plan.tree import Node
from keikaku.words import Words
from keikaku.workspace import Settings
from tests.pages.builders import CONTEXT, EN, JA, about_of

GRADES = [{"id": "A", "name": "順調"}, {"id": "B", "name": "普通"}, {"id": "C", "name": "遅れ"}]
SCALES = [{"id": "grade", "name": "3段階評価", "options": GRADES}, {"id": "points", "name": "点数"}]
TITLES = ("担当課の評価", "外部評価", "点", "票")
MEASURES = ("one", "two", "three")


def evaluation(
    of: str, date: str | None, *grades: str, title: str = "担当課の評価", **facts: Any
) -> tuple[str, Evaluation]:
    """What somebody judged, with its owner."""
    answer = {"question": "進み具合", "scale": "grade", "answer": list(grades)} | facts
    given = {"id": f"{of}-{(date or 'undated').lower()}-{TITLES.index(title)}", "title": title, "answers": [answer]}
    return of, Evaluation.model_validate(given | ({"date": date} if date else {}), context=CONTEXT)


def figures(*evaluations: tuple[str, Evaluation], of: str = PLAN, words: Words = JA, **about: Any) -> list[Figure]:
    """Of measures under one goal, or of the whole plan."""
    nodes = tuple(Node.model_validate({"id": id, "name": id, "level": "measure"}) for id in ("goal", *MEASURES))
    plan = Plan(
        "town",
        about_of(**({"scales": SCALES} | about)),
        nodes,
        evaluations=tuple(evaluation for _, evaluation in evaluations),
        parents={"goal": PLAN, "one": "goal", "two": "goal", "three": PLAN},
        owners={evaluation.id: owner for owner, evaluation in evaluations},
    )
    sections = grades_in_numbers(Context(plan, words, Settings(), Audience.PUBLIC, True), of)
    return [block.figure for section in sections for block in section.blocks if isinstance(block, FigureBlock)]


TWO_YEARS = (
    evaluation("one", "R4", "B"),
    evaluation("two", "R4", "C"),
    evaluation("three", "R4", "B"),
    evaluation("one", "R5", "A"),
    evaluation("two", "R5", "B"),
    evaluation("three", "R5", "A"),
)


def table(figure: Figure) -> dict[str, list[str]]:
    return {series.name: [cell.printed for cell in series.cells if cell] for series in figure.series}


def test_grades_are_counted_by_year_in_the_order_of_the_scale() -> None:
    (figure,) = figures(*TWO_YEARS)
    assert [slot.label for slot in figure.slots] == ["R4", "R5"]
    assert table(figure) == {"A 順調": ["0", "2"], "B 普通": ["2", "1"], "C 遅れ": ["1", "0"], "全体": ["3", "3"]}
    assert (figure.shape, figure.series[-1].role, figure.is_drawn) == (Shape.BREAKDOWN, Role.WHOLE, True)


def test_a_node_counts_what_is_below_it_alone() -> None:
    (figure,) = figures(*TWO_YEARS, of="goal")
    assert table(figure)["全体"] == ["2", "2"]
    assert figure.title == "担当課の評価：進み具合（goal）（件）"
    assert figures(*TWO_YEARS, of="one") == []


def test_the_sentence_tells_the_latest_year() -> None:
    (figure,) = figures(*TWO_YEARS)
    assert figure.sentence == "R5（2023）の評価は全3件で、A 順調が2件、B 普通が1件、C 遅れが0件です。"
    (english,) = figures(*TWO_YEARS, words=EN)
    assert english.sentence == "R5（2023）, 3 evaluations in all. A 順調: 2, B 普通: 1, C 遅れ: 0."


def test_evaluations_of_another_title_are_another_figure() -> None:
    outside = (evaluation(id, "R5", "C", title="外部評価") for id in ("one", "two"))
    assert [figure.title for figure in figures(*TWO_YEARS, *outside)] == [
        "担当課の評価：進み具合（件）",
        "外部評価：進み具合（件）",
    ]


def test_what_one_alone_was_judged_by_is_no_figure() -> None:
    assert figures(evaluation("one", "R4", "A"), evaluation("one", "R5", "B")) == []


def test_several_answers_points_and_votes_are_not_counted_as_grades() -> None:
    both = (evaluation(id, "R5", "A", "B") for id in ("one", "two"))
    points = (evaluation(id, "R5", "80点", title="点", scale="points") for id in ("one", "two"))
    votes = (evaluation(id, "R5", title="票", votes={"A": "3名"}) for id in ("one", "two"))
    assert figures(*both, *points, *votes) == []


def test_evaluations_without_a_date_stand_together() -> None:
    (figure,) = figures(*(evaluation(id, None, "A") for id in ("one", "two")))
    assert [slot.label for slot in figure.slots] == ["年の記載なし"]
    assert table(figure)["A 順調"] == ["2"]


def test_a_scale_of_more_grades_than_can_be_told_apart_has_panels() -> None:
    scale = {"id": "grade", "name": "6段階", "options": [{"id": id, "name": id} for id in "ABCDEF"]}
    (figure,) = figures(*TWO_YEARS, scales=[scale])
    assert figure.shape is Shape.COLUMN_PANELS
