"""A view of a slide and the hands that work on it, for the tests of the viewer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from fakes import wait_until
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from steph_desktop.slide.reader import Slide
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.parts.viewer.slide_pane import SlidePane
from steph_desktop.ui.parts.viewer.tiles import TileStore
from steph_desktop.ui.parts.viewer.viewer import SlideViewer


def show(qtbot: QtBot, pool: Tasks, path: Path, mpp: float | None = None) -> SlidePane:
    pane = SlidePane()
    pane.resize(800, 600)
    qtbot.addWidget(pane, before_close_func=lambda p: p.viewer.show_slide(None))
    pane.show()
    qtbot.waitExposed(pane)
    pane.viewer.show_slide(TileStore(Slide(path, mpp), pool))
    wait_until(qtbot, lambda: not pool.busy and pane.overview.isVisible())
    QApplication.processEvents()
    return pane


def wheel(
    viewer: SlideViewer, at: QPoint, notches: int, held: Qt.KeyboardModifier | None = None
) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(viewer.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        held or Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewer, event)


def centre(viewer: SlideViewer) -> tuple[float, float]:
    area = viewer.visible_area()
    return area.center().x(), area.center().y()


def to_pixels(image: QImage) -> np.ndarray:
    """RGB of an image, shape (h, w, 3)."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def picture(viewer: SlideViewer) -> np.ndarray:
    """What the viewer shows, shape (h, w, 3)."""
    return to_pixels(viewer.grab().toImage())


def drag(widget: QWidget, start: QPoint, *stops: QPoint) -> None:
    """Press, move and let go, as a hand does."""
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
    for stop in stops:
        QTest.mouseMove(widget, stop)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=stops[-1])


def settle(qtbot: QtBot, viewer: SlideViewer) -> None:
    """Wait until all that is on show is read and painted."""
    wait_until(qtbot, lambda: viewer.is_sharp and not viewer.store._tasks.busy)
    QApplication.processEvents()
