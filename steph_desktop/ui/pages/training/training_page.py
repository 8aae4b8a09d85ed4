"""The wizard as a page of the window: its drafts, its steps, and the way back and forth."""

from __future__ import annotations

import itertools
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from steph_desktop.core.listing import Sifted
from steph_desktop.training.study.study import StudyDraft, StudyStep
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import (
    FlowLayout,
    clear,
    column,
    grid_layout,
    in_row,
    lay,
    stacked,
)
from steph_desktop.ui.kit.widgets import button, frame, heading, plain, scrolling, text, tool
from steph_desktop.ui.pages.training.check_page import CheckPage
from steph_desktop.ui.pages.training.features_page import FeaturesPage
from steph_desktop.ui.pages.training.method_page import MethodPage
from steph_desktop.ui.pages.training.outcome_page import OutcomePage, SavePage
from steph_desktop.ui.pages.training.parts import StepPage, label, line
from steph_desktop.ui.pages.training.run_page import TrainingPage
from steph_desktop.ui.pages.training.slides_page import SlidesPage
from steph_desktop.ui.pages.training.state import StudyState
from steph_desktop.ui.pages.training.table_page import TablePage
from steph_desktop.ui.parts import folders
from steph_desktop.ui.parts.session import Session

# --- drafts ---------------------------------------------------------------------------------------


_STEPS = {
    StudyStep.TABLE: ("Patients", "A table of patients with follow-up time and event: CSV, Excel"),
    StudyStep.SLIDES: ("Slides", "A folder of their slides or existing features, matched by name"),
    StudyStep.CHECK: ("Check", "What is wrong or weak in the cohort, before it ruins a model"),
    StudyStep.FEATURES: (
        "Features",
        "Tissue and patch features of every slide; takes longest, resumes after an interruption",
    ),
    StudyStep.METHOD: ("Method", "The models of other cancers to draw on, and how"),
    StudyStep.TRAINING: (
        "Training",
        "Runs in the background, with live plots, while you work elsewhere",
    ),
    StudyStep.RESULT: (
        "Result",
        "Whether other cancers helped, with intervals; survival by risk group",
    ),
    StudyStep.SAVE: ("Save", "A model pack with its card, ready for new slides"),
}
_MOST_WIDTH_PX = 860


class DraftsView(QWidget):
    """The cohorts started so far, and a new one."""

    opened = Signal(object)
    """StudyDraft, or None for a new one"""

    def __init__(self, state: StudyState) -> None:
        super().__init__()
        self.state = state
        content = QWidget()
        body = column(content, margin=20, spacing=12)
        words = (
            "From a table of patients and a folder of their slides to a model that predicts "
            "survival for new slides. Everything is saved after each step, and you can leave at "
            "any time."
        )
        self.new_button = button("New cohort…", lambda: self.opened.emit(None), primary=True)
        self.list = QVBoxLayout()
        self.list.setSpacing(8)
        lay(
            body, heading("A model of your own patients", 1.35), label(words, muted=True),
            line(self.new_button), self.list, 6, heading("The eight steps"),
        )  # fmt: skip
        # Beside an empty end: a layout asks a narrow widget how high it is at the whole width.
        lay(body, line(plate := _steps_ahead(), QWidget(), grows=plate), (None, 1))
        column(self, scrolling(content), margin=0, spacing=-1)
        self.open_buttons: list[QWidget] = []
        state.drafts_read.connect(self.show_drafts)

    def show_drafts(self, drafts: Sifted[StudyDraft]) -> None:
        """List the drafts, the latest first."""
        clear(self.list)
        self.open_buttons = []
        if drafts.good or drafts.bad:
            self.list.addWidget(heading("Started earlier"))
        for draft in drafts.good:
            plate = frame("card")
            made = button("Continue", partial(self.opened.emit, draft))
            remove = button("Remove…", partial(self._remove, draft))
            saved = f", saved as {draft.saved.stem}" if draft.saved is not None else ""
            table = draft.table.name if draft.table is not None else "no table yet"
            step = _STEPS[draft.step][0].lower()
            words = f"{draft.cancer or 'Without a name'} · {table} · at step {step}{saved}"
            in_row((label(words), 1), made, remove, on=plate, margins=(12, 8, 12, 8))
            self.open_buttons.append(made)
            self.list.addWidget(plate)
        for item in drafts.bad:
            self.list.addWidget(text(str(item.fault), name="wrong"))

    def _remove(self, draft: StudyDraft) -> None:
        words = (
            f"Remove {draft.cancer or 'this cohort'} with its features and trained models? Models "
            "that were saved stay."
        )
        if dialogs.agrees(self, "Remove the cohort?", words, "Remove it"):
            self.state.remove(draft)


def _steps_ahead() -> QFrame:
    """Return a list of what each step asks for or gives."""
    plate = frame("card")
    plate.setMaximumWidth(_MOST_WIDTH_PX)
    margins = (16, 14, 16, 14)
    grid = grid_layout(plate, across=14, down=9, margins=margins, stretch=(0, 0, 1))
    for number, (name, words) in enumerate(_STEPS.values(), start=1):
        for place, part in enumerate((text(f"{number}", name="muted"), heading(name), text(words))):
            # Only what a step asks for may wrap; its number and name stay in a line.
            part.setWordWrap(place == 2)
            part.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(part, number, place)
    return plate


# --- the wizard -----------------------------------------------------------------------------------


class WizardPage(QWidget):
    """From a clinical table and a folder of slides to a saved model."""

    case_requested = Signal(str)
    notice = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.state = StudyState(session, self)
        self.state.notice.connect(self.notice)
        self.home = DraftsView(self.state)
        self.result = OutcomePage(self.state)
        self.result.case_requested.connect(self.case_requested)
        before = (TablePage, SlidesPage, CheckPage, FeaturesPage, MethodPage, TrainingPage)
        self.save = SavePage(self.state)
        # In the order of `StudyStep`.
        pages = (*(page(self.state) for page in before), self.result, self.save)
        self.pages: dict[StudyStep, StepPage] = dict(zip(StudyStep, pages, strict=True))
        self.stack = stacked(self.home, *pages)
        self.steps: dict[StudyStep, QToolButton] = {}
        self.bar = self._step_bar()
        self.foot = self._foot()
        column(self, self.bar, (self.stack, 1), self.foot, margin=0, spacing=0)
        self.state.changed.connect(self.refresh)
        self.state.saved.connect(self._on_saved)
        self.home.opened.connect(self.state.open)
        self.refresh()

    def _step_bar(self) -> QFrame:
        bar = frame("topBar")
        steps = FlowLayout(spacing=2)  # in two lines where letters are large
        in_row(steps, on=bar, margins=(14, 0, 14, 0))
        self.drafts_button = tool("‹ All cohorts", self.state.leave, called="All cohorts")
        steps.addWidget(self.drafts_button)
        for number, step in enumerate(StudyStep, start=1):
            name = tr(_STEPS[step][0])
            made = tool(
                f"{number} {name}",
                partial(self._go, step),
                name="tab",
                called=f"Step {number}: {name}",
                checkable=True,
            )
            self.steps[step] = made
            steps.addWidget(made)
        return bar

    def _foot(self) -> QFrame:
        foot = frame("bottomBar")
        self.back_button = button("Back", partial(self._step_by, -1))
        self.reason = label(muted=True)
        self.next_button = button("Next", partial(self._step_by, 1), primary=True)
        in_row(
            self.back_button, (self.reason, 1), self.next_button, on=foot, margins=(20, 8, 20, 8)
        )
        return foot

    # Page of the window -----------------------------------------------------------------------

    def visit(self) -> None:
        if self.state.draft is None:
            self.state.list_drafts()

    def close_page(self) -> None:
        self.state.close()

    def begin(self) -> None:
        self.state.open(None)

    # Steps ------------------------------------------------------------------------------------

    @property
    def step(self) -> StudyStep:
        return self.state.draft.step if self.state.draft is not None else StudyStep.TABLE

    def _go(self, step: StudyStep) -> None:
        if self.state.draft is None:
            return
        # Never past a step that lacks something: a draft may have been changed since.
        earlier = itertools.takewhile(lambda one: one is not step, StudyStep)
        step = next((one for one in earlier if self.pages[one].why_not_next()), step)
        self.state.change(step=step)
        self._enter(step)
        # The step is part of the draft: it is opened there the next time.
        self.state.keep()
        self.refresh()

    def _enter(self, step: StudyStep) -> None:
        if step in (StudyStep.CHECK, StudyStep.FEATURES):
            self.state.check()
        elif step is StudyStep.METHOD:
            self.state.read_packs()
        # Of a draft that is opened at a late step, the result is not read yet.
        elif step not in (StudyStep.TABLE, StudyStep.SLIDES) and self.state.outcome is None:
            self.state.read_outcome()

    def _step_by(self, by: int) -> None:
        order = list(StudyStep)
        place = order.index(self.step) + by
        if 0 <= place < len(order):
            self._go(order[place])

    def refresh(self) -> None:
        draft = self.state.draft
        inside = draft is not None
        self.bar.setVisible(inside)
        self.foot.setVisible(inside)
        if draft is None:
            self.stack.setCurrentWidget(self.home)
            return
        # The others are brought up to date as they are turned to.
        page = self.pages[draft.step]
        page.refresh()
        draft = self.state.draft or draft  # showing a page may settle a choice
        self.stack.setCurrentWidget(page)
        order = list(StudyStep)
        may = True
        for step in order:
            made = self.steps[step]
            made.setChecked(step is draft.step)
            # A step can be gone to while none before it lacks anything.
            made.setEnabled(may)
            may = may and not self.pages[step].why_not_next()
        reason = page.why_not_next()
        last = draft.step is order[-1]
        self.reason.setText(tr("" if last else reason))
        self.next_button.setVisible(not last)
        self.next_button.setEnabled(not reason)
        self.next_button.setToolTip(plain(tr(reason)))
        self.back_button.setEnabled(draft.step is not order[0])

    def _on_saved(self, path: Path) -> None:
        self.save.show_saved(path)
        if self.state.study is not None:
            folders.remember_cohort(self.session, self.state.study.cohort_folder)
            # The comparison of methods lies in there; cohort and survival page open it.
            if (training := self.state.training_folder()) is not None:
                folders.remember_study(self.session, training / "benchmark")
