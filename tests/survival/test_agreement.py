"""Weighted kappa against published and hand-computed figures; the C-index of both readers."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steph_desktop.core.errors import StephError
from steph_desktop.survival.agreement import (
    GROUPS,
    Reading,
    agreement,
    agreement_words,
    quadratic_weights,
    weighted_kappa,
)
from steph_desktop.survival.metrics import concordance_index

# Cohen 1968, table 1: shares of two judges over three diagnoses, and his disagreement weights.
COHEN = np.array([[0.44, 0.07, 0.09], [0.05, 0.20, 0.05], [0.01, 0.03, 0.06]])
COHEN_WEIGHTS = np.array([[0.0, 1, 3], [1, 0, 6], [3, 6, 0]])
# Agresti's table of husbands and wives; the linear-weighted kappa is printed in R's vcd manual.
COUPLES = np.array([[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]])


def test_kappa_is_the_published_one() -> None:
    assert weighted_kappa(COHEN, COHEN_WEIGHTS) == pytest.approx(0.348, abs=5e-4)
    assert weighted_kappa(COHEN, 1.0 - np.eye(3)) == pytest.approx(0.492, abs=5e-4)
    steps = np.arange(4)
    linear = np.abs(steps[:, None] - steps) / 3
    assert weighted_kappa(COUPLES, linear) == pytest.approx(0.2374, abs=5e-5)
    assert weighted_kappa(COUPLES, 1.0 - np.eye(4)) == pytest.approx(0.1293, abs=5e-5)


def test_quadratic_kappa_is_the_one_of_the_hand() -> None:
    # Seen .07 + 4*.09 + .05 + .05 + 4*.01 + .03 = .60, by chance 1.10, each over four.
    assert weighted_kappa(COHEN) == pytest.approx(1 - 0.60 / 1.10)
    assert quadratic_weights(3).tolist() == [[0, 0.25, 1], [0.25, 0, 0.25], [1, 0.25, 0]]


def test_kappa_at_its_ends() -> None:
    assert weighted_kappa(np.diag([5, 3, 2])) == pytest.approx(1)
    assert weighted_kappa(np.outer([2, 3, 5], [4, 1, 5])) == pytest.approx(0)
    assert weighted_kappa(np.array([[4, 0, 0], [0, 0, 0], [0, 0, 0]])) is None
    assert weighted_kappa(np.zeros((3, 3))) is None


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=40))
def test_quadratic_kappa_is_one_minus_squared_differences(pairs: list[tuple[int, int]]) -> None:
    table = np.zeros((3, 3), int)
    for one, other in pairs:
        table[one, other] += 1
    first, second = np.array(pairs).T
    chance = np.mean([(a - b) ** 2 for a, b in product(first, second)])
    kappa = weighted_kappa(table)
    if chance == 0:
        assert kappa is None
    else:
        assert kappa == pytest.approx(1 - np.mean((first - second) ** 2) / chance)


def sample(n: int = 120, seed: int = 1, *, percent: bool = True) -> list[Reading]:
    rng = np.random.default_rng(seed)
    risk = rng.normal(size=n)
    own = risk + rng.normal(0, 0.8, n)
    times = rng.exponential(1000 * np.exp(-risk)) + 1
    follow = rng.uniform(200, 3000, n)
    group = np.digitize(risk, [-0.4, 0.4])
    own_group = np.digitize(own, [-0.4, 0.4])
    place = 100 * np.argsort(np.argsort(own)) / (n - 1)
    return [
        Reading(
            GROUPS[own_group[i]],
            GROUPS[group[i]],
            float(place[i]) if percent else None,
            float(risk[i]),
            float(min(times[i], follow[i])),
            bool(times[i] <= follow[i]),
        )
        for i in range(n)
    ]


def test_both_are_measured_on_the_same_cases_with_intervals() -> None:
    readings = sample()
    found = agreement(readings)
    assert found.n_compared == int(found.table.sum()) == 120
    assert found.n_followed == 120
    assert found.by_percent
    times = np.array([r.time_days for r in readings], float)
    events = np.array([r.event for r in readings])
    for figure, scores in (
        (found.model_c, [r.model_risk for r in readings]),
        (found.own_c, [r.own_percent for r in readings]),
    ):
        assert figure is not None
        assert figure.value == pytest.approx(
            concordance_index(times, events, np.array(scores, float))
        )
        assert figure.low is not None
        assert figure.high is not None
        assert figure.low < figure.value < figure.high
    assert found.kappa is not None
    assert found.kappa.low is not None
    assert found.kappa.low < found.kappa.value
    words = agreement_words(found)
    assert f"of {found.n_compared} cases" in words
    assert "pathologist's percentiles" in words


def test_intervals_hold_the_true_kappa_about_as_often_as_they_say() -> None:
    rng = np.random.default_rng(7)
    joint = np.array([[0.25, 0.07, 0.02], [0.06, 0.2, 0.06], [0.02, 0.07, 0.25]])
    true = weighted_kappa(joint)
    assert true is not None
    held = 0
    for trial in range(60):
        codes = rng.choice(9, 80, p=joint.ravel())
        readings = [Reading(GROUPS[c // 3], GROUPS[c % 3]) for c in codes]
        kappa = agreement(readings, n_bootstrap=300, seed=trial).kappa
        assert kappa is not None
        assert kappa.low is not None
        assert kappa.high is not None
        held += kappa.low <= true <= kappa.high
    assert held >= 51  # 57 expected; fewer than 52 has a chance of about one in a hundred


def test_groups_stand_in_where_a_percentile_is_missing() -> None:
    readings = sample(percent=False)
    found = agreement(readings)
    assert not found.by_percent
    assert found.own_c is not None
    scores = np.array([GROUPS.index(r.own_group or "") for r in readings], float)
    times = np.array([r.time_days for r in readings], float)
    events = np.array([r.event for r in readings])
    assert found.own_c.value == pytest.approx(concordance_index(times, events, scores))
    assert "three groups" in agreement_words(found)


def test_little_or_nothing_is_told_as_such() -> None:
    assert "No case has both" in agreement_words(agreement([]))
    one = agreement([Reading("high", "high")])
    assert one.kappa is None
    assert "not defined" in agreement_words(one)
    assert "none of these patients is known" in agreement_words(one)
    alive = Reading("high", "low", 80.0, 1.0, 100.0, False)
    assert "too few" in agreement_words(agreement([alive, alive]))
    with pytest.raises(StephError, match="is not a risk group"):
        agreement([Reading("severe", "low")])


@pytest.mark.parametrize("model_is_better", [True, False])
def test_who_is_ahead_beyond_chance_is_named(*, model_is_better: bool) -> None:
    rng = np.random.default_rng(3)
    times = rng.exponential(1000, 80) + 1
    good, blind = -np.log(times) + rng.normal(0, 0.2, 80), rng.normal(size=80)
    model, own = (good, blind) if model_is_better else (blind, good)
    readings = [
        Reading("low", "high", float(own[i]), float(model[i]), float(times[i]), True)
        for i in range(80)
    ]
    who = "model" if model_is_better else "pathologist"
    assert f"the {who} is ahead beyond chance" in agreement_words(agreement(readings))


def test_a_difference_that_may_be_chance_is_called_so() -> None:
    assert "may be chance" in agreement_words(agreement(sample(40)))
    assert "with so few events" in agreement_words(agreement(sample(8)))
