"""A lane: a thread that owns a child process of the engine and relays what it reports."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, QThread, Signal

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled, Progress, Stop

_logger = logging.getLogger(__name__)


class Engine(Protocol):
    """Runs a request and may be asked to stop, see `engine.worker.EngineProcess`."""

    def run(
        self,
        request: object,
        on_progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], Stop] | None = None,
    ) -> Any:
        """Run a request and wait for its result."""

    def close(self) -> None:
        """End the engine."""


def start_engine() -> Engine:
    """Make the real engine; its module is loaded only now."""
    from steph_desktop.engine.worker import EngineProcess

    return EngineProcess()


class LaneRunner(QThread):
    """Runs one job at a time; all its signals arrive on the thread that made it.

    The engine is made on the lane's thread, when the first job comes.
    """

    progressed = Signal(str, Progress)
    answered = Signal(str, object)
    failed = Signal(str, StephError)
    stopped = Signal(str)

    def __init__(
        self,
        engine_factory: Callable[[], Engine] = start_engine,
        name: str = "steph-jobs",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._factory = engine_factory
        self._wake = threading.Condition()
        self._next: tuple[str, object] | None = None
        self._current: str | None = None
        self._wish = Stop.NO
        self._answered: str | None = None
        self._is_open = True

    def take(self, token: str, request: object) -> None:
        """Run a job; the one before it must have ended."""
        with self._wake:
            # A wish of the job before must not stop this one.
            self._next, self._wish = (token, request), Stop.NO
            self._current = token
            self._wake.notify()
        if not self.isRunning():
            self.start()

    def stop(self, token: str, wish: Stop) -> None:
        """Ask a job to stop, if it is the one that runs; `stopped` follows when it has."""
        with self._wake:
            if token == self._current:
                self._wish = wish

    def has_answered(self, token: str) -> bool:
        """Return True if a job is done, though its signal may still be on its way."""
        with self._wake:
            return token == self._answered

    def ask_to_end(self) -> None:
        """Stop what runs and take nothing more; `close` waits for it."""
        with self._wake:
            self._is_open, self._wish = False, Stop.CANCEL
            self._wake.notify()

    def close(self) -> None:
        """Stop what runs, end the engine and the thread."""
        self.ask_to_end()
        self.wait()

    def run(self) -> None:
        engine: Engine | None = None
        try:
            while True:
                with self._wake:
                    while self._is_open and self._next is None:
                        self._wake.wait()
                    if not self._is_open or self._next is None:
                        return
                    (token, request), self._next = self._next, None
                if engine is None:
                    engine = self._factory()
                self._run_one(engine, token, request)
        finally:
            if engine is not None:
                engine.close()

    def _run_one(self, engine: Engine, token: str, request: object) -> None:
        try:
            result = engine.run(
                request, lambda progress: self.progressed.emit(token, progress), lambda: self._wish
            )
        except JobCancelled:
            self.stopped.emit(token)
        except StephError as error:
            details = getattr(error, "details", "")
            if details:
                _logger.error("the engine met a bug\n%s", details)
            self.failed.emit(token, error)
        except Exception as error:
            # The boundary of the thread: the job must not stay busy for ever.
            _logger.exception("a job met a bug")
            what = f"The program made a mistake ({type(error).__name__})"
            todo = "The log has the details; other jobs are not affected."
            self.failed.emit(token, StephError(what, None, todo))
        else:
            with self._wake:
                self._answered = token
            self.answered.emit(token, result)
