"""Kaplan-Meier and log-rank against figures that scikit-survival 0.28 gave for the same draws."""

import random

import numpy as np
import pytest

from steph_desktop.core.errors import StephError
from steph_desktop.survival.censoring import follow_up_end_days, median_follow_up_days
from steph_desktop.survival.estimators import kaplan_meier, log_rank
from steph_desktop.survival.groups import median_of

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
    np.testing.assert_allclose(curve.lower[1:], LOWER, atol=1e-9)
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
    assert np.array_equal(ours.times_days, theirs.survival_function_.index)
    assert ours.survival == pytest.approx(survival, abs=1e-12)
    between = (survival > 0) & (survival < 1)  # elsewhere the log-log band has no width
    for mine, wanted in zip((ours.lower, ours.upper), band.T, strict=True):
        assert mine[between] == pytest.approx(wanted[between], abs=1e-12)
    assert (ours.upper - ours.lower > 0).all()


def test_a_group_without_events_has_the_exact_interval_of_clopper_and_pearson() -> None:
    """Known: 0 of 20 gives an upper limit of 16.8 %, 0 of 10 one of 30.8 % (binom.test of R)."""
    from scipy.stats import beta

    times = np.concatenate([np.full(10, 365.0), np.full(20, 1000.0)])
    curve = kaplan_meier(times, np.zeros(30, bool), "nobody")
    assert (curve.survival == 1).all() and (curve.upper == 1).all()
    assert curve.lower.tolist() == pytest.approx([1 - beta.ppf(0.975, 1, n) for n in (30, 30, 20)])
    assert 1 - curve.lower[2] == pytest.approx(0.168433, abs=1e-6)
    assert kaplan_meier(times[:10], np.zeros(10, bool)).lower[1] == pytest.approx(1 - 0.308497)
    # Before its first event a group with events has it too; the median is not touched by that.
    few = kaplan_meier(np.array([10.0, 20, 30, 40]), np.array([False, True, False, True]))
    assert few.lower[1] == pytest.approx(0.025**0.25)
    assert median_of(few).lower == 20
    # Nobody is left at the end: the upper limit stays that of the step before, never 0 to 0.
    assert few.survival[-1] == few.lower[-1] == 0 < few.upper[-1] == few.upper[-2]
    # Who came late has not been seen from the start: the fewest at risk count.
    entry = np.array([0.0, 0, 150, 150])
    late = kaplan_meier(np.array([100.0, 200, 300, 300]), np.zeros(4, bool), "", entry)
    found = dict(zip(late.times_days.tolist(), late.lower.tolist(), strict=True))
    assert found[100.0] == pytest.approx(0.025**0.5)
    assert found[200.0] == found[300.0] == 0.025  # for 50 days one patient alone was followed


def test_exact_intervals_hold_what_they_promise() -> None:
    rng, covered = np.random.default_rng(1), 0
    for _ in range(400):  # patients rarely have the event: where none had it, the band must cover
        times = rng.exponential(365.25 / 0.05, 25)
        seen = times <= 365.25
        if seen.any():
            covered += 1
            continue
        curve = kaplan_meier(np.minimum(times, 365.25), seen)
        covered += curve.lower[-1] <= np.exp(-0.05) <= curve.upper[-1]
    assert covered / 400 >= 0.975
