"""How the list of jobs is kept true in the workspace; all of this runs on the records' thread."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from steph_desktop.workspace.records import CaseStatus, JobRow, JobState, Lane
from steph_desktop.workspace.store import Workspace


@dataclass(frozen=True)
class KeptJob:
    """A job that an earlier window left, with the pseudonym of its case."""

    row: JobRow
    case_id: str | None


def restore_jobs(workspace: Workspace) -> tuple[KeptJob, ...]:
    """Read what an earlier window left; what ran or waited is set aside until the user decides."""
    if workspace.read_only or not workspace.owns_jobs:
        return ()
    with workspace.transaction():
        workspace.forget_jobs()
        for row in workspace.list_jobs({JobState.RUNNING}):
            if _came_through(workspace, row):
                workspace.change_job(row.id, JobState.DONE)
        workspace.interrupt_jobs()
        kept: list[KeptJob] = []
        for row in workspace.list_jobs({JobState.INTERRUPTED, JobState.PAUSED, JobState.FAILED}):
            case = None if row.case_id is None else workspace.case(row.case_id)
            if case is not None and case.status is CaseStatus.REMOVED:
                workspace.forget_job(row.token)
            else:
                kept.append(KeptJob(row, None if case is None else case.pseudonym))
    return tuple(kept)


def _came_through(workspace: Workspace, row: JobRow) -> bool:
    """Tell whether a job's result was kept, though nobody was left to hear of it."""
    if row.case_id is None or row.started_at is None:
        return False
    latest = next(iter(workspace.results(row.case_id)), None)
    return latest is not None and latest.at >= row.started_at


def note_new(
    workspace: Workspace,
    *,
    token: str,
    title: str,
    kind: str,
    lane: Lane,
    request: Mapping[str, Any],
    case_id: str | None,
) -> None:
    """Note a new job at the end of its lane."""
    case = None if case_id is None else workspace.case_named(case_id)
    workspace.queue_job(
        kind, request, lane, case_id=None if case is None else case.id, token=token, title=title
    )


def note_begun(workspace: Workspace, *, token: str) -> None:
    """Note that a waiting job runs, whatever the list has before it."""
    job = workspace.job_named(token)
    with workspace.transaction():
        waiting = workspace.list_jobs({JobState.QUEUED}, job.lane)
        if waiting and waiting[0].id != job.id:
            workspace.move_job(job.id, waiting[0].id)
        workspace.take_job(job.lane)


def note_state(workspace: Workspace, *, token: str, state: JobState, error: str = "") -> None:
    """Note that a job ended, rests, or waits again at the end of its lane."""
    workspace.change_job(workspace.job_named(token).id, state, error)


def note_moved(workspace: Workspace, *, token: str, before: str | None) -> None:
    """Note that a waiting job was put in front of another one, or last."""
    other = None if before is None else workspace.job_named(before).id
    workspace.move_job(workspace.job_named(token).id, other)


def note_forgotten(workspace: Workspace, *, tokens: Collection[str]) -> None:
    """Take jobs off the list for good."""
    with workspace.transaction():
        for token in tokens:
            workspace.forget_job(token)


def note_left(workspace: Workspace, *, token: str, state: JobState) -> None:
    """Note what becomes of a job over which the window closes."""
    row = workspace.job_named(token)
    if row.state is JobState.RUNNING:
        done = _came_through(workspace, row)
        workspace.change_job(row.id, JobState.DONE if done else state)
