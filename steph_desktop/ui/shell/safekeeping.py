"""What is kept when the workspace goes away, or the program crashed: watched, said, offered."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from steph_desktop.core.csv_files import write_csv
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import require_watched, sweep
from steph_desktop.core.settings import settings_path
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.messages import Ended, Message, Tone, done
from steph_desktop.ui.kit.tasks import Tasks, pass_over
from steph_desktop.ui.parts.folders import choose_export
from steph_desktop.ui.parts.job_list.lane import LaneRunner
from steph_desktop.ui.parts.session import Session, WindowTool
from steph_desktop.workspace.locks import Holder
from steph_desktop.workspace.records import Review

LOOK_MS = 2000
SILENT_S = 4.0
"""A file that did not answer for so long is told of"""
_STUCK_S = 1.0  # and not waited for when the window closes
_WATCH_MS = 500
_COMPUTED_S = 0.1  # processor time that shows work; threads that wait look up now and then
_GONE, _SILENT = "workspace gone", "share silent"  # the causes of what is said
_HANGS = (
    "The folder of the workspace does not answer: its disk or network share hangs or is very slow. "
    "What you type here is kept, and written when it answers."
)
_WAITS = (
    "A disk or network share does not answer, or is very slow. What waits for it goes on when it "
    "answers; everything else can be used."
)
_LEAVE_S, _KEPT_WITHIN_S = 0.8, 30.0
_WORKS_S = 6.0  # for what computes, such as a library that is read in: the window is gone already
_UNSAVED = (
    "case", "reviewer", "verdict", "own risk group", "own percentile", "comment", "tags", "signed",
    "blinded",
)  # fmt: skip
Unsaved = tuple[tuple[str, Review], ...]
Q = TypeVar("Q", bound=QObject)


def crash_words(holder: Holder) -> str:
    """Say that the program ended without closing, and what was kept."""
    at = holder.since[:16].replace("T", " ")
    return (
        f"STEPH Desktop ended unexpectedly after it was opened on {at} UTC. Every result and "
        "review that was saved is here, and jobs that ran are offered again. A review that was "
        "typed and not saved is lost."
    )


class Safekeeping(WindowTool):
    """Looks after the workspace while the window is open.

    It says at once when the workspace is gone, and soon when the workspace or another file that
    the window reads or writes does not answer. It offers to save what reviewers typed elsewhere,
    and removes what killed programs left in it.
    """

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(session, window)
        self.is_gone = False
        self.is_silent = False
        self.unsaved: Callable[[], Unsaved] = tuple
        # Threads of their own: a share that hangs must hold up nothing else.
        self._tasks, self._saving = Tasks(self), Tasks(self)
        self._is_looking = False
        self._said = ""  # of what does not answer
        self._computed_at, self._used_s = time.monotonic(), _others_s()
        # The first looks for threads that wait in vain, the second at the disk.
        self._watch, self._timer = QTimer(self), QTimer(self)
        self._watch.timeout.connect(self._look_for_silence)
        self._watch.start(_WATCH_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_MS)
        if not session.read_only:
            # What cannot be removed now is left to the next start.
            self._tasks.run(self, partial(_sweep, session.workspace), pass_over, pass_over)

    def close(self) -> None:
        """Stop watching."""
        self._timer.stop()
        self._watch.stop()
        self._tasks.close()
        self._saving.close()

    def leave(self) -> None:
        """Let the threads of the window end side by side; what is to be kept has longer.

        Where something does not answer they have less than a second, and a workspace that does not
        is waited for no longer than the rest.
        """
        hangs = bool(self._said) or self._is_stuck
        for tasks in self._all(Tasks):
            tasks.hurry(_LEAVE_S if hangs else _WORKS_S, _KEPT_WITHIN_S)
        if self._is_stuck or self._session.read_only:
            self._session.repository.records.hurry(_LEAVE_S)
        # All are asked before the first is waited for, so that they end side by side.
        for lane in self._all(LaneRunner):
            lane.ask_to_end()

    @property
    def _is_stuck(self) -> bool:
        """Whether the last look at the workspace waits for longer than a disk ever takes."""
        return self._is_looking and self._tasks.waits_s >= min(_STUCK_S, SILENT_S)

    def _all(self, kind: type[Q]) -> Iterator[Q]:
        for owner in (self._window, self._session):
            yield from owner.findChildren(kind)

    def look(self) -> None:
        if not self._tasks.busy:  # else the last look still waits for its share
            look = partial(require_watched, self._session.workspace)
            self._is_looking = True
            self._tasks.run(self, look, self._on_there, self._on_gone, slot="look")

    def _look_for_silence(self) -> None:
        """Tell once of a file that does not answer, and once that all do again."""
        now, used_s = time.monotonic(), _others_s()
        # A thread that computes for long needs no disk to answer.
        if used_s - self._used_s > _COMPUTED_S:
            self._computed_at, self._used_s = now, used_s
        self.is_silent = self._is_looking and self._tasks.waits_s >= SILENT_S
        waits_s = max(tasks.waits_s for tasks in self._all(Tasks) if not tasks.waits_for_child)
        stands_still = min(waits_s, now - self._computed_at) >= SILENT_S
        words = _HANGS if self.is_silent else _WAITS if stands_still else ""
        if words != self._said:
            self._said = words
            save = {"Save the reviews elsewhere…": self.save_elsewhere} if self.is_silent else {}
            told = Message(words, Tone.ATTENTION, save, cause=_SILENT)
            self.notice.emit(told if words else Ended(_SILENT))

    def _on_there(self, _nothing: None) -> None:
        self._is_looking = False
        if self.is_gone:
            self.is_gone = False
            words = "The workspace is back. Reviews that were not saved can be saved now."
            self.notice.emit(done(words, cause=_GONE))

    def _on_gone(self, error: StephError) -> None:
        self._is_looking = False
        if not self.is_gone:
            self.is_gone = True
            self._offer(error)

    def _offer(self, error: StephError) -> None:
        kept = "What you type here is kept as long as this window is open."
        save = {"Save the reviews elsewhere…": partial(self._save, error)}
        words = f"{error} {kept}"
        self.notice.emit(Message(words, Tone.FAULT, save, cause=_GONE, can_dismiss=False))

    def _save(self, error: StephError) -> None:
        self.save_elsewhere()
        if self.is_gone:
            self._offer(error)

    def save_elsewhere(self) -> None:
        """Ask for a file, and write the reviews to it that are not in the workspace."""
        reviews = self.unsaved()
        if not reviews:
            self.notice.emit("No review waits to be saved.")
            return
        kinds = "CSV (*.csv)"
        out = choose_export(self._window, self._session, "reviews-not-saved.csv", kinds)
        if out is not None:
            told = partial(self._on_saved, out, len(reviews))
            self._saving.keep(self, partial(write_unsaved, out, reviews), told, self.notice.emit)

    def _on_saved(self, out: Path, count: int, _written: object) -> None:
        what = "1 review is" if count == 1 else f"{count} reviews are"
        self.notice.emit(done(f"{what} in {out.name}.", file=out))

    def may_close(self) -> bool:
        """Ask before reviews go with the window."""
        if not (self.is_gone or self._is_stuck) or not self.unsaved():
            return True
        words = (
            "The workspace is not there or does not answer, and reviews were typed that are not "
            "saved. They may be lost when the window closes."
        )
        return dialogs.agrees(self._window, "Close the window?", words, "Close it", "Stay")


def write_unsaved(out: Path, reviews: Unsaved) -> Path:
    """Write reviews that could not be kept as a table."""
    rows = [
        (
            case_id,
            review.reviewer,
            review.verdict.value if review.verdict is not None else "",
            review.own_risk_group or "",
            review.own_risk_percent,
            review.comment,
            ", ".join(review.tags),
            "yes" if review.signed_off else "no",
            "yes" if review.blinded else "no",
        )
        for case_id, review in reviews
    ]
    return write_csv(out, _UNSAVED, rows)


def _others_s() -> float:
    """Return the processor time that all threads but this one have used."""
    return time.process_time() - time.thread_time()


def _sweep(workspace: Path) -> int:
    return sweep(workspace, deep=True) + sweep(settings_path().parent)
