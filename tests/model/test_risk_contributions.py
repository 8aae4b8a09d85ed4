"""The risk map explains the score beside it: against its differential, worked out by numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from small_models import SHAPE, bag

from steph_desktop.model.abmil import Abmil, new_abmil, prediction_of
from steph_desktop.model.outputs import Prediction, risk_contributions, risk_gradient
from steph_desktop.survival.curves import TimeBins, survival_at

HORIZONS = (None, 1.0, 2.5, 3.0, 50.0)
Numbers = NDArray[np.float64]


@pytest.fixture
def model() -> Abmil:
    """A model with rare events, few of them early, whose patches differ."""
    made = new_abmil(SHAPE, 3).eval()
    with torch.no_grad():
        made.head.weight.mul_(6)
        made.head.bias.copy_(torch.linspace(-4, -1.5, len(made.head.bias)))
    return made


def bins_of(prediction: Prediction) -> TimeBins:
    return TimeBins(tuple(365.0 * k for k in range(len(prediction.hazards))))


def risk_of(logits: Numbers, bins: TimeBins, years: float | None) -> float:
    """The risk score, or 100 % minus the survival at a horizon in percent."""
    seen = prediction_of(logits, np.ones(1), np.zeros((1, len(bins)), np.float32))
    return (
        seen.risk_score if years is None else -100 * survival_at(bins, seen.survival, years * 365)
    )


def logits_of(prediction: Prediction) -> Numbers:
    return np.asarray(np.log(prediction.hazards / (1 - prediction.hazards)))


@pytest.mark.parametrize("years", HORIZONS)
def test_the_gradient_is_that_of_the_risk(model: Abmil, years: float | None) -> None:
    prediction = model.predict(bag(30))
    bins, logits, step = bins_of(prediction), logits_of(prediction), 1e-5
    found = risk_gradient(prediction, bins, years)
    for k, shift in enumerate(step * np.eye(len(bins))):
        up, down = (risk_of(logits + sign * shift, bins, years) for sign in (1, -1))
        assert found[k] == pytest.approx((up - down) / (2 * step), rel=1e-5, abs=1e-8)
    assert (found >= 0).all()


@pytest.mark.parametrize("years", HORIZONS)
def test_a_contribution_is_what_the_weight_of_a_patch_does_to_the_risk(
    model: Abmil, years: float | None
) -> None:
    """A patch a little less in the pooling, the others taking its place: the risk follows."""
    prediction = model.predict(bag(30))
    bins, logits, step = bins_of(prediction), logits_of(prediction), 1e-5
    found = risk_contributions(prediction, bins, years)
    parts, attention = prediction.contributions.astype(float), prediction.attention
    for row in range(30):
        risks = []
        for weight in (1 + step, 1 - step):
            weights = np.ones(30)
            weights[row] = weight
            pooled = (weights[:, None] * parts).sum(axis=0) / (weights * attention).sum()
            risks.append(risk_of(logits - parts.sum(axis=0) + pooled, bins, years))
        assert found[row] == pytest.approx((risks[0] - risks[1]) / (2 * step), rel=1e-4, abs=1e-7)
    assert found.sum() == pytest.approx(0, abs=1e-9)
    assert (found > 0).any() and (found < 0).any()


def test_the_model_without_a_patch_answers_by_about_its_contribution_less(model: Abmil) -> None:
    """Asked anew without it, not by our own formula; a small part of the bag is a small step."""
    x = bag(300)
    prediction = model.predict(x)
    found = risk_contributions(prediction, bins_of(prediction))
    rows = np.argsort(-np.abs(found))[:40]
    change = np.array(
        [model.predict(np.delete(x, row, axis=0)).risk_score for row in rows]
    ) - float(prediction.risk_score)
    np.testing.assert_allclose(change, -found[rows], rtol=0.1)


def test_the_logits_moved_along_a_contribution_move_the_risk_by_it(model: Abmil) -> None:
    prediction = model.predict(bag(30))
    bins, logits = bins_of(prediction), logits_of(prediction)
    parts = prediction.contributions.astype(float)
    centred = parts - prediction.attention[:, None] * parts.sum(axis=0)
    found = risk_contributions(prediction, bins)
    for row in range(30):
        moved = [risk_of(logits + s * 1e-3 * centred[row], bins, None) for s in (1, -1)]
        assert found[row] == pytest.approx((moved[0] - moved[1]) / 2e-3, rel=1e-4, abs=1e-9)


def test_bins_that_few_patients_reach_count_little() -> None:
    """The mean over all bins, as it was before, has the wrong sign where late bins disagree."""
    bins = TimeBins()
    logits = np.full(32, -2.0)
    logits[:5] = 1.0  # hardly anybody lives past the fifth year
    early = np.where(np.arange(32) < 5, 1.0, -1.0)
    contributions = np.stack([early, -early]).astype(np.float32) / 10
    prediction = prediction_of(logits, np.full(2, 0.5), contributions)
    found = risk_contributions(prediction, bins)
    assert found[0] > 0 > found[1]
    assert contributions[0].mean() < 0 < contributions[1].mean()
    shifted = replace(prediction, contributions=contributions + np.float32(0.3))
    np.testing.assert_allclose(risk_contributions(shifted, bins), found, atol=1e-6)
