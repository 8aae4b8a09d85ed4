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

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from steph_desktop.cohort.clinical_columns import guess_clinical_columns
from steph_desktop.cohort.cohort_folder import CancerCohort
from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.cohort.eligibility import Eligibility, LeftOut
from steph_desktop.core.codec import to_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import sha256_of, write_json
from steph_desktop.core.job_control import UNWATCHED, Fit, JobControl, JobStep, Phase, Task, Workers
from steph_desktop.features.facts import UNKNOWN_ENCODER
from steph_desktop.training.bag_store import SCREENED_FILE, CohortBags, one_pass, open_screened
from steph_desktop.training.benchmark_request import (
    RECALIBRATION,
    SETTINGS_FILE,
    BenchmarkRequest,
    claim_folder,
    settle_folder,
)
from steph_desktop.training.checkpointing import forget_unfinished
from steph_desktop.training.clinical_value import clinical_value
from steph_desktop.training.comparison import summarise, write_results
from steph_desktop.training.fold_runs import (
    FoldRunKey,
    FoldRunRecord,
    predictions_of,
    read_records,
    write_record,
)
from steph_desktop.training.leakage import LeakFound
from steph_desktop.training.measures import measure_methods, training_follow_up
from steph_desktop.training.methods.registry import METHODS
from steph_desktop.training.predictions import (
    FoldPredictions,
    predictions_path,
    read_predictions,
    write_predictions,
)
from steph_desktop.training.protocol import (
    INNER_TARGETS,
    FoldRun,
    FoldRunResult,
    fold_cost,
    needs_inner_targets,
    run_fold,
    why_not,
)
from steph_desktop.training.source_models import BASE_MODELS_FOLDER, SOURCE_FOLD, FittedModels
from steph_desktop.training.train_settings import DEPARTURES, TrainSettings
from steph_desktop.training.training_events import BASELINE, FoldRunEvent, fit_event

_Need = tuple[str, int, int]
"""Cancer, fold and seed of a model that others build on."""


_UNFINISHED_FOLDER = "unfinished"
PATIENT_UNITS = 10  # of progress: for each patient of a fit as long as that of `vanilla`


@dataclass(frozen=True)
class RunExtras:
    """What a caller adds to a benchmark."""

    # Makes the models to build on; by default they are fitted on the cohort.
    base_models: Callable[[CohortBags, TrainSettings, Path], FittedModels] = FittedModels
    # Given each fitted fold run before it counts as finished, to keep its model; called again for
    # one that was cut off in between.
    keep: Callable[[FoldRunResult, FittedModels], object] | None = None
    # The cohort's, where the caller has read them; else they are read here.
    bags: CohortBags | None = None


def run_benchmark(
    request: BenchmarkRequest, control: JobControl = UNWATCHED, extras: RunExtras | None = None
) -> dict[str, Any]:
    """Run the fold runs that are not there yet, and write results.csv, summary.json and figures.

    The control receives `FitEvent` and `FoldRunEvent` as details. A run that was stopped resumes
    from the last finished fold run, and within one from the last finished epoch.

    Raises
    ------
    LeakFound
        If a model has seen a patient it is tested on; nothing of that fold run is written.
    StephError
        If the folder holds another benchmark, nothing can be run, or the disk is full.
    """
    unfinished = request.out / _UNFINISHED_FOLDER
    control = control.keeping(unfinished)
    if unknown := [name for name in request.methods if name not in METHODS]:
        todo = f"Choose from {', '.join(METHODS)}."
        raise StephError("This method is not known", unknown[0], todo)
    extras = extras or RunExtras()
    claim = claim_folder(request)
    with nullcontext(extras.bags) if extras.bags else read_once(request, control) as bags:
        targets = _targets(request, bags.eligibility)
        if request.needs_clinical and not request.settings.clinical:
            people = (p for cancer in bags.eligibility.cancers.values() for p in cancer.patients)
            guessed = guess_clinical_columns(patient.extra for patient in people)
            request = replace(request, settings=replace(request.settings, clinical=guessed))
            claim = claim_folder(request)
        settle_folder(request.out, {**claim, "cohort": bags.eligibility.fingerprint()})
        summary = _Run(request, bags, control, extras).go(request.fold_runs(targets))
    forget_unfinished(unfinished)
    return summary


def read_once(request: BenchmarkRequest, control: JobControl) -> AbstractContextManager[CohortBags]:
    """Read the features of a benchmark's cohort, see `one_pass`; the folder is claimed already."""
    # The folder of an earlier start may turn out to be of another cohort: its cache is let alone.
    fills = not (request.out / SETTINGS_FILE).is_file()
    return one_pass(request.cohort, request.out, control, fills=fills)


def _targets(request: BenchmarkRequest, eligibility: Eligibility) -> tuple[str, ...]:
    known = {*eligibility.cancers, *(item.cancer for item in eligibility.left_out)}
    if request.targets is None:
        return tuple(sorted(known))
    for name in request.targets:
        if name not in known:
            raise StephError(
                "This cancer is not in the cohort", name, f"It holds {', '.join(sorted(known))}."
            )
    return request.targets


@dataclass(frozen=True)
class _Bench:
    """A benchmark, and how each fold run of it is fitted and kept, here or by a worker."""

    request: BenchmarkRequest  # with absolute paths for a worker, which runs in a folder of its own
    extras: RunExtras  # without bags for a worker, which opens them itself

    def models(self, bags: CohortBags) -> FittedModels:
        folder = self.request.out / BASE_MODELS_FOLDER
        return self.extras.base_models(bags, self.request.settings, folder)

    def fit(self, fold_run: FoldRun, models: FittedModels, control: JobControl) -> FoldRunResult:
        asked, how = self.request, {"recalibrates": self.request.recalibrates}
        return run_fold(fold_run, models, asked.settings, asked.gamma, control, **how)

    def keep(
        self, result: FoldRunResult, models: FittedModels, control: JobControl
    ) -> FoldRunRecord:
        """Write the models, the predictions and the record of a finished fold run."""
        if self.extras.keep is not None:
            self.extras.keep(result, models)
        record = keep_fold_run(self.request.out, result)
        if control.unfinished is not None:
            forget_unfinished(control.unfinished)
        return record

    def on_worker(self, name: str, control: JobControl) -> tuple[FittedModels, JobControl]:
        """Return the models to build on, and a control that keeps what is named apart."""
        out = self.request.out
        bags = _bags_of(self.request.cohort, out, (out / SCREENED_FILE).stat().st_mtime_ns)
        # A folder for each: a fit that ends clears it, and others are under way beside it.
        digest = hashlib.sha256(name.encode()).hexdigest()[:16]
        return self.models(bags), control.keeping(out / _UNFINISHED_FOLDER / digest)


class _Run:
    """One start of a benchmark: what is done, what is left, what could not be done."""

    def __init__(
        self, request: BenchmarkRequest, bags: CohortBags, control: JobControl, extras: RunExtras
    ) -> None:
        self.request, self.eligibility, self.control = request, bags.eligibility, control
        self.bench = _Bench(request, extras)
        self.base_models = self.bench.models(bags)
        found = read_records(request.out)
        self.records = {record.key: record for record in found.good}
        self.damaged = tuple(
            f"{item.name}: {item.fault.what}; this fit was computed again" for item in found.bad
        )
        self._units = partial(fold_run_units, request, bags.eligibility.cancers)
        self._fit_units = partial(fit_units, bags.eligibility.cancers)
        self.left_out = [*self.eligibility.left_out, *self.base_models.left_out()]
        self.broken: dict[_Need, StephError] = {}
        self.done = self.total = 0

    def go(self, fold_runs: Sequence[FoldRun]) -> dict[str, Any]:
        todo = self._todo(fold_runs)
        waiting = self._waiting(todo)
        self.done, self.total = self._measure(fold_runs, todo, waiting)
        # Workers fit side by side: their seconds added up say nothing of the time left.
        past = () if self.control.workers is not None else self._past(fold_runs, todo)
        self.control.checkpoint(self.done, self.total, Phase.FITTING, found=True, past=past)
        if self.control.workers is not None:
            self._send_out(self.control.workers, todo, sorted(waiting), len(fold_runs))
            todo = []
        for fold_run in todo:
            self._prepare(fold_run, waiting)
            finished = self._run(fold_run)
            self._write(len(fold_runs))
            self.control.checkpoint(self.done, self.total, fold_run.step, finished)
        if not self.records:
            first = self.left_out[0] if self.left_out else None
            raise StephError(
                "No method could be trained on this cohort"
                + (f": {first.cancer}, {first.reason}" if first else ""),
                self.request.cohort,
                "Correct what is named here and start again; the command 'cohort check' lists "
                "everything that is missing.",
            )
        return self._finish(len(fold_runs))

    def _todo(self, fold_runs: Sequence[FoldRun]) -> list[FoldRun]:
        todo = []
        for fold_run in fold_runs:
            if fold_run.key not in self.records:
                if reason := why_not(fold_run, self.base_models):
                    self._leave_out(fold_run, reason)
                else:
                    todo.append(fold_run)
        return todo

    def _leave_out(self, fold_run: FoldRun, reason: str) -> None:
        which = fold_run.fold, fold_run.label, fold_run.seed
        self.left_out.append(LeftOut("cell", fold_run.target, reason, 1, *which))

    def _measure(
        self, fold_runs: Sequence[FoldRun], todo: Sequence[FoldRun], waiting: set[_Need]
    ) -> tuple[int, int]:
        """Units done and in all, so that a run that resumes goes on at the share it had."""
        finished = [run for run in fold_runs if run.key in self.records]
        needs = {need for run in (*finished, *todo) for need in self._needs(run)}
        ahead = sum(map(self._units, todo)) + sum(self._fit_units(need) for need in waiting)
        behind = sum(map(self._units, finished))
        behind += sum(self._fit_units(need) for need in needs - waiting)
        return behind, behind + ahead

    def _past(
        self, fold_runs: Sequence[FoldRun], todo: Sequence[FoldRun]
    ) -> tuple[tuple[int, float], ...]:
        """Units and seconds of all that is finished, in the order in which it was made."""
        told: list[tuple[int, float]] = []
        taken: dict[_Need, float] = {}
        for fold_run in fold_runs:
            if fold_run.key not in self.records and fold_run not in todo:
                continue  # it cannot be run: its cancer may not even be there
            for need in self._needs(fold_run):
                if need not in taken and self.base_models.is_ready(*need):
                    taken[need] = self.base_models.model(*need).seconds
                    told.append((self._fit_units(need), taken[need]))
            record = self.records.get(fold_run.key)
            if record is None:
                continue
            # The seconds of `vanilla` are those of the target model that others build on.
            own = (fold_run.target, fold_run.fold, fold_run.seed)
            counted = taken.get(own, 0.0) if fold_run.method == BASELINE else 0.0
            told.append((self._units(fold_run), max(0.0, record.seconds - counted)))
        return tuple(told)

    def _needs(self, fold_run: FoldRun) -> list[_Need]:
        return needs_of(fold_run, self.base_models.usable_sources(fold_run.target))

    def _waiting(self, todo: Sequence[FoldRun]) -> set[_Need]:
        wanted = {need for fold_run in todo for need in self._needs(fold_run)}
        return {need for need in wanted if not self.base_models.is_ready(*need)}

    def _prepare(self, fold_run: FoldRun, waiting: set[_Need]) -> None:
        """Fit what the fold run builds on and nobody has fitted yet."""
        for need in self._needs(fold_run):
            if need not in waiting:
                continue
            waiting.remove(need)
            cancer, fold, seed = need
            step = JobStep(Phase.FITTING, fit=Fit(cancer, "", fold, seed))
            stop = self.done + self._fit_units(need)
            event = partial(fit_event, _name_of(need))
            part = self.control.span(self.done, stop, self.total, step, event)
            try:
                self.base_models.model(*need, part)
            except LeakFound:
                raise
            except StephError as error:
                self.broken[need] = error
            self.done = stop

    def _run(self, fold_run: FoldRun) -> FoldRunEvent | None:
        stop = self.done + self._units(fold_run)
        event = partial(fit_event, fold_run.name)
        control = self.control.span(self.done, stop, self.total, fold_run.step, event)
        self.control.checkpoint(self.done, self.total, fold_run.step)
        finished = None
        broken = [self.broken[need] for need in self._needs(fold_run) if need in self.broken]
        try:
            if broken:
                raise broken[0]
            result = self.bench.fit(fold_run, self.base_models, control)
        except LeakFound:
            raise
        except StephError as error:
            self._leave_out(fold_run, str(error))
        else:
            # What cannot be written (a full disk) ends the run: it is no fault of this fold.
            record = self.bench.keep(result, self.base_models, control)
            finished = self._note(fold_run, record)
        self.done = stop
        return finished

    def _send_out(
        self, workers: Workers, todo: Sequence[FoldRun], needs: Sequence[_Need], wanted: int
    ) -> None:
        """Let workers fit: first the models that others build on, each fold run once it can."""
        self.base_models.null  # noqa: B018 - drawn and kept before many workers would draw it
        cohort, out = self.request.cohort.resolve(), self.request.out.resolve()
        asked, extras = replace(self.request, cohort=cohort, out=out), self.bench.extras
        apart = _Bench(asked, replace(extras, bags=None))
        place = {need: number for number, need in enumerate(needs)}
        tasks = [Task(_fit_need, (apart, need), _name_of(need)) for need in needs]
        for fold_run in todo:
            after = tuple(place[need] for need in self._needs(fold_run) if need in place)
            tasks.append(Task(_fit_fold_run, (apart, fold_run), fold_run.name, after))

        def waiting() -> None:
            self.control.checkpoint(self.done, self.total, Phase.ON_CLUSTER)

        for answer in workers.answers(tasks, waiting):
            if isinstance(answer.fault, LeakFound):
                raise answer.fault
            name = tasks[answer.number].name
            for detail in answer.details:
                event = fit_event(name, detail)
                self.control.checkpoint(self.done, self.total, Phase.ON_CLUSTER, event)
            if answer.number < len(needs):
                # One that failed is told of by those who need it.
                self.done += self._fit_units(needs[answer.number])
                continue
            fold_run = todo[answer.number - len(needs)]
            self.done += self._units(fold_run)
            finished = None
            if answer.fault is not None:
                self._leave_out(fold_run, str(answer.fault))
            else:
                finished = self._note(fold_run, answer.value)
            self._write(wanted)
            self.control.checkpoint(self.done, self.total, fold_run.step, finished)

    def _summary(self, wanted: int, **more: Any) -> dict[str, Any]:
        records = self._sorted()
        write_results(self.request.out / "results.csv", records)
        summary = summarise(records, self.left_out, wanted=wanted, **more)
        return summary | self._about(summary["notes"])

    def _write(self, wanted: int) -> None:
        write_json(self.request.out / "summary.json", self._summary(wanted))

    def _finish(self, wanted: int) -> dict[str, Any]:
        from steph_desktop.training.figures import draw_benchmark, draw_measures

        # No units of its own: the bar is full, and the words say what is done.
        control = self.control.span(self.total, self.total, self.total, Phase.COMPARING_METHODS)
        out, records = self.request.out, self._sorted()
        predictions = {r.key: read_predictions(predictions_of(out, r)) for r in records}
        summary = self._summary(wanted, predictions=predictions, control=control)
        tested = [(record.target, record.fold) for record in records]
        training = training_follow_up(self.eligibility.cancers, tested)
        summary["clinical_value"] = self._clinical_value(predictions)
        for name, found in measure_methods(predictions.values(), training, control).items():
            summary["methods"][name]["evaluation"] = found
        draw_benchmark(out / "figures", summary, records)
        draw_measures(out / "figures", summary["methods"])
        write_json(out / "summary.json", summary)
        return summary

    def _clinical_value(
        self, predictions: Mapping[FoldRunKey, FoldPredictions]
    ) -> list[dict[str, Any]]:
        """Say what each method's scores add to the clinical columns, by target; first seed."""
        columns = self.request.settings.clinical
        runs: dict[tuple[str, str], list[FoldPredictions]] = {}
        for (target, method, _, seed), found in predictions.items():
            base = METHODS.get(method)
            if seed == self.request.seeds[0] and not (base and base.needs_clinical):
                runs.setdefault((target, method), []).append(found)
        told: list[dict[str, Any]] = []
        for (target, method), mine in runs.items() if columns else ():
            people = self.eligibility.cancers[target].patients
            rows = {patient.patient_id: patient.extra for patient in people}
            here = [name for name in columns if any(row.get(name) for row in rows.values())]
            if not here:
                continue
            place = {"method": method, "target": target}
            try:
                value = clinical_value(mine, rows, here, self.control)
            except StephError as error:
                told.append({**place, "sentence": str(error)})
            else:
                said = {"sentence": value.sentence, "finding": value.finding}
                told.append({**place, **asdict(value), **said})
        return told

    def _about(self, notes: Sequence[str]) -> dict[str, Any]:
        return {
            "notes": [*notes, *self.damaged],
            "warnings": list(self.eligibility.warnings),
            "settings": self.request.fingerprint(),
            "preset": self.request.settings.preset.value,
            "folds": {
                target: {
                    "tested": sorted({r.fold for r in self.records.values() if r.target == target}),
                    "of": len(self.eligibility.cancers[target].splits),
                }
                for target in sorted({record.target for record in self.records.values()})
                if target in self.eligibility.cancers
            },
            "differs_from_authors_code": list(
                () if self.request.settings.published else DEPARTURES
            ),
            "encoder": self.eligibility.kind.encoder or UNKNOWN_ENCODER,
            "feature_dim": self.eligibility.kind.feature_dim,
            "synthetic": self.eligibility.synthetic,
        }

    def _note(self, fold_run: FoldRun, record: FoldRunRecord) -> FoldRunEvent:
        self.records[fold_run.key] = record
        return FoldRunEvent(fold_run.label, fold_run.fold, fold_run.seed, record.c_index)

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


def needs_of(fold_run: FoldRun, sources: Iterable[str]) -> list[_Need]:
    """Return the models that a fold run builds on, with these cancers as sources."""
    method = METHODS[fold_run.method]
    needs = [(fold_run.target, fold_run.fold, fold_run.seed)] if method.uses_target_model else []
    return needs + [(name, SOURCE_FOLD, fold_run.seed) for name in sources if method.needs_sources]


def _trained_on(cancers: Mapping[str, CancerCohort], name: str, fold: int) -> tuple[Patient, ...]:
    """Training patients of a cancer's fold; nobody where the cohort has no such fold."""
    cancer = cancers.get(name)
    known = cancer is not None and any(split.fold == fold for split in cancer.splits)
    return cancer.train_patients(fold) if cancer is not None and known else ()


def fold_run_units(
    request: BenchmarkRequest, cancers: Mapping[str, CancerCohort], fold_run: FoldRun
) -> int:
    """Return the units of a fold run, by the fits that its method takes and their patients."""
    train = _trained_on(cancers, fold_run.target, fold_run.fold)
    how = {"tunes": request.gamma is None, "recalibrates": request.recalibrates}
    cost = fold_cost(fold_run.method, sum(patient.event for patient in train), **how)
    first = next((name for name in request.methods if needs_inner_targets(name, **how)), None)
    if fold_run.method == first and fold_run.lambda_form is request.lambda_forms[0]:
        cost += INNER_TARGETS
    return max(1, round(PATIENT_UNITS * len(train) * cost))


def fit_units(cancers: Mapping[str, CancerCohort], need: _Need) -> int:
    """Return the units of a model that others build on; 1 where it is given, not fitted here."""
    return max(1, PATIENT_UNITS * len(_trained_on(cancers, *need[:2])))


def keep_fold_run(out: Path, result: FoldRunResult) -> FoldRunRecord:
    """Write a finished fold run: predictions first, then the record that makes it count."""
    fold_run, predictions = result.fold_run, result.predictions
    path = predictions_path(out, predictions)
    write_predictions(path, predictions)
    told = {} if result.recalibration is None else {RECALIBRATION: to_json(result.recalibration)}
    record = FoldRunRecord(
        target=fold_run.target,
        method=fold_run.label,
        base_method=fold_run.method,
        fold=fold_run.fold,
        seed=fold_run.seed,
        c_index=result.c_index,
        n_train=result.n_train,
        n_test=len(predictions.patient_ids),
        events_test=int(predictions.events.sum()),
        epochs=result.epochs,
        seconds=round(result.seconds, 3),
        params_trained=result.fitted.n_trained,
        gamma=result.gamma.gamma if METHODS[fold_run.method].has_gamma else None,
        gamma_how=result.gamma.how,
        gamma_scores={f"{gamma:g}": score for gamma, score in result.gamma.scores.items()},
        sources=result.sources,
        predictions=path.name,
        predictions_sha256=sha256_of(path),
        notes=result.fitted.notes,
        evidence={**result.fitted.evidence, **told},
        history=result.fitted.history,
    )
    write_record(out, record)
    return record


# --- on a cluster: each function runs on a worker, which sees the same folders --------------------


# The time of the screening is there for the cache alone: after a new one the bags are opened anew.
@lru_cache(maxsize=1)
def _bags_of(cohort: Path, out: Path, _changed_ns: int) -> CohortBags:
    """Open what the benchmark's own process has screened and cached, once a process."""
    return open_screened(cohort, out)


def _name_of(need: _Need) -> str:
    cancer, fold, seed = need
    return f"{cancer}, fold {fold}, seed {seed}"


def _fit_need(bench: _Bench, need: _Need, control: JobControl) -> None:
    """Fit a model that others build on, and keep it in the benchmark's folder."""
    models, control = bench.on_worker(_name_of(need), control)
    models.model(*need, control)


def _fit_fold_run(bench: _Bench, fold_run: FoldRun, control: JobControl) -> FoldRunRecord:
    models, control = bench.on_worker(fold_run.name, control)
    return bench.keep(bench.fit(fold_run, models, control), models, control)
