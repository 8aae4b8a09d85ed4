"""The list of cases as shown: searched, filtered and sorted, and how a case is painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
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
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from steph_desktop.case.slide_checks import CheckStatus
from steph_desktop.model.outputs import RiskGroup
from steph_desktop.ui.kit.check_mark import paint_check_mark
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.list_rows import Row, RowDelegate, paint_ground, paint_progress
from steph_desktop.ui.kit.theme import Colours, plate, sized_font
from steph_desktop.ui.parts.worklist.worklist import (
    CASE_ROLE,
    SHORT_GROUP,
    Case,
    CaseState,
    ListStatus,
    Worklist,
    case_data,
    copy_words,
    own_words,
    range_words,
    risk_words,
    slides_words,
    state_words,
    status_words,
)

_NAMES_SHARE = 0.66  # of a row, before the badge is written shorter
_Index = QModelIndex | QPersistentModelIndex


class ListSort(Enum):
    """What the list can be sorted by."""

    ADDED = "added"
    NAME = "name"
    RISK = "risk"
    STATUS = "status"
    CHANGED = "last changed"


@dataclass(frozen=True)
class ListQuery:
    """Which cases are shown, and in which order; empty fields do not filter."""

    text: str = ""  # words that must all occur in the name, the tags, or the slides' file names
    status: ListStatus | None = None  # where the case stands
    group: RiskGroup | None = None  # of the result; a hidden result belongs to none
    tag: str = ""  # one of its tags
    sort: ListSort = ListSort.ADDED  # the order
    descending: bool = False  # the other way round; cases without a risk come last either way

    @property
    def filters(self) -> bool:
        """Whether anything is left out."""
        return bool(self.text.strip() or self.status or self.group or self.tag)

    @property
    def may_move(self) -> bool:
        """Whether the change of a case can move it: else ten thousand are not sorted for it."""
        return self.filters or self.sort not in (ListSort.ADDED, ListSort.NAME)

    def without_filters(self) -> ListQuery:
        """Return the query that shows every case, in the same order."""
        return replace(self, text="", status=None, group=None, tag="")


_RANK = {status: number for number, status in enumerate(ListStatus)}


class CaseList(QAbstractListModel):
    """The cases on show, as a view wants them."""

    counted = Signal()
    """The number of cases without a review may be another."""
    rearranged = Signal()
    """Other cases are on show, or in another order; the view was reset."""

    def __init__(self, worklist: Worklist, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worklist = worklist
        self.query = ListQuery()
        self.current = ""
        self._ids: list[str] = []
        self._rows: dict[str, int] = {}
        self._marks: dict[str, _Mark] = {}
        worklist.case_changed.connect(self._on_case)
        worklist.case_progressed.connect(self._repaint)
        worklist.many_changed.connect(self._on_many)
        worklist.rowsInserted.connect(self._on_many)
        worklist.rowsRemoved.connect(self._on_many)
        self._note_marks()
        self._arrange(keep="")

    @property
    def case_ids(self) -> list[str]:
        """Pseudonyms of the cases on show, from top to bottom."""
        return self._ids

    def row_of(self, case_id: str) -> int | None:
        """Row of a case; None if it is not on show."""
        return self._rows.get(case_id)

    def set_query(self, query: ListQuery) -> None:
        """Show other cases, or in another order."""
        if query != self.query:
            self.query = query
            self._arrange(keep="")

    def neighbour(self, place: tuple[str, int] | None, by: int) -> tuple[str, int] | None:
        """Return the slide that lies `by` slides from another, over the border of the case.

        A place is a pseudonym and the number of the slide in its case.
        """
        places = [
            (case_id, number)
            for case_id in self._ids
            for number in range(len(self._worklist[case_id].slides))
        ]
        if place not in places:
            return None
        number = places.index(place) + by
        return places[number] if 0 <= number < len(places) else None

    def next_unreviewed(self, after: str) -> str | None:
        """Return the next case whose result waits for a reviewer, round the end of the list."""
        start = self._rows.get(after, -1) + 1
        for case_id in self._ids[start:] + self._ids[:start]:
            if case_id != after and self._worklist[case_id].is_unreviewed:
                return case_id
        return None

    def count_unreviewed(self) -> int:
        """Return how many cases of the whole worklist have a result that waits for a review."""
        waiting = (ListStatus.CHECK, ListStatus.ANALYSED)
        return sum(mark.status in waiting for mark in self._marks.values())

    def tags(self) -> list[str]:
        """Every tag of the worklist, in the order of letters."""
        found = {tag for i in self._worklist.case_ids for tag in self._worklist[i].standing.tags}
        return sorted(found, key=str.casefold)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        case_id = self._ids[index.row()]
        return case_data(self._worklist[case_id], role) if case_id in self._worklist else None

    def _on_case(self, case_id: str) -> None:
        mark = _mark_of(self._worklist[case_id])
        moved = self._marks.get(case_id) != mark
        self._marks[case_id] = mark
        if moved:
            self.counted.emit()
        if moved and self.query.may_move and self._arrange(keep=self.current):
            return
        self._repaint(case_id)

    def _repaint(self, case_id: str) -> None:
        row = self._rows.get(case_id)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row))

    def _on_many(self) -> None:
        self._note_marks()
        if not self._arrange(keep=self.current) and self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def _note_marks(self) -> None:
        worklist = self._worklist
        self._marks = {case_id: _mark_of(worklist[case_id]) for case_id in worklist.case_ids}

    def _arrange(self, keep: str) -> bool:
        """Filter and sort again; `keep` stays in the list. Return whether anything moved."""
        keep = keep if keep in self._rows else ""
        ids = self._found(keep)
        if ids == self._ids:
            return False
        self.beginResetModel()
        self._ids = ids
        self._rows = {case_id: row for row, case_id in enumerate(ids)}
        self.endResetModel()
        self.rearranged.emit()
        return True

    def _found(self, keep: str) -> list[str]:
        query, worklist = self.query, self._worklist
        cases = [worklist[case_id] for case_id in worklist.case_ids]
        if query.filters:
            admits = _test_of(query)
            cases = [case for case in cases if admits(case) or case.case_id == keep]
        return [case.case_id for case in _sorted(cases, query)]


@dataclass(frozen=True)
class _Mark:
    """Everything of a case that may move it in a list."""

    status: ListStatus
    rest: tuple[object, ...]


def _mark_of(case: Case) -> _Mark:
    percentile, score = case.percentile, case.score
    return _Mark(case.status, (case.group, percentile, score, case.standing.tags, case.changed_at))


def _test_of(query: ListQuery) -> Callable[[Case], bool]:
    words = query.text.casefold().split()

    def admits(case: Case) -> bool:
        if query.status is not None and case.status is not query.status:
            return False
        if query.group is not None and case.group is not query.group:
            return False
        if query.tag and query.tag not in case.standing.tags:
            return False
        if not words:
            return True
        lab = (case.accession, case.lab_note, case.due)
        names = (case.case_id, *case.standing.tags, *(slide.name for slide in case.slides), *lab)
        hay = "\n".join(names).casefold()
        return all(word in hay for word in words)

    return admits


def _sorted(cases: list[Case], query: ListQuery) -> list[Case]:
    if query.sort is ListSort.ADDED:  # the worklist's own order
        return cases[::-1] if query.descending else cases
    if query.sort is ListSort.RISK:
        # A percentile and a bare score have no common scale: percentiles first.
        ranked = [case for case in cases if case.percentile is not None]
        scored = [case for case in cases if case.percentile is None and case.score is not None]
        rest = [case for case in cases if case.percentile is None and case.score is None]
        ranked.sort(key=lambda case: case.percentile or 0.0, reverse=query.descending)
        scored.sort(key=lambda case: case.score or 0.0, reverse=query.descending)
        return ranked + scored + rest
    keys: dict[ListSort, Callable[[Case], Any]] = {
        ListSort.NAME: lambda case: case.case_id.casefold(),
        ListSort.STATUS: lambda case: _RANK[case.status],
        ListSort.CHANGED: lambda case: case.changed_at,
    }
    return sorted(cases, key=keys[query.sort], reverse=query.descending)


class CaseDelegate(RowDelegate):
    """Paints a case: thumbnail, name, slides, and its state or risk."""

    def __init__(self, colours: Colours, parent: QObject | None = None) -> None:
        super().__init__(colours, parent)
        self.lab_names = False
        """Whether a case is called by the name of its slide's file"""

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(160, round(2.3 * option.fontMetrics.height()) + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        case = index.data(CASE_ROLE)
        if not isinstance(case, Case):
            return
        rect = QRectF(option.rect).adjusted(8, 3, -8, -3)
        font = option.font
        colours = self.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        row = Row(painter, rect, option.direction)
        paint_ground(painter, rect, option, colours)
        side = rect.height() - 10
        picture = QRectF(rect.left() + 6, rect.top() + 5, side, side)
        _paint_thumbnail(painter, row.box(picture), case, colours)
        left = picture.right() + 8
        name_font = sized_font(font, 1.0, bold=True)
        small = sized_font(font, 0.9)
        name_metrics, metrics = QFontMetricsF(name_font), QFontMetricsF(small)
        top = rect.center().y() - (name_metrics.height() + metrics.height() + 2) / 2
        edge = rect.right() - 8
        called = case.lab_name if self.lab_names and case.lab_name else case.case_id
        needs = name_metrics.horizontalAdvance(called)
        spare = edge - left - min(needs, _NAMES_SHARE * (edge - left))
        badge_width = _paint_badge(row, QPointF(edge, top), case, colours, small, spare)
        painter.setFont(name_font)
        painter.setPen(QColor(colours.ink))
        elide = Qt.TextElideMode.ElideRight
        if needs > edge - left - badge_width:
            called = called.removeprefix("Case ")
        # The ends of a file's name tell its slides apart.
        cut = elide if case.case_id.endswith(called) else Qt.TextElideMode.ElideMiddle
        name = name_metrics.elidedText(called, cut, edge - left - badge_width)
        row.words(QPointF(left, top + name_metrics.ascent()), name)
        base = top + name_metrics.height() + 2 + metrics.ascent()
        painter.setFont(small)
        room = edge - left
        status_width = _paint_status(row, QPointF(edge, base), case, colours, metrics, room)
        painter.setPen(QColor(_state_colour(case, colours)))
        second = _words(case)
        if not case.case_id.endswith(called):
            second = f"{case.case_id.removeprefix('Case ')} · {second}"
        words = metrics.elidedText(tr(second), elide, edge - left - status_width)
        row.words(QPointF(left, base), words)
        if case.state is CaseState.RUNNING:
            bar = QRectF(left, base + 5, edge - left, 3)
            paint_progress(row, bar, case.progress, colours.accent, colours)
        painter.restore()


def _words(case: Case) -> str:
    """Return the second line of a case."""
    if case.vanished is not None:
        return "slide not found"
    if case.state is not CaseState.DONE:
        parts = (copy_words(case), slides_words(case), state_words(case), case.was)
        return " · ".join(filter(None, parts))
    slides = slides_words(case) if len(case.slides) > 1 else ""
    return " · ".join(
        filter(None, (copy_words(case), slides, own_words(case), *case.standing.tags))
    )


def _paint_status(
    row: Row, at: QPointF, case: Case, colours: Colours, metrics: QFontMetricsF, room: float
) -> float:
    """Paint the review state of a finished case, its end at `at`; return its width."""
    if case.state is not CaseState.DONE:
        return 0.0
    tints = {ListStatus.CHECK: colours.notice, ListStatus.SIGNED: colours.done}
    forms = (
        " · ".join(filter(None, (range_words(case), status_words(case)))),
        range_words(case),
        status_words(case),
    )
    whole = next(
        (words for words in forms if metrics.horizontalAdvance(tr(words)) <= room), forms[-1]
    )
    words = metrics.elidedText(tr(whole), Qt.TextElideMode.ElideRight, room)
    width = metrics.horizontalAdvance(words)
    split = case.vote is not None and case.vote.is_split
    row.painter.setPen(QColor(colours.notice if split else tints.get(case.status, colours.muted)))
    row.words(QPointF(at.x() - width, at.y()), words)
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


def _paint_badge(
    row: Row, at: QPointF, case: Case, colours: Colours, font: QFont, spare: float
) -> float:
    """Paint risk group and percentile as a pill left of `at`; return its width.

    A result that is withheld has a red light and a word in its place. Where there is no room to
    spare beside the name, the pill is shorter, but it keeps the group's name.
    """
    painter = row.painter
    if case.is_withheld and not case.is_hidden:
        metrics, words = QFontMetricsF(font), "withheld"
        side, width = metrics.height(), metrics.horizontalAdvance(tr(words))
        painter.setFont(font)
        painter.setPen(QColor(colours.alarm))
        row.words(QPointF(at.x() - width, at.y() + metrics.ascent()), tr(words))
        light = row.box(QRectF(at.x() - width - side - 3, at.y(), side, side))
        paint_check_mark(painter, light, CheckStatus.RED, colours)
        return side + width + 11
    group = case.group
    if case.state is not CaseState.DONE or group is None:
        return 0.0
    metrics = QFontMetricsF(font)
    forms = list(dict.fromkeys((risk_words(group, case.percentile), SHORT_GROUP[group])))
    widths = [metrics.horizontalAdvance(tr(words)) + 16 for words in forms]
    chosen = next((n for n, width in enumerate(widths) if width + 8 <= spare), len(forms) - 1)
    height = metrics.height() + 4
    pill = QRectF(0, 0, widths[chosen], height)
    pill.moveTopRight(QPointF(at.x(), at.y() - 2))
    pill = row.box(pill)
    plate(painter, pill, colours.of_group(group), round_px=min(pill.width(), height) / 2)
    painter.setFont(font)
    painter.setPen(QColor(colours.on_group))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, tr(forms[chosen]))
    taken = float(pill.width()) + 8
    if case.is_on_request:  # the light stays beside what is shown on request
        side = metrics.height()
        light = row.box(QRectF(at.x() - pill.width() - side - 4, at.y(), side, side))
        paint_check_mark(painter, light, CheckStatus.RED, colours)
        taken += side + 4
    return taken
