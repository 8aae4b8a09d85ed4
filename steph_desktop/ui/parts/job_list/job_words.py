"""What the window says of jobs: their state, how far, how long still."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean

from steph_desktop.core.job_control import Progress, format_duration
from steph_desktop.engine.progress_words import step_words
from steph_desktop.ui.parts.job_list.job_views import JobView
from steph_desktop.workspace.records import JobState, Lane

_MOST_COUNTED = 1000
_STATES = {
    JobState.QUEUED: "waiting",
    JobState.RUNNING: "running",
    JobState.PAUSED: "paused",
    JobState.INTERRUPTED: "interrupted",
    JobState.DONE: "done",
    JobState.FAILED: "failed",
    JobState.CANCELLED: "cancelled",
}


def state_of(view: JobView) -> str:
    """Say where a job stands, in a word or two."""
    return "stopping" if view.is_stopping else _STATES[view.state]


def progress_words(progress: Progress | None) -> str:
    """Say how far a job is: step, time left and count."""
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
    """Say the second line of a job in a list."""
    if view.state is JobState.FAILED:
        return str(view.error or "It failed.")
    if view.state is JobState.RUNNING:
        return progress_words(view.progress)
    if view.state is JobState.INTERRUPTED:
        return "Cut off when the program ended; what was finished is kept"
    if view.state is JobState.PAUSED:
        return f"Rests at {share_of(view.progress)}" if share_of(view.progress) else "Rests"
    if view.state is JobState.QUEUED:
        return "Needs the accelerator" if view.lane is Lane.ACCELERATOR else "Needs files alone"
    if view.started_at is not None and view.ended_at is not None:
        took = (view.ended_at - view.started_at).total_seconds()
        return f"Took {format_duration(took)}" if view.state is JobState.DONE else "Stopped"
    return ""


def share_of(progress: Progress | None) -> str:
    """Say how far a job is, in per cent; empty while that is not known."""
    if progress is None or progress.total <= 0:
        return ""
    return f"{100 * min(1.0, progress.done / progress.total):.0f} %"


def time_left(views: Sequence[JobView]) -> tuple[float, bool]:
    """Return the seconds until all that runs or waits is done, and whether all of it is known.

    A job that waits is taken to last as long as those of its kind did, or as the one that runs.
    Lanes run side by side: the longer one counts.
    """
    lasting: dict[str, list[float]] = {}
    for view in views:
        if view.state is JobState.DONE and view.started_at and view.ended_at:
            took = (view.ended_at - view.started_at).total_seconds()
            lasting.setdefault(view.kind, []).append(took)
        elif view.state is JobState.RUNNING and view.progress and view.progress.remaining_s:
            whole = view.progress.elapsed_s + view.progress.remaining_s
            lasting.setdefault(view.kind, []).append(whole)
    per_lane, is_known = dict.fromkeys(Lane, 0.0), True
    for view in views:
        if view.state is JobState.RUNNING:
            left = view.progress.remaining_s if view.progress else None
        elif view.state is JobState.QUEUED:
            left = mean(lasting[view.kind]) if view.kind in lasting else None
        else:
            continue
        is_known = is_known and left is not None
        per_lane[view.lane] += left or 0.0
    return max(per_lane.values()), is_known


def totals_of(views: Sequence[JobView]) -> str:
    """Say how many jobs run or wait, and how long still, as short as can be."""
    still = sum(view.state in (JobState.RUNNING, JobState.QUEUED) for view in views)
    left_s, is_known = time_left(views)
    time_words = f"{'' if is_known else '> '}{format_duration(left_s)}" if left_s > 0 else ""
    return " · ".join(words for words in (str(still) if still else "", time_words) if words)


def shortened(words: str, letters: int = 40) -> str:
    """Cut a title where it leaves no room for what changes behind it."""
    return words if len(words) <= letters else f"{words[: letters - 1].rstrip()}…"


def summary_of(views: Sequence[JobView]) -> str:
    """Say what all jobs together are doing; empty if nothing runs, waits or rests."""
    counts = [
        (state, sum(view.state is state for view in views))
        for state in (JobState.RUNNING, JobState.QUEUED, JobState.PAUSED, JobState.INTERRUPTED)
    ]
    words = [f"{count} {_STATES[state]}" for state, count in counts if count]
    left_s, is_known = time_left(views)
    if left_s > 0:
        words.append(f"{'' if is_known else 'at least '}{format_duration(left_s)} left")
    return " · ".join(words)
