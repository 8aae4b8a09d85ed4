"""The list of cases as shown: searched, filtered and sorted, and how a case is painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from steph_desktop.case.slide_checks import CheckStatus
from steph_desktop.model.outputs import RiskGroup
from steph_desktop.ui.kit.check_mark import paint_check_mark
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.list_rows import (
    ROW_ROLE,
    ModelIndex,
    Row,
    RowDelegate,
    RowModel,
    paint_progress,
)
from steph_desktop.ui.kit.theme import Colours, plate, sized_font
from steph_desktop.ui.parts.worklist.worklist import (
    SHORT_GROUP,
    Case,
    CaseState,
    ListStatus,
    Worklist,
    case_data,
    own_words,
    range_words,
    risk_words,
    slides_words,
    state_words,
    status_words,
)

_NAMES_SHARE = 0.66  # of a row, before the badge is written shorter


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


class CaseList(RowModel):
    """The cases on show by their pseudonyms, as a view wants them."""

    counted = Signal()
    """The number of cases without a review may be another."""
    rearranged = Signal()
    """Other cases are on show, or in another order; the view was reset."""

    def __init__(self, worklist: Worklist, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worklist = worklist
        self.query = ListQuery()
        self.current = ""
        # What may move each case: a change that leaves it needs no sorting.
        self._marks: dict[str, _Mark] = {}
        worklist.case_changed.connect(self._on_case)
        worklist.case_progressed.connect(self.repaint_row)
        for signal in (worklist.many_changed, worklist.rowsInserted, worklist.rowsRemoved):
            signal.connect(self._on_many)
        self._note_marks()
        self._arrange(keep="")

    def set_query(self, query: ListQuery) -> None:
        """Show other cases, or in another order."""
        if query != self.query:
            self.query = query
            self._arrange(keep="")

    def neighbour(self, place: tuple[str, int] | None, by: int) -> tuple[str, int] | None:
        """Return the slide that lies `by` slides from another, over the border of the case.

        A place is a pseudonym and the number of the slide in its case.
        """
        # Over the listed cases alone, in their order.
        places = [
            (case_id, number)
            for case_id in self.keys
            for number in range(len(self._worklist[case_id].slides))
        ]
        if place not in places:
            return None
        number = places.index(place) + by
        return places[number] if 0 <= number < len(places) else None

    def next_unreviewed(self, after: str) -> str | None:
        """Return the next case whose result waits for a reviewer, round the end of the list."""
        start = self._rows.get(after, -1) + 1
        others = (case_id for case_id in self.keys[start:] + self.keys[:start] if case_id != after)
        return next((name for name in others if self._worklist[name].is_unreviewed), None)

    def count_unreviewed(self) -> int:
        """Return how many cases of the whole worklist have a result that waits for a review."""
        waiting = (ListStatus.CHECK, ListStatus.ANALYSED)
        return sum(status in waiting for status, *_ in self._marks.values())

    def tags(self) -> list[str]:
        """Every tag of the worklist, in the order of letters."""
        found = {tag for i in self._worklist.case_ids for tag in self._worklist[i].standing.tags}
        return sorted(found, key=str.casefold)

    def value(self, case_id: str, role: int) -> Any:
        return case_data(self._worklist[case_id], role) if case_id in self._worklist else None

    def _on_case(self, case_id: str) -> None:
        mark = _mark_of(self._worklist[case_id])
        moved = self._marks.get(case_id) != mark
        self._marks[case_id] = mark
        if moved:
            # The status is part of the mark: the number of unreviewed cases may be another.
            self.counted.emit()
        if moved and self.query.may_move and self._arrange(keep=self.current):
            return
        self.repaint_row(case_id)

    def _on_many(self) -> None:
        self._note_marks()
        if not self._arrange(keep=self.current):
            self.repaint_all()

    def _note_marks(self) -> None:
        worklist = self._worklist
        self._marks = {case_id: _mark_of(worklist[case_id]) for case_id in worklist.case_ids}

    def _arrange(self, keep: str) -> bool:
        """Filter and sort again; `keep` stays in the list. Return whether anything moved."""
        query, worklist = self.query, self._worklist
        cases = [worklist[case_id] for case_id in worklist.case_ids]
        if query.filters:
            admits, kept = _test_of(query), keep if keep in self._rows else ""
            # The case at work stays on the list, though it may fit the filters no more.
            cases = [case for case in cases if admits(case) or case.case_id == kept]
        moved = self.show_keys([case.case_id for case in _sorted(cases, query)])
        if moved:
            self.rearranged.emit()
        return moved


_Mark = tuple[ListStatus, RiskGroup | None, float | None, float | None, tuple[str, ...], str]


def _mark_of(case: Case) -> _Mark:
    """Return everything of a case that may move it in a list."""
    risk = (case.group, case.percentile, case.score)
    return (case.status, *risk, case.standing.tags, case.changed_at)


def _test_of(query: ListQuery) -> Callable[[Case], bool]:
    words = query.text.casefold().split()

    def admits(case: Case) -> bool:
        tags = case.standing.tags
        if query.status not in (None, case.status) or query.group not in (None, case.group):
            return False
        if query.tag and query.tag not in tags:
            return False
        lab = (case.accession, case.lab_note, case.due)
        names = (case.case_id, *tags, *(slide.name for slide in case.slides), *lab)
        hay = "\n".join(names).casefold() if words else ""
        return all(word in hay for word in words)

    return admits


def _sorted(cases: list[Case], query: ListQuery) -> list[Case]:
    if query.sort is ListSort.ADDED:  # the worklist's own order
        return cases[::-1] if query.descending else cases
    if query.sort is ListSort.RISK:
        sign = -1 if query.descending else 1

        def place(case: Case) -> tuple[int, float]:
            # A percentile and a bare score have no common scale: percentiles first.
            if case.percentile is not None:
                return 0, sign * case.percentile
            return (2, 0.0) if case.score is None else (1, sign * case.score)

        return sorted(cases, key=place)
    keys: dict[ListSort, Callable[[Case], Any]] = {
        ListSort.NAME: lambda case: case.case_id.casefold(),
        ListSort.STATUS: lambda case: _RANK[case.status],
        ListSort.CHANGED: lambda case: case.changed_at,
    }
    return sorted(cases, key=keys[query.sort], reverse=query.descending)


class CaseDelegate(RowDelegate):
    """Paints a case: thumbnail, name, slides, and its state or risk."""

    lab_names = False
    """Whether a case is called by the name of its slide's file"""

    def sizeHint(self, option: QStyleOptionViewItem, _index: ModelIndex) -> QSize:
        return QSize(160, round(2.3 * option.fontMetrics.height()) + 14)

    def paint_row(self, row: Row, rect: QRectF, font: QFont, index: ModelIndex) -> None:
        case = index.data(ROW_ROLE)
        if not isinstance(case, Case):
            return
        painter, colours = row.painter, self.colours
        side = rect.height() - 10
        picture = QRectF(rect.left() + 6, rect.top() + 5, side, side)
        _paint_thumbnail(painter, row.box(picture), case, colours)
        name_font, small = sized_font(font, 1.0, bold=True), sized_font(font, 0.9)
        name_metrics, metrics = QFontMetricsF(name_font), QFontMetricsF(small)
        top = rect.center().y() - (name_metrics.height() + metrics.height() + 2) / 2
        left, edge = picture.right() + 8, rect.right() - 8
        room = edge - left
        called = case.lab_name if self.lab_names and case.lab_name else case.case_id
        needs = name_metrics.horizontalAdvance(called)
        spare = room - min(needs, _NAMES_SHARE * room)
        beside = room - _paint_badge(row, QPointF(edge, top), case, colours, small, spare)
        painter.setFont(name_font)
        painter.setPen(QColor(colours.ink))
        elide = Qt.TextElideMode.ElideRight
        if needs > beside:
            called = called.removeprefix("Case ")
        # The ends of a file's name tell its slides apart.
        cut = elide if case.case_id.endswith(called) else Qt.TextElideMode.ElideMiddle
        name = name_metrics.elidedText(called, cut, beside)
        row.words(QPointF(left, top + name_metrics.ascent()), name)
        base = top + name_metrics.height() + 2 + metrics.ascent()
        painter.setFont(small)
        beside = room - _paint_status(row, QPointF(edge, base), case, colours, metrics, room)
        painter.setPen(QColor(_state_colour(case, colours)))
        second = _words(case)
        if not case.case_id.endswith(called):
            second = f"{case.case_id.removeprefix('Case ')} · {second}"
        row.words(QPointF(left, base), metrics.elidedText(tr(second), elide, beside))
        if case.state is CaseState.RUNNING:
            bar = QRectF(left, base + 5, room, 3)
            paint_progress(row, bar, case.progress, colours.accent, colours)


def _words(case: Case) -> str:
    """Return the second line of a case."""
    if case.vanished is not None:
        return "slide not found"
    # What matters stands first: the end of a line finds no room beside a narrow slide.
    copied = f"copy of {case.copy_of.removeprefix('Case ')}" if case.copy_of else ""
    parts = [copied, state_words(case), slides_words(case), case.was]
    if case.state is CaseState.DONE:
        slides = slides_words(case) if len(case.slides) > 1 else ""
        parts = [copied, slides, own_words(case), *case.standing.tags]
    return " · ".join(filter(None, parts))


def status_forms(case: Case) -> tuple[str, ...]:
    """How far a finished case is and how far its models agree, shorter from form to form."""
    ends, status = range_words(case), status_words(case)
    both = " · ".join(filter(None, (ends, status)))
    if case.status not in (ListStatus.REVIEWED, ListStatus.SIGNED):
        return both, ends, status
    # Whether it is done with is looked for first; that the models split, the colour says.
    return both, both.replace(", models split", ""), status


def _paint_status(
    row: Row, at: QPointF, case: Case, colours: Colours, metrics: QFontMetricsF, room: float
) -> float:
    """Paint the review state of a finished case, its end at `at`; return its width."""
    if case.state is not CaseState.DONE:
        return 0.0
    tints = {ListStatus.CHECK: colours.notice, ListStatus.SIGNED: colours.done}
    forms = [tr(words) for words in status_forms(case)]
    whole = next((words for words in forms if metrics.horizontalAdvance(words) <= room), forms[-1])
    words = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, room)
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
    painter, metrics, group = row.painter, QFontMetricsF(font), case.group
    side = metrics.height()
    painter.setFont(font)
    if case.is_withheld and not case.is_hidden:
        words, gap = tr("withheld"), 3
        width = metrics.horizontalAdvance(words)
        painter.setPen(QColor(colours.alarm))
        row.words(QPointF(at.x() - width, at.y() + metrics.ascent()), words)
    elif case.state is not CaseState.DONE or group is None:
        return 0.0
    else:
        gap = 4
        forms = [tr(risk_words(group, case.percentile)), tr(SHORT_GROUP[group])]
        widths = [metrics.horizontalAdvance(words) + 16 for words in forms]
        words, width = next(
            (form for form in zip(forms, widths, strict=True) if form[1] + 8 <= spare),
            (forms[-1], widths[-1]),
        )
        pill = row.box(QRectF(at.x() - width, at.y() - 2, width, side + 4))
        plate(painter, pill, colours.of_group(group), round_px=min(width, side + 4) / 2)
        painter.setPen(QColor(colours.on_group))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
        if not case.is_on_request:
            return float(width) + 8
    # The red light stays beside what is shown on request, too.
    light = row.box(QRectF(at.x() - width - side - gap, at.y(), side, side))
    paint_check_mark(painter, light, CheckStatus.RED, colours)
    return float(width + side + gap) + 8
