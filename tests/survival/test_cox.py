"""Cox models against published values, and ridge against the gradient written out."""

import numpy as np
import pytest

from steph_desktop.core.errors import StephError
from steph_desktop.survival.cox import fit_cox, likelihood_ratio_p, ridge_cox

# Fox and Weisberg, Cox Proportional-Hazards Regression for Survival Data in R (an appendix to An R
# Companion to Applied Regression): coxph(Surv(week, arrest) ~ fin + age + race + wexp + mar + paro
# + prio), Efron's ties.
ROSSI = {
    "fin": (-0.37942, 0.19138),
    "age": (-0.05744, 0.02200),
    "race": (0.31390, 0.30799),
    "wexp": (-0.14980, 0.21222),
    "mar": (-0.43370, 0.38187),
    "paro": (-0.08487, 0.19576),
    "prio": (0.09150, 0.02865),
}


def test_the_example_of_the_r_companion() -> None:
    from lifelines.datasets import load_rossi

    table = load_rossi()
    values = table[list(ROSSI)].to_numpy(float)
    cox = fit_cox(values, table.week.to_numpy(float), table.arrest.to_numpy(bool), list(ROSSI))
    np.testing.assert_allclose(cox.coefficients, [v for v, _ in ROSSI.values()], atol=6e-6)
    np.testing.assert_allclose(cox.standard_errors, [v for _, v in ROSSI.values()], atol=6e-6)
    assert cox.hazard_ratios[0] == pytest.approx([0.684, 0.470, 0.996], abs=5e-4)
    small = fit_cox(
        values[:, 1:], table.week.to_numpy(float), table.arrest.to_numpy(bool), "abcdef"
    )
    # One column: the likelihood ratio is close to Wald's z = -1.983, p = .0474.
    assert likelihood_ratio_p(small, cox) == pytest.approx(0.0474, abs=2e-3)


def log_likelihood(
    beta: np.ndarray, x: np.ndarray, times: np.ndarray, events: np.ndarray, penalty: float
) -> float:
    eta, value = x @ beta, 0.0
    for i in np.flatnonzero(events):
        value += eta[i] - np.log(np.exp(eta[times >= times[i]]).sum())
    return value / len(times) - penalty * beta @ beta / 2


@pytest.mark.parametrize("penalty", [1.0, 0.01, 1e-4])
def test_ridge_is_at_the_top_of_what_it_maximises_ties_and_all(penalty: float) -> None:
    rng = np.random.default_rng(3)
    x = rng.normal(size=(60, 9)) * np.linspace(1, 0.1, 9)
    times = np.ceil(4 * rng.exponential(size=60) * np.exp(-x[:, 0]))
    events = rng.random(60) < 0.6
    beta = ridge_cox(x, times, events, penalty)
    for unit in np.eye(9):
        up, down = (
            log_likelihood(beta + step * unit, x, times, events, penalty) for step in (1e-4, -1e-4)
        )
        assert abs(up - down) / 2e-4 < 1e-6
    assert np.abs(beta).max() > 0


def test_ridge_without_ties_and_penalty_is_lifelines() -> None:
    rng = np.random.default_rng(4)
    x, times = rng.normal(size=(80, 3)), rng.exponential(size=80)
    events = rng.random(80) < 0.7
    free = fit_cox(x, times, events, "abc").coefficients
    np.testing.assert_allclose(ridge_cox(x, times, events, 1e-12), free, atol=1e-5)


def test_strata_compare_within_alone() -> None:
    rng = np.random.default_rng(5)
    x = rng.normal(size=(60, 1))
    times, events = rng.exponential(size=60) * np.exp(-x[:, 0]), np.ones(60, bool)
    strata = np.repeat([0, 1], 30)
    base = fit_cox(x, times, events, "x", strata=strata).coefficients
    ridge = ridge_cox(x, times, events, 1e-12, strata)
    assert ridge == pytest.approx(base, abs=1e-5)
    times[strata == 1] *= 1000  # another unit of time in the second stratum
    assert fit_cox(x, times, events, "x", strata=strata).coefficients == pytest.approx(base)
    assert fit_cox(x, times, events, "x").coefficients != pytest.approx(base, abs=1e-2)


def test_what_cannot_be_fitted_is_refused() -> None:
    x = np.repeat([[0.0], [1.0]], 10, axis=0)
    times, events = np.arange(1.0, 21.0), np.repeat([True, False], 10)
    with pytest.raises(StephError, match="cannot be fitted"):
        fit_cox(x, times, events, "x")  # every event at 0, none at 1
    with pytest.raises(StephError, match="Nobody"):
        fit_cox(x, times, np.zeros(20, bool), "x")
    with pytest.raises(StephError, match="Nobody"):
        ridge_cox(x, times, np.zeros(20, bool), 1.0)
