"""How well predictions fit survival times: concordance, AUC over time, Brier score (NumPy only).

All sums are in double precision, and equal to scikit-survival: in single precision, as torchsurv
computes, risk scores near -15 that differ by less than 1e-6 become ties and move C by thousandths.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.errors import StephError
from steph_desktop.survival.censoring import (
    BoolArray,
    CensoringByFold,
    CensoringCurve,
    beyond_follow_up,
    censoring_curve,
    finite,
    follow_up,
    inverse_of,
    outcome_weights,
    survival_estimate,
)
from steph_desktop.survival.curves import MORE_EVENTS, FloatArray

TIED_TOL = 1e-8  # as in scikit-survival: scores this near are tied


def concordance_index(times_days: FloatArray, events: BoolArray, risk_scores: FloatArray) -> float:
    """Harrell's C on continuous times.

    Two patients are comparable if the one with the shorter time had the event, or if at equal
    times one had the event and the other was censored. A pair whose risk scores differ by no more
    than `TIED_TOL` counts half.

    Parameters
    ----------
    times_days : array, shape (n,)
        Follow-up in days.
    events : array, shape (n,), bool
        True where the event was seen.
    risk_scores : array, shape (n,)
        Higher means an earlier event.

    Returns
    -------
    float
        0 to 1; one half is chance.

    Raises
    ------
    StephError
        If no two patients can be compared, or a number is not finite.

    References
    ----------
    Harrell et al.: Evaluating the yield of medical tests. JAMA 1982. Equal to
    ``concordance_index_censored`` of scikit-survival.
    """
    times, seen = follow_up(times_days, events)
    return _weighted_concordance(times, seen, finite(risk_scores, times), np.ones(len(times)))


def concordance_within(
    times_days: FloatArray,
    events: BoolArray,
    risk_scores: FloatArray,
    *,
    entry_days: FloatArray | None = None,
    strata: NDArray[np.int64] | None = None,
) -> tuple[float, float]:
    """Harrell's C of pairs who were at risk together, within strata, and its standard error.

    Parameters
    ----------
    times_days, events, risk_scores : array, shape (n,)
        As for `concordance_index`.
    entry_days : array, shape (n,), optional
        Day on which each patient came under observation: nobody is compared with an earlier event.
    strata : array, shape (n,), optional
        Patients are compared with those of their own number alone.

    Returns
    -------
    tuple of float
        C and its error by the infinitesimal jackknife, NaN where no two patients can be compared.

    References
    ----------
    Therneau, Watson: The concordance statistic and the Cox model. Mayo Clinic Technical Report 85,
    2015. Equal to ``concordance`` of R's survival.
    """
    times, seen = follow_up(times_days, events)
    scores = finite(risk_scores, times)
    entry = np.full(len(times), -np.inf) if entry_days is None else entry_days
    stratum = np.zeros(len(times)) if strata is None else strata
    won, pairs = np.zeros(len(times)), np.zeros(len(times))  # of each patient, in either place
    for index in np.flatnonzero(seen):
        later = (times > times[index]) | ((times == times[index]) & ~seen)
        others = np.flatnonzero(later & (entry < times[index]) & (stratum == stratum[index]))
        ahead = scores[index] - scores[others]
        own = np.where(np.abs(ahead) <= TIED_TOL, 0.5, (ahead > 0).astype(float))
        won[index] += own.sum()
        pairs[index] += len(others)
        won[others] += own
        pairs[others] += 1
    total = pairs.sum() / 2  # each pair stands with both of its patients
    if total == 0:
        return math.nan, math.nan
    c = float(won.sum() / 2 / total)
    return c, float(np.sqrt(np.square((won - c * pairs) / total).sum()))


def concordance_index_ipcw(
    times_days: FloatArray,
    events: BoolArray,
    risk_scores: FloatArray,
    *,
    censoring: CensoringCurve | None = None,
    tau_days: float | None = None,
) -> float:
    """Uno's C: pairs as in Harrell's C, each weighted by 1 / G(t)^2 at its event time.

    Parameters
    ----------
    times_days, events, risk_scores : array, shape (n,)
        As for `concordance_index`.
    censoring : CensoringCurve, optional
        Of the cohort that the patients come from; by default of these patients.
    tau_days : float, optional
        Only events before this time count; by default all at which G is above 0.

    Raises
    ------
    StephError
        If no two patients can be compared, or `tau_days` lies where all have been censored.

    References
    ----------
    Uno et al.: On the C-statistics for evaluating overall adequacy of risk prediction procedures
    with censored survival data. Statistics in Medicine 2011.
    """
    times, seen = follow_up(times_days, events)
    scores = finite(risk_scores, times)
    counted = seen & (times < (np.inf if tau_days is None else tau_days))
    weights = np.zeros(len(times))
    followed = (censoring or censoring_curve(times, seen)).at(times[counted])
    if tau_days is not None and (followed == 0).any():
        raise beyond_follow_up()
    weights[counted] = np.square(inverse_of(followed))
    return _weighted_concordance(times, seen, scores, weights)


def comparable_pairs(times_days: FloatArray, events: BoolArray) -> BoolArray:
    """Which pairs Harrell's C compares, shape (n, n): True where i is known to go before j."""
    times, seen = follow_up(times_days, events)
    same_day = (times[:, None] == times) & ~seen
    return np.asarray(seen[:, None] & ((times[:, None] < times) | same_day))


def concordant_pairs(risk_scores: FloatArray) -> FloatArray:
    """How each pair is ordered, shape (n, n): 1 where i scores above j, 0.5 where they tie."""
    scores = np.asarray(risk_scores, float)
    ahead = scores[:, None] - scores
    return np.where(np.abs(ahead) <= TIED_TOL, 0.5, (ahead > 0).astype(float))


def auc_at(
    times_days: FloatArray,
    events: BoolArray,
    risk_scores: FloatArray,
    horizon_days: float,
    *,
    censoring: CensoringCurve | None = None,
) -> float:
    """Cumulative/dynamic AUC: who had the event by a horizon against who was free of it.

    Parameters
    ----------
    times_days, events, risk_scores : array, shape (n,)
        As for `concordance_index`. A pair of tied scores counts half.
    horizon_days : float
        Cases have their event up to and on this day; controls are followed for longer.
    censoring : CensoringCurve, optional
        Of the cohort that the patients come from; by default of these patients.

    Raises
    ------
    StephError
        If nobody had the event by the horizon, or nobody is followed past it.

    References
    ----------
    Uno et al.: Evaluating prediction rules for t-year survivors with censored regression models.
    JASA 2007.
    """
    times, seen = follow_up(times_days, events)
    scores = finite(risk_scores, times)
    case, weights = outcome_weights(times, seen, horizon_days, censoring=censoring)
    if not case.any():
        raise StephError(
            f"Nobody had an event within {horizon_days:.0f} days: the AUC is not defined",
            todo="Choose a later horizon or a larger cohort.",
        )
    ranked = np.sort(scores[times > horizon_days])
    below = np.searchsorted(ranked, scores[case] - TIED_TOL, side="left")
    not_above = np.searchsorted(ranked, scores[case] + TIED_TOL, side="right")
    won = (below + not_above) / 2 / len(ranked)
    return float(np.average(won, weights=weights[case]))


def mean_auc(
    times_days: FloatArray, events: BoolArray, horizons_days: FloatArray, aucs: FloatArray
) -> float:
    """Average AUC over horizons, each weighted by the share of events since the one before.

    Parameters
    ----------
    times_days, events : array, shape (n,)
        The cohort whose Kaplan-Meier estimate gives the weights.
    horizons_days, aucs : array, shape (k,)
        Ascending horizons and the AUC at each.

    Raises
    ------
    StephError
        If nobody had an event by the last horizon.
    """
    survival = survival_estimate(times_days, events, horizons_days)
    drops = -np.diff(survival, prepend=1.0)
    if drops.sum() <= 0:
        raise StephError("Nobody had an event: the AUC is not defined", todo=MORE_EVENTS)
    return float(np.average(aucs, weights=drops))


def brier_score(
    times_days: FloatArray,
    events: BoolArray,
    survival: FloatArray,
    horizon_days: float,
    *,
    censoring: CensoringCurve | CensoringByFold | None = None,
) -> float:
    """Mean squared error of the predicted survival probability at a horizon.

    Parameters
    ----------
    times_days, events : array, shape (n,)
        As for `concordance_index`.
    survival : array, shape (n,)
        Predicted probability of living past the horizon.
    horizon_days : float
        The horizon.
    censoring : CensoringCurve or CensoringByFold, optional
        Of the cohort that the patients come from; by default of these patients.

    Returns
    -------
    float
        0 is perfect; 0.25 is a coin for everyone.

    Raises
    ------
    StephError
        If nobody is followed past the horizon.

    References
    ----------
    Graf et al.: Assessment and comparison of prognostic classification schemes for survival data.
    Statistics in Medicine 1999.
    """
    times, seen = follow_up(times_days, events)
    alive = finite(survival, times)
    case, weights = outcome_weights(times, seen, horizon_days, censoring=censoring)
    return float(np.mean(weights * np.square(np.where(case, alive, 1 - alive))))


def integrated_brier_score(
    times_days: FloatArray,
    events: BoolArray,
    survival: FloatArray,
    grid_days: FloatArray,
    *,
    censoring: CensoringCurve | CensoringByFold | None = None,
) -> float:
    """Brier score averaged over a span of time by the trapezoidal rule.

    Parameters
    ----------
    times_days, events : array, shape (n,)
        As for `concordance_index`.
    survival : array, shape (n, k)
        Predicted probability of living past each time of the grid.
    grid_days : array, shape (k,)
        At least two ascending times.
    censoring : CensoringCurve or CensoringByFold, optional
        Of the cohort that the patients come from; by default of these patients.

    Raises
    ------
    StephError
        If nobody is followed past the end of the grid.
    """
    times, seen = follow_up(times_days, events)
    grid, curves = np.asarray(grid_days, float), np.asarray(survival, float)
    if curves.shape != (len(times), len(grid)) or len(grid) < 2 or (np.diff(grid) <= 0).any():
        raise ValueError("survival needs a column for each of two or more ascending times")
    curve = censoring or censoring_curve(times, seen)
    scores = [
        brier_score(times, seen, curves[:, k], time, censoring=curve) for k, time in enumerate(grid)
    ]
    between = (np.asarray(scores[:-1]) + scores[1:]) / 2
    return float(np.average(between, weights=np.diff(grid)))


def _weighted_concordance(
    times: FloatArray, seen: BoolArray, scores: FloatArray, weights: FloatArray
) -> float:
    concordant = comparable = 0.0
    # One patient with an event against all others: n rows of n, never an n x n matrix.
    for index in np.flatnonzero(seen & (weights > 0)):
        others = scores[(times > times[index]) | ((times == times[index]) & ~seen)]
        ties = np.abs(others - scores[index]) <= TIED_TOL
        won = int(((others < scores[index]) & ~ties).sum()) + 0.5 * int(ties.sum())
        comparable += weights[index] * len(others)
        concordant += weights[index] * won
    if comparable == 0:
        raise StephError(
            "No two patients can be compared: nobody is known to have lived longer than a patient "
            "with an event",
            todo="Use a larger cohort or a longer follow-up.",
        )
    return float(concordant / comparable)
