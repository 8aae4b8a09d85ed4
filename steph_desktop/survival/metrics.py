"""How well risk scores order survival times (NumPy only)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core import StephError
from steph_desktop.survival.curves import FloatArray


def concordance_index(
    times_days: FloatArray,
    events: NDArray[np.bool_],
    risk_scores: FloatArray,
    tied_tol: float = 1e-8,
) -> float:
    """Harrell's C on continuous times.

    Two patients are comparable if the one with the shorter time had the event, or if at equal
    times one had the event and the other was censored. A pair whose risk scores differ by no more
    than `tied_tol` counts half.

    Parameters
    ----------
    times_days : array, shape (n,)
        Follow-up in days.
    events : array, shape (n,), bool
        True where the event was seen.
    risk_scores : array, shape (n,)
        Higher means an earlier event.
    tied_tol : float
        Largest difference of two scores that counts as a tie.

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
    times = np.asarray(times_days, float)
    seen = np.asarray(events, bool)
    scores = np.asarray(risk_scores, float)
    if not times.shape == seen.shape == scores.shape or times.ndim != 1:
        raise ValueError("times, events and risk scores differ in length")
    if not (np.isfinite(times).all() and np.isfinite(scores).all()):
        raise StephError(
            "A time or risk score is not a number",
            None,
            "Correct the table or fit the model again.",
        )
    concordant = tied = comparable = 0
    # One patient with an event against all others: n rows of n, never an n x n matrix.
    for index in np.flatnonzero(seen):
        later = (times > times[index]) | ((times == times[index]) & ~seen)
        others = scores[later]
        ties = np.abs(others - scores[index]) <= tied_tol
        comparable += len(others)
        tied += int(ties.sum())
        concordant += int(((others < scores[index]) & ~ties).sum())
    if comparable == 0:
        raise StephError(
            "No two patients can be compared: nobody is known to have lived longer than a patient "
            "with an event",
            None,
            "Use a larger cohort or a longer follow-up.",
        )
    return (concordant + 0.5 * tied) / comparable
