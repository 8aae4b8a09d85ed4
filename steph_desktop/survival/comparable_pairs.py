"""Comparable pairs of patients, and how far a source model's C-index rises above chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steph_desktop.survival.curves import FloatArray
from steph_desktop.survival.metrics import comparable_pairs

CHANCE = 0.5


@dataclass(frozen=True)
class ComparablePairs:
    """Which patients can be compared: the table under Harrell's C."""

    # shape (n, n), bool: true where the row's patient had the event before the column's patient's
    # time, or at the very time at which the column's patient was censored.
    earlier: NDArray[np.bool_]

    @classmethod
    def of(cls, times_days: FloatArray, events: NDArray[np.bool_]) -> ComparablePairs:
        """Compare patients by times in days, shape (n,), and events, shape (n,)."""
        return cls(comparable_pairs(times_days, events))

    def among(self, chosen: NDArray[np.bool_]) -> ComparablePairs:
        """Keep a part of the patients, mask of shape (n,)."""
        return ComparablePairs(self.earlier[np.ix_(chosen, chosen)])

    def __len__(self) -> int:
        return int(np.count_nonzero(self.earlier))

    def concordant(self, risk_scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Count the pairs that risk scores order rightly; ties count half.

        Parameters
        ----------
        risk_scores : ndarray, shape (c, n)
            One row for each of c models.

        Returns
        -------
        ndarray, shape (c,)
        """
        first, second = np.nonzero(self.earlier)
        difference = risk_scores[:, first] - risk_scores[:, second]
        return np.asarray((difference > 0).sum(axis=1) + 0.5 * (difference == 0).sum(axis=1))

    @property
    def chance_sd(self) -> float:
        """Standard deviation of C over random orders of the patients, exactly.

        C = 1/2 + S / (2 n) with S the sum of the signs over n pairs. For a random order two signs
        with one patient in common have covariance 1/3 if the patient stands on the same side of
        both pairs, -1/3 if not, and 0 without; so Var(S) = (n + sum_i (before_i - after_i)^2) / 3.
        """
        balance = self.earlier.sum(axis=1).astype(float) - self.earlier.sum(axis=0)
        n = len(self)
        return float(np.sqrt((n + np.square(balance).sum()) / 3) / (2 * n)) if n else float("inf")


def evidence_weights(
    c_indices: NDArray[np.float64], chance_sd: float, k: int, margin: float
) -> NDArray[np.float64] | None:
    """Share the weight among the K sources that do best, by how far they rise above chance.

    Parameters
    ----------
    c_indices : ndarray, shape (m,)
        Zero-shot C-index of each source model on the target's training patients.
    chance_sd : float
        See `ComparablePairs.chance_sd`.
    k : int
        Most sources with a weight.
    margin : float
        Standard deviations above chance at which a source starts to count.

    Returns
    -------
    ndarray, shape (m,), or None
        Sums to 1; None if no source rises above the margin.
    """
    above = np.clip(c_indices - CHANCE - margin * chance_sd, 0.0, None)
    above[np.argsort(-above, kind="stable")[k:]] = 0.0
    total = above.sum()
    return above / total if total > 0 else None


@dataclass(frozen=True)
class Gain:
    """How much better one row of a table of folds is than another."""

    c_index: float  # of all pairs of all folds, as that of the reference
    reference: float
    standard_error: float  # of their difference, from its spread over the folds

    @property
    def gain(self) -> float:
        """Difference of the two."""
        return self.c_index - self.reference
