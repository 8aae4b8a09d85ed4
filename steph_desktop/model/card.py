"""The card of a model pack: what the model is, was trained on, and may be used for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import pairwise
from typing import Annotated, Any

import numpy as np

from steph_desktop.core.codec import CodecError, Key, Through, Within, from_json, to_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import sha256_of_json
from steph_desktop.model.cohort_statistics import N_DECILES, StatisticsCard
from steph_desktop.model.outputs import MAP_HORIZONS, N_QUANTILES, ReferenceCohort, SourceSpread
from steph_desktop.model.recalibration import Recalibration
from steph_desktop.survival.censoring import follow_up_end_days
from steph_desktop.survival.curves import TimeBins

CARD_FILE = "card.json"
PACK_SUFFIX = ".steph"
CARD_FORMAT = 1
TCGA_CANCERS = (
    "BLCA", "BRCA", "CESC", "COADREAD", "GBMLGG", "HNSC", "KIPAN",
    "LIHC", "LUNG", "SARC", "SKCM", "STES", "UCEC",
)  # fmt: skip
"""The 13 cohorts of the paper; those of a target's sources are the other 12."""

# A card comes from a file that anybody may have written: every value has its bounds.
_MAX_WIDTH = 1 << 16
_Text = Annotated[str, Within(0, 20_000)]
_Count = Annotated[int, Within(0, (1 << 63) - 1)]
_Width = Annotated[int, Within(1, _MAX_WIDTH)]
_Share = Annotated[float, Within(0, 1)]
_STARTS = Through(
    Annotated[tuple[float, ...], Within(1, 4096)], lambda bins: bins.starts_days, TimeBins
)
# Written only where a model has it, so that programs that do not know it can read the others.
_OMIT = Key(omit=True)


class PackKind(Enum):
    """Which network a pack holds."""

    ABMIL = "abmil"
    STEPH = "steph"
    MERGED = "merged"
    ROUTED = "routed"
    SUBSPACE = "subspace"


class Backbone(Enum):
    """The network that makes one vector of a bag; see `steph_desktop.model.backbones`."""

    ABMIL = "abmil"
    TRANSFORMER = "transformer"
    SPATIAL = "spatial"

    @property
    def place_columns(self) -> int:
        """Number of coordinate columns after the features of a bag."""
        return 2 if self is Backbone.SPATIAL else 0

    @property
    def map_is_exact(self) -> bool:
        """Whether the log-odds are a sum over patches, which a map can show exactly."""
        return self is Backbone.ABMIL

    @property
    def title(self) -> str:
        """Name for display."""
        return {
            Backbone.ABMIL: "ABMIL (attention pooling)",
            Backbone.TRANSFORMER: "Transformer (TransMIL's form)",
            Backbone.SPATIAL: "Spatial (neighbouring patches)",
        }[self]


NEAR_MAP = (
    "The map is an approximation: in this kind of network patches act together, so each patch "
    "shows how the answer would begin to change if the patch became like the slide's average "
    "(first order). Its attention is that patch's part in the size of all these changes."
)


class LambdaForm(Enum):
    """How the hypernetwork's output becomes the mixing ratio."""

    RATIO = "ratio"
    SIGMOID = "sigmoid"


class WeightActivation(Enum):
    """What keeps the aggregation weights non-negative."""

    RELU = "relu"
    SOFTPLUS = "softplus"
    SIGMOID = "sigmoid"


class Preset(Enum):
    """Which choices a fit follows where the authors' code goes beyond the paper."""

    DEFAULT = "default"
    PUBLISHED = "published"


class LambdaSource(Enum):
    """Where the mixing ratio comes from: the hypernetwork, or one of the ablations.

    Anchored: the hypernetwork moves given ratios, within bounds. Per source, free: one number a
    source as the authors train it, 1 / (1 + r) from r = 0 and without a ReLU: it may pass 1.
    """

    PER_BAG = "per bag"
    ANCHORED = "anchored"
    PER_SOURCE = "per source"
    PER_SOURCE_FREE = "per source, free"
    TARGET_ONLY = "target only"
    SOURCE_ONLY = "source only"


class WeightSource(Enum):
    """Where the aggregation weights come from: the hypernetwork, or one number per source.

    Anchored: the hypernetwork moves given weights, within bounds.
    """

    PER_BAG = "per bag"
    ANCHORED = "anchored"
    PER_SOURCE = "per source"


STEPH_FIELDS = (
    "hyper_dim", "k", "k_share", "lambda_form", "weight_activation", "lambda_source",
    "weight_source",
)  # fmt: skip
"""What a card says of a STEPH model, by the names that `StephConfig` has for it."""
MERGE_FIELDS = ("hyper_dim", "surgery_rank", "weight_activation")
"""What it says of a merged model, by the names of `MergeConfig`."""


class WeightStorage(Enum):
    """Number format of the weights in the pack; computing is always in float32."""

    FLOAT32 = "float32"
    FLOAT16 = "float16"


@dataclass(frozen=True)
class CohortSummary:
    """Size of the training cohort; names no patient."""

    patients: _Count
    events: _Count
    slides: _Count
    description: _Text = ""


@dataclass(frozen=True)
class FeatureContract:
    """How the features that a model was trained on were made, as far as their files say.

    A case's own features are compared with it. Cards of earlier versions have none: it then
    follows from `patch_px` and `target_mpp` of the card.
    """

    patch_um: Annotated[float | None, Within(0, 1e5)] = None  # side of a patch on the tissue
    overlap_px: Annotated[int | None, Within(0, _MAX_WIDTH)] = None  # at `target_mpp`
    input_scaling: _Text = ""  # how the encoder scales pixels
    # Median Euclidean length of a patch's features; normalised ones have 1.
    norm: Annotated[float | None, Within(0, 1e9)] = None


@dataclass(frozen=True)
class PackCard:
    """Everything about a model except its weights."""

    model_id: _Text  # name of the model
    kind: PackKind  # the network in the pack
    method: _Text  # name of the method that fitted it
    encoder: _Text  # patch encoder whose features it takes
    # feature_dim, embed_dim, attn_dim, hyper_dim: D, E, A and the width of the hypernetworks'
    # shared encoder (0 without one).
    feature_dim: _Width
    embed_dim: _Width
    attn_dim: _Width
    target_cancer: _Text  # the cancer it predicts
    # The B time bins.
    bins: Annotated[TimeBins, _STARTS, Key("time_bins_days")] = field(default_factory=TimeBins)
    hyper_dim: Annotated[int, Within(0, _MAX_WIDTH)] = 0
    k: _Count = 0  # sources merged per case, at most; 0 for a model without sources
    # If above 0, K is chosen per case: the fewest sources that hold this share of the weight.
    k_share: Annotated[_Share, _OMIT] = 0.0
    # Rank of the surgery module after the encoder; 0 without one.
    surgery_rank: Annotated[_Width, _OMIT] = 0
    # Target and source were merged into one vector a source beforehand and count alike in it.
    paired: Annotated[bool, _OMIT] = False
    # Models in the pack, fitted on different folds. A case is answered by the one whose answer is
    # the median of all, each on the scale of its own scores, with its own maps and sources, so that
    # all that is shown stays exact; the others show how far the answer depends on who trained it.
    members: Annotated[int, Within(2, 64), _OMIT] = 1
    backbone: Annotated[Backbone, _OMIT] = Backbone.ABMIL
    # Time to which the training cohort was followed, see `follow_up_end_days`: a curve ends there.
    # Filled in from the reference cohort when the pack is written; None on older cards.
    follow_up_days: Annotated[float | None, Within(0, 1e6), _OMIT] = None
    # True where the members merge the very same source models, which are then kept once.
    shares_sources: Annotated[bool, _OMIT] = False
    # What every answer goes through, of every member, the answering one first; empty where the
    # model answers as it was fitted. The reference cohort's scores are recalibrated ones.
    recalibration: Annotated[tuple[Recalibration, ...], Within(0, 64), _OMIT] = ()
    # What the pack remembers of its training cohort; None where it remembers nothing.
    statistics: Annotated[StatisticsCard | None, _OMIT] = None
    # Source cancers in the order of the weights. Merged and routed models weight the target's own
    # vector or model as well: it then stands first, under the target's name.
    sources: Annotated[tuple[_Text, ...], Within(0, 256)] = ()
    lambda_form: LambdaForm = LambdaForm.RATIO
    weight_activation: WeightActivation = WeightActivation.RELU
    lambda_source: LambdaSource = LambdaSource.PER_BAG
    weight_source: WeightSource = WeightSource.PER_BAG
    storage: WeightStorage = WeightStorage.FLOAT32
    encoder_sha256: _Text = ""
    patch_px: _Width = 256
    target_mpp: float = 0.5
    contract: Annotated[FeatureContract | None, _OMIT] = None
    cohort: CohortSummary | None = None
    # Out-of-fold C-index per fold.
    c_index_folds: Annotated[tuple[_Share, ...], Within(0, 1000)] = ()
    # None where the pack has none: then no percentile and no risk group is given.
    reference: ReferenceCohort | None = None
    synthetic: bool = False
    licence: _Text = "not stated"
    intended_use: _Text = "Research only; not for diagnostic procedures."
    notes: _Text = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)
    rebuild_command: _Text = ""
    seed: _Count = 42
    app_version: _Text = ""
    weights_sha256: _Text = ""  # of model.safetensors; filled in when the pack is written
    # Of all the rest of the card, see `seal_of`; filled in when the pack is written. Empty on a
    # card that 0.1.0 wrote.
    card_sha256: Annotated[_Text, _OMIT] = ""

    @property
    def follow_up_end_days(self) -> float | None:
        """Time to which the training cohort was followed; None where the card cannot tell.

        Older cards do not state it: it is then that of their reference cohort.
        """
        if self.follow_up_days is not None or self.reference is None:
            return self.follow_up_days
        return follow_up_end_days(self.reference.times_days, self.reference.events)

    @property
    def is_protected(self) -> bool:
        """Whether an edit of the card is noticed; cards of 0.1.0 bear no hash of their own."""
        return bool(self.card_sha256)

    @property
    def calibration_words(self) -> str:
        """How well predicted risks matched unseen patients, a line per horizon."""
        said = self.evidence.get("calibration", ())
        return "\n".join(map(str, said)) if isinstance(said, list | tuple) else ""

    @property
    def recalibration_words(self) -> str:
        """How the probabilities were recalibrated, in a sentence; empty if they were not."""
        if self.recalibration:
            return self.recalibration[0].words()
        if "auto_recalibration" in self.evidence:
            return (
                "Probabilities are recalibrated on left-out patients, within the model's weights."
            )
        return ""


NOT_PROTECTED = "Card not protected"
NOT_PROTECTED_WARNING = (
    f"{NOT_PROTECTED}: this pack comes from a version that did not protect the model's card. What "
    "the card states, such as its cut-offs and its accuracy, cannot be checked."
)


def seal_of(value: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a card's JSON values without its own hash, whatever their layout."""
    named = {key: item for key, item in value.items() if key != "card_sha256"}
    return sha256_of_json(named)


def sealed(card: PackCard) -> PackCard:
    """Return a card with its own hash filled in."""
    return replace(card, card_sha256=seal_of(card_to_json(card)))


def card_to_json(card: PackCard) -> dict[str, Any]:
    """Return a card as plain JSON values; `card_from_json` reads them back."""
    return {"format": CARD_FORMAT, **to_json(card)}


def card_sha256(card: PackCard) -> str:
    """Return the SHA-256 of a card, however its file is laid out."""
    return sha256_of_json(card_to_json(card))


def card_from_json(value: Any) -> PackCard:
    """Read a card from parsed JSON, strictly: every key is known, present and of its type.

    Raises
    ------
    StephError
        If the card is of another format, or a key is missing, unknown or out of range.
    """
    try:
        if not isinstance(value, dict):
            raise CodecError("the card is not a set of named values")
        if value.get("format") != CARD_FORMAT:
            raise StephError(
                f"This pack has format {value.get('format')!r}, this program reads {CARD_FORMAT}",
                CARD_FILE,
                "Update STEPH Desktop, or export the pack again.",
            )
        named = {key: item for key, item in value.items() if key != "format"}
        card = from_json(PackCard, named, "the card", strict=True)
        _check_together(card)
    except CodecError as error:
        what = f"The card is invalid: {error}"
        raise StephError(what, CARD_FILE, "Get the pack again.") from error
    return card


def _check_together(card: PackCard) -> None:
    """Refuse values that contradict each other."""
    if card.target_mpp <= 0:
        raise CodecError("target_mpp is not positive")
    if card.cohort is not None and card.cohort.events > card.cohort.patients:
        raise CodecError("the cohort has more events than patients")
    if len(card.recalibration) not in (0, card.members):
        raise CodecError("the recalibrations are not those of the pack's members")
    if any(len(one.shifts) not in (0, len(card.bins)) for one in card.recalibration):
        raise CodecError("a recalibration has other time bins than the model")
    if any(one.scale <= 0 for one in card.recalibration):
        raise CodecError("a recalibration turns the order of the patients round")
    if card.reference is not None:
        _check_reference(card.reference, len(card.sources), card.members)
    if len(set(card.sources)) != len(card.sources):
        raise CodecError("a source cancer is named twice")
    if card.sources and not 1 <= card.k <= len(card.sources):
        raise CodecError(f"k is {card.k} with {len(card.sources)} sources")
    match card.kind:
        case PackKind.ABMIL:
            if card.sources or card.k or card.hyper_dim:
                raise CodecError("a model without sources names some")
            fits = not card.surgery_rank
        case PackKind.STEPH:
            if not card.sources:
                raise CodecError("it names no source cancers")
            per_bag = card.lambda_source in (LambdaSource.PER_BAG, LambdaSource.ANCHORED)
            per_bag |= card.weight_source in (WeightSource.PER_BAG, WeightSource.ANCHORED)
            if per_bag != (card.hyper_dim > 0):
                raise CodecError("hyper_dim does not fit the way the sources are chosen")
            fits = not card.surgery_rank
        case PackKind.MERGED:
            fits = bool(card.sources) == (card.hyper_dim > 0) and card.k == len(card.sources)
            fits = fits and bool(card.sources or card.surgery_rank)
        case PackKind.SUBSPACE:  # hyper_dim is the rank of its router's subspaces
            fits = bool(card.sources) and card.hyper_dim > 0 and not card.surgery_rank
        case PackKind.ROUTED:
            fits = bool(card.sources) and not (card.hyper_dim or card.surgery_rank)
    plain = card.kind in (PackKind.ABMIL, PackKind.STEPH)
    fits = fits and (card.backbone is Backbone.ABMIL or (plain and card.attn_dim == 1))
    fits = fits and (card.kind is PackKind.MERGED or not card.paired)
    fits = fits and (card.kind is PackKind.STEPH or not (card.k_share or card.shares_sources))
    fits = fits and (card.members > 1 or not card.shares_sources)
    if not fits:
        raise CodecError(f"a value does not fit a model of the kind {card.kind.value!r}")


def _check_reference(reference: ReferenceCohort, n_sources: int, n_members: int) -> None:
    columns = (reference.times_days, reference.events, reference.risk_scores)
    if {column.shape for column in columns} != {(len(reference.events),)} or not len(columns[0]):
        raise CodecError("the reference cohort's columns differ in length or are empty")
    if reference.times_days.min() < 0:
        raise CodecError("the reference cohort holds a negative time")
    tops = reference.map_tops
    if len(tops) not in (0, n_members) or any(len(row) != len(MAP_HORIZONS) for row in tops):
        raise CodecError("the ends of the map's colours are not those of the pack's members")
    if any(not 0 <= top < math.inf for row in tops for top in row):
        raise CodecError("an end of the map's colours is negative or no number")
    if len(reference.scales) not in (0, n_members):
        raise CodecError("the reference cohort's members are not the pack's")
    for scale in reference.scales:
        if len(scale.cutoffs) != len(reference.cutoffs):
            raise CodecError("a member has other risk groups than the reference cohort")
        if len(scale.quantiles) != N_QUANTILES or list(scale.quantiles) != sorted(scale.quantiles):
            raise CodecError(f"the quantiles of a member do not increase or are not {N_QUANTILES}")
    for cutoffs in (reference.cutoffs, *(scale.cutoffs for scale in reference.scales)):
        if len(cutoffs) not in (1, 2) or any(b <= a for a, b in pairwise(cutoffs)):
            raise CodecError("the risk cut-offs are not one or two increasing numbers")
    if reference.sources is not None:
        _check_spread(reference.sources, n_sources)


def _check_spread(spread: SourceSpread, n_sources: int) -> None:
    if spread.selected.shape != (n_sources,):
        raise CodecError("the reference cohort's sources are not the model's")
    for name, deciles in (("weights", spread.weights), ("lambdas", spread.lambdas)):
        if deciles.shape != (n_sources, N_DECILES) or (np.diff(deciles, axis=1) < 0).any():
            raise CodecError(f"the deciles of {name} do not increase or are not {N_DECILES}")
    for name, shares in (("lambdas", spread.lambdas), ("selected", spread.selected)):
        if ((shares < 0) | (shares > 1)).any():
            raise CodecError(f"{name} is not between 0 and 1")
