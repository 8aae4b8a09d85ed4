"""The wizard by mouse: what its tests click."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from steph_desktop.core.settings import Settings, Theme
from steph_desktop.ui.pages.training.training_page import WizardPage
from steph_desktop.ui.parts.job_list.lane import start_engine
from steph_desktop.ui.parts.session import Session
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.ui.shell.page_stack import TRAIN
from steph_desktop.workspace.pseudonyms import Pseudonyms
from steph_desktop.workspace.store import Workspace


def make_window(qtbot: QtBot, workspace: Path) -> MainWindow:
    records = Workspace.open(workspace)
    settings = Settings(theme=Theme.LIGHT, device="cpu")
    session = Session(records, Pseudonyms(b"k" * 32), settings, start_engine)
    made = MainWindow(session)
    made.resize(1280, 860)
    with qtbot.waitSignal(session.loaded):
        made.show()
    qtbot.waitExposed(made)
    return made


def click(qtbot: QtBot, widget: QWidget) -> None:
    assert widget.isVisible(), widget.accessibleName()
    assert widget.isEnabled(), widget.accessibleName()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def choose(qtbot: QtBot, box: QComboBox, words: str) -> None:
    """Choose an entry as a user does: open the list and click."""
    qtbot.waitUntil(box.isVisible)  # one that was just made is shown a moment later
    click(qtbot, box)
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    number = next(n for n in range(box.count()) if words in box.itemText(n))
    index = box.model().index(number, 0)
    view.scrollTo(index)
    place = view.visualRect(index).center()
    qtbot.mouseMove(view.viewport(), place)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: not view.isVisible())


def open_wizard(qtbot: QtBot, window: MainWindow) -> WizardPage:
    buttons = window.top.page_bar.buttons
    click(qtbot, next(made for made in buttons if made.text() == TRAIN))
    page = window.pages.currentWidget()
    assert isinstance(page, WizardPage)
    return page


def wait(qtbot: QtBot, met: Callable[[], bool], seconds: int = 60) -> None:
    qtbot.waitUntil(met, timeout=1000 * seconds)


def go_on(qtbot: QtBot, page: WizardPage, seconds: int = 60) -> None:
    wait(qtbot, page.next_button.isEnabled, seconds)
    click(qtbot, page.next_button)
