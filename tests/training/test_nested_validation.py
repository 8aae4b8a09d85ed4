"""Gains told by patients who chose nothing, and the null of the best of many."""

from collections.abc import Sequence

import numpy as np
import pytest

from steph_desktop.survival.comparable_pairs import ComparablePairs
from steph_desktop.training.methods.nested_validation import LeftOutScores, NestedValidation


def best(c_indices: np.ndarray) -> int:
    return int(np.argmax(c_indices))


def outcomes(n: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.random.Generator]:
    rng = np.random.default_rng(seed)
    return rng.exponential(1000, size=n), rng.random(n) < 0.7, rng


def validation(
    n: int, seed: int, *, deals: int = 1, good: Sequence[int] = (), candidates: int = 30
) -> NestedValidation:
    """Candidates that are noise, but for the good ones, which know half of the truth."""
    times, events, rng = outcomes(n, seed)
    scores = rng.normal(size=(candidates, n))
    for place in good:
        scores[place] -= 2 * np.log(times / 1000)
    folds = []
    for deal in range(deals):
        fold_of = rng.permutation(n) % 5
        rows = [np.flatnonzero(fold_of == fold) for fold in range(5)]
        folds += [LeftOutScores(deal, mine, scores[:, mine]) for mine in rows]
    return NestedValidation(times, events, folds)


def test_the_best_of_many_gains_and_the_nested_gain_does_not() -> None:
    apparent, told = [], []
    for seed in range(60):
        found = validation(60, seed)
        c = found.c_indices
        apparent.append(c.max() - c[0])
        told.append(found.nested_gain([best] * 5).gain)
    assert np.mean(apparent) > 0.08
    assert abs(np.mean(told)) < 3 * np.std(told) / np.sqrt(60)


def test_a_gain_that_is_there_is_told() -> None:
    for deals in (1, 3):
        found = validation(120, 1, deals=deals, good=(7,))
        gain = found.nested_gain([best] * (5 * deals))
        c = found.c_indices
        assert gain.gain == pytest.approx(c[7] - c[0]) and gain.gain > 0.15
        assert gain.reference == pytest.approx(c[0])
        assert 0 < gain.standard_error < gain.gain / 2


def test_a_choice_sees_no_pair_of_the_patients_it_is_measured_on() -> None:
    times, events, rng = outcomes(40, 3)
    folds = []
    for deal in range(2):
        fold_of = rng.permutation(40) % 4
        folds += [
            LeftOutScores(deal, np.flatnonzero(fold_of == f), rng.normal(size=(3, 10)))
            for f in range(4)
        ]
    seen: list[list[np.ndarray]] = [[], []]
    for which, t in enumerate((times, times.copy())):
        if which:  # other outcomes of those whom the first fold leaves out
            t[folds[0].rows] = rng.exponential(1000, size=10)

        def rule(c: np.ndarray, kept: list[np.ndarray] = seen[which]) -> int:
            kept.append(c)
            return 0

        NestedValidation(t, events, folds).nested_gain([rule] * 8)
    np.testing.assert_array_equal(seen[0][0], seen[1][0])
    assert not np.array_equal(seen[0][1], seen[1][1])


def test_dealing_again_adds_no_patients_to_the_standard_error() -> None:
    errors = [
        np.mean([
            validation(60, seed, deals=deals, good=(7,)).nested_gain([best] * (5 * deals))
            .standard_error for seed in range(20)
        ]) for deals in (1, 4)
    ]  # fmt: skip
    assert errors[1] == pytest.approx(errors[0], rel=0.15)


def test_the_null_of_the_maximum_holds_its_level() -> None:
    allowed = np.ones(30, bool)
    p_values = []
    for seed in range(200):
        found = validation(40, seed)
        p_values.append(found.p_value(float(found.c_indices.max()), allowed, 99, seed))
    share = np.mean(np.array(p_values) <= 0.05)
    assert share <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 200)
    assert np.mean(p_values) == pytest.approx(0.5, abs=0.08)
    found = validation(120, 1, good=(7,))
    assert found.p_value(float(found.c_indices[7]), allowed, 99, 0) == 0.01


def test_pairs_are_those_of_harrell_within_folds() -> None:
    times, events, rng = outcomes(20, 5)
    scores = rng.normal(size=(2, 20))
    rows = np.arange(10), np.arange(10, 20)
    found = NestedValidation(times, events, [LeftOutScores(0, r, scores[:, r]) for r in rows])
    pairs = ComparablePairs.of(times, events)
    halves = [pairs.among(np.isin(np.arange(20), r)) for r in rows]
    want = sum(half.concordant(scores[:, r]) for half, r in zip(halves, rows, strict=True))
    np.testing.assert_allclose(found.c_indices, want / sum(map(len, halves)))
