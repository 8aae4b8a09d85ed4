"""The records of a workspace as immutable objects: what goes in, and what comes out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from steph_desktop.core.codec import from_json


class CaseStatus(Enum):
    """How far a case is."""

    NEW = "new"
    ANALYSED = "analysed"
    REVIEWED = "reviewed"
    SIGNED_OFF = "signed off"
    REMOVED = "taken off the list"


class Verdict(Enum):
    """A reviewer's verdict on the model's answer, or on the slide that it rests on."""

    AGREE = "agree"
    DISAGREE = "disagree"
    UNSUITABLE = "slide unsuitable"


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
    """A slide, referenced where it lies."""

    id: int
    patient_id: int | None
    path: Path  # where it was last seen
    # size_bytes, mtime_ns: as it was last seen.
    size_bytes: int
    mtime_ns: int
    ends_sha256: str  # of the first and the last 64 KiB: enough to know the file again
    sha256: str | None  # of the slide as the feature file states it; None until it was read whole
    stated_mpp: float | None  # micrometres per pixel that the user stated
    added_at: str


@dataclass(frozen=True)
class CaseRow:
    """A case: slides of one patient that are analysed as one bag, and the latest result."""

    id: int
    pseudonym: str  # the only name that leaves the workspace
    patient_id: int | None
    status: CaseStatus
    result_id: int | None  # latest result; its risk stands beside for sorting
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
class MemberVote:
    """How far the models of a pack that holds several agree on a result, as a list shows it."""

    models: int
    agreeing: int  # how many say the group that the case is given
    # low, high: the lowest and the highest percentile by a model.
    low: float
    high: float
    is_split: bool  # whether so few agree, or say so different things, that a list must warn


@dataclass(frozen=True)
class RegionNote:
    """That only a region of a case's slides was read, as a list shows it."""

    # kept, total: patches that were read, and on all the tissue of the case.
    kept: int
    total: int
    is_outside: bool  # areas were left out; False where only areas were read
    sha256: str  # of the geometry; of all of them where several slides have one

    @property
    def share(self) -> float:
        """Part of the tissue that was read, 0 to 1."""
        return self.kept / max(1, self.total)

    @property
    def words(self) -> str:
        """What stands with the result, as a sentence."""
        share = f"{self.kept} of {self.total} patches, {share_words(self.share)} of the tissue"
        if self.is_outside:
            return f"Region only: drawn areas were left out; {share} were read."
        return f"Region only: what lies in drawn areas was read, {share}."


def share_words(share: float) -> str:
    """Say a share in per cent; never as 0 or 100 % where it is not quite that."""
    percent = round(100 * share)
    if percent == 0 and share > 0:
        return "under 1 %"
    return "over 99 %" if percent == 100 and share < 1 else f"{percent} %"


@dataclass(frozen=True)
class Outcome:
    """The answer of a run, as far as lists need it; the rest is in the case's files."""

    risk_score: float
    n_patches: int
    risk_percentile: float | None = None
    risk_group: str | None = None
    quality: str | None = None  # a value of `Quality`; None where nothing was checked
    members: str | None = None  # a `MemberVote` as JSON; None for a pack of one model
    region: str | None = None  # a `RegionNote` as JSON; None where all tissue was read

    @property
    def vote(self) -> MemberVote | None:
        """How far the models agree; None for a pack of one, and for results of earlier versions."""
        return vote_of(self.members)


def vote_of(members: str | None) -> MemberVote | None:
    """Read how far models agree from its column."""
    return None if members is None else from_json(MemberVote, json.loads(members), "members")


def region_note_of(region: str | None) -> RegionNote | None:
    """Read what was read of a case from its column."""
    return None if region is None else from_json(RegionNote, json.loads(region), "region")


@dataclass(frozen=True)
class ResultInput:
    """One input of a result, in bag order."""

    path: Path  # slide, or feature file that was given in place of one
    sha256: str  # of the slide (or the feature file); empty where it is not known
    is_slide: bool = True  # False for a feature file
    mpp: float | None = None  # micrometres per pixel where the user stated it
    # Where only a region was read: the hash of its geometry, whether it was left out, and whether
    # it was taken from features of the whole slide.
    region: Mapping[str, Any] | None = None


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
    """A review of a case."""

    verdict: Verdict | None = None  # None where only an estimate or a comment is given
    comment: str = ""
    tags: tuple[str, ...] = ()
    own_risk_group: str | None = None  # the reviewer's own estimate
    own_risk_percent: float | None = None  # the same as a place from 0 (lowest risk) to 100
    blinded: bool = False  # the estimate was given before the model's was shown
    signed_off: bool = False  # the case is closed by this review
    reviewer: str = ""  # stated name; empty for the one who opened the workspace
    # A signed case is opened again by this review; the comment is the reason.
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
    """A file of the workspace and its hash when it was written."""

    id: int
    path: str  # inside the workspace, with ``/``
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
    """A job in the queue."""

    id: int
    kind: str  # which use case answers it
    lane: Lane
    state: JobState
    request: Mapping[str, Any]  # JSON values
    case_id: int | None
    priority: int  # higher goes first; within one priority, the order of `place`
    place: int
    attempts: int  # how often it was begun
    error: str  # why it failed, in words for the user
    queued_at: str
    started_at: str | None
    ended_at: str | None
    token: str  # its name, the same after every restart
    title: str  # what the user reads of it
    damage: str = ""  # why its row cannot be read; it can only be taken off the list then


@dataclass(frozen=True)
class RelinkReport:
    """What became of slides whose folder moved, by row."""

    relinked: tuple[int, ...] = ()  # found in the new place, and the same file
    missing: tuple[int, ...] = ()  # not there
    different: tuple[int, ...] = ()  # a file of that name is there, but it is another one
    already_there: tuple[int, ...] = ()  # the file in the new place is listed as a slide of its own


@dataclass(frozen=True)
class ReviewState:
    """What reviewers have made of a case."""

    is_seen: bool = False  # a review counts for the present result, be it an estimate alone
    verdict: Verdict | None = None  # of the latest review that counts
    tags: tuple[str, ...] = ()  # of the latest review, also of an earlier result


@dataclass(frozen=True)
class ScoredCase:
    """A case on the list with its latest risk."""

    pseudonym: str
    risk_score: float | None  # higher is worse; comparable within one model only
    risk_group: str | None  # by the cut-offs of the model pack
    # model_id, model_sha256: the model pack.
    model_id: str
    model_sha256: str
    # As the user's files name the patient, empty if unknown; must not leave the workspace.
    patient: str
    is_region: bool = False  # only a region of its slides was read
    # Of the score, on the scale of the member of the pack that gave it; comparable between members.
    risk_percentile: float | None = None


@dataclass(frozen=True)
class ListedCase:
    """A case as a list shows it."""

    pseudonym: str
    slides: tuple[Path, ...]  # where its slides were last seen, in bag order; at least one
    mpp: float | None  # micrometres per pixel that the user stated
    status: CaseStatus
    has_result: bool  # whether a result of these slides is kept
    risk_group: str | None  # of that result
    changed_at: str  # when anything about it was last written, UTC; sorts as text
    added_at: str = ""  # when it was added, the same way
    # risk_score, risk_percentile: of that result.
    risk_score: float | None = None
    risk_percentile: float | None = None
    quality: Quality | None = None  # what the checks of its slides said
    standing: ReviewState = ReviewState()  # what reviewers have made of it
    model_sha256: str | None = None  # of the model that gave that result
    vote: MemberVote | None = None  # how far the models of its pack agree on that result
    is_stale: bool = False  # that result was made at another pixel size than is stated now
    own_group: str | None = None  # the reviewers' latest estimate beside that result
    # A person asked for that result although a check is red.
    is_requested: bool = False
    region: RegionNote | None = None  # what was read for that result, where it was not all
    damage: str = ""  # why its row cannot be read; of the rest only the names hold then
    # What the laboratory's list calls it, notes of it, and says of its urgency; empty if nothing.
    accession: str = ""
    lab_note: str = ""
    due: str = ""


@dataclass(frozen=True)
class LabEntry:
    """What a laboratory's list says of a case."""

    accession: str = ""  # number by which the laboratory finds it
    lab_note: str = ""
    due: str = ""  # a day, or how urgent it is, in the list's own words


@dataclass(frozen=True)
class FollowUp:
    """What became of a patient."""

    time_days: float  # follow-up in days
    event: bool  # True if the event was seen, False if the follow-up ended before


@dataclass(frozen=True)
class OutcomeLine:
    """One line of a clinical table; it needs a patient, a case, or slides of a listed case."""

    follow_up: FollowUp  # what became of the patient
    patient: str = ""  # as the user's files name the patient
    case: str = ""  # pseudonym of a case
    # Names of the patient's slides, with or without their suffix; they are assigned to the
    # patient where they are listed.
    slides: tuple[str, ...] = ()


@dataclass(frozen=True)
class OutcomeReport:
    """What attaching a clinical table did."""

    # new, changed, same: outcomes that were not known, known otherwise, and known already.
    new: int
    changed: int
    same: int
    unmatched: int  # lines that name neither a patient nor anything listed
    cases: int  # cases on the list whose outcome is known now


@dataclass(frozen=True)
class EstimateRow:
    """A reviewer's estimate of a case beside the answer that stands on the list."""

    case: str  # pseudonym
    reviewer: str
    blinded: bool  # given before the model's answer was shown
    # own_group, own_percent: the estimate.
    own_group: str | None
    own_percent: float | None
    # model_group, model_score, model_percentile: the model's answer.
    model_group: str | None
    model_score: float
    model_percentile: float | None
    model_sha256: str  # of the model that gave it
    follow_up: FollowUp | None  # what became of the patient
