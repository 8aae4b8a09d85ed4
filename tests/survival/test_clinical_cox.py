"""Cox models against R's and lifelines' published figures, and what is refused or warned of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from lifelines import datasets

from steph_desktop.core.errors import StephError
from steph_desktop.survival.added_value import (
    AddedValue,
    _scores,
    added_value,
    refuse_in_sample,
)
from steph_desktop.survival.clinical_cox import (
    CoxData,
    CoxFit,
    CoxTerm,
    MissingValues,
    ScoreOrigin,
    cox_design,
    fit_terms,
    likelihood_ratio,
    proportional_test,
)
from steph_desktop.survival.cox import ridge_cox
from steph_desktop.survival.decision_curve import net_benefit

VETERAN = Path(__file__).parent.parent / "data" / "survival" / "veteran.csv"


def data_of(frame: pd.DataFrame, time: str, event: str) -> CoxData:
    columns = {
        name: ["" if pd.isna(cell) else str(cell) for cell in frame[name]]
        for name in frame
        if name not in (time, event)
    }
    return CoxData(frame[time].to_numpy(float), frame[event].to_numpy() == 1, columns)


@pytest.fixture(scope="module")
def rossi() -> CoxData:
    return data_of(datasets.load_rossi(), "week", "arrest")


@pytest.fixture(scope="module")
def gbsg2() -> CoxData:
    return data_of(datasets.load_gbsg2(), "time", "cens")


def terms(*names: str) -> list[CoxTerm]:
    return [CoxTerm(name, reference="0") for name in names]


def test_the_recidivists_of_rossi(rossi: CoxData) -> None:
    """R's coxph in Fox and Weisberg's appendix, and lifelines' own tests: see data/survival."""
    found = fit_terms(rossi, terms("fin", "age", "race", "wexp", "mar", "paro", "prio"))
    published = {
        "fin": (-0.37942, 0.19138, 0.04742),
        "age": (-0.05744, 0.02200, 0.00903),
        "race": (0.31390, 0.30799, 0.30812),
        "wexp": (-0.14980, 0.21222, 0.48029),
        "mar": (-0.43370, 0.38187, 0.25606),
        "paro": (-0.08487, 0.19576, 0.66461),
        "prio": (0.09150, 0.02865, 0.00140),
    }
    assert {row.column for row in found.rows} == set(published)
    for row in found.rows:
        values = (row.coefficient, row.standard_error, row.p_value)
        assert values == pytest.approx(published[row.column], abs=2e-5), row.column
    fin = found.rows[0]
    assert (fin.hazard_ratio, *fin.interval) == pytest.approx((0.6843, 0.4702, 0.9957), abs=1e-4)
    assert fin.words == "fin 1 against 0" and (fin.n, fin.events) == (216, 48)
    ratio = 2 * (found.log_likelihood - found.null_log_likelihood)
    assert ratio == pytest.approx(33.27, abs=0.01)
    assert found.concordance == pytest.approx(0.6403, abs=1e-3)
    assert (found.n, found.n_events, found.left_out) == (432, 114, 0)


def test_the_veterans_lung_cancer_trial() -> None:
    """R's example of the survival package, see data/survival/README.md."""
    frame = pd.read_csv(VETERAN)
    frame["Status"] = (frame["Status"] == "dead").astype(int)
    found = fit_terms(
        data_of(frame, "Survival_in_days", "Status"),
        [CoxTerm("Treatment", "standard"), CoxTerm("Celltype", "squamous"),
         CoxTerm("Karnofsky_score"), CoxTerm("Months_from_Diagnosis"), CoxTerm("Age_in_years"),
         CoxTerm("Prior_therapy", "no")],
    )  # fmt: skip
    published = {
        "test": (0.2946, 0.2075), "smallcell": (0.8616, 0.2753), "adeno": (1.196, 0.3009),
        "large": (0.4013, 0.2827), "Karnofsky_score": (-0.03282, 0.005508),
        "Months_from_Diagnosis": (0.00008132, 0.009136), "Age_in_years": (-0.008706, 0.0093),
        "yes": (0.07159, 0.2323),
    }  # fmt: skip
    assert (found.n, found.n_events, len(found.rows)) == (137, 128, 8)
    for row in found.rows:
        name = row.level if row.reference else row.column
        values = (row.coefficient, row.standard_error)
        assert values == pytest.approx(published[name], rel=6e-4, abs=2e-6), name
    bad = {row.column for row in found.rows if row.ph_p_value < 0.01}
    assert "Karnofsky_score" in bad  # its effect wanes, as the package's vignette shows


def test_breast_cancer_of_gbsg2(gbsg2: CoxData) -> None:
    """TH.data's GBSG2 with tgrade as words; horThyes of R's coxph is -0.3463 (0.1291)."""
    found = fit_terms(
        gbsg2,
        [CoxTerm("horTh", "no"), CoxTerm("age"), CoxTerm("menostat", "Pre"), CoxTerm("tsize"),
         CoxTerm("tgrade", "I"), CoxTerm("pnodes"), CoxTerm("progrec"), CoxTerm("estrec")],
    )  # fmt: skip
    by_name = {(row.column, row.level): row for row in found.rows}
    assert by_name["horTh", "yes"].coefficient == pytest.approx(-0.3463, abs=1e-4)
    assert by_name["horTh", "yes"].standard_error == pytest.approx(0.1291, abs=1e-4)
    assert by_name["tgrade", "III"].hazard_ratio == pytest.approx(2.18, abs=0.01)
    assert by_name["pnodes", "per 1"].coefficient == pytest.approx(0.0488, abs=1e-4)
    assert found.rows[4].words == "tgrade II against I"
    assert len(found.residuals[0].times_days) == found.n_events == 299


def test_another_reference_and_another_step(gbsg2: CoxData) -> None:
    one = fit_terms(gbsg2, [CoxTerm("tgrade", "I"), CoxTerm("age", per=10)])
    other = fit_terms(gbsg2, [CoxTerm("tgrade", "III"), CoxTerm("age")])
    back = {row.level: row for row in other.rows}
    assert back["I"].hazard_ratio == pytest.approx(1 / one.rows[1].hazard_ratio)
    assert one.rows[2].coefficient == pytest.approx(10 * other.rows[2].coefficient)
    assert one.rows[2].words == "age, per 10"
    assert fit_terms(gbsg2, [CoxTerm("tgrade", "IV")]).rows[0].reference == "II"  # the commonest


def test_strata_have_no_ratio(rossi: CoxData) -> None:
    from lifelines import CoxPHFitter

    found = fit_terms(rossi, terms("fin", "age", "prio"), strata=["wexp"])
    frame = datasets.load_rossi()[["week", "arrest", "fin", "age", "prio", "wexp"]]
    own = CoxPHFitter().fit(frame, "week", "arrest", strata=["wexp"])
    assert [row.coefficient for row in found.rows] == pytest.approx(own.params_.tolist())
    assert found.log_likelihood == pytest.approx(own.log_likelihood_)


def test_hazards_that_are_not_proportional_are_told(rossi: CoxData) -> None:
    found = fit_terms(rossi, terms("fin", "age", "race", "wexp", "mar", "paro", "prio"))
    bad = {row.column for row in found.rows if row.ph_p_value < 0.05}
    assert bad == {"wexp"}  # as cox.zph of R: see test_against_r
    assert "not proportional for wexp 1 against 0" in " ".join(found.warnings)


def test_the_test_of_proportional_hazards_holds_its_level() -> None:
    """Where ratios are constant it warns of 5 %; of one that turns, always."""
    rng = np.random.default_rng(4)

    def statistic(x: np.ndarray, times: np.ndarray, seen: np.ndarray) -> float:
        beta = ridge_cox(x, times, seen, 1e-12)
        return float(proportional_test(x, times, seen, beta).statistics[0])

    found = []
    for _ in range(150):
        x = rng.normal(size=(60, 1))
        times, ends = rng.exponential(np.exp(-x[:, 0])), rng.uniform(0.2, 2, 60)
        found.append(statistic(x, np.minimum(times, ends), times <= ends))
    assert 0.01 <= np.mean(np.array(found) > 3.84) <= 0.1
    half = np.repeat([[0.0], [1.0]], 50, axis=0)
    turned = np.where(half[:, 0] == 1, rng.weibull(0.4, 100), rng.weibull(3, 100))
    assert statistic(half, turned, np.ones(100, bool)) > 10


def test_entry_times(rossi: CoxData) -> None:
    """Who came late is not at risk before: as two spells of one follow-up."""
    late = np.where(np.arange(432) % 3 == 0, np.minimum(rossi.times_days - 1, 10.0), 0.0)
    found = fit_terms(replace(rossi, entry_days=late), terms("fin", "age", "prio"))
    plain = fit_terms(rossi, terms("fin", "age", "prio"))
    whole = fit_terms(replace(rossi, entry_days=np.zeros(432)), terms("fin", "age", "prio"))
    assert [r.coefficient for r in whole.rows] == pytest.approx(
        [r.coefficient for r in plain.rows], abs=1e-6
    )
    assert whole.null_log_likelihood == pytest.approx(plain.null_log_likelihood)
    assert found.null_log_likelihood > plain.null_log_likelihood
    for mine, theirs in zip(whole.rows, plain.rows, strict=True):
        assert mine.ph_p_value == pytest.approx(theirs.ph_p_value, rel=1e-6)
    nobody = replace(rossi, entry_days=rossi.times_days.copy())
    with pytest.raises(StephError, match="No patient with an event is left"):
        fit_terms(nobody, terms("fin"))


def test_missing_values(gbsg2: CoxData) -> None:
    cells = list(gbsg2.columns["age"])
    cells[:50] = [""] * 30 + ["NA"] * 20
    data = replace(gbsg2, columns={**gbsg2.columns, "age": cells})
    left = fit_terms(data, [CoxTerm("age"), CoxTerm("tsize")])
    assert (left.n, left.left_out) == (636, 50)
    assert "50 patients are left out" in " ".join(left.warnings)
    filled = fit_terms(data, [CoxTerm("age"), CoxTerm("tsize")], missing=MissingValues.IMPUTE)
    assert (filled.n, filled.imputed) == (686, {"age": 50})
    assert "50 values of age were filled in" in " ".join(filled.warnings)


def test_few_events_are_warned_of(rossi: CoxData) -> None:
    columns = {name: list(cells)[:60] for name, cells in rossi.columns.items()}
    few = CoxData(rossi.times_days[:60], rossi.events[:60], columns)
    found = fit_terms(few, terms("fin", "age", "wexp", "prio"))
    assert found.events_per_variable < 10
    assert f"Only {found.events_per_variable:.1f} events per coefficient" in found.warnings[0]


@pytest.mark.parametrize(
    ("columns", "names", "why"),
    [
        ({"a": ["x"] * 432}, ["a"], "does not tell patients apart"),
        ({"a": [f"w{k}" for k in range(432)]}, ["a"], "432 different words"),
        ({"a": [""] * 432}, ["a"], "does not tell patients apart"),
        ({}, [], "No column is chosen"),
    ],
)
def test_what_cannot_be_fitted(
    rossi: CoxData, columns: dict[str, Any], names: list[str], why: str
) -> None:
    with pytest.raises(StephError, match=why):
        fit_terms(replace(rossi, columns=columns), terms(*names))


def test_two_columns_that_say_the_same(rossi: CoxData) -> None:
    twice = replace(rossi, columns={**rossi.columns, "again": rossi.columns["age"]})
    with pytest.raises(StephError, match="its columns say the same"):
        fit_terms(twice, terms("age", "again"))


def test_nested_models(rossi: CoxData) -> None:
    base, full, test = likelihood_ratio(rossi, terms("age"), terms("age", "prio", "fin"))
    assert base is not None and test.degrees == 2
    assert test.statistic == pytest.approx(2 * (full.log_likelihood - base.log_likelihood))
    alone = likelihood_ratio(rossi, [], terms("age", "prio"))[2]
    assert alone.degrees == 2 and alone.p_value < 1e-4
    with pytest.raises(StephError, match="not nested"):
        likelihood_ratio(rossi, terms("age", "prio"), terms("prio", "fin"))


def test_nested_models_stand_on_the_same_patients(gbsg2: CoxData) -> None:
    cells = list(gbsg2.columns["pnodes"])
    cells[:100] = [""] * 100
    data = replace(gbsg2, columns={**gbsg2.columns, "pnodes": cells})
    base, full, _ = likelihood_ratio(data, [CoxTerm("age")], [CoxTerm("age"), CoxTerm("pnodes")])
    assert base is not None and base.n == full.n == 586


# --- what a score adds ---------------------------------------------------------------------------


def synthetic(n: int = 300, effect: float = 0.8, seed: int = 3) -> CoxData:
    rng = np.random.default_rng(seed)
    age, score = rng.normal(60, 10, n), rng.normal(size=n)
    times = rng.exponential(1500 / np.exp(0.03 * (age - 60) + effect * score))
    ends = rng.uniform(500, 4000, n)
    columns = {"age": [f"{a:.1f}" for a in age], "risk": [f"{v:.6f}" for v in score]}
    return CoxData(np.minimum(times, ends), times <= ends, columns)


def added(data: CoxData, origin: ScoreOrigin = ScoreOrigin.OUT_OF_FOLD) -> AddedValue:
    return added_value(
        data, [CoxTerm("age")], [CoxTerm("age"), CoxTerm("risk")], origin=origin, score="risk",
        horizons_days=(1095.75,), resamples=40,
    )  # fmt: skip


def test_a_score_that_adds() -> None:
    found = added(synthetic())
    assert found.lower > 0 and found.gain == pytest.approx(found.full_c - found.base_c)
    assert found.sentence.startswith("risk adds to age (likelihood ratio p < 0.001; C-index +")
    (horizon,) = found.horizons
    assert horizon.full_auc is not None and horizon.base_auc is not None
    assert horizon.full_auc > horizon.base_auc + 0.05
    middle = int(np.searchsorted(horizon.thresholds, 0.5))
    assert horizon.full_benefit[middle] > horizon.all_benefit[middle]


def test_a_score_that_adds_nothing() -> None:
    found = added(synthetic(effect=0.0))
    assert found.lower < 0 < found.upper
    assert "is not shown to add to age" in found.sentence


def test_noise_is_not_believed() -> None:
    """Columns of noise raise the apparent C-index; the corrected gain does not follow."""
    rng = np.random.default_rng(0)
    data = synthetic(120)
    names = [f"noise{k}" for k in range(12)]
    noise = {name: [f"{v:.5f}" for v in rng.normal(size=120)] for name in names}
    data = replace(data, columns={**data.columns, **noise})
    small = [CoxTerm("age"), CoxTerm("risk")]
    found = added_value(data, small, [*small, *map(CoxTerm, names)], resamples=40)
    apparent = found.full.concordance - (found.base.concordance if found.base else 0)
    assert apparent > 0.01 and found.gain < 0.5 * apparent


def test_scores_of_the_training_patients_are_refused() -> None:
    with pytest.raises(StephError, match="trained on the same patients"):
        added(synthetic(), ScoreOrigin.IN_SAMPLE)
    refuse_in_sample(ScoreOrigin.IN_SAMPLE, "risk", [CoxTerm("age")])
    refuse_in_sample(ScoreOrigin.EXTERNAL, "risk", [CoxTerm("risk")])


def test_net_benefit_without_censoring_is_counted() -> None:
    times = np.array([100.0, 200, 300, 400, 500, 600, 700, 800, 900, 1000])
    events = np.ones(10, bool)
    risks = np.linspace(0.95, 0.05, 10)
    got = net_benefit(times, events, risks, 450.0, np.array([0.2, 0.5, 0.99]))
    treated = risks >= 0.5
    true, false = ((times <= 450) & treated).sum(), ((times > 450) & treated).sum()
    assert got[1] == pytest.approx(true / 10 - false / 10 * 1.0)
    everyone = risks >= 0.2
    true, false = ((times <= 450) & everyone).sum(), ((times > 450) & everyone).sum()
    assert got[0] == pytest.approx(true / 10 - false / 10 * 0.25)
    assert got[2] == 0


def test_the_fast_refit_is_the_fit(gbsg2: CoxData) -> None:
    chosen = [CoxTerm("age"), CoxTerm("tgrade", "I"), CoxTerm("pnodes")]
    design = cox_design(gbsg2, chosen, (), MissingValues.COMPLETE)
    keys = [key for key, *_ in design.rows]
    own = _scores(keys, design.frame, design.frame)
    full: CoxFit = fit_terms(gbsg2, chosen)
    beta = np.array([row.coefficient for row in full.rows])
    theirs = design.frame[keys].to_numpy(float) @ beta
    assert np.std(own - theirs) < 2e-3 * np.std(theirs)
