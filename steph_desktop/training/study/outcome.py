"""Result of a training: a table, a verdict, and risk groups of patients new to the models."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.codec import CodecError, Key, from_json, to_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.listing import grouped
from steph_desktop.model.outputs import RiskGroup
from steph_desktop.model.packs import read_card
from steph_desktop.survival.curves import FloatArray
from steph_desktop.survival.evaluation import Evaluation
from steph_desktop.training.comparison import TransferVerdict, fold_means, verdict_of
from steph_desktop.training.fold_runs import read_object
from steph_desktop.training.predictions import (
    evaluate_predictions,
    joined,
    read_benchmark_predictions,
)
from steph_desktop.training.requests import PackForm
from steph_desktop.training.training_events import BASELINE, NULL_MODEL_NOTE

OUTCOME_FILE = "outcome.json"
RESULTS_FOLDER = "benchmark"
MODELS_FOLDER = "models"
SOURCES_FOLDER = "sources"
SUMMARIES_FILE = "summaries.npz"


@dataclass(frozen=True)
class SourceAlone:
    """A source model that predicts the target's patients as it is: its C-index by fold."""

    cancer: str
    folds: tuple[float, ...]

    @property
    def c_index(self) -> float:
        """Mean over the folds."""
        return statistics.fmean(self.folds)


@dataclass(frozen=True)
class Difference:
    """A method against the target alone, by a paired bootstrap over patients."""

    difference: float  # of the C-index, with its 95 % interval
    lower: float
    upper: float


@dataclass(frozen=True)
class MethodRow:
    """One row of the table of results."""

    method: str  # name in tables
    folds: tuple[float, ...]  # C-index by fold, seeds averaged
    # None for the baseline itself, and where too few patients can be compared.
    against_baseline: Difference | None
    seconds: float  # of all its fits

    @property
    def c_index(self) -> float:
        """Mean over the folds."""
        return statistics.fmean(self.folds)


@dataclass(frozen=True)
class TestedPatients:
    """Predictions for patients that were new to their model, all folds together."""

    patient_ids: tuple[str, ...]  # as in the cohort
    times_days: FloatArray  # shape (n,), as the following
    events: NDArray[np.bool_]
    risk_scores: FloatArray  # by the fold's own model
    groups: tuple[RiskGroup, ...]  # by cut-offs that were fixed on the training part of each fold


@dataclass(frozen=True)
class RefitFinding:
    """One model of all training patients against the median of several of parts of them."""

    method: str  # as tables name it
    refit: float  # C-index on patients that neither has seen, mean over the folds
    members: float
    difference: float  # `refit` minus `members`, with its 95 % interval
    lower: float
    upper: float
    patients: int

    @property
    def form(self) -> PackForm:
        """The better of the two; at equal figures the one that needs no more than one model."""
        return PackForm.REFIT if self.difference >= 0 else PackForm.MEMBERS

    @property
    def sentence(self) -> str:
        """The finding in plain words."""
        return (
            f"One model of all training patients against the median of models of two thirds of "
            f"them, on {self.patients} patients that neither had seen: C-index {self.refit:.3f} "
            f"and {self.members:.3f}, difference {self.difference:+.3f} (95 % interval "
            f"{self.lower:+.3f} to {self.upper:+.3f} over patients)."
        )


@dataclass(frozen=True)
class StudyFigures:
    """The figures of a finished training, as they stand in outcome.json."""

    target: str
    method: str  # the one that was chosen
    seeds: tuple[int, ...]  # seeds of the fits; risk groups and calibration are of the first
    rows: tuple[MethodRow, ...]  # the target alone first
    alone: tuple[SourceAlone, ...]  # source models as they are, where they can predict
    # Of the chosen method against the target alone; None where there is nothing to compare.
    verdict: TransferVerdict | None
    sentence: str  # the verdict in a sentence
    left_out: tuple[str, ...]  # what did not take part
    notes: tuple[str, ...]  # what the fits say of themselves
    # What the model adds to the clinical columns, in a sentence; empty where there are none.
    clinical_value: Annotated[str, Key(later=True)] = ""
    # By method, where there was something to compare.
    refits: tuple[RefitFinding, ...] = field(default=(), kw_only=True)

    def row(self, method: str) -> MethodRow:
        """Return the row of a method."""
        return next(row for row in self.rows if row.method == method)

    def collapsed(self, method: str) -> str:
        """Say that fits of a method are the null model for most patients; empty if they are not."""
        return next(iter(_collapses(method, self.notes)), "")

    def refit_of(self, method: str) -> RefitFinding | None:
        """Return what was found for a method, else for the cohort's own model alone."""
        known = {found.method: found for found in self.refits}
        return known.get(method, known.get(BASELINE))


@dataclass(frozen=True)
class StudyResult(StudyFigures):
    """Everything about a finished training: its figures, and what its predictions give."""

    tested: TestedPatients = field(kw_only=True)  # for Kaplan-Meier by risk group
    evaluation: Evaluation = field(kw_only=True)  # calibration and further measures
    # In which forms the models of each method can be saved.
    forms: Mapping[str, tuple[PackForm, ...]] = field(default_factory=dict, kw_only=True)

    @property
    def recommended(self) -> str:
        """The method to save unless a person says otherwise.

        The chosen one; where it hurts, or its fits have collapsed, the best of those that have not.
        """
        sound = [
            row
            for row in self.rows
            if self.forms.get(row.method) and not self.collapsed(row.method)
        ]
        hurts = self.verdict is TransferVerdict.HURTS
        if not sound or (not hurts and not self.collapsed(self.method)):
            return self.method
        return max(sound, key=lambda row: row.c_index).method

    def form_to_save(self, method: str) -> PackForm:
        """Return the better form of a method's models that was kept, see `RefitFinding`."""
        found, kept = self.refit_of(method), self.forms.get(method, ())
        wanted = PackForm.MEMBERS if found is None else found.form
        return wanted if wanted in kept or not kept else kept[0]

    def to_json(self) -> dict[str, Any]:
        """Return the figures as JSON values; the predictions on disk give the rest."""
        value: dict[str, Any] = to_json(StudyFigures(**_figures_of(self)))
        return value


def _figures_of(figures: StudyFigures) -> dict[str, Any]:
    return {one.name: getattr(figures, one.name) for one in fields(StudyFigures)}


def outcome_of(
    out: Path,
    target: str,
    method: str,
    seeds: tuple[int, ...],
    summary: Mapping[str, Any],
    alone: tuple[SourceAlone, ...],
    refits: tuple[RefitFinding, ...] = (),
) -> StudyResult:
    """Sum up the finished benchmark of one target in the folder of a training.

    `method` is the chosen one as tables name it, and `summary` what summary.json says.

    Raises
    ------
    StephError
        If no fold run of the method could be run.
    """
    found = read_benchmark_predictions(out / RESULTS_FOLDER, targets=(target,))
    by_method = grouped(found, attrgetter("method"))
    differences = _differences(summary, target)
    rows = []
    for name in sorted(by_method, key=lambda name: _order(name, method)):
        stored, seconds = differences.get(name, {}), float(summary["methods"][name]["seconds"])
        gain = None
        if "lower" in stored:
            gain = Difference(stored["difference"], stored["lower"], stored["upper"])
        rows.append(MethodRow(name, fold_means(by_method[name]), gain, seconds))
    if method not in by_method:
        reasons = [item["reason"] for item in summary["skipped"]]
        raise StephError(
            "No fold of the chosen method could be run" + (f": {reasons[0]}" if reasons else ""),
            target,
            "Look at the findings of the check, or use fewer folds.",
        )
    notes = tuple(summary["notes"])
    verdict, sentence = unless_collapsed(*_verdict(differences.get(method), method), method, notes)
    figures = StudyFigures(
        target,
        method,
        seeds,
        tuple(rows),
        alone,
        verdict,
        sentence,
        tuple(f"{s['count']} {s['what']}: {s['reason']}" for s in summary["skipped"]),
        notes,
        next((c["sentence"] for c in summary["clinical_value"] if c["method"] == method), ""),
        refits=refits,
    )
    return _whole(figures, out)


def _whole(figures: StudyFigures, out: Path) -> StudyResult:
    """Add what the predictions of the chosen method give."""
    models = out / MODELS_FOLDER
    tested, evaluation = _tested(out / RESULTS_FOLDER, models, figures)
    forms, own = kept_forms(models, figures), _figures_of(figures)
    return StudyResult(**own, tested=tested, evaluation=evaluation, forms=forms)


def model_path(models: Path, method: str, fold: int, seed: int) -> Path:
    """Return where the pack of a fitted model lies."""
    return models / f"{method}-fold{fold}-seed{seed}.steph"


def refit_path(models: Path, method: str, seed: int) -> Path:
    """Return where the pack of the model of all patients lies."""
    return models / f"{method}-all-seed{seed}.steph"


def kept_forms(models: Path, figures: StudyFigures) -> dict[str, tuple[PackForm, ...]]:
    """Return in which forms the models of each method were kept.

    Trainings of earlier versions kept those of the chosen method alone.
    """
    seed, found = figures.seeds[0], {}
    for row in figures.rows:
        folds = list(models.glob(f"{row.method}-fold*-seed{seed}.steph"))
        forms = [PackForm.MEMBERS] if len(folds) >= len(row.folds) else []
        if refit_path(models, row.method, seed).is_file():
            forms.append(PackForm.REFIT)
        found[row.method] = tuple(forms)
    return found


def finished_outcome(out: Path, method: str = "") -> tuple[StudyResult, str]:
    """Return the result of a training as it is for a method, and the method that was chosen.

    It may be another of those that were fitted and kept; the chosen one if none is named.

    Raises
    ------
    StephError
        If the training is not finished, or has no such model.
    """
    outcome = load_outcome(out)
    if outcome is None:
        raise StephError(
            "The training is not finished, or its result is damaged",
            todo="Start it again: what is finished is kept, and the rest is computed.",
        )
    return outcome_for(out, outcome, method or outcome.method), outcome.method


def outcome_for(out: Path, outcome: StudyResult, method: str) -> StudyResult:
    """Return the result as it is for another of the methods that were fitted and kept."""
    if method == outcome.method:
        return outcome
    known = [row.method for row in outcome.rows]
    if method not in known:
        raise StephError("This training has no such model", method, f"It has {', '.join(known)}.")
    if not outcome.forms.get(method):
        raise StephError(
            "The models of this method were not kept: an earlier version of the program trained "
            "them",
            method,
            "Train again to save it.",
        )
    summary = read_object(out / RESULTS_FOLDER / "summary.json") or {}
    stored = _differences(summary, outcome.target).get(method)
    verdict, sentence = unless_collapsed(*_verdict(stored, method), method, outcome.notes)
    adds = str(clinical_value_of(out, method).get("sentence", ""))
    figures = replace(
        outcome, method=method, verdict=verdict, sentence=sentence, clinical_value=adds
    )
    return _whole(figures, out)


def clinical_value_of(out: Path, method: str) -> Mapping[str, Any]:
    """Return what a method adds to the clinical columns, see `ClinicalValue`; empty if not told."""
    told = (read_object(out / RESULTS_FOLDER / "summary.json") or {}).get("clinical_value")
    entries = [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
    return next((one for one in entries if one.get("method") == method), {})


def load_outcome(out: Path) -> StudyResult | None:
    """Return the result of a study's training; None while it is not finished."""
    value = read_object(out / OUTCOME_FILE)
    if value is None:
        return None  # absent or damaged: it is made again from the finished fold runs
    try:
        figures = from_json(StudyFigures, value, extra=True, finite=False)
    except CodecError:
        return None
    return _whole(figures, out)


def _order(name: str, chosen: str) -> tuple[bool, bool, str]:
    return name == chosen and name != BASELINE, name != BASELINE, name


def _differences(summary: Mapping[str, Any], target: str) -> Mapping[str, Mapping[str, Any]]:
    """Return what was found of each method against the target alone; empty where not told."""
    told = summary.get("comparisons")
    found = [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
    return {str(one.get("method")): one for one in found if one.get("target") == target}


def _verdict(stored: Mapping[str, Any] | None, method: str) -> tuple[TransferVerdict | None, str]:
    if method == BASELINE:
        return None, "This is the model of your cohort alone: there is nothing to compare it with."
    if stored is None or "verdict" not in stored:
        reason = stored["sentence"] if stored else "no fold was run with both models"
        return None, f"The models could not be compared: {reason}"
    # By the interval: the stored words differ for methods that take nothing from other cancers.
    return verdict_of(stored["lower"], stored["upper"]), str(stored["sentence"])


def unless_collapsed(
    verdict: TransferVerdict | None, sentence: str, method: str, notes: Sequence[str]
) -> tuple[TransferVerdict | None, str]:
    """Withdraw a recommendation where fits of the method are the null model for most patients.

    `notes` are those of summary.json: what the fits say of themselves, counted by method.
    """
    found = _collapses(method, notes)
    if not found:
        return verdict, sentence
    if verdict is TransferVerdict.HELPS:
        verdict = TransferVerdict.NO_EVIDENCE
    return verdict, f"{sentence} Not to be recommended: {found[0]}."


def _collapses(method: str, notes: Sequence[str]) -> list[str]:
    return [n for n in notes if n.startswith(f"{method}, ") and n.endswith(NULL_MODEL_NOTE)]


def _tested(
    results: Path, models: Path, figures: StudyFigures
) -> tuple[TestedPatients, Evaluation]:
    method, seed = figures.method, figures.seeds[0]
    found = read_benchmark_predictions(results, methods=(method,), targets=(figures.target,))
    mine = sorted((one for one in found if one.seed == seed), key=lambda one: one.fold)
    groups: list[RiskGroup] = []
    for one in mine:
        card = read_card(model_path(models, method, one.fold, seed))
        if card.reference is None:
            raise StephError("A model has no cut-offs", card.model_id, "Train again.")
        groups += [card.reference.group_of(float(score)) for score in one.risk_scores]
    ids = tuple(patient for one in mine for patient in one.patient_ids)
    times, events, scores = (joined(mine, name) for name in ("times_days", "events", "risk_scores"))
    return TestedPatients(ids, times, events, scores, tuple(groups)), evaluate_predictions(mine)
