"""The third page: what stops the training, what weakens it, and what it will cost."""

from __future__ import annotations

from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QSpinBox, QWidget

from steph_desktop.ui.kit.widgets import Banner, button
from steph_desktop.ui.pages.training.job_strip import JobStrip
from steph_desktop.ui.pages.training.parts import Findings, StepPage, form, label
from steph_desktop.ui.pages.training.state import StudyState


class CheckPage(StepPage):
    """The cohort doctor."""

    def __init__(self, state: StudyState) -> None:
        super().__init__(
            state,
            "Is the cohort fit for it?",
            "Before hours are spent, the program looks for what would spoil the model: slides "
            "that stand twice, patients without tissue, too few events, a hospital or scanner "
            "that goes with the outcome.",
        )
        self.look_button = button("Look at all slides", self.state.look_at_slides, primary=True)
        self.look_words = label(muted=True)
        row = QHBoxLayout()
        row.addWidget(self.look_button)
        row.addWidget(self.look_words, 1)
        self.body.addLayout(row)
        self.strip = JobStrip(state.session.jobs)
        self.body.addWidget(self.strip)
        self.error = Banner("alarm")
        self.body.addWidget(self.error)
        self.folds = QSpinBox()
        self.folds.setRange(2, 10)
        self.folds.setMaximumWidth(110)
        self.folds.setAccessibleName("Folds")
        self.folds.valueChanged.connect(lambda n: self.state.change(folds=n))
        self.mpp = QDoubleSpinBox()
        self.mpp.setRange(0.05, 10.0)
        self.mpp.setDecimals(3)
        self.mpp.setSingleStep(0.05)
        self.mpp.setValue(0.5)
        self.mpp.setSuffix(" µm per pixel")
        self.mpp.setAccessibleName("Pixel size")
        self.mpp_button = button("State this", self._state_mpp)
        self.mpp_row = QWidget()
        stating = QHBoxLayout(self.mpp_row)
        stating.setContentsMargins(0, 0, 0, 0)
        stating.addWidget(self.mpp)
        stating.addWidget(self.mpp_button)
        stating.addStretch(1)
        grid = form()
        grid.addRow("Parts for testing (folds)", self.folds)
        grid.addRow("Pixel size of slides that do not say", self.mpp_row)
        self._form = grid
        self.body.addLayout(grid)
        self.power = label()
        self.needs = label()
        self.body.addWidget(self.power)
        self.body.addWidget(self.needs)
        self.findings = Findings()
        self.body.addWidget(self.findings)
        self.good = label("Nothing was found that stops or weakens the training.")
        self.body.addWidget(self.good)
        self.body.addStretch(1)

    def _state_mpp(self) -> None:
        self.state.change(mpp=self.mpp.value())
        self.state.look_at_slides()

    def refresh(self) -> None:
        """Show the findings."""
        draft, checked = self.state.draft, self.state.checked
        if draft is None:
            return
        self.folds.blockSignals(True)
        self.folds.setValue(draft.folds)
        self.folds.blockSignals(False)
        self.strip.show_job(self.state.job(draft.looking))
        error = self.state.errors.get("check")
        self.error.setVisible(error is not None)
        self.error.label.setText("" if error is None else str(error))
        if checked is None:
            for widget in (self.power, self.needs, self.findings, self.good, self.look_button):
                widget.hide()
            return
        looked, wanted = len(checked.facts), self._n_slides()
        self.look_button.setVisible(looked < wanted and not self.strip.is_active)
        self.look_words.setText(
            f"{looked:,} of {wanted:,} slides were looked at."
            if looked
            else f"{wanted:,} slides wait: this opens each and finds its tissue."
        )
        found = checked.examination
        self.power.setVisible(found.power is not None)
        self.power.setText("" if found.power is None else found.power.sentence)
        self.needs.setVisible(found.needs is not None)
        self.needs.setText("" if found.needs is None else found.needs.sentence)
        self.findings.show()
        self.findings.show_findings(found.findings)
        self.good.setVisible(not found.findings and looked >= wanted)
        lacking = any(fact.lacks_mpp for fact in checked.facts)
        self._form.setRowVisible(self.mpp_row, lacking or draft.mpp is not None)

    def _n_slides(self) -> int:
        return self.state.slides.match.n_files if self.state.slides is not None else 0

    def why_not_next(self) -> str:
        """Say what is missing."""
        draft, checked = self.state.draft, self.state.checked
        if draft is None:
            return ""
        if checked is None or "check" in self.state.busy:
            return "The cohort is being examined."
        if self.state.is_active(draft.looking):
            return "The slides are being looked at."
        if len(checked.facts) < self._n_slides():
            return "Look at all slides first."
        if checked.examination.blocking:
            return f"{len(checked.examination.blocking)} things must be mended first."
        return ""
