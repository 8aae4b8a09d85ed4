"""What training tells while it runs; light, so that the window can read it without torch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class EpochRecord:
    """One epoch of training.

    Attributes
    ----------
    epoch : int
        From 1.
    loss, nll : float
        Mean over the bags, with and without the method's penalties.
    weights, lambdas : tuple of float
        Mean aggregation weight and mixing ratio per source; empty for models without.
    """

    epoch: int
    loss: float
    nll: float
    weights: tuple[float, ...] = ()
    lambdas: tuple[float, ...] = ()
