"""The records of a workspace as immutable objects: what goes in, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any


class CaseStatus(Enum):
    """How far a case is."""

    NEW = "new"
    ANALYSED = "analysed"
    REVIEWED = "reviewed"
    SIGNED_OFF = "signed off"
    REMOVED = "taken off the list"


class Verdict(Enum):
    """A reviewer's verdict on the model's answer."""

    AGREE = "agree"
    DISAGREE = "disagree"


class Quality(Enum):
    """What the checks of a case's slides say, the worst of them."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    POOR = "poor"


class FileKind(Enum):
    """What a file of the workspace holds."""

    FEATURES = "features"
    CASE = "case"
    MODEL = "model"
    REPORT = "report"


@dataclass(frozen=True)
class PatientRow:
    """A patient, by the name that the user's files use."""

    id: int
    name: str
    added_at: str


@dataclass(frozen=True)
class SlideRow:
    """A slide, referenced where it lies.

    Attributes
    ----------
    path : pathlib.Path
        Where it was last seen.
    size_bytes, mtime_ns : int
        As it was last seen.
    ends_sha256 : str
        Of the first and the last 64 KiB: enough to know the file again.
    sha256 : str, optional
        Of the slide as the feature file states it; None until it was read whole.
    stated_mpp : float, optional
        Micrometres per pixel that the user stated.
    """

    id: int
    patient_id: int | None
    path: Path
    size_bytes: int
    mtime_ns: int
    ends_sha256: str
    sha256: str | None
    stated_mpp: float | None
    added_at: str


@dataclass(frozen=True)
class CaseRow:
    """A case: slides of one patient that are analysed as one bag, and the latest result.

    Attributes
    ----------
    pseudonym : str
        The only name that leaves the workspace.
    result_id : int, optional
        Latest result; its risk stands beside for sorting.
    """

    id: int
    pseudonym: str
    patient_id: int | None
    status: CaseStatus
    result_id: int | None
    risk_score: float | None
    risk_group: str | None
    added_at: str
    changed_at: str


@dataclass(frozen=True)
class Run:
    """What made a result: model and encoder with the SHA-256 of their weights, patches, program."""

    model_id: str
    model_sha256: str
    encoder: str
    encoder_sha256: str
    target_mpp: float
    patch_px: int
    seed: int
    app_version: str
    device: str
    overlap_px: int = 0


@dataclass(frozen=True)
class Outcome:
    """The answer of a run, as far as lists need it; the rest is in the case's files.

    Attributes
    ----------
    quality : str, optional
        A value of `Quality`; None where nothing was checked.
    """

    risk_score: float
    n_patches: int
    risk_percentile: float | None = None
    risk_group: str | None = None
    quality: str | None = None


@dataclass(frozen=True)
class ResultInput:
    """One input of a result, in bag order.

    Attributes
    ----------
    path : pathlib.Path
        Slide, or feature file that was given in place of one.
    sha256 : str
        Of the slide (or the feature file); empty where it is not known.
    is_slide : bool
        False for a feature file.
    mpp : float, optional
        Micrometres per pixel where the user stated it.
    """

    path: Path
    sha256: str
    is_slide: bool = True
    mpp: float | None = None


@dataclass(frozen=True)
class ResultRow:
    """A result with the run that made it and the slides it rests on."""

    id: int
    case_id: int
    at: str
    run: Run
    outcome: Outcome
    slide_ids: tuple[int | None, ...]
    input_sha256s: tuple[str, ...]


@dataclass(frozen=True)
class Review:
    """A review of a case.

    Attributes
    ----------
    verdict : Verdict, optional
        None where only an estimate or a comment is given.
    own_risk_group : str, optional
        The reviewer's own estimate.
    own_risk_percent : float, optional
        The same as a place from 0 (lowest risk) to 100.
    blinded : bool
        The estimate was given before the model's was shown.
    signed_off : bool
        The case is closed by this review.
    reviewer : str
        Stated name; empty for the one who opened the workspace.
    reopened : bool
        A signed case is opened again by this review; the comment is the reason.
    """

    verdict: Verdict | None = None
    comment: str = ""
    tags: tuple[str, ...] = ()
    own_risk_group: str | None = None
    own_risk_percent: float | None = None
    blinded: bool = False
    signed_off: bool = False
    reviewer: str = ""
    reopened: bool = False

    @property
    def is_estimate(self) -> bool:
        """Whether the reviewer gives an estimate alone, and no word on the model's answer."""
        said = self.verdict is not None or bool(self.comment) or self.signed_off or self.reopened
        return self.has_estimate and not said

    @property
    def has_estimate(self) -> bool:
        """Whether the reviewer's own estimate is given."""
        return self.own_risk_group is not None or self.own_risk_percent is not None


@dataclass(frozen=True)
class ReviewRow:
    """A review as it is kept; it is never edited, a later one stands above it."""

    id: int
    case_id: int
    result_id: int | None
    at: str
    review: Review


@dataclass(frozen=True)
class FileRow:
    """A file of the workspace and its hash when it was written.

    Attributes
    ----------
    path : str
        Inside the workspace, with ``/``.
    """

    id: int
    path: str
    kind: FileKind
    sha256: str
    size_bytes: int
    result_id: int | None
    recorded_at: str


class Lane(Enum):
    """What a job needs: one job at a time in each."""

    ACCELERATOR = "accelerator"
    FILES = "files"


class JobState(Enum):
    """How far a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    INTERRUPTED = "interrupted"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens unless somebody asks."""
        return self in {JobState.DONE, JobState.FAILED, JobState.CANCELLED}


@dataclass(frozen=True)
class JobRow:
    """A job in the queue.

    Attributes
    ----------
    kind : str
        Which use case answers it.
    request : mapping
        JSON values.
    priority : int
        Higher goes first; within one priority, the order of `place`.
    attempts : int
        How often it was begun.
    error : str
        Why it failed, in words for the user.
    token : str
        Its name, the same after every restart.
    title : str
        What the user reads of it.
    """

    id: int
    kind: str
    lane: Lane
    state: JobState
    request: Mapping[str, Any]
    case_id: int | None
    priority: int
    place: int
    attempts: int
    error: str
    queued_at: str
    started_at: str | None
    ended_at: str | None
    token: str
    title: str


@dataclass(frozen=True)
class RelinkReport:
    """What became of slides whose folder moved, by row.

    Attributes
    ----------
    relinked : tuple of int
        Found in the new place, and the same file.
    missing : tuple of int
        Not there.
    different : tuple of int
        A file of that name is there, but it is another one.
    already_there : tuple of int
        The file in the new place is listed as a slide of its own.
    """

    relinked: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    different: tuple[int, ...] = ()
    already_there: tuple[int, ...] = ()


@dataclass(frozen=True)
class Standing:
    """What reviewers have made of a case.

    Attributes
    ----------
    is_seen : bool
        A review of the present result is kept, be it an estimate alone.
    verdict : Verdict, optional
        Of the latest review.
    tags : tuple of str
        Of the latest review.
    """

    is_seen: bool = False
    verdict: Verdict | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class ScoredCase:
    """A case on the list with its latest risk.

    Attributes
    ----------
    pseudonym : str
        Its name.
    risk_score : float, optional
        Higher is worse; comparable within one model only.
    risk_group : str, optional
        By the cut-offs of the model pack.
    model_id, model_sha256 : str
        The model pack.
    patient : str
        As the user's files name the patient, empty if unknown; must not leave the workspace.
    """

    pseudonym: str
    risk_score: float | None
    risk_group: str | None
    model_id: str
    model_sha256: str
    patient: str


@dataclass(frozen=True)
class ListedCase:
    """A case as a list shows it.

    Attributes
    ----------
    pseudonym : str
        Its name.
    slides : tuple of pathlib.Path
        Where its slides were last seen, in bag order; at least one.
    mpp : float, optional
        Micrometres per pixel that the user stated.
    status : CaseStatus
        How far.
    has_result : bool
        Whether a result of these slides is kept.
    risk_group : str, optional
        Of that result.
    changed_at : str
        When anything about it was last written, UTC; sorts as text.
    added_at : str
        When it was added, the same way.
    risk_score, risk_percentile : float, optional
        Of that result.
    quality : Quality, optional
        What the checks of its slides said.
    standing : Standing
        What reviewers have made of it.
    """

    pseudonym: str
    slides: tuple[Path, ...]
    mpp: float | None
    status: CaseStatus
    has_result: bool
    risk_group: str | None
    changed_at: str
    added_at: str = ""
    risk_score: float | None = None
    risk_percentile: float | None = None
    quality: Quality | None = None
    standing: Standing = Standing()


@dataclass(frozen=True)
class FollowUp:
    """What became of a patient.

    Attributes
    ----------
    time_days : float
        Follow-up in days.
    event : bool
        True if the event was seen, False if the follow-up ended before.
    """

    time_days: float
    event: bool


@dataclass(frozen=True)
class OutcomeLine:
    """One line of a clinical table; it needs a patient, a case, or slides of a listed case.

    Attributes
    ----------
    follow_up : FollowUp
        What became of the patient.
    patient : str
        As the user's files name the patient.
    case : str
        Pseudonym of a case.
    slides : tuple of str
        Names of the patient's slides, with or without their suffix; they are assigned to the
        patient where they are listed.
    """

    follow_up: FollowUp
    patient: str = ""
    case: str = ""
    slides: tuple[str, ...] = ()


@dataclass(frozen=True)
class OutcomeReport:
    """What attaching a clinical table did.

    Attributes
    ----------
    new, changed, same : int
        Outcomes that were not known, known otherwise, and known already.
    unmatched : int
        Lines that name neither a patient nor anything listed.
    cases : int
        Cases on the list whose outcome is known now.
    """

    new: int
    changed: int
    same: int
    unmatched: int
    cases: int


@dataclass(frozen=True)
class EstimateRow:
    """A reviewer's estimate of a case beside the answer that stands on the list.

    Attributes
    ----------
    case : str
        Pseudonym.
    reviewer : str
        Stated name.
    blinded : bool
        Given before the model's answer was shown.
    own_group, own_percent : optional
        The estimate.
    model_group, model_score, model_percentile : optional
        The model's answer.
    model_sha256 : str
        Of the model that gave it.
    follow_up : FollowUp, optional
        What became of the patient.
    """

    case: str
    reviewer: str
    blinded: bool
    own_group: str | None
    own_percent: float | None
    model_group: str | None
    model_score: float
    model_percentile: float | None
    model_sha256: str
    follow_up: FollowUp | None
