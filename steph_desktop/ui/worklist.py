"""The worklist: cases by pseudonym, their state, and how they are painted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
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
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from steph_desktop.core import Progress, StephError
from steph_desktop.model.prediction import RiskGroup
from steph_desktop.pipeline import CaseResult
from steph_desktop.ui.theme import Colours, sized_font

_Index = QModelIndex | QPersistentModelIndex
CASE_ROLE = int(Qt.ItemDataRole.UserRole)


class CaseState(Enum):
    """Where a case stands, in the worklist's words."""

    OPENING = "opening"
    READY = "not analysed"
    QUEUED = "waiting"
    RUNNING = "analysing"
    DONE = "done"
    FAILED = "could not be analysed"
    UNREADABLE = "cannot be opened"


@dataclass(frozen=True)
class Case:
    """One case of the worklist.

    Attributes
    ----------
    case_id : str
        Pseudonym; all that the window says of the case unasked.
    slides : tuple of pathlib.Path
        Slides of one patient, in the order they were added.
    mpp : float, optional
        Micrometres per pixel stated by the user.
    mpp_fault : str
        Why the resolution is not known; empty if it is.
    known_group : RiskGroup, optional
        Of the result that is kept, before it is read.
    vanished : StephError, optional
        Says which slide is no longer where it was.
    """

    case_id: str
    slides: tuple[Path, ...]
    state: CaseState = CaseState.OPENING
    mpp: float | None = None
    mpp_fault: str = ""
    progress: Progress | None = None
    result: CaseResult | None = None
    error: StephError | None = None
    thumbnail: QImage | None = None
    known_group: RiskGroup | None = None
    vanished: StephError | None = None

    @property
    def is_busy(self) -> bool:
        """True while a job waits or runs for it."""
        return self.state in (CaseState.QUEUED, CaseState.RUNNING)

    @property
    def needs_mpp(self) -> bool:
        """True where the user has to state the resolution first."""
        return bool(self.mpp_fault) and self.mpp is None


def joined(cases: Sequence[Case]) -> Case:
    """Return the first of several cases with the slides of all, to be opened and analysed anew."""
    slides = tuple(dict.fromkeys(slide for case in cases for slide in case.slides))
    mpp = next((case.mpp for case in cases if case.mpp is not None), None)
    return Case(cases[0].case_id, slides, mpp=mpp)


class Worklist(QAbstractListModel):
    """The cases of the workspace, in the order they were added."""

    case_changed = Signal(str)
    """Pseudonym of a case of which anything changed."""
    many_changed = Signal()
    """Several cases changed at once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cases: dict[str, Case] = {}
        self._order: list[str] = []

    def __contains__(self, case_id: str) -> bool:
        return case_id in self._cases

    def __getitem__(self, case_id: str) -> Case:
        return self._cases[case_id]

    @property
    def case_ids(self) -> tuple[str, ...]:
        """Pseudonyms in order."""
        return tuple(self._order)

    def add(self, *cases: Case) -> None:
        """Append cases, all at once."""
        if not cases:
            return
        row = len(self._order)
        self.beginInsertRows(QModelIndex(), row, row + len(cases) - 1)
        for case in cases:
            self._cases[case.case_id] = case
            self._order.append(case.case_id)
        self.endInsertRows()

    def remove(self, case_id: str) -> None:
        """Take a case off the list; its files and results stay."""
        row = self.row_of(case_id)
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._cases[case_id]
        del self._order[row]
        self.endRemoveRows()

    def change(self, case_id: str, **changes: Any) -> None:
        """Replace fields of a case; nothing happens if it has been removed."""
        if case_id in self._cases:
            self.put(replace(self._cases[case_id], **changes))

    def put(self, case: Case) -> None:
        """Let a case take the place of the one of its name."""
        self._cases[case.case_id] = case
        index = self.index(self.row_of(case.case_id))
        self.dataChanged.emit(index, index)
        self.case_changed.emit(case.case_id)

    def change_many(self, changes: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace fields of several cases at once; those that have been removed are passed over."""
        for case_id, fields in changes.items():
            if case_id in self._cases:
                self._cases[case_id] = replace(self._cases[case_id], **fields)
        if changes and self._order:
            self.dataChanged.emit(self.index(0), self.index(len(self._order) - 1))
            self.many_changed.emit()

    def row_of(self, case_id: str) -> int:
        """Row of a case."""
        return self._order.index(case_id)

    def neighbour(self, place: tuple[str, int] | None, by: int) -> tuple[str, int] | None:
        """Return the slide that lies `by` slides from another, over the border of the case.

        A place is a pseudonym and the number of the slide in its case.
        """
        places = [(c, number) for c in self._order for number in range(len(self._cases[c].slides))]
        if place not in places:
            return None
        number = places.index(place) + by
        return places[number] if 0 <= number < len(places) else None

    def rowCount(self, parent: _Index | None = None) -> int:
        """Count the cases."""
        return 0 if parent is not None and parent.isValid() else len(self._order)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, state in words, or the case itself under `CASE_ROLE`."""
        if not index.isValid() or index.row() >= len(self._order):
            return None
        case = self._cases[self._order[index.row()]]
        if role == CASE_ROLE:
            return case
        if role == Qt.ItemDataRole.DisplayRole:
            return case.case_id
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{case.case_id}, {slides_words(case)}, {state_words(case)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            # File names show only here, where the user asks for them.
            return "\n".join(path.name for path in case.slides)
        return None


def slides_words(case: Case) -> str:
    """Say how many slides a case has."""
    return "1 slide" if len(case.slides) == 1 else f"{len(case.slides)} slides"


def state_words(case: Case) -> str:
    """Say where a case stands."""
    if case.state is CaseState.READY and case.needs_mpp:
        return "resolution missing"
    if case.state is CaseState.DONE:
        group = case.result.risk_group if case.result is not None else case.known_group
        return f"{group.value} risk" if group is not None else "analysed"
    return str(case.state.value)


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
        """Three lines high, so that it follows the user's font."""
        return QSize(160, round(2.6 * option.fontMetrics.height()) + 22)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one case."""
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
        painter.setFont(name_font)
        painter.setPen(QColor(colours.ink))
        painter.drawText(QPointF(left, top + name_metrics.ascent()), case.case_id)
        badge_width = _paint_badge(painter, rect, top, case, colours, small)
        painter.setFont(small)
        painter.setPen(QColor(_state_colour(case, colours)))
        words = slides_words(case)
        if case.vanished is not None:
            words = "slide not found"
        elif case.state is not CaseState.DONE:
            words = f"{words} · {state_words(case)}"
        base = top + name_metrics.height() + 2 + metrics.ascent()
        room = rect.right() - 8 - left - (badge_width if case.state is CaseState.DONE else 0)
        painter.drawText(
            QPointF(left, base), metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        )
        if case.state is CaseState.RUNNING:
            _paint_progress(
                painter, QRectF(left, base + 5, rect.right() - 8 - left, 3), case, colours
            )
        painter.restore()


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
    painter: QPainter, rect: QRectF, top: float, case: Case, colours: Colours, font: Any
) -> float:
    """Risk group and percentile as a pill at the right; returns the room it takes."""
    result = case.result
    group = result.risk_group if result is not None else case.known_group
    if case.state is not CaseState.DONE or group is None:
        return 0.0
    words = _SHORT_GROUP[group]
    if result is not None and result.risk_percentile is not None:
        words = f"{words} {result.risk_percentile:.0f}"
    metrics = QFontMetricsF(font)
    pill = QRectF(0, 0, metrics.horizontalAdvance(words) + 16, metrics.height() + 4)
    pill.moveTopRight(QPointF(rect.right() - 8, top))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.of_group(group)))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setFont(font)
    painter.setPen(QColor(colours.on_group))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
    return pill.width() + 8


def _paint_progress(painter: QPainter, at: QRectF, case: Case, colours: Colours) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.line))
    painter.drawRoundedRect(at, 1.5, 1.5)
    progress = case.progress
    if progress is not None and progress.total > 0:
        at.setWidth(at.width() * min(1.0, progress.done / progress.total))
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(at, 1.5, 1.5)
