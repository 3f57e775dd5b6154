"""Small plans for the tests of pages: an indicator as its YAML would say it, in a plan of nothing else."""

from typing import Any

from keikaku.figure import Figure, Series
from keikaku.pages.figures import indicator_figure, money_figure, table_figure
from keikaku.pages.sentences import indicator_sentence
from keikaku.plan.about import PlanFile
from keikaku.plan.indicators import Indicator
from keikaku.plan.observations import Target
from keikaku.plan.plan import PLAN, Plan
from keikaku.plan.tables import Money, Table
from keikaku.values import Absence
from keikaku.words import read_words
from keikaku.workspace import theme_folder
from keikaku.years import YearKind

JA = read_words(theme_folder() / "words", "ja")
EN = read_words(theme_folder() / "words", "en")

STATES = [
    {"id": "途中", "comparable": "false"},
    {"id": "速報"},
    {"id": "確定", "final": "true"},
]
CONTEXT = {"no_value": {"今後調査": Absence.TO_BE_SURVEYED, "－": Absence.UNEXPLAINED}, "year_kind": YearKind.FISCAL}


def about_of(**facts: Any) -> PlanFile:
    given: dict[str, Any] = {"title": "計画", "publisher": "架空町", "status": "確定", "period": "5年間"}
    given |= {"licence": "not stated", "contact": "not stated", "states": STATES}
    return PlanFile.model_validate(given | facts, context=CONTEXT)


def indicator_of(**facts: Any) -> Indicator:
    return Indicator.model_validate({"id": "a", "name": "貸出", "unit": "冊"} | facts, context=CONTEXT)


def target_of(**facts: Any) -> Target:
    return Target.model_validate(facts, context=CONTEXT)


def plan_of(indicator: Indicator | None = None, **about: Any) -> Plan:
    indicators = (indicator,) if indicator else ()
    return Plan("town", about_of(**about), indicators=indicators, owners={one.id: PLAN for one in indicators})


def sentence_of(about: dict[str, Any] | None = None, **facts: Any) -> str:
    indicator = indicator_of(**facts)
    return indicator_sentence(plan_of(indicator, **(about or {})), indicator, JA)


def figure_of(about: dict[str, Any] | None = None, **facts: Any) -> Figure:
    indicator = indicator_of(**facts)
    return indicator_figure(plan_of(indicator, **(about or {})), indicator, JA)


def table_of(**facts: Any) -> Figure:
    return table_figure(plan_of(), Table.model_validate({"id": "t", "title": "表"} | facts, context=CONTEXT), JA)


def money_of(**facts: Any) -> Figure:
    return money_figure(plan_of(), Money.model_validate({"id": "m", "title": "費用"} | facts, context=CONTEXT), JA)


def series_named(figure: Figure, name: str) -> Series:
    return next(series for series in figure.series if series.name == name)


def printed(series: Series) -> list[str]:
    """The cells of a column as they are read; blank where the source has none."""
    return [cell.printed if cell else "" for cell in series.cells]
