"""Reader threads of the window: whatever touches a file happens here, newest request first."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QObject, Signal

from steph_desktop.core.errors import StephError

_logger = logging.getLogger(__name__)

Work = Callable[[], object]


class ReaderPool(QObject):
    """A few threads that read files for the window.

    The answers arrive as signals on the thread that made the pool. A request that is still
    waiting can be replaced or dropped; one that has begun runs to its end.

    Parameters
    ----------
    threads : int
        How many readers; two keep a slide's decoder busy.
    parent : QObject, optional
        Owner; `close` must be called before it goes.
    """

    done = Signal(object, object)
    """key, result"""
    failed = Signal(object, object)
    """key, StephError"""

    def __init__(self, threads: int = 2, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wake = threading.Condition()
        self._waiting: dict[Hashable, Work] = {}
        self._running: set[Hashable] = set()
        self._open = True
        self._threads = [
            threading.Thread(target=self._serve, name=f"steph-reader-{n}", daemon=True)
            for n in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def request(self, key: Hashable, work: Work) -> None:
        """Ask for one thing; it goes before everything that waits."""
        with self._wake:
            if not self._open:
                return
            self._waiting.pop(key, None)
            self._waiting[key] = work
            self._wake.notify()

    def replace(self, requests: Sequence[tuple[Hashable, Work]]) -> None:
        """Drop all that waits and ask for these instead, first one first; running ones stay."""
        with self._wake:
            if not self._open:
                return
            self._waiting = dict(reversed(requests))
            for key in self._running:
                self._waiting.pop(key, None)
            if self._waiting:
                self._wake.notify_all()

    @property
    def busy(self) -> bool:
        """True while something waits or is read."""
        with self._wake:
            return bool(self._waiting or self._running)

    def close(self) -> None:
        """Drop all that waits and end the threads; what is being read ends first."""
        with self._wake:
            self._open = False
            self._waiting.clear()
            self._wake.notify_all()
        for thread in self._threads:
            thread.join()

    def finish(self) -> None:
        """Do all that waits, then end the threads; for what must not be lost."""
        with self._wake:
            self._open = False
            self._wake.notify_all()
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        while True:
            with self._wake:
                while self._open and not self._waiting:
                    self._wake.wait()
                if not self._waiting:
                    return
                key, work = self._waiting.popitem()
                self._running.add(key)
            try:
                answer: object = work()
            except StephError as error:
                answer = error
            except Exception:
                # The boundary of the thread: a bug must neither end it nor pass in silence.
                _logger.exception("a reader thread met a bug")
                answer = StephError("This could not be read", None, "The log has the details.")
            with self._wake:
                is_open = self._open
            if is_open:
                signal = self.failed if isinstance(answer, StephError) else self.done
                signal.emit(key, answer)
            # Last, so that an idle pool has told all its news.
            with self._wake:
                self._running.discard(key)
