"""Third page of the wizard: the audit of the cohort."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from steph_desktop.cohort.findings import count_of
from steph_desktop.ui.kit.explanations import explain
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import in_row, lay
from steph_desktop.ui.kit.numbers import DecimalField, WholeField
from steph_desktop.ui.kit.widgets import Banner, button, say
from steph_desktop.ui.pages.training.parts import Findings, JobStrip, StepPage, form, label
from steph_desktop.ui.pages.training.state import StudyState, Topic


class CheckPage(StepPage):
    """What stops the training, what weakens it, and what it will cost."""

    def __init__(self, state: StudyState) -> None:
        super().__init__(
            state,
            "Is the cohort suitable?",
            "Before hours are spent, the program looks for what would spoil the model: duplicate "
            "slides, patients without tissue, too few events, a hospital or scanner that goes "
            "with the outcome.",
        )
        self.look_button = button("Scan all slides", self.state.look_at_slides, primary=True)
        self.look_words = label(muted=True)
        self.strip = JobStrip(state.session.jobs)
        self.error = Banner("alarm")
        lay(self.body, in_row(self.look_button, (self.look_words, 1)), self.strip, self.error)
        self.folds = WholeField()
        self.folds.setRange(2, 10)
        self.folds.setMaximumWidth(110)
        explain(self.folds, "Folds")
        self.folds.valueChanged.connect(lambda n: self.state.change(folds=n))
        self.mpp = DecimalField()
        self.mpp.setRange(0.05, 10.0)
        self.mpp.setDecimals(3)
        self.mpp.setSingleStep(0.05)
        self.mpp.setValue(0.5)
        self.mpp.setSuffix(tr(" µm per pixel"))
        explain(self.mpp, "Pixel size")
        self.mpp_button = button("Use this size", self._state_mpp)
        self.mpp_row = QWidget()
        in_row(self.mpp, self.mpp_button, (None, 1), on=self.mpp_row)
        self._form = form()
        self._form.addRow(tr("Parts for testing (folds)"), self.folds)
        self._form.addRow(tr("Pixel size of slides that state none"), self.mpp_row)
        self.power = label()
        self.needs = label()
        self.findings = Findings()
        self.good = label("Nothing was found that stops or weakens the training.")
        self.good.hide()
        lay(self.body, self._form, self.power, self.needs, self.findings, self.good, (None, 1))

    def _state_mpp(self) -> None:
        self.state.change(mpp=self.mpp.value())
        self.state.look_at_slides()

    def refresh(self) -> None:
        draft, checked = self.state.draft, self.state.checked
        if draft is None:
            return
        with QSignalBlocker(self.folds):
            self.folds.setValue(draft.folds)
        self.strip.show_job(self.state.job(draft.looking))
        self.error.say(self.state.errors.get(Topic.CHECK))
        if checked is None:
            for widget in (self.power, self.needs, self.findings, self.good, self.look_button):
                widget.hide()
            return
        looked, wanted = len(checked.facts), self.state.n_slides
        self.look_button.setVisible(looked < wanted and not self.strip.is_active)
        self.look_words.setText(
            tr(
                f"{looked:,} of {wanted:,} slides were scanned."
                if looked
                else f"{wanted:,} slides: this opens each one and finds its tissue."
            )
        )
        found = checked.audit
        for line, figures in ((self.power, found.power), (self.needs, found.needs)):
            say(line, "" if figures is None else figures.sentence)
        self.findings.show()
        self.findings.show_findings(found.findings)
        self.good.setVisible(not found.findings and looked >= wanted)
        lacking = any(fact.lacks_mpp for fact in checked.facts)
        self._form.setRowVisible(self.mpp_row, lacking or draft.mpp is not None)

    def why_not_next(self) -> str:
        draft, checked = self.state.draft, self.state.checked
        if draft is None:
            return ""
        if checked is None or Topic.CHECK in self.state.busy:
            return "The cohort is being checked."
        if self.state.is_active(draft.looking):
            return "The slides are being scanned."
        if len(checked.facts) < self.state.n_slides:
            return "Scan all slides first."
        if checked.audit.blocking:
            return f"{count_of(len(checked.audit.blocking), 'fault')} must be corrected first."
        return ""
