"""STEPH over any module with named tensors, and two MIL encoders besides ABMIL.

A bag encoder is a module from one bag (N, C) to its representation (E,). Its named parameters,
those of normalisation layers aside, lie in one flat vector by a `ParamLayout`; task vectors, mixup
and sparse aggregation act on that vector as they do on ABMIL's, and `torch.func.functional_call`
runs the module with the tensors merged for the bag. Normalisation layers stay the target's.

Coordinates travel as the last two columns of a bag, in patches: every other part sees features.

Contributions of instances are exact for ABMIL alone. Here they are first order: the gradient of
each bin's log-odds along what the instance is more than the bag's mean.

References
----------
STEPH: CVPR 2026, arXiv 2603.10526. TransMIL: Shao et al., NeurIPS 2021, arXiv 2106.00908 (attention
is computed in full here, not by Nystroem's method). Patch graphs: Chen et al., MICCAI 2021, arXiv
2107.13048; mean aggregation: Hamilton et al., NeurIPS 2017.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any, TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.func import functional_call
from torch.nn import functional as nnf

from steph_desktop.model.abmil import (
    DROPOUT,
    Abmil,
    SurvivalModel,
    TrainingOutput,
    check_features,
    prediction_of,
)
from steph_desktop.model.card import Backbone
from steph_desktop.model.mil_encoder import AbmilShape, BagBatch, ParamLayout
from steph_desktop.model.outputs import Prediction, SourceShare
from steph_desktop.model.steph import Steph, StephConfig
from steph_desktop.model.task_vectors import mixup_coefficients, stack_task_vectors, task_vector

COORDINATES = Backbone.SPATIAL.place_columns
_NORMS = (nn.LayerNorm, nn.GroupNorm, nn.BatchNorm1d, nn.BatchNorm2d)
_ROWS_AT_ONCE = 1024  # of the matrix of distances, which is N x N
_SIZES = (7, 5, 3)  # of TransMIL's position-encoding convolutions


class BagEncoder(nn.Module, ABC):
    """A module from one bag, shape (N, C), to its representation, shape (E,)."""

    columns: int  # C: the features, and two coordinates where it uses them
    extra: int  # columns at the end that are no features
    embed_dim: int  # E

    backbone = Backbone.ABMIL  # what a pack calls it

    def __init__(self, columns: int, extra: int, embed_dim: int) -> None:
        super().__init__()
        self.columns, self.extra, self.embed_dim = columns, extra, embed_dim

    @abstractmethod
    def forward(self, bag: Tensor) -> Tensor:
        """Encode one bag."""


class _AttentionBlock(nn.Module):
    """x + W_o Attention(LayerNorm(x)), with several heads."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor) -> Tensor:
        n, width = x.shape
        parts = self.qkv(self.norm(x)).view(n, 3, self.heads, width // self.heads)
        q, k, v = parts.permute(1, 2, 0, 3)
        mixed = nnf.scaled_dot_product_attention(q[None], k[None], v[None])[0]
        joined = mixed.permute(1, 0, 2).reshape(n, width)
        return x + torch.as_tensor(nnf.dropout(self.out(joined), DROPOUT, self.training))


class TransformerEncoder(BagEncoder):
    """TransMIL's form: two attention blocks over all instances and a class token.

    Between them the instances, in their order, are laid on a square (filled up with the first
    ones), and three depthwise convolutions add where each lies.
    """

    backbone = Backbone.TRANSFORMER

    def __init__(self, feature_dim: int, embed_dim: int, heads: int = 4) -> None:
        super().__init__(feature_dim, 0, embed_dim)
        self.embed = nn.Linear(feature_dim, embed_dim)
        self.token = nn.Parameter(torch.randn(embed_dim) / math.sqrt(embed_dim))
        heads = math.gcd(heads, embed_dim)  # each takes an equal part of the width
        self.first, self.second = (_AttentionBlock(embed_dim, heads) for _ in range(2))
        self.places = nn.ModuleList(
            nn.Conv2d(embed_dim, embed_dim, size, padding=size // 2, groups=embed_dim)
            for size in _SIZES
        )
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, bag: Tensor) -> Tensor:
        """Encode one bag."""
        h = torch.relu(self.embed(bag))
        side = math.isqrt(len(h) - 1) + 1
        h = torch.cat([self.token[None], h, h[: side * side - len(h)]])
        h = self.first(h)
        square = h[1:].T.reshape(1, self.embed_dim, side, side)
        placed = square + torch.stack([conv(square) for conv in self.places]).sum(dim=0)
        h = torch.cat([h[:1], placed.reshape(self.embed_dim, -1).T])
        return torch.as_tensor(self.norm(self.second(h)[0]))


class SpatialEncoder(BagEncoder):
    """Two rounds of messages between neighbouring patches, then gated attention.

    h_i becomes h_i + ReLU(W h_i + V mean of h_j over the `neighbours` patches nearest to i + b);
    the bag's representation is the attention-weighted mean, as in ABMIL.
    """

    backbone = Backbone.SPATIAL

    def __init__(self, feature_dim: int, embed_dim: int, neighbours: int = 8) -> None:
        super().__init__(feature_dim + COORDINATES, COORDINATES, embed_dim)
        self.neighbours = neighbours
        self.embed = nn.Linear(feature_dim, embed_dim)
        self.own = nn.ModuleList(nn.Linear(embed_dim, embed_dim) for _ in range(2))
        self.near = nn.ModuleList(nn.Linear(embed_dim, embed_dim, bias=False) for _ in range(2))
        self.attention_a = nn.Linear(embed_dim, embed_dim)
        self.attention_b = nn.Linear(embed_dim, embed_dim)
        self.attention_c = nn.Linear(embed_dim, 1)

    def forward(self, bag: Tensor) -> Tensor:
        """Encode one bag, whose last two columns are coordinates."""
        h = torch.relu(self.embed(bag[:, :-COORDINATES]))
        nearest = nearest_patches(bag[:, -COORDINATES:], self.neighbours)
        for own, near in zip(self.own, self.near, strict=True):
            message = h[nearest].mean(dim=1) if nearest.shape[1] else torch.zeros_like(h)
            step = torch.relu(own(h) + near(message))
            h = h + nnf.dropout(step, DROPOUT, self.training)
        gate = torch.tanh(self.attention_a(h)) * torch.sigmoid(self.attention_b(h))
        weight = torch.softmax(self.attention_c(gate)[:, 0], dim=0)
        return torch.as_tensor(weight @ h)


def nearest_patches(places: Tensor, count: int) -> Tensor:
    """Rows of the patches nearest to each, itself left out, shape (N, min(count, N - 1)).

    Of patches equally near the earlier is taken.
    """
    n = len(places)
    count = min(count, n - 1)
    with torch.no_grad():
        found = []
        for start in range(0, n, _ROWS_AT_ONCE):
            rows = torch.arange(start, min(start + _ROWS_AT_ONCE, n), device=places.device)
            far = (places[rows, None] - places[None]).square().sum(dim=2)
            far[torch.arange(len(rows)), rows] = torch.inf
            found.append(torch.sort(far, dim=1, stable=True).indices[:, :count])
        return torch.cat(found)


# From the width of the features and E to an encoder.
BACKBONES: Mapping[Backbone, Callable[[int, int], BagEncoder]] = {
    Backbone.TRANSFORMER: TransformerEncoder,
    Backbone.SPATIAL: SpatialEncoder,
}


def layout_of(encoder: nn.Module) -> ParamLayout:
    """How an encoder's merged tensors lie in a flat vector: all but those of normalisation."""
    norms = {
        f"{name}.{inner}"
        for name, module in encoder.named_modules()
        if isinstance(module, _NORMS)
        for inner, _ in module.named_parameters()
    }
    merged = {n: tuple(p.shape) for n, p in encoder.named_parameters() if n not in norms}
    return ParamLayout(tuple(merged), tuple(merged.values()))


def flat_of(encoder: nn.Module) -> Tensor:
    """Return an encoder's merged tensors as one vector, shape (P,)."""
    tensors = dict(encoder.named_parameters())
    return torch.cat([tensors[name].detach().reshape(-1) for name in layout_of(encoder).names])


def _bags_of(batch: BagBatch, like: Tensor) -> list[Tensor]:
    """Split a batch into bags, in the precision of the weights."""
    return [row[mask].to(like) for row, mask in zip(batch.features, batch.mask, strict=True)]


class BackboneModel(SurvivalModel):
    """A bag encoder and a prediction head: what is fitted on each cancer."""

    def __init__(self, encoder: BagEncoder, n_bins: int) -> None:
        super().__init__(AbmilShape(encoder.columns - encoder.extra, encoder.embed_dim, 1, n_bins))
        self.encoder = encoder
        self.place_columns = encoder.extra
        self.head = nn.Linear(encoder.embed_dim, n_bins)

    def training_output(self, batch: BagBatch) -> TrainingOutput:
        """Return logits of a batch, bag by bag."""
        z = torch.stack([self.encoder(bag) for bag in _bags_of(batch, self.head.weight)])
        return TrainingOutput(self.head(z), z.new_zeros(len(z)))

    def predict(self, features: NDArray[np.float32]) -> Prediction:
        """Predict one bag, shape (N, C); contributions are first order."""
        check_features(features, self.encoder.columns)
        return _first_order(features, self.encoder, {}, self.head)


Network: TypeAlias = Abmil | BackboneModel
"""What is fitted on one cancer, and what task vectors are taken between."""


def null_theta(model: Network) -> Tensor:
    """Return the tensors of a network that are merged, as one vector, shape (P,)."""
    return model.theta.detach() if isinstance(model, Abmil) else flat_of(model.encoder)


def only_abmil(model: Network) -> Abmil:
    """Return a network as ABMIL; a `TypeError` if it is of another kind."""
    if not isinstance(model, Abmil):
        raise TypeError("this computation is ABMIL's")
    return model


class BackboneSteph(Steph):
    """STEPH's hypernetworks and head over the task vectors of any bag encoder.

    Parameters
    ----------
    encoder : BagEncoder
        The network; its normalisation layers are used as they are.
    null, target_vector : Tensor, shape (P,)
        Merged tensors of M_0, and the target's task vector.
    source_vectors : Tensor, shape (m, P)
        Task vectors of the sources.
    """

    is_abmil = False

    def __init__(
        self,
        encoder: BagEncoder,
        n_bins: int,
        sources: tuple[str, ...],
        config: StephConfig,
        null: Tensor,
        target_vector: Tensor,
        source_vectors: Tensor,
    ) -> None:
        shape = AbmilShape(encoder.columns - encoder.extra, encoder.embed_dim, 1, n_bins)
        super().__init__(shape, sources, config, null, target_vector, source_vectors)
        self.layout = layout_of(encoder)
        self.encoder = encoder
        self.place_columns = encoder.extra
        self.encoder.requires_grad_(False)

    def training_output(self, batch: BagBatch) -> TrainingOutput:
        """Return logits and gamma L_agg + beta L_mix of a batch, one merged module per bag."""
        # The hypernetworks see features alone, not where a patch lies.
        seen = BagBatch(batch.features[..., : self.shape.feature_dim], batch.mask, batch.rows)
        weights, lambdas, selected = self.mixture(self._encode(seen), len(seen.features))
        merged = mixup_coefficients(weights, lambdas, selected) @ self.basis  # (n, P)
        pairs = zip(map(self.layout.named, merged), _bags_of(batch, self.head.weight), strict=True)
        z = torch.stack([functional_call(self.encoder, named, (bag,)) for named, bag in pairs])
        return self._told(z, weights, lambdas, selected)

    def answer(
        self,
        features: NDArray[np.float32],
        row: Tensor,
        shares: tuple[SourceShare, ...],
        *,
        with_map: bool = True,
    ) -> Prediction:
        """Predict a bag by the module merged with coefficients `row`; the map is first order."""
        named = self.layout.named(row.detach().to(self.basis) @ self.basis)
        return _first_order(features, self.encoder, named, self.head, shares, with_map=with_map)


def steph_over(
    null: Network, target: Network, sources: Mapping[str, Network], config: StephConfig
) -> Steph:
    """Return an untrained STEPH over a target and its sources, all of one kind of network.

    `null`, `target` and `sources` are M_0, M_t and the M_si.
    """
    names = tuple(sources)
    if isinstance(target, BackboneModel):
        start = null_theta(null)
        vectors = torch.stack([null_theta(model) - start for model in sources.values()])
        own = null_theta(target) - start
        encoder, n_bins = deepcopy(target.encoder), target.shape.n_bins
        return BackboneSteph(encoder, n_bins, names, config, start, own, vectors)
    start_of = only_abmil(null)
    others = stack_task_vectors([only_abmil(model) for model in sources.values()], start_of)
    own = task_vector(target, start_of)
    return Steph(start_of.shape, names, config, start_of.theta.detach(), own, others)


def _first_order(
    features: NDArray[np.float32],
    encoder: BagEncoder,
    named: Mapping[str, Tensor],
    head: nn.Linear,
    shares: tuple[SourceShare, ...] = (),
    *,
    with_map: bool = True,
) -> Prediction:
    """Predict one bag; an instance contributes grad logit_k (x_i - mean x), summed over features.

    Attention is not defined for every encoder: the share of each instance in the size of all
    contributions stands for it.
    """
    bag = torch.from_numpy(np.array(features)).to(head.weight).requires_grad_()
    keep = encoder.columns - encoder.extra
    with torch.enable_grad():
        z: Any = functional_call(encoder, dict(named), (bag,))
        logits = head(z)
        more = (bag - bag.mean(dim=0)).detach()[:, :keep]
        by_bin = logits.new_zeros(len(bag), len(logits))
        for k in range(len(logits) if with_map else 0):
            (slope,) = torch.autograd.grad(logits[k], bag, retain_graph=True)
            by_bin[:, k] = (slope[:, :keep] * more).sum(dim=1)
    found = by_bin.detach().cpu().numpy().astype(np.float32)
    size = np.abs(found).sum(axis=1, dtype=np.float64)
    total = size.sum()
    share = size / total if total > 0 else np.full(len(size), 1 / len(size))
    return prediction_of(logits.detach().cpu().numpy().astype(np.float64), share, found, shares)
