"""The whole way from a table to a pack without a window: the steps of the wizard in a row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from steph_desktop.cohort.audit import audit_cohort, usable_patients
from steph_desktop.cohort.clinical_table import read_clinical
from steph_desktop.cohort.findings import AuditFinding, refuse_blocking
from steph_desktop.cohort.infer_columns import infer_schema
from steph_desktop.cohort.slide_matching import (
    find_files,
    guess_rule,
    match_files,
    matched_patients,
)
from steph_desktop.cohort.slide_scan import look_at_slides
from steph_desktop.cohort.table_file import read_table
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl
from steph_desktop.features.facts import FEATURE_SUFFIXES
from steph_desktop.model.card import PackCard
from steph_desktop.slide.reader import SLIDE_SUFFIXES
from steph_desktop.training.requests import SaveStudyRequest
from steph_desktop.training.study.cohort_features import extract_cohort
from steph_desktop.training.study.draft import StudyDraft, StudyRepository, why_no_name
from steph_desktop.training.study.outcome import StudyResult
from steph_desktop.training.study.retraining import retrain_cohort
from steph_desktop.training.study.study_pack import save_study


@dataclass(frozen=True)
class StudyReport:
    """What came of a study.

    Attributes
    ----------
    card : PackCard
        Of the pack that was written.
    outcome : Outcome
        Table, verdict and tested patients.
    advice : tuple of Finding
        What the doctor found that does not stop the training.
    said : tuple of str
        How table and slides were understood.
    """

    card: PackCard
    outcome: StudyResult
    advice: tuple[AuditFinding, ...]
    said: tuple[str, ...]


def run_study(
    draft: StudyDraft, work: Path, out: Path, device: str, control: JobControl
) -> StudyReport:
    """Read, match, examine, extract, train and save; goes on in `work` where it was stopped.

    Parameters
    ----------
    draft : StudyDraft
        Name, table, slides, sources, method and values; columns and rule are guessed.
    work : pathlib.Path
        Keeps features and models.
    out : pathlib.Path
        The pack to write.
    device : str
        Where it runs.
    control : JobControl
        Told of every step.

    Raises
    ------
    StephError
        If anything must be mended first, naming the first of it.
    """
    if draft.table is None or draft.slide_folder is None:
        raise ValueError("a study needs a table and a folder")
    if out.exists():
        raise StephError("This name is taken already", out, "Choose another name.")
    if fault := why_no_name(draft.cancer):
        raise StephError("This name cannot be used", draft.cancer or None, fault)
    book = StudyRepository(work)
    table = read_table(draft.table, draft.sheet, control)
    choices = infer_schema(table)
    clinical = read_clinical(table, choices)
    refuse_blocking(clinical.findings)
    suffixes = FEATURE_SUFFIXES if draft.takes_features else SLIDE_SUFFIXES
    files = find_files(draft.slide_folder, suffixes, control)
    rule = guess_rule(clinical.patients, files)
    match = match_files(clinical.patients, files, rule)
    refuse_blocking(match.findings)
    patients = matched_patients(clinical.patients, match)
    draft = book.keep(replace(draft, choices=choices, rule=rule))
    slides = tuple(path for paths in match.slides.values() for path in paths)
    facts = look_at_slides(book.facts_request(draft, slides), control)
    findings = audit_cohort(patients, match, clinical.findings, draft.folds, facts)
    refuse_blocking(findings)
    patients = usable_patients(patients, facts)
    book.lay(draft, patients)
    extract_cohort(
        book.features_request(draft, book.without_features(draft, slides), device, facts), control
    )
    request = book.retrain_request(draft, patients, device)
    outcome = retrain_cohort(request, control)
    saving = SaveStudyRequest(
        request.cohort, request.out, out, out.stem, facts=book.folder_of(draft), mpp=draft.mpp
    )
    card = save_study(saving, control)
    said = (
        f"{table.form}. Patient: {choices.patient}; time: "
        f"{choices.time or f'{choices.start} to {choices.last_seen or choices.died_on}'}"
        f"{f' in {choices.unit.value}' if choices.time else ''}; event: "
        f"{choices.event or choices.died_on}",
        f"{clinical.n_events} of {len(clinical.patients)} patients had the event",
        f"{match.n_files} of {len(files)} slides belong to {len(match.slides)} patients "
        f"({rule.kind.value})",
    )
    return StudyReport(card, outcome, tuple(findings), said)
