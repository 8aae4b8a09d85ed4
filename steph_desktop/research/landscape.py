"""Analyses of a merge: loss along the mixing ratio, loss landscape, alignment, sharpness.

References
----------
STEPH, CVPR 2026, arXiv 2603.10526 (the analyses); Li et al.: Visualizing the loss landscape of
neural nets, NeurIPS 2018 (filter-normalised directions); Marczak et al.: No task left behind,
ICML 2025 (subspace alignment ratio); Foret et al.: Sharpness-aware minimization, ICLR 2021.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase
from steph_desktop.model.abmil import Abmil
from steph_desktop.model.mil_encoder import (
    BagBatch,
    EncoderParams,
    ParamLayout,
    encode_bags,
    pad_bags,
    plan_batches,
)
from steph_desktop.survival.curves import FloatArray, TimeBins
from steph_desktop.survival.discrete_time import nll_survival_loss
from steph_desktop.training.bag_store import Outcomes

KEPT_NORM = 0.95
# Plain projected gradient ascent: more steps change the third digit only.
_ASCENT_STEPS = 10


class NetworkLoss:
    """Mean likelihood loss of patients as a function of a whole network, encoder and head."""

    def __init__(self, patients: Outcomes, model: Abmil, bins: TimeBins) -> None:
        self.layout: ParamLayout = model.layout
        self.shape = model.shape
        index = torch.from_numpy(bins.index_of(np.asarray(patients.times_days, float)))
        seen = torch.from_numpy(np.asarray(patients.events, bool))
        self.n = len(patients.bags)
        self._parts: list[tuple[BagBatch, Tensor, Tensor]] = []
        for rows in plan_batches([len(bag) for bag in patients.bags]):
            batch = pad_bags([patients.bags[row] for row in rows])
            self._parts.append((batch, index[rows], seen[rows]))

    def __call__(self, whole: Tensor) -> Tensor:
        """Return the mean loss of the network `whole`, shape (P + B E + B,), as a scalar."""
        theta, weight, bias = self.split(whole)
        params = EncoderParams.of(self.layout, theta)
        total = whole.new_zeros(())
        for batch, index, seen in self._parts:
            logits = torch.nn.functional.linear(encode_bags(batch, params), weight, bias)
            total = total + nll_survival_loss(logits, index, seen).sum()
        return total / self.n

    def value(self, whole: Tensor) -> float:
        """Return the loss as a number, without gradient."""
        with torch.inference_mode():
            return float(self(whole))

    def split(self, whole: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """View a whole network as its encoder vector, head weight and head bias."""
        sizes = [self.layout.n_params, self.shape.n_bins * self.shape.embed_dim, self.shape.n_bins]
        theta, weight, bias = torch.split(whole, sizes)
        return theta, weight.view(self.shape.n_bins, self.shape.embed_dim), bias


def whole_of(model: Abmil) -> Tensor:
    """Return encoder and head as one vector, shape (P + B E + B,)."""
    head = model.head
    return torch.cat([model.theta.detach(), head.weight.detach().flatten(), head.bias.detach()])


def loss_over_lambda(
    null: Abmil, target: Abmil, source: Abmil, losses: Sequence[NetworkLoss], lambdas: FloatArray
) -> FloatArray:
    """Loss of the mixup of a target and a source, by mixing ratio: shape (l, len(losses)).

    The head is mixed with the same ratio, so lambda 1 is the target model and lambda 0 the source
    model, whole. The losses are, for example, those of the training and of the test patients.
    """
    start = whole_of(null)
    tau_t, tau_s = whole_of(target) - start, whole_of(source) - start
    return np.array(
        [
            [loss.value(start + mix * tau_t + (1 - mix) * tau_s) for loss in losses]
            for mix in lambdas.tolist()
        ]
    )


def filter_normalised_direction(model: Abmil, seed: int) -> Tensor:
    """Draw a random direction, shape (P + B E + B,), in which filters move by their own norms.

    A filter is one row of a weight matrix; biases stay where they are.
    """
    generator = torch.Generator().manual_seed(seed)
    head = model.head.weight.detach(), model.head.bias.detach()
    moved = []
    for piece in (*model.layout.unflatten(model.theta.detach()), *head):
        if piece.dim() < 2:
            moved.append(torch.zeros(piece.numel()))
            continue
        noise = torch.randn(piece.shape, generator=generator)
        scale = piece.norm(dim=1, keepdim=True) / noise.norm(dim=1, keepdim=True)
        moved.append((noise * scale).flatten())
    return torch.cat(moved)


def landscape(
    model: Abmil,
    loss: NetworkLoss,
    *,
    span: float = 1.0,
    points: int = 21,
    seed: int = 42,
    control: JobControl = UNWATCHED,
) -> tuple[FloatArray, FloatArray]:
    """Loss on a square around a model, along two filter-normalised random directions.

    Returns the steps, shape (points,), from -span to span in units of the filters' own norms, and
    the losses, shape (points, points), with rows along the second direction.
    """
    centre = whole_of(model)
    first = filter_normalised_direction(model, 2 * seed)
    second = filter_normalised_direction(model, 2 * seed + 1)
    steps = np.linspace(-span, span, points)
    losses = np.empty((points, points))
    for row, b in enumerate(control.each(steps, Phase.WALKING_LOSS)):
        for column, a in enumerate(steps):
            losses[row, column] = loss.value(centre + float(a) * first + float(b) * second)
    return steps, losses


@dataclass(frozen=True)
class Alignment:
    """How much of the target's task vector a merged task vector still spans, in one layer."""

    layer: str  # name of the weight matrix
    group: str  # ``embedding`` or ``attention``
    ratio: float  # subspace alignment ratio, 0 to 1
    rank: int  # singular vectors that hold 95 % of the merged matrix's norm


def subspace_alignment(merged: Tensor, target: Tensor) -> tuple[float, int]:
    """Subspace alignment ratio ||P_k T||_F / ||T||_F of one layer, 0 where T is 0, and k.

    P_k projects on the top left singular vectors of the merged matrix; k is the smallest number of
    them that keeps a share `KEPT_NORM` of its Frobenius norm.
    """
    left, values, _ = torch.linalg.svd(merged.double(), full_matrices=False)
    norms = values.square().cumsum(0).sqrt()
    if float(norms[-1]) == 0 or float(target.norm()) == 0:
        return 0.0, 0
    rank = int((norms < KEPT_NORM * norms[-1] * (1 - 1e-12)).sum()) + 1
    inside = left[:, :rank].T @ target.double()
    return float(inside.norm() / target.double().norm()), rank


def alignments(layout: ParamLayout, merged: Tensor, target: Tensor) -> tuple[Alignment, ...]:
    """Alignment of every weight matrix of the encoder, embedding and attention apart."""
    found = []
    theirs = layout.named(target)
    for name, matrix in layout.named(merged).items():
        if matrix.dim() == 2:
            ratio, rank = subspace_alignment(matrix, theirs[name])
            found.append(Alignment(name.removesuffix(".weight"), _group_of(name), ratio, rank))
    return tuple(found)


def _group_of(parameter: str) -> str:
    return "embedding" if parameter.startswith("feat_proj") else "attention"


def sharpness(model: Abmil, loss: NetworkLoss, epsilon: float, group: str = "all") -> float:
    """Rise of the loss at the worst point found within an epsilon-ball around a model, at least 0.

    Epsilon is a share of the norm of the parameters that move: "all", those of the "embedding", or
    of "attention".
    """
    if group not in {"all", "embedding", "attention"}:
        raise ValueError(group)
    centre = whole_of(model)
    free = _mask(model, group)
    radius = epsilon * float((centre * free).norm())
    own = worst = loss.value(centre)
    offset = torch.zeros_like(centre)
    for step in range(_ASCENT_STEPS):
        moved = (centre + offset).requires_grad_(True)
        (gradient,) = torch.autograd.grad(loss(moved), moved)
        gradient = gradient * free
        if float(gradient.norm()) == 0:
            break
        # The first step goes to the rim, as in sharpness-aware minimisation; then along it.
        stride = radius if step == 0 else radius / 4
        offset = offset + stride * gradient / gradient.norm()
        offset = offset * min(1.0, radius / max(float(offset.norm()), 1e-30))
        worst = max(worst, loss.value(centre + offset))
    return worst - own


def _mask(model: Abmil, group: str) -> Tensor:
    """Return 1 for the parameters of a group, shape (P + B E + B,)."""
    sizes = zip(model.layout.names, model.layout.sizes, strict=True)
    parts = [torch.full((size,), float(group in {"all", _group_of(name)})) for name, size in sizes]
    head = sum(part.numel() for part in model.head.parameters())
    return torch.cat([*parts, torch.full((head,), float(group == "all"))])
