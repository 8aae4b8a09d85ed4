"""The objectives as buttons, and the way from slide to slide of a case."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QHBoxLayout, QLabel, QToolButton

from steph_desktop.ui.parts.viewer.camera import OBJECTIVES, objective_of
from steph_desktop.ui.parts.viewer.viewer import SlideViewer


class ObjectiveBar(QFrame):
    """Buttons for the objectives, and to step through the slides of a case."""

    step_requested = Signal(int)

    def __init__(self, viewer: SlideViewer) -> None:
        super().__init__(viewer)
        self.setObjectName("plate")
        self._viewer = viewer
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(3, 3, 3, 3)
        self._lines.setSpacing(0)
        row, steps = QHBoxLayout(), QHBoxLayout()
        for line in (row, steps):
            line.setSpacing(0)
            self._lines.addLayout(line)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self.fit_button = self._button("Fit", "Show the whole slide (0)")
        self.fit_button.clicked.connect(viewer.fit)
        row.addWidget(self.fit_button)
        self.buttons: dict[float, QToolButton] = {}
        for number, objective in enumerate(OBJECTIVES, start=1):
            made = self._button(f"{objective:g}x", f"{objective:g}x objective ({number})")
            made.setCheckable(True)
            made.clicked.connect(lambda _checked=False, objective=objective: self._go(objective))
            row.addWidget(made)
            self.buttons[objective] = made
        self.count = QLabel()
        self.back = self._button("‹", "Previous slide (Ctrl+Left)")
        self.back.clicked.connect(lambda: self.step_requested.emit(-1))
        self.forth = self._button("›", "Next slide (Ctrl+Right)")
        self.forth.clicked.connect(lambda: self.step_requested.emit(1))
        for part in (self.back, self.count, self.forth):
            steps.addWidget(part)
        self.show_count(0, 1)

    def _button(self, words: str, tip: str) -> QToolButton:
        made = QToolButton(self)
        made.setObjectName("flat")
        made.setText(words)
        made.setToolTip(tip)
        made.setAccessibleName(tip)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def fit_into(self, width_px: int) -> None:
        """Stand in one line, or the way to other slides below where there is no room."""
        self._lines.setDirection(QBoxLayout.Direction.LeftToRight)
        if self.sizeHint().width() > width_px:
            self._lines.setDirection(QBoxLayout.Direction.TopToBottom)
        self.adjustSize()

    def show_count(self, number: int, count: int) -> None:
        """Say which of the case's slides is on show; nothing where it has but one."""
        self.count.setText(f"Slide {number + 1} of {count}")
        for part in (self.back, self.count, self.forth):
            part.setVisible(count > 1)
        self.back.setEnabled(number > 0)
        self.forth.setEnabled(number + 1 < count)

    def _go(self, objective: float) -> None:
        self._viewer.set_objective(objective)
        self.follow()

    def follow(self) -> None:
        """Mark the objective on show; without a resolution there is none."""
        mpp = self._viewer.mpp
        for objective, made in self.buttons.items():
            made.setEnabled(mpp is not None)
            made.setChecked(mpp is not None and abs(objective_of(mpp) / objective - 1) < 0.02)
