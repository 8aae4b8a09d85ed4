"""Source models and their start: the shared null model, and one ABMIL per cancer, fold and seed.

All start from one null model M_0, so that their task vectors can be mixed. A target's model comes
from the fold that is being evaluated, a source's from its fold 0. Each file says how it was made
and which patients it has seen; one that was made otherwise, or is damaged, is fitted again.

References
----------
Protocol: STEPH, CVPR 2026, arXiv 2603.10526.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from steph_desktop.cohort.cohort_folder import CancerCohort
from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.cohort.eligibility import LeftOut, why_unfit_to_train
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import UNWATCHED, JobControl
from steph_desktop.model.backbones import Network
from steph_desktop.model.card import Backbone
from steph_desktop.training.bag_store import CohortBags, Outcomes
from steph_desktop.training.checkpointing import digest_of, read_noted, write_noted
from steph_desktop.training.methods.registry import FitTask, fit
from steph_desktop.training.trainer import FittedModel, TrainingPrecision, TrainSettings
from steph_desktop.training.training_events import BASELINE

SOURCE_FOLD = 0
# Both names are in the folders of every training and never change.
BASE_MODELS_FOLDER = "zoo"
_FORM = "steph-zoo-1"
_KEPT_MODELS = 32  # in memory, where the others can be read from disk


@dataclass(frozen=True)
class SourceModel:
    """A fitted model, and where it comes from."""

    model: Network  # on the CPU, in evaluation mode
    # Fingerprints of the patients whose bags its fit has read; of a given model none are known.
    seen: frozenset[str] = frozenset()
    epochs: int = 0  # of its fit, as the others
    n_trained: int = 0
    seconds: float = 0.0
    # Fingerprints of the bags that its fit has read; None where they were not kept.
    fingerprints: frozenset[str] | None = None

    @property
    def as_fitted(self) -> FittedModel:
        """The model as the result of ``vanilla``, whose fit it is."""
        return FittedModel(self.model, n_trained=self.n_trained, seconds=self.seconds)


class FittedModels:
    """Fits each model once, when it is first asked for; keeps it in a folder, or in memory."""

    def __init__(
        self, bags: CohortBags, settings: TrainSettings, folder: Path | None = None
    ) -> None:
        self.eligibility, self.store = bags.eligibility, bags.store
        self.settings, self.folder = settings, folder
        self._models: dict[str, SourceModel] = {}
        self._null: Network | None = None
        # Name and hashes of the packs that the sources were taken from.
        self.source_packs: tuple[Mapping[str, str], ...] = ()

    @property
    def is_synthetic(self) -> bool:
        """Whether anything that a target is merged with was trained on synthetic slides."""
        return self.eligibility.synthetic

    @property
    def null(self) -> Network:
        """The null model M_0; stored, so that all later fits start from the same numbers."""
        if self._null is None:
            recipe = self._recipe("null")
            kept = self._load("null", recipe)
            if kept is None:
                kept = SourceModel(self._drawn())
                self._save("null", recipe, kept)
            self._null = kept.model
        return self._null

    def _drawn(self) -> Network:
        return self.settings.null_network(self.eligibility.kind.feature_dim)

    def usable_sources(self, target: str) -> tuple[str, ...]:
        """Names of the cancers that can be sources for a target, in order."""
        others = (name for name in self.eligibility.cancers if name != target)
        return tuple(name for name in others if not self.why_no_source(name))

    def why_no_source(self, cancer: str) -> str:
        """Why a cancer cannot be a source; empty if it can."""
        cohort = self.eligibility.cancers[cancer]
        if all(split.fold != SOURCE_FOLD for split in cohort.splits):
            return f"it has no fold {SOURCE_FOLD}"
        return why_unfit_to_train(cohort.train_patients(SOURCE_FOLD))

    def source_patients(self, cancer: str) -> tuple[Patient, ...]:
        """Patients that a source model is fitted on, as far as they are known."""
        return self.eligibility.cancers[cancer].train_patients(SOURCE_FOLD)

    def source_fingerprints(self, target: str, seed: int) -> frozenset[str] | None:
        """Return fingerprints of the bags that a target's sources have seen; None where unknown."""
        found = [
            self.model(name, SOURCE_FOLD, seed).fingerprints for name in self.usable_sources(target)
        ]
        known = [fingerprints for fingerprints in found if fingerprints is not None]
        return frozenset().union(*known) if len(known) == len(found) else None

    def left_out(self) -> tuple[LeftOut, ...]:
        """Cancers that cannot be sources."""
        found = ((name, self.why_no_source(name)) for name in self.eligibility.cancers)
        return tuple(LeftOut("source", name, reason) for name, reason in found if reason)

    def is_ready(self, cancer: str, fold: int, seed: int) -> bool:
        """Whether a model is fitted already."""
        name, cohort = _name(cancer, fold, seed), self.eligibility.cancers[cancer]
        recipe = self._recipe(name, cohort.train_patients(fold), cancer, seed)
        return self._load(name, recipe) is not None

    def model(
        self, cancer: str, fold: int, seed: int, control: JobControl = UNWATCHED
    ) -> SourceModel:
        """Return the ABMIL of a cancer, fitted on the training part of one of its folds."""
        cohort, name = self.eligibility.cancers[cancer], _name(cancer, fold, seed)
        return self._fitted(name, cohort, cohort.train_patients(fold), seed, control)

    def inner_model(
        self,
        cancer: str,
        fold: int,
        seed: int,
        inner: int,
        patients: Sequence[Patient],
        control: JobControl = UNWATCHED,
    ) -> SourceModel:
        """Return the ABMIL fitted on a part of a training fold, for choices made inside it."""
        cohort, name = self.eligibility.cancers[cancer], f"{_name(cancer, fold, seed)}-inner{inner}"
        return self._fitted(name, cohort, patients, seed, control)

    def whole_model(self, cancer: str, seed: int, control: JobControl = UNWATCHED) -> SourceModel:
        """Return the ABMIL fitted on all patients of a cancer: one that no fold of it may test."""
        cohort = self.eligibility.cancers[cancer]
        return self._fitted(f"{cancer}-all-seed{seed}", cohort, cohort.patients, seed, control)

    def _fitted(
        self,
        name: str,
        cohort: CancerCohort,
        patients: Sequence[Patient],
        seed: int,
        control: JobControl,
    ) -> SourceModel:
        """Return a model that was kept, or fit and keep it."""
        recipe = self._recipe(name, patients, cohort.cancer, seed)
        if (kept := self._load(name, recipe)) is not None:
            return kept
        places = self.settings.backbone.place_columns > 0
        data = Outcomes.of(self.store, cohort, patients, places=places)
        settings = replace(self.settings, seed=seed)
        task = FitTask(data.bags, data.times_days, data.events, settings, self.null)
        with self.store.ledger.fit(patients) as record:
            try:
                fitted = fit(BASELINE, task, control)
            except StephError as error:
                raise type(error)(error.what, error.where or cohort.cancer, error.todo) from error
        if not isinstance(fitted.model, Network):
            raise TypeError("source models are single networks")
        model, seen = fitted.model.cpu().eval(), frozenset(record.seen)
        told = (len(fitted.history), fitted.n_trained, fitted.seconds)
        made = SourceModel(model, seen, *told, self.store.fingerprints(cohort, patients))
        self._save(name, recipe, made)
        return made

    def _recipe(
        self, name: str, patients: Sequence[Patient] = (), cancer: str = "", seed: int = 0
    ) -> str:
        """SHA-256 of everything that decides a model: settings, data, who trains."""
        s = self.settings
        value = [
            _FORM, name, seed, s.null_seed, s.epochs, s.bags_per_step, s.lr, s.weight_decay,
            s.embed_dim, s.attn_dim, s.bins.starts_days, s.batch_instances,
            self.eligibility.kind.feature_dim, self.eligibility.fingerprints.get(cancer, ""),
            [patient.patient_id for patient in patients],
        ]  # fmt: skip
        if s.precision is not TrainingPrecision.FLOAT32:
            value.append(s.precision.value)
        if s.published:
            value.append(s.preset.value)
        if s.backbone is not Backbone.ABMIL:
            value.append(s.backbone.value)
        return hashlib.sha256(json.dumps(value).encode()).hexdigest()

    def _path(self, name: str) -> Path | None:
        return None if self.folder is None else self.folder / f"{name}.safetensors"

    def _load(self, name: str, recipe: str) -> SourceModel | None:
        """Return a model that was kept; None if there is none, of another recipe, or damaged."""
        if name in self._models:
            return self._models[name]
        path = self._path(name)
        if path is None or not path.is_file():
            return None
        try:
            state, stored = read_noted(path)
            if stored["recipe"] != recipe or stored["sha256"] != digest_of(state, hashlib.sha256()):
                return None
            model = self._drawn()
            model.load_state_dict(state)
            seen, marks = frozenset(stored["seen"]), stored.get("marks")
            told = (stored["epochs"], stored["n_trained"], stored["seconds"])
            bags = None if marks is None else frozenset(marks)
            found = SourceModel(model.requires_grad_(False).eval(), seen, *told, bags)
        except (OSError, ValueError, KeyError, TypeError, RuntimeError):
            return None  # damaged: it is fitted again and gives the same numbers
        self._keep(name, found)
        return found

    def _keep(self, name: str, model: SourceModel) -> None:
        self._models[name] = model
        if self.folder is not None and len(self._models) > _KEPT_MODELS:
            del self._models[next(iter(self._models))]

    def _save(self, name: str, recipe: str, made: SourceModel) -> None:
        self._keep(name, made)
        path = self._path(name)
        if path is None:
            return
        state = {key: value.detach().contiguous() for key, value in made.model.state_dict().items()}
        stored = {
            "recipe": recipe,
            "sha256": digest_of(state, hashlib.sha256()),
            "seen": sorted(made.seen),
            "epochs": made.epochs,
            "n_trained": made.n_trained,
            "seconds": made.seconds,
            "marks": None if made.fingerprints is None else sorted(made.fingerprints),
        }
        write_noted(path, state, stored)


def _name(cancer: str, fold: int, seed: int) -> str:
    return f"{cancer}-fold{fold}-seed{seed}"
