"""The page of an indicator: what stands above its picture, and below."""

from typing import Any

from keikaku.pages.blocks import FigureBlock, Page
from keikaku.pages.context import Audience, Context
from keikaku.pages.indicators import indicator_page
from keikaku.workspace import Settings
from tests.pages.builders import JA, indicator_of, plan_of
from tests.pages.test_measures import ON_ITS_WAY


def page_of(**facts: Any) -> Page:
    indicator = indicator_of(**facts)
    return indicator_page(Context(plan_of(indicator), JA, Settings(), Audience.PUBLIC, is_alone=True), indicator)


def opening(**facts: Any) -> FigureBlock:
    (block,) = page_of(**facts).blocks
    assert isinstance(block, FigureBlock)
    return block


def test_it_opens_with_value_target_and_standing_whose_grounds_follow_the_figure() -> None:
    page = page_of(**ON_ITS_WAY, definition="貸し出した数")
    measure = opening(**ON_ITS_WAY).measure
    assert measure
    assert (measure.latest, measure.when, measure.target) == ("8冊", "R5", "目標 10冊（R7）")
    assert measure.standing
    assert (measure.standing.text, measure.standing.because) == ("目標に近づいている", "")
    assert [section.id for section in page.sections] == ["standing", "definition", "facts"]


def test_why_there_is_no_verdict_stands_above_the_picture() -> None:
    measure = opening(values={"R3": "5", "R5": "8"}, targets={"R7": "10"}).measure
    assert measure
    assert measure.standing
    assert measure.standing.because


def test_a_number_that_is_shown_large_is_not_said_twice() -> None:
    assert opening(values={"R5": "8"}).measure is None
