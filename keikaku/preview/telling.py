"""Tell the terminal on a thread of its own: it may stand still for as long as it likes, and nothing waits for it."""

import queue
import threading
from collections.abc import Callable
from typing import Self

from keikaku.preview.results import News

PATIENCE_SECONDS = 2  # for a terminal that stands still when the preview is stopped


class Teller:
    """Inside `with`: calls `say` with all news, one after another.

    A window of Windows stands still while somebody marks text in it, and so does a pipe that nobody reads.
    """

    def __init__(self, say: Callable[[News], None]) -> None:
        self._say = say
        self._news: queue.SimpleQueue[News | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def tell(self, news: News) -> None:
        """May be called from any thread."""
        self._news.put(news)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._news.put(None)
        self._thread.join(PATIENCE_SECONDS)

    def _run(self) -> None:
        while (news := self._news.get()) is not None:
            self._say(news)
