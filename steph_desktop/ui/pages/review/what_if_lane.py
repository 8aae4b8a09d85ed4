"""The lane of what-ifs: a child process of its own, and of many questions only the newest waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from steph_desktop.case.what_if import WhatIfAnswer, WhatIfRequest
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import Progress, Stop
from steph_desktop.ui.parts.job_list.lane import Engine, LaneRunner

# A hand waits for it: it does not stand back behind an extraction, as other children do.
_NICENESS = 0
# A case that is kept ready takes hundreds of megabytes.
_REST_MS = 60_000


def start_quick_engine() -> Engine:
    """Make the real engine; its module is loaded only now."""
    from steph_desktop.engine.worker import EngineProcess

    return EngineProcess(_NICENESS)


class WhatIfLane(QObject):
    """Answers questions one after the other; `close` must be called before it goes.

    The thread and its child start with the first question, and end a while after `rest`. While one
    is answered, a newer one takes the place of the one that waits. A child that crashes is started
    again, once for a question.
    """

    answered = Signal(object, object)
    """WhatIfRequest, WhatIfAnswer"""
    failed = Signal(object, object)
    """WhatIfRequest, StephError"""
    restarted = Signal(object)
    """StephError: why the child ended; the question is asked again"""
    progressed = Signal(object)
    """Progress, while a case is loaded"""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.engine_factory: Callable[[], Engine] = start_quick_engine
        self._runner: LaneRunner | None = None
        self._running: WhatIfRequest | None = None
        self._waiting: WhatIfRequest | None = None
        self._count = 0
        self._is_second_try = False
        self._is_open = True
        self._ending: list[LaneRunner] = []
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.setInterval(_REST_MS)
        self.idle.timeout.connect(self._give_back)

    @property
    def is_busy(self) -> bool:
        """True while a question is answered."""
        return self._running is not None

    def ask(self, request: WhatIfRequest) -> None:
        """Ask a question; `answered` or `failed` follows, unless a newer one takes its place."""
        if not self._is_open:
            return
        self.idle.stop()
        if self._running is None:
            self._begin(request)
            return
        self._waiting = request
        if self._runner is not None and self._running.case_key != request.case_key:
            self._runner.stop(self._token, Stop.CANCEL)

    def forget(self) -> None:
        """Drop the question that waits; the answer that is on its way still comes."""
        self._waiting = None

    def rest(self) -> None:
        """Let the child go, with the case it keeps ready, if nobody asks for a while."""
        self.forget()
        if self._runner is not None and self._is_open:
            self.idle.start()

    def close(self) -> None:
        """End the child and the thread."""
        self._is_open, self._waiting = False, None
        self.idle.stop()
        runners = [*self._ending, *([] if self._runner is None else [self._runner])]
        for runner in runners:
            runner.close()

    def _give_back(self) -> None:
        runner = self._runner
        if runner is None:
            return
        if self._running is not None:  # it ends soon, and nobody waits for it
            self.idle.start()
            return
        self._runner = None
        self._ending.append(runner)
        runner.finished.connect(self._sweep)
        runner.ask_to_end()

    def _sweep(self) -> None:
        """Let a thread go that has ended."""
        runner = self.sender()
        if isinstance(runner, LaneRunner) and runner in self._ending:
            runner.wait()  # its last steps: the signal comes just before them
            self._ending.remove(runner)
            runner.deleteLater()

    @property
    def _token(self) -> str:
        return str(self._count)

    def _begin(self, request: WhatIfRequest, *, again: bool = False) -> None:
        if self._runner is None:
            self._runner = LaneRunner(self.engine_factory, "steph-what-if", self)
            self._runner.answered.connect(self._on_answer)
            self._runner.failed.connect(self._on_failed)
            self._runner.stopped.connect(self._on_stopped)
            self._runner.progressed.connect(self._on_progress)
        self._count += 1
        self._running, self._is_second_try = request, again
        self._runner.take(self._token, request)

    def _end(self, token: str) -> WhatIfRequest | None:
        """Take note that a question is over, and begin the next before anything is painted."""
        if token != self._token or self._running is None or not self._is_open:
            return None
        over, self._running = self._running, None
        if self._waiting is not None:
            following, self._waiting = self._waiting, None
            self._begin(following)
        return over

    def _on_answer(self, token: str, answer: Any) -> None:
        request = self._end(token)
        if request is not None and isinstance(answer, WhatIfAnswer):
            self.answered.emit(request, answer)

    def _on_failed(self, token: str, error: object) -> None:
        from steph_desktop.engine.worker import EngineCrashed

        crashed = isinstance(error, EngineCrashed) and not self._is_second_try
        newest = self._waiting or self._running
        if crashed and newest is not None and token == self._token and self._is_open:
            self._waiting = None
            self._begin(newest, again=True)
            self.restarted.emit(error)
            return
        request = self._end(token)
        if request is not None and isinstance(error, StephError):
            self.failed.emit(request, error)

    def _on_stopped(self, token: str) -> None:
        self._end(token)

    def _on_progress(self, token: str, progress: object) -> None:
        if token == self._token and isinstance(progress, Progress) and self._is_open:
            self.progressed.emit(progress)
