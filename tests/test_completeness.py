"""Nothing that a source says is lost: each of its facts stands on the page where it belongs, each line is told.

The facts were listed by reading the sources in `tests/sources/`, without looking at the data files.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from tests.facts import PLANS, SOURCES, Fact, Place, Source, data_rows, number_in, places_named, read_source
from tests.site import Page, read_page, read_pages, stands_in

ROOT = Path(__file__).parent.parent


@cache
def source_of(plan: str) -> Source:
    return read_source(plan)


@cache
def pages_of(site: Path, plan: str) -> Sequence[Page]:
    return read_pages(site, plan)


Found = list[tuple[Fact, list[Place]]]


@cache
def found_on(site: Path, plan: str) -> Found:
    return find(source_of(plan).facts, pages_of(site, plan), plan)


def find(facts: Sequence[Fact], pages: Sequence[Page], plan: str) -> Found:
    """Each fact with those of the places it names that hold it."""
    places = {on: places_named(on, pages, plan) for on in {fact.on for fact in facts}}
    return [(fact, [place for place in places[fact.on] if place.holds(fact)]) for fact in facts]


def in_lines(facts: Iterable[object]) -> str:
    return "\n".join(["", *(f"  {fact}" for fact in facts)])


def test_every_plan_has_its_facts_and_its_source() -> None:
    assert PLANS
    assert sorted(path.parent.name for path in (ROOT / "data").glob("*/plan.yaml")) == PLANS
    assert all((SOURCES / f"{plan}.txt").is_file() for plan in PLANS)


@pytest.mark.parametrize("plan", PLANS)
def test_every_line_of_a_source_is_told_by_a_fact_or_left_out_with_a_reason(plan: str) -> None:
    source = source_of(plan)
    assert all(reason for _, reason in source.left_out)
    assert sorted(source.lines_with_words - source.lines_of_facts - source.lines_left_out) == []
    assert sorted(source.lines_left_out & source.lines_of_facts) == []


@pytest.mark.parametrize("plan", PLANS)
def test_every_fact_says_what_its_lines_print(plan: str) -> None:
    source = source_of(plan)
    not_printed = [fact for fact in source.facts if not source.prints(fact)]
    assert not not_printed, in_lines(not_printed)


@pytest.mark.parametrize("plan", PLANS)
def test_every_fact_stands_on_the_page_where_it_belongs(
    plan: str, built_site: Path, record_property: Callable[[str, object], None]
) -> None:
    found = found_on(built_site, plan)
    missing = [fact for fact, places in found if not places]
    lines, left_out = source_of(plan).lines_with_words, source_of(plan).lines_left_out
    counts = f"{len(found) - len(missing)} of {len(found)} facts found"
    record_property("total", f"{plan}: {counts}; {len(lines - left_out)} lines told, {len(lines & left_out)} left out")
    assert not missing, in_lines(missing)


@pytest.mark.parametrize("plan", PLANS)
def test_every_value_stands_in_the_data_files_as_printed_and_as_the_same_number(plan: str, built_site: Path) -> None:
    values = [(fact, place) for fact, places in found_on(built_site, plan) for place in places if fact.row is not None]
    with_data = [(fact, place) for fact, place in values if any(cell.data for cell in place.cells(fact))]
    assert with_data
    wrong = [fact for fact, place in with_data if not is_in_data(fact, data_rows(built_site, place, fact))]
    assert not wrong, in_lines(wrong)


def is_in_data(fact: Fact, rows: Sequence[dict[str, str]]) -> bool:
    """In the CSV of each figure that shows it; words, a state or a day beside a value have no number of their own."""
    number = number_in(fact.says)
    numbers = {Decimal(row["value"]) if row["value"] else None for row in rows if stands_in(fact.says, row["printed"])}
    return bool(rows) and numbers <= {number}


# What is done to a page of the site, and the words of a fact that must be missed then.
HARM = [
    pytest.param("sapporo/participation", "32.4％", "32.5％", "32.4％", id="a number altered"),
    pytest.param("sapporo/participation", "取組結果", "取組計画", "市民や寄附者・団体に", id="planned for done"),
    pytest.param("handa/indicators/young-net-migration", "▲", "", "▲468人", id="a sign lost"),
    pytest.param("kisarazu/collaboration", "一箇所程度の", "", "本市では住民主体の地域自治", id="words lost"),
    pytest.param("tokorozawa/kizuna", "Ｈ２７", "Ｈ２８", "11地区中8地区にて", id="another year's heading"),
    pytest.param("tokorozawa/kizuna", "R1.7.26", "R1.8.27", "R1.7.26", id="another evaluation's date"),
    pytest.param("sendai/m1-1", ">資料 p.21<", ">資料 p.22<", "21", id="another page of the document"),
    pytest.param("sendai/chapters/chapter-2", "n=189", "n=198", "n=189", id="another number of answers"),
]


@pytest.mark.parametrize(("page", "old", "new", "words"), HARM)
def test_a_fact_is_missed_when_its_page_is_harmed(page: str, old: str, new: str, words: str, built_site: Path) -> None:
    plan, address = page.partition("/")[0], f"{page}/index.html"
    html = (built_site / address).read_text(encoding="utf-8").replace("<wbr>", "")
    assert old in html
    harmed = read_page(address, html.replace(old, new))
    pages = [harmed if other.address == address else other for other in pages_of(built_site, plan)]
    told = [
        fact for fact, places in found_on(built_site, plan) if any(place.page.address == address for place in places)
    ]
    assert any(fact.says.startswith(words) for fact, places in find(told, pages, plan) if not places)


def test_a_number_is_found_only_as_a_whole_and_with_its_sign() -> None:
    assert stands_in("468人", "468人(2021)")
    assert not stands_in("468人", "▲468人")
    assert not stands_in("6割", "約6割")
    assert not stands_in("18", "1,018団体")
    assert not stands_in("①", "1")


def test_words_for_the_ear_do_not_break_a_run_but_the_end_of_a_paragraph_does() -> None:
    sign = '<span aria-hidden="true">▲</span><span class="visually-hidden">マイナス</span>'
    page = read_page("page", f"<body><main><p>{sign}468人</p><p>減</p></main></body>")
    assert stands_in("▲468人", page.text)
    assert not stands_in("468人減", page.text)


def test_the_editor_is_not_the_source() -> None:
    html = '<body><main><h1>計画</h1><p class="note-by-editor">奥付は令和3年●月</p></main></body>'
    fact = Fact("計画", range(1, 2), "令和3年●月")
    (place,) = places_named("計画", [read_page("page", html)], "plan")
    assert not place.holds(fact)
    assert place.holds(replace(fact, by_editor=True))


@pytest.mark.parametrize(
    ("printed", "number"),
    [("約4億9,600万円", "496000000"), ("▲468人", "-468"), ("累計 13団体", "13"), ("84.8%", "84.8")],
)
def test_the_number_in_a_printed_value_is_read_without_keikaku(printed: str, number: str) -> None:
    assert number_in(printed) == Decimal(number)
    assert number_in("約6割") is None
