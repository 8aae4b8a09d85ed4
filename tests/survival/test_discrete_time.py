import math

import numpy as np
import pytest
import torch

from steph_desktop.survival.curves import TimeBins
from steph_desktop.survival.discrete_time import (
    hazards_of,
    nll_survival_loss,
    risk_score_of,
    survival_of,
)


def plain_loss(logits: list[float], t: int, e: int, alpha: float) -> float:
    """Loss of one patient in plain Python."""
    h = [1 / (1 + math.exp(-v)) for v in logits]
    padded = [1.0]
    for value in h:
        padded.append(padded[-1] * (1 - value))
    unc = -e * (math.log(max(padded[t], 1e-7)) + math.log(max(h[t], 1e-7)))
    cen = -(1 - e) * math.log(max(padded[t + 1], 1e-7))
    return (1 - alpha) * (cen + unc) + alpha * unc


@pytest.mark.parametrize("alpha", [0.0, 0.5, 1.0])
def test_loss_equals_plain_python(alpha: float) -> None:
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 3, size=(40, 6))
    logits[:8] *= 20  # certain hazards: the clamp must hold
    t, e = rng.integers(0, 6, 40), rng.integers(0, 2, 40)
    got = nll_survival_loss(
        torch.from_numpy(logits), torch.from_numpy(t), torch.from_numpy(e.astype(bool)), alpha
    )
    expected = [
        plain_loss(row, int(a), int(b), alpha)
        for row, a, b in zip(logits.tolist(), t, e, strict=True)
    ]
    np.testing.assert_allclose(got.numpy(), expected, rtol=1e-9)


def test_loss_is_finite_with_gradient_where_the_clamp_holds() -> None:
    logits = torch.tensor([[200.0, -200.0], [200.0, 200.0]], requires_grad=True)
    loss = nll_survival_loss(logits, torch.tensor([1, 1]), torch.tensor([True, False]))
    loss.sum().backward()
    assert loss.isfinite().all()
    assert logits.grad is not None and logits.grad.isfinite().all()
    assert float(loss[1].detach()) == pytest.approx(-0.5 * math.log(1e-7), rel=1e-5)


def test_hazards_survival_and_risk_by_hand() -> None:
    hazards = hazards_of(torch.tensor([[0.0, math.log(3)]]))
    assert hazards[0].tolist() == pytest.approx([0.5, 0.75])
    survival = survival_of(hazards)
    assert survival[0].tolist() == pytest.approx([0.5, 0.125])
    assert float(risk_score_of(survival)[0]) == pytest.approx(-0.625)


def test_default_bins_are_years_open_at_the_end() -> None:
    bins = TimeBins()
    assert len(bins) == 32
    days = np.array([0.0, 364.9, 365.0, 11314.9, 11315.0, 11680.0, 99999.0])
    assert bins.index_of(days).tolist() == [0, 0, 1, 30, 31, 31, 31]
    assert bins.edges_days[-1] is None and len(bins.edges_days) == 33
