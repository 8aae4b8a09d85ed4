"""Whether predicted risks come true: groups against Kaplan-Meier, and recalibration in two numbers.

Intervals of slope b and intercept a are from the sandwich variance A^-1 B A^-1 of the weighted
logistic regression, A = sum_i w_i p_i (1 - p_i) x_i x_i', B = sum_i w_i^2 (y_i - p_i)^2 x_i x_i',
x_i = (1, logit of the predicted risk), with the censoring weights w_i taken as known. That of
observed over expected is the Kaplan-Meier interval over the mean predicted risk.

References
----------
Graf et al.: Statistics in Medicine 1999 (censoring weights). Cox: Two further applications of a
model for binary regression. Biometrika 1958 (intercept and slope). White: Maximum likelihood
estimation of misspecified models. Econometrica 1982 (sandwich variance).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steph_desktop.survival.censoring import (
    BoolArray,
    CensoringByFold,
    CensoringCurve,
    finite,
    follow_up,
    outcome_weights,
    probabilities,
)
from steph_desktop.survival.curves import Z_95, FloatArray, Range, horizon_text, interval_text
from steph_desktop.survival.estimators import kaplan_meier

GROUPS = 5
MIN_GROUP = 10

NEAR_ZERO = 0.1  # a slope this small says neither order

_CLIP = 1e-6  # keeps a logit finite
_STEPS = 50
_SEPARATED = 50.0  # a slope this steep means that the outcomes do not overlap


@dataclass(frozen=True)
class ObservedRisk:
    """Share of a group that had the event by a horizon, 1 - Kaplan-Meier."""

    risk: float
    lower: float  # of the 95 % log-log interval
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
    # slope, intercept: of logit(outcome) on logit(predicted risk), 1 and 0 when perfect; see
    # `slope_words`. None where nobody had the event, outcomes do not overlap, or all predictions
    # are equal.
    slope: float | None
    intercept: float | None
    # Their 95 % intervals.
    slope_interval: Range | None = None
    intercept_interval: Range | None = None

    @property
    def observed_to_expected(self) -> float | None:
        """Observed over expected events, 1 when right on average, above 1 when too optimistic."""
        return self._over_expected[0] if self._over_expected else None

    @property
    def observed_to_expected_interval(self) -> Range | None:
        """Its 95 % interval; the predictions are taken as given."""
        return self._over_expected[1:] if self._over_expected else None

    @property
    def _over_expected(self) -> tuple[float, float, float] | None:
        observed, expected = self.overall.observed, self.overall.predicted
        if observed is None or expected <= 0:
            return None
        return observed.risk / expected, observed.lower / expected, observed.upper / expected

    @property
    def years(self) -> str:
        """The horizon in words."""
        return horizon_text(self.horizon_days)

    def words(self) -> str:
        """Say in one line what slope and observed over expected events show."""
        parts = []
        if self.slope is not None and self.slope_interval is not None:
            shows = slope_words(self.slope, self.slope_interval)
            parts.append(f"slope {interval_text(self.slope, *self.slope_interval)}, {shows}")
        ratio, within = self.observed_to_expected, self.observed_to_expected_interval
        if ratio is not None and within is not None:
            low, high = within
            parts.append(f"{ratio:.2f} events observed for each expected ({low:.2f} to {high:.2f})")
        found = "; ".join(parts) or "too few patients or events to say"
        return f"{self.years}: {found}"


def slope_words(slope: float, interval: Range) -> str:
    """Say in plain words what a calibration slope, 1 when right, shows of the predictions.

    An interval that holds 0 cannot tell the predictions from a constant; below 0 the patients at
    high predicted risk are those who do better. Neither is a matter of being too extreme.
    """
    lower, upper = interval
    if upper < 0:
        return "the order is reversed: patients at high predicted risk do better"
    if lower <= 0:
        if upper >= 1:
            return "too few patients to say whether the predictions hold"
        return "the predictions do not differ in what happens" + (
            "; if anything, their order is reversed" if slope < -NEAR_ZERO else ""
        )
    if lower <= 1 <= upper:
        return "the predictions are about as spread as they should be"
    return "the predictions are too extreme" if upper < 1 else "the predictions are too cautious"


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
    risks = 1 - probabilities(finite(survival, times))
    case, weights = outcome_weights(times, seen, horizon_days, censoring=censoring)
    count = max(1, min(n_groups, len(times) // MIN_GROUP))
    cuts = np.quantile(risks, np.arange(1, count) / count)
    group_of = np.searchsorted(cuts, risks, side="left")
    groups = tuple(
        _group(times, seen, risks, group_of == index, horizon_days) for index in np.unique(group_of)
    )
    overall = _group(times, seen, risks, np.ones(len(times), bool), horizon_days)
    found = _recalibration(case, weights, risks)
    if found is None:
        return Calibration(horizon_days, groups, overall, None, None)
    line, errors = found[0], Z_95 * found[1]
    rows = np.stack([line, line - errors, line + errors], axis=1).tolist()
    (intercept, *of_intercept), (slope, *of_slope) = rows
    intervals = tuple(of_slope), tuple(of_intercept)
    return Calibration(horizon_days, groups, overall, slope, intercept, *intervals)


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
) -> tuple[FloatArray, FloatArray] | None:
    """Intercept and slope by weighted logistic regression (Newton), and their standard errors."""
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
            inverse = np.linalg.inv(curvature)
            pulls = (weights * (case - fitted))[:, None] * design
            return line, np.sqrt(np.diag(inverse @ (pulls.T @ pulls) @ inverse))
    return None
