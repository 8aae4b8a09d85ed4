"""The cohort page: patients by what they borrowed, and how the mix came about in training."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from steph_desktop.core.job_control import Progress
from steph_desktop.training.study.dynamics import Run
from steph_desktop.training.training_events import FitEvent, FoldRunEvent
from steph_desktop.ui.kit.method_words import full_name_of
from steph_desktop.ui.kit.plots.figure_files import write_figure
from steph_desktop.ui.kit.tasks import ReaderPool
from steph_desktop.ui.kit.theme import Colours, colours_for
from steph_desktop.ui.kit.widgets import button, heading
from steph_desktop.ui.pages.cohort.cohort_data import (
    Known,
    Listing,
    StudyRead,
    map_of_answers,
    read_cohort_map,
    read_listing,
    read_study,
    read_study_map,
)
from steph_desktop.ui.pages.cohort.list_view import EntryList, Shown, ShownKind, entries_of
from steph_desktop.ui.pages.cohort.source_map import SourceMap
from steph_desktop.ui.pages.cohort.views import CasesView, CourseView
from steph_desktop.ui.parts import folders
from steph_desktop.ui.parts.folders import remember_cohort, remember_study
from steph_desktop.ui.parts.session import Session
from steph_desktop.ui.parts.worklist.worklist import CaseState
from steph_desktop.workspace.store import Workspace

_KNOWN = ("cohort page", "known")
_REREAD_MS = 1500
_SIDE_PX = 264
_EMPTY = (
    "This page shows which source cancers each case borrowed from, similar cases beside each "
    "other, and how that came about in training.\n\nAnalyse cases with a STEPH model on the "
    "Review page, train a model on a cohort of your own, or open the results of a training."
)


def _known(workspace: Workspace) -> Known:
    """Read outcomes and patients of the workspace's cases; on the records' thread."""
    cases = {c.patient: c.pseudonym for c in workspace.scored_cases() if c.patient}
    return Known(workspace.follow_ups(), cases)


class CohortPage(QWidget):
    """Cases by source cancers, and the course of trainings.

    Parameters
    ----------
    session : Session
        Whose kept results, trainings and cohorts are shown.
    """

    case_requested = Signal(str)
    cases_selected = Signal(list)
    """Pseudonyms of the cases that the user selected here"""
    notice = Signal(str)
    new_cohort_requested = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._listing = Listing()
        self._known = Known()
        self._study: StudyRead | None = None
        self._map = SourceMap()
        self._wanted: Shown | None = None
        self._has_turned = False  # to another view, by hand
        self._turn = 0
        self.reader = ReaderPool(1, self)
        self.reader.done.connect(self._on_read)
        self.reader.failed.connect(self._on_failed)
        session.book.records.done.connect(self._on_records)
        session.jobs.progressed.connect(self._on_progress)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REREAD_MS)
        self._timer.timeout.connect(self._reread)
        self._make_parts()
        self._lay_out()
        self.set_colours(colours_for(session.settings.theme))
        self._show_state()

    def _make_parts(self) -> None:
        self.shelf = EntryList()
        self.shelf.chosen.connect(self._on_entry)
        self.cases = CasesView()
        self.cases.case_requested.connect(self.case_requested)
        self.cases.cases_selected.connect(self.cases_selected)
        self.cases.notice.connect(self.notice)
        self.course = CourseView()
        self.views = QButtonGroup(self)
        self.map_button = self._tab("Patients", 0)
        self.course_button = self._tab("Over training", 1)
        self.map_button.setChecked(True)
        self.views.idClicked.connect(self._on_turned)
        self.kind = _combo("Shown")
        self.kind.addItems(["Weight w", "Share λ"])
        self.kind.currentIndexChanged.connect(lambda _row: self._draw())
        self.run = _combo("Training")
        self.run.activated.connect(lambda _row: self._on_run())
        self.fold = _combo("Fold")
        self.fold.activated.connect(lambda _row: self._on_fold())
        self.export_button = QPushButton("Export")
        menu = QMenu(self)
        for suffix in ("png", "svg", "pdf"):
            menu.addAction(f"Figure as {suffix.upper()}…", partial(self._ask_figure, suffix))
        menu.addSeparator()
        menu.addAction("Table as CSV…", self._ask_table)
        self.export_button.setMenu(menu)
        self.export_menu = menu
        self.title = heading("", 1.15)

    def _tab(self, words: str, number: int) -> QToolButton:
        made = QToolButton()
        made.setObjectName("tab")
        made.setText(words)
        made.setCheckable(True)
        made.setAccessibleName(words)
        self.views.addButton(made, number)
        return made

    def _lay_out(self) -> None:
        side = QFrame()
        side.setObjectName("sidePanel")
        side.setFixedWidth(_SIDE_PX)
        left = QVBoxLayout(side)
        left.setContentsMargins(12, 14, 12, 12)
        left.setSpacing(8)
        left.addWidget(heading("Cohorts"))
        left.addWidget(self.shelf, 1)
        left.addWidget(button("Results of a training…", self.ask_study))
        left.addWidget(button("Cohort folder…", self.ask_cohort))
        self.new_button = button("New cohort…", self.new_cohort_requested.emit, primary=True)
        left.addWidget(self.new_button)
        page = QWidget()
        page.setObjectName("page")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        right = QVBoxLayout(page)
        right.setContentsMargins(18, 14, 18, 10)
        right.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.map_button)
        top.addWidget(self.course_button)
        top.addWidget(self.export_button)
        right.addLayout(top)
        tools = QHBoxLayout()
        for tool in (self.run, self.fold, self.kind):
            tools.addWidget(tool)
        tools.addStretch(1)
        right.addLayout(tools)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.cases)
        self.stack.addWidget(self.course)
        right.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(side)
        row.addWidget(page, 1)

    # A page of the window ----------------------------------------------------------------------

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        self.cases.heat.set_colours(colours)
        self.course.set_colours(colours)

    def visit(self) -> None:
        """Read again what there is."""
        self.session.book.records.ask(_KNOWN, _known)
        self._read_listing()

    def close_page(self) -> None:
        """End the reader's thread."""
        self._timer.stop()
        self.reader.close()

    def select_cases(self, case_ids: list[str]) -> None:
        """Select the rows of cases that were selected elsewhere."""
        self.cases.select(case_ids)

    # What the user asks for --------------------------------------------------------------------

    def ask_study(self) -> None:
        """Let the user choose a folder of results."""
        if folder := folders.choose_folder(
            self, self.session, "Choose the results of a training or a comparison"
        ):
            self.open_study(folder)

    def open_study(self, folder: Path) -> None:
        """Put a training or a comparison on the list, and show it."""
        remember_study(self.session, folder)
        self._wanted = Shown(ShownKind.STUDY, folder.name, folder=folder)
        self._read_listing()

    def ask_cohort(self) -> None:
        """Let the user choose a cohort folder."""
        if folder := folders.choose_folder(self, self.session, "Choose a cohort folder"):
            self.open_cohort(folder)

    def open_cohort(self, folder: Path) -> None:
        """Put a cohort folder on the list, and show it."""
        remember_cohort(self.session, folder)
        self._wanted = Shown(ShownKind.COHORT, folder.name, folder=folder)
        self._read_listing()

    # Reading -----------------------------------------------------------------------------------

    def _read_listing(self) -> None:
        worklist, settings = self.session.worklist, self.session.settings
        done = [name for name in worklist.case_ids if worklist[name].state is CaseState.DONE]
        work = partial(
            read_listing,
            self.session.workspace,
            done,
            settings.study_folders,
            settings.cohort_folders,
        )
        self.reader.request(("listing",), work)

    def _on_records(self, key: object, answer: object) -> None:
        if key == _KNOWN and isinstance(answer, Known):
            changed, self._known = answer != self._known, answer
            if changed and self.shelf.current is not None:
                self._on_entry(self.shelf.current)

    def _on_entry(self, entry: object) -> None:
        """Read what was chosen on the list."""
        if not isinstance(entry, Shown):
            return
        answers = self._listing.answers
        if entry.kind is ShownKind.CASES:
            mine = tuple(a for a in answers if a.model_sha256 == entry.model_sha256)
            title = f"Cases of {entry.name}"
            self._ask("map", partial(map_of_answers, mine, self._known, title))
        elif entry.kind is ShownKind.STUDY and entry.folder is not None:
            self._ask("study", partial(read_study, entry.folder))
        elif entry.folder is not None:
            worklist = self.session.worklist
            slides = {
                slide.stem: name for name in worklist.case_ids for slide in worklist[name].slides
            }
            work = partial(read_cohort_map, entry.folder, answers, slides, self._known)
            self._ask("map", work)

    def _ask(self, what: str, work: Callable[[], object]) -> None:
        self._turn += 1  # an answer to an earlier question comes too late
        self.reader.request((what, self._turn), work)

    def _on_read(self, key: object, answer: object) -> None:
        match key, answer:
            case ("listing",), Listing():
                self._listing = answer
                self.shelf.offer(entries_of(answer), self._wanted)
                self._wanted = None
                if self.shelf.current is None:
                    self._study = None
                    self._say("No sources yet", _EMPTY)
            case ("map", int(turn)), SourceMap() if turn == self._turn:
                self._show_map(answer)
            case ("study", int(turn)), StudyRead() if turn == self._turn:
                self._show_study(answer)
            case ("written", _), Path() as out:
                self.notice.emit(f"{out.name} was written.")

    def _on_failed(self, key: object, error: object) -> None:
        match key:
            case ("map", int(turn)) if turn == self._turn:
                self._say("Nothing to show", str(error))
                if not self._has_turned and not self.course.is_empty:
                    self.course_button.setChecked(True)  # a training that has only begun
                    self._show_state()
            case ("study", int(turn)) if turn == self._turn:
                self._study = None
                self._say("Nothing to show", str(error))
            case ("written", _) | ("listing",):
                self.notice.emit(str(error))

    def _on_progress(self, _token: str, progress: object) -> None:
        told = progress.detail if isinstance(progress, Progress) else None
        if (
            isinstance(told, FitEvent | FoldRunEvent)
            and self.isVisible()
            and not self._timer.isActive()
        ):
            self._timer.start()

    def _reread(self) -> None:
        entry = self.shelf.current
        if entry is not None and entry.kind is ShownKind.STUDY and self.isVisible():
            self._read_listing()

    # Showing -----------------------------------------------------------------------------------

    @property
    def entry(self) -> Shown | None:
        """What is on show."""
        return self.shelf.current

    def _show_map(self, found: SourceMap) -> None:
        self._map = found
        if self.entry is None or self.entry.kind is not ShownKind.STUDY:
            self._study = None
        self._draw()
        self._show_state()

    def _show_study(self, study: StudyRead) -> None:
        chosen = self._chosen_run() if self._study and self._study.folder == study.folder else None
        self._study = study
        runs = study.runs
        several = len({seed for _, _, seed in runs}) > 1
        self.run.clear()
        for run in runs:
            words = f"{run[0]}, {full_name_of(run[1])}" + (f", seed {run[2]}" if several else "")
            self.run.addItem(words, run)
        if chosen in runs:
            self.run.setCurrentIndex(runs.index(chosen))
        self._on_run()

    def _chosen_run(self) -> Run | None:
        found = self.run.currentData()
        return None if found is None else tuple(found)

    def _on_run(self) -> None:
        """Offer the folds of a run, and show it."""
        if self._study is None:
            return
        fold, run = self.fold.currentData(), self._chosen_run()
        mine = [course for course in self._study.courses if course.run == run]
        self.fold.clear()
        self.fold.addItem("All folds")
        for course in mine:
            suffix = "" if course.is_finished else ", running"
            self.fold.addItem(f"Fold {course.fold + 1}{suffix}", course.fold)
        folds = [course.fold for course in mine]
        self.fold.setCurrentIndex(folds.index(fold) + 1 if fold in folds else 0)
        self._on_fold()

    def _on_fold(self) -> None:
        study, run, fold = self._study, self._chosen_run(), self.fold.currentData()
        if study is None or run is None:
            return
        self.course.show_courses([c for c in study.courses if c.run == run], fold)
        self._ask("map", partial(read_study_map, study.folder, run, fold, self._known))
        self._show_state()

    def _say(self, title: str, words: str) -> None:
        self._map = SourceMap()
        self.cases.say(title, words)
        self._show_state()

    def _show_state(self) -> None:
        """Show what there is in the view that is chosen."""
        entry = self.entry
        is_study = self._study is not None and entry is not None and entry.kind is ShownKind.STUDY
        for part in (self.course_button, self.map_button, self.run, self.fold):
            part.setVisible(is_study)
        over_time = is_study and self.views.checkedId() == 1
        self.kind.setVisible(not over_time and not self.cases.is_empty)
        shown = self.course if over_time else self.cases
        self.stack.setCurrentWidget(shown)
        self.export_button.setVisible(not shown.is_empty)
        what = "Sources over training" if over_time else "Cases by source cancers"
        self.title.setText(what if entry is None else f"{what}: {entry.name}")

    def _on_turned(self, _view: int) -> None:
        self._has_turned = True
        self._show_state()

    def _draw(self) -> None:
        # A blinded reviewer must not learn the model's group from its colour.
        groups = not self.session.settings.blinded
        ratio = self.kind.currentIndex() == 1
        found = self._map.without_groups_of(self.session.worklist.withheld)
        self.cases.show_map(found, ratio=ratio, groups=groups)

    # Export ------------------------------------------------------------------------------------

    @property
    def view(self) -> CasesView | CourseView:
        """The view on show."""
        return self.course if self.stack.currentWidget() is self.course else self.cases

    def save_figure(self, out: Path) -> None:
        """Write the figure on the reader's thread; `notice` tells the end."""
        figure = self.view.figure()
        if figure is not None:
            self.reader.request(("written", out), partial(write_figure, figure, out))

    def save_table(self, out: Path) -> None:
        """Write what is on show as CSV on the reader's thread."""
        if not self.view.is_empty:
            self.reader.request(("written", out), self.view.table(out))

    def _ask_figure(self, suffix: str) -> None:
        out = folders.choose_export(
            self, self.session, f"sources.{suffix}", f"{suffix.upper()} (*.{suffix})"
        )
        if out is not None:
            self.save_figure(out.with_suffix(f".{suffix}"))

    def _ask_table(self) -> None:
        out = folders.choose_export(self, self.session, "sources.csv", "CSV (*.csv)")
        if out is not None:
            self.save_table(out.with_suffix(".csv"))


def _combo(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setMinimumContentsLength(12)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made
