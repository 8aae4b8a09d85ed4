"""Work of the reader threads for outcomes and agreement: tables read, figures computed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from steph_desktop.core.errors import StephError
from steph_desktop.core.files import sha256_of
from steph_desktop.workspace.records import EstimateRow, FollowUp, OutcomeLine

if TYPE_CHECKING:
    from steph_desktop.survival.agreement import Agreement

_PSEUDONYM = re.compile(r"Case [2-9A-Z]{2}-[2-9A-Z]{2}")


@dataclass(frozen=True)
class OutcomeTable:
    """The outcomes in a clinical table, how it was read in words, and the hash of the file."""

    lines: tuple[OutcomeLine, ...]
    words: str
    source: str


def read_outcomes(path: Path) -> OutcomeTable:
    """Read follow-up and event of each patient from a clinical table.

    Raises
    ------
    StephError
        If it cannot be read or understood, or a row cannot be trusted.
    """
    from steph_desktop.cohort.clinical_table import read_clinical
    from steph_desktop.cohort.findings import refuse_blocking
    from steph_desktop.cohort.infer_columns import infer_schema
    from steph_desktop.cohort.table_file import read_table
    from steph_desktop.survival.curves import DAYS_PER_YEAR

    table = read_table(path)
    schema = infer_schema(table)
    clinical = read_clinical(table, schema)
    refuse_blocking(clinical.findings)
    if not clinical.patients:
        raise StephError("No patient with time and event", path, "Fill the columns in.")
    lines = tuple(
        OutcomeLine(FollowUp(p.time_days, p.event), case=p.patient_id)
        if _PSEUDONYM.fullmatch(p.patient_id)
        else OutcomeLine(FollowUp(p.time_days, p.event), patient=p.patient_id, slides=p.slide_ids)
        for p in clinical.patients
    )
    times = sorted(line.follow_up.time_days for line in lines)
    skipped = f" {clinical.skipped} rows without time or event are left out."
    return OutcomeTable(
        lines,
        f"{len(lines):,} patients, {clinical.n_events:,} events, median follow-up "
        f"{times[len(times) // 2] / DAYS_PER_YEAR:.1f} years.\n\n{schema.sentences}"
        f"{skipped if clinical.skipped else ''}",
        f"table sha256 {sha256_of(path)}",
    )


@dataclass(frozen=True)
class AgreementPart:
    """Agreement of one kind of estimates: figures, the same in words, reviewers and models."""

    found: Agreement
    words: str
    readers: tuple[str, ...]
    n_models: int


@dataclass(frozen=True)
class Agreements:
    """Agreement over a worklist, estimates given blinded and not blinded apart."""

    blinded: AgreementPart
    unblinded: AgreementPart


def compare_estimates(rows: Sequence[EstimateRow]) -> Agreements:
    """Compare the reviewers' estimates with the model's answers."""
    return Agreements(
        _part([row for row in rows if row.blinded]), _part([row for row in rows if not row.blinded])
    )


def _part(rows: Sequence[EstimateRow]) -> AgreementPart:
    from steph_desktop.survival.agreement import Reading, agreement, agreement_words

    n_models = len({row.model_sha256 for row in rows})
    readings = [
        Reading(
            row.own_group,
            row.model_group,
            row.own_percent,
            # Scores of different models have no common scale; their percentiles do.
            row.model_score if n_models < 2 else row.model_percentile,
            row.follow_up.time_days if row.follow_up is not None else None,
            row.follow_up.event if row.follow_up is not None else None,
        )
        for row in rows
    ]
    found = agreement(readings)
    readers = tuple(sorted({row.reviewer for row in rows}, key=str.casefold))
    return AgreementPart(found, agreement_words(found), readers, n_models)
