"""Task vectors over the MIL encoder, their mixup, and the sparse sum of the strongest.

References
----------
Ilharco et al.: Editing models with task arithmetic. ICLR 2023.
STEPH: sparse task vector mixup with hypernetworks. CVPR 2026, arXiv 2603.10526.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import torch
from torch import Tensor

from steph_desktop.core.errors import StephError
from steph_desktop.model.abmil import Abmil
from steph_desktop.model.mil_encoder import AbmilShape, EncoderParams, ParamLayout


def require_alike(shape: AbmilShape, null: AbmilShape) -> None:
    """Refuse a model that cannot be merged with those that start from the null model.

    Raises
    ------
    StephError
        If their time bins differ in number, or any width differs.
    """
    if shape == null:
        return
    if replace(shape, n_bins=null.n_bins) == null:
        raise StephError(
            f"The models differ in their time bins ({shape.n_bins} and {null.n_bins}) and cannot "
            "be merged",
            todo="Fit all models with the same time bins.",
        )
    raise StephError(
        "The models differ in their widths and cannot be merged",
        todo="Use models fitted with the same encoder and settings.",
    )


def task_vector(model: Abmil, null: Abmil) -> Tensor:
    """Return tau = theta - theta_0 over the MIL encoder without its head, shape (P,).

    Raises
    ------
    StephError
        If the two models differ in their widths or bins.
    """
    require_alike(model.shape, null.shape)
    return (model.theta - null.theta).detach().clone()


def stack_task_vectors(models: Sequence[Abmil], null: Abmil) -> Tensor:
    """Return the task vectors of several models as one matrix, shape (m, P)."""
    return torch.stack([task_vector(model, null) for model in models])


def top_k_mask(weights: Tensor, k: int) -> Tensor:
    """Mark the K largest weights of each row (..., m); of equal weights the earlier one is taken.

    Parameters
    ----------
    weights : Tensor, shape (..., m)
        Aggregation weights.
    k : int
        How many to mark; m or more marks all.
    """
    order = torch.argsort(weights.detach(), dim=-1, descending=True, stable=True)
    mask = torch.zeros_like(weights, dtype=torch.bool)
    return mask.scatter(-1, order[..., :k], True)


def top_share_mask(weights: Tensor, share: float) -> Tensor:
    """Mark the fewest largest weights of each row (..., m) that hold a share of the row's sum.

    Where every weight is 0 the first source is marked, as `top_k_mask` does with K = 1.

    Parameters
    ----------
    weights : Tensor, shape (..., m)
        Aggregation weights >= 0.
    """
    ranked, order = torch.sort(weights.detach(), dim=-1, descending=True, stable=True)
    before = torch.cumsum(ranked, dim=-1) - ranked
    needed = before < share * ranked.sum(dim=-1, keepdim=True)
    needed[..., 0] = True
    return torch.zeros_like(needed).scatter(-1, order, needed)


def mixup_coefficients(weights: Tensor, lambdas: Tensor, selected: Tensor) -> Tensor:
    """Coefficients of theta_0 and the task vectors in the merged encoder.

    theta_0 + sum_j w_j (lambda_j tau_t + (1 - lambda_j) tau_sj) over the selected j is linear in
    the vectors: theta_0 counts 1, tau_t sum_j w_j lambda_j, tau_sj w_j (1 - lambda_j).

    Parameters
    ----------
    weights, lambdas, selected : Tensor, shape (n, m)
        Aggregation weights, mixing ratios (share of the target) and the sources merged.

    Returns
    -------
    Tensor, shape (n, m + 2)
        Columns for theta_0, tau_t, tau_s1 ... tau_sm.
    """
    merged = weights * selected
    target = (merged * lambdas).sum(dim=-1, keepdim=True)
    return torch.cat([torch.ones_like(target), target, merged * (1 - lambdas)], dim=-1)


def merge_encoders(layout: ParamLayout, basis: Tensor, coefficients: Tensor) -> EncoderParams:
    """Merge one encoder per bag, with a leading axis n: theta = coefficients @ basis.

    Done parameter by parameter, so that the gradient needs no second copy of (n, P).

    Parameters
    ----------
    basis : Tensor, shape (r, P)
        theta_0 and task vectors.
    coefficients : Tensor, shape (n, r)
        One row per bag.
    """
    merged = []
    for offset, size, shape in zip(layout.offsets, layout.sizes, layout.shapes, strict=True):
        flat = coefficients @ basis[:, offset : offset + size]
        merged.append(flat.reshape(len(coefficients), *shape))
    return EncoderParams(*merged)
