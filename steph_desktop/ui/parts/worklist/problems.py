"""Problems with the files of a case, in words, and their remedies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from steph_desktop.core.errors import FeaturesFault, NoTissue, UsageError, WeightsFault
from steph_desktop.features.facts import (
    UNKNOWN_ENCODER,
    FeatureFacts,
    encoders_differ,
    is_feature_file,
)
from steph_desktop.model.card import PackCard
from steph_desktop.slide.pixel_size import SAME_MPP
from steph_desktop.ui.parts.worklist.worklist import Case, CaseState
from steph_desktop.workspace.records import CaseStatus


class Missing(NamedTuple):
    """What a case lacks for its analysis; all False when nothing."""

    mpp: bool
    model: bool
    weights: bool


class Remedy(Enum):
    """What a user can do; the words of its button."""

    EXTRACT = "Extract again from the slide…"
    ADD_SLIDE = "Choose the slide…"
    OTHER_SLIDE = "Choose another slide…"
    OTHER_FEATURES = "Choose another feature file…"
    MODEL = "Choose another model…"
    WEIGHTS = "Choose the weight file…"
    AGAIN = "Analyse it again"


@dataclass(frozen=True)
class Problem:
    """Something about a case's files that the user should know."""

    words: str  # what it is, for a pathologist
    remedies: tuple[Remedy, ...] = ()  # what fixes it, the best first
    blocks: bool = False  # whether the case cannot be analysed until it is fixed


def problems_of(
    case: Case, card: PackCard | None, *, needs_weights: bool = False
) -> tuple[Problem, ...]:
    """Return what is wrong with the files of a case that is to be, or was, analysed."""
    found: list[Problem] = []
    if card is not None:
        found += _of_another_encoder(case.features, card)
        found += _at_another_scale(case.features, card)
        found += _without_encoder(case, card, needs_weights=needs_weights)
    if case.features and case.state is not CaseState.UNREADABLE and not found:
        found.append(_alone(case, card))
    if case.result is not None and any(part.failed_patches for part in case.result.slides):
        words = (
            "A part of the slide cannot be read and was not analysed: the file is damaged. Copy it "
            "again from the scanner or the archive, then analyse it again."
        )
        found.append(Problem(words, (Remedy.AGAIN, Remedy.OTHER_SLIDE)))
    if case.reviewed is CaseStatus.SIGNED_OFF:
        return tuple(Problem(each.words, blocks=each.blocks) for each in found)
    return tuple(found)


def hindrance_words(case: Case, missing: Missing) -> str:
    """Say why a case cannot be analysed now; empty if it can, or its page says why."""
    if case.vanished is not None:
        return f"{case.vanished.where} is missing. Find it, then analyse the case again."
    if missing.model:
        return "No model is chosen. Choose one, then analyse the case again."
    if missing.weights:
        return "The weights of the model's encoder are needed first."
    if missing.mpp:
        return "The resolution of this slide is needed first."
    return ""


def remedies_of_error(case: Case) -> tuple[Remedy, ...]:
    """Return the remedies for the error of a case that could not be opened or analysed."""
    features = any(is_feature_file(path) for path in case.slides)
    if case.vanished is not None:
        return ()  # its banner helps
    if case.state is CaseState.UNREADABLE:
        return (Remedy.EXTRACT, Remedy.OTHER_FEATURES) if features else (Remedy.OTHER_SLIDE,)
    match case.error:
        case FeaturesFault() if features:
            return (Remedy.EXTRACT, Remedy.MODEL)
        case WeightsFault():
            return (Remedy.WEIGHTS, Remedy.MODEL)
        case NoTissue():
            return (Remedy.OTHER_SLIDE,)
        case UsageError():
            return (Remedy.MODEL,)
    return ()


def _of_another_encoder(features: Sequence[FeatureFacts], card: PackCard) -> list[Problem]:
    wrong = [facts for facts in features if not _fits(facts, card)]
    if not wrong:
        return []
    first = wrong[0]
    made = f" were made by {first.encoder}" if first.encoder else ""
    needed = card.encoder if card.encoder != UNKNOWN_ENCODER else "another encoder"
    size = ""
    if first.feature_dim not in {None, card.feature_dim}:
        size = f"{' and ' if made else ' '}have {first.feature_dim:,} values per patch"
        needed += f" ({card.feature_dim:,} values)"
    words = (
        f"The features of {_named(wrong)}{made}{size}, but the model {card.model_id} needs those "
        f"of {needed}."
    )
    return [Problem(words, (Remedy.EXTRACT, Remedy.MODEL), blocks=True)]


def _fits(facts: FeatureFacts, card: PackCard) -> bool:
    if facts.feature_dim not in {None, card.feature_dim}:
        return False
    return not encoders_differ(facts.encoder, card.encoder)


def _at_another_scale(features: Sequence[FeatureFacts], card: PackCard) -> list[Problem]:
    wrong = [
        facts
        for facts in features
        if facts.target_mpp is not None and abs(facts.target_mpp / card.target_mpp - 1) > SAME_MPP
    ]
    if not wrong:
        return []
    words = (
        f"The features of {_named(wrong)} were made at {wrong[0].target_mpp:g} µm/px, but the "
        f"model {card.model_id} was trained at {card.target_mpp:g} µm/px: its answer cannot be "
        "trusted."
    )
    return [Problem(words, (Remedy.EXTRACT, Remedy.MODEL))]


def _without_encoder(case: Case, card: PackCard, *, needs_weights: bool) -> list[Problem]:
    """Find slides whose features cannot be made; without a result, the case's page asks."""
    from steph_desktop.features.encoder_registry import ENCODERS

    result = case.result
    is_its_own = result is not None and result.card.weights_sha256 == card.weights_sha256
    if is_its_own or all(map(is_feature_file, case.slides)):
        return []
    if card.encoder not in ENCODERS:
        known = (
            f"the encoder {card.encoder}"
            if card.encoder != UNKNOWN_ENCODER
            else "an unknown encoder"
        )
        words = (
            f"The model {card.model_id} needs features of {known}, which this program cannot make "
            "from a slide."
        )
        return [Problem(words, (Remedy.MODEL, Remedy.OTHER_FEATURES), blocks=True)]
    if not needs_weights or result is None:
        return []
    words = (
        f"To analyse this case again with {card.model_id}, the weights of its encoder "
        f"{card.encoder} are needed."
    )
    return [Problem(words, (Remedy.WEIGHTS, Remedy.MODEL))]


def _alone(case: Case, card: PackCard | None) -> Problem:
    every = len(case.features) == len(case.slides)
    which = "This case has only features" if every else f"{_named(case.features)} has only features"
    words = (
        f"{which}, without the slide: there is no tissue to look at, and focus, pen marks, air "
        "bubbles and stain are not checked. If you choose the slide, its features are computed "
        "again."
    )
    if card is not None and (unsure := [facts for facts in case.features if not facts.encoder]):
        words += f" {_named(unsure)} does not state its encoder: make sure it was {card.encoder}."
    return Problem(words, (Remedy.ADD_SLIDE,))


def _named(features: Sequence[FeatureFacts]) -> str:
    more = f" and {len(features) - 1} more" if len(features) > 1 else ""
    return f"{features[0].name}{more}"
