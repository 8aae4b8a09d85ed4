"""Results of a benchmark on disk: a record per fold run, which counts only with its predictions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from steph_desktop.core.codec import from_json, read_json, to_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import sha256_of, write_json
from steph_desktop.core.listing import Sifted, read_each
from steph_desktop.training.predictions import PREDICTIONS_FOLDER
from steph_desktop.training.training_events import EpochRecord

FOLD_RUNS_FOLDER = "cells"

T = TypeVar("T")
FoldRunKey = tuple[str, str, int, int]


@dataclass(frozen=True)
class SourceMeans:
    """How a source entered the merged models of a fold run's test patients, on average."""

    cancer: str  # the source
    weight: float  # mean of w
    lambda_target: float  # mean of lambda
    selected: float  # share of patients whose model it entered


@dataclass(frozen=True)
class FoldRunRecord:
    """A finished fold run: a row of results.csv, and where its numbers come from."""

    # target, method, fold, seed: The fold run; `method` is the name in tables, `base_method` that
    # of the registry.
    target: str
    method: str
    base_method: str
    fold: int
    seed: int
    c_index: float  # on the test patients
    n_train: int  # patients
    n_test: int
    events_test: int  # among the tested
    epochs: int  # of the fit
    seconds: float  # of the fit, choosing gamma included
    params_trained: int
    gamma: float | None  # weight of L_agg; None where the method has none
    gamma_how: str  # where it came from
    gamma_scores: Mapping[str, float]  # inner C-index by gamma
    sources: tuple[SourceMeans, ...]  # empty for models without
    # predictions, predictions_sha256: Name and hash of the file of predictions.
    predictions: str
    predictions_sha256: str
    notes: tuple[str, ...] = ()  # what a person should know of this fit
    evidence: Mapping[str, Any] = field(default_factory=dict)  # what the method says of itself
    # The epochs of the fit; empty where nothing was trained step by step.
    history: tuple[EpochRecord, ...] = ()

    @property
    def key(self) -> FoldRunKey:
        """Target, method, fold and seed."""
        return self.target, self.method, self.fold, self.seed

    @property
    def place(self) -> tuple[str, int, int]:
        """Target, fold and seed: where methods are compared."""
        return self.target, self.fold, self.seed


def predictions_of(out: Path, record: FoldRunRecord) -> Path:
    """Return the file of predictions that a record speaks of."""
    return out / PREDICTIONS_FOLDER / Path(record.predictions).name


def write_record(out: Path, record: FoldRunRecord) -> None:
    """Write the record of a fold run whose predictions are written: from now on it is finished."""
    write_json(out / FOLD_RUNS_FOLDER / f"{Path(record.predictions).stem}.json", to_json(record))


def read_records(out: Path) -> Sifted[FoldRunRecord]:
    """Read the fold runs that are finished and whole; the others are to be computed again."""

    def read(path: Path) -> FoldRunRecord:
        record = from_json(FoldRunRecord, read_json(path), finite=False)
        predictions = predictions_of(out, record)
        if not predictions.is_file() or sha256_of(predictions) != record.predictions_sha256:
            what = "The predictions of this fit are missing, or were altered"
            raise StephError(what, path, COMPUTE_AGAIN)
        return record

    return _read_each(out, read)


COMPUTE_AGAIN = "Start the training again: what is missing is computed, the rest stays."


def record_files(out: Path) -> list[Path]:
    """Return the files of the records in a folder of results."""
    return sorted((out / FOLD_RUNS_FOLDER).glob("*.json"))


def _read_each(out: Path, read: Callable[[Path], T]) -> Sifted[T]:
    """Read every record; the fault of a damaged one says what to do."""

    def named(path: Path) -> T:
        try:
            return read(path)
        except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
            what = "The record of this fit is damaged"
            raise StephError(what, path, COMPUTE_AGAIN) from error

    return read_each(record_files(out), named, lambda path: path.name)


def read_values(out: Path, read: Callable[[Mapping[str, Any]], T]) -> Sifted[T]:
    """Read what `read` takes from the record of every fit, whole predictions or not."""

    def of(path: Path) -> T:
        value = read_json(path)
        if not isinstance(value, dict):
            raise TypeError("no object")
        return read(value)

    return _read_each(out, of)


def read_object(path: Path) -> dict[str, Any] | None:
    """Read a JSON object; None if there is none that can be read."""
    try:
        value = read_json(path)
    except (OSError, ValueError):
        return None
    return value if isinstance(value, dict) else None


# --- packs ----------------------------------------------------------------------------------------


PACKS_FILE = "packs.json"
PACKS_FORM = 1


def read_packs(out: Path) -> dict[str, Any] | None:
    """Return what a folder of results holds of packs; None where it holds nothing of them.

    Raises
    ------
    StephError
        If it cannot be read.
    """
    path = out / PACKS_FILE
    value = read_object(path)
    if value is None and not path.exists():
        return None
    if value is None or value.get("form") != PACKS_FORM:
        raise StephError("The results of the packs cannot be read", path, "Compare them again.")
    return value
