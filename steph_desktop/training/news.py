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


@dataclass(frozen=True)
class FitNews:
    """An epoch of a fit, told while it runs.

    Attributes
    ----------
    cell : str
        What is fitted: the name of a cell, or of a model that others build on.
    epoch : EpochRecord
        The epoch.
    """

    cell: str
    epoch: EpochRecord


@dataclass(frozen=True)
class CellNews:
    """A finished cell, told while the others run."""

    method: str
    fold: int
    seed: int
    c_index: float


def fit_news(cell: str, detail: object) -> object:
    """Name what is fitted beside an epoch; any other detail stays as it is."""
    return FitNews(cell, detail) if isinstance(detail, EpochRecord) else detail
