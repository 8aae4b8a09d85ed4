"""A job of the wizard on its page: how far it is, and pause, go on, cancel."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from steph_desktop.core.job_control import format_duration
from steph_desktop.engine.progress_words import step_words
from steph_desktop.ui.kit.widgets import Banner, button
from steph_desktop.ui.pages.training.parts import label
from steph_desktop.ui.parts.job_list.job_queue import JobQueue
from steph_desktop.ui.parts.job_list.job_views import JobView
from steph_desktop.workspace.records import JobState

_WORDS = {
    JobState.QUEUED: "Waits for its turn",
    JobState.PAUSED: "Paused: it goes on where it was",
    JobState.INTERRUPTED: "Interrupted: it goes on where it was",
    JobState.CANCELLED: "Cancelled: what was finished is kept",
}
_STEPS = 1000


class JobStrip(QWidget):
    """Progress of one job.

    Parameters
    ----------
    jobs : JobQueue
        Where it runs.
    """

    def __init__(self, jobs: JobQueue) -> None:
        super().__init__()
        self._jobs = jobs
        self._view: JobView | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        self.words = label()
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self.pause_button = button("Pause", self._pause)
        self.resume_button = button("Go on", self._resume)
        self.cancel_button = button("Cancel", self._cancel)
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        for made in (self.pause_button, self.resume_button, self.cancel_button):
            row.addWidget(made)
        self.fault = Banner("alarm")
        outer.addLayout(row)
        outer.addWidget(self.bar)
        outer.addWidget(self.fault)
        self.show_job(None)

    @property
    def is_active(self) -> bool:
        """Whether the job runs or waits."""
        return self._view is not None and self._view.state in (JobState.RUNNING, JobState.QUEUED)

    def show_job(self, view: JobView | None) -> None:
        """Show this job; nothing if there is none, or it is done."""
        self._view = view
        self.setVisible(view is not None and view.state is not JobState.DONE)
        if view is None:
            return
        progress = view.progress
        self.words.setText(_WORDS.get(view.state, self._running_words(view)))
        share = progress.done / progress.total if progress and progress.total else 0.0
        self.bar.setValue(round(_STEPS * share))
        self.bar.setVisible(self.is_active or view.can_resume)
        self.pause_button.setVisible(view.can_pause)
        self.resume_button.setVisible(view.can_resume or view.can_retry)
        self.cancel_button.setVisible(view.can_cancel)
        self.fault.setVisible(view.error is not None)
        self.fault.label.setText("" if view.error is None else str(view.error))

    def _running_words(self, view: JobView) -> str:
        if view.state is JobState.FAILED:
            return "It could not be finished"
        if view.is_stopping:
            return "Stopping…"
        progress = view.progress
        if progress is None:
            return "Begins…"
        left = progress.remaining_s
        time_left = f" · about {format_duration(left)} left" if left and left > 1 else ""
        return f"{step_words(progress.step)}{time_left}"

    def _pause(self) -> None:
        if self._view is not None:
            self._jobs.pause(self._view.token)

    def _resume(self) -> None:
        if self._view is not None and self._view.can_retry:
            self._jobs.retry(self._view.token)
        elif self._view is not None:
            self._jobs.resume(self._view.token)

    def _cancel(self) -> None:
        if self._view is not None:
            self._jobs.cancel(self._view.token)
