"""State of the wizard: the study on show, what was read of it, and its jobs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from steph_desktop.cohort.clinical_table import Clinical
from steph_desktop.cohort.slide_matching import MatchRule
from steph_desktop.cohort.table_reading import (
    FollowUpSummary,
    GuessAgain,
    ReadTable,
    TableHead,
    TableRequest,
)
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import Progress
from steph_desktop.training.requests import PackForm, RetrainRequest
from steph_desktop.training.study.cohort_features import SlideEvent
from steph_desktop.training.study.outcome import StudyResult
from steph_desktop.training.study.source_packs import SourcePack
from steph_desktop.training.study.study import (
    CheckedCohort,
    MatchedSlides,
    Study,
    StudyDraft,
    StudyRepository,
)
from steph_desktop.training.training_events import FitEvent, FoldRunEvent
from steph_desktop.ui.kit.messages import done
from steph_desktop.ui.kit.tasks import T, Tasks
from steph_desktop.ui.kit.widgets import Later
from steph_desktop.ui.pages.training.table_reader import TableReader
from steph_desktop.ui.parts.job_list.job_views import JobView
from steph_desktop.ui.parts.session import Session
from steph_desktop.workspace.records import JobState, Lane
from steph_desktop.workspace.ways_out import Departure, WayOut


class Topic(Enum):
    """What is read or done for a study, one at a time each."""

    TABLE = auto()
    SLIDES = auto()
    CHECK = auto()
    PACKS = auto()
    OUTCOME = auto()
    TABLES = auto()
    """The cohort's tables, written before a training"""
    SAVING = auto()


class StudyState(QObject):
    """The study on show.

    What is read of it is read on one thread, `tasks`, one question at a time for each topic: `busy`
    holds the topics that are being read, `errors` why one could not be.
    """

    changed = Signal()
    """Anything that a page shows has changed"""
    training_event = Signal(object)
    """A FitEvent or FoldRunEvent of the running training"""
    drafts_read = Signal(object)
    """A Sifted of StudyDraft"""
    saved = Signal(object)
    """The pack that was written, a path"""
    notice = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.repository = StudyRepository(session.workspace)
        self.draft: StudyDraft | None = None
        self.tables = TableReader()
        # A large table is read in a child: to wait for it does not count as a thread that hangs.
        self.tasks = Tasks(self, waits_for_child=True)
        self.tasks.notice.connect(self.notice)
        self._saving = ""
        self._saving_to: Path | None = None
        self.forget()
        # Progress comes many times a second, and showing a page looks at a whole cohort.
        self._changed_later = Later(self.changed.emit, self)
        jobs = session.jobs
        jobs.changed.connect(self.changed)
        jobs.progressed.connect(self._on_progress)
        jobs.done.connect(self._on_job_done)
        jobs.failed.connect(self._on_job_failed)
        jobs.cancelled.connect(self._on_job_stopped)
        jobs.paused.connect(self._on_job_stopped)

    def forget(self) -> None:
        """Drop what was read of the previous study, and the questions about it."""
        self.tasks.drop(self)
        self.table: TableHead | None = None
        self.clinical: Clinical | None = None
        self.followed = FollowUpSummary()
        self.n_rows = 0
        self.words: tuple[tuple[str, int], ...] = ()
        # Patient and slide columns of the last match, and whether a rule must be found for others.
        self._matched_by: tuple[str, str] | None = None
        self._must_guess = False
        self.slides: MatchedSlides | None = None
        self.checked: CheckedCohort | None = None
        self.packs: tuple[SourcePack, ...] = ()
        self.outcome: StudyResult | None = None
        self.past_events: tuple[FitEvent | FoldRunEvent, ...] = ()
        self.busy: set[Topic] = set()
        self.errors: dict[Topic, StephError] = {}
        self.slide_events: dict[int, SlideEvent] = {}
        self.asked_slides: tuple[Path, ...] = ()

    def close(self) -> None:
        """Keep the draft, and end the thread."""
        self.tasks.drop(self)
        self.keep()
        self.tasks.close()
        self.tables.close()

    @property
    def study(self) -> Study | None:
        """The steps of the study on show."""
        return None if self.draft is None else Study(self.repository, self.draft)

    @property
    def n_slides(self) -> int:
        return self.slides.match.n_files if self.slides is not None else 0

    # Choosing -------------------------------------------------------------------------------

    def list_drafts(self) -> None:
        """Read the drafts of the workspace; `drafts_read` follows."""
        self.tasks.run(self, self.repository.listed, self.drafts_read.emit, slot="drafts")

    def open(self, draft: StudyDraft | None) -> None:
        """Show a study; None for a new one."""
        self.keep()  # first: it writes the one on show so far
        self.forget()
        self.draft = draft or self.repository.new()
        self.read_table()
        self.changed.emit()

    def leave(self) -> None:
        """Go back to the list of drafts."""
        self.keep()
        self.draft = None
        self.forget()
        self.list_drafts()
        self.changed.emit()

    def remove(self, draft: StudyDraft) -> None:
        """Remove a draft with everything made for it."""
        self.tasks.keep(self, partial(self.repository.remove, draft), lambda _: self.list_drafts())

    def change(self, **changes: Any) -> None:
        """Change choices of the draft; what depends on them is read again."""
        if self.draft is None:
            return
        before, self.draft = self.draft, replace(self.draft, **changes)
        # Pages set what is chosen already when they are filled: nothing is read again for that.
        names = {name for name in changes if getattr(before, name) != changes[name]}
        if names & {"table", "sheet", "header_row"}:
            # A corrected table keeps what was chosen for it; its rows may have moved.
            kept = replace(self.draft.choices, left_out_rows=())
            self.draft = replace(self.draft, choices=kept)
            self.table = self.clinical = None
            self.read_table()
        elif "choices" in names and self.table is not None:
            self.read_table()
        if names & {"slide_folder", "takes_features"}:
            self.slides = None
            # A rule that was found for other names of files says nothing of these.
            self.draft = replace(self.draft, rule=MatchRule())
            self.read_slides(guess=True)
        elif "rule" in names:
            self._must_guess = False
            self.read_slides()
        if names & {"encoder", "mpp", "folds"} and self.slides is not None:
            self.check()
        # Whether a pack can be a source depends on the encoder.
        if names & {"source_packs", "encoder"}:
            self.read_packs()
        self.changed.emit()

    def rechoose(self, wish: GuessAgain, column: str = "") -> None:
        """Guess other choices from the whole table, and apply them."""
        if self.table is not None:
            self.read_table(wish, column)

    def keep(self) -> None:
        """Write the draft, whole or not at all."""
        # A study of which nothing is said yet leaves no folder behind.
        if self.draft is not None and (self.draft.table or self.draft.cancer):
            self.tasks.keep(self, partial(self.repository.keep, self.draft), self._on_kept)

    def _on_kept(self, kept: StudyDraft) -> None:
        # Another study may be on show by now.
        if self.draft is not None and kept.study_id == self.draft.study_id:
            self.draft = replace(self.draft, changed_at=kept.changed_at)

    # Reading --------------------------------------------------------------------------------

    def _ask(self, topic: Topic, work: Callable[[], T], done: Callable[[T], object]) -> None:
        def answered(answer: T) -> None:
            self.busy.discard(topic)
            if self.draft is not None:
                done(answer)
                self.changed.emit()

        def failed(error: StephError) -> None:
            self.busy.discard(topic)
            self.errors[topic] = error
            if topic is Topic.TABLES:  # no page shows it
                self.notice.emit(error)
            self.changed.emit()

        self.busy.add(topic)
        self.errors.pop(topic, None)
        self.tasks.run(self, work, answered, failed, slot=topic)
        self.changed.emit()

    def read_table(self, wish: GuessAgain = GuessAgain.NOTHING, column: str = "") -> None:
        draft = self.draft
        if draft is not None and draft.table is not None:
            request = TableRequest(
                draft.table, draft.sheet, draft.header_row, draft.choices, wish=wish, column=column
            )  # fmt: skip
            self._ask(Topic.TABLE, partial(self.tables.read, request), self._on_table)

    def _on_table(self, read: ReadTable) -> None:
        self.table, self.clinical = read.table, read.clinical
        self.followed, self.words, self.n_rows = read.followed, read.words, read.n_rows
        if self.draft is not None:
            self.draft = replace(self.draft, choices=read.choices, sheet=read.table.sheet)
        names = (read.choices.patient, read.choices.slide)
        # A rule that was found for other names says nothing of these.
        self._must_guess |= self._matched_by not in (None, names)
        self._matched_by = names
        self.read_slides()

    def read_slides(self, *, guess: bool = False) -> None:
        """Find the slides, and match them to patients."""
        study, clinical = self.study, self.clinical
        if study is None or study.draft.slide_folder is None or clinical is None:
            return
        # The folder is listed once for all its rules: one on a share takes long.
        known = self.slides.files if self.slides is not None else None
        # Kept until slides come: a newer question may take the place of the one that was to guess.
        self._must_guess |= guess
        work = partial(study.match_slides, clinical.patients, guess=self._must_guess, known=known)
        self._ask(Topic.SLIDES, work, self._on_slides)

    def _on_slides(self, slides: MatchedSlides) -> None:
        self.slides, self._must_guess = slides, False
        if self.draft is not None:
            self.draft = replace(self.draft, rule=slides.rule)
        self.check()

    def check(self) -> None:
        """Audit the cohort again by everything known so far."""
        study, clinical, slides = self.study, self.clinical, self.slides
        if study is not None and clinical is not None and slides is not None:
            self._ask(Topic.CHECK, partial(study.audit, clinical, slides), self._on_checked)

    def _on_checked(self, checked: CheckedCohort) -> None:
        self.checked = checked
        self.read_outcome()

    def read_packs(self) -> None:
        if (study := self.study) is not None:
            self._ask(Topic.PACKS, study.source_packs, partial(setattr, self, "packs"))

    def read_outcome(self) -> None:
        """Read the result of the training, and its events so far."""
        study, checked = self.study, self.checked
        if study is not None and checked is not None and study.draft.method:
            self._ask(Topic.OUTCOME, partial(study.result, checked.patients), self._on_outcome)

    def _on_outcome(
        self, found: tuple[StudyResult | None, tuple[FitEvent | FoldRunEvent, ...]]
    ) -> None:
        self.outcome, self.past_events = found

    def training_folder(self) -> Path | None:
        """Folder of the training that the choices lead to; None before they are made."""
        study, checked = self.study, self.checked
        if study is None or checked is None or not study.draft.method:
            return None
        # It is named after the choices and patients: each set of them has its own.
        return study.training_request(checked.patients).out

    # Jobs -----------------------------------------------------------------------------------

    def job(self, token: str) -> JobView | None:
        """Return a job of this study; None if it is no longer on the list."""
        return self.session.jobs[token] if token and token in self.session.jobs else None

    def is_active(self, token: str) -> bool:
        """Whether a job of this study runs or waits."""
        view = self.job(token)
        return view is not None and view.state in (JobState.RUNNING, JobState.QUEUED)

    @property
    def is_saving(self) -> bool:
        return bool(self._saving)

    def look_at_slides(self) -> None:
        """Queue the scan of all matched slides."""
        if (study := self.study) is not None and self.slides is not None:
            request = study.scan_request(self.slides)
            self._queue("looking", request, "Look at the slides", Lane.FILES)

    def extract(self) -> None:
        """Queue the features that are missing."""
        study, checked = self.study, self.checked
        if study is not None and checked is not None:
            self.slide_events = {}
            # Events number the slides in this order.
            self.asked_slides = checked.without_features
            request = study.features_request(checked, self.session.settings.device)
            lane = Lane.FILES if study.draft.takes_features else Lane.ACCELERATOR
            self._queue("extracting", request, "Features", lane)

    def train(self) -> None:
        """Write the cohort's tables, then queue the training."""
        study, checked = self.study, self.checked
        if study is not None and checked is not None:
            request = study.training_request(checked.patients, self.session.settings.device)
            done = partial(self._start_training, request)
            self._ask(Topic.TABLES, partial(study.lay, checked), done)

    def _start_training(self, request: RetrainRequest, _: None) -> None:
        # What an earlier training gave must not stand beside this one.
        self.outcome, self.past_events = None, ()
        self._queue("training", request, "Training", Lane.ACCELERATOR)

    def save(
        self,
        out: Path,
        model_id: str,
        *,
        replace_existing: bool,
        method: str = "",
        form: PackForm | None = None,
    ) -> None:
        """Queue the writing of the pack."""
        study, training = self.study, self.training_folder()
        if study is not None and training is not None:
            request = study.save_request(
                training, out, model_id, replace_existing=replace_existing, method=method, form=form
            )
            title = f"{study.draft.cancer}: save the model"
            self._saving, self._saving_to = self._submit(request, title, Lane.FILES), out
            self.errors.pop(Topic.SAVING, None)
            self.changed.emit()

    def export(self, out: Path) -> None:
        """Queue the writing of the result as files for a paper."""
        study, training = self.study, self.training_folder()
        if study is not None and training is not None:
            title = f"{study.draft.cancer}: export the result"
            request, told = study.export_request(training, out), self.notice.emit
            done = partial(self._on_exported, out)
            self.session.submit(request, title, Lane.FILES, told, done)

    def _on_exported(self, out: Path, _written: object) -> None:
        left = Departure(WayOut.TABLE, what="result of a training", identifiers=False)
        self.session.note_departure(left, out / "patients.csv")
        self.notice.emit(done(f"The result is in {out.name}.", file=out / "methods.txt"))

    def _queue(self, name: str, request: object, words: str, lane: Lane) -> None:
        if self.draft is None:
            return
        if token := self._submit(request, f"{self.draft.cancer}: {words.lower()}", lane):
            # In the draft: at the next start its job is found again.
            changes: dict[str, Any] = {name: token}
            self.draft = replace(self.draft, **changes)
            self.keep()
            self.changed.emit()

    def _submit(self, request: object, title: str, lane: Lane) -> str:
        return self.session.submit(request, title, lane, self.notice.emit)

    def _on_progress(self, token: str, progress: object) -> None:
        draft = self.draft
        if draft is None or not isinstance(progress, Progress):
            return
        if token == draft.training and progress.detail is not None:
            self.training_event.emit(progress.detail)
        if token == draft.extracting and isinstance(progress.detail, SlideEvent):
            self.slide_events[progress.detail.number] = progress.detail
        if token in (draft.training, draft.extracting, draft.looking):
            self._changed_later.ask()

    def _on_job_done(self, token: str, result: object) -> None:
        if self._saving and token == self._saving:
            self._saving = ""
            self.change(saved=self._saving_to)
            self.keep()
            if self._saving_to is not None:
                self.session.note_model(self._saving_to, "training")
            self.saved.emit(self._saving_to)
        elif self.draft is None:
            return
        elif token == self.draft.training and isinstance(result, StudyResult):
            self.outcome = result
            self.changed.emit()
        elif token in (self.draft.looking, self.draft.extracting):
            self.check()

    def _on_job_stopped(self, token: str) -> None:
        # What was finished before it was stopped counts from now on.
        if self.draft is not None and token in (self.draft.looking, self.draft.extracting):
            self.check()

    def _on_job_failed(self, token: str, error: object) -> None:
        if isinstance(error, StephError) and self._saving and token == self._saving:
            self._saving = ""
            self.errors[Topic.SAVING] = error
        self._on_job_stopped(token)
        self.changed.emit()
