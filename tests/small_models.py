"""Small models and independent NumPy computations for the tests of this room."""

import numpy as np
import torch

from steph_desktop.model.abmil import Abmil, new_abmil
from steph_desktop.model.card import PackCard, PackKind
from steph_desktop.model.mil_encoder import AbmilShape
from steph_desktop.model.steph import Steph, StephConfig
from steph_desktop.model.task_vectors import stack_task_vectors, task_vector
from steph_desktop.survival.curves import TimeBins

SHAPE = AbmilShape(feature_dim=7, embed_dim=6, attn_dim=5, n_bins=4)
BINS = TimeBins((0.0, 365.0, 730.0, 1095.0))
SOURCES = ("BRCA", "LUNG", "UCEC")


def bag(n: int, seed: int = 0, width: int = SHAPE.feature_dim) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(n, width)).astype(np.float32)


def small_steph(seed: int = 0, config: StephConfig | None = None) -> Steph:
    """Return a Steph over four different small models, with weights that are alive."""
    null = new_abmil(SHAPE, seed)
    target, *sources = (new_abmil(SHAPE, seed + j) for j in range(1, 2 + len(SOURCES)))
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = Steph(
            SHAPE,
            SOURCES,
            config or StephConfig(hyper_dim=8, k=2),
            null.theta,
            task_vector(target, null),
            stack_task_vectors(sources, null),
        )
    if model.agg_head is not None:
        model.agg_head.out.bias.data = torch.tensor([0.8, 0.3, 0.5])
    return model.eval()


def card_of(model: Abmil | Steph, **changes: object) -> PackCard:
    fields: dict = {
        "model_id": "small",
        "kind": PackKind.ABMIL,
        "method": "vanilla",
        "encoder": "unknown",
        "feature_dim": SHAPE.feature_dim,
        "embed_dim": SHAPE.embed_dim,
        "attn_dim": SHAPE.attn_dim,
        "target_cancer": "SARC",
        "bins": BINS,
    }
    if isinstance(model, Steph):
        fields |= {
            "kind": PackKind.STEPH,
            "method": "steph",
            "hyper_dim": model.config.hyper_dim,
            "k": model.config.k,
            "sources": SOURCES,
            "lambda_form": model.config.lambda_form,
        }
    return PackCard(**(fields | changes))


def numpy_params(model: Abmil) -> dict[str, np.ndarray]:
    """Cut the flat vector by hand, in float64."""
    theta = model.theta.detach().double().numpy()
    d, e, a = SHAPE.feature_dim, SHAPE.embed_dim, SHAPE.attn_dim
    sizes = [("Wf", (e, d)), ("bf", (e,)), ("Wa", (a, e)), ("ba", (a,))]
    sizes += [("Wb", (a, e)), ("bb", (a,)), ("Wc", (1, a)), ("bc", (1,))]
    params, start = {}, 0
    for name, shape in sizes:
        stop = start + int(np.prod(shape))
        params[name] = theta[start:stop].reshape(shape)
        start = stop
    assert start == len(theta)
    return params


def numpy_abmil(p: dict, w_h: np.ndarray, b_h: np.ndarray, x: np.ndarray) -> dict:
    """Run ABMIL as the paper writes it, instance by instance, in float64."""
    x = x.astype(np.float64)
    h = np.maximum(x @ p["Wf"].T + p["bf"], 0)
    gate = np.tanh(h @ p["Wa"].T + p["ba"]) / (1 + np.exp(-(h @ p["Wb"].T + p["bb"])))
    s = (gate @ p["Wc"].T + p["bc"])[:, 0]
    attention = np.exp(s) / np.exp(s).sum()
    z = (attention[:, None] * h).sum(axis=0)
    logits = w_h @ z + b_h
    hazards = 1 / (1 + np.exp(-logits))
    survival = [np.prod(1 - hazards[: k + 1]) for k in range(len(hazards))]
    return {
        "logits": logits,
        "attention": attention,
        "hazards": hazards,
        "survival": np.array(survival),
        "risk": -sum(survival),
        "contributions": attention[:, None] * (h @ w_h.T),
    }
