"""The heat map: a row per case, a column per source cancer, the risk group at the left."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from steph_desktop.model.prediction import RiskGroup
from steph_desktop.ui.cohort_page.reading import SourceMap
from steph_desktop.ui.theme import LIGHT, Colours, sized_font

_STRIP = 12.0


class HeatMap(QWidget):
    """Cases by source cancers; a click asks for the case."""

    case_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.colours: Colours = LIGHT
        self.map = SourceMap()
        self.shows_ratio = False
        self.shows_groups = True
        self._image = QImage()
        self._pointed: tuple[int, int] | None = None
        self.setMouseTracking(True)
        self.setMinimumSize(320, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Cases by source cancers")

    def show_map(self, found: SourceMap, *, ratio: bool, groups: bool) -> None:
        """Draw these cases from now on: weights, or mixing ratios."""
        self.map, self.shows_ratio, self.shows_groups = found, ratio, groups
        self._pointed = None
        self._render()

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        self.colours = colours
        self._render()

    def sizeHint(self) -> QSize:
        """Fill a page."""
        return QSize(700, 520)

    def _render(self) -> None:
        values = self.map.lambdas if self.shows_ratio else self.map.weights
        if values.size:
            known = np.isfinite(values)
            most = 1.0 if self.shows_ratio else max(float(values[known].max(initial=0)), 1e-9)
            share = np.clip(np.nan_to_num(values) / most, 0, 1)[..., None]
            ends = [QColor(self.colours.field), QColor(self.colours.source)]
            low, high = (np.array([c.red(), c.green(), c.blue()], float) for c in ends)
            rgb = np.where(known[..., None], low + share * (high - low), low)
            pixels = np.full((*values.shape, 4), 255, np.uint8)
            pixels[..., :3] = rgb[..., :3].round()
            rows, columns = values.shape
            image = QImage(
                pixels.tobytes(), columns, rows, 4 * columns, QImage.Format.Format_RGBA8888
            )
            self._image = image.copy()
        else:
            self._image = QImage()
        self.update()

    def box(self) -> QRectF:
        """Return where the cells are painted."""
        metrics = QFontMetricsF(sized_font(self.font(), 0.9))
        top = metrics.height() + 10
        left = metrics.horizontalAdvance("Case WW-WW") + _STRIP + 12
        return QRectF(left, top, self.width() - left - 8, self.height() - top - 26)

    def cell_at(self, at: QPointF) -> tuple[int, int] | None:
        """Return the row and column under a point."""
        box = self.box()
        rows, columns = self.map.weights.shape
        if not (rows and columns and box.contains(at)):
            return None
        row = int((at.y() - box.top()) / box.height() * rows)
        column = int((at.x() - box.left()) / box.width() * columns)
        return min(row, rows - 1), min(column, columns - 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the cell under the mouse."""
        self._pointed = self.cell_at(event.position())
        hand = Qt.CursorShape.PointingHandCursor if self._pointed else Qt.CursorShape.ArrowCursor
        self.setCursor(hand)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the readout away."""
        self._pointed = None
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the case of a row."""
        cell = self.cell_at(event.position())
        if cell is not None and event.button() is Qt.MouseButton.LeftButton:
            self.case_requested.emit(self.map.case_ids[cell[0]])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint cells, names, groups and the readout."""
        rows, columns = self.map.weights.shape
        if not rows or not columns:
            return
        painter, box = QPainter(self), self.box()
        painter.setFont(sized_font(self.font(), 0.9))
        metrics = QFontMetricsF(painter.font())
        painter.drawImage(box, self._image)
        wide, high = box.width() / columns, box.height() / rows
        painter.setPen(QColor(self.colours.text))
        for column, name in enumerate(self.map.cancers):
            words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, wide - 2)
            left = box.left() + (column + 0.5) * wide - metrics.horizontalAdvance(words) / 2
            painter.drawText(QPointF(left, box.top() - 6), words)
        for row, name in enumerate(self.map.case_ids):
            y = box.top() + row * high
            group = self.map.groups[row]
            if self.shows_groups and group:
                colour = QColor(self.colours.of_group(RiskGroup(group)))
                strip = QRectF(box.left() - _STRIP - 2, y, _STRIP, max(high - 0.5, 1.0))
                painter.fillRect(strip, colour)
            if high >= metrics.height() - 2:
                painter.drawText(QPointF(2, y + (high + metrics.ascent()) / 2 - 1), name)
        painter.setPen(QColor(self.colours.muted))
        painter.drawText(QPointF(2, self.height() - 8), self._words())
        if self._pointed is not None:
            row, column = self._pointed
            painter.setPen(QPen(QColor(self.colours.ink), 1.5))
            painter.drawRect(QRectF(box.left() + column * wide, box.top() + row * high, wide, high))

    def _words(self) -> str:
        if self._pointed is None:
            kind = "mixing ratio λ, 0 to 1" if self.shows_ratio else "weight w"
            return f"{len(self.map.case_ids)} cases by {kind}; a click opens the case"
        row, column = self._pointed
        values = (self.map.weights[row, column], self.map.lambdas[row, column])
        if not np.isfinite(values).all():
            return f"{self.map.case_ids[row]}: its model does not have {self.map.cancers[column]}"
        weight, ratio = values
        return (
            f"{self.map.case_ids[row]}, {self.map.cancers[column]}: w {weight:.2f}, λ {ratio:.2f}"
        )
