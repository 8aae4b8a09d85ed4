"""A job as the window shows it, and the words for its state, progress and time left."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import Progress, format_duration
from steph_desktop.engine.progress_words import step_words
from steph_desktop.workspace.records import JobState, Lane

RESTING = frozenset({JobState.PAUSED, JobState.INTERRUPTED})
_LAST = (0, sys.maxsize, 0)
_MOST_COUNTED = 1000
_STATES = {state: state.value for state in JobState} | {JobState.QUEUED: "waiting"}


@dataclass(frozen=True)
class LogLine:
    """One line of a job's log; `at` is in UTC."""

    at: datetime
    words: str


@dataclass(frozen=True)
class JobView:
    """A job as the window shows it."""

    token: str  # its name, for good
    title: str  # what the user reads of it
    kind: str  # name of its use case
    lane: Lane
    state: JobState
    case_id: str | None = None  # pseudonym of the case it is about
    turn: tuple[int, int, int] = _LAST  # when its turn comes in its lane; sorts
    is_stopping: bool = False  # it runs, and was asked to pause or to stop
    is_silent: bool = False  # it runs, but neither reports nor computes
    progress: Progress | None = None  # the latest; kept while it rests
    error: StephError | None = None  # why it failed
    # queued_at, started_at, ended_at: In UTC.
    queued_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    log: tuple[LogLine, ...] = ()  # what happened to it in this window, oldest first

    @property
    def can_pause(self) -> bool:
        """Whether `JobQueue.pause` does anything."""
        running = self.state is JobState.RUNNING and not self.is_stopping
        return running or self.state is JobState.QUEUED

    @property
    def can_resume(self) -> bool:
        return self.state in RESTING

    @property
    def can_retry(self) -> bool:
        return self.state in (JobState.FAILED, JobState.CANCELLED)

    @property
    def can_cancel(self) -> bool:
        return not self.state.is_over


def now_utc() -> datetime:
    """Return the time as jobs note it."""
    return datetime.now(UTC)


def state_of(view: JobView) -> str:
    """Name the state of a job in a word or two."""
    if view.is_stopping:
        return "stopping"
    return "not answering" if view.is_silent else _STATES[view.state]


def _counted(state: JobState, count: int) -> str:
    """Say how many jobs are in a state, other than at their end."""
    words = {
        JobState.RUNNING: f"{count} running",
        JobState.QUEUED: f"{count} waiting",
        JobState.PAUSED: f"{count} paused",
    }
    return words.get(state, f"{count} interrupted")


def progress_words(progress: Progress | None) -> str:
    """Describe progress: step, time left and count."""
    if progress is None:
        return "Starting"
    words = [step_words(progress.step)]
    left = progress.remaining_s
    # Before the count: a narrow window cuts the end.
    if left is not None and progress.done < progress.total:
        words.append(f"{format_duration(left)} left")
    if progress.total > 0:
        # Large totals are of steps that mean nothing to a reader.
        counts = f"{progress.done} of {progress.total}"
        words.append(counts if progress.total < _MOST_COUNTED else share_of(progress))
    return " · ".join(words)


def line_of(view: JobView) -> str:
    """Return the second line of a job in a list."""
    match view.state:
        case JobState.FAILED:
            return str(view.error or "It failed.")
        case JobState.RUNNING:
            words = progress_words(view.progress)
            return f"Not answering · {words}" if view.is_silent else words
        case JobState.INTERRUPTED:
            return "Interrupted when the program ended; finished work is kept"
        case JobState.PAUSED:
            share = share_of(view.progress)
            return f"Paused at {share}" if share else "Paused"
        case JobState.QUEUED:
            what = "computation" if view.lane is Lane.ACCELERATOR else "job on files"
            return f"Waits for its turn: one {what} runs at a time"
    if view.started_at is not None and view.ended_at is not None:
        took = (view.ended_at - view.started_at).total_seconds()
        return f"Took {format_duration(took)}" if view.state is JobState.DONE else "Stopped"
    return ""


def share_of(progress: Progress | None) -> str:
    """Return progress in per cent; empty while it is not known."""
    if progress is None or progress.total <= 0:
        return ""
    return f"{100 * min(1.0, progress.done / progress.total):.0f} %"


@dataclass(frozen=True)
class JobTotals:
    """How many jobs there are of each state, counted once for many looks at what runs.

    Progress comes many times a second: of ten thousand jobs only those that run are looked at.
    """

    running: tuple[JobView, ...] = ()
    counts: Mapping[JobState, int] = field(default_factory=dict)
    waiting: Mapping[tuple[Lane, str], int] = field(default_factory=dict)  # by lane and kind
    lasted_s: Mapping[str, tuple[float, int]] = field(default_factory=dict)  # sum and count

    @property
    def time_left(self) -> tuple[float, bool]:
        """Seconds until all that runs or waits is done, and whether all of it is known.

        A waiting job is assumed to take as long as those of its kind did, or the running one does.
        Lanes run side by side: the longer one counts.
        """
        lasted_s = dict(self.lasted_s)
        per_lane, is_known = dict.fromkeys(Lane, 0.0), True
        for view in self.running:
            left = view.progress.remaining_s if view.progress else None
            is_known = is_known and left is not None
            per_lane[view.lane] += left or 0.0
            if view.progress and left:
                total, count = lasted_s.get(view.kind, (0.0, 0))
                lasted_s[view.kind] = total + view.progress.elapsed_s + left, count + 1
        for (lane, kind), count in self.waiting.items():
            total, known = lasted_s.get(kind, (0.0, 0))
            is_known = is_known and known > 0
            per_lane[lane] += count * total / known if known else 0.0
        return max(per_lane.values()), is_known

    @property
    def brief(self) -> str:
        """How many jobs run or wait, and the time left, as briefly as possible."""
        still = len(self.running) + self.counts.get(JobState.QUEUED, 0)
        left_s, is_known = self.time_left
        time_words = f"{'' if is_known else '> '}{format_duration(left_s)}" if left_s > 0 else ""
        return " · ".join(words for words in (str(still) if still else "", time_words) if words)

    @property
    def words(self) -> str:
        """All jobs in words; empty if none runs, waits or rests."""
        counts = {**self.counts, JobState.RUNNING: len(self.running)}
        states = (JobState.RUNNING, JobState.QUEUED, JobState.PAUSED, JobState.INTERRUPTED)
        words = [_counted(state, counts[state]) for state in states if counts.get(state)]
        left_s, is_known = self.time_left
        if left_s > 0:
            words.append(f"{'' if is_known else 'at least '}{format_duration(left_s)} left")
        return " · ".join(words)


def totals_of(views: Iterable[JobView]) -> JobTotals:
    """Count jobs."""
    running: list[JobView] = []
    counts: Counter[JobState] = Counter()
    waiting: Counter[tuple[Lane, str]] = Counter()
    lasted_s: dict[str, tuple[float, int]] = {}
    for view in views:
        counts[view.state] += 1
        if view.state is JobState.RUNNING:
            running.append(view)
        elif view.state is JobState.QUEUED:
            waiting[view.lane, view.kind] += 1
        elif view.state is JobState.DONE and view.started_at and view.ended_at:
            total, count = lasted_s.get(view.kind, (0.0, 0))
            took = (view.ended_at - view.started_at).total_seconds()
            lasted_s[view.kind] = total + took, count + 1
    return JobTotals(tuple(running), counts, waiting, lasted_s)


def shortened(words: str, letters: int = 40) -> str:
    """Shorten a title so that there is room for what follows it."""
    return words if len(words) <= letters else f"{words[: letters - 1].rstrip()}…"
