"""What out-of-fold predictions are worth beyond Harrell's C: a benchmark's other measures.

Each method is measured per target and seed, with the training part of each fold as the reference
for censoring; figures are means over seeds, and over the targets where they are defined.
Calibration is also measured over the patients of all targets together, who are many enough.

References
----------
Uno et al., Statistics in Medicine 2011 (C) and JASA 2007 (AUC). Graf et al., Statistics in
Medicine 1999 (Brier score). Cox, Biometrika 1958 (calibration).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from steph_desktop.cohort.cohort_folder import CancerCohort
from steph_desktop.cohort.cohort_tables import follow_up_of
from steph_desktop.core.codec import chosen
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import UNWATCHED, JobControl
from steph_desktop.survival.calibration import Calibration, CalibrationGroup, calibrate
from steph_desktop.survival.censoring import CensoringByFold, censoring_curve
from steph_desktop.survival.curves import DAYS_PER_YEAR, horizon_years
from steph_desktop.survival.evaluation import (
    HORIZONS_DAYS,
    Evaluation,
    TrainingFollowUp,
    survival_on,
)
from steph_desktop.training.predictions import FoldPredictions, evaluate_predictions, joined

Training = Mapping[tuple[str, int], TrainingFollowUp]

AUC_DAYS = tuple(DAYS_PER_YEAR * half / 2 for half in range(1, 11))
MEASURES = {
    "c_index_ipcw": "Uno's C, events weighted by the censoring of the training part",
    "auc_{h}": "cumulative/dynamic AUC at the horizon, mean over folds",
    "mean_auc": "AUC over the horizons, weighted by the events between them",
    "brier_{h}": "Brier score at the horizon; reference_: Kaplan-Meier of the training part",
    "integrated_brier": "Brier score averaged from day 0 to 5 years or the end of follow-up",
    "calibration_slope_{h}": "of the outcome on the predicted log-odds, 1 when right",
    "calibration_intercept_{h}": "of the same line, 0 when right",
    "observed_to_expected_{h}": "events by the horizon, observed over predicted, 1 when right",
}


def training_follow_up(
    cancers: Mapping[str, CancerCohort], fold_runs: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], TrainingFollowUp]:
    """Follow-up of the training part of each target and fold."""
    return {
        (target, fold): TrainingFollowUp(*follow_up_of(cancers[target].train_patients(fold)))
        for target, fold in set(fold_runs)
    }


def measure_methods(
    predictions: Iterable[FoldPredictions], training: Training, control: JobControl = UNWATCHED
) -> dict[str, dict[str, Any]]:
    """Measure every method on everything it was tested on.

    Returns
    -------
    dict of str to dict
        By method, plain JSON: ``measures`` (means over targets; see `MEASURES`), ``targets`` (the
        same by target, with counts and what is undefined, and why), ``auc_over_time`` and
        ``calibration`` (groups of predicted risk over all targets, first seed).
    """
    by_method: dict[str, dict[tuple[str, int], list[FoldPredictions]]] = defaultdict(dict)
    for fold_run in predictions:
        by_method[fold_run.method].setdefault((fold_run.target, fold_run.seed), []).append(fold_run)
    return {method: _of_method(groups, training, control) for method, groups in by_method.items()}


@dataclass
class _Target:
    """What was found of one target, seed by seed."""

    measures: list[dict[str, float]] = field(default_factory=list)
    aucs: list[list[float]] = field(default_factory=list)
    undefined: dict[str, None] = field(default_factory=dict)
    patients: int = 0
    events: int = 0

    def to_json(self) -> dict[str, Any]:
        counts = {"patients": self.patients, "events": self.events}
        return counts | {"measures": _mean_of(self.measures), "undefined": list(self.undefined)}


def _of_method(
    groups: Mapping[tuple[str, int], Sequence[FoldPredictions]],
    training: Training,
    control: JobControl,
) -> dict[str, Any]:
    targets: dict[str, _Target] = defaultdict(_Target)
    pooled: dict[int, list[Sequence[FoldPredictions]]] = defaultdict(list)
    for (target, seed), fold_runs in sorted(groups.items()):
        control.checkpoint(0, 0)
        mine = targets[target]
        reference = {fold_run.fold: training[target, fold_run.fold] for fold_run in fold_runs}
        try:
            found = evaluate_predictions(fold_runs, reference)
            plain = [replace(run, survival=None, mixture=None, cutoffs=()) for run in fold_runs]
            over_time = evaluate_predictions(plain, reference, AUC_DAYS)
        except StephError as error:
            mine.undefined[str(error)] = None
            continue
        mine.patients, mine.events = found.n_patients, found.n_events
        mine.measures.append(_flat(found))
        mine.aucs.append([np.nan if h.auc is None else h.auc.value for h in over_time.horizons])
        mine.undefined |= dict.fromkeys(found.undefined)
        pooled[seed].append(fold_runs)
    by_target = {target: one.to_json() for target, one in targets.items()}
    together = {seed: _pooled(parts, training) for seed, parts in sorted(pooled.items())}
    means = _mean_of([one["measures"] for one in by_target.values()])
    # Over all patients: slopes of single targets are too unsteady to be averaged.
    means |= _mean_of([_flat_calibration(found) for found in together.values()])
    curves = [_column_means(one.aucs) for one in targets.values() if one.aucs]
    auc = _column_means(curves) if curves else [np.nan] * len(AUC_DAYS)
    return {
        "measures": means,
        "targets": by_target,
        "auc_over_time": {
            "days": list(AUC_DAYS),
            "auc": [value if np.isfinite(value) else None for value in auc],
        },
        "calibration": [_calibration_json(one) for one in next(iter(together.values()), [])],
    }


def _flat(found: Evaluation) -> dict[str, float]:
    """Measures that are defined, by name."""
    values: dict[str, float | None] = {
        "c_index_ipcw": found.c_index_ipcw.value if found.c_index_ipcw else None,
        **chosen(found, "mean_auc", "integrated_brier", "reference_integrated_brier"),
    }
    for horizon in found.horizons:
        name = horizon_name(horizon.horizon_days)
        values[f"auc_{name}"] = horizon.auc.value if horizon.auc else None
        values[f"brier_{name}"] = horizon.brier
        values[f"reference_brier_{name}"] = horizon.reference_brier
    defined = {name: value for name, value in values.items() if value is not None}
    return defined | _flat_calibration([h.calibration for h in found.horizons if h.calibration])


def _flat_calibration(found: Sequence[Calibration]) -> dict[str, float]:
    values = {}
    for one in found:
        name = horizon_name(one.horizon_days)
        values[f"calibration_slope_{name}"] = one.slope
        values[f"calibration_intercept_{name}"] = one.intercept
        values[f"observed_to_expected_{name}"] = one.observed_to_expected
    return {name: value for name, value in values.items() if value is not None}


def horizon_name(days: float) -> str:
    """Name of a horizon in keys: ``1y``."""
    return f"{horizon_years(days)}y"


def _pooled(parts: Sequence[Sequence[FoldPredictions]], training: Training) -> list[Calibration]:
    """Calibration over the targets of one seed, at each horizon that some reach."""
    found = []
    for horizon in HORIZONS_DAYS:
        able = [fold_runs for fold_runs in parts if _reaches(fold_runs, training, horizon)]
        fold_runs = [fold_run for part in able for fold_run in part]
        if not fold_runs:
            continue
        known = [training[fold_run.target, fold_run.fold] for fold_run in fold_runs]
        curves = tuple(censoring_curve(one.times_days, one.events) for one in known)
        sizes = [len(fold_run.patient_ids) for fold_run in fold_runs]
        censoring = CensoringByFold(curves, np.repeat(np.arange(len(fold_runs)), sizes))
        alive = [
            survival_on(fold_run.bins, fold_run.survival, np.array([horizon]))[:, 0]
            for fold_run in fold_runs
            if fold_run.survival is not None
        ]
        outcome = joined(fold_runs, "times_days"), joined(fold_runs, "events")
        found.append(calibrate(*outcome, np.concatenate(alive), horizon, censoring=censoring))
    return found


def _reaches(fold_runs: Sequence[FoldPredictions], training: Training, horizon: float) -> bool:
    """Whether a target's predictions and follow-up reach past a horizon."""
    return max(run.times_days.max() for run in fold_runs) > horizon and all(
        run.survival is not None
        and horizon <= run.bins.starts_days[-1]
        and training[run.target, run.fold].times_days.max() > horizon
        for run in fold_runs
    )


def _calibration_json(found: Calibration) -> dict[str, Any]:
    return {
        **chosen(found, "horizon_days", "slope", "slope_interval"),
        **chosen(found, "observed_to_expected", "observed_to_expected_interval"),
        "words": found.words(),
        "groups": [_group_json(group) for group in found.groups],
    }


def _group_json(group: CalibrationGroup) -> dict[str, Any]:
    told: dict[str, Any] = {"patients": group.n_patients, "predicted": group.predicted}
    seen = group.observed
    if seen is None:
        return told | dict.fromkeys(("observed", "lower", "upper"))
    return told | {"observed": seen.risk, "lower": seen.lower, "upper": seen.upper}


def _mean_of(many: Sequence[Mapping[str, float]]) -> dict[str, float]:
    names = dict.fromkeys(name for one in many for name in one)
    return {name: float(np.mean([one[name] for one in many if name in one])) for name in names}


def _column_means(rows: Sequence[Sequence[float]]) -> list[float]:
    """Means over the rows that have a number, NaN where none has."""
    table = np.array(rows, float)
    known = np.isfinite(table)
    count, total = known.sum(axis=0), np.where(known, table, 0.0).sum(axis=0)
    means = np.divide(total, count, out=np.full(len(count), np.nan), where=count > 0)
    return [float(value) for value in means]
