"""What an external validation found: its figures, what they say in words, and the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from steph_desktop import RESEARCH_USE, __version__
from steph_desktop.core.codec import chosen, to_json
from steph_desktop.survival.calibration import Calibration
from steph_desktop.survival.curves import Range, horizon_text, horizon_years, interval_text
from steph_desktop.survival.cutoffs import CutOrigin
from steph_desktop.survival.decision_curve import DecisionCurve
from steph_desktop.survival.sample_size import EVENTS_NEEDED, SampleSize

FAR = 3.0  # standard deviations beyond which a patient is called far out


@dataclass(frozen=True)
class BoundedFigure:
    """A figure with its 95 % bootstrap interval over patients; None where it is not defined."""

    value: float | None
    interval: Range | None = None
    why_not: str = ""  # why there is no value

    def words(self, form: str = ".3f") -> str:
        """Say it."""
        if self.value is None:
            return f"not defined ({self.why_not})" if self.why_not else "not defined"
        if self.interval is None:
            return format(self.value, form)
        return interval_text(self.value, *self.interval, form)


@dataclass(frozen=True)
class AtHorizon:
    """What was found at one horizon; None where patients are not followed that long."""

    horizon_days: float
    auc: BoundedFigure  # cumulative/dynamic
    calibration: Calibration | None
    decision: DecisionCurve | None

    @property
    def years(self) -> str:
        """The horizon in words."""
        return horizon_text(self.horizon_days)


@dataclass(frozen=True)
class Subgroup:
    """A part of the patients, by a column of the table."""

    column: str
    group: str
    patients: int
    events: int
    c_index: BoundedFigure  # Harrell's
    observed_to_expected: BoundedFigure  # at the last horizon that is defined


@dataclass(frozen=True)
class CohortDistance:
    """How far these patients lie from those that the pack was trained on."""

    # Share of the patients farther out than three standard deviations of the training patients'
    # own distances, and the median distance in these units.
    share_far: float
    median_deviations: float
    # Share of patients nearer to the mean of another cancer than the pack's own patients are.
    share_nearer_other: float | None
    known: int  # patients the pack remembers

    def words(self) -> str:
        """Say it in a sentence."""
        told = (
            f"{100 * self.share_far:.0f} % of the patients lie farther out than {FAR:g} standard "
            f"deviations from the {self.known} training patients that the pack remembers; the "
            f"median patient lies {self.median_deviations:+.1f}"
        )
        if self.share_nearer_other:
            told += f". {100 * self.share_nearer_other:.0f} % lie nearer to another cancer"
        return f"{told}."


@dataclass(frozen=True)
class CutGroup:
    """Patients on one side of a cut-off."""

    label: str
    patients: int
    events: int
    survival: tuple[BoundedFigure, ...]  # Kaplan-Meier at each horizon that is defined


@dataclass(frozen=True)
class StatedCutoff:
    """Two groups at a cut-off that was stated as pre-specified."""

    cutoff: float
    groups: tuple[CutGroup, ...]
    p_value: float | None  # log-rank; None where it is not defined

    def words(self, years: Sequence[str]) -> str:
        """Say it in a sentence."""
        told = "; ".join(
            f"{one.label}: {one.patients} patients, {one.events} events, "
            + ", ".join(
                f"survival at {year} {figure.words('.2f')}"
                for year, figure in zip(years, one.survival, strict=False)
            )
            for one in self.groups
        )
        tested = "" if self.p_value is None else f" Log-rank p = {self.p_value:.3g}."
        return f"Cut-off {self.cutoff:g}, {CutOrigin.PRESPECIFIED.value}. {told}.{tested}"


class ValidationVerdict(Enum):
    """What can be said in the end, in words."""

    TOO_FEW = "too few patients to judge this model"
    NO_ORDER = "no evidence that it orders these patients"
    REVERSED = "it orders these patients the wrong way round"
    ORDERS_ONLY = "it orders these patients, but its probabilities do not hold here"
    HOLDS = "it orders these patients, and nothing speaks against its probabilities"


@dataclass(frozen=True)
class Validation:
    """The whole finding; names no patient."""

    model_id: str
    weights_sha256: str
    card_sha256: str
    model_cancer: str  # that the pack predicts
    target: str  # that it was tested on
    exposure: str  # what is known of the pack and these patients
    # patients, events: tested. left_out: not tested, and why.
    patients: int
    events: int
    left_out: tuple[str, ...]
    follow_up_days: float  # median, by reverse Kaplan-Meier
    c_index: BoundedFigure
    c_index_ipcw: BoundedFigure
    horizons: tuple[AtHorizon, ...]
    subgroups: tuple[Subgroup, ...]
    distance: CohortDistance | None  # None where the pack remembers nothing of its patients
    sample_size: SampleSize | None
    verdict: ValidationVerdict
    sentences: tuple[str, ...]  # the verdict in plain words
    recalibrated_as: str = ""  # model id of the pack that was written
    stated_cutoff: StatedCutoff | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        value: dict[str, Any] = to_json(self)
        derived = ("observed_to_expected", "observed_to_expected_interval")
        for stored, one in zip(value["horizons"], self.horizons, strict=True):
            if (line := one.calibration) is not None:
                stored["calibration"] |= chosen(line, *derived)
                stored["calibration"]["words"] = line.words()
        if (size := self.sample_size) is not None:
            value["sample_size"] |= {"patients": size.patients, "events": size.events}
        return {"research_use": RESEARCH_USE, "app_version": __version__, **value}


def judge(
    c_index: BoundedFigure, horizons: Sequence[AtHorizon], size: SampleSize | None, events: int
) -> tuple[ValidationVerdict, tuple[str, ...]]:
    """Say in plain words what the figures show, and what they cannot."""
    told = [f"C-index {c_index.words()}; 0.5 is chance."]
    calibrations = [one.calibration for one in horizons if one.calibration is not None]
    told += [f"{one.words()}." for one in calibrations]
    for one in horizons:
        if one.decision is not None:
            span = one.decision.useful_range()
            told.append(
                f"{one.years}: at no threshold is acting on the model shown to be better than "
                "treating all or none."
                if span is None
                else f"{one.years}: acting on the model is better than treating all or none at "
                f"thresholds between {100 * span[0]:.0f} and {100 * span[1]:.0f} %."
            )
    if size is not None:
        told.append(
            f"A validation like this asks for about {size.patients} patients with {size.events} "
            f"events by {horizon_years(size.horizon_days)} years."
        )
    low, high = c_index.interval or (0.0, 1.0)
    if high < 0.5:
        verdict = ValidationVerdict.REVERSED
    elif low <= 0.5:
        # An interval over .5 shows nothing, whichever its cause; with few events, it could not.
        few = events < EVENTS_NEEDED
        verdict = ValidationVerdict.TOO_FEW if few else ValidationVerdict.NO_ORDER
    elif any(not _holds(one) for one in calibrations):
        verdict = ValidationVerdict.ORDERS_ONLY
    elif events < EVENTS_NEEDED or not calibrations:
        verdict = ValidationVerdict.TOO_FEW
        told.append("It orders these patients; whether its probabilities hold cannot be told yet.")
    else:
        verdict = ValidationVerdict.HOLDS
    return verdict, tuple(told)


def _holds(found: Calibration) -> bool:
    """Whether neither slope nor observed over expected speaks against the probabilities."""
    intervals = (found.slope_interval, found.observed_to_expected_interval)
    return all(one is None or one[0] <= 1 <= one[1] for one in intervals)
