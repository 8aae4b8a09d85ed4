"""One evaluation of a cohort's out-of-fold predictions: what is averaged, pooled or left out."""

import numpy as np
import pytest

from steph_desktop.core.errors import StephError
from steph_desktop.survival.censoring import censoring_curve
from steph_desktop.survival.curves import TimeBins
from steph_desktop.survival.estimators import kaplan_meier
from steph_desktop.survival.evaluation import HORIZONS_DAYS, TrainingFollowUp, evaluate, survival_on
from steph_desktop.survival.metrics import (
    auc_at,
    brier_score,
    concordance_index,
    concordance_index_ipcw,
)

BINS = TimeBins()


def cohort(n: int = 150, seed: int = 1) -> dict[str, np.ndarray]:
    """Patients in three folds with exponential times and their true survival curves."""
    rng = np.random.default_rng(seed)
    rate = np.exp(rng.normal(size=n)) / 2000
    died, left = rng.exponential(1 / rate), rng.uniform(1000, 4000, size=n)
    ends = np.append(BINS.starts_days[1:], BINS.starts_days[-1] + 365)
    return {
        "times_days": np.minimum(died, left),
        "events": died <= left,
        "folds": np.arange(n) % 3,
        "risk_scores": np.log(rate),
        "survival": np.exp(-rate[:, None] * ends),
    }


def test_order_is_judged_within_folds_and_probabilities_over_all() -> None:
    data = cohort()
    # Models of different folds score on different scales: this must not matter.
    data["risk_scores"] = data["risk_scores"] + 100 * data["folds"]
    result = evaluate(**data)
    times, seen, scores = data["times_days"], data["events"], data["risk_scores"]
    curve = censoring_curve(times, seen)
    folds = [np.flatnonzero(data["folds"] == fold) for fold in range(3)]

    assert (result.n_patients, result.n_events) == (150, seen.sum())
    assert result.c_index is not None
    assert result.c_index.n_folds == 3
    assert result.c_index.value == pytest.approx(
        np.mean([concordance_index(times[m], seen[m], scores[m]) for m in folds])
    )
    assert result.c_index.value > 0.6
    assert result.c_index_ipcw is not None
    assert result.c_index_ipcw.value == pytest.approx(
        np.mean(
            [concordance_index_ipcw(times[m], seen[m], scores[m], censoring=curve) for m in folds]
        )
    )
    assert [horizon.horizon_days for horizon in result.horizons] == list(HORIZONS_DAYS)
    three = result.horizons[1]
    assert three.auc is not None
    assert three.auc.value == pytest.approx(
        np.mean([auc_at(times[m], seen[m], scores[m], 1095, censoring=curve) for m in folds])
    )
    assert three.brier == pytest.approx(brier_score(times, seen, data["survival"][:, 2], 1095))
    assert three.calibration is not None
    assert result.undefined == ()


def test_true_curves_beat_kaplan_meier_and_the_mean_auc_lies_between() -> None:
    result = evaluate(**cohort())
    assert result.integrated_until_days == pytest.approx(1825)
    assert result.integrated_brier is not None
    assert result.reference_integrated_brier is not None
    assert 0 < result.integrated_brier < result.reference_integrated_brier < 0.25
    aucs = [horizon.auc.value for horizon in result.horizons if horizon.auc]
    assert result.mean_auc is not None
    assert min(aucs) < result.mean_auc < max(aucs)


def test_without_curves_only_the_order_is_judged() -> None:
    data = cohort()
    del data["survival"]
    result = evaluate(**data)
    assert result.c_index is not None
    assert result.mean_auc is not None
    assert result.integrated_brier is None
    assert all(horizon.brier is None for horizon in result.horizons)


def test_short_follow_up_leaves_out_what_it_cannot_tell_and_says_so() -> None:
    data = cohort()
    data["events"] &= data["times_days"] <= 900
    data["times_days"] = np.minimum(data["times_days"], 900.0)
    result = evaluate(**data)
    one, three, five = result.horizons
    assert one.auc is not None
    assert one.brier is not None
    assert (three.auc, three.brier, five.auc, five.brier) == (None, None, None, None)
    assert result.integrated_until_days is not None
    assert 800 < result.integrated_until_days < 900
    told = " ".join(result.undefined)
    assert "AUC at 3 years: 3 of 3 folds." in told
    assert "Brier score and calibration at 5 years: The horizon lies beyond" in told


def test_fold_without_a_comparable_pair_is_left_out_and_counted() -> None:
    data = cohort()
    data["events"] &= data["folds"] != 2
    result = evaluate(**data)
    assert result.c_index is not None
    assert result.c_index.n_folds == 2
    assert any(note.startswith("C-index: 1 of 3 folds. No two") for note in result.undefined)


def test_nobody_with_an_event_is_refused() -> None:
    data = cohort()
    data["events"][:] = False
    with pytest.raises(StephError, match="Nobody had the event"):
        evaluate(**data)


@pytest.mark.parametrize("bad", [np.nan, 1.5])
def test_curve_that_is_no_probability_is_refused(bad: float) -> None:
    data = cohort()
    data["survival"][4, 2] = bad
    with pytest.raises(StephError, match="outside 0 to 1"):
        evaluate(**data)


def test_survival_between_edges_and_beyond() -> None:
    bins = TimeBins((0.0, 100.0, 300.0))
    survival = np.array([[0.8, 0.4, 0.1], [0.5, 0.5, 0.5]])
    at = survival_on(bins, survival, np.array([0.0, 50.0, 100.0, 200.0, 300.0]))
    np.testing.assert_allclose(at, [[1, 0.9, 0.8, 0.6, 0.4], [1, 0.75, 0.5, 0.5, 0.5]])
    with pytest.raises(StephError, match="open last time bin"):
        survival_on(bins, survival, np.array([301.0]))


def test_censoring_and_kaplan_meier_are_those_of_each_folds_training_patients() -> None:
    data = cohort()
    training = {}
    for fold in range(3):
        other = cohort(n=90, seed=20 + fold)
        # Followed for a shorter time the later the fold: the curves differ.
        end = 3900.0 - 500 * fold
        times = np.minimum(other["times_days"], end)
        training[fold] = TrainingFollowUp(times, other["events"] & (other["times_days"] <= end))
    result = evaluate(**data, training=training)
    times, seen, scores = data["times_days"], data["events"], data["risk_scores"]
    three, uno, brier, reference = 1095.0, [], 0.0, 0.0
    for fold, known in training.items():
        m = data["folds"] == fold
        curve = censoring_curve(known.times_days, known.events)
        last = known.times_days.max()
        counted = seen[m] & (times[m] <= last)
        # Harrell's sum by hand, each event weighted by the training fold's censoring.
        won = total = 0.0
        for i in np.flatnonzero(counted):
            weight = 1 / curve.at(times[m][[i]])[0] ** 2 if curve.at(times[m][[i]])[0] else 0.0
            later = times[m] > times[m][i]
            won += weight * (scores[m][later] < scores[m][i]).sum()
            total += weight * later.sum()
        uno.append(won / total)
        km = kaplan_meier(known.times_days, known.events)
        alive = km.survival[np.searchsorted(km.times_days, three, side="right") - 1]
        survival = data["survival"][m, 2]
        brier += m.sum() / 150 * brier_score(times[m], seen[m], survival, three, censoring=curve)
        everyone = np.full(m.sum(), alive)
        reference += (
            m.sum() / 150 * brier_score(times[m], seen[m], everyone, three, censoring=curve)
        )
    assert result.c_index_ipcw is not None
    assert result.c_index_ipcw.value == pytest.approx(np.mean(uno), abs=1e-12)
    assert result.horizons[1].brier == pytest.approx(brier, abs=1e-12)
    assert result.horizons[1].reference_brier == pytest.approx(reference, abs=1e-12)
    plain = evaluate(**data)
    assert plain.c_index == result.c_index  # Harrell's C knows no censoring curve
    assert plain.c_index_ipcw != result.c_index_ipcw


def test_a_horizon_past_the_training_follow_up_is_left_out_and_said() -> None:
    data = cohort()
    short = {
        fold: TrainingFollowUp(
            np.linspace(10, 1000 if fold == 1 else 3000, 60), np.arange(60) % 2 == 0
        )
        for fold in range(3)
    }
    result = evaluate(**data, training=short)
    one, three, _ = result.horizons
    assert one.auc is not None and one.auc.n_folds == 3
    assert three.auc is not None and three.auc.n_folds == 2
    assert three.brier is None
    assert result.c_index_ipcw is not None and result.c_index_ipcw.n_folds == 3
    assert result.integrated_until_days is not None and result.integrated_until_days < 1000
    assert any(note.startswith("AUC at 3 years: 1 of 3 folds.") for note in result.undefined)
