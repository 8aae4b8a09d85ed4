"""Outcomes of patients, by patient or by case, and reviewers' estimates beside the model's."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from sqlite3 import Connection

from steph_desktop.core.errors import StephError
from steph_desktop.workspace.audit_trail import digest_of
from steph_desktop.workspace.case_records import CURRENT_REVIEWS
from steph_desktop.workspace.database import Database, insert, record_of, update, utc_now
from steph_desktop.workspace.records import (
    CaseStatus,
    EstimateRow,
    FollowUp,
    OutcomeLine,
    OutcomeReport,
)
from steph_desktop.workspace.slide_records import require_one_patient
from steph_desktop.workspace.worklist_records import WorklistRecords

OUTCOMES_ATTACHED = "outcomes attached"

_OF_CASES = (
    "SELECT pseudonym, time_days, event FROM cases JOIN outcomes ON outcomes.id ="
    " coalesce((SELECT id FROM outcomes WHERE case_id = cases.id),"
    " (SELECT outcomes.id FROM outcomes JOIN slides ON slides.patient_id = outcomes.patient_id"
    " JOIN case_slides ON slide_id = slides.id WHERE case_slides.case_id = cases.id LIMIT 1))"
    " WHERE status <> ? ORDER BY cases.id"
)
_ESTIMATES = (
    'SELECT pseudonym AS "case", reviewer, blinded, own_risk_group AS own_group,'  # noqa: S608
    " own_risk_percent AS own_percent, results.risk_group AS model_group,"
    " results.risk_score AS model_score, results.risk_percentile AS model_percentile, model_sha256"
    " FROM reviews JOIN cases ON cases.id = reviews.case_id"
    " JOIN results ON results.id = cases.result_id JOIN runs ON runs.id = run_id"
    " WHERE (own_risk_group IS NOT NULL OR own_risk_percent IS NOT NULL)"
    f" AND reviews.id IN ({CURRENT_REVIEWS}) AND status <> ?"
    " ORDER BY reviews.id"
)


class OutcomeRecords(WorklistRecords):
    """The part of a workspace that knows outcomes.

    An outcome is kept of a patient (by the name in the user's files) where one is named, else of
    a case. A case takes its own outcome first, then that of the patient its slides belong to.
    """

    def attach_outcomes(self, lines: Iterable[OutcomeLine], source: str = "") -> OutcomeReport:
        """Keep the outcomes of patients, all or none; newer ones replace those known.

        Patients are added if new, so a table may come before its slides. Slides that a line names
        and that are listed are assigned to its patient.

        `source` says where they come from, such as the hash of the table; no name of a
        person or file.

        Raises
        ------
        StephError
            If a time is no number of days, two lines contradict each other, or a slide would
            belong to two patients.
        """
        wanted = list(lines)
        for number, line in enumerate(wanted, start=1):
            if not (math.isfinite(line.follow_up.time_days) and line.follow_up.time_days >= 0):
                what = f"Line {number} of the outcomes has no follow-up in days"
                raise StephError(what, None, "Give a number that is not negative.")
        counts = {"new": 0, "changed": 0, "same": 0, "unmatched": 0}
        with self.transaction() as connection:
            names = _slides_by_name(connection)
            seen: dict[tuple[str, int], FollowUp] = {}
            for number, line in enumerate(wanted, start=1):
                keys = self._keys_of(connection, line, names)
                if not keys:
                    counts["unmatched"] += 1
                for key in keys:
                    if seen.setdefault(key, line.follow_up) != line.follow_up:
                        what = f"Line {number} contradicts an earlier line on the same patient"
                        raise StephError(what, None, "Keep one outcome for each patient.")
                    counts[_keep(connection, key, line.follow_up, source)] += 1
            require_one_patient(connection)
            if counts["new"] or counts["changed"]:
                # Of all outcomes together: the trail tells of a change of any that it did not note.
                digest = outcomes_digest(self.database)
                details = {**counts, "source": source, "digest": digest}
                self.audit.append(OUTCOMES_ATTACHED, details)
        return OutcomeReport(**counts, cases=len(self.follow_ups()))

    def follow_ups(self) -> dict[str, FollowUp]:
        """Return the outcome of every case on the list where it is known, by pseudonym."""
        rows = self.database.rows(_OF_CASES, (CaseStatus.REMOVED.value,))
        return {row["pseudonym"]: record_of(FollowUp, row) for row in rows}

    def estimates(self) -> list[EstimateRow]:
        """Return the latest estimate of each case, blinded and not blinded apart.

        Only estimates that count for the present result are taken, of cases on the list.
        """
        known = self.follow_ups()
        latest: dict[tuple[str, bool], EstimateRow] = {}
        for row in self.database.rows(_ESTIMATES, (CaseStatus.REMOVED.value,)):
            estimate = record_of(EstimateRow, row, follow_up=known.get(row["case"]))
            latest[estimate.case, estimate.blinded] = estimate
        return list(latest.values())

    def _keys_of(
        self, connection: Connection, line: OutcomeLine, names: Mapping[str, Sequence[int]]
    ) -> list[tuple[str, int]]:
        """Return which patient or case a line is about: a column of the table and its value."""
        slide_ids = list(dict.fromkeys(i for name in line.slides for i in names.get(name, ())))
        if line.patient:
            patient = self.add_patient(line.patient)
            if slide_ids:
                _assign(connection, slide_ids, patient.id)
            return [("patient_id", patient.id)]
        if line.case:
            case = self.case_named(line.case)
            return [] if case is None else [("case_id", case.id)]
        sql = "SELECT DISTINCT case_id FROM case_slides WHERE slide_id = ?"
        found = [row[0] for i in slide_ids for row in connection.execute(sql, (i,))]
        return [("case_id", case_id) for case_id in dict.fromkeys(found)]


def _slides_by_name(connection: Connection) -> dict[str, list[int]]:
    """Return the listed slides by name, with and without suffix."""
    found: dict[str, list[int]] = defaultdict(list)
    for slide_id, name in connection.execute("SELECT id, name FROM slides ORDER BY id"):
        for known_as in {name, PurePath(name).stem}:
            found[known_as].append(slide_id)
    return found


def _assign(connection: Connection, slide_ids: Sequence[int], patient_id: int) -> None:
    for slide_id in slide_ids:
        sql = "SELECT patient_id FROM slides WHERE id = ?"
        (owner,) = connection.execute(sql, (slide_id,)).fetchone()
        if owner not in (None, patient_id):
            what = "A slide would belong to two patients"
            raise StephError(what, None, "Check the names in the table.")
        update(connection, "slides", slide_id, patient_id=patient_id)


def _keep(connection: Connection, key: tuple[str, int], follow_up: FollowUp, source: str) -> str:
    """Write one outcome; tell whether it is ``new``, ``changed`` or the ``same``."""
    column, number = key
    sql = f"SELECT time_days, event FROM outcomes WHERE {column} = ?"  # noqa: S608
    row = connection.execute(sql, (number,)).fetchone()
    if row is not None and record_of(FollowUp, row) == follow_up:
        return "same"
    values = {column: number, "source": source, "at": utc_now()}
    values |= {"time_days": float(follow_up.time_days), "event": int(follow_up.event)}
    insert(connection, "outcomes", values, key=column)
    return "new" if row is None else "changed"


def outcomes_digest(database: Database) -> str:
    """Return the hash by which the audit trail remembers all outcomes together."""
    rows = database.rows(
        "SELECT id, patient_id, case_id, time_days, event, source, at FROM outcomes ORDER BY id"
    )
    return digest_of([list(row) for row in rows])
