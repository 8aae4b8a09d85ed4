"""What is kept when the workspace goes away, or the program crashed: watched, said, offered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from steph_desktop.core.csv_files import write_csv
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import require_watched, sweep
from steph_desktop.core.settings import settings_path
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.messages import Message, Tone, done
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.parts.folders import choose_export
from steph_desktop.ui.parts.session import Session
from steph_desktop.workspace.locks import Holder
from steph_desktop.workspace.records import Review

LOOK_MS = 2000
_GONE = "workspace gone"  # the cause of what is said of it
_UNSAVED = (
    "case", "reviewer", "verdict", "own risk group", "own percentile", "comment", "tags", "signed",
    "blinded",
)  # fmt: skip
Unsaved = tuple[tuple[str, Review], ...]


def crash_words(holder: Holder) -> str:
    """Say that the program ended without closing, and what was kept."""
    at = holder.since[:16].replace("T", " ")
    return (
        f"STEPH Desktop ended unexpectedly after it was opened on {at} UTC. Every result and "
        "review that was saved is here, and jobs that ran are offered again. A review that was "
        "typed and not saved is lost."
    )


class Safekeeping(QObject):
    """Looks after the workspace while the window is open.

    It says at once when the workspace is gone, offers to save what reviewers typed elsewhere, and
    removes what killed programs left in it.
    """

    notice = Signal(object)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self.is_gone = False
        self.unsaved: Callable[[], Unsaved] = tuple
        # A thread of its own: a share that hangs must hold up nothing else.
        self._tasks = Tasks(self)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        if not session.read_only:
            self._tasks.run(self, partial(_sweep, session.workspace), lambda _count: None, _pass)

    def close(self) -> None:
        """Look no longer."""
        self._timer.stop()
        self._tasks.close()

    def look(self) -> None:
        """Look whether the workspace is there."""
        if not self._tasks.busy:  # else the last look still waits for its share
            look = partial(require_watched, self._session.workspace)
            self._tasks.run(self, look, self._on_there, self._on_gone, slot="look")

    def _on_there(self, _nothing: None) -> None:
        if self.is_gone:
            self.is_gone = False
            words = "The workspace is back. Reviews that were not saved can be saved now."
            self.notice.emit(done(words, cause=_GONE))

    def _on_gone(self, error: StephError) -> None:
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
            self._tasks.keep(self, partial(write_unsaved, out, reviews), told, self._on_not_saved)

    def _on_saved(self, out: Path, count: int, _written: object) -> None:
        what = "1 review is" if count == 1 else f"{count} reviews are"
        self.notice.emit(done(f"{what} in {out.name}.", file=out))

    def _on_not_saved(self, error: StephError) -> None:
        self.notice.emit(error)

    def may_close(self) -> bool:
        """Ask before reviews go with the window."""
        if not self.is_gone or not self.unsaved():
            return True
        words = (
            "The workspace is not there, and reviews were typed that are not saved. They are lost "
            "when the window closes."
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


def _sweep(workspace: Path) -> int:
    return sweep(workspace, deep=True) + sweep(settings_path().parent)


def _pass(_error: StephError) -> None:
    """Leave it to the next start."""
