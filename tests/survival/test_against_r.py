"""Cox models, curves, concordance, calibration and competing risks against R.

`data/survival/r_values.tsv` is what R's survival and cmprsk give for public tables, written by
`r_values.R` beside it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from lifelines import datasets
from scipy.stats import chi2

from steph_desktop.survival.calibration import calibrate
from steph_desktop.survival.censoring import CensoringCurve, censoring_curve, median_follow_up_days
from steph_desktop.survival.clinical_cox import CoxData, CoxTerm, fit_terms
from steph_desktop.survival.competing_risks import cumulative_incidence, gray_test
from steph_desktop.survival.curves import Z_95, KaplanMeierCurve
from steph_desktop.survival.estimators import kaplan_meier, log_rank
from steph_desktop.survival.groups import Interval, median_of, restricted_mean_of, survival_of
from steph_desktop.survival.metrics import (
    brier_score,
    concordance_index,
    concordance_index_ipcw,
    concordance_within,
)

FOLDER = Path(__file__).parent.parent / "data" / "survival"


_LINES = [line.split("\t") for line in (FOLDER / "r_values.tsv").read_text().splitlines()]
R = {name: values for name, *values in _LINES}


def r(name: str) -> list[float | None]:
    """What R printed under a name; None for NA."""
    return [None if cell == "NA" else float(cell) for cell in R[name]]


def near(*values: float | None) -> list[object]:
    """R's values, to the digits it was asked for."""
    return [None if v is None else pytest.approx(v, rel=1e-7, abs=1e-9) for v in values]


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    rossi, gbsg2, lung = datasets.load_rossi(), datasets.load_gbsg2(), datasets.load_lung()
    third = np.arange(len(rossi)) % 3 == 0
    rossi["entry"] = np.where(third, np.minimum(rossi["week"] - 1, 10), 0)
    own = {name: pd.read_csv(FOLDER / f"{name}.csv") for name in ("veteran", "pbc", "mgus2")}
    own["veteran"]["dead"] = own["veteran"]["Status"] == "dead"
    own["pbc"]["died"] = own["pbc"]["cause"] == 1
    mgus = own["mgus2"]
    mgus["born"] = 12 * mgus["age"]
    mgus["old"] = mgus["born"] + mgus["futime"]
    melanoma = pd.read_csv(FOLDER / "melanoma.csv")
    melanoma["cause"] = melanoma["status"].map({1: 1, 2: 0, 3: 2})
    lung["dead"] = lung["status"] == lung["status"].max()
    return {"rossi": rossi, "gbsg2": gbsg2, "lung": lung, "melanoma": melanoma, **own}


def cox_data(frame: pd.DataFrame, time: str, event: str, entry: str = "") -> CoxData:
    columns = {name: ["" if pd.isna(v) else str(v) for v in frame[name]] for name in frame}
    came = frame[entry].to_numpy(float) if entry else None
    return CoxData(frame[time].to_numpy(float), frame[event].to_numpy() == 1, columns, came)


_FEW = [CoxTerm("fin", "0"), CoxTerm("age"), CoxTerm("prio")]
_ALL = [CoxTerm(n, "0") for n in ("fin", "age", "race", "wexp", "mar", "paro", "prio")]
_VETERAN = [
    CoxTerm("Treatment", "standard"), CoxTerm("Celltype", "squamous"), CoxTerm("Karnofsky_score"),
    CoxTerm("Months_from_Diagnosis"), CoxTerm("Age_in_years"), CoxTerm("Prior_therapy", "no"),
]  # fmt: skip
_PBC = [CoxTerm("age"), CoxTerm("bili"), CoxTerm("albumin")]


@pytest.mark.parametrize(
    ("name", "table", "outcome", "chosen", "strata"),
    [
        ("rossi", "rossi", ("week", "arrest"), _ALL, ()),
        ("rossi_strata", "rossi", ("week", "arrest"), _FEW, ("wexp",)),
        ("rossi_entry", "rossi", ("week", "arrest", "entry"), _FEW, ()),
        ("rossi_entry_strata", "rossi", ("week", "arrest", "entry"), _FEW, ("wexp",)),
        ("veteran", "veteran", ("Survival_in_days", "dead"), _VETERAN, ()),
        ("pbc", "pbc", ("time", "died"), _PBC, ()),  # cause-specific
        ("mgus", "mgus2", ("old", "death", "born"), [CoxTerm("sex", "F")], ()),
    ],
)
def test_cox_models(
    tables: dict[str, pd.DataFrame],
    name: str,
    table: str,
    outcome: tuple[str, ...],
    chosen: list[CoxTerm],
    strata: tuple[str, ...],
) -> None:
    """Coefficients, errors, likelihoods, C, and the score test of proportional hazards."""
    found = fit_terms(cox_data(tables[table], *outcome), chosen, strata=strata)
    rows = found.rows
    assert [row.coefficient for row in rows] == near(*r(f"{name}.coefficients"))
    assert [row.standard_error for row in rows] == near(*r(f"{name}.errors"))
    likelihoods = [found.null_log_likelihood, found.log_likelihood]
    assert likelihoods == near(*r(f"{name}.likelihoods"))
    assert [found.concordance, found.concordance_error] == near(*r(f"{name}.concordance"))
    expected = [float(chi2.sf(v, 1)) for v in r(f"{name}.zph")]
    assert [row.ph_p_value for row in rows] == pytest.approx(expected, rel=1e-6)
    # The residuals themselves: R sums them times the rank of time among all patients.
    known = tables[table][outcome[0]] > (tables[table][outcome[2]] if len(outcome) > 2 else 0)
    ranks = tables[table].loc[known, outcome[0]].rank()
    rank_of = dict(zip(tables[table].loc[known, outcome[0]], ranks, strict=True))
    for own, wanted in zip(found.residuals, r(f"{name}.residuals"), strict=True):
        total = sum(rank_of[t] * v for t, v in zip(own.times_days, own.values, strict=True))
        assert total == pytest.approx(wanted, rel=1e-5)


def assert_curve(name: str, curve: KaplanMeierCurve, days: list[float]) -> None:
    found = [survival_of(curve, day) for day in days]
    assert [one.value for one in found] == near(*r(f"{name}.surv"))
    for edge in ("lower", "upper"):
        for one, wanted in zip(found, r(f"{name}.{edge}"), strict=True):
            # R has no band before the first event, here it is exact.
            if one.value < 1:
                assert getattr(one, edge) == pytest.approx(wanted, rel=1e-7)
    assert [curve.at_risk(day) for day in days] == r(f"{name}.n.risk")
    median = median_of(curve)
    assert [median.value, median.lower, median.upper] == near(*r(f"{name}.median"))


def error_of(mean: Interval) -> float:
    return (mean.value - mean.lower) / Z_95


def test_curves_medians_and_restricted_means(tables: dict[str, pd.DataFrame]) -> None:
    lung = tables["lung"]
    times, dead = lung["time"].to_numpy(float), lung["dead"].to_numpy()
    curve = kaplan_meier(times, dead)
    assert_curve("lung", curve, [100, 300, 500, 700])
    for day in (300, 500, 1022):
        mean = restricted_mean_of(curve, times, dead, day)
        assert [mean.value, error_of(mean)] == near(*r(f"lung.mean{day}"))
    halves = [(times[rows], dead[rows]) for rows in lung.groupby("sex").indices.values()]
    assert [log_rank(halves).statistic] == near(*r("lung.logrank"))
    groups = []
    for grade, part in tables["gbsg2"].groupby("tgrade"):
        times, dead = part["time"].to_numpy(float), part["cens"].to_numpy() == 1
        curve = kaplan_meier(times, dead)
        assert_curve(f"gbsg2_{grade}", curve, [800, 1095, 1825])
        mean = restricted_mean_of(curve, times, dead, 1825)
        assert [mean.value, error_of(mean)] == near(*r(f"gbsg2_{grade}.mean1825"))
        groups.append((times, dead))
    assert [log_rank(groups).statistic] == near(*r("gbsg2.logrank"))


def test_curve_of_patients_who_came_late(tables: dict[str, pd.DataFrame]) -> None:
    aged = tables["mgus2"][tables["mgus2"]["futime"] > 0]
    died = aged["death"].to_numpy() == 1
    curve = kaplan_meier(aged["old"].to_numpy(float), died, "", aged["born"].to_numpy(float))
    assert_curve("aged", curve, [12 * years for years in (50, 60, 70, 80, 90)])


def test_median_follow_up(tables: dict[str, pd.DataFrame]) -> None:
    lung, gbsg2, mgus = tables["lung"], tables["gbsg2"], tables["mgus2"]
    follow_up = [
        median_follow_up_days(frame[time].to_numpy(float), frame[event].to_numpy() == 1)
        for frame, time, event in (
            (lung, "time", "dead"), (gbsg2, "time", "cens"), (mgus, "futime", "death"),
        )
    ]  # fmt: skip
    # Of those who die and those who leave in one month R takes the first to be followed longer.
    assert follow_up == [*r("lung.follow_up"), *r("gbsg2.follow_up"), 184]
    assert r("mgus.follow_up_event_first") == [184] and r("mgus.follow_up") == [185]


def test_concordance(tables: dict[str, pd.DataFrame]) -> None:
    frame = tables["gbsg2"]
    times, dead = frame["time"].to_numpy(float), frame["cens"].to_numpy() == 1
    scores = frame["pnodes"].to_numpy(float)
    c, error = r("gbsg2.harrell")
    assert concordance_within(times, dead, scores) == (pytest.approx(c), pytest.approx(error))
    assert concordance_index(times, dead, scores) == pytest.approx(c)
    # R weighs an event by who is still followed just before its day, scikit-survival and we by who
    # is so after it.
    curve = censoring_curve(times, dead)
    before = CensoringCurve(curve.times_days + 0.5, curve.probability)
    found = concordance_index_ipcw(times, dead, scores, censoring=before)
    assert [found] == near(*r("gbsg2.uno"))
    assert concordance_index_ipcw(times, dead, scores) == pytest.approx(found, abs=1e-3)


def test_calibration(tables: dict[str, pd.DataFrame]) -> None:
    frame = tables["gbsg2"]
    times, dead = frame["time"].to_numpy(float), frame["cens"].to_numpy() == 1
    survival = 1 / (1 + np.exp(0.12 * frame["pnodes"].to_numpy(float) - 1))
    found = calibrate(times, dead, survival, 1095.0)
    errors = [
        (interval[1] - value) / Z_95
        for value, interval in (
            (found.intercept, found.intercept_interval), (found.slope, found.slope_interval),
        )
    ]  # fmt: skip
    assert [found.intercept, found.slope, *errors] == near(*r("gbsg2.calibration"))
    assert [brier_score(times, dead, survival, 1095.0)] == near(*r("gbsg2.brier"))
    observed = found.overall.observed
    assert [observed.risk, observed.lower, observed.upper] == near(*r("gbsg2.observed"))


@pytest.mark.parametrize(
    ("name", "table", "time", "group"),
    [
        ("melanoma", "melanoma", "time", "ulcer"),
        ("pbc_edema", "pbc", "time", "edema"),
        ("pbc_arm", "pbc", "time", "trt"),
        ("pbc_stage", "pbc", "time", "stage"),
        ("mgus", "mgus2", "months", "sex"),
    ],
)
def test_grays_test(
    tables: dict[str, pd.DataFrame], name: str, table: str, time: str, group: str
) -> None:
    """Two to four groups, with and without ties, against cmprsk::cuminc."""
    groups = [
        (part[time].to_numpy(float), part["cause"].to_numpy())
        for _, part in tables[table].groupby(group)
    ]
    assert [gray_test(groups, cause).statistic for cause in (1, 2)] == near(*r(f"{name}.gray"))


def test_cumulative_incidence(tables: dict[str, pd.DataFrame]) -> None:
    """Aalen-Johansen with its band, against survfit of several states."""
    years, months = (1000, 2000, 3000, 4000), (60, 120, 180, 240)
    for name, table, time, days in (
        ("melanoma", "melanoma", "time", years), ("pbc", "pbc", "time", years),
        ("mgus", "mgus2", "months", months),
    ):  # fmt: skip
        frame = tables[table]
        curve = cumulative_incidence(frame[time].to_numpy(float), frame["cause"].to_numpy(), 1)
        found = np.array([curve.at(day)[:3] for day in days]).T
        for row, what in zip(found, ("pstate", "lower", "upper"), strict=True):
            assert row.tolist() == near(*r(f"{name}.{what}"))


def test_cumulative_incidence_of_patients_who_came_late(tables: dict[str, pd.DataFrame]) -> None:
    frame = tables["mgus2"][tables["mgus2"]["months"] > 0]
    born = frame["born"].to_numpy(float)
    times = born + frame["months"].to_numpy(float)
    curve = cumulative_incidence(times, frame["cause"].to_numpy(), 1, entry_days=born)
    found = np.array([curve.at(12 * age)[:3] for age in (50, 60, 70, 80, 90)]).T
    assert found[0].tolist() == near(*r("mgus_aged.pstate"))
    # Survival of those who came late stands on few at first. R's error is of the jackknife, ours of
    # the delta method: there they part, in the third digit.
    for row, what in zip(found[1:], ("lower", "upper"), strict=True):
        assert row.tolist() == pytest.approx(r(f"mgus_aged.{what}"), abs=0.01), found
