"""The main window: its pages, its bars, and its commands with their keys and menus."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QMenuBar, QWidget

from steph_desktop.core.errors import StephError
from steph_desktop.core.settings import Theme
from steph_desktop.engine.support_bundle import dependencies, write_support_bundle
from steph_desktop.model.card import PACK_SUFFIX
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import column
from steph_desktop.ui.kit.menus import command, fill_menu
from steph_desktop.ui.kit.messages import Message, MessagePlace, Tone, done
from steph_desktop.ui.kit.theme import apply_colours, colours_for, follow_colours
from steph_desktop.ui.kit.widgets import Later, no_larger_than_screen
from steph_desktop.ui.pages.review.review_page import ReviewPage
from steph_desktop.ui.parts import folders
from steph_desktop.ui.parts.job_list.jobs_panel import JobsPanel
from steph_desktop.ui.parts.report.exporting import Exporter
from steph_desktop.ui.parts.session import ModelUse, Session
from steph_desktop.ui.parts.viewer.camera import OBJECTIVES
from steph_desktop.ui.shell.bars import Announcer, BottomBar, TopBar, jobs_offer, silence_offer
from steph_desktop.ui.shell.demo import Demo, DemoBar, is_demo_workspace
from steph_desktop.ui.shell.help import (
    GLOSSARY_TITLE,
    KEYS_TITLE,
    MODELS_TITLE,
    AboutDialog,
    HelpWindow,
    guide_pages,
    keys_page,
)
from steph_desktop.ui.shell.page_stack import AUDIT, TRAIN, PageStack, page_specs
from steph_desktop.ui.shell.palette import Entry, EntryKind, Palette, command_entries
from steph_desktop.ui.shell.safekeeping import Safekeeping
from steph_desktop.ui.shell.settings_dialog import SettingsDialog
from steph_desktop.ui.shell.walkthrough import Bubble, demo_halts
from steph_desktop.ui.shell.welcome import Welcome
from steph_desktop.workspace.store import Workspace
from steph_desktop.workspace.ways_out import Departure, WayOut

_ZOOM_STEP = 2**0.5
_TOUR = "tour"
_USUAL_SIZE = QSize(1380, 860)
_PAGE_KEYS = ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5", "Ctrl+6", "Ctrl+7")
_BUG = (
    "The program made a mistake and wrote it to its log. You can continue; if something looks "
    "wrong, restart the program."
)


class MainWindow(QMainWindow):
    """The one window of the program; it closes its session."""

    bug_met = Signal()
    """A bug was logged; may be emitted on any thread."""
    demo_requested = Signal(bool)
    """The demo's own window is wanted; whether with the tour"""
    own_requested = Signal()
    """The way back from the demo to the user's own workspace is wanted"""
    reset_requested = Signal()
    """The demo is to start afresh"""
    closed = Signal()

    def __init__(self, session: Session, demo: Demo | None = None) -> None:
        super().__init__()
        self.session = session
        self.demo = demo
        self.is_demo = is_demo_workspace(session.workspace)
        self._title = "Demo workspace – STEPH Desktop" if self.is_demo else "STEPH Desktop"
        self.setWindowTitle(tr(self._title))
        self.setAcceptDrops(True)
        specs = page_specs()
        self.top = TopBar(specs)
        self.demo_bar = DemoBar()
        self.demo_bar.setVisible(self.is_demo)
        self.safekeeping = Safekeeping(session, self)
        self.bottom = BottomBar()
        self.review = ReviewPage(session, has_demo=demo is not None)
        self.pages = PageStack(session, self.review, specs)
        # The review page's parts, by the names that the window's commands use.
        review = self.review
        self.cases, self.pane, self.inspector = review.cases, review.pane, review.inspector
        self.exporter = Exporter(session, self)
        self._lay_out()
        self._page_before = 0
        # Made at its first use: it holds the whole guide.
        self.help: HelpWindow | None = None
        accepted = session.settings.accepted_notice
        self.welcome = Welcome(review, has_demo=demo is not None, is_accepted=accepted)
        self.finder = Palette(self, self._entries)
        self.jobs = JobsPanel(self, session.jobs, self.bottom)
        self.tour = Bubble(self._body, demo_halts(self.top, self.cases, self.pane, self.inspector))
        self.tour.left.connect(self._on_tour_left)
        self.announcer = Announcer(session.jobs, self.bottom)
        self.commands = Actions(self, has_demo=demo is not None)
        self._connect()
        self.follow_theme()
        self.review.refresh()
        self.pane.viewer.setFocus()  # else the first tab has it, and looks chosen
        if session.settings.notice:
            self.notice.say(Message(session.settings.notice, Tone.ATTENTION))

    def _lay_out(self) -> None:
        body = self._body = QWidget()
        column(body, self.demo_bar, self.top, (self.pages, 1), self.bottom, margin=0, spacing=0)
        self.setCentralWidget(body)
        self.notice = MessagePlace(body, self._message_room)
        self.notice.focus_lost.connect(self._focus_page)
        self.resize(no_larger_than_screen(_USUAL_SIZE))
        if self.size() != _USUAL_SIZE:  # with the frame around it, it would not fit
            self.setWindowState(Qt.WindowState.WindowMaximized)
        if geometry := self.session.settings.window_geometry:
            self.restoreGeometry(QByteArray(base64.b64decode(geometry)))

    def _connect(self) -> None:
        session, parts = self.session, self.inspector
        self.top.open_button.clicked.connect(self.commands.open.trigger)
        self.top.analyse_button.clicked.connect(self.commands.analyse.trigger)
        self.top.find_button.clicked.connect(self.commands.find.trigger)
        self.top.page_bar.chosen.connect(self.pages.turn_to)
        self.bottom.cancel_button.clicked.connect(self.cancel_running)
        self.bottom.jobs_button.clicked.connect(self.commands.jobs.trigger)
        jobs_later = Later(self._refresh_jobs, self)
        session.jobs.changed.connect(jobs_later.ask)
        session.jobs.progressed.connect(jobs_later.ask)
        self.pages.turned.connect(self._on_turned)
        self.pages.case_requested.connect(self.show_case)
        self.pages.cases_selected.connect(self.cases.choose_many)
        self.cases.selection_changed.connect(self._on_selection)
        for said in (
            self.pages.said, self.review.notice, session.notice, self.exporter.notice,
            self.safekeeping.notice,
        ):  # fmt: skip
            said.connect(self.notice.say)
        self.review.changed.connect(self._refresh_bars)
        self.review.audit_requested.connect(self.open_audit)
        session.opened_later.connect(self.show_case)
        self.safekeeping.unsaved = self.review.reviewing.unsaved
        session.jobs.silenced.connect(self._on_silenced)
        session.jobs.restored.connect(self._offer_jobs)
        session.model_changed.connect(partial(self.notice.end, "no model"))
        self.demo_bar.back.clicked.connect(self.own_requested)
        self.demo_bar.reset.clicked.connect(self.reset_requested)
        parts.empty.open.clicked.connect(self.ask_slides)
        parts.empty.demo.clicked.connect(self.open_demo)
        parts.case_page.choose_model.clicked.connect(self.ask_model)
        parts.case_page.demo_model.clicked.connect(self.use_demo_model)
        parts.case_page.choose_weights.clicked.connect(self.ask_weights)
        self.welcome.demo.clicked.connect(self.open_demo)
        self.welcome.slides.clicked.connect(self.ask_slides)
        self.welcome.cohort.clicked.connect(self.begin_cohort)
        self.welcome.models.clicked.connect(lambda: self.open_help(MODELS_TITLE))
        self.welcome.recent_requested.connect(lambda path: self.open_paths([path]))
        self.welcome.accepted.connect(partial(session.change_settings, accepted_notice=True))
        rows = session.worklist
        for changed in (rows.rowsInserted, rows.rowsRemoved, rows.modelReset, session.loaded):
            changed.connect(self._refresh_welcome)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.follow_theme)
        self.bug_met.connect(self._on_bug)

    # What the user asks for ------------------------------------------------------------------

    def start(self, paths: Sequence[Path], *, demo: bool) -> None:
        """Open what the program was started with; the window stands already.

        A model among the paths is used in this window, and the default stays as it was. Where it
        cannot be read there is no model: never another than the one named.
        """
        named = [path for path in paths if path.suffix.lower() == PACK_SUFFIX]
        default = self.session.settings.default_model
        if named:
            self.session.choose_last(named, remember=False)
        elif default is not None and not demo:
            self.session.choose_model(default, remember=False)
        if demo:
            self.open_demo_here(with_model=not named)
        self.open_paths(paths, model=ModelUse.IGNORE if named else ModelUse.HERE)

    def open_paths(self, paths: Sequence[Path], *, model: ModelUse = ModelUse.REMEMBER) -> None:
        """Open slides and packs, and show the first slide."""
        # Made absolute now: the list may wait for the workspace.
        whole = [path.absolute() for path in paths]
        self.session.after_loading(partial(self._open_paths, whole, model))

    def open_from_outside(self, paths: Sequence[Path]) -> None:
        """Open what another start of the program, or the system, asks for; come to the front."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        if paths:
            self.open_paths(paths, model=ModelUse.HERE)

    def _open_paths(self, paths: Sequence[Path], model: ModelUse = ModelUse.REMEMBER) -> None:
        first = self.session.open_paths(paths, model=model)
        folders.remember_slides(self.session, paths)
        if first is not None:
            self.show_case(first)
            self.pane.viewer.setFocus()

    def choose_case(self, case_id: str) -> None:
        self.review.choose_case(case_id)

    def show_case(self, case_id: str) -> None:
        """Turn to the review page and select a case there."""
        self.pages.turn_to(0)
        self.choose_case(case_id)
        # Else keys go to whatever field comes next, such as the search of the list.
        self.pane.viewer.setFocus()

    def open_palette(self) -> None:
        """Open the palette, which finds a case, a page or a command by typing."""
        self.finder.open()

    def _entries(self) -> list[Entry]:
        pages = [
            Entry(
                tr(spec.name),
                EntryKind.PAGE,
                partial(self.pages.turn_to, number),
                spec.tip,
                also=spec.name,
            )
            for number, spec in enumerate(page_specs())
        ]
        worklist = self.session.worklist
        cases = [
            Entry(name, EntryKind.CASE, partial(self.show_case, name), worklist[name].state.value)
            for name in worklist.case_ids
        ]
        return [*cases, *pages, *self.commands.entries()]

    def turn_to(self, name: str) -> None:
        self.pages.turn_to(self.pages.number_of(name))

    def open_audit(self, case_id: str) -> None:
        """Turn to the audit page, with the entries of a case."""
        self._tell_page(AUDIT, "show_case", case_id)

    def begin_cohort(self) -> None:
        """Turn to the page that trains models, and start a new cohort there."""
        self._tell_page(TRAIN, "begin")

    def _tell_page(self, name: str, method: str, *given: object) -> None:
        self.turn_to(name)
        # Pages are known by what they offer, as `PageStack` knows them.
        if (told := getattr(self.pages.currentWidget(), method, None)) is not None:
            told(*given)

    def ask_slides(self) -> None:
        """Ask for slides or a pack."""
        if paths := folders.ask(self.session, dialogs.ask_slides, self):
            self.open_paths(paths)

    def ask_slide_folder(self) -> None:
        """Ask for a folder of slides, or of the files of a DICOM slide."""
        if folder := folders.choose_folder(self, self.session, "Open a folder"):
            self.open_paths([folder])

    def ask_model(self) -> None:
        if pack := folders.ask(self.session, dialogs.ask_model, self):
            self.session.choose_model(pack)

    def ask_weights(self) -> None:
        """Ask for the encoder's weight file."""
        if file := dialogs.ask_weights(self, folders.last_folder(self.session)):
            self.session.choose_weights(file)

    def use_demo_model(self) -> None:
        if self.demo is not None:
            # Chosen again at the next start, unless the user has chosen one of their own.
            has_own = self.session.settings.default_model is not None
            self.session.choose_model(self.demo.model, remember=not has_own)

    def open_demo(self) -> None:
        """Open the demo in its own workspace: here where this is it, else in another window."""
        if self.is_demo:
            self.open_demo_here()
        else:
            self.demo_requested.emit(False)

    def open_demo_here(self, *, with_model: bool = True) -> None:
        """Open the demo's slides, with its model or the one in use, and analyse the first."""
        if self.demo is None:
            return
        # For this window alone: the demo's model must not become the user's own choice.
        if with_model:
            self.session.choose_model(self.demo.model, remember=False)
        self.session.after_loading(partial(self._open_demo, self.demo))

    def _on_tour_left(self) -> None:
        self.notice.end(_TOUR)
        self._focus_page()

    def _open_demo(self, demo: Demo) -> None:
        self._open_paths(demo.slides)
        if not self.session.settings.knows_tour and self.tour.isHidden():
            # Offered once, whatever the answer.
            self.session.change_settings(knows_tour=True)
            words = "Would you like a tour of the window? It takes two minutes."
            offered = {"Show me": self.begin_tour, "Not now": lambda: None}
            self.notice.say(Message(words, actions=offered, cause=_TOUR, can_dismiss=False))
        shown = self.review.shown_case
        # Opened a second time, its result and what was said of it stay.
        if shown is not None and not self.session.worklist[shown].has_result:
            self.session.analyse_when_ready(shown)

    def begin_tour(self) -> None:
        """Walk through the demo, part by part; it is opened first, in its own workspace."""
        slides = set(self.demo.slides) if self.demo is not None else set()
        listed = self.session.worklist
        demo_case = next((c for c in listed.case_ids if slides & set(listed[c].slides)), None)
        if demo_case is None and self.demo is not None:
            if not self.is_demo:
                self.demo_requested.emit(True)
                return
            self.open_demo_here()
        elif demo_case is not None:
            self.show_case(demo_case)
        self.pages.turn_to(0)
        self.tour.begin()

    def cancel_running(self) -> None:
        """Stop the job that the bottom bar shows."""
        # Lanes run side by side; the bar has room for the first.
        for view in self.session.jobs.running[:1]:
            self.session.jobs.cancel(view.token)

    def export_selected(self) -> None:
        self.exporter.ask(self.cases.selected())

    def note_departure(self, left: Departure, file: Path | None) -> None:
        """Note what left the window in the audit trail."""
        self.session.note_departure(left, file)

    def open_settings(self) -> None:
        dialog = SettingsDialog(self, self.session.settings)
        if dialog.exec() == SettingsDialog.DialogCode.Accepted:
            self.apply_settings(dialog.changes())
        dialog.deleteLater()

    def apply_settings(self, changes: dict[str, Any]) -> None:
        """Keep changed settings, and follow them."""
        # These two change what is on show, and keep themselves.
        blinded, theme = changes.pop("blinded", None), changes.pop("theme", None)
        if changes:
            self.session.change_settings(**changes)
        if blinded is not None:
            self.review.reviewing.toggle_blinded()
        if theme is not None:
            self.choose_theme(theme)
        if "reviewer" in changes:
            self.review.reviewing.show_name(changes["reviewer"])
        if {"anchor_folder", "anchor_time"} & changes.keys() and not self.session.read_only:
            self.session.repository.records.run(self, Workspace.keep_anchors)

    def open_help(self, title: str) -> None:
        """Open the guide, at a page."""
        if self.help is None:
            actions = [*self.actions(), *self.pane.actions()]
            self.help = HelpWindow(self, keys_page(actions))
        self.help.turn_to(title or guide_pages()[0][0])

    def show_about(self) -> None:
        """Say what this program is, what it is not for, and what it stands on."""
        dialog = AboutDialog(self, dependencies())
        # Opened again it is made anew: closed ones would pile up.
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def ask_support_bundle(self) -> None:
        """Write a file for those who help, without patient data."""
        out = folders.choose_export(self, self.session, "steph-support.zip", "Zip (*.zip)")
        if out is not None:
            write = partial(write_support_bundle, out, self.session.workspace)
            self.session.tasks.keep(self, write, self._on_bundle)

    def _on_bundle(self, out: Path) -> None:
        self.note_departure(Departure(WayOut.SUPPORT, identifiers=False), out)
        self.notice.say(done(f"{out.name} is written: no patient data is in it.", file=out))

    def tell_held(self, error: StephError) -> None:
        """Say why the workspace can only be read; a sign in the bottom bar stays."""
        self.notice.say(self.bottom.tell_held(error, self.notice.say))

    def toggle_full_screen(self) -> None:
        """Use the whole screen, or go back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def choose_theme(self, theme: Theme) -> None:
        self.session.change_settings(theme=theme)
        self.follow_theme()

    def follow_settings(self, changes: dict[str, Any]) -> None:
        """Take over what was changed in another window."""
        self.session.follow_settings(changes)
        if "theme" in changes:
            self.follow_theme()
        if "reviewer" in changes:
            self.review.reviewing.show_name(str(changes["reviewer"]))

    def follow_theme(self) -> None:
        """Apply the theme's colours to everything."""
        theme = self.session.settings.theme
        for action, each in zip(self.commands.themes, Theme, strict=True):
            action.setChecked(each is theme)
        colours = colours_for(theme)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_colours(application, colours)
        follow_colours(self, colours)

    # What happens ----------------------------------------------------------------------------

    def _message_room(self) -> QRect:
        """Messages stand over the lower edge of the slide, or of a page but for its own foot."""
        page = self.pages.currentWidget()
        part = self.pane if page is self.review else self.pages
        corner = self._body.mapFromGlobal(part.mapToGlobal(QPoint(0, 0)))
        foot = getattr(page, "foot", None)  # a page may have one, with its buttons
        below = foot.height() if isinstance(foot, QWidget) and foot.isVisible() else 0
        return QRect(corner, part.size() - QSize(0, below))

    def _focus_page(self) -> None:
        """Give the keyboard to what is on show, not to the next field in some order."""
        (self.pane.viewer if self.pages.currentIndex() == 0 else self.pages).setFocus()

    def _on_turned(self, number: int) -> None:
        self.top.page_bar.show_chosen(number)
        # A page may be turned to again, and its own messages stay then.
        if self._page_before != number:
            self.notice.leave(self._page_before)
            self.notice.end(_TOUR)  # elsewhere it would cover what that page shows
            self._page_before = number
        self.notice.arrange()
        self.commands.set_reviewing(reviewing=number == 0)
        self._refresh_bars()

    def _on_selection(self) -> None:
        self.pages.select_cases([case.case_id for case in self.cases.selected()])

    def _offer_jobs(self) -> None:
        if jobs := self.session.jobs.offered:
            self.notice.say(jobs_offer(jobs, self.session.resume_jobs))

    def _on_silenced(self, token: str, is_silent: bool) -> None:
        jobs = self.session.jobs
        if is_silent:
            self.notice.say(silence_offer(jobs[token].title, partial(jobs.cancel, token)))
        elif not any(view.is_silent for view in jobs.running):
            self.notice.end("silent job")

    def _refresh_welcome(self) -> None:
        is_empty = not self.session.worklist.case_ids
        if is_empty:
            self.welcome.show_recent(self.session.settings.recent)
            self.welcome.raise_()
        self.welcome.setVisible(is_empty)

    def _on_bug(self) -> None:
        self.notice.say(Message(_BUG, Tone.FAULT, cause="bug"))

    # Following the session --------------------------------------------------------------------

    def _refresh_bars(self) -> None:
        shown = self.review.shown_case
        self.setWindowTitle(tr(f"{shown} – {self._title}" if shown else self._title))
        ready = any(self.session.can_analyse(case) for case in self.cases.selected())
        self.commands.analyse.setEnabled(ready)
        self.top.analyse_button.setEnabled(ready)
        self.top.show_model(self.session.card)
        self._refresh_jobs()

    def _refresh_jobs(self) -> None:
        totals = self.session.jobs.totals()
        self.commands.cancel.setEnabled(bool(totals.running))
        self.bottom.show_jobs(totals)

    # Qt events -----------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.open_paths(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        # The question comes before anything is closed: the user may stay.
        stays = self.session.jobs.running and not dialogs.agrees_to_stop(self)
        if stays or not self.safekeeping.may_close():
            event.ignore()
            return
        geometry = base64.b64encode(self.saveGeometry().data()).decode()
        self.session.change_settings(window_geometry=geometry)
        # The application outlives this window.
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self.follow_theme)
        self.hide()  # what follows may wait for a share that hangs
        self.safekeeping.leave()
        self.safekeeping.close()
        self.pages.close_pages()
        self.session.close()
        super().closeEvent(event)
        self.closed.emit()


class Actions:
    """Every command of the window, made once."""

    def __init__(self, window: MainWindow, *, has_demo: bool) -> None:
        self._window = window
        self._viewer_keys: list[QShortcut] = []
        add = partial(command, window)
        self.open = add("Open slides…", "Ctrl+O", window.ask_slides)
        self.open_folder = add("Open a folder…", "Ctrl+Shift+O", window.ask_slide_folder)
        self.model = add("Choose a model…", "Ctrl+M", window.ask_model)
        self.demo = add("Open the demo", "", window.open_demo)
        self.demo_model = add("Use the demo model", "", window.use_demo_model)
        self.new_cohort = add("New cohort…", "Ctrl+N", window.begin_cohort)
        self.analyse = add("Analyse", "Ctrl+Return", window.review.analyse_selected)
        self.cancel = add("Cancel the running job", "", window.cancel_running)
        self.jobs = add("Show or hide the jobs", "Ctrl+J", window.jobs.toggle)
        self.report = add("Report…", "Ctrl+P", window.review.report_selected)
        self.dicom = add("Save as a DICOM report…", "", window.review.dicom_selected)
        self.export = add("Export cases…", "Ctrl+E", window.export_selected)
        self.previous = add("Previous slide", "Ctrl+Left", partial(window.review.step, -1))
        self.next = add("Next slide", "Ctrl+Right", partial(window.review.step, 1))
        self.previous_case = add("Previous case", "Ctrl+Up", partial(window.cases.step_case, -1))
        self.next_case = add("Next case", "Ctrl+Down", partial(window.cases.step_case, 1))
        reviewing = window.review.reviewing
        self.unreviewed = add("Next unreviewed case", "", reviewing.next_unreviewed)
        self.blinded = add("Blinded mode", "B", reviewing.toggle_blinded)
        review = window.review  # whose tools are made when first asked for
        self.agreement = add("Agreement with the model…", "", lambda: review.tools.show_agreement())
        self.outcomes = add("Attach outcomes…", "", lambda: review.tools.attach_outcomes())
        self.table = add("Save the worklist as CSV…", "", lambda: review.tools.save_csv())
        self.import_list = add("Import a worklist…", "", lambda: review.list_import.ask())
        self.blinded.setCheckable(True)
        self.blinded.setChecked(window.session.worklist.is_blinded)
        reviewing.blinded_changed.connect(self.blinded.setChecked)
        self.what_if = add("What if: try other sources", "W", window.review.what_if.toggle)
        self.map = add("Show or hide the map", "H", window.pane.toggle_map)
        self.label = add("Show or hide the slide label", "L", window.review.toggle_label)
        self.full_screen = add("Full screen", "F11", window.toggle_full_screen)
        self.find = add("Find…", "Ctrl+K", window.open_palette)
        self.settings = add("Settings…", "Ctrl+,", window.open_settings)
        self.guide = add("Guide", "F1", partial(window.open_help, ""))
        self.tour = add("A tour of the demo", "", window.begin_tour)
        self.glossary = add("Glossary", "", partial(window.open_help, GLOSSARY_TITLE))
        self.keys = add("Keys", "Ctrl+/", partial(window.open_help, KEYS_TITLE))
        self.from_where = add(MODELS_TITLE, "", partial(window.open_help, MODELS_TITLE))
        self.support = add("Support bundle…", "", window.ask_support_bundle)
        self.about = add("About STEPH Desktop", "", window.show_about)
        self.themes = [self._theme(theme) for theme in Theme]
        self.page_actions = [
            add(spec.name, _PAGE_KEYS[number], partial(window.pages.turn_to, number))
            for number, spec in enumerate(window.pages.specs)
        ]
        self.quit = add("Quit", "Ctrl+Q", QApplication.closeAllWindows)
        for action in (self.demo, self.demo_model):
            action.setVisible(has_demo)
        self._fill(window.menuBar())
        models = QMenu(window)
        models.addActions([self.model, self.demo_model])
        window.top.model_button.setMenu(models)
        self._add_viewer_keys()

    def entries(self) -> list[Entry]:
        """Return the commands that can be given now, for the palette."""
        # Pages are entries of their own.
        others = (self.find, *self.page_actions)
        actions = (*self._window.actions(), *self._window.pane.actions())
        return command_entries(action for action in actions if action not in others)

    def set_reviewing(self, *, reviewing: bool) -> None:
        """Let the keys of the slide work on the review page alone."""
        cases = (self.previous_case, self.next_case, self.unreviewed, self.blinded)
        for action in (self.previous, self.next, *cases, self.what_if, self.map, self.label):
            action.setEnabled(reviewing)
        for key in self._viewer_keys:
            key.setEnabled(reviewing)

    def menus(self) -> dict[str, list[QAction | None]]:
        """Return the menus by task; None is a line between commands."""
        one, window = self, self._window
        slide = window.pane.commands
        return {
            "&File": [
                one.open, one.open_folder, one.import_list, None, one.report, one.dicom, one.export,
                one.table, slide.save_map, slide.picture, None, one.settings, one.quit,
            ],
            "&Case": [
                one.previous_case, one.next_case, one.unreviewed, None, one.previous, one.next,
                None, one.find,
            ],
            "&View": [
                one.map, slide.outline, one.label, slide.hide, slide.list, None, slide.beside,
                slide.look, None, slide.right, slide.left, slide.mirror, slide.mirror_down,
                slide.upright, None, *one.themes, None, one.full_screen,
            ],
            "&Analyse": [
                one.analyse, one.cancel, one.jobs, None, one.model, one.demo_model, None,
                one.what_if,
            ],
            "&Review": [one.blinded, one.agreement, one.outcomes],
            "&Train": [one.new_cohort],
            "&Window": [*one.page_actions],
            "&Help": [
                one.guide, one.tour, one.from_where, one.glossary, one.keys, None, one.demo, None,
                one.support, one.about,
            ],
        }  # fmt: skip

    def _fill(self, bar: QMenuBar) -> None:
        for title, actions in self.menus().items():
            fill_menu(bar.addMenu(tr(title)), actions)

    def _theme(self, theme: Theme) -> QAction:
        words = {Theme.SYSTEM: "Colours of the system", Theme.LIGHT: "Light", Theme.DARK: "Dark"}
        choose = partial(self._window.choose_theme, theme)
        action = command(self._window, words[theme], "", choose)
        action.setCheckable(True)
        action.setChecked(theme is self._window.session.settings.theme)
        return action

    def _add_viewer_keys(self) -> None:
        """Let the viewer's keys work wherever the focus is; text fields keep theirs."""
        viewer = self._window.pane.viewer
        closer, farther = (partial(viewer.zoom, by) for by in (_ZOOM_STEP, 1 / _ZOOM_STEP))
        keys = {"0": viewer.fit, "+": closer, "=": closer, "-": farther}
        for number, objective in enumerate(OBJECTIVES, start=1):
            keys[str(number)] = partial(viewer.set_objective, objective)
        for key, slot in keys.items():
            made = QShortcut(QKeySequence(key), self._window)
            made.activated.connect(slot)
            self._viewer_keys.append(made)
