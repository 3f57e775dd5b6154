"""Start the parts of the preview, and stop them."""

import threading
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from keikaku.preview.building import Builder
from keikaku.preview.results import PreviewResult
from keikaku.preview.serving import Pages, Server
from keikaku.preview.watching import Watcher
from keikaku.words import Words


def preview(
    build: Callable[[], PreviewResult],
    *,
    watched: Sequence[Path],
    folder: Path,
    words: Words,
    say: Callable[[str], None],
    port: int = 8000,
    open_browser: bool = True,
    stop: threading.Event | None = None,
) -> int:
    """Serve `folder`, which `build` fills, until Ctrl-C or `stop`; return the exit code.

    `build` runs on a thread of its own: at once, and then after each change in `watched`, which are folders or files
    that need not stand yet. `say` gets what the terminal should show, from that thread too. Port 0 is any free one.
    """
    stop = stop or threading.Event()
    server = Server(Pages(folder, words), port)

    def show(result: PreviewResult) -> None:
        say(result.summary)
        server.show(result)

    if port not in (0, server.port):
        say(words("Port {port} is in use, so the preview takes another.", port=port))
    say(words("Preview: {url} (Ctrl-C stops it)", url=server.url))
    builder = Builder(build, done=show)
    with suppress(KeyboardInterrupt), server, Watcher(watched, ignored=folder, changed=builder.ask), builder:
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(server.url,), daemon=True).start()
        while not stop.wait(0.2):  # Windows hears of Ctrl-C only between two waits
            pass
    say(words("The preview has stopped."))
    return 0
