"""What reviewers say, written and read on the thread of the records."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from steph_desktop.core.errors import StephError
from steph_desktop.ui.kit.record_keeper import RecordKeeper
from steph_desktop.workspace.database import not_listed
from steph_desktop.workspace.records import ListedCase, Review, ReviewRow
from steph_desktop.workspace.store import Workspace


@dataclass(frozen=True)
class CaseReviews:
    """A case as it stands, and all that was said of it.

    Attributes
    ----------
    case : ListedCase
        As the list shows it.
    result_id : int, optional
        The result that the window shows.
    rows : tuple of ReviewRow
        The latest first.
    """

    case: ListedCase
    result_id: int | None
    rows: tuple[ReviewRow, ...]


class ReviewRepository(QObject):
    """Keeps reviews; each is a new row, none is ever edited.

    Parameters
    ----------
    keeper : RecordKeeper
        Does the reading and writing.
    """

    read = Signal(str, object)
    """case_id, CaseReviews"""
    saved = Signal(str, object, object)
    """case_id, the Review that was added, CaseReviews"""
    refused = Signal(str, object)
    """case_id, StephError"""

    def __init__(self, keeper: RecordKeeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        keeper.done.connect(self._on_done)
        keeper.failed.connect(self._on_failed)

    def ask(self, case_id: str) -> None:
        """Read what was said of a case; `read` follows."""
        self._keeper.ask(("reviews", case_id), partial(read_reviews, case_id=case_id))

    def add(self, case_id: str, review: Review) -> None:
        """Keep a review; `saved` or `refused` follows."""
        question = partial(add_review, case_id=case_id, review=review)
        self._keeper.ask(("review", case_id, review), question)

    def _on_done(self, key: object, answer: object) -> None:
        match key, answer:
            case ("reviews", str(case_id)), CaseReviews():
                self.read.emit(case_id, answer)
            case ("review", str(case_id), Review() as review), CaseReviews():
                self.saved.emit(case_id, review, answer)

    def _on_failed(self, key: object, error: object) -> None:
        match key, error:
            case ("review", str(case_id), _), StephError():
                self.refused.emit(case_id, error)


def read_reviews(workspace: Workspace, case_id: str) -> CaseReviews:
    """Read a case and its reviews; a question to a `RecordKeeper`."""
    row = workspace.case_named(case_id)
    if row is None:
        raise not_listed("case")
    reviews = tuple(workspace.reviews(row.id))
    return CaseReviews(workspace.listed_case(case_id), row.result_id, reviews)


def add_review(workspace: Workspace, case_id: str, review: Review) -> CaseReviews:
    """Add a review and read the case anew; a question to a `RecordKeeper`."""
    row = workspace.case_named(case_id)
    if row is None:
        raise not_listed("case")
    workspace.add_review(row.id, review)
    return read_reviews(workspace, case_id)
