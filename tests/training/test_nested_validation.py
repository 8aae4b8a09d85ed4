"""Gains told by patients who chose nothing, and the null of what would be installed."""

import numpy as np
import pytest

from steph_desktop.survival.comparable_pairs import ComparablePairs
from steph_desktop.training.methods.nested_validation import LeftOutScores, NestedValidation


def outcomes(n: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.random.Generator]:
    rng = np.random.default_rng(seed)
    return rng.exponential(1000, size=n), rng.random(n) < 0.7, rng


def validation(n: int, seed: int, *, deals: int = 1, good: bool = False) -> NestedValidation:
    """Two models that are noise; a good one knows half of the truth, and so beats the target's."""
    times, events, rng = outcomes(n, seed)
    stay, other = rng.normal(size=(2, n))
    if good:
        other -= 2 * np.log(times / 1000)
    folds = []
    for deal in range(deals):
        fold_of = rng.permutation(n) % 5
        rows = [np.flatnonzero(fold_of == fold) for fold in range(5)]
        folds += [LeftOutScores(deal, mine, stay[mine], other[mine]) for mine in rows]
    return NestedValidation(times, events, folds)


def test_a_gain_that_is_there_is_told() -> None:
    for deals in (1, 3):
        gain = validation(120, 1, deals=deals, good=True).gain()
        assert gain.gain == pytest.approx(gain.c_index - gain.reference) and gain.gain > 0.15
        assert 0 < gain.standard_error < gain.gain / 2
    none = [validation(60, seed).gain().gain for seed in range(60)]
    assert abs(np.mean(none)) < 3 * np.std(none) / np.sqrt(60)


def test_the_standard_error_is_the_spread_of_the_gain() -> None:
    gains = [validation(60, seed, good=True).gain() for seed in range(100)]
    spread = np.std([gain.gain for gain in gains])
    assert np.mean([gain.standard_error for gain in gains]) == pytest.approx(spread, rel=0.25)


def test_dealing_again_adds_no_patients_to_the_standard_error() -> None:
    errors = [
        np.mean([
            validation(60, seed, deals=deals, good=True).gain().standard_error
            for seed in range(20)
        ]) for deals in (1, 4)
    ]  # fmt: skip
    assert errors[1] == pytest.approx(errors[0], rel=0.15)


def test_the_null_holds_its_level() -> None:
    p_values = [validation(40, seed).p_value(99, seed) for seed in range(200)]
    share = np.mean(np.array(p_values) <= 0.05)
    assert share <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 200)
    assert np.mean(p_values) == pytest.approx(0.5, abs=0.08)
    assert validation(120, 1, good=True).p_value(99, 0) == 0.01


def test_pairs_are_those_of_harrell_within_folds() -> None:
    times, events, rng = outcomes(20, 5)
    scores = rng.normal(size=(2, 20))
    rows = np.arange(10), np.arange(10, 20)
    folds = [LeftOutScores(0, r, *scores[:, r]) for r in rows]
    found = NestedValidation(times, events, folds).gain()
    pairs = ComparablePairs.of(times, events)
    halves = [pairs.among(np.isin(np.arange(20), r)) for r in rows]
    want = sum(half.concordant(scores[:, r]) for half, r in zip(halves, rows, strict=True))
    total = sum(map(len, halves))
    np.testing.assert_allclose([found.reference, found.c_index], want / total)
