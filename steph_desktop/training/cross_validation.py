"""Cross-validation of methods over cancers, fold run by fold run: a stop at any point loses one.

A finished fold run is a file of predictions and then a record beside it, each whole or absent; the
record holds the predictions' hash and every figure, seconds included, so that results written
after a stop are those of a run without one. A folder belongs to one set of settings and one
cohort; targets, methods, folds and seeds may be added to it.

References
----------
Protocol: STEPH, CVPR 2026, arXiv 2603.10526.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, field
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

from steph_desktop.cohort.cohort_folder import FOLDS
from steph_desktop.cohort.eligibility import Eligibility, LeftOut
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import ensure_folder, sha256_of, write_json
from steph_desktop.core.job_control import Fit, JobControl, JobStep, Phase
from steph_desktop.model.card import LambdaForm
from steph_desktop.training.bag_store import CohortBags, one_pass
from steph_desktop.training.checkpointing import forget_unfinished
from steph_desktop.training.comparison import summarise, write_results
from steph_desktop.training.fold_runs import (
    FoldRunKey,
    FoldRunRecord,
    predictions_of,
    read_object,
    read_records,
    write_record,
)
from steph_desktop.training.leakage import LeakFound
from steph_desktop.training.measures import measure_methods, training_follow_up
from steph_desktop.training.methods.registry import METHODS
from steph_desktop.training.predictions import predictions_path, read_predictions, write_predictions
from steph_desktop.training.protocol import (
    FoldRun,
    FoldRunResult,
    run_cell,
    uses_gamma,
    why_not,
)
from steph_desktop.training.source_models import SOURCE_FOLD, ZOO_FOLDER, FittedModels
from steph_desktop.training.trainer import TrainSettings
from steph_desktop.training.training_events import FoldRunEvent, fit_event

_NOT_SETTINGS = frozenset({"seed", "gamma", "lambda_form", "device"})


@dataclass(frozen=True)
class BenchmarkRequest:
    """A benchmark, asked for.

    Attributes
    ----------
    cohort, out : pathlib.Path
        The cohort folder, and the folder of results.
    targets : tuple of str, optional
        Cancers to predict; all if None. The other cancers of the cohort are the sources.
    methods : tuple of str
        Names in `METHODS`.
    folds, seeds : tuple of int
        Folds to test, and seeds of the fits.
    settings : TrainSettings
        How to fit.
    gamma : float, optional
        Weight of L_agg; chosen inside each training fold if None.
    lambda_forms : tuple of LambdaForm
        Methods that have a mixing ratio run once with each.
    sources_sha256 : str
        Of source models that are given and not fitted here; empty where there are none.
    """

    cohort: Path
    out: Path
    methods: tuple[str, ...]
    targets: tuple[str, ...] | None = None
    folds: tuple[int, ...] = tuple(range(FOLDS))
    seeds: tuple[int, ...] = (42,)
    settings: TrainSettings = field(default_factory=TrainSettings)
    gamma: float | None = None
    lambda_forms: tuple[LambdaForm, ...] = (LambdaForm.RATIO,)
    sources_sha256: str = ""

    def cells(self, targets: Sequence[str]) -> list[FoldRun]:
        """All cells, in the order in which they run; fits that share bags stand together."""
        return [
            FoldRun(target, method, fold, seed, form)
            for target in targets
            for fold in self.folds
            for seed in self.seeds
            for method in self.methods
            for form in self._forms(method)
        ]

    def _forms(self, method: str) -> tuple[LambdaForm, ...]:
        if METHODS[method].has_lambda_form:
            return self.lambda_forms
        return (LambdaForm.RATIO,)

    def fingerprint(self) -> dict[str, Any]:
        """Everything but cohort and grid that decides a number."""
        settings = {k: v for k, v in asdict(self.settings).items() if k not in _NOT_SETTINGS}
        chosen = {
            **settings,
            "gamma": "inner cross-validation" if self.gamma is None else self.gamma,
        }
        if self.sources_sha256:
            chosen["sources"] = self.sources_sha256
        plain: dict[str, Any] = json.loads(json.dumps(chosen, default=_plain))
        return plain


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else str(value)


# --- the run --------------------------------------------------------------------------------------


SETTINGS_FILE = "settings.json"
_UNFINISHED_FOLDER = "unfinished"
_FORM = "steph-benchmark-1"
_FIT_UNITS = 1000  # of progress
_GAMMA_FITS = 5  # fits of two thirds of the patients that choosing gamma costs, about


@dataclass(frozen=True)
class Extras:
    """What a caller adds to a benchmark.

    Attributes
    ----------
    zoo : callable
        Makes the source models, by default ones that are fitted on the cohort.
    keep : callable, optional
        Given each fitted cell before it counts as finished, to keep its model; called again for a
        cell that was cut off in between.
    bags : CohortBags, optional
        The cohort's, where the caller has read them; else they are read here.
    """

    zoo: Callable[[CohortBags, TrainSettings, Path], FittedModels] = FittedModels
    keep: Callable[[FoldRunResult, FittedModels], object] | None = None
    bags: CohortBags | None = None


def run_benchmark(
    request: BenchmarkRequest, control: JobControl | None = None, extras: Extras | None = None
) -> dict[str, Any]:
    """Run the cells that are not there yet, and write results.csv, summary.json and figures.

    Parameters
    ----------
    request : BenchmarkRequest
        What to run.
    control : JobControl, optional
        Told of progress, with `FitEvent` and `FoldRunEvent` as details; may stop the work, which
        then goes on from the last finished cell, and within a cell from the last finished epoch.
    extras : Extras, optional
        Given source models, and a place for fitted ones.

    Returns
    -------
    dict
        The content of summary.json.

    Raises
    ------
    LeakFound
        If a model has seen a patient it is tested on; nothing of that cell is written.
    StephError
        If the folder holds another benchmark, nothing can be run, or the disk is full.
    """
    unfinished = request.out / _UNFINISHED_FOLDER
    control = (control or JobControl()).keeping(unfinished)
    unknown = [name for name in request.methods if name not in METHODS]
    if unknown:
        raise StephError(
            "This method is not known", unknown[0], f"Choose from {', '.join(METHODS)}."
        )
    extras = extras or Extras()
    claim = claim_folder(request)
    with nullcontext(extras.bags) if extras.bags else read_once(request, control) as bags:
        targets = _targets(request, bags.eligibility)
        _settle(request.out, {**claim, "cohort": bags.eligibility.fingerprint()})
        summary = _Run(request, bags, control, extras).go(request.cells(targets))
    forget_unfinished(unfinished)
    return summary


def read_once(request: BenchmarkRequest, control: JobControl) -> AbstractContextManager[CohortBags]:
    """Read the features of a benchmark's cohort, see `one_pass`; the folder is claimed already."""
    # The folder of an earlier start may turn out to be of another cohort: its cache is let alone.
    fills = not (request.out / SETTINGS_FILE).is_file()
    return one_pass(request.cohort, request.out, control, fills=fills)


def _targets(request: BenchmarkRequest, roster: Eligibility) -> tuple[str, ...]:
    known = {*roster.cancers, *(item.cancer for item in roster.left_out)}
    if request.targets is None:
        return tuple(sorted(known))
    for name in request.targets:
        if name not in known:
            raise StephError(
                "This cancer is not in the cohort", name, f"It holds {', '.join(sorted(known))}."
            )
    return request.targets


def claim_folder(request: BenchmarkRequest) -> dict[str, Any]:
    """Refuse a folder of other settings before anything in it is touched.

    Returns
    -------
    dict
        What the folder's settings file says of the benchmark, but for its cohort.

    Raises
    ------
    StephError
        If the folder holds results of something else.
    """
    ensure_folder(request.out)
    claim = {"form": _FORM, "settings": request.fingerprint()}
    path = request.out / SETTINGS_FILE
    if not path.is_file():
        if (request.out / "results.csv").exists():
            raise StephError(
                "The folder holds results that no benchmark of this program wrote",
                request.out,
                "Choose an empty folder.",
            )
        return claim
    known = read_object(path)
    if known is None or known.get("form") != _FORM:
        raise StephError("This file cannot be read", path, "Choose an empty folder.")
    ours = request.fingerprint()
    theirs: dict[str, Any] = known.get("settings", {})
    differing = [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]
    if differing:
        said = ", ".join(f"{n} was {theirs.get(n)}, now {ours.get(n)}" for n in differing)
        raise StephError(
            f"This folder holds a benchmark with other settings: {said}",
            request.out,
            "Use the same settings to go on, or another folder.",
        )
    return claim


def _settle(out: Path, claim: Mapping[str, Any]) -> None:
    path = out / SETTINGS_FILE
    known = read_object(path)
    if known is None:
        write_json(path, claim)
    elif known.get("cohort") != claim["cohort"]:
        raise StephError(
            "This folder holds a benchmark of another cohort, or the cohort has changed since",
            out,
            "Use another folder.",
        )


class _Run:
    """One start of a benchmark: what is done, what is to do, what could not be done."""

    def __init__(
        self,
        request: BenchmarkRequest,
        bags: CohortBags,
        control: JobControl,
        extras: Extras,
    ) -> None:
        self.request, self.roster, self.control = request, bags.eligibility, control
        self.keep = extras.keep
        self.zoo = extras.zoo(bags, request.settings, request.out / ZOO_FOLDER)
        self.records = read_records(request.out)
        self.left_out = [*self.roster.left_out, *self.zoo.left_out()]
        self.broken: dict[tuple[str, int, int], StephError] = {}
        self.done = self.total = 0

    def go(self, cells: Sequence[FoldRun]) -> dict[str, Any]:
        todo = self._todo(cells)
        self.total = sum(self._units(cell) for cell in todo)
        waiting = self._waiting(todo)
        self.total += _FIT_UNITS * len(waiting)
        for cell in todo:
            self._prepare(cell, waiting)
            told = self._run(cell)
            self._write(len(cells))
            self.control.checkpoint(self.done, self.total, cell.step, told)
        if not self.records:
            first = self.left_out[0] if self.left_out else None
            raise StephError(
                "No cell of this benchmark could be run"
                + (f": {first.cancer}, {first.reason}" if first else ""),
                self.request.cohort,
                "Run 'cohort check' for the whole list.",
            )
        return self._finish(len(cells))

    def _todo(self, cells: Sequence[FoldRun]) -> list[FoldRun]:
        todo = []
        for cell in cells:
            if _key(cell) in self.records:
                continue
            if reason := why_not(cell, self.zoo):
                self._leave_out(cell, reason)
            else:
                todo.append(cell)
        return todo

    def _leave_out(self, cell: FoldRun, reason: str) -> None:
        self.left_out.append(
            LeftOut("cell", cell.target, reason, 1, cell.fold, cell.label, cell.seed)
        )

    def _units(self, cell: FoldRun) -> int:
        tunes = self.request.gamma is None and uses_gamma(cell.method)
        return _FIT_UNITS * (1 + _GAMMA_FITS * tunes)

    def _needs(self, cell: FoldRun) -> list[tuple[str, int, int]]:
        method = METHODS[cell.method]
        needs = []
        if method.needs_target or method.name == "vanilla":
            needs.append((cell.target, cell.fold, cell.seed))
        if method.needs_sources:
            names = self.zoo.usable_sources(cell.target)
            needs += [(name, SOURCE_FOLD, cell.seed) for name in names]
        return needs

    def _waiting(self, todo: Sequence[FoldRun]) -> set[tuple[str, int, int]]:
        wanted = {need for cell in todo for need in self._needs(cell)}
        return {need for need in wanted if not self.zoo.is_ready(*need)}

    def _prepare(self, cell: FoldRun, waiting: set[tuple[str, int, int]]) -> None:
        """Fit what the cell builds on and nobody has fitted yet."""
        for need in self._needs(cell):
            if need not in waiting:
                continue
            waiting.remove(need)
            cancer, fold, seed = need
            step = JobStep(Phase.FITTING, fit=Fit(cancer, "", fold, seed))
            stop = self.done + _FIT_UNITS
            news = partial(fit_event, f"{cancer}, fold {fold}, seed {seed}")
            part = self.control.span(self.done, stop, self.total, step, news)
            try:
                self.zoo.model(*need, part)
            except LeakFound:
                raise
            except StephError as error:
                self.broken[need] = error
            self.done = stop

    def _run(self, cell: FoldRun) -> FoldRunEvent | None:
        stop = self.done + self._units(cell)
        news = partial(fit_event, cell.name)
        control = self.control.span(self.done, stop, self.total, cell.step, news)
        self.control.checkpoint(self.done, self.total, cell.step)
        told = None
        broken = [self.broken[need] for need in self._needs(cell) if need in self.broken]
        try:
            if broken:
                raise broken[0]
            result = run_cell(cell, self.zoo, self.request.settings, self.request.gamma, control)
        except LeakFound:
            raise
        except StephError as error:
            self._leave_out(cell, str(error))
        else:
            if self.keep is not None:
                self.keep(result, self.zoo)
            self.records[_key(cell)] = keep_cell(self.request.out, result)
            told = FoldRunEvent(cell.label, cell.fold, cell.seed, result.c_index)
        self.done = stop
        return told

    def _write(self, wanted: int) -> dict[str, Any]:
        records = self._sorted()
        write_results(self.request.out / "results.csv", records)
        summary = summarise(records, self.left_out, wanted=wanted)
        summary |= self._about()
        write_json(self.request.out / "summary.json", summary)
        return summary

    def _finish(self, wanted: int) -> dict[str, Any]:
        from steph_desktop.training.figures import draw_benchmark, draw_measures

        control = self.control.span(self.total, self.total, self.total, Phase.COMPARING_METHODS)
        out, records = self.request.out, self._sorted()
        predictions = {
            record.key: read_predictions(predictions_of(out, record)) for record in records
        }
        write_results(out / "results.csv", records)
        summary = summarise(
            records, self.left_out, wanted=wanted, predictions=predictions, control=control
        )
        summary |= self._about()
        training = training_follow_up(
            self.roster.cancers, [(record.target, record.fold) for record in records]
        )
        for name, found in measure_methods(predictions.values(), training, control).items():
            summary["methods"][name]["evaluation"] = found
        draw_benchmark(out / "figures", summary, records)
        draw_measures(out / "figures", summary["methods"])
        write_json(out / "summary.json", summary)
        return summary

    def _about(self) -> dict[str, Any]:
        return {
            "warnings": list(self.roster.warnings),
            "settings": self.request.fingerprint(),
            "encoder": self.roster.kind.encoder or "unknown",
            "feature_dim": self.roster.kind.feature_dim,
            "synthetic": self.roster.synthetic,
        }

    def _sorted(self) -> list[FoldRunRecord]:
        order = {name: place for place, name in enumerate(METHODS)}
        return sorted(
            self.records.values(),
            key=lambda r: (
                r.target,
                order.get(r.base_method, len(order)),
                r.method,
                r.fold,
                r.seed,
            ),
        )


def _key(cell: FoldRun) -> FoldRunKey:
    return cell.target, cell.label, cell.fold, cell.seed


# --- cells on disk -------------------------------------------------------------------------------


def keep_cell(out: Path, result: FoldRunResult) -> FoldRunRecord:
    """Write a finished cell: predictions first, then the record that makes it count."""
    cell, predictions = result.cell, result.predictions
    path = predictions_path(out, predictions)
    write_predictions(path, predictions)
    record = FoldRunRecord(
        target=cell.target,
        method=cell.label,
        base_method=cell.method,
        fold=cell.fold,
        seed=cell.seed,
        c_index=result.c_index,
        n_train=result.n_train,
        n_test=len(predictions.patient_ids),
        events_test=int(predictions.events.sum()),
        epochs=result.epochs,
        seconds=round(result.seconds, 3),
        params_trained=result.fitted.n_trained,
        gamma=result.gamma.gamma if uses_gamma(cell.method) else None,
        gamma_how=result.gamma.how,
        gamma_scores={f"{gamma:g}": score for gamma, score in result.gamma.scores.items()},
        sources=result.sources,
        predictions=path.name,
        predictions_sha256=sha256_of(path),
        notes=result.fitted.notes,
        evidence=result.fitted.evidence,
        history=result.fitted.history,
    )
    write_record(out, record)
    forget_unfinished(out / _UNFINISHED_FOLDER)
    return record
