"""The whole slide in small, in the corner of the viewer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QWidget

from steph_desktop.ui.kit.theme import LIGHT, Colours
from steph_desktop.ui.parts.viewer.viewer import SlideViewer


class Overview(QWidget):
    """The whole slide in small; a click or a drag goes there.

    Parameters
    ----------
    viewer : SlideViewer
        The view it stands for.
    """

    def __init__(self, viewer: SlideViewer) -> None:
        super().__init__(viewer)
        self.colours: Colours = LIGHT
        self._viewer = viewer
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Overview")
        self.setToolTip("Click to go there")

    def fit_into(self, side: int) -> None:
        """Take the slide's shape, its longer side `side` pixels."""
        store = self._viewer.store
        if store is None:
            self.hide()
            return
        width, height = store.pyramid.size_px
        scale = side / max(width, height)
        self.resize(max(24, round(width * scale)) + 8, max(24, round(height * scale)) + 8)
        self.show()

    def _slide_box(self) -> QRectF:
        return QRectF(self.rect()).adjusted(4, 4, -4, -4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        store = self._viewer.store
        if store is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QColor(self.colours.line))
        painter.setBrush(QColor(self.colours.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        box = self._slide_box()
        image = store.whole
        if image is not None:
            painter.drawImage(box, image)
        width, height = store.pyramid.size_px
        inside = QTransform.fromScale(box.width() / width, box.height() / height)
        corners = (inside * QTransform.fromTranslate(box.left(), box.top())).map(
            self._viewer.visible_corners()
        )
        frame = corners.intersected(QPolygonF(box))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor("#ffffff"), 3))
        painter.drawPolygon(frame)
        painter.setPen(QPen(QColor("#1d2733"), 1.5))
        painter.drawPolygon(frame)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def _go(self, at: QPointF) -> None:
        store = self._viewer.store
        if store is not None:
            box = self._slide_box()
            width, height = store.pyramid.size_px
            self._viewer.centre_on(
                (at.x() - box.left()) / box.width() * width,
                (at.y() - box.top()) / box.height() * height,
            )
