"""What the Train page shows before a cohort is chosen: what lies ahead, and what was begun."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from steph_desktop.training.study.draft import Step, StudyDraft
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.widgets import button, clear, column, heading, scrolling, text
from steph_desktop.ui.pages.training.parts import label
from steph_desktop.ui.pages.training.state import StudyState

SHORT = {
    Step.TABLE: "Patients", Step.SLIDES: "Slides", Step.CHECK: "Check", Step.FEATURES: "Features",
    Step.METHOD: "Method", Step.TRAINING: "Training", Step.RESULT: "Result", Step.SAVE: "Save",
}  # fmt: skip
_AHEAD = {
    Step.TABLE: "A table of patients with follow-up time and event: CSV, TSV or Excel",
    Step.SLIDES: "A folder of their slides, or of features made before; names are matched",
    Step.CHECK: "What is wrong or weak in the cohort, before it ruins a model",
    Step.FEATURES: "Tissue and patch features of every slide; takes longest, goes on after a break",
    Step.METHOD: "The models of other cancers to draw on, and how",
    Step.TRAINING: "Runs in the background, live to look at, while you work elsewhere",
    Step.RESULT: "Whether other cancers helped, with intervals; survival by risk group",
    Step.SAVE: "A model pack with its card, ready for new slides",
}
_MOST_WIDTH_PX = 860


class DraftsView(QWidget):
    """The cohorts that were begun, and a new one."""

    opened = Signal(object)
    """StudyDraft, or None for a new one"""

    def __init__(self, state: StudyState) -> None:
        super().__init__()
        self.state = state
        content = QWidget()
        body = column(content, margin=20, spacing=12)
        body.addWidget(heading("A model of your own patients", 1.35))
        words = (
            "From a table of patients and a folder of their slides to a model that predicts "
            "survival for new slides. Everything is kept after each step, and the work can be "
            "left at any time."
        )
        body.addWidget(label(words, muted=True))
        self.new_button = button("New cohort…", lambda: self.opened.emit(None), primary=True)
        row = QHBoxLayout()
        row.addWidget(self.new_button)
        row.addStretch(1)
        body.addLayout(row)
        self.list = QVBoxLayout()
        self.list.setSpacing(8)
        body.addLayout(self.list)
        body.addSpacing(6)
        body.addWidget(heading("The eight steps"))
        body.addWidget(_steps_ahead())
        body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(content))
        self.open_buttons: list[QWidget] = []
        state.drafts_read.connect(self.show_drafts)

    def show_drafts(self, drafts: object) -> None:
        """List the drafts, the latest first."""
        clear(self.list)
        self.open_buttons = []
        if not isinstance(drafts, tuple) or not drafts:
            return
        self.list.addWidget(heading("Begun before"))
        for draft in drafts:
            plate = QFrame()
            plate.setObjectName("card")
            row = QHBoxLayout(plate)
            row.setContentsMargins(12, 8, 12, 8)
            made = button("Go on", partial(self.opened.emit, draft))
            remove = button("Remove…", partial(self._remove, draft))
            saved = f", saved as {draft.saved.stem}" if draft.saved is not None else ""
            table = draft.table.name if draft.table is not None else "no table yet"
            row.addWidget(
                label(
                    f"{draft.cancer or 'Without a name'} · {table} · at step "
                    f"{SHORT[draft.step].lower()}{saved}"
                ),
                1,
            )
            row.addWidget(made)
            row.addWidget(remove)
            self.open_buttons.append(made)
            self.list.addWidget(plate)

    def _remove(self, draft: StudyDraft) -> None:
        words = (
            f"Remove {draft.cancer or 'this cohort'} with its features and trained models? Models "
            "that were saved stay."
        )
        if dialogs.agrees(self, "Remove the cohort?", words, "Remove it"):
            self.state.remove(draft)


def _steps_ahead() -> QFrame:
    """Say what each step asks for or gives."""
    plate = QFrame()
    plate.setObjectName("card")
    plate.setMaximumWidth(_MOST_WIDTH_PX)
    grid = QGridLayout(plate)
    grid.setContentsMargins(16, 14, 16, 14)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(9)
    for number, (step, words) in enumerate(_AHEAD.items(), start=1):
        for place, part in enumerate(
            (text(f"{number}", name="muted"), heading(SHORT[step]), text(words))
        ):
            part.setWordWrap(place == 2)
            grid.addWidget(part, number, place, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(2, 1)
    return plate
