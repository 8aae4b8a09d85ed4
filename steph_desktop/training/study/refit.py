"""One model fitted on all patients of a study, beside its fold models, and which is better.

A fold model has not seen its test patients, which is why it can be measured, and has been fitted on
fewer patients than there are. A refit uses them all and cannot be measured here: the
cross-validation of the fold models is its evidence.

Which to keep is decided by patients that chose nothing. Inside every training fold the method was
fitted on parts of it anyhow (`run_fold`). On the fold's test patients the median of these models is
compared with the fold's own model, which was fitted on all of the training fold: what is to be
chosen between, one level further in. The parts are two thirds of the training fold, fold models of
a study four fifths of the cohort, so the comparison favours the refit a little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl, JobStep, Phase
from steph_desktop.model.card import PackCard
from steph_desktop.model.outputs import Prediction, ReferenceCohort, SourceSpread, map_tops_of
from steph_desktop.model.packs import read_card, save_pack
from steph_desktop.model.recalibration import Recalibration, UnseenPart
from steph_desktop.survival.curves import FloatArray
from steph_desktop.training.comparison import compare
from steph_desktop.training.fold_runs import FoldRunRecord, read_records
from steph_desktop.training.methods.auto import AUTO
from steph_desktop.training.methods.registry import METHODS
from steph_desktop.training.predictions import FoldPredictions, read_benchmark_predictions
from steph_desktop.training.protocol import FoldRun, cutoffs_of, predict_all, refit_all
from steph_desktop.training.requests import RetrainRequest
from steph_desktop.training.single_fit import describe_fit
from steph_desktop.training.source_models import FittedModels
from steph_desktop.training.study.outcome import (
    MODELS_FOLDER,
    RESULTS_FOLDER,
    RefitFinding,
    model_path,
    refit_path,
)
from steph_desktop.training.train_settings import TrainSettings

_MEDIAN = "the median of models of parts"


def refit_methods(
    request: RetrainRequest, base_models: FittedModels, settings: TrainSettings, control: JobControl
) -> None:
    """Fit every method that was cross-validated once more on all patients, and keep it as a pack.

    A model that is there is not fitted again.
    """
    seed, models = request.seeds[0], request.out / MODELS_FOLDER
    read = read_records(request.out / RESULTS_FOLDER)
    if read.bad:  # the benchmark has just made it whole
        raise read.bad[0].fault
    records = [record for record in read.good if record.seed == seed]
    todo = [
        (label, base)
        for label, base in dict.fromkeys((r.method, r.base_method) for r in records)
        if METHODS[base].makes_pack and not refit_path(models, label, seed).is_file()
    ]
    for number, (label, method) in enumerate(todo):
        step = JobStep(Phase.REFITTING, name=label)
        part = control.span(number, number + 1, len(todo), step, lambda _detail: None)
        mine = [record for record in records if record.method == label]
        fold_run = FoldRun(request.target, method, 0, seed, request.lambda_form)
        _refit(fold_run, mine, request.out, base_models, settings, part)


def _refit(
    fold_run: FoldRun,
    records: Sequence[FoldRunRecord],
    out: Path,
    base_models: FittedModels,
    settings: TrainSettings,
    control: JobControl,
) -> None:
    label, seed, models = records[0].method, fold_run.seed, out / MODELS_FOLDER
    cohort = base_models.eligibility.cancers[fold_run.target]
    chosen = Counter(record.gamma for record in records if record.gamma is not None)
    # The gamma that most folds chose; of equals the smaller.
    gamma = max(sorted(chosen), key=lambda g: chosen[g]) if chosen else settings.gamma
    fitted, settings = refit_all(fold_run, base_models, settings, gamma, control)
    results, targets = out / RESULTS_FOLDER, (fold_run.target,)
    tested = read_benchmark_predictions(results, methods=(label,), targets=targets)
    recalibration = _recalibration([one for one in tested if one.seed == seed], settings, fold_run)
    model = fitted.model if recalibration is None else recalibration.installed(fitted.model)
    known = predict_all(base_models, cohort, cohort.patients, model)
    cutoffs = cutoffs_of(np.array([prediction.risk_score for prediction in known]))
    folds = [model_path(models, label, record.fold, seed) for record in records]
    cards = [read_card(path) for path in folds if path.is_file()]
    card = describe_fit(
        fitted,
        settings,
        base_models,
        fold_run,
        cohort.patients,
        described=f"All patients of {fold_run.target}",
        model_id=f"{fold_run.target}-{label}-all-seed{seed}",
        c_index_folds=tuple(record.c_index for record in sorted(records, key=lambda r: r.fold)),
        reference=_reference(cards, known, cutoffs, settings),
        recalibration=() if recalibration is None else (recalibration,),
        evidence={
            "refit": True,
            "epochs": len(fitted.history) or settings.epochs,
            "params_trained": fitted.n_trained,
            "gamma": gamma,
            "gamma_how": "what most folds chose" if chosen else "not used by this method",
        },
    )
    save_pack(refit_path(models, label, seed), card, fitted.model, replace_existing=True)


def _reference(
    cards: Sequence[PackCard],
    known: Sequence[Prediction],
    cutoffs: Sequence[float],
    settings: TrainSettings,
) -> ReferenceCohort | None:
    """Return the fold models' reference cohort on the scale of the refit; None if they differ."""
    alike = [c for c in cards if c.reference and len(c.reference.cutoffs) == len(cutoffs)]
    if not alike:
        return None
    found = reference_of(alike, SourceSpread.of(known), cutoffs)
    return replace(found, map_tops=(map_tops_of(known, settings.bins),))


def _recalibration(
    tested: Sequence[FoldPredictions], settings: TrainSettings, fold_run: FoldRun
) -> Recalibration | None:
    """Recalibrate by the patients that the fold models have not seen, these as they were fitted."""
    parts = [
        UnseenPart(_hazards(one.as_fitted), settings.bins.index_of(one.times_days), one.events)
        for one in tested
        if one.as_fitted is not None
    ]
    if fold_run.method == AUTO.name or len(parts) < len(tested) or not parts:
        return None
    return Recalibration.of_parts(parts)


def _hazards(survival: FloatArray) -> FloatArray:
    before = np.pad(survival[:, :-1], ((0, 0), (1, 0)), constant_values=1.0)
    return np.asarray(1 - survival / np.maximum(before, np.finfo(float).tiny))


def compare_refits(results: Path, target: str, seed: int) -> tuple[RefitFinding, ...]:
    """Compare, for every method, one model of all training patients with the median of several."""
    found = []
    tested = read_benchmark_predictions(results, targets=(target,))
    for method in sorted({one.method for one in tested}):
        mine = [one for one in tested if one.method == method and one.seed == seed]
        both = [one for one in mine if one.consensus is not None]
        members = [
            replace(one, method=_MEDIAN, risk_scores=one.consensus, as_fitted=None)
            for one in both
            if one.consensus is not None
        ]
        try:
            result = compare(both, members)
        except StephError:
            continue  # nothing to compare, or too few patients: the fold models stay
        figures = (result.c_index, result.baseline_c_index, result.difference)
        interval = (result.lower, result.upper)
        found.append(RefitFinding(method, *figures, *interval, result.n_patients))
    return tuple(found)


# --- reference cohorts ----------------------------------------------------------------------------


def align_scores(
    scores: FloatArray, cutoffs: Sequence[float], wanted: Sequence[float]
) -> FloatArray:
    """Move scores in straight pieces so that their cut-offs stand where `wanted` ones do.

    The order stays, and every score stays on its side of every cut-off.
    """
    shift = wanted[0] - cutoffs[0], wanted[-1] - cutoffs[-1]
    moved = np.interp(scores, cutoffs, wanted)
    moved = np.where(scores <= cutoffs[0], scores + shift[0], moved)
    return np.asarray(np.where(scores >= cutoffs[-1], scores + shift[1], moved))


def reference_of(
    cards: Sequence[PackCard], spread: SourceSpread | None, cutoffs: Sequence[float] | None = None
) -> ReferenceCohort:
    """Join the tested patients of fold models into one reference cohort.

    The cut-offs are those of the answering model, the first fold model if not given; fold models
    with another number of groups are left out.
    """
    references = [card.reference for card in cards if card.reference is not None]
    if not references:
        raise StephError("The models have no cut-offs", todo="Train again.")
    wanted = tuple(references[0].cutoffs if cutoffs is None else cutoffs)
    rows = [
        (r.times_days, r.events, align_scores(r.risk_scores, r.cutoffs, wanted))
        for r in references
        if len(r.cutoffs) == len(wanted)
    ]
    times, events, scores = map(np.concatenate, zip(*rows, strict=True))
    return ReferenceCohort(times, events, scores, wanted, spread)
