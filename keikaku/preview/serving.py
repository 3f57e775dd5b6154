"""Serve the folder to browsers on this computer, and tell every open page what became of a build.

livereload carries the messages: its script in the pages, its handshake, its "reload". Its watching, which drops what
comes within three seconds, is left out. Pages get our script as well, which lays problems over them; both are put into
what is served, never into the files.
"""

import asyncio
import hmac
import mimetypes
import re
import secrets
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from keikaku.changed import CHANGED_SINCE, PUT_BACK
from keikaku.preview.comparing import Comparison, ComparisonError
from keikaku.preview.missing import Departed, missing_page
from keikaku.preview.opening import NoPlaceError, Place, find_place
from keikaku.preview.phone import asked_width, phone_page
from keikaku.preview.results import PreviewResult, Weight, explained_once
from keikaku.preview.worklist import worklist_page
from keikaku.words import Words
from keikaku.workspace import Workspace

HOST = "127.0.0.1"
# No page can have such an address.
STATUS = "/.keikaku/status.json"
SCRIPT = "/.keikaku/preview.js"
STYLE = "/.keikaku/worklist.css"
PHONE_STYLE = "/.keikaku/phone.css"
PHONE_SCRIPT = "/.keikaku/phone.js"
WORKLIST = "/.keikaku/worklist"
CHANGES = "/.keikaku/changes"
OPEN = "/.keikaku/open"

_TYPES = mimetypes.MimeTypes()  # not those of the system: on Windows any program can change what .js is
_TYPES.add_type("image/webp", ".webp")  # which Python knows from 3.13 on
_PORTS_TO_TRY = 20

_SCRIPTS = """\
<script src="{script}" data-status="{status}" data-open="{open}" data-token="{token}" data-build="{build}"
 defer></script>
<script src="/livereload.js?mindelay=200&amp;maxdelay=1000" defer></script>
"""


class Pages:
    """What the handlers share: the folder, what became of the last build, and the pages open in browsers."""

    def __init__(
        self,
        folder: Path,
        words: Words,
        workspace: Workspace,
        *,
        open_place: Callable[[Place], bool],
        comparison: Comparison | None = None,
    ) -> None:
        self.words = words
        self.listening: set[WebSocketHandler] = set()
        self.folder = folder
        self.workspace = workspace
        self.open_place = open_place
        self.comparison = comparison
        self.token = secrets.token_urlsafe(16)  # known to our own pages only
        self.last: PreviewResult | None = None
        self.shown: Callable[[bytes], bytes] = bytes  # of the last good build
        self._departed = Departed()
        self._good_builds = 0
        self._builds = 0
        self._session = secrets.token_hex(4)  # a page left open by an earlier preview must not pass for one of ours

    @property
    def build(self) -> str:
        """Names the last good build. A page that shows another is out of date."""
        return f"{self._session}-{self._good_builds}"

    @property
    def attempt(self) -> str:
        """Names the last build, good or not: a list of its problems that shows another is out of date."""
        return f"{self._session}-{self._good_builds}-{self._builds}"

    @property
    def status(self) -> dict[str, object]:
        failed = self.last is not None and not self.last.succeeded
        problems = explained_once(self.last.laid_over if self.last and failed else ())
        return {
            "build": self.build,
            "attempt": self.attempt,
            "failed": failed,
            "lang": self.words.lang,
            "heading": self._heading(),
            "problems": [asdict(problem) | {"line": problem.parts_of_line} for problem in problems],
            "changes": self._changes(),
            "worklist": {"address": WORKLIST, "text": self._worklist_link()},
            "words": self._script_words(),
        }

    def _changes(self) -> dict[str, object]:
        return {
            "texts": [self.words(CHANGED_SINCE), self.words(PUT_BACK)],
            "places": [asdict(change) for change in self.last.changed] if self.last else [],
            "first": self.last is not None and self.last.are_changes_first,
        }

    def _script_words(self) -> dict[str, str]:
        """What the script says; it fills in the place itself."""
        words, place = self.words, "{place}"
        return {
            "banner": words("For checking, not public"),
            "open": words("Open {place} in the editor", place=place),
            "opened": words("Opened in the editor: {place}", place=place),
            "notOpened": words("No editor could be opened. Copied: {place}", place=place),
            "copy": words("Copy"),
            "copyPlace": words("Copy {place}", place=place),
            "copied": words("Copied: {place}", place=place),
            "places": words("Where it is written"),
            "phone": words("On a phone"),
        }

    def _worklist_link(self) -> str:
        """What the list tells, in a few words: first what a mended error has left behind."""
        return " · ".join(filter(None, (self._mended(), self._to_be_done())))

    def _mended(self) -> str:
        changed = self.last.changed if self.last and self.last.succeeded else ()
        return self.words("Mended: {count} places are not as before the error", count=len(changed)) if changed else ""

    def _to_be_done(self) -> str:
        found = {weight: len(self.last.of(weight)) if self.last else 0 for weight in Weight}
        if found[Weight.ERROR] or found[Weight.WARNING]:
            return self.words(
                "Before a release: errors {errors}, warnings {warnings}",
                errors=found[Weight.ERROR],
                warnings=found[Weight.WARNING],
            )
        return self.words("Before a release")

    def _heading(self) -> str:
        if self.find("index.html"):
            return self.words("The build failed. These are the pages of the last good build.")
        return self.words("The build failed.")

    def show(self, result: PreviewResult) -> None:
        """Reload every open page, or lay the problems over it."""
        self.last = result
        self._builds += 1
        if result.succeeded:
            self.shown = result.shown
            self._good_builds += 1
            self._departed.note(result.pages)
        # With a path of ours livereload's script calls our script instead of reloading.
        message = {"command": "reload", "path": "*" if result.succeeded else STATUS, "liveCSS": False}
        for page in tuple(self.listening):
            with suppress(WebSocketClosedError):
                page.write_message(message)

    def find(self, address: str) -> Path | None:
        """The file for an address, or for the folder that it names; None for what is not of the site."""
        with suppress(OSError, ValueError):  # a name that the system cannot have, or a place outside the folder
            root = self.folder.resolve()
            path = (root / address).resolve()
            path = (path / "index.html").resolve() if path.is_dir() else path
            is_ours = any(part.startswith(".keikaku") for part in path.relative_to(root).parts)
            return path if path.is_file() and not is_ours else None
        return None

    def worklist(self) -> bytes:
        changes = CHANGES if self.comparison else ""
        known = self.comparison.earlier(self.attempt) if self.comparison else ""
        return worklist_page(self.last, self.words, attempt=self.attempt, style=STYLE, changes=changes, known=known)

    def not_found(self, address: str) -> bytes:
        if self.find("index.html"):
            title = self.words("There is no such page")
        elif self.last:
            title = self.words("There are no pages yet")
        else:
            title = self.words("The pages are being made and will soon appear here")
        return missing_page(title, address, self._departed, self.words, style=STYLE)


class _Handler(RequestHandler):
    def initialize(self, pages: Pages) -> None:
        self.pages = pages

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        # Other sites may neither take in our files, some of which are scripts with drafts in them, nor frame our pages.
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Content-Security-Policy", "frame-ancestors 'self'")

    def prepare(self) -> None:
        """Pages of other sites may lead here, but neither load nor start anything."""
        headers = self.request.headers
        is_elsewhere = headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")
        if is_elsewhere and headers.get("Sec-Fetch-Mode") != "navigate":
            raise HTTPError(403)

    def compute_etag(self) -> None:
        """Nothing is kept by the browser, so nothing needs comparing."""


class _Page(_Handler):
    def get(self, address: str) -> None:
        build, file = self.pages.build, self.pages.find(address)
        width = asked_width(self.get_query_argument("width", ""))
        if width and (file is None or _kind(file) == "text/html"):
            self.finish(self._on_a_phone(address, width))
        elif file and file.name == "index.html" and address and not address.endswith(("/", "index.html")):
            self.redirect("/" + quote(address) + "/")  # the page's links start from its folder
        elif file and (content := _content(file)) is not None:
            self._answer(content, _kind(file), build)
        else:
            self.set_status(404)
            self._answer(self.pages.not_found(address), "text/html", build)

    def _on_a_phone(self, address: str, width: int) -> bytes:
        names = (name for name in self.request.query_arguments if name != "width")
        query = {name: self.get_query_argument(name) for name in names}
        return phone_page(address, query, width, self.pages.words, style=PHONE_STYLE, script=PHONE_SCRIPT)

    def _answer(self, content: bytes, kind: str, build: str) -> None:
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        if kind == "text/html":
            content = _with_scripts(self.pages.shown(content), build=build, token=self.pages.token)
        self.finish(content)


class _Status(_Handler):
    def get(self) -> None:
        self.finish(self.pages.status)


class _Worklist(_Handler):
    def get(self) -> None:
        self.finish(_with_scripts(self.pages.worklist(), build=self.pages.build, token=self.pages.token))


class _Changes(_Handler):
    async def get(self) -> None:
        comparison, loop = self.pages.comparison, asyncio.get_running_loop()
        if comparison is None:
            raise HTTPError(404)
        try:  # on another thread: pages are served meanwhile
            text = await loop.run_in_executor(None, comparison.text, self.pages.attempt)
        except ComparisonError:
            raise HTTPError(500) from None
        self.set_status(200 if text is not None else 204)  # 204: dropped, for a save; browsers would log an error
        self.finish(text)


class _Open(_Handler):
    """Opens a place in the editor, for a click on one of our own pages: nobody else has our token."""

    def post(self) -> None:
        self.set_status(self._outcome(self.request.body.decode("utf-8", "replace")))
        self.finish()

    def _outcome(self, place: str) -> int:
        if not self._is_from_our_page():
            return 403
        try:
            return 204 if self.pages.open_place(find_place(self.pages.workspace, place)) else 501
        except NoPlaceError:
            return 404

    def _is_from_our_page(self) -> bool:
        headers = self.request.headers
        return (
            hmac.compare_digest(headers.get("X-Keikaku-Token", "").encode(), self.pages.token.encode())
            and headers.get("Origin") == f"http://{self.request.host}"
            and headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
        )


class _Asset(_Handler):
    """A file that stands beside this one."""

    def initialize(self, pages: Pages, name: str = "") -> None:
        super().initialize(pages)
        self.name = name

    def get(self) -> None:
        self.set_header("Content-Type", f"{_kind(Path(self.name))}; charset=utf-8")
        self.finish(Path(__file__).with_name(self.name).read_bytes())


class _Messages(LiveReloadHandler):  # type: ignore[misc]
    """livereload's handshake, with a list of listeners for each preview, and for pages of its own only."""

    def initialize(self, pages: Pages) -> None:
        self.pages = pages

    def check_origin(self, origin: str) -> bool:
        return WebSocketHandler.check_origin(self, origin)

    def on_message(self, message: str | bytes) -> None:
        super().on_message(message)
        self.pages.listening.add(self)

    def on_close(self) -> None:
        super().on_close()
        self.pages.listening.discard(self)


class Server:
    """Inside `with`: answers on a thread of its own, on loopback only, at `port` or the next one that is free."""

    def __init__(self, pages: Pages, port: int) -> None:
        self._pages = pages
        self._socket = _listen(port)
        self._runner = asyncio.Runner(loop_factory=asyncio.SelectorEventLoop)
        self._loop = self._runner.get_loop()
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}/"

    def show(self, result: PreviewResult) -> None:
        """May be called from any thread."""
        self._loop.call_soon_threadsafe(self._pages.show, result)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def _run(self) -> None:
        with self._runner:
            self._runner.run(self._serve())

    async def _serve(self) -> None:
        server = HTTPServer(_application(self._pages))
        server.add_socket(self._socket)
        await self._stop.wait()
        server.stop()
        if self._pages.comparison:
            self._pages.comparison.close()
        for page in tuple(self._pages.listening):
            page.close()
        await server.close_all_connections()


def _listen(port: int) -> socket.socket:
    for candidate in (*range(port, min(port + _PORTS_TO_TRY, 65536)), 0):
        with suppress(OSError):  # taken, or kept by the system
            listening = socket.create_server((HOST, candidate))
            listening.setblocking(False)
            return listening
    raise OSError(f"no port is free on {HOST}")


def _application(pages: Pages) -> Application:
    """Answers to this computer's own names only: no site on the web can read drafts under a name of its own."""
    app = Application(log_function=lambda handler: None)
    ours: dict[str, Any] = {"pages": pages}
    app.add_handlers(
        r"(?:127\.0\.0\.1|localhost)",
        [
            ("/livereload", _Messages, ours),
            (r"/livereload\.js", LiveReloadJSHandler),
            (re.escape(SCRIPT), _Asset, ours | {"name": "preview.js"}),
            (re.escape(STYLE), _Asset, ours | {"name": "worklist.css"}),
            (re.escape(PHONE_STYLE), _Asset, ours | {"name": "phone.css"}),
            (re.escape(PHONE_SCRIPT), _Asset, ours | {"name": "phone.js"}),
            (re.escape(STATUS), _Status, ours),
            (re.escape(WORKLIST), _Worklist, ours),
            (re.escape(CHANGES), _Changes, ours),
            (re.escape(OPEN), _Open, ours),
            ("/(.*)", _Page, ours),
        ],
    )
    return app


def _kind(file: Path) -> str:
    return _TYPES.guess_type(file.name)[0] or "application/octet-stream"


def _content(file: Path) -> bytes | None:
    """None where a build has just taken the file away."""
    with suppress(OSError):
        return file.read_bytes()
    return None


def _with_scripts(content: bytes, *, build: str, token: str) -> bytes:
    scripts = _SCRIPTS.format(script=SCRIPT, status=STATUS, open=OPEN, build=build, token=token).encode()
    before, head_end, after = content.partition(b"</head>")
    return before + scripts + head_end + after
