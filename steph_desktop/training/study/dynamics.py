"""How weights and mixing ratios moved while models were trained, finished or still running.

Finished fold runs keep the epochs of their fit in their record; a running fit has events.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from steph_desktop.core.codec import from_json
from steph_desktop.core.listing import Sifted
from steph_desktop.survival.curves import FloatArray
from steph_desktop.training.fold_runs import FOLD_RUNS_FOLDER, PACKS_FILE, SourceMeans, read_values
from steph_desktop.training.predictions import PREDICTIONS_FOLDER
from steph_desktop.training.study.outcome import RESULTS_FOLDER
from steph_desktop.training.training_events import (
    EpochRecord,
    FitEvent,
    epoch_from_json,
    fit_named,
    read_events,
)

_HOLDS_RESULTS = (FOLD_RUNS_FOLDER, PREDICTIONS_FOLDER, "summary.json", PACKS_FILE)
_MIXED = ("weights", "weights_sd", "lambdas", "lambdas_sd")  # of `Course`, and of an epoch
_TARGET = "target"  # how merges that weigh it name the target's own vector

Run = tuple[str, str, int]
"""Target, method and seed: what was fitted once per fold"""


@dataclass(frozen=True)
class Course:
    """How the mix moved in the fit of one fold."""

    target: str
    method: str  # as tables name it
    fold: int  # -1 for the mean over several
    seed: int
    sources: tuple[str, ...]  # the m sources; empty for models without
    epochs: FloatArray  # shape (e,), int: from 1
    weights: FloatArray  # shape (e, m): mean over the training bags; as lambdas
    weights_sd: FloatArray  # their standard deviation; NaN where it was not written down
    lambdas: FloatArray
    lambdas_sd: FloatArray
    is_finished: bool = True  # whether the fit is done
    # How the sources entered the models of the tested patients, once it is done.
    settled: tuple[SourceMeans, ...] = ()

    @property
    def run(self) -> Run:
        """Target, method and seed."""
        return self.target, self.method, self.seed

    @property
    def moves(self) -> bool:
        """Whether there is anything to draw over epochs."""
        return bool(self.sources) and len(self.epochs) > 0


def results_folder(folder: Path) -> Path:
    """Return where the fold runs of a training or of a benchmark lie.

    A person may choose any folder on the way there: of the results, of the training, whose name is
    a hash, of all trainings of a cohort, or of the cohort. Of several trainings the newest answers.
    """
    if any((folder / name).exists() for name in _HOLDS_RESULTS):
        return folder
    for pattern in (RESULTS_FOLDER, f"*/{RESULTS_FOLDER}", f"training/*/{RESULTS_FOLDER}"):
        found = [path for path in folder.glob(pattern) if path.is_dir()]
        if found:
            return max(found, key=lambda path: path.stat().st_mtime)
    return folder


def read_courses(folder: Path) -> Sifted[Course]:
    """Read the course of every fit of a training or a benchmark, as far as it can be read."""
    results = results_folder(folder)
    found: dict[tuple[str, str, int, int], Course] = {}
    finished = read_values(results, _finished)
    for course in finished.good:
        found[course.target, course.method, course.seed, course.fold] = course
    home = results.parent if results.name == RESULTS_FOLDER else results
    events = [event for event in read_events(home) if isinstance(event, FitEvent)]
    for name, epochs in _last_fits(events).items():
        fit = fit_named(name)
        if fit is None or not fit.method:
            continue  # a source model, not a fold run
        of, key = astuple(fit), (fit.target, fit.method, fit.seed, fit.fold)
        known = found.get(key)
        if known is None or (not known.moves and known.settled):
            settled = () if known is None else known.settled
            found[key] = _course(of, epochs, settled, is_finished=known is not None)
    return Sifted(tuple(found[key] for key in sorted(found)), finished.bad)


def _last_fits(events: Iterable[FitEvent]) -> dict[str, list[EpochRecord]]:
    """Gather the epochs of the last fit of each fold run: choosing gamma fits several."""
    fits: dict[str, list[EpochRecord]] = {}
    for event in events:
        epochs = fits.setdefault(event.fold_run, [])
        if epochs and event.epoch.epoch <= epochs[-1].epoch:
            epochs.clear()
        epochs.append(event.epoch)
    return fits


def _finished(value: Mapping[str, Any]) -> Course:
    history = [epoch_from_json(epoch) for epoch in value.get("history", ())]
    settled = from_json(tuple[SourceMeans, ...], value["sources"], "sources", finite=False)
    fold_run = (str(value["target"]), str(value["method"]), int(value["fold"]), int(value["seed"]))
    return _course(fold_run, history, settled, is_finished=True)


def _course(
    fold_run: tuple[str, str, int, int],
    history: Sequence[EpochRecord],
    settled: tuple[SourceMeans, ...],
    *,
    is_finished: bool,
) -> Course:
    mixed = [epoch for epoch in history if epoch.weights]
    m = len(mixed[-1].weights) if mixed else 0
    mixed = [epoch for epoch in mixed if len(epoch.weights) == len(epoch.lambdas) == m]
    target = fold_run[0]
    names = [share.cancer for share in settled]
    if len(names) != m:
        names = list(mixed[-1].sources) if mixed else []
        names = [target if name == _TARGET else name for name in names]
    if len(names) != m:  # written down by an earlier version
        names = [f"source {place + 1}" for place in range(m)]

    def rows(name: str) -> FloatArray:
        found = [getattr(epoch, name) or (float("nan"),) * m for epoch in mixed]
        return np.array(found, float).reshape(len(mixed), m)

    sources, epochs = tuple(names), np.array([epoch.epoch for epoch in mixed], float)
    weights, weights_sd, lambdas, lambdas_sd = map(rows, _MIXED)
    return Course(
        *fold_run, sources, epochs, weights, weights_sd, lambdas, lambdas_sd, is_finished, settled
    )


def mean_course(courses: Sequence[Course]) -> Course:
    """Average the fits of several folds, epoch by epoch; the spread is over all their bags."""
    first = courses[0]
    if any(course.sources != first.sources for course in courses):
        raise ValueError("the fits have other sources")
    common = sorted(set.intersection(*(set(course.epochs.tolist()) for course in courses)))
    if not common:
        raise ValueError("the fits have no epoch in common")
    places = [[course.epochs.tolist().index(epoch) for epoch in common] for course in courses]

    weights, weights_sd, lambdas, lambdas_sd = (
        np.stack([getattr(c, part)[at] for c, at in zip(courses, places, strict=True)])
        for part in _MIXED
    )

    def spread(values: FloatArray, within: FloatArray) -> FloatArray:
        return np.asarray(np.sqrt(np.square(within).mean(0) + values.var(0)))

    return replace(
        first,
        fold=-1,
        epochs=np.array(common, float),
        weights=weights.mean(0),
        weights_sd=spread(weights, weights_sd),
        lambdas=lambdas.mean(0),
        lambdas_sd=spread(lambdas, lambdas_sd),
        is_finished=all(course.is_finished for course in courses),
        settled=(),
    )
