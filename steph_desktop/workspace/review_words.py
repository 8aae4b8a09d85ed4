"""Reviews in words: the same on screen and on paper."""

from __future__ import annotations

from datetime import datetime

from steph_desktop.workspace.records import Review, ReviewRow, Verdict

_VERDICTS = {
    Verdict.AGREE: "agrees with the model",
    Verdict.DISAGREE: "disagrees with the model",
}


def moment_words(at: str) -> str:
    """Say a time of the records in the local time of this machine."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")


def estimate_words(review: Review) -> str:
    """Say the reviewer's own estimate; empty without one."""
    parts = []
    if review.own_risk_group is not None:
        parts.append(f"{review.own_risk_group} risk")
    if review.own_risk_percent is not None:
        parts.append(f"percentile {review.own_risk_percent:.0f}")
    if not parts:
        return ""
    kind = "own estimate before the model's was shown" if review.blinded else "own estimate"
    return f"{kind}: {', '.join(parts)}"


def review_words(review: Review) -> str:
    """Say what a review does, without its comment."""
    parts = []
    if review.reopened:
        parts.append("opened the case again")
    if review.verdict is not None:
        parts.append(_VERDICTS[review.verdict])
    estimate = estimate_words(review)
    if estimate:
        parts.append(estimate)
    if review.signed_off:
        parts.append("signed")
    return "; ".join(parts) or "commented"


def row_words(row: ReviewRow, *, with_name: bool = True) -> str:
    """Say a kept review in one line: when, who, what."""
    parts = [moment_words(row.at), review_words(row.review)]
    if with_name:
        parts.insert(1, row.review.reviewer)
    return " · ".join(parts)
