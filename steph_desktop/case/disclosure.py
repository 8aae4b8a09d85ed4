"""What may be said of a case: everything, marked as shown on request, or nothing of the answer.

Every way out asks here before it says a number: window, list, report, CSV, zip, JSON, maps, plots
and the pages about many cases. Only `case.result` and what keeps results read them without asking.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from steph_desktop.case.case_store import (
    CARDS_FOLDER,
    case_folder,
    load_case,
    load_document,
    read_kept_card,
)
from steph_desktop.case.result import (
    CaseFigures,
    CaseResult,
    answer_json,
    case_figures,
    is_fragile,
    largest_move,
    region_of_result,
)
from steph_desktop.case.slide_checks import Check, CheckKind, CheckStatus, model_check
from steph_desktop.core.codec import to_json
from steph_desktop.core.listing import DAMAGE, read_each
from steph_desktop.model.card import card_to_json
from steph_desktop.workspace.case_records import CASES_FOLDER
from steph_desktop.workspace.records import ListedCase, Quality, RegionNote, ReviewState, Verdict

if TYPE_CHECKING:
    from steph_desktop.workspace.store import Workspace

BLINDED = "The reviewer has not given an estimate yet, and the mode is blinded."
UNSUITABLE = "A reviewer found the slide unsuitable."
STALE = "Out of date: another pixel size was stated since. Analyse the case again."
_RED = "A check is red."
_MOST_READ = 5  # cases, to learn what they kept of their model
_CARD_DAMAGED = (
    "The card of its model is damaged: what the model is worth cannot be known. "
    "Analyse the case again."
)
_NUMBERS = ("risk_score", "risk_percentile", "risk_group", "hazards", "survival")


class Saying(Enum):
    """How much of the model's answer may be said."""

    EVERYTHING = "everything"
    ON_REQUEST = "shown on request"
    WITHHELD = "withheld"


@dataclass(frozen=True)
class Disclosure:
    """What may be said of a case, and why no more."""

    saying: Saying = Saying.EVERYTHING
    reason: str = ""  # in plain words; empty where everything may be said
    is_stale: bool = False  # the result was made at another pixel size than is stated now
    region: RegionNote | None = None  # what was read, where it was not all of the tissue

    @property
    def is_withheld(self) -> bool:
        """Whether nothing of the answer may be said."""
        return self.saying is Saying.WITHHELD

    @property
    def is_on_request(self) -> bool:
        """Whether the answer is shown only because somebody asked for it, and must say so."""
        return self.saying is Saying.ON_REQUEST

    @property
    def mark(self) -> str:
        """What stands beside an answer on request, a stale one, or one of a region; else empty."""
        if self.is_withheld:
            return ""
        asked = f"Shown on request; it may be wrong. {self.reason}" if self.is_on_request else ""
        stale = STALE if self.is_stale else ""
        region = self.region.words if self.region is not None else ""
        return " ".join(filter(None, (stale, asked, region)))


def disclose(
    checks: Sequence[Check] | None,
    *,
    kept_reason: str = "",
    is_blinded: bool = False,
    is_unsuitable: bool = False,
    is_requested: bool = False,
    is_stale: bool = False,
    region: RegionNote | None = None,
) -> Disclosure:
    """Decide what may be said of a case.

    Parameters
    ----------
    checks : sequence of Check, optional
        Of its model and its slides; None where the result has not been read yet.
    kept_reason : str
        In place of the checks then: why they are red, see `kept_reason`; empty if they are not.
    is_blinded : bool
        The mode is blinded and the reviewer has given no estimate yet.
    is_requested : bool
        A person asked for the result although a check is red.
    """
    if is_blinded:
        return Disclosure(Saying.WITHHELD, BLINDED, is_stale, region)
    red = [check for check in checks or () if check.light is CheckStatus.RED]
    reasons = (kept_reason if checks is None else red_words(red), UNSUITABLE * is_unsuitable)
    reason = " ".join(filter(None, reasons))
    if not reason:
        return Disclosure(is_stale=is_stale, region=region)
    saying = Saying.ON_REQUEST if is_requested else Saying.WITHHELD
    return Disclosure(saying, reason, is_stale, region)


def disclose_result(result: CaseResult, *, is_requested: bool = False) -> Disclosure:
    """Decide what may be said of a case by its result alone, as `disclose` does."""
    region = region_of_result(result)
    return disclose(result.checks, is_requested=is_requested, region=region)


def red_words(red: Sequence[Check]) -> str:
    """Say which checks are red; nothing without any."""
    model = [check.reason for check in red if check.kind is CheckKind.MODEL]
    names = [check.kind.value.lower() for check in red if check.kind is not CheckKind.MODEL]
    if names:
        count = "A check is" if len(names) == 1 else f"{len(names)} checks are"
        return " ".join([*model, f"{count} red: {', '.join(names)}."])
    return " ".join(model)


def kept_reason(quality: Quality | None, unproven: str = "") -> str:
    """Say why the checks of a kept case are red, by its quality and the fault of its model."""
    return unproven or (_RED if quality is Quality.POOR else "")


def is_unsuitable(standing: ReviewState) -> bool:
    """Return True where the latest review of the present result finds the slide unsuitable."""
    return standing.is_seen and standing.verdict is Verdict.UNSUITABLE


def unproven_models(workspace: Path, cases: Sequence[ListedCase]) -> dict[str, str]:
    """Say why models of a workspace's results are not trusted, by the hash of their weights.

    The cards that lie beside the cases say it. Of a model whose card is lost or damaged the checks
    say it that its cases kept, and where none can be read, that it cannot be known.
    """
    files = sorted((workspace / CASES_FOLDER / CARDS_FOLDER).glob("*.json"))
    cards = read_each(files, read_kept_card, lambda path: path.name)
    known = {card.weights_sha256 for card, _ in cards.good}
    judged = [(card.weights_sha256, model_check(card)) for card, _ in cards.good]
    found = {model: check.reason for model, check in judged if check.light is CheckStatus.RED}
    lost: dict[str, list[str]] = {}
    for case in cases:
        if case.has_result and case.model_sha256 and case.model_sha256 not in known:
            lost.setdefault(case.model_sha256, []).append(case.pseudonym)
    for model, names in lost.items():
        checks = (_kept_model_check(workspace, name) for name in names[:_MOST_READ])
        kept = next((check for check in checks if check is not None), None)
        if kept is not None and kept.light is CheckStatus.RED:
            found[model] = kept.reason
        elif kept is None and cards.bad:
            found[model] = _CARD_DAMAGED
    return found


def _kept_model_check(workspace: Path, case_id: str) -> Check | None:
    """Return what a kept case says of its model; None where it cannot be read."""
    try:
        checks = load_case(case_folder(workspace, case_id)).result.checks
    except DAMAGE:
        return None  # opening the case says what is wrong with it
    return next((check for check in checks if check.kind is CheckKind.MODEL), None)


def disclosures_of(workspace: Workspace) -> dict[str, Disclosure]:
    """Decide what may be said of every case as the workspace lists it, by pseudonym.

    Results are not read, and blinded reading is the window's: it decides for itself.
    """
    cases = workspace.listed_cases()
    unproven = unproven_models(workspace.folder, cases)
    return {
        case.pseudonym: disclose(
            None,
            kept_reason=kept_reason(case.quality, unproven.get(case.model_sha256 or "", "")),
            is_unsuitable=is_unsuitable(case.standing),
            is_requested=case.is_requested,
            is_stale=case.is_stale,
            region=case.region,
        )
        for case in cases
    }


def figures_of(result: CaseResult, disclosure: Disclosure | None = None) -> CaseFigures:
    """Return the figures of a case as far as they may be said; by its checks alone by default."""
    said = disclosure or disclose_result(result)
    figures = case_figures(result)
    if not said.is_withheld:
        return figures
    return CaseFigures(None, None, None, (), None, figures.last_days)


def answer_key(result: CaseResult) -> str:
    """Return a key that does not reveal the answer; equal answers of one model share it."""
    answer = f"{result.card.weights_sha256} {case_figures(result).risk_score!r}"
    return hashlib.sha256(answer.encode()).hexdigest()


def marked(result: CaseResult, disclosure: Disclosure | None = None) -> CaseResult:
    """Return a result whose warnings begin with the mark of one that is shown on request."""
    mark = (disclosure or disclose_result(result)).mark
    return replace(result, warnings=(mark, *result.warnings)) if mark else result


def prediction_json(result: CaseResult, disclosure: Disclosure | None = None) -> dict[str, Any]:
    """Return the public JSON form of a case (one element of ``predict --json``'s results)."""
    said = disclosure or disclose_result(result)
    answer = answer_json(marked(result, said))
    members = case_figures(result).members
    answer |= {
        "checks": [
            {
                "name": check.kind.value,
                "status": check.light.name.lower(),
                "figure": check.figure,
                "reason": check.reason,
            }
            for check in result.checks
        ],
        "withheld": said.reason if said.is_withheld else None,
        "members": None
        if members is None
        else {
            "n": members.count,
            "percentile": None if members.span is None else list(members.span),
            "groups": {group.value: count for group, count in members.groups},
        },
        "warnings": answer.pop("warnings"),
    }
    if (region := region_json(result)) is not None:
        answer["region"] = region
    if said.is_withheld:
        answer |= dict.fromkeys((*_NUMBERS, "median_survival_days", "members"))
        for patch in answer["attention"]["top"]:
            patch["risk_contribution"] = None
    return answer


def region_json(result: CaseResult) -> dict[str, Any] | None:
    """Return what was read, where it was not all tissue: its share, and where it lies."""
    note = region_of_result(result)
    if note is None:
        return None
    return {
        "patches": note.kept,
        "patches_of_all_tissue": note.total,
        "share_of_tissue": note.share,
        "slides": [
            {
                "slide": number,
                "is_outside": part.region.region.is_outside,
                "geometry_sha256": part.region.region.sha256,
                "geometry": json.loads(part.region.region.geometry),
            }
            for number, part in enumerate(result.slides, start=1)
            if part.region is not None
        ],
    }


def figures_json(result: CaseResult, disclosure: Disclosure | None = None) -> dict[str, Any] | None:
    """Return what a case.json says beside the answer: figures with their ranges, and fragility."""
    figures, move = figures_of(result, disclosure), largest_move(result)
    if figures.risk_score is None:
        return None
    ranges = figures.members.survival if figures.members is not None else ()
    return {
        "survival": [
            {"year": year, "survival": alive, "members": list(ranges[place]) if ranges else None}
            for place, (year, alive) in enumerate(figures.survival)
        ],
        "follow_up_days": result.card.follow_up_end_days,
        "fragility": None
        if move is None
        else {
            "without": move.cancer,
            "risk_percentile": move.percentile,
            "is_fragile": is_fragile(result),
        },
    }


def portable_case(folder: Path, disclosure: Disclosure | None = None) -> dict[str, Any]:
    """Return a case.json that stands alone: with the whole card and the cohort's curves in it.

    Raises
    ------
    StephError
        As `load_case`.
    """
    record, document = load_document(folder)
    result = record.result
    said = disclosure or disclose_result(result)
    return {
        **document,
        "results": [prediction_json(result, said)],
        "figures": figures_json(result, said),
        "dropped": [] if said.is_withheld else document.get("dropped", []),
        "card": card_to_json(result.card),
        "strata": to_json(result.strata),
    }
