"""What the workspace remembers for the window: names, and cases as they are kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from steph_desktop.core.errors import StephError
from steph_desktop.model.outputs import RiskGroup
from steph_desktop.ui.kit.record_keeper import (
    RecordKeeper,
    claim,
    keep_case,
    relink_file,
    relink_folders,
    relink_words,
    remove_case,
)
from steph_desktop.ui.parts.worklist.worklist import Case, CaseState
from steph_desktop.workspace.pseudonyms import Pseudonyms
from steph_desktop.workspace.records import CaseStatus, ListedCase, RelinkReport
from steph_desktop.workspace.store import Workspace


class CaseRepository(QObject):
    """Notes in the workspace what the window does, on a thread of its own.

    Parameters
    ----------
    workspace : Workspace
        Held from now on; closed by `close`.
    pseudonyms : Pseudonyms
        Names new cases.
    parent : QObject, optional
        Owner.
    """

    opened = Signal(object)
    """The cases of the worklist, a tuple of `Case`; empty if they could not be read"""
    relinked = Signal(object)
    """All cases of the workspace, a tuple of `ListedCase`, after slides were looked for"""
    notice = Signal(str)
    """A sentence for the user."""

    def __init__(
        self, workspace: Workspace, pseudonyms: Pseudonyms, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.folder = workspace.folder
        self.read_only = workspace.read_only
        self._pseudonyms = pseudonyms
        self._names: dict[Path, str] = {}  # of the case of every slide that was ever seen
        self._taken: set[str] = set()
        self._kept: dict[str, tuple[tuple[Path, ...], float | None]] = {}  # as the records say
        self._removed: dict[str, Case] = {}
        self.records = RecordKeeper(workspace, self)
        self.records.done.connect(self._on_done)
        self.records.failed.connect(self._on_failed)
        self.records.ask(("contents",), lambda records: tuple(records.listed_cases()))

    def close(self) -> None:
        """Write what was asked for, and close the workspace."""
        self.records.close()

    def _write(self, key: tuple[str, ...], change: Callable[[Workspace], object]) -> None:
        if not self.read_only:
            self.records.ask(key, change)

    # Cases -----------------------------------------------------------------------------------

    def name_of(self, slide: Path) -> str:
        """Return the pseudonym of a slide's case; a new slide never gets one that is taken."""
        known, attempt = self._names.get(slide), 0
        if known is not None:
            return known
        name = self._pseudonyms.name(slide)
        while name in self._taken:
            attempt += 1
            name = self._pseudonyms.name(slide.with_name(f"{slide.name}#{attempt}"))
        self._names[slide] = name
        self._taken.add(name)
        return name

    def is_kept(self, case_id: str) -> bool:
        """Tell whether a case is on the workspace's list."""
        return case_id in self._kept

    def case_for(self, case_id: str, slide: Path) -> Case:
        """Return a case to be put on the list: as it was when it was taken off, or a new one."""
        return self._removed.pop(case_id, Case(case_id, (slide,)))

    def keep(self, case: Case) -> None:
        """Note a case, if anything of it is new in the workspace."""
        if self._kept.get(case.case_id) != (case.slides, case.mpp):
            self._kept[case.case_id] = (case.slides, case.mpp)
            kept = partial(keep_case, case_id=case.case_id, slides=case.slides, mpp=case.mpp)
            self._write(("keep", case.case_id), kept)

    def join(self, kept: Case, others: Sequence[str]) -> None:
        """Note that a case now has the slides of others, which are taken off the list."""
        self._kept[kept.case_id] = (kept.slides, kept.mpp)
        self._names.update(dict.fromkeys(kept.slides, kept.case_id))
        for case_id in others:
            self.forget(case_id)
        self._write(
            ("join", kept.case_id),
            partial(
                Workspace.join_cases,
                kept=kept.case_id,
                others=tuple(others),
                slides=kept.slides,
                mpp=kept.mpp,
            ),
        )

    def hold(self, case: Case) -> None:
        """Know a case by the files that it now has, and by no others."""
        kept = {path: name for path, name in self._names.items() if name != case.case_id}
        self._names = {**kept, **dict.fromkeys(case.slides, case.case_id)}

    def remove(self, case: Case) -> None:
        """Note that a case is taken off the list; it comes back when its slide is opened."""
        self.forget(case.case_id)
        state = CaseState.DONE if case.has_result else CaseState.OPENING
        self._removed[case.case_id] = replace(case, state=state, progress=None, error=None)
        self.remove_again(case.case_id)

    def remove_again(self, case_id: str) -> None:
        """Take off the list a case whose result came after it had been taken off."""
        self._write(("remove", case_id), partial(remove_case, case_id=case_id))

    def forget(self, case_id: str) -> None:
        """Note a case anew when it is back."""
        self._kept.pop(case_id, None)

    def relink(self, case: Case, new_folder: Path) -> None:
        """Look for a case's slides, and all others of their folders, in a new folder."""
        folders = list(dict.fromkeys(slide.parent for slide in case.slides))
        self._write(("relink",), partial(relink_folders, folders=folders, new_folder=new_folder))

    def relink_file(self, old: Path, new: Path) -> None:
        """Take a file for a slide that is gone, if it is the same."""
        self._write(("relink",), partial(relink_file, old=old, new=new))

    # Answers ---------------------------------------------------------------------------------

    def _on_done(self, key: object, answer: object) -> None:
        match key, answer:
            case ("contents",), tuple() as cases:
                self._open(cases)
            case ("relink",), (RelinkReport() as report, tuple() as cases):
                # What is found at an old place from now on is another slide.
                self._names.clear()
                self._learn(cases)
                self.relinked.emit(cases)
                self.notice.emit(relink_words(report))

    def _on_failed(self, key: object, error: object) -> None:
        if isinstance(error, StephError):
            self.notice.emit(str(error))
        match key:
            case ("contents",):
                self.opened.emit(())
            case ("keep" | "join", str(case_id)):
                self._kept.pop(case_id, None)

    def _open(self, cases: Sequence[ListedCase]) -> None:
        self._learn(cases)
        listed = [item for item in cases if item.status is not CaseStatus.REMOVED]
        gone = [item for item in cases if item.status is CaseStatus.REMOVED]
        self._removed = {item.pseudonym: _case(item) for item in gone}
        self.opened.emit(tuple(_case(item) for item in listed))

    def _learn(self, cases: Sequence[ListedCase]) -> None:
        for item in sorted(cases, key=claim):
            self._taken.add(item.pseudonym)
            self._names.update(dict.fromkeys(item.slides, item.pseudonym))
            if item.status is not CaseStatus.REMOVED:
                self._kept[item.pseudonym] = (item.slides, item.mpp)


def _case(stored: ListedCase) -> Case:
    group = RiskGroup(stored.risk_group) if stored.risk_group is not None else None
    return Case(
        stored.pseudonym,
        stored.slides,
        CaseState.DONE if stored.has_result else CaseState.READY,
        stored.mpp,
        known_group=group,
        known_percentile=stored.risk_percentile,
        known_score=stored.risk_score,
        quality=stored.quality,
        reviewed=stored.status,
        standing=stored.standing,
        added_at=stored.added_at,
        changed_at=stored.changed_at,
    )
