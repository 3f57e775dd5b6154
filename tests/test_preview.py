"""The preview: it follows every save, keeps the last good pages, and shows nothing to anybody else."""

import asyncio
import http.client
import json
import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import watchfiles
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from keikaku.changed import ToldChange
from keikaku.cli.previewing import news_text
from keikaku.output import write_site
from keikaku.preview import News, PreviewResult, ShownProblem, Waiting, Weight, preview, watching
from keikaku.preview.building import Builder
from keikaku.preview.opening import OWN_EDITOR, NoPlaceError, Place, find_place, open_in_editor
from keikaku.preview.results import explained_once
from keikaku.preview.serving import HOST
from keikaku.preview.watching import Watcher
from keikaku.words import Words
from keikaku.workspace import Workspace
from tests import compared

WORDS = Words("en")
PATIENCE = 30  # seconds, after which a test has failed
PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<title>Plan</title>
<link rel="stylesheet" href="/a.css">
</head>
<body>
<main data-source="content/index.md:1">
<h1>{text}</h1>
<p data-source="content/index.md:14">A paragraph. <a href="/goals/g1/index.html">Goal 1</a></p>
</main>
</body>
</html>
"""  # under the strictest policy that a city may set
PROBLEM = ShownProblem(
    "data/goals.yaml:14:9", "There is no goal “G7”.", "  goal: G7", 9, "The goals are G1 to G4.", why="Why: 1."
)
CHANGED = [ToldChange("data/goals.yaml:14", "", [("was", ("  unit", ": ", "人")), ("is now", ("  unit", ":", "人"))])]


class Desk:
    """A preview of a workspace with one content file, built into a page that quotes it."""

    def __init__(self, root: Path) -> None:
        self.root, self.folder = root, root / ".keikaku/preview"
        self.source = root / "content/index.md"
        self.said: queue.Queue[str] = queue.Queue()
        self.stop = threading.Event()
        self.go_on = threading.Event()
        self.go_on.set()
        self.terminal_goes_on = threading.Event()
        self.terminal_goes_on.set()
        self.building = threading.Semaphore(0)
        self.page = PAGE
        self.pages = ["index.html", "goals/g1/index.html"]
        self.port = 0
        self.compare: Callable[[], str] | None = None
        self.opened: list[Place] = []
        self.has_editor = True
        self.problems: list[ShownProblem] = []
        self.waiting: list[Waiting] = []
        self.shown: Callable[[bytes], bytes] = bytes
        self.save("first")

    def save(self, text: str) -> None:
        self.source.parent.mkdir(parents=True, exist_ok=True)
        self.source.write_text(text, "utf-8")

    def build(self) -> PreviewResult:
        text = self.source.read_text("utf-8")
        self.building.release()
        assert self.go_on.wait(PATIENCE)
        if text == "wrong":
            return PreviewResult(False, "failed", (PROBLEM,), changed=CHANGED)
        if text == "broken":
            raise RuntimeError("a fault of ours")
        files = dict.fromkeys(self.pages, self.page.format(text=text).encode())
        write_site(self.folder, files | {"a.css": b"body { height: 3000px }"})
        mended = CHANGED if text == "mended" else ()
        shown, pages = self.shown, self.pages
        return PreviewResult(True, f"built {text}", self.problems, self.waiting, pages, shown=shown, changed=mended)

    def open_place(self, place: Place) -> bool:
        self.opened.append(place)
        return self.has_editor

    def run(self, port: int = 0) -> int:
        watched = [self.root / "content", self.root / "data", self.root / "keikaku.yaml"]
        return preview(
            self.build,
            watched=watched,
            folder=self.folder,
            words=WORDS,
            say=self.hear,
            workspace=Workspace(self.root),
            compare=self.compare,
            open_place=self.open_place,
            port=port,
            open_browser=False,
            stop=self.stop,
        )

    def hear(self, news: News) -> None:
        assert self.terminal_goes_on.wait(PATIENCE)
        for line in news_text(news, WORDS).splitlines():
            self.said.put(line)

    def await_said(self, beginning: str) -> str:
        while not (said := self.said.get(timeout=PATIENCE)).startswith(beginning):
            pass
        return said

    def get(self, address: str = "/", **headers: str) -> tuple[int, str]:
        with closing(http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)) as connection:
            connection.request("GET", address, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    def ask_to_open(self, place: str, **headers: str) -> int:
        """As a click on one of our pages does; `headers` stand in the place of what a browser sends then."""
        match = re.search('data-token="([^"]+)"', self.get("/.keikaku/worklist")[1])
        assert match
        usual = {"X-Keikaku-Token": match[1], "Origin": f"http://{HOST}:{self.port}", "Sec-Fetch-Site": "same-origin"}
        sent = usual | {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)) as connection:
            connection.request("POST", "/.keikaku/open", place, sent)
            return connection.getresponse().status

    def status(self) -> Any:
        return json.loads(self.get("/.keikaku/status.json")[1])


@contextmanager
def running(desk: Desk, port: int = 0) -> Iterator[Desk]:
    codes: list[int] = []
    thread = threading.Thread(target=lambda: codes.append(desk.run(port)))
    thread.start()
    try:
        desk.port = int(desk.await_said("Preview:").split(":")[3].split("/")[0])
        yield desk
    finally:
        desk.go_on.set()
        desk.stop.set()
        thread.join(PATIENCE)
    assert codes == [0]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with running(Desk(tmp_path / "plan")) as desk:
        desk.await_said("built first")
        yield desk


class Tab:
    """A page that is open in a browser, as far as livereload's script is concerned."""

    def __init__(self, desk: Desk, origin: str = "") -> None:
        self._runner = asyncio.Runner(loop_factory=asyncio.SelectorEventLoop)
        url, headers = f"ws://{HOST}:{desk.port}/livereload", {"Origin": origin} if origin else {}
        try:
            self._connection = self._runner.run(self._connect(HTTPRequest(url, headers=headers)))
        except HTTPClientError:
            self._runner.close()
            raise
        assert self.next()["command"] == "hello"

    async def _connect(self, request: HTTPRequest) -> WebSocketClientConnection:
        connection = await websocket_connect(request)
        hello = {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}
        await connection.write_message(json.dumps(hello))
        return connection

    def next(self) -> Any:
        return json.loads(self._runner.run(self._read()))

    async def _read(self) -> str | bytes:
        return await asyncio.wait_for(self._connection.read_message(), PATIENCE) or ""

    def close(self) -> None:
        self._runner.run(self._close())
        self._runner.close()

    async def _close(self) -> None:
        self._connection.close()
        while await self._read():
            pass


@pytest.fixture
def tab(desk: Desk) -> Iterator[Tab]:
    with closing(Tab(desk)) as tab:
        yield tab


# Save, look


def test_the_first_page_is_served_with_scripts_that_the_file_does_not_have(desk: Desk) -> None:
    status, page = desk.get()
    assert status == 200
    assert "<h1>first</h1>" in page
    assert re.findall(r'src="([^"?]+)', page) == ["/.keikaku/preview.js", "/livereload.js"]
    assert "script" not in (desk.folder / "index.html").read_text("utf-8")


def test_the_scripts_are_served_and_nothing_is_kept_by_the_browser(desk: Desk) -> None:
    assert "LiveReloadPluginKeikaku" in desk.get("/.keikaku/preview.js")[1]
    assert "LiveReloadPlugin" in desk.get("/livereload.js")[1]
    with closing(http.client.HTTPConnection(HOST, desk.port, timeout=PATIENCE)) as connection:
        connection.request("GET", "/a.css")
        answer = connection.getresponse()
        assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (
            "text/css; charset=utf-8",
            "no-store",
        )


def test_a_save_reloads_every_open_page(desk: Desk, tab: Tab) -> None:
    with closing(Tab(desk)) as other:
        desk.save("second")
        assert [one.next()["path"] for one in (tab, other)] == ["*", "*"]
    assert "<h1>second</h1>" in desk.get()[1]


def test_saves_in_quick_succession_each_reload(desk: Desk, tab: Tab) -> None:
    for text in ("second", "third", "fourth"):
        desk.save(text)
        assert tab.next()["command"] == "reload"
        assert text in desk.get()[1]


def test_a_terminal_that_stands_still_holds_up_no_page_and_tells_everything_later(desk: Desk, tab: Tab) -> None:
    desk.terminal_goes_on.clear()
    for text in ("second", "third"):
        desk.save(text)
        assert tab.next()["command"] == "reload"
    assert desk.said.empty()
    desk.terminal_goes_on.set()
    assert [desk.said.get(timeout=PATIENCE) for _ in range(2)] == ["built second", "built third"]


def test_a_save_without_any_page_open_is_built_too(desk: Desk) -> None:
    desk.save("second")
    desk.await_said("built second")


def test_a_page_that_missed_a_build_can_tell(desk: Desk, tab: Tab) -> None:
    _, page = desk.get()
    assert f'data-build="{desk.status()["build"]}"' in page
    desk.save("second")
    tab.next()
    assert f'data-build="{desk.status()["build"]}"' not in page


def test_a_save_during_a_build_is_not_lost(desk: Desk) -> None:
    assert desk.building.acquire(timeout=PATIENCE)
    desk.go_on.clear()
    desk.save("second")
    assert desk.building.acquire(timeout=PATIENCE)  # it has read "second" and waits
    desk.save("third")
    desk.go_on.set()
    desk.await_said("built third")


def test_many_files_saved_at_once_are_one_build(desk: Desk, tab: Tab, tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"chapters/{number}.md").parent.mkdir(exist_ok=True)
        (tmp_path / f"chapters/{number}.md").write_text("text", "utf-8")
    (tmp_path / "chapters").rename(desk.root / "content/chapters")
    tab.next()
    desk.save("second")
    tab.next()
    assert [desk.said.get(timeout=PATIENCE) for _ in range(2)] == ["built first", "built second"]
    assert desk.said.empty()


def test_however_often_it_is_asked_during_a_build_one_more_follows() -> None:
    started, go_on = threading.Semaphore(0), threading.Semaphore(0)
    done: queue.Queue[PreviewResult] = queue.Queue()

    def build() -> PreviewResult:
        started.release()
        assert go_on.acquire(timeout=PATIENCE)
        return PreviewResult(True, "")

    with Builder(build, done=done.put) as builder:
        assert started.acquire(timeout=PATIENCE)
        for _ in range(100):
            builder.ask()
        go_on.release(3)
        assert started.acquire(timeout=PATIENCE)
        results = [done.get(timeout=PATIENCE), done.get(timeout=PATIENCE)]
    assert len(results) == 2
    assert not started.acquire(blocking=False)


def test_after_each_build_it_rests_once_unless_it_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keikaku.preview.building.WHILE_SECONDS", 0.2)
    rested = threading.Semaphore(0)
    done: queue.Queue[PreviewResult] = queue.Queue()
    with Builder(lambda: PreviewResult(True, ""), done=done.put, rest=rested.release) as builder:
        for _ in range(2):
            done.get(timeout=PATIENCE)
            assert rested.acquire(timeout=PATIENCE)
            assert not rested.acquire(timeout=0.5)
            builder.ask()
        done.get(timeout=PATIENCE)


# What goes wrong


def test_a_build_that_fails_keeps_the_pages_and_shows_the_problems_until_they_are_mended(desk: Desk, tab: Tab) -> None:
    desk.save("wrong")
    assert tab.next()["path"] == "/.keikaku/status.json"
    assert (desk.status()["failed"], desk.status()["problems"]) == (
        True,
        [vars(PROBLEM) | {"line": ["  goal: ", "G7", ""]}],
    )
    assert "<h1>first</h1>" in desk.get()[1]
    desk.save("right")
    assert tab.next()["path"] == "*"
    assert (desk.status()["failed"], desk.status()["problems"]) == (False, [])
    assert "<h1>right</h1>" in desk.get()[1]


def test_a_failed_build_does_not_make_pages_out_of_date(desk: Desk, tab: Tab) -> None:
    before = desk.status()["build"]
    desk.save("wrong")
    tab.next()
    assert desk.status()["build"] == before


def test_a_fault_of_ours_is_shown_and_outlived(desk: Desk, tab: Tab) -> None:
    desk.save("broken")
    tab.next()
    assert [problem["found"] for problem in desk.status()["problems"]] == ["RuntimeError: a fault of ours"]
    assert "Traceback" in desk.await_said("Traceback")
    desk.save("second")
    assert tab.next()["path"] == "*"


def test_a_page_that_does_not_exist_says_so_and_leads_home(desk: Desk) -> None:
    status, page = desk.get("/goals/g9/index.html")
    assert status == 404
    assert "There is no such page" in page
    assert 'href="/index.html"' in page
    assert "/livereload.js" in page  # it may exist after the next save


@pytest.mark.parametrize("address", ["/goals/g1/index.html", "/goals/g1/", "/goals/g1"])
def test_a_page_whose_id_was_changed_names_the_new_one_and_how_to_keep_its_address(
    desk: Desk, tab: Tab, address: str
) -> None:
    desk.pages = ["index.html", "goals/g1a/index.html", "goals/index.html"]
    desk.save("second")
    tab.next()
    status, page = desk.get(address)
    assert status == 404
    assert '<a href="/goals/g1a/index.html">goals/g1a/</a>' in page
    assert "moved_from: goals/g1/" in page
    assert "goals/index.html" not in page
    desk.pages = ["index.html"]
    desk.save("third")
    tab.next()
    page = desk.get(address)[1]
    assert "makes no such page" in page
    assert "moved_from" not in page


def test_before_the_first_build_is_done_the_page_says_so_and_then_appears(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.go_on.clear()
    with running(desk), closing(Tab(desk)) as tab:
        assert "The pages are being made" in desk.get()[1]
        desk.go_on.set()
        assert tab.next()["path"] == "*"
        assert "<h1>first</h1>" in desk.get()[1]


def test_a_first_build_that_fails_is_shown_where_no_page_is_yet(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.save("wrong")
    with running(desk):
        desk.await_said("failed")
        desk.save("wrong")
        desk.await_said("failed")  # so the first is known to the pages
        status, page = desk.get()
        assert (status, "There are no pages yet" in page) == (404, True)
        assert (desk.status()["failed"], desk.status()["heading"]) == (True, "The build failed.")


def test_a_taken_port_is_said_and_another_found(desk: Desk, tmp_path: Path) -> None:
    second = Desk(tmp_path / "second")
    with running(second, port=desk.port):
        assert second.port != desk.port
        second.await_said("built first")
    assert "first" in desk.get()[1]


def test_a_port_that_is_taken_is_named(desk: Desk, tmp_path: Path) -> None:
    second = Desk(tmp_path / "second")
    second.stop.set()
    assert second.run(desk.port) == 0
    assert second.said.get(timeout=PATIENCE) == f"Port {desk.port} is in use, so the preview takes another."


# Nobody else's business


def test_it_listens_on_this_computer_only(desk: Desk) -> None:
    with socket.create_server(("127.0.0.2", desk.port)):  # another address of this computer: free, so not ours
        assert desk.get()[0] == 200


OUTSIDE = (
    "/../secret.html",
    "/%2e%2e/secret.html",
    "/goals/../../secret.html",
    "/..%2fsecret.html",
    "/..%5csecret.html",
    "//secret.html",
    "/link.html",
    "/linked/secret.html",
    "/%00",
    "/" + "a" * 5000,
    "/.keikaku-files",
    "/goals/%2e%2e/.keikaku-files",
    "/.keikaku/serving.py",
)


def test_nothing_outside_the_site_is_served(desk: Desk) -> None:
    outside = desk.folder.parent
    (outside / "secret.html").write_text("secret", "utf-8")
    (desk.folder / "link.html").symlink_to(outside / "secret.html")
    (desk.folder / "linked").symlink_to(outside, target_is_directory=True)
    answers = {address: desk.get(address) for address in OUTSIDE}
    assert {status for status, _ in answers.values()} <= {400, 404}
    assert not [address for address, (_, page) in answers.items() if "secret" in page]


def test_a_folder_leads_to_its_page_with_a_slash(desk: Desk) -> None:
    with closing(http.client.HTTPConnection(HOST, desk.port, timeout=PATIENCE)) as connection:
        connection.request("GET", "/goals/g1")
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Location"]) == (302, "/goals/g1/")
    assert desk.get("/goals/g1/")[0] == desk.get("/goals/g1/index.html")[0] == 200
    assert desk.get("/goals/")[0] == 404


def test_other_sites_can_neither_read_nor_listen(desk: Desk) -> None:
    assert desk.get("/", Host="drafts.example")[0] == 404
    assert desk.get("/", Host=f"localhost:{desk.port}")[0] == 200
    with pytest.raises(HTTPClientError, match="403"):
        Tab(desk, origin="http://drafts.example")


def test_other_sites_can_neither_take_in_nor_frame_a_page(desk: Desk) -> None:
    for address in ("/", "/a.css", "/.keikaku/status.json", "/.keikaku/worklist", "/none"):
        with closing(http.client.HTTPConnection(HOST, desk.port, timeout=PATIENCE)) as connection:
            connection.request("GET", address)
            headers = connection.getresponse().headers
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Content-Security-Policy"] == "frame-ancestors 'self'"


def test_other_sites_can_start_nothing(desk: Desk) -> None:
    for address in ("/", "/.keikaku/status.json", "/.keikaku/changes"):
        for site in ("cross-site", "same-site"):
            assert desk.get(address, **{"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"})[0] == 403
    assert desk.get("/", **{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"})[0] == 200


# Places in files


@pytest.mark.parametrize(
    ("line", "column", "parts"),
    [
        ("  goal: G7", 9, ("  goal: ", "G7", "")),
        ("{R5: 14,520人, R6: 1}", 6, ("{R5: ", "14,520人", ", R6: 1}")),
        ("R4: ▲127人", 5, ("R4: ", "▲127人", "")),
        ("  会員数：（12）人", 6, ("  会員数", "：", "（12）人")),
        ("  goal: G7", 0, ("  goal: G7", "", "")),
        ("  goal:", 99, ("  goal:", "", "")),
        ("", 1, ("", "", "")),
    ],
)
def test_what_stands_at_the_place_is_marked(line: str, column: int, parts: tuple[str, str, str]) -> None:
    assert ShownProblem("data/goals.yaml:1", "found", line, column).parts_of_line == parts


@pytest.mark.parametrize(
    ("line", "column", "parts"),
    [
        ("new-town,R5,14520", 10, ("new-town,", "R5", ",14520")),
        ('town,R5,"14,520",確定', 10, ('town,R5,"', "14,520", '",確定')),
        ('town,R5,"14,520",確定', 9, ("town,R5,", '"14,520"', ",確定")),
        ("town,R5,▲12.5", 9, ("town,R5,", "▲12.5", "")),
    ],
)
def test_a_cell_is_marked_alone(line: str, column: int, parts: tuple[str, str, str]) -> None:
    assert ShownProblem("data/values.csv:2", "found", line, column).parts_of_line == parts


def test_a_place_opens_in_the_editor(desk: Desk) -> None:
    assert desk.ask_to_open("content/index.md:14:11") == 204
    assert desk.ask_to_open("content/index.md") == 204
    assert desk.opened == [Place(desk.source, 14, 11), Place(desk.source, 1, 1)]


def test_where_no_editor_opens_the_page_is_told(desk: Desk) -> None:
    desk.has_editor = False
    assert desk.ask_to_open("content/index.md:1") == 501


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Keikaku_Token": "guessed"},
        {"X_Keikaku_Token": ""},
        {"Origin": "http://drafts.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
    ids=str,
)
def test_only_our_own_pages_may_open_a_place(desk: Desk, headers: dict[str, str]) -> None:
    assert desk.ask_to_open("content/index.md:1", **headers) == 403
    assert desk.opened == []


def test_a_place_is_not_opened_by_following_a_link(desk: Desk) -> None:
    assert desk.get("/.keikaku/open")[0] == 405


NO_PLACES = (
    "",
    ":1",
    "content",
    "content/none.md:1",
    "../secret.yaml:1",
    "content/../../secret.yaml:1",
    "/etc/passwd",
    "content/link.md:1",
    "content/run.bat:1",
    "content/run.js:1",
    "site/index.md:1",
    "secret.md:1",
    "content/index.md:1; run",
    "content/index.md:-1",
    "content/\0.md:1",
    "a" * 5000,
)


@pytest.fixture
def writing(tmp_path: Path) -> Workspace:
    """A workspace with texts where they belong, and with what is none of a writer's texts."""
    outside, root = tmp_path / "secret.yaml", tmp_path / "plan"
    for name in ("content/index.md", "content/run.bat", "content/run.js", "site/index.md", "secret.md", "keikaku.yaml"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("text", "utf-8")
    outside.write_text("secret", "utf-8")
    (root / "content/link.md").symlink_to(outside)
    return Workspace(root)


@pytest.mark.parametrize("text", NO_PLACES)
def test_what_no_writer_edits_is_no_place(writing: Workspace, text: str) -> None:
    with pytest.raises(NoPlaceError):
        find_place(writing, text)


def test_texts_and_settings_are_places(writing: Workspace) -> None:
    assert find_place(writing, "content/index.md:2") == Place(writing.root / "content/index.md", 2, 1)
    assert find_place(writing, "keikaku.yaml:3:4") == Place(writing.root / "keikaku.yaml", 3, 4)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Makes programs that stand in for editors: each writes what it was called with."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("DISPLAY", "WAYLAND_DISPLAY", OWN_EDITOR):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(folder))

    def program(name: str) -> Path:
        called = folder / f"{name}.called"
        (folder / name).write_text(
            f'#!/bin/sh\necho "$@" > "{called}.new"\n/bin/mv "{called}.new" "{called}"\n', "utf-8"
        )
        (folder / name).chmod(0o755)
        return called

    return program


def what_it_got(called: Path) -> str:
    for _ in range(PATIENCE * 100):
        if called.is_file():
            return called.read_text("utf-8").strip()
        time.sleep(0.01)
    pytest.fail("it was not started")


def test_an_editor_is_opened_at_the_line(programs: Callable[[str], Path]) -> None:
    code = programs("code")
    assert open_in_editor(Place(Path("/plan/data/目標 1.yaml"), 14, 11))
    assert what_it_got(code) == "-g /plan/data/目標 1.yaml:14:11"


def test_the_editor_that_is_set_comes_first(programs: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    programs("code")
    sakura = programs("my editor")
    monkeypatch.setenv(OWN_EDITOR, f'"{sakura.with_suffix("")}" -Y={{line}} {{file}}')
    assert open_in_editor(Place(Path("/plan/data/goals.yaml"), 14))
    assert what_it_got(sakura) == "-Y=14 /plan/data/goals.yaml"


def test_without_an_editor_the_system_opens_the_file(
    programs: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    opener = programs("xdg-open")
    assert not open_in_editor(Place(Path("/plan/data/goals.yaml"), 14))  # there is no screen to open it on
    monkeypatch.setenv("DISPLAY", ":0")
    assert open_in_editor(Place(Path("/plan/data/goals.yaml"), 14))
    assert what_it_got(opener) == "/plan/data/goals.yaml"


def test_an_editor_that_cannot_be_started_is_passed_over(programs: Callable[[str], Path]) -> None:
    broken, codium = programs("code"), programs("codium")
    broken.with_suffix("").write_text("no program", "utf-8")
    assert open_in_editor(Place(Path("/plan/data/goals.yaml"), 14))
    assert what_it_got(codium) == "-g /plan/data/goals.yaml:14:1"


# What is to be done before a release


WARNING = ShownProblem("data/goals.yaml:2:1", "<12%>", advice="Write 12.", weight=Weight.WARNING)
ACCEPTED = ShownProblem("data/more.yaml:3:1", "no target", weight=Weight.ACKNOWLEDGED, reason="as printed")


def test_a_page_is_shown_as_the_last_good_build_wants_it(desk: Desk) -> None:
    desk.shown = lambda page: page.replace(b"goals.yaml:14", b"goals.yaml:15")
    desk.save("goals.yaml:14")
    desk.await_said("built goals.yaml:14")
    assert "goals.yaml:15" in desk.get("/")[1]
    desk.save("wrong")
    desk.await_said("failed")
    assert "goals.yaml:15" in desk.get("/")[1]


def test_the_worklist_tells_what_has_changed_where_a_build_failed(desk: Desk) -> None:
    desk.save("wrong")
    desk.await_said("failed")
    page = desk.get("/.keikaku/worklist")[1]
    assert "put back what was there before" in page
    assert "<pre>was    unit<mark>: </mark>人</pre>" in page


def test_what_a_mended_error_has_left_behind_is_told_until_the_next_save(desk: Desk) -> None:
    desk.save("mended")
    desk.await_said("built mended")
    text = "Mended: 1 places are not as before the error · Before a release"
    assert desk.status()["worklist"] == {"address": "/.keikaku/worklist", "text": text}
    page = desk.get("/.keikaku/worklist")[1]
    assert "<h2>Mended. Since before the error, this has changed</h2>" in page
    assert "<pre>was    unit<mark>: </mark>人</pre>" in page
    desk.save("second")
    desk.await_said("built second")
    assert desk.status()["worklist"] == {"address": "/.keikaku/worklist", "text": "Before a release"}


def test_the_worklist_tells_all_problems_by_weight_and_file(desk: Desk) -> None:
    desk.problems = [WARNING, ACCEPTED]
    desk.save("second")
    desk.await_said("built second")
    page = desk.get("/.keikaku/worklist")[1]
    told = re.findall(r'<h2>([^<]*)</h2>\n<h3>([^<]*)</h3>\n<ul>\n<li>\n<p><code data-place="([^"]+)">', page)
    assert told == [
        (
            "Warnings: a release wants them mended, or acknowledged where the message says how (1)",
            "data/goals.yaml",
            "data/goals.yaml:2:1",
        ),
        ("Warnings that are acknowledged (1)", "data/more.yaml", "data/more.yaml:3:1"),
    ]
    for text in ("&lt;12%&gt;", "Write 12.", "Acknowledged: as printed"):
        assert text in page


def test_why_a_rule_matters_is_told_at_its_first_problem() -> None:
    again, other = replace(PROBLEM, place="data/b.yaml:1:1"), replace(PROBLEM, why="Why: 2.")
    assert [problem.why for problem in explained_once([PROBLEM, again, other])] == ["Why: 1.", "", "Why: 2."]


def test_a_failed_build_and_the_worklist_tell_why_a_rule_matters(desk: Desk) -> None:
    desk.save("wrong")
    desk.await_said("failed")
    assert [problem["why"] for problem in desk.status()["problems"]] == ["Why: 1."]
    assert "<p>Why: 1.</p>" in desk.get("/.keikaku/worklist")[1]


def test_every_page_tells_how_much_there_is_to_do(desk: Desk) -> None:
    assert desk.status()["worklist"] == {"address": "/.keikaku/worklist", "text": "Before a release"}
    desk.problems = [WARNING, WARNING, ACCEPTED]
    desk.save("second")
    desk.await_said("built second")
    assert desk.status()["worklist"]["text"] == "Before a release: errors 0, warnings 2"


def test_warnings_are_not_laid_over_the_pages_of_a_good_build(desk: Desk) -> None:
    desk.problems = [WARNING]
    desk.save("second")
    desk.await_said("built second")
    assert desk.status()["problems"] == []


def test_the_worklist_tells_what_is_not_public_yet(desk: Desk) -> None:
    desk.waiting = [Waiting("会員数 R5", "2026年9月1日", "data/goals.yaml:9:3")]
    desk.save("second")
    desk.await_said("built second")
    page = desk.get("/.keikaku/worklist")[1]
    assert '<th scope="row">会員数 R5</th><td>2026年9月1日</td><td><code data-place="data/goals.yaml:9:3">' in page


def test_a_worklist_of_an_earlier_build_can_tell(desk: Desk) -> None:
    before = desk.status()["attempt"]
    assert f'data-attempt="{before}"' in desk.get("/.keikaku/worklist")[1]
    desk.save("wrong")
    desk.await_said("failed")
    assert desk.status()["attempt"] != before
    assert PROBLEM.found in desk.get("/.keikaku/worklist")[1]


def test_before_the_first_build_the_worklist_says_so(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.go_on.clear()
    with running(desk):
        assert "No build yet." in desk.get("/.keikaku/worklist")[1]


# What a release would change


@pytest.fixture
def comparing(tmp_path: Path) -> Iterator[Callable[[Callable[[Path], str]], Desk]]:
    with ExitStack() as stack:

        def start(compare: Callable[[Path], str]) -> Desk:
            desk = Desk(tmp_path / "plan")
            desk.compare = partial(compare, tmp_path)
            stack.enter_context(running(desk))
            desk.await_said("built first")
            return desk

        yield start


Comparing = Callable[[Callable[[Path], str]], Desk]


def test_a_comparison_is_made_once_for_each_build_and_only_when_it_is_asked_for(
    comparing: Comparing, tmp_path: Path
) -> None:
    desk = comparing(compared.counted)
    desk.save("second")
    desk.await_said("built second")
    assert 'data-load="/.keikaku/changes"' in desk.get("/.keikaku/worklist")[1]
    assert not list(tmp_path.glob("call*"))
    assert [desk.get("/.keikaku/changes") for _ in range(2)] == [(200, compared.text(0))] * 2
    desk.save("third")
    desk.await_said("built third")
    assert compared.text(0) in desk.get("/.keikaku/worklist")[1]  # until the new one is there
    assert desk.get("/.keikaku/changes") == (200, compared.text(1))


def test_a_save_stops_a_comparison_which_holds_nothing_up(comparing: Comparing, tmp_path: Path) -> None:
    desk = comparing(compared.endless)
    answers: queue.Queue[tuple[int, str]] = queue.Queue()
    asking = threading.Thread(target=lambda: answers.put(desk.get("/.keikaku/changes")))
    asking.start()
    what_it_got(tmp_path / "begun")
    assert desk.get()[0] == 200
    desk.save("second")
    desk.await_said("built second")
    assert answers.get(timeout=PATIENCE) == (204, "")
    asking.join()


def test_a_comparison_that_cannot_be_made_is_said(comparing: Comparing) -> None:
    assert comparing(compared.faulty).get("/.keikaku/changes")[0] == 500


def test_without_anything_to_compare_there_is_no_comparison(desk: Desk) -> None:
    assert desk.get("/.keikaku/changes")[0] == 404
    assert "data-load" not in desk.get("/.keikaku/worklist")[1]


# Stopping


def test_when_it_is_stopped_its_threads_end_and_its_port_is_free(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    with running(Desk(tmp_path)) as desk, closing(Tab(desk)):
        desk.await_said("built first")
    assert desk.await_said("The preview") == "The preview has stopped."
    assert {thread for thread in threading.enumerate() if thread.is_alive()} <= before
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((HOST, desk.port), timeout=PATIENCE)


def test_ctrl_c_stops_it_cleanly(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from keikaku.preview import *; from keikaku.words import Words;"
        "from keikaku.workspace import Workspace; from keikaku.cli.previewing import news_text\n"
        "sys.exit(preview(lambda: PreviewResult(True, 'built'), watched=[], folder=Path(sys.argv[1]),"
        " words=Words('en'), say=lambda news: print(news_text(news, Words('en')), flush=True),"
        " workspace=Workspace(Path(sys.argv[1])),"
        " port=0, open_browser=False))"
    )
    command = [sys.executable, "-W", "error", "-c", program, str(tmp_path)]
    here = Path(__file__).parent.parent
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=here, encoding="utf-8") as run:
        assert run.stdout
        assert "built\n" in iter(run.stdout.readline, "")
        run.send_signal(signal.SIGINT)
        said, faults = run.communicate(timeout=PATIENCE)
    assert (run.returncode, said.strip(), faults) == (0, "The preview has stopped.", "")


def test_the_browser_is_opened_at_the_preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: queue.Queue[str] = queue.Queue()
    monkeypatch.setattr(webbrowser, "open", opened.put)
    stop = threading.Event()
    stop.set()
    preview(
        lambda: PreviewResult(True, "built"),
        watched=[],
        folder=tmp_path,
        words=WORDS,
        say=lambda news: None,
        workspace=Workspace(tmp_path),
        port=0,
        stop=stop,
    )
    assert opened.get(timeout=PATIENCE).startswith("http://127.0.0.1:")


# What is noticed


class Watch:
    """A watch over a folder, a file, and a folder that does not stand yet."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("content", "content/state"):
            (root / name).mkdir()
        paths = [root / name for name in ("content", "keikaku.yaml", "theme")]
        self.changes = threading.Semaphore(0)
        self.watcher = Watcher(paths, ignored=root / "content/state", changed=self.changes.release)

    def write(self, name: str) -> None:
        (self.root / name).write_text("text", "utf-8")

    def notices(self) -> bool:
        return self.changes.acquire(timeout=PATIENCE)

    def settle(self) -> None:
        """Let all that has been seen be told: what the watch is asked next is seen later."""
        self.write("keikaku.yaml")
        assert self.notices()
        while self.changes.acquire(timeout=0.15):
            pass


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    watch = Watch(tmp_path)
    with watch.watcher:
        yield watch


def test_a_file_that_an_editor_replaces_is_noticed_each_time(watch: Watch) -> None:
    for _ in range(3):
        watch.write("draft")
        (watch.root / "draft").replace(watch.root / "keikaku.yaml")
        assert watch.notices()
        watch.settle()


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text can be had on Linux alone")
def test_a_file_whose_name_is_no_text_does_not_end_the_watch(watch: Watch) -> None:
    odd = Path(os.fsdecode(os.fsencode(watch.root / "content") + b"/\x8ew\x95W.yaml"))
    for text in ("one", "another, which is longer"):
        odd.write_text(text, "utf-8")
        assert watch.notices()
        odd.read_bytes()
        watch.settle()
        odd.read_bytes()  # as each build does: it must not call for another
        assert not watch.changes.acquire(timeout=1)
    watch.write("content/goals.yaml")
    assert watch.notices()


def test_a_folder_that_appears_later_is_watched(watch: Watch) -> None:
    (watch.root / "theme").mkdir()
    assert watch.notices()
    watch.settle()
    watch.write("theme/site.css")
    assert watch.notices()


def test_a_folder_that_is_replaced_is_watched_again(watch: Watch) -> None:
    shutil.move(watch.root / "content", watch.root / "old")
    (watch.root / "content").mkdir()
    assert watch.notices()
    watch.settle()
    watch.write("content/index.md")
    assert watch.notices()


@pytest.mark.parametrize("name", ["content", "content/town"])
def test_a_folder_that_is_deleted_and_copied_back_is_watched_each_time(watch: Watch, name: str) -> None:
    """A system may give the new folder the very number of the old one."""
    folder = watch.root / name
    for _ in range(4):
        shutil.rmtree(folder, ignore_errors=True)
        for part in ("goals", "texts"):
            (folder / part).mkdir(parents=True)
            watch.write(f"{name}/{part}/one.yaml")
        assert watch.notices()
        watch.settle()
        watch.write(f"{name}/goals/one.yaml")
        assert watch.notices()
        watch.settle()


def test_removals_and_new_folders_are_noticed(watch: Watch) -> None:
    watch.write("content/index.md")
    assert watch.notices()
    watch.settle()
    (watch.root / "content/index.md").unlink()
    assert watch.notices()
    watch.settle()
    (watch.root / "content/goals").mkdir()
    assert watch.notices()
    watch.settle()
    watch.write("content/goals/g1.md")
    assert watch.notices()


def test_what_editors_leave_behind_and_our_own_pages_are_not_noticed(watch: Watch) -> None:
    for name in ("index.md~", ".index.md.swp", ".#index.md", "~$plan.xlsx", "4913", ".DS_Store", "state/index.html"):
        watch.write(f"content/{name}")
    watch.write("unwatched.md")
    assert not watch.changes.acquire(timeout=0.3)


def test_where_the_system_has_no_watches_left_it_looks_for_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = watchfiles.watch

    def exhausted(*paths: Path, force_polling: bool | None, **options: Any) -> Iterator[object]:
        if not force_polling:
            raise OSError("OS file watch limit reached")
        return real(*paths, force_polling=True, poll_delay_ms=10, **options)

    monkeypatch.setattr(watching, "watch", exhausted)
    watch = Watch(tmp_path)
    with watch.watcher:
        watch.write("content/index.md")
        assert watch.notices()


# The frame of a phone


def test_the_frame_shows_the_page_with_what_is_asked_of_it(desk: Desk) -> None:
    page = desk.get("/search/?q=%E7%94%BA&width=320")[1]
    assert re.findall('src="([^"]+)"', page) == ["/.keikaku/phone.js", *["/search/?q=%E7%94%BA"] * 2]
    assert 'width="320"' in page


@pytest.mark.parametrize("width", ["", "0", "199", "1201", "-320", "1e3", "320px", "99999"])
def test_a_senseless_width_makes_no_frame(desk: Desk, width: str) -> None:
    assert "<h1>first</h1>" in desk.get(f"/?width={quote(width)}")[1]


def test_only_pages_are_framed_and_only_our_own(desk: Desk) -> None:
    assert desk.get("/a.css?width=320")[1].startswith("body")
    assert 'src="/evil.example/"' in desk.get("//evil.example/?width=320")[1]


def test_a_file_that_was_not_read_is_laid_over_before_what_lacks_it() -> None:
    cause = ShownProblem("data/goals.yaml.txt", "It is not read.", weight=Weight.WARNING, is_cause=True)
    other = ShownProblem("data/more.yaml:3:1", "A word of a text.", weight=Weight.WARNING)
    assert PreviewResult(False, "", (other, PROBLEM, cause)).laid_over == [cause, PROBLEM]
