"""What-ifs of the case on show: asked of a child process of their own, shown, and dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from steph_desktop.case.result import CaseResult
from steph_desktop.case.what_if import (
    Mixture,
    WhatIfAnswer,
    WhatIfRequest,
    gives_result,
    question_about,
    what_if_result,
)
from steph_desktop.core.errors import FeaturesFault, StephError
from steph_desktop.core.job_control import Progress, Stop
from steph_desktop.engine.progress_words import step_words
from steph_desktop.model.card import PACK_SUFFIX
from steph_desktop.ui.kit.widgets import Later
from steph_desktop.ui.parts.case_panel.inspector import Inspector
from steph_desktop.ui.parts.job_list.lane import Engine, LaneRunner
from steph_desktop.ui.parts.session import Session, WindowTool
from steph_desktop.ui.parts.viewer.slide_pane import SlidePane
from steph_desktop.ui.parts.worklist.worklist import Case, CaseState

if TYPE_CHECKING:
    from steph_desktop.ui.parts.case_panel.result_page import ResultPage
    from steph_desktop.ui.parts.case_panel.what_if_panel import WhatIfPanel

_LOOKING = "Looking for the model and the features…"
_SLOW = "This case has very many patches: every answer takes a few seconds."
_OTHER = FeaturesFault(
    "Model and features no longer give this result", None, "Analyse the case again, then ask."
)
# The user waits for it: it does not give way to an extraction, as other children do.
_NICENESS = 0
# A case that is kept ready takes hundreds of megabytes.
_REST_MS = 60_000


def start_quick_engine() -> Engine:
    """Make the real engine; its module is loaded only now."""
    from steph_desktop.engine.worker import EngineProcess

    return EngineProcess(_NICENESS)


class WhatIfLane(QObject):
    """A child process of its own that answers what-ifs; of many questions only the newest waits.

    `close` must be called before it goes.

    The thread and its child start with the first question, and end a while after `rest`. While one
    is answered, a newer one takes the place of the one that waits. A child that crashes is started
    again, once for a question.
    """

    answered = Signal(WhatIfRequest, WhatIfAnswer)
    failed = Signal(WhatIfRequest, StephError)
    restarted = Signal(StephError)
    """Why the child ended; the question is asked again"""
    progressed = Signal(Progress)
    """While a case is loaded"""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.engine_factory: Callable[[], Engine] = start_quick_engine
        self._runner: LaneRunner | None = None
        self._running: WhatIfRequest | None = None
        self._waiting: WhatIfRequest | None = None
        # Numbers the questions: an answer to an earlier one is known by it, and dropped.
        self._count = 0
        self._is_second_try = False
        self._is_open = True
        self._ending: list[LaneRunner] = []
        self.idle = Later(self._give_back, self, _REST_MS)

    @property
    def is_busy(self) -> bool:
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
        # An answer about another case is of no use; one about this case is nearly here.
        if self._runner is not None and self._running.case_key != request.case_key:
            self._runner.stop(self._token, Stop.CANCEL)

    def forget(self) -> None:
        """Drop the question that waits; the answer that is on its way still comes."""
        self._waiting = None

    def rest(self) -> None:
        """End the child, with the case it keeps ready, if nothing is asked for a while."""
        self.forget()
        if self._runner is not None and self._is_open:
            self.idle.start()

    def close(self) -> None:
        """End the child and the thread."""
        self._is_open, self._waiting = False, None
        self.idle.stop()
        for runner in (*self._ending, self._runner):
            if runner is not None:
                runner.close()

    def _give_back(self) -> None:
        if (runner := self._runner) is None:
            return
        if self._running is not None:  # it ends soon, and nothing waits for it
            self.idle.start()
            return
        self._runner = None
        # Qt ends the program where a thread that still runs is destroyed.
        self._ending.append(runner)
        runner.finished.connect(self._sweep)
        runner.ask_to_end()

    def _sweep(self) -> None:
        """Drop a thread that has ended."""
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
            self._runner.stopped.connect(self._end)
            self._runner.progressed.connect(self._on_progress)
        self._count += 1
        self._running, self._is_second_try = request, again
        self._runner.take(self._token, request)

    def _end(self, token: str) -> WhatIfRequest | None:
        """Note that a question is over, and start the next before anything is painted."""
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

    def _on_failed(self, token: str, error: StephError) -> None:
        from steph_desktop.engine.worker import EngineCrashed

        # A crash need not be the question's fault: the newest one is asked again, once.
        crashed = isinstance(error, EngineCrashed) and not self._is_second_try
        newest = self._waiting or self._running
        if crashed and newest is not None and token == self._token and self._is_open:
            self._waiting = None
            self._begin(newest, again=True)
            self.restarted.emit(error)
            return
        if (request := self._end(token)) is not None:
            self.failed.emit(request, error)

    def _on_progress(self, token: str, progress: Progress) -> None:
        if token == self._token and self._is_open:
            self.progressed.emit(progress)


class WhatIfController(WindowTool):
    """Connects the section "What if", the child that answers, and the slide.

    The real result is never touched: the what-if is shown beside it, and over the slide, for as
    long as the case and the section are shown.
    """

    def __init__(
        self, session: Session, inspector: Inspector, pane: SlidePane, window: QWidget
    ) -> None:
        super().__init__(session, window)
        self._inspector = inspector
        self._pane = pane
        self._case: Case | None = None
        self._result: CaseResult | None = None
        self._question: WhatIfRequest | None = None
        self._is_ready = False
        self.lane = WhatIfLane(self)
        self.lane.answered.connect(self._on_answer)
        self.lane.failed.connect(self._on_failed)
        self.lane.restarted.connect(self._on_restart)
        self.lane.progressed.connect(self._on_progress)
        inspector.result_made.connect(self._on_result_made)

    @property
    def _panel(self) -> WhatIfPanel:
        return self._inspector.result.what_if

    def _on_result_made(self, page: ResultPage) -> None:
        panel = page.what_if
        panel.opened.connect(partial(self._inspector.bring_up, panel))
        panel.opened.connect(self._begin)
        panel.closed.connect(self._leave)
        panel.changed.connect(self._ask)
        panel.reset_requested.connect(self._show_real)
        panel.try_again.clicked.connect(self._begin)

    def show(self, case: Case | None) -> None:
        """Follow the case on show; another one, or another result, ends the what-if."""
        result = None
        if case is not None and case.state is CaseState.DONE:
            result = None if case.is_hidden or case.is_withheld else case.result
        self._case = case
        # Every change of the case comes by here: the section stays open over most.
        if result is not self._result:
            self._result = result
            self._panel.show_case(result)

    def toggle(self) -> None:
        """Unfold the section, or fold it (W)."""
        page = self._inspector.made_result
        if page is not None and page.what_if.toggle.isEnabled():
            page.what_if.toggle.toggle()
            page.what_if.toggle.setFocus()
        else:
            why_not = page.what_if.why_not.text() if page is not None else ""
            self.notice.emit(why_not or "There is no result to ask about.")

    def close(self) -> None:
        self.lane.close()

    def _begin(self) -> None:
        case, result, session = self._case, self._result, self._session
        if case is None or result is None:
            return
        self._panel.show_fault(None)
        self._panel.show_state(_LOOKING)
        self._is_ready = False
        opened = [p for p in (session.model, session.settings.default_model) if p is not None]
        device, done = session.settings.device, partial(self._on_found, result)
        find = partial(_find, result, case.slides, session.workspace, opened, device)
        session.tasks.run(self, find, done, partial(self._on_not_found, result), slot="what if")

    def _leave(self) -> None:
        self._question, self._is_ready = None, False
        self._show_real()
        self.lane.rest()
        self._panel.show_state("")

    def _show_real(self) -> None:
        if self._is_ready:  # before, what waits is the question that loads the case
            self.lane.forget()
        self._panel.show_answer(None)
        self._inspector.result.show_what_if(None)
        self._pane.show_what_if(None)

    def _ask(self, mixture: Mixture) -> None:
        # What is moved earlier is asked once the case is loaded, see `_on_answer`.
        if self._question is not None and self._is_ready:
            self._panel.show_fault(None)
            self.lane.ask(self._question.asking(mixture))

    # Answers -----------------------------------------------------------------------------------

    def _concerns_result(self, result: CaseResult) -> bool:
        return result is self._result and self._panel.is_open

    def _on_found(self, result: CaseResult, question: WhatIfRequest) -> None:
        if self._concerns_result(result):
            self._question = question
            self.lane.ask(question)

    def _on_not_found(self, result: CaseResult, error: StephError) -> None:
        if self._concerns_result(result):
            self._fail(error)

    def _fail(self, error: StephError) -> None:
        self._panel.show_state("")
        self._panel.show_fault(error)

    def _concerns(self, request: WhatIfRequest) -> bool:
        mine = self._question
        same_case = mine is not None and request.case_key == mine.case_key
        return same_case and self._panel.is_open

    def _on_answer(self, request: WhatIfRequest, answer: WhatIfAnswer) -> None:
        result = self._result
        if not self._concerns(request) or result is None:
            return
        self._panel.show_state("" if answer.is_fast else _SLOW)
        self._panel.show_fault(None)
        if request == self._question:
            # The first question changes nothing: the kept result must come out again.
            if not gives_result(result, answer.prediction):
                self._question = None
                self._fail(_OTHER)
                return
            self._is_ready = True
            if self._panel.is_changed:
                # What was moved while the case was being loaded.
                self._ask(self._panel.mixture)
        # Else it is back at the model's own choice: this answer comes too late.
        elif self._panel.is_changed:
            would_be = what_if_result(result, answer.prediction)
            self._panel.show_answer(would_be)
            self._inspector.result.show_what_if(would_be)
            self._pane.show_what_if(would_be)

    def _on_failed(self, request: WhatIfRequest, error: StephError) -> None:
        if self._concerns(request):
            self._show_real()
            self._fail(error)

    def _on_restart(self, error: StephError) -> None:
        if self._question is not None:
            self._panel.show_restart(error)

    def _on_progress(self, progress: Progress) -> None:
        if self._question is not None and not self._is_ready:
            self._panel.show_state(f"{step_words(progress.step)}…")


def _find(
    result: CaseResult, slides: Sequence[Path], workspace: Path, packs: list[Path], device: str
) -> WhatIfRequest:
    """Find model and features; on a thread that may read files."""
    kept = sorted((workspace / "models").glob(f"*{PACK_SUFFIX}"))
    return question_about(result, slides, workspace, [*packs, *kept], device)
