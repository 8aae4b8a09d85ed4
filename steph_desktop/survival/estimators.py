"""Kaplan-Meier curves, and the log-rank test by lifelines (imported when first used).

The curves are computed here, as lifelines computes them: its import takes as long as a prediction.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.errors import StephError
from steph_desktop.survival.censoring import at_risk_at, count_at
from steph_desktop.survival.curves import MORE_EVENTS, Z_95, FloatArray, KaplanMeierCurve

_TAIL = 0.025
BAND_WORDS = (
    "95 %, log-log; where a group has had no event yet, exact (Clopper-Pearson, of the patients "
    "still followed)"
)
"""How the band of a curve is made, for under a figure."""


@dataclass(frozen=True)
class LogRankTest:
    """Whether groups differ in survival."""

    statistic: float  # chi-square statistic
    p_value: float  # of the null hypothesis that all groups share one survival curve
    n_groups: int  # groups compared; the degrees of freedom are one fewer


def kaplan_meier(
    times_days: FloatArray,
    events: NDArray[np.bool_],
    label: str = "",
    entry_days: FloatArray | None = None,
) -> KaplanMeierCurve:
    """Estimate a survival curve with its 95 % log-log (exponential Greenwood) band.

    That band has no width where nobody has had the event yet. There the lower limit is exact
    (Clopper, Pearson: Biometrika 1934): none of the n patients still followed had it, and
    .025 ^ (1 / n) is the least survival that makes this no rarer than 1 in 40. Where nobody is
    left, the upper limit is that of the step before.

    Parameters
    ----------
    times_days : array, shape (n,)
        Follow-up in days, >= 0.
    events : array, shape (n,), bool
        True where the event was seen.
    label : str
        Name of the group.
    entry_days : array, shape (n,), optional
        Day on which each patient came under observation (left truncation); who came on the day
        of leaving or later is not counted.

    Raises
    ------
    StephError
        If there is no patient, or a time is negative or not a number.
    """
    times, seen = _checked(times_days, events)
    entry = None if entry_days is None else np.asarray(entry_days, float)
    if entry is None:
        steps, survival, edges = _estimated(times, seen)
    else:
        inside = entry < times
        entry = entry[inside]
        times, seen = _checked(times[inside], seen[inside])
        steps, survival, edges = _entered(times, seen, entry)
    lower, upper = _with_exact(times, entry, steps, survival, edges)
    return KaplanMeierCurve(
        label=label,
        times_days=steps,
        survival=survival,
        lower=lower,
        upper=upper,
        censor_times_days=np.sort(times[~seen]),
        durations_days=np.sort(times),
        n_events=int(seen.sum()),
        entries_days=None if entry is None else np.sort(entry),
    )


def _with_exact(
    times: FloatArray,
    entry: FloatArray | None,
    steps: FloatArray,
    survival: FloatArray,
    edges: FloatArray,
) -> tuple[FloatArray, FloatArray]:
    """Return the limits of the band, shape (s,) each, exact where the log-log one has no width."""
    lower, upper = np.where(np.isnan(edges), survival, edges)
    # The first step, at 0, holds until somebody leaves.
    none_yet = survival >= 1
    came = np.zeros(len(times)) if entry is None else entry
    followed = np.array(
        [np.count_nonzero((times >= day) & ((came < day) | (came <= 0))) for day in steps[none_yet]]
    )
    # Who comes late has not been seen from the start: the fewest that were ever at risk count.
    fewest = np.minimum.accumulate(np.maximum(followed, 1)) if len(followed) else followed
    lower[none_yet] = _TAIL ** (1 / fewest)
    upper[none_yet] = 1.0
    nobody_left = np.flatnonzero(survival <= 0)
    if len(nobody_left) and nobody_left[0] > 0:
        upper[nobody_left] = upper[nobody_left[0] - 1]
    return lower, upper


def _estimated(
    times: FloatArray, seen: NDArray[np.bool_]
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the steps of the curve, the curve and its band, shape (2, steps)."""
    steps = np.unique(np.append(times, 0.0))
    at_risk, deaths = at_risk_at(steps, times), count_at(steps, times[seen])
    left = at_risk - deaths
    with np.errstate(divide="ignore", invalid="ignore"):
        log_survival = np.cumsum(np.log(left) - np.log(at_risk))
        greenwood = np.where(left > 0, deaths / (at_risk * left), 0.0).cumsum()
        # Where nobody has died yet, and where nobody is left, the band is the curve.
        reach = Z_95 * np.sqrt(greenwood) / log_survival
        edges = np.exp(-np.exp(np.log(-log_survival) + np.stack((-reach, reach))))
    return steps, np.exp(log_survival), edges


def _entered(
    times: FloatArray, seen: NDArray[np.bool_], entry: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the same of patients who came under observation later."""
    from lifelines import KaplanMeierFitter

    with warnings.catch_warnings(action="ignore"):  # of an early risk set that empties: told
        fitter = KaplanMeierFitter(alpha=0.05).fit(times, seen, entry=entry)
    survival = fitter.survival_function_.to_numpy(float)[:, 0]
    band = fitter.confidence_interval_survival_function_.to_numpy(float)
    return np.asarray(fitter.survival_function_.index, float), survival, band.T


def log_rank(
    groups: Sequence[tuple[FloatArray, NDArray[np.bool_]]],
    entries_days: Sequence[FloatArray | None] = (),
) -> LogRankTest:
    """Compare the survival of two or more groups.

    Parameters
    ----------
    groups : sequence of (times_days, events)
        One pair of arrays of equal length per group.
    entries_days : sequence of array, optional
        Days on which the patients of each group came under observation.

    Raises
    ------
    StephError
        If there are fewer than two groups, one is empty, or nobody had an event.
    """
    from lifelines.statistics import multivariate_logrank_test

    if len(groups) < 2:
        raise StephError("A log-rank test needs two groups", todo="Choose another grouping.")
    checked = [_checked(times, events) for times, events in groups]
    times, seen = (np.concatenate(part) for part in zip(*checked, strict=True))
    if not seen.any():
        raise StephError("Nobody had an event: groups cannot be compared", todo=MORE_EVENTS)
    label = np.repeat(np.arange(len(checked)), [len(pair[0]) for pair in checked])
    if any(entry is not None for entry in entries_days):
        pairs = zip(checked, entries_days, strict=True)
        entry = [np.zeros(len(own[0])) if came is None else came for own, came in pairs]
        return _log_rank_with_entry(times, seen, label, np.concatenate(entry))
    test = multivariate_logrank_test(times, label, seen)
    return LogRankTest(float(test.test_statistic), float(test.p_value), len(groups))


def _log_rank_with_entry(
    times: FloatArray, seen: NDArray[np.bool_], label: NDArray[np.int64], entry: FloatArray
) -> LogRankTest:
    """Compare groups whose patients came under observation late."""
    from scipy.stats import chi2

    n = int(label.max()) + 1
    score, spread = np.zeros(n), np.zeros((n, n))
    for day in np.unique(times[seen & (entry < times)]):
        inside = (times >= day) & (entry < day)
        at_risk = np.bincount(label[inside], minlength=n).astype(float)
        died = np.bincount(label[inside & seen & (times == day)], minlength=n).astype(float)
        total, events = at_risk.sum(), died.sum()
        share = at_risk / total
        score += died - events * share
        if total > 1:
            factor = events * (total - events) / (total - 1)
            spread += factor * (np.diag(share) - np.outer(share, share))
    statistic = float(score[:-1] @ np.linalg.pinv(spread[:-1, :-1]) @ score[:-1])
    return LogRankTest(statistic, float(chi2.sf(statistic, n - 1)), n)


def _checked(
    times_days: FloatArray, events: NDArray[np.bool_]
) -> tuple[FloatArray, NDArray[np.bool_]]:
    times, seen = np.asarray(times_days, float), np.asarray(events, bool)
    if times.shape != seen.shape or times.ndim != 1:
        raise ValueError("times and events differ in length")
    if len(times) == 0:
        raise StephError("The group has no patient", todo="Choose another grouping.")
    if not (np.isfinite(times).all() and (times >= 0).all()):
        raise StephError("A follow-up time is negative or not a number", todo="Correct the table.")
    return times, seen
