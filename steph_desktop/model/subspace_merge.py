"""MASS: one model per bag without training, of the task subspaces that explain its instances.

Of every model's task matrices only the strongest singular triplets are kept, made orthogonal
between all models (TSV-M), so that a model's part can be switched on by itself. The router knows
the right singular vectors V_j of what model j added to the embedding, which span the directions of
the features that it learned to read. For a bag,

    r_j = mean_i |x_i - V_j V_j' x_i|^2 / |x_i|^2,

and the weights are a softmax over -r_j, in units of their spread over the models; those above
1 / m, at most K, are taken and made to sum to 1. Encoder and head are merged with them.

References
----------
MASS: Crisostomi et al., ICLR 2026, arXiv 2504.05342, for classifiers: there each task has a head of
its own, temperature and threshold are settings, and the router reads a layer that is searched for.
TSV-M: Gargiulo et al., CVPR 2025, arXiv 2412.00081.
"""

from __future__ import annotations

from itertools import count

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from steph_desktop.model.abmil import (
    SeveralModels,
    TrainingOutput,
    check_features,
    chunks_of,
    predict_bag,
)
from steph_desktop.model.merging import nearest_orthogonal
from steph_desktop.model.mil_encoder import AbmilShape, BagBatch, ParamLayout
from steph_desktop.model.outputs import Prediction
from steph_desktop.model.task_vectors import merge_encoders, top_k_mask

SUBSPACE_BUFFERS = ("basis", "routes", "head_weights", "head_biases")


def separated(vectors: Tensor, layout: ParamLayout) -> Tensor:
    """Make task vectors (m, P) orthogonal to each other, matrix by matrix, as TSV-M does.

    Of each weight matrix of rank r every model keeps r / m singular triplets, at least one. Biases
    stay as they are.
    """
    made = []
    for parts in map(list, zip(*map(layout.unflatten, vectors), strict=True)):
        if parts[0].dim() == 2:
            kept = kept_rank(parts[0].shape, len(parts))
            svds = [torch.linalg.svd(part.double(), full_matrices=False) for part in parts]
            left = nearest_orthogonal(torch.cat([u[:, :kept] for u, _, _ in svds], dim=1))
            right = nearest_orthogonal(torch.cat([v[:kept] for _, _, v in svds]))
            parts = [
                (left[:, at : at + kept] * s[:kept]) @ right[at : at + kept]
                for at, (_, s, _) in zip(count(0, kept), svds, strict=False)
            ]
        made.append(torch.stack([part.to(vectors.dtype).reshape(-1) for part in parts]))
    return torch.cat(made, dim=1)


def kept_rank(shape: tuple[int, ...], models: int) -> int:
    """Return how many singular triplets of a matrix each model keeps."""
    return max(1, min(shape) // models)


def routes_of(vectors: Tensor, layout: ParamLayout) -> Tensor:
    """Right singular vectors of what each model added to the embedding, shape (m, D, rank)."""
    kept = kept_rank(layout.shapes[0], len(vectors))
    found = []
    for vector in vectors:
        _, _, right = torch.linalg.svd(layout.unflatten(vector)[0].double(), full_matrices=False)
        found.append(right[:kept].T.to(vectors.dtype))
    return torch.stack(found)


class SubspaceMerge(SeveralModels):
    """One encoder and head per bag, chosen by a router without training.

    Parameters
    ----------
    shape, names, target_shares
        See `SeveralModels`; a name for each model.
    basis : Tensor, shape (1 + m, P)
        theta_0 and the separated task vectors.
    routes : Tensor, shape (m, D, rank)
        Orthonormal directions by model.
    head_weights, head_biases : Tensor, shapes (m, B, E) and (m, B)
        The models' heads.
    """

    basis: Tensor
    routes: Tensor
    head_weights: Tensor
    head_biases: Tensor

    def __init__(
        self,
        shape: AbmilShape,
        names: tuple[str, ...],
        target_shares: tuple[float, ...],
        k: int,
        basis: Tensor,
        routes: Tensor,
        head_weights: Tensor,
        head_biases: Tensor,
    ) -> None:
        super().__init__(shape, names, target_shares, len(basis) - 1)
        self.k = k
        buffers = zip(SUBSPACE_BUFFERS, (basis, routes, head_weights, head_biases), strict=True)
        for name, value in buffers:
            self.register_buffer(name, value.detach().clone())

    def training_output(self, batch: BagBatch) -> TrainingOutput:
        """Refuse: the model has nothing to train."""
        del batch
        raise TypeError("nothing of this model is trained")

    def residuals(self, features: NDArray[np.float32]) -> Tensor:
        """Share of a bag's instances that each model's subspace leaves unexplained, shape (m,)."""
        total = torch.zeros(len(self.names), dtype=torch.float64, device=self.basis.device)
        for chunk in chunks_of(features, self.basis.device):
            x = chunk[0].double()
            size = x.square().sum(dim=1).clamp(min=torch.finfo(torch.float64).tiny)
            seen = torch.einsum("nd,mdk->nmk", x, self.routes.double()).square().sum(dim=2)
            total += (1 - seen / size[:, None]).sum(dim=0)
        return total / len(features)

    def route(self, features: NDArray[np.float32]) -> tuple[Tensor, Tensor]:
        """Weights of a bag's models, 0 for those not taken, and which are taken; shape (m,)."""
        residuals = self.residuals(features)
        spread = residuals.std(correction=0)
        scores = (residuals.mean() - residuals) / spread if spread > 0 else 0 * residuals
        soft = torch.softmax(scores, dim=0)
        even = 1 / len(soft) - 1e-12  # all alike: all are taken
        taken = (soft >= even) & top_k_mask(soft, self.k)
        weights = torch.where(taken, soft, 0.0)
        return (weights / weights.sum()).float(), taken

    def predict(self, features: NDArray[np.float32]) -> Prediction:
        """Predict one bag, encoder and head being fixed for it; see `SurvivalModel.predict`."""
        check_features(features, self.shape.feature_dim)
        with torch.inference_mode():
            weights, taken = self.route(features)
            coefficients = torch.cat([weights.new_ones(1), weights])[None]
            params = merge_encoders(self.layout, self.basis, coefficients).first()
            head = torch.einsum("m,mbe->be", weights, self.head_weights)
            bias = weights @ self.head_biases
            return predict_bag(features, params, head, bias, self.shares_of(weights, taken))
