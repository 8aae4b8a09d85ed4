"""Cases and reviews as the workspace keeps them; read and written on the records' thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from steph_desktop.case.disclosure import unproven_models
from steph_desktop.core.errors import StephError
from steph_desktop.core.listing import DAMAGE
from steph_desktop.core.zarr_folders import is_file_or_zarr
from steph_desktop.model.outputs import RiskGroup
from steph_desktop.ui.kit.messages import Message, Tone
from steph_desktop.ui.kit.tasks import OnFault, RecordKeeper, T
from steph_desktop.ui.parts.worklist.worklist import Case, CaseState
from steph_desktop.workspace.database import not_listed
from steph_desktop.workspace.lab_entries import LabImport
from steph_desktop.workspace.pseudonyms import Pseudonyms
from steph_desktop.workspace.records import CaseStatus, ListedCase, RelinkReport, Review, ReviewRow
from steph_desktop.workspace.store import Workspace

if TYPE_CHECKING:
    from steph_desktop.cohort.lab_list import LabMatch


class CaseRepository(QObject):
    """The cases of the worklist and their names, kept in the workspace as the window changes."""

    opened = Signal(tuple)
    """The cases of the worklist, a tuple of `Case`; empty if they could not be read"""
    relinked = Signal(tuple)
    """All cases of the workspace, a tuple of `ListedCase`, after slides were looked for"""
    imported = Signal(tuple, LabImport)
    """All cases on the list, a tuple of `Case`, after a worklist was imported; what became of it"""
    notice = Signal(object)

    def __init__(
        self, workspace: Workspace, pseudonyms: Pseudonyms, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.folder = workspace.folder
        self.read_only = workspace.read_only
        self._pseudonyms = pseudonyms
        self._names: dict[Path, str] = {}  # of the case of every slide that was ever opened
        self._taken: set[str] = set()
        self._kept: dict[str, tuple[tuple[Path, ...], float | None]] = {}  # as the records say
        # As they were on the list: opened again, a case comes back with what is known of it.
        self._removed: dict[str, Case] = {}
        self.records = RecordKeeper(workspace, self)
        self.records.notice.connect(self.notice)
        self.records.run(self, read_cases, self._open, self._on_unreadable)

    def close(self) -> None:
        """Write what was asked for, and close the workspace."""
        self.records.close()

    def _write(
        self,
        change: Callable[[Workspace], T],
        done: Callable[[T], object] | None = None,
        failed: OnFault | None = None,
    ) -> None:
        if not self.read_only:
            self.records.run(self, change, done, failed)

    def _on_unreadable(self, error: StephError) -> None:
        self.notice.emit(error)
        self.opened.emit(())

    def _on_not_kept(self, case_id: str, error: StephError) -> None:
        self.notice.emit(error)
        self._kept.pop(case_id, None)

    # Cases -----------------------------------------------------------------------------------

    def name_of(self, slide: Path) -> str:
        """Return the pseudonym of a slide's case; a new slide never gets one that is taken."""
        if slide not in self._names:
            attempt, name = 0, self._pseudonyms.name(slide)
            while name in self._taken:
                attempt += 1
                name = self._pseudonyms.name(slide.with_name(f"{slide.name}#{attempt}"))
            self._names[slide] = name
            self._taken.add(name)
        return self._names[slide]

    def is_kept(self, case_id: str) -> bool:
        """Return True if a case is on the workspace's list."""
        return case_id in self._kept

    def case_for(self, case_id: str, slide: Path) -> Case:
        """Return a case for the list: as it was when it was removed, or a new one."""
        return self._removed.pop(case_id, Case(case_id, (slide,)))

    def keep(self, case: Case) -> None:
        """Keep a case, if anything about it is new."""
        if self._kept.get(case.case_id) != (case.slides, case.mpp):
            # Before it is written: what is asked next must not write the same again.
            self._kept[case.case_id] = (case.slides, case.mpp)
            kept = partial(keep_case, case_id=case.case_id, slides=case.slides, mpp=case.mpp)
            self._write(kept, None, partial(self._on_not_kept, case.case_id))

    def join(self, kept: Case, others: Sequence[str]) -> None:
        """Give a case the slides of others, which leave the list."""
        self._kept[kept.case_id] = (kept.slides, kept.mpp)
        self._names.update(dict.fromkeys(kept.slides, kept.case_id))
        for case_id in others:
            self.forget(case_id)
        join = partial(
            Workspace.join_cases, kept=kept.case_id, others=tuple(others), slides=kept.slides,
            mpp=kept.mpp,
        )  # fmt: skip
        self._write(join, None, partial(self._on_not_kept, kept.case_id))

    def hold(self, case: Case) -> None:
        """Know a case by the files it has now, and by no others."""
        kept = {path: name for path, name in self._names.items() if name != case.case_id}
        self._names = {**kept, **dict.fromkeys(case.slides, case.case_id)}

    def remove(self, case: Case) -> None:
        """Remove a case from the list; it comes back when its slide is opened."""
        self.forget(case.case_id)
        # What was running for it was stopped when it left the list.
        state = CaseState.DONE if case.has_result else CaseState.OPENING
        self._removed[case.case_id] = replace(case, state=state, progress=None, error=None)
        self.remove_again(case.case_id)

    def remove_again(self, case_id: str) -> None:
        """Remove a case again whose result came after it had been removed."""
        self._write(partial(remove_case, case_id=case_id))

    def forget(self, case_id: str) -> None:
        """Keep a case again when it comes back."""
        self._kept.pop(case_id, None)

    def relink(self, case: Case, new_folder: Path) -> None:
        """Look for a case's slides, and all others of their folders, in a new folder."""
        folders = list(dict.fromkeys(slide.parent for slide in case.slides))
        look = partial(relink_folders, folders=folders, new_folder=new_folder)
        self._write(look, self._on_relinked)

    def relink_file(self, old: Path, new: Path) -> None:
        """Use a file in place of a missing slide, if it is the same."""
        self._write(partial(relink_file, old=old, new=new), self._on_relinked)

    def import_list(self, match: LabMatch, source: str) -> None:
        """Add the cases of a laboratory's list; `imported` follows."""
        self._write(partial(import_list, match=match, source=source), self._on_imported)

    # Answers ---------------------------------------------------------------------------------

    def _on_relinked(self, found: tuple[RelinkReport, tuple[ListedCase, ...]]) -> None:
        report, cases = found
        # What is found at an old place from now on is another slide.
        self._names.clear()
        self._learn(cases)
        self.relinked.emit(cases)
        tone = Tone.ATTENTION if report.missing or report.different else Tone.DONE
        self.notice.emit(Message(relink_words(report), tone, cause="relink"))

    def _on_imported(
        self, found: tuple[LabImport, Sequence[ListedCase], Mapping[str, str]]
    ) -> None:
        done, cases, unproven = found
        self._learn(cases)
        listed = (_case(item, unproven) for item in cases if is_listed(item))
        self.imported.emit(tuple(listed), done)

    def _open(self, read: tuple[Sequence[ListedCase], Mapping[str, str]]) -> None:
        cases, unproven = read
        self._learn(cases)
        known = [(is_listed(item), _case(item, unproven)) for item in cases]
        self._removed = {case.case_id: case for listed, case in known if not listed}
        self.opened.emit(tuple(case for listed, case in known if listed))

    def _learn(self, cases: Sequence[ListedCase]) -> None:
        # A slide of several cases is that of one on the list, else of the latest: the last wins.
        for item in sorted(cases, key=lambda item: (is_listed(item), item.changed_at)):
            self._taken.add(item.pseudonym)
            self._names.update(dict.fromkeys(item.slides, item.pseudonym))
            if is_listed(item):
                self._kept[item.pseudonym] = (item.slides, item.mpp)


def read_cases(workspace: Workspace) -> tuple[list[ListedCase], dict[str, str]]:
    """Read all cases, and why some of their models are not trusted."""
    cases = workspace.listed_cases()
    return cases, unproven_models(workspace.folder, cases)


def import_list(
    workspace: Workspace, match: LabMatch, source: str
) -> tuple[LabImport, Sequence[ListedCase], Mapping[str, str]]:
    """Add the cases of a laboratory's list; return what became of it, and all cases."""
    from steph_desktop.cohort.lab_list import import_lab_list

    done, _missing = import_lab_list(workspace, match, source)
    return (done, *read_cases(workspace))


def _case(stored: ListedCase, unproven: Mapping[str, str]) -> Case:
    """Return a case for the list; one whose rows are damaged is on it with the reason."""
    what = stored.damage
    try:
        if not what:
            return _whole_case(stored, unproven)
    except DAMAGE:
        what = "What the workspace keeps of this case is damaged"
    fault = StephError(what, None, "Put the workspace back from a backup, or analyse it again.")
    state = CaseState.FAILED
    return Case(stored.pseudonym, stored.slides, state, error=fault, added_at=stored.added_at)


def _whole_case(stored: ListedCase, unproven: Mapping[str, str]) -> Case:
    group = RiskGroup(stored.risk_group) if stored.risk_group is not None else None
    return Case(
        stored.pseudonym,
        stored.slides,
        CaseState.DONE if stored.has_result else CaseState.READY,
        stored.mpp,
        known_group=group,
        known_percentile=stored.risk_percentile,
        known_score=stored.risk_score,
        known_vote=stored.vote,
        quality=stored.quality,
        reviewed=stored.status,
        standing=stored.standing,
        added_at=stored.added_at,
        changed_at=stored.changed_at,
        is_wanted_anyway=stored.is_requested,
        is_stale=stored.is_stale,
        known_region=stored.region,
        own_group=RiskGroup(stored.own_group) if stored.own_group else None,
        unproven=unproven.get(stored.model_sha256 or "", ""),
        accession=stored.accession,
        lab_note=stored.lab_note,
        due=stored.due,
    )


def remove_case(workspace: Workspace, case_id: str) -> None:
    """Remove a case from the list, if it is on it."""
    # A case whose files were never there was not kept, see `keep_case`.
    if workspace.case_named(case_id) is not None:
        workspace.remove_case(case_id)


def keep_case(
    workspace: Workspace, case_id: str, slides: Sequence[Path], mpp: float | None
) -> None:
    """Keep a case, unless its files are missing; who reads them tells of that."""
    if all(is_file_or_zarr(slide) for slide in slides):
        workspace.keep_case(case_id, slides, mpp)


def relink_folders(
    workspace: Workspace, folders: Sequence[Path], new_folder: Path
) -> tuple[RelinkReport, tuple[ListedCase, ...]]:
    """Look for the slides of folders in a new one; return what was found, and all cases."""
    reports = [workspace.relink(folder, new_folder) for folder in folders]
    joined = RelinkReport(*(sum(parts, ()) for parts in zip(*map(astuple, reports), strict=True)))
    return joined, tuple(workspace.listed_cases())


def relink_file(
    workspace: Workspace, old: Path, new: Path
) -> tuple[RelinkReport, tuple[ListedCase, ...]]:
    """Record where a slide is now; return what was found, and all cases."""
    return workspace.relink_file(old, new), tuple(workspace.listed_cases())


def relink_words(report: RelinkReport) -> str:
    """Say how many slides were found in a new folder, and what is wrong with the others."""
    found = len(report.relinked)
    others = {
        "not in that folder": report.missing,
        "another file of the same name there": report.different,
        "in the workspace already from there": report.already_there,
    }
    rest = [f"{len(rows)} {words}" for words, rows in others.items() if rows]
    words = f"{found} slide{'' if found == 1 else 's'} found again"
    return ", ".join([words, *rest]) + "."


def is_listed(case: ListedCase) -> bool:
    """Return True unless a case was removed from the list."""
    return case.status is not CaseStatus.REMOVED


# Reviews ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CaseReviews:
    """A case as it is now, and all its reviews."""

    case: ListedCase  # as the list shows it
    rows: tuple[ReviewRow, ...]  # the latest first
    current: frozenset[int]  # those of the rows, by id, that count for the present result


class ReviewRepository(QObject):
    """Keeps reviews; each is a new row, none is ever edited."""

    read = Signal(str, CaseReviews)
    saved = Signal(str, Review, CaseReviews)
    """case_id, the review that was added, all of the case"""
    refused = Signal(str, Review, StephError)
    """case_id, the review, why it could not be kept"""

    def __init__(self, keeper: RecordKeeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper

    def ask(self, case_id: str) -> None:
        """Read the reviews of a case; `read` follows."""
        read = partial(read_reviews, case_id=case_id)
        self._keeper.run(self, read, partial(self.read.emit, case_id))

    def add(self, case_id: str, review: Review) -> None:
        """Keep a review; `saved` or `refused` follows."""
        add = partial(add_review, case_id=case_id, review=review)
        saved = partial(self.saved.emit, case_id, review)
        refused = partial(self.refused.emit, case_id, review)
        self._keeper.run(self, add, saved, refused)


def read_reviews(workspace: Workspace, case_id: str) -> CaseReviews:
    """Read a case and its reviews."""
    rows = tuple(workspace.reviews(_row_id(workspace, case_id)))
    current = frozenset(review.id for review in workspace.reviews_of_result(case_id))
    return CaseReviews(workspace.listed_case(case_id), rows, current)


def add_review(workspace: Workspace, case_id: str, review: Review) -> CaseReviews:
    """Add a review and read the case again."""
    workspace.add_review(_row_id(workspace, case_id), review)
    return read_reviews(workspace, case_id)


def _row_id(workspace: Workspace, case_id: str) -> int:
    row = workspace.case_named(case_id)
    if row is None:
        raise not_listed("case")
    return row.id
