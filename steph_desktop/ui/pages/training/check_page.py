"""Third page of the wizard: the audit of the cohort."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from steph_desktop.core.errors import count_of
from steph_desktop.training.study.study import StudyDraft
from steph_desktop.ui.kit.explanations import explain
from steph_desktop.ui.kit.forms import whole_field
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import in_row, lay
from steph_desktop.ui.kit.numbers import DecimalField
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
        self.folds = whole_field(2, 10, 2, lambda n: self.state.change(folds=n))
        self.folds.setMaximumWidth(110)
        explain(self.folds, "Folds")
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
        self._form = form(
            ("Parts for testing (folds)", self.folds),
            ("Pixel size of slides that state none", self.mpp_row),
        )
        self.power = label()
        self.needs = label()
        self.findings = Findings()
        self.good = label("Nothing was found that stops or weakens the training.")
        self.good.hide()
        lay(self.body, self._form, self.power, self.needs, self.findings, self.good, (None, 1))

    def _state_mpp(self) -> None:
        self.state.change(mpp=self.mpp.value())
        self.state.look_at_slides()

    def show_draft(self, draft: StudyDraft) -> None:
        checked = self.state.checked
        # Showing a draft must not change it.
        with QSignalBlocker(self.folds):
            self.folds.setValue(draft.folds)
        self.strip.show_job(self.state.job(draft.looking))
        self.error.say(self.state.errors.get(Topic.CHECK))
        if checked is None:
            for widget in (self.power, self.needs, self.findings, self.good, self.look_button):
                widget.hide()
            return
        # Slides that were added since the last scan are wanted, too.
        looked, wanted = len(checked.facts), self.state.n_slides
        self.look_button.setVisible(looked < wanted and not self.strip.is_active)
        scanned = f"{looked:,} of {wanted:,} slides were scanned."
        ahead = f"{wanted:,} slides: this opens each one and finds its tissue."
        say(self.look_words, scanned if looked else ahead)
        found = checked.audit
        for line, figures in ((self.power, found.power), (self.needs, found.needs)):
            say(line, "" if figures is None else figures.sentence)
        # Hidden above while there was nothing to show.
        self.findings.show()
        self.findings.show_findings(found.findings)
        self.good.setVisible(not found.findings and looked >= wanted)
        # The row stays once a size was stated, or it could not be corrected.
        lacking = any(fact.lacks_mpp for fact in checked.facts)
        self._form.setRowVisible(self.mpp_row, lacking or draft.mpp is not None)

    def lacks(self, draft: StudyDraft) -> str:
        checked = self.state.checked
        if checked is None or Topic.CHECK in self.state.busy:
            return "The cohort is being checked."
        if self.state.is_active(draft.looking):
            return "The slides are being scanned."
        if len(checked.facts) < self.state.n_slides:
            return "Scan all slides first."
        if checked.audit.blocking:
            return f"{count_of(len(checked.audit.blocking), 'fault')} must be corrected first."
        return ""
