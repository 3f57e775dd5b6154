"""Say what a release would change: only when somebody asks, once for each build, and in a process of its own.

It makes the public pages, which takes as long as a build of the preview. In a process of its own it does not slow those
down, and can be stopped when the next save puts it out of date.
"""

import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess


class ComparisonError(Exception):
    """It could not be made, for a fault of ours or of the machine."""


class Comparison:
    """`compare` gives what is shown, as HTML. It is sent to another process, so it has to be picklable."""

    def __init__(self, compare: Callable[[], str]) -> None:
        self._compare = compare
        self._last = ""  # empty before the first
        self._made_for = ""
        self._dropped = 0  # times, since it was made
        self._process: BaseProcess | None = None
        self._is_wanted = True
        self._is_closed = False
        self._one_at_a_time = threading.Lock()
        self._state = threading.Lock()  # held for moments only

    def text(self, build: str) -> str | None:
        """Wait for the comparison of that build; None where it was dropped meanwhile. For any thread."""
        with self._one_at_a_time:
            if self._made_for == build and self._last:
                return self._last
            text = self._made()
            if text is not None:
                self._last, self._made_for, self._dropped = text, build, 0
            return text

    def earlier(self, build: str) -> str:
        """The last comparison that was made, if that was of the build before; else nothing."""
        return "" if self._made_for == build or self._dropped > 1 else self._last

    def drop(self) -> None:
        """Stop comparing: what is compared is out of date."""
        self._dropped += 1
        with self._state:
            self._is_wanted = False
            if self._process:
                _kill(self._process)

    def close(self) -> None:
        self._is_closed = True
        self.drop()

    def _made(self) -> str | None:
        receiver, sender = _CONTEXT.Pipe(duplex=False)
        with receiver:
            process = self._started(sender)
            if process is None:
                return None
            text = _received(receiver)
        process.join()
        with self._state:
            self._process = None
            if text is None and self._is_wanted:
                raise ComparisonError
            return text if self._is_wanted else None

    def _started(self, sender: Connection) -> BaseProcess | None:
        with sender, self._state:  # our own end has to be closed, so that we notice when the process ends
            if self._is_closed:
                return None
            self._is_wanted = True
            self._process = _CONTEXT.Process(target=_work, args=(self._compare, sender))
            self._process.start()
            return self._process


_CONTEXT = get_context("spawn")  # a fork would take the server's and the watcher's threads along


def _work(compare: Callable[[], str], sender: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the preview, which ends this process itself
    if hasattr(os, "setsid"):
        os.setsid()  # so that processes which draw for it end with it
    sender.send(compare())


def _received(receiver: Connection) -> str | None:
    with suppress(EOFError, OSError):
        return str(receiver.recv())
    return None


def _kill(process: BaseProcess) -> None:
    if process.pid and hasattr(os, "killpg"):
        with suppress(OSError):  # it has ended, or not begun yet
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
