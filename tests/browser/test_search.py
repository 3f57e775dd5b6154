"""Searching as readers do it: as they type, on a phone, from a disk, under a strict policy, and without scripts."""

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from keikaku.pipeline import build
from tests import workspaces

pytestmark = pytest.mark.browser

GOALS = """\
nodes:
  - id: g1
    level: goal
    number: "1"
    name: 集うまち
    policy: 町内会の加入の割合を高めます。
    projects:
      - id: meals
        number: 1-(1)
        name: 子どもの居場所づくり
        departments: [子供未来局 家庭支援課]
        text: 「子ども食堂」を開く団体を助け、費用の20％を補助する。
      - id: school
        number: 1-(2)
        name: サポートセンターの講座
        reading: さぽーとせんたーのこうざ
        departments: [市民局 協働課]
        text: ＮＰＯの職員のために開く。費用の120％ではない。
      - id: map
        number: "11-(1)"
        name: 地図<img src=x onerror=alert(1)>
        reading: ちず
        departments: [市民局 協働課]
        text: 食堂の地図を子どもと作り、職員が配る。
"""
MANY = "nodes:\n  - id: g1\n    level: goal\n    name: 川のまち\n    projects:\n" + "".join(
    f"      - {{id: p{n}, name: 清掃{n}号, text: 川を掃除する。}}\n" for n in range(1, 9)
)
RIVER = workspaces.PLAN_YAML.replace("小さな町の計画", "川の計画").replace("status: 確定", "status: 案")
FILES = {
    "keikaku.yaml": "title: まちの計画\n",
    "data/town/goals.yaml": GOALS,
    "data/river/plan.yaml": RIVER,
    "data/river/goals.yaml": MANY,
}
SHIFTS = """
window.shift = 0;
const add = list => list.getEntries().forEach(entry => { if (!entry.hadRecentInput) window.shift += entry.value; });
window.shifts = new PerformanceObserver(add);
shifts.observe({type: "layout-shift", buffered: true});
"""
# Once what is found has been painted; the second frame comes after the first one's shifts.
SHIFTED = """
() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
  const rest = shifts.takeRecords().filter(entry => !entry.hadRecentInput);
  done(rest.reduce((sum, entry) => sum + entry.value, window.shift));
})))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = workspaces.write(tmp_path_factory.mktemp("search"), FILES)
    assert [f"{error.at} {error.rule}" for error in build(root).problems.errors] == []
    return root / "site"


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone of 320 px, on which no script may fail."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    yield page
    page.close()
    assert faults == []


@pytest.fixture(scope="module")
def strict_host(site: Path) -> Iterator[str]:
    """The site on a server that allows nothing but the site's own files."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", "default-src 'self'")
            super().end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def ask(page: Page, site: Path, query: str, address: str = "town/search/index.html") -> str:
    """Open a search page with a query, from the disk; what it says has been found."""
    page.goto(f"{(site / address).as_uri()}?q={quote(query)}")
    return said(page)


def said(page: Page) -> str:
    expect(page.get_by_role("status")).not_to_be_empty()
    return page.get_by_role("status").inner_text()


def titles(page: Page) -> list[str]:
    return page.locator(".search-box-title").all_inner_texts()


def marks(page: Page) -> list[str]:
    return page.locator("mark").all_inner_texts()


def test_the_box_in_the_header_leads_from_any_page_to_what_is_found(page: Page, site: Path) -> None:
    page.goto((site / "town" / "g1" / "index.html").as_uri())
    page.get_by_text("検索", exact=True).first.click()
    page.get_by_label("この計画から探す").fill("子ども食堂")
    page.keyboard.press("Enter")
    assert said(page) == "「子ども食堂」が1件見つかりました。"
    page.get_by_role("link", name="子どもの居場所づくり").click()
    assert page.url == (site / "town" / "projects" / "meals" / "index.html").as_uri() + "#text"


def test_finds_come_as_one_types_and_the_focus_stays_in_the_box(page: Page, site: Path) -> None:
    page.goto((site / "town" / "search" / "index.html").as_uri())
    box = page.get_by_role("searchbox")
    box.press_sequentially("食堂")
    expect(page.get_by_role("status")).to_have_text("「食堂」が2件見つかりました。")
    expect(box).to_be_focused()
    assert page.url.endswith("?q=" + quote("食堂"))
    box.fill("")
    expect(page.get_by_role("status")).to_be_empty()
    expect(page.locator(".search-box-group:visible")).to_have_count(0)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("ｻﾎﾟｰﾄｾﾝﾀｰ", "サポートセンターの講座"),
        ("さぽーとせんたー", "サポートセンターの講座"),
        ("npo", "サポートセンターの講座"),
        ("１－（２）", "サポートセンターの講座"),
        ("家庭支援課", "子どもの居場所づくり"),
        ("こども食堂", "子どもの居場所づくり"),
        ("子供食堂", "子どもの居場所づくり"),
        ("20%", "子どもの居場所づくり"),
        ("チズ", "地図<img src=x onerror=alert(1)>"),
    ],
)
def test_what_is_meant_is_found_however_it_is_typed(page: Page, site: Path, query: str, title: str) -> None:
    assert "見つかりました" in ask(page, site, query)
    assert title in titles(page)
    assert marks(page)


def test_a_number_is_found_without_its_brackets(page: Page, site: Path) -> None:
    ask(page, site, "1-2")
    assert titles(page) == ["サポートセンターの講座"]


def test_a_number_does_not_begin_within_another_one(page: Page, site: Path) -> None:
    ask(page, site, "1-(1)")
    assert titles(page) == ["子どもの居場所づくり"]


def test_names_come_before_offices_and_offices_before_text(page: Page, site: Path) -> None:
    ask(page, site, "子ども")
    assert titles(page)[:2] == ["子どもの居場所づくり", "地図<img src=x onerror=alert(1)>"]
    ask(page, site, "協働課")
    assert page.locator("h2:visible").all_inner_texts()[:2] == ["担当課 （1件）", "事業 （2件）"]


def test_of_several_words_all_must_be_found(page: Page, site: Path) -> None:
    assert ask(page, site, "職員　協働課　食堂") == "「職員　協働課　食堂」が1件見つかりました。"
    assert marks(page) == ["協働課", "食堂", "職員"]


def test_a_compound_that_stands_nowhere_is_looked_for_in_halves(page: Page, site: Path) -> None:
    assert ask(page, site, "町内会加入") == (
        "「町内会加入」は見つかりませんでした。「町内会」と「加入」の両方を含むものが1件あります。"
    )
    assert marks(page) == ["町内会", "加入"]


def test_nothing_found_is_said_kindly_and_the_lists_remain(page: Page, site: Path) -> None:
    assert ask(page, site, "ちょうない") == "「ちょうない」は見つかりませんでした。"
    expect(page.get_by_text("もう一度お試しください")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="すべての事業")).to_be_visible()


def test_neither_the_query_nor_what_is_found_becomes_html(page: Page, site: Path) -> None:
    query = "<img src=x onerror=alert(1)>"
    assert ask(page, site, query) == f"「{query}」が1件見つかりました。"
    assert titles(page) == [f"地図{query}"]
    assert page.locator("main img").count() == 0


def test_the_sites_search_looks_through_all_plans_and_names_them(page: Page, site: Path) -> None:
    ask(page, site, "まち", "search/index.html")
    assert {"集うまち", "川のまち"} <= set(titles(page))
    assert "川の計画" in page.locator(".search-box-facts").all_inner_texts()


def test_the_way_from_one_plan_to_all_takes_the_query_along(page: Page, site: Path) -> None:
    ask(page, site, "清掃")
    page.get_by_role("link", name="すべての計画から探す").click()
    assert said(page) == "「清掃」が8件見つかりました。"


def test_many_finds_are_shown_at_a_wish_and_the_focus_goes_on(page: Page, site: Path) -> None:
    ask(page, site, "清掃", "river/search/index.html")
    assert len(titles(page)) == 5
    page.get_by_role("button", name="ほか3件を表示").press("Enter")
    assert len(titles(page)) == 8
    expect(page.get_by_role("link", name="清掃6号")).to_be_focused()


def test_kana_on_their_way_to_kanji_do_not_clear_what_was_found(page: Page, site: Path) -> None:
    ask(page, site, "食堂")
    page.clock.install()
    page.evaluate(
        """() => { const box = document.querySelector("[name=q]"); box.value = "食堂のｋ";
        box.dispatchEvent(new InputEvent("input", {isComposing: true, bubbles: true})); }"""
    )
    page.clock.run_for(1000)  # milliseconds: more than the pause after which what was typed is looked for
    assert len(titles(page)) == 2
    assert said(page) == "「食堂」が2件見つかりました。"


def test_texts_are_loaded_when_the_box_is_focused_and_not_before(page: Page, strict_host: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{strict_host}/index.html")
    page.get_by_text("検索", exact=True).first.click()
    assert [url for url in asked if url.endswith("search-data.js")] == []
    with page.expect_request("**/town/search-data.js"), page.expect_request("**/river/search-data.js"):
        page.get_by_label("すべての計画から探す").focus()


def test_a_strict_policy_is_kept_and_no_request_leaves_the_site(page: Page, strict_host: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{strict_host}/town/search/index.html?q={quote('食堂')}")
    assert said(page) == "「食堂」が2件見つかりました。"
    assert complaints == []
    assert asked
    assert [url for url in asked if not url.startswith(strict_host)] == []


def test_without_scripts_the_page_says_so_and_the_form_still_leads_there(browser: Browser, site: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((site / "town" / "index.html").as_uri())
        page.get_by_role("button", name="検索").click()
        expect(page.get_by_text("この検索にはスクリプト（JavaScript）が必要です")).to_be_visible()
        page.get_by_role("main").get_by_role("link", name="すべての事業").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("すべての事業")


def test_texts_that_cannot_be_loaded_are_said_to_be_missing(page: Page, site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "site")
    (tmp_path / "site" / "town" / "search-data.js").unlink()
    assert "読み込めませんでした" in ask(page, tmp_path / "site", "食堂")


@pytest.mark.parametrize("query", ["まち", "ちょうない", ""])
def test_a_phone_needs_no_sideways_scrolling_and_has_room_for_thumbs(page: Page, site: Path, query: str) -> None:
    page.goto(f"{(site / 'search' / 'index.html').as_uri()}?q={quote(query)}")
    if query:
        said(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    targets = page.locator("main :is(a, button, input):visible").all()
    assert targets
    assert [t.inner_text() for t in targets if t.evaluate("target => target.getBoundingClientRect().height") < 44] == []


@pytest.mark.parametrize("query", ["まち", "ちょうない"])
def test_what_is_found_pushes_nothing_away(page: Page, site: Path, query: str) -> None:
    page.add_init_script(SHIFTS)
    ask(page, site, query, "search/index.html")
    assert page.evaluate(SHIFTED) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["協働課 食堂", "清掃", "ちょうない"])
def test_the_search_page_is_accessible(browser: Browser, site: Path, query: str, scheme: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    ask(page, site, query, "search/index.html")
    results = Axe().run(page)
    page.close()
    assert results.violations_count == 0, results.generate_report()
