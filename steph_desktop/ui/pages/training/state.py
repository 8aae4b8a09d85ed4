"""The study on show in the wizard; every file is read and written on a background thread."""

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
from steph_desktop.cohort.table_reading import Followed, ReadTable, TableHead, TableRequest, Wish
from steph_desktop.cohort.table_schema import TableSchema
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import Progress
from steph_desktop.training.requests import RetrainRequest
from steph_desktop.training.study.draft import StudyDraft, StudyRepository
from steph_desktop.training.study.source_packs import SourcePack
from steph_desktop.ui.kit.tasks import T, Tasks
from steph_desktop.ui.pages.training.study_reads import (
    Checked,
    ReadSlides,
    check,
    laid,
    read_outcome,
    read_packs,
    read_slides,
    removed,
)
from steph_desktop.ui.pages.training.table_reader import TableReader
from steph_desktop.ui.parts.job_list.job_views import JobView
from steph_desktop.ui.parts.session import Session
from steph_desktop.workspace.records import JobState, Lane


class Topic(Enum):
    """What is read or done for a study, one at a time each."""

    TABLE = auto()
    SLIDES = auto()
    CHECK = auto()
    PACKS = auto()
    OUTCOME = auto()
    TABLES = auto()
    """The cohort's tables, written before a training"""
    TARGET = auto()
    """Whether a file exists where the model is to be saved"""
    SAVING = auto()


class StudyState(QObject):
    """The study on show.

    Parameters
    ----------
    session : Session
        For its jobs, its settings and its workspace.
    """

    changed = Signal()
    """Anything that a page shows has changed"""
    news = Signal(object)
    """A detail of the running training"""
    drafts_read = Signal(object)
    looked = Signal(object, object)
    """A path, and whether it exists"""
    saved = Signal(object)
    """The pack that was written, a path"""
    notice = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.book = StudyRepository(session.workspace)
        self.draft: StudyDraft | None = None
        self.busy: set[Topic] = set()
        self.tasks = Tasks(self)
        self.tasks.notice.connect(self.notice)
        self.forget()
        self.tables = TableReader()
        jobs = session.jobs
        jobs.changed.connect(self.changed)
        jobs.progressed.connect(self._on_progress)
        jobs.done.connect(self._on_job_done)
        jobs.failed.connect(self._on_job_failed)

    def forget(self) -> None:
        """Drop all that was read of the study before, and what is still being read."""
        self.table: TableHead | None = None
        self.clinical: Clinical | None = None
        self.followed = Followed()
        self.n_rows = 0
        self.words: tuple[tuple[str, int], ...] = ()
        self.slides: ReadSlides | None = None
        self.checked: Checked | None = None
        self.packs: tuple[SourcePack, ...] = ()
        self.outcome: Any = None
        self.past_news: tuple[object, ...] = ()
        self.errors: dict[Topic, StephError] = {}
        self.slide_news: dict[int, object] = {}
        self.asked_slides: tuple[Path, ...] = ()
        self.busy.clear()
        self.tasks.drop(self)

    def close(self) -> None:
        """Keep the draft, and end the threads."""
        self.tasks.drop(self)
        self.keep()
        self.tasks.close()
        self.tables.close()

    # Choosing -------------------------------------------------------------------------------

    def list_drafts(self) -> None:
        """Read the drafts of the workspace; `drafts_read` tells them."""
        self.tasks.run(self, self.book.drafts, self.drafts_read.emit, slot="drafts")

    def open(self, draft: StudyDraft | None) -> None:
        """Show a study; None for a new one."""
        self.keep()
        self.forget()
        self.draft = draft or self.book.begin()
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
        self.tasks.keep(self, partial(removed, self.book, draft), self.drafts_read.emit)

    def change(self, **changes: Any) -> None:
        """Change choices of the draft; what follows from them is read again."""
        if self.draft is None:
            return
        before, self.draft = self.draft, replace(self.draft, **changes)
        names = {name for name in changes if getattr(before, name) != changes[name]}
        if names & {"table", "sheet"}:
            self.draft = replace(self.draft, choices=TableSchema())
            self.table = self.clinical = None
            self.read_table()
        elif "choices" in names and self.table is not None:
            self._ask_table(Wish.NOTHING, "")
        if names & {"slide_folder", "takes_features"}:
            self.slides = None
            self.draft = replace(self.draft, rule=MatchRule())
            self.read_slides(guess=True)
        elif "rule" in names:
            self.read_slides()
        if names & {"encoder", "mpp", "folds"} and self.slides is not None:
            self.check()
        if "source_packs" in names or "encoder" in names:
            self.read_packs()
        self.changed.emit()

    def rechoose(self, wish: Wish, column: str = "") -> None:
        """Let the reader work out other choices from the whole table, and apply them."""
        if self.table is not None:
            self._ask_table(wish, column)

    def keep(self) -> None:
        """Keep the draft, whole or not at all."""
        if self.draft is not None and (self.draft.table or self.draft.cancer):
            self.tasks.keep(self, partial(self.book.keep, self.draft), self._on_kept)

    # Reading --------------------------------------------------------------------------------

    def _ask(self, topic: Topic, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self.busy.add(topic)
        self.errors.pop(topic, None)
        answered, failed = partial(self._answer, topic, done), partial(self._fail, topic)
        self.tasks.run(self, work, answered, failed, slot=topic)
        self.changed.emit()

    def _answer(self, topic: Topic, done: Callable[[T], None], answer: T) -> None:
        self.busy.discard(topic)
        if self.draft is not None:
            done(answer)
            self.changed.emit()

    def _fail(self, topic: Topic, error: StephError) -> None:
        self.busy.discard(topic)
        self.errors[topic] = error
        if topic is Topic.TABLES:
            self.notice.emit(str(error))
        self.changed.emit()

    def read_table(self) -> None:
        """Read the table of the draft."""
        self._ask_table(Wish.NOTHING, "")

    def _ask_table(self, wish: Wish, column: str) -> None:
        draft = self.draft
        if draft is not None and draft.table is not None:
            request = TableRequest(draft.table, draft.sheet, draft.choices, wish, column)
            self._ask(Topic.TABLE, partial(self.tables.read, request), self._on_table)

    def read_slides(self, *, guess: bool = False) -> None:
        """Find the slides, and whose they are."""
        draft, clinical = self.draft, self.clinical
        if draft is None or draft.slide_folder is None or clinical is None:
            return
        known = self.slides.files if self.slides is not None else None
        work = partial(
            read_slides,
            draft.slide_folder,
            draft.takes_features,
            clinical.patients,
            None if guess else draft.rule,
            known,
        )
        self._ask(Topic.SLIDES, work, self._on_slides)

    def check(self) -> None:
        """Let the doctor look again at everything that is known."""
        draft, clinical, slides = self.draft, self.clinical, self.slides
        if draft is None or clinical is None or slides is None:
            return
        work = partial(check, self.book, draft, clinical, slides.match)
        self._ask(Topic.CHECK, work, self._on_checked)

    def read_packs(self) -> None:
        """Read the cards of the source packs."""
        draft = self.draft
        if draft is not None:
            paths, encoder = draft.source_packs, draft.encoder
            if draft.takes_features:
                encoder = ""
            work = partial(read_packs, paths, draft.cancer, encoder)
            self._ask(Topic.PACKS, work, self._on_packs)

    def read_outcome(self) -> None:
        """Read what came of the training, and what it told."""
        draft, checked = self.draft, self.checked
        if draft is not None and checked is not None and draft.method:
            work = partial(read_outcome, self.book, draft, checked.patients)
            self._ask(Topic.OUTCOME, work, self._on_outcome)

    def training_folder(self) -> Path | None:
        """Folder of the training that the choices ask for; None before they are made."""
        draft, checked = self.draft, self.checked
        if draft is None or checked is None or not draft.method:
            return None
        return self.book.retrain_request(draft, checked.patients).out

    def _change_draft(self, **changes: Any) -> None:
        if self.draft is not None:
            self.draft = replace(self.draft, **changes)

    def _on_table(self, read: ReadTable) -> None:
        self.table, self.clinical = read.table, read.clinical
        self.followed, self.words = read.followed, read.words
        self.n_rows = read.n_rows
        self._change_draft(choices=read.choices, sheet=read.table.sheet)
        self.read_slides(guess=False)

    def _on_slides(self, read: ReadSlides) -> None:
        self.slides = read
        self._change_draft(rule=read.rule)
        self.check()

    def _on_checked(self, checked: Checked) -> None:
        self.checked = checked
        self.read_outcome()

    def _on_packs(self, packs: tuple[SourcePack, ...]) -> None:
        self.packs = packs

    def _on_outcome(self, read: tuple[object, tuple[object, ...]]) -> None:
        self.outcome, self.past_news = read

    def _on_kept(self, kept: StudyDraft) -> None:
        if self.draft is not None and kept.study_id == self.draft.study_id:
            self.draft = replace(self.draft, changed_at=kept.changed_at)
            self.changed.emit()

    # Jobs -----------------------------------------------------------------------------------

    def job(self, token: str) -> JobView | None:
        """Return a job of this study; None if it is not on the list any more."""
        return self.session.jobs[token] if token and token in self.session.jobs else None

    def is_active(self, token: str) -> bool:
        """Tell whether a job of this study runs or waits."""
        view = self.job(token)
        return view is not None and view.state in (JobState.RUNNING, JobState.QUEUED)

    def look_at_slides(self) -> None:
        """Queue a look at all slides that are somebody's."""
        if self.draft is not None and self.slides is not None:
            request = self.book.facts_request(self.draft, self._my_files())
            self._queue("looking", request, "Look at the slides", Lane.FILES)

    def extract(self) -> None:
        """Queue the features that are missing."""
        if self.draft is not None and self.checked is not None:
            self.slide_news = {}
            self.asked_slides = self.checked.without_features
            request = self.book.features_request(
                self.draft,
                self.checked.without_features,
                self.session.settings.device,
                self.checked.facts,
            )
            lane = Lane.FILES if self.draft.takes_features else Lane.ACCELERATOR
            self._queue("extracting", request, "Features", lane)

    def train(self) -> None:
        """Write the cohort's tables, then queue the training."""
        draft, checked = self.draft, self.checked
        if draft is not None and checked is not None:
            device = self.session.settings.device
            work = partial(laid, self.book, draft, checked.patients, device)
            self._ask(Topic.TABLES, work, self._queue_training)

    def _queue_training(self, request: RetrainRequest) -> None:
        self.outcome, self.past_news = None, ()
        self._queue("training", request, "Training", Lane.ACCELERATOR)

    def look_for(self, path: Path) -> None:
        """Look whether a file exists; `looked` follows."""
        self._ask(Topic.TARGET, path.exists, partial(self.looked.emit, path))

    def save(self, out: Path, model_id: str, *, replace_existing: bool) -> None:
        """Queue the writing of the pack."""
        from steph_desktop.training.requests import SaveStudyRequest

        draft, training = self.draft, self.training_folder()
        if draft is not None and training is not None:
            request = SaveStudyRequest(
                self.book.cohort_folder(draft), training, out, model_id, replace_existing,
                self.book.folder_of(draft), draft.mpp,
            )  # fmt: skip
            self._saving = self._submit(request, f"{draft.cancer}: save the model", Lane.FILES)
            self._saving_to = out
            self.errors.pop(Topic.SAVING, None)
            self.changed.emit()

    _saving = ""
    _saving_to: Path | None = None

    @property
    def is_saving(self) -> bool:
        """Whether the pack is being written."""
        return bool(self._saving)

    def _my_files(self) -> tuple[Path, ...]:
        if self.slides is None:
            return ()
        return tuple(path for paths in self.slides.match.slides.values() for path in paths)

    def _queue(self, name: str, request: object, words: str, lane: Lane) -> None:
        if self.draft is None:
            return
        token = self._submit(request, f"{self.draft.cancer}: {words.lower()}", lane)
        if token:
            changes: dict[str, Any] = {name: token}
            self.draft = replace(self.draft, **changes)
            self.keep()
            self.changed.emit()

    def _submit(self, request: object, title: str, lane: Lane) -> str:
        try:
            return self.session.jobs.submit(request, title=title, lane=lane)
        except StephError as error:
            self.notice.emit(str(error))
            return ""

    def _on_progress(self, token: str, progress: object) -> None:
        if self.draft is None or not isinstance(progress, Progress):
            return
        if token == self.draft.training and progress.detail is not None:
            self.news.emit(progress.detail)
        if token == self.draft.extracting and progress.detail is not None:
            self.slide_news[getattr(progress.detail, "number", -1)] = progress.detail
        if token in (self.draft.training, self.draft.extracting, self.draft.looking):
            self.changed.emit()

    def _on_job_done(self, token: str, result: object) -> None:
        if self._saving and token == self._saving:
            self._saving = ""
            self.change(saved=self._saving_to)
            self.keep()
            self.saved.emit(self._saving_to)
        elif self.draft is None:
            return
        elif token == self.draft.training:
            self.outcome = result
            self.changed.emit()
        elif token in (self.draft.looking, self.draft.extracting):
            self.check()

    def _on_job_failed(self, token: str, error: object) -> None:
        if isinstance(error, StephError) and self._saving and token == self._saving:
            self._saving = ""
            self.errors[Topic.SAVING] = error
        self.changed.emit()
