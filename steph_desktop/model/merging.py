"""Merging methods other than STEPH's: pairs merged beforehand, and plain weighted sums.

References
----------
TIES: Yadav et al., NeurIPS 2023. AdaMerging: Yang et al., ICLR 2024. Representation surgery:
Yang et al., ICML 2024. Iso-C and Iso-CTS: Marczak et al., ICML 2025, arXiv 2502.04959. TSV-M:
Gargiulo et al., CVPR 2025, arXiv 2412.00081. SVC: Li et al., arXiv 2602.05536. With weights per bag
from a hypernetwork: STEPH, CVPR 2026, arXiv 2603.10526.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as nnf

from steph_desktop.model.abmil import (
    DROPOUT,
    Abmil,
    SeveralModels,
    TrainingOutput,
    check_features,
    pool_bag,
    predict_bag,
)
from steph_desktop.model.card import WeightActivation
from steph_desktop.model.mil_encoder import (
    AbmilShape,
    BagBatch,
    EncoderParams,
    ParamLayout,
    encode_bags,
)
from steph_desktop.model.outputs import Prediction, SourceShare
from steph_desktop.model.steph import (
    HyperHead,
    activate,
    aggregation_loss,
    encode_mean,
    encode_means,
)
from steph_desktop.model.task_vectors import merge_encoders


def trim(vector: Tensor, keep: float) -> Tensor:
    """Set all but the largest magnitudes of a vector (P,) to 0.

    `keep` is the share kept, at least one number; all as large as the smallest kept are kept.
    """
    count = max(1, round(keep * len(vector)))
    magnitude = vector.abs()
    threshold = torch.kthvalue(magnitude, len(vector) - count + 1).values
    return torch.where(magnitude >= threshold, vector, 0.0)


def ties_pair(first: Tensor, second: Tensor, keep: float = 0.2) -> Tensor:
    """Merge two task vectors (P,) by TIES: trim, elect a sign per number, sum what agrees.

    The elected sign is that of the sum of the trimmed vectors; where they cancel exactly nothing
    is elected and the result is 0.
    """
    trimmed = torch.stack([trim(first, keep), trim(second, keep)])
    elected = trimmed.sum(dim=0).sign()
    return torch.where(trimmed.sign() == elected, trimmed, 0.0).sum(dim=0)


def iso_c_pair(first: Tensor, second: Tensor, layout: ParamLayout) -> Tensor:
    """Merge two task vectors (P,) by Iso-C: their sum with an even spectrum, matrix by matrix.

    Every singular value of a summed weight matrix is replaced by the mean of them all; biases have
    no spectrum and are averaged.
    """
    return _by_matrix(first, second, layout, _iso_c)


def _by_matrix(
    first: Tensor, second: Tensor, layout: ParamLayout, merge: Callable[[Tensor, Tensor], Tensor]
) -> Tensor:
    """Merge two task vectors (P,) matrix by matrix, in float64; biases are averaged."""
    pieces = []
    for one, other in zip(layout.unflatten(first), layout.unflatten(second), strict=True):
        if one.dim() == 2:
            pieces.append(merge(one.double(), other.double()).to(one.dtype))
        else:
            pieces.append((one + other) / 2)
    return torch.cat([piece.reshape(-1) for piece in pieces])


def _iso_c(first: Tensor, second: Tensor) -> Tensor:
    left, values, right = torch.linalg.svd(first + second, full_matrices=False)
    return torch.as_tensor(values.mean() * left @ right)


def nearest_orthogonal(matrix: Tensor) -> Tensor:
    """Return the matrix with orthonormal columns (or rows) nearest to one: Procrustes."""
    left, _, right = torch.linalg.svd(matrix, full_matrices=False)
    return torch.as_tensor(left @ right)


def tsv_pair(first: Tensor, second: Tensor, layout: ParamLayout) -> Tensor:
    """Merge two task vectors (P,) by TSV-M: their strongest singular vectors, made orthogonal.

    Of each weight matrix of rank r both keep r / 2 singular triplets. The left vectors of both side
    by side, and the right ones, are replaced by the nearest orthogonal set, so that the two do not
    interfere; singular values stay. Biases are averaged.
    """

    def merge(one: Tensor, other: Tensor) -> Tensor:
        kept = max(1, min(one.shape) // 2)
        parts = [torch.linalg.svd(matrix, full_matrices=False) for matrix in (one, other)]
        left = nearest_orthogonal(torch.cat([u[:, :kept] for u, _, _ in parts], dim=1))
        right = nearest_orthogonal(torch.cat([v[:kept] for _, _, v in parts]))
        values = torch.cat([s[:kept] for _, s, _ in parts])
        return torch.as_tensor(left @ (values[:, None] * right))

    return _by_matrix(first, second, layout, merge)


def iso_cts_pair(
    first: Tensor, second: Tensor, layout: ParamLayout, common_share: float = 0.8
) -> Tensor:
    """Merge two task vectors (P,) by Iso-CTS: Iso-C that keeps directions of each vector's own.

    Of each weight matrix of rank r about `common_share` of the directions are the strongest of the
    sum; the rest, half each, are the strongest of what either has outside them. All directions are
    made orthogonal and get one singular value, the mean of theirs. Biases are averaged.
    """

    def merge(one: Tensor, other: Tensor) -> Tensor:
        rank = min(one.shape)
        own = round((rank - int(rank * common_share)) / 2)
        common = rank - 2 * own
        u, s, v = torch.linalg.svd(one + other, full_matrices=False)
        left, values, right = [u[:, :common]], [s[:common]], [v[:common]]
        for matrix in (one, other):
            outside = matrix - left[0] @ (left[0].T @ matrix)
            u, s, v = torch.linalg.svd(outside, full_matrices=False)
            left.append(u[:, :own])
            values.append(s[:own])
            right.append(v[:own])
        even = torch.cat(values).mean()
        sides = nearest_orthogonal(torch.cat(left, dim=1)), nearest_orthogonal(torch.cat(right))
        return torch.as_tensor(even * sides[0] @ sides[1])

    return _by_matrix(first, second, layout, merge)


def svc_pair(first: Tensor, second: Tensor, layout: ParamLayout, alpha: float = 0.1) -> Tensor:
    """Merge two task vectors (P,) by SVC: their sum, with shared directions counted once.

    With u_r the left singular vectors of a summed matrix and a_i = u_r' W_i what either vector adds
    along it, s_i = <a_1 + a_2, a_i> / |a_i|^2 says how many times the sum has it. Its singular
    value is multiplied by 2 / (max(alpha, s_1) + max(alpha, s_2)). Biases are averaged.
    """

    def merge(one: Tensor, other: Tensor) -> Tensor:
        u, s, v = torch.linalg.svd(one + other, full_matrices=False)
        along = torch.stack([u.T @ one, u.T @ other])
        size = along.square().sum(dim=2)
        often = (along.sum(dim=0) * along).sum(dim=2) / size.clamp(min=torch.finfo(size.dtype).tiny)
        return torch.as_tensor(u @ ((2 / often.clamp(min=alpha).sum(dim=0) * s)[:, None] * v))

    return _by_matrix(first, second, layout, merge)


class Surgery(nn.Module):
    """Subtract a low-rank part from a representation: z - W_up ReLU(W_down z).

    W_up starts at 0, so that training starts from the representation as it is.
    """

    def __init__(self, embed_dim: int, rank: int) -> None:
        super().__init__()
        self.down = nn.Linear(embed_dim, rank, bias=False)
        self.up = nn.Linear(rank, embed_dim, bias=False)
        nn.init.zeros_(self.up.weight)

    def forward(self, z: Tensor) -> Tensor:
        """Return the repaired representations, shape (n, E)."""
        return z - torch.as_tensor(self.up(torch.relu(self.down(z))))

    def linear_at(self, z: Tensor) -> Tensor:
        """Return the matrix (E, E) that has the same effect on one z, shape (E,)."""
        alive = (self.down.weight @ z > 0).to(z.dtype)
        identity = torch.eye(len(z), dtype=z.dtype, device=z.device)
        return identity - self.up.weight @ (alive[:, None] * self.down.weight)


@dataclass(frozen=True)
class MergeConfig:
    """How vectors are weighted, and what follows the encoder."""

    # Width of the hypernetwork that gives weights per bag; 0 for one set of trained weights.
    hyper_dim: int = 0
    # One trained weight per vector and layer (embedding, the two attention branches, attention
    # output) in place of one per vector.
    layerwise: bool = False
    # What keeps the hypernetwork's weights non-negative.
    weight_activation: WeightActivation = WeightActivation.RELU
    surgery_rank: int = 0  # rank of the surgery module; 0 for none
    gamma: float = 0.005  # weight of L_agg in the objective
    # Weight of the L1 distance between the repaired and the target model's representation.
    surgery_pull: float = 1.0


class Merged(SeveralModels):
    """One encoder, theta_0 + sum_j w_j v_j, with trained weights or weights per bag.

    All vectors are merged. Weights trained for all bags are kept in [0, 1], as AdaMerging does;
    those of the hypernetwork are not negative. Without vectors it is one fixed encoder, with or
    without surgery.

    Parameters
    ----------
    shape, names, target_shares
        See `SeveralModels`; a name for each vector.
    basis : Tensor, shape (1 + r, P)
        theta_0 and the r vectors.
    """

    basis: Tensor

    def __init__(
        self,
        shape: AbmilShape,
        names: tuple[str, ...],
        target_shares: tuple[float, ...],
        config: MergeConfig,
        basis: Tensor,
    ) -> None:
        super().__init__(shape, names, target_shares, len(basis) - 1)
        self.config = config
        self.register_buffer("basis", basis.detach().clone())
        # The target model's representation of every training bag, while surgery is trained.
        self.pull_towards: Tensor | None = None
        r = len(names)
        self.hyper_embed: nn.Linear | None = None
        self.agg_head: HyperHead | None = None
        if config.hyper_dim and r:
            self.hyper_embed = nn.Linear(shape.feature_dim, config.hyper_dim)
            self.agg_head = HyperHead(config.hyper_dim, r)
        elif r:
            layers = len(self.layout.names) // 2 if config.layerwise else 1
            start = torch.full((layers, r), 1.0 / r)
            self.trained_weights = nn.Parameter(start if config.layerwise else start[0])
        self.surgery: Surgery | None = None
        if config.surgery_rank:
            self.surgery = Surgery(shape.embed_dim, config.surgery_rank)
        self.head = nn.Linear(shape.embed_dim, shape.n_bins)

    def _by_layer(self) -> Tensor:
        """Trained weights in [0, 1], shape (layers, r); one row where the layers share them."""
        return self.trained_weights.clamp(0, 1).view(-1, len(self.names))

    def _merge(self, weights: Tensor) -> EncoderParams:
        """Merge one encoder per row of weights, shape (n, r)."""
        coefficients = torch.cat([weights.new_ones(len(weights), 1), weights], dim=1)
        return merge_encoders(self.layout, self.basis, coefficients)

    def common_params(self) -> EncoderParams:
        """Return the one encoder of a merge that does not depend on the bag."""
        if not self.names:
            return EncoderParams.of(self.layout, self.basis[0])
        layers = self._by_layer()
        if not self.config.layerwise:
            return self._merge(layers).first()
        # Weight and bias of a layer lie next to each other and share its weights.
        by_layer = [self._merge(row[None]) for row in layers]
        return EncoderParams(*(by_layer[i // 2][i][0] for i in range(len(self.layout.names))))

    def training_output(self, batch: BagBatch) -> TrainingOutput:
        """Return logits and gamma L_agg, with the pull of surgery where there is one."""
        n = len(batch.features)
        if self.agg_head is not None and self.hyper_embed is not None:
            raw = self.agg_head(encode_means(self.hyper_embed, batch))
            weights = activate(raw, self.config.weight_activation)
            params = self._merge(weights)
            penalty = aggregation_loss(weights, torch.ones_like(weights))
        else:
            # Back into [0, 1] after every step: unlike a clamp alone, a weight can leave a bound.
            with torch.no_grad():
                self.trained_weights.clamp_(0, 1)
            layers = self._by_layer()
            weights = layers.mean(dim=0).expand(n, -1)
            params = self.common_params()
            # Averaged over the layers, so that one gamma means the same for both forms.
            penalty = aggregation_loss(layers, torch.ones_like(layers)).mean().expand(n)
        z = encode_bags(batch, params, dropout=DROPOUT, training=self.training)
        penalty = self.config.gamma * penalty
        if self.surgery is not None:
            z = self.surgery(z)
            if self.pull_towards is None or batch.rows is None:
                raise ValueError("surgery is trained towards the target model's representations")
            distance = nnf.l1_loss(z, self.pull_towards[batch.rows], reduction="none").mean(dim=1)
            penalty = penalty + self.config.surgery_pull * distance
        shares = weights.new_tensor(self.target_shares).expand(n, -1)
        return TrainingOutput(self.head(z), penalty, weights.detach(), shares)

    def predict(self, features: NDArray[np.float32]) -> Prediction:
        """Predict one bag.

        With surgery the contributions are those of the linear map that surgery is at this bag's z:
        still exact, and still summing to logits minus the head's bias. See `SurvivalModel.predict`.
        """
        check_features(features, self.shape.feature_dim)
        with torch.inference_mode():
            shares: tuple[SourceShare, ...] = ()
            if self.agg_head is not None and self.hyper_embed is not None:
                raw = self.agg_head(encode_mean(self.hyper_embed, features))
                weights = activate(raw, self.config.weight_activation)
                params = self._merge(weights).first()
                shares = self.shares_of(weights[0])
            else:
                params = self.common_params()
                if self.names:
                    shares = self.shares_of(self._by_layer().mean(dim=0))
            head = self.head.weight
            if self.surgery is not None:
                head = head @ self.surgery.linear_at(pool_bag(features, params))
            return predict_bag(features, params, head, self.head.bias, shares)

    def settled(self) -> Abmil | Merged:
        """Return the same model with the merge done once for all bags, in evaluation mode.

        A plain ABMIL, or without vectors but with surgery where there is one.
        """
        if self.agg_head is not None:
            raise ValueError("this merge depends on the bag")
        theta = torch.cat([piece.detach().reshape(-1) for piece in self.common_params()])
        model: Abmil | Merged
        with torch.random.fork_rng(devices=[]):  # new networks draw weights, replaced here
            if self.surgery is None:
                model = Abmil(self.shape)
                state = {"theta": theta}
            else:
                config = MergeConfig(surgery_rank=self.config.surgery_rank)
                model = Merged(self.shape, (), (), config, theta[None])
                state = {"basis": theta[None], **_named(self.surgery, "surgery")}
        model.load_state_dict({**state, **_named(self.head, "head")})
        model.requires_grad_(False)
        return model.to(theta.device).eval()


def _named(module: nn.Module, prefix: str) -> dict[str, Tensor]:
    return {f"{prefix}.{name}": value for name, value in module.state_dict().items()}
