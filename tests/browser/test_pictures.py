"""Pictures of the narrative: never wider than the screen, in their place before they come, whole on paper."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from keikaku.pipeline import build
from tests.browser.server import serving
from tests.pictures import png
from tests.workspaces import write

pytestmark = pytest.mark.browser

PAGE = "town/chapters/text/index.html"
WHOLE = "town/all/index.html"
LONG = "駅前の広場を、みんなで使える場所にします。\n\n" * 200
TEXT = f'# 町のいま\n\n![駅前の広場](wide.png "駅前の広場（令和5年4月撮影）")\n\n{LONG}\n\n![塔](tall.png "町の塔")\n'
SHEET = {"width": 673, "height": 998}  # A4 without its margins, in CSS pixels
WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => shifts.push(...list.getEntries().map(entry => entry.value)))
  .observe({type: "layout-shift", buffered: true});
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("town")
    beside = {"wide.png": png(1600, 400), "tall.png": png(200, 1200)}
    write(root, {"content/town/text.md": TEXT} | {f"content/town/{name}": c for name, c in beside.items()})
    site: Path = root / "site"
    assert [str(problem) for problem in build(root).problems.errors] == []
    with serving(site) as address:
        yield address


@pytest.mark.parametrize("width", [320, 1280])
def test_a_wide_picture_fits_the_screen(browser: Browser, town: str, width: int) -> None:
    with browser.new_page(viewport={"width": width, "height": 640}) as page:
        page.goto(town + PAGE)
        box = page.get_by_alt_text("駅前の広場").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert round(box["width"] / box["height"]) == 4
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_nothing_moves_when_pictures_come(browser: Browser, town: str) -> None:
    with browser.new_page(viewport={"width": 320, "height": 640}) as page:
        page.add_init_script(WATCH_SHIFTS)
        page.goto(town + PAGE, wait_until="networkidle")
        tall = page.get_by_alt_text("塔")
        tall.scroll_into_view_if_needed()
        expect(tall).to_have_js_property("naturalWidth", 200)
        assert page.evaluate("shifts") == []


def test_a_picture_far_down_is_fetched_only_when_somebody_comes_near(browser: Browser, town: str) -> None:
    asked: list[str] = []
    with browser.new_page(viewport={"width": 320, "height": 640}) as page:
        page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        page.goto(town + PAGE, wait_until="networkidle")
        assert ("wide.png" in asked, "tall.png" in asked) == (True, False)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_see_through_stands_on_white(browser: Browser, town: str, scheme: Literal["light", "dark"]) -> None:
    with browser.new_page(color_scheme=scheme) as page:
        page.goto(town + PAGE)
        behind = page.get_by_alt_text("塔").evaluate("image => getComputedStyle(image).backgroundColor")
        assert behind == "rgb(255, 255, 255)"


def test_every_picture_is_printed_with_the_whole_plan(browser: Browser, town: str) -> None:
    with browser.new_page() as page:
        page.goto(town + WHOLE, wait_until="networkidle")
        assert page.pdf(prefer_css_page_size=True).count(b"/Subtype /Image") == 2


def test_every_picture_is_whole_on_a_sheet(browser: Browser, town: str) -> None:
    with browser.new_page(viewport=SHEET) as page:  # type: ignore[arg-type]
        page.goto(town + PAGE)
        page.emulate_media(media="print")
        boxes = [image.bounding_box() for image in page.get_by_role("img").all()]
        assert [box for box in boxes if not box or box["height"] > SHEET["height"]] == []
        shape = page.get_by_alt_text("塔").evaluate("image => getComputedStyle(image).objectFit")
        assert shape == "contain"  # in its own shape, though its box is cut
