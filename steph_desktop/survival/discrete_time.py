"""Discrete-time survival in torch: hazards, survival, risk score and the likelihood loss.

References
----------
Zadeh, Schmid: Bias in cross-entropy-based training of deep survival networks. TPAMI 2021.
"""

from __future__ import annotations

import torch
from torch import Tensor

LOG_FLOOR = 1e-7  # as in the authors' loss; keeps its logs finite


def hazards_of(logits: Tensor) -> Tensor:
    """Hazard of each bin given survival until it, sigmoid(logits), shape (..., B)."""
    return torch.sigmoid(logits)


def survival_of(hazards: Tensor) -> Tensor:
    """Survival at the end of each bin, S_k = prod_{j<=k} (1 - h_j), shape (..., B)."""
    return torch.cumprod(1 - hazards, dim=-1)


def risk_score_of(survival: Tensor) -> Tensor:
    """Risk score, minus the sum of survival over the bins; higher is worse. Shape (...)."""
    return -survival.sum(dim=-1)


def nll_survival_loss(logits: Tensor, bins: Tensor, events: Tensor, alpha: float = 0.5) -> Tensor:
    """Negative log-likelihood of censored discrete times, per patient.

    With S_pad = [1, S] and every probability clamped from below at 1e-7, a patient with an event
    in bin t costs -(log S_pad[t] + log h[t]), one censored in bin t -(1 - alpha) log S_pad[t + 1].

    Parameters
    ----------
    logits : Tensor, shape (n, B)
        Log-odds of the hazards.
    bins : Tensor, shape (n,), int64
        Bin of each follow-up time.
    events : Tensor, shape (n,), bool or 0/1
        1 where the event was seen.
    alpha : float
        Share by which censored patients count less.

    Returns
    -------
    Tensor, shape (n,)
        loss = (1 - alpha) (censored + uncensored) + alpha uncensored.
    """
    hazards = hazards_of(logits)
    padded = torch.cat([torch.ones_like(hazards[:, :1]), survival_of(hazards)], dim=1)
    column = bins[:, None]

    def log_at(values: Tensor, index: Tensor) -> Tensor:
        return values.gather(1, index).clamp(min=LOG_FLOOR).log().squeeze(1)

    seen = events.to(logits.dtype)
    uncensored = -seen * (log_at(padded, column) + log_at(hazards, column))
    censored = -(1 - seen) * log_at(padded, column + 1)
    return (1 - alpha) * (censored + uncensored) + alpha * uncensored
