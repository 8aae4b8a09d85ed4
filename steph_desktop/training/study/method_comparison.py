"""Methods side by side on a cohort, as a background job: the benchmark, asked for by the window."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from steph_desktop.core.job_control import JobControl, Progress
from steph_desktop.model.card import LambdaForm
from steph_desktop.training.hyperparameters import Hyperparameters
from steph_desktop.training.study.study_events import EventLog

if TYPE_CHECKING:
    from steph_desktop.training.bag_store import CohortBags
    from steph_desktop.training.cross_validation import BenchmarkRequest


@dataclass(frozen=True)
class CompareRequest:
    """A comparison of methods, asked for.

    Attributes
    ----------
    cohort, out : pathlib.Path
        The cohort folder, and the folder of results; a stopped comparison goes on there.
    methods : tuple of str
        Names in `METHODS`; empty where only packs are compared.
    targets : tuple of str, optional
        All cancers of the cohort if None.
    folds, seeds : tuple of int
        Folds to test, and seeds of the fits.
    hyper : Hyperparameters
        How to fit.
    lambda_forms : tuple of LambdaForm
        Methods that have a mixing ratio run once with each.
    device : str
        Where it runs.
    packs : tuple of pathlib.Path
        Model packs that answer for the tested patients as they are.
    """

    cohort: Path
    out: Path
    methods: tuple[str, ...]
    targets: tuple[str, ...] | None = None
    folds: tuple[int, ...] = (0, 1, 2, 3, 4)
    seeds: tuple[int, ...] = (42,)
    hyper: Hyperparameters = field(default_factory=Hyperparameters)
    lambda_forms: tuple[LambdaForm, ...] = (LambdaForm.RATIO,)
    device: str = "auto"
    packs: tuple[Path, ...] = ()


def compare_methods(request: CompareRequest, control: JobControl) -> Path:
    """Run the cells that are not there yet, then ask the packs; return the folder of results."""
    from steph_desktop.training.bag_store import one_pass
    from steph_desktop.training.cross_validation import claim_folder, read_once

    if not (request.methods or request.packs):
        return request.out
    share = 9 if request.packs and request.methods else 10
    running = _share(control, 0, share)
    asked = _benchmark(request) if request.methods else None
    if asked is not None:
        claim_folder(asked)
        reading = read_once(asked, running)
    else:
        reading = one_pass(request.cohort, request.out, control)
    with reading as bags:
        if asked is not None:
            _run_methods(asked, bags, running)
        if request.packs:
            from steph_desktop.training.study.pack_scores import score_packs

            part = _share(control, share if request.methods else 0, 10)
            score_packs(request.packs, bags, request.out, request.targets, request.folds, part)
    return request.out


def _share(control: JobControl, start: int, stop: int) -> JobControl:
    """Return a control for some tenths of the job, whose words and details are passed on."""

    def relay(progress: Progress) -> None:
        total = max(1, progress.total)
        done = start * total + (stop - start) * min(progress.done, total)
        control.checkpoint(done, 10 * total, progress.message, progress.detail)

    return control if (start, stop) == (0, 10) else control.part(relay)


def _benchmark(request: CompareRequest) -> BenchmarkRequest:
    from steph_desktop.model.devices import resolve_device
    from steph_desktop.training.cross_validation import BenchmarkRequest

    return BenchmarkRequest(
        cohort=request.cohort,
        out=request.out,
        methods=request.methods,
        targets=request.targets,
        folds=request.folds,
        seeds=request.seeds,
        settings=request.hyper.settings(resolve_device(request.device)),
        gamma=request.hyper.gamma,
        lambda_forms=request.lambda_forms,
    )


def _run_methods(asked: BenchmarkRequest, bags: CohortBags, control: JobControl) -> None:
    from steph_desktop.training.cross_validation import Extras, run_benchmark

    with EventLog(asked.out) as book:
        run_benchmark(asked, book.noting(control), Extras(bags=bags))
