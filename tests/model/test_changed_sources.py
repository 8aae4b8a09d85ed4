"""A question answered from the cache is the same as merging and predicting from scratch."""

from __future__ import annotations

import numpy as np
import pytest
from small_models import SHAPE, SOURCES, bag, small_steph

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled, JobControl
from steph_desktop.model.changed_sources import WhatIfBag
from steph_desktop.model.outputs import Prediction
from steph_desktop.model.steph import Steph, StephConfig


def assert_same(got: Prediction, want: Prediction) -> None:
    for name in ("hazards", "survival", "attention", "contributions"):
        np.testing.assert_allclose(getattr(got, name), getattr(want, name), atol=1e-6)
    assert got.risk_score == pytest.approx(want.risk_score, abs=1e-5)
    assert got.sources == want.sources


def questions(seed: int = 0, count: int = 12) -> list[dict]:
    """Everything a user can do: drag weights and ratios, switch off, change K, target only."""
    rng = np.random.default_rng(seed)
    m = len(SOURCES)
    asked: list[dict] = [
        {},
        {"lambdas": np.ones(m)},
        {"selected": np.zeros(m, bool)},
        {"selected": np.ones(m, bool)},
        {"weights": np.zeros(m)},
    ]
    for _ in range(count):
        asked.append(
            {
                "weights": rng.uniform(0, 3, m),
                "lambdas": rng.uniform(0, 1, m),
                "selected": rng.random(m) < 0.6,
            }
        )
    return asked


@pytest.mark.parametrize("rows", [1, 9, 1024, 2500])
def test_every_question_is_answered_as_from_scratch(rows: int) -> None:
    model = small_steph(2)
    case = model.open_case(bag(rows, seed=rows))
    prepared = WhatIfBag(case)
    assert prepared.is_fast
    for question in questions(rows):
        assert_same(prepared.predict(**question), case.predict(**question))


def test_the_answer_without_a_question_is_the_models_own() -> None:
    model, x = small_steph(), bag(40)
    assert_same(WhatIfBag(model.open_case(x)).predict(), model.predict(x))


def test_at_the_published_width_too() -> None:
    import torch

    from steph_desktop.model.abmil import new_abmil
    from steph_desktop.model.mil_encoder import AbmilShape
    from steph_desktop.model.task_vectors import stack_task_vectors, task_vector

    shape = AbmilShape(256, 512, 384, 32)
    null, target, *sources = (new_abmil(shape, seed) for seed in range(5))
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model = Steph(
            shape, SOURCES, StephConfig(hyper_dim=32, k=2), null.theta,
            task_vector(target, null), stack_task_vectors(sources, null),
        ).eval()  # fmt: skip
    case = model.open_case(bag(1500, width=256))
    prepared = WhatIfBag(case)
    for question in questions(3, 3):
        got, want = prepared.predict(**question), case.predict(**question)
        np.testing.assert_allclose(got.survival, want.survival, atol=1e-5)
        np.testing.assert_allclose(got.attention, want.attention, atol=1e-5)
        np.testing.assert_allclose(got.contributions, want.contributions, atol=1e-5)
        assert got.risk_score == pytest.approx(want.risk_score, abs=1e-5)


def test_a_bag_too_large_for_the_cache_is_merged_plainly() -> None:
    case = small_steph().open_case(bag(30))
    slow = WhatIfBag(case, max_bytes=100)
    assert not slow.is_fast
    for question in questions():
        assert_same(slow.predict(**question), case.predict(**question))


def test_values_out_of_range_are_refused() -> None:
    prepared = WhatIfBag(small_steph().open_case(bag(9)))
    with pytest.raises(StephError, match="negative"):
        prepared.predict(weights=np.array([1.0, -1.0, 0.0]))
    with pytest.raises(StephError, match="between 0 and 1"):
        prepared.predict(lambdas=np.array([0.5, 1.5, 0.0]))
    with pytest.raises(StephError, match="3 sources"):
        prepared.predict(weights=np.ones(2))


def test_the_preparation_can_be_cancelled() -> None:
    case = small_steph().open_case(bag(9, width=SHAPE.feature_dim))
    with pytest.raises(JobCancelled):
        WhatIfBag(case, JobControl(cancelled=lambda: True))
