"""The last page: the model as a pack with its card, and into use."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from steph_desktop.engine.model_registry import MODELS_FOLDER
from steph_desktop.training.study.outcome import StudyResult
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.widgets import Banner, button, heading
from steph_desktop.ui.pages.training.parts import FIELD_WIDTH, StepPage, form, label
from steph_desktop.ui.pages.training.state import StudyState, Topic

_BAD = re.compile(r"[^\w.-]+")


class SavePage(StepPage):
    """Name the model, save it, use it."""

    def __init__(self, state: StudyState) -> None:
        super().__init__(
            state,
            "Save the model",
            "The model is saved as one file with a card that says what it was trained on, how "
            "good it is and what it may be used for. It holds no patient's or slide's name.",
        )
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the model")
        self.name.setMaxLength(60)
        self.name.setMaximumWidth(FIELD_WIDTH)
        self.name.textEdited.connect(lambda _words: self.refresh())
        grid = form()
        grid.addRow("Name of the model", self.name)
        self.body.addLayout(grid)
        self.place = label(muted=True)
        self.body.addWidget(self.place)
        self.save_button = button("Save the model", self._save, primary=True)
        self.use_button = button("Use this model now", self._use, primary=True)
        row = QHBoxLayout()
        row.addWidget(self.save_button)
        row.addWidget(self.use_button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.error = Banner("alarm")
        self.body.addWidget(self.error)
        self.done = Banner("notice")
        self.body.addWidget(self.done)
        self.body.addWidget(heading("What the card will say"))
        self.card = label()
        self.body.addWidget(self.card)
        self.body.addStretch(1)
        self._named_for = ""
        state.looked.connect(self._on_looked)

    @property
    def out(self) -> Path:
        """Where the pack will lie."""
        name = _BAD.sub("-", self.name.text().strip()).strip("-.") or "model"
        return self.state.session.workspace / MODELS_FOLDER / f"{name}.steph"

    def _save(self) -> None:
        self.state.look_for(self.out)

    def _on_looked(self, out: Path, replacing: object) -> None:
        """Ask before a model is replaced, and save."""
        words = f"A model with the name {out.stem} is here already. Replace it?"
        if replacing and not dialogs.agrees(self, "Replace the model?", words, "Replace it"):
            return
        self.state.save(out, out.stem, replace_existing=bool(replacing))

    def _use(self) -> None:
        draft = self.state.draft
        if draft is not None and draft.saved is not None:
            self.state.session.choose_model(draft.saved)
            self.done.label.setText(
                f"{draft.saved.stem} is the model in use now. Open a slide on the Review page and "
                "analyse it."
            )

    def refresh(self) -> None:
        """Show what would be saved, or was."""
        draft, outcome = self.state.draft, self.state.outcome
        if draft is None or not isinstance(outcome, StudyResult):
            return
        if self._named_for != draft.study_id:
            self._named_for = draft.study_id
            self.name.setText(f"{_BAD.sub('-', draft.cancer)}-{draft.method}")
        self.place.setText("It is kept in the folder “models” of the workspace.")
        saving = self.state.is_saving
        self.save_button.setEnabled(not saving and bool(self.name.text().strip()))
        self.save_button.setText("Saving…" if saving else "Save the model")
        saved = draft.saved
        self.use_button.setVisible(saved is not None and not saving)
        self.done.setVisible(saved is not None and not saving)
        if saved is not None and not self.done.label.text():
            self.done.label.setText(f"Saved as {saved.name}.")
        error = self.state.errors.get(Topic.SAVING)
        self.error.setVisible(error is not None)
        self.error.label.setText("" if error is None else str(error))
        own = outcome.row(outcome.method)
        self.card.setText(
            f"{draft.cancer}: {len(outcome.tested.patient_ids)} tested patients, "
            f"{int(outcome.tested.events.sum())} events. C-index {own.c_index:.3f} over "
            f"{len(own.folds)} folds. {outcome.sentence}\n\n"
            f"Intended use: research on {draft.cancer} slides like these; not for diagnostic "
            "procedures. Limits: one cohort, not tested on patients of another place."
        )

    def show_saved(self, path: Path) -> None:
        """Say that the pack is there."""
        self.done.label.setText(f"Saved as {path.name}.")
        self.refresh()
