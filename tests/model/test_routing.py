"""ROUPKT's router, experts and losses against NumPy, bag by bag."""

import numpy as np
import pytest
import torch
from small_models import SHAPE, bag, numpy_abmil, numpy_params

from steph_desktop.core.errors import StephError
from steph_desktop.model.abmil import Abmil, new_abmil
from steph_desktop.model.mil_encoder import ParamLayout, pad_bags
from steph_desktop.model.routing import Routed, RoutingConfig, representations

NAMES = ("target", "A", "B", "C")
LAYOUT = ParamLayout.of_encoder(SHAPE)


def np64(tensor: torch.Tensor) -> np.ndarray:
    return tensor.detach().double().numpy()


def models() -> list[Abmil]:
    return [new_abmil(SHAPE, seed).eval() for seed in range(len(NAMES))]


def routed(**config: object) -> Routed:
    with torch.random.fork_rng():
        torch.manual_seed(7)
        thetas = torch.stack([model.theta.detach() for model in models()])
        model = Routed(
            SHAPE, NAMES, (1.0, 0.0, 0.0, 0.0), RoutingConfig(k=2, **config), thetas, seed=9
        )
        torch.nn.init.normal_(model.gate.weight)
    return model.eval()


def z_of(model: Abmil, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Attention and representation of one bag, float64."""
    p = numpy_params(model)
    h = np.maximum(x.astype(float) @ p["Wf"].T + p["bf"], 0)
    attention = numpy_abmil(p, np64(model.head.weight), np64(model.head.bias), x)["attention"]
    return attention, attention @ h


def by_hand(model: Routed, x: np.ndarray) -> dict:
    """Run the routed model on one bag as the paper writes it."""
    own = new_abmil(SHAPE, 0)
    with torch.no_grad():
        own.theta.copy_(model.router)
    scores = np64(model.gate.weight) @ z_of(own, x)[1] + np64(model.gate.bias)
    p = np.exp(scores) / np.exp(scores).sum()
    best = np.argsort(-p)[: model.config.k]
    w_h, b_h = np64(model.head.weight), np64(model.head.bias)
    total, constant, attention = np.zeros(SHAPE.embed_dim), b_h.copy(), np.zeros(len(x))
    for j in best:
        alpha, z = z_of(models()[j], x)
        weight, bias = np64(model.expert_weight[j]), np64(model.expert_bias[j])
        out = np.maximum(weight @ z + bias, 0)
        total += p[j] * out
        constant += w_h @ (p[j] * (out > 0) * bias)
        attention += p[j] / p[best].sum() * alpha
    return {
        "scores": scores,
        "p": p,
        "best": best,
        "logits": w_h @ total + b_h,
        "constant": constant,
        "attention": attention,
    }


def test_prediction_equals_the_router_and_experts_by_hand() -> None:
    model = routed()
    chosen = set()
    for seed in range(6):
        x = bag(8, seed)
        want, got = by_hand(model, x), model.predict(x)
        np.testing.assert_allclose(got.hazards, 1 / (1 + np.exp(-want["logits"])), atol=1e-5)
        np.testing.assert_allclose(got.attention, want["attention"], atol=1e-5)
        assert got.attention.sum() == pytest.approx(1)
        np.testing.assert_allclose([s.weight for s in got.sources], want["p"], atol=1e-5)
        assert {j for j, s in enumerate(got.sources) if s.selected} == set(want["best"])
        chosen.add(tuple(sorted(want["best"])))
        np.testing.assert_allclose(
            got.contributions.sum(axis=0), want["logits"] - want["constant"], atol=1e-5
        )
    assert [s.lambda_target for s in got.sources] == [1, 0, 0, 0]
    assert len(chosen) > 1  # the route does depend on the bag


def test_contributions_are_what_a_patch_adds() -> None:
    """With attention, route and ReLUs held, the log-odds move by exactly a patch's contribution."""
    model, x = routed(), bag(6)
    want, got = by_hand(model, x), model.predict(x)
    w_h = np64(model.head.weight)
    for i in range(len(x)):
        part = np.zeros(SHAPE.n_bins)
        for j in want["best"]:
            alpha, z = z_of(models()[j], x)
            p = numpy_params(models()[j])
            h_i = np.maximum(x[i].astype(float) @ p["Wf"].T + p["bf"], 0)
            weight = np64(model.expert_weight[j])
            alive = weight @ z + np64(model.expert_bias[j]) > 0
            part += w_h @ (want["p"][j] * alive * (weight @ (alpha[i] * h_i)))
        np.testing.assert_allclose(got.contributions[i], part, atol=1e-6)


def test_training_output_and_penalties_by_hand() -> None:
    model = routed(balance_weight=0.3, z_weight=0.2, window=2)
    model.train()
    bags = [bag(5), bag(8, seed=3)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("steph_desktop.model.routing.DROPOUT", 0.0)
        output = model.training_output(pad_bags(bags))
    rows = [by_hand(model, x) for x in bags]
    # Two bags are one step's: the load is exactly the share of choices per expert.
    load = np.zeros(len(NAMES))
    for row in rows:
        load[row["best"]] += 1 / 4
    for at, row in enumerate(rows):
        np.testing.assert_allclose(np64(output.logits[at]), row["logits"], atol=1e-5)
        z_loss = np.log(np.exp(row["scores"]).sum()) ** 2
        expected = 0.3 * len(NAMES) * (load * row["p"]).sum() + 0.2 * z_loss
        assert float(output.penalty[at].detach()) == pytest.approx(expected, rel=1e-5)


def test_balance_is_one_where_all_is_even_and_k_times_less_even_at_worst() -> None:
    model = routed()
    model.train()
    even = torch.full((4, 4), 0.25)
    turns = torch.tensor([[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1], [1, 0, 0, 1]]).bool()
    assert model.balance(even, turns).tolist() == pytest.approx([1.0] * 4)
    lopsided = torch.tensor([[0.5, 0.5, 0, 0]] * 16)
    assert model.balance(lopsided, lopsided > 0).tolist() == pytest.approx([2.0] * 16)


def test_load_of_bags_that_come_one_by_one_is_a_moving_mean() -> None:
    model = routed(window=4)
    model.train()
    chosen = torch.tensor([[True, True, False, False]])
    model.balance(chosen / 2, chosen)
    expected = 0.75 * np.full(4, 0.25) + 0.25 * np.array([0.5, 0.5, 0, 0])
    np.testing.assert_allclose(np64(model.load), expected, atol=1e-7)
    model.eval()
    model.balance(chosen / 2, chosen)  # a look does not count
    np.testing.assert_allclose(np64(model.load), expected, atol=1e-7)


@pytest.mark.parametrize("max_instances", [1, 4096])
def test_representations_are_those_of_the_frozen_models(max_instances: int) -> None:
    bags = [bag(3 + n % 5, seed=n) for n in range(18)]
    thetas = torch.stack([model.theta.detach() for model in models()])
    got = representations(bags, thetas, LAYOUT, max_instances)
    assert got.shape == (18, 4, SHAPE.embed_dim)
    for i, x in enumerate(bags):
        for j, model in enumerate(models()):
            np.testing.assert_allclose(np64(got[i, j]), z_of(model, x)[1], atol=1e-5)


def test_remembered_representations_change_nothing() -> None:
    model = routed()
    bags = [bag(5), bag(8, seed=3), bag(6, seed=4)]
    rows = np.array([2, 0])
    batch = pad_bags([bags[2], bags[0]], rows=rows)
    fresh = model.training_output(batch)
    model.remembered = representations(bags, model.encoders, LAYOUT, 4096)
    kept = model.training_output(batch)
    torch.testing.assert_close(kept.logits, fresh.logits)
    torch.testing.assert_close(kept.penalty, fresh.penalty)


def test_the_frozen_models_are_not_trained() -> None:
    names = {name for name, _ in routed().named_parameters()}
    assert names == {
        "router", "gate.weight", "gate.bias", "expert_weight", "expert_bias", "head.weight",
        "head.bias",
    }  # fmt: skip


def test_bags_that_do_not_fit_are_refused() -> None:
    with pytest.raises(StephError, match="9 wide"):
        routed().predict(bag(3, width=9))
    thetas = torch.stack([model.theta.detach() for model in models()])
    with pytest.raises(StephError, match="no patch"):
        representations([bag(3), bag(0)], thetas, LAYOUT, 64)
    with pytest.raises(ValueError, match="names for"):
        Routed(SHAPE, NAMES, (1.0, 0.0, 0.0, 0.0), RoutingConfig(), thetas[:2])
