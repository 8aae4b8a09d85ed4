"""STEPH over modules with named tensors: encoders against NumPy, merges by hand, ABMIL again."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from scipy.special import softmax
from small_models import SHAPE, SOURCES, bag, small_steph
from torch import Tensor, nn

from steph_desktop.core.errors import StephError
from steph_desktop.model.backbones import (
    BACKBONES,
    BackboneModel,
    BagEncoder,
    SpatialEncoder,
    TransformerEncoder,
    flat_of,
    layout_of,
    nearest_patches,
    steph_over,
)
from steph_desktop.model.card import Backbone, PackKind, card_from_json, card_to_json
from steph_desktop.model.changed_sources import WhatIfBag
from steph_desktop.model.mil_encoder import pad_bags
from steph_desktop.model.packs import expected_tensors, load_pack, save_pack
from steph_desktop.model.recalibration import Recalibration
from steph_desktop.model.steph import StephConfig
from steph_desktop.training.methods.fit_task import FitTask
from steph_desktop.training.methods.registry import METHODS, describe, fit
from steph_desktop.training.requests import ANY_BACKBONE
from steph_desktop.training.train_settings import TrainSettings

D, E, BINS = 7, 8, 4


def weights(module: nn.Module) -> dict[str, np.ndarray]:
    return {name: value.detach().double().numpy() for name, value in module.state_dict().items()}


def layer_norm(x: np.ndarray, weight: np.ndarray, bias: np.ndarray) -> np.ndarray:
    mean, var = x.mean(-1, keepdims=True), x.var(-1, keepdims=True)
    return (x - mean) / np.sqrt(var + 1e-5) * weight + bias


def attention_by_hand(x: np.ndarray, w: dict, name: str, heads: int) -> np.ndarray:
    normed = layer_norm(x, w[f"{name}.norm.weight"], w[f"{name}.norm.bias"])
    qkv = normed @ w[f"{name}.qkv.weight"].T + w[f"{name}.qkv.bias"]
    width = x.shape[1] // heads
    q, k, v = np.split(qkv, 3, axis=1)
    out = []
    for head in range(heads):
        at = slice(head * width, (head + 1) * width)
        out.append(softmax(q[:, at] @ k[:, at].T / np.sqrt(width), axis=1) @ v[:, at])
    return x + np.hstack(out) @ w[f"{name}.out.weight"].T + w[f"{name}.out.bias"]


@pytest.mark.parametrize("n", [1, 2, 9, 11])
def test_the_transformer_is_transmils_form(n: int) -> None:
    torch.manual_seed(1)
    encoder = TransformerEncoder(D, E, heads=2).eval()
    w, x = weights(encoder), bag(n, seed=n).astype(float)
    h = np.maximum(x @ w["embed.weight"].T + w["embed.bias"], 0)
    side = int(np.ceil(np.sqrt(n)))
    h = np.vstack([w["token"], h, h[: side * side - n]])
    h = attention_by_hand(h, w, "first", 2)
    square = h[1:].reshape(side, side, E)
    placed = square.copy()
    for number, size in enumerate((7, 5, 3)):  # depthwise convolutions, cell by cell
        kernel, bias = w[f"places.{number}.weight"][:, 0], w[f"places.{number}.bias"]
        half = size // 2
        padded = np.pad(square, ((half, half), (half, half), (0, 0)))
        for row in range(side):
            for column in range(side):
                window = padded[row : row + size, column : column + size]
                placed[row, column] += np.einsum("ije,eij->e", window, kernel) + bias
    h = np.vstack([h[:1], placed.reshape(-1, E)])
    expected = layer_norm(attention_by_hand(h, w, "second", 2)[0], w["norm.weight"], w["norm.bias"])
    got = encoder(torch.from_numpy(x).float())
    np.testing.assert_allclose(got.detach().numpy(), expected, atol=2e-5)


@pytest.mark.parametrize("n", [1, 3, 12])
def test_the_spatial_encoder_reads_the_neighbours(n: int) -> None:
    torch.manual_seed(2)
    encoder = SpatialEncoder(D, E, neighbours=4).eval()
    w, x = weights(encoder), bag(n, seed=n).astype(float)
    rng = np.random.default_rng(n)
    places = rng.permutation(50)[:n, None] * [1.0, 0.37] + rng.normal(size=(n, 2))
    h = np.maximum(x @ w["embed.weight"].T + w["embed.bias"], 0)
    for layer in range(2):
        after = np.zeros_like(h)
        for i in range(n):
            others = sorted(
                (j for j in range(n) if j != i), key=lambda j: np.sum((places[i] - places[j]) ** 2)
            )[:4]
            mean = np.mean([h[j] for j in others], axis=0) if others else np.zeros(E)
            own = h[i] @ w[f"own.{layer}.weight"].T + w[f"own.{layer}.bias"]
            after[i] = h[i] + np.maximum(own + mean @ w[f"near.{layer}.weight"].T, 0)
        h = after
    a = np.tanh(h @ w["attention_a.weight"].T + w["attention_a.bias"])
    b = 1 / (1 + np.exp(-(h @ w["attention_b.weight"].T + w["attention_b.bias"])))
    s = (a * b) @ w["attention_c.weight"].T + w["attention_c.bias"]
    expected = softmax(s[:, 0]) @ h
    got = encoder(torch.from_numpy(np.hstack([x, places])).float())
    np.testing.assert_allclose(got.detach().numpy(), expected, atol=2e-5)


def test_neighbours_in_parts_are_those_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    places = torch.from_numpy(np.random.default_rng(0).normal(size=(30, 2)))
    whole = nearest_patches(places, 5)
    monkeypatch.setattr("steph_desktop.model.backbones._ROWS_AT_ONCE", 7)
    torch.testing.assert_close(nearest_patches(places, 5), whole)
    grid = torch.tensor([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    assert nearest_patches(grid, 2).tolist() == [[1, 2], [0, 3], [0, 3], [1, 2]]


class AbmilEncoder(BagEncoder):
    """ABMIL written as a module of its own, to be merged by names."""

    def __init__(self) -> None:
        super().__init__(SHAPE.feature_dim, 0, SHAPE.embed_dim)
        e, a = SHAPE.embed_dim, SHAPE.attn_dim
        self.embed, self.gate_a = nn.Linear(SHAPE.feature_dim, e), nn.Linear(e, a)
        self.gate_b, self.gate_c = nn.Linear(e, a), nn.Linear(a, 1)

    def forward(self, bag: Tensor) -> Tensor:
        h = torch.relu(self.embed(bag))
        s = self.gate_c(torch.tanh(self.gate_a(h)) * torch.sigmoid(self.gate_b(h)))
        return torch.softmax(s[:, 0], 0) @ h


def abmil_of(theta: Tensor) -> BackboneModel:
    encoder = AbmilEncoder()
    torch.nn.utils.vector_to_parameters(theta, encoder.parameters())
    return BackboneModel(encoder, SHAPE.n_bins)


def test_over_abmil_it_is_the_product_s_own_steph() -> None:
    known = small_steph()
    start, own, *others = known.basis
    sources = {name: abmil_of(start + v) for name, v in zip(SOURCES, others, strict=True)}
    model = steph_over(abmil_of(start), abmil_of(start + own), sources, known.config)
    wanted = {n: v for n, v in known.state_dict().items() if n != "basis"}
    assert not model.load_state_dict(wanted, strict=False).unexpected_keys
    model.eval()
    for n in (1, 6, 20):
        one, other = known.predict(bag(n, seed=n)), model.predict(bag(n, seed=n))
        assert other.risk_score == pytest.approx(one.risk_score, abs=1e-5)
        assert [s.weight for s in other.sources] == pytest.approx([s.weight for s in one.sources])
        assert [s.selected for s in other.sources] == [s.selected for s in one.sources]
    batch = pad_bags([bag(3), bag(9, seed=4)])
    for mine, theirs in zip(
        known.training_output(batch), model.training_output(batch), strict=True
    ):
        torch.testing.assert_close(mine, theirs, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("name", BACKBONES)
def test_the_module_of_a_bag_is_merged_by_hand(name: str) -> None:
    settings = TrainSettings(embed_dim=E, backbone=name)
    null = settings.null_network(D)
    models = []
    for seed in range(4):
        torch.manual_seed(10 + seed)
        models.append(BackboneModel(BACKBONES[name](D, E), len(settings.bins)))
        for module in models[-1].modules():
            if isinstance(module, nn.LayerNorm):
                nn.init.normal_(module.weight)
    target, *sources = models
    named = dict(zip(SOURCES, sources, strict=True))
    model = steph_over(null, target, named, StephConfig(hyper_dim=6, k=2)).eval()
    model.agg_head.out.bias.data = torch.tensor([0.8, 0.3, 0.5])
    model.mix_head.out.bias.data = torch.tensor([0.2, 1.0, -1.0])
    x = bag(10, width=null.encoder.columns)
    found = model.predict(x)
    theta = flat_of(null.encoder).clone()
    start = flat_of(null.encoder)
    for share, source in zip(found.sources, sources, strict=True):
        if share.selected:
            mixed = share.lambda_target * (flat_of(target.encoder) - start)
            mixed += (1 - share.lambda_target) * (flat_of(source.encoder) - start)
            theta += share.weight * mixed
    assert sum(share.selected for share in found.sources) == 2
    merged = BACKBONES[name](D, E).eval()
    merged.load_state_dict(target.encoder.state_dict())  # its normalisation stays
    layout = layout_of(merged)
    assert not any("norm" in one for one in layout.names)
    with torch.no_grad():
        for one, value in layout.named(theta).items():
            merged.get_parameter(one).copy_(value)
        logits = model.head(merged(torch.from_numpy(x)))
    survival = np.cumprod(1 - 1 / (1 + np.exp(-logits.double().numpy())))
    assert found.risk_score == pytest.approx(-survival.sum(), abs=1e-4)
    # What if: the target alone is the target's own encoder, whatever was mixed before.
    case = model.open_case(x)
    one = np.array([1.0, 0, 0])
    whole = {"weights": one, "lambdas": np.ones(3), "selected": one > 0}
    with torch.no_grad():
        logits = model.head(target.encoder.eval()(torch.from_numpy(x))).double().numpy()
    survival = np.cumprod(1 - 1 / (1 + np.exp(-logits)))
    asked = case.predict(**whole)
    assert asked.risk_score == pytest.approx(-survival.sum(), abs=1e-4)
    assert case.predict(**whole, with_map=False).risk_score == asked.risk_score
    assert case.predict().risk_score == pytest.approx(found.risk_score, abs=1e-6)
    prepared = WhatIfBag(case)
    assert not prepared.is_fast
    np.testing.assert_allclose(prepared.predict(**whole).contributions, asked.contributions)


def test_places_matter_to_the_spatial_encoder_and_not_to_the_hypernetworks() -> None:
    null = TrainSettings(embed_dim=E, backbone=Backbone.SPATIAL).null_network(D)
    torch.manual_seed(3)
    target, source = (BackboneModel(SpatialEncoder(D, E), 32) for _ in range(2))
    model = steph_over(null, target, {"A": source}, StephConfig(hyper_dim=6, k=1)).eval()
    model.agg_head.out.bias.data.fill_(1.0)
    x = bag(30, width=D + 2)
    x[:, -2:] = np.indices((6, 5)).reshape(2, -1).T
    moved = x.copy()
    moved[:, -2:] = moved[np.random.default_rng(0).permutation(30), -2:]
    one, other = model.predict(x), model.predict(moved)
    assert one.sources[0].weight == other.sources[0].weight > 0
    assert abs(one.risk_score - other.risk_score) > 1e-4
    shifted = x + np.array([0] * D + [100, 7], np.float32)
    assert model.predict(shifted).risk_score == pytest.approx(one.risk_score, abs=1e-5)


@pytest.mark.parametrize("name", BACKBONES)
def test_contributions_are_the_first_order_of_the_log_odds(name: str) -> None:
    torch.manual_seed(5)
    model = BackboneModel(BACKBONES[name](D, E), BINS).double().eval()
    x = bag(9, width=model.encoder.columns)
    found = model.predict(x)
    features = x[:, :D].astype(float)
    step = 1e-5 * (features - features.mean(axis=0))
    logits = []
    for i in (2, 5):
        for sign in (1, -1):
            near = x.astype(float).copy()
            near[i, :D] += sign * step[i]
            with torch.no_grad():
                logits.append(model.head(model.encoder(torch.from_numpy(near))).numpy())
    for place, i in enumerate((2, 5)):
        slope = (logits[2 * place] - logits[2 * place + 1]) / 2e-5
        np.testing.assert_allclose(found.contributions[i], slope, atol=1e-5)
    assert found.attention.sum() == pytest.approx(1)


def fitted_on(name: Backbone) -> tuple[FitTask, object, object]:
    """Fit a network and STEPH over it and two sources; return the task and both fits."""
    rng = np.random.default_rng(0)
    settings = TrainSettings(epochs=12, embed_dim=E, hyper_dim=6, lr=5e-3, k=2, backbone=name)
    null = settings.null_network(D)
    risk = rng.normal(size=24)
    bags = []
    for value in risk:
        one = rng.normal(size=(rng.integers(3, 9), D + name.place_columns)).astype(np.float32)
        one[:, 0] += 2 * value
        bags.append(one)
    task = FitTask(bags, 1500 * np.exp(-risk) + 1, rng.random(24) < 0.7, settings, null)
    alone = fit("vanilla", task)
    sources = {
        s: fit("vanilla", replace(task, settings=replace(settings, seed=n))).model
        for n, s in enumerate("AB")
    }
    longer = replace(task, settings=replace(settings, epochs=20))
    return task, alone, fit("steph", replace(longer, target=alone.model, sources=sources))


@pytest.mark.parametrize("name", BACKBONES)
def test_they_are_fitted_merged_and_kept_in_packs(name: Backbone, tmp_path: Path) -> None:
    task, alone, merged = fitted_on(name)
    assert alone.history[-1].nll < 0.9 * alone.history[0].nll
    start = flat_of(task.settings.null_network(D).encoder)
    torch.testing.assert_close(flat_of(task.null.encoder), start)
    assert merged.history[-1].nll < merged.history[0].nll
    assert len(merged.history[-1].weights) == 2
    torch.testing.assert_close(merged.model.basis[0], flat_of(task.null.encoder))
    fields = {"model_id": "m", "encoder": "unknown", "target_cancer": "T"}
    for fitted, method, kind in (
        (alone, "vanilla", PackKind.ABMIL), (merged, "steph", PackKind.STEPH),
    ):  # fmt: skip
        card = describe(fitted, task.settings, method=method, **fields)
        assert (card.kind, card.backbone, card.feature_dim) == (kind, name, D)
        written = save_pack(tmp_path / f"{method}.steph", card, fitted.model)
        state = {n: tuple(v.shape) for n, v in fitted.model.state_dict().items()}
        assert expected_tensors(written) == state
        loaded = load_pack(tmp_path / f"{method}.steph")
        for bag_ in task.bags[:3]:
            one, other = fitted.model.predict(bag_), loaded.predict(bag_)
            np.testing.assert_array_equal(one.survival, other.survival)
            np.testing.assert_array_equal(one.contributions, other.contributions)
    # A recalibration is part of the head, as for ABMIL.
    mended = Recalibration(scale=2.0, shifts=(0.5,) * len(task.settings.bins), patients=9)
    hazards = mended.installed(merged.model).predict(task.bags[0]).hazards
    raw = merged.model.predict(task.bags[0]).hazards
    np.testing.assert_allclose(hazards, mended.hazards(raw), atol=1e-6)
    with pytest.raises(StephError, match="needs source models"):
        fit("steph", replace(task, target=alone.model))


def test_the_card_knows_where_a_network_may_stand() -> None:
    task, _, merged = fitted_on(Backbone.SPATIAL)
    fields = {"model_id": "m", "encoder": "unknown", "target_cancer": "T", "method": "steph"}
    card = describe(merged, task.settings, **fields)
    assert card_from_json(card_to_json(card)) == card
    assert "backbone" not in card_to_json(replace(card, backbone=Backbone.ABMIL))
    with pytest.raises(StephError, match="does not fit a model of the kind"):
        card_from_json(card_to_json(replace(card, attn_dim=5)))
    bad = replace(card, kind=PackKind.SUBSPACE)
    with pytest.raises(StephError, match="does not fit a model of the kind"):
        card_from_json(card_to_json(bad))


def test_methods_say_the_same_of_backbones_with_and_without_torch() -> None:
    assert {name for name, method in METHODS.items() if method.any_backbone} == ANY_BACKBONE
