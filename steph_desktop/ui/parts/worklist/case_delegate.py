"""How a case of the worklist is painted."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from steph_desktop.case.slide_checks import CheckStatus
from steph_desktop.model.outputs import RiskGroup
from steph_desktop.ui.kit.check_mark import paint_check_mark
from steph_desktop.ui.kit.theme import Colours, sized_font
from steph_desktop.ui.parts.worklist.worklist import (
    CASE_ROLE,
    Case,
    CaseState,
    ListStatus,
    slides_words,
    state_words,
    status_words,
)

_Index = QModelIndex | QPersistentModelIndex


class CaseDelegate(QStyledItemDelegate):
    """Paints a case: thumbnail, name, slides, and its state or risk.

    Parameters
    ----------
    colours : Colours
        The theme; replace the attribute when it changes.
    """

    def __init__(self, colours: Colours, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.colours = colours

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(160, round(2.6 * option.fontMetrics.height()) + 22)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        case = index.data(CASE_ROLE)
        if not isinstance(case, Case):
            return
        rect = QRectF(option.rect).adjusted(8, 3, -8, -3)
        state = option.state
        font = option.font
        colours = self.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_wash if selected else colours.field))
            painter.drawRoundedRect(rect, 4, 4)
        if state & QStyle.StateFlag.State_HasFocus and selected:
            painter.setPen(QColor(colours.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        side = rect.height() - 16
        picture = QRectF(rect.left() + 8, rect.top() + 8, side, side)
        _paint_thumbnail(painter, picture, case, colours)
        left = picture.right() + 10
        name_font = sized_font(font, 1.0, bold=True)
        small = sized_font(font, 0.9)
        name_metrics, metrics = QFontMetricsF(name_font), QFontMetricsF(small)
        top = rect.center().y() - (name_metrics.height() + metrics.height() + 2) / 2
        edge = rect.right() - 8
        spare = edge - left - name_metrics.horizontalAdvance(case.case_id)
        badge_width = _paint_badge(painter, QPointF(edge, top), case, colours, small, spare)
        painter.setFont(name_font)
        painter.setPen(QColor(colours.ink))
        elide = Qt.TextElideMode.ElideRight
        name = name_metrics.elidedText(case.case_id, elide, edge - left - badge_width)
        painter.drawText(QPointF(left, top + name_metrics.ascent()), name)
        base = top + name_metrics.height() + 2 + metrics.ascent()
        painter.setFont(small)
        status_width = _paint_status(painter, QPointF(edge, base), case, colours, metrics)
        painter.setPen(QColor(_state_colour(case, colours)))
        words = metrics.elidedText(_words(case), elide, edge - left - status_width)
        painter.drawText(QPointF(left, base), words)
        if case.state is CaseState.RUNNING:
            _paint_progress(painter, QRectF(left, base + 5, edge - left, 3), case, colours)
        painter.restore()


def _words(case: Case) -> str:
    """Say the second line of a case."""
    if case.vanished is not None:
        return "slide not found"
    words = slides_words(case)
    if case.state is not CaseState.DONE:
        return f"{words} · {state_words(case)}"
    return " · ".join([words, *case.standing.tags])


def _paint_status(
    painter: QPainter, at: QPointF, case: Case, colours: Colours, metrics: QFontMetricsF
) -> float:
    """Where a finished case stands, right-aligned at `at`; returns the room it takes."""
    if case.state is not CaseState.DONE:
        return 0.0
    tints = {ListStatus.CHECK: colours.notice, ListStatus.SIGNED: colours.done}
    words = status_words(case)
    width = metrics.horizontalAdvance(words)
    painter.setPen(QColor(tints.get(case.status, colours.muted)))
    painter.drawText(QPointF(at.x() - width, at.y()), words)
    return width + 8


def _state_colour(case: Case, colours: Colours) -> str:
    if case.state in (CaseState.FAILED, CaseState.UNREADABLE):
        return colours.alarm
    if case.needs_mpp or case.vanished is not None:
        return colours.notice
    return colours.muted


def _paint_thumbnail(painter: QPainter, at: QRectF, case: Case, colours: Colours) -> None:
    painter.fillRect(at, QColor(colours.field))
    if case.thumbnail is None:
        return
    size = case.thumbnail.size().scaled(at.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRectF(0, 0, size.width(), size.height())
    target.moveCenter(at.center())
    painter.drawImage(target, case.thumbnail)


_SHORT_GROUP = {RiskGroup.LOW: "Low", RiskGroup.INTERMEDIATE: "Mid", RiskGroup.HIGH: "High"}


def _paint_badge(
    painter: QPainter, at: QPointF, case: Case, colours: Colours, font: QFont, spare: float
) -> float:
    """Risk group and percentile as a pill left of `at`; returns the room it takes.

    A result that is withheld has a red light in its place. Where there is no room to spare
    beside the name, the pill says less: the group, or its colour.
    """
    if case.is_withheld and not case.is_hidden:
        side = QFontMetricsF(font).height()
        light = QRectF(at.x() - side, at.y(), side, side)
        paint_check_mark(painter, light, CheckStatus.RED, colours)
        return side + 8
    group = case.group
    if case.state is not CaseState.DONE or group is None:
        return 0.0
    metrics = QFontMetricsF(font)
    short = _SHORT_GROUP[group]
    forms = [f"{short} {case.percentile:.0f}"] if case.percentile is not None else []
    forms += [short, short[0], ""]
    widths = [metrics.horizontalAdvance(words) + 16 for words in forms]
    chosen = next((n for n, width in enumerate(widths) if width + 8 <= spare), len(forms) - 1)
    height = metrics.height() + 4
    pill = QRectF(0, 0, widths[chosen] if forms[chosen] else 10, height)
    pill.moveTopRight(QPointF(at.x(), at.y() - 2))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.of_group(group)))
    painter.drawRoundedRect(pill, min(pill.width(), height) / 2, min(pill.width(), height) / 2)
    painter.setFont(font)
    painter.setPen(QColor(colours.on_group))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, forms[chosen])
    return float(pill.width()) + 8


def _paint_progress(painter: QPainter, at: QRectF, case: Case, colours: Colours) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.line))
    painter.drawRoundedRect(at, 1.5, 1.5)
    progress = case.progress
    if progress is not None and progress.total > 0:
        at.setWidth(at.width() * min(1.0, progress.done / progress.total))
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(at, 1.5, 1.5)
