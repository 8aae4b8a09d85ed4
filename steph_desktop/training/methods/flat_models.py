"""Whole models, encoder and head, as flat vectors that can be added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
from steph_desktop.model.task_vectors import require_alike
from steph_desktop.survival.discrete_time import hazards_of, risk_score_of, survival_of
from steph_desktop.training.methods.auto_choice import Reach
from steph_desktop.training.train_settings import TrainSettings
from steph_desktop.training.trainer import Bags

_BAGS_AT_ONCE = 16


class PartOfBags(Sequence[NDArray[np.float32]]):
    """Some of the bags, still read only when asked for."""

    def __init__(self, bags: Bags, rows: NDArray[np.int64]) -> None:
        self._bags = bags
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: Any) -> Any:
        return self._bags[int(self._rows[index])]


def batches_of(
    bags: Bags, rows: NDArray[np.int64], width: int, settings: TrainSettings
) -> Iterator[tuple[NDArray[np.int64], BagBatch]]:
    """Read some bags once each, a few at a time, and pad those of like size together.

    Yields
    ------
    tuple of ndarray and BagBatch
        Which of the bags, and the batch.

    Raises
    ------
    StephError
        If a bag is empty, of another width, or holds NaN.
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
    """The null model and what each source model added to it: theta, then the head.

    Attributes
    ----------
    shape : AbmilShape
        Of every model.
    layout : ParamLayout
        Of the encoder's part.
    null : Tensor, shape (Q,)
        M_0.
    sources : Tensor, shape (m, Q)
        What each source model added.
    attention : Tensor, shape (Q,), bool
        True for the attention layers.
    """

    shape: AbmilShape
    layout: ParamLayout
    null: Tensor
    sources: Tensor
    attention: Tensor

    @classmethod
    def of(cls, null: Abmil, sources: Sequence[Abmil], device: str) -> FlatModels:
        """Flatten models, all of the same widths.

        Raises
        ------
        StephError
            If they differ in their widths or bins.
        """
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

        Parameters
        ----------
        own : Tensor, shape (Q,)
            tau_t, of the head too.
        weights : ndarray, shape (m,), optional
            v, which sum to 1; without them the target's vector is all there is.
        reach : Reach
            Lambda and scale.
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
        """Risk of a batch by null + step, with the attention layers damped in turn.

        Returns
        -------
        ndarray, shape (len(attention_shares), n)
        """
        logits = self.logits(batch, step, attention_shares)
        return risk_score_of(survival_of(hazards_of(logits))).cpu().numpy()

    def logits(
        self, batch: BagBatch, step: Tensor, attention_shares: Sequence[float] = (1.0,)
    ) -> Tensor:
        """Log-odds of the hazards by null + step, in float64.

        Returns
        -------
        Tensor, shape (len(attention_shares), n, B)
        """
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
