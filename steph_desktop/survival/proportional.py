"""Whether hazards stay proportional: Schoenfeld residuals, and their score test.

Grambsch and Therneau's shortcut (Biometrika 1994), which lifelines computes, takes the spread of a
column among those at risk for the same at every event. It is not: of the 432 recidivists that
lifelines ships it gives age a chi-square of 11.5, where the test itself, of a coefficient that
changes with time, gives 0.9. R left the shortcut in 2019 (survival 3.0).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steph_desktop.survival.curves import FloatArray


@dataclass(frozen=True)
class ProportionalTest:
    """What the events say of coefficients that would change with time."""

    times_days: FloatArray  # shape (d,): of the events, ascending
    scaled: FloatArray  # shape (d, p): scaled Schoenfeld residuals, without the coefficients
    statistics: FloatArray  # shape (p,): chi-square of each column, one degree of freedom


def proportional_test(
    x: FloatArray,
    times_days: FloatArray,
    events: NDArray[np.bool_],
    coefficients: FloatArray,
    *,
    entry_days: FloatArray | None = None,
    strata: NDArray[np.int64] | None = None,
) -> ProportionalTest:
    """Test each column of a fitted Cox model for a coefficient that follows the rank of time.

    Parameters
    ----------
    x : array, shape (n, p)
        The columns.
    times_days, events : array, shape (n,)
        Follow-up, and whether it ended with the event.
    coefficients : array, shape (p,)
        Of the fit, with Efron's ties.
    entry_days : array, shape (n,), optional
        Day on which each patient came under observation.
    strata : array, shape (n,), optional
        Number of each patient's baseline hazard.

    Returns
    -------
    ProportionalTest
        As ``cox.zph(fit, transform = "rank", terms = FALSE)`` of R's survival 3 has it: the rank of
        a time is among those of all patients, events or not.

    References
    ----------
    Therneau, Grambsch: Modeling Survival Data, 2000, section 6.2; the score test of the package's
    vignette "Proportional hazards".
    """
    from scipy.stats import rankdata

    n, p = x.shape
    entry = np.full(n, -np.inf) if entry_days is None else entry_days
    stratum = np.zeros(n, np.int64) if strata is None else strata
    rank = rankdata(times_days)
    rank -= rank[events].mean()  # for the digits: the test is the same for any origin
    eta = (x - x.mean(axis=0)) @ coefficients
    weight = np.exp(eta - eta.max())
    plain, once, twice = (np.zeros((p, p)) for _ in range(3))  # information, times 1, g, g squared
    residuals = np.zeros_like(x)
    for number in np.unique(stratum):
        inside = stratum == number
        for day in np.unique(times_days[inside & events]):
            dies = inside & events & (times_days == day)
            mean, spread = _at_risk(x, weight, inside & (times_days >= day) & (entry < day), dies)
            residuals[dies] = x[dies] - mean
            g = float(rank[dies][0])
            plain += spread
            once += g * spread
            twice += g * g * spread
    inverse = np.linalg.inv(plain)
    score = rank[events] @ residuals[events]
    # What is left of each column's information when the coefficients themselves are fitted.
    left = np.diag(twice - once @ inverse @ once)
    order = np.argsort(times_days[events], kind="stable")
    scaled = residuals[events][order] @ inverse * int(events.sum())
    return ProportionalTest(times_days[events][order], scaled, score**2 / left)


def _at_risk(
    x: FloatArray, weight: FloatArray, risk: NDArray[np.bool_], dies: NDArray[np.bool_]
) -> tuple[FloatArray, FloatArray]:
    """Return mean, shape (p,), and summed covariance, (p, p), of those at risk (Efron's ties)."""
    died = int(dies.sum())
    own, mine = weight[risk][:, None] * x[risk], weight[dies][:, None] * x[dies]
    sums = weight[risk].sum(), own.sum(axis=0), own.T @ x[risk]
    those = weight[dies].sum(), mine.sum(axis=0), mine.T @ x[dies]
    mean, spread = np.zeros(x.shape[1]), np.zeros((x.shape[1],) * 2)
    for share in np.arange(died) / died:  # of those who die that day, gone already
        total, first, second = (a - share * b for a, b in zip(sums, those, strict=True))
        mean += first / total / died
        spread += second / total - np.outer(first, first) / total**2
    return mean, spread
