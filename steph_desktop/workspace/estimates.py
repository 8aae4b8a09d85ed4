"""Own estimates of reviewers beside the model's answers, and what became of the patients."""

from __future__ import annotations

from dataclasses import dataclass

from steph_desktop.workspace.follow_up import FollowUp
from steph_desktop.workspace.outcomes import OutcomeRecords
from steph_desktop.workspace.records import CaseStatus

_ESTIMATES = (
    "SELECT pseudonym, reviewer, blinded, own_risk_group, own_risk_percent, results.risk_group,"
    " results.risk_score, results.risk_percentile, model_sha256"
    " FROM reviews JOIN cases ON cases.id = reviews.case_id"
    " JOIN results ON results.id = reviews.result_id JOIN runs ON runs.id = run_id"
    " WHERE (own_risk_group IS NOT NULL OR own_risk_percent IS NOT NULL)"
    " AND reviews.result_id = cases.result_id AND status <> ? ORDER BY reviews.id"
)


@dataclass(frozen=True)
class EstimateRow:
    """A reviewer's estimate of a case beside the answer that stands on the list.

    Attributes
    ----------
    case : str
        Pseudonym.
    reviewer : str
        Stated name.
    blinded : bool
        Given before the model's answer was shown.
    own_group, own_percent : optional
        The estimate.
    model_group, model_score, model_percentile : optional
        The model's answer.
    model_sha256 : str
        Of the model that gave it.
    follow_up : FollowUp, optional
        What became of the patient.
    """

    case: str
    reviewer: str
    blinded: bool
    own_group: str | None
    own_percent: float | None
    model_group: str | None
    model_score: float
    model_percentile: float | None
    model_sha256: str
    follow_up: FollowUp | None


class EstimateRecords(OutcomeRecords):
    """The part of a workspace that sets reviewers beside the model."""

    def estimates(self) -> list[EstimateRow]:
        """Return the latest estimate of each case, blinded and not blinded apart.

        Only estimates about the result that stands count, of cases on the list.
        """
        known = self.follow_ups()
        latest: dict[tuple[str, bool], EstimateRow] = {}
        for row in self.database.rows(_ESTIMATES, (CaseStatus.REMOVED.value,)):
            key = (row["pseudonym"], bool(row["blinded"]))
            latest[key] = EstimateRow(
                key[0],
                row["reviewer"],
                key[1],
                row["own_risk_group"],
                row["own_risk_percent"],
                row["risk_group"],
                row["risk_score"],
                row["risk_percentile"],
                row["model_sha256"],
                known.get(key[0]),
            )
        return list(latest.values())
