"""Forecast of how long a benchmark takes here: its steps are counted, and one is measured."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from itertools import pairwise

from steph_desktop.cohort.cohort_folder import CancerCohort, load_cohort
from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase, Progress, format_duration
from steph_desktop.model.devices import device_words
from steph_desktop.training.bag_store import BagStore, Outcomes
from steph_desktop.training.benchmark_request import BenchmarkRequest
from steph_desktop.training.cross_validation import (
    PATIENT_UNITS,
    fit_units,
    fold_run_units,
    needs_of,
)
from steph_desktop.training.fold_runs import read_records
from steph_desktop.training.trainer import fit_abmil
from steph_desktop.training.training_events import EpochRecord

_PROBE_EPOCHS = 3
"""Of one step each; the first also sets up, and does not count."""


@dataclass(frozen=True)
class Forecast:
    """What is left of a benchmark, and how long it takes on one device of this machine."""

    fold_runs: int  # not finished yet
    fits: int  # of models that these build on
    # Optimiser steps of all of it, each counted as one of `vanilla` of as many bags.
    steps: float
    step_s: float  # measured, over bags of the cohort
    patches: int  # of the bags that were measured, a bag on average
    seconds: float  # of these steps, and of reading all bags once
    device: str  # as its maker calls it

    @property
    def words(self) -> str:
        """The forecast, and what it leaves out."""
        return (
            f"About {format_duration(self.seconds)} on one device ({self.device}): "
            f"{self.fold_runs:,} fold runs and {self.fits:,} models to build on, "
            f"{self.steps:,.0f} steps of {self.step_s:.3g} s, measured on bags of "
            f"{self.patches:,} patches. Setting up and testing each of them, tables and figures "
            "come on top: of fits of a few seconds they are the larger part."
        )


def forecast(request: BenchmarkRequest, control: JobControl = UNWATCHED) -> Forecast:
    """Estimate a benchmark from its tables and a few steps over bags of its largest cancer.

    No feature file but those of one step is opened. Patients whose features will turn out to be
    missing are counted; bags that do not fit into memory and the cache take longer than said, and
    nothing but the steps and one reading is in it.
    """
    control.checkpoint(0, 0, Phase.READING_TABLE)
    cancers = {cancer.cancer: cancer for cancer in load_cohort(request.cohort)}
    finished = {record.key for record in read_records(request.out).good}
    targets = request.targets or tuple(sorted(cancers))
    wanted = request.fold_runs([name for name in targets if name in cancers])
    todo = [run for run in wanted if run.key not in finished]
    others = {name: [other for other in cancers if other != name] for name in cancers}
    needs = {need for run in todo for need in needs_of(run, others[run.target])}
    units = sum(fold_run_units(request, cancers, run) for run in todo)
    units += sum(fit_units(cancers, need) for need in needs)
    settings, device = request.settings, device_words(request.settings.device)
    if not todo:
        return Forecast(0, 0, 0.0, 0.0, 0, 0.0, device)
    steps = units / PATIENT_UNITS / settings.bags_per_step * settings.epochs
    largest = max(cancers.values(), key=lambda cancer: len(cancer.patients))
    bags_s, step_s, patches = _probe(request, largest, control)
    read_s = bags_s * sum(len(cancer.patients) for cancer in cancers.values())
    return Forecast(len(todo), len(needs), steps, step_s, patches, steps * step_s + read_s, device)


def _probe(
    request: BenchmarkRequest, cancer: CancerCohort, control: JobControl
) -> tuple[float, float, int]:
    """Measure a step: seconds to read a patient, seconds of a step, and patches a patient."""
    settings, store = request.settings, BagStore()
    patients = _few(cancer, settings.bags_per_step)
    begun = time.monotonic()
    n_patches = [len(store.read(cancer, patient)) for patient in patients]
    bags_s = (time.monotonic() - begun) / len(patients)
    given = Outcomes.of(store, cancer, patients)
    ends: list[float] = []

    def note(progress: Progress) -> None:
        control.checkpoint(0, 0, Phase.FITTING)
        if isinstance(progress.detail, EpochRecord):
            ends.append(time.monotonic())

    once = replace(settings, epochs=_PROBE_EPOCHS, bags_per_step=len(patients))
    # Without the folder of unfinished work: this is no part of it.
    fit_abmil(given.bags, given.times_days, given.events, once, control=JobControl(note))
    step_s = min(after - before for before, after in pairwise(ends))
    share = len(patients) / settings.bags_per_step
    return bags_s, step_s / share, round(sum(n_patches) / len(patients))


def _few(cancer: CancerCohort, count: int) -> list[Patient]:
    """Take patients from all over a table, with an event among them: else none could be fitted."""
    some = list(cancer.patients[:: max(1, len(cancer.patients) // count)])[:count]
    if not any(patient.event for patient in some):
        some[-1:] = [next((p for p in cancer.patients if p.event), some[-1])]
    if len(some) < 2:
        raise StephError("One patient is not enough to measure", cancer.cancer, "Add patients.")
    return some
