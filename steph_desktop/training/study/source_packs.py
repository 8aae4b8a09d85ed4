"""What model packs offer as source cancers for a cohort, judged by their cards alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from steph_desktop.core.errors import StephError
from steph_desktop.features.facts import encoders_differ, plain_encoder
from steph_desktop.model.card import Backbone, PackCard, PackKind
from steph_desktop.model.packs import read_card


@dataclass(frozen=True)
class SourcePack:
    """A pack as a source."""

    path: Path  # the pack
    card: PackCard | None  # none where it cannot be read
    cancers: tuple[str, ...] = ()  # source cancers that it holds
    fault: str = ""  # why it cannot be used here, one sentence; empty if it can

    @property
    def has_heads(self) -> bool:
        """Whether each source is a whole model that can predict on its own."""
        return self.card is not None and self.card.kind is PackKind.ABMIL


def look_at_pack(path: Path, target: str, encoder: str, feature_dim: int) -> SourcePack:
    """Judge one pack for a target cancer and the encoder of its cohort."""
    try:
        card = read_card(path)
    except StephError as error:
        return SourcePack(path, None, fault=str(error))
    fault = _fault_of(card, encoder, feature_dim)
    if card.kind is PackKind.STEPH:
        cancers = tuple(name for name in card.sources if name != target)
    else:
        cancers = (card.target_cancer,)
        if not fault and card.target_cancer == target:
            fault = f"It is a model of {target} itself: a source is another cancer."
    return SourcePack(path, card, () if fault else cancers, fault)


def _fault_of(card: PackCard, encoder: str, feature_dim: int) -> str:
    if card.kind not in (PackKind.ABMIL, PackKind.STEPH):
        return f"It holds a {card.kind.value} model, whose parts cannot be mixed again."
    if card.kind is PackKind.STEPH and card.backbone is not Backbone.ABMIL:
        return "It keeps only what was mixed of each source, which is no longer a whole network."
    if encoders_differ(card.encoder, encoder):
        return (
            f"It was made with the encoder {card.encoder}, your slides with {encoder}. Models of "
            "two encoders read different numbers and cannot be mixed."
        )
    if feature_dim and card.feature_dim != feature_dim:
        return (
            f"It takes features {card.feature_dim} wide, yours are {feature_dim} wide: they come "
            "from another encoder."
        )
    if card.kind is PackKind.ABMIL and not card.evidence.get("null_sha256"):
        return "It does not say from which common start it was fitted, so it cannot be mixed."
    return ""


def why_not_together(packs: Sequence[SourcePack]) -> str:
    """Say why packs that are good one by one cannot be mixed; empty if they can."""
    cards = [pack.card for pack in packs if pack.card is not None and not pack.fault]
    if not cards:
        return ""
    first = cards[0]
    for card in cards[1:]:
        own, theirs = ((plain_encoder(c.encoder), c.feature_dim) for c in (first, card))
        if own != theirs:
            return (
                f"{first.model_id} was made with {first.encoder}, {card.model_id} with "
                f"{card.encoder}: one set of sources has one encoder. Remove one of them."
            )
        ours = (first.backbone, first.embed_dim, first.attn_dim, first.bins)
        if ours != (card.backbone, card.embed_dim, card.attn_dim, card.bins):
            return f"{first.model_id} and {card.model_id} have other sizes. Remove one of them."
        if card.evidence.get("null_sha256") != first.evidence.get("null_sha256"):
            return (
                f"{first.model_id} and {card.model_id} were not fitted from the same start. "
                "Remove one of them."
            )
    names = [name for pack in packs if not pack.fault for name in pack.cancers]
    twice = sorted({name for name in names if names.count(name) > 1})
    return f"{twice[0]} stands in two packs. Remove one of them." if twice else ""


def require_usable(packs: Sequence[SourcePack]) -> None:
    """Refuse packs of which one cannot be used for the cohort, or two cannot be mixed."""
    for pack in packs:
        if pack.fault:
            raise StephError(pack.fault, pack.path, "Remove it from the sources.")
    if fault := why_not_together(packs):
        raise StephError(fault)


def sources_of(packs: Sequence[SourcePack]) -> tuple[str, ...]:
    """Return the source cancers of usable packs, by name."""
    return tuple(sorted(name for pack in packs if not pack.fault for name in pack.cancers))


def all_have_heads(packs: Sequence[SourcePack]) -> bool:
    """Whether every source is a whole model."""
    return all(pack.has_heads for pack in packs if not pack.fault)
