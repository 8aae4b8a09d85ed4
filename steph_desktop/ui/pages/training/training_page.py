"""The wizard as a page of the window: its drafts, its steps, and the way back and on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from steph_desktop.training.study.draft import Step, StudyDraft
from steph_desktop.ui.kit.theme import Colours
from steph_desktop.ui.kit.widgets import button
from steph_desktop.ui.pages.training.check_page import CheckPage
from steph_desktop.ui.pages.training.drafts_view import SHORT, DraftsView
from steph_desktop.ui.pages.training.features_page import FeaturesPage
from steph_desktop.ui.pages.training.method_page import MethodPage
from steph_desktop.ui.pages.training.outcome_page import OutcomePage
from steph_desktop.ui.pages.training.parts import StepPage, label
from steph_desktop.ui.pages.training.run_page import TrainingPage
from steph_desktop.ui.pages.training.save_page import SavePage
from steph_desktop.ui.pages.training.slides_page import SlidesPage
from steph_desktop.ui.pages.training.state import StudyState
from steph_desktop.ui.pages.training.table_page import TablePage
from steph_desktop.ui.parts import folders
from steph_desktop.ui.parts.session import Session


class WizardPage(QWidget):
    """From a clinical table and a folder of slides to a saved model.

    Parameters
    ----------
    session : Session
        The window's.
    """

    case_requested = Signal(str)
    notice = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.state = StudyState(session, self)
        self.state.notice.connect(self.notice)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.stack = QStackedWidget()
        self.home = DraftsView(self.state)
        self.stack.addWidget(self.home)
        self.result = OutcomePage(self.state)
        self.result.case_requested.connect(self.case_requested)
        self.pages: dict[Step, StepPage] = {
            Step.TABLE: TablePage(self.state),
            Step.SLIDES: SlidesPage(self.state),
            Step.CHECK: CheckPage(self.state),
            Step.FEATURES: FeaturesPage(self.state),
            Step.METHOD: MethodPage(self.state),
            Step.TRAINING: TrainingPage(self.state),
            Step.RESULT: self.result,
            Step.SAVE: SavePage(self.state),
        }
        for page in self.pages.values():
            self.stack.addWidget(page)
        self.steps: dict[Step, QToolButton] = {}
        self.bar = self._step_bar()
        self.foot = self._foot()
        outer.addWidget(self.bar)
        outer.addWidget(self.stack, 1)
        outer.addWidget(self.foot)
        self.state.changed.connect(self.refresh)
        self.state.saved.connect(self._on_saved)
        self.home.opened.connect(self._open)
        self.refresh()

    def _step_bar(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("topBar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(2)
        self.drafts_button = QToolButton()
        self.drafts_button.setObjectName("flat")
        self.drafts_button.setText("‹ All cohorts")
        self.drafts_button.setAccessibleName("All cohorts")
        self.drafts_button.clicked.connect(self.state.leave)
        row.addWidget(self.drafts_button)
        row.addSpacing(10)
        for number, step in enumerate(Step, start=1):
            made = QToolButton()
            made.setObjectName("tab")
            made.setText(f"{number} {SHORT[step]}")
            made.setAccessibleName(f"Step {number}: {SHORT[step]}")
            made.setCheckable(True)
            made.clicked.connect(partial(self._go, step))
            self.steps[step] = made
            row.addWidget(made)
        row.addStretch(1)
        return bar

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("bottomBar")
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 8, 20, 8)
        self.back_button = button("Back", partial(self._step_by, -1))
        self.reason = label(muted=True)
        self.next_button = button("Next", partial(self._step_by, 1), primary=True)
        row.addWidget(self.back_button)
        row.addWidget(self.reason, 1)
        row.addWidget(self.next_button)
        return foot

    # Page of the window -----------------------------------------------------------------------

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        for page in self.pages.values():
            page.set_colours(colours)

    def visit(self) -> None:
        """Read again which drafts there are."""
        if self.state.draft is None:
            self.state.list_drafts()

    def close_page(self) -> None:
        """Keep the draft and end the threads."""
        self.pages[Step.RESULT].close()
        self.state.close()

    def begin(self) -> None:
        """Begin a new cohort."""
        self._open(None)

    # Steps ------------------------------------------------------------------------------------

    @property
    def step(self) -> Step:
        """The step on show."""
        return self.state.draft.step if self.state.draft is not None else Step.TABLE

    def _open(self, draft: object) -> None:
        self.state.open(draft if isinstance(draft, StudyDraft) else None)

    def _go(self, step: Step) -> None:
        draft = self.state.draft
        if draft is None:
            return
        order = list(Step)
        for earlier in order[: order.index(step)]:
            if self.pages[earlier].why_not_next():
                step = earlier
                break
        self.state.change(step=step)
        self._enter(step)
        self.state.keep()
        self.refresh()

    def _enter(self, step: Step) -> None:
        if step in (Step.CHECK, Step.FEATURES):
            self.state.check()
        elif step is Step.METHOD:
            self.state.read_packs()
        elif step in (Step.TRAINING, Step.RESULT, Step.SAVE) and self.state.outcome is None:
            self.state.read_outcome()

    def _step_by(self, by: int) -> None:
        order = list(Step)
        place = order.index(self.step) + by
        if 0 <= place < len(order):
            self._go(order[place])

    def refresh(self) -> None:
        """Show the state."""
        draft = self.state.draft
        inside = draft is not None
        self.bar.setVisible(inside)
        self.foot.setVisible(inside)
        if draft is None:
            self.stack.setCurrentWidget(self.home)
            return
        page = self.pages[draft.step]
        page.refresh()
        draft = self.state.draft or draft  # showing a page may settle a choice
        self.stack.setCurrentWidget(page)
        order = list(Step)
        may = True
        for step in order:
            made = self.steps[step]
            made.setChecked(step is draft.step)
            made.setEnabled(may)
            may = may and not self.pages[step].why_not_next()
        reason = page.why_not_next()
        last = draft.step is order[-1]
        self.reason.setText("" if last else reason)
        self.next_button.setVisible(not last)
        self.next_button.setEnabled(not reason)
        self.next_button.setToolTip(reason)
        self.back_button.setEnabled(draft.step is not order[0])

    def _on_saved(self, path: object) -> None:
        page = self.pages[Step.SAVE]
        if isinstance(path, Path) and isinstance(page, SavePage):
            page.show_saved(path)
        if self.state.draft is not None:
            folders.remember_cohort(self.session, self.state.book.cohort_folder(self.state.draft))
            training = self.state.training_folder()
            if training is not None:
                folders.remember_study(self.session, training / "benchmark")
