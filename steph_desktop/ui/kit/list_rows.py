"""What painted rows of all lists share: model, view, theme, direction, ground, progress."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from steph_desktop.core.job_control import Progress
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.theme import LIGHT, Colours, plate

ModelIndex = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The role for which a model returns what its row is of"""


class RowModel(QAbstractListModel):
    """A list whose rows have keys, such as pseudonyms; `value` says what is shown of one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.keys: list[str] = []  # from top to bottom
        self._rows: dict[str, int] = {}

    def value(self, _key: str, _role: int) -> Any:
        """Return what the row of a key shows for a Qt role."""

    def row_of(self, key: str) -> int | None:
        """Row of a key; None if it is not on show."""
        return self._rows.get(key)

    def rowCount(self, parent: ModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.keys)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        # A view may ask for a row that has just gone; no index is row -1.
        row = index.row()
        return self.value(self.keys[row], role) if 0 <= row < len(self.keys) else None

    def show_keys(self, keys: Sequence[str]) -> bool:
        """Show these rows; return whether they are others, or stand in another order."""
        if list(keys) == self.keys:
            return False
        self.beginResetModel()
        self.keys = list(keys)
        self._rows = {key: row for row, key in enumerate(keys)}
        self.endResetModel()
        return True

    def repaint_row(self, key: str) -> None:
        """Show what there is of a key now, if it is on show."""
        row = self._rows.get(key)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row))

    def repaint_all(self) -> None:
        """Show what there is of all rows now."""
        if self.keys:
            self.dataChanged.emit(self.index(0), self.index(len(self.keys) - 1))


class RowDelegate(QStyledItemDelegate):
    """Paints the rows of a list in the colours of a theme: their ground, and what stands on it."""

    inset_px = (8, 3)
    """What is free at the sides of a row, and above and below it"""
    colours: Colours = LIGHT

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        across, down = self.inset_px
        rect = QRectF(option.rect).adjusted(across, down, -across, -down)
        painter.save()
        hints = QPainter.RenderHint
        painter.setRenderHints(hints.Antialiasing | hints.SmoothPixmapTransform)
        paint_ground(painter, rect, option, self.colours)
        self.paint_row(Row(painter, rect, option.direction), rect, option.font, index)
        painter.restore()

    def paint_row(self, row: Row, rect: QRectF, font: QFont, index: ModelIndex) -> None:
        """Paint what stands on the ground of a row."""


class _Rows(QListView):
    """Keeps the current row in sight when the window gets smaller."""

    def set_colours(self, colours: Colours) -> None:
        if isinstance(delegate := self.itemDelegate(), RowDelegate):
            delegate.colours = colours
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        current = self.currentIndex()
        was_seen = QRect(QPoint(), event.oldSize()).intersects(self.visualRect(current))
        super().resizeEvent(event)
        if was_seen:
            self.scrollTo(current)


def painted_list(model: RowModel, delegate: RowDelegate, name: str) -> QListView:
    """Make the view of a list whose rows are painted."""
    made = _Rows()
    made.setModel(model)
    made.setItemDelegate(delegate)
    made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    made.setMouseTracking(True)  # the row under the mouse has a ground of its own
    made.setAccessibleName(tr(name))
    return made


class Row:
    """A row as it is painted: in a language from right to left all of it stands mirrored.

    Places are stated as in a language from left to right.
    """

    def __init__(self, painter: QPainter, whole: QRectF, direction: Qt.LayoutDirection) -> None:
        self.painter, self._whole = painter, whole
        self.is_mirrored = direction is Qt.LayoutDirection.RightToLeft

    def box(self, box: QRectF) -> QRectF:
        if not self.is_mirrored:
            return box
        whole = self._whole
        return QRectF(
            whole.left() + whole.right() - box.right(), box.y(), box.width(), box.height()
        )

    def words(self, at: QPointF, words: str) -> None:
        """Write words in one line, from a point on their base line."""
        width = QFontMetricsF(self.painter.font()).horizontalAdvance(words)
        left = self.box(QRectF(at.x(), at.y(), width, 0)).left()
        self.painter.drawText(QPointF(left, at.y()), words)


def paint_ground(
    painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, colours: Colours
) -> None:
    """Paint the ground of a row: selected, under the mouse, with the keyboard focus."""
    state, flags = option.state, QStyle.StateFlag
    selected = bool(state & flags.State_Selected)
    if selected or state & flags.State_MouseOver:
        plate(painter, rect, colours.accent_wash if selected else colours.field)
    if selected and state & flags.State_HasFocus:
        painter.setPen(QColor(colours.accent))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


def runs_of(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Return sorted rows as runs of neighbours, each by its first and last."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def paint_progress(
    row: Row, rect: QRectF, progress: Progress | None, colour: str, colours: Colours
) -> None:
    """Paint a thin bar of progress; empty while the total is not known."""
    painter = row.painter
    round_px = rect.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.line))
    painter.drawRoundedRect(row.box(rect), round_px, round_px)
    if progress is not None and progress.total > 0:
        done = QRectF(rect)
        done.setWidth(rect.width() * min(1.0, progress.done / progress.total))
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(row.box(done), round_px, round_px)
