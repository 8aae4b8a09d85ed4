"""The card of a model pack: what the model is, was trained on, and may be used for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from steph_desktop.model.prediction import ReferenceCohort
from steph_desktop.survival.curves import TimeBins

CARD_FORMAT = 1


class PackKind(Enum):
    """Which network a pack holds."""

    ABMIL = "abmil"
    STEPH = "steph"


class LambdaForm(Enum):
    """How the mixing ratio is read off the hypernetwork."""

    RATIO = "ratio"
    SIGMOID = "sigmoid"


class WeightActivation(Enum):
    """What keeps the aggregation weights non-negative."""

    RELU = "relu"
    SOFTPLUS = "softplus"
    SIGMOID = "sigmoid"


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
        Sources merged per case; 0 for a model without sources.
    target_cancer : str
        The cancer it predicts.
    sources : tuple of str
        Source cancers in the order of the weights.
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
    sources: tuple[str, ...] = ()
    lambda_form: LambdaForm = LambdaForm.RATIO
    weight_activation: WeightActivation = WeightActivation.RELU
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
