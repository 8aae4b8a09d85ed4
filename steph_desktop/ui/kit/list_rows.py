"""What painted rows of all lists share: theme, direction, ground, a bar of progress."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from steph_desktop.core.job_control import Progress
from steph_desktop.ui.kit.theme import Colours, plate


class RowDelegate(QStyledItemDelegate):
    """Paints the rows of a list in the colours of a theme."""

    def __init__(self, colours: Colours, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.colours = colours


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
