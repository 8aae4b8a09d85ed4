"""Cases of a workspace: their slides, results and reviews."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path
from sqlite3 import Connection, Row

from steph_desktop.core.codec import chosen
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import sha256_of
from steph_desktop.core.listing import read_each
from steph_desktop.workspace.audit_trail import digest_of
from steph_desktop.workspace.database import (
    DATABASE_NAME,
    connect,
    insert,
    record_of,
    update,
    utc_now,
)
from steph_desktop.workspace.pseudonyms import Pseudonyms, workspace_key
from steph_desktop.workspace.records import (
    CaseRow,
    CaseStatus,
    FileKind,
    FileRow,
    Outcome,
    ResultInput,
    ResultRow,
    Review,
    ReviewRow,
    Run,
)
from steph_desktop.workspace.slide_records import SlideRecords, fingerprint_of, require_one_patient

RESULT_RECORDED = "result recorded"
REVIEW_ADDED = "review added"
CASES_FOLDER = "cases"
# What the audit trail keeps of a review; its comment and tags may name somebody.
_AUDITED = (
    "reviewer", "own_risk_group", "own_risk_percent", "blinded", "signed_off", "reopened",
)  # fmt: skip

_CASE_COLUMNS = (
    "id, pseudonym, status, result_id, risk_score, risk_group, added_at, changed_at, "
    "(SELECT patient_id FROM case_slides JOIN slides ON slides.id = slide_id"
    " WHERE case_id = cases.id ORDER BY position LIMIT 1) AS patient_id"
)

# A review belongs to the result that it was made of, and counts for every later one that is the
# same: the same model and encoder, patches, inputs and numbers. Where and when it was computed
# does not matter. An input without a hash is known by its slide.
_MADE_BY = (
    "(SELECT model_sha256, encoder_sha256, target_mpp, patch_px, overlap_px"
    " FROM runs WHERE id = {0}.run_id)"
)
_MADE_FROM = (
    "SELECT position, coalesce(nullif(sha256, ''), slide_id) FROM result_inputs"
    " WHERE result_id = {0}.id"
)
CURRENT_REVIEWS = (
    "SELECT reviews.id FROM reviews JOIN cases ON cases.id = reviews.case_id"  # noqa: S608
    " LEFT JOIN results AS last ON last.id = cases.result_id"
    " LEFT JOIN results AS past ON past.id = reviews.result_id"
    " WHERE (reviews.result_id IS cases.result_id OR ("
    " past.risk_score = last.risk_score AND past.n_patches = last.n_patches"
    " AND past.risk_percentile IS last.risk_percentile AND past.risk_group IS last.risk_group"
    " AND past.region IS last.region"
    f" AND {_MADE_BY.format('past')} = {_MADE_BY.format('last')}"
    f" AND NOT EXISTS ({_MADE_FROM.format('past')} EXCEPT {_MADE_FROM.format('last')})"
    f" AND NOT EXISTS ({_MADE_FROM.format('last')} EXCEPT {_MADE_FROM.format('past')})"
    "))"
)
"""SQL of the ids of all reviews that count for the result their case has now."""


class CaseRecords(SlideRecords):
    """The part of a workspace that knows cases, results and reviews."""

    def add_case(self, slide_ids: Sequence[int], pseudonym: str | None = None) -> CaseRow:
        """Make a case of slides of one patient, in bag order; unnamed, it gets a new pseudonym.

        Raises
        ------
        StephError
            If the slides belong to two patients.
        """
        with self.transaction() as connection:
            name = pseudonym or self._new_pseudonym(self.slide(slide_ids[0]).path)
            now = utc_now()
            values = {"pseudonym": name, "status": CaseStatus.NEW}
            case_id = insert(connection, "cases", {**values, "added_at": now, "changed_at": now})
            self._place_slides(connection, case_id, slide_ids)
            self.audit.append("case added", {"case": name, "slides": list(slide_ids)})
            return self.case(case_id)

    def _new_pseudonym(self, slide: Path) -> str:
        names, attempt = Pseudonyms(workspace_key(self.folder)), 0
        name = names.name(slide)
        # The code may be taken by a case that holds other slides now.
        while self.case_named(name) is not None:
            attempt += 1
            name = names.name(slide.with_name(f"{slide.name}#{attempt}"))
        return name

    @staticmethod
    def _place_slides(connection: Connection, case_id: int, slide_ids: Iterable[int]) -> None:
        connection.execute("DELETE FROM case_slides WHERE case_id = ?", (case_id,))
        connection.executemany(
            "INSERT INTO case_slides (case_id, position, slide_id) VALUES (?, ?, ?)",
            [(case_id, position, slide_id) for position, slide_id in enumerate(slide_ids)],
        )
        require_one_patient(connection)

    def case(self, case_id: int) -> CaseRow:
        """Return one case; a `StephError` if it is not listed, as for every other row."""
        sql = f"SELECT {_CASE_COLUMNS} FROM cases WHERE id = ?"  # noqa: S608
        return record_of(CaseRow, self.one("case", sql, (case_id,)))

    def case_named(self, pseudonym: str) -> CaseRow | None:
        """Return the case of a pseudonym."""
        sql = f"SELECT {_CASE_COLUMNS} FROM cases WHERE pseudonym = ?"  # noqa: S608
        row = self.database.row(sql, (pseudonym,))
        return None if row is None else record_of(CaseRow, row)

    def case_slides(self, case_id: int) -> tuple[int, ...]:
        """Return the slides of a case in bag order."""
        sql = "SELECT slide_id FROM case_slides WHERE case_id = ? ORDER BY position"
        return tuple(row[0] for row in self.database.rows(sql, (case_id,)))

    def record_result(
        self,
        pseudonym: str,
        run: Run,
        outcome: Outcome,
        inputs: Sequence[ResultInput],
        files: Sequence[tuple[Path, FileKind]] = (),
    ) -> ResultRow:
        """Keep what a run found in a case, with all that made it, in one transaction.

        Slides and the case are listed if they are not yet. Call it once the files stand.

        Of `files`, those outside the workspace are not the workspace's to guard, and left out.

        Raises
        ------
        StephError
            If a slide or a file cannot be read, or the database not be written.
        """
        hashes = [
            (path.absolute().relative_to(self.folder).as_posix(), kind, sha256_of(path), path)
            for path, kind in files
            if path.absolute().is_relative_to(self.folder)
        ]
        # Files are read before the transaction: a slow share must not hold the database.
        prints = {i.path: fingerprint_of(i.path) for i in inputs if i.is_slide}
        with self.transaction() as connection:
            slide_ids: list[int | None] = []
            for item in inputs:
                if not item.is_slide:
                    slide_ids.append(None)
                    continue
                slide = self.slide_at(item.path) or self.add_slide(item.path)
                if item.mpp is not None:
                    slide = self.state_mpp(slide.id, item.mpp)
                if item.sha256:
                    self._note_content(connection, slide, prints[item.path], item.sha256)
                slide_ids.append(slide.id)
            case = self._case_for(connection, pseudonym, [i for i in slide_ids if i is not None])
            result = self._insert_result(connection, case.id, run, outcome, slide_ids, inputs)
            # Files of the case's earlier results go, but not what cases share.
            connection.execute(
                "DELETE FROM files WHERE kind = ? AND path NOT LIKE 'cases/cards/%' AND result_id"
                " IN (SELECT id FROM results WHERE case_id = ? AND id <> ?)",
                (FileKind.CASE.value, case.id, result.id),
            )
            for path, kind, sha256, place in hashes:
                file = {"path": path, "kind": kind, "sha256": sha256, "result_id": result.id}
                file |= {"size_bytes": place.stat().st_size, "recorded_at": result.at}
                # Cards are shared: the path may be that of another case's file.
                insert(connection, "files", file, key="path")
            risk = {"risk_score": outcome.risk_score, "risk_group": outcome.risk_group}
            update(connection, "cases", case.id, result_id=result.id, **risk)
            self._set_status(connection, case.id, self._reached(self.case(case.id)))
            details = {
                "case": pseudonym,
                "result": result.id,
                "digest": result_digest(result),
                "run": asdict(run),
                "inputs": [*map(_input_details, slide_ids, inputs)],
                "files": [[kind.value, sha256] for _, kind, sha256, _ in hashes],
            }
            self.audit.append(RESULT_RECORDED, details)
        return result

    def _case_for(
        self, connection: Connection, pseudonym: str, slide_ids: Sequence[int]
    ) -> CaseRow:
        """Return the case of a pseudonym, holding these slides; made if new."""
        case = self.case_named(pseudonym) or self.add_case(slide_ids, pseudonym)
        if slide_ids and self.case_slides(case.id) != tuple(slide_ids):
            self._place_slides(connection, case.id, slide_ids)
        return case

    def _insert_result(
        self,
        connection: Connection,
        case_id: int,
        run: Run,
        outcome: Outcome,
        slide_ids: Sequence[int | None],
        inputs: Sequence[ResultInput],
    ) -> ResultRow:
        at = utc_now()
        run_id = insert(connection, "runs", {"at": at, **asdict(run)})
        values = {"case_id": case_id, "run_id": run_id, "at": at, **asdict(outcome)}
        result_id = insert(connection, "results", values)
        connection.executemany(
            "INSERT INTO result_inputs (result_id, position, slide_id, sha256) VALUES (?, ?, ?, ?)",
            [
                (result_id, position, slide_id, item.sha256)
                for position, (slide_id, item) in enumerate(zip(slide_ids, inputs, strict=True))
            ],
        )
        return self.result(result_id)  # as the database keeps it

    def results(self, case_id: int) -> list[ResultRow]:
        """Return all results of a case, the latest first."""
        sql = "SELECT id FROM results WHERE case_id = ? ORDER BY id DESC"
        return [self.result(row[0]) for row in self.database.rows(sql, (case_id,))]

    def result(self, result_id: int) -> ResultRow:
        """Return one result with its run and inputs."""
        row = self.one("result", "SELECT * FROM results WHERE id = ?", (result_id,))
        run = self.one("run", "SELECT * FROM runs WHERE id = ?", (row["run_id"],))
        sql = "SELECT slide_id, sha256 FROM result_inputs WHERE result_id = ? ORDER BY position"
        inputs = self.database.rows(sql, (result_id,))
        return record_of(
            ResultRow,
            row,
            run=record_of(Run, run),
            outcome=record_of(Outcome, row),
            slide_ids=tuple(item["slide_id"] for item in inputs),
            input_sha256s=tuple(item["sha256"] for item in inputs),
        )

    def files(self, result_id: int | None = None) -> list[FileRow]:
        """Return the files whose hashes are kept, of one result or all."""
        # -1 is the id of no result: it stands for all of them.
        sql = "SELECT * FROM files WHERE ? IN (result_id, -1) ORDER BY path"
        rows = self.database.rows(sql, (-1 if result_id is None else result_id,))
        return [record_of(FileRow, row) for row in rows]

    def add_review(self, case_id: int, review: Review) -> ReviewRow:
        """Add what a reviewer says of a case's latest result; earlier reviews stay.

        Raises
        ------
        StephError
            If a signed case would be opened again without a reason.
        """
        if review.reopened and not review.comment.strip():
            raise StephError("A signed case is reopened only with a reason", None, "Enter one.")
        with self.transaction() as connection:
            case, at = self.case(case_id), utc_now()
            stated = replace(review, reviewer=review.reviewer or self.who)
            values = {"case_id": case_id, "result_id": case.result_id, "at": at}
            row = self.review(insert(connection, "reviews", asdict(stated) | values))
            self._set_status(connection, case_id, self._reached(case))
            said = chosen(stated, *_AUDITED)
            said["verdict"] = stated.verdict.value if stated.verdict else None
            ids = {"case": case.pseudonym, "review": row.id, "result": row.result_id}
            self.audit.append(REVIEW_ADDED, {**ids, **said, "digest": review_digest(row)})
        return row

    def reviews(self, case_id: int) -> list[ReviewRow]:
        """Return all reviews of a case, the latest first."""
        sql = "SELECT * FROM reviews WHERE case_id = ? ORDER BY id DESC"
        return [_review(row) for row in self.database.rows(sql, (case_id,))]

    def current_reviews(self, case_id: int | None = None) -> dict[int, tuple[ReviewRow, ...]]:
        """Return the reviews that count for the present results, the latest first.

        They are those of the present result, and of earlier ones that are the same in all that a
        reviewer sees. Cases without any are left out.
        """
        sql = (
            f"SELECT * FROM reviews WHERE id IN ({CURRENT_REVIEWS} AND ? IN (cases.id, -1))"  # noqa: S608
            " ORDER BY case_id, id DESC"
        )
        found = self.database.rows(sql, (-1 if case_id is None else case_id,))
        rows = read_each(found, _review, lambda row: f"review {row['id']}").good
        return {number: tuple(group) for number, group in groupby(rows, lambda row: row.case_id)}

    def reviews_of_result(self, pseudonym: str) -> tuple[ReviewRow, ...]:
        """Return the reviews that count for a case's present result; none if it is unknown."""
        case = self.case_named(pseudonym)
        return () if case is None else self.current_reviews(case.id).get(case.id, ())

    def review(self, review_id: int) -> ReviewRow:
        """Return one review."""
        return _review(self.one("review", "SELECT * FROM reviews WHERE id = ?", (review_id,)))

    def _reached(self, case: CaseRow) -> CaseStatus:
        """Return how far a case is by its result and the reviews that count for it."""
        reviews = self.current_reviews(case.id).get(case.id, ())
        return reached(reviews, has_result=case.result_id is not None)

    @staticmethod
    def _set_status(connection: Connection, case_id: int, status: CaseStatus) -> None:
        update(connection, "cases", case_id, status=status, changed_at=utc_now())


def _input_details(slide_id: int | None, item: ResultInput) -> dict[str, object]:
    """Return what the audit trail keeps of an input."""
    region = {} if item.region is None else {"region": dict(item.region)}
    return {"slide": slide_id, "sha256": item.sha256, "mpp": item.mpp, **region}


def recorded_case_files(workspace: Path, folders: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return path and SHA-256 of the files of cases' present results, by folder.

    The workspace may be in use, and of an older version; `folders` are names in its folder of
    cases.
    """
    sql = (
        "SELECT path, files.sha256 AS sha256 FROM files"
        " JOIN cases ON cases.result_id = files.result_id"
        " WHERE kind = ? AND path > ? AND path < ? ORDER BY files.id DESC"
    )
    found = {}
    with closing(connect(workspace.absolute() / DATABASE_NAME, read_only=True)) as database:
        for name in folders:
            start = f"{CASES_FOLDER}/{name}"
            ends = (FileKind.CASE.value, f"{start}/", f"{start}0")  # 0 follows / in ASCII
            found[name] = {row["path"]: row["sha256"] for row in database.rows(sql, ends)}
    return found


def reached(reviews: Sequence[ReviewRow], *, has_result: bool) -> CaseStatus:
    """Return how far a case on the list is by the reviews that count, the latest first."""
    status = CaseStatus.ANALYSED if has_result else CaseStatus.NEW
    for row in reversed(reviews):
        if row.review.signed_off:
            status = CaseStatus.SIGNED_OFF
        elif not row.review.is_estimate:  # an estimate alone leaves the case where it was
            status = CaseStatus.REVIEWED
    return status


def result_digest(result: ResultRow) -> str:
    """Return the hash by which the audit trail remembers a result."""
    content = asdict(result)
    # Results of earlier tables had none of them: they keep the hash that they had.
    for later in ("quality", "members", "region"):
        if content["outcome"][later] is None:
            del content["outcome"][later]
    return digest_of(content)


def review_digest(row: ReviewRow) -> str:
    """Return the hash by which the audit trail remembers a review."""
    content = asdict(row.review)
    content["verdict"] = row.review.verdict.value if row.review.verdict else None
    if not row.review.reopened:  # as in the first tables
        del content["reopened"]
    return digest_of({**asdict(row), "review": content})


def _review(row: Row) -> ReviewRow:
    return record_of(ReviewRow, row, review=record_of(Review, row))
