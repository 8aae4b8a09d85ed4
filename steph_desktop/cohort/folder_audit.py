"""The cohort doctor: what is wrong, or weak, in a cohort, before hours are spent training on it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from steph_desktop.cohort.cohort_folder import FOLDS, CancerCohort, cancer_folders
from steph_desktop.cohort.cohort_tables import (
    AuditFinding,
    AuditSeverity,
    Notes,
    label_table,
    read_labels,
    read_splits,
)
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl
from steph_desktop.features.bag import read_bag


def check_cohort(folder: Path, control: JobControl | None = None) -> tuple[AuditFinding, ...]:
    """Examine a cohort without changing it: every table, every split, every feature file.

    Parameters
    ----------
    folder : pathlib.Path
        The cohort folder.
    control : JobControl, optional
        Told of every feature file, may cancel.

    Returns
    -------
    tuple of Finding
        Empty for a cohort in order; blocking ones first.

    Raises
    ------
    StephError
        If the folder holds no cohort at all.
    """
    whole = Notes()
    findings: list[AuditFinding] = []
    cohorts = []
    for path in cancer_folders(folder, None):
        notes = Notes(path.name)
        patients = read_labels(path, notes)
        splits = read_splits(path, patients, notes)
        if patients and not splits and not notes.findings:
            notes.advisory(
                "There are no splits", path.name, f"{FOLDS} stratified folds will be made."
            )
        cohorts.append(CancerCohort(path.name, path, patients, splits))
        _judge_outcomes(cohorts[-1], notes)
        findings += notes.findings
    _judge_patients_across(cohorts, whole)
    _judge_features(cohorts, whole, control or JobControl())
    findings += whole.findings
    return tuple(sorted(findings, key=lambda f: f.severity is AuditSeverity.ADVISORY))


def _judge_outcomes(cohort: CancerCohort, notes: Notes) -> None:
    """Advise on what is allowed but weakens a result."""
    times = np.array([patient.time_days for patient in cohort.patients])
    table = label_table(cohort.folder)
    if not len(times) or table is None:
        return
    if times.max() < 400 and np.median(times) < 130 and len(times) >= 10:
        notes.advisory(
            f"The longest follow-up is {times.max():g}: these look like months, not days",
            table.name,
            "Column t is in days: multiply by 30.4 if it holds months.",
        )
    if (n_zero := int(np.count_nonzero(times == 0))) > 0:
        notes.advisory(
            f"{n_zero} patients have no follow-up (t = 0)", table.name, "Check whether they belong."
        )
    if cohort.n_events < 2 * FOLDS:
        notes.advisory(
            f"Only {cohort.n_events} events among {len(times)} patients",
            table.name,
            "Expect wide intervals: a C-index per fold will hardly mean anything.",
        )
    tested: dict[str, int] = {}
    for split in cohort.splits:
        name = f"splits_{split.fold}.csv"
        if split.test and not any(p.event for p in cohort.select(split.test)):
            notes.advisory("No test patient has an event", name, "This fold has no C-index.")
        for patient_id in split.test:
            tested[patient_id] = tested.get(patient_id, 0) + 1
    if cohort.splits and (n_often := sum(n > 1 for n in tested.values())):
        notes.advisory(
            f"{n_often} patients are tested in more than one fold",
            "splits",
            "The folds' results are not independent.",
        )
    if cohort.splits and (n_never := len(times) - len(tested)) > 0:
        notes.advisory(
            f"{n_never} patients are never tested", "splits", "Check that this is meant."
        )


def _judge_patients_across(cohorts: Sequence[CancerCohort], notes: Notes) -> None:
    where: dict[str, str] = {}
    shared: dict[tuple[str, str], int] = {}
    for cohort in cohorts:
        for patient in cohort.patients:
            earlier = where.setdefault(patient.patient_id, cohort.cancer)
            if earlier != cohort.cancer:
                pair = (earlier, cohort.cancer)
                shared[pair] = shared.get(pair, 0) + 1
    for (one, other), count in shared.items():
        notes.advisory(
            f"{count} patient ids stand in both {one} and {other}",
            "labels",
            "If they are the same persons, a source model may have seen test patients.",
        )


def _judge_features(cohorts: Sequence[CancerCohort], notes: Notes, control: JobControl) -> None:
    """Open every feature file; compare widths and encoders over the whole cohort."""
    total = sum(cohort.n_slides for cohort in cohorts)
    kinds: dict[tuple[str, int], str] = {}
    done = 0
    for cohort in cohorts:
        notes.cancer = cohort.cancer
        n_missing = 0
        for path in (p for patient in cohort.patients for p in cohort.bag_paths(patient)):
            control.checkpoint(done, total, "Reading feature files")
            done += 1
            if not path.is_file():
                n_missing += 1
                continue
            try:
                bag = read_bag(path)
            except StephError as error:
                notes.blocking(error.what, path.name, error.todo or "Extract it again.")
                continue
            kind = (bag.meta.encoder, bag.features.shape[1])
            if kind not in kinds and kinds:
                (known_encoder, known_width), known = next(iter(kinds.items()))
                notes.blocking(
                    f"Features of {kind[0] or 'an unnamed encoder'}, {kind[1]} wide; those of "
                    f"{known} are of {known_encoder or 'an unnamed encoder'}, {known_width} wide",
                    path.name,
                    "Extract the whole cohort with one encoder.",
                )
            kinds.setdefault(kind, path.name)
        if n_missing:
            notes.advisory(
                f"{n_missing} of {cohort.n_slides} slides have no features",
                "features",
                "Extract them before training.",
            )
    notes.cancer = ""
