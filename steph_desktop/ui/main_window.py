"""The window: worklist, slide, inspector, and the bars above and below them."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QListView,
    QMainWindow,
    QMenu,
    QMessageBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from steph_desktop import __version__
from steph_desktop.core import RESEARCH_USE, StephError
from steph_desktop.settings import Theme
from steph_desktop.slide.reader import SLIDE_SUFFIXES, Slide
from steph_desktop.ui.bars import BottomBar, NoticeBar, TopBar
from steph_desktop.ui.camera import OBJECTIVES
from steph_desktop.ui.demo import Demo
from steph_desktop.ui.inspector import Inspector
from steph_desktop.ui.reading import ReaderPool
from steph_desktop.ui.session import PACK_SUFFIX, Session
from steph_desktop.ui.slide_pane import SlidePane
from steph_desktop.ui.theme import apply_colours, colours_for
from steph_desktop.ui.tiles import TileStore
from steph_desktop.ui.viewer import Placement
from steph_desktop.ui.worklist import CASE_ROLE, Case, CaseDelegate, CaseState

_WELCOME = "Drop slides here, or open them with Ctrl+O"


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
        self._demo = demo
        self._shown: tuple[str, int] | None = None
        self.tile_pool = ReaderPool(2, self)
        self.setWindowTitle("STEPH Desktop")
        self.setAcceptDrops(True)
        self.top = TopBar()
        self.notice = NoticeBar()
        self.bottom = BottomBar()
        self.worklist = QListView()
        self.pane = SlidePane(self.tile_pool)
        self.inspector = Inspector()
        self._colours = colours_for(session.settings.theme)
        self._delegate = CaseDelegate(self._colours, self)
        self._build_worklist()
        self._lay_out()
        self._make_actions()
        self._connect()
        self.follow_theme()
        self._refresh()
        if session.settings.notice:
            self.notice.say(session.settings.notice)

    # Building ------------------------------------------------------------------------------

    def _build_worklist(self) -> None:
        view = self.worklist
        view.setObjectName("worklist")
        view.setModel(self.session.worklist)
        view.setItemDelegate(self._delegate)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
        view.setMinimumWidth(180)
        view.setAccessibleName("Worklist")
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._worklist_menu)

    def _lay_out(self) -> None:
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        for part in (self.worklist, self.pane, self.inspector):
            splitter.addWidget(part)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([250, 740, 390])
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top)
        layout.addWidget(self.notice)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.bottom)
        self.setCentralWidget(body)
        self.splitter = splitter
        self.resize(1380, 860)
        geometry = self.session.settings.window_geometry
        if geometry:
            self.restoreGeometry(QByteArray(base64.b64decode(geometry)))

    def _make_actions(self) -> None:
        act = self._action
        viewer = self.pane.viewer
        self.open_action = act("Open slides…", "Ctrl+O", self.ask_slides)
        self.model_action = act("Choose a model…", "Ctrl+M", self.ask_model)
        self.demo_action = act("Open the demo", "", self.open_demo)
        self.analyse_action = act("Analyse", "Ctrl+Return", self.analyse_selected)
        self.cancel_action = act("Cancel analysis", "", self.cancel_running)
        self.previous_action = act("Previous slide", "Ctrl+Left", lambda: self._step(-1))
        self.next_action = act("Next slide", "Ctrl+Right", lambda: self._step(1))
        self.map_action = act("Show or hide the map", "H", self.pane.toggle_map)
        self.label_action = act("Show or hide the slide label", "L", self.toggle_label)
        self.full_action = act("Full screen", "F11", self.toggle_full_screen)
        menu = QMenu(self)
        menu.addActions([self.open_action, self.model_action])
        if self._demo is not None:
            menu.addAction(self.demo_action)
        menu.addSeparator()
        menu.addActions([self.analyse_action, self.cancel_action])
        menu.addSeparator()
        menu.addActions([self.previous_action, self.next_action])
        menu.addActions([self.map_action, self.label_action, self.full_action])
        menu.addMenu(self._theme_menu(menu))
        menu.addSeparator()
        menu.addAction(act("About STEPH Desktop", "", self._about))
        menu.addAction(act("Quit", "Ctrl+Q", self.close))
        self.top.menu_button.setMenu(menu)
        models = QMenu(self)
        models.addAction(self.model_action)
        if self._demo is not None:
            models.addAction(act("Use the demo model", "", self.use_demo_model))
        self.top.model_button.setMenu(models)
        keys: list[tuple[str, Callable[[], object]]] = [
            ("0", viewer.fit),
            ("+", lambda: viewer.zoom(2**0.5)),
            ("=", lambda: viewer.zoom(2**0.5)),
            ("-", lambda: viewer.zoom(2**-0.5)),
        ]
        for number, objective in enumerate(OBJECTIVES, start=1):
            keys.append((str(number), partial(viewer.set_objective, objective)))
        for key, slot in keys:
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    def _action(self, words: str, key: str, slot: Callable[[], object]) -> QAction:
        action = QAction(words, self)
        if key:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _checked=False: slot())
        self.addAction(action)
        return action

    def _theme_menu(self, parent: QMenu) -> QMenu:
        menu = QMenu("Theme", parent)
        group = QActionGroup(menu)
        for theme in Theme:
            action = menu.addAction(theme.value.capitalize())
            action.setCheckable(True)
            action.setChecked(theme is self.session.settings.theme)
            action.triggered.connect(lambda _checked=False, theme=theme: self.choose_theme(theme))
            group.addAction(action)
        return menu

    def _connect(self) -> None:
        session, pages = self.session, self.inspector
        self.top.open_button.clicked.connect(self.open_action.trigger)
        self.top.analyse_button.clicked.connect(self.analyse_action.trigger)
        self.bottom.cancel_button.clicked.connect(self.cancel_action.trigger)
        self.worklist.selectionModel().selectionChanged.connect(self._on_selection)
        self.worklist.selectionModel().currentChanged.connect(self._on_selection)
        session.worklist.case_changed.connect(self._on_case)
        session.worklist.rowsRemoved.connect(self._on_selection)
        session.worklist.rowsInserted.connect(self._on_insert)
        session.model_changed.connect(self._refresh)
        session.slide_opened.connect(self._on_slide)
        session.slide_failed.connect(self._on_slide_failed)
        session.label_read.connect(self.pane.show_label)
        session.patch_read.connect(self._on_patch)
        session.notice.connect(self.notice.say)
        pages.empty.open_requested.connect(self.ask_slides)
        pages.empty.demo_requested.connect(self.open_demo)
        pages.case_page.analyse_requested.connect(self.analyse_selected)
        pages.case_page.mpp_stated.connect(self._on_mpp)
        pages.case_page.model_requested.connect(self.ask_model)
        pages.case_page.demo_model_requested.connect(self.use_demo_model)
        pages.case_page.weights_requested.connect(self.ask_weights)
        pages.busy.cancel_requested.connect(self.cancel_current)
        pages.result.patch_chosen.connect(self._fly_to_patch)
        pages.result.again_requested.connect(self.analyse_selected)
        self.pane.objectives.step_requested.connect(self._step)
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
        first = self.session.open_paths(paths)
        if first is not None:
            self.choose_case(first)
            self.pane.viewer.setFocus()

    def choose_case(self, case_id: str) -> None:
        """Select a case in the worklist."""
        index = self.session.worklist.index(self.session.worklist.row_of(case_id))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.worklist.selectionModel().setCurrentIndex(index, flags)
        self.worklist.scrollTo(index)

    def ask_slides(self) -> None:
        """Let the user choose slides or a pack."""
        patterns = " ".join(f"*{suffix}" for suffix in sorted([*SLIDE_SUFFIXES, PACK_SUFFIX]))
        names, _ = QFileDialog.getOpenFileNames(
            self,
            "Open slides",
            self._folder(),
            f"Slides and model packs ({patterns});;All files (*)",
        )
        if names:
            self._remember_folder(Path(names[0]))
            self.open_paths([Path(name) for name in names])

    def ask_model(self) -> None:
        """Let the user choose a model pack."""
        name, _ = QFileDialog.getOpenFileName(
            self, "Choose a model", self._folder(), f"Model packs (*{PACK_SUFFIX});;All files (*)"
        )
        if name:
            self._remember_folder(Path(name))
            self.session.choose_model(Path(name))

    def ask_weights(self) -> None:
        """Let the user point to the encoder's weight file."""
        name, _ = QFileDialog.getOpenFileName(
            self,
            "Choose the weight file of the encoder",
            self._folder(),
            "Weights (*.bin *.safetensors *.pth *.pt);;All files (*)",
        )
        if name:
            self.session.choose_weights(Path(name))

    def use_demo_model(self) -> None:
        """Use the model of the demo, for this session only."""
        if self._demo is not None:
            self.session.choose_model(self._demo.model, remember=False)

    def open_demo(self) -> None:
        """Open the demo's slides with its model, and analyse the first."""
        if self._demo is None:
            return
        self.use_demo_model()
        self.open_paths(self._demo.slides)
        if self._shown is not None:
            self.session.analyse_when_ready(self._shown[0])

    def analyse_selected(self) -> None:
        """Queue every selected case that is ready."""
        for case in self._selected():
            if self.session.can_analyse(case):
                self.session.analyse(case.case_id)

    def cancel_current(self) -> None:
        """Stop the case on show."""
        if self._shown is not None:
            self.session.cancel(self._shown[0])

    def cancel_running(self) -> None:
        """Stop the case that is analysed now."""
        running = self._running()
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
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def choose_theme(self, theme: Theme) -> None:
        """Change the colours and remember it."""
        self.session.change_settings(theme=theme)
        self.follow_theme()

    def follow_theme(self) -> None:
        """Apply the theme's colours to everything."""
        self._colours = colours_for(self.session.settings.theme)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_colours(application, self._colours)
        self._delegate.colours = self._colours
        self.pane.set_colours(self._colours)
        self.inspector.set_colours(self._colours)
        self.worklist.viewport().update()

    # What happens ----------------------------------------------------------------------------

    def _on_bug(self) -> None:
        self.notice.say(
            "The program made a mistake and wrote it to its log. You can go on; if something "
            "looks wrong, start the program again."
        )

    def _on_insert(self) -> None:
        if self._shown is None:
            self.choose_case(self.session.worklist.case_ids[0])

    def _on_selection(self) -> None:
        index = self.worklist.currentIndex()
        case = index.data(CASE_ROLE) if index.isValid() else None
        if isinstance(case, Case):
            if self._shown is None or self._shown[0] != case.case_id:
                self._show_slide(case.case_id, 0)
        else:
            self._shown = None
            self.pane.viewer.show_slide(None)
            self.pane.show_result(None, None)
            self.pane.hide_label()
        self._refresh()

    def _show_slide(self, case_id: str, number: int) -> None:
        self._shown = (case_id, number)
        self.pane.hide_label()
        self.pane.show_result(None, None)
        self.pane.viewer.show_slide(None)
        self.pane.show_hint("")
        case = self.session.worklist[case_id]
        self.pane.objectives.show_count(number, len(case.slides))
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

    def _on_slide_failed(self, case_id: str, number: int, error: object) -> None:
        if self._shown == (case_id, number) and isinstance(error, StephError):
            self.pane.viewer.show_slide(None)
            self.pane.show_hint("This slide cannot be opened")

    def _on_case(self, case_id: str) -> None:
        if self._shown is not None and self._shown[0] == case_id:
            case = self.session.worklist[case_id]
            store = self.pane.viewer.store
            if store is not None and case.mpp is not None and store.slide.info.mpp != case.mpp:
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
        part = result.slides[number] if result is not None else None
        if again or self.pane.result is not result:
            self.pane.show_result(result, part)

    def _on_patch(self, case_id: str, row: int, image: object) -> None:
        if self._shown is not None and self._shown[0] == case_id:
            self.inspector.result.set_picture(row, image)  # type: ignore[arg-type]

    def _on_mpp(self, words: str) -> None:
        if self._shown is None:
            return
        try:
            value = float(words.strip().replace(",", "."))
        except ValueError:
            self.inspector.case_page.refuse_mpp("Write a number, for example 0.25.")
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
        if result is None:
            return
        for number, part in enumerate(result.slides):
            if part.first <= row < part.first + part.count and part.coords is not None:
                side = part.patch_size_level0_px
                x, y = (float(c) + side / 2 for c in part.coords[row - part.first])
                if number != shown_number:
                    self._show_slide(case_id, number)
                self.pane.viewer.fly_to(x, y, side)

    def _step(self, by: int) -> None:
        """Go to the next or previous slide, over the border of the case."""
        ids = self.session.worklist.case_ids
        places = [
            (case_id, number)
            for case_id in ids
            for number in range(len(self.session.worklist[case_id].slides))
        ]
        if self._shown not in places:
            return
        place = places.index(self._shown) + by
        if 0 <= place < len(places):
            case_id, number = places[place]
            if case_id != self._shown[0]:
                self.choose_case(case_id)
            if self._shown != (case_id, number):
                self._show_slide(case_id, number)

    # Keeping the panels true -------------------------------------------------------------------

    def _selected(self) -> list[Case]:
        indexes = self.worklist.selectionModel().selectedIndexes()
        rows = sorted(index.row() for index in indexes)
        model = self.session.worklist
        return [model[model.case_ids[row]] for row in rows]

    def _running(self) -> Case | None:
        cases = (self.session.worklist[case_id] for case_id in self.session.worklist.case_ids)
        return next((case for case in cases if case.state is CaseState.RUNNING), None)

    def _refresh(self) -> None:
        self._refresh_bars()
        if self._shown is None:
            self.inspector.show_empty(has_demo=self._demo is not None)
            self.pane.show_hint(_WELCOME)
        else:
            self._refresh_case(self.session.worklist[self._shown[0]])

    def _refresh_case(self, case: Case) -> None:
        self.inspector.show_case(
            case,
            self.session.missing(case),
            self.session.card,
            ready=self.session.can_analyse(case),
            has_demo=self._demo is not None,
        )
        wanted = self.inspector.take_wanted_rows()
        if wanted:
            self.session.read_patches(case.case_id, wanted)

    def _refresh_bars(self) -> None:
        shown = self._shown[0] if self._shown is not None else None
        self.setWindowTitle(f"{shown} – STEPH Desktop" if shown else "STEPH Desktop")
        ready = any(self.session.can_analyse(case) for case in self._selected())
        self.analyse_action.setEnabled(ready)
        self.top.analyse_button.setEnabled(ready)
        self.top.show_model(self.session.card)
        running = self._running()
        self.cancel_action.setEnabled(running is not None)
        self.bottom.show_job(running, self.session.jobs.n_waiting)
        several = self.session.worklist.rowCount() > 1
        self.previous_action.setEnabled(several)
        self.next_action.setEnabled(several)

    # Menus and dialogs -------------------------------------------------------------------------

    def _worklist_menu(self, at: QPoint) -> None:
        cases = self._selected()
        if not cases:
            return
        menu = QMenu(self)
        ids = [case.case_id for case in cases]
        idle = not any(case.is_busy for case in cases)
        menu.addAction("Analyse", self.analyse_selected).setEnabled(
            any(self.session.can_analyse(case) for case in cases)
        )
        if len(cases) > 1:
            join = menu.addAction("Join as slides of one patient", lambda: self._join(ids))
            join.setEnabled(idle)
        menu.addAction("Show file names", lambda: self._tell_names(cases))
        menu.addAction("Take off the list", lambda: self._remove(ids))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.worklist.viewport().mapToGlobal(at))

    def _join(self, case_ids: list[str]) -> None:
        self._shown = None
        self.session.join(case_ids)
        self.choose_case(case_ids[0])
        self._show_slide(case_ids[0], 0)

    def _remove(self, case_ids: list[str]) -> None:
        for case_id in case_ids:
            self.session.remove(case_id)

    def _tell_names(self, cases: list[Case]) -> None:
        lines = [
            f"{case.case_id}: {', '.join(path.name for path in case.slides)}" for case in cases
        ]
        self.notice.say("\n".join(lines))

    def _about(self) -> None:
        QMessageBox.about(
            self,
            "About STEPH Desktop",
            f"STEPH Desktop {__version__}\n\nWhole-slide survival prognosis with STEPH "
            f"(arXiv 2603.10526).\nApache-2.0.\n\n{RESEARCH_USE}",
        )

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
        if self._running() is not None and not self._agrees_to_stop():
            event.ignore()
            return
        geometry = base64.b64encode(self.saveGeometry().data()).decode()
        self.session.change_settings(window_geometry=geometry)
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self.follow_theme)
        self.pane.viewer.show_slide(None)
        self.tile_pool.close()
        self.session.close()
        super().closeEvent(event)

    def _agrees_to_stop(self) -> bool:
        answer = QMessageBox.question(
            self,
            "Stop the analysis?",
            "A case is being analysed. Close the window and stop it? "
            "What is finished is kept, and the case can be started again.",
        )
        return answer is QMessageBox.StandardButton.Yes
