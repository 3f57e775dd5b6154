"""No field of the model is there in vain: each is used by a plan, and what it says reaches the reader.

The small town uses one of everything. Its texts stand on its pages word for word; what is no text of its own (a flag,
a day, an id) has an effect there, which `EFFECTS` names.
"""

import html
import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest

from keikaku.charts.drawing import Drawing, Picture
from keikaku.pages.context import Audience
from keikaku.pages.figures import indicator_figure, money_figure, table_figure
from keikaku.pages.indicators import COUNTINGS
from keikaku.pages.phrases import ABSENCES, MONEY_KINDS, TIMINGS
from keikaku.pages.verdicts import AIMS
from keikaku.pipeline import Built, make
from keikaku.plan.about import Status
from keikaku.plan.indicators import Indicator
from keikaku.plan.tables import Money, Table
from keikaku.problems import Problems
from keikaku.reading.workspace import read_plans, read_settings
from keikaku.values import Value, ValueKind
from keikaku.words import read_words
from keikaku.workspace import theme_folder
from keikaku.years import Year, YearKind
from tests.model import (
    Annotated,
    Field,
    declared,
    enums_of,
    fields_of_the_model,
    keys_of_notes,
    records_of_the_model,
    types_by_field,
    types_in,
    used_fields,
    used_records,
    words_used,
)

ROOT = Path(__file__).parent.parent
TOWN = ROOT / "tests" / "examples" / "small-town"
ENGLISH = ROOT / "tests" / "examples" / "english-plan"

# What shows the effect of a field that is no text: a page of the small town, and what stands in it.
EFFECTS: dict[Field, tuple[str, str]] = {
    ("Answer", "scale"): ("projects/library/index.html", "B おおむね順調"),
    ("Column", "id"): ("data/opinions.csv", "人数"),
    ("Count", "node"): ("about/index.html", "基本目標 2 集まる町 3事業"),
    ("Count", "repeats"): ("about/index.html", "3事業 （再掲を含む）"),
    ("Count", "value"): ("about/index.html", "全5事業"),
    ("DataFile", "of"): ("gathering/index.html", "休憩所"),
    ("DataSeries", "companion"): ("indicators/health/index.html", "参考：県の平均"),
    ("DataSeries", "id"): ("indicators/health/index.html", "目標（女性）は50.0％"),
    ("DataSeries", "total"): ("data/health.csv", ",計,whole,"),
    ("Evaluation", "id"): ("projects/library/index.html", 'id="self"'),
    ("Footing", "kind"): ("indicators/lending/index.html", '<th scope="col">年度</th>'),
    ("Footing", "start_month"): ("about/index.html", "年度（4月に始まる）"),
    ("FrontMatter", "id"): ("reading/index.html", 'id="text-reading-history"'),
    ("FrontMatter", "of"): ("reading/index.html", "平成2年に図書館が開きました。"),
    ("FrontMatter", "order"): ("chapters/how-we-measure/index.html", 'href="../afterword/index.html" rel="next"'),
    ("Indicator", "counting"): ("indicators/lending/index.html", "1年間の数"),
    ("Indicator", "declared_by"): ("indicators/lending/index.html", "（編集者による補足）"),
    ("Indicator", "direction"): ("indicators/lending/index.html", "増やすことを目指す"),
    ("Indicator", "id"): ("indicators/lending/index.html", "貸出冊数"),
    ("Indicator", "of"): ("projects/library/index.html", 'id="small-town-lending-here"'),
    ("Indicator", "progress"): ("indicators/by-period/index.html", "目標は1,500人（第3期）です。"),
    ("Item", "projects"): ("reading/index.html", 'href="../projects/library/index.html"'),
    ("Item", "themes"): ("reading/index.html", 'href="../themes/view-together/index.html"'),
    ("Level", "id"): ("places/index.html", "施策 1-1"),
    ("Level", "page"): ("places/index.html", 'id="hours"'),
    ("Listing", "node"): ("gathering/index.html", "再掲"),
    ("Mark", "counted"): ("places/index.html", "「重点」の印の有無"),
    ("Money", "id"): ("projects/library/index.html", 'id="small-town-library-cost-here"'),
    ("MoneyRow", "difference_of"): ("projects/library/index.html", "事業費（予算）、事業費（決算）の差"),
    ("MoneyRow", "id"): ("projects/library/index.html", "国庫支出金（交付額）、一般財源（町）の合計"),
    ("MoneyRow", "kind"): ("projects/library/index.html", "事業費（決算）"),
    ("MoneyRow", "sum_of"): ("projects/library/index.html", "国庫支出金（交付額）、一般財源（町）の合計"),
    ("Named", "id"): ("themes/youth-project/index.html", "若者プロジェクト"),
    ("Node", "level"): ("reading/index.html", "基本目標 1"),
    ("Observation", "state"): ("indicators/by-period/index.html", "見込"),
    ("ParentPlan", "id"): ("indicators/lending/index.html", "「総合構想」の目標は1万5,000冊"),
    ("PlanFile", "document"): ("about/index.html", "報告"),
    ("PlanFile", "key_colour"): ("index.html", 'data-colour="small-town"'),
    ("PlanFile", "lang"): ("index.html", '<html lang="ja"'),
    ("PlanFile", "no_value"): ("about/index.html", "今後調査します"),
    ("PlanFile", "status"): ("reading/index.html", "この資料は「案」です。"),
    ("Pledge", "sub_item"): ("projects/library/index.html", "数値目標等 ① 中央館"),
    ("Project", "text_of"): ("projects/bookmobile/index.html", "中央館と北館を運営する。"),
    ("Scale", "id"): ("projects/library/index.html", "B おおむね順調"),
    ("Scale", "ordered"): ("about/index.html", "よしあしの順はない"),
    ("State", "comparable"): ("about/index.html", "目標とは比べない値"),
    ("State", "final"): ("about/index.html", "確定した値"),
    ("State", "id"): ("indicators/lending/index.html", "速報"),
    ("SubItem", "id"): ("projects/library/index.html", "数値目標等 ① 中央館"),
    ("SubItem", "repeats"): ("projects/festival/index.html", 'href="../library/index.html"'),
    ("Table", "id"): ("index.html", 'id="small-town-opinions-here"'),
    ("Table", "kind"): ("index.html", "出典ではここに図があります。"),
    ("Target", "plan"): ("indicators/lending/index.html", 'figure-table-plan">総合構想<'),
    ("Target", "reference"): ("indicators/for-reference/index.html", "参考：目標値"),
    ("Target", "series"): ("indicators/health/index.html", "目標（女性）は50.0％"),
    ("Target", "timing"): ("indicators/every-year/index.html", "12回以上（毎年度）"),
    ("Term", "id"): ("glossary/index.html", 'id="branch"'),
    ("Theme", "members"): ("themes/youth-project/index.html", "図書館運営事業"),
    ("Theme", "members_by_mark"): ("themes/youth-project/index.html", "若者カフェ"),
}
ENGLISH_EFFECTS: dict[Field, tuple[str, str]] = {
    ("Footing", "kind"): ("about/index.html", "calendar years"),
    ("PlanFile", "status"): ("about/index.html", "decided"),
    ("PlanFile", "progress"): ("indicators/readers/index.html", "The target is 1,100 people (2025)."),
}
# These have a test of their own below.
TESTED_BELOW: set[Field] = {
    ("FrontMatter", "moved_from"),
    ("Indicator", "figure"),
    ("Money", "figure"),
    ("PlanFile", "order"),
    ("Publishable", "draft"),
    ("Publishable", "publish_on"),
    ("Acknowledging", "accept"),
    ("Subject", "moved_from"),
    ("Table", "figure"),
}
SEEN_OTHERWISE = EFFECTS.keys() | ENGLISH_EFFECTS.keys() | TESTED_BELOW
JAPANESE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]+")


# --- the pages ---------------------------------------------------------------------------------------------------


@cache
def made(root: Path, audience: Audience = Audience.STAFF) -> Built:
    """The site of a workspace with empty pictures; staff see what is held back as well."""
    empty = Picture(10, 10, "")
    with patch("keikaku.pipeline.draw_all", lambda figures, **_: {f.id: Drawing(empty, empty) for f in figures}):
        built = make(root, audience=audience)
    assert [f"{problem.at} {problem.rule}" for problem in built.problems if problem.stops_release] == []
    return built


@cache
def site(root: Path, audience: Audience = Audience.STAFF) -> Mapping[str, str]:
    """Its pages and data files by address."""
    return readable(made(root, audience).files)


def readable(files: Mapping[str, bytes]) -> Mapping[str, str]:
    texts = {address: file for address, file in files.items() if address.endswith((".html", ".csv"))}
    return {address: file.decode("utf-8-sig").replace("<wbr>", "") for address, file in texts.items()}


@cache
def text_of(root: Path) -> str:
    return text_in(site(root))


def text_in(files: Mapping[str, str]) -> str:
    """Everything that the pages say, without white space."""
    pages = (page for address, page in files.items() if address.endswith(".html"))
    return "\n".join(squeezed(html.unescape(re.sub(r"<[^>]+>", "", page))) for page in pages)


def squeezed(text: str) -> str:
    return "".join(text.split())


def texts_in(value: object) -> Iterator[str]:
    """What a value of a field says in words: itself, its parts, its spelling."""
    if isinstance(value, Value):
        yield value.printed.removesuffix(value.after)  # the unit comes between: 12回以上
    elif isinstance(value, Year):
        yield value.printed
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from (*texts_in(key), *texts_in(part))


# --- the tests ---------------------------------------------------------------------------------------------------


def test_every_field_is_used_by_a_plan() -> None:
    used = used_fields(ROOT) | used_fields(TOWN) | used_fields(ENGLISH)
    assert sorted(fields_of_the_model() - used) == []


def test_every_text_of_the_small_town_stands_on_its_pages() -> None:
    said, keys = text_of(TOWN), keys_of_notes(TOWN)
    lost = [
        (field, text)
        for record in used_records(TOWN)
        for name in type(record).model_fields
        if (field := declared(type(record), name)) not in SEEN_OTHERWISE
        for text in texts_in(getattr(record, name))
        if squeezed(text) not in said and text not in keys
    ]
    assert lost == []


def test_a_note_on_any_record_stands_on_a_page() -> None:
    annotated = Annotated()
    with patch("keikaku.pipeline.read_plans", annotated.plans):
        said = text_in(readable(made.__wrapped__(TOWN).files))
    assert len({kind for kind, _ in annotated.notes}) > 30
    assert [(kind, note) for kind, note in annotated.notes if note not in said] == []


def test_what_is_no_text_has_an_effect_that_is_named_here() -> None:
    silent = {field for field, holds in types_by_field().items() if any(types_in(holds, bool | int | Enum | date))}
    assert sorted(silent - SEEN_OTHERWISE) == []
    assert sorted(SEEN_OTHERWISE - fields_of_the_model()) == []


@pytest.mark.parametrize("field", sorted(EFFECTS), ids=".".join)
def test_a_field_has_its_effect(field: Field) -> None:
    address, shown = EFFECTS[field]
    assert shown in site(TOWN)[f"small-town/{address}"]


@pytest.mark.parametrize("field", sorted(ENGLISH_EFFECTS), ids=".".join)
def test_a_field_has_its_effect_in_the_english_plan(field: Field) -> None:
    address, shown = ENGLISH_EFFECTS[field]
    assert shown in site(ENGLISH)[f"oak-hill/{address}"]


def test_what_is_held_back_is_on_no_public_page() -> None:
    public = "".join(site(TOWN, Audience.PUBLIC).values())
    for text in ("分館を建てる。", "54,941"):
        assert squeezed(text) in text_of(TOWN)
        assert text not in public


def test_an_accepted_warning_asks_for_nothing_more() -> None:
    problems = made(TOWN).problems
    assert [(problem.rule, problem.acknowledged) for problem in problems if problem.acknowledged] == [
        ("rate-differs", "町は電子書籍を入れて計算している。")
    ]


def test_a_figure_is_drawn_as_the_plan_asks() -> None:
    (plan,) = read_plans(read_settings(TOWN, Problems()), Problems())
    words = read_words(theme_folder() / "words", "ja")
    drawn = {one.id: indicator_figure(plan, one, words).shape for one in plan.indicators}
    drawn |= {one.id: table_figure(plan, one, words).shape for one in plan.tables}
    drawn |= {one.id: money_figure(plan, one, words).shape for one in plan.money}
    records: tuple[Indicator | Table | Money, ...] = (*plan.indicators, *plan.tables, *plan.money)
    asked = {one.id: one.figure for one in records}
    assert {id: drawn[id].value for id, figure in asked.items() if figure} == {
        id: figure.value for id, figure in asked.items() if figure
    }


def test_plans_stand_in_the_order_that_they_ask_for() -> None:
    orders = [plan.about.order for plan in read_plans(read_settings(ROOT, Problems()), Problems())]
    assert orders == sorted(set(orders))


def test_old_addresses_lead_to_the_new_ones() -> None:
    assert "small-town/projects/library/index.html" in site(TOWN)["toshokan/index.html"]
    assert "small-town/chapters/how-we-measure/index.html" in site(TOWN)["shihyo.html"]


def test_every_word_of_the_model_is_used_by_a_plan() -> None:
    expected = {member for record in records_of_the_model() for kind in enums_of(record) for member in kind}
    expected |= {*ValueKind, *YearKind}
    # A plan has one status, and a year of no kind takes that of its plan.
    expected -= {*Status, YearKind.UNSAID}
    assert sorted(map(repr, expected - words_used(ROOT) - words_used(TOWN) - words_used(ENGLISH))) == []


@pytest.mark.parametrize("words", [AIMS, COUNTINGS, TIMINGS, MONEY_KINDS, ABSENCES])
def test_every_word_of_the_model_is_said_in_the_small_town(words: Mapping[str, str]) -> None:
    japanese = read_words(theme_folder() / "words", "ja")
    said = [japanese(text).replace("{year}", "") for text in words.values() if text]
    assert [text for text in said if squeezed(text) not in text_of(TOWN)] == []


def test_the_pages_of_an_english_plan_hold_no_japanese_word() -> None:
    pages = site(ENGLISH)
    assert len(pages) > 10
    japanese = {address: JAPANESE.findall(page) for address, page in pages.items() if JAPANESE.search(page)}
    assert japanese == {}
