"""The analyses of the worklist's cases among the window's jobs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from steph_desktop.case.result import CaseResult
from steph_desktop.core.job_control import Progress
from steph_desktop.engine.use_cases import AnalyseRequest
from steph_desktop.ui.parts.job_list.job_center import JobCenter
from steph_desktop.ui.parts.job_list.job_views import JobView
from steph_desktop.ui.parts.worklist.worklist import Case, CaseState, Worklist

ANALYSIS = "analyse"
"""Kind of the jobs that `AnalyseRequest` describes."""


class CaseJobs(QObject):
    """Shows on the worklist what the job center does with a case.

    Parameters
    ----------
    jobs : JobCenter
        Runs the analyses.
    worklist : Worklist
        Told of every change.
    workspace : pathlib.Path
        Folder that keeps features and results, as it is named now.
    remove_again : callable
        Takes a case off the list whose result came after it had been taken off.
    """

    def __init__(
        self,
        jobs: JobCenter,
        worklist: Worklist,
        workspace: Path,
        remove_again: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._worklist = worklist
        self._workspace = workspace
        self._remove_again = remove_again
        jobs.renew_with(ANALYSIS, self._renewed)
        jobs.queued.connect(self._on_queued)
        jobs.begun.connect(self._on_begun)
        jobs.progressed.connect(self._on_progress)
        jobs.done.connect(self._on_done)
        jobs.failed.connect(self._on_failed)
        jobs.cancelled.connect(self._on_stopped)
        jobs.paused.connect(self._on_stopped)

    @property
    def running(self) -> Case | None:
        """The case that is analysed now."""
        for view in self._jobs.running:
            case_id = self._case_of(view.token)
            if case_id is not None:
                return self._worklist[case_id]
        return None

    def submit(self, request: AnalyseRequest) -> None:
        """Queue the analysis of a case."""
        title = f"Analyse {request.case_id}"
        self._jobs.submit(request, title=title, case_id=request.case_id)

    def cancel(self, case_id: str) -> None:
        """Stop a case's analysis, whether it runs, waits or rests."""
        for view in self._of(case_id):
            self._jobs.cancel(view.token)

    def _of(self, case_id: str) -> list[JobView]:
        return [v for v in self._jobs.jobs() if (v.kind, v.case_id) == (ANALYSIS, case_id)]

    def _case_of(self, token: str) -> str | None:
        """Return the case on the worklist that a job analyses; None if it is another job."""
        view = self._jobs[token]
        on_list = view.case_id is not None and view.case_id in self._worklist
        return view.case_id if view.kind == ANALYSIS and on_list else None

    def _renewed(self, request: AnalyseRequest) -> AnalyseRequest:
        """Slides and the workspace itself may have moved since the case was queued."""
        if request.case_id not in self._worklist:
            return request
        case = self._worklist[request.case_id]
        return replace(request, slides=case.slides, workspace=self._workspace)

    def _change(self, token: str, **changes: object) -> None:
        case_id = self._case_of(token)
        if case_id is not None:
            self._worklist.change(case_id, **changes)

    def _on_queued(self, token: str) -> None:
        self._change(token, state=CaseState.QUEUED, progress=None, error=None)

    def _on_begun(self, token: str) -> None:
        self._change(token, state=CaseState.RUNNING)

    def _on_progress(self, token: str, progress: object) -> None:
        if isinstance(progress, Progress):
            self._change(token, progress=progress)

    def _on_done(self, token: str, result: object) -> None:
        view = self._jobs[token]
        if view.kind != ANALYSIS or view.case_id is None:
            return
        if view.case_id not in self._worklist:
            # It was taken off the list while its result was being written.
            self._remove_again(view.case_id)
        elif isinstance(result, CaseResult):
            self._change(token, state=CaseState.DONE, result=result, progress=None)

    def _on_failed(self, token: str, error: object) -> None:
        self._change(token, state=CaseState.FAILED, error=error, progress=None)

    def _on_stopped(self, token: str) -> None:
        case_id = self._case_of(token)
        if case_id is None or not self._worklist[case_id].is_busy:
            return
        case = self._worklist[case_id]
        state = CaseState.DONE if case.has_result else CaseState.READY
        self._worklist.change(case_id, state=state, progress=None)
