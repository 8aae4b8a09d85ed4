"""The window's commands: their words, keys and menus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from steph_desktop.core.settings import Theme
from steph_desktop.ui.kit.dialogs import show_about
from steph_desktop.ui.parts.viewer.camera import OBJECTIVES
from steph_desktop.ui.shell.palette import Entry, EntryKind

if TYPE_CHECKING:
    from steph_desktop.ui.shell.main_window import MainWindow

_ZOOM_STEP = 2**0.5


class Actions:
    """Every command of the window, made once.

    Parameters
    ----------
    window : MainWindow
        Whose commands they are.
    has_demo : bool
        Whether the demo is shipped with this program.
    """

    def __init__(self, window: MainWindow, *, has_demo: bool) -> None:
        self._window = window
        self._viewer_keys: list[QShortcut] = []
        add = self._add
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
        self.export = add("Export cases…", "Ctrl+E", window.export_selected)
        self.previous = add("Previous slide", "Ctrl+Left", partial(window.review.step, -1))
        self.next = add("Next slide", "Ctrl+Right", partial(window.review.step, 1))
        self.previous_case = add("Previous case", "Ctrl+Up", partial(window.cases.step_case, -1))
        self.next_case = add("Next case", "Ctrl+Down", partial(window.cases.step_case, 1))
        reviewing = window.review.reviewing
        self.unreviewed = add("Next unreviewed case", "", reviewing.next_unreviewed)
        self.blinded = add("Blinded mode", "B", reviewing.toggle_blinded)
        tools = window.review.tools
        self.agreement = add("Agreement with the model…", "", tools.show_agreement)
        self.outcomes = add("Attach outcomes…", "", tools.attach_outcomes)
        self.table = add("Save the worklist as CSV…", "", tools.save_csv)
        self.blinded.setCheckable(True)
        self.blinded.setChecked(window.session.worklist.is_blinded)
        reviewing.blinded_changed.connect(self.blinded.setChecked)
        self.what_if = add("What if: ask with other sources", "W", window.review.supposing.toggle)
        self.map = add("Show or hide the map", "H", window.pane.toggle_map)
        self.label = add("Show or hide the slide label", "L", window.review.toggle_label)
        self.full_screen = add("Full screen", "F11", window.toggle_full_screen)
        self.find = add("Find…", "Ctrl+K", window.open_palette)
        self.about = add("About STEPH Desktop", "", partial(show_about, window))
        self.quit = add("Quit", "Ctrl+Q", window.close)
        for action in (self.demo, self.demo_model):
            action.setVisible(has_demo)
        window.top.menu_button.setMenu(self._main_menu())
        models = QMenu(window)
        models.addActions([self.model, self.demo_model])
        window.top.model_button.setMenu(models)
        self._add_viewer_keys()
        self._add_page_keys()

    def entries(self) -> list[Entry]:
        """Return the commands that can be given now, for the palette."""
        return [
            Entry(
                action.text().rstrip("…"),
                EntryKind.COMMAND,
                action.trigger,
                action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
            )
            for action in (*self._window.actions(), *self._window.pane.actions())
            if action.isEnabled() and action.isVisible() and action is not self.find
        ]

    def set_reviewing(self, *, reviewing: bool) -> None:
        """Let the keys of the slide work on the review page alone."""
        cases = (self.previous_case, self.next_case, self.unreviewed, self.blinded)
        for action in (self.previous, self.next, *cases, self.what_if, self.map, self.label):
            action.setEnabled(reviewing)
        for key in self._viewer_keys:
            key.setEnabled(reviewing)

    def _add(self, words: str, key: str, slot: Callable[[], object]) -> QAction:
        action = QAction(words, self._window)
        if key:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _checked=False: slot())
        self._window.addAction(action)
        return action

    def _main_menu(self) -> QMenu:
        menu = QMenu(self._window)
        menu.addActions([self.open, self.open_folder, self.model, self.demo, self.new_cohort])
        menu.addSeparator()
        menu.addActions([self.analyse, self.cancel, self.jobs, self.report, self.export])
        menu.addAction(self._window.pane.commands.save_map)
        menu.addSeparator()
        menu.addActions([self.previous_case, self.next_case, self.unreviewed, self.blinded])
        menu.addAction(self.what_if)
        menu.addActions([self.agreement, self.outcomes, self.table])
        menu.addSeparator()
        menu.addActions([self.previous, self.next, self.map, self.label, self.full_screen])
        menu.addMenu(self._theme_menu(menu))
        menu.addSeparator()
        menu.addActions([self.find, self.about, self.quit])
        return menu

    def _theme_menu(self, parent: QMenu) -> QMenu:
        menu = QMenu("Theme", parent)
        group = QActionGroup(menu)
        for theme in Theme:
            action = menu.addAction(theme.value.capitalize())
            action.setCheckable(True)
            action.setChecked(theme is self._window.session.settings.theme)
            action.triggered.connect(
                lambda _checked=False, theme=theme: self._window.choose_theme(theme)
            )
            group.addAction(action)
        return menu

    def _add_viewer_keys(self) -> None:
        """Let the viewer's keys work wherever the focus is; text fields keep theirs."""
        viewer = self._window.pane.viewer
        keys: dict[str, Callable[[], object]] = {
            "0": viewer.fit,
            "+": partial(viewer.zoom, _ZOOM_STEP),
            "=": partial(viewer.zoom, _ZOOM_STEP),
            "-": partial(viewer.zoom, 1 / _ZOOM_STEP),
        }
        for number, objective in enumerate(OBJECTIVES, start=1):
            keys[str(number)] = partial(viewer.set_objective, objective)
        for key, slot in keys.items():
            made = QShortcut(QKeySequence(key), self._window)
            made.activated.connect(slot)
            self._viewer_keys.append(made)

    def _add_page_keys(self) -> None:
        for number in range(len(self._window.top.page_bar.buttons)):
            made = QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self._window)
            made.activated.connect(partial(self._window.pages.turn_to, number))
