"""Everything that decides how a model is fitted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import Enum

import torch

from steph_desktop.model.abmil import Abmil, new_abmil
from steph_desktop.model.backbones import BACKBONES, BackboneModel, Network
from steph_desktop.model.card import Backbone, LambdaForm, Preset, WeightActivation
from steph_desktop.model.mil_encoder import BATCH_INSTANCES, AbmilShape
from steph_desktop.survival.curves import TimeBins


class HeadStart(Enum):
    """Where a merged model's prediction head starts."""

    FRESH = "fresh"
    TARGET = "target"


class TrainingPrecision(Enum):
    """Precision of what training computes per instance; sums per bag and weights stay float32."""

    FLOAT32 = "float32"
    BFLOAT16 = "bfloat16"


DEPARTURES = (
    "the last incomplete step of an epoch is taken (dropped in the authors' code)",
    "biases and scalars decay too (weights alone)",
    "the warm-up epoch starts one step above rate 0 (at 0)",
    "trained merging weights and ratios have a rate of .03 (that of all others, 1e-4)",
    "a trained lambda starts at 1/2 and stays in [0, 1] (starts at 1, without a ReLU)",
    "L_agg has no term of the weights merged (has their mean, wherever there is a top-K)",
    "the gate of roupkt has a bias, and its balance loss measures the load of a step "
    "(no bias; the highest probability of each bag)",
)
"""In what the default departs from the authors' code (in brackets), which `published` follows."""


@contextmanager
def seeded(seed: int, device: str = "cpu") -> Iterator[None]:
    """Draw from torch's global generators under a seed, and give them back as they were."""
    used = torch.device(device)
    with torch.random.fork_rng(devices=[used.index or 0] if used.type == "cuda" else []):
        torch.manual_seed(seed)
        yield


@dataclass(frozen=True)
class TrainSettings:
    """Everything that decides a fit; the defaults are the paper's."""

    epochs: int = 20
    bags_per_step: int = 16  # of the optimiser
    lr: float = 1e-4  # AdamW's; it warms up over one epoch and falls by a cosine
    weight_decay: float = 1e-5
    # Rate of trained scalar merging weights and ratios, on the same schedule. They start at 1 / m
    # and AdamW moves them by about the rate per step: at `lr` they would end where they began. The
    # default lets them travel beyond 1 within 80 steps.
    scalar_lr: float = 0.03
    embed_dim: int = 512  # E
    attn_dim: int = 384  # A
    hyper_dim: int = 512  # width of the hypernetworks
    k: int = 5  # sources merged per bag; experts that count per bag
    k_share: float = 0.8  # share of a bag's aggregation weight that an adaptive K must hold
    keep_target: float = 0.7  # share of the target model in a merge without training
    ties_keep: float = 0.2  # share of each task vector that TIES keeps, the largest by magnitude
    surgery_rank: int = 16  # rank of the surgery module
    surgery_pull: float = 1.0  # weight of its L1 distance to the target model's bag representation
    balance_weight: float = 0.01  # of a router's load-balancing loss
    router_z_weight: float = 0.01  # of its z loss
    gamma: float = 0.005  # weight of L_agg
    beta: float = 0.05  # weight of L_mix
    # lambda_form, weight_activation, select_penalty: See `steph_desktop.model.steph.StephConfig`.
    lambda_form: LambdaForm = LambdaForm.RATIO
    weight_activation: WeightActivation = WeightActivation.RELU
    select_penalty: bool = False
    head_start: HeadStart = HeadStart.FRESH  # the published models draw a new head
    seed: int = 42  # order of bags, dropout, fresh weights
    null_seed: int = 42  # of the null model M_0, which all models to be merged must share
    bins: TimeBins = field(default_factory=TimeBins)  # the B time bins
    # Most instances padded into one batched product; 1 runs every bag on its own.
    batch_instances: int = BATCH_INSTANCES
    device: str = "cpu"  # a torch device that exists
    # Of the products over instances. Where the processor has bfloat16, a step over large bags takes
    # less than half the time in it. It is not the default: on seven synthetic cohorts it moved
    # vanilla's test C-index by at most .0005, but STEPH's by -.0010 on average and .0021 at most
    # (tests/benchmarks/precision.py).
    precision: TrainingPrecision = TrainingPrecision.FLOAT32
    # Set by `in_preset`: the differences are listed at `DEPARTURES`.
    preset: Preset = Preset.DEFAULT
    # Columns of the label table that the Cox opponents know, such as age and stage.
    clinical: tuple[str, ...] = ()
    # The network that is fitted and mixed; methods that know ABMIL's layers run on it alone.
    backbone: Backbone = Backbone.ABMIL

    def in_preset(self, preset: Preset) -> TrainSettings:
        """Return these settings under a preset; under `published` scalars train at `lr` too."""
        if preset is Preset.DEFAULT:
            return replace(self, preset=preset)
        return replace(self, preset=preset, scalar_lr=self.lr, select_penalty=True)

    @property
    def published(self) -> bool:
        """Whether fits follow the authors' code where it says more than the paper."""
        return self.preset is Preset.PUBLISHED

    def steps_of_epoch(self, n_bags: int) -> int:
        """Count the steps of an epoch; as published the last incomplete one is dropped."""
        if self.published and n_bags >= self.bags_per_step:
            return n_bags // self.bags_per_step
        return -(-n_bags // self.bags_per_step)

    def shape(self, feature_dim: int) -> AbmilShape:
        """Widths of an ABMIL network for features of width D."""
        return AbmilShape(feature_dim, self.embed_dim, self.attn_dim, len(self.bins))

    def null_model(self, feature_dim: int) -> Abmil:
        """Return the shared null model M_0 for features of width D."""
        return new_abmil(self.shape(feature_dim), self.null_seed)

    def null_network(self, feature_dim: int) -> Network:
        """Return M_0 of the chosen backbone for features of width D, places not counted."""
        if self.backbone is Backbone.ABMIL:
            return self.null_model(feature_dim)
        with seeded(self.null_seed):
            encoder = BACKBONES[self.backbone](feature_dim, self.embed_dim)
            return BackboneModel(encoder, len(self.bins))
