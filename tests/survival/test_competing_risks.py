"""Cumulative incidence and Gray's test; against R's figures see `test_against_r.py` as well."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from steph_desktop.core.errors import StephError
from steph_desktop.survival.competing_risks import cumulative_incidence, gray_test
from steph_desktop.survival.estimators import kaplan_meier

DATA = Path(__file__).parent.parent / "data" / "survival" / "melanoma.csv"


@pytest.fixture(scope="module")
def melanoma() -> pd.DataFrame:
    """205 patients of MASS::Melanoma (R, GPL); status 1 died of it, 2 alive, 3 died otherwise."""
    frame = pd.read_csv(DATA)
    frame["cause"] = frame.status.map({1: 1, 2: 0, 3: 2})
    return frame


def test_incidence_as_cuminc_has_it(melanoma: pd.DataFrame) -> None:
    """Zabor, Survival analysis in R: cuminc(time, status, group = ulcer, cencode = 2)."""
    published = {
        0: (0.03509042, 0.10322276, 0.18165409, 0.18165409, 0.1816541),
        1: (0.24444444, 0.38972746),
    }
    for ulcer, values in published.items():
        mine = melanoma[melanoma.ulcer == ulcer]
        curve = cumulative_incidence(mine.time.to_numpy(float), mine.cause.to_numpy(), 1)
        for day, value in zip((1000, 2000, 3000, 4000, 5000), values, strict=False):
            assert curve.at(day)[0] == pytest.approx(value, abs=1e-7)


def test_one_cause_is_kaplan_meier(melanoma: pd.DataFrame) -> None:
    times, died = melanoma.time.to_numpy(float), (melanoma.cause > 0).to_numpy()
    curve = cumulative_incidence(times, died.astype(int), 1)
    km = kaplan_meier(times, died)
    steps = np.searchsorted(km.times_days, curve.times_days)
    np.testing.assert_allclose(1 - curve.incidence, km.survival[steps], atol=1e-12)
    np.testing.assert_allclose(curve.naive, curve.incidence, atol=1e-12)
    assert curve.overstated_words(2000) == ""


def test_kaplan_meier_says_when_it_overstates(melanoma: pd.DataFrame) -> None:
    old = melanoma[melanoma.age > 60]
    curve = cumulative_incidence(
        old.time.to_numpy(float), old.cause.to_numpy(), 1, name="death of melanoma"
    )
    incidence, low, high, naive = curve.at(3652.5)
    assert low < incidence < high < 1 and naive > incidence + 0.01
    assert f"{naive:.1%}, competing events considered it is {incidence:.1%}" in (
        curve.overstated_words(3652.5)
    )


def test_the_causes_and_survival_add_up(melanoma: pd.DataFrame) -> None:
    times, kinds = melanoma.time.to_numpy(float), melanoma.cause.to_numpy()
    both = [cumulative_incidence(times, kinds, cause).at(4000)[0] for cause in (1, 2)]
    survival = kaplan_meier(times, kinds > 0)
    assert sum(both) == pytest.approx(1 - _at(survival, 4000))


def _at(curve: object, day: float) -> float:
    times, survival = curve.times_days, curve.survival  # type: ignore[attr-defined]
    return float(survival[np.searchsorted(times, day, side="right") - 1])


def test_entry_times_shrink_the_risk_sets(melanoma: pd.DataFrame) -> None:
    times, kinds = melanoma.time.to_numpy(float), melanoma.cause.to_numpy()
    plain = cumulative_incidence(times, kinds, 1)
    zero = cumulative_incidence(times, kinds, 1, entry_days=np.zeros(len(times)))
    np.testing.assert_allclose(zero.incidence, plain.incidence)
    entry = np.where(np.arange(len(times)) % 3 == 0, np.minimum(times * 0.9, 700.0), 0.0)
    late = cumulative_incidence(times, kinds, 1, entry_days=entry)
    assert late.at(3000)[0] > plain.at(3000)[0]


def test_grays_test_holds_its_level() -> None:
    rng = np.random.default_rng(0)
    p_values = []
    for _ in range(200):
        times, ends = rng.exponential(5, 120), rng.exponential(12, 120)
        kinds = np.where(ends < times, 0, rng.choice([1, 2], 120))
        group = rng.integers(0, 3, 120)
        groups = [(np.minimum(times, ends)[group == g], kinds[group == g]) for g in range(3)]
        p_values.append(gray_test(groups, 1).p_value)
    assert 0.01 <= np.mean(np.array(p_values) < 0.05) <= 0.1


def test_what_cannot_be_compared(melanoma: pd.DataFrame) -> None:
    times, kinds = melanoma.time.to_numpy(float), melanoma.cause.to_numpy()
    with pytest.raises(StephError, match="two groups"):
        gray_test([(times, kinds)], 1)
    with pytest.raises(StephError, match="Nobody had this event"):
        gray_test([(times, kinds), (times, kinds)], 7)
