"""Result of a training: a table, a verdict, and risk groups of patients new to the models."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.codec import CodecError, Key, from_json, to_json
from steph_desktop.core.errors import StephError
from steph_desktop.model.outputs import RiskGroup
from steph_desktop.model.packs import read_card
from steph_desktop.survival.curves import FloatArray
from steph_desktop.survival.evaluation import Evaluation
from steph_desktop.training.comparison import TransferVerdict
from steph_desktop.training.fold_runs import read_object
from steph_desktop.training.predictions import (
    FoldPredictions,
    evaluate_predictions,
    read_benchmark_predictions,
)
from steph_desktop.training.training_events import NULL_MODEL_NOTE

OUTCOME_FILE = "outcome.json"
RESULTS_FOLDER = "benchmark"
MODELS_FOLDER = "models"
SOURCES_FOLDER = "sources"
SUMMARIES_FILE = "summaries.npz"
BASELINE = "vanilla"


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

    # difference, lower, upper: Of the C-index, with its 95 % interval.
    difference: float
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
    # times_days, events, risk_scores: shape (n,): follow-up, and the score of the fold's own model.
    times_days: FloatArray
    events: NDArray[np.bool_]
    risk_scores: FloatArray
    groups: tuple[RiskGroup, ...]  # by cut-offs that were fixed on the training part of each fold


@dataclass(frozen=True)
class StudyFigures:
    """The figures of a finished training, as they stand in outcome.json."""

    # target, method: What was trained.
    target: str
    method: str
    seeds: tuple[int, ...]  # seeds of the fits; risk groups and calibration are of the first
    rows: tuple[MethodRow, ...]  # the target alone first
    alone: tuple[SourceAlone, ...]  # source models as they are, where they can predict
    # Of the chosen method against the target alone; None where there is nothing to compare.
    verdict: TransferVerdict | None
    sentence: str  # the verdict in a sentence
    # left_out, notes: What did not take part, and what the fits say of themselves.
    left_out: tuple[str, ...]
    notes: tuple[str, ...]
    # What the model adds to the clinical columns, in a sentence; empty where there are none.
    clinical_value: Annotated[str, Key(later=True)] = ""

    def row(self, method: str) -> MethodRow:
        """Return the row of a method."""
        return next(row for row in self.rows if row.method == method)


@dataclass(frozen=True)
class StudyResult(StudyFigures):
    """Everything about a finished training: its figures, and what its predictions give."""

    tested: TestedPatients = field(kw_only=True)  # for Kaplan-Meier by risk group
    evaluation: Evaluation = field(kw_only=True)  # calibration and further measures

    def to_json(self) -> dict[str, Any]:
        """Return the figures as JSON values; the predictions on disk give the rest."""
        stored = {field.name: getattr(self, field.name) for field in fields(StudyFigures)}
        value: dict[str, Any] = to_json(StudyFigures(**stored))
        return value


def outcome_of(
    results: Path,
    models: Path,
    target: str,
    method: str,
    seeds: tuple[int, ...],
    summary: Mapping[str, Any],
    alone: tuple[SourceAlone, ...],
) -> StudyResult:
    """Sum up a finished benchmark of one target.

    Parameters
    ----------
    results, models : pathlib.Path
        The benchmark's folder, and that of the packs of the chosen method.
    target, method : str
        The target, and the chosen method as tables name it.
    seeds : tuple of int
        Seeds of the fits.
    summary : mapping
        Content of summary.json.
    alone : tuple of SourceAlone
        Source models as they are.

    Raises
    ------
    StephError
        If no fold run of the method could be run.
    """
    fold_runs = read_benchmark_predictions(results, targets=(target,))
    differences = {c["method"]: c for c in summary["comparisons"] if c.get("target") == target}
    rows = []
    for name in sorted(
        {fold_run.method for fold_run in fold_runs}, key=lambda n: _order(n, method)
    ):
        stored = differences.get(name, {})
        has = "lower" in stored
        rows.append(
            MethodRow(
                name,
                _fold_means([fold_run for fold_run in fold_runs if fold_run.method == name]),
                Difference(stored["difference"], stored["lower"], stored["upper"]) if has else None,
                float(summary["methods"][name]["seconds"]),
            )
        )
    if method not in {row.method for row in rows}:
        reasons = [item["reason"] for item in summary["skipped"]]
        raise StephError(
            "No fold of the chosen method could be run" + (f": {reasons[0]}" if reasons else ""),
            target,
            "Look at the findings of the check, or use fewer folds.",
        )
    verdict, sentence = unless_collapsed(
        *_verdict(differences.get(method), method), method, summary["notes"]
    )
    tested, evaluation = _tested(fold_runs, models, method, seeds[0])
    return StudyResult(
        target,
        method,
        seeds,
        tuple(rows),
        alone,
        verdict,
        sentence,
        tuple(f"{s['count']} {s['what']}: {s['reason']}" for s in summary["skipped"]),
        tuple(summary["notes"]),
        next((c["sentence"] for c in summary["clinical_value"] if c["method"] == method), ""),
        tested=tested,
        evaluation=evaluation,
    )


def model_path(models: Path, method: str, fold: int, seed: int) -> Path:
    """Return where the pack of a fitted model lies."""
    return models / f"{method}-fold{fold}-seed{seed}.steph"


def load_outcome(out: Path) -> StudyResult | None:
    """Return the result of a study's training; None while it is not finished."""
    value = read_object(out / OUTCOME_FILE)
    if value is None:
        return None  # absent or damaged: it is made again from the finished fold runs
    try:
        figures = from_json(StudyFigures, value, extra=True, finite=False)
    except CodecError:
        return None
    fold_runs = read_benchmark_predictions(
        out / RESULTS_FOLDER, methods=(figures.method,), targets=(figures.target,)
    )
    tested = _tested(fold_runs, out / MODELS_FOLDER, figures.method, figures.seeds[0])
    return StudyResult(**vars(figures), tested=tested[0], evaluation=tested[1])


def _order(name: str, chosen: str) -> tuple[bool, bool, str]:
    return name == chosen and name != BASELINE, name != BASELINE, name


def _fold_means(fold_runs: Sequence[FoldPredictions]) -> tuple[float, ...]:
    from steph_desktop.survival.metrics import concordance_index

    found: dict[int, list[float]] = {}
    for fold_run in fold_runs:
        value = concordance_index(fold_run.times_days, fold_run.events, fold_run.risk_scores)
        found.setdefault(fold_run.fold, []).append(value)
    return tuple(statistics.fmean(values) for _, values in sorted(found.items()))


def _verdict(stored: Mapping[str, Any] | None, method: str) -> tuple[TransferVerdict | None, str]:
    if method == BASELINE:
        return None, "This is the model of your cohort alone: there is nothing to compare it with."
    if stored is None or "verdict" not in stored:
        reason = stored["sentence"] if stored else "no fold was run with both models"
        return None, f"The models could not be compared: {reason}"
    return TransferVerdict(stored["verdict"]), str(stored["sentence"])


def unless_collapsed(
    verdict: TransferVerdict | None, sentence: str, method: str, notes: Sequence[str]
) -> tuple[TransferVerdict | None, str]:
    """Withdraw a recommendation where fits of the method are the null model for most patients.

    Parameters
    ----------
    verdict, sentence : TransferVerdict or None, str
        As the comparison gives them.
    method : str
        The chosen method.
    notes : sequence of str
        Of summary.json: what the fits say of themselves, counted by method.
    """
    found = [n for n in notes if n.startswith(f"{method}, ") and n.endswith(NULL_MODEL_NOTE)]
    if not found:
        return verdict, sentence
    if verdict is TransferVerdict.HELPS:
        verdict = TransferVerdict.NO_EVIDENCE
    return verdict, f"{sentence} Not to be recommended: {found[0]}."


def _tested(
    fold_runs: Sequence[FoldPredictions], models: Path, method: str, seed: int
) -> tuple[TestedPatients, Evaluation]:
    mine = sorted(
        (fold_run for fold_run in fold_runs if fold_run.method == method and fold_run.seed == seed),
        key=lambda fold_run: fold_run.fold,
    )
    groups: list[RiskGroup] = []
    for fold_run in mine:
        card = read_card(model_path(models, method, fold_run.fold, seed))
        if card.reference is None:
            raise StephError("A model has no cut-offs", card.model_id, "Train again.")
        groups += [card.reference.group_of(float(score)) for score in fold_run.risk_scores]
    tested = TestedPatients(
        tuple(patient for fold_run in mine for patient in fold_run.patient_ids),
        np.concatenate([fold_run.times_days for fold_run in mine]),
        np.concatenate([fold_run.events for fold_run in mine]),
        np.concatenate([fold_run.risk_scores for fold_run in mine]),
        tuple(groups),
    )
    return tested, evaluate_predictions(mine)
