"""A study: the steps from a clinical table to a model pack, the same for wizard and command.

`StudyDraft` holds everything that a person chose and is kept after every step. `Study` turns the
choices into the steps: match the slides, scan them, audit the cohort, extract features, train and
save. The wizard takes them page by page and runs the long ones as jobs; `run_study` takes them in a
row. Every step resumes where it was stopped.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from steph_desktop.cohort.audit import (
    CohortAudit,
    audit_cohort,
    is_usable,
    needs_of,
    usable_patients,
)
from steph_desktop.cohort.clinical_table import Clinical
from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.cohort.findings import AuditFinding, refuse_blocking
from steph_desktop.cohort.slide_matching import (
    Match,
    MatchRule,
    find_files,
    guess_rule,
    match_files,
    matched_patients,
)
from steph_desktop.cohort.slide_scan import (
    ScannedSlide,
    SlideScanRequest,
    look_at_slides,
    read_facts,
)
from steph_desktop.cohort.table_reading import ReadTable, TableCache, TableRequest
from steph_desktop.cohort.table_schema import StatedTable, TableSchema
from steph_desktop.core.codec import Key, chosen, read_json, request_from_json, request_to_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import ensure_folder, guarded_write, write_json
from steph_desktop.core.job_control import UNWATCHED, JobControl
from steph_desktop.core.listing import Sifted, read_each
from steph_desktop.features.facts import FEATURE_SUFFIXES
from steph_desktop.model.card import Backbone, LambdaForm, PackCard
from steph_desktop.slide.info import SLIDE_SUFFIXES
from steph_desktop.training.requests import (
    RECOMMENDED_METHOD,
    RECOMMENDED_OF_ANY,
    CohortFeaturesRequest,
    ExportStudyRequest,
    Hyperparameters,
    PackForm,
    RetrainRequest,
    SaveStudyRequest,
)
from steph_desktop.training.study.cohort_features import (
    extract_cohort,
    feature_name,
    fingerprint_of,
    lay_cohort,
)
from steph_desktop.training.study.source_packs import (
    SourcePack,
    all_have_heads,
    look_at_pack,
    require_usable,
    sources_of,
)
from steph_desktop.training.training_events import BASELINE, FitEvent, FoldRunEvent, read_events

if TYPE_CHECKING:
    from steph_desktop.training.study.outcome import StudyResult

STUDIES_FOLDER = "studies"
_DRAFT_FILE = "draft.json"
_FORM = 1
FOLD_SEED = 42  # fixed: a study laid again has the same folds
_NAME = re.compile(r"[^\W_][\w.+ -]{0,39}")


class StudyStep(Enum):
    """The steps of a study, in order."""

    TABLE = "table"
    SLIDES = "slides"
    CHECK = "check"
    FEATURES = "features"
    METHOD = "method"
    TRAINING = "training"
    RESULT = "result"
    SAVE = "save"


@dataclass(frozen=True)
class StudyDraft:
    """The choices of one study, as they are kept on disk."""

    study_id: str  # its permanent name, also that of its folder
    cancer: str = ""  # name of the target, as models and sources call it
    step: StudyStep = StudyStep.TABLE  # the step that was shown last
    table: Path | None = None  # the clinical table
    sheet: str = ""
    header_row: Annotated[int, Key(omit=True)] = 0  # row of the column names; found if 0
    choices: TableSchema = field(default_factory=TableSchema)  # how it is read
    slide_folder: Path | None = None  # of slides, or of feature files, if these are taken
    takes_features: bool = False
    rule: MatchRule = field(default_factory=MatchRule)  # how files are matched to patients
    encoder: str = "effnet-lite0"  # what makes the features
    weights: Path | None = None
    mpp: float | None = None  # of slides that state no pixel size
    source_packs: tuple[Path, ...] = ()  # of source models
    source_cohort: Path | None = None  # of other cancers to fit them on
    method: str = ""  # how to train; empty until it is chosen
    lambda_form: LambdaForm = LambdaForm.RATIO
    folds: int = 5
    seeds: tuple[int, ...] = (42,)
    hyper: Hyperparameters = field(default_factory=Hyperparameters)
    # looking, extracting, training: Tokens of its jobs, which find them again after a restart.
    looking: str = ""
    extracting: str = ""
    training: str = ""
    saved: Path | None = None  # the last pack that was saved
    changed_at: str = ""  # when it was last written, in UTC


def why_no_name(cancer: str) -> str:
    """Say why a text cannot name a target; empty if it can."""
    if not cancer.strip():
        return "Give the cohort a short name, such as the cancer."
    if not _NAME.fullmatch(cancer) or cancer.endswith((".", " ")):
        return "Use letters, digits, spaces, dots and hyphens, at most 40, starting with a letter."
    return ""


class StudyRepository:
    """The studies of a workspace on disk."""

    def __init__(self, workspace: Path) -> None:
        self.folder = workspace / STUDIES_FOLDER

    def new(self) -> StudyDraft:
        """Return a new draft; the first `keep` writes it."""
        return StudyDraft(uuid.uuid4().hex[:12])

    def folder_of(self, draft: StudyDraft) -> Path:
        """Return where everything of a study lies."""
        return self.folder / draft.study_id

    def keep(self, draft: StudyDraft) -> StudyDraft:
        """Write a draft, whole or not at all, and return it with its date."""
        folder = self.folder_of(draft)
        ensure_folder(folder)
        self._follow_name(draft)
        draft = replace(draft, changed_at=datetime.now(UTC).isoformat(timespec="seconds"))
        write_json(folder / _DRAFT_FILE, {"form": _FORM, "draft": request_to_json(draft)})
        return draft

    def _follow_name(self, draft: StudyDraft) -> None:
        """Rename the cohort's folder where the target was renamed: its features stay good."""
        home = self.folder_of(draft) / "cohort"
        wanted = home / draft.cancer
        known = [path for path in home.iterdir() if path.is_dir()] if home.is_dir() else []
        if draft.cancer and known and wanted not in known:
            with guarded_write(wanted):
                known[0].rename(wanted)

    def read(self, study_id: str) -> StudyDraft:
        """Read a draft; refuse one that is damaged, or of another version of the program."""
        path = self.folder / Path(study_id).name / _DRAFT_FILE
        try:
            value = read_json(path)
            if value["form"] != _FORM:
                raise ValueError("another form")
            return request_from_json(StudyDraft, value["draft"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StephError(
                "This draft cannot be read", study_id, "Start a new cohort."
            ) from error
        except StephError as error:
            raise StephError(
                "This draft is of another version of the program", study_id, "Start a new cohort."
            ) from error

    def listed(self) -> Sifted[StudyDraft]:
        """Return every draft, the latest first, and why others cannot be read; these stay."""
        names = [path.parent.name for path in sorted(self.folder.glob(f"*/{_DRAFT_FILE}"))]
        found = read_each(names, self.read)
        latest = sorted(found.good, key=lambda draft: draft.changed_at, reverse=True)
        return Sifted(tuple(latest), found.bad)

    def remove(self, draft: StudyDraft) -> None:
        """Remove a study with all its features and models; packs saved elsewhere stay."""
        with guarded_write(self.folder_of(draft)):
            shutil.rmtree(self.folder_of(draft), ignore_errors=False)


# --- the steps -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class MatchedSlides:
    """The slides of a study: all files found, the rule that was used, and the match."""

    files: tuple[Path, ...]
    rule: MatchRule
    match: Match

    @property
    def matched(self) -> tuple[Path, ...]:
        """The files that belong to a patient."""
        return tuple(path for paths in self.match.slides.values() for path in paths)


@dataclass(frozen=True)
class CheckedCohort:
    """A cohort after its audit."""

    audit: CohortAudit  # findings, power, and needs of disk and memory
    facts: tuple[ScannedSlide, ...]  # what the scan found of its slides
    patients: tuple[Patient, ...]  # those that can be trained on
    without_features: tuple[Path, ...]  # usable slides that have no features yet
    names: tuple[str, ...] = ()  # what the cohort calls these; their stems if empty


@dataclass(frozen=True)
class Study:
    """The steps of one study; none changes the draft."""

    repository: StudyRepository
    draft: StudyDraft

    @property
    def folder(self) -> Path:
        """Where everything of the study lies."""
        return self.repository.folder_of(self.draft)

    @property
    def cohort_folder(self) -> Path:
        """The cohort folder; the target's folder lies in it."""
        return self.folder / "cohort"

    @property
    def _features(self) -> Path:
        return self.cohort_folder / self.draft.cancer / "features"

    def match_slides(
        self,
        patients: Sequence[Patient],
        *,
        guess: bool = False,
        known: tuple[Path, ...] | None = None,
        control: JobControl = UNWATCHED,
    ) -> MatchedSlides:
        """Find the slides, unless they are known, and match them to patients.

        The rule is the draft's, or a guess of the one that matches most.
        """
        draft = self.draft
        if draft.slide_folder is None:
            raise StephError("No folder of slides is chosen", todo="Choose it.")
        if known is None:
            suffixes = FEATURE_SUFFIXES if draft.takes_features else SLIDE_SUFFIXES
            known = find_files(draft.slide_folder, suffixes, control)
        rule = guess_rule(patients, known, draft.rule) if guess else draft.rule
        return MatchedSlides(known, rule, match_files(patients, known, rule))

    def scan_request(self, slides: MatchedSlides) -> SlideScanRequest:
        """Return the request that scans the matched slides."""
        from steph_desktop.features.encoder_registry import ENCODERS

        spec, draft = ENCODERS[self.draft.encoder], self.draft
        return SlideScanRequest(
            slides.matched, self.folder, draft.mpp, spec.target_mpp, spec.patch_px
        )

    def audit(self, clinical: Clinical, slides: MatchedSlides) -> CheckedCohort:
        """Judge the cohort by everything known so far; unscanned slides are not judged yet."""
        draft, match = self.draft, slides.match
        patients = matched_patients(clinical.patients, match)
        mine = {str(path) for path in slides.matched}
        facts = tuple(fact for fact in read_facts(self.folder) if fact.path in mine)
        needs = needs_of(facts, draft.encoder, self.folder, has_gpu=False)
        audit = audit_cohort(patients, match, clinical.findings, draft.folds, facts, needs)
        names = match.names
        usable = usable_patients(patients, facts, names)
        useless = {Path(fact.path) for fact in facts if not is_usable(fact)}
        wanted = [path for path in slides.matched if path not in useless]
        features = {path: self._features / feature_name(path, names[path]) for path in wanted}
        lacking = tuple(path for path, file in features.items() if not file.is_file())
        return CheckedCohort(audit, facts, usable, lacking, tuple(names[path] for path in lacking))

    def features_request(
        self, checked: CheckedCohort, device: str = "auto"
    ) -> CohortFeaturesRequest:
        """Return the request for the features that are missing."""
        draft, slides = self.draft, checked.without_features
        known = {fact.path: fact.n_patches for fact in checked.facts if is_usable(fact)}
        counts = tuple(known.get(str(path), 0) for path in slides) if draft.takes_features else ()
        return CohortFeaturesRequest(
            slides, self._features, draft.encoder, draft.weights, draft.mpp, device, counts,
            checked.names,
        )  # fmt: skip

    def source_packs(self) -> tuple[SourcePack, ...]:
        """Read the cards of the source packs, and judge each for this cohort."""
        from steph_desktop.features.encoder_registry import ENCODERS

        encoder = "" if self.draft.takes_features else self.draft.encoder
        width = ENCODERS[encoder].feature_dim if encoder else 0
        paths, target = self.draft.source_packs, self.draft.cancer
        return tuple(look_at_pack(path, target, encoder, width) for path in paths)

    def lay(self, checked: CheckedCohort) -> None:
        """Write the cohort's tables and folds."""
        folder = self.cohort_folder / self.draft.cancer
        lay_cohort(folder, checked.patients, self.draft.folds, FOLD_SEED)

    def training_request(self, patients: Sequence[Patient], device: str = "auto") -> RetrainRequest:
        """Return the request for the training; other choices or patients get another folder."""
        draft = self.draft
        # Without the place of the workspace: one that was moved finds its trainings again.
        request = RetrainRequest(
            cohort=Path(draft.study_id),
            out=Path(),
            target=draft.cancer,
            **chosen(draft, "method", "source_packs", "source_cohort", "folds", "seeds", "hyper"),
            lambda_form=draft.lambda_form,
        )
        said = json.dumps(request_to_json(request), sort_keys=True)
        said += fingerprint_of(patients, draft.folds)
        out = self.folder / "training" / hashlib.sha256(said.encode()).hexdigest()[:12]
        return replace(request, cohort=self.cohort_folder, out=out, device=device)

    def result(
        self, patients: Sequence[Patient]
    ) -> tuple[StudyResult | None, tuple[FitEvent | FoldRunEvent, ...]]:
        """Return the result of the training, if it is finished, and its events so far."""
        from steph_desktop.training.study.outcome import load_outcome

        out = self.training_request(patients).out
        return load_outcome(out), read_events(out)

    def export_request(self, training: Path, out: Path) -> ExportStudyRequest:
        """Return the request that writes a finished training, with the clinical columns chosen."""
        columns = self.draft.choices.clinical or ()
        return ExportStudyRequest(self.cohort_folder, training, out, columns=columns)

    def save_request(
        self,
        training: Path,
        out: Path,
        model_id: str,
        *,
        replace_existing: bool = False,
        method: str = "",
        form: PackForm | None = None,
    ) -> SaveStudyRequest:
        """Return the request that saves a finished training as a pack."""
        read = self.draft.choices
        return SaveStudyRequest(
            self.cohort_folder, training, out, model_id, replace_existing, self.folder,
            self.draft.mpp, "" if read.missing else read.outcome_sentence, method, form,
        )  # fmt: skip


def default_method(
    packs: Sequence[SourcePack], source_cohort: Path | None, backbone: Backbone = Backbone.ABMIL
) -> str:
    """Return the method to take where none is named, for these sources and this network."""
    if not (source_cohort or sources_of(packs)):
        return BASELINE
    cards = [pack.card for pack in packs if pack.card is not None]
    if backbone is not Backbone.ABMIL or any(c.backbone is not Backbone.ABMIL for c in cards):
        return RECOMMENDED_OF_ANY
    # The recommended method tries each source alone, which takes whole models.
    return RECOMMENDED_METHOD if source_cohort or all_have_heads(packs) else "steph"


# --- all steps in a row --------------------------------------------------------------------------


@dataclass(frozen=True)
class StudyReport:
    """What came of a study."""

    card: PackCard  # of the pack that was written
    outcome: StudyResult  # table, verdict and tested patients
    advice: tuple[AuditFinding, ...]  # what the audit found that does not stop the training
    # How table and slides were understood, and what is to be known of the model that was saved.
    said: tuple[str, ...]
    cohort: Path  # folders of the study, from which it can be exported
    training: Path
    columns: tuple[str, ...]  # clinical columns that were chosen


def _other_endpoints(read: ReadTable) -> tuple[str, ...]:
    """Say which endpoints the table has besides the one that is used."""
    used, known = read.choices.event, [event for event, _ in read.table.endpoints]
    others = [event for event in known if event != used]
    if not others or used not in known:
        return ()
    return (f"The table has other endpoints as well ({', '.join(others)}): --event takes one",)


def run_study(
    draft: StudyDraft,
    work: Path,
    out: Path,
    device: str,
    control: JobControl,
    *,
    stated: StatedTable | None = None,
    guess_rule: bool = True,
    save: str = "",
    form: PackForm | None = None,
) -> StudyReport:
    """Read, match, scan, audit, extract, train and save; resumes in `work` where it was stopped.

    Parameters
    ----------
    draft : StudyDraft
        Name, table, slides, sources, method and values; columns and rule are guessed. An empty
        method is chosen by `default_method`.
    stated : StatedTable, optional
        What overrules the guesses about the table.
    save : str
        The method whose model is saved. If empty, the draft's where it names one, else
        `StudyFigures.recommended`.
    form : PackForm, optional
        Which models; see `form_to_save`.

    Raises
    ------
    StephError
        If anything must be corrected first, naming the first problem.
    """
    from steph_desktop.training.study.retraining import retrain_cohort
    from steph_desktop.training.study.study_pack import save_study

    if draft.table is None or draft.slide_folder is None:
        raise ValueError("a study needs a table and a folder")
    if out.exists():
        raise StephError("This name is taken already", out, "Choose another name.")
    if fault := why_no_name(draft.cancer):
        raise StephError("This name cannot be used", draft.cancer or None, fault)
    repository = StudyRepository(work)
    request = TableRequest(draft.table, draft.sheet, draft.header_row, stated=stated)
    read = TableCache().read(request, control)
    clinical, schema = read.clinical, read.choices
    refuse_blocking(clinical.findings)
    study = Study(repository, draft)
    slides = study.match_slides(clinical.patients, guess=guess_rule, control=control)
    refuse_blocking(slides.match.findings)
    packs = study.source_packs()
    require_usable(packs)
    method = draft.method or default_method(packs, draft.source_cohort, draft.hyper.backbone)
    settled = replace(draft, choices=schema, rule=slides.rule, method=method)
    study = Study(repository, repository.keep(settled))
    look_at_slides(study.scan_request(slides), control)
    checked = study.audit(clinical, slides)
    refuse_blocking(checked.audit.findings)
    study.lay(checked)
    extract_cohort(study.features_request(checked, device), control)
    training = study.training_request(checked.patients, device)
    outcome = retrain_cohort(training, control)
    save = save or (outcome.method if draft.method else outcome.recommended)
    asked = study.save_request(training.out, out, out.stem, method=save, form=form)
    card = save_study(asked, control)
    said = (
        f"{read.table.form}. {schema.sentences}",
        f"{clinical.n_events} of {len(clinical.patients)} patients had the event. "
        f"{read.followed.groups_sentence}".strip(),
        *_other_endpoints(read),
        *((f"Columns kept: {', '.join(schema.clinical)}",) if schema.clinical else ()),
        f"{slides.match.n_files} of {len(slides.files)} slides belong to "
        f"{len(slides.match.slides)} patients ({slides.rule.kind.value})",
        *_said_of(outcome, save, card),
    )
    folders, columns = (study.cohort_folder, training.out), schema.clinical or ()
    return StudyReport(card, outcome, checked.audit.findings, said, *folders, columns)


def _said_of(outcome: StudyResult, saved: str, card: PackCard) -> tuple[str, ...]:
    """Say what is to be known of the model that was saved."""
    said = [card.recalibration_words] if card.recalibration_words else []
    if saved != outcome.method:
        why = outcome.collapsed(outcome.method) or outcome.sentence.rstrip(".")
        said.append(f"Saved is {saved}, not {outcome.method}: {why}")
    if collapsed := outcome.collapsed(saved):
        said.append(f"The model that was saved is not to be recommended: {collapsed}")
    if (found := outcome.refit_of(saved)) is not None:
        said.append(found.sentence)
    return tuple(said)
