"""Given source models: taken out of packs, or fitted on another cohort first."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import torch
from torch import Tensor

from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.cohort.eligibility import FeatureKind, LeftOut
from steph_desktop.core.codec import chosen
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import UNWATCHED, JobControl, JobStep, Phase
from steph_desktop.features.facts import encoders_differ
from steph_desktop.model.abmil import Abmil
from steph_desktop.model.backbones import Network, only_abmil
from steph_desktop.model.card import Backbone, PackCard, PackKind
from steph_desktop.model.packs import LoadedPack, load_pack
from steph_desktop.training.bag_store import CohortBags, one_pass
from steph_desktop.training.checkpointing import forget_unfinished
from steph_desktop.training.leakage import SOURCES_TRAINED_ON, TRAINED_ON, fingerprints_on
from steph_desktop.training.methods.registry import null_fingerprint
from steph_desktop.training.source_models import SOURCE_FOLD, FittedModels, SourceModel
from steph_desktop.training.study.source_packs import look_at_pack, require_usable
from steph_desktop.training.trainer import TrainSettings
from steph_desktop.training.training_events import fit_event

_UNITS = 1000
_UNFINISHED = "unfinished"


@dataclass(frozen=True)
class SourceModels:
    """Source models ready to be mixed."""

    null: Network  # the null model that all of them were fitted from
    models: Mapping[str, SourceModel]  # by cancer, in order
    has_heads: bool  # whether each can predict on its own
    sha256: str  # of everything they are
    # Of the bags that they were fitted on, see `training.leakage`; None where a card does not tell.
    fingerprints: frozenset[str] | None = None
    is_synthetic: bool = False  # one of them at least was trained on synthetic slides
    # Name and hashes of the packs that they were taken from; empty where they were fitted.
    packs: tuple[Mapping[str, str], ...] = ()


def sources_from_packs(
    paths: Sequence[Path], target: str, kind: FeatureKind, settings: TrainSettings
) -> tuple[SourceModels, TrainSettings]:
    """Take the source models out of packs; return the settings with their widths and bins as well.

    Raises
    ------
    StephError
        If a pack cannot be used for this cohort, or two cannot be mixed.
    """
    looks = [look_at_pack(path, target, kind.encoder, kind.feature_dim) for path in paths]
    require_usable(looks)
    # A recalibrated head is no longer the one that was fitted from the null model.
    packs = [load_pack(path, as_fitted=True) for path in paths]
    card = packs[0].card
    if settings.backbone not in (Backbone.ABMIL, card.backbone):
        raise StephError(
            f"This source is a network of another kind ({card.backbone.title})",
            paths[0],
            f"Add sources of {settings.backbone.title}, or choose that of the sources.",
        )
    # Packs bring their own widths and their own kind of network.
    settings = replace(settings, backbone=card.backbone, embed_dim=card.embed_dim, bins=card.bins)
    if card.backbone is Backbone.ABMIL:
        settings = replace(settings, attn_dim=card.attn_dim)
    null = _null_of(packs, settings)
    models = {
        name: SourceModel(model)
        for pack in packs
        for name, model in _models_of(pack, null, target).items()
    }
    cards = [pack.card for pack in packs]
    weights = "\n".join(sorted(card.weights_sha256 for card in cards))
    given = SourceModels(
        null,
        dict(sorted(models.items())),
        all(look.has_heads for look in looks),
        hashlib.sha256(weights.encode()).hexdigest(),
        _fingerprints_of(cards),
        any(card.synthetic for card in cards),
        tuple(map(named, cards)),
    )
    return given, settings


def named(card: PackCard) -> dict[str, str]:
    """Say on a new pack's card which pack it, or a source of it, came from."""
    return chosen(card, "model_id", "weights_sha256", "card_sha256")


def _fingerprints_of(cards: Sequence[PackCard]) -> frozenset[str] | None:
    """Return fingerprints of the bags that packs have seen; None where one does not say."""
    asked = [(card, TRAINED_ON) for card in cards]
    asked += [(card, SOURCES_TRAINED_ON) for card in cards if card.sources]
    found = [fingerprints_on(*one) for one in asked]
    known = [some for some in found if some is not None]
    return frozenset().union(*known) if len(known) == len(found) else None


def _null_of(packs: Sequence[LoadedPack], settings: TrainSettings) -> Network:
    """Return the null model that the packs share: drawn from its seed, or as a pack holds it."""
    first = packs[0].card
    null = settings.null_network(first.feature_dim)
    holder = next((pack.model for pack in packs if pack.card.kind is PackKind.STEPH), None)
    if holder is not None:
        return _with_theta(only_abmil(null), holder.get_buffer("basis")[0])
    if null_fingerprint(null) != first.evidence.get("null_sha256"):
        raise StephError(
            "These sources were fitted from another common start than this program's",
            first.model_id,
            "Add the STEPH pack that they belong to, or fit the sources here.",
        )
    return null


def _models_of(pack: LoadedPack, start: Network, target: str) -> dict[str, Network]:
    if isinstance(pack.model, Network):
        return {pack.card.target_cancer: pack.model}
    null, basis = only_abmil(start), pack.model.get_buffer("basis")
    return {
        name: _with_theta(deepcopy(null), basis[0] + vector).requires_grad_(False).eval()
        for name, vector in zip(pack.card.sources, basis[2:], strict=True)
        if name != target
    }


def _with_theta(model: Abmil, theta: Tensor) -> Abmil:
    """Put the numbers of an encoder into a model."""
    with torch.no_grad():
        model.theta.copy_(theta)
    return model


def sources_from_cohort(
    folder: Path,
    target: str,
    kind: FeatureKind,
    settings: TrainSettings,
    keep: Path,
    seed: int,
    control: JobControl,
) -> SourceModels:
    """Fit a source model for each other cancer of a cohort, on its fold 0; finished ones stay.

    `kind` is that of the target's features, and `keep` the folder that keeps the models.

    Raises
    ------
    StephError
        If the features are of another encoder, or no cancer can be a source.
    """
    control = control.keeping(keep / _UNFINISHED)
    reading = control.span(0, _UNITS, 10 * _UNITS, Phase.READING_FEATURES)
    with one_pass(folder, keep, reading) as bags:
        theirs = bags.eligibility.kind
        other = theirs.feature_dim != kind.feature_dim
        if other or encoders_differ(theirs.encoder, kind.encoder):
            raise StephError(
                f"The sources' features are of {theirs.encoder or 'an unnamed encoder'}, yours of "
                f"{kind.encoder or 'an unnamed encoder'}: models of two encoders cannot be mixed",
                folder,
                "Extract both with one encoder.",
            )
        base_models = FittedModels(bags, settings, keep / "zoo")
        names = base_models.usable_sources(target)
        if not names:
            raise StephError("No cancer in this folder can be a source", folder, "Choose another.")
        models = {}
        for number, name in enumerate(names):
            start, stop = (_UNITS + 9 * _UNITS * at // len(names) for at in (number, number + 1))
            words = f"Fitting the source {name}"
            step = JobStep(Phase.FITTING_SOURCES, number + 1, len(names), name)
            part = control.span(start, stop, 10 * _UNITS, step, partial(fit_event, words))
            models[name] = base_models.model(name, SOURCE_FOLD, seed, part)
            forget_unfinished(keep / _UNFINISHED)
        digest = hashlib.sha256(f"{bags.eligibility.fingerprint()} {seed}".encode()).hexdigest()
        fingerprints = base_models.source_fingerprints(target, seed)
        synthetic = base_models.is_synthetic
        return SourceModels(base_models.null, models, True, digest, fingerprints, synthetic)


class GivenSourceModels(FittedModels):
    """Models to build on whose sources are given; those of the target are fitted as usual."""

    def __init__(
        self, given: SourceModels, bags: CohortBags, settings: TrainSettings, folder: Path
    ) -> None:
        super().__init__(bags, settings, folder)
        self._given, self._null, self.source_packs = given, given.null, given.packs

    @property
    def is_synthetic(self) -> bool:
        """Whether the cohort or a given source is synthetic."""
        return super().is_synthetic or self._given.is_synthetic

    def usable_sources(self, target: str) -> tuple[str, ...]:
        """Names of the given sources but the target."""
        return tuple(name for name in self._given.models if name != target)

    def source_patients(self, cancer: str) -> tuple[Patient, ...]:
        """Return nobody: of given models at most the patients' fingerprints are known."""
        return () if cancer in self._given.models else super().source_patients(cancer)

    def source_fingerprints(self, target: str, seed: int) -> frozenset[str] | None:  # noqa: ARG002
        """Return fingerprints of the bags that the given sources have seen; None where unknown."""
        return self._given.fingerprints

    def left_out(self) -> tuple[LeftOut, ...]:
        """Nothing: what cannot be a source was refused before."""
        return ()

    def is_ready(self, cancer: str, fold: int, seed: int) -> bool:
        """Whether a model is fitted already."""
        return cancer in self._given.models or super().is_ready(cancer, fold, seed)

    def model(
        self, cancer: str, fold: int, seed: int, control: JobControl = UNWATCHED
    ) -> SourceModel:
        """Return a given source, or fit the target."""
        given = self._given.models.get(cancer)
        return given if given is not None else super().model(cancer, fold, seed, control)

    def _recipe(
        self, name: str, patients: Sequence[Patient] = (), cancer: str = "", seed: int = 0
    ) -> str:
        recipe = super()._recipe(name, patients, cancer, seed)
        return hashlib.sha256(f"{recipe} {null_fingerprint(self._given.null)}".encode()).hexdigest()
