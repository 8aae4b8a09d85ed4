"""Small screens and large letters: no word is cut, and the slide keeps its half."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from review_samples import make_lab
from window_walk import PAGES, walk
from windows import opened_on, reviewing

from steph_desktop.ui.kit.layouts import FlowLayout
from steph_desktop.ui.kit.theme import sized_font
from steph_desktop.ui.shell.main_window import MainWindow

PICTURES = os.environ.get("STEPH_SIZE_PICTURES", "")  # a folder, to look at them
BUTTONS = (QPushButton, QToolButton, QCheckBox, QRadioButton)
# Width and height of the window, and the size of the letters: a notebook of old, and one of today
# whose user has doubled all letters.
SIZES = [(1024, 700, 1.0), (1366, 768, 2.0)]


@pytest.fixture(params=SIZES, ids=["1024", "double"])
def window(
    request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path, slide: Path, qapp: QApplication
) -> Iterator[MainWindow]:
    width, height, factor = request.param
    usual = QFont(qapp.font())
    qapp.setFont(sized_font(usual, factor))
    try:
        make_lab(tmp_path / "lab", tmp_path / "shelf", slide, 2)
        with reviewing(qtbot, tmp_path / "lab") as made:
            made.resize(width, height)
            qtbot.wait(100)
            yield made
    finally:
        qapp.setFont(usual)


def cut_in(root: QWidget) -> list[str]:
    """Name what is smaller than its words, or sticks out of what it stands in."""
    found: list[str] = []
    for part in root.findChildren(QWidget):
        words = part.text() if isinstance(part, (QLabel, *BUTTONS)) else ""
        if not words or not part.isVisible():
            continue
        if isinstance(part, QLabel) and part.wordWrap():
            if part.heightForWidth(part.width()) > part.height() + 2:
                found.append(f"too low: {words}")
        elif part.sizeHint().width() > part.width() + 2:
            found.append(f"too narrow: {words} ({part.sizeHint().width()} in {part.width()} px)")
        elif part.sizeHint().height() > part.height() + 2:
            found.append(f"too low: {words}")
        if (around := sticks_out_of(part)) is not None:
            found.append(f"outside: {words} of {type(around).__name__}")
    return found


def sticks_out_of(part: QWidget) -> QWidget | None:
    """What a widget sticks out of sideways, or out of reach; None where all of it can be seen."""
    around = part.parentWidget()
    while around is not None and not around.isWindow():
        area = around.parentWidget()
        box = QRect(part.mapTo(around, QPoint(0, 0)), part.size())
        if isinstance(area, QAbstractScrollArea) and around is area.viewport():
            return area if box.left() < -2 or box.right() > around.width() + 1 else None
        if not around.rect().adjusted(-2, -2, 2, 2).contains(box):
            return around
        around = area
    return None


def test_no_word_is_cut(qtbot: QtBot, window: MainWindow) -> None:
    cut: dict[str, list[str]] = {}
    for name in PAGES:
        window.turn_to(name)
        qtbot.wait(250)
        cut[name] = cut_in(window)
    assert cut == {name: [] for name in PAGES}


def test_nothing_is_cut_in_wizard_tabs_and_dialogs(qtbot: QtBot, window: MainWindow) -> None:
    cut: list[str] = []
    size = window.width(), window.height()

    def keep(widget: QWidget, name: str) -> None:
        if PICTURES:
            widget.grab().save(f"{PICTURES}/{size[0]}-{name}.png")
        found = cut_in(widget)
        if widget.width() > size[0] or widget.height() > size[1]:
            found.append(f"larger than the screen: {widget.width()} x {widget.height()}")
        cut.extend(f"{name}: {words}" for words in found)

    walk(qtbot, window, size, keep)
    assert cut == []


def test_a_cut_word_is_found(qtbot: QtBot, window: MainWindow) -> None:
    window.session.worklist.is_blinded = True  # else an answer that comes hides the sign again
    window.top.open_button.setFixedWidth(20)
    window.cases.blinded.setText("A sign that is much too long for the panel it stands in")
    window.cases.blinded.show()
    window.cases.blinded.setFixedWidth(30)
    qtbot.wait(50)
    assert any("Open slides" in words for words in cut_in(window))
    assert any("much too long" in words for words in cut_in(window))


def test_the_window_fits_the_screen(qtbot: QtBot, window: MainWindow) -> None:
    assert window.minimumSizeHint().width() <= 1024
    if window.width() == 1024:
        assert window.pane.width() >= 512
    top = window.top
    seen = [made for made in top.page_bar.buttons if made.isVisible()]
    if len(seen) < len(PAGES):  # the others are in a menu, which has the name of the page on show
        assert top.page_bar.more.isVisible()
        hidden = [action.text() for action in top.page_bar.more.menu().actions()]
        assert [made.text() for made in seen] + hidden == list(PAGES)
        top.page_bar.more.menu().actions()[-1].trigger()
        qtbot.wait(50)
        assert window.pages.currentWidget() is window.pages.made[len(PAGES) - 1]
        last = top.page_bar.buttons[-1]  # its name is on the bar or on the menu's button
        assert last.isVisible() or "Audit" in top.page_bar.more.text()
    window.resize(3000, 900)
    qtbot.wait(50)
    assert all(made.isVisible() for made in top.page_bar.buttons)
    assert not top.page_bar.more.isVisible()


def test_a_row_breaks_where_it_is_too_long(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    buttons = [QPushButton(f"Button {n}") for n in range(4)]
    layout = FlowLayout(*buttons, grows=buttons[-1])
    place.setLayout(layout)
    wide = sum(made.sizeHint().width() + 8 for made in buttons) + 100
    place.resize(wide, 60)
    place.show()
    assert len({made.y() for made in buttons}) == 1
    assert buttons[-1].geometry().right() == place.width() - 1  # what grows takes the rest
    place.resize(wide // 2, 200)
    qtbot.wait(20)
    assert len({made.y() for made in buttons}) == 2
    assert layout.heightForWidth(wide // 2) > layout.heightForWidth(wide)
    place.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.wait(20)
    assert buttons[0].x() > buttons[1].x()
    buttons[0].hide()
    assert layout.minimumSize().width() == max(made.sizeHint().width() for made in buttons)


def test_the_first_window_is_no_larger_than_the_screen(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: "a real one"))
    screen = QGuiApplication.primaryScreen().availableSize()
    assert screen.width() < 1380 and screen.height() < 860
    with opened_on(qtbot, tmp_path / "lab") as window:
        assert window.isMaximized()  # with a frame around it, it would not fit
        assert window.size().boundedTo(screen) == window.size()
