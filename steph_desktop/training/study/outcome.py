"""What came of a training: a table, a verdict, risk groups of patients whom no model had seen."""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.errors import StephError
from steph_desktop.model.outputs import RiskGroup
from steph_desktop.model.packs import read_card
from steph_desktop.survival.curves import FloatArray
from steph_desktop.survival.evaluation import Evaluation
from steph_desktop.training.comparison import TransferVerdict
from steph_desktop.training.predictions import (
    FoldPredictions,
    evaluate_predictions,
    read_benchmark_predictions,
)

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
    """A method against the target alone, by a paired bootstrap over patients.

    Attributes
    ----------
    difference, lower, upper : float
        Of the C-index, with its 95 % interval.
    """

    difference: float
    lower: float
    upper: float


@dataclass(frozen=True)
class MethodRow:
    """One row of the table of results.

    Attributes
    ----------
    method : str
        Name in tables.
    folds : tuple of float
        C-index by fold, seeds averaged.
    against_baseline : Difference, optional
        None for the baseline itself, and where too few patients can be compared.
    seconds : float
        Of all its fits.
    """

    method: str
    folds: tuple[float, ...]
    against_baseline: Difference | None
    seconds: float

    @property
    def c_index(self) -> float:
        """Mean over the folds."""
        return statistics.fmean(self.folds)


@dataclass(frozen=True)
class TestedPatients:
    """Predictions for patients whom the model had not seen, all folds together.

    Attributes
    ----------
    patient_ids : tuple of str
        As in the cohort.
    times_days, events, risk_scores : ndarray, shape (n,)
        Follow-up, and the score of the fold's own model.
    groups : tuple of RiskGroup
        By cut-offs that were fixed on the training part of each fold.
    """

    patient_ids: tuple[str, ...]
    times_days: FloatArray
    events: NDArray[np.bool_]
    risk_scores: FloatArray
    groups: tuple[RiskGroup, ...]


@dataclass(frozen=True)
class StudyResult:
    """Everything about a finished training.

    Attributes
    ----------
    target, method : str
        What was trained.
    seeds : tuple of int
        Seeds of the fits; risk groups and calibration are of the first.
    rows : tuple of MethodRow
        The target alone first.
    alone : tuple of SourceAlone
        Source models as they are, where they can predict.
    verdict : Verdict, optional
        Of the chosen method against the target alone; None where there is nothing to compare.
    sentence : str
        The verdict in a sentence.
    left_out, notes : tuple of str
        What did not take part, and what the fits say of themselves.
    tested : TestedPatients
        For Kaplan-Meier by risk group.
    evaluation : Evaluation
        Calibration and further measures.
    """

    target: str
    method: str
    seeds: tuple[int, ...]
    rows: tuple[MethodRow, ...]
    alone: tuple[SourceAlone, ...]
    verdict: TransferVerdict | None
    sentence: str
    left_out: tuple[str, ...]
    notes: tuple[str, ...]
    tested: TestedPatients
    evaluation: Evaluation

    def row(self, method: str) -> MethodRow:
        """Return the row of a method."""
        return next(row for row in self.rows if row.method == method)

    def to_json(self) -> dict[str, Any]:
        """Everything but what the predictions on disk say themselves."""
        return {
            "target": self.target,
            "method": self.method,
            "seeds": list(self.seeds),
            "rows": [asdict(row) for row in self.rows],
            "alone": [asdict(source) for source in self.alone],
            "verdict": None if self.verdict is None else self.verdict.value,
            "sentence": self.sentence,
            "left_out": list(self.left_out),
            "notes": list(self.notes),
        }


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
        If no cell of the method could be run.
    """
    cells = read_benchmark_predictions(results, targets=(target,))
    differences = {c["method"]: c for c in summary["comparisons"] if c.get("target") == target}
    rows = []
    for name in sorted({cell.method for cell in cells}, key=lambda n: _order(n, method)):
        told = differences.get(name, {})
        has = "lower" in told
        rows.append(
            MethodRow(
                name,
                _fold_means([cell for cell in cells if cell.method == name]),
                Difference(told["difference"], told["lower"], told["upper"]) if has else None,
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
    verdict, sentence = _verdict(differences.get(method), method)
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
        *_tested(cells, models, method, seeds[0]),
    )


def model_path(models: Path, method: str, fold: int, seed: int) -> Path:
    """Return where the pack of a fitted model lies."""
    return models / f"{method}-fold{fold}-seed{seed}.steph"


def load_outcome(out: Path) -> StudyResult | None:
    """Return what came of a study's training; None while it is not done."""
    path = out / OUTCOME_FILE
    if not path.is_file():
        return None
    try:
        value: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None  # it is made again from the finished cells
    return read_outcome(out / RESULTS_FOLDER, out / MODELS_FOLDER, value)


def read_outcome(results: Path, models: Path, value: Mapping[str, Any]) -> StudyResult:
    """Build an outcome from what `StudyResult.to_json` gave and the predictions on disk."""
    target, method, seeds = value["target"], value["method"], tuple(value["seeds"])
    cells = read_benchmark_predictions(results, methods=(method,), targets=(target,))
    rows = []
    for row in value["rows"]:
        against = row["against_baseline"]
        rows.append(
            MethodRow(
                row["method"],
                tuple(row["folds"]),
                None if against is None else Difference(**against),
                row["seconds"],
            )
        )
    return StudyResult(
        target,
        method,
        seeds,
        tuple(rows),
        tuple(SourceAlone(s["cancer"], tuple(s["folds"])) for s in value["alone"]),
        None if value["verdict"] is None else TransferVerdict(value["verdict"]),
        value["sentence"],
        tuple(value["left_out"]),
        tuple(value["notes"]),
        *_tested(cells, models, method, seeds[0]),
    )


def _order(name: str, chosen: str) -> tuple[bool, bool, str]:
    return name == chosen and name != BASELINE, name != BASELINE, name


def _fold_means(cells: Sequence[FoldPredictions]) -> tuple[float, ...]:
    from steph_desktop.survival.metrics import concordance_index

    found: dict[int, list[float]] = {}
    for cell in cells:
        value = concordance_index(cell.times_days, cell.events, cell.risk_scores)
        found.setdefault(cell.fold, []).append(value)
    return tuple(statistics.fmean(values) for _, values in sorted(found.items()))


def _verdict(told: Mapping[str, Any] | None, method: str) -> tuple[TransferVerdict | None, str]:
    if method == BASELINE:
        return None, "This is the model of your cohort alone: there is nothing to compare it with."
    if told is None or "verdict" not in told:
        reason = told["sentence"] if told else "no fold was run with both models"
        return None, f"The models could not be compared: {reason}"
    return TransferVerdict(told["verdict"]), str(told["sentence"])


def _tested(
    cells: Sequence[FoldPredictions], models: Path, method: str, seed: int
) -> tuple[TestedPatients, Evaluation]:
    mine = sorted(
        (cell for cell in cells if cell.method == method and cell.seed == seed),
        key=lambda cell: cell.fold,
    )
    groups: list[RiskGroup] = []
    for cell in mine:
        card = read_card(model_path(models, method, cell.fold, seed))
        if card.reference is None:
            raise StephError("A model has no cut-offs", card.model_id, "Train again.")
        groups += [card.reference.group_of(float(score)) for score in cell.risk_scores]
    tested = TestedPatients(
        tuple(patient for cell in mine for patient in cell.patient_ids),
        np.concatenate([cell.times_days for cell in mine]),
        np.concatenate([cell.events for cell in mine]),
        np.concatenate([cell.risk_scores for cell in mine]),
        tuple(groups),
    )
    return tested, evaluate_predictions(mine)
