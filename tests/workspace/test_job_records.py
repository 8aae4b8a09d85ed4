from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from steph_desktop.core.errors import StephError
from steph_desktop.workspace.records import JobRow, JobState, Lane
from steph_desktop.workspace.schema import APPLICATION_ID, MIGRATIONS, apply_migration
from steph_desktop.workspace.store import Workspace

FILES, ACCELERATOR = Lane.FILES, Lane.ACCELERATOR


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "lab") as workspace:
        yield workspace


def queue(lab: Workspace, number: int, lane: Lane = FILES, priority: int = 0) -> JobRow:
    return lab.queue_job("extract", {"number": number}, lane, priority=priority)


def take(lab: Workspace, lane: Lane = FILES) -> JobRow:
    job = lab.take_job(lane)
    assert job is not None
    return job


def order(lab: Workspace) -> list[int]:
    return [job.request["number"] for job in lab.list_jobs({JobState.QUEUED})]


def test_one_job_at_a_time_in_each_lane(lab: Workspace) -> None:
    first, second, other = queue(lab, 1), queue(lab, 2), queue(lab, 3, ACCELERATOR)
    assert take(lab).id == first.id
    assert lab.take_job(FILES) is None
    assert take(lab, ACCELERATOR).id == other.id
    lab.change_job(first.id, JobState.DONE)
    assert take(lab).id == second.id
    assert lab.list_jobs({JobState.QUEUED}) == []
    assert [job.id for job in lab.list_jobs(lane=ACCELERATOR)] == [other.id]


def test_a_request_comes_back_as_it_was(lab: Workspace) -> None:
    request = {"slide": "/s/Müller.svs", "mpp": 0.2527, "device": None, "all": [1, True]}
    job = lab.queue_job("extract", request, FILES)
    assert lab.job(job.id).request == request
    with pytest.raises(TypeError):
        lab.queue_job("extract", {"slide": Path("x")}, FILES)
    with pytest.raises(ValueError, match="JSON"):
        lab.queue_job("extract", {"mpp": float("nan")}, FILES)
    assert len(lab.list_jobs()) == 1


def test_the_urgent_go_first(lab: Workspace) -> None:
    for number, priority in enumerate([0, 5, 0, 5]):
        queue(lab, number, priority=priority)
    assert order(lab) == [1, 3, 0, 2]


@pytest.mark.parametrize(
    ("moved", "before", "expected"),
    [(2, 0, [2, 0, 1, 3]), (0, 2, [1, 0, 2, 3]), (0, None, [1, 2, 3, 0]), (3, 3, [0, 1, 2, 3])],
)
def test_the_user_may_reorder(
    lab: Workspace, moved: int, before: int | None, expected: list[int]
) -> None:
    jobs = [queue(lab, number) for number in range(4)]
    lab.move_job(jobs[moved].id, None if before is None else jobs[before].id)
    assert order(lab) == expected
    queue(lab, 9)
    assert order(lab) == [*expected, 9]


def test_moving_passes_priorities_by(lab: Workspace) -> None:
    low, high = queue(lab, 0), queue(lab, 1, priority=5)
    lab.move_job(low.id, high.id)
    assert order(lab) == [0, 1]
    lab.move_job(low.id, None)
    assert order(lab) == [1, 0]


def test_failing_and_trying_again(lab: Workspace) -> None:
    job = queue(lab, 1)
    take(lab)
    failed = lab.change_job(job.id, JobState.FAILED, "Out of memory.")
    assert (failed.error, failed.attempts) == ("Out of memory.", 1)
    assert failed.ended_at is not None
    queue(lab, 2)
    lab.change_job(job.id, JobState.QUEUED)
    assert order(lab) == [2, 1]
    lab.change_job(take(lab).id, JobState.DONE)
    again = take(lab)
    assert (again.id, again.attempts, again.error, again.ended_at) == (job.id, 2, "", None)


def test_a_cancel_that_comes_late_is_said(lab: Workspace) -> None:
    job = queue(lab, 1)
    with pytest.raises(StephError, match="queued and cannot become done"):
        lab.change_job(job.id, JobState.DONE)
    take(lab)
    lab.change_job(job.id, JobState.DONE)
    with pytest.raises(StephError, match="done and cannot become cancelled"):
        lab.change_job(job.id, JobState.CANCELLED)
    assert lab.job(job.id).state is JobState.DONE


def test_pause_and_go_on(lab: Workspace) -> None:
    job = queue(lab, 1)
    lab.change_job(job.id, JobState.PAUSED)
    assert lab.take_job(FILES) is None
    lab.change_job(job.id, JobState.QUEUED)
    assert take(lab).id == job.id


def test_a_restart_offers_what_was_not_finished(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "lab") as lab:
        jobs = [queue(lab, number) for number in range(4)]
        take(lab)
        lab.change_job(jobs[1].id, JobState.PAUSED)
        lab.change_job(jobs[3].id, JobState.CANCELLED)
    with Workspace.open(tmp_path / "lab") as lab:
        offered = {job.id: job.state for job in lab.interrupt_jobs()}
        assert offered == {
            jobs[0].id: JobState.INTERRUPTED,
            jobs[1].id: JobState.PAUSED,
            jobs[2].id: JobState.INTERRUPTED,
        }
        lab.change_job(jobs[0].id, JobState.QUEUED)
        assert lab.job(jobs[0].id).attempts == 1


def test_what_is_over_can_be_forgotten(lab: Workspace) -> None:
    jobs = [queue(lab, number) for number in range(3)]
    take(lab)
    lab.change_job(jobs[0].id, JobState.FAILED, "x")
    lab.change_job(jobs[1].id, JobState.CANCELLED)
    assert lab.forget_jobs() == 1
    assert [job.id for job in lab.list_jobs()] == [jobs[0].id, jobs[2].id]
    assert lab.list_jobs(()) == []


def test_jobs_queued_before_they_had_names_get_one(tmp_path: Path) -> None:
    folder = tmp_path / "lab"
    Workspace.open(folder).close()
    path = folder / "workspace.sqlite"
    path.unlink()
    with Workspace.open(tmp_path / "new") as fresh:
        newest = fresh.database.version
    named = next(n for n, step in enumerate(MIGRATIONS) if step.what == "names of jobs")
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for version, step in enumerate(MIGRATIONS[:named], start=1):
        apply_migration(connection, step, version)
    for number in (1, 2):
        connection.execute(
            "INSERT INTO jobs VALUES (?, 'extract', 'files', 'queued', '{}', NULL, 0, ?, 0, '',"
            " '2026', NULL, NULL)",
            (number, number),
        )
    connection.close()
    with Workspace.open(folder) as lab:
        assert lab.database.version == newest
        assert [(job.token, job.title) for job in lab.list_jobs()] == [("job-1", ""), ("job-2", "")]
        assert lab.job_named("job-2").id == 2
        assert queue(lab, 3).token not in ("", "job-3")
