"""The analyses against small computations made another way."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from small_models import BINS, SHAPE, bag

from steph_desktop.model.abmil import Abmil, new_abmil
from steph_desktop.research.landscape import (
    NetworkLoss,
    alignments,
    filter_normalised_direction,
    landscape,
    loss_over_lambda,
    sharpness,
    subspace_alignment,
    whole_of,
)
from steph_desktop.training.bag_store import Outcomes


@pytest.fixture
def patients() -> Outcomes:
    bags = [bag(5 + n, seed=n) for n in range(6)]
    return Outcomes(bags, np.array([10.0, 400, 800, 1200, 50, 700]), np.arange(6) % 2 == 0)


def loss_by_hand(model: Abmil, patients: Outcomes) -> float:
    """Mean loss through the public prediction, patient by patient, in plain Python."""
    total = 0.0
    for features, time, event in zip(
        patients.bags, patients.times_days, patients.events, strict=True
    ):
        prediction = model.predict(features)
        padded = [1.0, *prediction.survival]
        k = int(BINS.index_of(np.array([time]))[0])
        if event:
            total += -np.log(padded[k]) - np.log(prediction.hazards[k])
        else:
            total += -0.5 * np.log(padded[k + 1])
    return total / len(patients.bags)


def test_loss_equals_the_one_computed_from_predictions(patients: Outcomes) -> None:
    model = new_abmil(SHAPE, 3).eval()
    value = NetworkLoss(patients, model, BINS).value(whole_of(model))
    assert value == pytest.approx(loss_by_hand(model, patients), abs=1e-5)


def test_the_ends_of_the_mixing_ratio_are_the_two_models(patients: Outcomes) -> None:
    null, target, source = (new_abmil(SHAPE, seed).eval() for seed in (1, 2, 3))
    loss = NetworkLoss(patients, null, BINS)
    table = loss_over_lambda(null, target, source, [loss], np.array([0.0, 0.5, 1.0]))
    assert table.shape == (3, 1)
    assert table[0, 0] == pytest.approx(loss_by_hand(source, patients), abs=1e-5)
    assert table[2, 0] == pytest.approx(loss_by_hand(target, patients), abs=1e-5)


def test_directions_move_each_filter_by_its_own_norm_and_no_bias() -> None:
    model = new_abmil(SHAPE, 3)
    direction = filter_normalised_direction(model, 7)
    named = model.layout.named(direction[: model.layout.n_params])
    weights = model.layout.named(model.theta.detach())
    for name, moved in named.items():
        if moved.dim() == 2:
            torch.testing.assert_close(moved.norm(dim=1), weights[name].norm(dim=1))
        else:
            assert not moved.any()
    assert not torch.equal(direction, filter_normalised_direction(model, 8))


def test_the_middle_of_the_landscape_is_the_model(patients: Outcomes) -> None:
    model = new_abmil(SHAPE, 3).eval()
    loss = NetworkLoss(patients, model, BINS)
    steps, losses = landscape(model, loss, points=5, span=0.5)
    assert steps.tolist() == [-0.5, -0.25, 0, 0.25, 0.5]
    assert losses[2, 2] == pytest.approx(loss.value(whole_of(model)))
    assert len(np.unique(losses.round(9))) == 25


def test_alignment_against_numpy_and_its_limits() -> None:
    rng = np.random.default_rng(0)
    merged, target = rng.normal(size=(6, 9)), rng.normal(size=(6, 9))
    left, values, _ = np.linalg.svd(merged)
    rank = 1
    while np.sqrt((values[:rank] ** 2).sum()) < 0.95 * np.sqrt((values**2).sum()):
        rank += 1
    projector = left[:, :rank] @ left[:, :rank].T
    expected = np.linalg.norm(projector @ target) / np.linalg.norm(target)
    ratio, found = subspace_alignment(torch.from_numpy(merged), torch.from_numpy(target))
    assert (ratio, found) == (pytest.approx(expected, abs=1e-9), rank)
    one = torch.outer(torch.arange(1.0, 7), torch.ones(9))
    assert subspace_alignment(one, one) == (pytest.approx(1.0), 1)
    other = torch.zeros(6, 9)
    other[0], other[1] = 2.0, -1.0  # orthogonal to the columns of `one`
    assert subspace_alignment(one, other)[0] == pytest.approx(0.0, abs=1e-6)
    assert subspace_alignment(torch.zeros(6, 9), one) == (0.0, 0)


def test_alignments_name_embedding_and_attention() -> None:
    null, target = new_abmil(SHAPE, 1), new_abmil(SHAPE, 2)
    tau = (target.theta - null.theta).detach()
    found = alignments(target.layout, tau, tau)
    assert [item.group for item in found] == ["embedding", "attention", "attention", "attention"]
    # A vector aligned with itself loses only what the last 5 % of the norm span.
    assert all(0.95 <= item.ratio <= 1 + 1e-9 for item in found)


def test_sharpness_finds_at_least_the_worst_of_random_points(patients: Outcomes) -> None:
    model = new_abmil(SHAPE, 3).eval()
    loss = NetworkLoss(patients, model, BINS)
    centre = whole_of(model)
    rise = sharpness(model, loss, 0.05)
    generator = torch.Generator().manual_seed(0)
    radius = 0.05 * float(centre.norm())
    for _ in range(50):
        noise = torch.randn(centre.shape, generator=generator)
        assert loss.value(centre + radius * noise / noise.norm()) - loss.value(centre) <= rise
    assert sharpness(model, loss, 0.1) > rise > 0
    assert sharpness(model, loss, 0.05, "attention") < rise
    with pytest.raises(ValueError, match="head"):
        sharpness(model, loss, 0.05, "head")
