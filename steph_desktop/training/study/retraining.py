"""Train a cohort's model by cross-validation, beside what it must beat; resumes where it stopped.

A study's training folder belongs to one set of settings, sources and cohort. It holds the
benchmark, one pack for every fitted model of the chosen method, the events of the training for its
plots, summaries of the bags for the pack to be, and ``outcome.json`` once all is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from steph_desktop.cohort.clinical_columns import guess_clinical_columns
from steph_desktop.cohort.cohort_tables import follow_up_of, label_table
from steph_desktop.cohort.eligibility import FeatureKind
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import ensure_folder, write_json
from steph_desktop.core.job_control import JobControl, Phase
from steph_desktop.model.devices import resolve_device
from steph_desktop.model.packs import save_pack
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.training.bag_store import CohortBags, one_pass, remove_cache
from steph_desktop.training.benchmark_request import (
    RECALIBRATION,
    BenchmarkRequest,
    recorded_settings,
)
from steph_desktop.training.cross_validation import RunExtras, run_benchmark
from steph_desktop.training.methods.registry import METHODS
from steph_desktop.training.protocol import (
    INNER_TARGETS,
    FoldRunResult,
    fold_cost,
    needs_inner_targets,
)
from steph_desktop.training.reference_statistics import keep_summaries
from steph_desktop.training.requests import Hyperparameters as Hyperparameters
from steph_desktop.training.requests import RetrainRequest as RetrainRequest
from steph_desktop.training.single_fit import card_of
from steph_desktop.training.source_models import BASE_MODELS_FOLDER, FittedModels
from steph_desktop.training.study.given_sources import (
    GivenSourceModels,
    SourceModels,
    sources_from_cohort,
    sources_from_packs,
)
from steph_desktop.training.study.outcome import (
    MODELS_FOLDER,
    OUTCOME_FILE,
    RESULTS_FOLDER,
    SOURCES_FOLDER,
    SUMMARIES_FILE,
    SourceAlone,
    StudyResult,
    model_path,
    outcome_of,
)
from steph_desktop.training.study.refit import compare_refits, refit_methods
from steph_desktop.training.trainer import TrainSettings
from steph_desktop.training.training_events import EventLog

_UNITS = 10_000  # of progress in all
_READ, _JUDGED = 100, 100  # of them for reading features, and for what follows the training
_TYPICAL_EVENTS = 50  # only for how the progress is shared between methods


def retrain_cohort(request: RetrainRequest, control: JobControl) -> StudyResult:
    """Fit sources where asked for, cross-validate the method beside what it must beat, sum up.

    Raises
    ------
    LeakFound
        If a model has seen a patient it is tested on.
    StephError
        If the cohort, the sources or the settings cannot be used.
    """
    method = METHODS.get(request.method)
    if method is None:
        raise StephError("This method is not known", request.method, "Choose another.")
    if not method.makes_pack:
        raise StephError(
            "This method reads more than slides, and a model answers for slides alone",
            request.method,
            "Choose a model of slides: it is compared with this one.",
        )
    if method.needs_sources and not request.has_sources:
        raise StephError(
            "Without source cancers there is nothing to transfer from",
            request.method,
            "Add sources, or choose the model of your cohort alone.",
        )
    ensure_folder(request.out)
    with EventLog(request.out) as log:
        return _retrain(request, log.noting(control))


def _retrain(request: RetrainRequest, control: JobControl) -> StudyResult:
    total, results = _UNITS, request.out / RESULTS_FOLDER
    reading = control.span(0, _READ, total, Phase.READING_FEATURES)
    with one_pass(request.cohort, results, reading) as bags:
        given, settings = _sources(request, bags.eligibility.kind, control)
        columns = request.hyper.clinical
        if columns is None:
            mine = bags.eligibility.cancers.get(request.target)
            columns = guess_clinical_columns(p.extra for p in (mine.patients if mine else ()))
        settings = replace(settings, clinical=columns)
        *others, chosen = request.methods
        begun = recorded_settings(results)
        asked = BenchmarkRequest(
            cohort=request.cohort,
            out=results,
            methods=tuple(dict.fromkeys((*others, *opponents(columns), chosen))),
            targets=(request.target,),
            folds=tuple(range(request.folds)),
            seeds=request.seeds,
            settings=settings,
            gamma=request.hyper.gamma,
            lambda_forms=(request.lambda_form,),
            # A training that an older version began goes on without.
            recalibrates=begun is None or RECALIBRATION in begun,
            sources_sha256=given.sha256 if given is not None else "",
        )
        start, end = _sources_end(request), total - _JUDGED
        trained = end
        if request.refit:
            fold, refit = _costs(asked.methods, request)
            folds = fold * request.folds * len(request.seeds)
            trained = start + round((end - start) * folds / (folds + refit))
        training = control.span(start, trained, total)
        models = FittedModels if given is None else partial(GivenSourceModels, given)
        extras = RunExtras(models, partial(_keep_model, request), bags)
        summary = run_benchmark(asked, training, extras)
        if request.refit:
            base_models = models(bags, settings, results / BASE_MODELS_FOLDER)
            refit_methods(request, base_models, settings, control.span(trained, end, total))
        judging = control.span(end, total, total, Phase.TRYING_SOURCES)
        alone = _sources_alone(request, bags, given, judging)
        cohort = bags.eligibility.cancers[request.target]
        keep_summaries(request.out / SUMMARIES_FILE, bags.store, cohort)
    remove_cache(request.out)  # where earlier versions kept one
    refits = compare_refits(results, request.target, request.seeds[0])
    asked_for = (request.target, request.label, request.seeds)
    outcome = outcome_of(request.out, *asked_for, summary, alone, refits)
    write_json(request.out / OUTCOME_FILE, outcome.to_json())
    control.checkpoint(total, total, Phase.DONE)
    return outcome


def opponents(columns: Sequence[str]) -> tuple[str, ...]:
    """Return the simple models that stand beside every other: two of them know the columns."""
    return ("cox_clinical", "cox_mean", "cox_fusion") if columns else ("cox_mean",)


def _sources_end(request: RetrainRequest) -> int:
    """Share of the progress at which fitting the sources ends, by the number of fits."""
    if request.source_cohort is None or not request.source_cohort.is_dir():
        return _READ
    homes = [home for home in request.source_cohort.iterdir() if home.is_dir()]
    sources = sum(label_table(home) is not None for home in homes)
    fold, refit = _costs(request.methods, request)
    fits = fold * request.folds * len(request.seeds) + refit * request.refit
    return _READ + round((_UNITS - _READ - _JUDGED) * sources / (sources + fits))


def _costs(methods: Sequence[str], request: RetrainRequest) -> tuple[float, float]:
    """Approximate cost, in fits of `vanilla`, of a fold and of the models of all patients."""
    tunes, events = request.hyper.gamma is None, _TYPICAL_EVENTS
    how = {"tunes": tunes, "recalibrates": True}
    fold = 1.0  # the target model that others build on
    if any(needs_inner_targets(name, **how) for name in methods):
        fold += INNER_TARGETS
    fold += sum(fold_cost(name, events, **how) for name in methods)
    more = request.folds / max(1, request.folds - 1)  # patients of all folds, against one fold's
    fitted = [METHODS[name] for name in methods if not METHODS[name].needs_clinical]
    return fold, more * (1 + sum(method.cost(events) for method in fitted))


def _sources(
    request: RetrainRequest, kind: FeatureKind, control: JobControl
) -> tuple[SourceModels | None, TrainSettings]:
    """Return the source models that were asked for, fitted where need be, and how to fit."""
    settings = request.hyper.settings(resolve_device(request.device))
    if (folder := request.source_cohort) is not None:
        fitting = control.span(_READ, _sources_end(request), _UNITS, Phase.FITTING_SOURCES)
        asked = (folder, request.target, kind, settings)
        keep, seed = request.out / SOURCES_FOLDER, request.seeds[0]
        return sources_from_cohort(*asked, keep, seed, fitting), settings
    if request.source_packs:
        return sources_from_packs(request.source_packs, request.target, kind, settings)
    return None, settings


def _keep_model(request: RetrainRequest, result: FoldRunResult, base_models: FittedModels) -> None:
    """Keep the model of a fold run as a pack of its own: any method may be saved in the end."""
    fold_run = result.fold_run
    wanted = fold_run.label == request.label or fold_run.seed == request.seeds[0]
    if wanted and METHODS[fold_run.method].makes_pack:  # a pack answers for slides alone
        path = model_path(request.out / MODELS_FOLDER, fold_run.label, fold_run.fold, fold_run.seed)
        save_pack(path, card_of(result, base_models), result.fitted.model, replace_existing=True)


def _sources_alone(
    request: RetrainRequest, bags: CohortBags, given: SourceModels | None, control: JobControl
) -> tuple[SourceAlone, ...]:
    """Predict the target's patients with each whole source model as it is."""
    if given is None or not given.has_heads:
        return ()
    cohort = bags.eligibility.cancers[request.target]
    patients = cohort.patients
    scores = np.zeros((len(given.models), len(patients)))
    for column, patient in enumerate(control.each(patients)):
        for row, source in enumerate(given.models.values()):
            bag = bags.store.read(cohort, patient, places=source.model.place_columns > 0)
            scores[row, column] = source.model.predict(bag).risk_score
    place = {patient.patient_id: column for column, patient in enumerate(patients)}
    c_indices: list[list[float]] = [[] for _ in given.models]
    for fold in range(request.folds):
        tested = cohort.test_patients(fold)
        at = [place[patient.patient_id] for patient in tested]
        for own, risks in zip(c_indices, scores, strict=True):
            own.append(concordance_index(*follow_up_of(tested), risks[at]))
    return tuple(map(SourceAlone, given.models, map(tuple, c_indices)))
