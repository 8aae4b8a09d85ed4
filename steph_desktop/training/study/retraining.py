"""Train a cohort's model by cross-validation, beside what it must beat; goes on where it stopped.

A study's training folder belongs to one set of settings, sources and cohort. In it lie the
benchmark's cells, one pack for every fitted model of the chosen method, the news of the training
for its plots, and ``outcome.json`` once all is done.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from steph_desktop.cohort.eligibility import Eligibility, screen_cohort
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import ensure_folder, write_json
from steph_desktop.core.job_control import JobControl, Progress
from steph_desktop.model.devices import resolve_device
from steph_desktop.model.packs import save_pack
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.training.bag_store import BagStore
from steph_desktop.training.cross_validation import BenchmarkRequest, Extras, run_benchmark
from steph_desktop.training.hyperparameters import Hyperparameters as Hyperparameters
from steph_desktop.training.methods.registry import METHODS
from steph_desktop.training.protocol import FoldRunResult, part_of
from steph_desktop.training.single_fit import card_of
from steph_desktop.training.source_models import FittedModels
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
    SourceAlone,
    StudyResult,
    model_path,
    outcome_of,
)
from steph_desktop.training.study.study_events import EventLog
from steph_desktop.training.study.study_requests import RetrainRequest as RetrainRequest

SOURCES_FOLDER = "sources"
_UNITS = 1000


def retrain_cohort(request: RetrainRequest, control: JobControl) -> StudyResult:
    """Fit sources where asked for, cross-validate the method beside what it must beat, sum up.

    Returns
    -------
    Outcome
        Also kept in the study's training folder.

    Raises
    ------
    LeakFound
        If a model has seen a patient it is tested on.
    StephError
        If the cohort, the sources or the settings cannot be used.
    JobCancelled
        If it was stopped; finished cells stay.
    """
    method = METHODS.get(request.method)
    if method is None:
        raise StephError("This method is not known", request.method, "Choose another.")
    if method.needs_sources and not request.has_sources:
        raise StephError(
            "Without source cancers there is nothing to transfer from",
            request.method,
            "Add sources, or choose the model of your cohort alone.",
        )
    ensure_folder(request.out)
    with EventLog(request.out) as book:
        return _retrain(request, book.noting(control))


def _retrain(request: RetrainRequest, control: JobControl) -> StudyResult:
    settings = request.hyper.settings(resolve_device(request.device))
    total = 10 * _UNITS
    sources_end = 4 * _UNITS if request.source_cohort is not None else _UNITS // 2
    reading = part_of(control, 0, _UNITS // 4, total, "Reading features")
    given: SourceModels | None = None
    if request.has_sources:
        roster = screen_cohort(request.cohort, control=reading)
        if request.source_cohort is not None:
            fitting = part_of(
                control, _UNITS // 4, sources_end, total, "Fitting the source cancers"
            )
            given = sources_from_cohort(
                request.source_cohort,
                request.target,
                roster.kind,
                settings,
                request.out / SOURCES_FOLDER,
                request.seeds[0],
                fitting,
            )
        else:
            given, settings = sources_from_packs(
                request.source_packs, request.target, roster.kind, settings
            )
    asked = BenchmarkRequest(
        cohort=request.cohort,
        out=request.out / RESULTS_FOLDER,
        methods=request.methods,
        targets=(request.target,),
        folds=tuple(range(request.folds)),
        seeds=request.seeds,
        settings=settings,
        gamma=request.hyper.gamma,
        lambda_forms=(request.lambda_form,),
        sources_sha256=given.sha256 if given is not None else "",
    )
    training = _passing(control, sources_end, 9 * _UNITS, total)
    keep = partial(_keep_model, request)
    extras = Extras(keep=keep) if given is None else Extras(partial(GivenSourceModels, given), keep)
    summary = run_benchmark(asked, training, extras)
    judging = part_of(control, 9 * _UNITS, total, total, "Trying each source alone")
    alone = _sources_alone(request, given, judging)
    outcome = outcome_of(
        request.out / RESULTS_FOLDER,
        request.out / MODELS_FOLDER,
        request.target,
        request.label,
        request.seeds,
        summary,
        alone,
    )
    write_json(request.out / OUTCOME_FILE, outcome.to_json())
    control.checkpoint(total, total, "Done")
    return outcome


def _passing(control: JobControl, start: int, stop: int, total: int) -> JobControl:
    """Return a control for a part whose own messages and details are passed on; reading is none."""

    def relay(progress: Progress) -> None:
        counts = progress.total and not progress.message.startswith("Reading")
        share = min(1.0, progress.done / progress.total) if counts else 0.0
        done = start + round(share * (stop - start))
        control.checkpoint(done, total, progress.message, progress.detail)

    return control.part(relay)


def _keep_model(request: RetrainRequest, result: FoldRunResult, zoo: FittedModels) -> None:
    """Keep the model of a cell of the chosen method as a pack of its own."""
    cell = result.cell
    if cell.label != request.label:
        return
    path = model_path(request.out / MODELS_FOLDER, cell.label, cell.fold, cell.seed)
    save_pack(path, card_of(result, zoo), result.fitted.model, replace_existing=True)


def _sources_alone(
    request: RetrainRequest, given: SourceModels | None, control: JobControl
) -> tuple[SourceAlone, ...]:
    """Let each whole source model predict the target's patients as it is."""
    if given is None or not given.has_heads:
        return ()
    roster: Eligibility = screen_cohort(request.cohort, memory=request.out / "bags.json")
    cohort, store = roster.cancers[request.target], BagStore()
    patients = cohort.patients
    times = np.array([patient.time_days for patient in patients], float)
    events = np.array([patient.event for patient in patients], bool)
    scores = np.zeros((len(given.models), len(patients)))
    for column, patient in enumerate(patients):
        control.checkpoint(column, len(patients))
        bag = store.read(cohort, patient)
        for row, source in enumerate(given.models.values()):
            scores[row, column] = source.model.predict(bag).risk_score
    place = {patient.patient_id: column for column, patient in enumerate(patients)}
    found = []
    for row, name in enumerate(given.models):
        folds = []
        for fold in range(request.folds):
            at = [place[p.patient_id] for p in cohort.test_patients(fold)]
            folds.append(concordance_index(times[at], events[at], scores[row][at]))
        found.append(SourceAlone(name, tuple(folds)))
    return tuple(found)
