"""The review page: the worklist, the slide and the inspector, and how they follow each other."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from steph_desktop.core.errors import StephError
from steph_desktop.features.facts import is_feature_file
from steph_desktop.slide.reader import Slide
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.tasks import ReaderPool
from steph_desktop.ui.kit.theme import Colours, colours_for
from steph_desktop.ui.pages.review.reviewing import Reviewing
from steph_desktop.ui.pages.review.what_if_controller import WhatIfController
from steph_desktop.ui.pages.review.worklist_tools import WorklistTools
from steph_desktop.ui.parts import folders
from steph_desktop.ui.parts.case_panel.inspector import Inspector
from steph_desktop.ui.parts.case_panel.remedies import Remedies
from steph_desktop.ui.parts.report.reporting import Reporter
from steph_desktop.ui.parts.session import Session
from steph_desktop.ui.parts.viewer.slide_pane import SlidePane
from steph_desktop.ui.parts.viewer.tiles import TileStore
from steph_desktop.ui.parts.viewer.viewer import Placement
from steph_desktop.ui.parts.worklist.problems import Remedy, hindrance_words
from steph_desktop.ui.parts.worklist.worklist import Case
from steph_desktop.ui.parts.worklist.worklist_panel import WorklistPanel

_ALONE = "Features alone: there is no slide to show"
_WELCOME = "Drop slides here, or open them with Ctrl+O"


class ReviewPage(QWidget):
    """Slide-by-slide review.

    Parameters
    ----------
    session : Session
        What it shows.
    has_demo : bool
        Whether the demo is shipped with this program.
    """

    changed = Signal()
    """The selection, the case on show, or a case's state is another one."""
    notice = Signal(str)
    """A sentence for the user."""

    def __init__(self, session: Session, *, has_demo: bool) -> None:
        super().__init__()
        self.session = session
        self._has_demo = has_demo
        self._shown: tuple[str, int] | None = None
        self._flight: tuple[float, float, int] | None = None
        self._failed_at: Path | None = None
        self.tile_pool = ReaderPool(2, self)
        self.cases = WorklistPanel(session.worklist, colours_for(session.settings.theme))
        self.pane = SlidePane(self.tile_pool)
        self.inspector = Inspector()
        self.reviewing = Reviewing(session, self.cases, self.inspector, self)
        self.supposing = WhatIfController(session, self.inspector, self.pane, self)
        self.reporter = Reporter(session, self)
        self.mending = Remedies(session, self)
        self.tools = WorklistTools(session, self.cases, self)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        for part in (self.cases, self.pane, self.inspector):
            splitter.addWidget(part)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([250, 740, 390])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self._connect()

    def _connect(self) -> None:
        session, pages, cases = self.session, self.inspector, self.cases
        cases.chosen.connect(self._on_chosen)
        cases.selection_changed.connect(self.changed)
        cases.analyse_requested.connect(self.analyse_selected)
        cases.join_requested.connect(self._join)
        cases.removal_requested.connect(self._remove)
        cases.names_requested.connect(self._tell_names)
        session.worklist.case_changed.connect(self._on_case)
        session.worklist.many_changed.connect(self._on_many)
        session.worklist.rowsInserted.connect(self._on_insert)
        session.model_changed.connect(self.refresh)
        session.slide_opened.connect(self._on_slide)
        session.slide_failed.connect(self._on_slide_failed)
        session.label_read.connect(self.pane.show_label)
        session.patch_read.connect(self._on_patch)
        pages.case_page.analyse_requested.connect(self.analyse_shown)
        pages.case_page.mpp_stated.connect(self._on_mpp)
        pages.busy.cancel_requested.connect(self.cancel_shown)
        pages.result.patch_chosen.connect(self._fly_to_patch)
        pages.result.slide_chosen.connect(self._choose_slide)
        pages.result.again_requested.connect(self.analyse_shown)
        pages.result.what_if.analyse_requested.connect(self.analyse_shown)
        pages.result.checks.shown_anyway.connect(self.reviewing.show_anyway)
        for told in (pages.case_page.obstacles, pages.case_page.remedies, pages.result.obstacles):
            told.chosen.connect(self._mend)
        self.mending.notice.connect(self.notice)
        self.reviewing.notice.connect(self.notice)
        self.supposing.notice.connect(self.notice)
        self.pane.watch.gone.connect(self._on_gone)
        self.pane.watch.back.connect(self._on_back)
        self.pane.watch.still_gone.connect(lambda _path: self.pane.fault.tell_looked())
        self.pane.fault.again_requested.connect(self._open_again)
        self.pane.fault.folder_requested.connect(self.ask_new_folder)
        self.pane.viewer.unreadable_changed.connect(self._on_unreadable)
        self.pane.annotator.keep_in(None if session.read_only else session.workspace)
        self.pane.annotator.notice.connect(self.notice)
        self.pane.commands.notice.connect(self.notice)
        self.pane.saver.notice.connect(self.notice)
        self.pane.tissue.notice.connect(self.notice)
        self.pane.profile.notice.connect(self.notice)
        self.tools.notice.connect(self.notice)
        self.reporter.notice.connect(self.notice)
        cases.report_requested.connect(self.report_selected)
        pages.result.review.report_requested.connect(self.report_selected)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.pane.viewer)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self.reviewing.next_unreviewed)
        for page in (pages.case_page, pages.estimate, pages.result):
            page.gone.folder_requested.connect(self.ask_new_folder)
            page.gone.file_requested.connect(self._find_file)
        self.pane.objectives.step_requested.connect(self.step)

    # A page of the window ----------------------------------------------------------------------

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        for part in (self.cases, self.pane, self.inspector):
            part.set_colours(colours)

    def visit(self) -> None:
        """Be shown."""
        self.refresh()

    def close_page(self) -> None:
        """Let the slide go and end the threads that read tiles and answer what-ifs."""
        self.supposing.close()
        self.pane.close_files()
        self.pane.viewer.show_slide(None)
        self.tile_pool.close()

    # What the user asks for ------------------------------------------------------------------

    @property
    def shown_case(self) -> str | None:
        """Pseudonym of the case on show."""
        return self._shown[0] if self._shown is not None else None

    def choose_case(self, case_id: str) -> None:
        """Select a case in the worklist."""
        self.cases.choose(case_id)

    def analyse_selected(self) -> None:
        """Queue every selected case that is ready."""
        for case in self.cases.selected():
            self.session.analyse(case.case_id)

    def report_selected(self) -> None:
        """Write the report of the selected cases."""
        shown = [self.session.worklist[self._shown[0]]] if self._shown is not None else []
        self.reporter.ask(self.cases.selected() or shown)

    def analyse_shown(self) -> None:
        """Queue the case on show."""
        if self._shown is not None:
            case = self.session.worklist[self._shown[0]]
            words = hindrance_words(case, self.session.missing(case))
            if words:
                self.notice.emit(words)
            self.session.analyse(case.case_id)

    def cancel_shown(self) -> None:
        """Stop the case on show."""
        if self._shown is not None:
            self.session.cancel(self._shown[0])

    def ask_new_folder(self) -> None:
        """Let the user say where the shown case's slides are now."""
        folder = dialogs.ask_new_folder(self, folders.last_folder(self.session))
        if folder is not None and self._shown is not None:
            self.session.book.relink(self.session.worklist[self._shown[0]], folder)

    def _find_file(self) -> None:
        if self._shown is not None:
            self.mending.find_file(self._shown[0])

    def _mend(self, remedy: Remedy) -> None:
        if self._shown is not None:
            self.mending.mend(self._shown[0], remedy)

    def toggle_label(self) -> None:
        """Show the slide's label, which may name the patient, only when asked for."""
        store = self.pane.viewer.store
        if self.pane.label.isVisible():
            self.pane.hide_label()
        elif store is not None and "label" in store.slide.info.associated:
            self.session.read_label(store.slide)
        elif store is not None:
            self.notice.emit("This slide has no label image.")

    def step(self, by: int) -> None:
        """Go to the next or previous slide, over the border of the case."""
        place = self.cases.list.neighbour(self._shown, by)
        if place is None:
            return
        if self._shown is None or place[0] != self._shown[0]:
            self.choose_case(place[0])
        if self._shown != place:
            self._show_slide(*place)

    # What happens ----------------------------------------------------------------------------

    def _on_insert(self) -> None:
        if self._shown is None:
            self.choose_case(self.session.worklist.case_ids[0])

    def _on_chosen(self, case_id: str) -> None:
        if not case_id:
            self._shown = None
            self._clear_slide()
        elif self._shown is None or self._shown[0] != case_id:
            self._show_slide(case_id, 0)
            self.session.visit(case_id)
        self.refresh()

    def _clear_slide(self) -> None:
        self.pane.watch.follow(None)
        self.pane.fault.hide()
        self.pane.hide_label()
        self.pane.show_result(None, None)
        self.pane.viewer.show_slide(None)
        self.pane.show_hint("")

    def _show_slide(self, case_id: str, number: int) -> None:
        self._shown = (case_id, number)
        self._flight, self._failed_at = None, None
        self._clear_slide()
        self.pane.objectives.show_count(number, len(self.session.worklist[case_id].slides))
        self.inspector.result.slides.show_current(number)
        path = self.session.worklist[case_id].slides[number]
        if is_feature_file(path):
            self._failed_at = path
            self.pane.show_hint(_ALONE)
        self.session.open_slide(case_id, number)
        self.refresh()

    def _choose_slide(self, number: int) -> None:
        if self._shown is not None and self._shown[1] != number:
            self._show_slide(self._shown[0], number)

    def _on_slide(self, case_id: str, number: int, slide: object) -> None:
        if not isinstance(slide, Slide):
            return
        if self._shown != (case_id, number):
            slide.close()
            return
        same = self.pane.viewer.store is not None
        self._failed_at = None
        self.pane.watch.follow(slide.path)
        self.pane.fault.hide()
        store = TileStore(slide, self.tile_pool)
        self.pane.viewer.show_slide(store, Placement.KEEP if same else Placement.FIT)
        self._lay_result(again=True)
        if self._flight is not None:
            self.pane.viewer.fly_to(*self._flight)
            self._flight = None

    def _on_slide_failed(self, case_id: str, number: int, error: object) -> None:
        if self._shown == (case_id, number) and isinstance(error, StephError):
            self._failed_at = self.session.worklist[case_id].slides[number]
            if self.pane.viewer.store is None:
                self.pane.show_hint("")
                self.pane.watch.follow(self._failed_at)
            elif not self.pane.watch.is_there:
                return  # what was read stays on show, and the plate says that its file is gone
            self.pane.fault.show_error(error)
            self.pane.arrange()
            self.pane.watch.look()

    def _on_gone(self, path: Path) -> None:
        """Say over the view that the slide's file is gone; the worklist tells it too."""
        may_mend = not self.session.read_only
        is_shown = self.pane.viewer.store is not None
        self.pane.fault.show_gone(path.name, may_mend=may_mend, is_shown=is_shown)
        self.pane.arrange()
        self.session.look_for_slides()

    def _on_back(self, _path: Path) -> None:
        self.session.look_for_slides()
        self._open_again()

    def _open_again(self) -> None:
        """Try the slide on show once more; what is on show stays until it is here."""
        if self._shown is not None:
            self.pane.watch.look()
            self.session.open_slide(*self._shown)

    def _on_unreadable(self, count: int) -> None:
        if count:  # damaged, or gone: the plate says which
            self.pane.watch.look()

    def _on_case(self, case_id: str) -> None:
        if self._shown is not None and self._shown[0] == case_id:
            case = self.session.worklist[case_id]
            store = self.pane.viewer.store
            path = case.slides[self._shown[1]]
            known = store.slide.path if store is not None else self._failed_at
            moved = known not in (None, path)
            restated = store is not None and case.mpp not in (None, store.slide.info.mpp)
            if moved or restated:
                self._failed_at = None
                self.session.open_slide(*self._shown)
            self._lay_result()
            self._refresh_case(case)
        self.changed.emit()

    def _on_many(self) -> None:
        self._lay_result()
        self.refresh()

    def _lay_result(self, *, again: bool = False) -> None:
        """Offer the maps of the case's result once both slide and result are here."""
        if self._shown is None:
            return
        case_id, number = self._shown
        case = self.session.worklist[case_id]
        may_show = not case.is_withheld and not is_feature_file(case.slides[number])
        result = case.result if may_show else None
        if again or self.pane.result is not result:
            self.pane.show_result(result, result.slides[number] if result is not None else None)

    def _on_patch(self, case_id: str, row: int, image: object) -> None:
        if self._shown is not None and self._shown[0] == case_id and isinstance(image, QImage):
            self.inspector.result.set_picture(row, image)

    def _on_mpp(self, value: float) -> None:
        if self._shown is None:
            return
        try:
            self.session.state_mpp(self._shown[0], value)
        except StephError as error:
            self.inspector.case_page.refuse_mpp(str(error))

    def _fly_to_patch(self, row: int) -> None:
        if self._shown is None:
            return
        case_id, shown_number = self._shown
        result = self.session.worklist[case_id].result
        for number, part in enumerate(result.slides if result is not None else ()):
            if part.first <= row < part.first + part.count and part.coords is not None:
                side = part.patch_size_level0_px
                x, y = (float(c) + side / 2 for c in part.coords[row - part.first])
                if number == shown_number:
                    self.pane.viewer.fly_to(x, y, side)
                else:
                    self._show_slide(case_id, number)
                    self._flight = (x, y, side)

    def _join(self, case_ids: list[str]) -> None:
        self.session.join(case_ids)
        self._shown = None
        self.choose_case(case_ids[0])
        self._on_chosen(case_ids[0])

    def _remove(self, case_ids: list[str]) -> None:
        for case_id in case_ids:
            self.session.remove(case_id)

    def _tell_names(self, case_ids: list[str]) -> None:
        cases = [self.session.worklist[case_id] for case_id in case_ids]
        lines = [f"{case.case_id}: {', '.join(p.name for p in case.slides)}" for case in cases]
        self.notice.emit("\n".join(lines))

    # Keeping the panels true -------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the case on show as it is now."""
        self.changed.emit()
        if self._shown is None:
            self.inspector.show_empty(has_demo=self._has_demo)
            self.supposing.show(None)
            self.pane.show_hint(_WELCOME)
        else:
            self._refresh_case(self.session.worklist[self._shown[0]])

    def _refresh_case(self, case: Case) -> None:
        self.inspector.show_case(
            case,
            self.session.missing(case),
            self.session.card,
            ready=self.session.can_analyse(case),
            has_demo=self._has_demo,
            read_only=self.session.read_only,
            obstacles=self.session.obstacles(case),
        )
        self.reviewing.show(case)
        self.supposing.show(case)
        wanted = self.inspector.take_wanted_rows()
        if wanted:
            self.session.read_patches(case.case_id, wanted)
