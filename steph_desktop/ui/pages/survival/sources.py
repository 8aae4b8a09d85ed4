"""Patients with outcomes, read from the workspace, a pack, a benchmark or a cohort folder.

All of this reads files or the database: it runs on a background thread or the records' thread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from steph_desktop.core.errors import StephError
from steph_desktop.core.listing import Sifted, read_each
from steph_desktop.model.outputs import ReferenceCohort
from steph_desktop.survival.clinical_cox import ScoreOrigin
from steph_desktop.survival.curves import DAYS_PER_YEAR, LANDMARK_YEARS, FloatArray, survival_at
from steph_desktop.survival.grouping import (
    Grouping,
    SurvivalTable,
    column_grouping,
    cut_grouping,
    everyone,
    labels_by_cutoffs,
    labels_of_folds,
    risk_grouping,
)
from steph_desktop.workspace.store import Workspace

if TYPE_CHECKING:
    from steph_desktop.training.predictions import FoldPredictions

RISK, RISK_GROUP, FOLD = "Risk score", "Risk group", "Fold"
PERCENTILE = "Risk percentile"
_CUTS = {
    RISK: (
        "Risk score, cut-off of your choice",
        "Starts at the median risk score, which does not depend on any outcome.",
    ),
    PERCENTILE: (
        "Risk percentile, cut-off of your choice",
        "Starts at the median risk percentile, which does not depend on any outcome.",
    ),
}
"""Name and note of the grouping by each"""
_FIXED = "Cut-offs were fixed on training folds and kept in the model pack."


@dataclass(frozen=True)
class WorkspacePatients:
    """What the workspace knows of outcomes."""

    # One per model that gave results; risks of two models are not comparable.
    tables: tuple[SurvivalTable, ...] = ()
    # Pseudonym of the case of each patient, by the name in the user's files.
    cases: Mapping[str, str] = field(default_factory=dict)
    # By pseudonym, of the model with the most results.
    risk_groups: Mapping[str, str] = field(default_factory=dict)
    n_results: int = 0  # cases with a result, with or without outcome


def read_workspace(
    workspace: Workspace,
    *,
    blinded: bool = False,
    withheld: Collection[str] = (),
    requested: Collection[str] = (),
) -> WorkspacePatients:
    """Read the cases whose outcome is known, by model.

    Where it is blinded, those without an estimate of the reviewer are left out; so are the withheld
    ones. Those that are shown on request only are noted.
    """
    follow_ups, seen = workspace.follow_ups(), workspace.scored_cases(seen_only=blinded)
    scored = [case for case in seen if case.pseudonym not in withheld]
    note = _FIXED + _exceptions(
        len(seen) - len(scored),
        sum(case.pseudonym in requested for case in scored),
        sum(case.is_region for case in scored),
    )
    # A dict, not a set: the tables come in the order of the results.
    models = dict.fromkeys((case.model_id, case.model_sha256) for case in scored)
    tables = []
    for model_id, sha256 in models:
        mine = [case for case in scored if case.model_sha256 == sha256]
        known = [case for case in mine if case.pseudonym in follow_ups]
        if not known:
            continue
        outcomes = [follow_ups[case.pseudonym] for case in known]
        groups = tuple(case.risk_group or "" for case in known)
        # The models of a pack score on scales of their own: percentiles compare, scores do not.
        has_places = all(case.risk_percentile is not None for case in known)
        named = PERCENTILE if has_places else RISK
        values = [case.risk_percentile if has_places else case.risk_score for case in known]
        scores = np.array([np.nan if value is None else value for value in values], float)
        groupings = (
            risk_grouping(groups, note), everyone(len(known)), *_score_grouping(named, scores),
        )  # fmt: skip
        tables.append(
            SurvivalTable(
                f"Cases of this workspace, {model_id}",
                np.array([outcome.time_days for outcome in outcomes], float),
                np.array([outcome.event for outcome in outcomes], bool),
                # A model without risk groups gives labels that are all empty.
                tuple(g for g in groupings if g.is_cut or any(g.labels)),
                tuple(case.pseudonym for case in known),
                len(mine) - len(known),
                {named: _texts(scores), RISK_GROUP: groups},
                named,
                ScoreOrigin.EXTERNAL,
            )
        )
    cases = {case.patient: case.pseudonym for case in scored if case.patient}
    counts = Counter(case.model_sha256 for case in scored)
    # Groups of two models must not stand side by side as those of one.
    most = counts.most_common(1)[0][0] if counts else ""
    by_case = {c.pseudonym: c.risk_group for c in scored if c.model_sha256 == most and c.risk_group}
    return WorkspacePatients(tuple(tables), cases, by_case, len(scored))


def _exceptions(left_out: int, requested: int, regions: int) -> str:
    """Say of how many cases more must be known."""
    left = "1 case is" if left_out == 1 else f"{left_out} cases are"
    asked = "1 case is" if requested == 1 else f"{requested} cases are"
    partly = "1 case" if regions == 1 else f"{regions} cases"
    said = f" {left} left out, with a red check of the slides." if left_out else ""
    said += f" {asked} shown on request and may be wrong." if requested else ""
    return said + (f" Of {partly} only a region was read." if regions else "")


def _texts(scores: FloatArray) -> tuple[str, ...]:
    return tuple("" if not np.isfinite(score) else f"{score:.9g}" for score in scores)


def reference_table(model_id: str, reference: ReferenceCohort) -> SurvivalTable:
    """Return the cohort a pack was trained on, with its out-of-fold risks."""
    labels = labels_by_cutoffs(reference.risk_scores, reference.cutoffs)
    scores = np.asarray(reference.risk_scores, float)
    return SurvivalTable(
        f"Training cohort of {model_id}, out of fold",
        np.asarray(reference.times_days, float),
        np.asarray(reference.events, bool),
        (risk_grouping(labels, _FIXED), everyone(len(labels)), *_score_grouping(RISK, scores)),
        columns={RISK: _texts(scores), RISK_GROUP: tuple(labels)},
        score=RISK,
        origin=ScoreOrigin.OUT_OF_FOLD,
    )


def _score_grouping(named: str, scores: FloatArray) -> list[Grouping]:
    if len(np.unique(scores[np.isfinite(scores)])) < 2:
        return []
    name, note = _CUTS[named]
    return [cut_grouping(name, scores, float(np.nanmedian(scores)), note)]


def read_study(folder: Path, cases: Mapping[str, str]) -> Sifted[SurvivalTable]:
    """Read the out-of-fold predictions of a benchmark or of a training, by target and method.

    A damaged file is left out and named. `cases` finds the case of a step by its patient.
    """
    from steph_desktop.training.predictions import readable_predictions
    from steph_desktop.training.study.dynamics import results_folder

    results = results_folder(folder)
    found = readable_predictions(results)
    cells = found.good
    if found.bad and not cells:
        raise found.bad[0].fault
    if not cells:
        raise StephError(
            "This folder holds no out-of-fold predictions",
            folder,
            "Choose the folder of a comparison or a training.",
        )
    by_run: dict[tuple[str, str, int], list[FoldPredictions]] = {}
    for cell in cells:
        by_run.setdefault((cell.target, cell.method, cell.seed), []).append(cell)
    seeds = {seed for _, _, seed in by_run}
    tables = []
    for (target, method, seed), mine in sorted(by_run.items()):
        suffix = f", seed {seed}" if len(seeds) > 1 else ""
        if found.bad:  # a picture of some folds must not pass for all
            suffix += f", without {len(found.bad)} damaged"
        scores = [cell.risk_scores for cell in mine]
        places = np.concatenate([_places(own) for own in scores])
        labels = labels_of_folds(scores, [cell.cutoffs for cell in mine])
        patients = [patient for cell in mine for patient in cell.patient_ids]
        # Empty where a patient is no case here: then no step of a curve opens one.
        ids = [cases.get(patient, "") for patient in patients]
        note = (
            "Each fold is cut at the terciles of the other folds' risk scores, which depend "
            "neither on its own patients nor on any outcome."
        )
        if all(cell.cutoffs for cell in mine):
            note = "Cut-offs were fixed on the training patients of each fold, before its test."
        elif len(mine) == 1:
            note = "The only fold is cut at its own terciles, which depend on no outcome."
        tables.append(
            SurvivalTable(
                f"{target}, {method}{suffix}, out of fold",
                np.concatenate([cell.times_days for cell in mine]),
                np.concatenate([cell.events for cell in mine]),
                (
                    risk_grouping(labels, note),
                    everyone(len(places)),
                    *_score_grouping(PERCENTILE, places),
                ),
                tuple(ids) if any(ids) else (),
                columns={
                    RISK: _texts(np.concatenate([_standard(own) for own in scores])),
                    RISK_GROUP: tuple(labels),
                    FOLD: tuple(str(cell.fold + 1) for cell in mine for _ in cell.patient_ids),
                    **_clinical_of(results, target, patients),
                },
                score=RISK,
                origin=ScoreOrigin.OUT_OF_FOLD,
                exported=_survival_columns(mine),
            )
        )
    return Sifted(tuple(tables), found.bad)


def _standard(scores: FloatArray) -> FloatArray:
    """Return the scores of one fold in standard deviations: each fold's model has its own scale."""
    spread = float(scores.std())
    return np.asarray((scores - scores.mean()) / (spread or 1.0))


def _places(scores: FloatArray) -> FloatArray:
    """Return where each score of one fold lies among these, 0 to 100, ties in the middle."""
    ranked = np.sort(scores)
    below, upto = (np.searchsorted(ranked, scores, side) for side in ("left", "right"))
    return np.asarray(50.0 * (below + upto) / len(scores))


def _survival_columns(folds: Sequence[FoldPredictions]) -> Mapping[str, tuple[str, ...]]:
    """Return the predicted survival at 1, 3 and 5 years, where every fold kept its curves."""
    if any(fold.survival is None for fold in folds):
        return {}
    return {
        f"Survival {year}y": tuple(
            f"{survival_at(fold.bins, curve, year * DAYS_PER_YEAR):.6f}"
            for fold in folds
            if fold.survival is not None
            for curve in fold.survival
        )
        for year in LANDMARK_YEARS
    }


def _clinical_of(
    folder: Path, target: str, patient_ids: Sequence[str]
) -> Mapping[str, tuple[str, ...]]:
    """Return the clinical columns of a study's cohort, which lies beside its trainings."""
    from steph_desktop.cohort.cohort_tables import read_labels
    from steph_desktop.cohort.findings import Notes

    for home in (folder, *folder.parents[:4]):
        cohort = home / "cohort" / target
        # A run or its benchmark lies in studies/ID/training, the cohort in studies/ID.
        if not (cohort / "labels.csv").is_file():
            continue
        known = {p.patient_id: p.extra for p in read_labels(cohort, Notes(target))}
        names = dict.fromkeys(name for extra in known.values() for name in extra)
        return {
            name: tuple(known.get(pid, {}).get(name, "") for pid in patient_ids) for name in names
        }
    return {}


def known_to(table: SurvivalTable, reference: ReferenceCohort) -> bool:
    """Return whether most of these patients' outcomes are those of a model's training cohort."""
    ours, theirs = (
        Counter(zip(np.round(some.times_days, 1).tolist(), some.events.tolist(), strict=True))
        for some in (table, reference)
    )
    n = len(table.times_days)
    return n >= _FEWEST and sum((theirs & ours).values()) >= _MOST_KNOWN * n


# Patients, and the share of them with the same outcome, to call two tables the same.
_FEWEST, _MOST_KNOWN = 10, 0.8


def read_cohort(
    folder: Path, cases_by_slide: Mapping[str, str], risk_groups: Mapping[str, str]
) -> Sifted[SurvivalTable]:
    """Read the label tables of a cohort folder: outcomes, and every column that groups.

    A table that cannot be trusted is left out and named. Cases are found by the stems of their
    slides.
    """
    from steph_desktop.cohort.cohort_folder import cancer_folders
    from steph_desktop.cohort.cohort_tables import Patient, read_labels
    from steph_desktop.cohort.findings import Notes

    def read(path: Path) -> SurvivalTable:
        notes = Notes(path.name)
        patients: Sequence[Patient] = read_labels(path, notes)
        notes.refuse_blocking()
        names = dict.fromkeys(name for patient in patients for name in patient.extra)
        columns = {n: tuple(p.extra.get(n, "") for p in patients) for n in names}
        found = [column_grouping(name, values) for name, values in columns.items()]
        ids = [
            next((cases_by_slide[s] for s in patient.slide_ids if s in cases_by_slide), "")
            for patient in patients
        ]
        labels = [risk_groups.get(name, "") for name in ids]
        if any(labels):
            note = "Risk groups of the same slides in this workspace. " + _FIXED
            # First, so that it is the one on show; without any label it would group nobody.
            found.insert(0, risk_grouping(labels, note))
            columns[RISK_GROUP] = tuple(labels)
        return SurvivalTable(
            f"{path.name} of the cohort {folder.name}",
            np.array([patient.time_days for patient in patients], float),
            np.array([patient.event for patient in patients], bool),
            (*(g for g in found if g is not None), everyone(len(patients))),
            tuple(ids) if any(ids) else (),
            columns=columns,
        )

    tables = read_each(cancer_folders(folder, None), read, lambda path: path.name)
    if tables.bad and not tables.good:
        raise tables.bad[0].fault
    return tables
