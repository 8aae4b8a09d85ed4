"""Measures that allow for censoring, against scikit-survival 0.28 and against sums by hand.

`tests/data/survival_reference.json` holds small cohorts (without ties, with many ties on times and
scores, with scores 1e-7 apart near -15, without censoring) and what scikit-survival says of them;
the censoring is estimated on the same or on separate patients.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from steph_desktop.core.errors import StephError
from steph_desktop.survival.censoring import censoring_curve, outcome_weights, survival_estimate
from steph_desktop.survival.estimators import kaplan_meier
from steph_desktop.survival.metrics import (
    auc_at,
    brier_score,
    comparable_pairs,
    concordance_index,
    concordance_index_ipcw,
    concordant_pairs,
    integrated_brier_score,
    mean_auc,
)

_FILE = Path(__file__).parents[1] / "data" / "survival_reference.json"
CASES: dict[str, dict[str, Any]] = json.loads(_FILE.read_text(encoding="utf-8"))["cases"]
EXACT = 1e-12


def follow_up(case: dict[str, Any]) -> tuple[np.ndarray, np.ndarray]:
    return np.array(case["times_days"]), np.array(case["events"])


def censoring_of(case: dict[str, Any]) -> Any:
    return censoring_curve(
        np.array(case["reference_times_days"]), np.array(case["reference_events"])
    )


@pytest.fixture(params=sorted(CASES))
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    return CASES[request.param]


def test_concordance_equals_scikit_survival(case: dict[str, Any]) -> None:
    times, seen = follow_up(case)
    scores, curve = np.array(case["risk_scores"]), censoring_of(case)
    assert concordance_index(times, seen, scores) == pytest.approx(case["harrell"], abs=EXACT)
    truncated = concordance_index_ipcw(
        times, seen, scores, censoring=curve, tau_days=case["uno_tau_days"]
    )
    assert truncated == pytest.approx(case["uno"], abs=EXACT)
    whole = concordance_index_ipcw(times, seen, scores, censoring=curve)
    assert whole == pytest.approx(case["uno_untruncated"], abs=EXACT)


def test_auc_equals_scikit_survival(case: dict[str, Any]) -> None:
    times, seen = follow_up(case)
    scores, curve = np.array(case["risk_scores"]), censoring_of(case)
    horizons = np.array(case["horizons_days"])
    aucs = np.array([auc_at(times, seen, scores, day, censoring=curve) for day in horizons])
    np.testing.assert_allclose(aucs, case["auc"], rtol=0, atol=EXACT)
    assert mean_auc(times, seen, horizons, aucs) == pytest.approx(case["auc_mean"], abs=EXACT)


def test_brier_score_equals_scikit_survival(case: dict[str, Any]) -> None:
    times, seen = follow_up(case)
    survival, curve = np.array(case["survival_at_horizons"]), censoring_of(case)
    horizons = np.array(case["horizons_days"])
    scores = [
        brier_score(times, seen, survival[:, k], day, censoring=curve)
        for k, day in enumerate(horizons)
    ]
    np.testing.assert_allclose(scores, case["brier"], rtol=0, atol=EXACT)
    whole = integrated_brier_score(times, seen, survival, horizons, censoring=curve)
    assert whole == pytest.approx(case["integrated_brier"], abs=EXACT)


@pytest.mark.parametrize("name", [name for name in sorted(CASES) if name.endswith("_own")])
def test_kaplan_meier_equals_scikit_survival(name: str) -> None:
    times, seen = follow_up(CASES[name])
    expected = CASES[name]["kaplan_meier"]
    at = np.array(expected["times_days"])
    curve = kaplan_meier(times, seen)
    np.testing.assert_allclose(curve.times_days[1:], at)
    np.testing.assert_allclose(survival_estimate(times, seen, at), expected["survival"], atol=1e-12)
    np.testing.assert_allclose(curve.survival[1:], expected["survival"], rtol=0, atol=1e-12)
    between = (curve.survival[1:] > 0) & (curve.survival[1:] < 1)  # elsewhere it is exact here
    for edge in ("lower", "upper"):
        own, wanted = getattr(curve, edge)[1:], np.array(expected[edge])
        np.testing.assert_allclose(own[between], wanted[between], rtol=0, atol=1e-12)


def test_defaults_take_censoring_from_the_patients_themselves() -> None:
    case = CASES["ties_own"]
    times, seen = follow_up(case)
    scores = np.array(case["risk_scores"])
    assert auc_at(times, seen, scores, 1095) == pytest.approx(case["auc"][1], abs=EXACT)
    assert concordance_index_ipcw(times, seen, scores, tau_days=1825) == pytest.approx(
        case["uno"], abs=EXACT
    )


# Five patients: events on days 1, 2 and 4, censorings on days 2 and 3. By hand, an event coming
# first on a day: G = 1 on day 1, 1 - 1/3 on day 2 (three left after the event), 1/3 on day 3.
TIMES = np.array([1.0, 2, 2, 3, 4])
SEEN = np.array([True, True, False, False, True])


def test_censoring_curve_by_hand() -> None:
    curve = censoring_curve(TIMES, SEEN)
    np.testing.assert_allclose(
        curve.at(np.array([0.5, 1, 2, 2.5, 3, 4])), [1, 1, 2 / 3, 2 / 3, 1 / 3, 1 / 3]
    )
    with pytest.raises(StephError, match="beyond the follow-up"):
        curve.at(np.array([4.1]))


def test_outcome_weights_by_hand() -> None:
    case, weights = outcome_weights(TIMES, SEEN, 2.5)
    assert case.tolist() == [True, True, False, False, False]
    np.testing.assert_allclose(weights, [1, 1.5, 0, 1.5, 1.5])


def test_auc_and_brier_by_hand() -> None:
    scores = np.array([5.0, 2, 0, 2, 1])
    # Day 2.5: cases weigh 1 and 3/2, controls are the last two. The first case wins both pairs,
    # the second ties one and wins one.
    assert auc_at(TIMES, SEEN, scores, 2.5) == pytest.approx((1 * 2 + 1.5 * 1.5) / (2.5 * 2))
    alive = np.array([0.1, 0.4, 0.5, 0.8, 0.7])
    by_hand = (0.1**2 + 1.5 * 0.4**2 + 1.5 * 0.2**2 + 1.5 * 0.3**2) / 5
    assert brier_score(TIMES, SEEN, alive, 2.5) == pytest.approx(by_hand)
    two = np.column_stack([np.ones(5), alive])
    at_half = 1 * 0 / 5  # nobody has gone before day 0.5, and all were expected to stay
    assert integrated_brier_score(TIMES, SEEN, two, np.array([0.5, 2.5])) == pytest.approx(
        (at_half + by_hand) / 2
    )


def test_uno_by_hand() -> None:
    scores = np.array([5.0, 2, 3, 2, 1])
    # The event of day 1 beats four others (weight 1); that of day 2, against the censoring of the
    # same day and two later ones (weight 9/4), loses one, ties one and wins one.
    expected = (4 + 9 / 4 * 1.5) / (4 + 9 / 4 * 3)
    assert concordance_index_ipcw(TIMES, SEEN, scores) == pytest.approx(expected)
    assert concordance_index_ipcw(TIMES, SEEN, scores, tau_days=2) == 1


def test_event_on_the_last_day_of_censoring_has_no_weight() -> None:
    times, seen = np.array([1.0, 2, 3, 3]), np.array([True, False, True, False])
    scores = np.array([3.0, 0, 0, 1])
    assert concordance_index_ipcw(times, seen, scores) == 1  # of day 1 only: G is 0 on day 3
    with pytest.raises(StephError, match="beyond the follow-up"):
        concordance_index_ipcw(times, seen, scores, tau_days=4)


def test_pair_matrices_count_as_one_by_one() -> None:
    rng = np.random.default_rng(3)
    times, seen = np.ceil(rng.exponential(5, 30)), rng.random(30) < 0.5
    scores = np.round(rng.normal(size=30), 1)
    pairs, won = comparable_pairs(times, seen), concordant_pairs(scores)
    for i in range(30):
        for j in range(30):
            known = seen[i] and (times[i] < times[j] or (times[i] == times[j] and not seen[j]))
            assert pairs[i, j] == known
            tied = abs(scores[i] - scores[j]) <= 1e-8
            assert won[i, j] == (0.5 if tied else float(scores[i] > scores[j]))
    assert (pairs * won).sum() / pairs.sum() == pytest.approx(
        concordance_index(times, seen, scores), abs=EXACT
    )


@pytest.mark.parametrize(
    ("seen", "horizon", "message"),
    [
        ([True, True, False, False], 9, "beyond the follow-up"),
        ([True, True, False, False], 0.5, "Nobody had an event"),
        ([False, False, False, False], 2.5, "Nobody had an event"),
    ],
)
def test_auc_that_is_not_defined_is_refused(seen: list, horizon: float, message: str) -> None:
    times, scores = np.array([1.0, 2, 3, 4]), np.arange(4.0)
    with pytest.raises(StephError, match=message):
        auc_at(times, np.array(seen), scores, horizon)


def test_all_censored_has_no_concordance_and_no_mean_auc() -> None:
    times, seen = np.array([1.0, 2, 3]), np.zeros(3, bool)
    with pytest.raises(StephError, match="No two patients"):
        concordance_index_ipcw(times, seen, np.arange(3.0))
    with pytest.raises(StephError, match="Nobody had an event"):
        mean_auc(times, seen, np.array([2.0]), np.array([0.5]))


def test_brier_beyond_follow_up_and_empty_cohort_are_refused() -> None:
    with pytest.raises(StephError, match="beyond the follow-up"):
        brier_score(TIMES, SEEN, np.full(5, 0.5), 4)
    with pytest.raises(StephError, match="no patient"):
        censoring_curve(np.array([]), np.array([], bool))


def test_one_comparable_pair_is_enough_for_concordance() -> None:
    times, seen = np.array([1.0, 2.0]), np.array([True, False])
    assert concordance_index_ipcw(times, seen, np.array([1.0, 0.0])) == 1
    assert concordance_index_ipcw(times, seen, np.array([0.0, 1.0])) == 0
