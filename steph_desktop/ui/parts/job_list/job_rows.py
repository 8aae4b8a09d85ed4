"""What the records' thread does with the jobs table, which is the queue."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from steph_desktop.ui.parts.job_list.job_views import RESTING, JobView
from steph_desktop.workspace.records import CaseStatus, JobRow, JobState, Lane
from steph_desktop.workspace.store import Workspace


def restore_jobs(workspace: Workspace) -> tuple[tuple[JobRow, str | None], ...]:
    """Read the jobs an earlier window left, each with the pseudonym of its case.

    What ran or waited is interrupted until the user decides.
    """
    if workspace.read_only or not workspace.owns_jobs:
        return ()
    kept: list[tuple[JobRow, str | None]] = []
    with workspace.transaction():
        workspace.forget_jobs()
        for row in workspace.list_jobs({JobState.RUNNING}):
            if _has_result(workspace, row):
                workspace.change_job(row.id, JobState.DONE)
        workspace.interrupt_jobs()
        for row in workspace.list_jobs({*RESTING, JobState.FAILED}):
            case = None if row.case_id is None else workspace.case(row.case_id)
            if case is not None and case.status is CaseStatus.REMOVED:
                workspace.forget_job(row.token)
            else:
                kept.append((row, None if case is None else case.pseudonym))
    return tuple(kept)


def _has_result(workspace: Workspace, row: JobRow) -> bool:
    """Return True if a job's result was kept, though no window was left to show it."""
    if row.case_id is None or row.started_at is None:
        return False
    latest = next(iter(workspace.results(row.case_id)), None)
    return latest is not None and latest.at >= row.started_at


def add_job(
    workspace: Workspace, *, view: JobView, request: Mapping[str, Any], replaced: Collection[str]
) -> JobRow:
    """Put a new job at the end of its lane, in place of others."""
    with workspace.transaction():
        for token in replaced:
            workspace.forget_job(token)
        case = None if view.case_id is None else workspace.case_named(view.case_id)
        case_row = None if case is None else case.id
        return workspace.queue_job(
            view.kind, request, view.lane, case_id=case_row, token=view.token, title=view.title
        )


def take_next(workspace: Workspace, *, lane: Lane, ended: Mapping[str, Ending]) -> JobRow | None:
    """Note which jobs of a lane ended, and start the next; None if none waits."""
    # In one transaction: a crash in between would leave a lane that looks busy.
    with workspace.transaction():
        for row in workspace.list_jobs({JobState.RUNNING}, lane):
            ending = ended.get(row.token)
            if ending is not None:
                workspace.change_job(row.id, ending.state, ending.words)
        return workspace.take_job(lane)


def set_aside(workspace: Workspace, *, token: str, state: JobState) -> JobRow:
    """Pause or cancel a job that does not run; one that runs by now is returned as it is."""
    with workspace.transaction():
        job = workspace.job_named(token)
        waits = job.state is JobState.QUEUED
        rests = job.state in RESTING and state is JobState.CANCELLED
        return workspace.change_job(job.id, state) if waits or rests else job


def queue_again(workspace: Workspace, *, token: str) -> JobRow:
    """Put a job that rests, failed or was cancelled at the end of its lane."""
    with workspace.transaction():
        job = workspace.job_named(token)
        rests = job.state in {*RESTING, JobState.FAILED, JobState.CANCELLED}
        return workspace.change_job(job.id, JobState.QUEUED) if rests else job


def reorder(workspace: Workspace, *, token: str, before: str | None) -> list[JobRow]:
    """Put a waiting job in front of another one, or last; return the lane's waiting jobs."""
    with workspace.transaction():
        job = workspace.job_named(token)
        waiting = workspace.list_jobs({JobState.QUEUED}, job.lane)
        others = [other for other in waiting if other.id != job.id]
        if job in waiting:
            ahead = next((other for other in others if other.token == before), None)
            if ahead is None and before is not None and others:
                ahead = others[0]  # the other one has started meanwhile
            workspace.move_job(job.id, None if ahead is None else ahead.id)
        return workspace.list_jobs({JobState.QUEUED}, job.lane)


def forget_all(workspace: Workspace, *, tokens: Collection[str]) -> None:
    """Remove jobs from the list for good."""
    with workspace.transaction():
        for token in tokens:
            workspace.forget_job(token)


def leave_jobs(workspace: Workspace, *, ended: Mapping[str, Ending]) -> None:
    """Note what becomes of the jobs over which the window closes."""
    if workspace.read_only:
        return
    with workspace.transaction():
        for row in workspace.list_jobs({JobState.RUNNING}):
            ending = ended.get(row.token)
            if ending is None and workspace.owns_jobs:
                ending = Ending(JobState.INTERRUPTED)  # it was taken as the window closed
            if ending is not None:
                done = ending.state is not JobState.FAILED and _has_result(workspace, row)
                state = JobState.DONE if done else ending.state
                workspace.change_job(row.id, state, ending.words)


@dataclass(frozen=True)
class Ending:
    """How a job ended, or came to rest; `words` say why it failed."""

    state: JobState
    words: str = ""
