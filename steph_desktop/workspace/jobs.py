"""The queue of jobs: two lanes, in an order that the user may change; it survives a restart."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from steph_desktop.core.errors import StephError
from steph_desktop.core.listing import DAMAGE
from steph_desktop.workspace.audit_trail import Records, canonical_json
from steph_desktop.workspace.database import insert, record_of, update, utc_now
from steph_desktop.workspace.records import JobRow, JobState, Lane

# What may follow what; RUNNING is reached by `take_job` alone.
_NEXT = {
    JobState.QUEUED: {JobState.PAUSED, JobState.CANCELLED, JobState.INTERRUPTED},
    JobState.RUNNING: set(JobState) - {JobState.QUEUED, JobState.RUNNING},
    JobState.PAUSED: {JobState.QUEUED, JobState.CANCELLED},
    JobState.INTERRUPTED: {JobState.QUEUED, JobState.CANCELLED},
    JobState.FAILED: {JobState.QUEUED},
    JobState.CANCELLED: {JobState.QUEUED},
    JobState.DONE: set(),
}
_TURN = "priority DESC, place, id"


class JobRecords(Records):
    """The part of a workspace that knows jobs."""

    def queue_job(
        self,
        kind: str,
        request: Mapping[str, Any],
        lane: Lane,
        *,
        case_id: int | None = None,
        priority: int = 0,
        token: str = "",
        title: str = "",
    ) -> JobRow:
        """Put a job at the end of its lane; without a token it gets a new one (see `JobRow`)."""
        with self.transaction() as connection:
            values = {
                "kind": kind,
                "lane": lane,
                "state": JobState.QUEUED,
                "request": canonical_json(request),
                "case_id": case_id,
                "priority": priority,
                "place": _next_place(connection),
                "attempts": 0,
                "error": "",
                "queued_at": utc_now(),
                "token": token or uuid.uuid4().hex,
                "title": title,
            }
            return self.job(insert(connection, "jobs", values))

    def take_job(self, lane: Lane) -> JobRow | None:
        """Begin the next job of a lane; None if there is none, or one is running there."""
        with self.transaction() as connection:
            sql = f"SELECT id FROM jobs WHERE lane = ? AND state = ? ORDER BY {_TURN} LIMIT 1"  # noqa: S608
            busy = connection.execute(sql, (lane.value, JobState.RUNNING.value)).fetchone()
            waiting = connection.execute(sql, (lane.value, JobState.QUEUED.value)).fetchone()
            if busy is not None or waiting is None:
                return None
            job = self.job(waiting["id"])
            if job.damage:  # it must not hold up the others
                update(connection, "jobs", job.id, state=JobState.FAILED, error=job.damage)
                return self.take_job(lane)
            begun = {"state": JobState.RUNNING, "attempts": job.attempts + 1, "error": ""}
            update(connection, "jobs", job.id, started_at=utc_now(), ended_at=None, **begun)
            return self.job(job.id)

    def change_job(self, job_id: int, state: JobState, error: str = "") -> JobRow:
        """Move a job on: end, fail, pause, cancel it, or queue it again.

        QUEUED puts it at the end of its lane. `error` says why it failed, in words for the
        user.

        Raises
        ------
        StephError
            If a job in its state cannot become that: it has ended meanwhile, say.
        """
        with self.transaction() as connection:
            job = self.job(job_id)
            if job.damage:
                raise StephError(job.damage, None, "Remove it from the list.")
            if state not in _NEXT[job.state]:
                what = f"This job is {job.state.value} and cannot become {state.value}"
                raise StephError(what, None, "Look at the list of jobs again.")
            ended_at = utc_now() if state.is_over else None
            place = _next_place(connection) if state is JobState.QUEUED else job.place
            update(
                connection, "jobs", job_id, state=state, error=error, ended_at=ended_at, place=place
            )
            return self.job(job_id)

    def move_job(self, job_id: int, before: int | None) -> None:
        """Put a waiting job in front of another one of its lane, or last."""
        with self.transaction() as connection:
            moved = self.job(job_id)
            waiting = self.list_jobs({JobState.QUEUED}, moved.lane)
            others = [job for job in waiting if job.id != job_id]
            index = next((n for n, job in enumerate(others) if job.id == before), len(others))
            priority = others[index].priority if index < len(others) else moved.priority
            if index == len(others) and others:
                priority = min(moved.priority, others[-1].priority)
            order = [*others[:index], moved, *others[index:]]
            update(connection, "jobs", job_id, priority=priority)
            for place, job in enumerate(order, start=1):
                update(connection, "jobs", job.id, place=place)

    def job(self, job_id: int) -> JobRow:
        """Return one job."""
        return _job_of(self.one("job", "SELECT * FROM jobs WHERE id = ?", (job_id,)))

    def job_named(self, token: str) -> JobRow:
        """Return the job of a token."""
        return _job_of(self.one("job", "SELECT * FROM jobs WHERE token = ?", (token,)))

    def list_jobs(
        self, states: Collection[JobState] = tuple(JobState), lane: Lane | None = None
    ) -> list[JobRow]:
        """Return the jobs of some states, in the order in which their turn comes."""
        rows = self.database.rows(f"SELECT * FROM jobs ORDER BY {_TURN}")  # noqa: S608
        jobs = [job for job in map(_job_of, rows) if job.state in states]
        return [job for job in jobs if lane is None or job.lane is lane]

    def forget_jobs(self) -> int:
        """Remove jobs that are done or cancelled from the list; return how many."""
        with self.transaction() as connection:
            over = (JobState.DONE.value, JobState.CANCELLED.value)
            return connection.execute("DELETE FROM jobs WHERE state IN (?, ?)", over).rowcount

    def forget_job(self, token: str) -> None:
        """Remove a job from the list, whatever it is; one that is not listed is passed over."""
        with self.transaction() as connection:
            connection.execute("DELETE FROM jobs WHERE token = ?", (token,))

    def interrupt_jobs(self) -> list[JobRow]:
        """Set aside what ran or waited when the program ended; return what can be offered again.

        To be called by the one process that runs jobs, before it begins one.
        """
        with self.transaction() as connection:
            states = JobState.INTERRUPTED.value, JobState.RUNNING.value, JobState.QUEUED.value
            connection.execute("UPDATE jobs SET state = ? WHERE state IN (?, ?)", states)
        return self.list_jobs({JobState.INTERRUPTED, JobState.PAUSED})


def _next_place(connection: sqlite3.Connection) -> int:
    """Return the place behind all jobs."""
    return int(connection.execute("SELECT coalesce(max(place), 0) + 1 FROM jobs").fetchone()[0])


def _job_of(row: sqlite3.Row) -> JobRow:
    """Read a job; one whose row is damaged is listed as failed, with the reason."""
    try:
        job = record_of(JobRow, row)
        if not isinstance(job.request, dict):
            raise ValueError("no request")
        for at in (job.queued_at, job.started_at, job.ended_at):
            if at is not None:
                datetime.fromisoformat(at)
    except DAMAGE:
        words = "What is kept of this job is damaged; it cannot be run"
        values = dict(row) | {"lane": Lane.FILES, "state": JobState.FAILED, "request": {}}
        values |= {"error": words, "damage": words, "queued_at": utc_now()}
        return JobRow(**values | {"started_at": None, "ended_at": None})
    return job
