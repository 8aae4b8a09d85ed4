"""The mark of a slide check: its shape shows the status as well as its colour does."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from steph_desktop.case.slide_checks import CheckStatus
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.theme import Colours

STATUS_WORDS = {
    CheckStatus.GREEN: "fine",
    CheckStatus.AMBER: "doubtful",
    CheckStatus.RED: "poor",
    CheckStatus.GREY: "not checked",
}


def paint_check_mark(
    painter: QPainter, rect: QRectF, status: CheckStatus, colours: Colours
) -> None:
    """Paint the status of a check into a square: its shape shows it as well as its colour.

    A disc with a tick is green, a triangle amber, an octagon with a cross red, a ring grey.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    # All shapes are stated in a square of 16.
    painter.scale(rect.width() / 16, rect.height() / 16)
    tint = {
        CheckStatus.GREEN: colours.done,
        CheckStatus.AMBER: colours.notice,
        CheckStatus.RED: colours.high,
    }
    sign = QPen(QColor(colours.panel), 1.9)
    sign.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tint.get(status, colours.muted)))
    if status is CheckStatus.GREEN:
        painter.drawEllipse(QRectF(1, 1, 14, 14))
        painter.setPen(sign)
        painter.drawPolyline(_points((4.6, 8.3), (7, 10.7), (11.4, 5.6)))
    elif status is CheckStatus.AMBER:
        painter.drawPolygon(_points((8, 0.8), (15.6, 14.6), (0.4, 14.6)))
        painter.setPen(sign)
        painter.drawLine(QPointF(8, 6), QPointF(8, 9.4))
        painter.drawPoint(QPointF(8, 12.2))
    elif status is CheckStatus.RED:
        edge = 4.7
        painter.drawPolygon(
            _points(
                (edge, 0.6), (16 - edge, 0.6), (15.4, edge), (15.4, 16 - edge),
                (16 - edge, 15.4), (edge, 15.4), (0.6, 16 - edge), (0.6, edge),
            )
        )  # fmt: skip
        painter.setPen(sign)
        painter.drawLine(QPointF(5.2, 5.2), QPointF(10.8, 10.8))
        painter.drawLine(QPointF(10.8, 5.2), QPointF(5.2, 10.8))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.muted), 1.6))
        painter.drawEllipse(QRectF(2, 2, 12, 12))
    painter.restore()


def _points(*places: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in places])


class CheckMark(QWidget):
    """The status of a check beside its words, as high as a line of them."""

    def __init__(self, status: CheckStatus, colours: Colours) -> None:
        super().__init__()
        self.status, self.colours = status, colours
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr(STATUS_WORDS[status]))

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height()
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_check_mark(
            painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self.status, self.colours
        )
