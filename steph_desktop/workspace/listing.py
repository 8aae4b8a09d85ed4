"""The worklist on disk: which cases are on it, of which slides, and what is taken off or joined."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from steph_desktop.workspace.base import not_listed
from steph_desktop.workspace.case_results import CaseRecords, status_after
from steph_desktop.workspace.database import utc_now
from steph_desktop.workspace.records import CaseRow, CaseStatus, Quality, Verdict

# The latest review speaks for the case; one of an earlier result leaves the new one unseen.
_LISTED = (
    "SELECT cases.id, pseudonym, status, cases.result_id, cases.risk_score, cases.risk_group,"
    " risk_percentile, quality, cases.added_at, changed_at, folder, name, stated_mpp, tags,"
    " verdict, (reviews.id IS NOT NULL AND reviews.result_id IS cases.result_id) AS seen"
    " FROM cases JOIN case_slides ON case_slides.case_id = cases.id"
    " JOIN slides ON slides.id = slide_id"
    " LEFT JOIN results ON results.id = cases.result_id"
    " LEFT JOIN reviews ON reviews.id ="
    " (SELECT max(id) FROM reviews WHERE reviews.case_id = cases.id)"
)
_IN_ORDER = " ORDER BY cases.id, position"


@dataclass(frozen=True)
class Standing:
    """What reviewers have made of a case.

    Attributes
    ----------
    is_seen : bool
        A review of the present result is kept, be it an estimate alone.
    verdict : Verdict, optional
        Of the latest review.
    tags : tuple of str
        Of the latest review.
    """

    is_seen: bool = False
    verdict: Verdict | None = None
    tags: tuple[str, ...] = ()


_SCORED = (
    "SELECT pseudonym, cases.risk_score, cases.risk_group, model_id, model_sha256,"
    " (SELECT patients.name FROM case_slides JOIN slides ON slides.id = slide_id"
    "  JOIN patients ON patients.id = patient_id WHERE case_id = cases.id LIMIT 1) AS patient"
    " FROM cases JOIN results ON results.id = cases.result_id JOIN runs ON runs.id = run_id"
    " WHERE status <> ? ORDER BY cases.id"
)


@dataclass(frozen=True)
class ScoredCase:
    """A case on the list with its latest risk.

    Attributes
    ----------
    pseudonym : str
        Its name.
    risk_score : float, optional
        Higher is worse; comparable within one model only.
    risk_group : str, optional
        By the cut-offs of the model pack.
    model_id, model_sha256 : str
        The model pack.
    patient : str
        As the user's files name the patient, empty if unknown; must not leave the workspace.
    """

    pseudonym: str
    risk_score: float | None
    risk_group: str | None
    model_id: str
    model_sha256: str
    patient: str


@dataclass(frozen=True)
class ListedCase:
    """A case as a list shows it.

    Attributes
    ----------
    pseudonym : str
        Its name.
    slides : tuple of pathlib.Path
        Where its slides were last seen, in bag order; at least one.
    mpp : float, optional
        Micrometres per pixel that the user stated.
    status : CaseStatus
        How far.
    has_result : bool
        Whether a result of these slides is kept.
    risk_group : str, optional
        Of that result.
    changed_at : str
        When anything about it was last written, UTC; sorts as text.
    added_at : str
        When it was added, the same way.
    risk_score, risk_percentile : float, optional
        Of that result.
    quality : Quality, optional
        What the checks of its slides said.
    standing : Standing
        What reviewers have made of it.
    """

    pseudonym: str
    slides: tuple[Path, ...]
    mpp: float | None
    status: CaseStatus
    has_result: bool
    risk_group: str | None
    changed_at: str
    added_at: str = ""
    risk_score: float | None = None
    risk_percentile: float | None = None
    quality: Quality | None = None
    standing: Standing = Standing()


class ListRecords(CaseRecords):
    """The part of a workspace that keeps the worklist."""

    def listed_cases(self) -> list[ListedCase]:
        """Return every case that has slides, in the order they were added.

        Those taken off the list are among them: a slide that is opened again gets its case back.
        """
        rows = self.database.rows(_LISTED + _IN_ORDER)
        return [_listed(list(group)) for _, group in groupby(rows, key=lambda row: int(row["id"]))]

    def listed_case(self, pseudonym: str) -> ListedCase:
        """Return one case as the list shows it.

        Raises
        ------
        StephError
            If it is not in the workspace, or has no slides.
        """
        rows = self.database.rows(f"{_LISTED} WHERE pseudonym = ?{_IN_ORDER}", (pseudonym,))
        if not rows:
            raise not_listed("case")
        return _listed(rows)

    def scored_cases(self, *, seen_only: bool = False) -> list[ScoredCase]:
        """Return every case on the list that has a result, in the order they were added.

        Parameters
        ----------
        seen_only : bool
            Leave out results that no reviewer has spoken of: in blinded mode they stay hidden.
        """
        rows = self.database.rows(_SCORED, (CaseStatus.REMOVED.value,))
        found = [ScoredCase(**{**dict(row), "patient": row["patient"] or ""}) for row in rows]
        if not seen_only:
            return found
        seen = {case.pseudonym for case in self.listed_cases() if case.standing.is_seen}
        return [case for case in found if case.pseudonym in seen]

    def keep_case(
        self, pseudonym: str, slides: Sequence[Path], mpp: float | None = None
    ) -> CaseRow:
        """Let a case hold these slides and be on the list; made if new.

        Parameters
        ----------
        pseudonym : str
            Of the case.
        slides : sequence of pathlib.Path
            In bag order. Other slides than before make its result one of the past.
        mpp : float, optional
            Micrometres per pixel that the user stated for them.

        Raises
        ------
        StephError
            If a slide cannot be read, or they belong to two patients.
        """
        with self.transaction() as connection:
            slide_ids = [row.id for row in self.add_slides(slides, mpp)]
            case = self.case_named(pseudonym)
            if case is None:
                return self.add_case(slide_ids, pseudonym)
            if case.status is CaseStatus.REMOVED:
                self._set_status(connection, case.id, self._reached(case))
                self.audit.append("case put back on the list", {"case": pseudonym})
            if self.case_slides(case.id) != tuple(slide_ids):
                self._place_slides(connection, case.id, slide_ids)
                connection.execute(
                    "UPDATE cases SET result_id = NULL, risk_score = NULL, risk_group = NULL"
                    " WHERE id = ?",
                    (case.id,),
                )
                self._set_status(connection, case.id, CaseStatus.NEW)
                details = {"case": pseudonym, "slides": slide_ids}
                self.audit.append("slides of a case changed", details)
            return self.case(case.id)

    def join_cases(
        self, kept: str, others: Sequence[str], slides: Sequence[Path], mpp: float | None = None
    ) -> CaseRow:
        """Make one case of several, all of it or nothing.

        Parameters
        ----------
        kept : str
            Pseudonym of the case that stays.
        others : sequence of str
            Pseudonyms of those taken off the list.
        slides : sequence of pathlib.Path
            Of all of them, in bag order.
        mpp : float, optional
            Micrometres per pixel that the user stated for them.

        Raises
        ------
        StephError
            As `keep_case`.
        """
        with self.transaction():
            row = self.keep_case(kept, slides, mpp)
            for other in others:
                self.remove_case(other)
            self.audit.append("cases joined", {"case": kept, "others": list(others)})
            return row

    def remove_case(self, pseudonym: str) -> None:
        """Take a case off the list; its slides, results and reviews stay.

        One that is not in the workspace is passed over.
        """
        with self.transaction() as connection:
            case = self.case_named(pseudonym)
            if case is not None and case.status is not CaseStatus.REMOVED:
                self._set_status(connection, case.id, CaseStatus.REMOVED)
                self.audit.append("case taken off the list", {"case": pseudonym})

    def _reached(self, case: CaseRow) -> CaseStatus:
        """Return how far a case had come before it was taken off the list."""
        status = CaseStatus.NEW if case.result_id is None else CaseStatus.ANALYSED
        for row in reversed(self.reviews(case.id)):
            if row.result_id == case.result_id:
                status = status_after(row.review, status)
        return status

    @staticmethod
    def _set_status(connection: sqlite3.Connection, case_id: int, status: CaseStatus) -> None:
        connection.execute(
            "UPDATE cases SET status = ?, changed_at = ? WHERE id = ?",
            (status.value, utc_now(), case_id),
        )


def _listed(rows: Sequence[sqlite3.Row]) -> ListedCase:
    first = rows[0]
    return ListedCase(
        pseudonym=first["pseudonym"],
        slides=tuple(Path(row["folder"]) / row["name"] for row in rows),
        mpp=next((row["stated_mpp"] for row in rows if row["stated_mpp"] is not None), None),
        status=CaseStatus(first["status"]),
        has_result=first["result_id"] is not None,
        risk_group=first["risk_group"],
        changed_at=first["changed_at"],
        added_at=first["added_at"],
        risk_score=first["risk_score"],
        risk_percentile=first["risk_percentile"],
        quality=Quality(first["quality"]) if first["quality"] else None,
        standing=Standing(
            bool(first["seen"]),
            Verdict(first["verdict"]) if first["verdict"] else None,
            tuple(json.loads(first["tags"])) if first["tags"] else (),
        ),
    )
