"""Does transfer help: the paired bootstrap against plain loops, its verdicts, what it refuses."""

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobCancelled, JobControl
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.training.comparison import (
    Comparison,
    TransferVerdict,
    _comparisons,
    c_index_interval,
    compare,
)
from steph_desktop.training.fold_runs import FoldRunRecord
from steph_desktop.training.predictions import (
    FoldPredictions,
    predictions_path,
    read_benchmark_predictions,
    write_predictions,
)
from steph_desktop.training.study.outcome import unless_collapsed
from steph_desktop.training.training_events import NULL_MODEL_NOTE


def fold_runs(
    method: str,
    noise: float,
    *,
    n: int = 60,
    folds: int = 5,
    target: str = "BRCA",
    seed: int = 42,
    cohort_seed: int = 0,
) -> list[FoldPredictions]:
    """Out-of-fold predictions of one cohort: the true risk with noise on top."""
    made = []
    for fold in range(folds):
        patients = np.random.default_rng([cohort_seed, fold, *target.encode()])
        risk = patients.normal(size=n)
        died = patients.exponential(1000 * np.exp(-risk))
        left = patients.exponential(2500, size=n)
        fit = np.random.default_rng([seed, fold, *method.encode()])
        made.append(
            FoldPredictions(
                method=method,
                target=target,
                fold=fold,
                seed=seed,
                patient_ids=tuple(f"{target}-{fold}-{row}" for row in range(n)),
                times_days=np.ceil(np.minimum(died, left)),
                events=died <= left,
                risk_scores=risk + noise * fit.normal(size=n),
            )
        )
    return made


def c_of(fold_run: FoldPredictions, rows: np.ndarray | slice = slice(None)) -> float:
    return concordance_index(
        fold_run.times_days[rows], fold_run.events[rows], fold_run.risk_scores[rows]
    )


def shuffled(fold_run: FoldPredictions, seed: int = 0) -> FoldPredictions:
    order = np.random.default_rng(seed).permutation(len(fold_run.patient_ids))
    return replace(
        fold_run,
        patient_ids=tuple(fold_run.patient_ids[row] for row in order),
        times_days=fold_run.times_days[order],
        events=fold_run.events[order],
        risk_scores=fold_run.risk_scores[order],
    )


def test_figures_are_those_of_the_table() -> None:
    ours, theirs = fold_runs("steph", 1.0), fold_runs("vanilla", 2.0)
    result = compare(ours, theirs, resamples=50)
    assert result.c_index == pytest.approx(
        np.mean([c_of(fold_run) for fold_run in ours]), abs=1e-12
    )
    assert result.baseline_c_index == pytest.approx(np.mean([c_of(c) for c in theirs]), abs=1e-12)
    assert result.difference == pytest.approx(result.c_index - result.baseline_c_index)
    assert (result.n_patients, result.n_folds, result.targets) == (300, 5, ("BRCA",))


def test_bootstrap_equals_a_plain_loop_over_drawn_patients() -> None:
    ours, theirs = fold_runs("steph", 1.0, n=25, folds=3), fold_runs("vanilla", 1.5, n=25, folds=3)
    result = compare(ours, theirs, resamples=200, seed=5)
    # The same draws, patient by patient: each row written out as often as it was drawn.
    rng = np.random.default_rng([5, *b"BRCA"])
    differences = np.zeros(200)
    for one, other in zip(ours, theirs, strict=True):
        counts = rng.multinomial(25, np.full(25, 1 / 25), size=200)
        for index, drawn in enumerate(counts):
            rows = np.repeat(np.arange(25), drawn)
            differences[index] += (c_of(one, rows) - c_of(other, rows)) / 3
    assert result.lower == pytest.approx(np.percentile(differences, 2.5), abs=1e-12)
    assert result.upper == pytest.approx(np.percentile(differences, 97.5), abs=1e-12)
    fewer = min((differences <= 1e-13).sum(), (differences >= -1e-13).sum())
    assert result.p_value == pytest.approx(min(1, 2 * (1 + fewer) / 201))
    # Against a model that knows nothing: C less one half, on the same draws.
    low, high = c_index_interval(ours)
    assert low < np.mean([c_of(one, np.arange(25)) for one in ours]) < high


def test_identical_methods_differ_by_exactly_nothing() -> None:
    same = fold_runs("steph", 1.0)
    result = compare(same, [replace(fold_run, method="vanilla") for fold_run in same])
    assert (result.difference, result.lower, result.upper) == (0, 0, 0)
    assert result.verdict is TransferVerdict.NO_EVIDENCE
    assert result.sentence.endswith(
        "(95 % interval +0.000 to +0.000 over patients, not over trainings or seeds): "
        "no evidence that it helps."
    )


def test_better_helps_and_worse_hurts() -> None:
    good, bad = fold_runs("steph", 0.5), fold_runs("vanilla", 4.0)
    forth, back = compare(good, bad), compare(bad, good)
    assert forth.verdict is TransferVerdict.HELPS
    assert forth.p_value < 0.01
    assert back.verdict is TransferVerdict.HURTS
    assert (forth.difference, forth.lower, forth.upper) == pytest.approx(
        (-back.difference, -back.upper, -back.lower)
    )
    assert forth.sentence.startswith("BRCA, 300 patients: C-index 0.")
    assert forth.sentence.endswith("transfer helps.")
    assert back.sentence.endswith("it hurts.")


def test_equally_good_methods_are_rarely_told_apart() -> None:
    """Coverage: 40 cohorts in which neither is better; a 95 % interval misses about two."""
    told_apart = [
        compare(
            fold_runs("a", 1.0, n=40, folds=3, cohort_seed=k, seed=k),
            fold_runs("b", 1.0, n=40, folds=3, cohort_seed=k, seed=k),
            resamples=300,
        ).verdict
        is not TransferVerdict.NO_EVIDENCE
        for k in range(40)
    ]
    assert sum(told_apart) <= 7  # binomial(40, 0.05) passes 7 once in 1,000


def test_seed_decides_the_bootstrap_and_order_does_not() -> None:
    ours, theirs = fold_runs("steph", 1.0), fold_runs("vanilla", 1.2)
    first = compare(ours, theirs, resamples=300, seed=1)
    assert compare(list(reversed(ours)), [shuffled(c) for c in theirs], resamples=300, seed=1) == (
        first
    )
    assert compare(ours, theirs, resamples=300, seed=2).lower != first.lower


def test_several_seeds_are_averaged_before_patients_are_drawn() -> None:
    ours = [c for seed in (1, 2) for c in fold_runs("steph", 1.0, seed=seed)]
    theirs = [c for seed in (1, 2) for c in fold_runs("vanilla", 2.0, seed=seed)]
    result = compare(ours, theirs, resamples=50)
    assert result.c_index == pytest.approx(
        np.mean([c_of(fold_run) for fold_run in ours]), abs=1e-12
    )
    assert result.n_patients == 300  # each counted once


def test_several_targets_are_pooled_by_their_mean() -> None:
    names = ("BRCA", "LIHC", "UCEC")
    ours = [c for name in names for c in fold_runs("steph", 1.0, target=name, folds=2)]
    theirs = [c for name in names for c in fold_runs("vanilla", 1.6, target=name, folds=2)]
    pooled = compare(ours, theirs, resamples=500)
    single = [
        compare(
            [c for c in ours if c.target == name],
            [c for c in theirs if c.target == name],
            resamples=500,
        )
        for name in names
    ]
    assert pooled.targets == names
    assert pooled.difference == pytest.approx(np.mean([one.difference for one in single]))
    assert pooled.n_patients == 360
    widths = [one.upper - one.lower for one in single]
    assert pooled.upper - pooled.lower < min(widths)
    assert pooled.sentence.startswith("3 cancers, 360 patients")


def test_fold_without_a_comparable_pair_is_left_out_on_both_sides() -> None:
    ours, theirs = fold_runs("steph", 1.0, folds=3), fold_runs("vanilla", 2.0, folds=3)
    nobody = np.zeros(60, bool)
    ours[2], theirs[2] = replace(ours[2], events=nobody), replace(theirs[2], events=nobody)
    result = compare(ours, theirs, resamples=50)
    assert (result.n_folds, result.n_patients) == (2, 120)
    assert result.c_index == pytest.approx(np.mean([c_of(fold_run) for fold_run in ours[:2]]))


def all_censored(fold_run: FoldPredictions) -> FoldPredictions:
    return replace(fold_run, events=np.zeros(len(fold_run.events), bool))


def one_pair(fold_run: FoldPredictions) -> FoldPredictions:
    events = np.zeros(len(fold_run.events), bool)
    last_but_one = np.argsort(fold_run.times_days, kind="stable")[-2]
    events[last_but_one] = True
    return replace(fold_run, events=events)


def test_nothing_to_compare_is_said() -> None:
    ours, theirs = fold_runs("steph", 1.0, folds=1), fold_runs("vanilla", 2.0, folds=1)
    with pytest.raises(StephError, match="BRCA: No two patients can be compared in any fold"):
        compare([all_censored(ours[0])], [all_censored(theirs[0])])
    with pytest.raises(StephError, match="Too few patients can be compared"):
        compare([one_pair(ours[0])], [one_pair(theirs[0])])
    with pytest.raises(StephError, match="no predictions"):
        compare([], theirs)


def refused(ours: list[FoldPredictions], theirs: list[FoldPredictions]) -> str:
    with pytest.raises(StephError) as caught:
        compare(ours, theirs, resamples=10)
    text = f"{caught.value} {caught.value.__cause__}"
    assert not any(
        patient in text for fold_run in (*ours, *theirs) for patient in fold_run.patient_ids
    )
    return text


def test_other_patients_are_refused_by_what_is_wrong() -> None:
    ours, theirs = fold_runs("steph", 1.0), fold_runs("vanilla", 1.0)
    theirs[1] = replace(theirs[1], patient_ids=("stranger", *theirs[1].patient_ids[1:]))
    text = refused(ours, theirs)
    assert "BRCA: The two methods were not tested on the same patients: in fold 2, " in text
    assert "1 of 60 patients of vanilla (seed 42) are not among those of steph" in text


def test_other_follow_up_is_refused_by_what_is_wrong() -> None:
    ours, theirs = fold_runs("steph", 1.0), fold_runs("vanilla", 1.0)
    later = [replace(theirs[0], times_days=theirs[0].times_days + 1), *theirs[1:]]
    assert "In fold 1, the follow-up times of 60 patients differ between vanilla and steph" in (
        refused(ours, later)
    )
    recoded = [replace(theirs[0], events=~theirs[0].events), *theirs[1:]]
    assert "the events of 60 patients differ" in refused(ours, recoded)


def test_other_cells_are_refused_by_what_is_wrong() -> None:
    ours, theirs = fold_runs("steph", 1.0), fold_runs("vanilla", 1.0)
    assert "Fold 5 with seed 42 was run with one of the two methods only" in (
        refused(ours, theirs[:4])
    )
    assert "given twice" in refused([*ours, ours[0]], theirs)
    again = [
        replace(fold_run, fold=0 if fold_run.fold == 0 else fold_run.fold) for fold_run in ours
    ]
    again[1] = replace(again[0], fold=1)
    assert "tested in two folds" in refused(again, theirs)


def test_works_from_disk(tmp_path: Path) -> None:
    ours, theirs = fold_runs("steph", 0.5), fold_runs("vanilla", 2.0)
    for fold_run in (*ours, *theirs):
        write_predictions(predictions_path(tmp_path, fold_run), fold_run)
    from_disk = compare(
        read_benchmark_predictions(tmp_path, methods=["steph"]),
        read_benchmark_predictions(tmp_path, methods=["vanilla"]),
        resamples=100,
    )
    assert from_disk == compare(ours, theirs, resamples=100)


def test_may_be_stopped() -> None:
    with pytest.raises(JobCancelled):
        compare(
            fold_runs("a", 1.0, folds=1),
            fold_runs("b", 1.0, folds=1),
            resamples=10,
            control=JobControl(cancelled=lambda: True),
        )


def test_two_thousand_resamples_of_five_folds_of_300_patients_take_seconds() -> None:
    ours, theirs = fold_runs("steph", 1.0, n=300), fold_runs("vanilla", 1.5, n=300)
    start = time.process_time()
    result = compare(ours, theirs)
    assert isinstance(result, Comparison)
    assert result.resamples == 2000
    assert time.process_time() - start < 5


def test_a_method_that_collapsed_to_the_null_model_is_not_recommended() -> None:
    helps = TransferVerdict.HELPS
    notes = [
        f"steph, 2 of 5 cells: {NULL_MODEL_NOTE}",
        f"steph_dense, 1 of 5 cells: {NULL_MODEL_NOTE}",
    ]
    verdict, sentence = unless_collapsed(helps, "It helps.", "steph", notes)
    assert verdict is TransferVerdict.NO_EVIDENCE
    assert sentence.startswith("It helps. Not to be recommended: steph, 2 of 5 cells: every")
    assert unless_collapsed(helps, "It helps.", "vanilla", notes) == (helps, "It helps.")
    assert unless_collapsed(helps, "It helps.", "steph", []) == (helps, "It helps.")


def test_of_a_method_without_sources_no_transfer_is_said() -> None:
    """The same figures under two names: what the mean feature gains is not transfer."""
    verdicts = {}
    for name in ("steph", "cox_mean"):
        predictions = {
            (run.target, run.method, run.fold, run.seed): run
            for method, noise in ((name, 0.5), ("vanilla", 3.0))
            for run in fold_runs(method, noise)
        }
        records = {
            method: [record for record in map(record_of, predictions.values())
                     if record.method == method]
            for method in (name, "vanilla")
        }  # fmt: skip
        told = _comparisons(records, predictions, JobControl())
        verdicts[name] = (told[-1]["verdict"], told[-1]["sentence"].rsplit(": ", 1)[1])
    assert verdicts == {
        "steph": ("transfer helps", "transfer helps."), "cox_mean": ("better", "better."),
    }  # fmt: skip


def record_of(run: FoldPredictions) -> FoldRunRecord:
    return FoldRunRecord(
        run.target, run.method, run.method, run.fold, run.seed, 0.5, 80, 60, 30, 1, 1.0, 1, None,
        "", {}, (), "x.h5", "",
    )  # fmt: skip
