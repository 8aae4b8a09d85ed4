"""A finished case in words: the same sentences on screen and on paper.

Nothing here names a patient, a file or a folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from steph_desktop.case.disclosure import Disclosure, disclose_result, figures_of, marked
from steph_desktop.case.result import CaseFigures, CaseResult, MemberRange, is_fragile, largest_move
from steph_desktop.case.slide_checks import Check, CheckKind, CheckStatus, by_gravity
from steph_desktop.case.source_summary import sources_sentence
from steph_desktop.core.errors import StephError
from steph_desktop.model.card import NOT_PROTECTED, PackCard
from steph_desktop.model.outputs import ReferenceCohort
from steph_desktop.survival.curves import DAYS_PER_YEAR
from steph_desktop.workspace.records import Review, ReviewRow, Verdict


@dataclass(frozen=True)
class ReportContent:
    """The words of a case report."""

    case_id: str  # pseudonym
    created: str  # date and time of the report, UTC
    # headline, sources, members, fragility: one line or sentence each; `members` is empty for a
    # pack of one model, `fragility` where no source was left out on trial.
    headline: str
    sources: str
    members: str
    fragility: str
    follow_up: str  # where the curve ends
    # Survival at the landmark years and the median: value, its range or nothing, and name.
    figures: tuple[tuple[str, str, str], ...]
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

    `reviews` come latest first, None where they are not known; by default the checks alone say
    what may be told (`disclosure`).

    Raises
    ------
    StephError
        If the result answers a what-if, which is never reported.
    """
    if result.is_what_if:
        raise StephError("A what-if is never reported", None, "Reset it first.")
    said = disclosure or disclose_result(result)
    moment = now or datetime.now(UTC)
    return ReportContent(
        case_id=result.case_id,
        created=moment.strftime("%Y-%m-%d %H:%M UTC"),
        headline=headline(result, said),
        sources="" if said.is_withheld else sources_sentence(result),
        members=members_sentence(result, said),
        fragility=fragility_sentence(result, said),
        follow_up="" if said.is_withheld else follow_up_line(result.card),
        figures=figure_cells(figures_of(result, said)),
        warnings=marked(result, said).warnings,
        checks=by_gravity(result.checks),
        review=() if reviews is None else review_paragraphs(reviews, names=names),
        provenance=provenance(result, whole_hashes=True),
        disclosure=said,
    )


def figure_cells(figures: CaseFigures, unit: str = "years") -> tuple[tuple[str, str, str], ...]:
    """Return survival at the landmarks and the median: value, range over the members, name."""
    if figures.risk_score is None:
        return ()
    members = figures.members
    ranges = [share_range(ends) for ends in members.survival] if members is not None else []
    cells = [
        (f"{100 * alive:.0f} %", ranges[place] if ranges else "", f"{year}-year survival")
        for place, (year, alive) in enumerate(figures.survival)
    ]
    cells.append((figures.median_words(unit), figures.median_range_words, "median survival"))
    return tuple(cells)


def review_paragraphs(reviews: Sequence[ReviewRow], *, names: bool) -> tuple[str, ...]:
    """Return a paragraph for each review."""
    if not reviews:
        return ("Not reviewed yet.",)
    paragraphs = []
    for row in reviews:
        tags = f"Tags: {', '.join(row.review.tags)}" if row.review.tags else ""
        parts = (row_words(row, with_name=names), row.review.comment, tags)
        paragraphs.append("\n".join(filter(None, parts)))
    return tuple(paragraphs)


def headline(result: CaseResult, disclosure: Disclosure | None = None) -> str:
    """Risk group and percentile, or the bare score where the pack has no reference cohort."""
    return " · ".join(filter(None, headline_words(result, disclosure)))


def headline_words(result: CaseResult, disclosure: Disclosure | None = None) -> tuple[str, str]:
    """Return the two parts of the headline: group, and percentile with its range."""
    figures = figures_of(result, disclosure)
    if figures.risk_score is None:
        return "Result not shown", ""
    if figures.group is None or figures.percentile is None:
        return f"Risk score {figures.risk_score:.2f}", ""
    return f"{figures.group.value.capitalize()} risk", percentile_words(figures)


def percentile_words(figures: CaseFigures) -> str:
    """Say where a case stands, with its members' range: ``39th percentile (28 to 51)``."""
    if figures.percentile is None:
        return ""
    words = f"{ordinal(round(figures.percentile))} percentile"
    span = figures.members.span if figures.members is not None else None
    return words if span is None else f"{words} ({round(span[0])} to {round(span[1])})"


def ordinal(number: int) -> str:
    """Return ``"1st"``, ``"2nd"``, ``"3rd"``, ``"11th"`` ..."""
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 <= number % 100 <= 20 else suffix}"


_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def agreement_words(members: MemberRange) -> str:
    """Say how many models agree with the group of the case: ``4 of 5 models agree``."""
    if not members.groups:
        return ""
    if members.agreeing == members.count:
        return f"all {members.count} models agree"
    words = f"{members.agreeing} of {members.count} models agree"
    return f"{words}: they are split" if members.is_split else words


def members_sentence(result: CaseResult, disclosure: Disclosure | None = None) -> str:
    """Say how far the models of a pack that holds several agree; nothing for a pack of one."""
    figures = figures_of(result, disclosure)
    members = figures.members
    if members is None:
        return ""
    count = members.count
    number = _NUMBERS[count - 2] if count - 2 < len(_NUMBERS) else str(count)
    first = "" if members.is_median else " The figures above are the first model's."
    if members.span is None:
        years = zip(figures.survival, members.survival, strict=True)
        said = (f"{year}-year survival {share_range(ends)} %" for (year, _), ends in years)
        survival = ", ".join(said)
        return f"The {number} models of the pack say {survival or 'nothing more'}.{first}"
    found = [(group.value, n) for group, n in members.groups if n]
    counts = ", ".join(f"{n} at {group}" for group, n in found)
    agree = f"all at {found[0][0]}" if len(found) == 1 else counts
    low, high = (ordinal(round(place)) for place in members.span)
    where = f"at the {low}" if low == high else f"between the {low} and {high}"
    median = " The answer is their median, each on the scale of its own scores."
    return (
        f"The {number} models of the pack put this case {where} percentile, {agree} risk."
        f"{median if members.is_median else first}"
    )


def share_range(ends: tuple[float, float]) -> str:
    """Say a range of probabilities in per cent: ``46 to 66``."""
    low, high = (f"{100 * end:.0f}" for end in ends)
    return low if low == high else f"{low} to {high}"


def fragility_sentence(result: CaseResult, disclosure: Disclosure | None = None) -> str:
    """Say how far the case moves when one source is left out; nothing where none was tried."""
    here, move = figures_of(result, disclosure).percentile, largest_move(result)
    if here is None or move is None:
        return ""
    start, end = ordinal(round(here)), ordinal(round(move.percentile))
    if is_fragile(result):
        return (
            f"Fragile: without {move.cancer} this case moves from the {start} to the {end} "
            "percentile."
        )
    points = abs(move.percentile - here)
    if round(points) == 0:
        return "Without any one of its sources this case stays where it is."
    if len(result.dropped) == 1:
        return f"Without {move.cancer} this case moves from the {start} to the {end} percentile."
    return (
        f"Without any one of its sources this case moves by at most {points:.0f} percentile "
        f"point{'' if round(points) == 1 else 's'} ({move.cancer})."
    )


def follow_up_line(card: PackCard) -> str:
    """Say where the curve ends, and why."""
    days = card.follow_up_end_days
    if days is None:
        return "The model's card does not say how long its cohort was followed."
    years = f"{days / DAYS_PER_YEAR:.1f}".removesuffix(".0")
    return f"The curve ends at {years} years, where the follow-up of the model's cohort ends."


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
        ("Probabilities", card.recalibration_words or "As the model was fitted."),
        ("Encoder", f"{card.encoder} {hash_of(result.encoder_sha256)}".strip()),
        ("Patches", _patches(result)),
    ]
    if card.calibration_words:
        rows.insert(4, ("Calibration", card.calibration_words.replace("\n", ". ")))
    for number, part in enumerate(result.slides, start=1):
        label = "Slide" if len(result.slides) == 1 else f"Slide {number}"
        pixel = "pixel size unknown" if part.mpp is None else f"{part.mpp:.4g} µm/px"
        source = f" ({part.mpp_source})" if part.mpp_source else ""
        rows.append((label, f"{pixel}{source} {hash_of(part.slide_sha256)}".strip()))
        if part.region is not None:
            read = part.region
            side = "outside" if read.region.is_outside else "inside"
            share = f"{read.kept} of {read.total} patches, {side} the geometry"
            rows.append(("Region", f"{share} {hash_of(read.region.sha256)}"))
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
    if not review.has_estimate:
        return ""
    group, percent = review.own_risk_group, review.own_risk_percent
    parts = [f"{group} risk"] if group is not None else []
    parts += [f"percentile {percent:.0f}"] if percent is not None else []
    kind = "estimate before the model's was shown" if review.blinded else "estimate"
    return f"{kind}: {', '.join(parts)}"


def review_words(review: Review) -> str:
    """Say what a review does, without its comment."""
    parts = (
        "reopened the case" if review.reopened else "",
        _VERDICTS[review.verdict] if review.verdict is not None else "",
        estimate_words(review),
        "signed" if review.signed_off else "",
    )
    return "; ".join(filter(None, parts)) or "commented"


def row_words(row: ReviewRow, *, with_name: bool = True) -> str:
    """Say a kept review in one line: when, who, what."""
    who = [row.review.reviewer] if with_name else []
    return " · ".join([moment_words(row.at), *who, review_words(row.review)])
