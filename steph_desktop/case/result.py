"""A finished case: its result, the figures that all views show, and its JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from steph_desktop.case.slide_checks import Check
from steph_desktop.core.codec import Key, to_json
from steph_desktop.model.card import LambdaSource, PackCard
from steph_desktop.model.outputs import Prediction, RiskGroup, SourceShare, risk_contributions
from steph_desktop.slide.region import RegionRead
from steph_desktop.slide.tissue import Outline
from steph_desktop.survival.curves import (
    DAYS_PER_YEAR,
    LANDMARK_YEARS,
    KaplanMeierCurve,
    TimeBins,
    median_survival_days,
    survival_at,
)
from steph_desktop.workspace.records import MemberVote, RegionNote

N_TOP_PATCHES = 10  # that are named in the JSON
FRAGILE_POINTS = 20.0
"""A case that moves by a fifth of the cohort when one source is left out is called fragile."""


@dataclass(frozen=True)
class SlidePatches:
    """Where one slide's instances lie in the bag and on the slide."""

    slide_id: str
    # first, count: rows of the bag that belong to this slide: ``first : first + count``.
    first: int
    count: int
    # shape (count, 2), int64: level-0 pixels, top left of each patch; None if the feature file
    # has none (no maps then).
    coords: Annotated[NDArray[np.int64] | None, Key(stored=False)]
    patch_size_level0_px: int  # side of a patch in level-0 pixels; 0 if unknown
    mpp: float | None  # micrometres per level-0 pixel
    mpp_source: str  # where the mpp came from
    slide_sha256: str  # of the slide file; empty if unknown
    # Edge of the tissue that the patches were laid on; None where it was not kept.
    outline: Annotated[Outline | None, Key(stored=False)] = None
    # What was read, where it was not all tissue of the slide.
    region: Annotated[RegionRead | None, Key(omit=True)] = None
    # Patches left out because the slide could not be read there: a damaged file.
    failed_patches: Annotated[int, Key(omit=True, later=True)] = 0


@dataclass(frozen=True)
class SourceDropped:
    """Where a case would stand without one source, all else as it is."""

    cancer: str  # the source
    percentile: float  # 0 to 100, on the scale of the member that answers


@dataclass(frozen=True)
class CaseResult:
    """A finished case: what the panels, the report and ``predict --json`` show."""

    case_id: str  # pseudonym
    slides: tuple[SlidePatches, ...]  # in bag order
    card: PackCard  # of the model used, with the reference cohort
    prediction: Prediction
    # 0 to 100 against the reference cohort, None without one: of several members the median.
    risk_percentile: float | None
    # By the pack's cut-offs, None without a reference cohort: of several members the consensus.
    risk_group: RiskGroup | None
    encoder_sha256: str
    app_version: str
    seed: int
    warnings: tuple[str, ...] = ()  # things the reader should know, in plain words
    patient_id: str = ""  # as the user's files name the patient; never printed on a report
    # The reference cohort by risk group, lowest risk first; empty without one.
    strata: tuple[KaplanMeierCurve, ...] = ()
    # Whether the slide can be trusted; empty for a case that was kept before there were checks.
    checks: tuple[Check, ...] = ()
    # Where the case would stand without each of the other cancers that were merged; empty where
    # there are none, or none was tried.
    dropped: tuple[SourceDropped, ...] = ()
    # True for an answer to changed sources: it may be looked at, but never kept, reported or
    # exported.
    is_what_if: bool = False

    def __post_init__(self) -> None:
        if self.is_what_if and self.prediction.member_survival is not None:
            raise ValueError("a what-if is of the answering member alone")


@dataclass(frozen=True)
class SlideShare:
    """What one slide of a case weighed."""

    attention: float  # sum of the attention of its patches, 0 to 1 over the case
    # Sum of its patches' contributions to the risk score; sums to 0 over the case.
    risk: float


def slide_shares(result: CaseResult, horizon_years: float | None = None) -> tuple[SlideShare, ...]:
    """Return what each slide of a case weighed, in the order of the slides."""
    values = risk_contributions(result.prediction, result.card.bins, horizon_years)
    rows = [slice(part.first, part.first + part.count) for part in result.slides]
    attention = result.prediction.attention
    return tuple(SlideShare(float(attention[r].sum()), float(values[r].sum())) for r in rows)


@dataclass(frozen=True)
class CasePictures:
    """Pixels kept with a case, so that a report needs no slide."""

    # shape (h, w, 3), uint8: one per slide, without label or macro image.
    thumbnails: tuple[NDArray[np.uint8], ...] = ()
    downsamples: tuple[float, ...] = ()  # level-0 pixels per thumbnail pixel, one per slide
    # Rows of the bag that are shown: the most raising first, then the most lowering.
    top_indices: tuple[int, ...] = ()
    top_patches: tuple[NDArray[np.uint8], ...] = ()  # shape (p, p, 3), uint8: their pixels


@dataclass(frozen=True)
class CaseRecord:
    """A case with its pictures, as kept in its folder."""

    result: CaseResult
    pictures: CasePictures = field(default_factory=CasePictures)


@dataclass(frozen=True)
class MemberRange:
    """How far the models of a pack that holds several agree on a case."""

    count: int
    # Lowest and highest probability of being alive at each landmark of `CaseFigures.survival`.
    survival: tuple[tuple[float, float], ...]
    # Lowest and highest median survival; None where it lies beyond what is known.
    median_days: tuple[float | None, float | None]
    # Place in the reference cohort by each model, in the pack's order and on the scale of its own
    # scores; empty where the pack does not know the scales.
    percentiles: tuple[float, ...] = ()
    # How many models put the case into each group, lowest risk first; empty as `percentiles`.
    groups: tuple[tuple[RiskGroup, int], ...] = ()
    agreeing: int = 0  # how many say the group that the case is given
    # Whether the median of the models is the case's answer; in earlier versions the first was.
    is_median: bool = False

    @property
    def span(self) -> tuple[float, float] | None:
        """Lowest and highest place; None where places are not known."""
        return (min(self.percentiles), max(self.percentiles)) if self.percentiles else None

    @property
    def is_split(self) -> bool:
        """Whether fewer than two thirds say the same group, or some say low and some high."""
        counts = dict(self.groups)
        both = bool(counts.get(RiskGroup.LOW) and counts.get(RiskGroup.HIGH))
        return bool(self.groups) and (both or 3 * self.agreeing < 2 * self.count)


@dataclass(frozen=True)
class CaseFigures:
    """What a model says of a case, in figures."""

    # Higher is worse; comparable within one model only. None where the result is withheld, and
    # all other figures are empty then.
    risk_score: float | None
    percentile: float | None  # 0 to 100 in the reference cohort; None without one
    group: RiskGroup | None  # by the pack's cut-offs; None without a reference cohort
    # Year and probability of being alive then, at the landmarks that the model knows.
    survival: tuple[tuple[int, float], ...]
    median_days: float | None  # median survival; None where it lies beyond `last_days`
    # Where the model's knowledge ends: its last bin, which is open, or its cohort's follow-up.
    last_days: float
    members: MemberRange | None = None  # None for a pack of one model, and for a what-if

    def median_words(self, unit: str = "years") -> str:
        """Say the median survival: ``3.4 years``, ``> 31 years``."""
        if self.risk_score is None:
            return "not shown"
        if self.median_days is None:
            return f"> {self.last_days / DAYS_PER_YEAR:.0f} {unit}"
        return f"{self.median_days / DAYS_PER_YEAR:.1f} {unit}"

    @property
    def median_range_words(self) -> str:
        """Say how far the members' medians reach: ``2.8 to 5.6``; empty without members."""
        if self.members is None:
            return ""
        beyond = f"> {self.last_days / DAYS_PER_YEAR:.0f}"
        words = [
            beyond if days is None else f"{days / DAYS_PER_YEAR:.1f}"
            for days in self.members.median_days
        ]
        return words[0] if words[0] == words[1] else " to ".join(words)


def last_known_days(card: PackCard) -> float:
    """Time to which a model's curves may be believed: its last bin, or its cohort's follow-up."""
    last, followed = card.bins.starts_days[-1], card.follow_up_end_days
    return last if followed is None else min(last, followed)


def case_figures(result: CaseResult) -> CaseFigures:
    """Return the figures of a case, whether or not they may be shown; see `disclosure`."""
    bins, prediction = result.card.bins, result.prediction
    last = last_known_days(result.card)
    years = [year for year in LANDMARK_YEARS if year * DAYS_PER_YEAR <= last]
    return CaseFigures(
        prediction.risk_score,
        result.risk_percentile,
        result.risk_group,
        tuple((y, survival_at(bins, prediction.survival, y * DAYS_PER_YEAR)) for y in years),
        _median_days(bins, prediction.survival, last),
        last,
        _members(result, years, last),
    )


def _median_days(bins: TimeBins, survival: NDArray[np.float64], last_days: float) -> float | None:
    found = median_survival_days(bins, survival)
    return None if found is None or found > last_days else found


def _members(result: CaseResult, years: Sequence[int], last_days: float) -> MemberRange | None:
    curves, card = result.prediction.member_survival, result.card
    if curves is None:
        return None
    alive = [
        [survival_at(card.bins, curve, year * DAYS_PER_YEAR) for curve in curves] for year in years
    ]
    medians = [_median_days(card.bins, curve, last_days) for curve in curves]
    known = [days for days in medians if days is not None]
    plain = MemberRange(
        len(curves),
        tuple((min(values), max(values)) for values in alive),
        # The upper end is unknown as soon as one of them lies beyond what is known.
        (min(known, default=None), max(known) if len(known) == len(medians) else None),
        is_median=result.prediction.member is not None,
    )
    reference = card.reference
    placed = reference.by_members(curves) if reference is not None else None
    if reference is None or placed is None or result.risk_percentile is None:
        return plain
    places, groups = placed[0].tolist(), placed[1]
    if not plain.is_median:  # the first model's place was shown on the scale of the whole cohort
        places[0] = result.risk_percentile
    return replace(
        plain,
        percentiles=tuple(places),
        groups=tuple((group, groups.count(group)) for group in reference.groups),
        agreeing=sum(group is result.risk_group for group in groups),
    )


def vote_of_result(result: CaseResult) -> MemberVote | None:
    """Return how far the models agree, as a list shows it; None where they are not compared."""
    members = case_figures(result).members
    if members is None or members.span is None or not members.is_median:
        return None
    return MemberVote(members.count, members.agreeing, *members.span, members.is_split)


def region_of_result(result: CaseResult) -> RegionNote | None:
    """Return what was read of the case's tissue, as a list shows it; None where it was all."""
    regions = [part.region for part in result.slides if part.region is not None]
    if not regions:
        return None
    whole = sum(part.count for part in result.slides if part.region is None)
    # A single region is named by its own hash, those of several slides by one of all.
    hashes = [one.region.sha256 for one in regions]
    joined = hashlib.sha256(" ".join(hashes).encode()).hexdigest()
    return RegionNote(
        whole + sum(one.kept for one in regions),
        whole + sum(one.total for one in regions),
        any(one.region.is_outside for one in regions),
        hashes[0] if len(hashes) == 1 else joined,
    )


def largest_move(result: CaseResult) -> SourceDropped | None:
    """Return the source whose absence moves a case most; None where none was tried."""
    here = result.risk_percentile
    if here is None:
        return None
    return max(result.dropped, key=lambda one: abs(one.percentile - here), default=None)


def is_fragile(result: CaseResult) -> bool:
    """Whether a case moves far when one source is left out."""
    move = largest_move(result)
    if move is None or result.risk_percentile is None:
        return False
    return bool(abs(move.percentile - result.risk_percentile) >= FRAGILE_POINTS)


def answer_json(result: CaseResult) -> dict[str, Any]:
    """Return the whole answer of a model as the case's folder keeps it; see `disclosure`."""
    card, prediction, figures = result.card, result.prediction, case_figures(result)
    contributions = risk_contributions(prediction, card.bins)
    top = np.argsort(-prediction.attention, kind="stable")[:N_TOP_PATCHES]
    return {
        "slide_id": "+".join(part.slide_id for part in result.slides),
        "patient_id": result.patient_id,
        "model_id": card.model_id,
        "model_sha256": card.weights_sha256,
        "target_cancer": card.target_cancer,
        "encoder": card.encoder,
        "n_patches": len(prediction.attention),
        "risk_score": figures.risk_score,
        "risk_percentile": figures.percentile,
        "risk_group": to_json(figures.group),
        "time_bins_days": list(card.bins.edges_days),
        "hazards": prediction.hazards.tolist(),
        "survival": prediction.survival.tolist(),
        "median_survival_days": figures.median_days,
        "sources": [_source_json(share, card) for share in prediction.sources],
        "attention": {
            "n": len(prediction.attention),
            "sum": float(prediction.attention.sum()),
            "top": [_patch_json(result, int(row), contributions) for row in top],
        },
        "warnings": list(result.warnings),
    }


def _source_json(share: SourceShare, card: PackCard) -> dict[str, Any]:
    """Return a source; not as merged if it has no weight, or the model settled on the target."""
    settled = card.lambda_source is not LambdaSource.PER_BAG and share.cancer != card.target_cancer
    gave = share.weight > 0 and not (settled and share.lambda_target == 1)
    return {**to_json(share), "selected": share.selected and gave}


def _patch_json(result: CaseResult, row: int, contributions: NDArray[np.float64]) -> dict[str, Any]:
    _, x_px, y_px = locate(result, row)
    return {
        "index": row,
        "x": x_px,
        "y": y_px,
        "attention": float(result.prediction.attention[row]),
        "risk_contribution": float(contributions[row]),
    }


def locate(result: CaseResult, row: int) -> tuple[SlidePatches, int | None, int | None]:
    """Return the slide and level-0 position of a row of the bag; no position without coords."""
    for part in result.slides:
        if part.first <= row < part.first + part.count:
            if part.coords is None:
                return part, None, None
            x_px, y_px = part.coords[row - part.first]
            return part, int(x_px), int(y_px)
    raise IndexError(row)


def deidentified(result: CaseResult) -> CaseResult:
    """Return a case that names its slides by their place and its patient by the pseudonym."""
    parts = tuple(
        replace(part, slide_id=f"slide-{number}")
        for number, part in enumerate(result.slides, start=1)
    )
    return replace(result, slides=parts, patient_id=result.case_id)
