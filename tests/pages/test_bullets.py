"""The small figure on a card: only where a bar from zero to a target says something true."""

from typing import Any

import pytest

from keikaku.figure import Figure, Role, Shape
from keikaku.pages.blocks import Cards, Measure, Page
from keikaku.pages.bullets import small_figure
from keikaku.pages.compose import figures_of
from tests.pages.builders import JA, figure_of, indicator_of, plan_of
from tests.pages.composed import blocks, pages


def small(about: dict[str, Any] | None = None, **facts: Any) -> Figure | None:
    indicator = indicator_of(**{"direction": "up"} | facts)
    return small_figure(plan_of(indicator, **(about or {})), indicator, JA)


def test_it_shows_what_the_verdict_is_made_from() -> None:
    figure = small(
        baseline={"year": "R2", "value": "30"}, values={"R4": "40", "R5": "45"}, targets={"R5": "44", "R7": "50"}
    )
    assert figure is not None
    shown = [(series.role, cell.printed) for series in figure.series for cell in series.cells if cell]
    assert shown == [(Role.BASELINE, "30冊"), (Role.ACTUAL, "45冊"), (Role.TARGET, "44冊")]
    assert [slot.label for slot in figure.slots] == ["R2", "R5"]


@pytest.mark.parametrize(
    "facts",
    [
        {"direction": "down"},
        {"direction": "maintain"},
        {"direction": "rank"},
        {"direction": None},
        {"targets": {"R7": "40～50"}, "direction": "range"},
        {"targets": {"R7": "20%増"}},
        {"targets": {"R7": {"value": "200", "timing": "total", "over": "R5～R7"}}},
        {"targets": {"R7": {"text": "増やす"}}},
        {"values": {"R5": "▲4"}},
        {"values": {"R5": "45％"}, "targets": {"R7": "50人"}},
        {"values": {"R5": {"value": "45", "state": "途中"}}},
        {"values": {}},
        {"progress": "false"},
    ],
)
def test_where_a_bar_would_mislead_there_is_none(facts: dict[str, Any]) -> None:
    assert small(**{"values": {"R5": "45"}, "targets": {"R7": "50"}} | facts) is None


def test_a_value_that_is_not_final_is_hollow_there_too() -> None:
    figure = small(values={"R5": {"value": "45", "state": "速報"}}, targets={"R7": "50"})
    assert figure is not None
    (value,) = (cell for cell in figure.series[0].cells if cell)
    assert (value.hollow, value.state) == (True, "速報")


def drawn_measures(page: Page) -> list[Measure]:
    cards = [card for block in blocks(page, Cards) for card in block.cards]
    return [card.measure for card in cards if card.measure and card.measure.figure]


def test_cards_of_the_town_have_it_and_it_is_drawn_but_is_no_data_file() -> None:
    home = pages()["small-town/index.html"]
    figures = [measure.figure for measure in drawn_measures(home) if measure.figure]
    assert figures
    assert all(figure in home.figures and figure.data_address == "" for figure in figures)
    assert {figure.id for figure in figures} <= set(figures_of([home]))


def test_a_card_says_in_words_what_its_figure_shows() -> None:
    home = pages()["small-town/index.html"]
    for measure in drawn_measures(home):
        assert measure.figure is not None
        text = f"{measure.latest} {measure.target}"
        told = [s.cells for s in measure.figure.series if s.role is not Role.BASELINE]
        assert all(cell.printed in text for cells in told for cell in cells if cell)


@pytest.mark.parametrize(
    ("facts", "shape"),
    [
        ({"values": {"R5": "4"}, "targets": {"R7": "10"}}, Shape.BULLET),
        ({"values": {"R5": "4"}, "targets": {"R5": "10"}}, Shape.BULLET),
        ({"values": {"R5": "4"}, "targets": {"every": "10以上"}}, Shape.BULLET),
        ({"values": {"R5": "4"}, "targets": {"R7": "10"}, "direction": "down"}, Shape.BASELINE_TO_TARGET),
        ({"values": {"R5": "4"}, "targets": {"R7": "10"}, "direction": None}, Shape.BASELINE_TO_TARGET),
        ({"values": {"R5": {"value": "4", "state": "途中"}}, "targets": {"R7": "10"}}, Shape.BASELINE_TO_TARGET),
        ({"values": {"R4": "3", "R5": "4"}, "targets": {"R7": "10"}}, Shape.TREND),
        ({"values": {"R4": "3", "R5": "4"}, "targets": {"R7": "10"}, "figure": "bullet"}, Shape.BULLET),
        (
            {"values": {"R4": "3", "R5": "4"}, "targets": {"R7": "10"}, "figure": "bullet", "direction": "down"},
            Shape.TREND,
        ),
    ],
)
def test_one_value_and_a_target_that_more_is_aimed_at_are_a_bar(facts: dict[str, Any], shape: Shape) -> None:
    assert figure_of(**{"direction": "up"} | facts).shape is shape
