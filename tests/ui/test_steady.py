"""What comes and goes by itself moves nothing that could be clicked: every banner of every page."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import wait_until
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from review_samples import NAMES, make_lab
from windows import press, reviewing

from steph_desktop.ui.kit.widgets import Banner, SteadyArea, scrolling
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.ui.shell.page_stack import page_specs


@pytest.fixture
def lab(tmp_path: Path, slide: Path) -> Path:
    make_lab(tmp_path / "lab", tmp_path / "shelf", slide, 3)
    return tmp_path / "lab"


def places_of(window: QWidget, *, but: QWidget) -> dict[QWidget, QPoint]:
    """Where everything that can be clicked or read is, but for one banner."""
    return {
        part: part.mapToGlobal(QPoint(0, 0))
        for kind in (QAbstractButton, QLabel)
        for part in window.findChildren(kind)
        if part.isVisible() and not but.isAncestorOf(part) and part.window() is window
    }


def area_of(part: QWidget) -> SteadyArea | None:
    around: QWidget | None = part
    while around is not None and not isinstance(around, SteadyArea):
        around = around.parentWidget()
    return around


def settle(qtbot: QtBot, window: QWidget, banner: QWidget) -> dict[QWidget, QPoint]:
    """Wait until nothing moves any more: pictures of patches still come in."""
    before = places_of(window, but=banner)
    for _ in range(60):
        qtbot.wait(8)
        if (now := places_of(window, but=banner)) == before:
            break
        before = now
    return before


def pushed(qtbot: QtBot, window: MainWindow, banner: Banner) -> list[str]:
    """What is moved by a banner that comes and goes, whatever the mouse points at.

    In a page that scrolls, what the mouse points at stays; elsewhere nothing may move.
    """
    moved = []
    banner.label.setText("Something that is true of this page, in a sentence of some length. " * 2)
    area = area_of(banner)
    for place in (0, -1):
        point_at(None, area)
        before = settle(qtbot, window, banner)
        near = [
            part
            for part in before
            if area is not None
            and isinstance(part, QAbstractButton)
            and area.isAncestorOf(part)
            and area.viewport().rect().contains(in_view(part, area))
        ]
        wanted = near[place] if near else None
        point_at(wanted, area)
        for _ in range(2):  # it comes, it goes; or the other way round
            banner.setVisible(banner.isHidden())
            after = settle(qtbot, window, banner)
            for part, at in before.items():
                counts = part is wanted if area is not None and area.isAncestorOf(part) else True
                if counts and after.get(part, at) != at:
                    name = part.accessibleName() or part.text()  # type: ignore[attr-defined]
                    moved.append(f"{name} by {after[part].y() - at.y()}")
            before = after
    point_at(None, area)
    return moved


def in_view(part: QWidget, area: SteadyArea) -> QRect:
    return QRect(part.mapTo(area.viewport(), QPoint(0, 0)), part.size())


def point_at(part: QWidget | None, area: SteadyArea | None) -> None:
    """Move the mouse to a part, or away: the system then says that it has left."""
    far = QPoint(5000, 5000)
    QCursor.setPos(far if part is None else part.mapToGlobal(part.rect().center()))
    if part is None and area is not None:
        QApplication.sendEvent(area.viewport(), QEvent(QEvent.Type.Leave))


def brought_up(banner: Banner) -> bool:
    """Turn every stack around a banner to it; whether it could be on show now."""
    part: QWidget = banner
    while (around := part.parentWidget()) is not None:
        if isinstance(around, QStackedWidget) and around.indexOf(part) >= 0:
            around.setCurrentWidget(part)
        part = around
    parent = banner.parentWidget()
    return parent is not None and parent.isVisible()


def test_no_banner_moves_what_the_mouse_points_at(qtbot: QtBot, lab: Path) -> None:
    found, tried = {}, 0
    with reviewing(qtbot, lab) as window:
        qtbot.wait(300)
        for page in (spec.name for spec in page_specs()):
            window.turn_to(page)
            root = window.pages.currentWidget()
            assert root is not None
            # They come with an answer, or at the click that asks for it: all beside them is new.
            with_the_answer = (window.inspector.result.checks.red, window.pane.maps.mark)
            for number, banner in enumerate(root.findChildren(Banner)):
                if banner in with_the_answer or not brought_up(banner):
                    continue
                tried += 1
                words, was_hidden = banner.label.text(), banner.isHidden()
                if moved := pushed(qtbot, window, banner):
                    found[f"{page} {number}, {type(banner.parentWidget()).__name__}"] = moved
                banner.label.setText(words)
                banner.setVisible(not was_hidden)
    assert found == {}
    assert tried >= 15


def test_modes_and_messages_move_nothing(qtbot: QtBot, lab: Path) -> None:
    """Blinded mode, a search without a match, and the words of a workspace that is only read."""
    with reviewing(qtbot, lab) as window:
        view = window.cases.view
        before = QRect(view.mapToGlobal(QPoint(0, 0)), view.size())

        def same() -> bool:
            QApplication.processEvents()
            return QRect(view.mapToGlobal(QPoint(0, 0)), view.size()) == before

        window.review.reviewing.toggle_blinded()
        wait_until(qtbot, lambda: window.cases.blinded.isVisible())
        assert same()
        window.review.reviewing.toggle_blinded()
        assert not window.cases.blinded.isVisible() and same()
        window.cases.search.setText("no such case")
        wait_until(qtbot, lambda: window.cases.nothing.isVisible())
        assert same()
        press(window.cases.nothing, "Show all")
        assert len(window.cases.list.keys) == len(NAMES[:3]) and same()


def test_an_area_holds_at_its_ends_and_slides_back(qtbot: QtBot) -> None:
    """Where there is nothing to scroll, room is made, until the mouse has left."""
    content = QWidget()
    layout = QVBoxLayout(content)
    banner, target = Banner("notice", "words"), QLabel("target")
    for part in (banner, target):
        layout.addWidget(part)
    layout.addStretch()
    area = scrolling(content)
    qtbot.addWidget(area)
    area.resize(300, 400)
    banner.hide()
    area.show()
    qtbot.wait(20)
    rest = target.mapToGlobal(QPoint(0, 0))
    for _ in range(2):
        start = target.mapToGlobal(QPoint(0, 0))
        QCursor.setPos(target.mapToGlobal(target.rect().center()))
        banner.setVisible(banner.isHidden())
        qtbot.wait(20)
        assert target.mapToGlobal(QPoint(0, 0)) == start
        point_at(None, area)
        qtbot.wait(20)
        assert area.verticalScrollBar().maximum() == 0
    assert target.mapToGlobal(QPoint(0, 0)) == rest
