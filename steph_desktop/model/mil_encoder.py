"""The MIL encoder of ABMIL as a function of one flat vector, for single bags and batches.

The encoder (everything before the prediction head) is a function of a flat vector theta of
shape (P,). Task vectors are then plain vectors, merging is one small matrix product, and a batch
in which every bag has its own encoder, theta of shape (n, P), is one batched matrix product.

References
----------
Ilse, Tomczak, Welling: Attention-based deep multiple instance learning. ICML 2018.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as nnf

BATCH_INSTANCES = 4096


@dataclass(frozen=True)
class AbmilShape:
    """Widths of an ABMIL network."""

    # feature_dim, embed_dim, attn_dim: D, E and A.
    feature_dim: int
    embed_dim: int = 512
    attn_dim: int = 384
    n_bins: int = 32  # B, outputs of the prediction head


@dataclass(frozen=True)
class ParamLayout:
    """How named parameters lie in a flat vector of P numbers, in the authors' names and order."""

    names: tuple[str, ...]  # parameter names
    shapes: tuple[tuple[int, ...], ...]  # their shapes

    @classmethod
    def of_encoder(cls, shape: AbmilShape) -> ParamLayout:
        """Return the layout of the MIL encoder: embedding and gated attention, no head."""
        d, e, a = shape.feature_dim, shape.embed_dim, shape.attn_dim
        entries = {
            "feat_proj.0.weight": (e, d),
            "feat_proj.0.bias": (e,),
            "attention_net.attention_a.0.weight": (a, e),
            "attention_net.attention_a.0.bias": (a,),
            "attention_net.attention_b.0.weight": (a, e),
            "attention_net.attention_b.0.bias": (a,),
            "attention_net.attention_c.weight": (1, a),
            "attention_net.attention_c.bias": (1,),
        }
        return cls(tuple(entries), tuple(entries.values()))

    @property
    def sizes(self) -> tuple[int, ...]:
        """Numbers per parameter."""
        return tuple(math.prod(shape) for shape in self.shapes)

    @property
    def offsets(self) -> tuple[int, ...]:
        """Where each parameter starts in the flat vector."""
        sizes = self.sizes
        return tuple(sum(sizes[:k]) for k in range(len(sizes)))

    @property
    def n_params(self) -> int:
        """P, length of the flat vector."""
        return sum(self.sizes)

    def flatten(self, state: Mapping[str, Tensor]) -> Tensor:
        """Return named parameters as one vector, shape (P,), float32.

        Raises
        ------
        KeyError
            If a name is missing.
        ValueError
            If a shape does not fit.
        """
        for name, shape in zip(self.names, self.shapes, strict=True):
            if tuple(state[name].shape) != shape:
                raise ValueError(f"{name} has shape {tuple(state[name].shape)}, not {shape}")
        return torch.cat([state[name].detach().reshape(-1).float() for name in self.names])

    def unflatten(self, theta: Tensor) -> tuple[Tensor, ...]:
        """View a vector (..., P) as its parameters, shapes (..., *shape)."""
        lead = theta.shape[:-1]
        pieces = torch.split(theta, list(self.sizes), dim=-1)
        return tuple(
            piece.reshape(*lead, *shape) for piece, shape in zip(pieces, self.shapes, strict=True)
        )

    def named(self, theta: Tensor) -> dict[str, Tensor]:
        """View a vector (..., P) as named parameters."""
        return dict(zip(self.names, self.unflatten(theta), strict=True))


class EncoderParams(NamedTuple):
    """Parameters of the MIL encoder, one set or, with a leading axis n, one per bag.

    The fields are W_f (E, D), b_f (E,), W_a (A, E), b_a (A,), W_b (A, E), b_b (A,), W_c (1, A)
    and b_c (1,): the order of `ParamLayout.of_encoder`.
    """

    w_f: Tensor
    b_f: Tensor
    w_a: Tensor
    b_a: Tensor
    w_b: Tensor
    b_b: Tensor
    w_c: Tensor
    b_c: Tensor

    @classmethod
    def of(cls, layout: ParamLayout, theta: Tensor) -> EncoderParams:
        """View a flat vector (..., P) as parameters."""
        return cls(*layout.unflatten(theta))

    def first(self) -> EncoderParams:
        """Return the first of several sets."""
        return EncoderParams(*(piece[0] for piece in self))


@dataclass(frozen=True)
class BagBatch:
    """Bags padded to one length."""

    # shape (n, L, D), float32: instances; rows past a bag's end are 0. All that is computed per
    # instance has their precision, all that is computed per bag is float32.
    features: Tensor
    mask: Tensor  # shape (n, L), bool: true for real instances
    # shape (n,), int64: position of each bag among the training bags, for models that keep
    # something per bag.
    rows: Tensor | None = None

    @property
    def counts(self) -> Tensor:
        """Instances per bag, shape (n,), float32."""
        return self.mask.sum(dim=1).float()


def pad_bags(
    bags: Sequence[NDArray[np.float32]],
    device: str | torch.device = "cpu",
    rows: NDArray[np.int64] | None = None,
    dtype: torch.dtype = torch.float32,
    *,
    pinned: bool = False,
) -> BagBatch:
    """Stack bags of shape (N_i, D) into one padded batch; `rows` and `dtype` as in `BagBatch`.

    Pinned, the batch is laid in memory that a card copies from while the processor goes on.
    """
    longest = max(len(bag) for bag in bags)
    features = torch.zeros(len(bags), longest, bags[0].shape[1], pin_memory=pinned)
    mask = torch.zeros(len(bags), longest, dtype=torch.bool)
    filled = features.numpy()  # NumPy reads a file that is mapped into memory, and may only be read
    for row, bag in enumerate(bags):
        filled[row, : len(bag)] = bag
        mask[row, : len(bag)] = True
    kept = None if rows is None else torch.from_numpy(np.asarray(rows, np.int64)).to(device)
    if pinned:  # sent as it lies: a copy in another precision would not be pinned
        features = features.to(device, non_blocking=True)
    return BagBatch(features.to(device, dtype), mask.to(device), kept)


def plan_batches(
    lengths: Sequence[int], max_instances: int = BATCH_INSTANCES
) -> Iterator[list[int]]:
    """Group bags of similar size so that padding stays small; a large bag goes alone.

    Many small bags are much faster in one batched product; large ones gain nothing from it.

    Parameters
    ----------
    lengths : sequence of int
        Instances per bag.
    max_instances : int
        Most instances of a group, padding counted.

    Yields
    ------
    list of int
        Positions of the bags of one group.
    """
    group: list[int] = []
    # Longest first: the first of a group sets its padded length.
    for index in sorted(range(len(lengths)), key=lambda i: (-lengths[i], i)):
        if group:
            longest = lengths[group[0]]
            full = (len(group) + 1) * longest > max_instances
            if full or (lengths[index] * 2 < longest and longest > 64):
                yield group
                group = []
        group.append(index)
    if group:
        yield group


def linear_as(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    """``x W' + b`` for one weight (o, i) or one per bag (n, o, i); x is (n, L, i).

    Computed in the precision of x; the weights, and their gradients, keep theirs.
    """
    weight, bias = weight.to(x.dtype), bias.to(x.dtype)
    if weight.dim() == 2:
        return nnf.linear(x, weight, bias)
    if len(weight) == 1:  # a large bag on its own: no batched product is faster than a plain one
        return nnf.linear(x, weight[0], bias[0])
    # W x' rather than x W': the gradient of W then comes in W's own memory order, uncopied.
    return torch.baddbmm(bias.unsqueeze(2), weight, x.transpose(1, 2)).transpose(1, 2)


def embed_instances(features: Tensor, params: EncoderParams) -> Tensor:
    """Instance embeddings H = ReLU(X W_f' + b_f), shape (n, L, E).

    Parameters
    ----------
    features : Tensor, shape (n, L, D)
        Instances.
    params : EncoderParams
        One encoder for all bags, or one per bag.
    """
    return torch.relu(linear_as(features, params.w_f, params.b_f))


def attention_scores(
    embedded: Tensor, params: EncoderParams, *, dropout: float = 0.0, training: bool = False
) -> Tensor:
    """Gated attention before the softmax, (tanh(..) * sigmoid(..)) W_c' + b_c, shape (n, L).

    Parameters
    ----------
    embedded : Tensor, shape (n, L, E)
        Instance embeddings.
    params : EncoderParams
        One encoder for all bags, or one per bag.
    dropout : float
        Share dropped from each of the two branches in training.
    """
    a = torch.tanh(linear_as(embedded, params.w_a, params.b_a))
    b = torch.sigmoid(linear_as(embedded, params.w_b, params.b_b))
    gated = nnf.dropout(a, dropout, training) * nnf.dropout(b, dropout, training)
    return linear_as(gated, params.w_c, params.b_c).squeeze(-1).to(params.w_c.dtype)


def encode_bags(
    batch: BagBatch, params: EncoderParams, *, dropout: float = 0.0, training: bool = False
) -> Tensor:
    """Bag representations z = sum_i attention_i H_i, shape (n, E), float32."""
    embedded = embed_instances(batch.features, params)
    scores = attention_scores(embedded, params, dropout=dropout, training=training)
    attention = torch.softmax(scores.masked_fill(~batch.mask, -torch.inf), dim=1)
    pooled = torch.bmm(attention.unsqueeze(1).to(embedded.dtype), embedded).squeeze(1)
    return pooled.to(attention.dtype)
