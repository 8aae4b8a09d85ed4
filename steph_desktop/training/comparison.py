"""Comparison of methods: the paired bootstrap of two, and the summary of a whole benchmark.

Does transfer help here? Patients are drawn with replacement within each fold, both methods on the
same draw; C is taken within each fold and averaged over folds, as in the table of results. The
interval speaks of other patients like these: not of other cancers, nor of other seeds of the fit
(given several seeds, their mean is compared).

References
----------
Efron, Tibshirani: An Introduction to the Bootstrap. 1993, chapters 8 and 13.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import Enum
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steph_desktop import RESEARCH_USE
from steph_desktop.cohort.eligibility import LeftOut
from steph_desktop.core.csv_files import write_csv
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase
from steph_desktop.core.listing import grouped
from steph_desktop.survival.curves import FloatArray
from steph_desktop.survival.groups import holm
from steph_desktop.survival.metrics import comparable_pairs, concordant_pairs
from steph_desktop.training.fold_runs import FoldRunKey, FoldRunRecord
from steph_desktop.training.measures import MEASURES
from steph_desktop.training.predictions import FoldPredictions
from steph_desktop.training.training_events import BASELINE

RESAMPLES = 2000

_INTERVAL_PERCENT = (2.5, 97.5)
_DEFINED_SHARE = 0.95  # of the resamples: below, the interval would leave out the hard ones
_SAME_FOLD_RUNS = "Run both methods with the same targets, folds and seeds."


class TransferVerdict(Enum):
    """What an interval says; it must leave out 0 to say more than nothing."""

    HELPS = "transfer helps"
    NO_EVIDENCE = "no evidence that it helps"
    HURTS = "it hurts"


def verdict_of(lower: float, upper: float) -> TransferVerdict:
    """Return what an interval says."""
    if lower > 0:
        return TransferVerdict.HELPS
    return TransferVerdict.HURTS if upper < 0 else TransferVerdict.NO_EVIDENCE


# Of methods that take nothing from other cancers: there is no transfer to speak of.
_WITHOUT_SOURCES = {
    TransferVerdict.HELPS: "better",
    TransferVerdict.NO_EVIDENCE: "no evidence that it is better",
    TransferVerdict.HURTS: "worse",
}


@dataclass(frozen=True)
class Comparison:
    """C-index of a method against a baseline."""

    method: str
    baseline: str
    targets: tuple[str, ...]  # the cancers; with several, every figure is the mean over them
    n_patients: int  # that could be compared, over all targets; as the folds
    n_folds: int
    c_index: float  # mean over folds, as that of the baseline
    baseline_c_index: float
    difference: float  # of the two, and its 95 % percentile interval
    lower: float
    upper: float
    p_value: float  # two-sided: twice the smaller share of resamples on one side of 0
    resamples: int
    seed: int  # of the bootstrap

    @property
    def verdict(self) -> TransferVerdict:
        """Helps or hurts where the interval leaves out 0."""
        return verdict_of(self.lower, self.upper)

    @property
    def sentence(self) -> str:
        """The finding in plain words."""
        return self.sentence_with(self.verdict.value)

    def sentence_with(self, verdict: str) -> str:
        """Return the finding with other words for its verdict."""
        where = self.targets[0] if len(self.targets) == 1 else f"{len(self.targets)} cancers"
        return (
            f"{where}, {self.n_patients} patients: C-index {self.c_index:.3f} with {self.method}, "
            f"{self.baseline_c_index:.3f} with {self.baseline}; difference {self.difference:+.3f} "
            f"(95 % interval {self.lower:+.3f} to {self.upper:+.3f} over patients, not over "
            f"trainings or seeds): {verdict}."
        )


@dataclass(frozen=True)
class _Fold:
    """Pairs of one fold: how many each method orders rightly, seeds averaged, shape (n, n)."""

    method_won: FloatArray
    baseline_won: FloatArray
    comparable: FloatArray


@dataclass(frozen=True)
class _TargetResult:
    c_index: float
    baseline_c_index: float
    differences: FloatArray  # (resamples,), NaN where no pair was drawn
    n_patients: int
    n_folds: int


def compare(
    method: Sequence[FoldPredictions],
    baseline: Sequence[FoldPredictions],
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
    control: JobControl = UNWATCHED,
) -> Comparison:
    """Compare two methods on the same patients.

    Parameters
    ----------
    method, baseline : sequence of FoldPredictions
        Out-of-fold predictions: the same targets, folds, seeds and patients in both.
    resamples : int
        Bootstrap samples.
    seed : int
        Seed of the bootstrap; the same seed gives the same figures.
    control : JobControl, optional
        Receives progress; may stop the work.

    Raises
    ------
    StephError
        If fold runs, patients or follow-up differ, or no two patients of a target can be compared.
        Names what differs, never a patient.
    """
    ours, theirs = _by_fold_run(method), _by_fold_run(baseline)
    if ours.keys() != theirs.keys():
        target, fold, fit_seed = sorted(ours.keys() ^ theirs.keys())[0]
        raise StephError(
            f"Fold {fold + 1} with seed {fit_seed} was run with one of the two methods only",
            target,
            _SAME_FOLD_RUNS,
        )
    targets = tuple(sorted({target for target, _, _ in ours}))
    results = []
    for done, target in enumerate(targets):
        # A stream for each target, so that one more target does not change the others.
        rng = np.random.default_rng([seed, *target.encode()])
        results.append(_resample(target, _folds_of(target, ours, theirs), resamples, rng))
        control.checkpoint(done + 1, len(targets), Phase.COMPARING_METHODS)
    pooled = np.mean([result.differences for result in results], axis=0)
    defined = pooled[np.isfinite(pooled)]
    if len(defined) < _DEFINED_SHARE * resamples:
        raise StephError(
            "Too few patients can be compared for an interval",
            targets[0] if len(targets) == 1 else None,
            "Use a larger cohort or a longer follow-up.",
        )
    lower, upper = np.percentile(defined, _INTERVAL_PERCENT)
    c_index = float(np.mean([result.c_index for result in results]))
    baseline_c_index = float(np.mean([result.baseline_c_index for result in results]))
    # The p-value is never below what so many resamples can tell.
    one_side = 1 + int(min(np.count_nonzero(defined <= 0), np.count_nonzero(defined >= 0)))
    return Comparison(
        method=method[0].method,
        baseline=baseline[0].method,
        targets=targets,
        n_patients=sum(result.n_patients for result in results),
        n_folds=sum(result.n_folds for result in results),
        c_index=c_index,
        baseline_c_index=baseline_c_index,
        difference=c_index - baseline_c_index,
        lower=float(lower),
        upper=float(upper),
        p_value=min(1.0, 2 * one_side / (1 + len(defined))),
        resamples=resamples,
        seed=seed,
    )


def c_index_interval(
    fold_runs: Sequence[FoldPredictions], control: JobControl = UNWATCHED
) -> tuple[float, float] | None:
    """95 % interval of a C-index, of one target or the mean over several; None if too few.

    It is the interval of the difference from a model that knows nothing.
    """
    nothing = [
        replace(one, method="chance", risk_scores=np.zeros_like(one.risk_scores))
        for one in fold_runs
    ]
    try:
        found = compare(fold_runs, nothing, control=control)
    except StephError:
        return None
    return found.baseline_c_index + found.lower, found.baseline_c_index + found.upper


def _by_fold_run(
    fold_runs: Sequence[FoldPredictions],
) -> dict[tuple[str, int, int], FoldPredictions]:
    if not fold_runs:
        raise StephError("There are no predictions to compare", todo="Run the benchmark first.")
    if len({fold_run.method for fold_run in fold_runs}) > 1:
        raise ValueError("each side of a comparison is one method")
    found = {(fold_run.target, fold_run.fold, fold_run.seed): fold_run for fold_run in fold_runs}
    if len(found) < len(fold_runs):
        raise StephError("A fold was given twice", fold_runs[0].method, _SAME_FOLD_RUNS)
    return found


def _folds_of(
    target: str,
    ours: Mapping[tuple[str, int, int], FoldPredictions],
    theirs: Mapping[tuple[str, int, int], FoldPredictions],
) -> list[_Fold]:
    """Pair matrices of each fold of a target that has a comparable pair."""
    pairs: dict[int, list[tuple[FoldPredictions, FoldPredictions]]] = defaultdict(list)
    for fold_run in sorted(ours):
        if fold_run[0] == target:
            pairs[fold_run[1]].append((ours[fold_run], theirs[fold_run]))
    tested = [set(fold_runs[0][0].patient_ids) for fold_runs in pairs.values()]
    if sum(map(len, tested)) > len(set().union(*tested)):
        raise StephError("A patient was tested in two folds", target, "Correct the splits.")
    folds = []
    for fold_runs in pairs.values():
        first = fold_runs[0][0]
        comparable = comparable_pairs(first.times_days, first.events)
        if not comparable.any():
            continue
        won = [
            np.mean([concordant_pairs(_aligned(fold_run, first)) for fold_run in side], axis=0)
            for side in zip(*fold_runs, strict=True)
        ]
        folds.append(_Fold(won[0] * comparable, won[1] * comparable, comparable.astype(float)))
    return folds


def _aligned(fold_run: FoldPredictions, reference: FoldPredictions) -> FloatArray:
    """Risk scores in the order of the reference's patients; refused where these differ."""
    ours, theirs = set(reference.patient_ids), set(fold_run.patient_ids)
    if ours != theirs:
        raise StephError(
            f"The two methods were not tested on the same patients: in fold {fold_run.fold + 1}, "
            f"{len(theirs - ours)} of {len(theirs)} patients of {fold_run.method} "
            f"(seed {fold_run.seed}) "
            f"are not among those of {reference.method} (seed {reference.seed}), and "
            f"{len(ours - theirs)} of {len(ours)} the other way round",
            fold_run.target,
            "Run both methods on the same splits.",
        )
    place = {patient: row for row, patient in enumerate(fold_run.patient_ids)}
    order = np.array([place[patient] for patient in reference.patient_ids], dtype=np.int64)
    for words, name in (("follow-up times", "times_days"), ("events", "events")):
        differing = int((getattr(fold_run, name)[order] != getattr(reference, name)).sum())
        if differing:
            raise StephError(
                f"In fold {fold_run.fold + 1}, the {words} of {differing} patients differ between "
                f"{fold_run.method} and {reference.method}",
                fold_run.target,
                "Run both methods on the same label table.",
            )
    return np.asarray(fold_run.risk_scores[order])


def _resample(
    target: str, folds: Sequence[_Fold], resamples: int, rng: np.random.Generator
) -> _TargetResult:
    if not folds:
        raise StephError(
            "No two patients can be compared in any fold",
            target,
            "Use a larger cohort or a longer follow-up.",
        )
    total, used = np.zeros(resamples), np.zeros(resamples)
    for fold in folds:
        n = len(fold.comparable)
        drawn = rng.multinomial(n, np.full(n, 1 / n), size=resamples).astype(float)
        pairs = _weighted_pairs(drawn, fold.comparable)
        ahead = _weighted_pairs(drawn, fold.method_won - fold.baseline_won)
        total += np.divide(ahead, pairs, out=np.zeros(resamples), where=pairs > 0)
        used += pairs > 0
    return _TargetResult(
        c_index=float(np.mean([f.method_won.sum() / f.comparable.sum() for f in folds])),
        baseline_c_index=float(np.mean([f.baseline_won.sum() / f.comparable.sum() for f in folds])),
        differences=np.divide(total, used, out=np.full(resamples, np.nan), where=used > 0),
        n_patients=sum(len(fold.comparable) for fold in folds),
        n_folds=len(folds),
    )


def _weighted_pairs(drawn: FloatArray, pairs: NDArray[np.float64]) -> FloatArray:
    """Sum over pairs, each as often as both its patients were drawn: w' M w for each row w."""
    return np.asarray(np.einsum("ri,ri->r", drawn @ pairs, drawn))


# --- results.csv and summary.json -----------------------------------------------------------------


COLUMNS = (
    "target", "method", "fold", "seed", "c_index", "n_train", "n_test", "events_test", "epochs",
    "seconds", "params_trained",
)  # fmt: skip


_DEFINITIONS = {
    "mean": "mean over targets of the mean over folds of the C-index; seeds averaged in each fold",
    "std": "mean over targets of the sample standard deviation over folds",
    "wins": "targets whose mean is above vanilla's, over the folds and seeds that both have",
    "steph_sigmoid": "a method's name ends in _sigmoid where lambda has the sigmoid form",
    "interval": "95 %, paired bootstrap over patients in each fold; not of training and seed",
    "p_corrected": "p_value after Holm, over all methods compared with vanilla on one target",
    "evaluation": MEASURES,
}


def write_results(path: Path, records: Sequence[FoldRunRecord]) -> None:
    """Write results.csv, whole or not at all."""
    write_csv(path, COLUMNS, ([getattr(r, name) for name in COLUMNS] for r in records))


def summarise(
    records: Sequence[FoldRunRecord],
    left_out: Sequence[LeftOut],
    *,
    wanted: int,
    predictions: Mapping[FoldRunKey, FoldPredictions] | None = None,
    control: JobControl = UNWATCHED,
) -> dict[str, Any]:
    """Return the summary of finished fold runs, in the order of results.csv.

    `wanted` fold runs were asked for. Comparisons and intervals are made only with predictions,
    given by (target, method, fold, seed).
    """
    by_method = grouped(records, attrgetter("method"))
    base = by_method.get(BASELINE, [])
    told = {name: _of_method(mine, base) for name, mine in by_method.items()}
    if predictions is not None:
        for name, mine in by_method.items():
            _add_intervals(told[name], mine, predictions, control)
    return {
        "research_use": RESEARCH_USE,
        "complete": predictions is not None,
        "cells": len(records),
        "cells_asked_for": wanted,
        "cells_skipped": sum(item.what == "cell" for item in left_out),
        "methods": told,
        "comparisons": [] if predictions is None else _comparisons(by_method, predictions, control),
        "notes": _notes(by_method),
        "skipped": [asdict(item) for item in left_out],
        "definitions": _DEFINITIONS,
    }


def fold_means(runs: Iterable[FoldRunRecord | FoldPredictions]) -> tuple[float, ...]:
    """Return the C-index of each fold by number, the mean over what there is of it: its seeds."""
    by_fold = sorted(grouped(runs, attrgetter("fold")).items())
    return tuple(statistics.fmean(run.c_index for run in mine) for _, mine in by_fold)


_target_of = attrgetter("target")


def spread_of(folds: Sequence[float]) -> dict[str, Any]:
    """Return mean, standard deviation and number of a measure over folds."""
    std = statistics.stdev(folds) if len(folds) > 1 else None
    return {"mean": statistics.fmean(folds), "std": std, "folds": len(folds)}


def mean_of_targets(targets: Mapping[str, Mapping[str, Any]]) -> dict[str, float | None]:
    """Return the means over targets of what `spread_of` gave for each."""
    found = {name: [one[name] for one in targets.values()] for name in ("mean", "std")}
    known = {name: [v for v in values if v is not None] for name, values in found.items()}
    return {name: statistics.fmean(values) if values else None for name, values in known.items()}


def _of_method(mine: Sequence[FoldRunRecord], base: Sequence[FoldRunRecord]) -> dict[str, Any]:
    targets: dict[str, Any] = {}
    for target, fold_runs in grouped(mine, _target_of).items():
        spread = spread_of(fold_means(fold_runs))
        targets[target] = {**spread, "cells": len(fold_runs), **_tested(fold_runs)}
    wins, compared = _wins(mine, base)
    return {
        **mean_of_targets(targets),
        "wins": wins,
        "targets_compared": compared,
        "targets": targets,
        "cells": len(mine),
        "seconds": round(sum(record.seconds for record in mine), 3),
        "params_trained": max(record.params_trained for record in mine),
    }


def _tested(fold_runs: Sequence[FoldRunRecord]) -> dict[str, int]:
    """Patients and events behind the figures of a target: each fold counts once."""
    by_fold = {record.fold: record for record in fold_runs}
    return {
        "patients": sum(record.n_test for record in by_fold.values()),
        "events": sum(record.events_test for record in by_fold.values()),
    }


def _add_intervals(
    told: dict[str, Any],
    mine: Sequence[FoldRunRecord],
    predictions: Mapping[FoldRunKey, FoldPredictions],
    control: JobControl,
) -> None:
    """Add the interval of each C-index of a method, by target and over all."""
    runs = [predictions[record.key] for record in mine]
    for target, found in told["targets"].items():
        found["interval"] = c_index_interval([run for run in runs if run.target == target], control)
    several = len(told["targets"]) > 1
    first = next(iter(told["targets"].values()))
    told["interval"] = c_index_interval(runs, control) if several else first["interval"]


def _wins(mine: Sequence[FoldRunRecord], base: Sequence[FoldRunRecord]) -> tuple[int | None, int]:
    if not base:
        return None, 0
    both = {record.place for record in mine} & {record.place for record in base}
    ours, theirs = (
        {
            target: statistics.fmean(fold_means(records))
            for target, records in grouped((r for r in side if r.place in both), _target_of).items()
        }
        for side in (mine, base)
    )
    return sum(ours[target] > theirs[target] for target in ours), len(ours)


def _comparisons(
    by_method: Mapping[str, Sequence[FoldRunRecord]],
    predictions: Mapping[FoldRunKey, FoldPredictions],
    control: JobControl,
) -> list[dict[str, Any]]:
    """Every method against vanilla, for each target and over all, on the fold runs both have."""
    from steph_desktop.training.methods.registry import METHODS  # with torch

    found: list[dict[str, Any]] = []
    base = {record.place for record in by_method.get(BASELINE, ())}
    for method, records in by_method.items():
        if method == BASELINE:
            continue
        shared = sorted({record.place for record in records} & base)
        ours, theirs = (
            [predictions[target, name, fold, seed] for target, fold, seed in shared]
            for name in (method, BASELINE)
        )
        for target, result in compare_by_target(ours, theirs, control):
            if isinstance(result, StephError):
                found.append({"method": method, "target": target, "sentence": str(result)})
            else:
                transfers = METHODS[records[0].base_method].needs_sources
                words = None if transfers else _WITHOUT_SOURCES[result.verdict]
                found.append(comparison_json(result, target, words))
    for target in {item["target"] for item in found}:  # as many questions of the same patients
        asked = [item for item in found if item["target"] == target and "p_value" in item]
        for item, corrected in zip(asked, holm([i["p_value"] for i in asked]), strict=True):
            item |= {"p_corrected": corrected, "compared": len(asked)}
    return found


def compare_by_target(
    ours: Sequence[FoldPredictions], theirs: Sequence[FoldPredictions], control: JobControl
) -> Iterator[tuple[str | None, Comparison | StephError]]:
    """Compare two methods for each target and, where there are several, over all.

    Both sides hold the same fold runs in the same order. Yields the target (None for all), and its
    comparison, or why there is none.
    """
    targets = list(dict.fromkeys(fold_run.target for fold_run in ours))
    for group in [[target] for target in targets] + [targets] * (len(targets) > 1):
        rows = [row for row, fold_run in enumerate(ours) if fold_run.target in group]
        name = group[0] if len(group) == 1 else None
        control.checkpoint(0, 0)
        try:
            pair = ([side[row] for row in rows] for side in (ours, theirs))
            yield name, compare(*pair, control=control)
        except StephError as error:
            yield name, error


def comparison_json(
    result: Comparison, target: str | None, verdict: str | None = None
) -> dict[str, Any]:
    """Return a comparison as JSON values, with other words for its verdict where they are given."""
    words = result.verdict.value if verdict is None else verdict
    return {
        **asdict(result),
        "targets": list(result.targets),
        "target": target,
        "verdict": words,
        "sentence": result.sentence_with(words),
    }


def _notes(by_method: Mapping[str, Sequence[FoldRunRecord]]) -> list[str]:
    """Collect what the fits say of themselves, and count them."""
    counts = {
        method: Counter(note for record in records for note in record.notes)
        for method, records in by_method.items()
    }
    return [
        f"{method}, {count} of {len(by_method[method])} cells: {note}"
        for method, notes in counts.items()
        for note, count in sorted(notes.items())
    ]
