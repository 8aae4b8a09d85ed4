"""What-ifs of the case on show: asked of their own child process, shown, and gone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

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
from steph_desktop.core.job_control import Progress
from steph_desktop.engine.progress_words import step_words
from steph_desktop.model.card import PACK_SUFFIX
from steph_desktop.ui.pages.review.what_if_lane import WhatIfLane
from steph_desktop.ui.parts.case_panel.inspector import Inspector
from steph_desktop.ui.parts.session import Session
from steph_desktop.ui.parts.viewer.slide_pane import SlidePane
from steph_desktop.ui.parts.worklist.worklist import Case, CaseState

_LOOKING = "Looking for the model and the features…"
_SLOW = "This case has very many patches: every answer takes some seconds."
_OTHER = FeaturesFault(
    "Model and features do not give this result any more",
    None,
    "Analyse the case again, then ask.",
)


class WhatIfController(QObject):
    """Goes between the section "What if", the child that answers, and the slide.

    The real result is never touched: what would be is laid beside it, and over the slide, for as
    long as the case and the section are on show.

    Parameters
    ----------
    session : Session
        Whose cases.
    inspector : Inspector
        Holds the section.
    pane : SlidePane
        Shows the maps.
    window : QWidget
        Owns this.
    """

    notice = Signal(str)
    """A sentence for the user."""

    def __init__(
        self, session: Session, inspector: Inspector, pane: SlidePane, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._page = inspector.result
        self._panel = inspector.result.what_if
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
        self._panel.opened.connect(partial(inspector.bring_up, self._panel))
        self._panel.opened.connect(self._begin)
        self._panel.closed.connect(self._leave)
        self._panel.changed.connect(self._ask)
        self._panel.reset_requested.connect(self._show_real)
        self._panel.again_requested.connect(self._begin)
        session.loader.done.connect(self._on_found)
        session.loader.failed.connect(self._on_not_found)

    def show(self, case: Case | None) -> None:
        """Follow the case on show; another one, or another result, ends the what-if."""
        result = None
        if case is not None and case.state is CaseState.DONE:
            result = None if case.is_hidden or case.is_withheld else case.result
        self._case = case
        if result is not self._result:
            self._result = result
            self._panel.show_case(result)

    def toggle(self) -> None:
        """Unfold the section, or fold it (W)."""
        panel = self._panel
        if panel.toggle.isEnabled():
            panel.toggle.toggle()
            panel.toggle.setFocus()
        else:
            self.notice.emit(panel.why_not.text() or "No result is on show to ask about.")

    def close(self) -> None:
        """End the child and its thread."""
        self.lane.close()

    def _begin(self) -> None:
        case, result, session = self._case, self._result, self._session
        if case is None or result is None:
            return
        self._panel.show_fault(None)
        self._panel.show_state(_LOOKING)
        self._is_ready = False
        opened = [p for p in (session.model, session.settings.default_model) if p is not None]
        find = partial(
            _find, result, case.slides, session.workspace, opened, session.settings.device
        )
        session.loader.request(("what if", case.case_id, id(result)), find)

    def _leave(self) -> None:
        self._question, self._is_ready = None, False
        self._show_real()
        self.lane.rest()
        self._panel.show_state("")

    def _show_real(self) -> None:
        """Take away what would be."""
        if self._is_ready:  # before, what waits is the question that loads the case
            self.lane.forget()
        self._panel.show_answer(None)
        self._page.show_what_if(None)
        self._pane.show_what_if(None)

    def _ask(self, mixture: object) -> None:
        if isinstance(mixture, Mixture) and self._question is not None and self._is_ready:
            self._panel.show_fault(None)
            self.lane.ask(self._question.asking(mixture))

    # Answers -----------------------------------------------------------------------------------

    def _is_mine(self, key: object) -> bool:
        case = self._case
        mine = ("what if", case.case_id if case is not None else "", id(self._result))
        return key == mine and self._panel.is_open

    def _on_found(self, key: object, answer: object) -> None:
        if self._is_mine(key) and isinstance(answer, WhatIfRequest):
            self._question = answer
            self.lane.ask(answer)

    def _on_not_found(self, key: object, error: object) -> None:
        if self._is_mine(key) and isinstance(error, StephError):
            self._fail(error)

    def _fail(self, error: StephError) -> None:
        self._panel.show_state("")
        self._panel.show_fault(error)

    def _concerns(self, request: object) -> bool:
        mine = self._question
        return (
            mine is not None
            and isinstance(request, WhatIfRequest)
            and request.case_key == mine.case_key
            and self._panel.is_open
        )

    def _on_answer(self, request: object, answer: object) -> None:
        result = self._result
        if not self._concerns(request) or result is None or not isinstance(answer, WhatIfAnswer):
            return
        self._panel.show_state("" if answer.is_fast else _SLOW)
        self._panel.show_fault(None)
        if request == self._question:
            if not gives_result(result, answer.prediction):
                self._question = None
                self._fail(_OTHER)
                return
            self._is_ready = True
            if self._panel.is_changed:
                self._ask(self._panel.mixture)
        elif self._panel.is_changed:
            would_be = what_if_result(result, answer.prediction)
            self._panel.show_answer(would_be)
            self._page.show_what_if(would_be)
            self._pane.show_what_if(would_be)

    def _on_failed(self, request: object, error: object) -> None:
        if self._concerns(request) and isinstance(error, StephError):
            self._show_real()
            self._fail(error)

    def _on_restart(self, error: object) -> None:
        if self._question is not None and isinstance(error, StephError):
            self._panel.show_restart(error)

    def _on_progress(self, progress: object) -> None:
        if self._question is not None and isinstance(progress, Progress) and not self._is_ready:
            self._panel.show_state(f"{step_words(progress.step)}…")


def _find(
    result: CaseResult, slides: Sequence[Path], workspace: Path, packs: list[Path], device: str
) -> WhatIfRequest:
    """Find model and features; on a thread that may read files."""
    kept = sorted((workspace / "models").glob(f"*{PACK_SUFFIX}"))
    return question_about(result, slides, workspace, [*packs, *kept], device)
