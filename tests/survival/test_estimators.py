"""Kaplan-Meier and log-rank against figures that scikit-survival 0.28 gave for the same draws."""

import random

import numpy as np
import pytest

from steph_desktop.core.errors import StephError
from steph_desktop.survival.curves import follow_up_end_days, median_follow_up_days
from steph_desktop.survival.estimators import kaplan_meier, log_rank

# 60 patients, times 1 to 5 days with many ties, half with an event.
SURVIVAL = [0.9, 0.7085106382978724, 0.48583586626139824, 0.4416689693285438, 0.2061121856866538]
LOWER = [
    0.7908819253751959,
    0.5678922771326872,
    0.3440884922718621,
    0.30232946390069443,
    0.09585584043511346,
]
UPPER = [
    0.9537851705421815,
    0.8106996227650031,
    0.6135703029102779,
    0.5722060997570487,
    0.34517373769267096,
]


def draw(seed: int, n: int, longest: int, share: float) -> tuple[np.ndarray, np.ndarray]:
    source = random.Random(seed)
    times = [float(1 + int(source.random() * longest)) for _ in range(n)]
    events = [source.random() < share for _ in range(n)]
    return np.array(times), np.array(events)


def test_curve_and_band_equal_scikit_survival() -> None:
    times, events = draw(4, 60, 5, 0.5)
    curve = kaplan_meier(times, events, "high")
    assert curve.label == "high"
    assert curve.times_days.tolist() == [0, 1, 2, 3, 4, 5]
    np.testing.assert_allclose(curve.survival, [1, *SURVIVAL], atol=1e-9)
    np.testing.assert_allclose(curve.lower, [1, *LOWER], atol=1e-9)
    np.testing.assert_allclose(curve.upper, [1, *UPPER], atol=1e-9)
    assert curve.n_events == events.sum() and curve.n_patients == 60
    assert curve.censor_times_days.tolist() == sorted(times[~events])
    assert curve.at_risk(3) == (times >= 3).sum()


def test_curve_by_hand() -> None:
    curve = kaplan_meier(np.array([3.0, 1, 2, 2]), np.array([True, True, False, True]))
    assert curve.times_days.tolist() == [0, 1, 2, 3]
    assert curve.survival.tolist() == pytest.approx([1, 3 / 4, 3 / 4 * 2 / 3, 0])


@pytest.mark.parametrize("event", [True, False])
def test_one_patient(event: bool) -> None:
    curve = kaplan_meier(np.array([7.0]), np.array([event]))
    assert curve.survival[-1] == (0 if event else 1)
    assert np.isfinite(curve.lower).all() and np.isfinite(curve.upper).all()


@pytest.mark.parametrize(
    ("n_groups", "statistic", "p_value"),
    [(2, 0.14706545095423668, 0.7013556417141642), (4, 0.7820027579954945, 0.8537667149678915)],
)
def test_log_rank_equals_scikit_survival(n_groups: int, statistic: float, p_value: float) -> None:
    times, events = draw(5, 200, 30, 0.4)
    rows = np.arange(200) % n_groups
    test = log_rank([(times[rows == g], events[rows == g]) for g in range(n_groups)])
    assert test.statistic == pytest.approx(statistic, abs=1e-9)
    assert test.p_value == pytest.approx(p_value, abs=1e-9)
    assert test.n_groups == n_groups


def test_impossible_requests_are_said() -> None:
    one = (np.array([1.0, 2]), np.array([True, False]))
    nobody = (np.array([1.0, 2]), np.array([False, False]))
    empty = (np.array([]), np.array([], bool))
    with pytest.raises(StephError, match="two groups"):
        log_rank([one])
    with pytest.raises(StephError, match="Nobody had an event"):
        log_rank([nobody, nobody])
    with pytest.raises(StephError, match="no patient"):
        log_rank([one, empty])
    with pytest.raises(StephError, match="no patient"):
        kaplan_meier(*empty)
    with pytest.raises(StephError, match="negative"):
        kaplan_meier(np.array([-1.0]), np.array([True]))


def test_follow_up_ends_where_few_would_still_be_followed() -> None:
    rng = np.random.default_rng(5)
    events = rng.random(200) < 0.4
    times = np.where(events, rng.uniform(1, 3000, 200), rng.uniform(500, 3000, 200)).round()
    # The reverse estimate: leaving without an event is what is counted. Of an event and a
    # departure at one time the event comes first, hence the half day.
    reverse = kaplan_meier(np.where(events, times - 0.5, times), ~events, "")
    expected = reverse.times_days[reverse.survival <= 0.1][0]
    assert follow_up_end_days(times, events) == expected < times.max()
    # Nobody leaves: the cohort is followed as long as its last patient lives.
    assert follow_up_end_days(times, np.ones(200, bool)) == times.max()
    assert follow_up_end_days(np.array([5.0]), np.array([False])) == 5.0


def test_median_follow_up_is_that_of_the_reverse_estimate() -> None:
    # Four of eight die early: the middle of all times is 4 years, those who live are seen for 8.
    times = np.array([1.0, 1, 2, 3, 5, 8, 8, 9]) * 365.25
    events = np.array([True, True, True, True, False, False, False, False])
    assert np.median(times) == 4 * 365.25
    assert median_follow_up_days(times, events) == 8 * 365.25


@pytest.mark.parametrize("seed", range(30))
def test_curves_equal_those_of_lifelines(seed: int) -> None:
    """With ties, events at 0, all censored, all dead, one patient."""
    from lifelines import KaplanMeierFitter

    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 120))
    times = np.floor(rng.exponential(300, n)) if seed % 3 else rng.exponential(300, n)
    events = rng.random(n) < (0.0, 0.4, 0.8, 1.0)[seed % 4]
    ours = kaplan_meier(times, events)
    theirs = KaplanMeierFitter(alpha=0.05).fit(times, events)
    survival = theirs.survival_function_.to_numpy(float)[:, 0]
    band = theirs.confidence_interval_survival_function_.to_numpy(float)
    lower, upper = (np.where(np.isnan(edge), survival, edge) for edge in band.T)
    assert np.array_equal(ours.times_days, theirs.survival_function_.index)
    for mine, wanted in ((ours.survival, survival), (ours.lower, lower), (ours.upper, upper)):
        assert mine == pytest.approx(wanted, abs=1e-12)
