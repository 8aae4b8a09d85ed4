"""A study: everything a person chose on the way from a table to a model, kept after every page."""

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

from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.cohort.slide_matching import MatchRule
from steph_desktop.cohort.slide_scan import ScannedSlide, SlideScanRequest
from steph_desktop.cohort.table_schema import TableSchema
from steph_desktop.core.codec import request_from_json, request_to_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import ensure_folder, guarded_write, write_json
from steph_desktop.model.card import LambdaForm
from steph_desktop.training.requests import CohortFeaturesRequest, Hyperparameters, RetrainRequest
from steph_desktop.training.study.cohort_features import feature_name, fingerprint_of, lay_cohort

STUDIES_FOLDER = "studies"
_DRAFT_FILE = "draft.json"
_FORM = 1
FOLD_SEED = 42
_NAME = re.compile(r"[^\W_][\w.+ -]{0,39}")


class Step(Enum):
    """The pages, in order."""

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
    """The choices of one study.

    Attributes
    ----------
    study_id : str
        Its name for good, also that of its folder.
    cancer : str
        Name of the target, as models and sources call it.
    step : Step
        The page that was open last.
    table, sheet, choices
        The clinical table, its sheet, and how it is read.
    slide_folder, takes_features, rule
        Where the slides are (or the feature files, where these are taken), and whose they are.
    encoder, weights, mpp
        What makes the features, and the pixel size stated for slides that do not say.
    source_packs, source_cohort
        Packs of source models, or a cohort of other cancers to fit them on.
    method, lambda_form, folds, seeds, hyper
        How to train; `method` is empty until one is chosen.
    looking, extracting, training : str
        Tokens of its jobs, so that they are found again after a restart.
    saved : pathlib.Path, optional
        The pack that was saved last.
    changed_at : str
        When it was kept last, in UTC.
    """

    study_id: str
    cancer: str = ""
    step: Step = Step.TABLE
    table: Path | None = None
    sheet: str = ""
    choices: TableSchema = field(default_factory=TableSchema)
    slide_folder: Path | None = None
    takes_features: bool = False
    rule: MatchRule = field(default_factory=MatchRule)
    encoder: str = "effnet-lite0"
    weights: Path | None = None
    mpp: float | None = None
    source_packs: tuple[Path, ...] = ()
    source_cohort: Path | None = None
    method: str = ""
    lambda_form: LambdaForm = LambdaForm.RATIO
    folds: int = 5
    seeds: tuple[int, ...] = (42,)
    hyper: Hyperparameters = field(default_factory=Hyperparameters)
    looking: str = ""
    extracting: str = ""
    training: str = ""
    saved: Path | None = None
    changed_at: str = ""


def why_no_name(cancer: str) -> str:
    """Say why a text cannot name a target; empty if it can."""
    if not cancer.strip():
        return "Give the cohort a short name, such as the cancer."
    if not _NAME.fullmatch(cancer) or cancer.endswith((".", " ")):
        return "Use letters, digits, blanks, dots and hyphens, at most 40, beginning with a letter."
    return ""


class StudyRepository:
    """The studies of a workspace on disk.

    Parameters
    ----------
    workspace : pathlib.Path
        The workspace's folder.
    """

    def __init__(self, workspace: Path) -> None:
        self.folder = workspace / STUDIES_FOLDER

    def begin(self) -> StudyDraft:
        """Return a new draft; it is kept by the first `keep`."""
        return StudyDraft(uuid.uuid4().hex[:12])

    def folder_of(self, draft: StudyDraft) -> Path:
        """Return where everything of a study lies."""
        return self.folder / draft.study_id

    def keep(self, draft: StudyDraft) -> StudyDraft:
        """Write a draft, whole or not at all, and return it with its date.

        Raises
        ------
        StephError
            If nothing can be written.
        """
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
        """Read a draft.

        Raises
        ------
        StephError
            If there is none, it is damaged, or of another version of the program.
        """
        path = self.folder / Path(study_id).name / _DRAFT_FILE
        try:
            value = json.loads(path.read_text(encoding="utf-8"))
            if value["form"] != _FORM:
                raise ValueError("another form")
            return request_from_json(StudyDraft, value["draft"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StephError(
                "This draft cannot be read", study_id, "Begin a new cohort."
            ) from error
        except StephError as error:
            raise StephError(
                "This draft is of another version of the program", study_id, "Begin a new cohort."
            ) from error

    def drafts(self) -> tuple[StudyDraft, ...]:
        """Return every draft that can be read, the latest first."""
        found = []
        for path in sorted(self.folder.glob(f"*/{_DRAFT_FILE}")):
            try:
                found.append(self.read(path.parent.name))
            except StephError:
                continue  # it is listed by nobody, and its folder stays as it is
        return tuple(sorted(found, key=lambda draft: draft.changed_at, reverse=True))

    def remove(self, draft: StudyDraft) -> None:
        """Remove a study with all its features and models; packs saved elsewhere stay."""
        with guarded_write(self.folder_of(draft)):
            shutil.rmtree(self.folder_of(draft), ignore_errors=False)

    # What is asked of the engine ----------------------------------------------------------------

    def cohort_folder(self, draft: StudyDraft) -> Path:
        """Return the cohort folder of a study; the target's folder lies in it."""
        return self.folder_of(draft) / "cohort"

    def facts_request(self, draft: StudyDraft, slides: tuple[Path, ...]) -> SlideScanRequest:
        """Ask what the slides are."""
        from steph_desktop.features.encoders import ENCODERS

        spec = ENCODERS[draft.encoder]
        return SlideScanRequest(
            slides, self.folder_of(draft), draft.mpp, spec.target_mpp, spec.patch_px
        )

    def features_request(
        self,
        draft: StudyDraft,
        slides: tuple[Path, ...],
        device: str = "auto",
        facts: Sequence[ScannedSlide] = (),
    ) -> CohortFeaturesRequest:
        """Ask for the features of the slides; `facts` are what an earlier look at them found."""
        known = {fact.path: fact.n_patches for fact in facts if not fact.fault}
        counts = tuple(known.get(str(path), 0) for path in slides) if draft.takes_features else ()
        return CohortFeaturesRequest(
            slides,
            self.cohort_folder(draft) / draft.cancer / "features",
            draft.encoder,
            draft.weights,
            draft.mpp,
            device,
            counts,
        )

    def without_features(self, draft: StudyDraft, slides: tuple[Path, ...]) -> tuple[Path, ...]:
        """Return the slides that have no feature file yet."""
        folder = self.cohort_folder(draft) / draft.cancer / "features"
        return tuple(slide for slide in slides if not (folder / feature_name(slide)).is_file())

    def lay(self, draft: StudyDraft, patients: tuple[Patient, ...]) -> None:
        """Write the cohort's tables."""
        lay_cohort(self.cohort_folder(draft) / draft.cancer, patients, draft.folds, FOLD_SEED)

    def retrain_request(
        self, draft: StudyDraft, patients: tuple[Patient, ...], device: str = "auto"
    ) -> RetrainRequest:
        """Ask for the training; other choices or patients get another folder."""
        request = RetrainRequest(
            cohort=self.cohort_folder(draft),
            out=Path(),
            target=draft.cancer,
            method=draft.method,
            source_packs=draft.source_packs,
            source_cohort=draft.source_cohort,
            folds=draft.folds,
            seeds=draft.seeds,
            hyper=draft.hyper,
            lambda_form=draft.lambda_form,
            device="auto",
        )
        # Without the place of the workspace: one that was moved finds its trainings again.
        named = replace(request, cohort=Path(draft.study_id))
        told = json.dumps(request_to_json(named), sort_keys=True)
        digest = hashlib.sha256((told + fingerprint_of(patients, draft.folds)).encode()).hexdigest()
        out = self.folder_of(draft) / "training" / digest[:12]
        return replace(request, out=out, device=device)
