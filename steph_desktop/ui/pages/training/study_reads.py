"""What the wizard reads and works out on its reader thread."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from steph_desktop.cohort.audit import (
    CohortAudit,
    audit_cohort,
    judge_needs,
    needs_of,
    power_of,
    usable_patients,
)
from steph_desktop.cohort.clinical_table import Clinical
from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.cohort.findings import Notes, blocking_first
from steph_desktop.cohort.slide_matching import (
    Match,
    MatchRule,
    find_files,
    guess_rule,
    match_files,
    matched_patients,
)
from steph_desktop.cohort.slide_scan import ScannedSlide, read_facts
from steph_desktop.features.facts import FEATURE_SUFFIXES
from steph_desktop.slide.reader import SLIDE_SUFFIXES
from steph_desktop.training.requests import RetrainRequest
from steph_desktop.training.study.draft import StudyDraft, StudyRepository
from steph_desktop.training.study.source_packs import SourcePack, look_at_pack


class ReadSlides(NamedTuple):
    """Files, the rule that was used, and whose they are."""

    files: tuple[Path, ...]
    rule: MatchRule
    match: Match


class Checked(NamedTuple):
    """The doctor's words, what the slides are, who can be trained on, what lacks features."""

    examination: CohortAudit
    facts: tuple[ScannedSlide, ...]
    patients: tuple[Patient, ...]
    without_features: tuple[Path, ...]


def removed(book: StudyRepository, draft: StudyDraft) -> tuple[StudyDraft, ...]:
    """Remove a study, and return those that are left."""
    book.remove(draft)
    return book.drafts()


def read_slides(
    folder: Path,
    takes_features: bool,
    patients: tuple[Patient, ...],
    rule: MatchRule | None,
    known: tuple[Path, ...] | None,
) -> ReadSlides:
    """Find the slides, unless they are known, and whose they are."""
    suffixes = FEATURE_SUFFIXES if takes_features else SLIDE_SUFFIXES
    files = find_files(folder, suffixes) if known is None else known
    rule = guess_rule(patients, files) if rule is None else rule
    return ReadSlides(files, rule, match_files(patients, files, rule))


def check(book: StudyRepository, draft: StudyDraft, clinical: Clinical, match: Match) -> Checked:
    """Let the doctor look at everything that is known of a study."""
    patients = matched_patients(clinical.patients, match)
    mine = {str(path) for paths in match.slides.values() for path in paths}
    facts = tuple(f for f in read_facts(book.folder_of(draft)) if f.path in mine)
    findings = audit_cohort(patients, match, clinical.findings, draft.folds, facts)
    needs = needs_of(facts, draft.encoder, book.folder_of(draft), has_gpu=False)
    notes = Notes()
    notes.findings += findings
    if needs is not None:
        judge_needs(needs, notes)
    usable = usable_patients(patients, facts)
    useless = {f.path for f in facts if f.fault or not f.n_patches}
    slides = tuple(
        path for paths in match.slides.values() for path in paths if str(path) not in useless
    )
    examination = CohortAudit(blocking_first(notes.findings), power_of(usable), needs)
    return Checked(examination, facts, usable, book.without_features(draft, slides))


def laid(
    book: StudyRepository, draft: StudyDraft, patients: tuple[Patient, ...], device: str
) -> RetrainRequest:
    """Write the cohort's tables, and return what the training is asked for."""
    book.lay(draft, patients)
    return book.retrain_request(draft, patients, device)


def read_packs(paths: tuple[Path, ...], cancer: str, encoder: str) -> tuple[SourcePack, ...]:
    """Read the cards of source packs."""
    from steph_desktop.features.encoders import ENCODERS

    width = ENCODERS[encoder].feature_dim if encoder else 0
    return tuple(look_at_pack(path, cancer, encoder, width) for path in paths)


def read_outcome(
    book: StudyRepository, draft: StudyDraft, patients: tuple[Patient, ...]
) -> tuple[object, tuple[object, ...]]:
    """Return what came of a training, if it is done, and what it told so far."""
    from steph_desktop.training.study.outcome import load_outcome
    from steph_desktop.training.training_events import read_events

    out = book.retrain_request(draft, patients).out
    return load_outcome(out), read_events(out)
