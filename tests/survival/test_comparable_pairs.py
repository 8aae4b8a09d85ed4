"""Pairs, chance and weights, against counting and drawing."""

import numpy as np
import pytest

from steph_desktop.survival.comparable_pairs import ComparablePairs, evidence_weights
from steph_desktop.survival.metrics import concordance_index


def patients(n: int = 30, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    # Few different times, so that ties between events and censored patients occur.
    return rng.integers(1, n // 2, size=n).astype(float), rng.random(n) < 0.5


def test_concordance_is_harrells() -> None:
    times, events = patients()
    scores = np.random.default_rng(1).normal(size=(4, len(times))).round(1)
    pairs = ComparablePairs.of(times, events)
    want = [concordance_index(times, events, row) for row in scores]
    np.testing.assert_allclose(pairs.concordant(scores) / len(pairs), want, atol=1e-12)


def test_a_part_of_the_patients_is_compared_among_themselves() -> None:
    times, events = patients()
    chosen = np.arange(len(times)) % 3 > 0
    part = ComparablePairs.of(times, events).among(chosen)
    assert (part.earlier == ComparablePairs.of(times[chosen], events[chosen]).earlier).all()
    assert 0 < len(part) < len(ComparablePairs.of(times, events))


def test_chance_is_what_random_orders_give() -> None:
    times, events = patients(40, seed=2)
    pairs = ComparablePairs.of(times, events)
    orders = np.random.default_rng(3).random((20_000, len(times)))
    drawn = pairs.concordant(orders) / len(pairs)
    assert drawn.mean() == pytest.approx(0.5, abs=0.002)
    assert pairs.chance_sd == pytest.approx(drawn.std(), rel=0.02)


def test_nobody_to_compare_means_endless_doubt() -> None:
    pairs = ComparablePairs.of(np.array([1.0, 2.0]), np.array([False, False]))
    assert len(pairs) == 0 and pairs.chance_sd == np.inf


def test_the_best_share_the_weight_by_what_they_rise_above_the_margin() -> None:
    c_indices = np.array([0.75, 0.4, 0.65, 0.56, 0.61])
    weights = evidence_weights(c_indices, 0.05, k=2, margin=1.0)
    # 0.75 and 0.65 are the best two, 0.20 and 0.10 above 0.55.
    np.testing.assert_allclose(weights, [2 / 3, 0, 1 / 3, 0, 0])


def test_no_source_counts_if_none_rises_above_the_margin() -> None:
    c_indices = np.array([0.59, 0.58])
    assert evidence_weights(c_indices, 0.05, k=2, margin=2.0) is None
    assert evidence_weights(c_indices, 0.05, k=2, margin=1.0) is not None
    assert evidence_weights(np.array([0.3, 0.5]), 0.05, k=2, margin=0.0) is None
