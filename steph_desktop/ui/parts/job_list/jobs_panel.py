"""The panel of jobs above the bottom bar: what runs, waits, rests and failed, and its log."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QPlainTextEdit, QVBoxLayout, QWidget

from steph_desktop.ui.kit.theme import Colours, sized_font
from steph_desktop.ui.kit.widgets import Later, button, heading, text
from steph_desktop.ui.parts.job_list.job_center import JobCenter
from steph_desktop.ui.parts.job_list.job_list import JobDelegate, JobList
from steph_desktop.ui.parts.job_list.job_views import JobView
from steph_desktop.ui.parts.job_list.job_words import summary_of
from steph_desktop.workspace.records import JobState

_WIDTH_PX, _HEIGHT_PX, _MARGIN_PX = 620, 470, 12
_EMPTY = (
    "Nothing has been computed in this window yet. Analyses, features and training show up here: "
    "they can be paused, put in another order, and go on after a restart."
)


class JobsPanel(QFrame):
    """Shows the jobs and lets the user steer them.

    Parameters
    ----------
    parent : QWidget
        The window; the panel stands at its lower right, above `foot`.
    center : JobCenter
        Runs the jobs.
    foot : QWidget
        The bar it stands on.
    colours : Colours
        The theme.
    """

    def __init__(self, parent: QWidget, center: JobCenter, foot: QWidget, colours: Colours) -> None:
        # A child, not a window: it goes where the window goes.
        super().__init__(parent)
        self.setObjectName("plate")
        self.setAccessibleName("Jobs")
        self.hide()
        self._window, self._center, self._foot = parent, center, foot
        self._chosen: str | None = None
        self.summary = text("", name="muted")
        self.device = text("", name="muted")
        self.clear_button = button("Clear finished", center.clear_finished)
        self.close_button = button("Close", self.close_panel)
        self.close_button.setToolTip("Close the panel; what runs goes on (Esc)")
        self.model = JobList(center, self)
        self.delegate = JobDelegate(colours, self)
        self.rows = QListView()
        self.rows.setModel(self.model)
        self.rows.setItemDelegate(self.delegate)
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.rows.setMouseTracking(True)
        self.rows.setAccessibleName("Jobs: what runs, what waits, what is over")
        self.empty = text(_EMPTY, name="muted")
        self.pause_button = button("Pause", self._pause_or_resume)
        self.cancel_button = button("Cancel", lambda: self._ask(center.cancel))
        self.retry_button = button("Retry", lambda: self._ask(center.retry))
        self.up_button = button("Move up", lambda: self._move(-1))
        self.down_button = button("Move down", lambda: self._move(1))
        self.up_button.setToolTip("Let it begin earlier (Ctrl+Shift+Up)")
        self.down_button.setToolTip("Let it begin later (Ctrl+Shift+Down)")
        self.pause_button.setToolTip("Pause, or go on (Space)")
        self.cancel_button.setToolTip("Stop it; what is finished is kept (Delete)")
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setAccessibleName("Log of the chosen job")
        self.log.setFont(sized_font(self.log.font(), 0.9))
        self.log.setTabChangesFocus(True)
        self._lay_out()
        selection = self.rows.selectionModel()
        selection.currentChanged.connect(self._on_chosen)
        self.model.modelReset.connect(self._choose_again)
        self._later = Later(self._refresh_if_open, self)
        center.changed.connect(self._later.ask)
        center.progressed.connect(self._on_progress)
        self.rows.installEventFilter(self)
        parent.installEventFilter(self)
        self._refresh()

    def _lay_out(self) -> None:
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(8)
        top = QHBoxLayout()
        title = heading("Jobs", 1.15)
        title.setWordWrap(False)
        for label in (self.device, self.summary):
            label.setWordWrap(False)
        top.addWidget(title)
        top.addSpacing(8)
        top.addWidget(self.device)
        top.addStretch(1)
        top.addWidget(self.clear_button)
        top.addWidget(self.close_button)
        layout.addLayout(top)
        layout.addWidget(self.summary)
        layout.addWidget(self.rows, 3)
        layout.addWidget(self.empty, 3, Qt.AlignmentFlag.AlignTop)
        self._steering = QWidget()
        row = QHBoxLayout(self._steering)
        row.setContentsMargins(0, 0, 0, 0)
        for made in (self.pause_button, self.cancel_button, self.retry_button):
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(self.up_button)
        row.addWidget(self.down_button)
        layout.addWidget(self._steering)
        layout.addWidget(self.log, 2)

    # Showing ---------------------------------------------------------------------------------

    def toggle(self) -> None:
        """Open or close the panel."""
        if self.isVisible():
            self.close_panel()
        else:
            self.open_panel()

    def open_panel(self) -> None:
        """Show the panel and give it the keyboard."""
        self.model.refresh()
        self._choose_again()
        self._place()
        self.show()
        self.raise_()
        (self.rows if self.model.tokens else self.close_button).setFocus()

    def close_panel(self) -> None:
        """Hide the panel; the jobs go on."""
        self.hide()
        self._window.setFocus()

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        self.delegate.colours = colours
        self.rows.viewport().update()

    def _place(self) -> None:
        room = self._window.rect()
        width = min(_WIDTH_PX, room.width() - 2 * _MARGIN_PX)
        foot_px = self._foot.height()
        wanted = _HEIGHT_PX if self.model.tokens else self._column.totalHeightForWidth(width)
        height = min(wanted, room.height() - foot_px - 7 * _MARGIN_PX)
        bottom = room.height() - foot_px - _MARGIN_PX // 2
        self.setGeometry(room.width() - width - _MARGIN_PX, bottom - height, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        if watched is self.rows and isinstance(event, QKeyEvent):
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
        """Tell whether a key is one of the list's, and do what it says."""
        moving = event.modifiers() == (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
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

    # The chosen job --------------------------------------------------------------------------

    @property
    def chosen(self) -> JobView | None:
        """The job that the buttons are about."""
        is_there = self._chosen is not None and self._chosen in self._center
        return self._center[self._chosen] if is_there and self._chosen is not None else None

    def choose(self, token: str) -> None:
        """Choose a job."""
        index = self.model.index(self.model.tokens.index(token))
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.rows.selectionModel().setCurrentIndex(index, flag)

    def _choose_again(self) -> None:
        """Keep the choice where rows moved; the first where there is none."""
        tokens = self.model.tokens
        if tokens:
            self.choose(self._chosen if self._chosen in tokens else tokens[0])
        else:
            self._chosen = None
        self._refresh()

    def _on_chosen(self) -> None:
        row = self.rows.currentIndex().row()
        if 0 <= row < len(self.model.tokens):
            self._chosen = self.model.tokens[row]
        self._refresh()

    def _ask(self, action: object) -> None:
        if self.chosen is not None and callable(action):
            action(self.chosen.token)

    def _pause_or_resume(self) -> None:
        view = self.chosen
        if view is not None:
            (self._center.resume if view.can_resume else self._center.pause)(view.token)

    def _move(self, by: int) -> None:
        view = self.chosen
        if view is None:
            return
        waiting = self._waiting_beside(view)
        place = waiting.index(view.token) + by if view.token in waiting else -1
        if not 0 <= place < len(waiting):
            return
        if by < 0:
            self._center.move(view.token, waiting[place])
        else:
            after = waiting[place + 1 :]
            self._center.move(view.token, after[0] if after else None)

    def _waiting_beside(self, view: JobView) -> list[str]:
        """Tokens that wait in a job's lane, next first."""
        return [
            other.token
            for other in self._center.jobs()
            if other.lane is view.lane and other.state is JobState.QUEUED
        ]

    # Keeping it true -------------------------------------------------------------------------

    def _on_progress(self, token: str, _progress: object) -> None:
        if self.isVisible() and token == self._chosen:
            self._later.ask()

    def _refresh_if_open(self) -> None:
        if self.isVisible():
            self.model.refresh()
            self._refresh()

    def _refresh(self) -> None:
        views, view = self._center.jobs(), self.chosen
        self.summary.setText(summary_of(views) or "Nothing runs or waits.")
        self.device.setText(self._center.device)
        has_jobs = bool(views)
        for part in (self.rows, self._steering, self.log, self.summary):
            part.setVisible(has_jobs)
        if self.empty.isHidden() is not has_jobs:
            self.empty.setVisible(not has_jobs)
            self._place()
        self.clear_button.setEnabled(any(v.state.is_over for v in views))
        resumes = view is not None and view.can_resume
        self.pause_button.setText("Go on" if resumes else "Pause")
        self.pause_button.setAccessibleName(self.pause_button.text())
        self.pause_button.setEnabled(resumes or (view is not None and view.can_pause))
        self.cancel_button.setEnabled(view is not None and view.can_cancel)
        self.retry_button.setEnabled(view is not None and view.can_retry)
        waiting = [] if view is None else self._waiting_beside(view)
        place = waiting.index(view.token) if view is not None and view.token in waiting else None
        self.up_button.setEnabled(place is not None and place > 0)
        self.down_button.setEnabled(place is not None and place < len(waiting) - 1)
        self._show_log()

    def _show_log(self) -> None:
        view = self.chosen
        lines = () if view is None else view.log
        words = "\n".join(f"{line.at.astimezone():%H:%M:%S}  {line.words}" for line in lines)
        if not words and view is not None:
            words = str(view.error or "Nothing happened to it in this window yet.")
        if words != self.log.toPlainText():
            self.log.setPlainText(words)
            bar = self.log.verticalScrollBar()
            bar.setValue(bar.maximum())
