"""Cut-offs of a score: fixed ones, and the corrected p-value where one was searched for.

A cut-off that was chosen because it parts the curves well makes the log-rank p too small. Here the
log-rank statistic at a cut-off is compared with the largest one over all cut-offs when scores and
outcomes are shuffled: the p-value then allows for any cut-off having been tried.

References
----------
Lausen, Schumacher: Maximally selected rank statistics. Biometrics 1992.
Hothorn, Lausen: On the exact distribution of maximally selected rank statistics. CSDA 2003.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.errors import StephError
from steph_desktop.survival.curves import MORE_EVENTS, FloatArray

PERMUTATIONS = 5000  # a p-value of .05 is then known to a standard error of .003
SMALLEST_SHARE = 0.1  # of the patients in the smaller group, as R's maxstat
_CHUNK = 500  # permutations at once, which bounds the memory


class CutOrigin(Enum):
    """Where a cut-off comes from, in words; this decides what a p-value at it is worth."""

    FIXED = "fixed without the outcomes of these patients"
    PRESPECIFIED = "stated as pre-specified, before these outcomes were seen"
    SEARCHED = "chosen on these patients: the difference shown is optimistic"


@dataclass(frozen=True)
class SearchedCutoff:
    """What a cut-off shows, allowing for all that could have been tried."""

    cutoff: float  # scores at or above it form the upper group
    statistic: float  # standardised log-rank score statistic at it, without sign
    p_value: float  # share of shuffled cohorts whose best cut-off parts at least as well
    n_cutoffs: int  # cut-offs that could have been tried
    permutations: int  # shuffles


def log_rank_scores(times_days: FloatArray, events: NDArray[np.bool_]) -> FloatArray:
    """Event minus expected events (Nelson-Aalen) of every patient, shape (n,); they sum to 0."""
    times, seen = np.asarray(times_days, float), np.asarray(events, bool)
    distinct, place = np.unique(times, return_inverse=True)
    died = np.bincount(place, weights=seen, minlength=len(distinct))
    left = np.bincount(place, minlength=len(distinct))
    at_risk = len(times) - np.concatenate(([0], np.cumsum(left)[:-1]))
    return np.asarray(seen - np.cumsum(died / at_risk)[place], float)


def searched_cutoff(
    scores: FloatArray,
    times_days: FloatArray,
    events: NDArray[np.bool_],
    cutoff: float,
    *,
    permutations: int = PERMUTATIONS,
    seed: int = 0,
) -> SearchedCutoff:
    """Test a cut-off that was not fixed beforehand.

    Parameters
    ----------
    scores : array, shape (n,)
        What is cut.
    times_days, events : array, shape (n,)
        Follow-up in days, and whether the event was seen.
    cutoff : float
        The one that was chosen.
    permutations, seed : int
        Of the shuffles.

    Raises
    ------
    StephError
        If the cut-off leaves a group empty, all scores are equal, or nobody had an event.
    """
    values = np.asarray(scores, float)
    marks = log_rank_scores(times_days, events)
    n = len(values)
    if not np.asarray(events, bool).any():
        raise StephError("Nobody had an event: groups cannot be compared", todo=MORE_EVENTS)
    order = np.argsort(values, kind="stable")
    ranked = values[order]
    low = int(np.searchsorted(ranked, cutoff, side="left"))
    if not 0 < low < n:
        raise StephError(
            "The cut-off leaves a group without patients", todo="Choose another cut-off."
        )
    # Sizes of the lower group at every cut between two different scores, the extreme ones left out.
    sizes = np.flatnonzero(np.diff(ranked) > 0) + 1
    inner = sizes[(sizes >= SMALLEST_SHARE * n) & (sizes <= (1 - SMALLEST_SHARE) * n)]
    sizes = np.union1d(inner, [low])
    scale = np.sqrt(sizes * (n - sizes) / n * float(marks.var(ddof=1)))
    own = abs(float(np.cumsum(marks[order])[low - 1]))
    statistic = own / float(scale[np.searchsorted(sizes, low)])
    rng = np.random.default_rng(seed)
    reached = 0
    for first in range(0, permutations, _CHUNK):
        count = min(_CHUNK, permutations - first)
        shuffled = rng.permuted(np.tile(marks, (count, 1)), axis=1)
        sums = np.abs(np.cumsum(shuffled, axis=1)[:, sizes - 1]) / scale
        reached += int((sums.max(axis=1) >= statistic - 1e-12).sum())
    p_value = (1 + reached) / (1 + permutations)
    return SearchedCutoff(cutoff, statistic, p_value, len(sizes), permutations)
