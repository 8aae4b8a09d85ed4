"""The worklist as a table for a spreadsheet: pseudonyms, unless names are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from steph_desktop.case.disclosure import Disclosure, Saying, disclosures_of
from steph_desktop.core.csv_files import csv_text
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import atomic_path
from steph_desktop.workspace.records import CaseStatus, FollowUp, ListedCase, Review, ReviewRow
from steph_desktop.workspace.store import Workspace
from steph_desktop.workspace.ways_out import Departure, WayOut, note_departure
from steph_desktop.workspace.worklist_records import WorklistRecords

COLUMNS: dict[str, str] = {
    "case": "pseudonym of the case",
    "status": "new, analysed, reviewed or signed off",
    "slides": "number of slides",
    "risk_group": "the model's: low, intermediate or high; of several models the consensus",
    "risk_percentile": "the model's, 0 to 100 in its reference cohort; of several the median",
    "percentile_low": "the lowest percentile by a model, where the pack holds several",
    "percentile_high": "the highest one",
    "models": "number of models in the pack, where it holds several",
    "models_agreeing": "how many of them say that risk group",
    "risk_score": "the model's, higher means an earlier event",
    "slide_checks": "good, doubtful or poor",
    "verdict": "agree, disagree or slide unsuitable, of the latest review of this result",
    "own_risk_group": "the reviewer's latest estimate beside this result",
    "own_risk_percentile": "the same as a percentile, 0 to 100",
    "estimate_blinded": "yes if that estimate came before the model's answer was shown",
    "tags": "of the case, as its latest review set them, separated by semicolons",
    "comment": "of the latest review of this result that has one",
    "reviewer": "name on the latest review of this result",
    "reviewed_at": "time of the latest review of this result, UTC",
    "signed_at": "time of the signature that stands, UTC",
    "time_days": "follow-up, where it is known",
    "event": "1 if the event was seen, 0 if not",
    "model": "model pack of the result",
    "added_at": "time the case was added, UTC",
    "earlier_reviews": "number of reviews made of an earlier, different result",
    "tissue_read": "share of the tissue that was read, 0 to 1, where only a region was",
    "shown": "withheld, shown on request, out of date or region only; empty for the others",
    "shown_reason": "why the result is withheld, shown on request only, or out of date",
}
"""Every column and what it holds; one without a value is empty."""

IDENTIFIERS: dict[str, str] = {
    "patient": "name of the patient in the user's files",
    "accession": "number by which the laboratory's own list calls it",
    "slide_files": "file names of the slides, separated by semicolons",
}
"""Columns that name the patient; only where they are asked for."""


def write_worklist(
    workspace: Workspace,
    out: Path,
    *,
    cases: Sequence[str] | None = None,
    disclosures: Mapping[str, Disclosure] | None = None,
    identifiers: bool = False,
) -> int:
    """Write cases of the worklist as CSV, whole or not at all.

    Parameters
    ----------
    out : pathlib.Path
        The file; UTF-8 with a mark, so that Excel reads it right. Replaced if it is there.
    cases : sequence of str, optional
        Pseudonyms, in the order of the rows; by default every case on the list.
    disclosures : mapping of str to Disclosure, optional
        What may be said of cases, by pseudonym, where it is known better than the workspace does;
        the model's columns are empty where the result is withheld.

    Raises
    ------
    StephError
        If there is no case or the file cannot be written.
    """
    listed = {c.pseudonym: c for c in workspace.listed_cases()}
    on_list = [name for name, case in listed.items() if case.status is not CaseStatus.REMOVED]
    wanted = on_list if cases is None else [name for name in cases if name in listed]
    if not wanted:
        raise StephError("There is no case to write", None, "Add a case first.")
    outcomes = workspace.follow_ups()
    said = {**disclosures_of(workspace), **(disclosures or {})}
    header = [*COLUMNS, *(IDENTIFIERS if identifiers else ())]
    rows, current = [], workspace.current_reviews()
    for name in wanted:
        row = _row(workspace, listed[name], current, outcomes.get(name), said[name])
        if identifiers:
            row |= _names(workspace, listed[name])
        rows.append([row[column] for column in header])
    with atomic_path(out) as temporary:
        # The mark by which Excel knows UTF-8, and its line ends.
        temporary.write_bytes(csv_text(header, rows, line_end="\r\n").encode("utf-8-sig"))
        if not workspace.read_only:  # no table without its entry
            left = Departure(WayOut.WORKLIST, tuple(wanted), identifiers=identifiers)
            note_departure(workspace, left, temporary)
    return len(wanted)


def _row(
    records: WorklistRecords,
    case: ListedCase,
    current: Mapping[int, Sequence[ReviewRow]],
    follow_up: FollowUp | None,
    said: Disclosure,
) -> dict[str, object]:
    is_hidden = said.is_withheld
    vote = None if is_hidden else case.vote
    number = records.case_named(case.pseudonym)
    reviews = current.get(number.id, ()) if number is not None else ()
    kept = len(records.reviews(number.id)) if number is not None else 0
    model = None
    if number is not None and number.result_id is not None:
        model = records.result(number.result_id).run.model_id
    verdict = _latest(reviews, "verdict")
    estimate = next((row.review for row in reviews if row.review.has_estimate), Review())
    signed = next((row.at for row in reviews if row.review.signed_off), None)
    return {
        "case": case.pseudonym,
        "status": case.status.value,
        "slides": len(case.slides),
        "risk_group": None if is_hidden else case.risk_group,
        "risk_percentile": None if is_hidden else case.risk_percentile,
        "percentile_low": None if vote is None else vote.low,
        "percentile_high": None if vote is None else vote.high,
        "models": None if vote is None else vote.models,
        "models_agreeing": None if vote is None else vote.agreeing,
        "risk_score": None if is_hidden else case.risk_score,
        "slide_checks": case.quality.value if case.quality else None,
        "verdict": verdict.verdict.value if verdict and verdict.verdict else None,
        "own_risk_group": estimate.own_risk_group,
        "own_risk_percentile": estimate.own_risk_percent,
        "estimate_blinded": ("no", "yes")[estimate.blinded] if estimate.has_estimate else None,
        "tags": "; ".join(case.standing.tags),
        "comment": (_latest(reviews, "comment") or Review()).comment,
        "reviewer": reviews[0].review.reviewer if reviews else None,
        "reviewed_at": reviews[0].at if reviews else None,
        "signed_at": signed if case.status is CaseStatus.SIGNED_OFF else None,
        "time_days": follow_up.time_days if follow_up else None,
        "event": int(follow_up.event) if follow_up else None,
        "model": model,
        "added_at": case.added_at,
        "earlier_reviews": kept - len(reviews),
        "tissue_read": None if case.region is None else round(case.region.share, 4),
        "shown": _shown(said) if case.has_result else None,
        "shown_reason": said.reason or (said.mark or None) if case.has_result else None,
    }


def _shown(said: Disclosure) -> str | None:
    if said.saying is Saying.EVERYTHING:
        if said.is_stale:
            return "out of date"
        return "region only" if said.region is not None else None
    return str(said.saying.value)


def _latest(reviews: Sequence[ReviewRow], field: str) -> Review | None:
    return next((row.review for row in reviews if getattr(row.review, field)), None)


def _names(workspace: Workspace, case: ListedCase) -> dict[str, object]:
    row = workspace.case_named(case.pseudonym)
    patient = None
    if row is not None and row.patient_id is not None:
        sql = "SELECT name FROM patients WHERE id = ?"
        found = workspace.database.row(sql, (row.patient_id,))
        patient = found["name"] if found is not None else None
    files = "; ".join(slide.name for slide in case.slides)
    return {"patient": patient, "accession": case.accession or None, "slide_files": files}
