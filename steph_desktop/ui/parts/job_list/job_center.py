"""The window's jobs, of every kind: queue, two lanes, pause, cancel, retry; nothing is lost.

A view that has something computed does this, all on the GUI thread:

    token = session.jobs.submit(request, title="Train BRCA, 5 folds")
    session.jobs.progressed.connect(on_progress)   # (token, Progress); Progress.detail is yours
    session.jobs.done.connect(on_done)             # (token, what the use case returned)

The request is a frozen dataclass of plain values (`workspace.requests`) whose use case is listed
in `pipeline._USE_CASES`, with a kind that names it in the database. It runs in the child process of
its lane, one job at a time; the lanes run side by side. ``control.checkpoint(done, total, step,
detail)`` in the use case reports, and is where a pause or a cancel stops it: finished work has to
be on disk by then, and the same request, asked again, goes on from there. That is all that pause,
retry and a restart of the program need. A token is the job's name for good: the window that opens
the workspace next knows it too (`restored` tells when), so it may be kept with a draft.

Files move between two starts: `renew_with` names a function that brings a kind's request up to date
before it runs.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from steph_desktop.core.codec import request_from_json, request_to_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import DeviceTold, Progress, Stop
from steph_desktop.engine import use_cases as pipeline
from steph_desktop.engine.progress_words import step_words
from steph_desktop.ui.kit.record_keeper import RecordKeeper
from steph_desktop.ui.parts.job_list import job_records as records
from steph_desktop.ui.parts.job_list.job_views import JobView, LogLine, kept_view, now_utc
from steph_desktop.ui.parts.job_list.lane import Engine, LaneRunner, start_engine
from steph_desktop.workspace.records import JobState, Lane

_LOG_LINES = 200
_TURN = {JobState.RUNNING: 0, JobState.QUEUED: 1, JobState.PAUSED: 2, JobState.INTERRUPTED: 2}


@dataclass
class _Job:
    view: JobView
    request: Mapping[str, Any]
    wish: Stop = Stop.NO
    step: tuple[object, ...] = ()


class JobCenter(QObject):
    """Every job of the window; all signals arrive on the GUI thread.

    Parameters
    ----------
    keeper : RecordKeeper
        Notes the jobs in the workspace; `close` must be called before it is closed.
    engine_factory : callable
        Makes the engine of a lane.
    parent : QObject, optional
        Owner.
    """

    queued = Signal(str)
    """token: it waits for its turn, for the first time or again"""
    begun = Signal(str)
    progressed = Signal(str, object)
    """token, Progress"""
    done = Signal(str, object)
    """token, what the use case returned"""
    failed = Signal(str, object)
    """token, StephError"""
    cancelled = Signal(str)
    paused = Signal(str)
    changed = Signal()
    """The list, its order, or the state of a job changed; progress is not told here."""
    restored = Signal()
    """What an earlier window left is on the list."""
    notice = Signal(str)
    """A sentence for the user."""

    def __init__(
        self,
        keeper: RecordKeeper,
        engine_factory: Callable[[], Engine] = start_engine,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._jobs: dict[str, _Job] = {}  # in the order in which their turn comes
        self._running: dict[Lane, str] = {}
        self._renewals: dict[str, Callable[[Any], object]] = {}
        self._is_open = True
        self.is_restored = False
        self.device = ""  # that the last job computed on, once a child has told it
        self._lanes = {
            lane: LaneRunner(engine_factory, f"steph-{lane.value}", self) for lane in Lane
        }
        for runner in self._lanes.values():
            runner.progressed.connect(self._on_progress)
            runner.answered.connect(self._on_answer)
            runner.failed.connect(self._on_failed)
            runner.stopped.connect(self._on_stopped)
        keeper.done.connect(self._on_kept)
        keeper.failed.connect(self._on_not_kept)
        keeper.ask(("jobs",), records.restore_jobs)

    def close(self) -> None:
        """Stop what runs within a second, and end the lanes; it is offered again at next start."""
        if not self._is_open:
            return
        self._is_open = False
        for runner in self._lanes.values():
            runner.ask_to_end()
        for runner in self._lanes.values():
            runner.close()
        for lane, token in self._running.items():
            state = JobState.INTERRUPTED
            if self._jobs[token].wish is Stop.PAUSE:
                state = JobState.PAUSED
            if self._lanes[lane].has_answered(token):
                state = JobState.DONE
            self._note(records.note_left, token=token, state=state)

    # Looking ---------------------------------------------------------------------------------

    def __contains__(self, token: str) -> bool:
        return token in self._jobs

    def __getitem__(self, token: str) -> JobView:
        return self._jobs[token].view

    def jobs(self) -> tuple[JobView, ...]:
        """Return what runs, what waits (next first), what rests, what is over (latest first)."""
        views = [job.view for job in self._jobs.values()]
        over = [view for view in views if view.state.is_over]
        over.sort(key=lambda view: str(view.ended_at), reverse=True)
        open_ = [view for view in views if not view.state.is_over]
        return (*sorted(open_, key=lambda view: _TURN[view.state]), *over)

    def log(self, token: str) -> tuple[LogLine, ...]:
        """Return what happened to a job, oldest first."""
        return self._jobs[token].view.log

    @property
    def running(self) -> tuple[JobView, ...]:
        """What runs now, at most one per lane."""
        if not self._is_open:
            return ()
        return tuple(v for v in self.jobs() if v.state is JobState.RUNNING)

    @property
    def n_waiting(self) -> int:
        """Jobs that wait for their turn."""
        return sum(job.view.state is JobState.QUEUED for job in self._jobs.values())

    @property
    def offered(self) -> tuple[JobView, ...]:
        """What an earlier window left unfinished, in order; paused jobs are not among them."""
        return tuple(v for v in self.jobs() if v.state is JobState.INTERRUPTED)

    # Asking ----------------------------------------------------------------------------------

    def submit(
        self,
        request: object,
        *,
        title: str,
        lane: Lane = Lane.ACCELERATOR,
        kind: str | None = None,
        case_id: str | None = None,
    ) -> str:
        """Queue a job.

        Parameters
        ----------
        request : object
            Frozen dataclass that a use case of the pipeline answers.
        title : str
            What the user reads; it is kept in the workspace, so only pseudonyms of cases.
        lane : Lane
            What it needs: the accelerator, or files alone.
        kind : str, optional
            Name of the use case; found by the request's class.
        case_id : str, optional
            Pseudonym of the case it is about. What rests or is over of the same kind for the
            same case leaves the list.

        Returns
        -------
        str
            The job's token.

        Raises
        ------
        StephError
            If the workspace is another program's.
        TypeError
            If no use case answers the request.
        """
        kind = kind or pipeline.kind_of(request)
        if self._keeper.read_only:
            raise StephError(
                "The workspace is open elsewhere: nothing can be computed here",
                None,
                "Close it there and start this window again.",
            )
        if case_id is not None:
            self._supersede(kind, case_id)
        token, values = uuid.uuid4().hex, request_to_json(request)
        view = JobView(token, title, kind, lane, JobState.QUEUED, case_id, queued_at=now_utc())
        self._jobs[token] = _Job(view, values)
        self._note(
            records.note_new,
            token=token,
            title=title,
            kind=kind,
            lane=lane,
            request=values,
            case_id=case_id,
        )
        self._log(token, "Queued")
        self._tell(self.queued, token)
        self._next(lane)
        return token

    def pause(self, token: str) -> None:
        """Let a job rest: at once if it waits, at its next checkpoint if it runs."""
        job = self._jobs[token]
        if job.view.state is JobState.QUEUED:
            self._rest(token)
        elif job.view.can_pause:
            self._stop(token, Stop.PAUSE, "Pausing")

    def resume(self, token: str) -> None:
        """Queue a job that rests or was interrupted."""
        if self._jobs[token].view.can_resume:
            self._queue_again(token)

    def retry(self, token: str) -> None:
        """Queue a job that failed or was cancelled once more."""
        if self._jobs[token].view.can_retry:
            self._queue_again(token)

    def cancel(self, token: str) -> None:
        """End a job: at once if it does not run, within a second if it does."""
        job = self._jobs[token]
        if job.view.state is JobState.RUNNING:
            self._stop(token, Stop.CANCEL, "Stopping")
        elif job.view.can_cancel:
            self._end(token, JobState.CANCELLED, "Cancelled")
            self._tell(self.cancelled, token)

    def move(self, token: str, before: str | None) -> None:
        """Put a waiting job in front of another one of its lane, or last."""
        moved = self._jobs[token].view
        others = [t for t in self._waiting(moved.lane) if t != token]
        if moved.state is not JobState.QUEUED or (before is not None and before not in others):
            return
        place = len(others) if before is None else others.index(before)
        for waiting in (*others[:place], token, *others[place:]):
            self._jobs[waiting] = self._jobs.pop(waiting)
        self._note(records.note_moved, token=token, before=before)
        self.changed.emit()

    def clear_finished(self) -> None:
        """Take what is over off the list."""
        self._forget([token for token, job in self._jobs.items() if job.view.state.is_over])

    def renew_with(self, kind: str, renew: Callable[[Any], object]) -> None:
        """Bring the requests of a kind up to date before they run.

        Parameters
        ----------
        renew : callable
            Takes a request and returns one of the same class.
        """
        self._renewals[kind] = renew

    # Inside ----------------------------------------------------------------------------------

    def _waiting(self, lane: Lane) -> Iterator[str]:
        for token, job in self._jobs.items():
            if job.view.lane is lane and job.view.state is JobState.QUEUED:
                yield token

    def _next(self, lane: Lane) -> None:
        """Begin the next job of a lane that is free."""
        while self._is_open and lane not in self._running:
            token = next(self._waiting(lane), None)
            if token is None:
                return
            job = self._jobs[token]
            try:
                kind: type[Any] = pipeline.request_type(job.view.kind)
                request = request_from_json(kind, job.request)
            except StephError as error:
                self._rest(token, str(error))
                self.notice.emit(str(error))
                continue
            renew = self._renewals.get(job.view.kind)
            self._running[lane] = token
            job.wish = Stop.NO
            self._change(token, state=JobState.RUNNING, started_at=now_utc(), error=None)
            self._note(records.note_begun, token=token)
            self._log(token, "Begun")
            self._lanes[lane].take(token, request if renew is None else renew(request))
            self._tell(self.begun, token)

    def _queue_again(self, token: str) -> None:
        self._jobs[token] = self._jobs.pop(token)
        self._change(token, state=JobState.QUEUED, error=None, ended_at=None)
        self._note(records.note_state, token=token, state=JobState.QUEUED)
        self._log(token, "Queued again")
        self._tell(self.queued, token)
        self._next(self[token].lane)

    def _stop(self, token: str, wish: Stop, words: str) -> None:
        job = self._jobs[token]
        if job.wish is not Stop.CANCEL:
            job.wish = wish
            self._lanes[job.view.lane].stop(token, wish)
            self._change(token, is_stopping=True)
            self._log(token, words)
            self.changed.emit()

    def _rest(self, token: str, words: str = "Paused") -> None:
        self._end(token, JobState.PAUSED, words)
        self._tell(self.paused, token)

    def _end(
        self, token: str, state: JobState, words: str, error: StephError | None = None
    ) -> None:
        ended_at = now_utc() if state.is_over else None
        self._change(token, state=state, is_stopping=False, error=error, ended_at=ended_at)
        self._note(records.note_state, token=token, state=state, error=str(error or ""))
        self._log(token, words)

    def _supersede(self, kind: str, case_id: str) -> None:
        gone = [
            token
            for token, job in self._jobs.items()
            if (job.view.kind, job.view.case_id) == (kind, case_id)
            and (job.view.state.is_over or job.view.can_resume)
        ]
        self._forget(gone)

    def _forget(self, tokens: list[str]) -> None:
        if tokens:
            for token in tokens:
                del self._jobs[token]
            self._note(records.note_forgotten, tokens=tokens)
            self.changed.emit()

    def _change(self, token: str, **changes: Any) -> None:
        job = self._jobs[token]
        job.view = replace(job.view, **changes)

    def _log(self, token: str, words: str) -> None:
        log = (*self._jobs[token].view.log, LogLine(now_utc(), words))
        self._change(token, log=log[-_LOG_LINES:])

    def _tell(self, signal: Any, token: str, *more: object) -> None:
        signal.emit(token, *more)
        self.changed.emit()

    def _note(self, change: Callable[..., None], **values: Any) -> None:
        key = ("job", values.get("token", ""))
        self._keeper.ask(key, partial(change, **values))

    # Answers ---------------------------------------------------------------------------------

    def _free(self, token: str) -> bool:
        """Tell whether a job that ended is the one its lane was busy with, and free the lane."""
        lane = self._jobs[token].view.lane if token in self._jobs else None
        if not self._is_open or lane is None or self._running.get(lane) != token:
            return False
        del self._running[lane]
        return True

    def _on_progress(self, token: str, progress: object) -> None:
        job = self._jobs.get(token)
        if job is None or not self._is_open or not isinstance(progress, Progress):
            return
        if isinstance(progress.detail, DeviceTold):
            self.device = progress.detail.name
            self._log(token, f"Computes on: {self.device}")
            self.changed.emit()
            return
        self._change(token, progress=progress)
        if progress.step.kind != job.step or progress.detail is not None:
            job.step = progress.step.kind
            self._log(token, step_words(progress.step))
        self.progressed.emit(token, progress)

    def _on_answer(self, token: str, result: object) -> None:
        if self._free(token):
            lane = self[token].lane
            self._end(token, JobState.DONE, "Done")
            self._tell(self.done, token, result)
            self._next(lane)

    def _on_failed(self, token: str, error: object) -> None:
        if isinstance(error, StephError) and self._free(token):
            lane = self[token].lane
            self._end(token, JobState.FAILED, str(error), error)
            self._tell(self.failed, token, error)
            self._next(lane)

    def _on_stopped(self, token: str) -> None:
        if not self._free(token):
            return
        lane = self[token].lane
        if self._jobs[token].wish is Stop.PAUSE:
            self._rest(token)
        else:
            self._end(token, JobState.CANCELLED, "Cancelled")
            self._tell(self.cancelled, token)
        self._next(lane)

    def _on_kept(self, key: object, answer: object) -> None:
        if key != ("jobs",) or not isinstance(answer, tuple):
            return
        earlier = {kept.row.token: _Job(kept_view(kept), kept.row.request) for kept in answer}
        self._jobs = {**earlier, **self._jobs}
        self._restored()

    def _on_not_kept(self, key: object, _error: object) -> None:
        if key == ("jobs",):
            self._restored()

    def _restored(self) -> None:
        self.is_restored = True
        self.restored.emit()
        self.changed.emit()
