"""A benchmark counts each cell once, whatever stops it, and never tests on what it has seen."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import fmean, stdev

import numpy as np
import pytest
from small_cohort import SMALL, lay_cancer, lay_cohort

from steph_desktop.cohort.cohort_folder import load_cohort
from steph_desktop.cohort.eligibility import screen_cohort
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import Fit, JobCancelled, JobControl, Progress
from steph_desktop.model.card import LambdaForm
from steph_desktop.model.packs import load_pack, save_pack
from steph_desktop.model.recalibration import Recalibration
from steph_desktop.survival.evaluation import TrainingFollowUp
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.training import protocol
from steph_desktop.training.bag_store import BagStore, CohortBags
from steph_desktop.training.benchmark_request import BenchmarkRequest
from steph_desktop.training.cross_validation import run_benchmark
from steph_desktop.training.fold_runs import read_records
from steph_desktop.training.leakage import LeakFound, patient_fingerprints
from steph_desktop.training.methods.registry import METHODS, FitTask
from steph_desktop.training.predictions import evaluate_predictions, read_benchmark_predictions
from steph_desktop.training.protocol import GAMMAS, FoldRun, run_fold
from steph_desktop.training.single_fit import card_of
from steph_desktop.training.source_models import FittedModels
from steph_desktop.training.trainer import TrainSettings

SETTINGS = TrainSettings(epochs=2, embed_dim=5, attn_dim=4, hyper_dim=6, lr=1e-2)
HEADER = "target,method,fold,seed,c_index,n_train,n_test,events_test,epochs,seconds,params_trained"


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_cohort(tmp_path_factory.mktemp("cohort"))


def request(cohort: Path, out: Path, **changes: object) -> BenchmarkRequest:
    plain = BenchmarkRequest(
        cohort=cohort,
        out=out,
        methods=("vanilla", "steph"),
        targets=("AAA", "BBB"),
        folds=(0, 1),
        settings=SETTINGS,
        gamma=0.005,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def rows_of(out: Path) -> list[dict[str, str]]:
    with (out / "results.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def without_seconds(out: Path) -> list[dict[str, str]]:
    return [{k: v for k, v in row.items() if k != "seconds"} for row in rows_of(out)]


@pytest.fixture(scope="module")
def whole(cohort: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A benchmark that nobody disturbed."""
    out = tmp_path_factory.mktemp("whole") / "out"
    run_benchmark(request(cohort, out))
    return out


def test_the_table_is_what_the_predictions_say(cohort: Path, whole: Path) -> None:
    assert (whole / "results.csv").read_text().splitlines()[0] == HEADER
    rows = rows_of(whole)
    assert [(r["target"], r["method"], r["fold"]) for r in rows] == [
        (target, method, fold)
        for target in ("AAA", "BBB")
        for method in ("vanilla", "steph")
        for fold in "01"
    ]
    patients = {p.patient_id: p for c in load_cohort(cohort) for p in c.patients}
    by_fold_run = {(c.target, c.method, c.fold): c for c in read_benchmark_predictions(whole)}
    for row in rows:
        fold_run = by_fold_run[row["target"], row["method"], int(row["fold"])]
        split = load_cohort(cohort)[fold_run.target].split(fold_run.fold)
        assert fold_run.patient_ids == split.test and len(split.train) == int(row["n_train"])
        times = np.array([patients[i].time_days for i in fold_run.patient_ids])
        events = np.array([patients[i].event for i in fold_run.patient_ids])
        assert float(row["c_index"]) == concordance_index(times, events, fold_run.risk_scores)
        assert int(row["events_test"]) == events.sum() and int(row["n_test"]) == len(times)
        assert row["epochs"] == "2" and float(row["seconds"]) > 0
        assert fold_run.survival is not None
        np.testing.assert_allclose(fold_run.risk_scores, -fold_run.survival.sum(axis=1))


def test_the_summary_is_the_mean_of_means(whole: Path) -> None:
    summary = json.loads((whole / "summary.json").read_text())
    assert summary["complete"] and summary["cells"] == summary["cells_asked_for"] == 8
    rows = rows_of(whole)
    means = {}
    for method in ("vanilla", "steph"):
        folds = [
            [float(r["c_index"]) for r in rows if (r["method"], r["target"]) == (method, target)]
            for target in ("AAA", "BBB")
        ]
        means[method] = [fmean(values) for values in folds]
        told = summary["methods"][method]
        assert told["mean"] == pytest.approx(fmean(means[method]))
        assert told["std"] == pytest.approx(fmean(stdev(values) for values in folds))
    wins = sum(a > b for a, b in zip(means["steph"], means["vanilla"], strict=True))
    assert summary["methods"]["steph"]["wins"] == wins
    assert summary["methods"]["vanilla"]["wins"] == 0
    compared = [c for c in summary["comparisons"] if c["method"] == "steph"]
    assert [c["target"] for c in compared] == ["AAA", "BBB", None]
    for item in compared:
        if "difference" in item:
            assert item["lower"] <= item["upper"] and item["verdict"] in item["sentence"]
    assert "AAA-0" not in json.dumps(summary)


def test_the_summary_measures_every_method_against_its_training_folds(
    cohort: Path, whole: Path
) -> None:
    summary = json.loads((whole / "summary.json").read_text())
    home = load_cohort(cohort)["BBB"]
    fold_runs = read_benchmark_predictions(whole, methods=["steph"], targets=["BBB"])
    training = {
        fold: TrainingFollowUp(
            np.array([p.time_days for p in home.train_patients(fold)]),
            np.array([p.event for p in home.train_patients(fold)]),
        )
        for fold in (0, 1)
    }
    expected = evaluate_predictions(fold_runs, training)
    told = summary["methods"]["steph"]["evaluation"]["targets"]["BBB"]
    assert expected.c_index_ipcw is not None
    assert told["measures"]["c_index_ipcw"] == expected.c_index_ipcw.value
    assert told["measures"]["integrated_brier"] == expected.integrated_brier
    assert (told["patients"], told["events"]) == (expected.n_patients, expected.n_events)
    assert set(summary["definitions"]["evaluation"]) >= {"c_index_ipcw", "auc_{h}"}


def test_figures_are_there_and_say_what_they_are_for(whole: Path) -> None:
    folder = whole / "figures"
    names = {path.name for path in folder.iterdir()}
    assert {"table.png", "table.svg", "sources_steph.png", "sources_steph.svg"} <= names
    assert {"auc.png", "calibration.svg"} <= names
    for path in folder.glob("*.png"):
        assert path.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n" and path.stat().st_size > 5000
    record = json.loads((whole / "cells" / "AAA-steph-fold0-seed42.json").read_text())
    assert [s["cancer"] for s in record["sources"]] == ["BBB", "CCC"]
    assert all(s["weight"] >= 0 and 0 <= s["lambda_target"] <= 1 for s in record["sources"])


def test_cells_keep_their_course_their_mixtures_and_the_training_folds_cutoffs(
    cohort: Path, whole: Path
) -> None:
    records = {record.key: record for record in read_records(whole).good}
    record = records["AAA", "steph", 0, 42]
    assert [epoch.epoch for epoch in record.history] == [1, 2]
    for epoch in record.history:
        assert epoch.sources == ("BBB", "CCC")
        assert len(epoch.weights_sd) == len(epoch.lambdas_sd) == 2
        assert min(epoch.weights_sd) >= 0 and max(epoch.weights_sd) > 0
    (fold_run,) = [
        c for c in read_benchmark_predictions(whole, methods=["steph"], targets=["AAA"])
        if c.fold == 0
    ]  # fmt: skip
    assert fold_run.mixture is not None and fold_run.mixture.sources == ("BBB", "CCC")
    assert [s.weight for s in record.sources] == pytest.approx(fold_run.mixture.weights.mean(0))
    # The cut-offs are those of the model's training patients: fitted again, it gives the same.
    eligibility = screen_cohort(cohort)
    base_models = FittedModels(CohortBags(eligibility, BagStore()), SETTINGS)
    again = run_fold(FoldRun("AAA", "steph", 0, 42), base_models, SETTINGS, 0.005)
    home = eligibility.cancers["AAA"]
    scores = [
        again.fitted.model.predict(home.load_bag(patient)).risk_score
        for patient in home.train_patients(0)
    ]
    assert fold_run.cutoffs == pytest.approx(np.quantile(scores, (1 / 3, 2 / 3)))


def test_a_second_start_runs_nothing_again(
    cohort: Path, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {p: p.read_bytes() for p in whole.rglob("*") if p.is_file()}
    monkeypatch.setattr("steph_desktop.training.cross_validation.run_fold", None)
    monkeypatch.setattr("steph_desktop.training.source_models.fit", None)
    run_benchmark(request(cohort, whole))
    assert {p: p.read_bytes() for p in whole.rglob("*") if p.is_file()} == before


def test_the_same_seed_gives_the_same_table(cohort: Path, whole: Path, tmp_path: Path) -> None:
    run_benchmark(request(cohort, tmp_path / "again"))
    assert without_seconds(tmp_path / "again") == without_seconds(whole)
    run_benchmark(request(cohort, tmp_path / "other", seeds=(7,), methods=("steph",)))
    ours, theirs = (
        [c.risk_scores.tolist() for c in read_benchmark_predictions(out, methods=["steph"])]
        for out in (whole, tmp_path / "other")
    )
    assert ours != theirs


def test_a_stop_keeps_finished_cells_and_their_seconds(
    cohort: Path, whole: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    seen: list[Progress] = []

    def stop() -> bool:
        return len(list((out / "cells").glob("*.json"))) >= 3

    with pytest.raises(JobCancelled):
        run_benchmark(request(cohort, out), JobControl(seen.append, stop))
    kept = rows_of(out)
    assert len(kept) == 3 and not json.loads((out / "summary.json").read_text())["complete"]
    run_benchmark(request(cohort, out), JobControl(seen.append))
    assert without_seconds(out) == without_seconds(whole)
    seconds = {(r["target"], r["method"], r["fold"]): r["seconds"] for r in rows_of(out)}
    assert all(seconds[r["target"], r["method"], r["fold"]] == r["seconds"] for r in kept)
    assert all(p.done <= p.total for p in seen) and seen[-1].done == seen[-1].total
    assert any(p.step.fit == Fit("AAA", "steph", 1, 42) for p in seen)
    assert all("AAA-0" not in repr(p.step) for p in seen)


def finished_files(out: Path) -> int:
    return sum(len(list((out / name).glob("[!.]*"))) for name in ("zoo", "cells", "predictions"))


def kill_and_resume(cohort: Path, out: Path, kills: int) -> None:
    """Start the command again and again, killed at random moments; the last start may finish."""
    words = [
        sys.executable, "-m", "steph_desktop", "benchmark", str(cohort), "--out", str(out),
        "--targets", "AAA,BBB", "--methods", "vanilla,steph", "--folds", "0,1",
        "--gamma", "0.005", *SMALL,
    ]  # fmt: skip
    rng = np.random.default_rng(kills)
    # One null model, five zoo models, eight cells of two files; some are there at each start.
    for goal in sorted(rng.integers(1, 21, kills)):
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        while process.poll() is None and finished_files(out) < goal:
            time.sleep(0.001)
        time.sleep(float(rng.uniform(0, 0.03)))
        process.kill()
        _, said = process.communicate()
        assert process.returncode != 0 and not said, said.decode()
    assert subprocess.run(words, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("kills", [2, pytest.param(20, marks=pytest.mark.heavy)])
def test_killed_in_the_middle_the_table_is_the_same(
    cohort: Path, whole: Path, tmp_path: Path, kills: int
) -> None:
    out = tmp_path / "out"
    kill_and_resume(cohort, out, kills)
    assert without_seconds(out) == without_seconds(whole)
    names = [{str(p.relative_to(f)) for p in f.rglob("[!.]*") if p.is_file()} for f in (out, whole)]
    assert names[0] == names[1]


def test_a_damaged_cell_is_computed_again(cohort: Path, whole: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_benchmark(request(cohort, out, targets=("AAA",)))
    first = without_seconds(out)
    fold_run = out / "predictions" / "AAA-steph-fold0-seed42.h5"
    good = fold_run.read_bytes()
    fold_run.write_bytes(good[:-200])
    (out / "cells" / "AAA-vanilla-fold0-seed42.json").write_text("{")
    model_file = out / "zoo" / "BBB-fold0-seed42.safetensors"
    model = model_file.read_bytes()
    model_file.write_bytes(model[:-4] + b"\0\0\0\0")
    run_benchmark(request(cohort, out, targets=("AAA",)))
    assert without_seconds(out) == first
    assert fold_run.read_bytes() == good and model_file.read_bytes()[-4:] == model[-4:]


def test_another_setting_or_cohort_is_refused_and_nothing_touched(
    cohort: Path, whole: Path, tmp_path: Path
) -> None:
    before = {p: p.read_bytes() for p in whole.rglob("*") if p.is_file()}
    changed = replace(SETTINGS, epochs=3)
    with pytest.raises(StephError, match="epochs was 2, now 3"):
        run_benchmark(request(cohort, whole, settings=changed))
    with pytest.raises(StephError, match=r"gamma was 0\.005, now inner cross-validation"):
        run_benchmark(request(cohort, whole, gamma=None))
    other = lay_cohort(tmp_path / "other")
    lay_cancer(tmp_path / "other", "AAA", patients=16)
    for fold in range(5):
        (other / "AAA" / f"splits_{fold}.csv").unlink()
    with pytest.raises(StephError, match="another cohort"):
        run_benchmark(request(other, whole))
    after = {p: p.read_bytes() for p in whole.rglob("*") if p.is_file()}
    assert {p.name for p in after if after[p] != before.get(p)} <= {"bags.json"}
    strange = tmp_path / "strange"
    strange.mkdir()
    (strange / "results.csv").write_text("mine")
    with pytest.raises(StephError, match="no benchmark of this program wrote"):
        run_benchmark(request(cohort, strange))
    assert (strange / "results.csv").read_text() == "mine"


def test_more_methods_and_both_forms_of_lambda_can_be_added(cohort: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    one = request(cohort, out, targets=("AAA",), folds=(0,))
    run_benchmark(one)
    first = rows_of(out)
    forms = (LambdaForm.RATIO, LambdaForm.SIGMOID)
    run_benchmark(replace(one, methods=("vanilla", "steph", "steph_lambda1"), lambda_forms=forms))
    rows = rows_of(out)
    assert [r["method"] for r in rows] == ["vanilla", "steph", "steph_sigmoid", "steph_lambda1"]
    assert rows[:2] == first
    assert rows[1]["params_trained"] == rows[2]["params_trained"]
    scores = {c.method: c.risk_scores.tolist() for c in read_benchmark_predictions(out)}
    assert scores["steph"] != scores["steph_sigmoid"]


def test_the_rest_goes_on_and_what_did_not_is_counted(tmp_path: Path) -> None:
    cohort = lay_cohort(tmp_path / "cohort")
    lay_cancer(cohort, "FEW", patients=15, events=0.2)
    table = cohort / "CCC" / "labels.csv"
    table.write_text(table.read_text().replace("CCC-001,CCC-001-0,", "CCC-001,CCC-001-0,-"))
    out = tmp_path / "out"
    summary = run_benchmark(request(cohort, out, targets=None, methods=("vanilla",)))
    assert {r["target"] for r in rows_of(out)} == {"AAA", "BBB"}
    skipped = [(s["what"], s["cancer"], s["fold"]) for s in summary["skipped"]]
    assert ("cancer", "CCC", None) in skipped
    assert {("cell", "FEW", 0), ("cell", "FEW", 1), ("cell", "CCC", 0)} <= set(skipped)
    reasons = {s["reason"] for s in summary["skipped"] if s["cancer"] == "FEW"}
    assert any("test patients had an event: at least 2 are needed" in r for r in reasons)
    assert summary["cells_skipped"] == 4
    with pytest.raises(StephError, match="not in the cohort"):
        run_benchmark(request(cohort, out, targets=("ZZZ",), methods=("vanilla",)))
    with pytest.raises(StephError, match="No method could be trained on this cohort: ") as told:
        run_benchmark(request(cohort, tmp_path / "o2", targets=("CCC",)))
    assert "start again" in told.value.todo and "cell" not in str(told.value)


# --- leaks, planted ------------------------------------------------------------------------------


def make_base_models(cohort: Path) -> FittedModels:
    return FittedModels(CohortBags(screen_cohort(cohort), BagStore()), SETTINGS)


def test_a_method_that_reaches_for_a_test_patient_is_stopped(
    cohort: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = load_cohort(cohort)["AAA"]

    def peek(task: FitTask, control: JobControl | None):
        task.bags._read(home.test_patients(0)[0])  # type: ignore[attr-defined]
        return METHODS["vanilla"].fit(task, control)

    monkeypatch.setitem(METHODS, "finetuned", replace(METHODS["finetuned"], fit=peek))
    out = tmp_path / "out"
    with pytest.raises(LeakFound, match="outside its training fold"):
        run_benchmark(request(cohort, out, methods=("vanilla", "finetuned")))
    assert {r["method"] for r in rows_of(out)} == {"vanilla"}  # what was honest stays


def test_a_zoo_that_trains_on_everybody_is_found_out(
    cohort: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = FittedModels._fitted

    def greedy(self, name, home, patients, seed, control):
        return honest(self, name, home, home.patients, seed, control)

    monkeypatch.setattr(FittedModels, "_fitted", greedy)
    for method in ("vanilla", "steph"):
        out = tmp_path / method
        with pytest.raises(LeakFound, match="3 of 3 test patients were seen in training"):
            run_benchmark(request(cohort, out, methods=(method,)))
        assert not list((out / "cells").glob("*"))
    monkeypatch.undo()  # the greedy models are of another recipe: they are not taken from disk
    run_benchmark(request(cohort, tmp_path / "steph", methods=("steph",), targets=("AAA",)))


def test_a_source_that_trains_on_a_test_patient_is_not_used(tmp_path: Path) -> None:
    cohort = lay_cohort(tmp_path / "cohort")
    leaked = load_cohort(cohort)["AAA"].test_patients(0)[0]
    row = f"{leaked.patient_id},{leaked.slide_ids[0]},{leaked.time_days},{int(leaked.event)}\n"
    with (cohort / "BBB" / "labels.csv").open("a") as file:
        file.write(row)
    splits = cohort / "BBB" / "splits_0.csv"
    splits.write_text(splits.read_text() + f"{leaked.patient_id},\n")
    source, copy = (cohort / name / "features" for name in ("AAA", "BBB"))
    (copy / f"{leaked.slide_ids[0]}.h5").write_bytes(
        (source / f"{leaked.slide_ids[0]}.h5").read_bytes()
    )
    out = tmp_path / "out"
    summary = run_benchmark(request(cohort, out, targets=("AAA",)))
    found = [(s["method"], s["fold"], s["reason"]) for s in summary["skipped"] if s["fold"] == 0]
    ((method, _, reason),) = found
    assert method == "steph" and "1 test patients also train the source BBB" in reason
    done = {(r["method"], r["fold"]) for r in rows_of(out)}
    assert done == {("vanilla", "0"), ("vanilla", "1"), ("steph", "1")}


def test_the_same_leak_behind_the_back_of_the_first_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort = lay_cohort(tmp_path / "cohort")
    made = make_base_models(cohort)
    monkeypatch.setattr(protocol, "why_not", lambda *_: "")
    source = made.model("BBB", 0, 42)
    tested = made.eligibility.cancers["AAA"].test_patients(0)
    spoilt = replace(source, seen=source.seen | patient_fingerprints(tested[:1]))
    made._models["BBB-fold0-seed42"] = spoilt
    with pytest.raises(LeakFound, match="1 of 3"):
        run_fold(FoldRun("AAA", "steph", 0, 42), made, SETTINGS, 0.005)


def test_a_split_that_tests_what_it_trains_is_refused(cohort: Path) -> None:
    made = make_base_models(cohort)
    aaa = made.eligibility.cancers["AAA"]
    first = aaa.splits[0]
    bad = replace(aaa, splits=(replace(first, test=(*first.test, first.train[0])),))
    made.eligibility = replace(made.eligibility, cancers={**made.eligibility.cancers, "AAA": bad})
    with pytest.raises(StephError, match="also in the training part"):
        run_fold(FoldRun("AAA", "vanilla", 0, 42), made, SETTINGS, None)


# --- gamma ---------------------------------------------------------------------------------------


def test_gamma_is_chosen_inside_the_training_fold(
    cohort: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_base_models(cohort)
    read: list[str] = []
    honest = BagStore.read

    def reading(self, home, patient, **more):
        read.append(patient.patient_id)
        return honest(self, home, patient, **more)

    fold_run = FoldRun("AAA", "steph", 0, 42)
    sources = {n: made.model(n, 0, 42) for n in made.usable_sources("AAA")}
    train = made.eligibility.cancers["AAA"].train_patients(0)
    monkeypatch.setattr(BagStore, "read", reading)
    fits = protocol._Fits.of(fold_run, made)
    assert fits.sources == sources
    tried = fits.inside(train, SETTINGS, GAMMAS, JobControl())
    choice = protocol._choose_gamma(tried)
    assert set(choice.scores) == set(GAMMAS) and choice.gamma in GAMMAS
    assert choice.scores[choice.gamma] == max(choice.scores.values())
    assert set(read) == {patient.patient_id for patient in train}
    result = run_fold(fold_run, made, SETTINGS, None)
    assert result.gamma == choice and result.settings.gamma == choice.gamma
    plain = run_fold(fold_run, made, SETTINGS, choice.gamma)
    np.testing.assert_array_equal(plain.predictions.risk_scores, result.predictions.risk_scores)


def test_with_too_few_events_gamma_is_the_smaller(cohort: Path) -> None:
    made = make_base_models(cohort)
    aaa = made.eligibility.cancers["AAA"]
    few = [replace(p, event=n == 0) for n, p in enumerate(aaa.train_patients(0))]
    fits = replace(protocol._Fits.of(FoldRun("AAA", "steph", 0, 42), made), sources={})
    tried = fits.inside(few, SETTINGS, GAMMAS, JobControl())
    choice = protocol._choose_gamma(tried)
    assert choice.gamma == min(GAMMAS) and "too few events" in choice.how


@pytest.mark.parametrize("method", ["vanilla", "finetuned", "steph"])
def test_a_pack_answers_through_patients_left_out_inside(
    cohort: Path, tmp_path: Path, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_base_models(cohort)
    read: set[str] = set()
    honest = Recalibration.of_hazards

    def fitting(hazards, bins, events):
        read.update(in_use)
        return honest(hazards, bins, events)

    in_use: set[str] = set()
    reading = BagStore.read

    def noting(self, home, patient, **where):
        in_use.add(patient.patient_id)
        return reading(self, home, patient, **where)

    fold_run = FoldRun("AAA", method, 0, 42)
    plain = run_fold(fold_run, made, SETTINGS, 0.005)
    monkeypatch.setattr(Recalibration, "of_hazards", fitting)
    monkeypatch.setattr(BagStore, "read", noting)
    result = run_fold(fold_run, made, SETTINGS, 0.005, recalibrates=True)
    aaa = made.eligibility.cancers["AAA"]
    train = aaa.train_patients(0)
    mend = result.recalibration
    assert mend is not None and mend.patients == len(train)
    assert mend.events == sum(patient.event for patient in train)
    # When it was fitted, nobody but the training patients had been looked at.
    assert read == {patient.patient_id for patient in train}
    assert plain.recalibration is None
    # The pack keeps the weights as they were fitted and answers as it was tested.
    out = tmp_path / "m.steph"
    card = save_pack(out, card_of(result, made), result.fitted.model)
    assert card.recalibration == (mend,) and "left out" in card.recalibration_words
    test = aaa.test_patients(0)
    pack, fitted = load_pack(out), load_pack(out, as_fitted=True)
    for row, patient in enumerate(test):
        bag = aaa.load_bag(patient)
        answer = pack.predict(bag)
        assert answer.risk_score == pytest.approx(result.predictions.risk_scores[row], abs=1e-12)
        raw = fitted.predict(bag)
        assert raw.risk_score == pytest.approx(plain.predictions.risk_scores[row], abs=1e-9)
        np.testing.assert_allclose(
            answer.contributions, mend.scale * raw.contributions, rtol=1e-4, atol=1e-7
        )
        odds = [np.log(one.hazards / (1 - one.hazards)) for one in (raw, answer)]
        shifts = np.asarray(mend.shifts or 0.0)
        np.testing.assert_allclose(odds[1], mend.scale * odds[0] + shifts, atol=1e-4)
    with pytest.raises(ValueError, match="as they were fitted"):
        save_pack(tmp_path / "again.steph", card, pack.model)


def test_the_recommended_method_recalibrates_itself(cohort: Path) -> None:
    made = make_base_models(cohort)
    result = run_fold(FoldRun("AAA", "steph_auto", 0, 42), made, SETTINGS, None, recalibrates=True)
    assert result.recalibration is None
    assert card_of(result, made).recalibration_words


def test_models_are_shared_and_the_null_model_is_one(cohort: Path, tmp_path: Path) -> None:
    eligibility, store = screen_cohort(cohort), BagStore()
    first = FittedModels(CohortBags(eligibility, store), SETTINGS, tmp_path)
    model = first.model("AAA", 0, 42)
    assert model.seen == patient_fingerprints(eligibility.cancers["AAA"].train_patients(0))
    again = FittedModels(CohortBags(eligibility, BagStore()), SETTINGS, tmp_path)
    assert again.is_ready("AAA", 0, 42) and not again.is_ready("AAA", 1, 42)
    kept = again.model("AAA", 0, 42)
    assert kept.seen == model.seen and kept.seconds == model.seconds
    for name, value in model.model.state_dict().items():
        assert value.equal(kept.model.state_dict()[name])
    assert again.null.theta.equal(SETTINGS.null_model(eligibility.kind.feature_dim).theta)
    other = FittedModels(CohortBags(eligibility, store), replace(SETTINGS, epochs=1), tmp_path)
    assert not other.is_ready("AAA", 0, 42)
