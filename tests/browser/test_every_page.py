"""Every page of the site, opened once on a phone from a server and once on a desk from the disk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.pages import TOWN, all_pages, one_of_every_kind

pytestmark = pytest.mark.browser

MEASURES = Path(__file__).with_name("measures.js").read_text(encoding="utf-8")
WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => shifts.push(...list.getEntries().map(entry => entry.value)))
  .observe({type: "layout-shift", buffered: true});
"""
MEASURE = """
() => ({sideways: measures.sideways(), unreachable: measures.unreachable(), squeezed: measures.squeezed(),
        pictures: measures.pictures(), shifts: window.shifts})
"""
ON_A_PHONE = "() => ({cut: measures.cutOff(), overlaps: measures.overlaps(), targets: measures.smallTargets()})"
SET = "() => [...measures.sideways(), ...measures.cutOff(), ...measures.overlaps(), ...measures.squeezed()]"
ENLARGED = f"() => {{ measures.enlarge(); return ({SET})(); }}"
SPACED = "() => { measures.spaceOut(); return [...measures.sideways(), ...measures.cutOff(), ...measures.overlaps()]; }"

WHOLE = "/all/index.html"
FAULTY = """<!doctype html>
<style>body { margin: 0 } .one { position: absolute; top: 90px }</style>
<p style="width: 640px">wide</p><p style="height: 9px; overflow: hidden">cut</p><p class=one>one</p><p class=one>two</p>
<div style="overflow: auto; width: 90px"><p style="width: 99px">far</p></div>
<p style="width: 1em">漢字仮名</p>
<p style="margin-top: 90px">In a <a href="#">sentence</a>.</p><ul><li><a href="#">alone</a></li></ul>"""


@dataclass
class Seen:
    """What was seen of one page: what it asked for, what the browser complained of, what was measured."""

    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    measured: dict[str, Any] = field(default_factory=dict)


Visits = dict[str, Seen]
Sites = dict[str, list[str]]  # the addresses of sites, and of the pages in each


def visit_all(page: Page, sites: Sites, further: Callable[[Page], dict[str, Any]]) -> Visits:
    visits: Visits = {}
    seen = [Seen()]  # the last is the page that is open
    page.on("request", lambda request: seen[-1].asked.append(request.url))
    page.on("requestfailed", lambda request: seen[-1].complaints.extend(failures(request)))
    page.on("console", lambda message: seen[-1].complaints.append(message.text))
    page.on("pageerror", lambda error: seen[-1].complaints.append(error.message))
    page.add_init_script(WATCH_SHIFTS)
    for address, names in sites.items():
        for name in names:
            visits[address + name] = Seen()
            seen.append(visits[address + name])
            page.goto(address + name)
            page.evaluate(MEASURES)
            seen[-1].measured = page.evaluate(MEASURE) | further(page)
            seen[-1].measured["shifts"] = least_shifts(page, seen[-1].measured["shifts"])
    return visits


def failures(request: Request) -> list[str]:
    """What went wrong with it; the favicon is let go where the next page is asked for before it came."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"{request.failure}: {request.url}"]


def least_shifts(page: Page, shifts: list[float]) -> list[float]:
    """A busy computer may show half a line of text before the rest of it came: such a page gets two more chances."""
    for _ in range(2):
        if not shifts:
            break
        page.reload()
        shifts = page.evaluate("shifts")
    return shifts


def measure_a_phone(page: Page) -> dict[str, Any]:
    measured: dict[str, Any] = page.evaluate(ON_A_PHONE)
    return measured | {"spaced": page.evaluate(SPACED)}


def faults(visits: Visits, measure: str) -> dict[str, list[str]]:
    return {name: seen.measured[measure] for name, seen in visits.items() if seen.measured[measure]}


def test_the_measures_see_faults(browser: Browser) -> None:
    with browser.new_page(viewport={"width": 320, "height": 640}) as page:
        page.set_content(FAULTY)
        page.evaluate(MEASURES)
        measured = page.evaluate(MEASURE) | page.evaluate(ON_A_PHONE)
    assert measured["sideways"] == ["the page is 640 px wide", "p “wide” stands out of the page"]
    assert measured["unreachable"] == ["div “far” scrolls, but not with the keyboard"]
    assert measured["cut"] == ["p “cut” is cut off"]
    assert measured["squeezed"] == ["“漢字仮名” is squeezed"]
    assert measured["overlaps"] == ["“one” stands on “two”"]
    assert [target.partition(":")[0] for target in measured["targets"]] == ["a “alone”"]


class Visited:
    """What is asked of every visit. A class for each, so that two processes share them."""

    size: int  # of the smallest words in pictures, in pixels

    def test_no_page_moves_sideways(self, visits: Visits) -> None:
        assert faults(visits, "sideways") == {}

    def test_the_keyboard_moves_each_box_that_scrolls(self, visits: Visits) -> None:
        assert faults(visits, "unreachable") == {}

    def test_no_letters_stand_below_each_other(self, visits: Visits) -> None:
        assert faults(visits, "squeezed") == {}

    def test_nothing_moves_while_a_page_loads(self, visits: Visits) -> None:
        assert faults(visits, "shifts") == {}

    def test_nothing_outside_the_site_is_asked_for(self, visits: Visits, sites: Sites) -> None:
        asked = {url for seen in visits.values() for url in seen.asked}
        assert len(asked) > len(visits)
        assert [url for url in asked if not url.startswith(tuple(sites))] == []

    def test_the_browser_has_nothing_to_complain_of(self, visits: Visits) -> None:
        assert {name: seen.complaints for name, seen in visits.items() if seen.complaints} == {}

    def test_words_in_pictures_can_be_read(self, visits: Visits) -> None:
        """Made for paper, a whole plan on one page has the phone's drawings alone."""
        pictures = [found for found in pictures_of(visits) if not found[0].endswith(WHOLE)]
        assert len(pictures) > 50
        texts = [(name, text) for name, picture in pictures for text in picture["texts"]]
        assert [(name, text["words"]) for name, text in texts if text["size"] < self.size] == []

    def test_words_in_pictures_stand_apart_and_inside(self, visits: Visits) -> None:
        pictures = list(pictures_of(visits))
        touching = [
            (name, picture["name"], one["words"], other["words"])
            for name, picture in pictures
            for one, other in combinations(picture["texts"], 2)
            if overlap(one, other)
        ]
        outside = [
            (name, picture["name"], text["words"])
            for name, picture in pictures
            for text in picture["texts"]
            if reaches_out(text, picture)
        ]
        assert (touching, outside) == ([], [])


class TestOnAPhone(Visited):
    """320 CSS pixels: a small phone, and a desk's 1280 pixels enlarged to 400 %."""

    size = 12

    @pytest.fixture(scope="class")
    @classmethod
    def sites(cls, served_site: str, built_site: Path, served_town: str, town_site: Path) -> Sites:
        return {served_site: all_pages(built_site), served_town: all_pages(town_site, TOWN)}

    @pytest.fixture(scope="class")
    @classmethod
    def visits(cls, browser: Browser, sites: Sites) -> Visits:
        with browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True) as context:
            return visit_all(context.new_page(), sites, measure_a_phone)

    def test_no_text_is_cut_off_or_stands_on_other_text(self, visits: Visits) -> None:
        assert faults(visits, "cut") == {}
        assert faults(visits, "overlaps") == {}

    def test_text_may_be_spaced_out(self, visits: Visits) -> None:
        assert faults(visits, "spaced") == {}

    def test_a_fingertip_hits_every_control_and_link_outside_a_sentence(self, visits: Visits) -> None:
        assert faults(visits, "targets") == {}


class TestOnADesk(Visited):
    size = 14

    @pytest.fixture(scope="class")
    @classmethod
    def sites(cls, built_site: Path, town_site: Path) -> Sites:
        return {
            f"{built_site.as_uri()}/": all_pages(built_site),
            f"{town_site.as_uri()}/": all_pages(town_site, TOWN),
        }

    @pytest.fixture(scope="class")
    @classmethod
    def visits(cls, browser: Browser, sites: Sites) -> Visits:
        with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
            return visit_all(context.new_page(), sites, lambda page: {})


@pytest.mark.parametrize(("width", "measure"), [(390, ENLARGED), (768, SET), (1024, SET)])
class TestOfEachKindOne:
    """Between a phone and a desk, and where text is twice as large."""

    def test_text_is_set_well(
        self, width: int, measure: str, browser: Browser, built_site: Path, town_site: Path
    ) -> None:
        sites = {built_site: all_pages(built_site), town_site: all_pages(town_site, TOWN)}
        found = {}
        with browser.new_page(viewport={"width": width, "height": 800}) as page:
            for site, pages in sites.items():
                for name in one_of_every_kind(site, pages):
                    page.goto((site / name).as_uri())
                    page.evaluate(MEASURES)
                    found[name] = page.evaluate(measure)
        assert {name: faults for name, faults in found.items() if faults} == {}


def pictures_of(visits: Visits) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((name, picture) for name, seen in visits.items() for picture in seen.measured["pictures"])


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    return across > 0.5 and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 0.5


def reaches_out(text: dict[str, float], picture: dict[str, float]) -> bool:
    across = text["left"] < -0.5 or text["right"] > picture["width"] + 0.5
    return across or text["top"] < -0.5 or text["bottom"] > picture["height"] + 0.5
