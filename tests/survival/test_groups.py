"""Groups side by side, against figures of scikit-survival 0.28, R's survival, and by hand.

`tests/data/survival_groups.json` holds cohorts and what scikit-survival gave for them.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from lifelines.datasets import load_lung

from steph_desktop.core.errors import StephError
from steph_desktop.survival.estimators import kaplan_meier
from steph_desktop.survival.groups import (
    GroupedSurvival,
    Interval,
    SurvivalGroup,
    compare_groups,
    holm,
    median_of,
    restricted_mean_of,
    survival_of,
)

_CASES = json.loads((Path(__file__).parents[1] / "data" / "survival_groups.json").read_text())


def given(name: str) -> tuple[dict, GroupedSurvival]:
    case = _CASES["cases"][name]
    groups = [
        SurvivalGroup(f"group {n}", np.array(g["times_days"]), np.array(g["events"]))
        for n, g in enumerate(case["groups"])
    ]
    return case, compare_groups(groups, landmarks_days=(365.0, 1095.0, 1825.0))


def near(interval: Interval, expected: list[float | None] | None) -> bool:
    found = [interval.value, interval.lower, interval.upper]
    return found == pytest.approx(expected or [None] * 3, abs=1e-9)


@pytest.mark.parametrize("name", list(_CASES["cases"]))
def test_groups_equal_scikit_survival(name: str) -> None:
    case, found = given(name)
    assert found.test is not None
    assert [found.test.statistic, found.test.p_value] == pytest.approx(case["log_rank"], abs=1e-9)
    assert found.test.n_groups == len(case["groups"])
    assert found.horizon_days == case["horizon"]
    for figures, group in zip(found.figures, case["groups"], strict=True):
        curve = figures.curve
        at = np.searchsorted(curve.times_days, group["km_times"])
        for edge in ("survival", "lower", "upper"):
            expected = group["km" if edge == "survival" else edge]
            between = (curve.survival[at] > 0) & (curve.survival[at] < 1)  # else exact here
            own = getattr(curve, edge)[at]
            np.testing.assert_allclose(own[between], np.array(expected)[between], atol=1e-9)
        for mark, wanted in zip(figures.landmarks, group["landmarks"], strict=True):
            assert mark.value in (0, 1) or near(mark, wanted)
        assert near(figures.median_days, group["median"])
        assert figures.restricted_mean_days.value == pytest.approx(group["area"], rel=1e-12)
    pairs = case["pairs"] if len(case["groups"]) > 2 else []
    assert [pair.p_value for pair in found.pairs] == pytest.approx(pairs, abs=1e-9)


def test_figures_equal_those_of_r() -> None:
    # survfit of the lung data: print(rmean = 1022) gives 376.27, standard error 19.71.
    lung = load_lung()
    times = lung["time"].to_numpy(float)
    events = lung["status"].to_numpy() == lung["status"].max()
    curve = kaplan_meier(times, events)
    assert curve.n_events == 165
    mean = restricted_mean_of(curve, times, events, 1022.0)
    assert mean.value == pytest.approx(376.27, abs=0.01)
    assert (mean.upper - mean.value) / 1.959964 == pytest.approx(19.71, abs=0.01)
    # With conf.type = "log-log": 310, 284 to 361.
    assert median_of(curve) == Interval(310, 284, 361)


def test_restricted_mean_by_hand() -> None:
    times, events = np.array([1.0, 2, 3, 4]), np.array([True, False, True, False])
    curve = kaplan_meier(times, events)
    # 1 day at 1, two at 3/4, one at 3/8.
    mean = restricted_mean_of(curve, times, events, 4.0)
    assert mean.value == pytest.approx(1 + 2 * 0.75 + 0.375)
    variance = (2 * 0.75 + 0.375) ** 2 / (4 * 3) + 0.375**2 / (2 * 1)
    assert mean.value - mean.lower == pytest.approx(1.959964 * variance**0.5, rel=1e-6)
    assert mean.upper == 4  # the interval stays below the horizon


def test_interval_of_restricted_mean_covers() -> None:
    rng = np.random.default_rng(11)
    truth = 1000 * (1 - np.exp(-1.5))
    covered = 0
    for _ in range(200):
        times, ends = rng.exponential(1000, 80), rng.uniform(1600, 3000, 80)
        events, follow_up = times <= ends, np.minimum(times, ends)
        curve = kaplan_meier(follow_up, events)
        mean = restricted_mean_of(curve, follow_up, events, 1500.0)
        covered += mean.lower <= truth <= mean.upper
    assert 0.90 <= covered / 200 <= 0.98


def test_nothing_is_read_past_the_follow_up() -> None:
    curve = kaplan_meier(np.array([100.0, 200, 300]), np.array([False, True, False]))
    assert survival_of(curve, 301) == Interval(None, None, None)
    assert survival_of(curve, 300).value == pytest.approx(0.5)
    assert survival_of(curve, 99) == Interval(1, pytest.approx(0.025 ** (1 / 3)), 1)
    assert median_of(kaplan_meier(np.array([1.0, 2]), np.array([False, False]))).value is None


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []


def test_small_and_empty_groups() -> None:
    alone = SurvivalGroup("alone", np.array([5.0]), np.array([True]))
    quiet = [SurvivalGroup(n, np.array([3.0, 4]), np.array([False, False])) for n in "ab"]
    assert compare_groups([alone]).test is None
    assert compare_groups(quiet).test is None
    found = compare_groups([alone, *quiet])
    assert found.pairs[2].p_value == 1.0 and found.horizon_days == 4
    with pytest.raises(StephError, match="no patient"):
        compare_groups([SurvivalGroup("none", np.array([]), np.array([], bool))])
