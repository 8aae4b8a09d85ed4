"""The panel of jobs above the bottom bar: the list, its controls, and the log of a job."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QStyleOptionViewItem, QWidget

from steph_desktop.core.job_control import Progress
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import column, in_row, lay
from steph_desktop.ui.kit.list_rows import (
    ROW_ROLE,
    ModelIndex,
    Row,
    RowDelegate,
    RowModel,
    paint_progress,
    painted_list,
)
from steph_desktop.ui.kit.theme import Colours, sized_font
from steph_desktop.ui.kit.widgets import Later, ResizeWatch, button, heading, plain, text
from steph_desktop.ui.parts.job_list.job_queue import JobQueue
from steph_desktop.ui.parts.job_list.job_views import JobView, line_of, state_of
from steph_desktop.workspace.records import JobState

_WIDTH_PX, _HEIGHT_PX, _MARGIN_PX = 620, 470, 12
_EMPTY = (
    "Nothing has been computed in this window yet. Analyses, features and training show up here: "
    "they can be paused and reordered, and they resume after a restart."
)


class JobList(RowModel):
    """The jobs of the queue by their tokens, in its order."""

    def __init__(self, queue: JobQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        queue.progressed.connect(self.repaint_row)
        self.refresh()

    def value(self, token: str, role: int) -> Any:
        if token not in self._queue:  # cleared, and not yet read again
            return None
        view = self._queue[token]
        if role == ROW_ROLE:
            return view
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(view.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(map(tr, (view.title, state_of(view), line_of(view))))
        return plain(tr(line_of(view))) if role == Qt.ItemDataRole.ToolTipRole else None

    def refresh(self) -> None:
        """Show which jobs there are now, and their states; the panel keeps its choice by token."""
        if not self.show_keys([view.token for view in self._queue.jobs()]):
            self.repaint_all()


class JobDelegate(RowDelegate):
    """Paints a job: title and state, how far, and a bar."""

    inset_px = (4, 2)

    def sizeHint(self, option: QStyleOptionViewItem, _index: ModelIndex) -> QSize:
        return QSize(160, round(2.0 * option.fontMetrics.height()) + 24)

    def paint_row(self, row: Row, rect: QRectF, font: QFont, index: ModelIndex) -> None:
        view = index.data(ROW_ROLE)
        if not isinstance(view, JobView):
            return
        painter, colours = row.painter, self.colours
        bold, small = sized_font(font, 1.0, bold=True), sized_font(font, 0.9)
        bold_metrics, metrics = QFontMetricsF(bold), QFontMetricsF(small)
        left, right = rect.left() + 10, rect.right() - 10
        base = rect.top() + 5 + bold_metrics.ascent()
        painter.setFont(small)
        painter.setPen(QColor(state_colour(view, colours)))
        state = tr(state_of(view))
        width = metrics.horizontalAdvance(state)
        row.words(QPointF(right - width, base), state)
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(bold)
        painter.setPen(QColor(colours.muted if view.state.is_over else colours.ink))
        title = bold_metrics.elidedText(tr(view.title), elide, right - left - width - 12)
        row.words(QPointF(left, base), title)
        base += bold_metrics.descent() + 3 + metrics.ascent()
        painter.setFont(small)
        running, failed = view.state is JobState.RUNNING, view.state is JobState.FAILED
        painter.setPen(QColor(colours.alarm if failed else colours.muted))
        line = metrics.elidedText(tr(line_of(view)), elide, right - left)
        row.words(QPointF(left, base), line)
        if running or (view.progress is not None and not view.state.is_over):
            bar = QRectF(left, base + metrics.descent() + 2, right - left, 4)
            colour = colours.accent if running else colours.muted
            paint_progress(row, bar, view.progress, colour, colours)


def state_colour(view: JobView, colours: Colours) -> str:
    """Return the colour of a job's state."""
    if view.state is JobState.FAILED:
        return colours.alarm
    if view.state in (JobState.PAUSED, JobState.INTERRUPTED) or view.is_stopping:
        return colours.notice
    if view.state is JobState.DONE:
        return colours.done
    return colours.accent if view.state is JobState.RUNNING else colours.muted


class JobsPanel(QFrame):
    """Shows the jobs and lets the user steer them; it stands above `foot`, the lower bar."""

    def __init__(self, parent: QWidget, queue: JobQueue, foot: QWidget) -> None:
        # A child, not a window: it goes where the window goes.
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(tr("Jobs"))
        self.hide()
        self._window, self._queue, self._foot = parent, queue, foot
        self._chosen: str | None = None
        self.summary = text(name="muted", wraps=False)
        self.device = text(name="muted", wraps=False)
        self.clear_button = button("Clear finished", queue.clear_finished)
        self.all_button = button("Cancel all…", self._cancel_all)
        self.close_button = button(
            "Close", self.close_panel, tip="Close the panel; jobs keep running (Esc)"
        )
        self.model = JobList(queue, self)
        self.delegate = JobDelegate(self)
        name = "Jobs: running, waiting and finished"
        self.rows = painted_list(self.model, self.delegate, name)
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.empty = text(_EMPTY, name="muted")
        self.pause_button = button("Pause", self._pause_or_resume, tip="Pause or resume (Space)")
        tip = "Stop this job; finished work is kept (Delete)"
        self.cancel_button = button("Cancel", partial(self._ask, queue.cancel), tip=tip)
        self.retry_button = button("Retry", partial(self._ask, queue.resume))
        self.up_button = button(
            "Move up", partial(self._move, -1), tip="Run it earlier (Ctrl+Shift+Up)"
        )
        self.down_button = button(
            "Move down", partial(self._move, 1), tip="Run it later (Ctrl+Shift+Down)"
        )
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setAccessibleName(tr("Log of the selected job"))
        self.log.setFont(sized_font(self.log.font(), 0.9))
        self.log.setTabChangesFocus(True)
        self._lay_out()
        selection = self.rows.selectionModel()
        selection.currentChanged.connect(self._on_chosen)
        self.model.modelReset.connect(self._choose_again)
        self._later = Later(self._refresh_if_open, self)
        queue.changed.connect(self._later.ask)
        queue.progressed.connect(self._on_progress)
        self.rows.installEventFilter(self)
        ResizeWatch(parent, self._place)
        self._refresh()

    def _lay_out(self) -> None:
        title = heading("Jobs", 1.15, wraps=False)
        ends = (self.all_button, self.clear_button, self.close_button)
        top = in_row(title, 8, self.device, (None, 1), *ends)
        parts, margin = (top, self.summary, (self.rows, 3)), (14, 10, 14, 12)
        self._column = column(self, *parts, margin=margin, spacing=8)
        self._column.addWidget(self.empty, 3, Qt.AlignmentFlag.AlignTop)
        self._steering = QWidget()
        steps = (self.pause_button, self.cancel_button, self.retry_button)
        in_row(*steps, (None, 1), self.up_button, self.down_button, on=self._steering)
        lay(self._column, self._steering, (self.log, 2))

    # Showing ---------------------------------------------------------------------------------

    def toggle(self) -> None:
        (self.close_panel if self.isVisible() else self.open_panel)()

    def open_panel(self) -> None:
        """Show the panel and give it the keyboard."""
        self.model.refresh()
        self._choose_again()
        self._place()
        self.show()
        self.raise_()
        (self.rows if self.model.keys else self.close_button).setFocus()

    def close_panel(self) -> None:
        """Hide the panel; the jobs keep running."""
        self.hide()
        self._window.setFocus()

    def _place(self) -> None:
        room = self._window.rect()
        width = min(_WIDTH_PX, room.width() - 2 * _MARGIN_PX)
        foot_px = self._foot.height()
        # Without jobs it is as high as its words.
        wanted = _HEIGHT_PX if self.model.keys else self._column.totalHeightForWidth(width)
        height = min(wanted, room.height() - foot_px - 7 * _MARGIN_PX)
        bottom = room.height() - foot_px - _MARGIN_PX // 2
        self.setGeometry(room.width() - width - _MARGIN_PX, bottom - height, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            # Before the window's shortcuts and the list's own search see them.
            if event.type() is QEvent.Type.ShortcutOverride and self._key(event, act=False):
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress and self._key(event, act=True):
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent, *, act: bool) -> bool:
        """Return True if a key belongs to the list; press its button if `act`."""
        held = Qt.KeyboardModifier
        moving = event.modifiers() == held.ControlModifier | held.ShiftModifier
        keys = {
            Qt.Key.Key_Space: self.pause_button,
            Qt.Key.Key_Delete: self.cancel_button,
            Qt.Key.Key_Up if moving else None: self.up_button,
            Qt.Key.Key_Down if moving else None: self.down_button,
        }
        made = keys.get(Qt.Key(event.key()))
        if made is not None and act:
            made.click()
        return made is not None

    # The selected job -------------------------------------------------------------------------

    @property
    def chosen(self) -> JobView | None:
        """The job that the buttons act on."""
        token = self._chosen
        return self._queue[token] if token is not None and token in self._queue else None

    def choose(self, token: str) -> None:
        index = self.model.index(self.model.keys.index(token))
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.rows.selectionModel().setCurrentIndex(index, flag)

    def _choose_again(self) -> None:
        """Keep the choice where rows moved; the first where there is none."""
        tokens = self.model.keys
        if tokens:
            self.choose(self._chosen if self._chosen in tokens else tokens[0])
        else:
            self._chosen = None
        self._refresh()

    def _on_chosen(self) -> None:
        row = self.rows.currentIndex().row()
        if 0 <= row < len(self.model.keys):
            self._chosen = self.model.keys[row]
        self._refresh()

    def _ask(self, action: Callable[[str], object]) -> None:
        if self.chosen is not None:
            action(self.chosen.token)

    def _cancel_all(self) -> None:
        count = sum(view.can_cancel for view in self._queue.jobs())
        words = "What is finished is kept. The rest must be started again."
        title = f"Cancel all {count} jobs?" if count > 1 else "Cancel the job?"
        if count and dialogs.agrees(self, title, words, "Cancel them", no="Let them go on"):
            self._queue.cancel_all()

    def _pause_or_resume(self) -> None:
        resumes = self.chosen is not None and self.chosen.can_resume
        self._ask(self._queue.resume if resumes else self._queue.pause)

    def _move(self, by: int) -> None:
        view = self.chosen
        if view is None:
            return
        waiting = self._waiting_beside(view)
        place = waiting.index(view.token) + by if view.token in waiting else -1
        if 0 <= place < len(waiting):
            # Down: in front of the one after the next, or last.
            after = waiting[place if by < 0 else place + 1 :]
            self._queue.move(view.token, after[0] if after else None)

    def _waiting_beside(self, view: JobView) -> list[str]:
        """Return the tokens that wait in a job's lane, next first."""
        return [other.token for other in self._queue.waiting(view.lane)]

    # Following the queue ---------------------------------------------------------------------

    def _on_progress(self, token: str, _progress: Progress) -> None:
        if self.isVisible() and token == self._chosen:
            self._later.ask()

    def _refresh_if_open(self) -> None:
        if self.isVisible():
            self.model.refresh()
            self._refresh()

    def _refresh(self) -> None:
        views, view = self._queue.jobs(), self.chosen
        waiting = [] if view is None else self._waiting_beside(view)
        place = waiting.index(view.token) if view is not None and view.token in waiting else None
        self.summary.setText(tr(self._queue.totals().words or "No job is running or waiting."))
        self.device.setText(tr(self._queue.device))
        has_jobs, resumes = bool(views), view is not None and view.can_resume
        for part in (self.rows, self._steering, self.log, self.summary):
            part.setVisible(has_jobs)
        if self.empty.isHidden() is not has_jobs:
            self.empty.setVisible(not has_jobs)
            self._place()
        self.clear_button.setEnabled(any(v.state.is_over for v in views))
        self.all_button.setEnabled(any(v.can_cancel for v in views))
        self.pause_button.setText(tr("Resume" if resumes else "Pause"))
        self.pause_button.setAccessibleName(self.pause_button.text())
        self.pause_button.setEnabled(resumes or (view is not None and view.can_pause))
        self.cancel_button.setEnabled(view is not None and view.can_cancel)
        self.retry_button.setEnabled(view is not None and view.can_retry)
        self.up_button.setEnabled(place is not None and place > 0)
        self.down_button.setEnabled(place is not None and place < len(waiting) - 1)
        self._show_log()

    def _show_log(self) -> None:
        view = self.chosen
        lines = () if view is None else view.log
        words = "\n".join(f"{line.at.astimezone():%H:%M:%S}  {tr(line.words)}" for line in lines)
        if not words and view is not None:
            fault = None if view.error is None else str(view.error)
            words = tr(fault or "Nothing has happened to this job in this window yet.")
        if words != self.log.toPlainText():
            self.log.setPlainText(words)
            bar = self.log.verticalScrollBar()
            bar.setValue(bar.maximum())
