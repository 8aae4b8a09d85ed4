"""What the window shows of a job."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import Progress
from steph_desktop.ui.parts.job_list.job_records import KeptJob
from steph_desktop.workspace.records import JobState, Lane

_RESTING = frozenset({JobState.PAUSED, JobState.INTERRUPTED})


@dataclass(frozen=True)
class LogLine:
    """One line of a job's log; `at` is in UTC."""

    at: datetime
    words: str


@dataclass(frozen=True)
class JobView:
    """A job as the window shows it.

    Attributes
    ----------
    token : str
        Its name, for good.
    title : str
        What the user reads of it.
    kind : str
        Name of its use case.
    case_id : str, optional
        Pseudonym of the case it is about.
    is_stopping : bool
        It runs, and was asked to pause or to stop.
    progress : Progress, optional
        The latest; kept while it rests.
    error : StephError, optional
        Why it failed.
    queued_at, started_at, ended_at : datetime, optional
        In UTC.
    log : tuple of LogLine
        What happened to it in this window, oldest first.
    """

    token: str
    title: str
    kind: str
    lane: Lane
    state: JobState
    case_id: str | None = None
    is_stopping: bool = False
    progress: Progress | None = None
    error: StephError | None = None
    queued_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    log: tuple[LogLine, ...] = ()

    @property
    def can_pause(self) -> bool:
        """Whether `JobCenter.pause` does anything."""
        running = self.state is JobState.RUNNING and not self.is_stopping
        return running or self.state is JobState.QUEUED

    @property
    def can_resume(self) -> bool:
        """Whether `JobCenter.resume` does anything."""
        return self.state in _RESTING

    @property
    def can_retry(self) -> bool:
        """Whether `JobCenter.retry` does anything."""
        return self.state in (JobState.FAILED, JobState.CANCELLED)

    @property
    def can_cancel(self) -> bool:
        """Whether `JobCenter.cancel` does anything."""
        return not self.state.is_over


def now_utc() -> datetime:
    """Return the time as jobs note it."""
    return datetime.now(UTC)


def kept_view(kept: KeptJob) -> JobView:
    """Return the view of a job that an earlier window left."""
    row = kept.row
    at = [None if t is None else datetime.fromisoformat(t) for t in (row.started_at, row.ended_at)]
    return JobView(
        row.token,
        row.title or row.kind.capitalize(),
        row.kind,
        row.lane,
        row.state,
        kept.case_id,
        error=StephError(row.error) if row.error else None,
        queued_at=datetime.fromisoformat(row.queued_at),
        started_at=at[0],
        ended_at=at[1],
    )
