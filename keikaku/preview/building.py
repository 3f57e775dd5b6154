"""Run one build after another, away from the thread that serves the pages."""

import threading
import traceback
from collections.abc import Callable
from typing import Self

from keikaku.preview.results import PreviewResult, ShownProblem

PATIENCE_SECONDS = 5  # for a build that is going on when the preview is stopped


class Builder:
    """Inside `with`: builds once and then whenever it is asked, on a thread of its own; tells `done` what came of it.

    Builds never overlap. However often it is asked during one build, exactly one more follows. After the first one,
    `prepare` makes ready for those to come, on another thread, so that none waits for it.
    """

    def __init__(
        self,
        build: Callable[[], PreviewResult],
        *,
        done: Callable[[PreviewResult], None],
        prepare: Callable[[], None] | None = None,
    ) -> None:
        self._build = build
        self._done = done
        self._prepare = prepare
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
        while self._asked.wait() and not self._stopped.is_set():
            self._asked.clear()  # before the build reads anything: what is saved from now on asks again
            result = self._attempt()
            if not self._stopped.is_set():
                self._done(result)
                self._make_ready()

    def _make_ready(self) -> None:
        prepare, self._prepare = self._prepare, None
        if prepare:
            threading.Thread(target=prepare, daemon=True).start()

    def _attempt(self) -> PreviewResult:
        try:
            return self._build()
        except Exception as error:  # a fault of ours or of the machine: the preview must outlive it
            fault = "".join(traceback.format_exception_only(error)).strip()
            return PreviewResult(False, traceback.format_exc().strip(), (ShownProblem("", fault),))
