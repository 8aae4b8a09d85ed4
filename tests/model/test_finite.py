"""Features that a model's arithmetic cannot hold are refused by every kind of model."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
from small_models import SHAPE, SOURCES, bag, small_steph

from steph_desktop.core.errors import StephError
from steph_desktop.model.abmil import SurvivalModel, new_abmil, prediction_of
from steph_desktop.model.card import LambdaSource, WeightSource
from steph_desktop.model.changed_sources import WhatIfBag
from steph_desktop.model.merging import MergeConfig, Merged
from steph_desktop.model.outputs import SourceShare
from steph_desktop.model.routing import Routed, RoutingConfig
from steph_desktop.model.steph import StephConfig

VECTORS = torch.stack([new_abmil(SHAPE, seed).theta.detach() for seed in range(4)])
SHARES = (1.0, 0.0, 0.0)


def _ablation(lambdas: LambdaSource, weights: WeightSource) -> SurvivalModel:
    return small_steph(config=StephConfig(8, 2, lambda_source=lambdas, weight_source=weights))


def _merged(**config: object) -> SurvivalModel:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        model = Merged(SHAPE, SOURCES, SHARES, MergeConfig(**config), VECTORS)
        if model.surgery is not None:
            torch.nn.init.normal_(model.surgery.up.weight)
    return model.eval()


def _routed() -> SurvivalModel:
    return Routed(SHAPE, SOURCES, SHARES, RoutingConfig(k=2), VECTORS[1:], seed=9).eval()


KINDS: dict[str, Callable[[], SurvivalModel]] = {
    "abmil": lambda: new_abmil(SHAPE, 1).eval(),
    **{
        f"steph, {lambdas.value}, {weights.value}": (
            lambda lambdas=lambdas, weights=weights: _ablation(lambdas, weights)
        )
        for lambdas in LambdaSource
        for weights in WeightSource
    },
    "merged": _merged,
    "merged per bag": lambda: _merged(hyper_dim=8),
    "merged with surgery": lambda: _merged(surgery_rank=2),
    "routed": _routed,
}


def _finite(prediction: object) -> bool:
    values = [
        np.asarray(value, float)
        for name, value in vars(prediction).items()
        if name in ("hazards", "survival", "risk_score", "attention", "contributions")
    ]
    return all(bool(np.isfinite(value).all()) for value in values)


def _absurd(size: float) -> np.ndarray:
    """Finite features of a size that no encoder makes, with all patterns of signs."""
    signs = np.random.default_rng(0).choice((-1.0, 1.0), (600, SHAPE.feature_dim))
    return np.asarray(signs * size, np.float32)


@pytest.mark.parametrize("kind", KINDS)
def test_absurd_features_give_no_prediction(kind: str) -> None:
    model = KINDS[kind]()
    assert _finite(model.predict(bag(9)))
    for size in (1e19, 1e20, 1e30):  # answered or refused, never NaN
        try:
            assert _finite(model.predict(bag(9) * np.float32(size))), size
        except StephError as error:
            assert "not a finite number" in error.what
    largest = _absurd(3.4e38)
    assert np.isfinite(largest).all()
    with pytest.raises(StephError, match="not a finite number") as caught:
        model.predict(largest)
    assert caught.value.todo


def test_a_what_if_is_refused_too() -> None:
    fixed = StephConfig(
        8, 2, lambda_source=LambdaSource.PER_SOURCE, weight_source=WeightSource.PER_SOURCE
    )
    opened = WhatIfBag(small_steph(config=fixed).open_case(_absurd(3.4e38)))
    with pytest.raises(StephError, match="not a finite number"):
        opened.predict()


@pytest.mark.parametrize("place", range(5))
def test_nothing_that_is_not_finite_becomes_a_prediction(place: int) -> None:
    logits, attention = np.zeros(4), np.full(2, 0.5)
    contributions, mixture = np.zeros((2, 4), np.float32), [0.5, 0.5]
    if place < 3:
        (logits, attention, contributions)[place].flat[1] = np.nan
    else:
        mixture[place - 3] = np.inf
    with pytest.raises(StephError, match="not a finite number"):
        prediction_of(logits, attention, contributions, (SourceShare("LUNG", *mixture, True),))
