"""Reviewing case by case: the reviewer's name, saving, the next case, and the blinded mode."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from steph_desktop.case.disclosure import Disclosure, answer_key
from steph_desktop.core.errors import StephError
from steph_desktop.model.outputs import RiskGroup
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.messages import Ended, Message, Tone, done
from steph_desktop.ui.parts.case_panel.inspector import Inspector
from steph_desktop.ui.parts.session import Session, WindowTool
from steph_desktop.ui.parts.worklist.case_repository import CaseReviews, ReviewRepository
from steph_desktop.ui.parts.worklist.worklist import Case, CaseState
from steph_desktop.ui.parts.worklist.worklist_panel import WorklistPanel
from steph_desktop.workspace.audit_words import BLINDED_MODE
from steph_desktop.workspace.locks import user_name
from steph_desktop.workspace.records import Review
from steph_desktop.workspace.store import Workspace

if TYPE_CHECKING:
    from steph_desktop.ui.parts.case_panel.result_page import ResultPage
    from steph_desktop.ui.parts.case_panel.review_panel import ReviewPanel

_DONE = "No case in the list is waiting for a review."
_SEEN = (
    "The model's answer to this case was shown before: your estimate is kept, but does not count "
    "as blinded."
)


class Reviewing(WindowTool):
    """Connects the worklist, the inspector and the reviews that are kept."""

    blinded_changed = Signal(bool)

    def __init__(
        self, session: Session, cases: WorklistPanel, inspector: Inspector, window: QWidget
    ) -> None:
        super().__init__(session, window)
        self._cases = cases
        self._panel: ReviewPanel | None = None  # comes with the first finished case
        inspector.result_made.connect(self._on_result_made)
        self._estimate = inspector.estimate
        self._shown: Case | None = None
        # Answers that were on show: an estimate after one of them is not blinded.
        self._on_show_openly: set[tuple[str, str]] = set()
        # Reviews that could not be written, by case: they must not be lost with the window.
        self._refused: dict[str, list[Review]] = {}
        self.reviews = ReviewRepository(session.repository.records, self)
        self.reviews.read.connect(self._take)
        self.reviews.saved.connect(self._on_saved)
        self.reviews.refused.connect(self._on_refused)
        # A result that is the same as an earlier one has that one's reviews.
        session.analyses.finished.connect(self.reviews.ask)
        self._estimate.revealed.connect(self._reveal)
        cases.next_requested.connect(self.next_unreviewed)
        session.worklist.set_blinded(blinded=session.settings.blinded)

    def _on_result_made(self, page: ResultPage) -> None:
        self._panel = page.review
        self._panel.save_requested.connect(self._keep)
        self._panel.sign_requested.connect(self._keep)
        self._panel.reopen.clicked.connect(self._reopen)
        self._panel.who.clicked.connect(self.ask_name)
        self._panel.who.show_name(self._session.settings.reviewer)

    def show(self, case: Case) -> None:
        before, self._shown = self._shown, case
        said = case.disclosure if case.state is CaseState.DONE else Disclosure()
        if self._panel is not None:
            read_only = self._session.read_only
            self._panel.show_case(case.case_id, read_only=read_only, disclosure=said)
        if case.state is not CaseState.DONE or case.is_hidden:
            return
        # Behind another page nothing is shown, though the case is chosen.
        openly = case.result is not None and not case.is_withheld and self._window.isVisible()
        if openly and not case.standing.is_seen:
            self._on_show_openly.add(answer_of(case))
        known = before is not None and before.case_id == case.case_id and not before.is_hidden
        if not known or before is None or before.result is not case.result:
            self.reviews.ask(case.case_id)

    # What the user asks for ------------------------------------------------------------------

    def next_unreviewed(self) -> None:
        """Go to the next case in the list whose result is waiting for a review."""
        after = self._shown.case_id if self._shown is not None else ""
        # In the order of the list on screen, which sorting and filters change.
        case_id = self._cases.list.next_unreviewed(after)
        if case_id is None:
            self.notice.emit(_DONE)
        else:
            self._cases.choose(case_id)

    def toggle_blinded(self) -> None:
        """Hide the model's answers until the user has given an estimate, or show them again."""
        blinded = not self._session.worklist.is_blinded
        self._session.change_settings(blinded=blinded)
        self._session.worklist.set_blinded(blinded=blinded)
        if not self._session.read_only:
            note = partial(_note_mode, blinded=blinded)
            self._session.repository.records.run(self, note)
        self.blinded_changed.emit(blinded)

    def ask_name(self) -> bool:
        """Ask for the name that reviews are signed with; return whether there is one."""
        suggested = self._session.settings.reviewer or user_name()
        if name := dialogs.ask_reviewer(self._window, suggested):
            self._session.change_settings(reviewer=name)
            self.show_name(name)
        return bool(self._session.settings.reviewer)

    def show_name(self, name: str) -> None:
        """Say with which name reviews are signed."""
        if self._panel is not None:
            self._panel.who.show_name(name)

    def show_anyway(self) -> None:
        """Show the case's result though its checks are red, and note the request."""
        if self._shown is None:
            return
        case_id = self._shown.case_id
        if not self._session.read_only:
            note = partial(Workspace.note_shown_on_request, pseudonym=case_id)
            self._session.repository.records.run(self, note)
        self._session.worklist.change(case_id, is_wanted_anyway=True)

    # Keeping ---------------------------------------------------------------------------------

    def _keep(self, review: Review) -> None:
        if self._shown is None or self._session.read_only:
            return
        if not (self._session.settings.reviewer or self.ask_name()):
            return
        stated = replace(review, reviewer=self._session.settings.reviewer)
        self.reviews.add(self._shown.case_id, stated)

    def _reveal(self, review: Review) -> None:
        if self._shown is None:
            return
        # An estimate after a look at the answer is no blinded one, whatever the mode is now.
        whole = self._session.worklist.whole(self._shown.case_id)  # the shown one hides its answer
        if answer_of(whole) in self._on_show_openly:
            self.notice.emit(Message(_SEEN, Tone.ATTENTION))
            # It is kept all the same: it says what the reviewer thinks.
            review = replace(review, blinded=False)
        self._keep(review)

    def _reopen(self) -> None:
        reason = dialogs.ask_reason(self._window)
        if reason and self._shown is not None:
            tags = self._shown.standing.tags
            self._keep(Review(comment=reason, tags=tags, reopened=True))

    def unsaved(self) -> tuple[tuple[str, Review], ...]:
        """Return what reviewers typed that is not in the workspace, by the case's pseudonym."""
        found = [(case_id, review) for case_id, kept in self._refused.items() for review in kept]
        for case_id, review in self._panel.drafts() if self._panel is not None else ():
            # A refused review is still in its draft, too.
            if all(case_id != known for known, _ in found):
                found.append((case_id, replace(review, reviewer=self._session.settings.reviewer)))
        return tuple(found)

    def _on_saved(self, case_id: str, review: Review, reviews: CaseReviews) -> None:
        self._refused.pop(case_id, None)
        self.notice.emit(Ended(("review", case_id)))
        if self._panel is not None and not review.is_estimate:
            self._panel.forget_draft(case_id)
        # Before the row changes: it may move, and the next case is the next in the order seen.
        shown = self._shown is not None and self._shown.case_id == case_id
        following = self._cases.list.next_unreviewed(case_id) if review.signed_off else None
        self._take(case_id, reviews)
        if shown and following is not None:
            self._cases.choose(following)
        elif shown and review.signed_off:
            self.notice.emit(done(f"{case_id} is signed. {_DONE}"))

    def _on_refused(self, case_id: str, review: Review, error: StephError) -> None:
        self._refused.setdefault(case_id, []).append(review)
        words = f"The review of {case_id} was not kept. {error}"
        self.notice.emit(Message(words, Tone.FAULT, cause=("review", case_id)))

    def _take(self, case_id: str, reviews: CaseReviews) -> None:
        """Bring worklist and panel up to date with the records."""
        if case_id not in self._session.worklist:
            return
        whole, stored = self._session.worklist.whole(case_id), reviews.case
        kept = {
            "reviewed": stored.status,
            "standing": stored.standing,
            "changed_at": stored.changed_at,
            "added_at": stored.added_at,
            "quality": stored.quality or whole.quality,
            "own_group": RiskGroup(stored.own_group) if stored.own_group else None,
        }
        # Only news: a change is told to all that show the case.
        if any(getattr(whole, name) != value for name, value in kept.items()):
            self._session.worklist.change(case_id, **kept)
        is_shown = self._shown is not None and self._shown.case_id == case_id
        if is_shown and self._panel is not None:
            self._panel.show_reviews(reviews)


def answer_of(case: Case) -> tuple[str, str]:
    """Return what the model said of a case: a later answer of another model was not seen."""
    if case.result is None:
        return case.case_id, ""
    return case.case_id, answer_key(case.result)


def _note_mode(workspace: Workspace, *, blinded: bool) -> None:
    """Note in the audit trail when answers are hidden, and when they are shown."""
    workspace.audit.append(BLINDED_MODE, {"on": blinded})
