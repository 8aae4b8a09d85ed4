"""Cox's proportional hazards model: with its errors by lifelines, many columns by ridge.

References
----------
Cox, JRSS B 1972. Ties: Efron, JASA 1977 (lifelines); Breslow, Biometrics 1974 (ridge). Ridge:
Verweij and van Houwelingen, Statistics in Medicine 1994.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.errors import StephError
from steph_desktop.survival.curves import Z_95, FloatArray

_CANNOT = (
    "Some value of a column goes with the event, or without it, in every patient; choose fewer "
    "columns, or join rare values."
)


@dataclass(frozen=True)
class CoxModel:
    """A fitted Cox model."""

    names: tuple[str, ...]  # of the columns
    coefficients: FloatArray  # shape (p,): log hazard ratio per unit of each column
    standard_errors: FloatArray
    log_likelihood: float  # partial, over all patients
    n_patients: int
    n_events: int

    def score(self, values: FloatArray) -> FloatArray:
        """Log hazard up to a constant, shape (n,), of patients with these columns, shape (n, p)."""
        return np.asarray(np.asarray(values, float) @ self.coefficients)

    @property
    def hazard_ratios(self) -> FloatArray:
        """Hazard ratio per unit of each column, its lower and upper 95 % limit, shape (p, 3)."""
        spread = Z_95 * self.standard_errors
        edges = [self.coefficients, self.coefficients - spread, self.coefficients + spread]
        return np.asarray(np.exp(np.clip(np.stack(edges, axis=1), -700, 700)))


def fit_cox(
    values: FloatArray,
    times_days: FloatArray,
    events: NDArray[np.bool_],
    names: Sequence[str],
    *,
    strata: Sequence[int] | None = None,
) -> CoxModel:
    """Fit a Cox model.

    Parameters
    ----------
    values : array, shape (n, p)
        One row a patient; no column may be the same for all.
    times_days : array, shape (n,)
        Follow-up in days.
    events : array, shape (n,), bool
        True where the event was seen.
    names : sequence of str
        Of the columns.
    strata : sequence of int, shape (n,), optional
        Patients are compared within a stratum alone.

    Raises
    ------
    StephError
        If there is no event, or the fit does not converge.
    """
    import pandas as pd
    from lifelines import CoxPHFitter
    from lifelines.exceptions import ConvergenceError, ConvergenceWarning, StatisticalWarning

    given, seen = np.asarray(values, float), np.asarray(events, bool)
    if given.shape != (len(seen), len(names)) or len(times_days) != len(seen):
        raise ValueError("values, times, events and names differ in length")
    if not seen.any():
        raise StephError("Nobody had an event: nothing can be fitted")
    spread = given.std(axis=0)
    if not (np.isfinite(given).all() and (spread > 0).all()):
        raise ValueError("a column is the same for all patients, or not a number")
    frame = pd.DataFrame(given, columns=[f"x{number}" for number in range(len(names))])
    frame["time"], frame["event"] = np.asarray(times_days, float), seen
    if strata is not None:
        frame["stratum"] = np.asarray(strata)
    fitter = CoxPHFitter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", StatisticalWarning)
        warnings.simplefilter("error", ConvergenceWarning)
        try:
            fitter.fit(frame, "time", "event", strata=None if strata is None else ["stratum"])
        except (ConvergenceError, ConvergenceWarning, np.linalg.LinAlgError) as error:
            raise StephError("The Cox model cannot be fitted", todo=_CANNOT) from error
    return CoxModel(
        tuple(names),
        fitter.params_.to_numpy(float),
        fitter.standard_errors_.to_numpy(float),
        float(fitter.log_likelihood_),
        len(seen),
        int(seen.sum()),
    )


_STEPS = 50  # of Newton's method
_CLOSE = 1e-9  # relative: the last change that counts
_COMPONENTS = 100  # of many columns


@dataclass(frozen=True)
class PrincipalAxes:
    """Columns of unit variance / D, turned to their principal axes: ridge is the same there."""

    centre: FloatArray  # shape (D,)
    spread: FloatArray  # shape (D,): above 0
    axes: FloatArray  # shape (D, r)

    @classmethod
    def of(cls, columns: FloatArray) -> PrincipalAxes:
        """Find the axes of columns, shape (n, D): at most a hundred."""
        centre, deviation = columns.mean(axis=0), columns.std(axis=0)
        spread = np.where(deviation > 0, deviation, 1.0) * np.sqrt(columns.shape[1])
        _, _, axes = np.linalg.svd((columns - centre) / spread, full_matrices=False)
        return cls(centre, spread, axes[:_COMPONENTS].T)

    def values(self, columns: FloatArray) -> FloatArray:
        """Places along the axes, shape (n, r), of rows of the columns, shape (n, D)."""
        return np.asarray((columns - self.centre) / self.spread @ self.axes)

    def direction(self, coefficients: FloatArray) -> FloatArray:
        """Coefficients by axis, shape (r,), as coefficients by column, shape (D,)."""
        return np.asarray(self.axes @ coefficients / self.spread)


def ridge_cox(
    values: FloatArray,
    times_days: FloatArray,
    events: NDArray[np.bool_],
    penalty: float,
    strata: NDArray[np.int64] | None = None,
) -> FloatArray:
    """Return the coefficients of a Cox model whose squares are held back, shape (p,).

    They maximise log-likelihood / n - penalty * |coefficients|^2 / 2 by Newton's method: lifelines
    takes hundreds of times as long over a hundred columns, and scales the penalty by column.

    Parameters
    ----------
    values : array, shape (n, p)
        One row a patient; the scale of the columns matters.
    times_days, events : array, shape (n,)
        Follow-up.
    penalty : float
        Above 0.
    strata : array, shape (n,), optional
        Patients are compared within a stratum alone.

    Raises
    ------
    StephError
        If nobody had an event.
    """
    x, times, seen = np.asarray(values, float), np.asarray(times_days, float), np.asarray(events)
    if not seen.any():
        raise StephError("Nobody had an event: nothing can be fitted")
    of = np.zeros(len(x), int) if strata is None else np.asarray(strata)
    parts = [_AtRisk.of(x[of == one], times[of == one], seen[of == one]) for one in np.unique(of)]
    held = len(x) * penalty
    beta = np.zeros(x.shape[1])
    old, gradient, hessian = _penalised(beta, parts, held)
    for _ in range(_STEPS):
        step, share = np.linalg.solve(hessian, gradient), 1.0
        while True:  # Newton's step can go too far: never downhill
            found = _penalised(beta + share * step, parts, held)
            if found[0] >= old - _CLOSE * abs(old) or share < _CLOSE:
                break
            share /= 2
        beta = beta + share * step
        old, gradient, hessian = found
        if np.abs(gradient).max() < _CLOSE * len(x):
            break
    return beta


@dataclass(frozen=True)
class _AtRisk:
    """Patients of one stratum, the longest followed first, and who is at risk when."""

    x: FloatArray
    seen: NDArray[np.bool_]
    at: NDArray[np.int64]  # by event: the last row of those at risk at its time
    rank: NDArray[np.int64]  # by row: the first row of its time

    @classmethod
    def of(cls, x: FloatArray, times: FloatArray, seen: NDArray[np.bool_]) -> _AtRisk:
        order = np.argsort(-times, kind="stable")
        later = -times[order]
        last = np.searchsorted(later, later, side="right") - 1
        rank = np.searchsorted(later, later, side="left")
        return cls(x[order], seen[order], last[seen[order]], rank)


def _penalised(
    beta: FloatArray, parts: Sequence[_AtRisk], held: float
) -> tuple[float, FloatArray, FloatArray]:
    """Penalised log-likelihood (Breslow's ties), its gradient, and minus its Hessian."""
    value, gradient = -held * float(beta @ beta) / 2, -held * beta
    hessian = held * np.eye(len(beta))
    for part in parts:
        eta = part.x @ beta
        weight = np.exp(eta - eta.max())
        at_risk = np.cumsum(weight)[part.at]
        mean = np.cumsum(weight[:, None] * part.x, axis=0)[part.at] / at_risk[:, None]
        value += float(eta[part.seen].sum() - (np.log(at_risk) + eta.max()).sum())
        gradient = gradient + part.x[part.seen].sum(axis=0) - mean.sum(axis=0)
        # Row j is at risk at every event of its time or earlier, which are further down.
        inverse = np.zeros(len(part.x))
        np.add.at(inverse, part.at, 1 / at_risk)
        hazard = np.cumsum(inverse[::-1])[::-1][part.rank]
        hessian = hessian + (part.x * (weight * hazard)[:, None]).T @ part.x - mean.T @ mean
    return value, gradient, hessian


def likelihood_ratio_p(small: CoxModel, large: CoxModel) -> float:
    """P-value that a nested model is as good as a larger one of the same patients.

    References
    ----------
    Wilks, Annals of Mathematical Statistics 1938.
    """
    from scipy.stats import chi2

    if (small.n_patients, small.n_events) != (large.n_patients, large.n_events):
        raise ValueError("the two models were fitted on different patients")
    more = len(large.names) - len(small.names)
    twice = 2 * (large.log_likelihood - small.log_likelihood)
    return float(chi2.sf(max(twice, 0.0), more))
