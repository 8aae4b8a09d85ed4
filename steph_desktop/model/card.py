"""The card of a model pack: what the model is, was trained on, and may be used for."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np

from steph_desktop.core import StephError
from steph_desktop.model.prediction import ReferenceCohort
from steph_desktop.survival.curves import TimeBins

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


_CARD_FILE = "card.json"
_E = TypeVar("_E", bound=Enum)
_MAX_WIDTH = 1 << 16
_MAX_SOURCES = 256
_MAX_PATIENTS = 1_000_000


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
        "cohort": None
        if cohort is None
        else {
            "patients": cohort.patients,
            "events": cohort.events,
            "slides": cohort.slides,
            "description": cohort.description,
        },
        "reference": None
        if reference is None
        else {
            "times_days": reference.times_days.tolist(),
            "events": reference.events.tolist(),
            "risk_scores": reference.risk_scores.tolist(),
            "cutoffs": list(reference.cutoffs),
        },
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
_OPTIONAL = ("k_share", "surgery_rank", "paired")  # written only where a model has them


def card_from_json(value: Any) -> PackCard:
    """Read a card from parsed JSON, strictly: every key is known, present and of its type.

    Raises
    ------
    StephError
        If the card is of another format, or a key is missing, unknown or out of range.
    """
    card = _mapping(value, "the card")
    if card.get("format") != CARD_FORMAT:
        raise StephError(
            f"This pack has format {card.get('format')!r}, this program reads {CARD_FORMAT}",
            _CARD_FILE,
            "Update STEPH Desktop, or export the pack again.",
        )
    special = {
        "time_bins_days": lambda item: _bins(item),
        "sources": lambda item: _list(item, "sources", _text, _MAX_SOURCES),
        "c_index_folds": lambda item: _list(item, "c_index_folds", _share, 1000),
        "evidence": lambda item: _mapping(item, "evidence"),
        "cohort": _cohort,
        "reference": _reference,
        "target_mpp": lambda item: _number(item, "target_mpp"),
        "synthetic": lambda item: _flag(item, "synthetic"),
    }
    parsers: dict[str, Callable[[Any], Any]] = {
        **{name: _enum_parser(name, kind) for name, kind in _ENUMS.items()},
        **{name: _bound(_text, name) for name in _TEXTS},
        **{name: _bound(_width, name) for name in _WIDTHS},
        **{name: _bound(_count, name) for name in _COUNTS},
        **special,
    }
    optional = {"k_share": _share, "surgery_rank": _width, "paired": _flag}
    parsers |= {name: _bound(optional[name], name) for name in _OPTIONAL if name in card}
    _exact_keys(card, {"format", *parsers}, "the card")
    fields = {name: parse(card[name]) for name, parse in parsers.items()}
    fields["bins"] = fields.pop("time_bins_days")
    parsed = PackCard(**fields)
    _check_together(parsed)
    return parsed


def _check_together(card: PackCard) -> None:
    """Refuse values that are fine alone but contradict each other."""
    if card.target_mpp <= 0:
        raise _bad("target_mpp is not positive")
    if len(set(card.sources)) != len(card.sources):
        raise _bad("a source cancer is named twice")
    if card.hyper_dim > _MAX_WIDTH:
        raise _bad("hyper_dim is out of range")
    if card.sources and not 1 <= card.k <= len(card.sources):
        raise _bad(f"k is {card.k} with {len(card.sources)} sources")
    match card.kind:
        case PackKind.ABMIL:
            if card.sources or card.k or card.hyper_dim:
                raise _bad("a model without sources names some")
            fits = not card.surgery_rank
        case PackKind.STEPH:
            if not card.sources:
                raise _bad("it names no source cancers")
            per_bag = card.lambda_source in (LambdaSource.PER_BAG, LambdaSource.ANCHORED)
            per_bag |= card.weight_source in (WeightSource.PER_BAG, WeightSource.ANCHORED)
            if per_bag != (card.hyper_dim > 0):
                raise _bad("hyper_dim does not fit the way the sources are chosen")
            fits = not card.surgery_rank
        case PackKind.MERGED:
            fits = bool(card.sources) == (card.hyper_dim > 0) and card.k == len(card.sources)
            fits = fits and bool(card.sources or card.surgery_rank)
        case PackKind.ROUTED:
            fits = bool(card.sources) and not (card.hyper_dim or card.surgery_rank)
    fits = fits and (card.kind is PackKind.MERGED or not card.paired)
    fits = fits and (card.kind is PackKind.STEPH or not card.k_share)
    if not fits:
        raise _bad(f"a value does not fit a model of the kind {card.kind.value!r}")


def _bad(reason: str) -> StephError:
    return StephError(f"The card is not right: {reason}", _CARD_FILE, "Get the pack again.")


def _exact_keys(value: Mapping[str, Any], known: set[str], name: str) -> None:
    if missing := sorted(known - set(value)):
        raise _bad(f"{name} lacks {missing[0]!r}")
    if unknown := sorted(set(value) - known):
        raise _bad(f"{name} holds {unknown[0][:40]!r}, which is not known")


def _bound(parse: Callable[[Any, str], Any], name: str) -> Callable[[Any], Any]:
    return lambda value: parse(value, name)


def _enum_parser(name: str, kind: type[_E]) -> Callable[[Any], _E]:
    def parse(value: Any) -> _E:
        for member in kind:
            if isinstance(value, str) and member.value == value:
                return member
        raise _bad(f"{name} is {str(value)[:40]!r}")

    return parse


def _mapping(value: Any, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _bad(f"{name} is not a set of named values")
    return value


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str) or len(value) > 20_000:
        raise _bad(f"{name} is not a text")
    return value


def _flag(value: Any, name: str) -> bool:
    if not isinstance(value, bool):
        raise _bad(f"{name} is neither true nor false")
    return value


def _number(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _bad(f"{name} is not a number")
    return float(value)


def _share(value: Any, name: str) -> float:
    number = _number(value, name)
    if not 0 <= number <= 1:
        raise _bad(f"{name} is not between 0 and 1")
    return number


def _count(value: Any, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 63:
        raise _bad(f"{name} is not a whole number from 0")
    return value


def _width(value: Any, name: str) -> int:
    if not 1 <= _count(value, name) <= _MAX_WIDTH:
        raise _bad(f"{name} is out of range")
    return int(value)


def _list(value: Any, name: str, parse: Callable[[Any, str], Any], longest: int) -> tuple[Any, ...]:
    if not isinstance(value, list) or len(value) > longest:
        raise _bad(f"{name} is not a list of at most {longest}")
    return tuple(parse(item, name) for item in value)


def _bins(value: Any) -> TimeBins:
    starts = _list(value, "time_bins_days", _number, 4096)
    try:
        return TimeBins(starts)
    except ValueError as error:
        raise _bad(f"time_bins_days: {error}") from error


def _cohort(value: Any) -> CohortSummary | None:
    if value is None:
        return None
    cohort = _mapping(value, "cohort")
    _exact_keys(cohort, {"patients", "events", "slides", "description"}, "cohort")
    counts = {name: _count(cohort[name], name) for name in ("patients", "events", "slides")}
    if counts["events"] > counts["patients"]:
        raise _bad("the cohort has more events than patients")
    return CohortSummary(**counts, description=_text(cohort["description"], "description"))


def _reference(value: Any) -> ReferenceCohort | None:
    if value is None:
        return None
    reference = _mapping(value, "reference")
    _exact_keys(reference, {"times_days", "events", "risk_scores", "cutoffs"}, "reference")
    times = _list(reference["times_days"], "times_days", _number, _MAX_PATIENTS)
    events = _list(reference["events"], "events", _flag, _MAX_PATIENTS)
    scores = _list(reference["risk_scores"], "risk_scores", _number, _MAX_PATIENTS)
    cutoffs = _list(reference["cutoffs"], "cutoffs", _number, 2)
    if not len(times) == len(events) == len(scores) or not times:
        raise _bad("the reference cohort's columns differ in length or are empty")
    if min(times) < 0:
        raise _bad("the reference cohort holds a negative time")
    if not cutoffs or any(b <= a for a, b in pairwise(cutoffs)):
        raise _bad("the risk cut-offs are not one or two increasing numbers")
    return ReferenceCohort(
        np.array(times, float), np.array(events, bool), np.array(scores, float), cutoffs
    )
