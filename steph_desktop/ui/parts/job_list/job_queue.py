"""The window's jobs, of every kind: the queue in the workspace, and the two lanes that work it off.

A view that has something computed does this, all on the GUI thread:

    token = session.jobs.submit(request, title="Train BRCA, 5 folds")
    session.jobs.progressed.connect(on_progress)   # (token, Progress); Progress.detail is yours
    session.jobs.done.connect(on_done)             # (token, what the use case returned)

The request is a frozen dataclass of plain values whose use case is listed in
`engine.job_requests`, with a kind that names it in the database. It runs in the child
process of its lane, one job at a time; the lanes run side by side. ``control.checkpoint(done,
total, step, detail)`` in the use case reports progress, and is where a pause or a cancel stops
it: finished work has to be on disk by then, and the same request, asked again, resumes from there.
That is all that pause, retry and a restart of the program need. A token is the job's name for good:
the window that opens the workspace next knows it too (`restored` says when), so it may be kept with
a draft.

The jobs table of the workspace is the queue: the records' thread changes it and takes the next job
of a lane from it; what this window shows is a copy of its rows, brought up to date by its answers.

Files move between two starts: `renew_with` names a function that brings a kind's request up to date
before it runs.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from steph_desktop.core.codec import request_from_json, request_to_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import DeviceChosen, Progress, Silence, Stop
from steph_desktop.engine.job_requests import kind_of, request_type
from steph_desktop.engine.progress_words import step_words
from steph_desktop.ui.kit.messages import Ended, failed
from steph_desktop.ui.kit.tasks import RecordKeeper
from steph_desktop.ui.parts.job_list.job_rows import (
    Ending,
    add_job,
    forget_all,
    leave_jobs,
    queue_again,
    reorder,
    restore_jobs,
    set_aside,
    take_next,
)
from steph_desktop.ui.parts.job_list.job_views import (
    JobTotals,
    JobView,
    LogLine,
    now_utc,
    totals_of,
)
from steph_desktop.ui.parts.job_list.lane import Engine, LaneRunner, start_engine
from steph_desktop.workspace.records import JobRow, JobState, Lane

_LOG_LINES = 200
_RANK = {JobState.RUNNING: 0, JobState.QUEUED: 1, JobState.PAUSED: 2, JobState.INTERRUPTED: 2}
_TRY_AGAIN_MS = 10_000


def _shown(row: JobRow, case_id: str | None) -> JobView:
    """Return the view of a job that was read from the workspace."""
    title = row.title or row.kind.capitalize()
    return _updated(JobView(row.token, title, row.kind, row.lane, row.state, case_id), row)


def _updated(view: JobView, row: JobRow) -> JobView:
    """Return a view that says what its row says."""
    queued, started, ended = (
        None if at is None else datetime.fromisoformat(at)
        for at in (row.queued_at, row.started_at, row.ended_at)
    )
    error = StephError(row.error) if row.error else None
    if row.error and str(view.error) == row.error:
        error = view.error  # that the job itself raised: it has more in it than its words
    return replace(
        view, state=row.state, turn=(-row.priority, row.place, row.id),
        is_stopping=view.is_stopping and row.state is JobState.RUNNING,
        error=error, queued_at=queued, started_at=started, ended_at=ended,
    )  # fmt: skip


@dataclass
class _LaneState:
    runner: LaneRunner
    token: str | None = None  # the job that runs
    wish: Stop = Stop.NO  # whether it was asked to stop
    step: tuple[object, ...] = ()
    is_asking: bool = False  # the records' thread is looking for the next job
    is_stuck: bool = False  # it could not, and the user knows
    # Jobs whose end is not in the table yet.
    ended: dict[str, Ending] = field(default_factory=dict)


class JobQueue(QObject):
    """Every job of the window; all signals arrive on the GUI thread.

    `close` must be called before the keeper, which reads and writes the table, is closed.
    """

    queued = Signal(str)
    """token: it waits for its turn, for the first time or again"""
    started = Signal(str)
    progressed = Signal(str, Progress)
    done = Signal(str, object)
    """token, what the use case returned"""
    failed = Signal(str, StephError)
    cancelled = Signal(str)
    paused = Signal(str)
    silenced = Signal(str, bool)
    """token, whether its child stopped answering; False once it answers again"""
    changed = Signal()
    """The list, its order, or the state of a job changed; progress has its own signal."""
    restored = Signal()
    """The jobs of an earlier window are on the list."""
    notice = Signal(object)

    def __init__(
        self,
        keeper: RecordKeeper,
        engine_factory: Callable[[], Engine] = start_engine,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._views: dict[str, JobView] = {}
        self._of_case: dict[tuple[str, str], list[str]] = {}  # tokens, by kind and pseudonym
        # In order, and counted; None where a job came, went, moved or changed its state since.
        self._ordered: tuple[str, ...] | None = None
        self._totals: JobTotals | None = None
        self._renewals: dict[str, Callable[[Any], object]] = {}
        self._is_open = True
        self.is_restored = False
        self.device = ""  # that the last job computed on, once a child has said so
        self._lanes: dict[Lane, _LaneState] = {}
        for lane in Lane:
            runner = LaneRunner(engine_factory, f"steph-{lane.value}", self)
            runner.progressed.connect(self._on_progress)
            runner.answered.connect(self._on_answer)
            runner.failed.connect(self._on_failed)
            runner.stopped.connect(self._on_stopped)
            self._lanes[lane] = _LaneState(runner)
        keeper.run(self, restore_jobs, self._show_earlier, self._miss_earlier)

    def close(self) -> None:
        """Stop what runs within a second, and end the lanes; it is offered again at next start."""
        if not self._is_open:
            return
        self._is_open, lanes = False, self._lanes.values()
        # All are asked before the first is waited for, so that they end side by side.
        for lane in lanes:
            lane.runner.ask_to_end()
        for lane in lanes:
            lane.runner.close()
        ended: dict[str, Ending] = {}
        for lane in lanes:
            ended |= lane.ended
            if lane.token is not None:
                state = JobState.PAUSED if lane.wish is Stop.PAUSE else JobState.INTERRUPTED
                # Its answer may be on its way here, and is not heard any more.
                if lane.runner.has_answered(lane.token):
                    state = JobState.DONE
                ended[lane.token] = Ending(state)
        self._keeper.run(self, partial(leave_jobs, ended=ended))

    # Looking ---------------------------------------------------------------------------------

    def __contains__(self, token: str) -> bool:
        return token in self._views

    def __getitem__(self, token: str) -> JobView:
        return self._views[token]

    def jobs(self) -> tuple[JobView, ...]:
        """Return what runs, what waits (next first), what rests, what is over (latest first)."""
        if self._ordered is None:
            views = self._views.values()
            over = [view for view in views if view.state.is_over]
            # As text, which sorts with a missing time as well.
            over.sort(key=lambda view: str(view.ended_at), reverse=True)
            open_ = [view for view in views if not view.state.is_over]
            open_.sort(key=lambda view: (_RANK[view.state], view.turn))
            self._ordered = tuple(view.token for view in (*open_, *over))
        return tuple(self._views[token] for token in self._ordered)

    def totals(self) -> JobTotals:
        """Count the jobs; counted again only after one has changed its state."""
        if self._totals is None:
            self._totals = totals_of(self._views.values())
        # What runs is looked at each time: its progress changes no count.
        return replace(self._totals, running=self.running)

    def waiting(self, lane: Lane) -> tuple[JobView, ...]:
        """Return what waits in a lane, next first."""
        queued = (view for view in self._views.values() if view.state is JobState.QUEUED)
        return tuple(sorted((v for v in queued if v.lane is lane), key=lambda view: view.turn))

    @property
    def running(self) -> tuple[JobView, ...]:
        """What runs now, at most one per lane."""
        if not self._is_open:
            return ()
        taken = (self._views.get(lane.token or "") for lane in self._lanes.values())
        running = [v for v in taken if v is not None and v.state is JobState.RUNNING]
        return tuple(sorted(running, key=lambda view: view.turn))

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
        """Queue a request (see `engine.job_requests`) and return the job's token.

        The title is kept in the workspace, so it names cases by their pseudonyms alone. What rests
        or is over of the same kind for the same case leaves the list. Raises `StephError` if the
        workspace is another program's.
        """
        kind = kind or kind_of(request)
        if self._keeper.read_only:
            what = "The workspace is open for reading only: nothing can be computed here"
            raise StephError(what, None, "Open it where it may be written.")
        view = JobView(
            uuid.uuid4().hex, title, kind, lane, JobState.QUEUED, case_id, queued_at=now_utc()
        )
        replaced = self._replaced_by(view)
        for token in replaced:
            del self._views[token]
        # The view comes before its row: a page that keeps the token finds its job at once.
        self._know(view)
        add = partial(add_job, view=view, request=request_to_json(request), replaced=replaced)
        self._keeper.run(self, add, self._on_queued, partial(self._on_refused, view.token))
        self._log(view.token, "Queued")
        self._tell(self.queued, view.token)
        return view.token

    def pause(self, token: str) -> None:
        """Pause a job: at once if it waits, at its next checkpoint if it runs."""
        if self._views[token].can_pause:
            self._halt(token, Stop.PAUSE)

    def cancel(self, token: str) -> None:
        """End a job: at once if it does not run, within a second if it does."""
        if self._views[token].can_cancel:
            self._halt(token, Stop.CANCEL)

    def cancel_all(self) -> None:
        """End every job that runs, waits or rests."""
        # What waits goes first: else the next one starts while the running one is stopped.
        open_ = [view for view in self.jobs() if view.can_cancel]
        for view in sorted(open_, key=lambda view: view.state is JobState.RUNNING):
            self.cancel(view.token)

    def resume(self, token: str) -> None:
        """Queue a job once more that rests, was interrupted or cancelled, or failed."""
        if self._views[token].can_resume or self._views[token].can_retry:
            self._keeper.run(self, partial(queue_again, token=token), self._on_queued_again)

    def move(self, token: str, before: str | None) -> None:
        """Put a waiting job in front of another one of its lane, or last."""
        moved = self._views[token]
        others = [view.token for view in self.waiting(moved.lane) if view.token != token]
        if moved.state is JobState.QUEUED and (before is None or before in others):
            change = partial(reorder, token=token, before=before)
            self._keeper.run(self, change, self._on_reordered)

    def clear_finished(self) -> None:
        """Remove finished jobs from the list."""
        over = [token for token, view in self._views.items() if view.state.is_over]
        if over:
            for token in over:
                del self._views[token]
            self._recount()
            self._keeper.run(self, partial(forget_all, tokens=over))
            self.changed.emit()

    def renew_with(self, kind: str, renew: Callable[[Any], object]) -> None:
        """Bring the requests of a kind up to date before they run."""
        self._renewals[kind] = renew

    # Answers of the records' thread ----------------------------------------------------------

    def _show_earlier(self, kept: tuple[tuple[JobRow, str | None], ...]) -> None:
        earlier = {row.token: _shown(row, case_id) for row, case_id in kept}
        # What was queued before the earlier jobs were read comes after them.
        new, self._views = self._views, {}
        for view in (*earlier.values(), *new.values()):
            self._know(view)
        self._end_restoring()

    def _miss_earlier(self, error: StephError) -> None:
        self.notice.emit(error)
        self._end_restoring()

    def _end_restoring(self) -> None:
        self.is_restored = True
        self.restored.emit()
        self.changed.emit()

    def _on_queued(self, row: JobRow) -> None:
        if row.token in self._views:
            self._show_row(row)
            self.changed.emit()
        self._next(row.lane)

    def _on_refused(self, token: str, error: StephError) -> None:
        """Say that a new job could not be queued; it is gone then."""
        if self._views[token].case_id is None:  # a case says itself what is wrong with it
            self.notice.emit(error)
        self._tell(self.failed, token, error)
        self._views.pop(token, None)
        self._recount()

    def _on_queued_again(self, row: JobRow) -> None:
        if row.state is JobState.QUEUED and row.token in self._views:
            self._show_row(row)
            self._log(row.token, "Queued again")
            self._tell(self.queued, row.token)
        self._next(row.lane)

    def _on_set_aside(self, wish: Stop, row: JobRow) -> None:
        view, lane = self._views.get(row.token), self._lanes[row.lane]
        if lane.token == row.token:  # it started while it was asked to rest
            self._stop(lane, row.token, wish)
        elif view is not None and row.state is not view.state and row.state is not JobState.RUNNING:
            self._show_row(row)
            self._tell_rest(row.token)

    def _on_reordered(self, rows: list[JobRow]) -> None:
        for row in rows:
            if row.token in self._views and self._views[row.token].state is JobState.QUEUED:
                self._show_row(row)
        self.changed.emit()

    def _show_row(self, row: JobRow) -> None:
        self._views[row.token] = _updated(self._views[row.token], row)
        self._recount()

    # The lanes -------------------------------------------------------------------------------

    def _next(self, name: Lane) -> None:
        """Start the next job of a lane, if the lane is free."""
        lane = self._lanes[name]
        if not self._is_open or lane.token is not None or lane.is_asking:
            return
        # One question per lane at a time: the records answer in order, so whatever is queued after
        # this question calls for the next one when its own answer comes.
        lane.is_asking, ended = True, dict(lane.ended)
        self._keeper.run(
            self,
            partial(take_next, lane=name, ended=ended),
            partial(self._on_next, lane, ended),
            partial(self._on_stuck, name),
        )

    def _on_next(self, lane: _LaneState, noted: Mapping[str, Ending], row: JobRow | None) -> None:
        if lane.is_stuck:
            self.notice.emit(Ended(("lane", id(lane))))
        lane.is_asking = lane.is_stuck = False
        for token in noted:  # their end is in the table now
            lane.ended.pop(token, None)
        if row is None or not self._is_open:
            return
        if row.token not in self._views:  # left by an earlier window, whose jobs could not be read
            self._know(_shown(row, None))
        try:
            kind: type[Any] = request_type(row.kind)
            request = request_from_json(kind, row.request)
        except StephError as error:  # of another version of the program
            self.notice.emit(error)
            self._log(row.token, str(error))
            self._end(row.token, Ending(JobState.PAUSED))
            self._tell(self.paused, row.token)
            return
        renew = self._renewals.get(row.kind)
        lane.token, lane.wish, lane.step = row.token, Stop.NO, ()
        self._show_row(row)
        self._log(row.token, "Started")
        lane.runner.take(row.token, request if renew is None else renew(request))
        self._tell(self.started, row.token)

    def _on_stuck(self, name: Lane, error: StephError) -> None:
        """Try again later: a disk that is full or busy must not end the queue."""
        lane = self._lanes[name]
        lane.is_asking = False
        if not lane.is_stuck:
            lane.is_stuck = True
            self.notice.emit(failed(error, cause=("lane", id(lane))))
        QTimer.singleShot(_TRY_AGAIN_MS, self, partial(self._next, name))

    def _halt(self, token: str, wish: Stop) -> None:
        lane = self._lanes[self._views[token].lane]
        if lane.token == token:
            self._stop(lane, token, wish)
            return
        # The table decides whether it still waits: it may be starting at this moment.
        state = JobState.PAUSED if wish is Stop.PAUSE else JobState.CANCELLED
        change = partial(set_aside, token=token, state=state)
        self._keeper.run(self, change, partial(self._on_set_aside, wish))

    def _stop(self, lane: _LaneState, token: str, wish: Stop) -> None:
        if lane.wish is not Stop.CANCEL:
            lane.wish = wish
            lane.runner.stop(token, wish)
            self._change(token, is_stopping=True)
            self._log(token, "Pausing" if wish is Stop.PAUSE else "Stopping")
            self.changed.emit()

    def _free(self, token: str) -> _LaneState | None:
        """Free the lane that a job ran in; None if it is not the one that runs there."""
        lane = self._lane_of(token)
        if lane is not None:
            lane.token = None
        return lane

    def _lane_of(self, token: str) -> _LaneState | None:
        """Return the lane that a job runs in; what comes late, of one that ended, has none."""
        lanes = self._lanes.values() if self._is_open else ()
        return next((lane for lane in lanes if lane.token == token), None)

    def _end(self, token: str, ending: Ending, error: StephError | None = None) -> None:
        """Show that a job ended, and let it be noted when the next one is looked for."""
        # Shown before it is written: what ended has ended, whatever becomes of the disk.
        ended_at = now_utc() if ending.state.is_over else None
        was_silent = self._views[token].is_silent
        changes = {"state": ending.state, "error": error, "ended_at": ended_at}
        self._change(token, is_stopping=False, is_silent=False, **changes)
        if was_silent:
            self._tell(self.silenced, token, False)
        lane = self._views[token].lane
        self._lanes[lane].ended[token] = ending
        self._next(lane)

    def _on_progress(self, token: str, progress: Progress) -> None:
        lane = self._lane_of(token)
        if lane is None:
            return
        match progress.detail:
            case DeviceChosen(name):
                self.device = name
                self._log(token, f"Computes on: {name}")
                self.changed.emit()
            case Silence(silent):
                self._change(token, is_silent=silent)
                self._log(token, "Not answering" if silent else "Answering again")
                self._tell(self.silenced, token, silent)
            case detail:
                self._change(token, progress=progress)
                if progress.step.kind != lane.step or detail is not None:
                    lane.step = progress.step.kind
                    self._log(token, step_words(progress.step))
                self.progressed.emit(token, progress)

    def _on_answer(self, token: str, result: object) -> None:
        if self._free(token) is not None:
            self._log(token, "Done")
            self._end(token, Ending(JobState.DONE))
            self._tell(self.done, token, result)

    def _on_failed(self, token: str, error: StephError) -> None:
        if self._free(token) is not None:
            self._log(token, str(error))
            self._end(token, Ending(JobState.FAILED, str(error)), error)
            self._tell(self.failed, token, error)

    def _on_stopped(self, token: str) -> None:
        lane = self._free(token)
        if lane is not None:
            paused = lane.wish is Stop.PAUSE
            self._end(token, Ending(JobState.PAUSED if paused else JobState.CANCELLED))
            self._tell_rest(token)

    # Views -----------------------------------------------------------------------------------

    def _replaced_by(self, new: JobView) -> list[str]:
        """Return what rests or is over of a new job's kind for its case."""
        if new.case_id is None:
            return []
        mine = [t for t in self._of_case.get((new.kind, new.case_id), ()) if t in self._views]
        return [t for t in mine if self._views[t].state.is_over or self._views[t].can_resume]

    def _know(self, view: JobView) -> None:
        self._views[view.token] = view
        if view.case_id is not None:
            mine = self._of_case.get((view.kind, view.case_id), [])
            kept = [token for token in mine if token in self._views and token != view.token]
            self._of_case[view.kind, view.case_id] = [*kept, view.token]
        self._recount()

    def _change(self, token: str, **changes: Any) -> None:
        self._views[token] = replace(self._views[token], **changes)
        if "state" in changes:
            self._recount()

    def _recount(self) -> None:
        self._ordered = self._totals = None

    def _log(self, token: str, words: str) -> None:
        # Of the latest lines alone: a job may run for days.
        log = (*self._views[token].log, LogLine(now_utc(), words))
        self._change(token, log=log[-_LOG_LINES:])

    def _tell(self, signal: Any, token: str, *more: object) -> None:
        signal.emit(token, *more)
        self.changed.emit()

    def _tell_rest(self, token: str) -> None:
        paused = self._views[token].state is JobState.PAUSED
        self._log(token, "Paused" if paused else "Cancelled")
        self._tell(self.paused if paused else self.cancelled, token)
