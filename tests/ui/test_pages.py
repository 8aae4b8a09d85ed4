from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeEngine, wait_for_slide
from PySide6.QtCore import Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from steph_desktop.core.settings import Settings, Theme
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.theme import DARK, Colours
from steph_desktop.ui.parts.session import Session
from steph_desktop.ui.shell import main_window
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.ui.shell.page_stack import REVIEW, PageSpec
from steph_desktop.workspace.pseudonyms import Pseudonyms
from steph_desktop.workspace.store import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier


class Probe(QWidget):
    case_requested = Signal(str)
    notice = Signal(str)

    def __init__(self, _session: Session) -> None:
        super().__init__()
        self.heard: list[str] = []
        QVBoxLayout(self).addWidget(QLabel("A page"))

    def set_colours(self, colours: Colours) -> None:
        self.heard.append("dark" if colours.dark else "light")

    def visit(self) -> None:
        self.heard.append("visit")

    def close_page(self) -> None:
        self.heard.append("close")


@pytest.fixture
def made() -> list[Probe]:
    return []


@pytest.fixture
def window(
    qtbot: QtBot, tmp_path: Path, made: list[Probe], monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    def make(session: Session) -> Probe:
        made.append(Probe(session))
        return made[-1]

    specs = (REVIEW, PageSpec("Probe", "A page for this test", make))
    monkeypatch.setattr(main_window, "page_specs", lambda: specs)
    monkeypatch.setattr(dialogs, "agrees_to_stop", lambda _parent: True)
    records = Workspace.open(tmp_path / "workspace")
    settings = Settings(theme=Theme.LIGHT)
    session = Session(records, Pseudonyms(b"k" * 32), settings, FakeEngine)
    window = MainWindow(session)
    with qtbot.waitSignal(session.loaded):
        window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    window.deleteLater()


def test_a_page_is_made_when_it_is_first_visited(window: MainWindow, made: list[Probe]) -> None:
    assert made == []
    tab = window.top.page_bar.buttons[1]
    QTest.mouseClick(tab, Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is made[0]
    assert made[0].heard == ["light", "visit"]
    QTest.keyClick(window, Qt.Key.Key_1, CTRL)
    assert window.pages.currentWidget() is window.review
    assert window.top.page_bar.buttons[0].isChecked()
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert len(made) == 1, "a page is made once"
    window.choose_theme(Theme.DARK)
    assert made[0].heard[-1] == "dark"
    assert DARK.dark
    window.close()
    assert made[0].heard[-1] == "close"


def test_the_slides_keys_rest_while_another_page_is_shown(
    qtbot: QtBot, window: MainWindow, slide: Path
) -> None:
    window.open_paths([slide])
    wait_for_slide(qtbot, window)
    before = window.pane.viewer.mpp
    window.turn_to("Probe")
    QTest.keyClick(window, Qt.Key.Key_6)
    assert window.pane.viewer.mpp == before
    window.turn_to("Review")
    QTest.keyClick(window, Qt.Key.Key_6)
    assert window.pane.viewer.mpp != before


def test_a_page_opens_a_case_and_says_a_sentence(
    qtbot: QtBot, window: MainWindow, slide: Path, made: list[Probe]
) -> None:
    window.open_paths([slide])
    wait_for_slide(qtbot, window)
    window.turn_to("Probe")
    made[0].notice.emit("Something to know.")
    assert window.notice.words == "Something to know."
    made[0].case_requested.emit(window.session.worklist.case_ids[0])
    assert window.pages.currentWidget() is window.review
