"""The review page: worklist, slide and case panel, and how they follow each other."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QWidget

from steph_desktop.core.errors import StephError
from steph_desktop.core.written_numbers import number_of, why_no_number
from steph_desktop.features.facts import is_feature_file
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.layouts import column, in_tab_order
from steph_desktop.ui.kit.messages import Message, Tone
from steph_desktop.ui.kit.tasks import Tasks, let_go
from steph_desktop.ui.kit.widgets import Fits, GoneBanner, Later, with_keys
from steph_desktop.ui.pages.review.analysing import Analysing
from steph_desktop.ui.pages.review.fold_button import FoldButton
from steph_desktop.ui.pages.review.remedies import Remedies
from steph_desktop.ui.pages.review.reviewing import Reviewing
from steph_desktop.ui.pages.review.what_if_controller import WhatIfController
from steph_desktop.ui.parts import folders
from steph_desktop.ui.parts.case_files import open_to_read
from steph_desktop.ui.parts.case_panel.inspector import Inspector
from steph_desktop.ui.parts.session import Session
from steph_desktop.ui.parts.viewer.beside import SlideChoice
from steph_desktop.ui.parts.viewer.slide_pane import SlidePane
from steph_desktop.ui.parts.viewer.tiles import TileStore
from steph_desktop.ui.parts.viewer.view_port import Placement
from steph_desktop.ui.parts.worklist.problems import Remedy, hindrance_words
from steph_desktop.ui.parts.worklist.worklist import Case
from steph_desktop.ui.parts.worklist.worklist_panel import WorklistPanel
from steph_desktop.workspace.audit_words import AuditLine, case_trail
from steph_desktop.workspace.records import CaseStatus
from steph_desktop.workspace.ways_out import note_drawings

if TYPE_CHECKING:
    from steph_desktop.slide.reader import Slide
    from steph_desktop.slide.region import Region
    from steph_desktop.ui.pages.review.list_import import ListImport
    from steph_desktop.ui.pages.review.worklist_tools import WorklistTools
    from steph_desktop.ui.parts.case_panel.result_page import ResultPage
    from steph_desktop.ui.parts.report.reporting import Reporter

_ALONE = "Only features: there is no slide to show"
_LARGE = 1.3  # letters that are larger than this need the list's width as well
_USUAL_LINE_PX = 17  # height of a line of the usual letters
_NEAR = 25  # cases before and after the one on show whose slides may stand beside it
S = TypeVar("S", "ListImport", "Reporter", "WorklistTools")
_WELCOME = with_keys("Drop slides here, or open them with Ctrl+O")


class ReviewPage(Fits, QWidget):
    """Slide-by-slide review."""

    audit_requested = Signal(str)
    """The user wants the audit trail of a case, by its pseudonym."""
    changed = Signal()
    """The selection, the case on show, or the state of a case has changed."""
    notice = Signal(object)

    def __init__(self, session: Session, *, has_demo: bool) -> None:
        super().__init__()
        self.session = session
        self._shown: tuple[str, int] | None = None
        # Where to fly once that slide is open: its middle and width in level-0 pixels.
        self._flight: tuple[float, float, int] | None = None
        # The file that could not be opened: another one in its place is opened at once.
        self._failed_at: Path | None = None
        self.tile_tasks = Tasks(self, 2)
        self.cases = WorklistPanel(session.worklist)
        self.pane = SlidePane()
        self.inspector = Inspector(session, has_demo=has_demo)
        self.reviewing = Reviewing(session, self.cases, self.inspector, self)
        self.what_if = WhatIfController(session, self.inspector, self.pane, self)
        self.analysing = Analysing(session, self)
        self.remedies = Remedies(session, self.analysing, self)
        self.splitter = splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        self._is_moved = False  # the user has given the panels other widths
        splitter.splitterMoved.connect(self._on_moved)
        for part in (self.cases, self.pane, self.inspector):
            splitter.addWidget(part)
        # The slide alone takes what a wider window gains.
        splitter.setStretchFactor(1, 1)
        self.fit()
        self.fold_cases = FoldButton("worklist", "F9", self.cases, Qt.Edge.LeftEdge, self.pane)
        self.fold_case = FoldButton("case", "F10", self.inspector, Qt.Edge.RightEdge, self.pane)
        # Made after all else, they would come last.
        in_tab_order(self.pane.viewer, (self.fold_cases, self.fold_case))
        column(self, splitter, margin=0, spacing=-1)
        self._changed_later = Later(self.changed.emit, self)  # thousands may change at once
        self._connect()

    def _connect(self) -> None:
        session, pages, cases = self.session, self.inspector, self.cases
        cases.chosen.connect(self._on_chosen)
        cases.selection_changed.connect(self.changed)
        cases.analyse_requested.connect(self.analyse_selected)
        cases.again_requested.connect(partial(self.analysing.start, again=True))
        cases.join_requested.connect(self._join)
        cases.removal_requested.connect(self._remove)
        cases.names_requested.connect(self._tell_names)
        cases.pixel_size_requested.connect(self._ask_pixel_size)
        session.worklist.case_changed.connect(self._on_case)
        session.worklist.case_progressed.connect(self._on_progress)
        session.worklist.many_changed.connect(self._on_many)
        session.worklist.rowsInserted.connect(self._on_insert)
        session.model_changed.connect(self.refresh)
        session.slide_opened.connect(self._on_slide)
        session.slide_failed.connect(self._on_slide_failed)
        pages.case_page.analyse.clicked.connect(self.analyse_shown)
        pages.case_page.mpp_stated.connect(self._on_mpp)
        pages.busy.cancel.clicked.connect(self.cancel_shown)
        pages.result_made.connect(self._on_result_made)
        # A saved review is an entry of the trail.
        self.reviewing.reviews.saved.connect(lambda *_: self._read_trail())
        for offer in (pages.case_page.problems, pages.case_page.remedies):
            offer.chosen.connect(self._apply_remedy)
        pane = self.pane
        for notice in (
            self.analysing.notice, self.remedies.notice, self.reviewing.notice, self.what_if.notice,
            pane.saver.notice, pane.annotator.notice, pane.commands.notice, pane.tissue.notice,
            pane.profile.notice,
        ):  # fmt: skip
            notice.connect(self.notice)
        self.pane.watch.gone.connect(self._on_gone)
        self.pane.watch.back.connect(self._on_back)
        self.pane.watch.still_gone.connect(lambda _path: self.pane.fault.show_looked())
        self.pane.fault.again_button.clicked.connect(self._open_again)
        self.pane.fault.find_button.clicked.connect(self.ask_new_folder)
        self.inspector.folded.connect(self._tell_fault_once)
        self.pane.viewer.unreadable_changed.connect(self._on_unreadable)
        # Where nothing can be written, drawings last as long as the slide is on show.
        self.pane.annotator.keep_in(None if session.read_only else session.workspace)
        self.pane.annotator.kept.connect(self._note_drawings)
        self.pane.commands.region_requested.connect(self._analyse_region)
        self.pane.commands.beside.triggered.connect(self.toggle_beside)
        self.pane.beside.close_button.clicked.connect(self.toggle_beside)
        self.pane.beside.wanted.connect(self._open_beside)
        cases.report_requested.connect(self.report_selected)
        # Before it is heard: showing what is kept changes nothing.
        cases.show_lab_names(shown=session.settings.lab_names)
        cases.lab_names_switched.connect(self._on_lab_names)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.pane.viewer)
        # In a text field Space is a space.
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self.reviewing.next_unreviewed)
        for page in (pages.case_page, pages.estimate):
            self._mend(page.gone)
        self.pane.objectives.step_requested.connect(self.step)
        # Made now: Tab comes to what is put in later after all else, and it makes parts of its own.
        _ = pages.result

    def _mend(self, gone: GoneBanner) -> None:
        gone.find_button.clicked.connect(self.ask_new_folder)
        gone.file_button.clicked.connect(self._find_file)

    def _on_result_made(self, page: ResultPage) -> None:
        page.patch_chosen.connect(self._fly_to_patch)
        page.slide_chosen.connect(self._choose_slide)
        for again in (page.again, page.what_if.analyse):
            again.clicked.connect(self.analyse_shown)
        page.history_shown.connect(self._read_trail)
        to_audit = page.trail.open_button.clicked
        to_audit.connect(lambda: self.audit_requested.emit(self.shown_case or ""))
        page.checks.shown_anyway.connect(self.reviewing.show_anyway)
        page.problems.chosen.connect(self._apply_remedy)
        page.review.report.clicked.connect(self.report_selected)
        self._mend(page.gone)
        if self._shown is not None:
            page.slides.show_current(self._shown[1])

    # Made when first asked for ---------------------------------------------------------------

    @cached_property
    def reporter(self) -> Reporter:
        """Writes reports."""
        from steph_desktop.ui.parts.report.reporting import Reporter

        return self._heard(Reporter(self.session, self))

    @cached_property
    def tools(self) -> WorklistTools:
        """What can be done with the worklist as a whole."""
        from steph_desktop.ui.pages.review.worklist_tools import WorklistTools

        return self._heard(WorklistTools(self.session, self.cases, self))

    @cached_property
    def list_import(self) -> ListImport:
        """Imports the worklist of a laboratory."""
        from steph_desktop.ui.pages.review.list_import import ListImport

        return self._heard(ListImport(self.session, self.cases, self))

    def _heard(self, made: S) -> S:
        """Pass on what a part says."""
        made.notice.connect(self.notice)
        return made

    # A page of the window ----------------------------------------------------------------------

    def visit(self) -> None:
        self.refresh()

    def _on_moved(self, _at: int, _handle: int) -> None:
        self._is_moved = True

    def fit(self) -> None:
        """Give the slide at least half the width, and the panels what they can use."""
        if self._is_moved:
            return
        whole, size = max(self.width(), 1), max(1.0, self.fontMetrics().height() / _USUAL_LINE_PX)
        # Larger letters need wider panels: up to three tenths of the width, or more of it.
        share = min(0.36, 0.29 * size)
        case = min(round(390 * size), max(self.inspector.minimumWidth(), round(share * whole)))
        rest = whole // 2 - case - 2 if size < _LARGE else round(0.2 * whole)
        cases = min(round(250 * size), max(self.cases.minimumWidth(), rest))
        self.splitter.setSizes([cases, whole - cases - case, case])

    def close_page(self) -> None:
        """Close the slide and end the threads that read tiles and answer what-ifs."""
        # Slides are let go before the threads that read their tiles end.
        self.what_if.close()
        self.pane.close_files()
        self.pane.beside.close_view()
        self.pane.viewer.show_slide(None)
        self.tile_tasks.close()

    # What the user asks for ------------------------------------------------------------------

    @property
    def shown_case(self) -> str | None:
        return self._shown[0] if self._shown is not None else None

    @property
    def _case(self) -> Case | None:
        return None if self._shown is None else self.session.worklist[self._shown[0]]

    def cases_on_show(self) -> tuple[str, ...]:
        """Return the case on show; what leaves its slide or its panel is of that case."""
        return () if self.shown_case is None else (self.shown_case,)

    def choose_case(self, case_id: str) -> None:
        self.cases.choose(case_id)

    def analyse_selected(self) -> None:
        """Queue every selected case that is ready and not finished."""
        self.analysing.start([case.case_id for case in self.cases.selected()])

    def report_selected(self) -> None:
        shown = [] if self._case is None else [self._case]
        self.reporter.ask(self.cases.selected() or shown)

    def dicom_selected(self) -> None:
        """Write the DICOM report of the case on show."""
        self.reporter.ask_dicom(self._case)

    def analyse_shown(self) -> None:
        if (case := self._case) is not None:
            self._tell_hindrance(case)
            self.analysing.start([case.case_id], again=True)

    def _tell_hindrance(self, case: Case) -> None:
        if words := hindrance_words(case, self.session.missing(case)):
            self.notice.emit(words)

    def _analyse_region(self, region: Region) -> None:
        """Queue the case on show, with only a part of the slide on show."""
        if self._shown is None:
            return
        case_id, number = self._shown
        case = self.session.worklist[case_id]
        self._tell_hindrance(case)
        regions = tuple(region if n == number else None for n in range(len(case.slides)))
        self.analysing.start_region(case_id, regions)

    def cancel_shown(self) -> None:
        if self._shown is not None:
            self.session.cancel(self._shown[0])

    def ask_new_folder(self) -> None:
        """Ask where the shown case's slides are now."""
        folder = dialogs.ask_new_folder(self, folders.last_folder(self.session))
        if folder is not None and self._case is not None:
            self.session.repository.relink(self._case, folder)

    def _note_drawings(self, slide: Path, count: int, digest: str) -> None:
        """Note in the audit trail that the drawings on a slide are others now."""
        worklist = self.session.worklist
        cases = [name for name in worklist.case_ids if slide in worklist[name].slides]
        note = partial(note_drawings, cases=cases, count=count, digest=digest)
        self.session.repository.records.run(self, note)

    def _read_trail(self) -> None:
        """Read what was done with the case, where its history is on show."""
        case, page = self.shown_case, self.inspector.made_result
        # Behind the other tab of the panel nobody sees it.
        if case is None or page is None or page.stack.currentIndex() != 1:
            return
        # Lines of another case must not stand here until the answer comes.
        page.trail.show_lines(None)
        read, show = partial(case_trail, case_id=case), partial(self._show_trail, case)
        self.session.repository.records.run(self, read, show, self.notice.emit)

    def _show_trail(self, case: str, lines: tuple[AuditLine, ...]) -> None:
        if self.shown_case == case:
            self.inspector.result.trail.show_lines(lines)

    def _on_lab_names(self, shown: bool) -> None:
        self.session.change_settings(lab_names=shown)
        self.refresh()

    def _find_file(self) -> None:
        if self._shown is not None:
            self.remedies.find_file(self._shown[0])

    def _apply_remedy(self, remedy: Remedy) -> None:
        if self._shown is not None:
            self.remedies.apply(self._shown[0], remedy)

    def toggle_label(self) -> None:
        """Show the slide's label, which may name the patient, only when asked for."""
        store = self.pane.viewer.store
        if self.pane.label.isVisible():
            self.pane.hide_label()
        elif store is not None and "label" in store.slide.info.associated:
            self.session.read_label(store.slide, partial(self._on_label, store.slide))
        elif store is not None:
            self.notice.emit("This slide has no label image.")

    def _on_label(self, slide: Slide, image: QImage) -> None:
        # The label of a slide that was left meanwhile names another patient.
        store = self.pane.viewer.store
        if store is not None and store.slide is slide:
            self.pane.show_label(image)

    def toggle_beside(self) -> None:
        """Show a second slide beside the one on show, or close it (Z)."""
        beside = self.pane.beside
        if beside.is_open:
            beside.close_view()
            self.pane.viewer.setFocus()
            return
        offered = self._slides_beside()
        if not offered:
            self.notice.emit("There is no other slide in the worklist to stand beside this one.")
            return
        beside.show()
        half = self.pane.width() // 2
        self.pane.splitter.setSizes([half, self.pane.width() - half])
        beside.offer(offered)

    def _slides_beside(self) -> list[SlideChoice]:
        """Return what may stand beside the slide on show: its case's others, then the cases near.

        Selected cases come first: two that are selected are two to compare.
        """
        if self._shown is None:
            return []
        case_id, shown = self._shown
        worklist, ids = self.session.worklist, self.cases.list.keys
        row = self.cases.list.row_of(case_id) or 0
        near = ids[max(0, row - _NEAR) : row + _NEAR + 1]
        names = dict.fromkeys([case_id, *(c.case_id for c in self.cases.selected()[:_NEAR]), *near])
        return [
            SlideChoice(
                f"{name}, slide {number + 1}" if len(worklist[name].slides) > 1 else name,
                path,
                worklist[name].mpp,
            )
            for name in names
            for number, path in enumerate(worklist[name].slides)
            if (name, number) != (case_id, shown) and not is_feature_file(path)
        ]

    def _open_beside(self, choice: SlideChoice) -> None:
        beside = self.pane.beside
        done = partial(self._on_beside, choice)
        # Every answer comes, so that each slide that was opened is closed again.
        read = partial(open_to_read, choice.path, choice.mpp)
        self.session.tasks.run(self, read, done, beside.show_fault)

    def _on_beside(self, choice: SlideChoice, slide: Slide) -> None:
        beside = self.pane.beside
        # The view may be closed by now, or another slide be chosen in it.
        if beside.is_open and beside.chosen == choice:
            beside.show_store(TileStore(slide, self.tile_tasks))
        else:
            let_go(slide.close)

    def step(self, by: int) -> None:
        """Go to the next or previous slide, over the border of the case."""
        if (place := self.cases.list.neighbour(self._shown, by)) is None:
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
        if self.inspector.made_result is not None:
            self.inspector.made_result.slides.show_current(number)
        path = self.session.worklist[case_id].slides[number]
        if is_feature_file(path):
            # No slide opens: one that takes its place is known by this, and opened.
            self._failed_at = path
            self.pane.show_hint(_ALONE)
        self.session.open_slide(case_id, number)
        self.refresh()

    def _choose_slide(self, number: int) -> None:
        if self._shown is not None and self._shown[1] != number:
            self._show_slide(self._shown[0], number)

    def _on_slide(self, case_id: str, number: int, slide: Slide) -> None:
        # Another slide is wanted by now, and nobody else would close this one.
        if self._shown != (case_id, number):
            let_go(slide.close)
            return
        # Leaving a slide takes its store away: one that is still there was opened again.
        same = self.pane.viewer.store is not None
        self._failed_at = None
        self.pane.watch.follow(slide.path)
        self.pane.fault.hide()
        store = TileStore(slide, self.tile_tasks)
        self.pane.viewer.show_slide(store, Placement.KEEP if same else Placement.FIT)
        if self.pane.beside.is_open:
            self.pane.beside.offer(self._slides_beside())
            self.pane.beside.link.begin()
        # Showing a slide has taken the map away.
        self._lay_result(again=True)
        if self._flight is not None:
            self.pane.viewer.fly_to(*self._flight)
            self._flight = None

    def _on_slide_failed(self, case_id: str, number: int, error: StephError) -> None:
        if self._shown == (case_id, number):
            self._failed_at = self.session.worklist[case_id].slides[number]
            if self.pane.viewer.store is None:
                self.pane.show_hint("")
                self.pane.watch.follow(self._failed_at)
            elif not self.pane.watch.is_there:
                return  # what was read stays on show, and the overlay says that its file is gone
            self.pane.fault.show_error(error)
            self.pane.arrange()
            self._tell_fault_once()
            self.pane.watch.look()

    def _tell_fault_once(self) -> None:
        self.pane.fault.leave_why(self.inspector.fault_on_show)

    def _on_gone(self, path: Path) -> None:
        """Say over the view, and in the worklist, that the slide's file is gone."""
        may_fix = not self.session.read_only
        is_shown = self.pane.viewer.store is not None
        self.pane.fault.show_gone(path.name, may_fix=may_fix, is_shown=is_shown)
        self.pane.arrange()
        self.session.look_for_slides()

    def _on_back(self, _path: Path) -> None:
        self.session.look_for_slides()
        self._open_again()

    def _open_again(self) -> None:
        if self._shown is not None:
            self.pane.watch.look()
            self.session.open_slide(*self._shown)

    def _on_unreadable(self, count: int) -> None:
        if count:  # damaged, or gone: the overlay says which
            self.pane.watch.look()

    def _on_case(self, case_id: str) -> None:
        if self._shown is not None and self._shown[0] == case_id:
            case = self.session.worklist[case_id]
            store = self.pane.viewer.store
            path = case.slides[self._shown[1]]
            known = store.slide.path if store is not None else self._failed_at
            moved = known not in (None, path)
            # The pixel size is part of an open slide: another one means opening it anew.
            restated = store is not None and case.mpp not in (None, store.slide.info.mpp)
            if moved or restated:
                self._failed_at = None
                self.session.open_slide(*self._shown)
            self._lay_result()
            self._refresh_case(case)
            self.changed.emit()
        else:
            self._changed_later.ask()

    def _on_progress(self, case_id: str) -> None:
        if self.shown_case == case_id:
            self.inspector.busy.show_case(self.session.worklist[case_id])

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
        # By identity: every change of the case comes by here, and a map is dear.
        if again or self.pane.result is not result:
            part = result.slides[number] if result is not None else None
            self.pane.show_result(result, part, case.disclosure)

    def _on_patch(self, case_id: str, row: int, image: QImage) -> None:
        if self.shown_case == case_id:
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
                    # It begins once that slide is open.
                    self._flight = (x, y, side)

    def _join(self, case_ids: list[str]) -> None:
        worklist = self.session.worklist
        signed = [n for n in case_ids if worklist.whole(n).reviewed is CaseStatus.SIGNED_OFF]
        words = (
            f"{', '.join(signed)} {'is' if len(signed) == 1 else 'are'} signed. The joined case has"
            " other slides and needs a new result; reviews stay with the earlier one."
        )
        if signed and not dialogs.agrees(
            self, "Join signed cases?", words, "Join them", no="Keep them apart"
        ):
            return
        self.session.join(case_ids)
        self._shown = None
        self.choose_case(case_ids[0])
        # It keeps its name with other slides: chosen already, it tells of no choice.
        self._on_chosen(case_ids[0])

    def _remove(self, case_ids: list[str]) -> None:
        if self.session.read_only:
            self.session.remove(case_ids[0])  # which says why not
            return
        worklist = self.session.worklist
        rows = {case_id: row for row, case_id in enumerate(worklist.case_ids)}
        # Rows before the first is removed; whole, so that nothing of a hidden result is lost.
        removed = {rows[case_id]: worklist.whole(case_id) for case_id in case_ids}
        for case_id in case_ids:
            self.session.remove(case_id)
        whose = case_ids[0] if len(case_ids) == 1 else f"{len(case_ids)} cases"
        words = f"{whose} removed from the list; results and reviews are kept."
        undo = {"Undo": partial(self._put_back, removed)}
        self.notice.emit(Message(words, Tone.DONE, undo, cause="removed"))

    def _put_back(self, removed: Mapping[int, Case]) -> None:
        for row, case in sorted(removed.items()):  # from the top: each finds those before it there
            self.session.put_back(case, row)
        self.choose_case(next(iter(removed.values())).case_id)

    def _tell_names(self, case_ids: list[str]) -> None:
        cases = [self.session.worklist[case_id] for case_id in case_ids]
        lines = [f"{case.case_id}: {', '.join(p.name for p in case.slides)}" for case in cases]
        self.notice.emit(Message("\n".join(lines), cause="names"))

    def _ask_pixel_size(self, case_id: str) -> None:
        case, store = self.session.worklist[case_id], self.pane.viewer.store
        info = store.slide.info if store is not None and store.slide.path in case.slides else None
        if case.mpp is not None:
            words = f"You stated {case.mpp:g} µm/px for this case."
            if info is not None and info.own_mpp:
                words += f" Its slide says {info.own_mpp:.4g} µm/px."
        elif info is not None and info.mpp is not None and info.mpp_source is not None:
            words = f"{info.mpp:.4g} µm/px, {info.mpp_source.value}."
        else:
            words = case.mpp_fault or "Each slide's own pixel size is used"
            words += "."
        words += "\nMicrometres per pixel to use instead; results so far are then out of date:"
        said = dialogs.ask_pixel_size(self, words, f"{case.mpp:g}" if case.mpp else "")
        if not said:
            return
        if (mpp := number_of(said)) is None:
            self.notice.emit(f"The pixel size stays as it was. {why_no_number(said)}")
            return
        try:
            self.session.state_mpp(case_id, mpp)
        except StephError as error:
            self.notice.emit(error)

    # Following the case ----------------------------------------------------------------------

    def refresh(self) -> None:
        self.changed.emit()
        if self._case is not None:
            self._refresh_case(self._case)
            return
        self.inspector.show_empty()
        self.what_if.show(None)
        self.pane.show_hint(_WELCOME)

    def _refresh_case(self, case: Case) -> None:
        self.inspector.show_case(case)
        self._tell_fault_once()
        self.reviewing.show(case)
        self.what_if.show(case)
        if wanted := self.inspector.take_wanted_rows():
            self.session.read_patches(case.case_id, wanted, self._on_patch)
