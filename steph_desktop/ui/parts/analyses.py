"""The analyses of the worklist's cases among the window's jobs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from steph_desktop.case.result import CaseResult
from steph_desktop.core.errors import CaseSigned, StephError
from steph_desktop.core.job_control import Progress
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.ui.parts.job_list.job_queue import JobQueue
from steph_desktop.ui.parts.worklist.worklist import Case, CaseState, Worklist

ANALYSIS = "analyse"
"""Kind of the jobs that `AnalyseRequest` describes."""


class Analyses(QObject):
    """The analyses of the worklist's cases among the window's jobs.

    `remove_again` takes a case whose result came after the user had removed it.
    """

    finished = Signal(str)
    """Pseudonym of a case that has a new result"""
    kept_signed = Signal(object)
    """A signed case kept its result: the error that says so"""

    def __init__(
        self,
        jobs: JobQueue,
        worklist: Worklist,
        workspace: Path,
        remove_again: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._worklist, self._workspace = jobs, worklist, workspace
        self._remove_again = remove_again
        jobs.renew_with(ANALYSIS, self._renewed)
        jobs.queued.connect(
            partial(self._change, state=CaseState.QUEUED, progress=None, error=None)
        )
        jobs.started.connect(partial(self._change, state=CaseState.RUNNING))
        jobs.progressed.connect(self._on_progress)
        jobs.done.connect(self._on_done)
        jobs.failed.connect(self._on_failed)
        jobs.cancelled.connect(self._on_stopped)
        jobs.paused.connect(self._on_stopped)

    @property
    def running(self) -> Case | None:
        """The case that is analysed now."""
        found = (self._case_of(view.token) for view in self._jobs.running)
        return next((self._worklist[case_id] for case_id in found if case_id), None)

    def submit(self, request: AnalyseRequest) -> None:
        title = f"Analyse {request.case_id}"
        self._jobs.submit(request, title=title, case_id=request.case_id)

    def cancel(self, case_id: str) -> None:
        """Stop a case's analysis, whether it runs, waits or rests."""
        for view in self._jobs.jobs():
            if (view.kind, view.case_id) == (ANALYSIS, case_id):
                self._jobs.cancel(view.token)

    def _case_of(self, token: str) -> str:
        """Return the case on the worklist that a job analyses; empty if it is another job."""
        view = self._jobs[token]
        case_id = view.case_id or ""
        return case_id if view.kind == ANALYSIS and case_id in self._worklist else ""

    def _renewed(self, request: AnalyseRequest) -> AnalyseRequest:
        """Slides and the workspace itself may have moved since the case was queued."""
        if request.case_id not in self._worklist:
            return request
        case = self._worklist[request.case_id]
        return replace(request, slides=case.slides, workspace=self._workspace)

    def _change(self, token: str, **changes: object) -> None:
        self._worklist.change(self._case_of(token), **changes)  # of no case: nothing happens

    def _on_progress(self, token: str, progress: Progress) -> None:
        self._worklist.note_progress(self._case_of(token), progress)

    def _on_done(self, token: str, result: object) -> None:
        view = self._jobs[token]
        if view.kind != ANALYSIS or view.case_id is None:
            return
        if view.case_id not in self._worklist:
            # The user removed it while its result was being written.
            self._remove_again(view.case_id)
        elif isinstance(result, CaseResult):
            self._change(token, state=CaseState.DONE, result=result, progress=None)
            self.finished.emit(view.case_id)

    def _on_failed(self, token: str, error: StephError) -> None:
        case_id = self._case_of(token)
        if isinstance(error, CaseSigned) and case_id:
            # Nothing is wrong with the case: its result stands, as it was signed.
            self._worklist.change(case_id, state=CaseState.DONE, error=None, progress=None)
            self.kept_signed.emit(error)
            return
        self._change(token, state=CaseState.FAILED, error=error, progress=None)

    def _on_stopped(self, token: str) -> None:
        case_id = self._case_of(token)
        # Given other files meanwhile it is being opened: its earlier job says nothing of it.
        if case_id and self._worklist[case_id].is_busy:
            state = CaseState.DONE if self._worklist[case_id].has_result else CaseState.READY
            self._worklist.change(case_id, state=state, progress=None)
