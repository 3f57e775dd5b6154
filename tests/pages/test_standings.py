"""How indicators stand to their targets, at a glance: counted, listed with the grounds, never guessed."""

from typing import Any

from keikaku.pages.blocks import Cards, FigureBlock, IndexList, Paragraphs, Tally
from keikaku.pages.standings import has_standings
from keikaku.pages.verdicts import RULE
from keikaku.plan.plan import PLAN
from tests.pages.builders import JA, figure_of, indicator_of, plan_of
from tests.pages.composed import blocks, page_named, pages, section_with, town

HOME = pages()["small-town/index.html"]
PROGRESS = page_named("progress")
KNOWN: dict[str, Any] = {"direction": "up", "values": {"R3": "5", "R5": "8"}, "targets": {"R7": "10"}}


def test_each_indicator_is_counted_once_and_listed_where_it_is_counted() -> None:
    (tally,) = [block for block in section_with(HOME, "glance").blocks if isinstance(block, Tally)]
    counts = {count.link.address.partition("#")[2]: int(count.number) for count in tally.counts if count.number != "0"}
    listed = {part.id: sum(len(b.rows) for b in part.blocks if isinstance(b, IndexList)) for part in PROGRESS.sections}
    assert counts == listed
    assert sum(counts.values()) == len(town().indicators)


def test_the_rule_is_printed_beside_the_counts_the_list_and_the_verdict() -> None:
    indicator = pages()["small-town/indicators/lending/index.html"]
    for page in (HOME, PROGRESS, indicator):
        assert any(JA(RULE) in block.texts for block in blocks(page, Paragraphs))


def test_a_list_says_what_each_verdict_was_made_from() -> None:
    (rows,) = [block.rows for block in section_with(PROGRESS, "nearer").blocks if isinstance(block, IndexList)]
    assert rows
    assert all(any(fact.startswith("目標 ") for fact in row.facts) for row in rows)
    assert all(any(fact.startswith(("最新 ", "比べた値 ")) for fact in row.facts) for row in rows)


def test_a_figure_says_how_its_indicator_stands() -> None:
    standing = figure_of(**KNOWN).standing
    assert standing is not None
    assert (standing.kind, standing.text) == ("nearer", "目標に近づいている")
    assert standing.because == "目標 10冊（R7）、最新 8冊（R5）、もと 5冊（R3）、増やすことを目指す"


def test_where_a_later_value_is_not_compared_the_one_that_is_is_not_called_the_latest() -> None:
    later = {"R6": {"value": "1", "state": "途中"}}
    standing = figure_of(**KNOWN | {"values": KNOWN["values"] | later}).standing
    assert standing is not None
    assert "、比べた値 8冊（R5）、" in standing.because


def test_without_a_target_or_with_what_the_sentence_says_already_a_figure_says_nothing_of_it() -> None:
    assert figure_of(values={"R3": "5"}).standing is None
    assert figure_of(direction="up", targets={"R7": "10"}).standing is None


def test_a_city_that_wants_no_verdicts_has_no_page_of_them() -> None:
    indicator = indicator_of(**KNOWN)
    assert has_standings(plan_of(indicator))
    assert not has_standings(plan_of(indicator, progress="false"))
    assert figure_of({"progress": "false"}, **KNOWN).standing is None


def test_a_goal_shows_its_main_indicator_and_how_that_stands() -> None:
    (cards,) = [block for block in section_with(HOME, "tree").blocks if isinstance(block, Cards)]
    first = next(node for node in town().children(PLAN))
    main = town().owned(first.id).indicators[0]
    measure = cards.cards[0].measure
    assert measure
    assert (measure.link.text, bool(measure.latest), bool(measure.standing)) == (main.name, True, True)
    assert any(block.figure.title.startswith(main.name) for block in blocks(page_named(first.id), FigureBlock))


def test_lists_of_indicators_say_whose_each_one_is() -> None:
    of_projects = [one for one in town().indicators if town().owners[one.id] in town().projects_by_id]
    assert of_projects
    for page in (page_named("indicators"), PROGRESS):
        rows = {row.link.text: row.facts for block in blocks(page, IndexList) for row in block.rows}
        told = [one for one in of_projects if one.name in rows]
        assert told
        for one in told:
            assert rows[one.name][0].endswith(town().projects_by_id[town().owners[one.id]].name)
