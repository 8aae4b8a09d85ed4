"""Events of a training: what it reports while it runs, and the log that its plots survive by.

Light, so that the window can read it without torch.
"""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Annotated, Any

from steph_desktop.core.codec import Key, from_json, to_json
from steph_desktop.core.files import guarded_write
from steph_desktop.core.job_control import Fit, JobControl, Progress
from steph_desktop.core.listing import fault_of

BASELINE = "vanilla"
"""The method without other cancers, which every other must beat; named here, without torch."""
NULL_MODEL_NOTE = (
    "every aggregation weight fell to 0 for most patients: their merged model is the null model, "
    "and this one is not to be recommended; lower gamma or use vanilla"
)


@dataclass(frozen=True)
class EpochRecord:
    """One epoch of training."""

    epoch: int  # from 1
    loss: float  # mean over the bags, the method's penalties included
    nll: float  # the same without them
    weights: tuple[float, ...] = ()  # mean aggregation weight by source; empty without
    lambdas: tuple[float, ...] = ()  # mean mixing ratio by source
    weights_sd: tuple[float, ...] = ()  # standard deviation over the training bags
    lambdas_sd: tuple[float, ...] = ()
    sources: tuple[str, ...] = ()  # names of the sources, in the order of the above
    # Share of the bags for which every aggregation weight was 0: their model is the null model.
    without_weight: float = 0.0


def epoch_from_json(value: Any) -> EpochRecord:
    """Return the epoch that was written as JSON; lists that earlier versions lacked are empty."""
    return from_json(EpochRecord, value, extra=True, finite=False)


@dataclass(frozen=True)
class FitEvent:
    """An epoch of a running fit."""

    # What is fitted: the name of a fold run, or of a model that others build on.
    fold_run: Annotated[str, Key("cell")]
    epoch: EpochRecord  # the epoch


@dataclass(frozen=True)
class FoldRunEvent:
    """A finished fold run."""

    method: str
    fold: int
    seed: int
    c_index: float


_FOLD_RUN = re.compile(
    r"(?P<target>.+?), (?:(?P<method>[^,]+), )?fold (?P<fold>\d+), seed (?P<seed>-?\d+)"
)


def fit_named(fold_run: str) -> Fit | None:
    """Return the fit that a name in the file of a training means; None for other names."""
    if found := _FOLD_RUN.fullmatch(fold_run):
        return Fit(found["target"], found["method"] or "", int(found["fold"]), int(found["seed"]))
    return None


def fit_event(fold_run: str, detail: object) -> object:
    """Name what is fitted beside an epoch; any other detail stays as it is."""
    return FitEvent(fold_run, detail) if isinstance(detail, EpochRecord) else detail


# --- the log --------------------------------------------------------------------------------------


EVENTS_FILE = "news.jsonl"
# What a line calls its kind: in the files of every training, and never changed.
_KINDS: dict[type, str] = {FitEvent: "FitNews", FoldRunEvent: "CellNews"}


class EventLog:
    """Appends the details of a training to a file, a line each; a torn last line does no harm."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / EVENTS_FILE
        self._file: IO[str] | None = None

    def __enter__(self) -> EventLog:
        return self

    def __exit__(self, *exc: object) -> None:
        if self._file is not None:
            # A line that could not be written is tried again here, and was told already.
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None

    def add(self, event: object) -> None:
        """Append a detail of progress; what is no event of a training is ignored."""
        if not isinstance(event, FitEvent | FoldRunEvent):
            return
        line = {"kind": _KINDS[type(event)], **to_json(event)}
        with guarded_write(self._path):
            if self._file is None:
                self._file = self._path.open("a", encoding="utf-8")
                self._file.write("\n")  # ends a line that a kill has torn
            self._file.write(json.dumps(line) + "\n")
            self._file.flush()

    def noting(self, control: JobControl) -> JobControl:
        """Return the same control, whose events are kept and whose progress never goes back."""
        highest = 0

        def relay(progress: Progress) -> None:
            nonlocal highest
            self.add(progress.detail)
            highest = max(highest, progress.done)
            told = (progress.total, progress.step, progress.detail)
            control.checkpoint(highest, *told, found=progress.found, past=progress.past)

        return control.part(relay)


def read_events(folder: Path) -> tuple[FitEvent | FoldRunEvent, ...]:
    """Return the events so far, oldest first; lines that a kill has torn are left out."""
    path = folder / EVENTS_FILE
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise fault_of(error, path.name) from error
    found = (_parse(line) for line in lines if line)
    return tuple(event for event in found if event is not None)


def _parse(line: str) -> FitEvent | FoldRunEvent | None:
    try:
        value: dict[str, Any] = json.loads(line)
        kind = value.pop("kind")
        found = next(event for event, name in _KINDS.items() if name == kind)
        event: FitEvent | FoldRunEvent = from_json(found, value, extra=True, finite=False)
    except (ValueError, TypeError, KeyError, AttributeError, StopIteration):
        return None
    return event
