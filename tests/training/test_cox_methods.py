"""The simple opponents: by hand, on what they know and what they do not, and what they add."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fit_samples import SMALL, D, cohort, task

from steph_desktop.core.errors import StephError
from steph_desktop.model.abmil import Abmil
from steph_desktop.model.packs import load_pack, save_pack
from steph_desktop.survival.cox import PrincipalAxes, fit_cox
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.training.clinical_value import clinical_value
from steph_desktop.training.methods.cox_methods import ClinicalModel, bag_means
from steph_desktop.training.methods.registry import FitTask, describe, fit
from steph_desktop.training.predictions import FoldPredictions
from steph_desktop.training.train_settings import TrainSettings

pytestmark = pytest.mark.usefixtures("few_figures")


def patients(n: int, seed: int) -> tuple[list, np.ndarray, np.ndarray, list[dict[str, str]]]:
    """The first feature and the age shorten life, each on its own."""
    bags, _, _ = cohort(n, seed)
    rng = np.random.default_rng(seed + 100)
    slide = np.array([bag[:, 0].mean() / 2 for bag in bags])
    age = rng.normal(65, 8, size=n)
    risk = slide + (age - 65) / 8
    died = 1500 * rng.exponential(size=n) * np.exp(-1.5 * risk)
    seen = died < 4000
    rows = [{"age": f"{a:.1f}", "sex": "fm"[i % 2]} for i, a in enumerate(age)]
    return bags, np.where(seen, died, 4000.0) + 1, seen, rows


def of_patients(n: int, seed: int, settings: TrainSettings) -> FitTask:
    bags, times, events, rows = patients(n, seed)
    return replace(
        task(settings=settings), bags=bags, times_days=times, events=events, clinical=rows
    )


def test_cox_mean_orders_by_the_mean_and_is_an_abmil_exactly(tmp_path: Path) -> None:
    bags, times, events = cohort(80)
    fitted = fit("cox_mean", replace(task(), bags=bags, times_days=times, events=events))
    assert isinstance(fitted.model, Abmil) and fitted.model.shape.embed_dim == 2
    unseen, later, seen = cohort(60, seed=1)
    scores = np.array([fitted.model.predict(bag).risk_score for bag in unseen])
    assert concordance_index(later, seen, scores) > 0.85
    # Attention is even, and the log-odds of all bins move with one linear score of the mean.
    found = [fitted.model.predict(bag) for bag in unseen[:20]]
    np.testing.assert_allclose(found[3].attention, 1 / len(unseen[3]), rtol=1e-6)
    logits = np.array([np.log(p.hazards / (1 - p.hazards)) for p in found])
    moved = logits - logits[0]
    np.testing.assert_allclose(moved, moved[:, :1].repeat(32, axis=1), atol=1e-4)
    design = np.column_stack([bag_means(unseen[:20]), np.ones(20)])
    fit_of = np.linalg.lstsq(design, moved[:, 0], rcond=None)[0]
    np.testing.assert_allclose(design @ fit_of, moved[:, 0], atol=1e-4)
    card = describe(
        fitted, SMALL, model_id="m", method="cox_mean", encoder="uni", target_cancer="T"
    )
    save_pack(tmp_path / "m", card, fitted.model)
    again = load_pack(tmp_path / "m").model.predict(unseen[0]).risk_score
    assert again == pytest.approx(scores[0], abs=1e-9)


def test_the_rotation_keeps_distances_in_units_of_spread() -> None:
    means = bag_means(cohort(30)[0])
    axes = PrincipalAxes.of(means)
    scaled = (means - means.mean(0)) / means.std(0) / np.sqrt(D)
    np.testing.assert_allclose(
        np.linalg.norm(axes.values(means), axis=1), np.linalg.norm(scaled, axis=1)
    )


def test_cox_clinical_is_the_cox_model_of_its_columns() -> None:
    bags, times, events, rows = patients(120, 0)
    settings = replace(SMALL, clinical=("age", "sex"))
    given = of_patients(120, 0, settings)
    fitted = fit("cox_clinical", given)
    assert isinstance(fitted.model, ClinicalModel)
    age = np.array([float(row["age"]) for row in rows])
    male = np.array([row["sex"] == "m" for row in rows], float)
    by_hand = fit_cox(np.column_stack([age, male]), times, events, ("age", "sex: m"))
    told = fitted.evidence["cox"]["hazard_ratios"]
    assert list(told) == ["age", "sex: m"]
    assert told["age"]["ratio"] == pytest.approx(np.exp(by_hand.coefficients[0]))
    bag = bags[0]
    old, young = (fitted.model.predict_patient(bag, {"age": a, "sex": "f"}) for a in ("80", "50"))
    assert old.risk_score > young.risk_score
    odds = [np.log(p.hazards / (1 - p.hazards)) for p in (old, young)]
    step = fitted.model.recalibration.scale * 30 * by_hand.coefficients[0]
    np.testing.assert_allclose(odds[0] - odds[1], step, rtol=1e-6)
    with pytest.raises(StephError, match="clinical values"):
        fitted.model.predict(bag)


def test_fusion_knows_more_than_either_and_is_calibrated() -> None:
    settings = replace(SMALL, clinical=("age",), epochs=30, lr=1e-2)
    given = of_patients(200, 0, settings)
    target = fit("vanilla", given).model
    assert isinstance(target, Abmil)
    given = replace(given, target=target)
    models = {name: fit(name, given) for name in ("cox_clinical", "cox_fusion", "vanilla")}
    unseen, later, seen, known = patients(150, 1)
    c_index = {
        name: concordance_index(
            later,
            seen,
            np.array(
                [
                    f.model.predict_patient(b, r).risk_score
                    for b, r in zip(unseen, known, strict=True)
                ]
            ),
        )
        for name, f in models.items()
    }
    assert c_index["cox_fusion"] > max(c_index["cox_clinical"], c_index["vanilla"]) + 0.02
    assert models["cox_fusion"].evidence["cox"]["slide_score_p"] < 1e-3
    expected = [
        1 - models["cox_fusion"].model.predict_patient(b, r).survival[2]
        for b, r in zip(unseen, known, strict=True)
    ]
    by_three_years = np.mean((later < 3 * 365) & seen)  # nobody is censored before
    assert np.mean(expected) == pytest.approx(by_three_years, abs=0.06)


def test_without_columns_they_are_refused() -> None:
    for name in ("cox_clinical", "cox_fusion"):
        with pytest.raises(StephError, match="No clinical columns"):
            fit(name, task())


def fold_runs(scores: np.ndarray, times: np.ndarray, events: np.ndarray) -> list[FoldPredictions]:
    parts = np.array_split(np.arange(len(times)), 5)
    return [
        FoldPredictions(
            "steph", "T", fold, 42, tuple(f"p{i}" for i in part), times[part], events[part],
            scores[part],
        )
        for fold, part in enumerate(parts)
    ]  # fmt: skip


def test_what_a_model_adds_is_told_only_where_it_adds() -> None:
    bags, times, events, rows = patients(250, 2)
    by_id = {f"p{i}": row for i, row in enumerate(rows)}
    slide = np.array([bag[:, 0].mean() for bag in bags])
    age = np.array([float(row["age"]) for row in rows])
    value = clinical_value(fold_runs(slide, times, events), by_id, ("age", "sex"))
    assert value.adds and value.gain_lower > 0 and value.p_value < 1e-4
    assert value.sentence.startswith("Your model adds to age and sex (likelihood ratio p < 0.001")
    assert (value.n_patients, value.n_events) == (250, int(events.sum()))
    # What repeats the age, with noise, adds nothing to it; by the age alone it would look good.
    rng = np.random.default_rng(0)
    copied = age + rng.normal(size=250)
    nothing = clinical_value(fold_runs(copied, times, events), by_id, ("age",))
    assert not nothing.adds and nothing.gain_lower < 0.01
    assert nothing.sentence.startswith("Your model does not add to age (likelihood ratio p = 0.")
    wrong = clinical_value(fold_runs(-slide, times, events), by_id, ("age",))
    assert not wrong.adds and "points the wrong way beside age" in wrong.sentence


def test_noise_is_rarely_found_to_add() -> None:
    _, times, events, rows = patients(120, 3)
    by_id = {f"p{i}": row for i, row in enumerate(rows)}
    rng = np.random.default_rng(1)
    p_values = [
        clinical_value(fold_runs(rng.normal(size=120), times, events), by_id, ("age",)).p_value
        for _ in range(8)
    ]
    assert sum(p < 0.05 for p in p_values) <= 2 and np.mean(p_values) > 0.2


def test_benchmark_runs_them_on_the_same_folds_and_says_what_is_missing(tmp_path: Path) -> None:
    from small_cohort import lay_cohort

    from steph_desktop.training.benchmark_request import BenchmarkRequest
    from steph_desktop.training.cross_validation import run_benchmark

    folder = lay_cohort(tmp_path / "cohort")
    out = tmp_path / "out"
    settings = replace(SMALL, epochs=1)
    request = BenchmarkRequest(
        folder, out, ("vanilla", "cox_clinical", "cox_mean", "cox_fusion"), targets=("AAA",),
        folds=(0, 1), settings=settings,
    )  # fmt: skip
    summary = run_benchmark(request)
    reasons = {
        item["method"]: item["reason"] for item in summary["skipped"] if item["what"] == "cell"
    }
    assert set(reasons) == {"cox_clinical", "cox_fusion"}
    assert "no clinical columns are chosen" in reasons["cox_fusion"]
    assert "cox_mean" in summary["methods"] and summary["clinical_value"] == []
    table = folder / "AAA" / "labels.csv"
    header, *lines = table.read_text().splitlines()
    patient = [line.split(",")[0] for line in lines]
    years = {name: 40 + 3 * (int(name[-2:]) * 7 % 11) for name in patient}
    told = [f"{line},{years[name]}" for line, name in zip(lines, patient, strict=True)]
    table.write_text("\n".join([f"{header},age", *told]) + "\n")
    again = run_benchmark(replace(request, out=tmp_path / "second"))
    assert set(again["methods"]) == {"vanilla", "cox_clinical", "cox_mean", "cox_fusion"}
    assert json.loads((tmp_path / "second" / "settings.json").read_text())["settings"]["clinical"]
    assert {c["method"] for c in again["comparisons"]} == {"cox_clinical", "cox_mean", "cox_fusion"}
    assert {c["method"] for c in again["clinical_value"]} == {"vanilla", "cox_mean"}
    resumed = run_benchmark(replace(request, out=tmp_path / "second"))
    assert resumed["methods"]["cox_fusion"]["cells"] == 2
