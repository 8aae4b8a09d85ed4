"""Windows on a workspace, and what a person does and reads in them."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEngine, wait_until
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialogButtonBox,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from review_samples import NAMES

from steph_desktop.core.job_control import JobCancelled, JobStep, Phase, Progress, Stop
from steph_desktop.core.settings import Settings
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.parts.job_list.lane import Engine, start_engine
from steph_desktop.ui.parts.session import Session
from steph_desktop.ui.parts.worklist.worklist import Case, CaseState
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.pseudonyms import Pseudonyms, workspace_key
from steph_desktop.workspace.store import Workspace


class SteppedEngine:
    """Runs a job until it is let go by its slide's name, or asked to stop."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.let_go: set[str] = set()
        self.wishes: list[Stop] = []
        self.answers: dict[str, BaseException] = {}
        self.lock = threading.Lock()

    def run(
        self,
        request: Any,
        on_progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], Stop] | None = None,
    ) -> Any:
        name = request.slide.name
        with self.lock:
            self.begun.append(name)
        assert on_progress is not None and cancelled is not None
        on_progress(Progress(1, 4, JobStep(Phase.COMPUTING_FEATURES), 0.1, detail=("loss", 0.5)))
        while name not in self.let_go:
            if wish := cancelled():
                self.wishes.append(wish)
                raise JobCancelled
            time.sleep(0.002)
        if name in self.answers:
            raise self.answers[name]
        return name.upper()

    def close(self) -> None:
        """Nothing to end."""


LEFT = Qt.MouseButton.LeftButton


def click(widget: QWidget) -> None:
    assert widget.isVisible()
    assert widget.isEnabled()
    QTest.mouseClick(widget, LEFT)


def words_on(widget: QWidget) -> str:
    """All text that a reader sees in a widget."""
    shown = [
        child.text()
        for kind in (QLabel, QPushButton, QToolButton)
        for child in widget.findChildren(kind)
        if child.isVisible()
    ]
    return "\n".join(shown)


def drop(window: MainWindow, paths: list[Path]) -> bool:
    """Drag files onto the window and let go; False if it does not take them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    actions, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), actions, mime, LEFT, none)
    QApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), actions, mime, LEFT, none))
    return True


@contextlib.contextmanager
def opened_on(
    qtbot: QtBot,
    lab: Path,
    engine: Engine | None = None,
    *,
    read_only: bool = False,
    blinded: bool = False,
) -> Iterator[MainWindow]:
    """Open a window on a workspace, as `app.open_window` does, and close it in the end."""
    records = Workspace.open(lab, read_only=read_only)
    session = Session(
        records,
        Pseudonyms(workspace_key(lab)),
        Settings(device="cpu", blinded=blinded),
        start_engine if engine is None else lambda: engine,
        remember=False,
    )
    window = MainWindow(session)
    with qtbot.waitSignal(session.loaded):
        window.show()
    try:
        yield window
    finally:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(dialogs, "agrees_to_stop", lambda _parent: True)
            window.close()
        window.deleteLater()


def cases_of(window: MainWindow) -> list[Case]:
    worklist = window.session.worklist
    return [worklist[case_id] for case_id in worklist.case_ids]


def settle(qtbot: QtBot, window: MainWindow) -> None:
    wait_until(qtbot, lambda: all(c.state is not CaseState.OPENING for c in cases_of(window)))


def press(widget: QWidget, name: str) -> None:
    (found,) = (b for b in widget.findChildren(QPushButton) if b.text() == name)
    assert found.isVisible()
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


ME = "Dr Ada Long-Name"
FIRST = NAMES[0]


@contextlib.contextmanager
def reviewing(
    qtbot: QtBot, lab: Path, *, read_only: bool = False, blinded: bool = False
) -> Iterator[MainWindow]:
    """A window on a lab, with a name to sign with, that shows its first case."""
    with opened_on(qtbot, lab, FakeEngine(), read_only=read_only, blinded=blinded) as window:
        window.resize(1380, 860)
        with qtbot.waitActive(window):
            window.activateWindow()
        window.session.change_settings(reviewer=ME)
        window.review.reviewing.show_name(ME)
        if not blinded:
            shown(qtbot, window, FIRST)
        yield window


def shown(qtbot: QtBot, window: MainWindow, case_id: str) -> None:
    """Wait until a case's result and reviews are on show."""
    panel = window.inspector.result.review

    def met() -> bool:
        whole = window.session.worklist.whole(case_id).result is not None
        return whole and window.review.shown_case == case_id and panel._shown is not None

    wait_until(qtbot, met)


def texts_of(root: QWidget) -> str:
    """Every word that a widget and its children show or tell."""
    words: list[str] = []
    for part in [root, *root.findChildren(QWidget)]:
        if not part.isVisible():
            continue
        words += [part.accessibleName(), part.accessibleDescription(), part.toolTip()]
        words.append(part.windowTitle())
        if isinstance(part, QLabel | QAbstractButton | QLineEdit):
            words.append(part.text())
    return "\n".join(words)


class Answers(QObject):
    """Answers the question on show by mouse and keys, as a person would, one after the other."""

    def __init__(self, *answers: str) -> None:
        super().__init__()
        self.left, self.asked = list(answers), []
        self.timer = QTimer(self)
        self.timer.timeout.connect(self._answer)
        self.timer.start(20)

    def _answer(self) -> None:
        box = QApplication.activeModalWidget()
        if box is None or not box.isVisible() or not self.left:
            return
        answer = self.left.pop(0)
        if isinstance(box, QMessageBox):
            self.asked.append(box.text())
            (pressed,) = [made for made in box.buttons() if made.text() == answer]
        else:
            assert isinstance(box, QInputDialog)
            self.asked.append(box.labelText())
            (line,) = box.findChildren(QLineEdit)
            line.selectAll()
            QTest.keyClicks(line, answer)
            buttons = box.findChild(QDialogButtonBox)
            assert buttons is not None
            pressed = buttons.button(QDialogButtonBox.StandardButton.Ok)
        QTest.mouseClick(pressed, LEFT)


def choose_in_menu(qtbot: QtBot, part: QWidget, at: QPoint, words: str) -> None:
    """Right-click at a place of a part, and click an entry of the menu that comes."""
    # As Qt sends it after the press of the right button, which offscreen it does not always do.
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(part, QContextMenuEvent(reason, at, part.mapToGlobal(at)))
    wait_until(qtbot, lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (action,) = [action for action in menu.actions() if action.text() == words]
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
