"""The experiment behind the demo pack: its recipe, its cohort, its folds and their figures.

A target with few patients and twelve source cancers, of which some are truly related; everything
is measured on patients that no model has seen.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from steph_desktop.cohort.cohort_folder import (
    CANCERS,
    CancerCohort,
    Cohort,
    load_cohort,
    write_splits,
)
from steph_desktop.cohort.cohort_tables import Patient, Split, follow_up_of
from steph_desktop.core.codec import chosen
from steph_desktop.core.job_control import JobControl, JobStep, Phase
from steph_desktop.features.encoders import load_encoder
from steph_desktop.features.extraction import extract_features
from steph_desktop.model.abmil import Abmil, SurvivalModel
from steph_desktop.model.card import LambdaForm, WeightActivation
from steph_desktop.model.recalibration import Recalibration, UnseenPart
from steph_desktop.model.steph import Steph
from steph_desktop.research.generative_model import GenerativeModel, draw_patients
from steph_desktop.research.synthetic import DEFAULT_WORLD, make_cohort
from steph_desktop.survival.curves import TimeBins
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.training.bag_store import Outcomes
from steph_desktop.training.train_settings import HeadStart, TrainSettings
from steph_desktop.training.trainer import fit_abmil, fit_steph

TARGET = "BRCA"
ENCODER = "effnet-lite0"


@dataclass(frozen=True)
class Recipe:
    """Everything that decides the demo pack."""

    cohort_seed: int = 7  # of slides and survival
    world: GenerativeModel = DEFAULT_WORLD  # who shares what
    size_px: tuple[int, int] = (1152, 1088)  # of the slides
    source_patients: int = 100  # of each source cancer
    # Of the target: patients that train in each fold, folds with disjoint training parts, patients
    # that only test, and patients kept for the demo.
    train_patients: int = 45
    folds: int = 5
    test_only: int = 120
    held_out: int = 15
    seeds: tuple[int, ...] = (42, 43, 44)  # training is repeated with each
    # Weights of L_agg to choose from, inside each training fold.
    gammas: tuple[float, ...] = (0.005, 0.05)
    inner_folds: int = 3  # folds of that choice
    epochs: int = 20  # of single models
    lr: float = 1e-3
    merge_epochs: int = 30  # of STEPH
    merge_lr: float = 3e-3
    beta: float = 2.0  # weight of L_mix
    lambda_form: LambdaForm = LambdaForm.SIGMOID
    embed_dim: int = 64  # E
    attn_dim: int = 48  # A
    hyper_dim: int = 64

    @property
    def target_patients(self) -> int:
        """All patients of the target."""
        return self.train_patients * self.folds + self.test_only + self.held_out

    def abmil_settings(self, seed: int) -> TrainSettings:
        """How target and source models are fitted."""
        same = ("epochs", "lr", "embed_dim", "attn_dim", "hyper_dim")
        return TrainSettings(**chosen(self, *same), seed=seed)

    def published_settings(self, seed: int, gamma: float) -> TrainSettings:
        """How the paper fits STEPH: a fresh head, ReLU weights, beta 0.05; a longer training."""
        return replace(self.abmil_settings(seed), epochs=3 * self.epochs, gamma=gamma)

    def merge_settings(self, seed: int, gamma: float) -> TrainSettings:
        """How STEPH is fitted; where it departs from the paper, and why, stands in the card.

        A new head re-reads the embedding of any source, related or not, so that the
        weights have nothing to tell relatives by; a head that starts at the target's has. With
        that head lambda would run to 1, the target model on patients it has already fitted, and
        a larger beta holds it back.
        """
        return replace(
            self.abmil_settings(seed),
            epochs=self.merge_epochs,
            lr=self.merge_lr,
            gamma=gamma,
            beta=self.beta,
            lambda_form=self.lambda_form,
            weight_activation=WeightActivation.SOFTPLUS,
            head_start=HeadStart.TARGET,
        )


def bags_of(cancer: CancerCohort, patients: Sequence[Patient]) -> Outcomes:
    """Read the bags of some patients."""
    return Outcomes(tuple(map(cancer.load_bag, patients)), *follow_up_of(patients))


def part_of(data: Outcomes, rows: NDArray[np.bool_]) -> Outcomes:
    """Return some of the patients."""
    bags = tuple(data.bags[int(i)] for i in np.flatnonzero(rows))
    return Outcomes(bags, data.times_days[rows], data.events[rows])


@dataclass(frozen=True)
class FoldResult:
    """One fold with one seed: C-indices on unseen patients, and where STEPH's weights went."""

    fold: int
    seed: int
    n_test: int
    gamma: float  # chosen inside the training fold
    vanilla: float  # C-index on the test patients, as the following
    finetuned: float
    steph: float
    truth: float  # of the true hazard, the ceiling
    # Mean over test patients of the relatives' share of w (1 - lambda) of the merged sources.
    relatives_share: float
    # Mean share of relatives among the sources merged with a weight above 0.
    relatives_picked: float
    lambda_target: float  # mean mixing ratio of the merged sources, by weight
    published: float  # C-index of STEPH fitted as in the paper, for comparison
    published_share: float


# --- data ----------------------------------------------------------------------------------------


def prepare_cohort(work: Path, recipe: Recipe, control: JobControl) -> Cohort:
    """Paint the cohort, split the target, extract the features; finished parts are kept."""
    counts = dict.fromkeys(CANCERS, recipe.source_patients)
    counts[TARGET] = recipe.target_patients
    folder = work / "cohort"
    make_cohort(
        folder, CANCERS, counts, recipe.cohort_seed, control,
        world=recipe.world, size_px=recipe.size_px,
    )  # fmt: skip
    ids = [p.patient_id for p in load_cohort(folder, [TARGET])[TARGET].patients]
    write_splits(folder / TARGET, few_patient_splits(ids, recipe))
    cohort = load_cohort(folder)
    encoder = load_encoder(ENCODER)
    slides = [
        (cancer.folder, slide_id)
        for cancer in cohort
        for patient in cancer.patients
        for slide_id in patient.slide_ids
    ]
    for home, slide_id in control.each(slides, Phase.COMPUTING_FEATURES):
        extract_features(home / "slides" / f"{slide_id}.svs", home / "features", encoder)
    return cohort


def few_patient_splits(ids: Sequence[str], recipe: Recipe) -> tuple[Split, ...]:
    """Folds that train on few and test on many: disjoint training parts, the rest tests.

    The last `Recipe.held_out` patients are in no fold.
    """
    used = tuple(ids[: len(ids) - recipe.held_out])
    size = recipe.train_patients
    ends = [(fold * size, (fold + 1) * size) for fold in range(recipe.folds)]
    return tuple(
        Split(fold, used[start:stop], used[:start] + used[stop:])
        for fold, (start, stop) in enumerate(ends)
    )


# --- models --------------------------------------------------------------------------------------


def fit_sources(cohort: Cohort, recipe: Recipe, control: JobControl) -> dict[str, Abmil]:
    """One ABMIL per source cancer, each on the training part of its own fold 0."""
    models = {}
    names = [name for name in cohort.names if name != TARGET]
    for done, name in enumerate(names):
        control.checkpoint(done, len(names), JobStep(Phase.FITTING_MODEL, name=name))
        data = bags_of(cohort[name], cohort[name].train_patients(0))
        models[name] = _fit_abmil(data, recipe.abmil_settings(recipe.seeds[0]))
    return models


def _fit_abmil(data: Outcomes, settings: TrainSettings, start: Abmil | None = None) -> Abmil:

    model = fit_abmil(data.bags, data.times_days, data.events, settings, start).model
    if not isinstance(model, Abmil):
        raise TypeError("an ABMIL was expected")
    return model


def _fit_steph(
    data: Outcomes, settings: TrainSettings, target: Abmil, sources: Mapping[str, Abmil]
) -> Steph:
    model = fit_steph(
        data.bags, data.times_days, data.events, settings,
        null=None, target=target, sources=sources,
    ).model  # fmt: skip
    if not isinstance(model, Steph):
        raise TypeError("a STEPH was expected")
    return model


class InsideChoice(NamedTuple):
    """What the patients left out inside a training fold decide; its test patients play no part."""

    gamma: float
    recalibration: Recalibration


def choose_inside(
    data: Outcomes, recipe: Recipe, seed: int, sources: Mapping[str, Abmil]
) -> InsideChoice:
    """Choose gamma by cross-validation inside a training fold, and recalibrate with it."""
    rows = np.arange(len(data.bags))
    order = np.random.default_rng(seed).permutation(rows)
    scores: dict[float, list[float]] = {gamma: [] for gamma in recipe.gammas}
    unseen: dict[float, list[UnseenPart]] = {gamma: [] for gamma in recipe.gammas}
    bins = TimeBins()
    for inner in range(recipe.inner_folds):
        left_out = np.isin(rows, order[inner :: recipe.inner_folds])
        train, check = part_of(data, ~left_out), part_of(data, left_out)
        target = _fit_abmil(train, recipe.abmil_settings(seed))
        for gamma in recipe.gammas:
            model = _fit_steph(train, recipe.merge_settings(seed, gamma), target, sources)
            found = [model.predict(bag) for bag in check.bags]
            risks = np.array([one.risk_score for one in found])
            scores[gamma].append(concordance_index(check.times_days, check.events, risks))
            hazards = np.stack([one.hazards for one in found])
            unseen[gamma].append(UnseenPart(hazards, bins.index_of(check.times_days), check.events))
    best = max(recipe.gammas, key=lambda gamma: statistics.fmean(scores[gamma]))
    return InsideChoice(best, Recalibration.of_parts(unseen[best]))


def risk_scores(model: SurvivalModel, data: Outcomes) -> NDArray[np.float64]:
    """Risk score of every patient, shape (n,)."""
    return np.array([model.predict(bag).risk_score for bag in data.bags])


def c_index(model: SurvivalModel, data: Outcomes) -> float:
    """C-index of a model on patients."""
    return concordance_index(data.times_days, data.events, risk_scores(model, data))


def relatives_of(recipe: Recipe, cancer: str) -> tuple[str, ...]:
    """Cancers that truly share what drives survival with `cancer`."""
    return tuple(c for c in recipe.world.family_of(cancer).cancers if c != cancer)


class MergeUse(NamedTuple):
    """What merges drew on, mean over patients; see `FoldResult` for the fields."""

    relatives_share: float
    relatives_picked: float
    lambda_target: float


def where_weights_go(model: Steph, data: Outcomes, relatives: Sequence[str]) -> MergeUse:
    """Say how much the merges of some patients drew on relatives.

    Patients whose merge holds no source are left out; all is 0 if all are such.
    """
    found = []
    for bag in data.bags:
        sources = [s for s in model.predict(bag).sources if s.selected and s.weight > 0]
        weight = np.array([s.weight for s in sources])
        pull = weight * np.array([1 - s.lambda_target for s in sources])
        kin = np.array([s.cancer in relatives for s in sources], bool)
        if pull.sum() > 0:
            mixing = 1 - pull.sum() / weight.sum()
            found.append((pull[kin].sum() / pull.sum(), kin.mean(), mixing))
    return MergeUse(*np.mean(found, axis=0).tolist()) if found else MergeUse(0.0, 0.0, 0.0)


def measure_fold(
    cohort: Cohort, fold: int, seed: int, recipe: Recipe, sources: Mapping[str, Abmil], gamma: float
) -> tuple[FoldResult, Steph, Outcomes]:
    """Fit and test one fold: the target model, the same trained on, STEPH; return its data too."""
    target = cohort[TARGET]
    people = target.test_patients(fold)
    train, test = bags_of(target, target.train_patients(fold)), bags_of(target, people)
    settings = recipe.abmil_settings(seed)
    vanilla = _fit_abmil(train, settings)
    finetuned = _fit_abmil(train, replace(settings, epochs=recipe.merge_epochs), vanilla)
    model = _fit_steph(train, recipe.merge_settings(seed, gamma), vanilla, sources)
    hazard = {
        p.patient_id: p.log_hazard
        for p in draw_patients(recipe.world, TARGET, recipe.target_patients, recipe.cohort_seed)
    }
    truth = np.array([hazard[patient.patient_id] for patient in people])
    kin = relatives_of(recipe, TARGET)
    use = where_weights_go(model, test, kin)
    published = _fit_steph(train, recipe.published_settings(seed, gamma), vanilla, sources)
    own = c_index(vanilla, test), c_index(finetuned, test), c_index(model, test)
    ceiling = concordance_index(test.times_days, test.events, truth)
    theirs = c_index(published, test), where_weights_go(published, test, kin).relatives_share
    result = FoldResult(fold, seed, len(people), gamma, *own, ceiling, *use, *theirs)
    return result, model, test
