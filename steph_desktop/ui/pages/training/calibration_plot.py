"""Predicted against observed risk, group by group."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from steph_desktop.survival.evaluation import HorizonResult
from steph_desktop.ui.kit.theme import LIGHT, Colours, sized_font


class CalibrationPlot(QWidget):
    """Groups of similar predicted risk against what happened, with intervals."""

    def __init__(self) -> None:
        super().__init__()
        self._colours: Colours = LIGHT
        self._horizon: HorizonResult | None = None
        self.setMinimumSize(220, 260)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Calibration")

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        self._colours = colours
        self.update()

    def show_horizon(self, horizon: HorizonResult | None) -> None:
        """Draw this horizon from now on."""
        self._horizon = horizon
        groups = horizon.calibration.groups if horizon and horizon.calibration else ()
        self.setAccessibleDescription(
            "; ".join(
                f"predicted {g.predicted:.0%}, observed "
                f"{g.observed.risk:.0%}" if g.observed else f"predicted {g.predicted:.0%}"
                for g in groups
            )
        )  # fmt: skip
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 320)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = self._colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized_font(self.font(), 0.9))
        metrics = QFontMetricsF(painter.font())
        line = metrics.height()
        left = metrics.horizontalAdvance("100 %") + 8
        box = QRectF(left, line + 4, self.width() - left - 10, self.height() - 4 * line - 8)
        painter.setPen(QColor(colours.muted))
        painter.drawText(QPointF(0, metrics.ascent()), "Observed")
        for share in (0.0, 0.5, 1.0):
            y = box.bottom() - box.height() * share
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(QLineF(box.left(), y, box.right(), y))
            painter.setPen(QColor(colours.muted))
            words = f"{share:.0%}".replace("%", " %")
            painter.drawText(QPointF(0, y + metrics.ascent() / 2 - 1), words)
            x = box.left() + box.width() * share - metrics.horizontalAdvance(words) / 2
            x = min(x, self.width() - metrics.horizontalAdvance(words))
            painter.drawText(QPointF(x, box.bottom() + metrics.ascent() + 4), words)
        words = "Predicted risk"
        middle = box.center().x() - metrics.horizontalAdvance(words) / 2
        painter.drawText(QPointF(middle, box.bottom() + line + metrics.ascent() + 4), words)
        painter.setPen(QPen(QColor(colours.muted), 1, Qt.PenStyle.DashLine))
        painter.drawLine(box.bottomLeft(), box.topRight())
        found = self._horizon.calibration if self._horizon is not None else None
        if found is None:
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), "Cannot be told")
            return

        def at(predicted: float, observed: float) -> QPointF:
            return QPointF(
                box.left() + box.width() * predicted, box.bottom() - box.height() * observed
            )

        accent = QColor(colours.accent)
        for group in found.groups:
            if group.observed is None:
                continue
            painter.setPen(QPen(accent, 1.6))
            painter.drawLine(
                at(group.predicted, group.observed.lower), at(group.predicted, group.observed.upper)
            )
            painter.setBrush(accent)
            painter.drawEllipse(at(group.predicted, group.observed.risk), 4, 4)
