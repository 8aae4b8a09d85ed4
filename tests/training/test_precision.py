"""Training in bfloat16: every method takes it, weights stay float32, and the order survives."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from steph_desktop.model.abmil import new_abmil
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.training.methods.registry import METHODS, FitTask, fit
from steph_desktop.training.trainer import TrainingPrecision, TrainSettings, fit_abmil

D = 8
SMALL = TrainSettings(epochs=2, embed_dim=6, attn_dim=5, hyper_dim=7, k=2, lr=1e-2)
HALF = replace(SMALL, precision=TrainingPrecision.BFLOAT16)


def cohort(n: int, seed: int = 0) -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
    """Patients whose first feature shortens life."""
    rng = np.random.default_rng(seed)
    risk = rng.normal(size=n)
    bags = [rng.normal(size=(rng.integers(3, 12), D)).astype(np.float32) for _ in range(n)]
    for bag, value in zip(bags, risk, strict=True):
        bag[:, 0] += 2 * value
    events = rng.random(n) < 0.7
    events[0] = True
    return bags, 1500 * np.exp(-risk) + 1, events


def test_float32_is_the_default() -> None:
    assert TrainSettings().precision is TrainingPrecision.FLOAT32


@pytest.mark.parametrize("method", [m for m in METHODS if not METHODS[m].needs_clinical])
def test_every_method_takes_bfloat16_and_keeps_float32_weights(method: str) -> None:
    null = HALF.null_model(D)
    sources = {name: new_abmil(null.shape, seed) for seed, name in enumerate("ABC", start=5)}
    task = FitTask(*cohort(24), HALF, null, target=new_abmil(null.shape, 4), sources=sources)
    model = fit(method, task).model
    assert all(
        v.dtype == torch.float32 for v in model.state_dict().values() if v.is_floating_point()
    )
    assert np.isfinite(model.predict(task.bags[0]).risk_score)


def test_a_fit_in_bfloat16_is_repeatable_near_and_not_the_same() -> None:
    train, (bags, times, events) = cohort(100), cohort(80, seed=1)
    settings = replace(SMALL, epochs=30)
    c_index, losses = [], []
    for precision in (
        TrainingPrecision.FLOAT32,
        TrainingPrecision.BFLOAT16,
        TrainingPrecision.BFLOAT16,
    ):
        fitted = fit_abmil(*train, replace(settings, precision=precision))
        risks = np.array([fitted.model.predict(bag).risk_score for bag in bags])
        c_index.append(concordance_index(times, events, risks))
        losses.append([epoch.loss for epoch in fitted.history])
    assert losses[1] == losses[2] and c_index[1] == c_index[2]
    assert losses[0] != losses[1]
    assert c_index[0] > 0.8
    assert c_index[1] == pytest.approx(c_index[0], abs=0.01)
