"""The card of a model pack: what the model is, was trained on, and may be used for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from steph_desktop.core.errors import StephError
from steph_desktop.model.card_values import (
    CARD_FILE,
    MAX_WIDTH,
    bad,
    bound,
    count,
    enum_parser,
    exact_keys,
    flag,
    list_of,
    mapping,
    number,
    share,
    text,
    width,
)
from steph_desktop.model.cohort_statistics import STAIN_NUMBERS, StatisticsCard
from steph_desktop.model.outputs import ReferenceCohort
from steph_desktop.model.reference_card import reference_from_json, reference_to_json
from steph_desktop.survival.curves import TimeBins

PACK_SUFFIX = ".steph"
CARD_FORMAT = 1


class PackKind(Enum):
    """Which network a pack holds."""

    ABMIL = "abmil"
    STEPH = "steph"
    MERGED = "merged"
    ROUTED = "routed"


class LambdaForm(Enum):
    """How the mixing ratio is read off the hypernetwork."""

    RATIO = "ratio"
    SIGMOID = "sigmoid"


class WeightActivation(Enum):
    """What keeps the aggregation weights non-negative."""

    RELU = "relu"
    SOFTPLUS = "softplus"
    SIGMOID = "sigmoid"


class LambdaSource(Enum):
    """Where the mixing ratio comes from: the hypernetwork, or one of the ablations.

    Anchored: the hypernetwork moves given ratios, within bounds.
    """

    PER_BAG = "per bag"
    ANCHORED = "anchored"
    PER_SOURCE = "per source"
    TARGET_ONLY = "target only"
    SOURCE_ONLY = "source only"


class WeightSource(Enum):
    """Where the aggregation weights come from: the hypernetwork, or one number per source.

    Anchored: the hypernetwork moves given weights, within bounds.
    """

    PER_BAG = "per bag"
    ANCHORED = "anchored"
    PER_SOURCE = "per source"


class WeightStorage(Enum):
    """Number format of the weights in the pack; computing is always in float32."""

    FLOAT32 = "float32"
    FLOAT16 = "float16"


@dataclass(frozen=True)
class CohortSummary:
    """The training cohort in figures, nothing that names a patient."""

    patients: int
    events: int
    slides: int
    description: str = ""


@dataclass(frozen=True)
class PackCard:
    """Everything about a model but its weights.

    Attributes
    ----------
    model_id : str
        Name of the model.
    kind : PackKind
        The network in the pack.
    method : str
        Name of the method that fitted it.
    encoder : str
        Patch encoder whose features it takes.
    feature_dim, embed_dim, attn_dim, hyper_dim : int
        D, E, A and the width of the hypernetworks' shared encoder (0 without one).
    bins : TimeBins
        The B time bins.
    k : int
        Sources merged per case, at most; 0 for a model without sources.
    k_share : float
        If above 0, K is chosen per case: the fewest sources that hold this share of the weight.
    surgery_rank : int
        Rank of the surgery module after the encoder; 0 without one.
    paired : bool
        Target and source were merged into one vector a source beforehand and count alike in it.
    target_cancer : str
        The cancer it predicts.
    sources : tuple of str
        Source cancers in the order of the weights. Merged and routed models weight the target's
        own vector or model as well: it then stands first, under the target's name.
    c_index_folds : tuple of float
        Out-of-fold C-index per fold.
    reference : ReferenceCohort, optional
        None where the pack has none: then no percentile and no risk group is given.
    members : int
        Models in the pack. The first answers every case, with its own maps and sources, so that
        all that is shown of it stays exact; the others, fitted on other folds, show how far the
        survival curve depends on who trained it.
    shares_sources : bool
        True where the members merge the very same source models, which are then kept once.
    statistics : StatisticsCard, optional
        What the pack remembers of its training cohort; None where it remembers nothing.
    weights_sha256 : str
        Of model.safetensors; filled in when the pack is written.
    """

    model_id: str
    kind: PackKind
    method: str
    encoder: str
    feature_dim: int
    embed_dim: int
    attn_dim: int
    target_cancer: str
    bins: TimeBins = field(default_factory=TimeBins)
    hyper_dim: int = 0
    k: int = 0
    k_share: float = 0.0
    surgery_rank: int = 0
    paired: bool = False
    members: int = 1
    shares_sources: bool = False
    statistics: StatisticsCard | None = None
    sources: tuple[str, ...] = ()
    lambda_form: LambdaForm = LambdaForm.RATIO
    weight_activation: WeightActivation = WeightActivation.RELU
    lambda_source: LambdaSource = LambdaSource.PER_BAG
    weight_source: WeightSource = WeightSource.PER_BAG
    storage: WeightStorage = WeightStorage.FLOAT32
    encoder_sha256: str = ""
    patch_px: int = 256
    target_mpp: float = 0.5
    cohort: CohortSummary | None = None
    c_index_folds: tuple[float, ...] = ()
    reference: ReferenceCohort | None = None
    synthetic: bool = False
    licence: str = "not stated"
    intended_use: str = "Research only; not for diagnostic procedures."
    notes: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)
    rebuild_command: str = ""
    seed: int = 42
    app_version: str = ""
    weights_sha256: str = ""


_MAX_SOURCES = 256
_MAX_MEMBERS = 64


def card_to_json(card: PackCard) -> dict[str, Any]:
    """Return a card as plain JSON values; `card_from_json` gives the equal card back."""
    reference, cohort = card.reference, card.cohort
    plain = {
        name: getattr(card, name).value if name in _ENUMS else getattr(card, name)
        for name in (*_ENUMS, *_TEXTS, *_WIDTHS, *_COUNTS, "target_mpp", "synthetic")
    }
    return {
        "format": CARD_FORMAT,
        **plain,
        "time_bins_days": list(card.bins.starts_days),
        "sources": list(card.sources),
        "c_index_folds": list(card.c_index_folds),
        "evidence": dict(card.evidence),
        **{name: getattr(card, name) for name in _OPTIONAL if getattr(card, name)},
        **({"members": card.members} if card.members > 1 else {}),
        **({} if card.statistics is None else {"statistics": _statistics_json(card.statistics)}),
        "cohort": None
        if cohort is None
        else {
            "patients": cohort.patients,
            "events": cohort.events,
            "slides": cohort.slides,
            "description": cohort.description,
        },
        "reference": None if reference is None else reference_to_json(reference),
    }


def _statistics_json(statistics: StatisticsCard) -> dict[str, Any]:
    return {
        "patients": statistics.patients,
        "axes": statistics.axes,
        "stain_axes": statistics.stain_axes,
        "cancers": list(statistics.cancers),
    }


_ENUMS: dict[str, type[Enum]] = {
    "kind": PackKind,
    "lambda_form": LambdaForm,
    "weight_activation": WeightActivation,
    "lambda_source": LambdaSource,
    "weight_source": WeightSource,
    "storage": WeightStorage,
}
_TEXTS = (
    "model_id", "method", "encoder", "encoder_sha256", "target_cancer", "licence", "intended_use",
    "notes", "rebuild_command", "app_version", "weights_sha256",
)  # fmt: skip
_WIDTHS = ("feature_dim", "embed_dim", "attn_dim", "patch_px")
_COUNTS = ("hyper_dim", "k", "seed")
_OPTIONAL = (
    "k_share",
    "surgery_rank",
    "paired",
    "shares_sources",
)  # written only where a model has them
_LATER = ("members", "statistics")  # the same


def card_from_json(value: Any) -> PackCard:
    """Read a card from parsed JSON, strictly: every key is known, present and of its type.

    Raises
    ------
    StephError
        If the card is of another format, or a key is missing, unknown or out of range.
    """
    card = mapping(value, "the card")
    if card.get("format") != CARD_FORMAT:
        raise StephError(
            f"This pack has format {card.get('format')!r}, this program reads {CARD_FORMAT}",
            CARD_FILE,
            "Update STEPH Desktop, or export the pack again.",
        )
    special = {
        "time_bins_days": lambda item: _bins(item),
        "sources": lambda item: list_of(item, "sources", text, _MAX_SOURCES),
        "c_index_folds": lambda item: list_of(item, "c_index_folds", share, 1000),
        "evidence": lambda item: mapping(item, "evidence"),
        "cohort": _cohort,
        "reference": reference_from_json,
        "target_mpp": lambda item: number(item, "target_mpp"),
        "synthetic": lambda item: flag(item, "synthetic"),
    }
    parsers: dict[str, Callable[[Any], Any]] = {
        **{name: enum_parser(name, kind) for name, kind in _ENUMS.items()},
        **{name: bound(text, name) for name in _TEXTS},
        **{name: bound(width, name) for name in _WIDTHS},
        **{name: bound(count, name) for name in _COUNTS},
        **special,
    }
    optional: dict[str, Callable[[Any, str], Any]] = {
        "k_share": share,
        "surgery_rank": width,
        "paired": flag,
        "shares_sources": flag,
        "members": _members,
        "statistics": _statistics,
    }
    parsers |= {name: bound(optional[name], name) for name in _OPTIONAL + _LATER if name in card}
    exact_keys(card, {"format", *parsers}, "the card")
    fields = {name: parse(card[name]) for name, parse in parsers.items()}
    fields["bins"] = fields.pop("time_bins_days")
    parsed = PackCard(**fields)
    _check_together(parsed)
    return parsed


def _check_together(card: PackCard) -> None:
    """Refuse values that are fine alone but contradict each other."""
    if card.target_mpp <= 0:
        raise bad("target_mpp is not positive")
    spread = card.reference.sources if card.reference is not None else None
    if spread is not None and len(spread.weights) != len(card.sources):
        raise bad("the reference cohort's sources are not the model's")
    if card.reference is not None and len(card.reference.scales) not in (0, card.members):
        raise bad("the reference cohort's members are not the pack's")
    if len(set(card.sources)) != len(card.sources):
        raise bad("a source cancer is named twice")
    if card.hyper_dim > MAX_WIDTH:
        raise bad("hyper_dim is out of range")
    if card.sources and not 1 <= card.k <= len(card.sources):
        raise bad(f"k is {card.k} with {len(card.sources)} sources")
    match card.kind:
        case PackKind.ABMIL:
            if card.sources or card.k or card.hyper_dim:
                raise bad("a model without sources names some")
            fits = not card.surgery_rank
        case PackKind.STEPH:
            if not card.sources:
                raise bad("it names no source cancers")
            per_bag = card.lambda_source in (LambdaSource.PER_BAG, LambdaSource.ANCHORED)
            per_bag |= card.weight_source in (WeightSource.PER_BAG, WeightSource.ANCHORED)
            if per_bag != (card.hyper_dim > 0):
                raise bad("hyper_dim does not fit the way the sources are chosen")
            fits = not card.surgery_rank
        case PackKind.MERGED:
            fits = bool(card.sources) == (card.hyper_dim > 0) and card.k == len(card.sources)
            fits = fits and bool(card.sources or card.surgery_rank)
        case PackKind.ROUTED:
            fits = bool(card.sources) and not (card.hyper_dim or card.surgery_rank)
    fits = fits and (card.kind is PackKind.MERGED or not card.paired)
    fits = fits and (card.kind is PackKind.STEPH or not (card.k_share or card.shares_sources))
    fits = fits and (card.members > 1 or not card.shares_sources)
    if not fits:
        raise bad(f"a value does not fit a model of the kind {card.kind.value!r}")


def _bins(value: Any) -> TimeBins:
    starts = list_of(value, "time_bins_days", number, 4096)
    try:
        return TimeBins(starts)
    except ValueError as error:
        raise bad(f"time_bins_days: {error}") from error


def _cohort(value: Any) -> CohortSummary | None:
    if value is None:
        return None
    cohort = mapping(value, "cohort")
    exact_keys(cohort, {"patients", "events", "slides", "description"}, "cohort")
    counts = {name: count(cohort[name], name) for name in ("patients", "events", "slides")}
    if counts["events"] > counts["patients"]:
        raise bad("the cohort has more events than patients")
    return CohortSummary(**counts, description=text(cohort["description"], "description"))


def _members(value: Any, name: str) -> int:
    if not 2 <= count(value, name) <= _MAX_MEMBERS:
        raise bad(f"{name} is out of range")
    return int(value)


def _statistics(value: Any, name: str) -> StatisticsCard:
    found = mapping(value, name)
    exact_keys(found, {"patients", "axes", "stain_axes", "cancers"}, name)
    stain_axes = count(found["stain_axes"], "stain_axes")
    if stain_axes > STAIN_NUMBERS:
        raise bad("stain_axes is out of range")
    return StatisticsCard(
        width(found["patients"], "patients"),
        width(found["axes"], "axes"),
        stain_axes,
        list_of(found["cancers"], "cancers", text, _MAX_SOURCES),
    )
