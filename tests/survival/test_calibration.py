"""Predicted risks against what happens in cohorts whose true risk is known."""

import numpy as np
import pytest

from steph_desktop.core.errors import StephError
from steph_desktop.survival.calibration import MIN_GROUP, calibrate, slope_words

HORIZON = 1095.0


def cohort(n: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Times, events and each patient's true survival at the horizon, a third censored."""
    rng = np.random.default_rng(seed)
    rate = np.exp(rng.normal(size=n)) / 2500
    died, left = rng.exponential(1 / rate), rng.exponential(3500, size=n)
    return np.minimum(died, left), died <= left, np.exp(-rate * HORIZON)


def more_extreme(survival: np.ndarray, factor: float) -> np.ndarray:
    """The same predictions with their logit stretched."""
    return 1 / (1 + ((1 - survival) / survival) ** factor)


def test_true_risks_are_calibrated() -> None:
    times, seen, survival = cohort(4000)
    result = calibrate(times, seen, survival, HORIZON)
    assert result.slope == pytest.approx(1, abs=0.12)
    assert result.intercept == pytest.approx(0, abs=0.12)
    assert result.observed_to_expected == pytest.approx(1, abs=0.06)
    assert [group.n_patients for group in result.groups] == [800] * 5
    predicted = [group.predicted for group in result.groups]
    assert predicted == sorted(predicted)
    for group in (*result.groups, result.overall):
        assert group.observed is not None
        assert group.observed.lower < group.observed.risk < group.observed.upper
        assert group.observed.risk == pytest.approx(group.predicted, abs=0.05)


@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_slope_undoes_a_stretch(factor: float) -> None:
    times, seen, survival = cohort(4000)
    straight = calibrate(times, seen, survival, HORIZON)
    stretched = calibrate(times, seen, more_extreme(survival, factor), HORIZON)
    assert straight.slope is not None
    assert stretched.slope == pytest.approx(straight.slope / factor, rel=1e-3)
    assert stretched.intercept == pytest.approx(straight.intercept, abs=1e-3)


def test_optimism_shows_in_the_ratio() -> None:
    times, seen, survival = cohort(2000)
    result = calibrate(times, seen, np.sqrt(survival), HORIZON)
    assert result.observed_to_expected is not None
    assert result.observed_to_expected > 1.2
    assert result.intercept is not None
    assert result.intercept > 0.2


def test_without_censoring_observed_risk_is_the_plain_share() -> None:
    times = np.arange(1.0, 41.0)
    seen = np.ones(40, bool)
    survival = np.linspace(0.2, 0.9, 40)  # those who die first have the lowest
    result = calibrate(times, seen, survival, 15.0, n_groups=4)
    assert [group.observed.risk for group in result.groups if group.observed] == pytest.approx(
        [0, 0, 0.5, 1]
    )
    assert result.overall.observed is not None
    assert result.overall.observed.risk == pytest.approx(15 / 40)
    assert result.slope is None  # outcomes do not overlap: the slope has no end


def test_small_cohorts_have_fewer_groups_and_ties_stay_together() -> None:
    times, seen, survival = cohort(25)
    assert len(calibrate(times, seen, survival, HORIZON).groups) == 25 // MIN_GROUP
    times, seen, survival = cohort(100)
    same = calibrate(times, seen, np.full(100, 0.6), HORIZON)
    assert len(same.groups) == 1
    assert same.slope is None


def test_group_that_is_not_followed_up_says_nothing() -> None:
    times = np.concatenate([np.full(20, 100.0), np.full(20, 2000.0)])
    seen = np.zeros(40, bool)
    seen[20:25] = True
    times[20:25] = 500
    survival = np.repeat([0.2, 0.8], 20)
    safe, risky = calibrate(times, seen, survival, HORIZON, n_groups=2).groups
    assert risky.observed is None
    assert safe.observed is not None
    assert safe.observed.risk == pytest.approx(5 / 20)


@pytest.mark.parametrize("bad", [1.2, -0.1])
def test_what_is_no_probability_is_refused(bad: float) -> None:
    times, seen, survival = cohort(30)
    survival[3] = bad
    with pytest.raises(StephError, match="outside 0 to 1"):
        calibrate(times, seen, survival, HORIZON)


def test_horizon_beyond_follow_up_is_refused() -> None:
    times, seen, survival = cohort(30)
    with pytest.raises(StephError, match="beyond the follow-up"):
        calibrate(times, seen, survival, 1e6)


def test_the_intervals_hold_the_truth_as_often_as_they_say() -> None:
    held = np.zeros(3)
    for seed in range(200):
        times, seen, survival = cohort(300, seed)
        found = calibrate(times, seen, survival, HORIZON)
        intervals = (
            found.slope_interval, found.intercept_interval, found.observed_to_expected_interval
        )  # fmt: skip
        for row, (within, true) in enumerate(zip(intervals, (1.0, 0.0, 1.0), strict=True)):
            assert within is not None
            held[row] += within[0] <= true <= within[1]
    assert (held / 200 >= 0.9).all() and (held / 200 <= 0.99).all()


@pytest.mark.parametrize(
    ("slope", "interval", "words"),
    [
        (-2.5, (-4.0, -1.0), "the order is reversed"),
        (0.02, (-0.2, 0.3), "do not differ"),
        (-0.4, (-0.9, 0.1), "if anything, their order is reversed"),
        (0.6, (-0.5, 1.7), "too few patients"),
        (0.5, (0.3, 0.7), "too extreme"),
        (0.9, (0.6, 1.3), "as spread as they should be"),
        (2.0, (1.5, 2.5), "too cautious"),
    ],
)
def test_a_slope_is_said_as_what_it_is(
    slope: float, interval: tuple[float, float], words: str
) -> None:
    assert words in slope_words(slope, interval)


def test_reversed_predictions_are_called_reversed() -> None:
    times, seen, survival = cohort(1000)
    found = calibrate(times, seen, 1 - survival, HORIZON)
    assert found.slope is not None and found.slope < 0
    assert found.words().startswith("3 years: slope -") and "the order is reversed" in found.words()
    assert "events observed for each expected" in found.words()
