"""What the cohort page can show, read from disk and written as CSV; for any thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np

from steph_desktop import RESEARCH_USE
from steph_desktop.case.case_store import kept_documents
from steph_desktop.core.codec import from_json, read_json
from steph_desktop.core.csv_files import write_csv
from steph_desktop.core.errors import StephError, count_of, printable
from steph_desktop.core.listing import DAMAGE, BadItem, read_each
from steph_desktop.model.outputs import SourceShare
from steph_desktop.survival.grouping import labels_of_folds
from steph_desktop.training.fold_runs import FOLD_RUNS_FOLDER
from steph_desktop.training.study.dynamics import Course, Run, read_courses, results_folder
from steph_desktop.training.study.study import STUDIES_FOLDER, StudyRepository
from steph_desktop.ui.kit.plots.source_map import SourceMap, clustered
from steph_desktop.workspace.records import FollowUp
from steph_desktop.workspace.store import Workspace

NOT_THERE = "not found: moved, removed, or on a disk that is not connected"
_NO_FILE = "This folder holds no results of a training or of a comparison of methods"


@dataclass(frozen=True)
class CaseAnswer:
    """The kept answer for one case."""

    case_id: str  # its pseudonym
    # model, model_sha256: Name of the model, and the hash of its weights.
    model: str
    model_sha256: str
    group: str  # risk group; empty where unknown
    shares: tuple[SourceShare, ...]  # one for each source


@dataclass(frozen=True)
class KnownCases:
    """Outcomes and patients of the workspace's cases."""

    follow_ups: Mapping[str, FollowUp] = field(default_factory=dict)  # by pseudonym
    # Pseudonym by the name of the patient in the user's files; must not leave the workspace.
    cases: Mapping[str, str] = field(default_factory=dict)


class ShownKind(Enum):
    """What an entry is; the value heads its part of the list."""

    CASES = "Cases of this workspace"
    STUDY = "Trainings and comparisons"
    COHORT = "Cohort folders"


@dataclass(frozen=True)
class Shown:
    """An entry of the list."""

    kind: ShownKind  # what it is
    # name, note: What the list shows: its progress, or what is in it.
    name: str
    note: str = ""
    model_sha256: str = ""  # of the model that predicted these cases
    folder: Path | None = None  # of a training, a comparison or a cohort
    fault: StephError | None = None  # why it cannot be read

    @property
    def key(self) -> tuple[ShownKind, str, Path | None]:
        """What stays the same when the list is read again."""
        return self.kind, self.name if self.fault else self.model_sha256, self.folder


@dataclass(frozen=True)
class CohortListing:
    """All that the page can show."""

    answers: tuple[CaseAnswer, ...] = ()
    studies: tuple[Shown, ...] = ()
    cohorts: tuple[Shown, ...] = ()
    bad: tuple[BadItem, ...] = ()  # studies that cannot be read
    bad_cases: tuple[BadItem, ...] = ()  # cases whose kept answer cannot be read


@dataclass(frozen=True)
class StudyRead:
    """A training or a comparison, read; `left_out` says which fits cannot be read, and why.

    `runs` are target, method and seed of all fits, finished or not.
    """

    folder: Path
    courses: tuple[Course, ...]
    left_out: str = ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """Target, method and seed; those with sources first."""
        has_sources: dict[Run, bool] = {}
        for course in self.courses:
            found = bool(course.sources or course.settled)
            has_sources[course.run] = has_sources.get(course.run, False) or found
        return tuple(sorted(has_sources, key=lambda run: (not has_sources[run], run)))


# What there is ---------------------------------------------------------------------------------


def read_known(workspace: Workspace) -> KnownCases:
    """Read outcomes and patients of the workspace's cases; on the records' thread."""
    cases = {c.patient: c.pseudonym for c in workspace.scored_cases() if c.patient}
    return KnownCases(workspace.follow_ups(), cases)


def read_listing(
    workspace: Path, case_ids: Sequence[str], studies: Sequence[Path], cohorts: Sequence[Path]
) -> CohortListing:
    """Read the kept answers of cases, and which trainings, comparisons and cohorts there are."""
    answers = kept_documents(workspace, case_ids, _answer)
    # By their resolved paths: a training may be known by several, and is listed once.
    folders = {path.parent.resolve(): path.parent for path in _trainings(workspace)}
    for folder in studies:
        # A wizard's comparison is remembered as TRAINING/benchmark; its entry is the training.
        home = folder.parent if (folder.parent / "models").is_dir() else folder
        folders.setdefault(home.resolve(), home)
    drafts = StudyRepository(workspace).listed()
    names = {draft.study_id: draft.cancer for draft in drafts.good}
    entries = read_each(
        folders.values(), lambda folder: (folder, _entry(folder, names)), lambda path: path.name
    )
    # They gave no entry, as a comparison without a finished fit does; but these are told.
    gone = {folder for folder in folders.values() if not folder.is_dir()}
    return CohortListing(
        # A model without sources gives no shares: there is nothing to map.
        tuple(answer for answer in answers.good if answer.shares),
        (
            *(entry for folder, entry in entries.good if entry is not None and folder not in gone),
            *(Shown(ShownKind.STUDY, f.name, NOT_THERE, folder=f) for f in sorted(gone)),
        ),
        tuple(_cohort(folder, names) for folder in cohorts),
        (*entries.bad, *drafts.bad),
        answers.bad,
    )


def _trainings(workspace: Path) -> list[Path]:
    found = (workspace / STUDIES_FOLDER).glob("*/training/*/news.jsonl")
    return sorted(found, key=lambda path: -path.stat().st_mtime)


def _entry(folder: Path, names: Mapping[str, str]) -> Shown | None:
    cells = list((results_folder(folder) / FOLD_RUNS_FOLDER).glob("*.json"))
    if not cells and not (folder / "news.jsonl").is_file():
        return None
    # A training of this workspace lies in studies/ID/training/RUN.
    study = folder.parent.parent.name if folder.parent.name == "training" else ""
    note = f"{count_of(len(cells), 'fit')}{_progress(folder, is_training=bool(study))}"
    return Shown(ShownKind.STUDY, names.get(study) or folder.name, note, folder=folder)


def _cohort(folder: Path, names: Mapping[str, str]) -> Shown:
    # Folders that were laid for a training here all have one name: that of its cohort tells more.
    own = names.get(folder.parent.name) if folder.parent.parent.name == STUDIES_FOLDER else None
    note = "its cases in this workspace" if folder.is_dir() else NOT_THERE
    return Shown(ShownKind.COHORT, own or printable(folder.name), note, folder=folder)


def _progress(folder: Path, *, is_training: bool) -> str:
    """Say how far a training or a comparison is, by the file that its end writes."""
    path = folder / "outcome.json" if is_training else results_folder(folder) / "summary.json"
    try:
        # A training's file is written at its end; it is read only to see that it is whole.
        has_ended = bool(read_json(path)["rows" if is_training else "complete"]) or is_training
    except FileNotFoundError:
        has_ended = False
    except DAMAGE:
        return f"; {path.name} is damaged"
    return ", finished" if has_ended else " so far"


def _answer(case_id: str, document: Mapping[str, Any]) -> CaseAnswer:
    answer, card = document["results"][0], document.get("card") or {}
    shares = from_json(tuple[SourceShare, ...], answer["sources"], "sources")
    return CaseAnswer(
        case_id,
        str(card.get("model_id", "")),
        str(card.get("weights_sha256", "")),
        answer.get("risk_group") or "",
        shares,
    )


def read_study(folder: Path) -> StudyRead:
    """Read the fits of a training or a comparison."""
    found = read_courses(folder)
    if found.bad and not found.good:
        raise found.bad[0].fault
    if not found.good:
        raise StephError(_NO_FILE, folder, "Choose the folder that was chosen when it was started.")
    return StudyRead(folder, found.good, found.left_out)


# Cases by source cancers -----------------------------------------------------------------------


def map_of_answers(answers: Sequence[CaseAnswer], known: KnownCases, title: str = "") -> SourceMap:
    """Return kept answers by source cancers."""
    cancers = sorted({share.cancer for answer in answers for share in answer.shares})
    weights = np.full((len(answers), len(cancers)), np.nan)
    lambdas = np.full_like(weights, np.nan)
    for row, answer in enumerate(answers):
        for share in answer.shares:
            place = row, cancers.index(share.cancer)
            weights[place] = share.weight if share.selected else 0.0
            lambdas[place] = share.lambda_target
    outcomes = [known.follow_ups.get(answer.case_id) for answer in answers]
    names = tuple(answer.case_id for answer in answers)
    return clustered(
        SourceMap(
            names,
            tuple(cancers),
            weights,
            lambdas,
            tuple(answer.group for answer in answers),
            names,
            np.array([np.nan if o is None else o.time_days for o in outcomes], float),
            np.array([o is not None and o.event for o in outcomes], bool),
            title=title,
        )
    )


def read_study_map(folder: Path, run: Run, fold: int | None, known: KnownCases) -> SourceMap:
    """Read the tested patients of a run (target, method, seed), or of one fold, by sources."""
    from steph_desktop.training.predictions import readable_predictions

    target, method, seed = run
    found = readable_predictions(results_folder(folder), methods=[method], targets=[target])
    mixed = [
        (cell, cell.mixture)
        for cell in found.good
        if cell.mixture is not None and cell.seed == seed and fold in (None, cell.fold)
    ]
    if not mixed and found.bad:
        raise found.bad[0].fault
    if not mixed:
        raise StephError(
            "This training did not record which patient used which source cancer: it has no "
            "sources, no fold is finished yet, or an earlier version made it",
            None,
            "Choose another one, or train it again.",
        )
    cancers = mixed[0][1].sources
    # Folds of an interrupted training may have had other sources; they cannot share a map.
    mixed = [(cell, mixture) for cell, mixture in mixed if mixture.sources == cancers]
    cells, mixtures = [cell for cell, _ in mixed], [mixture for _, mixture in mixed]
    selected = np.concatenate([mixture.selected for mixture in mixtures])
    # Fold by fold: scores of two folds are of two models, each with its own scale.
    groups = labels_of_folds([c.risk_scores for c in cells], [c.cutoffs for c in cells])
    ids = [known.cases.get(patient, "") for cell in cells for patient in cell.patient_ids]
    return clustered(
        SourceMap(
            tuple(ids),
            cancers,
            np.where(selected, np.concatenate([mixture.weights for mixture in mixtures]), 0.0),
            np.concatenate([mixture.lambdas for mixture in mixtures]),
            tuple(groups),
            # Others are numbered: patients' names of the user's files are not for a figure.
            tuple(name or f"Patient {row + 1}" for row, name in enumerate(ids)),
            np.concatenate([cell.times_days for cell in cells]),
            np.concatenate([cell.events for cell in cells]),
            title=f"{target}, {method}"
            + (f", without {len(found.bad)} damaged folds" if found.bad else ""),
        )
    )


def read_cohort_map(
    folder: Path, answers: Sequence[CaseAnswer], slides: Mapping[str, str], known: KnownCases
) -> SourceMap:
    """Read the cases of the workspace whose slides belong to a cohort folder.

    Its tables' outcomes go before those of `known`; `slides` maps stems of files to pseudonyms.
    """
    from steph_desktop.cohort.cohort_folder import cancer_folders
    from steph_desktop.cohort.cohort_tables import read_labels
    from steph_desktop.cohort.findings import Notes

    outcomes: dict[str, FollowUp] = {}
    for path in cancer_folders(folder, None):
        notes = Notes(path.name)
        patients = read_labels(path, notes)
        notes.refuse_blocking()
        for patient in patients:
            for slide in patient.slide_ids:
                if slide in slides:
                    outcomes[slides[slide]] = FollowUp(patient.time_days, patient.event)
    mine = [answer for answer in answers if answer.case_id in outcomes]
    if not mine:
        raise StephError(
            "None of this cohort's slides was analysed in this workspace with a model that "
            "uses source cancers",
            folder,
            "Open its slides and analyse them, or choose a training on the list.",
        )
    together = KnownCases({**known.follow_ups, **outcomes}, known.cases)
    return map_of_answers(mine, together, f"Cohort {folder.name}")


# As CSV; names nobody ---------------------------------------------------------------------------


def write_map(out: Path, found: SourceMap, *, groups: bool = True) -> Path:
    """Write a row for each case and source, in the order of the map."""
    header = ("case", "source", "weight", "lambda", "risk_group", "time_days", "event")
    rows: list[Sequence[object]] = []
    for row, name in enumerate(found.names):
        known = bool(np.isfinite(found.times_days[row]))
        end = (
            found.groups[row] if groups else "",
            f"{found.times_days[row]:g}" if known else "",
            int(found.events[row]) if known else "",
        )
        for column, cancer in enumerate(found.cancers):
            pair = (found.weights[row, column], found.lambdas[row, column])
            rows.append((name, cancer, *map(_number, pair), *end))
    return write_csv(out, header, rows, note=RESEARCH_USE)


def write_courses(out: Path, courses: Sequence[Course]) -> Path:
    """Write a row for each fit, epoch and source."""
    header = (
        "target", "method", "fold", "seed", "epoch", "source", "weight", "weight_sd", "lambda",
        "lambda_sd",
    )  # fmt: skip
    rows = [
        (
            course.target,
            course.method,
            course.fold + 1 if course.fold >= 0 else "mean",
            course.seed,
            f"{epoch:g}",
            source,
            *(
                _number(values[step, place])
                for values in (course.weights, course.weights_sd, course.lambdas, course.lambdas_sd)
            ),
        )
        for course in courses
        for step, epoch in enumerate(course.epochs.tolist())
        for place, source in enumerate(course.sources)
    ]
    return write_csv(out, header, rows, note=RESEARCH_USE)


def _number(value: float) -> str:
    return f"{value:.6g}" if np.isfinite(value) else ""
