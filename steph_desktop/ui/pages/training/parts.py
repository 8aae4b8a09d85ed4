"""Parts of the wizard's pages: the page itself, findings, choosers, and the strip of a job."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QLayout, QWidget

from steph_desktop.cohort.findings import AuditFinding, AuditSeverity
from steph_desktop.core.job_control import format_duration
from steph_desktop.engine.progress_words import step_words
from steph_desktop.training.study.study import StudyDraft
from steph_desktop.ui.kit.forms import form_layout
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import FlowLayout, clear, column, in_row, lay
from steph_desktop.ui.kit.widgets import Banner, button, heading, progress_bar, scrolling, text
from steph_desktop.ui.pages.training.state import StudyState
from steph_desktop.ui.parts.job_list.job_queue import JobQueue
from steph_desktop.ui.parts.job_list.job_views import JobView
from steph_desktop.workspace.records import JobState

_MOST_FINDINGS = 30


class StepPage(QWidget):
    """One page: a heading, a sentence or two of plain words, and what is asked."""

    def __init__(self, state: StudyState, title: str, words: str) -> None:
        super().__init__()
        self.state = state
        self.title = title
        self.setAccessibleName(tr(title))
        content = QWidget()
        self.body = column(content, margin=20, spacing=12)
        said = text(words, name="muted")
        lay(self.body, heading(title, 1.35), said)
        column(self, scrolling(content), margin=0, spacing=0)

    def refresh(self) -> None:
        """Show what the state knows now."""
        if self.state.draft is not None:
            self.show_draft(self.state.draft)

    def why_not_next(self) -> str:
        """Say why the next page cannot be opened; empty if it can."""
        return "" if self.state.draft is None else self.lacks(self.state.draft)

    def show_draft(self, draft: StudyDraft) -> None:
        """Show what the state knows of the study on show."""

    def lacks(self, draft: StudyDraft) -> str:  # noqa: ARG002
        """Say what the study on show lacks for the next page."""
        return ""


class Findings(QWidget):
    """What stops the work, and what is only to be known, each with what to do.

    `leave_out` is given the rows of a finding that the user wants to leave out.
    """

    def __init__(self, leave_out: Callable[[tuple[int, ...]], object] | None = None) -> None:
        super().__init__()
        self._leave_out = leave_out
        self._column = column(self, margin=0, spacing=8)
        self._shown: tuple[AuditFinding, ...] | None = None

    def show_findings(self, findings: Sequence[AuditFinding]) -> None:
        """Show these; blocking ones first."""
        # Made anew under the mouse, a button would lose the click that is on its way.
        if tuple(findings) == self._shown:
            return
        self._shown = tuple(findings)
        clear(self._column)
        for severity, kind, words in (
            (AuditSeverity.BLOCKING, "alarm", "Must be corrected first"),
            (AuditSeverity.ADVISORY, "notice", "Good to know"),
        ):
            some = [f for f in findings if f.severity is severity]
            if not some:
                continue
            self._column.addWidget(heading(f"{words} ({len(some)})"))
            for finding in some[:_MOST_FINDINGS]:
                place = f"{finding.where}: " if "." in finding.where else ""  # a file
                end = "" if finding.what.endswith((".", "?", "!")) else "."
                said = f"{place}{finding.what}{end}"
                banner = Banner(kind, f"{said}\n{finding.todo}".strip())
                if self._leave_out is not None and finding.rows:
                    words = "Leave this row out" if len(finding.rows) == 1 else "Leave them out"
                    banner.add_row(button(words, partial(self._leave_out, finding.rows)))
                self._column.addWidget(banner)
            if len(some) > _MOST_FINDINGS:
                self._column.addWidget(text(f"and {len(some) - _MOST_FINDINGS} more", name="muted"))


def form(*rows: tuple[str, QWidget | QLayout]) -> QFormLayout:
    """Make a form whose labels stand above narrow fields and beside wide ones."""
    made = form_layout(*rows, wraps=True)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    made.setHorizontalSpacing(16)
    made.setVerticalSpacing(8)
    return made


def line(*widgets: QWidget, grows: QWidget | None = None) -> QLayout:
    """Lay widgets in a row, at its left; one of them may take the room that is left.

    Without one, the row breaks where it is too long.
    """
    if grows is None:
        return FlowLayout(*widgets)
    return in_row(*((widget, int(widget is grows)) for widget in widgets))


def label(words: str = "", *, muted: bool = False) -> QLabel:
    """Make a label that wraps."""
    return text(words, name="muted" if muted else "")


# --- a job ----------------------------------------------------------------------------------------


_WORDS = {
    JobState.FAILED: "It could not be finished",
    JobState.QUEUED: "Waiting for its turn",
    JobState.PAUSED: "Paused: it resumes where it was",
    JobState.INTERRUPTED: "Interrupted: it resumes where it was",
    JobState.CANCELLED: "Cancelled: what was finished is kept",
}
# A bar counts whole numbers.
_STEPS = 1000


class JobStrip(QWidget):
    """Progress of one job."""

    def __init__(self, jobs: JobQueue) -> None:
        super().__init__()
        self._view: JobView | None = None
        self.words = label()
        self.bar = progress_bar()
        self.bar.setRange(0, _STEPS)
        self.pause_button = button("Pause", partial(self._ask, jobs.pause))
        self.resume_button = button("Resume", partial(self._ask, jobs.resume))
        self.cancel_button = button("Cancel", partial(self._ask, jobs.cancel))
        buttons = (self.pause_button, self.resume_button, self.cancel_button)
        self.fault = Banner("alarm")
        parts = (line(self.words, *buttons, grows=self.words), self.bar, self.fault)
        column(self, *parts, margin=0, spacing=6)
        self.show_job(None)

    @property
    def is_active(self) -> bool:
        return self._view is not None and self._view.state in (JobState.RUNNING, JobState.QUEUED)

    def show_job(self, view: JobView | None) -> None:
        """Show this job; nothing if there is none, or it is done."""
        self._view = view
        # Done, its page says so.
        self.setVisible(view is not None and view.state is not JobState.DONE)
        if view is None:
            return
        progress = view.progress
        self.words.setText(tr(_WORDS.get(view.state) or _running_words(view)))
        # The total is not known before the job has counted its work.
        share = progress.done / progress.total if progress and progress.total else 0.0
        self.bar.setValue(round(_STEPS * share))
        self.bar.setVisible(self.is_active or view.can_resume)
        self.pause_button.setVisible(view.can_pause)
        self.resume_button.setVisible(view.can_resume or view.can_retry)
        self.cancel_button.setVisible(view.can_cancel)
        self.fault.say(view.error)

    def _ask(self, action: Callable[[str], object]) -> None:
        if self._view is not None:
            action(self._view.token)


def _running_words(view: JobView) -> str:
    if view.is_stopping:
        return "Stopping…"
    if (progress := view.progress) is None:
        return "Starting…"
    left = progress.remaining_s
    time_left = f" · about {format_duration(left)} left" if left and left > 1 else ""
    return f"{step_words(progress.step)}{time_left}"
