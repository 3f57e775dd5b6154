"""Every page of the site, opened once on a phone from a server and once on a desk from the disk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.pages import all_pages

pytestmark = pytest.mark.browser

MEASURES = Path(__file__).with_name("measures.js").read_text(encoding="utf-8")
WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => shifts.push(...list.getEntries().map(entry => entry.value)))
  .observe({type: "layout-shift", buffered: true});
"""
MEASURE = """
() => ({sideways: measures.sideways(), unreachable: measures.unreachable(), pictures: measures.pictures(),
        shifts: window.shifts})
"""
ON_A_PHONE = "() => ({cut: measures.cutOff(), overlaps: measures.overlaps(), targets: measures.smallTargets()})"
SPACED = "() => { measures.spaceOut(); return [...measures.sideways(), ...measures.cutOff(), ...measures.overlaps()]; }"

WHOLE = "/all/index.html"
FAULTY = """<!doctype html>
<style>body { margin: 0 } .one { position: absolute; top: 90px }</style>
<p style="width: 640px">wide</p><p style="height: 9px; overflow: hidden">cut</p><p class=one>one</p><p class=one>two</p>
<div style="overflow: auto; width: 90px"><p style="width: 99px">far</p></div>
<p style="margin-top: 90px">In a <a href="#">sentence</a>.</p><ul><li><a href="#">alone</a></li></ul>"""


@dataclass
class Seen:
    """What was seen of one page: what it asked for, what the browser complained of, what was measured."""

    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    measured: dict[str, Any] = field(default_factory=dict)


Visits = dict[str, Seen]


@pytest.fixture(scope="module")
def phone(browser: Browser, served_site: str, built_site: Path) -> Visits:
    """320 CSS pixels: a small phone, and a desk's 1280 pixels enlarged to 400 %."""
    with browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True) as context:
        return visit_all(context.new_page(), served_site, built_site, measure_a_phone)


@pytest.fixture(scope="module")
def desk(browser: Browser, built_site: Path) -> Visits:
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        return visit_all(context.new_page(), built_site.as_uri() + "/", built_site, lambda page: {})


def visit_all(page: Page, address: str, site: Path, further: Callable[[Page], dict[str, Any]]) -> Visits:
    visits: Visits = {}
    seen = [Seen()]  # the last is the page that is open
    page.on("request", lambda request: seen[-1].asked.append(request.url))
    page.on("requestfailed", lambda request: seen[-1].complaints.extend(failures(request)))
    page.on("console", lambda message: seen[-1].complaints.append(message.text))
    page.on("pageerror", lambda error: seen[-1].complaints.append(error.message))
    page.add_init_script(WATCH_SHIFTS)
    for name in all_pages(site):
        visits[name] = Seen()
        seen.append(visits[name])
        page.goto(address + name)
        page.evaluate(MEASURES)
        visits[name].measured = page.evaluate(MEASURE) | further(page)
        visits[name].measured["shifts"] = least_shifts(page, visits[name].measured["shifts"])
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
    assert measured["overlaps"] == ["“one” stands on “two”"]
    assert [target.partition(":")[0] for target in measured["targets"]] == ["a “alone”"]


def test_no_page_moves_sideways_on_a_phone(phone: Visits) -> None:
    assert faults(phone, "sideways") == {}


def test_no_page_moves_sideways_on_a_desk(desk: Visits) -> None:
    assert faults(desk, "sideways") == {}


@pytest.mark.parametrize("visits", ["phone", "desk"])
def test_the_keyboard_moves_each_box_that_scrolls(visits: str, request: pytest.FixtureRequest) -> None:
    assert faults(request.getfixturevalue(visits), "unreachable") == {}


def test_no_text_is_cut_off_or_stands_on_other_text(phone: Visits) -> None:
    assert faults(phone, "cut") == {}
    assert faults(phone, "overlaps") == {}


def test_text_may_be_spaced_out(phone: Visits) -> None:
    assert faults(phone, "spaced") == {}


def test_a_fingertip_hits_every_control_and_link_outside_a_sentence(phone: Visits) -> None:
    assert faults(phone, "targets") == {}


@pytest.mark.parametrize("visits", ["phone", "desk"])
def test_nothing_moves_while_a_page_loads(visits: str, request: pytest.FixtureRequest) -> None:
    assert faults(request.getfixturevalue(visits), "shifts") == {}


def test_a_server_is_asked_for_nothing_outside_the_site(phone: Visits, served_site: str) -> None:
    asked = {url for seen in phone.values() for url in seen.asked}
    assert len(asked) > len(phone)
    assert [url for url in asked if not url.startswith(served_site)] == []


def test_a_disk_is_asked_for_nothing_outside_the_site(desk: Visits, built_site: Path) -> None:
    asked = {url for seen in desk.values() for url in seen.asked}
    assert len(asked) > len(desk)
    assert [url for url in asked if not url.startswith(built_site.as_uri())] == []


@pytest.mark.parametrize("visits", ["phone", "desk"])
def test_the_browser_has_nothing_to_complain_of(visits: str, request: pytest.FixtureRequest) -> None:
    complaints = {name: seen.complaints for name, seen in request.getfixturevalue(visits).items() if seen.complaints}
    assert complaints == {}


@pytest.mark.parametrize(("visits", "size"), [("phone", 12), ("desk", 14)])
def test_words_in_pictures_can_be_read(visits: str, size: float, request: pytest.FixtureRequest) -> None:
    """Made for paper, a whole plan on one page has the phone's drawings alone."""
    pictures = [found for found in pictures_of(request.getfixturevalue(visits)) if not found[0].endswith(WHOLE)]
    assert len(pictures) > 50
    small = [(name, text["words"]) for name, picture in pictures for text in picture["texts"] if text["size"] < size]
    assert small == []


@pytest.mark.parametrize("visits", ["phone", "desk"])
def test_words_in_pictures_stand_apart_and_inside(visits: str, request: pytest.FixtureRequest) -> None:
    pictures = list(pictures_of(request.getfixturevalue(visits)))
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


def pictures_of(visits: Visits) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((name, picture) for name, seen in visits.items() for picture in seen.measured["pictures"])


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    return across > 0.5 and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 0.5


def reaches_out(text: dict[str, float], picture: dict[str, float]) -> bool:
    across = text["left"] < -0.5 or text["right"] > picture["width"] + 0.5
    return across or text["top"] < -0.5 or text["bottom"] > picture["height"] + 0.5
