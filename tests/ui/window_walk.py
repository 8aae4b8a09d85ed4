"""A way through the whole window: pages, tabs, wizard steps, menus and dialogs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from fakes import make_card
from language_walk import Found, read, read_menu, read_menus
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from review_samples import NAMES

from steph_desktop.case.map_rendering import MapKind, MapOrder
from steph_desktop.core.errors import StephError
from steph_desktop.ui.pages.models.models_page import ImportDialog
from steph_desktop.ui.pages.models.validation_dialog import ValidateDialog
from steph_desktop.ui.pages.review.worklist_tools import AgreementDialog
from steph_desktop.ui.parts.report.exporting import ExportDialog
from steph_desktop.ui.parts.viewer.map_pictures import SaveOrder
from steph_desktop.ui.parts.viewer.map_saving import MapDialog
from steph_desktop.ui.shell.help import AboutDialog
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.ui.shell.settings_dialog import SettingsDialog

PAGES = ("Review", "Cohort", "Survival", "Compare", "Train", "Models", "Audit")


def walk(
    qtbot: QtBot, window: MainWindow, size: tuple[int, int], keep: Callable[[QWidget, str], None]
) -> Found:
    """Read all pages with their parts, menus and dialogs."""
    found = Found()
    too_wide: list[str] = []
    window.resize(*size)
    for menu in window.menuBar().actions():
        read_menu(menu.menu(), found, "menu bar")

    def look(widget: QWidget, name: str, wait_ms: int = 60) -> None:
        qtbot.wait(wait_ms)
        if window.width() != size[0]:
            too_wide.append(f"{name}: {window.width()} px")
            window.resize(*size)
            qtbot.wait(50)
        read(widget, found, name, partial(keep, name=name))
        read_menus(widget, found, name)

    def show(dialog: QDialog) -> None:
        dialog.show()
        look(dialog, type(dialog).__name__)
        dialog.close()
        dialog.deleteLater()

    opened: list[QMenu] = []
    for name in PAGES:
        window.turn_to(name)
        look(window, name, 250)
        opened += read_context_menus(qtbot, window, found, name)
    assert opened
    window.turn_to("Review")
    panel = window.inspector.result.what_if
    panel.toggle.click()
    qtbot.waitUntil(lambda: bool(panel.rows), timeout=10_000)
    look(window, "what if", 400)
    panel.toggle.click()
    result = window.inspector.result
    for number, tab in enumerate(result.tab_group.buttons()):
        tab.click()
        look(window, f"Review tab {number}")
    result.tab_group.buttons()[0].click()
    window.open_palette()
    look(window, "palette")
    window.finder.hide()
    window.commands.jobs.trigger()
    look(window, "jobs")
    window.commands.jobs.trigger()
    window.notice.say(StephError("The disk is full", "a.svs", "Choose a slide."))
    window.notice.say("The slide is in focus.")
    look(window, "messages")
    window.notice.clear()
    window.turn_to("Survival")
    survival = window.pages.currentWidget()
    for row in range(1, survival.shows.count()):
        survival.shows.setCurrentIndex(row)
        look(window, f"Survival {row}", 250)
    survival.shows.setCurrentIndex(0)
    window.begin_cohort()
    wizard = window.pages.currentWidget()
    for row in range(1, wizard.stack.count()):
        wizard.stack.setCurrentIndex(row)
        look(window, f"Train {row}")
    wizard.stack.setCurrentIndex(0)
    show(SettingsDialog(window, window.session.settings))
    show(AboutDialog(window, ()))
    show(ExportDialog(window, [NAMES[0]]))
    show(AgreementDialog(window))
    show(ImportDialog(window, "a.pth"))
    show(ValidateDialog(window, make_card(), window.session.tasks, ""))
    result_shown = window.pane.result
    assert result_shown is not None
    order = MapOrder(MapKind.RISK, result_shown, result_shown.slides[0])
    show(MapDialog(window, SaveOrder(order, Path("a.svs"), (2048, 1536), 0.5, None, 0.5)))
    assert too_wide == []  # nothing asks for more room than the window has
    return found


def read_context_menus(qtbot: QtBot, window: MainWindow, found: Found, name: str) -> list[QMenu]:
    """Ask every part of the window for its menu, as the right button does; read what opens."""
    opened: list[QMenu] = []
    for part in window.findChildren(QAbstractScrollArea):
        if not part.isVisible() or isinstance(part, QPlainTextEdit | QTextEdit):
            continue  # the menu of a text is Qt's own
        before = set(window.findChildren(QMenu))
        at = part.viewport().rect().center()
        if isinstance(part, QAbstractItemView) and part.model() is not None:
            at = part.visualRect(part.model().index(0, 0)).center()
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, at, part.viewport().mapToGlobal(at)
        )
        QApplication.sendEvent(part.viewport(), event)
        for menu in set(window.findChildren(QMenu)) - before:
            assert menu.layoutDirection() is QApplication.layoutDirection()
            read_menu(menu, found, f"{name}, context menu of {type(part).__name__}")
            opened.append(menu)
            menu.close()
    return opened
