"""Whether predicted risks come true: groups against Kaplan-Meier, and recalibration in two numbers.

References
----------
Graf et al.: Statistics in Medicine 1999 (censoring weights). Cox: Two further applications of a
model for binary regression. Biometrika 1958 (intercept and slope).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steph_desktop.core.errors import StephError
from steph_desktop.survival.censoring import (
    BoolArray,
    CensoringByFold,
    CensoringCurve,
    finite,
    follow_up,
    outcome_weights,
)
from steph_desktop.survival.curves import FloatArray
from steph_desktop.survival.estimators import kaplan_meier

GROUPS = 5
MIN_GROUP = 10

_CLIP = 1e-6
_STEPS = 50
_SEPARATED = 50.0  # a slope this steep means that the outcomes do not overlap


@dataclass(frozen=True)
class ObservedRisk:
    """Share of a group that had the event by a horizon, 1 - Kaplan-Meier."""

    # risk, lower, upper: the share and its 95 % log-log interval.
    risk: float
    lower: float
    upper: float


@dataclass(frozen=True)
class CalibrationGroup:
    """Patients of similar predicted risk."""

    n_patients: int  # patients in the group
    predicted: float  # mean predicted risk of an event by the horizon
    # What happened; None where the group is not followed up to the horizon.
    observed: ObservedRisk | None


@dataclass(frozen=True)
class Calibration:
    """Predicted against observed risk at one horizon."""

    horizon_days: float  # the horizon
    groups: tuple[CalibrationGroup, ...]  # by rising predicted risk
    overall: CalibrationGroup  # all patients as one group
    # slope, intercept: of logit(outcome) on logit(predicted risk), 1 and 0 when perfect; a slope
    # below 1 says that predictions are too extreme. None where nobody had the event, outcomes do
    # not overlap, or all predictions are equal.
    slope: float | None
    intercept: float | None

    @property
    def observed_to_expected(self) -> float | None:
        """Observed over expected events, 1 when right on average, above 1 when too optimistic."""
        observed = self.overall.observed
        if observed is None or self.overall.predicted <= 0:
            return None
        return observed.risk / self.overall.predicted


def calibrate(
    times_days: FloatArray,
    events: BoolArray,
    survival: FloatArray,
    horizon_days: float,
    *,
    censoring: CensoringCurve | CensoringByFold | None = None,
    n_groups: int = GROUPS,
) -> Calibration:
    """Compare predicted survival with what happened.

    Parameters
    ----------
    times_days : array, shape (n,)
        Follow-up in days.
    events : array, shape (n,), bool
        True where the event was seen.
    survival : array, shape (n,)
        Predicted probability of living past the horizon.
    horizon_days : float
        The horizon.
    censoring : CensoringCurve or CensoringByFold, optional
        For the weights of slope and intercept; by default of these patients.
    n_groups : int
        Quantile groups; fewer where one would hold under 10 patients. Patients with equal
        predictions stay together.

    Raises
    ------
    StephError
        If nobody is followed past the horizon.
    """
    times, seen = follow_up(times_days, events)
    risks = 1 - finite(survival, times)
    if ((risks < 0) | (risks > 1)).any():
        raise StephError(
            "A predicted survival lies outside 0 to 1", None, "Fit or import the model again."
        )
    case, weights = outcome_weights(times, seen, horizon_days, censoring=censoring)
    count = max(1, min(n_groups, len(times) // MIN_GROUP))
    cuts = np.quantile(risks, np.arange(1, count) / count)
    group_of = np.searchsorted(cuts, risks, side="left")
    line = _recalibration(case, weights, risks)
    return Calibration(
        horizon_days=horizon_days,
        groups=tuple(
            _group(times, seen, risks, group_of == index, horizon_days)
            for index in np.unique(group_of)
        ),
        overall=_group(times, seen, risks, np.ones(len(times), bool), horizon_days),
        intercept=None if line is None else line[0],
        slope=None if line is None else line[1],
    )


def _group(
    times: FloatArray, seen: BoolArray, risks: FloatArray, members: BoolArray, horizon_days: float
) -> CalibrationGroup:
    curve = kaplan_meier(times[members], seen[members])
    step = np.searchsorted(curve.times_days, horizon_days, side="right") - 1
    observed = None
    if times[members].max() > horizon_days or curve.survival[step] == 0:
        observed = ObservedRisk(
            risk=float(1 - curve.survival[step]),
            lower=float(1 - curve.upper[step]),
            upper=float(1 - curve.lower[step]),
        )
    return CalibrationGroup(int(members.sum()), float(risks[members].mean()), observed)


def _recalibration(
    case: BoolArray, weights: FloatArray, risks: FloatArray
) -> tuple[float, float] | None:
    """Intercept and slope by weighted logistic regression (Newton's method)."""
    clipped = np.clip(risks, _CLIP, 1 - _CLIP)
    logit = np.log(clipped / (1 - clipped))
    if not case.any() or np.ptp(logit[weights > 0]) < _CLIP:
        return None
    design = np.column_stack([np.ones_like(logit), logit])
    line = np.array([0.0, 1.0])
    for _ in range(_STEPS):
        fitted = 1 / (1 + np.exp(-np.clip(design @ line, -30, 30)))
        gradient = design.T @ (weights * (case - fitted))
        curvature = design.T @ ((weights * fitted * (1 - fitted))[:, None] * design)
        if np.linalg.cond(curvature) > 1 / np.finfo(float).eps:
            return None
        step = np.linalg.solve(curvature, gradient)
        # A full step overshoots where predictions are far off.
        line = line + step / max(1.0, float(np.abs(step).max()))
        if abs(line[1]) > _SEPARATED:
            return None
        if np.abs(step).max() < 1e-10:
            return float(line[0]), float(line[1])
    return None
