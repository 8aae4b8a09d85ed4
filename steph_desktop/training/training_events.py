"""What training tells while it runs; light, so that the window can read it without torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


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
    weights_sd, lambdas_sd : tuple of float
        Their standard deviation over the training bags.
    sources : tuple of str
        Names of the sources, in the order of the above.
    """

    epoch: int
    loss: float
    nll: float
    weights: tuple[float, ...] = ()
    lambdas: tuple[float, ...] = ()
    weights_sd: tuple[float, ...] = ()
    lambdas_sd: tuple[float, ...] = ()
    sources: tuple[str, ...] = ()


_LISTS = ("weights", "lambdas", "weights_sd", "lambdas_sd", "sources")


def epoch_from_json(value: Mapping[str, Any]) -> EpochRecord:
    """Return the epoch whose fields were written as JSON; lists that are not there are empty.

    Raises
    ------
    KeyError, TypeError
        If it is not one.
    """
    lists = {name: tuple(value.get(name, ())) for name in _LISTS}
    return EpochRecord(value["epoch"], value["loss"], value["nll"], **lists)


@dataclass(frozen=True)
class FitEvent:
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
class FoldRunEvent:
    """A finished cell, told while the others run."""

    method: str
    fold: int
    seed: int
    c_index: float


def fit_event(cell: str, detail: object) -> object:
    """Name what is fitted beside an epoch; any other detail stays as it is."""
    return FitEvent(cell, detail) if isinstance(detail, EpochRecord) else detail
