"""The preview's pages in a real browser: they follow every save, and show what is only for those who write."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from keikaku.audit.axe import ask_as_it_stands
from keikaku.audit.browser import axe_source
from keikaku.preview.opening import Place
from keikaku.preview.serving import HOST
from tests import compared
from tests.test_preview import PAGE, PATIENCE, PROBLEM, WARNING, Desk, running, what_it_got

pytestmark = pytest.mark.browser

expect.set_options(timeout=PATIENCE * 1000)

# A page as the theme makes it: what skips to the content comes first, then the bar.
THEMED = PAGE.replace(
    "<body>",
    '<body><a href="#main">Skip</a>'
    '<header><p class="staff-banner"><span class="wrapper">For checking</span></p></header>',
).replace("<main ", '<main id="main" ')


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "plan")
    desk.compare = partial(compared.counted, tmp_path)
    with running(desk):
        desk.await_said("built first")
        yield desk


@pytest.fixture
def page(desk: Desk, browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 900, "height": 400}) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        with page.expect_response("**/status.json"):  # it is connected
            page.goto(f"http://{HOST}:{desk.port}/")
        yield page


def test_an_open_page_follows_saves_and_keeps_its_place(desk: Desk, page: Page) -> None:
    page.evaluate("scrollTo(0, 1000)")
    for text in ("second", "third"):
        desk.save(text)
        expect(page.locator("h1")).to_have_text(text)
        expect(page.locator("html")).to_have_js_property("scrollTop", 1000)


def test_problems_are_laid_over_the_page_and_go_when_they_are_mended(desk: Desk, page: Page) -> None:
    desk.save("wrong")
    for text in (
        PROBLEM.place,
        PROBLEM.found,
        PROBLEM.line.strip(),
        PROBLEM.advice,
        PROBLEM.why,
        "These are the pages of the last",
    ):
        expect(page.get_by_text(text)).to_be_visible()
    expect(page.locator("mark")).to_have_text(["G7", ": ", ":"])
    expect(page.locator("pre", has_text="was")).to_have_text("was    unit: 人")
    expect(page.get_by_text("put back what was there before")).to_be_visible()
    page.get_by_text(PROBLEM.place).press("Enter")
    expect(page.get_by_role("status")).to_contain_text(PROBLEM.place)
    expect(page.locator("h1")).to_have_text("first")
    desk.save("right")
    expect(page.locator("h1")).to_have_text("right")
    expect(page.get_by_text(PROBLEM.found)).to_have_count(0)


def test_a_page_opened_while_the_build_fails_shows_the_problems_too(desk: Desk, page: Page) -> None:
    desk.save("wrong")
    expect(page.get_by_text(PROBLEM.found)).to_be_visible()
    page.goto(f"http://{HOST}:{desk.port}/goals/g1/index.html")
    expect(page.get_by_text(PROBLEM.found)).to_be_visible()


def test_a_page_that_went_away_says_so_and_comes_back(desk: Desk, page: Page) -> None:
    page.goto(f"http://{HOST}:{desk.port}/goals/g2/index.html")
    expect(page.locator("h1")).to_have_text("There is no such page")
    desk.pages.append("goals/g2/index.html")
    desk.save("second")
    expect(page.locator("h1")).to_have_text("second")


def test_the_place_of_a_block_opens_with_the_mouse(desk: Desk, page: Page) -> None:
    page.get_by_text("A paragraph.").hover()
    page.get_by_role("button", name="Open content/index.md:14 in the editor").click()
    expect(page.get_by_role("status")).to_have_text("Opened in the editor: content/index.md:14")
    assert desk.opened == [Place(desk.source, 14, 1)]


def test_the_places_of_all_blocks_open_with_the_keyboard(desk: Desk, page: Page) -> None:
    expect(page.get_by_role("button", name="index.md")).to_have_count(0)
    page.get_by_role("button", name="Where it is written").press("Enter")
    for line in (1, 14):
        expect(
            page.get_by_role("button", name=f"Open content/index.md:{line} in the editor", exact=True)
        ).to_be_visible()
    page.get_by_role("button", name="Open content/index.md:14 in the editor").press("Enter")
    expect(page.get_by_role("status")).to_have_text("Opened in the editor: content/index.md:14")
    desk.save("second")
    expect(page.locator("h1")).to_have_text("second")
    expect(page.get_by_role("button", name="Open content/index.md:14 in the editor")).to_be_visible()  # still


def test_where_no_editor_opens_the_place_is_copied(desk: Desk, page: Page) -> None:
    desk.has_editor = False
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_text("A paragraph.").hover()
    page.get_by_role("button", name="Open content/index.md:14 in the editor").click()
    expect(page.get_by_role("status")).to_have_text("No editor could be opened. Copied: content/index.md:14")
    assert page.evaluate("navigator.clipboard.readText()") == "content/index.md:14"


def test_what_the_preview_adds_moves_nothing_and_is_not_printed(desk: Desk, page: Page) -> None:
    place = "document.querySelector('p').getBoundingClientRect().top"
    page.get_by_role("button", name="Where it is written").click()
    before = page.evaluate(place)
    page.get_by_role("button", name="Where it is written").click()
    assert page.evaluate(place) == before
    page.get_by_role("button", name="Where it is written").click()
    page.emulate_media(media="print")
    for name in ("Where it is written", "Open content/index.md:14 in the editor"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    assert page.evaluate("document.querySelector('main').getBoundingClientRect().top") < 30


def test_a_page_is_shown_in_a_phones_frame_beside_the_desks_view(desk: Desk, page: Page) -> None:
    page.get_by_role("link", name="On a phone").click()
    page.wait_for_url("**/?width=320")
    phone, other = page.frame_locator(".phone"), page.frame_locator(".desk")
    expect(phone.locator("h1")).to_have_text("first")
    assert phone.locator("html").evaluate("innerWidth") == 320
    assert other.locator("html").evaluate("innerWidth") > 320
    expect(phone.get_by_role("link", name="On a phone")).to_have_count(0)
    phone.get_by_role("link", name="Goal 1").click()
    page.wait_for_url("**/goals/g1/index.html?width=320")
    for view in (phone, other):
        expect(view.locator("html")).to_have_js_property("baseURI", f"http://{HOST}:{desk.port}/goals/g1/index.html")
    page.get_by_role("link", name="Close the frame").click()
    page.wait_for_url("**/goals/g1/index.html")


def test_both_views_of_a_phones_frame_follow_saves_and_keep_their_place(desk: Desk, page: Page) -> None:
    page.goto(f"http://{HOST}:{desk.port}/?width=375")
    frames = [page.frame_locator(name) for name in (".phone", ".desk")]
    for place, frame in enumerate(frames, 1):
        expect(frame.get_by_role("link", name="Before a release")).to_be_visible()  # it is connected
        frame.locator("html").evaluate(f"scrollTo(0, {place * 500})")
    desk.save("second")
    for place, frame in enumerate(frames, 1):
        expect(frame.locator("h1")).to_have_text("second")
        expect(frame.locator("html")).to_have_js_property("scrollTop", place * 500)
    assert page.url.endswith("/?width=375")


def test_the_worklist_is_reached_from_every_page_and_tells_what_changes(desk: Desk, browser: Browser) -> None:
    desk.problems = [WARNING]
    desk.save("second")
    desk.await_said("built second")
    with browser.new_page() as page:
        page.goto(f"http://{HOST}:{desk.port}/")
        page.get_by_role("link", name="Before a release: errors 0, warnings 1").click()
        expect(page.get_by_text("comparison 0")).to_be_visible()
        expect(page.get_by_role("link", name="index.html")).to_have_attribute("href", "/index.html")
        expect(page.get_by_role("button", name="data/goals.yaml:3")).to_be_visible()
        desk.save("wrong")
        expect(page.get_by_text(PROBLEM.found)).to_be_visible()
        assert page.locator("keikaku-problems").count() == 0  # they stand in the list
        desk.save("right")
        expect(page.get_by_text(PROBLEM.found)).to_have_count(0)
        expect(page.get_by_text("comparison")).to_be_visible()


def test_the_worklist_stays_within_a_phone_however_long_the_name_of_a_file_is(desk: Desk, browser: Browser) -> None:
    desk.problems = [replace(WARNING, place="data/tokorozawa/indicators-of-the-second-goal.yaml:3:5")]
    desk.save("second")
    desk.await_said("built second")
    with browser.new_page(viewport={"width": 320, "height": 700}) as page:
        page.goto(f"http://{HOST}:{desk.port}/.keikaku/worklist")
        expect(page.get_by_text("comparison 0")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_comparison_that_a_save_overtakes_is_no_error_in_the_console(tmp_path: Path, browser: Browser) -> None:
    desk, said = Desk(tmp_path / "plan"), list[str]()
    desk.compare = partial(compared.endless, tmp_path)
    with running(desk), browser.new_page() as page:
        desk.await_said("built first")
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"http://{HOST}:{desk.port}/.keikaku/worklist")
        what_it_got(tmp_path / "begun")
        before = page.locator("html").get_attribute("data-attempt") or ""
        desk.save("second")
        expect(page.locator("html")).not_to_have_attribute("data-attempt", before)
    assert said == []


@pytest.mark.parametrize("address", ["", "?width=320", ".keikaku/worklist", "goals/g2/index.html"])
@pytest.mark.parametrize("text", ["second", "wrong"])
def test_axe_finds_nothing_in_what_the_preview_shows(text: str, address: str, desk: Desk, page: Page) -> None:
    desk.page, desk.problems = THEMED, [WARNING]
    desk.save("second")
    expect(page.locator("h1")).to_have_text("second")
    if text == "wrong":  # the other stands already: saved again, it would reload the page while the next one is opened
        desk.save(text)
        expect(page.get_by_text(PROBLEM.found)).to_have_count(1)
    with page.expect_response("**/status.json"):  # what it says of each page is laid over it
        page.goto(page.url + address)
    page.wait_for_load_state("networkidle")
    faults = ask_as_it_stands(page, axe_source()).faults
    assert [fault for fault in faults if fault.rule != "frame-tested"] == []  # what is framed is looked at by itself
