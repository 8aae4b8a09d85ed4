"""The worklist: cases by pseudonym, their state, and how much of them may be seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QImage

from steph_desktop.case.disclosure import Disclosure, disclose, is_unsuitable, kept_reason
from steph_desktop.case.result import CaseResult, region_of_result, vote_of_result
from steph_desktop.case.slide_checks import quality_of, summary
from steph_desktop.core.errors import StephError, count_of, plain_name
from steph_desktop.core.job_control import Progress
from steph_desktop.features.facts import FeatureFacts, is_feature_file
from steph_desktop.model.outputs import RiskGroup
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.list_rows import ROW_ROLE, RowModel
from steph_desktop.ui.kit.widgets import plain
from steph_desktop.workspace.database import utc_now
from steph_desktop.workspace.records import CaseStatus, MemberVote, Quality, RegionNote, ReviewState

T = TypeVar("T")


class CaseState(Enum):
    """The state of a case, in the worklist's words."""

    OPENING = "opening"
    READY = "not analysed"
    QUEUED = "waiting"
    RUNNING = "analysing"
    DONE = "done"
    FAILED = "could not be analysed"
    UNREADABLE = "cannot be opened"


class ListStatus(Enum):
    """The state of a case for a reviewer, in the order of the work."""

    NEW = "new"
    ANALYSING = "analysing"
    FAILED = "failed"
    CHECK = "check"
    ANALYSED = "analysed"
    REVIEWED = "reviewed"
    SIGNED = "signed"


@dataclass(frozen=True)
class Case:
    """One case of the worklist."""

    case_id: str  # pseudonym; the only name the window shows by itself
    slides: tuple[Path, ...]  # slides of one patient, in the order they were added
    state: CaseState = CaseState.OPENING
    mpp: float | None = None  # micrometres per pixel stated by the user
    mpp_fault: str = ""  # why the resolution is not known; empty if it is
    progress: Progress | None = None
    result: CaseResult | None = None
    error: StephError | None = None
    thumbnail: QImage | None = None
    # known_group, known_percentile, known_score: Of the result that is kept, before it is read.
    known_group: RiskGroup | None = None
    vanished: StephError | None = None  # which slide is missing
    known_percentile: float | None = None
    known_score: float | None = None
    known_vote: MemberVote | None = None  # of that result: how far the models of its pack agree
    quality: Quality | None = None  # outcome of its slide checks, where they were made
    reviewed: CaseStatus = CaseStatus.NEW  # how far its review is
    own_group: RiskGroup | None = None  # the reviewers' latest estimate beside its result
    standing: ReviewState = field(default_factory=ReviewState)  # what reviewers have made of it
    # added_at, changed_at: UTC; sort as text. Empty before the workspace has noted the case.
    added_at: str = ""
    changed_at: str = ""
    # It has a result that must stay hidden until the reviewer has given an estimate.
    is_hidden: bool = False
    is_wanted_anyway: bool = False  # somebody asked for its result although a check is red
    is_stale: bool = False  # its result was made at another pixel size than is stated now
    known_region: RegionNote | None = None  # what was read for a kept result that was not read yet
    # Pseudonym of an earlier case that holds the same slide; empty if none does.
    copy_of: str = ""
    # Why the model of a kept result that was not read yet is not trusted; empty if it is.
    unproven: str = ""
    # Of those of its files that hold features in place of a slide.
    features: tuple[FeatureFacts, ...] = ()
    # What the laboratory's list calls it, notes of it, and says of its urgency; empty if nothing.
    accession: str = ""
    lab_note: str = ""
    due: str = ""

    @property
    def disclosure(self) -> Disclosure:
        """What may be said of its result."""
        checks = self.result.checks if self.result is not None else ()
        return disclose(
            checks or None,
            kept_reason=kept_reason(self.quality, self.unproven),
            is_blinded=self.is_hidden,
            is_unsuitable=is_unsuitable(self.standing),
            is_requested=self.is_wanted_anyway,
            is_stale=self.is_stale,
            region=self.known_region if self.result is None else region_of_result(self.result),
        )

    @property
    def is_withheld(self) -> bool:
        """True where the result is not shown before the user asks for it."""
        return self.state is CaseState.DONE and self.disclosure.is_withheld

    @property
    def is_on_request(self) -> bool:
        """True where the result is shown only because somebody asked for it."""
        return self.state is CaseState.DONE and self.disclosure.is_on_request

    @property
    def has_result(self) -> bool:
        """True where a result is kept, read or not, shown or not."""
        known = self.known_group is not None or self.known_score is not None
        return self.result is not None or known or self.is_hidden

    @property
    def group(self) -> RiskGroup | None:
        """Risk group of the result, as far as it may be seen."""
        return self._seen(self.known_group, lambda result: result.risk_group)

    @property
    def percentile(self) -> float | None:
        """Percentile of the risk, as far as it may be seen."""
        return self._seen(self.known_percentile, lambda result: result.risk_percentile)

    @property
    def vote(self) -> MemberVote | None:
        """How far the models of the pack agree, as far as it may be seen."""
        return self._seen(self.known_vote, vote_of_result)

    @property
    def score(self) -> float | None:
        """Risk score, as far as it may be seen."""
        return self._seen(self.known_score, lambda result: result.prediction.risk_score)

    def _seen(self, known: T | None, read: Callable[[CaseResult], T | None]) -> T | None:
        """Return a part of the answer: what was kept of it, until the result itself is read."""
        if self.is_withheld:
            return None
        return known if self.result is None else read(self.result)

    @property
    def status(self) -> ListStatus:
        if self.is_busy:
            return ListStatus.ANALYSING
        if self.state in (CaseState.FAILED, CaseState.UNREADABLE):
            return ListStatus.FAILED
        if self.state is not CaseState.DONE:
            return ListStatus.NEW
        if self.reviewed is CaseStatus.SIGNED_OFF:
            return ListStatus.SIGNED
        if self.reviewed is CaseStatus.REVIEWED:
            return ListStatus.REVIEWED
        poor = self.quality in (Quality.POOR, Quality.DOUBTFUL)
        return ListStatus.CHECK if poor else ListStatus.ANALYSED

    @property
    def is_unreviewed(self) -> bool:
        """True if a result is waiting for a reviewer."""
        return self.status in (ListStatus.CHECK, ListStatus.ANALYSED)

    @property
    def was(self) -> str:
        """What the result says that a new analysis is to replace: ``was Low 21``; empty if none."""
        if not self.is_busy or self.is_hidden or self.disclosure.is_withheld or self.group is None:
            return ""
        return f"was {risk_words(self.group, self.percentile)}"

    @property
    def lab_name(self) -> str:
        """What the lab calls it: accession number, first slide's file, how many more there are."""
        more = f" +{len(self.slides) - 1}" if len(self.slides) > 1 else ""
        file = f"{self.slides[0].stem}{more}" if self.slides else ""
        # Files are often called by the number, with what tells them apart behind it.
        named = file.casefold().startswith(self.accession.casefold())
        return file if named else f"{self.accession} · {file}"

    @property
    def is_busy(self) -> bool:
        """True while a job waits or runs for it."""
        return self.state in (CaseState.QUEUED, CaseState.RUNNING)

    @property
    def needs_mpp(self) -> bool:
        """True where the user has to state the resolution first."""
        return bool(self.mpp_fault) and self.mpp is None


SHORT_GROUP = {RiskGroup.LOW: "Low", RiskGroup.INTERMEDIATE: "Int", RiskGroup.HIGH: "High"}


def risk_words(group: RiskGroup, percentile: float | None) -> str:
    """Say a risk in few letters: ``Int 39``."""
    words = tr(SHORT_GROUP[group])
    return words if percentile is None else f"{words} {percentile:.0f}"


def range_words(case: Case) -> str:
    """Say how far the models of the pack agree: ``28–51``, ``models split``; empty for one."""
    if case.vote is None or case.state is not CaseState.DONE:
        return ""
    ends = f"{case.vote.low:.0f}–{case.vote.high:.0f}"
    return f"{ends}, models split" if case.vote.is_split else ends


def masked(case: Case) -> Case:
    """Return a case without anything of the model's answer."""
    return replace(
        case,
        result=None,
        known_group=None,
        known_percentile=None,
        known_score=None,
        known_vote=None,
        is_hidden=True,
    )


def joined(cases: Sequence[Case]) -> Case:
    """Return the first of several cases with the slides of all, to be opened and analysed again."""
    slides = tuple(dict.fromkeys(slide for case in cases for slide in case.slides))
    mpp = next((case.mpp for case in cases if case.mpp is not None), None)
    return Case(cases[0].case_id, slides, mpp=mpp)


def with_files(case: Case, slides: Sequence[Path]) -> Case:
    """Return a case with other files in place of its own, to be opened and analysed again."""
    # Tags are of the case; reviews were of a result that these files do not give.
    kept = ReviewState(tags=case.standing.tags)
    return Case(case.case_id, tuple(slides), standing=kept, added_at=case.added_at)


class Worklist(RowModel):
    """The cases of the workspace by their pseudonyms, in the order they were added.

    In blinded mode a case without an estimate of its reviewer is returned without the model's
    answer; `whole` returns all of it, for what is not shown.
    """

    case_changed = Signal(str)
    """Pseudonym of a case of which anything but its progress changed."""
    case_progressed = Signal(str)
    """Pseudonym of a case whose analysis has come further; comes many times a second."""
    many_changed = Signal()
    """Several cases changed at once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cases: dict[str, Case] = {}
        self._masks: dict[str, Case] = {}
        self.is_blinded = False  # results stay hidden until the reviewer has given an estimate

    def __contains__(self, case_id: str) -> bool:
        return case_id in self._cases

    def __getitem__(self, case_id: str) -> Case:
        case = self._cases[case_id]
        if not (self.is_blinded and case.has_result and not case.standing.is_seen):
            return case
        # Kept, so that the same case is the same object until it changes.
        if case_id not in self._masks:
            self._masks[case_id] = masked(case)
        return self._masks[case_id]

    def whole(self, case_id: str) -> Case:
        """Return a case with the model's answer, for what is kept; never show it."""
        return self._cases[case_id]

    @property
    def withheld(self) -> frozenset[str]:
        """Cases whose result is not shown, whether their slides are here: a check is red."""
        return frozenset(name for name, case in self._cases.items() if case.disclosure.is_withheld)

    @property
    def requested(self) -> frozenset[str]:
        """Cases whose result is shown only because somebody asked for it."""
        cases = self._cases.values()
        return frozenset(case.case_id for case in cases if case.disclosure.is_on_request)

    def set_blinded(self, *, blinded: bool) -> None:
        """Hide the results of cases without an estimate, or show them again."""
        if blinded is not self.is_blinded:
            self.is_blinded = blinded
            self._masks.clear()
            self.repaint_all()
            self.many_changed.emit()

    @property
    def cases_by_slide(self) -> dict[str, str]:
        """Pseudonyms by the name of a slide's file without its ending."""
        return {
            plain_name(slide.stem): name for name in self.case_ids for slide in self[name].slides
        }

    @property
    def case_ids(self) -> tuple[str, ...]:
        return tuple(self.keys)

    def add(self, *cases: Case, row: int | None = None) -> None:
        """Insert cases at a row, all at once; by default, or past the end, append them."""
        if not cases:
            return
        first = len(self.keys) if row is None else min(row, len(self.keys))
        self.beginInsertRows(QModelIndex(), first, first + len(cases) - 1)
        for case in cases:
            # Until the workspace has noted it, a new case sorts as the newest.
            noted = case if case.changed_at else replace(case, changed_at=utc_now())
            self._cases[case.case_id] = noted
        self.keys[first:first] = [case.case_id for case in cases]
        # From there on: thousands of files are opened, and appended, one by one.
        self._rows |= {name: number for number, name in enumerate(self.keys[first:], first)}
        self.endInsertRows()

    def remove(self, case_id: str) -> None:
        """Remove a case from the list; its files and results stay."""
        row = self._rows[case_id]
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._cases[case_id]
        self._masks.pop(case_id, None)
        del self.keys[row]
        self._rows = {name: number for number, name in enumerate(self.keys)}
        self.endRemoveRows()

    def change(self, case_id: str, **changes: Any) -> None:
        """Replace fields of a case; nothing happens if it has been removed.

        A result that comes from an analysis has not been reviewed by anyone.
        """
        if case_id in self._cases:
            if "result" in changes and changes.get("state") is CaseState.DONE:
                new: dict[str, Any] = {
                    "reviewed": CaseStatus.ANALYSED,
                    # What was said of the earlier result does not hold for this one.
                    "standing": ReviewState(tags=self._cases[case_id].standing.tags),
                    "is_wanted_anyway": False,
                    "is_stale": False,
                    "own_group": None,
                    "unproven": "",
                    "changed_at": utc_now(),
                }
                result = changes["result"]
                if isinstance(result, CaseResult):
                    new["quality"] = quality_of(result.checks)
                changes = {**new, **changes}
            self.put(replace(self._cases[case_id], **changes))

    def note_progress(self, case_id: str, progress: Progress) -> None:
        """Keep how far the analysis of a case is; nothing else of it changes."""
        if case_id in self._cases:
            self._cases[case_id] = replace(self._cases[case_id], progress=progress)
            self._masks.pop(case_id, None)
            # Not `case_changed`: that would sort and paint the list many times a second.
            self.case_progressed.emit(case_id)

    def put(self, case: Case) -> None:
        """Replace the case of the same name."""
        self._cases[case.case_id] = case
        self._masks.pop(case.case_id, None)
        self.repaint_row(case.case_id)
        self.case_changed.emit(case.case_id)

    def change_many(self, changes: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace fields of several cases at once; those that have been removed are passed over."""
        for case_id, fields in changes.items():
            if case_id in self._cases:
                self._cases[case_id] = replace(self._cases[case_id], **fields)
                self._masks.pop(case_id, None)
        if changes and self.keys:
            self.repaint_all()
            self.many_changed.emit()

    def value(self, case_id: str, role: int) -> Any:
        return case_data(self[case_id], role)


def case_data(case: Case, role: int) -> Any:
    """Return what a list shows of a case for a Qt role."""
    if role == ROW_ROLE:
        return case
    if role == Qt.ItemDataRole.DisplayRole:
        return case.case_id
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return ", ".join((case.case_id, *_said_of(case)))
    if role == Qt.ItemDataRole.ToolTipRole:
        # File names show only here, where the user asks for them.
        lines = [" · ".join(_said_of(case)), *(path.name for path in case.slides)]
        lines += filter(None, (case.accession, case.lab_note, case.due))
        if words := checks_words(case):
            lines.append(tr(f"Checks: {words}"))
        if mark := case.disclosure.mark:
            lines.append(tr(mark))
        return plain("\n".join(lines))
    return None


def _said_of(case: Case) -> list[str]:
    """Return everything that a row says of a case; it may find no room there."""
    parts = (
        copy_words(case), slides_words(case), state_words(case), case.was, range_words(case),
        status_words(case), own_words(case), *case.standing.tags,
    )  # fmt: skip
    return [tr(words) for words in parts if words]


def own_words(case: Case) -> str:
    """Say the reviewers' own estimate; empty without one."""
    return "" if case.own_group is None else f"own {SHORT_GROUP[case.own_group].lower()}"


def copy_words(case: Case) -> str:
    """Say that a case holds the slide of another one; empty if it does not."""
    return f"same slide as {case.copy_of}" if case.copy_of else ""


def slides_words(case: Case) -> str:
    """Say how many slides and feature files a case has."""
    features = sum(map(is_feature_file, case.slides))
    slides = len(case.slides) - features
    parts = (
        count_of(slides, "slide") if slides else "",
        count_of(features, "feature file") if features else "",
    )
    return ", ".join(filter(None, parts))


def checks_words(case: Case) -> str:
    """Summarise the checks of a finished case; empty where they are not known."""
    if case.state is not CaseState.DONE:
        return ""
    if case.result is not None and case.result.checks:
        return summary(case.result.checks)
    return str(case.quality.value) if case.quality is not None else ""


def state_words(case: Case) -> str:
    """Name the state of a case."""
    if case.state is CaseState.READY and case.needs_mpp:
        return "resolution missing"
    if case.is_hidden:
        return "hidden"
    if case.is_withheld:
        return withheld_words(case)
    if case.state is CaseState.DONE:
        words = f"{case.group.value} risk" if case.group is not None else "analysed"
        words += ", out of date" if case.is_stale else ""
        words += ", region only" if case.disclosure.region is not None else ""
        return f"{words}, shown on request" if case.is_on_request else words
    return str(case.state.value)


def withheld_words(case: Case) -> str:
    """Say in a few words why a result is not shown."""
    if is_unsuitable(case.standing):
        return "not shown, slide unsuitable"
    return "not shown, checks are red"


def status_words(case: Case) -> str:
    """Name the state of a case for a reviewer."""
    if case.is_hidden and case.status is ListStatus.ANALYSED:
        return "not reviewed"
    return str(case.status.value)
