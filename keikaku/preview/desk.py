"""Start the parts of the preview, and stop them."""

import threading
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from keikaku.preview.building import Builder
from keikaku.preview.comparing import Comparison
from keikaku.preview.opening import Place, open_in_editor
from keikaku.preview.results import News, PreviewResult, Serving, Stopped
from keikaku.preview.serving import Pages, Server
from keikaku.preview.telling import Teller
from keikaku.preview.watching import Watcher
from keikaku.words import Words
from keikaku.workspace import Workspace


def preview(
    build: Callable[[], PreviewResult],
    *,
    watched: Sequence[Path],
    folder: Path,
    words: Words,
    say: Callable[[News], None],
    workspace: Workspace,
    compare: Callable[[], str] | None = None,
    rest: Callable[[], None] | None = None,
    open_place: Callable[[Place], bool] = open_in_editor,
    port: int = 8000,
    open_browser: bool = True,
    stop: threading.Event | None = None,
) -> int:
    """Serve `folder`, which `build` fills, until Ctrl-C or `stop`; return the exit code.

    `build` runs on a thread of its own: at once, and then after each change in `watched`, which are folders or files
    that need not stand yet. `say` gets what the terminal should tell, from a third thread. Port 0 is any free one.
    When nothing has been saved for a while after a build, `rest` is called once.
    `compare` makes the HTML that says what a release would change, in another process; `open_place` opens a text of the
    workspace, and says whether it could.
    """
    stop = stop or threading.Event()
    comparison = Comparison(compare) if compare else None
    server = Server(Pages(folder, words, workspace, open_place=open_place, comparison=comparison), port)

    def show(result: PreviewResult) -> None:
        server.show(result)
        teller.tell(result)

    def build_again() -> None:
        if comparison:
            comparison.drop()
        builder.ask()

    builder = Builder(build, done=show, rest=rest)
    with Teller(say) as teller:
        teller.tell(Serving(server.url, taken=0 if server.port == port else port))
        with suppress(KeyboardInterrupt), server, Watcher(watched, ignored=folder, changed=build_again), builder:
            if open_browser:
                threading.Thread(target=webbrowser.open, args=(server.url,), daemon=True).start()
            while not stop.wait(0.2):  # Windows hears of Ctrl-C only between two waits
                pass
        teller.tell(Stopped())
    return 0
