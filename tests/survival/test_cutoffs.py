"""A cut-off that was searched for: its p-value must not be believed, the corrected one may."""

from __future__ import annotations

import math

import numpy as np
import pytest

from steph_desktop.core.errors import StephError
from steph_desktop.survival.cutoffs import log_rank_scores, searched_cutoff
from steph_desktop.survival.estimators import log_rank


def cohort(seed: int, n: int = 60) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    times, ends = rng.exponential(900, n), rng.uniform(400, 2500, n)
    return rng.normal(size=n), np.minimum(times, ends), times <= ends


def best_cut(scores: np.ndarray, times: np.ndarray, events: np.ndarray) -> tuple[float, float]:
    """The cut-off that parts best, and the p-value that somebody who searched would report."""
    tried = np.sort(scores)[6:-5:2]
    found = [searched_cutoff(scores, times, events, cut, permutations=1) for cut in tried]
    best = max(found, key=lambda one: one.statistic)
    return best.cutoff, math.erfc(best.statistic / math.sqrt(2))


def test_the_statistic_is_the_log_rank_one() -> None:
    scores, times, events = cohort(2, 200)
    low = scores < 0.1
    test = log_rank([(times[low], events[low]), (times[~low], events[~low])])
    found = searched_cutoff(scores, times, events, 0.1, permutations=1)
    # Variance by permutation against the hypergeometric one: close, not equal.
    assert found.statistic**2 == pytest.approx(test.statistic, rel=0.1)


def test_scores_by_hand() -> None:
    # Hazards 1/4 at day 1 and 1/2 at day 3.
    found = log_rank_scores(np.array([1.0, 2, 3, 4]), np.array([True, False, True, False]))
    assert found.tolist() == pytest.approx([0.75, -0.25, 0.25, -0.75])


def test_searching_deceives_and_the_correction_does_not() -> None:
    naive = corrected = 0
    for seed in range(60):
        scores, times, events = cohort(seed)
        cut, p_value = best_cut(scores, times, events)
        naive += p_value < 0.05
        found = searched_cutoff(scores, times, events, cut, permutations=400, seed=seed)
        corrected += found.p_value < 0.05
    assert naive >= 12  # far more than the 3 that 5 % of 60 would be
    assert corrected <= 7


def test_a_real_difference_is_found() -> None:
    rng = np.random.default_rng(3)
    scores = rng.normal(size=150)
    times = rng.exponential(np.where(scores > 0.2, 400, 1600))
    events = np.ones(150, bool)
    found = searched_cutoff(scores, times, events, 0.2, permutations=1000)
    assert found.p_value == pytest.approx(1 / 1001)
    again = searched_cutoff(scores, times, events, 0.2, permutations=1000)
    assert again == found


def test_the_chosen_cutoff_counts_even_near_the_ends() -> None:
    scores, times, events = cohort(4)
    edge = float(np.sort(scores)[2])
    found = searched_cutoff(scores, times, events, edge, permutations=300)
    assert found.cutoff == edge and 0 < found.p_value <= 1


def test_impossible_cutoffs_are_said() -> None:
    scores, times, events = cohort(1)
    with pytest.raises(StephError, match="without patients"):
        searched_cutoff(scores, times, events, 99.0)
    with pytest.raises(StephError, match="Nobody had an event"):
        searched_cutoff(scores, times, np.zeros(60, bool), 0.0)
