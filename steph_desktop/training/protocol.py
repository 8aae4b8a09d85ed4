"""One model of one fold by the protocol: what it may build on, how gamma is chosen, its test.

The target model comes from the fold that is evaluated, source models from their fold 0. Gamma,
where it is not given, is chosen by cross-validation inside the training fold, and so are the
probabilities of a model that becomes a pack recalibrated: the same inner fits serve both, and those
of the target are shared by all methods. Which patients a model has seen, itself or through the
models it builds on, is checked before it is tested.

References
----------
STEPH, CVPR 2026, arXiv 2603.10526.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from steph_desktop.cohort.cohort_folder import CancerCohort, stratified_folds
from steph_desktop.cohort.cohort_tables import Patient, follow_up_of
from steph_desktop.cohort.eligibility import why_unfit_to_test, why_unfit_to_train
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import UNWATCHED, Fit, JobControl, JobStep, Phase
from steph_desktop.model.abmil import SurvivalModel
from steph_desktop.model.card import Backbone, LambdaForm
from steph_desktop.model.outputs import Prediction, map_tops_of
from steph_desktop.model.recalibration import Recalibration, UnseenPart
from steph_desktop.survival.curves import FloatArray
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.training.bag_store import OnDemand, Outcomes
from steph_desktop.training.fold_runs import FoldRunKey, SourceMeans
from steph_desktop.training.leakage import patient_fingerprints, require_unseen
from steph_desktop.training.methods.auto import AUTO
from steph_desktop.training.methods.cox_methods import COX_METHODS
from steph_desktop.training.methods.merging_methods import TARGET
from steph_desktop.training.methods.registry import METHODS, FitTask, Method, fit
from steph_desktop.training.predictions import CohortMixture, FoldPredictions
from steph_desktop.training.source_models import SOURCE_FOLD, FittedModels, SourceModel
from steph_desktop.training.trainer import NULL_MODEL_NOTE, FittedModel, TrainSettings
from steph_desktop.training.training_events import BASELINE

_CUT_SHARES = (1 / 3, 2 / 3)  # thirds of the training scores: low, middle, high risk
# By their own fit, within the model.
RECALIBRATED = frozenset({AUTO.name, *(method.name for method in COX_METHODS)})
GAMMAS = (0.005, 0.05)
INNER_FOLDS = 3


@dataclass(frozen=True)
class FoldRun:
    """One number of a table: a method on one fold of a target, with one seed."""

    target: str
    method: str
    fold: int
    seed: int
    lambda_form: LambdaForm = LambdaForm.RATIO

    @property
    def label(self) -> str:
        """The method as tables name it; see `label_of`."""
        return label_of(self.method, self.lambda_form)

    @property
    def name(self) -> str:
        """Short name for messages and for the file of what a training told."""
        return f"{self.target}, {self.label}, fold {self.fold}, seed {self.seed}"

    @property
    def key(self) -> FoldRunKey:
        """Target, label, fold and seed, as of its record."""
        return self.target, self.label, self.fold, self.seed

    @property
    def step(self) -> JobStep:
        """The step of a job that fits it."""
        return JobStep(Phase.FITTING, fit=Fit(self.target, self.label, self.fold, self.seed))


def label_of(method: str, form: LambdaForm) -> str:
    """Name of a method in tables: ``steph`` is the ratio form, ``steph_sigmoid`` the other."""
    found = METHODS.get(method)
    is_other = form is LambdaForm.SIGMOID and found is not None and found.has_lambda_form
    return f"{method}_sigmoid" if is_other else method


INNER_TARGETS = 2.0
"""What the target models of the inner folds cost, shared by all methods of a fold and seed."""


def needs_inner_targets(method: str, *, tunes: bool, recalibrates: bool) -> bool:
    """Whether a fold run of a method has inner fits that start from target models of their own."""
    found = METHODS[method]
    if not (found.needs_target or method == BASELINE):
        return False
    return (tunes and found.has_gamma) or (recalibrates and method not in RECALIBRATED)


def fold_cost(method: str, n_events: int, *, tunes: bool, recalibrates: bool) -> float:
    """Approximate cost of a fold run in fits of `vanilla`, without shared inner target models.

    It depends on the events among the training patients, on whether gamma is chosen inside the
    fold, and on whether the model is recalibrated there.
    """
    cost = METHODS[method].cost(n_events)
    if tunes and METHODS[method].has_gamma:
        return 5 * cost  # two gammas on three folds of two thirds of the patients, and all of them
    if recalibrates and method not in RECALIBRATED and method != BASELINE:
        return 3 * cost
    return cost


@dataclass(frozen=True)
class InnerFit:
    """A model of a part of the training fold, and what it says of the rest, unseen by it."""

    model: SurvivalModel
    hazards: FloatArray  # shape (n, B): of the patients that were left out
    times_days: FloatArray  # shape (n,): their follow-up
    events: NDArray[np.bool_]  # shape (n,)
    is_null: bool  # whether it has collapsed to the null model

    @property
    def risk_scores(self) -> FloatArray:
        """Risk scores of the left-out patients, shape (n,)."""
        return np.asarray(-np.cumprod(1 - self.hazards, axis=1).sum(axis=1))

    @property
    def c_index(self) -> float:
        """C-index of the left-out patients."""
        return concordance_index(self.times_days, self.events, self.risk_scores)


@dataclass(frozen=True)
class GammaChoice:
    """How gamma was chosen."""

    gamma: float  # the value used
    how: str  # one phrase
    # Mean C-index over the inner folds; empty if it was given or could not be chosen.
    scores: Mapping[float, float] = field(default_factory=dict)
    # The fits with the gamma that was chosen.
    inner: tuple[InnerFit, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True)
class FoldRunResult:
    """A fitted and tested model."""

    fold_run: FoldRun  # what was asked for
    fitted: FittedModel  # the model
    settings: TrainSettings  # how it was fitted, gamma and seed included
    gamma: GammaChoice  # where gamma came from
    predictions: FoldPredictions  # of the fold's test patients
    c_index: float  # on these
    sources: tuple[SourceMeans, ...]  # empty for models without sources
    n_train: int  # training patients
    epochs: int  # of the fit
    # What the model answers through, the predictions among it; None where it answers as fitted.
    recalibration: Recalibration | None
    # Time of choosing gamma, recalibrating and fitting; that of models it builds on is not counted,
    # but for `vanilla`, which is the target model itself.
    seconds: float
    map_tops: tuple[float, ...]  # where the colours of its risk maps end, on these patients


def why_not(fold_run: FoldRun, base_models: FittedModels) -> str:
    """Return why a fold run cannot be made fairly; empty if it can."""
    eligibility = base_models.eligibility
    cohort = eligibility.cancers.get(fold_run.target)
    if cohort is None:
        reasons = [one.reason for one in eligibility.left_out if one.cancer == fold_run.target]
        return (reasons or ["the cohort holds no such cancer"])[-1]
    if all(split.fold != fold_run.fold for split in cohort.splits):
        return "the cohort has no such fold"
    train, test = cohort.train_patients(fold_run.fold), cohort.test_patients(fold_run.fold)
    if patient_fingerprints(train) & patient_fingerprints(test):
        return "a patient or slide of the test part is also in the training part"
    if reason := why_unfit_to_train(train) or why_unfit_to_test(test):
        return reason
    method, backbone = METHODS[fold_run.method], base_models.settings.backbone
    if backbone is not Backbone.ABMIL and not method.any_backbone:
        return f"it is defined for ABMIL alone, and this is of {backbone.title}"
    if method.needs_clinical and not _clinical_columns(base_models, train):
        if asked := base_models.settings.clinical:
            return f"its table has none of the columns {', '.join(asked)}"
        return "no clinical columns are chosen, such as age and stage"
    if method.of_slides:
        needed = [cohort.of_slides.bag_paths(patient) for patient in (*train, *test)]
        if missing := sum(not all(path.is_file() for path in paths) for paths in needed):
            return (
                f"{missing} of {len(needed)} patients have no slide embeddings; import them with "
                "'steph-desktop embeddings'"
            )
    if not method.needs_sources:
        return ""
    sources = base_models.usable_sources(fold_run.target)
    if not sources:
        return "no other cancer can be a source: add one, or use the method vanilla"
    tested = patient_fingerprints(test)
    for name in sources:
        theirs = base_models.source_patients(name)
        if shared := sum(bool(patient_fingerprints([p]) & tested) for p in theirs):
            return (
                f"{shared} test patients also train the source {name}: patient and slide ids must "
                "be of one person in the whole cohort"
            )
    return ""


def run_fold(
    fold_run: FoldRun,
    base_models: FittedModels,
    settings: TrainSettings,
    gamma: float | None,
    control: JobControl = UNWATCHED,
    *,
    recalibrates: bool = False,
) -> FoldRunResult:
    """Fit and test one model; seed and lambda form of the settings are replaced by the fold run's.

    Parameters
    ----------
    gamma : float, optional
        Weight of L_agg; chosen inside the training fold if None and the method uses it.
    recalibrates : bool
        Let the model answer through a `Recalibration` by patients left out inside the training
        fold, for one that becomes a pack. Costs `INNER_FOLDS` fits of the method on two thirds of
        the patients, and nothing where they are made for gamma anyhow; comparisons of methods, and
        with published figures, are of models as they were fitted.

    Raises
    ------
    LeakFound
        If the model, or one it builds on, has seen a test patient.
    StephError
        If it cannot be fitted.
    """
    if reason := why_not(fold_run, base_models):
        raise StephError(reason[:1].upper() + reason[1:], fold_run.target, "See 'cohort check'.")
    method, target = METHODS[fold_run.method], None
    if method.uses_target_model:
        target = base_models.model(fold_run.target, fold_run.fold, fold_run.seed)
    fits = _Fits.of(fold_run, base_models)
    train = fits.cohort.train_patients(fold_run.fold)
    test = fits.cohort.test_patients(fold_run.fold)
    settings = replace(settings, seed=fold_run.seed, lambda_form=fold_run.lambda_form)
    if method.needs_clinical:
        settings = replace(settings, clinical=_clinical_columns(base_models, train))
    started = time.monotonic()
    inner: tuple[InnerFit, ...] = ()
    with base_models.store.ledger.fit(train) as record:
        choice = GammaChoice(settings.gamma, "not used by this method")
        span = (0, 0)
        if method.has_gamma:
            choice = GammaChoice(gamma or 0.0, "given")
            if gamma is None:
                span = (0, 800)  # four of five fits, see `fold_cost`
                tuning = control.span(*span, 1000, Phase.CHOOSING_GAMMA)
                choice = _choose_gamma(fits.inside(train, settings, GAMMAS, tuning))
                inner = choice.inner
        settings = replace(settings, gamma=choice.gamma)
        if recalibrates and not inner and fold_run.method not in RECALIBRATED:
            span = (0, 667)  # two of three
            correcting = control.span(*span, 1000, Phase.RECALIBRATING)
            inner = fits.inside(train, settings, (choice.gamma,), correcting)[choice.gamma]
        last = control.span(span[1], 1000, 1000, Phase.FITTING_MODEL)
        fitted = fits.fit(train, settings, target, last)
    for base in (target, *fits.sources.values()):
        if base is not None:
            record.inherit(base.seen)
    require_unseen(record.seen, test, fold_run.target)
    seconds, epochs = time.monotonic() - started, len(fitted.history)
    if method.name == BASELINE and target is not None:  # it was fitted before
        seconds, epochs = target.seconds + (seconds if recalibrates else 0.0), target.epochs
    parts = [
        UnseenPart(one.hazards, settings.bins.index_of(one.times_days), one.events) for one in inner
    ]
    recalibration = Recalibration.of_parts(parts) if recalibrates and parts else None
    model, as_fitted = fitted.model, None
    if recalibration is not None:
        raw = fits.predict(test, fitted.model)
        as_fitted = np.stack([prediction.survival for prediction in raw])
        model = recalibration.installed(fitted.model)
    found, known = fits.predict(test, model), fits.predict(train, model)
    mixture = mixture_of(found, fold_run.target)
    predictions = FoldPredictions(
        fold_run.label,
        fold_run.target,
        fold_run.fold,
        fold_run.seed,
        tuple(patient.patient_id for patient in test),
        *follow_up_of(test),
        np.array([prediction.risk_score for prediction in found]),
        np.stack([prediction.survival for prediction in found]),
        settings.bins,
        mixture,
        cutoffs_of(np.array([prediction.risk_score for prediction in known])),
        as_fitted=as_fitted,
        consensus=fits.consensus(inner, test) if recalibrates else None,
    )
    return FoldRunResult(
        fold_run,
        fitted,
        settings,
        choice,
        predictions,
        predictions.c_index,
        () if mixture is None else _means_of(mixture),
        len(train),
        epochs,
        recalibration,
        seconds,
        map_tops_of(found, settings.bins),
    )


def refit_all(
    fold_run: FoldRun,
    base_models: FittedModels,
    settings: TrainSettings,
    gamma: float,
    control: JobControl,
) -> tuple[FittedModel, TrainSettings]:
    """Fit a method on all patients of its target; nobody is left to test it on.

    The number of the fold does not matter; gamma is what the folds chose.
    """
    settings = replace(settings, seed=fold_run.seed, lambda_form=fold_run.lambda_form, gamma=gamma)
    target = None
    if METHODS[fold_run.method].uses_target_model:
        first = control.span(0, 400, 1000, Phase.FITTING_MODEL)
        target = base_models.whole_model(fold_run.target, fold_run.seed, first)
    fits = _Fits.of(fold_run, base_models)
    last = control.span(400, 1000, 1000, Phase.FITTING_MODEL)
    return fits.fit(fits.cohort.patients, settings, target, last), settings


@dataclass(frozen=True)
class _Fits:
    """The fits of one fold run, and what they have in common."""

    fold_run: FoldRun
    base_models: FittedModels
    method: Method
    cohort: CancerCohort  # with the features that the method reads
    sources: Mapping[str, SourceModel]

    @classmethod
    def of(cls, fold_run: FoldRun, base_models: FittedModels) -> _Fits:
        method = METHODS[fold_run.method]
        cohort = base_models.eligibility.cancers[fold_run.target]
        names = base_models.usable_sources(fold_run.target) if method.needs_sources else ()
        sources = {name: base_models.model(name, SOURCE_FOLD, fold_run.seed) for name in names}
        cohort = cohort.of_slides if method.of_slides else cohort
        return cls(fold_run, base_models, method, cohort, sources)

    def fit(
        self,
        patients: Sequence[Patient],
        settings: TrainSettings,
        target: SourceModel | None,
        control: JobControl,
    ) -> FittedModel:
        """Fit the method on some patients; `vanilla` is the target model as it is."""
        if self.method.name == BASELINE and target is not None:
            return target.as_fitted
        store = self.base_models.store
        # A method that fits a network reads where patches lie, if the network does.
        places = not self.method.name.startswith("cox_") and settings.backbone.place_columns > 0
        data = Outcomes.of(store, self.cohort, patients, places=places)
        task = FitTask(
            data.bags,
            data.times_days,
            data.events,
            settings,
            self.base_models.null,
            None if target is None else target.model,
            {name: source.model for name, source in self.sources.items()},
            OnDemand(patients, store.clinical_row) if settings.clinical else (),
        )
        with store.ledger.fit(patients):
            return fit(self.method.name, task, control)

    def predict(self, patients: Sequence[Patient], model: SurvivalModel) -> list[Prediction]:
        return predict_all(self.base_models, self.cohort, patients, model)

    def inside(
        self,
        train: Sequence[Patient],
        settings: TrainSettings,
        gammas: Sequence[float],
        control: JobControl,
    ) -> dict[float, tuple[InnerFit, ...]]:
        """Fit the method with each gamma on folds made inside the training fold.

        Each inner fold has a target model of its own, so that its left-out patients are new to
        both.
        """
        made: dict[float, tuple[InnerFit, ...]] = dict.fromkeys(gammas, ())
        run = self.fold_run
        enough = len(train) >= INNER_FOLDS
        splits = stratified_folds(train, INNER_FOLDS, run.seed) if enough else ()
        by_id = {patient.patient_id: patient for patient in train}
        # What these fits tell of their epochs is no matter of the fold run's own course.
        inside = control.span(0, 1000, 1000, None, lambda _detail: None)
        fits = 1 + len(gammas)
        for number, split in enumerate(splits):
            part, left = ([by_id[i] for i in ids] for ids in (split.train, split.test))
            if why_unfit_to_train(part) or why_unfit_to_test(left):
                continue
            steps = (
                inside.span(place, place + 1, len(splits) * fits)
                for place in range(number * fits, (number + 1) * fits)
            )
            first, target = next(steps), None
            if self.method.uses_target_model:
                target = self.base_models.inner_model(
                    run.target, run.fold, run.seed, number, part, first
                )
            for gamma, step in zip(gammas, steps, strict=True):
                fitted = self.fit(part, replace(settings, gamma=gamma), target, step)
                hazards = [one.hazards for one in self.predict(left, fitted.model)]
                is_null = NULL_MODEL_NOTE in fitted.notes
                one = InnerFit(fitted.model, np.stack(hazards), *follow_up_of(left), is_null)
                made[gamma] = (*made[gamma], one)
        return made

    def consensus(self, inner: Sequence[InnerFit], test: Sequence[Patient]) -> FloatArray | None:
        """Return the joint prediction of the inner models for new patients, shape (n,), 0 to 1.

        Each puts a patient among those that it left out itself, and the median counts: what a pack
        of fold models answers, with the fold's own model as the one fitted on all of them.
        """
        if len(inner) < 2:
            return None
        places = []
        for one in inner:
            own = np.sort(one.risk_scores)
            scores = [prediction.risk_score for prediction in self.predict(test, one.model)]
            below, upto = (np.searchsorted(own, scores, side) for side in ("left", "right"))
            places.append((below + upto) / (2 * len(own)))
        return np.asarray(np.median(places, axis=0))


def cutoffs_of(training_scores: FloatArray) -> tuple[float, ...]:
    """Tertiles of the scores on training patients; their median where tertiles coincide."""
    cuts = tuple(float(cut) for cut in np.quantile(training_scores, _CUT_SHARES))
    if all(low < high for low, high in pairwise(cuts)):
        return cuts
    return (float(np.median(training_scores)),)


def predict_all(
    base_models: FittedModels,
    cohort: CancerCohort,
    patients: Sequence[Patient],
    model: SurvivalModel,
) -> list[Prediction]:
    """Predict patients one after the other."""
    store, places = base_models.store, model.place_columns > 0
    return [model.predict_patient(store.read(cohort, p, places=places), p.extra) for p in patients]


def _clinical_columns(base_models: FittedModels, patients: Sequence[Patient]) -> tuple[str, ...]:
    """Chosen clinical columns that a cancer's table has a value in."""
    return tuple(
        name
        for name in base_models.settings.clinical
        if any(patient.extra.get(name) for patient in patients)
    )


def _means_of(mixture: CohortMixture) -> tuple[SourceMeans, ...]:
    """Average over patients."""
    columns = (mixture.weights.T, mixture.lambdas.T, mixture.selected.T)
    return tuple(
        SourceMeans(name, *(float(column.mean()) for column in of_one))
        for name, *of_one in zip(mixture.sources, *columns, strict=True)
    )


def mixture_of(found: Sequence[Prediction], target: str) -> CohortMixture | None:
    """Return what each patient's model was mixed from; None for models without sources.

    The target's own vector, where it counts as a source, has the target's name.
    """
    shares = [prediction.sources for prediction in found]
    if not shares or not all(shares):
        return None
    names = tuple(target if s.cancer == TARGET else s.cancer for s in shares[0])
    return CohortMixture(
        names,
        np.array([[share.weight for share in row] for row in shares], float),
        np.array([[share.lambda_target for share in row] for row in shares], float),
        np.array([[share.selected for share in row] for row in shares], bool),
    )


def _choose_gamma(made: Mapping[float, tuple[InnerFit, ...]]) -> GammaChoice:
    """Take the gamma with the best mean C-index over the inner folds.

    Of equal values the smaller is taken, and a gamma at which most fits collapse to the null model
    only where all do.
    """
    if not any(made.values()):
        return GammaChoice(GAMMAS[0], "too few events to choose: the smaller")
    means = {gamma: float(np.mean([one.c_index for one in fits])) for gamma, fits in made.items()}
    stands = {g: 2 * sum(one.is_null for one in fits) <= len(fits) for g, fits in made.items()}
    best = max(GAMMAS, key=lambda gamma: (stands[gamma], means[gamma], -gamma))
    return GammaChoice(best, f"chosen on {len(made[best])} inner folds", means, made[best])
