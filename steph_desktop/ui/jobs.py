"""The thread that owns the engine's child process and brings its news to the window."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, QThread, Signal

from steph_desktop.core import JobCancelled, Progress, StephError

_logger = logging.getLogger(__name__)


class Engine(Protocol):
    """What runs a request and may be told to stop, see `steph_desktop.worker.EngineProcess`."""

    def run(
        self,
        request: object,
        on_progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Any:
        """Run a request and wait for its result."""

    def close(self) -> None:
        """End the engine."""


def start_engine() -> Engine:
    """Make the real engine; its module is loaded only now."""
    from steph_desktop.worker import EngineProcess

    return EngineProcess()


class JobRunner(QThread):
    """Runs one case after the other; all its signals arrive on the thread that made it.

    Parameters
    ----------
    engine_factory : callable
        Makes the engine, on the runner's thread, when the first case comes.
    """

    begun = Signal(str)
    progressed = Signal(str, object)
    finished_case = Signal(str, object)
    failed = Signal(str, object)
    cancelled = Signal(str)

    def __init__(
        self, engine_factory: Callable[[], Engine] = start_engine, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("steph-jobs")
        self._factory = engine_factory
        self._wake = threading.Condition()
        self._queue: list[tuple[str, object]] = []
        self._current: str | None = None
        self._stop_current = False
        self._open = True

    def submit(self, case_id: str, request: object) -> None:
        """Queue a case."""
        with self._wake:
            self._queue.append((case_id, request))
            self._wake.notify()
        if not self.isRunning():
            self.start()

    def cancel(self, case_id: str) -> None:
        """Stop a case, running or waiting; `cancelled` tells when it has stopped."""
        with self._wake:
            if case_id == self._current:
                self._stop_current = True
                return
            waiting = [job for job in self._queue if job[0] != case_id]
            was_waiting = len(waiting) < len(self._queue)
            self._queue = waiting
        if was_waiting:
            self.cancelled.emit(case_id)

    @property
    def n_waiting(self) -> int:
        """Cases that wait for their turn."""
        with self._wake:
            return len(self._queue)

    def close(self) -> None:
        """Stop what runs, forget what waits, end the engine and the thread."""
        with self._wake:
            self._open = False
            self._queue.clear()
            self._stop_current = True
            self._wake.notify()
        self.wait()

    def run(self) -> None:
        """Serve the queue until `close` (the thread's own body)."""
        engine: Engine | None = None
        try:
            while True:
                with self._wake:
                    while self._open and not self._queue:
                        self._wake.wait()
                    if not self._open:
                        return
                    case_id, request = self._queue.pop(0)
                    self._current, self._stop_current = case_id, False
                self.begun.emit(case_id)
                if engine is None:
                    engine = self._factory()
                self._run_one(engine, case_id, request)
                with self._wake:
                    self._current = None
        finally:
            if engine is not None:
                engine.close()

    def _run_one(self, engine: Engine, case_id: str, request: object) -> None:
        try:
            result = engine.run(
                request,
                lambda progress: self.progressed.emit(case_id, progress),
                lambda: self._stop_current,
            )
        except JobCancelled:
            self.cancelled.emit(case_id)
        except StephError as error:
            details = getattr(error, "details", "")
            if details:
                _logger.error("the engine met a bug\n%s", details)
            self.failed.emit(case_id, error)
        except Exception as error:
            # The boundary of the thread: the case must not stay busy for ever.
            _logger.exception("a job met a bug")
            what = f"The program made a mistake ({type(error).__name__})"
            todo = "The log has the details; the other cases go on."
            self.failed.emit(case_id, StephError(what, None, todo))
        else:
            self.finished_case.emit(case_id, result)
