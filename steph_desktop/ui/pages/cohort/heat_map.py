"""The heat map on the screen: rows are selected, read out and opened with mouse and keys."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from steph_desktop.survival.curves import DAYS_PER_YEAR
from steph_desktop.ui.kit.theme import LIGHT, Colours, sized_font
from steph_desktop.ui.pages.cohort.map_drawing import HeatLook, heat_image, paint_heat, plan_heat
from steph_desktop.ui.pages.cohort.source_map import SourceMap


class HeatMap(QWidget):
    """Cases by source cancers.

    A click selects a row; with Ctrl one more, with Shift or a drag all between. A double click
    or Enter opens the case.
    """

    case_requested = Signal(int)
    """The row whose case is to be opened"""
    selected = Signal()
    """The user selected other rows"""
    pointed = Signal(str)
    """What lies under the mouse, in words"""

    def __init__(self) -> None:
        super().__init__()
        self.colours: Colours = LIGHT
        self.map = SourceMap()
        self.look = HeatLook()
        self._image = QImage()
        self._pointed: tuple[int, int] | None = None
        self._anchor = self._row = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 260)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Cases by source cancers")

    def show_map(self, found: SourceMap, *, ratio: bool, groups: bool) -> None:
        """Draw these cases from now on: weights, or mixing ratios."""
        chosen = self.look.chosen if found is self.map else frozenset()
        self.map, self.look = found, HeatLook(ratio, groups, chosen)
        self._pointed = None
        self._render()

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        self.colours = colours
        self._render()

    def sizeHint(self) -> QSize:
        return QSize(700, 520)

    def _render(self) -> None:
        self._image = heat_image(self.map, self.colours, ratio=self.look.ratio)
        self.update()

    # Selection -----------------------------------------------------------------------------

    @property
    def chosen(self) -> tuple[int, ...]:
        """The selected rows, from top to bottom."""
        return tuple(sorted(self.look.chosen))

    def choose(self, rows: frozenset[int]) -> None:
        """Select rows without telling."""
        if rows == self.look.chosen:
            return
        self.look = HeatLook(self.look.ratio, self.look.groups, rows)
        if rows:
            self._row = self._anchor = min(rows)
        self.update()

    def _select(self, row: int, held: Qt.KeyboardModifier, *, drags: bool = False) -> None:
        chosen = frozenset({row})
        if held & Qt.KeyboardModifier.ShiftModifier or drags:
            low, high = sorted((self._anchor, row))
            chosen = frozenset(range(low, high + 1))
        elif held & Qt.KeyboardModifier.ControlModifier:
            chosen = self.look.chosen ^ {row}
            self._anchor = row
        else:
            self._anchor = row
        self._row = row
        if chosen != self.look.chosen:
            self.look = HeatLook(self.look.ratio, self.look.groups, chosen)
            self.selected.emit()
            self.update()

    # Where ---------------------------------------------------------------------------------

    def box(self) -> QRectF:
        """Return where the cells are painted."""
        return plan_heat(self.map, self.look, self._room(), self._font()).cells

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(1, 1, -1, -1)

    def _font(self) -> QFont:
        return sized_font(self.font(), 0.92)

    def cell_at(self, at: QPointF) -> tuple[int, int] | None:
        """Return the row and column under a point; a row's trees, strips and name are column 0."""
        box = self.box()
        rows, columns = self.map.weights.shape
        if not (rows and columns and box.top() <= at.y() < box.bottom()):
            return None
        row = int((at.y() - box.top()) / box.height() * rows)
        column = int((at.x() - box.left()) / box.width() * columns) if box.contains(at) else 0
        return min(row, rows - 1), min(max(column, 0), columns - 1)

    # Qt events -----------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointed = self.cell_at(event.position())
        self.pointed.emit(self._words())
        if self._pointed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._select(self._pointed[0], event.modifiers(), drags=True)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointed = None
        self.pointed.emit("")
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position())
        if cell is not None and event.button() is Qt.MouseButton.LeftButton:
            self._select(cell[0], event.modifiers())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position())
        if cell is not None and event.button() is Qt.MouseButton.LeftButton:
            self.case_requested.emit(cell[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = len(self.map.names)
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Home: -rows,
            Qt.Key.Key_End: rows,
        }
        key = Qt.Key(event.key())
        if rows and key in steps:
            row = min(max(self._row + steps[key], 0), rows - 1) if self.look.chosen else 0
            self._select(row, event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif rows and self.look.chosen and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.case_requested.emit(self._row)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        room, font = self._room(), self._font()
        paint_heat(painter, room, font, self.map, self.look, self.colours, self._image)
        rows, columns = self.map.weights.shape
        if self._pointed is not None and rows and columns:
            box, (row, column) = self.box(), self._pointed
            wide, high = box.width() / columns, box.height() / rows
            painter.setPen(QPen(QColor(self.colours.ink), 1.5))
            painter.drawRect(QRectF(box.left() + column * wide, box.top() + row * high, wide, high))

    def _words(self) -> str:
        if self._pointed is None:
            return ""
        row, column = self._pointed
        found = self.map
        name, cancer = found.names[row], found.cancers[column]
        weight, ratio = found.weights[row, column], found.lambdas[row, column]
        if not np.isfinite([weight, ratio]).all():
            said = f"{name}: its model does not have {cancer}"
        elif weight == 0:
            said = f"{name}: nothing from {cancer}"
        else:
            said = f"{name}, {cancer}: weight w {weight:.2f}, share λ {ratio:.2f}"
        if self.look.groups and found.groups[row]:
            said += f" · {found.groups[row]} risk"
        if np.isfinite(found.times_days[row]):
            years = found.times_days[row] / DAYS_PER_YEAR
            what = "event after" if found.events[row] else "no event in"
            said += f" · {what} {years:.1f} years"
        return said
