"""What the painted rows of all lists share: their theme, the ground, and a bar of progress."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from steph_desktop.core.job_control import Progress
from steph_desktop.ui.kit.theme import Colours


class RowDelegate(QStyledItemDelegate):
    """Paints the rows of a list in the colours of a theme.

    Parameters
    ----------
    colours : Colours
        The theme; replace the attribute when it changes.
    """

    def __init__(self, colours: Colours, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.colours = colours


def paint_ground(
    painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, colours: Colours
) -> None:
    """Paint the ground of a row: selected, under the mouse, with the keyboard focus."""
    state, flags = option.state, QStyle.StateFlag
    selected = bool(state & flags.State_Selected)
    if selected or state & flags.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent_wash if selected else colours.field))
        painter.drawRoundedRect(rect, 4, 4)
    if selected and state & flags.State_HasFocus:
        painter.setPen(QColor(colours.accent))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


def paint_progress(
    painter: QPainter, rect: QRectF, progress: Progress | None, colour: str, colours: Colours
) -> None:
    """Paint a thin bar of progress; empty while the total is not known."""
    round_px = rect.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.line))
    painter.drawRoundedRect(rect, round_px, round_px)
    if progress is not None and progress.total > 0:
        done = QRectF(rect)
        done.setWidth(rect.width() * min(1.0, progress.done / progress.total))
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(done, round_px, round_px)
