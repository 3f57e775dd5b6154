"""A city's web server: the site in a folder below its address, under a content security policy."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

STRICT = "default-src 'self'"
WITHOUT_SCRIPTS = f"{STRICT}; script-src 'none'"
SUB_PATH = "/city/plans/"


@contextmanager
def serving(site: Path, policy: str = STRICT) -> Iterator[str]:
    """The address of the site's home, on a server that runs as long as the block."""
    with _Server(("127.0.0.1", 0), partial(_Handler, directory=str(site), policy=policy)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
        server.shutdown()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # a browser keeps connections open that it may need


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *given: object, policy: str, directory: str) -> None:
        self.policy = policy
        super().__init__(*given, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """What does not stand below the sub-path is not there."""
        return super().translate_path(path.removeprefix(SUB_PATH.rstrip("/")) if path.startswith(SUB_PATH) else "/none")

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """In silence."""
