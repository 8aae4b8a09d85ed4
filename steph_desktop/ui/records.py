"""The thread that reads and writes the workspace's database for the window, in order."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Hashable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from steph_desktop.core import StephError
from steph_desktop.pipeline import AnalyseRequest
from steph_desktop.workspace.listing import ListedCase
from steph_desktop.workspace.records import CaseStatus, JobRow, JobState, Lane, RelinkReport
from steph_desktop.workspace.requests import request_to_json
from steph_desktop.workspace.store import Workspace

ANALYSIS = "analyse"
"""Kind of the jobs that `AnalyseRequest` describes."""

_logger = logging.getLogger(__name__)

Question = Callable[[Workspace], object]


class RecordKeeper(QObject):
    """Does one thing after the other with an open workspace, which it closes in the end.

    The answers arrive as signals on the thread that made it. Unlike a reader it drops nothing:
    what was asked for before `close` is done.

    Parameters
    ----------
    workspace : Workspace
        Held from now on.
    parent : QObject, optional
        Owner; `close` must be called before it goes.
    """

    done = Signal(object, object)
    """key, answer"""
    failed = Signal(object, object)
    """key, StephError"""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.read_only = workspace.read_only
        self.folder = workspace.folder
        self._workspace = workspace
        self._asked: queue.SimpleQueue[tuple[Hashable, Question] | None] = queue.SimpleQueue()
        self._is_open = True
        self._thread = threading.Thread(target=self._serve, name="steph-records", daemon=True)
        self._thread.start()

    def ask(self, key: Hashable, question: Question) -> None:
        """Let something be read or written; `done` or `failed` follows with the key."""
        if self._is_open:
            self._asked.put((key, question))

    def close(self) -> None:
        """Finish what was asked for, close the workspace, and end the thread."""
        if self._is_open:
            self._is_open = False
            self._asked.put(None)
        self._thread.join()

    def _serve(self) -> None:
        try:
            while (asked := self._asked.get()) is not None:
                key, question = asked
                try:
                    answer: object = question(self._workspace)
                except StephError as error:
                    self.failed.emit(key, error)
                except Exception:
                    # The boundary of the thread: a bug must neither end it nor pass in silence.
                    _logger.exception("the thread of the records met a bug")
                    todo = "The log has the details."
                    self.failed.emit(key, StephError("This could not be kept", None, todo))
                else:
                    self.done.emit(key, answer)
        finally:
            self._workspace.close()


@dataclass(frozen=True)
class Contents:
    """What a workspace holds when the window opens.

    Attributes
    ----------
    cases : tuple of ListedCase
        Also those taken off the list.
    jobs : tuple of JobRow
        Unfinished ones, to be offered again.
    """

    cases: tuple[ListedCase, ...]
    jobs: tuple[JobRow, ...]


def read_contents(workspace: Workspace) -> Contents:
    """Read the worklist; jobs that a dead program left are set aside until the user decides."""
    cases = tuple(workspace.listed_cases())
    if workspace.read_only or not workspace.owns_jobs:
        return Contents(cases, ())
    with workspace.transaction():
        workspace.forget_jobs()
        for job in workspace.list_jobs({JobState.RUNNING}):
            if _came_through(workspace, job):
                workspace.change_job(job.id, JobState.DONE)
        for job in workspace.interrupt_jobs():
            if job.state is JobState.QUEUED:
                workspace.change_job(job.id, JobState.PAUSED)
        jobs = workspace.list_jobs({JobState.INTERRUPTED, JobState.PAUSED})
    return Contents(cases, tuple(jobs))


def _came_through(workspace: Workspace, job: JobRow) -> bool:
    """Tell whether a job's result was kept, though nobody was left to hear of it."""
    if job.case_id is None or job.started_at is None:
        return False
    latest = next(iter(workspace.results(job.case_id)), None)
    return latest is not None and latest.at >= job.started_at


class JobBook:
    """Keeps the workspace's list of jobs true to the analyses that the window runs.

    Every method is a question to a `RecordKeeper` and runs on its thread alone. A case has at
    most one analysis at a time.
    """

    def __init__(self) -> None:
        self._jobs: dict[str, int] = {}

    def queue(self, workspace: Workspace, case_id: str, request: AnalyseRequest) -> None:
        """Note a new analysis; what was offered for the case before is taken back."""
        case = workspace.case_named(case_id)
        with workspace.transaction():
            for job in workspace.list_jobs({JobState.INTERRUPTED, JobState.PAUSED}):
                if case is not None and job.case_id == case.id:
                    workspace.change_job(job.id, JobState.CANCELLED)
            job = workspace.queue_job(
                ANALYSIS,
                request_to_json(request),
                Lane.ACCELERATOR,
                case_id=None if case is None else case.id,
            )
        self._jobs[case_id] = job.id

    def queue_again(self, workspace: Workspace, case_id: str, job_id: int) -> None:
        """Note that a job that was offered again is wanted."""
        workspace.change_job(job_id, JobState.QUEUED)
        self._jobs[case_id] = job_id

    def begin(self, workspace: Workspace, case_id: str) -> None:
        """Note that a waiting analysis runs, whatever the list has before it."""
        job = workspace.job(self._jobs[case_id])
        with workspace.transaction():
            waiting = workspace.list_jobs({JobState.QUEUED}, job.lane)
            if waiting and waiting[0].id != job.id:
                workspace.move_job(job.id, waiting[0].id)
            workspace.take_job(job.lane)

    def end(self, workspace: Workspace, case_id: str, state: JobState, error: str = "") -> None:
        """Note how an analysis ended; one that is not known is passed over."""
        job_id = self._jobs.pop(case_id, None)
        if job_id is not None:
            workspace.change_job(job_id, state, error)

    def leave(self, workspace: Workspace) -> None:
        """Note that the window closes over what runs; what waits goes on waiting."""
        for job_id in self._jobs.values():
            job = workspace.job(job_id)
            if job.state is JobState.RUNNING:
                done = _came_through(workspace, job)
                workspace.change_job(job_id, JobState.DONE if done else JobState.INTERRUPTED)
        self._jobs.clear()


def remove_case(workspace: Workspace, case_id: str) -> None:
    """Take a case off the list, and what was still to be done for it."""
    case = workspace.case_named(case_id)
    if case is None:
        return
    with workspace.transaction():
        for job in workspace.list_jobs({JobState.INTERRUPTED, JobState.PAUSED}):
            if job.case_id == case.id:
                workspace.change_job(job.id, JobState.CANCELLED)
        workspace.remove_case(case_id)


def keep_case(
    workspace: Workspace, case_id: str, slides: Sequence[Path], mpp: float | None
) -> None:
    """Note a case; one of files that are not there is no case yet, and its reader says so."""
    if all(slide.is_file() for slide in slides):
        workspace.keep_case(case_id, slides, mpp)


def relink_folders(
    workspace: Workspace, folders: Sequence[Path], new_folder: Path
) -> tuple[RelinkReport, tuple[ListedCase, ...]]:
    """Look for the slides of folders in a new one; return what was found, and where all are."""
    reports = [workspace.relink(folder, new_folder) for folder in folders]
    joined = RelinkReport(*(sum(parts, ()) for parts in zip(*map(astuple, reports), strict=True)))
    return joined, tuple(workspace.listed_cases())


def relink_words(report: RelinkReport) -> str:
    """Say what became of slides that were looked for in a new folder."""
    found = len(report.relinked)
    others = {
        "not in that folder": report.missing,
        "another file of the same name there": report.different,
        "in the workspace already from there": report.already_there,
    }
    told = [f"{len(rows)} {words}" for words, rows in others.items() if rows]
    words = f"{found} slide{'' if found == 1 else 's'} found again"
    return ", ".join([words, *told]) + "."


def claim(case: ListedCase) -> tuple[bool, str]:
    """Sort by who may claim a slide of several cases: one on the list, else the latest."""
    return case.status is not CaseStatus.REMOVED, case.changed_at


def case_of(job: JobRow) -> str:
    """Return the pseudonym of a job's case; empty if it is no analysis."""
    return str(job.request.get("case_id", "")) if job.kind == ANALYSIS else ""
