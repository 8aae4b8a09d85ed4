"""The list of jobs: its model, and how a job is painted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from steph_desktop.ui.kit.theme import Colours, sized_font
from steph_desktop.ui.parts.job_list.job_center import JobCenter
from steph_desktop.ui.parts.job_list.job_views import JobView
from steph_desktop.ui.parts.job_list.job_words import line_of, state_of
from steph_desktop.workspace.records import JobState

_Index = QModelIndex | QPersistentModelIndex
JOB_ROLE = int(Qt.ItemDataRole.UserRole)


class JobList(QAbstractListModel):
    """The jobs of a center, in its order.

    Parameters
    ----------
    center : JobCenter
        Whose jobs these are.
    """

    def __init__(self, center: JobCenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._center = center
        self._tokens: tuple[str, ...] = ()
        center.progressed.connect(self._on_progress)
        self.refresh()

    @property
    def tokens(self) -> tuple[str, ...]:
        """Tokens of the jobs, by row."""
        return self._tokens

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._tokens)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._tokens):
            return None
        token = self._tokens[index.row()]
        if token not in self._center:  # cleared, and not yet read again
            return None
        view = self._center[token]
        if role == JOB_ROLE:
            return view
        if role == Qt.ItemDataRole.DisplayRole:
            return view.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{view.title}, {state_of(view)}, {line_of(view)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return line_of(view)
        return None

    def refresh(self) -> None:
        """Read again which jobs there are, and how they are."""
        tokens = tuple(view.token for view in self._center.jobs())
        if tokens != self._tokens:
            # Rows move rarely; a view keeps its choice by the token, see `JobsPanel`.
            self.beginResetModel()
            self._tokens = tokens
            self.endResetModel()
        elif tokens:
            self.dataChanged.emit(self.index(0), self.index(len(tokens) - 1))

    def _on_progress(self, token: str, _progress: object) -> None:
        if token in self._tokens:
            index = self.index(self._tokens.index(token))
            self.dataChanged.emit(index, index)


class JobDelegate(QStyledItemDelegate):
    """Paints a job: title and state, how far, and a bar.

    Parameters
    ----------
    colours : Colours
        The theme; replace the attribute when it changes.
    """

    def __init__(self, colours: Colours, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.colours = colours

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(160, round(2.0 * option.fontMetrics.height()) + 24)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = index.data(JOB_ROLE)
        if not isinstance(view, JobView):
            return
        colours, state = self.colours, option.state
        rect = QRectF(option.rect).adjusted(4, 2, -4, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_wash if selected else colours.field))
            painter.drawRoundedRect(rect, 4, 4)
        if selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(colours.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        bold, small = sized_font(option.font, 1.0, bold=True), sized_font(option.font, 0.9)
        bold_metrics, metrics = QFontMetricsF(bold), QFontMetricsF(small)
        left, right = rect.left() + 10, rect.right() - 10
        base = rect.top() + 5 + bold_metrics.ascent()
        painter.setFont(small)
        painter.setPen(QColor(state_colour(view, colours)))
        words = state_of(view)
        width = metrics.horizontalAdvance(words)
        painter.drawText(QPointF(right - width, base), words)
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(bold)
        painter.setPen(QColor(colours.muted if view.state.is_over else colours.ink))
        title = bold_metrics.elidedText(view.title, elide, right - left - width - 12)
        painter.drawText(QPointF(left, base), title)
        base += bold_metrics.descent() + 3 + metrics.ascent()
        painter.setFont(small)
        failed = view.state is JobState.FAILED
        painter.setPen(QColor(colours.alarm if failed else colours.muted))
        painter.drawText(
            QPointF(left, base), metrics.elidedText(line_of(view), elide, right - left)
        )
        started = view.progress is not None and not view.state.is_over
        if view.state is JobState.RUNNING or started:
            bar = QRectF(left, base + metrics.descent() + 2, right - left, 4)
            _paint_bar(painter, bar, view, colours)
        painter.restore()


def state_colour(view: JobView, colours: Colours) -> str:
    """Return the colour of a job's state."""
    if view.state is JobState.FAILED:
        return colours.alarm
    if view.state in (JobState.PAUSED, JobState.INTERRUPTED) or view.is_stopping:
        return colours.notice
    if view.state is JobState.DONE:
        return colours.done
    return colours.accent if view.state is JobState.RUNNING else colours.muted


def _paint_bar(painter: QPainter, at: QRectF, view: JobView, colours: Colours) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.line))
    painter.drawRoundedRect(at, 2, 2)
    progress = view.progress
    if progress is not None and progress.total > 0:
        at.setWidth(at.width() * min(1.0, progress.done / progress.total))
        running = view.state is JobState.RUNNING
        painter.setBrush(QColor(colours.accent if running else colours.muted))
        painter.drawRoundedRect(at, 2, 2)
