"""Blinded mode: the pathologist's own estimate, asked for before the model's answer is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from steph_desktop import RESEARCH_USE
from steph_desktop.model.outputs import RiskGroup
from steph_desktop.ui.kit.widgets import GoneBanner, button, column, heading, text
from steph_desktop.ui.parts.case_panel.review_panel import group_choice
from steph_desktop.ui.parts.worklist.worklist import Case
from steph_desktop.workspace.records import Review

_READ_ONLY = (
    "This workspace may only be read here: an estimate cannot be kept, so nothing is shown."
)


class EstimatePage(QWidget):
    """The inspector's page for a case whose result is hidden."""

    revealed = Signal(object)
    """Review with the estimate, blinded"""

    def __init__(self) -> None:
        super().__init__()
        self._case_id = ""
        self._percent_given = False
        self._tags: tuple[str, ...] = ()
        layout = column(self)
        self.gone = GoneBanner()
        self.title = heading("", 1.25)
        self.words = text(
            "The model has answered. Its risk, curve, sources and maps stay hidden until you have "
            "given your own estimate; it is kept with your name, and cannot be changed."
        )
        self.group = group_choice()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setPageStep(10)
        self.slider.setAccessibleName("Your estimate of the risk as a percentile, 0 is lowest")
        self.percent = text(name="muted")
        self.percent.setMinimumWidth(90)
        self.clear = button("Clear", self._clear_percent)
        self.reveal = button("Reveal the model's answer", self._reveal, primary=True)
        self.hint = text(name="muted", factor=0.92)
        row = QHBoxLayout()
        row.addWidget(self.percent, 1)
        row.addWidget(self.clear)
        for part in (
            self.gone,
            self.title,
            self.words,
            heading("Which risk would you give?"),
            self.group,
            text("Or, more finely, a percentile: 0 lowest, 100 highest risk", name="muted"),
            self.slider,
        ):
            layout.addWidget(part)
        layout.addLayout(row)
        layout.addWidget(self.reveal)
        layout.addWidget(self.hint)
        layout.addSpacing(8)
        layout.addWidget(text(RESEARCH_USE, name="research"))
        layout.addStretch()
        self.group.changed.connect(self._refresh)
        self.slider.valueChanged.connect(self._on_slider)
        self.slider.sliderPressed.connect(self._on_slider)
        self._read_only = False

    def show_case(self, case: Case, *, read_only: bool) -> None:
        """Ask for an estimate of a case."""
        self._read_only = read_only
        self._tags = case.standing.tags
        if case.case_id != self._case_id:
            self._case_id = case.case_id
            self.title.setText(f"{case.case_id}: your estimate first")
            self.group.set_value(None)
            self._clear_percent()
        self._refresh()

    def _on_slider(self) -> None:
        self._percent_given = True
        self._refresh()

    def _clear_percent(self) -> None:
        self.slider.blockSignals(True)
        self.slider.setValue(50)
        self.slider.blockSignals(False)
        self._percent_given = False
        self._refresh()

    def _refresh(self) -> None:
        given = self._percent_given
        self.percent.setText(
            f"Percentile {self.slider.value()}" if given else "No percentile given"
        )
        self.clear.setVisible(given)
        ready = given or self.group.value is not None
        self.reveal.setEnabled(ready and not self._read_only)
        for field in (self.group, self.slider):
            field.setEnabled(not self._read_only)
        waits = "" if ready else "Choose a group, or move the slider."
        self.hint.setText(_READ_ONLY if self._read_only else waits)
        self.hint.setVisible(bool(self.hint.text()))

    def _reveal(self) -> None:
        group = self.group.value
        self.revealed.emit(
            Review(
                tags=self._tags,
                own_risk_group=group.value if isinstance(group, RiskGroup) else None,
                own_risk_percent=float(self.slider.value()) if self._percent_given else None,
                blinded=True,
            )
        )
