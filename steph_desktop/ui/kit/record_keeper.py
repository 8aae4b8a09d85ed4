"""The thread that reads and writes the workspace's database for the window, in order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import astuple
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from steph_desktop.ui.kit.tasks import OnFault, T, Tasks
from steph_desktop.workspace.records import CaseStatus, ListedCase, RelinkReport
from steph_desktop.workspace.store import Workspace


class RecordKeeper(QObject):
    """Does one thing after the other with an open workspace, which it closes in the end.

    Nothing is dropped: what was asked for before `close` is done. Each answer comes to the `done`
    or `failed` of its request, on the GUI thread.

    Parameters
    ----------
    workspace : Workspace
        Held from now on.
    parent : QObject, optional
        Owner; `close` must be called before it goes.
    """

    notice = Signal(str)
    """A fault of a request that has no `failed` of its own"""
    done = Signal(object, object)
    """key, answer; of `ask`"""
    failed = Signal(object, object)
    """key, StephError; of `ask`"""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.read_only = workspace.read_only
        self.folder = workspace.folder
        self._workspace = workspace
        self._is_open = True
        self._tasks = Tasks(self)
        self._tasks.notice.connect(self.notice)

    def run(
        self,
        owner: QObject,
        question: Callable[[Workspace], T],
        done: Callable[[T], object] | None = None,
        failed: OnFault | None = None,
    ) -> None:
        """Let something be read or written, after all that was asked for before."""
        self._tasks.keep(owner, partial(question, self._workspace), done, failed)

    def ask(self, key: Hashable, question: Callable[[Workspace], object]) -> None:
        """Ask in the older way; the signal `done` or `failed` follows with the key."""
        self.run(self, question, partial(self.done.emit, key), partial(self.failed.emit, key))

    def close(self) -> None:
        """Finish what was asked for, close the workspace, and end the thread."""
        if self._is_open:
            self._is_open = False
            # On its thread: the GUI thread never touches the database.
            self._tasks.keep(self, self._workspace.close)
            self._tasks.close()


def remove_case(workspace: Workspace, case_id: str) -> None:
    """Take a case off the list, if it is on it."""
    if workspace.case_named(case_id) is not None:
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


def relink_file(
    workspace: Workspace, old: Path, new: Path
) -> tuple[RelinkReport, tuple[ListedCase, ...]]:
    """Note where a slide is now; return what was found, and where all are."""
    return workspace.relink_file(old, new), tuple(workspace.listed_cases())


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
