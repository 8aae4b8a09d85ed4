"""The cohort page: cases by the source cancers they use, and how that came about in training."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QListWidget, QListWidgetItem, QToolButton

from steph_desktop.core.errors import StephError, count_of
from steph_desktop.core.job_control import Progress
from steph_desktop.core.listing import BadItem
from steph_desktop.engine.progress_words import full_name_of
from steph_desktop.training.study.dynamics import Run
from steph_desktop.training.training_events import FitEvent, FoldRunEvent
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import in_row, lay, stacked
from steph_desktop.ui.kit.page import Export, PageFrame, figure_export
from steph_desktop.ui.kit.plots.source_map import SourceMap
from steph_desktop.ui.kit.theme import sized_font
from steph_desktop.ui.kit.widgets import Later, button, choices, heading, plain, tool
from steph_desktop.ui.pages.cohort.cohort_data import (
    CohortListing,
    KnownCases,
    Shown,
    ShownKind,
    StudyRead,
    map_of_answers,
    read_cohort_map,
    read_known,
    read_listing,
    read_study,
    read_study_map,
)
from steph_desktop.ui.pages.cohort.views import CasesView, CourseView
from steph_desktop.ui.parts import folders
from steph_desktop.ui.parts.folders import remember_cohort, remember_study
from steph_desktop.ui.parts.session import Session
from steph_desktop.ui.parts.worklist.worklist import CaseState

_ROLE = Qt.ItemDataRole.UserRole
# A training tells of every epoch; its folder is read no more often than this.
_REREAD_MS = 1500
_SHOWN = "what is on show"
_READING = "The results are being read."
_EMPTY = (
    "This page shows which source cancers each case used, with similar cases next to each "
    "other, and how that developed in training.\n\nAnalyse cases with a STEPH model on the "
    "Review page, train a model on a cohort of your own, or open the results of a training."
)


def entries_of(listing: CohortListing) -> tuple[Shown, ...]:
    """Return the entries of a listing; cases by the model that answered them."""
    names = {answer.model_sha256: answer.model or "Earlier model" for answer in listing.answers}
    counts = Counter(answer.model_sha256 for answer in listing.answers)
    cases = [
        Shown(ShownKind.CASES, names[key], count_of(n, "case"), key)
        for key, n in counts.most_common()
    ]
    bad = [_bad(ShownKind.STUDY, item) for item in listing.bad]
    bad_cases = [_bad(ShownKind.CASES, item) for item in listing.bad_cases]
    return (*cases, *bad_cases, *listing.studies, *bad, *listing.cohorts)


def _bad(kind: ShownKind, item: BadItem) -> Shown:
    return Shown(kind, item.name, item.fault.what, fault=item.fault)


class EntryList(QListWidget):
    """The entries, under their headings; one is chosen."""

    chosen = Signal(object)
    """Shown"""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("worklist")
        self.setAccessibleName(tr("What can be shown"))
        self.setWordWrap(True)
        self.setSpacing(1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.currentItemChanged.connect(self._on_current)

    @property
    def current(self) -> Shown | None:
        item = self.currentItem()
        found = None if item is None else item.data(_ROLE)
        return found if isinstance(found, Shown) else None

    def offer(self, entries: tuple[Shown, ...], choose: Shown | None = None) -> None:
        """List these; what was chosen stays chosen, or `choose` is."""
        wanted = (choose or self.current or Shown(ShownKind.CASES, "")).key
        with QSignalBlocker(self):  # a half-filled list has chosen nothing
            self.clear()
            kind = None
            for entry in entries:
                if entry.kind is not kind:
                    kind = entry.kind
                    self._add_heading(kind.value)
                words = f"{tr(entry.name)}\n{tr(entry.note)}" if entry.note else tr(entry.name)
                item = QListWidgetItem(words)
                item.setData(_ROLE, entry)
                item.setToolTip(plain(tr(entry.name)))
                self.addItem(item)
            rows = [row for row in range(self.count()) if self.item(row).data(_ROLE) is not None]
            kept = [row for row in rows if self.item(row).data(_ROLE).key == wanted]
            # Headings are rows, too: the first entry is not row 0.
            row = (kept or rows or [-1])[0]
            self.setCurrentRow(row)
        # Emitted once, now: the blocked list told nothing of its new choice.
        self._on_current()

    def _add_heading(self, words: str) -> None:
        item = QListWidgetItem(tr(words))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(sized_font(self.font(), 0.92, bold=True))
        item.setSizeHint(QSize(10, round(2.2 * self.fontMetrics().height())))
        item.setTextAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        self.addItem(item)

    def _on_current(self) -> None:
        if self.current is not None:
            self.chosen.emit(self.current)


class CohortPage(PageFrame):
    """Cases by source cancers, and the course of trainings."""

    case_requested = Signal(str)
    cases_selected = Signal(list)
    """Pseudonyms of the cases that the user selected here"""
    new_cohort_requested = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(partial(folders.choose_export, self, session), side_px=264, scrolls=False)
        self.session = session
        self._listing = CohortListing()
        self._known = KnownCases()
        self._study: StudyRead | None = None
        self._map = SourceMap()
        self._wanted: Shown | None = None
        self._asked: Shown | None = None  # whose results are on show, or on their way
        self._has_turned = False  # to another view, by hand
        self._reread = Later(self._read_again, self, _REREAD_MS)
        session.jobs.progressed.connect(self._on_progress)
        self._make_parts()
        self._lay_out()
        self._say(_READING, "")

    def _make_parts(self) -> None:
        self.entry_list = EntryList()
        self.entry_list.chosen.connect(self._on_entry)
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
        self.kind = choices("Shown", grows=True)
        self.kind.addItems([tr("Weight w"), tr("Share λ")])
        self.kind.currentIndexChanged.connect(lambda _row: self._draw())
        self.run = choices("Training", grows=True)
        # Only a choice by hand: `_show_study` goes on to the fold itself.
        self.run.activated.connect(lambda _row: self._on_run())
        self.fold = choices("Fold", grows=True)
        self.fold.activated.connect(lambda _row: self._on_fold())
        # Asked late: which view is on show is known only when a figure is wanted.
        self.figure = figure_export("Figure", "sources", lambda: self.view.figure())
        self.table = Export("Table", "sources", (".csv",), self._table_work)
        self.offer_exports(self.figure, self.table)

    def _tab(self, words: str, number: int) -> QToolButton:
        made = tool(words, name="tab", checkable=True)
        self.views.addButton(made, number)
        return made

    def _lay_out(self) -> None:
        left = self.side_column
        left.setContentsMargins(12, 14, 12, 12)
        self.new_button = button("New cohort…", self.new_cohort_requested.emit, primary=True)
        lay(
            left, heading("Cohorts"), (self.entry_list, 1),
            button("Results of a training…", self.ask_study),
            button("Cohort folder…", self.ask_cohort), self.new_button,
        )  # fmt: skip
        lay(self.head, self.map_button, self.course_button)
        self.body.addLayout(in_row(self.run, self.fold, self.kind, (None, 1)))
        self.shown = stacked(self.cases, self.course)
        self.body.addWidget(self.shown, 1)

    # A page of the window ----------------------------------------------------------------------

    def visit(self) -> None:
        self.session.repository.records.run(self, read_known, self._on_known, self.say_error)
        self._read_listing()

    def cases_on_show(self) -> tuple[str, ...]:
        """Return the cases of the map; a course of training is of none."""
        is_map = self.shown.currentWidget() is self.cases
        return tuple(filter(None, self.cases.map.case_ids)) if is_map else ()

    def select_cases(self, case_ids: list[str]) -> None:
        """Select the rows of cases that were selected elsewhere."""
        self.cases.select(case_ids)

    # What the user asks for --------------------------------------------------------------------

    def ask_study(self) -> None:
        words = "Choose the results of a training or a comparison"
        if folder := folders.choose_folder(self, self.session, words):
            self.open_study(folder)

    def open_study(self, folder: Path) -> None:
        """Put a training or a comparison on the list, and show it."""
        remember_study(self.session, folder)
        self._wanted = Shown(ShownKind.STUDY, folder.name, folder=folder)
        self._read_listing()

    def ask_cohort(self) -> None:
        if folder := folders.choose_folder(self, self.session, "Choose a cohort folder"):
            self.open_cohort(folder)

    def open_cohort(self, folder: Path) -> None:
        """Put a cohort folder on the list, and show it."""
        remember_cohort(self.session, folder)
        self._wanted = Shown(ShownKind.COHORT, folder.name, folder=folder)
        self._read_listing()

    # Reading -----------------------------------------------------------------------------------

    def _read_listing(self) -> None:
        session, worklist = self.session, self.session.worklist
        # Only these have a kept answer to read.
        done = [name for name in worklist.case_ids if worklist[name].state is CaseState.DONE]
        studies, cohorts = session.settings.study_folders, session.settings.cohort_folders
        work = partial(read_listing, session.workspace, done, studies, cohorts)
        self.tasks.run(self, work, self._on_listing)

    def _on_listing(self, listing: CohortListing) -> None:
        self._listing = listing
        self.entry_list.offer(entries_of(listing), self._wanted)
        self._wanted = None
        if self.entry_list.current is None:
            self._study = self._asked = None
            self._say("No sources yet", _EMPTY)

    def _on_known(self, known: KnownCases) -> None:
        # Drawing again would lose what is selected in the map.
        changed, self._known = known != self._known, known
        if changed and self.entry_list.current is not None:
            self._on_entry(self.entry_list.current)

    def _on_entry(self, entry: Shown) -> None:
        if self._asked is None or entry.key != self._asked.key:
            self._asked, self._study = entry, None
            self._say(_READING, "")
        # What may not be said of a case tells nothing here either, not even by its sources.
        withheld = self.session.worklist.withheld
        answers = tuple(a for a in self._listing.answers if a.case_id not in withheld)
        if entry.fault is not None:
            self._on_no_study(entry.fault)
        elif entry.kind is ShownKind.CASES:
            mine = tuple(a for a in answers if a.model_sha256 == entry.model_sha256)
            self._ask_map(partial(map_of_answers, mine, self._known, f"Cases of {entry.name}"))
        elif entry.kind is ShownKind.STUDY and entry.folder is not None:
            work = partial(read_study, entry.folder)
            self.tasks.run(self, work, self._show_study, self._on_no_study, slot=_SHOWN)
        elif entry.folder is None:
            self._on_no_study(StephError(entry.note, entry.name))
        else:
            slides = self.session.worklist.cases_by_slide
            self._ask_map(partial(read_cohort_map, entry.folder, answers, slides, self._known))

    def _ask_map(self, work: Callable[[], SourceMap]) -> None:
        self.tasks.run(self, work, self._show_map, self._on_no_map, slot=_SHOWN)

    def _on_no_map(self, error: StephError) -> None:
        self._say("Nothing to show", str(error))
        if not self._has_turned and not self.course.is_empty:
            self.course_button.setChecked(True)  # a training that has only just started
            self._show_state()

    def _on_no_study(self, error: StephError) -> None:
        self._study = None
        self._say("Nothing to show", str(error))

    def _on_progress(self, _token: str, progress: object) -> None:
        news = progress.detail if isinstance(progress, Progress) else None
        # A page that is not on show reads when it is visited.
        if isinstance(news, FitEvent | FoldRunEvent) and self.isVisible():
            self._reread.ask()

    def _read_again(self) -> None:
        entry = self.entry_list.current
        if entry is not None and entry.kind is ShownKind.STUDY and self.isVisible():
            self._read_listing()

    # Showing -----------------------------------------------------------------------------------

    @property
    def entry(self) -> Shown | None:
        return self.entry_list.current

    def _show_map(self, found: SourceMap) -> None:
        self._map = found
        if self.entry is None or self.entry.kind is not ShownKind.STUDY:
            self._study = None
        self._draw()
        self._show_state()

    def _show_study(self, study: StudyRead) -> None:
        # Read again, a training keeps the run that was on show; another begins with its first.
        chosen = self._chosen_run() if self._study and self._study.folder == study.folder else None
        # Said once: while a training runs, it is read again and again.
        if study.left_out and (self._study is None or self._study.left_out != study.left_out):
            self.notice.emit(study.left_out)
        self._study = study
        runs = study.runs
        several = len({seed for _, _, seed in runs}) > 1
        entries = [
            (f"{target}, {full_name_of(method)}" + (f", seed {seed}" if several else ""), n)
            for n, (target, method, seed) in enumerate(runs)
        ]
        self.run.fill(entries, runs.index(chosen) if chosen in runs else 0)
        self._on_run()

    def _chosen_run(self) -> Run | None:
        number = self.run.currentData()
        return None if self._study is None or number is None else self._study.runs[number]

    def _on_run(self) -> None:
        if self._study is None:
            return
        fold, run = self.fold.currentData(), self._chosen_run()
        entries: list[tuple[str, int | None]] = [("All folds", None)]
        for course in self._study.courses:
            if course.run == run:
                suffix = "" if course.is_finished else ", running"
                entries.append((f"Fold {course.fold + 1}{suffix}", course.fold))
        self.fold.fill(entries, fold if fold in dict(entries).values() else None)
        self._on_fold()

    def _on_fold(self) -> None:
        study, run, fold = self._study, self._chosen_run(), self.fold.currentData()
        if study is None or run is None:
            return
        self.course.show_courses([c for c in study.courses if c.run == run], fold)
        self._ask_map(partial(read_study_map, study.folder, run, fold, self._known))
        self._show_state()

    def _say(self, title: str, words: str) -> None:
        self._map = SourceMap()
        self.cases.say(title, words)
        self._show_state()

    def _show_state(self) -> None:
        entry = self.entry
        is_study = self._study is not None and entry is not None and entry.kind is ShownKind.STUDY
        for part in (self.course_button, self.map_button, self.run, self.fold):
            part.setVisible(is_study)
        over_time = is_study and self.views.checkedId() == 1
        self.kind.setVisible(not over_time and not self.cases.is_empty)
        shown = self.course if over_time else self.cases
        self.shown.setCurrentWidget(shown)
        self.export_button.setVisible(not shown.is_empty)
        what = "Sources over training" if over_time else "Cases by source cancers"
        self.show_head(what if entry is None else f"{what}: {entry.name}")

    def _on_turned(self, _view: int) -> None:
        self._has_turned = True
        self._show_state()

    def _draw(self) -> None:
        # A blinded reviewer must not learn the model's group from its colour.
        groups = not self.session.settings.blinded
        ratio = self.kind.currentIndex() == 1
        worklist = self.session.worklist
        found = self._map.without_groups_of(worklist.withheld).marked(worklist.requested)
        self.cases.show_map(found, ratio=ratio, groups=groups)

    # Export ------------------------------------------------------------------------------------

    @property
    def view(self) -> CasesView | CourseView:
        return self.course if self.shown.currentWidget() is self.course else self.cases

    def _table_work(self, out: Path) -> Callable[[], Path] | None:
        return None if self.view.is_empty else self.view.table(out)
