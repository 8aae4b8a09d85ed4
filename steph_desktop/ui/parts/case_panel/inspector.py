"""The right panel: what the selected case lacks, its progress, or its result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from steph_desktop.case.disclosure import STALE, Disclosure
from steph_desktop.case.result import CaseResult
from steph_desktop.core.written_numbers import number_of, why_no_number
from steph_desktop.features.facts import is_feature_file
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import column, in_row
from steph_desktop.ui.kit.theme import Tinted, follow_colours
from steph_desktop.ui.kit.widgets import (
    Banner,
    GoneBanner,
    button,
    error_paragraphs,
    heading,
    progress_bar,
    say,
    scrolling,
    show_progress,
    text,
    text_field,
    with_breaks,
)
from steph_desktop.ui.parts.case_panel.problem_list import ProblemList, RemedyButtons
from steph_desktop.ui.parts.case_panel.review_panel import EstimatePage
from steph_desktop.ui.parts.job_list.job_views import progress_words
from steph_desktop.ui.parts.session import Session
from steph_desktop.ui.parts.worklist.problems import remedies_of_error
from steph_desktop.ui.parts.worklist.worklist import (
    Case,
    CaseState,
    ListStatus,
    slides_words,
    state_words,
    status_words,
)

if TYPE_CHECKING:
    from steph_desktop.ui.parts.case_panel.result_page import ResultPage


class EmptyPage(QWidget):
    """Nothing is open."""

    def __init__(self) -> None:
        super().__init__()
        self.demo = button("Open the demo")
        self.open = button("Open slides…", primary=True)
        words = text(
            "Open a slide, or drop slides and a model pack (.steph) on the window. "
            "The prognosis of the selected case is shown here."
        )
        title = heading("No case selected", 1.25)
        column(self, title, words, in_row(self.open, self.demo, None), None)


class CasePage(QWidget):
    """A case before its analysis, or after it failed: what is missing, and how to fix it."""

    mpp_stated = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.title = heading("", 1.25)
        self.state = text(name="muted")
        self.alarm = Banner("alarm")
        self.gone = GoneBanner()
        self.remedies = RemedyButtons()
        self.alarm.add(self.remedies)
        self.problems = ProblemList()
        self.mpp = Banner("notice")
        self.mpp_field = text_field("Micrometres per pixel", hint="for example 0.25")
        self.mpp_field.setMaximumWidth(150)
        self.mpp_field.returnPressed.connect(self._state_mpp)
        self.mpp.add_row(self.mpp_field, text("µm/px"), button("Continue", self._state_mpp))
        self.mpp_wrong = text(name="wrong")
        self.mpp.add(self.mpp_wrong)
        self.mpp.add(text("About 0.25 at 40x and 0.5 at 20x. It is recorded as your statement."))
        self.model = Banner("notice", "No model is chosen. A model pack (.steph) is needed.")
        self.choose_model, self.demo_model = button("Choose a model…"), button("Use the demo model")
        self.model.add_row(self.choose_model, self.demo_model)
        self.weights = Banner("notice")
        self.choose_weights = button("Choose the weight file…")
        self.weights.add_row(self.choose_weights)
        self.model_words = text(name="muted")
        self.analyse = button("Analyse", primary=True)
        above = (self.title, self.state, self.alarm, self.gone, self.problems, self.mpp)
        column(
            self, *above, self.model, self.weights, self.model_words,
            (self.analyse, Qt.AlignmentFlag.AlignLeft), None,
        )  # fmt: skip

    def show_case(self, case: Case, session: Session) -> None:
        missing, card = session.missing(case), session.card
        if self.title.text() != case.case_id:  # what is typed stays while the same case changes
            self.mpp_field.clear()
            self.mpp_wrong.clear()
        self.title.setText(case.case_id)
        self.state.setText(tr(f"{slides_words(case)} · {state_words(case)}"))
        error = case.error
        self.alarm.say(None if error is None else with_breaks(tr(error_paragraphs(error))))
        self.remedies.show_remedies(remedies_of_error(case) if not session.read_only else ())
        self.mpp.setVisible(missing.mpp)
        fault = case.mpp_fault
        # What is doubted is stated: the sentence says why it is not believed.
        plain = fault in ("", "The slide does not state its pixel size")
        said = "This slide does not state its resolution" if plain else fault
        self.mpp.label.setText(tr(f"{said}. What is its pixel size?"))
        # Cleared above, it would stay as an empty line.
        self.mpp_wrong.setVisible(bool(self.mpp_wrong.text()))
        opened = case.state not in (CaseState.OPENING, CaseState.UNREADABLE)
        self.model.setVisible(missing.model and opened)
        self.weights.setVisible(missing.weights and opened)
        self.model_words.setVisible(card is not None)
        if card is not None:
            needed = (
                f"The model needs the weights of the encoder {card.encoder}, which are not "
                f"part of this program. {weights_source(card.encoder)}"
            )
            self.weights.label.setText(tr(needed))
            self.model_words.setText(tr(f"Model: {card.model_id} · {card.target_cancer}"))
        self.analyse.setText(tr("Try again" if case.state is CaseState.FAILED else "Analyse"))
        self.analyse.setVisible(opened)
        self.analyse.setEnabled(session.can_analyse(case))

    def refuse_mpp(self, words: str) -> None:
        """Say beside the field why a resolution is not possible."""
        say(self.mpp_wrong, words)

    def _state_mpp(self) -> None:
        value = number_of(self.mpp_field.text())
        if value is None:
            self.refuse_mpp(why_no_number(self.mpp_field.text()))
        else:
            self.mpp_stated.emit(value)


class BusyPage(QWidget):
    """A case that is waiting or being analysed."""

    def __init__(self) -> None:
        super().__init__()
        self.title = heading("", 1.25)
        self.words = text()
        self.bar = progress_bar()
        self.cancel = button("Cancel")
        stop = (self.cancel, Qt.AlignmentFlag.AlignLeft)
        hint = text("Meanwhile you can look at this and other slides.", name="muted", factor=0.92)
        column(self, self.title, self.words, self.bar, stop, hint, None)

    def show_case(self, case: Case) -> None:
        self.title.setText(tr(f"Analysing {case.case_id}"))
        waits = case.state is CaseState.QUEUED
        self.words.setText(tr("Waiting for its turn" if waits else progress_words(case.progress)))
        show_progress(self.bar, case.progress)


class Inspector(Tinted, QStackedWidget):
    """The pages of the right panel."""

    folded = Signal()
    """It was folded away, or is there again."""
    result_made = Signal(QWidget)
    """The page of a finished case was made."""

    def __init__(self, session: Session, *, has_demo: bool) -> None:
        super().__init__()
        self._session = session
        # Kept in full: the view beside it need not say the same again.
        self._fault = ""
        self._shown_result: CaseResult | None = None
        self._disclosure = Disclosure()
        self._wanted_rows: tuple[int, ...] = ()
        self.empty = EmptyPage()
        self.case_page = CasePage()
        for offer in (self.empty.demo, self.case_page.demo_model):
            offer.setVisible(has_demo)
        self.busy = BusyPage()
        self.estimate = EstimatePage()
        self.made_result: ResultPage | None = None
        """The page of a finished case, None before the first"""
        # The result is not among them: its plots are made with the first finished case.
        self._pages: dict[QWidget, QWidget] = {
            page: scrolling(page) for page in (self.empty, self.case_page, self.busy, self.estimate)
        }
        for area in self._pages.values():
            self.addWidget(area)
        self.setMinimumWidth(300)
        self.setAccessibleName(tr("Case"))

    @property
    def result(self) -> ResultPage:
        """The page of a finished case, with its plots; made when first asked for."""
        if self.made_result is None:
            from steph_desktop.ui.parts.case_panel.result_page import ResultPage

            made = self.made_result = ResultPage()
            # It was not there when the window told its parts.
            follow_colours(made, self.colours)
            self._pages[made] = made  # its middle alone scrolls
            self.addWidget(made)
            self.result_made.emit(made)
        return self.made_result

    def show_empty(self) -> None:
        self._turn_to(self.empty)

    def show_case(self, case: Case) -> None:
        """Show the page that fits a case's state."""
        session, card, read_only = self._session, self._session.card, self._session.read_only
        self._fault = error_paragraphs(case.error) if case.error is not None else ""
        is_done = case.state is CaseState.DONE
        shows = is_done and case.result is not None and not case.is_hidden
        # A page that is made is brought up to date behind others, too; none is made for that.
        made = self.result if shows else self.made_result
        for page in (self.case_page, self.estimate, made):
            if page is not None:
                page.gone.show_fault(case.vanished, may_mend=not read_only)
        for with_files in (self.case_page, made):
            if with_files is not None:
                with_files.problems.show_problems(session.problems(case), may_fix=not read_only)
        if case.is_busy:
            self.busy.show_case(case)
            self._turn_to(self.busy)
        elif is_done and case.is_hidden:
            self.estimate.show_case(case, read_only=read_only)
            self._turn_to(self.estimate)
        elif is_done and case.result is not None:
            used, said = case.result.card, case.disclosure
            stale = STALE if said.is_stale else ""
            if not stale and card is not None and card.weights_sha256 != used.weights_sha256:
                stale = f"This result is from {used.model_id}; another model is chosen now."
            # Every change of a case comes by here: laid out anew, the page would jump to its top.
            if self._shown_result is not case.result or self._disclosure != said:
                self._shown_result, self._disclosure = case.result, said
                has_slides = not any(map(is_feature_file, case.slides))
                self._wanted_rows = self.result.show_result(
                    case.result, has_slides=has_slides, disclosure=said
                )
            self.result.show_stale(stale, ready=session.can_analyse(case))
            names = session.settings.lab_names
            called = f"{case.lab_name} · {case.case_id}" if names else case.case_id
            review = "not reviewed" if case.is_unreviewed else status_words(case)
            done = case.status in (ListStatus.REVIEWED, ListStatus.SIGNED)
            self.result.show_status(called, review, is_reviewed=done)
            self._turn_to(self.result)
        else:
            self.case_page.show_case(case, session)
            self._turn_to(self.case_page)

    @property
    def fault_on_show(self) -> str:
        """The fault of the case that can be read here now; empty if there is none."""
        here = self.currentWidget() is self._pages[self.case_page] and not self.isHidden()
        return self._fault if here else ""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.folded.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.folded.emit()

    def bring_up(self, part: QWidget) -> None:
        """Scroll the result so that a part of it that has just unfolded is at the top."""
        # Once what has unfolded has its height: before, there is nothing to scroll to.
        for wait_ms in (0, 30):
            QTimer.singleShot(wait_ms, self.result, lambda: self.result.bring_up(part))

    def take_wanted_rows(self) -> tuple[int, ...]:
        """Return the rows of the bag whose pictures the page needs; each is returned once."""
        # Once: the same case is shown again while its pictures are being read.
        rows, self._wanted_rows = self._wanted_rows, ()
        return rows

    def _turn_to(self, page: QWidget) -> None:
        self.setCurrentWidget(self._pages[page])


def weights_source(encoder: str) -> str:
    """Say where to get an encoder's weights."""
    from steph_desktop.features.encoder_registry import ENCODERS

    spec = ENCODERS.get(encoder)
    # The registry's words are for the command line too.
    return "" if spec is None else f"{spec.weights_from} Then point to it here."
