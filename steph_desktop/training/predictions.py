"""Out-of-fold predictions: what one fitted model says of the patients it never saw, on disk.

One HDF5 file per fold run (target, method, fold, seed). It holds patient ids, because methods are
compared patient by patient, and so belongs beside the cohort, not in an export.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray

from steph_desktop.core.errors import StephError
from steph_desktop.core.hdf5_files import dataset_fault, open_hdf5, written_hdf5
from steph_desktop.core.listing import Sifted, read_each
from steph_desktop.survival.curves import FloatArray, TimeBins
from steph_desktop.survival.evaluation import HORIZONS_DAYS, Evaluation, TrainingFollowUp, evaluate
from steph_desktop.survival.metrics import concordance_index

PREDICTIONS_FOLDER = "predictions"

_FORM = "steph-predictions-1"
_ALWAYS = {"times_days": np.float64, "events": np.bool_, "risk_scores": np.float64}
_OPTIONAL = ("survival", "as_fitted", "consensus")
_MIXTURE = {"weights": np.float64, "lambdas": np.float64, "selected": np.bool_}
_MAX_BYTES = 1 << 30  # an HDF5 header may claim any shape
_TEXTS = ("patient_ids", "sources")
_COMPUTE_AGAIN = "Remove the file and run the benchmark again: it computes this fold again."


@dataclass(frozen=True)
class CohortMixture:
    """How the sources entered the model of each of n patients."""

    sources: tuple[str, ...]  # the m sources
    weights: FloatArray  # shape (n, m), float64: aggregation weights
    lambdas: FloatArray  # shape (n, m), float64: mixing ratios
    selected: NDArray[np.bool_]  # shape (n, m), bool: the sources that were merged


@dataclass(frozen=True)
class FoldPredictions:
    """What one model says of the test patients of one fold; refused where it is not whole."""

    method: str
    target: str
    fold: int  # that was left out
    seed: int  # of the fit
    patient_ids: tuple[str, ...]  # the n test patients, each once
    times_days: FloatArray  # shape (n,), float64: follow-up in days
    events: NDArray[np.bool_]  # shape (n,), bool: true where the event was seen
    risk_scores: FloatArray  # shape (n,), float64: higher is worse
    # shape (n, B), float64: survival at the end of each time bin.
    survival: FloatArray | None = None
    bins: TimeBins = field(default_factory=TimeBins)  # the B bins
    # What each patient's model was mixed from; None for models without sources.
    mixture: CohortMixture | None = None
    # Risk scores that part the risk groups, fixed on the training patients; empty where they were
    # not kept.
    cutoffs: tuple[float, ...] = ()
    # shape (n, B): survival before the recalibration; None where the model answers as fitted.
    as_fitted: FloatArray | None = None
    # shape (n,): what several models of parts of the training patients say together, 0 to 1, the
    # median of where each puts a patient; None where there were none.
    consensus: FloatArray | None = None

    def __post_init__(self) -> None:
        n = len(self.patient_ids)
        if {self.times_days.shape, self.events.shape, self.risk_scores.shape} != {(n,)}:
            raise ValueError("patients, times, events and risk scores differ in length")
        curves = [one for one in (self.survival, self.as_fitted) if one is not None]
        if any(one.shape != (n, len(self.bins)) for one in curves):
            raise ValueError("survival needs a row per patient and a column per bin")
        if self.consensus is not None and self.consensus.shape != (n,):
            raise ValueError("a consensus needs one number per patient")
        if self.mixture is not None:
            wanted = (n, len(self.mixture.sources))
            parts = (self.mixture.weights, self.mixture.lambdas, self.mixture.selected)
            if any(part.shape != wanted for part in parts):
                raise ValueError("a mixture needs a row per patient and a column per source")
        if len(set(self.patient_ids)) < n:
            raise StephError("A patient occurs twice in one fold", self.name, "Correct the splits.")
        numbers = [self.times_days, self.risk_scores, *curves]
        if self.consensus is not None:
            numbers.append(self.consensus)
        if not all(np.isfinite(values).all() for values in numbers):
            raise StephError(
                "A time or a prediction is not a number", self.name, "Fit this model again."
            )

    @property
    def name(self) -> str:
        """Short name of the fold run, also that of its file."""
        method = re.sub(r"[^A-Za-z0-9_.=-]", "_", self.method)
        target = re.sub(r"[^A-Za-z0-9_.=-]", "_", self.target)
        return f"{target}-{method}-fold{self.fold}-seed{self.seed}"

    @property
    def c_index(self) -> float:
        """Harrell's C of the fold."""
        return concordance_index(self.times_days, self.events, self.risk_scores)


def predictions_path(folder: Path, predictions: FoldPredictions) -> Path:
    """Where the file of a fold run lies below the folder of a benchmark."""
    return folder / PREDICTIONS_FOLDER / f"{predictions.name}.h5"


def write_predictions(path: Path, predictions: FoldPredictions) -> None:
    """Write one fold run, whole or not at all."""
    with written_hdf5(path) as file:
        file.attrs["form"] = _FORM
        for name in ("method", "target", "fold", "seed"):
            file.attrs[name] = getattr(predictions, name)
        file.attrs["cutoffs"] = np.asarray(predictions.cutoffs, float)
        file.attrs["bin_starts_days"] = np.asarray(predictions.bins.starts_days, float)
        file.create_dataset("patient_ids", data=predictions.patient_ids, dtype=h5py.string_dtype())
        for name, kind in _ALWAYS.items():
            file[name] = np.asarray(getattr(predictions, name), kind)
        for name in _OPTIONAL:
            if (values := getattr(predictions, name)) is not None:
                file[name] = np.asarray(values, np.float64)
        if (mixture := predictions.mixture) is not None:
            file.create_dataset("sources", data=mixture.sources, dtype=h5py.string_dtype())
            for name, kind in _MIXTURE.items():
                file[f"source_{name}"] = np.asarray(getattr(mixture, name), kind)


def read_predictions(path: Path) -> FoldPredictions:
    """Read one fold run; refuse a file that is missing, damaged, or not one of predictions."""
    if not path.is_file():
        raise StephError("There is no such file of predictions", path, "Run the benchmark first.")
    with open_hdf5(path, _COMPUTE_AGAIN) as file:
        if file.attrs.get("form") != _FORM:
            raise StephError(
                "This is not a file of predictions", path, "Choose one that a benchmark wrote."
            )
        for name in file:
            kinds = "O" if name in _TEXTS else "biuf"
            if not isinstance(file[name], h5py.Dataset):
                raise StephError(f"'{name}' is not plain data in this file", path, _COMPUTE_AGAIN)
            if fault := dataset_fault(file[name], kinds, _MAX_BYTES):
                raise StephError(fault, path, _COMPUTE_AGAIN)
        return FoldPredictions(
            method=str(file.attrs["method"]),
            target=str(file.attrs["target"]),
            fold=int(file.attrs["fold"]),
            seed=int(file.attrs["seed"]),
            patient_ids=tuple(file["patient_ids"].asstr()[()]),
            bins=TimeBins(tuple(float(day) for day in file.attrs["bin_starts_days"])),
            mixture=_read_mixture(file),
            cutoffs=tuple(float(cut) for cut in file.attrs.get("cutoffs", ())),
            **{name: file[name][()].astype(kind) for name, kind in _ALWAYS.items()},
            **{name: file[name][()].astype(np.float64) for name in _OPTIONAL if name in file},
        )


def _read_mixture(file: h5py.File) -> CohortMixture | None:
    if "sources" not in file:
        return None
    parts = {name: file[f"source_{name}"][()].astype(kind) for name, kind in _MIXTURE.items()}
    return CohortMixture(tuple(file["sources"].asstr()[()]), **parts)


def read_benchmark_predictions(
    folder: Path, *, methods: Sequence[str] | None = None, targets: Sequence[str] | None = None
) -> tuple[FoldPredictions, ...]:
    """Read the fold runs of a benchmark by file name, those of some methods and targets if named.

    Raises
    ------
    StephError
        If a file is damaged.
    """
    found = readable_predictions(folder, methods, targets)
    if found.bad:
        raise found.bad[0].fault
    return found.good


def readable_predictions(
    folder: Path, methods: Sequence[str] | None = None, targets: Sequence[str] | None = None
) -> Sifted[FoldPredictions]:
    """Read the fold runs of a benchmark as far as they can be read, and name the damaged files."""
    paths = sorted((folder / PREDICTIONS_FOLDER).glob("*.h5"))
    found = read_each(paths, read_predictions, lambda path: path.name)
    good = tuple(
        fold_run
        for fold_run in found.good
        if (methods is None or fold_run.method in methods)
        and (targets is None or fold_run.target in targets)
    )
    return Sifted(good, found.bad)


def joined(fold_runs: Sequence[FoldPredictions], name: str) -> NDArray[Any]:
    """Return a column of the patients of several fold runs, one after the other."""
    return np.concatenate([getattr(run, name) for run in fold_runs])


def evaluate_predictions(
    fold_runs: Sequence[FoldPredictions],
    training: Mapping[int, TrainingFollowUp] | None = None,
    horizons_days: tuple[float, ...] = HORIZONS_DAYS,
) -> Evaluation:
    """Measure the out-of-fold predictions of one method, target and seed; see `evaluate`.

    `training` holds, by fold, the patients trained on.

    Raises
    ------
    StephError
        If there is none, a patient was tested in two folds, or nobody had the event.
    """
    if not fold_runs:
        raise StephError("There are no predictions to evaluate", todo="Run the benchmark first.")
    if len({(run.method, run.target, run.seed, run.bins) for run in fold_runs}) > 1:
        raise ValueError("one evaluation is of one method, target and seed")
    ids = [patient for fold_run in fold_runs for patient in fold_run.patient_ids]
    if len(set(ids)) < len(ids):
        raise StephError(
            "A patient was tested in two folds", fold_runs[0].target, "Correct the splits."
        )
    curves = [run.survival for run in fold_runs if run.survival is not None]
    sizes = [len(run.patient_ids) for run in fold_runs]
    return evaluate(
        joined(fold_runs, "times_days"),
        joined(fold_runs, "events"),
        np.repeat([run.fold for run in fold_runs], sizes),
        joined(fold_runs, "risk_scores"),
        np.concatenate(curves) if len(curves) == len(fold_runs) else None,
        training=training,
        bins=fold_runs[0].bins,
        horizons_days=horizons_days,
    )


def calibration_words(fold_runs: Sequence[FoldPredictions]) -> list[str]:
    """Say for 1, 3 and 5 years whether predicted risks came true, slope and ratio with intervals.

    Horizons to which the patients were not followed are left out.
    """
    horizons = evaluate_predictions(fold_runs).horizons
    return [found.calibration.words() for found in horizons if found.calibration is not None]
