"""Parts of `steph_auto`: its choices, and whole models as flat vectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as nnf

from steph_desktop.model.abmil import Abmil, check_features
from steph_desktop.model.mil_encoder import (
    AbmilShape,
    BagBatch,
    EncoderParams,
    ParamLayout,
    attention_scores,
    embed_instances,
    pad_bags,
    plan_batches,
)
from steph_desktop.model.recalibration import AS_IS as AS_IS
from steph_desktop.model.recalibration import Recalibration as Recalibration
from steph_desktop.model.task_vectors import require_alike
from steph_desktop.survival.comparable_pairs import Gain
from steph_desktop.survival.discrete_time import hazards_of, risk_score_of, survival_of
from steph_desktop.training.train_settings import TrainSettings
from steph_desktop.training.trainer import Bags

# --- choices --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reach:
    """How far a merge leaves the target model."""

    target_share: float = 1.0  # lambda, above 0
    scale: float = 1.0  # sum of the aggregation weights: how far to go along the merged task vector
    attention_share: float = 1.0  # share of the merged task vector that the attention layers get


STAY = Reach()


@dataclass(frozen=True)
class AutoSettings:
    """What is tried, and what it takes to leave the target model."""

    # target_shares, scales, attention_shares: values of a `Reach` to try; each begins with 1, so
    # that of equals the nearest to the target model wins.
    target_shares: tuple[float, ...] = (1.0, 0.85, 0.7, 0.5, 0.3, 0.15, 0.05)
    scales: tuple[float, ...] = (1.0, 0.7, 1.4, 0.5, 2.0)
    attention_shares: tuple[float, ...] = (1.0, 0.5, 0.0)
    inner_folds: int = 5  # folds inside the training fold
    # events_wanted, max_repeats: the folds are dealt again until this many events have been left
    # out, at most so many times.
    events_wanted: int = 100
    max_repeats: int = 4
    min_events: int = 4  # with fewer events nothing is chosen: the target model stays
    events_for_all: int = 25  # with fewer events only lambda is chosen: they cannot tell more apart
    # How far above 1/2 a source's C-index begins to count, in standard deviations of chance.
    margin: float = 1.0
    # level, draws: size of the test that the order of the merge is no chance
    # (`NestedValidation.p_value`), and its permutations.
    level: float = 0.025
    draws: int = 499
    # Nested gain over the target model that must be exceeded to leave it, in the same unit.
    caution: float = 0.0
    # Reaches are averaged with weights that fall by e for so much less left-out C-index, in the
    # same unit, and the nearest to the average is taken: the very best is best partly by luck.
    blur: float = 0.2
    # Try hypernetworks that move weights and ratios with the bag. Off: what they add was within
    # .002 either way, and the gain that is told is that of fixed weights.
    per_bag: bool = False
    per_bag_caution: float = 0.4  # gain over fixed weights that they must exceed, in the same unit
    hyper_dim: int = 16  # width of the hypernetworks
    hyper_epochs: int = 20  # of their training
    hyper_lr: float = 1e-3  # AdamW's
    hyper_weight_decay: float = 1e-2

    def deals(self, n_events: int) -> int:
        """How often the inner folds are dealt with so many events."""
        return max(1, min(self.max_repeats, -(-self.events_wanted // max(1, n_events))))

    def folds(self, n_events: int) -> int:
        """Into how many folds patients with so many events are dealt."""
        return max(2, min(self.inner_folds, n_events // 2))

    def cost(self, n_events: int) -> float:
        """Fits of the target model that a choice takes, about: those of the folds, and a tenth."""
        return 1.1 * self.deals(n_events) * (self.folds(n_events) - 1)

    def settle(
        self, grid: Sequence[Reach], c_indices: NDArray[np.float64], chance_sd: float
    ) -> int:
        """Return the place of the reach to take, by the C-index of each on left-out patients.

        The C-index is minus infinity where a reach may not be taken.
        """
        values = np.array([[r.target_share, r.scale, r.attention_share] for r in grid])
        share = np.exp((c_indices - c_indices.max()) / (self.blur * chance_sd))
        average = share @ values / share.sum()
        # Scales spread half as wide again as the shares do.
        far = np.square((values - average) / (1.0, 1.5, 1.0)).sum(axis=1)
        return int(np.argmin(np.where(np.isfinite(c_indices), far, np.inf)))

    def grid(self, n_events: int) -> list[Reach]:
        """Every reach to try with so many events, `STAY` first."""
        shares, scales, attention = self.target_shares, self.scales, self.attention_shares
        if n_events < self.events_for_all:
            scales, attention = (1.0,), (1.0,)
        return [Reach(*values) for values in product(shares, scales, attention)]


@dataclass(frozen=True)
class AutoChoice:
    """What inner validation chose, and on what grounds."""

    reach: Reach  # how far to leave the target model
    # shape (m,): shares of the sources, by all training patients; None if none rises above the
    # margin.
    weights: NDArray[np.float64] | None
    c_indices: NDArray[np.float64]  # shape (m,): zero-shot C-index of each source model
    needed: float  # gain that was asked for
    # Nested, of choosing as was chosen here; None if nothing could be compared. It is a gain of
    # this model only where the reach is not `STAY`.
    gain: Gain | None = None
    p_value: float = 1.0  # that the best of all reaches orders left-out patients as well by chance
    # Of the hypernetworks over fixed weights; None if they were not tried.
    per_bag_gain: Gain | None = None
    per_bag: bool = False  # whether they are kept
    folds: int = 0  # inner ones
    repeats: int = 0  # how often they were dealt
    # What brings the hazards of the merge to those of left-out patients.
    recalibration: Recalibration = AS_IS

    def notes(self, min_events: int) -> tuple[str, ...]:
        """Say in plain words what was chosen, and why."""
        if self.gain is None:
            return (
                "too few events to choose how far to leave the target model "
                f"(at least {min_events} are needed): the model is the target's own",
            )
        told = f"{self.gain.gain:+.3f} C-index (standard error {self.gain.standard_error:.3f})"
        if self.reach == STAY:
            return (
                "inner validation does not support leaving the target model (patients who chose "
                f"nothing: {told}; best order by chance: p = {self.p_value:.3f}): the model is the "
                "target's own, and no gain is claimed",
            )
        share = self.reach.target_share
        mix = (
            "the target's task vector alone"
            if share == 1.0
            else f"{share:.0%} of the target's task vector and {1 - share:.0%} of the sources'"
        )
        bags = ", weights that move with the bag" if self.per_bag else ""
        return (
            f"inner validation chose {mix}, scaled by {self.reach.scale:g}, in the attention "
            f"layers by {self.reach.scale * self.reach.attention_share:g}{bags}: "
            f"{told}, by patients who chose nothing",
        )

    def evidence(self, names: Sequence[str]) -> dict[str, Any]:
        """Plain JSON values for the card of the model."""
        weights = np.zeros(len(names)) if self.weights is None else self.weights
        told: dict[str, Any] = {
            "auto_reach": {
                "lambda": self.reach.target_share,
                "scale": self.reach.scale,
                "attention_share": self.reach.attention_share,
                "per_bag": self.per_bag,
            },
            "zero_shot_c_index": dict(zip(names, self.c_indices.tolist(), strict=True)),
            "auto_source_shares": dict(zip(names, weights.tolist(), strict=True)),
            "auto_inner_validation": {"folds": self.folds, "repeats": self.repeats},
            "auto_recalibration": {
                "scale": self.recalibration.scale,
                "shifts": list(self.recalibration.shifts),
            },
        }
        claimed = None if self.reach == STAY else self.gain
        if self.gain is not None:
            told["auto_gate"] = {"p_value": self.p_value, "nested_gain": self.gain.gain}
        for key, gain in (("auto_gain", claimed), ("auto_per_bag_gain", self.per_bag_gain)):
            if gain is not None:
                told[key] = {
                    "c_index": gain.c_index,
                    "c_index_without": gain.reference,
                    "gain": gain.gain,
                    "standard_error": gain.standard_error,
                    "needed": self.needed,
                }
        return told


# --- whole models ---------------------------------------------------------------------------------


_BAGS_AT_ONCE = 16  # bags read from the disk together


def batches_of(
    bags: Bags, rows: NDArray[np.int64], width: int, settings: TrainSettings
) -> Iterator[tuple[NDArray[np.int64], BagBatch]]:
    """Read some bags once each, a few at a time; yield those of like size padded together.

    Each batch comes after its bags' places; a bag that is empty, of another width or not finite is
    refused.
    """
    for start in range(0, len(rows), _BAGS_AT_ONCE):
        some = rows[start : start + _BAGS_AT_ONCE]
        read = [bags[int(row)] for row in some]
        for bag in read:
            check_features(bag, width)
        for group in plan_batches([len(bag) for bag in read], settings.batch_instances):
            yield some[group], pad_bags([read[i] for i in group], settings.device)


@dataclass(frozen=True)
class FlatModels:
    """The null model and what each source model added to it: theta, then the head."""

    shape: AbmilShape  # of every model
    layout: ParamLayout  # of the encoder's part
    null: Tensor  # shape (Q,): M_0
    sources: Tensor  # shape (m, Q): what each source model added
    attention: Tensor  # shape (Q,), bool: True for the attention layers

    @classmethod
    def of(cls, null: Abmil, sources: Sequence[Abmil], device: str) -> FlatModels:
        """Flatten models; refuse them where they differ in their widths or bins."""
        layout = ParamLayout.of_encoder(null.shape)
        start = _flat(null).to(device)
        attention = torch.zeros(len(start), dtype=torch.bool, device=device)
        attention[layout.offsets[2] : layout.n_params] = True  # the first two are the embedding's
        empty = cls(null.shape, layout, start, start.new_zeros(0, len(start)), attention)
        gained = torch.stack([empty.gained(model) for model in sources])
        return cls(null.shape, layout, start, gained, attention)

    def gained(self, model: Abmil) -> Tensor:
        """Return what a model added to the null model, shape (Q,)."""
        require_alike(model.shape, self.shape)
        return _flat(model).to(self.null) - self.null

    def step(self, own: Tensor, weights: NDArray[np.float64] | None, reach: Reach) -> Tensor:
        """Return scale * (lambda tau_t + (1 - lambda) sum_j v_j tau_sj), attention undamped.

        `own` is tau_t with its head, shape (Q,), and `weights` are v, shape (m,), which sum to 1;
        without them the target's vector is all there is.
        """
        if weights is None:
            return reach.scale * own
        pooled = torch.from_numpy(weights).to(self.sources) @ self.sources
        return reach.scale * (reach.target_share * own + (1 - reach.target_share) * pooled)

    def damped(self, step: Tensor, attention_share: float) -> Tensor:
        """Give the attention layers only a share of steps (..., Q)."""
        return torch.where(self.attention, attention_share * step, step)

    def encoder(self, full: Tensor) -> EncoderParams:
        """Cut the encoder out of a whole model (Q,)."""
        return EncoderParams(*self.layout.unflatten(full[: self.layout.n_params]))

    def head(self, full: Tensor) -> tuple[Tensor, Tensor]:
        """Cut weight (B, E) and bias (B,) of the head out of a whole model (Q,)."""
        width = self.layout.shapes[0][0]
        rest = full[self.layout.n_params :]
        n_bins = len(rest) // (width + 1)
        return rest[: n_bins * width].view(n_bins, width), rest[n_bins * width :]

    def risk_scores(
        self, batch: BagBatch, step: Tensor, attention_shares: Sequence[float] = (1.0,)
    ) -> NDArray[np.float64]:
        """Risk of a batch by null + step, by attention share: shape (len(attention_shares), n)."""
        logits = self.logits(batch, step, attention_shares)
        return risk_score_of(survival_of(hazards_of(logits))).cpu().numpy()

    def logits(
        self, batch: BagBatch, step: Tensor, attention_shares: Sequence[float] = (1.0,)
    ) -> Tensor:
        """Log-odds of the hazards in float64, shape (len(attention_shares), n, B)."""
        full = self.null + step
        # The embedding is the same for all attention shares: once is enough.
        embedded = embed_instances(batch.features, self.encoder(full))
        head = self.head(full)
        found = []
        for share in attention_shares:
            params = self.encoder(self.null + self.damped(step, share))
            raw = attention_scores(embedded, params).masked_fill(~batch.mask, -torch.inf)
            z = torch.bmm(torch.softmax(raw, dim=1).unsqueeze(1), embedded).squeeze(1)
            found.append(nnf.linear(z, *head).double())
        return torch.stack(found)


def _flat(model: Abmil) -> Tensor:
    parts = (model.theta, model.head.weight, model.head.bias)
    return torch.cat([part.detach().reshape(-1) for part in parts])
