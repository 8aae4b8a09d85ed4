"""A finished case in words: the same sentences on screen and on paper.

Nothing here names a patient, a file or a folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from steph_desktop.case.disclosure import Disclosure, disclose, figures_of, marked
from steph_desktop.case.result import CaseResult
from steph_desktop.case.slide_checks import Check, CheckKind, CheckStatus, by_gravity
from steph_desktop.case.source_summary import sources_sentence
from steph_desktop.core.errors import StephError
from steph_desktop.model.card import NOT_PROTECTED
from steph_desktop.model.outputs import ReferenceCohort
from steph_desktop.workspace.records import Review, ReviewRow, Verdict


@dataclass(frozen=True)
class ReportContent:
    """The words of a case report."""

    case_id: str  # pseudonym
    created: str  # date and time of the report, UTC
    # headline, sources, members: one line or sentence each; `members` is empty for a pack of one
    # model.
    headline: str
    sources: str
    members: str
    # Survival at the landmark years and the median: value and name.
    figures: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]  # what the reader should know first
    checks: tuple[Check, ...]  # gravest first
    # A paragraph for each review, the latest first; empty where reviews are not known.
    review: tuple[str, ...]
    provenance: tuple[tuple[str, str], ...]  # what made the result: label and value
    # What may be said of the case; where it is withheld, nothing above tells the answer.
    disclosure: Disclosure = field(default_factory=Disclosure)


def compose(
    result: CaseResult,
    now: datetime | None = None,
    reviews: Sequence[ReviewRow] | None = None,
    *,
    names: bool = True,
    disclosure: Disclosure | None = None,
) -> ReportContent:
    """Put a case into words.

    Parameters
    ----------
    result : CaseResult
        What was found.
    now : datetime, optional
        Time of the report; the present by default.
    reviews : sequence of ReviewRow, optional
        The latest first; None where they are not known.
    names : bool
        Name the reviewers.
    disclosure : Disclosure, optional
        What may be said of the case; by its checks alone if None.

    Raises
    ------
    StephError
        If the result answers a what-if, which is never reported.
    """
    if result.is_what_if:
        raise StephError("A what-if is never reported", None, "Reset it first.")
    said = disclosure or disclose(result.checks)
    moment, numbers = now or datetime.now(UTC), figures_of(result, said)
    figures = [
        (f"{100 * alive:.0f} %", f"{year}-year survival") for year, alive in numbers.survival
    ]
    if not said.is_withheld:
        figures.append((numbers.median_words(), "median survival"))
    return ReportContent(
        case_id=result.case_id,
        created=moment.strftime("%Y-%m-%d %H:%M UTC"),
        headline=headline(result, said),
        sources="" if said.is_withheld else sources_sentence(result),
        members=members_sentence(result, said),
        figures=tuple(figures),
        warnings=marked(result, said).warnings,
        checks=by_gravity(result.checks),
        review=() if reviews is None else review_paragraphs(reviews, names=names),
        provenance=provenance(result, whole_hashes=True),
        disclosure=said,
    )


def review_paragraphs(reviews: Sequence[ReviewRow], *, names: bool) -> tuple[str, ...]:
    """Return a paragraph for each review."""
    if not reviews:
        return ("Not reviewed yet.",)
    paragraphs = []
    for row in reviews:
        parts = [row_words(row, with_name=names)]
        if row.review.comment:
            parts.append(row.review.comment)
        if row.review.tags:
            parts.append(f"Tags: {', '.join(row.review.tags)}")
        paragraphs.append("\n".join(parts))
    return tuple(paragraphs)


def headline(result: CaseResult, disclosure: Disclosure | None = None) -> str:
    """Risk group and percentile, or the bare score where the pack has no reference cohort."""
    figures = figures_of(result, disclosure)
    if figures.risk_score is None:
        return "Result not shown"
    if figures.group is None or figures.percentile is None:
        return f"Risk score {figures.risk_score:.2f}"
    rank = ordinal(round(figures.percentile))
    return f"{figures.group.value.capitalize()} risk · {rank} percentile"


def ordinal(number: int) -> str:
    """Return ``"1st"``, ``"2nd"``, ``"3rd"``, ``"11th"`` ..."""
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 <= number % 100 <= 20 else suffix}"


_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def members_sentence(result: CaseResult, disclosure: Disclosure | None = None) -> str:
    """Say how far the models of a pack that holds several agree; nothing for a pack of one."""
    members = figures_of(result, disclosure).members
    if members is None:
        return ""
    count = members.count
    number = _NUMBERS[count - 2] if count - 2 < len(_NUMBERS) else str(count)
    low, high = (f"{100 * alive:.0f}" for alive in members.survival)
    between = f"{low} %" if low == high else f"{low} to {high} %"
    survival = f"{members.year}-year survival {between}"
    if members.percentiles is None:
        return f"The {number} models of the pack give this case a {survival}."
    found = [(group.value, n) for group, n in members.groups if n]
    counts = ", ".join(f"{n} at {group}" for group, n in found)
    agree = f"all at {found[0][0]}" if len(found) == 1 else counts
    low, high = (ordinal(round(place)) for place in members.percentiles)
    where = f"at the {low}" if low == high else f"between the {low} and {high}"
    return (
        f"The {number} models of the pack put this case {where} percentile, {agree} risk; "
        f"{survival}. The figures above are the first model's."
    )


def reference_line(reference: ReferenceCohort | None, target_cancer: str) -> str:
    """Say what the case is compared with."""
    if reference is None:
        return "The model holds no reference cohort: no percentile and no risk group."
    return (
        f"Compared with {len(reference.risk_scores)} {target_cancer} patients, "
        f"{int(reference.events.sum())} events; cut-offs fixed on training folds."
    )


def provenance(result: CaseResult, *, whole_hashes: bool = False) -> tuple[tuple[str, str], ...]:
    """Return what made the result: label and value, nothing that names the patient."""

    def hash_of(sha256: str) -> str:
        shown = sha256 if whole_hashes or not sha256 else f"{sha256[:12]}…"
        return f"sha256 {shown}" if sha256 else ""

    card = result.card
    rows = [
        ("Model", f"{card.model_id} ({card.method}, {card.target_cancer})"),
        ("Model weights", hash_of(card.weights_sha256)),
        ("Model card", hash_of(card.card_sha256) or NOT_PROTECTED),
        ("Encoder", f"{card.encoder} {hash_of(result.encoder_sha256)}".strip()),
        ("Patches", _patches(result)),
    ]
    for number, part in enumerate(result.slides, start=1):
        label = "Slide" if len(result.slides) == 1 else f"Slide {number}"
        pixel = "pixel size unknown" if part.mpp is None else f"{part.mpp:.4g} µm/px"
        source = f" ({part.mpp_source})" if part.mpp_source else ""
        rows.append((label, f"{pixel}{source} {hash_of(part.slide_sha256)}".strip()))
    rows.append(("Program", f"STEPH Desktop {result.app_version}, seed {result.seed}"))
    return tuple(rows)


def _patches(result: CaseResult) -> str:
    """Say how many patches there are, and of what scale: that of the features, not the model's."""
    count = len(result.prediction.attention)
    of_model = f"{result.card.patch_px} px at {result.card.target_mpp:g} µm/px"
    for check in result.checks:
        # Red says just this: the features were made at another scale.
        if check.kind is CheckKind.RESOLUTION and check.light is CheckStatus.RED:
            return f"{count}, made at {check.figure}; the model takes {of_model}"
    return f"{count} of {of_model}"


_VERDICTS = {
    Verdict.AGREE: "agrees with the model",
    Verdict.DISAGREE: "disagrees with the model",
    Verdict.UNSUITABLE: "finds the slide unsuitable",
}


def moment_words(at: str) -> str:
    """Say a time of the records in the local time of this machine."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")


def estimate_words(review: Review) -> str:
    """Say the reviewer's estimate; empty without one."""
    parts = []
    if review.own_risk_group is not None:
        parts.append(f"{review.own_risk_group} risk")
    if review.own_risk_percent is not None:
        parts.append(f"percentile {review.own_risk_percent:.0f}")
    if not parts:
        return ""
    kind = "estimate before the model's was shown" if review.blinded else "estimate"
    return f"{kind}: {', '.join(parts)}"


def review_words(review: Review) -> str:
    """Say what a review does, without its comment."""
    parts = []
    if review.reopened:
        parts.append("reopened the case")
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
