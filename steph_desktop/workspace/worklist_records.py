"""The worklist's part of a workspace: which cases are on the list, and what it shows of each."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from steph_desktop.core.listing import DAMAGE
from steph_desktop.workspace.audit_trail import details_of
from steph_desktop.workspace.case_records import RESULT_RECORDED, CaseRecords, reached
from steph_desktop.workspace.database import not_listed, reading_row, record_of, update
from steph_desktop.workspace.records import (
    CaseRow,
    CaseStatus,
    ListedCase,
    ReviewRow,
    ReviewState,
    ScoredCase,
    region_note_of,
    vote_of,
)
from steph_desktop.workspace.slide_records import MPP_STATED, fingerprint_of, place_of

SHOWN_ON_REQUEST = "result shown though checks are red"
# Tags are the case's and stay with it, whichever result the review that set them was made of.
_LISTED = (
    "SELECT cases.id, pseudonym, status, cases.result_id, cases.risk_score, cases.risk_group,"
    " risk_percentile, quality, members, cases.added_at, changed_at, folder, name, stated_mpp,"
    " region, coalesce(tags, '[]') AS tags, model_sha256, coalesce(accession, '') AS accession,"
    " coalesce(lab_note, '') AS lab_note, coalesce(due, '') AS due"
    " FROM cases JOIN case_slides ON case_slides.case_id = cases.id"
    " JOIN slides ON slides.id = slide_id"
    " LEFT JOIN results ON results.id = cases.result_id"
    " LEFT JOIN runs ON runs.id = results.run_id"
    " LEFT JOIN reviews ON reviews.id ="
    " (SELECT max(id) FROM reviews WHERE reviews.case_id = cases.id)"
    " LEFT JOIN lab_entries ON lab_entries.case_id = cases.id"
)
_COPIES = (
    "SELECT pseudonym, size_bytes, ends_sha256 FROM cases"
    " JOIN case_slides ON case_slides.case_id = cases.id"
    " JOIN slides ON slides.id = case_slides.slide_id"
    " WHERE cases.status != ? ORDER BY cases.id"
)
_IN_ORDER = " ORDER BY cases.id, position"
_SCORED = (
    "SELECT pseudonym, cases.risk_score, cases.risk_group, model_id, model_sha256, risk_percentile,"
    " region IS NOT NULL AS is_region,"
    " coalesce((SELECT patients.name FROM case_slides JOIN slides ON slides.id = slide_id"
    "  JOIN patients ON patients.id = patient_id WHERE case_id = cases.id LIMIT 1), '') AS patient"
    " FROM cases JOIN results ON results.id = cases.result_id JOIN runs ON runs.id = run_id"
    " WHERE status <> ? ORDER BY cases.id"
)


class WorklistRecords(CaseRecords):
    """The part of a workspace that knows its worklist."""

    def listed_cases(self) -> list[ListedCase]:
        """Return every case that has slides, in the order they were added.

        Those taken off the list are among them: a slide that is opened again gets its case back.
        """
        rows, reviews = self.database.rows(_LISTED + _IN_ORDER), self.current_reviews()
        requested, stale = self.requested_results(), self._stale_results(rows)
        cases = groupby(rows, key=lambda row: int(row["id"]))
        found = []
        for case_id, group in cases:
            slides = list(group)
            try:
                found.append(_listed(slides, reviews.get(case_id, ()), requested, stale))
            except DAMAGE:
                found.append(_damaged(slides))
        return found

    def copies(self) -> dict[str, str]:
        """Return the cases that hold a copy of an earlier case's slide: pseudonym by pseudonym.

        A copy has another place or name and the same size, beginning and end.
        """
        rows = self.database.rows(_COPIES, (CaseStatus.REMOVED.value,))
        first: dict[tuple[int, str], str] = {}
        found: dict[str, str] = {}
        for row in rows:
            seen = int(row["size_bytes"]), str(row["ends_sha256"])
            owner = first.setdefault(seen, str(row["pseudonym"]))
            if owner != row["pseudonym"]:
                found.setdefault(str(row["pseudonym"]), owner)
        return found

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
        case_id = int(rows[0]["id"])
        reviews = self.current_reviews(case_id).get(case_id, ())
        return _listed(rows, reviews, self.requested_results(), self._stale_results(rows))

    def _stale_results(self, rows: Sequence[sqlite3.Row]) -> frozenset[int]:
        """Return the results of rows of `_LISTED` that were made at another pixel size."""
        now: dict[int, float] = {}
        for row in rows:
            if row["result_id"] is not None and row["stated_mpp"] is not None:
                now.setdefault(row["result_id"], row["stated_mpp"])
        made = self._stated_for_results() if now else {}
        # Of a result without an entry nothing is known that speaks against it.
        return frozenset(
            number for number, mpp in now.items() if not made.get(number, {mpp}) <= {mpp}
        )

    def note_shown_on_request(self, pseudonym: str) -> None:
        """Note that a case's result was looked at although a check is red; it is marked then."""
        row = self.case_named(pseudonym)
        details = {"case": pseudonym, "result": row.result_id if row is not None else None}
        self.audit.append(SHOWN_ON_REQUEST, details)

    def requested_results(self) -> frozenset[int]:
        """Return the results that were looked at although a check is red."""
        rows = self.database.rows("SELECT details FROM audit WHERE action = ?", (SHOWN_ON_REQUEST,))
        found = (details_of(row["details"]).get("result") for row in rows)
        return frozenset(number for number in found if isinstance(number, int))

    def scored_cases(self, *, seen_only: bool = False) -> list[ScoredCase]:
        """Return every case on the list that has a result, in the order they were added.

        With `seen_only` results that no reviewer has spoken of are left out: in blinded
        mode they stay hidden.
        """
        rows = self.database.rows(_SCORED, (CaseStatus.REMOVED.value,))
        found = [record_of(ScoredCase, row) for row in rows]
        if not seen_only:
            return found
        seen = {case.pseudonym for case in self.listed_cases() if case.standing.is_seen}
        return [case for case in found if case.pseudonym in seen]

    def finished_cases(
        self, stated: Mapping[str, float | None], model_sha256: str
    ) -> frozenset[str]:
        """Return the cases that have a result of their slides, of a model, at a pixel size.

        `stated` holds the pixel size that the user states now, by pseudonym; only these
        cases are looked at.
        """
        sql = (
            "SELECT pseudonym, result_id FROM cases JOIN results ON results.id = result_id"
            " JOIN runs ON runs.id = run_id WHERE model_sha256 = ?"
        )
        found = {
            row["pseudonym"]: int(row["result_id"])
            for row in self.database.rows(sql, (model_sha256,))
            if row["pseudonym"] in stated
        }
        sizes = self._stated_for_results() if found else {}
        return frozenset(
            name
            for name, result_id in found.items()
            if sizes.get(result_id, {stated[name]}) <= {stated[name]}
            and not any(map(self._is_changed, self.result(result_id).slide_ids))
        )

    def _stated_for_results(self) -> dict[int, set[float | None]]:
        """Return the pixel sizes stated for the slides of every result."""
        found: dict[int, set[float | None]] = {}
        stated: dict[int, float] = {}
        sql = "SELECT action, details FROM audit WHERE action IN (?, ?) ORDER BY seq"
        for row in self.database.rows(sql, (RESULT_RECORDED, MPP_STATED)):
            details = details_of(row["details"])
            with reading_row("details"):
                if row["action"] == MPP_STATED:
                    stated[details["slide"]] = details["mpp"]
                    continue
                # Early entries do not say it; then what was stated before them holds.
                found[details["result"]] = {
                    item["mpp"] if "mpp" in item else stated.get(item["slide"])
                    for item in details["inputs"]
                    if item["slide"] is not None
                }
        return found

    def _is_changed(self, slide_id: int | None) -> bool:
        """Return True if a slide's file is another one than was analysed; what is gone is not."""
        if slide_id is None:
            return False
        slide = self.slide(slide_id)
        try:
            now = slide.path.stat()
        except OSError:
            return False
        # A copy has another time: only then are the ends of the file read.
        if (now.st_size, now.st_mtime_ns) == (slide.size_bytes, slide.mtime_ns):
            return False
        seen = (slide.size_bytes, slide.ends_sha256)
        return not fingerprint_of(slide.path).is_same_file(*seen)

    def keep_case(
        self, pseudonym: str, slides: Sequence[Path], mpp: float | None = None
    ) -> CaseRow:
        """Let a case hold these slides, in bag order, and be on the list; made if new.

        Other slides than before make its result one of the past. `mpp` is what the user stated.

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
                no_result = dict.fromkeys(("result_id", "risk_score", "risk_group"))
                update(connection, "cases", case.id, **no_result)
                self._set_status(connection, case.id, CaseStatus.NEW)
                details = {"case": pseudonym, "slides": slide_ids}
                self.audit.append("slides of a case changed", details)
            return self.case(case.id)

    def join_cases(
        self, kept: str, others: Sequence[str], slides: Sequence[Path], mpp: float | None = None
    ) -> CaseRow:
        """Give the slides of several cases to one, and take the others off the list, or nothing.

        Errors are those of `keep_case`.
        """
        with self.transaction():
            row = self.keep_case(kept, slides, mpp)
            for other in others:
                self.remove_case(other)
            self.audit.append("cases joined", {"case": kept, "others": list(others)})
            return row

    def remove_case(self, pseudonym: str) -> None:
        """Take a case off the list, if it is on it; its slides, results and reviews stay."""
        with self.transaction() as connection:
            case = self.case_named(pseudonym)
            if case is not None and case.status is not CaseStatus.REMOVED:
                self._set_status(connection, case.id, CaseStatus.REMOVED)
                self.audit.append("case taken off the list", {"case": pseudonym})


def _damaged(rows: Sequence[sqlite3.Row]) -> ListedCase:
    return ListedCase(
        rows[0]["pseudonym"],
        tuple(place_of(row) for row in rows),
        mpp=None,
        status=CaseStatus.NEW,
        has_result=False,
        risk_group=None,
        changed_at=rows[0]["changed_at"],
        added_at=rows[0]["added_at"],
        damage="What the workspace keeps of this case is damaged",
    )


def _listed(
    rows: Sequence[sqlite3.Row],
    reviews: Sequence[ReviewRow],
    requested: frozenset[int],
    stale: frozenset[int],
) -> ListedCase:
    first = rows[0]
    has_result, status = first["result_id"] is not None, CaseStatus(first["status"])
    # Programs up to 0.1.0 set every new result back to analysed, also where it was the same.
    if has_result and status is not CaseStatus.REMOVED:
        status = reached(reviews, has_result=True)
    standing = record_of(ReviewState, first, is_seen=bool(reviews), verdict=None)
    if reviews:
        standing = replace(standing, verdict=reviews[0].review.verdict)
    return record_of(
        ListedCase,
        first,
        slides=tuple(place_of(row) for row in rows),
        mpp=next((row["stated_mpp"] for row in rows if row["stated_mpp"] is not None), None),
        has_result=has_result,
        status=status,
        standing=standing,
        vote=vote_of(first["members"]),
        region=region_note_of(first["region"]),
        is_requested=first["result_id"] in requested,
        is_stale=first["result_id"] in stale,
        own_group=next(filter(None, (row.review.own_risk_group for row in reviews)), None),
    )
