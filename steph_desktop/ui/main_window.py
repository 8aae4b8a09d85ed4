"""The window: worklist, slide, inspector, and the bars above and below them."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QVBoxLayout, QWidget

from steph_desktop.core import StephError
from steph_desktop.settings import Theme
from steph_desktop.slide.reader import Slide
from steph_desktop.ui import dialogs
from steph_desktop.ui.actions import Actions
from steph_desktop.ui.bars import BottomBar, NoticeBar, OfferBar, TopBar
from steph_desktop.ui.demo import Demo
from steph_desktop.ui.inspector import Inspector
from steph_desktop.ui.reading import ReaderPool
from steph_desktop.ui.session import Session
from steph_desktop.ui.slide_pane import SlidePane
from steph_desktop.ui.theme import apply_colours, colours_for
from steph_desktop.ui.tiles import TileStore
from steph_desktop.ui.viewer import Placement
from steph_desktop.ui.worklist import Case
from steph_desktop.ui.worklist_panel import WorklistPanel

_WELCOME = "Drop slides here, or open them with Ctrl+O"
_BUG = (
    "The program made a mistake and wrote it to its log. You can go on; if something looks "
    "wrong, start the program again."
)


class MainWindow(QMainWindow):
    """The one window of the program.

    Parameters
    ----------
    session : Session
        What it shows; closed with the window.
    demo : Demo, optional
        The shipped demo; None where it is not here.
    """

    bug_met = Signal()
    """A fault of the program's own was logged; may be emitted on any thread."""

    def __init__(self, session: Session, demo: Demo | None = None) -> None:
        super().__init__()
        self.session = session
        self.demo = demo
        self._shown: tuple[str, int] | None = None
        self._flight: tuple[float, float, int] | None = None
        self._failed_at: Path | None = None
        self.tile_pool = ReaderPool(2, self)
        self.setWindowTitle("STEPH Desktop")
        self.setAcceptDrops(True)
        colours = colours_for(session.settings.theme)
        self.top = TopBar()
        self.notice = NoticeBar()
        self.offer = OfferBar()
        self.held = OfferBar()
        self.bottom = BottomBar()
        self.cases = WorklistPanel(session.worklist, colours)
        self.pane = SlidePane(self.tile_pool)
        self.inspector = Inspector()
        self._lay_out()
        self.commands = Actions(self, has_demo=demo is not None)
        self._connect()
        self.follow_theme()
        self._refresh()
        if session.settings.notice:
            self.notice.say(session.settings.notice)

    def _lay_out(self) -> None:
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        for part in (self.cases, self.pane, self.inspector):
            splitter.addWidget(part)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([250, 740, 390])
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top)
        layout.addWidget(self.held)
        layout.addWidget(self.offer)
        layout.addWidget(self.notice)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.bottom)
        self.setCentralWidget(body)
        self.resize(1380, 860)
        geometry = self.session.settings.window_geometry
        if geometry:
            self.restoreGeometry(QByteArray(base64.b64decode(geometry)))

    def _connect(self) -> None:
        session, pages, cases = self.session, self.inspector, self.cases
        self.top.open_button.clicked.connect(self.commands.open.trigger)
        self.top.analyse_button.clicked.connect(self.commands.analyse.trigger)
        self.bottom.cancel_button.clicked.connect(self.commands.cancel.trigger)
        cases.chosen.connect(self._on_chosen)
        cases.selection_changed.connect(self._refresh_bars)
        cases.analyse_requested.connect(self.analyse_selected)
        cases.join_requested.connect(self._join)
        cases.removal_requested.connect(self._remove)
        cases.names_requested.connect(self._tell_names)
        session.worklist.case_changed.connect(self._on_case)
        session.worklist.many_changed.connect(self._refresh)
        session.worklist.rowsInserted.connect(self._on_insert)
        session.model_changed.connect(self._refresh)
        session.slide_opened.connect(self._on_slide)
        session.slide_failed.connect(self._on_slide_failed)
        session.label_read.connect(self.pane.show_label)
        session.patch_read.connect(self._on_patch)
        session.notice.connect(self.notice.say)
        session.jobs_offered.connect(partial(self.offer.offer_jobs, go_on=session.go_on))
        pages.empty.open_requested.connect(self.ask_slides)
        pages.empty.demo_requested.connect(self.open_demo)
        pages.case_page.analyse_requested.connect(self.analyse_shown)
        pages.case_page.mpp_stated.connect(self._on_mpp)
        pages.case_page.model_requested.connect(self.ask_model)
        pages.case_page.demo_model_requested.connect(self.use_demo_model)
        pages.case_page.weights_requested.connect(self.ask_weights)
        pages.busy.cancel_requested.connect(self.cancel_shown)
        pages.result.patch_chosen.connect(self._fly_to_patch)
        pages.result.again_requested.connect(self.analyse_shown)
        for page in (pages.case_page, pages.result):
            page.gone.folder_requested.connect(self.ask_new_folder)
        self.pane.objectives.step_requested.connect(self.step)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.follow_theme)
        self.bug_met.connect(self._on_bug)

    # What the user asks for ------------------------------------------------------------------

    def start(self, paths: Sequence[Path], *, demo: bool, model: Path | None) -> None:
        """Open what the program was started with; the window stands already."""
        pack = model or self.session.settings.default_model
        if pack is not None and not demo:
            self.session.choose_model(pack, remember=False)
        if demo:
            self.open_demo()
        self.open_paths(paths)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open slides and packs, and show the first slide."""
        self.session.after_loading(partial(self._open_paths, paths))

    def _open_paths(self, paths: Sequence[Path]) -> None:
        first = self.session.open_paths(paths)
        if first is not None:
            self.choose_case(first)
            self.pane.viewer.setFocus()

    def choose_case(self, case_id: str) -> None:
        """Select a case in the worklist."""
        self.cases.choose(case_id)

    def ask_slides(self) -> None:
        """Let the user choose slides or a pack."""
        paths = dialogs.ask_slides(self, self._folder())
        if paths:
            self._remember_folder(paths[0])
            self.open_paths(paths)

    def ask_model(self) -> None:
        """Let the user choose a model pack."""
        pack = dialogs.ask_model(self, self._folder())
        if pack is not None:
            self._remember_folder(pack)
            self.session.choose_model(pack)

    def ask_weights(self) -> None:
        """Let the user point to the encoder's weight file."""
        file = dialogs.ask_weights(self, self._folder())
        if file is not None:
            self.session.choose_weights(file)

    def ask_new_folder(self) -> None:
        """Let the user say where the shown case's slides are now."""
        folder = dialogs.ask_new_folder(self, self._folder())
        if folder is not None and self._shown is not None:
            self.session.book.relink(self.session.worklist[self._shown[0]], folder)

    def use_demo_model(self) -> None:
        """Use the model of the demo, for this session only."""
        if self.demo is not None:
            self.session.choose_model(self.demo.model, remember=False)

    def open_demo(self) -> None:
        """Open the demo's slides with its model, and analyse the first."""
        if self.demo is None:
            return
        self.use_demo_model()
        self.session.after_loading(partial(self._open_demo, self.demo))

    def _open_demo(self, demo: Demo) -> None:
        self._open_paths(demo.slides)
        if self._shown is not None:
            self.session.analyse_when_ready(self._shown[0])

    def analyse_selected(self) -> None:
        """Queue every selected case that is ready."""
        for case in self.cases.selected():
            self.session.analyse(case.case_id)

    def analyse_shown(self) -> None:
        """Queue the case on show."""
        if self._shown is not None:
            self.session.analyse(self._shown[0])

    def cancel_shown(self) -> None:
        """Stop the case on show."""
        if self._shown is not None:
            self.session.cancel(self._shown[0])

    def cancel_running(self) -> None:
        """Stop the case that is analysed now."""
        running = self.session.running
        if running is not None:
            self.session.cancel(running.case_id)

    def toggle_label(self) -> None:
        """Show the slide's label, which may name the patient, only when asked for."""
        store = self.pane.viewer.store
        if self.pane.label.isVisible():
            self.pane.hide_label()
        elif store is not None and "label" in store.slide.info.associated:
            self.session.read_label(store.slide)
        elif store is not None:
            self.notice.say("This slide has no label image.")

    def toggle_full_screen(self) -> None:
        """Use the whole screen, or go back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def choose_theme(self, theme: Theme) -> None:
        """Change the colours and remember it."""
        self.session.change_settings(theme=theme)
        self.follow_theme()

    def follow_theme(self) -> None:
        """Apply the theme's colours to everything."""
        colours = colours_for(self.session.settings.theme)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_colours(application, colours)
        for part in (self.cases, self.pane, self.inspector):
            part.set_colours(colours)

    def step(self, by: int) -> None:
        """Go to the next or previous slide, over the border of the case."""
        place = self.session.worklist.neighbour(self._shown, by)
        if place is None:
            return
        if self._shown is None or place[0] != self._shown[0]:
            self.choose_case(place[0])
        if self._shown != place:
            self._show_slide(*place)

    # What happens ----------------------------------------------------------------------------

    def _on_bug(self) -> None:
        self.notice.say(_BUG)

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
        self._refresh()

    def _clear_slide(self) -> None:
        self.pane.hide_label()
        self.pane.show_result(None, None)
        self.pane.viewer.show_slide(None)
        self.pane.show_hint("")

    def _show_slide(self, case_id: str, number: int) -> None:
        self._shown = (case_id, number)
        self._flight, self._failed_at = None, None
        self._clear_slide()
        self.pane.objectives.show_count(number, len(self.session.worklist[case_id].slides))
        self.session.open_slide(case_id, number)
        self._refresh()

    def _on_slide(self, case_id: str, number: int, slide: object) -> None:
        if not isinstance(slide, Slide):
            return
        if self._shown != (case_id, number):
            slide.close()
            return
        same = self.pane.viewer.store is not None
        store = TileStore(slide, self.tile_pool)
        self.pane.viewer.show_slide(store, Placement.KEEP if same else Placement.FIT)
        self._lay_result(again=True)
        if self._flight is not None:
            self.pane.viewer.fly_to(*self._flight)
            self._flight = None

    def _on_slide_failed(self, case_id: str, number: int, error: object) -> None:
        if self._shown == (case_id, number) and isinstance(error, StephError):
            self._failed_at = self.session.worklist[case_id].slides[number]
            self.pane.viewer.show_slide(None)
            self.pane.show_hint("This slide cannot be opened")

    def _on_case(self, case_id: str) -> None:
        if self._shown is not None and self._shown[0] == case_id:
            case = self.session.worklist[case_id]
            store = self.pane.viewer.store
            moved = store is None and self._failed_at not in (None, case.slides[self._shown[1]])
            restated = store is not None and case.mpp not in (None, store.slide.info.mpp)
            if moved or restated:
                self._failed_at = None
                self.session.open_slide(*self._shown)
            self._lay_result()
            self._refresh_case(case)
        self._refresh_bars()

    def _lay_result(self, *, again: bool = False) -> None:
        """Offer the maps of the case's result once both slide and result are here."""
        if self._shown is None:
            return
        case_id, number = self._shown
        result = self.session.worklist[case_id].result
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
        self.notice.say("\n".join(lines))

    # Keeping the panels true -------------------------------------------------------------------

    def _refresh(self) -> None:
        self._refresh_bars()
        if self._shown is None:
            self.inspector.show_empty(has_demo=self.demo is not None)
            self.pane.show_hint(_WELCOME)
        else:
            self._refresh_case(self.session.worklist[self._shown[0]])

    def _refresh_case(self, case: Case) -> None:
        self.inspector.show_case(
            case,
            self.session.missing(case),
            self.session.card,
            ready=self.session.can_analyse(case),
            has_demo=self.demo is not None,
            read_only=self.session.read_only,
        )
        wanted = self.inspector.take_wanted_rows()
        if wanted:
            self.session.read_patches(case.case_id, wanted)

    def _refresh_bars(self) -> None:
        shown = self._shown[0] if self._shown is not None else None
        self.setWindowTitle(f"{shown} – STEPH Desktop" if shown else "STEPH Desktop")
        ready = any(self.session.can_analyse(case) for case in self.cases.selected())
        self.commands.analyse.setEnabled(ready)
        self.top.analyse_button.setEnabled(ready)
        self.top.show_model(self.session.card)
        running = self.session.running
        self.commands.cancel.setEnabled(running is not None)
        self.bottom.show_job(running, self.session.jobs.n_waiting)

    def _folder(self) -> str:
        folder = self.session.settings.last_folder
        return str(folder) if folder is not None else str(Path.home())

    def _remember_folder(self, file: Path) -> None:
        if self.session.settings.last_folder != file.parent:
            self.session.change_settings(last_folder=file.parent)

    # Qt events -----------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from this machine."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what is dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.open_paths(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what runs (asking first), remember the window's place, end every thread."""
        if self.session.running is not None and not dialogs.agrees_to_stop(self):
            event.ignore()
            return
        geometry = base64.b64encode(self.saveGeometry().data()).decode()
        self.session.change_settings(window_geometry=geometry)
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self.follow_theme)
        self.pane.viewer.show_slide(None)
        self.tile_pool.close()
        self.session.close()
        super().closeEvent(event)
