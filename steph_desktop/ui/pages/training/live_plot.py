"""Curves that grow while a model is trained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from steph_desktop.ui.kit.theme import LIGHT, Colours, sized_font

_LIGHT_LINES = ("#2f6fb2", "#b3541e", "#23784b", "#7a4fa3", "#846a00", "#b0376f", "#3f7f86")
_DARK_LINES = ("#6fabe8", "#f0a06a", "#6cc796", "#c49bec", "#d9bf5a", "#f08bb8", "#77c4cc")
_GAP = 6.0

Lines = Mapping[str, Sequence[tuple[float, float]]]


class LivePlot(QWidget):
    """A few named lines over one axis.

    Parameters
    ----------
    title, below : str
        What is drawn, and the name of the axis.
    """

    def __init__(self, title: str, below: str) -> None:
        super().__init__()
        self.colours: Colours = LIGHT
        self.lines: Lines = {}
        self._title, self._below = title, below
        self._limits: tuple[float, float] | None = None
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(240)

    def show_lines(self, lines: Lines, limits: tuple[float, float] | None = None) -> None:
        """Draw these from now on; `limits` fixes the vertical axis."""
        self.lines, self._limits = lines, limits
        last = "; ".join(f"{name} {line[-1][1]:.3g}" for name, line in lines.items() if line)
        self.setAccessibleDescription(last)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, 11 * self.fontMetrics().height() + 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized_font(self.font(), 0.9))
        metrics = QFontMetricsF(painter.font())
        line = metrics.height()
        painter.setPen(QColor(self.colours.ink))
        painter.drawText(QPointF(0, metrics.ascent()), self._title)
        top = self._legend(painter, metrics, line + 4)
        left = metrics.horizontalAdvance("0.0000") + _GAP
        box = QRectF(
            left, top + _GAP, self.width() - left - 8, self.height() - top - 2 * line - 2 * _GAP
        )
        points = [point for some in self.lines.values() for point in some]
        if not points or box.width() < 30 or box.height() < 20:
            painter.setPen(QColor(self.colours.muted))
            painter.drawText(box.adjusted(0, 0, 0, 0), 0, "Nothing yet")
            return
        low, high = self._limits or (min(y for _, y in points), max(y for _, y in points))
        if high - low < 1e-9:
            low, high = low - 0.5, high + 0.5
        first, last = min(x for x, _ in points), max(x for x, _ in points)
        last = max(last, first + 1)

        def at(x: float, y: float) -> QPointF:
            across = (x - first) / (last - first)
            up = (min(max(y, low), high) - low) / (high - low)
            return QPointF(box.left() + box.width() * across, box.bottom() - box.height() * up)

        painter.setPen(QPen(QColor(self.colours.line), 1))
        for share in (0.0, 0.5, 1.0):
            y = box.bottom() - box.height() * share
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        painter.setPen(QColor(self.colours.muted))
        for share in (0.0, 0.5, 1.0):
            y = box.bottom() - box.height() * share + metrics.ascent() / 2 - 1
            painter.drawText(QPointF(0, y), f"{low + share * (high - low):.3g}")
        below = box.bottom() + metrics.ascent() + 4
        painter.drawText(QPointF(box.left(), below), f"{first:g}")
        end = f"{last:g}"
        painter.drawText(QPointF(box.right() - metrics.horizontalAdvance(end), below), end)
        middle = box.center().x() - metrics.horizontalAdvance(self._below) / 2
        painter.drawText(QPointF(middle, below), self._below)
        for number, (_, some) in enumerate(self.lines.items()):
            painter.setPen(QPen(self._colour(number), 1.8))
            path = [at(x, y) for x, y in some]
            painter.drawPolyline(QPolygonF(path))
            painter.setBrush(self._colour(number))
            for point in path if len(path) < 30 else path[-1:]:
                painter.drawEllipse(point, 2.2, 2.2)

    def _colour(self, number: int) -> QColor:
        names = _DARK_LINES if self.colours.dark else _LIGHT_LINES
        return QColor(names[number % len(names)])

    def _legend(self, painter: QPainter, metrics: QFontMetricsF, top: float) -> float:
        x, y = 0.0, top
        for number, name in enumerate(self.lines):
            room = 18 + metrics.horizontalAdvance(name)
            if x and x + room > self.width():
                x, y = 0.0, y + metrics.height()
            painter.setPen(QPen(self._colour(number), 3))
            middle = y + metrics.height() / 2
            painter.drawLine(QPointF(x, middle), QPointF(x + 12, middle))
            painter.setPen(QColor(self.colours.text))
            painter.drawText(QPointF(x + 16, y + metrics.ascent()), name)
            x += room + 10
        return y + (metrics.height() if self.lines else 0.0)
