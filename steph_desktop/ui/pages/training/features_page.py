"""The fourth page: numbers for every patch of tissue, computed in the background."""

from __future__ import annotations

from steph_desktop.features.encoder_registry import ENCODERS
from steph_desktop.training.study.cohort_features import SlideEvent
from steph_desktop.training.study.study import StudyDraft
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import lay
from steph_desktop.ui.kit.tables import Grid
from steph_desktop.ui.kit.widgets import button, choices, heading, say
from steph_desktop.ui.pages.training.parts import JobStrip, StepPage, form, label, line
from steph_desktop.ui.pages.training.state import StudyState, Topic
from steph_desktop.ui.parts import folders

_MOST_ROWS = 500


class FeaturesPage(StepPage):
    """Choose the encoder; see the slides as they are finished."""

    def __init__(self, state: StudyState) -> None:
        super().__init__(
            state,
            "Features of the slides",
            "An encoder turns every patch of tissue into numbers that the model reads. This takes "
            "longest, runs in the background, and resumes where it was stopped. You can work "
            "elsewhere meanwhile.",
        )
        self.encoder = choices("Encoder", lambda v: self.state.change(encoder=v))
        self.purpose = label(muted=True)
        self.weights_button = button("Its weight file…", self._choose_weights)
        self.weights = label(muted=True)
        grid = form(("Encoder", self.encoder))
        self.start_button = button("Extract the features", self.state.extract, primary=True)
        self.count = heading("", 1.1)
        self.strip = JobStrip(state.session.jobs)
        self.grid = Grid("Slides", most=8)
        lay(
            self.body, grid, self.purpose,
            line(self.weights_button, self.weights, grows=self.weights), self.count,
            line(self.start_button), self.strip, self.grid, (None, 1),
        )  # fmt: skip

    def _choose_weights(self) -> None:
        if (file := dialogs.ask_weights(self, folders.last_folder(self.state.session))) is not None:
            self.state.change(weights=file)

    def show_draft(self, draft: StudyDraft) -> None:
        checked, slides = self.state.checked, self.state.slides
        self.encoder.fill(((name, name) for name in ENCODERS), draft.encoder)
        spec = ENCODERS[draft.encoder]
        # Feature files come with theirs.
        self.encoder.setEnabled(not draft.takes_features)
        known = "The feature files say which encoder made them."
        chosen = f"{spec.purpose} Licence of its weights: {spec.licence}."
        say(self.purpose, known if draft.takes_features else chosen)
        # The only encoder whose weights come with the program.
        bundled = draft.encoder == "effnet-lite0" or draft.takes_features
        self.weights_button.setVisible(not bundled)
        known = draft.weights.name if draft.weights is not None else "No file is chosen yet."
        self.weights.setText(tr("" if bundled else known))
        self.strip.show_job(self.state.job(draft.extracting))
        if checked is None or slides is None:
            self.count.setText("")
            self.start_button.hide()
            self.grid.hide()
            return
        events = list(self.state.slide_events.values())
        # What has just been finished counts at once, and once the cohort is checked again.
        made = {self._name(event.number) for event in events if not event.fault}
        missing = {path.name for path in checked.without_features} - made
        # Of patients alone: other files of the folder are not extracted.
        mine = [path for paths in slides.match.slides.values() for path in paths]
        finished = sum(path.name not in missing for path in mine)
        self.count.setText(tr(f"{finished:,} of {len(mine):,} slides have features"))
        self.start_button.setVisible(bool(missing) and not self.strip.is_active)
        words = "Take these files" if draft.takes_features else "Extract the features"
        self.start_button.setText(tr(words))
        self._show_slides(events)

    def _show_slides(self, events: list[SlideEvent]) -> None:
        """Show the slides finished so far, the latest first; numbers are places in the request."""
        self.grid.setVisible(bool(events))
        if not events:
            return
        rows = [
            (self._name(event.number), event.fault or f"{event.n_patches:,} patches")
            for event in sorted(events, key=lambda event: -event.number)[:_MOST_ROWS]
        ]
        self.grid.show_rows(("Slide", "Result"), rows)

    def _name(self, number: int) -> str:
        """Name a slide of the job; by its number alone where an earlier window asked for it."""
        asked = self.state.asked_slides
        return asked[number].name if number < len(asked) else f"Slide {number + 1}"

    def lacks(self, draft: StudyDraft) -> str:
        checked = self.state.checked
        if checked is None or Topic.CHECK in self.state.busy:
            return "The cohort is being checked."
        if self.state.is_active(draft.extracting):
            return "The features are being computed."
        if len(checked.without_features) >= self.state.n_slides:
            return "Extract the features first."
        return ""
