"""Run one build after another, away from the thread that serves the pages."""

import threading
import traceback
from collections.abc import Callable
from typing import Self

from keikaku.preview.results import PreviewResult, ShownProblem

WHILE_SECONDS = 1  # within which the browser has fetched the new pages
PATIENCE_SECONDS = 5  # for a build that is going on when the preview is stopped


class Builder:
    """Inside `with`: builds once and then whenever it is asked, on a thread of its own; tells `done` what came of it.

    Builds never overlap. However often it is asked during one build, exactly one more follows. When it has not been
    asked for a while after a build, it calls `rest` once.
    """

    def __init__(
        self,
        build: Callable[[], PreviewResult],
        *,
        done: Callable[[PreviewResult], None],
        rest: Callable[[], None] | None = None,
    ) -> None:
        self._build = build
        self._done = done
        self._rest = rest
        self._asked = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def ask(self) -> None:
        self._asked.set()

    def __enter__(self) -> Self:
        self.ask()
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._stopped.set()
        self.ask()  # so that it need not wait
        self._thread.join(PATIENCE_SECONDS)

    def _run(self) -> None:
        while self._wait() and not self._stopped.is_set():
            self._asked.clear()  # before the build reads anything: what is saved from now on asks again
            result = self._attempt()
            if not self._stopped.is_set():
                self._done(result)

    def _wait(self) -> bool:
        if self._rest and not self._asked.wait(WHILE_SECONDS):
            self._rest()
        return self._asked.wait()

    def _attempt(self) -> PreviewResult:
        try:
            return self._build()
        except Exception as error:  # a fault of ours or of the machine: the preview must outlive it
            fault = "".join(traceback.format_exception_only(error)).strip()
            return PreviewResult(False, traceback.format_exc().strip(), (ShownProblem("", fault),))
