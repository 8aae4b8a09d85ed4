"""Gains told by patients who chose nothing, and the null of what would be installed."""

import numpy as np
import pytest

from steph_desktop.survival.comparable_pairs import ComparablePairs
from steph_desktop.training.methods.nested_validation import Anew, LeftOutScores, NestedValidation


def outcomes(n: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.random.Generator]:
    rng = np.random.default_rng(seed)
    return rng.exponential(1000, size=n), rng.random(n) < 0.7, rng


def fixed(validation: NestedValidation) -> Anew:
    """Scores that owe nothing to the outcomes, whatever they are."""
    return lambda *_: [fold.other for fold in validation._folds]


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
    found = [validation(40, seed) for seed in range(200)]
    p_values = [one.p_value(fixed(one), 99, seed) for seed, one in enumerate(found)]
    share = np.mean(np.array(p_values) <= 0.05)
    assert share <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 200)
    assert np.mean(p_values) == pytest.approx(0.5, abs=0.08)
    good = validation(120, 1, good=True)
    assert good.p_value(fixed(good), 99, 0) == 0.01


def test_the_null_knows_that_folds_learn_from_each_other() -> None:
    """One column and its sign learned from the others: all folds are right together, or wrong."""
    p_values = []
    for seed in range(150):
        times, events, rng = outcomes(40, seed)
        column, fold_of = rng.normal(size=40), rng.permutation(40) % 5
        rows = [np.flatnonzero(fold_of == fold) for fold in range(5)]

        def learned(
            times: np.ndarray,
            events: np.ndarray,
            column: np.ndarray = column,
            rows: list[np.ndarray] = rows,
        ) -> list[np.ndarray]:
            scores = []
            for left in rows:
                kept = np.setdiff1d(np.arange(40), left)
                pairs = ComparablePairs.of(times[kept], events[kept])
                c_index = pairs.concordant(column[kept][None])[0] / len(pairs)
                scores.append(column[left] * np.sign(c_index - 0.5))
            return scores

        scores = learned(times, events)
        folds = [LeftOutScores(0, left, one, one) for left, one in zip(rows, scores, strict=True)]
        found = NestedValidation(times, events, folds)
        p_values.append([found.p_value(anew, 39, seed) for anew in (fixed(found), learned)])
    held_fixed, fitted_anew = (np.array(p_values) <= 0.05).mean(axis=0)
    assert fitted_anew <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / 150)
    assert held_fixed > fitted_anew + 0.03


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
