"""A new case against the cohort of a pack: far is far, near is near, and nobody is named."""

from __future__ import annotations

import numpy as np
import pytest

from steph_desktop.model.cohort_statistics import Cloud, card_of, describe_cohort
from steph_desktop.model.outputs import Prediction, SourceShare, SourceSpread

RNG = np.random.default_rng(4)
MIXING = RNG.normal(size=(3, 50))


def cohort(n: int, seed: int = 0) -> np.ndarray:
    """Vectors that vary along three directions, and a little along all."""
    rng = np.random.default_rng(seed)
    return 5 + rng.normal(size=(n, 3)) @ MIXING + 0.1 * rng.normal(size=(n, 50))


def test_new_members_lie_as_far_out_as_the_cohort_says() -> None:
    cloud = Cloud.of(cohort(60))
    fresh = [cloud.deviations(row) for row in cohort(400, seed=1)]
    assert abs(np.mean(fresh)) < 0.5
    assert 0.6 < np.std(fresh) < 1.6
    assert np.mean(np.array(fresh) > 3) < 0.03


def test_strangers_lie_far_out_along_an_axis_and_beside_all_axes() -> None:
    cloud = Cloud.of(cohort(60))
    along = 5 + 30 * MIXING[0] / np.linalg.norm(MIXING[0]) * np.linalg.norm(MIXING[0]) / 3
    beside = np.linalg.svd(MIXING)[2][-1]
    assert cloud.deviations(along) > 4
    assert cloud.deviations(5 + 3 * beside) > 4
    assert cloud.deviations(np.full(50, 5.0)) < 0


def test_few_members_are_no_cohort() -> None:
    with pytest.raises(ValueError, match="9 members"):
        Cloud.of(cohort(9))


def test_the_nearer_cancer_is_named() -> None:
    other = cohort(60, seed=2).mean(axis=0) + 2.0
    found = describe_cohort(cohort(60), [30] * 60, {"LUNG": other, "KIPAN": other + 40})
    margin, name = found.margin(other + 0.1)
    assert name == "LUNG"
    assert margin > max(0.0, found.margin_limit)
    own = [found.margin(row)[0] for row in cohort(200, seed=3)]
    assert np.mean([m > max(0.0, found.margin_limit) for m in own]) < 0.05
    assert found.patches.tolist() == [30, 30, 30]
    alone = describe_cohort(cohort(60), [30] * 60)
    assert alone.margin(other) == (-1.0, "")


def test_the_card_says_the_shapes() -> None:
    found = describe_cohort(cohort(60), [30] * 60, {"LUNG": np.zeros(50)})
    card = card_of(found)
    assert (card.patients, card.axes, card.stain_axes, card.cancers) == (60, 12, 0, ("LUNG",))
    shapes = card.shapes(50)
    assert shapes["statistics.features.axes"] == (12, 50)
    assert shapes["statistics.cancer_means"] == (1, 50)
    assert "statistics.stain.mean" not in shapes


def _prediction(weight: float, lam: float, selected: bool) -> Prediction:
    share = SourceShare("LUNG", weight, lam, selected)
    none = np.zeros(0)
    return Prediction(none, none, 0.0, none, np.zeros((0, 0), np.float32), (share,))


def test_a_weight_is_ranked_among_the_cohort() -> None:
    made = [_prediction(w, w / 100, w > 49.5) for w in range(101)]
    spread = SourceSpread.of(made)
    assert spread is not None
    assert spread.weight_percentile(0, 37.0) == pytest.approx(37)
    assert spread.weight_percentile(0, 200.0) == 100
    assert spread.weight_percentile(0, -1.0) == 0
    assert spread.lambdas[0, 5] == pytest.approx(0.5)
    assert spread.selected[0] == pytest.approx(51 / 101)
    never = SourceSpread.of([_prediction(0.0, 0.5, False)] * 9)
    assert never is not None
    assert never.weight_percentile(0, 0.0) == 50
    assert SourceSpread.of([]) is None
